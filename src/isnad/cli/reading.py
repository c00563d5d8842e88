"""`isnad read`: from paths to claims in a file or on the terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from isnad.batch import ReaderLike, read_pairs
from isnad.cli.plain import plain
from isnad.cli.read_options import DEFAULT_TZ, check_said
from isnad.cli.summary import Summary
from isnad.cli.write import FORMATS, Csv, JsonLines, Parquet, Sink, Table, open_output, problems_of
from isnad.collect.files import iter_reports
from isnad.errors import InputError
from isnad.model import Report

SHOWN_REPORTS = 25  # on a terminal, where no format was asked for: more would run off the screen
SHOWN_PROBLEMS = 10
PROGRESS_AFTER_S = 1.0  # a short run needs none
PROGRESS_EVERY_S = 0.25


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asked for."""

    paths: tuple[str, ...]
    output: Path | None = None
    format: str | None = None
    published: str | None = None
    outlet: str | None = None
    tz: str = DEFAULT_TZ
    jobs: int = 1
    lexicons: tuple[Path, ...] = ()
    excel: bool = False
    progress: bool | None = None


def check_wanted(wanted: Wanted) -> str | None:
    """What is wrong with the usage, with its remedy; None where nothing is."""
    form = wanted.format or (FORMATS.get(wanted.output.suffix.lower()) if wanted.output else "jsonl")
    if form is None:
        return f"-o {wanted.output}: can't tell the format from its name; say --format jsonl, csv, parquet or table"
    if form not in FORMATS.values():
        return f"--format {wanted.format}: there are table, jsonl, csv and parquet"
    if form == "parquet" and wanted.output is None and sys.stdout.isatty():
        return "parquet is no text for a terminal; say -o FILE.parquet"
    if wanted.output and wanted.output.is_dir():
        return f"-o {wanted.output}: that is a folder; name a file in it, such as {wanted.output / 'claims.jsonl'}"
    if wanted.output and not wanted.output.absolute().parent.is_dir():
        return f"-o {wanted.output}: there is no folder {wanted.output.absolute().parent}"
    return check_said(wanted.published, wanted.tz, wanted.lexicons)


def read_command(wanted: Wanted) -> int:
    """Read and write; the exit code is 1 where not one report could be read."""
    on_terminal = wanted.output is None and sys.stdout.isatty()
    form = wanted.format or (FORMATS[wanted.output.suffix.lower()] if wanted.output else None)
    limit = SHOWN_REPORTS if form is None and on_terminal else None
    form = form or ("table" if on_terminal else "jsonl")
    summary = Summary()
    begin = time.monotonic()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    reports = iter_reports(wanted.paths, published=wanted.published, outlet=wanted.outlet, but=wanted.output)
    shown: list[str] = []
    try:
        pairs = read_pairs(reports, wanted.jobs, make_reader(wanted))
        with open_output(wanted.output) as stream, _progress(wanted, on_terminal and form == "table") as tick:
            sink = _make_sink(form, stream, wanted, on_terminal)
            for item, reading in pairs:
                summary.add(item, reading)
                if limit is None or summary.reports <= limit:
                    sink.write(item if isinstance(item, Report) else None, reading)
                if form != "table" and len(shown) < SHOWN_PROBLEMS:
                    shown += problems_of(item, reading)
                tick(summary)
            if isinstance(sink, Table) and summary.reports > 1:
                _sum_up(sink, summary, limit)
            sink.close()
    except KeyboardInterrupt:
        _say("stopped" + ("; nothing was written" if wanted.output else ""))
        return 130
    for message in shown[:SHOWN_PROBLEMS]:
        _say(f"problem: {message}")
    if summary.problems > SHOWN_PROBLEMS and form != "table":
        _say(f"… and {summary.problems - SHOWN_PROBLEMS} more problems, each in its row of the output")
    _say(summary.last_line(time.monotonic() - begin))
    if summary.reports == 0:
        _say("no report was found in what was given")
    return 0 if summary.reports > summary.failed else 1


def make_reader(wanted: Wanted) -> ReaderLike:
    """The reader with the user's lexicons and zone; the one of the process where neither was asked for."""
    from isnad.read.reader import Reader, default_reader

    if not wanted.lexicons and wanted.tz == DEFAULT_TZ:
        return default_reader()
    return Reader(lexicon_dirs=wanted.lexicons, tz=wanted.tz)


def _make_sink(form: str, stream: BinaryIO, wanted: Wanted, on_terminal: bool) -> Sink:
    match form:
        case "jsonl":
            return JsonLines(stream)
        case "csv":
            return Csv(stream, wanted.excel)
        case "parquet":
            return Parquet(stream)
        case "table":
            return Table(stream, on_terminal)
        case _:
            raise InputError(f"there is no format '{form}'")


def _sum_up(table: Table, summary: Summary, limit: int | None) -> None:
    if limit is not None and summary.reports > limit:
        more = summary.reports - limit
        table.tell(f"… {more} more reports; -o FILE writes all of them, --format table shows them\n")
    for line in summary.lines():
        table.tell(line)


def _say(message: str) -> None:
    sys.stderr.write(plain(message) + "\n")


@contextmanager
def _progress(wanted: Wanted, cards_on_terminal: bool) -> Iterator[Any]:
    """A function to call after each reading; it draws on standard error, or does nothing."""
    terminal = sys.stderr.isatty()
    if wanted.progress is False or (wanted.progress is None and (not terminal or cards_on_terminal)):
        yield lambda summary: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        auto_refresh=False,  # no thread: processes are forked while it runs
        transient=True,
    )
    task = bar.add_task("reading")
    begin = last = time.monotonic()
    started = False

    def tick(summary: Summary) -> None:
        nonlocal last, started
        now = time.monotonic()
        if now - begin < PROGRESS_AFTER_S or now - last < (PROGRESS_EVERY_S if terminal else 20 * PROGRESS_EVERY_S):
            return
        last = now
        counts = (
            f"{summary.reports:,} reports, {summary.claims:,} claims, {summary.reports / (now - begin):,.0f} a second"
        )
        if not terminal:
            _say(counts)
            return
        if not started:
            bar.start()
            started = True
        bar.update(task, description=counts, refresh=True)

    try:
        yield tick
    finally:
        if started:
            bar.stop()
