"""Loading: reports and their readings into the ledger, each once, however often they are loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from isnad.ledger import tables as t
from isnad.ledger.custody import (
    Entry,
    append,
    commitment,
    new_salt,
    origin_digest,
    reading_detail,
    reading_digest,
)
from isnad.ledger.pack import pack_event, pack_sketch
from isnad.ledger.rows import columns_of, parts_of
from isnad.ledger.store import Ledger, now
from isnad.link.blocking import days_of
from isnad.link.events import events_of
from isnad.memory import no_collection
from isnad.model import Claim, Reading, Report
from isnad.schema import claim_to_dict

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

# The reader that a person is: the readings of claims that people added, which stand beside the reader's own.
PERSON = "person"
# Reports a transaction: what is acknowledged is on disk, and other writers wait no longer than this takes.
BATCH_REPORTS = 2000


@dataclass(frozen=True, slots=True)
class Item:
    """A report and its reading; `got_from` is the file they were loaded from, for a report that says no other place."""

    report: Report
    reading: Reading
    got_from: str | None = None


@dataclass
class Loaded:
    """What loading did: reports new and known, readings and claims added; ids that were refused."""

    reports: int = 0
    known: int = 0
    readings: int = 0
    claims: int = 0
    conflicts: list[str] = field(default_factory=list)
    redacted: list[str] = field(default_factory=list)


def load(ledger: Ledger, items: Iterable[Item], done: Loaded | None = None) -> Loaded:
    """Add reports and readings; what is there already is left as it is.

    A report is known by its id. If its text differs from the one kept, it is a conflict: listed, not loaded, for a
    report is never edited; nor is one that was redacted. A reading that equals the current one adds nothing; another is
    added and becomes current. Where `items` raises, what was loaded before stays, and `done` says it.
    """
    done = Loaded() if done is None else done
    for batch in _batches(items):
        with no_collection(), ledger.write() as connection:
            _load_batch(connection, batch, done)
    return done


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Items by `BATCH_REPORTS`; where reading them ends early, by an error or by Ctrl-C, those before it come first."""
    batch: list[Item] = []
    try:
        for item in items:
            batch.append(item)
            if len(batch) == BATCH_REPORTS:
                yield batch
                batch = []
    except (Exception, KeyboardInterrupt):
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _load_batch(c: Connection, batch: Sequence[Item], done: Loaded) -> None:
    at = now()
    rows = _Rows(c, at)
    known = _known_reports(c, {i.report.id for i in batch})
    current = _current_digests(c, {i.report.id for i in batch})
    for item in batch:
        report = item.report
        before = known.get(report.id)
        if before is None:
            known[report.id] = rows.add_report(item)
            done.reports += 1
        elif before.redacted:
            done.redacted.append(report.id)
            continue
        elif before.commitment != commitment(before.salt, report.text):
            done.conflicts.append(report.id)
            continue
        else:
            done.known += 1
        bodies = [json.dumps(claim_to_dict(cl), ensure_ascii=False) for cl in item.reading.claims]
        digest = reading_digest(bodies)
        read_with = (
            f"{digest} {item.reading.reader_version} {item.reading.lexicon_digest} {item.reading.gazetteer_digest}"
        )
        if current.get(report.id) == read_with:
            continue
        if report.id in current and report.id in rows.reread:  # twice in one batch: the first must stand before
            rows.write()
            rows = _Rows(c, at)
        current[report.id] = read_with
        rows.add_reading(item, digest, bodies, known[report.id].ordinal)
        done.readings += 1
        done.claims += len(bodies)
    rows.write()


@dataclass(frozen=True, slots=True)
class _Known:
    ordinal: int
    salt: str
    commitment: str
    redacted: bool


def text_digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8: what the ledger keeps of a report that came without original bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def already_read(ledger: Ledger, read_with: str) -> dict[str, str]:
    """The reports whose current reading was made with this reader, lexicon and gazetteer, and their text's digest."""
    r = t.reading.c
    with ledger.read() as c:
        query = select(
            t.report.c.id, t.report.c.text, r.reader_version, r.lexicon_digest, r.gazetteer_digest
        ).select_from(
            t.current_reading.join(t.reading, r.id == t.current_reading.c.reading_id).join(
                t.report, t.report.c.id == r.report_id
            )
        )
        return {row[0]: text_digest(row[1]) for row in c.execute(query) if row[1] and " ".join(row[2:]) == read_with}


