"""The words of the date grammar: the rows of `dates/*.csv`, ours and those of folders laid over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from isnad.arabic.script import fold_phrase, fold_word
from isnad.arabic.tokens import Token
from isnad.lexicon.rows import Row, split_cell
from isnad.memory import Table

_CLASS = {"dates/months": "month", "dates/weekdays": "weekday", "dates/dayparts": "daypart", "dates/named": "named"}
_VALUE = {"dates/months": "month", "dates/weekdays": "weekday", "dates/dayparts": "night"}
_VALUE |= {"dates/relative": "n", "dates/periods": "value", "dates/named": "days"}
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
    row: Row = field(hash=False, compare=False)
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

    def __init__(self, rows: Mapping[str, Iterable[Row]]) -> None:
        self._index: dict[str, list[Item]] = {}
        self.heads = Table(self._head)  # the items that may begin with a folded token, None where there are none
        self.known_years: dict[tuple[str, int, int], int] = {}
        for name, of_file in rows.items():
            for row in of_file:
                self._add(name, row)

    def _add(self, name: str, row: Row) -> None:
        cls = _CLASS.get(name) or row["class"]
        if row.get("year"):
            self.known_years[row["calendar"], int(row["month"]), int(row["day"])] = int(row["year"])
        after, before = (frozenset(map(fold_word, split_cell(row.get(k)))) for k in ("not_after", "not_before"))
        for phrase in split_cell(row.get("words") or row.get("names")):
            words = tuple(fold_phrase(phrase).split())
            if words:
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

    def foreign(self, norm: str) -> int:
        """How many letters (و, ف) at the head of a word do not belong to the expression that it begins: "ومساء أمس"."""
        head = self.heads[norm]
        known = (head.singles, *head.longer.values()) if head else ()
        return int(norm[0] in "وف" and all(it.words[0] != norm for items in known for it in items))


def two_meanings(rows: Mapping[str, Iterable[Row]]) -> list[str]:
    """Words of one class that mean two things, each a mistake: which row holds would be chance."""
    out: list[str] = []
    told: dict[tuple[str, str], tuple[list[str], Row]] = {}
    for name, of_file in rows.items():
        for row in of_file:
            meaning = [row.get(k) or "" for k in (_VALUE[name], "unit", "calendar", "month", "day")]
            for phrase in split_cell(row.get("words") or row.get("names")):
                first, other = told.setdefault((_CLASS.get(name) or row["class"], fold_phrase(phrase)), (meaning, row))
                if first != meaning:
                    out.append(f"{row['_at']}: {phrase!r} is a word of {other['id']!r} too ({other['_at']})")
    return out


def opens(found: dict[str, tuple[Item, int]]) -> bool:
    """Whether an expression may begin with these items."""
    return not _TAILS.issuperset(found)


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
