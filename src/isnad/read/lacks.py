"""What a happening lacks of what its trigger needs: "تقدم" a side, "فكك" a thing, "احتل" a place."""

from __future__ import annotations

from collections.abc import Callable

from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.read.frames import Frame
from isnad.read.phrases import PEACEFUL
from isnad.read.verbfirst import EXPEL

PROTEST = "protest"  # of triggers.yaml
HAND_GROUND = "hand_ground"  # of triggers.yaml
TERMS_REACH = 5  # tokens from an agreement to its terms
DONE = frozenset({"تم", "تمت", "جري", "جرت"})
PLACE_REACH = 4  # tokens from "انسحابهم" to "من المحافظة"
MADE_REACH = 5  # tokens from "خرقت قوات …" to "الهدنة"
GROUND_REACH = 7  # tokens from a verb to the ground that was taken
AIM_REACH = 6  # tokens from an operation to what it is for
GROUND_BEFORE = frozenset({"ه", "ها"})  # "المدينة التي حررتها المقاومة"
TAKERS = frozenset({"military", "armed_group", "police"})  # kinds of sources that take ground
ANNOUNCED_REACH = 2  # tokens from where a voice's words begin to the ground taken
THINGS = frozenset({"other", "facility", "building", "site", "vehicle", "weapon"})  # not taken as people are
SPEAKERS = frozenset({"official", "informer", "correspondent", "journalist", "lawyer", "cleric"})  # of party_nouns.csv


def of_things(f: Frame) -> bool:
    """Whether things are among what it was done to."""
    return any(np.role == "thing" for np in f.targets)


def _no_place(f: Frame) -> bool:
    """ "احتل", "استعاد", "تسلم": without ground, or without anybody who takes or loses it."""
    own = f.own_places
    if f.trigger.id == "retake" and f.trigs[0].entry.row.pos == "noun":
        if _fought_for(f):
            return not own and not _ground(f)
        told = f.actors or f.dates or f.figures or _past_before(f) or _done(f) or _announced(f) or _told_as_news(f)
        if not told:
            return True
    own_or_told = bool(own) or f.trigs[0].suffix in GROUND_BEFORE or (_by_force(f) and _taken_ground(f))
    if f.trigger.id == HAND_GROUND and any(np.role == "thing" and np.owners for np in f.targets):
        return False  # "تسلم الجيش مواقع كانت فيها قوات الحلف"
    lost = (f.trigger.takes == "target" or f.trigger.id == EXPEL) and bool(f.targets)
    return not own_or_told or not (f.actors or lost or f.trigs[0].entry.row.pos == "noun")


def _no_people_or_place(f: Frame) -> bool:
    carried = any(np.of == "vehicle" and np.owners for np in f.actors)
    return not f.own_places or not (carried or any(np.role in ("person", "force") for np in f.actors))


def _no_count(f: Frame) -> bool:
    return not f.figures and not any(np.quantity is not None for np in f.targets)


def _no_armed_actor(f: Frame) -> bool:
    return not any(np.of == "fighter" or np.kind in ("actor", "generic") for np in f.actors)


def _no_aircraft(f: Frame) -> bool:
    return not any(np.air for np in f.actors)


def _no_actor(f: Frame) -> bool:
    """Who threatens, moves, opens fire: nobody is told, or nobody who could."""
    if f.type == "threat":
        if ours(f) or (f.voice is not None and f.voice.chain):
            return False
        return not any(map(_may_threaten, [*f.actors, *f.targets]))
    if f.trigs[0].suffix and (f.own_places or _place_behind(f)) and f.type != "movement":
        return False
    left = f.trigs[0].entry.row.pos == "verb"  # "انسحبت الدورية"
    carried = f.type == "movement" and any(
        np.owners or (left and (np.role == "force" or np.of == "vehicle")) for np in f.actors
    )  # "رتل من القوات الدولية"
    return not (carried or _by_force(f))


def _no_armed_side(f: Frame) -> bool:
    return not any(_may_threaten(np) and not any(map(_peaceful, np.owners)) for np in f.actors)


def _peaceful(m: Match) -> bool:
    """Whether a name is of a side that fights nobody: "الدفاع المدني"."""
    return m.entry.id in PEACEFUL or (m.entry.kind == "generic" and m.entry.row[0]["resolves"] in PEACEFUL)


