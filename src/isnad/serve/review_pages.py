"""The pages for deciding: the queue, corrections, blind coding, agreement, exports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from isnad.errors import IsnadError
from isnad.gazetteer.load import shipped_gazetteer
from isnad.ledger import tables as t
from isnad.ledger.judgements import judge_claim
from isnad.ledger.store import LedgerError
from isnad.model import EVENT_TYPES, STANCES, PlaceGuess
from isnad.publish.cells import csv_text
from isnad.review.agreement import CodingError, agreement, check_answers, coded_by, codings
from isnad.review.compose import Change, compose, find_words
from isnad.review.export import PROPOSAL_COLUMNS, gold, proposals
from isnad.review.queue import Item, ask, get_setting, in_doubt, set_setting
from isnad.schema import claim_from_dict, to_json
from isnad.serve.access import Coder, Lead, Reader, TheDesk, check_csrf
from isnad.serve.api import Page, clean
from isnad.serve.desk import Desk
from isnad.serve.names import called_actor
from isnad.serve.people import Person
from isnad.serve.reported import ClaimOut, PieceOut, ReportOut, reports_out
from isnad.serve.review_api import ClaimIn, DecisionIn, add, decide, relinked, take_back_decision
from isnad.serve.security import path_here
from isnad.serve.templating import page as render
from isnad.serve.turns import Route

router = APIRouter(include_in_schema=False, route_class=Route)
PAGE_SIZE = 10
# How many characters of a report stand around a claim's own sentence in the queue.
AROUND = 120
Text = Annotated[str, Form(max_length=2000)]
Short = Annotated[str, Form(max_length=400)]
Perhaps = Annotated[str | None, Form(max_length=400)]


@dataclass(frozen=True, slots=True)
class Card:
    """A question with what is needed to answer it: for each claim its report's words around it, and its cells."""

    item: Item
    sides: tuple[tuple[ReportOut, ClaimOut, list[PieceOut]], ...]

    @property
    def places(self) -> list[tuple[int, PlaceGuess]]:
        """The places that are asked about, each with its number among the claim's."""
        if self.item.kind != "place":
            return []
        report, shown, _ = self.sides[0]
        places = claim_from_dict(shown.claim, report.id, "".join(p.text for p in report.pieces)).places
        return [(n, p) for n, p in enumerate(places) if in_doubt(p)]


@router.get("/review")
def queue(
    request: Request,
    desk: TheDesk,
    person: Coder,
    page: Page = 1,
    kind: Literal["claim", "link", "place", "chain", ""] = "",
) -> Response:
    """What waits, or, with blind double coding, what this coder has not coded yet."""
    with desk.ledger.read() as c:
        blind = get_setting(c, "double", "") == "on" and person.role == "coder"
        if blind:
            return _coding(request, desk, c, person)
        total = desk.waiting(c, person.name, kind or None)
        pages = _pages(total)
        page = min(page, pages)  # what waits gets less while somebody reads
        cards = _cards(c, ask(c, person.name, PAGE_SIZE, (page - 1) * PAGE_SIZE, kind or None))
        band, double = get_setting(c, "band", ""), get_setting(c, "double", "") == "on"
    given: dict[str, Any] = {
        "cards": cards, "total": total, "page_n": page, "pages": pages,
        "kind": kind, "band": band, "double": double, "pending": bool(desk.upkeep and desk.upkeep.pending),
    }  # fmt: skip
    return render(request, "review.html", person, **given)


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE_SIZE))


Side = tuple[ReportOut, ClaimOut, list[PieceOut]]


def _cards(c: Any, items: Sequence[Item]) -> list[Card]:
    """Questions with their claims; without those whose claims are gone."""
    refs = {item: item.ref.split(" ") if item.kind == "link" else [item.ref] for item in items}
    sides = _sides(c, [ref for found in refs.values() for ref in found])
    return [
        Card(item, tuple(sides[r] for r in found)) for item, found in refs.items() if all(r in sides for r in found)
    ]


