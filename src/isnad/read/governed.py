"""Words that govern what they count (مقتل، أصيب، تدمير): the phrases behind them, else the subject before a verb."""

from __future__ import annotations

from isnad.arabic.numerals import apply, postfix_bound
from isnad.arabic.tokens import ARTICLE, CONJ, PREP
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import is_given, words
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import accusative
from isnad.mentions.parties import OTHERS, Np
from isnad.model import Quantity
from isnad.read.adjuncts import behind_adjuncts, past_cause
from isnad.read.amounts import (
    NONE,
    ONE,
    SOME,
    quantity_of,
    tail_of,
    thing_phrase,
)
from isnad.read.doers import doer_of_things, is_doer, men_of_force, object_beyond
from isnad.read.frames import FigureMention
from isnad.read.lists import BODY, THINGS, fits, joined_phrase
from isnad.read.losses import negated
from isnad.read.names import name_run, sort_of_name
from isnad.read.runs import PARENTS, Sum, along, apposed, many_more, phrase_run, times_more, young
from isnad.read.subjects import died_of_it, plural_verb, subject_before, whom_before

ATTEMPT = "محاوله"
WIPE_OUT = "wipe_out"  # "قضت وحدات الجيش على إرهابيين"
LADEN = ("مفخخ", "ملغوم", "ملغم", "المفخخ", "الملغوم", "الملغم")  # what is blown up by itself
IN_IT = frozenset({"فيه", "فيها", "بداخله", "بداخلها", "داخله", "داخلها", "كان", "كانوا", "عليه", "عليها"})
WAYS = frozenset({"الي", "من", "نحو", "باتجاه", "صوب", "داخل", "عبر"})
OF_THEM = frozenset({"منهم", "منها", "منهن"})
REACH = 10  # words between a word of result and what it counts


def governed_figures(c: Sum, m: Match) -> list[FigureMention]:
    """The phrases that a verb or verbal noun of result governs, joined ones too; else the subject before a verb."""
    s = c.r.s
    kind = m.entry.row.trigger.figure or "killed"
    if s.tokens[m.i].norm in ("لقتل", "لتصفيه", "لتدمير", "لاغتيال", "لاعتقال") and not _result_before(s, m.i):
        return []  # what was meant, not what came of it
    if kind == "killed" and m.i > s.i and s.norms[m.i - 1].lstrip("ولب") == ATTEMPT:
        return []  # "نجا من محاولة قتله"
    if kind == "injured" and _ruined_with(s, m):
        return []
    if kind == "held" and m.entry.row.pos == "phrase":
        whole = next((x for x in c.r.nps.values() if x.i < m.i < x.j and x.quantity is not None), None)
        if whole is not None and whole.i not in c.r.taken:
            return phrase_run(c.r, whole, kind)  # "120 ألف معتقل في سجون النظام"
    deny = negated(s, m.i)
    if deny:
        nobody = m.j < s.j and s.tokens[m.j].norm in ("احد", "اي", "ايا", "اخد")
        return (
            [
                FigureMention(
                    m.i, m.j + 1, "casualties" if kind in BODY else kind, "person" if kind in BODY else "other", NONE
                )
            ]
            if nobody and deny == "no"
            else []
        )
    verb = m.entry.row.pos == "verb"
    if (
        m.entry.id == "capture"
        and m.j < s.j
        and s.tokens[m.j].norm in ("شهداء", "ضحايا", "الشهداء", "الضحايا", "القتلي", "قتلي")
    ):
        return []  # أسر, the families
    if verb and m.suffix and m.j - m.i == 1:
        sure = kind == "killed" or (kind == "captured" and not m.entry.row.trigger.joins)
        before = whom_before(c, m, kind)
        if before:
            return before
        if m.i > s.i and s.norms[m.i - 1] in AFTER_THESE and _counted_object(c, m, kind):
            return _objects(c, m, kind)[0]  # "بعد خطفها ثمانية مقاتلين": the noun
        one = m.suffix in ("ه", "ها") and sure and not s.tokens[m.i].norm.endswith(("اه", "اها"))
        return [FigureMention(m.i, m.j, kind, "person", ONE)] if one else []  # "أعدمته"
    if verb and kind in THINGS and s.norms[m.i].endswith("وا"):  # "من أسلحة آلية ودمروا القرية": no arms were destroyed
        return _partial(s, m, _objects(c, m, kind)[0])
    counted = c.r.nps.get(m.j)
    if counted is None and m.j < s.j and s.tokens[m.j].norm in m.entry.row.trigger.then:
        counted = c.r.nps.get(m.j + 1)  # "وأجهزوا على أربعة جنود"
    object_ = bool(m.bits & CONJ) and counted is not None and counted.quantity is not None and fits(counted, kind)
    object_ = object_ or (bool(m.bits & CONJ) and counted is None and _bare_object(s, m))
    if verb and plural_verb(s, m) and not object_:  # "… وقتلوا ثلاثة مدنيين" has its object behind it
        found = subject_before(c, m, kind)
        if found:
            return found
    if m.j < s.j and s.tokens[m.j].norm == "مع":  # "أن قيادياً قتل مع مرافقيه"
        found = subject_before(c, m, kind)
        if found:
            return [*found, *_and_more(c, m.j, kind)]
    found, stop = _objects(c, m, kind)
    if found or stop:
        return _partial(s, m, found)
    if verb and kind == "killed" and died_of_it(c, m):
        return []
    if (
        m.entry.row.pos == "phrase"
        and m.entry.id != "capture"
        and not (kind == "held" and s.tokens[m.i].norm in ("كانت", "كان", "كانوا", "قيد", "رهن"))
    ):
        return []
    return _partial(s, m, subject_before(c, m, kind))


