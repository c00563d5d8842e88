"""A claim as a row of a spreadsheet."""

from __future__ import annotations

import pytest
from made import claim, report

from isnad.cli.flat import COLUMNS, claim_cells
from isnad.model import Figure

CIVILIANS, FIGHTERS = Figure("3", "killed", "civilian", 3, 3), Figure("2", "killed", "fighter", 2, None)
CHILD = Figure("طفل", "killed", "child", 1, 1, part_of=0)


@pytest.mark.parametrize(
    ("figures", "low", "high"),
    [
        ((CIVILIANS, CHILD), 3, 3),  # a part is never added to its total
        ((CIVILIANS, FIGHTERS), 5, None),  # whoever they were, they are among the killed
        ((Figure("9", "injured", "person", 9, 9),), None, None),
    ],
)
def test_the_killed_are_all_of_them(figures: tuple[Figure, ...], low: int | None, high: int | None) -> None:
    row = dict(zip(COLUMNS, claim_cells(report("r1"), claim("r1", figures=figures)), strict=True))
    assert (row["killed_low"], row["killed_high"]) == (low, high)
