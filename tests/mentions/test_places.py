"""Places named in sentences of ours: what is one mention, what only says where another lies, what is no place."""

import pytest

from isnad.gazetteer.load import load_gazetteer
from isnad.lexicon.load import load_lexicon
from isnad.mentions.annotate import annotate
from isnad.mentions.places import PlaceMention, find_places, mark_places

LEXICON, GAZETTEER = load_lexicon(), load_gazetteer()


def found(text: str) -> list[tuple[str, PlaceMention]]:
    [s] = annotate(text, LEXICON)
    mark_places(s, GAZETTEER)
    return [(s.text(text, p.i, p.j), p) for p in find_places(s)]


# sentence, the mentions that may be the event's place, why
NAMED: list[tuple[str, list[str], str]] = [
    ("انسحبت القوات الفرنسية من مالي", ["مالي"], "a country left behind"),
    ("سحبت أوغندا قواتها من الصومال", ["الصومال"], "a country that troops are drawn from"),
    ("سقطت قذائف على بلدة كفرنبل", ["بلدة كفرنبل"], "a type noun and a known name"),
    ("سقطت قذائف على بلدة كفرنبل بريف إدلب الجنوبي", ["بلدة كفرنبل"], "where it lies is no second place"),
    ("انفجر لغم في قرية خربة الدلو شرقي الرقة", ["قرية خربة الدلو"], "an unknown name of two words"),
    ('انفجر لغم في قرية "عين السبيل" التابعة لناحية معدان', ['قرية "عين السبيل'], "an unknown name in quotation marks"),
    ("انفجر لغم في قرية أبو الغضا شرقي الرقة", ["قرية أبو الغضا"], "أبو is half a name"),
    ("شنت الطائرات غارات على صور جنوبي لبنان", ["صور"], "a city called like a word, struck"),
    ("ظهر القصف في صور نشرها ناشطون", [], "pictures"),
    ("اندلعت اشتباكات في الزاوية غربي ليبيا", ["الزاوية"], "a city that shares its name with hamlets"),
    ("وقع الانفجار في الزاوية المقابلة للمسجد", [], "a corner"),
    ("انفجرت عبوة في بلخ شمالي أفغانستان", ["بلخ"], "a name that begins with ب by itself"),
    ("قصفت المدفعية الرمادي", ["الرمادي"], "no adjective of the guns"),
    ("انفجر لغم في قرية حدودية", [], "an adjective of the type noun"),
    ("انفجر لغم في قرية استهدفها القصف", [], "a verb ends the name before it begins"),
    (
        "قصفت المدفعية قرى السويدة وتل العسل والكرمانية",
        ["قرى السويدة", "وتل العسل", "والكرمانية"],
        "a list with unknown names",
    ),
    ("قصفت الطائرات مديريات «باقم وساقين ورازح»", ["مديريات «باقم", "وساقين", "ورازح"], "a list in quotation marks"),
    (
        "سيطرت القوات على قرى وبلدات الفرجة، سمكة، تل المرجان، جب سلطان، البرج، ووسيطة بريف حلب",
        ["وبلدات الفرجة", "سمكة", "تل المرجان", "جب سلطان", "البرج", "ووسيطة"],
        "a long list is believed whatever its words are",
    ),
    ('قصفت المدفعية قرى "الفرجة" و"عين السبيل"', ['قرى "الفرجة', "عين السبيل"], "quotation marks around each name"),
    ("قصفت الطائرات منطقتي زابق وأفرين", ["منطقتي زابق", "وأفرين"], "two areas"),
    ("سيطرت القوات على قرى الرياش وأم دبيكة", ["قرى الرياش", "وأم دبيكة"], "half a name joined by wa"),
    ("هاجم مسلحون قاعدة مرجانة البحرية", ["قاعدة مرجانة"], "an unknown base"),
    ("هاجم مسلحون قاعدة عسكرية", [], "a base without a name"),
    ("هاجم مسلحون موقعاً قرب زبقونة جنوب شرقي النيجر", ["زبقونة"], "an unknown name and where it lies"),
    ("قُتل ثلاثة في سيارة جنوبي لبنان", ["جنوبي لبنان"], "no name before where it lies"),
    ("تقدمت القوات نحو نبل والزهراء", ["نبل", "والزهراء"], "an ordinary word that is a town of the same district"),
    ("اعترضت البحرية زورقاً قبالة سواحل اليمن", ["اليمن"], "off the coast"),
    ("سقط صاروخ على مستوطنة عين الزيتونة", ["مستوطنة عين الزيتونة"], "a settlement"),
    ("دارت اشتباكات مع مهربين عند نقطة التنف", ["التنف"], "a post by its place"),
    ("قُتل جندي على طريق تدمر - دير الزور", ["طريق تدمر - دير الزور"], "a road is one place"),
    ("اندلعت اشتباكات على محاور ريف حلب الغربي", ["محاور ريف حلب الغربي"], "fronts of a countryside"),
    ("اندلعت اشتباكات في جبهة الشعاب غرب مأرب", ["جبهة الشعاب"], "an unknown front, behind في"),
    ("سيطرت جبهة الخلاص على التلة", [], "a front that is a group"),
    (
        "قُتل جندي على الطريق الدولي الذي يربط بين تدمر ودير الزور",
        ["الطريق الدولي الذي يربط بين تدمر ودير الزور"],
        "what is told of a road before its ends",
    ),
    ("انفجر لغم على طريق الواصل بين تدمر ودير الزور", ["طريق الواصل بين تدمر ودير الزور"], "an article too few"),
    (
        "سيّر الجيش دورية على الطريق الدولي (إم 4) حلب – اللاذقية",
        ["الطريق الدولي (إم 4) حلب – اللاذقية"],
        "a road's own name and its ends",
    ),
    ("انفجر لغم في ريف مدينة تل أبيض/ كري سبي", ["ريف مدينة تل أبيض"], "another name behind a slash"),
    ("سقطت قذائف على مدينة رها/ أورفا", ["مدينة رها"], "the name before the slash is the unknown one"),
    ("سيطرت القوات على نقيل الرمل", ["نقيل الرمل"], "a pass may be called by any word"),
    ("سيطرت القوات على مثلث العند", ["مثلث العند"], "where three roads meet"),
    ("قصفت الطائرات موقعاً لكتائب الشهيد عز الدين القسام في مخيم البريج", ["مخيم البريج"], "a name within a party's"),
    (
        "سقطت صواريخ على مدينة عفرين، مصدرها قوات سوريا الديمقراطية في مدينة تل رفعت",
        ["مدينة عفرين"],
        "the country in a party's name is not where the fire comes from",
    ),
    ("اتُّهم بتنفيذ تفجير سروج قبل أعوام", ["سروج"], "a blast that is called by its town"),
    ("أسفر القصف عن مقتل مدني", [], "a word that is a town's name too"),
    ("دارت اشتباكات في معسكري الطلائع وجورين", ["معسكري الطلائع", "وجورين"], "two camps"),
    ("شنت الطائرات غارات داخل الأراضي السورية", ["الأراضي السورية"], "a land by its nationality"),
    ("فجر انتحاري نفسه مستهدفاً الأراضي الأردنية", ["الأراضي الأردنية"], "a land is no party"),
    ("وقع انفجار في العاصمة الليبية", ["العاصمة الليبية"], "a capital by its country's adjective"),
    ("وقع انفجار في العاصمة اليمنية المؤقتة عدن", ["العاصمة اليمنية المؤقتة عدن"], "a capital for the time being"),
    ("نزح المئات من الجنوب التركي", ["الجنوب التركي"], "a part of a country by its nationality"),
    ("استهدف القصف منزلاً في شارع النفق", ["شارع النفق"], "a street may be called by any word"),
    ("سقطت قذائف على مدينة كوباني ومحيط قرية القصر", ["مدينة كوباني", "ومحيط قرية القصر"], "near, but another place"),
    ("تمكنت القوات من القضاء على الخلية", [], "to put an end to"),
    ("قُتل عنصر من فيلق القدس", [], "the name of a group"),
    ("قُتل مدنيان بغارة على سرمدا #حرب_غزة", ["سرمدا"], "a word of a hashtag"),
    ("تعرضت قرى سفوهن والفطيرة جنوبي إدلب وإحسم للقصف", ["قرى سفوهن", "والفطيرة", "وإحسم"], "a list goes on"),
    ("أُلقي القبض على منفذ الجريمة", [], "who did it is no crossing"),
    (
        "قالت تركيا إنها قصفت مواقع في شمالي العراق وسوريا",
        ["شمالي العراق", "وسوريا"],
        "a state that speaks is no place",
    ),
    ("خرق الطرفان الاتفاق الموقع بين تركيا وروسيا", [], "states that agree"),
    ("أفادت مصادر محلية بانفجار لغم في مدينة عفرين", ["مدينة عفرين"], "محلية is an adjective here"),
    ("قال اللواء منصور إن قواته صدت هجوماً في الحديدة", ["الحديدة"], "a rank is no governorate"),
    ("اعتقلوا شاباً من أهالي قرية السحل", [], "where a victim is from"),
    ("قصفت القوات المتمركزة في معسكر جورين بلدة قسطون", ["بلدة قسطون"], "where the fire comes from"),
    ("دمشق – قُتل مدني بلغم في مدينة دوما", ["مدينة دوما"], "a dateline"),
    ("سقطت قذائف على بلدة كفرنبل وتل رفعت وأم الكيف", ["بلدة كفرنبل", "وتل رفعت", "وأم الكيف"], "و before two letters"),
    ("قصفت المدفعية قرى، سفوهن، مرج الورد، البارة", ["قرى، سفوهن", "مرج الورد", "البارة"], "a list behind a comma"),
    ("قصفت المدفعية قريتي سفوهن و مرج الورد", ["قريتي سفوهن", "مرج الورد"], "و written apart"),
    (
        "قصفت المدفعية قرى سفوهن والبارة جنوبي إدلب، وشاغوريت غربي حماة",
        ["قرى سفوهن", "والبارة", "وشاغوريت"],
        "a list goes on behind where its first part lies",
    ),
    ("طال القصف كنصفرة والورديات والبارة", ["كنصفرة", "والورديات", "والبارة"], "an unknown name between known ones"),
    ("دارت معارك على محور سراقب بريف إدلب، ومحور السهلة بريف حلب", ["محور سراقب", "ومحور السهلة"], "two fronts"),
    ("قُتل جندي على الطريق بين مدينتي الدانا وسرمدا", ["الطريق بين مدينتي الدانا وسرمدا"], "a road between two towns"),
    (
        "قُتل جندي على الطريق الواصل بين القرية وبلدة البارة",
        ["الطريق الواصل بين القرية وبلدة البارة"],
        "from the village",
    ),
    ("انفجرت سيارة بمدينة القامشلي في حي الزيتون", ["حي الزيتون"], "the quarter, though its town is told first"),
    ("وقعت اشتباكات في رأس العين (سري كانييه)", ["رأس العين"], "another name in brackets"),
    ("سيطروا على بلدة كفرنبل التي تبعد أقل من كيلومترين عن البارة", ["بلدة كفرنبل"], "how far it is from another"),
    ("قصفت الطائرات منطقة النهر الأزرق شرقي حلب", ["منطقة النهر الأزرق"], "a noun and its adjective as a name"),
    ("استعادت القوات منطقتي الرملة الأولى والرملة الثانية", ["منطقتي الرملة الأولى", "والرملة الثانية"], "ordinals"),
    ("انفجر لغم في حي المعلمين", ["حي المعلمين"], "a quarter may be called by any word"),
    ('قصفت المدفعية منطقة "درع الوفاء" شرقي حلب', ['منطقة "درع الوفاء'], "any words in quotation marks"),
    ("أُصيب عامل في قصف على كنصفرة ونُقل إلى مشافي مدينة إدلب", ["كنصفرة"], "where the hurt are brought"),
    (
        "أدان السفير في الرياض التفجير الذي وقع في مدينة أبها",
        ["الرياض", "مدينة أبها"],
        "behind the verb it is the event's to say",
    ),
    ("السفير في الرياض يدين تفجيراً في مدينة أبها", ["مدينة أبها"], "who condemns sits elsewhere"),
    ("سقطت قذائف مصدرها قوات النظام في بلدة جورين على بلدة قسطون", ["بلدة قسطون"], "where it came from"),
    ("شنت الطائرات غارات في سوريا والعراق", ["سوريا", "والعراق"], "a state beside a state"),
    ("قُتل مدني بقصف على كنصفرة بحجة محاربة الإرهاب", ["كنصفرة"], "on a pretext"),
    ("دمر القصف سبعين في المائة من منازل كنصفرة", ["كنصفرة"], "a percentage"),
    ("قال القائد في حديثه إن القذائف سقطت على بلدة البارة", ["بلدة البارة"], "his speech is no town"),
    ("عطّل القصف القطاع الصحي في كنصفرة", ["كنصفرة"], "a sector is no Strip"),
    ("أفادت شبكة نهر ميديا بقصف على كنصفرة", ["كنصفرة"], "a source's name"),
    ("قُتل مدنيان بغارة على سرمدا #إدلب #سوريا #أخبار", ["سرمدا"], "hashtags at the end"),
    (
        "استهدف تفجير مسجداً للطائفة الإسماعيلية في مدينة السلمية",
        ["مدينة السلمية"],
        "an adjective that is a town's name too",
    ),
    ("نقل الجرحى، علماً أن الطريق مغلق", [], "an ordinary word that is a town's name too"),
    ("اندلع قتال في بلدتهم المحاصرة", [], "a type noun with a pronoun"),
    ("قصفت الطائرات قرية خربة خوي على الحدود بين سوريا وتركيا", ["قرية خربة خوي"], "what borders on it"),
    ("انفجرت سيارة في العاصمة اليمنية صنعاء", ["العاصمة اليمنية صنعاء"], "a nationality between noun and name"),
    ("قال ناطق لـ«الشرق الأوسط» إن الطائرات قصفت سرمدا", ["سرمدا"], "a paper that is spoken to"),
    ("قُتل جندي في قرية المعلمين جنوب الخرطوم", ["قرية المعلمين"], "a village may be called for people"),
    ("قُتل راعٍ قرب قرية الحاج سليمان", ["قرية الحاج"], "a village may be called by a title"),
    ("سقطت قذيفة في شارع 40 جنوبي دمشق", ["شارع 40"], "a street may have a number"),
    ("سقطت قذيفة في شارع الـ 60 جنوبي دمشق", ["شارع الـ 60"], "a street may have a number with the article"),
    ('قصفت المدفعية مخيماً للنازحين "نور الأمل" شمالي إدلب', ['مخيماً للنازحين "نور الأمل'], "a camp for whom"),
    ("سقطت قذيفة في حي الشهباء الجديدة", ["حي الشهباء الجديدة"], "a quarter that begins as a city's name"),
    ("داهمت القوات قرى الريفين الشرقي والغربي لمدينة منبج", ["قرى الريفين الشرقي والغربي لمدينة منبج"], "two sides"),
    ("استهدف القصف الطريق الواصل ما بين كنصفرة و سرمدا", ["الطريق الواصل ما بين كنصفرة و سرمدا"], "و apart on a road"),
    ("انفجرت عبوة أمام مجلس مدينة منبج", ["مدينة منبج"], "a house at which it happened"),
    ("قال مجلس مدينة منبج إن القصف توقف", [], "the same house as a body of men"),
    ("سقطت قذائف أطلقها مسلحون في بلدة جورين على بلدة قسطون", ["بلدة قسطون"], "where it was fired from"),
    ("قُصفت قريتا كنصفرة وسرجة التابعتين لناحية أريحا", ["قريتا كنصفرة", "وسرجة"], "two, and where they lie"),
    ("بسط المقاتلون سيطرتهم على الفوج 46 فجر اليوم", ["الفوج 46"], "a unit's base that is called by its number"),
    ("شارك الرجل في تفجيرات بروكسل قبل أعوام", ["بروكسل"], "blasts are called by their town, a capital too"),
    ("وُزعت الخيام في مختلف المحافظات العراقية", ["المحافظات العراقية"], "a nationality makes provinces a country"),
    ("شهدت مالي خلال العام هجمات على قوافل الجيش", ["مالي"], "a country that sees something"),
    ("زار المبعوث الأممي صنعاء ثم غادر", ["صنعاء"], "a capital that somebody goes to"),
    ("نزحت عائلات من مناطق في ريف حماة", ["ريف حماة"], "people leave from where others fire"),
    ("طال القصف قرية البارة من مواقع الجيش في كنصفرة", ["قرية البارة"], "positions that the fire comes from"),
    ("دارت معارك بين أنصار الرئيس اللاجئ في السعودية وخصومه حول المكلا", ["المكلا"], "where an exile lives"),
    ("انفجر لغم في بلدة مندلي المحاذية للحدود مع إيران", ["بلدة مندلي"], "the country beyond a border holds nothing"),
    ("صودرت أراض لبناء مستوطنات جديدة قرب نابلس", ["نابلس"], "new settlements have no name"),
    ("سقطت قذيفة قرب مستشفى شهداء الأقصى بدير البلح", ["بدير البلح"], "a hospital is hit in its town"),
    ("اغتالت مسيّرة قائد لواء شمال غزة في الحركة", [], "what a man commands"),
    ("صودرت سيارات على حاجز الزعرورية شرقي الرقة", ["حاجز الزعرورية"], "a checkpoint with a name"),
    ("صودرت سيارات على حاجز مشترك شرقي الرقة", ["شرقي الرقة"], "a checkpoint without one"),
    (
        "اندلع حريق في جزيرة أم الفيران بالبحرين",
        ["جزيرة أم الفيران"],
        "a name is believed where it is told what it lies in",
    ),
    ("استعاد الجيش تبة المطار غربي مأرب", ["تبة المطار"], "a hill that is called by what stands there"),
    ("سيّرت القوات دورية قرب بلدة نوى", ["بلدة نوى"], "a verb that is written like a town"),
    ("زاد الخوف من كثرة القذائف في حلب", ["حلب"], "a word that is written like a name behind ك"),
    ("اقتحموا القاعدة من بوابتها الغربية", [], "an adjective of what is somebody's"),
    ("أصابت القذائف جبل السماق الذي يطل على مدينة درنة", ["جبل السماق"], "a hill that looks down on a town"),
    ("استهدفت سيارة مفخخة مركزاً بمدينة بيجي (200 كلم عن بغداد)", ["بمدينة بيجي"], "so far from a capital"),
    ("قتل راع في قرية السدة التابعة لمدينة الحسكة والقريبة من تل براك", ["قرية السدة"], "and near to another"),
    ("غارات قرب قرية النخلة على طريق بغداد-كركوك", ["قرية النخلة"], "a village on a road"),
    ("انفجر لغم في بادية حماة قرب المثلث الواصل بين مدينتي حمص والسلمية", ["بادية حماة"], "where roads meet"),
    ("ارتكب الطيران مجزرة غربي مدينة درنة عند أطراف قرية الوردية", ["قرية الوردية"], "the village in an area"),
    ("قصف على قرى البارة والفطيرة وحرش بينين", ["قرى البارة", "والفطيرة", "وحرش بينين"], "a wood is one place"),
    ("قصفت الطائرات الجبل المطل على مدينة صعدة", ["الجبل", "مدينة صعدة"], "a hill with no name"),
    ("انفجرت عبوة في حي الأطباء بمدينة الموصل", ["حي الأطباء"], "a quarter that is called by people"),
    ("قتل عشرة أشخاص في ولاية زرنجان الأفغانية", ["ولاية زرنجان"], "a province that no gazetteer has"),
    ("▪ رفاعة: قصف الطيران سوقاً شعبية", ["رفاعة"], "a name at the head of a line of a list"),
    ("- حرض: غارتان على مزارع المواطنين", ["حرض"], "one that may be another word"),
    ("▪ ود السدر: اقتحم مسلحون القرية ونهبوا متاجرها", ["ود السدر", "القرية"], "one that no gazetteer has"),
    ("▪ الحصيلة: مقتل ثلاثة في المدينة", ["المدينة"], "an ordinary word is no label of a place"),
    ("قُتل قيادي في تنظيم الدولة في الصحراء الكبرى", [], "a word of a side's name"),
    ("تمبول: مقتل ثلاثة في هجوم", ["تمبول"], "the label of a headline"),
    ("طرد الجيش المسلحين من مقديشو", ["مقديشو"], "from where somebody was driven out"),
    ("شنت الطائرات غارات جوية على القائم", ["القائم"], "a town with an ordinary word's name, that was raided"),
    ("علق القائم بالأعمال على القرار أمس", [], "the same word, of a man"),
    ("فجر المسلحون معبداً أثرياً في تدمر", ["تدمر"], "an adjective that a town is spelt like"),
    ("عثرت مفرزة على مخبأ في بلدية تاغرارت", ["بلدية تاغرارت"], "a commune"),
    ("انفجر لغم في معتمدية فوسانة", ["معتمدية فوسانة"], "a delegation"),
    ("وفي بغداد، أطلقت فصائل صواريخ", ["بغداد"], "a capital behind and in"),
]


