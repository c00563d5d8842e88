"""One body of tests over all engines: the same readings; and what only Spark has: runs that go on where they ended."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from collect_warc import write_archive
from helpers import WORD, FakeReader

from isnad.batch import ReaderLike, read_many, read_pairs
from isnad.collect.archive.pages import iter_archive
from isnad.collect.found import Found
from isnad.collect.sources import Source
from isnad.collect.wanted import unwanted
from isnad.engines.storage import File, Storage, first_line
from isnad.errors import InputError, MissingExtraError
from isnad.model import Reading, Report
from isnad.read.reader import default_reader
from isnad.schema import readings_from_batch, report_to_dict

Engine = Callable[[Sequence[Report], ReaderLike, float], dict[str, Reading]]


def write(path: Path, reports: Sequence[Report]) -> Path:
    rows = [report_to_dict(r) for r in reports]
    if path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    return path


def written(folder: Path) -> list[Reading]:
    """The readings that a folder holds, in the order of ids."""
    files = sorted(folder.glob("month=*/*.parquet"))
    found = [r for f in files for b in pq.ParquetFile(f).iter_batches() for r in readings_from_batch(b)]
    return sorted(found, key=lambda r: r.report_id)


def on_spark(tmp_path: Path) -> Engine:
    from isnad.engines import spark as engine

    def run(reports: Sequence[Report], reader: ReaderLike, limit_s: float) -> dict[str, Reading]:
        half = len(reports) // 2
        write(tmp_path / "a.parquet", reports[:half])
        write(tmp_path / "b.jsonl", reports[half:])
        engine.read(engine.Wanted((str(tmp_path),), str(tmp_path / "out"), reader, limit_s=limit_s))
        found = written(tmp_path / "out")
        assert len(found) == len(reports)
        return {r.report_id: r for r in found}

    return run


@pytest.fixture(params=["local", "multiprocess", pytest.param("spark", marks=pytest.mark.spark)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "spark":
        request.getfixturevalue("spark")
        return on_spark(tmp_path)
    jobs = 1 if request.param == "local" else 2
    return lambda reports, reader, limit_s: {
        r.report_id: r for _, r in read_pairs(reports, jobs=jobs, reader=reader, limit_s=limit_s)
    }


def test_every_engine_gives_the_same_readings(engine: Engine) -> None:
    strike = "قصفت طائرات حربية بلدة الرملية أمس، ما أدى إلى مقتل {} مدنيين وإصابة آخرين، وفق مصدر طبي."
    given = [Report(f"r{n}", strike.format(n + 2), f"2024-0{n % 3 + 1}-10", "صحيفة") for n in range(12)]
    given.append(Report("undated", strike.format(3)))
    given.append(Report("wrong", strike.format(3), "the day before"))
    want = {r.report_id: r for r in read_many(given, reader=default_reader())}
    assert sum(len(r.claims) for r in want.values()) >= len(given)
    assert engine(given, default_reader(), 60.0) == want


def test_every_engine_keeps_a_row_for_a_report_that_fails(engine: Engine) -> None:
    given = [Report("a", WORD, "2024-01-10"), Report("b", "raise it"), Report("c", WORD), Report("d", WORD)]
    found = engine(given, FakeReader(), 60.0)
    assert [len(found[i].claims) for i in "abcd"] == [1, 0, 1, 1]
    assert found["b"].problems[0].message == "the reader failed: ValueError: told to"


@pytest.mark.spark
def test_a_report_that_kills_or_hangs_its_worker_is_a_problem_row(spark: object, tmp_path: Path) -> None:
    given = [Report("a", WORD), Report("b", "die now"), Report("c", "hang on"), Report("d", WORD)]
    found = on_spark(tmp_path)(given, FakeReader(), 3.0)
    assert [len(found[i].claims) for i in "abcd"] == [1, 0, 0, 1]
    assert "its process ended" in found["b"].problems[0].message
    assert "took longer than" in found["c"].problems[0].message


@pytest.mark.spark
def test_a_run_does_what_is_new_and_goes_on_where_one_was_killed(spark: object, tmp_path: Path) -> None:
    from isnad.engines import spark as engine

    def run(version: str = "fake-1") -> tuple[int, int, int]:
        done = engine.read(engine.Wanted((str(tmp_path / "in"),), str(out), FakeReader(version)))
        return done.files, done.before, len(done.failed)

    out = tmp_path / "out"
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "a.jsonl", [Report("a", WORD, "2024-01-10"), Report("b", WORD, "2024-02-10")])
    (tmp_path / "in" / "broken.parquet").write_bytes(b"no parquet")
    assert run() == (1, 0, 1)  # the broken file loses only itself
    (tmp_path / "in" / "broken.parquet").unlink()
    assert run() == (0, 1, 0)
    # A run that was killed: rows in their places, or being written, and no manifest.
    orphan = out / "month=2024-02" / "0123456789abcdef-00000.parquet"
    orphan.write_bytes(next((out / "month=2024-02").glob("*.parquet")).read_bytes())
    (out / "_isnad" / "staging" / "x").mkdir(parents=True)
    with (tmp_path / "in" / "b.jsonl").open("w", encoding="utf-8") as f:
        f.write(json.dumps({"id": "c", "text": WORD, "published": 2023}) + "\n{no json\n\n")
    assert run() == (1, 1, 0)
    found = written(out)
    assert [r.report_id for r in found if not r.problems] == ["a", "b", "c"]
    assert len(found) == 4
    assert f"{tmp_path}/in/b.jsonl: not JSON (" in found[3].problems[0].message
    assert {p.name for p in out.glob("month=*")} == {"month=2023", "month=2024-01", "month=2024-02", "month=unknown"}
    assert not orphan.exists()
    assert not (out / "_isnad" / "staging").exists()
    # A file that changed, and another reader, take the place of what was read before.
    write(tmp_path / "in" / "a.jsonl", [Report("a2", WORD, "2024-01-11")])
    assert run() == (1, 1, 0)
    assert [r.report_id for r in written(out) if not r.problems] == ["a2", "c"]
    assert run("fake-2") == (2, 0, 0)
    assert {r.reader_version for r in written(out)} == {"fake-2"}
    with pytest.raises(InputError, match="no file with reports"):
        engine.read(engine.Wanted((str(tmp_path / "nothing"),), str(out), FakeReader()))


@pytest.mark.spark
def test_archives_are_read_file_by_file(spark: object, tmp_path: Path) -> None:
    from isnad.engines import spark as engine

    (tmp_path / "in").mkdir()
    whole = write_archive(tmp_path / "a", 6).rename(tmp_path / "in" / "a.warc.gz")
    (tmp_path / "in" / "b.warc").write_bytes(b"no archive")
    write(tmp_path / "in" / "c.jsonl", [Report("c", WORD, "2024-01-10")])
    done = engine.read(engine.Wanted((str(tmp_path / "in"),), str(tmp_path / "out"), FakeReader()))
    assert (done.files, done.failed, done.failures) == (3, [], 2)
    found = written(tmp_path / "out")
    pages = iter_archive(whole, Source("a"), lambda key: False, 1, unwanted)
    kept = {page.report.id for page in pages if isinstance(page, Found) and not page.unwanted}
    assert {r.report_id for r in found if not r.problems} == {"c", *kept}
    told = [p.message for r in found for p in r.problems if p.code == "input"]
    assert [m[:18] for m in sorted(told)] == ["b.warc: breaks off", "b.warc: no pages i"]
    notes = [p.message.partition("/in/")[2] for r in found for p in r.problems if p.code == "archive"]
    assert "a.warc.gz: pages: 4 kept, 2 no conflict" in notes


def test_many_archives_are_one_batch_and_many_cores_take_larger_ones() -> None:
    from isnad.engines.manifest import Manifests

    def batches(name: str, cores: int) -> list[int]:
        planned = Manifests.__new__(Manifests)
        planned.batches = {}
        files = [File(f"{n:02}{name}", 100_000_000, 0) for n in range(20)]
        return [len(b.files) for b in planned.plan(files, "", cores)]

    assert batches(".parquet", 2) == [2] * 10
    assert batches(".parquet", 32) == [10, 10]
    assert batches(".warc.gz", 2) == [20]


def test_without_pyspark_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from isnad.engines.session import open_session

    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(MissingExtraError, match=r"isnad\[spark\]"):
        open_session()


def test_java_is_found_or_explained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from isnad.engines.session import EngineError, check_java

    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(EngineError, match="there is no bin/java in it"):
        check_java()
    java.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n")
    java.chmod(0o755)
    with pytest.raises(EngineError, match="is Java 8; install Java 17"):
        check_java()
    java.write_text("#!/bin/sh\necho 'openjdk version \"21.0.2\" 2024-01-16' >&2\n")
    assert check_java() == str(java)
    java.write_bytes(b"of another machine")
    with pytest.raises(EngineError, match=r"can't be run: .*; install Java 17"):
        check_java()


@pytest.mark.spark
def test_a_broken_line_costs_itself_and_names_may_have_brackets(spark: object, tmp_path: Path) -> None:
    from isnad.engines import spark as engine

    folder = tmp_path / "تقارير [1] 2021"
    folder.mkdir()
    lines = write(folder / "أول 100%.jsonl", [Report(f"r{n}", WORD) for n in range(2)])
    with lines.open("ab") as stream:
        stream.write(b'{"id": "x", "text": "\xff\xfe"}\n\t\n')
    write(folder / "b.parquet", [Report("p", WORD)])
    done = engine.read(engine.Wanted((str(folder),), str(tmp_path / "out"), FakeReader()))
    found = written(tmp_path / "out")
    (broken,) = (r for r in found if r.problems)
    assert [r.report_id for r in found if not r.problems] == ["p", "r0", "r1"]
    assert f"{folder}/أول 100%.jsonl: not UTF-8 throughout" in broken.problems[0].message
    assert done.failed == []


@pytest.mark.spark
def test_files_of_every_make_are_read_as_on_one_machine_or_said(spark: object, tmp_path: Path) -> None:
    from isnad.engines import spark as engine

    def table(name: str, **columns: object) -> None:
        pq.write_table(pa.table(columns), tmp_path / "in" / name)

    late = datetime(2024, 1, 31, 22, 30)
    (tmp_path / "in").mkdir()
    table("a.parquet", id=["a", "b"], text=[WORD, None], published=pa.array([late, None], pa.timestamp("ns")))
    table("b.PARQUET", id=["c"], text=[WORD], published=pa.array([late], pa.timestamp("ns", "UTC")), Text=[1])
    table("c.parquet", id=["d"], text=[f"date 2023-05-06 - {WORD}"], seen=pa.array([late], pa.timestamp("ns")))
    (tmp_path / "in" / "d.parquet").touch()
    (tmp_path / "in" / "e.jsonl").write_bytes(json.dumps({"text": WORD}).encode("utf-16"))
    (tmp_path / "in" / "f.jsonl").write_text(json.dumps({"id": "f", "text": WORD}) + "\r\n\r\n", encoding="utf-8")
    (tmp_path / "in" / "g.csv").write_text("text\nقصف\n", encoding="utf-8")
    out = tmp_path / "in" / "out"  # among what is read, and yet never read again
    done = engine.read(engine.Wanted((str(tmp_path / "in"),), str(out), FakeReader(), published="2022-11"))
    rows = {r["id"]: r for f in out.glob("month=*/*.parquet") for r in pq.ParquetFile(f).read().to_pylist()}
    months = {pq.ParquetFile(f).read(["id"])["id"][0].as_py(): f.parent.name for f in out.glob("month=*/*.parquet")}
    assert {i: r["published"] for i, r in rows.items() if not r["problems"]} == {
        "a": "2024-01-31T22:30:00",
        "c": "2024-01-31T22:30:00+00:00",
        "d": None,
        "f": "2022-11",
    }
    assert [months[i][6:] for i in "acdf"] == ["2024-01", "2024-02", "2023-05", "2022-11"]
    told = sorted(p["message"].partition("/in/")[2] for r in rows.values() for p in r["problems"])
    assert [m[:32] for m in told] == ["a.parquet:2: no text: a report n", "e.jsonl: not UTF-8 throughout: -"]
    assert [m.partition("/in/")[2] for m in done.failed] == ["d.parquet: the file is empty"]
    assert [f.rpartition("/")[2] for f in done.passed] == ["g.csv"]
    assert done.example in {p["message"] for r in rows.values() for p in r["problems"]}
    (tmp_path / "in" / "d.parquet").unlink()
    again = engine.read(engine.Wanted((str(tmp_path / "in"),), str(out), FakeReader(), published="2022-11"))
    assert (again.files, again.before, again.reports) == (0, 5, 0)
    with Storage(spark).taken(str(out)), pytest.raises(InputError, match="another run is writing to it"):  # type: ignore[arg-type]
        engine.read(engine.Wanted((str(tmp_path / "in"),), str(out), FakeReader()))
    with pytest.raises(InputError, match="can't be written to"):
        engine.read(engine.Wanted((str(tmp_path / "in"),), str(tmp_path / "in" / "g.csv"), FakeReader()))


@pytest.mark.parametrize(
    "told, text, month",
    [
        ("2024-03-05", "", "2024-03"),
        ("2024-03-31T22:30:00+00:00", "", "2024-04"),
        ("20240305", "", "2024-03"),
        ("2024", "", "2024"),
        ("2024-13-40", "", "unknown"),
        ("1709600000", "", "unknown"),
        (None, "", "unknown"),
        (None, "date 2023-05 - ", "2023-05"),
    ],
)
def test_a_row_stands_under_the_month_that_its_reader_takes_it_to_be_of(
    told: str | None, text: str, month: str
) -> None:
    from isnad.engines.spark import month_of

    assert month_of(Report("a", text + WORD, told), "Asia/Damascus") == month


@pytest.mark.parametrize("given, whole", [("local", "local[1,4]"), ("local[*]", "local[*,4]"), ("yarn", "yarn")])
def test_a_master_on_this_machine_tries_a_task_again(given: str, whole: str) -> None:
    from isnad.engines.session import EngineError, whole_master

    assert whole_master(given) == whole
    with pytest.raises(EngineError, match=r"--master locl\[2\]: say local\[2\]"):
        whole_master("locl[2]")


class Java:
    """An exception as Java gives it."""

    def __init__(self, message: str, cause: Java | None = None) -> None:
        self.getMessage = lambda: message
        self.getCause = lambda: cause


def test_what_stopped_spark_is_told_by_its_cause_with_the_file() -> None:
    error = ValueError("An error occurred while calling o52.parquet")
    file = "[FAILED_READ_FILE.NO_HINT] Encountered error while reading file file:///in/a b.gz.  SQLSTATE: KD001"
    error.java_exception = Java(file, Java("not a gzip file\n\tat java"))  # type: ignore[attr-defined]
    assert first_line(error) == "file:/in/a b.gz: not a gzip file"
    error.java_exception = Java(file, Java("file:/in/a b.gz is no Parquet file"))  # type: ignore[attr-defined]
    assert first_line(error) == "file:/in/a b.gz is no Parquet file"
    task = Java("Job aborted due to stage failure: Task 0 …", Java("No space left on device"))
    error.java_exception = task  # type: ignore[attr-defined]
    assert first_line(error) == "No space left on device"
    error.java_exception = Java("[COLUMN] No such column. SQLSTATE: 42703")  # type: ignore[attr-defined]
    assert first_line(error) == "No such column"


def test_what_a_worker_raised_is_told_not_that_it_did() -> None:
    said = """An exception was thrown from the Python worker:
Traceback (most recent call last):
  File "worker.py", line 3, in process
UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff

	at org.apache.spark.Task.run(Task.scala:1)
"""
    assert first_line(ValueError(said)) == "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff"
    assert first_line(ValueError("no such file\n\tat x")) == "no such file"
