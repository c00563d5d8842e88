"""Predictions for the public benchmark of Arabic event data (ASSAULT, PROTEST), and the fit of their adapter.

usage: python bench/gsr.py FILE.jsonl [FILE.jsonl ...] > predictions.jsonl
       python bench/gsr.py --fit [FILE.jsonl ...]     fit gsr_weights.json anew; prints cross-validated figures

Each sentence is read as a report of its own. What the reader finds stays as it is; the adapter judges by fitted
weights over the claims of a sentence (type, stance, scope, date, sides, figures, voice, place in the sentence)
whether they are an event as the benchmark counts them, a fresh telling rather than background or accusation. A
sentence in which the reader finds no claim of a fitting type has none. gsr.md tells more.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from fit_reader import logistic, matrix

from isnad import __version__
from isnad.arabic.script import fold_word
from isnad.model import Claim, Report
from isnad.read.claims import build_claims
from isnad.read.groups import Group
from isnad.read.reader import Reader, default_reader

SHARED = Path(os.environ.get("ISNAD_SHARED") or Path(__file__).resolve().parents[2] / "shared")
WEIGHTS = Path(__file__).with_name("gsr_weights.json")
# The claim types that can be an event of each of the benchmark's two. With arrest and destruction beside them F1 moves
# less than twice as far as from split to split; the benchmark's definition has neither, so they stay out.
KINDS = {
    "ASSAULT": frozenset({
        "air_strike", "shelling", "explosive", "suicide_attack", "armed_clash", "armed_attack", "assassination",
        "execution", "killing", "abduction",
    }),
    "PROTEST": frozenset({"protest"}),
}  # fmt: skip
PENALTY = 8.0  # of the squared weights; from 2 to 16 F1 is the same within the spread of splits
SEEN = 10  # a sign must stand in so many sentences to have a weight
FOLDS = 5
REPEATS = 5  # cross-validation is repeated over other splits, for one split moves F1 by 0.02
BESIDE = 0.5  # a second claim of a judged sentence counts as an event too from this confidence on
HITS = {"killed": 2, "injured": 1, "casualties": 1}  # figures that name who was hit, the first first
TELLERS = "قال قالت اضاف اضافت اوضح اوضحت اكد اكدت ذكر ذكرت افاد افادت اعلن اعلنت"  # said, added, made clear …
OPENERS = {  # first words, folded, that place a sentence in its article
    "was": frozenset({"وكان", "وكانت", "وكانوا", "كان", "كانت"}),
    "beside": frozenset({"وفي", "في", "كما", "الي", "من", "فيما", "بينما"}),
    "told": frozenset(and_ + verb for verb in TELLERS.split() for and_ in ("", "و")),
    "this": frozenset({"وهذا", "وهذه", "هذا", "هذه", "وهي", "وهو", "وياتي", "وتاتي"}),
}
Signs = dict[str, float]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the benchmark with its claims (the unlikely too) and the reader's signs of each."""

    id: str
    text: str
    claims: tuple[Claim, ...]
    signs: tuple[Signs, ...]


def rows_of(paths: Iterable[Path]) -> Iterable[dict[str, Any]]:
    """The rows of JSON-lines files."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def read_sentence(row: dict[str, Any], reader: Reader) -> Sentence:
    """Read one sentence as a report without date, outlet and title; the benchmark gives none."""
    report = Report(row["id"], row["text"])
    groups, made = build_claims(report, reader.groups(report)[0], reader.lexicon.actors, 0.0)
    claims = [_sure(c, g) for c, g in zip(made, groups, strict=True)]
    return Sentence(report.id, report.text, tuple(c for c, _ in claims), tuple(s for _, s in claims))


def _sure(claim: Claim, group: Group) -> tuple[Claim, Signs]:
    kinds = {"date " + d.expr.kind: 1.0 for t in group.tellings for d in t.frame.dates}
    return claim, group.signs | kinds | {"confidence": group.confidence}


def told_of(s: Sentence, event: str) -> list[tuple[Claim, Signs]]:
    """The claims that can be an event of the benchmark's type, the likeliest first."""
    fitting = [(c, g) for c, g in zip(s.claims, s.signs, strict=True) if c.type in KINDS[event]]
    return sorted(fitting, key=lambda x: -x[1]["confidence"])


