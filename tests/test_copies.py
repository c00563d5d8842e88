"""Copies: the same words with another headline are one text; another telling of the same strike is not."""

from __future__ import annotations

from isnad.copies import is_copy, share_of_runs, sketch
from isnad.link.text import sentence_around, words_of

TEXT = (
    "قالت فرق الإسعاف إن ثلاثة مزارعين أصيبوا صباح اليوم حين سقطت قذيفة على حقل زيتون عند أطراف قرية تل ريح، "
    "ونقل المصابون إلى نقطة طبية قريبة، وأضافت الفرق أن القصف تواصل حتى الظهر وألحق أضراراً بمضخة مياه وجرار زراعي"
)
OTHER = "جرح ثلاثة عمال في قصف مدفعي على بساتين تل ريح هذا الصباح بحسب سكان القرية الذين تحدثوا عن عشر قذائف"


def words(text: str) -> list[str]:
    return words_of(text)


def test_the_sentence_around_a_span() -> None:
    text = "قُصف حي. قُتل اثنان في تل ريح. انتهى"
    start, end = sentence_around(text, (10, 14))
    assert text[start:end].strip() == "قُتل اثنان في تل ريح."
    assert sentence_around("قصف", (0, 3)) == (0, 3)


def test_copies_and_tellings() -> None:
    assert is_copy(sketch(words(TEXT)), sketch(words("عاجل | منقول\n" + TEXT + "\n#تل_ريح")))
    assert not is_copy(sketch(words(TEXT)), sketch(words(OTHER)))


def test_a_text_too_short_has_no_sketch() -> None:
    assert sketch(["قصف", "مدفعي"]) == ()
    assert share_of_runs((), (1, 2)) == 0.0
