"""Frames of a sentence from its triggers.

Event triggers open frames; a second trigger that only goes on ("غارات استهدفت …", "حملة … واعتقال") joins. Results
("قُتل", "تدمير") hang on the frame that caused them: the one behind "جراء", else the one before.
"""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE, CONJ, SUFFIX
from isnad.lexicon.load import Trigger
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import tanween
from isnad.mentions.parties import Np, struck
from isnad.read.frames import ANOTHER_FORCE, BLASTS, CAUSES, KILLING, OPERATIONS, STRIKES, TOLD_TO_LEAVE, Frame, row_of
from isnad.read.joining import TAKEN, apart, between, definite, joins, result_link
from isnad.read.needs import supported

ON_THEIR_OWN = frozenset({"force", "civilians", "fighters_in"})  # weak verbs that tell an event beside another
WHILE = frozenset({"اثناء", "خلال", "لدي", "عند", "لحظه", "حين"})  # "أثناء دخوله": when another happening was
CROWD = 8  # tokens from "خرج الأهالي" to "في مظاهرات"
AIM_REACH = 4  # tokens from "كمين نصبه مسلحون" to "لقافلة عسكرية"
SENTENCE_REACH = 12  # tokens from "نفذ" to "حكم الإعدام"
SUFFERED_REACH = 3  # tokens from "الهجوم" over "الذي تعرضت له" to what was hit
FOUGHT = frozenset({"armed_attack", "armed_clash"})  # what the other side destroyed in these is of them
LED_REACH = 3  # tokens from "أسفر" to what led to it
HIT_REACH = 6  # tokens from "أصيب" to what he was hit by
REACH = 6  # tokens from a threat to what is threatened
WARNED_REACH = 16  # from a warning to leave to what is warned of
ALSO = frozenset({"كما", "فيما", "بينما"})
MEANWHILE = frozenset({"فيما", "بينما"})
BEFORE_IT = frozenset({"تمهيدا", "استعدادا", "تحضيرا", "تحسبا"})
AND_THAT = frozenset({"وان", "وبان"})  # and that
RETAKE = "retake"  # of triggers.yaml
SENTENCE = "sentence"  # of triggers.yaml
BY_SHOOTING = "by_shooting"  # of triggers.yaml: how they died
DETAINEES = "detainees"  # of triggers.yaml: "9500 أسير يقبعون في السجون"
DEMONSTRATIVES = frozenset({"هذا", "هذه", "ذلك", "تلك"})
AFTER = frozenset({"بعد", "عقب"})  # "بعد يوم من القصف": a time, no cause
IN_IT = frozenset({"فيه", "فيها", "بداخله", "بداخلها", "عليه", "عليها"})  # "تدمير المقر وقتل من فيه": one happening
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
ROBBING = STRIKES | {"destruction", "seizure", "abduction"}  # of which relief may be the target
# What nobody dies of: "توعد المسلحون بالرد، وقُتل خمسة"
BLOODLESS = frozenset({"threat", "talks", "agreement", "movement"})
NO_CAUSE = BLOODLESS | {"protest", "displacement", "arrest", "seizure", "aid"}  # deaths behind "بعد" are no part of it
BEHIND_REACH = 4  # tokens from "بعد", "رداً على" to the deaths


