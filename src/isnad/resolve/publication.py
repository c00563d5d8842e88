"""When a report was published, by what its own text says: "اليوم الجمعة 9 نيسان", "العام الحالي 2022", a dateline.

A window that its metadata gives is narrowed, never widened or moved. Where there is none, the text can give one:
today's date with its year, else a dateline or the latest date of a picture or post that no weekday speaks against.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from isnad.mentions.annotate import Sentence
from isnad.mentions.dateexpr import DateExpr, DateMention
from isnad.resolve.calendars import to_gregorian
from isnad.resolve.dates import resolve_date
from isnad.resolve.dayrules import DAY
from isnad.resolve.published import Window

_YEARS_AFTER = 3  # a report is of the last year that it tells or of the two after it; no weekday returns so soon
_LONGEST_MONTH = 31  # days: a window longer than this knows the year at most
_REACH = 4  # tokens between a post's @name and its date ("(@name) September 22, 2022"), or نشر and the date
_DATELINE_WORDS = 3  # words besides the date in a sentence that does nothing but date the text
_TOP = 3  # sentences among which a line that ends with a date stands under a picture
_ISSUED = frozenset({"نشر", "النشر", "نشرت", "تحديث", "التحديث"})  # "تاريخ النشر: 30.12.2021"
_PICTURE, _POST, _DATELINE = "picture", "post", "dateline"
_LINKS = ("pic.", "http", "t.co", "twitter.")


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A time expression of a report; `dates` says what it dates where that is not an event.

    "picture" is a date under a picture, "post" one of a post that the report shows, "dateline" one of the text itself.
    """

    expr: DateExpr
    dates: str = ""


def told_dates(text: str, sentences: Sequence[Sentence]) -> list[ToldDate]:
    """The time expressions of a text, in order."""
    return [ToldDate(d.expr, _dates(text, s, d)) for s in sentences for d in s.dates]


def of_picture(s: Sentence, d: DateMention) -> bool:
    """Whether a date ends the words under a picture: "قصف على المدينة - 9 أيلول 2020 (مراسل)"."""
    return d.expr.year is not None and d.j < s.j and s.tokens[d.j].text == "(" and s.tokens[s.j - 1].text == ")"


def _dates(text: str, s: Sentence, d: DateMention) -> str:
    if d.expr.kind not in ("date", "month") or d.expr.year is None:
        return ""
    before = range(max(s.i, d.i - _REACH), d.i)
    after = s.tokens[d.j].norm.lower() if d.j < s.j else ""
    if after.startswith(_LINKS) or any("@" in s.tokens[k].text for k in before):
        return _POST
    if of_picture(s, d):
        return _PICTURE
    issued = any(s.tokens[k].norm in _ISSUED for k in before)
    beside = sum(s.tokens[k].kind == "w" for k in range(s.i, s.j) if not d.i <= k < d.j)
    alone = beside <= _DATELINE_WORDS and (d.i == s.i or s.tokens[d.i - 1].norm != "في")
    if d.expr.day is not None and (issued or alone or (s.index == 0 and (d.i == s.i or d.j == s.j))):
        return _DATELINE
    ends_line = text[s.tokens[d.j - 1].end : s.tokens[d.j - 1].end + 1] in ("\n", "")
    return _PICTURE if s.index < _TOP and ends_line else ""


def narrow_published(told: Iterable[ToldDate], published: Window | None) -> Window | None:
    """The publication window, narrowed by what the text itself says; never widened or moved.

    "اليوم الجمعة 9 نيسان" is the day of publication; "العام الحالي 2022" gives the year of a report without a date; a
    report known to be of April 2021 that tells of "الجمعة 9 أبريل" is of the 9th or later.
    """
    told = list(told)
    exprs = [inner for t in told for inner in _parts(t.expr)]
    if published is None:
        last = max((e.year for e in exprs if e.year and e.calendar == "gregorian"), default=0)
        published = _narrowed([_with_year(e, last) for e in exprs], None) or _shown(told, exprs)
    return _on_weekday(exprs, _narrowed(exprs, published))


def _parts(expr: DateExpr) -> Iterator[DateExpr]:
    """An expression, or where it began ("منذ"); an end may lie ahead, unless it is today."""
    yield expr.first if expr.kind in ("since", "range") and expr.first else expr
    if expr.last is not None and expr.last.near:
        yield expr.last


def _todays(exprs: list[DateExpr]) -> list[int]:
    """The weekdays of publication that a text tells: "اليوم الخميس", "أمس الأربعاء"."""
    return [(e.weekday - e.n) % 7 for e in exprs if e.kind == "day" and e.weekday is not None]


def _on_weekday(exprs: list[DateExpr], published: Window | None) -> Window | None:
    """A window of many days that begins and ends on the weekday that is told as today's."""
    days = _todays(exprs)
    if published is None or not days:
        return published
    today = days[0]
    first = published[0] + (today - published[0].weekday()) % 7 * DAY
    last = published[1] - (published[1].weekday() - today) % 7 * DAY
    return (first, last) if first <= last else published


def _narrowed(exprs: list[DateExpr], published: Window | None) -> Window | None:
    for expr in exprs * 2:  # twice: the year may be told after the day
        window = _told_by(expr, published)
        if window and (published is None or (published[0] <= window[0] and window[1] <= published[1])):
            published = window
    return published


def _with_year(expr: DateExpr, last: int) -> DateExpr:
    """ "اليوم الاثنين 27 حزيران" with its year: one near the last year that the text tells, by the weekday."""
    if not (last and expr.near and expr.year is None and expr.day and expr.month and expr.weekday is not None):
        return expr
    fits = (
        year
        for year in range(last, last + _YEARS_AFTER)
        if (day := to_gregorian(expr.calendar, year, expr.month, expr.day)) is not None
        and day.weekday() == expr.weekday
    )
    return replace(expr, year=next(fits, None))


def _told_by(expr: DateExpr, published: Window | None) -> Window | None:
    """The publication window that one expression gives, None where it gives none."""
    if expr.kind == "year" and expr.toward == "this" and expr.year and expr.calendar == "gregorian":
        return date(expr.year, 1, 1), date(expr.year, 12, 31)
    if expr.kind != "date" or expr.toward == "future" or (published is None and expr.year is None):
        return None
    if expr.near and expr.year is None and expr.calendar == "gregorian" and published and _wide(published):
        expr = replace(expr, year=published[1].year)
    day = resolve_date(expr, published).start
    if day is None:
        return None
    if expr.near:
        return day - expr.n * DAY, day - expr.n * DAY
    return (day, published[1]) if published and published[0] < day <= published[1] else None


def _wide(published: Window) -> bool:
    return (published[1] - published[0]).days > _LONGEST_MONTH


def _shown(told: list[ToldDate], exprs: list[DateExpr]) -> Window | None:
    """The window that a dateline gives, or the latest date of a post or a picture."""
    spans = [(t, r.start, r.end) for t in told if (r := resolve_date(t.expr, None)).start and r.end]
    latest = max((start for _, start, _ in spans if start), default=None)
    days = _todays(exprs)
    for kind in (_DATELINE, _POST, _PICTURE):
        found = max(((end, start) for t, start, end in spans if t.dates == kind and start and end), default=None)
        if found is None or latest is None or found[0] < latest:
            continue
        end, start = found
        if start < end:
            return start, end
        fit = next((start + n * DAY for n in (0, 1) if (start + n * DAY).weekday() in days), None)
        if fit is not None:
            return fit, fit
        if kind == _DATELINE or (kind == _POST and not days):
            return start, start
    return None
