"""Looking a place up by its name, its id, or where it lies: in the places that ship and the imported ones.

Where neither have a name, names that sound alike are given.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import chain

from isnad.gazetteer.admin import KM_PER_DEGREE, distance_km
from isnad.gazetteer.compact import name_key
from isnad.gazetteer.load import Place, load_gazetteer, shipped_gazetteer
from isnad.gazetteer.rows import Row
from isnad.gazetteer.store import Store

# How far around a point places are sought.
NEAR_KM = 30
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
    """All places of a name, in Arabic or English, the shipped ones first; or the one of an id."""
    store = store or Store()
    if (one := find_place(name.strip(), store)) is not None:
        return Found((one,))
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
    # A degree of longitude is the shorter one.
    around = NEAR_KM / KM_PER_DEGREE / max(0.01, math.cos(math.radians(lat)))
    shipped = ((p, partial(_hit, p)) for p in shipped_gazetteer().places.values())
    stored = ((row, partial(_row_hit, origin, row)) for origin, row in (store or Store()).near(lat, lon, around))
    near: list[tuple[float, str, Callable[[], Hit]]] = []
    for place, hit in chain[tuple[Place | Row, Callable[[], Hit]]](shipped, stored):
        if place.lat is not None and place.lon is not None and place.feature not in AREAS:
            far = distance_km(lat, lon, place.lat, place.lon)
            if far <= NEAR_KM:
                near.append((far, place.id, hit))
    return tuple(hit() for _, _, hit in sorted(near, key=lambda x: x[:2])[:limit])


def _alike(name: str) -> Iterable[Place]:
    return load_gazetteer().spelled_like(name)


def _hit(p: Place) -> Hit:
    return Hit(
        p.id, p.name_ar, p.name_en, p.country, p.admin1, p.feature, p.lat, p.lon, "imported" if p.stored else "isnad"
    )


def _row_hit(import_id: str, r: Row) -> Hit:
    return Hit(r.id, r.name_ar, r.name_en, r.country, r.admin1, r.feature, r.lat, r.lon, import_id)
