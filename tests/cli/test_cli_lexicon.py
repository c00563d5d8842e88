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
