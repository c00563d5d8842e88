"""Folds stay where they are; mistakes get the cause that a reader of the texts would give. Incidents are invented."""

from __future__ import annotations

from dataclasses import replace

import causes
import pytest
from cellcauses import wrong_cells
from coded import Judged, match
from errors import count, measured
from folds import FOLDS, OTHERS, country, fold_of, split, year

from isnad.evaluate.score import Coded
from isnad.model import Claim, DateWindow, Figure, Party, PlaceGuess, Report, SourceLink
from isnad.read.claims import build_claims
from isnad.read.reader import default_reader

IDLIB, HAMA = PlaceGuess("إدلب", "Idlib", country="SY"), PlaceGuess("حماة", "Hama", country="SY")
ARMY = Party("الجيش", "syr.mil")
CLAIM = Claim("c1", "a:0:0", "e1", "shelling", (0, 3), "قصف", evidence=(0, 40))


def test_an_outlet_is_in_one_fold_as_a_whole() -> None:
    outlets = [f"outlet {n}" for n in range(60)]
    found = {o: fold_of(Report("a", "", outlet=o)) for o in outlets}
    assert found == {o: fold_of(Report("b", "x", outlet=o)) for o in outlets}
    assert set(found.values()) == set(range(1, FOLDS + 1))
    assert fold_of(Report("a", "", outlet="وكالة سدرة")) == 3  # of every machine, now and later


def test_groups_with_few_claims_stand_together() -> None:
    many = Coded("a", "", (replace(CLAIM, places=(IDLIB,)),) * 3)
    texts = [(Report("a", "", "2021-04-09"), many), (Report("b", ""), Coded("b", "", ()))]
    assert {k: [c.id for c in v] for k, v in split(texts, lambda t: country(t[1]), 2).items()} == {
        "SY": ["a"],
        OTHERS: ["b"],
    }
    assert [year(r) for r, _ in texts] == ["2021", "unknown"]


CELLS = [
    ({"type": "air_strike"}, {}, ("type", "shelling for air_strike")),
    ({}, {"when": DateWindow("2021-04-09", "2021-04-09", basis="carried")}, ("when", "should be null, basis carried")),
    (
        {"when": DateWindow("2021-04-09", "2021-04-09")},
        {"when": DateWindow("2021-04-01", "2021-04-30", basis="stated")},
        ("when", "too wide, basis stated"),
    ),
    (
        {"when": DateWindow("2021-04-09", "2021-04-09")},
        {"when": DateWindow("2021-04-10", "2021-04-10", basis="publication")},
        ("when", "a day off, basis publication"),
    ),
    ({"places": (IDLIB,)}, {}, ("places", "missed: with no claim; nothing in its place")),
    (
        {},
        {"places": (replace(IDLIB, span=(50, 54)),)},
        ("places", "wrong: carried from another sentence, the gold has none"),
    ),
    ({"actors": (ARMY,)}, {"targets": (ARMY,)}, ("actors", "missed: it stands on the other side")),
    (
        {"figures": (Figure("شاب", "killed", "civilian", 1, 1),)},
        {},
        ("figures", "missed: one person or thing, told without a number"),
    ),
    ({"sources": (SourceLink("ناشطون", "local"),)}, {}, ("sources", "missed: the outlet is taken to speak itself")),
    ({"scope": "aggregate"}, {}, ("scope", "single for aggregate")),
]  # fmt: skip


@pytest.mark.parametrize("gold, found, cause", CELLS)
def test_wrong_cells(gold: dict[str, object], found: dict[str, object], cause: tuple[str, str]) -> None:
    g, c = replace(CLAIM, **gold), replace(CLAIM, **found)  # type: ignore[arg-type]
    assert cause in list(wrong_cells(g, c, [g], [c]))


def test_a_value_of_another_claim_is_told_as_such() -> None:
    gold, other = replace(CLAIM, places=(HAMA,)), replace(CLAIM, id="c2", places=(HAMA,))
    assert list(wrong_cells(gold, CLAIM, [gold], [CLAIM, other])) == [
        ("places", "missed: it stands with another claim")
    ]


def judge(text: str, *golds: Claim) -> Judged:
    report = Report("a", text, "2021-04-09")
    reader = default_reader()
    groups, claims = build_claims(report, reader.groups(report)[0], reader.lexicon.actors, 0.0)
    coded = Coded("a", text, golds)
    return Judged(report, coded, groups, claims, match(coded, claims))


def gold(text: str, word: str, kind: str) -> Claim:
    at = text.index(word)
    return replace(CLAIM, id=word, event=word, type=kind, trigger=(at, at + len(word)), trigger_text=word)


@pytest.mark.parametrize(
    "text, word, kind, cause",
    [
        ("تساقط مطر غزير على بلدة حيش", "تساقط مطر", "aid", causes.UNKNOWN),
        ("قصفت قوات النظام بلدة حيش وتساقط مطر غزير", "تساقط مطر", "aid", causes.OTHER_WORD),
    ],
)
def test_missed_claims(text: str, word: str, kind: str, cause: str) -> None:
    found = count([judge(text, gold(text, word, kind))], default_reader())
    assert found["missed claims"] == {cause: 1}


def test_needless_claims() -> None:
    text = "قصفت قوات النظام بلدة حيش. واعتقلت الشرطة العراقية شابين في بلدة القائم."
    found = count([judge(text), judge(text, gold(text, "قصفت", "shelling"))], default_reader())
    assert found["needless claims"] == {causes.EMPTY: 2, causes.SIDE: 1}
    assert found["totals"] == {"claims in gold": 1, "claims made": 4, "paired": 1}
    page = measured({"before": found, "now": found})
    assert "| **all** | 3 | 3 |" in page
