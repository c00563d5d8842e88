"""How a happening is held: affirmed, denied, doubted, planned, possible; the incidents are invented."""

from __future__ import annotations

import pytest

from isnad.model import Claim, Report
from isnad.read.reader import default_reader


def claims(text: str) -> tuple[Claim, ...]:
    return default_reader().read(Report("t", text, "2024-05-10")).claims


# text, the stances of its claims, note
CASES = [
    ("قصف الجيش التركي بلدة تل رفعت", [("affirmed", "event")], "plain"),
    ("نفى ناطق باسم الجيش التركي قصف بلدة تل رفعت", [("denied", "event")], "a happening denied"),
    ("نفى تنظيم داعش مسؤوليته عن الهجوم على بلدة السخنة", [("denied", "responsibility")], "responsibility denied"),
    ("زعمت وسائل إعلام أن الجيش التركي قصف بلدة تل رفعت", [("doubted", "event")], "زعم"),
    ("تحدثت أنباء غير مؤكدة عن قصف مدفعي على بلدة تل رفعت", [("doubted", "event")], "unconfirmed news"),
    (
        "قالت صفحات محلية إن قصفاً أصاب بلدة تل رفعت، ولم يتسن لنا التحقق من ذلك",
        [("doubted", "event")],
        "verified by nobody, in the same sentence",
    ),
    (
        "قالت صفحات محلية إن قصفاً أصاب بلدة تل رفعت.\nولم يتسن التحقق من صحة الخبر.",
        [("doubted", "event")],
        "in the next sentence",
    ),
    ("يعتزم الجيش التركي شن هجوم على بلدة تل رفعت", [("planned", "event")], "intended"),
    ("حذّر ناشطون من هجوم محتمل على بلدة تل رفعت", [("planned", "event")], "an adjective behind it"),
    ("قُتل ثلاثة أشخاص بغارة يُرجح أنها تركية على بلدة تل رفعت", [("possible", "responsibility")], "the likely doer"),
    (
        "غارة إسرائيلية تستهدف ما يُعتقد أنه مستودع أسلحة في بلدة الكسوة",
        [("affirmed", "event")],
        "a likelihood of the target is none of the doer",
    ),
    ("أوقفت الشرطة العراقية رجلاً يشتبه في انتمائه إلى تنظيم داعش في بلدة القائم", [("affirmed", "event")], "a suspect"),
    ("توعّد تنظيم داعش بمهاجمة السجون في بلدة السخنة", [("affirmed", "event")], "a threat is affirmed where it is made"),
]


@pytest.mark.parametrize(("text", "stances", "note"), CASES)
def test_how_a_happening_is_held(text: str, stances: list[tuple[str, str]], note: str) -> None:
    assert [(c.stance, c.stance_on) for c in claims(text)] == stances, note


def test_a_denial_without_a_happening_of_its_own_is_of_the_one_told_before() -> None:
    text = "الجيش الإسرائيلي يقول إنه استهدف قيادياً بغارة على مدينة صيدا، والحركة تنفي ذلك"
    found = claims(text)
    assert {c.event for c in found} == {"e1"}
    assert [c.stance for c in found] == ["affirmed", "denied"]
    assert [x.text for x in found[1].sources] == ["الحركة"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("تبنى تنظيم داعش الهجوم على حاجز في بلدة السخنة", "تنظيم داعش"),
        ("أعلن تنظيم داعش، في بيان حمل توقيع ولايته، مسؤوليته عن الهجوم على حاجز في بلدة السخنة", "تنظيم داعش"),
        ("هجوم على حاجز في بلدة السخنة تبناه تنظيم داعش", "تنظيم داعش"),
    ],
)
def test_a_claim_of_responsibility(text: str, source: str) -> None:
    claimed = [c for c in claims(text) if c.claimed]
    assert [[x.text for x in c.sources] for c in claimed] == [[source]]
