"""The store: loading twice, rereading, writing at once, being killed; on both databases."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made import claim, report
from sqlalchemy import select, text

from isnad.ledger import Ledger, tables
from isnad.ledger.judgements import add_claim
from isnad.ledger.load import Item, load
from isnad.ledger.migrations.run import config
from isnad.ledger.relink import relink
from isnad.ledger.store import LedgerError
from isnad.ledger.verify import verify
from isnad.model import Reading


def item(report_id: str, version: str = "1", **given: object) -> Item:
    made = report(report_id, f"غارة على القرية {report_id}", outlet="صحيفة")
    reading = Reading(
        report_id, (claim(report_id, place="Tel Rih", day="2025-03-01", killed=3),), (), version, "l", "g"
    )
    return Item(made, reading, "test")


def test_loading_twice_adds_nothing(ledger: Ledger) -> None:
    items = [item("a"), item("b")]
    first, second = load(ledger, items), load(ledger, items)
    assert (first.reports, first.readings, first.claims) == (2, 2, 2)
    assert (second.reports, second.known, second.readings, second.claims) == (0, 2, 0, 0)
    assert ledger.count("claim") == 2


def test_the_rows_of_a_claim(ledger: Ledger) -> None:
    load(ledger, [item("a")])
    assert {n: ledger.count(n) for n in ("claim", "place", "figure", "party", "source", "event")} == {
        "claim": 1, "place": 1, "figure": 1, "party": 0, "source": 0, "event": 1,
    }  # fmt: skip


def test_a_reread_adds_a_reading_and_becomes_current(ledger: Ledger) -> None:
    load(ledger, [item("a"), item("b")])
    relink(ledger)
    load(ledger, [item("a", "2")])
    relink(ledger)
    assert ledger.count("reading") == 3
    assert ledger.count("event") == 2
    with ledger.read() as c:
        query = select(tables.current_reading.c.reading_id).where(tables.current_reading.c.report_id == "a")
        assert c.execute(query).scalar_one() == 3
        assert verify(c) == []


def test_one_report_twice_in_one_load(ledger: Ledger) -> None:
    done = load(ledger, [item("a"), item("a", "2")])
    assert (done.reports, done.readings) == (1, 2)
    assert ledger.count("event") == 1


def test_a_changed_text_is_a_conflict(ledger: Ledger) -> None:
    load(ledger, [item("a")])
    changed = Item(report("a", "نص آخر"), Reading("a"))
    assert load(ledger, [changed]).conflicts == ["a"]


def test_a_report_without_claims_is_kept(ledger: Ledger) -> None:
    load(ledger, [Item(report("a", "لا شيء"), Reading("a"))])
    assert ledger.count("report") == 1
    assert relink(ledger).events == 0


def _add_many(url: str, name: str) -> None:
    with Ledger.open(url) as ledger:
        for n in range(10):
            load(ledger, [item(f"{name}{n}")])


def test_two_processes_write_at_once(url: str) -> None:
    Ledger.open(url).close()
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_add_many, args=(url, name)) for name in "xy"]
    for w in workers:
        w.start()
    for w in workers:
        w.join(60)
    assert [w.exitcode for w in workers] == [0, 0]
    with Ledger.open(url) as ledger, ledger.read() as c:
        assert ledger.count("report") == 20
        assert verify(c) == []


_WRITER = """
import sys
sys.path[:0] = sys.argv[2:]
from test_store import item
from isnad.ledger import Ledger
from isnad.ledger.load import load
with Ledger.open(sys.argv[1]) as ledger:
    for n in range(10_000):
        load(ledger, [item(f"r{n}")])
        print(n, flush=True)
"""


def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    here = Path(__file__).parent
    for delay_s in (0.05, 0.2):
        command = [sys.executable, "-c", _WRITER, url, str(here), str(here.parent / "link")]
        writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(delay_s)
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged = 1 + sum(1 for _ in writer.stdout)
        writer.wait()
        with Ledger.open(url) as ledger, ledger.read() as c:
            assert ledger.count("report") >= acknowledged
            assert verify(c) == []


def test_what_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("this is not a database, it is a text that is long enough " * 20)
    with pytest.raises(LedgerError, match="can't be opened"):
        Ledger.open(f"sqlite:///{tmp_path / 'x.db'}")
    with pytest.raises(LedgerError, match="no address of a ledger"):
        Ledger.open("nonsense")


@pytest.mark.parametrize("url", ["mysql://me:secret@host/db", "ledger.db", "postgresql://me:secret@127.0.0.1:1/x"])
def test_no_message_shows_a_password(url: str) -> None:
    if url.startswith("postgresql"):
        pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match="ledger") as raised:
        Ledger.open(url)
    assert "secret" not in str(raised.value)


def test_a_ledger_that_others_hold_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.ledger.store.LOCK_TIMEOUT_S", 0.1)
    url = f"sqlite:///{tmp_path / 'l.db'}"
    locked = pytest.raises(LedgerError, match=r"l\.db: database is locked: another process")
    with Ledger.open(url) as one, Ledger.open(url) as other, one.write(), locked, other.write():
        pass


def test_reading_sees_one_state_while_others_write(ledger: Ledger, url: str) -> None:
    with ledger.read() as c:
        assert c.execute(text("SELECT count(*) FROM report")).scalar_one() == 0
        with Ledger.open(url) as other:
            load(other, [item("late")])
        assert c.execute(text("SELECT count(*) FROM report")).scalar_one() == 0
    assert ledger.count("report") == 1


def test_a_ledger_of_an_earlier_version_is_brought_up_with_all_that_it_holds(ledger: Ledger) -> None:
    load(ledger, [item("a"), item("b")])
    load(ledger, [item("a", version="2")])
    relink(ledger)
    before = current(ledger)
    add_claim(ledger, "b", {"type": "killing", "trigger": [0, 4]}, "Mona")
    _migrate(ledger, "0002")
    assert current(ledger) == before  # that version knows one current reading of a report
    _migrate(ledger, "head")
    assert current(ledger) == before
    load(ledger, [item("b", version="2")])
    assert len(current(ledger)) == 3
    with ledger.read() as c:
        assert verify(c) == []


def current(ledger: Ledger) -> list[tuple[str, int]]:
    with ledger.read() as c:
        return [
            tuple(r) for r in c.execute(select(tables.current_reading).order_by(tables.current_reading.c.reading_id))
        ]


def _migrate(ledger: Ledger, version: str) -> None:
    from alembic import command

    settings = config()
    with ledger.write() as c:
        settings.attributes["connection"] = c
        (command.upgrade if version == "head" else command.downgrade)(settings, version)


def test_the_migrations_make_the_tables_of_the_code(ledger: Ledger) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def ours(item: object, name: str | None, kind: str, *_: object) -> bool:
        """The index of words and what the database keeps for it are no tables of the code."""
        return not (kind == "table" and (name or "").startswith("report_words"))

    with ledger.engine.connect() as c:
        context = MigrationContext.configure(c, opts={"include_object": ours})
        assert compare_metadata(context, tables.metadata) == []
