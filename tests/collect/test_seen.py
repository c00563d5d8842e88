"""The set of ids answers as a set does, and stays small."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isnad.collect.seen import Seen


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=3)))
def test_it_answers_as_a_set_does(texts: list[str]) -> None:
    seen, known = Seen(), set[str]()
    for text in texts:
        assert seen.add(text) == (text not in known)
        known.add(text)


def test_it_grows_and_keeps_all() -> None:
    seen = Seen()
    assert all(seen.add(str(i)) for i in range(5000))
    assert not any(seen.add(str(i)) for i in range(5000))
