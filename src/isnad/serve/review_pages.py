"""The pages for deciding: the queue, corrections, blind coding, agreement, exports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select

from isnad.errors import IsnadError
from isnad.ledger import tables as t
from isnad.ledger.judgements import judge_claim
from isnad.ledger.store import LedgerError
from isnad.model import EVENT_TYPES, STANCES
from isnad.publish.cells import csv_text
from isnad.review.agreement import CodingError, agreement, check_answers, coded_by, codings
from isnad.review.compose import Change, compose
from isnad.review.export import PROPOSAL_COLUMNS, gold, proposals
from isnad.review.queue import Item, ask, get_setting, set_setting
from isnad.schema import to_json
from isnad.serve.access import Coder, Lead, Reader, TheDesk, check_csrf
from isnad.serve.api import DecisionIn, Page, clean, decide, relinked, take_back_decision
from isnad.serve.desk import Desk
from isnad.serve.detail import ClaimOut, PieceOut, ReportOut, report_out
from isnad.serve.names import gazetteer
from isnad.serve.people import Person
from isnad.serve.templating import page as render

router = APIRouter(include_in_schema=False)
PAGE_SIZE = 10
# How many characters of a report stand around a claim's own sentence in the queue.
AROUND = 120
Text = Annotated[str, Form(max_length=2000)]
Short = Annotated[str, Form(max_length=400)]


@dataclass(frozen=True, slots=True)
class Card:
    """A question with what is needed to answer it: for each claim its report's words around it, and its cells."""

    item: Item
    sides: tuple[tuple[ReportOut, ClaimOut, list[PieceOut]], ...]


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
        found = ask(c, person.name, PAGE_SIZE, (page - 1) * PAGE_SIZE, kind or None)
        cards = [card for item in found.items if (card := _card(c, item))]
        band, double = get_setting(c, "band", ""), get_setting(c, "double", "") == "on"
    given: dict[str, Any] = {
        "cards": cards, "total": found.total, "page_n": page, "pages": max(1, -(-found.total // PAGE_SIZE)),
        "kind": kind, "band": band, "double": double, "pending": bool(desk.upkeep and desk.upkeep.pending),
    }  # fmt: skip
    return render(request, "review.html", person, **given)


def _card(c: Any, item: Item) -> Card | None:
    """A question with its claims; None where they are gone."""
    sides = []
    for ref in item.ref.split(" ") if item.kind == "link" else [item.ref]:
        side = _side(c, ref)
        if side is None:
            return None
        sides.append(side)
    return Card(item, tuple(sides))


def _side(c: Any, claim_id: str) -> tuple[ReportOut, ClaimOut, list[PieceOut]] | None:
    report = report_out(c, claim_id.rsplit(":", 2)[0], frozenset([claim_id]))
    if report is None or not report.claims:
        return None
    return report, report.claims[0], excerpt(report, report.claims[0].claim)


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
    safe = to if to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() else fallback
    return RedirectResponse(safe, 303)


@router.post("/review/decide")
def decide_form(
    desk: TheDesk,
    person: Coder,
    csrf: Short,
    verb: Short,
    claim: Short = "",
    left: Short = "",
    right: Short = "",
    field: Short = "",
    value: Short = "",
    note: Text = "",
    back: Short = "/review",
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
    desk: TheDesk, person: Coder, csrf: Short, number: Annotated[int, Form(ge=1, le=2**53)], back: Short = "/review"
) -> Response:
    """Take a decision back."""
    check_csrf(person, csrf)
    take_back_decision(desk, person, number)
    return _back(back, "/review")


@router.post("/review/correct")
async def correct_form(request: Request, desk: TheDesk, person: Coder) -> Response:
    """Correct a field of a claim by words and what they are; the form's names are those of `compose`."""
    from starlette.concurrency import run_in_threadpool

    form = {k: v for k, v in (await request.form(max_fields=40, max_files=0)).items() if isinstance(v, str)}
    check_csrf(person, form.get("csrf"))
    return await run_in_threadpool(_correct, desk, person, {k: clean(v[:2000]) for k, v in form.items()})


def _correct(desk: Desk, person: Person, form: dict[str, str]) -> Response:
    claim_id = form.get("claim", "")
    with desk.ledger.read() as c:
        side = _side(c, claim_id)
        text = c.execute(select(t.report.c.text).where(t.report.c.id == claim_id.rsplit(":", 2)[0])).scalar()
    if side is None:
        raise HTTPException(404, "there is no such claim")
    try:
        change = _change(form)
        value = compose(side[1].claim, change, text or "", gazetteer())
        judge_claim(desk.ledger, claim_id, "correct", person.name, form.get("note", ""), change.field, value)
    except LedgerError as e:
        raise HTTPException(422, str(e)) from e
    relinked(desk)
    return _back(f"/reports/{quote(side[0].id, safe='')}?claim={quote(claim_id, safe='')}", "/review")


def _change(form: dict[str, str]) -> Change:
    start, end, n = (form.get(k, "") for k in ("start", "end", "n"))
    if any(x and (not x.isascii() or not x.isdigit() or len(x) > 9) for x in (start, end, n)):
        raise LedgerError("the place of the words is no number")
    span = (int(start), int(end)) if start and end else None
    return Change(form.get("field", ""), form.get("action") or "set", int(n or 0), span, form)


@router.post("/review/settings")
def settings_form(
    desk: TheDesk, person: Lead, csrf: Short, band: Short | None = None, double: Short | None = None
) -> Response:
    """A lead's settings of the room: from which confidence claims are taken unread, and blind double coding."""
    check_csrf(person, csrf)
    with desk.ledger.write() as c:
        if band is not None:
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
    waiting = [i for i in found.items if i.ref not in done]
    cards = [card for i in waiting[:1] if (card := _card(c, i))]
    given: dict[str, Any] = {"cards": cards, "total": found.total - len(done & {i.ref for i in found.items})}
    return render(request, "coding.html", person, types=EVENT_TYPES, stances=STANCES, **given)


@router.post("/review/code")
async def code_form(request: Request, desk: TheDesk, person: Coder) -> Response:
    """A blind coding of a claim."""
    from starlette.concurrency import run_in_threadpool

    form = {k: v for k, v in (await request.form(max_fields=20, max_files=0)).items() if isinstance(v, str)}
    check_csrf(person, form.get("csrf"))

    def keep() -> None:
        answers = check_answers({k: clean(v) for k, v in form.items()})
        claim, note = clean(form.get("claim", ""))[:400], clean(form.get("note", ""))[:2000]
        judge_claim(desk.ledger, claim, "code", person.name, note, None, answers)

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
        part = found.disagreements[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        shown = [(x, _side(c, x.claim_id)) for x in part]
    pages = max(1, -(-len(found.disagreements) // PAGE_SIZE))
    given: dict[str, Any] = {"found": found, "shown": shown, "page_n": page, "pages": pages}
    return render(request, "agreement.html", person, **given)


@router.post("/agreement/settle")
def settle_form(desk: TheDesk, person: Lead, csrf: Short, claim: Short, coder: Short) -> Response:
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
