"""Houses that are raided, or struck by those who hunt wanted men: nobody's, unless they are said to be civilians'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from isnad.arabic.script import fold_word
from isnad.lexicon.words import actor_trait, words
from isnad.model import Claim, Party
from isnad.read.frames import Telling
from isnad.read.groups import Group

RAIDS = frozenset({"sweep", "storm"})  # of triggers.yaml: "داهمت", "اقتحمت"
HOUSES = ("منزل", "منازل", "بيت", "بيوت")
RAIDED = frozenset({"arrest", "abduction", "armed_attack", "assassination"})


def nobodys_houses(groups: Sequence[Group], claims: list[Claim]) -> list[Claim]:
    """The claims, with no side for a house that was searched or struck for who is in it.

    "داهمت الشرطة منزلاً في الحي", "غارة للتحالف على أحد المنازل": whose it is the text doesn't say;
    "منازل المدنيين" it does.
    """
    return [_without(c) if _sought(g, c) else c for g, c in zip(groups, claims, strict=True)]


def _sought(g: Group, claim: Claim) -> bool:
    """Whether the houses of a claim are where somebody was sought: an arrest, a raid, a strike by those who hunt."""
    if any(a.id in actor_trait("hunts") for a in claim.actors):
        return True
    return claim.type == "arrest" or (claim.type in RAIDED and any(_raid(t) for t in g.event.tellings))


def _raid(t: Telling) -> bool:
    """Whether a telling tells of a raid."""
    return any(m.entry.row.trigger.id in RAIDS for m in t.frame.trigs)


def _without(claim: Claim) -> Claim:
    targets = tuple(replace(p, id=None) if p.id == "civilians" and _house(p) else p for p in claim.targets)
    return replace(claim, targets=targets) if targets != claim.targets else claim


def _house(p: Party) -> bool:
    """Whether a party is a house, or some, with no word of civilians: "عدد من المنازل"; not "منازل الأهالي"."""
    norms = [fold_word(w) for w in p.text.split()]
    bare = [w.lstrip("ولبك").removeprefix("ال").removeprefix("ل") for w in norms]
    return any(w.startswith(HOUSES) for w in bare) and words("civilian_owner").isdisjoint(bare)
