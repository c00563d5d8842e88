"""What templates ask for: phrases that stand in the compiled page, codes, lists; all escaped."""

from __future__ import annotations

import pytest

from isnad.serve.templating import environment, options


def test_a_phrase_that_is_constant_stands_in_the_compiled_template() -> None:
    env = environment("en")
    assert "stance" not in env.compile('{{ "stance" | t }}', raw=True).replace(env.filters["t"]("stance"), "")
    assert env.from_string('{{ "stance" | t }}').render() == "Stance"


@pytest.mark.parametrize(
    "template, made",
    [
        ('{{ "reports_few" | t(n=k) }}', "3 تقارير"),
        ('{{ ("kind_" ~ x) | t if k else "any" | t }}', environment("ar").filters["t"]("kind_tally")),
        ('{{ (none or "undated" | t)[:2] }}', environment("ar").filters["t"]("undated")[:2]),
        ('{% macro m(v) %}{{ "stance" | code(v) }}{% endmacro %}{{ m("<b>") }}', "&lt;b&gt;"),
        ("{{ x }}\u202e", "tally\u202e"),
        ("{{ bad }}", "a\ufffdb"),
    ],
)
def test_filters_bind_before_what_stands_around_them(template: str, made: str) -> None:
    assert environment("ar").from_string(template).render(k=3, x="tally", bad="a\u202eb") == made


def test_an_unknown_phrase_is_an_error() -> None:
    with pytest.raises(KeyError):
        environment("ar").from_string('{{ "no such phrase" | t }}').render()


def test_options_are_escaped_and_one_is_chosen() -> None:
    made = options([("a&b", "<A>"), ("c", "C\u202e")], "c")
    assert made == '<option value="a&amp;b">&lt;A&gt;</option><option value="c" selected>C\ufffd</option>'
