"""Incidents that `isnad link` found on a cluster, taken over: their events need not be linked again in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, update

from isnad.errors import InputError
from isnad.ledger import tables as t
from isnad.ledger.load import chunks
from isnad.ledger.relink import Linked, write_incidents
from isnad.ledger.store import Ledger
from isnad.memory import no_collection, standing_objects

ROWS = 2000


def adopt(ledger: Ledger, folder: Path) -> Linked:
    """Take over members, links and holds from a folder that `isnad link` wrote, as far as their events are here.

    What the ledger thought of these events goes; judgements in it are not asked. Raises InputError, and changes
    nothing, where the folder holds no incidents, those of several runs, or of other readings.
    """
    if not any((folder / "members").glob("*.parquet")):
        raise InputError(f"{folder}: no incidents: there is no parquet file in members/; write it with `isnad link`")
    touched: set[str] = set()
    here: set[str] = set()
    told = 0
    with no_collection(), ledger.write() as c:
        for rows in _rows(folder, "members", ("event_id", "incident_id")):
            ids = [r["event_id"] for r in rows]
            told += len(ids)
            if not here.isdisjoint(ids) or len(set(ids)) < len(ids):
                raise InputError(
                    f"{folder}/members: an event stands in it twice: it holds more than one run; copy it anew"
                )
            known = {e for some in chunks(ids) for e in c.scalars(select(t.event.c.id).where(t.event.c.id.in_(some)))}
            found = [r | {"settled": True} for r in rows if r["event_id"] in known]
            for some in chunks(sorted(known)):
                old = t.member.c.event_id.in_(some)
                touched.update(c.scalars(select(t.member.c.incident_id).where(old)))
                for gone in (delete(t.member).where(old), delete(t.link).where(t.link.c.left.in_(some)),
                             delete(t.hold).where(t.hold.c.holder_event.in_(some))):  # fmt: skip
                    c.execute(gone)
                c.execute(update(t.event).where(t.event.c.id.in_(some)).values(linked=True))
            if found:
                c.execute(insert(t.member), found)
            touched.update(r["incident_id"] for r in found)
            here |= known
        if told and not here:
            raise InputError(f"{folder}: no event of it is in the ledger: these are incidents of other readings")
        for table, names in ((t.link, ("left", "right")), (t.hold, ("holder_event", "held_event"))):
            for rows in _rows(folder, f"{table.name}s", (*names, "score", "reason")):
                if both := [r for r in rows if here.issuperset(r[n] for n in names)]:
                    c.execute(insert(table), both)
        with standing_objects():
            written = write_incidents(c, touched)
    return Linked(len(here), written)


def _rows(folder: Path, table: str, columns: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not (folder / table).is_dir():
        raise InputError(f"{folder}: there is no folder {table}/: copy all that `isnad link` wrote")
    try:
        for path in sorted((folder / table).glob("*.parquet")):
            file = pq.ParquetFile(path)
            for name in columns:
                fits = pa.types.is_floating if name == "score" else _is_text
                if name not in file.schema_arrow.names or not fits(file.schema_arrow.field(name).type):
                    what = "numbers" if name == "score" else "text"
                    raise InputError(f"{path}: no column '{name}' of {what}; write it with `isnad link`")
            for batch in file.iter_batches(ROWS, columns=list(columns)):
                yield batch.to_pylist()
    except pa.ArrowInvalid as error:
        raise InputError(f"{folder}/{table}: {error}; write it with `isnad link`") from None


def _is_text(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
