"""Claims, reports and events made in one line, for the tests of linking, ledger and publishing; all invented."""

from __future__ import annotations

from typing import Any

from isnad.link.events import ReportEvent, events_of
from isnad.model import Claim, DateWindow, Figure, Party, PlaceGuess, Report, SourceLink

# Invented villages on a plain: name, Arabic, latitude, longitude.
PLACES = {
    "Tel Rih": PlaceGuess("تل ريح", "Tel Rih", "Idlib", "SY", "p1", 35.80, 36.60, 2.0, 1, 1),
    "Bir Nada": PlaceGuess("بئر ندى", "Bir Nada", "Idlib", "SY", "p2", 35.90, 36.75, 2.0, 1, 1),
    "Wadi Sahl": PlaceGuess("وادي سهل", "Wadi Sahl", "Aleppo", "SY", "p3", 36.60, 37.40, 2.0, 1, 1),
    "Idlib": PlaceGuess("إدلب", "Idlib", "Idlib", "SY", "p4", 35.93, 36.63, 30.0, 3, 4),
}


def claim(report: str = "r1", **given: Any) -> Claim:
    """A claim of `report` on event e1; `place`, `day`, `killed`, `by`, `source` are short for the long forms.

    >>> claim("r1", place="Tel Rih", day="2025-03-01", killed=3).figures[0].low
    3
    """
    place, day, killed = given.pop("place", None), given.pop("day", None), given.pop("killed", None)
    by, source, start = given.pop("by", None), given.pop("source", None), given.pop("start", 0)
    names = [place] if isinstance(place, str) else place or []
    of = given.pop("of", "person")
    given.setdefault("places", tuple(PLACES[n] for n in names))
    if day:
        given.setdefault("when", DateWindow(day, given.pop("until", day), given.pop("said", "اليوم"), None, "stated"))
    if killed is not None:
        given.setdefault("figures", (Figure(str(killed), "killed", of, killed, killed),))
    if by:
        given.setdefault("actors", tuple(Party(b, b) for b in ([by] if isinstance(by, str) else by)))
    if source:
        given.setdefault("sources", tuple(SourceLink(t, k) for t, k in source))
    given.setdefault("type", "air_strike")
    given.setdefault("event", "e1")
    n = given.pop("n", 0)
    return Claim(
        id=given.pop("id", f"c{start + 1}"), claim_id=f"{report}:{start}:{n}", trigger=(start, start + 3),
        trigger_text="غار", **given,
    )  # fmt: skip


def report(report_id: str = "r1", text: str = "غارة", published: str | None = "2025-03-01", **given: Any) -> Report:
    """A report."""
    return Report(report_id, text, published, given.get("outlet"), given.get("title"), given.get("url"))


def event(report_id: str, text: str = "غارة", published: str | None = "2025-03-01", **given: Any) -> ReportEvent:
    """The one event of a report with one claim."""
    return events_of(report(report_id, text, published), [claim(report_id, **given)])[0]
