"""Whether the examples of triggers are read as they say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from isnad.lexicon.examples import NOTHING, PUBLISHED, Example, examples
from isnad.model import EVENT_TYPES, Report

if TYPE_CHECKING:
    from isnad.read.reader import Reader


def wrong_examples(folders: Sequence[Path]) -> list[str]:
    """The examples in a user's folders that are not read as they say, with file and line; empty where all are."""
    from isnad.read.reader import Reader

    found = examples(folders)
    if not found:
        return []
    reader = Reader(lexicon_dirs=tuple(folders))
    return [f"{e.at}: {wrong}" for e in found if (wrong := _wrong(e, reader))]


def _wrong(example: Example, reader: Reader) -> str | None:
    if example.kind not in (*EVENT_TYPES, NOTHING):
        return f"the example '{example.sentence}' does not end in '=> TYPE', nor in '=> {NOTHING}'"
    claims = reader.read(Report("example", f"{example.sentence}.", PUBLISHED)).claims
    told = claims[0].type if claims else NOTHING
    return None if told == example.kind else f"the example '{example.sentence}' gives {told}, not {example.kind}"
