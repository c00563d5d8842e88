"""Links reports and prints what `score_linking.py` scores, or scores the gold's own incidents.

usage: python bench/linking.py REPORTS.jsonl > predictions.jsonl    (reads the reports with isnad's own reader; a file
                                                                     that `isnad read` wrote is not read again)
       python bench/linking.py --gold [GOLD.jsonl]                  (gold claims; prints F1 over pairs of events)

The shared data is looked for in $ISNAD_SHARED or ../shared.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from isnad.batch import ReaderLike
from isnad.ledger import Ledger, tables
from isnad.ledger.load import Item, load
from isnad.ledger.relink import relink
from isnad.ledger.witness import incidents_from
from isnad.link import Grouping, ReportEvent, events_of, group_events
from isnad.link.score import default_model
from isnad.link.tallies import group_tallies
from isnad.model import Claim, Reading, Report
from isnad.schema import claims_from_dicts

SHARED = Path(os.environ.get("ISNAD_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def report_of(row: dict[str, Any]) -> Report:
    """The report of a row of a gold or corpus file."""
    return Report(row["id"], row["text"], row.get("published"), row.get("outlet"), row.get("title"), row.get("url"))


def incidents_of_events(grouping: Grouping, tallies: Iterable[tuple[str, ...]] = ()) -> dict[str, list[str]]:
    """For each event the incidents it belongs to: its own first, then those it holds."""
    first = {e: group[0] for group in [*grouping.groups, *tallies] for e in group}
    out = {e: [i] for e, i in first.items()}
    for holder, held, _ in grouping.holds:
        if first[held] not in out[holder]:
            out[holder].append(first[held])
    return out


def gold_events(rows: Iterable[dict[str, Any]]) -> tuple[list[ReportEvent], dict[str, str]]:
    """The events of a gold file, and the incident key of those that have one."""
    events: list[ReportEvent] = []
    keys: dict[str, str] = {}
    for n, row in enumerate(rows):
        claims = claims_from_dicts(row["claims"], row["id"], row["text"])
        found = events_of(report_of(row), claims, n)
        named = {c["event"]: c["incident"] for c in row["claims"] if c.get("incident")}
        keys.update({e.id: named[e.name] for e in found if e.name in named})
        events += found
    return events, keys


def read_items(rows: Iterable[dict[str, Any]]) -> Iterable[Item]:
    """Each report with the reading of our own reader; a row that has claims is taken as it is."""
    reader: ReaderLike | None = None
    for row in rows:
        report = report_of(row)
        if "claims" in row:
            yield Item(report, Reading(report.id, claims_from_dicts(row["claims"], report.id, report.text)))
            continue
        if reader is None:
            from isnad.read.reader import default_reader

            reader = default_reader()
        yield Item(report, reader.read(report))


def read_events(rows: Iterable[dict[str, Any]]) -> list[list[ReportEvent]]:
    """The events of each report as our own reader reads it."""
    return [events_of(i.report, i.reading.claims, n) for n, i in enumerate(read_items(rows))]


def score_gold(path: Path, show: bool) -> dict[str, float]:
    """Pairwise precision, recall and F1 over events of two different reports."""
    with path.open(encoding="utf-8") as f:
        events, keys = gold_events(json.loads(line) for line in f if line.strip())
    grouping = group_events(events, default_model())
    mine = incidents_of_events(grouping, group_tallies(events))
    by_incident: dict[str, set[str]] = defaultdict(set)
    for event, incidents in mine.items():
        for i in incidents:
            by_incident[i].add(event)
    report = {e.id: e.report_id for e in events}
    got = {frozenset((a, b)) for i in by_incident.values() for a in i for b in i if a < b and report[a] != report[b]}
    want = {frozenset((a, b)) for a in keys for b in keys if a < b and keys[a] == keys[b] and report[a] != report[b]}
    hit = len(got & want)
    precision, recall = hit / len(got) if got else 0.0, hit / len(want) if want else 0.0
    if show:
        for pair in sorted(sorted(p) for p in got ^ want):
            named = (keys.get(e, "-") for e in pair)
            print("extra " if frozenset(pair) in got else "missed", *pair, *named)
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    return {"pairs": len(want), "precision": precision, "recall": recall, "f1": f1}


def importance(claims: list[Claim], start: int) -> tuple[int, int, int]:
    """How much an event is what a text is about: told with the dead or hurt, as news, early; less is more."""
    toll = any(f.kind in ("killed", "injured", "casualties", "captured") for c in claims for f in c.figures)
    news = any(c.stance == "affirmed" and c.scope == "single" for c in claims)
    return int(not news), int(not toll), start


def predict(rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """For each text the incidents that the ledger holds for it, the main one first, and that one's killed."""
    with Ledger.open("sqlite://") as ledger:
        load(ledger, read_items(rows))
        relink(ledger)
        with ledger.read() as c:
            ids = [r[0] for r in c.execute(select(tables.incident.c.id).order_by(tables.incident.c.id))]
            incidents = {i.id: i for i in incidents_from(c, ids)}
    of_report: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for i in incidents.values():
        for w in i.witnesses:
            if i.kind == "incident":
                of_report[w.report.id][i.id].append(w.claim)
    for row in rows:
        told = of_report[row["id"]]
        order = sorted(told, key=lambda i: importance(told[i], min(c.trigger[0] for c in told[i])))
        line: dict[str, Any] = {"id": row["id"], "incidents": order + [h for i in order for h in incidents[i].holds]}
        if order:
            killed = incidents[order[0]].figure("killed", "civilian") or incidents[order[0]].figure("killed")
            if killed and killed.best.value is not None:
                line["killed"] = [killed.low.value, killed.best.value, killed.high.value]
        yield line


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("reports", nargs="?", type=Path)
    parser.add_argument("--gold", action="store_true")
    parser.add_argument("--show", action="store_true", help="list the pairs that are wrong")
    args = parser.parse_args()
    if args.gold:
        gold = args.reports or SHARED / "gold" / "dev.jsonl"
        if not gold.is_file():
            raise SystemExit(f"{gold} is not there; ISNAD_SHARED names the folder that holds gold/")
        scores = score_gold(gold, args.show)
        print(", ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in scores.items()))
        return
    if args.reports is None:
        parser.error("give REPORTS.jsonl or --gold")
    with args.reports.open(encoding="utf-8") as f:
        rows = [json.loads(line) for line in f if line.strip()]
    for line in predict(rows):
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
