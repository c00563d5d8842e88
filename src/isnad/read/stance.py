"""Stance of a frame and what it is on: from the voice, and from words of plan, doubt and likelihood around it."""

from __future__ import annotations

from isnad.arabic.tokens import FUTURE
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.dateexpr import DateMention
from isnad.mentions.nounphrase import SIDES
from isnad.read.aims import aimed_at, that_it_was
from isnad.read.attachdates import SHARED
from isnad.read.frames import STRIKES, Frame
from isnad.read.needs import NOT, excepted, expected, spared
from isnad.read.telling import THAT, trigger_at

BODY = frozenset({"killed", "injured", "casualties", "missing", "captured"})
SUSPECTS = frozenset(
    {"به", "بهم", "بهما", "بها", "في", "بانتمايه", "بانتمايهم", "بانتمايها", "بانتمايهما", "بانتماء", "بانهم", "بانه"}
)
# Words between a cue and the happening that it governs.
PLAN_REACH, LIKELY_REACH, DOUBT_REACH, UNVERIFIED_REACH = 5, 8, 10, 30
NEGATED_REACH = 5  # from "لم تنفذ" to the happening
# A speaker of himself: "أنها", "أنه", "أننا"; his own: "قواتها", "طائراته".
HIMSELF = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم", "اننا", "باننا", "لكنه", "لكنها"})
OWN = frozenset(
    {
        "قوات",
        "طايرات",
        "مقاتلي",
        "عناصر",
        "جيش",
        "جنود",
        "طيران",
        "سلاح",
        "مقاتلات",
        "وحدات",
        "مدفعيت",
        "فصايل",
        "مسلحي",
    }
)
NO_LONGER = frozenset({"تعد", "يعد", "تعودا", "يعودا"})  # behind "لم"
# Types of what may be the definite aim of something else done: "للسيطرة على", "لاعتقال".
AIMS = frozenset({"territory", "armed_attack", "arrest", "assassination", "abduction"})
ASKED_REACH = 9  # from "دعا" to what is asked for
LAID_DOWN_REACH = 16  # from "يقضي" to what an agreement lays down
TIME_REACH = 8  # tokens from "سقوط المدينة" over who takes it to "مسألة وقت"
ASIDE_REACH = 8  # from where a voice's words begin to an aside that doubts them
TO_BE_REACH = 6  # from "سيشن" to the happening
OF_ANOTHER = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين", "حيث"})  # a clause that only says more of a thing
MAY = frozenset({"قد", "وقد", "فقد"})  # before a verb of the present: it may be
ASIDE = frozenset({"ضد", "بعد", "عقب", "قبل", "رغم", "بسبب", "جراء", "منذ", "اثر"})  # "ستستمر العمليات ضد هجماتهم"
BEHIND_REACH = 6  # from a happening to "ستستمر"
TRY_REACH = 5  # from "يحاول" to what is tried
SUFFERED_REACH = 10  # from "تعرض" to "لهجوم"
ORDERED = frozenset({"destruction", "displacement", "seizure"})  # what may be ordered and is not done yet
ORDER_REACH = 5  # tokens from "أخطرت" to "بهدم"


def _untrue(s: Sentence, f: Frame) -> bool:
    """Whether right before a happening it is called untrue, whoever is named behind it for saying so."""
    told = (m for m in s.by_kind.get("speech", ()) if m.entry.id == UNTRUE)
    return any(0 <= f.at - m.j <= UNTRUE_REACH for m in told)


UNTRUE = "untrue"  # of speech.yaml
UNTRUE_REACH = 4  # tokens from "لا صحة لما" to what


