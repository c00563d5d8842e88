"""The application: routes, errors, static files, and the guard before them all."""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as AnyHttpError
from starlette.middleware.gzip import GZipMiddleware

from isnad import __version__
from isnad.serve import api, pages, review_pages, team_pages
from isnad.serve.access import RUN, cookie_name
from isnad.serve.desk import Desk
from isnad.serve.security import Guard
from isnad.serve.settings import Settings
from isnad.serve.templating import HERE, keep_choices, page

log = logging.getLogger("isnad.serve")


class Files(StaticFiles):
    """Files that ship; those of the bundle have a digest in their name and never change."""

    def file_response(self, *args: Any, **given: Any) -> Response:
        """A file, which the bundle's browsers need not ask for again."""
        response = super().file_response(*args, **given)
        forever = "/built/assets/" in str(args[0]).replace("\\", "/")
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if forever else "no-cache"
        return response


def create_app(settings: Settings) -> FastAPI:
    """The desk as an application; it opens the ledger at once and closes it when the server ends."""
    desk = Desk(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if desk.upkeep and settings.background:
            desk.upkeep.start()
        yield
        desk.close()

    app = FastAPI(
        title="isnad desk", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None,
        description="Incidents of a ledger, who says so, and decisions. See docs/desk.md.",
    )  # fmt: skip
    app.state.desk = desk
    app.mount("/static", Files(directory=HERE / "static", check_dir=False), name="static")
    for router in (api.router, pages.router, review_pages.router, team_pages.router):
        app.include_router(router)
    _handle_errors(app)
    _take_the_key(app, desk)
    app.add_middleware(GZipMiddleware, minimum_size=1500, compresslevel=4)
    app.add_middleware(Guard, settings=settings)
    return app


def _take_the_key(app: FastAPI, desk: Desk) -> None:
    """Turn the key in the address that `isnad serve` printed into a cookie, and the address into one without it."""

    @app.middleware("http")
    async def take(request: Request, call_next: object) -> Response:
        given = request.query_params.get("token")
        settings = desk.settings
        if given is None or settings.public or settings.people or request.method != "GET":
            response: Response = await call_next(request)  # type: ignore[operator]
            return response
        path = request.url.path if request.url.path.startswith("/") and not request.url.path.startswith("//") else "/"
        response = RedirectResponse(path, 303)
        if hmac.compare_digest(given.encode(), settings.token.encode()):
            name = cookie_name(desk, RUN)
            response.set_cookie(name, settings.token, httponly=True, samesite="strict", secure=settings.https, path="/")
        return response


def _handle_errors(app: FastAPI) -> None:
    def answer(request: Request, status: int, detail: object, headers: dict[str, str] | None = None) -> Response:
        wants_page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
        if not wants_page:
            return JSONResponse({"detail": detail}, status, headers)
        desk: Desk = request.app.state.desk
        if status == 401 and desk.settings.people and request.method == "GET":
            response: Response = RedirectResponse("/login", 303)
            keep_choices(request, response)
            return response
        key = "error_token" if status == 401 and not desk.settings.people else f"error_{status}"
        shown = key if key in _KNOWN else "error_422" if status < 500 else "error_500"
        return page(request, "error.html", None, status, message=shown, detail=detail if status == 422 else None)

    @app.exception_handler(AnyHttpError)
    async def http_error(request: Request, e: AnyHttpError) -> Response:
        return answer(request, e.status_code, e.detail, dict(e.headers) if e.headers else None)

    @app.exception_handler(RequestValidationError)
    async def bad_request(request: Request, e: RequestValidationError) -> Response:
        found = [{"loc": list(x["loc"]), "msg": x["msg"], "type": x["type"]} for x in e.errors()]
        wants_page = "text/html" in request.headers.get("accept", "")
        return answer(request, 422, found[0]["msg"] if wants_page and found else found)

    @app.exception_handler(Exception)
    async def failed(request: Request, e: Exception) -> Response:
        number = secrets.token_hex(4)
        log.error("failure %s at %s", number, request.url.path, exc_info=e)
        return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, f"failure {number}: it is in the log")


_KNOWN = {f"error_{n}" for n in (404, 403, 401, 422, 429, 500)} | {"error_token"}
