"""Events of a report: frames that tell one happening come together, whatever sentence and chain they stand in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from isnad.lexicon.models import model
from isnad.lexicon.words import actor_trait
from isnad.read.frames import OPERATIONS, STRIKES, Frame, Telling
from isnad.read.kinds import CHOSEN, Kind, fights_apart, type_fits
from isnad.read.sameness import GROUND, Known, Place, Traits, days_apart, features, long_before

# The types from the most to the least telling; an event takes the most telling one of its tellings.
TELLING = (
    "suicide_attack",
    "assassination",
    "execution",
    "air_strike",
    "explosive",
    "abduction",
    "arrest",
    "shelling",
    "territory",
    "armed_clash",
    "armed_attack",
    "seizure",
    "killing",
    "destruction",
)
# "هجمات مماثلة", of the kind of the strike told before
ALIKE = frozenset({"مماثل", "مماثلا", "مماثله", "مماثلين", "مماثلتين", "مشابه", "مشابها", "مشابهه"})
TYPED_BY = 50  # tellings of an event that have a say in its type
TOLL = 10  # from so many on a number of dead sums up
RECENT = 8  # tellings of an event that a new one is compared with
APART = 2  # days
FIRE = STRIKES - {"armed_attack"}
REACH = 30  # a telling goes back to one of so many events told last


@dataclass(slots=True)
class Event:
    """Tellings of one happening, and what they have in common with others."""

    tellings: list[Telling] = field(default_factory=list)
    traits: list[Traits] = field(default_factory=list)
    _known: Known | None = None
    _type: str | None = None

    def add(self, x: Traits) -> None:
        """One more telling of it."""
        self.tellings.append(x.t)
        self.traits.append(x)
        self._known = self._type = None

    @property
    def known(self) -> Known:
        """What a new telling is compared with: the first telling and the last few."""
        if self._known is None:
            self._known = Known([self.traits[0], *self.traits[max(1, len(self.traits) + 1 - RECENT) :]])
        return self._known

    @property
    def type(self) -> str:
        """The most telling type among the tellings."""
        if self._type is None:
            self._type = self._most_telling()
        return self._type

    @property
    def unsaid(self) -> bool:
        """Whether no telling says what kind of strike it was."""
        return all(
            t.frame.trigger.generic and not any(r.startswith(("type:", "joined:")) for r in t.frame.rules)
            for t in self.tellings
        )

    @property
    def listed(self) -> bool:
        """Whether it is told in the lines of a list alone."""
        return all(x.listed for x in self.traits)

    def close(self) -> None:
        """Let go of what new tellings are compared with: none will be."""
        self._known = None

    def retype(self, type_: str) -> None:
        """Make it an event of another type."""
        self._type = type_

    def _most_telling(self) -> str:
        frames = [t.frame for t in self.tellings[:TYPED_BY]]
        if frames[0].type == "killing" and frames[0].scope == "aggregate" and _toll(frames[0]):
            return "killing"  # the dead of a month, whatever they died of
        if any(f.type == "armed_attack" for f in frames):  # a bare "استهداف" says less than "هجوم"
            frames = [f for f in frames if not (f.trigger.joins and f.type == "shelling")]
        types = [f.type for f in frames if not (f.trigger.anaphor and len(frames) > 1)] or [frames[0].type]
        found = next((t for t in TELLING if t in types), types[0])
        kin = next((k for k in (GROUND, CHOSEN) if found in k), None)  # an attack and the fight it sets off
        return next(t for t in types if t in kin) if kin else found


def _toll(f: Frame) -> bool:
    return any((x.quantity.low or 0) >= TOLL for x in f.figures)


Judge = Callable[[Event, Traits, Place], float]


def gather(told: Sequence[Traits], judge: Judge | None = None) -> list[Event]:
    """Events from the tellings of a report as its text has them; each joins the likeliest told before, or opens one.

    `judge` says how surely a telling is of an event: above zero it is. By default that is `likeness`.
    """
    judge = judge or likeness
    events: list[Event] = []
    by_frame: dict[int, Event] = {}  # the event of each frame that was told, by the frame's identity
    last: Event | None = None
    for x in told:
        f = x.t.frame
        best, score = by_frame.get(id(f.of)), 0.0
        other = by_frame.get(id(f.beside))
        for e in events[-REACH:] if best is None else ():
            if e is other:
                continue
            s = judge(e, x, Place(lead=e is events[0], last=e is last, only=len(events) == 1))
            if s > score:
                best, score = e, s
        if best is not None:
            f.rules.append(f"same event: {score:.1f}")
        elif not f.echo:
            best = Event()
            events.append(best)
            if len(events) > REACH:
                events[-REACH - 1].close()
        if best is not None:
            best.add(x)
            by_frame[id(f)] = last = best
    _told_of_aircraft(events)
    _parts_of_sums(events)
    _of_the_same_kind(events)
    _of_air_powers(events)
    return events


def _told_of_aircraft(events: Sequence[Event]) -> None:
    """Strikes of a kind unsaid in the lines of a list are of the kind of their sum, or of strikes told before it."""
    told: set[str] = set()
    for e in events:
        if e.type in STRIKES and not e.listed:
            told = {e.type} if e.tellings[0].frame.scope == "aggregate" else {*told, e.type}
        elif e.type == "shelling" and told == {"air_strike"} and e.unsaid:
            e.retype("air_strike")


def _parts_of_sums(events: Sequence[Event]) -> None:
    """Attacks of a kind unsaid that are counted behind a count of strikes are parts of it: "93 هجوماً في آذار"."""
    summed: str | None = None
    for e in events:
        if not any(x.counted for x in e.traits):
            continue
        if e.type in ("shelling", "air_strike"):
            summed = e.type
        elif summed and e.type == "armed_attack" and e.unsaid:
            e.retype(summed)


def _of_the_same_kind(events: Sequence[Event]) -> None:
    """Attacks of a kind unsaid that are "alike" are of the kind of the strike told before: "لهجمات مماثلة"."""
    before: str | None = None
    for e in events:
        f = e.tellings[0].frame
        if before and e.type in STRIKES and e.unsaid and any(t.norm in ALIKE for t in f.s.tokens[f.end : f.end + 2]):
            e.retype(before)
        before = e.type if e.type in STRIKES else before


def _of_air_powers(events: Sequence[Event]) -> None:
    """Fire of a kind unsaid by who fights mostly from the air is so where air strikes are told: "التحالف قصف …"."""
    if not any(e.type == "air_strike" for e in events):
        return
    for e in events:
        doers = {a[1] for t in e.tellings for a in t.actors if a[1]}
        if e.type == "shelling" and e.unsaid and doers and doers <= actor_trait("air").keys():
            e.retype("air_strike")


def may_be_one(e: Event, x: Traits) -> bool:
    """Whether a telling can be of an event told before, whatever else speaks for it.

    What is planned has not been; what is told of days far apart is two things; seven raids are none of the twelve
    that the same one counted before, nor is one sum of the dead another, nor one numbered item or line of a ticker
    the next; what is counted over months, or comes again and again, is no single happening; rifles are no guns and
    no aircraft; what is answered is not the answer; an exchange of prisoners is not the truce that it was agreed
    in; who leaves does not come; a fight is no assassination; what a campaign led to is not the campaign; the
    second is not the third; what was "some days ago" or "before that" is not of today; "twelve others" who were killed
    on a day that is told are not of those told before; lines of a ticker that name two places tell two things; those
    whom one side killed are not the other side's dead; for what somebody is known or held is not what befell him,
    nor is what had befallen him before; what the raids since some day come to is no single raid.
    """
    if x.of_another:
        return False
    known = e.known
    if x.item and known.items and x.item not in known.items:
        return False
    same_sentence = [t.frame for t in e.tellings if t.frame.s is x.t.frame.s]
    if same_sentence and (x.t.frame.in_return or x.charged or _of_campaign(x.t.frame, same_sentence)):
        return False
    if (x.had_been and e.type != x.t.frame.type) or ((x.many_others or x.brought_to) and known.single):
        return False
    if any(f.answered and f.at < x.t.frame.at for f in same_sentence):
        return False  # "رداً على العدوان، نفذت القوات عملية"
    if (x.long and known.short) or (known.long and x.short):
        return False
    if (x.repeated and not known.repeated) or (x.sum_of_dead and (known.single or (known.goes_on and not known.days))):
        return False
    if x.more_dead and known.dead and not same_sentence:
        return False
    if x.once and not known.once and (known.days or known.news):
        return False
    if x.planned not in known.planned or x.t.frame.at in known.at:
        return False
    if (x.guns and known.aimed) or (x.aimed and known.guns) or x.turn not in known.turns:
        return False
    if not (x.pointing and e.type in OPERATIONS) and not _fits(known.kinds, x.kind):
        return False
    if not x.pointing and _fights_apart(known.kinds, x.kind):
        return False
    if (x.nth and known.nth and x.nth not in known.nth) or _of_another_line(known, x):
        return False
    if x.killers and known.killers and x.killers.isdisjoint(known.killers) and x.figures.isdisjoint(known.figures):
        return False
    if x.tolled and known.tolled and x.tolled.isdisjoint(known.tolled):
        return False
    if x.counted and known.counted and x.counted.isdisjoint(known.counted) and x.t.chain in known.chains:
        return False
    return days_apart(known, x) <= APART and not long_before(known, x)


def _of_campaign(f: Frame, told: Sequence[Frame]) -> bool:
    """Whether one happening is told as what many of its kind led to: "حملة اغتيالات … أدت إلى اغتيال ثلاثة عناصر"."""
    return f.scope == "single" and any(x.scope == "aggregate" and f.came_of(x) for x in told)


def _of_another_line(known: Known, x: Traits) -> bool:
    """Whether a line of a ticker names a place of its own that no line before it named."""
    own = x.stamped and known.stamped and x.places and x.t.frame.s is not known.last.frame.s
    return bool(own) and known.names.isdisjoint(x.names) and known.spots.isdisjoint(x.spots)


@cache
def _fits(kinds: frozenset[Kind], kind: Kind) -> bool:
    """Whether a frame may tell one event with frames of any of these kinds.

    Those killed in a raid are no bridge to a fight, nor those killed in a fight to fire.
    """
    causes = [k for k in kinds if k[0] != "killing"]
    fight = kind[0] == "armed_clash" or (kind[0] in FIRE and all(k[0] == "armed_clash" for k in causes))
    return any(type_fits(k, kind) for k in (fight and causes) or kinds)


@cache
def _fights_apart(kinds: frozenset[Kind], kind: Kind) -> bool:
    """Whether a frame tells a fight and one of the others the death of a man chosen for it, or the other way round."""
    return any(fights_apart(k, kind) for k in kinds)


def likeness(e: Event, x: Traits, place: Place, weights: Mapping[str, float] | None = None) -> float:
    """How surely a telling is of an event told before; above zero it is."""
    if not may_be_one(e, x):
        return -9.0
    w = weights if weights is not None else model("coreference")
    found = features(e.type, e.known, x, place)
    return sum([w[name] * value for name, value in found.items() if name in w])
