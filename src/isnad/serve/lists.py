"""Questions that the pages and the API put to the ledger: which incidents, how many of what, points for the map.

Under the public profile what may not be shown yet is left out in the question itself, and what is shown coarsely has
neither place nor coordinates, as `publish.view` has it for one incident.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, false, func, not_, or_, select

from isnad.arabic.script import fold_phrase
from isnad.ledger import tables as t
from isnad.ledger.search import incidents_about
from isnad.link.events import day_of
from isnad.publish.view import DELAY_DAYS, SENSITIVE

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row

INCIDENT = t.incident.c
SORTS = ("newest", "oldest", "killed", "origins")
MAX_PAGE_SIZE = 200
# The columns that a list needs: not the search texts, which are most of a row.
COLUMNS = tuple(
    INCIDENT[name]
    for name in (
        "id", "kind", "type", "stance", "grade", "first", "last", "admin1", "country", "place", "place_id", "lat",
        "lon", "radius_km", "reports", "origins_low", "origins_high", "killed_low", "killed_best", "killed_high",
        "injured_best", "actors",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which incidents: period (ISO days), words, types, a side, a province (CC:NAME), grades, least origins."""

    since: date | None = None
    until: date | None = None
    q: str = ""
    types: tuple[str, ...] = ()
    side: str = ""
    province: str = ""
    grades: tuple[str, ...] = ()
    origins: int = 0
    kind: str = "incident"
    sort: str = "newest"


def sensitive() -> ColumnElement[bool]:
    """Whether an incident tells where forces or relief go, or what is planned."""
    return or_(INCIDENT.type.in_(sorted(SENSITIVE)), INCIDENT.stance == "planned")


def shown(profile: str, today: date) -> ColumnElement[bool] | None:
    """What a profile shows at all; None for everything."""
    if profile != "public":
        return None
    newest = func.coalesce(INCIDENT.last, INCIDENT.reported)
    return or_(not_(sensitive()), newest <= str(today - timedelta(days=DELAY_DAYS)))


def is_coarse(row: Row[Any], profile: str) -> bool:
    """Whether an incident is shown by its province only."""
    return profile == "public" and (row.type in SENSITIVE or row.stance == "planned")


def conditions(c: Connection, wanted: Wanted, profile: str, today: date) -> list[ColumnElement[bool]]:
    """The question as conditions on the table of incidents."""
    out: list[ColumnElement[bool]] = [INCIDENT.kind == wanted.kind]
    visible = shown(profile, today)
    if visible is not None:
        out.append(visible)
    if wanted.since:
        out.append(INCIDENT.last >= str(wanted.since))
    if wanted.until:
        out.append(INCIDENT.first <= str(wanted.until))
    if wanted.types:
        out.append(INCIDENT.type.in_(wanted.types))
    if wanted.grades:
        out.append(INCIDENT.grade.in_(wanted.grades))
    if wanted.origins:
        out.append(INCIDENT.origins_low >= wanted.origins)
    if wanted.side:
        out.append(INCIDENT.actors.contains(f" {wanted.side} ", autoescape=True))
    if wanted.province:
        country, _, name = wanted.province.partition(":")
        out.append(and_(INCIDENT.country == country, INCIDENT.admin1 == name))
    if wanted.q.strip():
        out.append(_about(c, wanted.q, profile))
    return out


def _about(c: Connection, question: str, profile: str) -> ColumnElement[bool]:
    folded = fold_phrase(question)
    if not folded:
        return false()
    if profile == "public":
        named = INCIDENT.search_places.contains(folded, autoescape=True)
        province = func.lower(INCIDENT.admin1).contains(folded, autoescape=True)
        return or_(and_(named, not_(sensitive())), province)
    named = INCIDENT.search.contains(folded, autoescape=True)
    told = incidents_about(c, question)
    return named if told is None else or_(named, INCIDENT.id.in_(told))


def count(c: Connection, where: Sequence[ColumnElement[bool]]) -> int:
    """How many incidents fit."""
    return int(c.execute(select(func.count()).select_from(t.incident).where(*where)).scalar_one())


