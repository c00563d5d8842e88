"""Place names in a sentence: known ones, and unknown ones after a type noun ("قرية …").

Each mention keeps the type noun, the relation ("ريف", "شمال") and, where the text names it beside, the parent.
"""

from __future__ import annotations

from dataclasses import replace

from isnad.arabic.tokens import ARTICLE, CONJ, PREP, SUFFIX
from isnad.gazetteer.load import Gazetteer
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.placefits import fits, located, party_to
from isnad.mentions.placeimports import believed, respell
from isnad.mentions.placelists import among, enumerated, headed, listed_name, names_between, situated
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
from isnad.mentions.placenames import QUOTES, epithet_end, longer_name, numbered, quoted_name, unknown_name
from isnad.mentions.placenations import BORDERS, LANDS, bordering, national, points
from isnad.mentions.placeroles import settle_roles
from isnad.mentions.placewords import closed, of_person, other_word

__all__ = ["PlaceMention", "find_places", "mark_places"]

# Ids of type nouns whose "المدينة" is the town told before.
_OF_TOWNS = frozenset({"works", "water", "quarter", "road", "crossing", "camp"})
_SETTLED = frozenset({"village", "town", "quarter"})
_TO_PAPERS = frozenset({"ل", "صحيفه", "جريده", "مجله"})
_LONGER = frozenset({"actor", "source", "generic", "noun", "trigger", "title", "pw_origin"})


def mark_places(s: Sentence, gaz: Gazetteer) -> None:
    """Put the gazetteer's matches among the sentence's, so that phrases end where a place begins."""
    nouns = [_whole_road(s, m) for m in place_words().match(s.tokens, s.i, s.j)]
    s.add_all(believed(s, gaz.matcher.match(s.tokens, s.i, s.j), nouns))
    for m in (*national(s, nouns, gaz), *bordering(s, nouns, gaz)):
        s.add("place", m, over=True)
    s.add_all(nouns, "pw_")
    places = s.starts.setdefault("place", {})
    for m in nouns:
        if m.entry.kind in ("type", "rural"):
            places.setdefault(m.i, m)
    for m in s.by_kind.get("pw_type", ()):
        respell(s, m, gaz)
        _drop_verb(s, m)
    for m in s.by_kind.get("pw_locative", ()):
        if s.norms[m.i] != "حتي":
            _drop_verb(s, m)


def _drop_verb(s: Sentence, m: Match) -> None:
    """Takes out a verb that is a place's name behind its type noun or a preposition: "إقليم فراه", "على تدمر"."""
    told = s.at("trigger", m.j)
    named = s.at("place", m.j)
    if told is None or named is None or named.entry.kind != "place" or m.bits & ARTICLE or told.entry.row.pos != "verb":
        return
    if told.j == m.j + 1:
        s.by_kind["trigger"] = [x for x in s.by_kind["trigger"] if x.i != m.j]
        del s.starts["trigger"][m.j]
        s.verbs.discard(m.j)


def _whole_road(s: Sentence, m: Match) -> Match:
    """A noun for a road with what is told of it before its ends: "الطريق الدولي الذي يربط بين"."""
    if m.entry.id != "road" or m.entry.kind != "type":
        return m
    j = m.j
    while j < s.j and s.tokens[j].norm in place_class("of_roads"):
        j += 1
    joins = s.tokens[j - 1].norm in place_class("road_joins")
    if j == m.j or not (joins or not m.bits & ARTICLE):
        return m
    return replace(m, j=j, bits=m.bits & ~ARTICLE)


def find_places(s: Sentence) -> list[PlaceMention]:
    """The place mentions of a sentence, in order, parents joined to their children."""
    out: list[PlaceMention] = []
    head: PlaceMention | None = None  # of a list after a plural noun that may go on: "قرى أ وب جنوبي إدلب، وج …"
    begins = set(s.first("place"))
    begins.update([k for k, norm in enumerate(s.norms[s.i : s.j], s.i) if anaphor_of[norm]])
    end = s.i
    for k in range(s.i, s.j):
        if k < end or (head is None and k not in begins):
            continue
        m = _mention(s, k, out[-1] if out else None, head)
        if m is not None:
            out.append(m)
            if m.plural and not m.listed and not m.relation:
                out += enumerated(s, m)
            if m.anaphor and m.type_id.endswith("ين") and not m.relation:
                out.append(replace(m, other=True))
            end = out[-1].j
            head = m if m.plural else head if _holds(m) else None
    return settle_roles(s, headed(s, among(s, situated(s, names_between(s, out)))))


def _holds(p: PlaceMention) -> bool:
    """Whether a place may be the one in which those listed before it lie: "جنوبي إدلب"."""
    return bool(p.relation) or any(q.feature in ("governorate", "region") for q in p.candidates)


