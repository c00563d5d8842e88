"""Fit the weights by which two tellings of a report are judged to be of one event (isnad.read.events.features).

    python bench/fit_coreference.py GOLD.jsonl [GOLD.jsonl ...] [--seconds 300] [--write]

Which telling is of which event shows only in the scores of the claims made from them, so the weights are found by
coordinate descent on those scores: each in turn is moved up and down by its step, what helps is kept, a step that
helps no longer is shortened. Prints what every round reaches; --write replaces lexicons/models/coreference.json. The
scores are those of the reports that it fits on: what holds for others, only other reports show.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from isnad.evaluate.load import load_gold
from isnad.evaluate.score import Coded, Scores, add_report
from isnad.lexicon.load import data_dir
from isnad.lexicon.models import model
from isnad.model import Claim, Report, SourceLink
from isnad.read.claims import LEAST, drafts
from isnad.read.events import Telling, gather
from isnad.read.groups import Group, groups_of
from isnad.read.reader import Reader

# What counts how much: events and types first, then what a wrong joining spoils.
WORTH = {"event": 1.0, "event+type": 0.5, "same event": 0.25, "row": 0.25, "figures": 0.2, "chain": 0.2, "scope": 0.2}
FIRST_STEP, LAST_STEP = 0.6, 0.1
Told = tuple[Report, Coded, list[Telling], tuple[SourceLink, ...]]


def collect(paths: Sequence[Path]) -> list[Told]:
    """The tellings of every coded report, worked out once: the weights only join them."""
    reader = Reader()
    return [(r, coded, *reader.tellings(r)[:2]) for path in paths for r, coded in load_gold(path)]


def worth(data: Sequence[Told], weights: Mapping[str, float]) -> tuple[float, Scores]:
    """What weights reach on the reports, before doers are weighed: the weighted sum of F1 values, and the scores."""
    scores = Scores()
    for report, coded, tellings, whole in data:
        add_report(scores, coded, _claims(report, groups_of(gather(tellings, dict(weights)), whole)))
    return sum(share * scores.fields[name].f1 for name, share in WORTH.items()), scores


def _claims(report: Report, groups: Sequence[Group]) -> list[Claim]:
    return drafts(report, [g for g in groups if g.confidence >= LEAST])


def descend(data: Sequence[Told], start: Mapping[str, float], seconds: float) -> dict[str, float]:
    """The best weights found from `start` within the time."""
    best = dict(start)
    reached, _ = worth(data, best)
    steps = dict.fromkeys(best, FIRST_STEP)
    order = random.Random(1)
    until = time.monotonic() + seconds
    print(f"start: {reached:.4f}")
    while max(steps.values()) > LAST_STEP and time.monotonic() < until:
        for name in order.sample(sorted(best), len(best)):
            if time.monotonic() > until:
                break
            for step in (steps[name], -steps[name]):
                moved = best | {name: round(best[name] + step, 3)}
                value, _ = worth(data, moved)
                if value > reached + 1e-5:
                    best, reached = moved, value
                    break
            else:
                steps[name] = max(LAST_STEP, steps[name] * 0.6)
        _, scores = worth(data, best)
        print(f"{reached:.4f}: " + ", ".join(f"{name} {scores.f1(name):.3f}" for name in WORTH), flush=True)
    return best


def main() -> None:
    """Fit on the coded reports of the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    data = collect(args.gold)
    best = descend(data, model("coreference"), args.seconds)
    if args.write:
        path = data_dir() / "models" / "coreference.json"
        old = json.loads(path.read_text(encoding="utf-8"))
        on = f"{len(data)} coded reports ({', '.join(p.name for p in args.gold)})"
        new = {**old, "how": "coordinate descent on the scores of claims, by bench/fit_coreference.py", "on": on}
        path.write_text(json.dumps({**new, "weights": best}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
