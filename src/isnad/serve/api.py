"""The JSON API; the pages are made of the same answers. `/openapi.json` describes it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request, Response
from pydantic import BaseModel, Field

from isnad.arabic.script import fold_phrase
from isnad.gazetteer.search import search_places
from isnad.gazetteer.store import Store
from isnad.ledger.judgements import judge, judge_claim
from isnad.ledger.judgements import undo as take_back
from isnad.ledger.queries import get_incident
from isnad.ledger.store import LedgerError
from isnad.model import EVENT_TYPES
from isnad.publish.cells import csv_text
from isnad.publish.lookup import actors
from isnad.publish.view import Excluded, View, make_view
from isnad.review.queue import Item, ask
from isnad.serve import lists
from isnad.serve.access import AnyOne, Coder, Reader, TheDesk, check_csrf
from isnad.serve.desk import Desk, today
from isnad.serve.detail import IncidentOut, ReportOut, RowOut, author_of, incident_out, report_out, row_out
from isnad.serve.lists import GROUPS, MAX_PAGE_SIZE, Wanted
from isnad.serve.names import actor_name, country_name, province_name
from isnad.serve.words import LANGUAGES

router = APIRouter()
Id = Annotated[str, Field(max_length=400)]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
Sort = Literal["newest", "oldest", "killed", "origins"]
Page = Annotated[int, Query(ge=1, le=100_000)]
# Seconds that a page waits after a decision for the linking that it asks for; the API does not wait.
LINK_WAIT_S = 1.0


def wanted_from(
    since: date | None = None,
    until: date | None = None,
    q: Annotated[str, Query(max_length=200)] = "",
    type: Annotated[list[str], Query(max_length=40)] = [],  # noqa: B006 -- FastAPI reads the default, nobody changes it
    side: Annotated[str, Query(max_length=100)] = "",
    province: Annotated[str, Query(max_length=200)] = "",
    grade: Annotated[list[Grade], Query(max_length=10)] = [],  # noqa: B006
    origins: Annotated[int, Query(ge=0, le=1000)] = 0,
    kind: Literal["incident", "tally"] = "incident",
    sort: Sort = "newest",
) -> Wanted:
    """Which incidents: a period (ISO days), words (Arabic in any form), types, a side, a province, grades, origins."""
    unknown = [x for x in type if x not in EVENT_TYPES]
    if unknown:
        raise HTTPException(422, f"'{unknown[0][:40]}' is no type: say {', '.join(EVENT_TYPES)}")
    return Wanted(since, until, clean(q), tuple(type), clean(side), clean(province), tuple(grade), origins, kind, sort)


def clean(text: str) -> str:
    """A parameter without NUL, which no database takes."""
    return text.replace("\0", " ")


WantedIncidents = Annotated[Wanted, Depends(wanted_from)]


class Incidents(BaseModel):
    """A page of incidents."""

    total: int
    page: int
    pages: int
    items: list[RowOut]


class GroupOut(BaseModel):
    """Incidents of one month, province, side, type or grade."""

    key: str
    name: dict[str, str]
    incidents: int
    killed: int
    injured: int


def not_modified(request: Request, response: Response, desk: Desk, state: str) -> bool:
    """Set the ETag of an answer; whether the asker has it already."""
    etag = f'W/"{state}"'
    response.headers["etag"] = etag
    return etag in [x.strip() for x in request.headers.get("if-none-match", "").split(",")]


def _page(desk: Desk, wanted: Wanted, page: int, size: int) -> Incidents:
    profile = desk.settings.profile
    with desk.ledger.read() as c:
        where = lists.conditions(c, wanted, profile, today())
        total = lists.count(c, where)
        rows = lists.find(c, where, wanted.sort, size, (page - 1) * size)
    items = [row_out(r, lists.is_coarse(r, profile)) for r in rows]
    return Incidents(total=total, page=page, pages=max(1, -(-total // size)), items=items)


@router.get("/api/incidents", tags=["incidents"], response_model=Incidents)
def api_incidents(
    request: Request,
    response: Response,
    desk: TheDesk,
    person: AnyOne,
    wanted: WantedIncidents,
    page: Page = 1,
    size: Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)] = 50,
) -> Any:
    """A page of the incidents that fit."""
    with desk.ledger.read() as c:
        state = desk.state(c)
    if not_modified(request, response, desk, state):
        return Response(status_code=304, headers={"etag": response.headers["etag"]})
    return _page(desk, wanted, page, size)


@router.get("/incidents.geojson", tags=["incidents"])
def geojson(
    request: Request,
    response: Response,
    desk: TheDesk,
    person: AnyOne,
    wanted: WantedIncidents,
    page: Page = 1,
    size: Annotated[int, Query(ge=1, le=100_000)] = 10_000,
) -> Response:
    """The incidents that fit as a GeoJSON feature collection; without coordinates the geometry is null."""
    with desk.ledger.read() as c:
        state = desk.state(c)
    if not_modified(request, response, desk, state):
        return Response(status_code=304, headers={"etag": response.headers["etag"]})
    found = _page(desk, wanted, page, size)
    features = [_feature(r) for r in found.items]
    about = {"profile": desk.settings.profile, "total": found.total, "page": page, "pages": found.pages}
    body = json.dumps({"type": "FeatureCollection", "about": about, "features": features}, ensure_ascii=False)
    return Response(body, media_type="application/geo+json", headers={"etag": response.headers["etag"]})


def _feature(r: RowOut) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [r.lon, r.lat]} if r.lat is not None and r.lon is not None else None
    properties = r.model_dump(exclude={"id", "lat", "lon"})
    return {"type": "Feature", "id": r.id, "geometry": point, "properties": properties}


CSV_COLUMNS = (
    "id", "type", "first", "last", "place", "place_ar", "admin1", "country", "lat", "lon", "radius_km", "killed_low",
    "killed_best", "killed_high", "reports", "origins_low", "origins_high", "grade", "stance",
)  # fmt: skip


@router.get("/incidents.csv", tags=["incidents"])
def csv(desk: TheDesk, person: AnyOne, wanted: WantedIncidents) -> Response:
    """The incidents that fit as CSV that no spreadsheet takes for formulas."""
    profile = desk.settings.profile
    with desk.ledger.read() as c:
        rows = lists.find(c, lists.conditions(c, wanted, profile, today()), wanted.sort, None)
    shown = [row_out(r, lists.is_coarse(r, profile)) for r in rows]
    cells = [r.model_dump() | {"place": r.place["en"], "place_ar": r.place["ar"]} for r in shown]
    return _csv(csv_text(CSV_COLUMNS, cells), f"incidents-{profile}")


def _csv(text: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/api/points", tags=["incidents"])
def points(request: Request, response: Response, desk: TheDesk, person: AnyOne) -> Response:
    """Every incident with coordinates, column by column, for a map that filters by itself; `without` counts the rest.

    `day` and `until` are days since 1970-01-01, null where unknown; `type`, `grade`, `province` and `side` are
    places in the lists of these names; `sides` has for each incident the sides that are named.
    """
    with desk.ledger.read() as c:
        state = desk.state(c)
        if not_modified(request, response, desk, state):
            return Response(status_code=304, headers={"etag": response.headers["etag"]})
        packed = desk.kept("points", state, lambda: all_points(c, desk.settings.profile))
    headers = {"etag": response.headers["etag"], "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type="application/json", headers=headers | {"content-encoding": "gzip"})
    return Response(gzip.decompress(packed), media_type="application/json", headers=headers)


def all_points(c: Any, profile: str) -> bytes:
    """The points as JSON, packed once for all who ask."""
    return gzip.compress(_points(c, profile), 3, mtime=0)


def _points(c: Any, profile: str) -> bytes:
    rows = lists.points(c, profile, today())
    types = sorted({r.type for r in rows.found})
    grades = sorted({r.grade for r in rows.found})
    provinces = sorted({f"{r.country}:{r.admin1}" for r in rows.found})
    sides = sorted({x for r in rows.found for x in r.actors.split()})
    at = {name: {v: n for n, v in enumerate(vs)} for name, vs in (("t", types), ("g", grades), ("p", provinces))}
    side_at = {v: n for n, v in enumerate(sides)}
    data = {
        "types": types,
        "grades": grades,
        "provinces": [{"id": p, **_province(p)} for p in provinces],
        "all_sides": [{"id": s, **{x: actor_name(s, x) for x in LANGUAGES}} for s in sides],
        "without": rows.without,
        "id": [r.id for r in rows.found],
        "lon": [round(r.lon, 5) for r in rows.found],
        "lat": [round(r.lat, 5) for r in rows.found],
        "radius": [r.radius_km for r in rows.found],
        "day": [_day_number(r.first) for r in rows.found],
        "until": [_day_number(r.last) for r in rows.found],
        "killed": [r.killed_best for r in rows.found],
        "origins": [r.origins_low for r in rows.found],
        "type": [at["t"][r.type] for r in rows.found],
        "grade": [at["g"][r.grade] for r in rows.found],
        "province": [at["p"][f"{r.country}:{r.admin1}"] for r in rows.found],
        "sides": [[side_at[x] for x in r.actors.split()] for r in rows.found],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _province(key: str) -> dict[str, str]:
    country, _, name = key.partition(":")
    known = "" if name == "None" else name
    return {
        x: ("، " if x == "ar" else ", ").join(
            n for n in (province_name(country, known, x), country_name(country, x)) if n
        )
        for x in LANGUAGES
    }


def _day_number(iso: str | None) -> int | None:
    return date.fromisoformat(iso).toordinal() - date(1970, 1, 1).toordinal() if iso else None


@router.get("/api/groups/{by}", tags=["tables"], response_model=list[GroupOut])
def api_groups(desk: TheDesk, person: AnyOne, wanted: WantedIncidents, by: Literal[GROUPS]) -> list[GroupOut]:  # type: ignore[valid-type]
    """How many incidents, killed and injured by month (time), province (place), side, type or grade."""
    with desk.ledger.read() as c:
        return group_list(desk, c, wanted, by)


def group_list(desk: Desk, c: Any, wanted: Wanted, by: str) -> list[GroupOut]:
    """The groups with their names."""
    found = lists.groups(c, lists.conditions(c, wanted, desk.settings.profile, today()), by)
    return [
        GroupOut(key=g.key, name=group_name(g.key, by), incidents=g.incidents, killed=g.killed, injured=g.injured)
        for g in found
    ]


def group_name(key: str, by: str) -> dict[str, str]:
    """What a group is called; types and grades are left to the reader of the API."""
    if by == "place":
        return _province(key) if key else dict.fromkeys(LANGUAGES, "")
    if by == "side":
        return {x: actor_name(key, x) for x in LANGUAGES}
    return dict.fromkeys(LANGUAGES, key)


@router.get("/groups/{by}.csv", tags=["tables"])
def groups_csv(desk: TheDesk, person: AnyOne, wanted: WantedIncidents, by: Literal[GROUPS]) -> Response:  # type: ignore[valid-type]
    """The same as CSV."""
    with desk.ledger.read() as c:
        found = group_list(desk, c, wanted, by)
    columns = ("key", "name_en", "name_ar", "incidents", "killed", "injured")
    rows = [g.model_dump() | {"name_en": g.name["en"], "name_ar": g.name["ar"]} for g in found]
    return _csv(csv_text(columns, rows), f"by-{by}-{desk.settings.profile}")


def shown_incident(desk: Desk, c: Any, incident_id: str) -> tuple[Any, View]:
    """An incident and its view. Raises 404 where there is none, or it may not be shown."""
    try:
        incident = get_incident(c, clean(incident_id))
    except LedgerError as e:
        raise HTTPException(404, "there is no such incident") from e
    view = make_view(incident, desk.settings.profile, today())
    if isinstance(view, Excluded):
        raise HTTPException(404, "there is no such incident")
    return incident, view


@router.get("/api/incidents/{incident_id}", tags=["incidents"], response_model=IncidentOut)
def api_incident(request: Request, response: Response, desk: TheDesk, person: AnyOne, incident_id: Id) -> Any:
    """An incident in full: figures with every source's number, the tree of chains, decisions."""
    with desk.ledger.read() as c:
        state = desk.state(c)
        if not_modified(request, response, desk, state):
            return Response(status_code=304, headers={"etag": response.headers["etag"]})
        incident, view = shown_incident(desk, c, incident_id)
        return incident_out(c, incident, view, desk.settings.profile)


