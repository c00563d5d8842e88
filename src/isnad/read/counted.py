"""Nouns that count by themselves (قتلى، جرحى، ضحايا، جثث), and the numbers that are said of them."""

from __future__ import annotations

from dataclasses import replace

from isnad.arabic.numerals import QuantityMention, apply, postfix_bound
from isnad.arabic.tokens import ARTICLE, CONJ
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.owners import THEIR_RANKS
from isnad.mentions.parties import OTHERS, Np
from isnad.model import Quantity
from isnad.read.amounts import (
    NONE,
    ONE,
    SOME,
    TWO,
    number_of,
    tail_end,
    tail_of,
)
from isnad.read.frames import FigureMention
from isnad.read.lists import BODY, fits, joined_phrase
from isnad.read.losses import negated
from isnad.read.names import name_run
from isnad.read.runs import Sum, phrase_run, young
from isnad.read.tolls import reached

COUNTS = frozenset(
    {"عدد", "حصيله", "اعداد", "تعداد", "العدد", "الحصيله", "ضحايا", "بعدد", "لعدد", "عداد", "اجمالي", "مجموع"}
)


def counted_figures(c: Sum, m: Match) -> list[FigureMention]:
    """The figures of a noun that counts by itself: "26 قتيلاً", "القتلى خمسة", "عدد القتلى 544", "سقوط جرحى"."""
    s = c.r.s
    if m.i in c.r.taken:
        return []
    kind = kind_of(s, m)
    counted_kind = "killed" if kind == "casualties" else kind  # "26 ضحية" are dead, "سقوط ضحايا" may be hurt
    fell = _fell_victim(c, m)
    if fell is not None:
        return phrase_run(c.r, fell, "killed")
    beside = _number_before(c, m, kind, counted_kind) or _number_behind(c, m, kind) or _said_of(c, m, kind)
    if beside:
        return beside
    told = _told_of_them(c, m, kind, counted_kind)
    if told is not None:
        return told
    number = reached(s, m, counted_kind, c.r.taken)
    if number is not None:
        return [number]
    if m.bits & CONJ and m.bits & ARTICLE and m.j < s.j and s.tokens[m.j].norm == "الي":
        return _number_said(c, m, counted_kind)  # "ارتفع عدد القتلى إلى 40، والجرحى إلى 90"
    if word_before(s, m.i) in COUNTS or (word_before(s, m.i) == "من" and word_before(s, m.i - 1) in COUNTS):
        return _number_said(c, m, counted_kind)
    deny = negated(s, m.i)
    return _denied(s, m, kind, deny) if deny else _uncounted(c, m, kind)


def _number_before(c: Sum, m: Match, kind: str, counted_kind: str) -> list[FigureMention]:
    """The number that counts the noun, with those joined to it: "26 قتيلاً", "3 قتلى عسكريين وسائق"."""
    s, taken = c.r.s, c.r.taken
    for k in range(max(s.i, m.i - 7), m.i + 1):
        q = s.quantities.get(k)
        if q is None or q.unit is not None or k in taken or q.head != m.i or q.construct == "after":
            continue
        taken.update((k, m.i))
        np = c.r.nps.get(q.i)
        bound = postfix_bound(s.tokens, m.j, s.j) if q.quantity.comparator == "eq" else None
        number = apply(bound, q.quantity.low) if bound and q.quantity.low is not None else q.quantity
        kind = counted_kind if number.comparator != "some" else kind
        told = _their_number(c, m) if number.comparator == "some" else None
        if told is not None:
            taken.add(told.i)
            number = told.quantity
        of = tail_of(s, m.j) or (np.of if np is not None and np.of in ("woman", "child") else "person")
        end = max(m.j, tail_end(s, m.j))
        also = joined_phrase(c.r, end, kind)  # "3 قتلى عسكريين وسائق"
        joined = also is not None and kind in BODY and (also.quantity is None or also.of)
        more = phrase_run(c.r, also, kind) if also is not None and joined else []
        return [FigureMention(q.i, end, kind, of, number, np), *more]
    return []


def _said_of(c: Sum, m: Match, kind: str) -> list[FigureMention]:
    """The people right before the noun that is said of them: "أوقع خمسة جنود قتلى"."""
    np = next((np for k in range(max(c.r.s.i, m.i - 4), m.i) if (np := c.r.nps.get(k)) and np.j in (m.i, m.j)), None)
    counted = np is not None and np.role == "person" and np.quantity is not None and np.i not in c.r.taken
    if np is None or not counted or np.head_at >= m.i or c.r.s.norms[m.i] != "قتلي":
        return []
    return phrase_run(c.r, np, kind)


