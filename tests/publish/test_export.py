"""Exports of a whole ledger: what is withheld, what is said, safe cells, the same bytes, releases, comparison."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from made import claim, report

from isnad.errors import InputError
from isnad.ledger import Ledger
from isnad.ledger.judgements import judge, undo
from isnad.ledger.load import Item, load
from isnad.ledger.queries import Filter
from isnad.ledger.relink import relink
from isnad.ledger.store import LedgerError
from isnad.model import Claim, Figure, Party, PlaceGuess, Reading
from isnad.publish.acled import interaction
from isnad.publish.cells import cell
from isnad.publish.compare import compare, match_row, read_theirs
from isnad.publish.export import FORMS, Wanted, gather, publish
from isnad.publish.releases import diff, keep_release
from isnad.publish.view import DELAY_DAYS

DAY = date(2025, 6, 1)
VICTIM, WITNESS, HANDLE = "سالم الخياط", "نورة الحداد", "@witness_of_rih"


def item(report_id: str, told: Claim, **given: Any) -> Item:
    made = report(report_id, f"نص سري لا ينشر {report_id}", **given)
    return Item(made, Reading(report_id, (told,), (), "1", "l", "g"))


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.open("sqlite://") as opened:
        strike = {"place": "Tel Rih", "day": "2025-03-01", "by": "rus.airforce", "killed": 3}
        moved = {"type": "movement", "place": "Bir Nada", "by": "syr.mil"}
        named = claim("a", **strike, targets=(Party(VICTIM),), source=[(WITNESS, "person")])
        load(
            opened,
            [
                item("a", named, outlet=HANDLE, url="https://t.me/witness/1"),
                item("b", claim("b", **strike), outlet="=HYPERLINK(1)", url="https://example.org/b"),
                item("c", claim("c", day="2025-05-28", **moved), published="2025-05-28"),
                item("d", claim("d", day="2025-05-01", **moved), published="2025-05-01"),
                item("e", claim("e", place="Tel Rih", scope="aggregate", day="2025-01-01", until="2025-05-01")),
            ],
        )  # fmt: skip
        relink(opened)
        judge(opened, "a:0:0", "b:0:0", "same", "Mona Secret", "a note on the family")
        relink(opened)
        yield opened


def everything(folder: Path) -> str:
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            parts.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(parts)


def target(form: str, folder: Path) -> Path:
    return folder if form in ("parquet", "html") else folder / f"out.{'geojson' if form == 'geojson' else 'csv'}"


@pytest.mark.parametrize("form", FORMS)
def test_public_names_nobody(ledger: Ledger, form: str, tmp_path: Path) -> None:
    publish(ledger, form, target(form, tmp_path), Wanted(as_of=DAY))
    told = everything(tmp_path)
    for secret in (VICTIM, WITNESS, HANDLE, "نص سري", "t.me/witness", "Mona Secret", "a note on the family"):
        assert secret not in told
    assert "public" in told


@pytest.mark.parametrize("form", FORMS)
def test_internal_says_so(ledger: Ledger, form: str, tmp_path: Path) -> None:
    publish(ledger, form, target(form, tmp_path), Wanted(profile="internal", as_of=DAY))
    assert "PROFILE INTERNAL" in everything(tmp_path)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_bytes_again(ledger: Ledger, form: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        publish(ledger, form, target(form, tmp_path / name), Wanted(as_of=DAY))
    one = {p.name: p.read_bytes() for p in (tmp_path / "one").rglob("*") if p.is_file()}
    assert one == {p.name: p.read_bytes() for p in (tmp_path / "two").rglob("*") if p.is_file()}


def test_movements_come_late_and_coarse(ledger: Ledger) -> None:
    export = gather(ledger, Wanted(Filter(types=("movement",)), as_of=DAY), "csv")
    (view,) = export.views
    assert (view.place.name, view.place.lat, view.place.admin1) == (None, None, "Idlib") if view.place else False
    assert [e.reason for e in export.excluded] == [
        f"events of type movement are not shown before they are {DELAY_DAYS} days old"
    ]
    assert len(gather(ledger, Wanted(Filter(types=("movement",)), "internal", as_of=DAY), "csv").views) == 2


@pytest.mark.parametrize(
    ("country", "province", "pcode", "shown"),
    [("IQ", "Anbar", "IQG01Q02005", "IQG01"), ("SY", "Aleppo", "SY020403", "SY02"), ("LB", "Akkar", "LB51", "LB7"),
        ("LY", "Benghazi", None, "LY0103"), ("TR", "Hatay", "TUR031", None),
    ],
)  # fmt: skip
def test_a_coarse_place_has_the_p_code_of_its_province(
    country: str, province: str, pcode: str | None, shown: str | None
) -> None:
    place = PlaceGuess("بلدة", "Town", province, country, pcode=pcode)
    moved = claim("m", type="movement", day="2025-03-01", places=(place,))
    with Ledger.open("sqlite://") as opened:
        load(opened, [item("m", moved)])
        relink(opened)
        (view,) = gather(opened, Wanted(as_of=DAY), "csv").views
    assert view.places == (PlaceGuess("", None, province, country, geo_precision=3, where_prec=4, pcode=shown),)


def test_a_map_draws_by_plain_columns(ledger: Ledger, tmp_path: Path) -> None:
    publish(ledger, "geojson", tmp_path / "out.geojson", Wanted(Filter(types=("air_strike",)), as_of=DAY))
    (feature,) = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))["features"]
    told = feature["properties"]
    assert [told[f"killed_{bound}"] for bound in ("low", "best", "high")] == [3, 3, 3]
    assert (told["injured_best"], told["reports"], told["tags"]) == (None, 2, [])


def test_the_delay_cant_be_skipped(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="in the future"):
        gather(ledger, Wanted(as_of=date(2999, 1, 1)), "csv")


def test_what_is_left_out_and_why(ledger: Ledger, tmp_path: Path) -> None:
    done = publish(ledger, "acled", tmp_path / "out.csv", Wanted(as_of=DAY))
    with (tmp_path / "out.excluded.csv").open(encoding="utf-8") as f:
        reasons = [row["reason"] for row in csv.DictReader(f)]
    assert done.excluded == len(reasons) == 2
    assert "no place with coordinates in a country of the table" in reasons
    readme = (tmp_path / "out.README.txt").read_text(encoding="utf-8")
    assert "NOT ACLED data" in readme
    assert "left out: 2" in readme


def test_tables_fit_their_description(ledger: Ledger, tmp_path: Path) -> None:
    publish(ledger, "csv", tmp_path / "out.csv", Wanted(as_of=DAY))
    package = json.loads((tmp_path / "out.datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        with (tmp_path / resource["path"]).open(encoding="utf-8") as f:
            assert next(csv.reader(f)) == [field["name"] for field in resource["schema"]["fields"]]


def test_parquet_has_what_csv_has(ledger: Ledger, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    publish(ledger, "parquet", tmp_path, Wanted(as_of=DAY))
    rows = pq.read_table(tmp_path / "incidents.parquet").to_pylist()
    assert rows[0]["first"] == date(2025, 3, 1)
    assert rows[0]["killed_best"] == 3


def test_the_page_loads_nothing_from_elsewhere(ledger: Ledger, tmp_path: Path) -> None:
    publish(ledger, "html", tmp_path, Wanted(as_of=DAY))
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<circle" in page
    assert not re.search(r"(src|href)=", page)
    assert "<script" not in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize(
    ("value", "safe"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("+a", "'+a"), (-3, "-3"), ("-3.5", "-3.5"),
        ("a\x1b[31m\nb", "a [31m b"), (True, "true"), (None, ""),
    ],
)  # fmt: skip
def test_cells(value: object, safe: str) -> None:
    assert cell(value) == safe


def test_a_spreadsheet_runs_nothing(ledger: Ledger, tmp_path: Path) -> None:
    publish(ledger, "csv", tmp_path / "out.csv", Wanted(profile="internal", as_of=DAY))
    with (tmp_path / "out.claims.csv").open(encoding="utf-8") as f:
        cells = [value for row in csv.reader(f) for value in row]
    assert not any(c.startswith(("=", "@", "+")) for c in cells)
    assert "'=HYPERLINK(1)" in cells


def test_releases_and_their_difference(ledger: Ledger) -> None:
    wanted = Wanted(as_of=DAY)
    keep_release(ledger, "one", gather(ledger, wanted, "csv").views, "public", "ucdp")
    strike = {"place": "Tel Rih", "day": "2025-03-01", "by": "rus.airforce", "killed": 9}
    load(
        ledger, [item("f", claim("f", **strike)), item("g", claim("g", place="Wadi Sahl", day="2025-03-04", killed=1))]
    )
    relink(ledger)
    keep_release(ledger, "two", gather(ledger, wanted, "csv").views, "public", "ucdp")
    changes = diff(ledger, "one", "two")
    assert {c.what for c in changes} == {"added", "changed"}
    changed = next(c for c in changes if c.what == "changed")
    assert "new claims f:0:0" in changed.why
    assert "killed_high 3 -> 9" in changed.why
    assert diff(ledger, "one", "one") == []
    assert {c.what for c in diff(ledger, "two", "one")} == {"deleted", "changed"}
    with pytest.raises(LedgerError, match="never changed"):
        keep_release(ledger, "one", [], "public", "ucdp")
    with pytest.raises(LedgerError, match="there are: one, two"):
        diff(ledger, "one", "three")


def test_comparing_with_rows_of_ones_own(ledger: Ledger, tmp_path: Path) -> None:
    theirs = tmp_path / "acled.csv"
    theirs.write_text(
        "event_id_cnty,event_date,event_type,location,latitude,longitude,fatalities\n"
        "SYR1,02 March 2025,Explosions/Remote violence,Tal Rih,35.81,36.61,4\n"
        "SYR2,2025-03-01,Protests,Tel Rih,35.8,36.6,0\n",
        encoding="utf-8",
    )
    views = gather(ledger, Wanted(Filter(types=("air_strike",)), as_of=DAY), "csv").views
    rows = [match_row(m) for m in compare(views, read_theirs(theirs))]
    assert [(r["status"], r["theirs"]) for r in rows] == [("only theirs", "SYR2"), ("matched", "SYR1")]
    assert rows[1]["days_apart"] == 1
    assert rows[1]["killed_theirs"] == 4


def test_our_own_ged_rows_match_themselves(ledger: Ledger, tmp_path: Path) -> None:
    publish(ledger, "ged", tmp_path / "ged.csv", Wanted(as_of=DAY))
    views = gather(ledger, Wanted(Filter(types=("air_strike",)), as_of=DAY), "csv").views
    rows = [match_row(m) for m in compare(views, read_theirs(tmp_path / "ged.csv"))]
    assert [(r["status"], r["ours"]) for r in rows] == [("matched", r["theirs"]) for r in rows]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("event_date,event_type\n2025-03-01,Battles\n03/05/2025,Battles\n", r"u\.csv:3: '03/05/2025' is no date"),
        ("event_date,event_type\n\n2025-03-01\n,Battles\n", r"u\.csv:4: '' is no date"),
        ("date_start,date_end,best\n2025-03-02,2025-03-01,3\n", r"u\.csv:2: 2025-03-02 is after 2025-03-01"),
    ],
)
def test_a_row_that_cant_be_compared_is_said_where_it_stands(tmp_path: Path, rows: str, said: str) -> None:
    (tmp_path / "u.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_theirs(tmp_path / "u.csv")


def test_rows_of_ones_own_may_be_odd(tmp_path: Path) -> None:
    head = "event_date,event_type,fatalities,latitude,longitude,notes"
    (tmp_path / "u.csv").write_text(f"{head}\n01 March 2025,Battles,nan,inf,36.6,{'x' * 200_000}\n", encoding="utf-8")
    (row,) = read_theirs(tmp_path / "u.csv")
    assert (row.deaths, row.lat, row.lon) == (None, None, 36.6)
    (tmp_path / "u.csv").write_bytes("event_date,event_type,location\n2025-03-01,Battles,درعا\n".encode("cp1256"))
    with pytest.raises(InputError, match="CSV UTF-8"):
        read_theirs(tmp_path / "u.csv")


def test_a_number_that_is_open_upwards_stays_open_and_ged_says_what_it_took(tmp_path: Path) -> None:
    many = Figure("أكثر من 30 شخصاً", "killed", "person", 31, None, "gt")
    told = claim("m", place="Tel Rih", day="2025-03-01", by="rus.airforce", figures=(many,))
    with Ledger.open("sqlite://") as opened:
        load(opened, [item("m", told)])
        relink(opened)
        for form in ("csv", "ged", "acled", "html"):
            publish(opened, form, target(form, tmp_path / form), Wanted(as_of=DAY))
    rows = {}
    for form in ("csv", "ged", "acled"):
        (rows[form],) = csv.DictReader((tmp_path / form / "out.csv").read_text("utf-8").splitlines())
    assert [rows["csv"][f"killed_{end}"] for end in ("low", "best", "high")] == ["31", "31", ""]
    assert [rows["ged"][end] for end in ("low", "best", "high")] == ["31", "31", "31"]
    assert rows["acled"]["fatalities"] == "31"
    assert "31 or more" in rows["acled"]["notes"]
    page = (tmp_path / "html" / "index.html").read_text("utf-8")
    assert "31 low, 31 best, 31+ high" in page
    assert "31–31–?" in page
    readme = (tmp_path / "ged" / "out.README.txt").read_text("utf-8")
    assert f"high_is_open_in: {rows['ged']['relid']}" in readme


def test_public_shows_no_account_whose_post_was_passed_on() -> None:
    """A channel's forward names its author as a source; in public that is as hidden as an outlet that nobody knows."""
    with Ledger.open("sqlite://") as opened:
        told = claim("tg:room:7", place="Tel Rih", day="2025-03-01", killed=3, source=[("نور الحوراني", "media")])
        other = claim("b", place="Tel Rih", day="2025-03-01", killed=4, source=[("@nour", "media"), ("شاهد", "local")])
        load(opened, [item("tg:room:7", told), item("b", other)])
        relink(opened)
        judge(opened, "tg:room:7:0:0", "b:0:0", "same", "Mona", "")
        undo(opened, 1, "Mona", "")
        export = gather(opened, Wanted(as_of=DAY), "csv")
    shown = [(*t.chain, dict(v.origin_names)[t.origin]) for v in export.views for t in v.tellings]
    unknown = "an outlet that isn't in the list of sources"
    assert sorted(shown) == [("a social media account", "a local source", "a local source"), (unknown, unknown)]
    assert [row["verb"] for row in export.judgements] == ["same", "undo"]


