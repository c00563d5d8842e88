"""A ledger of invented reports of a set size for `bench/desk.py`: 50,000 incidents from 200,000 claims.

Reports, readings and claims go through the code that loads. Which claims tell one happening is known, so that the
linker is not asked: members, links and incidents are written as it writes them. A happening has four claims on average,
a few have forty; one report in three tells of two happenings.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from scale import ACTORS, DAYS, FIRST_DAY, TYPES, places, vocabulary
from sqlalchemy import update

from isnad.ledger import Ledger
from isnad.ledger import tables as t
from isnad.ledger.load import Item, add_rows, load
from isnad.ledger.relink import write_incidents
from isnad.ledger.search import index_reports
from isnad.link.whole import new_name
from isnad.model import Claim, DateWindow, Figure, Party, PlaceGuess, Reading, Report, SourceLink, Span
from isnad.review.queue import refresh

SKEW = 1.3
WORDS = 110
# Incidents a transaction while they are written.
BATCH = 2000
SOURCES = (("مصدر محلي", "local"), ("مصدر طبي", "medical"), ("المرصد", "monitor"), ("مصدر عسكري", "military"))


@dataclass(frozen=True, slots=True)
class Happening:
    """What claims tell of: its number, type, day, place, doer, and how many were killed."""

    n: int
    type: str
    day: date
    place: PlaceGuess
    actor: str
    killed: int


def happenings(rng: random.Random, incidents: int) -> list[Happening]:
    """So many happenings, in order of days."""
    where = places(random.Random(7))
    days = sorted(rng.randrange(DAYS) for _ in range(incidents))
    return [
        Happening(
            n, rng.choice(TYPES), FIRST_DAY + timedelta(days=day), rng.choice(where), rng.choice(ACTORS),
            int(12 * rng.random() ** 3),
        )
        for n, day in enumerate(days)
    ]  # fmt: skip


def tellings(rng: random.Random, incidents: int, claims: int) -> list[tuple[int, ...]]:
    """For each report the happenings that it tells of, one or two; each happening is told once at least."""
    order = list(range(incidents))
    rng.shuffle(order)
    told = order + [order[int(incidents * rng.random() ** SKEW)] for _ in range(claims - incidents)]
    told.sort()
    out: list[tuple[int, ...]] = []
    left: list[int] = []
    for n in told:  # a second happening of a report is a near one in time
        if left and left[-1] != n and rng.random() < 0.5:
            out.append((left.pop(), n))
        elif rng.random() < 0.25:
            left.append(n)
        else:
            out.append((n,))
    return out + [(n,) for n in left]


def generate(incidents: int, claims: int, seed: int = 1) -> Iterator[tuple[Item, tuple[int, ...]]]:
    """The reports, each with the happenings that its claims tell of."""
    rng = random.Random(seed)
    happened, words = happenings(rng, incidents), vocabulary(random.Random(8))
    for n, told in enumerate(tellings(rng, incidents, claims)):
        text, made = "", []
        for k, number in enumerate(told):
            sentence, claim = _claim(rng, f"d{n}", len(text), k, happened[number])
            text += sentence
            made.append(claim)
        text += " ".join(words[int(len(words) * rng.random() ** 3)] for _ in range(WORDS))
        published = str(happened[told[0]].day + timedelta(days=rng.randrange(2)))
        report = Report(f"d{n}", text, published, f"صحيفة {n % 40}")
        yield Item(report, Reading(report.id, tuple(made), (), "1", "l", "g")), told


def _claim(rng: random.Random, report: str, at: int, k: int, h: Happening) -> tuple[str, Claim]:
    """A sentence and its claim, with the words of each cell where they stand."""
    count = max(0, h.killed + rng.choice((0, 0, 0, 1, -1)))
    named, kind = rng.choice(SOURCES)
    parts = (("trigger", "قصف"), ("", " طال بلدة "), ("place", h.place.text), ("", " ومقتل "), ("figure", str(count)))
    sentence, spans = "", dict[str, Span]()
    for name, words in (*parts, ("", " أشخاص بحسب "), ("source", named), ("", ". ")):
        if name:
            spans[name] = (at + len(sentence), at + len(sentence) + len(words))
        sentence += words
    p = h.place
    place = PlaceGuess(
        p.text, p.name, p.admin1, p.country, p.id, p.lat, p.lon, rng.choice((1.0, 3.0, 3.0, 20.0)), 1, 1,
        span=spans["place"],
    )  # fmt: skip
    claim = Claim(
        f"c{k + 1}", f"{report}:{at}:0", f"e{k + 1}", h.type, spans["trigger"], "قصف", (Party(h.actor, h.actor),), (),
        (place,), DateWindow(str(h.day), str(h.day), "اليوم", None, "stated"),
        (Figure(str(count), "killed", "person", count, count, span=spans["figure"]),), (),
        (SourceLink(named, kind, span=spans["source"]),), confidence=round(0.3 + 0.7 * rng.random(), 2),
        evidence=(at, at + len(sentence) - 1),
    )  # fmt: skip
    return sentence, claim


def make(path: Path, incidents: int, claims: int) -> None:
    """Make the ledger, its index of words and its queue; one that was left half made is made anew."""
    part = path.with_suffix(".part")
    for left in path.parent.glob(f"{part.name}*"):
        left.unlink()
    events: dict[int, list[str]] = {}

    def items() -> Iterator[Item]:
        for item, told in generate(incidents, claims):
            for claim, number in zip(item.reading.claims, told, strict=True):
                events.setdefault(number, []).append(claim.claim_id)
            yield item

    with Ledger.open(f"sqlite:///{part}") as ledger:
        load(ledger, items())
        print("loaded", flush=True)
        _write_incidents(ledger, list(events.values()))
        print("linked", flush=True)
        index_reports(ledger)
        refresh(ledger)
        with ledger.engine.connect() as c:
            c.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    part.rename(path)


def _write_incidents(ledger: Ledger, groups: list[list[str]]) -> None:
    for n in range(0, len(groups), BATCH):
        some = {new_name(g[0], "inc"): g for g in groups[n : n + BATCH]}
        links = [
            {"left": a, "right": b, "score": 4.0, "reason": "place, day and number agree"}
            for g in some.values()
            for a, b in pairwise(g)
        ]
        with ledger.write() as c:
            add_rows(
                c, t.member, [{"event_id": e, "incident_id": i, "settled": True} for i, g in some.items() for e in g]
            )
            if links:
                add_rows(c, t.link, links)
            write_incidents(c, some)
    with ledger.write() as c:
        c.execute(update(t.event).values(linked=True))
