"""Places named by nations: "الأراضي السورية", "الجنوب التركي", "الحدود بين مالي والنيجر"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from isnad.arabic.tokens import ARTICLE, CONJ, PREP
from isnad.gazetteer.load import Gazetteer, Place
from isnad.lexicon.match import Entry, Match
from isnad.mentions.annotate import Sentence
from isnad.mentions.placemention import is_direction

LANDS = "lands"  # the kind of the nouns, and the id of the entries made of them
BORDERS = "borders"  # the same of borders
BETWEEN = "الحدود بين "  # how the gazetteer calls a border: "الحدود بين مالي والنيجر"


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


def bordering(s: Sentence, nouns: Iterable[Match], gaz: Gazetteer) -> Iterator[Match]:
    """A border for each noun of one behind which its states are told: both of them, or the one with which it is.

    "الحدود بين مالي والنيجر", "الشريط الحدودي السوري مع تركيا", "المنطقة الحدودية مع إسرائيل".
    """
    for m in nouns:
        if m.entry.kind != BORDERS or s.norms[max(m.i - 1, s.i)].endswith("حرس"):
            continue
        sides, j = _sides(s, m)
        known = s.at("place", m.i)
        if sides and (known is None or known.j < j):
            places = [p for p, states in borders_of(gaz) if sides <= states]
            if places:
                yield Match(Entry("place", BORDERS, CONJ | PREP, places), m.i, j, m.bits & (CONJ | PREP), m.prep, "")


def _sides(s: Sentence, m: Match) -> tuple[frozenset[str], int]:
    """The codes of the states told behind the noun of a border, and where they end."""
    sides, k = set(), m.j
    while (nat := s.at("nat", k)) is not None and nat.bits & ARTICLE and nat.entry.row["country"]:
        sides.add(nat.entry.row["country"])
        k = nat.j
    bare = not s.norms[m.i].removeprefix("و").startswith("ال")
    a = _state(s, k + 1) if k < s.j and s.norms[k] in ("بين", "مع") else _state(s, k) if bare else None
    if a is not None:
        sides.add(a.entry.row[0].country)
        k, between = a.j, s.norms[k] == "بين" or a.i == k
        b = _state(s, k + (s.norms[k] == "مع")) if between and k < s.j else None
        if b is not None and (b.bits & CONJ or s.norms[k] == "مع"):
            sides.add(b.entry.row[0].country)
            k = b.j
    return frozenset(sides if a is not None or len(sides) > 1 else ()), k


def _state(s: Sentence, k: int) -> Match | None:
    """The state that is named at token k."""
    m = s.at("place", k) if k < s.j else None
    return m if m is not None and m.entry.kind == "place" and m.entry.row[0].feature == "country" else None


def borders_of(gaz: Gazetteer) -> list[tuple[Place, frozenset[str]]]:
    """The gazetteer's borders, each with the codes of its two states, made when first needed."""
    if gaz.borders is None:
        gaz.borders = []
        for p in gaz.places.values():
            a, _, b = p.name_ar.removeprefix(BETWEEN).partition(" و") if p.feature == "border" else ("", "", "")
            states = [q.country for name in (a, b) if name for q in gaz.named(name) if q.feature == "country"]
            if len(states) == len((a, b)):
                gaz.borders.append((p, frozenset(states)))
    return gaz.borders
