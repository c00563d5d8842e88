"""What the words around a happening say of it beside what was told before: another, older, in return."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from isnad.arabic.stem import stem_of
from isnad.arabic.tokens import ARTICLE
from isnad.lexicon.match import SKIPPED
from isnad.lexicon.words import words
from isnad.mentions.parties import OTHERS
from isnad.read.attachdates import COUNTED_BACK
from isnad.read.frames import ANOTHER_FORCE, STRIKES, Frame

REPORTER = "own_correspondent"  # of source_nouns.csv
BEFORE, AFTER = 18, 25  # tokens around a trigger whose words are compared
GOING = 5  # tokens from a happening to a word that it goes on
ANSWER_REACH = 12  # tokens from a happening to "رداً على"
AFTER_IT = frozenset({"بعدها", "بعده", "بعدهما"})  # with "بساعتين": since the one told before
WHILE_REACH = 9  # tokens from "وبعدها بساعتين" over who did it to the happening
OTHER_REACH = 10  # tokens from "أي مقر آخر" over whose it is to what it was spared
CHARGE_REACH = 5  # tokens from "المتهم" to the deed
SUFFERED_BEFORE = frozenset({"arrest", "abduction", "assassination", "detention"})
WAS = frozenset({"كان", "كانت", "كانوا", "كانا", "كن"})
HAD_REACH = 5  # tokens from "كان" over who did it to the verb
EXCHANGE = frozenset({"exchange", "exchange_held"})  # of triggers.yaml
LAID = "lay_mines"  # mines that are laid have not gone off
LEAVES = frozenset({"pull_out", "fighters_flee", "column_leaves"})  # so do these


def of_another(f: Frame) -> bool:
    """Whether it is another than what was told before: "هجوم آخر", "قصفت طائرة أخرى", "بعد يومين من هجوم …"."""
    if not f.definite and (COUNTED_BACK in f.rules or _besides(f)):
        return True
    verb = f.trigs[0].entry.row.pos == "verb" and not f.bare
    after = f.s.tokens[f.end : min(f.s.j, f.end + (3 if verb else 1))]
    another_one = any(k.norm in words("another_one") for k in after) and not f.definite
    return another_one or ANOTHER_FORCE in f.rules or _after_a_while(f) or _none_other(f)


def _besides(f: Frame) -> bool:
    """Whether its dead or hurt are told besides those of another: "كما قُتل خمسة آخرون في كمين"."""
    first = min((m for m in (*f.results, *f.trigs)), key=lambda m: m.i)
    verb = first.entry.row.pos == "verb" and first in f.results and first not in f.trigs
    return verb and first.i > f.s.i and f.s.norms[first.i - 1] in BESIDES


BESIDES = frozenset({"كما", "فيما", "بينما", "كذلك"})


def _after_a_while(f: Frame) -> bool:
    """Whether it came some time after the one told before: "وبعدها بساعتين استهدفت", "وبعد ساعة عاد الطيران ليقصف"."""
    s, first = f.s, min(m.i for m in f.trigs)
    if f.definite or f.bare or f.type not in STRIKES:
        return False
    for k in range(first - 1, max(s.i, first - WHILE_REACH) - 1, -1):
        if s.at("trigger", k) is not None or s.tokens[k].text in ".؛":
            return False
        norm = s.norms[k].removeprefix("و").removeprefix("ف")
        passed = [w.removeprefix("ب").removeprefix("ال") for w in s.norms[k + 1 : k + 5]]
        if norm in AFTER_IT and s.norms[k + 1].startswith("ب") and not words("while_passed").isdisjoint(passed):
            return True
        again = any(w.lstrip("وفل") in words("once_more") for w in s.norms[k:first])
        if norm == "بعد" and again and not words("while_passed").isdisjoint(passed):
            return True
    return False


def _none_other(f: Frame) -> bool:
    """Whether another is denied than the one told before: "عدم تعرض أي مقر آخر لمحاولة تفجير"."""
    before = f.s.norms[max(f.s.i, f.at - OTHER_REACH) : f.at]
    any_at = next((n for n, w in enumerate(before) if w.lstrip("وبل") in ("اي", "ايه")), -1)
    return f.stance == "denied" and any_at >= 0 and before[any_at + 2 : any_at + 3] in (["اخر"], ["اخري"])


def charged(f: Frame) -> bool:
    """Whether it is a deed that somebody is known for or held for: "المتهم باغتيال الوزير", "أشرف على هجمات".

    Not so what has been told: "المتورطون في الهجوم", "الضالعون في هجوم تدمر".
    """
    s, first = f.s, min(m.i for m in f.trigs)
    if f.definite or s.norms[first].removeprefix("ب").startswith("ال") or s.at("place", f.end) is not None:
        return False
    for k in range(first - 1, max(s.i, first - CHARGE_REACH) - 1, -1):
        to_it = s.norms[k + 1] in ("عن", "علي", "في") or s.norms[k + 1][0] in "بل"
        if to_it and s.norms[k].removeprefix("و").removeprefix("ال") in words("known_for"):
            return True
        if s.tokens[k].text in "،.؛:" or k in s.verbs:
            return False
    return False


def had_been(f: Frame) -> bool:
    """Whether somebody was taken or shot at before what is told of him: "عُثر على جثة رجل كان قد اختُطف"."""
    first = min(m.i for m in f.trigs)
    near = [w.removeprefix("و").removeprefix("ف") for w in f.s.norms[max(f.s.i, first - HAD_REACH) : first]]
    return f.type in SUFFERED_BEFORE and ("سبق" in near or (near[-1:] == ["قد"] and not WAS.isdisjoint(near)))


def another(f: Frame) -> bool:
    """Whether words by it speak for its being another."""
    return _followed_by_another(f) or _preceded_by_another(f)


def behind(f: Frame) -> bool:
    """Whether a happening is what another one came after or before: "بعد قصف استهدف البلدة"."""
    first = min(m.i for m in f.trigs)
    return any(k.norm.removeprefix("و") in words("behind_news") for k in f.s.tokens[max(f.s.i, first - 3) : first])


def _followed_by_another(f: Frame) -> bool:
    """ "هجوم ثان", "استهدفت أيضاً"; what "أسفر القصف أيضاً" adds is a result."""
    added = words("also") if f.definite else frozenset()
    return any(k.norm in words("another") and k.norm not in added for k in f.s.tokens[f.end : f.end + 2])


def _preceded_by_another(f: Frame) -> bool:
    """ "في حادث منفصل", "في المقابل", "مسيّرة أخرى استهدفت", "وكان جندي آخر قُتل", "ورد المسلحون بإطلاق"."""
    before = [k.norm for k in f.s.tokens[max(f.s.i, f.at - 8) : f.at]]
    if f.definite:
        return False
    in_return = f.trigs[0].prep == "ب" and not words("answers").isdisjoint(before[-4:])
    of_subject = before[-1:] and before[-1] in words("another") and not f.bare
    return in_return or bool(of_subject) or not words("set_apart").isdisjoint(before) or _later(f)


def _later(f: Frame) -> bool:
    """Whether its sentence opens with a time that has passed since: "وبعد دقائق، انفجرت …", "وفي وقت لاحق، أطلق …"."""
    norms = [t.norm.removeprefix("و") for t in f.s.tokens[f.s.i : min(f.s.i + 3, f.at)]]
    passed = (
        norms[:1] == ["بعد"] and norms[1:2] and norms[1] in words("while_passed") and norms[2:] not in (["من"], ["علي"])
    )
    return bool(passed) or norms[:1] == ["لاحقا"] or norms == ["في", "وقت", "لاحق"]


def once(f: Frame) -> bool:
    """Whether it is of no day told, before that of the news: "قبل أيام", "وقبل ذلك"; "في وقت سابق" may be of today."""
    past = [d for d in f.dates if d.expr.kind == "vague" and (d.expr.n or 0) < 0]
    return any(f.s.norms[d.i].removeprefix("و") == "قبل" for d in past)


def more_dead(f: Frame) -> bool:
    """Whether those killed are others than the dead told before: "وقتلت مجموعة، الأحد، 12 شخصاً آخرين"."""
    dead = [x for x in f.figures if x.kind == "killed" and not x.part]
    return any(f.s.has(OTHERS, x.i, min(x.j + 1, f.s.j)) for x in dead)


def opens(f: Frame) -> bool:
    """Whether its sentence opens a new piece of news."""
    return any(k.norm in words("opens_news") for k in f.s.tokens[f.s.i : min(f.s.i + 3, f.at)])


def looks_back(f: Frame) -> bool:
    """Whether the sentence opens with words that what it tells was before the news: "وكان", "سبق أن", "يذكر أن"."""
    return any(c.entry.row.kind == "background" and c.i - f.s.i <= 2 for c in f.s.by_kind.get("cue", ()))


def looked_back_on(f: Frame) -> bool:
    """Whether it is what others now inquire into, remember or are angry about: "التحقيق في مقتل …"."""
    if f.trigs[0].entry.row.pos == "verb":
        return False
    s, k = f.s, min(m.i for m in f.trigs)
    for n in range(k - 1, max(s.i, k - LOOKED_BACK_REACH) - 1, -1):
        if s.tokens[n].kind == "p" and s.tokens[n].text not in SKIPPED:
            return False
        if s.norms[n].lstrip("وبل").removeprefix("ال") in words("looked_back_on"):
            return True
    return False


LOOKED_BACK_REACH = 3  # tokens: "التحقيق في ملابسات مقتل"


def goes_on(f: Frame) -> bool:
    """Whether it is told as what goes on or comes again and again: "تتعرض لقصف مستمر", "هجماتهم المتكررة"."""
    first, last = min(m.i for m in f.trigs), max(m.j for m in f.trigs)
    near = [k.norm for k in f.s.tokens[max(f.s.i, first - GOING) : min(f.s.j, last + GOING)]]
    return not words("goes_on").isdisjoint(near) or _for_long(near)


def _for_long(near: Sequence[str]) -> bool:
    """Whether it is told to have gone on for days, months or years: "تشهد المنطقة منذ أشهر قصفاً متبادلاً"."""
    since = (k for k, norm in enumerate(near) if norm in ("منذ", "ومنذ"))
    return any(not words("spells").isdisjoint(near[k + 1 : k + 3]) for k in since)


def answers(f: Frame) -> bool:
    """Whether it is told, behind its words, as the answer to another: "قصفت مواقع للمسلحين رداً على الهجوم"."""
    near = f.s.tokens[f.end : min(f.s.j, f.end + ANSWER_REACH)]
    return any(a.norm == "ردا" and b.norm == "علي" for a, b in pairwise(near))


def opens_with_place(f: Frame) -> bool:
    """Whether a place opens its sentence, before what happened there: "وفي مدينة سرت، أطلق جنود النار"."""
    return any(p.i - f.s.i <= 1 and p.j <= f.at for p in f.own_places)


def turn(f: Frame) -> str:
    """Of two happenings that are never one, which a frame tells: an exchange or the truce, to leave, to lay a mine."""
    word = f.trigger.id
    if word in EXCHANGE:
        return "exchange"
    if word == LAID:
        return "laid"
    return "leaves" if f.type == "movement" and word in LEAVES else ""


def taken_up(f: Frame) -> bool:
    """Whether it is what its sentence goes on about: "وأسفر القصف عن …", "وأضاف أن الغارات استهدفت …"."""
    head = min(f.trigs, key=lambda m: m.i)
    opens = head.i - f.s.i <= OPENING or f.s.norms[head.i - 1] in THAT
    return opens and (f.definite or bool(head.bits & ARTICLE))


OPENING = 3  # tokens from the start of a sentence to what it is about
THAT = frozenset({"ان", "بان", "وان"})


def repeated(f: Frame) -> bool:
    """Whether it is called one that comes again and again: "الاعتقالات المتكررة", "قصف يومي"."""
    return any(k.norm in words("habit") for k in f.s.tokens[f.end : min(f.s.j, f.end + 2)])


def beside(told: Sequence[Frame], f: Frame) -> bool:
    """Whether a word between a trigger and those told before it in its sentence sets one thing beside the other."""
    first = min(m.i for m in f.trigs)
    ends = [m.j for x in told if x.s.index == f.s.index for m in (*x.trigs, *x.results) if m.j <= first]
    return bool(ends) and any(k.norm.removeprefix("و") in words("beside") for k in f.s.tokens[max(ends) : first])


def speech_opens(f: Frame) -> bool:
    """Whether a verb of telling opens the frame's sentence: "وقال مراسلنا إن …", "وأوضح المصدر أن …"."""
    s = f.s
    return any(
        (m := s.at("speech", k)) is not None and m.entry.row.pos == "verb" for k in range(s.i, min(s.i + 2, f.at))
    )


