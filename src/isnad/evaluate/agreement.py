"""Agreement between two coders of the same reports: neither is right, both count alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from isnad.errors import InputError
from isnad.evaluate.pairing import as_predicted, pair, sentence_cuts
from isnad.evaluate.score import FIELDS, Coded, score
from isnad.model import Claim

_CODES: dict[str, Callable[[Claim], str]] = {
    "type": lambda c: c.type,
    "stance": lambda c: c.stance,
    "scope": lambda c: c.scope,
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """F1 by field, the mean of both directions, and Cohen's kappa of codes over paired claims."""

    reports: int
    f1: Mapping[str, float]
    kappa: Mapping[str, float | None]
    pairs: int


def agree(first: Sequence[Coded], second: Sequence[Coded]) -> Agreement:
    """The agreement of two coders over the reports that both coded; raises InputError where there are none."""
    by_id = {r.id: r for r in second}
    both = [r for r in first if r.id in by_id]
    if not both:
        raise InputError("the two files have no report id in common")
    there = score(both, {r.id: by_id[r.id].claims for r in both})
    back = score([by_id[r.id] for r in both], {r.id: r.claims for r in both})
    pairs = [p for r in both for p in _paired(r, by_id[r.id].claims)]
    return Agreement(
        reports=len(both),
        f1={name: (there.fields[name].f1 + back.fields[name].f1) / 2 for name in FIELDS},
        kappa={name: kappa([(code(a), code(b)) for a, b in pairs]) for name, code in _CODES.items()},
        pairs=len(pairs),
    )


def _paired(report: Coded, claims: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    others = [as_predicted(c) for c in claims]
    return [(report.claims[i], others[j]) for i, j in pair(report.claims, others, sentence_cuts(report.text))]


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa: agreement beyond what chance gives; None without pairs or where chance alone gives all.

    >>> kappa([("a", "a"), ("a", "a"), ("b", "b"), ("b", "a")])
    0.5

    Cohen 1960, "A coefficient of agreement for nominal scales".
    """
    n = len(pairs)
    if not n:
        return None
    observed = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[code] * second[code] for code in first) / n**2
    return None if chance == 1 else (observed - chance) / (1 - chance)
