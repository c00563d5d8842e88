"""What people decide about claims: right, wrong, or a cell of them otherwise; laid over the readings, never into them.

A judgement names a report, the words of a trigger, and which of the claims with that trigger is meant. It finds its
claim in any later reading by overlap; one that finds none is listed by `unattached`, never dropped. Undone judgements
don't count; of two on one cell the later one does.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from isnad.errors import InputError
from isnad.ledger import tables as t
from isnad.ledger.check import FIELDS, check_code, check_item
from isnad.ledger.load import chunks, drop_event_ids, report_of
from isnad.ledger.pack import pack_event, pack_sketch
from isnad.ledger.store import LedgerError
from isnad.link.blocking import days_of
from isnad.link.events import events_of
from isnad.model import Claim, Span
from isnad.schema import claim_from_dict, claim_to_dict

if TYPE_CHECKING:
    from sqlalchemy import Connection

EFFECTIVE = ("accept", "reject", "correct")
# Made once: putting a query together takes longer than asking it.
_STANDING = select(t.judgement).where(
    t.judgement.c.left_report.in_(bindparam("reports", expanding=True))
    & t.judgement.c.verb.in_(bindparam("verbs", expanding=True))
    & t.judgement.c.id.not_in(select(t.judgement.c.undoes).where(t.judgement.c.undoes.is_not(None)))
)


@dataclass(frozen=True, slots=True)
class Fix:
    """What stands on one claim: the verdict (accept, reject; None where nobody said), and cells given anew."""

    verdict: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    by: tuple[int, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether a person said that the claim is right, wrong, or what is right."""
        return self.verdict is not None or bool(self.values)


def corrected(claim: Claim, fix: Fix | None) -> Claim | None:
    """The claim as people left it; None where it was rejected."""
    if fix is None:
        return claim
    if fix.verdict == "reject":
        return None
    if not fix.values:
        return claim
    made = claim_from_dict(claim_to_dict(claim) | dict(fix.values))
    return replace(made, claim_id=claim.claim_id, trigger_text=claim.trigger_text)


def check_value(claim: Claim, name: str, value: Any, text_length: int) -> None:
    """Whether a cell may be given so. Raises LedgerError that says what is wrong."""
    if name not in FIELDS:
        raise LedgerError(f"'{name}' is no field that can be corrected: say {', '.join(FIELDS)}")
    try:
        if FIELDS[name]:
            check_code(name, value)
            return
        made = claim_from_dict(claim_to_dict(claim) | {name: value})
    except (InputError, TypeError, ValueError) as e:
        raise LedgerError(str(e) if FIELDS[name] else f"{name} can't be read: {e}") from e
    items: Sequence[Any] = (made.when,) if name == "when" else getattr(made, name)
    try:
        for item in items:
            check_item(name, item, text_length)
    except InputError as e:
        raise LedgerError(str(e)) from e


@dataclass(frozen=True, slots=True)
class Known:
    """A claim of a current reading, by what judgements name it by."""

    claim_id: str
    trigger: Span

    @property
    def nth(self) -> int:
        """Which of the claims with its trigger start it is."""
        return int(self.claim_id.rsplit(":", 1)[1])


def known_claims(c: Connection, report_ids: Sequence[str]) -> dict[str, list[Known]]:
    """The claims of the current readings of these reports."""
    out: dict[str, list[Known]] = defaultdict(list)
    for part in chunks(report_ids):
        query = (
            select(t.current_reading.c.report_id, t.claim.c.claim_id, t.claim.c.body)
            .select_from(t.claim.join(t.current_reading, t.current_reading.c.reading_id == t.claim.c.reading_id))
            .where(t.current_reading.c.report_id.in_(part))
            .order_by(t.claim.c.id)
        )
        for report_id, claim_id, body in c.execute(query):
            start, end = json.loads(body)["trigger"]
            out[report_id].append(Known(claim_id, (start, end)))
    return out


def attach(claims: Iterable[Known], start: int, end: int, nth: int | None) -> str | None:
    """The claim whose trigger overlaps the span most; among equals the one of this number, else the first."""
    ordered = sorted(claims, key=lambda known: known.nth != (nth or 0))
    return most_overlapping(((known.claim_id, known.trigger) for known in ordered), start, end)


