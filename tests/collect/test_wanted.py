"""What is kept of a general stream: Arabic, and what may tell of conflict."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from made_news import make_news

from isnad.collect.language import language_of
from isnad.collect.wanted import tells_of_conflict, unwanted

SHARED = Path(os.environ.get("ISNAD_SHARED") or Path(__file__).resolve().parents[3] / "shared")


@pytest.mark.parametrize(
    "text, language",
    [
        ("أعلنت وزارة الدفاع مقتل ثلاثة جنود في غارة جوية على المدينة", "ar"),
        ("قصف على الرملية", "ar"),
        ("الطيران ضرب البلد امبارح بالليل ومات ناس كتير", "ar"),
        ("وزارت دفاع اعلام کرد که سه سرباز در حمله هوایی به شهر کشته شدند", "fa"),
        ("وزارت دفاع اعلام كرد كه سه سرباز در حمله هوايي به شهر كشته شدند", "fa"),  # with Arabic ya and kaf
        ("وزارت دفاع نے اعلان کیا کہ فضائی حملے میں تین فوجی ہلاک ہو گئے ہیں", "ur"),
        ("وەزارەتی بەرگری ڕایگەیاند کە سێ سەرباز لە هێرشێکی ئاسمانیدا کوژران", "sdh"),  # Kurdish
        ("The ministry said that three soldiers were killed in an air raid", "en"),
    ],
)
def test_languages_in_the_same_letters(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text, why",
    [
        ("قصفت قوات الحلف بلدة الرملية أمس، ما أدى إلى مقتل ثلاثة مدنيين.", None),
        ("اعتقلت الشرطة خمسة ناشطين في المدينة صباح اليوم.", None),
        ("تراجعت أسعار البندورة في سوق المدينة بعد وصول إنتاج البيوت البلاستيكية.", "no conflict"),
        ("وزارت دفاع اعلام کرد که سه سرباز در حمله هوایی به شهر کشته شدند", "language fa"),
    ],
)
def test_what_is_not_wanted_says_why(text: str, why: str | None) -> None:
    assert unwanted(text, None) == why


def test_made_news_of_conflict_are_all_kept() -> None:
    war = [make_news(n) for n in range(60) if n % 3 != 2]
    assert all(tells_of_conflict("\n".join(m.paragraphs)) for m in war)


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the coded reports are not here")
def test_coded_reports_with_claims_are_kept() -> None:
    names = [SHARED / "gold" / f"{n}.jsonl" for n in ("dev", "hard", "seeds")]
    told = [json.loads(line) for name in names for line in name.read_text("utf-8").splitlines()]
    told = [r for r in told if r["claims"]]
    assert sum(tells_of_conflict(r["text"]) for r in told) >= 0.99 * len(told)
