"""What a time expression says, before it is worked out: a small frozen structure."""

from __future__ import annotations

from dataclasses import dataclass, replace

DAYS = frozenset({"day", "weekday", "date"})  # kinds of expressions that name one day


@dataclass(frozen=True, slots=True)
class DateExpr:
    """A time expression as told, not yet worked out from the publication date.

    `kind` says which fields count:

    - "day": `n` days from publication ("أمس" -1), with a `weekday` where the text adds one
    - "weekday": a bare weekday, 0 Monday to 6 Sunday, `toward` for "الماضي" and "المقبل"
    - "date": `day`, `month`, `year` of a `calendar`; what the text leaves out is None; `days` long
    - "month", "season", "year", "period" (week, month or year of publication, `n` before or after), with a `part`
    - "span": the last (`toward` "future": the next) `n` units; "ago": `n` units before publication
    - "recent" (the last hours), "now", "vague" (no date can be known; `first` is how long after what is told behind it)
    - "carried": the day (or `unit`) of what was told before, `n` days later
    - "since" (`toward` "future" for "اعتبارا من", which may lie ahead; without `first` nobody says since when),
      "until", "before", "after": bounded by `first`
    - "range": from `first` to `last`

    `night` is for nights, which span two days; `near` where the text says that the date is today's or yesterday's;
    `known_year` is the year by which history knows the date (11 September); `about` where it is approximate.

    "الجمعة 9 أبريل الجاري" is `DateExpr("date", weekday=4, day=9, month=4, toward="this")`.
    """

    kind: str
    n: int = 0
    unit: str | None = None
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    calendar: str = "gregorian"
    toward: str | None = None
    year_toward: str | None = None
    part: str | None = None
    days: int = 1
    night: bool = False
    near: bool = False
    about: bool = False
    known_year: int | None = None
    first: DateExpr | None = None
    last: DateExpr | None = None


FIXED_UNITS = frozenset({"minute", "hour"})  # so many of these ago is recent
VAGUE_PAST, VAGUE_FUTURE = DateExpr("vague", n=-1), DateExpr("vague", n=1)


def span_of(n: int | None, unit: str, toward: str | None, about: bool) -> DateExpr:
    """The expression of a duration: n units, or vague ("الأيام الماضية"), or the last hours."""
    if unit == "decade" and n:
        n, unit = 10 * n, "year"
    if n is None or n <= 0 or unit in ("decade", "century", "minute"):
        if unit in FIXED_UNITS and toward != "future":
            return DateExpr("recent")
        if unit in FIXED_UNITS:
            return DateExpr("span", n=24, unit="hour", toward="future")  # الساعات المقبلة
        return VAGUE_FUTURE if toward == "future" else VAGUE_PAST
    return DateExpr("span", n=n, unit=unit, toward=toward if toward != "this" else None, about=about)


@dataclass(slots=True)
class DateMention:
    """A time expression in tokens[i:j]; `skip` letters of the first token (و, ف) do not belong to it."""

    i: int
    j: int
    expr: DateExpr
    skip: int = 0


def comes_after(a: DateExpr, b: DateExpr) -> bool:
    """Whether one day of the year stands behind another, in the next year where its own is told."""
    return b.calendar == a.calendar and (b.year or 0, b.month or 0, b.day or 0) > (
        a.year or 0,
        a.month or 0,
        a.day or 0,
    )


def range_of(a: DateExpr, b: DateExpr) -> DateExpr:
    """From one point to another; a year told only at the end holds for both."""
    if a.year is None and b.year is not None and a.kind == b.kind and a.toward is None and a.month and b.month:
        a = replace(a, year=b.year - (a.month > b.month), calendar=b.calendar)
    return DateExpr("range", first=a, last=b)


def next_day(a: DateExpr, b: DateExpr) -> bool:
    """Whether one day told beside another comes right after it, and is not still to come."""
    if a.kind == "day":
        return a.n < b.n <= 0
    return (b.month, b.day) == (a.month, (a.day or 0) + 1)
