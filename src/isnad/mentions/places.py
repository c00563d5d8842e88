"""Place names in a sentence: known ones, and unknown ones after a type noun ("قرية …").

Each mention keeps the type noun, the relation ("ريف", "شمال") and, where the text names it beside, the parent.
"""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE, CONJ, PREP
from isnad.gazetteer.load import Gazetteer
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import NOTHING, Sentence
from isnad.mentions.placeimports import believed, respell
from isnad.mentions.placemention import (
    COMMAS,
    PlaceMention,
    anaphor_of,
    back,
    is_direction,
    place_class,
    place_words,
    skip_marks,
)
from isnad.mentions.placenames import listed_name, longer_name, unknown_name
from isnad.mentions.placenations import LANDS, national, points
from isnad.mentions.placeroles import settle_roles

__all__ = ["PlaceMention", "find_places", "mark_places"]

WELL_KNOWN = frozenset({"country", "governorate", "city", "region", "desert", "district", "town"})
# What a place may stand behind: "في حلب", "قرب حلب".
_LOCATIVE = frozenset(
    [
        "في",
        "قرب",
        "داخل",
        "الي",
        "عبر",
        "محيط",
        "اطراف",
        "وسط",
        "بين",
        "نحو",
        "باتجاه",
        "صوب",
        "خارج",
        "ضواحي",
        "مشارف",
        "ريف",
    ]
)


# Ids of type nouns whose "المدينة" is the town told before.
_OF_TOWNS = frozenset({"works", "water", "quarter", "road", "crossing", "camp"})
_NO_NAMES = frozenset({"trigger", "noun", "speech", "cue", "source_noun", "nat"})
_LONGER = frozenset({"actor", "source", "generic", "noun", "trigger", "title", "pw_origin"})
_BEFORE_PERSONS = frozenset({"title", "source_noun"})
_AMBIGUOUS = frozenset(["من", "الي", "نحو", "عبر", "بين"])


def mark_places(s: Sentence, gaz: Gazetteer) -> None:
    """Put the gazetteer's matches among the sentence's, so that phrases end where a place begins."""
    nouns = place_words().match(s.tokens, s.i, s.j)
    for m in believed(s, gaz.matcher.match(s.tokens, s.i, s.j), nouns):
        s.add("place", m)
    for m in national(s, nouns, gaz):
        s.add("place", m, over=True)
    for m in nouns:
        kind = "pw_" + m.entry.kind
        s.add(kind, m)
        if kind in ("pw_type", "pw_rural"):
            s.starts[m.i].setdefault("place", m)
    for m in s.by_kind.get("pw_type", ()):
        respell(s, m, gaz)


def find_places(s: Sentence) -> list[PlaceMention]:
    """The place mentions of a sentence, in order, parents joined to their children."""
    out: list[PlaceMention] = []
    starts, tokens = s.starts, s.tokens
    k = s.i
    while k < s.j:
        listing = bool(out) and out[-1].plural
        if not listing and "place" not in starts.get(k, NOTHING) and not anaphor_of(tokens[k].norm):
            k += 1  # most words begin no place
            continue
        m = _mention(s, k, out[-1] if out else None)
        if m is None:
            k += 1
            continue
        out.append(m)
        k = max(m.j, k + 1)
    return settle_roles(s, out)


def _mention(s: Sentence, k: int, before: PlaceMention | None) -> PlaceMention | None:
    if k in s.covered or s.tokens[k].kind != "w":
        return None
    rural = s.at("pw_rural", k)
    if rural:
        return _rural(s, k, rural)
    typ = s.at("pw_type", k)
    if typ and not _adjective(s, k, typ):
        found = _typed(s, k, typ)
        if found:
            return found
    found = _bare(s, k, before) or _anaphor(s, k)
    if found is None and before is not None and before.plural:
        found = listed_name(s, k, before)
    if found is not None and before is not None and before.plural and found.conj and not found.features:
        found.features, found.type_id, found.plural = before.features, before.type_id, True
    return found


def _adjective(s: Sentence, k: int, typ: Match) -> bool:
    """Whether a type noun is an adjective where it stands: "مصادر محلية", "صحيفة محلية"."""
    if typ.j != k + 1 or typ.bits or s.tokens[k].norm not in place_class("adjectives") or k == s.i:
        return False
    p = back(s, k)
    return (
        p >= s.i
        and s.tokens[p].kind == "w"
        and s.tokens[p].norm not in words("preposition")
        and s.at("trigger", p) is None
    )


