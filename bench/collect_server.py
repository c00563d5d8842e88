"""Serves the made site on loopback, with what a collector meets: feeds, sitemaps, redirects, hosts that are slow or hang."""

# ruff: noqa: E501
from __future__ import annotations

import threading
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from collect_site import make_page

HUGE = 1_000_000_000  # bytes of the answer that never seems to end
ROBOTS = b"User-agent: *\nDisallow: /private/\n"


class Site(ThreadingHTTPServer):
    """The made site: `pages` articles, in a feed and in sitemaps; `asked` counts the requests by path."""

    daemon_threads = True

    def __init__(self, pages: int, robots: bytes = ROBOTS) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages, self.robots = pages, robots
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error."""


@contextmanager
def serve(pages: int = 20, robots: bytes = ROBOTS) -> Iterator[Site]:
    """The site while the block runs."""
    site = Site(pages, robots)
    thread = threading.Thread(target=site.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on standard error."""

    def do_GET(self) -> None:
        site, path = self.server, self.path
        site.asked[path] += 1
        site.agents.add(self.headers.get("User-Agent", ""))
        name, _, rest = path[1:].partition("/")
        name = "news" if name == "%D8%AE%D8%A8%D8%B1" else name
        make = getattr(self, f"_{name.replace('.', '_')}", None)
        if make is None:
            self._send(404, b"not here")
        else:
            make(rest)

    def _send(self, status: int, body: bytes, kind: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _robots_txt(self, rest: str) -> None:
        self._send(200, self.server.robots, "text/plain")

    def _news(self, rest: str) -> None:
        if not rest.isdigit() or int(rest) >= self.server.pages:
            self._send(404, b"no such page")
            return
        page = make_page(int(rest))
        tag = f'"{zlib.crc32(page.body)}"'
        if self.headers.get("If-None-Match") == tag:
            self._send(304, b"")
            return
        kind = "text/html" + (f"; charset={page.charset}" if page.charset else "")
        self._send(200, page.body, kind, ETag=tag)

    def _private(self, rest: str) -> None:
        self._news(rest)

    def _feed(self, rest: str) -> None:
        items = "".join(
            f"<item><title>{n}</title><link>/news/{n}</link>"
            f"<pubDate>{format_datetime(datetime(2014, 1, 3, 9, tzinfo=UTC) + timedelta(days=n))}</pubDate></item>"
            if rest == "dated"
            else f"<item><title>{n}</title><link>/news/{n}</link></item>"
            for n in range(self.server.pages)
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()
        if self.headers.get("If-None-Match") == '"feed"':
            self._send(304, b"")
            return
        self._send(200, body, "application/rss+xml", ETag='"feed"')

    def _sitemap_xml(self, rest: str) -> None:
        maps = "".join(f"<sitemap><loc>/map/{n}</loc></sitemap>" for n in range(0, self.server.pages, 10))
        self._send(
            200,
            f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}<sitemap><loc>/map/broken</loc></sitemap></sitemapindex>'.encode(),
            "application/xml",
        )

    def _map(self, rest: str) -> None:
        if not rest.isdigit():
            self._send(200, b"<urlset><url>", "application/xml")
            return
        first = int(rest)
        urls = "".join(f"<url><loc>/news/{n}</loc></url>" for n in range(first, min(first + 10, self.server.pages)))
        self._send(
            200,
            f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode(),
            "application/xml",
        )

    def _moved(self, rest: str) -> None:
        self._send(301, b"", Location=f"/news/{rest}")

    def _round(self, rest: str) -> None:
        self._send(302, b"", Location=f"/round/{int(rest or 0) + 1}")

    def _away(self, rest: str) -> None:
        self._send(302, b"", Location=f"http://{rest}")

    def _raw(self, rest: str) -> None:
        """A redirect whose address is not escaped, as some servers send it: "خبر" is "news"."""
        self._as_told(f"HTTP/1.1 302 Found\r\nLocation: /خبر/{rest}")

    def _nowhere(self, rest: str) -> None:
        self._as_told("HTTP/1.1 302 Found\r\nLocation: http://[::1")

    def _busy(self, rest: str) -> None:
        self._as_told("HTTP/1.1 429 Slow\r\nRetry-After: \u00b2")

    def _as_told(self, head: str) -> None:
        self.wfile.write(f"{head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        self.close_connection = True

    def _pdf(self, rest: str) -> None:
        self._send(200, b"%PDF-1.4 " + bytes(range(256)) * 20, "application/pdf")

    def _login(self, rest: str) -> None:
        self._send(
            200, "<html><title>دخول</title><form><input name=u><input name=p type=password></form></html>".encode()
        )

    def _fails(self, rest: str) -> None:
        self._send(503, b"later", Retry_After="1")

    def _hang(self, rest: str) -> None:
        time.sleep(60)

    def _drip(self, rest: str) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(600):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def _huge(self, rest: str) -> None:
        self.send_response(200)
        if rest == "told":
            self.send_header("Content-Length", str(HUGE))
        self.end_headers()
        for _ in range(HUGE >> 16):
            self.wfile.write(bytes(1 << 16))

    def _bomb(self, rest: str) -> None:
        import gzip

        self._send(200, gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")

    def _packed(self, rest: str) -> None:
        import gzip

        self._send(200, gzip.compress(make_page(int(rest)).body), "text/html", Content_Encoding="gzip")