def judged_by(s: Sentence, event: str) -> Signs:
    """The signs by which a sentence is judged; empty where no claim fits.

    The reader's own signs are those of the likeliest claim ("main …"); the others hold where any claim has them.
    """
    told = told_of(s, event)
    if not told:
        return {}
    first, signs = told[0]
    out = {"main " + k: v for k, v in signs.items() if k not in ("bias", "confidence")}
    p = min(max(signs["confidence"], 0.01), 0.99)
    out |= {
        "bias": 1.0,
        "confidence": p,
        "log odds": float(np.log(p / (1 - p))) / 3,
        "claims": float(np.log(len(told))),
    }
    for c, g in told:
        out["type " + c.type] = max(out.get("type " + c.type, 0.0), g["confidence"])
        out |= dict.fromkeys(_claim_signs(c), 1.0)
    out |= dict.fromkeys(("beside " + c.type for c in s.claims if c.type not in KINDS[event]), 1.0)
    return out | _sentence_signs(s.text, first)


def _claim_signs(c: Claim) -> set[str]:
    """Signs of a claim's fields, by name."""
    found = {"stance " + c.stance, "scope " + c.scope}
    found |= {"has " + k for k in ("actors", "targets", "places", "means", "sources", "figures") if getattr(c, k)}
    found |= {"source " + x.kind for x in c.sources}
    found |= {"actor " + _arm(x.id) for x in c.actors} | {"target " + _arm(x.id) for x in c.targets}
    found |= {"of " + f.of for f in c.figures} | {"figure " + f.kind for f in c.figures}
    if any((f.low or 0) > 1 for f in c.figures):
        found.add("several")
    if any((f.low or 0) >= 100 for f in c.figures):
        found.add("hundreds")
    if c.stance == "affirmed" and c.scope == "single":
        found.add("affirmed and single")
    if c.when.text:
        found.add("has date")
    if c.when.start:
        found.add("date with its year")
    return found


def _arm(actor: str | None) -> str:
    """What arm of its side an actor's id names: "mil" of "isr.mil"; "side" for a group as a whole."""
    return (
        "unknown"
        if actor is None
        else actor.partition(".")[2].partition(".")[0] or ("civilians" if actor == "civilians" else "side")
    )


def _sentence_signs(text: str, c: Claim) -> Signs:
    """Signs of the sentence around the likeliest claim: how it opens, where the trigger stands, quotes, length."""
    words = text.split()
    opening = [fold_word(w) for w in words[:3]]
    at = c.trigger[0]
    before = text[:at]
    out = {
        "length": len(text) / 200,
        "position": at / max(1, len(text)),
        "long": len(text) > 400,
        "short": len(text) < 80,
        "opens with its trigger": at < 3,
        "question": "؟" in text,
        "ellipsis": "..." in text or "…" in text,
        "trigger in quotes": before.count("«") > before.count("»"),
        "bullet": text[:1] in "*-ـ•>" or text[:1].isdigit(),
        "dateline": ":" in text[:60] and any(m in text[:60] for m in "ـ-"),
        "colon": ":" in text,
    }
    out |= {"opens " + k: bool(opening) and opening[0] in v for k, v in OPENERS.items()}
    return {k: float(v) for k, v in out.items() if v}


def events_of(s: Sentence, event: str) -> list[dict[str, str | None]]:
    """The events of a sentence that was judged to tell one: its likeliest claim, and others about as sure."""
    out: list[dict[str, str | None]] = []
    for n, (c, g) in enumerate(told_of(s, event)):
        row = {"type": event, "source": source_of(c), "target": target_of(c)}
        if (n == 0 or (g["confidence"] >= BESIDE and c.stance == "affirmed")) and row not in out:
            out.append(row)
    return out


