"""Claims that a person adds: what the reader missed, as a reading of its own that stands beside the reader's.

A judgement of the verb `add` holds who added it, when, why, and the claim; its right side names the trigger of the
claim whose happening it tells of, where there is one. Its claim id is numbered from 1000 on, by the judgement: no
reader finds a thousand claims with one trigger. A later reading that finds it too takes its place; undoing takes it
out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from isnad.ledger import tables as t
from isnad.ledger.corrections import judgements_on, most_overlapping
from isnad.ledger.load import PERSON, chunks
from isnad.model import Span

if TYPE_CHECKING:
    from sqlalchemy import Connection


# The number that an added claim has among those with its trigger start: this and the number of its judgement.
ADDED_FROM = 1000
Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Added:
    """An added claim that nobody undid; `beside` is the trigger of the claim whose happening it tells of."""

    report_id: str
    reading_id: int
    claim_id: str
    body: Body
    beside: Span | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A claim of a reader's current reading."""

    reading_id: int
    event_id: str
    body: Body


def place_added(c: Connection, report_ids: Sequence[str]) -> None:
    """Have those added claims of these reports count that nobody undid and that the reader has not found since."""
    for part in chunks(report_ids):
        standing = _standing(c, part)
        if not standing:
            continue
        read = _found_by_reader(c, part)
        mine = [added.reading_id for added in standing]
        c.execute(delete(t.current_reading).where(t.current_reading.c.reading_id.in_(mine)))
        for added in standing:
            there = read.get(added.report_id, [])
            if any(x.reading_id > added.reading_id and _meet(added.body, x.body) for x in there):
                continue
            c.execute(insert(t.current_reading).values(report_id=added.report_id, reading_id=added.reading_id))
            event_id = _event_beside(added, there)
            c.execute(update(t.claim).where(t.claim.c.reading_id == added.reading_id).values(event_id=event_id))


def take_out(c: Connection, report_id: str, start: int, nth: int) -> None:
    """Have an added claim count no longer; its event is the caller's to make anew."""
    readings = select(t.claim.c.reading_id).where(t.claim.c.claim_id == f"{report_id}:{start}:{nth}")
    c.execute(delete(t.current_reading).where(t.current_reading.c.reading_id.in_(readings)))


def _event_beside(added: Added, read: Sequence[_Read]) -> str:
    """The event that an added claim belongs to: of the claim that it was put beside, else its own."""
    if added.beside is None:
        return added.claim_id
    return most_overlapping(((x.event_id, x.body["trigger"]) for x in read), *added.beside) or added.claim_id


def _meet(a: Body, b: Body) -> bool:
    """Whether two claims are of one type and share words of their triggers."""
    (start, end), (first, last) = a["trigger"], b["trigger"]
    return bool(a["type"] == b["type"] and start < last and first < end)


def _standing(c: Connection, report_ids: Sequence[str]) -> list[Added]:
    """The added claims that nobody undid."""
    rows = judgements_on(c, report_ids, ["add"])
    adds = {f"{r['left_report']}:{r['left_start']}:{r['nth']}": r for r in rows}
    query = select(t.claim.c.claim_id, t.claim.c.reading_id, t.claim.c.body).where(t.claim.c.claim_id.in_(sorted(adds)))
    return [
        Added(
            adds[name]["left_report"], reading_id, name, json.loads(body),
            None if adds[name]["right_start"] is None else (adds[name]["right_start"], adds[name]["right_end"]),
        )
        for name, reading_id, body in (c.execute(query) if adds else ())
    ]  # fmt: skip


def _found_by_reader(c: Connection, report_ids: Sequence[str]) -> dict[str, list[_Read]]:
    """The claims of the reader's current readings."""
    query = (
        select(t.reading.c.report_id, t.reading.c.id, t.claim.c.event_id, t.claim.c.body)
        .select_from(
            t.current_reading.join(t.reading, t.reading.c.id == t.current_reading.c.reading_id).join(
                t.claim, t.claim.c.reading_id == t.reading.c.id
            )
        )
        .where(t.current_reading.c.report_id.in_(report_ids) & (t.reading.c.reader_version != PERSON))
        .order_by(t.claim.c.id)
    )
    out: dict[str, list[_Read]] = {}
    for report_id, reading_id, event_id, body in c.execute(query):
        out.setdefault(report_id, []).append(_Read(reading_id, event_id, json.loads(body)))
    return out
