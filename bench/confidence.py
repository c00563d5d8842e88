"""How far a claim's confidence can be trusted, and how sure its parts are: writes bench/confidence.md.

    python bench/confidence.py                       # measure, write the tables of confidence.md
    python bench/confidence.py --fit [GOLD.jsonl …]  # and fit lexicons/models/sure.json, on these coded reports too

All is cross-validated in five folds over reports, by the fit of bench/fit_reader.py: each claim is judged by weights
that have not seen its report. The coded reports are the shared gold (ISNAD_SHARED or ../shared) and our samples.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from cellsigns import cells, shares
from coded import TOP, Judged, gold_files, judged, match, only_shipped_places, table, write_measured
from fit_reader import PENALTY, Row, calibration_error, collect, fit, save, unseen

from isnad.evaluate.compare import all_right, dates, is_row, same_figure, same_party, same_place, same_source
from isnad.evaluate.pairing import as_predicted
from isnad.model import Claim
from isnad.read.claims import LEAST
from isnad.read.reader import Reader
from isnad.read.sureness import PARTS, sure_signs

PAGE = TOP / "bench" / "confidence.md"
SURE_PENALTY = 10.0  # of 1 to 20, all alike within the spread of splits; more signs than rows to bear them need more
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001)
CUTS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
SUREST = 0.4  # of the claims: the part that people publish unseen
ROUNDS = 1000  # of the bootstrap over reports
LEAST_CELLS = 15  # cells with a sign before its share is shown


# Whether a whole field of a claim is right, by its name.
RIGHT: dict[str, Callable[[Claim, Claim], bool]] = {
    "type": lambda g, c: g.type == c.type,
    "actors": lambda g, c: all_right(g.actors, c.actors, same_party),
    "targets": lambda g, c: all_right(g.targets, c.targets, same_party),
    "places": lambda g, c: all_right(g.places, c.places, same_place),
    "when": lambda g, c: dates(g) == dates(c),
    "figures": lambda g, c: all_right(g.figures, c.figures, same_figure),
    "sources": lambda g, c: all_right(g.sources, c.sources, same_source),
}


@dataclass(frozen=True, slots=True)
class Made:
    """A claim that is made: its confidence by weights that have not seen its report, and what coders say of it."""

    corpus: str
    report_id: str
    claim: Claim
    gold: Claim | None
    signs: dict[str, float]

    @property
    def row(self) -> bool:
        """Whether its row to publish is right."""
        return self.gold is not None and is_row(self.gold, as_predicted(self.claim))

    def right(self, part: str) -> bool | None:
        """Whether a part is wholly right; None where no coder counts the claim, save for the row."""
        if part == "row" or self.gold is None:
            return self.row if part == "row" else None
        return RIGHT[part](self.gold, self.claim)


def made(corpora: Sequence[tuple[str, Sequence[Judged]]]) -> list[Made]:
    """The claims that the reader makes, with cross-validated confidence; the others are left out before pairing."""
    reports = [(name, r) for name, rs in corpora for r in rs]
    p, _ = unseen(collect([r for _, r in reports])[1], PENALTY)
    out: list[Made] = []
    at = 0
    for name, r in reports:
        judged_anew = [replace(c, confidence=float(p[at + n])) for n, c in enumerate(r.claims)]
        at += len(r.claims)
        kept = [c for c in judged_anew if (c.confidence or 0) >= LEAST]
        counted = match(r.coded, kept)
        beside = Counter(c.evidence for c in kept)
        for j, c in enumerate(kept):
            gold = r.coded.claims[counted[j]] if j in counted else None
            out.append(Made(name, r.report.id, c, gold, sure_signs(c, len(kept), beside[c.evidence])))
    return out


def reliability(p: np.ndarray, y: np.ndarray) -> list[tuple[object, ...]]:
    """(bin, claims, mean probability, share right) of each bin that has claims."""
    rows: list[tuple[object, ...]] = []
    for low, high in pairwise(BINS):
        inside = (p >= low) & (p < high)
        if inside.any():
            rows.append((f"{low:.2f}–{min(high, 1):.2f}", int(inside.sum()), *map(float, _means(p, y, inside))))
    return rows


def _means(p: np.ndarray, y: np.ndarray, inside: np.ndarray) -> tuple[float, float]:
    return float(p[inside].mean()), float(y[inside].mean())


def surest(p: np.ndarray, share: float) -> np.ndarray:
    """The positions of the surest claims."""
    return np.argsort(-p, kind="stable")[: round(share * len(p))]


def gain(ids: Sequence[str], old: np.ndarray, new: np.ndarray, y: np.ndarray) -> tuple[float, float, float]:
    """What ranking by `new` adds to the precision of the surest, and the ends of its 95 % interval over reports."""
    by: dict[str, list[int]] = {}
    for n, r in enumerate(ids):
        by.setdefault(r, []).append(n)
    groups, rng = list(by.values()), np.random.default_rng(0)

    def added(at: np.ndarray) -> float:
        return float(y[at][surest(new[at], SUREST)].mean() - y[at][surest(old[at], SUREST)].mean())

    draws = [
        added(np.concatenate([groups[k] for k in rng.integers(len(groups), size=len(groups))])) for _ in range(ROUNDS)
    ]
    return added(np.arange(len(y))), float(np.quantile(draws, 0.025)), float(np.quantile(draws, 0.975))


def rows_of(claims: Sequence[Made], part: str) -> list[Row]:
    """(report id, signs, whether the part is right) of the claims of which that can be said."""
    return [(m.report_id, m.signs, int(right)) for m in claims if (right := m.right(part)) is not None]


def sure_parts(claims: Sequence[Made]) -> list[tuple[object, ...]]:
    """(part, claims, share right, share right of the surest, calibration error) by weights that have not seen them."""
    out: list[tuple[object, ...]] = []
    for part in PARTS:
        p, y = unseen(rows_of(claims, part), SURE_PENALTY)
        out.append((part, len(y), float(y.mean()), float(y[surest(p, SUREST)].mean()), calibration_error(p, y)))
    return out


def fit_sure(claims: Sequence[Made], sources: Sequence[Path]) -> None:
    """Fit lexicons/models/sure.json: the weights of every part, as "part: sign"."""
    fitted = {
        part: fit(part, "", rows_of(claims, part), sources, SURE_PENALTY, "bench/confidence.py") for part in PARTS
    }
    weights = {f"{part}: {name}": v for part, one in fitted.items() for name, v in one["weights"].items()}
    what = 'log-odds that a part of a claim is wholly right ("part: sign"); signs are those of isnad.read.sureness'
    save("sure", fitted["row"] | {"what": what, "weights": weights})


def measured(claims: Sequence[Made], shipped: tuple[np.ndarray, np.ndarray]) -> str:
    """The tables of confidence.md."""
    p = np.array([m.claim.confidence for m in claims])
    counted = np.array([float(m.gold is not None) for m in claims])
    row = np.array([float(m.row) for m in claims])
    q, _ = unseen(rows_of(claims, "row"), SURE_PENALTY)
    added, low, high = gain([m.report_id for m in claims], p, q, row)
    error, seen = calibration_error(p, counted), calibration_error(*shipped)
    parts = [
        f"{len(claims)} claims of {len({m.report_id for m in claims})} coded reports that have any.\n",
        "## Is a claim one that a coder counts",
        table(("confidence", "claims", "mean", "counted"), reliability(p, counted)),
        f"Expected calibration error, ten bins of equal width: {error:.3f} cross-validated; {seen:.3f} for the weights",
        "that ship, which have seen these reports.\n",
        "## Is its row right",
        table(
            ("surest", "claims", "confidence from", "counted", "row by confidence", "row by sure.row"),
            [_cut(share, p, q, counted, row) for share in CUTS],
        ),
        f"Ranked by `sure.row` instead of by confidence, the surest {SUREST:.0%} gain {added:+.3f} in the share",
        f"of right rows (95 % over reports: {low:+.3f} to {high:+.3f}). Its calibration error as a probability that",
        f"the row is right: {calibration_error(q, row):.3f}.\n",
        table(
            ("corpus", "claims", "row, all", f"row, surest {SUREST:.0%} by confidence", "by sure.row"),
            [_corpus(name, claims, p, q, row) for name in dict.fromkeys(m.corpus for m in claims)],
        ),
        f"What is right in the surest {SUREST:.0%} that a coder counted:\n",
        table(("part of the row", "claims", "by confidence", "by sure.row"), _parts(claims, p, q)),
        "## How sure the parts are",
        table(("part", "claims", "right", f"right, surest {SUREST:.0%}", "calibration error"), sure_parts(claims)),
        "## Which cells are right",
        table(
            ("field", "sign", "cells", "right"),
            shares((c for m in claims if m.gold for c in cells(m.gold, m.claim)), LEAST_CELLS),
        ),
    ]
    return "\n".join(parts)


def _cut(share: float, p: np.ndarray, q: np.ndarray, counted: np.ndarray, row: np.ndarray) -> tuple[object, ...]:
    at, by_row = surest(p, share), surest(q, share)
    means = (float(v.mean()) for v in (counted[at], row[at], row[by_row]))
    return (f"{share:.0%}", len(at), float(p[at].min()), *means)


def _corpus(
    name: str, claims: Sequence[Made], p: np.ndarray, q: np.ndarray, row: np.ndarray
) -> tuple[str, int, float, float, float]:
    at = np.array([n for n, m in enumerate(claims) if m.corpus == name])
    best = [float(row[at][surest(x[at], SUREST)].mean()) for x in (p, q)]
    return (name, len(at), float(row[at].mean()), best[0], best[1])


def _parts(claims: Sequence[Made], p: np.ndarray, q: np.ndarray) -> list[tuple[object, ...]]:
    """Which part of a row is right how often among the surest claims that a coder counted."""
    tests: dict[str, Callable[[Claim, Claim], bool]] = {
        "type": lambda g, c: g.type == c.type,
        "date": lambda g, c: is_row(g, replace(c, type=g.type, places=g.places, figures=g.figures)),
        "all places": lambda g, c: is_row(g, replace(c, type=g.type, when=g.when, figures=g.figures)),
        "all dead and hurt": lambda g, c: is_row(g, replace(c, type=g.type, when=g.when, places=g.places)),
    }
    kept = [
        [(g, as_predicted(m.claim)) for m in (claims[n] for n in surest(x, SUREST)) if (g := m.gold) is not None]
        for x in (p, q)
    ]
    return [
        (name, len(kept[0]), *(sum(test(g, c) for g, c in pairs) / len(pairs) for pairs in kept))
        for name, test in tests.items()
    ]


def main() -> None:
    """Measure, and write the page; with --fit the weights of the parts too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", nargs="*", type=Path, metavar="GOLD", help="write lexicons/models/sure.json")
    given = parser.parse_args()
    only_shipped_places()
    files: list[tuple[str, Path]] = [(p.stem, p) for p in gold_files("dev", "hard", "seeds")]
    files.append(("samples", TOP / "src" / "isnad" / "samples" / "gold.jsonl"))
    reader = Reader()
    corpora = [(name, judged([path], reader)) for name, path in files]
    every = [r for _, reports in corpora for r in reports]
    shipped = np.array([c.confidence for r in every for c in r.claims])
    labels = np.array([float(j in r.matched) for r in every for j in range(len(r.claims))])
    write_measured(PAGE, measured(made(corpora), (shipped, labels)))
    if given.fit is not None:
        more = [(p.stem, judged([p], reader)) for p in given.fit]
        fit_sure(made([*corpora, *more]), [*(p for _, p in files), *given.fit])


if __name__ == "__main__":
    main()
