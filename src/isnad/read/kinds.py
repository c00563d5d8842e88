"""Which types of frames may tell one event."""

from __future__ import annotations

from functools import cache

from isnad.read.frames import KILLING, STRIKES

ATTACKS = frozenset(
    {
        frozenset(p)
        for p in (
            ("armed_attack", "assassination"),
            ("armed_attack", "armed_clash"),
            ("armed_attack", "territory"),
            ("arrest", "abduction"),
            ("assassination", "explosive"),
            ("assassination", "air_strike"),
            ("assassination", "shelling"),
            ("execution", "assassination"),
            ("arrest", "detention"),
        )
    }
)


CHOSEN = frozenset({"assassination", "execution"})


Kind = tuple[str, bool]  # the type of a frame, and whether its trigger is one of a raid


@cache
def type_fits(a: Kind, b: Kind) -> bool:
    """Whether two frames may tell one event by their types: "هجوم" and "انفجار", "مداهمة" and "اعتقال"."""
    x, y = a[0], b[0]
    if x == y or {x, y} <= STRIKES:
        return True
    if "killing" in (x, y):
        return (y if x == "killing" else x) in KILLING
    if {x, y} == {"armed_attack", "arrest"}:
        return (a if x == "armed_attack" else b)[1]
    return frozenset((x, y)) in ATTACKS


@cache
def fights_apart(a: Kind, b: Kind) -> bool:
    """Whether one of two frames tells a fight and the other the death of a man chosen for it."""
    types = {a[0], b[0]}
    return "armed_clash" in types and not CHOSEN.isdisjoint(types)
