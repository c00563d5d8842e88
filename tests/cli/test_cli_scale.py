"""What `isnad read --engine spark` says of a run, and its exit code; the engine itself is stood in for."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from isnad.cli import app
from isnad.engines import session, spark
from isnad.engines.spark import Done

REPORTS = ["read", "reports.jsonl", "-o", "out", "--engine", "spark"]
CASES = [
    (Done(files=2, reports=9, claims=4), 0, ["2 files read, 0 were read before: 9 reports, 4 claims"]),
    (Done(files=0, before=2), 0, ["0 files read, 2 were read before"]),
    (Done(files=1), 1, ["no report was found in what was given"]),
    (
        Done(files=1, reports=2, problems=2, failures=2, example="a: no text"),
        1,
        ["problem: a: no text", "… and 1 more"],
    ),
    (Done(files=1, reports=3, problems=1, failures=1, example="a: no text"), 0, ["problem: a: no text"]),
    (Done(reports=1, failed=["a.gz: not a gzip file"] * 12), 1, ["problem: a.gz: not a gzip", "… and 2 more files"]),
    (Done(files=1, reports=1, passed=["x.csv"]), 0, ["1 files passed over, such as x.csv: --engine spark does not"]),
    (KeyboardInterrupt(), 130, ["stopped; what was written stands"]),
]


@pytest.mark.parametrize("done, code, told", CASES)
def test_what_came_of_a_run_is_said(
    done: Done | BaseException,
    code: int,
    told: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def read(*args: object) -> Done:
        if isinstance(done, BaseException):
            raise done
        return done

    monkeypatch.setattr(session, "open_session", lambda master: None)
    monkeypatch.setattr(spark, "read", read)
    monkeypatch.setattr(sys, "argv", ["isnad", *REPORTS])
    with pytest.raises(SystemExit) as end:
        app.run()
    assert end.value.code == code
    said = capsys.readouterr().err
    assert [part for part in told if part not in said] == []


def test_ctrl_c_ends_a_run_at_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def end(code: int) -> None:
        raise SystemExit(code)

    def read(*args: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(session, "open_session", lambda master: None)
    monkeypatch.setattr(spark, "read", read)
    monkeypatch.setattr(sys, "argv", ["isnad", *REPORTS])
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(SystemExit) as ended:
        app.run()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "stopped; what was written stands, and the next run goes on from there\n"
    assert signal.getsignal(signal.SIGINT) is before


def test_without_the_extra_it_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    monkeypatch.setitem(sys.modules, "py4j", None)
    for argv in (REPORTS, ["link", str(tmp_path), "-o", "out"]):
        monkeypatch.setattr(sys, "argv", ["isnad", *argv])
        with pytest.raises(SystemExit):
            app.run()
        assert "pip install 'isnad[spark]'" in capsys.readouterr().err
