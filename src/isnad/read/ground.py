"""Ground that was taken and the fight for it: who lost it, and who fought whom."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from isnad.read.frames import Telling
from isnad.read.voiced import Resolved

AFTER = frozenset({"بعد", "عقب", "اثر"})
REACH = 3  # tokens from "بعد" to the fight
PULL_OUT = "pull_out"  # of triggers.yaml
OTHER_SIDE = "the other side of the fight"


def beaten(told: list[Telling], doers: Iterable[Resolved]) -> list[Resolved]:
    """Who lost the ground that was taken: the other side of the fight told before it in the sentence."""
    ours = _sides(doers)
    fight = next((t for t in reversed(told) if t.frame.type == "armed_clash"), None)
    if fight is None or not ours or ours.isdisjoint(_sides(fight.actors)):
        return []
    return [x for x in fight.actors if x[1] and x[1].split(".")[0] not in ours]


def fought_over(told: list[Telling]) -> None:
    """Who announces that he took ground "after a fight with" one side fought him, and that side lost it.

    "أعلن الجيش استعادة السيطرة على البلدة بعد معارك مع الفصيل": who says so is known only where the deed is told.
    """
    for taken, fight in pairwise(told):
        f, s = fight.frame, fight.frame.s
        if taken.frame.type != "territory" or f.type != "armed_clash" or not s.has(AFTER, max(s.i, f.at - REACH), f.at):
            continue
        ours = _sides(taken.actors)
        others = [x for x in fight.actors if (x[1] or "").split(".")[0] not in ours]
        if not ours or len(others) != 1:
            continue
        if not taken.targets and taken.frame.trigger.id != PULL_OUT:
            taken.targets = [(*others[0][:3], OTHER_SIDE)]
        if len(fight.actors) == 1:
            fight.actors = [*((*x[:3], OTHER_SIDE) for x in taken.actors if x[1]), *others]


def _sides(parties: Iterable[Resolved]) -> set[str]:
    """The sides of parties, without their arms: "sdn" of "sdn.mil"."""
    return {x[1].split(".")[0] for x in parties if x[1]}
