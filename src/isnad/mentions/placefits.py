"""Whether a known name is a place where it stands: by how ordinary a word it is, and by what surrounds it."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.arabic.tokens import ARTICLE, CONJ
from isnad.gazetteer.load import Place
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import BORDER, Sentence
from isnad.mentions.placemention import (
    COMMAS,
    PlaceMention,
    back,
    heads_line,
    is_direction,
    place_class,
    seen_in,
)

WELL_KNOWN = frozenset({"country", "governorate", "city", "region", "desert", "district", "town"})
# What a place may stand behind: "في حلب", "قرب حلب".
_LOCATIVE = frozenset(
    [
        "في",
        "قرب",
        "داخل",
        "فوق",
        "قباله",
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
_TOWNS = frozenset({"city", "town", "village", "camp", "quarter", "district", "subdistrict"})
_NO_NAMES = frozenset({"trigger", "noun", "speech", "cue", "source_noun", "nat"})
_NOT_CALLED = _NO_NAMES - {"source_noun"}  # capitals speak too: "تفجيرات بروكسل"
_BEFORE_PERSONS = frozenset({"title", "source_noun"})
_AMBIGUOUS = frozenset(["من", "الي", "نحو", "عبر", "بين"])


def fits(s: Sentence, k: int, m: Match, before: PlaceMention | None, listing: bool) -> bool | None:
    """Whether words around a known name call for a place: False where it may be one all the same, None where not."""
    places = m.entry.row
    if heads_line(s, k, m.j) and not m.bits and not s.begins(_NO_NAMES, k):
        label = k > s.i and s.tokens[k - 1].text == "#"  # "#الحدث: استشهاد شاب"
        return None if label and how_common(places) else True
    if party_to(s, k, m) or (m.prep == "ب" and k > s.i and s.tokens[k - 1].norm in words("tied")):
        return None
    one = m.j == m.i + 1
    common = how_common(places)
    called = located(s, k, m, before, common)
    well_known = any(p.feature in WELL_KNOWN for p in places)
    listed = before is not None and (
        (m.bits & CONJ and before.j >= k - 1)
        or ((s.tokens[k - 1].text in COMMAS or s.tokens[k - 1].norm == "و") and before.j >= k - 2)
    )
    in_list = listed and listing
    if common == 1 and not in_list:
        goes_on = (listed or called) and _goes_on(s, m)
        if not goes_on and not (listed and _neighbours(before, m)) and not _in_city(s, k, m):
            return None
    if one and m.bits & CONJ and not (called or listed):
        return None  # وتدمر المنزل, وكسوة العيد
    if common > 1 and one and _of_a_word(s, m):
        return None
    if called or in_list:
        return True
    if _city_struck(s, k, m):
        return True  # "القصف على صور"
    if one and _epithet(s, k):
        return None
    if (
        common == 2
        or (one and not well_known and not _struck(s, k, m))
        or (m.prep in ("ل", "ك") and one and not well_known)
    ):
        return None
    if _visited(s, k, m):
        return True
    actor = s.at("actor", k)
    if actor is not None and actor.j == m.j and _capital_struck(s, k, m):
        return True
    if (actor is not None and actor.j == m.j) or k in s.verbs:
        return None
    beside = before is not None and before.j >= k - 1
    if s.begins(_NO_NAMES, k) and (one or not (beside or s.tokens[k - 1].norm == "علي")):
        return None  # the name goes on behind the noun in "سيطرتهم على الفوج 46"
    prev = back(s, k)
    if prev >= s.i and s.tokens[prev].norm.lstrip("ولب") in words("group_noun"):
        return None  # فيلق القدس
    person = prev >= s.i and s.begins(_BEFORE_PERSONS, prev)
    return None if person and s.tokens[prev].norm not in place_class("dwellers") else False


def how_common(places: Sequence[Place]) -> int:
    """How ordinary a word a name is: what its city or town says ("صور", "الزاوية"), whatever hamlets share it."""
    towns = [p.common for p in places if p.feature in ("city", "town") and p.common > 1]
    return min(towns or [p.common for p in places]) if all(p.common for p in places) else 0


def _in_city(s: Sentence, k: int, m: Match) -> bool:
    """Whether a city called like a word stands where only a place can: "في قم، …", "قرب كانو شمالي نيجيريا".

    The report has to name its country, too: that is judged with all its places.
    """
    if m.bits or k == s.i or not any(p.feature in ("city", "governorate") for p in m.entry.row):
        return False
    before = s.norms[k - 1]
    if before not in _LOCATIVE - _AMBIGUOUS and not is_direction(before) and not _city_struck(s, k, m):
        return False
    if m.j >= s.j or s.tokens[m.j].kind == "p" or m.j in s.covered:
        return True
    after = s.norms[m.j]
    return after in words("preposition") or is_direction(after) or s.begins(frozenset({"place", "pw_direction"}), m.j)


def _of_a_word(s: Sentence, m: Match) -> bool:
    """Whether what follows takes a name for the word that it is: "في صور نشرها ناشطون", "في الزاوية المقابلة"."""
    if m.j >= s.j or s.tokens[m.j].kind != "w" or s.begins(frozenset({"nat", "place", "pw_direction"}), m.j):
        return False
    norm = s.norms[m.j]
    told = m.j in s.verbs and norm.endswith(("ها", "ه", "تها"))
    return told or norm in words("relative") or (norm.startswith("ال") and norm.endswith("ه") and norm != "المحتله")


def party_to(s: Sentence, k: int, m: Match) -> bool:
    """Whether a country is the second of two sides: "المحادثات بين إيران والولايات المتحدة"."""
    here = s.at("actor", k)
    if here is None or here.j != m.j or not m.bits & CONJ or not any(p.feature == "country" for p in m.entry.row):
        return False
    first = next((a for a in s.by_kind.get("actor", ()) if a.j == k), None)
    if first is None or first.i == s.i or s.tokens[first.i - 1].norm != "بين":
        return False
    return s.norms[max(first.i - 2, s.i)] not in BORDER  # "على الحدود بين السودان وتشاد"


def _goes_on(s: Sentence, m: Match) -> bool:
    """Whether the list in which a name stands goes on behind it with a known place: "والقنية والجديدة والغسانية"."""
    after = s.at("place", m.j) if m.j < s.j else None
    return (
        (bool(m.bits & CONJ) or s.tokens[max(m.i - 1, s.i)].norm in _LOCATIVE)
        and after is not None
        and after.entry.kind == "place"
        and bool(after.bits & CONJ)
        and all(p.common != 1 and p.feature in _TOWNS for p in after.entry.row)
    )


def _neighbours(before: PlaceMention | None, m: Match) -> bool:
    """Whether a name joined by و lies in the district of the town before it, if it is one: "نبل والزهراء"."""
    if before is None or not m.bits & CONJ:
        return False
    near = {(p.country, p.admin2) for p in before.candidates if p.admin2 and not p.common and p.feature in _TOWNS}
    return any((p.country, p.admin2) in near for p in m.entry.row)


def _left(s: Sentence, k: int) -> bool:
    """Whether people are told to have left the place at token k: "نزوح العائلات من لبنان"."""
    return any(
        0 < k - t.j <= (DRIVEN_REACH if t.entry.id == EXPEL else LEFT_REACH)
        and (t.entry.row.trigger.type == "displacement" or t.entry.id in LEAVES)
        for t in s.by_kind.get("trigger", ())
    )


EXPEL = "expel"  # of triggers.yaml
LEAVES = frozenset({EXPEL, "pull_out", "moves_own", "column_leaves"})
DRIVEN_REACH = 7  # words between "طردت" and the place from which
LEFT_REACH = 4  # words between "نزوح" and the place that is left


def _epithet(s: Sentence, k: int) -> bool:
    """ "الطائفة الإسماعيلية", "القيادة المركزية": an adjective of the noun before it."""
    norm = s.tokens[k].norm
    prev = s.tokens[k - 1].norm if k > s.i else ""
    if norm.endswith("يا") and prev.endswith("ا") and s.at("noun", k - 1) is not None:
        return True  # "معبداً أثرياً"
    return (
        norm.startswith("ال")
        and norm.endswith(("يه", "ي"))
        and (prev.lstrip("وفب").startswith(("ال", "لل")) or prev.endswith(("ها", "هم", "هما")))
        and k - 1 not in s.verbs
    )


def _struck(s: Sentence, k: int, m: Match) -> bool:
    """Whether a bare name stands right behind a word of striking: "قصفت …", "غارات على …"."""
    if k == s.i or m.prep:
        return False
    prev = s.tokens[k - 1].norm
    return prev == "علي" or any(t.j == k for t in s.by_kind.get("trigger", ()) if t.i >= k - 3)


def _capital_struck(s: Sentence, k: int, m: Match) -> bool:
    """Whether a capital stands behind a verb whose subject it can't be: "استهدف تل أبيب", "انفجارات هزت طهران"."""
    if k == s.i or m.bits or not any(p.feature == "city" for p in m.entry.row):
        return False
    if s.tokens[k - 1].norm in SHAKEN:
        return True
    struck = [t for t in s.by_kind.get("trigger", ()) if t.j == k and t.entry.row.pos == "verb"]
    feminine = s.tokens[k - 1].norm.endswith("ت") or s.tokens[k - 1].norm[:1] == "ت"
    return not feminine and any(t.entry.row.trigger.id in STRUCK for t in struck)


