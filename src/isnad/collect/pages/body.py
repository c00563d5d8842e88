"""The body of a page: trafilatura's text, without what survives of share bars, tags and other news' headlines.

The words that such lines begin with are data (`data/boilerplate.csv`), in four kinds: a `share` or `tags` line goes
alone, an `aside` heading goes with the headlines behind it, behind an `end` nothing more belongs to the article.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from isnad.arabic.script import fold_phrase

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHARE_WORDS = 9  # a share bar's line is no longer; "شارك عشرات المدنيين في تشييع …" is a sentence
HEADLINE_WORDS = 20
RUNNING_WORDS = 22  # a line of so many words is of the article, whatever stood before it
BESIDE_LINES = 8  # headlines of other news behind one heading
_STOPPED = re.compile(r"[.!؟?…»\"]\s*$")
_MARKS = re.compile(r"[^\w]+")


def body_of(tree: HtmlElement, title: str | None) -> str:
    """The text of a page's article, a line a paragraph; "" where there is none."""
    from trafilatura import extract

    text = extract(tree, fast=True, include_comments=False, include_tables=True, deduplicate=False)
    return "\n".join(article_lines((text or "").split("\n"), title))


def article_lines(lines: list[str], title: str | None = None) -> list[str]:
    """Of the lines that were found those of the article itself.

    >>> article_lines(["قُصفت البلدة صباحاً.", "اقرأ أيضاً: خبر آخر", "وقال شهود إن خمسة قُتلوا.", "شارك الخبر"])
    ['قُصفت البلدة صباحاً.', 'وقال شهود إن خمسة قُتلوا.']
    """
    out: list[str] = []
    headings = 0  # headlines that may still follow a heading of other news
    plain_title = _plain(title or "")
    for line in (" ".join(ln.split()) for ln in lines):
        if not line:
            continue
        plain = _plain(line)
        count = len(plain.split())
        kind = _kind(plain, count)
        if kind == "end" and count <= SHARE_WORDS:
            break
        if kind == "aside":
            headings = BESIDE_LINES if count <= 4 else 0  # "اقرأ أيضاً: headline" stands in one line
        elif kind in ("share", "tags"):
            continue
        elif headings and count <= HEADLINE_WORDS and not _STOPPED.search(line):
            headings -= 1
        elif not out and plain and plain == plain_title:
            continue
        else:
            headings = 0
            out.append(line)
    return out


def _plain(line: str) -> str:
    """A line folded, its marks as spaces."""
    return " ".join(_MARKS.sub(" ", fold_phrase(line)).split())


def _kind(plain: str, count: int) -> str | None:
    """Which kind of line its first words make it; None for one of the article."""
    words = plain.split()
    table, longest = _phrases()
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
    table = {_plain(row["begins"]): row["kind"] for row in csv.DictReader(text.splitlines())}
    return table, max(len(phrase.split()) for phrase in table)
