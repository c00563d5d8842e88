"""Who did it and to whom, by construction; the incidents are invented."""

from __future__ import annotations

import pytest

from isnad.model import Report
from isnad.read.reader import default_reader

# text, actors, targets (ids, or the words where there is none), note
CASES = [
    ("قصفت مدفعية قوات النظام منزلاً في بلدة كفر زيتا", ["syr.mil"], ["civilians"], "verb, subject, object"),
    ("قوات النظام قصفت منزلاً في بلدة كفر زيتا", ["syr.mil"], ["civilians"], "subject first"),
    (
        "قال ناشطون إن دورية من الشرطة العراقية، بعد بلاغ، أوقفت ثلاثة أشخاص في بلدة القائم",
        ["irq.police"],
        ["ثلاثة أشخاص"],
        "the clause behind إنّ opens with the subject",
    ),
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
    ("استهدفت غارة تركية مخيماً للنازحين قرب مدينة عامودا", ["tur.mil"], [], "a camp is a place"),
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
    ("أصيب مدني بانفجار عبوة ناسفة بسيارته في مدينة عفرين", [], ["بسيارته"], "where the bomb was planted"),
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
    ("قتلت القوات الأمريكية 11 مسلحاً في عملية بمدينة الكوت", ["usa.mil"], ["11 مسلحاً"], "who did what came of it"),
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
    ("قصفت قوات النظام البلدة في خرق لقرار مجلس الأمن", ["syr.mil"], [], "a rule that is broken is nobody"),
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


def test_lines_of_a_sum_have_its_doers() -> None:
    text = (
        "بلغ عدد الاستهدافات الجوية التي نفذتها طائرات مسيرة تركية 12 منذ مطلع العام، وتوزعت كالآتي:\n"
        "– 7 استهدافات على القامشلي أسفرت عن مقتل مدنيين اثنين\n"
        "– 5 استهدافات على عين العرب أسفرت عن إصابة مزارع"
    )
    claims = default_reader().read(Report("r", text, "2023-06-10")).claims
    assert len(claims) > 1
    assert all(c.type == "air_strike" and [p.id for p in c.actors] == ["tur.mil"] for c in claims)
