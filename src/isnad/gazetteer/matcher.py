"""The matcher of place names: those that ship, Latin ones, and imported ones; all wake when they are first met.

Waking changes no result: a name is only turned from text into an entry when its first word is first met.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from isnad.arabic.tokens import CONJ, PREP, tokenize, variants
from isnad.lexicon.match import SKIPPED, Entry, Matcher

if TYPE_CHECKING:
    from isnad.gazetteer.compact import Compact
    from isnad.gazetteer.load import Place

# Latin words that are a place's whole name in English and everything else in a tweet.
_NOT_ALONE = frozenset([
    "north", "south", "east", "west", "central", "northern", "southern", "eastern", "western", "center", "centre",
    "coast", "middle", "upper", "lower", "the", "red", "sea", "island", "valley", "border", "east-west", "king",
    "queen", "green", "blue", "white", "black",
])  # fmt: skip
MIN_LATIN = 4
_plain_latin = re.compile("[A-Za-z ]+").fullmatch
Starts = list[tuple[tuple[str, ...], Entry]]


class PlaceMatcher(Matcher):
    """A Matcher over a gazetteer's names, which also knows those in Latin letters and those of a compact table.

    `by_name` has what a folded name may mean, `places` the English names ("Kobani"); both may grow until the first
    text is matched.
    """

    def __init__(self, by_name: Mapping[str, list[Place]], places: Mapping[str, Place]) -> None:
        super().__init__()
        self._by_name, self._places = by_name, places
        self._longer: dict[str, list[str]] | None = None  # the names of several words, by the first
        self._latin_index: dict[str, Starts] | None = None
        self._table: Compact | None = None
        self._awake: dict[str, bool] = {}

    def attach(self, table: Compact) -> None:
        """Know the names of a compact table too. Names that ship keep their entries."""
        self._table = table
        self._index.clear()
        self._awake.clear()
        self._longer = None
        self._forget()

    def _begin(self, norm: str, ta: bool) -> Any:
        if self._longer is None:
            self._longer = self._by_first()
        if norm[0] < "\u0250":
            self._wake_latin(norm)
        for v in variants(norm):
            self.wake(v.stem)
        return super()._begin(norm, ta)

    def _by_first(self) -> dict[str, list[str]]:
        """The names of several words by their first; what does not begin with a plain word is indexed at once."""
        longer: dict[str, list[str]] = {}
        for key in self._by_name:
            first, space, _ = key.partition(" ")
            if not first.isalpha():
                self._add_name(key)
            elif space:
                longer.setdefault(first, []).append(key)
        return longer

    def _add_name(self, key: str) -> None:
        self.add(key, Entry("place", key, CONJ | PREP, self._by_name[key]), folded=True)

    def wake(self, first: str) -> None:
        """Make entries of the names that begin with a word; twice does what once does."""
        if first in self._awake:
            return
        self._awake[first] = True
        assert self._longer is not None
        if first in self._by_name and first.isalpha():
            self._add_name(first)
        for key in self._longer.get(first, ()):
            self._add_name(key)
        if self._table is not None and (entries := self._table.entries(first)):
            self._index.setdefault(first, []).extend(entries)

    def _wake_latin(self, norm: str) -> None:
        if norm in self._awake:
            return
        if self._latin_index is None:
            self._latin_index = _index_latin(self._places.values())
        entries = list(self._latin_index.get(norm, ()))
        if self._table is not None:
            entries += self._table.latin_entries(norm)
        if entries:
            self._index[norm] = entries
        self._awake[norm] = True


def latin_words(name: str) -> tuple[str, ...]:
    """The words of a Latin name as the matcher sees them, () for one that is too short or a plain word."""
    if _plain_latin(name):
        words = tuple(name.lower().split())
    else:
        words = tuple(t.norm for t in tokenize(name) if t.text not in SKIPPED and t.kind in "wn")
    if sum(map(len, words)) < MIN_LATIN or (len(words) == 1 and words[0] in _NOT_ALONE) or not words:
        return ()
    return words


def _index_latin(shipped: Iterable[Place]) -> dict[str, Starts]:
    places: dict[tuple[str, ...], list[Place]] = {}
    for place in shipped:
        words = latin_words(place.name_en)
        if words:
            places.setdefault(words, []).append(place)
    out: dict[str, Starts] = {}
    for words, known in places.items():
        entry = Entry("place", " ".join(words), CONJ | PREP, known)
        out.setdefault(words[0], []).append((words[1:], entry))
        if len(words) > 1:  # "Al-Bab", "Deir ez-Zor"
            for at in range(1, len(words)):
                out[words[0]].append(((*words[1:at], "-", *words[at:]), entry))
    return out
