"""Subjects before their verb: "أن 1792 شخصاً قتلوا", "أربعة أشخاص، بينهم طفلة، جُرحوا", "لقي خمسة مصرعهم"."""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE, CONJ, PREP
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.holders import BEEN
from isnad.mentions.nounphrase import accusative
from isnad.mentions.parties import Np
from isnad.read.amounts import (
    ONE,
    SOME,
    TWO,
    number_of,
    quantity_of,
    tail_of,
)
from isnad.read.counted import COUNTS, word_before
from isnad.read.frames import FigureMention
from isnad.read.lists import BODY, fits
from isnad.read.runs import Sum, phrase_run
from isnad.read.telling import BEFORE_THAT, RELATIVE, THAT

BY_THE_WAY = frozenset(
    {"لم", "لا", "كان", "كانوا", "كانت", "كانا", "وهم", "وهما", "وهو", "وهي", "يعتقد", "يرجح", "معظمهم", "جميعهم"}
)
OTHER_ONE = frozenset({"اخر", "اخري"})  # "أصيب جندي وتوفي آخر": another died


def plural_verb(s: Sentence, m: Match) -> bool:
    """ "قتلوا", "أصيبا", "أصيبتا": the subject stands before."""
    if m.i in s.ours:
        return False
    if m.j - m.i > 1 and s.tokens[m.j - 1].norm.endswith(("هم", "هما", "هن", "ه", "ها")):
        return True  # "لقوا حتفهم"
    if m.entry.row.feature == "present" and s.tokens[m.j - 1].norm.endswith("ون"):
        return True  # "يقبعون"
    return s.tokens[m.j - 1].norm.endswith(("وا", "تا")) or (
        s.tokens[m.j - 1].norm.endswith("ا") and m.j - m.i == 1 and len(s.tokens[m.i].norm) > 3
    )


def subject_before(c: Sum, m: Match, kind: str) -> list[FigureMention]:
    """ "أن 1792 شخصا قتلوا", "أربعة أشخاص، بينهم طفلة، جُرحوا": a phrase before the verb; "مصرعه", "إصابته" one."""
    s, r = c.r.s, c.r
    if m.entry.row.pos == "verb" and plural_verb(s, m) and _object(c, m):
        return []  # "هاجم مسلحون القرية حيث قتلوا أربعة رعاة"
    if m.entry.row.pos == "verb" and m.i > s.i and s.tokens[m.i - 1].norm in ("الذي", "التي"):
        who = next((np for np in r.nps.values() if np.j == m.i - 1 and np.i not in r.taken), None)
        one = who is not None and fits(who, kind) and who.role == "person"
        one = one and who is not None and (who.quantity.quantity if who.quantity else quantity_of(s, who)) == ONE
        return phrase_run(r, who, kind) if who is not None and one else []  # "أحد مقاتليه الذي قُتل"
    if m.entry.row.pos == "verb" and m.i > s.i and s.tokens[m.i - 1].norm in ("الذين", "اللواتي", "اللذين", "اللتين"):
        who = next((np for np in r.nps.values() if np.j == m.i - 1 and np.i not in r.taken), None)
        if who is not None and who.quantity is not None and who.quantity.i not in r.taken and fits(who, kind):
            return phrase_run(r, who, kind)  # "1120 من الأشخاص الذين قتلوا"
    met = s.tokens[m.i].norm in ("للاصابه", "لاصابه", "لاصابات") and any(
        s.tokens[k].norm.lstrip("وف") in ("تعرض", "تعرضت", "تعرضوا") for k in range(max(s.i, m.i - 14), m.i)
    )
    done = (
        bool(m.suffix) and m.entry.row.pos == "noun" and word_before(s, m.i) in ("تم", "جري", "يتم", "تمت")
    )  # "ثمانية أشخاص تم توقيفهم"
    found = (
        met
        or done
        or (bool(m.suffix) and any(t.norm.lstrip("وف") in words("met") for t in s.tokens[max(s.i, m.i - 24) : m.i]))
    )
    if m.entry.row.pos in ("verb", "phrase") or found:
        if m.entry.row.pos == "verb" and m.i > s.i and s.norms[m.i - 1].removeprefix("و") in words("one_of_two"):
            return [FigureMention(m.i - 1, m.i, kind, "", ONE)]  # "أحدهما قُتل والآخر أصيب"
        np = _behind_met(c, m, kind) if found and not done else None
        counted = _those_who(c, m, kind)
        if counted is not None:
            return [counted]
        np = np or phrase_before(c, m, kind) or _past_comma(c, m, kind) or _past_clause(c, m, kind)
        if np is not None:
            return phrase_run(r, np, kind)
        if m.entry.row.pos == "verb" and plural_verb(s, m):
            q = next(
                (
                    q
                    for q in s.quantities.values()
                    if q.unit is None
                    and q.quantity != SOME
                    and 0 <= m.i - q.j <= 2
                    and q.i not in r.taken
                    and q.i not in r.nps
                ),
                None,
            )
            if q is not None:
                r.taken.add(q.i)
                return [FigureMention(q.i, q.j, kind, "", q.quantity)]
    if m.suffix and kind == "injured" and s.tokens[m.i - 1 if m.i > s.i else m.i].norm.lstrip("و").startswith("متاثر"):
        return []  # "توفي متأثراً بإصابته"
    grip = s.tokens[m.i].norm.removeprefix("و").startswith("قبضت")  # "أحكمت قبضتها"
    if m.suffix and kind in BODY and m.entry.row.pos == "noun" and not found and not grip:
        n = ONE if m.suffix in ("ه", "ها") else TWO if m.suffix == "هما" else None
        told = {kind, "killed"}  # "استشهد رضيع إثر إصابته" is one man, too
        if n is not None and any(x.kind in told and x.quantity == n and x.i < m.i for x in c.out):
            return []  # "اغتالوا ضابطاً … ما أدى إلى مقتله"
        of = next((np.of for np in c.frame.targets if np.role == "person" and np.of and np.j <= m.i), "person")
        return [FigureMention(m.i, m.j, kind, of, n)] if n is not None and kind != "displaced" else []
    return []


