"""A report with its reading, as a notebook or a script wants to see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from isnad import schema
from isnad.errors import MissingExtraError
from isnad.model import Claim, Problem, Reading, Report, Span

if TYPE_CHECKING:
    import pyarrow

# What is marked in the text, with a colour that stays legible on white and tells the eight apart.
_COLOURS = {
    "trigger": "#f9c0c0",
    "actor": "#cfe3ff",
    "target": "#ffe2b8",
    "place": "#cdeccd",
    "when": "#e6d7f5",
    "figure": "#fff3a3",
    "source": "#d5f0ef",
}


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What `isnad.read` gives: the reading's claims and problems, beside the report that they are of.

    >>> view = ReadingView(Report("r", "قصف"), Reading("r"))
    >>> len(view), view.to_dicts()
    (0, [])
    """

    report: Report
    reading: Reading

    @property
    def report_id(self) -> str:
        """The id given, or the first 16 hex digits of the text's SHA-256."""
        return self.reading.report_id

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in the order of their triggers."""
        return self.reading.claims

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What kept the report, or a part of it, from being read."""
        return self.reading.problems

    @property
    def reader_version(self) -> str:
        """Which reader it was."""
        return self.reading.reader_version

    @property
    def lexicon_digest(self) -> str:
        """The digest of the lexicon that it was read with."""
        return self.reading.lexicon_digest

    @property
    def gazetteer_digest(self) -> str:
        """The digest of the gazetteer that it was read with."""
        return self.reading.gazetteer_digest

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.reading.claims)

    def __len__(self) -> int:
        return len(self.reading.claims)

    def __bool__(self) -> bool:
        """Always true: a silent report was read all the same."""
        return True

    def __repr__(self) -> str:
        problems = f", {_count(len(self.problems), 'problem')}" if self.problems else ""
        return f"<Reading of {self.report_id}: {_count(len(self), 'claim')}{problems}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """The claims in the codebook's JSON form."""
        return [schema.claim_to_dict(c) for c in self.claims]

    def to_dict(self) -> dict[str, Any]:
        """The report and its claims as one row, as `isnad read` writes it."""
        return schema.result_to_dict(self.report, self.reading)

    def to_arrow(self) -> pyarrow.Table:
        """The claims as an Arrow table, a row each."""
        return schema.claims_to_table(self.claims)

    def to_pandas(self) -> Any:
        """The claims as a data frame, a row each. Raises MissingExtraError where pandas is not installed."""
        try:
            import pandas  # type: ignore[import-untyped] # noqa: F401
        except ImportError:
            raise MissingExtraError("pandas", "to_pandas()") from None
        return self.to_arrow().to_pandas()

    def _repr_html_(self) -> str:
        """The text from right to left, with the words of the claims marked, and the claims below it."""
        rows = "".join(_html_row(c) for c in self.claims)
        names = ("", "type", "stance", "who", "to whom", "where", "when", "how many", "according to")
        head = "".join(f"<th>{n}</th>" for n in names)
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else "<p>no claim</p>"
        problems = "".join(f"<p>{escape(p.code)}: {escape(p.message)}</p>" for p in self.problems)
        style = "line-height:2; white-space:pre-wrap; text-align:right"
        text = f'<div dir="rtl" lang="ar" style="{style}">{mark_text(self.report, self.claims)}</div>'
        return f"<div>{text}{table}{problems}</div>"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _spans(claim: Claim) -> Iterator[tuple[Span, str, str]]:
    """The spans of a claim, what each is, and what to say of it."""
    yield claim.trigger, "trigger", f"{claim.id} {claim.type}"
    for kind, parties in (("actor", claim.actors), ("target", claim.targets)):
        for party in parties:
            if party.span:
                yield party.span, kind, f"{claim.id} {kind} {party.id or ''}"
    for place in claim.places:
        if place.span:
            yield place.span, "place", f"{claim.id} {place.name or ''}"
    if claim.when.span:
        yield claim.when.span, "when", f"{claim.id} {claim.when.start or ''}..{claim.when.end or ''}"
    for figure in claim.figures:
        if figure.span:
            yield figure.span, "figure", f"{claim.id} {figure.kind} {figure.of}"
    for source in claim.sources:
        if source.span:
            yield source.span, "source", f"{claim.id} {source.kind}"


def mark_text(report: Report, claims: tuple[Claim, ...]) -> str:
    """The text as HTML with the words of the claims marked; where spans overlap the shorter one shows."""
    text = report.text
    kinds: list[tuple[str, str] | None] = [None] * len(text)
    spans = [s for c in claims for s in _spans(c)]
    for (start, end), kind, title in sorted(spans, key=lambda s: s[0][0] - s[0][1]):
        kinds[start:end] = [(kind, title)] * len(kinds[start:end])
    out = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and kinds[end] == kinds[at]:
            end += 1
        piece, found = escape(text[at:end]), kinds[at]
        if found:
            kind, title = found
            piece = f'<mark style="background:{_COLOURS[kind]}" title="{escape(title)}">{piece}</mark>'
        out.append(piece)
        at = end
    return "".join(out)


def _html_row(claim: Claim) -> str:
    def arabic(words: Iterator[str]) -> str:
        return "<br>".join(f'<bdi dir="auto">{escape(w)}</bdi>' for w in words)

    def parties(given: tuple[Any, ...]) -> str:
        return arabic(f"{p.text} ({p.id})" if p.id else p.text for p in given)

    when = " – ".join(dict.fromkeys(d for d in (claim.when.start, claim.when.end) if d))
    figures = (f"{f.kind} {f.of} {range_text(f.low, f.high)}" for f in claim.figures)
    cells = (
        escape(claim.id),
        escape(claim.type),
        escape(claim.stance if claim.stance_on == "event" else f"{claim.stance} ({claim.stance_on})"),
        parties(claim.actors),
        parties(claim.targets),
        arabic(f"{p.text} ({p.name})" if p.name else p.text for p in claim.places),
        escape(when),
        arabic(figures),
        '<bdi dir="rtl">' + " ← ".join(escape(s.text) for s in claim.sources) + "</bdi>",
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def range_text(low: int | None, high: int | None) -> str:
    """Bounds as people write them: 5, 31+, up to 9, 20–99; "?" where both are open."""
    if low is None and high is None:
        return "?"
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}–{high}"
