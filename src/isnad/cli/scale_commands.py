"""The options of engines, and `isnad link`."""

from __future__ import annotations

from typing import Annotated

import typer

ENGINES = ("local", "spark")
Engine = Annotated[str, typer.Option(help="local, or spark: on a cluster (docs/scale.md).")]
Master = Annotated[str | None, typer.Option(help="Of Spark: local[4], spark://…, yarn; else every core here.")]


def register(app: typer.Typer) -> None:
    """Put the command on the main application."""
    app.command()(link)


def link(
    readings: Annotated[list[str], typer.Argument(help="Folders that `isnad read --engine spark` wrote.")],
    output: Annotated[str, typer.Option("--output", "-o", help="A folder: members, links and holds as parquet.")],
    engine: Annotated[str, typer.Option(help="spark; on one machine `isnad load` links in the ledger.")] = "spark",
    judgements: Annotated[
        str | None, typer.Option(help="People's decisions: the table that `isnad publish parquet` writes.")
    ] = None,
    previous: Annotated[str | None, typer.Option(help="The run before, whose incident ids are kept.")] = None,
    master: Master = None,
) -> None:
    """Link readings of a cluster into incidents. The groups are those of one process."""
    if engine != "spark":
        raise typer.BadParameter(f"--engine {engine}: say spark; on one machine `isnad load` links in the ledger")
    from isnad.cli.scale import link_on_spark

    raise typer.Exit(link_on_spark(readings, output, judgements, previous, master))


def check_engine(engine: str, master: str | None) -> None:
    """Refuse what can't be, with its remedy."""
    if engine not in ENGINES:
        raise typer.BadParameter(f"--engine {engine}: say {' or '.join(ENGINES)}")
    if master is not None and engine != "spark":
        raise typer.BadParameter("--master is of --engine spark")
