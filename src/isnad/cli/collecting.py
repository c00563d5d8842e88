"""`isnad collect`: from where reports are to a folder of them, with the record of how they were got."""

from __future__ import annotations

import signal
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import typer

from isnad.cli.plain import plain
from isnad.cli.read_options import DEFAULT_TZ
from isnad.collect.collector import Counts
from isnad.collect.run import Settings, Tell, collect
from isnad.collect.sources import SHORTEST_ROUND_S, Source, duration_s, parse_columns, read_sources
from isnad.collect.state import OUTCOMES, State
from isnad.errors import InputError

TICK_S = 1.0
SHOWN_REASONS = 6
_WORDS = {
    "new": "new",
    "version": "new versions",
    "copy": "copies",
    "repeated": "known",
    "dropped": "dropped",
    "failed": "failed",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asked for, beside the settings of a run."""

    places: tuple[str, ...]
    sources: Path | None = None
    every: str | None = None
    outlet: str | None = None
    tz: str | None = None
    published: str | None = None
    kind: str | None = None
    columns: tuple[str, ...] = ()
    sheet: str | None = None
    progress: bool | None = None
    ledger: str | None = None


def collect_command(wanted: Wanted, settings: Settings) -> int:
    """Collect once, or round after round; 1 where nothing could be got."""
    sources = _sources(wanted)
    every = _round_s(wanted.every)
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        return _rounds(sources, every, wanted, settings)
    finally:
        signal.signal(signal.SIGTERM, before)


def _rounds(sources: Sequence[Source], every: float | None, wanted: Wanted, settings: Settings) -> int:
    """Collect once, or every so many seconds until an interrupt. A later round that fails is said, the next tried."""
    first = True
    while True:
        begin = time.monotonic()
        try:
            counts = _round(sources, wanted, settings)
            if every is None:
                return 1 if counts.outcomes["failed"] and counts.outcomes["failed"] == counts.seen else 0
        except KeyboardInterrupt:
            _say("stopped; what was collected until now is kept, and the next run goes on from there")
            return 130
        except Exception as error:  # a disk that is full, a ledger that is away for an hour
            if first:
                raise
            _say(f"this round failed, the next one tries again: {error}")
        first = False
        try:
            time.sleep(max(0.0, (every or 0.0) - (time.monotonic() - begin)))
        except KeyboardInterrupt:
            return 130


def _round(sources: Sequence[Source], wanted: Wanted, settings: Settings) -> Counts:
    """Collect once and, where there is a ledger, read what is new into it."""
    if wanted.ledger is not None:
        from isnad.ledger import Ledger

        with Ledger.open(wanted.ledger, True):  # what can't be opened is said before anything is asked for
            pass
    with _progress(wanted.progress) as tick:
        counts = collect(sources, settings, Tell(_say, tick))
    _say(_summary(counts, settings.folder))
    if wanted.ledger is not None:
        from isnad.cli.loading import Reports, read_into

        new = Reports((str(settings.folder / "reports.jsonl"),), wanted.tz or DEFAULT_TZ, settings.jobs)
        read_into(wanted.ledger, new)
    return counts


def _interrupt(number: int, frame: FrameType | None) -> None:
    """A request to end is an interrupt: the page at hand is finished, and all is kept."""
    raise KeyboardInterrupt


def _sources(wanted: Wanted) -> Sequence[Source]:
    given = {
        "outlet": wanted.outlet,
        "tz": wanted.tz,
        "published": wanted.published,
        "kind": wanted.kind,
        "sheet": wanted.sheet,
    }
    columns = parse_columns(wanted.columns)
    named: list[Source] = [Source(place, columns=columns, **given) for place in dict.fromkeys(wanted.places)]  # type: ignore[arg-type]
    if wanted.sources is not None:
        named += read_sources(wanted.sources)
    if not named:
        raise InputError("name what to collect: an address, a file or a folder, or --sources sources.toml")
    return named


def _round_s(every: str | None) -> float | None:
    if every is None:
        return None
    seconds = duration_s(every)
    if seconds is None:
        raise InputError(f"--every {every}: say 15m, 2h or 1d")
    if seconds < SHORTEST_ROUND_S:
        raise InputError(f"--every {every}: at least {SHORTEST_ROUND_S:.0f}s, for the sake of those who are asked")
    return seconds


def _summary(counts: Counts, folder: Path) -> str:
    """One line of what was done, and one for each common reason."""
    told = [f"{counts.outcomes[o]:,} {_WORDS[o]}" for o in OUTCOMES if counts.outcomes[o] or o == "new"]
    lines = [f"{', '.join(told)}; in {folder / 'reports.jsonl'}"]
    for (outcome, why), n in counts.reasons.most_common(SHOWN_REASONS):
        lines.append(f"  {_WORDS[outcome]}: {why} {n:,}")
    return "\n".join(lines)


def status_command(folder: Path) -> int:
    """Print, for each source, when it last succeeded, what it gave, and what is wrong with it."""
    record = folder / "collect.db"
    if not record.is_file():
        raise InputError(f"{folder}: nothing was collected here: there is no {record.name}")
    try:
        state = State(record, reading=True)
        sources = state.sources()
        header = ("source", "last success", *(_WORDS[o] for o in OUTCOMES))
        lines: list[tuple[str, ...]] = [header]
        for s in sources:
            counts = (str(s[f"{o}_n"]) for o in OUTCOMES)
            lines.append((plain(str(s["name"])), str(s["success_at"] or "never"), *counts))
        widths = [max(len(line[k]) for line in lines) for k in range(1, len(header))]
        for line, source in zip(lines, [None, *sources], strict=True):
            cells = [cell.ljust(w) for cell, w in zip(line[1:], widths, strict=True)]
            typer.echo("  ".join([*cells, line[0]]))
            if source is not None:
                _details(state, source)
        state.close()
    except sqlite3.DatabaseError as error:
        raise InputError(f"{record}: can't be read: {error}") from None
    typer.echo(f"{len(sources)} sources", err=True)
    return 0


def _details(state: State, source: dict[str, Any]) -> None:
    for outcome, why, n in state.reasons(str(source["name"]))[:SHOWN_REASONS]:
        typer.echo(f"    {_WORDS[outcome]}: {plain(why)} {n:,}")
    if source["error"]:
        typer.echo(f"    last error, {source['tried_at']}: {plain(str(source['error']))}")


def verify_command(folder: Path) -> int:
    """Print what does not fit in a collection; 1 where anything does not."""
    from isnad.collect.verify import verify

    found = verify(folder)
    for fault in found.faults:
        typer.echo(plain(fault))
    state = "whole" if not found.faults else f"{len(found.faults)} faults"
    typer.echo(
        f"{state}: {found.archives} archives with {found.pages:,} pages, {found.stamps} stamped; "
        f"{found.reports:,} rows of reports"
    )
    if found.open:
        _say("an archive has not ended yet, and has no digest: a run goes on, or was killed and the next one ends it")
    return 1 if found.faults else 0


def _say(message: str) -> None:
    for line in message.split("\n"):
        sys.stderr.write(line[: len(line) - len(line.lstrip())] + plain(line) + "\n")


@contextmanager
def _progress(wanted: bool | None) -> Iterator[Any]:
    """A function to call after each page; on a terminal it draws, asked for elsewhere it writes a line now and then."""
    terminal = sys.stderr.isatty()
    if wanted is False or (wanted is None and not terminal):
        yield lambda counts: None
        return
    begin = last = time.monotonic()

    def tick(counts: Counts) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < (TICK_S if terminal else 10 * TICK_S):
            return
        last = now
        told = ", ".join(f"{counts.outcomes[o]:,} {_WORDS[o]}" for o in OUTCOMES if counts.outcomes[o])
        line = f"{counts.seen:,} pages: {told}; {counts.seen / (now - begin):,.0f} a second"
        sys.stderr.write(f"\r\x1b[K{line}" if terminal else f"{line}\n")
        sys.stderr.flush()

    try:
        yield tick
    finally:
        if terminal and last > begin:
            sys.stderr.write("\r\x1b[K")
