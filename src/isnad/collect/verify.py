"""Whether a collection is as it was written: archives by their digests and stamps, reports by archives and record.

It may be asked while a run goes on: what is looked at are the reports that the record knows of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from isnad.collect.archive.read import Record, read_stream
from isnad.collect.archive.stamps import read_stamp
from isnad.collect.archive.write import OPEN
from isnad.collect.duplicates import fingerprint, words_in
from isnad.collect.output import AT, CHAIN, RECORD, REPORTS, chained, is_taken
from isnad.collect.run import WARCS
from isnad.collect.state import State
from isnad.errors import InputError


@dataclass(slots=True)
class Verified:
    """What was checked, and everything that does not fit, in words; `open` archives are being written to."""

    archives: int = 0
    open: int = 0
    stamps: int = 0
    pages: int = 0
    reports: int = 0
    faults: list[str] = field(default_factory=list)


def verify(folder: Path) -> Verified:
    """Check a folder. A report that was fetched must have a page of its digest in the archives, and every report the
    words that the record knows it by; no line may be changed, missing, added or moved.

    Raises InputError where there is no collection.
    """
    out = Verified()
    for name in (REPORTS, RECORD):
        if not (folder / name).is_file():
            raise InputError(f"{folder}: no collection: there is no {name}")
    state = State(folder / RECORD, reading=True)  # as of now, before any archive is looked at
    try:
        size, chain, texts = state.get(AT), state.get(CHAIN), state.texts()
    finally:
        state.close()
    pages: set[str] = set()
    for path in sorted((folder / WARCS).glob(f"*.warc.gz{OPEN}")):
        with suppress(FileNotFoundError):  # it ends just now, and comes below
            out.open += path.stat().st_size > 0
            _pages(path, out, pages)
    for path in sorted((folder / WARCS).glob("*.warc.gz")):
        out.archives += 1
        _closed(path, out)
        _pages(path, out, pages)
    for beside in sorted((folder / WARCS).glob("*.sha256")):
        if not beside.with_name(beside.name.removesuffix(".sha256")).is_file():
            out.faults.append(f"{beside.name}: its archive is missing")
    _reports(folder / REPORTS, int(size or 0), chain, texts, pages, out)
    if not is_taken(folder) and (more := (folder / REPORTS).stat().st_size - int(size or 0)) > 0:
        out.faults.append(
            f"{REPORTS}: {more:,} bytes more than the record knows of: a killed run left them, or somebody added them; "
            "the next run cuts them off"
        )
    return out


def _closed(path: Path, out: Verified) -> None:
    """An archive that has ended, with its digest and its stamp."""
    beside = path.with_name(f"{path.name}.sha256")
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    told = beside.read_text(encoding="utf-8", errors="replace").split() if beside.is_file() else []
    if not told:
        out.faults.append(f"{path.name}: there is no {beside.name}")
    elif told[0] != digest:
        out.faults.append(f"{path.name}: changed since its digest was written")
    stamp = beside.with_name(f"{beside.name}.tsr")
    if stamp.is_file():
        try:
            read_stamp(stamp.read_bytes(), beside.read_bytes() if told else b"")
            out.stamps += 1
        except InputError as error:
            out.faults.append(f"{stamp.name}: {error}")


def _pages(path: Path, out: Verified, pages: set[str]) -> None:
    """The digests of an archive's pages; the last record of one that is being written may be half there."""
    with path.open("rb") as stream:
        for record in read_stream(stream, path.name.removesuffix(OPEN)):
            if isinstance(record, Record):
                out.pages += 1
                pages.add(hashlib.sha256(record.raw).hexdigest())
            elif record.why != "no pages" and not (record.why == "broken archive" and path.name.endswith(OPEN)):
                out.faults.append(record.message)


def _reports(path: Path, size: int, chain: str | None, texts: dict[str, str], pages: set[str], out: Verified) -> None:
    """Each line by itself, then all of them: by what is missing, and by the digest that binds them."""
    before, bound, met = len(out.faults), b"", set[str]()
    for number, line in enumerate(_lines(path, size), 1):
        bound = chained(bound, line)
        name = _report(number, line, texts, pages, out)
        if name is not None:
            met.add(name)
    out.faults += [f"{REPORTS}: {name}: the report is missing" for name in texts if name not in met]
    if path.stat().st_size < size:
        out.faults.append(f"{REPORTS}: shorter than it was written, by {size - path.stat().st_size:,} bytes")
    if chain is not None and bound.hex() != chain and len(out.faults) == before:
        out.faults.append(f"{REPORTS}: not as it was written: a line was changed, added, taken out or moved")


def _lines(path: Path, size: int) -> Iterator[bytes]:
    """The lines that the record knows of: behind them stands what a run is about to write, or a killed one left."""
    with path.open("rb") as stream:
        left = size
        while left > 0 and (line := stream.readline(left)):
            left -= len(line)
            yield line


def _report(number: int, line: bytes, texts: dict[str, str], pages: set[str], out: Verified) -> str | None:
    """One line; gives the id of the report whose text it holds."""
    place = f"{REPORTS}:{number}"
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict):
        out.faults.append(f"{place}: not JSON")
        return None
    out.reports += 1
    name, text = str(row.get("id")), row.get("text")
    fetched = str(row.get("got_from") or "").startswith(("http://", "https://"))
    if fetched and row.get("sha256") not in pages:
        out.faults.append(f"{place}: {name}: no page with its digest in the archives")
    if not isinstance(text, str):
        return None
    if name not in texts:
        out.faults.append(f"{place}: {name}: the record knows of no such report")
    elif fingerprint(words_in(text)) != texts[name]:
        out.faults.append(f"{place}: {name}: its words are not those that were collected")
    return name
