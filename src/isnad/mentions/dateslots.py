"""The slots of a point in time, and the expression that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from isnad.mentions.dateexpr import DateExpr

KnownYears = Mapping[tuple[str, int, int], int]
_STEPS = {"past": -1, "this": 0, "future": 1}


@dataclass(slots=True)
class Slots:
    """What has been read of a point in time so far."""

    night: bool | None = None  # None: no part of the day told
    midnight: bool = False
    rel: int | None = None
    rel_night: bool = False
    weekday: int | None = None
    weekday2: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    calendar: str = "gregorian"
    toward: str | None = None
    year_toward: str | None = None
    part: str | None = None
    unit: str | None = None
    season: int | None = None
    last_day: int | None = None
    named: dict[str, str] | None = None
    month_sure: bool = False
    this: bool = False
    behind_name: bool = False  # قوى 14 آذار, شارع 26 سبتمبر

    def filled(self) -> bool:
        """Whether a day, month, season, year of publication or feast has been read."""
        told = (self.rel, self.weekday, self.day, self.month, self.unit, self.season, self.named)
        return any(v is not None for v in told)


def expression(s: Slots, known_years: KnownYears) -> DateExpr | None:
    """The expression that the slots make, None where they make none ("فجر" alone, "العام" alone)."""
    night = bool(s.night) or s.rel_night
    if s.named is not None:
        return _named(s, s.named)
    if s.day is not None:
        return _date(s, night and not s.midnight, known_years)  # "بعد منتصف ليلة الأحد 28 نيسان" is that day
    if s.month is not None:
        return _month(s)
    if s.rel is not None:
        return DateExpr("day", n=s.rel, weekday=s.weekday, night=night)
    if s.weekday is not None:
        return _weekday(s, night and not s.midnight)  # the midnight of a Thursday is that Thursday's
    toward = s.toward or ("this" if s.this else None)
    if s.season is not None:
        if s.unit == "year" and s.toward:
            return DateExpr("season", month=s.season, year_toward=s.toward)
        known = s.year or toward
        return DateExpr("season", month=s.season, year=s.year, toward=toward) if known else None
    if s.year is not None:
        return DateExpr("year", year=s.year, calendar=s.calendar, part=s.part, toward=toward)
    if s.unit and (toward or s.part):
        return DateExpr("period", n=_STEPS.get(toward or "", 0), unit=s.unit, part=s.part)
    return None


def _named(s: Slots, row: dict[str, str]) -> DateExpr:
    return DateExpr(
        "date",
        day=int(row["day"]),
        month=int(row["month"]),
        year=s.year,
        calendar=row["calendar"],
        toward=s.toward or ("this" if s.this else None),
        days=int(row["days"]),
    )


def _month(s: Slots) -> DateExpr | None:
    sure = s.month_sure or s.year or s.toward or s.year_toward or s.part or s.this
    if not sure or s.behind_name:
        return None
    toward = s.toward or ("this" if s.this and not s.unit else None)
    if s.unit == "year" and s.toward and not s.year_toward and not s.year:
        toward, s.year_toward = None, s.toward
    return DateExpr(
        "month",
        month=s.month,
        year=s.year,
        calendar=s.calendar,
        toward=toward,
        year_toward=s.year_toward,
        part=s.part,
    )


def _date(s: Slots, night: bool, known_years: KnownYears) -> DateExpr | None:
    toward = s.toward or ("this" if s.this else None)
    if s.month is None and toward is None:
        return None
    if s.unit == "year" and s.toward and not s.year_toward:
        toward, s.year_toward = None, s.toward
    told = bool(s.year or toward or s.weekday is not None or s.rel is not None)
    if s.behind_name and not told:
        return None
    expr = DateExpr(
        "date",
        n=s.rel or 0,
        weekday=s.weekday,
        day=s.day,
        month=s.month,
        year=s.year,
        calendar=s.calendar,
        toward=toward,
        year_toward=s.year_toward,
        night=night,
        near=s.rel is not None,
        known_year=None if told else known_years.get((s.calendar, s.month or 0, s.day or 0)),
    )
    return DateExpr("range", first=expr, last=replace(expr, day=s.last_day)) if s.last_day else expr


def _weekday(s: Slots, night: bool) -> DateExpr:
    toward = s.toward or ("this" if s.this else None)
    expr = DateExpr("weekday", weekday=s.weekday, toward=toward, night=night)
    if s.weekday2 is None or night:
        return expr
    if toward == "past":
        expr = replace(expr, toward=None)  # "السبت والأحد الماضيين" are the last ones, yesterday too
    return DateExpr("range", first=expr, last=replace(expr, weekday=s.weekday2))
