"""Gold and predicted files as what scoring takes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from isnad.batch import ReaderLike, read_pairs
from isnad.collect.results import iter_results
from isnad.errors import InputError
from isnad.evaluate.score import Coded
from isnad.model import Claim, Reading, Report


def load_gold(path: Path, only: str | None = None) -> list[tuple[Report, Coded]]:
    """The coded reports of a file, or the one with the id `only`.

    Raises InputError where there is none, where one has no text, or stands twice.
    """
    found: list[tuple[Report, Coded]] = []
    seen: set[str] = set()
    for report, reading in iter_results(path):
        if only is not None and reading.report_id != only:
            continue
        if reading.report_id in seen:
            raise InputError(f"{path}: the report '{reading.report_id}' stands there twice")
        seen.add(reading.report_id)
        if report is None:
            raise InputError(f"{path}: the report '{reading.report_id}' has no text; gold claims point into it")
        found.append((report, Coded(reading.report_id, report.text, reading.claims)))
    if not found:
        raise InputError(f"{path}: no report with the id '{only}'" if only else f"{path}: no report")
    return found


def load_predicted(path: Path) -> dict[str, tuple[Claim, ...]]:
    """Claims by report id; raises InputError where a report stands twice."""
    claims: dict[str, tuple[Claim, ...]] = {}
    for _, reading in iter_results(path):
        if reading.report_id in claims:
            raise InputError(f"{path}: the report '{reading.report_id}' stands there twice")
        claims[reading.report_id] = reading.claims
    return claims


def read_gold(
    gold: Sequence[tuple[Report, Coded]], reader: ReaderLike | None = None, jobs: int = 1
) -> dict[str, Reading]:
    """The reader's own readings of gold reports, by report id."""
    return {reading.report_id: reading for _, reading in read_pairs([r for r, _ in gold], jobs, reader)}
