"""Sealing the log's head, checking against a seal kept elsewhere, and redaction.

A seal is a small JSON file: the number and hash of the last log entry, how many rows there were, and an Ed25519
signature. Whoever keeps it elsewhere can later show that the ledger up to there is unchanged.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from isnad.errors import MissingExtraError
from isnad.ledger import tables as t
from isnad.ledger.custody import (
    Entry,
    append,
    canonical,
    counts,
    head,
    judgement_digest,
    reading_detail,
    reading_digest,
    redaction_digests,
)
from isnad.ledger.load import chunks
from isnad.ledger.pack import pack_event, unpack_event
from isnad.ledger.search import forget_words
from isnad.ledger.store import LOCK_TIMEOUT_S, Ledger, LedgerError, now

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from sqlalchemy import Connection


def _private_key(path: Path) -> Ed25519PrivateKey:
    """The signing key in this file; made, readable by its owner only, where there is none."""
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError as e:
        raise MissingExtraError("ledger", "sealing") from e
    key: object
    if path.exists():
        try:
            key = serialization.load_pem_private_key(path.read_bytes(), None)
        except (ValueError, TypeError, UnsupportedAlgorithm):  # no PEM; with a password; of another kind
            key = None
        if not isinstance(key, Ed25519PrivateKey):
            raise LedgerError(f"{path} is no Ed25519 key in PEM without a password: name a new file, and one is made")
        return key
    made = Ed25519PrivateKey.generate()
    pem = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as f:
        f.write(pem)
    return made


def seal(ledger: Ledger, key_file: Path) -> dict[str, Any]:
    """The signed head of the log, as a dict that goes to JSON."""
    key = _private_key(key_file)
    with ledger.read() as c:
        seq, digest = head(c)
        body: dict[str, Any] = {"isnad_seal": 1, "entries": seq, "head": digest, "rows": counts(c), "at": now()}
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    signature = base64.b64encode(key.sign(canonical(body).encode("utf-8"))).decode()
    return body | {"key": public, "signature": signature}


def is_public_key(text: str) -> bool:
    """Whether it can be a public key as a seal has it: 32 bytes in base64."""
    try:
        return len(base64.b64decode(text, validate=True)) == 32
    except ValueError:
        return False


def check_seal(c: Connection, sealed: dict[str, Any], key: str | None = None) -> list[str]:
    """What speaks against the ledger being the one that was sealed, or grown from it; empty where nothing does.

    `key` is the public key (base64) that the seal must be signed with; without it, the seal's own is only checked to
    fit the signature.
    """
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError as e:
        raise MissingExtraError("ledger", "checking a seal") from e
    body = {k: v for k, v in sealed.items() if k not in ("key", "signature")}
    wrong = []
    if key is not None and key != sealed.get("key"):
        wrong.append("the seal is signed with another key")
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(sealed["key"]))
        public.verify(base64.b64decode(sealed["signature"]), canonical(body).encode("utf-8"))
    except (InvalidSignature, KeyError, ValueError):
        wrong.append("the seal's signature does not fit: the seal was changed")
    row = c.execute(select(t.log.c.hash).where(t.log.c.seq == sealed.get("entries"))).scalar_one_or_none()
    if sealed.get("entries") and row != sealed.get("head"):
        wrong.append(f"log entry {sealed.get('entries')} is not the one that was sealed")
    return wrong


# How long a redaction waits for those who read, before it leaves the overwriting to the last who closes the ledger.
SCRUB_TIMEOUT_S = 10
# Fields of a claim that hold words of the text; a redaction empties them and keeps what was coded.
_WORDS = frozenset({"text", "trigger_text"})


class Redacted(NamedTuple):
    """The salt of what was redacted, and whether its words are out of the database's file already."""

    salt: str
    overwritten: bool


def redact(ledger: Ledger, report_id: str, who: str, reason: str) -> Redacted:
    """Take a report's text, title, address and words out of the ledger for good; gives the salt of its commitment.

    What stays: that there was a report, its commitment, its coded claims without words, who redacted it, when and why.
    The salt is not kept: whoever has the original and this salt can prove that it was this report.
    Raises LedgerError where there is no such report, or it is redacted already.
    """
    if not who.strip() or not reason.strip():
        raise LedgerError("a redaction needs who and why")
    with ledger.write() as c:
        row = c.execute(select(t.report).where(t.report.c.id == report_id)).mappings().first()
        if row is None or row["redacted_at"] is not None:
            raise LedgerError(f"report {report_id} is {'not in the ledger' if row is None else 'redacted already'}")
        at, salt = now(), str(row["salt"])
        gone = dict.fromkeys(("text", "title", "url", "sha256", "salt", "got_from"))
        c.execute(update(t.report).where(t.report.c.id == report_id).values(**gone, redacted_at=at))
        digest, _ = redaction_digests(dict(row), who, reason, at)
        entries = [Entry("redact", report_id, digest, canonical([who, reason]))]
        query = select(t.reading).where(t.reading.c.report_id == report_id).order_by(t.reading.c.id)
        for reading in c.execute(query).mappings().all():
            bodies = _empty_claims(c, reading["id"])
            c.execute(update(t.reading).where(t.reading.c.id == reading["id"]).values(problems="[]"))
            detail = reading_detail({**reading, "problems": "[]"})
            entries.append(Entry("reread", str(reading["id"]), reading_digest(bodies), detail))
        _empty_events(c, report_id)
        entries += _empty_judgements(c, report_id)
        forget_words(c, row["ordinal"])
        append(c, at, entries)
    return Redacted(salt, _scrub(ledger))


