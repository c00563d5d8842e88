"""The tables behind `numerals`: number words, comparators and units, read once from `lexicons/quantities.csv`."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from isnad.arabic.script import fold_phrase, fold_word
from isnad.arabic.tokens import Token
from isnad.memory import Table

_WITH_CLITICS = ("و", "ف", "ب", "ل", "ك")
# Words before a bare year that make it one: "في 2013", "منذ 2013", "مطلع 2013".
_YEAR_LEAD = (
    "في منذ حتى مطلع أواخر نهاية بداية أوائل منتصف صيف شتاء ربيع خريف عام سنة العام قبل بعد خلال "
    "إلى الأول الثاني من لعام لسنة الحالي الجاري الماضي الفائت المنصرم المقبل القادم السابق"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A number word: what it adds (`value`), what a scale means alone (`alone`), and the clitics found on it."""

    role: str
    value: float
    alone: int = 0
    digits: bool = False
    conjunction: bool = False
    article: bool = False
    needs: str = ""
    code: str = ""
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """How a comparator turns a number n into low and high; an empty formula is an open end."""

    low_formula: str
    high_formula: str

    def low(self, n: int) -> int | None:
        """The lowest number that the comparator allows, None if open."""
        return FORMULAS[self.low_formula](n)

    def high(self, n: int) -> int | None:
        """The highest number that the comparator allows, None if open."""
        return FORMULAS[self.high_formula](n)


FORMULAS: dict[str, Callable[[int], int | None]] = {
    "": lambda n: None,
    "n": lambda n: n,
    "n+1": lambda n: n + 1,
    "n-1": lambda n: n - 1,
    "n//2+1": lambda n: n // 2 + 1,
}


class Phrases:
    """Phrases by their first word, the longest tried first; `match` returns the end and the payload."""

    def __init__(self, clitics: bool = True) -> None:
        self._index: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        self._clitics = clitics

    def add(self, phrase: str, payload: Any) -> None:
        """Index one phrase, folded here; proclitics may stand on its first word."""
        words = fold_phrase(phrase).split()
        for head in (words[0], *(c + words[0] for c in _WITH_CLITICS if self._clitics)):
            rows = self._index.setdefault(head, [])
            rows.append((tuple(words[1:]), payload))
            rows.sort(key=lambda r: -len(r[0]))

    def openings(self) -> Iterator[tuple[str, str]]:
        """The first and second words of all phrases, "" for the second of a phrase of one word."""
        return ((head, rest[0] if rest else "") for head, rows in self._index.items() for rest, _ in rows)

    def match(self, tokens: Sequence[Token], k: int, j: int) -> tuple[int, Any] | None:
        """(end, payload) of the longest phrase at k, or None."""
        if k >= j:
            return None
        for rest, payload in self._index.get(tokens[k].norm, ()):
            end = k + 1 + len(rest)
            if end <= j and all(tokens[k + 1 + n].norm == w for n, w in enumerate(rest)):
                return end, payload
        return None


