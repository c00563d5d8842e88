"""A web archive of the made site, as large as wanted: to measure how fast archives become reports, and in what memory.

python bench/collect_warc.py OUT.warc.gz PAGES
"""

from __future__ import annotations

from pathlib import Path

from collect_site import make_page

from isnad.collect.archive.write import ArchiveWriter
from isnad.collect.web.client import Fetched


def fetched(number: int, site: str = "http://sahl.example") -> Fetched:
    """The answer that the made site gives for a page."""
    page = make_page(number)
    kind = "text/html" + (f"; charset={page.charset}" if page.charset else "")
    at = site + page.path
    return Fetched(at, at, "2024-05-01T00:00:00+00:00", 200, "OK", (("Content-Type", kind),), page.body)


def write_archive(folder: Path, pages: int) -> Path:
    """An archive of so many pages."""
    writer = ArchiveWriter(folder, "isnad-bench")
    for number in range(pages):
        writer.write(fetched(number))
    writer.close()
    return writer.written[0]