def most_overlapping(named: Iterable[tuple[str, Span]], start: int, end: int) -> str | None:
    """The name of the span that has most characters of this one, the first among equals; None where none has any."""
    best, most = None, 0
    for name, (first, last) in named:
        common = min(last, end) - max(first, start)
        if common > most:
            best, most = name, common
    return best


def judgements_on(c: Connection, report_ids: Sequence[str], verbs: Sequence[str]) -> list[dict[str, Any]]:
    """The judgements of these verbs on claims of these reports that stand, in order."""
    rows: list[dict[str, Any]] = []
    for part in chunks(sorted(report_ids)):
        rows += [dict(r) for r in c.execute(_STANDING, {"reports": part, "verbs": verbs}).mappings()]
    return sorted(rows, key=lambda r: int(r["id"]))


def fixes(c: Connection, report_ids: Sequence[str]) -> dict[str, Fix]:
    """What stands on the claims of these reports, by claim id; only claims that something stands on."""
    rows = judgements_on(c, report_ids, (*EFFECTIVE, "add"))
    claims = known_claims(c, sorted({r["left_report"] for r in rows}))
    out: dict[str, Fix] = {}
    for row in rows:
        claim_id = attach(claims[row["left_report"]], row["left_start"], row["left_end"], row["nth"])
        if claim_id is None:
            continue
        before = out.get(claim_id, Fix())
        if row["verb"] == "add":
            if claim_id.endswith(f":{row['nth']}"):  # else the reader has found it since, and nobody looked at that
                out[claim_id] = Fix("accept", before.values, (*before.by, row["id"]))
        elif row["verb"] == "correct":
            values = {**before.values, row["field"]: json.loads(row["value"])}
            out[claim_id] = Fix("accept", values, (*before.by, row["id"]))
        else:
            out[claim_id] = Fix(row["verb"], before.values, (*before.by, row["id"]))
    return out


def unattached(c: Connection) -> list[dict[str, Any]]:
    """The judgements on claims that find none in the current readings."""
    reports = [r[0] for r in c.execute(select(t.judgement.c.left_report).where(t.judgement.c.nth.is_not(None)))]
    rows = judgements_on(c, sorted(set(reports)), (*EFFECTIVE, "note", "skip", "code"))
    claims = known_claims(c, sorted({r["left_report"] for r in rows}))
    return [r for r in rows if attach(claims[r["left_report"]], r["left_start"], r["left_end"], r["nth"]) is None]


def rebuild_events(c: Connection, report_ids: Sequence[str]) -> None:
    """Make the events of these reports anew from their corrected claims, to be linked again; ids stay."""
    found = fixes(c, report_ids)
    for report_id in report_ids:
        _rebuild(c, report_id, found)


def _rebuild(c: Connection, report_id: str, found: Mapping[str, Fix]) -> None:
    r = c.execute(select(t.report).where(t.report.c.id == report_id)).mappings().one()
    query = (
        select(t.claim.c.event_id, t.claim.c.body)
        .select_from(t.claim.join(t.current_reading, t.current_reading.c.reading_id == t.claim.c.reading_id))
        .where(t.current_reading.c.report_id == report_id)
        .order_by(t.claim.c.id)
    )
    groups: dict[str, list[Claim]] = defaultdict(list)
    every: set[str] = set()
    for event_id, body in c.execute(query):
        every.add(event_id)
        read = claim_from_dict(json.loads(body), report_id, r["text"] or "")
        claim = corrected(read, found.get(read.claim_id))
        if claim is not None:
            group = groups[event_id]  # an added claim that tells of it too came under a name of its own
            group.append(replace(claim, event=group[0].event) if group else claim)
    report = report_of(r)
    there = {row[0] for row in c.execute(select(t.event.c.id).where(t.event.c.report_id == report_id))}
    drop_event_ids(c, sorted(there - set(groups)))
    for event_id, claims in groups.items():
        event = replace(events_of(report, claims, r["ordinal"])[0], id=event_id)
        days = days_of(event)
        row = {
            "scope": event.scope, "first_day": days.start if days else None,
            "last_day": days.stop - 1 if days else None, "linked": False, "sketch": pack_sketch(event.sketch),
            "body": pack_event(event),
        }  # fmt: skip
        if event_id in there:
            c.execute(update(t.event).where(t.event.c.id == event_id).values(**row))
        else:
            c.execute(insert(t.event).values(id=event_id, report_id=report_id, ordinal=r["ordinal"], **row))
