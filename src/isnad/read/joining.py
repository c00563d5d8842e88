"""Whether a trigger goes on with the frame before it or tells something new, and what sets the two apart."""

from __future__ import annotations

from itertools import pairwise

from isnad.arabic.tokens import ARTICLE, CONJ, SUFFIX
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.read.frames import ANSWERS, BLASTS, STRIKES, Frame, row_of

TAKEN = frozenset({"arrest", "abduction"})
DEAL = "free_for"  # of triggers.yaml
GUNFIRE = frozenset({"shooting", "open_fire", "gunfire"})
FIRING = frozenset({"shooting", "open_fire", "fire_shells"})  # "تفتح نيرانها وتطلق قذائفها"
ENTERS = frozenset({"storm", "incursion"})  # of triggers.yaml: with arrests told beside them they are raids
HOLD = "hold"  # of triggers.yaml
AND_THEN = frozenset({"قبل", "بعد", "سبق", "تلا", "اعقب", "تبع"})  # before "ذلك": one thing and another
CAME_BEFORE = "came before another"  # the rule of a frame: "قصفت … بعد الهجوم على …"
UPON = frozenset({"اثر", "خلفيه"})
OF_WHICH = frozenset({"الذي", "التي", "علي"})  # behind "الهجوم": which one, so that nobody told of it before
OPENING_REACH = 6  # tokens from "بعد يومين من" to what was before
NEWS_REACH = 6  # tokens from the mark behind it to what the sentence tells
BLAST = "blast"  # of triggers.yaml
WENT_OFF_REACH = 8  # tokens from "انفجرت" to "استهدفتا"
COURSE_REACH = 45  # tokens between the steps of one thing, a raid and its arrests


