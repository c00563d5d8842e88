"""The store of imported places: one SQLite file in the user's data folder, replaced whole at every change.

Each row keeps its source and licence, each import what file it came from. The compact table that the reader loads is
made at every change, and again when the places or lexicons that ship have changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from importlib import resources
from pathlib import Path

from isnad.gazetteer.compact import PARTS, VERSION, Compact, attach
from isnad.gazetteer.load import Gazetteer
from isnad.gazetteer.paths import store_path
from isnad.gazetteer.rows import PlacesError, Row
from isnad.lexicon.load import data_dir, digest

FORMAT = 1
# How long a change waits for another's before it gives up.
LOCK_TIMEOUT_S = 60.0
_CREATE = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE import (
  id TEXT PRIMARY KEY, n INTEGER NOT NULL, kind TEXT NOT NULL, file TEXT NOT NULL, url TEXT NOT NULL,
  sha256 TEXT NOT NULL, rows INTEGER NOT NULL, skipped INTEGER NOT NULL, source TEXT NOT NULL, licence TEXT NOT NULL,
  imported_at TEXT NOT NULL);
CREATE TABLE place (
  import_id TEXT NOT NULL REFERENCES import(id) ON DELETE CASCADE, id TEXT NOT NULL, line INTEGER NOT NULL,
  name_ar TEXT NOT NULL, country TEXT NOT NULL, feature TEXT NOT NULL, alt_ar TEXT NOT NULL, name_en TEXT NOT NULL,
  admin1 TEXT NOT NULL, admin1_code TEXT NOT NULL, admin2 TEXT NOT NULL, pcode TEXT NOT NULL, lat REAL, lon REAL,
  radius_km REAL, population INTEGER NOT NULL, common INTEGER NOT NULL, source TEXT NOT NULL, licence TEXT NOT NULL,
  PRIMARY KEY (import_id, id)) WITHOUT ROWID;
CREATE TABLE name (key TEXT NOT NULL, import_id TEXT NOT NULL, place_id TEXT NOT NULL);
CREATE INDEX name_key ON name (key);
CREATE TABLE part (name TEXT PRIMARY KEY, text TEXT NOT NULL);
"""
_ROW_COLUMNS = tuple(f.name for f in fields(Row))


@dataclass(frozen=True, slots=True)
class Import:
    """One import: what it is called, where its rows came from, under which licence, and when."""

    id: str
    kind: str
    file: str
    url: str
    sha256: str
    rows: int
    skipped: int
    source: str
    licence: str
    imported_at: str


class Store:
    """The imported places in one file; reading never changes it, a change replaces it whole."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or store_path()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that only reads. Raises PlacesError for a file that is no store."""
        try:
            with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)) as db:
                _check(db, self.path)
                yield db
        except sqlite3.Error as e:
            raise self._broken(e) from e

    def _broken(self, e: Exception) -> PlacesError:
        return PlacesError(f"{self.path}: the store can't be used ({e}); move it away and import the places again")

    def imports(self) -> list[Import]:
        """All imports, the oldest first."""
        if not self.path.exists():
            return []
        with self.reading() as db:
            columns = ", ".join(f.name for f in fields(Import))
            return [Import(*row) for row in db.execute(f"SELECT {columns} FROM import ORDER BY n")]

    def search(self, keys: Iterable[str], limit: int = 50) -> list[tuple[str, Row]]:
        """The rows of folded names, with the import each is of."""
        if not self.path.exists():
            return []
        wanted = list(keys)
        marks = ", ".join("?" * len(wanted))
        columns = ", ".join(f"p.{c}" for c in _ROW_COLUMNS)
        with self.reading() as db:
            found = db.execute(
                f"SELECT DISTINCT p.import_id, {columns} FROM name n JOIN place p ON p.import_id = n.import_id "
                f"AND p.id = n.place_id WHERE n.key IN ({marks}) ORDER BY p.population DESC, p.id LIMIT ?",
                (*wanted, limit),
            ).fetchall()
        return [(row[0], row_of(row[1:])) for row in found]

    def near(self, lat: float, lon: float, degrees: float) -> list[tuple[str, Row]]:
        """The rows that lie within so many degrees north, south, east and west, with the import each is of."""
        where = "p.lat BETWEEN ? AND ? AND p.lon BETWEEN ? AND ?"
        return self._rows(where, (lat - degrees, lat + degrees, lon - degrees, lon + degrees))

    def get(self, place_id: str) -> tuple[str, Row] | None:
        """The row of an id, with the import that it is of."""
        return next(iter(self._rows("p.id = ?", (place_id,))), None)

    def _rows(self, where: str, given: tuple[object, ...]) -> list[tuple[str, Row]]:
        if not self.path.exists():
            return []
        columns = ", ".join(f"p.{c}" for c in _ROW_COLUMNS)
        query = f"SELECT p.import_id, {columns} FROM place p WHERE {where} ORDER BY p.id"
        with self.reading() as db:
            found = db.execute(query, given).fetchall()
        return [(row[0], row_of(row[1:])) for row in found]

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """A connection to a copy that takes the store's place at the end, or leaves no trace where anything fails."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with locked(self.path):
            part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
            try:
                if self.path.exists():
                    shutil.copyfile(self.path, part)
                with closing(sqlite3.connect(part)) as db:
                    if self.path.exists():
                        _check(db, self.path)
                    else:
                        db.executescript(_CREATE)
                        db.execute("INSERT INTO meta VALUES ('format', ?)", (str(FORMAT),))
                    db.execute("PRAGMA foreign_keys = ON")
                    yield db
                    db.commit()
                _sync(part)
                os.replace(part, self.path)
            except sqlite3.Error as e:
                raise self._broken(e) from e
            finally:
                with contextlib.suppress(FileNotFoundError):
                    part.unlink()


def _check(db: sqlite3.Connection, path: Path) -> None:
    found = db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    if found is None or found[0] != str(FORMAT):
        raise PlacesError(
            f"{path}: a store of another version of isnad; move it away and import the places again, or update isnad"
        )


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One change at a time, also of several processes: a lock that ends with the process that holds it."""
    with closing(
        sqlite3.connect(path.with_name(path.name + ".lock"), timeout=LOCK_TIMEOUT_S, isolation_level=None)
    ) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as e:
            raise PlacesError(f"{path}: another import is under way ({e}); try again when it is done") from e
        yield


