"""Which predicted claim stands for which gold claim of a report: best first, each at most once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from isnad.evaluate.compare import dates, same_figure, same_place, same_source
from isnad.model import Claim, Span

TRIGGER_LIMIT = 60  # characters; a longer "trigger" would overlap everything
MENTIONS_LIMIT = 8
NO_TRIGGER = (0, 0)
_SENTENCE = re.compile(r"(?<=[.!؟?…])\s+|\n+")


def as_predicted(claim: Claim) -> Claim:
    """A prediction as it counts: no trigger of over TRIGGER_LIMIT characters, at most MENTIONS_LIMIT mentions."""
    mentions = tuple(m for m in claim.mentions if _is_short(m))[:MENTIONS_LIMIT]
    return replace(claim, trigger=claim.trigger if _is_short(claim.trigger) else NO_TRIGGER, mentions=mentions)


def _is_short(span: Span) -> bool:
    return 0 < span[1] - span[0] <= TRIGGER_LIMIT


def sentence_cuts(text: str) -> list[int]:
    """Where sentences begin, as scores count them: after . ! ? … and white space, and at line breaks."""
    return [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text) + 1]


def _overlap(a: Span, b: Span) -> bool:
    return max(a[0], b[0]) < min(a[1], b[1])


def affinity(gold: Claim, predicted: Claim, cuts: Sequence[int]) -> int:
    """How well two claims go together; 0 where they may not be paired.

    They may where the triggers overlap, or the type is the same and the triggers stand in one sentence, or the type
    is the same and both a place and the date agree.
    """
    same_type = gold.type == predicted.type
    trigger = _overlap(gold.trigger, predicted.trigger) or (
        same_type and any(_overlap(gold.trigger, m) for m in predicted.mentions)
    )
    sentence = predicted.trigger != NO_TRIGGER and (
        bisect_right(cuts, gold.trigger[0]) == bisect_right(cuts, predicted.trigger[0])
    )
    place = any(same_place(a, b) for a in gold.places for b in predicted.places)
    date = dates(gold) == dates(predicted) and gold.when.start is not None
    if not (trigger or (same_type and (sentence or (place and date)))):
        return 0
    figures = sum(any(same_figure(a, b) for b in predicted.figures) for a in gold.figures)
    source = any(same_source(a, b) for a in gold.sources for b in predicted.sources)
    return 4 * same_type + 3 * trigger + 2 * sentence + place + date + min(figures, 2) + source


def pair(gold: Sequence[Claim], predicted: Sequence[Claim], cuts: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of positions (gold, predicted), best first; on equal terms the earlier ones."""
    candidates = sorted(
        ((affinity(g, p, cuts), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(predicted)), reverse=True
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for weight, i, j in candidates:
        if weight > 0 and -i not in used_gold and -j not in used_predicted:
            used_gold.add(-i)
            used_predicted.add(-j)
            pairs.append((-i, -j))
    return pairs
