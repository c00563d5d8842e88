"""Fit the reader's two judgements over the signs of a telling (isnad.read.signs) on coded reports.

    python bench/fit_reader.py GOLD.jsonl [GOLD.jsonl ...]

writes lexicons/models/scope.json (is a telling one happening or many) and validity.json (would a coder count it), as
logistic regressions with an L2 penalty, and prints what five-fold cross-validation over reports gives: the
F1 of the rarer class, and the expected calibration error of the validity, which is a claim's `confidence`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from coded import Judged, judged

from isnad.lexicon.load import data_dir
from isnad.model import Claim
from isnad.read.reader import Reader

PENALTY = 2.0
BY = "bench/fit_reader.py over isnad.read.signs"
FOLDS = 5
WHERE = frozenset({"first", "late"})  # where a sentence stands says nothing of how many happenings it tells
LEAST_MET = 8  # tellings that have a sign before it is weighed: fewer say nothing of others
Row = tuple[str, dict[str, float], int]
Model = dict[str, Any]  # what it weighs, how and on what it was fitted, and the weights


def collect(reports: Sequence[Judged]) -> tuple[list[Row], list[Row]]:
    """Rows (report id, signs, label) for scope and for validity, from what the reader finds in coded reports."""
    scope: list[Row] = []
    valid: list[Row] = []
    for r in reports:
        for j, g in enumerate(r.groups):
            gold: Claim | None = r.coded.claims[r.matched[j]] if j in r.matched else None
            valid.append((r.report.id, g.signs, int(gold is not None)))
            if gold is not None and gold.scope != "stock" and r.claims[j].scope != "stock":
                told = {name: v for name, v in g.main.signs.items() if name not in WHERE}
                scope.append((r.report.id, told, int(gold.scope == "aggregate")))
    return scope, valid


def usual(rows: Sequence[Row]) -> list[str]:
    """The signs that are met often enough to be weighed."""
    counts = Counter(name for _, found, _ in rows for name in found)
    return sorted(name for name, n in counts.items() if n >= LEAST_MET)


def matrix(rows: Sequence[Row], names: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The signs as an n × k matrix and the labels as n values."""
    at = {n: k for k, n in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, (_, found, _) in enumerate(rows):
        for name, value in found.items():
            if name in at:
                x[i, at[name]] = value
    return x, np.array([float(label) for _, _, label in rows])


def logistic(x: np.ndarray, y: np.ndarray, penalty: float, bias: int) -> np.ndarray:
    """The weights of an L2-penalised logistic regression by Newton's method; the bias is not penalised."""
    w = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], penalty)
    ridge[bias] = 1e-6
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge), x.T @ (y - p) - ridge * w)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return w


def folds(rows: Sequence[Row]) -> np.ndarray:
    """The fold of each row: rows of one report stay together."""
    ids = sorted({r[0] for r in rows})
    order = {r: n % FOLDS for n, r in enumerate(ids)}
    return np.array([order[r[0]] for r in rows])


def cross_validated(x: np.ndarray, y: np.ndarray, fold: np.ndarray, penalty: float, bias: int) -> np.ndarray:
    """For each row the probability that a model gives which did not see its report."""
    out = np.zeros(len(y))
    for k in range(FOLDS):
        w = logistic(x[fold != k], y[fold != k], penalty, bias)
        out[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ w))
    return out


def unseen(rows: Sequence[Row], penalty: float) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities by weights that have not seen the report, and the labels."""
    names = usual(rows)
    x, y = matrix(rows, names)
    return cross_validated(x, y, folds(rows), penalty, names.index("bias")), y


def calibration_error(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """The expected calibration error over bins of equal width."""
    total = 0.0
    for k in range(bins):
        inside = (p >= k / bins) & (p < (k + 1) / bins if k < bins - 1 else p <= 1)
        if inside.any():
            total += inside.mean() * abs(p[inside].mean() - y[inside].mean())
    return float(total)


def f1(p: np.ndarray, y: np.ndarray, at: float) -> float:
    """F1 of the positive class where what lies above `at` is called positive."""
    hit = float(((p > at) & (y > 0.5)).sum())
    return 2 * hit / max(1.0, float((p > at).sum()) + float(y.sum()))


def fit(
    name: str, what: str, rows: Sequence[Row], sources: Sequence[Path], penalty: float = PENALTY, by: str = BY
) -> Model:
    """Fit one model and print its cross-validated figures; `by` says what makes its signs and fits it."""
    names = usual(rows)
    x, y = matrix(rows, names)
    bias = names.index("bias")
    p = cross_validated(x, y, folds(rows), penalty, bias)
    print(f"{name}: {len(rows)} rows, {int(y.sum())} positive, {len(names)} signs")
    loss = -np.mean(y * np.log(p + 1e-9) + (1 - y) * np.log(1 - p + 1e-9))
    error = calibration_error(p, y)
    print(f"  cross-validated: F1 at .5 {f1(p, y, 0.5):.3f}, ECE {error:.3f}, log loss {loss:.3f}")
    for at in (0.2, 0.3, 0.4):
        kept = p > at
        share = y[kept].sum() / y.sum()
        print(f"  kept above {at}: {kept.mean():.3f} of all, {y[kept].mean():.3f} right, {share:.3f} of the right")
    w = logistic(x, y, penalty, bias)
    return {
        "what": what,
        "how": f"L2-penalised logistic regression (penalty {penalty}) by {by}",
        "on": f"{len(rows)} tellings of {len({r[0] for r in rows})} reports ({', '.join(p.name for p in sources)})",
        "weights": {n: round(float(v), 3) for n, v in sorted(zip(names, w, strict=True))},
    }


def save(name: str, fitted: Model) -> None:
    """Write a model to lexicons/models."""
    out = data_dir() / "models" / f"{name}.json"
    out.write_text(json.dumps(fitted, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(paths: Sequence[str]) -> None:
    """Fit both models on the coded reports of the files."""
    sources = [Path(p) for p in paths]
    scope, valid = collect(judged(sources, Reader()))
    save(
        "scope",
        fit("scope", "log-odds that a telling counts many happenings together (scope: aggregate)", scope, sources),
    )
    what = "log-odds that a coder would count what was found as a claim; its probability is the claim's confidence"
    save("validity", fit("validity", what, valid, sources))


if __name__ == "__main__":
    main(sys.argv[1:])
