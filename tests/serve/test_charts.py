"""The drawings: nothing lies outside, open numbers stay open, strays and giants leave the rest its room."""

from __future__ import annotations

import re

import pytest

from isnad.serve.charts import _most_of, _scale, bars_svg, months_svg, range_svg
from isnad.serve.detail import FigureOut, ToldOut
from isnad.serve.lists import Group


def told(low: int | None, high: int | None) -> ToldOut:
    return ToldOut(
        claim_id="r:0:0", report_id="r", origin="o", outlet="o", low=low, high=high, text="", stance="affirmed",
        counts=True, standing=True,
    )  # fmt: skip


def figure(*numbers: tuple[int | None, int | None], high: int | None = 9) -> FigureOut:
    return FigureOut(
        kind="killed", group="all", side=None, low=4, best=7, high=high, contested=False, set_by={},
        told=[told(*n) for n in numbers],
    )  # fmt: skip


def shares(svg: str) -> list[float]:
    """Every place across the drawing, in hundredths of its width."""
    return [float(x) for x in re.findall(r'(?:x|x1|x2|cx)="(-?[\d.]+)%"', svg)]


@pytest.mark.parametrize("rtl", [True, False])
def test_nothing_of_a_range_lies_outside(rtl: bool) -> None:
    svg = range_svg(figure((4, 4), (7, None), (None, 9), (5, 8), high=None), rtl, "killed")
    assert all(0 <= x <= 100 for x in shares(svg))


def test_so_many_or_more_is_a_dot_with_an_open_line() -> None:
    svg = range_svg(figure((7, None)), False, "killed")
    line = re.search(r'<line class="told" x1="([\d.]+)%" x2="([\d.]+)%"', svg)
    assert line
    assert float(line[1]) < float(line[2])
    assert svg.count("<circle") == 1


def test_many_sources_share_the_height() -> None:
    def height(n: int) -> int:
        found = re.search(r'height="(\d+)" role', range_svg(figure(*[(5, 5)] * n), False, "killed"))
        assert found
        return int(found[1])

    assert height(2) < height(12) == height(60)


def test_a_giant_is_cut_and_keeps_its_number() -> None:
    groups = [Group("a", 10, 9000, 0), Group("b", 9, 30, 0), Group("c", 8, 20, 0)]
    svg = bars_svg(groups, ["a", "b", "c"], False, "sides")
    assert svg.count('class="gap"') == 1
    assert ">9000<" in svg
    widths = [float(w) for w in re.findall(r'rect class="killed"[^>]* width="([\d.]+)%"', svg)]
    assert widths[1] > 40


@pytest.mark.parametrize(
    "values, top", [([], 1), ([0, 0], 1), ([5], 5), ([3, 40, 50], 50), ([2, 2, 500], 2), ([10, 70], 12)]
)
def test_what_the_longest_bar_stands_for(values: list[int], top: int) -> None:
    assert _scale(values) == top


def test_a_stray_month_leaves_the_rest_its_room() -> None:
    groups = [Group("1956-01", 1, 0, 0), *(Group(f"2019-{m:02d}", 60, 5, 0) for m in range(1, 13))]
    svg, outside = months_svg(groups, True, "months")
    assert outside == 1
    assert "1956" not in svg
    assert svg.count('class="incidents"') == 12
    assert all(0 <= x <= 100 for x in shares(svg))
    assert months_svg([], True, "months") == ("", 0)


def test_few_months_are_all_drawn() -> None:
    assert _most_of([("2001-05", 1), ("2019-01", 3)]) == ("2001-05", "2019-01")
