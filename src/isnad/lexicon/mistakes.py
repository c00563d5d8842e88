"""What rows of the lexicons say that can't be: words nobody knows, days that are none, one alias for two at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from isnad.arabic.script import fold_phrase
from isnad.lexicon.rows import KEYS, Row, split_cell


def none_of(row: Row, value: Any, allowed: Sequence[str], what: str) -> list[str]:
    """The mistake of a value that is none of those allowed; an empty one is none."""
    return [f"{row['_at']}: {what} {value!r} is none of {', '.join(allowed)}"] if value and value not in allowed else []


def unknown_keys(name: str, rows: list[Row]) -> Iterator[str]:
    """A key that nothing reads is a mistake: a slip of the pen, or a comma in a note without quotation marks."""
    for r in rows:
        for key in r.keys() - KEYS[name] - {"_at", "_line"}:
            yield f"{r['_at']}: nothing is called {key!r} here; known: {', '.join(sorted(KEYS[name]))}"


def two_owners(rows: list[Row]) -> Iterator[str]:
    """An alias of two rows of one time is a mistake: nothing tells who is meant. So is a time that is none."""
    owners: dict[str, list[Row]] = defaultdict(list)
    for r in rows:
        yield from _wrong_days(r)
        for key, alias in {fold_phrase(a): a for a in [r["name_ar"], *split_cell(r["aliases_ar"])] if a}.items():
            if other := next((o for o in owners[key] if _overlap(o, r)), None):
                whose = f"the alias {alias!r} is that of {other['id']!r} too ({other['_at']})"
                yield f"{r['_at']}: {whose}; tell valid_from and valid_to of both, or let one have it"
            owners[key].append(r)


def _wrong_days(row: Row) -> Iterator[str]:
    first, end = (row[column] for column in ("valid_from", "valid_to"))
    wrong = [day for day in (first, end) if day and not _is_day(day)]
    yield from (f"{row['_at']}: {day!r} is no day; write it as 2024-12-08" for day in wrong)
    if first and end and not wrong and first >= end:
        yield f"{row['_at']}: valid_from {first} is not before valid_to {end}"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _overlap(one: Row, other: Row) -> bool:
    """Whether two rows hold at one time; `valid_from` is included, `valid_to` is not, and an empty one is open."""
    return bool(
        (not one["valid_to"] or other["valid_from"] < one["valid_to"])
        and (not other["valid_to"] or one["valid_from"] < other["valid_to"])
    )
