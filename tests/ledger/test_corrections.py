"""What people decide about claims holds for incidents, for later readings, and can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import claim, report

from isnad.ledger import Ledger
from isnad.ledger.corrections import unattached
from isnad.ledger.custody import verify
from isnad.ledger.judgements import judge_claim, undo
from isnad.ledger.load import Item, load
from isnad.ledger.queries import Filter, find_rows
from isnad.ledger.relink import relink
from isnad.ledger.seal import redact
from isnad.ledger.search import incidents_about, index_reports
from isnad.ledger.store import LedgerError
from isnad.model import Claim, Reading

TEXT = "غارة على تل ريح أوقعت ثلاثة قتلى بحسب الأهالي"


def put(ledger: Ledger, name: str, *claims: Claim, version: str = "1") -> None:
    load(ledger, [Item(report(name, TEXT), Reading(name, claims, (), version, "l", "g"))])
    relink(ledger)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """One strike told by two reports."""
    for name in "ab":
        put(ledger, name, claim(name, place="Tel Rih", day="2025-03-01", killed=3, by="rus.airforce"))
    return ledger


def rows(ledger: Ledger) -> list[tuple[str, int | None, int]]:
    relink(ledger)
    with ledger.read() as c:
        return [(r.type, r.killed_best, r.reports) for r in find_rows(c, Filter())]


def test_a_rejected_claim_leaves_the_incident_and_comes_back(filled: Ledger) -> None:
    number = judge_claim(filled, "a:0:0", "reject", "Mona", "a headline of last year")
    assert rows(filled) == [("air_strike", 3, 1)]
    undo(filled, number, "Mona", "it was not")
    assert rows(filled) == [("air_strike", 3, 2)]


def test_rejecting_all_claims_takes_the_incident_out(filled: Ledger) -> None:
    judge_claim(filled, "a:0:0", "reject", "Mona")
    number = judge_claim(filled, "b:0:0", "reject", "Mona")
    assert rows(filled) == []
    undo(filled, number, "Mona", "")
    assert rows(filled) == [("air_strike", 3, 1)]


def test_a_correction_changes_figures_and_links(filled: Ledger) -> None:
    figures = [{"text": "ثلاثة", "kind": "killed", "of": "person", "low": 5, "high": 5}]
    for name in "ab":
        judge_claim(filled, f"{name}:0:0", "correct", "Mona", "", "figures", figures)
    assert rows(filled) == [("air_strike", 5, 2)]
    judge_claim(
        filled, "b:0:0", "correct", "Mona", "", "when", {"text": None, "start": "2025-02-01", "end": "2025-02-01"}
    )
    assert rows(filled) == [("air_strike", 5, 1), ("air_strike", 5, 1)]
    with filled.read() as c:
        assert verify(c) == []


def test_a_correction_holds_for_a_later_reading_that_moves_the_trigger(filled: Ledger) -> None:
    judge_claim(filled, "a:0:0", "correct", "Mona", "", "type", "shelling")
    judge_claim(filled, "b:0:0", "correct", "Mona", "", "type", "shelling")
    moved = replace(claim("a", place="Tel Rih", day="2025-03-01", killed=4, start=1), trigger=(1, 4))
    put(filled, "a", moved, version="2")
    assert rows(filled) == [("shelling", 3, 2)]


def test_a_correction_that_finds_no_claim_is_listed(filled: Ledger) -> None:
    number = judge_claim(filled, "a:0:0", "correct", "Mona", "", "type", "shelling")
    put(filled, "a", version="2")
    with filled.read() as c:
        assert [r["id"] for r in unattached(c)] == [number]


WRONG = [
    ("type", "picnic", "type is one of"),
    ("colour", "red", "no field"),
    ("figures", [{"text": "", "kind": "killed", "of": "person", "low": 9, "high": 3}], "no range"),
    ("figures", [{"text": "", "kind": "amused", "of": "person", "low": 1, "high": 3}], "none of"),
    ("figures", "three", "can't be read"),
    ("places", [{"text": "x", "name": None, "admin1": None, "country": None, "lat": 99.0, "lon": 3.0}], "on earth"),
    ("places", [{"text": "x", "name": None, "admin1": None, "country": None, "span": [0, 9000]}], "beyond"),
    ("when", {"text": None, "start": "2025-03-05", "end": "2025-03-01"}, "after"),
]


@pytest.mark.parametrize("name, value, message", WRONG, ids=[f"{n}-{m}" for n, _, m in WRONG])
def test_what_can_be_no_value_is_refused(filled: Ledger, name: str, value: object, message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        judge_claim(filled, "a:0:0", "correct", "Mona", "", name, value)
    assert filled.count("judgement") == 0


def test_redacting_takes_the_words_out_of_corrections(filled: Ledger) -> None:
    judge_claim(filled, "a:0:0", "correct", "Mona", "", "targets", [{"text": "سعيد بن ليلى", "id": None}])
    index_reports(filled)
    redact(filled, "a", "Mona", "a witness asked")
    relink(filled)
    with filled.read() as c:
        assert verify(c) == []
        assert "سعيد" not in str(c.exec_driver_sql("SELECT value FROM judgement").all())
    assert found(filled, "غارات") == 1  # by the other report


def found(ledger: Ledger, question: str) -> int:
    with ledger.read() as c:
        query = incidents_about(c, question)
        return len(set(c.execute(query).scalars())) if query is not None else 0


def test_search_finds_other_forms_of_a_word(filled: Ledger) -> None:
    assert index_reports(filled) == 2
    assert index_reports(filled) == 0
    for question in ("غارات", "الغارةُ", "أهالي", "قتلى الأهالي", "تل_ريح"):
        assert found(filled, question) == 1, question
    assert found(filled, "قطار") == found(filled, '" OR *') == found(filled, "غارة قطار") == 0
