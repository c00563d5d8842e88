"""The gazetteer: places that ship, a matcher over their names, and what reading needs to choose among namesakes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from isnad.arabic.script import fold_phrase
from isnad.gazetteer.matcher import PlaceMatcher
from isnad.gazetteer.phonetic import MAX_PLACES, phonetic_key
from isnad.lexicon.load import data_dir, digest
from isnad.memory import no_collection

if TYPE_CHECKING:
    from isnad.gazetteer.compact import Compact


class Place(NamedTuple):
    """A row of the gazetteer. `common`: 1 the name is an ordinary word, 2 an ordinary word but a well-known town."""

    id: str
    name_ar: str
    name_en: str
    country: str
    feature: str
    admin1: str
    admin2: str
    parent: str
    pcode: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    population: int
    common: int
    source: str
    stored: bool = False  # imported on this machine


@dataclass(slots=True)
class Gazetteer:
    """All places by id, and the places a folded name may mean; `digest` is recorded with every reading."""

    places: dict[str, Place] = field(default_factory=dict)
    by_name: dict[str, list[Place]] = field(default_factory=dict)
    matcher: PlaceMatcher = field(init=False)
    digest: str = ""
    table: Compact | None = None  # the imported places, where there are any
    borders: list[tuple[Place, frozenset[str]]] | None = None  # with the states that they part
    sounds: dict[str, list[str]] = field(default_factory=dict)  # names by phonetic key, made when first needed

    def __post_init__(self) -> None:
        """The matcher looks names up in these very tables."""
        self.matcher = PlaceMatcher(self.by_name, self.places)

    def add(self, place: Place, names: Iterable[str]) -> None:
        """Take in one place under each of its names, before the first text is matched."""
        self.places[place.id] = place
        by_name = self.by_name
        for name in names:
            key = fold_phrase(name)
            if len(key) < 2:
                continue
            known = by_name.get(key)
            if known is None:
                by_name[key] = [place]
            elif known[-1] is not place:  # names of one place come one after the other
                known.append(place)

    def named(self, name: str) -> Sequence[Place]:
        """The places that a name may mean, in any spelling that folds alike."""
        key = fold_phrase(name)
        return self.by_name.get(key) or (self.table.named(key) if self.table is not None else ())

    def get(self, place_id: str) -> Place | None:
        """The place of an id that ships; None for one that does not."""
        return self.places.get(place_id)

    def spelled_like(self, name: str) -> Sequence[Place]:
        """Places whose names sound like an unknown one ("كنصفرة" gives كنسفرة); () where too many or none do."""
        sound = phonetic_key(fold_phrase(name))
        if sound is None:
            return ()
        if not self.sounds:
            self.sounds = _sounds(self.by_name)
        keys = [*self.sounds.get(sound, ()), *(self.table.sounding(sound) if self.table is not None else ())]
        found = {p.id: p for key in keys for p in self.named(key)}
        return tuple(found.values()) if len(found) <= MAX_PLACES else ()


def _sounds(by_name: dict[str, list[Place]]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for key, places in by_name.items():
        sound = phonetic_key(key)
        if sound is not None and any(p.common != 1 for p in places):
            out.setdefault(sound, []).append(key)
    return out


COLUMNS = (
    "id", "name_ar", "alt_ar", "name_en", "country", "feature", "admin1", "admin2", "parent", "pcode", "lat", "lon",
    "radius_km", "population", "common", "source",
)  # fmt: skip


def load_gazetteer(folder: Path | None = None, *, store: bool = True) -> Gazetteer:
    """The places that ship with isnad and, with `store`, those imported on this machine; a folder given: its alone."""
    gaz = Gazetteer()
    own = folder or data_dir() / "places"
    with no_collection():
        for path in sorted(own.glob("*.csv")):
            _read(path, gaz)
        gaz.digest = digest([own]) if own.is_dir() else ""
    if folder is None and store:
        from isnad.gazetteer.store import attach_store

        attach_store(gaz)
    return gaz


@lru_cache(maxsize=1)
def shipped_gazetteer() -> Gazetteer:
    """The places that ship, read once a process; nobody adds to it."""
    return load_gazetteer(store=False)


def _read(path: Path, gaz: Gazetteer) -> None:
    rows = _rows(path.read_text(encoding="utf-8"))
    header = next(rows)
    pick = itemgetter(*(header.index(c) for c in COLUMNS))
    for row in rows:
        id_, name, alt, en, country, feature, *units, lat, lon, radius, people, common, source = pick(row)
        place = Place(
            id_, name, en, country, feature, units[0], units[1], units[2], units[3],
            float(lat) if lat else None, float(lon) if lon else None, float(radius) if radius else None,
            int(float(people)) if people else 0, int(common) if common else 0, source,
        )  # fmt: skip
        gaz.add(place, [name, *filter(None, alt.split("|"))] if alt else (name,))


def _rows(text: str) -> Iterator[list[str]]:
    """The rows of a table; lines without a quotation mark are cut at their commas, faster than the csv module does."""
    lines = iter(text.split("\n"))
    for line in lines:
        if '"' in line:
            yield next(csv.reader(f"{part}\n" for part in chain((line,), lines)))
        elif line:
            yield line.split(",")
