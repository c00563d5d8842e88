"""From a place mention to a gazetteer entry: which of the namesakes, how exact, and why.

Evidence, strongest first: the parent named beside it, the type noun before it, the other places of the report, the
country of the report, population. What loses stays as an alternative with its score.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from isnad.gazetteer.load import Gazetteer, Place
from isnad.mentions.placemention import PlaceMention
from isnad.model import PlaceGuess, Span
from isnad.resolve.anaphors import point_back
from isnad.resolve.areas import QUARTERS_KM, RADIUS_KM, RANK, distance_km, is_exact, most_exact, sharpened

__all__ = ["RANK", "PlaceContext", "distance_km", "guess", "is_exact", "most_exact", "resolve_places", "sharpened"]

# Weights of the evidence; set by hand on the development gold and kept round.
W_PARENT, W_TYPE, W_ADMIN, W_COUNTRY, W_POPULATION, W_ADMIN_UNIT, W_UNIT = 6.0, 1.5, 2.0, 3.0, 0.25, 0.6, 1.5
# An imported namesake of a place that ships needs a reason to be meant: parent, type noun or country.
W_STORED = 1.5


@dataclass(slots=True)
class PlaceContext:
    """What the report's certain places say of the uncertain ones: votes for countries and governorates."""

    countries: Counter[str] = field(default_factory=Counter)
    admin1: Counter[tuple[str, str]] = field(default_factory=Counter)
    home: str = ""  # the country of most sides that are named
    told: int = 0  # votes for countries
    told_admin1: int = 0


def resolve_places(
    mentions: Sequence[PlaceMention], gaz: Gazetteer, before: PlaceContext | None = None
) -> PlaceContext:
    """Choose an entry for each mention in place; `before` is what the report said before these, and says more now."""
    ctx = before or PlaceContext()
    for m in mentions:
        known = [p for p in m.candidates if not p.stored] or m.candidates
        nations = {p.country for p in known}
        if len(nations) == 1:
            ctx.countries[next(iter(nations))] += 1
        admins = {(p.country, p.admin1) for p in known if p.admin1}
        if len(admins) == 1:
            ctx.admin1[next(iter(admins))] += 1
    ends = [e for m in mentions for e in m.ends or ()]
    ctx.told, ctx.told_admin1 = ctx.countries.total(), ctx.admin1.total()
    for m in sorted([*mentions, *ends], key=lambda m: (m.parent is not None, len(m.candidates))):
        _choose(m, ctx)
    _namesakes(mentions)
    _strangers(mentions)
    for _, group in groupby((m for m in mentions if m.group >= 0), key=lambda m: m.group):
        _far_from_list(list(group), ctx)
    for n, m in enumerate(mentions):
        if m.ends is not None:
            for end in m.ends:
                if end.anaphor:
                    point_back(end, mentions[max(0, n - REACH) : n], ctx.countries, gaz)
            _road(m)
        elif m.anaphor:
            point_back(m, mentions[max(0, n - REACH) : n], ctx.countries, gaz)
            if m.pointless and m.parent is not None:
                m.parent.child = False  # "قائد شرطة المدينة في تعز": all that is known of where it was
    return ctx


def _namesakes(mentions: Sequence[PlaceMention]) -> None:
    """A small place that lies elsewhere than the text says is a namesake of one that no gazetteer has."""
    for m in mentions:
        p, q = m.chosen, m.parent.chosen if m.parent is not None else None
        if p is None or q is None or not m.type_id or RANK.get(p.feature, 3) > 2 or p.id == q.id:
            continue
        elsewhere = m.type_id == "quarter" and p.admin1 and q.admin1 and p.admin1 != q.admin1 and not _suburb(p, q)
        if elsewhere or (p.country != q.country and q.country):
            m.chosen, m.reason = None, "its namesakes lie in other countries"


def _suburb(p: Place, q: Place) -> bool:
    """Whether p lies so near to the city q that it is one of its quarters, as the southern suburb is of Beirut."""
    if p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return False
    return distance_km(p.lat, p.lon, q.lat, q.lon) <= QUARTERS_KM["city"]


