"""What waits, in which order, and what takes a question out of the queue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made import claim, report

from isnad.ledger import Ledger
from isnad.ledger.judgements import judge, judge_claim, undo
from isnad.ledger.load import Item, load
from isnad.ledger.relink import relink
from isnad.model import PlaceGuess, Reading
from isnad.review import queue
from isnad.review.export import gold, proposals
from isnad.review.queue import ask, refresh, set_setting

TEXT = "غارة على تل ريح أوقعت ثلاثة قتلى"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Two tellings of one strike, a sure one and an unsure one; an unsure arrest in a place nobody knows."""
    opened = Ledger.open(f"sqlite:///{tmp_path / 'l.db'}")
    strike = {"place": "Tel Rih", "day": "2025-03-01", "killed": 30, "by": "rus.airforce"}
    lost = PlaceGuess("خربة النسيان")
    told = [
        ("a", replace(claim("a", **strike), confidence=0.99)),
        ("b", replace(claim("b", **strike), confidence=0.4)),
        ("c", replace(claim("c", type="arrest", places=(lost,), day="2025-05-01"), confidence=0.4)),
    ]
    load(opened, [Item(report(n, TEXT, outlet="جريدة"), Reading(n, (c,), (), "1", "l", "g")) for n, c in told])
    work(opened)
    return opened


def work(ledger: Ledger) -> None:
    relink(ledger)
    refresh(ledger)


def waiting(ledger: Ledger, who: str = "Mona") -> list[tuple[str, str]]:
    work(ledger)
    with ledger.read() as c:
        return [(i.kind, i.ref) for i in ask(c, who, 50)]


def test_doubt_and_weight_set_the_order(ledger: Ledger) -> None:
    found = waiting(ledger)
    assert found[0] == ("claim", "b:0:0")  # as unsure as the arrest, and the best figure of 30 hangs on it
    assert found.index(("claim", "c:0:0")) < found.index(("claim", "a:0:0"))
    assert ("place", "c:0:0") in found


def test_a_decision_takes_the_question_out_and_undoing_brings_it_back(ledger: Ledger) -> None:
    for verb in ("accept", "reject"):
        number = judge_claim(ledger, "b:0:0", verb, "Mona")
        assert ("claim", "b:0:0") not in waiting(ledger)
        undo(ledger, number, "Mona", "")
        assert ("claim", "b:0:0") in waiting(ledger)


def test_a_skip_is_of_one_person(ledger: Ledger) -> None:
    number = judge_claim(ledger, "b:0:0", "skip", "Mona", "", "claim", "b:0:0")
    assert ("claim", "b:0:0") not in waiting(ledger)
    assert ("claim", "b:0:0") in waiting(ledger, "Karim")
    undo(ledger, number, "Mona", "")
    assert ("claim", "b:0:0") in waiting(ledger)


def test_sure_claims_are_taken_unread_above_the_band(ledger: Ledger) -> None:
    with ledger.write() as c:
        set_setting(c, "band", "0.95")
    found = waiting(ledger)
    assert ("claim", "a:0:0") not in found
    assert ("claim", "b:0:0") in found


def test_a_weak_link_is_asked_about_until_somebody_decides(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "SURE_LINK", 99.0)
    judge_claim(ledger, "a:0:0", "accept", "Mona")  # has the incident looked at again
    link = ("link", "a:0:0 b:0:0")
    assert link in waiting(ledger)
    number = judge(ledger, "a:0:0", "b:0:0", "same", "Mona", "")
    assert link not in waiting(ledger)
    undo(ledger, number, "Mona", "")
    assert link in waiting(ledger)


def test_gold_is_what_people_decided_on_whole(ledger: Ledger) -> None:
    judge_claim(ledger, "a:0:0", "correct", "Mona", "", "type", "shelling")
    judge_claim(ledger, "b:0:0", "reject", "Mona")
    judge_claim(ledger, "c:0:0", "note", "Mona", "a note decides nothing")
    with ledger.read() as c:
        rows = {r["id"]: r for r in gold(c)}
    assert set(rows) == {"a", "b"}
    assert [x["type"] for x in rows["a"]["claims"]] == ["shelling"]
    assert rows["b"]["claims"] == []


def test_corrections_propose_lexicon_rows(ledger: Ledger) -> None:
    actor = [{"text": "الطيران", "id": "syr.airforce", "span": [0, 4]}]
    judge_claim(ledger, "a:0:0", "correct", "Mona", "they said so", "actors", actor)
    judge_claim(ledger, "b:0:0", "correct", "Mona", "", "type", "shelling")
    with ledger.read() as c:
        found = {(r["lexicon"], r["words"], r["id"], r["instead_of"]) for r in proposals(c)}
    assert found == {("actors.csv", "الطيران", "syr.airforce", ""), ("triggers.yaml", "غار", "shelling", "air_strike")}
