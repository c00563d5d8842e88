"""Telegram's export as pages (`messages.html`, `messages2.html` …): the same posts, read from their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isnad.collect.chats.post import Post, chat_key
from isnad.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FILE = re.compile(r"messages(\d*)\.html?", re.I)
_DATE = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}):(\d{2}):(\d{2})(?: UTC([+-])(\d{2}):(\d{2}))?")
_ANSWER = re.compile(r"go_to_message(\d+)")
_MARK = b"page_body chat_page"  # what an export's pages have, and no other page
FILE_LIMIT = 50_000_000  # bytes; an export cuts its pages at a thousand messages


def is_export(head: bytes) -> bool:
    """Whether the begin of a page is that of an export."""
    return _MARK in head


def export_pages(folder: Path) -> list[Path]:
    """The pages of an export in their order; [] where the folder holds none."""
    found = [(int(m[1] or 1), p) for p in folder.iterdir() if (m := _FILE.fullmatch(p.name))]
    return [p for _, p in sorted(found)]


def iter_posts(path: Path) -> Iterator[Post]:
    """The posts of one page that have words, in order. Raises InputError where it is no page of an export."""
    try:
        from lxml import etree, html
    except ImportError:
        raise MissingExtraError("collect", "reading Telegram's export") from None
    raw = path.read_bytes() if path.stat().st_size <= FILE_LIMIT else b""
    if not is_export(raw):
        raise InputError(f"{path}: not a page of Telegram's export, or over {FILE_LIMIT // 1_000_000} MB")
    try:
        tree: Any = html.document_fromstring(raw, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except etree.LxmlError as error:
        raise InputError(f"{path}: no page: {error}") from None
    name = _words(_first(tree, "page_header", "text")) or path.parent.name
    author: str | None = None
    for message in tree.iter("div"):
        classes = (message.get("class") or "").split()
        if "message" not in classes or "service" in classes:
            continue
        body = _child(message, "body")
        number = (message.get("id") or "").removeprefix("message")
        if body is None or not number.isdigit():
            continue
        told = _words(_child(body, "from_name"))
        author = told or (author if "joined" in classes else None)
        post = _post(body, name, number, author)
        if post is not None:
            yield post


def _post(body: HtmlElement, name: str, number: str, author: str | None) -> Post | None:
    forwarded = _child(body, "forwarded")
    holder = forwarded if forwarded is not None else body
    text = _words(_child(holder, "text")) or (_words(_child(body, "text")) if holder is not body else "")
    if not text:
        return None
    date = _child(body, "date")
    answer = _child(body, "reply_to")
    replied = _ANSWER.search("".join(a.get("href") or "" for a in answer.iter("a"))) if answer is not None else None
    origin = _child(forwarded, "from_name") if forwarded is not None else None
    return Post(
        chat_key(name),
        name,
        number,
        text,
        _moment(date.get("title") or "") if date is not None else None,
        author if author and author != name else None,
        (origin.text or "").strip() or None if origin is not None else None,  # behind the name stands its date
        replied[1] if replied else None,
    )


def _moment(title: str) -> str | None:
    """ "09.04.2021 18:30:00 UTC+03:00" in ISO; older exports tell no zone."""
    found = _DATE.search(title)
    if not found:
        return None
    day, month, year, hour, minute, second = (int(found[n]) for n in range(1, 7))
    try:
        moment = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    if found[7]:
        offset = timedelta(hours=int(found[8]), minutes=int(found[9]))
        moment = moment.replace(tzinfo=timezone(-offset if found[7] == "-" else offset))
    return moment.isoformat()


def _child(element: HtmlElement, name: str) -> HtmlElement | None:
    """The first child with a class."""
    return next((c for c in element if isinstance(c.tag, str) and name in (c.get("class") or "").split()), None)


def _first(tree: HtmlElement, outer: str, inner: str) -> HtmlElement | None:
    """The first element with a class inside of one with another."""
    holder = next((d for d in tree.iter("div") if outer in (d.get("class") or "").split()), None)
    if holder is None:
        return None
    return next((d for d in holder.iter("div") if inner in (d.get("class") or "").split()), None)


def _words(element: HtmlElement | None) -> str:
    """The words of an element, its line breaks kept."""
    if element is None:
        return ""
    lines = (" ".join(line.split()) for line in "".join(_in_order(element)).split("\n"))
    return "\n".join(lines).strip()


def _in_order(element: HtmlElement) -> Iterator[str]:
    """The text of an element in the order it stands in, "\n" for <br>; the page's own line ends are spaces."""
    yield (element.text or "").replace("\n", " ")
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif isinstance(child.tag, str):
            yield from _in_order(child)
        yield (child.tail or "").replace("\n", " ")
