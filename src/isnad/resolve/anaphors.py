"""Places told by their sort alone: which of those named before "المدينة", "القرية", "المحافظة", "البلاد" mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from isnad.gazetteer.load import Gazetteer, Place
from isnad.mentions.placemention import PlaceMention
from isnad.resolve.areas import size_of


def point_back(m: PlaceMention, before: Sequence[PlaceMention], countries: Counter[str], gaz: Gazetteer) -> None:
    """ "المدينة", "القرية", "المنطقة": the last place of that sort in `before`; "البلاد": the report's country."""
    if m.type_id == "بلاد":
        nation = countries.most_common(1)
        m.chosen = gaz.places.get(nation[0][0].lower()) if nation else None
        m.reason = "the report's country"
        return
    seen = [p for p in reversed(before) if not p.tag and not p.origin and not p.anaphor and p.type_id != "road"]
    if m.type_id == "ريف":
        found = next((p for p in seen if p.chosen is not None and p.chosen.admin1), None)
        m.chosen = _governorate(found.chosen, gaz) if found is not None else None
        m.reason = "of the governorate told before"
        return
    if m.type_id == "منطقه":
        m.weak = True
        found = next((p for p in seen if p.chosen is not None and 4.5 <= size_of(p) < 9 and not p.motion), None)
    else:
        sort = SORTS.get(m.type_id, ())
        same = [p for p in seen if p.type_id in sort[:1] and p.relation != "rural"]
        like = [
            p
            for p in seen
            if not p.relation
            and (p.type_id in sort or (not p.type_id and p.chosen is not None and p.chosen.feature in m.features))
        ]
        unit = UNIT.get(m.type_id, "")
        very = [p for p in like if any(c.feature == unit for c in p.candidates)]
        sorts = (same,) if m.type_id == "قضاء" else (same, very, like)  # القضاء: rather the courts
        sorts = (very,) if m.type_id in VERY else sorts
        near = next((p for p in seen if not p.child and not p.relation and (p.type_id in SETTLED or _loose(p))), None)
        if m.type_id in NEARBY and near is not None and m.i - near.j <= NEAR and _called(near, m.type_id):
            sorts = ([near],)
        found = next((p for ps in sorts for child in (False, True) for p in ps if p.child == child), None)
        if m.other and found is not None:
            found = next((p for p in seen if p is not found and found.group >= 0 and p.group == found.group), None)
    if found is not None:
        m.chosen, m.parent, m.reason = found.chosen, found.parent, "the last place of that sort"
        m.antecedent = found
        around = _governorate(found.chosen, gaz) if m.type_id == "محافظه" else found.chosen
        if around is not found.chosen:
            m.chosen, m.antecedent = around, None
        if m.type_id == "محافظه" and around is not None and around.feature == "region":
            m.chosen = m.antecedent = None  # "غربي المحافظة" behind a region of a country
        if found.name_i >= 0:
            m.name_i, m.name_j = found.name_i, found.name_j


def _loose(p: PlaceMention) -> bool:
    """Whether a place is told as an area, and may be a town as well: "منطقة الفلوجة", "منطقة وادي الزيتون"."""
    return p.type_id == "region" and not p.plural and (p.chosen is None or p.chosen.feature in SETTLED)


def _called(p: PlaceMention, noun: str) -> bool:
    """Whether a town, or what may be one, may be told again by this noun: "المدينة", "البلدة", "القرية"."""
    if p.type_id in SETTLED:
        return p.type_id in NEARBY[noun]
    feature = p.chosen.feature if p.chosen is not None else "village"
    return feature in NEARBY[noun][: None if noun != "مدينه" else 1]


def _governorate(p: Place | None, gaz: Gazetteer) -> Place | None:
    """The governorate around a place ("المحافظة" after "شمالي درعا"); the place itself where none is known."""
    q = p
    while q is not None and q.feature != "governorate":
        q = gaz.get(q.parent)
    return q or p


# The type nouns (ids of place_words.yaml) that "المدينة" and its like may stand for.
SORTS = {
    "مدينه": ("city", "town"),
    "بلده": ("town", "city"),
    "قريه": ("village", "town"),
    "محافظه": ("governorate",),
    "ولايه": ("governorate",),
    "مخيم": ("camp",),
    "حي": ("quarter",),
    "مديريه": ("district",),
    "ناحيه": ("district",),
    "قضاء": ("district",),
    "محليه": ("district",),
    "سد": ("water",),
    "معبر": ("crossing",),
    "مطار": ("works",),
    "جبل": ("mountain",),
    "سجن": ("works",),
    "قاعده": ("works",),
    "ميناء": ("water",),
    "جزيره": ("water",),
    "ضاحيه": ("quarter",),
    "بلدتين": ("town",),
    "حقل": ("works",),
    "معسكر": ("camp",),
    "اقليم": ("region",),
    "مدينتين": ("city", "town"),
    "قريتين": ("village", "town"),
    "مخيمين": ("camp",),
    "محافظتين": ("governorate",),
    "مديريتين": ("district",),
    "منطقتين": ("region", "town", "village"),
    "حيين": ("quarter",),
    "طريق": ("road",),
    "وادي": ("water",),
}


UNIT = {
    "ناحيه": "subdistrict",
    "قضاء": "district",
    "مديريه": "district",
    "محليه": "district",
    "مدينه": "city",
    "قريه": "village",
    "بلده": "town",
    "معسكر": "base",
    "قاعده": "base",
    "سجن": "prison",
    "مطار": "airport",
    "حقل": "field",
    "ميناء": "port",
    "سد": "dam",
    "اقليم": "region",
}
# What a town named just before may be called, by the noun that it was named with.
NEARBY = {"قريه": ("village", "town"), "بلده": ("town", "village", "city"), "مدينه": ("city", "town")}
SETTLED = frozenset({"village", "town", "city"})
NEAR = 30  # words between a town and the noun that points back to it
# Sorts of a mixed lot of nouns, of which only what is known as the very thing is meant.
VERY = frozenset({"قاعده", "سجن", "مطار", "حقل", "ميناء", "سد", "اقليم"})
