"""The gate: no change may bring a score under its floor, or score against other texts than the floors were set by.

usage: python bench/gate.py            check; exit 1 under a floor, or where a gold file changed
       python bench/gate.py --raise    raise floors to what is measured, less SLACK; no floor goes down
       python bench/gate.py --pin      take the gold files as they are now; say why in the commit

Floors stand in floors.json. One that stood higher in an earlier commit fails too, unless `lowered` there gives the
corpus, the field, the new floor and why. Gold files of ours are in the package; others are read from ../shared, or
the folder that ISNAD_SHARED names, and skipped, with a line that says so, where they are not there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from isnad.batch import ReaderLike
from isnad.evaluate.load import load_gold, read_gold
from isnad.evaluate.score import FIELDS, Scores, score

TOP = Path(__file__).resolve().parent.parent
FLOORS = TOP / "bench" / "floors.json"
# Below what was measured: a mended gold line or a changed tie moves a score by about this much.
SLACK = 0.005
Floors = dict[str, Any]


def load_floors(path: Path = FLOORS) -> Floors:
    """{"corpora": {name: {"in": "project" or "shared", "path", "sha256", "floors": {field: F1}}}, "lowered": […]}."""
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    return floors


def save_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Write them as they stand in the repository: a field a line, so that a change shows in the diff."""
    path.write_text(json.dumps(floors, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def locate(corpus: Mapping[str, Any]) -> Path:
    """Where a corpus is, or would be."""
    shared = Path(os.environ.get("ISNAD_SHARED") or TOP.parent / "shared")
    path: str = corpus["path"]
    return (TOP if corpus["in"] == "project" else shared) / path


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def measure(path: Path, reader: ReaderLike | None = None) -> Scores:
    """The reader's scores on a gold file; jobs change nothing but the time."""
    gold = load_gold(path)
    readings = read_gold(gold, reader, jobs=0)
    return score([coded for _, coded in gold], {k: r.claims for k, r in readings.items()})


def under_floor(name: str, floors: Mapping[str, float], scores: Scores) -> list[str]:
    """A line for each score that is under its floor."""
    return [
        f"{name}: {field} {scores.f1(field):.4f} is under its floor {floor:.4f}"
        for field, floor in floors.items()
        if scores.f1(field) < floor
    ]


def raised(floors: Mapping[str, float], scores: Scores) -> dict[str, float]:
    """The floors, each at least what was measured less SLACK; none lower than before."""
    up = dict(floors)
    for field in FIELDS:
        if scores.fields[field].gold:
            up[field] = max(floors.get(field, 0.0), round(max(0.0, scores.f1(field) - SLACK), 4))
    return {k: v for k, v in up.items() if v > 0}


def lowered(now: Floors, before: Sequence[Floors]) -> list[str]:
    """A line for each floor that once stood higher, without an entry in `lowered` that accounts for it."""
    excused = {(e["corpus"], e["field"], e["floor"]) for e in now.get("lowered", []) if e.get("why")}
    found = {}
    for earlier in before:
        for name, corpus in earlier.get("corpora", {}).items():
            kept = now["corpora"].get(name, {}).get("floors", {})
            for field, floor in corpus.get("floors", {}).items():
                value = kept.get(field, 0.0)
                if value < floor and (name, field, value) not in excused:
                    found[name, field] = (
                        f"{name}: the floor of {field} was {floor} and is {value}: 'lowered' must say why"
                    )
    return list(found.values())


def committed_floors() -> Iterator[Floors]:
    """floors.json as each commit had it; nothing where there is no history."""
    name = FLOORS.relative_to(TOP).as_posix()
    for commit in _git("log", "--format=%H", "--", name).split():
        try:
            yield json.loads(_git("show", f"{commit}:{name}"))
        except ValueError:
            continue  # a commit that removed the file, or broke it


def _git(*args: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(TOP), *args], capture_output=True, text=True, encoding="utf-8", check=False
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def check_corpus(name: str, corpus: dict[str, Any], change: str) -> list[str]:
    """Measure one corpus; what fails, as lines. `change` is "raise", "pin" or nothing."""
    path = locate(corpus)
    if not path.is_file():
        if corpus["in"] == "project":
            return [f"{name}: {corpus['path']} is missing"]
        print(f"{name}: skipped, for {path} is not there (ISNAD_SHARED names the folder); its floors were not checked")
        return []
    found = digest(path)
    if change == "pin":
        corpus["sha256"] = found
    elif corpus.get("sha256") != found:
        return [f"{name}: {path.name} is not the file the floors were set by; look at its changes, then --pin"]
    scores = measure(path)
    failures = under_floor(name, corpus["floors"], scores)
    if change == "raise":
        corpus["floors"] = raised(corpus["floors"], scores)
    shown = ", ".join(f"{field} {scores.f1(field):.3f}" for field in FIELDS if scores.fields[field].gold)
    print(f"{name}: {scores.reports} reports; {shown}")
    return failures


def main() -> int:
    """Check, raise or pin; 1 where something fails."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--raise", dest="change", action="store_const", const="raise", default="")
    group.add_argument("--pin", dest="change", action="store_const", const="pin")
    change = parser.parse_args().change
    os.environ["ISNAD_DATA"] = str(FLOORS / "none")  # the floors hold for the places that ship, not for imported ones
    floors = load_floors()
    failures = lowered(floors, list(committed_floors()))
    for name, corpus in floors["corpora"].items():
        failures += check_corpus(name, corpus, change)
    if change:
        save_floors(floors)
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"gate: {len(failures)} failed" if failures else "gate: passed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
