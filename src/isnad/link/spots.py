"""Whether two events are too far apart to be one happening, told cheaply: the first question to every pair that meets.

What is refused here is what `levels.place_level` would refuse at ten times the cost; in doubt nothing is refused.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from isnad.link.events import ReportEvent
from isnad.link.levels import APART_KM, EARTH_KM, NEAR_KM, WIDE_KM, names_told

# A tenth more than the levels allow, so that rounding decides nothing.
_NEAR, _APART = (math.cos(1.1 * km / EARTH_KM) for km in (NEAR_KM, APART_KM))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an event was: for each place a point on the unit sphere and its province, and the names of the places.

    `at` is empty where a place is wide or not on the map, or none is told: then nothing can be refused. `names` are
    those in Arabic; another's sentence mentions the place by one of `words`, or by all words of one of `phrases`.
    """

    event: ReportEvent
    id: str
    report_id: str
    heard: frozenset[str]
    at: tuple[tuple[float, float, float, str | None], ...] = ()
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()


def spot_of(event: ReportEvent) -> Spot:
    """The spot of an event."""
    at: list[tuple[float, float, float, str | None]] = []
    for p in event.points:
        if p.lat is None or p.lon is None or p.radius_km >= WIDE_KM:
            at = []
            break
        lat, lon = math.radians(p.lat), math.radians(p.lon)
        at.append((math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat), p.admin1))
    if not at:
        return Spot(event, event.id, event.report_id, event.words)
    names = frozenset(n for p in event.points for n in p.names if n > "\u0600")
    told = list(names_told(event))
    words = frozenset(t[0] for t in told if len(t) == 1)
    phrases = tuple(t for t in told if len(t) != 1)
    return Spot(event, event.id, event.report_id, event.words, tuple(at), names, words, phrases)


def apart(a: Spot, b: Spot) -> bool:
    """Whether no place of the one is near a place of the other, bears its name, or stands in the other's sentences."""
    for x, y, z, ours in a.at:
        for u, v, w, theirs in b.at:
            cosine = x * u + y * v + z * w
            if cosine > _APART and (cosine > _NEAR or not ours or not theirs or ours == theirs):
                return False
    if not (a.names.isdisjoint(b.names) and b.heard.isdisjoint(a.words) and a.heard.isdisjoint(b.words)):
        return False
    if not a.at or not b.at:
        return False
    return not (any(map(b.heard.issuperset, a.phrases)) or any(map(a.heard.issuperset, b.phrases)))
