"""Fetching: bounded, guarded, polite."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from collect_server import Site, serve

from isnad.collect.web.client import Client, Fetched, wait_seconds
from isnad.collect.web.feeds import kind_of, read_feed, read_sitemap
from isnad.collect.web.guard import FetchError, Guard, is_public
from isnad.collect.web.polite import HOST_FAILS, Fetcher
from isnad.errors import InputError

OPEN = Client(allow_private=True)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serve(20) as running:
        yield running


def why(call: object) -> str:
    with pytest.raises(FetchError) as error:
        call()  # type: ignore[operator]
    return error.value.why


@pytest.mark.parametrize(
    "address, public",
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("0.0.0.0", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False), ("255.255.255.255", False),
        ("::1", False), ("::", False), ("fe80::1%eth0", False), ("fc00::1", False), ("ff02::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:93.184.215.14", True), ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) == public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::1]"])
def test_the_own_network_is_not_probed(site: Site, host: str) -> None:
    port = site.server_address[1]
    assert why(lambda: Client().get(f"http://{host}:{port}/news/1")) == "private address"


def test_a_redirect_into_the_own_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop is allowed as if it were public; the second is checked like any other."""
    hops: list[str] = []

    def public_first(address: str) -> bool:
        hops.append(address)
        return len(hops) == 1

    monkeypatch.setattr("isnad.collect.web.guard.is_public", public_first)
    assert (
        why(lambda: Client().get(f"{site.address}/away/127.0.0.1:{site.server_address[1]}/news/1")) == "private address"
    )
    assert site.asked["/news/1"] == 0


