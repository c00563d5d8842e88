"""`isnad places import`: the files that people have, with what is wrong in them told by file and line."""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from isnad.cli.app import app
from isnad.gazetteer.columns import recognise
from isnad.gazetteer.importing import Options, import_file, remove_import
from isnad.gazetteer.load import Place, load_gazetteer
from isnad.gazetteer.rows import PlacesError, country_code
from isnad.gazetteer.search import search_places
from isnad.gazetteer.store import Store


def stored(name: str) -> list[Place]:
    return [p for p in load_gazetteer().named(name) if p.stored]


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding, newline="")
    return path


OURS = """id,name_ar,alt_names_ar,name_en,country_iso2,feature,admin1_ar,admin2_ar,admin3_ar,pcode,\
lat,lon,population,source
t:1,تل الزرازير,تل زرازير|زرزورية,Tall az Zarazir,SY,village,محافظة الحسكة,القامشلي,,,36.9,41.0,120,made
t:2,بير الطنابر,,Bir at Tanabir,IQ,town,نينوى,,,,36.1,42.0,"30,000",made
"""


def test_our_columns(tmp_path: Path) -> None:
    done = import_file(write(tmp_path / "mine.csv", OURS), Options(licence="CC0"))
    assert (done.info.id, done.info.kind, done.info.rows, done.skipped) == ("mine", "csv", 2, [])
    [p] = stored("تل الزرازير")
    assert (p.id, p.name_en, p.country, p.admin1, p.lat, p.lon) == (
        "t:1",
        "Tall az Zarazir",
        "SY",
        "Al-Hasakah",
        36.9,
        41.0,
    )
    assert p.source == "made; CC0"
    assert [p.id for p in (*stored("زرزورية"), *stored("تل زرازير"))] == ["t:1", "t:1"]
    [q] = stored("بير الطنابر")
    assert (q.admin1, q.population) == ("Nineveh", 30_000)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_encodings_and_separators(tmp_path: Path, encoding: str) -> None:
    text = "الاسم;country;lat;lon\r\nتل الزرازير;SY;36,9;41,0\r\n"
    import_file(write(tmp_path / "x.csv", text, encoding))
    assert [(p.lat, p.lon) for p in stored("تل الزرازير")] == [(36.9, 41.0)]


BAD_ROWS = [
    # a line of id, name_ar, country, lat, lon; what is said of it
    ("a,,SY,36,41", "no Arabic name (empty)"),
    ("a,Kobani,SY,36,41", "no Arabic name (Kobani)"),
    ("a,زرزورة,Syria,36,41", None),
    ("a,زرزورة,Syrien,36,41", "the country 'Syrien' is no ISO code of two letters (SY, IQ, YE …)"),
    ("a,زرزورة,,36,41", "no country; add a column 'country' with ISO codes, or give --country"),
    ("a,زرزورة,7,36,41", "the country '7' is no ISO code of two letters (SY, IQ, YE …)"),
    ("a,زرزورة,SY,36,", "only one of latitude and longitude is there; give both or neither"),
    ("a,زرزورة,SY,3 6,41", "latitude '3 6' is no number; write it as 35.1234 or leave it empty"),
    ("a,زرزورة,SY,nan,41", "latitude 'nan' is no number; leave it empty where it is unknown"),
    (
        "a,زرزورة,SY,3985000,41",
        "3.985e+06, 41 is no point in degrees; the columns may be in metres (reproject to WGS 84)",
    ),
    ("a,زرزورة,SY,0,0", "0, 0 is no point of a place; leave it empty where it is unknown"),
    ("a,زرزورة,SY,36,41,7", "1 cells more than the header has; quote cells that hold the separator"),
    ("ok,زرزورة,SY,36,41", "the id bad:ok stands in line 2 already"),
    ("a,زرزورة,SY,,", None),  # a point that nobody gives stays empty
]


@pytest.mark.parametrize("line, message", BAD_ROWS)
def test_a_bad_row_is_told_and_the_others_are_taken(tmp_path: Path, line: str, message: str | None) -> None:
    path = write(tmp_path / "bad.csv", f"id,name_ar,country,lat,lon\nok,تل الزرازير,SY,36.9,41\n{line}\n")
    done = import_file(path)
    assert [str(s) for s in done.skipped] == ([] if message is None else [f"bad.csv:3: {message}"])
    assert done.info.rows + done.info.skipped == 2


