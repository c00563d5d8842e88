"""Reports from files, folders, globs and standard input, one at a time.

`.txt` is one report, `.html` a page with one; `.jsonl`, `.csv`, `.tsv` and `.parquet` hold one a row, with `text`
and, where known, `id`, `published`, `outlet`, `title` and `url`; other keys are ignored. What can't be read comes as a
Problem in its place, with file and line and what to do, and the run goes on.
"""

from __future__ import annotations

import csv
import glob
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from isnad.collect.decode import LINE_LIMIT, Joined, Line, read_lines
from isnad.collect.seen import Seen
from isnad.errors import InputError, MissingExtraError
from isnad.model import Problem, Report
from isnad.resolve.published import published_from_text
from isnad.schema import REPORT_COLUMNS, report_from_dict

PAGES = (".html", ".htm", ".xhtml")
SUFFIXES = (".txt", *PAGES, ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
TEXT_LIMIT = 50_000_000  # characters of one report
PARQUET_ROWS = 64  # rows held at once; a row is a whole report
Item = Report | Problem


def iter_reports(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    stdin: BinaryIO | None = None,
    but: Path | None = None,
) -> Iterator[Item]:
    """Every report of the paths, in order; a folder's files by name, "-" is standard input.

    `published` and `outlet` stand in where a report says none; a date that a crawl left before the text says when it
    was published. An id that was given before is a Problem: claims and corrections are found by it. `but` is a file
    that a folder or a glob does not mean: what is written there was read here before.
    """
    seen = Seen()
    for place, item in _located(paths, stdin, but):
        if isinstance(item, Problem):
            if item.report_id is None or not seen.add(item.report_id):
                item = replace(item, report_id=place)
            yield item
        elif not seen.add(item.id):
            message = (
                f"the id '{item.id}', or the same text without one, stood before: give each report its own id; "
                "`isnad collect` gives rows of tables theirs"
            )
            yield _problem(place, message, place)
        else:
            yield with_defaults(item, published, outlet)


def with_defaults(report: Report, published: str | None, outlet: str | None) -> Report:
    """The report with what stands in where it says none; a date that a crawl left before the text is said."""
    known = report.published or published_from_text(report.text)
    return replace(report, published=report.published if known else published, outlet=report.outlet or outlet)


def _located(paths: Iterable[str | Path], stdin: BinaryIO | None, but: Path | None) -> Iterator[tuple[str, Item]]:
    for path in paths:
        try:
            if str(path) == "-":
                yield from _read_stdin(stdin or sys.stdin.buffer)
                continue
            for file in _expand(str(path), but):
                yield from _read_file(file)
        except InputError as error:
            yield str(path), _problem(str(path), str(error))


def _problem(place: str, message: str, report_id: str | None = None) -> Problem:
    return Problem("input", f"{place}: {message}", report_id)


def _expand(path: str, but: Path | None = None) -> list[Path]:
    """The files that a path means: itself, a folder's readable files at any depth, or what a glob finds; not `but`."""
    if os.path.isdir(path):
        found = [p for p in Path(path).rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()]
        found = [p for p in found if not any(part.startswith(".") for part in p.relative_to(path).parts)]
    elif os.path.exists(path):
        return [Path(path)]
    elif glob.has_magic(path):
        found = [p for p in map(Path, glob.glob(path, recursive=True)) if p.is_file()]
    else:
        raise InputError("there is no such file or folder")
    if but is not None:
        found = [p for p in found if p.resolve() != but.resolve()]
    if not found:
        raise InputError(f"no file with reports found ({', '.join(SUFFIXES)})")
    return sorted(found)


def _read_file(path: Path) -> Iterator[tuple[str, Item]]:
    suffix = path.suffix.lower()
    try:
        if suffix == ".parquet":
            yield from _read_parquet(path, str(path))
            return
        with path.open("rb") as stream:
            if suffix == ".txt":
                yield from _read_text(read_lines(stream), str(path))
            elif suffix in PAGES:
                yield str(path), _read_html(stream, str(path))
            elif suffix in (".jsonl", ".ndjson"):
                yield from _read_jsonl(read_lines(stream), str(path))
            elif suffix in (".csv", ".tsv"):
                yield from _read_table(read_lines(stream), str(path), "\t" if suffix == ".tsv" else None)
            else:
                what = f"'{suffix}' files can't" if suffix else "a file whose name has no ending can't"
                raise InputError(
                    f"{what} be read: {', '.join(SUFFIXES)} can, and - for standard input; `isnad collect` takes "
                    "archives, exports of chats and tables"
                )
    except OSError as error:
        yield str(path), _problem(str(path), f"can't be read: {error.strerror or error}")
    except (InputError, MissingExtraError) as error:
        yield str(path), _problem(str(path), str(error))


def item_of_row(row: Any, place: str) -> Item:
    """A row as a report, or what is wrong with it."""
    if not isinstance(row, dict):
        return _problem(place, 'not a report: a line is an object like {"id": …, "text": …}')
    try:
        report = report_from_dict(row)
        if len(report.text) > TEXT_LIMIT:
            raise InputError(f"the text is longer than {TEXT_LIMIT} characters: split the report")
        return report
    except InputError as error:
        known = row.get("id")
        safe = isinstance(known, str) and known.isprintable() and known
        return _problem(place, str(error), str(known) if safe else None)


def _read_text(lines: Iterable[Line], name: str) -> Iterator[tuple[str, Item]]:
    """The whole file is one report; its text is kept as it stands, line ends too."""
    parts = []
    size = 0
    for line in lines:
        size += len(line.text)
        if line.fault or size > TEXT_LIMIT:
            place = f"{name}:{line.number}"
            yield place, _problem(place, line.fault or f"the text is longer than {TEXT_LIMIT} characters")
            return
        parts.append(line.text)
    text = "".join(parts)
    yield (
        name,
        item_of_row({"text": text}, name) if text.strip() else _problem(name, "the file is empty: it has no words"),
    )


def _read_html(stream: BinaryIO, name: str) -> Report:
    """A saved page; the file may be gone tomorrow, so the report keeps the digest of its bytes."""
    from isnad.collect.pages.markup import PAGE_LIMIT
    from isnad.collect.pages.page import page_report, read_page

    raw = stream.read(PAGE_LIMIT + 1)
    return page_report(read_page(raw), raw, name)


def _read_jsonl(lines: Iterable[Line], name: str) -> Iterator[tuple[str, Item]]:
    for line in lines:
        place = f"{name}:{line.number}"
        if line.fault:
            yield place, _problem(place, line.fault)
        elif line.text.strip() and (item := item_of_line(line.text, place)) is not None:
            yield place, item


def item_of_line(line: str, place: str) -> Item | None:
    """The report of a line of JSON, or what is wrong with it.

    None for a further place of publication of a report that stands above it (docs/collecting.md).
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        what = error.msg.removesuffix(" at") if isinstance(error, json.JSONDecodeError) else "nested too deep"
        at = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        return _problem(place, f"not JSON ({what}{at}): a file has one object on each line")
    if isinstance(row, dict) and "copy_of" in row and not row.get("text"):
        return None
    return item_of_row(row, place)


class _Record:
    """Feeds lines to the csv module, and keeps the number of the last one and the faults of a record."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = iter(lines)
        self.number = 0
        self.fault: str | None = None

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.number = line.number
            self.fault = self.fault or line.fault
            yield line.text


def _delimiter(header: str) -> str:
    """Of comma, semicolon and tab the one that the header has most of: spreadsheets write all three."""
    return max(",;\t", key=header.count)


def open_table(lines: Iterable[Line], delimiter: str | None) -> tuple[list[str], Iterator[tuple[int, list[str] | str]]]:
    """The header of a table and its rows, each with the number of its first line: cells, or what is wrong with it.

    Raises InputError where the first line names no columns.
    """
    lines = iter(lines)
    first = next(lines, None)
    if first is None:
        raise InputError("the file is empty: the first line names the columns, 'text' among them")
    csv.field_size_limit(LINE_LIMIT)
    feed = _Record(_with_first(first, lines))
    rows = csv.reader(feed, delimiter=delimiter or _delimiter(first.text), strict=True)
    try:
        header = [cell.strip().removeprefix("\ufeff") for cell in next(rows, [])]
    except csv.Error as error:
        raise InputError(f"the first line does not name columns: {error}") from None
    return header, _table_rows(feed, rows)


def _table_rows(feed: _Record, rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | str]]:
    while True:
        begin, feed.fault = feed.number + 1, None
        try:
            cells = next(rows, None)
        except csv.Error as error:
            yield begin, f"not a row ({error}): a quotation mark is left open, or stands inside a cell"
            if "limit" in str(error):
                return  # in the midst of a cell: nothing tells where the next row begins
            continue
        if cells is None:
            return
        yield begin, feed.fault or cells


