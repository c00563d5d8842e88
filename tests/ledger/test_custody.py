"""Custody: what was changed shows; seals; redaction."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made import claim, report
from sqlalchemy import delete, text, update

from isnad.ledger import Ledger, tables
from isnad.ledger.judgements import judge
from isnad.ledger.load import Item, load
from isnad.ledger.relink import relink
from isnad.ledger.seal import check_seal, redact, seal
from isnad.ledger.store import LedgerError
from isnad.ledger.verify import verify
from isnad.model import Reading


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    for name in "abc":
        made = report(name, f"نص التقرير السري {name}", outlet="صحيفة", url=f"https://example.org/{name}")
        told = claim(name, place="Tel Rih", day="2025-03-01", killed=3, source=[("سالم الخياط", "person")])
        load(ledger, [Item(made, Reading(name, (told,), (), "1", "l", "g"))])
    relink(ledger)
    judge(ledger, "a:0:0", "b:0:0", "different", "Mona", "two villages")
    return ledger


def problems(ledger: Ledger) -> list[str]:
    with ledger.read() as c:
        return verify(c)


def test_an_untouched_ledger_verifies(full: Ledger) -> None:
    assert problems(full) == []


def test_tampering_shows(full: Ledger) -> None:
    with full.write() as c:
        c.execute(update(tables.report).where(tables.report.c.id == "a").values(text="غير"))
        c.execute(update(tables.judgement).values(who="Nobody"))
    found = " ".join(problems(full))
    assert "report a: the text was changed" in found
    assert "judgement 1 is not as it was logged" in found


def test_a_changed_claim_shows(full: Ledger) -> None:
    with full.write() as c:
        c.execute(text("UPDATE claim SET body = replace(body, '\"low\": 3', '\"low\": 30')"))
    assert any("its claims are not as they were logged" in p for p in problems(full))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE report SET outlet = 'another' WHERE id = 'a'", "report a: outlet, address, time or digest"),
        ("UPDATE report SET url = 'https://example.org/z' WHERE id = 'a'", "report a: outlet, address"),
        ("UPDATE report SET published = '2020-01-01' WHERE id = 'a'", "report a: outlet, address"),
        ("UPDATE report SET sha256 = '00' WHERE id = 'a'", "report a: outlet, address"),
        ("UPDATE reading SET reader_version = '2' WHERE report_id = 'a'", "reading 1: its report, reader"),
        ("UPDATE reading SET report_id = 'b' WHERE report_id = 'a'", "reading 1: its report, reader"),
        ("DELETE FROM current_reading WHERE report_id = 'a'", "report a: its last reading, 1, was set aside"),
        ("UPDATE claim SET stance = 'denied' WHERE id = 1", "claim a:0:0: its columns were changed"),
        ("UPDATE claim SET event_id = 'b:0:0' WHERE id = 1", "claim a:0:0: its event was changed"),
        ("UPDATE figure SET low = 30 WHERE claim = 1", "claim a:0:0: the rows of its figure were changed"),
        ("UPDATE place SET lat = 1 WHERE claim = 1", "claim a:0:0: the rows of its place were changed"),
        ("DELETE FROM source WHERE claim = 1", "claim a:0:0: the rows of its source were changed"),
    ],
)
def test_a_change_anywhere_shows(full: Ledger, change: str, said: str) -> None:
    with full.write() as c:
        c.execute(text(change))
    (found,) = problems(full)
    assert found.startswith(said)


def test_what_a_redaction_kept_is_guarded_too(full: Ledger) -> None:
    redact(full, "a", "Mona", "asked for")
    with full.write() as c:
        c.execute(update(tables.report).where(tables.report.c.id == "a").values(outlet="another"))
    assert problems(full) == ["report a: what was kept when it was redacted was changed"]


def test_a_removed_log_entry_shows(full: Ledger) -> None:
    with full.write() as c:
        c.execute(delete(tables.log).where(tables.log.c.seq == 2))
    assert any("log entry 2 is missing" in p for p in problems(full))


def test_a_removed_row_shows(full: Ledger) -> None:
    with full.write() as c:
        c.execute(delete(tables.judgement))
    assert problems(full) == ["judgement 1 is missing"]


def test_a_rewritten_log_is_found_by_the_seal(full: Ledger, tmp_path: Path) -> None:
    sealed = seal(full, tmp_path / "key.pem")
    with full.read() as c:
        assert check_seal(c, sealed) == []
        assert check_seal(c, sealed, key="other") == ["the seal is signed with another key"]
        forged = {**sealed, "entries": 1}
        assert any("signature does not fit" in w for w in check_seal(c, forged))
    with full.write() as c:
        c.execute(update(tables.log).where(tables.log.c.seq == sealed["entries"]).values(hash="0" * 64))
    with full.read() as c:
        assert any("not the one that was sealed" in w for w in check_seal(c, sealed))
    assert (tmp_path / "key.pem").stat().st_mode & 0o077 == 0
    assert json.loads(json.dumps(sealed)) == sealed


def test_a_ledger_that_grew_still_fits_its_seal(full: Ledger, tmp_path: Path) -> None:
    sealed = seal(full, tmp_path / "key.pem")
    load(full, [Item(report("d", "نص"), Reading("d"))])
    with full.read() as c:
        assert check_seal(c, sealed) == []


def test_redaction_takes_the_words_and_keeps_the_chain(full: Ledger, tmp_path: Path) -> None:
    salt, overwritten = redact(full, "a", "Mona", "names a witness")
    relink(full)
    assert len(salt) == 32
    assert overwritten == bool(full.path)
    assert problems(full) == []
    with full.read() as c:
        everything = " ".join(
            str(value) for name in ("report", "claim", "party", "source", "place", "figure", "event", "incident", "log")
            for row in c.execute(tables.metadata.tables[name].select()) for value in row
            if "b:0:0" not in str(row) and "c:0:0" not in str(row)
        )  # fmt: skip
    assert "السري a" not in everything
    assert "example.org/a" not in everything
    with full.read() as c:
        body = c.execute(text("SELECT body FROM claim WHERE claim_id = 'a:0:0'")).scalar_one()
    assert "سالم" not in body
    assert json.loads(body)["figures"][0]["low"] == 3
    if full.path:
        raw = full.path.read_bytes()
        assert "السري a".encode() not in raw


def test_a_redaction_gives_its_salt_also_while_others_read(full: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.ledger.seal.SCRUB_TIMEOUT_S", 0.1)
    with Ledger.open(str(full.engine.url)) if full.path else Ledger.open("sqlite://") as other, other.read() as c:
        c.execute(tables.report.select()).all()
        salt, overwritten = redact(full, "a", "Mona", "names a witness")
    assert len(salt) == 32
    assert not overwritten


def test_a_key_that_is_none_is_said(full: Ledger, tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text("not a key")
    with pytest.raises(LedgerError, match="no Ed25519 key"):
        seal(full, tmp_path / "key.pem")


def test_redaction_needs_a_reason_and_happens_once(full: Ledger) -> None:
    with pytest.raises(LedgerError, match="who and why"):
        redact(full, "a", "Mona", " ")
    redact(full, "a", "Mona", "asked for")
    with pytest.raises(LedgerError, match="redacted already"):
        redact(full, "a", "Mona", "asked for")


def test_emptying_a_report_by_hand_shows(full: Ledger) -> None:
    with full.write() as c:
        c.execute(update(tables.report).where(tables.report.c.id == "a").values(text=None, redacted_at="2025"))
    assert any("emptied without a redaction" in p for p in problems(full))
