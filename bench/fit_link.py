"""Fits the link weights that ship, and counts the word table; never run by a user.

usage: python bench/fit_link.py [--words] [--corpus]

The weights are those of a logistic regression over comparison levels, held to the prior in `link_prior.json` by a
Gaussian (so that a level that is rarely met keeps the value that people gave it). Pairs are those that blocking
finds: of the gold's events, true where both have one `incident`; with --corpus also of the researchers' groups of
texts, as our own reader reads them: of each pair of texts with one incident the best pair of events is taken for
true (multiple instances), every pair of texts of two incidents for false. Weights are rounded to 0.05, so that last
digits of the fitting never matter. --words counts `word_df.csv` anew.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from linking import SHARED, gold_events, read_events

from isnad.arabic.tokens import tokenize
from isnad.link import ReportEvent
from isnad.link.blocking import candidate_pairs
from isnad.link.score import level_of
from isnad.link.sides import default_sides
from isnad.link.words import bare

DATA = Path(__file__).resolve().parents[1] / "src" / "isnad" / "link" / "data"
# The researchers' texts; FIT_LINK_CORPUS may name the same rows with claims, as `isnad read` wrote them.
CORPUS = Path(os.environ.get("FIT_LINK_CORPUS", SHARED / "linking" / "reports.jsonl"))
# How strongly a weight is held to its prior: about as much as this many pairs that speak against it.
PRIOR_STRENGTH = 4.0
ROUNDS = 4
# Levels that say nothing are worth nothing: held where the prior has them, so that the others have a zero to stand on.
FIXED_LEVELS = frozenset({"unknown", "alike", "one"})
# A pair of gold events, coded with care, counts as much as so many of the corpus, as our reader reads it.
GOLD_WEIGHT = 2.0
# Pairs of reports of dev whose events are one happening to any reader though the gold has no common key for them (one
# bombing condemned in four papers, one raid, mines in one province); left out of the fit, still counted in the score.
UNKEYED = {
    frozenset(pair)
    for pair in (
        ("awsy-3e1786bdcec1", "awsy-ad47a758870d"), ("snn-2015-08-07-1408", "snn-2015-08-08-292"),
        ("snn-2015-08-07-1408", "snn-2015-08-08-499"), ("snn-2015-08-08-292", "snn-2015-08-08-499"),
        ("snn-2015-08-07-1408", "snn-2015-08-07-824"), ("snn-2015-08-07-824", "snn-2015-08-08-292"),
        ("snn-2015-08-08-1014", "snn-2015-08-08-305"),
    )
}  # fmt: skip
# Two incidents of the researchers' that are one raid (one house in one town on one day), entered twice.
ENTERED_TWICE = {frozenset({"airwars-287562", "airwars-386624"})}
Levels = dict[str, str]


def count_words() -> None:
    """Count in how many news texts each word stands, and write those met four times and more."""
    counts: Counter[str] = Counter()
    texts = 0
    with (SHARED / "reports" / "reports.jsonl").open(encoding="utf-8") as f:
        for line in f:
            texts += 1
            tokens = tokenize(json.loads(line)["text"])
            counts.update({bare(t.norm) for t in tokens if t.kind == "w" and len(t.norm) > 1})
    rows = [f"documents,{texts}"] + [f"{w},{n}" for w, n in sorted(counts.items()) if n >= 4]
    (DATA / "word_df.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def gold_pairs() -> list[tuple[Levels, int]]:
    """The levels of every candidate pair of gold events, and whether it is one incident."""
    with (SHARED / "gold" / "dev.jsonl").open(encoding="utf-8") as f:
        events, keys = gold_events(json.loads(line) for line in f if line.strip())
    out = []
    for a, b in candidate_pairs(events):
        found = level_of(a, b, default_sides())
        if found and (keys.get(a.id, a.id) == keys.get(b.id) or frozenset((a.report_id, b.report_id)) not in UNKEYED):
            out.append((found, int(a.id in keys and keys.get(a.id) == keys.get(b.id))))
    return out


def corpus_pairs() -> list[tuple[str, Levels, int]]:
    """The levels of candidate pairs of the researchers' texts: which pair of texts, levels, whether one incident."""
    rows = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
    label = {r["id"]: r["incident"] for r in rows}
    events: list[ReportEvent] = [e for found in read_events(rows) for e in found]
    out = []
    for a, b in candidate_pairs(events):
        found = level_of(a, b, default_sides())
        if found and frozenset((label[a.report_id], label[b.report_id])) not in ENTERED_TWICE:
            out.append((f"{a.report_id} {b.report_id}", found, int(label[a.report_id] == label[b.report_id])))
    return out


