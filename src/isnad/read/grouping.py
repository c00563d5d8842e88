"""Frames of a sentence from its triggers.

Event triggers open frames; a second trigger that only goes on ("غارات استهدفت …", "حملة … واعتقال") joins. Results
("قُتل", "تدمير") hang on the frame that caused them: the one behind "جراء", else the one before.
"""

from __future__ import annotations

from itertools import pairwise

from isnad.arabic.tokens import ARTICLE, CONJ, SUFFIX
from isnad.lexicon.load import Trigger
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.aimed import struck, wrecked
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.read.frames import BLASTS, KILLING, OPERATIONS, STRIKES, TOLD_TO_LEAVE, Frame, row_of
from isnad.read.joining import (
    BLAST,
    CAME_BEFORE,
    ENTERS,
    TAKEN,
    apart,
    between,
    came_before,
    definite,
    joins,
    result_link,
)
from isnad.read.needs import supported
from isnad.read.phrases import ENDS
from isnad.read.pretexts import alleged
from isnad.read.results import LOST, hang, tells, was_at_it

ON_THEIR_OWN = frozenset({"force", "civilians", "fighters_in"})  # weak verbs that tell an event beside another
WHILE = frozenset({"اثناء", "خلال", "لدي", "عند", "لحظه", "حين"})  # "أثناء دخوله": when another happening was
FELL_CAPTIVE = "fell_captive"  # of triggers.yaml
CROWD = 8  # tokens from "خرج الأهالي" to "في مظاهرات"
AIM_REACH = 4  # tokens from "كمين نصبه مسلحون" to "لقافلة عسكرية"
CAMPAIGN_REACH = 8  # tokens from "حملات" to "استهدفت", over whose they are
SENTENCE_REACH = 12  # tokens from "نفذ" to "حكم الإعدام"
UPON_REACH = 6  # tokens from "استولى" to the relief behind على
SUFFERED_REACH = 3  # tokens from "الهجوم" over "الذي تعرضت له" to what was hit
HIT_REACH = 6  # tokens from "أصيب" to what he was hit by
SET_OFF_REACH = 14  # tokens from a strike to the blast that it set off
REACH = 6  # tokens from a threat to what is threatened
WARNED_REACH = 16  # from a warning to leave to what is warned of
BEFORE_IT = frozenset({"تمهيدا", "استعدادا", "تحضيرا", "تحسبا"})
OPERATION = "operation"  # of triggers.yaml
MASSACRE = "massacre"  # of triggers.yaml
NTH = frozenset({"الاولي", "الثانيه", "الثالثه", "الرابعه", "الخامسه", "السادسه", "الاخري"})
SENTENCE = "sentence"  # of triggers.yaml
HEARD = "heard_blast"  # of triggers.yaml
DEMONSTRATIVES = frozenset({"هذا", "هذه", "ذلك", "تلك"})
# Which of two joined words carries the type: the more telling one.
_RANK = {
    "assassination": 9,
    "suicide_attack": 8,
    "execution": 8,
    "air_strike": 7,
    "explosive": 6,
    "arrest": 6,
    "abduction": 6,
    "armed_clash": 5,
    "shelling": 4,
    "armed_attack": 3,
}
HITS = STRIKES | LOST  # of what was at it
ROBBING = STRIKES | {"destruction", "seizure", "abduction"}  # of which relief may be the target


def group(s: Sentence, triggers: list[Match], nps: dict[int, Np]) -> list[Frame]:
    """Frames of a sentence; results are hung on, weak triggers raised where nothing else tells the event."""
    frames: list[Frame] = []
    results: list[Match] = []
    weak: list[Match] = []
    for m in triggers:
        if _no_event(triggers, m) or (
            frames and (_hit(s, frames[-1], m) or _sentenced(s, frames[-1], m) or _set_off(s, frames[-1], m))
        ):
            continue
        cls = row_of(m).cls
        if cls == "result":
            results.append(m)
        elif cls == "weak" and _nth(s, m):
            if frames and frames[-1].end == m.i:
                frames[-1].trigs.insert(0, m)  # "استهدفت العملية الثانية مطاراً"
                frames[-1].at, frames[-1].end = m.i, m.j
            else:
                frames.append(_new(s, m))
            frames[-1].definite = frames[-1].pointing = False
        elif cls == "weak":
            weak.append(m)
        else:
            _tell(s, frames, m)
    _raise_weak(s, frames, weak, results, nps)
    frames.sort(key=lambda f: f.at)
    hang(s, frames, results, nps)
    frames.sort(key=lambda f: f.at)
    for a, b in pairwise(frames):
        if a.type in HITS and was_at_it(s, b):
            b.beside = a
    return frames


