"""The commands and their options; what they do stands in the modules beside, imported when a command runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from isnad import __version__
from isnad.cli import collect_commands
from isnad.cli.desk import register as register_desk
from isnad.cli.ledger_commands import register
from isnad.cli.places import places_app
from isnad.cli.plain import plain, plain_lines
from isnad.cli.read_options import DEFAULT_TZ, Excel, Jobs, Lexicons, Outlet, Published, Zone
from isnad.cli.scale_commands import Engine, Master, check_engine
from isnad.cli.scale_commands import register as register_scale
from isnad.errors import InputError, IsnadError, MissingExtraError

LEDGER_NEEDS = ("sqlalchemy", "alembic", "cryptography")  # what the extra `ledger` brings


class _Commands(TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        """Run a command. Where the reader of our output goes away (`| head`) that is no fault, and all is said."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None


# Plain help: rich help costs a tenth of a second at each start.
app = typer.Typer(
    cls=_Commands, name="isnad", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    add_completion=False,
)  # fmt: skip
lexicon_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The lexicons: words, names, rules.")


def run() -> None:
    """Run the command line; what stops it is told on one line, without a traceback, unless it is a fault of ours."""
    try:
        app()
    except IsnadError as error:
        message = str(error)
    except OSError as error:  # a folder that is not there or can't be written to, a full disk
        message = ": ".join(str(part) for part in (error.filename2 or error.filename, error.strerror or error) if part)
    except ModuleNotFoundError as error:  # the ledger's commands import its parts before they open it
        if error.name not in LEDGER_NEEDS:
            raise
        message = str(MissingExtraError("ledger", "the ledger"))
    else:
        return
    typer.echo(f"isnad: {plain_lines(message)}", err=True)
    sys.exit(1)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"isnad {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Read Arabic reports on armed conflict into claims: who did what to whom, where, when, and who says so.

    It reads what reports say, which is not what happened: a claim is to be checked. It is never for targeting.
    docs/guide.md goes from what you want to do to the commands.
    """


@app.command()
def read(
    paths: Annotated[
        list[str],
        typer.Argument(help="Files (.txt .html .jsonl .csv .tsv .parquet), folders, globs, or - for standard input."),
    ],
    output: Annotated[str | None, typer.Option("--output", "-o", help="Write here, whole or not at all.")] = None,
    format: Annotated[
        str | None,
        typer.Option("--format", "-f", help="table, jsonl, csv or parquet; else from -o, a table on a terminal."),
    ] = None,
    published: Published = None,
    outlet: Outlet = None,
    tz: Zone = DEFAULT_TZ,
    jobs: Jobs = 1,
    lexicon: Lexicons = None,
    excel: Excel = False,
    progress: Annotated[
        bool | None, typer.Option("--progress/--no-progress", help="On standard error; by default on a terminal.")
    ] = None,
    engine: Engine = "local",
    master: Master = None,
) -> None:
    """Read reports into claims, each cell tied to its words."""
    from isnad.cli.reading import Wanted, check_wanted, read_command

    check_engine(engine, master)
    if engine == "spark":
        from isnad.cli.scale import read_on_spark

        if output is None or format is not None or excel or jobs != 1:
            raise typer.BadParameter(
                "--engine spark writes parquet into a folder: say -o DIR, no --format, --excel, --jobs"
            )
        target = None
    else:
        target = Path(output) if output else None
    wanted = Wanted(tuple(paths), target, format, published, outlet, tz, jobs, tuple(lexicon or ()), excel, progress)
    if mistake := check_wanted(wanted):
        raise typer.BadParameter(mistake)
    if engine == "spark":
        raise typer.Exit(read_on_spark(wanted, str(output), master))
    raise typer.Exit(read_command(wanted))


@app.command()
def explain(
    claims: Annotated[
        str, typer.Argument(help="What `isnad read` wrote, .jsonl or .parquet; or the id of an incident or a tally.")
    ],
    claim: Annotated[
        str | None, typer.Argument(metavar="REPORT:CLAIM", help="Such as smp-03:c2, or a claim_id.")
    ] = None,
    ledger: Annotated[str | None, typer.Option(help="The ledger of the incident; else ISNAD_LEDGER.")] = None,
) -> None:
    """Say why a claim, or an incident, says what it says.

    Of a claim: rules, words, namesakes that lost. Of an incident of the ledger: its links, and who set each number.
    """
    if claim is None:
        if Path(claims).is_file():
            raise typer.BadParameter("name the claim too, such as smp-03:c2")
        if claims.endswith((".jsonl", ".parquet")):
            raise InputError(f"{claims}: there is no such file")
        from isnad.cli.ledger_commands import explain_incident

        raise typer.Exit(explain_incident(claims, ledger))
    from isnad.cli.explain import explain_command

    raise typer.Exit(explain_command(Path(claims), claim))


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Reports coded by hand, in the codebook's form.")],
    predicted: Annotated[
        Path | None, typer.Argument(help="Claims to score; without it the gold's texts are read now.")
    ] = None,
    errors: Annotated[int, typer.Option(min=-1, help="How many errors to list; -1: all.")] = 20,
    kind: Annotated[
        str | None, typer.Option("--class", help="List only these errors: missed, wrong, or a field such as when.")
    ] = None,
    only: Annotated[str | None, typer.Option(help="One report, by its id.")] = None,
    ci: Annotated[bool, typer.Option("--ci", help="Add half-widths of 95 % intervals, over reports.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The scores as JSON.")] = False,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="Both files are coders: agreement in a table, neither is right.")
    ] = False,
) -> None:
    """Score claims against gold, field by field. The errors are listed."""
    from isnad.cli.scoring import evaluate_command
    from isnad.evaluate.score import CLASSES

    if agreement and predicted is None:
        raise typer.BadParameter("--agreement needs two files")
    if agreement and (kind or ci or as_json):
        raise typer.BadParameter("--agreement is a table by itself: no --class, --ci, --json")
    if kind is not None and kind not in CLASSES:
        raise typer.BadParameter(f"--class {kind}: there are {', '.join(CLASSES)}")
    options: dict[str, Any] = {"errors": errors, "kind": kind, "only": only, "ci": ci, "as_json": as_json}
    raise typer.Exit(evaluate_command(gold, predicted, agreement=agreement, **options))


@lexicon_app.command("check")
def lexicon_check(
    folders: Annotated[list[Path] | None, typer.Argument(help="Your own folders, checked with ours.")] = None,
) -> None:
    """List all mistakes of the lexicons at once. With file and line; where there are none, of your examples."""
    from isnad.cli.examples import wrong_examples
    from isnad.lexicon.check import check

    mistakes = check(folders or [])
    if folders and not mistakes:
        mistakes = wrong_examples(folders)
    for mistake in mistakes:
        typer.echo(plain(mistake))
    typer.echo(f"{len(mistakes) or 'no'} mistake{'' if len(mistakes) == 1 else 's'}", err=True)
    raise typer.Exit(1 if mistakes else 0)


# Help lists commands in the order they are told of here: reading, then what is made of it.
app.add_typer(lexicon_app, name="lexicon")
app.add_typer(places_app, name="places")
collect_commands.register(app)
register(app)
register_desk(app)
register_scale(app)
