"""The points of the map as arrays say what they say as JSON."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest
from desks import Running

from isnad.serve.arrays import COLUMNS, MOST, NO_COUNT, NO_DAY, NO_RADIUS, arrays

UNKNOWN = {"radius": NO_RADIUS, "day": NO_DAY, "until": NO_DAY, "killed": NO_COUNT}


def unpacked(raw: bytes) -> dict[str, Any]:
    """What the map's script makes of it."""
    at = 4 + struct.unpack_from("<I", raw)[0]
    out: dict[str, Any] = json.loads(raw[4:at])
    for name, kind, _ in COLUMNS:
        form = f"<{out['count']}{kind}"
        assert at % 4 == 0
        out[name] = list(struct.unpack_from(form, raw, at))
        at += -(-struct.calcsize(form) // 4) * 4
    out["id"] = raw[at:].decode().split("\n") if raw[at:] else []
    return out


def test_arrays_hold_what_the_api_tells(desk: Running) -> None:
    told = desk.client.get("/api/points").json()
    answer = desk.client.get("/map/points")
    found = unpacked(answer.content)
    for name in ("types", "grades", "provinces", "all_sides", "without", "id", "origins", "type", "grade", "province"):
        assert found[name] == told[name], name
    for name in ("lon", "lat", "radius", "day", "until", "killed"):
        wanted = [UNKNOWN.get(name) if x is None else x for x in told[name]]
        assert found[name] == pytest.approx(wanted, abs=1e-5), name
    assert [found["told_sides"][n] for n in found["sides"]] == told["sides"]
    again = desk.client.get("/map/points", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_no_points_and_too_many_killed() -> None:
    names = {"types": ["aid"], "grades": ["fair"], "provinces": [], "all_sides": [], "without": 3}
    empty: dict[str, list[Any]] = {name: [] for name, _, _ in COLUMNS}
    assert unpacked(arrays({**names, **empty, "id": []}))["without"] == 3
    one = {name: [0] for name, _, _ in COLUMNS} | {"sides": [[]], "killed": [10**12], "id": ["inc-1"]}
    found = unpacked(arrays({**names, **one}))
    assert (found["killed"], found["id"], found["told_sides"]) == ([MOST], ["inc-1"], [[]])