def settle_stance(s: Sentence, f: Frame) -> None:
    """Sets the stance of a frame and what it is on: "نفى مقتل مدنيين في الغارة" is denied, on the figure."""
    v = f.voice
    if v is not None:
        f.stance, f.stance_on = v.stance, v.stance_on
        if v.stance == "possible" and _names_doer(s, v.i, min(s.j, f.end + 12)):
            f.stance_on = "responsibility"
    if f.stance == "affirmed" and v is not None and _untrue(s, f):
        f.stance = "denied"  # "لا صحة لما يشاع عن انسحاب القوات، بحسب مصدر"
    if f.stance == "denied" and v is not None and _presupposed(s, f, v.i):
        f.voice, f.stance, f.stance_on = None, "affirmed", "event"
    if f.stance == "denied":
        if f.stance_on == "event" and v is not None and _death_denied(f, v.at):
            f.stance_on = "figure"
        return
    m = f.trigs[0]
    if f.type == "threat":  # a threat is affirmed where it is made
        return
    if m.bits & FUTURE or s.tokens[m.i].norm in ("سوف", "فسوف") or expected(f):
        f.stance, f.stance_on = "planned", "event"
        return
    suffered = any(r.entry.row.pos == "verb" for r in f.results)
    if m.entry.row.pos != "verb" and not suffered and _to_be(s, f):
        f.stance, f.stance_on = "planned", "event"
        return
    if f.stance == "affirmed" and not suffered and _may_be(s, f):
        f.stance = "possible"
        return
    if f.dates and SHARED not in f.rules and all(_ahead(d) for d in f.dates) and _may_come(f):
        f.stance, f.stance_on = "planned", "event"
        return
    begun = -1
    for cue in s.by_kind.get("cue", ()):
        if cue.entry.row.kind in ("planned", "possible", "doubt") and cue.i != begun:
            begun = cue.i  # the longest of a token comes first: "إمكانية أن تكون", not "إمكانية"
            _apply(s, f, cue)
    if m.prep == "ل" and m.entry.row.pos != "verb" and f.type in AIMS and not f.results and _purpose(s, f):
        f.stance = "planned"
    if f.type == "territory" and m.entry.row.pos != "verb" and f.at > s.i and s.tokens[f.at - 1].norm in words("aimed"):
        f.stance = "planned"
    if f.stance == "affirmed" and m.entry.row.pos != "verb" and f.type != "agreement" and _laid_down(s, f):
        f.stance = "planned"
    if f.type in ORDERED and m.entry.row.pos != "verb" and s.has(words("ordered"), max(s.i, m.i - ORDER_REACH), m.i):
        f.stance, f.stance_on = "planned", "event"  # "أخطرت السلطات بهدم منزلين"
    if f.type in ("agreement", "talks") and f.stance == "affirmed" and _asked(s, f):
        f.stance = "planned"
    if f.stance == "affirmed" and not f.results and _tried(s, f):
        f.stance = "planned"
    if f.stance == "affirmed" and not f.bare and _negated(s, f):
        f.stance, f.stance_on = "denied", "responsibility" if _own_forces(s, f) else "event"
        f.rules.append("negated")


AS_WHAT = frozenset({"بانه", "بانها", "بانهما", "ب"})  # before what a happening is called


def _to_be(s: Sentence, f: Frame) -> bool:
    """Whether a verb in the future brings a happening or goes on with it: "سيشن الجيش هجوماً", "العمليات ستستمر"."""
    for k in range(f.at - 1, max(s.i, f.at - TO_BE_REACH) - 1, -1):
        if s.tokens[k].norm.lstrip("وف") in words("to_be"):
            return f.at - k <= 2
        told = trigger_at(s, k)
        if s.tokens[k].text in "،.؛:" or s.tokens[k].norm in ASIDE | THAT or (told is not None and k in s.verbs):
            break
        if any(m.bits & FUTURE for m in _light(s, k)):
            return True
    for k in range(f.end, min(s.j, f.end + BEHIND_REACH) if f.definite else f.end):
        if s.tokens[k].norm in words("comes_to_be"):
            return True
        if s.tokens[k].norm in AS_WHAT:
            return False  # "واصفاً الهجوم بأنه تطور ستكون له تداعيات"
        if s.tokens[k].text in "،.؛:" or trigger_at(s, k) is not None:
            return False
        if k in s.verbs:
            return any(m.bits & FUTURE and m.entry.row.subject == "event" for m in _light(s, k))
    return False


def _may_come(f: Frame) -> bool:
    """Whether a happening that is given a time to come is still to come: nothing told as done or suffered."""
    row = f.trigs[0].entry.row
    return f.type != "killing" and not f.results and (row.pos != "verb" or row.feature != "past")


def _ahead(d: DateMention) -> bool:
    """Whether a time lies ahead of the report: "غداً", "الأسبوع المقبل"."""
    return d.expr.toward == "future" or (d.expr.kind in ("day", "period") and d.expr.n > 0)


def _may_be(s: Sentence, f: Frame) -> bool:
    """Whether a verb of the present behind "قد" brings a happening or is it: "قد تشن إسرائيل هجوماً", "قد تقصف"."""
    row = f.trigs[0].entry.row
    if row.pos == "verb":
        return f.at > s.i and row.feature == "present" and s.tokens[f.at - 1].norm in MAY
    for k in range(f.at - 1, max(s.i, f.at - TO_BE_REACH), -1):
        if s.tokens[k].text in "،.؛:" or s.tokens[k].norm in ASIDE | THAT or trigger_at(s, k) is not None:
            return False
        if s.tokens[k - 1].norm in MAY:
            norm = s.tokens[k].norm
            now = norm[0] == "ي" or (norm[0] == "ت" and norm[-1] != "ت" and norm not in words("begun_with_t"))
            return now and bool(_light(s, k))
    return False


