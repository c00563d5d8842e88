"""When a report was published, as a window of days: from its metadata, or from an artefact at the text's start."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from zoneinfo import ZoneInfo

Window = tuple[date, date]

_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# What some news crawls leave before the text: " date 2021-04 ", " date 2025-12-20 - ".
_ISO = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_ARTEFACT = re.compile(rf"\s*date ({_ISO})(?![\d-])(?:\s*-(?=\s))?\s*")


def parse_published(value: str | None, tz: str = "Asia/Damascus") -> Window | None:
    """The days on which a report may have been published: one day, a month or a year; None where unknown.

    A date-time that says its zone is turned to `tz` first: 21:30 UTC is the next day in Damascus. Raises ValueError.

    >>> parse_published("2021-04")
    (datetime.date(2021, 4, 1), datetime.date(2021, 4, 30))
    """
    text = (value or "").strip()
    if not text:
        return None
    try:
        if not text.startswith(("19", "20")):
            raise ValueError("no year from 1900 to 2099")
        if _YEAR.fullmatch(text):
            return date(int(text), 1, 1), date(int(text), 12, 31)
        month = _MONTH.fullmatch(text)
        if month:
            y, m = int(month[1]), int(month[2])
            return date(y, m, 1), date(y, m, monthrange(y, m)[1])
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            return day, day
        moment = datetime.fromisoformat(text)
    except ValueError as e:
        raise ValueError(f"published {value!r} is no ISO date: write 2021, 2021-04, 2021-04-09 or a date-time") from e
    if moment.tzinfo is not None:
        moment = moment.astimezone(ZoneInfo(tz))
    return moment.date(), moment.date()


def published_from_text(text: str) -> tuple[str, int] | None:
    """The date that a crawl left before the text, and how many characters it takes; None if there is none.

    >>> published_from_text(" date 2025-12-20 - أعلن الجيش")
    ('2025-12-20', 19)
    """
    found = _ARTEFACT.match(text)
    return (found[1], found.end()) if found else None
