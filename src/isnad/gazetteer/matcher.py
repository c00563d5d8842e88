"""The matcher of place names: those that ship, Latin ones, and imported ones, which wake when they are first met.

Waking changes no result: an imported name is only turned from text into an entry when it is first met.
"""

from __future__ import annotations

import re
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
    """A Matcher that also knows names written in Latin letters, and those of a compact table of imported places."""

    def __init__(self) -> None:
        super().__init__()
        self._latin: list[tuple[str, Place]] = []
        self._latin_index: dict[str, Starts] | None = None
        self._shipped: dict[str, Starts] = {}
        self._table: Compact | None = None
        self._awake: dict[str, bool] = {}

    def add_name(self, key: str, known: list[Place]) -> None:
        """Index a folded name with the list of what it may mean, to which namesakes are added later."""
        entry = Entry("place", key, CONJ | PREP, known)
        if key.isalpha():
            self._index.setdefault(key, []).append(((), entry))
        else:
            self.add(key, entry, folded=True)

    def add_latin(self, name: str, place: Place) -> None:
        """Keep a place's English name, for texts that write it so ("Kobani")."""
        self._latin.append((name, place))

    def attach(self, table: Compact) -> None:
        """Know the names of a compact table too. Names that ship keep their entries."""
        self._shipped = self._index
        self._index = dict(self._index)
        self._table = table
        self._forget()

    def _begin(self, norm: str, ta: bool) -> Any:
        if norm[0] < "\u0250":
            self._wake_latin(norm)
        elif self._table is not None:
            for v in variants(norm):
                self.wake(v.stem)
        return super()._begin(norm, ta)

    def wake(self, first: str) -> None:
        """Make entries of the imported names that begin with a word; twice does what once does."""
        if self._table is None or first in self._awake:
            return
        entries = self._table.entries(first)
        if entries:
            self._index[first] = [*self._shipped.get(first, ()), *entries]
        self._awake[first] = True

    def _wake_latin(self, norm: str) -> None:
        if norm in self._awake:
            return
        if self._latin_index is None:
            self._latin_index = _index_latin(self._latin)
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


def _index_latin(names: list[tuple[str, Place]]) -> dict[str, Starts]:
    places: dict[tuple[str, ...], list[Place]] = {}
    for name, place in names:
        words = latin_words(name)
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
