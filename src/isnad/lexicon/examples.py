"""The examples of triggers: a sentence with the type that it should give, so that a trigger and its test are one edit.

They stand under `examples:` in triggers.yaml, each as "sentence => type", or "sentence => none" where a phrase
silences what stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from isnad.lexicon.load import data_dir
from isnad.lexicon.rows import read_rows

NOTHING = "none"
PUBLISHED = "2024-05-10"  # in no war's first or last days, so that no alias changes hands


class Example(NamedTuple):
    """A sentence, the type that it should give or `NOTHING`, the id of its trigger, and its file and line."""

    sentence: str
    kind: str
    trigger: str
    at: str


def examples(folders: Sequence[Path] = ()) -> list[Example]:
    """The examples of these folders; without any, those that ship. In the files' order."""
    theirs = tuple(str(folder / "triggers.yaml") for folder in folders)
    found = []
    for row in read_rows("triggers", [data_dir(), *folders], []):
        if folders and not row["_at"].startswith(theirs):
            continue
        given = row.get("examples") or ()
        for example in [given] if isinstance(given, str) else given:
            sentence, _, kind = str(example).partition("=>")
            found.append(Example(sentence.strip(), kind.strip(), row["id"], row["_at"]))
    return found
