"""Why a cell of a paired claim is missed or wrong, as far as rules can tell by comparing it with the gold.

Each missed value of the gold and each wrong value of the claim counts once, under the first cause that fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from coded import apart

from isnad.evaluate.compare import alike, dates, same_chain, same_figure, same_party, same_place, same_source, words
from isnad.model import Claim, DateWindow, Figure, Party, PlaceGuess
from isnad.read.sureness import outside

Cause = tuple[str, str]  # field, cause


def wrong_cells(gold: Claim, claim: Claim, golds: Sequence[Claim], claims: Sequence[Claim]) -> Iterator[Cause]:
    """The wrong cells of a claim; `golds` and `claims` are all of the report, among them these two."""
    golds, claims = [g for g in golds if g.id != gold.id], [c for c in claims if c.id != claim.id]
    if gold.type != claim.type:
        yield "type", f"{claim.type} for {gold.type}"
    if dates(gold) != dates(claim):
        yield "when", _when(gold.when, claim.when)
    if (gold.stance, gold.stance_on) != (claim.stance, claim.stance_on):
        yield "stance", f"{_stance(claim)} for {_stance(gold)}"
    if gold.scope != claim.scope:
        yield "scope", f"{claim.scope} for {gold.scope}"
    yield from (("places", c) for c in _places(gold, claim, claims))
    for name in ("actors", "targets"):
        yield from ((name, c) for c in _parties(gold, claim, name, claims))
    yield from (("figures", c) for c in _figures(gold, claim, golds, claims))
    yield from (("sources", c) for c in _sources(gold, claim))


def _stance(c: Claim) -> str:
    return c.stance if c.stance_on == "event" else f"{c.stance} ({c.stance_on})"


def _when(gold: DateWindow, found: DateWindow) -> str:
    basis = found.basis or "none"
    if gold.start is None and gold.end is None:
        return f"should be null, basis {basis}"
    if found.start is None and found.end is None:
        return "null, though the gold quotes words for it" if gold.text else "null, though it follows from the context"
    if None in (gold.start, gold.end, found.start, found.end):
        return f"open at an end in one of the two, basis {basis}"
    (a, b), (c, d) = (_days(gold), _days(found))
    if c <= a and b <= d:
        return f"too wide, basis {basis}"
    if a <= c and d <= b:
        return f"too narrow, basis {basis}"
    if abs((a - c).days) == 1 and (b - a) == (d - c):
        return f"a day off, basis {basis}"
    return f"another time, basis {basis}"


def _days(w: DateWindow) -> tuple[date, date]:
    return date.fromisoformat(w.start or ""), date.fromisoformat(w.end or "")


def _places(gold: Claim, claim: Claim, claims: Sequence[Claim]) -> Iterator[str]:
    missed, wrong = apart(gold.places, claim.places, same_place)
    for g in missed:
        if any(words(g.text) & words(p.text) for p in wrong):
            yield "missed: the name is there, the point is another's, or a longer name"
        elif any(same_place(g, p) for c in claims for p in c.places):
            yield "missed: it stands with another claim"
        else:
            yield "missed: with no claim; " + ("nothing in its place" if not claim.places else "another in its place")
    for p in wrong:
        if any(words(g.text) & words(p.text) for g in missed):
            continue  # told above
        yield "wrong: " + _place_origin(claim, p) + ("" if gold.places else ", the gold has none")


def _place_origin(claim: Claim, p: PlaceGuess) -> str:
    if p.from_claim:
        return "of another claim (from)"
    if p.span is None or "place carried" in claim.rules or outside(claim, p.span):
        return "carried from another sentence"
    return "of its own sentence"


def _parties(gold: Claim, claim: Claim, name: str, claims: Sequence[Claim]) -> Iterator[str]:
    values: tuple[Party, ...] = getattr(claim, name)
    missed, wrong = apart(getattr(gold, name), values, same_party)
    other = claim.targets if name == "actors" else claim.actors
    for g in missed:
        if any(alike(g.text, p.text) for p in wrong):
            yield "missed: the words are there, the id is another"
        elif any(same_party(g, p) for p in other):
            yield "missed: it stands on the other side"
        elif any(same_party(g, p) for c in claims for p in getattr(c, name)):
            yield "missed: it stands with another claim"
        elif any(alike(g.text, f.text) for f in claim.figures):
            yield "missed: it stands among the figures"
        else:
            yield "missed: with no claim; " + ("nothing in its place" if not values else "another in its place")
    for p in wrong:
        if any(alike(g.text, p.text) for g in missed):
            continue  # told above
        origin = "of another claim (from)" if p.from_claim else "of its own sentence"
        if not p.from_claim and outside(claim, p.span):
            origin = "carried from another sentence"
        yield f"wrong: {origin}" + ("" if getattr(gold, name) else ", the gold has none")


def _figures(gold: Claim, claim: Claim, golds: Sequence[Claim], claims: Sequence[Claim]) -> Iterator[str]:
    missed, wrong = apart(gold.figures, claim.figures, same_figure)
    for g in missed:
        near = [f for f in wrong if alike(f.text, g.text)]
        if any((f.low, f.high) == (g.low, g.high) for f in near):
            yield "missed: the number is there, of another kind"
        elif near:
            yield "missed: the words are there, the number is another"
        elif any(same_figure(g, f) for c in claims for f in c.figures):
            yield "missed: it stands with another claim"
        elif g.low == g.high == 1:
            yield "missed: one person or thing, told without a number"
        else:
            yield "missed: with no claim; " + ("a vague number" if g.high != g.low else "a number")
    for f in wrong:
        if any(alike(g.text, f.text) for g in missed):
            continue  # told above
        yield "wrong: " + _figure_cause(claim, f, golds)


def _figure_cause(claim: Claim, f: Figure, golds: Sequence[Claim]) -> str:
    if any(same_figure(g, f) for c in golds for g in c.figures):
        return "told of another claim"
    if f.low == f.high == 1:
        return "one person or thing, not coded"
    return "carried from another sentence, not coded" if outside(claim, f.span) else "of its own sentence, not coded"


def _sources(gold: Claim, claim: Claim) -> Iterator[str]:
    missed, wrong = apart(gold.sources, claim.sources, same_source)
    for _ in missed:
        if not claim.sources:
            yield "missed: the outlet is taken to speak itself"
        elif wrong:
            yield "missed: another source stands there"
        else:
            yield "missed: one link of the chain"
    for s in wrong:
        if missed:
            continue  # told above
        if not gold.sources:
            reach = "told in another sentence" if outside(claim, s.span) else "told in its sentence"
            yield f"wrong: the outlet speaks itself; {reach}"
        else:
            yield "wrong: one link too many"
    if not missed and not wrong and not same_chain(gold, claim):
        yield "the links stand in another order"
