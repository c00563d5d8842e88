"""Whether a happening lies before the news, is only condemned, goes on now, or comes again and again."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.holders import BEEN
from isnad.read.frames import Frame
from isnad.read.telling import RELATIVE

LASTING_REACH = 3  # words from the verb of a relative clause to what it tells
ON_REACH = 4  # tokens between the verb that tells that something goes on and what goes on
DEED_REACH = 8  # words between the verb and what it does: "تعرضت محطات النفط في عدة قرى لهجمات"
HABIT_REACH = 5  # words from "دائما" to what is done
# Before a verb that tells nothing of now.
NOT_NOW = frozenset({"سوف", "ان", "لم", "لن", "كان", "كانت", "كانوا", "وكان", "وكانت"})
AFTERMATH_REACH = 16  # tokens: "أفرجت السلطات أمس عن ثمانية أشخاص من أبناء المدينة كانت اعتقلتهم"
VISIT_REACH = 40  # tokens: "استقبل الوزير في مكتبه بالعاصمة مساء أمس عددا من أسر وذوي الشهداء الذين قضوا في"
AFTER = frozenset({"بعد", "وبعد", "عقب", "وعقب", "سبقت", "سبق", "اعقبت", "اعقب", "تلت", "تلا"})
HAD_REACH = 6  # tokens from "كانوا" to what had befallen them
HAD = BEEN | {"كانتا", "كن"}
AGREED = frozenset({"talks", "agreement"})  # these are the news: "اتفاق على الإفراج عن الأسرى"


def lies_before(s: Sentence, f: Frame) -> bool:
    """Whether it was before what its clause tells: "… بعد تحرير عدن", "أفرجت السلطات عن صحفيين اعتقلوا في عدن"."""
    if f.stance == "planned":
        return False
    if f.type != "territory":
        return _had_come(s, f)
    k = f.trigs[0].i
    k -= k > s.i and s.norms[k - 1] in ("عمليه", "عمليات", "ان")
    return k > s.i and s.norms[k - 1] in AFTER


def _had_come(s: Sentence, f: Frame) -> bool:
    """Whether the clause tells only what came of it: the captive is freed, the dead buried, the wounded seen."""
    first = f.trigs[0]
    if f.type in AGREED or first.bits & CONJ:
        return False
    for k in range(f.at - 1, max(s.i, f.at - VISIT_REACH) - 1, -1):
        tok = s.tokens[k]
        if tok.text in ":؛." or (k in s.verbs and tok.norm[0] == "و"):
            return False
        bare = tok.norm.removeprefix("و")
        near = f.at - k <= AFTERMATH_REACH
        if (near and bare in words("aftermath")) or (
            bare in words("calls_on") and s.has(words("whom_it_befell"), k + 1, f.end)
        ):
            return True
        if near and tok.norm in HAD and first.i - k <= HAD_REACH and _past(s, k + 1 + (s.norms[k + 1] == "قد")):
            return True  # "سلمت أمس جثث جنود كانوا قضوا في معارك"
    return False


def _past(s: Sentence, k: int) -> bool:
    """Whether a verb in the perfect stands at token k."""
    return k in s.verbs and (s.norms[k][0] not in "يت" or s.norms[k].endswith(("ت", "وا")))


def lasting(s: Sentence, f: Frame) -> bool:
    """Whether a relative clause in the present only tells what somebody does at all times: "التي تشن غارات على …"."""
    for k in range(f.trigs[0].i, max(s.i, f.trigs[0].i - LASTING_REACH), -1):
        norm = s.norms[k]
        before = s.norms[k - 1].removeprefix("و")
        if before in RELATIVE and norm[0] in "يت" and norm[-1] != "ت" and norm != "تم":
            return k in s.verbs or k == f.trigs[0].i or s.at("cue", k) is not None
    return False


def under_way(s: Sentence, f: Frame) -> bool:
    """Whether it is told as going on now: "تدور معارك في …", "ما زالت الطائرات تحلق", "القتال مستمر"."""
    if f.stance == "planned":
        return False
    first = f.trigs[0].i
    for k in range(max(s.i, first - ON_REACH), min(s.j, f.end + ON_REACH)):
        tok = s.tokens[k]
        if tok.kind == "p" and tok.text in "،؛:.":
            if k >= f.end:
                return False
            continue
        norm = s.norms[k]
        bare = norm.lstrip("وف")
        before = s.norms[k - 1] if k > s.i else ""
        if before in NOT_NOW or before.removeprefix("و") in RELATIVE:
            continue
        if bare in words("runs_on") or norm in words("runs_on"):
            return True
        if norm in words("still") and (before.lstrip("وف") in ("ما", "لا")) and k < first:
            return True
        if norm in words("going") and f.definite and k >= f.end:
            return True
    return False


def made(s: Sentence, f: Frame) -> bool:
    """Whether many happenings are told as a deed of now: "شنّ سلسلة غارات", "قصفت 400 موقع", "مع استمرار القصف"."""
    first = f.trigs[0]
    if first.entry.row.pos == "verb":
        norm = s.norms[first.i].lstrip("وف")
        present = norm[0] in "يت" and not norm.endswith(("ت", "وا"))
        return not present and s.norms[first.i - 1] not in RELATIVE
    if f.at > s.i + 1 and s.norms[f.at - 1] == "استمرار" and s.norms[f.at - 2].removeprefix("و") in ("مع", "وسط"):
        return True
    counted = any(x.kind == "strikes" for x in f.figures)  # "عشرات الغارات"
    return (counted or not f.definite) and any(
        (c := s.at("cue", k)) is not None and c.entry.row.kind == "light"
        for k in range(max(s.i, f.at - DEED_REACH), f.at)
    )


def habitual(s: Sentence, f: Frame) -> bool:
    """Whether a thing is told as what happens again and again: "تشن هجمات متكررة", "دائما ما تشن غارات"."""
    return s.has(words("habit"), max(s.i, f.at - HABIT_REACH), min(s.j, f.end + 3))


def told_as_news(f: Frame) -> bool:
    """Whether a happening is told, not only named: "كما وقع انفجار ثان", not "هذا التفجير", "لتفجير مسجد"."""
    return not (f.definite or f.trigs[0].prep or f.trigs[0].bits)


def condemns(s: Sentence) -> bool:
    """Whether a sentence condemns what it tells: "أدانت الرئاسة التفجير"; no court does, no march with its chants."""
    march = any(m.entry.row.trigger.type == "protest" for m in s.by_kind.get("trigger", ()))
    return not march and _has(s, "condemns") and not _has(s, "courts")


def mourns(s: Sentence) -> bool:
    """Whether a sentence mourns or condoles: "تقدم بخالص العزاء", "ننعى"."""
    return _has(s, "mourning")


def _has(s: Sentence, among: str) -> bool:
    """Whether a word of a list stands in a sentence, with or without و before it."""
    norms = s.norms[s.i : s.j]
    return not words(among).isdisjoint([*norms, *[norm[1:] for norm in norms if norm[0] == "و"]])
