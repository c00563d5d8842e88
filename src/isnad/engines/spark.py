"""Reading on Spark: `mapInArrow` over the reader; parquet, JSON lines and archives in, parquet by month out.

The reader (lexicons, gazetteer) travels once to each Python worker, with the user's own word lists and places in it.
Each worker reads in a process beside it, as `isnad read --jobs` does: a report that kills or hangs it is a problem row.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from isnad import schema
from isnad.batch import LIMIT_S, Item, Pool, ReaderLike, items_of
from isnad.collect.archive.read import SUFFIXES as ARCHIVES
from isnad.collect.archive.read import check_extra
from isnad.collect.files import item_of_line
from isnad.engines.archives import NOTE, reports_of
from isnad.engines.manifest import FOLDER, Batch, Manifests
from isnad.engines.session import open_session
from isnad.engines.storage import Storage, first_line, literal
from isnad.errors import InputError
from isnad.model import Problem, Report
from isnad.schema import report_id_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

SUFFIXES = (".parquet", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", *ARCHIVES)
# A report this long takes some seconds: such ones are dealt out first and one by one, so that no stage waits for one
# that came last.
GIANT_CHARACTERS = 200_000
GIANT_TASKS = 4  # for each core
# Input bytes of one task: some 1,000 to 5,000 reports, ten seconds or so, so that cores end together.
TASK_BYTES = 4_000_000
ROWS = 256  # reports with their claims in one message to Spark
# What is counted of a batch's rows while they are written; an archive's note is no report.
COUNTS = {
    "reports": f"count_if(NOT exists(problems, p -> p.code = '{NOTE}'))",
    "claims": "sum(size(claims))",
    "problems": f"count_if(exists(problems, p -> p.code != '{NOTE}'))",
    "failures": f"count_if(exists(problems, p -> p.code NOT IN ('published', '{NOTE}')))",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to read, where to, and what stands in where a report doesn't say it; `tz` is part of what was read with."""

    inputs: tuple[str, ...]
    output: str
    reader: ReaderLike
    tz: str = "Asia/Damascus"
    published: str | None = None
    outlet: str | None = None
    limit_s: float = LIMIT_S

    @property
    def read_with(self) -> str:
        """All that readings depend on beside the reports."""
        names = ("version", "lexicon_digest", "gazetteer_digest")
        return json.dumps([*(getattr(self.reader, n, "") for n in names), self.tz, self.published, self.outlet])


@dataclass
class Done:
    """What a run did: files read now and before; rows written, those with problems, those not read at all.

    `failed` says which files could not be read, and why.
    """

    files: int = 0
    before: int = 0
    reports: int = 0
    claims: int = 0
    problems: int = 0
    failures: int = 0
    failed: list[str] = field(default_factory=list)

    def add(self, files: int, counts: dict[str, int]) -> None:
        """Count a batch that stands."""
        self.files += files
        self.reports += counts["reports"]
        self.claims += counts["claims"]
        self.problems += counts["problems"]
        self.failures += counts["failures"]


def read(wanted: Wanted, master: str | None = None, tell: Callable[[str], None] = lambda line: None) -> Done:
    """Read what is new among the inputs into the output folder; `tell` gets a line for each batch.

    Raises InputError where there is nothing to read, EngineError or MissingExtraError where Spark can't start.
    """
    spark = open_session(master)
    storage = Storage(spark)
    files = sorted({f for path in wanted.inputs for f in storage.find(path, SUFFIXES)})
    if any(f.path.lower().endswith(ARCHIVES) for f in files):
        check_extra()
    manifests = Manifests(storage, wanted.output)
    manifests.clean()
    batches = manifests.plan(files, wanted.read_with, spark.sparkContext.defaultParallelism)
    done = Done(before=len(files) - len({f for b in batches for f in b.files} & set(files)))
    run = _Run(spark, storage, manifests, wanted, done)
    for n, batch in enumerate(batches, 1):
        run.batch(batch)
        tell(f"batch {n} of {len(batches)}: {done.reports:,} reports, {done.claims:,} claims")
    return done


