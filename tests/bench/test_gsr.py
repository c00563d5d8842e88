"""The benchmark's adapter: which claims can be events, in whose words, and an honest fit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import gsr
import numpy as np
import pytest

from isnad.model import Claim, Figure, Party
from isnad.read.reader import default_reader

# (text, event, whether any claim of it can be one, note)
FITTING = [
    ("قتل خمسة جنود أمس في انفجار سيارة مفخخة قرب بلدة الرملية.", "ASSAULT", True, "a bombing"),
    ("خطف مسلحون مهندسا في بلدة الرملية.", "ASSAULT", True, "a kidnapping"),
    ("تظاهر مئات الأهالي وسط بلدة الرملية.", "PROTEST", True, "a demonstration"),
    ("تظاهر مئات الأهالي وسط بلدة الرملية.", "ASSAULT", False, "a demonstration is no assault"),
    ("اعتقلت الشرطة ثلاثة رجال في بلدة الرملية.", "ASSAULT", False, "an arrest is none"),
    ("افتتح الوزير معرض الزهور في بلدة الرملية.", "ASSAULT", False, "no claim at all"),
]


def sentence(text: str) -> gsr.Sentence:
    return gsr.read_sentence({"id": "a", "text": text}, default_reader())


@pytest.mark.parametrize("text, event, fits, note", FITTING)
def test_claims_that_can_be_events(text: str, event: str, fits: bool, note: str) -> None:
    s = sentence(text)
    assert bool(gsr.told_of(s, event)) is fits, note
    signs = gsr.judged_by(s, event)
    assert bool(signs) is fits, note
    assert (gsr.probability(signs, {"bias": 9.0}) > 0.5) is fits, note


def test_a_sentence_is_judged_by_claims_and_by_where_it_stands() -> None:
    signs = gsr.judged_by(sentence("وكان مجهولون خطفوا مهندسا أمس في بلدة الرملية."), "ASSAULT")
    assert {"bias", "stance affirmed", "has actors", "main date day", "opens was"} <= set(signs)
    assert "opens with its trigger" not in signs
    assert 0 < signs["type abduction"] <= 1
    assert all(isinstance(v, float) for v in signs.values())


CLAIM = Claim("c1", "a:0:0", "e1", "explosive", (0, 6), "انفجار")
DEAD = Figure("خمسة جنود", "killed", "fighter", 5, 5)
CROWD = Figure("آلاف", "taking_part", "person", 2000, 9999)
HURT = Figure("سبعة مدنيين", "injured", "civilian", 7, 7)
# (claim, source, target, note)
SIDES = [
    (CLAIM, None, None, "nobody told"),
    (replace(CLAIM, targets=(Party("دورية"),), actors=(Party("مسلحون"),)), "مسلحون", "دورية", "both sides"),
    (replace(CLAIM, targets=(Party("دورية"),), figures=(HURT, DEAD)), None, "خمسة جنود", "the dead before the patrol"),
    (replace(CLAIM, figures=(HURT,)), None, "سبعة مدنيين", "the hurt"),
    (replace(CLAIM, figures=(replace(HURT, high=0, low=0),)), None, None, "nobody was hurt"),
    (replace(CLAIM, type="protest", figures=(DEAD, CROWD)), "آلاف", None, "a crowd"),
]


@pytest.mark.parametrize("claim, source, target, note", SIDES)
def test_sides_are_in_the_words_of_the_text(claim: Claim, source: str | None, target: str | None, note: str) -> None:
    assert (gsr.source_of(claim), gsr.target_of(claim)) == (source, target), note


def test_an_event_is_predicted_above_the_threshold_only() -> None:
    s = sentence("خطف مجهولون أمس طبيبا في بلدة الرملية.")
    sure = {"threshold": 0.5, "weights": {"bias": 2.0}}
    found = gsr.predict(s, {"ASSAULT": sure, "PROTEST": sure})
    assert found == {"id": "a", "events": [{"type": "ASSAULT", "source": "مجهولون", "target": "طبيبا"}]}
    unsure = {"threshold": 0.9, "weights": {"bias": 2.0}}
    assert gsr.predict(s, {"ASSAULT": unsure, "PROTEST": unsure}) == {"id": "a", "events": []}


def test_other_claims_are_events_too_where_they_are_sure_and_affirmed() -> None:
    other = replace(CLAIM, type="shelling", targets=(Party("دورية"),))
    signs = ({"confidence": 0.9}, {"confidence": 0.6})
    assert len(gsr.events_of(gsr.Sentence("a", "", (CLAIM, other), signs), "ASSAULT")) == 2
    denied = replace(other, stance="denied")
    assert len(gsr.events_of(gsr.Sentence("a", "", (CLAIM, denied), signs), "ASSAULT")) == 1
    assert len(gsr.events_of(gsr.Sentence("a", "", (CLAIM, CLAIM), signs), "ASSAULT")) == 1


def test_threshold_has_the_best_f1_and_counts_what_was_missed() -> None:
    p = np.array([0.9, 0.8, 0.6, 0.2])
    y = np.array([1.0, 1.0, 0.0, 0.0])
    assert gsr.best_threshold(p, y, 0) == pytest.approx(0.7)
    assert gsr.best_threshold(p, np.array([0.0, 1.0, 1.0, 1.0]), 5) == pytest.approx(0.1)


def test_splits_keep_the_share_of_events() -> None:
    y = np.array([1.0] * 10 + [0.0] * 40)
    fold = gsr.split(y, 1)
    assert [int(y[fold == k].sum()) for k in range(gsr.FOLDS)] == [2] * gsr.FOLDS
    assert fold.tolist() == gsr.split(y, 1).tolist()


def test_signs_without_news_give_no_cross_validated_skill() -> None:
    """Labels at random: what looks like skill on the training sentences must not show in the figures."""
    rng = np.random.default_rng(0)
    x = np.column_stack([np.ones(150), rng.normal(size=(150, 20))])
    y = (rng.random(150) < 0.2).astype(float)
    figures = gsr.cross_validated(gsr.Table(["bias", *(f"s{k:02}" for k in range(20))], x, y, 0))
    assert figures["F1"] < 0.4


def test_fit_writes_weights_with_their_provenance(tmp_path: Path) -> None:
    rows = [
        {"id": f"{label}{n}", "event_type": "ASSAULT", "label": label, "text": text.format(n + 2)}
        for label, text in (
            ("yes", "قتل {} جنود أمس في انفجار سيارة مفخخة."),
            ("easy no", "لا يبرر الدين قتل {} أبرياء."),
        )
        for n in range(15)
    ]
    rows.append({"id": "x", "event_type": "ASSAULT", "label": "ambiguous", "text": "خطف مسلحون مهندسا."})
    path, out = tmp_path / "own.jsonl", tmp_path / "weights.json"
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    gsr.fit([path], out)
    data = gsr.load_weights(out)
    assert {"what", "how", "on", "reader", "ASSAULT"} == set(data)
    assert set(data["ASSAULT"]) == {"sentences", "cross_validated", "threshold", "weights"}
    assert data["ASSAULT"]["sentences"]["events"] == 15
    assert data["ASSAULT"]["cross_validated"]["F1"] > 0.9


def test_the_weights_of_the_project_are_well_formed() -> None:
    data = gsr.load_weights()
    assert data["reader"].startswith("rules-")
    for event in gsr.KINDS:
        assert 0 < data[event]["threshold"] < 1
        assert "bias" in data[event]["weights"]
        assert set(data[event]["cross_validated"]) == {"P", "R", "F1", "F1 sd over splits"}


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        gsr.main([str(tmp_path / "no.jsonl")])
    assert "not there" in capsys.readouterr().err
