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
    ("أصيب أربعة جنود توفي أحدهم بالمستشفى", "injured fighter 4; killed fighter 1", "one of them, where he died"),
    # text, figures, note
    (
        "أعلنت الفصائل اغتنام دبابتين، 7 عربات شيلكا، 5 دبابات، ومستودع ذخيرة، و3 سيارات",
        "seized vehicle 2; seized vehicle 7; seized vehicle 5; seized depot 1; seized vehicle 3",
        "a list by commas",
    ),
    ("سيطرت الفصائل على دبابتين في خان طومان", "seized vehicle 2", "what moves is taken by a verb of ground"),
    ("وثق المركز مقتل فدائي واعتقال سجان", "killed fighter 1; captured fighter 1", "one of each, by their forms"),
    ("اغتال مسلحون عالم دين في الرملية", "killed civilian 1", "a scholar, not scholars"),
    ("أصيب أفراد أسرة واحدة في قصف على القرية", "injured civilian 2..", "one family, several people"),
    ("أسفر القصف عن وقوع قتيل على الأقل", "killed person 1..", "one at least"),
    ("تحتجز قسد نحو ثلاثة آلاف مقاتل لداعش في 14 سجناً", "held fighter 3000; held facility 14", "and where they are"),
    ("استهدف الطيران مقرات ومستودعات ذخيرة وآليات في ريف السخنة ما أدى إلى تدميرها", "", "many things by a pronoun"),
    ("ضبطت الشرطة 200 كيلوغرام من الحشيش في درعا", "seized other 200", "so much by weight"),
    ("سقط صاروخان قرب القاعدة", "strikes round 2", "counted once, though two words tell it"),
    ("اغتيل القيادي سامر العلي مع ثلاثة من مرافقيه في كمين", "killed fighter 1; killed fighter 3", "those with him"),
    ("اعتقل عشرات الجنود شاباً من مخيم بلاطة", "taking_part fighter 20..99; captured person 1", "many who take one"),
    ("لم يسفر القصف عن أي إصابة في صفوف المدنيين", "casualties civilian 0", "not one was hurt"),
    ("شنت الطائرة غارة على البلدة ولم تقع أية إصابات أو خسائر بشرية", "casualties person 0", "none, told twice"),
    ("شن الطيران الحربي أكثر من /20/ غارة على البلدة", "strikes other 21..", "a number between slashes"),
    ("قصفت المقاتلات نحو 40 موقعاً للمسلحين", "strikes site 40", "how many things were struck"),
    ("بلغ 178 تعداد المدنيين والعسكريين الذين قضوا بقصف مدفعي", "killed person 178", "soldiers and civilians"),
    (
        "وأصيب 9 أشخاص، والقتلى هم: 3 من المدنيين و4 من قوات النظام، في هجمات متفرقة",
        "injured person 9; killed civilian 3; killed fighter 4",
        "who the dead were",
    ),
    (
        "استولى المقاتلون على ثلاث دبابات ومدفع وعدد كبير من البنادق",
        "seized vehicle 3; seized weapon 1; seized weapon 2..",
        "a gun is no part of the tanks",
    ),
    ("لم يسفر القصف على البلدة عن سقوط ضحايا", "casualties person 0", "nobody, over the subject of the result"),
    ("قصفت القوات أطراف البلدة، وتأكدت الفرق من عدم وقوع إصابات", "casualties person 0", "none were hurt"),
    (
        "سجل المرصد 297 هجوماً منذ بداية العام، منها 240 هجوماً مدفعياً و4 هجمات جوية، أدت لمقتل 22 شخصاً",
        "events other 297; events other 240 +; events other 4 +; killed person 22",
        "a sum of attacks and its parts",
    ),
    ("لم ينجم عن القصف سقوط ضحايا أو إصابات بين الأهالي", "casualties civilian 0", "nobody, told once, and of whom"),
    ("لم يُصب أي من الركاب بأذى في الهجوم على الحافلة", "casualties civilian 0", "none of those who ride"),
    (
        "احترقت ثلاث ناقلات نفط وتضررت اثنتان أخريان جراء هجوم بمسيرات",
        "destroyed vehicle 3; damaged other 2",
        "two more things",
    ),
    ("هاجم مسلحون القرية وقتلوا سبعة وأصابوا ثلاثة", "killed person 7; injured person 3", "a number alone"),
    ("قتل رعاة مسلحون سبعة مزارعين في الرملية", "killed civilian 7", "armed herders are no dead"),
    ("قتل منهم 40 وأسر 12 على مشارف البلدة", "killed person 40; captured person 12", "so many of them"),
    (
        "أعلن الجيش مقتل 20 من المتمردين وأسر خمسة",
        "killed fighter 20; captured fighter 5",
        "taken in one breath with the dead",
    ),
    (
        "هاجمت الحركة معسكراً للجيش واستولت على خمس عربات وقتلت عشرة جنود",
        "seized vehicle 5; killed fighter 10",
        "the dead are of the attack",
    ),
    ("هاجم مسلحون القرية حيث قتلوا أربعة رعاة", "killed civilian 4", "whom they killed, not they"),
    (
        "قُتل في القصف على بلدة الرملية، صباح أمس، ثلاثة مدنيين وأصيب تسعة آخرون",
        "killed civilian 3; injured civilian 9",
        "behind the cause, the place and the day",
    ),
    ("استشهد في غارة استهدفت منزلاً في البلدة طفل وامرأتان", "killed child 1; killed woman 2", "behind what was hit"),
    ("خلّف الهجوم على بلدة الرملية قتيلاً وجريحين", "killed person 1; injured person 2", "one, far from what left him"),
    (
        "سقوط ثلاثة قتلى على الأقل ومئات الجرحى في القصف",
        "killed person 3..; injured person 200..999",
        "at least is of the number before it",
    ),
    ("غارة على البلدة توقع عشرة قتلى وجريحين", "killed person 10; injured person 2", "two hurt, none of the ten"),
    ("مقتل مدنيين بقصف مدفعي على البلدة", "killed civilian 2", "a dual and a plural are spelled alike"),
    ("أدى القصف إلى سقوط جرحى بعد توغل قوة في البلدة", "injured person 2..", "what the first led to"),
    ("نجا الوزير من محاولة قتله في طرابلس", "", "an attempt"),
    ("التحالف يقتل مسلحين شرق سورية", "killed fighter 2", "a country behind a direction is nobody"),
    ("قُتل عشرات المسلحين بينهم قادة", "killed fighter 20..99", "a part of the same sort, uncounted"),
    ("قُتل 20 من المساليت في هجوم شنه مسلحون على القرية", "killed person 20", "men of a people are no fighters"),
    ("قُتل رعاة وقضاة في هجوم على القرية", "killed civilian 2..; killed civilian 2..", "plurals in ة"),
    ("اعتقلت القوات 15 فلسطينياً بينهم أسيران محرران", "captured person 15; captured person 2 +", "a part told once"),
    (
        "أصيب 34 شاباً بالرصاص المطاطي والعشرات بالاختناق في مواجهات",
        "injured person 34; injured person 20..99",
        "others, by what hurt them",
    ),
    (
        "قُتل ثلاثة جنود وأصيب سبعة آخرون بينهم اثنان في حالة حرجة",
        "killed fighter 3; injured fighter 7; injured fighter 2 +",
        "a part that only its number tells",
    ),
    (
        "قُتل 8 مدنيين وجُرح 14 آخرون (6 أطفال و4 نساء) بقصف مدفعي",
        "killed civilian 8; injured civilian 14; injured child 6 +; injured woman 4 +",
        "others told apart",
    ),
    ("سقط عشرات الضحايا بين قتيل ومصاب جراء قصف صاروخي", "casualties person 20..99", "dead and hurt in one number"),
    ("قُتلت عائلة كاملة من ستة أفراد في غارة", "killed civilian 6", "how many a family is"),
    ("قُتل طاقم المروحية المكون من ثلاثة ضباط", "killed fighter 3", "how many a crew is"),
    ("قُتل أب وابنه بقصف مدفعي", "killed person 2", "a father and his son"),
    ("قُتلت أم وطفلاها بقصف مدفعي", "killed woman 1; killed child 2", "a mother and her two"),
    ("قُتل زوجان وأطفالهما الأربعة بقصف مدفعي", "killed person 2; killed child 4", "a number behind its noun"),
    ("مقتل سائق شاحنة وإصابة أمين شرطة برصاص مسلحين", "killed civilian 1; injured fighter 1", "one man of two words"),
    ("دمرت المسيرات ناقلة جند ونقطة تفتيش", "destroyed vehicle 1; destroyed base 1", "one thing of two words"),
    ("قُتل أربعة مدنيين، بينهم طالبان، بقصف على السكن الجامعي", "killed civilian 4; killed civilian 2 +", "students"),
    ("قُتل أربعة من مسلحي حركة طالبان بغارة في قندهار", "killed fighter 4", "the movement, not students"),
    (
        "اعتقلت الدورية أربعة أشخاص من قرية الرملية، وعدداً من الشبان من بلدة النهر",
        "captured person 4; captured person 2..",
        "over the place where the first are from",
    ),
    (
        "قُتل ثلاثة مدنيين في مدينة إدلب وطفلان في بلدة سرمين بقصف مدفعي",
        "killed civilian 3; killed child 2",
        "over the place where the first died",
    ),
    ("أرسلت الوزارة عدداً من جنودها إلى الحدود", "taking_part fighter 2..", "those sent, in no number"),
    ("أطلقت الجماعة 83 صاروخاً على مدينة جازان", "strikes round 83", "rockets in the accusative"),
    ("مقتل النائب العام في تفجير", "killed civilian 1", "one man of two words"),
    ("إصابة ثلاثة عسكريين إصابات متفاوتة إثر انفجار لغم", "injured fighter 3", "how they were hurt"),
    ("وثقت الرابطة 642 حالة اختطاف بحق مدنيين العام الماضي", "events other 642", "cases"),
    ("سُجلت 35 حالة قتل في تعز الشهر الماضي", "killed person 35", "cases of dead"),
    ("قضت محكمة في صنعاء بإعدام ستة رجال", "captured person 6", "whom a court sentenced"),
    ("حكمت محكمة في القاهرة على سبعة رجال بالسجن المؤبد", "captured person 7", "over على"),
    ("قُتل ثلاثة مدنيين في قصف على بلدة الرملية", "killed civilian 3", "a number behind the verb"),
    ("مقتل نحو 30 مقاتلاً وإصابة أكثر من 40 في اشتباكات", "killed fighter 30; injured fighter 41..", "bounds"),
    ("مقتل 25 مقاتلاً على الأقل في هجوم على الحاجز", "killed fighter 25..", "a bound behind the noun"),
    (
        "أسفر القصف عن 31 قتيلاً على الأقل ونحو مئة جريح",
        "killed person 31..; injured person 100",
        "no bound carries over",
    ),
    (
        "أوضح طبيب أن ما لا يقل عن خمسة رجال قُتلوا ليلاً وجرح 18 آخرون بانفجار",
        "killed person 5..; injured person 18",
        "a negation inside a bound denies nothing",
    ),
    ("مقتل أحد عشر عنصراً في كمين", "killed fighter 11", "eleven begins with the word for one"),
    (
        "قُتل طفلان وامرأتان من عائلة واحدة في غارة",
        "killed child 2; killed woman 2",
        "duals; the family's number is not theirs",
    ),
    ("إصابة سيدة وطفلتها جراء قصف مدفعي", "injured woman 1; injured child 1", "kin with a pronoun"),
    ("إن طفلة ووالدتها أصيبتا بجروح إثر قصف صاروخي", "injured child 1; injured woman 1", "subjects before a dual verb"),
    (
        "خطف مسلحون يستقلون شاحنة من دون لوحات طبيباً وممرضَين",
        "captured medic 1; captured medic 2",
        "the object past a clause on the doers; a vowel sign makes the dual",
    ),
    ("اغتال مجهولون شخصاً يعمل في التجارة", "killed person 1", "unknown men and their victim, read as one phrase"),
    (
        "أوضح المركز أن أربعة أشخاص، بينهم طفلة، جُرحوا بالقذيفة",
        "injured person 4; injured child 1 +",
        "over a part in commas",
    ),
    (
        "57 مدنياً بينهم 12 طفلاً وست نساء قتلوا في القصف",
        "killed civilian 57; killed child 12 +; killed woman 6 +",
        "parts before the verb",
    ),
    ("أن مدنياً قُتل وأصيب آخر بانفجار لغم", "killed civilian 1; injured civilian 1", "one verb each"),
    (
        "مقتل 7 مدنيين بينهم 3 أطفال وامرأة وإصابة 20 آخرين في غارة",
        "killed civilian 7; killed child 3 +; killed woman 1 +; injured civilian 20",
        "parts and others",
    ),
    ("مقتل 9 أشخاص معظمهم أطفال في قصف", "killed person 9; killed child 5..8 +", "most of nine"),
    ("مقتل أكثر من 40 شخصاً معظمهم أطفال في قصف", "killed person 41..; killed child 21.. +", "most of an open number"),
    ("أصيب مواطن جلهم من الأطفال في قصف", "injured civilian 1", "of one none is most"),
    ("قتل ستة أشخاص معظمهم نساء وأطفال في قصف", "killed person 6", "how many of each can't be told"),
    (
        "مقتل 3 مدنيين (طفلان وامرأة) بانفجار سيارة مفخخة",
        "killed civilian 3; killed child 2 +; killed woman 1 +",
        "a bracket that adds up",
    ),
    ("قُتل 17 مدنياً، ستة منهم أطفال، في غارة", "killed civilian 17; killed child 6 +", "a number before the part"),
    (
        "مقتل 5 مدنيين ليلاً بينهم أم وأطفالها الـ3 بغارة",
        "killed civilian 5; killed woman 1 +; killed child 3 +",
        "a mother and hers",
    ),
    ("أصيب 67 طفلاً وطفلة في القصف", "injured child 67", "both sexes of one number"),
    ("مقتل وإصابة عشرين جندياً في هجوم على الثكنة", "casualties fighter 20", "joint verbal nouns"),
    ("أدى انفجار العبوة لمقتل وجرح عدد من العناصر", "casualties fighter 2..", "a verbal noun written like a verb"),
    ("سقوط عدد من القتلى والجرحى في غارة", "casualties person 2..", "one vague number over both"),
    (
        "سقوط قتلى وجرحى بين المدنيين في الحي جراء غارة",
        "killed civilian 2..; injured civilian 2..",
        "no number: one figure each",
    ),
    ("أربعون شخصاً بين قتيل وجريح في انفجار", "casualties person 40", "between dead and hurt"),
    ("مقتل تسعة عناصر وإصابة 33 في كمين", "killed fighter 9; injured fighter 33", "two numbers stay two"),
    (
        "ارتقى عشرة شهداء وإصابة 60 مواطناً في غارة",
        "killed person 10; injured civilian 60",
        "a counted noun and a verbal noun",
    ),
    ("استشهاد سامر العلي وخالد النجار جراء قصف", "killed person 2", "names are counted"),
    ("اعتقلت دورية كلاً من: ماجد العلي، سامر الخلف وعمر النجار في مداهمة", "captured person 3", "a list of names"),
    ("مقتل الصحفيين أحمد العمر وعلاء الأبرش جراء قصف", "killed journalist 2", "a plural with two names is two"),
    ("استشهاد الطفل سامر خضر بقصف مدفعي", "killed child 1", "a title and a name"),
    ("استشهاد العريف أحمد جابر، والجندي أول سامر العمري في القصف", "killed fighter 2", "ranks and names"),
    (
        "استشهاد مختار البلدة سامر العلي وعنصرين من الرتل في غارة",
        "killed person 1; killed fighter 2",
        "a title, a name, a join",
    ),
    ('اعتقال "سامر العلي" ونجله عمر في مداهمة', "captured person 2", "kin joined to a name"),
    ("مقتل إيراني في غارة على المطار", "killed person 1", "a nationality for a man"),
    ("مقتل عائلة كاملة في قصف", "killed civilian 2..", "a family is several"),
    (
        "قتيل و5 جرحى بقصف على بلدة الرملية",
        "killed person 1; injured person 5",
        "nouns that count by themselves, in a headline",
    ),
    ("بلغ عدد القتلى في القصف 544 شخصاً", "killed person 544", "the number said of the dead"),
    ("ارتفع إلى خمسة عدد قتلى انفجار اللغم", "killed person 5", "the number before them"),
    ("ارتفع عدد قتلى القصف من 32 إلى 47", "killed person 47", "the old number is not kept"),
    ("وتجاوز عدد المصابين في القصف 21 شخصاً", "injured person 22..", "a verb that bounds"),
    ("سقوط 11 مواطناً وإصابة 33 آخرين في انفجار ألغام", "killed civilian 11; injured civilian 33", "the fallen"),
    ("العثور على جثة طفلة قرب بلدة الرملية", "killed child 1", "a body that is found"),
    (
        "عثر الأهالي على جثث ثلاثة رجال قرب الطريق",
        "killed person 3",
        "bodies and their number; not those who found them",
    ),
    ("قُتلت فتاة تبلغ من العمر 16 عاماً في قصف", "killed child 1", "under eighteen"),
    ("وقع القصف دون وقوع إصابات", "casualties person 0", "none"),
    ("استهدف قصف القرية دون ورود معلومات عن خسائر بشرية", "", "nothing known is no zero"),
    ("استهدف قصف القرية دون ورود أنباء عن إصابات", "casualties person 0", "no news of any is none"),
    ("مقتل ثلاثة أشخاص إحداهم طفلة في قصف على الرملية", "killed person 3; killed child 1 +", "one of them"),
    ("عثرت الشرطة على جثتي رجلين قرب بلدة الرملية", "killed person 2", "a dual of bodies"),
    (
        "تعرضت ممرضة وجريح آخر لإصابات خطيرة في القصف على الرملية",
        "injured medic 1; injured person 1",
        "subject to wounds; one more whose noun counts",
    ),
    ("أسفر القصف عن مقتل سائق وأحد الجرحى", "killed civilian 1; killed person 1", "one of the hurt was killed"),
    ("نزح ألفا مدني 70 بالمئة منهم أطفال جراء القصف", "displaced civilian 2000", "a share is no count"),
    ("أدى القصف إلى احتراق عدد من السيارات والدراجات النارية", "destroyed vehicle 2..", "one count of two sorts"),
    (
        "أعلنت الوزارة أن قيادياً قتل مع مسلحين اثنين آخرين في غارة على الرملية",
        "killed fighter 1; killed fighter 2",
        "killed with two others",
    ),
    ("تم علاج المصابين في القصف البالغ عددهم 6 أشخاص", "injured person 6", "the number said of them behind"),
    ("أسفر القصف عن سقوط عدد من الجرحى قدر عددهم بأربعة", "injured person 4", "a number told instead of a vague one"),
    (
        "إن جثث العشرات من مقاتلي التنظيم الذين قتلوا في المعارك في الشوارع",
        "killed fighter 20..99",
        "those who were killed",
    ),
    (
        "أسفر القصف عن تدمير ثلاثة منازل وقتل وإصابة عشرين جندياً",
        "destroyed building 3; casualties fighter 20",
        "a verbal noun that is written like a verb, first",
    ),
    ("مقتل عسكري وإصابة 5 آخرين بقصف على الرملية", "killed fighter 1; injured fighter 5", "an adjective for a soldier"),
    ("قتل مدني وعسكري بقصف على الرملية", "killed civilian 1; killed fighter 1", "the same, joined"),
    ("قال مصدر عسكري إن قصفاً طال الرملية", "", "an adjective"),
    (
        "ارتفع عدد الضربات الجوية خلال الشهر الجاري إلى 42 في مناطق الرملية",
        "strikes other 42",
        "a count that has risen to a number",
    ),
    (
        "أسفر الهجوم عن سقوط ضحايا من رجال الأمن وإصابة آخرين",
        "killed fighter 2..; injured fighter 2..",
        "victims beside the hurt",
    ),
    ("تشهد المحافظة عمليات تهجير في عدة مناطق منها", "", "areas are no people"),
    ("أفادت مصادر بوقوع إصابتين على الأقل جراء القصف", "injured person 2..", "a dual with a bound; cases are no women"),
    ("قُتل طفل وثلاث نساء في قصف على السخنة", "killed child 1; killed woman 3", "one, and a number behind"),
    ("قُتل جندي وستة مسلحين في هجوم على السخنة", "killed fighter 1; killed fighter 6", "one of each side"),
    ("أسفر القصف عن 5 شهداء و12 إصابة", "killed person 5; injured person 12", "the hurt behind the dead"),
    ("قالت القيادة إنه لم يسقط قتلى أو جرحى مدنيون جراء الغارة", "casualties civilian 0", "none of either"),
    ("تأكدت الفرق من عدم وجود مصابين آخرين في القصف على الرملية", "", "no others"),
    ("طلبت الرئاسة إخراج القواعد لتفادي وقوع ضحايا مدنيين في الغارات", "", "what is avoided"),
    ("دمر انفجار شاحنة مفخخة حياً سكنياً وتسبب بمقتل 15 شخصاً", "killed person 15", "what blew up is not what it ruined"),
    ("أسفر القصف عن مقتل النائب وحارسيه", "killed person 1; killed fighter 2", "his two guards"),
    (
        "إصابة أحد الرجلين بجروح بالغة في حين أصيب الآخر بجروح خفيفة جراء القصف",
        "injured person 1; injured person 1",
        "the one and the other",
    ),
    (
        'تسبب القصف بمقتل السيدة "هناء العلي" والشاب "سمير الزعبي"',
        "killed woman 1; killed person 1",
        "names of two sorts",
    ),
    ("أعلن المجلس فقدان مدني لحياته بقصف على الرملية", "killed civilian 1", "the loss of his life"),
    ("قصفت الطائرات محطة المياه ليلاً وأخرجتها عن الخدمة", "damaged facility 1", "what the pronoun stands for"),
    (
        "أسفر القصف عن مقتل أربعة عسكريين ومدني وإصابة سبعة آخرين",
        "killed fighter 4; killed civilian 1; injured person 7",
        "others beside two sorts",
    ),
    ("مقتل ثلاثة من عناصر الدفاع المدني بغارة على الرملية", "killed medic 3", "rescuers are no fighters"),
    ("مقتل سامر العلي، أحد قادة التنظيم، في غارة على الرملية", "killed fighter 1", "what he was, behind his name"),
    (
        "بلغ عدد الغارات التي نفذتها طائرات مسيرة على الرملية 12 منذ مطلع العام",
        "strikes other 12",
        "a count that has reached a number, past a clause",
    ),
    ("إن الضحايا طفلان وامرأة في القصف على الرملية", "killed child 2; killed woman 1", "who the victims were"),
    ("قُـ ـ ـتل 3 أشخاص بضربة على الرملية", "killed person 3", "a word cut up twice"),
    (
        "مقتل 30 شخصاً بغارات على الرملية، والقتلى هم:\n– 7 مدنيين بينهم طفل.\n– 23 من القوات الحكومية.",
        "killed person 30; killed civilian 7 +; killed child 1 +; killed fighter 23 +",
        "the lines of a list",
    ),
    (
        "بلغ عدد القتلى في القصف 60 شخصاً، بينهم:\n50 مدنياً (7 سيدات و4 أطفال).\n10 عناصر من الفصائل.",
        "killed person 60; killed civilian 50 +; killed woman 7 +; killed child 4 +; killed fighter 10 +",
        "a list without bullets; women and children in brackets",
    ),
    ("قتل ثلاثة جنود في هجومين متزامنين على الرملية", "killed fighter 3; strikes other 2", "two attacks told as one"),
    ("قال الجيش إن الغارة لم توقع قتلى بين المدنيين", "killed civilian 0", "none of one sort"),
    ("أسفر القصف عن خسائر بشرية ومادية", "casualties person 2..; damaged other 2..", "losses of both kinds"),
    ("تسبب القصف بأضرار مادية في ثلاثة منازل", "damaged building 3", "damage to what is named"),
    ("تسبب القصف بأضرار مادية", "", "damage to nothing that is named"),
    ("أسفرت الغارة عن تدمير مدفع ودبابة", "destroyed weapon 1; destroyed vehicle 1", "things, one by one"),
    ("أسفرت الغارة عن تدمير رتل عسكري", "destroyed vehicle 2..", "a convoy is several"),
    ("دمرت الطائرات ثلاثة منازل في قصف", "destroyed building 3", "the doer before the thing"),
    ("فجر المسلحون سبعة منازل في سنجار", "destroyed building 7", "homes blown up"),
    ("أسفر القصف عن مقتل خمسة فقط من الجنود", "killed fighter 5", "only so many of them"),
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
    (
        "قُتل شقيقان وأصيبت والدتهما و3 آخرون في قصف",
        "killed person 2; injured woman 1; injured person 3",
        "many others are no women",
    ),
    ("أسفرت الضربات عن إصابة وتدمير 71 هدفاً", "destroyed site 71", "things that are hit are no men hurt"),
    ("عقدت روسيا وتركيا الجولة الـ16 من مباحثات أستانا", "", "digits that rank"),
    ("صادرت الميليشيا كميات كبيرة من الأدوية", "seized other 2..", "quantities are no hundreds"),
    ("لم يؤكد الجيش مقتل أحد في القصف", "", "nobody, and nothing confirmed"),
    ("أصيب على إثر هذه الهجمات 81 شخصاً في المحافظة", "injured person 81", "past the cause"),
    ("لقي 13 عنصراً من قوات الحلف، صباح اليوم، مصرعهم في اشتباكات", "killed fighter 13", "what they met stands far off"),
    ("ارتكبت الطائرات مجزرة بقتلها 5 مدنيين في السوق", "killed civilian 5", "the doer is a pronoun on the noun"),
    ("قتلت قذائف الهاون عشرات المدنيين في الحي", "killed civilian 20..99", "the weapon is the subject"),
    (
        "مقتل 42 مسلحاً على الأقل، و9 مدنيين، في مواجهات",
        "killed fighter 42..; killed civilian 9",
        "a bound between two of a run",
    ),
    (
        "إن خمسة مدنيين و11 مسلحاً وأربعة جنود قتلوا في المعارك",
        "killed civilian 5; killed fighter 11; killed fighter 4",
        "a run before its verb",
    ),
    (
        "قتل 5 مدنيين من أسرة واحدة (رجل وزوجته و3 من أطفالهما) بغارة",
        "killed civilian 5; killed civilian 1 +; killed woman 1 +; killed child 3 +",
        "a bracket behind the family",
    ),
    (
        "وبذلك يرتفع إلى 57 تعداد المدنيين الذين قتلوا في القصف منذ مطلع العام",
        "killed civilian 57",
        "a count of those killed",
    ),
    ("أصيب بالغارات المذكورة أكثر من 39 مدنياً", "injured civilian 40..", "past the means"),
    ("وقعت غارة قُتل على إثرها خمسة مدنيين", "killed civilian 5", "past what points back"),
    (
        "قتل مدنيون وأصيب آخرون بقصف على بلدة الرملية",
        "killed civilian 2..; injured civilian 2..",
        "civilians told alone",
    ),
    ("أدى الهجوم إلى تدمير ثلاث دبابات وعربتين", "destroyed vehicle 3; destroyed vehicle 2", "tanks are things"),
    ("أصيبت طفلتان اثنتان من عائلة واحدة بقصف على بلدة الرملية", "injured child 2", "a two behind its dual"),
    (
        "مقتل ثلاثة مدنيين وإصابة اثنين يوم الثلاثاء بهجوم على سوق",
        "killed civilian 3; injured civilian 2",
        "a two before a day",
    ),
    ("سقط مدنيان بين قتيل وجريح في قصف على سوق", "casualties civilian 2", "a dual of dead and hurt"),
    ("سقط عشرة مدنيين بين قتيل وجريح في قصف على سوق", "casualties civilian 10", "a number of dead and hurt, once"),
    ("ارتفع عدد قتلى القصف إلى طفلين وامرأة", "killed child 2; killed woman 1", "a count that is a dual"),
    (
        "أوقعت الاشتباكات عشرة جرحى في صفوف الفصائل وستة في صفوف القوات",
        "injured fighter 10; injured fighter 6",
        "as many more elsewhere",
    ),
    ("ارتفعت حصيلة القصف إلى 10 شهداء وجريحة", "killed person 10; injured person 1", "one of another sort"),
    ("أدى الانفجار إلى سقوط 40 قتيلاً وجريحاً", "casualties person 40", "both of one number"),
    (
        "هاجم مسلحون القرية وقتلوا ثلاثة مدنيين وخطفوا خمسة مدنيين بينهم سيدة",
        "killed civilian 3; captured civilian 5; captured woman 1 +",
        "a part stays with its total",
    ),
    (
        "أسفرت معركة التلة عن إصابة 43 من الحوثيين وحلفائهم و7 من عناصر الحلف",
        "injured fighter 43; injured fighter 7",
        "two sides of one number",
    ),
    (
        "إصابة 4 مدنيين من عائلة واحدة بينهم طفلتان بقصف على بلدة الرملية",
        "injured civilian 4; injured child 2 +",
        "the family's number is no part",
    ),
    ("بلغ عدد الضحايا الذين قتلوا في القصف ما لا يقل عن 30 شخصاً", "killed person 30..", "victims who were killed"),
    ("وثقت اللجنة خروقات تجاوز عددها ألفين و122 خرقاً", "events other 2123..", "their number bounded"),
    (
        "قتلت القوات 143 شخصاً يتوزعون إلى 19 مسلحاً و124 مدنياً",
        "killed person 143; killed fighter 19 +; killed civilian 124 +",
        "shares of a total",
    ),
    ("أدى القصف إلى اشتعال محطة وقود واحتراق سيارتين", "damaged facility 1; destroyed vehicle 2", "on fire, burnt"),
    ("أدت الغارات إلى خروج المشفى عن الخدمة", "damaged facility 1", "out of service"),
    ("نزح السكان من البلدة ووصل عدد النازحين إلى مليوني مدني", "displaced civilian 2000000", "a number of their own"),
    ("أعلن الجيش أن دفاعاته تصدت لهجوم إسرائيلي وأسقطت عدداً من الصواريخ", "", "what was shot down struck nothing"),
    (
        "قصفت الطائرات رتلاً للحوثيين، ما أدى إلى تدميره ومقتل من فيه",
        "destroyed vehicle 2..; killed fighter 2..",
        "those inside",
    ),
    ("ألقت الشرطة القبض على كل شخص يمر عبر الحاجز", "", "whoever passes is no number"),
    (
        "احتجزت القوات خمسة عشر شخصاً بينهم ست نساء مع أطفالهن",
        "captured person 15; captured woman 6 +; captured child 2.. +",
        "those with them",
    ),
    (
        "قتلت امرأة وولداها وابنتاها بقصف على بلدة الرملية",
        "killed woman 1; killed person 2; killed person 2",
        "kin in pairs",
    ),
    ("شيع الأهالي الشاب الذي قُتل بقصف على بلدة الرملية أمس", "killed person 1", "before a relative pronoun"),
    (
        "أوقعت القذائف ثلاثة شهداء مدنيين من بين الشهداء رجل دين",
        "killed civilian 3; killed civilian 1 +",
        "one among the dead",
    ),
    ("قُتل قيادي ومرافقه في استهداف سيارة بصاروخ موجه", "killed fighter 2", "and who went with him"),
    ("شنت القوات حملة مداهمات واعتقالات طالت أكثر من عشرة مدنيين", "captured civilian 11..", "a wave of arrests"),
    ("أودى الانفجار بحياة خمسة مدنيين", "killed civilian 5", "lives that are claimed"),
    ("تعرضت بلدة الرملية لقصف مدفعي تسبب بأضرار مادية في ثلاثة منازل", "damaged building 3", "damage to things"),
    ("غارات على مواقع للحوثيين أسفرت عن مقتل 16 منهم", "killed fighter 16", "men of those whose posts were hit"),
    ("مقتل الشقيقين أحمد العلي ومحمود العلي برصاص مجهولين", "killed person 2", "a dual and its names"),
    (
        "صادرت الشرطة هواتف وأموالاً من الأهالي",
        "seized other 2..; seized other 2..",
        "a broken plural in the accusative",
    ),
    (
        "لقي 12 شخصاً بينهم أربعة أطفال وامرأة حامل مصرعهم في غارة",
        "killed person 12; killed child 4 +; killed woman 1 +",
        "one woman, with child",
    ),
    ("عُثر على جثة شاب قرب النهر", "killed person 1", "a body that was found"),
    (
        "أكد شاهد أن أربعة جنود، لم تُعرف أسماؤهم بعد، قُتلوا جراء القصف على الثكنة",
        "killed fighter 4",
        "what is said of them by the way",
    ),
    ("أدى القصف على المزرعة إلى نفوق نحو أربعين خروفاً", "destroyed other 40", "animals that perished"),
    ("قُتل /7/ جنود في هجوم على الحاجز", "killed fighter 7", "a number between slashes"),
    ("انتهت الاشتباكات في البلدة باتفاق يقضي بانسحاب المقاتلين", "", "what is laid down kills nobody"),
    ("أطلقت الكتائب 90 صاروخاً على البلدة", "strikes round 90", "rockets in the accusative"),
    ("أوقع المقاتلون قوة في كمين وأجهزوا على أربعة جنود", "killed fighter 4", "finished off"),
    ("يقبع أكثر من 900 أسير في السجن، بينهم 12 امرأة", "held person 901..; held woman 12 +", "prisoners before a verb"),
    ("هدمت جرافات الاحتلال منزلين في البلدة", "destroyed building 2", "bulldozers are not what fell"),
    ("انتشلت الفرق 30 جثماناً من مقبرة جماعية قرب البلدة", "killed person 30", "bodies recovered"),
    ("قضت محكمة الجنايات بإعدام أربعة مدانين بتهمة الانتماء إلى الجماعة", "captured person 4", "sentenced only"),
    ("أطلق مسلحان النار على ناشط فأردياه قتيلاً", "taking_part fighter 2; killed person 1", "laid low by two"),
    ("قصف الطيران مقر اللواء 43 وقُتل جنديان", "killed fighter 2", "the number of a unit"),
    ("ضبطت الدورية كمية من الذخائر في البلدة", "seized weapon 2..", "a quantity is no hundred"),
    ("قُصفت البلدة عند الساعة 4:15 وأصيب رجلان", "injured person 2", "the hour counts nothing"),
    ("قالت منظمة إن 16 متظاهراً على الأقل قتلوا برصاص الشرطة", "killed civilian 16..", "they fell, and took no part"),
    (
        "قُتل جنديان في هجوم على الحاجز، ثم أرسلت القيادة تعزيزات وأصيب خمسة آخرون",
        "killed fighter 2; injured fighter 5",
        "nobody is hurt by what is sent",
    ),
    ("اغتال مجهولون ضابطاً ما أدى إلى مقتله على الفور", "killed fighter 1", "one man is told dead twice"),
    ("أصابت الغارات ثمانية أهداف", "damaged site 8", "places are hit, not hurt"),
    ("استشهاد مدنيَّين بقصف على القرية", "killed civilian 2", "a dual with its doubled sign"),
    ("دورية للجيش ألقت القبض على سبعة مهربين", "captured person 7", "over the preposition of a phrase"),
    ("اغتال مسلحون نقيب المحامين أمام منزله", "killed civilian 1", "head of a bar, no captain"),
    ("استقبل المشفى 17 جثة جراء القصف على السوق", "killed person 17", "bodies that are brought in"),
    ("أصاب صاروخ إسرائيلي مبنى وسط البلدة", "", "whose the missile is"),
    ("أجبرت المعارك نحو ستة آلاف شخص على الفرار", "displaced person 6000", "over the fight that drove them out"),
    ("خطف مسلحون يشتبه بأنهم قراصنة خمسة بحارة", "captured civilian 5", "not those who took them"),
    ("سوّت الغارات ثلاثة منازل بالأرض", "destroyed building 3", "levelled with the ground"),
    (
        "لقي 26 قروياً حتفهم، وراح ضحية المجزرة نفسها عشرة رعاة",
        "killed civilian 26; killed civilian 10",
        "fell victim, past what to",
    ),
    ("راحت ضحية الغارة امرأتان وثلاثة أطفال", "killed woman 2; killed child 3", "a dual that fell victim"),
    ("لاقى 11 مسلحاً حتفهم في اشتباكات مع الجيش", "killed fighter 11", "another verb of meeting death"),
    (
        "قُتل قائد كتيبة ونائبه وثلاثة من مرافقيه في كمين",
        "killed fighter 1; killed fighter 1; killed fighter 3",
        "a leader's men are fighters",
    ),
    ("قُتل ضابط وجندي في كمين على طريق الصحراء", "killed fighter 2", "two of one sort told one by one"),
    ("قُتل القائد الميداني أبو حسن وثلاثة جنود بغارة", "killed fighter 1; killed fighter 3", "سن is an age, حسن none"),
    (
        "صادرت القوات 15 صاروخاً مضاداً للدروع و3 طائرات مسيرة وعشرات الألغام في بلدة الرملية",
        "seized weapon 15; seized aircraft 3; seized weapon 20..99",
        "a list, past what one of it is like",
    ),
    (
        "وصل عدد القتلى إلى 33 والجرحى إلى 120 في هجوم على قرية الرملية",
        "killed person 33; injured person 120",
        "two tolls of one verb",
    ),
    ("ارتفع عدد ضحايا الغارة على الرملية إلى 13 مدنياً", "killed civilian 13", "victims with a number are dead"),
    ("شنت الطائرات سلسلة من الغارات على الرملية", "", "a row of raids tells no number"),
    (
        "ارتقى سبعة شهداء وعدد من الإصابات في قصف على الرملية",
        "killed person 7; injured person 2..",
        "the hurt beside the dead",
    ),
    ("قُتل ثلاثة جنود هم سامر العلي وخالد الحسن وماهر العمر في كمين", "killed fighter 3", "their names are no more"),
    (
        "غارة على بلدة الرملية. الشهداء هم: سامر العلي، خالد الحسن، وماهر العمر",
        "killed person 3",
        "counted by their names",
    ),
    (
        "غارة على بلدة الرملية. الشهداء هم: سامر العلي (40 عاماً) خالد الحسن (12 عاماً)",
        "killed person 2; killed child 1 +",
        "names set off by ages",
    ),
    (
        "فقد الطفل سامر العلي، البالغ من العمر سبع سنوات، حياته جراء قصف على الرملية",
        "killed child 1",
        "past what is told of him",
    ),
    ("قنص مجاهدونا جنديين شرق الرملية", "killed fighter 2", "our men are not the men who were hit"),
    ("دمر المقاتلون ثلاث دبابات ميركافا بالعبوات شرق رفح", "destroyed vehicle 3", "whose they are is in their name"),
    ("اقتحم الموقع أحد المسلحين وقتل جنديين", "killed fighter 2", "one man is no number of those who took part"),
    (
        "أدى إلى مقتل ثلاثة مدنيين وإصابة سبعة آخرين نتيجة\nقصف استهدف الرملية",
        "killed civilian 3; injured civilian 7",
        "a line that is only broken",
    ),
    (
        "مقتل وإصابة 44 شخصاً بانفجار لغم في الرملية\nقُتل 11 مدنياً وأصيب 33 آخرون بانفجار لغم في الرملية أمس.",
        "killed civilian 11; injured civilian 33",
        "the headline's sum, told apart below",
    ),
    (
        "دمرت الغارات منصتي إطلاق صواريخ ومحطتي كهرباء",
        "destroyed weapon 2; destroyed facility 2",
        "duals before another noun",
    ),
    ("قضت وحدات الجيش على إرهابيين اثنين في جبل الرملية", "killed fighter 2", "wiped out"),
    ("صد الجيش هجوماً للتنظيم، ما أدى إلى تدمير عجلتين مفخختين", "destroyed vehicle 2", "laden cars that were hit"),
    ("دهم الجيش منزل مهرب في الرملية وأوقفه", "captured person 1", "whom a pronoun tells"),
    ("توفي طفل وأصيب والداه بانفجار قنبلة في حقل", "killed child 1; injured person 2", "his parents"),
    (
        "تمكنت القوات من قتل 15 إرهابياً وضبط 3 آخرين خلال حملة مداهمات",
        "killed fighter 15; captured person 3",
        "men are taken, not seized",
    ),
    (
        "بلغت حصيلة قتلى يوم أمس 18 شخصاً، هم 11 مدنياً بينهم طفلان، و7 من عناصر الشرطة",
        "killed person 18; killed civilian 11; killed child 2 +; killed fighter 7 +",
        "a toll, and who they were",
    ),
    ("خطف مسلحون ينتمون لحركة الشباب ثلاثة أطباء في مدينة غارسين", "captured medic 3", "whom men of a side took"),
    ("تمكنت الشرطة من تفكيك سيارة مفخخة", "seized vehicle 1", "a car bomb made harmless"),
    ("38 صياداً قتلتهم القوات قرب المرفأ", "killed civilian 38", "whom a pronoun stands for"),
    ("بلغ عدد المسعفين الذين قتلتهم القوات منذ عام 2020 نحو 46", "killed medic 46", "of those whom it killed"),
    ("استهدفنا ناقلة جند بقذيفة ياسين 105 وسقط طاقمها بين قتيل وجريح", "casualties fighter 2..", "a weapon's number"),
    (
        "استهدفت عبوة سيارة قاض ما أسفر عن إصابته ومقتل سائقه",
        "injured person 1; killed civilian 1",
        "his driver, no woman",
    ),
    (
        "عثرت الشرطة خلال الساعات الأربع والعشرين الماضية على 17 جثة مجهولة الهوية في بعقوبة",
        "killed person 17",
        "bodies behind the time in which they were found",
    ),
    ("أطلق الجنود النار على راعٍ ما أدى إلى إصابته بجروح", "injured civilian 1", "his wound"),
    ("أطلق حارس النار على شابين ما أسفر عن إصابتهما", "injured person 2", "their wounds"),
    (
        "أطلقت دورية النار على سيدة بدعوى محاولتها طعن جندي، ما أدى إلى إصابتها",
        "injured woman 1",
        "of what was done, not of its pretext",
    ),
    ("استشهد رضيع إثر إصابته في قصف على الرملية", "killed child 1", "one man, hurt and dead"),
    ("أوقع اللغم أربعة جنود قتلى وستة جرحى", "killed fighter 4; injured person 6", "people said to be dead"),
    ("انفجرت عبوة لدى مرور قافلة عسكرية ما أوقع ثلاثة جنود قتلى", "killed fighter 3", "whom it struck on the road"),
    ("استولى مسلحون على سلاحي الحارسين", "seized weapon 2..", "a dual in construct"),
    ("تعرضت القاعدة لـ12 هجوماً على الأقل منذ مطلع العام", "events other 12..", "at least, behind the attacks"),
    (
        "أوقعت الألغام 40 ضحية مدنية بينهم 12 قتيلاً",
        "casualties civilian 40; killed person 12",
        "victims some of whom are dead",
    ),
    (
        "ضبطت الشرطة مخبأ للأسلحة في بيجي بداخله 30 صاروخاً و4 بنادق",
        "seized base 1; seized weapon 30; seized weapon 4",
        "what was in a store",
    ),
    ("ضبطت القوات في عملية منفصلة مخزناً للأسلحة في هيت", "seized depot 1", "over another operation"),
    (
        "سقط في معارك 17 قتيلاً من مليشيا الحوثي وأربعة من أفراد الجيش",
        "killed fighter 17; killed fighter 4",
        "the dead of both sides",
    ),
    ("مقبرة جماعية تضم رفات 40 سجيناً أعدمهم المسلحون", "killed person 40", "remains are held nowhere"),
    (
        "قُتل أحد كبار ضباط الجيش مع أربعة من مرافقيه في انفجار عبوة في الرملية",
        "killed fighter 1; killed fighter 4",
        "one of the foremost is of the sort of their noun",
    ),
    (
        "إن أحد أبرز خبراء الجماعة قد قُتل مع ثلاثة من معاونيه بانفجار في الرملية",
        "killed civilian 1; killed civilian 3",
        "and those with him behind the verb",
    ),
    (
        "اغتيال القيادي في حماس يحيى السنوار وثلاثة من مرافقيه في الرملية",
        "killed fighter 1; killed fighter 3",
        "a title before one who is known by name",
    ),
    ("قتل المسلحون عشرات من رجال الشرطة والجنود", "killed fighter 20..99", "two sorts under one number"),
    ("أفرجت الجماعة عن مدنيين خطفتهم في مأرب", "captured civilian 2..", "told of a pronoun"),
    ("عاد إلى الرملية رهائن احتجزتهم الجماعة في هجومها", "captured person 2..", "whom else would they hold"),
    ("قصفت القوات القرية بعشرات القذائف المدفعية صباح أمس", "strikes round 20..99", "rounds with the article"),
    ("إن سبعة عمال كانوا يستقلون حافلة أصيبوا بانفجار لغم قرب مأرب", "injured civilian 7", "past what more is said"),
    ("إن ستة جنود من الكتيبة الذين تدربوا في الخارج قُتلوا في معارك قرب الرملية", "killed fighter 6", "past a clause"),
    ("إن سائق الشاحنة، قُتل في الغارة على الرملية", "killed civilian 1", "past a comma of no use"),
    (
        'مقتل الليبي المكنى "أبو سامر"، قيادي بارز في التنظيم، خلال معارك في سرت',
        "killed fighter 1",
        "a nationality with a name",
    ),
    ("استشهاد الفلسطينيين سامر العلي وخالد الحسن في قصف على رفح", "killed person 2", "two of them by their names"),
    ("تمت تصفية الصحفيين الليبيين سامر العلي وخالد الحسن في درنة", "killed journalist 2", "names past a nationality"),
    ("اتهمت الجبهة الفصيل بالهجوم بعد خطفه أربعة مقاتلين قرب الرملية", "captured fighter 4", "a noun, no verb"),
    ("تدمير دبابتين وإعطاب ثالثة للجيش في معارك الرملية", "destroyed vehicle 2; damaged vehicle 1", "one more tank"),
    ("أدى القصف على الرملية إلى مقتل أم وثلاثة من أطفالها", "killed woman 1; killed child 3", 'a mother, not "or"'),
    (
        "أدى القصف على الرملية إلى مقتل امرأة فيما لا يزال آخرون عالقين تحت الأنقاض",
        "killed woman 1; missing person 2..",
        "those under the rubble",
    ),
    (
        "أدى القصف على الرملية إلى مقتل امرأة ولا تزال الفرق تعمل على انتشال طفلين من تحت الأنقاض",
        "killed woman 1",
        "not those who are dug out",
    ),
    ("قصفت القوات القرية وحققت إصابات مباشرة في صفوف المسلحين", "casualties fighter 2..", "hits among men"),
    ("قصفت القوات القرية وحققت إصابات مباشرة في المواقع", "", "hits on places"),
    (
        "سقط عدد من الشهداء أغلبهم من الأطفال والنساء في قصف على الرملية",
        "killed person 2..; killed child 2.. +; killed woman 2.. +",
        "most of some, of two sorts",
    ),
    (
        "قُتل 54 شخصاً هم 39 عسكرياً و12 مدنياً بينهم طفل في هجوم على الرملية",
        "killed person 54; killed fighter 39 +; killed civilian 12 +; killed child 1 +",
        "who they were, not all told",
    ),
    (
        "داهمت القوات المحطة، ونفذت حملة اعتقالات طالت عدداً من المدنيين في الرملية",
        "captured civilian 2..",
        "reached by the later of two words",
    ),
    ("خطف مسلحون ثلاثين رجلاً بينهم زعيم عشيرة قرب الرملية", "captured person 30; captured person 1 +", "a chief"),
    ("تفقد الوزير السوق برفقة عدد من الضباط بعد التفجير في الرملية", "", "he inspects, he loses nobody"),
    (
        "شنت المقاتلات غارات على مواقع «بي.كيه.كيه» في الرملية أسفرت عن مقتل 12 مسلحاً",
        "killed fighter 12",
        "a name spelled out is no end of a sentence",
    ),
    (
        "مقتل ستة مدنيين بقصف على الرملية\nقُتل ستة مدنيين على الأقل أمس بقصف مدفعي على الرملية",
        "killed civilian 6..",
        "the least there were, whichever tells it",
    ),
    (
        "قُتل عشرة جنود على الأقل بقصف على الرملية\nوأدى القصف على الرملية إلى مقتل عشرة جنود",
        "killed fighter 10..",
        "in the headline too",
    ),
]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أودى الهجوم بحياة 12 شخصاً في بيدوا", ["killed person 12-12"]),
        ("أودى الهجوم على سوق في بيدوا بحياة 12 شخصاً", ["killed person 12-12"]),
        ("أودت التفجيرات بأكثر من 300 مدني في مقديشو", ["killed civilian 301-None"]),
    ],
)
def test_whose_lives_were_claimed(text: str, expected: list[str]) -> None:
    assert [f"{f.kind} {f.of} {f.low}-{f.high}" for f in figures(text)] == expected


