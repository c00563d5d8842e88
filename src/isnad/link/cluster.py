"""Groups of events that tell one happening, under constraints that a plain clustering can't hold.

- Events that one report tells apart are never in one group, unless a person says they are the same.
- A person's "different" is never overruled, neither directly nor through a third event.
- The windows of a group must meet: a month of daily shelling of one town is a month of groups.
- Two groups join only if their pairs agree on the whole, not by one lucky pair.
- An event at several places is not merged into what happened at one of them: it *holds* it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from isnad.link.blocking import candidate_pairs
from isnad.link.events import ReportEvent
from isnad.link.levels import sites
from isnad.link.score import Comparison, LinkModel, compare

Pair = tuple[str, str]
# Comparisons of numbers: the dead, the hurt, the captured.
COUNTED = frozenset({"killed", "injured", "captured"})
# An event is held only where its very place is among the holder's, on the same days.
HELD_PLACES = frozenset({"same_site", "same_town", "inside"})
HELD_DATES = frozenset({"same_day", "overlap", "next_day", "undated"})


@dataclass(frozen=True)
class Decisions:
    """What people decided about pairs of events, as unordered pairs of event ids."""

    same: frozenset[frozenset[str]] = frozenset()
    different: frozenset[frozenset[str]] = frozenset()


@dataclass
class Grouping:
    """Groups of event ids, in order; the links that joined them; and which group holds which others."""

    groups: list[tuple[str, ...]]
    links: list[Comparison] = field(default_factory=list)
    holds: list[tuple[str, str, Comparison]] = field(default_factory=list)


class _Groups:
    """The growing groups: members, reports and a cache of scores."""

    def __init__(self, events: Mapping[str, ReportEvent], model: LinkModel, decisions: Decisions) -> None:
        self.events = events
        self.model = model
        self.decisions = decisions
        self.of: dict[str, str] = {e: e for e in events}
        self.members: dict[str, list[str]] = {e: [e] for e in events}
        self.scores: dict[Pair, Comparison | None] = {}
        self.apart: dict[str, set[str]] = defaultdict(set)
        for pair in decisions.different:
            for one in pair:
                self.apart[one] |= pair - {one}

    def score(self, a: str, b: str) -> Comparison | None:
        """The comparison of two events, computed once."""
        key = (a, b) if a < b else (b, a)
        if key not in self.scores:
            self.scores[key] = compare(self.events[key[0]], self.events[key[1]], self.model)
        return self.scores[key]

    def meet(self, a: ReportEvent, b: ReportEvent) -> Comparison | None:
        """The comparison of two events where it is worth a link; the others, most that meet, are not kept."""
        key = (a.id, b.id) if a.id < b.id else (b.id, a.id)
        found = compare(self.events[key[0]], self.events[key[1]], self.model, self.model.least)
        if found is not None:
            self.scores[key] = found
        return found

    def rank(self, link: Comparison) -> tuple[object, ...]:
        """The order of a link among equals: the places of its two events in their texts, then all that is left."""
        a, b = self.events[link.left].position, self.events[link.right].position
        return a[1] + b[1], a, b, link.left, link.right

    def forbidden(self, x: str, y: str) -> bool:
        """Whether a person's decision keeps two groups apart."""
        ours, theirs = self.members[x], set(self.members[y])
        return any(self.apart.get(e, frozenset()) & theirs for e in ours)

    def join(self, x: str, y: str) -> None:
        """Make one group of two; the smaller moves."""
        if len(self.members[x]) < len(self.members[y]):
            x, y = y, x
        for event in self.members.pop(y):
            self.of[event] = x
            self.members[x].append(event)

    def fits(self, x: str, y: str) -> bool:
        """Whether two groups may be one: no report tells them apart, days meet, pairs agree on the whole."""
        ours, theirs = self.members[x], self.members[y]
        reports = {self.events[e].report_id for e in ours}
        if any(self.events[e].report_id in reports for e in theirs) or self.forbidden(x, y):
            return False
        if not self._days_meet([*ours, *theirs]):
            return False
        scores: list[float] = []
        counted: list[float] = []
        for a in ours:
            for b in theirs:
                found = self.score(a, b)
                if found is None or found.score <= self.model.veto:
                    return False
                scores.append(found.score)
                if any(p.feature in COUNTED and p.level != "unknown" for p in found.parts):
                    counted.append(found.score)
        # Tellings without a number fit anything: where there are numbers, they too must agree on the whole.
        return all(sum(s) / len(s) >= self.model.cohesion for s in (scores, counted) if s)

    def _days_meet(self, ids: Sequence[str]) -> bool:
        """Whether the members' windows have a day in common, or two days that follow each other (undated set aside)."""
        latest, earliest = None, None
        for i in ids:
            e = self.events[i]
            first = e.first if e.first is not None else e.last
            last = e.last if e.last is not None else e.first
            if first is None or last is None:
                continue
            latest = first if latest is None else max(latest, first)
            earliest = last if earliest is None else min(earliest, last)
        return latest is None or earliest is None or latest - earliest <= 1


