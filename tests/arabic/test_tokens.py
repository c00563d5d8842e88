"""Tokens and sentences of news prose, posts and what copying leaves in them."""

from __future__ import annotations

import pytest

from isnad.arabic.script import fold_word
from isnad.arabic.sentences import LONGEST, split_sentences
from isnad.arabic.tokens import tokenize


@pytest.mark.parametrize(
    "text, words",
    [
        ("قُصِفَت المدينةُ ليلاً", ["قُصِفَت", "المدينةُ", "ليلاً"]),
        ("محطة السويديةاستشهد ثلاثة", ["محطة", "السويدية", "استشهد", "ثلاثة"]),  # nothing follows ة
        ("#عاجلغارة على بلدة #عاجل و#عاجلة", ["#", "عاجل", "غارة", "على", "بلدة", "#", "عاجل", "و", "#", "عاجلة"]),
        ("#دير_الزور", ["#", "دير", "_", "الزور"]),
        ("الاحـ.ـتلال وداعـ ـش", ["الاحـ.ـتلال", "وداعـ ـش"]),  # censored, one word each
        ("هجـ .ـوم على الـ. وقال", ["هجـ .ـوم", "على", "الـ", ".", "وقال"]),
        ("قصـــف", ["قصـــف"]),
        ("قت\u061cل و\u034fقصف غا\u180eرة", ["قت\u061cل", "و\u034fقصف", "غا\u180eرة"]),  # marks without a shape
        ("مقتل 3.5 و١٢", ["مقتل", "3.5", "و", "١٢"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    tokens = tokenize(text)
    assert [t.text for t in tokens] == words
    assert all(text[t.start : t.end] == t.text for t in tokens)


@pytest.mark.parametrize(
    "word, folded", [("قت\u061cل", "قتل"), ("غا\u180eرة", "غاره"), ("إقـــتحام", "اقتحام"), ("مسئولية", "مسووليه")]
)
def test_folding(word: str, folded: str) -> None:
    assert fold_word(word) == folded


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("قصف على البلدة. وأصيب رجلان", ["قصف على البلدة.", "وأصيب رجلان"]),
        ("أصيب رجلان.وأضاف المصدر", ["أصيب رجلان.", "وأضاف المصدر"]),
        ("نقلت (أ. ف. ب) عن مصدر", ["نقلت (أ. ف. ب) عن مصدر"]),
        ("قصف جوي\nقصف بري", ["قصف جوي", "قصف بري"]),
        ("قُتل 1.500 شخص", ["قُتل 1.500 شخص"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    tokens = tokenize(text)
    assert [text[tokens[i].start : tokens[j - 1].end] for i, j in split_sentences(text, tokens)] == sentences


def test_what_runs_on_is_cut_at_a_comma() -> None:
    text = "قصف على البلدة، " * LONGEST
    tokens = tokenize(text)
    cuts = split_sentences(text, tokens)
    assert all(j - i <= LONGEST for i, j in cuts)
    assert all(tokens[j - 1].text == "،" for _, j in cuts)
    assert [i for i, _ in cuts[1:]] == [j for _, j in cuts[:-1]]
