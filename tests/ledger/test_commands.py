"""The ledger's commands, one after the other as a user would."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typer
from made import claim, report
from typer.testing import CliRunner, Result

from isnad.cli.ledger_commands import explain_incident, register
from isnad.errors import IsnadError
from isnad.model import PlaceGuess, Problem, Reading
from isnad.schema import result_to_dict, results_to_batch, to_json

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a ledger of its own that holds two tellings of one strike."""
    app = typer.Typer()
    register(app)
    monkeypatch.setenv("ISNAD_LEDGER", f"sqlite:///{tmp_path / 'l.db'}")
    lines = []
    for name in "ab":
        told = claim(name, place="Tel Rih", day="2025-03-01", killed=3, by="rus.airforce")
        lines.append(to_json(result_to_dict(report(name, f"غارة {name}"), Reading(name, (told,), (), "1", "l", "g"))))
    (tmp_path / "claims.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def call(*words: str, code: int = 0) -> Result:
        result = CliRunner().invoke(app, list(words), catch_exceptions=True)
        if isinstance(result.exception, IsnadError):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    call("load", str(tmp_path / "claims.jsonl"))
    return call


def test_parquet_loads_as_lines_do(run: Run, tmp_path: Path) -> None:
    """A folder by month, as a cluster writes it; what was no report, and what is hidden, is left out."""
    told = claim("c", place="Tel Rih", day="2025-03-01", killed=3, by="rus.airforce")
    failed = Reading("x:1", (), (Problem("input", "no text"),))
    month = tmp_path / "readings" / "month=2025-03"
    for folder, name in ((month, "c"), (tmp_path / "readings" / "_isnad", "hidden")):
        folder.mkdir(parents=True)
        batch = results_to_batch([(report(name, f"غارة {name}"), Reading(name, (told,), ())), (None, failed)])
        pq.write_table(pa.Table.from_batches([batch]), folder / "0.parquet")
    result = run("load", str(tmp_path / "readings"), str(tmp_path / "claims.jsonl"))
    assert "1 new reports, 2 known; 1 readings and 1 claims added" in result.output  # one sum for all files
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(IsnadError, match="no parquet file in this folder"):
        run("load", str(empty))


def test_rows_of_what_was_no_report_are_counted_and_left_out(run: Run, tmp_path: Path) -> None:
    """`isnad read` writes a row for what was no report; its file loads none the less, with Windows' mark and ends."""
    told = claim("c", place="Tel Rih", day="2025-03-01")
    rows = [
        result_to_dict(None, Reading("x:1", (), (Problem("input", "no text"),))),
        result_to_dict(report("c", "غارة c"), Reading("c", (told,), ())),
    ]
    file = tmp_path / "ملف المطالبات.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + "".join(f"{to_json(row)}\r\n" for row in rows).encode())
    output = run("load", str(file)).output
    assert "1 new reports, 0 known" in output
    assert "1 rows are of what was no report" in output


def _changed(**cells: object) -> str:
    row = result_to_dict(report("c", "غارة c"), Reading("c", (claim("c", place="Tel Rih", killed=3),), ()))
    (told,) = row["claims"]
    return json.dumps(row | {"claims": [told | cells]})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (_changed(type="airstrike"), "type is one of air_strike"),
        (_changed(stance="sure"), "stance is one of affirmed"),
        (_changed(claim_id="a:0:0"), "the claim a:0:0 is none of report c"),
        (_changed(trigger=[0, 99], claim_id="c:0:0"), "the words 0 to 99 are not in the report"),
        (
            _changed(figures=[{"text": "9", "kind": "killed", "of": "person", "low": 9, "high": 2}]),
            "9 to 2 is no range",
        ),
        (
            _changed(figures=[{"text": "x", "kind": "killed", "of": "person", "low": 10**30, "high": 10**30}]),
            "no range",
        ),
        (_changed(places=[{"text": "x", "lat": float("nan"), "lon": 1.0}]), "no place on earth"),
        (_changed(when={"text": "x", "start": "2021-05-05", "end": "2021-05-01"}), "is after"),
    ],
)
def test_a_report_that_breaks_the_codebook_costs_itself(run: Run, tmp_path: Path, line: str, said: str) -> None:
    """It is named with file and line; what stands before and behind it is loaded."""
    good = [to_json(result_to_dict(report(n, f"غارة {n}"), Reading(n, (claim(n, place="Tel Rih"),), ()))) for n in "de"]
    file = tmp_path / "bad.jsonl"
    file.write_text(f"{good[0]}\n{line}\n{good[1]}\n", encoding="utf-8")
    output = run("load", str(file), code=1).output
    assert "2 new reports" in output
    assert re.search(rf"not loaded: .*bad\.jsonl:2: .*{said}", output)
    assert "isnad read" in output
    assert "0 new reports, 2 known" in run("load", str(_lines(tmp_path, *good))).output


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (_changed(trigger_text="a\0b"), "NUL"),
        (_changed(trigger_text="a\ud800"), "surrogate"),
        ('{"a":' * 100_000, "recursion"),
        ("null", "no object"),
        ("\udcff\udcfe", "not in UTF-8"),
    ],
)
def test_what_is_no_such_file_is_refused_where_it_stands(run: Run, tmp_path: Path, line: str, said: str) -> None:
    """And what stands before it is loaded: nothing that was read is lost."""
    good = to_json(result_to_dict(report("d", "غارة d"), Reading("d", (claim("d", place="Tel Rih"),), ())))
    file = tmp_path / "bad.jsonl"
    file.write_bytes(f"{good}\n{line}\n".encode("utf-8", "surrogateescape"))
    with pytest.raises(IsnadError, match=rf"bad\.jsonl:2: .*{said}.*isnad read"):
        run("load", str(file))
    assert "0 new reports, 1 known" in run("load", str(_lines(tmp_path, good))).output


