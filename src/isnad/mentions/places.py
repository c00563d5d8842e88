"""Place names in a sentence: known ones, and unknown ones after a type noun ("قرية …").

Each mention keeps the type noun, the relation ("ريف", "شمال") and, where the text names it beside, the parent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import yaml

from isnad.arabic.tokens import CONJ, NOUN, PREP
from isnad.gazetteer.load import Gazetteer, Place
from isnad.lexicon.load import data_dir
from isnad.lexicon.match import SKIPPED, Entry, Match, Matcher
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence


@dataclass(slots=True)
class PlaceMention:
    """A place named in tokens[i:j]; the bare name is tokens[name_i:name_j], `candidates` what it may mean."""

    i: int
    j: int
    name_i: int
    name_j: int
    candidates: list[Place]
    type_id: str = ""
    features: tuple[str, ...] = ()
    relation: str = ""  # rural, direction, near
    direction: str = ""
    origin: bool = False
    parent: PlaceMention | None = None
    child: bool = False
    prep: str = ""
    conj: bool = False
    plural: bool = False
    tag: bool = False  # among trailing hashtags
    road: bool = False  # an end of a road
    chosen: Place | None = None
    reason: str = ""
    alternatives: list[tuple[Place, float]] = field(default_factory=list)


@lru_cache(maxsize=1)
def place_words() -> Matcher:
    """The matcher of place_words.yaml."""
    m = Matcher()
    for item in yaml.safe_load((data_dir() / "place_words.yaml").read_text(encoding="utf-8")):
        allow = NOUN if item["kind"] == "type" else CONJ | PREP
        for form in item["forms"]:
            m.add(form, Entry(item["kind"], item["id"], allow, item))
    return m


def mark_places(s: Sentence, gaz: Gazetteer) -> None:
    """Put the gazetteer's matches among the sentence's, so that phrases end where a place begins."""
    for m in gaz.matcher.match(s.tokens, s.i, s.j):
        s.by_kind.setdefault("place", []).append(m)
        s.starts.setdefault(("place", m.i), m)
    for m in place_words().match(s.tokens, s.i, s.j):
        kind = "pw_" + m.entry.kind
        s.by_kind.setdefault(kind, []).append(m)
        s.starts.setdefault((kind, m.i), m)
        if kind in ("pw_type", "pw_rural"):
            s.starts.setdefault(("place", m.i), m)


def find_places(s: Sentence) -> list[PlaceMention]:
    """The place mentions of a sentence, in order, parents joined to their children."""
    out: list[PlaceMention] = []
    k = s.i
    while k < s.j:
        m = _mention(s, k, out[-1] if out else None)
        if m is None:
            k += 1
            continue
        out.append(m)
        k = max(m.j, k + 1)
    _join_parents(s, out)
    return out


def _skip(s: Sentence, k: int) -> int:
    while k < s.j and s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED:
        k += 1
    return k


def _mention(s: Sentence, k: int, before: PlaceMention | None) -> PlaceMention | None:
    if k in s.covered or s.tokens[k].kind != "w":
        return None
    rural = s.at("pw_rural", k)
    if rural:
        return _rural(s, k, rural)
    typ = s.at("pw_type", k)
    if typ:
        found = _typed(s, k, typ)
        if found:
            return found
    return _bare(s, k, before)


def _rural(s: Sentence, k: int, m: Match) -> PlaceMention | None:
    """"ريف درعا الغربي", "الريف الشرقي لدير الزور", "بريف محافظة درعا"."""
    n = _skip(s, m.j)
    direction = ""
    while n < s.j and _is_direction(s.tokens[n].norm):
        direction = s.tokens[n].norm
        n = _skip(s, n + 1)
    t = s.at("pw_type", n) if n < s.j else None
    inner = _typed(s, n, t) if t else None
    if inner is None and n < s.j:
        inner = _bare(s, n, None, sure=True)
    if inner is None:
        return None
    j = inner.j
    while j < s.j and _is_direction(s.tokens[j].norm) and s.tokens[j].norm.startswith("ال"):
        direction, j = s.tokens[j].norm, j + 1
    inner.i, inner.j, inner.relation, inner.direction = k, j, "rural", direction or inner.direction
    inner.prep, inner.conj = m.prep or "", bool(m.bits & CONJ)
    return inner


_DIRECTIONS = ("شمال", "جنوب", "شرق", "غرب", "اوسط")


def _is_direction(norm: str) -> bool:
    bare = norm.removeprefix("ال").rstrip("ي").removesuffix("يه").removesuffix("ه")
    return bare in _DIRECTIONS or norm.removeprefix("ال") in ("شرقيه", "غربيه", "شماليه", "جنوبيه")


def _typed(s: Sentence, k: int, typ: Match) -> PlaceMention | None:
    """A type noun and the name after it, known to the gazetteer or not."""
    n = _skip(s, typ.j)
    if n >= s.j or s.tokens[n].kind != "w":
        return None
    features = tuple(typ.entry.row["features"])
    inner = s.at("pw_type", n)
    if inner and not inner.bits & CONJ and not inner.bits & PREP:
        deeper = _typed(s, n, inner)  # منطقة جبل العمور
        if deeper:
            deeper.i, deeper.prep, deeper.conj = k, typ.prep, bool(typ.bits & CONJ)
            return deeper
    plural = s.tokens[typ.i].norm.rstrip("اينه")[-3:] != "" and typ.entry.id != "" and _plural_type(s.tokens[typ.i].norm)
    whole = s.starts.get(("place", k))  # the type noun may be part of the name: تل أبيض, جبل الزاوية, مخيم الهول
    if whole is not None and whole.entry.kind == "place" and whole.j > typ.j:
        return _make(s, k, whole, k, features=features, typ=typ, plural=plural)
    m = s.at("place", n)
    if m is not None and m.entry.kind == "place" and not m.bits & CONJ and (not m.bits & PREP or (m.prep == "ل" and _definite(s, typ))):
        return _make(s, k, m, n, features=features, typ=typ, plural=plural)
    if m is not None and m.entry.kind != "place":
        return None
    return _unknown(s, k, typ, n, features, plural)


def _definite(s: Sentence, typ: Match) -> bool:
    return "ال" in s.tokens[typ.i].norm[:4]


def _plural_type(norm: str) -> bool:
    return norm.lstrip("وفبلك").removeprefix("ال") in (
        "مدن", "بلدات", "قري", "احياء", "مناطق", "مديريات", "مدينتي", "بلدتي", "قريتي", "حيي", "محاور", "محوري", "محافظات", "محافظتي", "مخيمات", "نواحي", "جبهات", "مديريتي", "منطقتي",
    )


def _make(s: Sentence, k: int, m: Match, name_i: int, *, features: tuple[str, ...] = (), typ: Match | None = None, plural: bool = False) -> PlaceMention:
    first = typ or m
    return PlaceMention(
        k, m.j, name_i, m.j, list(m.entry.row), typ.entry.id if typ else "", features,
        prep=first.prep, conj=bool(first.bits & CONJ), plural=plural,
    )


def _unknown(s: Sentence, k: int, typ: Match, n: int, features: tuple[str, ...], plural: bool) -> PlaceMention | None:
    """A name that no gazetteer has, after a type noun: up to three words that are no other known word."""
    if typ.entry.id in ("road", "works", "governorate") or (typ.entry.id == "quarter" and "حي" not in s.tokens[typ.i].norm):
        return None
    if s.tokens[typ.i].norm.lstrip("وفبلك").startswith("ال"):
        return None  # المنطقة, القرية: the type noun itself is what is meant
    j = n
    quoted = n > typ.j
    while j < s.j and j - n < 4:
        tok = s.tokens[j]
        if tok.kind == "p" and tok.text in SKIPPED:
            if quoted and j > n:
                break
            if tok.text != "_":
                break
            j += 1
            continue
        norm = tok.norm
        if tok.kind != "w" or norm in words("unnamed") or norm == "و" or _stops_name(s, j, j > n):
            break
        j += 1
        if j - n >= 3 and not quoted:
            break
    while j > n and s.tokens[j - 1].kind == "p":
        j -= 1
    if j == n or (len(s.tokens[n].norm) < 3 and j == n + 1) or (plural and not quoted and not s.tokens[n].norm.startswith("ال") and typ.entry.id == "region"):
        return None
    return PlaceMention(k, j, n, j, [], typ.entry.id, features, prep=typ.prep, conj=bool(typ.bits & CONJ), plural=plural)


def _stops_name(s: Sentence, k: int, inside: bool) -> bool:
    norm = s.tokens[k].norm
    if norm in words("preposition") or norm in words("clause") or norm in words("relative") or k in s.verbs or k in s.covered or k in s.quantities:
        return True
    if any(s.at(kind, k) for kind in ("trigger", "speech", "actor", "cue", "nat")) or s.at("pw_direction", k) or s.at("pw_rural", k):
        return True
    if inside and ((norm[0] == "و" and len(norm) > 3) or s.at("pw_type", k) is not None or s.at("place", k) is not None):
        return True
    if inside and norm.startswith(("بال", "لل", "وال", "كال")):
        return True
    return bool(inside and s.at("noun", k) is not None)


def _bare(s: Sentence, k: int, before: PlaceMention | None, sure: bool = False) -> PlaceMention | None:
    """A known name without a type noun; ordinary words need a place's surroundings."""
    m = s.at("place", k)
    if m is None or m.entry.kind != "place":
        return None
    actor = s.at("actor", k)
    for kind in ("actor", "source", "generic", "noun", "trigger", "title"):
        other = s.at(kind, k)
        if other and other.j > m.j:
            return None
    places = list(m.entry.row)
    common = min(p.common for p in places)
    if s.tokens[k].norm.lstrip("وفبل").removeprefix("ل") in words("place_anaphor") or "ال" + s.tokens[k].norm.removeprefix("لل") in words("place_anaphor"):
        return None
    located = sure or _located(s, k, m, before)
    if common == 1 and not sure and not (before is not None and before.plural):
        return None
    if common == 2 and not located:
        return None
    if not located and m.j == m.i + 1 and all(p.feature not in WELL_KNOWN for p in places) and not _struck(s, k, m):
        return None
    if m.prep in ("ل", "ك") and m.j == m.i + 1 and not sure and all(p.feature not in WELL_KNOWN for p in places):
        return None
    if actor is not None and actor.j == m.j and not located:
        return None
    if k in s.verbs and not located:
        return None
    if any((kind, k) in s.starts for kind in ("trigger", "noun", "speech", "cue", "source_noun", "nat")) and not located:
        return None
    prev = k - 1
    while prev >= s.i and s.tokens[prev].kind == "p" and s.tokens[prev].text in SKIPPED:
        prev -= 1
    if prev >= s.i and not located and any((kind, prev) in s.starts for kind in ("title", "source_noun")):
        return None
    out = _make(s, k, m, k)
    return out


