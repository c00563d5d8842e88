"""The same text twice: word for word, or word for word but for what an outlet puts before and behind it.

A copy is kept once, so it must hold nothing that the first does not. Two texts that differ within, be it in one figure,
are two reports; that they are nearly the same is for linking to find.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence

from isnad.arabic.script import fold_word
from isnad.copies import sketch

EDGE_WORDS = 12  # more before or behind, in one of the two: dateline, byline, source; a sentence with news has more
MOST_EDGES = 2 * EDGE_WORDS  # by which two texts that are one may differ in length
LEAST_WORDS = 33  # a shorter text is known only word for word
COMMON_SHARE = 0.75  # of the shorter text that must be common
SHINGLES = 8  # smallest hashes by which candidates are found: with 24 words more on 100, two share one in 0.999
_WORD = re.compile(r"\w+")


def words_in(text: str) -> list[str]:
    """The folded words of a text, without marks."""
    return [w for w in map(fold_word, _WORD.findall(text)) if w]


def fingerprint(words: Sequence[str]) -> str:
    """What two texts have in common that have the same words in the same order."""
    return hashlib.blake2b(" ".join(words).encode("utf-8"), digest_size=16).hexdigest()


def shingles(words: Sequence[str]) -> tuple[int, ...]:
    """The hashes by which likely copies of a text are looked up; none for a text too short to be known."""
    return sketch(words)[:SHINGLES]


def same_but_edges(a: str, b: str, tells: Callable[[str], bool]) -> bool:
    """Whether two texts, their folded words a space apart, are one, save for some words before and behind.

    `tells` says whether words tell of conflict: a copy with "and the toll rose to seven" behind it is another report.
    """
    if abs(a.count(" ") - b.count(" ")) > MOST_EDGES:  # most texts, at no cost
        return False
    short, long_ = sorted((a.split(), b.split()), key=len)
    n = len(short)
    if n < LEAST_WORDS:
        return False
    begin, end = n // 3, n - n // 3
    at = _find(long_, short[begin:end])
    if at is None:
        return False
    i, j = begin, at
    while i > 0 and j > 0 and short[i - 1] == long_[j - 1]:
        i, j = i - 1, j - 1
    p, q = end, at + end - begin
    while p < n and q < len(long_) and short[p] == long_[q]:
        p, q = p + 1, q + 1
    edges = (short[:i], long_[:j], short[p:], long_[q:])
    if (i and j) or (p < n and q < len(long_)):  # other words at the same place, not words more: "five" for "three"
        return False
    if p - i < COMMON_SHARE * n or any(len(e) > EDGE_WORDS for e in edges):
        return False
    return not any(tells(" ".join(e)) or any(w.isdigit() for w in e[:-4]) for e in edges if e)


def _find(words: list[str], part: list[str]) -> int | None:
    """Where a run of words stands in a text; None where it does not."""
    first = part[0]
    at = -1
    while True:
        try:
            at = words.index(first, at + 1)
        except ValueError:
            return None
        if words[at : at + len(part)] == part:
            return at
