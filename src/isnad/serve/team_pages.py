"""The pages of people: signing in and out, invites, accounts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from isnad.ledger.store import LedgerError
from isnad.serve.access import SESSION, AnyOne, Lead, TheDesk, check_csrf, cookie_name
from isnad.serve.api import clean
from isnad.serve.desk import Desk
from isnad.serve.people import (
    MAX_NAME,
    MIN_PASSWORD,
    ROLES,
    SESSION_S,
    accounts,
    close_account,
    invite,
    invited_as,
    join,
    sign_in,
    sign_out,
)
from isnad.serve.security import path_here
from isnad.serve.templating import page as render
from isnad.serve.turns import Route

router = APIRouter(include_in_schema=False, route_class=Route)
Field = Annotated[str, Form(max_length=400)]


def _only_with_people(desk: Desk) -> None:
    if not desk.settings.people:
        raise HTTPException(404, "this desk has no accounts")


def _address(request: Request) -> str:
    return request.client.host if request.client else "?"


def _signed_in(desk: Desk, token: str, then: str = "/") -> Response:
    response = RedirectResponse(path_here(then, "/"), 303)
    response.set_cookie(
        cookie_name(desk, SESSION), token, max_age=SESSION_S, httponly=True, samesite="strict",
        secure=desk.settings.https, path="/",
    )  # fmt: skip
    return response


@router.get("/login")
def login_page(request: Request, desk: TheDesk, then: Annotated[str, Query(max_length=4000)] = "/") -> Response:
    """The form to sign in; `then` is the page to go on with."""
    _only_with_people(desk)
    return render(request, "login.html", None, message=None, then=then)


@router.post("/login")
def login(
    request: Request, desk: TheDesk, name: Field, password: Field, then: Annotated[str, Form(max_length=4000)] = "/"
) -> Response:
    """Sign in: always a new session, whatever the browser held before."""
    _only_with_people(desk)
    keys = (f"name {clean(name).strip().lower()[:MAX_NAME]}", f"address {_address(request)}")
    if desk.tries.too_many(*keys):
        return render(request, "login.html", None, 429, message="too_many_tries", then=then)
    token = sign_in(desk.ledger, clean(name), clean(password))
    if token is None:
        desk.tries.note(*keys)
        return render(request, "login.html", None, 401, message="wrong_password", then=then)
    return _signed_in(desk, token, then)


@router.post("/logout")
def logout(request: Request, desk: TheDesk, person: AnyOne, csrf: Field) -> Response:
    """End the session."""
    _only_with_people(desk)
    check_csrf(person, csrf)
    sign_out(desk.ledger, request.cookies.get(cookie_name(desk, SESSION), ""))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(cookie_name(desk, SESSION), path="/")
    return response


@router.get("/invite/{token}")
def invited(request: Request, desk: TheDesk, token: str) -> Response:
    """The form of an invite link."""
    _only_with_people(desk)
    role = invited_as(desk.ledger, clean(token))
    return render(request, "invited.html", None, 200 if role else 404, role=role, message=None, least=MIN_PASSWORD)


@router.post("/invite/{token}")
def take_up(request: Request, desk: TheDesk, token: str, name: Field, password: Field) -> Response:
    """Take up an invite: an account, and signed in."""
    _only_with_people(desk)
    if desk.tries.too_many(f"address {_address(request)}"):
        raise HTTPException(429, "too many tries")
    try:
        session = join(desk.ledger, clean(token), clean(name), clean(password))
    except LedgerError as e:
        desk.tries.note(f"address {_address(request)}")
        role = invited_as(desk.ledger, clean(token))
        return render(request, "invited.html", None, 422, role=role, message=str(e), least=MIN_PASSWORD)
    return _signed_in(desk, session)


@router.get("/people")
def people(request: Request, desk: TheDesk, person: Lead) -> Response:
    """Who has an account."""
    _only_with_people(desk)
    return render(request, "people.html", person, accounts=accounts(desk.ledger), roles=ROLES[1:], link=None)


@router.post("/people/invite")
def make_invite(request: Request, desk: TheDesk, person: Lead, csrf: Field, role: Field) -> Response:
    """Make an invite link; it is shown once."""
    _only_with_people(desk)
    check_csrf(person, csrf)
    try:
        token = invite(desk.ledger, role, person.name)
    except LedgerError as e:
        raise HTTPException(422, str(e)) from e
    link = f"{request.url.scheme}://{request.headers['host']}/invite/{token}"
    return render(request, "people.html", person, accounts=accounts(desk.ledger), roles=ROLES[1:], link=link)


@router.post("/people/close")
def close(desk: TheDesk, person: Lead, csrf: Field, name: Field) -> Response:
    """Close an account."""
    _only_with_people(desk)
    check_csrf(person, csrf)
    try:
        close_account(desk.ledger, clean(name))
    except LedgerError as e:
        raise HTTPException(422, str(e)) from e
    return RedirectResponse("/people", 303)
