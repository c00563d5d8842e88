"""Fit the weights by which two tellings of a report are judged to be of one event (isnad.read.sameness.features).

    python bench/fit_coreference.py GOLD.jsonl [GOLD.jsonl ...] [--climb] [--write]

A telling is of the coded event whose trigger or mention its words overlap, else of the only event coded in its
sentence; it is a row beside each event told before it, and an L2-penalised logistic regression weighs the features.
The rows know nothing of the tellings that no coder counted, so the regression is not taken alone: the weights are the
mean of it and of those that stand, which were found on the scores of claims, and the bias is the one that scores best.
On coded reports that neither had seen, the mean scored higher than each. --climb starts at the weights that stand
instead, and moves one after the other by a step where the scores of claims rise by more than chance would. Prints what
five-fold cross-validation over reports gives for the regression, and what each bias or step reaches; --write replaces
lexicons/models/coreference.json.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fit_reader import Row, fit, save

from isnad.evaluate.load import load_gold
from isnad.evaluate.score import Coded, Scores, add_report
from isnad.lexicon.models import model
from isnad.model import Report, SourceLink
from isnad.read.claims import LEAST, drafts
from isnad.read.events import REACH, Event, gather, likeness, may_be_one
from isnad.read.frames import Telling
from isnad.read.groups import groups_of
from isnad.read.reader import Reader
from isnad.read.sameness import Place, Traits, features, traits_of

PENALTY = 3.0
KEPT = 0.7  # the share of the weights that stand
STEP = 0.4
GAIN = 0.0008  # of a step that is kept, in the sum of scores
BIASES = (-0.2, 0.0, 0.2, 0.4, 0.6, 0.8)
# What counts how much: events and types first, then what a wrong joining spoils.
WORTH = {"event": 1.0, "event+type": 0.5, "same event": 0.25, "row": 0.25, "figures": 0.2, "chain": 0.2, "scope": 0.2}


@dataclass(frozen=True, slots=True)
class Told:
    """A coded report with its tellings, who tells the whole of it, and the sources known."""

    report: Report
    coded: Coded
    traits: list[Traits]
    whole: tuple[SourceLink, ...]
    sources: Mapping[str, Mapping[str, str]]


def features_of(e: Event, x: Traits, place: Place) -> dict[str, float]:
    """The features that are not zero."""
    return {name: float(v) for name, v in features(e.type, e.known, x, place).items() if v}


def event_of(t: Telling, coded: Coded) -> str | None:
    """The coded event that a telling is of; None where no one, or more than one, can be told."""
    f = t.frame
    tokens = f.s.tokens
    words = [(tokens[m.i].start, tokens[m.j - 1].end) for m in (*f.trigs, *f.results)]
    told = [(c.event, a, b) for c in coded.claims for a, b in (c.trigger, *c.mentions)]
    met = {e for e, a, b in told if any(a < j and i < b for i, j in words)}
    if not met:
        met = {e for e, a, _ in told if tokens[f.s.i].start <= a < tokens[f.s.j - 1].end}
    return met.pop() if len(met) == 1 else None


def rows_of(told: Told) -> list[Row]:
    """A row for each telling and each coded event told before it that it may be of: is it of that event."""
    rows: list[Row] = []
    events: dict[str, Event] = {}
    last = ""
    for x in told.traits:
        key = event_of(x.t, told.coded)
        if key is None:
            continue
        lead = next(iter(events), "")
        for name, e in list(events.items())[-REACH:]:
            if may_be_one(e, x):
                place = Place(lead=name == lead, last=name == last, only=len(events) == 1)
                rows.append((told.report.id, features_of(e, x, place), int(name == key)))
        events.setdefault(key, Event()).add(x)
        last = key
    return rows


def worth(data: Sequence[Told], w: Mapping[str, float]) -> tuple[float, Scores]:
    """What weights reach on the reports, before doers are weighed: the weighted sum of F1 values, and the scores."""
    scores = Scores()
    for told in data:
        events = gather(told.traits, lambda e, x, place: likeness(e, x, place, w))
        groups = [g for g in groups_of(events, told.whole, told.sources) if g.confidence >= LEAST]
        add_report(scores, told.coded, drafts(told.report, groups))
    return sum(share * scores.f1(name) for name, share in WORTH.items()), scores


def mean_of(data: Sequence[Told], stood: Mapping[str, float], new: Mapping[str, float]) -> dict[str, float]:
    """The weights that stand and new ones in one, with the bias that scores best."""
    mean = {n: round(KEPT * stood.get(n, 0.0) + (1 - KEPT) * new.get(n, 0.0), 3) for n in sorted({*stood, *new})}
    tried = []
    for bias in BIASES:
        weights = mean | {"bias": round(mean["bias"] + bias, 3)}
        reached, scores = worth(data, weights)
        print(f"  bias {bias:+.1f}: {reached:.4f}, " + ", ".join(f"{name} {scores.f1(name):.3f}" for name in WORTH))
        tried.append((reached, bias, weights))
    return max(tried)[2]


def climbed(data: Sequence[Told], weights: Mapping[str, float]) -> dict[str, float]:
    """The weights after one round of steps, each kept where it raises what the weights reach by more than GAIN."""
    best, _ = worth(data, weights)
    now = dict(weights)
    for name in sorted(weights):
        for step in (STEP, -STEP):
            tried = now | {name: round(now[name] + step, 3)}
            reached, _ = worth(data, tried)
            if reached > best + GAIN:
                print(f"  {name} {step:+.1f}: {best:.4f} -> {reached:.4f}", flush=True)
                best, now = reached, tried
                break
    return now


def main() -> None:
    """Fit on the coded reports of the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--climb", action="store_true", help="step from the weights that stand, by the scores alone")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    reader = Reader()
    data = []
    for path in args.gold:
        for report, coded in load_gold(path):
            tellings, whole, _ = reader.tellings(report)
            data.append(Told(report, coded, traits_of(tellings), whole, reader.lexicon.sources))
    fitted = fit(
        "coreference",
        "log-odds that a telling is of an event told before in its report (isnad.read.sameness.features)",
        [row for told in data for row in rows_of(told)],
        args.gold,
        PENALTY,
        f"bench/fit_coreference.py, {1 - KEPT:.0%}, and the weights before it, {KEPT:.0%}",
    )
    stood, new = model("coreference"), fitted["weights"]
    if args.climb:
        fitted |= {"how": f"{fitted['how']}; then steps of {STEP} kept where the scores of claims rose"}
        weights = climbed(data, stood)
    else:
        weights = mean_of(data, stood, new)
    if args.write:
        save("coreference", fitted | {"weights": weights})


if __name__ == "__main__":
    main()
