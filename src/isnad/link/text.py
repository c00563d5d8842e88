"""The words of a text as linking compares them: folded stems, without the exact offsets that reading needs.

Tokens cost ten times as much; for sketches and overlaps the rare word that they would cut otherwise doesn't matter.
"""

from __future__ import annotations

import re

from isnad.arabic.script import fold_word
from isnad.link.words import stem
from isnad.model import Span

# Marks between words. Not the full stop, the star and their like: they stand inside censored words (قـ.ـصف).
_GAPS = str.maketrans(dict.fromkeys("،؛:;,\"'()[]{}«»“”„‟‹›#_!?؟/|@…•-–—=+<>\\", " "))
_EDGES = ".*·~^"
# A text of up to so many words tells one thing, wherever its sentences are cut.
POST_WORDS = 80
_END = re.compile(r"[.!؟?…](?=\s)|[\n\r]")


def words_of(text: str) -> list[str]:
    """The stems of a text's words, in order.

    >>> words_of("قُصفت #بلدة_الوادي، صباحاً.")
    ['قصفت', 'بلده', 'وادي', 'صباحا']
    """
    out = []
    for raw in text.translate(_GAPS).split():
        word = fold_word(raw.strip(_EDGES))
        if word:
            out.append(stem(word))
    return out


def sentence_around(text: str, span: Span) -> Span:
    """The sentence, or the line, in which a span stands."""
    start, end = 0, len(text)
    for mark in _END.finditer(text):
        if mark.end() <= span[0]:
            start = mark.end()
        elif mark.start() >= span[1]:
            end = mark.end()
            break
    return start, end
