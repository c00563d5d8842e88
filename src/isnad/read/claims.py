"""Claims from events: one for each chain that tells the event, with what holds for the event kept apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.arabic.script import fold_word
from isnad.mentions.placemention import PlaceMention
from isnad.lexicon.words import words
from isnad.model import Claim, DateWindow, Figure, Party, PlaceGuess, Report, SourceLink, Span
from isnad.read.discourse import HURT
from isnad.read.events import Event, Telling
from isnad.read.frames import STRIKES, FigureMention
from isnad.read.signs import odds
from isnad.read.speakers import join
from isnad.resolve.places import guess, is_exact, most_exact

MAX_MENTIONS = 8
MAX_TRIGGER = 60  # characters
LEAST = 0.3  # a claim less likely than this is not made


@dataclass(slots=True)
class Group:
    """The tellings of one event by one chain."""

    event: Event
    key: str
    number: int
    chain: tuple[SourceLink, ...]
    tellings: list[Telling]
    report: dict[str, float] = field(default_factory=dict)

    @property
    def main(self) -> Telling:
        """The fullest telling; the first of equals, a headline only where it is alone."""
        return max(self.tellings, key=lambda t: (t.frame.type == self.event.type, t.frame.s.index > 0, _weight(t), -t.frame.at))


    @property
    def signs(self) -> dict[str, float]:
        """The signs of its main telling and of how it is told."""
        t = self.main
        return t.signs | self.report | {
            "word " + t.frame.trigger.id: 1.0,
            "told again": float(len(self.tellings) > 1),
            "told often": float(len(self.tellings) > 2),
            "sourced": float(bool(self.chain)),
            "another voice of the event": float(self.number > 0),
            "aggregate": float(t.frame.scope == "aggregate"),
            "background telling": float(t.background),
            "only in the headline": float(all(x.frame.s.index == 0 for x in self.tellings)),
        }

    @property
    def confidence(self) -> float:
        """How likely a coder would count it as a claim."""
        return odds(self.signs, "validity")


def _weight(t: Telling) -> float:
    f = t.frame
    return 2.0 * len(f.figures) + len(t.places) + len(t.actors) + 0.5 * len(t.targets) + (0.5 if t.when.basis == "stated" else 0) - (1.0 if f.bare else 0)


def groups_of(events: list[Event], whole: tuple[SourceLink, ...]) -> list[Group]:
    """The tellings of all events by event and chain, in the order of their triggers."""
    groups: list[Group] = []
    for n, e in enumerate(events, 1):
        groups += _groups(e, f"e{n}", whole)
    groups.sort(key=lambda g: (g.main.frame.s.tokens[g.main.frame.at].start, g.chain[0].span or (0, 0) if g.chain else (0, 0)))
    if groups:
        whole_report = _report_signs(groups)
        for g in groups:
            g.report = whole_report
    return groups


def _report_signs(groups: list[Group]) -> dict[str, float]:
    """What the report as a whole says: whether anything in it is concrete, whether its words are of another field."""
    frames = [t.frame for g in groups for t in g.tellings]
    tokens = frames[0].s.tokens
    elsewhere = {k.norm for k in tokens} & words("other_field")
    sides = any(a[1] for g in groups for t in g.tellings for a in (*t.actors, *t.targets))
    bodies = any(x.kind in ("killed", "injured", "casualties") for f in frames for x in f.figures)
    return {
        "report names no side": float(not sides),
        "report counts nothing": float(not any(f.figures for f in frames)),
        "report gives no day": float(not any(f.dates for f in frames)),
        "report of another field alone": float(len(elsewhere) > 2 and not sides and not bodies),
        "report with nothing concrete": float(not sides and not any(f.figures or f.dates for f in frames)),
        "report of another field": float(len(elsewhere) > 2),
        "report touches another field": float(len(elsewhere) > 0),
    }


def build_claims(report: Report, groups: list[Group], least: float = LEAST) -> list[Claim]:
    """The claims of a report; a group that is less likely than `least` to be one is left out."""
    out: list[Claim] = []
    starts: dict[int, int] = {}
    keys: dict[str, str] = {}
    for g in groups:
        if g.confidence < least:
            continue
        keys.setdefault(g.key, f"e{len(keys) + 1}")
        out.append(_claim(report, g, f"c{len(out) + 1}", keys[g.key], starts))
    return out


def _signature(chain: tuple[SourceLink, ...]) -> tuple[str, ...]:
    return tuple(x.id or " ".join(fold_word(w).removeprefix("ال") for w in x.text.split()) for x in chain)


def _groups(e: Event, key: str, whole: tuple[SourceLink, ...]) -> list[Group]:
    by: dict[tuple[object, ...], Group] = {}
    for t in e.tellings:
        chain = t.frame.voice.chain if t.frame.voice is not None else ()
        if not chain or (whole and whole[0].kind == "media" and chain[0].kind != "media"):
            chain = join(whole, chain)  # an agency in the dateline passes on what others told it
        stance = (t.frame.stance, t.frame.stance_on) if t.frame.stance in ("denied",) else ("told", "")
        claimed = bool(t.frame.voice and t.frame.voice.claimed)
        k = (_signature(chain), stance, claimed)
        if k not in by:
            by[k] = Group(e, key, len(by), chain, [])
        by[k].tellings.append(t)
    groups = list(by.values())
    return _one_voice(groups)


def _one_voice(groups: list[Group]) -> list[Group]:
    """An unsourced telling whose content a named source tells too is that source's."""
    own = [g for g in groups if not g.chain]
    sourced = [g for g in groups if g.chain and g.main.frame.stance != "denied"]
    if not own or not sourced:
        return groups
    o = own[0]
    told = {_figure_key(f) for g in sourced for t in g.tellings for f in t.frame.figures}
    mine = {_figure_key(f) for t in o.tellings for f in t.frame.figures}
    lead = all(t.frame.s.index <= 1 for t in o.tellings) and not any(t.frame.voice and t.frame.voice.claimed for t in sourced[0].tellings)
    if mine <= told or (lead and sourced[0].tellings[0].frame.s.index - o.tellings[0].frame.s.index <= 2):
        extra = [t for t in o.tellings]
        sourced[0].tellings += extra
        sourced[0].tellings.sort(key=lambda t: t.frame.at)
        return [g for g in groups if g is not o]
    return groups


