"""Each room imports only from rooms above it (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import isnad

TOP = Path(isnad.__file__).parent
# From the top: a room may import from those before it, and from itself.
ROOMS = (
    "errors",
    "memory",
    "model",
    "schema",
    "arabic",
    "copies",
    "lexicons",
    "lexicon",
    "gazetteer",
    "mentions",
    "resolve",
    "read",
    "batch",
    "view",
    "collect",
    "link",
    "reconcile",
    "ledger",
    "publish",
    "review",
    "evaluate",
    "serve",
    "engines",
    "cli",
)
# Claims typed in by a person link and publish just as well: these never look into the reader.
AFTER_THE_CLAIM = ("ledger", "link", "reconcile", "publish", "review", "serve")
THE_READER = ("mentions", "resolve", "read", "batch")


def room_of(path: Path) -> str:
    part = path.relative_to(TOP).parts[0]
    return part.removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The rooms that a file imports from, also inside functions; "" is the door itself."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [node.module or ""]
            if node.module == "isnad":
                names = [f"isnad.{alias.name}" for alias in node.names]
        for name in names:
            if name.split(".")[0] == "isnad":
                yield name.partition(".")[2].split(".")[0]


FILES = sorted(p for p in TOP.rglob("*.py") if p.name != "__init__.py" or p.parent != TOP)


def test_every_file_stands_in_a_room() -> None:
    assert {room_of(p) for p in FILES} <= set(ROOMS)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(TOP)))
def test_imports_look_up_only(path: Path) -> None:
    here = room_of(path)
    above = ROOMS[: ROOMS.index(here) + 1]
    for room in imports(path):
        if room == "__version__":
            continue
        assert room in above, f"{here} may not import from {room or 'the door'}: it stands below"
        assert not (here in AFTER_THE_CLAIM and room in THE_READER), f"{here} works on claims, not on the reader"


def test_lexicons_are_data() -> None:
    assert not list((TOP / "lexicons").rglob("*.py"))


def test_the_walk_sees_imports_inside_functions(tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text(
        "def f():\n    from isnad.cli.app import run\n    import isnad.read.reader\n    from isnad import view\n"
    )
    assert list(imports(file)) == ["cli", "read", "view"]