def find(
    c: Connection, where: Sequence[ColumnElement[bool]], sort: str, limit: int | None, offset: int = 0
) -> list[Row[Any]]:
    """The rows that fit, in an order that never changes between pages."""
    order: dict[str, tuple[Any, ...]] = {
        "newest": (INCIDENT.last.desc().nulls_last(), INCIDENT.id.desc()),
        "oldest": (INCIDENT.first.is_(None), INCIDENT.first, INCIDENT.id),
        "killed": (func.coalesce(INCIDENT.killed_best, -1).desc(), INCIDENT.id),
        "origins": (INCIDENT.origins_low.desc(), INCIDENT.reports.desc(), INCIDENT.id),
    }
    query = select(*COLUMNS).order_by(*order[sort])
    if limit is None:
        return list(c.execute(query.where(*where)))
    # The rows before the page are counted off in an index: they are not read.
    ids = select(INCIDENT.id).where(*where).order_by(*order[sort]).limit(limit).offset(offset).correlate(None)
    return list(c.execute(query.where(INCIDENT.id.in_(ids))))


def among(c: Connection, ids: Sequence[str], profile: str, today: date) -> list[Row[Any]]:
    """Those of these incidents that are shown, by day."""
    visible = shown(profile, today)
    query = select(*COLUMNS).where(INCIDENT.id.in_(ids)).order_by(INCIDENT.first, INCIDENT.id)
    return list(c.execute(query if visible is None else query.where(visible)))


@dataclass(frozen=True, slots=True)
class Group:
    """Incidents of one month, province, side, type or grade: how many, and the best figures of killed and injured."""

    key: str
    incidents: int
    killed: int
    injured: int


GROUPS = ("time", "place", "side", "type", "grade")


def groups(c: Connection, where: Sequence[ColumnElement[bool]], by: str) -> list[Group]:
    """The incidents that fit, by month (in order), province, type or grade (the most first)."""
    if by == "side":
        return _by_side(c, where)
    keys: dict[str, Any] = {
        "time": func.substr(INCIDENT.first, 1, 7),
        "place": INCIDENT.country + ":" + INCIDENT.admin1,
        "type": INCIDENT.type,
        "grade": INCIDENT.grade,
    }
    key = keys[by]
    sums = (
        func.count(),
        func.coalesce(func.sum(INCIDENT.killed_best), 0),
        func.coalesce(func.sum(INCIDENT.injured_best), 0),
    )
    found = [Group(k or "", int(n), int(a), int(b)) for k, n, a, b in c.execute(_grouped(key, sums, where))]
    return sorted(found, key=lambda g: (0 if by == "time" else -g.incidents, g.key))


def _grouped(key: Any, sums: tuple[Any, ...], where: Sequence[ColumnElement[bool]]) -> Any:
    return select(key, *sums).select_from(t.incident).where(*where).group_by(key)


def _by_side(c: Connection, where: Sequence[ColumnElement[bool]]) -> list[Group]:
    """By each doer that is named; an incident with two is counted for both."""
    sums: dict[str, list[int]] = {}
    columns = (INCIDENT.actors, func.count(), func.sum(INCIDENT.killed_best), func.sum(INCIDENT.injured_best))
    for ids, n, killed, injured in c.execute(select(*columns).where(*where).group_by(INCIDENT.actors)):
        for actor in ids.split():
            found = sums.setdefault(actor, [0, 0, 0])
            found[0], found[1], found[2] = found[0] + n, found[1] + (killed or 0), found[2] + (injured or 0)
    return [Group(k, *v) for k, v in sorted(sums.items(), key=lambda i: (-i[1][0], i[0]))]


def latest_day(c: Connection, profile: str, today: date) -> date:
    """The day of the newest incident that is shown; today where there is none."""
    visible = shown(profile, today)
    query = select(func.max(INCIDENT.first)).where(INCIDENT.kind == "incident", INCIDENT.first <= str(today))
    found = c.execute(query if visible is None else query.where(visible)).scalar_one()
    ordinal = day_of(found)
    return date.fromordinal(ordinal) if ordinal else today
