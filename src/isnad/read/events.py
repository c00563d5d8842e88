"""Events of a report: frames that tell one happening come together, whatever sentence and chain they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field

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
REACH = 60  # a telling goes back to one of so many events told last


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
    """Tellings of one happening."""

    tellings: list[Telling] = field(default_factory=list)
    _type: str | None = None

    def add(self, t: Telling) -> None:
        """One more telling of it."""
        self.tellings.append(t)
        self._type = None

    @property
    def recent(self) -> list[Telling]:
        """The tellings that a new one is compared with: the first and the last few."""
        return self.tellings if len(self.tellings) <= RECENT else [self.tellings[0], *self.tellings[1 - RECENT :]]

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


def gather(tellings: list[Telling], weights: dict[str, float] | None = None) -> list[Event]:
    """Events from tellings in the order of the text; each joins the likeliest event told before, or opens one."""
    w = weights if weights is not None else model("coreference")
    events: list[Event] = []
    opening = tellings[0].frame.s.index if tellings else 0
    for t in tellings:
        t.frame.first = t.frame.s.index == opening
        best, score = _told_of(events, t), 0.0
        for e in events[-REACH:] if best is None else ():
            s = likeness(e, t, w)
            if s > score:
                best, score = e, s
        if best is None:
            if not t.frame.echo:
                events.append(Event([t]))
        else:
            best.add(t)
            t.frame.rules.append(f"same event: {score:.1f}")
    return events


def _told_of(events: list[Event], t: Telling) -> Event | None:
    """The event of the frame that a telling is expressly of, by another voice of its sentence."""
    of = t.frame.of
    return None if of is None else next((e for e in reversed(events) if any(x.frame is of for x in e.tellings)), None)


def likeness(e: Event, t: Telling, w: dict[str, float]) -> float:
    """How surely a telling is of an event told before; above zero it is."""
    f = t.frame
    pointing = (f.trigger.anaphor and f.definite) or f.pointing
    if not (pointing and e.type in OPERATIONS) and not any(type_fits(x.frame, f) for x in e.recent):
        return -9.0
    if any(x.frame.s is f.s and x.frame.at == f.at for x in e.recent):
        return -9.0
    if f.end < f.s.j and f.s.tokens[f.end].norm in ANOTHER and not f.definite:
        return -9.0  # "هجوم آخر"
    if all((x.frame.stance == "planned") != (f.stance == "planned") for x in e.recent):
        return -9.0  # what is planned has not been
    return sum(w.get(name, 0.0) * value for name, value in features(e, t).items())


def features(e: Event, t: Telling) -> dict[str, float]:
    """What speaks for and against a telling being of an event; models/coreference.json weighs it."""
    f = t.frame
    last = min(e.recent, key=lambda x: abs(x.frame.s.index - f.s.index))
    gap = abs(f.s.index - last.frame.s.index)
    verb = f.trigs[0].entry.row.pos == "verb"
    definite = f.definite or any(m.bits & (ARTICLE | SUFFIX) for m in f.trigs if m.entry.row.pos != "verb")
    after = [k.norm for k in f.s.tokens[f.end : f.end + 2]]
    out = {
        "bias": 1.0,
        "distance": float(min(gap, 12)),
        "same sentence": float(gap == 0),
        "same type": float(f.type == e.type),
        _kinds(f.type, e.type): float(f.type != e.type),
        "same word": float(any(x.frame.trigger.id == f.trigger.id for x in e.recent)),
        "other scope": float(f.scope != last.frame.scope),
        "definite": float(definite),
        "definite in the same sentence": float(definite and gap == 0),
        "points back": float((f.trigger.anaphor and f.definite) or f.pointing),
        "bare result": float(f.bare),
        "headline": float(not f.first and any(x.frame.first for x in e.recent)),
        "headline alone": float(not f.first and all(x.frame.first for x in e.recent)),
        "behind another": float(gap == 0 and _behind(f)),
        "another": float(any(x in ANOTHER for x in after) or _preceded_by_another(f)),
        "raid and arrest": float(
            (f.trigger.raid or f.type == "arrest")
            and any(x.frame.trigger.raid or x.frame.type == "arrest" for x in e.recent)
        ),
        "new subject": float(verb and bool(t.actors) and any(f.at < a.i for a in f.actors)),
        "own place": float(bool(f.own_places)),
        "no place": float(not t.places),
        "new clause": float(_opens(f)),
        "weak or killing": float(f.type == "killing" or f.trigger.cls == "weak"),
        "other chain": float(all(x.chain != t.chain for x in e.recent)),
        "same chain": float(bool(t.chain) and any(x.chain == t.chain for x in e.recent)),
        "background": float(t.background != last.background),
        "denied": float(f.stance in ("denied", "doubted") or last.frame.stance in ("denied", "doubted")),
    }
    if gap and gap <= NEAR and _speech_opens(f):
        out["speech opens"] = 1.0
        out["reporter opens"] = float(_reporter_opens(f))
        out["speech opens, lead before"] = float(any(x.frame.first for x in e.recent))
    for name in (_places(e, t), _days(e, t), _parties(e, t), _figures(e, t), _targets(e, t)):
        if name:
            out[name] = 1.0
    return out


AIMED = frozenset({"air_strike", "shelling"})
BLASTS = frozenset({"explosive", "suicide_attack"})
GROUND = frozenset({"armed_attack", "armed_clash"})
CHOSEN = frozenset({"assassination", "execution"})


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


def _places(e: Event, t: Telling) -> str:
    mine = t.frame.own_places
    theirs = [(x, p) for x in e.recent for p in x.frame.own_places]
    if not mine or not theirs:
        return ""
    tokens = t.frame.s.tokens
    for p in mine:
        name = " ".join(w.norm for w in tokens[p.name_i : p.name_j])
        for _, q in theirs:
            other = " ".join(w.norm for w in tokens[q.name_i : q.name_j])
            if (p.chosen and q.chosen and p.chosen.id == q.chosen.id) or name == other:
                return "same place" if _exact(p) else "same region"
    exact = [q for _, q in theirs if _exact(q)]
    wide = [q for _, q in theirs if not _exact(q)]
    sharp = [p for p in mine if _exact(p)]
    if sharp and exact:
        return "place within" if any(_within(p, q) or _within(q, p) for p in sharp for q in exact) else "other place"
    if sharp and any(_within(p, q) for p in mine for q in wide):
        return "place told closer"  # a lead's "ريف إدلب", then the village
    if any(_within(p, q) or _within(q, p) for p in mine for q in (wide if sharp else exact + wide)):
        return "wider place"
    return "other place"


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


def _days(e: Event, t: Telling) -> str:
    if t.when.start is None or t.when.basis not in ("stated", "weekday"):
        return ""
    known = [x.when for x in e.recent if x.when.start is not None and x.when.basis in ("stated", "weekday")]
    if not known:
        return "day where none was"
    if any((w.start or "") <= (t.when.end or "9") and (t.when.start or "") <= (w.end or "9") for w in known):
        return "other day" if all(_years(w) != _years(t.when) for w in known) else "same day"
    return "other day"


def _years(w: DateWindow) -> bool:
    """Whether a window spans years: what is told of a war is not what is told of a day in it."""
    return w.start is not None and w.end is not None and int(w.end[:4]) - int(w.start[:4]) > 1


def _parties(e: Event, t: Telling) -> str:
    mine = {a[1] for a in t.actors if a[1]}
    theirs = {a[1] for x in e.recent for a in x.actors if a[1]}
    if not mine or not theirs:
        return ""
    roots = {m.split(".")[0] for m in mine} & {m.split(".")[0] for m in theirs}
    return "same doer" if roots else "other doer"


def _targets(e: Event, t: Telling) -> str:
    mine = {w for x in t.targets for w in _stems(x[0])}
    theirs = {w for x in e.recent for y in x.targets for w in _stems(y[0])}
    if not mine or not theirs:
        return ""
    return "same target" if mine & theirs else "other target"


def _stems(text: str) -> set[str]:
    return {w.lstrip("ولب").removeprefix("ال") for w in (fold_word(x) for x in text.split()) if len(w) > 3}


def _figures(e: Event, t: Telling) -> str:
    mine = {(f.kind, f.quantity.low, f.quantity.high) for f in t.frame.figures if not f.part}
    theirs = {(f.kind, f.quantity.low, f.quantity.high) for x in e.recent for f in x.frame.figures if not f.part}
    if not mine or not theirs:
        return ""
    if any(m[2] is not None for m in mine & theirs):
        return "same figure"
    kinds = {m[0] for m in mine} & {m[0] for m in theirs}
    if kinds and not mine & theirs:
        return "other figure, other chain" if any(x.chain != t.chain for x in e.recent) else "other figure"
    return "same vague figure" if mine & theirs else "figure of another kind"
