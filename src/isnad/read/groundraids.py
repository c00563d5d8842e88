"""What is an attack on the ground though its word says else: a "غارة" of gunmen, a "تحرير" that has only begun."""

from __future__ import annotations

from isnad.lexicon.words import words
from isnad.read.frames import Frame

RAID_AIR = "raid_air"  # of triggers.yaml
# Of party_nouns.csv.
RAIDERS = frozenset({"gunman", "rebel", "thief", "gang", "gang_member", "tribesman", "tribes", "youth", "shepherd"})
CATTLE = frozenset({"livestock", "herd"})
CATTLE_REACH = 4  # tokens
RETAKE = "retake"  # of triggers.yaml
BEGUN_BEFORE, BEGUN_BEHIND = 3, 8  # tokens between "بدء" and "عملية", and from the ground to "بدأت"


def raid_on_ground(f: Frame) -> bool:
    """Whether who raids has no aircraft: "شن مسلحون من القبيلة غارة على القرية", "غارة لنهب الماشية"."""
    if f.trigger.id != RAID_AIR:
        return False
    behind = (f.s.at("noun", k) for k in range(f.end, min(f.s.j, f.end + CATTLE_REACH)))
    if any(m is not None and m.entry.id in CATTLE for m in behind):
        return True
    kinds = {np.head.entry.id.split(".")[0] if np.head is not None else "" for np in f.actors}
    return bool(kinds) and kinds <= RAIDERS


def operation_begun(f: Frame) -> bool:
    """Whether an operation for ground has begun, which changed hands later: "بدء عملية تحرير الموصل"."""
    s, first = f.s, f.trigs[0].i
    if f.trigger.id != RETAKE or f.trigs[0].entry.row.pos == "verb" or first <= s.i:
        return False
    if s.norms[first - 1].lstrip("وبل").removeprefix("ال") not in words("operation_word"):
        return False
    before = s.norms[max(s.i, first - 1 - BEGUN_BEFORE) : first - 1]
    behind = s.norms[f.end : min(s.j, f.end + BEGUN_BEHIND)]
    return any(w.removeprefix("و") in words("begun") for w in (*before, *behind))
