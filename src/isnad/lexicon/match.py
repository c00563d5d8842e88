"""The phrase matcher: finds every lexicon phrase in a run of tokens, through clitics and marks.

A phrase is indexed by its first folded word. Which clitics may be taken off the first word is the entry's `allow`
(bits of `isnad.arabic.tokens`); later words match as they stand, or with ال where the entry allows the article.
Quotation marks, hashes and underscores between the words of a phrase do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from isnad.arabic.script import fold_phrase
from isnad.arabic.tokens import ARTICLE, Token, Variant, variants

SKIPPED = frozenset("\"'“”„‟«»‹›#_`()[]")

_EDGES = ":|/-،,."  # not part of a phrase's word at its edges
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


_Starts = tuple[list[tuple[Variant, Entry]], dict[str, list[tuple[Variant, tuple[str, ...], Entry]]]]


class Matcher:
    """An index of phrases, built once and read only; matching costs a dictionary look-up for each word."""

    def __init__(self) -> None:
        self._index: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._cache: dict[tuple[str, bool], _Starts] = {}

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

    def knows(self, norm: str) -> bool:
        """Whether some phrase may begin with this folded token."""
        single, longer = self._starts(norm, False)
        return bool(single or longer)

    def _starts(self, norm: str, ta: bool) -> _Starts:
        """What may begin with a token: the entries of one word, and the longer ones by their second word."""
        found = self._cache.get((norm, ta))
        if found is None:
            single: list[tuple[Variant, Entry]] = []
            longer: dict[str, list[tuple[Variant, tuple[str, ...], Entry]]] = {}
            seen: set[tuple[int, tuple[str, ...]]] = set()
            for v in variants(norm):
                if ta and v.suffix == "ه":
                    continue
                for rest, entry in self._index.get(v.stem, ()):
                    key = (id(entry), rest)
                    if v.bits & ~entry.allow or key in seen:
                        continue
                    seen.add(key)
                    if not rest:
                        single.append((v, entry))
                        continue
                    longer.setdefault(rest[0], []).append((v, rest, entry))
                    if entry.allow & ARTICLE:
                        longer.setdefault("ال" + rest[0], []).append((v, rest, entry))
            found = (single, longer)
            if len(self._cache) < 300_000:
                self._cache[norm, ta] = found
        return found

    def match(self, tokens: Sequence[Token], i: int, j: int) -> list[Match]:
        """Every match in tokens[i:j], overlapping ones too, by start and then longest first."""
        words = [k for k in range(i, j) if tokens[k].kind in "wn" or tokens[k].text not in SKIPPED]
        out: list[Match] = []
        n = len(words)
        for a, k in enumerate(words):
            tok = tokens[k]
            if tok.kind not in "wn":
                continue
            begin = len(out)
            single, longer = self._starts(tok.norm, tok.ta)
            for v, entry in single:
                out.append(Match(entry, k, k + 1, v.bits, v.prep, v.suffix))
            if longer and a + 1 < n:
                for v, rest, entry in longer.get(tokens[words[a + 1]].norm, ()):
                    end = _end(tokens, words, a + 2, rest, bool(entry.allow & ARTICLE))
                    if end:
                        out.append(Match(entry, k, words[end - 1] + 1, v.bits, v.prep, v.suffix))
            if len(out) - begin > 1:
                out[begin:] = sorted(out[begin:], key=lambda m: (-m.j, m.bits.bit_count()))
        return out


def _end(tokens: Sequence[Token], words: Sequence[int], b: int, rest: tuple[str, ...], article: bool) -> int:
    """Where in `words` a phrase ends whose third word would stand at b; 0 where it does not stand there."""
    for want in rest[1:]:
        if b == len(words):
            return 0
        have = tokens[words[b]].norm
        if have != want and not (article and have == "ال" + want):
            return 0
        b += 1
    return b


def longest(matches: Iterable[Match]) -> list[Match]:
    """Of matches in order, those not inside or across a longer or earlier one."""
    out: list[Match] = []
    for m in sorted(matches, key=lambda m: (-(m.j - m.i), m.bits.bit_count(), m.i)):
        if all(m.j <= o.i or m.i >= o.j for o in out):
            out.append(m)
    return sorted(out, key=lambda m: m.i)
