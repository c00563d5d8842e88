"""From the records of an archive to reports, on one core or several, in their order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

from isnad.collect.archive.read import Record, iter_records
from isnad.collect.found import Filter, Found, Miss
from isnad.collect.language import may_be_arabic
from isnad.collect.pages.markup import decode_page
from isnad.collect.pages.page import page_report, read_markup
from isnad.collect.sources import Source
from isnad.errors import InputError

CHUNK = 16  # pages sent to a process at once
AHEAD = 3  # chunks for each process that are read ahead

Item = Found | Miss


def iter_archive(
    path: Path, source: Source, known: Callable[[str], bool], jobs: int = 1, keep: Filter | None = None
) -> Iterator[Item]:
    """The reports of an archive's pages; records that are `known` by their key are passed over unread.

    Each is asked of `keep` where it is read; without it all are kept, also pages that have no Arabic letters.
    """
    records = (r for r in iter_records(path) if not known(r.key))
    if jobs == 1:
        for record in records:
            yield read_record(record, source, keep)
    else:
        yield from _spread(records, partial(_read_chunk, source, keep), jobs or multiprocessing.cpu_count())


def read_record(record: Record | Miss, source: Source, keep: Filter | None = None) -> Item:
    """The report of one record; what can't be read is a Miss, whatever it does to the libraries."""
    if isinstance(record, Miss):
        return record
    try:
        got = datetime.fromisoformat(record.at) if record.at else None
        markup = decode_page(record.raw, record.charset)
        if keep is not None and not may_be_arabic(markup):
            return Miss(record.key, "no Arabic letters", record.uri, dropped=True)
        page = read_markup(markup, record.uri, got, source.tz)
        unwanted = (keep(page.text, page.title) or "") if keep is not None else None
    except InputError as error:
        why = "no article" if "no article" in str(error) else "no page"
        return Miss(record.key, why, f"{record.where}: {record.uri}: {error}")
    except Exception as error:  # one page that trips a library is one page lost, and counted
        why = f"{type(error).__name__} in reading"
        return Miss(record.key, why, f"{record.where}: {record.uri}: {why}: {str(error)[:100]}")
    report = page_report(page, record.raw, f"{record.where}: {record.uri}", record.at)
    report = replace(report, outlet=source.outlet or report.outlet, published=report.published or source.published)
    return Found(
        report,
        record.key,
        authors=page.authors,
        published_at=page.published_at,
        dated_by=page.dated_by,
        unwanted=unwanted,
    )


def _read_chunk(source: Source, keep: Filter | None, chunk: list[Record | Miss]) -> list[Item]:
    return [read_record(r, source, keep) for r in chunk]


def _spread(
    records: Iterable[Record | Miss], work: Callable[[list[Record | Miss]], list[Item]], jobs: int
) -> Iterator[Item]:
    """The same over processes. A chunk that kills its process is lost, page by page counted; the others go on."""
    stream = iter(records)
    waiting: deque[tuple[list[Record | Miss], Future[list[Item]]]] = deque()
    pool = ProcessPoolExecutor(jobs)
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (chunk := list(islice(stream, CHUNK))):
                waiting.append((chunk, pool.submit(work, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                pool = ProcessPoolExecutor(jobs)
                waiting = deque((c, pool.submit(work, c)) for c, _ in waiting)
                for r in chunk:
                    yield Miss(r.key, "crash in reading", f"{r.key}: the process that read it died")
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
