"""The points of the map: every incident with coordinates, column by column, kept in memory and packed once for all.

What a linking wrote since is read and put in its place; the rest is not read again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from isnad.ledger import tables as t
from isnad.publish.view import SENSITIVE
from isnad.serve import lists
from isnad.serve.arrays import arrays
from isnad.serve.names import actor_name, country_name, province_name
from isnad.serve.words import LANGUAGES

if TYPE_CHECKING:
    from sqlalchemy import Connection

EPOCH = date(1970, 1, 1).toordinal()
# What a map without incidents shows, and how many degrees it shows around those that there are.
NOWHERE = (25.0, 12.0, 60.0, 40.0)
MARGIN = 0.3
# This share of the points may lie beyond it on each side: reports of elsewhere are in every ledger.
STRAY = 0.025


class Point(NamedTuple):
    """An incident on the map; days are counted from 1970-01-01."""

    first: str
    id: str
    lon: float
    lat: float
    radius: float | None
    day: int | None
    until: int | None
    killed: int | None
    origins: int
    type: str
    grade: str
    province: str
    sides: tuple[str, ...]


@dataclass(frozen=True)
class Packed:
    """The points as gzipped arrays, the digest that says whether a browser has them already, and where most lie.

    `bounds` are west, south, east and north in degrees.
    """

    columns: Mapping[str, Any]
    arrays: bytes
    etag: str
    bounds: tuple[float, float, float, float]

    @cached_property
    def body(self) -> bytes:
        """The points as gzipped JSON; made when it is asked for, as the map itself never asks."""
        # Column by column: a single call would keep every other thread from working while it lasts.
        told = (f'"{n}":{json.dumps(x, ensure_ascii=False, separators=(",", ":"))}' for n, x in self.columns.items())
        return gzip.compress(f"{{{','.join(told)}}}".encode(), 1, mtime=0)


class PointStore:
    """The incidents as the map needs them, as of the last linking that was read; None for those it can't show."""

    def __init__(self, profile: str) -> None:
        self._profile = profile
        self._points: dict[str, Point | None] = {}
        self._derived = -1
        self._lock = threading.Lock()

    def pack(self, c: Connection, today: date) -> Packed:
        """The points as they are now."""
        with self._lock:
            self._catch_up(c)
            points = sorted(p for p in self._points.values() if p is not None)
        visible = lists.conditions(c, lists.Wanted(), self._profile, today)
        data = columns(points) | {"without": lists.count(c, visible) - len(points)}
        packed = gzip.compress(arrays(data), 1, mtime=0)
        return Packed(data, packed, hashlib.sha256(packed).hexdigest()[:20], bounds(points))

    def _catch_up(self, c: Connection) -> None:
        """Read what was written since, and find out what is gone where fewer incidents are there than are kept."""
        i = t.incident.c
        wanted = (
            i.id, i.derived, i.kind, i.stance, i.first, i.last, i.lon, i.lat, i.radius_km, i.killed_best, i.origins_low,
            i.type, i.grade, i.country, i.admin1, i.actors,
        )  # fmt: skip
        for row in c.execute(select(*wanted).where(i.derived > self._derived)):
            self._points[row[0]] = self._point(tuple(row))
            self._derived = max(self._derived, row[1])
        if c.execute(select(func.count()).select_from(t.incident)).scalar_one() != len(self._points):
            there = set(c.execute(select(i.id)).scalars())
            self._points = {name: point for name, point in self._points.items() if name in there}

    def _point(self, row: tuple[Any, ...]) -> Point | None:
        name, _, kind, stance, first, last, lon, lat, radius, killed, origins, what, grade, country, admin1, who = row
        hidden = self._profile == "public" and (what in SENSITIVE or stance == "planned")
        if kind != "incident" or lat is None or lon is None or hidden:
            return None
        return Point(
            first or "", name, round(lon, 4), round(lat, 4), radius, _day(first), _day(last), killed, origins,
            intern(what), intern(grade), intern(f"{country}:{admin1}"), _sides(who),
        )  # fmt: skip


@lru_cache(maxsize=10_000)
def _sides(actors: str) -> tuple[str, ...]:
    return tuple(actors.split())


def columns(points: Sequence[Point]) -> dict[str, list[Any]]:
    """The points by column, with the lists that `type`, `grade`, `province` and `sides` are places in."""
    by = (
        dict(zip(Point._fields, zip(*points, strict=True), strict=True)) if points else dict.fromkeys(Point._fields, ())
    )
    types, type_at = _numbered(by["type"])
    grades, grade_at = _numbered(by["grade"])
    provinces, province_at = _numbered(by["province"])
    sides, side_at = _numbered(x for some in set(by["sides"]) for x in some)
    told = {some: [side_at[x] for x in some] for some in set(by["sides"])}
    plain = ("id", "lon", "lat", "radius", "day", "until", "killed", "origins")
    return {
        "types": types,
        "grades": grades,
        "provinces": [{"id": p, **province(p)} for p in provinces],
        "all_sides": [{"id": s, **{x: actor_name(s, x) for x in LANGUAGES}} for s in sides],
        **{name: list(by[name]) for name in plain},
        "type": [type_at[x] for x in by["type"]],
        "grade": [grade_at[x] for x in by["grade"]],
        "province": [province_at[x] for x in by["province"]],
        "sides": [told[x] for x in by["sides"]],
    }


def bounds(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """Where the middle 95 of 100 points lie in each direction: stray ones must not make the rest tiny."""
    if not points:
        return NOWHERE
    lon, lat = sorted(p.lon for p in points), sorted(p.lat for p in points)
    low, high = int(len(points) * STRAY), math.ceil(len(points) * (1 - STRAY)) - 1
    return (lon[low] - MARGIN, lat[low] - MARGIN, lon[high] + MARGIN, lat[high] + MARGIN)


def _numbered(values: Iterable[str]) -> tuple[list[str], dict[str, int]]:
    names = sorted(set(values))
    return names, {name: n for n, name in enumerate(names)}


@lru_cache(maxsize=100_000)
def _day(iso: str | None) -> int | None:
    return date.fromisoformat(iso).toordinal() - EPOCH if iso else None


def province(key: str) -> dict[str, str]:
    """What a province (CC:NAME) is called, with its country."""
    country, _, name = key.partition(":")
    known = "" if name == "None" else name
    return {
        x: ("، " if x == "ar" else ", ").join(
            n for n in (province_name(country, known, x), country_name(country, x)) if n
        )
        for x in LANGUAGES
    }
