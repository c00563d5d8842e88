"""The commands of the desk, up to where it listens."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from isnad.cli.app import app
from isnad.ledger.store import LedgerError


@pytest.mark.parametrize(
    "command", [["serve"], ["people", "list"], ["people", "add", "Lina"], ["people", "close", "Lina"]]
)
def test_a_mistyped_ledger_is_not_made(tmp_path: Path, command: list[str]) -> None:
    path = tmp_path / "mistyped.db"
    result = CliRunner().invoke(app, [*command, "--ledger", f"sqlite:///{path}"])
    assert isinstance(result.exception, LedgerError)
    assert "there is no ledger at" in str(result.exception)
    assert not path.exists()
