"""What figures are to each other: others of the same sort; tolls that are first, last or rise."""

from __future__ import annotations

from isnad.arabic.numerals import apply
from isnad.arabic.tokens import ARTICLE
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.read.amounts import tail_of
from isnad.read.frames import FigureMention, row_of
from isnad.read.lists import BODY


def inherit(out: list[FigureMention], fallback: str) -> None:
    """ "3 آخرين" are of the sort of those before; `fallback` is the sort of those who were hit."""
    last = ""
    sorts: dict[str, set[str]] = {}  # by kind, of those that are told with their sort
    for f in out:
        if f.kind not in BODY:
            continue
        if f.of:
            last = last if f.part else f.of
            if not f.part:
                sorts.setdefault(f.kind, set()).add(f.of)
        elif any({"civilian", "fighter"} <= told for told in sorts.values()):
            f.of = "person"  # "أربعة عسكريين ومدني وإصابة سبعة آخرين"
        elif last in ("child", "woman") and f.quantity.low != 1:
            f.of = "person"  # "أصيبت والدتهما و3 آخرون"; but "طفلان وثالث" are three children
        else:
            f.of = last or fallback or "person"
    for f in out:
        f.of = f.of or "other"


def reached(s: Sentence, m: Match, kind: str, taken: set[int]) -> FigureMention | None:
    """The number that those told of reached: "القتلى بلغوا 17", "الجرحى تجاوزوا المئة"; None where none is said."""
    verb = s.norms[m.j] if m.j < s.j and m.bits & ARTICLE and m.entry.row.feature == "pl" else ""
    over = verb in words("exceeds")
    if not over and verb not in words("amounts_to"):
        return None
    q = s.quantities.get(m.j + 1 + (s.norms[m.j + 1 : m.j + 2] == ["الي"]))
    head = s.at("trigger", q.head) if q is not None and q.head < s.j else None
    if q is None or q.unit is not None or q.i in taken or (head is not None and head.entry.row.trigger.counted):
        return None
    taken.add(q.i)
    exact = q.quantity.low if q.quantity.comparator == "eq" else None
    number = apply("gt", exact) if over and exact is not None else q.quantity
    return FigureMention(m.i, q.j, kind, tail_of(s, q.j) or "person", number)


def mark_status(s: Sentence, figures: list[FigureMention]) -> None:
    """ "حصيلة أولية" is `preliminary`, "ارتفع إلى" `corrected`, "حصيلة نهائية" `final`."""
    body = [f for f in figures if f.kind in BODY and not f.part]
    if not body:
        return
    norms = {s.tokens[k].norm: k for k in range(s.i, s.j)}
    for toll, status in (("first_toll", "preliminary"), ("last_toll", "final")):
        at = min((norms[w] for w in words(toll) if w in norms), default=None)
        if at is not None:
            open_ = at > s.i and s.tokens[at - 1].norm == "غير"  # "حصيلة غير نهائية"
            for f in body:
                f.status = "preliminary" if open_ else status
    rose = [norms[w] for w in words("toll_rose") if w in norms]
    for f in body:
        if any(k <= f.i and _reached(s, k, f.i) for k in rose):
            f.status = "corrected"


def _reached(s: Sentence, a: int, b: int) -> bool:
    return b - a <= 25 and any(s.tokens[k].norm in ("الي", "لتصل", "ليصل", "ليبلغ", "لتبلغ") for k in range(a, b + 1))


def lets_toll_rise(s: Sentence, m: Match) -> bool:
    """Whether a death told before only says by whom a toll rose: "وباستشهاد الفتى ترتفع حصيلة الشهداء إلى ستة"."""
    opens = m.i - s.i <= 1 and m.prep == "ب" and not m.suffix and m.entry.row.pos != "verb"
    if not opens or row_of(m).figure != "killed":
        return False
    return s.has(words("toll_rose"), m.j, min(m.j + ROSE_REACH, s.j))


ROSE_REACH = 14  # tokens from the death to the verb of rising
