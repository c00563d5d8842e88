"""Persons' names as phrases: behind a title, from a first name on, and of words that no lexicon knows."""

from __future__ import annotations

from functools import lru_cache

from isnad.lexicon.words import given_names, is_given, words
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import Np, unknown_word

QUOTED = 6  # tokens of a quotation that is a name
OPENING = frozenset({"ابو", "ابي", "ابا", "عبد"})  # "أبو" and its cases, "عبد": they open a man's name


@lru_cache(maxsize=1)
def first_names() -> dict[str, tuple[bool, str]]:
    """First names as they are written: alone, with و, with ل; whether و stands there, and the preposition."""
    given = (given_names()[0] | OPENING) - words("homograph_name")
    return {
        **{"ل" + n: (False, "ل") for n in given},
        **{"و" + n: (True, "") for n in given},
        **dict.fromkeys(given, (False, "")),
    }


def person_name(s: Sentence, k: int) -> Np | None:
    """A person's name: after "المدعو" and the like, or two words and more from a first name on."""
    tok = s.tokens[k]
    if tok.norm in words("person_title") and tok.norm.startswith("ال") and k + 1 < s.j and s.at("noun", k) is None:
        j = _end(s, k + 1, 6)
        if j > k + 1:
            return Np(k, j, "name", None, k, "person", "person", number="sg", definite=True, name=(k + 1, j))
    quoted = k > s.i and any(a + 1 == k for a, _ in s.quotes)  # "اغتال مجهولون "سالم الراوي"": no town of that name
    if tok.kind != "w" or (s.at("place", k) is not None and not quoted) or _of_place(s, k):
        return None
    bare = (False, "") if quoted and is_given(tok.norm) else first_names().get(tok.norm)
    if bare is None:
        return None
    j = _end(s, k + 1, 5)
    if j - k < 2:
        return None
    return _named(k, j, bare[1], bare[0])


def _of_place(s: Sentence, k: int) -> bool:
    """Whether the name at token k is the second word of a place's: "خان يونس"."""
    before = s.at("place", k - 1) if k > s.i else None
    return before is not None and before.j > k and not is_given(s.norms[k - 1])


def quoted_names(s: Sentence) -> set[int]:
    """Where a first name opens a quotation of a few words: there a person may be named."""
    return {a + 1 for a, b in s.quotes if 2 < b - a <= QUOTED and is_given(s.norms[a + 1])}


def _named(k: int, j: int, prep: str, conj: bool) -> Np:
    """The phrase of one person named in tokens[k:j]."""
    return Np(k, j, "name", None, k, "person", "person", number="sg", definite=True, prep=prep, conj=conj, name=(k, j))


def _end(s: Sentence, k: int, limit: int) -> int:
    """Where a name that goes on at token k ends: at a word that the lexicons know, a mark, a verb or a joined word."""
    begin = k
    while k < s.j and k - begin < limit:
        tok = s.tokens[k]
        if tok.kind == "p" and tok.text in "\"'“”" and k + 1 < s.j:
            k += 1
            continue
        nisba = s.at("nat", k) is not None and tok.norm.startswith("ال") and tok.norm.endswith("ي")
        if tok.norm in words("direction"):
            break  # "سامر العلي شمالي القطاع"
        if not unknown_word(s, k) and not (_goes_on(tok.norm) and k not in s.covered) and not nisba:
            break
        if tok.norm[:1] == "و" and not _goes_on(tok.norm) and len(tok.norm) > 3:
            break
        k += 1
    while k > begin and s.tokens[k - 1].kind == "p":
        k -= 1
    return k


def _goes_on(norm: str) -> bool:
    """Whether a word goes on a name; "علي" is no name here, folded it may be "على"."""
    return is_given(norm) and norm not in words("preposition")


def bare_name(s: Sentence, k: int, sure: bool = False) -> Np | None:
    """Two to five words that no lexicon knows, where only a person's name can stand ("اعتقال … وعذاب الحسوني").

    `sure` takes a name of no known word too ("قتل كل من جون سميث").
    """
    if k >= s.j or not unknown_word(s, k):
        return None
    j = _end(s, k + 1, 4)
    if j - k < 2 or s.tokens[k].norm.removeprefix("و").startswith("ال"):
        return None
    if (
        not sure
        and not s.tokens[j - 1].norm.startswith("ال")
        and not any(_goes_on(s.tokens[p].norm) for p in range(k, j))
    ):
        return None
    return _named(k, j, "", s.tokens[k].norm[:1] == "و")
