"""`isnad places add`: what is fetched resumes, is checked, and fails with a message; the store changes whole or not."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from made_geonames import Server
from typer.testing import CliRunner

from isnad.cli.app import app
from isnad.gazetteer.add import add_country
from isnad.gazetteer.fetch import base_url, fetch
from isnad.gazetteer.load import COLUMNS, load_gazetteer
from isnad.gazetteer.rows import PlacesError
from isnad.gazetteer.store import Store


def test_a_country_is_fetched_imported_and_known(server: Server, data_folder: Path) -> None:
    done = add_country("SY", server.url)
    assert (done.info.id, done.info.rows, done.info.licence) == ("geonames-sy", 3, "CC BY 4.0")
    assert done.info.url == f"{server.url}SY.zip"
    gaz = load_gazetteer()
    [place] = [p for p in gaz.named("تل زرزور") if p.stored]
    assert (place.country, place.admin1, place.feature) == ("SY", "Al-Hasakah", "village")
    assert "GeoNames" in place.source
    assert "CC BY 4.0" in place.source
    [town] = gaz.named("بئر زنبار")
    assert (town.feature, town.name_en, town.population) == ("city", "Bir Zanbar", 150_000)
    assert gaz.digest != load_gazetteer(store=False).digest
    assert not list((data_folder / "downloads").iterdir()), "what was fetched is not kept"


def test_what_is_left_out_is_told(server: Server) -> None:
    told = [str(s) for s in add_country("SY", server.url).skipped]
    assert told == [
        "SY.zip:3: no Arabic name (Nameless)",
        "SY.zip:4: feature S.MSQE is not read",
        "SY.zip:6: no Arabic name (Persian)",
        "SY.zip:7: 2 cells where a dump has 19; the file may be cut off",
        "SY.zip:8: 136.6, 40.2 is no point in degrees; the columns may be in metres (reproject to WGS 84)",
    ]


def test_a_broken_download_goes_on_where_it_stopped(server: Server, tmp_path: Path) -> None:
    server.cut_at = [200, 100]
    fetch(f"{server.url}SY.zip", tmp_path / "SY.zip")
    assert [wanted for _, wanted in server.asked] == ["", "bytes=200-", "bytes=300-"]
    assert (tmp_path / "SY.zip").read_bytes() == server.files["/SY.zip"]
    assert os.listdir(tmp_path) == ["SY.zip"]


def test_a_later_run_goes_on_and_a_changed_file_begins_anew(server: Server, tmp_path: Path) -> None:
    server.cut_at = [200, 0, 0, 0]
    with pytest.raises(PlacesError, match="200 bytes are kept, run the same command to go on"):
        fetch(f"{server.url}SY.zip", tmp_path / "SY.zip")
    server.etag = '"two"'
    fetch(f"{server.url}SY.zip", tmp_path / "SY.zip")
    assert (tmp_path / "SY.zip").read_bytes() == server.files["/SY.zip"]


def test_a_busy_server_is_asked_again(server: Server, tmp_path: Path) -> None:
    server.status = [503, 429]
    told: list[str] = []
    fetch(f"{server.url}SY.zip", tmp_path / "SY.zip", told.append)
    assert len(told) == 2
    assert "the server answered 503" in told[0]


FAILURES = [
    # what is on the server, what the message says
    (None, "there is no such file; are the country codes ISO codes"),
    (b"<html>please log in</html>", "damaged or no zip file"),
    (b"PK\x03\x04 cut", "damaged or no zip file"),
]


@pytest.mark.parametrize("body, message", FAILURES)
def test_a_failure_says_why_and_leaves_nothing(
    server: Server, data_folder: Path, body: bytes | None, message: str
) -> None:
    add_country("SY", server.url)
    before = Store().path.read_bytes()
    if body is None:
        del server.files["/alternatenames/SY.zip"]
    else:
        server.files["/alternatenames/SY.zip"] = body
    with pytest.raises(PlacesError, match=message):
        add_country("SY", server.url)
    assert Store().path.read_bytes() == before
    assert [p.name for p in (data_folder / "downloads").glob("*.part")] == []
    assert {p.name for p in data_folder.iterdir()} == {
        "places.sqlite",
        "places.sqlite.lock",
        "downloads",
        "downloads.lock",
    }


def test_flipped_bytes_are_found(server: Server, tmp_path: Path) -> None:
    body = bytearray(server.files["/SY.zip"])
    at = body.find(b"SY.txt") + 40
    body[at : at + 8] = bytes(8)
    server.files["/SY.zip"] = bytes(body)
    with pytest.raises(PlacesError, match="thrown away"):
        fetch(f"{server.url}SY.zip", tmp_path / "SY.zip")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("url", ["http://example.org/dump/", "ftp://example.org/", "file:///etc/"])
def test_only_https_is_fetched(url: str) -> None:
    with pytest.raises(PlacesError, match="only https"):
        base_url(url)


def test_no_server_at_all(tmp_path: Path) -> None:
    with pytest.raises(PlacesError, match=r"127\.0\.0\.1:9/SY\.zip"):
        fetch("http://127.0.0.1:9/SY.zip", tmp_path / "SY.zip")


def test_the_command(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ISNAD_GEONAMES_URL", server.url)
    left = tmp_path / "left.txt"
    done = CliRunner().invoke(app, ["places", "add", "sy", "--skipped", str(left)])
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "geonames-sy: 3 places imported, 5 rows left out; licence: CC BY 4.0\n"
    assert "2 rows left out: no Arabic name" in done.stderr
    assert len(left.read_text(encoding="utf-8").splitlines()) == 5
    wrong = CliRunner().invoke(app, ["places", "add", "SY", "Syria"])
    assert "no ISO codes" in str(wrong.exception)


def test_two_runs_fetch_one_after_the_other(server: Server, tmp_path: Path) -> None:
    """Both would write the same file of what came so far."""
    errors: list[BaseException] = []

    def run() -> None:
        try:
            add_country("SY", server.url)
        except BaseException as e:  # told by the main thread
            errors.append(e)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [i.rows for i in Store().imports()] == [3]


def test_a_table_is_read_as_the_csv_module_reads_it(tmp_path: Path) -> None:
    """Cells with commas, quotation marks and line ends in them, and Windows' line ends."""
    head = ",".join(COLUMNS)
    rows = [
        'x:1,تل الزرازير,زرزورة|زرزورية,"Tall, az ""Zarazir""",SY,village,,,,,36.5,37.5,,,,made',
        'x:2,بير الطنابر,,"Bir\nat Tanabir",SY,village,,,,,,,,,1,"a, b"',
    ]
    (tmp_path / "x.csv").write_text("\r\n".join([head, *rows, ""]), encoding="utf-8", newline="")
    gaz = load_gazetteer(tmp_path)
    one, two = gaz.named("زرزورية")[0], gaz.named("بير الطنابر")[0]
    assert (one.name_en, one.lat, one.source) == ('Tall, az "Zarazir"', 36.5, "made")
    assert (two.name_en, two.lat, two.common, two.source) == ("Bir\nat Tanabir", None, 1, "a, b")
