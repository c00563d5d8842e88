"""Indexes of incidents in which a page of the newest is found without sorting."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OLD = (("incident_newest", ["last", "kind", "id"]), ("incident_type", ["type", "last", "kind", "id"]))
NEW = (("incident_newest", ["kind", "last", "id"]), ("incident_type", ["type", "kind", "last", "id"]))


def _instead(indexes: tuple[tuple[str, list[str]], ...]) -> None:
    for name, columns in indexes:
        op.drop_index(name, table_name="incident")
        op.create_index(name, "incident", columns)


def upgrade() -> None:
    """The kind, which every question names, before the day."""
    _instead(NEW)


def downgrade() -> None:
    """The day before the kind."""
    _instead(OLD)