def source_of(c: Claim) -> str | None:
    """Who did it, in the text's words; in a protest also those who are only counted ("آلاف"); None where unsaid."""
    if c.actors:
        return " ".join(x.text for x in c.actors)
    if c.type == "protest":
        return next((f.text for f in c.figures if f.kind == "taking_part"), None)
    return None


def target_of(c: Claim) -> str | None:
    """Whom it was done to, as the benchmark's annotators take it: of an attack the dead, then the hurt ("12 شخصا"),
    before the thing that was aimed at (F1 of targets 0.67 against 0.61); None where none is told.
    """
    hurt = [f for f in c.figures if f.kind in HITS and f.part_of is None and f.high != 0]
    if hurt and c.type != "protest":
        return max(hurt, key=lambda f: HITS[f.kind]).text
    return " ".join(x.text for x in c.targets) or None


def probability(signs: Signs, weights: dict[str, float]) -> float:
    """The probability that a sentence tells an event as the benchmark counts them; 0 without a claim."""
    if not signs:
        return 0.0
    return float(1 / (1 + np.exp(-sum(weights.get(k, 0.0) * v for k, v in signs.items()))))


def load_weights(path: Path = WEIGHTS) -> dict[str, Any]:
    """{"what", "how", "on", "ASSAULT": {"threshold", "cross_validated", "weights"}, "PROTEST": …}."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def predict(s: Sentence, fitted: dict[str, Any]) -> dict[str, Any]:
    """The benchmark's row for a sentence; either type is judged, whatever the row says of itself."""
    events: list[dict[str, str | None]] = []
    for event in KINDS:
        if probability(judged_by(s, event), fitted[event]["weights"]) > fitted[event]["threshold"]:
            events += events_of(s, event)
    return {"id": s.id, "events": events}


# The fit.


@dataclass(frozen=True, slots=True)
class Table:
    """Sentences of one type as a matrix: those with a claim to judge; `missed` are events without any."""

    names: list[str]
    x: np.ndarray
    y: np.ndarray
    missed: int


def table_of(event: str, sentences: Sequence[tuple[Sentence, str]]) -> Table:
    """The matrix of sentences labelled yes or no ("ambiguous" left out, as in the protocol)."""
    rows: list[tuple[str, Signs, int]] = []
    missed = 0
    for s, label in sentences:
        signs = judged_by(s, event)
        if label != "ambiguous" and signs:
            rows.append((s.id, signs, int(label == "yes")))
        missed += label == "yes" and not signs
    seen = Counter(k for _, found, _ in rows for k in found)
    names = sorted(k for k, n in seen.items() if n >= SEEN)
    x, y = matrix(rows, names)
    return Table(names, x, y, missed)


def split(y: np.ndarray, seed: int, folds: int = FOLDS) -> np.ndarray:
    """A fold for each sentence, at random, with equal shares of events."""
    rng = np.random.default_rng(seed)
    fold = np.zeros(len(y), dtype=int)
    for label in (0.0, 1.0):
        at = np.flatnonzero(y == label)
        rng.shuffle(at)
        fold[at] = np.arange(len(at)) % folds
    return fold


def held_out(x: np.ndarray, y: np.ndarray, fold: np.ndarray, bias: int) -> np.ndarray:
    """For each sentence the probability by weights that were fitted without its fold."""
    p = np.zeros(len(y))
    for k in np.unique(fold):
        w = logistic(x[fold != k], y[fold != k], PENALTY, bias)
        p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ w))
    return p


def best_threshold(p: np.ndarray, y: np.ndarray, missed: int) -> float:
    """The threshold with the best F1, between the probabilities it parts."""
    order = np.argsort(-p)
    hit = np.cumsum(y[order])
    f = 2 * hit / (np.arange(1, len(y) + 1) + y.sum() + missed)
    i = int(f.argmax())
    low = p[order[i + 1]] if i + 1 < len(y) else 0.0
    return float((p[order[i]] + low) / 2)


