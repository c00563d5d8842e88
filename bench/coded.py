"""Coded reports beside what the reader makes of them: what the bench tools that look into its mistakes start from."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from isnad.evaluate.load import load_gold
from isnad.evaluate.pairing import as_predicted, pair, sentence_cuts
from isnad.evaluate.score import Coded
from isnad.model import Claim, Report
from isnad.read.claims import build_claims
from isnad.read.groups import Group
from isnad.read.reader import Reader

TOP = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("ISNAD_SHARED") or TOP.parent / "shared") / "gold"
T = TypeVar("T")
OPEN, CLOSE = "<!-- measured -->", "<!-- /measured -->"  # around what a tool writes into a page


@dataclass(frozen=True, slots=True)
class Judged:
    """A coded report with all that the reader finds in it, also what it holds too unlikely for a claim.

    `claims` stand beside their `groups`; `matched` is the position of the gold claim of those that a coder counted.
    """

    report: Report
    coded: Coded
    groups: list[Group]
    claims: list[Claim]
    matched: dict[int, int]


def match(coded: Coded, claims: Sequence[Claim]) -> dict[int, int]:
    """The positions of claims that a coder counted, each with that of the gold claim."""
    return {j: i for i, j in pair(coded.claims, [as_predicted(c) for c in claims], sentence_cuts(coded.text))}


def judged(paths: Iterable[Path], reader: Reader) -> list[Judged]:
    """The coded reports of the files as the reader reads them."""
    out = []
    for path in paths:
        for report, coded in load_gold(path):
            groups, claims = build_claims(report, reader.groups(report)[0], reader.lexicon.actors, 0.0)
            out.append(Judged(report, coded, groups, claims, match(coded, claims)))
    return out


def right_ones(gold: Sequence[T], predicted: Sequence[T], same: Callable[[T, T], bool]) -> list[bool]:
    """For each predicted value whether it is one of the gold's, counted as scores count them: each gold value once."""
    return _matched(gold, predicted, same)[1]


def apart(gold: Sequence[T], predicted: Sequence[T], same: Callable[[T, T], bool]) -> tuple[list[T], list[T]]:
    """The values of the gold that were missed, and the predicted ones that are wrong, counted likewise."""
    missed, right = _matched(gold, predicted, same)
    return missed, [p for p, ok in zip(predicted, right, strict=True) if not ok]


def _matched(gold: Sequence[T], predicted: Sequence[T], same: Callable[[T, T], bool]) -> tuple[list[T], list[bool]]:
    missed, right = [], [False] * len(predicted)
    for g in gold:
        found = next((i for i, p in enumerate(predicted) if not right[i] and same(g, p)), None)
        if found is None:
            missed.append(g)
        else:
            right[found] = True
    return missed, right


def gold_files(*names: str) -> list[Path]:
    """The files of the shared gold; raises SystemExit where they are not there."""
    paths = [SHARED / f"{name}.jsonl" for name in names]
    for path in paths:
        if not path.is_file():
            raise SystemExit(f"{path} is not there; ISNAD_SHARED names the folder that holds gold/")
    return paths


def only_shipped_places() -> None:
    """Figures hold for the places that ship, not for those imported on this machine."""
    os.environ["ISNAD_DATA"] = str(Path(__file__) / "none")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; shares are floats and get two digits, None is left empty."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(_cell(v) for v in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    return "" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)


def write_measured(page: Path, measured: str) -> None:
    """Put what was measured between the marks of a page, and leave what was written by hand as it is."""
    text = page.read_text(encoding="utf-8")
    found = re.compile(f"(?<={OPEN}\n).*(?={CLOSE})", re.DOTALL).search(text)
    if found is None:
        raise SystemExit(f"{page}: no {OPEN} and {CLOSE} on lines of their own, between which figures go")
    page.write_text(text[: found.start()] + "\n" + measured + "\n" + text[found.end() :], encoding="utf-8")
