"""Every `examples:` entry of triggers.yaml is read as it says, so that a trigger and its test are one edit."""

from __future__ import annotations

import pytest

from isnad.lexicon.examples import NOTHING, PUBLISHED, examples
from isnad.model import EVENT_TYPES, Report
from isnad.read.reader import default_reader

EXAMPLES = [(e.sentence, e.kind, e.trigger) for e in examples()]


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
