"""Rows and types: nothing is lost there and back, and wrong rows are told by field."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest
from helpers import WORD, FakeReader, fake_claim
from hypothesis import given
from hypothesis import strategies as st

from isnad import schema
from isnad.errors import InputError
from isnad.model import (
    COMPARATORS,
    COUNTED,
    DATE_BASES,
    EVENT_TYPES,
    FIGURE_KINDS,
    SCOPES,
    SOURCE_KINDS,
    STANCE_ON,
    STANCES,
    Claim,
    DateWindow,
    Figure,
    Party,
    PlaceGuess,
    Problem,
    Reading,
    Report,
    SourceLink,
    Sureness,
)

REPORT = Report("r1", f"طال {WORD} عنيف البلدة", "2021-04-09", "قناة رواق", None, "https://example.org/1")
CLAIM = fake_claim(REPORT, 4, 1)
PLAIN = Claim("c1", "r1:4:0", "e1", "shelling", (4, 7), WORD)


def test_json_has_the_keys_of_the_codebook_in_order() -> None:
    row = schema.claim_to_dict(CLAIM)
    assert list(row) == [
        "id", "event", "type", "trigger", "trigger_text", "actors", "targets", "places", "when", "figures", "means",
        "sources", "stance", "stance_on", "claimed", "scope", "mentions", "weapon", "tags", "confidence", "sure",
        "evidence", "rules", "claim_id",
    ]  # fmt: skip
    assert row["trigger"] == [4, 7]
    assert row["targets"] == [{"text": "=السوق", "id": None, "from": "c1"}]
    assert row["places"][0]["alternatives"] == [{"id": "sy.hish2", "name": "Hish (Hama)", "score": 0.25}]
    assert row["when"] == {
        "text": "أمس", "start": "2019-11-13", "end": "2019-11-13", "span": [4, 7], "basis": "stated",
    }  # fmt: skip
    assert row["figures"][1] == {
        "text": "بينهم 3 أطفال", "kind": "killed", "of": "child", "low": 3, "high": 3, "comparator": "eq", "part_of": 0,
    }  # fmt: skip


def test_what_has_nothing_to_say_is_left_out_of_json() -> None:
    assert schema.claim_to_dict(PLAIN) == {
        "id": "c1",
        "event": "e1",
        "type": "shelling",
        "trigger": [4, 7],
        "trigger_text": WORD,
        "actors": [],
        "targets": [],
        "places": [],
        "when": {"text": None, "start": None, "end": None},
        "figures": [],
        "means": [],
        "sources": [],
        "stance": "affirmed",
        "scope": "single",
        "claim_id": "r1:4:0",
    }


def test_zero_is_not_missing() -> None:
    none_hurt = Figure("دون إصابات", "casualties", "person", 0, 0)
    row = schema.claim_to_dict(
        Claim("c1", "r:0:0", "e1", "shelling", (0, 3), WORD, figures=(none_hurt,), confidence=0.0)
    )
    assert (row["figures"][0]["low"], row["figures"][0]["high"], row["confidence"]) == (0, 0, 0.0)


text = st.text(st.characters(codec="utf-8"), max_size=12)
word = text.filter(bool)
maybe = st.none() | word
span = st.tuples(st.integers(0, 50), st.integers(50, 99))
day = st.none() | st.dates().map(date.isoformat)
bound = st.none() | st.integers(0, 10**9)
number = st.floats(-90, 90)
parties = st.lists(st.builds(Party, word, maybe, st.none() | span, maybe, maybe), max_size=2).map(tuple)
places = st.lists(
    st.builds(
        PlaceGuess, word, maybe, maybe, maybe, maybe, st.none() | number, st.none() | number, st.none() | number,
        st.none() | st.integers(1, 3), st.none() | st.integers(1, 7), maybe, st.none() | span, maybe, maybe,
        st.lists(st.tuples(word, word, number), max_size=2).map(tuple),
    ),
    max_size=2,
).map(tuple)  # fmt: skip
figures = st.lists(
    st.builds(
        Figure, word, st.sampled_from(FIGURE_KINDS), st.sampled_from(COUNTED), bound, bound,
        st.sampled_from(COMPARATORS), st.none() | span, maybe, st.none() | st.integers(0, 3), maybe,
    ),
    max_size=2,
).map(tuple)  # fmt: skip
sources = st.lists(st.builds(SourceLink, word, st.sampled_from(SOURCE_KINDS), maybe, st.none() | span), max_size=2).map(
    tuple
)
strings = st.lists(word, max_size=2).map(tuple)
claims = st.builds(
    Claim, word, word, word, st.sampled_from(EVENT_TYPES), span, word, parties, parties, places,
    st.builds(DateWindow, day, day, maybe, st.none() | span, st.none() | st.sampled_from(DATE_BASES), maybe),
    figures, strings, sources, st.sampled_from(STANCES), st.sampled_from(STANCE_ON), st.booleans(),
    st.sampled_from(SCOPES), st.lists(span, max_size=2).map(tuple), strings, strings, st.none() | number,
    st.none() | st.builds(Sureness, *[number] * 8), st.none() | span, strings,
)  # fmt: skip
problems = st.lists(st.builds(Problem, word, word, maybe, st.none() | span), max_size=2).map(tuple)
readings = st.builds(Reading, word, st.lists(claims, max_size=2).map(tuple), problems, text, text, text)


@given(readings)
def test_readings_come_back_from_json(reading: Reading) -> None:
    line = schema.to_json(schema.reading_to_dict(reading))
    assert "\n" not in line
    assert schema.reading_from_dict(json.loads(line)) == reading


@given(st.lists(readings, max_size=3))
def test_readings_come_back_from_arrow(given_readings: list[Reading]) -> None:
    batch = schema.readings_to_batch(given_readings)
    assert batch.schema == schema.READING
    assert schema.readings_from_batch(batch) == given_readings


def test_a_report_and_its_reading_make_a_row() -> None:
    reading = FakeReader().read(REPORT)
    row = schema.result_to_dict(REPORT, reading)
    assert list(row) == [
        "id", "published", "outlet", "url", "text", "claims", "reader_version", "lexicon_digest", "gazetteer_digest",
    ]  # fmt: skip
    assert schema.report_from_dict(row) == REPORT
    assert schema.reading_from_dict(row) == reading
    batch = schema.results_to_batch([(REPORT, reading), (None, Reading("x.jsonl:2", (), (Problem("input", "no"),)))])
    assert batch.schema == schema.RESULT
    assert [r.report_id for r in schema.readings_from_batch(batch)] == ["r1", "x.jsonl:2"]


def leaves(kind: Any) -> set[str]:
    if pa.types.is_list(kind):
        return leaves(kind.value_type)
    if pa.types.is_struct(kind):
        return {leaf for i in range(kind.num_fields) for leaf in leaves(kind.field(i).type)}
    return {str(kind)}


@pytest.mark.parametrize("name", ["REPORT", "READING", "RESULT"])
def test_arrow_uses_only_types_that_every_engine_has(name: str) -> None:
    found = {leaf for f in getattr(schema, name) for leaf in leaves(f.type)}
    assert found <= {"string", "bool", "int32", "int64", "double", "date32[day]"}


GOLD = {
    "id": "c3", "event": "e2", "type": "arrest", "trigger": [0, 6], "actors": [{"text": "قسد", "id": "sdf"}],
    "targets": [], "places": [{"text": "بلدة", "name": None, "admin1": None, "country": "SY"}],
    "when": {"text": None, "start": None, "end": None},
    "figures": [{"text": "أكثر من عشرة", "kind": "captured", "of": "person", "low": 11, "high": None}],
    "means": [], "sources": [], "stance": "affirmed", "scope": "single", "incident": "i1",
}  # fmt: skip


def test_gold_lacks_the_extra_keys() -> None:
    one, two = schema.claims_from_dicts([GOLD, GOLD | {"id": "c4"}], "r9", "اعتقلت قسد")
    assert (one.claim_id, two.claim_id) == ("r9:0:0", "r9:0:1")
    assert one.trigger_text == "اعتقلت"
    assert one.figures[0].comparator == "ge"
    assert (one.stance_on, one.claimed, one.confidence) == ("event", False, None)


@pytest.mark.parametrize(
    "change, message",
    [
        ({"trigger": None}, "c3.trigger should be [start, end], not null"),
        ({"trigger": [5, 2]}, "c3.trigger should be [start, end], not [5, 2]"),
        ({"type": 3}, "c3.type should be text, not 3"),
        ({"type": None}, "c3 has no 'type'"),
        ({"actors": "قسد"}, 'c3.actors should be a list, not "قسد"'),
        ({"actors": ["قسد"]}, 'c3.actors[0] should be an object with keys, not "قسد"'),
        ({"places": [{"text": "x", "lat": "35"}]}, 'c3.places[0].lat should be a number, not "35"'),
        (
            {"figures": [{"text": "x", "kind": "killed", "of": "person", "low": 1.5}]},
            "c3.figures[0].low should be a whole",
        ),
        ({"figures": [{"text": "x", "of": "person"}]}, "c3.figures[0] has no 'kind'"),
        ({"when": {"start": "2021-13-01"}}, 'c3.when.start should be a date like 2021-04-09, not "2021-13-01"'),
        ({"claimed": "yes"}, 'c3.claimed should be true or false, not "yes"'),
        ({"mentions": [[1]]}, "c3.mentions[0] should be [start, end], not [1]"),
    ],
)
def test_wrong_rows_are_told_by_field(change: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        schema.claim_from_dict(GOLD | change, "r9")


@pytest.mark.parametrize(
    "value, published",
    [
        (2021, "2021"),
        (2021.0, "2021"),
        (date(2021, 4, 9), "2021-04-09"),
        (datetime(2021, 4, 9, 21, 30), "2021-04-09T21:30:00"),
        ("", None),
        (None, None),
    ],
)
def test_published_may_be_a_number_or_a_date(value: object, published: str | None) -> None:
    assert schema.report_from_dict({"text": "x", "published": value}).published == published


def test_a_report_without_id_is_named_by_its_url_or_text() -> None:
    assert schema.report_from_dict({"text": "قصف"}).id == "dcaf9caa3c5134e1"
    url = schema.report_from_dict({"text": "قصف", "url": "https://example.org"}).id
    assert url == schema.report_from_dict({"text": "غير ذلك", "url": "https://example.org"}).id
    assert len(url) == 16


@pytest.mark.parametrize("row", [{}, {"text": ""}, {"text": " \n"}, {"text": None}, {"body": "قصف"}])
def test_a_report_needs_text(row: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="no text"):
        schema.report_from_dict(row)


@pytest.mark.parametrize(
    "row, message",
    [
        ({"text": "a\0b"}, "NUL"),
        ({"text": "\ud800"}, "surrogate"),
        ({"text": "x", "outlet": "\udfff"}, "'outlet' holds half a surrogate"),
        ({"text": 5}, "'text' should be text, not 5"),
        ({"text": "x", "title": ["a"]}, "'title' should be text"),
    ],
)
def test_text_that_could_not_be_written_again_is_refused(row: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        schema.report_from_dict(row)


def test_json_lines_hold_no_active_character() -> None:
    line = schema.to_json({"text": "\x1b[31m\x9b\x7f\u202e\u2066\u2028\x00 قصف"})
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", line)
    assert json.loads(line)["text"] == "\x1b[31m\x9b\x7f\u202e\u2066\u2028\x00 قصف"