def cross_validated(t: Table) -> dict[str, float]:
    """Precision, recall and F1 on sentences that neither weights nor threshold saw; means over repeated splits."""
    bias = t.names.index("bias")
    figures = []
    for seed in range(REPEATS):
        fold = split(t.y, seed)
        hit = np.zeros(len(t.y), dtype=bool)
        for k in range(FOLDS):
            x, y = t.x[fold != k], t.y[fold != k]
            at = best_threshold(held_out(x, y, split(y, 100 + seed), bias), y, round(t.missed * (1 - 1 / FOLDS)))
            p = 1 / (1 + np.exp(-t.x[fold == k] @ logistic(x, y, PENALTY, bias)))
            hit[fold == k] = p > at
        right, all_ = float((hit & (t.y > 0)).sum()), float(t.y.sum()) + t.missed
        figures.append((right / max(1, hit.sum()), right / all_, 2 * right / (float(hit.sum()) + all_)))
    means = np.mean(figures, axis=0)
    spread = np.std([f for _, _, f in figures])
    return dict(zip(("P", "R", "F1", "F1 sd over splits"), (round(float(v), 3) for v in (*means, spread)), strict=True))


def fit_event(t: Table) -> dict[str, Any]:
    """Weights from all sentences, the threshold from held-out probabilities, and what cross-validation gives."""
    bias = t.names.index("bias")
    at = np.mean([best_threshold(held_out(t.x, t.y, split(t.y, seed), bias), t.y, t.missed) for seed in range(REPEATS)])
    w = logistic(t.x, t.y, PENALTY, bias)
    return {
        "sentences": {"judged": len(t.y), "events": int(t.y.sum()) + t.missed, "events without a claim": t.missed},
        "cross_validated": cross_validated(t),
        "threshold": round(float(at), 4),
        "weights": {n: round(float(v), 3) for n, v in zip(t.names, w, strict=True) if abs(v) >= 0.0005},
    }


def fit(paths: Sequence[Path], out: Path = WEIGHTS) -> None:
    """Fit both types on the files, print the cross-validated figures, write the weights with their provenance."""
    reader = default_reader()
    told: dict[str, list[tuple[Sentence, str]]] = {event: [] for event in KINDS}
    for row in rows_of(paths):
        told[row["event_type"]].append((read_sentence(row, reader), row["label"]))
    data: dict[str, Any] = {
        "what": "log-odds that a sentence with a claim of a fitting type tells an event as the benchmark counts them",
        "how": f"L2-penalised logistic regression (penalty {PENALTY}) by bench/gsr.py --fit over claims and their "
        f"signs; cross-validated figures: {FOLDS} folds, {REPEATS} splits, threshold chosen within the folds",
        "on": f"{', '.join(p.name for p in paths)}: half of openeventdata/arabic_event_gsr (MIT)",
        "reader": f"rules-{__version__}, lexicon {reader.lexicon_digest}",
    }
    for event, sentences in told.items():
        if sentences:
            data[event] = fit_event(table_of(event, sentences))
            print(event, data[event]["sentences"], data[event]["cross_validated"])
    out.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """Predict, or fit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, help="default: the shared half")
    parser.add_argument("--fit", action="store_true", help="fit the weights anew on the files")
    args = parser.parse_args(argv)
    files: list[Path] = args.files or [SHARED / "gsr" / "assault.jsonl", SHARED / "gsr" / "protest.jsonl"]
    missing = [str(p) for p in files if not p.is_file()]
    if missing:
        parser.error(f"not there: {', '.join(missing)} (ISNAD_SHARED names the folder)")
    if args.fit:
        fit(files)
        return 0
    fitted, reader = load_weights(), default_reader()
    for row in rows_of(files):
        print(json.dumps(predict(read_sentence(row, reader), fitted), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
