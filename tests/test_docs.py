"""The documentation says what is so: its links, commands, columns and examples are tried."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import typer

from isnad.cli import flat
from isnad.cli.app import app
from isnad.model import EVENT_TYPES, Report
from isnad.publish import tables
from isnad.read.reader import default_reader
from isnad.schema import result_to_dict

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in heads}


@pytest.mark.parametrize("path", PAGES, ids=[p.name for p in PAGES])
def test_links_lead_somewhere(path: Path) -> None:
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        if link.startswith(("http:", "https:")):
            continue
        file, _, anchor = link.partition("#")
        target = path.parent / file if file else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_found_from_the_readme() -> None:
    linked = set(LINK.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    assert {f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")} <= linked


def shown() -> Iterator[tuple[str, str]]:
    """(page, command) of each command line that a page shows, in a block or in the text."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        lines = re.findall(r"^ {4,}(isnad .*)$", text, re.M)
        told = [" ".join(c.split()) for c in re.findall(r"`(isnad [^`]+)`", text)]
        for line in (*lines, *told):
            yield path.name, re.split(r"\s+#\s|\s+\\$", line)[0].strip()


@lru_cache(maxsize=1)
def root() -> Any:
    return typer.main.get_command(app)


@pytest.mark.parametrize("path, line", sorted(set(shown())), ids=lambda x: str(x)[:60])
def test_commands_are_there_with_their_options(path: str, line: str) -> None:
    words, command = line.split()[1:], root()
    while words and hasattr(command, "commands") and not words[0].startswith("-") and words[0].isalpha():
        if words[0].isupper():  # COMMAND, of whichever
            return
        assert words[0] in command.commands, f"{path}: {line}"
        command = command.commands[words.pop(0)]
    known = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {"--help"}
    given = {w.split("=")[0].rstrip(",.;") for w in words if re.match(r"--?[a-z]", w)}
    assert given <= known, f"{path}: {line}"


def fits(told: Any, read: Any) -> bool:
    """Whether what a page tells is read, be it that what is read says more."""
    if isinstance(told, dict):
        return isinstance(read, dict) and all(k in read and fits(v, read[k]) for k, v in told.items())
    if isinstance(told, list):
        return isinstance(read, list) and len(told) == len(read) and all(map(fits, told, read))
    return bool(told == read)


def test_the_example_of_a_claim_is_what_is_read() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", page("claims.md"), re.S)
    told = json.loads(block)
    report = Report(told["id"], told["text"], told["published"], told["outlet"])
    assert fits(told, result_to_dict(report, default_reader().read(report)))


def test_the_example_of_the_readme_is_what_is_read() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    quoted = re.search(r"^> (.+)$", text, re.M)
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in re.findall(r"^\|.+\|$", text, re.M)]
    assert quoted
    (claim,) = default_reader().read(Report("r", quoted[1], "2021-04-09")).claims
    chain = " ← ".join(source.text for source in claim.sources)
    cells_read = [x.text for x in claim.actors] + [x.text for x in claim.places] + [x.text for x in claim.figures]
    words = " ".join([claim.trigger_text, claim.when.text or "", chain, *cells_read])
    assert all(row[2] in words for row in cells if len(row) == 3 and re.search("[\u0621-\u064a]", row[2]))


def test_python_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    (tmp_path / "my-lexicon").mkdir()
    item = "- {id: mine, type: shelling, class: event, nouns: [دكدكة]}\n"
    (tmp_path / "my-lexicon" / "triggers.yaml").write_text(item, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for text in (page("guide.md"), (ROOT / "README.md").read_text(encoding="utf-8")):
        blocks = re.findall(r"```python\n(.*?)```", text, re.S)
        names: dict[str, Any] = {"__name__": "docs"}
        exec("\n".join(blocks).replace("jobs=4", "jobs=1"), names)
        if "figures" in names:
            assert list(names["figures"]["low"]) == [3]
            assert list(names["claims"]["type"]) == ["shelling", "explosive"]


def test_every_type_and_column_is_told() -> None:
    codebook, publishing = page("claims.md"), page("publishing.md")
    for kind in EVENT_TYPES:
        assert f"| `{kind}` |" in codebook, kind
    assert [c for c in flat.COLUMNS if f"`{c}`" not in codebook[codebook.index("## As CSV") :]] == []
    for column in tables.INCIDENTS:
        bound = re.fullmatch(r"(\w+)_(low|best|high)", column)
        short = f"`{bound[1]}_…`" if bound else column
        found = (
            f"`{column}`" in publishing or short in publishing or (bound is not None and f"_{bound[2]}" in publishing)
        )
        assert found, column
