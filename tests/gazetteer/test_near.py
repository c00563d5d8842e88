"""Places by where they lie and by their ids, those that ship and those imported on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.gazetteer.importing import import_file
from isnad.gazetteer.search import find_place, places_near

OURS = "id,name_ar,country,feature,lat,lon\nt:1,تل الزرازير,SY,village,35.52,36.63\nt:2,بير الطنابر,IQ,town,36.1,42.0\n"


@pytest.fixture(autouse=True)
def imported(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(OURS, encoding="utf-8")
    import_file(path)


def test_the_nearest_come_first_and_provinces_not_at_all() -> None:
    found = places_near(35.52, 36.631)
    assert found[0].id == "t:1"
    assert "sy:hish" in [h.id for h in found]
    assert all(abs((h.lat or 0) - 35.52) < 0.3 for h in found)
    assert not {h.feature for h in found} & {"governorate", "country"}


def test_nothing_lies_in_the_middle_of_the_sea_and_poles_are_no_trouble() -> None:
    for lat, lon in ((34.0, -30.0), (90.0, 0.0), (-90.0, 180.0)):
        assert places_near(lat, lon) == ()


def test_a_place_is_found_by_its_id() -> None:
    for place_id, name in (("t:2", "بير الطنابر"), ("sy:hish", "حيش")):
        found = find_place(place_id)
        assert found is not None
        assert found.name_ar == name
    assert find_place("xx:nowhere") is None
