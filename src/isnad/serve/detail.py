"""An incident as the API gives it and its page draws it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from sqlalchemy import BindParameter, bindparam, select

from isnad.ledger import tables as t
from isnad.ledger.incident import Incident
from isnad.ledger.load import chunks
from isnad.publish.view import View
from isnad.reconcile import Reconciled, Told
from isnad.serve.chains import Leaf, Node, OriginTree, chain_trees
from isnad.serve.names import actor_name, full_place
from isnad.serve.summary import summary
from isnad.serve.words import LANGUAGES, Words

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

Both = dict[str, str]
# Made once: putting a query together takes longer than asking it.
_EVENTS: BindParameter[Any] = bindparam("events", expanding=True)
_REPORTS: BindParameter[Any] = bindparam("reports", expanding=True)
_LINKS = (
    select(t.link)
    .where(t.link.c.left.in_(_EVENTS) & t.link.c.right.in_(_EVENTS))
    .order_by(t.link.c.score.desc(), t.link.c.left, t.link.c.right)
)
_DECIDED = (
    select(t.judgement)
    .where(
        (t.judgement.c.left_report.in_(_REPORTS) | t.judgement.c.right_report.in_(_REPORTS))
        & (t.judgement.c.verb != "code")
    )
    .order_by(t.judgement.c.id.desc())
)


class RowOut(BaseModel):
    """An incident in a list. Days are ISO; null is unknown, never zero."""

    id: str
    kind: str
    type: str
    stance: str
    grade: str
    first: str | None
    last: str | None
    place: Both
    sides: list[Both]
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    reports: int
    origins_low: int
    origins_high: int
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None


class ToldOut(BaseModel):
    """One figure as one claim gives it; `standing` is false for one that a later figure of its origin superseded."""

    claim_id: str
    report_id: str
    origin: str
    outlet: str
    low: int | None
    high: int | None
    text: str
    stance: str
    counts: bool
    standing: bool


class FigureOut(BaseModel):
    """A reconciled figure, with the claims that set its bounds and every source's own number."""

    kind: str
    group: str
    side: str | None
    low: int | None
    best: int | None
    high: int | None
    contested: bool
    set_by: dict[str, list[str]]
    told: list[ToldOut]


class LeafOut(BaseModel):
    """A report in a chain, and the reports that copy it."""

    report_id: str
    outlet: str
    published: str | None
    stance: str
    claim_ids: list[str]
    copies: list[LeafOut]


class NodeOut(BaseModel):
    """Someone in a chain, who quotes them, and the reports where they speak last."""

    name: str
    quoted_by: list[NodeOut]
    reports: list[LeafOut]


class OriginOut(BaseModel):
    """One independent origin with everything that goes back to it."""

    key: str
    label: str
    named: bool
    counts: bool
    tree: NodeOut


class LinkOut(BaseModel):
    """Why two events are one happening."""

    left: str
    right: str
    score: float
    reason: str


class DecisionOut(BaseModel):
    """A judgement: who decided what, when and why; `undone_by` where it was taken back."""

    id: int
    verb: str
    who: str
    at: str
    note: str
    left: str | None
    right: str | None
    field: str | None
    value: Any
    undone_by: int | None


class IncidentOut(RowOut):
    """An incident in full."""

    summary: Both
    basis: str
    policy: str
    contested: list[str]
    holds: list[str]
    held_by: list[str]
    actors: list[Both]
    targets: list[Both]
    figures: list[FigureOut]
    origins: list[OriginOut]
    links: list[LinkOut]
    decisions: list[DecisionOut]
    withheld: list[str]


def row_out(row: Row[Any], coarse: bool = False) -> RowOut:
    """A row of the table of incidents; coarse: by its province only."""
    told = dict(zip(row._fields, row, strict=True))  # at once: to ask a row for each cell took half the time
    if coarse:
        told |= dict.fromkeys(("place", "place_id", "lat", "lon", "radius_km"))
    where = (told["place_id"], told["place"], None, told["country"], told["admin1"])
    told["place"] = {x: full_place(*where, x) for x in LANGUAGES}
    told["sides"] = [_both(a) for a in told["actors"].split()]
    return RowOut(**told)


@lru_cache(maxsize=2_000)
def _both(actor: str) -> Both:
    return {x: actor_name(actor, x) for x in LANGUAGES}


def incident_out(c: Connection, incident: Incident, view: View, profile: str) -> IncidentOut:
    """An incident in full, of a view of it; decisions and links only where not public."""
    p, killed = view.place, view.figure("killed")
    internal = profile != "public"
    parties = {
        name: [{x: actor_name(a.id, x) if a.id else a.text for x in LANGUAGES} for a in found]
        for name, found in (("actors", view.actors), ("targets", view.targets))
    }
    return IncidentOut(
        id=view.id, kind=view.kind, type=view.type, stance=view.stance, grade=view.grade, first=view.first,
        last=view.last,
        place={x: full_place(p.id, p.name, p.text, p.country, p.admin1, x) if p else "" for x in LANGUAGES},
        sides=[_both(a) for a in dict.fromkeys(a.id for a in view.actors if a.id)],
        admin1=p.admin1 if p else None, country=p.country if p else None, lat=p.lat if p else None,
        lon=p.lon if p else None, radius_km=p.radius_km if p else None,
        reports=len({x.report_id for x in view.tellings}), origins_low=view.origins_low,
        origins_high=view.origins_high, killed_low=killed.low.value if killed else None,
        killed_best=killed.best.value if killed else None, killed_high=killed.high.value if killed else None,
        summary={x: summary(view, Words(x)) for x in LANGUAGES}, basis=view.basis,
        policy=view.figures[0].policy if view.figures else "ucdp", contested=list(view.contested),
        holds=list(view.holds), held_by=list(view.held_by), **parties,
        figures=[_figure_out(f, view, internal) for f in view.figures],
        origins=[_origin_out(o) for o in chain_trees(view, incident)],
        links=_links(c, incident) if internal else [], decisions=decisions_on(c, incident) if internal else [],
        withheld=list(view.withheld),
    )  # fmt: skip


