"""WhatsApp's export as text: one line a message, dated as the phone's language dates it.

The day's order (day or month first) is not told. It is worked out from the whole file: a number over 12, or the order
in which time goes on; where both orders fit, no date is given. When a message was edited is not told either.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from isnad.arabic.script import DIGITS
from isnad.collect.chats.post import Post, chat_key
from isnad.collect.decode import open_text
from isnad.errors import InputError

SIZE_LIMIT = 200_000_000  # bytes of a chat's text; the app exports at most 40,000 messages
_HIDDEN = re.compile("[\u200e\u200f\u202a-\u202e\u061c\ufeff]")
_HEAD = re.compile(
    r"\[?(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})[,،]?\s+(?:à\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*"
    r"(AM|PM|am|pm|a\.m\.|p\.m\.|ص|م)?\]?\s*(?:-\s+)?(.*)",
    re.S,
)
_SENDER = re.compile(r"([^:\n]{1,80}): (.*)", re.S)
# What stands for no words: media left out, deleted messages; and the mark of an edited one.
_NO_WORDS = re.compile(
    r"^<?(?:media omitted|(?:image|video|audio|sticker|gif|document|contact card) omitted|"
    r"تم استبعاد (?:الوسائط|الصورة|الفيديو|الصوت|الملصق|المستند|بطاقة جهة الاتصال|ملف gif)|"
    r"تم حذف هذه الرسالة|حذفت هذه الرسالة|this message was deleted|you deleted this message)\.?>?$",
    re.I,
)
_EDITED = re.compile(r"\s*<(?:this message was edited|تم تعديل هذه الرسالة)>\s*$", re.I)
_NAMED = re.compile(r"(?:WhatsApp Chat (?:with|-)|محادثة واتساب مع|دردشة واتساب مع|\u202aWhatsApp)\s*(.+)", re.I)
_LOOK_AT = 20  # lines at a file's begin of which one must be a message


@dataclass(frozen=True, slots=True)
class _Line:
    """A message as it stands: the three numbers of its date, its time of day, and the rest."""

    numbers: tuple[int, int, int]
    minute: tuple[int, int, int]
    rest: str


def is_export(head: str) -> bool:
    """Whether a text begins as an export does: two messages among its first lines, or one if there are no more."""
    lines = [ln for ln in head.splitlines()[:_LOOK_AT] if ln.strip()]
    messages = sum(_parse(ln) is not None for ln in lines)
    return messages >= min(2, len(lines)) and messages > 0


def iter_posts(path: Path) -> Iterator[Post]:
    """The posts of an export, a text file or the zip that the app makes. Raises InputError where it is none."""
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as package:
                names = [m for m in package.infolist() if m.filename.lower().endswith(".txt")]
                if len(names) > 1:  # texts that were sent lie beside it
                    names = [m for m in names if _is_chat(m.filename)]
                if len(names) != 1 or names[0].file_size > SIZE_LIMIT:
                    raise InputError(
                        f"{path}: not an export of WhatsApp: it should hold one text of a chat; of other packed "
                        "files, give the files themselves"
                    )
                with package.open(names[0]) as stream:
                    data = stream.read(SIZE_LIMIT + 1)
        else:
            with path.open("rb") as file:
                data = file.read(SIZE_LIMIT + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise InputError(f"{path}: not a zip that can be read: {error}") from None
    if len(data) > SIZE_LIMIT:
        raise InputError(f"{path}: over {SIZE_LIMIT // 1_000_000} MB: split the export")
    yield from _posts(_messages(io.BytesIO(data)), _chat_name(path))


def _chat_name(path: Path) -> str:
    """The chat's name, from the file's; the app names it "_chat.txt" within a folder of the name."""
    stem = path.parent.name if path.stem == "_chat" else path.stem
    told = _NAMED.search(stem)
    return (told[1] if told else stem).strip()


def _is_chat(name: str) -> bool:
    """Whether a file is named as the app names a chat's text."""
    return name.rpartition("/")[2] == "_chat.txt" or _NAMED.match(Path(name).stem) is not None


def _parse(line: str) -> _Line | None:
    plain = _HIDDEN.sub("", line).replace("\u202f", " ").replace("\xa0", " ")
    found = _HEAD.match(plain.translate(DIGITS)[: len(plain)])
    if not found:
        return None
    a, b, c, hour, minute = (int(found[n]) for n in range(1, 6))
    half = (found[7] or "").lower().replace(".", "")
    if half in ("pm", "م") and hour < 12:
        hour += 12
    elif half in ("am", "ص") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    return _Line((a, b, c), (hour, minute, int(found[6] or 0)), plain[found.start(8) :])


def _messages(stream: BinaryIO) -> Iterator[_Line]:
    """The messages of a file; lines without a date go on with the one before."""
    last: _Line | None = None
    for line in open_text(stream):
        found = _parse(line.rstrip("\r\n"))
        if found is not None:
            if last is not None:
                yield last
            last = found
        elif last is not None:
            last = replace(last, rest=f"{last.rest}\n{_HIDDEN.sub('', line).rstrip()}")
    if last is not None:
        yield last


def _posts(lines: Iterable[_Line], chat: str) -> Iterator[Post]:
    messages = list(lines)
    if not messages:
        raise InputError(f"{chat}: no messages in it: it is no export of WhatsApp")
    order = _order([m.numbers for m in messages])
    met: Counter[str] = Counter()
    for m in messages:
        sent = _SENDER.match(m.rest)
        if not sent:
            continue  # "X created the group"
        text = _EDITED.sub("", sent[2]).strip()
        if not text or _NO_WORDS.match(text):
            continue
        at = _moment(m, order)
        mark = hashlib.sha256(f"{m.numbers}{m.minute}{sent[1]}".encode()).hexdigest()[:10]
        met[mark] += 1  # a sender's second message of one minute
        number = f"{mark}-{met[mark]}"
        yield Post(chat_key(chat), chat, number, text, at, sent[1].strip())


def _order(dates: list[tuple[int, int, int]]) -> str | None:
    """ "ymd", "dmy" or "mdy", whichever alone fits a whole file; None where none does, or two."""
    fitting = [o for o in ("ymd", "dmy", "mdy") if all(_day(d, o) is not None for d in dates)]
    if len(fitting) > 1:
        falls = {o: _falls([_day(d, o) for d in dates]) for o in fitting}
        least = min(falls.values())
        fitting = [o for o in fitting if falls[o] == least]
    return fitting[0] if len(fitting) == 1 else None


def _falls(days: list[datetime | None]) -> int:
    """How often time goes back."""
    return sum(1 for a, b in pairwise(days) if a is not None and b is not None and b < a)


def _day(numbers: tuple[int, int, int], order: str) -> datetime | None:
    told = dict(zip(order, numbers, strict=True))
    year = told["y"] + 2000 if told["y"] < 100 else told["y"]
    try:
        return datetime(year, told["m"], told["d"]) if 2009 <= year <= 2099 else None
    except ValueError:
        return None


def _moment(m: _Line, order: str | None) -> str | None:
    day = _day(m.numbers, order) if order else None
    hour, minute, second = m.minute
    return day.replace(hour=hour, minute=minute, second=second).isoformat() if day else None
