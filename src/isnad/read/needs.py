"""What a trigger needs to tell an event: "تقدم" a side, "فكك" a thing; a weak one a party or a number."""

from __future__ import annotations

from itertools import pairwise

from isnad.arabic.tokens import ARTICLE, FUTURE, SUFFIX
from isnad.lexicon.load import Trigger
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.read.blamed import FENDED, LAUNCHED
from isnad.read.frames import STRIKES, Frame
from isnad.read.lacks import LACKS, of_states, of_things
from isnad.read.telling import RELATIVE

NOT = frozenset({"لم", "ولم", "فلم", "لن", "ولن", "فلن"})
EXCEPT = frozenset({"سوي", "الا", "غير"})  # سوى, إلا: "none but" tells that some were
EXCEPT_REACH = 8  # tokens from the verb to "سوى"
SPARED_REACH = 10  # tokens from "تعرض" over whom to "لهجوم"
UNDERGO = "undergo"  # of cues.yaml
NEWS_REACH = 10  # tokens from ground taken to what it came after
JUDGED_REACH = 4  # tokens from "قصف" to "جريمة"
CARRIED_REACH = 12  # tokens from "نفذت الفصائل" over a time to "عدة عمليات"
BREAKS = frozenset({"،", "؛", ":", "ان", "التي", "الذي"})  # behind which another clause begins
UNDERGONE_REACH = 9  # tokens from "تعرضت" to "للتدمير"
EXPECTED_REACH = 4  # tokens from "توقع القائد أن" to "يسقط"
HANDED_REACH = 5  # tokens from "سلمت" to "جثة"
FOUGHT_REACH = 4  # tokens from "تشهد المدينة" to "قتالاً"
SENT = frozenset({"counterpart"})  # of party_nouns.csv: who speaks for a side
ENVOYS = frozenset({"official", "leader", "commander", "delegation"})  # and who does where the side is named


def unmet(f: Frame) -> bool:
    """Whether a frame lacks what its trigger needs to be an event ("تقدم" needs a side, "احتل" a place)."""
    if _no_event(f):
        return True
    lacks = LACKS.get(f.trigger.needs or "")
    return lacks is not None and f.trigger.cls != "weak" and lacks(f)


PAUSES = frozenset({"،", ",", ":", "|"})


def _no_event(f: Frame) -> bool:
    """Whether it tells no event whatever its trigger needs: a result of nothing, what nobody denies, a judgement."""
    if f.bare and (
        (f.type == "killing" and not f.figures and not _hit_from_air(f))
        or f.trigger.id == "detainees"
        or (f.trigs[0].prep == "ل" and not _undergone(f))
    ):
        return True
    if undone(f) and not (f.voice is not None and f.voice.chain):
        return True  # what nobody says is denied by nobody
    if _judged(f) or _fended_off(f) or _demined(f) or _freed(f):
        return True
    present = f.trigs[0].entry.row.feature == "present" and not f.trigs[0].bits & FUTURE and not _past_too(f)
    if f.trigger.past_only and present and not _before_it(f) and not _news(f):
        return True
    ruined = not f.bare or f.type != "destruction" or bool(f.figures) or of_things(f) or _undergone(f)
    return not ruined and not _town_ruined(f)


def _undergone(f: Frame) -> bool:
    """Whether somebody or something is told to have undergone it: "تعرضت المنشآت الطبية للتدمير"."""
    if f.trigs[0].prep != "ل":
        return False
    s = f.s
    cues = (s.at("cue", k) for k in range(f.at - 1, max(s.i, f.at - UNDERGONE_REACH) - 1, -1))
    at = next((c.i for c in cues if c is not None and c.entry.id == "undergo"), -1)
    return at >= 0 and s.norms[max(at - 1, s.i)] not in RELATIVE  # "المنزل الذي تعرض للدمار" tells which one


def _town_ruined(f: Frame) -> bool:
    """Whether somebody is told to have burnt or destroyed a town: "أحرق المسلحون قرية لامبو", "ودمروا القرية"."""
    m, s = f.trigs[0], f.s
    if m.entry.row.pos != "verb" or m.suffix or not (f.actors or s.norms[m.i].endswith("وا")):
        return False
    behind = max((np.j for np in f.actors if np.i >= m.j), default=m.j) + 1
    objects = (p for p in f.places if m.j <= p.i <= behind and not p.prep and not p.relation)
    return any(s.norms[p.i - 1] not in words("preposition") for p in objects)


def _fended_off(f: Frame) -> bool:
    """Whether missiles or drones were only caught or brought down, by whomever fired: that is no event of its own."""
    drone = f.trigger.id == "shoot_down" and f.s.has(UNMANNED, f.end, min(f.end + UNMANNED_REACH, f.s.j))
    return (drone or f.trigger.id in FENDED) and LAUNCHED not in f.rules


