"""Claims that agree in all that they say tell one event, however their tellings are worded."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

from isnad.model import BODIES, Claim
from isnad.read.events import may_be_one
from isnad.read.groups import Group

T = TypeVar("T")


def agreeing(groups: Sequence[Group], claims: Sequence[Claim]) -> list[Group] | None:
    """The groups with those of one event joined, where two of their claims agree; None where no two do.

    They agree in type, scope, stance, day, places and doers, which are told, and where both tell the dead and hurt or
    whom it was done to, these are no others.
    """
    told: dict[Hashable, list[int]] = {}
    found = False
    for n, c in enumerate(claims):
        key = _key(c)
        opening = groups[n].event.traits[0]
        if key is None or opening.another or opening.of_another:
            continue  # "وفي هجوم آخر على البلدة نفسها"
        alike = told.setdefault(key, [])
        one = next((k for k in alike if _may_join(groups[k], groups[n]) and _no_others(claims[k], c)), None)
        if one is not None:
            found = True
            _join(groups, groups[one], groups[n])
        alike.append(n)
    return _by_chain(groups) if found else None


def _key(c: Claim) -> Hashable:
    """What claims of one event have in common; None where a claim tells no place or no known doer."""
    places = frozenset(p.id or p.name or p.text for p in c.places)
    doers = frozenset(x.id for x in c.actors if x.id)
    if not places or not doers:
        return None
    return c.type, c.scope, c.stance, c.stance_on, c.when.start, c.when.end, places, doers


def _may_join(one: Group, other: Group) -> bool:
    """Whether two events are not told as two: "دخلت الدورية … ثم انسحبت"."""
    return one.event is not other.event and may_be_one(one.event, other.event.traits[0])


def _no_others(a: Claim, b: Claim) -> bool:
    """Whether the dead and hurt of two claims, and the sides that were hit, may be the same."""
    return _meet(_bodies(a), _bodies(b)) and _meet(_hit(a), _hit(b))


def _meet(a: set[T], b: set[T]) -> bool:
    """Whether two sets share something, where both have something."""
    return not a or not b or not a.isdisjoint(b)


def _bodies(c: Claim) -> set[tuple[str, str, int | None, int | None]]:
    return {(f.kind, f.of, f.low, f.high) for f in c.figures if f.kind in BODIES}


def _hit(c: Claim) -> set[str]:
    return {x.id for x in c.targets if x.id}


def _join(groups: Sequence[Group], one: Group, other: Group) -> None:
    """Makes the event of one group that of another, with all who tell it."""
    event, lost, kind = one.event, other.event, one.event.type
    for x in lost.traits:
        event.add(x)
    event.retype(kind)
    for g in groups:
        if g.event is lost:
            g.event, g.key = event, one.key


def _by_chain(groups: Sequence[Group]) -> list[Group]:
    """The groups, those of one event by the same chain in one."""
    out: dict[tuple[str, Hashable], Group] = {}
    for g in groups:
        same = out.setdefault((g.key, g.chain), g)
        if same is not g:
            same.take(g.tellings)
    return list(out.values())
