"""From a place mention to a gazetteer entry: which of the namesakes, how exact, and why.

Evidence, strongest first: the parent named beside it, the type noun before it, the other places of the report, the
country of the report, population. What loses stays as an alternative with its score.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from isnad.gazetteer.load import Gazetteer, Place
from isnad.mentions.places import PlaceMention
from isnad.model import PlaceGuess, Span

# Weights of the evidence; set by hand on the development gold and kept round.
W_PARENT, W_TYPE, W_ADMIN, W_COUNTRY, W_POPULATION, W_ADMIN_UNIT = 6.0, 1.5, 2.0, 3.0, 0.25, 0.6
# Features from most to least exact: the lower stands for a point, the higher for an area.
RANK = {
    "quarter": 0, "village": 1, "camp": 1, "base": 1, "prison": 1, "crossing": 1, "dam": 1, "bridge": 1, "field": 1,
    "airport": 1, "port": 1, "hill": 1, "town": 2, "city": 3, "road": 3, "island": 3, "mountain": 4, "valley": 4,
    "subdistrict": 4, "district": 5, "desert": 6, "river": 6, "border": 6, "governorate": 7, "region": 8, "sea": 8, "country": 9,
}


@dataclass(slots=True)
class PlaceContext:
    """What the report's certain places say of the uncertain ones: votes for countries and governorates."""

    countries: Counter[str] = field(default_factory=Counter)
    admin1: Counter[tuple[str, str]] = field(default_factory=Counter)
    home: str = ""


def resolve_places(mentions: Sequence[PlaceMention], gaz: Gazetteer, home: str = "") -> PlaceContext:
    """Choose an entry for each mention in place; `home` is the country that the outlet or the actors suggest."""
    ctx = PlaceContext(home=home)
    for m in mentions:
        nations = {p.country for p in m.candidates}
        if len(nations) == 1:
            ctx.countries[next(iter(nations))] += 1
        admins = {(p.country, p.admin1) for p in m.candidates if p.admin1}
        if len(admins) == 1:
            ctx.admin1[next(iter(admins))] += 1
    for m in sorted(mentions, key=lambda m: (m.parent is not None, len(m.candidates))):
        _choose(m, ctx)
    return ctx


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
    total = sum(ctx.admin1.values()) or 1
    if p.admin1 and ctx.admin1[(p.country, p.admin1)] > (1 if len(m.candidates) == 1 else 0):
        score += W_ADMIN * ctx.admin1[(p.country, p.admin1)] / total
        why.append("in a governorate that the report names")
    nations = sum(ctx.countries.values()) or 1
    if ctx.countries[p.country]:
        score += W_COUNTRY * ctx.countries[p.country] / nations
        why.append("in the report's country")
    if p.country == ctx.home:
        score += 0.5 * W_COUNTRY
        why.append("in the outlet's country")
    if p.feature in ("governorate", "city", "town", "country", "region") and not m.features:
        score += {"city": 1.2, "governorate": 1.0, "country": 1.3, "region": 0.8, "town": 0.6}[p.feature]
    score += W_POPULATION * math.log10(p.population + 1)
    return score, why


def _under(p: Place, parent: PlaceMention) -> bool:
    return any(
        p.country == q.country and (q.feature == "country" or (p.admin1 and p.admin1 == q.admin1 and p.id != q.id))
        for q in ([parent.chosen] if parent.chosen else parent.candidates)
    )


