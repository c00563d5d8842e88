"""Scores of predicted claims against gold, field by field, end to end.

Items of an unpaired gold claim are missed, items of an unpaired predicted claim are wrong, so no field can be better
than the detection it hangs on. `given` is the share right among paired claims only. Beyond the plain fields:

ids           actors and targets whose gold id is known: the very id
point         gold places with coordinates: a predicted point within 15 km (recall)
chain>=1, >=2 claims whose chain has so many links: the whole chain, in order
not affirmed  claims denied, doubted, planned or possible: the stance, and what it is on
not single    aggregates and stocks
same event    pairs of claims of one report that tell one event
row           a row to publish: type, date, all places and all of the dead and hurt right
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from isnad.evaluate.compare import (
    all_right,
    dates,
    has_point,
    hits,
    is_row,
    near,
    same_chain,
    same_figure,
    same_figure_of,
    same_party,
    same_place,
    same_source,
)
from isnad.evaluate.pairing import as_predicted, pair, sentence_cuts
from isnad.model import Claim, PlaceGuess

FIELDS = (
    "event", "event+type", "actors", "targets", "ids", "places", "point", "when", "figures", "figures+of", "sources",
    "chain", "chain>=1", "chain>=2", "stance", "not affirmed", "claimed", "scope", "not single", "same event", "row",
)  # fmt: skip
ROUNDS = 300  # of the bootstrap

Same = Callable[[Any, Any], bool]
_LISTS: dict[str, tuple[Callable[[Claim], Sequence[Any]], Same]] = {
    "actors": (lambda c: c.actors, same_party),
    "targets": (lambda c: c.targets, same_party),
    "places": (lambda c: c.places, same_place),
    "figures": (lambda c: c.figures, same_figure),
    "figures+of": (lambda c: c.figures, same_figure_of),
    "sources": (lambda c: c.sources, same_source),
}
_WHOLE: dict[str, Callable[[Claim, Claim], bool]] = {
    "when": lambda g, p: dates(g) == dates(p),
    "stance": lambda g, p: _stance(g) == _stance(p),
    "scope": lambda g, p: g.scope == p.scope,
    "chain": same_chain,
    "row": is_row,
}
# In the order that errors name them.
_ERRORS = (*_LISTS, "when", "stance", "scope", "event+type", "chain")
CLASSES = ("missed", "wrong", *_ERRORS)  # of mistakes


@dataclass(frozen=True, slots=True)
class Coded:
    """A report as coded: what scoring needs of it."""

    id: str
    text: str
    claims: tuple[Claim, ...]


@dataclass(slots=True)
class Tally:
    """Right, in gold, predicted."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, right: int, gold: int, predicted: int) -> None:
        """Add counts of one report."""
        self.right += right
        self.gold += gold
        self.predicted += predicted

    @property
    def precision(self) -> float:
        """Right among predicted; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right among gold; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_dict(self) -> dict[str, float | int]:
        """Rounded to four digits."""
        shares = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {k: round(v, 4) for k, v in shares.items()} | {"gold": self.gold, "predicted": self.predicted}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A claim missed, one that is wrong, or a pair that differs in some fields (`classes`)."""

    report_id: str
    classes: tuple[str, ...]
    gold: Claim | None
    predicted: Claim | None
    words: str

    def __str__(self) -> str:
        if self.gold and self.predicted:
            what = "differs in " + ", ".join(self.classes)
        else:
            what = f"{self.classes[0]} {(self.gold or self.predicted or _NONE).type}"
        ids = (c.id if c else None for c in (self.gold, self.predicted))
        return " | ".join(map(str, (self.report_id, *ids, what, self.words)))


_NONE = Claim("", "", "", "", (0, 0), "")


@dataclass(slots=True)
class Scores:
    """Tallies by field and type, shares right given a pair, and the mistakes."""

    fields: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    given: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    types: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    mistakes: list[Mistake] = field(default_factory=list)
    reports: int = 0

    def f1(self, name: str) -> float:
        """F1 of a field, rounded as printed in JSON."""
        return round(self.fields[name].f1, 4)

    def given_share(self, name: str) -> float | None:
        """The share right among paired claims; None where there is no pair, or no such share."""
        right, of = self.given.get(name, (0, 0))
        return round(right / of, 4) if of else None

    def by_type(self) -> list[tuple[str, Tally]]:
        """The types, the most frequent in gold first."""
        return sorted(self.types.items(), key=lambda kv: -kv[1].gold)

    def classes(self) -> Counter[str]:
        """How many mistakes there are of each class."""
        return Counter(c for m in self.mistakes for c in m.classes)

    def as_dict(self) -> dict[str, Any]:
        """All figures, for programs."""
        return {
            "fields": {k: t.as_dict() for k, t in self.fields.items()},
            "given a pair": {k: self.given_share(k) for k in self.given},
            "types": {k: t.as_dict() for k, t in self.by_type()},
        }


def score(gold: Iterable[Coded], predicted: Mapping[str, Sequence[Claim]]) -> Scores:
    """Scores of `predicted` claims, by report id, against gold reports; a report without prediction is silent."""
    scores = Scores()
    for report in gold:
        add_report(scores, report, predicted.get(report.id, ()))
    return scores


