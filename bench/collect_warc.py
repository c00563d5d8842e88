"""Web archives of the made site: to test what reads them, and to measure how fast and in what memory."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from collect_site import make_page

from isnad.collect.archive.write import ArchiveWriter
from isnad.collect.web.client import Fetched

# What a page of news has beside its article: scripts, styles, drawings; about 200 KB of them.
_CODE = (
    "function",
    "return",
    "var",
    "this.",
    "(a,b)",
    "{",
    "}",
    "===",
    "push(",
    ");",
    "window.",
    "0",
    "1",
    "e.",
    ".css",
    " ",
)


def fetched(number: int, site: str = "http://sahl.example") -> Fetched:
    """The answer that the made site gives for a page."""
    page = make_page(number)
    kind = "text/html" + (f"; charset={page.charset}" if page.charset else "")
    address = site + page.path
    headers = (("Content-Type", kind),)
    return Fetched(address, address, "2024-05-01T00:00:00+00:00", 200, "OK", headers, page.body)


def write_archive(folder: Path, pages: int, ballast: int = 0) -> Path:
    """An archive of so many pages, each with so many bytes of scripts and drawings more."""
    writer = ArchiveWriter(folder, "isnad-bench")
    more = _ballast(ballast)
    for number in range(pages):
        got = fetched(number)
        writer.write(replace(got, body=got.body.replace(b"</head>", more + b"</head>", 1)) if ballast else got)
    writer.close()
    return writer.written[0]


def _ballast(size: int) -> bytes:
    """Scripts and styles, two thirds and one third of a size."""
    rng = random.Random(1)
    script, style = ("".join(rng.choices(_CODE, k=2 * n))[: 4 * n] for n in (size // 6, size // 12))
    return f"<script>{script}</script><style>{style}</style>".encode()
