"""Looking a name up: the places that ship, the imported ones, and, where there is neither, names that sound alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from isnad.gazetteer.compact import name_key
from isnad.gazetteer.load import Place, load_gazetteer
from isnad.gazetteer.store import Store


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
    core = load_gazetteer(store=False)
    key = name_key(name)
    shipped = list(core.named(name)) or list(core.named(key))
    if not shipped:
        shipped = [p for p in core.places.values() if key and name_key(p.name_en) == key]
    hits = [_hit(p) for p in shipped]
    hits += [
        Hit(r.id, r.name_ar, r.name_en, r.country, r.admin1, r.feature, r.lat, r.lon, import_id)
        for import_id, r in store.search([key], limit)
    ]
    if hits:
        return Found(tuple(hits[:limit]))
    alike = [_hit(p) for p in _alike(name)]
    return Found(tuple(alike[:limit]), bool(alike))


def _alike(name: str) -> Iterable[Place]:
    return load_gazetteer().spelled_like(name)


def _hit(p: Place) -> Hit:
    return Hit(
        p.id, p.name_ar, p.name_en, p.country, p.admin1, p.feature, p.lat, p.lon, "imported" if p.stored else "isnad"
    )