def _sync(path: Path) -> None:
    with path.open("rb+") as f:
        os.fsync(f.fileno())


def row_of(cells: tuple[object, ...]) -> Row:
    """A Row from the cells that the store keeps of it."""
    given = dict(zip(_ROW_COLUMNS, cells, strict=True))
    given["alt_ar"] = tuple(filter(None, str(given["alt_ar"]).split("|")))
    return Row(**given)  # type: ignore[arg-type]


def put_rows(db: sqlite3.Connection, info: Import, rows: Iterable[Row]) -> None:
    """Write an import and its rows; one of the same id is replaced."""
    db.execute("DELETE FROM import WHERE id = ?", (info.id,))
    n = db.execute("SELECT coalesce(max(n), 0) + 1 FROM import").fetchone()[0]
    db.execute(
        "INSERT INTO import (n, id, kind, file, url, sha256, rows, skipped, source, licence, imported_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (n, *astuple(info)),
    )
    marks = ", ".join("?" * (len(_ROW_COLUMNS) + 1))
    columns = ", ".join(("import_id", *_ROW_COLUMNS))
    db.executemany(
        f"INSERT INTO place ({columns}) VALUES ({marks})",
        ((info.id, *("|".join(v) if isinstance(v, tuple) else v for v in astuple(row))) for row in rows),
    )


def all_rows(db: sqlite3.Connection) -> Iterator[tuple[str, Row]]:
    """Every row with its import's id, in an order that depends on the rows alone."""
    columns = ", ".join(_ROW_COLUMNS)
    for cells in db.execute(f"SELECT import_id, {columns} FROM place ORDER BY import_id, id"):
        yield cells[0], row_of(cells[1:])


def content_digest(db: sqlite3.Connection) -> str:
    """A digest of all rows: the same rows give the same, whenever and in whatever order they were imported."""
    h = hashlib.sha256()
    columns = ", ".join(c for c in _ROW_COLUMNS if c != "line")
    for cells in db.execute(f"SELECT import_id, {columns} FROM place ORDER BY import_id, id"):
        h.update(repr(cells).encode() + b"\n")
    return h.hexdigest()[:16]


def stamp() -> str:
    """What the compact table depends on beside the rows: the lexicons, the places that ship, the rules."""
    words = Path(str(resources.files("isnad"))) / "gazetteer" / "ordinary.txt"
    extra = hashlib.sha256(words.read_bytes()).hexdigest()[:8]
    return f"{VERSION}:{digest([data_dir()])}:{extra}"


def put_parts(db: sqlite3.Connection, parts: Mapping[str, str]) -> None:
    """Keep the compact table, and what it was made of."""
    db.execute("DELETE FROM part")
    db.executemany("INSERT INTO part VALUES (?, ?)", sorted(parts.items()))
    for key, value in (("stamp", stamp()), ("digest", content_digest(db))):
        db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _load_parts(store: Store) -> tuple[dict[str, str], str, bool]:
    with store.reading() as db:
        meta = dict(db.execute("SELECT key, value FROM meta"))
        parts = dict(db.execute("SELECT name, text FROM part"))
    fresh = meta.get("stamp") == stamp() and parts.keys() >= set(PARTS)
    return parts, meta.get("digest", ""), fresh


def attach_store(core: Gazetteer, path: Path | None = None) -> None:
    """Let the shipped gazetteer know the imported places too, where there are any; its digest tells both."""
    store = Store(path)
    if not store.path.exists():
        return
    parts, content, fresh = _load_parts(store)
    if not fresh:
        from isnad.gazetteer.importing import rebuild

        parts = rebuild(store)
    if parts["rows"]:
        attach(core, Compact.load(parts), content)