def _no_thing(f: Frame) -> bool:
    return not (of_things(f) or f.figures or _land(f))


def _no_thing_or_place(f: Frame) -> bool:
    return not (of_things(f) or f.figures or f.own_places)


def _no_party(f: Frame) -> bool:
    """A deal or a meeting of nobody: "اجتمعت العائلة", "اتفق الخبراء على أن"."""
    if f.actors and all(np.actor_id == "civilians" and not np.owners for np in f.actors):
        return f.type == "talks" or f.trigs[0].entry.row.pos == "verb"
    return not (f.actors or f.dates or _made_or_broken(f) or _terms(f) or of_states(f.s, f.end))


def _no_civilians(f: Frame) -> bool:
    """Who goes out or flees: no people are told, counted or meant by the word ("خرجت مظاهرة تنديداً")."""
    if any(m.entry.id == PROTEST for m in f.trigs):
        return False
    march = any(t.norm.removeprefix("ال") in words("march") for t in f.s.tokens[f.end : min(f.end + 2, f.s.j)])
    many = (np.actor_id == "civilians" or (np.kind == "nat" and np.quantity is not None) for np in f.actors)
    counted = (x for x in f.figures if x.kind in ("displaced", "taking_part"))
    people = any(x.of != "fighter" or (x.np is not None and x.np.kind == "nat") for x in counted)
    return not (people or (march and f.type == "protest") or any(many))


def _with_words(f: Frame) -> bool:
    """ "هاجم الوزير المعارضة" tells of words."""
    said = f.trigs[0].entry.row.pos == "verb" and not (f.figures or f.results or f.means)
    return said and bool(f.actors) and all(_speaks(np) for np in f.actors)


def _no_one(f: Frame) -> bool:
    return not (f.trigs[0].suffix or f.results or any(np.role in ("person", "force") for np in f.targets))


def _no_person(f: Frame) -> bool:
    moved = [np for np in f.actors if f.type == "displacement" and np.i > f.at]
    who = [*f.targets, *(np for np in moved if np.number != "sg" or np.quantity is not None)]
    return not (
        _pointed_to(f)
        or any(np.role == "person" for np in who)
        or (f.type == "arrest" and any(np.role == "force" and np.kind == "noun" for np in who))  # "توقيف خلية"
        or any(x.kind in ("captured", "displaced") and x.of not in THINGS for x in f.figures)
    )


def _pointed_to(f: Frame) -> bool:
    """Whether those it was done to are only pointed to: "أوقفته السلطات", "أجلاهم الجيش"."""
    m = f.trigs[0]
    if f.type not in ("arrest", "abduction", "displacement") or m.entry.row.pos != "verb":
        return False
    return m.suffix in ("هم", "هن", "هما") or (f.type == "arrest" and m.suffix == "ه" and _by_force(f))


def _made_or_broken(f: Frame) -> bool:
    """Whether a deal or a round of talks is told to begin, hold or end: "سريان الهدنة", "خرقت القوات الهدنة"."""
    before = f.s.tokens[max(f.s.i, f.at - MADE_REACH) : f.at]
    after = f.s.tokens[f.end : min(f.end + 2, f.s.j)]
    made = words("made_or_broken")
    return any(t.norm in made or t.norm.removeprefix("و") in made for t in (*before, *after)) or any(
        t.norm == "بين" for t in after
    )


def of_states(s: Sentence, k: int) -> bool:
    """Whether it is said right behind talks that states held them: "عقد اجتماع وزاري"."""
    return k < s.j and s.tokens[k].norm in words("of_states")


def _place_behind(f: Frame) -> bool:
    """Whether a place stands right behind it, also one that another happening took: "أثناء انسحابهم من المحافظة"."""
    return any(f.s.at("place", k) is not None for k in range(f.end, min(f.end + PLACE_REACH, f.s.j)))


def _announced(f: Frame) -> bool:
    """Whether a force tells that it took ground: "أعلن قائد العمليات تحرير حي السلام"."""
    v = f.voice
    return v is not None and bool(v.chain) and v.chain[-1].kind in TAKERS and 0 <= f.at - v.i <= ANNOUNCED_REACH