def test_the_bodys_number_holds_over_the_headlines() -> None:
    text = "مقتل 5 مدنيين بغارة على بلدة حيش\nقُتل ستة مدنيين في غارة على بلدة حيش بريف إدلب اليوم."
    assert [short(f) for f in figures(text)] == ["killed civilian 6"]


def test_a_part_points_to_its_total() -> None:
    total, part = figures("مقتل 7 مدنيين بينهم 3 أطفال في غارة")
    assert (total.part_of, part.part_of) == (None, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "تعرضت البلدة لقصف مدفعي ما أدى لسقوط شهيدة وجرحى، وردت الفصائل باستهداف مواقع القوات في سراقب",
            ["killed person 1; injured person 2..", ""],
        ),
        (
            "أسفر الهجوم عن مقتل 3 عناصر وإصابة 4 آخرين، كما قتل عنصران من الشرطة بهجوم على نقطة حراسة في بعقوبة",
            ["killed fighter 3; injured fighter 4", "killed fighter 2"],
        ),
        ("أصيب مدنيان برصاص قناص في تعز، وقتل طفل بانفجار لغم في الحديدة", ["injured civilian 2", "killed child 1"]),
        (
            "قتل مدنيان وأصيب سبعة، بينهم أطفال، بقصف على المدينة",
            ["killed civilian 2; injured civilian 7; injured child 2.. +"],
        ),
    ],
)
def test_the_dead_are_of_the_happening_that_they_are_told_with(text: str, expected: list[str]) -> None:
    claims = default_reader().read(Report("r", text, "2023-05-10")).claims
    assert ["; ".join(short(f) for f in c.figures) for c in claims] == expected