def _sides(c: Any, claim_ids: Sequence[str]) -> dict[str, Side]:
    """For each of these claims its report with its words alone, and an excerpt."""
    reports = reports_out(c, [x.rsplit(":", 2)[0] for x in claim_ids], [frozenset([x]) for x in claim_ids])
    told = ((r, claim) for r in reports for claim in r.claims)
    return {claim.claim_id: (r, claim, excerpt(r, claim.claim)) for r, claim in told}


def _side(c: Any, claim_id: str) -> Side | None:
    return _sides(c, [claim_id]).get(claim_id)


def excerpt(report: ReportOut, claim: dict[str, Any]) -> list[PieceOut]:
    """The pieces of a report around a claim's sentence, cut at words."""
    start, end = claim.get("evidence") or claim["trigger"]
    low, high = max(0, start - AROUND), end + AROUND
    out = []
    for p in report.pieces:
        if p.start + len(p.text) <= low or p.start >= high:
            continue
        text = p.text[max(0, low - p.start) : high - p.start]
        if not p.kind and p.start < low and " " in text:
            text = "…" + text.partition(" ")[2]
        if not p.kind and p.start + len(p.text) > high and " " in text:
            text = text.rpartition(" ")[0] + "…"
        out.append(PieceOut(start=max(p.start, low), text=text, kind=p.kind, claims=p.claims))
    return out


def _back(to: str, fallback: str) -> RedirectResponse:
    """Back to a page of this desk; anything that is no path of it goes to the fallback."""
    return RedirectResponse(path_here(to, fallback), 303)


@router.post("/review/decide")
def decide_form(
    desk: TheDesk,
    person: Coder,
    csrf: Short,
    verb: Short,
    claim: Text = "",
    left: Text = "",
    right: Text = "",
    field: Short = "",
    value: Text = "",
    note: Text = "",
    back: Text = "/review",
) -> Response:
    """A decision by a form, for browsers without scripts."""
    check_csrf(person, csrf)
    try:
        given = DecisionIn.model_validate(
            {
                "verb": verb, "claim": claim or None, "left": left or None, "right": right or None,
                "field": field or None, "value": value or None, "note": note,
            }
        )  # fmt: skip
    except ValueError as e:
        raise HTTPException(422, "there is no such decision") from e
    decide(desk, person.name, given)
    return _back(back, "/review")


@router.post("/review/undo")
def undo_form(
    desk: TheDesk, person: Coder, csrf: Short, number: Annotated[int, Form(ge=1, le=2**53)], back: Text = "/review"
) -> Response:
    """Take a decision back."""
    check_csrf(person, csrf)
    take_back_decision(desk, person, number)
    return _back(back, "/review")


async def _form(request: Request, person: Person) -> dict[str, str]:
    """The fields of a form that carries the session's key."""
    given = await request.form(max_fields=40, max_files=0)
    form = {k: clean(v[:2000]) for k, v in given.items() if isinstance(v, str)}
    check_csrf(person, form.get("csrf"))
    return form


@router.post("/review/correct")
async def correct_form(request: Request, desk: TheDesk, person: Coder) -> Response:
    """Correct a field of a claim by words and what they are; the form's names are those of `compose`."""
    return await run_in_threadpool(_correct, desk, person, await _form(request, person))


def _correct(desk: Desk, person: Person, form: dict[str, str]) -> Response:
    claim_id = form.get("claim", "")
    with desk.ledger.read() as c:
        side = _side(c, claim_id)
        text = c.execute(select(t.report.c.text).where(t.report.c.id == claim_id.rsplit(":", 2)[0])).scalar()
    if side is None:
        raise HTTPException(404, "there is no such claim")
    try:
        if form.get("field") in ("actors", "targets") and form.get("id", "").strip():
            form["id"] = _side_called(desk, form["id"].strip())
        change = _change(form, text or "", side[1].claim["trigger"][0])
        value = compose(side[1].claim, change, text or "", shipped_gazetteer())
        judge_claim(desk.ledger, claim_id, "correct", person.name, form.get("note", ""), change.field, value)
    except LedgerError as e:
        raise HTTPException(422, str(e)) from e
    relinked(desk)
    fallback = f"/reports/{quote(side[0].id, safe='')}?claim={quote(claim_id, safe='')}"
    return _back(form.get("back", fallback), fallback)


