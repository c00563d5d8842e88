"""UCDP GED's 49 columns, for the events that would qualify: an organised actor, a place, a day, at least one death.

Source of the rules: UCDP GED Codebook 23.1 (types of violence, where_prec, date_prec, best/low/high). Ids that only
UCDP gives are empty. This is not UCDP's data, and every file says so.
"""

from __future__ import annotations

from datetime import date

from isnad.model import PlaceGuess
from isnad.publish.lookup import ARMED, STATE, Actor, actor, countries
from isnad.publish.notes import place_name
from isnad.publish.view import Excluded, View
from isnad.reconcile import Reconciled

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
    "gwnoa", "gwnob",
)  # fmt: skip
Row = dict[str, object]


def ged_row(view: View) -> Row | Excluded:
    """The row of an incident; Excluded, with the reason, where it would not qualify."""
    sides = _sides(view)
    killed = view.figure("killed")
    best = killed.best.value if killed else None
    place = next((p for p in view.places if p.lat is not None and p.country in countries()), None)
    why = _why_not(view, sides, best, place)
    if why:
        return Excluded(view.id, why)
    assert sides is not None
    assert place is not None
    assert killed is not None
    assert view.first is not None
    assert place.country is not None
    violence, one, two = sides
    country = countries()[place.country]
    published = sorted({t.published[:10] for t in view.tellings if t.published})
    row: Row = dict.fromkeys(COLUMNS, "")
    row |= {
        "relid": view.id, "year": view.first[:4], "active_year": "", "code_status": "", "type_of_violence": violence,
        "dyad_name": f"{one.name} - {two}", "side_a": one.name, "side_b": two,
        "number_of_sources": len({t.report_id for t in view.tellings}),
        "source_article": "; ".join(f"{t.outlet}, {t.published or 'undated'}" for t in view.tellings),
        "source_office": "; ".join(dict.fromkeys(t.outlet for t in view.tellings)), "source_date": "; ".join(published),
        "source_headline": "; ".join(t.title for t in view.tellings if t.title),
        "source_original": "; ".join(dict.fromkeys(name for _, name in view.origin_names)),
        "where_prec": where_prec(place, len(view.places)), "where_coordinates": place.name or place.text,
        "where_description": "; ".join(place_name(p) for p in view.places), "adm_1": place.admin1,
        "latitude": place.lat, "longitude": place.lon, "geom_wkt": f"POINT ({place.lon} {place.lat})",
        "priogrid_gid": priogrid(place.lat, place.lon), "country": country.name, "country_id": country.gwno,
        "region": country.ucdp_region, "event_clarity": 1 if view.first == view.last else 2,
        "date_prec": date_prec(view), "date_start": view.first, "date_end": view.last,
        "gwnoa": _gwno(one) if one.kind in STATE else "",
        "gwnob": "" if violence == 3 else next((_gwno(a) for a in _others(view) if a.kind in STATE), ""),
    }  # fmt: skip
    return row | _deaths(view, killed, one)


def _why_not(view: View, sides: object, best: int | None, place: PlaceGuess | None) -> str:
    if view.kind == "tally":
        return "a tally and not an event"
    if view.stance != "affirmed" or view.grade == "discounted":
        return "not affirmed"
    if view.first is None:
        return "nobody says when"
    if not best:
        return "no death told"
    if sides is None:
        return "no organised actor named"
    return "" if place else "no place with coordinates in a country of the table"


def _others(view: View) -> list[Actor]:
    return [actor(a.id) for a in view.targets if a.id]


def _sides(view: View) -> tuple[int, Actor, str] | None:
    """The type of violence (1 state-based, 2 non-state, 3 one-sided), side A and the name of side B."""
    doers = [a for a in (actor(x.id) for x in view.actors if x.id) if a.kind in ARMED and a.kind != "unidentified"]
    if not doers:
        return None
    others = [a for a in _others(view) if a.kind in ARMED and a.kind != "unidentified"]
    if view.type == "armed_clash" and len(doers) > 1 and not others:
        doers, others = doers[:1], doers[1:]
    one = doers[0]
    if not others:
        return 3, one, "Civilians"
    if one.kind not in STATE and others[0].kind in STATE:
        one, others = others[0], [doers[0]]
    return 1 if one.kind in STATE else 2, one, others[0].name


def _gwno(a: Actor) -> str:
    found = countries().get(a.country or "")
    return found.gwno if found else ""


def _value(f: Reconciled | None) -> int:
    return (f.best.value or 0) if f else 0


def _deaths(view: View, killed: Reconciled, one: Actor) -> Row:
    """The dead by side; their sum is `best`, so that who isn't known makes up the rest."""
    civilians = _value(view.figure("killed", "civilian"))
    ours = sum(_value(f) for f in _fighters(view) if f.side == one.id)
    theirs = sum(_value(f) for f in _fighters(view) if f.side not in (one.id, None))
    best = max(killed.best.value or 0, civilians + ours + theirs)
    return {
        "deaths_a": ours, "deaths_b": theirs, "deaths_civilians": civilians,
        "deaths_unknown": best - civilians - ours - theirs, "best": best,
        "high": max(best, killed.most_told if killed.high.value is None else killed.high.value),
        "low": min(best, killed.low.value or best),
    }  # fmt: skip


def _fighters(view: View) -> list[Reconciled]:
    return [f for f in view.figures if f.kind == "killed" and f.group == "fighter"]


def where_prec(p: PlaceGuess, places: int) -> int:
    """UCDP's 1 exact, 2 within 25 km, 3 district, 4 province, 6 country; 2 at best where several places are told."""
    if p.where_prec is not None:
        found = p.where_prec
    else:
        radius = p.radius_km if p.radius_km is not None else 5.0
        found = 1 if radius <= 5 else 2 if radius <= 25 else 3 if radius <= 50 else 4
    return max(found, 2) if places > 1 else found


def date_prec(view: View) -> int:
    """UCDP's 1 the day, 2 within 2-6 days, 3 a week, 4 a month, 5 more; a date from the publication is never exact."""
    assert view.first is not None
    last = view.last or view.first
    days = (date.fromisoformat(last) - date.fromisoformat(view.first)).days + 1
    if days == 1:
        return 2 if view.basis == "publication" else 1
    return 2 if days <= 6 else 3 if days <= 7 else 4 if days <= 31 else 5


def priogrid(lat: float | None, lon: float | None) -> int | str:
    """The PRIO-GRID cell (half a degree) of a point.

    >>> priogrid(33.5, 36.3)
    178273
    """
    if lat is None or lon is None:
        return ""
    return int((lat + 90) * 2) * 720 + int((lon + 180) * 2) + 1