def _without_words(value: Any) -> Any:
    """A claim's JSON without words: texts empty, names of people with no id and their spans gone."""
    if isinstance(value, dict):
        out = {}
        for k, v in value.items():
            if k in ("mentions", "evidence", "span", "rules", "reason", "alternatives"):
                continue
            out[k] = "" if k in _WORDS else [] if k == "means" else _without_words(v)
        return out
    return [_without_words(v) for v in value] if isinstance(value, list) else value


def _empty_claims(c: Connection, reading_id: int) -> list[str]:
    """Empty the words of a reading's claims and of their rows; gives the new bodies in order."""
    query = select(t.claim.c.id, t.claim.c.body).where(t.claim.c.reading_id == reading_id).order_by(t.claim.c.id)
    bodies = []
    keys = []
    for key, body in c.execute(query).all():
        emptied = json.dumps(_without_words(json.loads(body)), ensure_ascii=False)
        c.execute(update(t.claim).where(t.claim.c.id == key).values(body=emptied))
        bodies.append(emptied)
        keys.append(key)
    for table in (t.party, t.place, t.figure, t.source):
        c.execute(update(table).where(table.c.claim.in_(keys)).values(text=""))
    return bodies


def _empty_judgements(c: Connection, report_id: str) -> list[Entry]:
    """Take the words out of corrections of a report's claims; gives the entries of what they are from then on."""
    out = []
    query = select(t.judgement).where((t.judgement.c.left_report == report_id) & t.judgement.c.value.is_not(None))
    for row in c.execute(query).mappings().all():
        emptied = canonical(_without_words(json.loads(row["value"])))
        c.execute(update(t.judgement).where(t.judgement.c.id == row["id"]).values(value=emptied))
        out.append(Entry("rejudged", str(row["id"]), judgement_digest(dict(row) | {"value": emptied})))
    return out


def _empty_events(c: Connection, report_id: str) -> None:
    """Take the words out of a report's events and have their incidents derived anew."""
    rows = c.execute(
        select(t.event.c.id, t.event.c.body, t.event.c.sketch).where(t.event.c.report_id == report_id)
    ).all()
    for event_id, body, sketch in rows:
        e = unpack_event(body, sketch)
        points = tuple(
            replace(p, names=frozenset(n for n in p.names if n < "\u0600"), inside=frozenset()) for p in e.points
        )
        kept = replace(e, target_words=frozenset(), words=frozenset(), key_words=(), points=points)
        c.execute(
            update(t.event).where(t.event.c.id == event_id).values(body=pack_event(kept), sketch="", linked=False)
        )
    ids = [r[0] for r in rows]
    for some in chunks(ids):
        touched = t.link.c.left.in_(some) | t.link.c.right.in_(some)
        c.execute(update(t.link).where(touched).values(reason="redacted"))
        incidents = select(t.member.c.incident_id).where(t.member.c.event_id.in_(some))
        c.execute(update(t.incident).where(t.incident.c.id.in_(incidents)).values(search="", search_places=""))


def _scrub(ledger: Ledger) -> bool:
    """Have SQLite overwrite what was deleted, in the file and in its log of writes; False where others keep it from it.

    PostgreSQL's VACUUM is its own: False.
    """
    if ledger.engine.dialect.name != "sqlite":
        return False
    with ledger.engine.connect() as c:
        c.exec_driver_sql("ROLLBACK")
        c.exec_driver_sql(f"PRAGMA busy_timeout = {int(SCRUB_TIMEOUT_S * 1000)}")
        try:
            c.exec_driver_sql("VACUUM")
            busy = c.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        except OperationalError:  # held by others for too long, or no room for a second file
            busy = 1
        c.exec_driver_sql(f"PRAGMA busy_timeout = {int(LOCK_TIMEOUT_S * 1000)}")
        c.exec_driver_sql("BEGIN")
    return not busy
