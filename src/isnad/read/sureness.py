"""How sure each part of a finished claim is: what a coder who counts the claim would leave as it stands.

A claim's `confidence` says whether a coder would count it, not whether what it says is right. That is judged here by
fitted weights (models/sure.json) over signs of how each cell came about: told in the claim's own sentence, carried
over, taken from another claim, worked out, or wide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cache
from math import exp, log

from isnad.lexicon.models import model
from isnad.model import BODIES, Claim, Party, Span, Sureness

WIDE_PREC = 4  # UCDP's where_prec from which on a place is a governorate or more
LONG, SHORT = 220, 80  # characters of a sentence: about the longest and the shortest quarter
PARTS = tuple(f.name for f in fields(Sureness))


def with_sureness(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a report, each with how sure its parts are."""
    beside = Counter(c.evidence for c in claims)
    return [replace(c, sure=_judged(sure_signs(c, len(claims), beside[c.evidence]))) for c in claims]


@cache
def _weights() -> dict[str, list[float]]:
    """The weights of "part: sign" by sign, in the order of PARTS."""
    out: dict[str, list[float]] = {}
    for name, weight in model("sure").items():
        part, _, sign = name.partition(": ")
        out.setdefault(sign, [0.0] * len(PARTS))[PARTS.index(part)] = weight
    return out


def _judged(found: dict[str, float]) -> Sureness:
    """The probability of each part."""
    weights = _weights()
    known = [(weights[name], v) for name, v in found.items() if name in weights]
    weighed = [row if v == 1.0 else [x * v for x in row] for row, v in known]
    return Sureness(*[round(1.0 / (1.0 + exp(-odds)), 3) for odds in map(sum, zip(*weighed, strict=True))])


def sure_signs(claim: Claim, claims: int, beside: int) -> dict[str, float]:
    """The signs of one claim by name, of so many of a report and of a sentence; a sign that is absent is left out."""
    sure = min(max(claim.confidence or 0.5, 0.01), 0.99)
    start, end = claim.evidence or (0, 0)
    found = {
        "bias": True,
        "type " + claim.type: True,
        "scope " + claim.scope: claim.scope != "single",
        "stance " + claim.stance: claim.stance != "affirmed",
        "one of many claims": claims > 3,
        "only claim": claims == 1,
        "other claims of the sentence": beside > 1,
        "long sentence": end - start > LONG,
        "short sentence": end - start < SHORT,
        "told again": bool(claim.mentions),
        "only what came of it": any(r.startswith("result:") for r in claim.rules),
        "type by a rule": any(r.startswith("type:") for r in claim.rules),
    }
    found |= _date(claim)
    found |= _places(claim)
    found |= _counts(claim)
    found |= _chain(claim)
    found |= _parties(claim, "actor", claim.actors)
    found |= _parties(claim, "target", claim.targets)
    signs = {k: 1.0 for k, v in found.items() if v}
    signs["log-odds of being counted"] = log(sure / (1 - sure))
    return signs


def outside(claim: Claim, span: Span | None) -> bool:
    """Whether a value stands outside the claim's sentence."""
    return span is not None and claim.evidence is not None and not claim.evidence[0] <= span[0] < claim.evidence[1]


def _date(claim: Claim) -> dict[str, bool]:
    when = claim.when
    return {
        "date " + (when.basis or "missing"): True,
        "date of another claim": when.from_claim is not None,
        "date outside its sentence": outside(claim, when.span),
        "date of more than a day": when.start != when.end,
    }


def _places(claim: Claim) -> dict[str, bool]:
    places = claim.places
    return {
        "no place": not places,
        "two places": len(places) == 2,
        "three places or more": len(places) > 2,
        "place of another claim": any(p.from_claim for p in places),
        "place carried": "place carried" in claim.rules,
        "place outside its sentence": any(outside(claim, p.span) for p in places),
        "wide place": any((p.where_prec or 0) >= WIDE_PREC for p in places),
        "place under its parent": any("under the parent" in (p.reason or "") for p in places),
        "place with namesakes": any(p.alternatives for p in places),
        "place without entry": any(p.id is None for p in places),
    }


def _counts(claim: Claim) -> dict[str, bool]:
    bodies = [f for f in claim.figures if f.kind in BODIES]
    return {
        "no dead or hurt": not bodies,
        "two counts of dead or hurt": len(bodies) == 2,
        "three counts or more": len(bodies) > 2,
        "count outside its sentence": any(outside(claim, f.span) for f in bodies),
        "vague count": any(f.comparator == "some" for f in bodies),
        "a part counted": any(f.part_of is not None for f in bodies),
        "one person": any(f.low == f.high == 1 for f in bodies),
        "other counts": len(claim.figures) > len(bodies),
    }


def _chain(claim: Claim) -> dict[str, bool]:
    return {
        "sourced": bool(claim.sources),
        "a source behind a source": len(claim.sources) > 1,
        "source outside its sentence": any(outside(claim, s.span) for s in claim.sources),
        "source without id": any(s.id is None for s in claim.sources),
    }


def _parties(claim: Claim, role: str, parties: Sequence[Party]) -> dict[str, bool]:
    return {
        f"no {role}": not parties,
        f"two {role}s or more": len(parties) > 1,
        f"{role} of another claim": any(p.from_claim for p in parties),
        f"{role} outside its sentence": any(outside(claim, p.span) for p in parties),
        f"{role} without id": any(p.id is None for p in parties),
    }