def _light(s: Sentence, k: int) -> list[Match]:
    """The verbs at token k that only carry the word of a happening."""
    return [m for m in s.by_kind.get("cue", ()) if m.i == k and m.entry.row.kind == "light"]


def _laid_down(s: Sentence, f: Frame) -> bool:
    """Whether an agreement lays it down: "اتفاق يقضي بتسليم السلاح وانسحاب القوات"."""
    for k in range(f.at - 1, max(s.i, f.at - LAID_DOWN_REACH), -1):
        if s.tokens[k].norm.removeprefix("و") in words("lays_down"):
            agreed = any(x.i < k and x.entry.row.trigger.type == "agreement" for x in s.by_kind.get("trigger", ()))
            return agreed and not any(s.tokens[p].text in ".؛" for p in range(k, f.at))
        if s.tokens[k].norm in ("بعد", "عقب", "وبعد", "اثر"):
            return False
    return False


def _asked(s: Sentence, f: Frame) -> bool:
    """Whether somebody only asks for it: "دعا المجلس أمس إلى وقف إطلاق النار"."""
    for m in s.by_kind.get("speech", ()):
        if m.entry.id == "asking" and m.entry.row.pos != "noun" and 0 <= f.at - m.j <= ASKED_REACH:
            during = s.tokens[f.at - 1].norm in ("خلال", "اثناء")  # "داعياً خلال زيارته واشنطن إلى"
            return not during and not _told_between(s, m.j, f.at) and not _crosses(s, m.j, f.at)
    return False


def _tried(s: Sentence, f: Frame) -> bool:
    """Whether ground is only sought after, or an attack: "يحاول مسلحون انتزاع السيطرة على", "تحاول شن هجمات"."""
    if (f.type != "territory" and f.type not in STRIKES) or f.trigs[0].entry.row.pos == "verb":
        return False
    between = [t.norm for t in s.tokens[max(s.i, f.at - TRY_REACH) : f.at]]
    at = next((n for n, w in enumerate(between) if w.removeprefix("و") in words("tries")), -1)
    if at < 0 or any(w in ("،", ".", "لكن") for w in between[at:]):
        return False
    return f.type == "territory" or any(w in ("شن", "تنفيذ") for w in between[at:])


def _reached(s: Sentence, cue: Match) -> bool:
    """Whether an agreement is told as made: "أعلنت الدول التوصل إلى اتفاق", "بعد التوصل إلى"."""
    if s.tokens[cue.i].norm != "التوصل":
        return False
    before = range(max(s.i, cue.i - 12), cue.i)
    told = any((m := s.at("speech", k)) is not None and m.entry.row.frame == "say_that" for k in before)
    return told or any(s.tokens[k].norm in ("بعد", "تم", "جري", "عقب", "منذ") for k in before)


def _negated(s: Sentence, f: Frame) -> bool:
    """Whether the happening is said not to have been: "لم تقصف", "لم تنفذ أي غارة", "لم تقم بأي هجوم"."""
    m = f.trigs[0]
    if m.entry.row.pos == "verb":
        return f.at > s.i and s.tokens[f.at - 1].norm in NOT and not excepted(f)
    for k in range(f.at - 1, max(s.i, f.at - NEGATED_REACH) - 1, -1):
        cue = s.at("cue", k)
        if cue is not None and cue.entry.row.kind == "light" and cue.entry.row.subject == "actor":
            return k > s.i and s.tokens[k - 1].norm in NOT and s.tokens[k].norm not in NO_LONGER
        if s.tokens[k].kind == "p":
            return False
    return m.prep == "ل" and f.type in STRIKES and spared(s, f)


def _presupposed(s: Sentence, f: Frame, i: int) -> bool:
    """Whether a happening only dates or explains the one denied: "نفى دخول عائلات … عقب القصف على البلدة"."""
    if not f.bare and f.trigs[0].entry.row.pos == "verb" and s.tokens[f.at - 1].norm in OF_ANOTHER and f.at - i > 2:
        return True  # "نفى وجود مسلحين في المنزل الذي قصفته الطائرات"
    if f.bare or not _told_between(s, i, f.at):
        return False
    return any(t.norm in ("عقب", "بعد", "ضمن", "اثر", "جراء", "اثناء") for t in s.tokens[max(i, f.at - 2) : f.at])