def _side_called(desk: Desk, said: str) -> str:
    """The id of the side that somebody wrote: an id of the lexicon or of this ledger, or what one side is called."""
    with desk.ledger.read() as c:
        held = c.execute(select(t.party.c.actor_id).where(t.party.c.actor_id == said).limit(1)).scalar()
    known = held or called_actor(said)
    if known is None:
        raise LedgerError(f"'{said[:60]}' is no side, or several are called so: choose one that is offered")
    return known


def _change(form: dict[str, str], text: str, near: int) -> Change:
    span, n = _span(form, text, near), form.get("n", "")
    return Change(form.get("field", ""), form.get("action") or "set", _whole(n) if n else 0, span, form)


def _span(form: dict[str, str], text: str, near: int = 0) -> tuple[int, int] | None:
    """The words that were chosen, or else those that were written."""
    start, end = form.get("start", ""), form.get("end", "")
    return (_whole(start), _whole(end)) if start and end else find_words(text, form.get("words", ""), near)


def _whole(said: str) -> int:
    if not said.isascii() or not said.isdigit() or len(said) > 9:
        raise LedgerError("the place of the words is no number")
    return int(said)


@router.post("/review/add")
async def add_form(request: Request, desk: TheDesk, person: Coder) -> Response:
    """Add a claim that the reader missed, by the words that tell of it; its other cells are given by corrections."""
    return await run_in_threadpool(_add, desk, person, await _form(request, person))


def _add(desk: Desk, person: Person, form: dict[str, str]) -> Response:
    report = form.get("report", "")
    first = form.get("first") or None
    when = {"text": None, "start": first, "end": form.get("last") or first, "basis": "stated" if first else "none"}
    with desk.ledger.read() as c:
        text = c.execute(select(t.report.c.text).where(t.report.c.id == report)).scalar()
    try:
        trigger = _span(form, text or "")
        if trigger is None:
            raise LedgerError("which words tell of it? Choose them in the text")
        claim = {"trigger": trigger, "type": form.get("type"), "stance": form.get("stance"), "when": when}
        given = ClaimIn(claim=claim, beside=form.get("beside") or None, note=form.get("note", ""))
    except (LedgerError, ValueError) as e:
        raise HTTPException(422, str(e)) from e
    made = add(desk, person.name, report, given)
    return _back(f"/reports/{quote(report, safe='')}?claim={quote(made.claim_id, safe='')}&correct=1", "/review")


@router.post("/review/settings")
def settings_form(desk: TheDesk, person: Lead, csrf: Short, band: Perhaps = None, double: Perhaps = None) -> Response:
    """A lead's settings of the room: from which confidence claims are taken unread, and blind double coding."""
    check_csrf(person, csrf)
    with desk.ledger.write() as c:
        if band is not None:  # an empty field of a form counts as none: "off" turns it off
            band = "" if band == "off" else band
            if band and not (band.replace(".", "", 1).isdecimal() and 0 < float(band) <= 1):
                raise HTTPException(422, "a confidence lies between 0 and 1")
            set_setting(c, "band", band)
        if double is not None:
            set_setting(c, "double", "on" if double == "on" else "")
    return RedirectResponse("/review", 303)


def _coding(request: Request, desk: Desk, c: Any, person: Person) -> Response:
    """The next claim that this coder has not coded, without anybody else's answer."""
    done = coded_by(c, person.name)
    found = ask(c, person.name, len(done) + PAGE_SIZE, 0, "claim")
    waiting = [i for i in found if i.ref not in done]
    cards = _cards(c, waiting[:1])
    total = desk.waiting(c, person.name, "claim") - len(done & {i.ref for i in found})
    given: dict[str, Any] = {"cards": cards, "total": total}
    return render(request, "coding.html", person, types=EVENT_TYPES, stances=STANCES, **given)


