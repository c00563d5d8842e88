"""What was collected before: a small SQLite file beside the reports, by which runs go on and add nothing twice."""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from isnad.errors import InputError

VERSION = 2
OUTCOMES = ("new", "version", "copy", "repeated", "dropped", "failed")
_TABLES = f"""\
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS source (
    name TEXT PRIMARY KEY, address TEXT NOT NULL, kind TEXT, tried_at TEXT, success_at TEXT, error TEXT,
    etag TEXT, modified TEXT, {", ".join(f"{o}_n INTEGER NOT NULL DEFAULT 0" for o in OUTCOMES)});
CREATE TABLE IF NOT EXISTS reason (
    source TEXT, outcome TEXT, why TEXT, n INTEGER NOT NULL, PRIMARY KEY (source, outcome, why));
CREATE TABLE IF NOT EXISTS page (
    key TEXT PRIMARY KEY, outcome TEXT NOT NULL, why TEXT, digest TEXT, report TEXT, etag TEXT, modified TEXT,
    tries INTEGER NOT NULL DEFAULT 1, again INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS text (
    n INTEGER PRIMARY KEY, report TEXT NOT NULL UNIQUE, first TEXT NOT NULL, url TEXT, digest TEXT NOT NULL,
    size INTEGER NOT NULL, words BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS text_digest ON text (digest);
CREATE INDEX IF NOT EXISTS text_first ON text (first);
CREATE TABLE IF NOT EXISTS shingle (hash INTEGER, text INTEGER, PRIMARY KEY (hash, text)) WITHOUT ROWID;
"""
CANDIDATES = 10  # texts with most runs in common that are compared word by word
HOLDERS = 100  # of a run of words, the texts that are asked: what thousands share is an outlet's turn of phrase


def now() -> str:
    """This moment in ISO, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a page: what became of it, the digest of its words, its report, and how to ask if it changed."""

    outcome: str
    why: str | None
    digest: str | None
    report: str | None
    etag: str | None
    modified: str | None
    tries: int
    again: bool


def _to_write(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, check_same_thread=False, isolation_level="IMMEDIATE", timeout=30)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.executescript(_TABLES)
    return db


