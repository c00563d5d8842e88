"""Search by words: an index over the stems of reports' texts and titles, kept by the database itself.

SQLite's FTS5 and PostgreSQL's tsvector hold stems that `isnad.arabic.stem` made, so that both find alike: "غارة" finds
غارات, "رقة" finds الرقة. The index is derived; a redacted report is taken out of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import column, func, select, table, text

from isnad.arabic.stem import stems
from isnad.ledger import tables as t
from isnad.ledger.store import Ledger

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

# Reports a transaction while the index is brought up to date.
BATCH = 500
# Words of a question beyond this are not looked for.
MAX_WORDS = 12
_words = table("report_words", column("rowid"), column("stems"))


def index_reports(ledger: Ledger) -> int:
    """Bring the index up to date with the reports; gives how many were added."""
    added = 0
    while True:
        with ledger.write() as c:
            last = int(c.execute(select(func.coalesce(func.max(_words.c.rowid), 0))).scalar_one())
            r = t.report.c
            query = select(r.ordinal, r.title, r.text).where(r.ordinal > last).order_by(r.ordinal).limit(BATCH)
            rows = c.execute(query).all()
            made = "to_tsvector('simple', :stems)" if c.dialect.name == "postgresql" else ":stems"
            insert = text(f"INSERT INTO report_words (rowid, stems) VALUES (:n, {made})")
            if rows:
                c.execute(insert, [{"n": n, "stems": " ".join(stems(f"{a or ''} {b or ''}"))} for n, a, b in rows])
        added += len(rows)
        if len(rows) < BATCH:
            return added


def forget_words(c: Connection, ordinal: int) -> None:
    """Take a report out of the index; where it was indexed its entry stays, empty."""
    gone = c.execute(text("DELETE FROM report_words WHERE rowid = :n"), {"n": ordinal})
    if c.dialect.name == "sqlite":
        c.exec_driver_sql("INSERT INTO report_words (report_words) VALUES ('optimize')")
    if gone.rowcount:
        c.execute(text("INSERT INTO report_words (rowid, stems) VALUES (:n, '')"), {"n": ordinal})


def reports_with(c: Connection, words: Sequence[str]) -> Select[Any]:
    """The ordinals of the reports that hold all of these stems, as a query."""
    wanted = [w for w in words if w.isalnum()][:MAX_WORDS]
    if c.dialect.name == "sqlite":
        match = text("report_words MATCH :words").bindparams(words=" AND ".join(f'"{w}"' for w in wanted) or '""')
    else:
        match = text("stems @@ to_tsquery('simple', :words)").bindparams(words=" & ".join(wanted))
    return select(_words.c.rowid).where(match)


def incidents_about(c: Connection, question: str) -> Select[Any] | None:
    """The ids of the incidents whose reports hold all words of a question, as a query; None for no words."""
    words = stems(question)
    if not words:
        return None
    return (
        select(t.member.c.incident_id)
        .select_from(t.member.join(t.event, t.event.c.id == t.member.c.event_id))
        .where(t.event.c.ordinal.in_(reports_with(c, words)))
    )
