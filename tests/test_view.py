"""A reading in a notebook: right to left, marked, and escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

import pytest
from helpers import WORD, FakeReader, fake_claim
from hypothesis import given
from hypothesis import strategies as st

from isnad.model import Problem, Reading, Report
from isnad.view import ReadingView, mark_text, range_text


def test_the_words_of_claims_are_marked() -> None:
    report = Report("r", f"قال إن {WORD} البلدة")
    html = ReadingView(report, FakeReader().read(report))._repr_html_()
    assert '<div dir="rtl" lang="ar"' in html
    assert re.search(rf'<mark style="[^"]*" title="c1 shelling">{WORD}</mark>', html)
    assert '<bdi dir="rtl">سبوتنيك ← أحد المصادر العسكرية</bdi>' in html


def test_hostile_text_is_escaped_everywhere() -> None:
    evil = '<script>alert("1")</script>'
    report = Report(evil, f"{evil} {WORD}", outlet=evil)
    claim = fake_claim(report, len(evil) + 1, 1)
    claim = replace(
        claim,
        id=evil,
        type=evil,
        stance=evil,
        actors=tuple(replace(p, text=evil, id=evil) for p in claim.actors),
        places=tuple(replace(p, text=evil, name=evil) for p in claim.places),
        sources=tuple(replace(s, text=evil, kind=evil) for s in claim.sources),
        figures=tuple(replace(f, kind=evil, of=evil) for f in claim.figures),
    )
    html = ReadingView(report, Reading(evil, (claim,), (Problem(evil, evil),)))._repr_html_()
    assert "<script" not in html
    assert not re.search(r'title="[^"]*"1', html)


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_marking_keeps_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    report = Report("r", text)
    claims = tuple(
        replace(fake_claim(report, 0, i), trigger=(min(s), max(s)), evidence=None) for i, s in enumerate(spans, 1)
    )
    html = mark_text(report, claims)
    assert re.sub(r"</?mark[^>]*>", "", html) == escape(text)


@pytest.mark.parametrize(
    "low, high, shown",
    [(5, 5, "5"), (31, None, "31+"), (None, 9, "up to 9"), (20, 99, "20–99"), (None, None, "?"), (0, 0, "0")],
)
def test_bounds_as_people_write_them(low: int | None, high: int | None, shown: str) -> None:
    assert range_text(low, high) == shown