FILES = [
    (
        "x.csv",
        "a,b\n1,2\n",
        "x.csv:1: no column of place names was recognised \\(columns: a, b\\); name one of them name_ar",
    ),
    (
        "x.csv",
        "name_ar,country\n,SY\n",
        "no place in it can be used \\(1 rows left out\\); the first: x.csv:2: no Arabic name",
    ),
    ("x.doc", "", "x.doc: of an unknown kind; isnad reads"),
    ("x.xls", "", "the old Excel format; save it as .xlsx"),
    ("x.zip", "no zip", "the archive is damaged"),
    ("x.geojson", "{", "no place in it can be used"),
]


@pytest.mark.parametrize("name, text, message", FILES)
def test_a_file_that_is_of_no_use(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(PlacesError, match=message):
        import_file(write(tmp_path / name, text))
    assert not Store().path.exists()


COLUMNS = [
    # header, the deepest level, roles
    ("ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE", 2, set()),
    ("admin1Name_en,admin1Name_ar,admin1Pcode,admin2Name_ar,admin2Pcode,admin3Name_ar,admin3Pcode", 3, set()),
    ("adm1_name,adm1_name1,adm1_pcode,adm2_name,adm2_name1,adm2_pcode,center_lat,center_lon", 2, {"lat", "lon"}),
    (
        "wof:id,wof:name,name:ara_x_preferred,geom:latitude,geom:longitude,wof:country",
        0,
        {"id", "name_ar", "lat", "lon", "country"},
    ),
    ("الاسم,Latitude,Longitude", 0, {"name_ar", "lat", "lon"}),
]


@pytest.mark.parametrize("header, deepest, roles", COLUMNS)
def test_columns_are_recognised(header: str, deepest: int, roles: set[str]) -> None:
    found = recognise(header.split(","))
    assert found.deepest == deepest
    assert found.roles.keys() >= roles


def test_a_spreadsheet_of_p_codes(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "About"
    book.active.append(["Prepared for a test"])
    sheet = book.create_sheet("ADM3")
    sheet.append(
        [
            "ADM0_PCODE",
            "ADM1_EN",
            "ADM1_AR",
            "ADM1_PCODE",
            "ADM2_AR",
            "ADM2_PCODE",
            "ADM3_EN",
            "ADM3_AR",
            "ADM3_PCODE",
            "x_coord",
            "y_coord",
        ]
    )
    sheet.append(
        [
            "#country+code",
            "#adm1+name",
            "#adm1+name",
            "#adm1+code",
            "#adm2",
            "#adm2",
            "#adm3",
            "#adm3",
            "#adm3",
            "#geo",
            "#geo",
        ]
    )
    sheet.append(
        [
            "SY",
            "Al-Hasakeh",
            "الحسكة",
            "SY08",
            "القامشلي",
            "SY0802",
            "Zarzura",
            "ناحية الزرازير",
            "SY080299",
            41.2,
            36.95,
        ]
    )
    sheet.append(
        ["SY", "Al-Hasakeh", "الحسكة", "SY08", "القامشلي", "SY0802", "Latin only", None, "SY080298", 41.2, 36.95]
    )
    book.save(tmp_path / "syr_adm.xlsx")
    done = import_file(tmp_path / "syr_adm.xlsx")
    assert [str(s) for s in done.skipped] == ["syr_adm.xlsx[ADM3]:4: no Arabic name (Latin only)"]
    [p] = stored("الزرازير")
    assert (p.feature, p.pcode, p.admin1, p.admin2, p.lat) == (
        "subdistrict",
        "SY080299",
        "Al-Hasakah",
        "القامشلي",
        36.95,
    )
    assert "CC BY 3.0 IGO" in p.source


def wof(key: int, name: str, **more: object) -> dict[str, object]:
    properties = {
        "wof:id": key,
        "wof:name": "Zarzur",
        "wof:placetype": "locality",
        "wof:country": "SY",
        "name:ara_x_preferred": [name],
        **more,
    }
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [41.0, 36.9]}}


