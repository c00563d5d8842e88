"""A report as the API gives it and the pages draw it: its text in pieces, its claims as people left them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from sqlalchemy import BindParameter, bindparam, select

from isnad.ledger import tables as t
from isnad.ledger.corrections import Fix, corrected, fixes
from isnad.ledger.incident import Incident
from isnad.ledger.load import chunks
from isnad.model import Claim
from isnad.schema import claim_from_dict, claim_to_dict
from isnad.serve.marks import marks_of, pieces

if TYPE_CHECKING:
    from sqlalchemy import Connection

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_R = t.report.c
_TEXTS = select(_R.id, _R.outlet, _R.title, _R.url, _R.published, _R.redacted_at, _R.text).where(_R.id.in_(_IDS))
_CLAIMS = (
    select(t.current_reading.c.report_id, t.claim.c.body, t.claim.c.event_id, t.member.c.incident_id)
    .select_from(
        t.claim.join(t.current_reading, t.current_reading.c.reading_id == t.claim.c.reading_id).outerjoin(
            t.member, t.member.c.event_id == t.claim.c.event_id
        )
    )
    .where(t.current_reading.c.report_id.in_(_IDS))
    .order_by(t.claim.c.id)
)


class PieceOut(BaseModel):
    """A stretch of a report's text; `kind` says what its words are, `claims` in which claims."""

    start: int
    text: str
    kind: str
    claims: list[str]


class ClaimOut(BaseModel):
    """A claim in the codebook's form, as people left it, with what they decided."""

    claim_id: str
    event_id: str
    incident_id: str | None
    verdict: str | None
    corrected: list[str]
    claim: dict[str, Any]


class ReportOut(BaseModel):
    """A report with its text in pieces and its claims; `pieces` is empty for one whose words were taken out."""

    id: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    redacted: bool
    pieces: list[PieceOut]
    claims: list[ClaimOut]


def report_out(c: Connection, report_id: str) -> ReportOut | None:
    """A report with its claims as people left them; None where there is none of this id."""
    return next(iter(reports_out(c, [report_id])), None)


def reports_out(
    c: Connection, report_ids: Sequence[str], only: Sequence[frozenset[str]] | None = None
) -> list[ReportOut]:
    """These reports with their claims as people left them (`only` those given for each), in the order given."""
    found, claims, fixed = dict[str, Any](), defaultdict[str, list[Any]](list), dict[str, Fix]()
    for part in chunks(list(dict.fromkeys(report_ids))):
        found.update(_texts(c, part))
        fixed.update(fixes(c, part))
        for row in c.execute(_CLAIMS, {"ids": part}):
            claims[row.report_id].append(row)
    wanted: Sequence[frozenset[str] | None] = only or [None] * len(report_ids)
    return [
        _report_out(found[i], _as_left(found[i], claims[i], fixed, some))
        for i, some in zip(report_ids, wanted, strict=True)
        if i in found
    ]


def incident_reports(c: Connection, incident: Incident, judged: bool) -> list[ReportOut]:
    """The reports of an incident in the order of loading, with the incident's claims alone.

    `judged` says whether anybody decided anything on them: where nobody did, nothing is looked for.
    """
    ids = [r.id for r in incident.reports]
    texts = {i: row for part in chunks(ids) for i, row in _texts(c, part).items()}
    fixed = fixes(c, ids) if judged else {}
    told: dict[str, list[tuple[Claim, ClaimOut]]] = defaultdict(list)
    for w in incident.witnesses:
        start, end = w.claim.trigger
        words = w.claim.trigger_text or (texts[w.report.id].text or "")[start:end]
        claim = replace(w.claim, trigger_text=words)
        told[w.report.id].append((claim, _claim_out(claim, w.event_id, incident.id, fixed.get(claim.claim_id))))
    return [_report_out(texts[i], told[i]) for i in ids]


def _texts(c: Connection, ids: Sequence[str]) -> dict[str, Any]:
    return {row.id: row for row in c.execute(_TEXTS, {"ids": ids})}


def _as_left(
    r: Any, rows: Sequence[tuple[str, str, str, str | None]], fixed: Mapping[str, Fix], only: frozenset[str] | None
) -> list[tuple[Claim, ClaimOut]]:
    """The claims of a report as people left them, the rejected ones as they were read."""
    out = []
    for _, body, event_id, incident_id in rows:
        read = claim_from_dict(json.loads(body), r.id, r.text or "")
        if only is None or read.claim_id in only:
            fix = fixed.get(read.claim_id)
            claim = corrected(read, fix) or read
            out.append((claim, _claim_out(claim, event_id, incident_id, fix)))
    return out


def _report_out(r: Any, claims: Sequence[tuple[Claim, ClaimOut]]) -> ReportOut:
    marks = [m for claim, shown in claims if shown.verdict != "reject" for m in marks_of(claim)]
    return ReportOut(
        id=r.id, outlet=r.outlet, title=r.title, url=r.url, published=r.published,
        redacted=r.redacted_at is not None, claims=[shown for _, shown in claims],
        pieces=[
            PieceOut(start=p.start, text=p.text, kind=p.kind, claims=list(p.claims)) for p in pieces(r.text, marks)
        ] if r.text else [],
    )  # fmt: skip


def _claim_out(claim: Claim, event_id: str, incident_id: str | None, fix: Fix | None) -> ClaimOut:
    rejected = fix is not None and fix.verdict == "reject"
    return ClaimOut(
        claim_id=claim.claim_id, event_id=event_id, incident_id=None if rejected else incident_id,
        verdict=fix.verdict if fix else None, corrected=sorted(fix.values) if fix else [], claim=claim_to_dict(claim),
    )  # fmt: skip