def _number_behind(c: Sum, m: Match, kind: str) -> list[FigureMention]:
    """The number right behind the noun, in construct with it or said of it: "القتلى خمسة"."""
    s, taken = c.r.s, c.r.taken
    after = s.quantities.get(m.j)
    if after is None or after.unit is not None or after.i in taken:
        return []
    if after.construct == "after":
        taken.add(after.i)
        return [FigureMention(m.i, after.j, kind, tail_of(s, m.j) or "person", after.quantity)]
    if after.construct == "alone" and m.bits & ARTICLE:
        taken.add(after.i)  # "القتلى خمسة"
        return [FigureMention(m.i, after.j, kind, tail_of(s, after.j) or "person", after.quantity)]
    return []


def _told_of_them(c: Sum, m: Match, kind: str, counted_kind: str) -> list[FigureMention] | None:
    """Who was among them, how many they were, who they were: "والقتلى هم 5 مدنيين"; None where nothing tells it."""
    s, taken = c.r.s, c.r.taken
    among = _among(c, m) if word_before(s, m.i) == "بين" else None
    if among is not None and fits(among, kind) and (_told(s, among) or among.number == "sg"):
        return [replace(x, part=True) for x in phrase_run(c.r, among, kind)]  # "بين القتلى 43 مدنياً"
    many = _their_number(c, m)
    if many is not None:
        taken.add(many.i)
        return [FigureMention(many.i, many.j, counted_kind, tail_of(s, m.j) or "person", many.quantity)]
    named = _told_by_name(c, m)
    if named is not None:
        one = FigureMention(named[0], named[1], counted_kind, "person", Quantity(named[2], named[2], "eq"))
        return [one, *young(s, one)]
    apart = _told_apart(c, m)
    return phrase_run(c.r, apart, counted_kind) if apart is not None else None


def _denied(s: Sentence, m: Match, kind: str, deny: str) -> list[FigureMention]:
    """None of them, where the sentence says so: "لم يسقط قتلى أو جرحى"; nothing where it only doesn't tell."""
    if m.suffix or kind not in ("killed", "injured", "casualties"):
        return []
    end = _or_hurt(s, m)
    others = end < s.j and s.tokens[end].norm in OTHERS  # "عدم وجود مصابين آخرين"
    if deny == "untold" or others or m.bits & ARTICLE:
        return []
    none = "killed" if kind == "killed" and end == m.j else "casualties"
    return [FigureMention(m.i, end, none, tail_of(s, end) or "person", NONE)]


def _fell_victim(c: Sum, m: Match) -> Np | None:
    """The phrase of those who "fell victim": "راح ضحية الهجوم 26 قروياً", "ذهبت ضحية الغارات عائلة من ستة أفراد"."""
    s = c.r.s
    if s.tokens[m.i].norm != "ضحيه" or word_before(s, m.i) not in words("fell_victim"):
        return None
    near = (c.r.nps.get(k) for k in range(m.j, min(m.j + VICTIM_REACH, s.j)))
    return next((np for np in near if np is not None and np.role == "person" and _told(s, np)), None)


def _told(s: Sentence, np: Np) -> bool:
    """Whether a phrase tells how many: by a number, a dual, one that is not known yet."""
    return np.quantity is not None or (not np.definite and number_of(s, np) != "pl")


VICTIM_REACH = 9  # words of what they fell victim to


def kind_of(s: Sentence, m: Match) -> str:
    """What a noun that counts by itself counts: "القتلى" the killed; "الضحايا" both, or those who "قتلوا"."""
    kind = "casualties" if tells_victims(s, m) or _scored(s, m) else str(m.entry.row.trigger.figure or "killed")
    died = any(t.norm in words("died") for t in s.tokens[m.j : min(m.j + 3, s.j)])  # "الضحايا الذين قتلوا"
    return "killed" if kind == "casualties" and died else kind


def _scored(s: Sentence, m: Match) -> bool:
    """Whether hits among men are told: "حققت إصابات مباشرة في صفوف العدو"; not "إصابات مباشرة في المواقع"."""
    if m.i == s.i or s.norms[m.i - 1].removeprefix("و") not in words("scores"):
        return False
    return s.has(RANKS, m.j, min(m.j + 4, s.j))