def _rural(s: Sentence, k: int, m: Match) -> PlaceMention | None:
    """ "ريف درعا الغربي", "الريف الشرقي لدير الزور", "بريف محافظة درعا", "ريف المدينة"."""
    n = skip_marks(s, m.j)
    direction = ""
    while n < s.j and is_direction(s.tokens[n].norm.removeprefix("و")):
        direction = direction or s.tokens[n].norm
        n = skip_marks(s, n + 1)
    t = s.at("pw_type", n) if n < s.j else None
    inner = _typed(s, n, t) if t else None
    if inner is None and n < s.j:
        inner = _bare(s, n, None, sure=True) or (_anaphor(s, n) if not s.tokens[n].norm.startswith("و") else None)
    if inner is None:
        return None
    j = inner.j
    while (
        j < s.j
        and s.tokens[j].norm.removeprefix("و").startswith("ال")
        and is_direction(s.tokens[j].norm.removeprefix("و"))
    ):
        direction, j = direction or s.tokens[j].norm, j + 1
    inner.i, inner.j, inner.relation, inner.direction = k, j, "rural", direction or inner.direction
    inner.prep, inner.conj = m.prep or "", bool(m.bits & CONJ)
    return inner


def _typed(s: Sentence, k: int, typ: Match) -> PlaceMention | None:
    """A type noun and the name after it, known to the gazetteer or not."""
    n = skip_marks(s, typ.j)
    if n >= s.j or s.tokens[n].kind != "w":
        return None
    if s.at("nat", n) is not None and _first(s, typ) == "عاصمه":
        n = skip_marks(s, n + 1)  # العاصمة اليمنية صنعاء
        if n >= s.j:
            return None
    features = tuple(typ.entry.row["features"])
    rural = s.at("pw_rural", n)
    if rural is not None and not rural.bits & CONJ:  # محاور ريف حلب
        around = _rural(s, n, rural)
        if around is not None:
            around.i, around.prep, around.conj = k, typ.prep, bool(typ.bits & CONJ)
        return around
    inner = s.at("pw_type", n)
    if inner and not inner.bits & CONJ and not inner.bits & PREP:
        deeper = _typed(s, n, inner)  # منطقة جبل العمور, قرى منطقة جبل الزاوية
        if deeper:
            deeper.i, deeper.prep, deeper.conj = k, typ.prep, bool(typ.bits & CONJ)
            return deeper
    plural = _first(s, typ) in place_class("plurals")
    whole = s.at("place", k)  # the type noun may be part of the name: تل أبيض, جبل الزاوية, مخيم الهول
    if whole is not None and whole.entry.kind == "place" and whole.j > typ.j:
        return _make(s, k, whole, k, features=features, typ=typ)
    definite = bool(typ.bits & ARTICLE) or "ال" in s.tokens[typ.i].norm[:4]
    m = s.at("place", n)
    if m is not None and m.entry.kind == "place" and not m.bits & CONJ:
        if s.at("nat", n) is not None and all(p.feature == "country" for p in m.entry.row):
            return None  # محافظة تركية
        if definite and not m.bits & PREP and _first(s, typ) not in place_class("before_names"):
            return None  # اللواء منصور
        if m.j == n + 1 and typ.entry.id in _OF_TOWNS and anaphor_of(s.tokens[n].norm):
            return None  # مطار المدينة
        if not m.bits & PREP or (m.prep == "ل" and definite):
            longer = None if definite or m.j > n + 1 else longer_name(s, k, typ, n, plural)
            return longer or _make(s, k, m, n, features=features, typ=typ, plural=plural)
    if (m is not None and m.entry.kind != "place") or definite:
        return None
    return unknown_name(s, k, typ, n, plural)


def _first(s: Sentence, typ: Match) -> str:
    norm = s.tokens[typ.i].norm
    bare = norm[1:] if typ.bits & CONJ else norm
    bare = bare[1:] if typ.bits & PREP else bare
    return bare.removeprefix("ال")


def _make(
    s: Sentence,
    k: int,
    m: Match,
    name_i: int,
    *,
    features: tuple[str, ...] = (),
    typ: Match | None = None,
    plural: bool = False,
) -> PlaceMention:
    first = typ or m
    return PlaceMention(
        k,
        m.j,
        name_i,
        m.j,
        list(m.entry.row),
        typ.entry.id if typ else "",
        features,
        prep=first.prep,
        conj=bool(first.bits & CONJ),
        plural=plural,
    )


def _anaphor(s: Sentence, k: int) -> PlaceMention | None:
    """ "المدينة", "بالبلدة", "شمال البلاد": a place named before, by its sort."""
    noun = anaphor_of(s.tokens[k].norm)
    nxt = s.tokens[k + 1].norm if k + 1 < s.j else ""
    if not noun or (noun == "قضاء" and nxt == "علي"):
        return None  # للقضاء على: to put an end to
    if nxt.startswith("ال") and (noun == "منطقه" or is_direction(nxt)) and k + 1 not in s.covered:
        return None  # المنطقة الشرقية
    m = s.at("pw_type", k)
    features = tuple(m.entry.row["features"]) if m else ("country",) if noun == "بلاد" else ()
    first = s.tokens[k].norm
    prep = "ل" if first.lstrip("وف").startswith("لل") else "ب" if first.lstrip("وف").startswith("بال") else ""
    p = back(s, k)
    found = PlaceMention(
        k,
        k + 1,
        k,
        k + 1,
        [],
        noun,
        features,
        prep=prep,
        conj=first[0] in "وف" and first[1:3] in ("ال", "با", "لل"),
        anaphor=True,
    )
    found.weak = p >= s.i and s.tokens[p].norm.lstrip("و") in place_class("dwellers")
    return found


