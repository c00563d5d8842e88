"""What surrounds an article on its page: menus, other news, comments; told by tags, by names of classes, by teasers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PARAGRAPH_WORDS = 35  # where a block of so many words begins, the article has begun
TEASER_WORDS = 4  # a list item with a link of so many words announces another article
BLOCKS = frozenset({"p", "div", "article", "section", "td"})
_TAGS = frozenset({"aside", "nav", "footer", "script", "style", "noscript", "template", "form", "select", "head"})
# Names of classes and ids, whole or as a part between hyphens.
_PARTS = re.compile(
    r"(?:^|[-_ ])(?:aside|related|sidebar|footer|menu|navbar?|widget|comments?|most|latest|ticker|breaking|recommend|"
    r"recommended|popular|share|ads?|promo|archive|site-header|page-header|masthead|topbar|top-bar)(?=$|[-_ ])",
    re.I,
)
# Elements that hold the article, whatever their class says beside ("post has-sidebar").
_HOLDERS = frozenset({"body", "html", "article", "main"})


def is_beside(element: HtmlElement) -> bool:
    """Whether an element stands in what surrounds the article."""
    node: HtmlElement | None = element
    while node is not None and node.tag not in _HOLDERS:
        if node.tag in _TAGS or _PARTS.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
            return True
        if node.tag == "li" and any(len((a.text_content() or "").split()) >= TEASER_WORDS for a in node.iter("a")):
            return True
        node = node.getparent()
    return False


def own_text(element: HtmlElement) -> str:
    """The text of an element with its inline parts, if it is a leaf block; the first words of one that holds blocks."""
    if len(element) > 6 or any(len(child) > 3 for child in element):
        return (element.text or "").strip()
    return " ".join(" ".join(element.itertext()).split())