AFTER_THESE = frozenset({"من", "بعد", "عقب", "قبل", "الي", "عن", "علي", "اثر", "منذ", "بسبب", "نتيجه"})


def _counted_object(c: Sum, m: Match, kind: str) -> bool:
    np = c.r.nps.get(m.j)
    return np is not None and np.quantity is not None and fits(np, kind) and not np.prep


def _bare_object(s: Sentence, m: Match) -> bool:
    """Whether a number with no noun stands right behind a verb: "هاجموا القرية وقتلوا سبعة"."""
    q = s.quantities.get(m.j)
    ends = q is not None and (q.construct == "alone" or q.j in s.verbs or s.at("trigger", q.j) is not None)
    return q is not None and q.unit is None and ends


CLAIM_LIVES = "claim_lives"  # of triggers.yaml
LIVES_REACH = 18  # tokens from "أودى" to "بحياة"


def _ruined_with(s: Sentence, m: Match) -> bool:
    """ "إصابة وتدمير 71 هدفاً": things hit, no men hurt."""
    nxt = s.at("trigger", m.j) if m.j < s.j else None
    return nxt is not None and bool(nxt.bits & CONJ) and nxt.entry.row.trigger.figure in THINGS


def _result_before(s: Sentence, k: int) -> bool:
    if k > s.i and s.tokens[k - 1].norm.lstrip("وف").startswith(("ادي", "ادت", "اضاف", "ذهب")):
        return True
    return any(x.entry.row.kind == "result" and x.j == k for x in s.by_kind.get("cue", ()))


def _partial(s: Sentence, m: Match, found: list[FigureMention]) -> list[FigureMention]:
    """ "دمار جزئي", "تدمير المنزل جزئياً": damaged, not destroyed."""
    ruin = (
        s.tokens[m.i].norm.lstrip("وبل").removeprefix("ال") == "دمار"
        and m.j < s.j
        and s.tokens[m.j].norm in ("في", "ب", "كبير", "واسع", "هايل")
    ) or (m.j < s.j and s.tokens[m.i].norm.endswith("دمار") and s.tokens[m.j].norm.startswith("بال"))
    if ruin and found and found[0].kind == "destroyed":
        for x in found:
            x.kind = "damaged"
    if (
        found
        and found[0].kind == "destroyed"
        and (
            any(s.tokens[k].norm in ("جزيي", "جزييا", "جزييه") for k in range(m.i, min(m.j + 7, s.j)))
            or (m.j < s.j and s.tokens[m.j].norm in ("اجزاء", "جزء"))
        )
    ):
        for x in found:
            x.kind = "damaged"
    return found


