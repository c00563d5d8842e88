"""What a named place is where it stands: the event's, its parent's, a road's end, a victim's home, a dateline."""

from __future__ import annotations

import itertools
from dataclasses import replace

from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import SKIPPED
from isnad.lexicon.words import words
from isnad.memory import Table
from isnad.mentions.annotate import BORDER, Sentence
from isnad.mentions.placemention import COMMAS, MAX_GAP, PlaceMention, back, heads_line, is_direction, place_class
from isnad.mentions.placeorigins import bound_for, hails_from, is_state, lone_nation, set_origin
from isnad.mentions.placetags import in_tags

AREAS = frozenset({"governorate", "district", "region"})
WITHIN = frozenset({"داخل", "خارج", "جهه", "جانب", "اتجاه", "اراضي", "اجواء", "محيط", "اطراف", "ضواحي", "مشارف"})


def settle_roles(s: Sentence, found: list[PlaceMention]) -> list[PlaceMention]:
    """The mentions with what they are to each other and to the sentence; the two ends of a road become one."""
    found = _roads(s, found)
    for p in found:
        _direction(s, p)
        _around(s, p)
    _join_parents(s, found)
    condemning = next((m.i for m in s.by_kind.get("speech", ()) if m.entry.row.frame == "condemn"), s.i)
    condemning = condemning if condemning - s.i <= MAX_GAP else s.i
    for n, p in enumerate(found):
        p.weak = p.i < condemning  # "السفير في الرياض يدين التفجير"
        set_origin(s, p, found[n - 1] if n else None)
        _dateline(s, p)
        _motion(s, p)
        p.tag = in_tags(s, p)
        p.road = p.ends is None and p.type_id != "road" and _road_before(s, p)
        if n and p.conj and not p.motion and _touches(s, found[n - 1], p):
            _as_before(s, found[n - 1], p)
        elif n and found[n - 1].weak and p.relation == "direction" and found[n - 1].j == p.i:
            p.child = True  # "محافظ قندهار جنوب أفغانستان"
    _journeys(found)
    kept: list[PlaceMention] = []
    for n, p in enumerate(found):
        beside = p.listed and bool(kept) and kept[-1] is found[n - 1] and is_state(kept[-1])  # "في سوريا والعراق"
        if beside or not lone_nation(s, p):
            kept.append(p)
    return kept


def _as_before(s: Sentence, a: PlaceMention, p: PlaceMention) -> None:
    """A place joined by و stands as the one before it does: "شمالي العراق وسوريا", "من أهالي حمص وحماة"."""
    p.motion, p.weak, p.origin, p.road = a.motion, p.weak or a.weak, p.origin or a.origin, a.road
    if p.relation or p.prep or not is_state(p):
        return
    first = s.tokens[a.i].norm
    if a.relation and is_state(a):
        p.relation, p.direction = a.relation, a.direction
    elif is_direction(first.removeprefix("ب")) and a.candidates:
        p.relation, p.direction = "direction", first


def _touches(s: Sentence, a: PlaceMention, b: PlaceMention) -> bool:
    return all(s.tokens[k].kind == "p" for k in range(a.j, b.i))


def _roads(s: Sentence, found: list[PlaceMention]) -> list[PlaceMention]:
    """ "طريق السخنة – دير الزور", "طريق الحسكة تل براك", "الطريق بين مدينتي أ وب": two ends, one place."""
    out: list[PlaceMention] = []
    for p in found:
        a = out[-1] if out else None
        if a is not None and _end_of_named(s, a, p):
            a.j = p.j
            continue
        if a is not None and a.ends is None and _other_end(s, a, p):
            end = replace(a, i=a.name_i, j=a.name_j)
            a.ends, a.j, a.name_j = (end, p), p.j, p.j
            a.type_id, a.features, a.plural, a.anaphor = "road", ("road",), False, False
            continue
        out.append(p)
    return out


def _other_end(s: Sentence, a: PlaceMention, p: PlaceMention) -> bool:
    """Whether p is where the road leads that begins at a."""
    road = s.at("pw_type", a.i)
    if road is None or road.entry.id != "road" or p.relation:
        return False
    gap = [s.tokens[k].text for k in range(a.j, p.i)]
    if len(gap) > 2 or "،" in gap or not all(g in COMMAS or g in SKIPPED or g == "و" for g in gap):
        return False
    if s.tokens[road.j - 1].norm in place_class("road_joins"):
        return p.conj or p.prep in ("", "ب")
    return a.type_id == "road" and not p.type_id and not p.prep and not p.conj


