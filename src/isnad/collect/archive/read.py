"""Pages of web archives: WARC files and WACZ packages, record by record, never a whole file in memory."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from isnad.collect.found import Miss
from isnad.collect.pages.markup import PAGE_LIMIT
from isnad.errors import InputError, MissingExtraError

SUFFIXES = (".warc", ".warc.gz", ".warc.zst", ".wacz")
MEMBERS_LIMIT = 100_000  # files in a package
RATIO_LIMIT = 200  # by which a member of a package may grow: archives are packed already, so a bomb alone grows so
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Record:
    """A page as an archive holds it: its record's id, address and date (ISO, UTC), its charset header and its bytes."""

    key: str
    uri: str
    at: str | None
    charset: str | None
    raw: bytes
    where: str


def is_archive(path: Path) -> bool:
    """Whether a file is named like an archive."""
    return path.name.lower().endswith(SUFFIXES)


def iter_records(path: Path) -> Iterator[Record | Miss]:
    """The pages of an archive, in order; what is broken is a Miss. Raises InputError where nothing can be read."""
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, path.name)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from None


def read_stream(stream: IO[bytes], name: str) -> Iterator[Record | Miss]:
    """As `iter_records`, from a stream that can seek; what kind of archive it is, the name's end tells."""
    check_extra()
    yield from (_wacz if name.lower().endswith(".wacz") else _warc)(stream, name)


def check_extra() -> None:
    """Raises MissingExtraError where what reads archives is not installed."""
    try:
        import fastwarc.warc  # noqa: F401
    except ImportError:
        raise MissingExtraError("collect", "reading web archives") from None


def _wacz(stream: IO[bytes], name: str) -> Iterator[Record | Miss]:
    """The archives inside of a package; nothing is unpacked to disk."""
    try:
        with zipfile.ZipFile(stream) as package:
            members = package.infolist()
            if len(members) > MEMBERS_LIMIT:
                raise InputError(f"{name}: over {MEMBERS_LIMIT:,} files in the package")
            found = [m for m in members if m.filename.lower().endswith((".warc", ".warc.gz", ".warc.zst"))]
            if not found:
                raise InputError(f"{name}: no WARC file in the package")
            for member in found:
                where = f"{name}!{member.filename}"
                if member.file_size > RATIO_LIMIT * max(member.compress_size, 1 << 20):
                    yield Miss(where, "bomb", f"{where}: grows over {RATIO_LIMIT} times when unpacked: left out")
                    continue
                with package.open(member) as inside:
                    yield from _warc(inside, where)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise InputError(f"{name}: not a WACZ package that can be read: {str(error)[:200]}") from None


def _warc(stream: IO[bytes], where: str) -> Iterator[Record | Miss]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource
    count = 0
    try:
        for record in ArchiveIterator(stream, kinds, parse_http=False, fsspec_args=False):
            count += 1
            try:
                found = _page(record, where, count)
            except (OSError, ValueError, zlib.error, UnicodeError) as error:
                found = Miss(f"{where}#{count}", "broken record", f"{where}: record {count}: {str(error)[:200]}")
            if found is not None:
                yield found
    except (OSError, ValueError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        yield Miss(f"{where}#end", "broken archive", f"{where}: breaks off after {count} pages: {str(error)[:200]}")
    if count == 0:
        yield Miss(f"{where}#none", "no pages", f"{where}: no pages in it: is it a WARC file?")


def _page(record: Any, where: str, count: int) -> Record | Miss | None:
    """The page of a record; None for what is no page of HTML, or no answer of status 200."""
    headers = record.headers
    uri = (headers.get("WARC-Target-URI") or "").strip("<> ")
    key = record.record_id or f"{where}#{count}"
    if not uri.lower().startswith(("http://", "https://")) or record.content_length > 3 * PAGE_LIMIT:
        return None
    if headers.get("WARC-Block-Digest") and not record.verify_block_digest():
        return Miss(key, "digest differs", f"{where}: {uri[:200]}: its bytes are not those that its digest is of")
    kind, charset = (headers.get("Content-Type") or "").lower(), None
    if kind.startswith("application/http"):
        record.parse_http(auto_decode="all", quirks_mode=True)
        if record.http_headers is None or record.http_headers.status_code not in (200, 203):
            return None
        kind, charset = (record.http_content_type or "").lower(), record.http_charset
    if kind and not kind.startswith(_HTML):
        return None
    raw = record.reader.read(PAGE_LIMIT + 1)
    if not kind and b"<" not in raw[:1000]:
        return None
    date = record.record_date
    return Record(key, uri, date.isoformat(timespec="seconds") if date else None, charset, raw, where)
