"""Looking a place up by its name, its id, or where it lies: in the places that ship and the imported ones.

Where neither have a name, names that sound alike are given.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from isnad.gazetteer.compact import name_key
from isnad.gazetteer.load import Place, load_gazetteer, shipped_gazetteer
from isnad.gazetteer.rows import Row
from isnad.gazetteer.store import Store

# How far around a point places are sought, in degrees of latitude (111 km).
NEAR_DEGREES = 0.27
# Features whose point says little of where they are.
AREAS = ("country", "region", "governorate", "district", "subdistrict", "sea", "desert", "river", "road", "border")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place found, and where it is from: "isnad" or the name of an import."""

    id: str
    name_ar: str
    name_en: str
    country: str
    admin1: str
    feature: str
    lat: float | None
    lon: float | None
    origin: str


@dataclass(frozen=True, slots=True)
class Found:
    """The places of a name; `alike` where they are only called something that sounds like it."""

    hits: tuple[Hit, ...]
    alike: bool = False


def search_places(name: str, limit: int = 20, store: Store | None = None) -> Found:
    """All places of a name, in Arabic or English, the shipped ones first."""
    store = store or Store()
    core = shipped_gazetteer()
    key = name_key(name)
    shipped = list(core.named(name)) or list(core.named(key))
    if not shipped:
        shipped = [p for p in core.places.values() if key and name_key(p.name_en) == key]
    hits = [_hit(p) for p in shipped]
    hits += [_row_hit(*row) for row in store.search([key], limit)]
    if hits:
        return Found(tuple(hits[:limit]))
    alike = [_hit(p) for p in _alike(name)]
    return Found(tuple(alike[:limit]), bool(alike))


def find_place(place_id: str, store: Store | None = None) -> Hit | None:
    """The place of this id; None where there is none."""
    known = shipped_gazetteer().get(place_id)
    if known is not None:
        return _hit(known)
    row = (store or Store()).get(place_id)
    return _row_hit(*row) if row else None


def places_near(lat: float, lon: float, limit: int = 10, store: Store | None = None) -> tuple[Hit, ...]:
    """Places within about thirty kilometres, the nearest first; areas are left out."""
    hits = [_hit(p) for p in shipped_gazetteer().places.values()]
    hits += [_row_hit(*row) for row in (store or Store()).near(lat, lon, NEAR_DEGREES / _narrow(lat))]
    told = [(_degrees(h, lat, lon), h.id, h) for h in hits if h.feature not in AREAS]
    return tuple(h for far, _, h in sorted(told, key=lambda x: x[:2]) if far <= NEAR_DEGREES)[:limit]


def _degrees(h: Hit, lat: float, lon: float) -> float:
    """How far off a place lies, in degrees of latitude; infinite for one without coordinates."""
    if h.lat is None or h.lon is None:
        return math.inf
    return math.hypot(h.lat - lat, (h.lon - lon) * _narrow(lat))


def _narrow(lat: float) -> float:
    """A degree of longitude here, in degrees of latitude."""
    return max(0.01, math.cos(math.radians(lat)))


def _alike(name: str) -> Iterable[Place]:
    return load_gazetteer().spelled_like(name)


def _hit(p: Place) -> Hit:
    return Hit(
        p.id, p.name_ar, p.name_en, p.country, p.admin1, p.feature, p.lat, p.lon, "imported" if p.stored else "isnad"
    )


def _row_hit(import_id: str, r: Row) -> Hit:
    return Hit(r.id, r.name_ar, r.name_en, r.country, r.admin1, r.feature, r.lat, r.lon, import_id)
