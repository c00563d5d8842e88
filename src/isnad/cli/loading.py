"""The commands that fill a ledger: load what was read, or read reports into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isnad.cli.ledger_options import DEFAULT_LEDGER, LedgerUrl, open_ledger
from isnad.cli.plain import plain
from isnad.cli.read_options import DEFAULT_TZ, Jobs, Lexicons, Outlet, Published, Zone, check_said

if TYPE_CHECKING:
    from isnad.ledger.load import Loaded

SHOWN = 10  # reports that are named one by one, of those that were not loaded


@dataclass(frozen=True, slots=True)
class Reports:
    """What to read into a ledger and how; `published` and `outlet` hold for the reports that don't say."""

    paths: tuple[str, ...]
    tz: str = DEFAULT_TZ
    jobs: int = 1
    lexicons: tuple[Path, ...] = ()
    published: str | None = None
    outlet: str | None = None


def load(
    claims: Annotated[
        list[Path], typer.Argument(help="What `isnad read` wrote: .jsonl, .parquet, or a folder of parquet.")
    ],
    ledger: LedgerUrl = DEFAULT_LEDGER,
    link: Annotated[bool, typer.Option("--link/--no-link", help="Link what was added.")] = True,
    incidents: Annotated[
        Path | None, typer.Option(help="What `isnad link` found of these claims: taken over, not found again.")
    ] = None,
) -> None:
    """Load claims into the ledger. What is there already is left as it is."""
    from isnad.cli.claims_files import ClaimsFiles
    from isnad.ledger.adopt import adopt
    from isnad.ledger.load import Loaded
    from isnad.ledger.load import load as load_items
    from isnad.ledger.relink import relink

    with open_ledger(ledger, make=True) as opened:
        files, done = ClaimsFiles(claims), Loaded()
        try:
            load_items(opened, files, done)
        finally:  # what stands before a line that is no claim is loaded
            _say(done, files.no_reports, files.refused)
        if incidents is not None:
            taken = adopt(opened, incidents)
            typer.echo(f"{taken.events} events taken over, {taken.written} incidents written", err=True)
        if link:
            linked = relink(opened)
            typer.echo(f"{linked.events} events linked, {linked.written} incidents written", err=True)
    if files.refused:
        raise typer.Exit(1)


def run(
    paths: Annotated[list[str], typer.Argument(help="Reports: files, folders, globs, or - for standard input.")],
    ledger: LedgerUrl = DEFAULT_LEDGER,
    published: Published = None,
    outlet: Outlet = None,
    tz: Zone = DEFAULT_TZ,
    jobs: Jobs = 1,
    lexicon: Lexicons = None,
) -> None:
    """Read reports into the ledger and link them. What was read before with the same lexicons is not read again."""
    lexicons = tuple(lexicon or ())
    if mistake := check_said(published, tz, lexicons):
        raise typer.BadParameter(mistake)
    if not read_into(ledger, Reports(tuple(paths), tz, jobs, lexicons, published, outlet)):
        raise typer.Exit(1)


def read_into(url: str, wanted: Reports) -> int:
    """Read reports into a ledger and link them; those that were read before with the same lexicons are passed over.

    Gives the number of reports that were there, new or known.
    """
    from isnad.batch import read_pairs
    from isnad.collect.files import iter_reports
    from isnad.ledger.load import Item, Loaded, already_read, text_digest
    from isnad.ledger.load import load as load_items
    from isnad.ledger.relink import relink
    from isnad.model import Problem, Report
    from isnad.read.reader import Reader

    reader = Reader(lexicon_dirs=wanted.lexicons, tz=wanted.tz)
    with open_ledger(url, make=True) as opened:
        known = already_read(opened, f"{reader.version} {reader.lexicon_digest} {reader.gazetteer_digest}")
        skipped = 0

        def fresh() -> Iterator[Report | Problem]:
            """The reports that were not read yet."""
            nonlocal skipped
            for item in iter_reports(wanted.paths, published=wanted.published, outlet=wanted.outlet):
                if isinstance(item, Report) and known.get(item.id) == text_digest(item.text):
                    skipped += 1
                else:
                    yield item

        def items() -> Iterator[Item]:
            """Each with its reading; what was no report is said."""
            for report, reading in read_pairs(fresh(), wanted.jobs, reader):
                if isinstance(report, Report):
                    yield Item(report, reading, "isnad run")
                for problem in reading.problems if isinstance(report, Problem) else ():
                    typer.echo(f"  {plain(problem.message)}", err=True)

        loaded = Loaded()
        try:
            load_items(opened, items(), loaded)
        finally:
            _say(loaded)
        done = relink(opened)
    typer.echo(f"{skipped} reports were read before with the same lexicons", err=True)
    typer.echo(f"{done.events} events linked, {done.written} incidents written", err=True)
    return skipped + loaded.reports + loaded.known + len(loaded.conflicts) + len(loaded.redacted)


def _say(done: Loaded, no_reports: int = 0, refused: Sequence[str] = ()) -> None:
    typer.echo(
        f"{done.reports} new reports, {done.known} known; {done.readings} readings and {done.claims} claims added",
        err=True,
    )
    if no_reports:
        typer.echo(f"  {no_reports} rows are of what was no report: they say why, and hold nothing to load", err=True)
    for line in refused[:SHOWN]:
        typer.echo(f"  not loaded: {plain(line)}", err=True)
    if len(refused) > SHOWN:
        typer.echo(f"  … and {len(refused) - SHOWN} more reports not loaded", err=True)
    if refused:
        typer.echo("  the rest is loaded; read these again with `isnad read`, or mend them, and load again", err=True)
    for ids, why in (
        (done.conflicts, "another text under this id, not loaded (a report is never edited)"),
        (done.redacted, "redacted, not loaded again"),
    ):
        for report_id in ids[:SHOWN]:
            typer.echo(f"  {plain(report_id)}: {why}", err=True)
        if len(ids) > SHOWN:
            typer.echo(f"  … and {len(ids) - SHOWN} more: {why}", err=True)