def _objects(c: Sum, m: Match, kind: str) -> tuple[list[FigureMention], bool]:
    """What is counted behind the word, and whether the search ended on something that forbids a look before it."""
    s = c.r.s
    if m.suffix and m.entry.row.pos == "noun":
        return _of_pronoun(c, m, kind)
    k, steps = _claimed(s, m) or m.j, 0
    doer: Np | None = None  # a side right behind an active verb
    while k < s.j and steps < REACH:
        nxt = _over(c, m, k, kind)
        if nxt > k:
            k = nxt
            continue
        found = _phrase_here(c, m, k, kind)
        if found is None:
            found = _other_here(c, m, k, kind)
        if found is not None:
            return found, True
        np = c.r.nps.get(k)
        if np is not None and kind in BODY and np.role in ("force", "thing"):
            doer = np if k == m.j and np.role == "force" and m.entry.row.pos == "verb" else doer
            k, steps = np.j, steps + 1
            continue
        if _barrier(s, k):
            far = object_beyond(c, doer, kind) if doer is not None else None
            if far is not None and (far.quantity is not None or (s.tokens[k].text == "،" and accusative(s, far))):
                return phrase_run(c.r, far, kind), True
            found = _phrase_here(c, m, beyond, kind) if (beyond := behind_adjuncts(c, m, k, kind)) else None
            return found or [], bool(found)
        k, steps = k + 1, steps + (s.tokens[k].kind != "p")
    return [], False


def _claimed(s: Sentence, m: Match) -> int:
    """The token from which those stand whose lives were claimed: "أودى الهجوم على السوق بحياة 12", "أودت بنحو 30"."""
    if m.entry.id != CLAIM_LIVES:
        return 0
    at = next((k for k in range(m.j, min(m.j + LIVES_REACH, s.j)) if s.norms[k] in m.entry.row.trigger.then), -1)
    return at + (at not in s.quantities) if at >= 0 else 0


def _of_pronoun(c: Sum, m: Match, kind: str) -> tuple[list[FigureMention], bool]:
    """ "مقتلهما" looks before itself; "بقتلها 5 مدنيين" takes an object; "قصف رتل وتدميره" the thing that was hit."""
    if kind in BODY:
        np = c.r.nps.get(m.j)
        object_ = np is not None and np.quantity is not None and fits(np, kind) and np.i not in c.r.taken
        return (phrase_run(c.r, np, kind), True) if np is not None and object_ else ([], False)
    if m.i > c.r.s.i and c.r.s.norms[m.i - 1].removeprefix("و").startswith("اعتراض"):
        return [], True  # "تم اعتراضهما وتدميرهما": what was fired, not what it was fired at
    things = [x for x in c.frame.targets if x.role == "thing" and x.j <= m.i]
    if not things or len({x.of for x in things}) > 1:  # "مقرات ومستودعات وآليات …، ما أدى إلى تدميرها"
        return [], True
    hit = things[-1]
    return [FigureMention(m.i, m.j, kind, hit.of or "other", quantity_of(c.r.s, hit), hit)], True


def _over(c: Sum, m: Match, k: int, kind: str) -> int:
    """Where to go on from k, past a date, an age, a doer, a joined word of result; k itself where it is to be read."""
    s = c.r.s
    if k in s.covered:
        return s.covered[k]
    if kind == "displaced" and s.tokens[k].norm in WAYS and k + 1 < s.j and (place := s.at("place", k + 1)) is not None:
        return place.j  # "لجأ إلى تشاد 600 ألف شخص"
    if k == m.j and s.tokens[k].norm in OF_THEM and k + 1 in s.quantities and m.entry.row.pos == "verb":
        return k + 1  # "قتل منهم 161"
    np, q = c.r.nps.get(k), s.quantities.get(k)
    weighed = kind == "seized" and q is not None and q.unit == "weight"
    if q is not None and q.unit is not None and q.unit != "money" and not weighed:
        return q.j
    if q is not None and np is None and k not in c.r.taken and _counts_none(s, k, kind):
        return q.j
    if np is not None and _countable(np, m, kind) and is_doer(c, np, m) and object_beyond(c, np, kind) is None:
        return np.j
    onto = m.entry.id == WIPE_OUT or (k == m.j and "علي" in m.entry.row.trigger.then)
    if s.tokens[k].norm == "علي" and (kind == "seized" or onto):
        return k + 1  # "الاستيلاء على 17 صاروخاً", "استولى المسلحون على مدفع", "أجهزوا على أربعة جنود"
    if k != m.j:
        return k
    trig = s.at("trigger", k)
    joined = trig is not None and bool(trig.bits & CONJ) and trig.entry.row.pos == "noun" == m.entry.row.pos
    does = trig is not None and (trig.entry.row.trigger.figure == "strikes" or trig.entry.row.trigger.sides)
    fired = does and m.entry.row.pos == "verb"
    if (
        trig is not None
        and fired
        and trig.entry.row.pos != "verb"
        and not trig.bits & (CONJ | PREP)
        and kind in BODY + THINGS
    ):
        nat = c.r.nps.get(trig.j)  # "قتلت قذائف الهاون عشرات المدنيين", "شردت المعارك آلاف الأسر", "أصاب صاروخ تركي …"
        return nat.j if nat is not None and nat.kind == "nat" and nat.quantity is None else trig.j
    if trig is not None and joined and not trig.entry.row.trigger.counted and np is None:
        return trig.j  # "بمقتل وجرح وتهجير مئات"
    return past_cause(c, m, k) or k  # "وقُتل جراء الانفجار أربعة"


