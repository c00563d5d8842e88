"""Claims that people add: a report may have several current readings; and indexes for what the desk asks often."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INDEXES = (
    ("ix_judgement_right_report", "judgement", ["right_report"]),
    ("ix_judgement_undoes", "judgement", ["undoes"]),
    ("judgement_by", "judgement", ["verb", "who"]),
    ("ix_event_scope", "event", ["scope"]),
    ("event_ordinal", "event", ["ordinal", "id"]),
    ("review_rank", "review_item", ["kind", "score", "incident_id", "ref", "confidence"]),
)


def _rekey(key: str, also_unique: bool) -> None:
    """Write `current_reading` anew under another key: SQLite can't change one."""
    op.create_table(
        "current_new",
        sa.Column("report_id", sa.String(), sa.ForeignKey("report.id"), nullable=False),
        sa.Column("reading_id", KEY, sa.ForeignKey("reading.id"), nullable=False, unique=also_unique),
        sa.PrimaryKeyConstraint(key, name=f"current_reading_by_{key}"),  # the old table's name is taken until it goes
    )
    op.execute("INSERT INTO current_new (report_id, reading_id) SELECT report_id, reading_id FROM current_reading")
    op.drop_table("current_reading")
    op.rename_table("current_new", "current_reading")


def upgrade() -> None:
    """Key what is current by reading, and add the indexes."""
    _rekey("reading_id", False)
    op.create_index("ix_current_reading_report_id", "current_reading", ["report_id"])
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    """Drop the indexes; added claims are current no longer."""
    for name, table, _ in INDEXES:
        op.drop_index(name, table_name=table)
    op.execute(
        "DELETE FROM current_reading WHERE reading_id IN (SELECT id FROM reading WHERE reader_version = 'person')"
    )
    op.drop_index("ix_current_reading_report_id", table_name="current_reading")
    _rekey("report_id", True)