def _strangers(mentions: Sequence[PlaceMention]) -> None:
    """A lone small place with an ordinary word's name, in a country that the report names nowhere else, is none."""
    told = Counter((m.chosen.country, m.chosen.id) for m in mentions if m.chosen is not None)
    votes = Counter(m.chosen.country for m in mentions if m.chosen is not None)
    if not votes:
        return
    top, most = votes.most_common(1)[0]
    for m in mentions:
        p = m.chosen
        if p is not None and p.common == 1 and _only_called(m) and votes[p.country] == told[p.country, p.id]:
            m.origin, m.reason = True, "an ordinary word, in no country of the report"
            continue
        lone = p is not None and p.country != top and votes[p.country] == told[p.country, p.id]
        small = p is not None and m.type_id in SMALL and p.feature not in ("country", "governorate", "region")
        if lone and small and most >= LEAST_SURE:
            m.chosen, m.reason = None, "its namesakes lie in countries that the report does not name"
            continue
        uncalled = not (m.called or m.type_id or m.weak or m.relation) and m.parent is None
        if lone and p is not None and uncalled and most >= LEAST_SURE and p.feature != "country":
            m.origin, m.reason = True, "a name that nothing around calls a place, in no country of the report"
            continue
        if (
            lone
            and p is not None
            and p.common > 1
            and p.feature == "border"
            and m.parent is None
            and most >= LEAST_VOTES
        ):
            m.origin, m.reason = True, "a border of a country that the report does not name"
            continue
        if lone and m.prep == "ل" and not m.called and most >= LEAST_VOTES and m.parent is None and _obscure(p):
            m.origin, m.reason = True, "a name that nothing around calls a place, in no country of the report"
            continue
        if (
            p is None
            or not p.common
            or (p.common > 1 and p.feature == "city")  # "في عمّان"
            or p.country == top
            or most < LEAST_VOTES
            or m.parent is not None
            or (RANK.get(p.feature, 3) > 3 and not _of_any_land(m, p))
        ):
            continue
        if votes[p.country] == told[p.country, p.id]:
            named = m.type_id in ("village", "town") or m.relation == "rural" or m.group >= 0
            m.origin, m.reason = not named, "an ordinary word, in no country of the report"
            m.chosen = m.chosen if m.origin else None  # "قرية القصر": one that no gazetteer has


def _of_any_land(m: PlaceMention, p: Place) -> bool:
    """Whether a name is one that every country has for a part of it: "المنطقة الوسطى", "المنطقة الشرقية"."""
    return m.type_id == "region" and p.common > 1 and p.feature in ("region", "governorate") and m.i == m.name_i


def _only_called(m: PlaceMention) -> bool:
    """Whether nothing says of a name that it is a place but where it stands: "في قم"."""
    return not (m.type_id or m.relation or m.plural) and m.parent is None and m.group < 0


def _obscure(p: Place | None) -> bool:
    """Whether a place is none that reports from everywhere name: no country, no town, but one called like a word."""
    return p is not None and p.feature not in ("country", "city", "town")


def _far_from_list(group: Sequence[PlaceMention], ctx: PlaceContext) -> None:
    """A village of a list, all others of which lie in another governorate, is a namesake of one that is not known."""
    for m in group:
        p = m.chosen
        if p is None or not p.admin1 or p.feature not in UNKNOWN_AFAR or ctx.admin1[(p.country, p.admin1)] > 1:
            continue
        others = {(q.chosen.country, q.chosen.admin1) for q in group if q is not m and q.chosen is not None}
        there = next(iter(others)) if len(others) == 1 else None
        if there is None or there == (p.country, p.admin1) or ctx.admin1[there] < LEAST_VOTES:
            continue
        m.chosen = next((c for c in m.candidates if (c.country, c.admin1) == there), None)
        m.reason = "where the others of its list lie"


UNKNOWN_AFAR = frozenset({"village", "quarter", "camp"})  # of which many share a name
LEAST_SURE = 4  # places of the report's country before "منطقة الرباط" is no namesake abroad
SMALL = frozenset({"village", "town", "quarter", "region", "camp", "farm"})  # ids of nouns of what few know abroad
LEAST_VOTES = 2  # places of the report's country before a stranger counts as one


def _road(m: PlaceMention) -> None:
    """The road between two towns as a place of its own, in the middle between them."""
    a, b = (e.chosen for e in m.ends or ())
    if a is None or b is None:
        m.chosen = a or b
        return
    lat, lon, radius = None, None, None
    if a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None:
        lat, lon = (a.lat + b.lat) / 2, (a.lon + b.lon) / 2
        radius = max(round(distance_km(a.lat, a.lon, b.lat, b.lon) / 2, 1), 2.0)
    same = a.admin1 if a.admin1 == b.admin1 else ""
    name = f"{a.name_en} - {b.name_en} road"
    m.chosen = Place(
        f"road:{a.id}/{b.id}",
        f"{a.name_ar} - {b.name_ar}",
        name,
        a.country,
        "road",
        same,
        "",
        a.id,
        "",
        lat,
        lon,
        radius,
        0,
        0,
        "between its ends",
    )
    m.reason = "the road between two places"


REACH = 25  # mentions that "المدينة" looks back over


def _choose(m: PlaceMention, ctx: PlaceContext) -> None:
    if not m.candidates:
        return
    scored = sorted(((_score(p, m, ctx), p) for p in m.candidates), key=lambda t: (-t[0][0], t[1].id))
    (best, why), place = scored[0]
    m.chosen = place
    m.reason = ", ".join(why) or "only entry of that name"
    m.alternatives = [(p, round(best - sc[0], 2)) for sc, p in scored[1:5]]


