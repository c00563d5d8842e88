"""The rows of a table file, as keys and values, one at a time: csv, tsv, xlsx, parquet, JSON lines."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import Any

from isnad.collect.decode import read_lines
from isnad.collect.files import PARQUET_ROWS, open_table
from isnad.collect.found import Miss
from isnad.errors import InputError, MissingExtraError

SUFFIXES = (".csv", ".tsv", ".xlsx", ".parquet", ".jsonl", ".ndjson")
SHEET_BYTES = 1_000_000_000  # of a workbook, unpacked; a million rows of text have about half
RATIO_LIMIT = 200  # by which a workbook may grow; sheets of text grow ten times
COLUMNS_LIMIT = 2000
TITLES = 10  # rows among which the one that names the columns stands
Row = tuple[int, dict[str, Any]]
Cells = tuple[int, tuple[Any, ...]]


def iter_rows(path: Path, sheet: str | None = None) -> Iterator[Row | Miss]:
    """Each row with its number, from 1; a broken one is a Miss. `sheet` is a workbook's, by default the first.

    Raises InputError where the file is no table.
    """
    try:
        match path.suffix.lower():
            case ".xlsx":
                yield from _workbook(path, sheet)
            case ".parquet":
                yield from _parquet(path)
            case ".jsonl" | ".ndjson":
                yield from _json_lines(path)
            case suffix:
                yield from _delimited(path, "\t" if suffix == ".tsv" else None)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from None


def _miss(path: Path, number: int, message: str) -> Miss:
    return Miss(f"{path}:{number}", "broken row", f"{path}:{number}: {message}")


def _delimited(path: Path, delimiter: str | None) -> Iterator[Row | Miss]:
    with path.open("rb") as stream:
        try:
            header, rows = open_table(read_lines(stream), delimiter)
        except InputError as error:
            raise InputError(f"{path}: {error}") from None
        for number, cells in rows:
            if isinstance(cells, str):
                yield _miss(path, number, cells)
            elif any(cells):
                yield number, dict(zip(header, cells, strict=False))


def _json_lines(path: Path) -> Iterator[Row | Miss]:
    with path.open("rb") as stream:
        for line in read_lines(stream):
            if not line.text.strip() and not line.fault:
                continue
            try:
                row = json.loads(line.text) if not line.fault else None
            except (ValueError, RecursionError) as error:
                yield _miss(path, line.number, f"not JSON ({str(error)[:80]})")
                continue
            if isinstance(row, dict) and "copy_of" in row:
                continue  # of another collection: a further place of publication
            if isinstance(row, dict):
                yield line.number, row
            else:
                yield _miss(path, line.number, line.fault or "not an object with keys")


def _parquet(path: Path) -> Iterator[Row | Miss]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        for batch in pq.ParquetFile(path, memory_map=True).iter_batches(PARQUET_ROWS, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{path}: not a parquet file that can be read: {str(error)[:200]}") from None


def _workbook(path: Path, sheet: str | None) -> Iterator[Row | Miss]:
    """The rows of one sheet; the first that is not empty names the columns, titles above it left out."""
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError("collect", "reading workbooks") from None
    _check_package(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parts raise on a broken package
        raise InputError(
            f"{path}: not a workbook that can be read: {type(error).__name__}: {str(error)[:200]}"
        ) from None
    with closing(book):
        if sheet is not None and sheet not in book.sheetnames:
            raise InputError(f"{path}: no sheet '{sheet}'; there are: {', '.join(book.sheetnames)}")
        found = book[sheet] if sheet is not None else book.worksheets[0]
        header: list[str] | None = None
        try:
            rows = (
                (n, r) for n, r in enumerate(found.iter_rows(values_only=True, max_col=COLUMNS_LIMIT), 1) if _filled(r)
            )
            for number, cells in _below_titles(rows):
                if header is None:
                    header = [str(c).strip() if c is not None else "" for c in cells]
                else:
                    yield number, {k: v for k, v in zip(header, cells, strict=False) if k}
        except Exception as error:  # as above: in the midst of a sheet
            raise InputError(f"{path}: the sheet breaks off: {type(error).__name__}: {str(error)[:200]}") from None


def _filled(cells: tuple[Any, ...]) -> int:
    return sum(c is not None and bool(str(c).strip()) for c in cells)


def _below_titles(rows: Iterator[Cells]) -> Iterator[Cells]:
    """The rows of a sheet from the one on that names the columns: a title above has one cell, and the table more."""
    above = list(islice(rows, TITLES))
    first = next((n for n, (_, cells) in enumerate(above) if _filled(cells) > 1), 0)
    return chain(above[first:], rows)


def _check_package(path: Path) -> None:
    """Raise InputError for a workbook that is a bomb, or that defines entities of its own."""
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            if sum(m.file_size for m in members) > SHEET_BYTES or any(
                m.file_size > RATIO_LIMIT * max(m.compress_size, 1 << 16) for m in members
            ):
                raise InputError(
                    f"{path}: grows over {RATIO_LIMIT} times, or over {SHEET_BYTES:,} bytes, when unpacked"
                )
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    with package.open(member) as stream:
                        if b"<!DOCTYPE" in stream.read(4096).upper():
                            raise InputError(f"{path}: defines entities of its own, which no workbook needs")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise InputError(f"{path}: not a workbook that can be read: {str(error)[:200]}") from None