def _mention(s: Sentence, k: int, before: PlaceMention | None, head: PlaceMention | None) -> PlaceMention | None:
    if k in s.covered or s.tokens[k].kind != "w":
        return None
    rural = s.at("pw_rural", k)
    if rural:
        return _rural(s, k, rural)
    typ = s.at("pw_type", k)
    if typ and not _by_way_of(s, k, typ) and not _adjective(s, k, typ) and not _of_source(s, k) and not _of_group(s, k):
        found = _typed(s, k, typ)
        if found:
            return found
    found = _bare(s, k, before, head is not None) or _anaphor(s, k)
    if before is not None and head is not None and (found is None or _begins_longer(s, found)):
        longer = listed_name(s, k, before, head)
        found = longer if found is None or (longer is not None and longer.j > found.j) else found
    if found is not None and before is head and head is not None and not found.features and _listed(s, found, head):
        found.features, found.type_id, found.plural = head.features, head.type_id, True
    return found


def _begins_longer(s: Sentence, p: PlaceMention) -> bool:
    """Whether a known name is a word that many names begin with, or one of several: "تل العسل", "الطاش الثاني"."""
    many = s.tokens[p.i].norm.removeprefix("و") in place_class("compounds")
    return p.j == p.i + 1 and (many or (p.j < s.j and s.tokens[p.j].norm in place_class("ordinals")))


def _listed(s: Sentence, p: PlaceMention, before: PlaceMention) -> bool:
    """Whether a name goes on with the list of the one before it: by و or a comma."""
    gap = [s.tokens[k].norm if s.tokens[k].kind == "w" else s.tokens[k].text for k in range(before.j, p.i)]
    return (p.conj or any(g in COMMAS or g == "و" for g in gap)) and all(
        g in COMMAS or g in SKIPPED or g == "و" for g in gap
    )


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


def _by_way_of(s: Sentence, k: int, typ: Match) -> bool:
    """Whether a road is only the way by which something came: "تلقى أسلحة عن طريق تركيا"."""
    return typ.entry.id == "road" and k > s.i and s.norms[k - 1] in ("عن", "وعن") and not typ.bits


def _of_source(s: Sentence, k: int) -> bool:
    """Whether a type noun stands within the name of a source: "شبكة نهر ميديا"."""
    return any(m.i < k < m.j for m in s.by_kind.get("source", ()))


def _of_group(s: Sentence, k: int) -> bool:
    """Whether a type noun stands behind "في" within the name of a side: "تنظيم الدولة في الصحراء الكبرى"."""
    return k > s.i and s.norms[k - 1] == "في" and _of_party(s, k)


def _of_party(s: Sentence, k: int) -> bool:
    """Whether a name stands within that of a party: "كتائب الشهيد عز الدين القسام"."""
    return any(m.i < k < m.j for m in s.by_kind.get("actor", ()))


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
        return _lone_rural(s, k, m, n, direction)
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


def _lone_rural(s: Sentence, k: int, m: Match, n: int, direction: str) -> PlaceMention | None:
    """ "في الريف الشمالي": of the governorate told before."""
    if not direction or not (m.bits & ARTICLE or "ال" in s.tokens[k].norm[:4]):
        return None
    found = PlaceMention(k, n, k, n, [], "ريف", relation="rural", direction=direction, anaphor=True)
    found.prep, found.conj = m.prep or "", bool(m.bits & CONJ)
    return found


def _typed(s: Sentence, k: int, typ: Match) -> PlaceMention | None:
    """A type noun and the name after it, known to the gazetteer or not."""
    plural = _first(s, typ) in place_class("plurals")
    n = skip_marks(s, typ.j)
    if plural and not typ.bits & (ARTICLE | SUFFIX) and n < s.j and s.tokens[n].text in "،:":
        n = skip_marks(s, n + 1)  # "قرى: أ، ب، ج"
    if n >= s.j or n in s.covered:
        return None  # "من ثلاثة محاور صباح اليوم"
    if typ.entry.id == "camp" and s.tokens[n].norm in place_class("for_whom"):
        n = skip_marks(s, n + 1)  # مخيماً للنازحين "الكرامة"
    street = numbered(s, k, typ, n)
    if street is not None or n >= s.j or s.tokens[n].kind != "w":
        return street
    if typ.entry.id == "road" and typ.j > typ.i + 1 and anaphor_of[s.tokens[n].norm]:
        end = _anaphor(s, n)  # "الطريق بين القرية وبلدة …"
        return _from_noun(k, typ, end) if end is not None else None
    if s.at("nat", n) is not None and _first(s, typ) == "عاصمه":
        n = skip_marks(s, n + 1)  # العاصمة اليمنية صنعاء
        if n >= s.j:
            return None
    rural = s.at("pw_rural", n)
    if rural is not None and not rural.bits & CONJ:  # محاور ريف حلب
        around = _rural(s, n, rural)
        return _from_noun(k, typ, around) if around is not None else None
    inner = s.at("pw_type", n)
    if inner and not inner.bits & CONJ and not inner.bits & PREP:
        deeper = _typed(s, n, inner)  # منطقة جبل العمور, قرى منطقة جبل الزاوية
        if deeper:
            return _from_noun(k, typ, deeper)
    whole = s.at("place", k)  # the type noun may be part of the name: تل أبيض, جبل الزاوية, مخيم الهول
    if whole is not None and whole.entry.kind == "place" and whole.j > typ.j:
        if party_to(s, k, whole):
            return None
        found = _make(k, whole, k, features=tuple(typ.entry.row["features"]), typ=typ)
        found.called = located(s, k, whole, None, 0)
        return found
    return _name_behind(s, k, typ, n, plural)


