"""Figures: how many were killed, hurt, taken, destroyed; how many strikes; from numbers, duals, singulars and lists."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from isnad.arabic.numerals import apply, postfix_bound
from isnad.arabic.tokens import ARTICLE, CONJ, PREP
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import OTHERS, Np, parse_np
from isnad.model import Quantity
from isnad.read.amounts import CASUALTY_NOUNS, NONE, ONE, SOME, TWO, Reach, number_of, owner_of, quantity_of, tail_end, tail_of, thing_phrase
from isnad.read.amounts import next_joined as next_joined
from isnad.read.frames import FigureMention, Frame
from isnad.read.names import is_given, name_run
from isnad.read.strikecounts import incidents, mean_strikes, strike_figures, taking_part
from isnad.read.tolls import BODY, THINGS, between_joint, find_parts, fits, home_of, inherit, joined_phrase, losses, mark_status, negated, nothing, phrase_run, times_more

FOUND_DEAD = ("corpse", "find_body")  # triggers of bodies that are found
REACH = 10  # words between a word of result and what it counts
COUNTS = frozenset({"عدد", "حصيله", "اعداد", "تعداد", "العدد", "الحصيله", "ضحايا", "بعدد", "لعدد", "عداد", "اجمالي", "مجموع"})
# What makes an uncounted plural news of dead or hurt: "سقوط قتلى", "خلف جرحى", "هناك ضحايا".
TELLING = frozenset({"سقوط", "سقط", "وقوع", "وقع", "ارتقاء", "ارتقي", "وصول", "وصل", "هناك", "وجود", "نقل", "تسجيل", "سجل", "اخلاء", "اجلاء", "خلف", "خلفت", "مخلفا", "مخلفه", "مخلفين", "اوقع", "اوقعت", "موقعا", "يوقع", "توقع", "انتشال", "بسقوط", "بوقوع", "وسقوط", "وسقط", "ووقوع", "تخلف", "يخلف", "اسقط", "ثمه"})


@dataclass(slots=True)
class _Sum:
    """What is known while the figures of one frame are gathered."""

    r: Reach
    frame: Frame
    frames: list[Frame]
    blocked: set[int]
    out: list[FigureMention] = field(default_factory=list)


def assign_figures(s: Sentence, frames: list[Frame], nps: dict[int, Np]) -> None:
    """Give every frame of a sentence its figures; a number is counted once.

    "مقتل 9 مدنيين بينهم 3 أطفال وإصابة 20 آخرين": killed 9 civilians, of them 3 children, and injured 20 civilians.
    """
    r = Reach(s, nps, set())
    for f in frames:
        f.figures = []
    blocked = nothing(s, frames)
    fallen(r, frames)
    incidents(r, frames)
    losses(r, frames, blocked)
    for f in sorted(frames, key=lambda f: f.at):
        c = _Sum(r, f, frames, blocked)
        f.figures = _gather(c) + [x for x in f.figures if not any(y.kind == x.kind and y.quantity.high != 0 and x.quantity.comparator == "some" for y in c.out)]
        f.figures.sort(key=lambda x: x.i)
        inherit(f.figures, _hit(f))
        for x in f.figures:
            x.whose = owner_of(x.np) or ("civilians" if x.of == "civilian" else None)
        mark_status(s, f.figures)


def fallen(r: Reach, frames: list[Frame]) -> None:
    """"سقوط 11 مواطناً وإصابة 33": the fallen that no word of death tells of."""
    s = r.s
    for k in range(s.i, s.j - 2):
        if s.tokens[k].norm.lstrip("وب") not in ("سقوط", "سقط", "ارتقاء") or any(m.i <= k < m.j for f in frames for m in (*f.trigs, *f.results)):
            continue
        np = r.nps.get(k + 1)
        if np is None or np.quantity is None or np.role != "person" or not np.of or np.head is None or np.head.entry.id.split(".")[0] in CASUALTY_NOUNS:
            continue
        home = home_of(frames, k)
        if home is not None and s.at("trigger", np.head_at) is None:
            home.figures += phrase_run(r, np, "killed")


def _hit(f: Frame) -> str:
    """The sort of those aimed at, for numbers that only point ("16 منهم")."""
    return "fighter" if any(np.of == "fighter" for np in f.targets) else ""


def _gather(c: _Sum) -> list[FigureMention]:
    s, frame, out = c.r.s, c.frame, c.out
    matches = list(dict.fromkeys(sorted([*frame.results, *frame.trigs], key=lambda m: m.i)))
    joint = _joint_pairs(c, matches)
    for m in matches:
        t = m.entry.row.trigger
        if m.i in c.blocked:
            continue
        if id(m) in joint and joint[id(m)] is None:
            continue  # told by the word joined to it
        found: list[FigureMention] = []
        if t.figure in ("strikes", "events") or (t.figure in (None, "killed") and t.cls == "event" and t.type != "execution" and m.entry.row.pos == "noun"):
            found = strike_figures(c.r, m, frame)
        if not found and t.figure not in (None, "strikes", "events"):
            found = _bodies(c, m) if t.id in FOUND_DEAD else _counted(c, m) if t.counted or _cases(s, m) or _fallen(s, m) else _governed(c, m)
        if len(found) == 1 and found[0].quantity == ONE and found[0].np is None and any(x.kind == found[0].kind and x.quantity == ONE and x.np is not None for x in out):
            continue  # "اعتقال شخص … اعتقال سامر العلي"
        if id(m) in joint:
            for x in found:
                x.kind = "casualties"
        out += found
    out += mean_strikes(c.r, frame) + taking_part(c.r, frame, c.frames)
    out.sort(key=lambda f: f.i)
    _one_number(c, matches)
    between_joint(c.r, out)
    out += find_parts(c.r, out)
    if frame.type == "detention":
        for x in out:
            x.kind = "held" if x.kind == "captured" else x.kind
    out.sort(key=lambda f: f.i)
    return out


def _joint_pairs(c: _Sum, matches: list[Match]) -> dict[int, Match | None]:
    """"مقتل وإصابة 20", "استشهدوا وأصيبوا": the first word maps to None, the second to itself."""
    out: dict[int, Match | None] = {}
    for a, b in zip(matches, matches[1:], strict=False):
        ta, tb = a.entry.row.trigger, b.entry.row.trigger
        if b.i == a.j and b.bits & CONJ and {ta.figure, tb.figure} == {"killed", "injured"} and not ta.counted and not tb.counted and not a.suffix:
            verbs = (a.entry.row.pos == "verb") + (b.entry.row.pos == "verb")
            if verbs == 1 and c.r.s.tokens[b.i].norm in ("وجرح", "وقتل"):
                verbs = 0  # the verb and its noun are written alike
            if verbs == 0 or (verbs == 2 and not _plural_verb(c.r.s, a) and not _plural_verb(c.r.s, b) and not _told_before(c, a)):
                out[id(a)], out[id(b)] = None, b
            elif verbs == 2 and _plural_verb(c.r.s, a) and _plural_verb(c.r.s, b):  # "20 مدنياً استشهدوا وأصيبوا"
                out[id(a)], out[id(b)] = a, None
    return out


def _told_before(c: _Sum, m: Match) -> bool:
    """"مدنياً قُتل وأصيب آخر": the first verb has its subject before it."""
    np = _phrase_before(c, m, "killed")
    return np is not None and m.i - np.j <= 1


def _one_number(c: _Sum, matches: list[Match]) -> None:
    """"عدد من القتلى والجرحى", "10 شهداء ومصابين": one number over dead and hurt is casualties."""
    out = c.out
    for a, b in zip(matches, matches[1:], strict=False):
        ta, tb = a.entry.row.trigger, b.entry.row.trigger
        if b.i != a.j or not b.bits & CONJ or {ta.figure, tb.figure} != {"killed", "injured"} or not ta.counted:
            continue
        if not (tb.counted or (_cases(c.r.s, b) and not (b.j in c.r.nps and c.r.nps[b.j].quantity is not None))):
            continue  # "10 شهداء وإصابة 60"
        first = next((f for f in out if f.kind == ta.figure and f.i <= a.i < f.j), None)
        if first is None or first.i == a.i or first.quantity in (ONE, TWO):
            continue
        out[:] = [f for f in out if not (f.kind == tb.figure and f.i <= b.i < f.j)]
        first.kind, first.j = "casualties", max(first.j, b.j)
        first.of = tail_of(c.r.s, b.j) or first.of


def _fallen(s: Sentence, m: Match) -> bool:
    """"سقوط ضحايا", "وقوع ضحايا": victims, whatever word tells of them."""
    return s.tokens[m.j - 1].norm == "ضحايا"


def _cases(s: Sentence, m: Match) -> bool:
    """Whether a verbal noun counts cases: "35 إصابة", "عدة إصابات", "إصابات بين المدنيين"; not "إصابة خمسة"."""
    if m.entry.id != "injure" or m.entry.row.pos != "noun":
        return False
    return m.entry.row.feature in ("pl", "du") or (not m.bits & CONJ and any(q.head == m.i and q.unit is None for q in s.quantities.values()))


# -- nouns that count by themselves: قتلى، جرحى، ضحايا


def _counted(c: _Sum, m: Match) -> list[FigureMention]:
    s, taken = c.r.s, c.r.taken
    if m.i in taken:
        return []
    kind = "casualties" if _fallen(s, m) else m.entry.row.trigger.figure or "killed"
    for k in range(max(s.i, m.i - 7), m.i + 1):
        q = s.quantities.get(k)
        if q is not None and q.unit is None and k not in taken and q.head == m.i and q.construct != "after":
            taken.update((k, m.i))
            np = c.r.nps.get(q.i)
            bound = postfix_bound(s.tokens, m.j, s.j) if q.quantity.comparator == "eq" else None
            number = apply(bound, q.quantity.low) if bound and q.quantity.low is not None else q.quantity
            of = tail_of(s, m.j) or (np.of if np is not None and np.of in ("woman", "child") else "person")
            end = max(m.j, tail_end(s, m.j))
            also = joined_phrase(c.r, end, kind)  # "3 قتلى عسكريين وسائق"
            more = phrase_run(c.r, also, kind) if also is not None and kind in BODY and (also.quantity is None or also.of) else []
            return [FigureMention(q.i, end, kind, of, number, np), *more]
    after = s.quantities.get(m.j)
    if after is not None and after.construct == "after" and after.unit is None and after.i not in taken:
        taken.add(after.i)
        return [FigureMention(m.i, after.j, kind, tail_of(s, m.j) or "person", after.quantity)]
    if after is not None and after.construct == "alone" and after.unit is None and m.bits & ARTICLE and after.i not in taken:
        taken.add(after.i)  # "القتلى خمسة"
        return [FigureMention(m.i, after.j, kind, tail_of(s, after.j) or "person", after.quantity)]
    among = c.r.nps.get(m.j) if _prev(s, m.i) == "بين" and m.bits & ARTICLE else None
    if among is not None and fits(among, kind) and among.i not in taken and (among.quantity is not None or among.number == "sg"):
        return [replace(x, part=True) for x in phrase_run(c.r, among, kind)]  # "بين القتلى 43 مدنياً"
    if _prev(s, m.i) in COUNTS or (_prev(s, m.i) == "من" and _prev(s, m.i - 1) in COUNTS):
        return _number_said(c, m, kind)
    deny = negated(s, m.i)
    if deny and (m.suffix or kind not in ("killed", "injured", "casualties")):
        return []
    if deny:
        return [FigureMention(m.i, m.j, "killed" if kind == "killed" else "casualties", tail_of(s, m.j) or "person", NONE)] if deny == "no" else []
    return _uncounted(c, m, kind)


def _uncounted(c: _Sum, m: Match, kind: str) -> list[FigureMention]:
    """"قتيلان", "سقوط قتلى وجرحى": dual, plural or one, where news of it is told."""
    s = c.r.s
    feature = m.entry.row.feature
    if m.suffix or (m.bits & ARTICLE and feature != "du"):
        return []  # "القتلى", "جرحاهم" point back
    np = next((c.r.nps[k] for k in range(max(s.i, m.i - 5), m.i) if k in c.r.nps and c.r.nps[k].j > m.i), None)
    if np is not None and np.head_at != m.i and (np.quantity is not None or (feature == "sg" and np.role == "person")):
        return []  # "40 شخصا بين قتيل وجريح", "أربعة من المصابين"
    if feature == "du" and not m.bits & ARTICLE:
        return [FigureMention(m.i, max(m.j, tail_end(s, m.j)), kind, tail_of(s, m.j) or _woman(s, m), TWO)]
    fallen = _fallen(s, m) and m.entry.row.pos != "noun"
    if feature == "du" or not (fallen or _news(c, m)):
        return []
    of = tail_of(s, m.j) or _woman(s, m)
    return [FigureMention(m.i, max(m.j, tail_end(s, m.j)), kind, of, ONE if feature == "sg" else SOME)]


def _woman(s: Sentence, m: Match) -> str:
    return "woman" if s.tokens[m.i].norm.endswith(("تان", "تين")) else "person"


def _news(c: _Sum, m: Match) -> bool:
    """Whether the noun is told as news: first in the sentence, behind a word of result or falling, joined to one that is."""
    s = c.r.s
    k = m.i - 1
    while k >= s.i and (s.tokens[k].kind == "p" or s.tokens[k].norm in ("و", "عاجل")):
        k -= 1
    between = [t for t in s.tokens[k + 1 : m.i] if t.kind == "p" and t.text not in SKIPPED | {"،", ",", "-"}]
    if k < s.i or between:  # first in the sentence, behind a colon, a bar, a sign
        return True
    for p in range(k, max(s.i - 1, k - 3), -1):
        norm = s.tokens[p].norm
        if norm in TELLING or norm.lstrip("وف") in TELLING or norm.lstrip("وفم").startswith(("خلف", "اوقع", "تسبب")):
            return True
        cue = next((x for x in s.by_kind.get("cue", ()) if x.entry.row.kind == "result" and x.i <= p < x.j), None)
        if cue is not None:
            return True
        if p < k and p in s.verbs:
            break
    return bool(m.bits & CONJ) and any(f.kind in ("killed", "injured") and f.j in (m.i, m.i - 1) for f in c.out)


def _prev(s: Sentence, k: int) -> str:
    return s.tokens[k - 1].norm.lstrip("وفل") if k > s.i else ""


def _number_said(c: _Sum, m: Match, kind: str) -> list[FigureMention]:
    """"بلغ عدد القتلى 544 شخصاً", "ارتفع عدد الشهداء إلى 13", "ارتفع إلى خمسة عدد القتلى", "قدّر عدد القتلى بتسعة"."""
    s, taken = c.r.s, c.r.taken
    before = next((q for q in s.quantities.values() if q.unit is None and 0 <= m.i - q.j <= 2 and q.i not in taken), None)
    if before is not None and before.quantity.comparator != "some":
        taken.add(before.i)
        return [FigureMention(before.i, m.j, kind, tail_of(s, m.j) or "person", before.quantity)]
    far = next((q for q in s.quantities.values() if q.unit is None and 0 < m.i - q.j <= 14 and q.i not in taken and _prev(s, q.i) == "الي"), None)
    if far is not None and far.quantity.comparator != "some":  # "ارتفع إلى 194 بينهم 98 طفلاً عدد القتلى"
        taken.add(far.i)
        return [FigureMention(far.i, far.j, kind, tail_of(s, m.j) or "person", far.quantity)]
    verb = _prev(s, m.i - 1)
    reached = verb in ("بلغ", "وصل", "تجاوز", "يتجاوز", "فاق", "يبلغ", "يصل")
    for k in range(m.j, min(m.j + 26, s.j)):
        q = s.quantities.get(k)
        trig = s.at("trigger", k)
        if trig is not None and trig.entry.row.trigger.counted and not (trig.bits & ARTICLE) and trig.i != m.i:
            return []
        if q is None or q.unit is not None or k in taken or (q.construct == "after" and not reached):
            continue
        head = s.at("trigger", q.head) if q.construct in ("noun", "of") and q.head < s.j else None
        if head is not None and head.entry.row.trigger.counted:
            return []  # "120 قتيلا" tells itself
        if not (k == m.j or _said_by(s, k) or reached):
            continue
        if _prev(s, k) == "من" and any(s.tokens[p].norm == "الي" for p in range(q.j, min(q.j + 4, s.j))):
            continue  # the old number
        taken.add(k)
        np = c.r.nps.get(k)
        of = tail_of(s, q.j) if np is None or np.of in ("", "person") else np.of
        number = q.quantity
        if verb in ("تجاوز", "يتجاوز", "فاق") and number.comparator == "eq" and number.low is not None:
            number = apply("gt", number.low)
        of = tail_of(s, m.j) or of
        return [FigureMention(q.i, np.j if np is not None else q.j, kind, of or "person", number, np)]
    return []


def _said_by(s: Sentence, k: int) -> bool:
    """Whether a word of reaching stands before a number: "إلى 13", "بلغ 9", "بتسعة"."""
    first = s.tokens[k].norm
    return _prev(s, k) in ("الي", "بلغ", "بلغت", "يبلغ", "تبلغ", "وصل", "وصلت", "تجاوز", "تجاوزت", "عند", "هو", "هم", "كان", ":", "ب") or (first[0] == "ب" and len(first) > 3) or first.startswith(("تجاوز", "وتجاوز"))


# -- words that govern what they count: مقتل، أصيب، تدمير


def _governed(c: _Sum, m: Match) -> list[FigureMention]:
    """The phrases that a verb or verbal noun of result governs, coordinated ones too; else the subject before a verb."""
    s = c.r.s
    kind = m.entry.row.trigger.figure or "killed"
    if s.tokens[m.i].norm in ("لقتل", "لتصفيه", "لتدمير", "لاغتيال", "لاعتقال") and not _result_before(s, m.i):
        return []  # what was meant, not what came of it
    deny = negated(s, m.i)
    if deny:
        nobody = m.j < s.j and s.tokens[m.j].norm in ("احد", "اي", "ايا", "اخد")
        return [FigureMention(m.i, m.j + 1, "casualties" if kind in BODY else kind, "person" if kind in BODY else "other", NONE)] if nobody and deny == "no" else []
    verb = m.entry.row.pos == "verb"
    if m.entry.id == "capture" and m.j < s.j and s.tokens[m.j].norm in ("شهداء", "ضحايا", "الشهداء", "الضحايا", "القتلي", "قتلي"):
        return []  # أسر, the families
    if verb and m.suffix and m.j - m.i == 1:
        one = m.suffix in ("ه", "ها") and kind in ("killed", "captured")
        return [FigureMention(m.i, m.j, kind, "person", ONE)] if one else []  # "أعدمته"
    if verb and _plural_verb(s, m):
        found = _subject_before(c, m, kind)
        if found:
            return found
    found, stop = _objects(c, m, kind)
    if found or stop:
        return _partial(s, m, found)
    if m.entry.row.pos == "phrase" and m.entry.id != "capture" and not (kind == "held" and s.tokens[m.i].norm in ("كانت", "كان", "كانوا", "قيد", "رهن")):
        return []
    return _partial(s, m, _subject_before(c, m, kind))


def _bodies(c: _Sum, m: Match) -> list[FigureMention]:
    """"عثر الأهالي على جثة طفلة", "انتشلت الفرق ثلاث جثث": the dead behind a verb of finding."""
    s = c.r.s
    for k in range(m.i, min(m.j + 9, s.j)):
        word = s.tokens[k].norm.removeprefix("ال")
        if word not in ("جثه", "جثث", "جثمان", "جثامين"):
            continue
        np = c.r.nps.get(k)
        if np is not None and np.quantity is None and np.j > k + 1 and np.i not in c.r.taken:  # "جثة طفلة", read as one phrase
            inner = parse_np(s, k + 1)
            one = ONE if word in ("جثه", "جثمان") else SOME if inner is None else quantity_of(s, inner)
            c.r.taken.update((np.i, k + 1))
            return [FigureMention(np.i, np.j, "killed", np.of or "person", one, np)]
        np = c.r.nps.get(k + 1)
        if np is not None and np.role == "person" and np.i not in c.r.taken:
            return phrase_run(c.r, np, "killed")
        q = next((q for q in c.r.s.quantities.values() if q.head == k and q.unit is None and q.i not in c.r.taken), None)
        if q is not None:
            c.r.taken.update((q.i, k))
            return [FigureMention(q.i, k + 1, "killed", "person", q.quantity)]
        return [FigureMention(k, k + 1, "killed", "person", ONE if word in ("جثه", "جثمان") else SOME)] if k not in c.r.taken else []
    return []


def _result_before(s: Sentence, k: int) -> bool:
    if k > s.i and s.tokens[k - 1].norm.lstrip("وف").startswith(("ادي", "ادت", "اضاف", "ذهب")):
        return True
    return any(x.entry.row.kind == "result" and x.j == k for x in s.by_kind.get("cue", ()))


def _plural_verb(s: Sentence, m: Match) -> bool:
    """"قتلوا", "أصيبا", "أصيبتا": the subject stands before."""
    if m.j - m.i > 1 and s.tokens[m.j - 1].norm.endswith(("هم", "هما", "هن", "ه", "ها")):
        return True  # "لقوا حتفهم"
    return s.tokens[m.j - 1].norm.endswith(("وا", "تا")) or (s.tokens[m.j - 1].norm.endswith("ا") and m.j - m.i == 1 and len(s.tokens[m.i].norm) > 3)


def _partial(s: Sentence, m: Match, found: list[FigureMention]) -> list[FigureMention]:
    """"دمار جزئي", "تدمير المنزل جزئياً": damaged, not destroyed."""
    ruin = s.tokens[m.i].norm.lstrip("وبل").removeprefix("ال") == "دمار" and m.j < s.j and s.tokens[m.j].norm in ("في", "ب", "كبير", "واسع", "هايل") or (m.j < s.j and s.tokens[m.i].norm.endswith("دمار") and s.tokens[m.j].norm.startswith("بال"))
    if ruin and found and found[0].kind == "destroyed":
        for x in found:
            x.kind = "damaged"
    if found and found[0].kind == "destroyed" and any(s.tokens[k].norm in ("جزيي", "جزييا", "جزييه") for k in range(m.i, min(m.j + 7, s.j))):
        for x in found:
            x.kind = "damaged"
    return found


def _objects(c: _Sum, m: Match, kind: str) -> tuple[list[FigureMention], bool]:
    """What is counted behind the word, and whether the search ended on something that forbids a look before it."""
    s, nps, taken = c.r.s, c.r.nps, c.r.taken
    t = m.entry.row.trigger
    if m.suffix and m.entry.row.pos == "noun" and kind in BODY:
        return [], False  # "مقتلهما"
    if m.suffix and m.entry.row.pos == "noun" and kind in THINGS:  # "قصف رتل وتدميره"
        hit = next((x for x in reversed(c.frame.targets) if x.role == "thing" and x.j <= m.i), None)
        return ([FigureMention(m.i, m.j, kind, hit.of or "other", quantity_of(s, hit), hit)] if hit is not None else []), True
    k, steps = m.j, 0
    while k < s.j and steps < REACH:
        if k in s.covered:
            k = s.covered[k]
            continue
        np, q = nps.get(k), s.quantities.get(k)
        if q is not None and q.unit is not None and q.unit != "money":
            k = q.j
            continue
        joined_head = np is not None and np.quantity is not None and np.head is not None and bool(np.head.bits & CONJ)
        if np is not None and not joined_head and (fits(np, kind) or _men(np, m, kind) or _agent_air(np, m, kind)):
            if _agent(c, np, m):
                k = np.j
                nxt = _object_beyond(c, np, m, kind)
                if nxt is not None:
                    return phrase_run(c.r, nxt, kind), True
                continue
            if np.i in taken:
                return [], True
            return phrase_run(c.r, np, kind), True
        if q is not None and np is not None and kind in BODY and np.head is not None and np.head.bits & CONJ and k not in taken:
            return [_bare_number(c, k, kind)], True  # "استشهاد 15 وإصابة 33"
        if q is not None and np is None and k not in taken and _counts_none(s, k, kind):
            k = q.j
            continue
        if q is not None and np is None and k not in taken:
            return [_bare_number(c, k, kind)], True
        more = times_more(s, k, c.out) if k == m.j and m.entry.row.pos != "phrase" else None
        if more is not None:
            more.kind = kind
            also = joined_phrase(c.r, more.j, kind)
            return [more, *(phrase_run(c.r, also, kind) if also is not None else [])], True
        if np is not None and kind in BODY and np.kind == "actor" and np.quantity is None and is_given(s.tokens[np.head_at].norm):
            one = FigureMention(np.i, np.j, kind, "fighter", ONE, np)  # a group's man, known by his name
            also = joined_phrase(c.r, np.j, kind)
            return [one, *(phrase_run(c.r, also, kind) if also is not None else [])], True
        if np is not None and kind in BODY and np.role in ("force", "thing"):
            if np.role == "thing" and m.entry.id == "injure" and m.entry.row.pos == "verb" and k == m.j:
                return [], True  # "أصاب منزلاً": it hit
            k, steps = np.j, steps + 1
            continue
        inside = k == m.j + 1 and s.tokens[m.j].norm in ("خلالها", "خلاله", "فيها", "فيه", "منهم")
        if kind in BODY and m.entry.row.feature != "pl" and not t.raid and k <= m.j + 1 and (inside or not (k > m.j and s.tokens[m.j].kind == "w")):
            run = name_run(s, k, sure=kind == "killed" and k == m.j and m.entry.row.feature != "pl")
            if run is not None:
                named = FigureMention(k, run[0], kind, _sort_of_name(s, k), Quantity(run[1], run[1], "eq"))
                also = joined_phrase(c.r, run[0], kind)
                return [named, *_young(s, named), *(phrase_run(c.r, also, kind) if also is not None else [])], True
        thing = thing_phrase(s, k) if kind in THINGS and np is None and k not in s.verbs and k - m.j <= 3 else None
        if thing is not None:
            return phrase_run(c.r, thing, kind), True
        trig = s.at("trigger", k)
        if trig is not None and k == m.j and trig.bits & CONJ and m.entry.row.pos == "noun" and trig.entry.row.pos == "noun" and not trig.entry.row.trigger.counted:
            k = trig.j  # "بمقتل وجرح وتهجير مئات"
            continue
        if s.tokens[k].norm == "علي" and k == m.j and kind == "seized":
            k += 1  # "الاستيلاء على 17 صاروخاً"
            continue
        past = _past_cause(c, m, k)
        if past:
            k = past  # "وقُتل جراء الانفجار أربعة"
            continue
        if _barrier(s, k):
            return [], False
        k, steps = k + 1, steps + (s.tokens[k].kind != "p")
    return [], False


def _past_cause(c: _Sum, m: Match, k: int) -> int:
    """The end of "جراء الانفجار" right behind a verb of result, 0 where there is none."""
    s = c.r.s
    cue = s.at("cue", k)
    if k != m.j or m.entry.row.pos != "verb" or cue is None or cue.entry.row.kind != "cause":
        return 0
    trig = next((x for x in c.frame.trigs if x.i == cue.j), None)
    return trig.j if trig is not None and trig.j < s.j and (trig.j in s.quantities or trig.j in c.r.nps) else 0


def _young(s: Sentence, named: FigureMention) -> list[FigureMention]:
    """Of men listed with their ages, the minors: "سامر العلي (20 عاماً) وآسيا العلي (12 عاماً)"."""
    ages = [q.quantity.low for k, q in s.quantities.items() if q.unit == "age" and named.i <= k < named.j + 6 and q.quantity.low is not None]
    minors = sum(a < 18 for a in ages)
    if not minors:
        return []
    if minors == named.quantity.low:
        named.of = "child"
        return []
    return [FigureMention(named.i, named.j, named.kind, "child", Quantity(minors, minors, "eq"), None, True)]


def _agent_air(np: Np, m: Match, kind: str) -> bool:
    return kind in THINGS and m.entry.row.pos == "verb" and (np.air or np.role == "force") and np.quantity is None


def _men(np: Np, m: Match, kind: str) -> bool:
    """"استشهاد رجال الأمن": men of a force behind a noun of result, with no number."""
    word = np.head.entry.id if np.head is not None and np.kind == "generic" else ""
    return kind in BODY and m.entry.row.pos == "noun" and word.split(" ")[0] in ("رجال", "عناصر", "جنود", "افراد", "ضباط", "مقاتلي", "مسلحي")


def _counts_none(s: Sentence, k: int, kind: str) -> bool:
    """Whether a number counts nothing that can be told: "عدد من" before a verb, "ثلاثة منهم" of things burnt."""
    q = s.quantities[k]
    j = q.j
    while j < s.j and s.tokens[j].text in SKIPPED:
        j += 1
    nxt = s.tokens[j].norm if j < s.j else ""
    if kind in BODY and q.construct == "noun" and s.tokens[q.i].norm[0] == "ب" and s.tokens[q.num_i].norm.startswith("ب") and not s.tokens[q.num_i].norm.startswith("بضع"):
        return True  # "الإصابة بثلاث شظايا"
    return (q.quantity == SOME and j < s.j and j in s.verbs) or (kind in THINGS and nxt in ("منهم", "منهن"))


def _sort_of_name(s: Sentence, k: int) -> str:
    norm = s.tokens[k].norm
    before = s.tokens[k - 1].norm if k > s.i else ""
    if norm.startswith(("الطفل", "الرضيع")) or before.startswith(("الطفل", "الرضيع")):
        return "child"
    if norm in ("العقيد", "العميد", "اللواء", "النقيب", "الملازم", "الرايد", "المقدم", "الرقيب", "القيادي", "القايد", "الجنرال"):
        return "fighter"
    if norm in ("الاعلامي", "الصحفي"):
        return "journalist"
    return "woman" if norm in ("الشابه", "السيده", "الشهيده") else "civilian" if norm.startswith("المواطن") else "person"


def _bare_number(c: _Sum, k: int, kind: str) -> FigureMention:
    """"مقتل 14", "إصابة عشرة آخرين", "16 منهم": a number with no noun that is known."""
    s = c.r.s
    q = s.quantities[k]
    c.r.taken.add(k)
    other = q.j < s.j and s.tokens[q.j].norm in OTHERS
    head = s.at("trigger", q.head) if q.construct in ("noun", "of") and q.head < s.j else None
    if head is not None and head.entry.row.trigger.counted:
        c.r.taken.add(head.i)
        return FigureMention(q.i, head.j, kind, tail_of(s, head.j) or "person", q.quantity)
    known = not other and q.construct == "noun" and q.j < s.j and s.tokens[q.j].kind == "w" and kind in BODY
    of = "" if other or kind in BODY else "other"
    bound = postfix_bound(s.tokens, q.j + 1, s.j) if q.quantity.comparator == "eq" and q.j < s.j else None
    number = apply(bound, q.quantity.low) if bound and q.quantity.low is not None else q.quantity
    of_them = q.j < s.j and s.tokens[q.j].norm in ("منهم", "منهن") and any(f.kind == kind for f in c.out)
    return FigureMention(q.i, q.j + 1 if other or (q.j < s.j and s.tokens[q.j].norm in ("منهم", "منهن", "منها")) else q.j, kind, tail_of(s, q.j) if known else of, number, None, of_them)


def _agent(c: _Sum, np: Np, m: Match) -> bool:
    """Whether the first phrase after an active verb is the doer ("اعتقل عناصر … ثلاثة شبان", "دمرت الطائرات منزلاً")."""
    if np.quantity is not None or np.kind in ("others", "name") or np.prep or m.entry.row.pos != "verb":
        return np.role == "force" and np.quantity is None and m.entry.row.pos == "verb"
    armed = np.role == "force" or np.air or (np.of == "fighter" and np.number == "pl") or np.actor_id.startswith("unidentified")
    if not armed:
        return False
    nxt = next((c.r.nps[k] for k in range(np.j, min(np.j + 8, c.r.s.j)) if k in c.r.nps), None)
    kind = m.entry.row.trigger.figure
    if nxt is not None and not nxt.conj and nxt.role in ("person", "thing") and (nxt.quantity is not None or nxt.prep == "") and fits(nxt, kind):
        return True
    return _object_beyond(c, np, m, kind) is not None or (np.role == "force" and np.quantity is None)


def _object_beyond(c: _Sum, np: Np, m: Match, kind: str) -> Np | None:
    """The object past a clause that tells of the doers: "اختطف مسلحون يستقلون سيارة طبيباً وممرضين"."""
    s = c.r.s
    for k in range(np.head.j if np.head is not None else np.j, np.j):  # "اغتال مجهولون شخصاً", read as one phrase
        if np.actor_id.startswith("unidentified") and s.at("noun", k) is not None:
            return parse_np(s, k)
    for k in range(np.j, min(np.j + 16, s.j)):
        x = c.r.nps.get(k)
        tok = s.tokens[k]
        if x is not None and x.i not in c.r.taken and fits(x, kind) and not x.prep and not x.conj:
            accusative = s.tokens[x.head_at].norm.endswith(("ا", "ين", "ات")) or x.quantity is not None
            if accusative and (x.role == "person") == (kind in BODY):
                return x
        if tok.text in ".؛" or s.at("trigger", k) is not None or (tok.kind == "w" and tok.norm in ("ما", "مما", "ان", "فيما", "بينما")):
            return None
    return None


def _barrier(s: Sentence, k: int) -> bool:
    tok = s.tokens[k]
    if tok.kind == "p":
        return tok.text not in SKIPPED | {"-"} and not (tok.text in "،," and k + 1 < s.j and (k + 1 in s.covered or k - 1 in s.covered))
    cue = s.at("cue", k)
    if cue is not None and cue.entry.row.kind in ("result", "cause", "part", "agent"):
        return True
    speech = s.at("speech", k)
    if s.at("trigger", k) is not None or (speech is not None and speech.entry.row.pos == "verb"):
        return True
    return k in s.verbs or tok.norm in ("علي", "عن", "الي", "جراء", "برصاص", "ان", "قبل", "بعد")


def _subject_before(c: _Sum, m: Match, kind: str) -> list[FigureMention]:
    """"أن 1792 شخصا قتلوا", "أربعة أشخاص، بينهم طفلة، جُرحوا": a phrase before the verb; "مصرعه", "إصابته" one."""
    s, r = c.r.s, c.r
    met = s.tokens[m.i].norm in ("للاصابه", "لاصابه", "لاصابات") and any(s.tokens[k].norm.lstrip("وف") in ("تعرض", "تعرضت", "تعرضوا") for k in range(max(s.i, m.i - 14), m.i))
    done = bool(m.suffix) and m.entry.row.pos == "noun" and _prev(s, m.i) in ("تم", "جري", "يتم", "تمت")  # "ثمانية أشخاص تم توقيفهم"
    found = met or done or bool(m.suffix) and any(s.tokens[k].norm.lstrip("وف") in ("لقي", "لقيت", "لقوا", "يلقي", "لقيا") for k in range(max(s.i, m.i - 12), m.i))
    if m.entry.row.pos in ("verb", "phrase") or found:
        np = _phrase_before(c, m, kind)
        if np is not None:
            return phrase_run(r, np, kind)
        if m.entry.row.pos == "verb" and _plural_verb(s, m):
            q = next((q for q in s.quantities.values() if q.unit is None and 0 <= m.i - q.j <= 2 and q.i not in r.taken and q.i not in r.nps), None)
            if q is not None:
                r.taken.add(q.i)
                return [FigureMention(q.i, q.j, kind, "", q.quantity)]
    if m.suffix and kind == "injured" and s.tokens[m.i - 1 if m.i > s.i else m.i].norm.lstrip("و").startswith("متاثر"):
        return []  # "توفي متأثراً بإصابته"
    if m.suffix and kind in BODY and m.entry.row.pos == "noun" and not found:
        n = ONE if m.suffix in ("ه", "ها") else TWO if m.suffix == "هما" else None
        return [FigureMention(m.i, m.j, kind, "person", n)] if n is not None and kind != "displaced" else []
    return []


def _phrase_before(c: _Sum, m: Match, kind: str) -> Np | None:
    """The phrase that a verb behind it tells of, over "بينهم …" between commas."""
    s, nps = c.r.s, c.r.nps
    crossed, parts = 0, False
    for k in range(m.i - 1, max(s.i - 1, m.i - 16), -1):
        tok = s.tokens[k]
        np = nps.get(k)
        if np is not None and (np.j <= m.i or (np.quantity is not None and m.bits & PREP)) and fits(np, kind) and not np.prep:
            joined = np.conj or (np.quantity is not None and tok.norm[0] == "و")
            first = (_first_of(c, np, kind) or np) if joined else np
            if first.i > s.i and _after_part(s, first.i):
                parts = True
                continue
            if crossed and not parts:
                return None
            if np.i in c.r.taken or (np.quantity is None and number_of(s, np) == "pl" and (np.definite or np.role == "force")):
                return None
            return first
        if tok.text in ".:؛" or (tok.kind == "w" and (k in s.verbs or tok.norm in words("relative")) and not any(n.i <= k < n.j for n in (np,) if n)):
            if any(x.i < k < x.j for x in nps.values()) or s.at("cue", k) is not None:
                continue
            return None
        if s.at("trigger", k) is not None and not any(x.i <= k < x.j and x.quantity is not None for x in nps.values()):
            return None
        crossed += tok.text in "،,"
    return None


def _after_part(s: Sentence, k: int) -> bool:
    return any((cue := s.at("cue", p)) is not None and cue.entry.row.kind == "part" and cue.j in (k, k - 1) for p in range(max(s.i, k - 3), k))


def _first_of(c: _Sum, np: Np, kind: str) -> Np | None:
    """The first phrase of a run that ends with np ("رجل وامرأة قُتلا")."""
    first = np
    for k in range(np.i - 1, max(c.r.s.i - 1, np.i - 14), -1):
        x = c.r.nps.get(k)
        if x is None:
            continue
        if x.j not in (first.i, first.i - 1) or not fits(x, kind) or x.i in c.r.taken:
            break
        first = x
        if not (x.conj or (x.quantity is not None and c.r.s.tokens[x.i].norm[0] == "و")):
            break
    return first
