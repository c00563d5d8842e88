"""What a page says of itself: title, outlet, author, canonical address, when published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from isnad.arabic.script import fold_phrase
from isnad.collect.pages import jsonld
from isnad.collect.pages.addresses import canonical_of, clean_address, host_of
from isnad.collect.pages.dates import dateline, parse_moment
from isnad.collect.pages.surroundings import is_beside

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Names of <meta> that hold when a page was published, the surest first.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "article.published", "pubdate", "publishdate", "publish-date", "publish_date", "published_at",
    "publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date",
    "dcterms.date",
    "cxenseparse:recs:publishtime", "article:published", "date",
)  # fmt: skip
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")
_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "byl")
_SEPARATORS = re.compile(r"\s+[-–—|•·»:/]+\s+|\s*\|\s*")  # between a title and the outlet's name behind or before it
NAME_LIMIT = 120  # characters; a longer "author" or "outlet" is a text
TITLE_LIMIT = 500


@dataclass(slots=True)
class Metadata:
    """What a page says of itself; `published` is ISO as told, with its offset; `headline` is the element of it."""

    title: str | None = None
    outlet: str | None = None
    authors: list[str] = field(default_factory=list)
    url: str | None = None
    published: str | None = None
    published_from: str | None = None
    headline: HtmlElement | None = None


def read_metadata(tree: HtmlElement, address: str | None, got: datetime | None = None) -> Metadata:
    """The metadata of a page that was found at `address`, None where unknown."""
    metas = _metas(tree)
    canonical = _canonical(tree, metas, address)
    node = _article_node(jsonld.articles(tree), {a for a in (address, canonical) if a}, _plain_title(tree, metas))
    out = Metadata(url=canonical or (clean_address(address) if address else None))
    out.outlet = _outlet(node, metas, out.url or address)
    out.title, out.headline = _title(tree, metas, node, out.outlet)
    marked = _marked()(tree)
    out.authors = _authors(marked, metas, node)
    for name, value in _moments(tree, marked, metas, node):
        moment = parse_moment(value, got)
        if moment is not None:
            out.published, out.published_from = moment, name
            return out
    out.published, out.published_from = dateline(tree, out.headline, got) or (None, None)
    return out


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The page's <meta>, the first of each name; names in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content and meta.getparent() is not None and not _listed(meta):
            found.setdefault(name.strip().lower(), content)
    return found


def _listed(meta: HtmlElement) -> bool:
    """Whether a <meta> stands outside of the head in what surrounds the article."""
    parent = meta.getparent()
    return parent is not None and parent.tag != "head" and is_beside(meta)


def _canonical(tree: HtmlElement, metas: dict[str, str], address: str | None) -> str | None:
    links = [x.get("href") for x in tree.iter("link") if "canonical" in (x.get("rel") or "").lower().split()]
    for told in (*links, metas.get("og:url")):
        found = canonical_of(told, address)
        if found is not None:
            return found
    return None


def _article_node(nodes: list[jsonld.Node], addresses: set[str], title: str) -> jsonld.Node | None:
    """Of the page's articles in JSON-LD the one that it is; None where several could be."""
    if len(nodes) > 1:
        own = {clean_address(a) for a in addresses}
        fitting = [n for n in nodes if {clean_address(a) for a in jsonld.addresses_of(n)} & own]
        nodes = fitting or [n for n in nodes if _same_title(jsonld.text_of(n.get("headline")), title)]
    return nodes[0] if nodes else None


def _same_title(a: str | None, b: str | None) -> bool:
    """Whether one title is the other, or its begin."""
    x, y = (" ".join(re.findall(r"\w+", fold_phrase(t or ""))) for t in (a, b))
    return bool(x and y) and (x in y or y in x)


def _plain_title(tree: HtmlElement, metas: dict[str, str]) -> str:
    told = metas.get("og:title") or metas.get("twitter:title") or next((t.text for t in tree.iter("title")), None) or ""
    return " ".join(told.split())[:TITLE_LIMIT]


