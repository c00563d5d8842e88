"""In which threads endpoints work, and whose session is looked up where."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Annotated

import pytest
from desks import Running, sign_in
from fastapi import APIRouter, FastAPI, Form
from fastapi.testclient import TestClient

from isnad.serve import turns
from isnad.serve.people import Sessions


def test_who_reads_is_answered_while_changes_wait_for_the_lock() -> None:
    go, waiting = threading.Event(), threading.Semaphore(0)
    router = APIRouter(route_class=turns.Route)

    @router.post("/change")
    def change(what: Annotated[str, Form()]) -> str:
        waiting.release()
        assert go.wait(30)
        return what

    @router.get("/read")
    def read() -> str:
        return "read"

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        turns.take_turns()
        yield

    app = FastAPI(lifespan=lifespan)
    app.include_router(router)
    with TestClient(app) as client, ThreadPoolExecutor(turns.CHANGING) as pool:
        changes = [pool.submit(client.post, "/change", data={"what": str(n)}) for n in range(turns.CHANGING)]
        for _ in changes:
            assert waiting.acquire(timeout=30)
        assert client.get("/read").json() == "read"
        go.set()
        assert [c.result().json() for c in changes] == [str(n) for n in range(turns.CHANGING)]
        assert "what" in str(client.get("/openapi.json").json())


def test_a_session_is_known_also_where_the_file_is_busy(team: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    csrf = sign_in(team, "Rami")
    token = team.client.cookies.get("isnad_session")

    class Busy:
        def execute(self, *_: object) -> None:
            raise sqlite3.OperationalError("database is locked")

        def close(self) -> None: ...

    sessions = Sessions(team.ledger)
    assert team.client.portal is not None
    ask = team.client.portal.call
    for own in (sessions._own, Busy(), None):
        monkeypatch.setattr(sessions, "_own", own)
        found = ask(sessions.person, token)
        assert found is not None
        assert (found.name, found.role, found.csrf) == ("Rami", "reader", csrf)
        assert ask(sessions.person, "another") is None
        assert ask(sessions.person, None) is None
