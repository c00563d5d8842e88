"""Reconciling: what each origin says, and what becomes low, best, high."""

from __future__ import annotations

from typing import Any

import pytest
from made import claim

from isnad.link.origins import Origins, Telling, count_origins
from isnad.link.sources import SourceTable
from isnad.model import Claim, Figure
from isnad.reconcile import POLICIES, Reconciled, reconcile, sums

A, B, C = ("مرصد الوادي", "monitor"), ("وزارة الصحة", "medical"), ("لجنة السهل", "monitor")


def figure(kind: str, of: str, low: int | None, high: int | None = -1, **given: Any) -> Figure:
    return Figure(f"{low} {of}", kind, of, low, low if high == -1 else high, **given)


def told(report: str, source: tuple[str, str] | None, *figures: Figure, **given: Any) -> Claim:
    return claim(report, source=[source] if source else None, figures=figures, **given)


def origins_of(claims: list[Claim]) -> Origins:
    tellings = [Telling(c.claim_id, c.claim_id.split(":")[0], c.claim_id.split(":")[0], c.sources) for c in claims]
    return count_origins(tellings, SourceTable())


def result(claims: list[Claim], policy: str = "ucdp") -> dict[tuple[str, str, str | None], Reconciled]:
    when = {c.claim_id: ("2025-03-01", n) for n, c in enumerate(claims)}
    return {(r.kind, r.group, r.side): r for r in reconcile(claims, origins_of(claims), when, policy)}


def numbers(found: Reconciled) -> tuple[int | None, int | None, int | None]:
    return found.low.value, found.best.value, found.high.value


@pytest.mark.parametrize(("policy", "want"), [("ucdp", (3, 5, 8)), ("acled", (3, 3, 8)), ("airwars", (3, 5, 8))])
def test_three_origins_and_the_policies(policy: str, want: tuple[int, int, int]) -> None:
    claims = [
        told("a", A, figure("killed", "person", 5)),
        told("b", B, figure("killed", "person", 3)),
        told("c", C, figure("killed", "person", 8)),
        told("d", ("نادي الأطباء", "medical"), figure("killed", "person", 5)),
    ]
    assert numbers(result(claims, policy)[("killed", "all", None)]) == want


def test_policies_are_named() -> None:
    assert set(POLICIES) == {"ucdp", "acled", "airwars"}


def test_each_bound_names_its_claims() -> None:
    found = result([told("a", A, figure("killed", "person", 5)), told("b", B, figure("killed", "person", 3))])
    killed = found[("killed", "all", None)]
    assert killed.low.claims == ("b:0:0",)
    assert killed.high.claims == ("a:0:0",)


def test_a_rising_toll_of_one_origin_is_a_series_not_a_range() -> None:
    claims = [
        told("a", A, figure("killed", "person", 3, status="preliminary")),
        told("b", A, figure("killed", "person", 7)),
    ]
    killed = result(claims)[("killed", "all", None)]
    assert numbers(killed) == (7, 7, 7)
    assert [t.low for t in killed.series] == [3, 7]
    assert not killed.contested


def test_two_origins_that_differ_are_contested() -> None:
    killed = result([told("a", A, figure("killed", "person", 3)), told("b", B, figure("killed", "person", 9))])
    assert killed[("killed", "all", None)].contested


def test_who_counts_only_civilians_does_not_disagree() -> None:
    found = result([told("a", A, figure("killed", "person", 9)), told("b", B, figure("killed", "civilian", 4))])
    assert numbers(found[("killed", "civilian", None)]) == (4, 4, 4)
    assert found[("killed", "all", None)].best.value == 9


def test_a_child_and_two_women_are_three_civilians() -> None:
    found = result([told("a", A, figure("injured", "child", 1), figure("injured", "woman", 2))])
    assert numbers(found[("injured", "all", None)]) == (3, 3, 3)
    assert numbers(found[("injured", "civilian", None)]) == (3, 3, 3)
    assert found[("injured", "child", None)].best.value == 1


def test_parts_are_not_added_to_their_total() -> None:
    found = result([told("a", A, figure("killed", "civilian", 6), figure("killed", "child", 3, part_of=0))])
    assert numbers(found[("killed", "all", None)]) == (6, 6, 6)


def test_sides_are_not_mixed() -> None:
    found = result(
        [told("a", A, figure("killed", "fighter", 4, whose="is"), figure("killed", "fighter", 2, whose="sdf"))]
    )
    assert found[("killed", "fighter", "is")].best.value == 4
    assert found[("killed", "fighter", "sdf")].best.value == 2
    assert found[("killed", "all", None)].best.value == 6