def reporter_opens(f: Frame) -> bool:
    """Whether the outlet's own reporter opens its sentence."""
    s = f.s
    return any(m.entry.id == REPORTER and m.i - s.i <= 3 for m in s.by_kind.get("source_noun", ()))


def nth(f: Frame) -> str:
    """Which of several it is told to be: "الأولى استهدفت سفينة", "أما العملية الثالثة فقد استهدفت"; empty if unsaid."""
    s = f.s
    for k in range(f.end, max(s.i, f.at - NTH_REACH) - 1, -1):
        if k >= s.j or k in s.covered:
            continue
        word = s.norms[k].removeprefix("و").removeprefix("ف")
        if word in words("which_one"):
            of_time = k > s.i and s.norms[k - 1].lstrip("ولب").removeprefix("ال") in words("counted_time")
            return "" if of_time else word.removesuffix("ه").removesuffix("ي")
    return ""


NTH_REACH = 3  # tokens from "الأولى" to "استهدفت"


def words_near(f: Frame) -> frozenset[str]:
    """The stems of the words around a trigger, without what tells the happening, its places, and particles."""
    tokens = f.s.tokens
    told = {k for m in (*f.trigs, *f.results) for k in range(m.i, m.j)} | {k for p in f.places for k in range(p.i, p.j)}
    begin, end = max(f.s.i, f.at - BEFORE), min(f.s.j, f.end + AFTER)
    near = [t.norm for k, t in enumerate(tokens[begin:end], begin) if t.kind == "w" and k not in told]
    return frozenset([stem_of[norm] for norm in near if len(norm) > 2])
