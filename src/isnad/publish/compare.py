"""Comparing with a user's own ACLED or GED rows: matched, only ours, only theirs.

Pairs are one to one, the nearest first: days that meet (a day of slack), places within 25 km or of one name, kinds of
violence that go together.
"""

from __future__ import annotations

import csv
import io
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from isnad.errors import InputError
from isnad.link.events import Point, day_of
from isnad.link.levels import distance_km
from isnad.publish.lookup import event_types
from isnad.publish.view import View

MAX_KM = 25.0
SLACK_DAYS = 1


@dataclass(frozen=True, slots=True)
class Theirs:
    """One row of a user's file."""

    id: str
    first: int
    last: int
    lat: float | None
    lon: float | None
    place: str
    kind: str | None
    deaths: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """A row of ours and of theirs; one of the two is None where there is no match."""

    ours: View | None
    theirs: Theirs | None
    km: float | None
    days: int | None


def read_theirs(path: Path) -> list[Theirs]:
    """Rows of an ACLED or a GED file (CSV). Raises InputError where the columns are of neither."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise InputError(f"{path}: not in UTF-8: save it as 'CSV UTF-8'") from e
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    dialect = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=dialect)
    columns = set(reader.fieldnames or ())
    if {"event_date", "event_type"} <= columns:
        make = _acled
    elif {"date_start", "date_end", "best"} <= columns:
        make = _ged
    else:
        raise InputError(
            f"{path}: neither ACLED's columns (event_date, event_type) nor GED's (date_start, date_end, best)"
        )
    made = []
    for row in reader:
        try:
            made.append(make({k: v or "" for k, v in row.items()}, reader.line_num))
        except InputError as e:
            raise InputError(f"{path}:{reader.line_num}: {e}") from e
    return made


def _acled(row: dict[str, str], n: int) -> Theirs:
    day = _date(row["event_date"])
    ident = row.get("event_id_cnty") or f"line {n}"
    return Theirs(
        ident, day, day, _float(row.get("latitude")), _float(row.get("longitude")), row.get("location", ""),
        row["event_type"], _int(row.get("fatalities")),
    )  # fmt: skip


def _ged(row: dict[str, str], n: int) -> Theirs:
    first, last = _date(row["date_start"]), _date(row["date_end"])
    if first > last:
        raise InputError(f"{row['date_start']} is after {row['date_end']}")
    return Theirs(
        row.get("id") or row.get("relid") or f"line {n}", first, last, _float(row.get("latitude")),
        _float(row.get("longitude")), row.get("where_coordinates", ""), None, _int(row.get("best")),
    )  # fmt: skip


def _date(text: str) -> int:
    """A day as ACLED and GED write it: 2025-03-01, 01 March 2025, 2025-03-01 00:00:00; 3/5/2025 can be two days."""
    found = day_of(text[:10])
    if found is None:
        from datetime import datetime

        for form in ("%d %B %Y", "%d-%b-%Y"):
            try:
                return datetime.strptime(text.strip(), form).date().toordinal()
            except ValueError:
                continue
        raise InputError(f"'{text}' is no date: write it as 2025-03-01")
    return found


def _float(text: str | None) -> float | None:
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is None or math.isfinite(value) else None


def _int(text: str | None) -> int | None:
    value = _float(text)
    return None if value is None else int(value)


def compare(views: Sequence[View], theirs: Sequence[Theirs]) -> list[Match]:
    """The matches, the nearest first taken, then what is only ours and only theirs; in the order of days."""
    by_day: dict[int, list[int]] = defaultdict(list)
    for n, row in enumerate(theirs):
        for day in range(row.first - SLACK_DAYS, min(row.last, row.first + 31) + SLACK_DAYS + 1):
            by_day[day].append(n)
    pairs = []
    for m, view in enumerate(views):
        first, last = day_of(view.first), day_of(view.last)
        if first is None or last is None:
            continue
        for n in sorted({n for day in range(first, last + 1) for n in by_day.get(day, ())}):
            found = _distance(view, theirs[n])
            if found is not None:
                days = max(theirs[n].first - last, first - theirs[n].last, 0)
                pairs.append((days, found, m, n))
    used_ours: set[int] = set()
    used_theirs: set[int] = set()
    out = []
    for days, km, m, n in sorted(pairs):
        if m not in used_ours and n not in used_theirs:
            used_ours.add(m)
            used_theirs.add(n)
            out.append(Match(views[m], theirs[n], round(km, 1), days))
    out += [Match(v, None, None, None) for m, v in enumerate(views) if m not in used_ours]
    out += [Match(None, row, None, None) for n, row in enumerate(theirs) if n not in used_theirs]
    return sorted(out, key=_order)


def _order(m: Match) -> tuple[str, str, str]:
    day = (m.ours.first or "") if m.ours else str(date.fromordinal(m.theirs.first)) if m.theirs else ""
    return day, m.ours.id if m.ours else "", m.theirs.id if m.theirs else ""


def _distance(view: View, row: Theirs) -> float | None:
    """How far apart in km; 0 for one name; None where too far, or of kinds that don't go together."""
    ours = event_types()[view.type]
    if row.kind and ours.event_type and row.kind != ours.event_type:
        violent = {"Battles", "Violence against civilians", "Explosions/Remote violence"}
        if not {row.kind, ours.event_type} <= violent:
            return None
    best: float | None = None
    there = Point(row.lat, row.lon, 0.0, frozenset(), frozenset(), None, None)
    for p in view.places:
        if p.name and p.name.casefold() == row.place.casefold():
            return 0.0
        km = distance_km(Point(p.lat, p.lon, 0.0, frozenset(), frozenset(), None, None), there)
        if km is not None and km <= MAX_KM and (best is None or km < best):
            best = km
    return best


COLUMNS = (
    "status", "ours", "theirs", "date_ours", "date_theirs", "place_ours", "place_theirs", "km", "days_apart",
    "killed_ours", "killed_theirs",
)  # fmt: skip


def match_row(m: Match) -> dict[str, object]:
    """A match as a row of CSV."""
    killed = m.ours.figure("killed") if m.ours else None
    return {
        "status": "matched" if m.ours and m.theirs else "only ours" if m.ours else "only theirs",
        "ours": m.ours.id if m.ours else None, "theirs": m.theirs.id if m.theirs else None,
        "date_ours": m.ours.first if m.ours else None,
        "date_theirs": str(date.fromordinal(m.theirs.first)) if m.theirs else None,
        "place_ours": (m.ours.place.name if m.ours and m.ours.place else None),
        "place_theirs": m.theirs.place if m.theirs else None, "km": m.km, "days_apart": m.days,
        "killed_ours": killed.best.value if killed else None, "killed_theirs": m.theirs.deaths if m.theirs else None,
    }  # fmt: skip
