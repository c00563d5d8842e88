"""From a time expression to days: worked out from the publication date, by the rules of the codebook.

Nothing is guessed: a report known only to the month gives ranges, one without a date gives None unless the text itself
has the year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from isnad.mentions.dateexpr import DateExpr
from isnad.model import DateWindow
from isnad.resolve.calendars import add_months, hijri_of, last_of, to_gregorian
from isnad.resolve.dayrules import DAY as _DAY
from isnad.resolve.dayrules import FROM_DAY, month_part, year_part
from isnad.resolve.published import Window

_LATE = 1  # days by which a date may lie after the publication date and still be meant (zones, crawl dates)
_HISTORY_DAYS = 60  # a date with a name in history that lies nearer than this is the near one
Days = tuple[date | None, date | None]
NOTHING: Days = (None, None)


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """The days an expression stands for, both inclusive, None where they can't be known; `reason` says how.

    `basis` is "stated", "weekday" or "carried". `vague` marks "recently", "days ago": told, but no date.
    """

    start: date | None = None
    end: date | None = None
    basis: str = "stated"
    reason: str = ""
    vague: bool = False


def resolve_date(
    expr: DateExpr, published: Window | None, tense: str = "past", anchor: DateWindow | None = None
) -> ResolvedDate:
    """What days a time expression means for a report published in `published`, in a clause of this tense.

    `anchor` is the window of what was told before, for "في اليوم نفسه".

    >>> day = date(2016, 6, 14)  # a Tuesday
    >>> resolve_date(DateExpr("weekday", weekday=4, toward="past"), (day, day)).start  # "يوم الجمعة الماضي"
    datetime.date(2016, 6, 10)
    """
    basis = {"weekday": "weekday", "carried": "carried"}.get(expr.kind, "stated")
    if expr.kind == "vague":
        return ResolvedDate(reason="vague", vague=True)
    if expr.kind == "carried":
        start, end = _carried(expr, anchor)
        return ResolvedDate(start, end, basis, "the date told before" + (f", {expr.n:+d} days" if expr.n else ""))
    if expr.kind == "since" and expr.first is not None and expr.first.kind == "carried":
        start = _carried(expr.first, anchor)[0]
        return ResolvedDate(start, published[1] if start and published else None, basis, "since the date told before")
    try:
        start, end = _days(expr, published, tense)
    except (ValueError, OverflowError):  # "قبل 9000 عام"
        return ResolvedDate(None, None, basis, f"{expr.kind}: outside of the calendar")
    if start is None and end is None:
        return ResolvedDate(None, None, basis, f"{expr.kind}: not known without the report's date")
    return ResolvedDate(start, end, basis, _reason(expr, published))


def _reason(expr: DateExpr, published: Window | None) -> str:
    told = expr.kind if expr.year is None else f"{expr.kind}, year told"
    if published is None:
        return told
    first, last = published
    return f"{told}, published {first}" + ("" if first == last else f" to {last}")


def _days(expr: DateExpr, published: Window | None, tense: str) -> Days:
    """Start and end of an expression: bounded ones by their parts, others over all days that may be publication's."""
    if expr.kind in _BOUNDED:
        return _BOUNDED[expr.kind](expr, published, tense)
    if expr.kind in _FROM_WINDOW:
        return _FROM_WINDOW[expr.kind](expr, published, tense)
    if published is None:
        return NOTHING
    first, last = published
    if expr.kind in ("recent", "now") and first != last:
        return published
    if expr.kind == "day" and expr.n == 0 and expr.weekday is None and first != last:
        return published
    return _hull(expr, first, last, tense)


def _hull(expr: DateExpr, first: date, last: date, tense: str) -> Days:
    """The days that may be meant over all days of a window on which the words can have been written."""
    work = FROM_DAY[expr.kind]
    found = [work(expr, first + n * _DAY, tense) for n in range((last - first).days + 1)]
    fitting = [(a, b) for a, b, fits in found if fits] or [(a, b) for a, b, _ in found]
    starts, ends = [a for a, _ in fitting], [b for _, b in fitting]
    return min(starts), max(ends)


# Expressions that a window is enough for: they hang on its last day, or on no day at all.


