"""Which place goes with which event of a report of ours, read as a whole."""

import pytest

from isnad.model import Report
from isnad.read.reader import default_reader


def places(text: str, title: str | None = None) -> list[tuple[str, list[str]]]:
    claims = default_reader().read(Report("r", text, "2023-05-10", None, title)).claims
    return [(c.type, [p.name or p.text for p in c.places]) for c in claims]


# text, (type, places) of the claims, why
READ: list[tuple[str, list[tuple[str, list[str]]], str]] = [
    (
        "قال حزب الله إن مقاتليه قصفوا مبنى في المنارة. وأضاف أن العملية جاءت رداً على اعتداءات العدو على قرية حولا.",
        [("shelling", ["Manara"]), ("armed_attack", ["Houla"])],
        "what an operation answers was another's deed",
    ),
    (
        "استشهدت مسنة في قصف استهدف منطقة المغراقة. واستشهد طفل في قصف بيت في بيت حانون.",
        [("shelling", ["Al-Mughraqa"]), ("shelling", ["Beit Hanoun"])],
        "one killed here, one there",
    ),
    (
        "أسفر هجوم على حاجز برطعة عن إصابة جندي",
        [("armed_attack", ["Barta'a checkpoint"])],
        "a checkpoint by its name",
    ),
    ("غارات إسرائيلية على تدمر توقع قتلى", [("air_strike", ["Palmyra"])], "a town behind on, called like a verb"),
    (
        "قصفت الطائرات مناطق سيطرة المعارضة شمال غربي سوريا.",
        [("air_strike", ["Northwest Syria"])],
        "two points of the compass behind a side",
    ),
    ("قُتل جنديان في هجوم شمالي شرقي مالي.", [("armed_attack", ["Northeast Mali"])], "two points of the compass"),
    ("قُتل جنديان في هجوم وسط مالي.", [("armed_attack", ["Central Mali"])], "the middle of a country"),
    (
        "دارت اشتباكات على الحدود بين لبنان وسوريا أمس.",
        [("armed_clash", ["Syria-Lebanon border"])],
        "a border by its two states",
    ),
    ("قُتل ستة في هجوم عند الحدود النيجرية مع مالي.", [("armed_attack", ["Mali-Niger border"])], "with the other state"),
    (
        "شهد الشريط الحدودي بين السودان وتشاد اشتباكات.",
        [("armed_clash", ["Sudan-Chad border"])],
        "a strip between two states",
    ),
    (
        "انفجر لغم في ولاية كسلا، على الحدود مع إريتريا.",
        [("explosive", ["Kassala"])],
        "a border that only says where a state lies",
    ),
    (
        "قصف الطيران التركي مواقع لداعش في الشريط الحدودي بريف حلب.",
        [("air_strike", ["Aleppo"])],
        "a strip that is no other country's",
    ),
    (
        "قصفت المدفعية بلدة كفرنبل، في حين قصف الطيران الروسي قرية حاس بثلاث غارات.",
        [("shelling", ["Kafr Nabl"]), ("air_strike", ["Hass"])],
        "between a verb and the raids that it tells of",
    ),
    (
        "تأتي الحملة لاستغلال الاحتجاجات ضد الفصيل في إدلب ولمواجهة التنظيم في دير الزور وتدمر.",
        [("protest", ["Idlib"])],
        "behind another aim, with what is listed there",
    ),
    (
        "سقطت قذائف على كفرنيت وبركوبة وتل سمو وكرزيلة بريف عفرين.",
        [("shelling", ["كفرنيت", "بركوبة", "تل سمو", "كرزيلة"])],
        "names that no table has, joined, behind fire",
    ),
    (
        "قصفت الفصائل مواقع للنظام في الجيزان والبحيصة وجورينة بريف حماة.",
        [("shelling", ["الجيزان", "البحيصة", "جورينة"])],
        "names that no table has, joined, before where they lie",
    ),
    (
        "استهدف القصف أماكن في بسدية وخضرومي وتل حرمل.",
        [("shelling", ["بسدية", "خضرومي", "Tall Harmal"])],
        "names that no table has, before a known one",
    ),
    (
        "هاجم مسلحون مواقع الجيش في تيكان ودجيبو وكونا وسط مالي.",
        [("armed_attack", ["تيكان", "Djibo", "Konna"])],
        "known and unknown ones, joined",
    ),
    (
        "غارات على المنازل والمدارس والمشافي بريف إدلب.",
        [("air_strike", ["Idlib"])],
        "things hit are no names",
    ),
    (
        "استهدف القصف عدة قرى في ريف جسر الشغور، من بينها جفتلك سعيد والزعنونية، صباح اليوم.",
        [("shelling", ["جفتلك سعيد", "الزعنونية"])],
        "names of several villages",
    ),
    ("دمر القصف أحياء بينها منازل مدنيين ومحال تجارية.", [("shelling", [])], "what several quarters had is no name"),
    ("غارة على بلدة الشهابية قتلت رجلاً", [("air_strike", ["Chehabiyeh"])], "a town of the south"),
    ("قصف الجيش «بيروت» بالمدفعية", [("shelling", ["Beirut"])], "a capital between marks, struck"),
    (
        "أطلق مجهولون النار في مدينة عدن على شرطي",
        [("armed_attack", ["Aden"])],
        "where shots were fired, before whom at",
    ),
    (
        "أعدمت السلطات الإيرانية تسعة إيرانيين واثنين من أفغانستان في سجن زاهدان.",
        [("execution", ["Zahedan"])],
        "of which country those counted are",
    ),
    (
        "استهدفت القوات البحرية ناقلة متجهة إلى إيلات في البحر الأحمر.",
        [("shelling", ["Red Sea"])],
        "where a ship is bound for",
    ),
    (
        "قُتل مدنيان بقصف مدفعي على بلدة كنصفرة، وأصيب ثلاثة بانفجار لغم في مدينة سرمدا.",
        [("shelling", ["Kansafra"]), ("explosive", ["Sarmada"])],
        "two events, each with its place",
    ),
    (
        "قُتل جندي بانفجار لغم في بلدة كنصفرة. وفي مدينة سرمدا قُتل شاب برصاص مجهولين.",
        [("explosive", ["Kansafra"]), ("armed_attack", ["Sarmada"])],
        "a place before its event",
    ),
    (
        "تخضع إدلب لاتفاق وقف إطلاق النار الذي وقّعه الرئيسان في موسكو عام 2020.",
        [("agreement", ["Idlib", "Moscow"])],
        "where an agreement holds",
    ),
    (
        "سقطت قذائف على بلدة كنصفرة ردا على قصف مدينة سرمدا.",
        [("shelling", ["Kansafra"]), ("shelling", ["Sarmada"])],
        "what the fire answers was elsewhere",
    ),
    (
        "أصيب خمسة مدنيين بهجمات على بلدة كنصفرة، كما قُتل مدني أول من أمس في مدينة سرمدا بانفجار لغم.",
        [("armed_attack", ["Kansafra"]), ("explosive", ["Sarmada"])],
        "what a mine did is told before where it was",
    ),
    (
        "قصفت المدفعية ريفي تل تمر وأبو راسين، حيث طال القصف قرى تل شنان وباب الخير وباب الفرج.",
        [("shelling", ["Tall Shinan", "Bab al-Khayr", "Bab al-Faraj", "Abu Rasin"])],
        "a list within an area is taken whole",
    ),
    (
        "انفجرت ألغام زرعها المسلحون أثناء انسحابهم من مدينة سرمدا.",
        [("explosive", ["Sarmada"]), ("territory", ["Sarmada"])],
        "mines are left where one withdraws from",
    ),
    (
        "دارت معارك في قريتي كنصفرة وزبقونة. وسيطرت قوات النظام على القريتين.",
        [("armed_clash", ["Kansafra", "زبقونة"]), ("territory", ["زبقونة", "Kansafra"])],
        "two places named before, one of which no gazetteer has",
    ),
    (
        "توصلت تركيا وروسيا إلى اتفاق على خفض التصعيد في إدلب المشمولة باتفاق أستانة.",
        [("agreement", ["Idlib"])],
        "another agreement that a place gives its name",
    ),
    (
        "أعلن الجيش قصف بلدة كنصفرة ومدينة سرمدا.",
        [("shelling", ["Kansafra", "Sarmada"])],
        "what follows who tells is what he did",
    ),
    (
        "التقى الوزير نظيره في الدوحة وبحثا الأوضاع الإنسانية والأمنية في ليبيا.",
        [("talks", ["Doha"])],
        "what talks are about",
    ),
    (
        "نقل المسعفون خمسة جرحى إلى مستشفى ناصر إثر غارة على مدينة سرمدا.",
        [("air_strike", ["Sarmada"])],
        "where the hurt were brought",
    ),
    (
        "اغتال مسلحون أحمد مرجان، وهو من مدينة سرمدا، في بلدة كنصفرة.",
        [("assassination", ["Kansafra"])],
        "where a victim is from",
    ),
    (
        "قال مصدر أمني في دمشق إن الطائرات الحربية قصفت بلدة كنصفرة.",
        [("air_strike", ["Kansafra"])],
        "where the source sits",
    ),
    (
        "قصفت المدفعية بلدة كنصفرة صباح اليوم. وأسفر القصف عن مقتل مدنيين في البلدة.",
        [("shelling", ["Kansafra"])],
        "the town named before",
    ),
    (
        "قصفت القوات المتمركزة في معسكر جورين بقذائف المدفعية بلدة قسطون.",
        [("shelling", ["Qastun"])],
        "where the fire comes from",
    ),
    (
        "اعتقلت دورية للشرطة أمس ثلاثة شبان من أهالي مدينة المكلا.",
        [("arrest", ["Mukalla"])],
        "where those arrested are from, if nothing else is told",
    ),
    (
        "سقطت قذائف على منطقة وادي الزيتون شمالي حماة. ثم أعلن الجيش السيطرة على البلدة.",
        [("shelling", ["منطقة وادي الزيتون"]), ("territory", ["منطقة وادي الزيتون"])],
        "a town that was told as an area",
    ),
    (
        "وجه الادعاء في باريس إلى رجل تهمة القتال في صفوف داعش في الرقة.",
        [("arrest", ["Paris"])],
        "what somebody is tried for was elsewhere",
    ),
    (
        "ألقت قوة أمنية القبض على شقيق منفذ هجوم مانشستر، مساء الاثنين، في مدينة طرابلس الليبية.",
        [("arrest", ["Tripoli"]), ("armed_attack", ["Manchester"])],
        "an attack that is called by its town",
    ),
    (
        "سيطر الجيش على محافظة إدلب باستثناء بلدتي كنصفرة وسرمدا.",
        [("territory", ["Idlib"])],
        "what is left out",
    ),
    (
        "استعاد الجيش ريف إدلب عدا مدينة سرمدا التي تشهد اشتباكات.",
        [("territory", ["Sarmada"]), ("armed_clash", ["Sarmada"])],
        "what is left out, where something else happens",
    ),
    (
        "اعتقلت الشرطة في مدينة سرمدا ثلاثة شبان ينتمون إلى محافظة حمص.",
        [("arrest", ["Sarmada"])],
        "where those who are held belong to",
    ),
    (
        "قصفت المدفعية بلدة كنصفرة، كما طال القصف بلدة معارة النعسان.",
        [("shelling", ["Kansafra", "Maarrat al-Naasan"])],
        "where else it reached",
    ),
    (
        "أطلق الجنود النار على راع في قرية الزيتونة، 5 كيلو متر غرب مدينة سرمدا.",
        [("armed_attack", ["Az-Zaytunah"])],
        "how far from a town",
    ),
    (
        "استهدفت غارة منطقة المزيرعة بضاحية بيروت الجنوبية.",
        [("air_strike", ["منطقة المزيرعة"])],
        "an area of a name that no table has, where it lies told behind it",
    ),
    (
        "انفجر لغم في بلدة كنصفرة. وقال القائد إن قواته ستشن هجوماً واسعاً.",
        [("explosive", ["Kansafra"]), ("armed_attack", [])],
        "what is to be may be anywhere",
    ),
    (
        "اعتقل مسلحون رجلاً نازحاً من مدينة حمص في بلدة سرمدا.",
        [("arrest", ["Sarmada"])],
        "a town lies in no other: where he fled from, and where it was",
    ),
    (
        "قُتل خمسة من حراسه في تفجير استهدف محافظ قندهار جنوب أفغانستان.",
        [("explosive", ["Kandahar"])],
        "a governor is hit where he governs",
    ),
    (
        "انفجر لغم في مدينة سرمدا. وكان الجيش قد اعتقل عشرة رجال في آذار الماضي.",
        [("explosive", ["Sarmada"]), ("arrest", [])],
        "what was in another month was not here",
    ),
    (
        "انفجر لغم في مدينة سرمدا. وفي السابع من آذار استهدفت مسيّرة رجلاً من أهالي بلدة كنصفرة.",
        [("explosive", ["Sarmada"]), ("air_strike", ["Kansafra"])],
        "on another day a man is hit where he is from",
    ),
    (
        "وصل وزير الخارجية المصري أمس إلى أنقرة لبحث الوضع في ليبيا.",
        [("talks", ["Ankara"])],
        "where a visit goes",
    ),
    (
        "نزحت مئتا عائلة من مدينة سراقب إلى مدينة سرمدا.",
        [("displacement", ["Saraqib", "Sarmada"])],
        "where people flee from and to",
    ),
    (
        "قُتل سائق بانفجار عبوة ناسفة في بلدة خناصر أثناء توجهه من مدينة حماة إلى مدينة حلب.",
        [("explosive", ["Khanasir"])],
        "the ends of a way are not where it happened",
    ),
    (
        "قُتل خمسة مدنيين بانفجار سيارة مفخخة في مدينة حمص. وقال مسعف إن الانفجار وقع في حي الوعر.",
        [("explosive", ["Al-Waer"]), ("explosive", ["Al-Waer"])],
        "as exact as any telling has it",
    ),
    (
        "انفجر لغم في بلدة كنصفرة، وتعرضت مدينة سرمدا لقصف مدفعي.",
        [("explosive", ["Kansafra"]), ("shelling", ["Sarmada"])],
        "what undergoes it stands before its event",
    ),
    (
        "قصفت الطائرات بلدة كنصفرة، في حين نقل المسعفون الجرحى إلى مدينة سرمدا.",
        [("air_strike", ["Kansafra"])],
        "another clause",
    ),
    (
        "أُصيب سائق برصاص مجهولين على الطريق الواصل بين بلدة كنصفرة وسرمدا.",
        [("armed_attack", ["Kansafra - Sarmada road"])],
        "a road is one place",
    ),
    (
        "قصفت الطائرات بلدة كنصفرة المشمولة باتفاق خفض التصعيد الذي نصت عليه اجتماعات جنيف.",
        [("air_strike", ["Kansafra"])],
        "talks that a place gives its name",
    ),
    (
        "قُتل مدنيان بقصف على بلدة كنصفرة، وتوعدت الفصائل بالرد.",
        [("shelling", ["Kansafra"]), ("threat", [])],
        "a threat happens nowhere",
    ),
    (
        "أدان القنصل في الرياض بشدة التفجير الذي طال محطة وقود في منطقة عسير.",
        [("explosive", ["Asir"])],
        "where it was condemned",
    ),
    (
        "استهدفت مدفعية الحلف ليلاً محور سراقب في ريف إدلب، ومحور بسرطون في ريف حلب.",
        [("shelling", ["Saraqib", "Basratun"])],
        "two fronts, each with where it lies",
    ),
    (
        "قصفت الطائرات قرب بلدة ملح مزرعة لتاجر يهرّب السلاح إلى الأردن.",
        [("air_strike", ["Malah"])],
        "where goods go",
    ),
    (
        "واصلت القوات تقدمها باتجاه بلدة كنصفرة.",
        [("territory", ["Kansafra"])],
        "where an advance goes",
    ),
    (
        "توصل الطرفان إلى اتفاق لوقف إطلاق النار في إدلب خلال اجتماعات أستانة.",
        [("agreement", ["Idlib", "Astana"])],
        "the talks that an agreement came of",
    ),
    (
        "أُصيب جندي بقذائف أُطلقت من داخل الأراضي السورية على بلدة عرسال.",
        [("shelling", ["Arsal"])],
        "from within a country",
    ),
    (
        "قال الوزير للصحافيين في عمان إن الطائرات قصفت بلدة كنصفرة.",
        [("air_strike", ["Kansafra"])],
        "where it was said",
    ),
    (
        "قُتل مدنيان بغارة على بلدة كنصفرة. وقالت مصادر محلية في بلدة سرمدا إن الطيران قصف مزرعة.",
        [("air_strike", ["Kansafra"]), ("air_strike", ["Sarmada"])],
        "neighbours tell of where they live",
    ),
    (
        "قصف الطيران معسكر جورين بعنف. وفي وقت لاحق اقتحم مسلحون المعسكر.",
        [("air_strike", ["Jurin camp"]), ("armed_attack", ["Jurin camp"])],
        "the camp named before",
    ),
    (
        "اعتقلت الشرطة رجلين في مدينة الفلوجة. وقصفت الطائرات مواقع متفرقة للمسلحين.",
        [("arrest", ["Fallujah"]), ("air_strike", [])],
        "places with no name are not the one before",
    ),
    (
        "توصل الطرفان إلى اتفاق في إدلب خلال اجتماعات أستانة، لكن القوات هاجمت حاجزاً.",
        [("agreement", ["Idlib", "Astana"]), ("armed_attack", ["Idlib"])],
        "where an agreement came of is not where fighting goes on",
    ),
    (
        "قُتل مدنيان بغارة على بلدة كنصفرة. وهما عامل (30 عاماً) من مدينة حماة وسائق من مدينة حمص، قصفتهما الطائرات.",
        [("air_strike", ["Kansafra"])],
        "where victims are from, before the strike is told",
    ),
    ("شنت إسرائيل غارات على بيروت ودمشق.", [("air_strike", ["Beirut", "Damascus"])], "capitals that were struck"),
    ("قصفت إسرائيل طهران وأصفهان.", [("shelling", ["Tehran", "Isfahan"])], "a capital behind who struck it"),
    ("هجوم بمسيّرة استهدف تل أبيب.", [("air_strike", ["Tel Aviv"])], "a capital struck no one"),
    (
        "احتجزت بحرية الحرس الثوري سفينة مرتبطة بإسرائيل قرب مضيق هرمز.",
        [("seizure", ["Strait of Hormuz"])],
        "tied to it",
    ),
    (
        "أغار الطيران على معسكر للمتمردين في كسلا انتقاماً من تفجير أوقع خمسة جنود.",
        [("air_strike", ["Kassala"]), ("explosive", [])],
        "what is answered was elsewhere",
    ),
    ("عثرت الشرطة على جثتين في مناطق متفرقة من بغداد.", [("killing", ["Baghdad"])], "parts of a capital"),
    (
        "انفجر لغم في مدينة سرت قرب قاعدة الجفرة الجوية التي استعادها الجيش أول من أمس.",
        [("explosive", ["Sirte"]), ("territory", ["Jufra airbase"])],
        "a relative clause tells of the place right before it",
    ),
    (
        "قُتل مدنيان بانفجار لغم في قرية تمبول شرقي ود مدني التي قصفها الجيش في كانون الأول.",
        [("explosive", ["Tamboul"]), ("shelling", ["Wad Madani"])],
        "a relative clause tells of what only situates the place before",
    ),
    (
        "قصفت المدفعية بلدات كنصفرة وسرمدا وسراقب، ومواقع على الشريط الحدودي.",
        [("shelling", ["Kansafra", "Sarmada", "Saraqib"])],
        "a strip along the border of another country",
    ),
    (
        "هاجم الحوثيون سفينة ترفع علم بنما في البحر الأحمر.",
        [("armed_attack", ["Red Sea"])],
        "a ship's flag tells no place in which others lie",
    ),
    (
        "هاجمت الجماعة ناقلة في خليج عدن تضامناً مع أهالي غزة.",
        [("armed_attack", ["Gulf of Aden"])],
        "for whose sake it was done",
    ),
    (
        "تعرضت سفينة لهجوم في البحر الأحمر وسط التوتر المتصاعد في الشرق الأوسط.",
        [("armed_attack", ["Red Sea"])],
        "what goes on elsewhere",
    ),
    (
        "قصفت الطائرات سوقاً في مديرية رازح التي تقع على الحدود مع السعودية.",
        [("air_strike", ["Razih"])],
        "on whose border a place lies",
    ),
    (
        "سقطت قذيفة أطلقت من لبنان في كريات شمونة",
        [("shelling", ["Kiryat Shmona"])],
        "where what was fired abroad fell",
    ),
    (
        "أصيب مصنع بصاروخ أطلق من غزة في سديروت",
        [("shelling", ["Sderot"])],
        "a town of another country than where it was fired",
    ),
    (
        "قالت الوزارة إن غارة على بلدة حاروف أدت إلى مقتل ستة أشخاص وجرح طفل. وذكرت أن غارة على حولا قتلت رجلين.",
        [("air_strike", ["Harouf"]), ("air_strike", ["Houla"])],
        "other dead in another town are of another raid",
    ),
    (
        "قتل سبعة في قصف الجيش لمدينة خان يونس. كما استهدفت المدفعية بيوتاً شمال مخيم النصيرات.",
        [("shelling", ["Khan Yunis"]), ("shelling", ["Nuseirat"])],
        "north of a camp is no area in which a town lies",
    ),
    (
        "انتشال شهداء من منزلهم في رفح، حيث قصفه الاحتلال أمس، ما أدى إلى إصابة ستة.#مجزرة_جباليا #غزة_تنتصر",
        [("shelling", ["Rafah"])],
        "the place that is told, not those of hashtags",
    ),
    (
        "إصابة ثلاثة مدنيين بقصف مدفعي على #حرستا في #ريف_دمشق",
        [("shelling", ["Harasta"])],
        "hashtags behind a preposition are words of the sentence",
    ),
]


