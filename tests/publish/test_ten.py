"""Ten incidents worked out by hand, each with the rows that it must give in ACLED's, GED's and GeoJSON form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from made import PLACES, claim

from isnad.ledger.incident import Incident, ReportMeta, Witness, derive
from isnad.link.sides import Sides
from isnad.link.sources import SourceTable
from isnad.model import Claim, DateWindow, Figure
from isnad.publish.acled import COLUMNS as ACLED
from isnad.publish.acled import acled_rows
from isnad.publish.ged import COLUMNS as GED
from isnad.publish.ged import ged_row
from isnad.publish.geojson import feature
from isnad.publish.view import Excluded, View, make_view

SOURCES = SourceTable.from_rows(
    [{"id": "rasad", "kind": "monitor", "name_en": "Rasad Monitor", "name_ar": "مرصد الرصد"}]
)
RASAD, LOCALS = ("مرصد الرصد", "monitor"), ("أهالي القرية", "local")
STAMP = 1_740_000_000


def build(*claims: Claim, policy: str = "acled", published: str = "2025-03-01") -> Incident:
    witnesses = []
    for n, c in enumerate(claims):
        report = c.claim_id.split(":")[0]
        witnesses.append(Witness(c, ReportMeta(report, n, f"صحيفة {report}", published=published), claims[0].claim_id))
    return derive("inc-1", "incident", witnesses, SOURCES, Sides(), policy)


def figure(kind: str, of: str, low: int | None, high: int | None = None, **given: Any) -> Figure:
    text = given.pop("text", f"{low} {of}")
    return Figure(text, kind, of, low, low if high is None else high, **given)


@dataclass
class Case:
    """An incident, and what its rows must say; a text in place of rows is why there are none."""

    name: str
    claims: list[Claim]
    acled: list[dict[str, Any]] | str
    ged: dict[str, Any] | str
    geo: dict[str, Any] = field(default_factory=dict)


AIR = {"place": "Tel Rih", "day": "2025-03-01", "by": "rus.airforce"}
CASES = [
    Case(
        "an air strike on civilians, two origins that differ",
        [
            claim("a", **AIR, source=[RASAD], figures=(figure("killed", "civilian", 3),)),
            claim("b", **AIR, source=[LOCALS], figures=(figure("killed", "civilian", 5),)),
        ],
        [
            {
                "event_date": "2025-03-01",
                "time_precision": 1,
                "event_type": "Explosions/Remote violence",
                "sub_event_type": "Air/drone strike",
                "actor1": "Russian Air Force",
                "inter1": "External/Other forces",
                "actor2": "Civilians",
                "interaction": "External/Other forces-Civilians",
                "fatalities": 3,
                "civilian_targeting": "Civilian targeting",
                "geo_precision": 1,
                "location": "Tel Rih",
                "iso": "760",
                "region": "Middle East",
                "admin1": "Idlib",
                "source": "Rasad Monitor; a local source",
            }
        ],
        {
            "type_of_violence": 3,
            "side_a": "Russian Air Force",
            "side_b": "Civilians",
            "best": 3,
            "low": 3,
            "high": 5,
            "deaths_civilians": 3,
            "deaths_unknown": 0,
            "date_prec": 1,
            "where_prec": 1,
            "gwnoa": "365",
            "number_of_sources": 2,
            "country_id": "652",
            "geom_wkt": "POINT (36.6 35.8)",
            "priogrid_gid": 181154,
        },
        {"grade": "weak", "origins": [1, 2]},
    ),
    Case(
        "raids on two towns told at once: a row for each, the dead on the first",
        [claim("a", **{**AIR, "place": ["Tel Rih", "Bir Nada"]}, source=[RASAD], killed=7)],
        [
            {"event_id_cnty": "inc-1", "location": "Tel Rih", "fatalities": 7},
            {"event_id_cnty": "inc-1.2", "location": "Bir Nada", "fatalities": 0},
        ],
        {"best": 7, "deaths_unknown": 7, "where_prec": 2},
    ),
    Case(
        "a date from the publication is never exact",
        [
            claim(
                "a",
                place="Tel Rih",
                by="syr.mil",
                type="shelling",
                when=DateWindow("2025-03-01", "2025-03-01"),
                killed=2,
            )
        ],
        [{"event_date": "2025-02-28", "time_precision": 2, "sub_event_type": "Shelling/artillery/missile attack"}],
        {"date_start": "2025-02-28", "date_end": "2025-03-01", "date_prec": 2, "event_clarity": 2},
        {"first": "2025-02-28", "last": "2025-03-01", "date_basis": "publication"},
    ),
    Case(
        "tens killed, in a word",
        [claim("a", **AIR, figures=(Figure("عشرات القتلى", "killed", "person", 20, 99, "tens"),))],
        [{"fatalities": 10}],
        {"best": 20, "low": 20, "high": 99},
    ),
    Case(
        "two sides fight: fighters of each side",
        [
            claim(
                "a",
                type="armed_clash",
                place="Bir Nada",
                day="2025-03-02",
                by=["syr.mil", "is"],
                source=[RASAD],
                figures=(figure("killed", "fighter", 4, whose="is"), figure("killed", "fighter", 2, whose="syr.mil")),
            )
        ],
        [
            {
                "event_type": "Battles",
                "sub_event_type": "Armed clash",
                "inter1": "State forces",
                "inter2": "Rebel group",
                "fatalities": 6,
                "civilian_targeting": "",
            }
        ],
        {"type_of_violence": 1, "deaths_a": 2, "deaths_b": 4, "best": 6, "side_b": "Islamic State", "gwnoa": "652"},
    ),
    Case(
        "arrests: ACLED's strategic developments, and no GED event",
        [
            claim(
                "a",
                type="arrest",
                place="Tel Rih",
                day="2025-03-01",
                by="sdf",
                figures=(figure("captured", "person", 5),),
            )
        ],
        [{"event_type": "Strategic developments", "sub_event_type": "Arrests", "fatalities": 0}],
        "no death told",
    ),
    Case(
        "a denied strike is no event",
        [claim("a", **AIR, stance="denied", killed=3)],
        "denied and not told as having happened",
        "not affirmed",
        {"grade": "discounted", "stance": "denied"},
    ),
    Case(
        "nobody says who did it",
        [claim("a", type="explosive", place="Tel Rih", day="2025-03-01", killed=1)],
        [{"actor1": "Unidentified Armed Group", "sub_event_type": "Remote explosive/landmine/IED", "fatalities": 1}],
        "no organised actor named",
    ),
    Case(
        "talks are not coded by either",
        [claim("a", type="talks", place="Tel Rih", day="2025-03-01", by="tur")],
        "ACLED codes no talks",
        "no death told",
    ),
    Case(
        "who did it is contested",
        [
            claim("a", **AIR, source=[RASAD], killed=4),
            claim("b", **{**AIR, "by": "syr.mil"}, source=[("وزارة الدفاع", "government")], killed=4),
        ],
        [
            {
                "fatalities": 4,
                "tags": "contested=responsibility",
                "assoc_actor_1": "Military Forces of Syria (2000-2024)",
            }
        ],
        {"best": 4, "low": 4, "high": 4},
        {"grade": "contested", "contested": ["responsibility"], "origins": [2, 2]},
    ),
]


def view(case: Case, policy: str = "acled") -> View:
    made = make_view(build(*case.claims, policy=policy), "public", date(2025, 6, 1), SOURCES)
    assert isinstance(made, View)
    return made


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_acled(case: Case) -> None:
    rows = acled_rows(view(case), STAMP)
    if isinstance(case.acled, str):
        assert isinstance(rows, Excluded)
        assert rows.reason == case.acled
        return
    assert not isinstance(rows, Excluded)
    assert [{k: row[k] for k in want} for row, want in zip(rows, case.acled, strict=True)] == case.acled
    for row in rows:
        assert set(row) <= set(ACLED)
        assert row["timestamp"] == STAMP
        assert row["notes"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_ged(case: Case) -> None:
    row = ged_row(view(case, "ucdp"))
    if isinstance(case.ged, str):
        assert isinstance(row, Excluded)
        assert row.reason == case.ged
        return
    assert not isinstance(row, Excluded)
    assert {k: row[k] for k in case.ged} == case.ged
    assert set(row) == set(GED)
    assert not any(row[k] for k in ("id", "conflict_new_id", "dyad_new_id", "side_a_new_id", "side_b_new_id"))
    parts = [row[k] for k in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
    assert sum(int(str(p)) for p in parts) == row["best"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_geojson(case: Case) -> None:
    made: Any = feature(view(case))
    first = PLACES[made["properties"]["place"].split(",")[0]]
    assert made["geometry"] == {"type": "Point", "coordinates": [first.lon, first.lat]}
    assert {k: made["properties"][k] for k in case.geo} == case.geo


def test_the_columns_are_theirs() -> None:
    assert len(ACLED) == 31
    assert len(GED) == 49
    assert len(CASES) == 10


def test_notes_give_each_sources_own_figure() -> None:
    rows = acled_rows(view(CASES[0]), STAMP)
    assert not isinstance(rows, Excluded)
    assert rows[0]["notes"] == (
        "On 2025-03-01, Russian Air Force: air or drone strike in Tel Rih, Idlib. "
        "Killed: 3 civilians (Rasad Monitor), 5 civilians (a local source). Contested: figure. "
        "Told by 2 reports, 1 to 2 independent origins."
    )
