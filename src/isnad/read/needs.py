"""What a trigger needs to tell an event: "تقدم" a side, "فكك" a thing; a weak one a party or a number."""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE, FUTURE, SUFFIX
from isnad.lexicon.load import Trigger
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.read.frames import STRIKES, Frame
from isnad.read.phrases import PEACEFUL
from isnad.read.verbfirst import EXPEL

PROTEST = "protest"  # of triggers.yaml
HAND_GROUND = "hand_ground"  # of triggers.yaml
NOT = frozenset({"لم", "ولم", "فلم", "لن", "ولن", "فلن"})
EXCEPT = frozenset({"سوي", "الا", "غير"})  # سوى, إلا: "none but" tells that some were
EXCEPT_REACH = 8  # tokens from the verb to "سوى"
TERMS_REACH = 5  # tokens from an agreement to its terms
NEWS_REACH = 10  # tokens from ground taken to what it came after
DONE = frozenset({"تم", "تمت", "جري", "جرت"})
PLACE_REACH = 4  # tokens from "انسحابهم" to "من المحافظة"
JUDGED_REACH = 4  # tokens from "قصف" to "جريمة"
MADE_REACH = 5  # tokens from "خرقت قوات …" to "الهدنة"
GROUND_REACH = 7  # tokens from a verb to the ground that was taken
FOUGHT_REACH = 4  # tokens from "تشهد المدينة" to "قتالاً"
AIM_REACH = 6  # tokens from an operation to what it is for
GROUND_BEFORE = frozenset({"ه", "ها"})  # "المدينة التي حررتها المقاومة"
TAKERS = frozenset({"military", "armed_group", "police"})  # kinds of sources that take ground
ANNOUNCED_REACH = 2  # tokens from where a voice's words begin to the ground taken
THINGS = frozenset({"other", "facility", "building", "site", "vehicle", "weapon"})  # not taken as people are
SENT = frozenset({"counterpart"})  # of party_nouns.csv: who speaks for a side
ENVOYS = frozenset({"official", "leader", "commander", "delegation"})  # and who does where the side is named
SPEAKERS = frozenset({"official", "informer", "correspondent", "journalist", "lawyer", "cleric"})  # of party_nouns.csv


