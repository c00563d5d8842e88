"""Events of a report: frames that tell one happening come together, whatever sentence and chain they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from isnad.arabic.script import fold_word
from isnad.arabic.tokens import ARTICLE, SUFFIX
from isnad.lexicon.models import model
from isnad.mentions.places import PlaceMention
from isnad.model import DateWindow
from isnad.read.frames import OPERATIONS, STRIKES, Frame
from isnad.read.kinds import type_fits
from isnad.resolve.places import RANK

ANOTHER = frozenset(
    [
        "اخر",
        "اخري",
        "ثان",
        "ثانيه",
        "ثالث",
        "ثالثه",
        "منفصل",
        "منفصله",
        "مماثل",
        "مماثله",
        "اخران",
        "كذلك",
        "ايضا",
        "اخرين",
    ]
)
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
TYPED_BY = 50  # tellings of an event that have a say in its type
TOLL = 10  # from so many on a number of dead sums up
REPORTER = "own_correspondent"  # of source_nouns.csv
NEAR = 2  # sentences within which a reporter's words go on with what was told
RECENT = 8  # tellings of an event that a new one is compared with
REACH = 30  # a telling goes back to one of so many events told last
DENIED = ("denied", "doubted")


@dataclass(slots=True)
class Telling:
    """A frame with what it resolved to: party ids, places, date."""

    frame: Frame
    actors: list[tuple[str, str | None, tuple[int, int], str]]
    targets: list[tuple[str, str | None, tuple[int, int], str]]
    when: DateWindow
    chain: tuple[str, ...]
    background: bool = False
    signs: dict[str, float] = field(default_factory=dict)

    @property
    def places(self) -> list[PlaceMention]:
        """The places that are no parents of others."""
        return [p for p in self.frame.places if not p.child]


@dataclass(slots=True)
class Event:
    """Tellings of one happening, and what they have in common with others."""

    tellings: list[Telling] = field(default_factory=list)
    _traits: list[Traits] = field(default_factory=list)
    _known: Known | None = None
    _type: str | None = None

    def add(self, x: Traits) -> None:
        """One more telling of it."""
        self.tellings.append(x.t)
        self._traits.append(x)
        self._known = self._type = None

    @property
    def known(self) -> Known:
        """What a new telling is compared with: the first telling and the last few."""
        if self._known is None:
            self._known = Known([self._traits[0], *self._traits[max(1, len(self._traits) + 1 - RECENT) :]])
        return self._known

    @property
    def type(self) -> str:
        """The most telling type among the tellings."""
        if self._type is None:
            self._type = self._most_telling()
        return self._type

    def _most_telling(self) -> str:
        frames = [t.frame for t in self.tellings[:TYPED_BY]]
        if frames[0].type == "killing" and frames[0].scope == "aggregate" and _toll(frames[0]):
            return "killing"  # the dead of a month, whatever they died of
        types = [f.type for f in frames if not (f.trigger.anaphor and len(frames) > 1)] or [frames[0].type]
        if "armed_attack" in types:  # a bare "استهداف" says less than "هجوم"
            types = [f.type for f in frames if not (f.trigger.joins and f.type == "shelling")]
        found = next((t for t in TELLING if t in types), types[0])
        kin = next((k for k in (GROUND, CHOSEN) if found in k), None)  # an attack and the fight it sets off
        return next(t for t in types if t in kin) if kin else found


def _toll(f: Frame) -> bool:
    return any((x.quantity.low or 0) >= TOLL for x in f.figures)


class Traits:
    """What of one telling is compared with others, worked out once."""

    def __init__(self, t: Telling) -> None:
        f = t.frame
        self.t = t
        self.kind = (f.type, f.trigger.raid)
        self.pointing = (f.trigger.anaphor and f.definite) or f.pointing
        self.raids = f.trigger.raid or f.type == "arrest"
        self.definite = f.definite or any(m.bits & (ARTICLE | SUFFIX) for m in f.trigs if m.entry.row.pos != "verb")
        self.planned = f.stance == "planned"
        self.denied = f.stance in DENIED
        self.behind = _behind(f)
        self.of_another = f.end < f.s.j and f.s.tokens[f.end].norm in ANOTHER and not f.definite  # "هجوم آخر"
        self.another = any(k.norm in ANOTHER for k in f.s.tokens[f.end : f.end + 2]) or _preceded_by_another(f)
        self.speech_opens = _speech_opens(f)
        self.reporter_opens = self.speech_opens and _reporter_opens(f)
        self.places = f.own_places
        self.names = [" ".join(w.norm for w in f.s.tokens[p.name_i : p.name_j]) for p in self.places]
        self.day = t.when if t.when.start is not None and t.when.basis in ("stated", "weekday") else None
        self.doers = {a[1].split(".")[0] for a in t.actors if a[1]}
        self.targets = {w for x in t.targets for w in _stems(x[0])}
        self.figures = {(x.kind, x.quantity.low, x.quantity.high) for x in f.figures if not x.part}
        self.loose = [name for name, holds in (("points back", self.pointing), ("bare result", f.bare)) if holds]
        self.alone = self._alone()

    def _alone(self) -> list[str]:
        """What speaks for and against its being of an event told before, whichever that is."""
        t, f = self.t, self.t.frame
        verb = f.trigs[0].entry.row.pos == "verb"
        said = {
            "new subject": verb and bool(t.actors) and any(f.at < a.i for a in f.actors),
            "own place": bool(self.places),
            "no place": not t.places,
            "new clause": _opens(f),
            "weak or killing": f.type == "killing" or f.trigger.cls == "weak",
        }
        return [name for name, holds in said.items() if holds]


class Known:
    """What the tellings of an event that a new one is compared with say together."""

    def __init__(self, recent: list[Traits]) -> None:
        frames = [x.t.frame for x in recent]
        self.last = max(recent, key=lambda x: x.t.frame.s.index).t  # the first of the nearest sentence
        self.kinds = {x.kind for x in recent}
        self.triggers = {f.trigger.id for f in frames}
        self.at = {f.at for f in frames}
        self.planned = {x.planned for x in recent}
        self.headline = any(f.first for f in frames)
        self.headline_alone = all(f.first for f in frames)
        self.raids = any(x.raids for x in recent)
        self.chains = {x.t.chain for x in recent}
        self.exact = [p for x in recent for p in x.places if _exact(p)]
        self.wide = [p for x in recent for p in x.places if not _exact(p)]
        self.names = {name for x in recent for name in x.names}
        self.chosen = {p.chosen.id for p in (*self.exact, *self.wide) if p.chosen is not None}
        self.days = [x.day for x in recent if x.day is not None]
        self.doers = {a for x in recent for a in x.doers}
        self.targets = {w for x in recent for w in x.targets}
        self.figures = {f for x in recent for f in x.figures}


def gather(tellings: list[Telling], weights: dict[str, float] | None = None) -> list[Event]:
    """Events from tellings in the order of the text; each joins the likeliest event told before, or opens one."""
    w = weights if weights is not None else model("coreference")
    events: list[Event] = []
    opening = tellings[0].frame.s.index if tellings else 0
    for t in tellings:
        t.frame.first = t.frame.s.index == opening
        x = Traits(t)
        best, score = _told_of(events, t), 0.0
        for e in events[-REACH:] if best is None else ():
            s = likeness(e, x, w)
            if s > score:
                best, score = e, s
        if best is not None:
            best.add(x)
            t.frame.rules.append(f"same event: {score:.1f}")
        elif not t.frame.echo:
            events.append(Event())
            events[-1].add(x)
    return events


def _told_of(events: list[Event], t: Telling) -> Event | None:
    """The event of the frame that a telling is expressly of, by another voice of its sentence."""
    of = t.frame.of
    return None if of is None else next((e for e in reversed(events) if any(x.frame is of for x in e.tellings)), None)


def likeness(e: Event, x: Traits, w: dict[str, float]) -> float:
    """How surely a telling is of an event told before; above zero it is."""
    known = e.known
    if not (x.pointing and e.type in OPERATIONS) and not any(type_fits(kind, x.kind) for kind in known.kinds):
        return -9.0
    if x.of_another or x.t.frame.at in known.at or x.planned not in known.planned:
        return -9.0  # what is planned has not been
    gap = abs(x.t.frame.s.index - known.last.frame.s.index)
    total = w.get("bias", 0.0) + w.get("distance", 0.0) * min(gap, 12)
    for name in features(e, x, gap):
        total += w.get(name, 0.0)
    return total


def features(e: Event, x: Traits, gap: int) -> list[str]:
    """What speaks for and against a telling being of an event so many sentences away, beside the distance;
    models/coreference.json weighs it.
    """
    f, known = x.t.frame, e.known
    last = known.last
    out = ["same sentence"] if gap == 0 else []
    out.append("same type" if f.type == e.type else _kinds(f.type, e.type))
    if f.trigger.id in known.triggers:
        out.append("same word")
    if f.scope != last.frame.scope:
        out.append("other scope")
    if x.definite:
        out.append("definite")
        if gap == 0:
            out.append("definite in the same sentence")
    out += x.loose
    if known.headline and not f.first:
        out.append("headline")
        if known.headline_alone:
            out.append("headline alone")
    if gap == 0 and x.behind:
        out.append("behind another")
    if x.another:
        out.append("another")
    if x.raids and known.raids:
        out.append("raid and arrest")
    out += x.alone
    if x.t.chain not in known.chains:
        out.append("other chain")
    elif x.t.chain:
        out.append("same chain")
    if x.t.background != last.background:
        out.append("background")
    if x.denied or last.frame.stance in DENIED:
        out.append("denied")
    if 0 < gap <= NEAR and x.speech_opens:
        out.append("speech opens")
        if x.reporter_opens:
            out.append("reporter opens")
        if known.headline:
            out.append("speech opens, lead before")
    return [*out, _places(known, x), _days(known, x), _parties(known, x), _figures(known, x), _targets(known, x)]


AIMED = frozenset({"air_strike", "shelling"})
BLASTS = frozenset({"explosive", "suicide_attack"})
GROUND = frozenset({"armed_attack", "armed_clash"})
CHOSEN = frozenset({"assassination", "execution"})


@cache
def _kinds(a: str, b: str) -> str:
    """What two types are to each other, where they differ: "هجوم" and "قصف", "قصف" and "غارة"."""
    for name, one, other in (
        ("killing and its cause", {"killing", "destruction"}, STRIKES | GROUND),
        ("ground taken", {"territory"}, {"territory", *STRIKES, *GROUND}),
        ("fight and attack", {"armed_clash"}, {"armed_attack"}),
        ("attack and fire", {"armed_attack"}, AIMED),
        ("attack and blast", {"armed_attack"}, BLASTS),
        ("fire and blast", AIMED, BLASTS),
        ("fire and fire", AIMED, AIMED),
    ):
        if (a in one and b in other) or (b in one and a in other):
            return name
    return "other kinds"


BEHIND = frozenset(
    {"بعد", "عقب", "قبل", "قبيل", "تزامنا", "بالتزامن", "بموازاه", "ردا", "تلا", "سبق", "سبقه", "سبقها", "تلاه", "تلته"}
)


def _behind(f: Frame) -> bool:
    """Whether a happening is what another one came after or before: "بعد قصف استهدف البلدة"."""
    first = min(m.i for m in f.trigs)
    return any(k.norm.removeprefix("و") in BEHIND for k in f.s.tokens[max(f.s.i, first - 3) : first])


def _preceded_by_another(f: Frame) -> bool:
    before = [k.norm for k in f.s.tokens[max(f.s.i, f.at - 8) : f.at]]
    return any(w in ("منفصل", "منفصله", "منفصلين", "المقابل", "اخري") for w in before) and not f.definite


# Words that open a new piece of news within a report.
OPENERS = frozenset(
    "كما وكما وفي سياق المقابل بدوره بدورها جهته جهتها جانبه جانبها اخري متصل الي فيما بينما وكان وكانت سبق".split()  # noqa: SIM905
)


def _opens(f: Frame) -> bool:
    return any(k.norm in OPENERS for k in f.s.tokens[f.s.i : min(f.s.i + 3, f.at)])


def _speech_opens(f: Frame) -> bool:
    """Whether a verb of telling opens the frame's sentence: "وقال مراسلنا إن …", "وأوضح المصدر أن …"."""
    s = f.s
    return any(
        (m := s.at("speech", k)) is not None and m.entry.row.pos == "verb" for k in range(s.i, min(s.i + 2, f.at))
    )


