"""Simple signs of single cells of a claim, and whether the cell is right: how well a cell's origin tells its worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from coded import right_ones

from isnad.evaluate.compare import dates, same_figure, same_party, same_place, same_source
from isnad.model import Claim, Figure, Party, PlaceGuess
from isnad.read.sureness import WIDE_PREC, outside

Cell = tuple[str, str, bool]  # field, sign, whether the cell is right


def cells(gold: Claim, claim: Claim) -> Iterator[Cell]:
    """Each cell of a claim that a coder counted: one row for each sign that it has."""
    for field, signs, right in _cells(gold, claim):
        for sign in ("all", *signs):
            yield field, sign, right


def _cells(gold: Claim, claim: Claim) -> Iterator[tuple[str, list[str], bool]]:
    yield "type", _type(claim), gold.type == claim.type
    yield "when", _when(claim), dates(gold) == dates(claim)
    for p, right in zip(claim.places, right_ones(gold.places, claim.places, same_place), strict=True):
        yield "places", _place(claim, p), right
    for name in ("actors", "targets"):
        values: tuple[Party, ...] = getattr(claim, name)
        for v, right in zip(values, right_ones(getattr(gold, name), values, same_party), strict=True):
            yield name, _party(claim, v), right
    for f, right in zip(claim.figures, right_ones(gold.figures, claim.figures, same_figure), strict=True):
        yield "figures", _figure(claim, f), right
    for s, right in zip(claim.sources, right_ones(gold.sources, claim.sources, same_source), strict=True):
        links = ["the only link" if len(claim.sources) == 1 else "one of two links or more"]
        yield "sources", [*links, *_where(outside(claim, s.span))], right
    yield "stance", [claim.stance], (gold.stance, gold.stance_on) == (claim.stance, claim.stance_on)
    yield "scope", [claim.scope], gold.scope == claim.scope


def _where(out: bool) -> list[str]:
    return ["from outside its sentence" if out else "from its sentence"]


def _type(claim: Claim) -> list[str]:
    by_rule = any(r.startswith("type:") for r in claim.rules)
    bare = any(r.startswith("result:") for r in claim.rules)
    return ["changed by a rule" if by_rule else "as the trigger says"] + ["only what came of it is told"] * bare


def _when(claim: Claim) -> list[str]:
    w = claim.when
    signs = [f"basis {w.basis}" if w.basis else "null"]
    signs += ["of another claim (from)"] * (w.from_claim is not None)
    signs += ["more than a day"] * bool(w.start and w.start != w.end)
    return signs + (_where(outside(claim, w.span)) if w.span else [])


def _place(claim: Claim, p: PlaceGuess) -> list[str]:
    if p.from_claim:
        origin = "of another claim (from)"
    elif p.span is None:
        origin = "from the title"
    elif "place carried" in claim.rules:
        origin = "carried from another sentence"
    else:
        origin = _where(outside(claim, p.span))[0]
    reason = p.reason or ""
    return [
        origin,
        "has alternatives" if p.alternatives else "no alternatives",
        *["under the parent beside it"] * ("under the parent" in reason),
        *["the last place of that sort"] * reason.startswith("the last place"),
        *["in no gazetteer"] * (p.id is None),
        *["a governorate or wider"] * ((p.where_prec or 0) >= WIDE_PREC),
    ]


def _party(claim: Claim, p: Party) -> list[str]:
    reason = (p.reason or "").split(":")[0].split(",")[0]
    return [
        "of another claim (from)" if p.from_claim else _where(outside(claim, p.span))[0],
        "without id" if p.id is None else "with id",
        f"reason: {reason}",
    ]


def _figure(claim: Claim, f: Figure) -> list[str]:
    body = f.kind in ("killed", "injured", "casualties")
    return [
        *_where(outside(claim, f.span)),
        "dead or hurt" if body else "other counts",
        *["part of a total"] * (f.part_of is not None),
        *["one, said without a number"] * (f.low == f.high == 1),
        *["vague"] * (f.comparator in ("some", "tens", "hundreds", "thousands")),
    ]


def shares(found: Iterable[Cell], least: int) -> list[tuple[str, str, int, float]]:
    """(field, sign, cells, share right) of signs met `least` times: a field as a whole, then its surest signs first."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for field, sign, right in found:
        counts[field, sign][0] += 1
        counts[field, sign][1] += right
    order = {f: n for n, f in enumerate(dict.fromkeys(f for f, _ in counts))}
    rows = [(f, s, n, r / n) for (f, s), (n, r) in counts.items() if n >= least]
    return sorted(rows, key=lambda row: (order[row[0]], row[1] != "all", -row[3]))
