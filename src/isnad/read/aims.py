"""What is only aimed at, near or likely: "تهدف الحملة إلى استعادة …", "على مشارف تحريرها", "يبدو أن عبوة انفجرت"."""

from __future__ import annotations

from isnad.lexicon.match import Match
from isnad.mentions.annotate import Sentence
from isnad.read.frames import Frame
from isnad.read.telling import THAT

HAD = frozenset({"كان", "كانت"})
AIMED = frozenset({"الي", "علي", "هو", "هي", "لشن", "لتنفيذ", "للقيام", "لعقد"})  # before what is aimed at
NEARED = frozenset({"من", "اعلان", "السيطره", "استكمال", "اكمال"})  # before ground that is all but taken
WAS_REACH = 5  # tokens from "يبدو أن" to what seems to have been


def aimed_at(s: Sentence, f: Frame, cue: Match, at: int) -> bool:
    """Whether the happening at token `at` is what is aimed at or near: "تهدف الحملة إلى | استعادة", "على مشارف تحريره".

    Between the two stands who aims; right before the happening a preposition, or one and a light word.
    """
    name, i = cue.entry.id, cue.j
    if f.type == "assassination" and s.has(HAD, max(s.i, cue.i - 4), cue.i):
        return False  # "إنه كان يهدف لتصفية قيادي": tried, which counts as done
    if f.trigs[0].entry.row.pos == "verb" or (name == "verge" and f.type != "territory"):
        return False
    if name == "verge" and at == i:
        return True
    if s.tokens[at].norm.startswith("ل") and f.trigs[0].prep == "ل":
        return name == "aim"
    near = [t.norm for t in s.tokens[max(i, at - 2) : at]]
    return not (AIMED if name == "aim" else NEARED).isdisjoint(near)


def that_it_was(s: Sentence, f: Frame, cue: Match) -> bool:
    """Whether a likelihood is of the happening itself: "يبدو أن عبوة انفجرت", "من المحتمل أن تكون الطائرة قد قصفت"."""
    then = cue.j if s.tokens[cue.j - 1].norm == "ان" else cue.j + 1
    if then > f.at or s.tokens[then - 1].norm != "ان" or f.trigs[0].entry.row.pos != "verb":
        return False
    opens = cue.i == s.i or s.tokens[cue.i - 1].kind == "p" or s.tokens[cue.i - 1].norm in THAT
    return f.at - then <= WAS_REACH and opens and not any(s.tokens[k].text in "،.؛" for k in range(then, f.at))