def _object(c: Sum, m: Match) -> bool:
    """Whether a verb has those it befell behind it, counted or in the accusative: "قتلوا أربعة", "خطفوا طبيباً"."""
    np = c.r.nps.get(m.j)
    if np is None or np.role != "person" or np.prep or np.conj:
        return False
    return (np.quantity is not None and np.quantity.i == m.j) or accusative(c.r.s, np)


def _those_who(c: Sum, m: Match, kind: str) -> FigureMention | None:
    """ "يرتفع إلى 257 تعداد المدنيين الذين قتلوا", "عدد الذين قُتلوا لم يتجاوز تسعة": those who were killed."""
    s = c.r.s
    if m.i == s.i or s.tokens[m.i - 1].norm not in ("الذين", "اللذين", "اللواتي", "من"):
        return None
    at = next((k for k in range(m.i - 1, max(s.i - 1, m.i - 9), -1) if s.tokens[k].norm.lstrip("و") in COUNTS), None)
    if at is None:
        return None
    free = [q for q in s.quantities.values() if q.unit is None and q.i not in c.r.taken and q.quantity != SOME]
    q = next((q for q in free if at - 1 <= q.j <= at or m.j <= q.i <= m.j + 12), None)
    if q is None:
        return None
    c.r.taken.add(q.i)
    of = tail_of(s, at + 1) if at + 1 < m.i - 1 else ""
    of = "person" if any(t.norm.startswith("وال") for t in s.tokens[at + 2 : m.i - 1]) else of  # "العسكريين والمدنيين"
    return FigureMention(q.i, q.j, kind, of, q.quantity)


