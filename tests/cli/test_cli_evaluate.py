"""`isnad evaluate`: scores, errors by class, agreement."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from helpers import WORD, FakeReader
from typer.testing import CliRunner, Result

from isnad import schema
from isnad.cli.app import app
from isnad.errors import InputError
from isnad.evaluate import load
from isnad.model import Reading, Report

REPORTS = [Report("a", f"قال إن {WORD} البلدة"), Report("b", f"{WORD} ثم {WORD}")]


def write(path: Path, readings: list[Reading], text: bool = True) -> Path:
    rows = [
        schema.to_json(schema.result_to_dict(r if text else None, reading))
        for r, reading in zip(REPORTS, readings, strict=True)
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write(tmp_path / "gold.jsonl", [FakeReader().read(r) for r in REPORTS])


@pytest.fixture
def predicted(tmp_path: Path) -> Path:
    readings = [FakeReader().read(r) for r in REPORTS]
    wrong = replace(readings[0].claims[0], type="arrest", figures=(), trigger_text="")
    changed = [replace(readings[0], claims=(wrong,)), replace(readings[1], claims=readings[1].claims[:1])]
    return write(tmp_path / "predicted.jsonl", changed, text=False)


def evaluate(*args: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, args)], catch_exceptions=False)


def test_scores_and_errors_are_listed(gold: Path, predicted: Path) -> None:
    out = evaluate(gold, predicted).stdout
    assert out.startswith("2 reports, 3 gold claims, 2 predicted\n")
    assert "errors by class: event+type 1, figures 1, figures+of 1, missed 1" in out
    assert "  a:c1  differs in figures, figures+of, event+type" in out
    assert "event+type  gold shelling   read arrest" in out
    assert "figures     gold [killed person 31+; killed child 3]   read []" in out
    assert "  b:c2  missed shelling" in out


def test_errors_of_one_class(gold: Path, predicted: Path) -> None:
    out = evaluate(gold, predicted, "--class", "missed").stdout
    assert "missed shelling" in out
    assert "differs in" not in out
    assert "… 1 more; --errors -1 lists all" in evaluate(gold, predicted, "--errors", 1).stdout


def test_one_report(gold: Path, predicted: Path) -> None:
    assert evaluate(gold, predicted, "--only", "b").stdout.startswith("1 reports, 2 gold claims, 1 predicted\n")
    with pytest.raises(Exception, match="no report with the id 'x'"):
        evaluate(gold, predicted, "--only", "x")


def test_without_a_prediction_the_texts_are_read(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.batch._default_reader", FakeReader)
    fields = json.loads(evaluate(gold, "--json").stdout)["fields"]
    assert fields["event"]["f1"] == fields["row"]["f1"] == 1.0


def test_agreement(gold: Path) -> None:
    out = evaluate(gold, gold, "--agreement").stdout
    assert out.startswith("2 reports in common, 3 pairs of claims\n")
    assert CliRunner().invoke(app, ["evaluate", str(gold), "--agreement"]).exit_code == 2


def test_a_report_that_stands_twice_is_an_error(gold: Path, predicted: Path) -> None:
    line = predicted.read_text(encoding="utf-8").split("\n")[0]
    predicted.write_text(f"{line}\n{line}\n", encoding="utf-8")
    with pytest.raises(Exception, match="the report 'a' stands there twice"):
        evaluate(gold, predicted)


def test_gold_that_stands_twice_is_an_error(gold: Path, tmp_path: Path) -> None:
    twice = tmp_path / "twice.jsonl"
    twice.write_text(gold.read_text(encoding="utf-8") + "\n" + gold.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(InputError, match=r"the report 'a' stands there twice"):
        evaluate(twice)


def test_reports_without_a_prediction_are_told(gold: Path, predicted: Path) -> None:
    rows = predicted.read_text(encoding="utf-8").splitlines()
    predicted.write_text(rows[0], encoding="utf-8")
    assert evaluate(gold, predicted).stderr == (
        f"1 of 2 reports are not in {predicted}: what they tell counts as missed (b)\n"
    )
    assert evaluate(gold, gold).stderr == ""


@pytest.mark.parametrize(
    "args, told",
    [
        (("--class", "mised"), "--class mised: there are missed, wrong, actors"),
        (("--errors", "-2"), "--errors"),
        (("--agreement", "--json"), "--agreement is a table by itself"),
    ],
)
def test_wrong_usage_is_told(gold: Path, args: tuple[str, ...], told: str) -> None:
    done = evaluate(gold, gold, *args)
    assert done.exit_code == 2
    assert told in done.stderr


def test_json_has_the_intervals_too(gold: Path) -> None:
    assert json.loads(evaluate(gold, gold, "--json", "--ci").stdout)["half-widths of 95 %"]["event"] == 0


def test_gold_needs_text(predicted: Path) -> None:
    with pytest.raises(Exception, match="the report 'a' has no text"):
        load.load_gold(predicted)