def test_an_undoing_is_shown_with_what_it_undoes_alone(ledger: Ledger) -> None:
    judge(ledger, "c:0:0", "d:0:0", "different", "Mona", "")  # of a movement that is not to be shown yet
    undo(ledger, 2, "Mona", "")
    export = gather(ledger, Wanted(as_of=DAY), "csv")
    assert [row["verb"] for row in export.judgements] == ["same"]


def test_a_file_of_neither_kind(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="neither ACLED"):
        read_theirs(tmp_path / "x.csv")


@pytest.mark.parametrize(
    "one, two, want",
    [
        ("Rebel group", "State forces", "State forces-Rebel group"),
        ("State forces", "Rebel group", "State forces-Rebel group"),
        ("Civilians", "Rebel group", "Rebel group-Civilians"),
        ("Civilians", "External/Other forces", "External/Other forces-Civilians"),
        ("External/Other forces", "Political militia", "Political militia-External/Other forces"),
        ("Protesters", "", "Protesters only"),
    ],
)
def test_a_meeting_has_one_name_in_acled_whoever_acted(one: str, two: str, want: str) -> None:
    assert interaction(one, two) == want


def test_protesters_are_no_civilians_in_acled(tmp_path: Path) -> None:
    with Ledger.open("sqlite://") as ledger:
        load(ledger, [item("p", claim("p", place="Tel Rih", day="2025-03-01", type="protest"))])
        relink(ledger)
        publish(ledger, "acled", tmp_path / "a.csv", Wanted(Filter(), as_of=DAY))
    (row,) = csv.DictReader((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines())
    assert (row["inter1"], row["interaction"]) == ("Protesters", "Protesters only")
