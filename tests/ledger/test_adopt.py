"""Incidents linked elsewhere are taken over as if the ledger had linked them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made import PLACES, claim, report
from sqlalchemy import select

from isnad.errors import InputError
from isnad.ledger import Ledger, tables
from isnad.ledger.adopt import adopt
from isnad.ledger.load import Item, load
from isnad.ledger.relink import relink
from isnad.link.events import events_of
from isnad.link.score import default_model
from isnad.link.whole import Linking, link_events, order_of
from isnad.model import Reading


def made(n: int = 40) -> list[Item]:
    rng = random.Random(2)
    out = []
    for i in range(n):
        name, day = f"r{i:02}", f"2025-03-{rng.randrange(1, 9):02}"
        where = rng.sample(sorted(PLACES), rng.choice((1, 1, 2)))
        scope = "aggregate" if rng.random() < 0.1 else "single"
        told = claim(name, place=where, day=day, killed=rng.choice((2, 3)), by="syr.mil", scope=scope)
        text = " ".join(rng.choice(("غارة", "سوق", "قتلى", "مشفى", "ليلا")) for _ in range(9))
        out.append(Item(report(name, text, day), Reading(name, (told,), (), "1", "l", "g")))
    return sorted(out, key=lambda item: order_of(item.report))


def write(folder: Path, found: Linking) -> Path:
    tables_of: dict[str, list[dict[str, Any]]] = {
        "members": [{"incident_id": i, "event_id": e, "report_id": "", "kind": ""} for i, e in found.members],
        "links": [{"left": x.left, "right": x.right, "score": x.score, "reason": x.reason()} for x in found.links],
        "holds": [
            {"holder_event": a, "held_event": b, "score": x.score, "reason": x.reason()} for a, b, x in found.holds
        ],
    }
    for table, rows in tables_of.items():
        (folder / table).mkdir(parents=True)
        pq.write_table(pa.Table.from_pylist(rows), folder / table / "part-0.parquet")
    return folder


def held(ledger: Ledger) -> dict[str, list[Any]]:
    with ledger.read() as c:
        out = {}
        for table in (tables.member, tables.link, tables.hold, tables.incident):
            rows = [dict(r) | {"derived": None} for r in c.execute(select(table)).mappings()]
            out[table.name] = sorted(rows, key=str)
        return out


def test_a_ledger_that_takes_incidents_over_holds_what_one_that_links_holds(tmp_path: Path) -> None:
    items = made()
    events = [e for i in items for e in events_of(i.report, i.reading.claims, order_of(i.report))]
    found = link_events(events, default_model())
    assert found.links
    assert found.holds
    folder = write(tmp_path / "incidents", found)
    with Ledger.open("sqlite://") as linked, Ledger.open("sqlite://") as taken:
        for ledger in (linked, taken):
            load(ledger, items)
        relink(linked)
        want = held(linked)
        done = adopt(taken, folder)
        assert (done.events, done.written) == (len(events), len(want["incident"]))
        assert held(taken) == want
        assert relink(taken).events == 0
        adopt(linked, folder)  # over what it linked itself
        assert held(linked) == want


def test_of_incidents_only_what_the_ledger_knows_is_taken_over(tmp_path: Path) -> None:
    items = made()
    events = [e for i in items for e in events_of(i.report, i.reading.claims, order_of(i.report))]
    folder = write(tmp_path / "incidents", link_events(events, default_model()))
    with Ledger.open("sqlite://") as ledger:
        load(ledger, items[:25])
        assert adopt(ledger, folder).events == 25
        load(ledger, items[25:])
        assert relink(ledger).events == 15
        with pytest.raises(InputError, match="no incidents"):
            adopt(ledger, tmp_path)


def test_a_folder_that_holds_something_else_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    items = made(10)
    found = link_events(
        [e for i in items for e in events_of(i.report, i.reading.claims, order_of(i.report))], default_model()
    )
    members = write(tmp_path / "whole", found) / "members" / "part-0.parquet"
    rows = pq.read_table(members).to_pylist()
    said: dict[str, list[dict[str, Any]]] = {
        "an event stands in it twice": [*rows, rows[0]],  # a copy of two runs, one over the other
        "incidents of other readings": [r | {"event_id": f"x{r['event_id']}"} for r in rows],
        "no column 'incident_id' of text": [{"event_id": r["event_id"]} for r in rows],
        "no column 'event_id' of text": [r | {"event_id": 1} for r in rows],
    }
    with Ledger.open("sqlite://") as ledger:
        load(ledger, items)
        relink(ledger)
        want = held(ledger)
        for message, some in said.items():
            pq.write_table(pa.Table.from_pylist(some), members)
            with pytest.raises(InputError, match=message):
                adopt(ledger, tmp_path / "whole")
            assert held(ledger) == want
        pq.write_table(pa.Table.from_pylist(rows), members)
        (tmp_path / "whole" / "holds" / "part-0.parquet").unlink()
        (tmp_path / "whole" / "holds").rmdir()
        with pytest.raises(InputError, match="there is no folder holds/"):
            adopt(ledger, tmp_path / "whole")
        assert held(ledger) == want