def unmet(f: Frame) -> bool:
    """Whether a frame lacks what its trigger needs to be an event ("تقدم" needs a side, "احتل" a place)."""
    need = f.trigger.needs
    if f.bare and (
        (f.type == "killing" and not f.figures and not _hit_from_air(f))
        or f.trigger.id == "detainees"
        or f.trigs[0].prep == "ل"
    ):
        return True
    if undone(f) and not (f.voice is not None and f.voice.chain):
        return True  # what nobody says is denied by nobody
    present = f.trigs[0].entry.row.feature == "present" and not f.trigs[0].bits & FUTURE and not _past_too(f)
    if _judged(f):
        return True
    if f.trigger.past_only and present and not _before_it(f) and not _news(f):
        return True
    if f.bare and f.type == "destruction" and not f.figures and not any(np.role == "thing" for np in f.targets):
        return True
    if need is None or f.trigger.cls == "weak":
        return False
    own = f.own_places
    if need == "place":
        if f.trigger.id == "retake" and f.trigs[0].entry.row.pos == "noun":
            if _fought_for(f):
                return not own and not _ground(f)
            if not (f.actors or f.dates or f.figures or _past_before(f) or _done(f) or _announced(f)):
                return True
        own_or_told = bool(own) or f.trigs[0].suffix in GROUND_BEFORE or (_by_force(f) and _taken_ground(f))
        if f.trigger.id == HAND_GROUND and any(np.role == "thing" and np.owners for np in f.targets):
            return False  # "تسلم الجيش مواقع كانت فيها قوات الحلف"
        lost = (f.trigger.takes == "target" or f.trigger.id == EXPEL) and bool(f.targets)
        return not own_or_told or not (f.actors or lost or f.trigs[0].entry.row.pos == "noun")
    if need == "people_and_place":
        carried = any(np.of == "vehicle" and np.owners for np in f.actors)
        return not own or not (carried or any(np.role in ("person", "force") for np in f.actors))
    if need == "counted":
        return not f.figures and not any(np.quantity is not None for np in f.targets)
    if need == "armed_actor":
        return not any(np.of == "fighter" or np.kind in ("actor", "generic") for np in f.actors)
    if need == "aircraft":
        return not any(np.air for np in f.actors)
    if need == "actor":
        if f.type == "threat":
            if ours(f) or (f.voice is not None and f.voice.chain):
                return False
            return not any(map(_may_threaten, [*f.actors, *f.targets]))
        if f.trigs[0].suffix and (own or _place_behind(f)) and f.type != "movement":
            return False
        left = f.trigs[0].entry.row.pos == "verb"  # "انسحبت الدورية"
        carried = f.type == "movement" and any(
            np.owners or (left and (np.role == "force" or np.of == "vehicle")) for np in f.actors
        )  # "رتل من القوات الدولية"
        return not (carried or _by_force(f))
    if need == "armed_side":
        return not any(_may_threaten(np) and not any(m.entry.id in PEACEFUL for m in np.owners) for np in f.actors)
    if need == "thing":
        return not (any(np.role == "thing" for np in f.targets) or f.figures or _land(f))
    if need == "thing_or_place":
        return not (any(np.role == "thing" for np in f.targets) or f.figures or own)
    if need == "party":
        if f.actors and all(np.actor_id == "civilians" and not np.owners for np in f.actors):
            return f.type == "talks" or f.trigs[0].entry.row.pos == "verb"  # "اجتمعت العائلة", "اتفق الخبراء على أن"
        return not (f.actors or f.dates or _made_or_broken(f) or _terms(f) or _of_states(f.s, f.end))
    if need == "civilians":
        if any(m.entry.id == PROTEST for m in f.trigs):
            return False  # "خرجت مظاهرة تنديداً": who goes there is told by the word
        march = any(t.norm.removeprefix("ال") in words("march") for t in f.s.tokens[f.end : min(f.end + 2, f.s.j)])
        many = (np.actor_id == "civilians" or (np.kind == "nat" and np.quantity is not None) for np in f.actors)
        counted = (x for x in f.figures if x.kind in ("displaced", "taking_part"))
        people = any(x.of != "fighter" or (x.np is not None and x.np.kind == "nat") for x in counted)
        return not (people or (march and f.type == "protest") or any(many))
    if need == "armed":  # "هاجم الوزير المعارضة" tells of words
        said = f.trigs[0].entry.row.pos == "verb" and not (f.figures or f.results or f.means)
        return said and bool(f.actors) and all(_speaks(np) for np in f.actors)
    if need == "anyone":
        return not (f.trigs[0].suffix or f.results or any(np.role in ("person", "force") for np in f.targets))
    if need == "person":
        moved = [np for np in f.actors if f.type == "displacement" and np.i > f.at]
        who = [*f.targets, *(np for np in moved if np.number != "sg" or np.quantity is not None)]
        return not (
            _pointed_to(f)
            or any(np.role == "person" for np in who)
            or any(x.kind in ("captured", "displaced") and x.of not in THINGS for x in f.figures)
        )
    return False


def _hit_from_air(f: Frame) -> bool:
    """Whether aircraft hit a thing: "أصابت الطائرات مستودعاً"."""
    return any(np.air for np in f.actors) and any(np.role == "thing" for np in f.targets)


def _pointed_to(f: Frame) -> bool:
    """Whether those it was done to are only pointed to: "أوقفته السلطات", "أجلاهم الجيش"."""
    m = f.trigs[0]
    if f.type not in ("arrest", "abduction", "displacement") or m.entry.row.pos != "verb":
        return False
    return m.suffix in ("هم", "هن", "هما") or (f.type == "arrest" and m.suffix == "ه" and _by_force(f))


def _judged(f: Frame) -> bool:
    """Whether a deed as such is judged, not one that was done: "إن قصف المستشفيات جريمة حرب"."""
    if (
        f.type not in STRIKES
        or f.definite
        or f.trigs[0].entry.row.pos == "verb"
        or f.own_places
        or f.dates
        or f.figures
    ):
        return False
    near = f.s.norms[f.end : min(f.end + JUDGED_REACH, f.s.j)]
    return bool(near) and not words("judgement").isdisjoint(near) and near[0].endswith(("ات", "ين"))


