"""Writing readings: JSON lines, CSV, parquet or cards; to a file whole or not at all, or to standard output."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, Protocol

from isnad import schema
from isnad.cli.flat import COLUMNS, claim_cells, problem_cells
from isnad.cli.plain import cell
from isnad.model import Problem, Reading, Report

if TYPE_CHECKING:
    import pyarrow.parquet as pq
    from rich.console import Console

FORMATS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet", ".txt": "table"}
GROUP_ROWS = 512  # reports of a parquet row group, or fewer where their texts come to GROUP_CHARACTERS
GROUP_CHARACTERS = 8_000_000
TABLE_WIDTH = 110  # of cards in a file


class Sink(Protocol):
    """Where readings go, one after the other."""

    def write(self, report: Report | None, reading: Reading) -> None:
        """Write one reading; `report` is None for a line that was no report."""

    def close(self) -> None:
        """Write what is held back."""


@contextmanager
def open_output(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that takes its name only when all of it is written."""
    if path is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():  # a device or a pipe
        with target.open("wb") as stream:
            yield stream
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()


class JsonLines:
    """The codebook's form, one report a line."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, report: Report | None, reading: Reading) -> None:
        line = schema.to_json(schema.result_to_dict(report, reading))
        self._stream.write(line.encode("utf-8") + b"\n")

    def close(self) -> None:
        self._stream.flush()


class Csv:
    """One claim a row, for spreadsheets; a report that could not be read has a row with its problem."""

    def __init__(self, stream: BinaryIO, excel: bool = False) -> None:
        self._text = io.TextIOWrapper(stream, "utf-8-sig" if excel else "utf-8", newline="", write_through=True)
        self._rows = csv.writer(self._text, lineterminator="\r\n")
        self._rows.writerow(COLUMNS)

    def write(self, report: Report | None, reading: Reading) -> None:
        rows = [claim_cells(report, claim) for claim in reading.claims] if report else []
        rows += [problem_cells(reading.report_id, p.message) for p in reading.problems]
        for row in rows:
            self._rows.writerow([cell(value) for value in row])

    def close(self) -> None:
        self._text.flush()
        self._text.detach()


class Parquet:
    """RESULT rows: one a report, with its claims as a list."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._file: pq.ParquetWriter | None = None
        self._held: list[tuple[Report | None, Reading]] = []
        self._size = 0

    def write(self, report: Report | None, reading: Reading) -> None:
        self._held.append((report, reading))
        self._size += len(report.text) if report else 0
        if len(self._held) >= GROUP_ROWS or self._size >= GROUP_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        import pyarrow.parquet as pq

        if self._file is None:
            self._file = pq.ParquetWriter(self._stream, schema.RESULT, compression="zstd")
        self._file.write_batch(schema.results_to_batch(self._held))
        self._held, self._size = [], 0

    def close(self) -> None:
        if self._held or self._file is None:
            self._flush()
        if self._file is not None:
            self._file.close()


def terminal_console(file: IO[str] | None = None) -> Console:
    """A console that prints words as they are, without markup; into a file, plain lines of TABLE_WIDTH."""
    from rich.console import Console

    width = None if sys.stdout.isatty() and file is None else TABLE_WIDTH
    return Console(
        file=file, width=width, highlight=False, emoji=False, markup=False, no_color=True if file is not None else None
    )


class Table:
    """Cards for people: drawn on the terminal, or as plain lines of TABLE_WIDTH into a stream."""

    def __init__(self, stream: BinaryIO, on_terminal: bool) -> None:
        from isnad.cli.cards import Cards

        self._text = None if on_terminal else io.TextIOWrapper(stream, "utf-8", newline="\n", write_through=True)
        self._console = terminal_console(self._text)
        self._cards = Cards(self._console)

    def write(self, report: Report | None, reading: Reading) -> None:
        self._cards.report(report, reading)

    def tell(self, line: str) -> None:
        """A line under the cards."""
        self._console.print(line, soft_wrap=True)

    def close(self) -> None:
        if self._text is not None:
            self._text.detach()


def problems_of(item: Report | Problem, reading: Reading) -> list[str]:
    """The messages of a reading's problems, naming the report where the message does not."""
    named = isinstance(item, Problem)
    return [p.message if named else f"{reading.report_id}: {p.message}" for p in reading.problems]
