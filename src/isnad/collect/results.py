"""What `isnad read` wrote, and gold files: reports with their claims, from JSON lines or parquet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from isnad.collect.decode import read_lines
from isnad.errors import InputError
from isnad.model import Reading, Report
from isnad.schema import reading_from_dict, report_from_dict


def iter_results(path: Path) -> Iterator[tuple[Report | None, Reading]]:
    """Each report with its reading, in order; the report is None where the row has no text.

    Raises InputError with file and line where a row is not in the codebook's form.
    """
    try:
        for place, row in _rows(path):
            try:
                yield _report(row), reading_from_dict(row)
            except InputError as error:
                raise InputError(f"{place}: {error}") from None
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from None


def _report(row: dict[str, Any]) -> Report | None:
    return report_from_dict(row) if row.get("text") else None


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    if path.suffix.lower() == ".parquet":
        yield from _parquet_rows(path)
        return
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        raise InputError(f"{path}: holds no claims for programs; `isnad read -o FILE.jsonl` (or .parquet) writes them")
    with path.open("rb") as stream:
        for line in read_lines(stream):
            place = f"{path}:{line.number}"
            if line.fault:
                raise InputError(f"{place}: {line.fault}")
            if not line.text.strip():
                continue
            try:
                row = json.loads(line.text)
            except (ValueError, RecursionError) as error:
                raise InputError(f"{place}: not JSON ({error}): a file has one object on each line") from None
            if not isinstance(row, dict):
                raise InputError(f"{place}: not an object with keys")
            yield place, row


def _parquet_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        number = 0
        for batch in pq.ParquetFile(path).iter_batches(64, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield f"{path}:{number}", row
    except pa.ArrowInvalid as error:
        raise InputError(f"{path}: not a parquet file that can be read: {error}") from None