def _read_table(lines: Iterable[Line], name: str, delimiter: str | None) -> Iterator[tuple[str, Item]]:
    header, rows = open_table(lines, delimiter)
    header = [cell.lower() for cell in header]
    if "text" not in header:
        raise InputError(f"no column 'text'; its columns are: {', '.join(header)[:200]}")
    columns = {c.name: header.index(c.name) for c in REPORT_COLUMNS if c.name in header}
    for number, cells in rows:
        place = f"{name}:{number}"
        if isinstance(cells, str):
            yield place, _problem(place, cells)
        elif any(cells):
            yield place, item_of_row({k: cells[i] for k, i in columns.items() if i < len(cells)}, place)


def _with_first(first: Line, rest: Iterator[Line]) -> Iterator[Line]:
    yield first
    yield from rest


def _read_parquet(path: Path | BinaryIO, name: str) -> Iterator[tuple[str, Item]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path, memory_map=isinstance(path, Path))
        names = [c.name for c in REPORT_COLUMNS if c.name in file.schema_arrow.names]
        if "text" not in names:
            raise InputError(f"no column 'text'; its columns are: {', '.join(file.schema_arrow.names)[:200]}")
        number = 0
        for batch in file.iter_batches(PARQUET_ROWS, columns=names, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                place = f"{name}:{number}"
                yield place, item_of_row(row, place)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, UnicodeDecodeError) as error:
        raise InputError(f"not a parquet file that can be read: {str(error)[:200]}") from None


def _read_stdin(stream: BinaryIO) -> Iterator[tuple[str, Item]]:
    """Standard input: JSON lines, a table or parquet where it looks like one, else the text of one report."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(Joined(b"", stream))
    if buffered.peek(4)[:4] == b"PAR1":
        with _spooled(buffered) as file:
            yield from _read_parquet(file, "stdin")
        return
    lines = read_lines(buffered)
    first = next(lines, None)
    if first is None:
        raise InputError("nothing came from standard input")
    every = _with_first(first, lines)
    if first.text.lstrip().startswith("{"):
        yield from _read_jsonl(every, "stdin")
    elif "text" in re.split(r"[,;\t]", first.text.strip().lower()):
        yield from _read_table(every, "stdin", None)
    else:
        yield from _read_text(every, "stdin")


@contextmanager
def _spooled(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Standard input on disk, for a format that is read from its end."""
    with tempfile.TemporaryFile() as file:
        while part := stream.read(1 << 20):
            file.write(part)
        file.seek(0)
        yield file
