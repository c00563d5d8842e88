"""A text in pieces: the whole text, marks at their words, nothing that turns what stands around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isnad.serve.marks import Marked, harmless, pieces

TEXT = "قصفت الطائرات بلدة الوادي صباحًا"


def test_pieces_carry_the_kind_of_the_shortest_mark() -> None:
    found = pieces(
        TEXT,
        [Marked((0, 25), "figure", "r:0:0"), Marked((14, 25), "place", "r:0:0"), Marked((0, 4), "trigger", "r:0:1")],
    )
    assert [(p.kind, p.text.strip()) for p in found] == [
        ("trigger", "قصفت"), ("figure", "الطائرات"), ("place", "بلدة الوادي"), ("", "صباحًا"),
    ]  # fmt: skip
    assert found[0].claims == ("r:0:0", "r:0:1")


@given(
    st.text(alphabet="ابت 🔴\n<&\u202e\u2066x", max_size=40),
    st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=8),
)
def test_pieces_are_the_whole_text_with_its_offsets(text: str, spans: list[tuple[int, int]]) -> None:
    found = pieces(text, [Marked(s, "place", "r:0:0") for s in spans])
    assert "".join(p.text for p in found) == harmless(text)
    assert all(harmless(text)[p.start : p.start + len(p.text)] == p.text for p in found)


def test_characters_that_turn_the_text_are_shown_instead() -> None:
    assert (
        harmless("قتل\u202eabc\u202c \u2067x\u2069\x00\x1b[31m") == "قتل\ufffdabc\ufffd \ufffdx\ufffd\ufffd\ufffd[31m"
    )
    assert harmless("سطر\nآخر\u200f") == "سطر\nآخر\u200f"
