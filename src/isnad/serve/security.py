"""What stands before every request: whom it is addressed to, how large it is, where it is from; and what the answer
lets a page do.

DNS rebinding fails at the Host check, other pages in the same browser at the run's key (a SameSite cookie) and the
check of the request's origin, scripts in report text at the content policy (and at escaping, before it).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from isnad.serve.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# A body larger than this is no form of ours: the longest is a correction with a list of figures.
MAX_BODY_BYTES = 256 * 1024
MAX_URL_BYTES = 8 * 1024
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def policy(style_origin: str | None = None) -> str:
    """The content policy: only what the desk itself serves, no inline script or style, no eval.

    `style_origin` is the origin of an online map, where one was asked for.
    """
    also = f" {style_origin}" if style_origin else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; worker-src 'self'; "
        f"img-src 'self' data: blob:{also}; connect-src 'self'{also}; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'"
    )


def path_here(to: str, fallback: str) -> str:
    """The address of a page of this desk; the fallback in place of anything else.

    >>> path_here("/reports/a?claim=a:1:0", "/"), path_here("//elsewhere.example", "/")
    ('/reports/a?claim=a:1:0', '/')
    """
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() else fallback


def origin_of(url: str | None) -> str | None:
    """The scheme, host and port of an address."""
    parts = urlsplit(url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None


class Guard:
    """ASGI middleware that refuses what may not pass, and puts the headers on every answer."""

    def __init__(self, app: App, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        fixed = {
            "content-security-policy": policy(origin_of(settings.map_style)),
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "referrer-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "geolocation=(), camera=(), microphone=()",
        }
        if settings.https:
            fixed["strict-transport-security"] = "max-age=31536000"
        self.headers = [(k.encode(), v.encode()) for k, v in fixed.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        started = refused = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if refused:
                return
            if message["type"] == "http.response.start":
                started = True
                given = {k for k, _ in message.get("headers", [])}
                extra = [h for h in self.headers if h[0] not in given]
                if b"cache-control" not in given:
                    extra.append((b"cache-control", b"private, no-cache"))
                message["headers"] = [*message.get("headers", []), *extra]
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await _answer(with_headers, *refusal)
            return
        size = 0

        async def limited() -> Message:
            nonlocal size, refused
            message = await receive()
            size += len(message.get("body", b""))
            if size > MAX_BODY_BYTES and not started:
                await _answer(with_headers, 413, "the body is too large")
                refused = True
            if refused:  # whatever reads on reads nothing
                return {"type": "http.request", "body": b"", "more_body": False}
            return message

        await self.app(scope, limited, with_headers)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        if host_name(headers.get("host", "")) not in self.settings.hosts:
            return 421, "this desk is not known under that name (see --allow-host)"
        if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > MAX_URL_BYTES:
            return 414, "the address is too long"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MAX_BODY_BYTES:
            return 413, "the body is too large"
        if scope["method"] not in SAFE_METHODS and not self._from_here(headers):
            return 403, "this request comes from another site"
        return None

    def _from_here(self, headers: dict[str, str]) -> bool:
        """Whether a request that changes something comes from a page of this desk, as the browser says."""
        site = headers.get("sec-fetch-site")
        if site is not None and site not in ("same-origin", "none"):
            return False
        origin = headers.get("origin")
        return origin is None or (urlsplit(origin).netloc == headers.get("host") and origin != "null")


def host_name(host: str) -> str:
    """A Host header without its port, in small letters.

    >>> host_name("LOCALHOST:8000"), host_name("[::1]:8000")
    ('localhost', '[::1]')
    """
    name = host.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0]


async def _answer(send: Send, status: int, text: str) -> None:
    body = text.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
