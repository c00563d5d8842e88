"""Tags of a claim: what kind of harm or of protected place or person its words tell of."""

from __future__ import annotations

from collections.abc import Iterable

from isnad.read.frames import Frame

# People and buildings are told near the word of the event; how it was done may stand further off.
NEAR = 14
FAR = 40
FAR_TAGS = frozenset({"sexual_violence", "torture", "child_recruitment", "siege"})
# Types that harm nobody and no building carry only the tags of how it was done.
HARMLESS = frozenset({"talks", "agreement", "threat", "movement", "reconnaissance", "territory", "protest"})


def tags(frames: Iterable[Frame]) -> tuple[str, ...]:
    """The tags of an event's tellings, in the order of the lexicon; "قصف مستشفى" gives `health`."""
    found: dict[str, None] = {}
    for f in frames:
        own = {k for np in (*f.targets, *(x.np for x in f.figures)) if np is not None for k in range(np.i, np.j)}
        for c in f.s.by_kind.get("tag", ()):
            row = c.entry.row
            gap = min(abs(c.i - f.end), abs(f.at - c.j))
            how = row.id in FAR_TAGS
            if (how and gap <= FAR) or (
                f.type not in HARMLESS and (c.i in own or (row.id in ("camp", "market") and gap <= NEAR))
            ):
                found[row.id] = None
    return tuple(sorted(found))
