"""Events of a report: frames that tell one happening come together, whatever sentence and chain they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.arabic.tokens import ARTICLE, SUFFIX
from isnad.mentions.places import PlaceMention
from isnad.model import DateWindow
from isnad.read.frames import STRIKES, Frame
from isnad.read.kinds import type_fits
from isnad.resolve.places import RANK

ANOTHER = frozenset(["اخر", "اخري", "ثان", "ثانيه", "ثالث", "ثالثه", "منفصل", "منفصله", "مماثل", "مماثله", "اخران", "كذلك", "ايضا", "اخرين"])
# The types from the most to the least telling; an event takes the most telling one of its tellings.
TELLING = (
    "suicide_attack", "assassination", "execution", "air_strike", "explosive", "arrest", "abduction", "shelling", "territory",
    "armed_clash", "armed_attack", "seizure", "destruction", "killing",
)
# Scores of likeness; set on the development gold.
SAME_PLACE, OTHER_PLACE, SAME_DAY, OTHER_DAY = 2.0, -4.0, 0.6, -3.0
SAME_ACTOR, OTHER_ACTOR, SAME_FIGURE, OTHER_FIGURE = 0.9, -1.5, 2.0, -0.6
DEFINITE, NEW_ONE, BARE, HEADLINE, DISTANCE, OTHER_SCOPE, SAME_TYPE = 1.7, -5.0, 1.2, 1.5, -0.12, -2.5, 0.6
THRESHOLD = 1.9


@dataclass(slots=True)
class Telling:
    """A frame with what it resolved to: party ids, places, date."""

    frame: Frame
    actors: list[tuple[str, str | None, tuple[int, int], str]]
    targets: list[tuple[str, str | None, tuple[int, int], str]]
    when: DateWindow
    chain: tuple[str, ...]
    background: bool = False

    @property
    def places(self) -> list[PlaceMention]:
        """The places that are no parents of others."""
        return [p for p in self.frame.places if not p.child]


@dataclass(slots=True)
class Event:
    """Tellings of one happening."""

    tellings: list[Telling] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The most telling type among the tellings."""
        types = [t.frame.type for t in self.tellings if not (t.frame.trigger.anaphor and len(self.tellings) > 1)] or [self.tellings[0].frame.type]
        for t in TELLING:
            if t in types:
                return t
        return types[0]


def gather(tellings: list[Telling]) -> list[Event]:
    """Events from tellings in the order of the text."""
    events: list[Event] = []
    opening = tellings[0].frame.s.index if tellings else 0
    for t in tellings:
        t.frame.first = t.frame.s.index == opening
        best, score = None, THRESHOLD
        for e in events:
            s = likeness(e, t)
            if s >= score:
                best, score = e, s
        if best is None:
            events.append(Event([t]))
        else:
            best.tellings.append(t)
            t.frame.rules.append(f"same event: {score:.1f}")
    return events


def likeness(e: Event, t: Telling) -> float:
    """How surely a telling is of an event told before; above THRESHOLD it is."""
    f = t.frame
    pointing = (f.trigger.anaphor and f.definite) or f.pointing
    if not pointing and not any(type_fits(x.frame.type, f.type) for x in e.tellings):
        return -9.0
    if any(x.frame.s is f.s and x.frame.at == f.at for x in e.tellings):
        return -9.0
    last = min(e.tellings, key=lambda x: abs(x.frame.s.index - f.s.index))
    score = DISTANCE * min(abs(f.s.index - last.frame.s.index), 12)
    if f.type == e.type:
        score += SAME_TYPE
    score += _places(e, t) + _days(e, t) + _parties(e, t) + _figures(e, t)
    if f.scope != last.frame.scope:
        score += OTHER_SCOPE
    if f.definite or any(m.bits & (ARTICLE | SUFFIX) for m in f.trigs if m.entry.row.pos != "verb"):
        score += DEFINITE
    if pointing:
        score += 1.0
    if f.bare:
        score += BARE
    raids = any(x.frame.trigger.raid or x.frame.type == "arrest" for x in e.tellings)
    if raids and (f.trigger.raid or f.type == "arrest"):
        score += 0.8
    if not f.first and any(x.frame.first for x in e.tellings):
        score += HEADLINE
    after = [k.norm for k in f.s.tokens[f.end : f.end + 2]]
    if any(w in ANOTHER for w in after) or _preceded_by_another(f):
        score += NEW_ONE
    if f.s is last.frame.s:
        score -= 1.2 if not (f.definite or f.stance != last.frame.stance) else 0.0
    if f.stance in ("denied", "doubted") or last.frame.stance in ("denied", "doubted"):
        score += 1.0
    if f.stance == "planned" and last.frame.stance != "planned":
        score -= 2.0
    return score


