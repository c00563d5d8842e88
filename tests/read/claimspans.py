"""What must hold of any reading, whatever the text: each span lies in the text and holds the words the claim gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from isnad.model import Claim, Reading, Report, Span


def quoted(claim: Claim) -> Iterator[tuple[str, Span, str]]:
    """(what it is, span, the words the claim gives for it) of every value that has a span of its own."""
    yield "trigger", claim.trigger, claim.trigger_text
    for name in ("actors", "targets", "places", "figures", "sources"):
        for item in getattr(claim, name):
            if item.span is not None:
                yield name, item.span, item.text
    if claim.when.span is not None:
        yield "when", claim.when.span, claim.when.text or ""


def unquoted(claim: Claim) -> Iterator[tuple[str, Span]]:
    """(what it is, span) of the values that point at the text without giving its words."""
    for span in claim.mentions:
        yield "mention", span
    if claim.evidence is not None:
        yield "evidence", claim.evidence


def faults(report: Report, reading: Reading) -> list[str]:
    """A line for each span that is empty, outside the text, or holds other words than the claim gives."""
    text, found = report.text, []
    for claim in reading.claims:
        for what, (start, end), words in quoted(claim):
            if not 0 <= start < end <= len(text):
                found.append(f"{claim.id} {what}: {start}, {end} is no span of {len(text)} characters")
            elif text[start:end] != words:
                found.append(f"{claim.id} {what}: {words!r} but the text has {text[start:end]!r}")
        for what, (start, end) in unquoted(claim):
            if not 0 <= start < end <= len(text):
                found.append(f"{claim.id} {what}: {start}, {end} is no span of {len(text)} characters")
        bounds = [n for figure in claim.figures for n in (figure.low, figure.high) if n is not None]
        found += [f"{claim.id} figures: {n} is no count of 64 bits" for n in bounds if not 0 <= n < 2**63]
        if claim.evidence and not claim.evidence[0] <= claim.trigger[0] < claim.trigger[1] <= claim.evidence[1]:
            found.append(f"{claim.id}: the trigger {claim.trigger} is outside its evidence {claim.evidence}")
        if claim.claim_id.rpartition(":")[0] != f"{report.id}:{claim.trigger[0]}":
            found.append(f"{claim.id}: claim_id {claim.claim_id} doesn't name its report and trigger")
    if len({claim.claim_id for claim in reading.claims}) != len(reading.claims):
        found.append("two claims have one claim_id")
    if [claim.id for claim in reading.claims] != [f"c{n}" for n in range(1, len(reading.claims) + 1)]:
        found.append("claims are not numbered in order")
    return found


def moved(value: Any, by: int) -> Any:
    """The value with every span in it moved by so many characters."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _moved_field(f.name, getattr(value, f.name), by) for f in fields(value)})
    if isinstance(value, tuple):
        return tuple(moved(item, by) for item in value)
    return value


def _moved_field(name: str, value: Any, by: int) -> Any:
    if value is None:
        return None
    if name in ("trigger", "span", "evidence"):
        return (value[0] + by, value[1] + by)
    if name == "mentions":
        return tuple((a + by, b + by) for a, b in value)
    if name == "claim_id":
        report_id, start, n = value.rsplit(":", 2)
        return f"{report_id}:{int(start) + by}:{n}"
    return moved(value, by)
