"""`isnad lexicon check`: every mistake at once, and an exit code that a script can use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from isnad.cli.app import app


@pytest.mark.parametrize(
    "mistakes, code, told",
    [([], 0, "no mistakes\n"), (["a.csv:3: no 'id'", "b.yaml:1: twice"], 1, "2 mistakes\n")],
)
def test_check(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mistakes: list[str], code: int, told: str) -> None:
    given: list[Path] = []

    def check(overlays: Sequence[Path] = ()) -> list[str]:
        given.extend(overlays)
        return mistakes

    monkeypatch.setattr("isnad.lexicon.check.check", check)
    done = CliRunner().invoke(app, ["lexicon", "check", str(tmp_path)])
    assert (done.exit_code, done.stderr) == (code, told)
    assert done.stdout.splitlines() == mistakes
    assert given == [tmp_path]


def test_the_examples_of_a_folder_are_read(tmp_path: Path) -> None:
    """A word of one's own is tested by the sentences beside it: right ones are silent, each wrong one is a line."""
    (tmp_path / "triggers.yaml").write_text(
        "- {id: mine, type: armed_attack, class: event, nouns: [رشرشة|رشرشات],\n"
        '   examples: ["وقعت رشرشة على طريق القرية => armed_attack"]}\n'
        "- {id: mine_too, type: shelling, class: event, nouns: [دكدكة],\n"
        '   examples: ["سمعت دكدكة قرب البلدة => none", "جرت دكدكة أمس"]}\n',
        encoding="utf-8",
    )
    done = CliRunner().invoke(app, ["lexicon", "check", str(tmp_path)])
    at = f"{tmp_path / 'triggers.yaml'}:3"
    assert done.stdout.splitlines() == [
        f"{at}: the example 'سمعت دكدكة قرب البلدة' gives shelling, not none",
        f"{at}: the example 'جرت دكدكة أمس' does not end in '=> TYPE', nor in '=> none'",
    ]
    assert (done.exit_code, done.stderr) == (1, "2 mistakes\n")
