"""A report's text in pieces, each with what its words are in which claim; nothing of it is HTML yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from isnad.model import Claim, Span

# Characters that would turn the order of letters beyond their own words (embeddings, overrides, isolates), and those
# that a page can't show. Each is shown by a mark of one character, so that offsets stay.
_HARMFUL = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SHOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of a claim: which claim, and what its words are (trigger, actor, target, place, when, figure, source)."""

    span: Span
    kind: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks; `kind` is that of the shortest, empty where there is none."""

    start: int
    text: str
    kind: str
    claims: tuple[str, ...]


def harmless(text: str) -> str:
    """A text without characters that turn or hide what stands around them, of the same length."""
    return text if text.isprintable() else _HARMFUL.sub(SHOWN, text)  # most texts are, which costs less to see


def marks_of(claim: Claim) -> Iterator[Marked]:
    """The marks of one claim's own words."""
    yield Marked(claim.trigger, "trigger", claim.claim_id)
    kinds: Iterable[tuple[str, Sequence[object]]] = (
        ("actor", claim.actors), ("target", claim.targets), ("place", claim.places), ("when", (claim.when,)),
        ("figure", claim.figures), ("source", claim.sources),
    )  # fmt: skip
    for kind, items in kinds:
        for item in items:
            span: Span | None = getattr(item, "span", None)
            if span and getattr(item, "from_claim", None) is None:
                yield Marked(span, kind, claim.claim_id)


def pieces(text: str, marks: Iterable[Marked]) -> list[Piece]:
    """The text cut at every edge of a mark, in order; the pieces together are the whole text."""
    inside = [m for m in marks if 0 <= m.span[0] < m.span[1] <= len(text)]
    edges = sorted({0, len(text), *(e for m in inside for e in m.span)})
    by_start = sorted(inside, key=lambda m: m.span)
    out = []
    open_now: list[Marked] = []
    n = 0
    for start, end in pairwise(edges):
        open_now = [m for m in open_now if m.span[1] > start]
        while n < len(by_start) and by_start[n].span[0] <= start:
            open_now.append(by_start[n])
            n += 1
        top = min(open_now, key=lambda m: (m.span[1] - m.span[0], m.kind), default=None)
        claims = tuple(sorted({m.claim_id for m in open_now}))
        out.append(Piece(start, harmless(text[start:end]), top.kind if top else "", claims))
    return out
