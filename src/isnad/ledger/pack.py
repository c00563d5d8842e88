"""Events as text for the store, and back: compact, since there are many."""

from __future__ import annotations

import json
import sys

from isnad.link.events import Point, Range, ReportEvent


def pack_event(e: ReportEvent) -> str:
    """One line of JSON: a list in the order of the fields."""
    points = [[p.lat, p.lon, p.radius_km, sorted(p.names), sorted(p.inside), p.admin1, p.country] for p in e.points]
    return json.dumps(
        [
            e.id, e.report_id, e.name, e.types, e.scope, e.stance, e.first, e.last, e.basis, e.published, points,
            e.actors, e.targets, " ".join(sorted(e.target_words)), e.killed, e.injured, e.captured,
            " ".join(sorted(e.words)), e.order, e.minute, e.day_part, e.key_words,
            sorted(e.protected),
        ],
        ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip


def _range(value: list[int | None] | None) -> Range | None:
    return (value[0], value[1]) if value else None


def pack_sketch(sketch: tuple[int, ...]) -> str:
    """A report's sketch as text, kept apart from the event: incidents need it, and nothing else of the event."""
    return " ".join(map(str, sketch))


def _words(text: str) -> frozenset[str]:
    """Words, each kept once in memory however many events it stands in."""
    return frozenset(map(sys.intern, text.split()))


def unpack_sketch(text: str) -> tuple[int, ...]:
    """The sketch that `pack_sketch` wrote."""
    return tuple(map(int, text.split()))


def unpack_event(line: str, sketch: str) -> ReportEvent:
    """The event that `pack_event` and `pack_sketch` wrote."""
    v = json.loads(line)
    points = tuple(Point(p[0], p[1], p[2], frozenset(p[3]), frozenset(p[4]), p[5], p[6]) for p in v[10])
    return ReportEvent(
        v[0], v[1], v[2], tuple(v[3]), v[4], v[5], v[6], v[7], v[8], v[9], points, tuple(v[11]), tuple(v[12]),
        _words(v[13]), _range(v[14]), _range(v[15]), _range(v[16]), _words(v[17]),
        unpack_sketch(sketch), v[18], v[19], v[20], tuple(v[21]),
        frozenset(v[22]) if len(v) > 22 else frozenset(),  # a ledger of before protected places were compared
    )  # fmt: skip