@router.get("/api/incidents/{incident_id}/reports", tags=["incidents"], response_model=list[ReportOut])
def api_incident_reports(desk: TheDesk, person: Reader, incident_id: Id) -> list[ReportOut]:
    """The reports of an incident, each with the words of its claims on it."""
    with desk.ledger.read() as c:
        incident, _ = shown_incident(desk, c, incident_id)
        return incident_reports(c, incident)


def incident_reports(c: Any, incident: Any) -> list[ReportOut]:
    """The reports of an incident in the order of loading, with the incident's claims alone."""
    only = frozenset(w.claim.claim_id for w in incident.witnesses)
    found = [report_out(c, r.id, only) for r in incident.reports]
    return [r for r in found if r is not None]


@router.get("/api/reports/{report_id}", tags=["reports"], response_model=ReportOut)
def api_report(desk: TheDesk, person: Reader, report_id: Id) -> ReportOut:
    """A report, its text in pieces, its claims as people left them."""
    with desk.ledger.read() as c:
        found = report_out(c, clean(report_id))
    if found is None:
        raise HTTPException(404, "there is no such report")
    return found


class PlaceOut(BaseModel):
    """A place of the gazetteer."""

    id: str
    name_ar: str
    name_en: str
    country: str
    admin1: str
    feature: str
    lat: float | None
    lon: float | None


