"""Whose side an actor is on: arms agree with the state or movement they belong to.

The tables are data: `actors.csv` of the lexicons (its `parent` column) and `allies.csv` beside this file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

# Ids that say what someone is, not who: they neither agree nor disagree with a named party.
VAGUE = frozenset(
    {"civilians", "journalists", "medics", "unidentified.armed", "unidentified.airforce", "police.generic",
     "military.generic", "tribal"}
)  # fmt: skip


@dataclass(frozen=True)
class Sides:
    """The parents of actors and the alliances that fight or fly together."""

    parents: Mapping[str, str] = field(default_factory=dict)
    allies: tuple[frozenset[str], ...] = ()

    def root(self, actor: str) -> str:
        """The top of an actor's line: `rus.airforce` -> `rus`; an id without a known parent by its first part."""
        seen = {actor}
        while (up := self.parents.get(actor)) and up not in seen:
            seen.add(up)
            actor = up
        if actor in self.parents or "." not in actor:
            return actor
        head = actor.rsplit(".", 1)[0]
        return head if head in self.parents.values() or head in self.parents else actor

    def agreement(self, ours: Iterable[str], theirs: Iterable[str]) -> str:
        """How two lists of actor ids agree: same, side, allies, unknown (one is empty or vague), differ.

        >>> Sides({"rus.airforce": "rus.mil", "rus.mil": "rus"}).agreement(["rus.airforce"], ["rus"])
        'side'
        """
        a, b = set(ours) - VAGUE, set(theirs) - VAGUE
        if not a or not b:
            return "unknown"
        if a & b:
            return "same"
        roots_a, roots_b = {self.root(x) for x in a}, {self.root(x) for x in b}
        if roots_a & roots_b:
            return "side"
        if any(group & roots_a and group & roots_b for group in self.allies):
            return "allies"
        return "differ"


@lru_cache(maxsize=1)
def default_sides() -> Sides:
    """The sides that ship: parents from the lexicons' `actors.csv`, alliances from `link/data/allies.csv`."""
    parents: dict[str, str] = {}
    actors = resources.files("isnad").joinpath("lexicons", "actors.csv")
    if actors.is_file():
        for row in csv.DictReader(actors.read_text(encoding="utf-8").splitlines()):
            if row.get("parent"):
                parents[row["id"]] = row["parent"]
    allies = resources.files("isnad.link").joinpath("data", "allies.csv")
    groups: dict[str, set[str]] = {}
    for row in csv.DictReader(allies.read_text(encoding="utf-8").splitlines()):
        groups.setdefault(row["alliance"], set()).add(row["actor"])
    return Sides(parents, tuple(frozenset(g) for _, g in sorted(groups.items())))
