"""Bytes to lines: the encodings Arabic reports are found in, told apart line by line without holding the file.

UTF-8 (with or without a mark), UTF-16, windows-1256 and ISO-8859-6 are recognised, and what charset-normalizer
knows beside them. A line that does not decode is told as broken, not guessed at.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from math import inf
from typing import TYPE_CHECKING, BinaryIO, TextIO

if TYPE_CHECKING:
    from typing_extensions import Buffer

HEAD_BYTES = 1 << 18  # what the encoding is decided by: enough for some hundred lines of prose
LINE_LIMIT = 50_000_000  # characters; a report of 10 MB, escaped and with its other keys, stays well under this
BROKEN = "\udcff"  # stands for bytes that don't decode; no decoder gives it otherwise


def _mark_broken(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return BROKEN, error.end


codecs.register_error("isnad.broken", _mark_broken)
# Words that stand in any Arabic prose, and the article: wrong tables turn them into other letters.
_COMMON = re.compile(r"\b(?:من|في|على|إلى|الى|عن|أن|ان|التي|الذي|بعد|قبل|مع|هذا|و?ال\w{2,})\b")
_ARABIC = re.compile(r"[\u0621-\u064a]+")
_ACCENTED = re.compile(r"[\u00c0-\u00ff]")
_MIXED = re.compile(rf"[\u0621-\u064a]{_ACCENTED.pattern}|{_ACCENTED.pattern}[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number from 1; `fault` says why it has no text that can be trusted."""

    number: int
    text: str
    fault: str | None = None


def arabic_share(text: str) -> float:
    """The share of Arabic words that are among the commonest, less those with accented Latin letters inside.

    Near 0.3 in prose, near 0 or below it under a wrong table.
    """
    runs = len(_ARABIC.findall(text))
    if not runs:
        return 0.0
    mixed = len(_MIXED.findall(text)) if _ACCENTED.search(text) else 0
    return (len(_COMMON.findall(text)) - mixed) / runs


def detect_encoding(head: bytes) -> str:
    """The Python name of the encoding that `head`, the first bytes of a file, is written in.

    >>> detect_encoding("وقالت الوكالة إن القصف طال البلدة".encode("windows-1256"))
    'cp1256'

    ASCII alone counts as UTF-8.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(mark):
            return name
    if head[:4096].count(0) > len(head[:4096]) // 50:  # half the bytes of ASCII in UTF-16, the spaces of Arabic
        even, odd = head[0:4096:2].count(0), head[1:4096:2].count(0)
        return "utf-16-be" if even > odd else "utf-16-le"
    lines = [ln for ln in head.split(b"\n")[: None if len(head) < HEAD_BYTES else -1] if not ln.isascii()]
    if not lines and not head.isascii():
        lines = [head]
    good = sum(_is_utf8(ln) for ln in lines)
    if not lines or good * 2 >= len(lines) or _is_utf8(head, final=False):
        return "utf-8"
    return _legacy_encoding(b"\n".join(lines))


def _is_utf8(raw: bytes, final: bool = True) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(raw, final)
    except UnicodeDecodeError:
        return False
    return True


def _legacy_encoding(raw: bytes) -> str:
    best, share = "cp1256", -inf
    for name in ("cp1256", "iso8859-6"):
        try:
            found = arabic_share(raw.decode(name))
        except UnicodeDecodeError:
            continue
        if found > share:
            best, share = name, found
    if share >= 0.05:
        return best
    if arabic_share(raw.decode("utf-8", "ignore")) >= 0.05:  # broken in each of its few lines
        return "utf-8"
    from charset_normalizer import from_bytes

    for match in from_bytes(raw[:65536]):
        if arabic_share(str(match)) >= 0.1:
            return match.encoding
    return best


def open_text(stream: BinaryIO) -> TextIO:
    """The stream as text, its encoding recognised; bytes that don't decode become BROKEN. Line ends are kept."""
    read = getattr(stream, "read1", stream.read)  # a pipe gives what it has, without waiting for more
    head = read(HEAD_BYTES)
    encoding = detect_encoding(head)
    joined = io.BufferedReader(Joined(head, stream))
    return io.TextIOWrapper(joined, encoding, errors="isnad.broken", newline="\n")


def read_lines(stream: BinaryIO, limit: int = LINE_LIMIT) -> Iterator[Line]:
    """The lines of a binary stream, decoded, each with its line end; never more than one in memory.

    A line of more than `limit` characters comes with a `fault` and no text, one that its encoding can't decode with
    a `fault` and U+FFFD in the place of the wrong bytes.
    """
    text = open_text(stream)
    for number in count(1):
        line = text.readline(limit + 1)
        if not line:
            return
        if len(line) > limit:
            while line and not line.endswith("\n"):
                line = text.readline(limit + 1)
            yield Line(number, "", f"the line is longer than {limit} characters: split the report")
        elif BROKEN in line:
            why = f"the line is not {text.encoding} throughout: save the file as UTF-8"
            yield Line(number, line.replace(BROKEN, "\ufffd"), why)
        else:
            yield Line(number, line)


class Joined(io.RawIOBase):
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = memoryview(head), stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        into = memoryview(buffer).cast("B")
        part: bytes | memoryview = self._head[: len(into)]
        self._head = self._head[len(part) :]
        if not part:
            part = getattr(self._stream, "read1", self._stream.read)(len(into))
        into[: len(part)] = part
        return len(part)