def _date(expr: DateExpr, published: Window | None, tense: str) -> Days:
    if expr.day is None:
        return NOTHING
    start = _one_date(expr, published, tense)
    if start is None:
        return NOTHING
    end = start + (expr.days - 1) * _DAY
    return (start, end + _DAY) if expr.night else (start, end)


def _one_date(expr: DateExpr, published: Window | None, tense: str) -> date | None:
    """The day of "9 أبريل": its year told, or the one that fits the publication date."""
    day = expr.day or 0
    if expr.year is not None and expr.month is not None:
        told = to_gregorian(expr.calendar, expr.year, expr.month, day)
        if told and expr.near and published and expr.weekday not in (None, told.weekday()):
            meant = _choose(replace(expr, year=None), published[1], tense)  # "اليوم السبت 7 جانفي 2016" in January 2017
            return meant if meant and meant.weekday() == expr.weekday else told
        return told
    d = published[1] if published else None
    if expr.known_year is not None and expr.month is not None:
        known = to_gregorian(expr.calendar, expr.known_year, expr.month, day)
        if known is not None and (d is None or d > known):
            near = _choose(expr, d, tense) if d else None
            return near if near and d and (d - near).days <= _HISTORY_DAYS else known
    if d is None:
        return None
    if expr.month is None:  # "15 الجاري"
        start = add_months(d.replace(day=1), {"past": -1, "future": 1}.get(expr.toward or "", 0))
        if expr.toward == "this" and tense != "future" and day > d.day + _LATE:
            start = add_months(start, -1)  # "يوم 28 منه" told on the 3rd
        return to_gregorian("gregorian", start.year, start.month, day)
    if expr.year_toward is not None or (expr.toward == "this" and expr.calendar == "gregorian"):
        year = d.year + {"past": -1, "future": 1}.get(expr.year_toward or "", 0)
        return to_gregorian(expr.calendar, _hijri_year(expr, year, d), expr.month, day)
    return _choose(expr, d, tense)


def _hijri_year(expr: DateExpr, year: int, d: date) -> int:
    return year if expr.calendar == "gregorian" else hijri_of(d)[0] + (year - d.year)


def _choose(expr: DateExpr, d: date, tense: str) -> date | None:
    """Of the dates of the years around d the latest not after it, in the future the next, for "اليوم" the nearest."""
    year = d.year if expr.calendar == "gregorian" else hijri_of(d)[0]
    found = [x for n in range(-8, 3) if (x := to_gregorian(expr.calendar, year + n, expr.month or 1, expr.day or 1))]
    if not found:
        return None
    if expr.near:
        return min(found, key=lambda x: abs((x - d - expr.n * _DAY).days))
    if expr.toward == "future" or (expr.toward is None and tense == "future"):
        return next((x for x in found if x >= d), None)
    late = 0 if expr.toward == "past" else _LATE
    return next((x for x in reversed(found) if (x - d).days <= late), None)


def _month(expr: DateExpr, published: Window | None, tense: str) -> Days:
    month = expr.month or 1
    first = _first_of_month(replace(expr, day=1), month, published, tense)
    if first is None:
        return NOTHING
    if expr.calendar == "hijri":
        year = hijri_of(first)[0]
        after = to_gregorian("hijri", year + (month == 12), month % 12 + 1, 1)
        end = after - _DAY if after else last_of(first)
        if expr.part == "first":
            return first, first
    else:
        end = last_of(first)
    start, end = month_part(first, end, expr.part)
    if published and tense != "future" and expr.toward != "future" and start <= published[1] < end:
        end = published[1]
    return start, end


def _first_of_month(expr: DateExpr, month: int, published: Window | None, tense: str) -> date | None:
    if expr.year is not None:
        return to_gregorian(expr.calendar, expr.year, month, 1)
    if published is None:
        return None
    d = published[1]
    if expr.year_toward is not None or (expr.toward == "this" and expr.calendar == "gregorian"):
        return _one_date(expr, published, tense)
    if expr.toward == "past" and expr.calendar == "gregorian":
        d = published[0].replace(day=1) - _DAY  # "آب الماضي" told in August is last year's
    return _choose(replace(expr, toward="past" if expr.toward == "past" else expr.toward), d, tense)


