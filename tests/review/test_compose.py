"""A change of one thing in a form gives the field's whole new value."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from isnad.gazetteer.load import load_gazetteer
from isnad.ledger.store import LedgerError
from isnad.review.compose import Change, compose

TEXT = "قصفت الطائرات بلدة حيش وقتلت ثلاثة"
GAZETTEER = load_gazetteer(store=False)
CLAIM: dict[str, Any] = {
    "type": "shelling",
    "actors": [{"text": "الطائرات", "id": None, "span": [5, 13]}],
    "figures": [
        {"text": "ثلاثة", "kind": "killed", "of": "person", "low": 3, "high": 3},
        {"text": "طفل", "kind": "killed", "of": "child", "low": 1, "high": 1, "part_of": 0},
        {"text": "طفلان", "kind": "killed", "of": "child", "low": 2, "high": 2, "part_of": 2},
    ],
}


def change(field: str, action: str = "set", n: int = 0, span: tuple[int, int] | None = None, **given: str) -> Any:
    return compose(CLAIM, Change(field, action, n, span, given), TEXT, GAZETTEER)


def test_codes_dates_and_sources() -> None:
    assert change("type", code="air_strike") == "air_strike"
    assert change("when", first="2025-03-01") == {
        "text": "",
        "start": "2025-03-01",
        "end": "2025-03-01",
        "basis": "stated",
    }
    assert change("when", "remove") == {"text": None, "start": None, "end": None}
    assert change("sources", "add", span=(5, 13), kind="military") == [
        {"text": "الطائرات", "span": [5, 13], "kind": "military"}
    ]


def test_an_item_that_is_set_keeps_its_words_unless_others_are_chosen() -> None:
    (kept,) = change("actors", "set", id="rus.airforce")
    assert (kept["id"], kept["text"], kept["span"]) == ("rus.airforce", "الطائرات", [5, 13])
    (other,) = change("actors", "set", span=(0, 4), id="rus.airforce")
    assert other["text"] == "قصفت"


def test_a_place_comes_from_the_gazetteer() -> None:
    (place,) = change("places", "add", span=(14, 22), id="sy:hish")
    assert (place["name"], place["country"], place["text"]) == ("Hish", "SY", "بلدة حيش")
    assert place["lat"] is not None


def test_a_place_that_no_gazetteer_has_is_a_point_with_a_radius() -> None:
    (place,) = change("places", "add", span=(14, 22), id="@", lat="35.51239", lon="36.6", radius_km="2.5")
    assert (place["text"], place["name"], place["lat"], place["lon"]) == ("بلدة حيش", None, 35.5124, 36.6)
    assert place["radius_km"] == 2.5


def test_removing_a_total_keeps_the_parts_right() -> None:
    left = change("figures", "remove", n=0)
    assert [f.get("part_of") for f in left] == [None, 1]


def test_numbers_of_either_script() -> None:
    made = change("figures", "add", low="٣", high="5", kind="injured", of="civilian")[-1]
    assert (made["low"], made["high"]) == (3, 5)


WRONG = [
    (("colour",), {}, "no field"),
    (("actors", "set", 7), {}, "no item 8"),
    (("actors", "remove", 7), {}, "no item 8"),
    (("actors", "twist"), {}, "no change"),
    (("actors", "add", 0, (0, 900)), {}, "not in the report"),
    (("figures", "add"), {}, "needs a number"),
    (("figures", "add"), {"low": "-3"}, "no number"),
    (("places", "add"), {"id": "xx:nowhere"}, "no gazetteer"),
    (("places", "add"), {"id": "@", "lat": "north", "lon": "36"}, "no lat"),
]


@pytest.mark.parametrize("given, said, message", WRONG, ids=[m for _, _, m in WRONG])
def test_what_can_not_be_composed(given: tuple[Any, ...], said: dict[str, str], message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        compose(CLAIM, replace(Change(*given), given=said), TEXT, GAZETTEER)