def add_report(scores: Scores, report: Coded, claims: Sequence[Claim]) -> None:
    """Add one report's counts."""
    gold, predicted = report.claims, [as_predicted(c) for c in claims]
    places = pair(gold, predicted, sentence_cuts(report.text))
    pairs = [(gold[i], predicted[j]) for i, j in places]
    scores.reports += 1
    _count_fields(scores, gold, predicted, pairs)
    _count_same_event(scores, gold, predicted, places)
    for g in gold:
        scores.types[g.type].gold += 1
    for p in predicted:
        scores.types[p.type].predicted += 1
    for g, p in pairs:
        scores.types[g.type].right += g.type == p.type
        _count_given(scores, report, g, p)
    paired_gold, paired_predicted = {i for i, _ in places}, {j for _, j in places}
    for i, g in enumerate(gold):
        if i not in paired_gold:
            scores.mistakes.append(Mistake(report.id, ("missed",), g, None, report.text[slice(*g.trigger)]))
    for j, p in enumerate(predicted):
        if j not in paired_predicted:
            scores.mistakes.append(Mistake(report.id, ("wrong",), None, p, report.text[slice(*p.trigger)]))


def _count_fields(
    scores: Scores, gold: Sequence[Claim], predicted: Sequence[Claim], pairs: Sequence[tuple[Claim, Claim]]
) -> None:
    def add(name: str, right: int, of: Callable[[Claim], int]) -> None:
        scores.fields[name].add(right, sum(map(of, gold)), sum(map(of, predicted)))

    add("event", len(pairs), _one)
    add("event+type", sum(g.type == p.type for g, p in pairs), _one)
    for name, (values, same) in _LISTS.items():
        add(name, sum(hits(values(g), values(p), same) for g, p in pairs), lambda c, of=values: len(of(c)))  # type: ignore[misc]
    add("ids", sum(hits(_known(g), _known(p), lambda a, b: a == b) for g, p in pairs), lambda c: len(_known(c)))
    points = sum(len(_points(g)) for g in gold)
    scores.fields["point"].add(sum(hits(_points(g), _points(p), near) for g, p in pairs), points, points)
    for name, right in _WHOLE.items():
        add(name, sum(right(g, p) for g, p in pairs), _one)
    for name, links in (("chain>=1", 1), ("chain>=2", 2)):
        right_chains = sum(same_chain(g, p) for g, p in pairs if len(g.sources) >= links)
        add(name, right_chains, lambda c, n=links: len(c.sources) >= n)  # type: ignore[misc]
    add("claimed", sum(g.claimed and p.claimed for g, p in pairs), lambda c: c.claimed)
    odd = sum(g.stance != "affirmed" and _stance(g) == _stance(p) for g, p in pairs)
    add("not affirmed", odd, lambda c: c.stance != "affirmed")
    many = sum(g.scope != "single" and g.scope == p.scope for g, p in pairs)
    add("not single", many, lambda c: c.scope != "single")


def _count_same_event(
    scores: Scores, gold: Sequence[Claim], predicted: Sequence[Claim], places: Sequence[tuple[int, int]]
) -> None:
    to_gold = {j: i for i, j in places}
    in_gold, in_predicted = _same_event_pairs(gold), _same_event_pairs(predicted)
    mapped = {
        (max(to_gold[i], to_gold[j]), min(to_gold[i], to_gold[j]))
        for i, j in in_predicted
        if i in to_gold and j in to_gold
    }
    scores.fields["same event"].add(len(mapped & in_gold), len(in_gold), len(in_predicted))


def _count_given(scores: Scores, report: Coded, gold: Claim, predicted: Claim) -> None:
    right = {name: all_right(values(gold), values(predicted), same) for name, (values, same) in _LISTS.items()}
    right |= {name: same(gold, predicted) for name, same in _WHOLE.items()}
    right["event+type"] = gold.type == predicted.type
    for name, ok in right.items():
        scores.given[name][0] += ok
        scores.given[name][1] += 1
    bad = tuple(name for name in _ERRORS if not right[name])
    if bad:
        scores.mistakes.append(Mistake(report.id, bad, gold, predicted, report.text[slice(*gold.trigger)]))


def _one(claim: Claim) -> int:
    return 1


def _stance(claim: Claim) -> tuple[str, str]:
    return claim.stance, claim.stance_on


def _known(claim: Claim) -> list[tuple[str, str]]:
    actors = [("actors", p.id) for p in claim.actors if p.id]
    return actors + [("targets", p.id) for p in claim.targets if p.id]


def _points(claim: Claim) -> list[PlaceGuess]:
    return [p for p in claim.places if has_point(p)]


def _same_event_pairs(claims: Sequence[Claim]) -> set[tuple[int, int]]:
    return {(i, j) for i, a in enumerate(claims) for j, b in enumerate(claims[:i]) if a.event and a.event == b.event}


def intervals(
    gold: Sequence[Coded], predicted: Mapping[str, Sequence[Claim]], rounds: int = ROUNDS
) -> dict[str, float]:
    """95 % half-widths of each field's F1, by resampling reports; the same seed gives the same widths."""
    each = [score([report], predicted).fields for report in gold]
    rng, runs = random.Random(0), defaultdict[str, list[float]](list)
    names = {name for tallies in each for name in tallies}
    for _ in range(rounds):
        sample = [each[rng.randrange(len(each))] for _ in each]
        for name in names:
            total = Tally()
            for tallies in sample:
                t = tallies[name]
                total.add(t.right, t.gold, t.predicted)
            runs[name].append(round(total.f1, 4))
    low, high = int(0.025 * rounds), int(0.975 * rounds) - 1
    return {name: (sorted(run)[high] - sorted(run)[low]) / 2 for name, run in runs.items()}
