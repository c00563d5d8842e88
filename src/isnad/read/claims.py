"""Claims from groups: one for each chain that tells an event, with what holds for the event marked as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from isnad.lexicon.load import Actor
from isnad.mentions.nounphrase import in_the_air
from isnad.model import Claim, Report, Span
from isnad.read.agreeing import agreeing
from isnad.read.doing import weigh_doers
from isnad.read.fields import aims, counts, day, doers, scenes
from isnad.read.frames import Telling
from isnad.read.groups import Group
from isnad.read.sought import nobodys_houses
from isnad.read.sureness import with_sureness
from isnad.read.tags import tags

MAX_MENTIONS = 8
MAX_TRIGGER = 60  # characters
LEAST = 0.35  # a claim less likely than this is not made; chosen on coded reports


def build_claims(
    report: Report,
    groups: list[Group],
    actors: Mapping[str, Actor],
    least: float = LEAST,
    before: Sequence[Claim] = (),
) -> tuple[list[Group], list[Claim]]:
    """The claims of a report, or of the stretch behind those `before`, and the groups that they are made of, one each.

    A group less likely than `least` makes none; groups whose claims agree are one.
    """
    kept = [g for g in groups if g.confidence >= least]
    made = _made(report, kept, actors, before)
    joined = agreeing(kept, made)
    if joined is not None:
        kept, made = joined, _made(report, joined, actors, before)
    return kept, with_sureness(nobodys_houses(kept, made))


def _made(report: Report, groups: list[Group], actors: Mapping[str, Actor], before: Sequence[Claim]) -> list[Claim]:
    return _flown(groups, weigh_doers(groups, drafts(report, groups, before), actors))


def _flown(groups: Sequence[Group], claims: list[Claim]) -> list[Claim]:
    """Fire of a kind unsaid whose doers, told elsewhere, are aircraft came from the air."""
    unsaid = [g.event.type == "shelling" and g.event.unsaid for g in groups]
    aloft = {
        id(g.event)
        for g, c, open_ in zip(groups, claims, unsaid, strict=True)
        if open_ and c.actors and all(in_the_air(a.text) for a in c.actors)
    }
    return [replace(c, type="air_strike") if id(g.event) in aloft else c for g, c in zip(groups, claims, strict=True)]


def drafts(report: Report, groups: list[Group], before: Sequence[Claim] = ()) -> list[Claim]:
    """A claim for each group, as its own tellings and those of its event have it; ids go on behind those `before`."""
    out: list[Claim] = []
    starts: dict[int, int] = {}
    keys: dict[str, str] = {}
    first = len(before) + 1
    events = len({c.event for c in before})
    ids = {id(t): f"c{n}" for n, g in enumerate(groups, first) for t in g.tellings}
    for n, g in enumerate(groups, first):
        keys.setdefault(g.key, f"e{events + len(keys) + 1}")
        out.append(_claim(report, g, g.confidence, f"c{n}", keys[g.key], starts, ids))
    return out


def _claim(
    report: Report, g: Group, p: float, claim_id: str, event: str, starts: dict[int, int], ids: dict[int, str]
) -> Claim:
    text = report.text
    main = g.main
    f = main.frame
    span = _span(main)
    n = starts.get(span[0], 0)
    starts[span[0]] = n + 1
    own = {id(t) for t in g.tellings}
    others = [t for t in g.event.tellings if id(t) not in own]
    everyone = [main, *(t for t in g.tellings if t is not main), *others]
    mentions = tuple(sorted({_span(t) for t in g.tellings if t is not main})[:MAX_MENTIONS])

    def by(t: Telling) -> str | None:
        return None if id(t) in own else ids.get(id(t))

    stances = [t.frame for t in g.tellings if t.frame.stance != "affirmed"]
    lead = f if f.stance != "affirmed" or not stances else stances[0]
    return Claim(
        id=claim_id,
        claim_id=f"{report.id}:{span[0]}:{n}",
        event=event,
        type=g.event.type,
        trigger=span,
        trigger_text=text[span[0] : span[1]],
        actors=doers(everyone, by),
        targets=aims(everyone, g.event.type, by),
        places=scenes(everyone, text, by),
        when=day(everyone, by),
        figures=counts(g.tellings, g.event.type, text),
        means=tuple(
            dict.fromkeys(
                text[t.frame.s.tokens[m.i].start : t.frame.s.tokens[m.j - 1].end]
                for t in g.tellings
                for m in t.frame.means
            )
        ),
        sources=g.chain,
        stance=lead.stance,
        stance_on=lead.stance_on,
        claimed=any(t.frame.voice is not None and t.frame.voice.claimed for t in g.tellings),
        scope=_scope(g),
        mentions=mentions,
        weapon=tuple(
            dict.fromkeys(m.entry.row["weapon"] for t in g.tellings for m in t.frame.means if m.entry.row["weapon"])
        ),
        confidence=round(p, 3),
        tags=tags(t.frame for t in g.tellings),
        evidence=(f.s.tokens[f.s.i].start, f.s.tokens[f.s.j - 1].end),
        rules=tuple(dict.fromkeys(r for t in g.tellings for r in t.frame.rules)),
    )


def _scope(g: Group) -> str:
    """Its fullest telling's; what only points back to a sum ("تلك الغارات أدت إلى مقتل …") is of the sum."""
    f = g.main.frame
    many = f.trigs[0].entry.row.feature == "pl"
    if f.scope == "single" and f.definite and many and any(t.frame.scope == "aggregate" for t in g.event.tellings):
        return "aggregate"
    return f.scope


def _span(t: Telling) -> Span:
    m = t.frame.trigs[0]
    toks = t.frame.s.tokens
    start, end = toks[m.i].start, toks[m.j - 1].end
    return (start, min(end, start + MAX_TRIGGER))