@router.get("/api/places", tags=["review"], response_model=list[PlaceOut])
def places(person: Coder, q: Annotated[str, Query(min_length=2, max_length=100)]) -> list[PlaceOut]:
    """Places of a name, in Arabic or English, for a correction."""
    found = search_places(clean(q), 20, Store())
    return [PlaceOut(**{name: getattr(h, name) for name in PlaceOut.model_fields}) for h in found.hits]


@router.get("/api/actors", tags=["review"])
def actor_list(person: Coder, q: Annotated[str, Query(min_length=2, max_length=100)]) -> dict[str, str]:
    """Up to twenty actors whose name or id holds these words, by id, for a correction."""
    wanted = fold_phrase(q)
    out: dict[str, str] = {}
    for actor_id in actors():
        names = [actor_name(actor_id, lang) for lang in LANGUAGES]
        if wanted and len(out) < 20 and any(wanted in fold_phrase(n) for n in (*names, actor_id)):
            out[actor_id] = " — ".join(names)
    return out


class ItemOut(BaseModel):
    """A question of the queue; `reasons` are codes, with a number where they have one."""

    incident_id: str
    kind: str
    ref: str
    score: float
    confidence: float | None
    reasons: list[tuple[str, float | None]]


class QueueOut(BaseModel):
    """A page of what waits."""

    total: int
    items: list[ItemOut]


