"""`isnad explain`: the words, the rules, the namesakes that lost, the date's basis."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers import WORD, FakeReader
from typer.testing import CliRunner, Result

from isnad import schema
from isnad.cli.app import app
from isnad.errors import InputError
from isnad.model import Report

REPORTS = [
    Report("a", f"قال المرصد إن {WORD} عنيفاً طال البلدة", "2021-04-09", "قناة رواق", "عنوان"),
    Report("urn:b", f"{WORD} ثم {WORD}"),
]


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.jsonl"
    rows = (schema.to_json(schema.result_to_dict(r, FakeReader().read(r))) for r in REPORTS)
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def explain(*args: object) -> Result:
    return CliRunner().invoke(app, ["explain", *map(str, args)], catch_exceptions=False)


def test_a_claim_is_explained(claims: Path) -> None:
    out = explain(claims, "a:c1").stdout
    for part in (
        "a:c1 · a:14:0 · 2021-04-09",
        f"قال المرصد إن ⟦{WORD}⟧ عنيفاً طال البلدة",
        "said by c1 of the same event",
        "the parent stands beside it",
        "not Hish (Hama) [sy.hish2] 0.25",
        "precision 1 (ACLED), 1 (UCDP)",
        "basis: stated in the text",
        "comparator: gt, of the side of civilians",
        "killed child 3 (of figure 1)",
        "media (sputnik) ← military",
        "قناة رواق ← سبوتنيك ← أحد المصادر العسكرية",
        "trigger.shelling, role.vso",
        "fake-1",
    ):
        assert part in out
    assert not re.search("[\x00-\x09\x0b-\x1f]", out)


@pytest.mark.parametrize("reference", ["urn:b:c2", f"urn:b:{len(WORD) + 4}:0"])
def test_claims_are_named_by_report_and_claim_or_by_claim_id(claims: Path, reference: str) -> None:
    assert "urn:b:c2" in explain(claims, reference).stdout


def test_c1_alone_will_do_where_there_is_one_report(claims: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.jsonl"
    one.write_text(claims.read_text(encoding="utf-8").split("\n")[0], encoding="utf-8")
    assert "a:c1" in explain(one, "c1").stdout


@pytest.mark.parametrize(
    "reference, message",
    [
        ("a:c9", "the report 'a' has no claim 'c9'; it has: c1"),
        ("x:c1", "no report of 'x:c1'; say REPORT:CLAIM, the reports are: a, urn:b …"),
        ("c1", "no report of 'c1'"),
    ],
)
def test_a_claim_that_is_not_there(claims: Path, reference: str, message: str) -> None:
    with pytest.raises(Exception, match=re.escape(message)):
        explain(claims, reference)


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a", "claims": [{"id": "c1"}]}', encoding="utf-8")
    with pytest.raises(Exception, match=r"a\.jsonl:1: c1\.trigger should be \[start, end\], not null"):
        explain(tmp_path / "a.jsonl", "a:c1")
    with pytest.raises(Exception, match=r"no\.jsonl: can't be read: No such file"):
        explain(tmp_path / "no.jsonl", "a:c1")
    (tmp_path / "a.csv").write_text("report,claim\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.csv: holds no claims for programs; `isnad read -o FILE\.jsonl`"):
        explain(tmp_path / "a.csv", "a:c1")
    (tmp_path / "b.jsonl").write_bytes('{"id": "a"}\n{"id": "قصف"}\n'.encode() + b'{"id": "\xff"}\n')
    with pytest.raises(InputError, match=r"b\.jsonl:3: the line is not utf-8 throughout"):
        explain(tmp_path / "b.jsonl", "c:c1")
