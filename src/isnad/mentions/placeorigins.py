"""Places that say where somebody is from, where fire came from or what talks are called, and states that only act."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.gazetteer.load import Place
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.followed import MOVES
from isnad.mentions.placemention import COMMAS, MAX_GAP, PlaceMention, back, place_class, seen_in


def set_origin(s: Sentence, p: PlaceMention, before: PlaceMention | None) -> None:
    """Where a victim is from ("من أبناء بلدة …") tells little, from where the fire came ("المتمركزة في …") nothing."""
    for m in s.by_kind.get("pw_origin", ()):
        if m.entry.id == "launch":
            if _left_by(s, m.i):
                continue
            reach = range(m.j, p.i)
            if before is not None and before.i >= m.j and not _acts(s, before):
                p.child = p.child and not (before.origin and _abroad(before.candidates, p))
                p.origin = p.origin or (before.origin and p.child)
            elif (
                m.j <= p.i
                and sum(s.tokens[k].kind == "w" for k in reach) <= MAX_GAP
                and not any(_ends_launch(s, k) for k in reach)
                and not _from_abroad(s, m.j, p)
            ):
                p.origin = True
        elif 0 <= p.i - m.j <= 1:
            p.weak = True
    p.origin = p.origin or bound_for(s, p) or hails_from(s, p) or _fired_from(s, p) or _commanded(s, p)
    p.origin = p.origin or _excepted(s, p) or _for_sake(s, p)
    p.weak = p.weak or _of_hospital(s, p) or _goes_on_there(s, p) or _linked(s, p)
    k = back(s, p.i)
    if k >= s.i and not p.prep:
        norm = s.tokens[k].norm.lstrip("وبل")
        p.weak = p.weak or (norm in place_class("dwellers") and not _before_house(s, k)) or names_talks(s, p)


def _linked(s: Sentence, p: PlaceMention) -> bool:
    """Whether a place is what a road is told to link: "على محور يربط غوما بمدن الشمال", "الطريق الذي يصل غاو بـ"."""
    k = p.i - 1
    if k <= s.i or p.prep or s.norms[k] not in LINKING:
        return False
    return any(s.norms[n].removeprefix("ال") in ROADS for n in range(max(s.i, k - ROAD_REACH), k))


LINKING = frozenset({"يربط", "تربط", "ويربط", "وتربط", "يصل", "تصل"})
ROADS = frozenset({"طريق", "محور", "جسر", "ممر", "شارع", "خط", "معبر", "قناه"})
ROAD_REACH = 4  # tokens: "الطريق الدولي الحيوي الذي يربط"


def _abroad(around: Sequence[Place], p: PlaceMention) -> bool:
    """Whether a place lies in none of the countries of others: "أطلق من غزة في سديروت" tells where it fell."""
    lands = {q.country for q in around}
    return bool(lands and p.candidates) and not any(q.country in lands for q in p.candidates)


def _from_abroad(s: Sentence, k: int, p: PlaceMention) -> bool:
    """Whether at token k a state is named from which the fire came to a place elsewhere: "من لبنان في حيفا"."""
    m = s.at("place", k)
    return m is not None and m.j <= p.i and m.entry.kind == "place" and _abroad(m.entry.row, p)


def _acts(s: Sentence, p: PlaceMention) -> bool:
    """Whether a state is who fires, not from where: "أطلقت تركيا قذائف"; not "أطلق من لبنان باتجاه …"."""
    return lone_nation(s, p) and s.norms[max(back(s, p.i), s.i)] not in ("من", "انطلاقا")


def _commanded(s: Sentence, p: PlaceMention) -> bool:
    """Whether a place only tells what somebody commands: "قائد لواء شمال قطاع غزة", "قيادي في كتيبة جباليا"."""
    k = back(s, p.i)
    if k < s.i or p.prep or s.tokens[k].norm not in place_class("units"):
        return False
    return any(s.tokens[n].norm.lstrip("ول") in place_class("commanders") for n in range(max(s.i, k - 2), k))


def _excepted(s: Sentence, p: PlaceMention) -> bool:
    """Whether a place is one in which it did not happen, nor anything else: "سيطر على المحافظة باستثناء بلدتي …"."""
    k = back(s, p.i)
    return k >= s.i and s.norms[k] in place_class("besides") and not _told_of(s, p.j)


def _told_of(s: Sentence, k: int) -> bool:
    """Whether behind a place stands what happened there: "… مدينة لودر التي تشهد قتالاً"."""
    k += k < s.j and s.tokens[k].text in COMMAS
    return k < s.j and (s.norms[k] == "حيث" or s.norms[k] in words("relative"))


def bound_for(s: Sentence, p: PlaceMention) -> bool:
    """Whether a ship is only bound for a place or comes from it: "سفينة متجهة إلى إسرائيل"."""
    k = back(s, p.i)
    if k <= s.i or s.norms[k] not in ("الي", "من", "نحو", "باتجاه"):
        return False
    near = s.norms[max(s.i, k - BOUND_REACH) : k]
    return near[-1] in place_class("bound") and any(norm.lstrip("ول") in place_class("vessels") for norm in near)


BOUND_REACH = 6  # tokens from a ship to where it is bound for


def hails_from(s: Sentence, p: PlaceMention) -> bool:
    """Whether a state is only where those counted are from: "أُعدم تسعة إيرانيين واثنان من أفغانستان"."""
    k = back(s, p.i)
    if k <= s.i or s.norms[k] != "من" or not is_state(p) or p.relation or p.type_id or _left_by(s, k):
        return False
    man = s.at("noun", k - 1)
    told = man is not None and man.entry.row["role"] == "person"
    return told or any(q.i <= k - 1 < q.j for q in s.quantities.values())


def _for_sake(s: Sentence, p: PlaceMention) -> bool:
    """Whether something is done for those in a place: "هاجمت سفناً تضامناً مع أهالي غزة", "نصرة لغزة"."""
    for k in range(p.i - 1, max(s.i - 1, p.i - MAX_GAP), -1):
        given = k + 1 == p.i and p.prep == "ل" and s.norms[k] in place_class("in_aid")  # "إسناداً لغزة"
        if given or s.norms[k] in place_class("for_sake"):
            return not _told_of(s, p.j)
        if s.tokens[k].text in COMMAS or k in s.verbs or s.at("trigger", k) is not None:
            return False
    return False


def _goes_on_there(s: Sentence, p: PlaceMention) -> bool:
    """Whether a place is that of a war for which something is done: "بسبب الحرب في غزة", "وسط التوتر في المنطقة"."""
    for k in range(p.i - 1, max(s.i, p.i - WAR_REACH), -1):
        if s.norms[k] in place_class("goes_on_there"):
            before = s.norms[back(s, k)]
            bare = {before, before[1:]}  # "وقف", "بوقف"
            if s.norms[k] in ("الحرب", "حرب") and bare & place_class("ending"):
                return True  # "لن تتوقف إلا بوقف الحرب على غزة"
            return not bare.isdisjoint(place_class("because_of"))
        if s.tokens[k].kind != "w" or k in s.verbs or s.at("trigger", k) is not None:
            return False
    return False


WAR_REACH = 5  # tokens between a war and where it is: "الحرب الإسرائيلية المتواصلة على قطاع"


def _left_by(s: Sentence, k: int) -> bool:
    """Whether what is told last before token k is that people or arms left: "نزحت عائلات من مناطق في …"."""
    told = [t for t in s.by_kind.get("trigger", ()) if t.i < k]
    return bool(told) and max(told, key=lambda t: t.i).entry.row.trigger.type in LEAVING


LEAVING = MOVES | {"territory"}  # types that tell from where one goes


def _fired_from(s: Sentence, p: PlaceMention) -> bool:
    """Whether fire is told to come from a place before its aim is told: "قذائف أطلقها مسلحون في الجرود على بلدة …"."""
    if p.j >= s.j or s.tokens[p.j].norm not in AIMED_AT or s.tokens[max(back(s, p.i), s.i)].norm not in ("في", "من"):
        return False
    before = range(max(s.i, p.i - MAX_GAP), p.i)
    k = next((k for k in reversed(before) if s.tokens[k].norm in place_class("fired")), None)
    if k is None or any(_ends_launch(s, x) for x in range(k + 1, p.i)):
        return False
    return not {"النار", "الرصاص"} & set(s.norms[k : p.i])  # "أطلق مجهولون النار في المدينة على شرطي"


def _before_house(s: Sentence, k: int) -> bool:
    """Whether the noun at k is a house in which people work and something happens: "أمام مجلس مدينة …"."""
    return k > s.i and s.tokens[k].norm in place_class("houses") and s.tokens[k - 1].norm in place_class("at_houses")


def _ends_launch(s: Sentence, k: int) -> bool:
    """Whether at token k ends the place that fire comes from: "مصدره قوات … على بلدة …"."""
    return s.tokens[k].text in COMMAS or k in s.verbs or s.tokens[k].norm in AIMED_AT


AIMED_AT = frozenset({"علي", "باتجاه", "نحو", "صوب", "الي", "مستهدفا", "مستهدفه"})


def names_talks(s: Sentence, p: PlaceMention) -> bool:
    """Whether a place only gives its name to talks: "اجتماعات أستانة"."""
    k = back(s, p.i)
    return k >= s.i and not p.prep and s.tokens[k].norm.lstrip("وبل") in place_class("named_for")


def _of_hospital(s: Sentence, p: PlaceMention) -> bool:
    """Whether a place is where the hurt were brought: "نُقلوا إلى المستشفى الوطني في دمشق"."""
    hospitals = place_class("hospitals")
    for k in range(p.i, max(s.i, p.i - MAX_GAP), -1):
        if s.tokens[k].text in COMMAS or k in s.verbs or s.at("trigger", k) is not None:
            return False
        if s.tokens[k].norm.removeprefix("ال") in hospitals:
            return s.tokens[k - 1].norm in ("الي", "والي")
    return False


def is_state(p: PlaceMention) -> bool:
    return bool(p.candidates) and all(q.feature == "country" for q in p.candidates)


def lone_nation(s: Sentence, p: PlaceMention) -> bool:
    """A state with no word of place before it is a party: "وقالت تركيا", "اتهمت إيران"."""
    typed = p.type_id and (p.i < p.name_i or p.listed)  # in "الولايات المتحدة" the word is the name's
    if (
        typed
        or seen_in(s, p.i - 1)
        or p.relation
        or p.land
        or p.prep == "ب"
        or p.child
        or p.tag
        or p.motion
        or not is_state(p)
    ):
        return False
    k = back(s, p.i)
    if k < s.i:
        return s.tokens[p.i - 1].text != "#"
    norm = s.tokens[k].norm
    near = norm != "بين" and (s.at("pw_near", k) is not None or any(m.j == p.i for m in s.by_kind.get("pw_near", ())))
    return not (
        norm in place_class("in_words") or near or s.tokens[p.i - 1].text == "#" or (p.listed and p.relation != "")
    )