def test_some_gives_way_to_a_number() -> None:
    found = result(
        [
            told("a", A, figure("killed", "person", 2, None, comparator="some")),
            told("b", B, figure("killed", "person", 5)),
        ]
    )
    assert numbers(found[("killed", "all", None)]) == (5, 5, 5)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize(
    "figures, want, most",
    [
        ([figure("killed", "person", 31, None, comparator="gt")], (31, 31, None), 31),
        ([figure("killed", "person", None, 10, comparator="le")], (None, None, 10), 10),
        ([figure("killed", "person", 20, 99, comparator="tens")], (20, 20, 99), 99),
        ([figure("killed", "person", 31, None, comparator="gt"), figure("killed", "person", 7, 7)], (7, 7, None), 31),
    ],
    ids=["more than 30", "up to 10", "tens", "more than 30, and 7"],
)
def test_open_numbers_stay_open(policy: str, figures: list[Figure], want: tuple[int | None, ...], most: int) -> None:
    claims = [told(name, source, f) for name, source, f in zip("ab", (A, B), figures, strict=False)]
    killed = result(claims, policy)[("killed", "all", None)]
    assert numbers(killed) == want
    assert killed.most_told == most
    assert all(b.claims for b in (killed.low, killed.best, killed.high))


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [
        ((31, None, "gt"), (40, 40, "eq"), (31, 40, 40)),
        ((31, None, "gt"), (20, 20, "eq"), (20, 20, None)),
        ((None, 10, "le"), (20, 99, "tens"), (None, 20, 99)),
        ((None, 40, "le"), (20, 99, "tens"), (20, 20, 99)),
    ],
    ids=["more than 30, and 40", "more than 30, and 20", "up to 10, and tens", "up to 40, and tens"],
)
def test_an_open_end_is_closed_by_a_number_that_it_allows(
    one: tuple[Any, ...], other: tuple[Any, ...], want: tuple[int | None, ...]
) -> None:
    claims = [
        told(name, source, figure("killed", "person", low, high, comparator=word))
        for name, source, (low, high, word) in (("a", A, one), ("b", B, other))
    ]
    assert numbers(result(claims)[("killed", "all", None)]) == want


def test_sums_say_where_one_is_open() -> None:
    open_one = result([told("a", A, figure("killed", "person", 31, None, comparator="gt"))])[("killed", "all", None)]
    known = result([told("b", B, figure("killed", "person", 5))])[("killed", "all", None)]
    assert sums([open_one, known]) == {"low": "36", "best": "36", "high": "36+"}
    assert sums([known]) == {"low": "5", "best": "5", "high": "5"}


def at_least(n: int, of: str = "person") -> Figure:
    return figure("killed", of, n, None, comparator="ge")


@pytest.mark.parametrize("policy", sorted(POLICIES))
@pytest.mark.parametrize(
    ("least", "want", "contested"),
    [(9, (6, 6, None), True), (4, (4, 6, 6), False)],
)
def test_at_least_nine_is_a_number_of_its_origin(
    policy: str, least: int, want: tuple[int | None, ...], contested: bool
) -> None:
    """It is among the least and the most of all origins; the best is chosen from those that say how many exactly."""
    claims = [told("a", A, figure("killed", "person", 6)), told("b", B, at_least(least))]
    killed = result(claims, policy)[("killed", "all", None)]
    assert (numbers(killed), killed.contested) == (want, contested)


def test_at_least_nine_civilians_are_no_number_of_all() -> None:
    found = result([told("a", A, figure("killed", "person", 6)), told("b", B, at_least(9, "civilian"))])
    assert numbers(found[("killed", "all", None)]) == (6, 6, 6)
    assert found[("killed", "civilian", None)].low.value == 9


@pytest.mark.parametrize(("first", "then", "stands"), [(25, 31, 31), (35, 31, 35)])
def test_a_toll_that_rises_above_its_number_stands(first: int, then: int, stands: int) -> None:
    claims = [told("a", A, figure("killed", "person", first)), told("b", A, at_least(then))]
    assert result(claims)[("killed", "all", None)].best.value == stands


def test_a_denied_figure_is_kept_and_does_not_count() -> None:
    claims = [
        told("a", A, figure("killed", "person", 9)),
        told("b", B, figure("killed", "person", 0), stance="denied", stance_on="figure"),
    ]
    killed = result(claims)[("killed", "all", None)]
    assert numbers(killed) == (9, 9, 9)
    assert killed.contested
    assert len(killed.series) == 2


def test_things_are_counted_by_what_they_are() -> None:
    found = result([told("a", A, figure("destroyed", "vehicle", 5), figure("destroyed", "base", 6))])
    assert found[("destroyed", "vehicle", None)].best.value == 5
    assert found[("destroyed", "base", None)].best.value == 6