def test_whos_on_first_bundles(tmp_path: Path) -> None:
    old = wof(3, "زرزورة القديمة", **{"edtf:deprecated": "2019-01-01"})
    texts = {
        "all.geojson": json.dumps({"type": "FeatureCollection", "features": [wof(1, "تل الزرازير"), old]}),
        "lines.geojsonl": json.dumps(wof(1, "تل الزرازير")) + "\n{cut\n",
    }
    for name, text in texts.items():
        done = import_file(write(tmp_path / name, text), Options(name="wof"))
        assert done.info.rows == 1, name
        assert len(done.skipped) == 1, name
        assert [p.id for p in stored("تل الزرازير")] == ["wof:1"]
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w") as archive:
        archive.writestr("data/1/1.geojson", json.dumps(wof(1, "تل الزرازير")))
        archive.writestr("data/1/1-alt-quattro.geojson", "{}")
    assert import_file(tmp_path / "bundle.zip", Options(name="wof")).info.rows == 1
    assert [i.id for i in Store().imports()] == ["wof"]


def test_an_import_that_fails_half_way_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "mine.csv", OURS)
    import_file(path)
    before = Store().path.read_bytes()

    def fail(db: sqlite3.Connection) -> dict[str, str]:
        raise OSError("no space left")

    monkeypatch.setattr("isnad.gazetteer.importing.compile_parts", fail)
    with pytest.raises(OSError, match="no space left"):
        import_file(path, Options(name="again"))
    assert Store().path.read_bytes() == before
    assert {p.name for p in Store().path.parent.iterdir()} == {"places.sqlite", "places.sqlite.lock"}


def test_the_digest_depends_on_the_rows_alone(tmp_path: Path) -> None:
    one, two = OURS.splitlines()[:2], [OURS.splitlines()[0], OURS.splitlines()[2]]
    first = write(tmp_path / "one.csv", "\n".join(one))
    second = write(tmp_path / "two.csv", "\n".join(two))
    core = load_gazetteer().digest
    import_file(first)
    alone = load_gazetteer().digest
    import_file(second)
    both = load_gazetteer().digest
    assert len({core, alone, both}) == 3
    remove_import("two")
    assert load_gazetteer().digest == alone
    remove_import("one")
    assert load_gazetteer().digest == core
    import_file(second)
    import_file(first)
    assert load_gazetteer().digest == both


def test_a_store_that_is_none(data_folder: Path) -> None:
    data_folder.mkdir()
    (data_folder / "places.sqlite").write_bytes(b"not a database at all, but long enough to be looked at" * 20)
    with pytest.raises(PlacesError, match="move it away and import the places again"):
        load_gazetteer()


def test_a_store_of_other_lexicons_is_made_anew(tmp_path: Path) -> None:
    import_file(write(tmp_path / "mine.csv", OURS))
    digest = load_gazetteer().digest
    with sqlite3.connect(Store().path) as db:
        db.execute("UPDATE meta SET value = 'old' WHERE key = 'stamp'")
        db.execute("DELETE FROM part")
    assert stored("تل الزرازير")
    assert load_gazetteer().digest == digest
    with sqlite3.connect(Store().path) as db:
        assert db.execute("SELECT value FROM meta WHERE key = 'stamp'").fetchone()[0] != "old"


