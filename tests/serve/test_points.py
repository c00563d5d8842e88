"""The points of the map, kept in memory: they follow what people decide, and hold what the profile may show."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from isnad.ledger import Ledger
from isnad.ledger import tables as t
from isnad.ledger.judgements import add_claim, judge_claim, undo
from isnad.ledger.relink import relink
from isnad.publish.view import SENSITIVE
from isnad.serve.points import NOWHERE, Point, PointStore, bounds

DAY = date(2026, 1, 1)


@pytest.fixture
def ledger(sample_ledger: Path, tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "points.db"
    shutil.copy(sample_ledger, path)
    with Ledger.open(f"sqlite:///{path}") as opened:
        yield opened


def packed(ledger: Ledger, store: PointStore) -> Any:
    relink(ledger)
    with ledger.read() as c:
        return json.loads(gzip.decompress(store.pack(c, DAY).body))


def test_points_follow_decisions(ledger: Ledger) -> None:
    store = PointStore("internal")
    before = packed(ledger, store)
    with ledger.read() as c:
        query = (
            "SELECT m.incident_id, c.claim_id FROM member m JOIN claim c ON c.event_id = m.event_id "
            "JOIN incident i ON i.id = m.incident_id WHERE i.kind = 'incident' AND i.reports = 1 AND i.lat IS NOT NULL "
            "GROUP BY m.incident_id HAVING count(*) = 1 ORDER BY 1"
        )
        incident_id, claim_id = c.exec_driver_sql(query).first() or ("", "")
    number = judge_claim(ledger, claim_id, "reject", "Mona")
    assert set(before["id"]) - set(packed(ledger, store)["id"]) == {incident_id}
    undo(ledger, number, "Mona", "")
    again = packed(ledger, store)
    assert again == packed(ledger, PointStore("internal"))  # what was caught up with is what is read anew
    assert sorted(again["lat"]) == sorted(before["lat"])


def test_a_corrected_place_moves_its_point(ledger: Ledger) -> None:
    store = PointStore("internal")
    place = {"text": "", "name": "Elsewhere", "admin1": None, "country": "SY", "lat": 33.25, "lon": 37.75}
    _, claim_id = add_claim(ledger, "smp-03", {"type": "aid", "trigger": [0, 4], "places": [place]}, "Mona")
    assert 33.25 in packed(ledger, store)["lat"]
    judge_claim(ledger, claim_id, "correct", "Mona", "", "places", [place | {"lat": 34.5}])
    moved = packed(ledger, store)["lat"]
    assert 34.5 in moved
    assert 33.25 not in moved


def test_points_of_the_public_profile_are_fewer(ledger: Ledger) -> None:
    public, internal = (packed(ledger, PointStore(p)) for p in ("public", "internal"))
    few, all_of_them = ({x["id"][n]: x["types"][x["type"][n]] for n in range(len(x["id"]))} for x in (public, internal))
    assert few.items() < all_of_them.items()
    assert not set(few.values()) & SENSITIVE
    hidden = [i for i in all_of_them if i not in few]
    with ledger.read() as c:
        i = t.incident.c
        where = (i.kind == "incident") & i.lat.is_not(None) & (i.type.in_(SENSITIVE) | (i.stance == "planned"))
        assert sorted(hidden) == sorted(c.execute(select(i.id).where(where)).scalars())


def test_where_most_points_lie() -> None:
    def at(lon: float, lat: float) -> Point:
        return Point("", "i", lon, lat, None, None, None, None, 1, "aid", "fair", "SY:", ())

    cluster = [at(36 + n / 1000, 35) for n in range(200)]
    west, south, east, north = bounds([*cluster, at(-70.0, -33.0)])
    assert 35 < west < 36 < east < 37
    assert 34 < south < 35 < north < 36
    assert bounds([]) == NOWHERE


def test_json_is_made_when_it_is_asked_for(ledger: Ledger) -> None:
    with ledger.read() as c:
        made = PointStore("internal").pack(c, DAY)
    assert "body" not in vars(made)  # the map takes the arrays
    assert len(json.loads(gzip.decompress(made.body))["id"]) == len(made.columns["id"])
    assert made.body is made.body