class Tables:
    """All that `lexicons/quantities.csv` says, indexed."""

    def __init__(self, rows: list[dict[str, str]], months: list[str]) -> None:
        self.rules: dict[str, Rule] = {}
        self.before, self.after, self.vague, self.times = Phrases(), Phrases(False), Phrases(), Phrases(False)
        self.between, self.from_, self.to = Phrases(), Phrases(False), Phrases(False)
        self.unit_after, self._months = Phrases(False), Phrases(False)
        self.unit: dict[str, str] = {}
        self.unit_before: dict[str, str] = {}
        self.rise: set[str] = set()
        self.ordinal: set[str] = set()
        self._not: set[str] = set()
        self._numbers: dict[str, list[Word]] = {}
        self._readings = Table(self._read)
        self.starts = Table(self._seconds)  # how a quantity may begin with a folded token
        self.year_lead = {fold_word(w) for w in _YEAR_LEAD.split()}
        for row in rows:
            self._add(row)
        for name in months:
            self._months.add(name, None)
            self.year_lead.add(fold_phrase(name).split()[-1])
        self._openings: dict[str, set[str]] = {w: {""} for w in ("ال", "وال", "بال", "لل")}
        for p in (self.before, self.vague, self.between, self.from_):
            for first, second in p.openings():
                self._openings.setdefault(first, set()).add(second)

    def _add(self, row: dict[str, str]) -> None:
        role, value = row["role"], row["value"]
        low, high = (int(row[c]) if row[c].isdigit() else None for c in ("low", "high"))
        if role == "rule":
            self.rules[row["words"]] = Rule(row["low"], row["high"])
            return
        phrases = {"before": self.before, "after": self.after, "between": self.between}
        phrases |= {"from": self.from_, "to": self.to}
        for words in row["words"].split("|"):
            key = fold_phrase(words)
            if role in phrases:
                phrases[role].add(words, value)
            elif role == "vague":
                self.vague.add(words, Word(role, 0.0, code=value, low=low, high=high))
            elif role == "times":
                self.times.add(words, int(value))
            elif role == "unit":
                self.unit[key] = value
                self.unit_after.add(words, value)
                self.unit_after.add("ال" + words, value)
            elif role == "unit_before":
                self.unit_before[key] = value
            elif role in ("rise", "ordinal", "not"):
                {"rise": self.rise, "ordinal": self.ordinal, "not": self._not}[role].add(key)
            else:
                word = Word(role, float(value), alone=low or 0, needs=row["needs"])
                self._numbers.setdefault(key, []).append(word)

    def month(self, tokens: Sequence[Token], k: int, j: int) -> bool:
        """Whether a month's name stands at k ("9 أبريل")."""
        return self._months.match(tokens, k, j) is not None

    def _seconds(self, norm: str) -> set[str] | None:
        """The words before which a quantity may begin with a folded token, "" among them for any; None for none."""
        return {""} if self._readings[norm] or norm[:1].isdigit() else self._openings.get(norm)

    def may_begin(self, tokens: Sequence[Token], k: int, j: int) -> bool:
        """Whether a quantity may begin at k: a cheap look, so that most words cost nothing more."""
        norm = tokens[k].norm
        seconds = self.starts[norm]
        if seconds is None or not ("" in seconds or (k + 1 < j and tokens[k + 1].norm in seconds)):
            return False
        return norm != "من" or self.opens(tokens, k + 1, j)

    def barred(self, norm: str) -> bool:
        """Whether a word only looks like a number with a proclitic ("كميات", quantities, no "ك" + hundreds)."""
        return norm in self._not

    def opens(self, tokens: Sequence[Token], k: int, j: int) -> bool:
        """Whether a plain number stands at k, so that the word before it may open a range ("من 3 إلى 5")."""
        return k < j and (tokens[k].kind == "n" or bool(self._readings[tokens[k].norm]))

    def word(self, token: Token) -> Word | None:
        """The number that a token is, None if it is none."""
        if token.kind == "n":
            value = digits_value(token.norm)
            return None if value is None else Word("number", value, digits=True)
        if token.kind != "w":
            return None
        return next((w for w in self._readings[token.norm] if not w.needs or w.needs in token.text), None)

    def _read(self, norm: str) -> tuple[Word, ...]:
        """The numbers that a folded token may be."""
        if norm in self._not or norm[1:] in self._not:
            return ()
        joined = (
            replace(w, conjunction=conj, article=art)
            for stem, conj, art in _stems(norm)
            for w in self._numbers.get(stem, ())
        )
        return (*self._numbers.get(norm, ()), *joined)


def _stems(norm: str) -> Iterator[tuple[str, bool, bool]]:
    """The stems that a number word may have under و ف ب ل ك ال, with whether a conjunction or ال was taken off."""
    for word, conj in ((norm, False), (norm[1:], True)) if norm[0] in "وف" else ((norm, False),):
        if len(word) < 2:
            continue
        if conj:
            yield word, True, False
        if word.startswith(("ال", "لل")):
            yield word[2:], conj, True
        if word[0] in "بلك":
            yield word[1:], conj, False
            if word[1:3] == "ال":
                yield word[3:], conj, True


def strip_clitics(norm: str) -> set[str]:
    """Every stem of a folded word under the proclitics, itself among them."""
    return {norm, *(s for s, _, _ in _stems(norm))} if norm else set()


MAX_DIGITS = 15  # with their marks: a float holds as many exactly


def digits_value(norm: str) -> float | None:
    """The value of digits with their marks: "1,500" and "1.500" are 1500, "6.5" is 6.5.

    >>> digits_value("1,500"), digits_value("6.5")
    (1500.0, 6.5)

    None for what is no number, and for more digits than counts have: a telephone number, noise.
    """
    if len(norm) > MAX_DIGITS:
        return None
    norm = norm.replace("٫", ".").replace("٬", ",")
    parts = norm.replace(",", ".").split(".")
    if len(parts) > 1 and all(len(p) == 3 for p in parts[1:]) and 0 < len(parts[0]) <= 3:
        return float("".join(parts))
    if len(parts) == 2:
        return float(".".join(parts))
    if len(parts) > 2:
        return float(parts[0])
    return float(norm) if norm.isdigit() else None


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables that ship with isnad."""
    folder = files("isnad") / "lexicons"
    rows = list(csv.DictReader((folder / "quantities.csv").read_text(encoding="utf-8").splitlines()))
    months = csv.DictReader((folder / "dates" / "months.csv").read_text(encoding="utf-8").splitlines())
    return Tables(rows, [name for row in months for name in row["names"].split("|")])
