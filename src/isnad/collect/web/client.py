"""The one HTTP client: bounded in size and time, http(s) only, redirects checked hop by hop."""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as SilenceError
from urllib3.response import BaseHTTPResponse

from isnad import __version__
from isnad.collect.web.guard import CONNECT_S, FetchError, Guard, connections

SIZE_LIMIT = 10_000_000  # bytes of one answer, unpacked; the longest pages of news have two or three million
TIME_LIMIT_S = 30.0  # for one fetch with its redirects, however slowly its bytes drip in
SILENCE_S = 15.0  # without a byte
REDIRECTS = 8
PART = 1 << 16
_REDIRECT = (301, 302, 303, 307, 308)
_WAIT_LIMIT_S = 600.0  # a server that asks for a longer pause is left for another run
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: asked for at `asked`, got from `url` at `at` (ISO, UTC); `body` unpacked, None where unchanged."""

    asked: str
    url: str
    at: str
    status: int
    reason: str
    headers: Headers
    body: bytes
    address: str | None = None
    hops: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        """The first header of a name; None where there is none."""
        return next((v for k, v in self.headers if k.lower() == name), None)

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing is new."""
        return self.status == 304

    @property
    def charset(self) -> str | None:
        """The encoding of the Content-Type header; None where it says none."""
        for part in (self.header("content-type") or "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip(" \"'") or None
        return None


@dataclass(frozen=True, slots=True)
class Client:
    """How to fetch: who asks (`contact` is an address to write to), and the bounds."""

    allow_private: bool = False
    contact: str | None = None
    size_limit: int = SIZE_LIMIT
    time_limit_s: float = TIME_LIMIT_S

    @property
    def agent(self) -> str:
        """The User-Agent that the client names itself by."""
        return f"isnad/{__version__}" + (f" (+{self.contact})" if self.contact else "")

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        may: Callable[[str], None] | None = None,
    ) -> Fetched:
        """Fetch an address; with `etag` or `modified` of an earlier answer, only if it has changed since.

        `may` is asked about each address that a redirect leads to, and raises where it is not to be fetched. Raises
        FetchError for whatever is no answer of status 200 or 304.
        """
        begin = time.monotonic()
        asked, hops = url, []
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        while True:
            left = self.time_limit_s - (time.monotonic() - begin)
            got = self._hop(url, {k: v for k, v in conditions.items() if v}, left)
            where = got.header("location")
            if got.status not in _REDIRECT or not where:
                break
            hops.append(url)
            if len(hops) > REDIRECTS:
                raise FetchError("redirects", f"{asked}: over {REDIRECTS} redirects")
            url = _join(url, where)
            if may is not None:
                may(url)
        if got.status not in (200, 304):
            raise _status_error(got)
        return replace(got, asked=asked, hops=tuple(hops))

    def post(self, url: str, body: bytes, kind: str, accept: str) -> Fetched:
        """Send bytes of a content type and take the answer; no redirect is followed. Raises FetchError."""
        got = self._hop(url, {"Content-Type": kind, "Accept": accept}, self.time_limit_s, body)
        if got.status != 200:
            raise _status_error(got)
        return got

    def _hop(self, url: str, more: dict[str, str], left_s: float, send: bytes | None = None) -> Fetched:
        """One request, no redirect followed, ended when its time is over."""
        host, port, target, secure = split_address(url)
        if left_s <= 0:
            raise FetchError("timeout", f"{url}: took over {self.time_limit_s:.0f} s", again=True)
        guard = Guard(self.allow_private)
        plain, safe = connections(guard)
        timeout = Timeout(connect=CONNECT_S, read=min(SILENCE_S, left_s))
        pool: HTTPConnectionPool
        if secure:
            pool = HTTPSConnectionPool(host, port, timeout=timeout, maxsize=1)
            pool.ConnectionCls = safe
        else:
            pool = HTTPConnectionPool(host, port, timeout=timeout, maxsize=1)
            pool.ConnectionCls = plain
        headers = {
            "User-Agent": self.agent, "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "ar,*;q=0.5", "Accept-Encoding": "gzip, deflate", "Connection": "close", **more,
        }  # fmt: skip
        deadline = threading.Timer(left_s, guard.cut_off)
        deadline.daemon = True
        deadline.start()
        try:
            answer = pool.urlopen(
                "GET" if send is None else "POST",
                target,
                send,
                headers=headers,
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            body = self._body(url, answer)
        except (HTTPError, OSError, ValueError) as error:
            inner = error.__cause__ or error.__context__
            if isinstance(inner, FetchError):
                raise inner from None
            if guard.cut:
                raise FetchError("timeout", f"{url}: took over {self.time_limit_s:.0f} s", again=True) from None
            if isinstance(error, SilenceError):
                raise FetchError("timeout", f"{url}: no byte for {SILENCE_S:.0f} s", again=True) from None
            why = "certificate" if "CERTIFICATE" in str(error).upper() else "no answer"
            raise FetchError(
                why, f"{url}: {type(error).__name__}: {str(error)[:200]}", again=why == "no answer"
            ) from None
        finally:
            deadline.cancel()
            pool.close()
            guard.release()
        if guard.cut:  # an end of the stream that was our own doing
            raise FetchError("timeout", f"{url}: took over {self.time_limit_s:.0f} s", again=True)
        told = tuple((k, v) for k, v in answer.headers.items())
        at = datetime.now(UTC).isoformat(timespec="seconds")
        return Fetched(url, url, at, answer.status, answer.reason or "", told, body, guard.address)

    def _body(self, url: str, answer: BaseHTTPResponse) -> bytes:
        """The bytes of an answer, unpacked, no more than the limit."""
        told = answer.headers.get("content-length", "")
        if told.isascii() and told.isdigit() and int(told) > self.size_limit:
            raise FetchError("too large", f"{url}: has {int(told):,} bytes, over the limit of {self.size_limit:,}")
        unpack = _Unpacker(answer.headers.get("content-encoding"), self.size_limit)
        parts, size = [], 0
        for part in answer.stream(PART, decode_content=False):
            for piece in unpack.feed(part):
                size += len(piece)
                if size > self.size_limit:
                    raise FetchError("too large", f"{url}: has over {self.size_limit:,} bytes")
                parts.append(piece)
        return b"".join(parts)


class _Unpacker:
    """Unpacks gzip and deflate piece by piece, so that a bomb goes off no further than the limit."""

    def __init__(self, encoding: str | None, limit: int) -> None:
        name = (encoding or "").strip().lower()
        self._limit = limit
        self._packed = name in ("gzip", "x-gzip", "deflate")
        self._raw = name == "deflate"
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 32) if self._packed else None
        if name not in ("", "identity") and not self._packed:
            raise FetchError("encoding", f"the answer is packed as '{name[:20]}', which was not asked for")

    def feed(self, part: bytes) -> list[bytes]:
        """The unpacked bytes of a part."""
        if self._stream is None:
            return [part]
        try:
            return [self._stream.decompress(part, self._limit + 1)]
        except zlib.error as error:
            if not self._raw:
                raise FetchError(
                    "encoding", f"the answer is no {'deflate' if self._raw else 'gzip'}: {error}"
                ) from None
            self._stream, self._raw = zlib.decompressobj(-zlib.MAX_WBITS), False  # deflate without its wrapping
            return self.feed(part)


