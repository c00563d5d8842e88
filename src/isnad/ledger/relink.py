"""Linking in the ledger: new events against what is near them, or everything anew; then incidents derived.

An incident's id is kept as long as one of its events keeps it: it comes from the event that was loaded first, and a
group that grows, or loses a member, keeps the name it has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from isnad.arabic.script import fold_phrase
from isnad.ledger import tables as t
from isnad.ledger.incident import Incident
from isnad.ledger.judgements import decisions, standing
from isnad.ledger.load import chunks
from isnad.ledger.pack import unpack_event
from isnad.ledger.store import Ledger
from isnad.ledger.witness import incidents_from
from isnad.link.blocking import Blocks, days_of
from isnad.link.cluster import Grouping, group_events
from isnad.link.events import ReportEvent, day_of
from isnad.link.levels import MAX_GAP_DAYS
from isnad.link.score import LinkModel, default_model
from isnad.link.sides import Sides, default_sides
from isnad.link.tallies import group_tallies
from isnad.link.whole import INCIDENT, TALLY, kind_of, name_group
from isnad.memory import no_collection, standing_objects

if TYPE_CHECKING:
    from sqlalchemy import Connection

# More separate spans of days than this are read as one.
MAX_INTERVALS = 100


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking did: events looked at, and incidents written and in all."""

    events: int
    written: int


def relink(ledger: Ledger, full: bool = False, model: LinkModel | None = None) -> Linked:
    """Link the events that are not linked yet (or all), and derive the incidents that this touches."""
    model = model or default_model()
    with no_collection(), ledger.write() as c:
        if full:
            c.execute(update(t.event).values(linked=False))
            c.execute(update(t.member).values(settled=False))
        fresh = _events(c, t.event.c.linked.is_(False))
        stale = {row[0] for row in c.execute(select(t.incident.c.id).where(t.incident.c.derived == 0))}
        if not fresh:
            return Linked(0, write_incidents(c, stale) if stale else 0)
        if full:
            c.execute(delete(t.link))
            c.execute(delete(t.hold))
        touched = stale | _link_single(c, [e for e in fresh if e.scope == "single"], model)
        if any(e.scope != "single" for e in fresh) or _were_tallies(c, fresh):
            touched |= _link_tallies(c)
        with standing_objects():
            written = write_incidents(c, touched)
        c.execute(update(t.event).where(t.event.c.linked.is_(False)).values(linked=True))
    return Linked(len(fresh), written)


def _events(c: Connection, condition: Any) -> list[ReportEvent]:
    """Events in the order of loading."""
    query = select(t.event.c.body, t.event.c.sketch).where(condition)
    found = [unpack_event(body, sketch) for body, sketch in c.execute(query)]
    return sorted(found, key=lambda e: e.position)


def _link_single(c: Connection, fresh: list[ReportEvent], model: LinkModel) -> set[str]:
    """Group the fresh events with what is near them; gives the incidents whose members changed."""
    if not fresh:
        return set()
    new = {e.id for e in fresh}
    around = [e for e in _near_in_time(c, fresh) if e.id not in new]
    blocks = Blocks(around)
    pairs: list[tuple[ReportEvent, ReportEvent]] = []
    for event in fresh:
        pairs += [(other, event) for other in blocks.near(event)]
        blocks.add(event)
    chosen = decisions(standing(c))
    judged = sorted({e for pair in chosen.same if pair & new for e in pair} - new)
    events = {e.id: e for e in around}
    for ids in chunks([e for e in judged if e not in events]):
        events.update((e.id, e) for e in _events(c, t.event.c.id.in_(ids) & (t.event.c.scope == "single")))
    met = {other.id for other, _ in pairs} | new | {e for e in judged if e in events}
    old = _memberships(c, met)
    groups: dict[str, list[str]] = defaultdict(list)
    for event_id in met:
        if event_id in old.of:
            groups[old.of[event_id]] = old.members[old.of[event_id]]
    needed = met | {e for members in groups.values() for e in members}
    events.update((e.id, e) for e in fresh)
    events = {e: events[e] for e in events if e in needed}
    for ids in chunks(sorted(needed - set(events))):
        events.update((e.id, e) for e in _events(c, t.event.c.id.in_(ids)))
    ordered = sorted(events.values(), key=lambda e: e.position)
    known = [[e for e in members if e in old.settled] for members in groups.values()]
    found = group_events(ordered, model, chosen, pairs, [k for k in known if len(k) > 1])
    return _write_groups(c, found.groups, old, found, INCIDENT)