@router.post("/review/code")
async def code_form(request: Request, desk: TheDesk, person: Coder) -> Response:
    """A blind coding of a claim."""
    form = await _form(request, person)

    def keep() -> None:
        answers = check_answers(form)
        judge_claim(desk.ledger, form.get("claim", ""), "code", person.name, form.get("note", ""), None, answers)

    try:
        await run_in_threadpool(keep)
    except (LedgerError, CodingError) as e:
        raise HTTPException(422, str(e)) from e
    return RedirectResponse("/review", 303)


@router.get("/agreement")
def agreement_page(request: Request, desk: TheDesk, person: Lead, page: Page = 1) -> Response:
    """How far coders agree, and every claim on which they don't, for a lead to settle."""
    with desk.ledger.read() as c:
        found = agreement(codings(c))
        pages = _pages(len(found.disagreements))
        page = min(page, pages)
        part = found.disagreements[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        sides = _sides(c, [x.claim_id for x in part])
    shown = [(x, sides.get(x.claim_id)) for x in part]
    given: dict[str, Any] = {"found": found, "shown": shown, "page_n": page, "pages": pages}
    return render(request, "agreement.html", person, **given)


@router.post("/agreement/settle")
def settle_form(desk: TheDesk, person: Lead, csrf: Short, claim: Text, coder: Short) -> Response:
    """Let one coder's answers stand: as an acceptance, a rejection, or corrections, signed by the lead."""
    check_csrf(person, csrf)
    with desk.ledger.read() as c:
        coded = next((x for x in codings(c) if x.claim_id == claim), None)
        side = _side(c, claim)
    if coded is None or side is None or coder not in coded.answers:
        raise HTTPException(404, "there is no such coding")
    try:
        for verb, field, value in settling(side[1].claim, dict(coded.answers[coder])):
            judge_claim(desk.ledger, claim, verb, person.name, f"as {coder} coded", field, value)
    except IsnadError as e:
        raise HTTPException(422, str(e)) from e
    relinked(desk)
    return RedirectResponse("/agreement", 303)


def settling(claim: dict[str, Any], answers: dict[str, Any]) -> list[tuple[str, str | None, Any]]:
    """The judgements that make a coder's answers stand on a claim."""
    if answers["verdict"] == "reject":
        return [("reject", None, None)]
    out: list[tuple[str, str | None, Any]] = [("accept", None, None)]
    out += [("correct", k, answers[k]) for k in ("type", "stance") if answers[k] != claim.get(k)]
    when = claim.get("when") or {}
    if answers["first"] != when.get("start"):
        day = answers["first"]
        out.append(("correct", "when", {"text": when.get("text"), "start": day, "end": day, "basis": "stated"}))
    killed = total_killed(claim)
    if answers["killed"] != killed:
        others = [f for f in claim.get("figures") or () if f.get("kind") != "killed"]
        new = [{"text": "", "kind": "killed", "of": "person", "low": answers["killed"], "high": answers["killed"]}]
        out.append(("correct", "figures", [*([] if answers["killed"] is None else new), *others]))
    return out


def total_killed(claim: dict[str, Any]) -> int | None:
    """The number of killed that a claim gives on the whole: its largest figure of them; None where it gives none."""
    numbers = [f["low"] for f in claim.get("figures") or () if f.get("kind") == "killed" and f.get("low") is not None]
    return max(numbers, default=None)


@router.get("/review/gold.jsonl")
def gold_file(desk: TheDesk, person: Reader) -> Response:
    """Reports that people decided on whole, as gold for `isnad evaluate`."""
    with desk.ledger.read() as c:
        text = "".join(to_json(row) + "\n" for row in gold(c))
    headers = {"content-disposition": 'attachment; filename="gold.jsonl"'}
    return Response(text, media_type="application/jsonl; charset=utf-8", headers=headers)


@router.get("/review/proposals.csv")
def proposals_file(desk: TheDesk, person: Reader) -> Response:
    """What corrections propose for the lexicons."""
    with desk.ledger.read() as c:
        text = csv_text(PROPOSAL_COLUMNS, proposals(c))
    headers = {"content-disposition": 'attachment; filename="proposals.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)
