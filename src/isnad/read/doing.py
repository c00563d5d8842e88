"""Who did it, weighed over the report: a claim's own words often leave it open, and the story around it tells.

Every party that is told near a claim's event is weighed as its doer by `models/doers.json`: log-odds over signs of how
the rules read it here (`doers` of isnad.read.fields), of its part in the events before and behind, and of what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from isnad.arabic.script import fold_word
from isnad.lexicon.load import Actor
from isnad.lexicon.words import actor_trait
from isnad.model import Claim, Party
from isnad.read.frames import Telling
from isnad.read.groups import Group
from isnad.read.joining import CAME_BEFORE
from isnad.read.signs import GROUPS, odds
from isnad.read.voiced import Resolved

LIKELY = 0.4  # from this probability on a party is a claim's doer: the best F1 on coded reports, cross-validated
REACH = 8  # events before and behind from which a party may be taken
MOST = 6  # parties of a claim
# Types whose doers may be taken for each other's: who shells a town may well storm it, and has no hand in a truce.
KIN = (
    frozenset({"air_strike", "shelling", "armed_attack", "armed_clash", "territory", "killing", "destruction"}),
    frozenset({"arrest", "abduction", "detention", "execution", "assassination", "killing", "seizure", "armed_attack"}),
    frozenset({"explosive", "suicide_attack"}),
    frozenset({"movement", "reconnaissance", "territory"}),
    frozenset({"agreement", "talks"}),
)


@dataclass(slots=True)
class Told:
    """A party as one telling has it: whether as the doer, in which group, and in which sentence."""

    doer: bool
    telling: Telling
    group: Group
    words: Resolved
    sentence: int


@dataclass(slots=True)
class Scene:
    """One event of a report: its groups, its place in the order of telling, who does and suffers it by the rules."""

    place: int
    type: str
    sentence: int
    doers: list[str] = field(default_factory=list)
    aims: list[str] = field(default_factory=list)
    told: dict[str, list[Told]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party that may be the doer of a claim, with its signs; `party` is what the claim would carry."""

    party: Party
    ruled: bool
    signs: dict[str, float]


def weigh_doers(
    groups: Sequence[Group], claims: Sequence[Claim], actors: Mapping[str, Actor], least: float = LIKELY
) -> list[Claim]:
    """The claims with the doers that are likely; `groups` are those that the claims were made of."""
    out = []
    for claim, found in zip(claims, candidates(groups, claims, actors), strict=True):
        weighed = [(odds(c.signs, "doers"), c) for c in found]
        likely = [(p, c) for p, c in weighed if p >= least]
        likely.sort(key=lambda x: (not x[1].ruled, -x[0] if not x[1].ruled else 0.0))
        parties = tuple([_said(c, p) for p, c in likely[:MOST]])
        out.append(claim if parties == claim.actors else replace(claim, actors=parties))
    return out


def _said(c: Candidate, p: float) -> Party:
    return c.party if c.ruled else replace(c.party, reason=f"the doer by what is told around it: {p:.2f}")


@cache
def _alike(a: str, b: str) -> bool:
    """Whether two types are one or of one kin."""
    return a == b or any(a in kin and b in kin for kin in KIN)


def _beside(main: Telling, x: Told) -> bool:
    """Whether a party is told as the doer of another happening of the same sentence."""
    return x.doer and x.telling is not main and x.telling.frame.s is main.frame.s


def _key(actor_id: str | None, text: str) -> str:
    return actor_id or "words:" + fold_word(text)


def candidates(
    groups: Sequence[Group], claims: Sequence[Claim], actors: Mapping[str, Actor]
) -> Iterator[list[Candidate]]:
    """For each claim the parties that may have done it: those that the rules chose first, in their order."""
    cast = _Cast(groups, claims, actors)
    for g, claim in zip(groups, claims, strict=True):
        yield cast.of(g, claim)