RANKS = THEIR_RANKS | {"صفوف", "بصفوف"}


def _or_hurt(s: Sentence, m: Match) -> int:
    """The end of a noun, with the other one of "قتلى أو جرحى"."""
    other = s.at("trigger", m.j + 1) if m.j + 1 < s.j and s.tokens[m.j].norm == "او" else None
    return other.j if other is not None and other.entry.row.trigger.counted else m.j


def _their_number(c: Sum, m: Match) -> QuantityMention | None:
    """ "المصابين البالغ عددهم 6", "الجرحى قدر عددهم بأربعة": the number said of them behind their noun."""
    s = c.r.s
    at = next(
        (k for k in range(m.j, min(m.j + 6, s.j)) if s.tokens[k].norm.removeprefix("و") in words("their_number")), None
    )
    if at is not None and any(
        (x := s.at("trigger", k)) is not None and x.entry.row.trigger.counted for k in range(m.j, at)
    ):
        return None
    near = (s.quantities.get(k) for k in range(at + 1, min(at + 4, s.j))) if at is not None else ()
    q = next((q for q in near if q is not None), None)
    return q if q is not None and q.unit is None and q.i not in c.r.taken else None


def _told_apart(c: Sum, m: Match) -> Np | None:
    """The phrase that says who they were: "إن القتلى طفلان وامرأة", "والقتلى هم 5 مدنيين"."""
    if not m.bits & ARTICLE or m.entry.row.feature != "pl":
        return None
    s = c.r.s
    k = _who(s, m.j) or m.j
    while k < s.j and s.tokens[k].norm in ("هم", "وهم", "هما", "كانوا", "جميعا", ":"):
        k += 1
    np = c.r.nps.get(k)
    if np is None or np.role != "person" or np.prep or np.i in c.r.taken or (np.definite and np.quantity is None):
        return None
    told = k > m.j or word_before(s, m.i) == "ان"
    return np if told and (np.quantity is not None or number_of(s, np) != "pl") else None


def _told_by_name(c: Sum, m: Match) -> tuple[int, int, int] | None:
    """The names that say who they were, their end and count: "والمعتقلون هم: سامر العلي، وخالد الحسن"."""
    s = c.r.s
    at = _who(s, m.j) if m.bits & ARTICLE and m.entry.row.feature == "pl" else None
    if at is None or ((np := c.r.nps.get(at)) is not None and np.kind != "name"):
        return None
    run = name_run(s, at, sure=True)
    return (at, *run) if run is not None and run[1] > 1 else None


def _who(s: Sentence, k: int) -> int | None:
    """The token behind "هم" that stands shortly behind k, None where none does."""
    for p in range(k, min(k + NAMED_REACH, s.j - 1)):
        if s.tokens[p].norm in ("هم", "وهم", "هما"):
            return p + 1 + (s.tokens[p + 1].text == ":")
    return None


NAMED_REACH = 6  # words from those who are named to "هم"


def _among(c: Sum, m: Match) -> Np | None:
    """The phrase told of "among the dead": "بين القتلى 43 مدنياً", "من بين قتلى المعارضة ثلاثة قادة"."""
    if m.bits & ARTICLE:
        return c.r.nps.get(m.j)
    far = (c.r.nps.get(k) for k in range(m.j, min(m.j + 4, c.r.s.j)))
    return next((np for np in far if np is not None and np.quantity is not None), None)


