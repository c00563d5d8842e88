"""Stance of a frame and what it is on: from the voice, and from words of plan, doubt and likelihood around it."""

from __future__ import annotations

from isnad.arabic.tokens import FUTURE
from isnad.mentions.annotate import Sentence
from isnad.read.frames import Frame


def settle_stance(s: Sentence, f: Frame) -> None:
    """Stance and what it is on, from the voice and from words of plan, doubt and likelihood near the trigger."""
    if f.voice is not None:
        f.stance, f.stance_on = f.voice.stance, f.voice.stance_on
    m = f.trigs[0]
    if f.stance in ("denied",):
        return
    if m.bits & FUTURE or s.tokens[m.i].norm in ("سوف", "فسوف"):
        f.stance = "planned"
        return
    for cue in s.by_kind.get("cue", ()):
        kind = cue.entry.row.kind
        if kind == "planned" and f.type not in ("threat",) and 0 <= f.at - cue.j <= 5 and not _crosses(s, cue.j, f.at):
            f.stance = "planned"
        elif kind == "possible" and (0 <= f.at - cue.j <= 8 or 0 <= cue.i - f.end <= 22):
            if f.stance == "affirmed":
                f.stance = "possible"
                f.stance_on = "responsibility"
        elif kind == "doubt" and (0 <= f.at - cue.j <= 10 or 0 <= cue.i - f.end <= 14) and f.stance == "affirmed":
            f.stance = "doubted"
    prev = [s.tokens[k].norm for k in range(max(s.i, f.at - 2), f.at)]
    if m.prep == "ل" and m.entry.row.pos == "noun" and f.type in ("territory", "armed_attack") and not f.results and _purpose(s, f):
        f.stance = "planned"
    if m.entry.row.pos == "verb" and prev and prev[-1] in ("لم", "ولم", "لن"):
        f.rules.append("negated")


def _crosses(s: Sentence, a: int, b: int) -> bool:
    return any(s.tokens[k].text in "،.؛" for k in range(a, b))


def _purpose(s: Sentence, f: Frame) -> bool:
    return not s.tokens[f.at].norm.startswith("لل") or f.type == "territory"