def _told_as_news(f: Frame) -> bool:
    """Whether the noun is what a clause tells of: "سبق ذلك تحرير المدينة", "أكد أن تحرير المحافظة يمهد …"."""
    if f.at == f.s.i or f.trigs[0].prep or f.trigs[0].suffix or not f.own_places:
        return False
    return f.s.norms[f.at - 1] in words("news_behind")


def _past_before(f: Frame) -> bool:
    """Whether the noun stands behind a word of when another thing was: "قبل تحرير المدينة"."""
    return f.at > f.s.i and f.s.tokens[f.at - 1].norm in words("past_mark")


def _terms(f: Frame) -> bool:
    """Whether an agreement is told with its place and terms: "اتفاق في جرمانا يقضي ب", "أعقبها اتفاق على وقف"."""
    near = [t.norm for t in f.s.tokens[f.end : min(f.end + TERMS_REACH, f.s.j)]]
    if f.definite or f.trigs[0].prep:
        return False
    return (bool(f.own_places) and any(w in words("lays_down") for w in near)) or near[:2] == ["علي", "وقف"]


def _done(f: Frame) -> bool:
    """Whether the noun is told as done: "تم تحرير المدينة بالكامل"."""
    return f.at > f.s.i and f.s.tokens[f.at - 1].norm.removeprefix("و") in DONE


def _fought_for(f: Frame) -> bool:
    """Whether ground is what an operation is for: "عملية لاستعادة البلدة", "الجهود مبذولة لتحرير"."""
    return f.trigs[0].prep == "ل" and any(
        k.norm.removeprefix("و").removeprefix("ال") in words("fought_for")
        for k in f.s.tokens[max(f.s.i, f.at - AIM_REACH) : f.at]
    )


def _ground(f: Frame) -> bool:
    """Whether ground with no name follows: "لتحرير المنطقة"."""
    return f.end < f.s.j and f.s.tokens[f.end].norm in words("ground")


def ours(f: Frame) -> bool:
    """Whether those who speak say what they will do: "سنحاسب", "سوف نحاسب"."""
    return f.trigger.future is not None and f.s.tokens[f.at].norm.lstrip("وف").removeprefix("س").startswith("ن")


def _may_threaten(np: Np) -> bool:
    """Whether a phrase is a side, armed men or somebody of theirs: "رئيس الوزراء الإثيوبي"."""
    return np.kind in ("actor", "generic", "nat") or np.role == "force" or np.of == "fighter" or bool(np.owners)


def _by_force(f: Frame) -> bool:
    """Whether armed men or a side did it."""
    return any(np.kind in ("actor", "generic", "nat") or np.role == "force" or np.of == "fighter" for np in f.actors)


def _taken_ground(f: Frame) -> bool:
    """Whether ground with no name is taken, or lost: "انتزعت الفصائل تلة استراتيجية من القوات"."""
    s = f.s
    for k in range(f.end, min(f.end + GROUND_REACH, s.j)):
        if s.tokens[k].kind == "p" or (k in s.verbs and k > f.end):
            return False
        norm = s.tokens[k].norm
        if norm in words("ground") or norm.removeprefix("ال") in words("ground_any"):
            return True
    return False


def _land(f: Frame) -> bool:
    """Whether land is what somebody laid waste: "جرفت آليات الاحتلال أراضي زراعية"."""
    behind = f.s.tokens[f.end : min(f.end + GROUND_REACH, f.s.j)]
    return bool(f.actors) and any(t.norm.removeprefix("ال") in words("land") for t in behind)


def _speaks(np: Np) -> bool:
    """Whether a phrase is somebody who attacks with words: a minister, an envoy, a member of parliament."""
    return np.head is not None and np.head.entry.id.split(".")[0] in SPEAKERS


# Whether a frame lacks it, by what a row of triggers.yaml says it needs.
LACKS: dict[str, Callable[[Frame], bool]] = {
    "place": _no_place,
    "people_and_place": _no_people_or_place,
    "counted": _no_count,
    "armed_actor": _no_armed_actor,
    "aircraft": _no_aircraft,
    "actor": _no_actor,
    "armed_side": _no_armed_side,
    "thing": _no_thing,
    "thing_or_place": _no_thing_or_place,
    "party": _no_party,
    "civilians": _no_civilians,
    "armed": _with_words,
    "anyone": _no_one,
    "person": _no_person,
}
