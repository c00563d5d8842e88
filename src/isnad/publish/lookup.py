"""Tables that publishing looks things up in: actors, countries, provinces, event types; all data, read once."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from isnad.gazetteer.load import shipped_gazetteer

# ACLED's words for who takes part, by the kind of an actor; a state's forces abroad are "External/Other forces".
_INTER = {
    "state_force": "State forces",
    "government": "State forces",
    "police": "State forces",
    "armed_group": "Rebel group",
    "militia": "Political militia",
    "civilian": "Civilians",
    "protester": "Protesters",
    "international": "External/Other forces",
    "unidentified": "Political militia",
}
ARMED = frozenset({"state_force", "government", "police", "armed_group", "militia", "international", "unidentified"})
STATE = frozenset({"state_force", "government", "police"})


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the lexicon."""

    id: str
    name: str
    kind: str
    country: str | None

    def inter(self, country: str | None) -> str:
        """What ACLED calls an actor of this kind in this country."""
        if self.kind in STATE and self.country and country and self.country != country:
            return "External/Other forces"
        return _INTER.get(self.kind, "Political militia")


@dataclass(frozen=True, slots=True)
class Country:
    """A country as the two data sets number it; `gwno` (Gleditsch and Ward) is empty where there is none."""

    iso2: str
    iso: str
    name: str
    acled_region: str
    gwno: str
    ucdp_region: str


@dataclass(frozen=True, slots=True)
class EventType:
    """An event type of the codebook: what ACLED makes of it, or why nothing; words for sentences."""

    type: str
    disorder_type: str
    event_type: str
    sub_event_type: str
    why_not: str
    verb: str
    noun: str


def _rows(package: str, *path: str) -> list[dict[str, str]]:
    file = resources.files(package).joinpath(*path)
    if not file.is_file():
        return []
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines))


@lru_cache(maxsize=1)
def actors() -> dict[str, Actor]:
    """The actors of the lexicon by id."""
    found = {}
    for row in _rows("isnad", "lexicons", "actors.csv"):
        found[row["id"]] = Actor(row["id"], row["name_en"], row["kind"], row.get("country") or None)
    return found


def actor(actor_id: str) -> Actor:
    """The actor of this id; one that the lexicon lacks is shown by its id, as an unidentified group."""
    return actors().get(actor_id) or Actor(actor_id, actor_id, "unidentified", None)


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Countries by their two letters."""
    return {row["iso2"]: Country(**row) for row in _rows("isnad.publish", "data", "countries.csv")}


@lru_cache(maxsize=1)
def province_codes() -> dict[tuple[str | None, str | None], str]:
    """The P-codes of provinces by country and name, as long as each country makes them: SY02, IQG01, LB7, LY0103."""
    provinces = (p for p in shipped_gazetteer().places.values() if p.feature == "governorate" and p.pcode)
    return {(p.country, p.admin1): p.pcode for p in provinces}


@lru_cache(maxsize=1)
def event_types() -> dict[str, EventType]:
    """Event types by their code."""
    return {row["type"]: EventType(**row) for row in _rows("isnad.publish", "data", "types.csv")}