def _end_of_named(s: Sentence, a: PlaceMention, p: PlaceMention) -> bool:
    """Whether p is an end of a road that has a name of its own: "الطريق الدولي (M5) دمشق – حلب"."""
    named = bool(a.candidates) and all(q.feature == "road" for q in a.candidates)
    bare = not (p.type_id or p.relation or p.prep or p.conj)
    return named and bare and _joined_by(s, a, p, COMMAS - {"،", ","})


def _joined_by(s: Sentence, a: PlaceMention, p: PlaceMention, marks: frozenset[str]) -> bool:
    """Whether nothing but these marks, quotation marks and brackets stands between two places."""
    return p.i - a.j <= 2 and all(s.tokens[k].text in marks or s.tokens[k].text in SKIPPED for k in range(a.j, p.i))


def _road_before(s: Sentence, p: PlaceMention) -> bool:
    return any(map(of_road.__getitem__, s.norms[max(s.i, p.i - 6) : p.i]))


def _of_road(norm: str) -> bool:
    return norm.lstrip("وب").removeprefix("ال") in ("طريق", "اوتستراد")


of_road = Table(_of_road)


def _direction(s: Sentence, p: PlaceMention) -> None:
    """ "شمالي سوريا", "15 كم شمال حلب": the point of the compass and the distance before a place."""
    if p.relation:
        return
    d = next((x for x in s.by_kind.get("pw_direction", ()) if x.j == p.i), None)
    if d is None:
        return
    p.relation, p.direction, p.i = "direction", " ".join(s.norms[d.i : d.j]), d.i
    p.prep, p.conj = d.prep or p.prep, bool(d.bits & CONJ)
    for k in range(max(s.i, d.i - 4), d.i):
        q = s.quantities.get(k)
        if (
            q is not None
            and q.quantity.low
            and any(s.tokens[n].norm in place_class("kilometres") for n in range(q.j, min(q.j + 2, d.i)))
        ):
            p.distance_km = float(q.quantity.low)


def _around(s: Sentence, p: PlaceMention) -> None:
    """ "… ومحيط قرية الزيتونة": what goes on with و is another place, and says nothing of where the last one lies."""
    m = next((m for m in s.by_kind.get("pw_near", ()) if m.j == p.i and m.bits & CONJ), None)
    if m is not None and not p.anaphor and not s.norms[m.i].startswith("وال"):  # "والقريبة من" situates
        p.i, p.conj = m.i, True


def _join_parents(s: Sentence, found: list[PlaceMention]) -> None:
    """Mark a place that only says where the one before it lies ("بلدة غباغب بريف درعا", "X شمال Y", "قرب مالي")."""
    for n in range(1, len(found)):
        a, b = found[n - 1], found[n]
        if b.conj and not b.relation and _touches(s, a, b):
            b.listed = True
            a.group = b.group = a.group if a.group >= 0 else a.i
            if a.child and (a.plural or ((b.type_id in AREAS or not b.type_id) and _may_hold(b))):
                b.child = True  # "على الحدود بين سوريا وتركيا", "بين مدينتي أ وب"
            continue
        if b.conj and b.relation == "rural" and _touches(s, a, b) and not a.child:
            a.group = b.group = a.group if a.group >= 0 else a.i  # "قرية … ومحاور ريف حلب"
        if _renamed(s, a, b):
            b.child = True  # "كوباني/ عين العرب"
            a.candidates = a.candidates or b.candidates
            continue
        if _bracketed(s, a, b):
            b.child = True  # "رأس العين (سري كانييه)", "الموصل (نينوى)"
            a.parent = a.parent or (b if _may_hold(b) else None)
            continue
        if b.conj or not _situates(s, a, b) or _flag(s, a) or bound_for(s, a) or hails_from(s, a):
            continue
        if _within(s, a, b):
            a.child, b.parent = True, b.parent or a
            continue
        if _elsewhere(a, b):
            a.origin = True
            continue
        b.child = True
        if _borders(s, a, b):
            continue
        m = n - 1
        while m > 0 and found[m].child:
            m -= 1
        for p in (a, found[m]):
            p.parent = p.parent or (b if p is not b else None)
        while m > 0 and found[m].listed:
            m -= 1
            found[m].parent = found[m].parent or b
    for n, p in enumerate(found):  # "في بوركينا فاسو … قرب مالي"
        p.child = p.child or (
            n > 0 and is_state(p) and not p.relation and not NEARBY.isdisjoint(s.norms[p.i - 2 : p.i])
        )


