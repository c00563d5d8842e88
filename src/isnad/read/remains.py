"""Bodies that are found or recovered, and how many they are: "عُثر على جثة طفلة", "رفات 30 شخصاً"."""

from __future__ import annotations

from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.parties import parse_np
from isnad.read.amounts import ONE, SOME, TWO, quantity_of
from isnad.read.frames import FigureMention
from isnad.read.runs import Sum, phrase_run

REMAINS = {"جثه": ONE, "جثمان": ONE, "جثمانا": ONE, "جثث": SOME, "جثامين": SOME, "رفات": SOME} | dict.fromkeys(
    ("جثتي", "جثتين", "جثتان", "جثماني", "جثمانين", "جثمانان"), TWO
)
FOUND_REACH = 9  # tokens from the word of finding to the bodies, those of a date not counted
FOUND_DEAD = ("corpse", "find_body", "recover_body")  # triggers of bodies that are found


def found_bodies(c: Sum, m: Match) -> list[FigureMention]:
    """ "عثر الأهالي على جثة طفلة", "انتشلت الفرق ثلاث جثث": the dead behind a verb of finding."""
    s = c.r.s
    far = min(m.j + FOUND_REACH + sum(k in s.covered for k in range(m.j, min(m.j + FOUND_REACH, s.j))), s.j)
    for k in range(m.i, far):
        word = s.tokens[k].norm.removeprefix("ال")
        if word not in REMAINS:
            continue
        np = c.r.nps.get(k)
        if (
            np is not None and np.quantity is None and np.j > k + 1 and np.i not in c.r.taken
        ):  # "جثة طفلة", read as one phrase
            inner = parse_np(s, k + 1)
            one = REMAINS[word] if inner is None or REMAINS[word] == ONE else quantity_of(s, inner)
            c.r.taken.update((np.i, k + 1))
            return [FigureMention(np.i, np.j, "killed", np.of or "person", one, inner or np)]
        np = c.r.nps.get(k + 1)
        if np is None and k + 2 < s.j and s.tokens[k + 1].norm in words("body_of"):
            np = c.r.nps.get(k + 2)  # "جثة تعود لأحد عناصر …"
        if np is not None and (np.role == "person" or np.quantity is not None) and np.i not in c.r.taken:
            return phrase_run(c.r, np, "killed")
        q = next(
            (q for q in c.r.s.quantities.values() if q.head == k and q.unit is None and q.i not in c.r.taken), None
        )
        if q is not None:
            c.r.taken.update((q.i, k))
            return [FigureMention(q.i, k + 1, "killed", "person", q.quantity)]
        told = k not in c.r.taken and (REMAINS[word] != SOME or m.entry.id != "recover_body")
        return [FigureMention(k, k + 1, "killed", "person", REMAINS[word])] if told else []
    return []