def _made_or_broken(f: Frame) -> bool:
    """Whether a deal or a round of talks is told to begin, hold or end: "سريان الهدنة", "خرقت القوات الهدنة"."""
    before = f.s.tokens[max(f.s.i, f.at - MADE_REACH) : f.at]
    after = f.s.tokens[f.end : min(f.end + 2, f.s.j)]
    made = words("made_or_broken")
    return any(t.norm in made or t.norm.removeprefix("و") in made for t in (*before, *after)) or any(
        t.norm == "بين" for t in after
    )


def _of_states(s: Sentence, k: int) -> bool:
    """Whether it is said right behind talks that states held them: "عقد اجتماع وزاري"."""
    return k < s.j and s.tokens[k].norm in words("of_states")


def _place_behind(f: Frame) -> bool:
    """Whether a place stands right behind it, also one that another happening took: "أثناء انسحابهم من المحافظة"."""
    return any(f.s.at("place", k) is not None for k in range(f.end, min(f.end + PLACE_REACH, f.s.j)))


def _announced(f: Frame) -> bool:
    """Whether a force tells that it took ground: "أعلن قائد العمليات تحرير حي السلام"."""
    v = f.voice
    return v is not None and bool(v.chain) and v.chain[-1].kind in TAKERS and 0 <= f.at - v.i <= ANNOUNCED_REACH


def _past_before(f: Frame) -> bool:
    """Whether the noun stands behind a word of when another thing was: "قبل تحرير المدينة"."""
    return f.at > f.s.i and f.s.tokens[f.at - 1].norm in words("past_mark")


def _news(f: Frame) -> bool:
    """Whether the present tense of a headline tells what just happened: "الفصائل تسيطر على البلدة بعد معارك"."""
    s = f.s
    if s.index or not any(np.j <= f.at for np in f.actors):
        return False
    if any(np.i - s.i <= 1 and 0 <= f.at - np.j <= 1 for np in f.actors) and not f.trigs[0].suffix:
        return True  # "الجيش ينتشر في البلدة"
    if f.type == "execution":
        return True  # "السلطات تنفذ حكم الإعدام بثلاثة"
    if f.type != "territory":
        return False
    behind = range(f.end, min(f.end + NEWS_REACH, s.j - 1))
    return s.tokens[s.i].norm == "عاجل" or any(
        s.tokens[k].norm in ("بعد", "عقب", "اثر") and s.at("trigger", k + 1) is not None for k in behind
    )


def _before_it(f: Frame) -> bool:
    """Whether a verb in the present is told of the past: "قبل أن تسيطر على البلدة", "إلى أن سيطرت"."""
    s = f.s
    return f.at > s.i + 1 and s.tokens[f.at - 1].norm == "ان" and s.tokens[f.at - 2].norm in ("قبل", "قبيل", "الي")


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


def _past_too(f: Frame) -> bool:
    """Whether the form is of the past as well: "تسلم الجيش" is of "تسلّم" or of "سلّم"."""
    m = f.trigs[0]
    near = f.s.by_kind.get("trigger", ())
    return any(x.i == m.i and x.entry.id == m.entry.id and x.entry.row.feature == "past" for x in near)


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


def undone(f: Frame) -> bool:
    """Whether a verb is told not to have happened: "لم تقصف"; not in "لم تقصف … سوى مرتين"."""
    before = f.s.tokens[f.at - 1].norm if f.at > f.s.i else ""
    return f.trigs[0].entry.row.pos == "verb" and before in NOT and not excepted(f)


def excepted(f: Frame) -> bool:
    """Whether "سوى" follows: "لم تقصف … سوى مرتين" tells that it did."""
    return any(k.norm in EXCEPT for k in f.s.tokens[f.end : min(f.end + EXCEPT_REACH, f.s.j)])


def _speaks(np: Np) -> bool:
    """Whether a phrase is somebody who attacks with words: a minister, an envoy, a member of parliament."""
    return np.head is not None and np.head.entry.id.split(".")[0] in SPEAKERS


def _envoy(np: Np) -> bool:
    """Whether a phrase is somebody who speaks for a side: "قادة من الفرقة", "نظيره الفرنسي", "وفد الحكومة"."""
    if np.head is None:
        return False
    head = np.head.entry.id.split(".")[0]
    return head in SENT or (bool(np.owners) and (head in ENVOYS or np.of == "fighter"))