class Fit:
    """A logistic regression over levels, held to a prior."""

    def __init__(self, prior: dict[str, Any]) -> None:
        self.prior = prior
        self.names = [(f, level) for f, levels in prior["weights"].items() for level in levels]
        self.index = {name: n for n, name in enumerate(self.names)}
        fixed = [1e6 if level in FIXED_LEVELS and f != "place" else PRIOR_STRENGTH for f, level in self.names]
        self.strength = np.array([*fixed, PRIOR_STRENGTH])
        self.start = np.array([prior["weights"][f][level] for f, level in self.names] + [prior["bias"]])

    def rows(self, pairs: list[Levels]) -> np.ndarray:
        """One row a pair, one where the pair falls on a level; the last column is the bias."""
        x = np.zeros((len(pairs), len(self.names) + 1))
        for n, levels in enumerate(pairs):
            for item in levels.items():
                x[n, self.index[item]] = 1.0
        x[:, -1] = 1.0
        return x

    def solve(self, x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """Newton's method; the problem is convex and has one answer."""
        w = self.start.copy()
        for _ in range(30):
            p = 1 / (1 + np.exp(-(x @ w)))
            gradient = x.T @ (weight * (y - p)) - self.strength * (w - self.start)
            hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(self.strength)
            step = np.linalg.solve(hessian, gradient)
            w = w + step
            if float(np.abs(step).max()) < 1e-8:
                break
        return w


def fit(gold: list[tuple[Levels, int]], corpus: list[tuple[str, Levels, int]], prior: dict[str, Any]) -> dict[str, Any]:
    """The model as it ships: weights rounded to 0.05."""
    model = Fit(prior)
    x = model.rows([levels for levels, _ in gold] + [levels for _, levels, _ in corpus])
    y = np.array([t for _, t in gold] + [0] * len(corpus), dtype=float)
    w = model.start.copy()
    by_texts: dict[str, list[int]] = defaultdict(list)
    for n, (texts, _, true) in enumerate(corpus):
        if true:
            by_texts[texts].append(len(gold) + n)
    for _ in range(ROUNDS):
        score = x @ w
        weight = np.array([GOLD_WEIGHT] * len(gold) + [1.0] * len(corpus))
        for members in by_texts.values():
            best = max(members, key=lambda n: (score[n], -n))
            for n in members:  # of two texts of one incident the best pair tells it; the others say nothing
                y[n], weight[n] = (1.0, 1.0) if n == best else (0.0, 0.0)
        w = model.solve(x, y, weight)
    rounded = [round(float(v) * 20) / 20 for v in w]
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for (feature, level), value in zip(model.names, rounded, strict=False):
        weights[feature][level] = value
    return {
        "version": "fitted-1",
        "provenance": {
            "how": "logistic regression over comparison levels, held to bench/link_prior.json (bench/fit_link.py)",
            "gold_pairs": len(gold),
            "gold_true": int(sum(t for _, t in gold)),
            "corpus_pairs": len(corpus),
            "corpus_text_pairs_true": len(by_texts),
            "prior_strength": PRIOR_STRENGTH,
        },
        "bias": rounded[-1],
        "thresholds": prior["thresholds"],
        "weights": dict(weights),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--corpus", action="store_true")
    args = parser.parse_args()
    if args.words:
        count_words()
    prior = json.loads(Path(__file__).with_name("link_prior.json").read_text("utf-8"))
    model = fit(gold_pairs(), corpus_pairs() if args.corpus else [], prior)
    text = json.dumps(model, indent=1, ensure_ascii=False)
    (DATA / "weights.json").write_text(text + "\n", encoding="utf-8")
    print(json.dumps(model["provenance"]))


if __name__ == "__main__":
    main()