def _countable(np: Np, m: Match, kind: str) -> bool:
    joined_head = np.quantity is not None and np.head is not None and bool(np.head.bits & CONJ)
    return not joined_head and (fits(np, kind) or men_of_force(np, m, kind) or doer_of_things(np, m, kind))


def _phrase_here(c: Sum, m: Match, k: int, kind: str) -> list[FigureMention] | None:
    """The figures of the phrase or number at k; empty where it forbids any, None where there is none."""
    s, taken = c.r.s, c.r.taken
    np, q = c.r.nps.get(k), s.quantities.get(k)
    if k - m.j <= 1 and kind in BODY and (some := many_more(s, k + (s.tokens[k].text in SKIPPED), kind)) is not None:
        return [some]
    if k > s.i and s.norms[k - 1] in ("كل", "اي", "ايه") and (np is None or np.number == "sg"):
        return []  # "اعتقال كل شخص يمر", "احتجاز أي إسرائيلي"
    if np is not None and kind in THINGS and _blew_up(s, np):
        return None  # "دمر انفجار شاحنة مفخخة مبنى": what blew up
    if np is not None and _countable(np, m, kind):
        if is_doer(c, np, m):
            np = object_beyond(c, np, kind)
        return phrase_run(c.r, np, kind) if np is not None and np.i not in taken else []
    if (
        q is not None
        and k not in taken
        and (np is None or np.kind == "others" or (kind in BODY and np.head is not None))
    ):
        return [_bare_number(c, k, kind)]  # "مقتل 14", "استشهاد 15 وإصابة 33"
    if np is None or kind not in BODY:
        return None
    if np.kind == "actor" and np.quantity is None and is_given(s.tokens[np.head_at].norm):
        one = FigureMention(np.i, np.j, kind, "fighter", ONE, np)  # a group's man, known by his name
        return [one, *_and_more(c, np.j, kind)]
    hit = np.role == "thing" and m.entry.id == "injure" and m.entry.row.pos == "verb" and k == m.j
    return [] if hit else None  # "أصاب منزلاً": it hit


def _blew_up(s: Sentence, np: Np) -> bool:
    """Whether a thing is told laden with a bomb right behind its blast; "تدمير عجلتين مفخختين" is of what was hit."""
    laden = any(t.norm.startswith(LADEN) for t in s.tokens[np.i : min(np.j + 1, s.j)])
    before = s.at("trigger", np.i - 1) if np.i > s.i else None
    return laden and (before is None or before.entry.row.trigger.figure not in THINGS)


def _and_more(c: Sum, k: int, kind: str) -> list[FigureMention]:
    also = joined_phrase(c.r, k, kind) or along(c.r, k, kind)
    return phrase_run(c.r, also, kind) if also is not None else []


