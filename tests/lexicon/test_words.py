"""Classes of words, and which of them are ordinary words to the gazetteer."""

from __future__ import annotations

from collections import Counter

import pytest

from isnad.gazetteer.ordinary import Ordinary
from isnad.lexicon.load import data_dir, load_lexicon
from isnad.lexicon.rows import read_yaml
from isnad.lexicon.words import actor_trait, words


def test_no_class_stands_twice() -> None:
    ids = Counter(i["id"] for name in ("words.yaml", "wordlists.yaml") for i in read_yaml(data_dir() / name))
    assert [i for i, n in ids.items() if n > 1] == []


def test_words_are_folded() -> None:
    assert {"اوليه", "اولي"} <= words("first_toll")


@pytest.mark.parametrize(
    "name, ordinary",
    [
        ("ابو كمال", False),
        ("بني مالك", False),
        ("كفر قاسم", False),
        ("النبي صالح", False),
        ("حول", True),
    ],
)
def test_what_rules_look_for_may_be_in_a_name(name: str, ordinary: bool) -> None:
    assert Ordinary(load_lexicon())(name) is ordinary


def test_traits_are_of_known_actors() -> None:
    known = load_lexicon().actors
    for trait in ("abroad", "air", "violent", "heir"):
        told = actor_trait(trait)
        assert told
        assert {*told, *(v for v in told.values() if v)} <= set(known)