def joins(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether this trigger goes on with the frame rather than telling something new."""
    if part_of_sum(s, f, m):
        return True
    last = max(x.j for x in f.trigs)
    gap = between(s, last, m.i)
    if row_of(m).id in ANSWERS:
        return False
    if apart(s, f, m) or (not definite(s, m) and _turns(gap)):
        return False
    near = len(gap) <= 3 and not any(g in "،؛." for g in gap if len(g) == 1)
    strikes = row_of(m).type in STRIKES and f.type in STRIKES
    if (near and _beside(f, m, gap, strikes)) or _fires_on(f, m, gap):
        return True
    if _one_course(f, m):
        return len(gap) <= COURSE_REACH and not _by_others(s, f, m)
    if _goes_with(s, f, m, gap, near):
        return True
    if _went_off_on(s, f, m, gap):
        return True
    if _told_on(s, f, m, gap, strikes):
        return f.trigs[0].entry.row.pos != "verb" and _nobody_speaks(s, last, m.i)
    if strikes and _points_back(s, m, gap):
        return "اخر" not in between(s, m.j, m.j + 1)
    return (strikes and _done_by(s, f, m, gap)) or _murder(f, m, gap, near)


def _beside(f: Frame, m: Match, gap: list[str], strikes: bool) -> bool:
    """Whether a trigger near the last is a noun of its kind, or stands in one list with it: "مداهمات واعتقالات"."""
    t, head = row_of(m), f.trigger
    if m.bits & CONJ:  # "سرقة ونهب", "هجمات واشتباكات"
        alike = m.entry.row.pos == f.trigs[-1].entry.row.pos
        return not gap and alike and (t.type == f.type or _listed(f.trigs[-1], m, strikes))
    kindred = t.type == f.type or strikes or (head.raid and t.type in ("arrest", "armed_attack"))
    return m.entry.row.pos != "verb" and kindred


def _fires_on(f: Frame, m: Match, gap: list[str]) -> bool:
    """Whether two verbs tell one firing: "تفتح نيرانها وتطلق قذائفها"."""
    t, head = row_of(m), f.trigger
    both = {head.id, t.id} <= FIRING and head.id != t.id
    return both and bool(m.bits & CONJ) and len(gap) <= 1 and m.entry.row.pos == "verb"


def _one_course(f: Frame, m: Match) -> bool:
    """Whether two triggers are steps of one thing, also far apart: a raid and its arrests, a deal and who came free.

    "داهمت البلدة … واعتقلت شابين", "اعتقلت شابين … واقتادتهما إلى جهة مجهولة",
    "صفقة تبادل أفرج بموجبها عن عشرة أسرى مقابل تسليم جثث".
    """
    t, head = row_of(m), f.trigger
    raid = head.raid or (head.id in ENTERS and t.id != HOLD)  # "اقتحم القنصلية واحتجز من فيها": hostages
    if ((raid or f.type == "arrest") and t.type == "arrest") or (raid and t.raid):
        return True
    if t.type == f.type == "agreement":
        return DEAL in (t.id, head.id)
    return t.joins and t.type in TAKEN and f.type in TAKEN


def _by_others(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether a verb has a subject that the frame does not know: "اقتحم مستوطنون الساحة، واعتقلت الشرطة شاباً"."""
    who = s.at("actor", m.j) or s.at("generic", m.j)
    if m.entry.row.pos != "verb" or who is None or f.trigs[0].entry.row.pos != "verb":
        return False
    begin = min(x.i for x in f.trigs)
    told = [x for kind in ("actor", "generic") for x in s.by_kind.get(kind, ()) if begin < x.i < m.i]
    told += [x for x in s.by_kind.get("noun", ()) if 0 < x.i - begin <= 2 and x.entry.row["role"] == "person"]
    return bool(told) and all(x.entry.id != who.entry.id for x in told)


def _goes_with(s: Sentence, f: Frame, m: Match, gap: list[str], near: bool) -> bool:
    """Whether the two kinds of happening are told as one: arrests and their raid, an attack and the fight after it."""
    t, head = row_of(m), f.trigger
    if t.type == f.type == "protest":
        return True
    if f.type == "arrest" and len(gap) <= 30 and (t.raid or (t.id in ENTERS and m.entry.row.pos == "noun")):
        return True
    if t.raid and near and head.id in GUNFIRE:
        return True
    if head.sides and head.then and m.entry.row.pos == "noun" and t.type in STRIKES and len(gap) <= 12:
        return True  # "تبادل الجيشان القصف"
    fight = t.type == "armed_clash" and f.type in STRIKES and len(gap) <= 8
    return fight and result_link(s, m.i - len(gap), m.i)  # an attack and the fight that it sets off


def _told_on(s: Sentence, f: Frame, m: Match, gap: list[str], strikes: bool) -> bool:
    """Whether a verb is one that goes on with the frame: "غارات استهدفت", "حملة مداهمات فجر اليوم استهدفت منازل"."""
    t = row_of(m)
    raids = t.type in STRIKES and f.type == "arrest"
    if not (t.joins and m.entry.row.pos == "verb" and (strikes or raids) and len(gap) <= 25):
        return False
    if not m.bits & CONJ:
        return True
    return any((c := s.at("cue", k)) is not None and c.entry.row.kind == "agent" for k in range(m.i - len(gap), m.i))


def _went_off_on(s: Sentence, f: Frame, m: Match, gap: list[str]) -> bool:
    """Whether a verb tells what the thing that went off was meant for: "انفجرت سيارتان مفخختان استهدفتا حسينية"."""
    verbs = m.entry.row.pos == "verb" and f.trigs[0].entry.row.pos == "verb" and f.trigger.id == BLAST
    on = verbs and row_of(m).joins and not m.bits & CONJ and f.end < m.i and len(gap) <= WENT_OFF_REACH
    return on and "،" not in gap and s.verbs.isdisjoint(range(f.end, m.i))


def _nobody_speaks(s: Sentence, a: int, b: int) -> bool:
    """Whether no one is quoted between two tokens; "that" and verbs without a speaker don't count."""
    told = (x for k in range(a, b) if (x := s.at("speech", k)) is not None and x.entry.id != "that")
    return all(s.tokens[x.i].norm in words("impersonal") for x in told)


def _points_back(s: Sentence, m: Match, gap: list[str]) -> bool:
    """Whether a general noun with the article is of the strike before it, in the same place: "… القصف"."""
    noun = m.entry.row.pos == "noun" and m.bits & ARTICLE and not m.bits & CONJ
    return bool(noun) and row_of(m).generic and len(gap) <= 60 and not _new_place(s, m.i - len(gap), m.i)


def _done_by(s: Sentence, f: Frame, m: Match, gap: list[str]) -> bool:
    """Whether a noun says by what the verb before it was done: "استهدف … بغارة"."""
    verb = m.entry.row.pos != "verb" and f.trigs[0].entry.row.pos == "verb"
    return verb and len(gap) <= 22 and instrumental(s, m) and words("answers").isdisjoint(gap)


def _murder(f: Frame, m: Match, gap: list[str], near: bool) -> bool:
    """Whether an assassination and the strike by which it was done are told together: "اغتيال … بتفجير"."""
    kind = row_of(m).type
    if f.trigger.type == "assassination" and len(gap) <= 12 and (kind in STRIKES or kind == "killing"):
        return True
    return kind == "assassination" and f.type in STRIKES and near


def _turns(gap: list[str]) -> bool:
    """Whether the words between turn to something else: "كما داهمت", "في حين أصيب"; not in "حين أصاب صاروخ"."""
    bare = [g.removeprefix("و") for g in gap]
    told = (g for n, g in enumerate(bare) if g != "حين" or (n and bare[n - 1] == "في"))
    return any(g in words("meanwhile") for g in told) or any(a in AND_THEN and b == "ذلك" for a, b in pairwise(bare))


def part_of_sum(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether a number of attacks is part of the frame's: "297 هجوماً …، منها 240 هجوماً مدفعياً و4 هجمات جوية"."""
    head = min(f.trigs, key=lambda x: x.i)
    if m.i <= head.i or m.entry.row.pos == "verb" or row_of(m).type not in STRIKES or f.type not in STRIKES:
        return False
    counted = {q.head for q in s.quantities.values()}
    if head.i not in counted or m.i not in counted:
        return False
    among = next((c for c in s.by_kind.get("cue", ()) if c.entry.row.kind == "part" and head.j <= c.i < m.i), None)
    return among is not None and not any(k in s.verbs or s.tokens[k].text in ".؛:" for k in range(among.j, m.i))


def apart(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether the words before a trigger set what it tells apart from the frame's happening.

    "هجمات منها تفجير", "ضمن سلسلة من المداهمات", "القصف بعد ساعات من قصف", "أعقب الهجوم انفجار", "85 هجوماً، و67 هجوماً".
    """
    last = max(x.j for x in f.trigs)
    gap = [w.removeprefix("و") for w in between(s, last, m.i)]
    if _told_after(s, f, m) or came_before(s, f, m):
        return True
    if any(w in words("one_of") or w in words("wave") for w in gap[-3:]) or any(w in words("within") for w in gap[-4:]):
        return True
    if any(w in words("among_them") for w in gap[-2:]) and row_of(m).type != f.type:
        return True
    if m.entry.row.pos == "verb" or definite(s, m):
        return False
    head = f.trigs[-1]
    if gap[-1:] and gap[-1] in ("من", "علي", "مع") and any(w in words("behind_news") for w in gap[-5:]):
        return True
    if m.i - last <= 2 and head.i > s.i and definite(s, head):
        return s.tokens[head.i - 1].norm.removeprefix("و") in words("goes_with")
    counted = {q.j for q in s.quantities.values()}
    return row_of(head).type == row_of(m).type and head.i in counted and m.i in counted


def came_before(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether what is told came after another strike: "قصفت المدفعية البلدة عقب هجوم على حاجز".

    "إثر" may tell the cause of one happening ("انفجار إثر هجوم"); behind a verb it tells of another, too.
    """
    after = s.norms[m.i - 1].removeprefix("و") if m.i > f.end else ""
    if after not in words("came_after") or m.entry.row.pos == "verb" or m.bits & SUFFIX or row_of(m).raid:
        return False
    if row_of(m).type not in STRIKES or f.type not in STRIKES | {"arrest"} or row_of(m).id in ENTERS:
        return False
    if f.trigs[0].entry.row.pos != "verb" and (after in UPON or f.type in BLASTS):
        return False
    return not definite(s, m) or (m.j < s.j and s.norms[m.j] in OF_WHICH)


def _told_after(s: Sentence, f: Frame, m: Match) -> bool:
    """Whether a sentence opens with what was before, and then tells the news: "بعد يومين من هجوم …، قصفت الطائرات"."""
    head = min(x.i for x in f.trigs)
    opening = s.norms[s.i : min(head, s.i + OPENING_REACH)]
    first = opening[0].removeprefix("و") if opening else ""
    before = first in words("came_after") and head - s.i < OPENING_REACH and s.verbs.isdisjoint(range(s.i, head + 1))
    if not before or definite(s, m) or m.bits & CONJ:
        return False
    mark = next((k for k in range(m.i - 1, max(head, m.i - NEWS_REACH), -1) if s.tokens[k].text in "،,"), None)
    return mark is not None and (mark + 1 in s.verbs or (mark + 1 == m.i and m.entry.row.pos == "verb"))


def instrumental(s: Sentence, m: Match) -> bool:
    """Whether a noun is the means of the verb before it: "بغارة", "بأكثر من 8 غارات", "عبر غارات"."""
    if m.prep == "ب":
        return True
    q = next((q for q in s.quantities.values() if q.i < m.i <= q.j + 2 and q.j <= m.i), None)
    first = s.tokens[q.i].norm if q is not None else ""
    return (first.startswith("ب") and len(first) > 3) or (
        m.i > s.i and s.tokens[(q.i if q else m.i) - 1].norm in ("عبر", "بواسطه", "بنحو", "بحوالي", "ب")
    )


def _listed(a: Match, b: Match, strikes: bool) -> bool:
    """Whether two bare nouns stand in one list of happenings: "سرقة ونهب", "قصفاً وغارات"."""
    plurals = (a.entry.row.feature == "pl", b.entry.row.feature == "pl")
    if strikes and a.bits & ARTICLE and b.bits & ARTICLE and a.entry.row.pos != "verb":
        return True  # "الضربات الجوية والقصف المدفعي"
    return (
        all(plurals) or (strikes and plurals[1] and not a.bits & ARTICLE and a.entry.row.pos != "verb")
    ) and not b.bits & ARTICLE


def _new_place(s: Sentence, a: int, b: int) -> bool:
    return sum(1 for k in range(a, b) if s.at("place", k) is not None) > 1


def result_link(s: Sentence, a: int, b: int) -> bool:
    """Whether a word of what came of it stands between two tokens."""
    return any((c := s.at("cue", k)) is not None and c.entry.row.kind == "result" for k in range(a, b))


def definite(s: Sentence, m: Match) -> bool:
    """Whether a trigger has the article, whatever particle stands before it."""
    return bool(m.bits & ARTICLE) or s.tokens[m.i].norm.lstrip("وفبلك").startswith("ال")


def between(s: Sentence, a: int, b: int) -> list[str]:
    """The folded words and the marks from one token to another."""
    return [t.norm if t.kind != "p" else t.text for t in s.tokens[a:b]]
