"""Which tellings of a report of ours are of one event, and of what type it is."""

from __future__ import annotations

import pytest

from isnad.model import Report
from isnad.read.reader import default_reader

# text, the types of its events in their order, note
CASES = [
    ("تعرض المركز الحدودي لقذائف كثيفة من داخل الأراضي اليمنية", ["shelling"], "what a post underwent"),
    ("سلسلة غارات يرجح أنها أمريكية استهدفت المليشيات في البوكمال", ["air_strike"], "an aside, then the target"),
    (
        "مئات العائلات تغادر بلدة حيش\nقُتل سبعة مدنيين في غارتين على سوق بلدة حيش.\n"
        "وقال طبيب في مشفى ببلدة كفر سجنة إن المشفى استقبل بعد القصف تسعة جرحى.",
        ["displacement", "air_strike"],
        "a headline of something else, and the strike told below it",
    ),
    ("دمرت مدفعية الميدان مقر قيادة للتنظيم في مدينة الرمادي", ["shelling"], "what guns destroy"),
    ("اقتحم متظاهرون مبنى المحافظة في مدينة البصرة", ["protest"], "protesters who storm"),
    ("اقتحم مسلحون مبنى المحافظة في مدينة البصرة", ["armed_attack"], "men at arms who storm"),
    ("استهدفت هجمات متفرقة حواجز للجيش في العريش", ["armed_attack"], "an attack that targets"),
    ("وصلت قوات الأمن إلى مكان الحادث في بلدة نوى", [], "who comes to help"),
    ("فيما يتعلق بالقصف على مدينة تعز، قال المتحدث إن الوضع تحسن", [], "what is spoken of"),
    (
        "قُتل مدنيان بقصف مدفعي في ريف إدلب. وقال مراسلنا إن قوات النظام قصفت قرية معربليت ما أدى لمقتل مدنيين.",
        ["shelling"],
        "a lead, then the reporter's detail",
    ),
    (
        "انفجرت سيارة مفخخة في سوق بمدينة بعقوبة. وبعد ساعات استهدف هجوم آخر بسيارة مفخخة حاجزاً في مدينة الخالص.",
        ["explosive", "explosive"],
        "another attack is another",
    ),
    (
        "اندلعت اشتباكات بين مدنيين وقسد في بلدة ذيبان، وذلك عقب اعتقال أحد وجهاء العشائر.",
        ["armed_clash", "arrest"],
        "وذلك points to no arrest",
    ),
    (
        "هاجم مسلحو التنظيم حاجزاً للجيش العراقي في بلدة القائم، واندلعت اشتباكات عنيفة أسفرت عن مقتل جنديين.",
        ["armed_attack"],
        "an attack and the fight that it sets off",
    ),
    (
        "قالت البعثة إن 1792 شخصاً قتلوا جراء أعمال العنف في العراق خلال شهر تشرين الأول.",
        ["killing"],
        "the dead of a month",
    ),
    (
        "وقال القائد إن التنظيم يخطط لاقتحام المدينة. واقتحم التنظيم أمس بلدة القائم.",
        ["armed_attack", "armed_attack"],
        "planned is not done",
    ),
    ("تقصف الطائرات القرى يومياً. ولم تقصف المدفعية أمس بلدة كنصفرة.", ["air_strike"], "what nobody says was not"),
    (
        "أحصى مكتب التوثيق سبع غارات لمقاتلات الحلف خلال الشهر:\n"
        "- استهدافان على منبج قتلا ثلاثة أشخاص.\n- استهداف على تادف أصاب رجلاً.",
        ["air_strike", "air_strike", "air_strike"],
        "what the lines of a list count is of the kind of their sum",
    ),
    (
        "قصفت قوات النظام بالمدفعية قرية دابق في ريف حلب الشمالي. وقصفت قوات النظام بلدة تادف في ريف حلب الشمالي.",
        ["shelling", "shelling"],
        "two villages of one region",
    ),
    (
        "قُتل تسعة أشخاص في قصف منزل في بلدة السخنة. وبذلك ترتفع حصيلة القتلى منذ مطلع العام إلى 600.",
        ["shelling", "killing"],
        "the dead of months are not those of a day",
    ),
    (
        "انسحبت قوات الحلف في الثاني عشر من أيار من بلدة السخنة. وكانت القوات قد سيطرت على البلدة أواخر شباط.",
        ["territory", "territory"],
        "what is told of days far apart",
    ),
    ("سقطت قذيفة قرب بلدة تادف ووصلت شظاياها إلى منازل الأهالي.", ["shelling"], "where things came, nobody did"),
    ("استهدف المقاتلون بالرشاشات الثقيلة موقعاً قرب بلدة تادف.", ["armed_attack"], "machine guns are no artillery"),
    ("استجابت فرق الإنقاذ منذ مطلع العام لـ 40 هجوماً على المنازل.", ["shelling"], "what rescuers answer to"),
    (
        "استجابت فرق الإنقاذ منذ مطلع العام لـ 90 هجوماً. وفي آذار قُتل خمسة مدنيين في 31 هجوماً.",
        ["shelling", "shelling"],
        "parts of a sum are of its kind",
    ),
    ("سُجل 12 هجوماً مدفعياً خلال يومين.", ["shelling"], "an attack of guns"),
    ("دمّر الطيران مستودعاً للذخيرة في درنة.", ["air_strike"], "destroyed from the air"),
    ("اندلعت أمس مواجهات بين الشرطة ومتظاهرين وسط بغداد.", ["protest"], "demonstrators fight no battle"),
    ("توفي طفل جراء دهسه بمدرعة في تل أبيض.", ["killing"], "whom the pronoun means was run over"),
    ("وصل القائد في إطار عملية لتحرير المنطقة.", ["territory"], "what an operation is for"),
    ("فرّ المسلحون بعد تحرير عدن.", ["movement", "territory"], "what was over before"),
    ("وصفت اللجنة المدينة التي حررتها المقاومة بأنها مدمرة.", ["territory"], "ground told before"),
    (
        "سقط تسعة قتلى في المخيم. وأسفر القتال عن قتلى. وقال مسؤول إن اغتيال ضابط قبل أيام كان الشرارة.",
        ["armed_clash", "assassination"],
        "a fight is no assassination",
    ),
    (
        "استهدفت غارات محيط مدينة تدمر، فيما استهدفت غارات أخرى بلدة السخنة. وأعقبت الغارات اشتباكات في المنطقة.",
        ["air_strike", "air_strike", "armed_clash"],
        "one thing beside another",
    ),
    (
        "وجاء القصف بعد ساعات من قصف مدفعي على بلدة تادف.",
        ["shelling", "shelling"],
        "what stands hours behind it is another",
    ),
    ("كما رافق القصف الجوي قصف مدفعي على بلدة تادف.", ["air_strike", "shelling"], "what goes with it is another"),
    (
        "أعلنت الحركة مسؤوليتها عن هجمات عدة كان آخرها تفجير انتحاري في مدينة كابول.",
        ["armed_attack", "suicide_attack"],
        "the last of several",
    ),
    (
        "قُتل أربعة في غارات، يرجح أنها أمريكية، استهدفت مواقع في بلدة السخنة.",
        ["air_strike"],
        "an aside between a noun and its verb",
    ),
    (
        "قُتل خمسة مدنيين في غارة على سوق في بلدة تادف. وأسفرت الغارة أيضاً عن إصابة عشرة.",
        ["air_strike"],
        "a result is added, no event",
    ),
    (
        "قصف الجيش مواقع للمسلحين في كسلا. ورد المسلحون بإطلاق قذائف هاون على معسكر قريب.",
        ["shelling", "shelling"],
        "what is done in return is another",
    ),
    (
        "قُتل ثلاثة في غارة على بلدة تادف. وكانت البلدة قد تعرضت لغارة أوقعت خمسة قتلى.",
        ["air_strike", "air_strike"],
        "a sentence that looks back",
    ),
    (
        "قُتل رجل بقصف مدفعي على بلدة تادف. وتعاني المنطقة من القصف المتكرر لقوات النظام.",
        ["shelling", "shelling"],
        "what comes again and again is no single one",
    ),
    (
        "معارك متواصلة في وادي الأرز\nقُتل ستة مقاتلين في معارك مع المسلحين في وادي الأرز.",
        ["armed_clash"],
        "what goes on in a headline is the news",
    ),
    ("توفي خمسة أشخاص أمس في حادث سير على طريق بغداد.", [], "an accident of the road"),
    ("قالت القبائل إن طائرة بدون طيار قتلت أربعة مسلحين في مأرب.", ["air_strike"], "no pilot is no no"),
    ("توفي خمسة أشخاص غرقاً قبالة السواحل الليبية.", [], "drowned"),
    ("انهار منزل في حي كريتر جراء الأمطار ما أدى إلى وفاة امرأة.", [], "nature did it"),
    ("قضت المحكمة الجزائية في صنعاء بإعدام تسعة رجال.", ["arrest"], "sentenced, not yet put to death"),
    ("قضت محكمة في القاهرة بإحالة أوراق سبعة متهمين إلى المفتي.", [], "a court that rules kills nobody"),
    ("استولت القوة المشتركة على معسكر للجيش في نيالا.", ["territory"], "a camp taken is ground"),
    ("أعلن الجيش السوداني سيطرته الكاملة على مدينة الفاشر.", ["territory"], "an adjective before على"),
    ("سجل المهاجم هدفاً قاتلاً في الدقيقة الأخيرة.", [], "no verb ends in tanwin"),
    (
        "خطف مسلحون مئة تلميذ من مدرسة في كانكارا. وأعلنت بوكو حرام مسؤوليتها عن العملية.",
        ["abduction"],
        "an abduction is an operation too",
    ),
    (
        "مقتل 26 طالباً وإصابة العشرات في غارة على مدينة سرت.",
        ["air_strike"],
        "students that are counted ask for nothing",
    ),
    ("نزعت الفرق الهندسية ألف لغم في الدريهمي.", ["seizure"], "mines cleared"),
    ("سقط حطام مسيّرة على مبنى سكني في أوديسا.", ["air_strike"], "what is left of a drone"),
    ("أعلن الرئيس أمس وقف العمليات العسكرية في صعدة.", ["agreement"], "a truce"),
    ("أسرت قوات الدعم السريع قائد الحامية عقب دخولها البلدة دون قتال.", ["arrest"], "no fight"),
    ("أعلنت الوزارة أن 90 مقاتلاً استسلموا أمس في المصنع.", ["arrest"], "who gave themselves up"),
    ("تجدد القصف المتبادل بين الجيش والدعم السريع في أم درمان.", ["armed_clash"], "two sides that strike each other"),
    ("صدت القوات 11 هجوماً للجماعة ودمرت ثماني دبابات.", ["armed_attack"], "tanks that were destroyed struck nobody"),
    ("سقطت دانة على منزل في أم درمان.", ["shelling"], "a shell, as the Sudanese say"),
    ("خطر المجاعة يهدد 18 مليون شخص.", [], "a menace that nobody made"),
    ("باتت القوات تسيطر على مطار الحديدة.", ["territory"], "a change told as what is now"),
    ("صد المقاتلون زحفاً سعودياً على جبل الدخان.", ["armed_attack"], "an advance beaten back"),
    ("أسقطت الدفاعات الجوية مسيّرة أطلقتها المليشيا الحوثية باتجاه نجران.", ["air_strike"], "what was launched"),
    ("فتحت القوات النار على أهالٍ ينتظرون وصول شاحنات المساعدات قرب البلدة.", ["armed_attack"], "what is awaited"),
    ("نفى المتحدث استهداف قافلة المساعدات في البلدة.", ["shelling"], "aid that was struck"),
    ("اتفق الجيش والفصائل على وقف إنساني فوري لإطلاق النار.", ["agreement"], "a truce is no shooting"),
    ("صوّت المجلس على مشروع قانون يقضي بإعدام أسرى.", [], "what a bill lays down"),
    ("دفع الجيش بتعزيزات إلى المخيم عبر الحاجز الشمالي، ترافقها جرافات.", ["movement"], "a way is no movement"),
    ("قُتل جندي وأُصيب آخر جراء انقلاب مركبتهما قرب البلدة.", [], "an accident"),
    ("داهمت القوات متاجر في البلدة وصادرت أموالاً واعتقلت رجلين.", ["arrest", "seizure"], "arrests in a raid"),
    (
        "استشهد رجلان في قصف خيمة في البلدة، وثلاثة آخرون في غارة على مقهى قرب الميناء.",
        ["shelling", "air_strike"],
        "two strikes with one verb of death",
    ),
    (
        "قال الجيش إن سلاح الجو أغار على مستودعات في البلدة، وإن قوات الفرقة الثانية قتلت عشرين مسلحاً.",
        ["air_strike", "killing"],
        "what another force did",
    ),
    (
        "ارتفعت حصيلة العدوان إلى 9400 شهيد منذ الثالث من شباط. وقُتل خلال الساعات الـ24 الماضية 40 شخصاً.",
        ["killing", "killing"],
        "the dead of a war and of a day",
    ),
    (
        "أطلقت إيران صواريخ على إسرائيل في هجوم قالت إنه رد على اغتيال قائد قبل شهر.",
        ["shelling", "assassination"],
        "what is answered is another",
    ),
    ("قضت محكمة الجنايات أمس بإعدام أربعة مدانين بتهمة الإرهاب.", ["arrest"], "a sentence is no execution"),
    ("اندلع نزاع عشائري مسلح في بلدة القائم أسفر عن مقتل رجلين.", ["armed_clash"], "tribes that fight"),
    ("توصلت الوزارة إلى اتفاق مع شركات أجنبية لتطوير الحقل.", [], "a deal of trade"),
    ("ألقت محلّقة إسرائيلية قنبلة صوتية على رعاة في بلدة العديسة.", ["air_strike"], "a drone by another name"),
    ("فاز الفريق بعد معركة كروية حامية في بيروت.", [], "a battle of balls"),
    (
        "نفذت وحدة عملية دهم في بلدة عرسال تعرضت خلالها لإطلاق نار فردت على مصادره.",
        ["armed_attack"],
        "where the fire came from is nothing taken",
    ),
    ("هاجم وزير الخارجية المعارضة في مقابلة أمس مع صحيفة محلية.", [], "an attack of words"),
    (
        "خرج متظاهرون في حي الخالدية طالبوا بالإصلاح، وردت قوات الأمن بإطلاق الرصاص الحي عليهم فقُتل ثلاثة.",
        ["protest", "armed_attack"],
        "what is demanded is no event; what answers it is",
    ),
    ("القبض على قاتل الصائغ في مدينة اعزاز.", ["arrest"], "a noun behind a preposition is no verb"),
    ("استهدفت قسد مواقع التنظيم في تدمر.", ["shelling"], "Palmyra destroys nothing"),
    ("تم تحرير مدينة منبج بالكامل من تنظيم داعش.", ["territory"], "told as done"),
    ("اقتحم المقاتلون سد تشرين وسيطروا عليه.", ["territory"], "stormed and taken"),
    ("وصلت دفعة جديدة من المدنيين إلى بلدة عين عيسى.", ["displacement"], "people who arrive in numbers"),
    ("توفي رجل وأصيب ثلاثة آخرون بحادث تصادم على طريق تدمر.", [], "an accident, told by two verbs"),
    ("قال خبراء إن القرار قد يفجر أزمة سكن.", [], "what bursts is no bomb"),
    ("أطلقت غرفة عمليات ردع العدوان معركة في ريف حلب.", ["armed_clash"], "a name that holds a word of prevention"),
    ("تحذر فرق الإطفاء الأهالي من إشعال النار قرب الأحراج.", [], "what one is warned of"),
    ("أعلن حزب العمال الكردستاني وقفاً فورياً لإطلاق النار مع تركيا.", ["agreement"], "a truce with an adjective"),
    ("اتفاق في جرمانا يقضي بتسليم السلاح الثقيل.", ["agreement"], "a place and terms, and no sides"),
    ("غادرت الدفعة السابعة من مقاتلي فيلق الرحمن بلدة عربين نحو إدلب.", ["movement"], "fighters who leave in batches"),
    ("خرجت دفعة جديدة من مهجري الغوطة من بلدة عربين نحو إدلب.", ["displacement"], "the displaced in batches"),
    (
        "كتائب الثوار تسيطر على معبر باب الهوى بعد معركة مع حرس الحدود.",
        ["territory", "armed_clash"],
        "news in the present",
    ),
    ("خسر تنظيم داعش آخر معاقله في الباغوز.", ["territory"], "ground is lost"),
    ("براميل الموت تحصد أرواح عشرة مدنيين في حي مساكن هنانو.", ["air_strike"], "barrels kill from the air"),
    ("أصيب عشرة عمال بحالات تسمم في مدينة جبلة.", [], "cases of poisoning"),
    ("عدد المصابين بالحصبة ارتفع إلى 120 إصابة في محافظة الرقة.", [], "sickness told before its count"),
    ("الجيش العراقي يدخل مدينة تلعفر.", ["territory"], "an army before its verb"),
    (
        "سيطرت قوات النظام على مدينة خان شيخون بعد انسحاب الفصائل منها.",
        ["territory"],
        "who left lost it: one happening",
    ),
    ("انطلقت حملة التلقيح وتستهدف مليوني طفل.", [], "a campaign that aims at children for their good"),
    ("خرجت أول حافلة تقل مقاتلي المعارضة من بلدة عربين نحو إدلب.", ["movement"], "fighters in buses"),
]


@pytest.mark.parametrize(("text", "types", "note"), CASES, ids=[c[2] for c in CASES])
def test_events(text: str, types: list[str], note: str) -> None:
    claims = default_reader().read(Report("r", text, "2023-05-10")).claims
    assert list({c.event: c.type for c in claims}.values()) == types, note