def guess(m: PlaceMention, text: str, span: Span) -> PlaceGuess:
    """The place as a claim carries it, with point, radius and both precision codes."""
    p = m.chosen
    if p is None:
        admin = m.parent.chosen if m.parent else None
        return PlaceGuess(
            text, None, admin.admin1 or None if admin else None, admin.country if admin else None, span=span,
            geo_precision=2 if admin else 3, where_prec=3 if admin else 6, reason="a name after a type noun that no gazetteer has",
            lat=admin.lat if admin else None, lon=admin.lon if admin else None,
            radius_km=_wide(admin) if admin else None,
        )
    radius = p.radius_km or _RADIUS.get(p.feature, 5.0)
    area = RANK.get(p.feature, 3)
    name = p.name_en
    if m.relation == "rural":
        radius, area = max(radius, 30.0), max(area, 6)
    elif m.relation == "direction" and area <= 4:
        radius = radius + 10.0
        area = max(area, 4)
    elif m.relation == "direction" and p.feature in ("country", "governorate"):
        radius = radius * 0.6
        name = f"{_DIRECTION_EN.get(_dir(m.direction), '')} {name}".strip() if p.feature == "country" else name
    geo, where = (1, 1) if area <= 3 else (2, 3) if area <= 5 else (3, 4) if area <= 7 else (3, 6)
    if m.relation == "direction" and area == 4:
        geo, where = 2, 2
    return PlaceGuess(
        text, name, p.admin1 or None, p.country, p.id, p.lat, p.lon, radius, geo, where, p.pcode or None, span,
        reason=m.reason, alternatives=tuple((q.id, q.name_en, gap) for q, gap in m.alternatives),
    )


_RADIUS = {"governorate": 60.0, "district": 20.0, "country": 400.0, "region": 100.0, "desert": 80.0, "city": 8.0, "town": 4.0, "village": 2.0, "mountain": 15.0}
_DIRECTION_EN = {"شمال": "Northern", "جنوب": "Southern", "شرق": "Eastern", "غرب": "Western"}


def _dir(norm: str) -> str:
    bare = norm.lstrip("بو").removeprefix("ال").rstrip("ي")
    return bare


def _wide(p: Place) -> float:
    return (p.radius_km or _RADIUS.get(p.feature, 10.0)) * (1.0 if RANK.get(p.feature, 3) > 4 else 3.0)


def most_exact(places: Iterable[PlaceMention]) -> list[PlaceMention]:
    """Of a claim's places only the most exact one of each location, in the text's order."""
    every = list(places)
    items = [p for p in every if not p.child]
    for flag in ("tag", "road"):
        if any(not getattr(p, flag) for p in items):
            items = [p for p in items if not getattr(p, flag)]
    parents = {p.parent.chosen.id for p in items if p.parent is not None and p.parent.chosen is not None}
    inside = [p for p in items if p.chosen is None or p.chosen.id not in parents]
    items = inside or items
    out: list[PlaceMention] = []
    for p in items:
        if any(p is not q and _contains(p, q) for q in items):
            continue
        if any(_same(p, q) for q in out):
            continue
        out.append(p)
    return out


def _same(p: PlaceMention, q: PlaceMention) -> bool:
    if p.chosen and q.chosen:
        return p.chosen.id == q.chosen.id or (p.chosen.name_en == q.chosen.name_en and p.chosen.country == q.chosen.country)
    return False


def _contains(p: PlaceMention, q: PlaceMention) -> bool:
    """Whether p is an area around q."""
    a, b = p.chosen, q.chosen
    if a is None:
        return False
    if b is None:
        up = q.parent.chosen if q.parent else None
        return RANK.get(a.feature, 3) >= 5 and (up is None or (up.country == a.country and (a.feature == "country" or up.admin1 == a.admin1)))
    if a.id == b.id:
        return p.relation == "rural" and q.relation != "rural"
    if RANK.get(a.feature, 3) <= RANK.get(b.feature, 3) and not p.relation == "rural":
        return False
    if a.country != b.country:
        return False
    if a.feature in ("country",):
        return True
    if a.feature in ("governorate", "district", "region", "desert") or p.relation == "rural":
        return bool(a.admin1) and a.admin1 == b.admin1
    return (b.feature == "quarter" and b.parent == a.id) or bool(b.feature == "quarter" and a.feature == "city" and a.admin1 == b.admin1)
