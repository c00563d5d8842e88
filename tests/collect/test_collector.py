"""New, version, copy, known: each text once, with every place where it was published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from isnad.collect.collector import Collector
from isnad.collect.duplicates import same_but_edges
from isnad.collect.files import iter_reports
from isnad.collect.found import Found
from isnad.collect.output import Folder
from isnad.collect.wanted import tells_of_conflict
from isnad.model import Report
from isnad.schema import report_id_of

BODY = (
    "قالت فرق الإسعاف إن ثلاثة مزارعين أصيبوا صباح اليوم حين سقطت قذيفة على حقل زيتون عند أطراف قرية تل ريح، ونقل "
    "المصابون إلى نقطة طبية قريبة، وأضافت الفرق أن القصف تواصل حتى الظهر وألحق أضراراً بمضخة مياه وجرار زراعي، ولم "
    "تتمكن الفرق من الوصول إلى مزرعتين في الجهة الشرقية من القرية بسبب استمرار التحليق في سماء المنطقة"
)


class Run:
    """A collection in a folder."""

    def __init__(self, folder: Path, **told: Any) -> None:
        self.folder = Folder(folder)
        self.collector = Collector(self.folder, tells=tells_of_conflict, **told)

    def take(self, text: str, url: str = "", key: str = "", outlet: str = "السهل") -> str:
        address = f"https://{url}" if url else None
        report = Report(report_id_of(text, address), text, outlet=outlet, url=address)
        return self.collector.take(Found(report, key or address or report.id), "s")

    def rows(self) -> list[dict[str, Any]]:
        self.collector.commit()
        return [json.loads(line) for line in self.folder.reports.read_text("utf-8").splitlines()]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


def test_the_same_again_is_known(run: Run) -> None:
    assert [run.take(BODY, "a.example/1") for _ in range(3)] == ["new", "repeated", "repeated"]


def test_a_report_of_the_same_id_and_words_from_another_file_is_known(run: Run) -> None:
    assert [run.take(BODY, key=key) for key in ("a/x.csv#1", "b/x.csv#1")] == ["new", "repeated"]


def test_a_copy_in_another_paper_is_a_place_of_publication(run: Run) -> None:
    run.take(BODY, "a.example/1")
    assert run.take(f"{BODY}!!", "b.example/9", outlet="الوادي") == "copy"
    first, copy = run.rows()
    assert copy == {
        "copy_of": first["id"],
        "id": copy["id"],
        "outlet": "الوادي",
        "url": "https://b.example/9",
        "source": "s",
    }
    assert [i.id for i in iter_reports([run.folder.reports]) if isinstance(i, Report)] == [first["id"]]
    assert len(list(iter_reports([run.folder.reports]))) == 1


@pytest.mark.parametrize(
    "other, outcome, note",
    [
        (f"تل ريح - وكالة الوادي: {BODY}", "copy", "a dateline before it"),
        (f"{BODY} المصدر: وكالة الوادي للأنباء", "copy", "its source behind it"),
        (f"{BODY} وارتفع عدد القتلى لاحقاً إلى سبعة.", "new", "a later toll behind it"),
        (BODY.replace("ثلاثة", "سبعة"), "new", "another figure within"),
        (BODY[: len(BODY) // 2], "new", "half of it"),
    ],
)
def test_a_copy_holds_nothing_that_the_first_does_not(run: Run, other: str, outcome: str, note: str) -> None:
    run.take(BODY, "a.example/1")
    assert run.take(other, "b.example/1") == outcome, note


def test_an_edit_keeps_both_versions(run: Run) -> None:
    run.take(BODY, "a.example/1")
    assert run.take(BODY.replace("ثلاثة", "سبعة"), "a.example/1") == "version"
    assert run.take(BODY.replace("ثلاثة", "ثمانية"), "a.example/1") == "version"
    first, second, third = run.rows()
    assert [second["id"], third["id"]] == [f"{first['id']}.2", f"{first['id']}.3"]
    assert second["version_of"] == third["version_of"] == first["id"]


def test_a_copy_that_changes_is_a_report_of_its_own(run: Run) -> None:
    run.take(BODY, "a.example/1")
    run.take(BODY, "b.example/1")
    assert run.take(BODY.replace("ثلاثة", "سبعة"), "b.example/1") == "new"
    assert "version_of" not in run.rows()[-1]


def test_what_was_dropped_comes_with_all(tmp_path: Path) -> None:
    run = Run(tmp_path, keep=lambda text, title: "no conflict")
    assert [run.take(BODY, "a.example/1"), run.take(BODY, "a.example/1")] == ["dropped", "repeated"]
    assert run.collector.counts.reasons["dropped", "no conflict"] == 1
    run.folder.close()
    again = Run(tmp_path)
    assert again.take(BODY, "a.example/1") == "new"


def test_what_a_killed_run_wrote_and_did_not_commit_comes_again(tmp_path: Path) -> None:
    run = Run(tmp_path)
    run.take(BODY, "a.example/1")
    run.collector.commit()
    run.take(BODY.replace("ثلاثة", "سبعة"), "a.example/2")
    run.folder._stream.flush()  # on disk, but the record does not know of it
    run.folder.state._db.rollback()
    run.folder.close()
    again = Run(tmp_path)
    assert len(again.rows()) == 1
    assert again.take(BODY.replace("ثلاثة", "سبعة"), "a.example/2") == "new"


def test_short_texts_are_copies_only_word_for_word() -> None:
    assert not same_but_edges("قصف مدفعي علي البلده", "عاجل قصف مدفعي علي البلده", lambda t: False)


def test_a_text_with_more_words_than_edges_have_is_another() -> None:
    words = [f"w{n}" for n in range(100)]
    edges = [f"e{n}" for n in range(25)]
    for n, copy in ((24, True), (25, False)):  # twelve before and twelve behind
        other = " ".join([*edges[:12], *words, *edges[12:n]])
        assert same_but_edges(" ".join(words), other, lambda t: False) is copy
        assert same_but_edges(other, " ".join(words), lambda t: False) is copy


def test_runs_of_words_that_thousands_share_are_not_all_looked_at(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isnad.collect.state.HOLDERS", 5)
    state = run.folder.state
    for n in range(40):
        state.add_text(f"r{n}", f"r{n}", None, f"d{n}", ["w", str(n)], [1, n + 100] if n else [1, 2, 3])
    assert [r for r, _ in state.likely_copies([1], 0, 9)] == ["r39", "r38", "r37", "r36", "r35"]
    assert state.likely_copies([1, 2, 3], 2, 2)[0] == ("r0", "w 0")
    assert state.likely_copies([], 0, 9) == state.likely_copies([1], 3, 9) == state.likely_copies([1], 0, 1) == []


def test_a_text_kept_again_under_its_id_is_found_by_its_new_words_alone(run: Run) -> None:
    state = run.folder.state
    state.add_text("r", "r", None, "d", ["old"], [1])
    state.add_text("r", "r", None, "e", ["new"], [2])
    assert (state.likely_copies([1], 0, 9), state.likely_copies([2], 0, 9)) == ([], [("r", "new")])
