"""ACLED's 31 columns, by its rules: one row for each place and day, the dead on the first row only.

Source of the rules: ACLED Codebook (2024 edition): time precision, geo-precision, fatalities ("Fatality counts").
This is not ACLED's data, and every file says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from isnad.ledger.incident import Attribution
from isnad.link.sources import default_sources
from isnad.model import PlaceGuess
from isnad.publish.lookup import ARMED, STATE, Actor, actor, countries, event_types
from isnad.publish.notes import notes
from isnad.publish.view import Excluded, View
from isnad.reconcile import Told

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
# What ACLED makes of a number that is only a word: tens 10, dozens 12, hundreds 100; an unknown plural 3.
VAGUE = {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 1000, "some": 3}
# The order in which ACLED names two kinds that meet.
MEETING = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters",
    "External/Other forces", "Civilians",
)  # fmt: skip
# A window longer than a month is no event of a day.
MAX_DAYS = 31
UNIDENTIFIED = Actor("", "Unidentified Armed Group", "unidentified", None)
CIVILIANS = Actor("civilians", "Civilians", "civilian", None)

Row = dict[str, object]


def acled_rows(view: View, timestamp: int) -> list[Row] | Excluded:
    """The rows of an incident, one for each place; Excluded, with the reason, where ACLED would have none."""
    kind = event_types()[view.type]
    why = kind.why_not or _why_not(view)
    if why:
        return Excluded(view.id, why)
    places = [p for p in view.places if p.lat is not None and p.country in countries()]
    if not places:
        return Excluded(view.id, "no place with coordinates in a country of the table")
    assert view.first is not None
    actor1, assoc1, actor2, assoc2, civilians = _sides(view, places[0].country)
    disorder, event_type, sub = _type(view, actor1, actor2)
    country = places[0].country
    base: Row = {
        "event_date": view.first,
        "year": view.first[:4],
        "time_precision": time_precision(view),
        "disorder_type": disorder,
        "event_type": event_type,
        "sub_event_type": sub,
        "actor1": actor1.name,
        "assoc_actor_1": "; ".join(assoc1),
        "inter1": actor1.inter(country),
        "actor2": actor2.name if actor2 else "",
        "assoc_actor_2": "; ".join(assoc2),
        "inter2": actor2.inter(country) if actor2 else "",
        "interaction": interaction(actor1.inter(country), actor2.inter(country) if actor2 else ""),
        "civilian_targeting": "Civilian targeting" if civilians else "",
        "source": "; ".join(dict.fromkeys(name for _, name in view.origin_names)),
        "source_scale": _scale(view),
        "notes": notes(view),
        "tags": "; ".join(
            [*view.tags, *(f"weapon={w}" for w in view.weapons), *(f"contested={c}" for c in view.contested)]
        ),
        "timestamp": timestamp,
    }
    return [_at(base, view, p, n) for n, p in enumerate(places)]


def _why_not(view: View) -> str:
    """Why an incident is no ACLED event; empty where it is one."""
    if view.kind == "tally":
        return "a tally and not an event"
    if view.stance not in ("affirmed", "possible"):
        return f"{view.stance} and not told as having happened"
    if view.grade == "discounted":
        return "nobody affirms it"
    if view.first is None or view.last is None:
        return "nobody says when"
    if (date.fromisoformat(view.last) - date.fromisoformat(view.first)).days >= MAX_DAYS:
        return "the day is not known to the month"
    return ""


def time_precision(view: View) -> int:
    """1 the day, 2 within a week, 3 within a month; a date from the publication is never exact."""
    assert view.first is not None
    assert view.last is not None
    days = (date.fromisoformat(view.last) - date.fromisoformat(view.first)).days
    if days == 0 and view.basis != "publication":
        return 1
    return 2 if days < 7 else 3


def geo_precision(p: PlaceGuess) -> int:
    """1 the place itself, 2 near it, 3 a region; by the reading, else by the radius."""
    if p.geo_precision is not None:
        return p.geo_precision
    radius = p.radius_km if p.radius_km is not None else 5.0
    return 1 if radius <= 5 else 2 if radius <= 30 else 3


def fatalities(view: View) -> int:
    """The dead by ACLED's cautious count: the lowest of credible origins, vague words by its scheme; 0 where unsaid."""
    counted = [f for f in view.figures if f.kind == "killed" and f.group == "all" and f.side is None]
    if not counted:
        return 0
    best = counted[0].best
    told = [t for t in counted[0].series if t.claim_id in best.claims and t.counts]
    vague = [VAGUE[t.comparator] for t in told if t.comparator in VAGUE and _is_only_word(t)]
    return min(vague) if vague else best.value or 0


