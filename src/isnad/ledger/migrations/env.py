"""Alembic's entry: runs the migrations on the connection that `run.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from isnad.ledger.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