def _season(expr: DateExpr, published: Window | None, tense: str) -> Days:
    """Summer is June to August, and so on by threes; a winter is named after the year in which it ends."""
    month = expr.month or 1
    shift = 12 if month == 12 else 0  # winter 2013 begins in December 2012

    def of(year: int) -> Window:
        start = add_months(date(year, month, 1), -shift)
        return start, last_of(add_months(start, 2))

    if expr.year is not None:
        return of(expr.year)
    if published is None:
        return NOTHING
    d = published[1]
    if expr.year_toward is not None:
        return of(d.year + {"past": -1, "future": 1}.get(expr.year_toward, 0))
    years = [of(d.year + n) for n in (-1, 0, 1)]
    if expr.toward == "future":
        return next((w for w in years if w[0] > d), of(d.year + 2))
    if expr.toward == "past":
        return next((w for w in reversed(years) if w[1] < d), NOTHING)
    return next((w for w in reversed(years) if w[0] <= d), NOTHING)


def _year(expr: DateExpr, published: Window | None, tense: str) -> Days:
    year = expr.year or 0
    if expr.calendar == "hijri":
        start, after = to_gregorian("hijri", year, 1, 1), to_gregorian("hijri", year + 1, 1, 1)
        return (start, after - _DAY) if start and after else NOTHING
    start, end = year_part(year, expr.part)
    if published and tense != "future" and start <= published[1] < end:
        end = published[1]
    return start, end


# Expressions bounded by others.


def _inner(expr: DateExpr | None, published: Window | None, tense: str) -> Days:
    return _days(expr, published, tense) if expr is not None else NOTHING


def _since(expr: DateExpr, published: Window | None, tense: str) -> Days:
    """منذ looks back whatever the clause's tense; "اعتبارا من" (`toward` "future") takes the tense of its clause."""
    if expr.first is None:
        return None, published[1] if published else None
    start, _ = _inner(expr.first, published, tense if expr.toward == "future" else "past")
    if start and expr.days > 1:
        return start, start + (expr.days - 1) * _DAY
    return (start, published[1]) if start and published and start <= published[1] else (start, None)


def _until(expr: DateExpr, published: Window | None, tense: str) -> Days:
    return None, _inner(expr.first, published, tense)[1]


def _before(expr: DateExpr, published: Window | None, tense: str) -> Days:
    start, end = _inner(expr.first, published, tense)
    if expr.first and expr.first.part in ("middle", "late"):
        return None, end  # "قبل نهاية أيلول"
    return None, start - _DAY if start else None


def _after(expr: DateExpr, published: Window | None, tense: str) -> Days:
    return _inner(expr.first, published, tense)[0], None


def _range(expr: DateExpr, published: Window | None, tense: str) -> Days:
    start, end = _inner(expr.first, published, tense)[0], _inner(expr.last, published, tense)[1]
    if start and end and start > end and expr.first and expr.first.year is None:
        if expr.first.kind == "weekday":
            return start - 7 * _DAY, end
        start = add_months(start, -12)
    return (start, end) if start is None or end is None or start <= end else NOTHING


def _carried(expr: DateExpr, anchor: DateWindow | None) -> Days:
    """The window told before, moved by `n` days or widened to its month or year."""
    if anchor is None:
        return NOTHING
    start = date.fromisoformat(anchor.start) if anchor.start else None
    end = date.fromisoformat(anchor.end) if anchor.end else None
    if expr.unit == "month" and start:
        return start.replace(day=1), last_of(start)
    if expr.unit == "year" and start:
        return date(start.year, 1, 1), date(start.year, 12, 31)
    shift = expr.n * _DAY
    return start + shift if start else None, end + shift if end else None


_FROM_WINDOW: dict[str, Callable[[DateExpr, Window | None, str], Days]] = {
    "date": _date,
    "month": _month,
    "season": _season,
    "year": _year,
}
_BOUNDED: dict[str, Callable[[DateExpr, Window | None, str], Days]] = {
    "since": _since,
    "until": _until,
    "before": _before,
    "after": _after,
    "range": _range,
}