def _is_only_word(told: Told) -> bool:
    return not any(ch.isdigit() for ch in told.text)


def _at(base: Row, view: View, p: PlaceGuess, n: int) -> Row:
    assert p.country is not None
    country = countries()[p.country]
    return base | {
        "event_id_cnty": view.id if n == 0 else f"{view.id}.{n + 1}",
        "iso": country.iso,
        "region": country.acled_region,
        "country": country.name,
        "admin1": p.admin1,
        "location": p.name or p.text,
        "latitude": p.lat,
        "longitude": p.lon,
        "geo_precision": geo_precision(p),
        "fatalities": fatalities(view) if n == 0 else 0,
    }


def _split(parties: Sequence[Attribution]) -> list[Actor]:
    return list(dict.fromkeys(actor(a.id) for a in parties if a.id))


def _sides(view: View, country: str | None) -> tuple[Actor, list[str], Actor | None, list[str], bool]:
    """Who stands on either side: the doers, and those it was done to, or the second side of a fight."""
    doers, others = _split(view.actors), _split(view.targets)
    if view.type == "armed_clash" and len(doers) > 1 and not others:
        doers, others = doers[:1], doers[1:]
    if view.type == "protest":
        first = Actor(
            "",
            f"Protesters ({countries()[country].name})" if country in countries() else "Protesters",
            "protester",
            None,
        )
        return first, [a.name for a in doers], None, [], False
    armed = [a for a in others if a.kind in ARMED]
    civil = [a for a in others if a.kind == "civilian"]
    hurt = view.figure("killed", "civilian") or view.figure("injured", "civilian")
    civilians = bool(not armed and (civil or hurt))
    one = doers[0] if doers else UNIDENTIFIED
    if armed:
        return one, [a.name for a in doers[1:]], armed[0], [a.name for a in (*armed[1:], *civil)], False
    if civilians:
        names = [a.name for a in civil if a.id != "civilians"]
        return one, [a.name for a in doers[1:]], CIVILIANS, names, True
    return one, [a.name for a in doers[1:]], None, [], False


def _type(view: View, one: Actor, two: Actor | None) -> tuple[str, str, str]:
    """The three type columns; attacks and killings go by whom they hit, ground by who takes it."""
    kind = event_types()[view.type]
    if view.type in ("armed_attack", "assassination", "execution", "killing"):
        if two is not None and two.kind in ARMED and view.type in ("armed_attack", "killing"):
            return "Political violence", "Battles", "Armed clash"
        if two is None and view.type == "armed_attack":
            return "Political violence", "Battles", "Armed clash"
        return "Political violence", "Violence against civilians", "Attack"
    if view.type == "territory" and one.kind in STATE:
        return "Political violence", "Battles", "Government regains territory"
    return kind.disorder_type, kind.event_type, kind.sub_event_type


def interaction(one: str, two: str) -> str:
    """What ACLED calls the meeting of two kinds, whichever of them acted; of one alone where `two` is empty.

    >>> interaction("Rebel group", "State forces")
    'State forces-Rebel group'
    """
    return "-".join(sorted((one, two), key=MEETING.index)) if two else f"{one} only"


def _scale(view: View) -> str:
    """Where the sources speak: National, International, New media (accounts), Other (monitors and the rest)."""
    table = default_sources()
    found = set()
    for key, name in view.origin_names:
        known = table.by_id.get(key.removeprefix("id:"))
        if "account" in name:
            found.add("New media")
        elif known and known.kind == "media":
            found.add("International")
        else:
            found.add("National" if key.startswith("outlet:") else "Other")
    return "-".join(sorted(found))