def _city_struck(s: Sentence, k: int, m: Match) -> bool:
    """Whether a capital is what was struck or taken, no government: "غارات على الخرطوم", "قصف الجيش «الخرطوم»".

    So is a country or province behind على: "الغارات على لبنان".
    """
    end = back(s, k) + 1  # of what stands before it, marks apart
    upon = end > s.i and s.norms[end - 1] == "علي"
    of = ("city", "country", "governorate") if upon else ("city",)
    if end == s.i or m.bits or not any(p.feature in of for p in m.entry.row):
        return False
    told = [t for t in s.by_kind.get("trigger", ()) if {(row := t.entry.row.trigger).type, row.bare} & STRIKING]
    if upon:
        near = any(t.i < k and k - t.j <= STRUCK_REACH for t in told)
        return near and s.norms[max(end - 2, s.i)] not in words("upon_states")
    by = next((x for kind in _DOERS for x in s.by_kind.get(kind, ()) if x.j == end and x.bits & ARTICLE), None)
    by = by or next((x for x in s.by_kind.get("actor", ()) if x.j == end and not x.prep), None)
    if by is None:
        return False
    verb = next((t for t in told if t.entry.row.pos == "verb" and 0 <= by.i - t.j <= SUBJECT_REACH), None)
    return verb is not None and all(t.kind == "w" or t.text in SKIPPED for t in s.tokens[verb.j : k])


