"""The small marks that pages repeat in every row: a grade, a stance, the days of an incident.

Made here and kept: a template's macro would make each of them anew, which took a quarter of the time of a list.
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from isnad.serve.words import Words

# Pairs of days that are kept: those of a list's pages that people look at.
_MOST_DAYS = 20_000
_TIME = Markup('<time datetime="{0}">{0}</time>')


@lru_cache(maxsize=64)
def grade(w: Words, code: str) -> Markup:
    """A grade with what it means: weak, fair, contested, …"""
    title, name = w.t(f"grade_hint_{code}"), w.code("grade", code)
    return Markup('<span class="grade g-{}" title="{}">{}</span>').format(code, title, name)


@lru_cache(maxsize=64)
def stance(w: Words, code: str) -> Markup:
    """A stance, where it is not that somebody affirms it."""
    if code == "affirmed":
        return Markup("")
    return Markup('<span class="stance s-{}">{}</span>').format(code, w.code("", code))


@lru_cache(maxsize=_MOST_DAYS)
def days(w: Words, first: str | None, last: str | None) -> Markup:
    """A day, or the first and the last; that it is undated where nobody says when.

    >>> str(days(Words("en"), "2019-11-13", "2019-11-13"))
    '<time datetime="2019-11-13">2019-11-13</time>'
    """
    if first is None:
        return Markup('<span class="dim">{}</span>').format(w.t("undated"))
    if first == last:
        return _TIME.format(first)
    return Markup('<span class="days">{} – {}</span>').format(_TIME.format(first), _TIME.format(last))
