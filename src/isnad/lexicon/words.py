"""Closed word classes (words.yaml), folded, for the grammar."""

from __future__ import annotations

from functools import lru_cache

from isnad.arabic.script import fold_word
from isnad.lexicon.load import data_dir, read_yaml


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    items = read_yaml(data_dir() / "words.yaml")
    return {item["id"]: frozenset(fold_word(p) for w in item["words"] for p in w.split()) for item in items}


def words(name: str) -> frozenset[str]:
    """The folded words of one closed class, e.g. `words("preposition")`."""
    return _classes()[name]
