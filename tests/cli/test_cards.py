"""Claims on a terminal, however wide it is."""

from __future__ import annotations

import io

import pytest
from made import claim, report
from rich.cells import cell_len
from rich.console import Console

from isnad.cli.cards import Cards
from isnad.cli.write import terminal_console
from isnad.model import Reading

STRIKE = claim(
    "r1", place="Tel Rih", day="2025-03-01", killed=3, by="rus.airforce", source=[("مرصد الوادي", "monitor")]
)


def cards(width: int) -> list[str]:
    out = io.StringIO()
    shown = Cards(Console(file=out, width=width, no_color=True))
    shown.report(report("r1", outlet="وكالة السهل للأنباء"), Reading("r1", (STRIKE,)))
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 60, 74, 75, 120])
def test_nothing_runs_over_the_edge(width: int) -> None:
    lines = cards(width)
    assert max(map(cell_len, lines)) <= width
    told = " ".join("".join(lines).split())
    assert all(word in told for word in ("ريح", "الوادي", "Tel Rih, Idlib", "rus.airforce"))


def test_words_stand_below_their_codes_where_there_is_no_room() -> None:
    wide, narrow = cards(120), cards(40)
    (line,) = [line for line in wide if "Tel Rih" in line]
    assert "تل ريح" in line
    at = next(n for n, line in enumerate(narrow) if "Tel Rih" in line)
    assert "تل ريح" in narrow[at] + narrow[at + 1]
    assert len(narrow) > len(wide)


def test_no_color_is_heeded_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """https://no-color.org"""
    monkeypatch.setenv("NO_COLOR", "1")
    assert terminal_console().no_color
    monkeypatch.delenv("NO_COLOR")
    assert not terminal_console().no_color
