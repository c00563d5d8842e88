"""Copied texts: a sketch of a text's word runs, by which copies with small changes are recognised.

The sketch is bottom-k (Broder 1997): the k smallest hashes of all runs of three folded words. Two sketches give an
estimate of the share of runs the texts have in common, without comparing the texts.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence

RUN_WORDS = 3
# A text with fewer runs is too short to be known for a copy: "a raid on the town" is what anyone would write.
MIN_RUNS = 6
# 32 hashes: an estimate within about 0.09 of the true share (one standard error), 256 bytes a report.
SKETCH_SIZE = 32
# From this share of common runs a text is taken for a copy. Set on pairs of dev reports: agency copies with another
# headline have 0.5 and more, independent tellings of one event under 0.2.
COPY_SHARE = 0.45


def sketch(words: Sequence[str]) -> tuple[int, ...]:
    """The sketch of a text given by its folded words; empty for a text too short to tell."""
    encoded = [word.encode("utf-8") for word in words]
    runs = set(map(zlib.crc32, map(b" ".join, zip(*(encoded[i:] for i in range(RUN_WORDS)), strict=False))))
    return tuple(sorted(runs)[:SKETCH_SIZE]) if len(runs) >= MIN_RUNS else ()


def share_of_runs(a: Collection[int], b: Collection[int]) -> float:
    """The estimated share (0..1) of word runs that two texts have in common."""
    set_a = set(a)
    if set_a.isdisjoint(b):
        return 0.0
    set_b = set(b)
    union = sorted(set_a | set_b)[:SKETCH_SIZE]
    return sum(1 for h in union if h in set_a and h in set_b) / len(union)


def is_copy(a: Collection[int], b: Collection[int]) -> bool:
    """Whether one text is taken for a copy of the other."""
    return share_of_runs(a, b) >= COPY_SHARE
