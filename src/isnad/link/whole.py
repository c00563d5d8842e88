"""Linking all events at hand at once: groups, their ids, links and holds; no store, so that any engine can run it.

A part of the events gives what all of them give for that part, if it is closed: no pair worth a link, no person's
"same", no tally's key and no earlier incident's id reaches out of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from isnad.link.cluster import Decisions, group_events
from isnad.link.events import ReportEvent, day_of, minute_of
from isnad.link.score import Comparison, LinkModel
from isnad.link.tallies import group_tallies
from isnad.model import Report

INCIDENT, TALLY = "inc", "tal"  # how ids begin
# Reports without a date stand after all others: a minute past the last day that Python knows.
UNDATED = 3_652_060 * 1440


@dataclass(frozen=True, slots=True)
class Linking:
    """Incidents as (id, event id) in order; the links that joined them; (holder event, held event, why)."""

    members: list[tuple[str, str]]
    links: list[Comparison]
    holds: list[tuple[str, str, Comparison]]


def order_of(report: Report) -> int:
    """Where a report stands among all that are not in a ledger: by its time of publication, then by its id's digest.

    It depends on the report alone, so that engines agree on it, and runs too.
    """
    minute = minute_of(report.published)
    if minute is None:
        day = day_of(report.published)
        minute = UNDATED if day is None else day * 1440
    return minute << 64 | int.from_bytes(hashlib.sha256(report.id.encode("utf-8")).digest()[:8])


def link_events(
    events: Iterable[ReportEvent],
    model: LinkModel,
    decisions: Decisions | None = None,
    old: Mapping[str, str] | None = None,
    pairs: Iterable[tuple[ReportEvent, ReportEvent]] | None = None,
) -> Linking:
    """Group these events anew and name the groups: an incident keeps the id that its earliest member has in `old`.

    `pairs` are the pairs of single events to compare; all that blocking finds, if None.
    """
    ordered = sorted(events, key=lambda e: e.position)
    found = group_events([e for e in ordered if e.scope == "single"], model, decisions or Decisions(), pairs)
    members: list[tuple[str, str]] = []
    taken: set[str] = set()
    for groups, prefix in ((found.groups, INCIDENT), (group_tallies(ordered), TALLY)):
        for group in groups:
            name = name_group(group, old or {}, taken, prefix)
            taken.add(name)
            members += [(name, event) for event in group]
    return Linking(members, found.links, found.holds)


def kind_of(incident_id: str) -> str:
    """What an id names: "incident", or "tally"."""
    return "tally" if incident_id.startswith(f"{TALLY}-") else "incident"


def new_name(seed: str, prefix: str) -> str:
    """The id of an incident that had none, from its first event's."""
    return f"{prefix}-{hashlib.sha256(seed.encode('utf-8')).hexdigest()[:12]}"


def name_group(members: Sequence[str], old: Mapping[str, str], taken: set[str], prefix: str) -> str:
    """The incident's id: the one that its earliest member has had, if free, else from its first event's id."""
    for event in members:
        kept = old.get(event)
        if kept and kept.startswith(prefix) and kept not in taken:
            return kept
    n = 0
    while True:
        seed = members[0] if not n else f"{members[0]} {n}"
        name = new_name(seed, prefix)
        if name not in taken:
            return name
        n += 1