def _to_read(path: Path) -> sqlite3.Connection:
    """One view of the record, of the last commit, that a run beside it neither waits for nor changes."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    db = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
    try:
        db.execute("BEGIN")
        db.execute("SELECT name FROM meta LIMIT 1").fetchone()
    except sqlite3.OperationalError:  # where nothing can be written, there is no file of the log to be made: none runs
        db.close()
        db = sqlite3.connect(f"{address}&immutable=1", uri=True, check_same_thread=False, isolation_level=None)
    return db


class State:
    """The file; may be asked from several threads. What is put in is kept from the next `commit` on.

    `reading` only looks, also while a run writes, and in a folder that may not be written to: what is seen is as of
    the last commit.
    """

    def __init__(self, path: Path, reading: bool = False) -> None:
        self._lock = threading.RLock()
        try:
            self._db = _to_read(path) if reading else _to_write(path)
            version = self.get("version") or str(VERSION)
        except sqlite3.DatabaseError as error:
            raise InputError(f"{path}: not the record of a collection: {error}") from None
        if version != str(VERSION):
            raise InputError(f"{path}: written by another version of isnad (form {version}, this one reads {VERSION})")
        if not reading:
            self.put("version", str(VERSION))
            self.commit()

    def close(self) -> None:
        """Close the file; what was not committed is as if it had not been."""
        with self._lock:
            self._db.close()

    def commit(self) -> None:
        """Keep what was put in."""
        with self._lock:
            self._db.commit()

    def get(self, name: str) -> str | None:
        """A note by its name."""
        with self._lock:
            row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def put(self, name: str, value: str) -> None:
        """Keep a note under a name."""
        with self._lock:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    # Pages

    def page(self, key: str) -> Known | None:
        """What is known of a page; None where it was never met."""
        query = "SELECT outcome, why, digest, report, etag, modified, tries, again FROM page WHERE key = ?"
        with self._lock:
            row = self._db.execute(query, (key,)).fetchone()
        return Known(row[0], row[1], row[2], row[3], row[4], row[5], row[6], bool(row[7])) if row else None

    def set_page(
        self,
        key: str,
        outcome: str,
        why: str | None = None,
        *,
        digest: str | None = None,
        report: str | None = None,
        etag: str | None = None,
        modified: str | None = None,
        again: bool = False,
    ) -> None:
        """Keep what became of a page; a failure does not undo what was known before."""
        with self._lock:
            self._db.execute(
                "INSERT INTO page (key, outcome, why, digest, report, etag, modified, again, at) "
                "VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (key) DO UPDATE SET "
                "outcome = CASE WHEN excluded.outcome = 'repeated' "
                "OR (excluded.outcome = 'failed' AND report NOT NULL) "
                "THEN outcome ELSE excluded.outcome END, why = excluded.why, "
                "digest = coalesce(excluded.digest, digest), report = coalesce(excluded.report, report), "
                "etag = coalesce(excluded.etag, etag), modified = coalesce(excluded.modified, modified), "
                "again = excluded.again, tries = tries + 1, at = excluded.at",
                (key, outcome, why, digest, report, etag, modified, again, now()),
            )

    # Texts

    def text_with(self, digest: str) -> tuple[str, str | None] | None:
        """The report whose words have this fingerprint, with its address."""
        with self._lock:
            row = self._db.execute("SELECT report, url FROM text WHERE digest = ? LIMIT 1", (digest,)).fetchone()
        return (row[0], row[1]) if row else None

    def texts(self) -> dict[str, str]:
        """Every report that is kept, with the fingerprint of its words."""
        with self._lock:
            return dict(self._db.execute("SELECT report, digest FROM text"))

    def versions(self, first: str) -> int:
        """How many versions of a report are kept, itself counted; 0 where there is no such report."""
        with self._lock:
            row = self._db.execute("SELECT count(*) FROM text WHERE first = ?", (first,)).fetchone()
        return int(row[0])

    def first_of(self, report: str) -> str:
        """The report of which this one is a version; itself where it is the first."""
        with self._lock:
            row = self._db.execute("SELECT first FROM text WHERE report = ?", (report,)).fetchone()
        return str(row[0]) if row else report

    def likely_copies(self, hashes: Iterable[int], least: int, most: int) -> list[tuple[str, str]]:
        """The reports with most word runs in common that have `least` to `most` words, each with its words.

        Of a run that many have, the newest count.
        """
        common: Counter[tuple[int]] = Counter()
        with self._lock:
            for mark in hashes:
                query = "SELECT text FROM shingle WHERE hash = ? ORDER BY text DESC LIMIT ?"
                common.update(self._db.execute(query, (mark, HOLDERS)))
            query = "SELECT report, words FROM text WHERE n = ? AND size BETWEEN ? AND ?"
            texts = common.most_common(CANDIDATES)
            likely = [self._db.execute(query, (*text, least, most)).fetchone() for text, _ in texts]
        return [(row[0], zlib.decompress(row[1]).decode("utf-8")) for row in likely if row]

    def add_text(
        self, report: str, first: str, url: str | None, digest: str, words: list[str], hashes: Iterable[int]
    ) -> None:
        """Keep a report's words."""
        packed = zlib.compress(" ".join(words).encode("utf-8"), 6)
        with self._lock:
            query = "INSERT OR REPLACE INTO text (report, first, url, digest, size, words) VALUES (?,?,?,?,?,?)"
            n = self._db.execute(query, (report, first, url, digest, len(words), packed)).lastrowid
            self._db.executemany("INSERT INTO shingle VALUES (?, ?)", [(h, n) for h in hashes])

    # Sources

    def set_source(self, name: str, address: str, **told: str | None) -> None:
        """Keep what is known of a source: kind, tried_at, success_at, error, etag, modified."""
        with self._lock:
            self._db.execute(
                "INSERT INTO source (name, address) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET address = excluded.address",
                (name, address),
            )
            for column, value in told.items():
                self._db.execute(f"UPDATE source SET {column} = ? WHERE name = ?", (value, name))

    def source_asked(self, name: str) -> tuple[str | None, str | None]:
        """The ETag and Last-Modified that a source's list came with last time."""
        with self._lock:
            row = self._db.execute("SELECT etag, modified FROM source WHERE name = ?", (name,)).fetchone()
        return (row[0], row[1]) if row else (None, None)

    def count(self, source: str, outcome: str, why: str | None) -> None:
        """Count one page of a source."""
        with self._lock:
            self._db.execute(f"UPDATE source SET {outcome}_n = {outcome}_n + 1 WHERE name = ?", (source,))
            if why:
                self._db.execute(
                    "INSERT INTO reason VALUES (?,?,?,1) ON CONFLICT (source, outcome, why) DO UPDATE SET n = n + 1",
                    (source, outcome, why),
                )

    def sources(self) -> list[dict[str, object]]:
        """Every source with what is known of it and its counts, by name."""
        with self._lock:
            cursor = self._db.execute("SELECT * FROM source ORDER BY name")
            names = [d[0] for d in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def reasons(self, source: str) -> list[tuple[str, str, int]]:
        """Why pages of a source were dropped, failed or copies, the commonest first."""
        with self._lock:
            return [
                (row[0], row[1], row[2])
                for row in self._db.execute(
                    "SELECT outcome, why, n FROM reason WHERE source = ? ORDER BY n DESC, why", (source,)
                )
            ]
