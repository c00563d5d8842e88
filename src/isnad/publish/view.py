"""What of an incident may be shown: the view that every export is made from, by a profile.

`public` is the default: it delays, coarsens and takes names out where they could hurt someone (docs/do-no-harm.md).
`internal` shows all, and every file says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from isnad.ledger.incident import Attribution, Incident, ReportMeta, Witness
from isnad.link.events import day_of
from isnad.link.sources import KnownSource, SourceTable, default_sources
from isnad.model import PlaceGuess
from isnad.publish.lookup import province_codes
from isnad.reconcile import Reconciled

PROFILES = ("public", "internal")
# Types that tell where forces or relief are or go: shown late and coarsely.
SENSITIVE = frozenset({"movement", "reconnaissance", "aid"})
DELAY_DAYS = 14
# Kinds of source whose names stay out of what is public.
HIDDEN_SOURCES = frozenset({"local", "person", "medical"})
QUOTE_WORDS = 25


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim as it may be shown: outlet, chain, figures; `url` only where it leads to no person's account."""

    claim_id: str
    report_id: str
    outlet: str
    published: str | None
    title: str | None
    url: str | None
    chain: tuple[str, ...]
    kind: str
    stance: str
    stance_on: str
    claimed: bool
    quote: str
    origin: str


@dataclass(frozen=True, slots=True)
class View:
    """An incident as it may be shown."""

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
    origins_low: int
    origins_high: int
    tellings: tuple[Telling, ...]
    origin_names: tuple[tuple[str, str], ...]
    weapons: tuple[str, ...]
    tags: tuple[str, ...]
    holds: tuple[str, ...]
    held_by: tuple[str, ...]
    withheld: tuple[str, ...] = ()

    @property
    def place(self) -> PlaceGuess | None:
        """The place that stands for the incident."""
        return self.places[0] if self.places else None

    def figure(self, kind: str, group: str = "all", side: str | None = None) -> Reconciled | None:
        """The reconciled figure of a kind, a group and a side."""
        return next((f for f in self.figures if (f.kind, f.group, f.side) == (kind, group, side)), None)


@dataclass(frozen=True, slots=True)
class Excluded:
    """An incident that an export leaves out, and why."""

    id: str
    reason: str


def make_view(i: Incident, profile: str, as_of: date, sources: SourceTable | None = None) -> View | Excluded:
    """An incident as the profile lets it be shown on a day; Excluded where it may not be shown yet.

    Raises ValueError for a profile that isn't one of `PROFILES`.
    """
    if profile not in PROFILES:
        raise ValueError(f"'{profile}' is no profile: say {' or '.join(PROFILES)}")
    table = sources or default_sources()
    names = tuple((o.key, o.label) for o in i.origins.origins)
    claims = [w.claim for w in i.witnesses]
    view = View(
        i.id, i.kind, i.type, i.stance, i.grade, i.contested, i.first, i.last, i.basis, i.places, i.actors, i.targets,
        i.figures, i.origins.low, i.origins.high, tuple(_telling(w, i, table, profile) for w in i.witnesses), names,
        tuple(sorted({x for c in claims for x in c.weapon})), tuple(sorted({x for c in claims for x in c.tags})),
        i.holds, i.held_by,
    )  # fmt: skip
    return _public(i, view, as_of, table) if profile == "public" else view


