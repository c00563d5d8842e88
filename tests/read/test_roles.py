"""Who did it and to whom, by construction; the incidents are invented."""

from __future__ import annotations

import pytest

from isnad.model import Report
from isnad.read.reader import default_reader

# text, actors, targets (ids, or the words where there is none), note
CASES = [
    (
        "رصد الطيران الروسي سلسلة من الخنادق التابعة لتنظيم داعش قرب السخنة",
        ["rus.airforce"],
        ["is"],
        "what was watched",
    ),
    (
        "شنت القوات الروسية عملية استهدفت من خلالها مستودعات للمسلحين",
        ["rus.mil"],
        ["unidentified.armed"],
        "by way of it",
    ),
    (
        "نقلت السلطات 30 فرداً من عائلات عناصر داعش، واحتجزت الشرطة العراقية أفراداً من عائلات مقاتلي التنظيم",
        ["irq.police"],
        ["civilians"],
        "kin are civilians, also behind another noun",
    ),
    ("قال مصدر أمني إن صاروخين سقطا قرب السفارة الأمريكية في بغداد", [], [], "what it fell near did nothing"),
    ("إصابة جنديين إسرائيليين بعملية دهس قرب الخليل", [], ["isr.mil"], "who was hurt by it did not do it"),
    ("زفت المقاومة الإسلامية الشهيد سامر العلي من بلدة الرملية", [], [], "who announces a death did not bring it"),
    ("أطاحت مفارز من الشرطة العراقية بإرهابيين في الأنبار", ["irq.police"], ["بإرهابيين"], "brought down, behind ب"),
    ("نهبت مليشيات على متن عربتين متجرا في الرملية", ["مليشيات"], ["civilians"], "over what they came on"),
    ("قصفت قوات النظام منزلا في الرملية", ["syr.mil"], ["civilians"], "an object without the sign above its alif"),
    ("اشتباكات بين قبيلتين في بلدة هيبان", ["tribal"], [], "two tribes"),
    ("قتل جنديان من بعثة مينوسما بانفجار لغم قرب كيدال", [], ["un"], "of a mission by its name"),
    ("أعلنت القوات تدمير مدرعة إماراتية الصنع قرب الرملية", ["القوات"], ["مدرعة إماراتية الصنع"], "made there"),
    ("قصفت طائرة تركية الصنع سوقاً في الرملية", ["طائرة تركية الصنع"], ["سوقاً"], "made there, nobody's by that"),
    ("قتل ستة جنود في هجومين نسبا إلى جماعة نصرة الإسلام والمسلمين", ["jnim"], ["mli.mil"], "laid to them"),
    (
        "استقبل المستشفى سبعة قتلى من قوات حفتر جراء الاشتباكات مع مقاتلي داعش",
        ["is", "lby.lna"],
        [],
        "whose dead they are fought",
    ),
    ("قال مصدر إن سبعة من جنود الجيش السوداني قتلوا في الرملية", [], ["sdn.mil"], "the dead before their verb"),
    (
        "أفاد ضابط بأن خمسة من جنود الجيش السوداني قتلوا في مواجهات مع قوات الدعم السريع",
        ["rsf", "sdn.mil"],
        [],
        "the dead before their verb fought",
    ),
    ("قتل لصوص سبعة قرويين في الرملية", ["لصوص"], ["civilians"], "men who do it to others, side by side"),
    ("اختطف قطاع طرق 80 تلميذاً من مدرسة في الرملية", ["قطاع طرق"], ["civilians"], "highwaymen"),
    ("أمطر مجهولون سيارته بوابل من الرصاص في الرملية", ["unidentified.armed"], ["سيارته"], "with what, behind ب"),
    ("قتل عشرة أشخاص عندما فجر انتحاري نفسه في سوق الرملية", ["انتحاري"], ["سوق"], "the dead did nothing"),
    ("برصاص القوات التركية.. إصابة أربعة أشخاص في بلدة الرملية", ["tur.mil"], ["أربعة أشخاص"], "over a pause"),
    ("بطائرة مسيرة، الحوثيون يقتلون ضابطاً سعودياً في الطوال", ["houthi"], ["sau.mil"], "behind an aside"),
    (
        "اقتحمت قوات الاحتلال بلدة الرملية وقتلت شاباً واعتقلت ثلاثة آخرين",
        ["isr.mil"],
        ["ثلاثة آخرين"],
        "one raid with its arrests",
    ),
    ("قُتل مسؤول في جهاز الاستخبارات في هجوم على بلدة الرملية", [], ["مسؤول"], "an official is not responsible"),
    ("قصفت القوات الروسية أحد بيوت الله في البلدة", ["rus.mil"], ["بيوت الله"], "a mosque is nobody's house"),
    ("قصفت القوات الروسية أطراف البلدة", ["rus.mil"], [], "the outskirts are no part of who did it"),
    ("استهدفت دبابات الاحتلال الإسرائيلي منزلاً شرق رفح", ["isr.mil"], ["civilians"], "tanks fire"),
    ("استهدفت الدبابات منزلاً في بيت لاهيا", ["الدبابات"], ["civilians"], "tanks of nobody told"),
    ("ضربت سفن حربية أميركية مستودعاً في الحديدة", ["usa.mil"], ["مستودعاً"], "ships fire"),
    ("قصفت حواجز النظام بلدة كفر زيتا", ["syr.gov"], [], "posts fire at a place"),
    ("قصفت معسكرات الدعم السريع حي السلام", ["rsf"], [], "camps fire at a quarter"),
    ("استهدفت القواعد الإيرانية بلدة كفر زيتا", ["irn.irgc"], [], "bases fire at a place"),
    ("قصفت القواعد الإيرانية شمال كفر زيتا", [], ["irn.irgc"], "bases that lie somewhere are hit"),
    ("استهدفت القواعد الإيرانية بعشرات الصواريخ", [], ["irn.irgc"], "bases are hit with something"),
    ("فتح حاجز لقوات النظام النار على سيارة في كفر زيتا", ["syr.mil"], ["سيارة"], "a post opens fire"),
    ("دمرت غارة دبابات الجيش السوداني في الرملية", [], ["sdn.mil"], "tanks make no air strike"),
    ("اعتقلت المخابرات الكينية ثلاثة أشخاص", ["ken"], ["ثلاثة أشخاص"], "a secret service is its government's"),
    ("فجّر انتحاري نفسه قرب السفارة الأميركية", ["انتحاري"], ["usa"], "an embassy does nothing"),
    ("أعلن الجيش النيجيري مقتل 40 من بوكو حرام في عملية بولاية بورنو", ["nga.mil"], ["boko"], "its enemies fell to it"),
    ("أعلن الجيش الصومالي مقتل عشرة من حركة الشباب في غارة على هيران", ["som.gov"], ["som.shabaab"], "from the air"),
    ("أعلن الجيش النيجيري مقتل عشرة من جنوده في هجوم بولاية بورنو", [], ["nga.mil"], "its own did not"),
    ("قتل مسلحون أسرة في بلدة كفر زيتا", ["unidentified.armed"], ["civilians"], "a family, no verb of capture"),
    ("قتل مسلحون رهينة في بلدة كفر زيتا", ["unidentified.armed"], ["civilians"], "who was held is killed"),
    ("استهدف القصف فرناً في بلدة كفر زيتا", [], ["فرناً"], "a bakery, no verb of flight"),
    ("اعتقلت القوات السعودية حوثياً قرب الحدود", ["sau.mil"], ["houthi"], "no adjective behind the article"),
    ("استهدف القصف مركزاً للدفاع المدني في بلدة سراقب", [], ["whitehelmets"], "Syria's civil defence"),
    ("استهدف القصف مركزاً للدفاع المدني في بلدة جباليا", [], ["medics"], "another's"),
    ("فجّر انتحاري نفسه قرب السفارة التشادية", ["انتحاري"], ["tcd"], "an embassy is its government's"),
    ("قصفت مدفعية قوات النظام منزلاً في بلدة كفر زيتا", ["syr.mil"], ["civilians"], "verb, subject, object"),
    ("قوات النظام قصفت منزلاً في بلدة كفر زيتا", ["syr.mil"], ["civilians"], "subject first"),
    (
        "قال ناشطون إن دورية من الشرطة العراقية، بعد بلاغ، أوقفت ثلاثة أشخاص في بلدة القائم",
        ["irq.police"],
        ["ثلاثة أشخاص"],
        "the clause behind إنّ opens with the subject",
    ),
    ("أسقطت الدفاعات السعودية مسيّرة أطلقتها المليشيا الحوثية", ["houthi"], [], "who launched what was caught"),
    ("أعلن الجيش السوداني إسقاط مروحية تابعة للدعم السريع", ["sdn.mil"], ["rsf"], "what was brought down"),
    (
        "قُتل جنديان في كمين نصبه مسلحون لدورية للجيش السوداني",
        ["unidentified.armed"],
        ["sdn.mil"],
        "for whom it was laid",
    ),
    ("حكمت محكمة في صنعاء أمس على رجلين بالسجن", ["محكمة"], ["رجلين"], "a court, and whom it sentenced"),
    ("قضت محكمة روسية بسجن صحفي سبعة أعوام", ["rus"], ["journalists"], "a court's nation"),
    ("قضت محكمة عسكرية روسية بسجن صحفي سبعة أعوام", ["rus.mil"], ["journalists"], "a court of the army"),
    (
        "شدد المتحدث على أن طهران ستقوم بمعاقبة كل طرف تورط في العملية",
        ["irn"],
        ["طرف تورط"],
        "who will call to account",
    ),
    ("قال متحدث باسم كتائب القسام إن إسرائيل ستدفع الثمن", ["qassam"], ["isr"], "who will pay, and who says it"),
    ("أنذر الجيش السوداني سكان بلدة تمبول بإخلائها", ["sdn.mil"], ["civilians"], "who is told to leave"),
    ("وزير الدفاع الإسرائيلي يتوعد حزب الله بضربات أشد", ["isr"], ["hizballah"], "who threatens stands first"),
    ("توعدت طهران بمواصلة ضرب مواقع حزب العمال الكردستاني", ["irn"], ["pkk"], "whom the deed would be done to"),
    ("كييف تحشد قوات إضافية على الحدود", ["ukr"], ["قوات إضافية"], "a capital that acts is a state"),
    ("اتهم الوزير روسيا بنشر مقاتلات في ليبيا", ["rus"], [], "who sends, not what is sent"),
    ("نفت مصر إرسال قوات إلى السودان", ["egy"], [], "who denies it is said to have done it"),
    ("نفت حركة طالبان إجراء محادثات مع إيران", ["afg.taliban", "irn"], [], "who denies talks took part"),
    ("أمضى المهندس أربعة أعوام في سجون الدعم السريع", ["rsf"], ["civilians"], "whose the prisons are"),
    ("ما زال ثلاثون رجلاً محتجزين لدى الحوثيين", ["houthi"], ["ثلاثون رجلاً"], "with whom they are held"),
    ("نزح ألفا شخص من بلدة تمبول أمس", ["civilians"], [], "people who flee are civilians"),
    ("لجأ إلى تشاد أمس سبعة آلاف سوداني", ["civilians"], [], "over where they fled"),
    ("وزع الهلال الأحمر السوري سلالاً غذائية في دوما", ["sarc"], [], "who hands out relief"),
    ("شنت المقاومة الشعبية مسنودة بالجيش اليمني هجوماً على نهم", ["yem.resistance", "yem.mil"], [], "backed by"),
    ("لقي 26 من الحوثيين مصرعهم في مواجهات مع الجيش اليمني في حرض", ["yem.mil", "houthi"], [], "the fallen fought"),
    ("دخل الجيش السوداني مدينة الدندر بعد انسحاب الدعم السريع منها", ["sdn.mil"], ["rsf"], "who left lost the ground"),
    (
        "قُتل الصحفي سامر العلي برصاص مسلحين أمام منزله في عدن",
        ["unidentified.armed"],
        ["journalists"],
        "a man, no house",
    ),
    ("أطلق مسلحون النار على مدنيين في سوق تمبول", ["unidentified.armed"], ["civilians"], "whom, not where"),
    (
        "اعترض الدفاع الجوي السعودي صاروخين أطلقتهما المليشيات الحوثية وقوات المخلوع صالح",
        ["houthi", "yem.saleh"],
        [],
        "both who launched what was caught",
    ),
    ("غارات روسية على كييف", ["rus.airforce"], [], "a capital struck is a place, no government"),
    ("فتح رجل يدعى سامر النار على حافلة في بلدة القائم", ["رجل"], ["حافلة"], "over what he is called"),
    ("توغلت آليات عسكرية إسرائيلية في قرية الرفيد", ["isr.mil"], [], "a side's vehicles do what it does"),
    ("فكك خبراء المتفجرات أربع عبوات في بلدة القائم", ["civilians"], ["أربع عبوات"], "who takes apart what"),
    ("أعلنت كتائب القسام استهداف جرافة إسرائيلية شرق رفح", ["qassam"], ["isr.mil"], "who announces his own deed"),
    ("أعلن الجيش السوداني تنفيذ غارات على معسكر للدعم السريع", ["sdn.mil"], ["rsf"], "a deed behind تنفيذ"),
    ("أعلن الجيش السوداني مقتل عشرة من عناصر الدعم السريع", [], ["rsf"], "who announces deaths did not cause them"),
    ("أطلق مسلحون النار على حافلة في بلدة السخنة", ["unidentified.armed"], ["حافلة"], "what keeps its nun ends"),
    ("استُهدفت حافلة مدنية في بلدة القائم أمس", [], ["civilians"], "a passive has no doer"),
    ("قُتل راعٍ برصاص مسلحين مجهولين في بلدة القائم", ["unidentified.armed"], ["civilians"], "برصاص marks the doer"),
    ("غارة جوية من طيران التحالف الدولي على مستودع في مدينة البوكمال", ["coalition"], ["مستودع"], "من behind the noun"),
    ("غارة يرجح أنها إسرائيلية على مستودع في مدينة البوكمال", ["isr.mil"], ["مستودع"], "the likely side"),
    ("هجوم شنه تنظيم داعش على حاجز للجيش العراقي في بلدة القائم", ["is"], ["irq.mil"], "a relative clause"),
    ("استهداف الطيران الروسي منزلاً في بلدة كفر زيتا", ["rus.airforce"], ["civilians"], "noun with subject and object"),
    ("قصف قوات النظام لبلدة كفر زيتا صباح اليوم", ["syr.mil"], [], "a town struck is no target"),
    ("اعتقلت الشرطة العراقية شابين في بلدة القائم وضبطت بحوزتهما أسلحة", ["irq.police"], ["civilians"], "first of two"),
    ("أعدم تنظيم داعش ثلاثة جنود في بلدة القائم", ["is"], ["irq.mil"], "patient verb with both"),
    ("اختطف مسلحون يستقلون سيارة طبيباً قرب بلدة القائم", ["unidentified.armed"], ["medics"], "over a relative clause"),
    ("اندلعت اشتباكات بين قوات النظام ومسلحين من تنظيم داعش في بلدة السخنة", ["syr.mil", "is"], [], "sides"),
    (
        "قُتل خمسة من عناصر تنظيم داعش في اشتباكات مع قوات النظام في بلدة السخنة",
        ["syr.mil", "is"],
        [],
        "the fallen fought",
    ),
    ("ونسب المحافظ الهجوم على دورية للشرطة إلى خلايا تنظيم داعش", ["is"], ["police.generic"], "to whom it is laid"),
    ("ونسبت قوات الوفاق الغارة إلى القوات الموالية لحفتر", ["lby.lna"], [], "to whom it is laid is no target"),
    ("اتهمت منظمة محلية قوات الدعم السريع بقصف سوق في مدينة الفاشر", ["rsf"], ["سوق"], "the accused did it"),
    (
        "شنت قوات النظام بدعم من الطيران الروسي هجوماً على نقطة للجيش التركي في بلدة كفر زيتا",
        ["syr.mil", "rus.airforce"],
        ["tur.mil"],
        "who supports is an actor",
    ),
    ("انفجرت سيارة مفخخة في سوق بمدينة بعقوبة", [], ["سوق"], "what blew up is not what was hit"),
    (
        "قصفت مقاتلات تركية مساءً حافلة تقل عناصر من وحدات حماية الشعب عند أطراف عامودا",
        ["tur.mil"],
        ["ypg"],
        "a car is of those it carries",
    ),
    ("استهدف هجوم إرهابي حافلة عسكرية في بلدة السخنة", [], ["حافلة عسكرية"], "إرهابي is no person here"),
    (
        "تعرض منزل ومدرسة في بلدة كفر زيتا لقصف مدفعي مصدره قوات النظام",
        ["syr.mil"],
        ["civilians", "مدرسة"],
        "undergone",
    ),
    ("نزحت عشرات العائلات من بلدة كفر زيتا إلى مدينة إدلب", ["civilians"], [], "those who flee take part"),
    ("فجر انتحاري نفسه في سوق بمدينة بعقوبة", ["انتحاري"], ["سوق"], "the bomber himself"),
    (
        "أحبطت قوة من الجيش العراقي هجوماً أعده تنظيم داعش لاستهداف سوق في مدينة بعقوبة",
        ["is"],
        ["سوق"],
        "who foils does not do it",
    ),
    ("أعلنت قوات سوريا الديمقراطية أنها اعتقلت قيادياً في بلدة ذيبان", ["sdf"], ["قيادياً"], "the speaker did it"),
    ("اعتقلت الشرطة العراقية المدعو سالم حميد الراوي في بلدة القائم", ["irq.police"], ["سالم حميد الراوي"], "a name"),
    (
        "استهدفت طائرات النظام مدرسة في مدينة إدلب، ومشفى ميدانياً، ومخبزاً",
        ["syr.airforce"],
        ["مدرسة", "مشفى", "مخبزاً"],
        "joined over a place",
    ),
    ("شهدت أطراف المدينة قصفاً متبادلاً بين الجيش التركي وقوات سوريا الديمقراطية", ["tur.mil", "sdf"], [], "mutual fire"),
    (
        "سقطت قذائف المدفعية الإسرائيلية على منزل في بلدة عيترون",
        ["isr.mil"],
        ["civilians"],
        "what falls is its owner's",
    ),
    (
        "جدد طيران التحالف العربي الذي تقوده السعودية غاراته على مواقع الحوثيين في صعدة",
        ["arabcoalition"],
        ["houthi"],
        "an aside names no doer",
    ),
    (
        "أحرق مستوطنون ثلاثة منازل تعود إلى مزارعين في بلدة ترمسعيا",
        ["isr.settlers"],
        ["civilians"],
        "owners told by تعود",
    ),
    (
        "شنت الولايات المتحدة غارات على مواقع الحوثيين في صعدة",
        ["usa"],
        ["houthi"],
        "a state with a word of place in its name",
    ),
    ("خطفت جبهة النصرة الطفل سالم الراوي في بلدة القائم", ["hts"], ["civilians"], "the object behind the side's name"),
    ("غارات للتحالف الدولي الذي يستهدف مقاتلي داعش في الرقة", ["coalition"], ["is"], "a relative pronoun is the doer"),
    (
        "تمكنت القوات العراقية من تحرير الجامعة في الرمادي من قبضة تنظيم داعش",
        ["irq.mil"],
        ["is"],
        "who lost the ground",
    ),
    ("استولى المسلحون على ثلاث دبابات في بلدة القائم", ["unidentified.armed"], ["ثلاث دبابات"], "what was taken"),
    (
        "استهدفت فصائل الثوار بقذائف المدفعية مواقع قوات النظام في بلدة كفر زيتا",
        ["syr.opp"],
        ["syr.mil"],
        "over the means to the object",
    ),
    ("تظاهر أمس المئات وسط مدينة الناصرية", ["civilians"], [], "nobody but a number"),
    ("أقدم رجل على قتل زوجته في بلدة القائم", ["رجل"], ["civilians"], "a light verb's subject who is no fighter"),
    ("قصفت طائرات التحالف الدولي خلايا التنظيم في الرقة", ["coalition"], ["is"], "nobody is his own target"),
    ("وكان التنظيم قد اغتال ضابطاً في بلدة القائم", ["is"], ["irq.mil"], "an auxiliary before the subject"),
    ("استهدف القصف الأحياء السكنية في بلدة كفر زيتا", [], [], "quarters struck are a place"),
    ("قُتل قائد في تنظيم داعش بغارة أمريكية على مدينة البوكمال", ["usa.mil"], ["is"], "a fighter hit from the air"),
    (
        "اعتقلت الشرطة العراقية كلاً من: سامر العلي ووائل الحسن في بلدة القائم",
        ["irq.police"],
        ["سامر العلي", "وائل الحسن"],
        "one by one",
    ),
    (
        "قصفت قوات النظام بلدة كفر زيتا، وجرى نقل المصابين إلى المشافي القريبة",
        ["syr.mil"],
        [],
        "where the hurt are taken",
    ),
    (
        "أصيب عاملان أثناء عملهما في الحقول عند استهدافهما بقذيفة أطلقتها قوات النظام على بلدة كفر زيتا",
        ["syr.mil"],
        ["civilians"],
        "they, not their fields",
    ),
    (
        "استهدفت قوات النظام بصاروخ موجه سيارة مدنية في بلدة كفر زيتا",
        ["syr.mil"],
        ["civilians"],
        "behind a guided missile",
    ),
    (
        "استهدفت قوات النظام بالمدفعية والطيران الحربي مواقع للجيش التركي في بلدة كفر زيتا",
        ["syr.mil"],
        ["tur.mil"],
        "means joined to means",
    ),
    (
        "استخدم الجيش التركي المروحيات لقصف معسكرات مسلحين قرب مدينة عامودا",
        ["tur.mil"],
        ["unidentified.armed"],
        "camps do nothing",
    ),
    ("وجه طيران التحالف الدولي ضربات موجعة إلى تنظيم داعش في الرقة", ["coalition"], ["is"], "blows dealt to a side"),
    ("واصلت القوات العراقية تطهير مدينة الرمادي من تنظيم داعش", ["irq.mil"], ["is"], "cleared of whom"),
    ("هددت كتائب حزب الله باستهداف القواعد الأمريكية في الأنبار", ["kataib"], ["usa.mil"], "what is threatened"),
    ("احتج أهالي مدينة البصيرة على ممارسات قوات سوريا الديمقراطية", ["civilians"], ["sdf"], "whose doing is protested"),
    ("أصيب مدني بانفجار عبوة ناسفة بسيارته في مدينة عفرين", [], ["civilians"], "where the bomb was planted"),
    ("انفجرت سيارة في مدينة بعقوبة، ما أدى إلى مقتل أربعة جنود", [], ["irq.mil"], "what goes off is no target"),
    ("عثر الأهالي على جثة رجل مجهول الهوية في بلدة القائم", [], ["رجل مجهول الهوية"], "who finds a body"),
    (
        "كان مجهولون قد هاجموا الاثنين الماضي أحد التجار في بلدة القائم",
        ["unidentified.armed"],
        ["civilians"],
        "the subject stands before",
    ),
    (
        "شهدت بلدة القائم هجمات من مجهولين على مدنيين وعلى دوريات للجيش العراقي",
        ["unidentified.armed"],
        ["civilians", "irq.mil"],
        "على said again",
    ),
    (
        "استهدف قصف آخر لقوات النظام بيوت المدنيين في بلدة التبني",
        ["syr.mil"],
        ["civilians"],
        "fire of a side that strikes",
    ),
    (
        "استهدفت طائرات التحالف الدولي رتلاً عسكرياً تابعاً لتنظيم داعش في الرقة",
        ["coalition"],
        ["is"],
        "a column that is struck",
    ),
    ("أصيب 29 آخرون في تفجير سيارة مفخخة في مدينة بعقوبة", [], [], "others are no target of a bomb"),
    (
        "شنت الشرطة العراقية حملة دهم في بلدة القائم قتلت خلالها امرأة",
        ["irq.police"],
        [],
        "killed in a raid, not its aim",
    ),
    (
        "استهدفت سرايا المدفعية في غرفة عمليات الفتح المبين مواقع قوات النظام في بلدة كفر زيتا",
        ["fathmubin"],
        ["syr.mil"],
        "over the doer's unit",
    ),
    ("قنص مسلح طفلاً في مدينة تعز أمس", ["مسلح"], ["civilians"], "one does it to one, the object by its spelling"),
    ("قتل جندي مدنيا في بلدة القائم", ["irq.mil"], ["civilians"], "the same, the sign above left out"),
    ("قتل رجل زوجته وأطفاله في بلدة القائم", ["رجل"], ["civilians"], "his own are done to"),
    ("داهمت دورية عسكرية منزل مواطن في بلدة يطا", ["دورية عسكرية"], ["civilians"], "an adjective closes the phrase"),
    ("أضرم محتجون النار في مقر الحزب بمدينة الناصرية", ["civilians"], ["مقر الحزب"], "who sets fire to what"),
    ("أضرم مستوطنون النار بسيارة في بلدة حوارة", ["isr.settlers"], ["سيارة"], "fire to a thing, by ب"),
    ("أطلقت امرأتان النار على القنصلية في مدينة أربيل", ["civilians"], ["القنصلية"], "a dual owns nothing"),
    ("قصفت ميليشيات الحوثي وصالح مدرسة في مدينة تعز", ["houthi", "yem.saleh"], ["مدرسة"], "two sides in one phrase"),
    (
        "عقدت الدول الضامنة (تركيا، روسيا، إيران) اجتماعاً في أستانة",
        ["tur", "rus", "irn"],
        [],
        "states in a row of commas",
    ),
    (
        "اتفاق وقف إطلاق النار بين الرئيسين التركي سامر أوزترك والروسي إيفان سميرنوف في مدينة سوتشي",
        ["tur", "rus"],
        [],
        "two told by a dual, over a name",
    ),
    (
        "استهدفت حركة طالبان بالصواريخ والمدفعية مواقع عسكرية في قندوز",
        ["afg.taliban"],
        ["مواقع عسكرية"],
        "two arms, then what was hit",
    ),
    (
        "استهدفت سرايا المدفعية والصواريخ في قوات النظام مدرسة في بلدة كفر زيتا",
        ["syr.mil"],
        ["مدرسة"],
        "the arms of a unit and whose it is",
    ),
    ("قوات النظام وداعموها يقصفون بلدة كفر زيتا", ["syr.mil", "داعموها"], [], "those who back it"),
    ("وقع أمس تفجيران تبناهما تنظيم داعش في مدينة بعقوبة", ["is"], [], "who claims it behind it"),
    ("مقتل عسكري بانفجار لغم في بلدة القائم", [], ["irq.mil"], "a soldier told by an adjective alone"),
    (
        "انفجرت عبوة ناسفة بسيارة تابعة لقوات النظام في مدينة درعا",
        [],
        ["syr.mil"],
        "the car that the charge was under",
    ),
    (
        "تفجيران استهدفا مقراً لأمن الدولة وآخر للمخابرات العسكرية في مدينة حمص عام 2015",
        [],
        ["syr.statesec", "syr.milint"],
        "one more of the sort",
    ),
    (
        "اغتال مجهولون سامر العلي القيادي في حركة حماس في مدينة صيدا",
        ["unidentified.armed"],
        ["hamas"],
        "what a named man is",
    ),
    ("أغار الطيران المعادي على منزل في بلدة ميس الجبل", ["isr.mil"], ["civilians"], "the enemy in Lebanon"),
    (
        "قال مسؤولون إن مهاجماً انتحارياً فجر نفسه قرب مكتب للشرطة في مدينة قندهار",
        ["مهاجماً انتحارياً"],
        ["police.generic"],
        "the bomber behind إنّ",
    ),
    (
        "هجوم انتحاري نفذته امرأة في مدينة بعقوبة أسفر عن مقتل ثلاثة جنود",
        ["civilians"],
        ["irq.mil"],
        "one who is not armed",
    ),
    (
        "قتلت القوات الأمريكية 11 مسلحاً في عملية بمدينة الكوت",
        ["usa.mil"],
        ["unidentified.armed"],
        "who did what came of it",
    ),
    ("قصفت دبابة إسرائيلية منزلاً في بلدة جباليا", ["isr.mil"], ["civilians"], "a tank of a side"),
    ("انفجرت قنبلة لدى مرور دورية للشرطة في مدينة كركوك", [], ["irq.police"], "what passed by"),
    ("استهدف هجوم انتحاري في كابل القوات الأجنبية", [], ["القوات الأجنبية"], "the happening itself is the subject"),
    ("إن المهندس سامر العلي خُطف في وسط مدينة كركوك", [], ["civilians"], "a subject that undergoes"),
    ("نجا قائد الشرطة في مدينة كركوك أمس من محاولة اغتيال", [], ["irq.police"], "who survived"),
    ("مقتل قائد كتيبة محلية بكمين في مدينة بنغازي", [], ["قائد كتيبة"], "of a force"),
    ("استهدفت قوات النظام بقذائف كراسنبول الروسية مدينة سرمدا", ["syr.mil"], [], "whose arms they are"),
    (
        "استهدفت صواريخ إسرائيلية مواقع تتمركز فيها ميليشيات إيرانية قرب مدينة تدمر",
        ["isr.mil"],
        ["irn.militia"],
        "of those who are in it",
    ),
    (
        "سيطرت قوات من الجيش الوطني على بلدة العين في أبين عقب معارك ضارية مع المليشيات الحوثية",
        ["yem.mil"],
        ["houthi"],
        "who fought for the ground lost it",
    ),
    ("قتل خلال الهجوم الذي شنه تنظيم داعش على حاجز للشرطة في كركوك 15 مسلحاً", ["is"], ["irq.police"], "no construct"),
    (
        "قتلت القوات الإسرائيلية ثلاثة فلسطينيين خلال اقتحام بلدة طوباس",
        ["isr.mil"],
        ["civilians"],
        "people of a nation",
    ),
    ("هدمت جرافات الاحتلال منزلاً في بلدة سلوان", ["isr.mil"], ["civilians"], "machines of a side"),
    ("قتل جندي سعودي بمقذوف حوثي في جازان", ["houthi"], [], "whose shell it is"),
    ("احتجز مسلحون ليبيون صيادين مصريين قبالة مدينة درنة", ["unidentified.armed"], ["civilians"], "gunmen of no state"),
    ("رشق متظاهرون قوات الأمن اللبنانية بالحجارة في مدينة بيروت", ["civilians"], ["lbn"], "who is pelted"),
    ("نصب مسلحو حركة الشباب كميناً لقوات جوبالاند قرب كيسمايو", ["som.shabaab"], ["som.jubaland"], "for whom it is set"),
    ("أعلن الجيش الإسرائيلي مساء أمس قصف موقع في بلدة عيترون", ["isr.mil"], ["موقع"], "announced, over its time"),
    ("صفقة تبادل الأسرى بين حركة حماس وإسرائيل في القاهرة", ["hamas", "isr"], [], "those exchanged take no part"),
    (
        "أطلقت البحرية الإسرائيلية النار على مراكب الصيادين قبالة رفح",
        ["isr.mil"],
        ["civilians"],
        "fire is no adjective",
    ),
    (
        "اقتحم مستوطنون ساحات المسجد الكبير صباح اليوم",
        ["isr.settlers"],
        ["المسجد الكبير"],
        "a plural in ـون owns nothing",
    ),
    (
        "انفجرت عبوة ناسفة زرعها مجهولون بسيارة قائد في الجيش الوطني في مدينة أعزاز",
        ["unidentified.armed"],
        ["sna"],
        "a thing behind ب is no part of the doer",
    ),
    ("أُصيب راعٍ بعد استهدافه من قبل قناص تابع لميليشيا قسد في قرية الصوان", ["sdf"], ["civilians"], "a lone sniper"),
    (
        "شنت الطائرات الروسية غارات استهدفت جبل الزاوية، ومدجنة قرب البلدة",
        ["rus.airforce"],
        ["مدجنة"],
        "beside a place",
    ),
    (
        "سقوط ثلاثة قتلى مدنيين برصاص قسد في مدينة الشحيل",
        ["sdf"],
        ["civilians"],
        "who fell, behind the word for the dead",
    ),
    ("أردى جنود الاحتلال شاباً قتيلاً قرب نابلس", ["isr.mil"], ["civilians"], "laid low"),
    (
        "سيطرت المقاومة الشعبية على الحوطة بعد اشتباكات بينها وبين الحوثيين",
        ["yem.resistance"],
        ["houthi"],
        "who was fought 'between it and' lost the ground",
    ),
    (
        "أشاد المقاتلون بدعم التحالف العربي الذي شن ليلاً 15 غارة على مواقع الحوثيين في عدن",
        ["arabcoalition"],
        ["houthi"],
        "a relative clause has its own doer",
    ),
    ("سقطت قذائف من داخل الأراضي التركية على بلدة القائم", ["tur"], [], "whose ground the fire came from"),
    ("أُدين التفجير الذي تعرض له رجال الأمن في مدينة البصرة", [], ["irq.mil"], "who underwent it"),
    ("اعتقال ليبي في مدينة القائم بتهمة التهريب", [], ["ليبي"], "a man of a nation, not its forces"),
    ("تشن إسرائيل هجمات على ما تصفه بمواقع لحزب الله في بلدة القائم", ["isr"], ["hizballah"], "what one calls it"),
    ("حملة اعتقالات واسعة في صفوف النازحين في بلدة القائم", [], ["civilians"], "among whom"),
    ("تعرضت عدة قرى ومدرسة في ريف حلب لقصف تركي", ["tur.mil"], ["مدرسة"], "a thing joined to the villages struck"),
    ("تمكنت القوات العراقية من طرد تنظيم داعش من بلدة القائم", ["irq.mil"], ["is"], "who is driven out"),
    ("قتل ستة مدنيين في مجزرة للطيران الروسي إثر غارات جوية على بلدة السخنة", ["rus.airforce"], [], "whose massacre"),
    ("طبيب قيد الاعتقال لدى قوات النظام في بلدة السخنة", ["syr.mil"], ["medics"], "with whom one is held"),
    (
        "يأتي لقاء الرئيسين الروسي فلاديمير بوتين والتركي رجب طيب أردوغان غداً",
        ["rus", "tur"],
        [],
        "two heads of state by a dual",
    ),
    ("هاجم رجال قبائل نقطة أمنية في بلدة السخنة", ["tribal"], ["نقطة أمنية"], "a whole phrase owns nothing"),
    (
        "هاجمت جماعات مدعومة من إيران قاعدة تركية في بلدة السخنة",
        ["irn.militia"],
        ["tur.mil"],
        "by whom they are backed",
    ),
    ("تعرضت البلدة لقصف مدفعي، وسارع الدفاع المدني إلى المكان", [], [], "rescuers of the next clause do nothing"),
    ("كتائب القسام: استهدفنا دبابة إسرائيلية شرق رفح", ["qassam"], ["isr.mil"], "a force that says we"),
    ("سرايا القدس تعلن قصف مدينة سديروت برشقة صاروخية", ["pij"], [], "what it fired comes behind the place"),
    ("أعلنت كتائب القسام تفجير عبوة ناسفة شرق رفح", ["qassam"], [], "an armed group sets off its own bombs"),
    ("أكدت الشرطة الإسرائيلية سقوط صاروخ على مدينة سديروت", [], [], "what falls is no deed of who tells it"),
    ("أوقع المقاتلون قوة إسرائيلية في كمين شرق رفح", ["المقاتلون"], ["isr.mil"], "led into an ambush"),
    ("يستعد الجيش الإسرائيلي لعملية برية في رفح", ["isr.mil"], [], "who gets ready"),
    (
        "أغلقت القوات الإسرائيلية المعبر قرب رفح ومنعت القوافل من الدخول",
        ["isr.mil"],
        ["القوافل"],
        "subject of the verb before",
    ),
    ("هدمت جرافات الاحتلال منزلاً في نابلس", ["isr.mil"], ["civilians"], "bulldozers of a side"),
    (
        "أصيب جندي إسرائيلي في عملية طعن نفذها فلسطيني، وأطلقت الشرطة النار على المنفذ",
        ["فلسطيني"],
        ["isr.mil"],
        "who shot the attacker did not attack",
    ),
    ("شن حزب الله هجوماً بسرب من المسيرات على ثكنة في صفد", ["hizballah"], ["ثكنة"], "what it was made with"),
    (
        "هاجم مستوطنون قرية قرب نابلس وأحرقوا مركبتين وكتبوا شعارات على الجدران",
        ["isr.settlers"],
        [],
        "what else they did on the walls",
    ),
    (
        "قال المقاتلون إنهم استهدفوا عند الساعة 11:30 تجمعاً لجنود الاحتلال في رفح",
        ["المقاتلون"],
        ["isr.mil"],
        "over the hour of the clock",
    ),
    ("أطلقت دبابة ميركافا النار على برج مراقبة في بلدة الناقورة", ["isr.mil"], ["برج مراقبة"], "what was shot at"),
    ("استهدفت غارة أميركية إسرائيلية مدرسة في ميناب", ["usa.mil", "isr.mil"], ["مدرسة"], "two nations in one raid"),
    ("المحادثات بين إيران والولايات المتحدة في مسقط", ["irn", "usa"], [], "a country that talks is no place"),
    ("توعد قائد الحرس الثوري بأن إيران سترد بقوة", ["irn.irgc"], [], "who will do it is not who is threatened"),
    ("نفذت القاذفات الأميركية هجوماً على موقع في أصفهان", ["usa.mil"], ["موقع"], "bombers"),
    (
        "أوقفت دورية من الجيش اللبناني في بلدة عرسال السوريين (م.ع.) و(خ.د.)",
        ["lbn.mil"],
        ["السوريين"],
        "men by their initials",
    ),
    ("قصفت قوات النظام البلدة في خرق لقرار مجلس الأمن", ["syr.mil"], [], "a rule that is broken is nobody"),
    (
        "أعلنت وزارة الدفاع الروسية أن مقاتلاتها نفذت غارات على مواقع داعش في ريف حماة",
        ["rus.mil"],
        ["is"],
        "a ministry's own jets",
    ),
    (
        "أعلنت وزارة الدفاع الروسية أن قواتها دمرت بصواريخ موجهة مقراً لجبهة النصرة في ريف إدلب",
        ["rus.mil"],
        ["hts"],
        "who destroys with rockets stands before",
    ),
    (
        "طائرة مسيّرة يعتقد أنها أمريكية قتلت قيادياً في تنظيم حراس الدين جنوب إدلب",
        ["usa.mil"],
        ["hurras"],
        "what the aircraft may be stands between it and its verb",
    ),
    ("جرفت آليات الاحتلال أكثر من عشرين دونماً في بلدة جباتا الخشب", ["isr.mil"], ["دونماً"], "land is measured"),
    ("قُتل 33 جندياً تركياً بغارة على بلدة بليون", [], ["tur.mil"], "a nationality written as the country is"),
    (
        "تدور معارك بين فصائل جيش الفتح وقوات النظام في محيط بلدة محمبل",
        ["jaysh.fath", "syr.mil"],
        [],
        "factions of a named side",
    ),
    (
        "قُتل جنديان بهجوم نفذه مسلح منفرد من تنظيم داعش استهدف دورية قرب مدينة السخنة",
        ["is"],
        ["دورية"],
        "a place behind what was hit does not make it the doer",
    ),
    (
        "اغتال مجهولون مختاراً بإطلاق النار عليه أمام منزله في بلدة طفس",
        ["unidentified.armed"],
        ["civilians"],
        "the man, not his house",
    ),
    (
        "مجهولون يستقلون سيارة سوداء أطلقوا النار على مدير مدرسة في مدينة طفس",
        ["unidentified.armed"],
        ["مدير مدرسة"],
        "how they came stands between them and the verb",
    ),
    (
        "الطائرات الحربية الروسية والسورية تشن غارات على مستودع في بلدة سرمين",
        ["rus.airforce", "syr.airforce"],
        ["مستودع"],
        "jets of two nations",
    ),
    (
        "أعلنت وزارة الداخلية العراقية القبض على ثلاثة من عناصر داعش في الرمادي",
        ["irq.gov"],
        ["is"],
        "a ministry that tells its arrests",
    ),
    (
        "متظاهرون يهاجمون شاحنات تركية في مدينة الباب",
        ["civilians"],
        ["tur.mil"],
        "a plural verb has its subject before it",
    ),
    ("سيطرت قوات النظام على بلدة كفر زيتا بعد انسحاب الفصائل منها", ["syr.mil"], ["syr.opp"], "who left lost it"),
    ("استهدفت غارات قافلة مساعدات للأمم المتحدة في بلدة سرمدا", [], ["un"], "aid that was struck"),
    (
        "استهدفت طائرة مسيّرة سيارة كان يستقلها قيادي في كتائب القسام على طريق صيدا",
        ["طائرة مسيّرة"],
        ["qassam"],
        "whose car it is stands in a clause",
    ),
    (
        "مصرع ستة من مسلحي تنظيم داعش بغارة استهدفت وكرهم قرب بلدة الرملية",
        [],
        ["is"],
        "a pronoun stands for those told before",
    ),
    ("استهدفت ضربة بطائرة مسيّرة مركبة تابعة للحشد الشعبي في قضاء سنجار", [], ["pmf"], "by drone, a car"),
    (
        "قالت وزارة الدفاع التركية إنه جرى ضرب وتدمير مخازن لحزب العمال الكردستاني في جبال قنديل",
        ["tur"],
        ["pkk"],
        "two deeds done to one thing",
    ),
    (
        "سيطرت قوات حكومة الوفاق على قاعدة الوطية الجوية بعد طرد قوات حفتر منها",
        ["lby.gna"],
        ["lby.lna"],
        "who was driven out lost the ground",
    ),
    ("طرد الجيش المسلحين من بلدة القصير", ["syr.mil"], ["unidentified.armed"], "no adjective of the army"),
    (
        "قام جيش الاحتلال بتفجير منزل عائلة أسير في بلدة سردا",
        ["isr.mil"],
        ["civilians"],
        "a phrase that ends in a thing",
    ),
    ("توعّد قائد الحرس الثوري إسرائيل برد قاس", ["irn.irgc"], ["isr"], "two sides side by side"),
    ("طعن شاب فلسطيني شرطيين إسرائيليين في باب العامود", ["civilians"], ["isr.police"], "policemen of a nation"),
    (
        "أوقفت الشرطة التونسية الصحفي سامر المرزوقي في سوسة",
        ["police.generic"],
        ["journalists"],
        "no police of journalists",
    ),
    ("اعتقل حاجز للنظام ثلاثة شبان في بلدة قدسيا", ["syr.gov"], ["civilians"], "a post that takes people"),
    (
        "قصف الجيش التركي نقطة تفتيش تحرسها قوات للنظام في قرية مرعناز",
        ["tur.mil"],
        ["syr.gov"],
        "a thing is of those who guard it",
    ),
    (
        "أصيب جندي تركي بقصف صاروخي على نقطة عسكرية في محيط مدينة مارع",
        [],
        ["tur.mil"],
        "of the soldiers who fell there",
    ),
    (
        "استهدف صاروخ باليستي أطلقته جماعة الحوثي معسكراً للجيش اليمني في محافظة شبوة",
        ["houthi"],
        ["yem.mil"],
        "who fired it stands in a clause before what it hit",
    ),
    (
        "فجرت الفصائل دبابة من طراز تي 72 لقوات النظام بصاروخ موجه",
        ["الفصائل"],
        ["syr.mil"],
        "its make, then whose it is",
    ),
    ("دورية من الشرطة العراقية ألقت القبض على متهمين اثنين", ["irq.police"], ["متهمين"], "the doer before a phrase"),
    ("توعد الرئيس الصومالي بالقضاء على حركة الشباب", ["som.gov"], ["som.shabaab"], "whom he vows to do away with"),
    ("سيطر الجيش على بلدة عيل بور في الصومال", ["som.gov"], [], "the army of a country told by a place"),
    (
        "اندلعت اشتباكات بين قبيلة الرزيقات والجيش السوداني في دارفور",
        ["tribal", "sdn.mil"],
        [],
        "a tribe by its name",
    ),
    (
        "قالت القيادة المركزية الأمريكية إنها قتلت تسعة مسلحين في ضربة جوية قرب كسمايو",
        ["usa.mil"],
        ["unidentified.armed"],
        "who says he killed in a strike",
    ),
    ("هدد قائد الجيش الإيراني برد أكبر على إسرائيل", ["irn"], ["isr"], "an answer that is threatened"),
    ("أصيب شرطيان في اقتحام مستوطنين قبر يوسف", ["isr.settlers"], ["قبر يوسف"], "a noun that keeps its ن owns nothing"),
    ("هدد وزير الدفاع الإسرائيلي بسحق حزب الله", ["isr"], ["hizballah"], "what is threatened is no part of a name"),
    (
        "خطف مسلحون يشتبه بأنهم جهاديون قسا وثلاثة من مرافقيه قرب سيغو",
        ["unidentified.armed"],
        ["قسا", "ثلاثة من مرافقيه"],
        "over what the doers may be",
    ),
    (
        "قال الجيش الأمريكي إنه نفذ، السبت، ضربات على مواقع للحوثيين",
        ["usa.mil"],
        ["houthi"],
        "who says he did it, over a day",
    ),
    ("أعلن تنظيم «ولاية سيناء» مسئوليته عن هجوم العريش", ["is.sinai"], [], "responsibility in Egyptian spelling"),
    ("الشرطة التركية تعتقل سورية في إسطنبول", ["tur.police"], ["سورية"], "a woman of a nation"),
    (
        "تمكن الجيش العراقي من تحرير قرية النهر بمساندة الحشد الشعبي ودعم طيران التحالف الدولي",
        ["irq.mil", "pmf", "coalition"],
        [],
        "who stood by, told by one more noun",
    ),
    (
        "شهدت أطراف القرية قصفاً مدفعياً من معسكرات قوات الدعم السريع أسفر عن إصابة طفلين",
        ["rsf"],
        [],
        "from whose camps it came",
    ),
    (
        "تعرضت بلدة العين لقصف صاروخي مصدره مواقع قوات حفتر",
        ["lby.lna"],
        [],
        "whose posts were its source",
    ),
    (
        "استنكرت النقابة إقدام قوات الدعم السريع على استهداف سيارة إسعاف في أم درمان",
        ["rsf"],
        ["medics"],
        "a noun of doing, then who and what",
    ),
    (
        "أشار المصدر إلى قيام عناصر من الدعم السريع بنهب متاجر السوق في مدني",
        ["rsf"],
        ["civilians"],
        "a noun of doing before a deed with ب",
    ),
    (
        "يشتبه في ضلوع تنظيم داعش في تفجير استهدف سوقاً في كركوك",
        ["is"],
        ["سوق"],
        "who had a hand in it, behind the noun",
    ),
    (
        "قال الوزير إن القيادي في حركة الشباب كان متورطاً في الهجوم على فندق بمقديشو",
        ["som.shabaab"],
        ["فندق"],
        "who had a hand in it, before the word",
    ),
    (
        "قُتل ثلاثة جنود قنصاً برصاص أحد قناصة جماعة الحوثي شرقي تعز",
        ["houthi"],
        ["yem.mil"],
        "an adverb has no owner; by one man's bullets",
    ),
    (
        "استشهد شاب برصاص جنود الاحتلال عند حاجز قرب نابلس",
        ["isr.mil"],
        ["civilians"],
        "shot near a checkpoint, which was not aimed at",
    ),
    (
        "سرايا القدس: نخوض معارك عنيفة في حي الشجاعية",
        ["pij"],
        [],
        "what a side says of itself",
    ),
    (
        "تتواصل المعارك بين القوات الموالية لحكومة الوفاق المعترف بها دولياً وقوات حفتر جنوب طرابلس",
        ["القوات الموالية لحكومة الوفاق المعترف", "lby.lna"],
        [],
        "the other side, past what describes the first",
    ),
    (
        "عقد اللقاء في الرياض بين وزير الخارجية الروسي، إيغور نيلوف، ونظيره السعودي، فهد الناصر",
        ["rus", "sau"],
        [],
        "the other minister, past the first one's name",
    ),
    (
        "استهدفت طائرة تركية مسيرة عربة لقسد قرب عامودا",
        ["tur.mil"],
        ["sdf"],
        "unmanned is an adjective",
    ),
    (
        "أطلقت قوات الدعم السريع النار على تظاهرة في حي بري بالخرطوم",
        ["rsf"],
        ["civilians"],
        "a crowd that is shot at",
    ),
    (
        "استهدفت طائرات حربية للجيش السوداني أمس الأول في منطقة المقرن مخزناً تابعاً للدعم السريع",
        ["sdn.mil"],
        ["rsf"],
        "what was struck, past when and where",
    ),
    (
        "الناجي الوحيد من منزل عائلة النجار في خان يونس بعد قصف طيران الاحتلال له فجر اليوم",
        ["isr.mil"],
        ["civilians"],
        "a pronoun behind the doer",
    ),
    (
        "نعت النقابة المصور سليم الحاج، الذي قتله قصف إسرائيلي في رفح",
        ["isr.mil"],
        ["journalists"],
        "whom it killed, behind a relative",
    ),
    (
        "اغتال مسلحون مجهولون القاضي محمود الرفاعي مع مرافقيه في الحسكة",
        ["unidentified.armed"],
        ["civilians", "مرافقيه"],
        "with whom he was killed",
    ),
    (
        "وقالت حركة الشباب إنها ستواصل استهداف قوات الاتحاد الأفريقي",
        ["som.shabaab"],
        ["amisom"],
        "what a threat goes on with is no deed of its own",
    ),
    (
        "قتل عشرة مدنيين في انفجار بمخزن للأسلحة في مدينة زليتن",
        [],
        ["مخزن"],
        "what blew up with what was in it",
    ),
    (
        "نهب مسلحون قافلة مساعدات ومخازن للأمم المتحدة في الجنينة",
        ["unidentified.armed"],
        ["قافلة", "un"],
        "a robbed convoy is no relief",
    ),
    (
        "أعلن التحالف العربي أمس هدنة إنسانية في اليمن تبدأ ليل الأحد",
        ["arabcoalition"],
        [],
        "who declares a truce is a side of it",
    ),
    (
        "دهس سائق شاحنة أربعة جنود إسرائيليين في القدس",
        ["civilians"],
        ["isr.mil"],
        "one man and soldiers counted",
    ),
    (
        "أصيب ثلاثة طلاب ومعلمة بجروح عندما سقطت قذيفة على مدرستهم في تعز",
        [],
        ["مدرستهم"],
        "who is hurt fired nothing",
    ),
    (
        "وكان مسلحون مجهولون اغتالوا، فجر الأحد، سامر علي النعيمي المعروف بأبو عمر",
        ["unidentified.armed"],
        [],
        "unknown men are no victims of their own deed",
    ),
    (
        "قُتل نازح برصاص مسلحين مجهولين في المدينة أمس",
        ["unidentified.armed"],
        ["civilians"],
        "one displaced is a man, no count of the displaced",
    ),
    (
        "قتلت القوات الصومالية خمسة من عناصر الشباب في عملية بإقليم هيران",
        ["som.gov"],
        ["som.shabaab"],
        "the group's men, by its short name",
    ),
    (
        "قُتل العشرات جراء القصف الجوي الذي تقوده الولايات المتحدة على مدينة الباب",
        ["usa"],
        [],
        "who leads the deed itself",
    ),
    (
        "اعترف عنصران من تنظيم داعش بقتل صحفيين تونسيين في ليبيا",
        ["is"],
        ["journalists"],
        "who confesses did it",
    ),
    (
        "اغتال مجهولان يستقلان دراجة نارية مختار القرية في الهول",
        ["unidentified.armed"],
        ["civilians"],
        "over what they rode",
    ),
    (
        "أحرق مهاجمون مجهولون كنيسة ومنازل في قرية بولاية بلاتو النيجيرية",
        ["unidentified.armed"],
        ["كنيسة", "civilians"],
        "what keeps its ن has nothing in construct",
    ),
    (
        "اتهمت الحكومة اليمنية الحوثيين بزرع ألغام في مزارع الحديدة",
        ["houthi"],
        [],
        "men behind a government are no adjective of it",
    ),
    (
        "اختطف قراصنة صوماليون سفينة شحن قبالة سواحل بونتلاند",
        ["som.pirates"],
        ["سفينة شحن"],
        "a ship taken",
    ),
    (
        "قُتل عشرون قروياً على يد مسلحين يشتبه بانتمائهم إلى بوكو حرام",
        ["boko"],
        ["civilians"],
        "to whom they are thought to belong",
    ),
    (
        "تبنت المقاومة الإسلامية في العراق استهداف هدف حيوي في إيلات",
        ["iri"],
        ["هدف حيوي"],
        "a target told by an adjective",
    ),
    (
        "سيطرت القوات الموالية للرئيس اليمني هادي على قصر الرئاسة في عدن",
        ["yem.mil"],
        [],
        "the president's name is of the force",
    ),
    (
        "استمرت قوات الدعم السريع في قصف أحياء الأبيض بالمدفعية",
        ["rsf"],
        [],
        "who goes on with it",
    ),
    (
        "قصفت مسيرة نقطة عسكرية مشتركة بين قوات النظام السوري ومجلس منبج العسكري في القرية",
        ["مسيرة"],
        ["syr.mil", "sdf"],
        "a post of two sides",
    ),
    (
        "قوة من جيش الدفاع بقيادة لواء غولاني سيطرت على موقع لحماس شرق جباليا",
        ["isr.mil"],
        ["hamas"],
        "the label of a post, then who did it",
    ),
    (
        "وفي الوقت نفسه يقول الجيش المصري إنه قتل ستين متشدداً في عملياته بسيناء",
        ["egy.mil"],
        ["ستين متشدد"],
        "his own deeds, who speaks",
    ),
    (
        "قصف صاروخي من قوات الدعم السريع على أطراف مدينة الأبيض",
        ["rsf"],
        [],
        "a noun and its adjective, though the noun may be a verb",
    ),
    ("استهدف قصف صاروخي مخيماً للنازحين قرب بلدة الرملية", [], ["civilians"], "a camp without a name is struck"),
    ("قصفت مدفعية الجيش السوداني أحد المخيمات العشوائية", ["sdn.mil"], ["civilians"], "one of several camps"),
    ("قصفت مدفعية الجيش السوداني مخيم الأبرار للنازحين", ["sdn.mil"], [], "a camp with a name is a place"),
    ("قصفت مدفعية الجيش السوداني المخيم بالهاون", ["sdn.mil"], [], "the camp named before is a place"),
    (
        "استهدف الجيش الإسرائيلي، مساء اليوم، عبر الطيران المسيّر، بيوت الأهالي في بلدة عيترون",
        ["isr.mil"],
        ["civilians"],
        "over when and with what it was done",
    ),
    ("قصف الجيش التركي بواسطة طائرة مسيرة سيارة قرب القامشلي", ["tur.mil"], ["سيارة"], "over what it was done with"),
    ("وأمرت النيابة العامة بحبس عشرة متهمين على ذمة القضية", ["النيابة العامة"], ["عشرة متهمين"], "who ordered it"),
    ("ألقت السلطات باللوم في الهجوم على حركة الشباب", ["som.shabaab"], [], "at whose door it is laid"),
    ("كثفت جماعة الحوثي من نقل العناصر والسلاح إلى جبهة مأرب", ["houthi"], [], "who sends, not who is sent"),
    (
        'اغتال مجهولون "سالم حسن الراوي" بإطلاق النار عليه في مدينة عدن',
        ["unidentified.armed"],
        ["سالم حسن الراوي"],
        "a name between quotation marks, though towns have it too",
    ),
    ("انفجار لغم من مخلفات تنظيم داعش قرب سنجار أدى إلى مقتل راعٍ", ["is"], ["civilians"], "whose remnant it was"),
    ("مقتل طفلين بانفجار لغم من مخلفات الحرب قرب سنجار", [], ["civilians"], "the war left it"),
    ("دمرت طائرة مسيرة آلية للجيش السوداني", ["طائرة مسيرة"], ["sdn.mil"], "an adjective ends the aircraft"),
    (
        "أصيب شخصان بقصف طائرة مسيرة تابعة للجيش السوداني لحافلة قرب سنار",
        ["sdn.mil"],
        ["حافلة"],
        "what was hit is no owner of the aircraft",
    ),
    (
        "وكانت قوات الأمن - بعد وقوع التفجير في السوق - ألقت القبض على سائق السيارة",
        ["police.generic"],
        ["civilians"],
        "over an aside in which another happening is told",
    ),
    ("عُثر في النهر على جثة تعود لأحد مقاتلي الحشد الشعبي", [], ["pmf"], "whose body it is"),
    ("أصدرت محكمة تابعة للحوثيين حكماً بإعدام أربعة صحفيين", ["houthi"], ["journalists"], "a court of a side"),
    ("قتلت الشرطة العراقية ثلاثة يشتبه بانتمائهم إلى التنظيم", ["irq.police"], [], "a bare number is who fell"),
    ("أعلنت حركة الشباب مقتل خمسة مقاتلين في صفوفها بغارة أمريكية", ["usa.mil"], ["som.shabaab"], "of its ranks"),
    ("استهدفت الجماعة الحوثية بمسيرة سفينة شحن في البحر الأحمر", ["houthi"], ["سفينة"], "Houthis wherever they act"),
    ("قصف الطيران الأسدي بلدة كفرنبل", ["syr.airforce"], [], "one man's air force"),
    (
        "قال ناشط إن النظام يسعى إلى إقناع حلفائه ليحصل على موافقتهم باقتحام مدينة طفس",
        ["syr.gov"],
        [],
        "who is to be let do it",
    ),
    ("أعلنت سرايا القدس تدمير دبابة ميركافا بقذيفة شرق حي التفاح", ["pij"], ["isr.mil"], "what it says it destroyed"),
    ("قالت كتائب القسام إنها استهدفت ناقلة جند إسرائيلية", ["qassam"], ["isr.mil"], "the subject is a pronoun"),
    ("فجر مسلحون أنبوب نفط في محافظة شبوة", ["unidentified.armed"], ["أنبوب نفط"], "a pipe that didn't by itself"),
    ("أصيب فتى برصاص الجيش الإسرائيلي خلال اقتحام بلدة عزون", ["isr.mil"], ["civilians"], "whose fire it was"),
    ("قام مستوطنون بتفجير سيارة مدنية في بلدة حوارة", ["isr.settlers"], ["civilians"], "blown up by somebody"),
    ("تفجير عبوة ناسفة في قوة إسرائيلية قرب المغازي", [], ["isr.mil"], "a force that a bomb went off in"),
    ("اغتيل المتحدث باسم حركة أحرار الشام في سراقب", [], ["ahrar"], "a spokesman, whose he is"),
    (
        "أعلنت قسد أنها أوقفت، في ساعة مبكرة من الصباح، أربعة من عناصر تنظيم داعش",
        ["sdf"],
        ["is"],
        "behind an aside",
    ),
    ("صدت قوات الجيش هجوماً للدعم السريع على مدينة بابنوسة", ["rsf"], ["sdn.mil"], "who beats an attack off"),
    ("أحبط الجيش الوطني محاولة تسلل للحوثيين في جبهة الكسارة", ["houthi"], ["yem.mil"], "an attempt, which is no verb"),
    ("تصدى الجيش اليمني لهجوم حوثي غربي مأرب", ["houthi"], ["yem.mil"], "met, with a nationality"),
    ("كسرت قوات الشرعية زحفاً للحوثيين في جبهة ناطع", ["houthi"], ["yem.mil"], "an advance broken"),
    ("نجحت المقاومة في التصدي لهجوم الحوثيين على جبل هان", ["houthi"], ["yem.resistance"], "who managed it"),
    ("طرد الجيش مقاتلي الشباب من مقديشو", ["som.gov"], ["som.shabaab"], "out of a capital"),
    ("أعلنت تنسيقية حركات أزواد، صباح اليوم، سيطرتها على مدينة بوريم", ["azawad"], [], "its hold, over an aside"),
    (
        "أعلنت الوزيرة أن القوات الفرنسية قتلت الأربعاء قائد الكتيبة خلال عملية في شمال مالي",
        ["fra"],
        ["قائد"],
        "who killed in an operation did it",
    ),
    ("قتلت القوات الفرنسية في منطقة كيدال زعيم الجماعة", ["fra"], ["زعيم"], "over where it was"),
    (
        "اغتال مجهولون يستقلون سيارة من نوع «بيجو» مساء أمس ضابط صف في الجيش الليبي",
        ["unidentified.armed"],
        ["lby.lna"],
        "over what they rode",
    ),
    ("دمرت طائرات التحالف دبابة وقاذفة صواريخ في صعدة", ["arabcoalition"], ["دبابة", "قاذفة"], "no rockets fired"),
    (
        "سيطر مقاتلون يُعتقد أنهم ينتمون إلى حركة الشباب على مدينة براوة",
        ["som.shabaab"],
        [],
        "the object stands beyond whom they are likely of",
    ),
    ("أعلنت قيادة عمليات نينوى إلقاء القبض على متهمين في سنجار", ["irq.mil"], ["متهمين"], "who announces the capture"),
    (
        "سبعة صيادين خطفهم قراصنة قبالة سواحل بوصاصو",
        ["قراصنة"],
        ["civilians"],
        "whom a pronoun stands for, told before",
    ),
    (
        "خمسة شبان اعتقلتهم القوات الإسرائيلية في بلدة سلواد",
        ["isr.mil"],
        ["civilians"],
        "and who did it behind the verb",
    ),
    ("المنازل التي هدمتها الجرافات في بلدة سلوان", ["الجرافات"], ["civilians"], "machines behind a pronoun"),
    ("قصف مقاتلونا تل أبيب بصاروخ ثقيل", ["مقاتلونا"], ["isr"], "a pronoun ends the phrase of who did it"),
    (
        "استهدف مجاهدو المقاومة أماكن تموضع جنود العدو في المطلة",
        ["pse.factions"],
        ["isr.mil"],
        "where they are posted",
    ),
    (
        "شن مقاتلو حركة الشباب عند الساعة 4:40 من فجر يوم الأحد 05-03-2023 هجوماً على معسكر للجيش في بلدوين",
        ["som.shabaab"],
        ["som.gov"],
        "over the hour",
    ),
    (
        "استهدف مقاتلو حزب الله الساعة 14:30 تجمعاً لجنود الجيش الإسرائيلي",
        ["hizballah"],
        ["isr.mil"],
        "no verb in tanwin",
    ),
    ("أطلقت سرايا القدس قذائف هاون على تحشدات للجيش الإسرائيلي", ["pij"], ["isr.mil"], "forces massed, as a target"),
    ("هدمت الجرافات منزلاً في بلدة سلوان", ["الجرافات"], ["civilians"], "machines before what they wrecked"),
    ("التقى مدير المخابرات العامة المصرية وفداً من حماس", ["egy", "hamas"], [], "a service by its nation"),
    ("أسفرت الغارات الإسرائيلية على لبنان عن مقتل أربعة", ["isr.mil"], [], "a country struck is a place"),
    ("سيطرت الفصائل على ثلاث دبابات في خان طومان", ["syr.opp"], ["ثلاث دبابات"], "what moves is seized"),
    (
        "تحدثت مصادر عن إعدام التنظيم عشرات من أبناء العشائر في بلدة الصوفية",
        ["is"],
        ["tribal"],
        "who executes and whom, a number of men of a side",
    ),
    (
        "شن مسلحون هجوماً على قاعدة باغرام، ثم استهدفوا القاعدة بالصواريخ",
        ["unidentified.armed"],
        ["القاعدة"],
        "the base named before is no al-Qaeda",
    ),
    (
        "وفي كابول، انفجرت عبوة ناسفة قرب حافلة تقل موظفين",
        [],
        ["civilians"],
        "a capital behind in is where it was",
    ),
    (
        "قصفت المليشيا الحوثية التابعة لإيران مواقع الجيش اليمني في مأرب",
        ["houthi"],
        ["yem.mil"],
        "a group that is told to be a state's is itself",
    ),
    (
        "هاجمت قوات المجلس الانتقالي المدعومة من الإمارات معسكراً للجيش اليمني في عتق",
        ["stc"],
        ["yem.mil"],
        "whose allies a group is known to be",
    ),
    ("كما استهدفوا دبابة ميركافا قرب عيترون", [], ["isr.mil"], "they struck a tank"),
    ("قصفوا مدرعة للجيش الإسرائيلي قرب الخيام", [], ["isr.mil"], "what they struck did not do it"),
    ("استهداف دبابة إسرائيلية من نوع ميركافا قرب عيترون", [], ["isr.mil", "ميركافا"], "one tank is hit"),
    ("استهداف دبابات إسرائيلية خيام نازحين قرب رفح", ["isr.mil"], ["civilians"], "tanks that fire"),
    ("قضت محكمة أمن الدولة، أمس الأول، بوضع متهمين بالأشغال الشاقة", ["محكمة أمن الدولة"], ["متهمين"], "hard labour"),
    ("سلب مسلحون سائق شاحنة على طريق الرملية", ["unidentified.armed"], ["civilians"], "who was robbed"),
    (
        "هاجم مسلحون بزي الشرطة مصرفاً في كركوك",
        ["unidentified.armed"],
        ["مصرفاً"],
        "what they wore",
    ),
    (
        "قصفت القوات الأمريكية بالمدفعية والدبابات مواقع الحوثيين قرب تعز",
        ["usa.mil"],
        ["houthi"],
        "tanks joined to what it was done with",
    ),
    (
        "قال العميد يحيى سريع إن القوات المسلحة اليمنية استهدفت سفينة في خليج عدن بصاروخ",
        ["houthi"],
        ["سفينة"],
        "the army, as one side calls its own",
    ),
    (
        "هاجمت مليشيا الحوثي مواقع القوات المسلحة اليمنية في مأرب",
        ["houthi"],
        ["yem.mil"],
        "the army, as the other side calls it",
    ),
]