def _visited(s: Sentence, k: int, m: Match) -> bool:
    """Whether a capital is where somebody went, no government: "زار المبعوث الأممي صنعاء", "وصل بغداد أمس"."""
    if m.bits or not any(p.feature == "city" for p in m.entry.row):
        return False
    for n in range(k - 1, max(s.i, k - VISIT_REACH) - 1, -1):
        norm = s.tokens[n].norm
        if norm.removeprefix("و") in place_class("visits"):
            told = any(x.j == k for x in s.by_kind.get("actor", ()))
            return n == k - 1 or told or s.tokens[k - 1].norm.startswith("ال")
        if s.tokens[n].kind == "p" or (norm != "من" and norm in words("preposition")):
            return False
    return False


VISIT_REACH = 8  # tokens from "زار" to the town
_DOERS = ("generic", "noun", "nat")
STRIKING = frozenset({"air_strike", "shelling", "explosive", "suicide_attack", "armed_attack", "territory"})
STRUCK_REACH = 14  # tokens from a word of striking to "على" and the town
SUBJECT_REACH = 3  # tokens from a verb to the last word of its subject


def _of_happening(s: Sentence, k: int, m: Match) -> bool:
    """Whether a happening is called by its town: "تفجير سروج", "تفجيرات بروكسل"."""
    if m.bits or s.begins(_NOT_CALLED, k) or not any(p.feature in _TOWNS for p in m.entry.row):
        return False
    told = next((t for t in s.by_kind.get("trigger", ()) if t.j == k and t.entry.row.pos != "verb"), None)
    return told is not None and told.entry.row.trigger.type in CALLED


def _raided(s: Sentence, k: int, m: Match) -> bool:
    """Whether a town with an ordinary word's name stands behind "on" and fire from afar: "غارات على دوما"."""
    if m.bits or s.tokens[k - 1].norm != "علي" or s.begins(_NO_NAMES, k):
        return False
    if not any(p.feature in _TOWNS for p in m.entry.row):
        return False
    deeds = (t for t in s.by_kind.get("trigger", ()) if t.entry.row.pos != "verb" and 0 <= k - 1 - t.j <= FIRE_REACH)
    return any(t.entry.row.trigger.type in FROM_AFAR for t in deeds)


