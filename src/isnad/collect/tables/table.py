"""A table's rows as reports."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from isnad.collect.chats.post import from_epoch
from isnad.collect.found import Found, Miss
from isnad.collect.pages.dates import parse_moment, to_zone
from isnad.collect.pages.zones import zone_of
from isnad.collect.sources import Source
from isnad.collect.tables.mapping import LOOK_AT, guess_columns
from isnad.collect.tables.rows import Row, iter_rows
from isnad.errors import InputError
from isnad.resolve.published import parse_published
from isnad.schema import report_from_dict, report_id_of

UNIQUE_DIGITS = 10  # a number with fewer is a row's in its table, not a post's in the world
MARK_DIGITS = 8  # by which rows of one number in tables of one name are told apart
_OF_REPORT = ("id", "text", "title", "outlet", "url", "forwarded_from")


def iter_table(
    path: Path, source: Source, got_at: str | None, show: Callable[[dict[str, str]], None] = lambda mapping: None
) -> Iterator[Found | Miss]:
    """The reports of a table; `show` is told the mapping of its columns before the first. Raises InputError."""
    rows = iter_rows(path, source.sheet)
    first: list[Row | Miss] = []
    for item in rows:
        first.append(item)
        if len(first) >= LOOK_AT:
            break
    told = [row for item in first if not isinstance(item, Miss) for row in (item[1],)]
    if not told:
        raise InputError(f"{path}: no rows in it")
    header = list(dict.fromkeys(k for row in told for k in row))
    try:
        mapping = guess_columns(header, told, dict(source.columns))
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    show(mapping)
    for item in chain(first, rows):
        yield item if isinstance(item, Miss) else _found(path, item, mapping, source, got_at)


def _found(path: Path, row: Row, mapping: Mapping[str, str], source: Source, got_at: str | None) -> Found | Miss:
    number, values = row
    place = f"{path}:{number}"
    told = {field: values.get(column) for field, column in mapping.items()}
    moment = _moment(told.get("published"))
    try:
        report = report_from_dict({k: told.get(k) for k in _OF_REPORT})
    except InputError as error:
        return Miss(place, "no text" if "no text" in str(error) else "broken row", f"{place}: {error}")
    key = report.id
    if key.isdigit() and len(key) < UNIQUE_DIGITS:
        report = replace(report, id=f"{path.stem}-{key}-{report_id_of(report.text, report.url)[:MARK_DIGITS]}")
        key = f"{path.absolute()}#{key}"
    raw = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "replace")
    report = replace(
        report,
        published=(to_zone(moment, source.tz or zone_of(report.url)) if moment else None) or source.published,
        outlet=report.outlet or source.outlet,
        got_from=place,
        got_at=got_at,
        sha256=hashlib.sha256(raw).hexdigest(),
    )
    author, answer = _plain(told.get("author")), _plain(told.get("reply_to"))
    return Found(
        report, key, authors=(author,) if author else (), published_at=moment,
        dated_by="column" if moment else None, reply_to=answer, edited_at=_moment(told.get("edited_at")),
    )  # fmt: skip


def _plain(value: Any) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() or None if isinstance(value, (str, int)) and not isinstance(value, bool) else None


def _moment(value: Any) -> str | None:
    """A cell's date as ISO: as exact as it is, a year or a month too; None where it can't be read."""
    if isinstance(value, datetime):
        midnight = value.tzinfo is None and (value.hour, value.minute, value.second) == (0, 0, 0)
        return parse_moment(value.date().isoformat() if midnight else value.isoformat())
    if isinstance(value, date):
        return parse_moment(value.isoformat())
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if 1990 <= value <= datetime.now(UTC).year else from_epoch(value)
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    found = parse_moment(text)
    if found is not None:
        return found
    if text.isdigit() and len(text) == 10:
        return from_epoch(text)
    try:
        return text if len(text) in (4, 7) and parse_published(text) else None
    except ValueError:
        return None
