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
from isnad.mentions.dates import find_dates
from isnad.resolve.dates import resolve_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FIRST_YEAR = 1990  # there was no page before; 1970 is what an empty field becomes
DATELINE_WORDS = 22  # "السبت 10 نيسان 2021 - 18:30 بتوقيت دمشق | آخر تحديث …" has 15
LOOK_AT = 300  # elements behind the headline among which the dateline stands
PARAGRAPH_WORDS = 35  # where a text of so many words begins, the article has begun
_ISO_SPACE = re.compile(r"^(\d{4}-\d{2}-\d{2}) +(\d{2}:\d{2}.*)$")
_ZONE = re.compile(r" *(?:UTC|GMT) *$", re.I)
_SHORT_ZONE = re.compile(r"([+-]\d{2})$")
_DIGIT_OR_MONTH = re.compile(r"\d|[\u0660-\u0669\u06f0-\u06f9]")
_DATED = re.compile(r"(?:^|[^a-z])(?:date|dateline|time|timestamp|publish|published|posted|pubdate|meta|byline)", re.I)
_ASIDE = re.compile(
    r"(?:^|[^a-z])(?:aside|related|sidebar|side-bar|footer|header|menu|nav|widget|comment|comments|most|latest|"
    r"ticker|breaking|recommend|more-news|popular|share|ads|promo|archive)(?:$|[^a-z])",
    re.I,
)
_ASIDE_TAGS = frozenset({"aside", "nav", "footer", "script", "style", "noscript", "template", "form", "select"})
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
        return parsedate_to_datetime(text)
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
        when = when.astimezone(ZoneInfo(zone))
    elif not when.utcoffset():
        return moment
    return when.replace(tzinfo=None).isoformat()


# The dateline


def visible_day(tree: HtmlElement, headline: HtmlElement | None, got: datetime | None = None) -> str | None:
    """The day of the dateline that stands at the headline, or in an element named for it; None where none does.

    Days in what surrounds the article (today's date at the head of the page, other news, comments) don't count, and
    a day of last change is none of publication.
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
        if seen > LOOK_AT:
            return None
        text = _own_text(element)
        words = len(text.split())
        if words >= PARAGRAPH_WORDS and element.tag in ("p", "div", "article", "section", "td"):
            return None
        if not 0 < words <= DATELINE_WORDS or not _DIGIT_OR_MONTH.search(text):
            continue
        if headline is None and not _named_for_dates(element):
            continue
        if beside(element):
            continue
        found = _dateline_day(text, got)
        if found is not None:
            return found
    return None


def _own_text(element: HtmlElement) -> str:
    """The text of an element with its inline parts, if it is a leaf block; "" for one that holds blocks."""
    if len(element) > 6 or element.tag in _ASIDE_TAGS or any(len(child) > 3 for child in element):
        return (element.text or "").strip()
    return " ".join(" ".join(element.itertext()).split())


def _dateline_day(text: str, got: datetime | None) -> str | None:
    if _UPDATED.search(text):
        updated = _UPDATED.search(text)
        published = _PUBLISHED.search(text)
        if not published or not updated:
            return None
        # "نشر: 9 نيسان 2021 | آخر تحديث: 10 نيسان 2021": what stands between the two words
        first, second = published.start(), updated.start()
        text = text[first:second] if first < second else text[first:]
    return parse_moment(text, got)


def _named_for_dates(element: HtmlElement) -> bool:
    return element.tag == "time" or any(
        _DATED.search(node.get("class") or "") or _DATED.search(node.get("id") or "")
        for node in (element, element.getparent())
        if node is not None
    )


def beside(element: HtmlElement) -> bool:
    """Whether an element stands in what surrounds an article."""
    node: HtmlElement | None = element
    while node is not None and node.tag not in ("body", "html", "article", "main"):
        if node.tag in _ASIDE_TAGS or _ASIDE.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
            return True
        node = node.getparent()
    return False