def _figure_key(f: FigureMention) -> tuple[object, ...]:
    return (f.kind, f.quantity.low, f.quantity.high)


def _claim(report: Report, g: Group, claim_id: str, event: str, starts: dict[int, int]) -> Claim:
    text = report.text
    main = g.main
    f = main.frame
    span = _span(main, text)
    n = starts.get(span[0], 0)
    starts[span[0]] = n + 1
    everyone = [main, *(t for t in g.tellings if t is not main), *(t for t in g.event.tellings if t not in g.tellings)]
    mentions = tuple(sorted({_span(t, text) for t in g.tellings if t is not main})[:MAX_MENTIONS])
    stances = [t.frame for t in g.tellings if t.frame.stance != "affirmed"]
    lead = f if f.stance != "affirmed" or not stances else stances[0]
    return Claim(
        id=claim_id,
        claim_id=f"{report.id}:{span[0]}:{n}",
        event=event,
        type=g.event.type,
        trigger=span,
        trigger_text=text[span[0] : span[1]],
        actors=_doers(everyone),
        targets=_targets(everyone, g.event.type),
        places=_places(everyone, text),
        when=_when(everyone),
        figures=_figures(g, text),
        means=tuple(dict.fromkeys(text[t.frame.s.tokens[m.i].start : t.frame.s.tokens[m.j - 1].end] for t in g.tellings for m in t.frame.means)),
        sources=g.chain,
        stance=lead.stance,
        stance_on=lead.stance_on,
        claimed=any(t.frame.voice is not None and t.frame.voice.claimed for t in g.tellings),
        scope=_scope(g),
        mentions=mentions,
        weapon=tuple(dict.fromkeys(m.entry.row["weapon"] for t in g.tellings for m in t.frame.means if m.entry.row["weapon"])),
        confidence=round(g.confidence, 3),
        evidence=(f.s.tokens[f.s.i].start, f.s.tokens[f.s.j - 1].end),
        rules=tuple(dict.fromkeys(r for t in g.tellings for r in t.frame.rules)),
    )


