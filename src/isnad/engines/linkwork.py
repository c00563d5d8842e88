"""What workers do when Spark links: rows to events, pairs of a slab of days, groups of a component."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from isnad.ledger.pack import pack_event, pack_sketch, unpack_event
from isnad.link.blocking import candidate_pairs, probed_days
from isnad.link.cluster import Decisions
from isnad.link.events import ReportEvent, events_of
from isnad.link.score import compare, default_model
from isnad.link.tallies import tally_key
from isnad.link.whole import INCIDENT, TALLY, link_events, new_name, order_of
from isnad.schema import reading_from_dict, report_from_dict

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Run = Callable[[Iterable["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]
# An event: `low` to `high` are the days that it is filed or looked up under, `node` is what tallies of one key share,
# `name` the id of an incident that begins with it, `starts` where its claims' triggers begin.
EVENT = (
    "event_id: string, report_id: string, body: string, sketch: string, low: int, high: int, node: string, "
    "name: string, starts: array<int>"
)
FOUND = "table string, a string, b string, c string, d string, score double"
ROWS = 1000  # in one message to Spark


def each(work: Callable[[Row], Iterable[Row]]) -> Run:
    """For mapInArrow: rows of a row."""

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _batches(made for row in _rows(batches) for made in work(row))

    return run


def _rows(batches: Iterable[pa.RecordBatch]) -> Iterator[Row]:
    for batch in batches:
        yield from batch.to_pylist()


def _batches(rows: Iterator[Row]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    while some := list(islice(rows, ROWS)):
        yield pa.RecordBatch.from_pylist(some, schema=_schema(some[0]))


def _schema(row: Row) -> pa.Schema:
    """The Arrow schema of a kind of row, told by its names: None says nothing of a type."""
    import pyarrow as pa

    words, number = pa.string(), pa.int32()
    kinds: dict[str, pa.DataType] = {
        **dict.fromkeys(("low", "high", "slab"), number), "score": pa.float64(), "starts": pa.list_(number)
    }  # fmt: skip
    if "events" in row:
        names = [n.split(":")[0] for n in EVENT.split(", ")]
        inner = pa.struct([pa.field(n, kinds.get(n, words)) for n in names])
        return pa.schema([pa.field("report_id", words), pa.field("events", pa.list_(inner))])
    return pa.schema([pa.field(n, kinds.get(n, words)) for n in row])


def events_of_row(row: Row) -> Iterator[Row]:
    """The events of a report with its claims (a RESULT row), in one row."""
    report = report_from_dict(row)
    claims = reading_from_dict(row | {"id": report.id}).claims
    starts: dict[str, list[int]] = {}
    for claim in claims:
        starts.setdefault(claim.event, []).append(claim.trigger[0])
    made = []
    for event in events_of(report, claims, order_of(report)):
        single = event.scope == "single"
        days = probed_days(event) if single else range(0)
        made.append(
            {
                "event_id": event.id, "report_id": report.id, "body": pack_event(event),
                "sketch": pack_sketch(event.sketch), "low": days.start if days else None,
                "high": days.stop - 1 if days else None,
                "node": None if single else " ".join(map(str, tally_key(event))),
                "name": new_name(event.id, INCIDENT if single else TALLY), "starts": starts[event.name],
            }
        )  # fmt: skip
    yield {"report_id": report.id, "events": made}


def deal(edges: Sequence[int]) -> Callable[[Row], Iterator[Row]]:
    """For `each`: an event once for every slab that its days touch; slab n begins with day edges[n]."""

    def work(row: Row) -> Iterator[Row]:
        for slab in range(bisect_right(edges, row["low"]) - 1, bisect_right(edges, row["high"])):
            yield {"slab": slab, "body": row["body"], "sketch": row["sketch"]}

    return work


def meet(edges: Sequence[int]) -> Run:
    """For mapInArrow, over rows sorted by slab: the pairs that share a key of the slab's days, scored."""

    def pairs(batches: Iterable[pa.RecordBatch]) -> Iterator[Row]:
        model = default_model()
        enough = min(model.link, model.hold)
        for slab, rows in groupby(_rows(batches), key=lambda row: int(row["slab"])):
            days = range(edges[slab], edges[slab + 1] if slab + 1 < len(edges) else edges[slab] + 10_000_000)
            for a, b in candidate_pairs(_events(rows), days):
                found = compare(a, b, model)
                if found is not None and found.score >= enough:
                    yield {"l": min(a.id, b.id), "r": max(a.id, b.id)}

    return lambda batches: _batches(pairs(batches))


def _events(rows: Iterable[Row]) -> list[ReportEvent]:
    """The events of these rows in their order."""
    return sorted((unpack_event(row["body"], row["sketch"]) for row in rows), key=lambda e: e.position)


def grouped(decided: Decisions) -> Run:
    """For mapInArrow, over rows sorted by component: its incidents, links and holds (FOUND)."""
    judged = {event for pair in decided.same | decided.different for event in pair}

    def found(batches: Iterable[pa.RecordBatch]) -> Iterator[Row]:
        model = default_model()
        for _, group in groupby(_rows(batches), key=lambda row: row["part"]):
            rows = list(group)
            events = {e.id: e for e in _events(rows)}
            pairs = [(events[r["event_id"]], events[p]) for r in rows for p in r["partners"] or ()]
            old = {r["event_id"]: r["old"] for r in rows if r["old"]}
            chosen = decided if judged & events.keys() else Decisions()
            # A judgement on an event of another component binds nothing here, but must not be looked up.
            same = frozenset(p for p in chosen.same if p <= events.keys())
            made = link_events(events.values(), model, Decisions(same, chosen.different), old, pairs)
            for incident, event in made.members:
                kind = "tally" if incident.startswith(TALLY) else "incident"
                yield _found("members", incident, event, events[event].report_id, kind, None)
            for x in made.links:
                yield _found("links", x.left, x.right, x.reason(), None, x.score)
            for holder, held, x in made.holds:
                yield _found("holds", holder, held, x.reason(), None, x.score)

    return lambda batches: _batches(found(batches))


def _found(table: str, a: str, b: str, c: str, d: str | None, score: float | None) -> Row:
    return {"table": table, "a": a, "b": b, "c": c, "d": d, "score": score}
