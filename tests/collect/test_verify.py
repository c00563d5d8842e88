"""Checking a collection: whoever changes, takes out, moves or adds a line is found out, also while a run goes on."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from isnad.collect.archive.write import ArchiveWriter
from isnad.collect.collector import Collector
from isnad.collect.found import Found
from isnad.collect.output import Folder
from isnad.collect.state import State
from isnad.collect.verify import verify
from isnad.collect.web.client import Fetched
from isnad.model import Report

# "a village was shelled, N were wounded"
TEXTS = [f"تعرضت قرية تل ريح لقصف مدفعي صباح اليوم وأصيب {n} من المزارعين" for n in ("ثلاثة", "أربعة", "خمسة")]


def report(n: int, address: str = "dir/x.csv") -> Found:
    return Found(Report(f"r{n}", TEXTS[n], got_from=address), f"r{n}")


def collected(folder: Path) -> Path:
    opened = Folder(folder)
    collector = Collector(opened)
    for n in range(len(TEXTS)):
        collector.take(report(n), "s")
    collector.commit()
    opened.close()
    return folder / "reports.jsonl"


def edited(change: Callable[[list[str]], object]) -> Callable[[Path], None]:
    def edit(path: Path) -> None:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        change(lines)
        path.write_text("".join(lines), "utf-8")

    return edit


def test_a_collection_that_nobody_touched_is_whole(tmp_path: Path) -> None:
    collected(tmp_path)
    assert verify(tmp_path).faults == []


@pytest.mark.parametrize(
    "change, fault",
    [
        (lambda ls: ls.__setitem__(0, ls[0].replace("ثلاثة", "سبعة")), "words are not those that were collected"),
        (lambda ls: ls.__setitem__(0, ls[0].replace("dir/x.csv", "dir/y.csv")), "not as it was written"),
        (lambda ls: ls.insert(0, ls.pop()), "not as it was written"),
        (lambda ls: ls.pop(1), "r1: the report is missing"),
        (lambda ls: ls.append('{"id": "r9"}\n'), "bytes more than the record knows of"),
        (lambda ls: ls.__setitem__(0, ls[0].replace('"r0"', '"q0"')), "the record knows of no such report"),
    ],
)
def test_what_was_changed_is_found(tmp_path: Path, change: Callable[[list[str]], object], fault: str) -> None:
    edited(change)(collected(tmp_path))
    assert fault in "\n".join(verify(tmp_path).faults)


def test_a_line_that_was_taken_out_is_missed_after_further_runs_too(tmp_path: Path) -> None:
    edited(lambda lines: lines.pop(1))(collected(tmp_path))
    opened = Folder(tmp_path)
    collector = Collector(opened)
    collector.take(Found(Report("r7", "قصف آخر"), "r7"), "s")  # "another shelling"
    collector.commit()
    opened.close()
    assert "reports.jsonl: r1: the report is missing" in verify(tmp_path).faults


def test_a_collection_begun_before_lines_were_bound_is_bound_from_now_on(tmp_path: Path) -> None:
    path = collected(tmp_path)
    state = State(tmp_path / "collect.db")
    state._db.execute("DELETE FROM meta WHERE name = 'chain'")
    state.commit()
    state.close()
    assert verify(tmp_path).faults == []
    opened = Folder(tmp_path)
    opened.commit()
    opened.close()
    assert verify(tmp_path).faults == []
    edited(lambda ls: ls.__setitem__(0, ls[0].replace("x.csv", "y.csv")))(path)
    assert len(verify(tmp_path).faults) == 1


def test_while_a_run_goes_on_the_last_commit_is_seen_without_waiting(tmp_path: Path) -> None:
    opened = Folder(tmp_path)
    collector = Collector(opened)
    collector.take(report(0), "s")
    collector.commit()
    collector.take(report(1), "s")  # which holds the record's lock
    assert (verify(tmp_path).reports, verify(tmp_path).faults) == (1, [])
    state = State(tmp_path / "collect.db", reading=True)
    assert list(state.texts()) == ["r0"]
    state.close()
    opened.close()


def test_a_record_is_read_where_nothing_may_be_written(tmp_path: Path) -> None:
    """The user of these tests may write everywhere; a folder in the place of the log's file does the same to SQLite."""
    collected(tmp_path)
    (tmp_path / "collect.db-shm").mkdir()
    assert verify(tmp_path).faults == []


def page(n: int) -> Fetched:
    return Fetched(f"https://a.example/{n}", f"https://a.example/{n}", "2021-04-09T10:00:00+00:00", 200, "OK",
                   (("Content-Type", "text/html"),), f"<p>{TEXTS[n]}</p>".encode())  # fmt: skip


def test_evidence_is_on_disk_before_the_record_says_so(tmp_path: Path) -> None:
    """A run that is killed right behind a commit leaves the page of each report that it committed."""
    opened, archive = Folder(tmp_path), ArchiveWriter(tmp_path / "warc", "x")
    collector = Collector(opened, evidence=archive.flush)
    archive.write(page(0))
    collector.take(report(0), "s")
    collector.commit()
    (left,) = (tmp_path / "warc").iterdir()
    assert archive._stream is not None
    assert os.path.getsize(left) == archive._stream.tell()
    opened.close()


def test_an_archive_that_has_not_ended_counts(tmp_path: Path) -> None:
    opened, archive = Folder(tmp_path), ArchiveWriter(tmp_path / "warc", "x")
    collector = Collector(opened, evidence=archive.flush)
    archive.write(page(0))
    digest = hashlib.sha256(page(0).body).hexdigest()
    collector.take(Found(Report("r0", TEXTS[0], got_from="https://a.example/0", sha256=digest), "r0"), "s")
    collector.commit()
    found = verify(tmp_path)
    assert (found.open, found.pages, found.faults) == (1, 1, [])
    opened.close()
