"""Closed word classes (words.yaml), folded, for the grammar."""

from __future__ import annotations

from functools import lru_cache

import yaml

from isnad.arabic.script import fold_word
from isnad.lexicon.load import data_dir


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    items = yaml.safe_load((data_dir() / "words.yaml").read_text(encoding="utf-8"))
    return {item["id"]: frozenset(fold_word(p) for w in item["words"] for p in w.split()) for item in items}


def words(name: str) -> frozenset[str]:
    """The folded words of one closed class, e.g. `words("preposition")`."""
    return _classes()[name]