def _score(p: Place, m: PlaceMention, ctx: PlaceContext) -> tuple[float, list[str]]:
    score, why = 0.0, []
    if m.parent is not None and _under(p, m.parent):
        score += W_PARENT
        why.append("under the parent named beside it")
    if m.features and p.feature in m.features:
        score += W_TYPE * (1.0 if p.feature == m.features[0] else 0.7)
        why.append(f"a {p.feature}, as the noun before it says")
    if m.child or m.relation == "rural":
        score += W_ADMIN_UNIT * (p.feature in ("governorate", "city", "district"))
    votes = ctx.admin1.get((p.country, p.admin1), 0) if p.admin1 else 0
    if votes > (1 if len(m.candidates) == 1 else 0):
        score += W_ADMIN * votes / ctx.told_admin1
        why.append("in a governorate that the report names")
    votes = ctx.countries.get(p.country, 0)
    if votes:
        score += W_COUNTRY * votes / ctx.told
        why.append("in the report's country")
    if p.country == ctx.home and not ctx.told:
        score += W_COUNTRY
        why.append("in the country of the sides")
    if p.feature in ("governorate", "city", "town", "country", "region") and not m.features:
        score += {"city": 1.2, "governorate": 1.0, "country": 1.3, "region": 0.8, "town": 0.6}[p.feature]
    if p.feature in ("subdistrict", "district") and m.type_id != "district":
        score -= W_UNIT  # the town that gave it its name
    score += W_POPULATION * math.log10(p.population + 1) - W_STORED * p.stored
    return score, why


def _under(p: Place, parent: PlaceMention) -> bool:
    return any(
        p.country == q.country and (q.feature == "country" or (p.admin1 and p.admin1 == q.admin1 and p.id != q.id))
        for q in ([parent.chosen] if parent.chosen else parent.candidates)
    )


def guess(m: PlaceMention, text: str, span: Span | None) -> PlaceGuess:
    """The place as a claim carries it, with point, radius and both precision codes."""
    p = m.chosen
    if p is None:
        admin = m.parent.chosen if m.parent else None
        return PlaceGuess(
            text,
            None,
            admin.admin1 or None if admin else None,
            admin.country if admin else None,
            span=span,
            geo_precision=2 if admin else 3,
            where_prec=3 if admin else 6,
            reason="a name after a type noun that no gazetteer has",
            lat=admin.lat if admin else None,
            lon=admin.lon if admin else None,
            radius_km=_wide(admin) if admin else None,
        )
    radius = p.radius_km or RADIUS_KM.get(p.feature, 5.0)
    area = RANK.get(p.feature, 3)
    name = p.name_en
    if m.relation == "rural":
        radius, area = max(radius, 30.0), max(area, 6)
    elif m.relation == "direction" and area <= 4:
        radius = radius + 10.0
        area = max(area, 4)
    elif m.relation == "direction" and p.feature in ("country", "governorate"):
        radius = radius * 0.6
        name = f"{_compass(m.direction)} {name}".strip() if p.feature == "country" else name
    geo, where = (1, 1) if area <= 3 else (2, 3) if area <= 5 else (3, 4) if area <= 7 else (3, 6)
    if m.relation == "direction" and area == 4:
        geo, where = 2, 2
    lat, lon = _shifted(_seat(p, m), m)
    return PlaceGuess(
        text,
        name,
        p.admin1 or None,
        p.country,
        p.id,
        lat,
        lon,
        radius,
        geo,
        where,
        p.pcode or None,
        span,
        reason=m.reason,
        alternatives=tuple((q.id, q.name_en, gap) for q, gap in m.alternatives),
    )


def _seat(p: Place, m: PlaceMention) -> Place:
    """Where a bare name's point is set, that may mean a city or its governorate ("في إدلب"): in the city."""
    if p.feature != "governorate" or m.type_id or m.relation:
        return p
    return next((c for c in m.candidates if c.feature == "city" and c.admin1 == p.admin1), p)


def _shifted(p: Place, m: PlaceMention) -> tuple[float | None, float | None]:
    """The point, moved where a distance and a direction from it are told ("15 كم شمال حلب")."""
    if p.lat is None or p.lon is None or not m.distance_km or m.relation != "direction":
        return p.lat, p.lon
    north = ("شمال" in m.direction) - ("جنوب" in m.direction)
    east = ("شرق" in m.direction) - ("غرب" in m.direction)
    km = m.distance_km / (math.hypot(north, east) or 1.0)
    return round(p.lat + north * km / 111.2, 5), round(p.lon + east * km / (111.2 * math.cos(math.radians(p.lat))), 5)


_COMPASS = {"شمال": "North", "جنوب": "South", "شرق": "East", "غرب": "West"}


def _compass(direction: str) -> str:
    """The English of a point of the compass: "شمالي": "Northern", "شمال شرقي": "Northeast", "وسط": "Central"."""
    told = [english for arabic, english in _COMPASS.items() if arabic in direction]
    if len(told) == 1:
        return told[0] + "ern"
    return "".join(told).capitalize() if told else "Central" if "وسط" in direction else ""


def _wide(p: Place) -> float:
    return (p.radius_km or RADIUS_KM.get(p.feature, 10.0)) * (1.0 if RANK.get(p.feature, 3) > 4 else 3.0)
