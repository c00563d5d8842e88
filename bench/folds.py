"""Do the scores hold everywhere: by fold, kind of source, country and year; writes bench/generality.md.

    python bench/folds.py             # measure, write the tables of generality.md
    python bench/folds.py --ids 3     # the reports of one fold, to keep closed while rules are written

A fold is a fifth of dev.jsonl by outlet: whatever an outlet's style is, it is either seen or unseen as a whole. The
fold of an outlet is a hash of its name, so it stays when reports are added. Groups are those of the gold; a report's
country is the one that most of its gold places lie in.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from coded import TOP, gold_files, only_shipped_places, table, write_measured

from isnad.evaluate.load import load_gold, read_gold
from isnad.evaluate.score import Coded, Scores, intervals, score
from isnad.model import Claim, Report

PAGE = TOP / "bench" / "generality.md"
FOLDS = 5
LAG = 0.10  # below the mean of its files: from so much on a group needs a reason
LEAST_CLAIMS = 8  # gold claims of a group that is shown; the others stand together
FIELDS = ("event", "event+type", "actors", "places", "when", "figures", "sources", "row")
JUDGED = ("event", "event+type")  # the fields in which a lag needs a reason
OTHERS = "fewer claims than that"
Text = tuple[Report, Coded]


def fold_of(report: Report) -> int:
    """The fold of a report, 1 to FOLDS; one without an outlet counts as an outlet of its own."""
    name = report.outlet or report.id
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % FOLDS + 1


def groups_of(path: Path) -> dict[str, str]:
    """The kind of source of each report, by its id; invented reports ("own-…") are one kind."""
    with path.open(encoding="utf-8") as f:
        rows = [json.loads(line) for line in f if line.strip()]
    return {str(r["id"]): "own" if str(r["group"]).startswith("own-") else str(r["group"]) for r in rows}


def country(coded: Coded) -> str:
    """Where most gold places of a report lie."""
    found = Counter(p.country for c in coded.claims for p in c.places if p.country)
    return found.most_common(1)[0][0] if found else "none named"


def year(report: Report) -> str:
    """The year of publication."""
    return (report.published or "unknown")[:4] if report.published else "unknown"


def split(texts: Sequence[Text], key: Callable[[Text], str], least: int) -> dict[str, list[Coded]]:
    """The reports by a key, in its order; keys with fewer than `least` gold claims are put together."""
    by: dict[str, list[Coded]] = defaultdict(list)
    for text in texts:
        by[key(text)].append(text[1])
    small = {k for k, reports in by.items() if sum(len(r.claims) for r in reports) < least}
    out = {k: by[k] for k in sorted(by) if k not in small}
    rest = [r for k in sorted(small) for r in by[k]]
    return out | ({OTHERS: rest} if rest else {})


def rows(
    parts: Mapping[str, Sequence[Coded]], predicted: Mapping[str, Sequence[Claim]], mean: Scores
) -> list[tuple[object, ...]]:
    """A row of scores for each part, then the mean; what lags is set in bold, with its interval."""
    out: list[tuple[object, ...]] = []
    for name, reports in parts.items():
        found = score(reports, predicted)
        cells = []
        for field in FIELDS:
            value = f"{found.f1(field):.2f}"
            if field in JUDGED and found.f1(field) < mean.f1(field) - LAG:
                value = f"**{value}** ±{intervals(reports, predicted)[field]:.2f}"
            cells.append(value if found.fields[field].gold else "")
        out.append((name, len(reports), sum(len(r.claims) for r in reports), *cells))
    total = (f"{mean.f1(field):.2f}" for field in FIELDS)
    return [*out, ("all", mean.reports, mean.fields["event"].gold, *total)]


def measured(files: Sequence[Path]) -> str:
    """The tables of generality.md."""
    texts = {p.stem: load_gold(p) for p in files}
    every = [t for ts in texts.values() for t in ts]
    predicted = {k: r.claims for k, r in read_gold(every).items()}
    kinds = {k: v for p in files for k, v in groups_of(p).items()}
    tables: list[tuple[str, Sequence[Text], Callable[[Text], str], int]] = [
        ("Folds of dev by outlet", texts["dev"], lambda t: str(fold_of(t[0])), 0),
        ("Kinds of sources in dev", texts["dev"], lambda t: kinds[t[0].id], LEAST_CLAIMS),
        ("What hard was picked for", texts["hard"], lambda t: kinds[t[0].id], LEAST_CLAIMS),
        ("Countries, dev and hard", every, lambda t: country(t[1]), LEAST_CLAIMS),
        ("Years, dev and hard", every, lambda t: year(t[0]), LEAST_CLAIMS),
    ]
    parts = []
    for title, some, key, least in tables:
        mean = score([coded for _, coded in some], predicted)
        body = rows(split(some, key, least), predicted, mean)
        parts += [f"## {title}\n", table(("", "reports", "claims", *FIELDS), body)]
    return "\n".join(parts)


def main() -> None:
    """Measure, or list a fold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ids", type=int, choices=range(1, FOLDS + 1), metavar="FOLD", help="list a fold's reports")
    given = parser.parse_args()
    only_shipped_places()
    files = gold_files("dev", "hard")
    if given.ids:
        print("\n".join(r.id for r, _ in load_gold(files[0]) if fold_of(r) == given.ids))
    else:
        write_measured(PAGE, measured(files))


if __name__ == "__main__":
    main()