@pytest.mark.parametrize(("text", "actors", "targets", "note"), CASES, ids=[c[3] for c in CASES])
def test_roles(text: str, actors: list[str], targets: list[str], note: str) -> None:
    claims = default_reader().read(Report("r", text, "2023-05-10")).claims
    assert claims, note
    got = claims[0]
    assert [p.id or p.text for p in got.actors] == actors, note
    found = [p.id or p.text for p in got.targets]
    assert len(found) == len(targets), (found, note)
    assert all(t in f for t, f in zip(targets, found, strict=True)), (found, note)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("وصلت القوات الروسية إلى القرية حيث اعتقلت صحفيين", ["rus.mil"]),
        ("انسحب مسلحون من القرية بعد أن خطفوا صحفياً", ["unidentified.armed"]),
        ("قضت القوات الروسية على عشرة مسلحين، واعتقلت صحفيين", ["rus.mil"]),
        ("اشتبكت القوات الروسية مع خلية في البلدة، وخطفت صحفيين", ["rus.mil"]),
        ("وصلت القوات الروسية إلى القرية حيث اعتقل صحفيون", []),  # by whom, a passive does not say
    ],
)
def test_a_clause_of_its_own_goes_on_with_the_subject(text: str, actors: list[str]) -> None:
    claim = default_reader().read(Report("r", text, "2023-05-10")).claims[-1]
    assert [p.id for p in claim.actors] == actors
    assert [p.id for p in claim.targets] == ["journalists"]


