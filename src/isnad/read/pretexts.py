"""What is told only as the pretext of something else: "أطلقوا النار على فتى بزعم محاولته تنفيذ عملية طعن"."""

from __future__ import annotations

from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence

REACH = 6  # tokens from "بزعم" to what somebody is said to have tried


def alleged(s: Sentence, k: int) -> bool:
    """Whether what stands at token k is only alleged to excuse another happening, told before it: "بدعوى محاولته"."""
    for p in range(k - 1, max(s.i, k - REACH), -1):
        if s.norms[p] in words("pretext"):
            return True
        if s.tokens[p].kind == "p" and s.tokens[p].text in "،,.؛:":
            return False
    return False
