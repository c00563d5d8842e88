"""Places named by a nationality: "الأراضي السورية", "المدن العراقية", "الجنوب التركي"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isnad.arabic.tokens import ARTICLE, CONJ, PREP
from isnad.gazetteer.load import Gazetteer
from isnad.lexicon.match import Entry, Match
from isnad.mentions.annotate import Sentence
from isnad.mentions.placemention import is_direction

LANDS = "lands"  # the kind of the nouns, and the id of the entries made of them


def national(s: Sentence, nouns: Iterable[Match], gaz: Gazetteer) -> Iterator[Match]:
    """A country for each noun of land or point of the compass that its adjective follows, both with the article.

    Where the gazetteer knows the two words as a name ("الشمال السوري"), that name stands.
    """
    for m in nouns:
        nat = s.at("nat", m.j) if m.entry.kind == LANDS and m.bits & ARTICLE else None
        if nat is None or not nat.bits & ARTICLE:
            continue
        known = s.at("place", m.i)
        country = gaz.get(nat.entry.row["country"].lower())
        if country is None or (known is not None and known.j >= nat.j):
            continue
        entry = Entry("place", LANDS, CONJ | PREP | ARTICLE, [country])
        yield Match(entry, m.i, nat.j, m.bits & (CONJ | PREP), m.prep, "")


def points(s: Sentence, m: Match) -> str:
    """The point of the compass of "الجنوب التركي"; "" for any other name."""
    norm = s.tokens[m.i].norm
    return norm if m.entry.id == LANDS and is_direction(norm.lstrip("وبل")) else ""
