"""Feeds and sitemaps: which pages a source has, newest first, with what it says of them."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from isnad.collect.pages.dates import parse_moment
from isnad.errors import InputError

UNPACKED_LIMIT = 60_000_000  # bytes; a sitemap has at most 50 MB (sitemaps.org)
ENTRIES_LIMIT = 50_000  # of one sitemap, by its rules
_HEAD = 2048
_ENTITY = re.compile(rb"<!ENTITY", re.I)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_SITEMAP = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a source names: its address and, where told, title and moment of publication (ISO, UTC).

    `changed` is when it last changed, which is no date of publication; `is_map` marks a sitemap within a sitemap.
    """

    url: str
    title: str | None = None
    published: str | None = None
    changed: str | None = None
    is_map: bool = False


def kind_of(body: bytes) -> str | None:
    """ "feed" or "sitemap" by the first bytes of an answer; None for anything else."""
    head = unpacked(body, _HEAD)[:_HEAD] if body[:2] == b"\x1f\x8b" else body[:_HEAD]
    if _SITEMAP.search(head):
        return "sitemap"
    return "feed" if _FEED.search(head) else None


def unpacked(body: bytes, limit: int = UNPACKED_LIMIT) -> bytes:
    """A body without gzip, no more than `limit` bytes of it. Raises InputError where it is broken or larger."""
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(body)) as stream:
            out = stream.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"broken gzip: {error}") from None
    if len(out) > limit and limit == UNPACKED_LIMIT:
        raise InputError(f"over {limit:,} bytes when unpacked")
    return out[:limit]


def read_feed(body: bytes, address: str) -> list[Entry]:
    """The pages of an RSS, RDF or Atom feed, newest first. Raises InputError where it is none."""
    import feedparser

    if _ENTITY.search(body[:100_000]):
        raise InputError("the feed defines entities of its own, which no feed needs: it is not read")
    told: Any = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    entries = []
    for item in told.get("entries", [])[:ENTRIES_LIMIT]:
        link = item.get("link")
        if isinstance(link, str) and link.strip():
            when = parse_moment(str(item.get("published") or "")) or parse_moment(
                _utc(item.get("published_parsed")) or ""
            )
            entries.append(Entry(_join(address, link), item.get("title") or None, when))
    harmless = isinstance(told.get("bozo_exception"), feedparser.CharacterEncodingOverride)
    if not entries and told.get("bozo") and not harmless:
        raise InputError(f"no feed: {str(told.get('bozo_exception'))[:100]}")
    return sorted(entries, key=lambda e: _order(e.published), reverse=True)


def _order(moment: str | None) -> float:
    """Moments of different offsets in the order of time; one without is taken for UTC, none comes last."""
    when = datetime.fromisoformat(moment) if moment else None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() if when else 0.0


def _join(address: str, link: str) -> str:
    """The address that a list names; as it stands where it is none, so that it is counted as such."""
    try:
        return urljoin(address, link.strip())
    except ValueError:
        return link.strip()


def _utc(parsed: Any) -> str | None:
    """What feedparser made of a date that is written unlike others, turned to UTC by it; None where it was none."""
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None


def read_sitemap(body: bytes, address: str) -> list[Entry]:
    """The pages, or further sitemaps, of a sitemap, the last changed first. Raises InputError where it is none."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(unpacked(body), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise InputError(f"no sitemap: {str(error)[:100] or type(error).__name__}") from None
    is_map = _name(root) == "sitemapindex"
    entries = list(_entries(root, address, is_map))
    return sorted(entries, key=lambda e: e.published or e.changed or "", reverse=True)


def _entries(root: Any, address: str, is_map: bool) -> Iterator[Entry]:
    for n, item in enumerate(root):
        if n >= ENTRIES_LIMIT:
            return
        told: dict[str, str] = {}
        for node in item.iter():
            if node.text and node.text.strip():
                told.setdefault(_name(node), node.text.strip())
        if told.get("loc"):
            yield Entry(
                _join(address, told["loc"]),
                told.get("title"),
                parse_moment(told.get("publication_date") or ""),
                told.get("lastmod"),
                is_map,
            )


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2].lower()