FROM_AFAR = frozenset({"air_strike", "shelling"})
FIRE_REACH = 2  # tokens between "غارات" and "على"
# Types of happenings that are called by the town in which they were; "قصف" and "هجوم" are rather called by who did it.
AND_IN = {"وفي": "في", "ففي": "في", "وقرب": "قرب", "وداخل": "داخل"}  # "وفي بغداد، انفجرت عبوة"
AREA_REACH = 2  # tokens from "مناطق" to "من بغداد"
STRUCK = frozenset({"target", "bomb", "pound", "hit", "raid"})  # of triggers.yaml
SHAKEN = frozenset({"هز", "هزت", "يهز", "تهز", "هزوا", "تضرب", "ضرب"})
CALLED = frozenset({"explosive", "suicide_attack"})
MARKS = frozenset(SKIPPED | {"/", "-"})  # between a name and what calls for it


def _acts(s: Sentence, k: int, m: Match) -> bool:
    """Whether a state is told by its capital, and acts: "كييف تحشد قوات", "طهران ستطلق"; not in "دمشق تشهد"."""
    actor, verb = s.at("actor", k), s.at("trigger", m.j) if m.j < s.j else None
    if actor is None or actor.j != m.j or verb is None or verb.entry.row.pos != "verb":
        return False
    word, t = s.tokens[m.j].norm, verb.entry.row.trigger
    return word.removeprefix("س")[:1] == "ت" and t.takes != "target" and t.cls == "event"


def _of_compass(s: Sentence, k: int, m: Match) -> bool:
    """Whether a name begins with points of the compass, which place it: "مديرية أمن شمال سيناء"."""
    first = s.norms[k].removeprefix("و")
    named = is_direction(s.norms[k + 1]) or any(p.feature == "governorate" for p in m.entry.row)
    return named and is_direction(first) and not first.startswith("ال")


def located(s: Sentence, k: int, m: Match, before: PlaceMention | None, common: int) -> bool:
    """Whether what stands before a name calls for a place."""
    if m.prep == "ب":
        return True
    p = back(s, k, MARKS)
    if p < s.i:
        if _acts(s, k, m):
            return False
        verb = k in s.verbs and s.at("trigger", k) is not None  # "سيّرت القوات دورية" is no Siirt
        return (k == s.i and not common and not m.bits and not verb) or s.tokens[max(k - 1, s.i)].text == "#"
    norm = s.tokens[p].norm
    if m.j > k + 1 and _of_compass(s, k, m):
        return True
    if _of_happening(s, k, m) or _raided(s, k, m) or (not m.bits and p in s.verbs and seen_in(s, p)):
        return True
    if norm.startswith("و") and s.at("pw_near", p) is not None:
        norm = norm[1:]  # "وأطراف كفرتخاريم"
    norm = AND_IN.get(norm, norm)
    left = norm == "من" and m.j < s.j and s.tokens[m.j].norm in place_class("towards")  # "من الكومة إلى مليط"
    if common and norm in _AMBIGUOUS and not left and not (before is not None and before.j == p) and not _left(s, k):
        return False  # من حرض على الفتنة
    if norm == "من":
        area = any(t.norm.removeprefix("ال") in words("area_of") for t in s.tokens[max(s.i, p - AREA_REACH) : p])
        return s.at("actor", k) is None or _left(s, k) or area
    if norm in words("reaches") and not common:
        return True  # "حملة شملت صنعاء وعدن"
    if norm in words("among_places") and any(
        t.norm.lstrip("ولب").removeprefix("ال") in words("places_plural") for t in s.tokens[max(s.i, p - 7) : p]
    ):
        return True  # "مدن عدة بينها كييف ولفيف"
    heading = norm == "والي" and p == s.i and m.j < s.j and s.tokens[m.j].text in COMMAS  # "وإلى دمشق، أفاد …"
    if (
        heading
        or norm in _LOCATIVE
        or (norm in place_class("of_towns") and s.at("nat", k) is None)
        or is_direction(norm)
        or s.tokens[k - 1].text == "#"
    ):
        return True
    if (
        before is not None
        and before.j >= k - 2
        and (m.bits & CONJ or s.tokens[k - 1].text in COMMAS or s.tokens[k - 1].norm == "و")
    ):
        return True
    near = norm != "بين" and any(x.j == k for x in s.by_kind.get("pw_near", ()))
    return near or any(x.j == k for x in s.by_kind.get("pw_direction", ()) if x.i >= k - 3)
