"""How wide places are, which lie in which, and which of a claim's places to keep: the most exact of each location."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from isnad.gazetteer.load import Place
from isnad.mentions.placemention import PlaceMention

# Features from most to least exact: the lower stands for a point, the higher for an area.
RANK = {
    "quarter": 0,
    "village": 1,
    "camp": 1,
    "base": 1,
    "prison": 1,
    "crossing": 1,
    "dam": 1,
    "bridge": 1,
    "field": 1,
    "airport": 1,
    "port": 1,
    "hill": 1,
    "town": 2,
    "city": 3,
    "road": 3,
    "island": 3,
    "mountain": 4,
    "valley": 4,
    "subdistrict": 4,
    "district": 5,
    "desert": 6,
    "river": 6,
    "border": 6,
    "governorate": 7,
    "region": 8,
    "sea": 8,
    "country": 9,
}
RADIUS_KM = {
    "governorate": 60.0,
    "district": 20.0,
    "country": 400.0,
    "region": 100.0,
    "desert": 80.0,
    "city": 8.0,
    "town": 4.0,
    "village": 2.0,
    "mountain": 15.0,
}


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance of two points in km along a great circle."""
    la1, lo1, la2, lo2 = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def most_exact(places: Iterable[PlaceMention]) -> list[PlaceMention]:
    """Of a claim's places only the most exact one of each location, in the text's order."""
    items = [p for p in places if not (p.child or p.origin or p.pointless)]
    best = min((p.rank for p in items), default=0)
    items = [p for p in items if p.rank == best]
    parents = {p.parent.chosen.id for p in items if p.parent is not None and p.parent.chosen is not None}
    inside = [p for p in items if p.chosen is None or p.chosen.id not in parents]
    items = inside or items
    if any(size_of(p) < RANK["border"] for p in items):
        items = [p for p in items if p.chosen is None or p.chosen.feature != "border"]
    out: list[PlaceMention] = []
    for p in items:
        if any(p is not q and _contains(p, q) for q in items):
            continue
        if any(_same(p, q) for q in out):
            continue
        out.append(p)
    return out


def sharpened(found: Sequence[PlaceMention], told: Iterable[Sequence[PlaceMention]]) -> list[PlaceMention]:
    """Each place as the first other telling has it that names one within it: "في اسطنبول", then "حي ساريير"."""
    told = list(told)
    out: list[PlaceMention] = []
    for p in found:
        inner = next(
            (_lists(qs, ps) for ps in told if (qs := [q for q in ps if _placed(q) and not q.road and _contains(p, q)])),
            [p],
        )
        out += most_exact(inner)
    return most_exact(out)


