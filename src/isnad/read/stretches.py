"""Stretches of a very long report: they are read one behind the other, so that memory stays that of one stretch.

Who spoke, the day of the story, the sides and places named so far go on from one to the next; which tellings are one
event, and what stands around a text and is not of it, is judged within a stretch.
"""

from __future__ import annotations

from isnad.model import Span

# Characters, many times a usual report's (of 1,500 the longest had 9,000): some 25 MB while they are read.
STRETCH = 100_000
CUTS = ("\n\n", "\n", ". ", " ")  # where a stretch may end, the best first: paragraph, line, sentence, word


def stretches(text: str, longest: int = STRETCH) -> list[Span]:
    """The spans of a text that are read as one, in order; all of a text that is no longer than `longest`."""
    out: list[Span] = []
    begin = 0
    while len(text) - begin > longest:
        end = _cut(text, begin + longest // 2, begin + longest)
        out.append((begin, end))
        begin = end
    return [*out, (begin, len(text))]


def _cut(text: str, least: int, most: int) -> int:
    """The last place between two offsets at which a text is best cut; the second where nothing stands between words."""
    for mark in CUTS:
        at = text.rfind(mark, least, most)
        if at >= 0:
            return at + len(mark)
    return most