def _figure_out(f: Reconciled, view: View, words: bool) -> FigureOut:
    tellings = {x.claim_id: x for x in view.tellings}
    names = dict(view.origin_names)
    last = {s.origin: s for s in f.series if s.counts}
    setters = {claim for b in (f.low, f.best, f.high) for claim in b.claims}

    def told(s: Told) -> ToldOut:
        x = tellings[s.claim_id]
        return ToldOut(
            claim_id=s.claim_id, report_id=x.report_id, origin=names.get(s.origin, s.origin), outlet=x.outlet,
            low=s.low, high=s.high, text=s.text if words else "",
            stance=x.stance, counts=s.counts, standing=s.claim_id in setters or last.get(s.origin) is s,
        )  # fmt: skip

    return FigureOut(
        kind=f.kind, group=f.group, side=f.side, low=f.low.value, best=f.best.value, high=f.high.value,
        contested=f.contested, told=[told(s) for s in f.series],
        set_by={"low": list(f.low.claims), "best": list(f.best.claims), "high": list(f.high.claims)},
    )  # fmt: skip


def _leaf_out(leaf: Leaf) -> LeafOut:
    return LeafOut(
        report_id=leaf.report_id, outlet=leaf.outlet, published=leaf.published, stance=leaf.stance,
        claim_ids=list(leaf.claim_ids), copies=[_leaf_out(x) for x in leaf.copies],
    )  # fmt: skip


def _node_out(node: Node) -> NodeOut:
    return NodeOut(
        name=node.name, quoted_by=[_node_out(n) for n in node.quoted_by], reports=[_leaf_out(x) for x in node.leaves]
    )


def _origin_out(o: OriginTree) -> OriginOut:
    return OriginOut(key=o.key, label=o.label, named=o.named, counts=o.counts, tree=_node_out(o.root))


def _links(c: Connection, incident: Incident) -> list[LinkOut]:
    events = sorted({w.event_id for w in incident.witnesses})
    found = c.execute(_LINKS, {"events": events})
    return [LinkOut(left=r.left, right=r.right, score=r.score, reason=r.reason) for r in found]


def decisions_on(c: Connection, incident: Incident) -> list[DecisionOut]:
    """What people decided about the claims and events of an incident's reports, the newest first.

    A judgement names a report and words; here are those whose words meet a trigger of the incident.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    for w in incident.witnesses:
        spans.setdefault(w.report.id, []).append(w.claim.trigger)
    return [d for d, row in _decisions(c, list(spans)) if _meets(row, spans)]


def decisions_of_report(c: Connection, report_id: str) -> list[DecisionOut]:
    """What people decided about the claims of one report, the newest first."""
    return [d for d, row in _decisions(c, [report_id]) if row["nth"] is not None]


def _meets(row: Mapping[str, Any], spans: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    return any(
        start < (row[f"{side}_end"] or 0) and (row[f"{side}_start"] or 0) < end
        for side in ("left", "right")
        for start, end in spans.get(row[f"{side}_report"] or "", ())
    )


def _decisions(c: Connection, reports: Sequence[str]) -> list[tuple[DecisionOut, Mapping[str, Any]]]:
    j = t.judgement.c
    rows = c.execute(_DECIDED, {"reports": reports}).mappings().all()
    undone: dict[int, int] = {}
    for part in chunks([row["id"] for row in rows]):
        undone.update((x.undoes, x.id) for x in c.execute(select(j.undoes, j.id).where(j.undoes.in_(part))))
    out: list[tuple[DecisionOut, Mapping[str, Any]]] = []
    for row in rows:
        ends = [
            f"{row[f'{s}_report']}:{row[f'{s}_start']}" if row[f"{s}_report"] is not None else None
            for s in ("left", "right")
        ]
        made = DecisionOut(
            id=row["id"], verb=row["verb"], who=row["who"], at=row["at"], note=row["note"], left=ends[0],
            right=ends[1], field=row["field"], value=json.loads(row["value"]) if row["value"] else None,
            undone_by=undone.get(row["id"]),
        )  # fmt: skip
        out.append((made, dict(row)))
    return out


def author_of(c: Connection, judgement_id: int) -> str | None:
    """Who made a judgement; None where there is none of this number."""
    return c.execute(select(t.judgement.c.who).where(t.judgement.c.id == judgement_id)).scalar_one_or_none()