WELL_KNOWN = frozenset({"country", "governorate", "city", "region", "desert", "district", "town"})


def _struck(s: Sentence, k: int, m: Match) -> bool:
    """Whether a bare name stands right behind a word of striking: "قصفت …", "غارات على …"."""
    if k == s.i or m.prep:
        return False
    prev = s.tokens[k - 1].norm
    return prev == "علي" or any(t.j == k for t in s.by_kind.get("trigger", ()) if t.i >= k - 3)


def _located(s: Sentence, k: int, m: Match, before: PlaceMention | None) -> bool:
    if m.prep == "ب":
        return True
    p = k - 1
    while p >= s.i and s.tokens[p].kind == "p" and s.tokens[p].text in SKIPPED | {"/", "-"}:
        p -= 1
    if p < s.i:
        return k == s.i or s.tokens[k - 1].text == "#"
    norm = s.tokens[p].norm
    if norm == "من":
        return s.at("actor", k) is None
    if norm in ("في", "قرب", "داخل", "الي", "عبر", "محيط", "اطراف", "وسط", "بين", "نحو", "باتجاه", "صوب") or _is_direction(norm):
        return True
    if s.tokens[k - 1].text == "#":
        return True
    if before is not None and before.j >= k - 2 and (m.bits & CONJ or s.tokens[k - 1].text in ("،", ",", "-", "–", "/")):
        return True
    return any(x.j == k for x in s.by_kind.get("pw_direction", ()) if x.i >= k - 3)


