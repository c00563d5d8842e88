"""Opening a ledger: the engine, the write lock, migrations.

SQLite (WAL) is the default and one file; any PostgreSQL works by URL. All writers take one lock for their transaction,
so that two processes can add at once without loss, and the chain of the log has one order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from isnad.errors import IsnadError, MissingExtraError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.exc import DBAPIError

DEFAULT_URL = "sqlite:///isnad.db"
# How long a writer waits for another's transaction before it gives up.
LOCK_TIMEOUT_S = 120
# The password of an address, before the host or among the options.
_PASSWORD = re.compile(r"(?<=:)[^:@/]+(?=@)|(?<=password=)[^&]+")
# What can be done about what a database says.
_REMEDIES = {
    "locked": f"another process has been writing for {LOCK_TIMEOUT_S} seconds; try again when it is done",
    "readonly": "copy the ledger to where you may write, with the files -wal and -shm beside it",
    "unable to open database file": "its folder must be there, and you must be allowed to write in it",
}
# The advisory lock of all isnad writers on one PostgreSQL database ("isnd" in ASCII).
_PG_LOCK = 0x69736E64


class LedgerError(IsnadError):
    """A ledger that can't be opened or used as asked; the message says the remedy."""

    code = "ledger"


def now() -> str:
    """The time as the ledger writes it: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def shown(url: str) -> str:
    """An address as it may be shown: without its password.

    >>> shown("postgresql://mona:secret@db.example/isnad")
    'postgresql://mona:***@db.example/isnad'
    """
    return _PASSWORD.sub("***", url)


def _why(error: DBAPIError) -> str:
    """What the database says, in one line, with what can be done about it."""
    said = " ".join(str(error.orig).split())
    return said + next((f": {remedy}" for words, remedy in _REMEDIES.items() if words in said), "")


def _engine(url: str) -> Engine:
    no_address = f"'{shown(url)}' is no address of a ledger: use sqlite:///FILE or postgresql://USER@HOST/DATABASE"
    if not url.startswith(("sqlite:", "postgresql:", "postgres:")):
        raise LedgerError(no_address)
    try:
        from sqlalchemy import create_engine, event
        from sqlalchemy.exc import ArgumentError, NoSuchModuleError
        from sqlalchemy.pool import StaticPool
    except ImportError as e:
        raise MissingExtraError("ledger", "the ledger") from e
    if url.startswith(("postgresql://", "postgres://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    given: dict[str, Any] = {}
    if url in ("sqlite://", "sqlite:///:memory:"):
        given = {"poolclass": StaticPool}
    try:
        engine = create_engine(url, **given)
    except (ArgumentError, NoSuchModuleError) as e:
        raise LedgerError(no_address) from e
    except ImportError as e:
        raise MissingExtraError("postgresql", "a ledger on PostgreSQL") from e
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_settings)
        event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN"))
    return engine


def _sqlite_settings(raw: Any, _record: object) -> None:
    """WAL, so that readers and one writer don't wait for each other; FULL, so that what was acknowledged is on disk.

    secure_delete overwrites what is redacted. The driver's own transactions are switched off: BEGIN is ours.
    """
    raw.isolation_level = None
    cursor = raw.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {LOCK_TIMEOUT_S * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.close()


def _is_there(engine: Engine) -> bool:
    """Whether the database holds a ledger; a file is not made by asking."""
    from sqlalchemy import inspect

    name = engine.url.database
    if engine.dialect.name == "sqlite" and name and name != ":memory:" and not Path(name).exists():
        return False
    return inspect(engine).has_table("report")


class Ledger:
    """A ledger, open. Use it as a context manager, or call `close`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, url: str = DEFAULT_URL, make: bool = True) -> Ledger:
        """The ledger at a database address, brought up to date where need be, and made where `make` says so.

        Raises LedgerError where it can't be opened, MissingExtraError where SQLAlchemy is not installed.
        """
        engine = _engine(url)
        from sqlalchemy.exc import DatabaseError

        from isnad.ledger.migrations.run import upgrade

        try:
            if not make and not _is_there(engine):
                engine.dispose()
                raise LedgerError(
                    f"there is no ledger at {shown(url)}; `isnad run REPORTS` or `isnad load CLAIMS` makes one"
                )
            upgrade(engine)
        except DatabaseError as e:
            engine.dispose()
            raise LedgerError(f"{shown(url)} can't be opened as a ledger: {_why(e)}") from e
        return cls(engine)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger."""
        with self._told(), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":  # by itself it shows each query what was written meanwhile
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that holds the write lock; what it did is on disk when it ends without an error."""
        with self._told(), self.engine.connect() as connection, connection.begin():
            take_lock(connection)
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A database that can't (locked, read-only, full, gone) as a LedgerError that says so."""
        from sqlalchemy.exc import OperationalError

        try:
            yield
        except OperationalError as e:
            raise LedgerError(f"{shown(self.engine.url.render_as_string())}: {_why(e)}") from e

    def count(self, table: str) -> int:
        """The number of rows of a table."""
        from sqlalchemy import func, select

        from isnad.ledger.tables import metadata

        with self.read() as c:
            return int(c.execute(select(func.count()).select_from(metadata.tables[table])).scalar_one())

    @property
    def path(self) -> Path | None:
        """The file of a SQLite ledger; None in memory or on a server."""
        name = self.engine.url.database
        return Path(name) if self.engine.dialect.name == "sqlite" and name and name != ":memory:" else None


def take_lock(connection: Connection) -> None:
    """Wait for the write lock and hold it to the end of the transaction."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_PG_LOCK})")