def _uncounted(c: Sum, m: Match, kind: str) -> list[FigureMention]:
    """ "قتيلان", "سقوط قتلى وجرحى": dual, plural or one, where news of it is told."""
    s = c.r.s
    feature = m.entry.row.feature
    if m.suffix or (m.bits & ARTICLE and feature != "du"):
        return []  # "القتلى", "جرحاهم" point back
    np = next((c.r.nps[k] for k in range(max(s.i, m.i - 5), m.i) if k in c.r.nps and c.r.nps[k].j > m.i), None)
    if np is not None and np.head_at != m.i and (np.quantity is not None or (feature == "sg" and np.role == "person")):
        return []  # "40 شخصا بين قتيل وجريح", "أربعة من المصابين"
    if any(cue.j == m.i and cue.entry.row.kind == "part" for cue in s.by_kind.get("cue", ())):
        return []  # "بينهم أسيران": a part, read with its total
    if feature == "du" and not m.bits & ARTICLE:
        bound = postfix_bound(s.tokens, m.j, s.j)
        two = apply(bound, 2) if bound else TWO  # "إصابتين على الأقل"
        return [FigureMention(m.i, max(m.j, tail_end(s, m.j)), kind, tail_of(s, m.j) or _woman(s, m), two)]
    fallen = tells_victims(s, m) and m.entry.row.pos != "noun"
    if feature == "du" or not (fallen or _news(c, m)):
        return []
    of = tail_of(s, m.j) or _woman(s, m)
    bound = postfix_bound(s.tokens, m.j, s.j) if feature == "sg" else None  # "قتيل على الأقل"
    many = apply(bound, 1) if bound else ONE if feature == "sg" else SOME
    return [FigureMention(m.i, max(m.j, tail_end(s, m.j)), kind, of, many)]


def _woman(s: Sentence, m: Match) -> str:
    return "woman" if s.tokens[m.i].norm.endswith(("تان", "تين")) and m.entry.id != "injure" else "person"


def _news(c: Sum, m: Match) -> bool:
    """Whether the noun is news: first in the sentence, behind a word of result or falling, joined to one that is."""
    s = c.r.s
    k = m.i - 1
    while k >= s.i and (s.tokens[k].kind == "p" or s.tokens[k].norm in ("و", "عاجل")):
        k -= 1
    between = [t for t in s.tokens[k + 1 : m.i] if t.kind == "p" and t.text not in SKIPPED | {"،", ",", "-"}]
    if k < s.i or between:  # first in the sentence, behind a colon, a bar, a sign
        return True
    if _scored(s, m):
        return True
    for p in range(k, max(s.i - 1, k - 3), -1):
        norm = s.tokens[p].norm
        if {norm, norm.lstrip("وف")} & words("tells_victims") or norm.lstrip("وفم").startswith(("خلف", "اوقع", "تسبب")):
            return True
        cue = next((x for x in s.by_kind.get("cue", ()) if x.entry.row.kind == "result" and x.i <= p < x.j), None)
        if cue is not None:
            return True
        if p < k and p in s.verbs:
            break
    if m.entry.row.feature == "sg" and _left_behind(s, m):
        return True
    beside = (m.i, m.i - 1) if s.norms[m.i - 1] != "الاقل" else (m.i - 2,)  # "قتيل على الأقل وإصابات"
    return bool(m.bits & CONJ) and any(f.kind in ("killed", "injured") and f.j in beside for f in c.out)


def _left_behind(s: Sentence, m: Match) -> bool:
    """Whether one is the object or the end of news told further before: "خلّف الهجوم على البلدة قتيلاً"."""
    told = [x.i for x in s.by_kind.get("cue", ()) if x.entry.row.kind == "result" and 0 < m.i - x.j <= LEFT_REACH]
    rose = word_before(s, m.i) == "الي" and s.has(words("toll_rose"), max(s.i, m.i - LEFT_REACH), m.i)
    if rose:
        return True
    return bool(told) and s.norms[m.i].endswith("ا") and not any(k in s.verbs for k in range(max(told) + 1, m.i))


LEFT_REACH = 12  # tokens from what told of the dead to one of them


def word_before(s: Sentence, k: int) -> str:
    return s.tokens[k - 1].norm.lstrip("وفل") if k > s.i else ""


