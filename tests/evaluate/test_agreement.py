"""Agreement of two coders: neither is right, both count alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from isnad.errors import InputError
from isnad.evaluate.agreement import agree, kappa
from isnad.evaluate.score import Coded
from isnad.model import Claim

TEXT = "قصفت المدفعية البلدة. واعتقلت الشرطة رجلين."
ONE = Claim("c1", "r:0:0", "e1", "shelling", (0, 4), "قصفت")
TWO = Claim("c2", "r:22:0", "e2", "arrest", (22, 29), "واعتقلت")


@pytest.mark.parametrize(
    "pairs, value",
    [
        ([], None),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "a"), ("a", "a")], None),
        ([("a", "a"), ("a", "a"), ("b", "b"), ("b", "a")], 0.5),
        ([("a", "b"), ("b", "a")], -1.0),
    ],
)
def test_kappa(pairs: list[tuple[str, str]], value: float | None) -> None:
    assert kappa(pairs) == value


def test_agreement_is_the_same_both_ways() -> None:
    first = [Coded("r", TEXT, (ONE, TWO)), Coded("s", TEXT, (ONE,))]
    second = [Coded("r", TEXT, (replace(ONE, type="air_strike"),)), Coded("t", TEXT, ())]
    there, back = agree(first, second), agree(second, first)
    assert there == back
    assert there.reports == 1
    assert there.pairs == 1
    assert there.f1["event"] == pytest.approx(2 / 3)
    assert there.f1["event+type"] == 0.0


def test_without_a_common_report_there_is_none() -> None:
    with pytest.raises(InputError, match="no report id in common"):
        agree([Coded("r", TEXT, ())], [Coded("s", TEXT, ())])
