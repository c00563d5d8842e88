"""How templates are compiled: functions without a look-up, phrases in their place."""

from __future__ import annotations

import pytest

from isnad.serve.templating import environment, options


def test_a_phrase_that_is_constant_stands_in_the_compiled_template() -> None:
    env = environment("en")
    assert "stance" not in env.compile('{{ t("stance") }}', raw=True).replace(env.functions["t"]("stance"), "")
    assert env.from_string('{{ t("stance") }}').render() == "Stance"


@pytest.mark.parametrize(
    "template, made",
    [
        ('{{ t("reports_few", n=k) }}', "3 تقارير"),
        ('{{ t("kind_" ~ x) if k else t("any") }}', environment("ar").functions["t"]("kind_tally")),
        ('{{ (none or t("undated"))[:2] }}', environment("ar").functions["t"]("undated")[:2]),
        ('{% macro m(v) %}{{ code("stance", v) }}{% endmacro %}{{ m("<b>") }}', "&lt;b&gt;"),
        ("{{ x }}\u202e", "tally\u202e"),
        ("{{ bad }}", "a\ufffdb"),
    ],
)
def test_calls_give_what_they_gave(template: str, made: str) -> None:
    assert environment("ar").from_string(template).render(k=3, x="tally", bad="a\u202eb") == made


def test_an_unknown_phrase_is_an_error() -> None:
    with pytest.raises(KeyError):
        environment("ar").from_string('{{ t("no such phrase") }}').render()


def test_options_are_escaped_and_one_is_chosen() -> None:
    made = options([("a&b", "<A>"), ("c", "C\u202e")], "c")
    assert made == '<option value="a&amp;b">&lt;A&gt;</option><option value="c" selected>C\ufffd</option>'