def _managed(s: Sentence, np: Np, m: Match) -> bool:
    """Whether who is named right before managed to do what the noun says: "تمكنت المقاومة من دخول المدينة"."""
    managed = np.i > s.i and s.tokens[np.i - 1].norm.removeprefix("و") in words("managed")
    return managed and np.j == m.i - 1 and s.tokens[m.i - 1].norm in ("من", "في")


def supported(s: Sentence, m: Match, t: Trigger, results: list[Match], nps: dict[int, Np]) -> bool:
    """Whether what a weak trigger needs stands near it: a force sent, families that flee, two sides."""
    close = range(max(s.i, m.i - 14), min(s.j, m.j + 14))
    party = [np for k, np in nps.items() if k in close and np.i != m.i]
    if t.needs == "force":
        return any(np.role == "force" and np.number != "sg" and abs(np.i - m.j) <= 12 for np in party) and any(
            (np.kind == "noun" and np.of == "fighter") or np.quantity is not None for np in party
        )
    if t.needs == "fighters_in":
        first = m.entry.row.pos == "verb"  # "الجيش يدخل المدينة", "كانت القوات قد دخلت"
        had = m.i - 1 if m.i > s.i and s.tokens[m.i - 1].norm == "قد" else -1
        return any(
            np.role == "force"
            and (0 <= np.i - m.j <= 3 or (first and np.j in (m.i, had) and not np.prep) or _managed(s, np, m))
            for np in party
        ) and any(s.at("place", k) is not None for k in close)
    if t.needs == "civilians":
        theirs = m.suffix in ("هم", "ها", "هن", "هما")  # "بعد فرارهم من"
        many = [np for np in party if np.actor_id == "civilians" and (np.number != "sg" or np.quantity is not None)]
        return any(0 <= np.i - m.j <= 4 or (theirs and 0 <= m.i - np.j <= 12) for np in many) and any(
            s.at("place", k) is not None for k in close
        )
    if t.needs == "sides":
        sides = [np for np in party if np.role == "force" or np.kind in ("actor", "generic") or _envoy(np)]
        return len(sides) >= 2 or _of_states(s, m.j)
    if t.type == "detention" or t.type == "displacement":
        if t.scope == "stock" and s.index == 0 and s.j < len(s.tokens):
            return False  # a headline: the text tells it
        return any(
            k in s.quantities and s.quantities[k].unit is None and s.quantities[k].j >= m.i - 1
            for k in range(max(s.i, m.i - 6), m.i)
        )
    if t.id == "corpse":  # a body that is told of; one that is mourned or carried is not
        told = m.entry.row.pos == "phrase" or any(
            k in s.quantities and s.quantities[k].j >= m.i - 1 for k in range(max(s.i, m.i - 5), m.i)
        )
        return told and not m.bits & (SUFFIX | ARTICLE)
    if any(abs(r.i - m.i) <= 20 for r in results):
        return True
    if t.id == "operation":
        return any(
            (np.role == "force" and -3 <= m.i - np.j <= 3) or (np.role == "force" and 0 <= np.i - m.j <= 1)
            for np in party
        )
    if t.id == "fighting":
        between = any(s.tokens[k].norm in ("بين", "مع") for k in range(m.j, min(m.j + 3, s.j)))
        cues = (s.at("cue", k) for k in range(max(s.i, m.i - FOUGHT_REACH), m.i))
        told = any(c is not None and c.entry.row.kind == "light" for c in cues)
        return told or (between and len(party) > 1 and not m.bits & ARTICLE)
    if t.type in ("shelling", "explosive") or t.id == "march":
        light = [c for k in range(max(s.i, m.i - 6), m.i) if (c := s.at("cue", k)) and c.entry.row.kind == "light"]
        if m.prep == "ل" and any(c.entry.row.subject == "target" for c in light):
            return True  # "تعرض المركز لقذائف"
        verb = (
            m.entry.row.pos == "verb"
            or bool(light)
            or any(k in s.verbs for k in (*range(max(s.i, m.i - 6), m.i), *range(m.j, min(m.j + 2, s.j))))
        )
        return verb and bool(party) and not m.bits & ARTICLE
    return t.type in ("killing", "territory") and (t.id != "violence" or bool(party))
