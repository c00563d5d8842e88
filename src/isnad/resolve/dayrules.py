"""Time expressions that hang on the very day of publication: yesterday, last Friday, the last two weeks, two days ago.

Each rule gives the first and last day that the words mean in a report of day d, and whether the words fit that day at
all ("أمس الأحد" can't have been written on a Wednesday); `resolve.dates` runs them over every day that may be the one.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from isnad.mentions.dateexpr import DateExpr
from isnad.resolve.calendars import add_months, last_of
from isnad.resolve.published import Window

DAY = timedelta(days=1)
Fit = tuple[date, date, bool]  # first day, last day, whether the words fit


def _day(expr: DateExpr, d: date, tense: str) -> Fit:
    day, fits = d + expr.n * DAY, True
    if expr.weekday is not None and day.weekday() != expr.weekday:
        fits = False
        if expr.n > 0:
            day = d + ((expr.weekday - d.weekday()) % 7 or 7) * DAY
        elif expr.n == 0 and (d + DAY).weekday() == expr.weekday:
            day = d + DAY  # published in another zone
        else:
            day = d - ((d.weekday() - expr.weekday) % 7) * DAY
    return (day, day + DAY, fits) if expr.night else (day, day, fits)


def _weekday(expr: DateExpr, d: date, tense: str) -> Fit:
    weekday = expr.weekday or 0
    if expr.toward == "future" or (expr.toward is None and tense == "future"):
        ahead = (weekday - d.weekday()) % 7
        day = d + (ahead if expr.toward is None else ahead or 7) * DAY
    else:
        back = (d.weekday() - weekday) % 7
        if expr.toward == "past" and back < 2:
            back += 7  # yesterday would be told as "أمس"
        day = d - back * DAY
    if expr.night:  # "ليلة السبت" told on that Saturday is the night before it
        return (day, day + DAY, True) if day < d or tense == "future" else (day - DAY, day, True)
    return day, day, True


def _ago(expr: DateExpr, d: date, tense: str) -> Fit:
    n = expr.n
    if expr.unit == "month":
        start = add_months(d.replace(day=1), -n)
        return start, last_of(start), True
    if expr.unit == "year":
        return date(d.year - n, 1, 1), date(d.year - n, 12, 31), True
    if expr.unit == "hour":
        return d - -(-n // 24) * DAY, d - (n // 24) * DAY, True
    day = d - n * (7 if expr.unit == "week" else 1) * DAY
    slack = (3 if expr.unit == "week" else 1) * DAY if expr.about else 0 * DAY
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
        return d, d + days * DAY, True
    if expr.unit == "day" and expr.toward is None:
        days -= 1  # "في أربعة أيام": the days up to publication
    return d - days * DAY, d, True


def _recent(expr: DateExpr, d: date, tense: str) -> Fit:
    return d - DAY, d, True


def _now(expr: DateExpr, d: date, tense: str) -> Fit:
    return d, d, True


def _period(expr: DateExpr, d: date, tense: str) -> Fit:
    if expr.unit == "week":
        if expr.n > 0:
            return d + (7 * expr.n - 6) * DAY, d + 7 * expr.n * DAY, True
        if expr.n < 0:  # "الأسبوع الماضي": from Monday to Sunday; at the week's end the seven days before
            start = d + (7 * expr.n - (d.weekday() if d.weekday() < SATURDAY else 0)) * DAY
            return start, start + 6 * DAY, True
        return d - 6 * DAY, d, True
    if expr.unit == "month":
        start = add_months(d.replace(day=1), expr.n)
        start, end = month_part(start, last_of(start), expr.part)
    else:
        start, end = year_part(d.year + expr.n, expr.part)
    if expr.n == 0 and tense != "future":
        end = min(end, d) if start <= d else end
    return start, end, True


SATURDAY = 5


def month_part(start: date, end: date, part: str | None) -> Window:
    """Early, middle and late in a month: days 1 to 10, 11 to 20, 21 to the end; its halves, or "days 8 14"."""
    if part == "first":
        return start, start
    if part is not None and part.startswith("days "):
        return _days_of(start, end, part)
    if part == "early":
        return start, start + 9 * DAY
    if part == "middle":
        return start + 10 * DAY, start + 19 * DAY
    if part == "half 1":
        return start, start + 14 * DAY
    if part == "half 2":
        return start + 15 * DAY, end
    return (start + 20 * DAY, end) if part == "late" else (start, end)


def _days_of(start: date, end: date, part: str) -> Window:
    """So many days of a month or year, counted from its first day, or back from its last: "days 1 7", "days -3 -1"."""
    first, last = (int(n) for n in part.split()[1:])
    base = start - DAY if first > 0 else end + DAY
    return base + first * DAY, base + last * DAY


def year_part(year: int, part: str | None) -> Window:
    """Early, middle and late in a year: its thirds; its halves and quarters, "months 1 6", "months -3 -1"."""
    if part is not None and part.startswith("days "):
        return _days_of(date(year, 1, 1), date(year, 12, 31), part)
    if part is not None and part.startswith("months "):
        first, last = (int(n) % 13 for n in part.split()[1:])  # -1 is 12
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    first, last = _YEAR_PARTS.get(part or "", (1, 12))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


_YEAR_PARTS = {"early": (1, 4), "first": (1, 1), "middle": (5, 8), "late": (9, 12), "half 1": (1, 6), "half 2": (7, 12)}
_YEAR_PARTS |= {f"quarter {n}": (3 * n - 2, 3 * n) for n in range(1, 5)}
FROM_DAY: dict[str, Callable[[DateExpr, date, str], Fit]] = {
    "day": _day,
    "weekday": _weekday,
    "ago": _ago,
    "span": _span,
    "recent": _recent,
    "now": _now,
    "period": _period,
}
