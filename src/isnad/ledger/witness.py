"""Incidents with their claims, out of the ledger."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, bindparam, select

from isnad.ledger import tables as t
from isnad.ledger.corrections import corrected, fixes
from isnad.ledger.incident import Incident, ReportMeta, Witness, derive
from isnad.ledger.load import chunks
from isnad.ledger.pack import unpack_sketch
from isnad.link.sides import default_sides
from isnad.link.sources import default_sources
from isnad.link.whole import kind_of
from isnad.schema import claim_from_dict

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Made once: putting a query together takes longer than asking it.
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_CLAIMS = (
    select(
        t.member.c.incident_id, t.claim.c.body, t.event.c.id, t.event.c.sketch, t.report.c.id.label("report"),
        t.report.c.ordinal, t.report.c.outlet, t.report.c.title, t.report.c.url, t.report.c.published,
    )
    .select_from(
        t.member.join(t.event, t.event.c.id == t.member.c.event_id)
        .join(t.report, t.report.c.id == t.event.c.report_id)
        .join(t.current_reading, t.current_reading.c.report_id == t.report.c.id)
        .join(
            t.claim,
            (t.claim.c.event_id == t.event.c.id) & (t.claim.c.reading_id == t.current_reading.c.reading_id),
        )
    )
    .where(t.member.c.incident_id.in_(_IDS))
    .order_by(t.report.c.ordinal, t.claim.c.id)
)  # fmt: skip
_HOLDER, _HELD_ONE = t.member.alias("holder"), t.member.alias("held")
_HELD = (
    select(_HOLDER.c.incident_id, _HELD_ONE.c.incident_id)
    .select_from(
        t.hold.join(_HOLDER, _HOLDER.c.event_id == t.hold.c.holder_event).join(
            _HELD_ONE, _HELD_ONE.c.event_id == t.hold.c.held_event
        )
    )
    .where(_HOLDER.c.incident_id.in_(_IDS) | _HELD_ONE.c.incident_id.in_(_IDS))
    .order_by(_HOLDER.c.incident_id, _HELD_ONE.c.incident_id)
    .distinct()
)


def incidents_from(c: Connection, ids: Sequence[str], policy: str = "ucdp") -> Iterator[Incident]:
    """These incidents, derived from the current readings' claims, in the order given; missing ones are left out."""
    sources, sides = default_sources(), default_sides()
    for part in chunks(ids):
        witnesses = _witnesses(c, part)
        holds, held_by = _holds(c, part)
        for incident_id in part:
            told = witnesses.get(incident_id)
            if told:
                kind = kind_of(incident_id)
                yield derive(
                    incident_id, kind, told, sources, sides, policy,
                    holds.get(incident_id, ()), held_by.get(incident_id, ()),
                )  # fmt: skip


def _witnesses(c: Connection, ids: Sequence[str]) -> dict[str, list[Witness]]:
    """The claims of each incident as people left them, in the order of loading; rejected ones are left out."""
    out: dict[str, list[Witness]] = defaultdict(list)
    rows = c.execute(_CLAIMS, {"ids": ids}).all()
    judged = fixes(c, sorted({row.report for row in rows}))
    for row in rows:
        sketch = unpack_sketch(row.sketch)
        meta = ReportMeta(row.report, row.ordinal, row.outlet, row.title, row.url, row.published, sketch)
        read = claim_from_dict(json.loads(row.body), row.report)
        claim = corrected(read, judged.get(read.claim_id))
        if claim is None:
            continue
        out[row.incident_id].append(Witness(claim, meta, row.id))
    return out


def _holds(c: Connection, ids: Sequence[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Which incidents these hold, and by which they are held."""
    holds: dict[str, list[str]] = defaultdict(list)
    held_by: dict[str, list[str]] = defaultdict(list)
    for wide, narrow in c.execute(_HELD, {"ids": ids}):
        holds[wide].append(narrow)
        held_by[narrow].append(wide)
    return holds, held_by
