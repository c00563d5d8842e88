"""Brings a ledger's tables up to date."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

HERE = Path(__file__).resolve().parent


def config() -> Config:
    """Alembic's configuration: scripts lie beside this file; there is no ini file."""
    out = Config()
    out.set_main_option("script_location", str(HERE).replace("%", "%%"))
    return out


def upgrade(engine: Engine) -> None:
    """Run what migrations are missing, under the write lock; nothing where the ledger is up to date.

    Raises `LedgerError` for a ledger that a newer isnad has written.
    """
    from isnad.ledger.store import LedgerError, take_lock

    scripts = ScriptDirectory.from_config(config())
    with engine.connect() as c, c.begin():
        version = MigrationContext.configure(c).get_current_revision()
    if version == scripts.get_current_head():
        return
    if version is not None and version not in {s.revision for s in scripts.walk_revisions()}:
        raise LedgerError(f"the ledger is at version {version}, which this isnad does not know: install a newer one")
    with engine.connect() as c, c.begin():
        take_lock(c)
        _run(c)


def _run(connection: Connection) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
