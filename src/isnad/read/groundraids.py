"""Raids without aircraft: a "غارة" of gunmen on a village, or for cattle."""

from __future__ import annotations

from isnad.read.frames import Frame

RAID_AIR = "raid_air"  # of triggers.yaml
# Of party_nouns.csv.
RAIDERS = frozenset({"gunman", "rebel", "thief", "gang", "gang_member", "tribesman", "tribes", "youth", "shepherd"})
CATTLE = frozenset({"livestock", "herd"})
CATTLE_REACH = 4  # tokens


def raid_on_ground(f: Frame) -> bool:
    """Whether who raids has no aircraft: "شن مسلحون من القبيلة غارة على القرية", "غارة لنهب الماشية"."""
    if f.trigger.id != RAID_AIR:
        return False
    behind = (f.s.at("noun", k) for k in range(f.end, min(f.s.j, f.end + CATTLE_REACH)))
    if any(m is not None and m.entry.id in CATTLE for m in behind):
        return True
    kinds = {np.head.entry.id.split(".")[0] if np.head is not None else "" for np in f.actors}
    return bool(kinds) and kinds <= RAIDERS
