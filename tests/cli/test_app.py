"""What the command line says of what goes wrong outside of it."""

from __future__ import annotations

import pytest

from isnad.cli import app


def test_a_file_that_may_not_be_written_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused() -> None:
        raise PermissionError(13, "Permission denied", "/mnt/.out.csv.x", None, "/mnt/out.csv")

    monkeypatch.setattr(app, "app", refused)
    with pytest.raises(SystemExit) as ended:
        app.run()
    assert ended.value.code == 1
    assert capsys.readouterr().err == "isnad: /mnt/out.csv: Permission denied\n"


def test_without_the_ledgers_extra_it_is_named_and_the_python_that_lacks_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The pip of another Python would install what else is called isnad on PyPI."""

    def lacking() -> None:
        raise ModuleNotFoundError("No module named 'sqlalchemy'", name="sqlalchemy")

    monkeypatch.setattr(app, "app", lacking)
    monkeypatch.setattr("sys.executable", "/home/lina/my env/bin/python")
    with pytest.raises(SystemExit) as ended:
        app.run()
    assert ended.value.code == 1
    pip = "'/home/lina/my env/bin/python' -m pip install 'isnad[ledger]'"
    assert capsys.readouterr().err == f"isnad: the ledger needs the extra 'ledger': {pip}\n"
