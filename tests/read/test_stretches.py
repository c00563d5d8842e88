"""Very long reports: where they are cut, what goes on behind a cut, and that memory doesn't grow with them."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from claimspans import faults

from isnad.model import Claim, Report
from isnad.read import reader as reading
from isnad.read.reader import default_reader
from isnad.read.stretches import STRETCH, stretches

# Two days of two invented towns; the second paragraph names neither day, place nor speaker.
FIRST = "أعلن الجيش التركي في بيان يوم الثلاثاء 7 أيار 2024 أن قواته قصفت بلدة كفر زيتا، ما أدى إلى مقتل ثلاثة مدنيين."
SECOND = "وأضاف البيان أن القوات قصفت مستودعاً، ما أدى إلى إصابة خمسة مدنيين."
CUTS = [
    ("ab\n\ncd\nef gh", 8, ["ab\n\ncd\n", "ef gh"], "no paragraph ends in the second half"),
    ("abcd\n\nef gh", 8, ["abcd\n\n", "ef gh"], "at a paragraph before a word"),
    ("abcde. fg", 8, ["abcde. ", "fg"], "at a sentence"),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"], "where nothing else is"),
    ("abcd", 4, ["abcd"], "short enough"),
    ("", 4, [""], "nothing"),
]
# The most memory that a process held (by /proc: getrusage counts what its parent held before), for each byte of a
# report; the tables know the words, since all were read before.
MEMORY = """
import json, sys
from pathlib import Path
import isnad
from isnad.model import Report
from isnad.read.reader import default_reader

def most():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))

rows = (Path(isnad.__file__).parent / "samples" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
text = "\\n\\n".join(json.loads(row)["text"] for row in rows)
reader = default_reader()
kept = reader.read(Report("r", text, "2024-05-10"))
before, much = most(), "\\n\\n".join([text] * (1_000_000 // len(text.encode()) + 1))
kept = reader.read(Report("r", much, "2024-05-10"))
print((most() - before) / len(much.encode()), len(kept.claims))
"""
BYTES = 50  # for each byte of a report of 1 MB; 35 were measured, a third of them claims; read as a whole it took 90


@pytest.mark.parametrize(("text", "longest", "parts", "note"), CUTS)
def test_cuts(text: str, longest: int, parts: list[str], note: str) -> None:
    spans = stretches(text, longest)
    assert [text[a:b] for a, b in spans] == parts, note


def test_a_usual_report_is_one_stretch() -> None:
    assert stretches("x" * STRETCH) == [(0, STRETCH)]


def read_cut(monkeypatch: pytest.MonkeyPatch, text: str, longest: int) -> tuple[Claim, ...]:
    """The claims of a text in stretches that are shorter than usual; whatever must hold of a reading holds."""
    monkeypatch.setattr(reading, "stretches", lambda text: stretches(text, longest))
    report = Report("r", text, "2024-05-10")
    read = default_reader().read(report)
    assert not faults(report, read)
    return read.claims


def test_what_goes_on_behind_a_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    text = FIRST + "\n\n" + SECOND
    assert len(stretches(text, len(FIRST) + 10)) == 2
    first, second = read_cut(monkeypatch, text, len(FIRST) + 10)
    assert (first.id, second.id, first.event, second.event) == ("c1", "c2", "e1", "e2")
    assert second.sources
    assert second.sources[-1] == first.sources[-1]
    assert second.when.start == first.when.start == "2024-05-07"
    assert second.when.basis == "carried"
    assert [p.id for p in second.places] == [p.id for p in first.places]
    assert second.places[0].span is None
    assert [p.id for p in second.actors] == [p.id for p in first.actors] == ["tur.mil"]


def test_stretches_tell_what_the_whole_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    days = ("الأول", "الثاني", "الثالث", "الرابع")
    towns = ("بلدة كفر زيتا", "مدينة البوكمال", "مدينة تدمر", "مدينة عين العرب")
    paragraphs = [
        f"قال ناشطون إن الطيران الحربي قصف {town} في {day} من أيار 2024، ما أدى إلى مقتل {n} مدنيين."
        for n, (day, town) in enumerate(zip(days, towns, strict=True), 3)
    ]
    text = "\n\n".join(paragraphs)
    whole = read_cut(monkeypatch, text, len(text))
    cut = read_cut(monkeypatch, text, len(paragraphs[0]) * 3 // 2)
    assert len(whole) == 4

    def told(claims: tuple[Claim, ...]) -> list[object]:
        killed = [[(f.kind, f.low) for f in c.figures] for c in claims]
        return [
            (c.claim_id, c.event, c.type, c.when, [p.id for p in c.places], n, c.sources)
            for c, n in zip(claims, killed, strict=True)
        ]

    assert told(cut) == told(whole)


def test_numbers_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = read_cut(monkeypatch, "\n\n".join([FIRST] * 9), 3 * len(FIRST))
    assert all(a.trigger <= b.trigger for a, b in pairwise(claims))
    events = list(dict.fromkeys(c.event for c in claims))
    assert len(events) > 2
    assert events == [f"e{n}" for n in range(1, len(events) + 1)]


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_memory_of_a_long_report() -> None:
    done = subprocess.run([sys.executable, "-c", MEMORY], capture_output=True, text=True, check=True)
    per_byte, claims = map(float, done.stdout.split())
    assert claims > 1000
    assert per_byte < BYTES