def split_address(url: str) -> tuple[str, int, str, bool]:
    """Host, port, target and whether TLS is wanted. Raises FetchError for what is no plain http(s) address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError("address", f"{url[:200]}: no address ({error})") from None
    secure = parts.scheme == "https"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError("address", f"{url[:200]}: only http and https addresses are fetched")
    if parts.username or parts.password:
        raise FetchError("address", f"{parts.hostname}: addresses with a name and password are not fetched")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode("ascii")
    except UnicodeError:
        raise FetchError("address", f"{url[:200]}: no host") from None
    return host, port or (443 if secure else 80), target, secure


def _status_error(got: Fetched) -> FetchError:
    wait = got.header("retry-after") or ""
    again = got.status in (408, 425, 429) or got.status >= 500
    return FetchError(
        f"status {got.status}", f"{got.url}: {got.status} {got.reason}", again=again, wait_s=wait_seconds(wait)
    )


def wait_seconds(wait: str) -> float:
    """What a server asks to wait: seconds, or the moment until when; 0 where it says neither."""
    if wait.isascii() and wait.isdigit():
        return min(float(wait), _WAIT_LIMIT_S)
    try:
        until = parsedate_to_datetime(wait)
        left = (until if until.tzinfo else until.replace(tzinfo=UTC)) - datetime.now(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    return min(max(left.total_seconds(), 0.0), _WAIT_LIMIT_S)


def _join(url: str, where: str) -> str:
    """Where a redirect leads to. Headers come as Latin-1; Arabic that a server did not escape was UTF-8."""
    with suppress(UnicodeError):  # another encoding, or escaped as it should be
        where = where.encode("latin-1").decode("utf-8")
    try:
        return urljoin(url, where)
    except ValueError as error:
        raise FetchError("address", f"{url}: redirects to no address ({error})") from None