def _freed(f: Frame) -> bool:
    """Whether captives are freed, no ground: "تحرير عشرة من أسراهم", "حررت القوات ثلاثة مختطفين"."""
    near = f.s.norms[f.end : min(f.end + FREED_REACH, f.s.j)]
    return f.trigger.id == RETAKE and any(norm in words("captives") for norm in near[: _till_place(f)])


def _till_place(f: Frame) -> int:
    """How many tokens from the end of a frame's trigger to its first place."""
    return min((p.i - f.end for p in f.places if p.i >= f.end), default=FREED_REACH)


RETAKE = "retake"  # of triggers.yaml
FREED_REACH = 6  # tokens from "حررت" over who did it to "مختطفين"


def _demined(f: Frame) -> bool:
    """Whether ground is cleared of what was laid, of no men: "تطهير الساحل من الألغام"."""
    if f.trigger.id != SWEEP:
        return False
    near = f.s.norms[f.end : min(f.end + LAID_REACH, f.s.j)]
    return any(a == "من" and b in LAID for a, b in pairwise(near))


SWEEP = "sweep"  # of triggers.yaml
LAID = frozenset({"الالغام", "الغام", "العبوات", "عبوات", "المتفجرات", "المخلفات", "مخلفات"})
LAID_REACH = 8  # tokens from "تطهير" to "الألغام"
UNMANNED = frozenset({"مسيره", "المسيره", "مسيرات", "مسيرتين", "بدون", "دون", "درون", "استطلاع"})
UNMANNED_REACH = 4  # tokens from "أسقطت طائرة" to "مسيّرة"


def _hit_from_air(f: Frame) -> bool:
    """Whether aircraft hit a thing: "أصابت الطائرات مستودعاً"."""
    return any(np.air for np in f.actors) and any(np.role == "thing" for np in f.targets)


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


def _news(f: Frame) -> bool:
    """Whether the present tense of a headline tells what just happened: "الفصائل تسيطر على البلدة بعد معارك"."""
    s = f.s
    if (s.index and not s.hour) or not any(np.j <= f.at for np in f.actors):
        return False
    ends = {f.at, f.at - 1}  # where the subject ends; of "الجيش والمقاومة يسيطران" its last member begins an end too
    opens = False
    for np in sorted(f.actors, key=lambda x: -x.i):
        if np.j in ends:
            ends |= {np.i} if np.conj else set()
            opens = opens or np.i - s.i - s.hour <= 1 or s.tokens[np.i - 1].text in PAUSES
    if opens and not f.trigs[0].suffix:
        return True  # "الجيش ينتشر في البلدة", "بعد معارك.. الجيش يسيطر على البلدة"
    if f.type == "execution":
        return True  # "السلطات تنفذ حكم الإعدام بثلاثة"
    if f.type != "territory":
        return False
    behind = range(f.end, min(f.end + NEWS_REACH, s.j - 1))
    return s.tokens[s.i].norm == "عاجل" or any(
        s.tokens[k].norm in ("بعد", "عقب", "اثر") and s.at("trigger", k + 1) is not None for k in behind
    )


def _before_it(f: Frame) -> bool:
    """Whether a verb in the present tells a change, past or to come: "قبل أن تسيطر على البلدة", "يتوقع أن تسيطر"."""
    s = f.s
    before = f.at > s.i + 1 and s.norms[f.at - 1] == "ان" and s.norms[f.at - 2] in ("قبل", "قبيل", "الي")
    return before or expected(f)


def expected(f: Frame) -> bool:
    """Whether a verb tells what somebody expects: "توقع القائد أن يسقط المعسكر"."""
    s = f.s
    if f.trigs[0].entry.row.pos != "verb" or f.at <= s.i + 1 or s.norms[f.at - 1] != "ان":
        return False
    return s.has(words("expects"), max(s.i, f.at - EXPECTED_REACH), f.at)


def _past_too(f: Frame) -> bool:
    """Whether the form is of the past as well: "تسلم الجيش" is of "تسلّم" or of "سلّم"."""
    m = f.trigs[0]
    near = f.s.by_kind.get("trigger", ())
    return any(x.i == m.i and x.entry.id == m.entry.id and x.entry.row.feature == "past" for x in near)


def undone(f: Frame) -> bool:
    """Whether a verb is told not to have happened: "لم تقصف"; not in "لم تقصف … سوى مرتين"."""
    before = f.s.tokens[f.at - 1].norm if f.at > f.s.i else ""
    return f.trigs[0].entry.row.pos == "verb" and before in NOT and not excepted(f)


def excepted(f: Frame) -> bool:
    """Whether "سوى" follows: "لم تقصف … سوى مرتين" tells that it did."""
    return any(k.norm in EXCEPT for k in f.s.tokens[f.end : min(f.end + EXCEPT_REACH, f.s.j)])


