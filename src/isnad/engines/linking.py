"""Linking on Spark: the in-process linker's own code, run on parts of the events that are closed (docs/scale.md).

1. Readings become events, a report's once.
2. Events meet by slabs of days: each slab finds and scores the pairs that share a key of its days.
3. What hangs together (pairs worth a link, people's "same", tallies of one key, ids of the run before) is a component.
4. Each component is grouped and named by itself, which gives what grouping all events at once gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from isnad.engines import linkwork as work
from isnad.engines.components import components
from isnad.engines.manifest import Manifests
from isnad.engines.session import open_session
from isnad.engines.storage import Storage, first_line
from isnad.errors import InputError
from isnad.link.cluster import Decisions

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# A slab is cut when it holds so many events (about 3 KB each in a worker); one day is the shortest.
SLAB_EVENTS = 30_000
# Fewer events make smaller slabs, some for each core; below the least, what is dealt to two slabs costs more than it
# spares.
SLABS, LEAST_SLAB = 4, 1000
COLUMNS = ("id", "published", "outlet", "title", "url", "text", "claims")
# What is written: for each table its columns, out of those of `work.FOUND`.
TABLES = {
    "members": ("a AS incident_id", "b AS event_id", "c AS report_id", "d AS kind"),
    "links": ("a AS left", "b AS right", "score", "c AS reason"),
    "holds": ("a AS holder_event", "b AS held_event", "score", "c AS reason"),
}


@dataclass
class Linked:
    """What linking did; `unattached` are the ends of judgements that are no event here."""

    events: int = 0
    incidents: int = 0
    links: int = 0
    unattached: list[str] = field(default_factory=list)


def link(
    readings: Sequence[str],
    output: str,
    judgements: str | None = None,
    previous: str | None = None,
    master: str | None = None,
    slab_events: int = SLAB_EVENTS,
) -> Linked:
    """Link all readings of these folders into the folder `output`: members, links and holds as parquet.

    `judgements` is the table of judgements that `isnad publish parquet` writes; `previous` an output of before, whose
    incident ids are kept. Raises InputError where a path holds no such thing.
    """
    spark = open_session(master)
    storage = Storage(spark)
    whole = storage.whole(output)
    if storage.holds(whole) and not storage.holds(f"{whole}/members"):
        raise InputError(f"{output} holds something that is no incidents: name a new folder, or one that `link` wrote")
    files = reading_files(storage, readings)
    judged = judged_pairs(spark, judgements)
    before = previous_ids(spark, storage, previous)
    with storage.taken(f"{whole}.part"):
        events = events_from(spark, files).persist()
        count = events.count()
        decided, unattached = decisions(events, judged)
        found = linked(spark, events, decided, before, slab_events).persist()
        for table, columns in TABLES.items():
            rows = found.where(f"table = '{table}'").selectExpr(*columns)
            rows.write.mode("overwrite").option("compression", "zstd").parquet(f"{whole}.part/{table}")
        storage.move(f"{whole}.part", whole)
        storage.delete(f"{whole}/.lock")
    told = found.selectExpr(
        "count_if(table = 'links') AS links", "count(DISTINCT CASE WHEN table = 'members' THEN a END) AS incidents"
    ).first()
    assert told is not None
    return Linked(count, int(told["incidents"]), int(told["links"]), unattached)


def reading_files(storage: Storage, folders: Sequence[str]) -> list[str]:
    """The parquet files of readings: those of finished batches, or all where another program wrote the folder."""
    out: set[str] = set()
    for folder in folders:
        manifests = Manifests(storage, folder)
        if manifests.batches:
            parts = manifests.parts()
            out.update(p for name in manifests.standing for p in parts.get(name, []))
        else:
            out.update(f.path for f in storage.find(folder, (".parquet",)))
    if not out:
        raise InputError(f"{folders[0]}: no readings: a run of `isnad read … --engine spark` wrote no report here")
    return sorted(out)


def events_from(spark: SparkSession, files: Sequence[str]) -> DataFrame:
    """The events of all reports (work.EVENT). Of two readings of one report id one is taken, the same in every run."""
    given = spark.read.parquet(*files)
    missing = [c for c in ("id", "text", "claims") if c not in given.columns]
    if missing:
        raise InputError(f"{files[0]}: no column '{missing[0]}': write readings with `isnad read … --engine spark`")
    rows = given.select(*(c for c in COLUMNS if c in given.columns)).where("size(claims) > 0")
    made = work.mapped(rows, work.each(work.events_of_row), work.EVENTS)
    return made.groupBy("report_id").agg({"events": "min"}).selectExpr("inline(`min(events)`)")


def judged_pairs(spark: SparkSession, path: str | None) -> list[dict[str, Any]]:
    """The rows of a table of judgements that hold and are on pairs, in their order; none where there is no table.

    An undone one doesn't hold; judgements on claims are not of linking. Raises InputError where `path` is no such
    table.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    if path is None:
        return []
    try:
        table = spark.read.option("header", "true").csv(path) if path.endswith(".csv") else spark.read.parquet(path)
    except (PySparkException, Py4JError) as error:
        raise InputError(f"{path}: can't be read as judgements: {first_line(error)}") from error
    if missing := {"judgement_id", "verb", "left", "right", "undoes"} - set(table.columns):
        raise InputError(
            f"{path}: no column '{min(missing)}': it is the table of judgements of `isnad publish parquet`"
        )
    rows = sorted((r.asDict() for r in table.collect()), key=lambda r: int(r["judgement_id"]))
    undone = {int(r["undoes"]) for r in rows if r["undoes"] not in (None, "")}
    return [r for r in rows if r["verb"] in ("same", "different") and int(r["judgement_id"]) not in undone]


