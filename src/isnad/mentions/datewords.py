"""The words of the date grammar, read from `lexicons/dates/*.csv`; a user's folder can add to them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from isnad.arabic.script import fold_phrase, fold_word
from isnad.arabic.tokens import Token
from isnad.memory import Table

FILES = ("months", "weekdays", "dayparts", "relative", "periods", "named")
_CLASS = {"months": "month", "weekdays": "weekday", "dayparts": "daypart", "named": "named"}
_VALUE = {"months": "month", "weekdays": "weekday", "dayparts": "night"}
_VALUE |= {"relative": "n", "periods": "value", "named": "days"}
# Classes that only go on an expression; the others may open one, those of BOUNDS only before a further word of time.
_TAILS = frozenset({"unit", "toward", "few", "teen", "era", "to", "about", "of_it", "event", "name", "outlet"})
BOUNDS = frozenset(
    {"since", "until", "before", "after", "within", "last", "between", "from"}
    | {"lead", "this", "year", "years", "day_word", "month_word", "part"}
)
NO_ITEMS: dict[str, tuple[Item, int]] = {}


@dataclass(frozen=True, slots=True)
class Item:
    """A row's phrase: its class and value, the words it may not stand behind or before, the letters it may not have."""

    cls: str
    value: str
    id: str
    words: tuple[str, ...]
    row: dict[str, str] = field(hash=False, compare=False)
    not_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    unlike: str = ""

    @property
    def number(self) -> int:
        """The value as a whole number."""
        return int(self.value)


@dataclass(slots=True)
class Head:
    """The items that may begin with a token: of one word, and longer ones by their second word."""

    singles: list[Item]
    longer: dict[str, list[Item]]
    opens: bool  # whether one of the single words may open an expression


class DateWords:
    """All phrases by their first folded word, with و ف (and ب ل ك before longer words) taken off."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self._index: dict[str, list[Item]] = {}
        self.heads = Table(self._head)  # the items that may begin with a folded token, None where there are none
        self.known_years: dict[tuple[str, int, int], int] = {}
        for name in FILES:
            for row in _rows(name, folders).values():
                self._add(name, row)

    def _add(self, name: str, row: dict[str, str]) -> None:
        cls = _CLASS.get(name) or row["class"]
        if name == "named" and row["year"]:
            self.known_years[row["calendar"], int(row["month"]), int(row["day"])] = int(row["year"])
        after, before = (frozenset(map(fold_word, _cell(row, k))) for k in ("not_after", "not_before"))
        for phrase in _cell(row, "words") or _cell(row, "names"):
            words = tuple(fold_phrase(phrase).split())
            item = Item(cls, row[_VALUE[name]], row["id"], words, row, after, before, row.get("unlike") or "")
            self._index.setdefault(words[0], []).append(item)

    def _head(self, norm: str) -> Head | None:
        items = [it for stem in _stems(norm) for it in self._index.get(stem, ())]
        if not items:
            return None
        longer: dict[str, list[Item]] = {}
        for it in items:
            if len(it.words) > 1:
                longer.setdefault(it.words[1], []).append(it)
        singles = [it for it in items if len(it.words) == 1]
        return Head(singles, longer, any(it.cls not in _TAILS for it in singles))

    def match(self, tokens: Sequence[Token], k: int, j: int) -> dict[str, tuple[Item, int]]:
        """For each class, the longest item at k and the token after it."""
        head = self.heads[tokens[k].norm]
        if head is None:
            return NO_ITEMS
        items = head.singles
        if head.longer and k + 1 < j:
            items = [*head.longer.get(tokens[k + 1].norm, ()), *items]
        out: dict[str, tuple[Item, int]] = {}
        for it in items:
            end = k + len(it.words)
            if it.cls in out and out[it.cls][1] >= end:
                continue
            if end > j or any(tokens[k + n].norm != it.words[n] for n in range(2, len(it.words))):
                continue
            if it.unlike and any(letter in tokens[k].text for letter in it.unlike):
                continue
            if it.not_after and k and tokens[k - 1].norm in it.not_after:
                continue
            if it.not_before and end < j and tokens[end].norm in it.not_before:
                continue
            out[it.cls] = (it, end)
        return out


def opens(found: dict[str, tuple[Item, int]]) -> bool:
    """Whether an expression may begin with these items."""
    return not _TAILS.issuperset(found)


def _cell(row: dict[str, str], column: str) -> list[str]:
    return [w.strip() for w in (row.get(column) or "").split("|") if w.strip()]


def _stems(norm: str) -> list[str]:
    """The token itself and what is left when و ف, then ب ل ك, are taken off."""
    if not norm:
        return []
    out = [norm]
    if norm[0] in "وف" and len(norm) > 2:
        out.append(norm[1:])
    for word in tuple(out):
        if word[0] in "بلك" and len(word) > 4:
            out.append(word[1:])
        if word.startswith("لل") and len(word) > 4:
            out.append("ا" + word[1:])
    return out


def _rows(name: str, folders: Iterable[Path]) -> dict[str, dict[str, str]]:
    """The rows of one file by id; a later folder's row replaces an earlier one's."""
    texts = [(files("isnad") / "lexicons" / "dates" / f"{name}.csv").read_text(encoding="utf-8")]
    for folder in folders:
        path = folder / "dates" / f"{name}.csv"
        if path.is_file():
            texts.append(path.read_text(encoding="utf-8-sig"))
    return {row["id"]: row for text in texts for row in csv.DictReader(text.splitlines())}


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """The words that ship with isnad."""
    return DateWords()