def _borders(s: Sentence, a: PlaceMention, b: PlaceMention) -> bool:
    """Whether a country only lies beyond the border near which a place is: "القريبة من الحدود مع إيران"."""
    between = s.norms[a.j : b.i]
    return is_state(b) and not b.relation and len(between) > 1 and between[-1] == "مع" and between[-2] in BORDER


def _border(p: PlaceMention) -> bool:
    return bool(p.candidates) and all(c.feature == "border" for c in p.candidates)


def _elsewhere(a: PlaceMention, b: PlaceMention) -> bool:
    """Whether a border is told within what lies in none of its countries: "الشريط الحدودي بريف حلب" is no Yemen's."""
    here = {c.country for c in b.candidates}
    return _border(a) and bool(here) and here.isdisjoint(c.country for c in a.candidates)


def _flag(s: Sentence, p: PlaceMention) -> bool:
    """Whether a state is only that of a ship's flag: "سفينة ترفع علم بنما في البحر الأحمر"."""
    return s.norms[max(back(s, p.i), s.i)] in ("علم", "العلم") and is_state(p)


NEARBY = frozenset({"قرب", "القرب", "بالقرب", "مقربه"})


def _renamed(s: Sentence, a: PlaceMention, b: PlaceMention) -> bool:
    """Whether a place stands behind another and a slash and may be the same under another name."""
    if b.i != a.j + 1 or s.tokens[a.j].text != "/" or a.ends is not None or b.type_id not in ("", a.type_id):
        return False
    return not (a.candidates and b.candidates) or any(p.id == q.id for p in a.candidates for q in b.candidates)


def _bracketed(s: Sentence, a: PlaceMention, b: PlaceMention) -> bool:
    """Whether a place stands alone in brackets right behind another: another name of it, or where it lies."""
    return b.i == a.j + 1 and s.tokens[a.j].text == "(" and b.j < s.j and s.tokens[b.j].text == ")" and not b.type_id


def _within(s: Sentence, a: PlaceMention, b: PlaceMention) -> bool:
    """Whether the second of two places lies in the first: "بمدينة القامشلي في حي الصناعة", "في الموصل بحي النور"."""
    if _hospital(s, a) and b.type_id in TOWNLIKE and not b.relation and not b.anaphor:
        return b.prep == "ب" or s.tokens[max(back(s, b.i), s.i)].norm == "في"
    if b.type_id not in WITHIN_TOWNS or b.relation or b.anaphor or s.tokens[b.i].norm[:1] == "و":
        return False
    inside = b.prep == "ب" or s.tokens[max(back(s, b.i), s.i)].norm in ("في", "داخل", "ضمن")
    region = bool(a.candidates) and all(c.feature == "region" for c in a.candidates)
    area = region or a.relation in ("rural", "direction")
    around = area and any(m.j == b.i for m in s.by_kind.get("pw_near", ()))  # "شرقي الموصل عند قرية …"
    wide = a.type_id in ("city", "governorate", "district") or a.relation == "rural" or (not a.type_id and _city(a))
    return around or (inside and wide and (b.type_id == "quarter" or a.type_id != "city"))


def _hospital(s: Sentence, p: PlaceMention) -> bool:
    """Whether a place is a hospital, which is hit in the town that is named with it: "مستشفى الأقصى في دير البلح"."""
    name = s.norms[p.name_i : p.name_j]
    return name[0].removeprefix("ال") in HOSPITALS or (name[0].removeprefix("ال") == "مجمع" and "الطبي" in name)


HOSPITALS = frozenset({"مستشفي", "مشفي"})
TOWNLIKE = frozenset({"", "city", "town", "village", "camp"})  # ids of nouns of towns, a bare name's among them
WITHIN_TOWNS = frozenset({"quarter", "village", "town", "camp"})  # ids of nouns of what lies in towns and governorates


def _city(p: PlaceMention) -> bool:
    return any(c.feature in ("city", "governorate") for c in p.candidates)


def _may_hold(p: PlaceMention) -> bool:
    """Whether a name may be that of an area in which others lie: "غربي إدلب وحماة", not "غربي إدلب وإحسم"."""
    if not p.candidates:
        return p.type_id != "region" and not p.plural  # "ومحور السد"
    return any(c.feature in AREAS or c.feature == "country" for c in p.candidates)


