"""Questions to the ledger: which incidents, why an incident is one, which tallies don't add up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, or_, select

from isnad.arabic.script import fold_phrase
from isnad.gazetteer.admin import unit_key
from isnad.gazetteer.load import shipped_gazetteer
from isnad.ledger import tables as t
from isnad.ledger.incident import Attribution, Incident
from isnad.ledger.judgements import standing
from isnad.ledger.store import LedgerError
from isnad.ledger.witness import incidents_from
from isnad.link.events import day_of
from isnad.link.whole import INCIDENT, TALLY, kind_of, new_name
from isnad.reconcile import Bound, Reconciled, shown

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Filter:
    """Which incidents: a period (ISO dates, months or years), a place or party (any spelling), types, grades, kind.

    A period leaves out the incidents without a date, unless `undated` says otherwise.
    """

    since: str | None = None
    until: str | None = None
    where: str | None = None
    types: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    kind: str = "incident"
    undated: bool = False


def find_incidents(c: Connection, wanted: Filter) -> list[str]:
    """The ids of the incidents that fit, by day and id; without `undated`, a period leaves out those without a date."""
    return [row.id for row in find_rows(c, wanted)]


def find_with_undated(c: Connection, wanted: Filter) -> tuple[list[Row[Any]], list[Row[Any]]]:
    """The rows of the incidents that fit, and of those that only the period leaves out, for they have no date."""
    rows = find_rows(c, replace(wanted, undated=True))
    if wanted.undated or (wanted.since is None and wanted.until is None):
        return rows, []
    return [r for r in rows if r.first is not None], [r for r in rows if r.first is None]


def find_rows(c: Connection, wanted: Filter) -> list[Row[Any]]:
    """The rows of the incidents that fit, by day and id."""
    i = t.incident.c
    query = select(t.incident).where(i.kind == wanted.kind)
    since, until = day_of(wanted.since), day_of(wanted.until, end=True)
    for given, end in ((wanted.since, False), (wanted.until, True)):
        if given is None:
            continue
        day = day_of(given, end=end)
        if day is None:
            raise LedgerError(f"'{given}' is no date: write 2025, 2025-03 or 2025-03-09")
        from datetime import date

        iso = str(date.fromordinal(day))
        inside = i.last >= iso if not end else i.first <= iso
        query = query.where(inside | i.first.is_(None) if wanted.undated else inside)
    if wanted.types:
        query = query.where(i.type.in_(wanted.types))
    if wanted.grades:
        query = query.where(i.grade.in_(wanted.grades))
    if since and until and since > until:
        raise LedgerError(f"the period is empty: {wanted.since} is after {wanted.until}")
    if wanted.where is not None:
        if not fold_phrase(wanted.where):
            raise LedgerError(f"'{wanted.where}' names no place and no party")
        named = i.search.contains(fold_phrase(wanted.where), autoescape=True)
        units = [(i.country == country) & (i.admin1 == name) for country, name in _provinces(wanted.where)]
        query = query.where(or_(named, *units))
    return list(c.execute(query.order_by(i.first, i.id)))


def _provinces(name: str) -> set[tuple[str, str]]:
    """The provinces that a name means, as incidents tell theirs: (SY, Deir ez-Zor) for "محافظة دير الزور"."""
    key = unit_key(name)
    return {
        (p.country, p.admin1)
        for p in shipped_gazetteer().places.values()
        if p.feature == "governorate" and p.admin1 and key in (unit_key(p.name_ar), unit_key(p.name_en))
    }


def get_incident(c: Connection, incident_id: str, policy: str = "ucdp") -> Incident:
    """One incident, derived now. Raises LedgerError where there is none of this id."""
    found = next(iter(incidents_from(c, [incident_id], policy)), None)
    if found is None:
        now = joined_ids(c).get(incident_id)
        where = f"it is part of {now}" if now else "`isnad incidents` lists them"
        raise LedgerError(f"there is no incident {incident_id} in this ledger ({where})")
    return found


def joined_ids(c: Connection) -> dict[str, str]:
    """Ids that an incident may have had before it was joined to another, each with the other's.

    An incident is named after its first event: so these are the names of all events but those that gave theirs.
    """
    m = t.member.c
    named = (
        (new_name(event, TALLY if kind_of(now) == "tally" else INCIDENT), now)
        for event, now in c.execute(select(m.event_id, m.incident_id))
    )
    return {name: now for name, now in named if name != now}


def explain(c: Connection, incident_id: str, policy: str = "ucdp") -> list[str]:
    """Why these claims are one incident, and why its numbers are what they are; lines of plain text."""
    i = get_incident(c, incident_id, policy)
    where = ", ".join(x for p in i.places for x in [p.name or p.text] if x) or "place unknown"
    when = "date unknown" if i.first is None else i.first if i.first == i.last else f"{i.first} to {i.last}"
    lines = [f"{i.id}: {i.type}, {where}, {when} ({i.basis}); {i.stance}, {i.grade}"]
    if i.contested:
        lines.append(f"  contested: {', '.join(i.contested)}")
    for name, parties in (("by", i.actors), ("against", i.targets)):
        if told := [_party(p) for p in parties if p.id or p.text]:
            lines.append(f"  {name}: {'; '.join(told)}")
    lines.append(f"  independent origins: {i.origins.low} to {i.origins.high}")
    for o in i.origins.origins:
        lines.append(f"    {o.label}{'' if o.named else ' (not named)'}: {', '.join(o.claims)}")
    lines.append("  told by:")
    for w in i.witnesses:
        chain = " ← ".join([w.report.outlet or "?", *(s.text or s.kind for s in w.claim.sources)])
        held = "" if w.claim.stance == "affirmed" else f", {w.claim.stance} on {w.claim.stance_on}"
        lines.append(f"    {w.claim.claim_id} ({w.report.published or 'undated'}) {chain}: {w.claim.type}{held}")
    for f in i.figures:
        lines.append(f"  {figure_line(f)}")
        if len({(s.low, s.high) for s in f.series}) > 1:
            lines += [
                f"    {s.claim_id}: {s.text or '(words taken out)'}{'' if s.counts else ' (does not count)'}"
                for s in f.series
            ]
    lines += _why_linked(c, i)
    for name, others in (("holds", i.holds), ("is held by", i.held_by)):
        if others:
            lines.append(f"  {name}: {', '.join(others)} (told at several places at once; figures are not added)")
    return lines


def _party(told: Attribution) -> str:
    """ "rus.airforce (named by 2 origins)", or the words where nobody knows who that is."""
    n = len(told.origins)
    return f"{told.id or told.text} (named by {n} origin{'' if n == 1 else 's'})"


def figure_line(f: Reconciled) -> str:
    """ "killed (all): 3 – 5 – 8 by ucdp; low from a:0:0, best from b:0:0, high from c:0:0"."""
    side = f" of {f.side}" if f.side else ""
    bounds = {"low": f.low, "best": f.best, "high": f.high}
    numbers = shown((b.value for b in bounds.values()), " – ")
    set_by = "; ".join(f"{n} {'left open by' if b.value is None else 'from'} {_claims(b)}" for n, b in bounds.items())
    contested = " (contested)" if f.contested else ""
    return f"{f.kind} ({f.group}{side}): {numbers} by {f.policy}{contested}; {set_by}"


def _claims(bound: Bound) -> str:
    return ", ".join(bound.claims) or "nobody"


def _why_linked(c: Connection, i: Incident) -> list[str]:
    """The links within the incident and the judgements on its events."""
    events = sorted({w.event_id for w in i.witnesses})
    query = (
        select(t.link)
        .where(t.link.c.left.in_(events) & t.link.c.right.in_(events))
        .order_by(t.link.c.score.desc(), t.link.c.left, t.link.c.right)
    )
    lines = [f"    {r.left} = {r.right}: {r.score:+.2f} ({r.reason})" for r in c.execute(query)]
    out = ["  one because:", *lines] if lines else []
    judged = [j for j in standing(c) if j.left in events or j.right in events]
    if judged:
        out.append("  people decided:")
        out += [f"    {j.id}. {j.left} {j.verb} {j.right}: {j.who}, {j.at}: {j.note}" for j in judged]
    return out


@dataclass(frozen=True, slots=True)
class TallyCheck:
    """A tally as told beside what the ledger holds for its period, place and type.

    `told` are (kind, low, high) of the tally; `held` the number of incidents and the sums of their best figures.
    """

    incident: Incident
    told: tuple[tuple[str, int | None, int | None], ...]
    held_events: int
    held: dict[str, int]
    remark: str


def check_tallies(c: Connection) -> list[TallyCheck]:
    """Every tally that has a number, beside the ledger's own count; the ledger's is never added to the tally."""
    ids = [r.id for r in find_rows(c, Filter(kind="tally"))]
    out = []
    for tally in incidents_from(c, ids):
        told = tuple(
            (f.kind, f.low.value, f.high.value)
            for f in tally.figures
            if f.group in ("all", "other") or f.kind in ("events", "strikes")
        )
        if told:
            out.append(_check(c, tally, told))
    return out


def _check(c: Connection, tally: Incident, told: tuple[tuple[str, int | None, int | None], ...]) -> TallyCheck:
    if tally.first is None or tally.last is None:
        return TallyCheck(tally, told, 0, {}, "the period is not known, nothing to compare with")
    rows = find_rows(c, Filter(since=tally.first, until=tally.last))
    fits = [r for r in rows if r.stance == "affirmed" and _same_area(tally, r) and _same_type(tally, r.type)]
    held = {"events": len(fits), "killed": sum(r.killed_best or 0 for r in fits)}
    remarks = []
    for kind, low, high in told:
        if kind == "strikes":  # raids are no incidents: one incident may be twenty raids
            remarks.append(f"strikes: {low if low is not None else '?'} told, in {len(fits)} incidents held")
        if kind not in held:
            continue
        if low is not None and held[kind] < low:
            remarks.append(f"{kind}: {low} told, {held[kind]} held: {low - held[kind]} are not in this ledger")
        elif high is not None and held[kind] > high:
            remarks.append(f"{kind}: {high} told, {held[kind]} held: the tally counts less than this ledger")
        else:
            remarks.append(f"{kind}: {held[kind]} held, as told")
    return TallyCheck(tally, told, len(fits), held, "; ".join(remarks) or "nothing comparable")


def _same_area(tally: Incident, row: Row[Any]) -> bool:
    """Whether an incident lies where the tally counts: its places' names, provinces or country; anywhere if unsaid."""
    if not tally.places:
        return True
    for p in tally.places:
        name = (p.name or "").casefold()
        if row.admin1 and p.admin1 == row.admin1 and name in (row.admin1.casefold(), ""):
            return True
        if name and name == (row.place or "").casefold():
            return True
        if p.country and row.country == p.country and not p.admin1:
            return True
    return False


def _same_type(tally: Incident, kind: str) -> bool:
    return tally.type == kind or tally.type == "killing"


def listing(rows: Iterable[Row[Any]]) -> list[list[str]]:
    """Cells of a table of incidents: id, days, type, place, killed, origins, grade."""
    out = []
    for r in rows:
        days = "" if r.first is None else r.first if r.first == r.last else f"{r.first}…{r.last}"
        numbers = (r.killed_low, r.killed_best, r.killed_high)
        killed = shown(numbers) if any(n is not None for n in numbers) else ""
        origins = str(r.origins_low) if r.origins_low == r.origins_high else f"{r.origins_low}–{r.origins_high}"
        out.append([r.id, days, r.type, r.place or "", killed, origins, r.grade])
    return out
