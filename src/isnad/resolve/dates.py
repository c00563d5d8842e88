"""From a time expression to days: worked out from the publication date, by the rules of the codebook.

Nothing is guessed: a report known only to the month gives ranges, one without a date gives None unless the text itself
has the year.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from isnad.mentions.dateexpr import DateExpr
from isnad.model import DateWindow
from isnad.resolve.calendars import add_months, hijri_of, last_of, to_gregorian
from isnad.resolve.published import Window, parse_published, published_from_text

__all__ = ["ResolvedDate", "narrow_published", "parse_published", "published_from_text", "resolve_date"]

_DAY = timedelta(days=1)
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

    `anchor` is the window of what was told before, for "في اليوم نفسه". "يوم الجمعة الماضي" in a report of Tuesday
    2016-06-14 is 2016-06-10.
    """
    basis = {"weekday": "weekday", "carried": "carried"}.get(expr.kind, "stated")
    if expr.kind == "vague":
        return ResolvedDate(reason="vague", vague=True)
    if expr.kind == "carried":
        start, end = _carried(expr, anchor)
        return ResolvedDate(start, end, basis, "the date told before" + (f", {expr.n:+d} days" if expr.n else ""))
    start, end = _days(expr, published, tense)
    if start is None and end is None:
        return ResolvedDate(None, None, basis, f"{expr.kind}: not known without the report's date")
    return ResolvedDate(start, end, basis, _reason(expr, published))


def _reason(expr: DateExpr, published: Window | None) -> str:
    told = expr.kind if expr.year is None else f"{expr.kind}, year told"
    if published is None:
        return told
    first, last = published
    return f"{told}, published {first}" + ("" if first == last else f" to {last}")


def narrow_published(exprs: Iterable[DateExpr], published: Window | None) -> Window | None:
    """The publication window, narrowed by what the text itself says; never widened or moved.

    "اليوم الجمعة 9 نيسان" is the day of publication; "العام الحالي 2022" gives the year of a report without a date; a
    report known to be of April 2021 that tells of "الجمعة 9 أبريل" is of the 9th or later.
    """
    for expr in exprs:
        inner = expr.first if expr.kind in ("since", "range") and expr.first else expr
        if published is None:
            if inner.kind == "period" and inner.unit == "year" and inner.year:
                published = (date(inner.year, 1, 1), date(inner.year, 12, 31))
            elif inner.kind == "date" and inner.near and inner.year and inner.calendar == "gregorian":
                day = _date(inner, None, "past")[0]
                published = (day - inner.n * _DAY, day - inner.n * _DAY) if day else None
            continue
        first, last = published
        if first == last or inner.kind != "date" or inner.toward == "future":
            continue
        day = _date(inner, published, "past")[0]
        if day is None:
            continue
        if inner.near and first <= day - inner.n * _DAY <= last:
            published = (day - inner.n * _DAY, day - inner.n * _DAY)
        elif first < day <= last:
            published = (day, last)
    return published


def _days(expr: DateExpr, published: Window | None, tense: str) -> Days:
    """Start and end of an expression; bounded ones by their parts, those that hang on the day over all possible days."""
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
    work = _FROM_DAY[expr.kind]
    found = [work(expr, first + n * _DAY, tense) for n in range((last - first).days + 1)]
    fitting = [(a, b) for a, b, fits in found if fits] or [(a, b) for a, b, _ in found]
    starts, ends = [a for a, _ in fitting], [b for _, b in fitting]
    return min(starts), max(ends)


# Expressions that hang on the very day of publication: (start, end, whether the words fit that day).

Fit = tuple[date, date, bool]


def _day(expr: DateExpr, d: date, tense: str) -> Fit:
    day, fits = d + expr.n * _DAY, True
    if expr.weekday is not None and day.weekday() != expr.weekday:
        fits = False
        if expr.n > 0:
            day = d + ((expr.weekday - d.weekday()) % 7 or 7) * _DAY
        elif expr.n == 0 and (d + _DAY).weekday() == expr.weekday:
            day = d + _DAY  # published in another zone
        else:
            day = d - ((d.weekday() - expr.weekday) % 7) * _DAY
    return (day, day + _DAY, fits) if expr.night else (day, day, fits)


def _weekday(expr: DateExpr, d: date, tense: str) -> Fit:
    weekday = expr.weekday or 0
    if expr.toward == "future" or (expr.toward is None and tense == "future"):
        day = d + ((weekday - d.weekday()) % 7 or 7) * _DAY
    else:
        back = (d.weekday() - weekday) % 7
        if expr.toward == "past" and back < 2:
            back += 7  # yesterday would be told as "أمس"
        day = d - back * _DAY
    if expr.night:
        return day, day + _DAY if day < d or tense == "future" else day, True
    return day, day, True