def _join_parents(s: Sentence, found: list[PlaceMention]) -> None:
    """Mark a place that only says where the one before it lies ("بلدة غباغب بريف درعا", "X شمال Y")."""
    for a, b in zip(found, found[1:], strict=False):
        gap = [s.tokens[k] for k in range(a.j, b.i) if s.tokens[k].text not in SKIPPED]
        norms = [t.norm for t in gap]
        dirs = [n for n in norms if _is_direction(n.lstrip("ب"))]
        plain = all(n in _GAP or _is_direction(n.lstrip("ب")) or t.kind == "n" for n, t in zip(norms, gap, strict=True))
        if len(gap) > 5 or not plain or b.conj:
            continue
        if b.relation == "rural" or b.prep in ("ب", "ل") or dirs or any(n in _IN for n in norms):
            b.child = True
            a.parent = b
            if dirs and not b.relation:
                b.relation, b.direction = "direction", dirs[-1]
        elif not gap and b.type_id in ("governorate", "district", "region"):
            b.child = True
            a.parent = b
    for p in found:
        _origin(s, p)
        _dateline(s, p)
        p.tag = _in_tags(s, p)
        p.road = any(s.tokens[k].norm.lstrip("وب").removeprefix("ال") in ("طريق", "اوتستراد") for k in range(max(s.i, p.i - 6), p.i)) and p.type_id != "road"
        if not p.relation:
            d = next((x for x in s.by_kind.get("pw_direction", ()) if x.j == p.i), None)
            if d is not None and not p.child:
                p.relation, p.direction, p.i = "direction", s.tokens[d.i].norm, d.i
                p.prep, p.conj = d.prep or p.prep, bool(d.bits & CONJ)


