"""Letters and folding: one spelling for the many ways a word is written.

`fold_word` is what the lexicons are matched by; `fold` does the same to a whole text and keeps the way back
to the original offsets.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TATWEEL = "\u0640"  # ـ, the stretch inside words
# Marks that carry no letter: Quranic signs, vowel signs, superscript alef, tatweel, zero-width and bidi controls.
MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    + TATWEEL
    + "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
)
_STRIP = re.compile(f"[{MARKS}]")
_LETTERS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",  # alef with hamza or madda
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ئ": "ي",  # alef maqsura, Persian ya, ya with hamza
        "ؤ": "و",
        "ۆ": "و",
        "ۇ": "و",  # waw with hamza, Kurdish and Uyghur waws
        "ة": "ه",
        "ە": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ۀ": "ه",  # ta marbuta and the Persian, Urdu and Kurdish ha
        "ک": "ك",
        "گ": "ك",
        "ڪ": "ك",  # Persian kaf and gaf
        "پ": "ب",
        "چ": "ج",
        "ڤ": "ف",
        "ژ": "ز",
        "ڨ": "ق",  # Persian and Maghrebi letters
        "ڕ": "ر",
        "ڵ": "ل",
        "ٹ": "ت",
        "ڈ": "د",
        "ں": "ن",
    }
)
# Digits of both Arabic scripts to ASCII, one to one.
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


# Arabic letters that fold to themselves (ء ا ب ت … but not أ إ آ ة ى ئ ؤ), and all that are no compatibility form.
_SAME = "\u0621\u0627\u0628\u062a-\u063a\u0641-\u0648\u064a"
_PLAIN = "\u0621-\u063a\u0641-\u064a"
_same_word = re.compile(f"[{_SAME}]+").fullmatch
_plain_word = re.compile(f"[{_PLAIN}]+").fullmatch
_same_phrase = re.compile(f"[{_SAME}]+(?: [{_SAME}]+)*").fullmatch
_plain_phrase = re.compile(f"[{_PLAIN}]+(?: [{_PLAIN}]+)*").fullmatch


_HAMZA = ("ئو", "ؤو")  # Egyptian papers write مسئول, شئون for مسؤول, شؤون


def _one_spelling(word: str) -> str:
    return word.replace(*_HAMZA).translate(_LETTERS)


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """The folded spelling of one word: "الاحـ.ـتلال" and "الإحتلالُ" both give "الاحتلال"."""
    if _plain_word(word):  # no marks, stretches or presentation forms: nothing to normalise
        return word if _same_word(word) else _one_spelling(word)
    word = unicodedata.normalize("NFKC", word)
    word = _one_spelling(_STRIP.sub("", word)).translate(DIGITS).lower()
    # What is left between letters of a censored word: "ق.صف", "داعـ ـش".
    return _CENSOR.sub("", word) if len(word) > 1 else word


_CENSOR = re.compile(r"(?<=[^\W\d_])[^\w]+(?=[^\W\d_])")


def fold_phrase(text: str) -> str:
    """A lexicon phrase folded word by word, single spaces between words."""
    if _same_phrase(text):
        return text
    if _plain_phrase(text):
        return _one_spelling(text)
    return " ".join(map(fold_word, text.replace("_", " ").split()))


def fold(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the offset it has in the original.

    >>> fold("قُصِفَت")
    ('قصفت', [0, 2, 4, 6])
    """
    out: list[str] = []
    offsets: list[int] = []
    for i, ch in enumerate(text.replace(*_HAMZA)):
        for c in _STRIP.sub("", unicodedata.normalize("NFKC", ch)).translate(_LETTERS).translate(DIGITS).lower():
            out.append(c)
            offsets.append(i)
    return "".join(out), offsets
