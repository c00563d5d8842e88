"""Verifying: whether every row of a ledger still says what the log's chain says that was written.

What is derived (events, incidents and what joins them) has no entry: it can be derived again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Row, func, select

from isnad.errors import InputError
from isnad.ledger import tables as t
from isnad.ledger.custody import (
    GENESIS,
    KINDS,
    commitment,
    entry_hash,
    judgement_digest,
    origin_digest,
    reading_detail,
    reading_digest,
    redaction_digests,
    release_digest,
    rows_digest,
)
from isnad.ledger.load import PERSON, chunks
from isnad.ledger.rows import columns_of, parts_of
from isnad.schema import claim_from_dict

if TYPE_CHECKING:
    from sqlalchemy import Connection


class _Logged(NamedTuple):
    """What an entry of the log says of a row; empty where there is none."""

    digest: str = ""
    detail: str = ""
    at: str = ""


Seen = dict[str, dict[str, _Logged]]
_NOTHING = _Logged()
_PARTS = (t.party, t.place, t.figure, t.source)


def verify(connection: Connection) -> list[str]:
    """Everything that doesn't fit, in words; an empty list where the ledger is as it was written.

    Checks that the chain is whole, that every report, reading, judgement and release has its entry and every entry
    its row, that the rows still have the digests that were logged, that the rows of a claim say what it says, and that
    no report's last reading was set aside. A redacted report keeps its commitment only.
    """
    wrong: list[str] = []
    seen: Seen = {k: {} for k in KINDS}
    prev, expected = GENESIS, 1
    for entry in connection.execute(select(t.log).order_by(t.log.c.seq)):
        row = dict(entry._mapping)
        if row["seq"] != expected:
            wrong.append(f"log entry {expected} is missing")
            expected = row["seq"]
        if row["prev"] != prev or entry_hash(row) != row["hash"]:
            wrong.append(f"log entry {row['seq']} was changed ({row['kind']} {row['ref']})")
        prev, expected = row["hash"], expected + 1
        seen.setdefault(row["kind"], {})[row["ref"]] = _Logged(entry.digest, entry.detail, entry.at)
    wrong += _reports(connection, seen)
    wrong += _readings(connection, seen)
    for table, digest_of in ((t.judgement, judgement_digest), (t.release, release_digest)):
        logged = seen[table.name] | (seen["rejudged"] if table is t.judgement else {})
        for found in connection.execute(select(table)):
            row = dict(found._mapping)
            key = str(row["id"] if table is t.judgement else row["name"])
            if logged.pop(key, _NOTHING).digest != digest_of(row):
                wrong.append(f"{table.name} {key} is not as it was logged")
        wrong += [f"{table.name} {key} is missing" for key in logged]
    wrong += _release_rows(connection)
    return wrong


def _reports(c: Connection, seen: Seen) -> Iterator[str]:
    logged = dict(seen["report"])
    for found in c.execute(select(t.report)):
        row = dict(found._mapping)
        name = row["id"]
        entry, redacted = logged.pop(name, _NOTHING), seen["redact"].get(name)
        if entry.digest != row["commitment"]:
            yield f"report {name} is not as it was logged"
        elif row["redacted_at"] is not None:
            if redacted is None:
                yield f"report {name} was emptied without a redaction in the log"
                continue
            who, reason = json.loads(redacted.detail)
            if redacted.digest not in redaction_digests(row, who, reason, redacted.at):
                yield f"report {name}: what was kept when it was redacted was changed"
        elif row["text"] is None or commitment(row["salt"] or "", row["text"]) != row["commitment"]:
            yield f"report {name}: the text was changed"
        elif entry.detail not in ("", origin_digest(row)):  # empty: written before this was logged
            yield f"report {name}: outlet, address, time or digest was changed"
    yield from (f"report {key} is missing" for key in logged)


def _readings(c: Connection, seen: Seen) -> Iterator[str]:
    logged = seen["reading"] | seen["reread"]  # a redaction logs what the readings are from then on
    r, cl = t.reading.c, t.claim.c
    readings = {row.id: row for row in c.execute(select(t.reading))}
    query = select(t.claim).order_by(cl.reading_id, cl.id)
    claims = groupby(c.execute(query), key=lambda row: int(row.reading_id))
    told = next(claims, None)
    for number in sorted(readings):
        while told is not None and told[0] < number:  # of a reading that is gone
            told = next(claims, None)
        rows: list[Row[Any]] = []
        if told is not None and told[0] == number:
            rows, told = list(told[1]), next(claims, None)
        reading, entry = readings[number], logged.pop(str(number), _NOTHING)
        if entry.digest != reading_digest(row.body for row in rows):
            yield f"reading {number}: its claims are not as they were logged"
        elif entry.detail not in (reading.report_id, reading_detail(reading._asdict())):
            yield f"reading {number}: its report, reader or problems were changed"
        else:
            yield from _claims(c, reading, rows)
    yield from (f"reading {key} is missing" for key in logged)
    last = select(r.report_id, func.max(r.id)).where(r.reader_version != PERSON).group_by(r.report_id)
    current = set(c.scalars(select(t.current_reading.c.reading_id)))
    for report_id, number in c.execute(last):
        if number not in current:
            yield f"report {report_id}: its last reading, {number}, was set aside"


def _claims(c: Connection, reading: Row[Any], rows: Sequence[Row[Any]]) -> Iterator[str]:
    """Whether the columns and the parts of a reading's claims say what their bodies say, which the log knows."""
    parts: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for table in _PARTS:
        order = [column for column in table.primary_key.columns if column.name != "claim"]
        for some in chunks([row.id for row in rows]):
            for part in c.execute(select(table).where(table.c.claim.in_(some)).order_by(*order)).mappings():
                parts[(table.name, part["claim"])].append({k: v for k, v in part.items() if k != "claim"})
    firsts: dict[str, str] = {}
    for row in rows:
        try:
            claim = claim_from_dict(json.loads(row.body), reading.report_id)
        except (ValueError, InputError) as e:
            yield f"claim {row.claim_id}: it can't be read: {e}"
            continue
        event = firsts.setdefault(claim.event, claim.claim_id)
        if reading.reader_version != PERSON and row.event_id != event:
            yield f"claim {row.claim_id}: its event was changed"
        columns = columns_of(claim)
        if columns != {name: row._mapping[name] for name in columns}:
            yield f"claim {row.claim_id}: its columns were changed"
        for name, want in parts_of(claim).items():
            if want != parts[(name, row.id)]:
                yield f"claim {row.claim_id}: the rows of its {name} were changed"


def _release_rows(connection: Connection) -> Iterator[str]:
    for name, digest in connection.execute(select(t.release.c.name, t.release.c.digest)).all():
        query = (
            select(t.release_row.c.incident_id, t.release_row.c.body)
            .where(t.release_row.c.release == name)
            .order_by(t.release_row.c.incident_id)
        )
        if rows_digest((r[0], r[1]) for r in connection.execute(query)) != digest:
            yield f"release {name}: its rows were changed"
