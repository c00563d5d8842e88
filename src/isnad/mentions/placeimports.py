"""Imported names of places: which of them a sentence may mean, and names after a type noun in a spelling no table has.

What ships was looked at by people; an import brings thousands of villages that are called like ordinary words, and
they are believed only where the sentence says that a place is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from isnad.arabic.tokens import CONJ, PREP
from isnad.gazetteer.load import Gazetteer, Place
from isnad.gazetteer.ordinary import SHORT, is_listed
from isnad.lexicon.match import SKIPPED, Entry, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import KNOWN
from isnad.mentions.placemention import is_direction, place_class

ORDINARY = 3  # `Place.common` of an imported name that is an ordinary word
# Nouns that leave no doubt that a name follows: "قرية الصورة", "بلدة الحديد"; after "منطقة" any word may stand.
_SURE = frozenset({"village", "town", "city", "farm"})
_LOCATIVE = frozenset(
    ["في", "قرب", "داخل", "الي", "محيط", "اطراف", "باتجاه", "صوب", "خارج", "ضواحي", "مشارف", "ريف", "بريف"]
)
_BETWEEN = frozenset(["،", ",", "-", "–", "/"])


def believed(s: Sentence, found: Iterable[Match], nouns: Sequence[Match]) -> Iterator[Match]:
    """The matches of place names less the imported ones that nothing around speaks for.

    `nouns` are the matches of place_words.yaml. All that ships passes.
    """
    before = {m.j: m for m in nouns if m.entry.kind in ("type", "rural")}
    list_end = -1  # where the last name of a list after a plural noun ends: "قرى كفرعمة، المكان"
    for m in found:
        places: list[Place] = m.entry.row
        noun = before.get(_back(s, m.i) + 1) if before else None
        plural = noun is not None and noun.entry.kind == "type" and _is_plural(s, noun)
        in_list = list_end >= 0 and _goes_on(s, m, list_end)
        if not all(p.stored for p in places) or _spoken_for(s, m, noun, in_list):
            if plural or in_list:
                list_end = max(list_end, m.j)
            yield _told(m) if min([p.common for p in places]) >= ORDINARY else m


def _back(s: Sentence, k: int) -> int:
    """The token before k, but for quotation marks."""
    k -= 1
    while k >= s.i and s.tokens[k].text in SKIPPED:
        k -= 1
    return k


def _is_plural(s: Sentence, noun: Match) -> bool:
    norm = s.tokens[noun.i].norm
    return any(
        form in place_class("plurals")
        for form in (norm, norm[1:], norm.removeprefix("ال"), norm[1:].removeprefix("ال"))
    )


def _goes_on(s: Sentence, m: Match, list_end: int) -> bool:
    """Whether a match follows the last name of a list, by "و" or a comma."""
    p = _back(s, m.i)
    return (bool(m.bits & CONJ) and p + 1 == list_end) or (p == list_end and s.tokens[p].text in _BETWEEN)


def _spoken_for(s: Sentence, m: Match, noun: Match | None, in_list: bool) -> bool:
    """Whether an imported name is a place where it stands: by the noun before it, a list, a locative, its weight."""
    places: list[Place] = m.entry.row
    common = min(p.common for p in places)
    if noun is not None and not m.bits & (CONJ | PREP):
        if common >= ORDINARY and _name_goes_on(s, m):
            return False
        return common < ORDINARY if noun.entry.kind == "rural" else _fits(places, common, noun)
    if in_list and common < ORDINARY:
        return True
    if common != 2:
        return common == 0
    p = _back(s, m.i)
    norm = s.tokens[p].norm if p >= s.i else ""
    if m.prep == "ب" or norm in _LOCATIVE or (norm and is_direction(norm)):
        return True
    after = s.tokens[m.j].norm if m.j < s.j else ""
    return after in ("بريف", "ريف") or (bool(after) and is_direction(after))


def _name_goes_on(s: Sentence, m: Match) -> bool:
    """Whether an ordinary word is only the beginning of a longer name: "قرية أبو العراج", "قرية النهر الأبيض"."""
    if s.tokens[m.i].norm in words("name_beginning"):
        return True
    if m.j >= s.j or s.tokens[m.j].kind != "w":
        return False
    norm = s.tokens[m.j].norm
    known = norm in words("preposition") or norm in words("relative") or norm in words("clause") or is_direction(norm)
    return not known and norm[0] not in "بلوف" and m.j not in s.verbs and not s.begins(KNOWN, m.j)


def _fits(places: Sequence[Place], common: int, noun: Match) -> bool:
    """Whether an imported name is of the sort that the noun before it says, and no ordinary word but after "قرية"."""
    if common >= ORDINARY and noun.entry.id not in _SURE:
        return False
    return any(p.feature in noun.entry.row["features"] for p in places)


def _told(m: Match) -> Match:
    """A match whose ordinary word the sentence tells to be a name; without the noun it is still none."""
    row = [p._replace(common=min(p.common, 1)) for p in m.entry.row]
    return Match(Entry(m.entry.kind, m.entry.id, m.entry.allow, row), m.i, m.j, m.bits, m.prep, m.suffix)


def respell(s: Sentence, noun: Match, gaz: Gazetteer) -> None:
    """Mark a name after a type noun that is only known in another spelling: "بلدة كنصفرة" is كنسفرة.

    The places so found are of the noun's sort, and never taken without it.
    """
    n = noun.j
    while n < s.j and s.tokens[n].text in SKIPPED:
        n += 1
    if noun.entry.id not in _SURE or n >= s.j or s.tokens[n].kind != "w" or s.begins(KNOWN, n):
        return
    norm = s.tokens[n].norm
    if len(norm.removeprefix("ال")) <= SHORT or n in s.verbs or norm in words("preposition") or is_listed(norm):
        return
    for j in (n + 2, n + 1):
        if j > s.j or any(t.kind != "w" for t in s.tokens[n:j]):
            continue
        name = " ".join(t.norm for t in s.tokens[n:j])
        found = [p._replace(common=1) for p in gaz.spelled_like(name) if p.feature in noun.entry.row["features"]]
        if found:
            m = Match(Entry("place", name, 0, found), n, j, 0, "", "")
            s.add("place", m, over=True)
            return