def _public(i: Incident, view: View, as_of: date, table: SourceTable) -> View | Excluded:
    withheld = ["names of people and of local, medical and personal sources"]
    if i.type in SENSITIVE or i.stance == "planned":
        what = "planned events" if i.stance == "planned" else f"events of type {i.type}"
        newest = day_of(i.last) or max((day_of(r.published, end=True) or 0 for r in i.reports), default=0)
        if not newest or newest > (as_of - timedelta(days=DELAY_DAYS)).toordinal():
            return Excluded(i.id, f"{what} are not shown before they are {DELAY_DAYS} days old")
        view = replace(view, places=tuple(dict.fromkeys(_coarse(p) for p in view.places)))
        withheld.append("the exact place")
    labels = {o.key: o.label for o in i.origins.origins}
    kinds = {w.claim.claim_id: w.claim.sources[-1].kind for w in i.witnesses if w.claim.sources}
    for o in i.origins.origins:
        hidden = {kinds[c] for c in o.claims if c in kinds} & HIDDEN_SOURCES
        if hidden and not o.key.startswith("id:"):
            labels[o.key] = _kind_name(sorted(hidden)[0])
        elif o.key.startswith("outlet:") or "media" in {kinds.get(c) for c in o.claims}:
            labels[o.key] = public_outlet(o.label, table)
    return replace(
        view,
        actors=tuple(a for a in view.actors if a.id),
        targets=tuple(a for a in view.targets if a.id),
        origin_names=tuple((key, labels[key]) for key, _ in view.origin_names),
        withheld=tuple(withheld),
    )


def _coarse(p: PlaceGuess) -> PlaceGuess:
    """A place as its province: its name and coordinates are gone.

    The readings know no district (admin2), so that this is coarser than the rule asks.
    """
    code = province_codes().get((p.country, p.admin1))
    return PlaceGuess("", None, p.admin1, p.country, geo_precision=3, where_prec=4, pcode=code)


def _kind_name(kind: str) -> str:
    return {"local": "a local source", "person": "a person", "medical": "a medical source"}.get(kind, "a source")


def is_account(outlet: str, url: str | None) -> bool:
    """Whether an outlet may be a person's account: a handle, or an address on a social network."""
    bare = outlet.strip("'\" ")
    social = ("t.me/", "twitter.com/", "x.com/", "facebook.com/", "instagram.com/", "tiktok.com/", "youtube.com/")
    return bare.startswith("@") or any(s in (url or "") for s in social)


def public_outlet(outlet: str | None, table: SourceTable, url: str | None = None) -> str:
    """An outlet's name as it may be shown: a known source by its name; what isn't known may be a person's account."""
    if not outlet:
        return "an outlet that isn't named"
    known = table.find(outlet)
    if known:
        return known.name
    return "a social media account" if is_account(outlet, url) else "an outlet that isn't in the list of sources"


def _telling(w: Witness, i: Incident, table: SourceTable, profile: str) -> Telling:
    report: ReportMeta = w.report
    public = profile == "public"
    known = table.find(report.outlet)
    hidden = public and not known  # an address would lead to who is not named
    chain = []
    for link in w.claim.sources:
        source: KnownSource | None = table.find(link.text, link.id)
        if public and link.kind in HIDDEN_SOURCES and source is None:
            chain.append(_kind_name(link.kind))
        elif public and link.kind == "media" and source is None:  # whose post was passed on may be a person's account
            chain.append(public_outlet(link.text, table))
        else:
            chain.append(source.name if source else link.text or link.kind)
    origin = i.origins.of(w.claim.claim_id)
    words = w.claim.trigger_text.split()[:QUOTE_WORDS]
    return Telling(
        w.claim.claim_id, report.id, public_outlet(report.outlet, table, report.url) if public else report.outlet or "",
        report.published, None if public else report.title, None if hidden else report.url, tuple(chain),
        w.claim.type, w.claim.stance, w.claim.stance_on, w.claim.claimed, " ".join(words), origin.key if origin else "",
    )  # fmt: skip


def make_views(
    incidents: Iterable[Incident], profile: str, as_of: date, sources: SourceTable | None = None
) -> tuple[list[View], list[Excluded]]:
    """The views of many incidents, and those that may not be shown."""
    views: list[View] = []
    excluded: list[Excluded] = []
    for incident in incidents:
        made = make_view(incident, profile, as_of, sources)
        if isinstance(made, View):
            views.append(made)
        else:
            excluded.append(made)
    return views, excluded


def sorted_views(views: Sequence[View]) -> list[View]:
    """By day and id; those without a date last."""
    return sorted(views, key=lambda v: (v.first is None, v.first or "", v.id))
