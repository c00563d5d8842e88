"""What the reader gets wrong, by cause, over rounds of work: writes bench/errors.md.

    python bench/errors.py                 # count, write the tables of errors.md beside earlier rounds
    python bench/errors.py --round NAME    # and keep the counts as a round of errors.json, to compare with later

Claims missed and made without need, and wrong cells of paired claims, on dev, hard and seeds of the shared gold. The
causes are worked out by rules (bench/causes.py, bench/cellcauses.py); they point to where to read, and prove nothing.
An earlier state of the reader is counted by the rules of today with its `src` first on PYTHONPATH.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence

from causes import missed, needless
from cellcauses import wrong_cells
from coded import TOP, Judged, gold_files, judged, match, only_shipped_places, table, write_measured

from isnad.evaluate.pairing import as_predicted
from isnad.mentions.annotate import annotate
from isnad.read.claims import LEAST
from isnad.read.reader import Reader

PAGE = TOP / "bench" / "errors.md"
ROUNDS = TOP / "bench" / "errors.json"
FILES = ("dev", "hard", "seeds")
FEW = 3  # a cause met less often in every round stands under "other causes"
NOW = "now"
CLASSES = (
    "totals", "missed claims", "needless claims", "type", "scope", "stance", "when", "places", "actors", "targets",
    "figures", "sources",
)  # fmt: skip
Counts = dict[str, dict[str, int]]


def count(reports: Sequence[Judged], reader: Reader) -> Counts:
    """How often each cause was met, by class of mistake; and of how many values."""
    found: dict[str, Counter[str]] = {}

    def add(name: str, cause: str, times: int = 1) -> None:
        found.setdefault(name, Counter())[cause] += times

    for r in reports:
        kept = [n for n, c in enumerate(r.claims) if (c.confidence or 0) >= LEAST]
        counted = {kept[k]: i for k, i in match(r.coded, [r.claims[n] for n in kept]).items()}
        add("totals", "claims in gold", len(r.coded.claims))
        add("totals", "claims made", len(kept))
        add("totals", "paired", len(counted))
        sentences = annotate(r.report.text, reader.lexicon)
        for i, g in enumerate(r.coded.claims):
            if i not in counted.values():
                add("missed claims", missed(r, kept, counted, g, sentences))
        for n in kept:
            if n not in counted:
                add("needless claims", needless(r, kept, counted, n))
        made = [as_predicted(r.claims[n]) for n in kept]
        for n, i in counted.items():
            for name, cause in wrong_cells(r.coded.claims[i], as_predicted(r.claims[n]), r.coded.claims, made):
                add(name, cause)
    return {name: dict(causes) for name, causes in found.items()}


def measured(rounds: dict[str, Counts]) -> str:
    """A table for each class of mistake: a column for each round, the last one's most frequent cause first."""
    names = [name for name in CLASSES if any(name in counts for counts in rounds.values())]
    last = list(rounds)[-1]
    parts = []
    for name in names:
        columns = {r: Counter(counts.get(name, {})) for r, counts in rounds.items()}
        causes = dict.fromkeys(c for column in columns.values() for c in column)
        body: list[tuple[object, ...]] = [
            (c, *(column[c] for column in columns.values()))
            for c in sorted(causes, key=lambda c: (-columns[last][c], c))
            if name == "totals" or max(column[c] for column in columns.values()) >= FEW
        ]
        if name != "totals":
            shown = {str(row[0]) for row in body}
            rest = [sum(n for c, n in column.items() if c not in shown) for column in columns.values()]
            body += [("other causes", *rest)] * any(rest)
            body.append(("**all**", *(column.total() for column in columns.values())))
        parts += [f"## {name[0].upper()}{name[1:]}\n", table(("", *rounds), body)]
    return "\n".join(parts)


def main() -> None:
    """Count, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--round", metavar="NAME", help="keep the counts as a round of errors.json")
    given = parser.parse_args()
    only_shipped_places()
    reader = Reader()
    counts = count(judged(gold_files(*FILES), reader), reader)
    kept: dict[str, Counts] = json.loads(ROUNDS.read_text(encoding="utf-8")) if ROUNDS.exists() else {}
    rounds = dict(sorted(kept.items(), key=lambda kv: [int(n) for n in re.findall(r"\d+", kv[0])]))
    if given.round:
        rounds[given.round] = counts
        ROUNDS.write_text(json.dumps(rounds, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    write_measured(PAGE, measured(rounds if given.round else {**rounds, NOW: counts}))


if __name__ == "__main__":
    main()
