"""The pages for reading: incidents, an incident, a report, the map, tables, a day's digest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from isnad.ledger.check import FIELDS
from isnad.ledger.queries import check_tallies
from isnad.ledger.witness import incidents_from
from isnad.model import COUNTED, EVENT_TYPES, FIGURE_KINDS, GRADES, SOURCE_KINDS
from isnad.publish.view import View, make_views
from isnad.reconcile import sums
from isnad.serve import lists
from isnad.serve.access import AnyOne, Reader, TheDesk
from isnad.serve.api import Filled, Id, Page, WantedIncidents, found_incidents, group_list, shown_incident
from isnad.serve.charts import bars_svg, months_svg, range_svg
from isnad.serve.desk import Desk, State, today
from isnad.serve.detail import decisions_of_report, incident_out, row_out
from isnad.serve.lists import Wanted
from isnad.serve.names import full_place
from isnad.serve.points import NOWHERE
from isnad.serve.reported import incident_reports, report_out
from isnad.serve.summary import summary
from isnad.serve.templating import page as render
from isnad.serve.templating import words_of
from isnad.serve.turns import Route

router = APIRouter(include_in_schema=False, route_class=Route)
PAGE_SIZE = 25
# Rows of a chart; the rest is in its CSV.
CHART_ROWS = 15


def etag_of(request: Request, desk: Desk, state: State, person: Any) -> str:
    """What a page's look depends on: the ledger, who asks, language and theme, and the desk's own version."""
    import hashlib

    w = words_of(request)
    look = (w.lang, request.cookies.get("isnad_theme"), request.url.query, desk.settings.started)
    told = f"{state.whole} {person} {look}"
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'


def fresh(request: Request, etag: str) -> Response | None:
    """304 where the browser has this page already; a choice of language or theme is always answered in full."""
    if {"lang", "theme"} & set(request.query_params):
        return None
    known = etag in [x.strip() for x in request.headers.get("if-none-match", "").split(",")]
    return Response(status_code=304, headers={"etag": etag}) if known else None


def choices(desk: Desk, c: Any, state: State, lang: str) -> dict[str, Any]:
    """What the form of filters offers: sides and provinces that the ledger has, the most told first."""

    def make() -> dict[str, list[Any]]:
        everything = Wanted()
        return {by: group_list(desk, c, everything, by) for by in ("side", "place")}

    found = desk.kept("choices", state.incidents, make)
    sides = [(g.key, g.name[lang]) for g in found["side"]][:80]
    provinces = sorted(((g.key, g.name[lang]) for g in found["place"] if g.key), key=lambda p: p[1])
    return {"sides": sides, "provinces": provinces, "types": EVENT_TYPES, "grades": GRADES}


@router.get("/")
def incidents(request: Request, desk: TheDesk, person: AnyOne, wanted: WantedIncidents, page: Page = 1) -> Response:
    """The incidents that fit, a page of them."""
    with desk.ledger.read() as c:
        state = desk.state(c)
        etag = etag_of(request, desk, state, person)
        if known := fresh(request, etag):
            return known
        offered = choices(desk, c, state, words_of(request).lang)
        empty = desk.kept("empty", state.incidents, lambda: lists.count(c, []) == 0)
        found = found_incidents(desk, c, state, wanted, page, PAGE_SIZE)
        if page > found.pages:  # a page that was there when the link was made
            found = found_incidents(desk, c, state, wanted, found.pages, PAGE_SIZE)
    given: dict[str, Any] = {"found": found, "wanted": wanted, "empty": empty, **offered}
    return render(request, "incidents.html", person, etag=etag, **given)


@router.get("/incidents/{incident_id}")
def incident(
    request: Request,
    desk: TheDesk,
    person: AnyOne,
    incident_id: Id,
    joined: Annotated[str | None, Query(pattern="^[a-z]+-[0-9a-f]+$", max_length=40)] = None,
) -> Response:
    """An incident: the sentence, the figures, who says so, the reports side by side, decisions.

    `joined` is the id that was asked for, where it has since been joined to this one.
    """
    w = words_of(request)
    with desk.ledger.read() as c:
        state = desk.state(c)
        etag = etag_of(request, desk, state, person)
        if known := fresh(request, etag):
            return known
        found, view = shown_incident(desk, c, incident_id)
        shown = incident_out(c, found, view, desk.settings.profile)
        reports = [] if desk.settings.public else incident_reports(c, found, bool(shown.decisions))
        held = [*shown.holds, *shown.held_by]
        rows = lists.among(c, held, desk.settings.profile, today()) if held else []
    drawn = [
        (f, range_svg(f, w.dir == "rtl", f"{w.code('figure', f.kind)}: {f.low} – {f.best} – {f.high}"))
        for f in sorted(shown.figures, key=_figure_order)
    ]
    pending = desk.upkeep.pending if desk.upkeep else False
    near = [row_out(r, lists.is_coarse(r, desk.settings.profile)) for r in rows]
    given: dict[str, Any] = {
        "i": shown,
        "figures": drawn,
        "reports": reports,
        "pending": pending,
        "near": near,
        "joined": joined,
    }
    return render(request, "incident.html", person, etag=None if pending else etag, **given)


def _figure_order(f: Any) -> tuple[int, int]:
    groups = ("all", "civilian", "child", "woman", "fighter")
    return FIGURE_KINDS.index(f.kind), groups.index(f.group) if f.group in groups else len(groups)


@router.get("/reports/{report_id:path}")
def report(request: Request, desk: TheDesk, person: Reader, report_id: Id) -> Response:
    """A report with the words of its claims, and its claims."""
    with desk.ledger.read() as c:
        state = desk.state(c)
        etag = etag_of(request, desk, state, person)
        if known := fresh(request, etag):
            return known
        found = report_out(c, report_id.replace("\0", ""))
        history = decisions_of_report(c, report_id) if found else []
        bounds = desk.map_points(c).bounds if found and person.may("coder") else NOWHERE  # only the picker asks
    if found is None:
        raise HTTPException(404, "there is no such report")
    codes = {
        "fields": tuple(FIELDS), "codes": {k: v for k, v in FIELDS.items() if v}, "figure_kinds": FIGURE_KINDS,
        "counted": COUNTED, "source_kinds": SOURCE_KINDS,
    }  # fmt: skip
    pending = desk.upkeep.pending if desk.upkeep else False
    given: dict[str, Any] = {"r": found, "history": history, "pending": pending, "bounds": bounds, **codes}
    return render(request, "report.html", person, etag=None if pending else etag, **given)


@router.get("/map")
def map_page(request: Request, desk: TheDesk, person: AnyOne) -> Response:
    """The map with its timeline; the script asks for the points."""
    with desk.ledger.read() as c:
        bounds = desk.map_points(c).bounds
    given: dict[str, Any] = {"types": EVENT_TYPES, "grades": GRADES, "style": desk.settings.map_style}
    return render(request, "map.html", person, bounds=bounds, **given)


@router.get("/tables")
def tables(request: Request, desk: TheDesk, person: AnyOne, wanted: WantedIncidents) -> Response:
    """Incidents by month, province, side, type and grade, with charts; tallies beside the ledger."""
    w = words_of(request)
    with desk.ledger.read() as c:
        state = desk.state(c)
        etag = etag_of(request, desk, state, person)
        if known := fresh(request, etag):
            return known
        found = {by: group_list(desk, c, wanted, by) for by in lists.GROUPS}
        offered = choices(desk, c, state, w.lang)
        checks = [] if desk.settings.public else desk.kept("tallies", state.whole, lambda: check_tallies(c))
    charts = []
    for by, group in found.items():
        title = w.t(f"by_{by}")
        if by == "time":
            drawn, more = months_svg(_plain(group), w.dir == "rtl", title)
        else:
            top, more = group[:CHART_ROWS], max(0, len(group) - CHART_ROWS)
            drawn = bars_svg(_plain(top), [_group_name(g, by, w) for g in top], w.dir == "rtl", title)
        charts.append((by, title, drawn, [(_group_name(g, by, w), g) for g in group], more))
    rows = [
        (x, full_place(p.id, p.name, p.text, p.country, p.admin1, w.lang) if (p := x.incident.place) else "")
        for x in checks
    ]
    beside, undated = ([r for r in rows if bool(r[0].held) is has] for has in (True, False))
    given: dict[str, Any] = {"charts": charts, "wanted": wanted, "tallies": beside, "undated": undated, **offered}
    return render(request, "tables.html", person, etag=etag, **given)


def _plain(group: list[Any]) -> list[lists.Group]:
    return [lists.Group(g.key, g.incidents, g.killed, g.injured) for g in group]


def _group_name(g: Any, by: str, w: Any) -> str:
    if by in ("type", "grade"):
        return str(w.code(by, g.key))
    return g.name[w.lang] or str(w.t("unknown"))


@router.get("/digest")
def digest_latest(
    request: Request, desk: TheDesk, person: AnyOne, asked: Annotated[date | None, Filled, Query(alias="day")] = None
) -> Response:
    """The digest of the newest day that has incidents; or of the day that its form asks for."""
    if asked:
        return RedirectResponse(f"/digest/{asked}", 303)
    with desk.ledger.read() as c:
        day = lists.latest_day(c, desk.settings.profile, today())
    return digest(request, desk, person, day)


@router.get("/digest/{day}")
def digest(request: Request, desk: TheDesk, person: AnyOne, day: date) -> Response:
    """What was reported of one day, to be printed."""
    w = words_of(request)
    with desk.ledger.read() as c:
        state = desk.state(c)
        etag = etag_of(request, desk, state, person)
        if known := fresh(request, etag):
            return known
        where = lists.conditions(c, Wanted(since=day, until=day), desk.settings.profile, today())
        ids = [r.id for r in lists.find(c, where, "killed", 500)]
        views, _ = make_views(incidents_from(c, ids), desk.settings.profile, today())
    killed = sums(f for v in views if (f := v.figure("killed")))
    told = [(v, summary(v, w), _place(v, w.lang)) for v in views]
    near = {"before": _step(day, -1), "after": _step(day, 1)}
    given: dict[str, Any] = {"day": day, "told": told, "sums": killed, "today": today(), **near}
    return render(request, "digest.html", person, etag=etag, **given)


def _step(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _place(v: View, lang: str) -> str:
    p = v.place
    return full_place(p.id, p.name, p.text, p.country, p.admin1, lang) if p else ""