def test_who_beat_an_attack_off_goes_on() -> None:
    text = "صدت القوة المشتركة هجوماً للدعم السريع على الفاشر، واستولت على ست عربات قتالية"
    claims = default_reader().read(Report("r", text, "2024-05-10")).claims
    assert [c.actors[0].id for c in claims] == ["rsf", "jjm.darfur"]


def test_whose_it_is_may_be_told_later() -> None:
    text = "قصفت الطائرات مستودعاً في بلدة الرملية ليلاً. وقال مصدر إن القصف استهدف معسكراً للحوثيين في الرملية."
    claims = default_reader().read(Report("r", text, "2023-05-10")).claims
    assert [p.id for p in claims[0].targets] == ["houthi"]


def test_whom_a_reply_hits_did_what_it_answers() -> None:
    text = "قصفت الطائرات الروسية مقرات لتنظيم داعش في ريف حماة رداً على هجوم تعرضت له القوات الحكومية السورية أمس"
    claims = default_reader().read(Report("r", text, "2024-05-10")).claims
    assert [[p.id for p in c.actors] for c in claims] == [["rus.airforce"], ["is"]]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "اندلعت اشتباكات بين الجيش السوداني وقوات الدعم السريع. وأسفرت المعارك بين الطرفين عن مقتل 12 مدنياً.",
            [["rsf", "sdn.mil"]],
        ),
        ("أسفرت المعارك بين الطرفين عن مقتل 12 مدنياً.", [[]]),  # nobody was named
    ],
)
def test_both_sides_are_those_told_last(text: str, actors: list[list[str]]) -> None:
    claims = default_reader().read(Report("r", text, "2024-05-10")).claims
    assert [sorted(p.id or p.text for p in c.actors) for c in claims] == actors