def group(s: Sentence, triggers: list[Match], nps: dict[int, Np]) -> list[Frame]:
    """Frames of a sentence; results are hung on, weak triggers raised where nothing else tells the event."""
    frames: list[Frame] = []
    results: list[Match] = []
    weak: list[Match] = []
    for m in triggers:
        t = row_of(m)
        if (
            t.type == "movement"
            and m.entry.row.pos != "verb"
            and frames
            and frames[-1].type in STRIKES
            and (
                0
                <= m.i - max(x.j for x in frames[-1].trigs)
                <= (AIM_REACH if m.prep == "ل" else 2 if m.bits & CONJ else 1)
                or struck(s, m.i)
            )
        ):
            continue  # "استهدف رتلاً عسكرياً", "استهدف مواقع وتعزيزات": what was struck
        if (
            t.type == "movement"
            and m.entry.row.pos == "verb"
            and not m.bits & CONJ
            and frames
            and frames[-1].type in STRIKES
            and (before := s.at("trigger", m.i - 1)) is not None
            and row_of(before).type == "movement"
        ):
            continue  # "قصف على تعزيزات أُرسلت إلى البلدة"
        if t.type == "aid" and frames and frames[-1].type in ROBBING and (_hit_aid(s, frames[-1], m) or _robbed(s, m)):
            continue
        if t.type == "movement" and s.tokens[m.i].norm == "مرور" and frames and frames[-1].type in BLASTS:
            continue  # "انفجرت لدى مرور دورية": whom it struck
        if t.type == "displacement" and any(row_of(x).type == "protest" and 0 < x.i - m.i <= CROWD for x in triggers):
            continue  # "خرج الأهالي في مظاهرات"
        if t.joins and t.type in TAKEN and m.bits & SUFFIX:
            continue  # "اقتادوهم إلى جهة مجهولة": what became of those who were taken
        if (
            frames
            and frames[-1].trigger.id == SENTENCE
            and t.type == "execution"
            and m.i - frames[-1].end <= SENTENCE_REACH
        ):
            frames[-1].results.append(m)  # "قضت محكمة بإعدام أربعة": a sentence
            continue
        if frames and frames[-1].type == "execution" and t.type == "arrest" and _verdict(s, frames[-1], m):
            _add(frames[-1], m)
            continue
        if t.cls == "result":
            results.append(m)
        elif t.cls == "weak":
            weak.append(m)
        elif frames and _threatened(s, frames[-1], m):
            frames[-1].rules.append(f"threatened:{t.id}")
        elif frames and joins(s, frames[-1], m):
            _add(frames[-1], m)
        elif len(frames) > 1 and t.type == "arrest" and _besides(s, frames[-2], frames[-1], m):
            frames[-2].trigs.append(m)
            frames[-2].type = "arrest"
            frames[-2].rules.append(f"joined:{t.id}")
        else:
            f = _new(s, m)
            if frames and apart(s, frames[-1], m):
                f.beside = frames[-1]
            frames.append(f)
    _raise_weak(s, frames, weak, results, nps)
    frames.sort(key=lambda f: f.at)
    loose: list[Match] = []
    for r in results:
        told = _set_behind(s, frames, r)
        if told is not None:
            frames.append(_bare(s, r))
            frames[-1].beside = told
            continue
        if _of_another(s, frames, r, nps):
            frames.append(_bare(s, r))
            frames[-1].rules.append(ANOTHER_FORCE)
            continue
        home = _home(s, frames, r)
        if home is None:
            loose.append(r)
        else:
            home.results.append(r)
    if loose:
        frames += _loose(s, loose)
    frames.sort(key=lambda f: f.at)
    return frames


def _besides(s: Sentence, raid: Frame, taken: Frame, m: Match) -> bool:
    """Whether arrests are of a raid in which goods were taken: "داهمت المنازل وصادرت أموالاً واعتقلت شابين"."""
    goods = taken.type in ("seizure", "destruction") and bool(taken.trigs[0].bits & CONJ) and bool(m.bits & CONJ)
    return goods and raid.trigger.raid and joins(s, raid, m)