def _known_reports(c: Connection, ids: set[str]) -> dict[str, _Known]:
    r = t.report.c
    out: dict[str, _Known] = {}
    for part in chunks(sorted(ids)):
        query = select(r.id, r.ordinal, r.salt, r.commitment, r.redacted_at).where(r.id.in_(part))
        for row in c.execute(query):
            out[row.id] = _Known(row.ordinal, row.salt or "", row.commitment, row.redacted_at is not None)
    return out


def _current_digests(c: Connection, ids: set[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    r = t.reading.c
    join = t.current_reading.join(t.reading, t.reading.c.id == t.current_reading.c.reading_id)
    for part in chunks(sorted(ids)):
        query = (
            select(r.report_id, r.digest, r.reader_version, r.lexicon_digest, r.gazetteer_digest)
            .select_from(join)
            .where(t.current_reading.c.report_id.in_(part) & (r.reader_version != PERSON))
        )
        out.update((row[0], " ".join(row[1:])) for row in c.execute(query))
    return out


def chunks(ids: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """Parts of a list, small enough for one IN (…)."""
    for n in range(0, len(ids), size):
        yield ids[n : n + size]


def report_of(row: Mapping[Any, Any]) -> Report:
    """The report that a row of the table of reports holds; without text where its words were taken out."""
    return Report(row["id"], row["text"] or "", row["published"], row["outlet"], row["title"], row["url"])


def _next(c: Connection, column: Any) -> int:
    return int(c.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1


def add_rows(c: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows as the driver takes them: SQLAlchemy's handling of each parameter costs as much again."""
    names = list(rows[0])
    quoted = [f'"{n}"' for n in names]
    if c.dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        values: list[Any] = [tuple(row.values()) for row in rows]
    else:
        marks = ", ".join(f"%({n})s" for n in names)
        values = list(rows)
    c.exec_driver_sql(f'INSERT INTO "{table.name}" ({", ".join(quoted)}) VALUES ({marks})', values)


class _Rows:
    """The rows of one batch, gathered and then written table by table."""

    def __init__(self, c: Connection, at: str) -> None:
        self.c = c
        self.at = at
        self.rows: dict[str, list[dict[str, Any]]] = {
            n: [] for n in ("report", "reading", "claim", "party", "place", "figure", "source", "event")
        }
        self.log: list[Entry] = []
        self.reread: dict[str, int] = {}
        self.ordinal = _next(c, t.report.c.ordinal)
        self.reading_id = _next(c, t.reading.c.id)
        self.claim_key = _next(c, t.claim.c.id)

    def add_report(self, item: Item) -> _Known:
        """The row of a report and its entry in the log."""
        report, salt = item.report, new_salt()
        sealed = commitment(salt, report.text)
        original = report.sha256 or text_digest(report.text)
        row = {
                "id": report.id, "ordinal": self.ordinal, "outlet": report.outlet, "title": report.title,
                "url": report.url, "published": report.published, "text": report.text, "sha256": original, "salt": salt,
                "commitment": sealed, "got_from": report.got_from or item.got_from, "got_at": report.got_at,
                "added_at": self.at, "redacted_at": None,
            }  # fmt: skip
        self.rows["report"].append(row)
        self.log.append(Entry("report", report.id, sealed, origin_digest(row)))
        self.ordinal += 1
        return _Known(self.ordinal - 1, salt, sealed, False)

    def add_reading(self, item: Item, digest: str, bodies: list[str], ordinal: int) -> None:
        """The rows of a reading: its claims with their parts, and its events as linking takes them."""
        reading, report = item.reading, item.report
        problems = [{"code": p.code, "message": p.message, "span": p.span} for p in reading.problems]
        row = {
                "id": self.reading_id, "report_id": report.id, "digest": digest,
                "reader_version": reading.reader_version, "lexicon_digest": reading.lexicon_digest,
                "gazetteer_digest": reading.gazetteer_digest, "problems": json.dumps(problems, ensure_ascii=False),
                "added_at": self.at,
            }  # fmt: skip
        self.rows["reading"].append(row)
        self.reread[report.id] = self.reading_id
        events = events_of(report, reading.claims, ordinal)
        by_name = {e.name: e.id for e in events}
        for claim, body in zip(reading.claims, bodies, strict=True):
            self._add_claim(claim, by_name[claim.event], body)
        for e in events:
            days = days_of(e)
            self.rows["event"].append(
                {
                    "id": e.id, "report_id": report.id, "ordinal": ordinal, "scope": e.scope,
                    "first_day": days.start if days else None, "last_day": days.stop - 1 if days else None,
                    "linked": False, "sketch": pack_sketch(e.sketch), "body": pack_event(e),
                }
            )  # fmt: skip
        self.log.append(Entry("reading", str(self.reading_id), digest, reading_detail(row)))
        self.reading_id += 1

    def _add_claim(self, claim: Claim, event_id: str, body: str) -> None:
        key = self.claim_key
        self.claim_key += 1
        rows = self.rows
        repeated = columns_of(claim)
        rows["claim"].append({"id": key, "reading_id": self.reading_id, **repeated, "event_id": event_id, "body": body})
        for name, parts in parts_of(claim).items():
            rows[name] += [{"claim": key, **part} for part in parts]

    def insert(self) -> None:
        """Write all, the log last."""
        for name, rows in self.rows.items():
            if rows:
                add_rows(self.c, t.metadata.tables[name], rows)
        append(self.c, self.at, self.log)

    def write(self) -> None:
        """Write all in place of what was derived of earlier readings, and point at the readings that are current."""
        drop_events(self.c, sorted(self.reread))
        self.insert()
        for part in chunks(sorted(self.reread)):
            self.c.execute(delete(t.current_reading).where(t.current_reading.c.report_id.in_(part)))
        if self.reread:
            pointers = [{"report_id": r, "reading_id": i} for r, i in self.reread.items()]
            self.c.execute(insert(t.current_reading), pointers)
            _keep_corrections(self.c, sorted(self.reread))


def add_reading(c: Connection, at: str, item: Item, ordinal: int) -> None:
    """Add a reading of a report beside those that it has."""
    rows = _Rows(c, at)
    bodies = [json.dumps(claim_to_dict(claim), ensure_ascii=False) for claim in item.reading.claims]
    rows.add_reading(item, reading_digest(bodies), bodies, ordinal)
    rows.insert()


def _keep_corrections(c: Connection, report_ids: Sequence[str]) -> None:
    """A person's correction beats every reading: the events of corrected reports are made from corrected claims."""
    from isnad.ledger.added import place_added
    from isnad.ledger.corrections import rebuild_events

    for part in chunks(report_ids):
        place_added(c, part)
        judged = select(t.judgement.c.left_report).where(
            t.judgement.c.left_report.in_(part) & t.judgement.c.nth.is_not(None)
        )
        rebuild_events(c, sorted({row[0] for row in c.execute(judged)}))


def drop_events(c: Connection, report_ids: Sequence[str]) -> None:
    """Take the events of earlier readings out of what is derived; the readings themselves stay."""
    for part in chunks(report_ids):
        drop_event_ids(c, [row[0] for row in c.execute(select(t.event.c.id).where(t.event.c.report_id.in_(part)))])


def drop_event_ids(c: Connection, event_ids: Sequence[str]) -> None:
    """Take events out of what is derived."""
    e = t.event.c
    for ids in chunks(event_ids):
        touched = select(t.member.c.incident_id).where(t.member.c.event_id.in_(ids))
        incidents = sorted({row[0] for row in c.execute(touched)})
        c.execute(delete(t.hold).where(t.hold.c.holder_event.in_(ids) | t.hold.c.held_event.in_(ids)))
        c.execute(delete(t.link).where(t.link.c.left.in_(ids) | t.link.c.right.in_(ids)))
        c.execute(delete(t.member).where(t.member.c.event_id.in_(ids)))
        left = {r[0] for r in c.execute(select(t.member.c.incident_id).where(t.member.c.incident_id.in_(incidents)))}
        gone = [i for i in incidents if i not in left]
        c.execute(delete(t.incident).where(t.incident.c.id.in_(gone)))
        c.execute(delete(t.review_item).where(t.review_item.c.incident_id.in_(gone)))
        c.execute(delete(t.event).where(t.event.c.id.in_(ids)))
        # What is left of a touched incident is derived anew by the next linking.
        members = select(t.member.c.event_id).where(t.member.c.incident_id.in_(sorted(left)))
        stale = [r[0] for r in c.execute(members)]
        for some in chunks(stale):
            c.execute(t.event.update().where(e.id.in_(some)).values(linked=False))