def _ago(expr: DateExpr, d: date, tense: str) -> Fit:
    n = expr.n
    if expr.unit == "month":
        start = add_months(d.replace(day=1), -n)
        return start, last_of(start), True
    if expr.unit == "year":
        return date(d.year - n, 1, 1), date(d.year - n, 12, 31), True
    if expr.unit == "hour":
        return d - -(-n // 24) * _DAY, d - (n // 24) * _DAY, True
    day = d - n * (7 if expr.unit == "week" else 1) * _DAY
    slack = (3 if expr.unit == "week" else 1) * _DAY if expr.about else 0 * _DAY
    return day - slack, min(day + slack, d), True


def _span(expr: DateExpr, d: date, tense: str) -> Fit:
    n = expr.n
    if expr.unit in ("month", "year"):
        months = n * (12 if expr.unit == "year" else 1)
        if expr.toward == "future" or tense == "future":
            return d, add_months(d, months), True
        return add_months(d, -months), d, True
    days = -(-n // 24) if expr.unit == "hour" else n * 7 if expr.unit == "week" else n
    if expr.toward == "future" or tense == "future":
        return d, d + days * _DAY, True
    if expr.unit == "day" and expr.toward is None:
        days -= 1  # "في أربعة أيام": the days up to publication
    return d - days * _DAY, d, True


def _recent(expr: DateExpr, d: date, tense: str) -> Fit:
    return d - _DAY, d, True


def _now(expr: DateExpr, d: date, tense: str) -> Fit:
    return d, d, True


def _period(expr: DateExpr, d: date, tense: str) -> Fit:
    if expr.unit == "week":
        if expr.n > 0:
            return d + (7 * expr.n - 6) * _DAY, d + 7 * expr.n * _DAY, True
        return d + (7 * expr.n - 6) * _DAY, d + 7 * expr.n * _DAY, True
    if expr.unit == "month":
        start = add_months(d.replace(day=1), expr.n)
        start, end = _month_part(start, last_of(start), expr.part)
    else:
        start, end = _year_part(d.year + expr.n, expr.part)
    if expr.n == 0 and tense != "future":
        end = min(end, d) if start <= d else end
    return start, end, True


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
        return to_gregorian(expr.calendar, expr.year, expr.month, day)
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
        return to_gregorian("gregorian", start.year, start.month, day)
    if expr.year_toward is not None or (expr.toward == "this" and expr.calendar == "gregorian"):
        year = d.year + {"past": -1, "future": 1}.get(expr.year_toward or "", 0)
        return to_gregorian(expr.calendar, _hijri_year(expr, year, d), expr.month, day)
    return _choose(expr, d, tense)


def _hijri_year(expr: DateExpr, year: int, d: date) -> int:
    return year if expr.calendar == "gregorian" else hijri_of(d)[0] + (year - d.year)


def _choose(expr: DateExpr, d: date, tense: str) -> date | None:
    """Of the dates of the years around d, the latest not after it; the next one in the future; the nearest for today."""
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
    start, end = _month_part(first, end, expr.part)
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
        return next(w for w in years if w[0] > d)
    if expr.toward == "past":
        return next((w for w in reversed(years) if w[1] < d), NOTHING)
    return next((w for w in reversed(years) if w[0] <= d), NOTHING)


def _year(expr: DateExpr, published: Window | None, tense: str) -> Days:
    year = expr.year or 0
    if expr.calendar == "hijri":
        start, after = to_gregorian("hijri", year, 1, 1), to_gregorian("hijri", year + 1, 1, 1)
        return (start, after - _DAY) if start and after else NOTHING
    start, end = _year_part(year, expr.part)
    if published and tense != "future" and start <= published[1] < end:
        end = published[1]
    return start, end


def _month_part(start: date, end: date, part: str | None) -> Window:
    """Early, middle and late in a month: days 1 to 10, 11 to 20, 21 to the end."""
    if part == "first":
        return start, start
    if part == "early":
        return start, start + 9 * _DAY
    if part == "middle":
        return start + 10 * _DAY, start + 19 * _DAY
    return (start + 20 * _DAY, end) if part == "late" else (start, end)


def _year_part(year: int, part: str | None) -> Window:
    """Early, middle and late in a year: its thirds."""
    first, last = {"early": (1, 4), "first": (1, 1), "middle": (5, 8), "late": (9, 12)}.get(part or "", (1, 12))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


# Expressions bounded by others.


def _inner(expr: DateExpr | None, published: Window | None, tense: str) -> Days:
    return _days(expr, published, tense) if expr is not None else NOTHING


def _since(expr: DateExpr, published: Window | None, tense: str) -> Days:
    start, _ = _inner(expr.first, published, tense)
    return (start, published[1]) if start and published else (start, None)


def _until(expr: DateExpr, published: Window | None, tense: str) -> Days:
    return None, _inner(expr.first, published, tense)[1]


def _before(expr: DateExpr, published: Window | None, tense: str) -> Days:
    start, _ = _inner(expr.first, published, tense)
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


_FROM_DAY: dict[str, Callable[[DateExpr, date, str], Fit]] = {
    "day": _day,
    "weekday": _weekday,
    "ago": _ago,
    "span": _span,
    "recent": _recent,
    "now": _now,
    "period": _period,
}
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