def _envoy(np: Np) -> bool:
    """Whether a phrase is somebody who speaks for a side: "قادة من الفرقة", "نظيره الفرنسي", "وفد الحكومة"."""
    if np.head is None:
        return False
    head = np.head.entry.id.split(".")[0]
    return head in SENT or (bool(np.owners) and (head in ENVOYS or np.of == "fighter"))


def _of_same_rank(np: Np) -> bool:
    """Whether a phrase is of who has the same office elsewhere, whose meeting is one of states: "مع نظيره التركي"."""
    return np.head is not None and np.head.entry.id.split(".")[0] in SENT


def _carried_out(s: Sentence, m: Match, party: list[Np]) -> bool:
    """Whether a force is told to have carried it out, a time apart: "نفذت الفصائل خلال الشهر الماضي عدة عمليات"."""
    if m.bits & ARTICLE or s.has(BREAKS, max(s.i, m.i - CARRIED_REACH), m.i):
        return False
    for k in range(m.i - 1, max(s.i, m.i - CARRIED_REACH) - 1, -1):
        cue = s.at("cue", k)
        if cue is not None and cue.entry.id == "carry_out":
            return any(np.role == "force" and 0 <= np.i - cue.j <= 1 and np.j <= m.i for np in party)
    return False


def _managed(s: Sentence, np: Np, m: Match) -> bool:
    """Whether who is named right before managed to do what the noun says: "تمكنت المقاومة من دخول المدينة"."""
    managed = np.i > s.i and s.tokens[np.i - 1].norm.removeprefix("و") in words("managed")
    return managed and np.j == m.i - 1 and s.tokens[m.i - 1].norm in ("من", "في")


def supported(s: Sentence, m: Match, t: Trigger, results: list[Match], nps: dict[int, Np]) -> bool:
    """Whether what a weak trigger needs stands near it: a force sent, families that flee, two sides."""
    close = range(max(s.i, m.i - 14), min(s.j, m.j + 14))
    party = [np for k, np in nps.items() if k in close and np.i != m.i]
    if t.needs == "force":
        counted = any(np.of == "fighter" and np.quantity is not None for np in party)  # "قوة من 300 عسكري"
        sent = (np for np in party if np.role == "force" and (np.number != "sg" or counted))
        return any(abs(np.i - m.j) <= 12 for np in sent) and any(
            (np.kind == "noun" and np.of == "fighter") or np.quantity is not None for np in party
        )
    if t.needs == "fighters_in":
        first = m.entry.row.pos == "verb"  # "الجيش يدخل المدينة", "كانت القوات قد دخلت"
        had = m.i - 1 if m.i > s.i and s.tokens[m.i - 1].norm == "قد" else -1
        return any(
            (np.role == "force" or (np.of == "fighter" and np.number == "pl"))
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
        return len(sides) >= 2 or of_states(s, m.j) or (bool(sides) and any(map(_of_same_rank, party)))
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
        passed_on = s.has(words("handed_over"), max(s.i, m.i - HANDED_REACH), m.i)  # "سلمت الحركة 14 جثة"
        return told and not passed_on and not m.bits & (SUFFIX | ARTICLE)
    if any(abs(r.i - m.i) <= 20 for r in results):
        return True
    if t.id == "operation":
        if _carried_out(s, m, party):
            return True
        return any(
            (np.role == "force" and -3 <= m.i - np.j <= 3) or (np.role == "force" and 0 <= np.i - m.j <= 1)
            for np in party
        )
    if t.id == "fighting":
        between = any(s.tokens[k].norm in ("بين", "مع") for k in range(m.j, min(m.j + 3, s.j)))
        cues = (s.at("cue", k) for k in range(max(s.i, m.i - FOUGHT_REACH), m.i))
        told = any(c is not None and c.entry.row.kind == "light" for c in cues)
        near = (
            *range(max(s.i, m.i - 2), m.i),
            *range(m.j, min(m.j + 2, s.j)),
        )  # "القتال مستمر", "لا يزال القتال دائراً"
        told = told or any(s.norms[k].removesuffix("ا") in words("rages") for k in near)
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


def spared(s: Sentence, f: Frame) -> bool:
    """Whether it did not come over anybody: "لم يتعرض أي موقع لقصف", "عدم تعرض أي مقر آخر لهجوم"."""
    for k in range(f.at - 1, max(s.i, f.at - SPARED_REACH), -1):
        cue = s.at("cue", k)
        if cue is not None and cue.entry.id == UNDERGO:
            return s.norms[k - 1].lstrip("وب") in NOT | {"عدم"}
        if s.tokens[k].kind == "p" or s.at("trigger", k) is not None:
            return False
    return False
