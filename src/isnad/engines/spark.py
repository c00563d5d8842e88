"""Reading on Spark: `mapInArrow` over the reader; parquet, JSON lines and archives in, parquet by month out.

The reader (lexicons, gazetteer) travels once to each Python worker, with the user's own word lists and places in it.
Each worker reads in a process beside it, as `isnad read --jobs` does: a report that kills or hangs it is a problem row.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from isnad import schema
from isnad.batch import LIMIT_S, Item, Pool, ReaderLike
from isnad.collect.archive.read import SUFFIXES as ARCHIVES
from isnad.collect.archive.read import check_extra
from isnad.collect.files import SUFFIXES as ON_ONE_MACHINE
from isnad.collect.files import item_of_line, item_of_row, with_defaults
from isnad.engines.archives import NOTE, reports_of
from isnad.engines.manifest import FOLDER, Batch, Manifests
from isnad.engines.session import open_session
from isnad.engines.storage import Storage, first_line, literal
from isnad.errors import InputError
from isnad.model import Problem, Report
from isnad.resolve.published import parse_published, published_from_text
from isnad.schema import report_id_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

SUFFIXES = (".parquet", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", *ARCHIVES)
OTHERS = tuple(s for s in ON_ONE_MACHINE if s not in SUFFIXES)  # what a folder may hold for `isnad read` without Spark
# A report this long takes some seconds: such ones are dealt out first and one by one, so that no stage waits for one
# that came last.
GIANT_CHARACTERS = 200_000
GIANT_TASKS = 4  # for each core
# Input bytes of one task: some 1,000 to 5,000 reports, ten seconds or so, so that cores end together.
TASK_BYTES = 4_000_000
# Spark knows no nanoseconds, in which pandas writes times: it is set to give them as numbers (session.SETTINGS).
_NANOS_UTC = re.compile(r"\bpublished \(TIMESTAMP\(NANOS,true\)\)")
_NO_YEAR = 10**14  # a number beyond is no year or day, but nanoseconds: 28 hours after 1970 began, or more
UNKNOWN = "unknown"  # the month of what doesn't say it
NOT_UTF8 = "not UTF-8 throughout: --engine spark takes no other; `isnad read … -o x.parquet` does"
ROWS = 256  # reports with their claims in one message to Spark
# What is counted of a batch's rows while they are written; an archive's note is no report.
COUNTS = {
    "reports": f"count_if(NOT exists(problems, p -> p.code = '{NOTE}'))",
    "claims": "sum(size(claims))",
    "problems": f"count_if(exists(problems, p -> p.code != '{NOTE}'))",
    "failures": f"count_if(exists(problems, p -> p.code NOT IN ('published', '{NOTE}')))",
}
EXAMPLE = f"min(get(filter(problems, p -> p.code != '{NOTE}'), 0).message) AS example"


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


@dataclass(frozen=True, slots=True)
class How:
    """What a worker is told beside the reader: its name, the zone, what stands in where a report doesn't say it."""

    name: str
    tz: str
    published: str | None
    outlet: str | None
    limit_s: float


