"""Scores: worked cases, and the same figures as an independent scorer gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from perturb import perturb
from typer.testing import CliRunner

from isnad.cli.app import app
from isnad.evaluate.pairing import NO_TRIGGER, as_predicted, sentence_cuts
from isnad.evaluate.score import FIELDS, Coded, Scores, intervals, score
from isnad.model import Claim, DateWindow, Figure, Party, PlaceGuess, SourceLink

SHARED = Path(os.environ.get("ISNAD_SHARED") or Path(__file__).parents[3] / "shared")
SAMPLES = Path(__file__).parents[2] / "src" / "isnad" / "samples" / "gold.jsonl"
SCORER = SHARED / "score.py"

TEXT = "قصفت المدفعية بلدة الرملية أمس. واعتقلت الشرطة رجلين في المدينة."
SHELLING = Claim(
    "c1", "r:0:0", "e1", "shelling", (0, 4), "قصفت",
    actors=(Party("المدفعية", "syr.gov"),),
    places=(PlaceGuess("بلدة الرملية", "Al-Ramliyah", "Hama", "SY", lat=35.0, lon=37.0),),
    when=DateWindow("2021-04-08", "2021-04-08", "أمس"),
    figures=(Figure("خمسة", "killed", "civilian", 5, 5),),
    sources=(SourceLink("مرصد ضفاف", "monitor"),),
)  # fmt: skip
ARREST = Claim("c2", "r:32:0", "e2", "arrest", (32, 40), "واعتقلت", scope="aggregate", stance="denied")


def scores_of(*predicted: Claim, gold: tuple[Claim, ...] = (SHELLING, ARREST)) -> Scores:
    return score([Coded("r", TEXT, gold)], {"r": predicted})


def test_gold_against_itself_is_all_right() -> None:
    scores = scores_of(SHELLING, ARREST)
    assert {scores.f1(name) for name in FIELDS if scores.fields[name].gold} == {1.0}
    assert scores.mistakes == []


def test_a_silent_reading_misses_all() -> None:
    scores = scores_of()
    assert scores.f1("event") == 0.0
    assert [str(m) for m in scores.mistakes] == [
        "r | c1 | None | missed shelling | قصفت",
        "r | c2 | None | missed arrest | واعتقلت ",
    ]


@pytest.mark.parametrize(
    "predicted, field, f1",
    [
        (replace(SHELLING, type="air_strike"), "event+type", 0.0),
        (replace(SHELLING, actors=(Party("مدفعية النظام", None),)), "actors", 1.0),  # like words, no id
        (replace(SHELLING, actors=(Party("الطيران", "syr.gov"),)), "actors", 1.0),  # one id
        (replace(SHELLING, actors=(Party("الطيران", "rus"),)), "actors", 0.0),
        (replace(SHELLING, actors=(Party("المدفعية", "syr.gov.army"),)), "actors", 1.0),  # an arm of one side
        (replace(SHELLING, places=(PlaceGuess("الرملية", None),)), "places", 1.0),
        (replace(SHELLING, places=(PlaceGuess("x", "Ramliyah", lat=35.05, lon=37.0),)), "places", 1.0),
        (replace(SHELLING, places=(PlaceGuess("بلدة الرملية", "Ramliyah", lat=33.0, lon=37.0),)), "places", 0.0),
        (replace(SHELLING, places=(PlaceGuess("x", "Y", lat=35.1, lon=37.0),)), "point", 1.0),
        (replace(SHELLING, when=DateWindow("2021-04-08", "2021-04-09")), "when", 0.0),
        (replace(SHELLING, figures=(Figure("خمسة", "killed", "person", 5, 5),)), "figures", 1.0),
        (replace(SHELLING, figures=(Figure("خمسة", "killed", "person", 5, 5),)), "figures+of", 0.0),
        (replace(SHELLING, sources=(SourceLink("الشرطة", "police"),)), "sources", 0.0),
        (replace(SHELLING, sources=(SourceLink("عن مرصد ضفاف", "monitor"),)), "chain", 1.0),
        (replace(SHELLING, sources=()), "chain>=1", 0.0),
        (replace(SHELLING, stance_on="responsibility"), "stance", 0.0),
        (replace(SHELLING, scope="stock"), "scope", 0.0),
        (replace(SHELLING, places=()), "row", 0.0),
    ],
)  # fmt: skip
def test_fields(predicted: Claim, field: str, f1: float) -> None:
    assert scores_of(predicted, gold=(SHELLING,)).f1(field) == f1


def test_claims_pair_by_overlap_by_sentence_or_by_place_and_date() -> None:
    def paired(predicted: Claim) -> bool:
        return scores_of(predicted, gold=(SHELLING,)).fields["event"].right == 1

    elsewhere = replace(SHELLING, trigger=(45, 50))
    assert paired(replace(SHELLING, trigger=(2, 6), type="arrest"))  # overlap, whatever the type
    assert paired(replace(SHELLING, trigger=(20, 25)))  # one sentence, one type
    assert not paired(replace(SHELLING, trigger=(20, 25), type="arrest", places=()))
    assert paired(elsewhere)  # place and date agree
    assert not paired(replace(elsewhere, when=DateWindow()))
    assert paired(replace(elsewhere, when=DateWindow(), mentions=((0, 4),)))


def test_a_trigger_over_the_limit_is_none() -> None:
    assert as_predicted(replace(SHELLING, trigger=(0, 61))).trigger == NO_TRIGGER
    assert as_predicted(replace(SHELLING, trigger=(0, 60))).trigger == (0, 60)


def test_claims_of_one_event() -> None:
    second = replace(SHELLING, id="c3", trigger=(5, 13), sources=())
    gold = (SHELLING, second)
    assert scores_of(*gold, gold=gold).fields["same event"].right == 1
    told_apart = (SHELLING, replace(second, event="e9"))
    assert scores_of(*told_apart, gold=gold).f1("same event") == 0.0


def test_mistakes_are_counted_by_class() -> None:
    scores = scores_of(replace(SHELLING, when=DateWindow(), scope="stock"), replace(ARREST, trigger=(0, 4), id="c9"))
    assert scores.classes() == {"missed": 1, "wrong": 1, "when": 1, "scope": 1}


def test_sentences_are_cut_as_scores_count_them() -> None:
    assert sentence_cuts("a. b\n\nc") == [0, 3, 6, 8]


def test_intervals_are_the_same_each_time() -> None:
    gold = [Coded(f"r{i}", TEXT, (SHELLING, ARREST)) for i in range(6)]
    predicted = {f"r{i}": (SHELLING,) for i in range(3)}
    assert intervals(gold, predicted) == intervals(gold, predicted)
    assert intervals(gold, predicted)["event"] > 0


# The independent scorer reads its own files; where they are not at hand, the samples are not compared either.
needs_scorer = pytest.mark.skipif(not SCORER.is_file(), reason=f"no scorer to compare with at {SCORER} (ISNAD_SHARED)")
GOLD = [SAMPLES, *(SHARED / "gold" / f"{name}.jsonl" for name in ("dev", "hard", "seeds"))]


@needs_scorer
@pytest.mark.parametrize("gold", GOLD, ids=lambda p: p.stem)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_figures_are_those_of_the_independent_scorer(gold: Path, seed: int, tmp_path: Path) -> None:
    if not gold.is_file():
        pytest.skip(f"{gold} is not there")
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    predicted = tmp_path / "predicted.jsonl"
    lines = (json.dumps(row, ensure_ascii=False) for row in perturb(rows, seed))
    predicted.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    for options in (["--ci"], ["--json"]):
        command = [sys.executable, str(SCORER), str(gold), str(predicted), *options]
        theirs = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
        ours = CliRunner().invoke(app, ["evaluate", str(gold), str(predicted), *options]).stdout
        if "--json" in options:
            assert json.loads(ours) == json.loads(theirs)
        else:
            assert ours.splitlines()[: len(theirs.splitlines())] == theirs.splitlines()
