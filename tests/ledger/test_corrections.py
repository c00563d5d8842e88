"""What people decide about claims holds for incidents, for later readings, and can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import claim, report

from isnad.ledger import Ledger
from isnad.ledger.corrections import unattached
from isnad.ledger.judgements import add_claim, judge_claim, undo
from isnad.ledger.load import Item, load
from isnad.ledger.queries import Filter, find_rows, get_incident
from isnad.ledger.relink import relink
from isnad.ledger.seal import redact
from isnad.ledger.search import incidents_about, index_reports
from isnad.ledger.store import LedgerError
from isnad.ledger.verify import verify
from isnad.model import Claim, Reading
from isnad.review.export import gold

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
    ("places", [{"text": "x", "name": None, "admin1": None, "country": None, "radius_km": -1.0}], "no radius"),
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


MISSED = {
    "type": "killing", "trigger": [17, 26], "stance": "affirmed", "when": {"start": "2025-03-01", "end": "2025-03-01"},
    "figures": [{"text": "ثلاثة", "kind": "killed", "of": "person", "low": 2, "high": 2, "span": [20, 25]}],
    "places": [{"text": "تل ريح", "name": "Tel Zayt", "lat": 35.1, "lon": 36.9, "radius_km": 2.0}],
}  # fmt: skip


def test_a_claim_that_the_reader_missed_is_added_and_taken_out_again(filled: Ledger) -> None:
    number, claim_id = add_claim(filled, "a", MISSED, "Mona", "the second event")
    assert claim_id == f"a:17:{1000 + number}"
    assert sorted(rows(filled)) == [("air_strike", 3, 2), ("killing", 2, 1)]
    with filled.read() as c:
        assert verify(c) == []
        assert [x["claims"] for x in gold(c)] == []  # the reader's own claim was not looked at
    judge_claim(filled, "a:0:0", "accept", "Mona")
    judge_claim(filled, claim_id, "correct", "Mona", "", "type", "execution")
    assert sorted(rows(filled)) == [("air_strike", 3, 2), ("execution", 2, 1)]
    with filled.read() as c:
        (row,) = gold(c)
        assert [x["type"] for x in row["claims"]] == ["air_strike", "execution"]
    undo(filled, number, "Mona", "it is the same event")
    assert rows(filled) == [("air_strike", 3, 2)]
    with filled.read() as c:
        assert verify(c) == []


def test_an_added_claim_holds_for_later_readings_until_the_reader_finds_it(filled: Ledger) -> None:
    add_claim(filled, "a", MISSED, "Mona")
    before = claim("a", place="Tel Rih", day="2025-03-01", killed=3, by="rus.airforce")
    put(filled, "a", before, version="2")
    assert sorted(rows(filled)) == [("air_strike", 3, 2), ("killing", 2, 1)]
    found = claim("a", day="2025-03-01", killed=4, start=17, type="killing", event="e2")
    put(filled, "a", before, found, version="3")
    assert sorted(rows(filled)) == [("air_strike", 3, 2), ("killing", 4, 1)]
    put(filled, "a", before, version="4")
    assert sorted(rows(filled)) == [("air_strike", 3, 2), ("killing", 2, 1)]


def test_an_added_claim_can_tell_of_a_happening_that_the_report_tells_of_already(filled: Ledger) -> None:
    other = MISSED | {"type": "air_strike", "stance": "denied", "figures": [], "places": []}
    number, claim_id = add_claim(filled, "a", other, "Mona", "the ministry denies it", beside="a:0:0")
    assert rows(filled) == [("air_strike", 3, 2)]
    with filled.read() as c:
        (found,) = find_rows(c, Filter())
        stances = sorted(w.claim.stance for w in get_incident(c, found.id).witnesses)
        assert stances == ["affirmed", "affirmed", "denied"]
    judge_claim(filled, "a:0:0", "accept", "Mona")
    with filled.read() as c:
        (row,) = gold(c)
        assert len({x["event"] for x in row["claims"]}) == 1
    before = claim("a", place="Tel Rih", day="2025-03-01", killed=3, by="rus.airforce", start=1)
    put(filled, "a", replace(before, trigger=(1, 4)), version="2")
    assert rows(filled) == [("air_strike", 3, 2)]  # it stays beside that claim, by the words of its trigger
    undo(filled, number, "Mona", "it is the same chain")
    assert rows(filled) == [("air_strike", 3, 2)]
    with filled.read() as c:
        assert claim_id not in str(c.exec_driver_sql("SELECT * FROM event").all())
        assert verify(c) == []
    with pytest.raises(LedgerError, match="no claim of this report"):
        add_claim(filled, "a", other, "Mona", beside="b:0:0")


CAN_NOT_BE_ADDED = [
    ("a", {"trigger": [40, 400]}, "not in the report"),
    ("a", {"trigger": [9, 9]}, "not in the report"),
    ("a", {"type": "picnic"}, "type is one of"),
    ("a", {"trigger": "x"}, "can't be read"),
    ("none", {}, "no report"),
]


@pytest.mark.parametrize("name, given, said", CAN_NOT_BE_ADDED)
def test_what_can_not_be_added(filled: Ledger, name: str, given: dict[str, object], said: str) -> None:
    with pytest.raises(LedgerError, match=said):
        add_claim(filled, name, MISSED | given, "Mona")
    assert filled.count("judgement") == 0


def test_words_of_an_added_claim_are_redacted_with_its_report(filled: Ledger) -> None:
    add_claim(filled, "a", MISSED, "Mona")
    redact(filled, "a", "Mona", "a threat")
    with filled.read() as c:
        kept = c.exec_driver_sql("SELECT body FROM claim UNION ALL SELECT value FROM judgement").scalars()
        assert not any("ثلاثة" in x for x in kept if "Tel Zayt" in x)
        assert verify(c) == []
    with pytest.raises(LedgerError, match="no report"):
        add_claim(filled, "a", MISSED, "Mona")
