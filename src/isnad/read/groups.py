"""Groups: the tellings of one happening by one chain, of which one claim is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from isnad.arabic.script import fold_word
from isnad.arabic.tokens import Token
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.followed import FORMS
from isnad.model import SourceLink
from isnad.read.bodies import one_body
from isnad.read.discourse import CONDEMNED
from isnad.read.events import Event
from isnad.read.fields import figure_key
from isnad.read.frames import Frame, Telling
from isnad.read.signs import odds
from isnad.read.speakers import join, plain_words

OFFICIALS = frozenset({"مسؤول", "مسئول", "متحدث", "ناطق", "قيادي", "مسؤولة", "ناطقة", "متحدثة"})
SEVERAL = (2, None)
STOPS = frozenset({".", "!", "؟", "?", "…"})
SHORT, LONG = 120, 350  # tokens of a report
LINE = 14  # tokens: a line without a stop that is no longer is a headline, wherever it stands
A_SENTENCE = 20  # tokens that a sentence seldom has between two words of one matter
MANY = 6  # happenings of one report


@dataclass(slots=True)
class Group:
    """The tellings of one event by one chain."""

    event: Event
    key: str
    number: int
    chain: tuple[SourceLink, ...]
    tellings: list[Telling]
    report: dict[str, float] = field(default_factory=dict)
    _main: Telling | None = None
    _confidence: float | None = None

    def take(self, tellings: list[Telling]) -> None:
        """More tellings by this chain; they stand in the order of the text."""
        self.tellings = sorted([*self.tellings, *tellings], key=lambda t: t.frame.at)
        self._main = self._confidence = None

    @property
    def main(self) -> Telling:
        """The fullest telling; the first of equals, a headline or a word that points back only where it is alone."""
        if self._main is None:
            self._main = max(
                self.tellings,
                key=lambda t: (
                    t.frame.type == self.event.type,
                    not (t.frame.echo or t.frame.pointing),
                    t.frame.s.index > 0,
                    _weight(t),
                    -t.frame.at,
                ),
            )
        return self._main

    @property
    def signs(self) -> dict[str, float]:
        """The signs of its main telling and of how it is told."""
        t = self.main
        line = _unstopped(t.frame.s) and t.frame.s.index > 0
        return (
            t.signs
            | self.report
            | {
                "word " + t.frame.trigger.id: 1.0,
                "told again": float(len(self.tellings) > 1),
                "told often": float(len(self.tellings) > 2),
                "sourced": float(bool(self.chain)),
                "another voice of the event": float(self.number > 0),
                "aggregate": float(t.frame.scope == "aggregate"),
                "background telling": float(t.background),
                "only in the headline": float(all(x.frame.s.index == 0 for x in self.tellings)),
                "line without a stop": float(line),
                "headline within": float(line and t.frame.s.j - t.frame.s.i < LINE),
            }
        )

    @property
    def confidence(self) -> float:
        """How likely a coder would count it as a claim; what is said of a telling is no less so than that telling."""
        if self._confidence is None:
            self._confidence = self._counted()
        return self._confidence

    def _counted(self) -> float:
        p = odds(self.signs, "validity")
        voice = self.main.frame.voice
        if voice is not None and voice.claimed and self.chain and self.number:
            return max(
                p,
                *(
                    odds(Group(self.event, self.key, 0, (), [t], self.report).signs, "validity")
                    for t in self.event.tellings
                ),
            )
        of = self.main.frame.of
        told = next((t for t in self.event.tellings if t.frame is of), None)
        if told is None or self.main.frame.bare:
            return p
        return max(p, Group(self.event, self.key, 0, (), [told], self.report).confidence)


def _weight(t: Telling) -> float:
    f = t.frame
    return (
        2.0 * len(f.figures)
        + len(t.places)
        + len(t.actors)
        + 0.5 * len(t.targets)
        + (0.5 if t.when.basis == "stated" else 0)
        - (1.0 if f.bare else 0)
    )


def groups_of(
    events: list[Event], whole: tuple[SourceLink, ...], sources: Mapping[str, Mapping[str, str]]
) -> list[Group]:
    """The tellings of all events by event and chain, in the order of their triggers; `sources` are those known."""
    groups: list[Group] = []
    for n, e in enumerate(events, 1):
        groups += _groups(e, f"e{n}", whole, sources)
    groups.sort(
        key=lambda g: (g.main.frame.s.tokens[g.main.frame.at].start, g.chain[0].span or (0, 0) if g.chain else (0, 0))
    )
    if groups:
        whole_report = _report_signs(groups)
        for g in groups:
            g.report = whole_report
    return groups


def _report_signs(groups: list[Group]) -> dict[str, float]:
    """What the report as a whole says: whether anything in it is concrete, whether its words are of another field."""
    frames = [t.frame for g in groups for t in g.tellings]
    tokens = frames[0].s.tokens
    norms = {k.norm for k in tokens}
    elsewhere = words("other_field").intersection(norms)
    sides = any(a[1] for g in groups for t in g.tellings for a in (*t.actors, *t.targets))
    bodies = any(x.kind in ("killed", "injured", "casualties") for f in frames for x in f.figures)
    return {
        "report names no side": float(not sides),
        "report counts nothing": float(not any(f.figures for f in frames)),
        "report gives no day": float(not any(f.dates for f in frames)),
        "report of another field alone": float(len(elsewhere) > 2 and not sides and not bodies),
        "report mostly of other matters": float(_of_other_matters(tokens, norms)),
        "report with nothing concrete": float(not sides and not any(f.figures or f.dates for f in frames)),
        "report of another field": float(len(elsewhere) > 2),
        "report touches another field": float(len(elsewhere) > 0),
        "short report": float(len(tokens) < SHORT),
        "long report": float(len(tokens) > LONG),
        "one happening": float(len(groups) == 1),
        "many happenings": float(len(groups) > MANY),
    }


def _of_other_matters(tokens: Sequence[Token], norms: set[str]) -> bool:
    """Whether the words of sport, markets, weather and the like are more than those of war, and stand all over it."""
    other = {norm for norm in norms if not words("other_matters").isdisjoint(FORMS[norm])}
    war = sum(not words("of_war").isdisjoint(FORMS[norm]) for norm in norms)
    if len(other) <= max(2, war):
        return False
    at = [n for n, t in enumerate(tokens) if t.norm in other]
    return at[-1] - at[0] >= A_SENTENCE


def _signature(chain: tuple[SourceLink, ...]) -> tuple[str, ...]:
    return tuple(x.id or " ".join(fold_word(w).removeprefix("ال") for w in x.text.split()) for x in chain)


def _passed_on(outer: SourceLink, inner: SourceLink) -> bool:
    """Whether what one link tells came through another: an agency in the dateline passes on what others told it.

    A text that was forwarded, whose link has no span, came through it whole.
    """
    return outer.span is None or (outer.kind == "media" and inner.kind != "media")


def _groups(e: Event, key: str, whole: tuple[SourceLink, ...], sources: Mapping[str, Mapping[str, str]]) -> list[Group]:
    by: dict[tuple[object, ...], Group] = {}
    before: Telling | None = None
    for t in e.tellings:
        chain = t.frame.voice.chain if t.frame.voice is not None else ()
        if not chain and before is not None:
            chain = _goes_on(before.frame, t.frame)
        before = t
        if not chain or (whole and _passed_on(whole[0], chain[0])):
            chain = join(whole, chain)
        denies = t.frame.stance == "denied" and not (
            chain and t.frame.stance_on == "figure"
        )  # "أقر بالغارة ونفى العدد"
        stance = (t.frame.stance, t.frame.stance_on) if denies else ("told", "")
        k = (_signature(chain), stance)
        if k not in by:
            by[k] = Group(e, key, len(by), chain, [])
        elif all(x.frame.s.index == 0 for x in by[k].tellings):
            by[k].chain = chain  # a headline names short
        by[k].tellings.append(t)
    named = _one_bodied(_named_later(list(by.values())), sources)
    return _one_voice(_denied_below(named), _signature(whole))


def _one_bodied(groups: list[Group], sources: Mapping[str, Mapping[str, str]]) -> list[Group]:
    """What a body and its spokesman, statement or press office tell alike is told once, by who told it first."""
    kept: list[Group] = []
    for g in groups:
        same = next((o for o in kept if _stances(o) == _stances(g) and _one(o, g, sources)), None)
        if same is None:
            kept.append(g)
        else:
            same.take(g.tellings)
    return kept


def _one(a: Group, b: Group, sources: Mapping[str, Mapping[str, str]]) -> bool:
    return one_body(a.chain, b.chain, sources) or one_body(b.chain, a.chain, sources)


def _goes_on(before: Frame, f: Frame) -> tuple[SourceLink, ...]:
    """Who told the sentence before, where the next goes on with what he told: "كما ألحق القصف أضراراً"."""
    v = before.voice
    hangs = f.pointing or f.definite or f.bare
    if v is None or v.frame == "news_of" or not hangs or before.stance != f.stance:
        return ()
    return v.chain if f.s.index - before.s.index == 1 else ()


def _denied_below(groups: list[Group]) -> list[Group]:
    """What a headline has denied is the denial that the text tells right after: "الجيش ينفي …", "نفى مصدر عسكري …"."""
    for g in groups:
        if not g.chain or any(t.frame.s.index > 0 or t.frame.stance != "denied" for t in g.tellings):
            continue
        for o in groups:
            first = o.tellings[0].frame
            same = bool(o.chain) and o.chain[-1].kind == g.chain[-1].kind and first.stance == "denied"
            if o is not g and same and first.s.index == 1 and _unstopped(g.tellings[0].frame.s):
                o.take(g.tellings)
                return [x for x in groups if x is not g]
    return groups


def _named_later(groups: list[Group]) -> list[Group]:
    """An official with no name in the lead is the one named right after: "صرح مسؤول كردي … وقال سامي حداد، مسؤول …"."""
    for g in groups:
        if not _nameless(g) or any(t.frame.s.index > 1 for t in g.tellings):
            continue
        last = max(t.frame.s.index for t in g.tellings)
        for o in groups:
            first = min(t.frame.s.index for t in o.tellings)
            person = o.chain and o.chain[-1].kind not in ("media", "local", "document", "unnamed")
            named = person and len(plain_words(o.chain[-1].text)) > len(plain_words(g.chain[-1].text)) > 0
            if o is not g and named and 0 < first - last <= 2 and _stances(o) == _stances(g):
                o.take(g.tellings)
                return [x for x in groups if x is not g]
    return groups


def _nameless(g: Group) -> bool:
    return len(g.chain) == 1 and g.chain[0].text.split()[0] in OFFICIALS and len(g.chain[0].text.split()) <= 4


def _stances(g: Group) -> set[str]:
    return {t.frame.stance for t in g.tellings}


def _condemned(o: Group, groups: list[Group]) -> list[Group]:
    """Who condemns a happening and says no more of it than is told already does not tell it."""
    mine = {figure_key(f) for t in o.tellings for f in t.frame.figures}
    kept = []
    for g in groups:
        theirs = {figure_key(f) for t in g.tellings for f in t.frame.figures}
        plain = all(t.frame.stance == "affirmed" and not (t.frame.voice and t.frame.voice.claimed) for t in g.tellings)
        if g is o or not plain or not theirs <= mine:
            kept.append(g)
        else:
            o.take(g.tellings)
    return kept


def _unstopped(s: Sentence) -> bool:
    """Whether a line ends without a full stop, as headlines do."""
    return s.tokens[s.j - 1].text not in STOPS


def _only_news(t: Telling) -> bool:
    """ "وسط أنباء عن سقوط قتلى": news of what came of a happening that someone else tells."""
    v = t.frame.voice
    return t.frame.of is not None and v is not None and v.frame == "news_of"


def _told(figure: tuple[object, ...], told: set[tuple[object, ...]]) -> bool:
    """Whether a count is among those told: "أربعة" also as "أربعة على الأقل", "عدد" also as a number of the same."""
    kind, low, high = figure
    return figure in told or any(x[0] == kind and ((low, high) == SEVERAL or x[1] == low) for x in told)


def _one_voice(groups: list[Group], whole: tuple[str, ...]) -> list[Group]:
    """An unsourced telling, or one of the agency that tells the whole, is of the named source who tells it too."""
    own = [g for g in groups if _signature(g.chain) == whole]
    sourced = [
        g
        for g in groups
        if g not in own
        and g.chain
        and g.main.frame.stance not in ("denied", "doubted")
        and not all(_only_news(t) for t in g.tellings)
    ]
    if not own or not sourced:
        return groups
    o = own[0]
    if any(CONDEMNED in t.frame.rules for t in o.tellings):
        return _condemned(o, groups)
    told = {figure_key(f) for g in sourced for t in g.tellings for f in t.frame.figures}
    mine = {figure_key(f) for t in o.tellings for f in t.frame.figures if f.kind != "taking_part"}  # what came of it
    headline = all(t.frame.s.index == 0 for t in o.tellings) and _unstopped(o.tellings[0].frame.s)
    claimed = any(t.frame.voice and t.frame.voice.claimed for t in sourced[0].tellings)
    numbers = {(kind, low) for kind, low, _ in told}
    same = mine <= told or (any(x[:2] in numbers for x in mine) and all(_told(x, told) for x in mine))
    first = sourced[0].tellings[0].frame.s.index
    if o.main.frame.stance != "doubted" and (same or (headline and not claimed and 0 < first <= 2)):
        nearest = max(sourced, key=lambda g: len(mine & {figure_key(f) for t in g.tellings for f in t.frame.figures}))
        nearest.take(o.tellings)
        return [g for g in groups if g is not o]
    return groups
