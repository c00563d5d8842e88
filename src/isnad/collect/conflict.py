"""A fast "does this tell of conflict?", so that a general stream of news costs little.

Signs of each sentence (which triggers of the lexicon stand in it, with whom, when, how long it is) are weighed by a
table that ships (`data/conflict.json`, fitted by `bench/fit_conflict.py`); a text is wanted where it is likely enough
that one of its sentences tells of a happening. Reading ends with the sentence that makes it so.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from math import exp

from isnad.lexicon.load import Lexicon, load_lexicon
from isnad.mentions.annotate import Sentence, annotate_with

# From this likelihood a text is wanted. Set by cross-validation so that of coded reports with claims 99 % are kept.
LIKELY = 0.05
LENGTH_STEP, LENGTH_STEPS = 12, 5  # tokens by which a sentence's length is told, and how many such steps
_KINDS = ("actor", "noun", "means", "generic", "title", "source", "cue", "speech", "source_noun")


def signs(s: Sentence) -> set[str]:
    """The signs of one sentence, by name; none for one in which no word says that anything happened."""
    triggers = [m for m in s.by_kind.get("trigger", ()) if m.entry.row.trigger.type]
    if not triggers:
        return set()
    found = {f"length {min(LENGTH_STEPS, (s.j - s.i) // LENGTH_STEP)}"}
    for m in triggers:
        trigger = m.entry.row.trigger
        found |= {f"trigger {trigger.id}", f"type {trigger.type}", f"class {trigger.cls}"}
        if m.i in s.verbs:
            found.add("verb")
    if len(triggers) > 1:
        found.add("two triggers")
    if len(triggers) > 2:
        found.add("three triggers")
    for kind in _KINDS:
        if kind in s.by_kind:
            found.add(kind)
    found |= {f"noun {getattr(m.entry.row, 'of', None)}" for m in s.by_kind.get("noun", ())}
    found |= {f"speech {m.entry.row.frame}" for m in s.by_kind.get("speech", ())}
    found |= {f"date {d.expr.kind}" for d in s.dates}
    if s.quantities:
        found.add("number")
    return found


class ConflictTest:
    """Tells texts that may tell of conflict from those that don't."""

    def __init__(self, lexicon: Lexicon, weights: dict[str, float], likely: float = LIKELY) -> None:
        self._lexicon, self._weights, self._likely = lexicon, weights, likely

    def tells(self, text: str) -> bool:
        """Whether it is likely enough that a sentence of the text tells of conflict."""
        unlikely = 1.0
        for line in text.split("\n"):
            if not line.strip():
                continue
            for found in filter(None, map(signs, annotate_with("trigger", line, self._lexicon))):
                score = self._weights["bias"] + sum(self._weights.get(name, 0.0) for name in found)
                unlikely *= 1.0 - 1.0 / (1.0 + exp(-score))
                if 1.0 - unlikely >= self._likely:
                    return True
        return False


@lru_cache(maxsize=1)
def conflict_test() -> ConflictTest:
    """The test with the shipped lexicon and weights, made once a process."""
    text = resources.files("isnad.collect").joinpath("data", "conflict.json").read_text(encoding="utf-8")
    return ConflictTest(load_lexicon(), {str(k): float(v) for k, v in json.loads(text)["weights"].items()})