def _reporter_opens(f: Frame) -> bool:
    s = f.s
    return any(m.entry.id == REPORTER and m.i - s.i <= 3 for m in s.by_kind.get("source_noun", ()))


def _places(known: Known, x: Traits) -> str:
    if not x.places or not known.names:
        return ""
    for p, name in zip(x.places, x.names, strict=True):
        if (p.chosen is not None and p.chosen.id in known.chosen) or name in known.names:
            return "same place" if _exact(p) else "same region"
    sharp = [p for p in x.places if _exact(p)]
    if sharp and known.exact:
        near = any(_within(p, q) or _within(q, p) for p in sharp for q in known.exact)
        return "place within" if near else "other place"
    if sharp and any(_within(p, q) for p in x.places for q in known.wide):
        return "place told closer"  # a lead's "ريف إدلب", then the village
    theirs = known.wide if sharp else known.exact + known.wide
    return "wider place" if any(_within(p, q) or _within(q, p) for p in x.places for q in theirs) else "other place"


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
        return (
            p.parent is None
            or p.parent.chosen is None
            or p.parent.chosen.admin1 == q.chosen.admin1
            or q.chosen.feature == "country"
        )
    if p.chosen.country != q.chosen.country:
        return False
    return q.chosen.feature in ("country", "region") or p.chosen.admin1 == q.chosen.admin1


