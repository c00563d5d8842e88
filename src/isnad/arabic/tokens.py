"""Tokens of a text, and the ways a token can be taken apart into clitics and a stem.

A token keeps its offsets in the original; `norm` is its folded spelling. Hashtags give their words one by one,
so "#دير_الزور" matches as "دير الزور"; nothing follows ة, so "السويديةاستشهد" is two words, and so is "#عاجلغارة".
Words with censor marks inside ("الاحـ.ـتلال", "داعـ ـش") are one token.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from isnad.arabic.script import MARKS, TATWEEL, fold_word
from isnad.memory import Table

_L = rf"[^\W\d_{TATWEEL}]"  # a letter
_M = f"[{MARKS}]"
# ـ.ـ and ـ .ـ between letters
_JOIN = (
    rf"{TATWEEL}+[.·•*/\\~^]{{1,3}}{TATWEEL}*|{TATWEEL}+ [.·•*]{{1,3}}{TATWEEL}+"
    rf"|{TATWEEL}+(?: ?{TATWEEL}+)+|(?<!\s)[.·•*/\\~^]{{1,2}}{TATWEEL}+"
)
_WORD = (
    rf"(?:{_L}\.){{2,}}{_L}(?!{_L})"
    rf"|(?:(?<!{_M}){_M}+)?{_L}(?:{_M}*(?<!ة){_L}|{_M}*(?:{_JOIN})(?={_M}*{_L}))*(?:\.ء(?!{_L}))?{_M}*"
)
# The usual word, told at once: plain letters to the last, and behind it nothing that a word could go on with.
_USUAL = rf"(?<=#)عاجل(?={_L}{{3}})|[\u0621-\u0628\u062a-\u063a\u0641-\u064a]++ة?+(?!{_L}|{_M}|[.·•*/\\~^](?!\s|\Z))"
_TOKEN = re.compile(
    rf"(?P<usual>{_USUAL})|(?P<u>(?:https?://|www\.|t\.me/|pic\.twitter\.com/)[^\s\u0600-\u06ff]*)"
    rf"|(?P<w>{_WORD})|(?P<n>\d+(?:[.,٫٬]\d+)*)|(?P<p>\.{{2,}}|…+|[^\w\s]|_)"
)


@dataclass(slots=True)
class Token:
    """A word (`w`), number (`n`), punctuation mark (`p`) or address (`u`) at [start, end) of the original text."""

    start: int
    end: int
    text: str
    norm: str
    kind: str
    ta: bool = False  # written with ة at its end: that ه is no pronoun


MARKS_SET = "".join(
    chr(c) for c in (*range(0x64B, 0x660), 0x670, 0x640, *range(0x200B, 0x2010), *range(0x202A, 0x202F))
)


def _usual(word: str) -> tuple[str, str, bool]:
    return word, fold_word(word), word[-1] == "ة"


_words = Table(_usual)  # a word's text and folded spelling, which all tokens of it share


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """All tokens of text[start:end], in order; offsets are those of `text`."""
    out = []
    for m in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = m.lastgroup or "p"
        word = m[0]
        i, j = m.span()
        if kind == "usual":
            shared, norm, ta = _words[word]
            out.append(Token(i, j, shared, norm, "w", ta))
        elif kind in "pu":
            out.append(Token(i, j, word, word, kind))
        else:
            norm = fold_word(word) or word  # a letter that folds to nothing, alone: "ۥ"
            out.append(Token(i, j, word, norm, kind, word.rstrip(MARKS_SET)[-1:] == "ة"))
    return out


# How a token was taken apart; a lexicon entry says which of these it allows.
CONJ, PREP, ARTICLE, SUFFIX, FUTURE = 1, 2, 4, 8, 16
NAME = CONJ | PREP
NOUN = CONJ | PREP | ARTICLE | SUFFIX
VERB = CONJ | SUFFIX | FUTURE

# Words of two letters that names of places begin with, or are; و, ب and ل stand before them, too: "وتل رفعت", "بحي".
_SHORT = frozenset(["شن", "صد", "دك", "فك", "تل", "ام", "جب", "حي", "سد", "ذي", "بو", "اب", "رد"])
_SUFFIXES = ("هما", "ها", "هم", "هن", "نا", "ه")  # of the third person, and "our" in statements


class Variant(NamedTuple):
    """One way to read a token: the stem, which parts were taken off (bits), and the preposition and suffix taken."""

    stem: str
    bits: int
    prep: str = ""
    suffix: str = ""


@lru_cache(maxsize=8192)  # each matcher asks once for a word, and keeps what it made of it
def variants(norm: str) -> tuple[Variant, ...]:
    """Every reading of a folded token, the plainest first.

    "وللبلدة" gives itself and, among others, "البلده" and "بلده" with the preposition "ل".
    """
    heads: dict[str, tuple[int, str]] = {norm: (0, "")}

    def head(stem: str, bits: int, prep: str = "") -> None:
        if len(stem) >= 2 and stem not in heads:
            heads[stem] = (bits, prep)

    bare = [(norm, 0)]
    if norm[0] in "وف" and (len(norm) > 3 or norm[1:] in _SHORT):
        bare.append((norm[1:], CONJ))
        head(norm[1:], CONJ)
    for word, bits in bare:
        if word.startswith("ال") and len(word) > 4:
            head(word[2:], bits | ARTICLE)
        if word.startswith("لل") and len(word) > 4:  # ل + ال
            head("ا" + word[1:], bits | PREP, "ل")
            head(word[2:], bits | PREP | ARTICLE, "ل")
            head(word[1:], bits | PREP, "ل")  # ل + a word that begins with ل
        elif word[0] in "بلك" and (len(word) > 3 or word[1:] in _SHORT):
            head(word[1:], bits | PREP, word[0])
            if word[1:3] == "ال" and len(word) > 5:
                head(word[3:], bits | PREP | ARTICLE, word[0])
        if word[0] == "س" and word[1:2] in ("ي", "ت", "ن", "ا") and len(word) > 3 + (word[1] == "ا"):
            head(word[1:], bits | FUTURE)
    out = [Variant(stem, bits, prep) for stem, (bits, prep) in heads.items()]
    for stem, (bits, prep) in list(heads.items()):
        if bits & ARTICLE:  # no pronoun after the article
            continue
        verbal = stem.startswith("ال")  # "ألقتها", or the article
        for s in _SUFFIXES:
            if stem.endswith(s) and not (verbal and s == "ه") and len(stem) - len(s) >= 2:
                rest = stem[: -len(s)]
                out.append(Variant(rest, bits | SUFFIX, prep, s))
                if rest.endswith("ت") and len(rest) > 3:
                    out.append(Variant(rest[:-1] + "ه", bits | SUFFIX, prep, s))  # غارته <- غاره
                if rest.endswith("ا") and len(rest) > 2:
                    out.append(Variant(rest[:-1] + "ي", bits | SUFFIX, prep, s))  # ألقاها <- ألقى
                if rest.endswith("و") and len(rest) > 3:
                    out.append(Variant(rest + "ا", bits | SUFFIX, prep, s))  # قتلوهم <- قتلوا
                if rest.endswith(("اي", "او")) and len(rest) > 4:
                    out.append(Variant(rest[:-1] + "ء", bits | SUFFIX, prep, s))  # أبنائهم <- أبناء
    return tuple(out)