def _situates(s: Sentence, a: PlaceMention, b: PlaceMention) -> bool:
    """Whether between two places stand only words that say where the first lies, and one such word does."""
    k, count = a.j, 0
    if a.anaphor and a.type_id in LANDMARKS:
        return False
    told = b.relation in ("rural", "direction") or b.prep in ("ب", "ل") or s.at("pw_direction", b.i) is not None
    told = told or _border(b)  # "في ولاية كسلا، على الحدود مع إريتريا"
    gap = False
    told = told or (b.type_id == "road" and b.i == a.j + 1 and s.norms[a.j] == "علي")  # "قرية … على طريق أ - ب"
    while k < b.i:
        tok = s.tokens[k]
        if tok.kind == "p":
            if tok.text not in SKIPPED and tok.text not in COMMAS:
                return False
            k += 1
            continue
        gap = True
        m = next(
            (m for kind in ("pw_link", "pw_near", "pw_direction") if (m := s.at(kind, k)) is not None and m.j <= b.i),
            None,
        )
        step = m.j if m else k + 1
        norm = tok.norm.lstrip("ب") if is_direction(tok.norm.lstrip("ب")) else tok.norm
        if (
            m is None
            and tok.kind != "n"
            and norm not in place_class("situating")
            and norm not in place_class("gap")
            and not is_direction(norm)
        ):
            return False
        if m is not None or norm in place_class("situating") or norm in place_class("kilometres") or is_direction(norm):
            told = True
        count += step - k
        k = step
    if count > MAX_GAP or (a.type_id in TOWNS and b.type_id in TOWNS and _comma(s, a, b)):
        return False
    if a.type_id in TOWNS and b.type_id in TOWNS | {"village"} and s.norms[a.j : b.i] == ["في"] and not b.relation:
        return False  # "نازحاً من مدينة حمص في بلدة سرمدا"
    if not gap and b.type_id in AREAS and a.type_id != b.type_id:
        return True
    if b.anaphor:
        return told and a.chosen is None and not a.anaphor
    return told


LANDMARKS = frozenset({"جبل", "سد", "حقل"})  # that only the town beside them places: "الجبل المطل على مدينة …"
TOWNS = frozenset({"city", "town"})  # ids of nouns of towns, of which none lies in another


def _comma(s: Sentence, a: PlaceMention, b: PlaceMention) -> bool:
    return any(s.tokens[k].text in COMMAS for k in range(a.j, b.i))


def _motion(s: Sentence, p: PlaceMention) -> None:
    k = back(s, p.i)
    if k < s.i or p.child:
        return
    if s.tokens[k].norm in WITHIN and k > s.i and s.tokens[k - 1].norm in ("من", "ومن"):
        k -= 1  # من داخل الأراضي …
    norm = s.tokens[k].norm
    if norm in ("من", "ومن"):
        prev = s.tokens[k - 1].norm if k > s.i else ""
        part = prev in place_class("parts") or is_direction(prev)  # "الأطراف الغربية من بلدة …"
        p.motion = "" if part else "from"
    elif norm in place_class("towards"):
        if k > s.i and s.tokens[k - 1].norm.endswith("اضافه"):
            return  # "إضافة إلى منطقة …"
        heading = norm == "والي" and k == s.i and p.j < s.j and s.tokens[p.j].text in "،:"  # "وإلى دمشق، …"
        p.motion = "" if heading else "into" if norm in ("الي", "والي") else "to"


def _journeys(found: list[PlaceMention]) -> None:
    """ "توجههم من حمص إلى تدمر": both ends of a way."""
    for a, b in itertools.pairwise(found):
        if a.motion == "from" and b.motion in ("to", "into") and b.i - a.j <= 3:
            a.motion = b.motion = "way"


def _dateline(s: Sentence, p: PlaceMention) -> None:
    """ "أربيل (…)-", "دمشق - ": where the report was filed is not where it happened."""
    if p.i - s.i > 5 or p.type_id or p.relation or s.index > 3 or heads_line(s, p.i, p.j):
        return
    j = p.j
    if j < s.j and s.tokens[j].text == "(":
        while j < s.j and s.tokens[j].text != ")" and j - p.j < 8:
            j += 1
        j += 1
    if j >= s.j:
        return
    tok = s.tokens[j]
    if tok.text in "-–—" and tok.kind == "p" and (j != p.j or tok.start > s.tokens[j - 1].end):
        p.origin = True
    elif (
        tok.text in ":/"
        and tok.kind == "p"
        and j + 1 < s.j
        and not p.prep
        and not any(k in s.verbs for k in range(s.i, p.i))
    ):
        p.origin = all(s.tokens[k].norm not in words("preposition") for k in range(s.i, p.i))
