"""Golden reports: what `isnad read --format jsonl` prints of whole reports of our own, kept as it was last looked at.

Each file of golden/ has the report on its first line and then a claim a line, so that a change shows as a diff. The
files hold what the reader says, right or wrong; what is right is in the samples' gold. After a wanted change write
them anew and read the diff before it is committed:

    ISNAD_GOLDEN=write python -m pytest tests/read/test_golden.py

A new report is a new file with the one line of the report, written anew in the same way. All incidents are invented.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from isnad.cli.app import app
from isnad.schema import to_json

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.jsonl"))
REPORT_KEYS = ("id", "published", "outlet", "title", "url", "text")


def printed(path: Path, folder: Path) -> tuple[dict[str, Any], list[str]]:
    """The report of a golden file and the lines of its claims, as the command prints them."""
    first = path.read_text(encoding="utf-8").splitlines()[0]
    given = folder / path.name
    given.write_text(first + "\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["read", str(given), "--format", "jsonl", "--no-progress"])
    assert done.exit_code == 0, done.output
    (row,) = (json.loads(line) for line in done.stdout.splitlines())
    assert not row.get("problems")
    return {k: row[k] for k in REPORT_KEYS if k in row}, [to_json(claim) for claim in row["claims"]]


@pytest.mark.parametrize("path", GOLDEN, ids=[path.stem for path in GOLDEN])
def test_golden(path: Path, tmp_path: Path) -> None:
    report, claims = printed(path, tmp_path)
    lines = [to_json(report), *claims]
    if os.environ.get("ISNAD_GOLDEN") == "write":
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    assert lines == path.read_text(encoding="utf-8").splitlines(), "ISNAD_GOLDEN=write writes it anew; read the diff"