def _doers(tellings: list[Telling]) -> tuple[Party, ...]:
    """Who did it, as the first telling says that knows a side by its id; else as the first that says anything."""
    known = next((t.actors for t in tellings if any(a[1] for a in t.actors)), [])
    return _sides(known or next((t.actors for t in tellings if t.actors), []))


def _targets(tellings: list[Telling], event_type: str) -> tuple[Party, ...]:
    """What was aimed at, as the first telling that has it says; the dead and hurt only where none does."""
    told = [t for t in tellings if t.targets and _hit(t, event_type)]
    aimed = next((t for t in told if any(x[3] != HURT for x in t.targets)), None)
    best = aimed or (told[0] if told else None)
    return _parties(best.targets) if best is not None else ()


def _hit(t: Telling, event_type: str) -> bool:
    """Whether what a telling says was hit is a target of the event: the dead of a strike told alone are figures."""
    return event_type not in ("air_strike", "shelling") or (t.frame.type in STRIKES and not all(x[3] == HURT for x in t.targets)) or event_type == t.frame.type


def _scope(g: Group) -> str:
    scopes = [t.frame.scope for t in g.tellings]
    return scopes[g.tellings.index(g.main)]


def _span(t: Telling, text: str) -> Span:
    m = t.frame.trigs[0]
    toks = t.frame.s.tokens
    start, end = toks[m.i].start, toks[m.j - 1].end
    return (start, min(end, start + MAX_TRIGGER))


def _parties(items: list[tuple[str, str | None, Span, str]]) -> tuple[Party, ...]:
    out: list[Party] = []
    for text, actor_id, span, reason in items:
        folded = fold_word(text)
        if any((actor_id and p.id == actor_id) or fold_word(p.text) == folded for p in out):
            continue
        out.append(Party(text, actor_id, span, None, reason))
    return tuple(out[:6])


ARMS = frozenset({"mil", "airforce", "gov", "navy", "police"})


def _one_side(a: str, b: str) -> bool:
    """Whether two ids are one side: the same, one the state of the other's arm, or two arms of a state."""
    if a.split(".")[0] != b.split(".")[0]:
        return False
    return a == b or a.startswith(b + ".") or b.startswith(a + ".") or (a.rpartition(".")[2] in ARMS and b.rpartition(".")[2] in ARMS and a.rpartition(".")[0] == b.rpartition(".")[0])


def _sides(items: list[tuple[str, str | None, Span, str]]) -> tuple[Party, ...]:
    """The doers, each side once: an arm of it stands for the side ("روسي" and "الطائرات الروسية")."""
    out: list[Party] = []
    for p in _parties(items):
        twin = next((n for n, q in enumerate(out) if p.id and q.id and _one_side(p.id, q.id)), None)
        if twin is None:
            out.append(p)
        elif p.id and out[twin].id and len(p.id) > len(out[twin].id or ""):
            out[twin] = p
    return tuple(out)


def _places(tellings: list[Telling], text: str) -> tuple[PlaceGuess, ...]:
    own = [_own_places(t) for t in tellings]
    exact = next((ps for ps in own if any(is_exact(p) for p in ps)), None)  # the fullest telling of the chain comes first
    summed = own[0] if tellings[0].frame.scope == "aggregate" else []
    items = summed or exact or [p for ps in own for p in ps] or [p for t in tellings for p in t.places]
    toks = tellings[0].frame.s.tokens
    out = []
    for p in most_exact(items):
        if p.i < 0:  # from the title
            out.append(guess(p, p.chosen.name_ar if p.chosen else "", None))
            continue
        start = toks[p.i].start + (toks[p.i].text[:1] == "و" and p.conj)
        span = (start, toks[p.j - 1].end)
        out.append(guess(p, text[span[0] : span[1]], span))
    names: set[str] = set()
    unique = []
    for g in out:
        key = fold_word(g.name or g.text)
        if key not in names:
            names.add(key)
            unique.append(g)
    return tuple(unique)


