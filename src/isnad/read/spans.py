"""Spans of days beside each other: how long they are, how far apart, and whether one lies in the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from isnad.model import DateWindow


def day_beside(day: DateWindow, known: Sequence[DateWindow]) -> str:
    """What a day is beside those told before: the same, another, one within them."""
    if not known:
        return "day where none was"
    met = [w for w in known if (w.start or "") <= (day.end or "9") and (day.start or "") <= (w.end or "9")]
    if not met or all(_years(w) != _years(day) for w in known):
        return "other day"
    return "same day" if any(length(w) == length(day) for w in met) else "day within"


def gap(a: DateWindow, b: DateWindow) -> int:
    """How many days lie between two spans."""
    if a.start is None or b.start is None:
        return 0
    later, ended = max(a.start, b.start), min(a.end or "9", b.end or "9")
    return (date.fromisoformat(later) - date.fromisoformat(ended)).days if later > ended else 0


def length(w: DateWindow) -> str:
    """How long a span is: days, weeks, months; what is told of a month is seldom what is told of a day in it."""
    if w.start is None or w.end is None:
        return "open"
    days = (date.fromisoformat(w.end) - date.fromisoformat(w.start)).days
    return "days" if days < 3 else "weeks" if days < 25 else "months"


def _years(w: DateWindow) -> bool:
    """Whether a span takes in years: what is told of a war is not what is told of a day in it."""
    return w.start is not None and w.end is not None and int(w.end[:4]) - int(w.start[:4]) > 1
