"""The first look at a text: which sentences are read on."""

from __future__ import annotations

from isnad.lexicon.load import load_lexicon
from isnad.mentions.annotate import annotate, annotate_with

# Two raids, and the weather between them.
TEXT = "قصف الطيران البلدة. وكان الطقس معتدلاً يومها. وأغارت المقاتلات على القرية أمس."


def test_sentences_with_a_kind_are_those_of_the_whole_text() -> None:
    whole = annotate(TEXT, load_lexicon())
    some = list(annotate_with("trigger", TEXT, load_lexicon()))
    assert [s.index for s in some] == [0, 2]
    assert list(map(repr, some)) == [repr(whole[0]), repr(whole[2])]
