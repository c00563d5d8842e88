"""A claim as one flat row for spreadsheets; its lists are joined so that a person can read them.

These columns are for people; `isnad.schema` has those for programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from isnad.model import Claim, Report
from isnad.reconcile import Told, told_figures
from isnad.view import range_text

Cell = str | int | float | bool | None
_JOIN = "; "


def _join(values: Iterable[str | None]) -> str:
    return _JOIN.join(v or "" for v in values).strip("; ")


def _figures(claim: Claim) -> str:
    return _join(f"{f.kind} {f.of} {range_text(f.low, f.high)}" for f in claim.figures)


def _all(claim: Claim, kind: str) -> Told | None:
    """How many a claim tells of in all: parts are never added to their total, civilians and fighters are."""
    told = told_figures(claim, "", False, ("", 0))
    return next((t for t in told if t.kind == kind and t.group == "all"), None)


def _evidence(report: Report, claim: Claim) -> str:
    return report.text[slice(*claim.evidence)] if claim.evidence else ""


_COLUMNS: dict[str, Callable[[Report, Claim], Cell]] = {
    "report": lambda r, c: r.id,
    "claim": lambda r, c: c.id,
    "event": lambda r, c: c.event,
    "published": lambda r, c: r.published,
    "outlet": lambda r, c: r.outlet,
    "title": lambda r, c: r.title,
    "url": lambda r, c: r.url,
    "type": lambda r, c: c.type,
    "trigger": lambda r, c: c.trigger_text,
    "actors": lambda r, c: _join(p.text for p in c.actors),
    "actor_ids": lambda r, c: _join(p.id for p in c.actors),
    "targets": lambda r, c: _join(p.text for p in c.targets),
    "target_ids": lambda r, c: _join(p.id for p in c.targets),
    "places": lambda r, c: _join(p.text for p in c.places),
    "place_names": lambda r, c: _join(p.name for p in c.places),
    "admin1": lambda r, c: _join(dict.fromkeys(p.admin1 for p in c.places if p.admin1)),
    "country": lambda r, c: _join(dict.fromkeys(p.country for p in c.places if p.country)),
    "lat": lambda r, c: c.places[0].lat if c.places else None,
    "lon": lambda r, c: c.places[0].lon if c.places else None,
    "radius_km": lambda r, c: c.places[0].radius_km if c.places else None,
    "when": lambda r, c: c.when.text,
    "start": lambda r, c: c.when.start,
    "end": lambda r, c: c.when.end,
    "date_basis": lambda r, c: c.when.basis,
    "figures": lambda r, c: _figures(c),
    "killed_low": lambda r, c: f.low if (f := _all(c, "killed")) else None,
    "killed_high": lambda r, c: f.high if (f := _all(c, "killed")) else None,
    "injured_low": lambda r, c: f.low if (f := _all(c, "injured")) else None,
    "injured_high": lambda r, c: f.high if (f := _all(c, "injured")) else None,
    "means": lambda r, c: _join(c.means),
    "weapon": lambda r, c: _join(c.weapon),
    "chain": lambda r, c: " ← ".join(s.text for s in c.sources),
    "source_kinds": lambda r, c: " ← ".join(s.kind for s in c.sources),
    "source_ids": lambda r, c: _join(s.id for s in c.sources),
    "stance": lambda r, c: c.stance,
    "stance_on": lambda r, c: c.stance_on,
    "claimed": lambda r, c: c.claimed,
    "scope": lambda r, c: c.scope,
    "tags": lambda r, c: _join(c.tags),
    "confidence": lambda r, c: c.confidence,
    "row_sure": lambda r, c: c.sure.row if c.sure else None,
    "evidence": lambda r, c: _evidence(r, c),
    "claim_id": lambda r, c: c.claim_id,
}
COLUMNS = (*_COLUMNS, "problem")


def claim_cells(report: Report, claim: Claim) -> list[Cell]:
    """The cells of a claim, one for each of COLUMNS."""
    return [*(make(report, claim) for make in _COLUMNS.values()), None]


def problem_cells(report_id: str, message: str) -> list[Cell]:
    """The cells of a report, or a line, that could not be read."""
    return [report_id, *[None] * (len(COLUMNS) - 2), message]