def _own_forces(s: Sentence, f: Frame) -> bool:
    """Whether the speaker says it of himself or his own forces: "إن قواتها لم تقصف", "لم نقصف"."""
    v = f.voice
    if v is None or not v.chain:
        return False
    at = next((k for k in range(f.at, max(s.i, f.at - NEGATED_REACH) - 1, -1) if s.tokens[k].norm in NOT), f.at)
    if at + 1 < s.j and s.tokens[at + 1].norm.startswith("ن"):
        return True
    before = [t.norm for t in s.tokens[max(v.start, s.i, at - 4) : at]]
    return any(
        w in HIMSELF or ((len(w) > 4 and w.endswith(("ه", "ها", "نا", "هم")) and w[:-1] in OWN) or w[:-2] in OWN)
        for w in before
    )


def _apply(s: Sentence, f: Frame, cue: Match) -> None:
    """What one word of plan, likelihood or doubt says of a frame."""
    kind, name = cue.entry.row.kind, cue.entry.id
    at = next((m.i for m in f.trigs if m.i >= cue.j), f.at)  # "باتت | على وشك | السيطرة على"
    before, behind = at - cue.j, cue.i - f.end
    if kind == "planned":
        if s.tokens[cue.i].norm in ("اذا", "واذا") and cue.i > s.i and s.tokens[cue.i - 1].norm in ("ما", "او"):
            return  # "لم يوضح ما إذا كان القصف …": a question
        if name == "plan_behind":
            if 0 <= behind <= (TIME_REACH if s.norms[cue.j - 1] == "وقت" else 2) and not _crosses(s, f.end, cue.i):
                f.stance = "planned"
        elif (
            f.type != "threat"
            and 0 <= before - sum(k in s.covered for k in range(cue.j, at)) <= PLAN_REACH
            and not _crosses(s, cue.j, at)
            and not _of_threat(s, cue)
            and not _came_of_it(f, cue.j, at)
            and not _meant_for_it(s, f, cue)
            and not (f.type == "assassination" and _attempt(s, cue))
            and (name != "propose" or (f.type == "agreement" and not _reached(s, cue)))
            and (name not in ("aim", "verge") or aimed_at(s, f, cue, at))
        ):
            f.stance, f.stance_on = "planned", "event"
    elif f.stance != "affirmed":
        return
    elif kind == "possible":
        near = 0 <= before <= LIKELY_REACH and not _told_between(s, cue.j, f.at)
        if (near or 0 <= behind <= 22) and _of_doer(s, f, cue):
            f.stance, f.stance_on = "possible", "responsibility"
        elif near and that_it_was(s, f, cue):
            f.stance = "possible"
    elif name == "unverified":
        aside = f.voice is not None and f.voice.at < cue.i < f.voice.i + ASIDE_REACH and before >= 0
        of_it = 0 <= before <= DOUBT_REACH and not _crosses(s, cue.j, f.at)  # "لم يتسن التحقق من وقوع الغارة"
        if aside or of_it or (0 <= behind <= UNVERIFIED_REACH and not _told_between(s, f.end, cue.i)):
            f.stance = "doubted"  # "قالت في معلومات لا يمكن التأكد منها …"
    elif 0 <= before <= DOUBT_REACH and not _crosses(s, cue.j, f.at) and not _told_between(s, cue.j, f.at):
        f.stance = "doubted"


def _came_of_it(f: Frame, i: int, j: int) -> bool:
    """Whether tokens[i:j) tell in the past what it did: "في محاولة لإنقاذ طفلين أُصيبا في قصف" plans no shelling."""
    rows = (r.entry.row for r in f.results if i <= r.i < j)
    return any(row.pos == "verb" and row.feature == "past" for row in rows)


def _of_threat(s: Sentence, cue: Match) -> bool:
    """Whether "سوف" opens a threat: what it answers has been, "سوف ترد القوات على قصف قواعدها"."""
    m = s.at("trigger", cue.j)
    return m is not None and m.entry.row.trigger.future is not None


def _attempt(s: Sentence, cue: Match) -> bool:
    """Whether a cue says that it was tried, which counts as done of an assassination: "في محاولة لاغتياله"."""
    return any("حاول" in s.tokens[k].norm for k in range(cue.i, cue.j))


