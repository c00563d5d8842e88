"""One ledger for each test, on SQLite and on a PostgreSQL server that starts by itself."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from isnad.ledger import Ledger


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server of our own; skips where it can't start here."""
    pgserver = pytest.importorskip("pgserver", reason="pgserver brings the PostgreSQL that these tests start")
    pytest.importorskip("psycopg", reason="the driver for PostgreSQL")
    try:
        started = pgserver.get_server(tmp_path_factory.mktemp("pg"))
    except Exception as e:  # whatever keeps a server from starting on this machine: no such tests then
        pytest.skip(f"PostgreSQL did not start here: {e}")
    yield started.get_uri()
    started.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    base: str = request.getfixturevalue("server")
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(base, autocommit=True) as c:
        c.execute(f"CREATE DATABASE {name}".encode())
    return base.replace("/postgres?", f"/{name}?")


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger.open(url) as opened:
        yield opened