def _own_places(t: Telling) -> list[PlaceMention]:
    """The places that a telling itself says, without what it took over from before."""
    if "place carried" in t.frame.rules or "place of the frame before" in t.frame.rules:
        return []
    return [p for p in t.places if not p.weak and not p.tag]


def _when(tellings: list[Telling]) -> DateWindow:
    """The first stated date among the tellings, the chain's own first; else a carried one, else the publication's."""
    for basis in (("stated", "weekday"), ("carried",), ("publication",)):
        for t in tellings:
            if t.when.basis in basis and (t.when.start or t.when.end):
                return t.when
    return next((t.when for t in tellings if t.when.text), tellings[0].when)


def _figures(g: Group, text: str) -> tuple[Figure, ...]:
    """The figures of a chain's tellings, each once: the body's number before the headline's, a told before a vague one."""
    told = [(t, f) for t in g.tellings for f in t.frame.figures]
    kept: list[tuple[Telling, FigureMention]] = []
    for t, f in told:
        if any(u is not t and _same_count(f, x) for u, x in kept) or any(_better(t, f, u, x) for u, x in told if x is not f):
            continue
        if f.part and f.quantity.comparator == "some" and not any(u is t and x.kind == f.kind and not x.part for u, x in kept):
            continue  # a part of what is not kept
        kept.append((t, f))
    out: list[Figure] = []
    for n, (t, f) in enumerate(kept):
        toks = t.frame.s.tokens
        span = (toks[f.i].start, toks[f.j - 1].end)
        kind = "held" if g.event.type == "detention" and f.kind == "captured" else f.kind
        total = next((k for k in range(n - 1, -1, -1) if kept[k][1].kind == f.kind and not kept[k][1].part), None) if f.part else None
        whose = f.whose or _whose(t, span)
        out.append(Figure(text[span[0] : span[1]], kind, f.of, f.quantity.low, f.quantity.high, f.quantity.comparator, span, whose, total, f.status))
    return tuple(out)


def _same_count(a: FigureMention, b: FigureMention) -> bool:
    """Whether two tellings give one and the same count ("ثلاثة مدنيين" and "3 أشخاص")."""
    if _figure_key(a) != _figure_key(b):
        return False
    return a.of == b.of or not (a.part or b.part) or "person" in (a.of, b.of)


def _better(t: Telling, f: FigureMention, u: Telling, x: FigureMention) -> bool:
    """Whether x makes f needless: a number where f is vague, the body's number where f is the headline's."""
    if x.part or f.part or f.quantity.high == 0:
        return False
    vague, numbered = f.quantity.comparator == "some", x.quantity.comparator != "some" and x.quantity.high != 0
    body = x.kind == f.kind or (f.kind == "casualties" and x.kind in ("killed", "injured"))
    if vague and numbered and body and u is not t:
        return f.of == x.of or "person" in (f.of, x.of) or f.kind == "casualties"
    if f.kind == "casualties" and f.quantity.comparator == "some" and x.kind in ("killed", "injured") and u is not t:
        return True  # victims, told apart elsewhere
    headline = t.frame.s.index == 0 and u.frame.s.index > 0
    one = sum(1 for y in t.frame.figures if y.kind == f.kind and not y.part) == 1
    return headline and one and numbered and x.kind == f.kind and _figure_key(x) != _figure_key(f)


def _whose(t: Telling, span: Span) -> str | None:
    """The side of those hit that a figure tells of: the party that stands in its words."""
    for _, actor_id, (a, b), _ in t.targets:
        if actor_id and not actor_id.startswith("unidentified") and a < span[1] and span[0] < b:
            return actor_id
    return None
