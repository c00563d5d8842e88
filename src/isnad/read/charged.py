"""Whose man somebody is taken for, told apart from him: "اعتقلت القوات سامر العلي بتهمة الانتماء إلى الجماعة"."""

from __future__ import annotations

from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.owners import OF_IT
from isnad.mentions.parties import Np
from isnad.read.arguments import Arguments
from isnad.read.frames import Frame
from isnad.read.phrases import ENDS

FOR_IT = frozenset({"arrest", "abduction", "detention", "execution", "assassination", "killing", "armed_attack"})
TO = frozenset({"الي", "ل", "ب", "مع"})
REACH = 16  # tokens from whom it was done to, to what it was done for
NEAR = 3  # tokens from "بتهمة" to "الانتماء", and from there to the side


def take_for(s: Sentence, f: Frame, args: Arguments) -> None:
    """Give those of a frame who are told as nobody's the side that they are said to belong to."""
    if f.type not in FOR_IT:
        return
    for np in f.targets or _persons(args, f):
        plain = np.role == "person" and np.of in ("", "person") and np.actor_id in ("", "civilians")
        side = _side(s, args, np.j) if plain and not np.owners else None
        if side is not None:
            np.owners, np.actor_id, np.suspected = list(side.owners), "", True


def _side(s: Sentence, args: Arguments, a: int) -> Np | None:
    """The side that follows "بتهمة الانتماء" behind token a, in the same sentence and of nobody told between."""
    for k in range(a, min(a + REACH, s.j)):
        if s.norms[k] in words("taken_for"):
            member = next((p for p in range(k, min(k + NEAR, s.j)) if s.norms[p] in OF_IT), -1)
            to = member + 1 + (member + 1 < s.j and s.norms[member + 1] in TO)
            side = args.next(to, s.j, NEAR) if member >= 0 else None
            sided = side is not None and any(m.entry.kind in ("actor", "generic") for m in side.owners)
            return side if sided else None
        if s.tokens[k].text in ENDS:
            return None
    return None


def _persons(args: Arguments, f: Frame) -> list[Np]:
    """The persons behind a happening."""
    return [np for k in range(f.end, min(f.end + REACH, f.s.j)) if (np := args.nps.get(k)) is not None]
