"""Lists of the dead and hurt: "والقتلى هم:" and, line by line, how many of what sort they were."""

from __future__ import annotations

from dataclasses import dataclass

from isnad.lexicon.match import SKIPPED, Match
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.read.amounts import Reach, number_of
from isnad.read.counted import kind_of
from isnad.read.frames import BULLETS, FigureMention, Frame
from isnad.read.lists import BODY
from isnad.read.losses import home_of
from isnad.read.parts import find_parts
from isnad.read.runs import phrase_run
from isnad.read.tolls import inherit

OPENING = 8  # tokens from the word for the dead to the colon: "وتوزع الشهداء على النحو الآتي:"

APART = frozenset({"هم", "وهم", "بينهم", "منهم", "كالتالي", "كالاتي", "التالي", "الاتي", "يلي"})  # "544 شخصاً، بينهم:"


@dataclass(slots=True)
class Toll:
    """The happening whose dead or hurt the lines that follow tell apart."""

    frame: Frame
    kind: str


def opened(s: Sentence, frames: list[Frame]) -> Toll | None:
    """The toll that a sentence opens a list of: "… تسببت بمقتل 32 شخصاً، والقتلى هم:"."""
    last = s.j - 1
    while last > s.i and s.tokens[last].text in SKIPPED:
        last -= 1
    if not frames or s.tokens[last].text != ":":
        return None
    of = next((m for k in range(last, max(s.i, last - OPENING) - 1, -1) if (m := _counting(s, k)) is not None), None)
    home = home_of(frames, of.i) if of is not None else None
    if of is not None and home is not None:
        return Toll(home, kind_of(s, of))
    told = [(x.i, f, x.kind) for f in frames for x in f.figures if x.kind in BODY and not x.part]
    if s.tokens[last - 1].norm in APART and told:
        _, frame, kind = max(told, key=lambda x: x[0])
        return Toll(frame, kind)
    return None


def _counting(s: Sentence, k: int) -> Match | None:
    """The plural at token k that stands for the dead or hurt."""
    m: Match | None = s.at("trigger", k)
    t = m.entry.row.trigger if m is not None else None
    plural = m is not None and m.entry.row.feature == "pl"
    return m if t is not None and t.counted and plural and t.figure in BODY else None


def line(s: Sentence, nps: dict[int, Np], toll: Toll) -> bool:
    """Gives a line of the list to its happening: "– 7 مدنيين بينهم طفل"; whether the line is of the list."""
    k = s.i
    while k < s.j and (s.tokens[k].text in BULLETS or s.tokens[k].text in SKIPPED):
        k += 1
    np = nps.get(k)
    if np is None or np.role not in ("person", "force"):
        return False
    if np.quantity is None and (k == s.i or np.definite or number_of(s, np) == "pl"):
        return False
    r = Reach(s, nps, set())
    found: list[FigureMention] = phrase_run(r, np, toll.kind)
    found += find_parts(r, found, [])
    inherit(found, "")
    for f in found:
        f.part = True
    toll.frame.figures += found
    return bool(found)
