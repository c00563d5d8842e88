"""From the bytes of a page to its tree; the encoding as served, declared or detected, whichever reads as Arabic."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from isnad.collect.decode import HEAD_BYTES, arabic_share, detect_encoding
from isnad.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PAGE_LIMIT = 20_000_000  # bytes; the longest articles with all their scripts have two or three million
NODE_LIMIT = 200_000  # elements; a page of 500 comments has some 20,000
DEPTH_LIMIT = 200  # elements inside one another; libxml2 stops at 256, recursion in Python at some 300
DECLARED_WITHIN = 4096  # bytes in which a page declares its encoding; the standard says 1024
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_XML_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
_CODE = re.compile("[!-~]+")  # ASCII without spaces: of most pages nine tenths, and no Arabic
_ARABIC = re.compile("[\u0621-\u064a]")
_OPENS = re.compile(rb"<!--|<(script|style)(?=[\s>])", re.I)
_CLOSES = {name: re.compile(rb"</" + name, re.I) for name in (b"script", b"style")}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Names that the web gives to other tables than Python does (WHATWG, Encoding Standard).
_ALIASES = {"windows-1256": "cp1256", "x-cp1256": "cp1256", "iso-8859-1": "cp1252", "latin1": "cp1252"}
# A page whose text has this share of the commonest Arabic words is decoded right; a wrong table gives near 0.
_READS = 0.05


def without_code(raw: bytes) -> bytes:
    """A page's bytes with scripts and styles emptied, JSON-LD kept: of most pages nine tenths go.

    >>> without_code(b"<script>if (a < b) run()</script><p>text</p>")
    b'<script></script><p>text</p>'

    What is not plainly one (no end, a tag that ends in itself, a mark of inequality in an attribute) stays as it is. In
    UTF-16 nothing is found, and all stays.
    """
    out: list[bytes] = []
    kept = at = 0
    while opened := _OPENS.search(raw, at):
        name = opened[1]
        if name is None:
            at = raw.find(b"-->", opened.end()) + 3
            if at < 3:
                break  # a comment without an end: what follows is left to the parser
            continue
        begin = raw.find(b">", opened.end()) + 1
        close = _CLOSES[name.lower()].search(raw, begin) if begin else None
        if close is None:
            break
        tag = raw[opened.end() : begin]
        if tag.endswith(b"/>") or tag.count(b'"') % 2 or tag.count(b"'") % 2:
            at = begin
            continue
        if b"ld+json" not in tag.lower():
            out.append(raw[kept:begin])
            kept = close.start()
        at = close.end()
    return b"".join([*out, raw[kept:]])


def decode_page(raw: bytes, served: str | None = None) -> str:
    """The text of a page without its code; `served` is the charset of its HTTP header.

    The mark at its begin holds, then what was served, then what the page declares, each if the bytes fit and, where
    there are Arabic letters, read as Arabic; else what is detected. Bytes that fit nowhere become U+FFFD.

    Raises InputError where there are more bytes than any article has.
    """
    if len(raw) > PAGE_LIMIT:
        raise InputError(f"the page has over {PAGE_LIMIT // 1_000_000} MB: it is no article")
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return raw.decode(name, "replace")
    raw = without_code(raw)
    for name in _told(raw, served):
        try:
            text = raw.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
        if _fits(text, name):
            return text
    return raw.decode(detect_encoding(raw[:HEAD_BYTES]), "replace")


def _told(raw: bytes, served: str | None) -> Iterator[str]:
    head = raw[:DECLARED_WITHIN]
    declared = _DECLARED.search(head) or _XML_DECLARED.search(head)
    for name in (served, declared[1].decode("ascii") if declared else None):
        if name:
            lower = name.strip().lower()
            yield _ALIASES.get(lower, lower)


def _fits(text: str, name: str) -> bool:
    """Whether a text was decoded with the right table; UTF-8 that decodes is right."""
    if name.replace("_", "-") in ("utf-8", "utf8"):
        return True
    part = text[:HEAD_BYTES]
    if not _ARABIC.search(part):
        return part.isascii()
    return arabic_share(_CODE.sub(" ", part)) >= _READS


def parse_page(text: str) -> HtmlElement:
    """The tree of a page. Raises InputError where there is none, or one that no page of news has."""
    try:
        from lxml import etree, html
    except ImportError:
        raise MissingExtraError("collect", "reading web pages") from None

    try:
        tree: Any = html.document_fromstring(_NOT_XML.sub(" ", text).encode("utf-8"), parser=_parser())
    except (etree.ParserError, etree.LxmlError, ValueError) as error:
        raise InputError(f"no web page: {str(error)[:100]}") from None
    for element in tree.iter("script", "style"):
        if "ld+json" not in (element.get("type") or "").lower():
            element.text = None  # most of a page's bytes, which would be copied again and again
    depth = nodes = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        nodes += event == "start"
        if depth > DEPTH_LIMIT or nodes > NODE_LIMIT:
            raise InputError(
                f"the page has over {DEPTH_LIMIT} elements inside one another, or over {NODE_LIMIT}: it is no article"
            )
    return tree


@lru_cache(maxsize=1)
def _parser() -> Any:
    """How pages are parsed; made once."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # One class for all elements: lxml.html asks a table in Python for each element, each time that one is touched.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    return parser