@pytest.mark.parametrize("text, expected, note", NAMED, ids=[n for *_, n in NAMED])
def test_places_of_a_sentence(text: str, expected: list[str], note: str) -> None:
    assert [t for t, p in found(text) if not (p.child or p.origin or p.weak or p.tag)] == expected


MARKED: list[tuple[str, str, str, object, str]] = [
    # sentence, mention, attribute, value, why
    ("انفجر لغم على بعد 15 كم شمال مدينة الحسكة", "شمال مدينة الحسكة", "distance_km", 15.0, "a distance from a town"),
    ("سقطت قذائف على بلدة كفرنبل بريف إدلب", "بريف إدلب", "child", True, "its parent"),
    ("توجهوا من حمص إلى تدمر", "حمص", "motion", "way", "both ends of a way"),
    ("فتحوا النار على الجهة الغربية من بلدة كفرنبل", "بلدة كفرنبل", "motion", "", "a side of a town"),
    ("تهريب السلاح إلى بلدة كفرنبل", "بلدة كفرنبل", "motion", "into", "where goods go"),
    ("سقطت قذائف على كفرنبل إضافة إلى بلدة البارة", "بلدة البارة", "motion", "", "in addition to"),
    ("قُتل ثلاثة من سكان مدينة المكلا", "مدينة المكلا", "weak", True, "where the dead are from"),
    ("دارت اشتباكات في محيط المدينة", "المدينة", "anaphor", True, "a town named before"),
    ("انفجر لغم في المنطقة الشرقية", "المنطقة الشرقية", "anaphor", False, "a region with a name"),
]


@pytest.mark.parametrize("text, mention, attribute, value, note", MARKED, ids=[m[-1] for m in MARKED])
def test_what_a_place_is(text: str, mention: str, attribute: str, value: object, note: str) -> None:
    assert {t: getattr(p, attribute) for t, p in found(text)}.get(mention, False if value is False else None) == value
