"""What a number counts when it counts no people or things: time, age, dates, models of weapons, names of units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isnad.arabic.numberwords import Tables
from isnad.arabic.tokens import Token
from isnad.model import Quantity

SEPARATORS = frozenset("-/–")
_YEARS = range(1950, 2050)  # a bare number in here may be a year
_ERA = frozenset({"ه", "م", "هجري", "ميلادي", "هجريا", "ميلاديا"})  # 1436 هـ, 2015 م
_AFTER_YEAR = frozenset({"حتي", "وحتي", "الي"})  # "2023 حتى 12 أيلول"


@dataclass(slots=True)
class Number:
    """A number read at tokens[i:j]: its value or, for vague words, its comparator with low and high."""

    i: int
    j: int
    value: int
    digits: bool
    article: bool = False
    vague: Quantity | None = None


def unit_of(tokens: Sequence[Token], first: Number, last: Number, i: int, j: int, t: Tables) -> str | None:
    """What makes the number no count: the word before it, the word behind it, or its shape."""
    p = last.j
    nxt = tokens[p] if p < j else None
    before = lead = tokens[first.i - 1] if first.i > i else None
    if before is not None and before.text in ("-", "–") and first.i - 2 >= i:
        lead = tokens[first.i - 2]
    if first.digits and _is_date(tokens, first, last, i, j, t):
        return "date"
    if t.month(tokens, p + (nxt is not None and (nxt.norm == "من" or nxt.text in SEPARATORS)), j):
        return "date"
    if lead is not None and lead.kind in "wp":
        bare = lead.norm[1:] if lead.norm[0] in "وفبلك" else lead.norm  # but حسن is not the age سن
        code = next((t.unit_before[s] for s in (lead.norm, bare) if s in t.unit_before), None)
        if code in ("name", "model", "date") and not (first.digits or (first.article and code == "name")):
            code = None
        if code == "date" and not _is_year(first):
            code = None  # "منذ مطلع العام 5 آلاف"
        if code:
            return code
        if lead.kind == "w" and first.digits and lead.text.isascii() and tokens[first.i].start - lead.end <= 1:
            return "model"
    if nxt is None:
        return None
    if nxt.text == ":" and p + 1 < j and tokens[p + 1].kind == "n" and first.digits:
        return "clock"
    if first.digits and first.i == i and nxt.text in ("-", ".", ")", "–", ":") and p + 1 < j and first.value < 100:
        return "list"
    found = t.unit_after.match(tokens, p, j)
    unit = str(found[1]) if found else None
    if unit == "time" and before is not None and before.text == "(":
        return "age"
    if unit == "time" and nxt.norm.startswith("ال") and not first.article:
        return None  # "إصابة اثنين اليوم": today
    if unit == "time" and first.value == 2 and first.vague is None and not first.digits and last is first:
        return None  # "إصابة اثنين يوم الأحد": two days are one word, يومين
    if unit is None and first.digits and nxt.kind == "w" and nxt.text.isascii() and nxt.start == tokens[p - 1].end:
        return "model"
    return unit


def _is_year(n: Number) -> bool:
    """Whether a number can be a year, of the Hijra too: "1436", "2013", "73"."""
    return n.j - n.i == 1 and (10 <= n.value < 100 or 1000 <= n.value < 2100)


def _is_date(tokens: Sequence[Token], first: Number, last: Number, i: int, j: int, t: Tables) -> bool:
    """Whether the digits are a date (26-8-2023, 8/9, 1.12.2024) or a year (عام 2013, في 2013, 2013م)."""
    tok, p = tokens[first.i if tokens[first.i].kind == "n" else first.j - 1], last.j
    before = tokens[first.i - 1] if first.i > i else None
    nxt = tokens[p] if p < j else None
    if tok.norm.count(".") == 2 and len(tok.norm) >= 6 and len(tok.norm.rpartition(".")[2]) in (2, 4):
        return True
    after = tokens[p + 1] if p + 1 < j else None
    if nxt and after and nxt.text in SEPARATORS and after.kind == "n" and after.start - tokens[p - 1].end == 1:
        return True
    if nxt is not None and nxt.norm in _ERA and first.value > 1000:
        return True
    if first.value not in _YEARS or len(tok.norm) != 4:
        return False
    if before is not None and (before.text in ("/", "-") or {before.norm, before.norm[1:]} & t.year_lead):
        return True
    return nxt is None or nxt.kind != "w" or nxt.norm in _AFTER_YEAR or last is not first


def date_end(tokens: Sequence[Token], p: int, j: int) -> int:
    """The end of a date in digits that begins before p: "26-8-2023" is one."""
    while p + 1 < j and tokens[p].text in SEPARATORS and tokens[p + 1].kind == "n":
        if tokens[p].start != tokens[p - 1].end:
            break
        p += 2
    return p


def clock_end(tokens: Sequence[Token], p: int, j: int) -> int:
    """The end of a clock time whose hour ends before p: "10:30"."""
    return p + 2 if p + 1 < j and tokens[p].text == ":" and tokens[p + 1].kind == "n" else p
