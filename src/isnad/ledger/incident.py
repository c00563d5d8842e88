"""An incident: what the claims of its events say together, with who says it and how sure that is.

Nothing here is stored that can't be derived again: type, time, place, parties and figures from the claims; grades by
the rules in docs/linking.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from isnad.link.events import day_of, place_names
from isnad.link.origins import Origins, Telling, count_origins
from isnad.link.sides import Sides
from isnad.link.sources import SourceTable
from isnad.model import DATE_BASES, Claim, Party, PlaceGuess
from isnad.reconcile import Reconciled, reconcile


@dataclass(frozen=True, slots=True)
class ReportMeta:
    """What an incident needs of a report."""

    id: str
    order: int
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Witness:
    """A claim of an incident with the report it stands in."""

    claim: Claim
    report: ReportMeta
    event_id: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """A party as told: its id (None where unknown), the words, and the keys of the origins that name it themselves."""

    id: str | None
    text: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening (or one tally), derived. `first`, `last` are ISO days; None where nobody says when."""

    id: str
    kind: str
    type: str
    stance: str
    grade: str
    contested: tuple[str, ...]
    first: str | None
    last: str | None
    basis: str
    places: tuple[PlaceGuess, ...]
    actors: tuple[Attribution, ...]
    targets: tuple[Attribution, ...]
    figures: tuple[Reconciled, ...]
    origins: Origins
    witnesses: tuple[Witness, ...]
    holds: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()

    @property
    def place(self) -> PlaceGuess | None:
        """The place that stands for the incident: the most exact one that is told most."""
        return self.places[0] if self.places else None

    def figure(self, kind: str, group: str = "all") -> Reconciled | None:
        """The reconciled figure of a kind and group, of no side in particular."""
        return next((f for f in self.figures if f.kind == kind and f.group == group and f.side is None), None)

    @property
    def reports(self) -> tuple[ReportMeta, ...]:
        """The reports, each once, in the order of loading."""
        found = {w.report.id: w.report for w in self.witnesses}
        return tuple(sorted(found.values(), key=lambda r: r.order))


def derive(
    incident_id: str,
    kind: str,
    witnesses: Sequence[Witness],
    sources: SourceTable,
    sides: Sides,
    policy: str = "ucdp",
    holds: Iterable[str] = (),
    held_by: Iterable[str] = (),
) -> Incident:
    """The incident that these claims tell together, figures by a named policy."""
    claims = [w.claim for w in witnesses]
    planned = all(c.stance == "planned" for c in claims)
    tellings = [
        Telling(
            w.claim.claim_id,
            w.report.id,
            w.report.outlet,
            w.claim.sources,
            w.report.sketch,
            _supports(w.claim, planned),
        )
        for w in witnesses
    ]
    origins = count_origins(tellings, sources)
    key = {c: o.key for o in origins.origins for c in o.claims}
    when = {w.claim.claim_id: ((w.report.published or "")[:19], w.report.order) for w in witnesses}
    figures = tuple(reconcile(claims, origins, when, policy))
    first, last, basis = _time(claims, key)
    actors = _parties(claims, key, lambda c: c.actors)
    contested = _contested(claims, key, figures, sides)
    return Incident(
        id=incident_id,
        kind=kind,
        type=_type(claims, key),
        stance=_stance(claims),
        grade=_grade(claims, origins, contested),
        contested=contested,
        first=first,
        last=last,
        basis=basis,
        places=_places(claims, key),
        actors=actors,
        targets=_parties(claims, key, lambda c: c.targets),
        figures=figures,
        origins=origins,
        witnesses=tuple(witnesses),
        holds=tuple(holds),
        held_by=tuple(held_by),
    )


def _supports(claim: Claim, planned: bool) -> str:
    """Whether a claim says that the event happened: a denied figure or responsibility doesn't deny the event."""
    if claim.stance == "affirmed" or claim.stance_on != "event" or (planned and claim.stance == "planned"):
        return "yes"
    return "maybe" if claim.stance == "possible" else "no"


def _stance(claims: Sequence[Claim]) -> str:
    held = {c.stance if c.stance_on == "event" else "affirmed" for c in claims}
    return next((s for s in ("affirmed", "possible", "doubted", "denied", "planned") if s in held), "affirmed")


def _type(claims: Sequence[Claim], key: Mapping[str, str]) -> str:
    """The type that most origins give; `killing` (the manner unsaid) gives way to any other."""
    votes: dict[str, set[str]] = defaultdict(set)
    for c in claims:
        votes[c.type].add(key[c.claim_id])
    order = [c.type for c in claims]
    return min(votes, key=lambda t: (t == "killing", -len(votes[t]), order.index(t)))


