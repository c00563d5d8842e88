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


class Matcher:
    """An index of phrases, built once and read only; matching costs a dictionary look-up for each word."""

    def __init__(self) -> None:
        self._index: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._cache: dict[tuple[str, bool], list[tuple[Variant, tuple[str, ...], Entry]]] = {}

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
        return bool(self._starts(norm, False))

    def _starts(self, norm: str, ta: bool) -> list[tuple[Variant, tuple[str, ...], Entry]]:
        found = self._cache.get((norm, ta))
        if found is None:
            found = []
            seen: set[tuple[int, tuple[str, ...]]] = set()
            for v in variants(norm):
                if ta and v.suffix == "ه":
                    continue
                for rest, entry in self._index.get(v.stem, ()):
                    key = (id(entry), rest)
                    if not v.bits & ~entry.allow and key not in seen:
                        seen.add(key)
                        found.append((v, rest, entry))
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
            for v, rest, entry in self._starts(tok.norm, tok.ta):
                b = a + 1
                for want in rest:
                    if b == n:
                        break
                    have = tokens[words[b]].norm
                    if have != want and not (entry.allow & ARTICLE and have == "ال" + want):
                        break
                    b += 1
                else:
                    out.append(Match(entry, k, words[b - 1] + 1, v.bits, v.prep, v.suffix))
            if len(out) - begin > 1:
                out[begin:] = sorted(out[begin:], key=lambda m: (-m.j, m.bits.bit_count()))
        return out


def longest(matches: Iterable[Match]) -> list[Match]:
    """Of matches in order, those not inside or across a longer or earlier one."""
    out: list[Match] = []
    for m in sorted(matches, key=lambda m: (-(m.j - m.i), m.bits.bit_count(), m.i)):
        if all(m.j <= o.i or m.i >= o.j for o in out):
            out.append(m)
    return sorted(out, key=lambda m: m.i)