class _Cast:
    """The parties of a report, event by event."""

    def __init__(self, groups: Sequence[Group], claims: Sequence[Claim], actors: Mapping[str, Actor]) -> None:
        self.actors = actors
        self.ids = {id(g): c.id for g, c in zip(groups, claims, strict=True)}
        self.scenes: dict[str, Scene] = {}
        for g, c in zip(groups, claims, strict=True):
            if g.key not in self.scenes:
                self.scenes[g.key] = Scene(
                    len(self.scenes),
                    g.event.type,
                    g.main.frame.s.index,
                    [_key(p.id, p.text) for p in c.actors],
                    [_key(p.id, p.text) for p in c.targets],
                )
            told = self.scenes[g.key].told
            for t in g.tellings:
                for doer, items in ((True, t.actors), (False, t.targets)):
                    for x in items:
                        told.setdefault(_key(x[1], x[0]), []).append(Told(doer, t, g, x, t.frame.s.index))
        self.order = list(self.scenes.values())
        self.doers = {k for s in self.order for k in s.doers}

    def of(self, g: Group, claim: Claim) -> list[Candidate]:
        """The candidates of one claim."""
        here = self.scenes[g.key]
        around = self.order[max(0, here.place - REACH) : here.place + REACH + 1]
        ruled = {_key(p.id, p.text): p for p in claim.actors}
        told: dict[str, list[Told]] = {k: [] for k in ruled}
        for scene in around:
            for k, ts in scene.told.items():
                told.setdefault(k, []).extend(ts)
        whole = self._of_claim(g, claim, here, len(told))
        sides = {*ruled, *here.aims} - {""}
        arms = [side.split(".")[0] for side in sides]
        whose = {f.whose for f in claim.figures}
        answered = g.main.frame.answered or CAME_BEFORE in g.main.frame.rules
        found = []
        for k, ts in told.items():
            party = ruled.get(k)
            if party is None and not any(x.group.key == g.key or (x.doer and self._kin(here, x)) for x in ts):
                continue
            if party is None and answered and all(_beside(g.main, x) for x in ts):
                continue  # "قصفوا الثكنة رداً على استهداف القرية": who answers did not do what he answers
            if party is None and g.main.frame.trigs[0].i in g.main.frame.s.ours:
                continue  # "صادرنا أسلحة": who speaks did it
            if party is None and claim.stance != "denied" and all(x.doer and x.telling.frame.disowned for x in ts):
                continue  # "نفت الحركة مسؤوليتها عن الهجوم"
            signs = {
                **self._roles(g, k, ts),
                **self._around(here, around, k),
                "by the rules": party is not None,
                "by the rules, of another claim": party is not None and party.from_claim is not None,
                "aim by the rules": k in here.aims,
                "an arm of a side that is chosen": arms.count(k.split(".")[0]) > (k in sides),
                "whose dead are counted": k in whose,
            }
            present = whole | {name: 1.0 for name, v in signs.items() if v}
            found.append(Candidate(party or self._party(g, ts), party is not None, present))
        return found

    def _kin(self, here: Scene, x: Told) -> bool:
        """Whether who did what another event tells may have done this too."""
        return _alike(here.type, self.scenes[x.group.key].type)

    def _party(self, g: Group, told: Sequence[Told]) -> Party:
        """A party as a claim carries it that takes it from elsewhere: as told nearest, as a doer first."""
        at = g.main.frame.at
        x = min(told, key=lambda x: (x.group is not g, not x.doer, abs(x.telling.frame.at - at)))
        text, actor_id, span, reason = x.words
        return Party(text, actor_id, span, None if x.group is g else self.ids[id(x.group)], reason)

    def _of_claim(self, g: Group, claim: Claim, here: Scene, sides: int) -> dict[str, float]:
        """The signs that all candidates of a claim have in common."""
        f = g.main.frame
        row = f.trigs[0].entry.row
        signs = {
            "bias": True,
            "none by the rules": not claim.actors,
            "one known by the rules": any(p.id for p in claim.actors),
            "two by the rules": len(claim.actors) > 1,
            "told by a verb": row.pos == "verb",
            "told in the passive": row.feature == "passive",
            "only what came of it": f.bare,
            "background": g.main.background,
            "of " + GROUPS.get(here.type, "other"): True,
            "scope " + f.scope: True,
            "in the first sentence": f.s.index == 0,
            "many sides": sides > 5,
            "the only event": len(self.order) == 1,
        }
        return {name: 1.0 for name, v in signs.items() if v}

    def _roles(self, g: Group, k: str, told: Sequence[Told]) -> dict[str, bool]:
        """What a party does and suffers in the telling, in the claim's own words, by any voice, in other events."""
        main, key = g.main, g.key
        at_main, own, event = set(), set(), set()  # as doer, True, or as aim, False
        done, suffered = set(), False  # other events
        for x in told:
            if x.group.key == key:
                event.add(x.doer)
                if x.group is g:
                    own.add(x.doer)
                    if x.telling is main:
                        at_main.add(x.doer)
            elif x.doer:
                done.add(x.group.key)
            else:
                suffered = True
        actor = self.actors.get(k)
        kind = actor.kind if actor is not None else "none"
        chain = g.chain
        return {
            "doer of the main telling": True in at_main,
            "aim of the main telling": False in at_main,
            "doer in its own words": True in own,
            "aim in its own words": False in own,
            "doer by any voice": True in event,
            "aim by any voice": False in event,
            "doer of another event": bool(done),
            "doer of two other events": len(done) > 1,
            "doer of four other events": len(done) > 3,
            "aim of another event": suffered,
            "in the air": k.endswith("airforce") or k in actor_trait("air"),
            "kind " + kind: True,
            f"{kind} of {GROUPS.get(g.event.type, 'other')}": True,
            "who says so": bool(chain) and chain[-1].id == k,
            "in the same sentence": main.frame.s.index in [x.sentence for x in told],
        }

    def _around(self, here: Scene, around: Sequence[Scene], k: str) -> dict[str, bool]:
        """A party's part, by the rules, in the events before and behind."""
        alike = [s for s in around if s.type == here.type and s is not here and s.doers]
        out = {
            "doer of the first event": k in self.order[0].doers,
            "the only doer of the report": self.doers == {k},
            "doer of all events of the type": bool(alike) and all(k in s.doers for s in alike),
        }
        if here.place:
            before = self.order[here.place - 1]
            out["doer of the event before"] = k in before.doers
            out["aim of the event before"] = k in before.aims
            out["doer of the event before, of the same type"] = before.type == here.type and k in before.doers
            out["doer of the event just before"] = k in before.doers and here.sentence - before.sentence <= 1
        if here.place + 1 < len(self.order):
            behind = self.order[here.place + 1]
            out["doer of the event behind"] = k in behind.doers
            out["doer of the event behind, of the same type"] = behind.type == here.type and k in behind.doers
        return out
