"""Encodings of Arabic files are told apart, and what does not decode is told, not guessed."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.collect.decode import HEAD_BYTES, Line, detect_encoding, open_text, read_lines

# Own prose: a lead, a quotation and a short headline without any of the commonest words.
PROSE = (
    "قالت وكالة سدرة إن ثلاثة أشخاص أصيبوا في قصف مدفعي على أطراف البلدة بعد منتصف الليل",
    "ونقل المراسل عن أحد الأهالي قوله: «سمعنا خمسة انفجارات قبل أن نغادر البيت»، مشيراً إلى أن الطريق مقطوع",
    "قتيل وجريحان بانفجار لغم غربي القرية",
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6")


@pytest.mark.parametrize("text", PROSE)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_are_recognised(text: str, encoding: str) -> None:
    raw = text.encode(encoding, "ignore")  # ISO-8859-6 has no «
    (line,) = read_lines(io.BytesIO(raw))
    assert line == Line(1, raw.decode(encoding))


@pytest.mark.parametrize(
    "raw, encoding",
    [
        (b"", "utf-8"),
        (b'{"id": 1}', "utf-8"),
        ("قصف".encode(), "utf-8"),
        ("قصف".encode("cp1256"), "cp1256"),
        ("a\nb".encode("utf-16-le"), "utf-16-le"),
        (("x" * (HEAD_BYTES - 1) + "ق").encode()[:HEAD_BYTES], "utf-8"),  # the head ends within a letter
        (PROSE[0].encode("cp720"), "cp720"),  # through charset-normalizer
    ],
)
def test_detection(raw: bytes, encoding: str) -> None:
    assert detect_encoding(raw) == encoding


def test_ascii_first_and_arabic_late() -> None:
    head = b'{"id": "a"}\n' * 10
    lines = list(read_lines(io.BytesIO(head + PROSE[0].encode("cp1256"))))
    assert lines[-1] == Line(11, PROSE[0])


def test_one_broken_line_of_utf8_is_told_and_the_rest_read() -> None:
    raw = "\n".join([PROSE[0], "X", PROSE[1]]).encode().replace(b"X", b"\xc7\xe1")
    one, broken, three = read_lines(io.BytesIO(raw))
    assert one.fault is None
    assert three == Line(3, PROSE[1])
    assert broken.fault == "the line is not utf-8 throughout: save the file as UTF-8"
    assert broken.text == "\ufffd\ufffd\n"


def test_a_single_broken_line_of_utf8_is_told() -> None:
    """No other table is tried on what is plainly UTF-8: its letters would be read, and nothing found."""
    raw = PROSE[0].encode()
    (line,) = read_lines(io.BytesIO(raw[:40] + b"\xff\x80" + raw[40:]))
    assert line.fault == "the line is not utf-8 throughout: save the file as UTF-8"


def test_a_line_over_the_limit_is_skipped_to_its_end() -> None:
    lines = list(read_lines(io.BytesIO(b"ab\n" + b"x" * 1000 + b"\ncd\n"), limit=100))
    assert [line.text for line in lines] == ["ab\n", "", "cd\n"]
    assert lines[1].fault == "the line is longer than 100 characters: split the report"


def test_only_newlines_end_a_line() -> None:
    raw = "a\u2028b\x0bc\x85d\re\r\nf".encode()
    assert [line.text for line in read_lines(io.BytesIO(raw))] == ["a\u2028b\x0bc\x85d\re\r\n", "f"]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\udcff\ufeff"), max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert open_text(io.BytesIO(text.encode())).read() == text


@given(st.binary(max_size=400))
def test_no_bytes_raise(raw: bytes) -> None:
    for line in read_lines(io.BytesIO(raw)):
        line.text.encode("utf-8")
