"""Cells and files that are safe to open and the same on every run."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_ACTIVE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
# What a spreadsheet takes for the start of a formula, in the plain and the full-width form.
FORMULA = tuple("=+-@\t\r＝＋－＠")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet takes for a formula and no terminal acts on; None is empty.

    >>> cell("=1+1"), cell(-3.5), cell(None), cell("-3")
    ("'=1+1", '-3.5', '', '-3')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(_ACTIVE.sub(" ", str(value)).split())
    return f"'{text}" if text.startswith(FORMULA) and not _NUMBER.fullmatch(text) else text


EXCEL_MARK = "\ufeff"  # that Excel knows UTF-8 by; without it Arabic is garbled there


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, object]], excel: bool = False) -> str:
    """Rows as CSV with these columns; missing values are empty. `excel` begins it with Excel's mark of UTF-8."""
    out = io.StringIO()
    if excel:
        out.write(EXCEL_MARK)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(row.get(c)) for c in columns] for row in rows)
    return out.getvalue()


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all: to a neighbour first, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as f:
            f.write(text)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