@dataclass
class Done:
    """What a run did: files read now and before; rows written, those with problems, those not read at all.

    `failed` says which files could not be read, and why; `passed` are files of folders in a form that is not read here.
    """

    files: int = 0
    before: int = 0
    reports: int = 0
    claims: int = 0
    problems: int = 0
    failures: int = 0
    failed: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    example: str | None = None  # what is wrong with one of the reports that have problems

    def add(self, files: int, counts: dict[str, int], example: str | None) -> None:
        """Count a batch that stands."""
        self.example = self.example or example
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
    written = f"{storage.whole(wanted.output)}/month="  # where the output stands among the inputs it isn't one
    every = {f for path in wanted.inputs for f in storage.find(path, SUFFIXES, OTHERS)}
    files = sorted(f for f in every if f.named(SUFFIXES) and not f.path.startswith(written))
    if any(f.named(ARCHIVES) for f in files):
        check_extra()
    with storage.taken(wanted.output):
        manifests = Manifests(storage, wanted.output)
        manifests.clean()
        batches = manifests.plan(files, wanted.read_with, spark.sparkContext.defaultParallelism)
        before = len(files) - len({f for b in batches for f in b.files} & set(files))
        done = Done(before=before, passed=sorted(f.path for f in every if not f.named(SUFFIXES)))
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
        how = How(wanted.read_with, wanted.tz, wanted.published, wanted.outlet, wanted.limit_s)

        def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            return read_rows(batches, how, lambda: reader.value)

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
                why = first_line(error)
                self.done.failed.append(why if why.startswith(named) else f"{named}: {why}")
                return
            for file in batch.files:
                self.batch(replace(batch, files=(file,)))

    def _batch(self, batch: Batch) -> None:
        from pyspark.sql import Observation, functions

        staging = f"{self.manifests.folder}/{FOLDER}/staging/{batch.id}"
        self.storage.delete(staging)
        seen = Observation()
        counts = [functions.expr(f"coalesce({what}, 0L) AS {name}") for name, what in COUNTS.items()]
        rows = self._read(batch).hint("rebalance", "month").observe(seen, *counts, functions.expr(EXAMPLE))
        rows.write.partitionBy("month").option("compression", "zstd").parquet(staging)
        staged = [f for f in self.storage.walk(staging) if f.path.endswith(".parquet")]
        told = dict(seen.get)
        example = told.pop("example")
        self.manifests.commit(batch, staged, told)
        self.done.add(len(batch.files), told, example)

    def _read(self, batch: Batch) -> DataFrame:
        """The RESULT rows of a batch's files, with the month."""
        archives = [f.path for f in batch.files if f.named(ARCHIVES)]
        parquet = [f.path for f in batch.files if f.named((".parquet",))]
        lines = [f.path for f in batch.files if f.path not in {*parquet, *archives}]
        size = sum(f.size for f in batch.files if f.path not in archives)
        parts = []
        if empty := [f.path for f in batch.files if f.path in parquet and not f.size]:
            raise InputError(f"{empty[0]}: the file is empty")
        if parquet:
            parts += _dealt(self._rows_of(parquet), "text", size, self.work)
        if lines:
            given = self.spark.read.option("lineSep", "\n").text([literal(path) for path in lines])
            # As bytes: one broken line of text would end its task, for Arrow decodes a batch as a whole.
            given = given.where("trim(value) != ''").selectExpr(
                "CAST(value AS BINARY) AS value", "_metadata.file_path AS file"
            )
            parts += _dealt(given, "value", size, self.work)
        if archives:
            rows_of = self.spark.sparkContext.parallelize([(path,) for path in archives], len(archives))
            given = self.spark.createDataFrame(rows_of, "archive string")
            parts.append(given.mapInArrow(self.work, result_type()))
        rows = parts[0]
        for part in parts[1:]:
            rows = rows.unionByName(part)
        return rows

    def _rows_of(self, paths: Sequence[str]) -> DataFrame:
        """The rows of parquet files, each with its place. Raises InputError where no file has a column `text`."""
        from pyspark.sql.functions import expr
        from pyspark.sql.types import LongType

        given = self.spark.read.option("mergeSchema", "true").parquet(*map(literal, paths))
        columns = [c.name for c in schema.REPORT_COLUMNS if c.name in given.columns]
        if "text" not in columns:
            raise InputError(f"{paths[0]}: no column 'text'; its columns are: {', '.join(given.columns)[:200]}")
        if "published" in columns and isinstance(given.schema["published"].dataType, LongType):
            columns[columns.index("published")] = moments("+00:00" if self._in_utc(paths) else "")
        at = given.metadataColumn("_metadata")  # the files may have a column of this name
        return given.select(*map(expr, columns), at["file_path"].alias("file"), at["row_index"].alias("row"))

    def _in_utc(self, paths: Sequence[str]) -> bool:
        """Whether nanoseconds of publication are UTC, or of no zone. Raises InputError where files differ."""
        found = {bool(_NANOS_UTC.search(self.storage.parquet_schema(path))) for path in paths}
        if len(found) > 1:
            raise InputError(f"{paths[0]}: times of publication with a zone, in others without one")
        return found.pop()


