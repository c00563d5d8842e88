"""What stands around a report tells no claim; the words beside it that look alike do."""

from __future__ import annotations

import pytest

from isnad.model import Report
from isnad.read.reader import default_reader

BODY = (
    "قصفت قوات الحلف صباح اليوم أطراف بلدة الرملية بالمدفعية الثقيلة.\n"
    "وأصيب راعٍ بجروح طفيفة جراء القصف ونُقل إلى أقرب مركز طبي.\n"
)


@pytest.mark.parametrize(
    "before, behind",
    [
        ("", "اشتباكات عنيفة غربي مدينة أخرى\nمقتل خمسة أشخاص في هجوم على الحدود"),  # other news below the text
        ("", "سمات قصف اشتباكات تفجير"),
        ("", "رابط الخبر بصحيفة: غارات جوية على مدينة بعيدة"),
        (
            "قصف على الرملية\nغارة جوية على مطار بعيد شرقي العاصمة في يوم من أيام الصيف الماضي (وكالة سانا/ تلغرام)\n",
            "",
        ),
        ("قصف على الرملية\nغارة جوية على مطار بعيد - أرشيف\n", ""),  # the caption of a picture
        ("قصف على الرملية\nغارة جوية على مطار بعيد شرقي العاصمة في يوم من أيام الصيف الماضي - رويترز/ أرشيف\n", ""),
        ("", "غارة جوية على مطار بعيد ومقتل...\nاغتيال قيادي في مدينة أخرى قرب..."),  # other news, cut short
    ],
)
def test_aside(before: str, behind: str) -> None:
    claims = default_reader().read(Report("r", before + BODY + behind, "2024-05-10")).claims
    assert {c.type for c in claims} == {"shelling"}
    assert len({c.event for c in claims}) == 1


def test_headlines_between_the_paragraphs() -> None:
    more = "غارة جوية على مطار بعيد تقتل ثلاثة جنود\nقصة أخرى من الأرشيف\n"
    text = BODY + more + "وتشهد البلدة هدوءاً حذراً منذ ساعات المساء بحسب الأهالي.\n" + BODY
    claims = default_reader().read(Report("r", text, "2024-05-10")).claims
    assert "air_strike" not in {c.type for c in claims}


def test_a_list_is_no_furniture() -> None:
    text = BODY + "- غارة جوية على مطار بعيد أسفرت عن مقتل ثلاثة جنود"
    claims = default_reader().read(Report("r", text, "2024-05-10")).claims
    assert {c.type for c in claims} == {"shelling", "air_strike"}
