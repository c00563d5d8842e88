"""Light stems for search: a word without the particles before it and the endings behind it.

The rules are those of the light10 stemmer (Larkey, Ballesteros, Connell 2007, "Light stemming for Arabic information
retrieval"), on folded words. A stem is no root and no word; it is what "غارات" and "غارة" have in common.
"""

from __future__ import annotations

import re

from isnad.arabic.script import MARKS, fold_word
from isnad.memory import Table

_WORDS = re.compile(rf"[\w{MARKS}]+")
# Articles with the particles that may stand before them, the longest first: وال بال كال فال ال لل.
_ARTICLES = ("وبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل")
# Endings: ها ان ات ون ين يه (folded ية), then ه (folded ة) and ي.
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def light_stem(word: str) -> str:
    """The stem of one word in any spelling.

    >>> light_stem("الغارات") == light_stem("غارةٍ") == light_stem("وغارة")
    True
    >>> light_stem("الرقة") == light_stem("رقة")
    True
    """
    out = fold_word(word)
    if out[:1] == "و" and len(out) >= 4:
        out = out[1:]
    for article in _ARTICLES:
        if out.startswith(article) and len(out) - len(article) >= 2:
            out = out[len(article) :]
            break
    for ending in _ENDINGS:
        if out.endswith(ending) and len(out) - len(ending) >= 2:
            out = out[: -len(ending)]
    return out


stem_of = Table(light_stem)  # the light stem of a word, for those who ask for the same words again and again


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order; words in other letters are only folded.

    >>> stems("قُتِلَ في الرقة")
    ['قتل', 'في', 'رق']
    """
    return [s for w in _WORDS.findall(text.replace("_", " ")) if (s := stem_of[w])]