def _near_in_time(c: Connection, fresh: Sequence[ReportEvent]) -> Iterator[ReportEvent]:
    """The single events filed under days that the fresh ones probe."""
    for low, high in _intervals(fresh):
        days = (t.event.c.first_day <= high) & (t.event.c.last_day >= low)
        yield from _events(c, days & (t.event.c.scope == "single") & t.event.c.linked.is_(True))


def _intervals(events: Iterable[ReportEvent]) -> list[tuple[int, int]]:
    """The days around the events as few spans that don't overlap."""
    spans = sorted((d.start - MAX_GAP_DAYS, d.stop - 1 + MAX_GAP_DAYS) for d in map(days_of, events) if d)
    out: list[tuple[int, int]] = []
    for low, high in spans:
        # Spans that leave a gap shorter than an event's own window would read that event twice.
        if out and low <= out[-1][1] + 8:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    if len(out) > MAX_INTERVALS:
        return [(out[0][0], out[-1][1])]
    return out


@dataclass(frozen=True, slots=True)
class _Old:
    """The memberships as they stand: incident of an event, its members in order, and the events that are settled."""

    of: dict[str, str]
    members: dict[str, list[str]]
    settled: set[str]


def _memberships(c: Connection, events: Iterable[str]) -> _Old:
    """What these events and those that stand in an incident with one of them belong to."""
    m = t.member.c
    incidents: set[str] = set()
    for ids in chunks(sorted(events)):
        incidents.update(c.execute(select(m.incident_id).where(m.event_id.in_(ids)).distinct()).scalars())
    of: dict[str, str] = {}
    members: dict[str, list[str]] = defaultdict(list)
    settled: set[str] = set()
    for ids in chunks(sorted(incidents)):
        query = select(m.event_id, m.incident_id, m.settled).where(m.incident_id.in_(ids)).order_by(m.event_id)
        for event, incident, is_settled in c.execute(query):
            of[event] = incident
            members[incident].append(event)
            if is_settled:
                settled.add(event)
    return _Old(of, members, settled)


def _were_tallies(c: Connection, fresh: Sequence[ReportEvent]) -> bool:
    """Whether one of these events was a tally before a person said otherwise."""
    m = t.member.c
    ids = (c.execute(select(m.incident_id).where(m.event_id.in_(part))) for part in chunks([e.id for e in fresh]))
    return any(kind_of(name) == "tally" for found in ids for name in found.scalars())


def _link_tallies(c: Connection) -> set[str]:
    """Group all aggregates and stocks; they are few, and never join an incident."""
    events = _events(c, t.event.c.scope != "single")
    groups = group_tallies(events)
    return _write_groups(c, groups, _memberships(c, [e.id for e in events]), None, TALLY)


def _write_groups(
    c: Connection, groups: Sequence[tuple[str, ...]], old: _Old, found: Grouping | None, prefix: str
) -> set[str]:
    """Write memberships, links and holds; gives the ids of incidents whose members or holds changed."""
    taken: set[str] = set()
    names: dict[tuple[str, ...], str] = {}
    for group in groups:
        names[group] = name_group(group, old.of, taken, prefix)
        taken.add(names[group])
    touched: set[str] = set()
    rows: list[dict[str, Any]] = []
    for group, name in names.items():
        before = {old.of[e] for e in group if e in old.of}
        if before != {name} or sorted(group) != old.members.get(name) or not old.settled.issuperset(group):
            touched |= before | {name}
            rows += [{"event_id": e, "incident_id": name, "settled": True} for e in group]
    for ids in chunks([r["event_id"] for r in rows]):
        c.execute(delete(t.member).where(t.member.c.event_id.in_(ids)))
    if rows:
        c.execute(insert(t.member), rows)
    if found:
        _write_links(c, found)
        of_event = {e: name for group, name in names.items() for e in group}
        touched |= {of_event[e] for h in found.holds for e in h[:2] if e in of_event}
    return touched


