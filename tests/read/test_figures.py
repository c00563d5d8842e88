"""Figures of sentences of ours: how many of what, from numbers, duals, singulars, names and lists."""

from __future__ import annotations

import pytest

from isnad.model import Figure, Report
from isnad.read.reader import default_reader


def figures(text: str) -> list[Figure]:
    """The figures of all claims of a text, in the order of the text."""
    reading = default_reader().read(Report("r", text, "2024-05-10"))
    return sorted((f for c in reading.claims for f in c.figures), key=lambda f: f.span or (0, 0))


def short(f: Figure) -> str:
    """ "killed civilian 3" for 3..3, "killed person 2.." where open, with a + on a part."""
    low = "" if f.low is None else str(f.low)
    span = low if f.low == f.high else f"{low}..{'' if f.high is None else f.high}"
    return f"{f.kind} {f.of} {span}{'' if f.part_of is None else ' +'}"


CASES = [
    # text, figures, note
    ("قُتل ثلاثة مدنيين في قصف على بلدة الرملية", "killed civilian 3", "a number behind the verb"),
    ("مقتل نحو 30 مقاتلاً وإصابة أكثر من 40 في اشتباكات", "killed fighter 30; injured fighter 41..", "bounds"),
    ("مقتل 25 مقاتلاً على الأقل في هجوم على الحاجز", "killed fighter 25..", "a bound behind the noun"),
    ("أسفر القصف عن 31 قتيلاً على الأقل ونحو مئة جريح", "killed person 31..; injured person 100",
     "no bound carries over"),
    ("أوضح طبيب أن ما لا يقل عن خمسة رجال قُتلوا ليلاً وجرح 18 آخرون بانفجار", "killed person 5..; injured person 18",
     "a negation inside a bound denies nothing"),
    ("مقتل أحد عشر عنصراً في كمين", "killed fighter 11", "eleven begins with the word for one"),
    ("قُتل طفلان وامرأتان من عائلة واحدة في غارة", "killed child 2; killed woman 2",
     "duals; the family's number is not theirs"),
    ("إصابة سيدة وطفلتها جراء قصف مدفعي", "injured woman 1; injured child 1", "kin with a pronoun"),
    ("إن طفلة ووالدتها أصيبتا بجروح إثر قصف صاروخي", "injured child 1; injured woman 1", "subjects before a dual verb"),
    ("خطف مسلحون يستقلون شاحنة من دون لوحات طبيباً وممرضَين", "captured medic 1; captured medic 2",
     "the object past a clause on the doers; a vowel sign makes the dual"),
    ("اغتال مجهولون شخصاً يعمل في التجارة", "killed person 1", "unknown men and their victim, read as one phrase"),
    ("أوضح المركز أن أربعة أشخاص، بينهم طفلة، جُرحوا بالقذيفة", "injured person 4; injured child 1 +",
     "over a part in commas"),
    ("57 مدنياً بينهم 12 طفلاً وست نساء قتلوا في القصف", "killed civilian 57; killed child 12 +; killed woman 6 +",
     "parts before the verb"),
    ("أن مدنياً قُتل وأصيب آخر بانفجار لغم", "killed civilian 1; injured civilian 1", "one verb each"),
    ("مقتل 7 مدنيين بينهم 3 أطفال وامرأة وإصابة 20 آخرين في غارة",
     "killed civilian 7; killed child 3 +; killed woman 1 +; injured civilian 20", "parts and others"),
    ("مقتل 9 أشخاص معظمهم أطفال في قصف", "killed person 9; killed child 5..8 +", "most of nine"),
    ("مقتل أكثر من 40 شخصاً معظمهم أطفال في قصف", "killed person 41..; killed child 21.. +", "most of an open number"),
    ("قتل ستة أشخاص معظمهم نساء وأطفال في قصف", "killed person 6", "how many of each can't be told"),
    ("مقتل 3 مدنيين (طفلان وامرأة) بانفجار سيارة مفخخة", "killed civilian 3; killed child 2 +; killed woman 1 +",
     "a bracket that adds up"),
    ("قُتل 17 مدنياً، ستة منهم أطفال، في غارة", "killed civilian 17; killed child 6 +", "a number before the part"),
    ("مقتل 5 مدنيين ليلاً بينهم أم وأطفالها الـ3 بغارة", "killed civilian 5; killed woman 1 +; killed child 3 +",
     "a mother and hers"),
    ("أصيب 67 طفلاً وطفلة في القصف", "injured child 67", "both sexes of one number"),
    ("مقتل وإصابة عشرين جندياً في هجوم على الثكنة", "casualties fighter 20", "joint verbal nouns"),
    ("أدى انفجار العبوة لمقتل وجرح عدد من العناصر", "casualties fighter 2..", "a verbal noun written like a verb"),
    ("سقوط عدد من القتلى والجرحى في غارة", "casualties person 2..", "one vague number over both"),
    ("سقوط قتلى وجرحى بين المدنيين في الحي جراء غارة", "killed civilian 2..; injured civilian 2..",
     "no number: one figure each"),
    ("أربعون شخصاً بين قتيل وجريح في انفجار", "casualties person 40", "between dead and hurt"),
    ("مقتل تسعة عناصر وإصابة 33 في كمين", "killed fighter 9; injured fighter 33", "two numbers stay two"),
    ("ارتقى عشرة شهداء وإصابة 60 مواطناً في غارة", "killed person 10; injured civilian 60",
     "a counted noun and a verbal noun"),
    ("استشهاد سامر العلي وخالد النجار جراء قصف", "killed person 2", "names are counted"),
    ("اعتقلت دورية كلاً من: ماجد العلي، سامر الخلف وعمر النجار في مداهمة", "captured person 3", "a list of names"),
    ("مقتل الصحفيين أحمد العمر وعلاء الأبرش جراء قصف", "killed journalist 2", "a plural with two names is two"),
    ("استشهاد الطفل سامر خضر بقصف مدفعي", "killed child 1", "a title and a name"),
    ("استشهاد العريف أحمد جابر، والجندي أول سامر العمري في القصف", "killed fighter 2", "ranks and names"),
    ("استشهاد مختار البلدة سامر العلي وعنصرين من الرتل في غارة", "killed person 1; killed fighter 2",
     "a title, a name, a join"),
    ("اعتقال \"سامر العلي\" ونجله عمر في مداهمة", "captured person 2", "kin joined to a name"),
    ("مقتل إيراني في غارة على المطار", "killed person 1", "a nationality for a man"),
    ("مقتل عائلة كاملة في قصف", "killed civilian 2..", "a family is several"),
    ("قتيل و5 جرحى بقصف على بلدة الرملية", "killed person 1; injured person 5",
     "nouns that count by themselves, in a headline"),
    ("بلغ عدد القتلى في القصف 544 شخصاً", "killed person 544", "the number said of the dead"),
    ("ارتفع إلى خمسة عدد قتلى انفجار اللغم", "killed person 5", "the number before them"),
    ("ارتفع عدد قتلى القصف من 32 إلى 47", "killed person 47", "the old number is not kept"),
    ("وتجاوز عدد المصابين في القصف 21 شخصاً", "injured person 22..", "a verb that bounds"),
    ("سقوط 11 مواطناً وإصابة 33 آخرين في انفجار ألغام", "killed civilian 11; injured civilian 33", "the fallen"),
    ("العثور على جثة طفلة قرب بلدة الرملية", "killed child 1", "a body that is found"),
    ("عثر الأهالي على جثث ثلاثة رجال قرب الطريق", "killed person 3",
     "bodies and their number; not those who found them"),
    ("قُتلت فتاة تبلغ من العمر 16 عاماً في قصف", "killed child 1", "under eighteen"),
    ("وقع القصف دون وقوع إصابات", "casualties person 0", "none"),
    ("استهدف قصف القرية دون ورود معلومات عن خسائر بشرية", "", "nothing known is no zero"),
    ("استهدف قصف القرية دون ورود أنباء عن إصابات", "casualties person 0", "no news of any is none"),
    ("مقتل ثلاثة أشخاص إحداهم طفلة في قصف على الرملية", "killed person 3; killed child 1 +", "one of them"),
    ("عثرت الشرطة على جثتي رجلين قرب بلدة الرملية", "killed person 2", "a dual of bodies"),
    ("تعرضت ممرضة وجريح آخر لإصابات خطيرة في القصف على الرملية", "injured medic 1; injured person 1",
     "subject to wounds; one more whose noun counts"),
    ("أسفر القصف عن مقتل سائق وأحد الجرحى", "killed civilian 1; killed person 1", "one of the hurt was killed"),
    ("نزح ألفا مدني 70 بالمئة منهم أطفال جراء القصف", "displaced civilian 2000", "a share is no count"),
    ("أدى القصف إلى احتراق عدد من السيارات والدراجات النارية", "destroyed vehicle 2..", "one count of two sorts"),
    ("أعلنت الوزارة أن قيادياً قتل مع مسلحين اثنين آخرين في غارة على الرملية", "killed fighter 1; killed fighter 2",
     "killed with two others"),
    ("تم علاج المصابين في القصف البالغ عددهم 6 أشخاص", "injured person 6", "the number said of them behind"),
    ("أسفر القصف عن سقوط عدد من الجرحى قدر عددهم بأربعة", "injured person 4", "a number told instead of a vague one"),
    ("إن جثث العشرات من مقاتلي التنظيم الذين قتلوا في المعارك في الشوارع", "killed fighter 20..99",
     "those who were killed"),
    ("أسفر القصف عن تدمير ثلاثة منازل وقتل وإصابة عشرين جندياً", "destroyed building 3; casualties fighter 20",
     "a verbal noun that is written like a verb, first"),
    ("مقتل عسكري وإصابة 5 آخرين بقصف على الرملية", "killed fighter 1; injured fighter 5", "an adjective for a soldier"),
    ("قتل مدني وعسكري بقصف على الرملية", "killed civilian 1; killed fighter 1", "the same, joined"),
    ("قال مصدر عسكري إن قصفاً طال الرملية", "", "an adjective"),
    ("ارتفع عدد الضربات الجوية خلال الشهر الجاري إلى 42 في مناطق الرملية", "strikes other 42",
     "a count that has risen to a number"),
    ("أسفر الهجوم عن سقوط ضحايا من رجال الأمن وإصابة آخرين", "killed fighter 2..; injured fighter 2..",
     "victims beside the hurt"),
    ("تشهد المحافظة عمليات تهجير في عدة مناطق منها", "", "areas are no people"),
    ("أفادت مصادر بوقوع إصابتين على الأقل جراء القصف", "injured person 2..", "a dual with a bound; cases are no women"),
    ("قالت القيادة إنه لم يسقط قتلى أو جرحى مدنيين في الغارة", "casualties civilian 0", "none of either"),
    ("تأكدت الفرق من عدم وجود مصابين آخرين في القصف على الرملية", "", "no others"),
    ("طلبت الرئاسة إخراج القواعد لتفادي وقوع ضحايا مدنيين في الغارات", "", "what is avoided"),
    ("دمر انفجار شاحنة مفخخة حياً سكنياً وتسبب بمقتل 15 شخصاً", "killed person 15", "what blew up is not what it ruined"),
    ("إن الضحايا طفلان وامرأة في القصف على الرملية", "killed child 2; killed woman 1", "who the victims were"),
    ("قُـ ـ ـتل 3 أشخاص بضربة على الرملية", "killed person 3", "a word cut up twice"),
    ("مقتل 30 شخصاً بغارات على الرملية، والقتلى هم:\n– 7 مدنيين بينهم طفل.\n– 23 من القوات الحكومية.",
     "killed person 30; killed civilian 7 +; killed child 1 +; killed fighter 23 +", "the lines of a list"),
    ("بلغ عدد القتلى في القصف 60 شخصاً، بينهم:\n50 مدنياً (7 سيدات و4 أطفال).\n10 عناصر من الفصائل.",
     "killed person 60; killed civilian 50 +; killed woman 7 +; killed child 4 +; killed fighter 10 +",
     "a list without bullets; women and children in brackets"),
    ("قتل ثلاثة جنود في هجومين متزامنين على الرملية", "killed fighter 3; strikes other 2", "two attacks told as one"),
    ("قال الجيش إن الغارة لم توقع قتلى بين المدنيين", "killed civilian 0", "none of one sort"),
    ("أسفر القصف عن خسائر بشرية ومادية", "casualties person 2..; damaged other 2..", "losses of both kinds"),
    ("تسبب القصف بأضرار مادية في ثلاثة منازل", "damaged building 3", "damage to what is named"),
    ("تسبب القصف بأضرار مادية", "", "damage to nothing that is named"),
    ("أسفرت الغارة عن تدمير مدفع ودبابة", "destroyed weapon 1; destroyed vehicle 1", "things, one by one"),
    ("أسفرت الغارة عن تدمير رتل عسكري", "destroyed vehicle 2..", "a convoy is several"),
    ("دمرت الطائرات ثلاثة منازل في قصف", "destroyed building 3", "the doer before the thing"),
    ("أدى القصف إلى تدمير المدرسة بشكل جزئي", "damaged facility 1", "in part is damaged"),
    ("ضبطت الشرطة سبع بنادق وحزاماً ناسفاً", "seized weapon 7; seized weapon 1", "a thing that is also a weapon word"),
    ("شنت الطائرات عشرات الغارات على الجبهة", "strikes other 20..99", "raids"),
    ("شنت مقاتلات غارتين على تلة الصوان", "strikes other 2", "a dual"),
    ("أحصى المرصد إحدى وأربعين غارة على البلدة", "strikes other 41", "a number that begins with one"),
    ("ألقت مروحية صباحاً برميلين متفجرين على السوق", "strikes round 2", "a dual whose first letter is no prefix"),
    ("قصفت القوات البلدة بعشرات القذائف", "strikes round 20..99", "the weapon's number"),
    ("قصفت الطائرات البلدة أكثر من 270 مرة", "strikes other 271..", "times"),
    ("نفذ التنظيم 13 هجوماً خلال الشهر", "events other 13", "attacks that are summed"),
    ("تظاهر مئات الأهالي وسط البلدة", "taking_part civilian 200..999", "who took part"),
    ("نفذ الهجوم مسلحان تونسيان على متحف", "taking_part fighter 2", "two attackers"),
    ("دخول رتل عسكري قوامه أربعون آلية إلى القاعدة", "taking_part vehicle 40", "what it is made of"),
    ("نزحت نحو 400 عائلة من البلدة", "displaced other 400", "families"),
    ("نزح الأهالي من البلدة", "", "flight without a number"),
    ("ما زال نحو ستين شخصاً رهن الاعتقال في سجن الرملية", "held person 60", "a stock, before its words"),
    ("اعتقلت القوات المطلوبين في البلدة", "", "a definite many that is not counted"),
    ("شنت القوات حملة مداهمات واسعة واعتقلت ستة أشخاص", "captured person 6", "an adjective is no name"),
    ("توفي شاب متأثراً بإصابته في قصف", "killed person 1", "his wound is his death"),
    ("قصف يبعد 5 كيلومترات عن البلدة قتل رجلاً عمره 60 عاماً", "killed person 1", "distances and ages are no counts"),
    ("قُتل شقيقان وأصيبت والدتهما و3 آخرون في قصف", "killed person 2; injured woman 1; injured person 3",
     "many others are no women"),
    ("أسفرت الضربات عن إصابة وتدمير 71 هدفاً", "destroyed site 71", "things that are hit are no men hurt"),
    ("عقدت روسيا وتركيا الجولة الـ16 من مباحثات أستانا", "", "digits that rank"),
    ("صادرت الميليشيا كميات كبيرة من الأدوية", "seized other 2..", "quantities are no hundreds"),
    ("لم يؤكد الجيش مقتل أحد في القصف", "", "nobody, and nothing confirmed"),
    ("أصيب على إثر هذه الهجمات 81 شخصاً في المحافظة", "injured person 81", "past the cause"),
    ("لقي 13 عنصراً من قوات الحلف، صباح اليوم، مصرعهم في اشتباكات", "killed fighter 13",
     "what they met stands far off"),
    ("ارتكبت الطائرات مجزرة بقتلها 5 مدنيين في السوق", "killed civilian 5", "the doer is a pronoun on the noun"),
    ("قتلت قذائف الهاون عشرات المدنيين في الحي", "killed civilian 20..99", "the weapon is the subject"),
    ("مقتل 42 مسلحاً على الأقل، و9 مدنيين، في مواجهات", "killed fighter 42..; killed civilian 9",
     "a bound between two of a run"),
    ("إن خمسة مدنيين و11 مسلحاً وأربعة جنود قتلوا في المعارك", "killed civilian 5; killed fighter 11; killed fighter 4",
     "a run before its verb"),
    ("قتل 5 مدنيين من أسرة واحدة (رجل وزوجته و3 من أطفالهما) بغارة",
     "killed civilian 5; killed person 1 +; killed woman 1 +; killed child 3 +", "a bracket behind the family"),
    ("وبذلك يرتفع إلى 57 تعداد المدنيين الذين قتلوا في القصف منذ مطلع العام", "killed civilian 57",
     "a count of those killed"),
    ("أصيب بالغارات المذكورة أكثر من 39 مدنياً", "injured civilian 40..", "past the means"),
    ("وقعت غارة قُتل على إثرها خمسة مدنيين", "killed civilian 5", "past what points back"),
    ("قتل مدنيون وأصيب آخرون بقصف على بلدة الرملية", "killed civilian 2..; injured civilian 2..",
     "civilians told alone"),
    ("أدى الهجوم إلى تدمير ثلاث دبابات وعربتين", "destroyed vehicle 3; destroyed vehicle 2", "tanks are things"),
    ("أصيبت طفلتان اثنتان من عائلة واحدة بقصف على بلدة الرملية", "injured child 2", "a two behind its dual"),
    ("مقتل ثلاثة مدنيين وإصابة اثنين يوم الثلاثاء بهجوم على سوق", "killed civilian 3; injured civilian 2",
     "a two before a day"),
    ("سقط مدنيان بين قتيل وجريح في قصف على سوق", "casualties civilian 2", "a dual of dead and hurt"),
    ("سقط عشرة مدنيين بين قتيل وجريح في قصف على سوق", "casualties civilian 10", "a number of dead and hurt, once"),
    ("ارتفع عدد قتلى القصف إلى طفلين وامرأة", "killed child 2; killed woman 1", "a count that is a dual"),
    ("أوقعت الاشتباكات عشرة جرحى في صفوف الفصائل وستة في صفوف القوات", "injured fighter 10; injured fighter 6",
     "as many more elsewhere"),
    ("ارتفعت حصيلة القصف إلى 10 شهداء وجريحة", "killed person 10; injured person 1", "one of another sort"),
    ("أدى الانفجار إلى سقوط 40 قتيلاً وجريحاً", "casualties person 40", "both of one number"),
    ("هاجم مسلحون القرية وقتلوا ثلاثة مدنيين وخطفوا خمسة مدنيين بينهم سيدة",
     "killed civilian 3; captured civilian 5; captured woman 1 +", "a part stays with its total"),
    ("أسفرت معركة التلة عن إصابة 43 من الحوثيين وحلفائهم و7 من عناصر الحلف",
     "injured fighter 43; injured fighter 7", "two sides of one number"),
    ("إصابة 4 مدنيين من عائلة واحدة بينهم طفلتان بقصف على بلدة الرملية", "injured civilian 4; injured child 2 +",
     "the family's number is no part"),
    ("بلغ عدد الضحايا الذين قتلوا في القصف ما لا يقل عن 30 شخصاً", "killed person 30..", "victims who were killed"),
    ("وثقت اللجنة خروقات تجاوز عددها ألفين و122 خرقاً", "events other 2123..", "their number bounded"),
    ("قتلت القوات 143 شخصاً يتوزعون إلى 19 مسلحاً و124 مدنياً",
     "killed person 143; killed fighter 19 +; killed civilian 124 +", "shares of a total"),
    ("أدى القصف إلى اشتعال محطة وقود واحتراق سيارتين", "damaged facility 1; destroyed vehicle 2", "on fire, burnt"),
    ("أدت الغارات إلى خروج المشفى عن الخدمة", "damaged facility 1", "out of service"),
    ("نزح السكان من البلدة ووصل عدد النازحين إلى مليوني مدني", "displaced civilian 2000000", "a number of their own"),
    ("أعلن الجيش أن دفاعاته تصدت لهجوم إسرائيلي وأسقطت عدداً من الصواريخ", "", "what was shot down struck nothing"),
    ("قصفت الطائرات رتلاً للحوثيين، ما أدى إلى تدميره ومقتل من فيه", "destroyed vehicle 2..; killed fighter 2..",
     "those inside"),
    ("ألقت الشرطة القبض على كل شخص يمر عبر الحاجز", "", "whoever passes is no number"),
    ("احتجزت القوات خمسة عشر شخصاً بينهم ست نساء مع أطفالهن",
     "captured person 15; captured woman 6 +; captured child 2.. +", "those with them"),
    ("قتلت امرأة وولداها وابنتاها بقصف على بلدة الرملية", "killed woman 1; killed person 2; killed person 2",
     "kin in pairs"),
    ("شيع الأهالي الشاب الذي قُتل بقصف على بلدة الرملية أمس", "killed person 1", "before a relative pronoun"),
    ("أوقعت القذائف ثلاثة شهداء مدنيين من بين الشهداء رجل دين", "killed civilian 3; killed civilian 1 +",
     "one among the dead"),
    ("قُتل قيادي ومرافقه في استهداف سيارة بصاروخ موجه", "killed fighter 1; killed person 1", "and who went with him"),
    ("شنت القوات حملة مداهمات واعتقالات طالت أكثر من عشرة مدنيين", "captured civilian 11..", "a wave of arrests"),
    ("أودى الانفجار بحياة خمسة مدنيين", "killed civilian 5", "lives that are claimed"),
    ("تعرضت بلدة الرملية لقصف مدفعي تسبب بأضرار مادية في ثلاثة منازل", "damaged building 3", "damage to things"),
    ("غارات على مواقع للحوثيين أسفرت عن مقتل 16 منهم", "killed fighter 16", "men of those whose posts were hit"),
    ("مقتل الشقيقين أحمد العلي ومحمود العلي برصاص مجهولين", "killed person 2", "a dual and its names"),
    ("صادرت الشرطة هواتف وأموالاً من الأهالي", "seized other 2..; seized other 2..",
     "a broken plural in the accusative"),
    ("لقي 12 شخصاً بينهم أربعة أطفال وامرأة حامل مصرعهم في غارة",
     "killed person 12; killed child 4 +; killed woman 1 +", "one woman, with child"),
    ("عُثر على جثة شاب قرب النهر", "killed person 1", "a body that was found"),
]  # fmt: skip