def moments(zone: str) -> str:
    """Spark's words for `published` where it is a number: a year as it stands, nanoseconds since 1970 as ISO text."""
    seconds = "make_dt_interval(0, 0, 0, CAST(published AS DECIMAL(20, 0)) / 1000000000)"
    moment = f"replace(CAST(TIMESTAMP_NTZ'1970-01-01' + {seconds} AS STRING), ' ', 'T') || '{zone}'"
    return f"CASE WHEN abs(published) > {_NO_YEAR} THEN {moment} ELSE CAST(published AS STRING) END AS published"


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
    batches: Iterable[pa.RecordBatch], how: How, reader: Callable[[], ReaderLike]
) -> Iterator[pa.RecordBatch]:
    """RESULT rows with their month for batches of reports, of lines, or of names of archives.

    The reader and the process that reads stay from task to task, so that lexicons are unpacked once.
    """
    import pyarrow as pa

    def items() -> Iterator[Item]:
        for batch in batches:
            for item in _items(batch):
                yield with_defaults(item, how.published, how.outlet) if isinstance(item, Report) else item

    found = items()
    first = next(found, None)
    if first is None:
        return  # an empty task needs no reader
    pairs = ((i if isinstance(i, Report) else None, r) for i, r in _pool(how, reader).run(chain([first], found)))
    while some := list(islice(pairs, ROWS)):
        months = pa.array([month_of(report, how.tz) for report, _ in some], pa.string())
        yield schema.results_to_batch(some).append_column("month", months)


def _pool(how: How, reader: Callable[[], ReaderLike]) -> Pool:
    """This worker's reader, in its process."""
    name = f"{how.name} {how.limit_s}"
    if name not in _POOLS:
        for pool in _POOLS.values():
            pool.end()
        _POOLS.clear()
        _POOLS[name] = Pool(reader(), 1, how.limit_s)
        gc.freeze()  # tables that live as long as the process: the collector needn't walk them, a fork shares them
    return _POOLS[name]


def month_of(report: Report | None, tz: str) -> str:
    """The month of publication by the days of `tz`, a year where only that is known, else "unknown".

    >>> month_of(Report("a", "قصف", "2024-03-31T22:30:00+00:00"), "Asia/Damascus")
    '2024-04'
    """
    if report is None:
        return UNKNOWN
    told = report.published or next(iter(published_from_text(report.text) or ()), None)
    try:
        window = parse_published(str(told) if told else None, tz)
    except ValueError:  # the reading says so
        return UNKNOWN
    if window is None:
        return UNKNOWN
    months = {f"{day:%Y-%m}" for day in window}
    return months.pop() if len(months) == 1 else f"{window[0]:%Y}"


def _items(batch: pa.RecordBatch) -> Iterator[Item]:
    """The reports of a batch: of lines, of archives by their paths, or of rows; each Problem says where it is from."""
    if "archive" in batch.schema.names:
        return (item for row in batch.to_pylist() for item in reports_of(row["archive"]))
    return (_lines if "value" in batch.schema.names else _rows)(batch)


def _rows(batch: pa.RecordBatch) -> Iterator[Item]:
    """The reports of rows of parquet; what is none says its file and row, as `isnad read` does."""
    for row in batch.to_pylist():
        place = f"{unquote(row['file'])}:{row['row'] + 1}"  # Spark gives the name as an address
        item = item_of_row(row, place)
        yield replace(item, report_id=item.report_id or place) if isinstance(item, Problem) else item


def _lines(batch: pa.RecordBatch) -> Iterator[Item]:
    """The reports of lines of JSON; what is none says its file and how it begins, for Spark numbers no lines."""
    for row in batch.to_pylist():
        line = row["value"].decode("utf-8", "replace").removeprefix("\ufeff")
        file = unquote(row["file"])
        if not line.strip():
            continue
        item = item_of_line(line, file) if _is_utf8(row["value"]) else Problem("input", f"{file}: {NOT_UTF8}")
        if isinstance(item, Problem):
            message = f"{item.message}, in the line that begins {line[:60]!r}"
            item = replace(item, message=message, report_id=item.report_id or f"{file}#{report_id_of(line)}")
        if item is not None:
            yield item


def _is_utf8(raw: bytes) -> bool:
    """Whether a line is UTF-8; a byte of zeros tells of UTF-16."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return 0 not in raw
