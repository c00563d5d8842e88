"""The rule of independent origins, held by thirty incidents worked out by hand."""

# ruff: noqa: E501 - a case a line reads best
from __future__ import annotations

import pytest

from isnad.copies import sketch
from isnad.link.origins import Telling, count_origins
from isnad.link.sources import SourceTable
from isnad.model import SourceLink

SOURCES = SourceTable.from_rows(
    [
        {"id": "rasad", "kind": "monitor", "name_en": "Rasad Monitor", "name_ar": "مرصد الرصد", "handles": "rasad_mon"},
        {"id": "najda", "kind": "monitor", "name_en": "Najda", "name_ar": "فرق النجدة", "aliases_ar": "النجدة"},
        {"id": "wafd", "kind": "media", "name_en": "Wafd Agency", "name_ar": "وكالة الوفد"},
        {"id": "mod", "kind": "government", "name_en": "Ministry of Defence", "name_ar": "وزارة الدفاع"},
    ]
)
RASAD, NAJDA, WAFD = ("مرصد الرصد", "monitor"), ("فرق النجدة", "monitor"), ("وكالة الوفد", "media")
MINISTRY = ("وزارة الدفاع", "government")
SOME, LOCALS, MEDIC = ("مصدر عسكري", "military"), ("أهالي القرية", "local"), ("مصدر طبي", "medical")
ACTIVIST, HASAN = ("ناشطون", "local"), ("حسن العلي", "person")

# Tellings as (report, outlet, chain from the outlet inwards, text); the same text letter means a copied text.
# fmt: off
Row = tuple[str, str, list[tuple[str, str]], str]
CASES: list[tuple[str, list[Row], int, int]] = [
    ("one paper, own voice", [("a", "Nahar", [], "")], 1, 1),
    ("two papers, own voice", [("a", "Nahar", [], ""), ("b", "Sada", [], "")], 1, 2),
    ("one paper twice", [("a", "Nahar", [], ""), ("b", "Nahar", [], "")], 1, 1),
    ("a monitor quoted", [("a", "Nahar", [RASAD], "")], 1, 1),
    ("three papers, one monitor", [("a", "Nahar", [RASAD], ""), ("b", "Sada", [RASAD], ""), ("c", "Hadath", [RASAD], "")], 1, 1),
    ("the monitor itself and who quotes it", [("a", "@rasad_mon", [], ""), ("b", "Sada", [RASAD], "")], 1, 1),
    ("a monitor under two names", [("a", "Nahar", [NAJDA], ""), ("b", "Sada", [("النجدة", "monitor")], "")], 1, 1),
    ("two monitors", [("a", "Nahar", [RASAD], ""), ("b", "Sada", [NAJDA], "")], 2, 2),
    ("two monitors in one report", [("a", "Nahar", [RASAD], ""), ("a", "Nahar", [NAJDA], "")], 2, 2),
    ("a monitor through an agency", [("a", "Nahar", [WAFD, RASAD], ""), ("b", "Sada", [RASAD], "")], 1, 1),
    ("an agency as the last link", [("a", "Nahar", [WAFD], ""), ("b", "Sada", [WAFD], "")], 1, 1),
    ("an agency quoted and the agency itself", [("a", "Nahar", [WAFD], ""), ("b", "وكالة الوفد", [], "")], 1, 1),
    ("the agency itself alone", [("a", "وكالة الوفد", [], "")], 1, 1),
    ("unnamed through one agency, two papers", [("a", "Nahar", [WAFD, SOME], ""), ("b", "Sada", [WAFD, SOME], "")], 1, 1),
    ("unnamed through one agency, worded otherwise", [("a", "Nahar", [WAFD, SOME], ""), ("b", "Sada", [WAFD, LOCALS], "")], 1, 1),
    ("unnamed through one agency, told apart", [("a", "Nahar", [WAFD, SOME], ""), ("a", "Nahar", [WAFD, MEDIC], "")], 1, 2),
    ("unnamed of two papers", [("a", "Nahar", [SOME], ""), ("b", "Sada", [SOME], "")], 1, 2),
    ("a named and an unnamed source", [("a", "Nahar", [RASAD], ""), ("b", "Sada", [SOME], "")], 1, 2),
    ("a named source and a paper's own voice", [("a", "Nahar", [RASAD], ""), ("b", "Sada", [], "")], 1, 2),
    ("a copy without credit", [("a", "Nahar", [RASAD], "K"), ("b", "Sada", [], "K")], 1, 1),
    ("two copies of an unsourced text", [("a", "Nahar", [], "K"), ("b", "Sada", [], "K")], 1, 1),
    ("a copy and an independent own voice", [("a", "Nahar", [], "K"), ("b", "Sada", [], "K"), ("c", "Hadath", [], "")], 1, 2),
    ("a copied text that names another source keeps it", [("a", "Nahar", [RASAD], "K"), ("b", "Sada", [NAJDA], "K")], 2, 2),
    ("a ministry and a monitor", [("a", "Nahar", [MINISTRY], ""), ("b", "Sada", [RASAD], "")], 2, 2),
    ("a ministry, a monitor, locals", [("a", "Nahar", [MINISTRY], ""), ("b", "Sada", [RASAD], ""), ("b", "Sada", [LOCALS], "")], 2, 3),
    ("a named person", [("a", "Nahar", [HASAN], "")], 1, 1),
    ("one person in two papers", [("a", "Nahar", [HASAN], ""), ("b", "Sada", [WAFD, HASAN], "")], 1, 1),
    ("activists of one paper, twice", [("a", "Nahar", [ACTIVIST], ""), ("b", "Nahar", [ACTIVIST], "")], 1, 1),
    ("a source that isn't in the table, named twice", [("a", "Nahar", [("لجنة الوادي", "monitor")], ""), ("b", "Sada", [("لجنة الوادي", "monitor")], "")], 1, 1),
    ("unnamed through two agencies", [("a", "Nahar", [WAFD, SOME], ""), ("b", "Sada", [("وكالة السهل", "media"), SOME], "")], 1, 2),
]
# fmt: on


