"""Custody: a hash chain over everything added, so that a later change to any row is evident.

Each log entry has the digest of what was added and the hash of the entry before it. What the chain shows and what it
can't is in docs/security.md.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from isnad.ledger import tables as t

if TYPE_CHECKING:
    from sqlalchemy import Connection

_KINDS = ("report", "reading", "judgement", "release", "redact", "reread", "rejudged")
# The hash before the first entry.
GENESIS = "0" * 64


def canonical(value: Any) -> str:
    """JSON with one spelling: sorted keys, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def new_salt() -> str:
    """128 random bits, so that nobody can find a redacted text again by trying likely ones."""
    return secrets.token_hex(16)


def commitment(salt: str, text: str) -> str:
    """What the log keeps of a report's text."""
    return sha256(f"{salt}\n{text}")


def entry_hash(row: Mapping[str, Any]) -> str:
    """The hash of a log entry over all its fields and the hash before it."""
    return sha256(canonical([row[k] for k in ("seq", "at", "kind", "ref", "digest", "detail", "prev")]))


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be appended: kind (report, reading, judgement, redact, release), what it is of, its digest."""

    kind: str
    ref: str
    digest: str
    detail: str = ""


def append(connection: Connection, at: str, entries: Iterable[Entry]) -> None:
    """Append entries to the log; the caller holds the write lock."""
    last = connection.execute(select(t.log.c.seq, t.log.c.hash).order_by(t.log.c.seq.desc()).limit(1)).first()
    seq, prev = (last.seq, last.hash) if last else (0, GENESIS)
    rows = []
    for e in entries:
        seq += 1
        row: dict[str, Any] = {
            "seq": seq, "at": at, "kind": e.kind, "ref": e.ref, "digest": e.digest, "detail": e.detail, "prev": prev,
        }  # fmt: skip
        prev = row["hash"] = entry_hash(row)
        rows.append(row)
    if rows:
        connection.execute(insert(t.log), rows)


def head(connection: Connection) -> tuple[int, str]:
    """The number and the hash of the last entry; 0 and GENESIS for an empty log."""
    last = connection.execute(select(t.log.c.seq, t.log.c.hash).order_by(t.log.c.seq.desc()).limit(1)).first()
    return (last.seq, last.hash) if last else (0, GENESIS)


def reading_digest(bodies: Iterable[str]) -> str:
    """The digest of a reading: over its claims' JSON, in order."""
    return sha256("\n".join(bodies))


def judgement_digest(row: Mapping[str, Any]) -> str:
    """The digest of a judgement over all its columns; those that came later count where they say something."""
    later = ("nth", "field", "value")
    columns = [c.name for c in t.judgement.columns if c.name not in later or row[c.name] is not None]
    return sha256(canonical({name: row[name] for name in columns}))


def verify(connection: Connection) -> list[str]:
    """Everything that doesn't fit, in words; an empty list where the ledger is as it was written.

    Checks that the chain is whole, that every report, reading, judgement and release has its entry and every entry
    its row, and that the rows still have the digests that were logged. A redacted report keeps its commitment only.
    """
    wrong: list[str] = []
    seen: dict[str, dict[str, str]] = {k: {} for k in _KINDS}
    prev, expected = GENESIS, 1
    for entry in connection.execute(select(t.log).order_by(t.log.c.seq)):
        row = dict(entry._mapping)
        if row["seq"] != expected:
            wrong.append(f"log entry {expected} is missing")
            expected = row["seq"]
        if row["prev"] != prev or entry_hash(row) != row["hash"]:
            wrong.append(f"log entry {row['seq']} was changed ({row['kind']} {row['ref']})")
        prev, expected = row["hash"], expected + 1
        seen.setdefault(row["kind"], {})[row["ref"]] = row["digest"]
    _verify_reports(connection, seen, wrong)
    _verify_readings(connection, seen, wrong)
    for table, digest_of in ((t.judgement, judgement_digest), (t.release, release_digest)):
        logged = seen[table.name] | (seen["rejudged"] if table is t.judgement else {})
        for found in connection.execute(select(table)):
            row = dict(found._mapping)
            key = str(row["id"] if table is t.judgement else row["name"])
            if logged.pop(key, None) != digest_of(row):
                wrong.append(f"{table.name} {key} is not as it was logged")
        wrong += [f"{table.name} {key} is missing" for key in logged]
    wrong += _verify_release_rows(connection)
    return wrong


def _verify_reports(connection: Connection, seen: dict[str, dict[str, str]], wrong: list[str]) -> None:
    logged = dict(seen["report"])
    columns = (t.report.c.id, t.report.c.text, t.report.c.salt, t.report.c.commitment, t.report.c.redacted_at)
    for row in connection.execute(select(*columns)):
        if logged.pop(row.id, None) != row.commitment:
            wrong.append(f"report {row.id} is not as it was logged")
        elif row.redacted_at is not None:
            if row.id not in seen["redact"]:
                wrong.append(f"report {row.id} was emptied without a redaction in the log")
        elif row.text is None or commitment(row.salt or "", row.text) != row.commitment:
            wrong.append(f"report {row.id}: the text was changed")
    wrong += [f"report {key} is missing" for key in logged]


def _verify_readings(connection: Connection, seen: dict[str, dict[str, str]], wrong: list[str]) -> None:
    logged = seen["reading"] | seen["reread"]  # a redaction logs what the readings are from then on
    bodies: dict[int, list[str]] = {}
    query = select(t.claim.c.reading_id, t.claim.c.body).order_by(t.claim.c.id)
    for reading_id, body in connection.execute(query):
        bodies.setdefault(reading_id, []).append(body)
    for (reading_id,) in connection.execute(select(t.reading.c.id)):
        if logged.pop(str(reading_id), None) != reading_digest(bodies.get(reading_id, [])):
            wrong.append(f"reading {reading_id}: its claims are not as they were logged")
    wrong += [f"reading {key} is missing" for key in logged]


def release_digest(row: Mapping[str, Any]) -> str:
    """The digest of a release over its columns; its rows' digest is one of them."""
    return sha256(canonical({c.name: row[c.name] for c in t.release.columns}))


def rows_digest(rows: Iterable[tuple[str, str]]) -> str:
    """The digest of a release's rows, in the order of their ids."""
    return sha256("\n".join(f"{i} {body}" for i, body in rows))


def _verify_release_rows(connection: Connection) -> list[str]:
    wrong = []
    for name, digest in connection.execute(select(t.release.c.name, t.release.c.digest)).all():
        query = (
            select(t.release_row.c.incident_id, t.release_row.c.body)
            .where(t.release_row.c.release == name)
            .order_by(t.release_row.c.incident_id)
        )
        if rows_digest((r[0], r[1]) for r in connection.execute(query)) != digest:
            wrong.append(f"release {name}: its rows were changed")
    return wrong


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table of what was told and decided has."""
    names = ("report", "reading", "claim", "judgement", "release")
    return {
        n: int(connection.execute(select(func.count()).select_from(t.metadata.tables[n])).scalar_one()) for n in names
    }