_IN = frozenset(["في", "ضمن", "التابعه", "التابع", "الواقعه", "الواقع", "بمحافظه", "بناحيه", "بريف", "قرب", "من"])
_GAP = _IN | frozenset(["،", ",", "(", ")", "-", "–", "/", "ب", "ل", "الي", "كم", "كيلومترا", "كيلومتر", "مركز", "اقصي", "الحدوديه", "الحدودي", "عند", "بالقرب", "علي", "مشارف", "محيط", "وسط", "مدينه", "منطقه", "محافظه", "جهه", "نحو", "حوالي", "البلاد", "الشرقيه", "الغربيه", "الشماليه", "الجنوبيه"])


def _dateline(s: Sentence, p: PlaceMention) -> None:
    """"أربيل (…)-", "دمشق - ": where the report was filed is not where it happened."""
    if p.i - s.i > 5 or p.type_id or p.relation or s.index > 3:
        return
    j = p.j
    if j < s.j and s.tokens[j].text == "(":
        while j < s.j and s.tokens[j].text != ")" and j - p.j < 8:
            j += 1
        j += 1
    if (j < s.j and s.tokens[j].text in "-–—" and j != p.j) or (j == p.j and j < s.j and s.tokens[j].text in "-–—" and s.tokens[j].start > s.tokens[j - 1].end):
        p.origin = True


def _in_tags(s: Sentence, p: PlaceMention) -> bool:
    """Whether a mention is one of a run of hashtags that ends the sentence."""
    if p.name_i == s.i or s.tokens[p.name_i - 1].text != "#":
        return False
    rest = s.tokens[p.j : s.j]
    plain = 0
    inside = True
    for t in rest:
        if t.text == "#":
            inside = True
        elif t.kind == "w" and not inside:
            plain += 1
        elif t.text != "_" and t.kind == "w":
            inside = False if rest and t is not rest[0] else inside
    tags = sum(1 for t in rest if t.text == "#")
    before_tag = any(t.text == "#" for t in s.tokens[max(s.i, p.name_i - 5) : p.name_i - 1])
    return (tags >= 1 or before_tag or not [t for t in rest if t.kind == "w"]) and plain <= 2


def _origin(s: Sentence, p: PlaceMention) -> None:
    for m in s.by_kind.get("pw_origin", ()):
        if m.j <= p.i and p.i - m.j <= 1:
            p.origin = True