def _preceded_by_another(f: Frame) -> bool:
    before = [k.norm for k in f.s.tokens[max(f.s.i, f.at - 8) : f.at]]
    return any(w in ("منفصل", "منفصله", "منفصلين", "سياق", "المقابل", "اخري") for w in before) and not f.definite


def _key(p: PlaceMention) -> str:
    if p.chosen is not None:
        return p.chosen.id
    return " ".join(t for t in (p.type_id,) if False) or f"?{p.name_i}"


def _names(p: PlaceMention, e_tokens: list[str]) -> str:
    return " ".join(e_tokens[p.name_i : p.name_j])


def _places(e: Event, t: Telling) -> float:
    mine = t.places
    if not mine or not _own_place(t.frame):
        return 0.0
    theirs = [(x, p) for x in e.tellings for p in x.places if _own_place(x.frame)]
    if not theirs:
        return 0.0
    tokens = t.frame.s.tokens
    for p in mine:
        name = " ".join(w.norm for w in tokens[p.name_i : p.name_j])
        for _, q in theirs:
            other = " ".join(w.norm for w in tokens[q.name_i : q.name_j])
            if (p.chosen and q.chosen and p.chosen.id == q.chosen.id) or name == other:
                return SAME_PLACE if _exact(p) else SAME_PLACE * 0.5
    exact = [q for _, q in theirs if _exact(q)]
    wide = [q for _, q in theirs if not _exact(q)]
    sharp = [p for p in mine if _exact(p)]
    if sharp and exact:
        return 0.4 if any(_within(p, q) or _within(q, p) for p in sharp for q in exact) else OTHER_PLACE
    if any(_within(p, q) or _within(q, p) for p in mine for q in (wide if sharp else exact + wide)):
        return 0.4
    return OTHER_PLACE


def _own_place(f: Frame) -> bool:
    return not any(r.startswith("place carried") or r == "place of the frame before" for r in f.rules)


def _exact(p: PlaceMention) -> bool:
    return p.chosen is None or (RANK.get(p.chosen.feature, 3) <= 4 and p.relation != "rural")


def _within(p: PlaceMention, q: PlaceMention) -> bool:
    """Whether q is an area that p may lie in."""
    if q.chosen is None:
        return False
    area = RANK.get(q.chosen.feature, 3) >= 5 or q.relation in ("rural", "direction")
    if not area:
        return bool(p.parent and p.parent.chosen and p.parent.chosen.id == q.chosen.id)
    if p.chosen is None:
        return p.parent is None or p.parent.chosen is None or p.parent.chosen.admin1 == q.chosen.admin1 or q.chosen.feature == "country"
    if p.chosen.country != q.chosen.country:
        return False
    return q.chosen.feature in ("country", "region") or p.chosen.admin1 == q.chosen.admin1


def _days(e: Event, t: Telling) -> float:
    if t.when.start is None or t.when.basis not in ("stated", "weekday"):
        return 0.0
    known = [x.when for x in e.tellings if x.when.start is not None and x.when.basis in ("stated", "weekday")]
    if not known:
        return 0.0
    for w in known:
        if (w.start or "") <= (t.when.end or "9") and (t.when.start or "") <= (w.end or "9"):
            return SAME_DAY
    return OTHER_DAY


def _parties(e: Event, t: Telling) -> float:
    mine = {a[1] for a in t.actors if a[1]}
    theirs = {a[1] for x in e.tellings for a in x.actors if a[1]}
    if not mine or not theirs:
        return 0.0
    if mine & theirs or {m.split(".")[0] for m in mine if m} & {m.split(".")[0] for m in theirs if m}:
        return SAME_ACTOR
    return OTHER_ACTOR


def _figures(e: Event, t: Telling) -> float:
    mine = {(f.kind, f.quantity.low, f.quantity.high) for f in t.frame.figures if not f.part}
    theirs = {(f.kind, f.quantity.low, f.quantity.high) for x in e.tellings for f in x.frame.figures if not f.part}
    if not mine or not theirs:
        return 0.0
    exact = {m for m in mine & theirs if m[2] is not None}
    if exact:
        return SAME_FIGURE
    kinds = {m[0] for m in mine} & {m[0] for m in theirs}
    if kinds and not mine & theirs:
        return OTHER_FIGURE if any(x.chain != t.chain for x in e.tellings) else OTHER_FIGURE * 2
    return 0.3 if mine & theirs else 0.0


def is_strike(kind: str) -> bool:
    """Whether a type is a strike of some kind."""
    return kind in STRIKES
