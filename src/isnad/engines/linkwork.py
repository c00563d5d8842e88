"""What workers do when Spark links: rows to events, pairs of a slab of days, groups of a component."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from isnad.ledger.pack import pack_event, pack_sketch, unpack_event
from isnad.link.blocking import candidate_pairs, probed_days
from isnad.link.cluster import Decisions
from isnad.link.events import ReportEvent, events_of
from isnad.link.score import compare, default_model
from isnad.link.tallies import tally_key
from isnad.link.whole import INCIDENT, TALLY, kind_of, link_events, new_name, order_of
from isnad.schema import reading_from_dict, report_from_dict

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

Row = dict[str, Any]
Rows = Callable[[Iterator[Row]], Iterator[Row]]
# What a table holds: its columns with Spark's names of their types.
Columns = Mapping[str, str]
# An event: `low` to `high` are the days that it is filed or looked up under, `node` is what tallies of one key share,
# `name` the id of an incident that begins with it, `starts` where its claims' triggers begin.
EVENT: Columns = {
    "event_id": "string", "report_id": "string", "body": "string", "sketch": "string", "low": "int", "high": "int",
    "node": "string", "name": "string", "starts": "array<int>",
}  # fmt: skip
EVENTS: Columns = {
    "report_id": "string",
    "events": f"array<struct<{', '.join(f'{name}: {kind}' for name, kind in EVENT.items())}>>",
}
DEALT: Columns = {"slab": "int", "body": "string", "sketch": "string"}
PAIR: Columns = {"l": "string", "r": "string"}
FOUND: Columns = {"table": "string", "a": "string", "b": "string", "c": "string", "d": "string", "score": "double"}
ROWS = 1000  # in one message to Spark


def mapped(given: DataFrame, work: Rows, columns: Columns) -> DataFrame:
    """The rows that `work` makes of the given ones, in workers."""

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _batches(work(row for batch in batches for row in batch.to_pylist()), columns)

    return given.mapInArrow(run, ", ".join(f"{name} {kind}" for name, kind in columns.items()))


def _batches(rows: Iterator[Row], columns: Columns) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    schema = pa.schema([(name, _arrow(kind)) for name, kind in columns.items()])
    while some := list(islice(rows, ROWS)):
        yield pa.RecordBatch.from_pylist(some, schema=schema)


def _arrow(kind: str) -> pa.DataType:
    """Arrow's type for Spark's name of it."""
    import pyarrow as pa

    outer, _, inner = kind.removesuffix(">").partition("<")
    if outer == "array":
        return pa.list_(_arrow(inner))
    if outer == "struct":
        named = (part.split(": ") for part in inner.split(", "))
        return pa.struct([(name, _arrow(of)) for name, of in named])
    plain: dict[str, pa.DataType] = {"string": pa.string(), "int": pa.int32(), "double": pa.float64()}
    return plain[outer]


def each(work: Callable[[Row], Iterable[Row]]) -> Rows:
    """For `mapped`: the rows of each row."""
    return lambda rows: (made for row in rows for made in work(row))


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


def meet(edges: Sequence[int]) -> Rows:
    """For `mapped`, over rows sorted by slab: the pairs that share a key of the slab's days, scored."""

    def pairs(given: Iterator[Row]) -> Iterator[Row]:
        model = default_model()
        for slab, rows in groupby(given, key=lambda row: int(row["slab"])):
            days = range(edges[slab], edges[slab + 1] if slab + 1 < len(edges) else edges[slab] + 10_000_000)
            for a, b in candidate_pairs(_events(rows), days):
                if compare(a, b, model, model.least) is not None:
                    yield {"l": min(a.id, b.id), "r": max(a.id, b.id)}

    return pairs


def _events(rows: Iterable[Row]) -> list[ReportEvent]:
    """The events of these rows in their order."""
    return sorted((unpack_event(row["body"], row["sketch"]) for row in rows), key=lambda e: e.position)


def grouped(decided: Decisions) -> Rows:
    """For `mapped`, over rows sorted by component: its incidents, links and holds (FOUND)."""
    judged = {event for pair in decided.same | decided.different for event in pair}

    def found(given: Iterator[Row]) -> Iterator[Row]:
        model = default_model()
        for _, group in groupby(given, key=lambda row: row["part"]):
            rows = list(group)
            events = {e.id: e for e in _events(rows)}
            pairs = [(events[r["event_id"]], events[p]) for r in rows for p in r["partners"] or ()]
            old = {r["event_id"]: r["old"] for r in rows if r["old"]}
            chosen = decided if judged & events.keys() else Decisions()
            # A judgement on an event of another component binds nothing here, but must not be looked up.
            same = frozenset(p for p in chosen.same if p <= events.keys())
            made = link_events(events.values(), model, Decisions(same, chosen.different), old, pairs)
            for incident, event in made.members:
                yield _found("members", incident, event, events[event].report_id, kind_of(incident), None)
            for x in made.links:
                yield _found("links", x.left, x.right, x.reason(), None, x.score)
            for holder, held, x in made.holds:
                yield _found("holds", holder, held, x.reason(), None, x.score)

    return found


def _found(table: str, a: str, b: str, c: str, d: str | None, score: float | None) -> Row:
    return {"table": table, "a": a, "b": b, "c": c, "d": d, "score": score}
