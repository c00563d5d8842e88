"""What the desk needs: judgements on claims, people, the queue, an index of words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns and tables; incidents that are there get `derived` 0: the next linking derives them again."""
    op.add_column("judgement", sa.Column("nth", sa.Integer()))
    op.add_column("judgement", sa.Column("field", sa.String()))
    op.add_column("judgement", sa.Column("value", sa.Text()))
    op.create_index("ix_judgement_left_report", "judgement", ["left_report"])
    for column in (
        sa.Column("derived", KEY, nullable=False, server_default="0"),
        sa.Column("radius_km", sa.Float()),
        sa.Column("place_id", sa.String()),
        sa.Column("actors", sa.Text(), nullable=False, server_default=""),
        sa.Column("injured_best", sa.BigInteger()),
        sa.Column("reported", sa.String()),
        sa.Column("search_places", sa.Text(), nullable=False, server_default=""),
    ):
        op.add_column("incident", column)
    op.create_index("ix_incident_derived", "incident", ["derived"])
    op.create_index("incident_newest", "incident", ["last", "kind", "id"])
    op.create_index("incident_type", "incident", ["type", "last", "kind", "id"])
    op.create_table(
        "review_item",
        sa.Column("incident_id", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("ref", sa.String(), primary_key=True),
        sa.Column("score", sa.Float(), nullable=False, index=True),
        sa.Column("confidence", sa.Float()),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("derived", KEY, nullable=False, index=True),
    )
    op.create_table(
        "account",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("closed_at", sa.String()),
    )
    op.create_table(
        "session",
        sa.Column("token", sa.String(), primary_key=True),
        sa.Column("account", sa.String(), sa.ForeignKey("account.name"), nullable=False, index=True),
        sa.Column("csrf", sa.String(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
    )
    op.create_table(
        "invite",
        sa.Column("token", sa.String(), primary_key=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("used_by", sa.String()),
    )
    op.create_table(
        "setting", sa.Column("name", sa.String(), primary_key=True), sa.Column("value", sa.Text(), nullable=False)
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE report_words USING fts5(stems, tokenize = 'unicode61')")
    else:
        op.execute("CREATE TABLE report_words (rowid BIGINT PRIMARY KEY, stems TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX report_words_stems ON report_words USING gin (stems)")


def downgrade() -> None:
    """Drop them."""
    for table in ("report_words", "setting", "invite", "session", "account", "review_item"):
        op.drop_table(table)
    for name in ("incident_type", "incident_newest", "ix_incident_derived"):
        op.drop_index(name, table_name="incident")
    op.drop_index("ix_judgement_left_report", table_name="judgement")
    for table, names in (
        ("incident", ("search_places", "reported", "injured_best", "actors", "place_id", "radius_km", "derived")),
        ("judgement", ("value", "field", "nth")),
    ):
        for name in names:
            op.drop_column(table, name)
