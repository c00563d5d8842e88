"""The rules that settle the type of a frame: a sentence for each, so that a new row has its case here."""

from __future__ import annotations

import pytest

from isnad.model import Report
from isnad.read.reader import default_reader
from isnad.read.typerules import BY_WEAPON, BY_WORDS

# name of the rule, sentence, the type it gives
CASES = [
    ("a raid on the ground", "شن مسلحون على دراجات غارة على قرية وادي المر", "armed_attack"),
    ("a raid on the ground", "قُتل ستة في غارة لنهب الماشية قرب بلدة وادي المر", "armed_attack"),
    ("who set it off died", "انفجر حزام ناسف كان يرتديه رجل في سوق مدينة الباب", "suicide_attack"),
    ("aircraft dealt the blow", "شنت طائرة حربية ضربة صاروخية على مدينة الرقة", "air_strike"),
    ("aircraft did it", "دمرت مروحيات الجيش ثلاث سيارات للتنظيم في مدينة الموصل", "air_strike"),
    ("aircraft did it", "سلاح الجو الباكستاني يدمر معسكراً للمسلحين في وزيرستان", "air_strike"),
    ("fired from aircraft", "أطلقت مروحية إسرائيلية صاروخاً على سيارة في بلدة يحمر", "air_strike"),
    ("guns did it", "دمرت مدفعية الميدان مقر قيادة للتنظيم في مدينة الرمادي", "shelling"),
    ("by the weapon suicide_attack", "هاجم مسلحون بأحزمة ناسفة مركزاً للشرطة في مدينة بعقوبة", "suicide_attack"),
    ("by the weapon explosive", "استهدف مجهولون بعبوة ناسفة حافلة للجيش في مدينة درعا", "explosive"),
    ("by the weapon air_strike", "استهدف طيران الحلف مستودعاً للتنظيم في مدينة الرقة", "air_strike"),
    ("by the weapon shelling", "هاجمت الجماعة معسكراً للجيش في مدينة مأرب بالصواريخ", "shelling"),
    ("by the weapon armed_attack", "استهدف مجهولون بالرصاص شرطياً في مدينة درعا", "armed_attack"),
    ("of a kind unsaid", "أدانت الوزارة الاعتداء على دورية للشرطة في مدينة بعقوبة", "armed_attack"),
    (
        "as the aircraft did before",
        "شنت مقاتلات غارات على الرقة، كما استهدفت مستودعاً في بلدة معدان",
        "air_strike",
    ),
    (
        "by the weapon air_strike",
        "شن طيران الحلف غارات على الرقة، إضافة إلى استهدافه عربات في بلدة معدان",
        "air_strike",
    ),
    ("a batch of fighters", "انطلقت حافلات الفصائل من مدينة دوما", "movement"),
    ("posts taken", "استولى مسلحو الجماعة على معسكر للجيش في مدينة مأرب", "territory"),
    ("ground taken", "استولى مسلحو الجماعة على مدينة تدمر", "territory"),
    ("a state that lasts", "ما زالت الجماعة تحتجز مئات الرجال في سجونها", "detention"),
    ("homes blown up", "فجر جنود الاحتلال خمسة منازل في مدينة رفح", "destruction"),
    ("shot dead", "لقي تاجر مصرعه رمياً بالرصاص أمام متجره في مدينة عدن", "armed_attack"),
    ("found shot", "العثور على ثلاث جثث لرجال قضوا رمياً بالرصاص في مدينة بعقوبة", "killing"),
    ("liquidated by unknown men", "صفى ملثمون عنصرين من الفصائل في مدينة درعا", "assassination"),
    ("raided on foot", "أغار مقاتلو المقاومة على موقع للجيش في مدينة مرجعيون", "armed_attack"),
    ("overrun and killed", "اجتاح مسلحون بلدة نوى وقتلوا عشرين من سكانها", "armed_attack"),
    ("an operation begun", "أعلن القائد بدء عملية تحرير مدينة مليط", "armed_attack"),
    ("a raid with arrests", "أسفرت عملية أمنية للجيش في مدينة نابلس عن ثلاثة معتقلين", "arrest"),
    ("barrels killed", "براميل الموت تحصد أرواح عشرة مدنيين في مدينة حلب", "air_strike"),
    ("a town hit", "استهدف هجوم مدينة درعا", "shelling"),
    ("suspects held", "ضبطت الشرطة ثلاثة متهمين في مدينة بعقوبة", "arrest"),
    ("a sniper", "قناص إسرائيلي يصيب طفلة في جباليا", "armed_attack"),
    ("unknown men on the ground", "استهدف مجهولون سيارة مختار بلدة الرملية", "armed_attack"),
    ("demonstrators", "اقتحم متظاهرون مبنى المحافظة في مدينة البصرة", "protest"),
    ("an attack of guns", "شنت الجماعة هجومين صاروخيين على مدينة مأرب", "shelling"),
    ("the dead of a war", "ارتفعت حصيلة العدوان على غزة إلى 34 ألف شهيد", "killing"),
]
# Rules that keep the type of the trigger, which another rule would change: name, sentence, type.
KEPT = [("of guns that are told", "أسفر الاعتداء على دمشق برشقات من الصواريخ عن مقتل جندي", "shelling")]
# Rules that leave the type, for what they make of the figures: name, sentence, kind and number.
COUNTED = [
    ("a sentence carried out", "نفذت السلطات حكم الإعدام بثلاثة مدانين في مدينة بغداد", ("killed", 3)),
    ("a sentence passed", "قضت المحكمة بإعدام ثلاثة متهمين في مدينة بغداد", ("captured", 3)),
]


@pytest.mark.parametrize("name, text, kind", CASES, ids=[name for name, _, _ in CASES])
def test_rule_gives_the_type(name: str, text: str, kind: str) -> None:
    claims = default_reader().read(Report("rule", f"{text}.", "2024-05-10")).claims
    said = [(c.type, r) for c in claims for r in c.rules if r.startswith("type:")]
    assert [(t, r.partition(", ")[2]) for t, r in said][-1:] == [(kind, name)], (claims, said)


@pytest.mark.parametrize("name, text, kind", KEPT, ids=[name for name, _, _ in KEPT])
def test_rule_keeps_the_type(name: str, text: str, kind: str) -> None:
    claims = default_reader().read(Report("rule", f"{text}.", "2024-05-10")).claims
    assert [c.type for c in claims] == [kind]


@pytest.mark.parametrize("name, text, figure", COUNTED, ids=[name for name, _, _ in COUNTED])
def test_rule_puts_the_figures_right(name: str, text: str, figure: tuple[str, int]) -> None:
    claims = default_reader().read(Report("rule", f"{text}.", "2024-05-10")).claims
    assert [(x.kind, x.low) for c in claims for x in c.figures] == [figure]


def test_every_rule_has_a_case() -> None:
    names = [rule.name for rule in (*BY_WEAPON, *BY_WORDS)]
    assert len(set(names)) == len(names)
    assert {*names} == {name for name, *_ in (*CASES, *KEPT, *COUNTED)}