class _Run:
    """One run: its session, its reader on the way to the workers, and what was done so far."""

    def __init__(self, spark: SparkSession, storage: Storage, manifests: Manifests, wanted: Wanted, done: Done) -> None:
        self.spark, self.storage, self.manifests, self.wanted, self.done = spark, storage, manifests, wanted, done
        reader = spark.sparkContext.broadcast(wanted.reader)
        published, outlet, limit_s = wanted.published, wanted.outlet, wanted.limit_s
        name = f"{wanted.read_with} {limit_s}"

        def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            return read_rows(batches, name, lambda: reader.value, published, outlet, limit_s)

        self.work = work

    def batch(self, batch: Batch) -> None:
        """Read a batch; where it fails, its files one by one, so that a broken file loses only itself."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            self._batch(batch)
        except (Py4JError, PySparkException, InputError) as error:
            if len(batch.files) == 1 or batch.replaces:
                named = ", ".join(f.path for f in batch.files[:3])
                self.done.failed.append(f"{named}: {first_line(error).removeprefix(f'{named}: ')}")
                return
            for file in batch.files:
                self.batch(replace(batch, files=(file,)))

    def _batch(self, batch: Batch) -> None:
        from pyspark.sql import Observation, functions

        staging = f"{self.manifests.folder}/{FOLDER}/staging/{batch.id}"
        self.storage.delete(staging)
        seen = Observation()
        counts = [functions.expr(f"coalesce({what}, 0L) AS {name}") for name, what in COUNTS.items()]
        rows = self._read(batch).hint("rebalance", "month").observe(seen, *counts)
        rows.write.partitionBy("month").option("compression", "zstd").parquet(staging)
        staged = [f for f in self.storage.walk(staging) if f.path.endswith(".parquet")]
        self.manifests.commit(batch, staged, seen.get)
        self.done.add(len(batch.files), seen.get)

    def _read(self, batch: Batch) -> DataFrame:
        """The RESULT rows of a batch's files, with the month."""
        parquet = [f.path for f in batch.files if f.path.endswith(".parquet")]
        archives = [f.path for f in batch.files if f.path.lower().endswith(ARCHIVES)]
        lines = [f.path for f in batch.files if f.path not in {*parquet, *archives}]
        size = sum(f.size for f in batch.files if f.path not in archives)
        parts = []
        if parquet:
            given = self.spark.read.option("mergeSchema", "true").parquet(*map(literal, parquet))
            present = [c.name for c in schema.REPORT_COLUMNS if c.name in given.columns]
            if "text" not in present:
                raise_no_text(parquet[0], given.columns)
            parts += _dealt(given.select(*present), "text", size, self.work)
        if lines:
            given = self.spark.read.text([literal(path) for path in lines]).where("trim(value) != ''")
            # As bytes: one broken line of text would end its task, for Arrow decodes a batch as a whole.
            given = given.selectExpr("CAST(value AS BINARY) AS value", "_metadata.file_name AS file")
            parts += _dealt(given, "value", size, self.work)
        if archives:
            rows_of = self.spark.sparkContext.parallelize([(path,) for path in archives], len(archives))
            given = self.spark.createDataFrame(rows_of, "archive string")
            parts.append(given.mapInArrow(self.work, result_type()))
        rows = parts[0]
        for part in parts[1:]:
            rows = rows.unionByName(part)
        return rows


def raise_no_text(path: str, columns: Sequence[str]) -> None:
    """Say that a file holds no reports."""
    raise InputError(f"{path}: no column 'text'; its columns are: {', '.join(columns)[:200]}")


def _dealt(rows: DataFrame, text: str, size: int, work: Any) -> list[DataFrame]:
    """The reports dealt out to tasks of like length, giants before all others; each read."""
    cores = rows.sparkSession.sparkContext.defaultParallelism
    tasks = max(2 * cores, -(-size // TASK_BYTES))
    giant = f"length(CAST({text} AS STRING)) > {GIANT_CHARACTERS}"
    kind = result_type()
    return [
        rows.where(giant).repartition(GIANT_TASKS * cores).mapInArrow(work, kind),
        rows.where(f"NOT coalesce({giant}, false)").repartition(tasks).mapInArrow(work, kind),
    ]


def result_type() -> Any:
    """RESULT rows and their month, as Spark's type."""
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema.RESULT.append(pa.field("month", pa.string())))


# In the workers

_POOLS: dict[str, Pool] = {}


def read_rows(
    batches: Iterable[pa.RecordBatch],
    name: str,
    reader: Callable[[], ReaderLike],
    published: str | None,
    outlet: str | None,
    limit_s: float,
) -> Iterator[pa.RecordBatch]:
    """RESULT rows with their month for batches of reports or of lines; `name` tells readers apart.

    The reader and the process that reads stay from task to task, so that lexicons are unpacked once.
    """

    def items() -> Iterator[Item]:
        for batch in batches:
            for item in _items(batch):
                if isinstance(item, Report) and not (item.published and item.outlet):
                    item = replace(item, published=item.published or published, outlet=item.outlet or outlet)
                yield item

    found = items()
    first = next(found, None)
    if first is None:
        return  # an empty task needs no reader
    pairs = (
        (i if isinstance(i, Report) else None, r) for i, r in _pool(name, reader, limit_s).run(chain([first], found))
    )
    while some := list(islice(pairs, ROWS)):
        yield _with_month(schema.results_to_batch(some))


def _pool(name: str, reader: Callable[[], ReaderLike], limit_s: float) -> Pool:
    """This worker's reader, in its process."""
    if name not in _POOLS:
        for pool in _POOLS.values():
            pool.end()
        _POOLS.clear()
        _POOLS[name] = Pool(reader(), 1, limit_s)
        gc.freeze()  # tables that live as long as the process: the collector needn't walk them, a fork shares them
    return _POOLS[name]


def _with_month(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with the month of publication (a year where only that is known, else "unknown") as its last column."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pc.struct_field(pc.extract_regex(batch["published"], r"^(?P<month>\d{4}(?:-\d{2})?)"), "month")
    months = pc.fill_null(found, "unknown")
    return pa.RecordBatch.from_arrays([*batch.columns, months], names=[*batch.schema.names, "month"])


def _items(batch: pa.RecordBatch) -> Iterator[Item]:
    """The reports of a batch: of lines, of archives by their paths, or as they stand."""
    if "value" in batch.schema.names:
        return _lines(batch)
    if "archive" in batch.schema.names:
        return (item for row in batch.to_pylist() for item in reports_of(row["archive"]))
    return items_of(batch)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(batch: pa.RecordBatch) -> Iterator[Item]:
    """The reports of lines of JSON; what is none says its file and how it begins, for Spark numbers no lines."""
    for row in batch.to_pylist():
        line = row["value"].decode("utf-8", "replace").removeprefix("\ufeff")
        file = unquote(row["file"])  # Spark gives the name as part of an address
        if not line.strip():
            continue
        item = item_of_line(line, file) if _is_utf8(row["value"]) else Problem("input", f"{file}: not UTF-8 throughout")
        if isinstance(item, Problem):
            message = f"{item.message}, in the line that begins {line[:60]!r}"
            item = replace(item, message=message, report_id=item.report_id or f"{file}#{report_id_of(line)}")
        if item is not None:
            yield item