def _other_here(c: Sum, m: Match, k: int, kind: str) -> list[FigureMention] | None:
    """ "آخر", a name, a thing that another reading hides at k; None where there is none."""
    s = c.r.s
    if kind in BODY and s.tokens[k].norm in ("من", "كل") and k + 1 < s.j:
        inside = s.tokens[k + 1].norm == "من" and k + 2 < s.j and s.tokens[k + 2].norm in IN_IT
        if s.tokens[k + 1].norm in IN_IT or inside:
            return [FigureMention(k, k + 2 + inside, kind, "", SOME)]  # "مقتل من فيه", "كل من كان فيه"
    more = times_more(s, k, c.out) if k == m.j and m.entry.row.pos != "phrase" else None
    if more is not None:
        more.kind = kind
        more.of = next((x.of for x in reversed(c.out) if kind in THINGS and x.kind in THINGS), "")
        return [more, *_and_more(c, more.j, kind)]
    parent = PARENTS.get(s.norms[k]) if kind in BODY and k == m.j and k + 1 < s.j else None
    if parent is not None and s.norms[k + 1][0] == "و":
        return [FigureMention(k, k + 1, kind, parent, ONE), *_and_more(c, k + 1, kind)]  # "مقتل أم وثلاثة من أطفالها"
    listed = s.tokens[k].norm in ("كل", "كلا") and k + 1 < s.j and s.tokens[k + 1].norm == "من"
    if kind in BODY and m.entry.row.feature != "pl" and not m.entry.row.trigger.raid and (k <= m.j + 1 or listed):
        inside = k == m.j + 1 and s.tokens[m.j].norm in ("خلالها", "خلاله", "فيها", "فيه", "منهم")
        near = inside or listed or k == m.j or s.tokens[m.j].kind != "w"
        run = name_run(s, k, sure=kind == "killed" and k == m.j and not m.bits & ARTICLE) if near else None
        if run is not None:
            named = FigureMention(k, run[0], kind, sort_of_name(s, k), Quantity(run[1], run[1], "eq"))
            if named.of == "person" and run[1] == 1:
                named.of = apposed(c.r, run[0]) or "person"
            return [named, *young(s, named), *_and_more(c, run[0], kind)]
    hidden = kind in THINGS and k not in c.r.nps and k not in s.verbs and k - m.j <= 3
    laden = any(t.norm.startswith(LADEN) for t in s.tokens[k : min(k + 2, s.j)])
    thing = thing_phrase(s, k) if hidden and not laden else None
    return phrase_run(c.r, thing, kind) if thing is not None else None


def _counts_none(s: Sentence, k: int, kind: str) -> bool:
    """Whether a number counts nothing that can be told: "عدد من" before a verb, "ثلاثة منهم" of things burnt."""
    q = s.quantities[k]
    j = q.j
    while j < s.j and s.tokens[j].text in SKIPPED:
        j += 1
    nxt = s.tokens[j].norm if j < s.j else ""
    if (
        kind in BODY
        and q.construct == "noun"
        and s.tokens[q.i].norm[0] == "ب"
        and s.tokens[q.num_i].norm.startswith("ب")
        and not s.tokens[q.num_i].norm.startswith("بضع")
    ):
        return True  # "الإصابة بثلاث شظايا"
    if kind in BODY and nxt in words("areas"):
        return True  # "تهجير في عدة مناطق"
    return (q.quantity == SOME and j < s.j and j in s.verbs) or (kind in THINGS and nxt in ("منهم", "منهن"))


def _bare_number(c: Sum, k: int, kind: str) -> FigureMention:
    """ "مقتل 14", "إصابة عشرة آخرين", "16 منهم": a number with no noun that is known."""
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
    return FigureMention(
        q.i,
        q.j + 1 if other or (q.j < s.j and s.tokens[q.j].norm in ("منهم", "منهن", "منها")) else q.j,
        kind,
        tail_of(s, q.j) if known else of,
        number,
        None,
        of_them,
    )


def _barrier(s: Sentence, k: int) -> bool:
    tok = s.tokens[k]
    if tok.kind == "p":
        return tok.text not in SKIPPED | {"-"} and not (
            tok.text in "،," and k + 1 < s.j and (k + 1 in s.covered or k - 1 in s.covered)
        )
    cue = s.at("cue", k)
    if cue is not None and cue.entry.row.kind in ("result", "cause", "part", "agent"):
        return True
    speech = s.at("speech", k)
    if s.at("trigger", k) is not None or (speech is not None and speech.entry.row.pos == "verb"):
        return True
    return k in s.verbs or tok.norm in ("علي", "عن", "الي", "جراء", "برصاص", "ان", "قبل", "بعد")
