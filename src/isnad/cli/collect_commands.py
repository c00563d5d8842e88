"""The command `collect` and its options; what it does stands in `collecting.py`, imported when it runs."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from isnad.errors import MissingExtraError

DEFAULT_FOLDER = Path("reports")
_HELP = (
    "Addresses of pages, feeds or sitemaps; archives (.warc.gz, .wacz); Telegram's and WhatsApp's exports; tables "
    "(.csv .tsv .xlsx .parquet .jsonl); saved pages; folders of these. Or `status`, or `verify`."
)


def register(app: typer.Typer) -> None:
    """Put the command on the main application."""
    app.command()(collect)


def collect(
    places: Annotated[list[str] | None, typer.Argument(help=_HELP)] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder of the collection.")] = DEFAULT_FOLDER,
    sources: Annotated[Path | None, typer.Option(help="A file of sources (TOML).")] = None,
    every: Annotated[str | None, typer.Option(help="Go on, round after round: 15m, 2h, 1d.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Keep also what is not Arabic or tells of no conflict.")
    ] = False,
    outlet: Annotated[str | None, typer.Option(help="Who published it, above what is found.")] = None,
    tz: Annotated[str | None, typer.Option(help="The outlet's own zone, such as Asia/Aden.")] = None,
    published: Annotated[str | None, typer.Option(help="When reports that don't say were published.")] = None,
    kind: Annotated[
        str | None,
        typer.Option(help="page, feed, sitemap, archive, chat, table or reports; else told by what is found."),
    ] = None,
    column: Annotated[list[str] | None, typer.Option(help="A table's column, as text=NAME; may be repeated.")] = None,
    sheet: Annotated[str | None, typer.Option(help="The sheet of a workbook; else its first.")] = None,
    pages: Annotated[int, typer.Option(min=1, help="Most pages of one source in a run.")] = 500,
    recheck: Annotated[
        bool, typer.Option("--recheck", help="Ask for known pages again: changed ones are new versions.")
    ] = False,
    delay: Annotated[str, typer.Option(help="Least pause between two requests to a host.")] = "2s",
    contact: Annotated[str | None, typer.Option(help="An address that hosts can write to.")] = None,
    timestamp: Annotated[str | None, typer.Option(help="An authority (RFC 3161) to stamp the archives.")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")
    ] = False,
    ignore_robots: Annotated[
        bool, typer.Option("--ignore-robots", help="Fetch what a robots.txt asks not to; only where you may.")
    ] = False,
    ledger: Annotated[str | None, typer.Option(help="Read what is new into this ledger, sqlite:///FILE.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes for archives; 0: one for each core.")] = 1,
    progress: Annotated[bool | None, typer.Option("--progress/--no-progress", help="On standard error.")] = None,
) -> None:
    """Collect reports from where they are, each once. What was got, where, when and as which bytes, is recorded.

    `isnad collect status [FOLDER]` says how each source does; `isnad collect verify [FOLDER]` checks the record.
    """
    if None in map(find_spec, ("trafilatura", "lxml_html_clean", "fastwarc")):
        raise MissingExtraError("collect", "collecting")
    from isnad.cli.collecting import Wanted, collect_command, status_command, verify_command
    from isnad.collect.gather import Limits
    from isnad.collect.run import Settings
    from isnad.collect.sources import duration_s, is_published, is_zone, wrong_kind

    given = tuple(places or ())
    if given[:1] in (("status",), ("verify",)):
        if len(given) > 2:
            raise typer.BadParameter(f"{given[0]} takes one folder")
        command = status_command if given[0] == "status" else verify_command
        raise typer.Exit(command(Path(given[1]) if len(given) > 1 else output))
    if tz is not None and not is_zone(tz):
        raise typer.BadParameter(f"--tz {tz}: say a zone such as Asia/Damascus, Asia/Aden or UTC")
    if kind is not None and not given:
        raise typer.BadParameter(
            f"--kind {kind}: it is of what is named beside it; in a file of sources each says its own"
        )
    if wrong := next(filter(None, (wrong_kind(kind, place) for place in given)), None):
        raise typer.BadParameter(f"--kind {kind}: {wrong}")
    if published is not None and not is_published(published):
        raise typer.BadParameter(f"--published {published}: say 2021, 2021-04 or 2021-04-09")
    if contact is not None and not (contact.isascii() and contact.isprintable()):
        raise typer.BadParameter("--contact: hosts are told it in Latin letters only, such as press@sahl.example")
    if timestamp is not None and not timestamp.lower().startswith(("http://", "https://")):
        raise typer.BadParameter(f"--timestamp {timestamp}: say the authority's address, http://…")
    pause = duration_s(delay)
    if pause is None:
        raise typer.BadParameter(f"--delay {delay}: say 5s or 1m")
    wanted = Wanted(given, sources, every, outlet, tz, published, kind, tuple(column or ()), sheet, progress, ledger)
    settings = Settings(
        output, everything, jobs, allow_private, contact, pause, not ignore_robots, Limits(pages, recheck), timestamp
    )
    raise typer.Exit(collect_command(wanted, settings))
