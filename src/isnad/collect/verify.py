"""Whether a collection is as it was written: archives by their digests and stamps, reports by their archives."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from isnad.collect.archive.read import Record, iter_records
from isnad.collect.archive.stamps import read_stamp
from isnad.collect.output import REPORTS
from isnad.collect.run import WARCS
from isnad.errors import InputError


@dataclass(slots=True)
class Verified:
    """What was checked, and everything that does not fit, in words."""

    archives: int = 0
    stamps: int = 0
    pages: int = 0
    reports: int = 0
    faults: list[str] = field(default_factory=list)


def verify(folder: Path) -> Verified:
    """Check a folder. A report that was fetched must have a page of its digest in the archives."""
    out = Verified()
    if not (folder / REPORTS).is_file():
        raise InputError(f"{folder}: no collection: there is no {REPORTS}")
    pages: set[str] = set()
    for path in sorted((folder / WARCS).glob("*.warc.gz")):
        out.archives += 1
        _archive(path, out, pages)
    for beside in sorted((folder / WARCS).glob("*.sha256")):
        if not beside.with_name(beside.name.removesuffix(".sha256")).is_file():
            out.faults.append(f"{beside.name}: its archive is missing")
    with (folder / REPORTS).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            _report(number, line, pages, out)
    return out


def _archive(path: Path, out: Verified, pages: set[str]) -> None:
    beside = path.with_name(f"{path.name}.sha256")
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    told = beside.read_text(encoding="utf-8").split() if beside.is_file() else []
    if not told:
        out.faults.append(f"{path.name}: there is no {beside.name}")
    elif told[0] != digest:
        out.faults.append(f"{path.name}: changed since its digest was written")
    stamp = beside.with_name(f"{beside.name}.tsr")
    if stamp.is_file():
        try:
            read_stamp(stamp.read_bytes(), beside.read_bytes())
            out.stamps += 1
        except InputError as error:
            out.faults.append(f"{stamp.name}: {error}")
    for record in iter_records(path):
        if isinstance(record, Record):
            out.pages += 1
            pages.add(hashlib.sha256(record.raw).hexdigest())
        elif record.why != "no pages":
            out.faults.append(record.message)


def _report(number: int, line: str, pages: set[str], out: Verified) -> None:
    try:
        row = json.loads(line)
    except ValueError:
        out.faults.append(f"{REPORTS}:{number}: not JSON")
        return
    out.reports += 1
    fetched = str(row.get("got_from") or "").startswith(("http://", "https://"))
    if fetched and row.get("sha256") not in pages:
        out.faults.append(f"{REPORTS}:{number}: {row.get('id')}: no page with its digest in the archives")