def test_the_address_looked_at_is_the_address_connected_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that points elsewhere at a second look-up gains nothing: there is none."""
    asked: list[str] = []

    def resolve(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr("isnad.collect.web.guard.socket.getaddrinfo", resolve)
    port = site.server_address[1]
    assert OPEN.get(f"http://name.example:{port}/news/2").address == "127.0.0.1"
    assert asked == ["name.example"]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://x.example/",
        "gopher://x",
        "http://",
        "http://[",
        "//x",
        "http://u:p@x.example/",
        "data:,",
    ],
)
def test_only_http_without_credentials(url: str) -> None:
    assert why(lambda: OPEN.get(url)) == "address"


@pytest.mark.parametrize("scheme", ["file:///etc/passwd", "ftp://127.0.0.1/"])
def test_redirects_to_other_schemes(site: Site, scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from collect_server import _Handler

    monkeypatch.setattr(_Handler, "_away", lambda self, rest: self._send(302, b"", Location=scheme))
    assert why(lambda: OPEN.get(f"{site.address}/away/x")) == "address"


def test_redirects_are_followed_and_kept(site: Site) -> None:
    got = OPEN.get(f"{site.address}/moved/3")
    assert (got.asked, got.url) == (f"{site.address}/moved/3", f"{site.address}/news/3")
    assert got.hops == (f"{site.address}/moved/3",)
    assert why(lambda: OPEN.get(f"{site.address}/round/0")) == "redirects"


def test_conditional_requests(site: Site) -> None:
    first = OPEN.get(f"{site.address}/news/4")
    assert OPEN.get(f"{site.address}/news/4", etag=first.header("etag")).unchanged


def test_packed_answers(site: Site) -> None:
    assert OPEN.get(f"{site.address}/packed/5").body == OPEN.get(f"{site.address}/news/5").body


@pytest.mark.parametrize("path", ["huge/told", "huge/untold", "bomb/"])
def test_large_answers_and_bombs_end_at_the_limit(site: Site, path: str) -> None:
    assert why(lambda: OPEN.get(f"{site.address}/{path}")) == "too large"


@pytest.mark.parametrize("path", ["hang/", "drip/"])
def test_time_is_bounded_however_slowly_bytes_come(site: Site, path: str) -> None:
    begin = time.monotonic()
    assert why(lambda: Client(allow_private=True, time_limit_s=0.5).get(f"{site.address}/{path}")) == "timeout"
    assert time.monotonic() - begin < 3


def test_a_guard_that_cut_off_before_the_connection_ends_it(site: Site) -> None:
    guard = Guard(allow_private=True)
    guard.cut_off()
    with guard.connect("127.0.0.1", site.server_address[1]) as sock:
        sock.settimeout(2)
        assert sock.recv(1) == b""
    guard.release()


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, []  # type: ignore[var-annotated]

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def fetcher(self, **options: float) -> Fetcher:
        return Fetcher(OPEN, sleep=self.sleep, clock=lambda: self.now, **options)  # type: ignore[arg-type]


def test_a_host_is_given_pauses(site: Site) -> None:
    clock = Clock()
    fetcher = clock.fetcher(delay_s=5.0)
    for n in range(3):
        fetcher.get(f"{site.address}/news/{n}")
    assert clock.slept == [5.0, 5.0]


def test_robots_are_obeyed_and_its_delay_too() -> None:
    with serve(3, b"User-agent: isnad\nCrawl-delay: 7\nDisallow: /private/\n") as site:
        clock = Clock()
        fetcher = clock.fetcher()
        assert why(lambda: fetcher.get(f"{site.address}/private/1")) == "robots"
        assert site.asked["/private/1"] == 0
        fetcher.get(f"{site.address}/news/1")
        fetcher.get(f"{site.address}/news/2")
        assert clock.slept == [7.0]
        assert site.asked["/robots.txt"] == 1
        assert why(lambda: fetcher.get(f"{site.address}/away/{site.address[7:]}/private/2")) == "robots"


def test_what_may_succeed_later_is_tried_again_with_growing_pauses(site: Site) -> None:
    clock = Clock()
    fetcher = clock.fetcher(delay_s=0.0)
    assert why(lambda: fetcher.get(f"{site.address}/fails/1")) == "status 503"
    assert clock.slept == [2.0, 4.0]
    assert site.asked["/fails/1"] == 3


def test_a_host_that_fails_is_left_for_this_run(site: Site) -> None:
    clock = Clock()
    fetcher = clock.fetcher(delay_s=0.0)
    found = [why(lambda n=n: fetcher.get(f"{site.address}/fails/{n}")) for n in range(20, 24)]
    assert found[-1] == "host fails"
    assert sum(site.asked[f"/fails/{n}"] for n in range(20, 24)) == HOST_FAILS
    assert clock.fetcher(delay_s=0.0).get(f"{site.address}/news/1").status == 200


def test_feeds_and_sitemaps_are_told_apart_and_read(site: Site) -> None:
    feed, index = OPEN.get(f"{site.address}/feed"), OPEN.get(f"{site.address}/sitemap.xml")
    assert (kind_of(feed.body), kind_of(index.body), kind_of(OPEN.get(f"{site.address}/news/1").body)) == (
        "feed",
        "sitemap",
        None,
    )
    assert len(read_feed(feed.body, feed.url)) == 20
    assert [e.is_map for e in read_sitemap(index.body, index.url)] == [True] * 3


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b"<rss><channel><title>&b;</title></channel></rss>"
)


@pytest.mark.parametrize(
    "body", [BOMB, b"\x1f\x8b\x08broken", b"", b"\0" * 100, gzip.compress(b"0" * 70_000_000), b"<urlset" * 9999]
)
def test_hostile_lists(body: bytes) -> None:
    with pytest.raises(InputError):
        read_sitemap(body, "http://x.example/")
    with suppress(InputError):
        assert read_feed(body, "http://x.example/") == []


def test_the_charset_of_a_header() -> None:
    def of(value: str) -> str | None:
        return Fetched("", "", "", 200, "", (("Content-Type", value),), b"").charset

    assert of('text/html; Charset="windows-1256"') == "windows-1256"
    assert of("text/html") is None


def test_a_redirect_in_arabic_that_is_not_escaped(site: Site) -> None:
    assert OPEN.get(f"{site.address}/raw/3").body == OPEN.get(f"{site.address}/news/3").body


def test_what_a_server_makes_up_is_an_error_of_its_own(site: Site) -> None:
    assert why(lambda: OPEN.get(f"{site.address}/nowhere/")) == "address"
    assert why(lambda: OPEN.get(f"{site.address}/busy/")) == "status 429"


@pytest.mark.parametrize(
    "told, least, most",
    [
        ("30", 30, 30), ("9" * 400, 600, 600), ("Fri, 09 Apr 2021 18:00:00 GMT", 0, 0), ("soon", 0, 0),
        ("\u00b2", 0, 0),
    ],
)  # fmt: skip
def test_how_long_a_server_asks_to_wait(told: str, least: float, most: float) -> None:
    assert least <= wait_seconds(told) <= most


def test_how_long_until_the_moment_that_a_server_names() -> None:
    assert 60 < wait_seconds(format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)) <= 90


def test_rules_that_are_not_told_now_are_not_none() -> None:
    """A host that is asked too often hides its rules: nothing is fetched until it tells them."""

    class Busy(Client):
        def get(self, url: str, **told: object) -> Fetched:
            raise FetchError("status 429", "busy", again=True)

    fetcher = Fetcher(Busy(), 0.0, sleep=lambda s: None)
    with pytest.raises(FetchError, match="rules for robots are not known"):
        fetcher.get("http://x.example/news/1")


def test_what_is_no_address_is_told_by_its_own_name() -> None:
    with pytest.raises(FetchError, match=r"^http:///x: only http"):
        Fetcher(OPEN).get("http:///x")


def test_a_run_that_ends_waits_for_nothing(site: Site) -> None:
    """The server asks for a pause of a second before each further try; none is waited out."""
    fetcher = Fetcher(OPEN, 30.0)
    fetcher.get(f"{site.address}/news/1")
    threading.Timer(0.2, fetcher.stop.set).start()
    begin = time.monotonic()
    assert why(lambda: fetcher.get(f"{site.address}/news/2")) == "stopped"
    assert time.monotonic() - begin < 5


FEED = '<rss version="2.0"><channel><item><link>/1</link><pubDate>{}</pubDate></item></channel></rss>'


@pytest.mark.parametrize(
    "told, expected, note",
    [
        ("Sat, 10 Apr 2021 00:30:00 +0300", "2021-04-10T00:30:00+03:00", "the outlet's own offset stays"),
        ("2021-04-10", "2021-04-10", "a day is no midnight in UTC"),
        ("Sat, 10 Apr 2021 00:30:00", "2021-04-10T00:30:00", "no zone is no UTC"),
        ("Sat, 10 Apr 2021 00:30:00 -0000", "2021-04-10T00:30:00+00:00", "UTC, as mails write it"),
        ("السبت, 10 أبريل 2021", "2021-04-10", "in words"),
        ("Fri, 09 Apr 2121 18:00:00 GMT", None, "not yet"),
        ("yesterday", None, "no date"),
    ],
)
def test_when_a_feed_says_that_it_was(told: str, expected: str | None, note: str) -> None:
    (entry,) = read_feed(FEED.format(told).encode(), "http://x.example/feed")
    assert entry.published == expected, note


def test_a_feed_that_breaks_off_before_its_first_page_is_broken() -> None:
    with pytest.raises(InputError, match="no feed"):
        read_feed(b'<rss version="2.0"><channel><item><link>http://', "http://x.example/feed")


def test_a_sitemaps_date_that_is_none_is_left_out() -> None:
    body = b"<urlset><url><loc>/1</loc><publication_date>April 2021</publication_date></url></urlset>"
    assert [(e.url, e.published) for e in read_sitemap(body, "http://x.example/")] == [("http://x.example/1", None)]


def test_a_lists_address_that_is_none_does_not_take_the_others_with_it() -> None:
    body = b"<urlset><url><loc>http://[</loc></url><url><loc>/1</loc></url></urlset>"
    assert [e.url for e in read_sitemap(body, "http://x.example/")] == ["http://[", "http://x.example/1"]
