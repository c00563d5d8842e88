"""Addresses of pages: made absolute, without trackers and fragments, so that one page has one address."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin, urlsplit

_SUBDOMAIN = re.compile(r"^(?:www\d?|m|mobile|amp|ar)\.")
ADDRESS_LIMIT = 2000  # characters; browsers and servers take little more


def clean_address(address: str) -> str:
    """An http(s) address without fragment, trackers and default port; unchanged where it is none.

    >>> clean_address("HTTPS://News.Example:443/a?utm_source=x&id=7#top")
    'https://news.example/a?id=7'
    """
    from courlan import normalize_url

    try:
        return str(normalize_url(urldefrag(address.strip())[0], strict=False)) or address
    except (ValueError, TypeError):
        return address


def host_of(address: str | None) -> str | None:
    """The host of an address, without "www." and the like; None where there is none."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return _SUBDOMAIN.sub("", host) if host else None


def canonical_of(told: str | None, page: str | None) -> str | None:
    """The canonical address that a page at `page` tells, where it can be believed.

    It must be of the same host and must not point to the front page: templates do, and then every article would be
    one.
    """
    if not told or len(told) > ADDRESS_LIMIT:
        return None
    try:
        address = urljoin(page or "", told.strip())
        parts = urlsplit(address)
        front = parts.path in ("", "/") and not parts.query
        if parts.scheme not in ("http", "https") or not parts.hostname or front:
            return None
        if page and host_of(page) != host_of(address):
            return None
    except ValueError:
        return None
    return clean_address(address)
