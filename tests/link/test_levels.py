"""How two events agree, one thing at a time."""

from __future__ import annotations

from typing import Any

import pytest
from made import event

from isnad.link import levels
from isnad.link.events import day_of, place_names
from isnad.link.score import compare, default_model
from isnad.link.sides import Sides

BASE: dict[str, Any] = {"place": "Tel Rih", "day": "2025-03-01"}
SIDES = Sides(
    {"rus.airforce": "rus.mil", "rus.mil": "rus", "syr.airforce": "syr.gov"}, (frozenset({"rus", "syr.gov"}),)
)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("air_strike", "air_strike", "same"),
        ("air_strike", "shelling", "close"),
        ("armed_attack", "arrest", "close"),
        ("killing", "air_strike", "unsaid"),
        ("air_strike", "armed_attack", "cross"),
        ("protest", "air_strike", None),
        ("talks", "agreement", "close"),
        ("aid", "talks", None),
    ],
)
def test_types(one: str, other: str, level: str | None) -> None:
    assert levels.type_level(event("a", type=one), event("b", type=other)) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (("2025-03-01", "2025-03-01"), ("2025-03-01", "2025-03-01"), "same_day"),
        (("2025-03-01", "2025-03-01"), ("2025-03-02", "2025-03-02"), "next_day_stated"),
        (("2025-03-01", "2025-03-01"), ("2025-03-04", "2025-03-04"), "near"),
        (("2025-03-01", "2025-03-01"), ("2025-03-05", "2025-03-05"), None),
        (("2025-03-01", "2025-03-02"), ("2025-03-02", "2025-03-02"), "overlap"),
        (("2025-03-01", "2025-03-31"), ("2025-03-20", "2025-03-20"), "overlap_long"),
    ],
)
def test_dates(one: tuple[str, str], other: tuple[str, str], level: str | None) -> None:
    a = event("a", day=one[0], until=one[1])
    b = event("b", day=other[0], until=other[1])
    assert levels.date_level(a, b) == levels.date_level(b, a) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (("health",), ("health", "market"), "same"),
        (("health",), ("school",), "differ"),
        (("health",), (), "one"),
        ((), (), "unknown"),
        (("torture",), (), "unknown"),
    ],
)
def test_protected_places(one: tuple[str, ...], other: tuple[str, ...], level: str) -> None:
    a, b = event("a", tags=one), event("b", tags=other)
    assert levels.protected_level(a, b) == levels.protected_level(b, a) == level


def test_a_hospital_told_by_one_alone_speaks_against_one_strike() -> None:
    given: dict[str, Any] = {"day": "2025-03-01", "place": "Idlib"}
    hospital, other, plain = (
        compare(event(n, **given, tags=t), event("z", **given), default_model())
        for n, t in (("a", ("health",)), ("b", ("torture",)), ("c", ()))
    )
    assert hospital
    assert other
    assert plain
    assert hospital.score < plain.score - 1
    assert other.score == plain.score


def test_an_undated_event_lies_before_its_publication() -> None:
    undated = event("a", published="2025-03-02")
    assert levels.date_level(undated, event("b", day="2025-03-01")) == "undated"
    assert levels.date_level(undated, event("b", day="2025-02-25")) == "undated_far"
    assert levels.date_level(undated, event("b", day="2025-03-09")) is None
    assert levels.date_level(undated, event("b", day="2025-01-09")) is None
    assert levels.date_level(event("a", published=None), event("b", published=None)) == "unknown"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Tel Rih", "Tel Rih", "same_site"),
        ("Tel Rih", "Bir Nada", "other_town"),
        ("Tel Rih", "Idlib", "within"),
        ("Tel Rih", "Wadi Sahl", None),
        (["Wadi Sahl", "Tel Rih"], "Tel Rih", "same_site"),
        ([], "Tel Rih", "unknown"),
    ],
)
def test_places(one: Any, other: Any, level: str | None) -> None:
    assert levels.place_level(event("a", place=one), event("b", place=other)) == level


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("بلدة #الرمان", ("رمان", ())),
        ("حي النهر ببلدة الوادي شرق حلب", ("نهر", ("وادي",))),
        ("قرية الزيتون بريف إدلب", ("زيتون", ())),
        ("شمال حلب", ("حلب", ())),
    ],
)
def test_place_names(text: str, names: tuple[str, tuple[str, ...]]) -> None:
    assert place_names(text) == names


@pytest.mark.parametrize(
    ("ours", "theirs", "level"),
    [
        (["rus.airforce"], ["rus.airforce"], "same"),
        (["rus.airforce"], ["rus"], "side"),
        (["rus.airforce"], ["syr.airforce"], "allies"),
        (["rus.airforce"], ["tur"], "differ"),
        (["civilians"], ["tur"], "unknown"),
        ([], ["tur"], "unknown"),
    ],
)
def test_parties(ours: list[str], theirs: list[str], level: str) -> None:
    assert SIDES.agreement(ours, theirs) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ((7, 7), (7, 7), "equal_many"),
        ((1, 1), (1, 1), "equal"),
        ((3, 3), (4, 4), "rising"),
        ((7, None), (12, 12), "rising"),
        ((4, 4), (10, 10), "differ"),
        ((2, 2), (20, 20), "far"),
        (None, (2, 2), "unknown"),
    ],
)
def test_figures(one: Any, other: Any, level: str) -> None:
    assert levels.figure_level(one, other) == level


def test_a_plan_is_never_the_happening() -> None:
    assert levels.stance_level(event("a", stance="planned"), event("b")) is None
    assert levels.stance_level(event("a", stance="denied"), event("b")) == "denied"


@pytest.mark.parametrize(
    ("iso", "end", "want"),
    [
        ("2025-02", True, "2025-02-28"),
        ("2025", False, "2025-01-01"),
        ("2025", True, "2025-12-31"),
        ("2025-02-03T22:00:00Z", False, "2025-02-03"),
    ],
)
def test_days(iso: str, end: bool, want: str) -> None:
    assert day_of(iso, end) == day_of(want)
    assert day_of("no date") is None