def test_the_commands(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert "nothing is imported yet" in run(app, ["places", "list"]).stderr
    done = run(
        app, ["places", "import", str(write(tmp_path / "mine.csv", OURS)), "--licence", "CC0", "--source", "field list"]
    )
    assert (done.exit_code, done.stdout) == (0, "mine: 2 places imported, 0 rows left out; licence: CC0\n")
    listed = run(app, ["places", "list"]).stdout
    assert listed.startswith("mine: 2 places; field list; licence: CC0\n")
    for name in ("تل الزرازير", "تَل الزرازير", "tall az zarazir"):
        found = run(app, ["places", "search", name])
        assert (found.exit_code, found.stdout.split()[0]) == (0, "t:1"), name
        assert "[mine]" in found.stdout
    alike = run(app, ["places", "search", "تل الظرازير"])
    assert (alike.exit_code, alike.stdout.split()[0]) == (0, "t:1")
    assert "sound alike" in alike.stderr
    assert run(app, ["places", "search", "خخخخخخ"]).exit_code == 1
    assert run(app, ["places", "remove", "mine"]).stdout == "mine: 2 places removed\n"
    assert "'mine' is no import; there are: none" in str(run(app, ["places", "remove", "mine"]).exception)


@pytest.mark.parametrize(
    "cell, code",
    [
        ("iq", "IQ"), ("IRQ", "IQ"), ("Iraq", "IQ"), ("العراق", "IQ"), ("IQG01", "IQ"), ("IQG02Q01", "IQ"),
        ("LBY", "LY"), ("LY0203", "LY"), ("Libya", "LY"), ("لبنان", "LB"), ("TUR001", "TR"), ("DE", "DE"),
    ],
)  # fmt: skip
def test_a_country_is_told_by_code_or_name(cell: str, code: str) -> None:
    assert country_code(cell) == code


@pytest.mark.parametrize("limit", [131_072, 50_000_000])
@pytest.mark.parametrize(
    "rows, line, what",
    [
        ('"تل الزرازير,SY\n' + "زرزورة,SY\n" * 9, 3, "unexpected end of data"),
        ("ت" * 140_000 + ",SY\n", 3, "field larger than field limit"),
        ('"تل "الزرازير",SY\n', 3, "expected after"),
    ],
)
def test_a_row_without_an_end_takes_nothing_with_it(
    tmp_path: Path, request: pytest.FixtureRequest, rows: str, line: int, what: str, limit: int
) -> None:
    before = csv.field_size_limit(limit)
    request.addfinalizer(lambda: csv.field_size_limit(before))
    path = write(tmp_path / "x.csv", "name_ar,country\nبير الطنابر,SY\n" + rows)
    with pytest.raises(PlacesError, match=rf"x\.csv:{line}: not a row \(.*{what}"):
        import_file(path)
    assert stored("بير الطنابر") == []


def test_an_import_tells_the_licences_and_sources_of_its_rows(tmp_path: Path) -> None:
    head = "name_ar,country,licence,source\n"
    rows = ["زرزورة,SY,CC0,me\n", "زرزور,SY,CC0,you\n", "زرازير,SY,ODbL,we\n"]
    info = import_file(write(tmp_path / "x.csv", head + "".join(rows))).info
    assert (info.licence, info.source) == ("CC0; ODbL", "me; you; we")
    rows += ["زرزورين,SY,,they\n"]
    info = import_file(write(tmp_path / "x.csv", head + "".join(rows)), Options(licence="CC BY 4.0")).info
    assert (info.licence, info.source) == ("CC0; ODbL; CC BY 4.0", "4 different")


@pytest.mark.parametrize(
    "name, body, message",
    [
        ("SY.txt", "\t".join(["1"] * 6 + ["P", *"1" * 12]).encode() + b"\n\xff\n", "damaged, or not in UTF-8"),
        ("x.tar.gz", b"junk", "damaged, or not in UTF-8"),
        ("wof/1.geojson", b"\xff\xfe{}", r"1\.geojson: not UTF-8"),
        ("wof/x.csv", b"name_ar", r"wof: no \.geojson in the folder"),
    ],
)
def test_damaged_files_are_told(tmp_path: Path, name: str, body: bytes, message: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(body)
    with pytest.raises(PlacesError, match=message):
        import_file(path.parent if "/" in name else path)


def test_a_damaged_spreadsheet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<cut off")
    with pytest.raises(PlacesError, match=r"x\.xlsx: no spreadsheet that can be opened"):
        import_file(path)


def test_alternate_names_go_with_a_dump(tmp_path: Path) -> None:
    with pytest.raises(PlacesError, match="alternate names go with a GeoNames dump"):
        import_file(write(tmp_path / "x.csv", OURS), Options(alternates=tmp_path / "no.zip"))


def test_a_place_is_found_by_its_id(tmp_path: Path) -> None:
    import_file(write(tmp_path / "mine.csv", OURS))
    assert [hit.name_ar for key in ("t:2", "sy:sarmin") for hit in search_places(key).hits] == ["بير الطنابر", "سرمين"]


def test_what_was_left_out_is_told_also_where_a_later_file_fails(tmp_path: Path) -> None:
    good = write(tmp_path / "x.csv", "name_ar,country,lat,lon\nزرزورة,SY,36,41\nزرزور,SY,x,41\n")
    done = CliRunner().invoke(app, ["places", "import", str(good), str(tmp_path / "no.csv")])
    assert "x.csv:3: latitude 'x' is no number" in done.stderr
    assert "no.csv: there is no such file" in str(done.exception)