def _days(known: Known, x: Traits) -> str:
    day = x.day
    if day is None:
        return ""
    if not known.days:
        return "day where none was"
    if any((w.start or "") <= (day.end or "9") and (day.start or "") <= (w.end or "9") for w in known.days):
        return "other day" if all(_years(w) != _years(day) for w in known.days) else "same day"
    return "other day"


def _years(w: DateWindow) -> bool:
    """Whether a window spans years: what is told of a war is not what is told of a day in it."""
    return w.start is not None and w.end is not None and int(w.end[:4]) - int(w.start[:4]) > 1


def _parties(known: Known, x: Traits) -> str:
    if not x.doers or not known.doers:
        return ""
    return "other doer" if x.doers.isdisjoint(known.doers) else "same doer"


def _targets(known: Known, x: Traits) -> str:
    if not x.targets or not known.targets:
        return ""
    return "other target" if x.targets.isdisjoint(known.targets) else "same target"


def _stems(text: str) -> set[str]:
    return {w.lstrip("ولب").removeprefix("ال") for w in (fold_word(x) for x in text.split()) if len(w) > 3}


def _figures(known: Known, x: Traits) -> str:
    if not x.figures or not known.figures:
        return ""
    same = x.figures & known.figures
    if same:
        return "same figure" if any(high is not None for _, _, high in same) else "same vague figure"
    if {kind for kind, _, _ in x.figures}.isdisjoint(kind for kind, _, _ in known.figures):
        return "figure of another kind"
    return "other figure" if known.chains == {x.t.chain} else "other figure, other chain"