def _meant_for_it(s: Sentence, f: Frame, cue: Match) -> bool:
    """Whether what is meant is done with what is there: "يسعى لاستغلال الاحتجاجات", "سيحاسب المشاركين في الهجوم"."""
    dealt = cue.j < f.at and s.norms[cue.j].removeprefix("ل") in words("dealt_with")
    return f.definite and (dealt or s.has(words("answers_for"), cue.j, f.at))


def _of_doer(s: Sentence, f: Frame, cue: Match) -> bool:
    """Whether a likelihood is about the doer ("يرجح أنها تركية"), not of a target, a suspect or a thing described."""
    prev = s.tokens[cue.i - 1].norm if cue.i > s.i else ""
    after = s.tokens[cue.j].norm if cue.j < s.j else ""
    doers = any(np.i < cue.i <= np.j for np in f.actors)  # "مسلحون يشتبه بانتمائهم إلى الحركة"
    suspects = s.tokens[cue.i].norm.startswith(("يشتبه", "مشتبه")) and after in SUSPECTS
    if prev in ("ما", "ممن", "مما") or (suspects and not doers):
        return False
    if _of_those_hit(s, f, cue.i):
        return False
    m = s.at("trigger", cue.j) if cue.j < s.j else None
    if (
        m is not None
        and m.entry.row.pos == "verb"
        and s.tokens[cue.j - 1].norm in ("انها", "انه", "انهم", "بانها", "بانه")
    ):
        return _names_doer(s, m.j, min(s.j, m.j + 4)) and not f.places
    return _names_doer(s, cue.j, min(s.j, cue.j + 10))


def _of_those_hit(s: Sentence, f: Frame, k: int) -> bool:
    """Whether words at token k are of those hit: "استهدف أشخاصاً | يعتقد أنهم من التنظيم", "مقتل ثلاثة | يرجح أنهم"."""
    if any(np.i < k <= np.j for np in f.actors):
        return False
    hit = [*f.targets, *(x.np for x in f.figures if x.np is not None)]
    noun = s.at("noun", k - 1) if k > s.i else None
    if noun is not None and noun.entry.row["role"] == "person" and noun.entry.row["of"] != "fighter":
        return True
    return any(np.j == k or (np.j == k - 1 and trigger_at(s, np.j) is None) for np in hit)


def _names_doer(s: Sentence, i: int, j: int) -> bool:
    """Whether somebody who may have done it is named in tokens[i:j)."""
    for k in range(i, j):
        if s.tokens[k].norm in ("وراء", "نفذ", "نفذت", "منفذ", "يقف", "تقف", "المسوول", "المسووله"):
            return True
        if s.begins(SIDES, k):
            return True
        noun = s.at("noun", k)
        if noun is not None and noun.entry.row["role"] == "force":
            return True
    return False


def _death_denied(f: Frame, at: int) -> bool:
    """Whether a death or a number is denied, not the happening: what was suffered stands first behind the verb."""
    first = min((r for r in f.results if r.i >= at), key=lambda r: r.i, default=None)
    words_ = [t.norm.removeprefix("ال") for t in f.s.tokens[max(at, f.s.i) : min(at + 6, f.s.j)]]
    if any(w in words("count_noun") for w in words_):
        return True
    if first is None or first.i - at > 14 or first.entry.row.trigger.figure not in BODY:
        return False
    return f.bare or first.i < f.at


def _told_between(s: Sentence, a: int, b: int) -> bool:
    """Whether another happening stands in tokens[a:b): the word is of that one."""
    return any(a <= m.i < b and m.entry.row.trigger.cls == "event" for m in s.by_kind.get("trigger", ()))


def _crosses(s: Sentence, a: int, b: int) -> bool:
    return any(s.tokens[k].text in "،.؛" for k in range(a, b))


def _purpose(s: Sentence, f: Frame) -> bool:
    """Whether "ل" before the happening gives an aim: not in "تعرضت القوات لهجوم", nor in "للهجوم"."""
    for k in range(f.at - 1, max(s.i - 1, f.at - SUFFERED_REACH), -1):
        cue = s.at("cue", k)
        met = cue is not None and cue.entry.row.subject in ("target", "event")  # "تعرضت لهجوم", "تصدت لهجوم"
        if met or (cue is not None and cue.entry.row.kind in ("cause", "result")):
            return False
    if f.type == "assassination":
        before = s.tokens[f.at - 1].norm
        return before not in words("tells_aim") and "حاول" not in before  # "محاولة لاغتياله"
    if f.type not in STRIKES:
        return True
    return (
        not s.tokens[f.at].norm.startswith("لل") and f.at > s.i and f.at - 1 in s.verbs
    )  # "روايتان لهجوم" gives no aim
