"""Tallies: sums and series that reports give ("13 attacks since January"), which are never events.

A tally told by several reports is one tally with several tellings: of one type, over periods that meet, with the same
number of 10 and more, or in copied words. Tallies join only tallies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from isnad.copies import share_of_runs
from isnad.link.events import Range, ReportEvent
from isnad.link.words import overlap

# A number this large is told twice only where it is the same count.
TELLING_NUMBER = 10
# From this share of common words in their sentences two tellings of a copied text are one tally.
SAME_WORDS = 0.5


def same_tally(a: ReportEvent, b: ReportEvent) -> bool:
    """Whether two aggregates (or two stocks) of different reports are one count told twice."""
    if a.report_id == b.report_id or a.scope != b.scope or a.scope == "single" or a.types != b.types:
        return False
    if None not in (a.last, b.first) and None not in (b.last, a.first) and not _periods_meet(a, b):
        return False
    if any(_same_number(x, y) for x, y in ((a.killed, b.killed), (a.injured, b.injured), (a.captured, b.captured))):
        return True
    return share_of_runs(a.sketch, b.sketch) >= 0.3 and overlap(a.words, b.words) >= SAME_WORDS


def _periods_meet(a: ReportEvent, b: ReportEvent) -> bool:
    assert a.first is not None
    assert a.last is not None
    assert b.first is not None
    assert b.last is not None
    return a.first <= b.last and b.first <= a.last


def _same_number(x: Range | None, y: Range | None) -> bool:
    return x is not None and x == y and x[1] is not None and (x[0] or 0) >= TELLING_NUMBER


def group_tallies(events: Sequence[ReportEvent]) -> list[tuple[str, ...]]:
    """Groups of aggregates and stocks that are one count, in order; a report's own tallies stay apart."""
    found: list[list[ReportEvent]] = []
    by_key: dict[tuple[object, ...], list[list[ReportEvent]]] = defaultdict(list)
    for event in events:
        if event.scope == "single":
            continue
        near = by_key[tally_key(event)]
        for group in near:
            if all(event.report_id != other.report_id for other in group) and any(same_tally(event, o) for o in group):
                group.append(event)
                break
        else:
            group = [event]
            near.append(group)
            found.append(group)
    return [tuple(e.id for e in group) for group in found]


def tally_key(event: ReportEvent) -> tuple[object, ...]:
    """Tallies are only compared within one type, scope and month of publication."""
    return event.types, event.scope, (event.published or 0) // 31
