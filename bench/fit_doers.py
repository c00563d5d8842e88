"""Fit the weights by which the doers of a claim are chosen among the parties of its report (isnad.read.doing).

    python bench/fit_doers.py GOLD.jsonl [GOLD.jsonl ...] [--write]

prints what the rules alone and the weighing reach on claims that a coder counted (F1 of parties, each report judged by
weights that have not seen it); --write replaces lexicons/models/doers.json.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from coded import Judged, judged, right_ones
from fit_reader import Row, fit, save, unseen

from isnad.evaluate.compare import same_party
from isnad.read.claims import LEAST, drafts
from isnad.read.doing import Candidate, candidates
from isnad.read.reader import Reader

PENALTY = 3.0
BY = "bench/fit_doers.py over isnad.read.doing"


def collect(reports: Sequence[Judged], reader: Reader) -> tuple[list[Row], list[tuple[int, Candidate]], list[int]]:
    """Rows of all candidates of counted claims, each with the number of its claim; and the gold's parties of each."""
    rows: list[Row] = []
    found: list[tuple[int, Candidate]] = []
    gold: list[int] = []
    for r in reports:
        kept = [j for j, g in enumerate(r.groups) if g.confidence >= LEAST]
        groups = [r.groups[j] for j in kept]
        for j, cs in zip(kept, candidates(groups, drafts(r.report, groups), reader.lexicon.actors), strict=True):
            if j not in r.matched:
                continue
            coded = r.coded.claims[r.matched[j]].actors
            right = right_ones(coded, [c.party for c in cs], same_party)
            rows += [(r.report.id, c.signs, int(ok)) for c, ok in zip(cs, right, strict=True)]
            found += [(len(gold), c) for c in cs]
            gold.append(len(coded))
    return rows, found, gold


def main() -> None:
    """Fit on the coded reports of the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    reader = Reader()
    rows, found, gold = collect(judged(args.gold, reader), reader)
    p, y = unseen(rows, PENALTY)
    ruled = np.array([c.ruled for _, c in found])

    def f1(chosen: np.ndarray) -> float:
        return 2 * float(y[chosen].sum()) / (float(chosen.sum()) + sum(gold))

    print(f"{len(gold)} claims, {sum(gold)} doers; the rules alone: F1 {f1(ruled):.3f}")
    for least in np.arange(0.3, 0.61, 0.05):
        print(f"  from {least:.2f} on: F1 {f1(p >= least):.3f}")
    if args.write:
        what = "log-odds that a party of the report is a doer of a claim"
        save("doers", fit("doers", what, rows, args.gold, PENALTY, BY))


if __name__ == "__main__":
    main()
