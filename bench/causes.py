"""Why a claim was missed or made without need, as far as rules can tell from what the reader did on the way.

Each mistake gets one cause: the first that fits, from the plainest on. The words of the causes are the page's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from coded import Judged

from isnad.evaluate.compare import dates, same_figure, same_place
from isnad.evaluate.pairing import sentence_cuts
from isnad.lexicon.match import Match
from isnad.mentions.annotate import Sentence
from isnad.model import BODIES, Claim, Span
from isnad.read.claims import LEAST
from isnad.read.frames import Telling, row_of

SECOND = "second chain of an event that is found"
UNKNOWN = "no trigger known in its words, nor another in its sentence"
OTHER_WORD = "no trigger known in its words, though another in its sentence"
SILENCED = "its trigger is silenced, or in a name"
DROPPED = "its trigger is known, but no telling is made of it"
JOINED = "its trigger is taken into another telling"
MERGED = "its telling is merged into another event"
UNLIKELY = "found, but held too unlikely"
TAKEN = "its claim stands for another of the gold"

EMPTY = "report in which nothing is coded"
CHAIN = "one chain too many of an event that is coded"
RETOLD = "a retelling taken for a new event"
AGAIN = "of a type coded in the report, no place, day or count in common"
OTHER = "another type than a missed claim of its sentence"
RESULT = "only a result, with no coded event for it"
BACKGROUND = "background, not coded"
STATED = "not coded: planned, possible, denied or doubted"
SERIES = "not coded: a sum or a state"
SIDE = "beside coded events, not coded"


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans share a character."""
    return max(a[0], b[0]) < min(a[1], b[1])


def characters(s: Sentence, m: Match) -> Span:
    """Where a match stands in the report."""
    return s.tokens[m.i].start, s.tokens[m.j - 1].end


def triggers_at(sentences: Sequence[Sentence], span: Span) -> list[Match]:
    """The triggers that the lexicon knows in a span, also those that silence others."""
    return [m for s in sentences for m in s.by_kind.get("trigger", ()) if overlap(characters(s, m), span)]


def missed(
    report: Judged, kept: Sequence[int], counted: dict[int, int], gold: Claim, sentences: Sequence[Sentence]
) -> str:
    """The cause of a gold claim with no claim; `kept` are the positions of the claims made, `counted` their pairs."""
    paired = [report.coded.claims[i] for i in counted.values()]
    if any(g.event == gold.event for g in paired):
        return SECOND
    known = triggers_at(sentences, gold.trigger)
    if not known:
        cuts = sentence_cuts(report.coded.text)
        k = bisect_right(cuts, gold.trigger[0])
        return OTHER_WORD if triggers_at(sentences, (cuts[k - 1], cuts[k])) else UNKNOWN
    if any(row_of(m).cls == "block" for m in known):
        return SILENCED
    for n, g in enumerate(report.groups):
        for t in g.tellings:
            if not any(overlap(span, gold.trigger) for span in _spans(t)):
                continue
            if g.confidence < LEAST or n not in kept:
                return UNLIKELY
            if not overlap(_spans(t)[0], gold.trigger):
                return JOINED
            return TAKEN if t is g.main and len(g.event.tellings) == 1 else MERGED
    return DROPPED


def _spans(t: Telling) -> list[Span]:
    return [characters(t.frame.s, m) for m in [*t.frame.trigs, *t.frame.results]]


def needless(report: Judged, kept: Sequence[int], counted: dict[int, int], at: int) -> str:
    """The cause of a claim, the one at `at`, that no coder counted."""
    if not report.coded.claims:
        return EMPTY
    claim, group = report.claims[at], report.groups[at]
    paired = [report.claims[k] for k in kept if k in counted]
    if any(c.event == claim.event for c in paired):
        return CHAIN
    left = [g for i, g in enumerate(report.coded.claims) if i not in counted.values()]
    cuts = sentence_cuts(report.coded.text)
    if any(bisect_right(cuts, g.trigger[0]) == bisect_right(cuts, claim.trigger[0]) for g in left):
        return OTHER
    alike = [g for g in report.coded.claims if g.type == claim.type or group.main.frame.bare]
    if any(_in_common(g, claim) for g in alike):
        return RETOLD
    if group.main.frame.bare:
        return RESULT
    if group.main.background or group.signs.get("background"):
        return BACKGROUND
    if claim.stance != "affirmed":
        return STATED
    if claim.scope != "single":
        return SERIES
    return AGAIN if alike else SIDE


def _in_common(gold: Claim, claim: Claim) -> bool:
    place = any(same_place(a, b) for a in gold.places for b in claim.places)
    day = dates(gold) == dates(claim) and gold.when.start is not None
    count = any(same_figure(a, b) for a in gold.figures for b in claim.figures if a.kind in BODIES)
    return place or day or count
