"""The public door: small, light, and it works with the core alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from helpers import WORD, FakeReader

import isnad
from isnad.errors import InputError

HEAVY = ("pyarrow", "pandas", "numpy", "rich", "typer", "yaml", "charset_normalizer", "hijridate", "sqlalchemy")


def imported_by(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    "code, light",
    [
        ("import isnad", HEAVY),
        ("import isnad; isnad.Report('a', 'b'); isnad.InputError", HEAVY),
        ("import isnad.schema", HEAVY),
        ("import isnad.collect.files, isnad.batch, isnad.evaluate.score", HEAVY),
        ("import isnad.cli.app", ("pyarrow", "pandas", "numpy", "rich", "yaml", "hijridate")),
        ("import isnad.cli.reading", ("pyarrow", "pandas", "numpy", "rich")),
    ],
)
def test_nothing_heavy_is_imported_before_it_is_used(code: str, light: Sequence[str]) -> None:
    assert not imported_by(code) & set(light)


def test_the_door_gives_what_it_promises() -> None:
    for name in isnad.__all__:
        assert getattr(isnad, name) is not None
    assert dir(isnad) == sorted(isnad.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = isnad.nothing


def test_read_is_a_function_and_a_room() -> None:
    """The room of the same name is bound over the function when it is imported; both ways go on working."""
    code = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
import isnad
from helpers import FakeReader
assert isnad.read("قصف", reader=FakeReader()).claims
import isnad.read.voices as voices
from isnad.read import __doc__ as doc
assert isnad.read.voices is voices and doc
assert isnad.read.__doc__.startswith("The claims of one report.")  # what `help` and a notebook show
assert isnad.read("قصف", reader=FakeReader()).claims
"""
    imported_by(code)


def test_read_gives_a_reading_with_its_report() -> None:
    reading = isnad.read(f"طال {WORD} البلدة", published="2021-04-09", outlet="قناة رواق", reader=FakeReader())
    assert reading.report.published == "2021-04-09"
    assert reading.report_id == reading.report.id
    assert [c.type for c in reading] == ["shelling"]
    assert (len(reading), bool(reading), reading.problems) == (1, True, ())
    assert (reading.reader_version, reading.lexicon_digest, reading.gazetteer_digest) == ("fake-1", "lex", "gaz")
    assert repr(reading) == f"<Reading of {reading.report_id}: 1 claim>"


def test_a_silent_report_is_true_all_the_same() -> None:
    reading = isnad.read("لا شيء", id="a", reader=FakeReader())
    assert reading
    assert reading.to_dicts() == []
    assert reading.to_arrow().num_rows == 0


def test_what_goes_wrong_is_a_problem_of_the_reading() -> None:
    reading = isnad.read("raise it", id="a", reader=FakeReader())
    assert [p.code for p in reading.problems] == ["read"]
    assert repr(reading) == "<Reading of a: 0 claims, 1 problem>"


def test_no_text_is_an_error() -> None:
    with pytest.raises(InputError, match="no text"):
        isnad.read(" ", reader=FakeReader())


def test_a_reading_as_dicts_arrow_and_pandas() -> None:
    reading = isnad.read(f"طال {WORD} البلدة ثم {WORD}", id="a", reader=FakeReader())
    assert [d["id"] for d in reading.to_dicts()] == ["c1", "c2"]
    assert reading.to_dict()["id"] == "a"
    table = reading.to_arrow()
    assert table.num_rows == 2
    frame = reading.to_pandas()
    assert list(frame["type"]) == ["shelling", "shelling"]
    assert list(frame.columns) == table.column_names


def test_read_many_and_read_batches_are_at_the_door() -> None:
    (one,) = isnad.read_many([isnad.Report("a", WORD)], reader=FakeReader())
    (batch,) = isnad.read_batches([pa.RecordBatch.from_pylist([{"text": WORD}])], reader=FakeReader())
    assert len(one.claims) == 1
    assert batch.num_rows == 1


def test_the_core_alone_suffices(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an extra brings is not there: importing it fails, the core reads, and the message names the extra."""
    for extra in ("pandas", "sqlalchemy", "alembic", "duckdb", "splink", "pyspark", "hypothesis"):
        monkeypatch.setitem(sys.modules, extra, None)
    reading = isnad.read(WORD, reader=FakeReader())
    assert reading.to_arrow().num_rows == 1
    with pytest.raises(isnad.MissingExtraError, match=r"needs the extra 'pandas': .* -m pip install 'isnad\[pandas\]'"):
        reading.to_pandas()