def _hit_aid(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether aid is what a strike hit: "استهداف قافلة المساعدات", "الهجوم الذي تعرضت له قافلة المساعدات"."""
    gap = between(s, max(x.j for x in f.trigs), m.i)
    suffered = len(gap) <= SUFFERED_REACH and gap[-1:] == ["له"] and gap[:1] and gap[0] in ("الذي", "التي")
    return (
        m.entry.row.pos != "verb"
        and not m.bits & CONJ
        and (bool(suffered) or (len(gap) <= 1 and all(g in ("علي", "عددا", "عدد") for g in gap)))
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
    if f.type != "threat" or m.entry.row.pos == "verb" or not 0 <= m.i - f.end <= reach:
        return False
    if any(s.tokens[k].kind == "p" and s.tokens[k].text in "،.؛" for k in range(f.end, m.i)):
        return False
    if m.prep == "ل" and s.tokens[m.i - 1].norm in BEFORE_IT:
        return True  # "طالب السكان بالإخلاء تمهيداً لقصف المنطقة"
    if m.i == f.end and f.trigger.then and not m.bits & (CONJ | ARTICLE):
        return True  # "سنواصل استهداف قواعدهم"
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
    )
    f.rules.append(f"trigger:{t.id}")
    return f


def _add(f: Frame, m: Match) -> None:
    t = row_of(m)
    f.trigs.append(m)
    f.rules.append(f"joined:{t.id}")
    if t.joins:
        return
    said = f.trigger.joins and t.id == "attack" and m.entry.row.pos != "verb"  # "استهدف هجوم دام حفلاً"
    told = t.type == f.type and f.trigger.id == "bomb" and not f.definite  # "قصف البلدة برشقة صاروخية"
    if (said or (not told and _rank(t) > _rank(f.trigger))) and m.i - f.end <= 6:
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


def _home(s: Sentence, frames: list[Frame], r: Match) -> Frame | None:
    """The frame that a result belongs to."""
    right = next((f for f in frames if f.at >= r.j), None)
    before = [f for f in reversed(frames) if f.at < r.i]
    if row_of(r).type == "killing":
        before = [f for f in before if f.type not in BLOODLESS]
    left = next(iter(before), None)
    if left is not None and left.trigger.id == RETAKE and not s.by_kind.get("place"):
        left = None  # "حرر 25 من الرهائن وقتل تسعة مسلحين": no ground was taken
    if right is not None and _caused(s, r, right):
        led = left is not None and s.has(words("leads"), max(s.i, left.at - LED_REACH), r.i)
        return left if led and _goes_on(s, r.j, right.at) else right
    if (
        left is None
        and right is not None
        and (
            right.type in STRIKES
            or right.trigger.id == BY_SHOOTING
            or (row_of(r).id == DETAINEES and right.type == "detention")
        )
        and not _breaks(s, r.j, right.at)
        and not any(
            k in s.verbs and s.at("trigger", k) is None and s.tokens[k].norm[0] in "وف" for k in range(r.j, right.at)
        )
    ):
        return right
    if left is not None:
        if _fresh_clause(s, r) and right is None:
            return left if result_link(s, left.end, r.i) else None
        return left
    return None


def _goes_on(s: Sentence, a: int, b: int) -> bool:
    """Whether tokens[a:b] begin a clause of another matter: "أسفر الهجوم عن مقتل ثلاثة، كما قُتل اثنان بهجوم …"."""
    return any(s.norms[k] in ALSO and k + 1 in s.verbs for k in range(a, b))


def _set_behind(s: Sentence, frames: list[Frame], r: Match) -> Frame | None:
    """The frame that deaths came before or are answered by: "تظاهروا تنديداً بمقتل شاب", "بعد يوم من مقتل ضابط".

    "انتهى الهجوم بعد مقتل خمسة" tells what the attack cost; None where deaths are results.
    """
    if row_of(r).type != "killing" or r.entry.row.pos == "verb" or r.suffix:
        return None
    left = max((f for f in frames if f.at < r.i), key=lambda f: f.at, default=None)
    if left is None or any(f.at >= r.j and _caused(s, r, f) for f in frames):
        return None
    near = [t.norm.removeprefix("و") for t in s.tokens[max(left.end, r.i - BEHIND_REACH) : r.i]]
    apart = row_of(r).figure == "killed" and (left.type in NO_CAUSE or near[-1:] == ["من"])
    after = words("answered_by") | words("came_after") if apart else words("answered_by")
    return None if after.isdisjoint(near) else left


def _of_another(s: Sentence, frames: list[Frame], r: Match, nps: dict[int, Np]) -> bool:
    """Whether a further clause tells what another force killed: "إن الطيران أغار على …، وإن الفرقة قتلت عشرات"."""
    left = next((f for f in reversed(frames) if f.at < r.i), None)
    if left is None or r.entry.row.pos != "verb" or any(f.at > r.j for f in frames):
        return False
    meanwhile = s.tokens[r.i - 1].norm.removeprefix("و") in words("meanwhile") and left.type not in FOUGHT
    if meanwhile and r.entry.row.feature != "passive":
        by = nps.get(r.j)  # "أسقط الدفاع الجوي مسيّرة، فيما دمر الطيران مستودعاً"
        if by is not None and by.role == "force" and by.quantity is None and not by.prep and not by.pronoun:
            return nps.get(by.j) is not None
    k = next((k for k in range(left.end, r.i) if s.tokens[k].norm in AND_THAT), -1)
    np = nps.get(k + 1)
    return k >= 0 and np is not None and np.role == "force" and 0 <= r.i - np.j <= 2 and not np.pronoun


def _caused(s: Sentence, r: Match, f: Frame) -> bool:
    """ "قُتل … جراء قصف": from the result to the trigger runs one clause with a word of cause before the trigger."""
    first = min(f.trigs, key=lambda m: m.i)
    if row_of(r).type == "killing" and (f.type not in KILLING or f.trigger.id == "loot"):
        return False
    if first.prep == "ب" or (first.entry.row.pos != "verb" and first.i == r.j and tanween(s.tokens[first.i].text)):
        head = first.i  # "قُتل قنصاً"
    else:
        head = -1
        for k in range(first.i - 1, max(r.j - 1, first.i - 8), -1):
            norm = s.tokens[k].norm
            if s.tokens[k].text == "،" and k not in s.covered and k - 1 not in s.covered and first.i - k > 2:
                break
            if norm.lstrip("و") in CAUSES:
                head = k if not (norm.lstrip("و") in AFTER and s.tokens[first.i - 1].norm == "من") else -1
                break
            cue = s.at("cue", k)
            if cue and cue.entry.row.kind == "cause":
                head = k
                break
            if k in s.verbs and s.at("cue", k) is None:
                break
    if head < 0:
        return False
    for k in range(r.j, head):
        cue = s.at("cue", k)
        if cue and cue.entry.row.kind == "result":
            return False
        does = cue is None or (cue.entry.row.kind == "light" and cue.entry.row.subject == "actor")
        if k in s.verbs and not s.at("trigger", k) and does and (s.norms[k][0] == "و" or s.norms[k - 1] in MEANWHILE):
            return False  # "سقط جرحى، وردت الفصائل بقصف …"
    return True


def _fresh_clause(s: Sentence, r: Match) -> bool:
    """Whether the result opens a clause of its own, with a place or a date of its own before it."""
    if not r.bits & CONJ or r.entry.row.pos != "verb":
        return False
    return any(s.at("place", k) is not None or k in s.covered for k in range(r.j, min(r.j + 8, s.j)))


def _raise_weak(s: Sentence, frames: list[Frame], weak: list[Match], results: list[Match], nps: dict[int, Np]) -> None:
    """A weak trigger tells an event only where no frame is near and a result, a party or a number stands by it."""
    for m in weak:
        t = row_of(m)
        if any(_threatened(s, f, m) for f in frames):
            continue
        aim = t.type == "talks" and m.entry.row.pos == "verb"  # "زار الوفد … لبحث الهدنة"
        near = [f for f in frames if _same_clause(s, f, m) and not (aim and f.type == "agreement" and f.at > m.i)]
        near = [f for f in near if not _of_its_own(m, f, results)]
        if near:
            f = min(near, key=lambda f: abs(f.at - m.i))
            if t.anaphor and f.at > m.i and f.type in OPERATIONS:
                f.pointing = f.pointing or s.tokens[m.i].norm.lstrip("وفبلك").startswith("ال")
                if f.trigger.joins and f.at - m.j <= 4 and f.trigs[0].entry.row.pos == "verb":
                    f.trigs.insert(0, m)  # "الحملة استهدفت …": the campaign is the event
                    f.at, f.end, f.type = m.i, m.j, "armed_attack"
                    f.definite = f.definite or f.pointing
                    f.rules.append("campaign")
            if (
                f.type in STRIKES
                and t.type in STRIKES
                and (f.trigger.generic or f.trigger.cls == "weak")
                and abs(m.i - f.end) <= 4
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


def _of_its_own(m: Match, f: Frame, results: list[Match]) -> bool:
    """Whether some are hit by one thing and others by what follows: "أصيب اثنان برصاص قناص، وقُتل ثالث بانفجار …"."""
    if m.prep != "ب" or f.at < m.i:
        return False
    told = any(0 < m.i - r.i <= HIT_REACH for r in results)
    return told and any(m.j <= r.i < f.at and r.entry.row.pos == "verb" for r in results)


def _same_clause(s: Sentence, f: Frame, m: Match) -> bool:
    a, b = (f.end, m.i) if f.at < m.i else (m.j, f.at)
    gap = between(s, a, b)
    if len(gap) > 25:
        return False
    stops = sum(
        1 for k in range(a, b) if s.tokens[k].text in "،,؛:" and k - 1 not in s.covered and k + 1 not in s.covered
    ) + sum(1 for k in range(a, b) if _tells(s, k))
    return stops <= 1


def _loose(s: Sentence, loose: list[Match]) -> list[Frame]:
    """Results with no cause in the sentence: one frame for each run of them."""
    out: list[Frame] = []
    for r in loose:
        t = row_of(r)
        if (
            out
            and r.i - out[-1].results[-1].j <= 25
            and (t.type == out[-1].type or _inside(s, r.j))
            and not _breaks(s, out[-1].results[-1].j, r.i)
        ):
            out[-1].results.append(r)
            continue
        out.append(_bare(s, r))
    return out


def _bare(s: Sentence, r: Match) -> Frame:
    """A frame of a result alone."""
    t = row_of(r)
    f = Frame(s, r.i, r.j, [r], t.type or "killing", results=[r], bare=True)
    f.rules.append(f"result:{t.id}")
    return f


def _inside(s: Sentence, k: int) -> bool:
    """Whether "من فيه" stands at token k: those in what was hit."""
    return k + 1 < s.j and s.tokens[k].norm == "من" and s.tokens[k + 1].norm in IN_IT


def _breaks(s: Sentence, a: int, b: int) -> bool:
    return any(s.tokens[k].norm in ("فيما", "بينما", "كما", "حين") or _tells(s, k) for k in range(a, b))


def _tells(s: Sentence, k: int) -> bool:
    """Whether a verb of telling stands at token k."""
    m = s.at("speech", k)
    return m is not None and m.entry.row.pos == "verb"
