"""Days, months and the Hijri calendar (Umm al-Qura, by hijridate)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def last_of(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the month's last where it has no such day.

    >>> add_months(date(2021, 3, 31), -1)
    datetime.date(2021, 2, 28)
    """
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def to_gregorian(calendar: str, year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a date in either calendar; None where there is no such day (31 April, 30 of a short month).

    >>> to_gregorian("hijri", 1436, 9, 12)
    datetime.date(2015, 6, 29)
    """
    try:
        if calendar == "gregorian":
            return date(year, month, day)
        from hijridate import Hijri  # only reports with Hijri dates pay for its tables

        g = Hijri(year, month, day).to_gregorian()
        return date(g.year, g.month, g.day)
    except (ValueError, OverflowError):
        return None


def hijri_of(day: date) -> tuple[int, int, int]:
    """Year, month and day in the Hijri calendar; years outside of its tables (1343 to 1500) are reckoned roughly."""
    from hijridate import Gregorian

    try:
        h = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return int((day.year - 622) * 33 / 32), 1, 1
    return h.year, h.month, h.day