def item_out(item: Item) -> ItemOut:
    """A question as the API gives it."""
    return ItemOut(
        incident_id=item.incident_id, kind=item.kind, ref=item.ref, score=item.score, confidence=item.confidence,
        reasons=list(item.reasons),
    )  # fmt: skip


@router.get("/api/queue", tags=["review"], response_model=QueueOut)
def queue(
    desk: TheDesk,
    person: Coder,
    page: Page = 1,
    size: Annotated[int, Query(ge=1, le=MAX_PAGE_SIZE)] = 20,
    kind: Literal["claim", "link", "place", "chain"] | None = None,
) -> QueueOut:
    """What waits for this person, the most urgent first."""
    with desk.ledger.read() as c:
        found = ask(c, person.name, size, (page - 1) * size, kind)
    return QueueOut(total=found.total, items=[item_out(i) for i in found.items])


class DecisionIn(BaseModel):
    """A decision: on a claim (accept, reject, correct with field and value, note, skip) or on two events."""

    verb: Literal["accept", "reject", "correct", "note", "skip", "same", "different"]
    claim: Id | None = None
    left: Id | None = None
    right: Id | None = None
    field: Annotated[str, Field(max_length=40)] | None = None
    value: Any = None
    note: Annotated[str, Field(max_length=2000)] = ""


