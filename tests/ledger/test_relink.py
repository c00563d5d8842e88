"""Linking in the ledger: ids that stay, reports that are added, people's decisions and their undoing."""

from __future__ import annotations

from typing import Any

import pytest
from made import claim, report
from sqlalchemy import select

from isnad.ledger import Ledger, tables
from isnad.ledger.judgements import judge, standing, undo
from isnad.ledger.load import Item, load
from isnad.ledger.queries import Filter, check_tallies, explain, find_incidents, find_rows, get_incident
from isnad.ledger.relink import relink
from isnad.ledger.store import LedgerError
from isnad.model import Claim, Figure, Reading


def item(report_id: str, *claims: Claim, published: str = "2025-03-01", text: str = "غارة على القرية") -> Item:
    return Item(
        report(report_id, text, published, outlet=f"صحيفة {report_id}"), Reading(report_id, claims, (), "1", "l", "g")
    )


def strike(report_id: str, **given: Any) -> Claim:
    return claim(report_id, **{"place": "Tel Rih", "day": "2025-03-01", "killed": 3, "by": "rus.airforce", **given})


def add(ledger: Ledger, *items: Item) -> dict[str, str]:
    """Load, link, and give the incident of each event."""
    load(ledger, items)
    relink(ledger)
    return incidents(ledger)


def incidents(ledger: Ledger) -> dict[str, str]:
    with ledger.read() as c:
        return {r.event_id: r.incident_id for r in c.execute(select(tables.member))}


def test_two_tellings_become_one_incident(ledger: Ledger) -> None:
    found = add(ledger, item("a", strike("a")), item("b", strike("b")))
    assert found["a:0:0"] == found["b:0:0"]
    with ledger.read() as c:
        i = get_incident(c, found["a:0:0"])
    assert (i.type, i.first, i.last, i.grade, i.stance) == (
        "air_strike",
        "2025-03-01",
        "2025-03-01",
        "weak",
        "affirmed",
    )
    assert len(i.reports) == 2


def test_ids_stay_when_reports_are_added(ledger: Ledger) -> None:
    before = add(ledger, item("a", strike("a")), item("b", strike("b", place="Wadi Sahl")))
    after = add(ledger, item("c", strike("c")))
    assert {k: after[k] for k in before} == before
    assert after["c:0:0"] == before["a:0:0"]


def test_adding_one_by_one_gives_what_linking_all_gives(ledger: Ledger) -> None:
    for n, (place, day) in enumerate(
        [("Tel Rih", 1), ("Tel Rih", 1), ("Wadi Sahl", 1), ("Tel Rih", 9), ("Wadi Sahl", 1)]
    ):
        date = f"2025-03-0{day}"
        add(ledger, item(f"r{n}", strike(f"r{n}", place=place, day=date), published=date))
    bit_by_bit = incidents(ledger)
    relink(ledger, full=True)
    assert incidents(ledger) == bit_by_bit
    assert len(set(bit_by_bit.values())) == 3


def test_dropping_the_incidents_derives_them_again(ledger: Ledger) -> None:
    before = add(ledger, item("a", strike("a")), item("b", strike("b")))
    judge(ledger, "a:0:0", "b:0:0", "different", "Mona", "two families")
    relink(ledger)
    apart = incidents(ledger)
    with ledger.write() as c:
        for table in tables.DERIVED:
            c.execute(table.delete())
    relink(ledger, full=True)
    assert incidents(ledger) == apart
    assert apart["a:0:0"] == before["a:0:0"]


def test_a_persons_different_and_its_undoing(ledger: Ledger) -> None:
    together = add(ledger, item("a", strike("a")), item("b", strike("b")))
    number = judge(ledger, "a:0:0", "b:0:0", "different", "Mona", "two families")
    relink(ledger)
    apart = incidents(ledger)
    assert apart["a:0:0"] == together["a:0:0"] != apart["b:0:0"]
    undo(ledger, number, "Mona", "a mistake")
    relink(ledger)
    assert incidents(ledger) == together
    assert ledger.count("judgement") == 2
    with pytest.raises(LedgerError, match="undone by 2 already"):
        undo(ledger, number, "Mona", "again")


def test_a_persons_same_joins_incidents(ledger: Ledger) -> None:
    found = add(ledger, item("a", strike("a")), item("b", strike("b", place="Wadi Sahl")))
    judge(ledger, found["a:0:0"], found["b:0:0"], "same", "Mona", "the paper had the wrong village")
    relink(ledger)
    assert len(set(incidents(ledger).values())) == 1


def test_the_id_of_a_joined_incident_says_where_it_went(ledger: Ledger) -> None:
    before = add(ledger, item("a", strike("a", place="Tel Rih")), item("b", strike("b", place="Wadi Sahl")))
    judge(ledger, "a:0:0", "b:0:0", "same", "Mona", "")
    relink(ledger)
    now = incidents(ledger)["a:0:0"]
    (gone,) = set(before.values()) - {now}
    with (
        ledger.read() as c,
        pytest.raises(LedgerError, match=f"{gone} in this ledger .it is part of {now}"),
    ):
        get_incident(c, gone)


