"""Nothing of a hostile report acts on a terminal or in a spreadsheet."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.cli.plain import PDI, RLI, cell, isolate, plain, plain_lines

ACTIVE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.mark.parametrize(
    "text, shown",
    [
        ("قصف\x1b[31m\nبلدة", "قصف [31m بلدة"),
        ("a\x9b2Jb", "a 2Jb"),
        ("\u202eabc\u202c", "abc"),
        ("ق\u200fصف", "قصف"),
        ("a\r\n\tb", "a b"),
        ("\ud800", "\ufffd"),
        ("می\u200cشود", "می\u200cشود"),  # Persian needs its non-joiner
        ("\U000e0041x", "x"),
    ],
)
def test_controls_go(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(st.characters(codec=None)))
def test_no_text_keeps_a_control(text: str) -> None:
    assert not ACTIVE.search(plain(text))
    assert not any(unicodedata.category(ch) == "Cc" for ch in plain(text))


def test_only_right_to_left_text_is_isolated() -> None:
    assert isolate("درعا 5") == f"{RLI}درعا 5{PDI}"
    assert isolate("Daraa 5") == "Daraa 5"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠"])
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    got = cell(f'{start}cmd|"/c calc"!A1')
    assert isinstance(got, str)
    assert got.startswith("'")


def test_a_formula_hidden_behind_invisible_marks_is_found() -> None:
    assert cell("\u200f\u202e=1+1") == "'=1+1"
    assert cell(" =1+1") == "'=1+1"


@pytest.mark.parametrize(
    "value, written",
    [(None, ""), (-3.5, -3.5), (0, 0), (True, "true"), (False, "false"), ("قصف", "قصف"), ("a-b", "a-b")],
)
def test_other_cells_stay(value: object, written: object) -> None:
    assert cell(value) == written


@given(st.text())
def test_cells_never_begin_like_formulas(text: str) -> None:
    assert not str(cell(text)).startswith(tuple("=+-@\t\r"))


def test_lines_stay_lines() -> None:
    assert plain_lines("mistakes:\n  a\x1b[2J: قصف\r") == "mistakes:\n  a [2J: قصف"
