"""JSON-LD of a page: the article it says the page is, and not the others that it lists."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCK_LIMIT = 2_000_000  # characters of one block; with the body of a long article some 100,000
ARTICLE_TYPES = frozenset(
    {
        "newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle",
        "opinionnewsarticle", "reviewnewsarticle", "askpublicnewsarticle", "liveblogposting", "blogposting",
        "report", "socialmediaposting", "advertisercontentarticle", "satiricalarticle", "scholarlyarticle",
    }
)  # fmt: skip
# Keys under which the page's own article stands; under others ("hasPart", "itemListElement") stand further ones.
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
_TRAILING = re.compile(r",(\s*[}\]])")  # the comma before a closing bracket, the commonest mistake of templates

Node = dict[str, Any]


def articles(tree: HtmlElement) -> list[Node]:
    """The nodes of a page's JSON-LD that are articles by type, in order; blocks that are no JSON are passed over."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            block = _load(script.text or "")
            found += [n for n in _nodes(block, 0) if _is_article(n)]
    return found


def _load(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    if not text or len(text) > BLOCK_LIMIT:
        return None
    for attempt in (text, _TRAILING.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any, depth: int) -> Iterator[Node]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _WITHIN:
            yield from _nodes(value.get(key), depth + 1)


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(k, str) and k.rsplit("/", 1)[-1].lower() in ARTICLE_TYPES
        for k in (kinds if isinstance(kinds, list) else [kinds])
    )


def text_of(value: Any) -> str | None:
    """The text of a value: a string, the first of a list, or the `name` or `@value` of a node."""
    if isinstance(value, list):
        return next((t for v in value if (t := text_of(v))), None)
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
        return text_of(value) if isinstance(value, list) else text_of_plain(value)
    return text_of_plain(value)


def text_of_plain(value: Any) -> str | None:
    """A string that says something, in one line; None for all else."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


def names_of(value: Any) -> list[str]:
    """All the names of a value that may be a list: the authors of an article."""
    values = value if isinstance(value, list) else [value]
    return [t for v in values[:10] if (t := text_of(v))]


def addresses_of(node: Node) -> set[str]:
    """Every address by which a node says which page it is of."""
    page = node.get("mainEntityOfPage")
    values = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    return {v for v in values if isinstance(v, str) and v.startswith(("http://", "https://", "/"))}
