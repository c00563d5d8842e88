"""A voice: the words that one chain of sources tells, and how it holds them."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.read.speakers import Chain

OPENING = (
    "say_that",
    "say_continue",
    "denial",
    "doubt",
    "accuse",
    "document",
    "share",
    "claim_responsibility",
    "quote_from",
)


@dataclass(slots=True)
class Voice:
    """Tokens [i:j) told by one chain, outermost link first; an empty chain is the outlet itself."""

    i: int
    j: int
    chain: Chain = ()
    stance: str = "affirmed"
    stance_on: str = "event"
    claimed: bool = False
    frame: str = ""
    at: int = -1
    speaker: tuple[int, int] | None = None  # the tokens of the last link, so that they are no party of the event
    start: int = -1  # where its words begin, the source before the verb included
