"""Files that `isnad read` wrote, as reports with their claims: JSON lines, parquet, a folder of parquet by month."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isnad.errors import InputError

if TYPE_CHECKING:
    from isnad.ledger.load import Item

PARQUET_ROWS = 256  # reports with their claims that are held at once


class ClaimsFiles:
    """Reports with their claims out of files; `no_reports` counts the rows that stand for what was no report.

    A report with a claim that can't be one is passed over: `refused` tells which and why. Raises InputError, with file
    and line, for what can't be such a file.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self.files = [file for path in paths for file in _files_of(path)]
        self.no_reports = 0
        self.refused: list[str] = []

    def __iter__(self) -> Iterator[Item]:
        for path in self.files:
            yield from self._parquet(path) if path.suffix == ".parquet" else self._lines(path)

    def _lines(self, path: Path) -> Iterator[Item]:
        with path.open("rb") as f:
            for n, line in enumerate(f, 1):
                where = f"{path}:{n}"
                try:
                    row = _row(line, first=n == 1)
                except UnicodeDecodeError as e:
                    raise InputError(f"{where}: not in UTF-8; write it with `isnad read … -o claims.jsonl`") from e
                except (ValueError, RecursionError, InputError) as e:
                    raise InputError(f"{where}: {e}; write it with `isnad read … -o claims.jsonl`") from e
                if row is not None:
                    yield from self._item(row, where)

    def _parquet(self, path: Path) -> Iterator[Item]:
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            for batch in pq.ParquetFile(path).iter_batches(PARQUET_ROWS):
                for row in batch.to_pylist():
                    yield from self._item(row, str(path))
        except (pa.ArrowInvalid, KeyError) as e:
            raise InputError(f"{path}: {e}; write it with `isnad read … -o claims.parquet`") from e

    def _item(self, row: Mapping[str, Any], where: str) -> Iterator[Item]:
        """The report of a row; none where the row only says why something could not be read, or can't be loaded."""
        from isnad.ledger.check import check_reading
        from isnad.ledger.load import Item
        from isnad.schema import reading_from_dict, report_from_dict

        if not row.get("text") and row.get("problems"):
            self.no_reports += 1
            return
        try:
            report = report_from_dict(row)
            reading = reading_from_dict({**row, "id": report.id, "claims": row.get("claims") or []})
            check_reading(report, reading)
        except (ValueError, InputError) as e:
            self.refused.append(f"{where}: {e}")
            return
        yield Item(report, reading, where)


def _row(line: bytes, first: bool) -> dict[str, Any] | None:
    """The object of a line; None for an empty one. Raises InputError for one that could not be kept."""
    text = line.decode("utf-8-sig" if first else "utf-8")
    if not text.strip():
        return None
    row = json.loads(text)
    if not isinstance(row, dict):
        raise InputError("no object")
    if "\\u0000" in text or "\\ud" in text.lower():  # escapes are the one way in for what UTF-8 can't hold
        written = json.dumps(row, ensure_ascii=False)
        if "\\u0000" in written or any("\ud800" <= ch <= "\udfff" for ch in written):
            raise InputError("it holds NUL characters or half a surrogate pair (\\ud800…\\udfff): repair the escape")
    return row


def _files_of(path: Path) -> list[Path]:
    """The file itself, or the parquet files of a folder by month, without hidden ones."""
    if path.is_dir():
        found = [p for p in path.rglob("*.parquet") if not any(x[0] in "._" for x in p.relative_to(path).parts)]
        if found:
            return sorted(found)
        raise InputError(f"{path}: there is no parquet file in this folder")
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    return [path]
