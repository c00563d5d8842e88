"""Every `examples:` entry of triggers.yaml is read as it says, so that a trigger and its test are one edit."""

from __future__ import annotations

import pytest

from isnad.lexicon.load import data_dir
from isnad.lexicon.rows import read_rows
from isnad.model import EVENT_TYPES, Report
from isnad.read.reader import default_reader

PUBLISHED = "2024-05-10"  # in no war's first or last days, so that no alias changes hands


NOTHING = "none"  # what a phrase that silences tells


def entries() -> list[tuple[str, str, str]]:
    """(sentence, type, id of the trigger) of each example, in the file's order."""
    found = []
    for row in read_rows("triggers", [data_dir()], []):
        for example in row.get("examples") or ():
            sentence, _, kind = str(example).partition("=>")
            found.append((sentence.strip(), kind.strip(), row["id"]))
    return found


EXAMPLES = entries()


@pytest.mark.parametrize("sentence, kind, trigger", EXAMPLES, ids=[sentence for sentence, _, _ in EXAMPLES])
def test_example(sentence: str, kind: str, trigger: str) -> None:
    claims = default_reader().read(Report("example", f"{sentence}.", PUBLISHED)).claims
    if kind == NOTHING:
        assert not claims, f"the example of {trigger} is read as {claims[0].type}"
        return
    assert claims, f"the example of {trigger} gives no claim"
    assert claims[0].type == kind, f"the example of {trigger} is read as {claims[0].type}"


def test_examples_are_written_as_sentence_and_type() -> None:
    known = {*EVENT_TYPES, NOTHING}
    wrong = [f"{trigger}: {sentence} => {kind}" for sentence, kind, trigger in EXAMPLES if kind not in known]
    assert not wrong
    assert len({sentence for sentence, _, _ in EXAMPLES}) == len(EXAMPLES), "two examples are the same sentence"
