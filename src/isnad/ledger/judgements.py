"""What people decide: two events are the same or different; a claim is right, wrong, or otherwise.

Rows with who, when and why; undone by another row.

A judgement names a report and a span of its text, not a claim, so that it holds for any later reading: it is attached
to the event whose words it overlaps most. One that finds nothing is listed, never dropped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from isnad.errors import InputError
from isnad.ledger import tables as t
from isnad.ledger.added import ADDED_FROM, place_added, take_out
from isnad.ledger.check import FIELDS
from isnad.ledger.corrections import EFFECTIVE, check_value, most_overlapping, rebuild_events
from isnad.ledger.custody import Entry, append, judgement_digest
from isnad.ledger.load import PERSON, Item, add_reading, report_of
from isnad.ledger.store import Ledger, LedgerError, now
from isnad.link.cluster import Decisions
from isnad.model import Claim, Reading
from isnad.schema import claim_from_dict, claim_to_dict

if TYPE_CHECKING:
    from sqlalchemy import Connection

VERBS = ("same", "different")
CLAIM_VERBS = (*EFFECTIVE, "note", "skip", "code")


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement that stands: its id, verb, and the events it is attached to now; None where none is found."""

    id: int
    verb: str
    left: str | None
    right: str | None
    who: str
    note: str
    at: str


def judge(ledger: Ledger, left: str, right: str, verb: str, who: str, note: str) -> int:
    """Record that two events or incidents are the same or different; gives the judgement's id.

    An incident stands for its first event, or, for "different" within one incident, name the events themselves.
    Raises LedgerError where one of them is not in the ledger, both are one event, or one is a tally and the other not.
    """
    if verb not in VERBS:
        raise LedgerError(f"'{verb}' is no judgement: say {' or '.join(VERBS)}")
    if not who.strip():
        raise LedgerError("a judgement needs a name: who decides?")
    with ledger.write() as c:
        a, b = _span_of(c, left), _span_of(c, right)
        if a == b:
            raise LedgerError(f"{left} and {right} are one event")
        events = [e for e in (_find(c, *a), _find(c, *b)) if e]
        single = set(c.scalars(select(t.event.c.scope == "single").where(t.event.c.id.in_(events))))
        if verb == "same" and len(single) > 1:
            raise LedgerError(f"{left} and {right}: one is a tally, which is never one with what happened once")
        row = {
            "verb": verb, "left_report": a[0], "left_start": a[1], "left_end": a[2], "right_report": b[0],
            "right_start": b[1], "right_end": b[2], "undoes": None, "who": who, "note": note,
        }  # fmt: skip
        number = _add(c, row)
        _unsettle(c, set(events), split=verb == "different")
    return number


def judge_claim(
    ledger: Ledger, claim_id: str, verb: str, who: str, note: str = "", field: str | None = None, value: object = None
) -> int:
    """Record what a person decides about a claim; gives the judgement's id.

    accept and reject say whether it is right; correct gives a field anew, in the codebook's JSON form; note and skip
    change nothing; code is a coder's blind coding, which changes nothing until a lead settles it. Raises LedgerError
    where there is no such claim, or the value can't be one of that field.
    """
    if verb not in CLAIM_VERBS:
        raise LedgerError(f"'{verb}' is no judgement on a claim: say {', '.join(CLAIM_VERBS)}")
    if not who.strip():
        raise LedgerError("a judgement needs a name: who decides?")
    with ledger.write() as c:
        report, start, end = _span_of(c, claim_id)
        query = (
            select(t.claim.c.body, t.claim.c.claim_id, t.report.c.text)
            .select_from(_current_claims().join(t.report, t.report.c.id == t.reading.c.report_id))
            .where(t.claim.c.claim_id == claim_id)
        )
        found = c.execute(query).first()
        if found is None:
            raise LedgerError(f"there is no claim {claim_id} in this ledger")
        if verb == "correct":
            claim = claim_from_dict(json.loads(found[0]), report)
            check_value(claim, field or "", value, len(found[2] or ""))
        row: dict[str, Any] = {
            "verb": verb, "left_report": report, "left_start": start, "left_end": end, "right_report": None,
            "right_start": None, "right_end": None, "undoes": None, "who": who, "note": note,
            "nth": int(claim_id.rsplit(":", 1)[1]), "field": field,
            "value": None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True),
        }  # fmt: skip
        number = _add(c, row)
        if verb in EFFECTIVE:
            _changed(c, report, verb)
    return number


