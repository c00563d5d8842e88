"""Which names of places are ordinary words: no report that says "علي" or "حول" means the village of that name.

Words of the lexicons (triggers, parties, cues, speech, titles), given names, and a list of frequent words beside.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path

from isnad.arabic.script import fold_word
from isnad.arabic.tokens import CONJ, PREP, tokenize
from isnad.lexicon.load import Lexicon, data_dir
from isnad.lexicon.rows import read_yaml

SHORT = 3  # names of so few letters are words more often than places
_KINDS = frozenset([
    "trigger", "cue", "speech", "noun", "generic", "title", "source_noun", "means", "nat", "source", "bare_source",
    "actor",
])  # fmt: skip


@lru_cache(maxsize=1)
def listed() -> frozenset[str]:
    """The folded words of ordinary.txt and of the closed classes."""
    path = Path(str(resources.files("isnad"))) / "gazetteer" / "ordinary.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    out = {fold_word(w) for line in lines if not line.startswith("#") for w in line.split()}
    for item in read_yaml(data_dir() / "words.yaml"):
        out |= {fold_word(p) for w in item["words"] for p in w.split()}
    return frozenset(out)


class Ordinary:
    """Tells ordinary words; one look for each word of a table."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[str, bool] = {}

    def __call__(self, folded: str) -> bool:
        """Whether all words of a folded name are ordinary, so that the name alone says nothing.

        A single word of SHORT letters or fewer counts as one, too.
        """
        words = folded.split()
        return all(self._word(w) for w in words) or (len(words) == 1 and len(words[0].removeprefix("ال")) <= SHORT)

    def _word(self, word: str) -> bool:
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._look(word)
        return found

    def _look(self, word: str) -> bool:
        if is_listed(word):
            return True
        tokens = tokenize(word)
        return any(
            m.entry.kind in _KINDS and m.j - m.i == len(tokens) and not m.bits & (CONJ | PREP)
            for m in self._lexicon.matcher.match(tokens, 0, len(tokens))
        )


def is_listed(word: str) -> bool:
    """Whether a folded word, or what it is the feminine, relative or plural of, is in the list, with or without ال."""
    bare = word.removeprefix("ال") if len(word) > 4 else word
    forms = {word, bare, "ال" + bare}
    if len(bare) > 4 and bare.endswith("ه"):
        forms |= {bare[:-1], "ال" + bare[:-1]}
    if len(bare) > 4 and bare.endswith(("ات", "ين", "يه", "ون")):
        forms |= {bare[:-2], bare[:-2] + "ه", "ال" + bare[:-2]}
    return not forms.isdisjoint(listed())
