"""Independent origins: how many of an incident's tellings go back to different first sources.

The rule (docs/linking.md has it with examples):
1. A telling's origin is the deepest link of its chain; with no chain, the outlet that speaks.
2. A known source is one origin under all its names; a monitor's own page and a paper that quotes it are one.
3. Unnamed sources through one agency (or outlet) are one origin, unless one report tells them apart.
4. A copy without credit counts with the text it copies; copies of an unsourced text are one telling.
5. `low` counts named origins (one, if there is none but something is told); `high` counts every origin that could
   be independent: named, unnamed and each outlet that speaks for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from isnad.copies import is_copy
from isnad.link.sources import SourceTable, is_nameless, name_key
from isnad.model import SourceLink


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim as an origin count sees it: who published it, through which chain, in which text."""

    claim_id: str
    report_id: str
    outlet: str | None
    sources: tuple[SourceLink, ...] = ()
    sketch: tuple[int, ...] = ()
    supports: str = "yes"  # "yes"; "maybe" (possible: counts to `high` only); "no" (denied, doubted)


@dataclass(frozen=True, slots=True)
class Origin:
    """One origin: a key, the words that show it, whether it is named, and the claims that go back to it."""

    key: str
    label: str
    named: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins of an incident and their count as a range."""

    low: int
    high: int
    origins: tuple[Origin, ...]

    def of(self, claim_id: str) -> Origin | None:
        """The origin that a claim goes back to."""
        return next((o for o in self.origins if claim_id in o.claims), None)


@dataclass(slots=True)
class _Found:
    telling: Telling
    key: str
    label: str
    named: bool
    own_voice: bool


def count_origins(tellings: Sequence[Telling], sources: SourceTable) -> Origins:
    """The origins of an incident's tellings, in the order of the tellings, and how many they are at least and most."""
    found = _tell_apart([_first_source(t, sources) for t in tellings])
    _credit_copies(found)
    groups: dict[str, list[_Found]] = defaultdict(list)
    for f in found:
        groups[f.key].append(f)
    low = high = 0
    out = []
    for key, members in groups.items():
        supports = {m.telling.supports for m in members}
        if "yes" in supports and members[0].named:
            low += 1
        if supports & {"yes", "maybe"}:
            high += 1
        out.append(Origin(key, members[0].label, members[0].named, tuple(m.telling.claim_id for m in members)))
    if not low and any(t.supports == "yes" for t in tellings):
        low = 1
    return Origins(low, max(low, high), tuple(out))


def _first_source(t: Telling, sources: SourceTable) -> _Found:
    """The deepest source of a telling, resolved."""
    if not t.sources:
        known = sources.find(t.outlet)
        if known:
            # A monitor, a ministry or a force that publishes by itself is a named origin; a paper is not.
            return _Found(t, f"id:{known.id}", known.name, known.kind != "media", known.kind == "media")
        outlet = t.outlet or t.report_id
        return _Found(t, f"outlet:{name_key(outlet) or t.report_id}", outlet, False, True)
    deepest = t.sources[-1]
    known = sources.find(deepest.text, deepest.id)
    if known:
        return _Found(t, f"id:{known.id}", known.name, True, False)
    if deepest.id:
        return _Found(t, f"id:{deepest.id}", deepest.text, True, False)
    if not is_nameless(deepest.text, deepest.kind):
        return _Found(t, f"name:{name_key(deepest.text)}", deepest.text, True, False)
    return _Found(t, f"unnamed:{_via(t, sources)}", deepest.text, False, False)


def _via(t: Telling, sources: SourceTable) -> str:
    """Through whom an unnamed source speaks: the next named link above it, else the outlet."""
    for link in reversed(t.sources[:-1]):
        known = sources.find(link.text, link.id)
        if known or link.id:
            return known.id if known else str(link.id)
        if not is_nameless(link.text, link.kind):
            return name_key(link.text)
    known = sources.find(t.outlet)
    return known.id if known else name_key(t.outlet) or t.report_id


def _tell_apart(found: list[_Found]) -> list[_Found]:
    """Number the unnamed sources that one report tells apart; those of other reports join the first."""
    voices: dict[tuple[str, str], list[str]] = defaultdict(list)
    for f in found:
        if f.key.startswith("unnamed:"):
            deepest = f.telling.sources[-1]
            told = voices[(f.key, f.telling.report_id)]
            voice = f"{deepest.kind}:{name_key(deepest.text)}"
            if voice not in told:
                told.append(voice)
            n = told.index(voice)
            f.key = f"{f.key}#{n}" if n else f.key
    return found


def _credit_copies(found: list[_Found]) -> None:
    """Give a telling in a copied text the origin of the text that it copies, where it names none itself."""
    for n, f in enumerate(found):
        if not f.own_voice or not f.telling.sketch:
            continue
        others = (o for o in found if o.telling.report_id != f.telling.report_id and o.telling.sketch)
        copied = [o for o in others if is_copy(f.telling.sketch, o.telling.sketch)]
        credited = [o for o in copied if not o.own_voice]
        if credited:
            f.key, f.label, f.named = credited[0].key, credited[0].label, credited[0].named
        else:
            earlier = [o for o in _before(found, n) if o in copied]
            if earlier:
                f.key, f.label, f.named = earlier[0].key, earlier[0].label, earlier[0].named


def _before(found: Iterable[_Found], n: int) -> list[_Found]:
    return list(found)[:n]