def _from_noun(k: int, typ: Match, p: PlaceMention) -> PlaceMention:
    """A place found behind a type noun, which begins with that noun at token k."""
    p.i, p.prep, p.conj = k, typ.prep, bool(typ.bits & CONJ)
    return p


def _name_behind(s: Sentence, k: int, typ: Match, n: int, plural: bool) -> PlaceMention | None:
    """The name at token n behind a type noun, where the noun is no part of it: "قرية البيضا", "حي «الزهور»"."""
    definite = bool(typ.bits & ARTICLE) or ("ال" in s.tokens[typ.i].norm[:4] and typ.j == typ.i + 1)
    m = s.at("place", n)
    if m is not None and m.entry.kind == "place" and not m.bits & CONJ:
        if _not_its_name(s, typ, m, definite):
            return None
        if not m.bits & PREP or (m.prep == "ل" and definite):
            longer = None if definite else longer_name(s, k, typ, m, plural)
            return longer or _make(k, m, n, features=tuple(typ.entry.row["features"]), typ=typ, plural=plural)
    if definite or (m is not None and m.entry.kind != "place" and not _name_of_noun(s, typ, m)):
        return quoted_name(s, k, typ, n, plural)
    return unknown_name(s, k, typ, n, plural) or quoted_name(s, k, typ, n, plural)


def _not_its_name(s: Sentence, typ: Match, m: Match, definite: bool) -> bool:
    """Whether a known name behind a type noun only says more of it, or is another's: "بوابتها الغربية"."""
    norm = s.tokens[m.i].norm
    if typ.bits & SUFFIX and is_direction(norm):
        return True  # بوابتها الغربية
    if s.at("nat", m.i) is not None and all(p.feature == "country" for p in m.entry.row):
        return True  # محافظة تركية
    if definite and not m.bits & PREP and _first(s, typ) not in place_class("before_names"):
        return True  # اللواء منصور
    if m.j > m.i + 1:
        return False
    if norm in words("unnamed") and (typ.entry.id == "region" or not (m.bits & ARTICLE or norm.startswith("ال"))):
        return True  # جبهة جديدة, مستوطنات جديدة
    return typ.entry.id in _OF_TOWNS and bool(anaphor_of[norm])  # مطار المدينة


def _name_of_noun(s: Sentence, typ: Match, m: Match) -> bool:
    """Whether a type noun is itself a name behind another: "قرية المزرعة", "منطقة النهر الأبيض"."""
    return (
        m.entry.kind == "type"
        and bool(m.bits & ARTICLE)
        and not m.bits & (CONJ | PREP)
        and (
            epithet_end(s, m.j) > m.j
            or (typ.entry.id in _SETTLED and not anaphor_of[s.tokens[m.i].norm])
            or (typ.entry.id == "mountain" and m.entry.id in ("works", "farm", "water"))  # تبة المطار
        )
    )


def _first(s: Sentence, typ: Match) -> str:
    norm = s.tokens[typ.i].norm
    bare = norm[1:] if typ.bits & CONJ else norm
    bare = bare[1:] if typ.bits & PREP else bare
    return bare.removeprefix("ال")


def _make(
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
        land=m.entry.id == LANDS,
    )


def _anaphor(s: Sentence, k: int) -> PlaceMention | None:
    """ "المدينة", "بالبلدة", "شمال البلاد": a place named before, by its sort."""
    noun = anaphor_of[s.tokens[k].norm]
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
    if noun == "حي" and p >= s.i and s.tokens[p].norm in place_class("alive"):
        return None
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


def _paper(s: Sentence, k: int, m: Match) -> bool:
    """Whether a name in quotation marks is that of a paper which is spoken to: "قال لـ«الشرق الأوسط»"."""
    paper = s.at("bare_source", k)
    told = k - 1 > s.i and s.tokens[k - 1].text in QUOTES and s.tokens[back(s, k)].norm in _TO_PAPERS
    return told and paper is not None and paper.j >= m.j


def _bare(
    s: Sentence, k: int, before: PlaceMention | None, listing: bool = False, sure: bool = False
) -> PlaceMention | None:
    """A known name without a type noun; ordinary words need a place's surroundings, or a list after a plural noun."""
    m = s.at("place", k)
    if (
        m is None
        or m.entry.kind != "place"
        or (m.j == k + 1 and closed(s.tokens[k].norm, not m.bits, listing or (before is not None and before.j == k)))
    ):
        return None
    if s.longer(_LONGER, m) or other_word(s, k, m):
        return None
    if _paper(s, k, m) or _of_party(s, k):
        return None
    called = sure or m.entry.id in (LANDS, BORDERS) or fits(s, k, m, before, listing)
    if called is None or (not called and of_person(s, k, m)):
        return None
    found = _make(k, m, k)
    found.called = called
    found.conj = found.conj or (k > s.i and s.tokens[k - 1].norm == "و")
    found.direction = points(s, m)
    found.relation = "direction" if found.direction else ""
    return found
