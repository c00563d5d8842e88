"""How telling a word is: inverse document frequency from a table that ships, so that scores never drift.

`data/word_df.csv` was counted by `bench/fit_link.py` over news texts; its first line says how many. A word that is
not in the table was met in fewer than four of them.
"""

from __future__ import annotations

import csv
import math
import re
from functools import lru_cache
from importlib import resources

from isnad.memory import Table

# A word at or above this weight was met in less than 0.7 % of news texts: a name, a make of car, an odd detail.
RARE_WEIGHT = 5.0
_ARTICLE = re.compile(r"^[وف]?(?:ال|بال|كال|لل)(?=\w{3})")  # the article with the particles that may stand before it


@lru_cache(maxsize=1)
def _table() -> tuple[int, dict[str, int]]:
    lines = resources.files("isnad.link").joinpath("data", "word_df.csv").read_text(encoding="utf-8").splitlines()
    documents = int(lines[0].split(",")[1])
    return documents, {word: int(n) for word, _, n in (line.partition(",") for line in lines[1:])}


@lru_cache(maxsize=8)
def terms(kind: str) -> frozenset[str]:
    """The words of one class of `data/terms.csv`, folded and without the article."""
    lines = resources.files("isnad.link").joinpath("data", "terms.csv").read_text(encoding="utf-8").splitlines()
    return frozenset(row["word"] for row in csv.DictReader(lines) if row["class"] == kind)


def bare(norm: str) -> str:
    """A folded word without the article and what stands before it.

    >>> bare("والمدرسه"), bare("مدرسه")
    ('مدرسه', 'مدرسه')
    """
    return _ARTICLE.sub("", norm)


@lru_cache(maxsize=200_000)
def stem(norm: str) -> str:
    """A folded word as the words of two reports are compared: no article, and no "و" before a known word."""
    word = bare(norm)
    if word[0] in "وبل" and len(word) > 4:
        _, table = _table()
        if word not in table and bare(word[1:]) in table:
            return bare(word[1:])
    return word


@lru_cache(maxsize=200_000)
def weight(word: str) -> float:
    """The word's inverse document frequency (natural log); about 0.1 for "في", about 6.6 for a rare name."""
    documents, table = _table()
    return math.log(documents / table.get(word, 2))


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of weight that the lighter list of words has in common with the other, 0..1."""
    common = a & b
    if not common:
        return 0.0
    smaller = min(_weights[a], _weights[b])
    return math.fsum(map(weight, common)) / smaller if smaller else 0.0


# Of all words of an event; each meets many. Added up so that the order in which a set gives its words changes nothing.
_weights: Table[frozenset[str], float] = Table(lambda words: math.fsum(map(weight, words)))
