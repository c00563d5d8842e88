"""The application: routes, errors, static files, and the guard before them all."""

from __future__ import annotations

import gzip
import hmac
import logging
import secrets
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException as AnyHttpError
from starlette.middleware.gzip import GZipMiddleware

from isnad import __version__
from isnad.serve import api, pages, review_api, review_pages, team_pages
from isnad.serve.access import RUN, OldFormError, cookie_name
from isnad.serve.desk import Desk
from isnad.serve.security import App, Guard, Message, Receive, Scope, Send
from isnad.serve.settings import Settings
from isnad.serve.templating import HERE, keep_choices, page, path_of
from isnad.serve.turns import take_turns
from isnad.serve.workers import Board

log = logging.getLogger("isnad.serve")


# Files of these kinds are packed; those of fonts are already.
PACKED = (".js", ".mjs", ".css", ".json", ".bin")


@lru_cache(maxsize=64)
def _packed(path: str) -> bytes:
    return gzip.compress(Path(path).read_bytes(), 6, mtime=0)


def pack_bundle() -> None:
    """Pack the bundle's files before anybody asks: the first visitor would wait, and everybody else with them."""
    for file in (HERE / "static" / "built" / "assets").glob("*"):
        if file.name.endswith(PACKED):
            _packed(str(file))


class Files(StaticFiles):
    """Files that ship; those of the bundle have a digest in their name and never change, so they are packed once."""

    def file_response(self, full_path: Any, stat_result: Any, scope: Any, status_code: int = 200) -> Response:
        """A file, which the bundle's browsers need not ask for again."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        forever = "/built/assets/" in str(full_path).replace("\\", "/")
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if forever else "no-cache"
        accepted = Headers(scope=scope).get("accept-encoding", "")
        if not forever or response.status_code != 200 or "gzip" not in accepted or not str(full_path).endswith(PACKED):
            return response
        given = {k: v for k, v in response.headers.items() if k not in ("content-length", "accept-ranges")}
        packed = {"content-encoding": "gzip", "vary": "accept-encoding"}
        return Response(_packed(str(full_path)), 200, given | packed)


def create_app(settings: Settings, board: Board | None = None) -> FastAPI:
    """The desk as an application; it opens the ledger at once and closes it when the server ends.

    `board` is there where it is one of several processes that answer.
    """
    desk = Desk(settings, board)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        take_turns()
        if desk.upkeep and settings.background:
            desk.upkeep.start()
        if settings.background:
            threading.Thread(target=pack_bundle, name="isnad-pack", daemon=True).start()
        yield
        desk.close()

    app = FastAPI(
        title="isnad desk", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None,
        description="Incidents of a ledger, who says so, and decisions. See docs/desk.md.",
    )  # fmt: skip
    app.state.desk = desk
    app.mount("/static", Files(directory=HERE / "static", check_dir=False), name="static")
    for router in (api.router, review_api.router, pages.router, review_pages.router, team_pages.router):
        app.include_router(router)
    _handle_errors(app)
    app.add_middleware(Inner, desk=desk)
    app.add_middleware(GZipMiddleware, minimum_size=1500, compresslevel=4)
    app.add_middleware(Guard, settings=settings)
    return app


class Inner:
    """ASGI middleware within the guard: takes the key of the run out of an address, and answers for what failed."""

    def __init__(self, app: App, desk: Desk) -> None:
        self.app = app
        self.desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            response = self._with_key(request)
            if response is None:
                await self.app(scope, receive, noting)
            else:
                await response(scope, receive, send)
        except Exception as e:  # whatever fails is logged under a number, and the page says that number alone
            number = secrets.token_hex(4)
            log.error("failure %s at %s", number, request.url.path, exc_info=e)
            if started:
                raise
            await answer(request, 500, f"failure {number}: it is in the log")(scope, receive, send)

    def _with_key(self, request: Request) -> Response | None:
        """A cookie in place of the key in the address that `isnad serve` printed, and an address without it."""
        given = request.query_params.get("token")
        settings = self.desk.settings
        if given is None or settings.public or settings.people or request.method != "GET":
            return None
        path = request.url.path
        response = RedirectResponse("/" if path.startswith("//") or "\\" in path else path, 303)
        if hmac.compare_digest(given.encode(), settings.token.encode()):
            name = cookie_name(self.desk, RUN)
            response.set_cookie(name, settings.token, httponly=True, samesite="strict", secure=settings.https, path="/")
        return response


def answer(
    request: Request, status: int, detail: object, headers: dict[str, str] | None = None, key: str | None = None
) -> Response:
    """What is said where something can't be answered: a page to a browser, JSON to everything else.

    `key` names the words of the page where they say more than the status does.
    """
    if "text/html" not in request.headers.get("accept", "") or request.url.path.startswith("/api/"):
        return JSONResponse({"detail": detail}, status, headers)
    desk: Desk = request.app.state.desk
    if status == 401:
        return _ask_who(request, desk)
    key = key or f"error_{status}"
    shown = key if key in _KNOWN else "error_422" if status < 500 else "error_500"
    return page(request, "error.html", None, status, message=shown, detail=detail if status in (422, 500) else None)


def _ask_who(request: Request, desk: Desk) -> Response:
    """What is said to a browser that doesn't show who asks.

    After a link on another site it keeps the cookie to itself: the page is then asked for once more, from here.
    """
    following = request.headers.get("sec-fetch-mode") == "navigate" and request.method == "GET"
    if following and request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        return page(request, "again.html", None)
    if not desk.settings.people:
        return page(request, "error.html", None, 401, message="error_token", detail=None)
    if request.method != "GET":
        return page(request, "error.html", None, 401, message="error_401", detail=None)
    asked = path_of(request) + (f"?{request.url.query}" if request.url.query else "")
    response = RedirectResponse("/login" if asked == "/" else f"/login?{urlencode({'then': asked})}", 303)
    keep_choices(request, response)
    return response


def _handle_errors(app: FastAPI) -> None:
    @app.exception_handler(AnyHttpError)
    async def http_error(request: Request, e: AnyHttpError) -> Response:
        key = "error_form" if isinstance(e, OldFormError) else None
        return answer(request, e.status_code, e.detail, dict(e.headers) if e.headers else None, key)

    @app.exception_handler(api.JoinedError)
    async def joined(request: Request, e: api.JoinedError) -> Response:
        there = request.url.path.replace(e.incident_id, e.now, 1)
        return RedirectResponse(f"{there}?joined={e.incident_id}", 303)

    @app.exception_handler(RequestValidationError)
    async def bad_request(request: Request, e: RequestValidationError) -> Response:
        found = [{"loc": list(x["loc"]), "msg": x["msg"], "type": x["type"]} for x in e.errors()]
        wants_page = "text/html" in request.headers.get("accept", "")
        first = f"{found[0]['loc'][-1]}: {found[0]['msg']}" if found and found[0]["loc"] else found
        return answer(request, 422, first if wants_page else found)


_KNOWN = {f"error_{n}" for n in (404, 403, 422, 429, 500)} | {"error_form"}
