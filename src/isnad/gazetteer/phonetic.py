"""A key that spellings of one name share: كنصفرة/كنسفرة, قوقفين/قوقفينة, تل رفعت/تلرفعت.

Only for a name that stands after a type noun and that no table has as it is spelled, and never for a short or an
ordinary word: a key is looser than a fold, and what it finds is a guess between names.
"""

from __future__ import annotations

import re

# Emphatic letters and their plain ones, and letters that dialects and transcriptions mix up.
_SOUNDS = str.maketrans(
    {"ص": "س", "ط": "ت", "ض": "د", "ظ": "ز", "ذ": "ز", "ث": "ت", "ق": "ك", "غ": "ج", "ء": None, "ئ": None, "ؤ": None}
)
_DOUBLED = re.compile(r"(.)\1+")
_LAST = "اهي"  # final ا, ه (ة) and ي (ى) come and go
# A key shorter than this joins names that have nothing in common.
MIN_KEY = 4
# A name whose key so many places share is not told apart by it.
MAX_PLACES = 12


def phonetic_key(folded: str) -> str | None:
    """The key of a folded name, None for one too short to have any.

    >>> phonetic_key("كنصفره") == phonetic_key("كنسفره")
    True
    """
    joined = ""
    for word in folded.split():
        bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
        joined += bare
    key = _DOUBLED.sub(r"\1", joined.translate(_SOUNDS))
    if len(key) > MIN_KEY and key[-1] in _LAST:
        key = key[:-1]
    return key if len(key) >= MIN_KEY else None
