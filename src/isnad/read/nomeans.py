"""Words of weapons that are not what it was done with: arms that were lost, air defence, "قاعدة … الجوية"."""

from __future__ import annotations

from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.read.frames import Frame

CARRIERS = ("حامله", "حاملات", "حاملتي", "حاملتا")
FELLED = ("killed", "captured")
AIR_WORD = "air_word"  # of means.csv
BASES = ("قاعده", "قواعد", "قاعدتي", "كليه")
NAME_REACH = 6  # tokens from "قاعدة" to "الجوية"
DEFENCE = ("دفاع", "دفاعا", "دفاعات")


def no_means(f: Frame, m: Match) -> bool:
    """Whether arms are no means: what was destroyed or taken ("صدوا هجوماً ودمروا ثماني دبابات"), or air defence."""
    if m.i > f.s.i and f.s.tokens[m.i - 1].norm.endswith(DEFENCE):
        return True  # "منظومة دفاع جوي": against aircraft
    if m.i > f.s.i and f.s.norms[m.i - 1].endswith(CARRIERS):
        return True  # "حاملة الطائرات": a ship
    if (m.entry.id == AIR_WORD and _of_a_base(f, m)) or _civil(f, m):
        return True
    if f.actors and any(x.np is not None and x.kind in FELLED and x.np.i <= m.i < x.np.j for x in f.figures):
        return True  # "قتلت القوات أربعة انتحاريين"
    if m.entry.row["effect"] in ("explosive", "suicide_attack"):
        return False  # a car bomb that was destroyed was on its way
    return any(x.kind in ("destroyed", "damaged", "seized") and x.i <= m.i < x.j for x in f.figures)


def _civil(f: Frame, m: Match) -> bool:
    """Whether it is the flying of passengers: "حركة الطيران", "شركة طيران", "الطيران المدني"."""
    s = f.s
    before = s.norms[m.i - 1].lstrip("وبل").removeprefix("ال") if m.i > s.i else ""
    flying = s.norms[m.j - 1].endswith(("طيران", "جويه"))
    return flying and (before in words("flights") or (m.j < s.j and s.norms[m.j].startswith(("المدني", "التجاري"))))


def _of_a_base(f: Frame, m: Match) -> bool:
    """Whether "of the air" belongs to a thing that was hit: "قاعدة «الملك خالد» الجوية", "للمراقبة الجوية"."""
    s = f.s
    for k in range(m.i - 1, max(s.i, m.i - NAME_REACH) - 1, -1):
        if s.norms[k].endswith(BASES) or (k == m.i - 1 and s.norms[k].endswith("مراقبه")):
            return True
        if not s.norms[m.i].startswith("ال") or k in s.verbs or s.norms[k] in words("preposition"):
            break
        if s.tokens[k].kind != "w" and s.tokens[k].text not in SKIPPED:
            break
    return any(p.i < m.i < p.j for p in s.by_kind.get("place", ()) if p.j - p.i > 1)
