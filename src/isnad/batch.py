"""Many reports: one reading for each, in order, on one core or several; and the same over Arrow batches.

A report that fails is a reading with a problem, so no silence is mistaken for "nothing happened".
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Protocol

from isnad.errors import InputError, IsnadError
from isnad.model import Problem, Reading, Report

if TYPE_CHECKING:
    import pyarrow as pa

Item = Report | Problem
CHUNK_REPORTS = 16  # sent to a worker at once: messages stay rare, and order costs little memory
CHUNK_CHARACTERS = 100_000
AHEAD = 4  # chunks per worker read ahead of the one that is next in order
LIMIT_S = 60.0  # what one report may take, plus a second for each LIMIT_CHARACTERS of its text
LIMIT_CHARACTERS = 1_000


class ReaderLike(Protocol):
    """Anything that turns a report into a reading: the rules, a person's form, a model."""

    def read(self, report: Report) -> Reading:
        """The report's claims; may raise, which becomes a problem of this report alone."""
        ...


def read_many(reports: Iterable[Item], jobs: int = 1, reader: ReaderLike | None = None) -> Iterator[Reading]:
    """One reading for each report, in their order; `jobs` processes (0: one for each core) give the same readings.

    A Problem in the place of a report (a line that was none) becomes a reading that holds it. With more than one job
    a report that kills its process or takes over LIMIT_S becomes a problem too.
    """
    for _, reading in read_pairs(reports, jobs, reader):
        yield reading


def read_pairs(
    items: Iterable[Item], jobs: int = 1, reader: ReaderLike | None = None, limit_s: float = LIMIT_S
) -> Iterator[tuple[Item, Reading]]:
    """As `read_many`, each reading with the report it is of."""
    reader = reader or _default_reader()
    if jobs == 1:
        for item in items:
            yield item, read_one(reader, item)
    else:
        pool = Pool(reader, jobs or multiprocessing.cpu_count(), limit_s)
        try:
            yield from pool.run(items)
        finally:
            pool.end()


def read_one(reader: ReaderLike, item: Item) -> Reading:
    """The reading of one report; what the reader raises is its problem."""
    if isinstance(item, Problem):
        return _failed(reader, item.report_id or "", item)
    try:
        return reader.read(item)
    except Exception as error:  # the boundary that keeps one bad report from ending a run of thousands
        code = error.code if isinstance(error, IsnadError) else "read"
        what = str(error) if isinstance(error, IsnadError) else f"{type(error).__name__}: {error}"
        return _failed(reader, item.id, Problem(code, f"the reader failed: {what}", item.id))


def _failed(reader: ReaderLike, report_id: str, problem: Problem) -> Reading:
    """A reading with one problem; it still says what was to read it."""
    read_with = (getattr(reader, k, "") for k in ("version", "lexicon_digest", "gazetteer_digest"))
    return Reading(report_id, (), (problem,), *read_with)


def _default_reader() -> ReaderLike:
    from isnad.read.reader import default_reader

    return default_reader()


# Several processes


@dataclass(slots=True)
class _Task:
    """Some items of a chunk that one worker reads: `chunk` is its number, `at` where the items stand in it."""

    chunk: int
    at: int
    items: list[Item]


