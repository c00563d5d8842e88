"""What a claim may say: codes of the codebook, numbers and places that can be, words that stand in the report.

The same holds for claims out of a file and for cells that people give anew: what is in the ledger can be published.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isnad.errors import InputError
from isnad.model import (
    EVENT_TYPES,
    FIGURE_KINDS,
    SCOPES,
    SOURCE_KINDS,
    STANCE_ON,
    STANCES,
    Claim,
    Reading,
    Report,
)

# The cells of a claim that can be given anew, with the values that are allowed where they are codes.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "type": EVENT_TYPES, "stance": STANCES, "stance_on": STANCE_ON, "scope": SCOPES, "actors": (), "targets": (),
    "places": (), "when": (), "figures": (), "sources": (),
}  # fmt: skip
# No number of people or things that a report gives is larger.
MAX_NUMBER = 10**12
# Half the way around the earth.
MAX_RADIUS_KM = 20_000


def check_reading(report: Report, reading: Reading) -> None:
    """Whether the claims of a reading can be claims of this report. Raises InputError that says what is wrong."""
    ids: set[str] = set()
    for claim in reading.claims:
        start, end = claim.trigger
        if claim.claim_id.rpartition(":")[0] != f"{report.id}:{start}":
            raise InputError(f"the claim {claim.claim_id} is none of report {report.id}, or its trigger is elsewhere")
        if claim.claim_id in ids:
            raise InputError(f"the claim {claim.claim_id} stands there twice")
        ids.add(claim.claim_id)
        if end > len(report.text):
            raise InputError(f"{claim.claim_id}: the words {start} to {end} are not in the report")
        try:
            _check_claim(claim, len(report.text))
        except InputError as e:
            raise InputError(f"{claim.claim_id}: {e}") from e


def _check_claim(claim: Claim, text_length: int) -> None:
    for name, codes in FIELDS.items():
        given = getattr(claim, name)
        if codes:
            check_code(name, given)
        else:
            for item in (given,) if name == "when" else given:
                check_item(name, item, text_length)


def check_code(name: str, value: object) -> None:
    """Whether a cell may have this code. Raises InputError with those that it may have."""
    if value not in FIELDS[name]:
        raise InputError(f"{name} is one of {', '.join(FIELDS[name])}, not '{str(value)[:40]}'")


def check_item(name: str, item: Any, text_length: int) -> None:
    """Whether a party, place, date, figure or source can be one. Raises InputError that says what is wrong."""
    known = {"figures": FIGURE_KINDS, "sources": SOURCE_KINDS}.get(name)
    if known and item.kind not in known:
        raise InputError(f"{name}: '{item.kind[:40]}' is none of {', '.join(known)}")
    if item.span is not None and item.span[1] > text_length:
        raise InputError(f"{name}: the words {list(item.span)} lie beyond the end of the report")
    low, high = getattr(item, "low", None), getattr(item, "high", None)
    if any(n is not None and not 0 <= n <= MAX_NUMBER for n in (low, high)) or (high is not None and (low or 0) > high):
        raise InputError(f"{name}: {low} to {high} is no range")
    lat, lon = getattr(item, "lat", None), getattr(item, "lon", None)
    if (lat is not None and not -90 <= lat <= 90) or (lon is not None and not -180 <= lon <= 180):
        raise InputError(f"{name}: {lat}, {lon} is no place on earth")
    radius = getattr(item, "radius_km", None)
    if radius is not None and not 0 <= radius <= MAX_RADIUS_KM:
        raise InputError(f"{name}: {radius} km is no radius")
    if name == "when" and item.start and item.end and item.start > item.end:
        raise InputError(f"when: {item.start} is after {item.end}")
