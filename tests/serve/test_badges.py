"""The marks that every row repeats: escaped, in the page's language, nothing said that isn't known."""

from __future__ import annotations

import pytest

from isnad.serve.templating import environment


@pytest.mark.parametrize(
    "template, made, note",
    [
        ('{{ "weak" | grade }}', 'class="grade g-weak"', "a grade with its class"),
        ('{{ "<b>" | stance }}', "&lt;b&gt;", "whatever comes is escaped"),
        ('{{ "affirmed" | stance }}|', "|", "what is affirmed needs no mark"),
        ("{{ none | days(none) }}", environment("ar").filters["t"]("undated"), "no day is guessed"),
        ('{{ "2021-01-02" | days("2021-01-02") }}', '<time datetime="2021-01-02">2021-01-02</time>', "one day, once"),
        ('{{ "2021-01-02" | days("2021-01-05") }}', "</time> – <time", "the first and the last"),
        ('{{ "<i>" | days("x") }}', "&lt;i&gt;", "days of a report are words too"),
    ],
)
def test_a_mark(template: str, made: str, note: str) -> None:
    assert made in environment("ar").from_string(template).render(), note
