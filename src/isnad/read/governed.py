"""Words that govern what they count (مقتل، أصيب، تدمير): the phrases behind them, else the subject before a verb."""

from __future__ import annotations

from isnad.arabic.numerals import apply, postfix_bound
from isnad.arabic.tokens import CONJ, PREP
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import OTHERS, Np, parse_np
from isnad.model import Quantity
from isnad.read.amounts import (
    NONE,
    ONE,
    SOME,
    TWO,
    number_of,
    quantity_of,
    tail_of,
    thing_phrase,
)
from isnad.read.counted import word_before
from isnad.read.frames import FigureMention
from isnad.read.losses import negated
from isnad.read.names import is_given, name_run
from isnad.read.runs import BODY, THINGS, Sum, fits, joined_phrase, phrase_run, times_more

REACH = 10  # words between a word of result and what it counts



def governed_figures(c: Sum, m: Match) -> list[FigureMention]:
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
    if verb and plural_verb(s, m):
        found = _subject_before(c, m, kind)
        if found:
            return found
    found, stop = _objects(c, m, kind)
    if found or stop:
        return _partial(s, m, found)
    if m.entry.row.pos == "phrase" and m.entry.id != "capture" and not (kind == "held" and s.tokens[m.i].norm in ("كانت", "كان", "كانوا", "قيد", "رهن")):
        return []
    return _partial(s, m, _subject_before(c, m, kind))


def _result_before(s: Sentence, k: int) -> bool:
    if k > s.i and s.tokens[k - 1].norm.lstrip("وف").startswith(("ادي", "ادت", "اضاف", "ذهب")):
        return True
    return any(x.entry.row.kind == "result" and x.j == k for x in s.by_kind.get("cue", ()))


def plural_verb(s: Sentence, m: Match) -> bool:
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


def _objects(c: Sum, m: Match, kind: str) -> tuple[list[FigureMention], bool]:
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


def _past_cause(c: Sum, m: Match, k: int) -> int:
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


def _bare_number(c: Sum, k: int, kind: str) -> FigureMention:
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


def _agent(c: Sum, np: Np, m: Match) -> bool:
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


def _object_beyond(c: Sum, np: Np, m: Match, kind: str) -> Np | None:
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


def _subject_before(c: Sum, m: Match, kind: str) -> list[FigureMention]:
    """"أن 1792 شخصا قتلوا", "أربعة أشخاص، بينهم طفلة، جُرحوا": a phrase before the verb; "مصرعه", "إصابته" one."""
    s, r = c.r.s, c.r
    met = s.tokens[m.i].norm in ("للاصابه", "لاصابه", "لاصابات") and any(s.tokens[k].norm.lstrip("وف") in ("تعرض", "تعرضت", "تعرضوا") for k in range(max(s.i, m.i - 14), m.i))
    done = bool(m.suffix) and m.entry.row.pos == "noun" and word_before(s, m.i) in ("تم", "جري", "يتم", "تمت")  # "ثمانية أشخاص تم توقيفهم"
    found = met or done or bool(m.suffix) and any(s.tokens[k].norm.lstrip("وف") in ("لقي", "لقيت", "لقوا", "يلقي", "لقيا") for k in range(max(s.i, m.i - 12), m.i))
    if m.entry.row.pos in ("verb", "phrase") or found:
        np = phrase_before(c, m, kind)
        if np is not None:
            return phrase_run(r, np, kind)
        if m.entry.row.pos == "verb" and plural_verb(s, m):
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


def phrase_before(c: Sum, m: Match, kind: str) -> Np | None:
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


def _first_of(c: Sum, np: Np, kind: str) -> Np | None:
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
