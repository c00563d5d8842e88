"""`isnad collect`: what a person types and sees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from collect_server import Site, serve
from collect_warc import write_archive
from typer.testing import CliRunner, Result

from isnad.cli.app import app
from isnad.collect.collector import Counts


def run(*args: object) -> Result:
    return CliRunner().invoke(app, ["collect", *map(str, args)])


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(9) as running:
        yield running


def web(site: Site, folder: Path, *places: str, **_: object) -> Result:
    options = ("-o", folder, "--allow-private", "--delay", "0s", "--tz", "Asia/Damascus")
    return run(*(f"{site.address}/{p}" for p in places), *options)


def test_from_the_web_to_reports_with_their_record(site: Site, tmp_path: Path) -> None:
    first = web(site, tmp_path, "feed", "login/")
    assert first.exit_code == 0, first.output
    assert first.stderr.splitlines()[1].startswith("6 new, 3 dropped, 1 failed")
    assert "  dropped: no conflict 3" in first.stderr
    assert "  failed: no article 1" in first.stderr
    assert "0 new" in web(site, tmp_path, "feed").stderr
    status = run("status", tmp_path)
    assert "dropped: no conflict 3" in status.stdout
    assert status.stdout.splitlines()[1].endswith("/feed")
    verified = run("verify", tmp_path)
    assert verified.exit_code == 0
    assert verified.stdout.startswith("whole: 1 archives with 10 pages, 0 stamped; 6 rows")


def test_what_was_changed_is_found(site: Site, tmp_path: Path) -> None:
    web(site, tmp_path, "feed")
    lines = (tmp_path / "reports.jsonl").read_text("utf-8").splitlines()
    row = json.loads(lines[0]) | {"sha256": "0" * 64}
    (tmp_path / "reports.jsonl").write_text(
        "\n".join([json.dumps(row, ensure_ascii=False), *lines[1:]]) + "\n", "utf-8"
    )
    (archive,) = (tmp_path / "warc").glob("*.warc.gz")
    archive.write_bytes(archive.read_bytes()[:-30])
    verified = run("verify", tmp_path)
    assert verified.exit_code == 1
    assert "changed since its digest was written" in verified.stdout
    assert f"{row['id']}: no page with its digest" in verified.stdout


def test_all_keeps_what_is_dropped(site: Site, tmp_path: Path) -> None:
    web(site, tmp_path, "feed")
    archive = write_archive(tmp_path / "old", 9)
    assert run(archive, "-o", tmp_path / "x").stderr.startswith("6 new, 3 dropped")
    assert run(archive, "-o", tmp_path / "x", "--all").stderr.startswith("3 new, 6 known")


def test_into_the_ledger_with_custody(tmp_path: Path) -> None:
    archive = write_archive(tmp_path, 2)
    url = f"sqlite:///{tmp_path / 'l.db'}"
    done = run(archive, "-o", tmp_path / "r", "--ledger", url)
    assert done.exit_code == 0, done.output
    from sqlalchemy import create_engine, text

    with create_engine(url).connect() as c:
        rows = c.execute(text("SELECT got_from, got_at, sha256 FROM report")).all()
    told = [json.loads(line) for line in (tmp_path / "r" / "reports.jsonl").read_text("utf-8").splitlines()]
    assert sorted(map(tuple, rows)) == sorted((r["got_from"], r["got_at"], r["sha256"]) for r in told)


def test_rounds_go_on_until_they_are_ended(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[float] = []

    def sleep(seconds: float) -> None:
        rounds.append(seconds)
        if len(rounds) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("isnad.cli.collecting.time.sleep", sleep)
    options = ("-o", tmp_path, "--allow-private", "--delay", "0s", "--every", "15m")
    done = run(f"{site.address}/feed", *options)
    assert done.exit_code == 130
    assert [line for line in done.stderr.splitlines() if " new" in line][1].startswith("0 new, 1 known")
    assert all(800 < seconds <= 900 for seconds in rounds)


def test_without_the_extra_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.cli.collect_commands.find_spec", lambda name: None)
    assert "pip install 'isnad[collect]'" in str(run("x", "-o", tmp_path).exception)


def test_a_mapping_of_columns_is_shown(tmp_path: Path) -> None:
    text = "قصف مدفعي على بلدة الرملية صباح اليوم ومقتل ثلاثة مدنيين وإصابة آخرين"
    (tmp_path / "t.csv").write_text(f"نص الخبر,التاريخ\n{text},9 نيسان 2021\n")
    done = run(tmp_path / "t.csv", "-o", tmp_path / "r")
    assert "text = نص الخبر, published = التاريخ" in done.stderr
    assert done.stderr.splitlines()[1].startswith("1 new")


@pytest.mark.parametrize(
    "args, message",
    [
        ((), "name what to collect"),
        (("x", "--every", "1s"), "at least 60s"),
        (("x", "--every", "often"), "say 15m"),
        (("x", "--sources", "no.toml"), "can't be read"),
        (("x", "--column", "text"), "say text=COLUMN"),
        (("status", "nowhere"), "nothing was collected here"),
        (("verify", "nowhere"), "no collection"),
    ],
)
def test_wrong_usage_names_the_remedy(tmp_path: Path, args: tuple[str, ...], message: str) -> None:
    done = run(*args, *(() if args[:1] in (("status",), ("verify",)) else ("-o", tmp_path)))
    assert done.exit_code == 1
    assert message in str(done.exception)


@pytest.mark.parametrize("args", [("x", "--tz", "Damascus"), ("x", "--kind", "y"), ("x", "--delay", "long"),
    ("x", "--published", "gestern"), ("x", "--contact", "بريد"), ("x", "--timestamp", "freetsa"), ("status", "a", "b"),
])  # fmt: skip
def test_wrong_options(tmp_path: Path, args: tuple[str, ...]) -> None:
    assert run(*args, "-o", tmp_path).exit_code == 2


def test_a_file_that_is_not_there_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    archive = write_archive(tmp_path, 1)
    done = run("nowhere.csv", archive, "-o", tmp_path / "r")
    assert "nowhere.csv: there is no such file or folder" in done.stderr
    assert "1 new, 1 failed" in done.stderr


def test_a_source_that_fails_is_named(site: Site, tmp_path: Path) -> None:
    done = web(site, tmp_path, "nothing/", "news/1", "pdf/")
    assert f"{site.address}/nothing/: 404 Not Found" in done.stderr
    assert f"{site.address}/pdf/: no page but application/pdf" in done.stderr


def test_a_ledger_that_can_not_be_opened_is_told_before_anything_is_asked_for(site: Site, tmp_path: Path) -> None:
    done = run(f"{site.address}/news/1", "-o", tmp_path, "--allow-private", "--ledger", "db")
    assert "use sqlite:///FILE" in str(done.exception)
    assert not site.asked


def test_a_later_round_that_fails_does_not_end_the_collector(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[float] = []

    def sleep(seconds: float) -> None:
        rounds.append(seconds)
        if len(rounds) == 3:
            raise KeyboardInterrupt

    def collect(*told: object) -> Counts:
        if len(rounds) == 1:
            raise OSError("no space left")
        return Counts()

    monkeypatch.setattr("isnad.cli.collecting.time.sleep", sleep)
    monkeypatch.setattr("isnad.cli.collecting.collect", collect)
    done = run(f"{site.address}/feed", "-o", tmp_path, "--every", "15m")
    assert done.exit_code == 130
    assert "this round failed, the next one tries again: no space left" in done.stderr
