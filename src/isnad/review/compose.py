"""A correction as a form gives it, into a field's value in the codebook's form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from isnad.gazetteer.load import Gazetteer
from isnad.gazetteer.search import find_place
from isnad.ledger.check import FIELDS
from isnad.ledger.store import LedgerError
from isnad.model import Span

ACTIONS = ("set", "add", "remove")
# The id of a place that no gazetteer has: the point that was picked on the map.
POINT = "@"


@dataclass(frozen=True, slots=True)
class Change:
    """What a person did: a field, whether an item is set (the n-th), added or removed, and the words chosen, if any.

    `given` holds what was said of them: code; id; lat, lon, radius_km; first, last; kind, of, low, high.
    """

    field: str
    action: str = "set"
    n: int = 0
    span: Span | None = None
    given: Mapping[str, str] | None = None

    def said(self, name: str) -> str:
        """What was said of this, or nothing."""
        return ((self.given or {}).get(name) or "").strip()


def compose(claim: Mapping[str, Any], change: Change, text: str, gazetteer: Gazetteer) -> Any:
    """The new value of the field. Raises LedgerError where the change can't be made."""
    if change.field not in FIELDS:
        raise LedgerError(f"'{change.field}' is no field that can be corrected: say {', '.join(FIELDS)}")
    if FIELDS[change.field]:
        return change.said("code")
    if change.action not in ACTIONS:
        raise LedgerError(f"'{change.action}' is no change: say {', '.join(ACTIONS)}")
    if change.field == "when":
        return _when(change, text)
    items = [dict(x) for x in claim.get(change.field) or ()]
    if change.action == "remove":
        return _without(items, change)
    make = {"places": _place, "figures": _figure, "sources": _source}.get(change.field, _party)
    made = make(change, text, gazetteer) if make is _place else make(change, text)  # type: ignore[operator]
    if change.action == "add":
        if make is _party and not (made["text"] or made["id"]):
            raise LedgerError("say who it is: choose words of the report, or a side")
        return [*items, made]
    if not 0 <= change.n < len(items):
        raise LedgerError(f"{change.field} has no item {change.n + 1}")
    before = items[change.n]
    kept = {} if change.span else {k: before[k] for k in ("text", "span") if k in before}
    return [*items[: change.n], made | kept, *items[change.n + 1 :]]


def _without(items: list[dict[str, Any]], change: Change) -> list[dict[str, Any]]:
    if not 0 <= change.n < len(items):
        raise LedgerError(f"{change.field} has no item {change.n + 1}")
    out = [x for n, x in enumerate(items) if n != change.n]
    for item in out if change.field == "figures" else ():  # parts name their total by its place in the list
        part_of = item.get("part_of")
        if part_of == change.n:
            del item["part_of"]
        elif part_of is not None and part_of > change.n:
            item["part_of"] = part_of - 1
    return out


def _words(change: Change, text: str) -> dict[str, Any]:
    """The chosen words and where they stand."""
    if change.span is None:
        return {"text": ""}
    start, end = change.span
    if not 0 <= start < end <= len(text):
        raise LedgerError(f"the words {start} to {end} are not in the report")
    return {"text": text[start:end], "span": [start, end]}


def find_words(text: str, words: str, near: int = 0) -> Span | None:
    """Where words stand in a report, as close to a place in it as may be; None for no words.

    Raises LedgerError where they don't stand there letter by letter.
    """
    if not words.strip():
        return None
    starts = [m.start() for m in re.finditer(re.escape(words.strip()), text)]
    if not starts:
        raise LedgerError(f"the report doesn't say '{words.strip()[:60]}'")
    start = min(starts, key=lambda n: abs(n - near))
    return start, start + len(words.strip())


def _party(change: Change, text: str) -> dict[str, Any]:
    return _words(change, text) | {"id": change.said("id") or None}


def _source(change: Change, text: str) -> dict[str, Any]:
    made = _words(change, text) | {"kind": change.said("kind") or "unnamed"}
    return made | ({"id": change.said("id")} if change.said("id") else {})


def _figure(change: Change, text: str) -> dict[str, Any]:
    low, high = _number(change, "low"), _number(change, "high")
    if low is None and high is None:
        raise LedgerError("a figure needs a number")
    return _words(change, text) | {
        "kind": change.said("kind") or "killed", "of": change.said("of") or "person", "low": low, "high": high,
    }  # fmt: skip


def _number(change: Change, name: str) -> int | None:
    said = change.said(name)
    if not said:
        return None
    if not said.isdecimal() or len(said) > 12:  # digits of either script: int() takes both
        raise LedgerError(f"'{said[:20]}' is no number")
    return int(said)


def _when(change: Change, text: str) -> dict[str, Any]:
    if change.action == "remove":
        return {"text": None, "start": None, "end": None}
    first = change.said("first") or None
    return _words(change, text) | {"start": first, "end": change.said("last") or first, "basis": "stated"}


def _place(change: Change, text: str, gazetteer: Gazetteer) -> dict[str, Any]:
    made = _words(change, text) | {"name": None, "admin1": None, "country": None}
    wanted = change.said("id")
    if not wanted:
        return made
    if wanted == POINT:
        return made | {k: _degrees(change, k) for k in ("lat", "lon", "radius_km")}
    known = gazetteer.get(wanted)
    if known is not None:
        return made | {
            "name": known.name_en, "admin1": known.admin1 or None, "country": known.country, "id": known.id,
            "lat": known.lat, "lon": known.lon, "radius_km": known.radius_km, "pcode": known.pcode or None,
        }  # fmt: skip
    hit = find_place(wanted)
    if hit is None:
        raise LedgerError(f"no gazetteer here has the place '{wanted[:60]}'")
    return made | {
        "name": hit.name_en or hit.name_ar, "admin1": hit.admin1 or None, "country": hit.country, "id": hit.id,
        "lat": hit.lat, "lon": hit.lon,
    }  # fmt: skip


def _degrees(change: Change, name: str) -> float:
    try:
        return round(float(change.said(name)), 4)
    except ValueError as e:
        raise LedgerError(f"'{change.said(name)[:20]}' is no {name}") from e
