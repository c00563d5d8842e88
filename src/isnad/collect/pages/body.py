"""The body of a page: trafilatura's text, without what survives of share bars, tags and other news' headlines.

The words that such lines begin with are data (`data/boilerplate.csv`), in four kinds: a `share` or `tags` line goes
alone, an `aside` heading goes with the headlines behind it, behind an `end` nothing more belongs to the article.
"""

from __future__ import annotations

import csv
import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from isnad.arabic.script import fold_phrase
from isnad.collect.pages.dates import parse_moment
from isnad.collect.pages.surroundings import TEASER_WORDS, own_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHARE_WORDS = 9  # a share bar's line is no longer; "شارك عشرات المدنيين في تشييع …" is a sentence
HEADLINE_WORDS = 20
RUNNING_WORDS = 22  # a line of so many words is of the article, whatever stood before it
SENTENCE_WORDS = 15  # running text without markup inside; menus and headlines have less
CELL_WORDS = 40  # a cell of a table of figures has fewer
TEASER_SHARE = 0.7  # of an item's characters that are a link; a date or a category may stand beside the headline
TAG_WORDS = 3
DATE_WORDS = 12  # "السبت 10 نيسان 2021 - 18:30 بتوقيت دمشق"; a lede that begins with a date is longer
BESIDE_LINES = 8  # headlines of other news behind one heading
_STOPPED = re.compile(r"[.!؟?…»\"]\s*$")
_WORD = re.compile(r"\w+")


def body_of(tree: HtmlElement, title: str | None, headline: HtmlElement | None = None) -> str:
    """The text of a page's article, a line a paragraph; "" where there is none. The tree is changed by it."""
    from trafilatura import extract

    _flatten_tables(tree)
    _drop_before(headline)
    _drop_teasers(tree)
    text = extract(tree, options=_extractor())
    return "\n".join(article_lines((text or "").split("\n"), title))


@lru_cache(maxsize=1)
def _extractor() -> Any:
    """How trafilatura extracts; made once, for it asks its settings file each time."""
    from trafilatura.settings import Extractor

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it can't extract is said by us, with its address
    return Extractor(fast=True, comments=False, tables=True, dedup=False)


def _flatten_tables(tree: HtmlElement) -> None:
    """Make blocks of the tables that only lay a page out: one in the other, or with running text in a cell."""
    for table in list(tree.iter("table")):
        cells = list(table.iter("td", "th"))
        if table.find(".//table") is None and all(len(own_text(c).split()) < CELL_WORDS for c in cells):
            continue
        for element in (table, *table.iter("tbody", "tr"), *cells):
            element.tag = "div"


def _drop_teasers(tree: HtmlElement) -> None:
    """Take out items and paragraphs that are little but a link of several words: other articles' headlines."""
    for element in list(tree.iter("li", "p")):
        links = [a.text_content() for a in element.iter("a") if a.get("href")]
        if any(len(text.split()) >= TEASER_WORDS for text in links) and sum(map(len, links)) >= TEASER_SHARE * len(
            element.text_content().strip()
        ):
            element.drop_tree()


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements behind an element in the order of the page, those inside of it left out."""
    node: HtmlElement | None = element
    while node is not None:
        for sibling in node.itersiblings():
            yield from sibling.iter()
        node = node.getparent()


def _drop_before(headline: HtmlElement | None) -> None:
    """Take out what stands before the headline, where the article stands behind it."""
    if headline is None or not any(
        len((text or "").split()) >= SENTENCE_WORDS for e in _following(headline) for text in (e.text, e.tail)
    ):
        return
    node = headline
    while node is not None and node.tag not in ("body", "html"):
        for before in list(node.itersiblings(preceding=True)):
            if before.tag != "head":
                before.drop_tree()
        node = node.getparent()


def article_lines(lines: list[str], title: str | None = None) -> list[str]:
    """Of the lines that were found those of the article itself.

    >>> article_lines(["قُصفت البلدة صباحاً.", "اقرأ أيضاً: خبر آخر", "وقال شهود إن خمسة قُتلوا.", "شارك الخبر"])
    ['قُصفت البلدة صباحاً.', 'وقال شهود إن خمسة قُتلوا.']
    """
    out: list[str] = []
    headings = tags = 0  # headlines, or tags, that may still follow their heading
    title_words = _words(title or "")
    for line in (" ".join(ln.split()) for ln in lines):
        if not line:
            continue
        first = _words(line.split(" ", 1)[0])
        if out and first and first[0] not in _first_words() and not headings and not tags:  # nearly every line
            out.append(line)
            continue
        words = _words(line)
        count = len(words)
        kind = _kind(words)
        if kind == "end" and count <= SHARE_WORDS:
            break
        if kind == "aside":
            headings = BESIDE_LINES if count <= 4 else 0  # "اقرأ أيضاً: headline" stands in one line
        elif kind == "tags":
            tags = BESIDE_LINES if count <= 2 else 0
        elif kind == "share":
            continue
        elif headings and count <= HEADLINE_WORDS and not _STOPPED.search(line):
            headings -= 1
        elif tags and count <= TAG_WORDS:
            tags -= 1
        elif not out and words and (words == title_words or (count <= DATE_WORDS and parse_moment(line))):
            continue
        else:
            headings = tags = 0
            out.append(line)
    return out


def _words(line: str) -> list[str]:
    """The folded words of a line, without its marks."""
    return _WORD.findall(fold_phrase(line))


def _kind(words: list[str]) -> str | None:
    """Which kind of line its first words make it; None for one of the article."""
    table, longest = _phrases()
    count = len(words)
    for n in range(min(longest, count), 0, -1):
        kind = table.get(" ".join(words[:n]))
        if kind is None:
            continue
        if kind == "aside" and (count > RUNNING_WORDS + n):
            return None
        if kind in ("share", "tags") and count > (SHARE_WORDS if kind == "share" else RUNNING_WORDS):
            return None
        return kind
    return None


@lru_cache(maxsize=1)
def _phrases() -> tuple[dict[str, str], int]:
    """The phrases by their folded words, and the number of words of the longest."""
    text = resources.files("isnad.collect").joinpath("data", "boilerplate.csv").read_text(encoding="utf-8")
    table = {" ".join(_words(row["begins"])): row["kind"] for row in csv.DictReader(text.splitlines())}
    return table, max(len(phrase.split()) for phrase in table)


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """The words that one of the phrases begins with."""
    return frozenset(phrase.split()[0] for phrase in _phrases()[0])
