"""The JSON API for reading; the pages are made of the same answers. `/openapi.json` describes it."""

from __future__ import annotations

import gzip
import json
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from pydantic import BaseModel, BeforeValidator, Field

from isnad.ledger.queries import joined_ids
from isnad.ledger.witness import incidents_from
from isnad.model import EVENT_TYPES
from isnad.publish.cells import csv_text
from isnad.publish.view import Excluded, View, make_view
from isnad.serve import lists
from isnad.serve.access import AnyOne, Reader, TheDesk
from isnad.serve.desk import Desk, State, today
from isnad.serve.detail import IncidentOut, RowOut, incident_out, row_out
from isnad.serve.lists import GROUPS, MAX_PAGE_SIZE, Wanted
from isnad.serve.names import actor_name
from isnad.serve.points import province
from isnad.serve.reported import ReportOut, incident_reports, report_out
from isnad.serve.turns import Route
from isnad.serve.words import LANGUAGES

router = APIRouter(route_class=Route)
# An id may be an address, percent-encoded.
Id = Annotated[str, Field(max_length=2000)]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
Sort = Literal["newest", "oldest", "killed", "origins"]
Page = Annotated[int, Query(ge=1, le=100_000)]


def _filled(given: Any) -> Any:
    """What was filled in: a form sends its empty fields too, which ask for nothing."""
    return [x for x in given if x != ""] if isinstance(given, list) else given or None


Filled = BeforeValidator(_filled)


async def wanted_from(
    since: Annotated[date | None, Filled] = None,
    until: Annotated[date | None, Filled] = None,
    q: Annotated[str, Query(max_length=200)] = "",
    type: Annotated[list[str], Query(max_length=40), Filled] = [],  # noqa: B006 -- FastAPI reads it, nobody changes it
    side: Annotated[str, Query(max_length=100)] = "",
    province: Annotated[str, Query(max_length=200)] = "",
    grade: Annotated[list[Grade], Query(max_length=10), Filled] = [],  # noqa: B006
    origins: Annotated[Annotated[int, Field(ge=0, le=1000)] | None, Filled] = None,
    kind: Literal["incident", "tally"] = "incident",
    sort: Sort = "newest",
) -> Wanted:
    """Which incidents: a period (ISO days), words (Arabic in any form), types, a side, a province, grades, origins."""
    unknown = [x for x in type if x not in EVENT_TYPES]
    if unknown:
        raise HTTPException(422, f"'{unknown[0][:40]}' is no type: say {', '.join(EVENT_TYPES)}")
    return Wanted(
        since, until, clean(q), tuple(type), clean(side), clean(province), tuple(grade), origins or 0, kind, sort
    )


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


def not_modified(request: Request, response: Response, state: str) -> bool:
    """Set the ETag of an answer; whether the asker has it already."""
    etag = f'W/"{state}"'
    response.headers["etag"] = etag
    return etag in [x.strip() for x in request.headers.get("if-none-match", "").split(",")]


def found_incidents(desk: Desk, c: Any, state: State, wanted: Wanted, page: int, size: int) -> Incidents:
    """A page of the incidents that fit."""
    profile = desk.settings.profile
    where = lists.conditions(c, wanted, profile, today())
    total = desk.count(c, state, wanted, where)
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
        if not_modified(request, response, state.whole):
            return Response(status_code=304, headers={"etag": response.headers["etag"]})
        found = found_incidents(desk, c, state, wanted, page, size)
    return Response(found.model_dump_json(), media_type="application/json", headers={"etag": response.headers["etag"]})


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
        if not_modified(request, response, state.whole):
            return Response(status_code=304, headers={"etag": response.headers["etag"]})
        found = found_incidents(desk, c, state, wanted, page, size)
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
        packed = desk.map_points(c)
    return _packed(request, response, packed.body, packed.etag, "application/json")


@router.get("/map/points", include_in_schema=False)
def point_arrays(request: Request, response: Response, desk: TheDesk, person: AnyOne) -> Response:
    """The same for the map's own script (`serve.arrays`)."""
    with desk.ledger.read() as c:
        packed = desk.map_points(c)
    return _packed(request, response, packed.arrays, packed.etag, "application/octet-stream")


def _packed(request: Request, response: Response, body: bytes, etag: str, media_type: str) -> Response:
    if not_modified(request, response, etag):
        return Response(status_code=304, headers={"etag": response.headers["etag"]})
    headers = {"etag": response.headers["etag"], "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(body, media_type=media_type, headers=headers | {"content-encoding": "gzip"})
    return Response(gzip.decompress(body), media_type=media_type, headers=headers)


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
        return province(key) if key else dict.fromkeys(LANGUAGES, "")
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


class JoinedError(Exception):
    """An incident that was joined to another since its address was given: whoever asks is sent on."""

    def __init__(self, incident_id: str, now: str) -> None:
        super().__init__(f"{incident_id} was joined to {now}")
        self.incident_id, self.now = incident_id, now


def shown_incident(desk: Desk, c: Any, incident_id: str) -> tuple[Any, View]:
    """An incident and its view. Raises JoinedError for one that is part of another, and 404 where there is none, or
    it may not be shown."""
    found = next(iter(incidents_from(c, [clean(incident_id)])), None)
    # Made of all events, so it is kept: whoever tries ids must not take the desk's time from the others.
    now = None if found else desk.kept("joined", desk.state(c).incidents, lambda: joined_ids(c)).get(incident_id)
    incident = found or next(iter(incidents_from(c, [now] if now else [])), None)
    view = make_view(incident, desk.settings.profile, today()) if incident else None
    if view is None or isinstance(view, Excluded):
        raise HTTPException(404, "there is no such incident")
    if now:
        raise JoinedError(incident_id, now)
    return incident, view


@router.get("/api/incidents/{incident_id}", tags=["incidents"], response_model=IncidentOut)
def api_incident(request: Request, response: Response, desk: TheDesk, person: AnyOne, incident_id: Id) -> Any:
    """An incident in full: figures with every source's number, the tree of chains, decisions."""
    with desk.ledger.read() as c:
        if not_modified(request, response, desk.state(c).whole):
            return Response(status_code=304, headers={"etag": response.headers["etag"]})
        incident, view = shown_incident(desk, c, incident_id)
        return incident_out(c, incident, view, desk.settings.profile)


@router.get("/api/incidents/{incident_id}/reports", tags=["incidents"], response_model=list[ReportOut])
def api_incident_reports(desk: TheDesk, person: Reader, incident_id: Id) -> list[ReportOut]:
    """The reports of an incident, each with the words of its claims on it."""
    with desk.ledger.read() as c:
        incident, _ = shown_incident(desk, c, incident_id)
        return incident_reports(c, incident, judged=True)


@router.get("/api/reports/{report_id:path}", tags=["reports"], response_model=ReportOut)
def api_report(desk: TheDesk, person: Reader, report_id: Id) -> ReportOut:
    """A report, its text in pieces, its claims as people left them."""
    with desk.ledger.read() as c:
        found = report_out(c, clean(report_id))
    if found is None:
        raise HTTPException(404, "there is no such report")
    return found
