"""Which column of a table means what: by its name in Arabic, English or French, else by what stands in it.

A mapping is guessed from the first rows, shown, and can be given: `--column text="نص الخبر"`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from isnad.arabic.script import fold_phrase
from isnad.collect.pages.dates import parse_moment
from isnad.errors import InputError

FIELDS = ("text", "title", "published", "outlet", "url", "id", "author", "forwarded_from", "reply_to", "edited_at")
LOOK_AT = 50  # rows by which a mapping is guessed
TEXT_CHARACTERS = 60  # on average; a column with less is no text of reports
_MARKS = re.compile(r"[\W_]+")


def guess_columns(header: Sequence[str], rows: Sequence[Mapping[str, Any]], given: Mapping[str, str]) -> dict[str, str]:
    """The columns of the fields, those `given` first. Raises InputError where there is none for the text.

    >>> guess_columns(["الرابط", "نص الخبر"], [], {})
    {'url': 'الرابط', 'text': 'نص الخبر'}
    """
    for name, column in given.items():
        if name not in FIELDS:
            raise InputError(f"there is no field '{name}': there are {', '.join(FIELDS)}")
        if column not in header:
            raise InputError(f"no column '{column}' for '{name}'; its columns are: {', '.join(header)[:300]}")
    out = dict(given)
    table = _names()
    for column in header:
        field = table.get(_key(column))
        if field is not None and field not in out and column not in out.values():
            out[field] = column
    left = [c for c in header if c not in out.values()]
    if "text" not in out:
        _by_content(out, "text", left, rows, _text_score)
    if "published" not in out:
        _by_content(out, "published", left, rows, _date_score)
    if "url" not in out:
        _by_content(out, "url", left, rows, _url_score)
    if "text" not in out:
        shown = ", ".join(c for c in header if c)[:300]
        raise InputError(f"no column for the text; its columns are: {shown}; say --column text=NAME")
    return out


def _by_content(
    out: dict[str, str], field: str, left: list[str], rows: Sequence[Mapping[str, Any]], score: Any
) -> None:
    """Take the column whose values look most like a field's, if any do."""
    best = max(((score([r.get(c) for r in rows]), c) for c in left), default=(0.0, ""), key=lambda x: x[0])
    if best[0] > 0:
        out[field] = best[1]
        left.remove(best[1])


def _text_score(values: list[Any]) -> float:
    texts = [v for v in values if isinstance(v, str) and " " in v.strip()]
    mean = sum(map(len, texts)) / len(values) if values else 0.0
    return mean if mean >= TEXT_CHARACTERS else 0.0


def _date_score(values: list[Any]) -> float:
    told = [v for v in values if v not in (None, "")]
    good = sum(
        hasattr(v, "isoformat") or (isinstance(v, str) and len(v) < 40 and parse_moment(v) is not None) for v in told
    )
    return good / len(told) if told and good >= 0.8 * len(told) else 0.0


def _url_score(values: list[Any]) -> float:
    told = [v for v in values if isinstance(v, str) and v]
    good = sum(v.startswith(("http://", "https://")) for v in told)
    return good / len(told) if told and good >= 0.8 * len(told) else 0.0


def _key(name: str) -> str:
    """A column's name as it is looked up: folded, without marks."""
    return _MARKS.sub(" ", fold_phrase(name.strip().lower())).strip()


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    text = resources.files("isnad.collect").joinpath("data", "columns.csv").read_text(encoding="utf-8")
    return {_key(n): row["field"] for row in csv.DictReader(text.splitlines()) for n in row["names"].split("|")}
