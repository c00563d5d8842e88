"""Politeness: what a host's robots.txt allows, a pause between requests, patience with what fails."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from isnad.collect.web.client import Client, Fetched, split_address
from isnad.collect.web.guard import FetchError

DELAY_S = 2.0  # between two requests to a host, unless its robots.txt asks for longer
LONGEST_DELAY_S = 60.0
TRIES = 3
BACK_OFF_S = 2.0  # before the second try; doubled before each further one
ROBOTS_FOR_S = 3600.0  # how long the rules of a host are held to be known
HOST_FAILS = 4  # failures in a row by which a host is left for this run


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    next_at: float = 0.0
    delay_s: float = 0.0
    rules: object | None = None
    rules_at: float | None = None
    fails: int = 0


class Fetcher:
    """Fetches politely; may be used from several threads, which take turns at a host.

    Once `stop` is set no pause is waited out and nothing more is asked for.
    """

    def __init__(
        self,
        client: Client,
        delay_s: float = DELAY_S,
        robots: bool = True,
        sleep: Callable[[float], object] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.client, self.delay_s, self.robots = client, delay_s, robots
        self.stop = threading.Event()
        self._sleep, self._clock = sleep or self.stop.wait, clock
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None, delay_s: float = 0.0) -> Fetched:
        """Fetch an address when its host's turn has come, and try again what may succeed. Raises FetchError."""
        host = self._host(url)
        with host.lock:
            self._go_on(url)
            if host.fails >= HOST_FAILS:
                raise FetchError("host fails", f"{url}: its host failed {host.fails} times in a row", again=True)
            if self.robots:
                self._obey(url, host)
            for n in range(1, TRIES + 1):
                self._wait(host, delay_s)
                self._go_on(url)
                try:
                    got = self.client.get(url, etag=etag, modified=modified, may=self._may)
                except FetchError as error:
                    host.fails += error.again
                    if not error.again or n == TRIES or host.fails >= HOST_FAILS:
                        raise
                    self._sleep(max(error.wait_s, BACK_OFF_S * 2 ** (n - 1)))
                else:
                    host.fails = 0
                    return got
        raise AssertionError("the last try returns or raises")

    def _go_on(self, url: str) -> None:
        """Raise FetchError where the run is ending."""
        if self.stop.is_set():
            raise FetchError("stopped", f"{url}: not asked for: the run is ending", again=True)

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        with self._lock:
            return self._hosts.setdefault(f"{parts.scheme}://{parts.netloc}".lower(), _Host())

    def _wait(self, host: _Host, delay_s: float) -> None:
        now = self._clock()
        if host.next_at > now:
            self._sleep(host.next_at - now)
        host.next_at = self._clock() + max(self.delay_s, delay_s, host.delay_s)

    def _obey(self, url: str, host: _Host) -> None:
        """Raise FetchError where the host's robots.txt forbids the address."""
        if host.rules_at is None or self._clock() - host.rules_at > ROBOTS_FOR_S:
            try:
                host.rules = self._rules(url)
            except FetchError:
                host.fails += 1
                raise
            host.rules_at = self._clock()
            delay = host.rules.crawl_delay("isnad") if host.rules is not None else None  # type: ignore[attr-defined]
            host.delay_s = min(float(delay or 0.0), LONGEST_DELAY_S)
        if host.rules is not None and not host.rules.can_fetch(url, "isnad"):  # type: ignore[attr-defined]
            raise FetchError("robots", f"{url}: the host's robots.txt asks not to fetch it")

    def _may(self, url: str) -> None:
        """Whether a redirect may be followed there. Raises FetchError."""
        if self.robots:
            self._obey(url, self._host(url))

    def _rules(self, url: str) -> object | None:
        """The host's rules; None where it has none. Where they can't be got, nothing is fetched (RFC 9309).

        A host that is asked too often (429) has rules, but does not tell them now.
        """
        from protego import Protego

        split_address(url)  # raises for what is no address, by its own name
        parts = urlsplit(url)
        where = f"{parts.scheme}://{parts.netloc}/robots.txt"
        try:
            got = self.client.get(where)
        except FetchError as error:
            if error.why.startswith("status 4") and not error.again:
                return None
            if not error.why.startswith("status"):
                raise
            raise FetchError(
                error.why, f"{error}: its rules for robots are not known, so nothing is fetched", again=error.again
            ) from None
        rules: object = Protego.parse(got.body[:500_000].decode("utf-8", "replace"))
        return rules