def whom_before(c: Sum, m: Match, kind: str) -> list[FigureMention]:
    """Whom or what a verb's pronoun stands for, counted right before it: "ثلاثة شبان اعتقلتهم", "عدد الذين قتلتهم"."""
    s = c.r.s
    those = _those_who(c, m, kind)
    if those is not None:
        return [those]
    held = s.at("trigger", m.i - 1) if m.i > s.i else None
    if held is not None and held.entry.row.trigger.figure == "held" and held.entry.row.feature == "pl":
        return [] if held.bits & ARTICLE else [FigureMention(held.i, held.j, kind, "person", SOME)]  # "رهائن احتجزتهم"
    end = m.i - (m.i > s.i and s.tokens[m.i - 1].norm in RELATIVE)
    np = next((x for x in c.r.nps.values() if x.j == end and x.i not in c.r.taken), None)
    if np is None or np.prep or not fits(np, kind) or s.tokens[np.i].norm.lstrip("وبل") in ("احد", "احدي"):
        return []  # "إحدى الآليات التي حجزتها": more than one
    some = np.kind == "noun" and not np.definite and end == m.i  # "مدنيين خطفتهم الحركة"
    return phrase_run(c.r, np, kind) if np.quantity is not None or some or number_of(s, np) == "du" else []


def _behind_met(c: Sum, m: Match, kind: str) -> Np | None:
    """The phrase behind "لقي" or "تعرض", where what they met stands far off ("لقي 13 عنصراً من … مصرعهم")."""
    s = c.r.s
    for k in range(m.i - 1, max(s.i - 1, m.i - 24), -1):
        if s.tokens[k].norm.lstrip("وف") in words("met"):
            np = c.r.nps.get(k + 1)
            return np if np is not None and np.i not in c.r.taken and fits(np, kind) else None
    return None


def phrase_before(c: Sum, m: Match, kind: str) -> Np | None:
    """The phrase that a verb behind it tells of, over "بينهم …" between commas."""
    s, nps = c.r.s, c.r.nps
    if m.i in s.ours:
        return None
    crossed, parts = 0, False
    begin = _before_aside(s, m.i - 1)
    for k in range(begin, max(s.i - 1, begin - 15), -1):
        tok = s.tokens[k]
        np = nps.get(k)
        if (
            np is not None
            and (np.j <= m.i or (np.quantity is not None and m.bits & PREP))
            and fits(np, kind)
            and not np.prep
            and not _their_father(s, np)
        ):
            joined = np.conj or s.tokens[k - 1].norm == "و" or (np.quantity is not None and tok.norm[0] == "و")
            first = (_first_of(c, np, kind) or np) if joined else np
            if first.i > s.i and _after_part(s, first.i):
                parts = True
                continue
            if (crossed or (np.quantity is None and begin + 1 - np.j > 4)) and not parts:
                return None
            if np.i in c.r.taken or (
                np.quantity is None and number_of(s, np) == "pl" and (np.definite or np.role == "force")
            ):
                return None
            return first
        if tok.norm.removeprefix("و") in THAT and s.norms[max(k - 1, s.i)] not in BEFORE_THAT:
            return None  # "قال الحاكم إن خمسة أصيبوا": who speaks is not hurt
        if tok.text in ".:؛" or (
            tok.kind == "w"
            and (k in s.verbs or tok.norm in words("relative"))
            and not any(n.i <= k < n.j for n in (np,) if n)
        ):
            if any(x.i < k < x.j for x in nps.values()) or s.at("cue", k) is not None:
                continue
            return None
        if s.at("trigger", k) is not None and not any(x.i <= k < x.j and x.quantity is not None for x in nps.values()):
            return None
        crossed += tok.text in "،," and not (k - 1 in s.covered or k + 1 in s.covered)
    return None


def _their_father(s: Sentence, np: Np) -> bool:
    """Whether a number only says whose father or mother somebody is: "سامر العلي، أب لثلاثة أطفال، استشهد"."""
    return np.quantity is not None and np.i > s.i and s.norms[np.i][0] == "ل" and s.norms[np.i - 1] in PARENT_OF


PARENT_OF = frozenset({"اب", "ابا", "ام", "اما", "والد", "والده", "جد", "جده", "معيل", "متزوج"})