def decisions(events: DataFrame, judged: Sequence[dict[str, Any]]) -> tuple[Decisions, list[str]]:
    """What people decided about pairs of these events, and the ends of judgements that are none of them.

    An end is REPORT:START (a trigger's first character) or an event's id. A later judgement on a pair overrules an
    earlier one.
    """
    ends = sorted({r[side] for r in judged for side in ("left", "right")})
    if not ends:
        return Decisions(), []
    reports = {end.rsplit(":", n)[0] for end in ends for n in (1, 2)}
    near = events.where(events["report_id"].isin(sorted(reports))).select("event_id", "report_id", "starts").collect()
    named = {f"{e['report_id']}:{start}": e["event_id"] for e in near for start in e["starts"]}
    named |= {e["event_id"]: e["event_id"] for e in near}
    last = {
        frozenset((named[r["left"]], named[r["right"]])): r["verb"]
        for r in judged
        if r["left"] in named and r["right"] in named and named[r["left"]] != named[r["right"]]
    }
    same, different = (frozenset(p for p, v in last.items() if v == verb) for verb in ("same", "different"))
    return Decisions(same, different), [end for end in ends if end not in named]


def previous_ids(spark: SparkSession, storage: Storage, path: str | None) -> DataFrame:
    """(event_id, old) of the run before; none where there was none. Raises InputError where `path` is no such run."""
    if path is None:
        return spark.createDataFrame([], "event_id string, old string")
    if not storage.holds(f"{storage.whole(path)}/members"):
        raise InputError(f"{path}: no incidents of a run before: it has no folder members/")
    return spark.read.parquet(f"{path}/members").selectExpr("event_id", "incident_id AS old")


def linked(spark: SparkSession, events: DataFrame, decided: Decisions, old: DataFrame, slab_events: int) -> DataFrame:
    """The members, links and holds of all events (work.FOUND)."""
    pairs = pairs_of(events, slab_events).persist()
    same = [tuple(sorted(p)) for p in decided.same]
    ids = old.select("old").distinct()
    edges = [
        pairs.selectExpr("l AS u", "r AS v"),
        spark.createDataFrame(same, "u string, v string"),
        events.where("node IS NOT NULL").selectExpr("event_id AS u", "node AS v"),
        old.join(events, "event_id").selectExpr("event_id AS u", "old AS v"),
        # An event whose own name an incident of before bears competes for it with that incident's members.
        events.join(ids, events["name"] == ids["old"]).selectExpr("event_id AS u", "old AS v"),
    ]
    every = edges[0]
    for more in edges[1:]:
        every = every.unionByName(more)
    found = components(every).withColumnRenamed("node", "event_id")
    partners = (
        pairs.groupBy("l").agg({"r": "collect_list"}).selectExpr("l AS event_id", "`collect_list(r)` AS partners")
    )
    rows = events.select("event_id", "body", "sketch")
    for more in (found, partners, old):
        rows = rows.join(more, "event_id", "left")
    rows = rows.selectExpr("event_id", "body", "sketch", "coalesce(component, event_id) AS part", "partners", "old")
    return work.mapped(rows.repartition("part").sortWithinPartitions("part"), work.grouped(decided), work.FOUND)


def pairs_of(events: DataFrame, slab_events: int) -> DataFrame:
    """(l, r), event ids: the pairs that share a key and score enough to be a link or a hold."""
    days = events.where("low IS NOT NULL").groupBy("low").count().orderBy("low").collect()
    cores = events.sparkSession.sparkContext.defaultParallelism
    size = min(slab_events, max(LEAST_SLAB, sum(day["count"] for day in days) // (SLABS * cores)))
    edges: list[int] = []
    held = size
    for day in days:
        if held >= size:
            edges.append(day["low"])
            held = 0
        held += day["count"]
    slabs = events.where("low IS NOT NULL").select("body", "sketch", "low", "high")
    dealt = work.mapped(slabs, work.each(work.deal(edges)), work.DEALT)
    together = dealt.repartition("slab").sortWithinPartitions("slab")
    return work.mapped(together, work.meet(edges), work.PAIR).distinct()
