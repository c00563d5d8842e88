"""What is measured of confidence: the surest first, cells matched as scores match them, pages kept by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from cellsigns import cells, shares
from coded import CLOSE, OPEN, right_ones, table, write_measured
from confidence import gain, reliability, surest
from helpers import WORD, fake_claim

from isnad.model import Claim, DateWindow, Report
from isnad.read.sureness import sure_signs

REPORT = Report("a", f"{WORD} البلدة. ثم {WORD}")
CLAIM = fake_claim(REPORT, 0, 1)


def test_each_gold_value_counts_once() -> None:
    assert right_ones("ab", "aab", lambda a, b: a == b) == [True, False, True]


def test_the_surest_come_first_and_ties_keep_their_order() -> None:
    assert list(surest(np.array([0.2, 0.9, 0.9, 0.1]), 0.5)) == [1, 2]


def test_reliability_leaves_out_empty_bins() -> None:
    rows = reliability(np.array([0.92, 0.94, 0.4]), np.array([1.0, 0.0, 1.0]))
    assert [(r[0], r[1], r[3]) for r in rows] == [("0.30–0.50", 1, 1.0), ("0.90–0.95", 2, 0.5)]


def test_a_better_ranking_is_a_gain_beyond_chance() -> None:
    y = np.tile([1.0, 0.0, 0.0, 1.0, 0.0], 40)
    added, low, high = gain([str(n // 5) for n in range(200)], np.zeros(200), y, y)
    assert added == pytest.approx(0.6)
    assert low <= added <= high
    assert low > 0


@pytest.mark.parametrize(
    ("claim", "sign"),
    [
        (CLAIM, "place under its parent"),
        (replace(CLAIM, places=()), "no place"),
        (replace(CLAIM, evidence=(20, 30)), "date outside its sentence"),
        (replace(CLAIM, when=DateWindow(basis="carried")), "date carried"),
        (replace(CLAIM, scope="aggregate"), "scope aggregate"),
    ],
)
def test_signs_of_a_row(claim: Claim, sign: str) -> None:
    placed = replace(claim, places=tuple(replace(p, reason="under the parent named beside it") for p in claim.places))
    assert sign in sure_signs(placed, 1, 1)


def test_cells_are_right_or_wrong_one_by_one() -> None:
    other = replace(CLAIM, type="air_strike", figures=CLAIM.figures[:1])
    found = [(field, right) for field, sign, right in cells(other, CLAIM) if sign == "all"]
    assert found.count(("figures", True)) == 1
    assert found.count(("figures", False)) == 1
    assert ("type", False) in found
    assert ("places", True) in found
    assert next(iter(shares(cells(other, CLAIM), 1))) == ("type", "all", 1, 0.0)


def test_a_page_keeps_what_was_written_by_hand(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Own words\n{OPEN}\nold\n{CLOSE}\nmore\n", encoding="utf-8")
    write_measured(page, table(("a", "b"), [("x", 0.5)]))
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Own words\n")
    assert text.endswith(f"{CLOSE}\nmore\n")
    assert "| x | 0.50 |" in text
    assert "old" not in text
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(SystemExit, match="measured"):
        write_measured(page, "")