def _write_links(c: Connection, found: Grouping) -> None:
    together = {e: n for n, group in enumerate(found.groups) for e in group}
    links = {tuple(sorted((x.left, x.right))): x for x in found.links if together.get(x.left) == together.get(x.right)}
    rows = [
        {"left": left, "right": right, "score": x.score, "reason": x.reason()} for (left, right), x in links.items()
    ]
    for some in _parts(rows):
        for ids in chunks([r["left"] for r in some]):
            c.execute(delete(t.link).where(t.link.c.left.in_(ids) & t.link.c.right.in_([r["right"] for r in some])))
        c.execute(insert(t.link), some)
    holds = {(h, e): x for h, e, x in found.holds}
    for (holder, held), x in holds.items():
        where = (t.hold.c.holder_event == holder) & (t.hold.c.held_event == held)
        c.execute(delete(t.hold).where(where))
        c.execute(insert(t.hold).values(holder_event=holder, held_event=held, score=x.score, reason=x.reason()))


def _parts(rows: list[dict[str, Any]], size: int = 300) -> Iterator[list[dict[str, Any]]]:
    for n in range(0, len(rows), size):
        yield rows[n : n + size]


def write_incidents(c: Connection, ids: Iterable[str]) -> int:
    """Derive these incidents anew and write their rows; one without members is taken out."""
    wanted = sorted(ids)
    for some in chunks(wanted):
        c.execute(delete(t.incident).where(t.incident.c.id.in_(some)))
        c.execute(delete(t.review_item).where(t.review_item.c.incident_id.in_(some)))
    written = 0
    rows = []
    sides = default_sides()
    derived = _next_derived(c)
    for incident in incidents_from(c, wanted):
        rows.append(_row(incident, sides) | {"derived": derived})
        if len(rows) == 1000:
            c.execute(insert(t.incident), rows)
            written, rows = written + len(rows), []
    if rows:
        c.execute(insert(t.incident), rows)
    return written + len(rows)


def _next_derived(c: Connection) -> int:
    """The number of this linking: one more than the last that wrote incidents or took some out."""
    last = c.execute(select(t.setting.c.value).where(t.setting.c.name == "derived")).scalar_one_or_none()
    number = int(last or 0) + 1
    c.execute(delete(t.setting).where(t.setting.c.name == "derived"))
    c.execute(insert(t.setting).values(name="derived", value=str(number)))
    return number


def _row(i: Incident, sides: Sides) -> dict[str, Any]:
    place = i.place
    killed = i.figure("killed")
    injured = i.figure("injured")
    ids = [a.id for a in i.actors if a.id]
    reported = max((day_of(r.published, end=True) or 0 for r in i.reports), default=0)
    where = [n for p in i.places for n in (p.text, p.name, p.admin1) if n]
    names = where + [x for a in (*i.actors, *i.targets) for x in (a.id, a.text) if x]
    return {
        "id": i.id, "kind": i.kind, "type": i.type, "stance": i.stance, "grade": i.grade, "first": i.first,
        "last": i.last, "admin1": place.admin1 if place else None, "country": place.country if place else None,
        "place": (place.name or place.text) if place else None, "lat": place.lat if place else None,
        "lon": place.lon if place else None, "reports": len(i.reports), "origins_low": i.origins.low,
        "origins_high": i.origins.high, "killed_low": killed.low.value if killed else None,
        "killed_best": killed.best.value if killed else None, "killed_high": killed.high.value if killed else None,
        "search": " | ".join(fold_phrase(n) for n in dict.fromkeys(names)),
        "radius_km": place.radius_km if place else None, "place_id": place.id if place else None,
        "actors": " ".join(["", *dict.fromkeys([*ids, *(sides.root(x) for x in ids)]), ""]) if ids else "",
        "injured_best": injured.best.value if injured else None,
        "reported": str(date.fromordinal(reported)) if reported else None,
        "search_places": " | ".join(fold_phrase(n) for n in dict.fromkeys(where)),
    }  # fmt: skip