def tellings(rows: list[Row]) -> list[Telling]:
    """Tellings of a case; a text letter stands for a text of its own."""
    return [
        Telling(
            f"{r}:{n}:0",
            r,
            outlet,
            tuple(SourceLink(t, k) for t, k in chain),
            sketch([f"{text}{n}" for n in range(12)]) if text else (),
        )
        for n, (r, outlet, chain, text) in enumerate(rows)
    ]


@pytest.mark.parametrize(("what", "rows", "low", "high"), CASES, ids=[c[0] for c in CASES])
def test_origins(what: str, rows: list[Row], low: int, high: int) -> None:
    found = count_origins(tellings(rows), SOURCES)
    assert (found.low, found.high) == (low, high), what


def test_there_are_thirty() -> None:
    assert len(CASES) == 30


def test_every_claim_has_one_origin() -> None:
    for _, rows, _, _ in CASES:
        found = count_origins(tellings(rows), SOURCES)
        claims = [c for o in found.origins for c in o.claims]
        assert sorted(claims) == sorted(t.claim_id for t in tellings(rows))


def test_denials_are_kept_but_do_not_support() -> None:
    rows = tellings([("a", "Nahar", [RASAD], ""), ("b", "Sada", [MINISTRY], "")])
    denied = Telling(rows[1].claim_id, "b", "Sada", rows[1].sources, (), "no")
    found = count_origins([rows[0], denied], SOURCES)
    assert (found.low, found.high, len(found.origins)) == (1, 1, 2)


def test_possible_counts_to_high_only() -> None:
    rows = tellings([("a", "Nahar", [RASAD], ""), ("b", "Sada", [NAJDA], "")])
    maybe = Telling(rows[1].claim_id, "b", "Sada", rows[1].sources, (), "maybe")
    found = count_origins([rows[0], maybe], SOURCES)
    assert (found.low, found.high) == (1, 2)