def _lines(folder: Path, *lines: str) -> Path:
    (folder / "good.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / "good.jsonl"


def test_loading_again_adds_nothing(run: Run, tmp_path: Path) -> None:
    assert "0 new reports, 2 known" in run("load", str(tmp_path / "claims.jsonl")).output


def test_listing_and_explaining(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = [json.loads(line) for line in run("incidents", "--json").stdout.splitlines() if line.startswith("{")]
    assert (row["place"], row["killed_best"], row["reports"]) == ("Tel Rih", 3, 2)
    assert row["actors"] == ["rus.airforce", "rus"]
    assert not {"search", "search_places", "derived"} & row.keys()
    assert "Tel Rih" in run("incidents", "--in", "تل ريح").output
    assert "0 incidents" in run("incidents", "--since", "2026").output
    assert explain_incident(row["id"]) == 0
    told = capsys.readouterr().out
    assert "by: rus.airforce (named by 2 origins)" in told
    assert "independent origins" in told


def test_a_province_is_found_by_its_name_in_either_language(run: Run, tmp_path: Path) -> None:
    told = claim("p", places=(PlaceGuess("الشحيل", "Al-Shuhayl", "Deir ez-Zor", "SY"),), day="2025-03-05")
    line = to_json(result_to_dict(report("p", "غارة"), Reading("p", (told,), (), "1", "l", "g")))
    (tmp_path / "more.jsonl").write_text(f"{line}\n", encoding="utf-8")
    run("load", str(tmp_path / "more.jsonl"))
    for name in ("Deir ez-Zor", "دير الزور", "محافظة دير الزور", "الشحيل"):
        assert "1 incidents" in run("incidents", "--in", name).output, name


def test_a_run_that_reads_nothing_fails(run: Run, tmp_path: Path) -> None:
    assert "no such file" in run("run", str(tmp_path / "missing.txt"), code=1).output
    (tmp_path / "r.txt").write_text("قصف مجهولون بلدة الرملية أمس.", encoding="utf-8")
    for _ in range(2):
        run("run", str(tmp_path / "r.txt"))


def test_what_would_find_nothing_is_no_answer(run: Run, tmp_path: Path) -> None:
    run("incidents", "--type", "airstrike", code=2)
    run("incidents", "--grade", "sure", code=2)
    for words, said in (
        (["--since", "2026", "--until", "2025"], "the period is empty"),
        (["--in", ""], "names no place and no party"),
    ):
        with pytest.raises(IsnadError, match=said):
            run("incidents", *words)
    nowhere = tmp_path / "mistyped.db"
    for command in (["incidents"], ["publish", "csv", "-o", str(tmp_path / "x.csv")], ["verify"]):
        with pytest.raises(IsnadError, match="no ledger at"):
            run(*command, "--ledger", f"sqlite:///{nowhere}")
    assert not nowhere.exists()


def test_judging_and_undoing(run: Run) -> None:
    run("judge", "a:0:0", "b:0:0", "different", "--note", "two houses", "--who", "Mona")
    assert "2 incidents" in run("incidents").output
    run("undo", "1", "--who", "Mona")
    assert "1 incidents" in run("incidents").output


def test_a_tally_is_never_one_with_an_incident(run: Run, tmp_path: Path) -> None:
    told = claim("t", scope="aggregate", place="Tel Rih", day="2025-03-01", killed=9)
    run("load", str(_lines(tmp_path, to_json(result_to_dict(report("t", "حصيلة"), Reading("t", (told,), ()))))))
    with pytest.raises(IsnadError, match="one is a tally"):
        run("judge", "a:0:0", "t:0:0", "same", "--who", "Mona")


def test_publishing_and_releases(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run("publish", "acled", "-o", str(tmp_path / "acled.csv"), "--release", name)
    assert (tmp_path / "acled.csv").read_text(encoding="utf-8").count("\n") == 2
    assert run("diff", "one", "two").output == ""
    (tmp_path / "acled.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(IsnadError, match="a release two already"):
        run("publish", "acled", "-o", str(tmp_path / "acled.csv"), "--release", "two")
    assert (tmp_path / "acled.csv").read_text(encoding="utf-8") == "mine"
    run("publish", "acled", "-o", str(tmp_path / "acled.csv"))
    run("publish", "csv", "-o", str(tmp_path / "x.csv"), "--profile", "secret", code=2)
    run("publish", "csv", "-o", str(tmp_path / "x.csv"), "--policy", "guess", code=2)
    assert "1 matched" in run("compare", str(tmp_path / "acled.csv")).output
    run("publish", "csv", "-o", str(tmp_path / "x.csv"), "--since", "2025-03", "--in", "تل ريح")
    assert "since: 2025-03\nin: تل ريح\n" in (tmp_path / "x.README.txt").read_text(encoding="utf-8")


def test_a_release_keeps_what_was_published_and_nothing_else(run: Run, tmp_path: Path) -> None:
    told = claim("p", type="aid", place="Tel Rih", day="2025-03-01")  # ACLED codes no aid
    run("load", str(_lines(tmp_path, to_json(result_to_dict(report("p", "مساعدات"), Reading("p", (told,), ()))))))
    run("publish", "acled", "-o", str(tmp_path / "a.csv"), "--release", "acled")
    run("publish", "csv", "-o", str(tmp_path / "c.csv"), "--release", "all")
    added = [line for line in run("diff", "acled", "all").output.splitlines() if line.startswith("added")]
    assert [len(line.split("\t")) for line in added] == [3]


def test_what_a_period_leaves_out_for_want_of_a_date_is_said(run: Run, tmp_path: Path) -> None:
    told = claim("u", place="Bir Nada", killed=2)
    run("load", str(_lines(tmp_path, to_json(result_to_dict(report("u", "غارة"), Reading("u", (told,), ()))))))
    out = tmp_path / "x.csv"
    run("publish", "csv", "-o", str(out), "--since", "2025")
    left_out = (tmp_path / "x.excluded.csv").read_text(encoding="utf-8").splitlines()
    assert [line.partition(",")[2] for line in left_out[1:]] == ['"nobody says when, and a period was asked for"']
    assert "left out: 1\n" in (tmp_path / "x.README.txt").read_text(encoding="utf-8")
    run("publish", "csv", "-o", str(out), "--since", "2025", "--in", "تل ريح")  # it is not there
    run("publish", "csv", "-o", str(tmp_path / "all.csv"))
    for name in ("x", "all"):
        assert (tmp_path / f"{name}.excluded.csv").read_text(encoding="utf-8") == "incident_id,reason\n"
    assert "1 incidents; 1 more have no date" in run("incidents", "--since", "2025").output
    assert run("incidents", "--since", "2025", "--undated").output.endswith("2 incidents\n")
    assert run("incidents").output.endswith("2 incidents\n")


def test_excel_gets_its_mark(run: Run, tmp_path: Path) -> None:
    run("publish", "csv", "-o", str(tmp_path / "x.csv"), "--excel")
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in tmp_path.glob("x*.csv"))
    run("publish", "acled", "-o", str(tmp_path / "acled.csv"), "--excel")
    run("compare", str(tmp_path / "acled.csv"), "-o", str(tmp_path / "pairs.csv"), "--excel")
    assert (tmp_path / "pairs.csv").read_text(encoding="utf-8").startswith("\ufeff")


def test_a_file_is_no_folder(run: Run, tmp_path: Path) -> None:
    with pytest.raises(IsnadError, match="is a folder: csv is written into a file"):
        run("publish", "csv", "-o", str(tmp_path))
    with pytest.raises(IsnadError, match="is a file: html is written into a folder"):
        run("publish", "html", "-o", str(tmp_path / "claims.jsonl"))


def test_custody(run: Run, tmp_path: Path) -> None:
    seal, key = str(tmp_path / "seal.json"), str(tmp_path / "key.pem")
    run("seal", "-o", seal, "--key", key)
    with pytest.raises(IsnadError, match="not written by `isnad seal`"):
        run("verify", "--against", str(_lines(tmp_path, "[1]")))
    assert "whole" in run("verify", "--against", seal).output
    public = json.loads((tmp_path / "seal.json").read_text())["key"]
    assert "whole" in run("verify", "--against", seal, "--key", public).output
    assert "another key" in run("verify", "--against", seal, "--key", "A" * 43 + "=", code=1).output
    run("verify", "--against", seal, "--key", key, code=2)  # the file of the signing key is not the public key
    run("verify", "--key", public, code=2)
    assert "redacted" in run("redact", "a", "--reason", "asked for", "--who", "Mona").output
    assert "whole" in run("verify", "--against", seal).output
    assert "a: redacted, not loaded again" in run("load", str(tmp_path / "claims.jsonl")).output


def test_a_seal_can_be_stamped(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("isnad.collect.archive.stamps")
    asked = []

    def stamp(path: Path, authority: str, client: object) -> Path:
        asked.append((json.loads(path.read_text())["isnad_seal"], authority))
        return path.with_name(f"{path.name}.tsr")

    monkeypatch.setattr("isnad.collect.archive.stamps.stamp_file", stamp)
    seal, key, authority = str(tmp_path / "seal.json"), str(tmp_path / "key.pem"), "https://stamps.example/tsa"
    assert "stamped: " in run("seal", "-o", seal, "--key", key, "--timestamp", authority).output
    assert asked == [(1, authority)]


def test_tallies(run: Run) -> None:
    assert "0 tallies" in run("tallies").output


def test_mistakes_say_the_remedy(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{not json\n")
    with pytest.raises(IsnadError, match=r"bad.jsonl:1: .*isnad read"):
        run("load", str(tmp_path / "bad.jsonl"))
    with pytest.raises(IsnadError, match="no such file"):
        run("load", str(tmp_path / "none.jsonl"))
    with pytest.raises(IsnadError, match="isnad incidents"):
        explain_incident("inc-none")


def test_run_reads_loads_and_links(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("isnad.read.reader")
    text = "قُتل ثلاثة مدنيين في غارة جوية استهدفت مدينة إدلب اليوم"
    (tmp_path / "r.jsonl").write_text(json.dumps({"id": "x", "text": text, "published": "2025-04-02"}) + "\n")
    assert "1 new reports" in run("run", str(tmp_path / "r.jsonl")).output
    assert "1 reports were read before" in run("run", str(tmp_path / "r.jsonl")).output


def test_run_is_told_of_a_copied_article_when_it_was_published_and_by_whom(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("isnad.read.reader")
    (tmp_path / "مقال.txt").write_text("قُتل ثلاثة مدنيين أمس في غارة جوية على مدينة إدلب", encoding="utf-8")
    article, out = str(tmp_path / "مقال.txt"), tmp_path / "out.csv"
    run("run", article, "--published", "2025-04-02", "--outlet", "صحيفة السهل")
    run("publish", "csv", "-o", str(out), "--since", "2025-04-01", "--until", "2025-04-01", "--profile", "internal")
    assert ",صحيفة السهل,2025-04-02," in (tmp_path / "out.claims.csv").read_text(encoding="utf-8")
    run("run", article, "--published", "02/04/2025", code=2)
    run("run", article, "--tz", "Damascus", code=2)
    run("run", article, "--lexicon", str(tmp_path / "none"), code=2)
