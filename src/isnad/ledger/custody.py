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

# What the log has entries of; `reread` and `rejudged` are what a redaction leaves.
KINDS = ("report", "reading", "judgement", "release", "redact", "reread", "rejudged")
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


def origin_digest(row: Mapping[str, Any]) -> str:
    """The digest of where a report is from: salted as its text is, so that it shows nothing once the salt is gone."""
    names = ("outlet", "title", "url", "published", "sha256", "got_from", "got_at", "added_at")
    return commitment(row["salt"] or "", canonical([row[n] for n in names]))


def reading_detail(row: Mapping[str, Any]) -> str:
    """The digest of what a reading is beside its claims: of which report, by which reader, with which problems."""
    names = ("report_id", "reader_version", "lexicon_digest", "gazetteer_digest", "problems", "added_at")
    return sha256(canonical([row[n] for n in names]))


def redaction_digests(row: Mapping[str, Any], who: str, reason: str, at: str) -> tuple[str, str]:
    """The digest of a redaction with what it keeps of a report; and as it was before that was in it."""
    told = [row["id"], who, reason, at]
    kept = [row[n] for n in ("outlet", "published", "got_at", "added_at")]
    return sha256(canonical([*told, *kept])), sha256(canonical(told))


def judgement_digest(row: Mapping[str, Any]) -> str:
    """The digest of a judgement over all its columns; those that came later count where they say something."""
    later = ("nth", "field", "value")
    columns = [c.name for c in t.judgement.columns if c.name not in later or row[c.name] is not None]
    return sha256(canonical({name: row[name] for name in columns}))


def release_digest(row: Mapping[str, Any]) -> str:
    """The digest of a release over its columns; its rows' digest is one of them."""
    return sha256(canonical({c.name: row[c.name] for c in t.release.columns}))


def rows_digest(rows: Iterable[tuple[str, str]]) -> str:
    """The digest of a release's rows, in the order of their ids."""
    return sha256("\n".join(f"{i} {body}" for i, body in rows))


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table of what was told and decided has."""
    names = ("report", "reading", "claim", "judgement", "release")
    return {
        n: int(connection.execute(select(func.count()).select_from(t.metadata.tables[n])).scalar_one()) for n in names
    }
