"""The lexicon check lists every mistake of a folder at once, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.lexicon.check import check

TRIGGER = "- {id: own_%d, type: shelling, class: event, %s}\n"


@pytest.mark.parametrize(
    "item, told",
    [
        ("verbs: [رشق/يرشق], weight: 3", "nothing is called 'weight' here"),
        ("verbs: [رشق]", "a verb without its present: 'رشق'"),
        ("verbs: [رشق/يرشق], figure: shells", "figure 'shells' is none of"),
        ("verbs: [رشق/يرشق], present: fight", "type 'fight' is none of"),
    ],
)
def test_one_mistake(tmp_path: Path, item: str, told: str) -> None:
    (tmp_path / "triggers.yaml").write_text(TRIGGER % (1, item), encoding="utf-8")
    mistakes = check([tmp_path])
    assert len(mistakes) == 1
    assert mistakes[0].startswith("triggers.yaml:1: ")
    assert told in mistakes[0]


def test_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "triggers.yaml").write_text(TRIGGER % (1, "weight: 3") + TRIGGER % (2, "colour: red"), encoding="utf-8")
    (tmp_path / "speech.yaml").write_text("- {id: own, frame: say_that, note: told, not seen}\n", encoding="utf-8")
    assert [m.split(": ")[0] for m in check([tmp_path])] == ["triggers.yaml:1", "triggers.yaml:2", "speech.yaml:1"]


def test_what_ships_has_none() -> None:
    assert check([]) == []


def test_an_id_twice(tmp_path: Path) -> None:
    row = TRIGGER % (1, "verbs: [رشق/يرشق]")
    (tmp_path / "triggers.yaml").write_text(row + row, encoding="utf-8")
    assert check([tmp_path]) == [
        "triggers.yaml:2: the id 'own_1' stands at triggers.yaml:1 too; make one row of both",
    ]
