"""The phrase matcher: finds every lexicon phrase in a run of tokens, through clitics and marks.

A phrase is indexed by its first folded word. Which clitics may be taken off the first word is the entry's `allow`
(bits of `isnad.arabic.tokens`); later words match as they stand, or with ال where the entry allows the article.
A preposition of one letter at a phrase's end ("تحسبا ل") may stand by itself, or on the word behind the phrase.
Quotation marks, hashes and underscores between the words of a phrase do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from isnad.arabic.script import fold_phrase
from isnad.arabic.tokens import ARTICLE, Token, variants
from isnad.memory import Table

SKIPPED = frozenset("\"'“”„‟«»‹›#_`()[]")

_EDGES = ":|/-،,."  # not part of a phrase's word at its edges
_BOUND = frozenset("بكل")  # prepositions that are written with the word behind them
_JOINED = "+"  # behind such a preposition in the index, where it is looked for on the next word
_SHORT = 2  # letters of a word that, like the one behind it, spells an abbreviation: "أف ب"
_has_edge = re.compile(f"[{re.escape(_EDGES)}]").search


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One phrase of a lexicon: its kind ("party", "trigger", …), id, the clitics it allows and its row."""

    kind: str
    id: str
    allow: int
    row: Any = None


@dataclass(slots=True, eq=False)
class Match:
    """An entry found in tokens[i:j]; `bits`, `prep` and `suffix` say which clitics stood on its first word."""

    entry: Entry
    i: int
    j: int
    bits: int
    prep: str
    suffix: str


# With the bits, preposition and suffix of its first word, and the preposition that the word behind it must have.
_Single = tuple[Entry, int, str, str, str]
_Longer = tuple[Entry, int, str, str, str, tuple[str, ...]]  # and the words behind the first
_Starts = tuple[list[_Single], dict[str, list[_Longer]]]


class Matcher:
    """An index of phrases, built once and read only; matching costs a dictionary look-up for each word."""

    def __init__(self) -> None:
        self._index: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._forget()

    def _forget(self) -> None:
        """Forget what was looked up: what may begin with a folded token, for one without and one with ة at its end."""
        self._starts = (Table(partial(self._begin, ta=False)), Table(partial(self._begin, ta=True)))

    def add(self, phrase: str, entry: Entry, *, folded: bool = False) -> None:
        """Index one phrase for an entry; `folded` where it is folded already."""
        words = (phrase if folded else fold_phrase(phrase)).split()
        if _has_edge(phrase):
            words = [w for w in (w.strip(_EDGES) for w in words) if w]
        if words:
            known = self._index.get(words[0])
            if known is None:
                known = self._index[words[0]] = []
            known.append((tuple(words[1:]), entry))
            if len(words) > 1 and words[-1] in _BOUND and len(words[-2]) > _SHORT:
                known.append(((*words[1:-1], words[-1] + _JOINED), entry))

    def _begin(self, norm: str, ta: bool) -> _Starts | None:
        """What may begin with a token: the entries of one word, and the longer ones by their second word."""
        single: list[_Single] = []
        longer: dict[str, list[_Longer]] = {}
        seen: set[tuple[int, tuple[str, ...]]] = set()
        for v in variants(norm):
            phrases = self._index.get(v.stem)
            if phrases is None or (ta and v.suffix == "ه"):
                continue
            for rest, entry in phrases:
                key = (id(entry), rest)
                if v.bits & ~entry.allow or key in seen:
                    continue
                seen.add(key)
                then = ""
                if rest and rest[-1].endswith(_JOINED):
                    *between, last = rest
                    rest, then = tuple(between), last[0]
                if not rest:
                    single.append((entry, v.bits, v.prep, v.suffix, then))
                    continue
                longer.setdefault(rest[0], []).append((entry, v.bits, v.prep, v.suffix, then, rest))
                if entry.allow & ARTICLE:
                    longer.setdefault("ال" + rest[0], []).append((entry, v.bits, v.prep, v.suffix, then, rest))
        single.sort(key=lambda found: found[1].bit_count())
        return (single, longer) if single or longer else None

    def match(self, tokens: Sequence[Token], i: int, j: int) -> list[Match]:
        """Every match in tokens[i:j], overlapping ones too, by start and then longest first."""
        out: list[Match] = []
        starts = self._starts
        for k, tok in enumerate(tokens[i:j], i):
            found = starts[tok.ta][tok.norm]
            if found is None or tok.kind not in "wn":
                continue
            single, longer = found
            second = k + 1
            if longer and second < j:
                if tokens[second].text in SKIPPED:
                    second = _word(tokens, second + 1, j)
                if second < j and (behind := longer.get(tokens[second].norm)) is not None:
                    out += _longer(tokens, k, second + 1, j, behind)
            for entry, bits, prep, suffix, then in single:
                if not then or _bound(tokens, k + 1, j, then):
                    out.append(Match(entry, k, k + 1, bits, prep, suffix))
        return out


def _longer(tokens: Sequence[Token], k: int, third: int, j: int, phrases: Iterable[_Longer]) -> list[Match]:
    """The phrases that stand at k, the longest first; their third word would stand at `third`."""
    out = []
    for entry, bits, prep, suffix, then, rest in phrases:
        end = _end(tokens, third, j, rest, bool(entry.allow & ARTICLE)) if len(rest) > 1 else third
        if end and (not then or _bound(tokens, end, j, then)):
            out.append(Match(entry, k, end, bits, prep, suffix))
    if len(out) > 1:
        out.sort(key=lambda m: (-m.j, m.bits.bit_count()))
    return out


def _word(tokens: Sequence[Token], k: int, j: int) -> int:
    """The next token that counts, at k or behind it; j where none does."""
    while k < j and tokens[k].text in SKIPPED:
        k += 1
    return k


def _end(tokens: Sequence[Token], k: int, j: int, rest: tuple[str, ...], article: bool) -> int:
    """The token behind a phrase whose third word would stand at k; 0 where the phrase does not stand there."""
    for want in rest[1:]:
        k = _word(tokens, k, j)
        if k == j:
            return 0
        have = tokens[k].norm
        if have != want and not (article and have == "ال" + want):
            return 0
        k += 1
    return k


def _bound(tokens: Sequence[Token], k: int, j: int, prep: str) -> bool:
    """Whether the word at k begins with a preposition."""
    return k < j and tokens[k].norm.startswith(prep) and len(tokens[k].norm) > _SHORT


def longest(matches: Iterable[Match]) -> list[Match]:
    """Of matches in order, those not inside or across a longer or earlier one."""
    out: list[Match] = []
    for m in sorted(matches, key=lambda m: (-(m.j - m.i), m.bits.bit_count(), m.i)):
        if all(m.j <= o.i or m.i >= o.j for o in out):
            out.append(m)
    return sorted(out, key=lambda m: m.i)
