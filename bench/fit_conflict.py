"""Fits the weights of the test for conflict, prints what it keeps and drops by cross-validation, and writes them.

    python bench/fit_conflict.py            # needs the coded reports and the benchmark of ISNAD_SHARED (../shared)

Sentences with a claim of coded reports, and those that the benchmark calls events, are positive; what it calls "easy
no" is negative. Folds are by report, so that no sentence is judged by weights that saw its report.
"""

from __future__ import annotations

import json
import os
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from fit_reader import logistic

from isnad.collect.conflict import LIKELY, signs
from isnad.lexicon.load import Lexicon, load_lexicon
from isnad.mentions.annotate import annotate

SHARED = Path(os.environ.get("ISNAD_SHARED") or Path(__file__).resolve().parent.parent.parent / "shared")
OUT = Path(__file__).resolve().parent.parent / "src" / "isnad" / "collect" / "data" / "conflict.json"
PENALTY = 2.0
LEAST = 4  # sentences in which a sign must stand to be weighed
FOLDS = 5
Text = tuple[int, list[tuple[set[str], bool]]]  # its fold, and each sentence's signs and whether it holds a claim


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one file of the shared folder."""
    return [json.loads(line) for line in (SHARED / name).read_text("utf-8").splitlines()]


def texts(found: list[dict[str, Any]], lexicon: Lexicon) -> list[Text]:
    """The signs of each text's sentences."""
    out = []
    for row in found:
        starts = [c["trigger"][0] for c in row.get("claims", [])]
        sentences = []
        for s in annotate(row["text"], lexicon):
            begin, end = s.tokens[s.i].start, s.tokens[s.j - 1].end
            found_here = signs(s)
            if found_here:
                sentences.append((found_here, any(begin <= t < end for t in starts)))
        out.append((zlib.crc32(str(row["id"]).encode()) % FOLDS, sentences))
    return out


def matrix(found: list[set[str]], names: list[str]) -> np.ndarray:
    """Signs as rows of 0 and 1; the last column is the bias."""
    at = {n: k for k, n in enumerate(names)}
    x = np.zeros((len(found), len(names)))
    x[:, at["bias"]] = 1
    for i, one in enumerate(found):
        x[i, [at[n] for n in one if n in at]] = 1
    return x


def kept(found: list[Text], weights: dict[int, np.ndarray], names: list[str]) -> float:
    """The share of texts that are wanted, each by the weights of the other folds."""
    n = 0
    for fold, sentences in found:
        p = 1 / (1 + np.exp(-matrix([s for s, _ in sentences], names) @ weights[fold])) if sentences else np.zeros(1)
        n += bool(1 - np.prod(1 - p) >= LIKELY)
    return n / len(found)


def main() -> None:
    """Fit, print, write."""
    lexicon = load_lexicon()
    gold = [r for name in ("dev", "hard", "seeds") for r in rows(f"gold/{name}.jsonl") if r["claims"]]
    bench = rows("gsr/assault.jsonl") + rows("gsr/protest.jsonl")
    by_label = {
        label: texts([r for r in bench if r["label"] == label], lexicon) for label in ("yes", "easy no", "difficult no")
    }
    coded = texts(gold, lexicon)
    train = [(s, 1, f) for f, ss in coded for s, claim in ss if claim]
    train += [(s, int(label == "yes"), f) for label in ("yes", "easy no") for f, ss in by_label[label] for s, _ in ss]
    counts = Counter(name for s, _, _ in train for name in s)
    names = ["bias", *sorted(n for n, c in counts.items() if c >= LEAST)]
    x, y = matrix([s for s, _, _ in train], names), np.array([label for _, label, _ in train])
    fold = np.array([f for _, _, f in train])
    weights = {k: logistic(x[fold != k], y[fold != k], PENALTY, 0) for k in range(FOLDS)}
    print(f"cross-validated, wanted from {LIKELY}:")
    print(f"  coded reports with claims kept  {kept(coded, weights, names):.3f} of {len(coded)}")
    for label, found in by_label.items():
        print(f"  '{label}' kept  {kept(found, weights, names):.3f} of {len(found)}")
    w = logistic(x, y, PENALTY, 0)
    data = {
        "what": "log-odds that a sentence tells of a happening of armed conflict or protest",
        "how": f"L2-penalised logistic regression (penalty {PENALTY}) by bench/fit_conflict.py",
        "on": f"{len(train)} sentences: {int(y.sum())} of coded reports with claims and of the benchmark's 'yes', "
        "the rest 'easy no'",
        "weights": {n: round(float(v), 3) for n, v in zip(names, w, strict=True)},
    }
    OUT.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
