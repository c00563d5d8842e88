"""Claims for people to read in a terminal: codes in columns, the Arabic words at the end of each line.

Arabic stands last, set apart by isolates: so nothing moves, whether or not the terminal knows right-to-left text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from isnad.cli.plain import isolate, plain
from isnad.model import Claim, DateWindow, PlaceGuess, Problem, Reading, Report
from isnad.view import range_text

LABEL_WIDTH = 9
CODES_WIDTH = 38
INDENT = LABEL_WIDTH + 4  # where the codes begin
WORDS_WIDTH = 24  # least; a terminal that has no room for it beside the codes has the words below them
OWN_VOICE = "its own voice"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a card: what it tells, the codes, the words, and (for `explain`) why."""

    label: str
    codes: str
    words: str = ""
    why: str = ""


def claim_rows(report: Report | None, claim: Claim) -> Iterator[Row]:
    """The lines of a claim's card, each with its reasons."""
    for label, parties in (("who", claim.actors), ("whom", claim.targets)):
        for party in parties:
            yield Row(label, party.id or "-", party.text, _why(party.reason, party.from_claim))
    for place in claim.places:
        yield Row("where", _place(place), place.text, _why(_place_reason(place), place.from_claim))
    yield Row("when", _when(claim.when), claim.when.text or "", _why(_basis(claim.when), claim.when.from_claim))
    for figure in claim.figures:
        part = f" (of figure {figure.part_of + 1})" if figure.part_of is not None else ""
        status = f", {figure.status}" if figure.status else ""
        codes = f"{figure.kind} {figure.of} {range_text(figure.low, figure.high)}{part}{status}"
        whose = f", of the side of {figure.whose}" if figure.whose else ""
        yield Row("how many", codes, figure.text, f"comparator: {figure.comparator}{whose}")
    if claim.means or claim.weapon:
        yield Row("with", ", ".join(claim.weapon) or "-", "، ".join(claim.means))
    outlet = report.outlet if report and report.outlet else "…"
    kinds = " ← ".join(f"{s.kind} ({s.id})" if s.id else s.kind for s in claim.sources)
    yield Row("says", kinds or OWN_VOICE, " ← ".join([outlet, *(s.text for s in claim.sources)]))
    if claim.tags:
        yield Row("tags", ", ".join(claim.tags))


def _why(reason: str | None, from_claim: str | None) -> str:
    parts = [reason or "", f"said by {from_claim} of the same event" if from_claim else ""]
    return "; ".join(p for p in parts if p)


def _place(place: PlaceGuess) -> str:
    names = ", ".join(dict.fromkeys(n for n in (place.name, place.admin1, place.country) if n)) or "-"
    return names if place.radius_km is None else f"{names} ±{place.radius_km:g} km"


def _place_reason(place: PlaceGuess) -> str:
    parts = [place.reason or ""]
    if place.lat is not None and place.lon is not None:
        parts.append(f"{place.lat:.4f}, {place.lon:.4f}")
    if place.geo_precision is not None:
        parts.append(f"precision {place.geo_precision} (ACLED), {place.where_prec} (UCDP)")
    if place.alternatives:
        parts.append("not " + ", ".join(f"{name} [{id}] {score:.2f}" for id, name, score in place.alternatives))
    return "; ".join(p for p in parts if p)


def _when(when: DateWindow) -> str:
    if when.start == when.end:
        return when.start or "unknown"
    return f"{when.start or '…'} – {when.end or '…'}"


_BASES = {
    "stated": "stated in the text",
    "weekday": "worked out from a weekday",
    "carried": "carried over from another sentence",
    "publication": "undated news: the day of publication, right in about 78 %",
}


def _basis(when: DateWindow) -> str:
    return f"basis: {_BASES.get(when.basis, when.basis)}" if when.basis else ""


def headline(claim: Claim) -> str:
    """Type, and what is out of the ordinary about the claim."""
    stance = claim.stance if claim.stance_on == "event" else f"{claim.stance} ({claim.stance_on})"
    odd = [stance] if (claim.stance, claim.stance_on) != ("affirmed", "event") else []
    odd += [claim.scope] if claim.scope != "single" else []
    odd += ["claimed"] if claim.claimed else []
    return " · ".join([claim.type, *odd])


class Cards:
    """Prints reports and their claims on a console."""

    def __init__(self, console: Console) -> None:
        self._console = console
        beside = console.width - INDENT - CODES_WIDTH
        self._narrow = beside < WORDS_WIDTH
        self._words_width = max(WORDS_WIDTH, console.width - INDENT if self._narrow else beside)

    def report(self, report: Report | None, reading: Reading) -> None:
        """A report's title line, its claims and its problems."""
        if report is not None:
            facts = [reading.report_id, report.published or "no date"]
            self._line(Text(" · ".join(map(plain, facts)), "bold"), report.outlet or "", "bold")
        for claim in reading.claims:
            self.claim(report, claim)
        for problem in reading.problems:
            self.problem(problem)
        if not reading.claims and not reading.problems:
            self._console.print(Text("  no claim", "dim"))
        self._console.print()

    def claim(self, report: Report | None, claim: Claim, why: bool = False) -> None:
        """One claim as a card; with `why`, the reason of each cell under it."""
        head = Text.assemble((f"  {claim.id:<4}", "bold"), (plain(headline(claim)), "bold cyan"))
        head.append(f"  {claim.event}", "dim")
        self._line(head, claim.trigger_text, "bold", INDENT + CODES_WIDTH)
        last = ""
        for row in claim_rows(report, claim):
            label = row.label if row.label != last else ""
            last = row.label
            left = Text.assemble(("    " + f"{label:<{LABEL_WIDTH}}", "dim"), plain(row.codes))
            self._line(left, row.words, "", INDENT + CODES_WIDTH)
            if why and row.why:
                self._console.print(Text(" " * (LABEL_WIDTH + 6) + plain(row.why), "italic dim"), soft_wrap=True)

    def problem(self, problem: Problem) -> None:
        """What could not be read."""
        self._console.print(Text(f"  problem: {plain(problem.message)}", "red"), soft_wrap=True)

    def _line(self, left: Text, words: str, style: str, column: int = 0) -> None:
        """`left`, then the words in the column behind it, wrapped there; each line is isolated by itself.

        In a narrow terminal they stand close behind it, or, where there is no room, below it.
        """
        lines = wrap(plain(words), self._words_width)
        gap = max(2, column - cell_len(left.plain))
        if self._narrow:
            gap = 2
            if lines and cell_len(left.plain) + gap + cell_len(plain(words)) > self._console.width:
                self._console.print(left, soft_wrap=True, highlight=False)
                left, gap = Text(""), INDENT
        for i, line in enumerate(lines or [""]):
            text = left.copy() if i == 0 else Text(" " * cell_len(left.plain))
            if line:
                text.append(" " * gap).append(isolate(line), style)
            self._console.print(text, soft_wrap=True, highlight=False)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, cut between words where there are any."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        while cell_len(word) > width:
            if line:
                lines.append(line)
                line = ""
            lines.append(word[:width])
            word = word[width:]
        if line and cell_len(line) + 1 + cell_len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line else lines