def basis_of(claim: Claim) -> str:
    """How a claim's date is known; a date without words is taken from the publication."""
    return claim.when.basis or ("stated" if claim.when.text else "publication")


def _time(claims: Sequence[Claim], key: Mapping[str, str]) -> tuple[str | None, str | None, str]:
    """The window: stated before worked out before taken from publication; then most origins; then the narrowest.

    A date from the publication is right in about 78 %: it is given as the day and the day before, never as exact.
    """
    votes: dict[tuple[int, int, int], set[str]] = defaultdict(set)
    for c in claims:
        start, end = day_of(c.when.start), day_of(c.when.end, end=True)
        start, end = (end if start is None else start), (start if end is None else end)
        if start is not None and end is not None:
            basis = basis_of(c)
            votes[(DATE_BASES.index(basis) if basis in DATE_BASES else 3, start, end)].add(key[c.claim_id])
    if not votes:
        return None, None, "unknown"
    rank, start, end = min(votes, key=lambda v: (v[0], -len(votes[v]), v[2] - v[1], v[1]))
    if DATE_BASES[rank] == "publication" and start == end:
        start -= 1
    return str(date.fromordinal(start)), str(date.fromordinal(end)), DATE_BASES[rank]


def place_key(place: PlaceGuess) -> str:
    """What makes two places of an incident one: the gazetteer's entry, else the name."""
    return place.id or (place.name or "").casefold() or place_names(place.text)[0]


def _places(claims: Sequence[Claim], key: Mapping[str, str]) -> tuple[PlaceGuess, ...]:
    """The places, each once: with coordinates first, then the most told, then the most exact."""
    votes: dict[str, set[str]] = defaultdict(set)
    best: dict[str, PlaceGuess] = {}
    for c in claims:
        for p in c.places:
            k = place_key(p)
            votes[k].add(key[c.claim_id])
            kept = best.get(k)
            if kept is None or (kept.lat is None and p.lat is not None):
                best[k] = p
    several = max((len(c.places) for c in claims), default=0) > 1

    def order(k: str) -> tuple[bool, float, int, str]:
        p = best[k]
        radius = p.radius_km if p.radius_km is not None else (5.0 if p.lat is not None else 20.0)
        # Of one event's several places the order told counts; of two tellings of one place the more exact.
        return (p.lat is None, 0.0 if several else (radius >= 20), -len(votes[k]), k)

    return tuple(best[k] for k in sorted(best, key=order))


def _parties(
    claims: Sequence[Claim], key: Mapping[str, str], of: Callable[[Claim], Sequence[Party]]
) -> tuple[Attribution, ...]:
    """Who is named, by how many origins in their own words; what holds only by another claim has no origins."""
    found: dict[str, tuple[str | None, str, set[str]]] = {}
    for c in claims:
        for p in of(c):
            k = p.id or f"text:{p.text}"
            found.setdefault(k, (p.id, p.text, set()))
            if p.from_claim is None:
                found[k][2].add(key[c.claim_id])
    ordered = sorted(found.values(), key=lambda f: (f[0] is None, -len(f[2])))
    return tuple(Attribution(i, text, tuple(sorted(origins))) for i, text, origins in ordered)


def _contested(
    claims: Sequence[Claim], key: Mapping[str, str], figures: Iterable[Reconciled], sides: Sides
) -> tuple[str, ...]:
    """What origins contradict each other on: event, responsibility, figure; each by itself."""
    out = []
    denies = {key[c.claim_id] for c in claims if c.stance == "denied" and c.stance_on == "event"}
    tells = {key[c.claim_id] for c in claims if c.stance == "affirmed"}
    if denies and tells:
        out.append("event")
    blamed: dict[str, set[str]] = defaultdict(set)
    for c in claims:
        if c.stance in ("affirmed", "possible"):
            blamed[key[c.claim_id]] |= {a.id for a in c.actors if a.id and a.from_claim is None}
    named = [ids for ids in blamed.values() if ids]
    one_sided = all(sides.agreement(a, b) != "differ" for n, a in enumerate(named) for b in named[:n])
    if not one_sided or any(c.stance in ("denied", "doubted") and c.stance_on == "responsibility" for c in claims):
        out.append("responsibility")
    if any(f.contested for f in figures):
        out.append("figure")
    return tuple(out)


def _grade(claims: Sequence[Claim], origins: Origins, contested: Sequence[str]) -> str:
    """discounted: nobody affirms it. confirmed: the actor itself claims it. contested: the event or who did it is.

    fair: two named origins or more. weak: everything else.
    """
    if origins.high == 0:
        return "discounted"
    if any(c.claimed and c.stance == "affirmed" for c in claims):
        return "confirmed"
    if "event" in contested or "responsibility" in contested:
        return "contested"
    return "fair" if origins.low >= 2 else "weak"