def _past_comma(c: Sum, m: Match, kind: str) -> Np | None:
    """One whom a comma of no use parts from what befell him: "إن الطفل سامر العلي من بلدة …، لقي حتفه"."""
    s = c.r.s
    if m.i - 1 <= s.i or s.tokens[m.i - 1].text not in "،,":
        return None
    last, low = _before_aside(s, m.i - 1) - (s.tokens[m.i - 2].text not in "،,"), m.i - CLAUSE_REACH
    for k in range(last, max(s.i, low) - 1, -1):
        if s.norms[k] in ("ان", "بان"):
            np = c.r.nps.get(k + 1)
            break
        if s.tokens[k].text in "،,.:؛" or k in s.verbs:
            return None
    else:
        if low > s.i or m.bits & CONJ:
            return None
        np = c.r.nps.get(s.i + (s.norms[s.i].removeprefix("و") in BEEN))  # "وكان ثلاثة جنود من الجيش، قُتلوا"
    told = np is not None and fits(np, kind) and not np.prep and np.i not in c.r.taken
    return np if np is not None and told and (np.quantity is not None or number_of(s, np) == "sg") else None


def died_of_it(c: Sum, m: Match) -> bool:
    """Whether one told as hurt died of it, and is counted so: "أصيب جندي … وتوفي متأثراً بجراحه"."""
    s = c.r.s
    hurt = next((x for x in reversed(c.out) if x.kind == "injured" and x.quantity == ONE and x.i < m.i), None)
    another = s.has(OTHER_ONE, m.j, m.j + 1)
    if hurt is None or another or not s.has(words("died_of"), m.j, min(m.j + 4, s.j)):
        return False
    hurt.kind = "killed"
    return True


def _past_clause(c: Sum, m: Match, kind: str) -> Np | None:
    """The counted phrase before a clause that says more of it: "إن ستة مقاتلين من الفرقة تدربوا في الخارج قتلوا"."""
    s = c.r.s
    if m.entry.row.pos != "verb" or not plural_verb(s, m) or m.bits & CONJ or s.norms[m.i - 1] in OPENS_CLAUSE:
        return None
    for k in range(m.i - 1, max(s.i, m.i - CLAUSE_REACH), -1):
        if s.tokens[k].text in ".:؛":
            return None
        if s.norms[k] in THOSE_WHO or (k in s.verbs and s.norms[k].endswith("وا")):
            np = next((x for x in c.r.nps.values() if x.j == k and x.quantity is not None), None)
            if np is not None:
                return np if np.i not in c.r.taken and not np.prep and fits(np, kind) else None
    return None


CLAUSE_REACH = 20  # tokens from those who are told of to what befell them
THOSE_WHO = frozenset({"الذين", "اللذين", "اللتين", "اللواتي", "اللاتي"})
OPENS_CLAUSE = THOSE_WHO | {
    *("حيث", "عندما", "بعدما", "حينما", "حين", "ثم", "ان"),
    *("او", "لكن", "اذ", "بينما", "فيما", "من"),
}


def _before_aside(s: Sentence, k: int) -> int:
    """The token before a clause between commas that says more of the subject: "4 جنود، لم تحدد هويتهم، قُتلوا"."""
    if s.tokens[k].text not in "،,":
        return k
    opened = next((p for p in range(k - 1, max(s.i, k - 12), -1) if s.tokens[p].text in "،,"), -1)
    return opened - 1 if opened > s.i and s.tokens[opened + 1].norm in BY_THE_WAY else k


def _after_part(s: Sentence, k: int) -> bool:
    return any(
        (cue := s.at("cue", p)) is not None and cue.entry.row.kind == "part" and cue.j in (k, k - 1)
        for p in range(max(s.i, k - 3), k)
    )


def _first_of(c: Sum, np: Np, kind: str) -> Np | None:
    """The first phrase of a run that ends with np ("رجل وامرأة قُتلا")."""
    first = np
    for k in range(np.i - 1, max(c.r.s.i - 1, np.i - 14), -1):
        x = c.r.nps.get(k)
        if x is None:
            continue
        if x.j not in (first.i, first.i - 1, first.i - 2) or not fits(x, kind) or x.i in c.r.taken:
            break
        first = x
        lone = x.i > c.r.s.i and c.r.s.tokens[x.i - 1].norm == "و"
        if not (x.conj or lone or (x.quantity is not None and c.r.s.tokens[x.i].norm[0] == "و")):
            break
    return first
