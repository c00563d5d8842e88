"""Those whom a verb tells of behind its adjuncts: "قُتل في القصف على البلدة، صباح اليوم، ثلاثة مدنيين"."""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE, CONJ
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.read.amounts import number_of
from isnad.read.lists import fits
from isnad.read.runs import Sum

AFTER_IT = frozenset({"اثرها", "اثره", "اثرهما", "جراءها", "جراءه", "نتيجتها", "خلالها", "خلاله"})  # as a result of it
ASIDE = SKIPPED | {"،", ",", "-", "–"}
THAT = frozenset({"الذي", "التي", "اللذين", "اللتين"})
UPON_PERSONS = frozenset({"killed", "injured", "casualties", "captured"})
LONGEST = 24  # tokens of the adjuncts
TELLER = 8  # tokens of who tells it
STRAY = 4  # words among them that no lexicon knows
BETWEEN = frozenset({"يد", "ايدي", "احد", "قبل", "يضم", "صفوف"})  # who stands behind these is no subject


def past_cause(c: Sum, m: Match, k: int) -> int:
    """The end of "جراء الانفجار", "على إثرها", "بالعمليات المذكورة" right behind a verb of result, 0 where none is."""
    s = c.r.s
    if k != m.j:
        return 0
    tail = k + (s.tokens[k].norm == "علي")
    if tail < s.j and s.tokens[tail].norm in AFTER_IT:
        return tail + 1
    if m.entry.row.pos != "verb":
        return 0
    cue = s.at("cue", k)
    head = k
    if cue is not None and cue.entry.row.kind == "cause":
        head = cue.j + (cue.j < s.j and s.tokens[cue.j].norm in ("هذا", "هذه", "تلك", "ذلك"))
    trig = next((x for x in c.frame.trigs if x.i == head), None)
    weak = s.at("trigger", k) if trig is None and s.tokens[k].norm.startswith("بال") else None
    if weak is not None and weak.entry.row.trigger.id == "operation":
        return next((p for p in range(k + 1, min(k + 5, s.j)) if p in s.quantities), 0)  # "أصيب بالعمليات الأخيرة 20"
    if trig is None or (head == k and not (trig.prep == "ب" and trig.bits & ARTICLE)):
        return 0
    near = next((p for p in range(trig.j, min(trig.j + 4, s.j)) if p in s.quantities or p in c.r.nps), 0)
    return 0 if near and s.at("speech", near - 1) is not None else near  # "جراء الغارة، وفقاً للأمم المتحدة، 140 شخصاً"


def behind_adjuncts(c: Sum, m: Match, k: int, kind: str) -> int:
    """The token of those whom a verb of result governs behind causes, places and times that begin at token k.

    0 where none are: another clause begins, a phrase is the cause's own ("في قصف على منزل يسكنه نازحون").
    """
    s, nps = c.r.s, c.r.nps
    if m.entry.row.pos != "verb" or kind not in UPON_PERSONS:
        return 0
    start, stray, within, settled = k, 0, False, False  # in a clause of "الذي استهدف"; an adjunct has ended here
    end = min(k + LONGEST, s.j)
    while k < end and stray <= STRAY:
        np = nps.get(k)
        if k > start and not within and _subject(c, k, kind, settled):
            return k
        tok, trig, place = s.tokens[k], s.at("trigger", k), s.at("place", k)
        if k in s.covered:
            k, settled = s.covered[k], True
        elif tok.kind == "p" and (told := _past_teller(c, k)):
            k, settled = told, True
        elif tok.kind == "p":
            if tok.text not in ASIDE or not (k - 1 in s.covered or k + 1 in s.covered):
                return 0  # only a day stands between commas
            k += 1
        elif place is not None:
            k, within, settled = place.j, False, True
        elif trig is not None and (trig.entry.row.pos != "verb" or _led(c, k)) and not _tells(trig):
            settled = bool(trig.bits & ARTICLE) or trig.j - trig.i > 1 or np is not None
            k = max(trig.j, np.j if np is not None else 0)
        elif trig is not None and (trig in c.frame.trigs or s.at("cue", k) is not None):
            k, within = trig.j, True
        elif trig is not None or k in s.verbs or tok.norm in words("clause") or tok.norm in words("meanwhile"):
            return 0
        elif np is not None:
            if np.conj:
                return 0
            k, within, settled = np.j, False, True
        else:
            stray += tok.norm not in words("preposition") and tok.norm not in THAT
            k, settled = k + 1, (settled and tok.norm.startswith("ال")) or tok.norm.endswith("يه")  # "بالقصف الجوي"
    return 0


def _past_teller(c: Sum, k: int) -> int:
    """The token behind who tells it, set off by commas: "قُتل في الهجوم، بحسب الشرطة، ثلاثة جنود"; 0 where none is."""
    s = c.r.s
    told = s.at("speech", k + 1) if s.tokens[k].text in "،," and k + 1 < s.j else None
    if told is None or told.entry.row.frame != "according_to":
        return 0
    end = next((p for p in range(told.j, min(told.j + TELLER, s.j - 1)) if s.tokens[p].text in "،,"), -1)
    return end + 1


def _led(c: Sum, k: int) -> bool:
    return c.r.s.norms[k - 1] in words("preposition")


def _tells(m: Match) -> bool:
    """Whether a word itself tells of the dead, hurt or taken, or begins another matter: the rest is its own."""
    return m.entry.row.trigger.figure in UPON_PERSONS or bool(m.bits & CONJ)


def _subject(c: Sum, k: int, kind: str, settled: bool) -> bool:
    """Whether at token k stand those of whom the verb tells: counted, or one or two where an adjunct is over."""
    s, np = c.r.s, c.r.nps.get(k)
    if _led(c, k) or s.norms[k - 1] in BETWEEN:
        return False
    if np is None:
        q = s.quantities.get(k)
        return q is not None and q.unit is None and k not in c.r.taken and q.construct == "alone" and settled
    if np.conj or np.prep or np.i in c.r.taken or np.role != "person" or not fits(np, kind):
        return False
    return np.quantity is not None or (settled and not np.definite and number_of(s, np) != "pl")