def _outlet(node: jsonld.Node | None, metas: dict[str, str], address: str | None) -> str | None:
    told = [jsonld.text_of((node or {}).get("publisher")), *(metas.get(name) for name in _OUTLET)]
    for name in told:
        if name and len(name) <= NAME_LIMIT and not name.startswith(("http", "@")):
            return " ".join(name.split())
    return host_of(address)


def _title(
    tree: HtmlElement, metas: dict[str, str], node: jsonld.Node | None, outlet: str | None
) -> tuple[str | None, HtmlElement | None]:
    """The title and its element: the heading that the page's <title> repeats, else what it tells of itself."""
    told = _plain_title(tree, metas)
    headline = jsonld.text_of((node or {}).get("headline")) or jsonld.text_of((node or {}).get("name"))
    alone = []
    for element in (e for tag in ("h1", "h2", "h3", "h4") for e in tree.iter(tag)):
        words = " ".join(" ".join(element.itertext()).split())
        if not words or len(words) > TITLE_LIMIT:
            continue
        if len(words.split()) > 1 and (_same_title(words, told) or _same_title(words, headline)):
            return words, element
        if element.tag == "h1" and not is_beside(element):
            alone.append((words, element))
    if told or headline:
        return headline or _without_outlet(told, outlet), alone[0][1] if len(alone) == 1 else None
    return alone[0] if alone else (None, None)


def _without_outlet(title: str, outlet: str | None) -> str:
    """A <title> without the outlet's name at its end or begin, and without the shortest part where none is named."""
    parts = [p for p in _SEPARATORS.split(title) if p.strip()]
    if len(parts) < 2:
        return title
    if outlet is not None:
        kept = [p for p in parts if not _same_title(p, outlet)]
        if kept and len(kept) < len(parts):
            return title[title.index(kept[0]) : title.rindex(kept[-1]) + len(kept[-1])].strip()
    last = parts[-1]
    return title[: title.rindex(last)].rstrip(" -–—|•·»:/") if len(last.split()) <= 3 < len(parts[0].split()) else title


def _authors(marked: list[HtmlElement], metas: dict[str, str], node: jsonld.Node | None) -> list[str]:
    told = jsonld.names_of((node or {}).get("author")) or [metas[n] for n in _AUTHOR if n in metas][:1]
    if not told:
        named = [e for e in marked if e.get("itemprop") == "author" or e.get("rel") == "author"]
        told = [" ".join(" ".join(e.itertext()).split()) for e in named[:3] if not is_beside(e)]
    return [a for a in dict.fromkeys(told) if a and len(a) <= NAME_LIMIT and not a.startswith(("http", "/", "@"))]


@lru_cache(maxsize=1)
def _marked() -> Any:
    """Finds the elements that say what they are: by itemprop, or links to an author."""
    from lxml import etree

    return etree.XPath("//*[@itemprop] | //a[@rel = 'author']")


def _moments(
    tree: HtmlElement, marked: list[HtmlElement], metas: dict[str, str], node: jsonld.Node | None
) -> Iterable[tuple[str, str]]:
    """What tells machines when the page was published, the surest first: JSON-LD, <meta>, elements marked for it."""
    told = jsonld.text_of((node or {}).get("datePublished")) or jsonld.text_of((node or {}).get("dateCreated"))
    if told:
        yield "json-ld", told
    for name in _PUBLISHED:
        if name in metas:
            yield name, metas[name]
    for element in marked:
        if "datePublished" in (element.get("itemprop") or "") and element.tag != "meta" and not is_beside(element):
            yield "datePublished", element.get("content") or element.get("datetime") or element.text_content()[:200]
    for element in tree.iter("time"):
        if element.get("pubdate") is not None and not is_beside(element):
            yield "time", element.get("datetime") or ""
