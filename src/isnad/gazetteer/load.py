"""The gazetteer: places that ship, a matcher over their names, and what reading needs to choose among namesakes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from isnad.arabic.script import fold_phrase
from isnad.arabic.tokens import CONJ, PREP
from isnad.lexicon.load import data_dir, digest
from isnad.lexicon.match import Entry, Matcher


@dataclass(frozen=True, slots=True)
class Place:
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


@dataclass(slots=True)
class Gazetteer:
    """All places by id, and the places a folded name may mean; `digest` is recorded with every reading."""

    places: dict[str, Place] = field(default_factory=dict)
    by_name: dict[str, list[Place]] = field(default_factory=dict)
    matcher: Matcher = field(default_factory=Matcher)
    digest: str = ""

    def add(self, place: Place, names: Iterable[str]) -> None:
        """Take in one place under each of its names."""
        self.places[place.id] = place
        for name in names:
            key = fold_phrase(name)
            if len(key) < 2:
                continue
            known = self.by_name.get(key)
            if known is None:
                known = self.by_name[key] = []
                self.matcher.add(key, Entry("place", key, CONJ | PREP, known), folded=True)
            if place not in known:
                known.append(place)

    def named(self, name: str) -> Sequence[Place]:
        """The places that a name may mean, in any spelling that folds alike."""
        return self.by_name.get(fold_phrase(name), ())


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer that ships with isnad, from its CSV files."""
    folder = folder or data_dir() / "places"
    gaz = Gazetteer()
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as f:
            for r in csv.DictReader(f):
                place = Place(
                    r["id"], r["name_ar"], r["name_en"], r["country"], r["feature"], r["admin1"], r["admin2"], r["parent"],
                    r["pcode"], _number(r["lat"]), _number(r["lon"]), _number(r["radius_km"]),
                    int(float(r["population"] or 0)), int(r["common"] or 0), r["source"],
                )
                gaz.add(place, [r["name_ar"], *filter(None, r["alt_ar"].split("|"))])
    gaz.digest = digest([folder]) if folder.is_dir() else ""
    return gaz
