"""Happenings that are only wished away, forbidden, asked for, supposed or held to be due, or that failed."""

from __future__ import annotations

from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.model import BODIES
from isnad.read.frames import row_of
from isnad.read.losses import NOT

ASKS = frozenset({"asking", "complain"})  # of speech.yaml: who asks for something tells nothing of it
ASKED_REACH = 8  # tokens from "طالب" to what is asked for
PREVENTED_REACH = 6  # tokens from "يمنع النظام" to "من"
FAILED_REACH = 6  # tokens from "فشلت القوات" to "في السيطرة"
MANAGED_REACH = 6  # tokens from "نجحت" to "في التصدي"
WARNED_REACH = 6  # tokens from "حذر" to what is warned of
DENIED = 8  # tokens from "نفى" to "لأي هجوم"
SUPPOSED = 4  # tokens from "إذا" to what is supposed
# what is told behind these was not asked for: "دعا إلى التهدئة بعد القصف"
HAPPENED = frozenset({"التي", "الذي", "بعد", "عقب", "غداه", "اثر"})


def averted(s: Sentence, m: Match) -> bool:
    """Whether the event is only wished away, forbidden or asked for: "لوقف الهجمات", "تحظر استهداف"."""
    if row_of(m).type == "aid":
        return m.entry.row.pos != "verb" and _asked(s, m)
    if row_of(m).type == "territory" and m.entry.row.pos != "verb" and _failed(s, m):
        return True
    if row_of(m).type in ("agreement", "talks", "threat", "detention"):
        return False
    if _prevented(s, m):
        return True
    if not _suppressed(s, m) and not _asked(s, m):
        return False
    behind = (s.at("cue", k) for k in range(m.j, min(m.j + 3, s.j)))
    # "للتصدي لهجمات واسعة يشنها التنظيم": who does it is told, so it is done
    return not any(c is not None and c.entry.row.kind == "agent" for c in behind)


def _prevented(s: Sentence, m: Match) -> bool:
    """Whether somebody is kept from it, or from doing it: "يمنع الجيش من ارتكاب المجازر", "حماية المدنيين من القصف"."""
    k = m.i - 1
    if k > s.i and s.norms[k] in words("carrying_out"):
        k -= 1
    if k <= s.i or s.norms[k] != "من":
        return False
    for n in range(k - 1, max(s.i, k - PREVENTED_REACH) - 1, -1):
        if s.norms[n].removeprefix("و") in words("prevents"):
            return not any(x.i < n < x.j for x in s.by_kind.get("actor", ()))  # "وحدات حماية الشعب" is a name
        if s.tokens[n].kind == "p" or s.norms[n] in words("preposition"):
            return False
    return False


def _failed(s: Sentence, m: Match) -> bool:
    """Whether somebody failed to do it: "فشلت القوات في السيطرة على المدينة", "عجز الجيش عن دخول البلدة"."""
    if m.i == s.i or s.norms[m.i - 1] not in ("في", "عن", "من"):
        return False
    near = s.tokens[max(s.i, m.i - FAILED_REACH) : m.i - 1]
    return any(t.norm.removeprefix("و") in words("failed") for t in near)


def supposed(s: Sentence, m: Match) -> bool:
    """Whether the event is only supposed or held to be due: "إذا هاجمت إسرائيل", "يجب أن تصل المساعدات"."""
    for k in range(m.i - 1, max(s.i, m.i - SUPPOSED) - 1, -1):
        norm, before = s.tokens[k].norm, s.tokens[k - 1].norm if k > s.i else ""
        if norm.removeprefix("و") in words("if"):
            return before != "ما" and (norm != "حال" or before.endswith("في"))
        if norm.removeprefix("و") in words("must"):
            owed = k + 1 < m.i and s.tokens[k + 1].norm.startswith("علي")
            return row_of(m).type != "agreement" and (owed or m.i - k <= 2)
        light = (cue := s.at("cue", k)) is not None and cue.entry.row.kind == "light"
        if s.tokens[k].kind == "p" or (k in s.verbs and not light):
            return False
    return False


def _suppressed(s: Sentence, m: Match) -> bool:
    """Whether a word before an event forbids it or ends it: "لوقف الهجمات"."""
    for c in s.by_kind.get("cue", ()):
        if c.entry.row.kind != "suppress" or not 0 <= m.i - c.j <= 1 or _denied_any(s, c):
            continue
        if s.tokens[c.i].norm == "التصدي" and _managed(s, c.i):
            continue
        if row_of(m).figure in BODIES and s.tokens[c.i].norm in NOT:
            continue  # "عدم وقوع إصابات": none were hurt
        if any(x.i <= c.i and c.j <= x.j < m.j and x.j - x.i > 1 for x in s.by_kind.get("actor", ())):
            continue  # "غرفة عمليات ردع العدوان": a word of a name
        longer = s.at("trigger", c.i)  # "وقف إطلاق النار" is itself an event
        if c.j - c.i > 1 or longer is None or longer.j <= c.j:
            return True
    return False


def _managed(s: Sentence, k: int) -> bool:
    """Whether somebody managed what token k says: "نجحت القوات في التصدي لهجوم"."""
    return any(t.norm.removeprefix("و") in words("managed") for t in s.tokens[max(s.i, k - MANAGED_REACH) : k])


def _asked(s: Sentence, m: Match) -> bool:
    """Whether an event is only asked for, or warned of."""
    if (
        row_of(m).type == "destruction" and m.i > s.i and s.tokens[m.i - 1].norm == "من"
    ):  # "تحذر الأهالي من إشعال النار"
        return any(c.entry.id == "warn_that" and 0 < m.i - c.j <= WARNED_REACH for c in s.by_kind.get("speech", ()))
    asking = next(
        (c for c in s.by_kind.get("speech", ()) if c.entry.id in ASKS and 0 <= m.i - c.j <= ASKED_REACH), None
    )
    return asking is not None and not any(
        s.tokens[k].norm in HAPPENED or _another_clause(s, k) for k in range(asking.j, m.i)
    )


def _another_clause(s: Sentence, k: int) -> bool:
    """Whether a joined verb begins a clause at token k: "طالبت بالحرية، وردت قوات الأمن بإطلاق النار"."""
    return k in s.verbs and s.tokens[k].norm[0] == "و" and k > s.i and s.tokens[k - 1].text in "،,؛"


def _denied_any(s: Sentence, c: Match) -> bool:
    """ "نفى تعرض بلاده لأي هجوم": any attack, which somebody denies."""
    any_ = s.tokens[c.i].norm.lstrip("لب") in ("اي", "ايه")
    denials = (v for v in s.by_kind.get("speech", ()) if v.entry.row.frame == "denial" and v.entry.id != "reject")
    return any_ and any(0 <= c.i - v.j <= DENIED for v in denials)