class DecisionMade(BaseModel):
    """The number of the judgement row, and whether what it touches is linked already."""

    id: int
    linked: bool


def decide(desk: Desk, who: str, given: DecisionIn, wait_s: float = LINK_WAIT_S) -> DecisionMade:
    """Write a decision and ask for the linking that it needs. Raises 422 where it can't be."""
    try:
        if given.verb in ("same", "different"):
            if not given.left or not given.right:
                raise LedgerError("name two events: left and right")
            number = judge(desk.ledger, given.left, given.right, given.verb, who, clean(given.note))
        else:
            if not given.claim:
                raise LedgerError("name the claim")
            value = _without_nul(given.value)
            number = judge_claim(
                desk.ledger,
                clean(given.claim),
                given.verb,
                who,
                clean(given.note),
                given.field and clean(given.field),
                value,
            )
    except LedgerError as e:
        raise HTTPException(422, str(e)) from e
    return DecisionMade(id=number, linked=relinked(desk, wait_s))


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(k)): _without_nul(v) for k, v in value.items()}
    return [_without_nul(v) for v in value] if isinstance(value, Sequence) else value


def relinked(desk: Desk, wait_s: float = LINK_WAIT_S) -> bool:
    """Ask for another linking and wait a little; whether it is done."""
    if desk.upkeep is None:
        return False
    return desk.upkeep.wait(desk.upkeep.ask(), wait_s)


Csrf = Annotated[str | None, Header(alias="x-isnad-csrf")]


@router.post("/api/decisions", tags=["review"], response_model=DecisionMade, status_code=201)
def decisions(desk: TheDesk, person: Coder, given: DecisionIn, csrf: Csrf = None) -> DecisionMade:
    """Decide; the row is on disk when this answers."""
    check_csrf(person, csrf)
    return decide(desk, person.name, given, 0.0)


def take_back_decision(desk: Desk, person: Any, number: int, note: str = "") -> DecisionMade:
    """Undo a judgement: one's own, or any for a lead. Raises 403 and 422."""
    with desk.ledger.read() as c:
        author = author_of(c, number)
    if author is None:
        raise HTTPException(404, "there is no such decision")
    if author != person.name and not person.may("lead"):
        raise HTTPException(403, "only a lead takes back what others decided")
    try:
        made = take_back(desk.ledger, number, person.name, clean(note))
    except LedgerError as e:
        raise HTTPException(422, str(e)) from e
    return DecisionMade(id=made, linked=relinked(desk))


@router.post("/api/decisions/{number}/undo", tags=["review"], response_model=DecisionMade, status_code=201)
def undo(
    desk: TheDesk, person: Coder, number: Annotated[int, Field(ge=1, le=2**53)], csrf: Csrf = None
) -> DecisionMade:
    """Take a decision back; both rows stay."""
    check_csrf(person, csrf)
    return take_back_decision(desk, person, number)