def test_lines_of_a_sum_have_its_doers() -> None:
    text = (
        "بلغ عدد الاستهدافات الجوية التي نفذتها طائرات مسيرة تركية 12 منذ مطلع العام، وتوزعت كالآتي:\n"
        "– 7 استهدافات على القامشلي أسفرت عن مقتل مدنيين اثنين\n"
        "– 5 استهدافات على عين العرب أسفرت عن إصابة مزارع"
    )
    claims = default_reader().read(Report("r", text, "2023-06-10")).claims
    assert len(claims) > 1
    assert all(c.type == "air_strike" and [p.id for p in c.actors] == ["tur.mil"] for c in claims)


def test_ground_taken_after_a_fight_is_the_other_sides() -> None:
    text = "أعلن الجيش السوداني استعادة السيطرة على بلدة هيبان بعد معارك مع قوات الدعم السريع"
    taken, fight = default_reader().read(Report("r", text, "2024-05-10")).claims
    assert [p.id for p in taken.targets] == ["rsf"]
    assert sorted(p.id or p.text for p in fight.actors) == ["rsf", "sdn.mil"]


def test_a_statement_speaks_of_its_own_and_of_the_enemy() -> None:
    text = (
        "قوات الدعم السريع\nبيان مهم\nتصدت قواتنا أمس لهجوم من مليشيا البرهان في أم روابة.\n"
        "ونفذت قواتنا عملية نوعية على معسكر بمدينة المناقل.\n"
        "وقصف طيران العدو سوق مليط.\nالناطق الرسمي باسم قوات الدعم السريع"
    )
    claims = default_reader().read(Report("r", text, "2024-06-03")).claims
    assert [[p.id for p in c.actors] for c in claims] == [["sdn.mil"], ["rsf"], ["sdn.mil"]]
    assert {s.id for c in claims for s in c.sources} == {"rsf"}


def test_who_denies_did_not_do_what_the_outlet_tells() -> None:
    text = "قُتل 14 شخصاً أمس في تفجير في كابول. ونفت حركة طالبان مسؤوليتها عن التفجير."
    told, denied = default_reader().read(Report("r", text, "2023-05-10")).claims
    assert told.actors == ()
    assert [p.id for p in denied.actors] == ["afg.taliban"]
