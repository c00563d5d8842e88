"""Each fetched page as a WARC record with its SHA-256, so that the evidence outlives the page.

A record holds the answer as a browser sees it: unpacked, with the headers as they came, save that those of the
transport (Content-Encoding, Transfer-Encoding, Content-Length) are kept under X-Crawl-… names. So the SHA-256 of the
payload is the SHA-256 that the report carries.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from isnad import __version__
from isnad.collect.web.client import Fetched

PART_BYTES = 1_000_000_000  # of one archive file, as archives are usually cut
_TRANSPORT = ("content-encoding", "transfer-encoding", "content-length")
OPEN = ".open"  # stands behind the name of a file that is being written


class ArchiveWriter:
    """Writes the pages of one run to `folder`; the file takes its name when it is complete."""

    def __init__(self, folder: Path, agent: str) -> None:
        self.folder, self._agent = folder, agent
        self._stream: IO[bytes] | None = None
        self._path: Path | None = None
        self.written: list[Path] = []

    def write(self, got: Fetched) -> None:
        """Add one answer."""
        stream = self._open()
        block = _http_block(got)
        headers = {
            "WARC-Type": "response",
            "WARC-Record-ID": _urn(),
            "WARC-Date": _date(got.at),
            "WARC-Target-URI": got.url,
            "WARC-Payload-Digest": f"sha256:{hashlib.sha256(got.body).hexdigest()}",
            "WARC-Block-Digest": f"sha256:{hashlib.sha256(block).hexdigest()}",
            "Content-Type": "application/http; msgtype=response",
        }
        if got.address:
            headers["WARC-IP-Address"] = got.address
        if got.hops:  # by which addresses it was reached, first the one that was asked for
            headers["Isnad-Redirected-From"] = " ".join(got.hops)
        stream.write(_record(headers, block))
        if stream.tell() > PART_BYTES:
            self.close()

    def flush(self) -> None:
        """Put on disk what was written."""
        if self._stream is not None:
            self._stream.flush()
            os.fsync(self._stream.fileno())

    def close(self) -> None:
        """End the file: give it its name, and put its digest beside it in the form of `sha256sum`."""
        if self._stream is None or self._path is None:
            return
        self.flush()
        self._stream.close()
        final = self._path.with_name(self._path.name.removesuffix(OPEN))
        os.replace(self._path, final)
        write_digest(final)
        self.written.append(final)
        self._stream = self._path = None

    def _open(self) -> IO[bytes]:
        if self._stream is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S%f")
            self._path = self.folder / f"isnad-{stamp}.warc.gz{OPEN}"
            self._stream = self._path.open("xb")
            told = f"software: isnad/{__version__}\r\nformat: WARC File Format 1.1\r\n"
            told += f"http-header-user-agent: {self._agent}\r\n"
            headers = {
                "WARC-Type": "warcinfo", "WARC-Record-ID": _urn(), "WARC-Date": _date(datetime.now(UTC).isoformat()),
                "WARC-Filename": self._path.name.removesuffix(OPEN), "Content-Type": "application/warc-fields",
            }  # fmt: skip
            self._stream.write(_record(headers, told.encode("utf-8")))
        return self._stream


def finish_left_over(folder: Path) -> list[Path]:
    """Give their names to archives that a killed run left, without a last record that is not whole."""
    done = []
    for path in sorted(folder.glob(f"*.warc.gz{OPEN}")):
        whole = _whole_members(path)
        final = path.with_name(path.name.removesuffix(OPEN))
        if whole == 0:
            path.unlink()
            continue
        with path.open("r+b") as stream:
            stream.truncate(whole)
        os.replace(path, final)
        write_digest(final)
        done.append(final)
    return done


def _whole_members(path: Path) -> int:
    """How many bytes of a file are gzip members that end."""
    import zlib

    end = 0
    with path.open("rb") as stream:
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
        read = 0
        while part := stream.read(1 << 20):
            read += len(part)
            while part:
                try:
                    unpack.decompress(part)
                except zlib.error:
                    return end
                part = unpack.unused_data
                if unpack.eof:
                    end = read - len(part)
                    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
                else:
                    break
    return end


def write_digest(path: Path) -> Path:
    """Put the SHA-256 of a file beside it, as `sha256sum -c` reads it."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    beside = path.with_name(f"{path.name}.sha256")
    beside.write_text(f"{digest}  {path.name}\n", encoding="utf-8")
    return beside


def _record(headers: dict[str, str], block: bytes) -> bytes:
    """One record, a gzip member of its own, so that readers may begin at any."""
    lines = ["WARC/1.1", *(f"{k}: {_line(v)}" for k, v in headers.items()), f"Content-Length: {len(block)}"]
    head = "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n"
    return gzip.compress(head + block + b"\r\n\r\n", 6, mtime=0)


def _http_block(got: Fetched) -> bytes:
    """The answer as text of HTTP: status, headers, body."""
    lines = [f"HTTP/1.1 {got.status} {_line(got.reason)}".rstrip()]
    for name, value in got.headers:
        kept = f"X-Crawl-{name}" if name.lower() in _TRANSPORT else name
        lines.append(f"{kept}: {_line(value)}")
    lines.append(f"Content-Length: {len(got.body)}")
    return "\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n" + got.body


def _line(value: str) -> str:
    """A value that can't begin a header of its own."""
    return value.replace("\r", " ").replace("\n", " ")


def _urn() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _date(at: str) -> str:
    return datetime.fromisoformat(at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
