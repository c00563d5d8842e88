"""A page as a report: bytes in, text with what the page says of itself out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from isnad.collect.pages.body import body_of
from isnad.collect.pages.dates import to_zone
from isnad.collect.pages.markup import decode_page, parse_page
from isnad.collect.pages.metadata import read_metadata
from isnad.collect.pages.zones import zone_of
from isnad.errors import InputError
from isnad.model import Report
from isnad.schema import report_id_of


@dataclass(frozen=True, slots=True)
class Page:
    """An article of the web. `published` is a day, or a time of day in the outlet's own zone; `published_at` as told.

    `dated_by` says where the date is from: "json-ld", the name of a meta, "time" or "dateline".
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    published: str | None = None
    published_at: str | None = None
    dated_by: str | None = None


def read_page(
    raw: bytes,
    address: str | None = None,
    charset: str | None = None,
    got: datetime | None = None,
    zone: str | None = None,
) -> Page:
    """The article of a page's bytes; `charset` is that of the HTTP header, `zone` the outlet's where it is known.

    Raises InputError where there is no text in it.
    """
    return read_markup(decode_page(raw, charset), address, got, zone)


def read_markup(markup: str, address: str | None = None, got: datetime | None = None, zone: str | None = None) -> Page:
    """The article of a page that is decoded already. Raises InputError where there is no text in it."""
    tree = parse_page(markup)
    told = read_metadata(tree, address, got)
    text = body_of(tree, told.title, told.headline)
    if not text:
        raise InputError("no article found in the page: a front page, a form to log in, or one filled by a script?")
    published = to_zone(told.published, zone or zone_of(told.url or address)) if told.published else None
    return Page(
        text, told.title, told.outlet, tuple(told.authors), told.url, published, told.published, told.published_from
    )


def page_report(page: Page, raw: bytes, got_from: str, got_at: str | None = None) -> Report:
    """The report of a page whose bytes were got from an address or a file, at a time (ISO, UTC)."""
    return Report(
        report_id_of(page.text, page.url),
        page.text,
        page.published,
        page.outlet,
        page.title,
        page.url,
        got_from=got_from,
        got_at=got_at,
        sha256=hashlib.sha256(raw).hexdigest(),
    )