def _lists(qs: Sequence[PlaceMention], told: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Of what a telling names these places and those that stand in a list with one of them."""
    groups = {q.group for q in qs if q.group >= 0}
    return [q for q in told if any(q is x for x in qs) or (q.group in groups and is_exact(q))]


def _placed(q: PlaceMention) -> bool:
    """Whether a mention is a point of which something is known: itself, or where it lies."""
    return is_exact(q) and (q.chosen is not None or q.parent is not None)


def is_exact(p: PlaceMention) -> bool:
    """Whether a mention is a point: a town, a quarter, a name that no gazetteer has; no "ريف", no governorate."""
    return p.chosen is None or (RANK.get(p.chosen.feature, 3) <= 4 and not p.relation)


def _same(p: PlaceMention, q: PlaceMention) -> bool:
    if p.chosen and q.chosen:
        return p.chosen.id == q.chosen.id or (
            p.chosen.name_en == q.chosen.name_en and p.chosen.country == q.chosen.country
        )
    return False


def size_of(m: PlaceMention) -> float:
    """How wide a mention is told: the rank of its feature, "ريف" and "شمال" widening towns."""
    rank = float(RANK.get(m.chosen.feature, 3)) if m.chosen else 1.0
    if m.relation == "rural":
        return max(rank - 0.5, 5.5) if rank > 4 else 5.5
    return max(rank - 0.5, 4.5) if m.relation == "direction" else rank


def _contains(p: PlaceMention, q: PlaceMention) -> bool:
    """Whether p is an area around q."""
    a, b = p.chosen, q.chosen
    if a is None or (p.group >= 0 and p.group == q.group):
        return False
    if p.type_id in POINTS and a.feature in UNITS:
        return False  # "بلدة بليل", that the table knows as a district
    if b is None:
        up = q.parent.chosen if q.parent else None
        if q.type_id == "quarter" and a.feature in ("city", "town") and (up is None or up.admin1 == a.admin1):
            return True  # شارع اليرموك in مدينة غزة
        return size_of(p) >= 4.5 and (
            up is None
            or (up.country == a.country and (a.feature in WIDE or a.feature == "country" or up.admin1 == a.admin1))
        )
    if a.country != b.country:
        return False
    if _governs(p, a, q, b):
        return True
    if _governs(q, b, p, a):
        return False  # "جبل العروس في تعز"
    if size_of(p) <= size_of(q):
        return False
    if a.feature == "country" or a.id == b.id:
        return True
    if a.feature == "governorate" or (p.relation and a.admin1 == a.name_en):
        return a.admin1 == b.admin1
    if a.feature in ("district", "subdistrict"):
        told = b.admin2 == a.admin2 if b.admin2 else _near(a, b, 1.5 * (a.radius_km or RADIUS_KM["district"]))
        return told and a.admin1 == b.admin1
    if a.feature in WIDE:
        return (bool(a.admin1) and a.admin1 == b.admin1) or _near(
            a, b, 1.5 * (a.radius_km or RADIUS_KM.get(a.feature, 50.0))
        )
    if p.relation:
        return a.admin1 == b.admin1 and _near(a, b, 35.0)
    return b.feature == "quarter" and (b.parent == a.id or (a.feature == "city" and a.admin1 == b.admin1))


QUARTERS_KM = {"city": 20.0, "town": 5.0}  # how far from its middle the quarters of one may lie


def quarter_of(a: Place | None, b: Place) -> bool:
    """Whether a is a quarter near the middle of the city or town b: "في عدن", then "في حي الشيخ عثمان"."""
    if a is None or a.feature != "quarter" or b.feature not in QUARTERS_KM or a.country != b.country:
        return False
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= QUARTERS_KM[b.feature]


def apart(p: PlaceMention, q: PlaceMention) -> bool:
    """Whether two mentions are known to lie in different governorates or countries."""
    a, b = p.chosen, q.chosen
    if a is None or b is None:
        return False
    return a.country != b.country or bool(a.admin1 and b.admin1 and a.admin1 != b.admin1)


def _may_be_governorate(m: PlaceMention) -> bool:
    """Whether a bare "درعا" may as well be the governorate."""
    return (
        not m.type_id
        and not m.relation
        and m.chosen is not None
        and any(c.feature == "governorate" and c.admin1 == m.chosen.admin1 for c in m.candidates)
    )


def _governs(p: PlaceMention, a: Place, q: PlaceMention, b: Place) -> bool:
    """Whether p, that is a, may be the governorate in which q, that is b, lies as something smaller."""
    smaller = RANK.get(b.feature, 3) < 7 and not _may_be_governorate(q)
    return smaller and _may_be_governorate(p) and bool(a.admin1) and a.admin1 == b.admin1


POINTS = frozenset({"town", "village", "camp", "quarter"})  # ids of type nouns that name no area
UNITS = frozenset({"governorate", "district", "subdistrict"})
WIDE = frozenset({"region", "desert", "river", "border", "sea", "valley", "mountain"})


def _near(a: Place, b: Place, reach_km: float) -> bool:
    """Whether b's point lies so near to a's; where one has none, whether a is a region of no governorate."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return a.feature == "region" and not a.admin1
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= reach_km