@dataclass(slots=True)
class _Chunk:
    items: list[Item]
    readings: list[Reading | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.readings = [None] * len(self.items)


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    task: _Task | None = None
    deadline: float = 0.0


def _work(pipe: Connection, reader: ReaderLike) -> None:
    """What a worker does: read the reports it is sent until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and ends its workers
    parent = multiprocessing.parent_process()
    while True:
        if parent is not None and pipe not in wait([pipe, parent.sentinel]):
            return  # the parent was killed; a fork holds its end of the pipe too, so that alone would never close
        try:
            items = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send([read_one(reader, item) for item in items])


def _limit_s(items: Sequence[Item], limit_s: float) -> float:
    characters = sum(len(item.text) for item in items if isinstance(item, Report))
    return limit_s * len(items) + characters / LIMIT_CHARACTERS


def _chunks(items: Iterable[Item]) -> Iterator[_Chunk]:
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.text) if isinstance(item, Report) else 0
        if len(chunk) >= CHUNK_REPORTS or size >= CHUNK_CHARACTERS:
            yield _Chunk(chunk)
            chunk, size = [], 0
    if chunk:
        yield _Chunk(chunk)


class Pool:
    """Worker processes with a pipe each: who dies or hangs is known by the reports it had.

    A chunk whose worker died is read again report by report, so that only the guilty one is lost. The workers stay for
    the next run, until `end`.
    """

    def __init__(self, reader: ReaderLike, jobs: int, limit_s: float = LIMIT_S) -> None:
        # A fork shares the lexicons' memory and needs no guard in the user's script; elsewhere the reader is pickled.
        self._context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._reader, self._jobs, self._limit_s = reader, jobs, limit_s
        self._workers: list[_Worker] = []
        self._open: dict[int, _Chunk] = {}
        self._tasks: deque[_Task] = deque()

    def run(self, items: Iterable[Item]) -> Iterator[tuple[Item, Reading]]:
        """Each item with its reading, in order. A run that is left half-way ends the workers: they hold its reports."""
        source = enumerate(_chunks(items))
        out = 0
        more = True
        try:
            while more or self._open:
                while more and len(self._open) < self._jobs * AHEAD:
                    number, chunk = next(source, (-1, None))
                    if chunk is None:
                        more = False
                    else:
                        self._open[number] = chunk
                        self._tasks.append(_Task(number, 0, chunk.items))
                self._hand_out()
                head = self._open.get(out)
                if head is not None and all(head.readings):
                    del self._open[out]
                    out += 1
                    yield from zip(head.items, (r for r in head.readings if r), strict=True)
                elif self._open:
                    self._gather()
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """End the workers and forget what they had."""
        for worker in self._workers:
            self._end(worker)
        self._workers, self._open, self._tasks = [], {}, deque()

    def _hand_out(self) -> None:
        idle = [w for w in self._workers if w.task is None]
        while self._tasks:
            if not idle and len(self._workers) < self._jobs:
                idle.append(self._start())
            if not idle:
                return
            worker, task = idle.pop(), self._tasks.popleft()
            worker.task = task
            worker.deadline = time.monotonic() + _limit_s(task.items, self._limit_s)
            try:
                worker.pipe.send(task.items)
            except OSError:  # it died while idle
                self._lost(worker, "its process ended")

    def _gather(self) -> None:
        """Wait for a worker to answer, to die, or to run out of time."""
        busy = {w.pipe: w for w in self._workers if w.task is not None}
        first = min(w.deadline for w in busy.values())
        ready = wait(list(busy), timeout=max(0.0, first - time.monotonic()))
        for pipe in ready:
            assert isinstance(pipe, Connection)
            worker = busy[pipe]
            try:
                readings = pipe.recv()
            except (EOFError, OSError):
                self._lost(worker, "its process ended")
                continue
            self._done(worker, readings)
        now = time.monotonic()
        for worker in busy.values():
            if worker.task is not None and worker.deadline <= now and worker.pipe not in ready:
                self._lost(worker, f"it took longer than {_limit_s(worker.task.items, self._limit_s):.0f} s")

    def _done(self, worker: _Worker, readings: list[Reading]) -> None:
        task, worker.task = worker.task, None
        if task is not None:
            self._open[task.chunk].readings[task.at : task.at + len(task.items)] = readings

    def _lost(self, worker: _Worker, why: str) -> None:
        """End a worker; its reports are read again one by one, or the one that it had is a problem."""
        task = worker.task
        self._workers.remove(worker)
        self._end(worker)
        if task is None:
            return
        if len(task.items) > 1:
            alone = [_Task(task.chunk, task.at + i, [item]) for i, item in enumerate(task.items)]
            self._tasks.extendleft(reversed(alone))
            return
        item = task.items[0]
        report_id = (item.report_id or "") if isinstance(item, Problem) else item.id
        problem = Problem("crash", f"the reader failed: {why}", report_id)
        self._open[task.chunk].readings[task.at] = _failed(self._reader, report_id, problem)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._reader), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    @staticmethod
    def _end(worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()


# Arrow


def read_batches(batches: Iterable[pa.RecordBatch], reader: ReaderLike | None = None) -> Iterator[pa.RecordBatch]:
    """READING rows for batches of reports: one row in, one row out, in order, batch by batch.

    A batch has `text` and, where known, `id`, `published`, `outlet`, `title`, `url`; other columns are ignored. This
    is the function to give to Spark's `mapInArrow`, Ray's `map_batches` or a DuckDB reader. Raises InputError where
    a batch has no column `text`.
    """
    from isnad import schema

    reader = reader or _default_reader()
    for batch in batches:
        yield schema.readings_to_batch(read_one(reader, item) for item in items_of(batch))


def items_of(batch: pa.RecordBatch) -> Iterator[Item]:
    """The reports of a batch, in order; a row that is none is a Problem. Raises InputError without a column `text`."""
    from isnad import schema

    present = [c.name for c in schema.REPORT_COLUMNS if c.name in batch.schema.names]
    if "text" not in present:
        raise InputError(f"no column 'text'; the batch has: {', '.join(batch.schema.names)}")
    return map(_item, batch.select(present).to_pylist())


def _item(row: dict[str, Any]) -> Item:
    from isnad import schema

    try:
        return schema.report_from_dict(row)
    except InputError as error:
        return Problem(error.code, str(error), None if row.get("id") is None else str(row["id"]))
