"""Groups: what joins, and what must never join."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from made import claim, event, report

from isnad.link.cluster import Decisions, group_events
from isnad.link.events import ReportEvent, events_of
from isnad.link.score import compare, default_model

MODEL = default_model()


def same(a: str, b: str) -> frozenset[frozenset[str]]:
    return frozenset({frozenset({f"{a}:0:0", f"{b}:0:0"})})


def groups(events: list[ReportEvent], decisions: Decisions | None = None) -> list[set[str]]:
    found = group_events(events, MODEL, decisions or Decisions())
    return [{e.split(":")[0] for e in g} for g in found.groups]


def strike(report_id: str, day: str = "2025-03-01", **given: Any) -> ReportEvent:
    return event(report_id, published=day, day=day, **{"place": "Tel Rih", "killed": 3, "by": "rus.airforce", **given})


def test_two_tellings_of_one_strike_join() -> None:
    assert groups([strike("a"), strike("b", by="rus")]) == [{"a", "b"}]


def test_two_places_do_not_join() -> None:
    assert groups([strike("a"), strike("b", place="Wadi Sahl")]) == [{"a"}, {"b"}]


def test_events_told_apart_by_one_report_stay_apart() -> None:
    both = events_of(
        report("b"),
        [
            claim("b", place="Tel Rih", day="2025-03-01"),
            claim("b", start=9, event="e2", place="Tel Rih", day="2025-03-01"),
        ],
    )
    found = group_events([strike("a"), *both], MODEL)
    assert all(len({e.split(":")[0] for e in g}) == len(g) for g in found.groups)


def test_a_month_of_shelling_is_a_month_of_incidents() -> None:
    first = date(2025, 3, 1)
    days = [str(first + timedelta(days=n)) for n in range(30)]
    events = [strike(f"{outlet}{n}", day, type="shelling") for n, day in enumerate(days) for outlet in "ab"]
    found = group_events(events, MODEL)
    spans = []
    for g in found.groups:
        numbers = [int(e.split(":")[0][1:]) for e in g]
        spans.append(max(numbers) - min(numbers))
    assert max(spans) <= 2
    assert len(found.groups) >= 15


def test_aggregates_never_link() -> None:
    assert groups([strike("a", scope="aggregate"), strike("b", scope="aggregate"), strike("c")]) == [
        {"a"},
        {"b"},
        {"c"},
    ]


def test_a_person_says_different() -> None:
    assert groups([strike("a"), strike("b")], Decisions(different=same("a", "b"))) == [{"a"}, {"b"}]


def test_different_holds_through_a_third() -> None:
    found = groups([strike("a"), strike("b"), strike("c")], Decisions(different=same("a", "b")))
    assert not any({"a", "b"} <= g for g in found)
    assert {"a", "c"} in found or {"b", "c"} in found


def test_a_person_says_same() -> None:
    assert groups([strike("a"), strike("b", place="Wadi Sahl")], Decisions(same=same("a", "b"))) == [{"a", "b"}]


def test_different_beats_same() -> None:
    decisions = Decisions(same=same("a", "b"), different=same("a", "b"))
    assert groups([strike("a"), strike("b")], decisions) == [{"a"}, {"b"}]


def test_an_event_at_several_places_holds_what_happened_at_one() -> None:
    wide = strike("w", place=["Tel Rih", "Bir Nada"], killed=None)
    found = group_events([strike("a"), strike("b", place="Bir Nada", killed=5), wide], MODEL)
    assert len(found.groups) == 3
    assert {(holder, held) for holder, held, _ in found.holds} == {("w:0:0", "a:0:0"), ("w:0:0", "b:0:0")}


def test_groups_do_not_depend_on_the_order() -> None:
    events = [strike(f"r{n}", f"2025-03-0{1 + n % 5}", killed=3 + n % 2) for n in range(20)]
    want = {frozenset(g) for g in groups(events)}
    mixed = events[:]
    random.Random(7).shuffle(mixed)
    assert {frozenset(g) for g in groups(mixed)} == want


def test_known_groups_only_grow() -> None:
    a, b, c = strike("a"), strike("b"), strike("c")
    found = group_events([a, b, c], MODEL, known=[["a:0:0", "b:0:0"]], pairs=[(a, c), (b, c)])
    assert [set(g) for g in found.groups] == [{"a:0:0", "b:0:0", "c:0:0"}]


def test_every_score_is_the_sum_of_its_parts() -> None:
    found = compare(strike("a"), strike("b", killed=9), MODEL)
    assert found is not None
    assert abs(found.score - MODEL.bias - sum(p.weight for p in found.parts)) < 1e-6
    assert "killed" in found.reason()
    assert 0 < found.probability < 1