def _number_said(c: Sum, m: Match, kind: str) -> list[FigureMention]:
    """ "بلغ عدد القتلى 544 شخصاً", "ارتفع عدد الشهداء إلى 13", "ارتفع إلى خمسة عدد القتلى", "قدّر عدد القتلى بتسعة"."""
    s, taken = c.r.s, c.r.taken
    before = next(
        (q for q in s.quantities.values() if q.unit is None and 0 <= m.i - q.j <= 2 and q.i not in taken), None
    )
    if before is not None and before.quantity.comparator != "some":
        taken.add(before.i)
        return [FigureMention(before.i, m.j, kind, tail_of(s, m.j) or "person", before.quantity)]
    far = next(
        (
            q
            for q in s.quantities.values()
            if q.unit is None and 0 < m.i - q.j <= 14 and q.i not in taken and word_before(s, q.i) == "الي"
        ),
        None,
    )
    if far is not None and far.quantity.comparator != "some":  # "ارتفع إلى 194 بينهم 98 طفلاً عدد القتلى"
        taken.add(far.i)
        return [FigureMention(far.i, far.j, kind, tail_of(s, m.j) or "person", far.quantity)]
    verb = s.tokens[m.i - 2].norm.lstrip("ف").removeprefix("و") if m.i - 1 > s.i else ""
    over = verb in words("exceeds")
    reached = over or verb in words("amounts_to")
    for k in range(m.j, min(m.j + 26, s.j)):
        q = s.quantities.get(k)
        trig = s.at("trigger", k)
        if trig is not None and trig.entry.row.trigger.counted and not (trig.bits & ARTICLE) and trig.i != m.i:
            return []
        pair = c.r.nps.get(k) if q is None and word_before(s, k) == "الي" else None
        if pair is not None and pair.role == "person" and pair.quantity is None and number_of(s, pair) == "du":
            return phrase_run(c.r, pair, kind)  # "ارتفع عدد القتلى إلى طفلين"
        if q is None or q.unit is not None or k in taken or (q.construct == "after" and not reached):
            continue
        head = s.at("trigger", q.head) if q.construct in ("noun", "of") and q.head < s.j else None
        if head is not None and head.entry.row.trigger.counted:
            return []  # "120 قتيلا" tells itself
        if not (k == m.j or _said_by(s, k) or reached):
            continue
        if word_before(s, k) == "من" and any(s.tokens[p].norm == "الي" for p in range(q.j, min(q.j + 4, s.j))):
            continue  # the old number
        taken.add(k)
        np = c.r.nps.get(k)
        of = tail_of(s, q.j) if np is None or np.of in ("", "person") else np.of
        number = q.quantity
        if over and number.comparator == "eq" and number.low is not None:
            number = apply("gt", number.low)
        of = tail_of(s, m.j) or of
        end = np.j if np is not None else q.j
        return [FigureMention(q.i, end, kind, of or "person", number, np), *_those(c, end, kind)]
    return []


def _those(c: Sum, k: int, kind: str) -> list[FigureMention]:
    """Who they were, right behind their number: "بلغت حصيلة القتلى 96 شخصاً، هم 41 مدنياً و55 مقاتلاً"."""
    s = c.r.s
    k += k < s.j and s.tokens[k].text in "،,:"
    who = c.r.nps.get(k + 1) if k < s.j and s.tokens[k].norm in ("هم", "وهم") else None
    return phrase_run(c.r, who, kind) if who is not None and who.quantity is not None else []


def _said_by(s: Sentence, k: int) -> bool:
    """Whether a word of reaching stands before a number: "إلى 13", "بلغ 9", "بتسعة"."""
    first = s.tokens[k].norm
    return (
        word_before(s, k)
        in ("الي", "بلغ", "بلغت", "يبلغ", "تبلغ", "وصل", "وصلت", "تجاوز", "تجاوزت", "عند", "هو", "هم", "كان", ":", "ب")
        or (first[0] == "ب" and len(first) > 3)
        or first.startswith(("تجاوز", "وتجاوز"))
    )


def tells_victims(s: Sentence, m: Match) -> bool:
    """ "سقوط ضحايا", "وقوع ضحايا": victims, whatever word tells of them."""
    return s.tokens[m.j - 1].norm == "ضحايا"


def counts_cases(s: Sentence, m: Match) -> bool:
    """Whether a verbal noun counts cases: "35 إصابة", "عدة إصابات", "إصابات بين المدنيين"; not "إصابة خمسة"."""
    if m.entry.row.pos == "noun" and s.tokens[m.i].norm.removeprefix("و").removeprefix("ال") == "وفيات":
        return True  # "ارتفع عدد الوفيات إلى 15"
    if m.entry.id != "injure" or m.entry.row.pos != "noun":
        return False
    if m.prep == "ل" and any(s.tokens[k].norm.lstrip("وف") in words("met") for k in range(max(s.i, m.i - 14), m.i)):
        return False  # "تعرضت ممرضة لإصابات": how she was hurt
    return (m.entry.row.feature in ("pl", "du") or word_before(s, m.i) in ("اي", "ايه")) or (
        not m.bits & CONJ and any(q.head == m.i and q.unit is None for q in s.quantities.values())
    )