@pytest.mark.parametrize("text, expected, note", READ, ids=[r[-1] for r in READ])
def test_places_of_events(text: str, expected: list[tuple[str, list[str]]], note: str) -> None:
    assert places(text) == expected


def test_a_place_has_the_words_that_name_it() -> None:
    text = "انفجر لغم بمدينة نوى صباح اليوم. واعتقلت دورية للشرطة شابين في المدينة."
    claims = default_reader().read(Report("r", text, "2023-05-10", None, None)).claims
    assert [[p.text for p in c.places] for c in claims] == [["مدينة نوى"], ["مدينة نوى"]]


def test_numbered_sums_share_the_place_of_their_head() -> None:
    text = "وقع 30 هجوماً بالقذائف في شمال غربي سوريا خلال نيسان. قُتل في 12 هجوماً منها خمسة مدنيين."
    assert [names for _, names in places(text)] == [["Northwest Syria"], ["Northwest Syria"]]


def test_a_title_gives_the_place_of_a_text_that_names_none() -> None:
    assert places("قُتل مدنيان بقصف مدفعي صباح اليوم.", "قصف مدفعي على بلدة كنصفرة") == [("shelling", ["Kansafra"])]


def test_opening_hashtags_give_the_place_of_a_text_that_names_none() -> None:
    assert places("#سوريا\n#سرمدا\nقُتل مدنيان بقصف مدفعي صباح اليوم.") == [("shelling", ["Sarmada"])]