def _bare(s: Sentence, k: int, before: PlaceMention | None, sure: bool = False) -> PlaceMention | None:
    """A known name without a type noun; ordinary words need a place's surroundings."""
    m = s.at("place", k)
    if m is None or m.entry.kind != "place" or (m.j == k + 1 and _closed(s.tokens[k].norm)):
        return None
    if any(other.j > m.j for kind, other in s.here(k).items() if kind in _LONGER):
        return None
    if not sure and m.entry.id != LANDS and not _fits(s, k, m, before):
        return None
    found = _make(s, k, m, k)
    found.direction = points(s, m)
    found.relation = "direction" if found.direction else ""
    found.land = m.entry.id == LANDS
    return found


def _closed(norm: str) -> bool:
    """Whether a word is one of grammar's: "وأن" is no city, nor "جيه"."""
    bare = norm[1:] if norm[0] in "وفب" else norm
    return (
        (len(bare) < 3 and norm != bare)
        or any(x in words(c) for c in ("clause", "preposition", "relative") for x in (norm, bare))
        or bool(anaphor_of(norm))
    )


def _fits(s: Sentence, k: int, m: Match, before: PlaceMention | None) -> bool:
    """Whether a known name is a place where it stands, by how ordinary a word it is and what surrounds it."""
    places = m.entry.row
    one = m.j == m.i + 1
    common = min(p.common for p in places)
    located = _located(s, k, m, before, common)
    well_known = any(p.feature in WELL_KNOWN for p in places)
    listed = before is not None and (
        (m.bits & CONJ and before.j >= k - 1) or (s.tokens[k - 1].text in COMMAS and before.j >= k - 2)
    )
    in_list = listed and before is not None and before.plural
    if common == 1 and not in_list:
        return False
    if one and m.bits & CONJ and not (located or listed):
        return False  # وتدمر المنزل, وكسوة العيد
    if located or in_list:
        return True
    if one and _epithet(s, k):
        return False
    if (
        common == 2
        or (one and not well_known and not _struck(s, k, m))
        or (m.prep in ("ل", "ك") and one and not well_known)
    ):
        return False
    actor = s.at("actor", k)
    if (actor is not None and actor.j == m.j) or k in s.verbs:
        return False
    if s.begins(_NO_NAMES, k):
        return False
    prev = back(s, k)
    if prev >= s.i and s.tokens[prev].norm.lstrip("ولب") in words("group_noun"):
        return False  # فيلق القدس
    return not (prev >= s.i and s.begins(_BEFORE_PERSONS, prev))


def _epithet(s: Sentence, k: int) -> bool:
    """ "الطائفة الإسماعيلية", "القيادة المركزية": an adjective of the noun before it."""
    norm = s.tokens[k].norm
    prev = s.tokens[k - 1].norm if k > s.i else ""
    return (
        norm.startswith("ال")
        and norm.endswith(("يه", "ي"))
        and prev.lstrip("وفب").startswith(("ال", "لل"))
        and k - 1 not in s.verbs
    )


def _struck(s: Sentence, k: int, m: Match) -> bool:
    """Whether a bare name stands right behind a word of striking: "قصفت …", "غارات على …"."""
    if k == s.i or m.prep:
        return False
    prev = s.tokens[k - 1].norm
    return prev == "علي" or any(t.j == k for t in s.by_kind.get("trigger", ()) if t.i >= k - 3)


def _located(s: Sentence, k: int, m: Match, before: PlaceMention | None, common: int) -> bool:
    """Whether what stands before a name calls for a place."""
    if m.prep == "ب":
        return True
    p = back(s, k, frozenset(SKIPPED | {"/", "-"}))
    if p < s.i:
        return (k == s.i and not common and not m.bits) or s.tokens[max(k - 1, s.i)].text == "#"
    norm = s.tokens[p].norm
    if common and norm in _AMBIGUOUS and not (before is not None and before.j == p):
        return False  # من حرض على الفتنة
    if norm == "من":
        return s.at("actor", k) is None
    if norm in _LOCATIVE or norm in place_class("of_towns") or is_direction(norm) or s.tokens[k - 1].text == "#":
        return True
    if (
        before is not None
        and before.j >= k - 2
        and (m.bits & CONJ or s.tokens[k - 1].text in COMMAS or s.tokens[k - 1].norm == "و")
    ):
        return True
    return any(x.j == k for x in s.by_kind.get("pw_direction", ()) if x.i >= k - 3)
