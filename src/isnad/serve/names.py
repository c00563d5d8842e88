"""Names of actors, sources, places, provinces and countries in both languages, out of the tables that ship."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources

from isnad.arabic.script import fold_phrase
from isnad.gazetteer.load import shipped_gazetteer
from isnad.link.sources import default_sources, name_key
from isnad.publish.lookup import actors, countries
from isnad.serve.words import LANGUAGES


def _table(name: str) -> list[dict[str, str]]:
    path = resources.files("isnad").joinpath("lexicons", name)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines))


@lru_cache(maxsize=1)
def _arabic_actors() -> dict[str, str]:
    return {row["id"]: row["name_ar"] for row in _table("actors.csv") if row["name_ar"]}


@lru_cache(maxsize=1)
def _sources() -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """The names of each source, and the source of each outlet as reports write it."""
    rows = _table("sources.csv")
    names = {row["id"]: {"ar": row["name_ar"] or row["name_en"], "en": row["name_en"]} for row in rows}
    return names, {name_key(told): row["id"] for row in rows for told in row["outlets"].split("|") if told}


@lru_cache(maxsize=20_000)
def source_name(told: str, lang: str) -> str:
    """What an outlet or another source is called; as it was told where the lexicon doesn't know it.

    >>> source_name("aawsat", "en")
    'Asharq Al-Awsat'
    """
    names, outlets = _sources()
    known = default_sources().find(told, told)
    found = names.get(outlets.get(name_key(told)) or (known.id if known else ""))
    return found[lang] if found else told


def actor_name(actor_id: str, lang: str) -> str:
    """An actor's name; its id where the lexicon has none.

    What the lexicon adds in brackets for its editors, as in "Police (country from context)", is left out.
    """
    found = _arabic_actors().get(actor_id) if lang == "ar" else None
    if not found:
        known = actors().get(actor_id)
        found = known.name if known else actor_id
    return found.partition(" (")[0] if actor_id.endswith(".generic") else found


@lru_cache(maxsize=1)
def _called() -> dict[str, dict[str, str]]:
    """What each actor is called, folded, and as it is written: its id, its names and its aliases."""
    out = {}
    for row in _table("actors.csv"):
        names = (row["id"], row["name_ar"], row["name_en"], *row["aliases_ar"].split("|"))
        out[row["id"]] = {fold_phrase(name): name for name in names if name}
    return out


def find_actors(words: str, most: int = 20) -> dict[str, str]:
    """So many actors whose id, name or alias holds these words, by id, those that are called so outright first.

    Each with its names, and with the alias by which it was found.
    """
    wanted = fold_phrase(words)
    found: list[tuple[bool, int, str, str]] = []
    for actor_id, names in _called().items() if wanted else ():
        if hits := [name for name in names if wanted in name]:
            shown = list(dict.fromkeys(actor_name(actor_id, lang) for lang in LANGUAGES))
            best = min(hits, key=len)
            if not any(best in fold_phrase(x) for x in (actor_id, *shown)):
                shown.append(names[best])
            found.append((best != wanted, len(found), actor_id, " — ".join(shown)))
    return {actor_id: names for _, _, actor_id, names in sorted(found)[:most]}


def called_actor(said: str) -> str | None:
    """The one actor that has this id, or is called so outright; None for none or several."""
    if said in _called():
        return said
    found = [actor_id for actor_id, names in _called().items() if fold_phrase(said) in names]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1)
def _arabic_units() -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    provinces: dict[tuple[str, str], str] = {}
    states: dict[str, str] = {}
    for place in shipped_gazetteer().places.values():
        if place.feature == "country":
            states.setdefault(place.country, place.name_ar)
        elif place.admin1 and place.admin1 == place.name_en:
            key = (place.country, place.admin1)
            if place.feature in ("governorate", "province", "state", "district") or key not in provinces:
                provinces.setdefault(key, place.name_ar)
    return provinces, states


def province_name(country: str | None, admin1: str | None, lang: str) -> str:
    """A province's name; as the table writes it where there is no Arabic one."""
    if not admin1:
        return ""
    return _arabic_units()[0].get((country or "", admin1), admin1) if lang == "ar" else admin1


def country_name(country: str | None, lang: str) -> str:
    """A country's name by its two letters."""
    if not country:
        return ""
    if lang == "ar" and country in _arabic_units()[1]:
        return _arabic_units()[1][country]
    known = countries().get(country)
    return known.name if known else country


def place_name(place_id: str | None, name: str | None, text: str | None, lang: str) -> str:
    """A place's own name; the words of the report where the gazetteer doesn't know it."""
    if lang == "ar":
        known = shipped_gazetteer().get(place_id) if place_id else None
        if known and known.name_ar:
            return known.name_ar
        return text or name or ""
    return name or text or ""


def known_place(place_id: str, name: str, lang: str) -> str:
    """ "Tuban, Lahij, Yemen" of an entry of the shipped gazetteer, to tell namesakes apart; else the name given."""
    known = shipped_gazetteer().get(place_id)
    if known is None:
        return name
    own = full_place(place_id, known.name_en, None, known.country, known.admin1, lang)
    country = country_name(known.country, lang)
    return own if own == country else ("، " if lang == "ar" else ", ").join(x for x in (own, country) if x)


@lru_cache(maxsize=50_000)
def full_place(
    place_id: str | None, name: str | None, text: str | None, country: str | None, admin1: str | None, lang: str
) -> str:
    """ "Hish, Idlib" or حيش، إدلب; what isn't known is left out."""
    own = place_name(place_id, name, text, lang)
    province = province_name(country, admin1, lang)
    parts = [x for x in (own, province if admin1 != name else "") if x]
    return ("، " if lang == "ar" else ", ").join(dict.fromkeys(parts)) or country_name(country, lang)
