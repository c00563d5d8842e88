"""Whether a claim tells one happening, many together, or a state: sentences of ours."""

from __future__ import annotations

import pytest

from isnad.model import Report
from isnad.read.reader import default_reader

CASES = [
    # text, scope of the first claim, note
    ("شنت الطائرات الروسية غارة على بلدة تادف أمس", "single", "one raid"),
    ("بدأت القوات أمس حملة قصف مكثفة على أطراف السلمية", "aggregate", "a campaign of fire"),
    ("رحب الوزير بالحملة الجوية التي يشنها التحالف ضد تنظيم داعش", "aggregate", "a campaign from the air"),
    ("اندلعت اشتباكات بين الجيش ومسلحين في بلدة تادف", "single", "a fight is told in the plural"),
    ("بدأت في جنيف أمس مفاوضات بين الحكومة والمعارضة", "single", "talks are told in the plural"),
    ("تستغل الحملة الاحتجاجات ضد الهيئة في بلدة تادف", "aggregate", "protests that are known"),
    ("سيطرت قوات النظام على ست قرى بريف حلب", "single", "ground taken"),
    ("قُتل 17 مدنياً خلال الساعات الـ24 الماضية جراء انفجار ألغام في ريف حماة", "aggregate", "mines of a day"),
    ("قُتل راعٍ أمس جراء انفجار لغم في ريف حماة", "single", "one mine"),
    ("أدان الوزير العدوان الوحشي الذي طال عدة مناطق في البلاد", "single", "the singular of what is counted"),
    (
        "تعرضت قرى في ريف إدلب لقصف متكرر خلال الأشهر الماضية",
        "aggregate",
        "many are told in the singular",
    ),
    ("نفذ التنظيم 13 هجوماً في البادية السورية خلال الشهر", "aggregate", "attacks that are counted"),
    ("يقوم المسلحون بعمليات اختطاف على طريق الرملية", "aggregate", "cases of taking"),
    ("كان القائد يختطف المارة بانتظام في بلدة الرملية", "aggregate", "a habit of the past"),
    ("اعتاد المسلحون مهاجمة القوافل على طريق الرملية", "aggregate", "a habit told by its verb"),
    ("تتعرض قرى جبل الزاوية لقصف يومي من قوات النظام", "aggregate", "daily fire"),
    ("تشهد بلدة الرملية اشتباكات متقطعة بين الجيش ومسلحين", "single", "a fight that breaks off and goes on"),
    ("يشتبه في ضلوع الرجل في هجمات 9 أكتوبر التي هزت باريس", "single", "attacks known by their day"),
    ("قُتل 150 مدنياً في غارات على بلدة الرملية منذ بداية العام", "aggregate", "the dead of months"),
    ("نزح نحو مليون شخص من الخرطوم منذ اندلاع الحرب", "aggregate", "those who fled since the war began"),
    ("اعتقل الاحتلال منذ مطلع العام 5 آلاف فلسطيني", "aggregate", "those taken in a year"),
    ("قُتل ثلاثة مدنيين في غارة على بلدة الرملية هذا الأسبوع", "single", "a few dead of one raid"),
]


@pytest.mark.parametrize(("text", "scope", "note"), CASES, ids=[c[2] for c in CASES])
def test_scope(text: str, scope: str, note: str) -> None:
    claims = default_reader().read(Report("r", text, "2023-05-10")).claims
    assert claims[0].scope == scope, note


def test_what_points_back_to_a_sum_is_of_the_sum() -> None:
    text = "يرتفع عدد الغارات على صعدة منذ مطلع العام إلى 120. وأشار التقرير إلى أن تلك الغارات أدت لمقتل 54 شخصاً."
    claims = default_reader().read(Report("r", text, "2024-05-10")).claims
    assert [(c.type, c.scope) for c in claims] == [("air_strike", "aggregate")] * 2
