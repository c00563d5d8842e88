"""When a page was published: from what its makers wrote for machines, else from the dateline that readers see.

Nothing is guessed: a date is taken where day, month and year are told. Dates as machines write them are read here,
dates in words by the grammar that reads reports (`isnad.mentions.dates`), which knows Levantine and Maghrebi months.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from isnad.arabic.tokens import tokenize
from isnad.collect.pages.surroundings import BLOCKS, PARAGRAPH_WORDS, is_beside, own_text
from isnad.mentions.dates import find_dates
from isnad.resolve.dates import resolve_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FIRST_YEAR = 1990  # there was no page before; 1970 is what an empty field becomes
DATELINE_WORDS = 22  # "السبت 10 نيسان 2021 - 18:30 بتوقيت دمشق | آخر تحديث …" has 15
STAMPED_CHARACTERS = 400  # of a block around a <time>: a byline, not a list of news
LOOK_AT = 300  # elements behind the headline among which the dateline stands
_ISO_SPACE = re.compile(r"^(\d{4}-\d{2}-\d{2}) +(\d{2}:\d{2}.*)$")
_ZONE = re.compile(r" *(?:UTC|GMT) *$", re.I)
_NO_ZONE = re.compile(r"-0000\b")  # of a mail's date: UTC, wherever it was written
_SHORT_ZONE = re.compile(r"([+-]\d{2})$")
_DIGIT = re.compile(r"\d|[\u0660-\u0669\u06f0-\u06f9]")
_DATED = re.compile(r"(?:^|[^a-z])(?:date|dateline|time|timestamp|publish|published|posted|pubdate|meta|byline)", re.I)
# "updated", "last update", "today is": not when it was published
_UPDATED = re.compile(r"تحديث|حُدّ?ِ?ث|عُدّ?ل|التعديل|updated|modified", re.I)
_PUBLISHED = re.compile(r"نشر|نُشر|النشر|أضيف|تاريخ|published|posted", re.I)  # "published", "added", "date"


def parse_moment(value: str, got: datetime | None = None) -> str | None:
    """A date or moment as machines and templates write it, in ISO; None where day, month or year is not told.

    `got` is when the page was fetched: what lies more than a day later is no date of publication.

    >>> parse_moment("Fri, 09 Apr 2021 18:00:00 GMT"), parse_moment("10 نيسان 2021"), parse_moment("نيسان 2021")
    ('2021-04-09T18:00:00+00:00', '2021-04-10', None)
    """
    text = " ".join(value.split())[:200]
    found = _machine(text) or _worded(text)
    if found is None:
        return None
    day = found.date() if isinstance(found, datetime) else found
    latest = (got or datetime.now(UTC)).date() + timedelta(days=1)
    return found.isoformat() if day.year >= FIRST_YEAR and day <= latest else None


def _machine(text: str) -> date | datetime | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return _iso_day(text)
    iso = _ISO_SPACE.sub(r"\1T\2", text)
    iso = _ZONE.sub("+00:00", iso).replace(" +", "+").replace(" -", "-") if iso[:4].isdigit() else iso
    try:
        return datetime.fromisoformat(_SHORT_ZONE.sub(r"\1:00", iso) if "T" in iso else iso)
    except ValueError:
        pass
    if not text[:3].isascii() or not any(c.isalpha() for c in text[:5]):
        return None
    try:
        return parsedate_to_datetime(_NO_ZONE.sub("+0000", text))
    except (ValueError, TypeError, IndexError):
        return None


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _worded(text: str) -> date | None:
    """The one day that words tell with its year; None where they tell none, or several.

    A Gregorian day holds before the same in the Hijri calendar, whose months begin a day apart from country to country.
    """
    tokens = tokenize(text)
    told = [m.expr for m in find_dates(tokens, 0, len(tokens)) if m.expr.kind == "date" and m.expr.days == 1]
    told = [e for e in told if e.day and e.month and e.year]
    told = [e for e in told if e.calendar == "gregorian"] or told
    days = {resolve_date(e, None).start for e in told}
    return days.pop() if len(days) == 1 else None


def to_zone(moment: str, zone: str | None) -> str:
    """A moment in the outlet's own zone, without the offset, so that its day is the outlet's day.

    Where the zone is not known, an offset other than UTC is taken for the outlet's own; a moment in UTC is left as it
    is, and the reader's zone decides.

    >>> to_zone("2021-04-09T21:30:00+00:00", "Asia/Damascus")
    '2021-04-10T00:30:00'
    """
    if "T" not in moment:
        return moment
    when = datetime.fromisoformat(moment)
    if when.tzinfo is None:
        return moment
    if zone is not None:
        try:
            when = when.astimezone(ZoneInfo(zone))
        except OverflowError:  # on the first or last day that there is
            return moment
    elif not when.utcoffset():
        return moment
    return when.replace(tzinfo=None).isoformat()


# The dateline


def dateline(tree: HtmlElement, headline: HtmlElement | None, got: datetime | None = None) -> tuple[str, str] | None:
    """When the dateline at the headline, or an element named for it, says that the page was published, and how it says.

    That is the first `<time datetime>` ("time") or day in words ("dateline") between headline and article. Days in what
    surrounds the article (today's date at the head of the page, other news, comments) don't count, and a day of last
    change is none of publication.
    """
    begin = headline is None
    seen = 0
    for element in tree.iter():
        if element is headline:
            begin = True
            continue
        if not begin or not isinstance(element.tag, str):
            continue
        seen += 1
        text = own_text(element)
        words = len(text.split())
        if seen > LOOK_AT or (words >= PARAGRAPH_WORDS and element.tag in BLOCKS):
            return None
        stamp = _stamp(element)
        if not stamp and (not 0 < words <= DATELINE_WORDS or not _DIGIT.search(text)):
            continue
        if (headline is None and not _named_for_dates(element)) or is_beside(element) or _is_update(element):
            continue
        moment = parse_moment(stamp, got) if stamp else None
        if moment is not None:
            return moment, "time"
        day = _dateline_day(text, got)
        if day is not None:
            return day, "dateline"
    return None


def _stamp(element: HtmlElement) -> str | None:
    """What a `<time>`, or a short block around one, says for machines; its words may say "yesterday"."""
    if element.tag == "time":
        return str(element.get("datetime") or "") or None
    times = [t for t in element.iter("time") if t.get("datetime") and not _is_update(t)] if len(element) <= 6 else []
    return str(times[0].get("datetime")) if times and len(element.text_content()) < STAMPED_CHARACTERS else None


def _dateline_day(text: str, got: datetime | None) -> str | None:
    updated, published = _UPDATED.search(text), _PUBLISHED.search(text)
    if updated and not published:
        return None
    if updated and published:
        # "نشر: 9 نيسان 2021 | آخر تحديث: 10 نيسان 2021": what stands between the two words
        begin, end = published.start(), updated.start()
        text = text[begin:end] if begin < end else text[begin:]
    return parse_moment(text, got)


def _is_update(element: HtmlElement) -> bool:
    named = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    return "updat" in named or "modif" in named


def _named_for_dates(element: HtmlElement) -> bool:
    return element.tag == "time" or any(
        _DATED.search(node.get("class") or "") or _DATED.search(node.get("id") or "")
        for node in (element, element.getparent())
        if node is not None
    )