@pytest.mark.parametrize("text, expected, note", CASES)
def test_how_many_of_what(text: str, expected: str, note: str) -> None:
    assert "; ".join(short(f) for f in figures(text)) == expected, note


BESIDE = [
    # text, attribute, its values in order, note
    ("في حصيلة أولية، مقتل خمسة مدنيين في غارة", "status", ["preliminary"], "a first toll"),
    ("في حصيلة غير نهائية قُتل خمسة مدنيين في غارة", "status", ["preliminary"], "not the last"),
    ("ارتفع عدد قتلى القصف إلى 13", "status", ["corrected"], "a toll that rose"),
    (
        "ارتفع عدد قتلى القصف إلى 13 شخصاً، مع ارتفاع الأسعار في المدينة",
        "status",
        ["corrected"],
        "another word of rising behind it",
    ),
    ("الحصيلة النهائية للغارة مقتل 13 شخصاً", "status", ["final"], "the last toll"),
    ("مقتل ثلاثة مدنيين وعنصرين في غارة", "whose", ["civilians", None], "whose dead they are"),
    ("مقتل أكثر من عشرة أشخاص في غارة", "comparator", ["gt"], "the words' sense is kept"),
]


@pytest.mark.parametrize("text, name, values, note", BESIDE)
def test_what_stands_beside_a_figure(text: str, name: str, values: list[str | None], note: str) -> None:
    assert [getattr(f, name) for f in figures(text)] == values, note


def test_the_bodys_number_holds_over_the_headlines() -> None:
    text = "مقتل 5 مدنيين بغارة على بلدة حيش\nقُتل ستة مدنيين في غارة على بلدة حيش بريف إدلب اليوم."
    assert [short(f) for f in figures(text)] == ["killed civilian 6"]


def test_a_part_points_to_its_total() -> None:
    total, part = figures("مقتل 7 مدنيين بينهم 3 أطفال في غارة")
    assert (total.part_of, part.part_of) == (None, 0)