def add_claim(
    ledger: Ledger, report_id: str, given: Mapping[str, Any], who: str, note: str = "", beside: str | None = None
) -> tuple[int, str]:
    """Record a claim that the reader missed, in the codebook's JSON form; gives the judgement's id and the claim's.

    Of what is given the trigger counts, and the fields that can be corrected. It tells of a happening of its own, or of
    that which the claim `beside` of the same report tells of. Raises LedgerError where there is no such report, its
    words were taken out, or the claim can't be one of it.
    """
    if not who.strip():
        raise LedgerError("a judgement needs a name: who decides?")
    with ledger.write() as c:
        r = c.execute(select(t.report).where(t.report.c.id == report_id)).mappings().first()
        if r is None or r["text"] is None:
            raise LedgerError(f"there is no report {report_id} in this ledger whose words can be read")
        other = _span_of(c, beside) if beside else (None, None, None)
        if beside and other[0] != report_id:
            raise LedgerError(f"'{beside}' is no claim of this report")
        number = _next_number(c)
        claim = _claim(given, report_id, r["text"], number)
        body = json.dumps(claim_to_dict(claim), ensure_ascii=False, sort_keys=True)
        _add(
            c,
            {
                "verb": "add", "left_report": report_id, "left_start": claim.trigger[0], "left_end": claim.trigger[1],
                "right_report": other[0], "right_start": other[1], "right_end": other[2], "undoes": None, "who": who,
                "note": note, "nth": ADDED_FROM + number, "value": body,
            },
        )  # fmt: skip
        add_reading(c, now(), Item(report_of(r), Reading(report_id, (claim,), (), PERSON)), r["ordinal"])
        place_added(c, [report_id])
        _changed(c, report_id, "add")
    return number, claim.claim_id


def _claim(given: Mapping[str, Any], report_id: str, text: str, number: int) -> Claim:
    """The claim as it is kept. Raises LedgerError for one that can't be."""
    cells = {k: v for k, v in given.items() if k == "trigger" or k in FIELDS}
    try:
        read = claim_from_dict(cells | {"id": f"p{number}", "event": f"p{number}"}, report_id, text)
    except (InputError, TypeError, ValueError) as e:
        raise LedgerError(f"the claim can't be read: {e}") from e
    start, end = read.trigger
    if not 0 <= start < end <= len(text):
        raise LedgerError(f"the words {start} to {end} are not in the report")
    claim = replace(read, claim_id=f"{report_id}:{start}:{ADDED_FROM + number}")
    row = claim_to_dict(claim)
    for field in FIELDS:
        if field in row:
            check_value(claim, field, row[field], len(text))
    return claim


def _changed(c: Connection, report: str, verb: str) -> None:
    """Have what a decision on a report's claim changes derived again; an acceptance changes no event."""
    events = {row[0] for row in c.execute(select(t.event.c.id).where(t.event.c.report_id == report))}
    if verb != "accept":
        _unsettle(c, events, split=True)
        rebuild_events(c, [report])
    touched = select(t.member.c.incident_id).where(t.member.c.event_id.in_(sorted(events)))
    c.execute(t.incident.update().where(t.incident.c.id.in_(touched)).values(derived=0))


def undo(ledger: Ledger, judgement_id: int, who: str, note: str) -> int:
    """Take a judgement back; both rows stay. Gives the id of the undoing row."""
    with ledger.write() as c:
        row = c.execute(select(t.judgement).where(t.judgement.c.id == judgement_id)).mappings().first()
        if row is None or row["verb"] not in (*VERBS, *CLAIM_VERBS, "add"):
            raise LedgerError(f"there is no judgement {judgement_id} that can be undone")
        done = c.execute(select(t.judgement.c.id).where(t.judgement.c.undoes == judgement_id)).first()
        if done is not None:
            raise LedgerError(f"judgement {judgement_id} was undone by {done[0]} already")
        empty = dict.fromkeys(("left_report", "left_start", "left_end", "right_report", "right_start", "right_end"))
        number = _add(c, {"verb": "undo", **empty, "undoes": judgement_id, "who": who, "note": note})
        if row["verb"] == "add":
            take_out(c, row["left_report"], row["left_start"], row["nth"])
            _changed(c, row["left_report"], "add")
            return number
        if row["verb"] in CLAIM_VERBS:
            if row["verb"] in EFFECTIVE:
                _changed(c, row["left_report"], "accept" if row["verb"] == "accept" else "correct")
            return number
        ends = [(row[f"{s}_report"], row[f"{s}_start"], row[f"{s}_end"]) for s in ("left", "right")]
        _unsettle(c, {e for e in (_find(c, *end) for end in ends) if e}, split=row["verb"] == "same")
    return number