def _nth(s: Sentence, m: Match) -> bool:
    """Whether operations are told one by one: "العملية الأولى استهدفت …، والعملية الثانية …"."""
    return m.entry.id == OPERATION and m.j < s.j and s.norms[m.j] in NTH and bool(m.bits & ARTICLE)


def _no_event(triggers: list[Match], m: Match) -> bool:
    """Whether a trigger says how another happening began or went on: "خرج الأهالي في مظاهرات"."""
    t = row_of(m)
    if t.type == "displacement" and any(row_of(x).type == "protest" and 0 < x.i - m.i <= CROWD for x in triggers):
        return True
    if t.type == "detention" and any(row_of(x).id == FELL_CAPTIVE and 0 < m.i - x.i <= CROWD for x in triggers):
        return True  # "وقع خمسة جنود أسرى بيد التنظيم": told by the verb
    # "اقتادوهم إلى جهة مجهولة": what became of those who were taken
    return t.joins and t.type in TAKEN and bool(m.bits & SUFFIX)


def _hit(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether a trigger names what the frame's force was used on: "استهدف رتلاً عسكرياً", "نهب قافلة مساعدات"."""
    kind = row_of(m).type
    if kind in ("movement", "aid") and f.type in BLASTS and s.tokens[m.i].norm == "مرور":
        return True  # "انفجرت لدى مرور دورية", "… مرور قافلة": whom it struck
    if kind == "movement" and f.type in STRIKES:
        return _sent_there(s, m) if m.entry.row.pos == "verb" else _hit_force(s, f, m)
    return kind == "aid" and f.type in ROBBING and (_hit_aid(s, f, m) or _robbed(s, m))


def _set_off(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether a blast is only what a strike set off: "سقط صاروخ على الحي ما أدى إلى انفجار كبير"."""
    if m.entry.id != BLAST or m.entry.row.pos == "verb" or f.type not in STRIKES - {"explosive", "suicide_attack"}:
        return False
    return m.i - f.end <= SET_OFF_REACH and not definite(s, m) and result_link(s, f.end, m.i)


def _hit_force(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether a force on the move is what a strike hit: "استهدف رتلاً عسكرياً", "استهدف مواقع وتعزيزات"."""
    reach = AIM_REACH if m.prep == "ل" else 2 if m.bits & CONJ else 1
    if m.i > f.end and s.tokens[m.i - 1].norm == "علي" and m.entry.row.pos != "verb":
        return True  # "أطلقت قذائف هاون على تحشدات للجيش"
    return 0 <= m.i - max(x.j for x in f.trigs) <= reach or struck(s, m.i)


def _sent_there(s: Sentence, m: Match) -> bool:
    """Whether a verb goes on about the force right before it: "قصف على تعزيزات أُرسلت إلى البلدة"."""
    before = None if m.bits & CONJ else s.at("trigger", m.i - 1)
    return before is not None and row_of(before).type == "movement"


def _sentenced(s: Sentence, f: Frame, m: Match) -> bool:
    """Hangs on the frame what is a sentence to death, and says whether it was: "قضت محكمة بإعدام أربعة"."""
    kind = row_of(m).type
    if f.trigger.id == SENTENCE and kind == "execution" and m.i - f.end <= SENTENCE_REACH:
        f.results.append(m)
        return True
    if f.type == "execution" and kind == "arrest" and _verdict(s, f, m):
        _add(f, m)
        return True
    return False


def _tell(s: Sentence, frames: list[Frame], m: Match) -> None:
    """Puts an event's trigger to the frame that it goes on with, or opens one for it."""
    last = frames[-1] if frames else None
    if last is not None and _threatened(s, last, m):
        last.rules.append(f"threatened:{row_of(m).id}")
    elif last is not None and joins(s, last, m) and alleged(s, last.at) == alleged(s, m.i) and not _after(s, last, m):
        _add(last, m)
    elif last is not None and len(frames) > 1 and row_of(m).type == "arrest" and _besides(s, frames[-2], last, m):
        raid = frames[-2]
        raid.trigs.append(m)
        raid.type = "arrest"
        raid.rules.append(f"joined:{row_of(m).id}")
    else:
        f = _new(s, m)
        if last is not None and apart(s, last, m):
            f.beside = last
            if came_before(s, last, m):
                f.rules.append(CAME_BEFORE)
        frames.append(f)


def _after(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether the frame's happening came a time after the trigger's: "يأتي الهجوم غداة تفجير", "بعد يوم من تفجير"."""
    for k in range(f.end, m.i):
        back = s.covered.get(k, 0)
        if s.norms[k] == "غداه" or (s.norms[k] in ("بعد", "عقب") and k < back < s.j and s.norms[back] in ("من", "علي")):
            return True
    return False


def _besides(s: Sentence, raid: Frame, taken: Frame, m: Match) -> bool:
    """Whether arrests are of a raid in which goods were taken: "داهمت المنازل وصادرت أموالاً واعتقلت شابين"."""
    goods = taken.type in ("seizure", "destruction") and bool(taken.trigs[0].bits & CONJ) and bool(m.bits & CONJ)
    return goods and raid.trigger.raid and joins(s, raid, m)


def _hit_aid(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether aid is what was hit or taken: "استهداف قافلة المساعدات", "استولى مسلحون على قافلة المساعدات"."""
    gap = between(s, max(x.j for x in f.trigs), m.i)
    suffered = len(gap) <= SUFFERED_REACH and gap[-1:] == ["له"] and gap[:1] and gap[0] in ("الذي", "التي")
    clear = not any(g in ENDS or g in "،," for g in gap) and s.verbs.isdisjoint(range(m.i - len(gap), m.i))
    upon = gap[-1:] == ["علي"] and len(gap) <= UPON_REACH and clear
    return (
        m.entry.row.pos != "verb"
        and not m.bits & CONJ
        and (bool(suffered) or upon or (len(gap) <= 1 and all(g in ("عددا", "عدد") for g in gap)))
    )


def _robbed(s: Sentence, m: Match) -> bool:
    """Whether aid is the object of a verb of force: "نهب مسلحون قافلة مساعدات"."""
    return m.entry.row.pos != "verb" and not m.bits & CONJ and not m.prep and struck(s, m.i)


def _verdict(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether a sentence to death is what was carried out: "نفذ التنظيم حكم الإعدام بثلاثة"."""
    return m.i - f.end <= SENTENCE_REACH and any(s.tokens[k].norm.endswith("اعدام") for k in range(m.i, m.j))


def _threatened(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether a happening is what a threat is of: "هدد باستهداف", "هددت بشن هجمات أخرى"."""
    reach = WARNED_REACH if f.trigger.id == TOLD_TO_LEAVE else REACH
    nouns = m.entry.row.pos != "verb" or any(x.i == m.i and x.entry.row.pos == "noun" for x in s.by_kind["trigger"])
    if f.type != "threat" or not nouns or not 0 <= m.i - f.end <= reach:
        return False
    if any(s.tokens[k].kind == "p" and s.tokens[k].text in "،.؛" for k in range(f.end, m.i)):
        return False
    if m.prep == "ل" and s.tokens[m.i - 1].norm in BEFORE_IT:
        return True  # "طالب السكان بالإخلاء تمهيداً لقصف المنطقة"
    if m.i - f.end <= 1 and s.norms[m.i - 1] == "عن":
        return True  # "لن تتوقف عن عملياتها"
    behind = {f.end, *(x.j for kind in ("actor", "generic", "noun") if (x := s.at(kind, f.end)) is not None)}
    if m.i in behind and f.trigger.then and not m.bits & (CONJ | ARTICLE):
        return True  # "سنواصل استهداف قواعدهم", "ستواصل الجماعة ضرب السفن"
    near = s.tokens[max(f.end, m.i - 2) : m.i]
    answered = any(t.norm[1:].removeprefix("ال") in words("answering") for t in near)  # "توعد بالرد على اغتيال"
    return m.prep == "ب" or (any(t.norm[0] == "ب" and len(t.norm) > 2 for t in near) and not answered)


def _new(s: Sentence, m: Match) -> Frame:
    t = row_of(m)
    f = Frame(s, m.i, m.j, [m], t.type or "killing", scope=t.scope or "single")
    f.definite = bool(m.bits & SUFFIX) or definite(s, m)
    f.pointing = (
        f.definite
        and m.entry.row.pos != "verb"
        and any(k.norm.lstrip("وبل") in DEMONSTRATIVES for k in s.tokens[max(s.i, m.i - 2) : m.i])
    ) or _told_before(s, m)
    f.rules.append(f"trigger:{t.id}")
    return f


def _told_before(s: Sentence, m: Match) -> bool:
    """Whether a noun can only be of what was told before: "الاستهداف", blasts that were heard."""
    return (row_of(m).joins and m.entry.row.pos == "noun" and definite(s, m)) or m.entry.id == HEARD


def _add(f: Frame, m: Match) -> None:
    t = row_of(m)
    f.trigs.append(m)
    f.rules.append(f"joined:{t.id}")
    if t.joins:
        return
    said = f.trigger.joins and t.id == "attack" and m.entry.row.pos != "verb"  # "استهدف هجوم دام حفلاً"
    told = t.type == f.type and f.trigger.id == "bomb" and not f.definite  # "قصف البلدة برشقة صاروخية"
    taken = f.trigger.id in ENTERS and t.type == "arrest"  # "توغل … واعتقال ثلاثة": what came of it tells the type
    if taken or ((said or (not told and _rank(t) > _rank(f.trigger))) and m.i - f.end <= 6):
        f.at, f.end = m.i, m.j
        f.trigs.remove(m)
        f.trigs.insert(0, m)
        f.type = t.type or f.type
    elif f.trigger.raid and t.type == "arrest":
        f.type = "arrest"


def _rank(t: Trigger) -> int:
    if t.cls == "weak":
        return 1
    return _RANK.get(t.type or "", 2) - (2 if t.generic else 0)


def _raise_weak(s: Sentence, frames: list[Frame], weak: list[Match], results: list[Match], nps: dict[int, Np]) -> None:
    """A weak trigger tells an event only where no frame is near and a result, a party or a number stands by it."""
    for m in weak:
        t = row_of(m)
        if any(_threatened(s, f, m) for f in frames) or wrecked(s, m):
            continue
        aim = t.type == "talks" and m.entry.row.pos == "verb"  # "زار الوفد … لبحث الهدنة"
        near = [f for f in frames if _same_clause(s, f, m) and not (aim and f.type == "agreement" and f.at > m.i)]
        near = [
            f
            for f in near
            if not _of_its_own(m, f, results)
            and not _its_aim(m, f)
            and alleged(s, f.at) == alleged(s, m.i)
            and (t.id != MASSACRE or f.type in KILLING)  # "ارتكبت القوات مذابح بعد انسحابها": nobody dies of that
        ]
        if near:
            f = min(near, key=lambda f: abs(f.at - m.i))
            if t.anaphor and (f.at > m.i or _subject(s, f, m)) and f.type in OPERATIONS and not f.answered:
                f.pointing = f.pointing or s.tokens[m.i].norm.lstrip("وفبلك").startswith("ال")
                if f.trigger.joins and f.at - m.j <= CAMPAIGN_REACH and f.trigs[0].entry.row.pos == "verb":
                    f.trigs.insert(0, m)  # "الحملة استهدفت …": the campaign is the event
                    f.at, f.end, f.type = m.i, m.j, "armed_attack"
                    f.definite = f.definite or f.pointing
                    f.rules.append("campaign")
            if (
                f.type in STRIKES
                and t.type in STRIKES
                and (f.trigger.generic or f.trigger.cls == "weak")
                and abs(m.i - f.end) <= 4
                and s.norms[f.at - 1] not in words("came_after")  # "نفذت القوات عملية بعد هجوم"
            ):
                _add(f, m)
            beside = m.i > s.i and s.tokens[m.i - 1].norm in WHILE
            if t.needs not in ON_THEIR_OWN or beside or any(0 <= x.at - m.j <= 3 for x in near):
                continue
        stands = supported(s, m, t, results, nps)
        if stands or (t.anaphor and not frames and definite(s, m)):
            f = _new(s, m)
            f.echo = not stands
            f.rules.append("weak" if stands else "echo")
            frames.append(f)


def _subject(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether the operation is the subject right behind its verb: "استهدفت العملية مطلوبين"."""
    return m.i == f.end and f.trigger.joins and f.trigs[0].entry.row.pos == "verb" and not m.prep and definite(s, m)


def _of_its_own(m: Match, f: Frame, results: list[Match]) -> bool:
    """Whether some are hit by one thing and others by what follows: "أصيب اثنان برصاص قناص، وقُتل ثالث بانفجار …"."""
    if m.prep != "ب" or f.at < m.i:
        return False
    told = any(0 < m.i - r.i <= HIT_REACH for r in results)
    return told and any(m.j <= r.i < f.at and r.entry.row.pos == "verb" for r in results)


def _its_aim(m: Match, f: Frame) -> bool:
    """Whether ground to be taken is only what an operation is for: "شنت القوات حملة لتحرير المدينة"."""
    return m.entry.id == OPERATION and f.type == "territory" and f.trigs[0].prep == "ل" and 0 <= f.at - m.j <= 1


def _same_clause(s: Sentence, f: Frame, m: Match) -> bool:
    a, b = (f.end, m.i) if f.at < m.i else (m.j, f.at)
    gap = between(s, a, b)
    if len(gap) > 25:
        return False
    stops = sum(
        1 for k in range(a, b) if s.tokens[k].text in "،,؛:" and k - 1 not in s.covered and k + 1 not in s.covered
    ) + sum(1 for k in range(a, b) if tells(s, k))
    return stops <= 1
