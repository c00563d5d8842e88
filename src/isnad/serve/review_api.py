"""The JSON API for deciding: places and actors for corrections, the queue, decisions, claims that the reader missed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, HTTPException, Query
from pydantic import BaseModel, Field

from isnad.gazetteer.search import AREAS, Hit, places_near, search_places
from isnad.ledger.judgements import add_claim, judge, judge_claim
from isnad.ledger.judgements import undo as take_back
from isnad.ledger.store import LedgerError
from isnad.review.queue import Item, ask
from isnad.serve.access import Coder, TheDesk, check_csrf
from isnad.serve.api import Id, Page, clean
from isnad.serve.desk import Desk
from isnad.serve.detail import author_of
from isnad.serve.lists import MAX_PAGE_SIZE
from isnad.serve.names import find_actors
from isnad.serve.turns import Route

router = APIRouter(route_class=Route)
# Seconds that a page waits after a decision for the linking that it asks for; the API does not wait.
LINK_WAIT_S = 1.0


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
    """Places of a name, in Arabic or English, for a correction; towns before the areas that are named after them."""
    return [_place_out(h) for h in sorted(search_places(clean(q), 20).hits, key=lambda h: h.feature in AREAS)]


@router.get("/api/places/near", tags=["review"], response_model=list[PlaceOut])
def near(
    person: Coder, lat: Annotated[float, Query(ge=-90, le=90)], lon: Annotated[float, Query(ge=-180, le=180)]
) -> list[PlaceOut]:
    """The ten places nearest to a point, within some thirty kilometres."""
    return [_place_out(h) for h in places_near(lat, lon)]


def _place_out(h: Hit) -> PlaceOut:
    return PlaceOut(**{name: getattr(h, name) for name in PlaceOut.model_fields})


@router.get("/api/actors", tags=["review"])
def actor_list(person: Coder, q: Annotated[str, Query(min_length=2, max_length=100)]) -> dict[str, str]:
    """Up to twenty actors whose id, name or alias holds these words, by id, for a correction."""
    return find_actors(q)


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
        total = desk.waiting(c, person.name, kind)
    return QueueOut(total=total, items=[item_out(i) for i in found])


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


class ClaimIn(BaseModel):
    """A claim that the reader missed, in the codebook's form: `trigger`, `type`, and any field that can be corrected.

    `beside` is the id of a claim of the report that tells of the same happening, by another chain.
    """

    claim: dict[str, Any]
    beside: Id | None = None
    note: Annotated[str, Field(max_length=2000)] = ""


class ClaimMade(DecisionMade):
    """The judgement row, and the id of the claim."""

    claim_id: str


def add(desk: Desk, who: str, report_id: str, given: ClaimIn, wait_s: float = LINK_WAIT_S) -> ClaimMade:
    """Add a claim and ask for the linking that it needs. Raises 422 where it can't be."""
    claim, beside = _without_nul(given.claim), given.beside and clean(given.beside)
    try:
        number, claim_id = add_claim(desk.ledger, clean(report_id), claim, who, clean(given.note), beside)
    except LedgerError as e:
        raise HTTPException(422, str(e)) from e
    return ClaimMade(id=number, claim_id=claim_id, linked=relinked(desk, wait_s))


@router.post("/api/reports/{report_id:path}/claims", tags=["review"], response_model=ClaimMade, status_code=201)
def claims(desk: TheDesk, person: Coder, report_id: Id, given: ClaimIn, csrf: Csrf = None) -> ClaimMade:
    """Add a claim that the reader missed; the row is on disk when this answers."""
    check_csrf(person, csrf)
    return add(desk, person.name, report_id, given, 0.0)


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