def _next_number(c: Connection) -> int:
    return int(c.execute(select(func.coalesce(func.max(t.judgement.c.id), 0))).scalar_one()) + 1


def _add(c: Connection, row: dict[str, Any]) -> int:
    number = _next_number(c)
    at = now()
    full = {"nth": None, "field": None, "value": None, "id": number, **row, "at": at}
    c.execute(insert(t.judgement), [full])
    append(c, at, [Entry("judgement", str(number), judgement_digest(full))])
    return number


def _span_of(c: Connection, name: str) -> tuple[str, int, int]:
    """The report and the trigger of an event, given by its id, its claim's id (REPORT:START:N), or an incident's."""
    first = (
        select(t.member.c.event_id)
        .join(t.event, t.event.c.id == t.member.c.event_id)
        .where(t.member.c.incident_id == name)
        .order_by(t.event.c.ordinal, t.event.c.id)
        .limit(1)
    )
    event = c.execute(first).scalar_one_or_none() or name
    query = (
        select(t.reading.c.report_id, t.claim.c.body)
        .select_from(_current_claims())
        .where((t.claim.c.event_id == event) | (t.claim.c.claim_id == event))
        .order_by(t.claim.c.id)
        .limit(1)
    )
    row = c.execute(query).first()
    if row is None:
        raise LedgerError(f"'{name}' is neither an incident nor an event (REPORT:START:N) of this ledger")
    start, end = _trigger(row[1])
    return row[0], start, end


def _current_claims() -> Any:
    return t.claim.join(t.current_reading, t.current_reading.c.reading_id == t.claim.c.reading_id).join(
        t.reading, t.reading.c.id == t.claim.c.reading_id
    )


def _trigger(body: str) -> tuple[int, int]:
    start, end = json.loads(body)["trigger"]
    return int(start), int(end)


def _find(c: Connection, report: str, start: int, end: int) -> str | None:
    """The event of the report's current reading whose trigger overlaps the span most; None where none does."""
    query = (
        select(t.claim.c.event_id, t.claim.c.body)
        .select_from(_current_claims())
        .where(t.current_reading.c.report_id == report)
        .order_by(t.claim.c.id)
    )
    return most_overlapping(((event, _trigger(body)) for event, body in c.execute(query)), start, end)


def _unsettle(c: Connection, events: set[str], split: bool) -> None:
    """Mark the incidents of these events for linking anew; a split also takes the groups apart first."""
    incidents = select(t.member.c.incident_id).where(t.member.c.event_id.in_(sorted(events)))
    touched = sorted({row[0] for row in c.execute(incidents)})
    members = [r[0] for r in c.execute(select(t.member.c.event_id).where(t.member.c.incident_id.in_(touched)))]
    every = sorted(events | set(members))
    c.execute(t.event.update().where(t.event.c.id.in_(every)).values(linked=False))
    c.execute(t.incident.update().where(t.incident.c.id.in_(touched)).values(derived=0))
    if split:
        c.execute(t.member.update().where(t.member.c.incident_id.in_(touched)).values(settled=False))


def standing(c: Connection) -> list[Standing]:
    """The judgements that stand, in order, with the events that they are attached to now."""
    rows = list(c.execute(select(t.judgement).order_by(t.judgement.c.id)).mappings())
    undone = {r["undoes"] for r in rows if r["verb"] == "undo"}
    out = []
    for r in rows:
        if r["verb"] in VERBS and r["id"] not in undone:
            left = _find(c, r["left_report"], r["left_start"], r["left_end"])
            right = _find(c, r["right_report"], r["right_start"], r["right_end"])
            out.append(Standing(r["id"], r["verb"], left, right, r["who"], r["note"], r["at"]))
    return out


def decisions(judgements: list[Standing]) -> Decisions:
    """The standing judgements as linking takes them; a later one on the same pair overrules an earlier one."""
    last = {frozenset((j.left, j.right)): j.verb for j in judgements if j.left and j.right and j.left != j.right}
    return Decisions(
        frozenset(frozenset(str(e) for e in p) for p, v in last.items() if v == "same"),
        frozenset(frozenset(str(e) for e in p) for p, v in last.items() if v == "different"),
    )
