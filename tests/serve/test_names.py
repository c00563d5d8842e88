"""What things are called in the language of a page."""

from __future__ import annotations

import pytest

from isnad.serve.names import called_actor, find_actors, source_name


@pytest.mark.parametrize(
    "told, ar, en",
    [
        ("aawsat", "صحيفة الشرق الأوسط", "Asharq Al-Awsat"),  # an outlet as collectors write it
        ("Reuters", "رويترز", "Reuters"),
        ("وكالة فرانس برس", "وكالة فرانس برس", "Agence France-Presse"),
        ("شبكة خطى المحلية", "شبكة خطى المحلية", "شبكة خطى المحلية"),  # nobody's whom the lexicon knows
    ],
)
def test_sources_have_a_name_in_each_language(told: str, ar: str, en: str) -> None:
    assert (source_name(told, "ar"), source_name(told, "en")) == (ar, en)


FOUND = [
    ("syr.mil", "syr.mil", "an id"),
    ("الجيش السوري", None, "two of that name, one after the other"),
    ("Islamic State", "is", "its name"),
    ("قوات الأسد", "syr.mil", "an alias"),
    ("قوات الاسد", "syr.mil", "however it is written"),
    ("النظام", None, "a part of many names"),
    ("nobody.such", None, "nobody"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize("said, expected, note", FOUND, ids=[n for _, _, n in FOUND])
def test_a_side_is_known_by_what_it_is_called(said: str, expected: str | None, note: str) -> None:
    assert called_actor(said) == expected


def test_sides_are_offered_by_their_aliases_too() -> None:
    offered = find_actors("قوات الأسد")
    assert next(iter(offered)) == "syr.mil"
    assert "قوات الأسد" in offered["syr.mil"]  # else a browser's list leaves it out
    assert len(find_actors("جيش")) == 20
    assert find_actors("  ") == {}
