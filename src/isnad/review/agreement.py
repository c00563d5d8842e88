"""Blind double coding: what each coder said of a claim, how far they agree beyond chance, and where they don't."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from isnad.errors import IsnadError
from isnad.ledger import tables as t
from isnad.ledger.corrections import attach, fixes, judgements_on, known_claims
from isnad.model import EVENT_TYPES, STANCES

if TYPE_CHECKING:
    from sqlalchemy import Connection

# What a coder answers on each claim.
FIELDS = ("verdict", "type", "stance", "first", "killed")
VERDICTS = ("accept", "reject")


class CodingError(IsnadError):
    """A coding that can't be: the message says which answer is wrong."""

    code = "coding"


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal codes; each unit has the codes that it was given, one for each coder.

    None where fewer than two codes can be compared, or only one code was ever given (nothing can be told then).

    >>> round(alpha([["a", "a"], ["b", "b"], ["a", "b"], ["c"]]), 3)
    0.444

    Krippendorff 2011, "Computing Krippendorff's alpha-reliability".
    """
    coincidences: dict[tuple[str, str], float] = defaultdict(float)
    for codes in units:
        if len(codes) < 2:
            continue
        together = Counter(permutations(codes, 2))
        for pair, times in together.items():
            coincidences[pair] += times / (len(codes) - 1)
    totals: dict[str, float] = defaultdict(float)
    for (a, _), n in coincidences.items():
        totals[a] += n
    total = sum(totals.values())
    observed = sum(v for (a, b), v in coincidences.items() if a != b)
    expected = sum(totals[a] * totals[b] for a, b in permutations(totals, 2))
    if total < 2 or not expected:
        return None
    return 1 - (total - 1) * observed / expected


@dataclass(frozen=True, slots=True)
class Coded:
    """A claim and what each coder answered, by coder's name; the newest answer of each stands."""

    claim_id: str
    report_id: str
    answers: Mapping[str, Mapping[str, Any]]
    settled: bool

    def differs(self) -> tuple[str, ...]:
        """The fields that its coders answer differently; of a claim that someone rejects, the verdict alone."""
        given = list(self.answers.values())
        if len(given) < 2:
            return ()
        if len({g.get("verdict") for g in given}) > 1:
            return ("verdict",)
        if given[0].get("verdict") == "reject":
            return ()
        return tuple(f for f in FIELDS[1:] if len({json.dumps(g.get(f)) for g in given}) > 1)


def check_answers(given: Mapping[str, Any]) -> dict[str, Any]:
    """A coder's answers as they are kept. Raises CodingError."""
    if given.get("verdict") not in VERDICTS:
        raise CodingError(f"say whether the claim is right: {' or '.join(VERDICTS)}")
    if given["verdict"] == "reject":
        return {"verdict": "reject"}
    out: dict[str, Any] = {"verdict": "accept"}
    for name, known in (("type", EVENT_TYPES), ("stance", STANCES)):
        if given.get(name) not in known:
            raise CodingError(f"{name} is one of {', '.join(known)}")
        out[name] = given[name]
    first = str(given.get("first") or "")
    if first:
        from datetime import date

        try:
            first = str(date.fromisoformat(first))
        except ValueError:
            raise CodingError(f"'{first[:20]}' is no day: write 2025-03-01") from None
    killed = str(given.get("killed") or "")
    if killed and (not killed.isdecimal() or len(killed) > 12):
        raise CodingError(f"'{killed[:20]}' is no number")
    return out | {"first": first or None, "killed": int(killed) if killed else None}


def codings(c: Connection) -> list[Coded]:
    """Every claim that somebody coded blind, in order of the first coding."""
    j = t.judgement.c
    reports = sorted({r[0] for r in c.execute(select(j.left_report).where(j.verb == "code"))})
    rows = judgements_on(c, reports, ("code",))
    claims = known_claims(c, reports)
    found: dict[tuple[str, str], dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        claim_id = attach(claims[row["left_report"]], row["left_start"], row["left_end"], row["nth"])
        if claim_id is not None:
            found.setdefault((claim_id, row["left_report"]), {})[row["who"]] = json.loads(row["value"])
    settled = {claim_id for claim_id, fix in fixes(c, reports).items() if fix.decided}
    return [Coded(claim_id, report, given, claim_id in settled) for (claim_id, report), given in found.items()]


def coded_by(c: Connection, who: str) -> set[str]:
    """The claims that this coder has coded."""
    return {x.claim_id for x in codings(c) if who in x.answers}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha by field, with the number of claims that two or more coded; None where nothing can be told."""

    alphas: Mapping[str, tuple[float | None, int]]
    disagreements: tuple[Coded, ...]
    coders: tuple[str, ...]


def agreement(found: Sequence[Coded]) -> Agreement:
    """How far coders agree: the verdict over all claims that two coded, the other fields over those both accept."""
    alphas: dict[str, tuple[float | None, int]] = {}
    for field in FIELDS:
        units = []
        for x in found:
            given = [g for g in x.answers.values() if field == "verdict" or g.get("verdict") == "accept"]
            if len(given) > 1:
                units.append([json.dumps(g.get(field)) for g in given])
        alphas[field] = (alpha(units), len(units))
    coders = sorted({who for x in found for who in x.answers})
    return Agreement(alphas, tuple(x for x in found if x.differs()), tuple(coders))