def test_a_judgement_holds_for_a_later_reading(ledger: Ledger) -> None:
    add(ledger, item("a", strike("a")), item("b", strike("b")))
    judge(ledger, "a:0:0", "b:0:0", "different", "Mona", "two families")
    moved = Claim(**{**{f: getattr(strike("a"), f) for f in Claim.__slots__}, "claim_id": "a:1:0", "trigger": (1, 4)})
    found = add(
        ledger, Item(report("a", "غارة على القرية", outlet="صحيفة a"), Reading("a", (moved,), (), "2", "l", "g"))
    )
    assert found["a:1:0"] != found["b:0:0"]
    with ledger.read() as c:
        assert [(j.left, j.right) for j in standing(c)] == [("a:1:0", "b:0:0")]


def test_a_same_of_events_far_apart_holds_where_one_is_read_again(ledger: Ledger) -> None:
    told = item("b", strike("b", place="Wadi Sahl"))
    before = add(ledger, item("a", strike("a")), told)
    judge(ledger, "a:0:0", "b:0:0", "same", "Mona", "one raid, the village misnamed")
    relink(ledger)
    assert len(set(incidents(ledger).values())) == 1
    add(ledger, item("b", strike("b", place="Wadi Sahl", start=40)))
    assert incidents(ledger).keys() != before.keys()
    found = add(ledger, told)
    assert found["a:0:0"] == found["b:0:0"]


def test_a_judgement_that_finds_nothing_is_listed(ledger: Ledger) -> None:
    add(ledger, item("a", strike("a")), item("b", strike("b")))
    judge(ledger, "a:0:0", "b:0:0", "same", "Mona", "one")
    add(ledger, Item(report("a", "غارة على القرية", outlet="صحيفة a"), Reading("a", (), (), "2", "l", "g")))
    with ledger.read() as c:
        assert [(j.left, j.right) for j in standing(c)] == [(None, "b:0:0")]


def test_judging_nothing(ledger: Ledger) -> None:
    add(ledger, item("a", strike("a")))
    with pytest.raises(LedgerError, match="neither an incident nor an event"):
        judge(ledger, "a:0:0", "x:0:0", "same", "Mona", "")
    with pytest.raises(LedgerError, match="one event"):
        judge(ledger, "a:0:0", "a:0:0", "same", "Mona", "")
    with pytest.raises(LedgerError, match="who decides"):
        judge(ledger, "a:0:0", "a:0:0", "same", " ", "")


def test_finding_incidents(ledger: Ledger) -> None:
    add(
        ledger,
        item("a", strike("a")),
        item("b", strike("b", place="Wadi Sahl", day="2025-04-02", type="shelling"), published="2025-04-02"),
    )
    with ledger.read() as c:
        assert len(find_incidents(c, Filter())) == 2
        assert [r.type for r in find_rows(c, Filter(since="2025-04"))] == ["shelling"]
        assert [r.type for r in find_rows(c, Filter(until="2025-03"))] == ["air_strike"]
        assert [r.place for r in find_rows(c, Filter(where="وادي سهل"))] == ["Wadi Sahl"]
        assert [r.place for r in find_rows(c, Filter(where="Idlib"))] == ["Tel Rih"]
        assert find_rows(c, Filter(types=("protest",))) == []
        with pytest.raises(LedgerError, match="no date"):
            find_rows(c, Filter(since="soon"))


def test_explaining_says_why(ledger: Ledger) -> None:
    found = add(ledger, item("a", strike("a")), item("b", strike("b", killed=5)))
    with ledger.read() as c:
        lines = explain(c, found["a:0:0"])
    told = "\n".join(lines)
    assert "killed (all): 3 – 3 – 5 by ucdp" in told
    assert "a:0:0 = b:0:0" in told
    assert "same_site" in told
    assert "independent origins: 1 to 2" in told


def test_a_tally_that_does_not_add_up(ledger: Ledger) -> None:
    count = Figure("13 هجوما", "events", "other", 13, 13)
    tally = strike("t", scope="aggregate", day="2025-01-01", until="2025-03-31", figures=(count,))
    add(
        ledger,
        item("a", strike("a")),
        item("b", strike("b", day="2025-02-10"), published="2025-02-10"),
        item("t", tally),
    )
    with ledger.read() as c:
        (check,) = check_tallies(c)
        assert check.held_events == 2
        assert "13 told, 2 held: 11 are not in this ledger" in check.remark
        assert find_incidents(c, Filter()) == sorted(
            find_incidents(c, Filter()), key=lambda i: find_incidents(c, Filter()).index(i)
        )
    assert len({i for i in incidents(ledger).values() if i.startswith("inc-")}) == 2


def test_an_event_at_several_places_holds(ledger: Ledger) -> None:
    wide = strike("w", place=["Tel Rih", "Bir Nada"], killed=None)
    found = add(ledger, item("a", strike("a")), item("w", wide))
    with ledger.read() as c:
        assert get_incident(c, found["w:0:0"]).holds == (found["a:0:0"],)
        assert get_incident(c, found["a:0:0"]).held_by == (found["w:0:0"],)
