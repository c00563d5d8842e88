"""`isnad read`: from paths to a file that is safe to open, or none at all."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from helpers import WORD, FakeReader
from typer.testing import CliRunner, Result

from isnad import schema
from isnad.cli import reading
from isnad.cli.app import app
from isnad.cli.flat import COLUMNS

Run = Callable[..., Result]
ROWS = [
    {"id": "a", "outlet": "قناة رواق", "published": "2021-04-09", "text": f"قال إن {WORD} البلدة"},
    {"id": "b", "text": "لا شيء هنا"},
    {"id": "c", "text": f"{WORD} ثم {WORD}"},
]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(reading, "make_reader", lambda wanted: FakeReader())

    def run(*args: object, **options: object) -> Result:
        return CliRunner().invoke(app, ["read", *map(str, args)], **options)  # type: ignore[arg-type]

    return run


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def test_a_pipe_gets_json_lines_and_standard_error_the_counts(run: Run, reports: Path) -> None:
    done = run(reports)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    assert [len(row["claims"]) for row in rows] == [1, 0, 2]
    assert rows[0]["text"] == ROWS[0]["text"]
    assert rows[0]["reader_version"] == "fake-1"
    assert re.fullmatch(r"3 reports, 3 claims, 0 problems, 1 silent report; \d+\.\d s\n", done.stderr)
    assert done.exit_code == 0


@pytest.mark.parametrize(
    "name, form", [("x.jsonl", "jsonl"), ("x.csv", "csv"), ("x.parquet", "parquet"), ("x.txt", "table")]
)
def test_the_name_of_the_output_says_the_format(run: Run, reports: Path, tmp_path: Path, name: str, form: str) -> None:
    by_name = run(reports, "-o", tmp_path / name)
    assert by_name.exit_code == 0
    assert by_name.stdout == ""
    run(reports, "-o", tmp_path / "other", "--format", form)
    assert (tmp_path / name).read_bytes() == (tmp_path / "other").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["reports.jsonl", name, "other"])


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "table"])
def test_jobs_do_not_change_a_byte(run: Run, reports: Path, tmp_path: Path, form: str) -> None:
    for jobs in (1, 2):
        assert run(reports, "-o", tmp_path / f"{jobs}", "--format", form, "--jobs", jobs).exit_code == 0
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_parquet_has_a_row_for_each_report(run: Run, reports: Path, tmp_path: Path) -> None:
    run(reports, "-o", tmp_path / "x.parquet")
    table = pq.read_table(tmp_path / "x.parquet")
    assert table.schema == schema.RESULT
    assert table.column("id").to_pylist() == ["a", "b", "c"]


def test_csv_has_a_row_for_each_claim_and_is_no_formula(run: Run, reports: Path) -> None:
    done = run(reports, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout, newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [(r["report"], r["claim"]) for r in rows] == [("a", "c1"), ("c", "c1"), ("c", "c2")]
    first = rows[0]
    assert first["targets"] == "'=السوق"
    assert first["figures"] == "killed person 31+; killed child 3"
    assert (first["killed_low"], first["killed_high"]) == ("31", "")
    assert first["chain"] == "سبوتنيك ← أحد المصادر العسكرية"
    assert (first["lat"], first["stance"], first["claimed"]) == ("35.55", "denied", "true")


def test_csv_for_excel_begins_with_its_mark(run: Run, reports: Path, tmp_path: Path) -> None:
    run(reports, "-o", tmp_path / "x.csv", "--excel")
    run(reports, "-o", tmp_path / "y.csv")
    assert (tmp_path / "x.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "y.csv").read_bytes()


def test_the_table_has_words_codes_and_the_chain(run: Run, reports: Path) -> None:
    out = run(reports, "--format", "table").stdout
    assert "⁧قناة رواق ← سبوتنيك ← أحد المصادر العسكرية⁩" in out
    assert re.search(r"who +syr\.gov +⁧قوات النظام⁩", out)
    assert re.search(r"where +Hish, Idlib, SY ±2 km +⁧بلدة حيش⁩", out)
    assert "shelling · denied (responsibility) · claimed" in out
    assert "no claim" in out
    assert "3 events in 2 reports, told by 3 claims" in out


HOSTILE = f"\x1b]0;evil\x07\x1b[2J{WORD}\u202e\x9b31m\r\n=1+1\u2066"


@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_no_control_of_a_hostile_report_reaches_the_terminal(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "evil.jsonl"
    row = {"id": HOSTILE, "outlet": HOSTILE, "title": HOSTILE, "text": HOSTILE}
    bad = {"id": "x\x1b[2J", "text": ""}
    path.write_text(json.dumps(row) + "\n" + json.dumps(bad) + "\n" + "{\x1b\n", encoding="utf-8")
    done = run(path, "--format", form)
    for shown in (done.stdout, done.stderr):
        text = shown.replace("\r\n", "\n") if form == "csv" else shown
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
        assert text.count("\u2067") == text.count("\u2069")
        assert "\u2066" not in text


def test_a_broken_line_is_a_row_with_its_problem(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "x"}\nnot json\n{"id": "c", "text": "raise it"}\n', encoding="utf-8")
    done = run(path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["a", f"{path}:2", "c"]
    assert [[p["code"] for p in row.get("problems", [])] for row in rows] == [[], ["input"], ["read"]]
    assert f"problem: {path}:2: not JSON" in done.stderr
    assert "problem: c: the reader failed: ValueError: told to" in done.stderr
    assert "3 reports, 0 claims, 2 problems, 1 silent report" in done.stderr
    assert done.exit_code == 0
    table = list(csv.DictReader(io.StringIO(run(path, "--format", "csv").stdout, newline="")))
    assert [(r["report"], r["problem"][:20]) for r in table] == [
        (f"{path}:2", f"{path}"[:20]),
        ("c", "the reader failed: V"),
    ]


def test_many_problems_are_counted_not_listed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "x"}\n' + "no\n" * 30, encoding="utf-8")
    err = run(path).stderr
    assert err.count("problem: ") == 10
    assert "… and 20 more problems, each in its row of the output" in err


@pytest.mark.parametrize("content", ["", "no\n", '{"text": ""}\n', '{"text": "raise"}\n'])
def test_only_where_nothing_could_be_read_the_exit_code_is_1(run: Run, tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(content, encoding="utf-8")
    assert run(path).exit_code == 1
    assert run(tmp_path / "no.jsonl").exit_code == 1


@pytest.mark.parametrize(
    "args, message",
    [
        (("-o", "x.doc"), "can't tell the format from its name; say --format"),
        (("--format", "xml"), "--format xml: there are table, jsonl, csv and parquet"),
        (("-o", "no/such/x.csv"), "there is no folder"),
        (("-o", ".", "--format", "csv"), "-o .: that is a folder; name a file in it"),
        (("--published", "April"), "--published April: say 2021, 2021-04, 2021-04-09 or"),
        (("--published", "2021-13"), "--published 2021-13"),
        (("--published", "1850"), "--published 1850"),
        (("--published", "2021-02-30"), "--published 2021-02-30"),
        (("--tz", "Damascus"), "--tz Damascus: say a zone such as Asia/Damascus"),
        (("--tz", "../../etc/passwd"), "say a zone such as"),
        (("--lexicon", "no-such"), "there is no such folder"),
        (("--jobs", "-1"), "'--jobs'"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_read(
    run: Run, reports: Path, args: tuple[str, ...], message: str
) -> None:
    done = run(reports, *args)
    assert done.exit_code == 2
    assert message in re.sub(r"\s+", " ", done.stderr)
    assert done.stdout == ""


def test_standard_input(run: Run) -> None:
    done = run("-", "--outlet", "قناة رواق", "--published", "2021-04", input=f"{WORD} البلدة".encode("cp1256"))
    row = json.loads(done.stdout)
    assert (row["outlet"], row["published"], row["text"]) == ("قناة رواق", "2021-04", f"{WORD} البلدة")


def test_what_was_written_is_not_read_again(run: Run, reports: Path, tmp_path: Path) -> None:
    target = tmp_path / "a claims.jsonl"
    run(tmp_path, "-o", target)
    first = target.read_bytes()
    done = run(tmp_path, tmp_path / "*.jsonl", "-o", target)
    assert target.read_bytes()[: len(first)] == first
    assert "3 claims" in done.stderr


def test_a_date_in_the_text_stands_before_the_one_given_for_all(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    texts = (f" date 2025-12-20 - {WORD} البلدة", f"{WORD} البلدة")
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    rows = [json.loads(line) for line in run(path, "--published", "2021").stdout.splitlines()]
    assert [row.get("published") for row in rows] == [None, "2021"]


@pytest.mark.parametrize(
    "name, told",
    [
        ("a.txt", "the file is empty: it has no words"),
        ("a", "a file whose name has no ending can't be read"),
        ("a.docx", "'.docx' files can't be read: .txt"),
    ],
)
def test_a_file_that_is_none_is_told(run: Run, tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / name).write_bytes(b" \n")
    assert told in run(tmp_path / name).stderr


def command(*args: object, **options: object) -> subprocess.Popen[bytes]:
    code = "from isnad.cli import main; main()"
    return subprocess.Popen([sys.executable, "-c", code, *map(str, args)], **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_full_disk_is_one_line_without_a_traceback() -> None:
    with Path("/dev/full").open("wb") as full:
        done = command("--version", stderr=subprocess.PIPE, stdout=full)
        assert done.communicate()[1] == b"isnad: No space left on device\n"
    assert done.returncode == 1


def test_a_pipe_that_is_closed_is_no_failure() -> None:
    done = command("places", "search", "دمشق", stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    assert done.stdout is not None
    done.stdout.close()
    assert (done.wait(), done.stderr and done.stderr.read()) == (0, b"")


def test_an_output_that_fails_midway_leaves_the_old_file(
    run: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "x.jsonl"
    target.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("isnad.cli.write.JsonLines.close", fail)
    assert run(reports, "-o", target).exit_code != 0
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["reports.jsonl", "x.jsonl"]


def test_an_output_through_a_link_keeps_the_link(run: Run, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_text("old", encoding="utf-8")
    (tmp_path / "x.jsonl").symlink_to(tmp_path / "real.jsonl")
    run(reports, "-o", tmp_path / "x.jsonl")
    assert (tmp_path / "x.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_text(encoding="utf-8").count("\n") == 3


def test_the_version() -> None:
    done = CliRunner().invoke(app, ["--version"])
    assert re.fullmatch(r"isnad \d+\.\d+\.\d+\n", done.stdout)
