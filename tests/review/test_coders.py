"""Krippendorff's alpha against values worked out elsewhere, and what counts as a disagreement."""

from __future__ import annotations

import pytest

from isnad.review.agreement import Coded, CodingError, agreement, alpha, check_answers

ALPHAS = [
    ([["a", "a"], ["b", "b"]], 1.0, "full agreement"),
    ([["a", "b"], ["b", "a"]], -0.5, "worse than chance"),
    ([["a", "a"], ["a", "a"]], None, "one code only: nothing can be told"),
    ([["a"], ["b"]], None, "nobody coded what another did"),
    # Example B of the same paper: two observers, ten units, binary: alpha 0.095.
    ([list(p) for p in zip("0100000010", "1110010000", strict=True)], 0.095, "Krippendorff's example B"),
]


@pytest.mark.parametrize("units, expected, note", ALPHAS, ids=[n for _, _, n in ALPHAS])
def test_alpha(units: list[list[str]], expected: float | None, note: str) -> None:
    found = alpha(units)
    assert found == (expected if expected is None else pytest.approx(expected, abs=0.0006))


def test_alpha_of_four_observers_with_gaps() -> None:
    rows = {
        "A": "1 2 3 3 2 1 4 1 2 . . .", "B": "1 2 3 3 2 2 4 1 2 5 . 3",
        "C": ". 3 3 3 2 3 4 2 2 5 1 .", "D": "1 2 3 3 2 4 4 1 2 5 1 .",
    }  # fmt: skip
    columns = zip(*(row.split() for row in rows.values()), strict=True)
    assert alpha([[c for c in column if c != "."] for column in columns]) == pytest.approx(0.743, abs=0.0006)


def coded(**answers: dict[str, object]) -> Coded:
    return Coded("r:0:0", "r", answers, False)


YES: dict[str, object] = {
    "verdict": "accept",
    "type": "shelling",
    "stance": "affirmed",
    "first": "2025-03-01",
    "killed": 3,
}
NO: dict[str, object] = {"verdict": "reject"}


def test_what_coders_differ_on() -> None:
    assert coded(a=YES, b=YES).differs() == ()
    assert coded(a=YES).differs() == ()
    assert coded(a=YES, b=NO).differs() == ("verdict",)
    assert coded(a=NO, b=NO).differs() == ()
    assert coded(a=YES, b=YES | {"killed": 4, "first": None}).differs() == ("first", "killed")
    found = agreement([coded(a=YES, b=YES), coded(a=YES, b=NO), coded(a=NO)])
    assert found.coders == ("a", "b")
    assert (found.alphas["verdict"][1], found.alphas["type"][1]) == (2, 1)


WRONG = [
    ({}, "right"),
    (YES | {"type": "picnic"}, "type is one of"),
    (YES | {"first": "1.3."}, "no day"),
    (YES | {"killed": "many"}, "no number"),
]


@pytest.mark.parametrize("given, message", WRONG, ids=[m for _, m in WRONG])
def test_answers_that_can_not_be(given: dict[str, object], message: str) -> None:
    with pytest.raises(CodingError, match=message):
        check_answers(given)


def test_numbers_of_either_script_are_taken() -> None:
    assert check_answers(YES | {"killed": "١٢"})["killed"] == 12