def group_events(
    events: Sequence[ReportEvent],
    model: LinkModel,
    decisions: Decisions = Decisions(),
    pairs: Iterable[tuple[ReportEvent, ReportEvent]] | None = None,
    known: Iterable[Sequence[str]] = (),
) -> Grouping:
    """Group single events; aggregates and stocks stay alone.

    `pairs` are the pairs to compare (all that blocking finds, if None). `known` are groups that stand already, as
    when new reports are added: they are the start, and only grow or join.
    """
    by_id = {e.id: e for e in events}
    groups = _Groups(by_id, model, decisions)
    for old in known:
        for other in old[1:]:
            if groups.of[old[0]] != groups.of[other]:
                groups.join(groups.of[old[0]], groups.of[other])
    _join_judged(groups)
    wide: list[Comparison] = []
    links: list[Comparison] = []
    for a, b in candidate_pairs(events) if pairs is None else pairs:
        found = groups.meet(a, b)
        if found is not None:
            several = len(sites(a)) > 1, len(sites(b)) > 1
            (wide if several[0] != several[1] else links).append(found)
    used = _agglomerate(groups, [c for c in links if c.score >= model.link])
    holds = _hold(groups, wide)
    order = {e.id: n for n, e in enumerate(events)}
    out = [tuple(sorted(m, key=order.__getitem__)) for m in groups.members.values()]
    out.sort(key=lambda m: order[m[0]])
    return Grouping(out, used, holds)


def _join_judged(groups: _Groups) -> None:
    """Join what people said is the same, unless another person's "different" stands between the groups."""
    for pair in sorted(groups.decisions.same, key=sorted):
        found = [groups.of[e] for e in sorted(pair) if e in groups.of]
        if len(found) == 2 and found[0] != found[1] and not groups.forbidden(*found):
            groups.join(*found)


def _agglomerate(groups: _Groups, links: list[Comparison]) -> list[Comparison]:
    """Join groups along the links, the strongest first; of equals, those of events that are told earlier."""
    used = []
    for link in sorted(links, key=lambda c: (-c.score, *groups.rank(c))):
        x, y = groups.of[link.left], groups.of[link.right]
        if x == y:
            used.append(link)
        elif groups.fits(x, y):
            groups.join(x, y)
            used.append(link)
    return used


def _hold(groups: _Groups, wide: list[Comparison]) -> list[tuple[str, str, Comparison]]:
    """Let events at several places hold groups at one of them: (holder, held event, why), one for each group held.

    A report that tells the raids on three towns at once and, beside it, the raid on one of them, holds its own
    detail by itself; the other's is joined to the detail, not to the sum.
    """
    out = []
    taken: set[tuple[str, str]] = set()
    for link in sorted(wide, key=lambda c: (-c.score, *groups.rank(c))):
        if link.score < groups.model.hold:
            continue
        a, b = link.left, link.right
        holder, held = (a, b) if len(sites(groups.events[a])) > len(sites(groups.events[b])) else (b, a)
        key = (holder, groups.of[held])
        reports = {groups.events[e].report_id for e in groups.members[groups.of[held]]}
        if key in taken or groups.events[holder].report_id in reports or groups.forbidden(groups.of[holder], key[1]):
            continue
        found = {p.feature: p.level for p in link.parts}
        if found["place"] not in HELD_PLACES or found["date"] not in HELD_DATES:
            continue
        taken.add(key)
        out.append((holder, held, link))
    return out
