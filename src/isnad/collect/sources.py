"""Where to collect from: what the command line names, or a file of sources (TOML)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from isnad.errors import InputError
from isnad.resolve.published import parse_published

ON_THE_WEB = ("page", "feed", "sitemap")  # kinds of what is fetched
IN_FILES = ("page", "archive", "chat", "table", "reports")  # kinds of what people have
KINDS = tuple(dict.fromkeys((*ON_THE_WEB, *IN_FILES)))
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
SHORTEST_ROUND_S = 60.0  # a collector that asks more often than this is no longer polite


@dataclass(frozen=True, slots=True)
class Source:
    """A place that reports come from: an address of the web, or files.

    `kind` is one of KINDS, None to be told from what is found there; `outlet`, `tz` (IANA) and `published` hold where
    a report does not say; `columns` maps the columns of a table; `delay_s` is the least pause between two requests.
    """

    address: str
    name: str = ""
    kind: str | None = None
    outlet: str | None = None
    tz: str | None = None
    published: str | None = None
    delay_s: float = 0.0
    columns: tuple[tuple[str, str], ...] = ()
    sheet: str | None = None

    @property
    def label(self) -> str:
        """The name by which its counts are kept."""
        return self.name or self.address

    @property
    def on_the_web(self) -> bool:
        """Whether it is fetched."""
        return on_the_web(self.address)


def on_the_web(address: str) -> bool:
    """Whether an address is fetched."""
    return address.lower().startswith(("http://", "https://"))


def wrong_kind(kind: str | None, address: str) -> str | None:
    """What is wrong with the kind that is said of an address, with its remedy; None where nothing is."""
    if kind is not None and kind not in KINDS:
        return f"there are {', '.join(KINDS)}"
    if kind is not None and on_the_web(address) and kind not in ON_THE_WEB:
        return f"of the web only {', '.join(ON_THE_WEB)} are read; save what is at {address}, and give the file"
    if kind is not None and not on_the_web(address) and kind not in IN_FILES:
        return f"a {kind} is fetched: give its address, http://… or https://…, not {address}"
    return None


def read_sources(path: Path) -> tuple[Source, ...]:
    """The sources of a file:

        [[source]]
        address = "https://sahl.example/feed"
        outlet = "صحيفة السهل"
        tz = "Asia/Damascus"

    Raises InputError with all mistakes at once.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not TOML: {error}") from None
    rows = told.get("source")
    mistakes = [f"{path}: there is no key '{k}': a source begins with [[source]]" for k in told if k != "source"]
    if not isinstance(rows, list) or not rows:
        mistakes.append(f"{path}: it names no source: each begins with [[source]] and has an address")
        rows = []
    sources: list[Source] = []
    for n, row in enumerate(rows, 1):
        where = f"{path}: source {n}"
        found = _mistakes(row)
        mistakes += [f"{where}: {m}" for m in found]
        if not found:
            sources.append(_make(row, path.parent))
    names = [s.label for s in sources]
    mistakes += [f"{path}: two sources are called '{n}'" for n in sorted({n for n in names if names.count(n) > 1})]
    if mistakes:
        raise InputError("the sources have mistakes:\n" + "\n".join(f"  {m}" for m in mistakes))
    return tuple(sources)


_TEXTS = ("address", "name", "kind", "outlet", "tz", "published", "delay", "sheet")


def _mistakes(row: Any) -> list[str]:
    if not isinstance(row, Mapping):
        return ["not a table of keys"]
    known = (*_TEXTS, "columns")
    found = [f"there is no key '{k}': there are {', '.join(known)}" for k in row if k not in known]
    found += [f"'{k}' should be text" for k in _TEXTS if k in row and not isinstance(row[k], str)]
    if found:
        return found
    if not row.get("address"):
        found.append("it has no address")
    if wrong := wrong_kind(row.get("kind") or None, row.get("address", "")):
        found.append(f"kind '{row['kind']}': {wrong}")
    if row.get("tz") and not is_zone(row["tz"]):
        found.append(f"tz '{row['tz']}': say a zone such as Asia/Damascus")
    if row.get("delay") and duration_s(row["delay"]) is None:
        found.append(f"delay '{row['delay']}': say 5s or 1m")
    if row.get("published") and not is_published(row["published"]):
        found.append(f"published '{row['published']}': say 2021, 2021-04 or 2021-04-09")
    columns = row.get("columns", {})
    if not isinstance(columns, Mapping) or not all(isinstance(v, str) for v in columns.values()):
        found.append('columns should be a table such as {text = "نص الخبر"}')
    return found


def _make(row: Mapping[str, Any], folder: Path) -> Source:
    values = {k: v for k, v in row.items() if k in {f.name for f in fields(Source)}}
    values["columns"] = tuple(dict(row.get("columns", {})).items())
    values["delay_s"] = duration_s(row["delay"]) or 0.0 if row.get("delay") else 0.0
    source = Source(**values)
    if source.on_the_web or Path(source.address).is_absolute():
        return source
    values["address"] = str(folder / source.address)  # beside the file that names it
    values["name"] = source.label
    return Source(**values)


def is_zone(name: str) -> bool:
    """Whether there is a zone of this name."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True


def is_published(text: str) -> bool:
    """Whether a date is written as reports have it: a year, a month, a day or a date-time."""
    try:
        return parse_published(text) is not None
    except ValueError:
        return False


def duration_s(text: str) -> float | None:
    """The seconds of "90s", "15m", "2h" or "1d"; None where it is no duration.

    >>> duration_s("15m")
    900.0
    """
    found = _DURATION.fullmatch(text.strip().lower())
    return float(found[1]) * _SECONDS[found[2]] if found else None


def parse_columns(told: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """A mapping of columns from "text=نص الخبر" and the like. Raises InputError."""
    out = []
    for part in told:
        name, mark, column = part.partition("=")
        if not mark or not name.strip() or not column.strip():
            raise InputError(f"--column {part}: say text=COLUMN, published=COLUMN and so on")
        out.append((name.strip(), column.strip()))
    return tuple(out)
