"""Which pairs of events are worth comparing: those near in time that share a cell, a place name, a region or a word.

Every event is filed under its keys and looked up under its probes (keys of the days and cells around it), so that the
cost grows with what happens near an event, not with the size of the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from isnad.link.events import ReportEvent
from isnad.link.levels import FIRE, GROUND, MAX_GAP_DAYS, REGION_KM, UNDATED_DAYS, UNSAID, sites
from isnad.link.spots import Spot, apart, spot_of

# A cell is about 28 km north to south; its eight neighbours are probed too, so that all within 25 km meet.
CELL_DEGREES = 0.25
# A window longer than this is filed under its last days only; "in March" is no help in finding a day.
MAX_WINDOW_DAYS = 4
# A key under which more events are filed than this is met for the newest of them only: on a day of thousands of
# reports, those that say no place are compared with some and not with all.
MAX_FILED = 400


def family(event: ReportEvent) -> str:
    """A rough class of types within which events are compared: fire, ground, or the type itself."""
    kinds = set(event.types)
    if kinds & (FIRE | UNSAID):
        return "fire"
    return "ground" if kinds & GROUND else min(kinds)


def days_of(event: ReportEvent) -> range:
    """The days an event is filed under: its window, else the days before publication; empty where nothing is known."""
    if event.first is not None or event.last is not None:
        last = event.last if event.last is not None else event.first
        first = event.first if event.first is not None else last
        assert first is not None
        assert last is not None
        return range(max(first, last - MAX_WINDOW_DAYS + 1), last + 1)
    if event.published is not None:
        return range(event.published - UNDATED_DAYS + 4, event.published + 1)
    return range(0)


def _where(event: ReportEvent, around: bool) -> set[str]:
    out: set[str] = set()
    for p in event.points:
        if p.lat is not None and p.lon is not None:
            row, col = round(p.lat / CELL_DEGREES), round(p.lon / CELL_DEGREES)
            reach = (-1, 0, 1) if around else (0,)
            out.update(f"c{row + i},{col + j}" for i in reach for j in reach)
        out.update("n" + n for n in p.names | p.inside)
    region = any(p.lat is None or p.radius_km >= REGION_KM for p in event.points)
    for admin in {p.admin1 for p in event.points if p.admin1}:
        kinds = {family(event), "ground"} if family(event) == "fire" and around else {family(event)}
        for kind in sorted(kinds):
            if around:
                out.add(f"R{admin}|{kind}")
                if region:
                    out.add(f"r{admin}|{kind}")
            else:
                out.add(f"{'R' if region else 'r'}{admin}|{kind}")
    placeless = not sites(event)
    for kind in ("fire", "ground") if family(event) in ("fire", "ground") else (family(event),):
        if around:
            out |= {f"P{kind}", f"p{kind}"} if placeless else {f"P{kind}"}
        elif kind == family(event):
            out.add(f"{'P' if placeless else 'p'}{kind}")
    out.update("w" + w for w in event.key_words)
    return out


def _part(days: range, within: range | None) -> range:
    """The days that lie within others; all, where no others are given."""
    return days if within is None else range(max(days.start, within.start), min(days.stop, within.stop))


def keys(event: ReportEvent, within: range | None = None) -> list[tuple[str, range]]:
    """What an event is filed under, and on which days (of these if given); nothing for aggregates and stocks."""
    days = _part(days_of(event), within)
    return [(w, days) for w in sorted(_where(event, around=False))] if days and event.scope == "single" else []


def probed_days(event: ReportEvent) -> range:
    """All days under which an event is filed or looked up; empty where nothing is known of its time."""
    days = days_of(event)
    return range(days.start - MAX_GAP_DAYS, days.stop + MAX_GAP_DAYS) if days else days


def probes(event: ReportEvent, within: range | None = None) -> list[tuple[str, range]]:
    """What an event is looked up under: its own keys with the days, and the cells, around it."""
    days = days_of(event)
    if not days or event.scope != "single":
        return []
    slack = 1 if event.first is not None or event.last is not None else 0
    close = _part(range(days.start - slack, days.stop + slack), within)
    wide = _part(probed_days(event), within)
    return [(w, wide if w[0] in "nw" else close) for w in sorted(_where(event, around=True))]


class Blocks:
    """An index of events by key and day, filled as events are looked up, so that each pair is met once.

    An index `within` some days holds only their keys: those of all days together find what one index of all finds.
    """

    def __init__(self, events: Iterable[ReportEvent] = (), within: range | None = None) -> None:
        self._within = within
        self._index: dict[str, dict[int, list[Spot]]] = defaultdict(dict)
        for event in events:
            self.add(event)

    def add(self, event: ReportEvent) -> None:
        """File an event under its keys."""
        spot = spot_of(event)
        for where, days in keys(event, self._within):
            filed = self._index[where]
            for day in days:
                filed.setdefault(day, []).append(spot)

    def near(self, event: ReportEvent) -> list[ReportEvent]:
        """The filed events worth comparing with this one, of other reports, each once, in the order of filing.

        Those whose places are apart are left out at once: on days of many reports most that share a word are.
        """
        spot = spot_of(event)
        report = event.report_id
        met: set[str] = set()
        found: list[ReportEvent] = []
        for where, days in probes(event, self._within):
            filed = self._index.get(where)
            if filed is None:
                continue
            for day in days:
                if day in filed:
                    for other in filed[day][-MAX_FILED:]:
                        if other.id not in met:
                            met.add(other.id)
                            if other.report_id != report and not apart(spot, other):
                                found.append(other.event)
        return found


def candidate_pairs(
    events: Iterable[ReportEvent], within: range | None = None
) -> Iterator[tuple[ReportEvent, ReportEvent]]:
    """Every pair of events worth comparing, once, the earlier first; only what meets on these days, if given."""
    blocks = Blocks(within=within)
    for event in events:
        for other in blocks.near(event):
            yield other, event
        blocks.add(event)
