"""Classes of words, folded: closed ones of the grammar (words.yaml), lists that rules look for (wordlists.yaml).

And what names and actors are known for: given_names.csv, actor_traits.csv.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache

from isnad.arabic.script import fold_word
from isnad.lexicon.load import data_dir
from isnad.lexicon.rows import read_yaml


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    items = [item for name in ("words.yaml", "wordlists.yaml") for item in read_yaml(data_dir() / name)]
    return {item["id"]: frozenset(fold_word(p) for w in item["words"] for p in w.split()) for item in items}


@cache
def words(name: str) -> frozenset[str]:
    """The folded words of one class, e.g. `words("preposition")`."""
    return _classes()[name]


@cache
def actor_trait(trait: str) -> dict[str, str]:
    """The actors that have a trait, by id, with its value (actor_traits.csv).

    "air": fights mostly from the air. "violent": no force, and does violence. "forces": an army or its
    like, never "التنظيم". "abroad": fights in several countries, so that it tells no report's country.
    "heir": who follows, when its time ended, where the id alone does not say it. "police": whose are
    "قوى الأمن الداخلي" beside this side. "hunts": strikes and raids for
    wanted men, so that a house it hits may be theirs.
    """
    rows = csv.DictReader((data_dir() / "actor_traits.csv").read_text(encoding="utf-8").splitlines())
    return {r["id"]: r["value"] for r in rows if r["trait"] == trait}


@lru_cache(maxsize=1)
def given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Given names, and the words that stand for a part of a name ("أبو", "بن"): given_names.csv, folded."""
    rows = list(csv.DictReader((data_dir() / "given_names.csv").read_text(encoding="utf-8").splitlines()))
    names = {fold_word(n) for r in rows if r["sex"] != "part" for n in r["names"].split("|")}
    return frozenset(names), frozenset(fold_word(n) for r in rows if r["sex"] == "part" for n in r["names"].split("|"))


def is_given(norm: str) -> bool:
    """Whether a folded word is a given name, or opens one ("عبد", "أبو")."""
    names, parts = given_names()
    return norm in names or norm in parts or (norm.startswith("عبد") and len(norm) in (3, 6, 7, 8, 9, 10))
