"""Who asks: out of a request's cookies, and whether they may."""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from isnad.serve.desk import Desk
from isnad.serve.people import Person

# The cookies: of a session (with people), of a run (without). With https they get the prefix that binds them to it.
SESSION, RUN = "isnad_session", "isnad_run"


def desk_of(request: Request) -> Desk:
    """The desk that answers."""
    desk: Desk = request.app.state.desk
    return desk


async def _desk(request: Request) -> Desk:  # async, as it waits for nothing: else it would wait for a thread
    return desk_of(request)


TheDesk = Annotated[Desk, Depends(_desk)]


def cookie_name(desk: Desk, name: str) -> str:
    """A cookie's name; `__Host-` keeps other hosts of the domain from setting it."""
    return f"__Host-{name}" if desk.settings.https else name


def run_csrf(desk: Desk) -> str:
    """The key of the forms where there are no people: made from the run's key, and shows nothing of it."""
    return hashlib.sha256(f"forms {desk.settings.token}".encode()).hexdigest()


async def anyone(request: Request, desk: TheDesk) -> Person:
    """Who asks. Raises 401 for nobody."""
    if desk.settings.public:
        return Person("", "public")
    if desk.settings.people:
        person = await desk.sessions.person(request.cookies.get(cookie_name(desk, SESSION)))
        if person is None:
            raise HTTPException(401, "sign in first")
        return person
    given = request.cookies.get(cookie_name(desk, RUN), "")
    if not hmac.compare_digest(given.encode(), desk.settings.token.encode()):
        raise HTTPException(401, "open the address that `isnad serve` printed: it holds the key of this run")
    return Person(desk.settings.owner, "lead", run_csrf(desk))


AnyOne = Annotated[Person, Depends(anyone)]


def _with_role(role: str) -> object:
    async def check(person: AnyOne) -> Person:
        if not person.may(role):
            raise HTTPException(403, f"this is for a {role}")
        return person

    return Depends(check)


Reader = Annotated[Person, _with_role("reader")]
Coder = Annotated[Person, _with_role("coder")]
Lead = Annotated[Person, _with_role("lead")]


class OldFormError(HTTPException):
    """A form without the key of this session: of an earlier one, or of another site."""

    def __init__(self) -> None:
        super().__init__(403, "the form is of another session: load the page anew")


def check_csrf(person: Person, given: str | None) -> None:
    """Whether a form or a script's request holds the key of the session's forms. Raises OldFormError."""
    if not person.csrf or not hmac.compare_digest((given or "").encode(), person.csrf.encode()):
        raise OldFormError
