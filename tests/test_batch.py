"""One row for each report, in order, the same whatever the number of jobs."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator

import pyarrow as pa
import pytest
from helpers import WORD, FakeReader

from isnad.batch import CHUNK_REPORTS, read_batches, read_many, read_pairs
from isnad.errors import InputError
from isnad.model import Problem, Report
from isnad.schema import READING, readings_from_batch


def reports(n: int) -> list[Report]:
    return [Report(f"r{i}", f"{WORD} {i} " * (i % 3)) for i in range(n)]


def test_one_reading_for_each_report_in_order() -> None:
    readings = list(read_many(reports(5), reader=FakeReader()))
    assert [r.report_id for r in readings] == ["r0", "r1", "r2", "r3", "r4"]
    assert [len(r.claims) for r in readings] == [0, 1, 2, 0, 1]


@pytest.mark.parametrize("jobs", [2, 3, 0])
def test_jobs_do_not_change_a_byte(jobs: int) -> None:
    given = reports(3 * CHUNK_REPORTS + 5)
    one = list(read_many(given, jobs=1, reader=FakeReader()))
    many = list(read_many(given, jobs=jobs, reader=FakeReader()))
    assert one == many
    assert [pickle.dumps(r) for r in one] == [pickle.dumps(r) for r in pickle.loads(pickle.dumps(many))]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_that_fails_is_a_problem_and_the_run_goes_on(jobs: int) -> None:
    given = [Report("a", WORD), Report("b", "raise it"), Report("c", WORD)]
    a, b, c = read_many(given, jobs=jobs, reader=FakeReader())
    assert len(a.claims) == len(c.claims) == 1
    assert b.claims == ()
    assert b.problems == (Problem("read", "the reader failed: ValueError: told to", "b"),)
    assert (b.reader_version, b.lexicon_digest, b.gazetteer_digest) == ("fake-1", "lex", "gaz")


def test_a_problem_in_place_of_a_report_keeps_its_row() -> None:
    broken = Problem("input", "x.jsonl:2: not JSON", "x.jsonl:2")
    a, b = read_many([Report("a", WORD), broken], reader=FakeReader())
    assert a.report_id == "a"
    assert (b.report_id, b.problems) == ("x.jsonl:2", (broken,))


def test_a_report_that_kills_its_process_loses_only_itself() -> None:
    given = reports(40)
    given[7] = Report("r7", "die now")
    given[30] = Report("r30", "die now")
    readings = list(read_many(given, jobs=2, reader=FakeReader()))
    assert [r.report_id for r in readings] == [r.id for r in given]
    assert [r.report_id for r in readings if r.problems] == ["r7", "r30"]
    assert "its process ended" in readings[7].problems[0].message


def test_a_report_that_hangs_is_given_up() -> None:
    given = [Report("a", WORD), Report("b", "hang on"), Report("c", WORD)]
    begin = time.monotonic()
    readings = [r for _, r in read_pairs(given, jobs=2, reader=FakeReader(), limit_s=0.3)]
    assert time.monotonic() - begin < 20
    assert [len(r.claims) for r in readings] == [1, 0, 1]
    assert "took longer than" in readings[1].problems[0].message


def test_reports_are_taken_only_a_little_ahead() -> None:
    taken = 0

    def endless() -> Iterator[Report]:
        nonlocal taken
        while True:
            taken += 1
            yield Report(f"r{taken}", WORD)

    readings = read_many(endless(), jobs=2, reader=FakeReader())
    for _ in range(3 * CHUNK_REPORTS):
        next(readings)
    readings.close()  # type: ignore[attr-defined]
    assert taken <= 20 * CHUNK_REPORTS


def test_batches_give_one_row_for_one_row() -> None:
    one = pa.RecordBatch.from_pylist(
        [
            {"id": "a", "text": WORD, "more": 1},
            {"id": "b", "text": None, "more": 2},
            {"id": None, "text": "x", "more": 3},
        ]
    )
    none = one.slice(0, 0)
    got = list(read_batches(iter([one, none, one]), reader=FakeReader()))
    assert [b.num_rows for b in got] == [3, 0, 3]
    assert all(b.schema == READING for b in got)
    a, b, c = readings_from_batch(got[0])
    assert (a.report_id, len(a.claims)) == ("a", 1)
    assert (b.report_id, b.problems[0].code) == ("b", "input")
    assert len(c.report_id) == 16
    assert got[0] == got[2]


def test_batches_without_text_are_refused() -> None:
    batch = pa.RecordBatch.from_pylist([{"id": "a", "body": WORD}])
    with pytest.raises(InputError, match="no column 'text'; the batch has: id, body"):
        list(read_batches([batch], reader=FakeReader()))
