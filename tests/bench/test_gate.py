"""The gate fails under a floor, on other texts, and on a floor that was lowered silently."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import gate
import pytest
from helpers import WORD, FakeReader

from isnad import schema
from isnad.evaluate.score import FIELDS, Coded, Scores, score
from isnad.model import Report

REPORT = Report("a", f"قال إن {WORD} البلدة ثم {WORD}")
CLAIMS = FakeReader().read(REPORT).claims
FLOORS: dict[str, Any] = {
    "corpora": {"own": {"in": "project", "path": "gold.jsonl", "sha256": "", "floors": {"event": 0.6}}},
    "lowered": [],
}


@pytest.fixture
def half() -> Scores:
    """One of two claims found: event F1 is 2/3."""
    return score([Coded("a", REPORT.text, CLAIMS)], {"a": CLAIMS[:1]})


def test_a_score_under_its_floor_is_told(half: Scores) -> None:
    assert gate.under_floor("own", {"event": 0.6667}, half) == []
    assert gate.under_floor("own", {"event": 0.67, "row": 0.6}, half) == ["own: event 0.6667 is under its floor 0.6700"]


def test_floors_go_up_to_what_is_measured_less_the_slack_and_never_down(half: Scores) -> None:
    up = gate.raised({"event": 0.6, "row": 0.9, "gone": 0.5}, half)
    assert up["event"] == 0.6617
    assert up["row"] == 0.9
    assert up["gone"] == 0.5
    assert "claimed" in up
    assert "chain>=3" not in up


def test_a_floor_that_stood_higher_needs_a_reason() -> None:
    now = copy.deepcopy(FLOORS)
    now["corpora"]["own"]["floors"]["event"] = 0.5
    (line,) = gate.lowered(now, [FLOORS, FLOORS])
    assert line == "own: the floor of event was 0.6 and is 0.5: 'lowered' must say why"
    now["lowered"] = [{"corpus": "own", "field": "event", "floor": 0.5, "why": ""}]
    assert gate.lowered(now, [FLOORS])
    now["lowered"][0]["why"] = "two gold claims were wrong"
    assert gate.lowered(now, [FLOORS]) == []
    assert gate.lowered({"corpora": {}, "lowered": []}, [FLOORS])


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(schema.to_json(schema.result_to_dict(REPORT, FakeReader().read(REPORT))) + "\n", encoding="utf-8")
    monkeypatch.setattr(gate, "TOP", tmp_path)
    monkeypatch.setattr("isnad.batch._default_reader", FakeReader)
    found: dict[str, Any] = copy.deepcopy(FLOORS["corpora"]["own"])
    return found | {"sha256": gate.digest(gold)}


def test_a_corpus_that_stands_where_it_stood_passes(corpus: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.check_corpus("own", corpus, "") == []
    assert "own: 1 reports; event 1.000, event+type 1.000" in capsys.readouterr().out


def test_another_gold_file_fails_until_it_is_pinned(corpus: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (line,) = gate.check_corpus("own", corpus, "")
    assert re.search("is not the file the floors were set by", line)
    assert gate.check_corpus("own", corpus, "pin") == []
    assert gate.check_corpus("own", corpus, "") == []


def test_raising(corpus: dict[str, Any]) -> None:
    gate.check_corpus("own", corpus, "raise")
    assert corpus["floors"]["event"] == 0.995


def test_a_shared_corpus_that_is_not_there_is_skipped_aloud(
    corpus: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ISNAD_SHARED", str(tmp_path / "no"))
    assert gate.check_corpus("dev", corpus | {"in": "shared"}, "") == []
    assert "dev: skipped" in capsys.readouterr().out
    assert gate.check_corpus("own", corpus | {"path": "no.jsonl"}, "") == ["own: no.jsonl is missing"]


def test_the_floors_of_the_project_are_well_formed() -> None:
    floors = json.loads((Path(gate.__file__).parent / "floors.json").read_text(encoding="utf-8"))
    assert set(floors) == {"corpora", "lowered"}
    for corpus in floors["corpora"].values():
        assert set(corpus) == {"in", "path", "sha256", "floors"}
        assert corpus["in"] in ("project", "shared")
        assert set(corpus["floors"]) <= set(FIELDS)
