"""The commands of the desk: serve, and the first account."""

from __future__ import annotations

import getpass
import socket
from dataclasses import replace
from typing import Annotated, Any

import typer

from isnad.cli.ledger_options import DEFAULT_LEDGER, LedgerUrl, open_ledger
from isnad.errors import InputError, MissingExtraError

people_app = typer.Typer(no_args_is_help=True, help="Who may use the desk of a ledger.")


def register(app: typer.Typer) -> None:
    """Put the commands on the main application."""
    app.command()(serve)
    app.add_typer(people_app, name="people")


def _needs() -> None:
    try:
        import argon2
        import fastapi
        import jinja2
        import python_multipart
        import uvicorn  # noqa: F401
    except ImportError as e:
        raise MissingExtraError("serve", "the desk") from e
    del argon2, fastapi, jinja2, python_multipart


def serve(
    ledger: LedgerUrl = DEFAULT_LEDGER,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = 8321,
    host: Annotated[
        str, typer.Option(help="The address to listen at; beyond this machine only with people.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None, typer.Option(help="A name that the desk is reached under; may be repeated.")
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Anyone may read, by the public profile; nothing changes.")
    ] = False,
    https: Annotated[
        bool, typer.Option("--https", help="A proxy before the desk ends TLS: cookies over HTTPS only.")
    ] = False,
    map_style: Annotated[
        str | None, typer.Option(help="A MapLibre style of yours, https://…: the map then asks that server for tiles.")
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes that answer: for a room of people, one for each processor.")
    ] = 1,
) -> None:
    """Open the desk: a web application on the ledger. To read it, follow a figure to its words, and decide."""
    _needs()
    import uvicorn

    from isnad.serve.app import create_app
    from isnad.serve.settings import KEEP_ALIVE_S, LOOPBACK
    from isnad.serve.templating import built_files

    if map_style is not None and not map_style.startswith("https://"):
        raise typer.BadParameter("--map-style: say an address that begins with https://")
    settings = _settings(ledger, public, tuple(h.lower() for h in allow_host or ()), https, map_style)
    settings = replace(settings, workers=workers)
    own = host in ("127.0.0.1", "localhost", "::1")
    if not own and not (public or settings.people):
        raise InputError(
            f"--host {host}: without people the desk is for this machine alone. Add somebody first "
            "(isnad people add NAME --role lead), or serve the public profile (--public)"
        )
    if not own and not allow_host:
        raise InputError(f"--host {host}: name what the desk is reached under, such as --allow-host desk.example.org")
    _port_is_free(host, port)
    if not built_files():
        typer.echo("The map, keys and fonts are not built: `make web` builds them. Everything else works.", err=True)
    shown = "127.0.0.1" if host in (*LOOPBACK, "0.0.0.0") else host
    key = "" if public or settings.people else f"/?token={settings.token}"
    typer.echo(f"The desk is open at http://{shown}:{port}{key}")
    if key:
        typer.echo("It answers on this machine alone, to whoever has this address. End it with Ctrl-C.", err=True)
    if workers > 1:
        from isnad.serve.workers import serve as serve_many

        serve_many(settings, host, port)
        return
    uvicorn.run(
        create_app(settings), host=host, port=port, log_level="warning", server_header=False, proxy_headers=https,
        timeout_keep_alive=KEEP_ALIVE_S,
    )  # fmt: skip


def _settings(url: str, public: bool, hosts: tuple[str, ...], https: bool, map_style: str | None) -> Any:
    from isnad.serve.people import accounts
    from isnad.serve.settings import LOOPBACK, Settings

    with open_ledger(url) as opened:
        people = any(a.closed_at is None for a in accounts(opened))
    made = Settings(url, public, people and not public, (*LOOPBACK, *hosts), https, _user(), map_style, apart=True)
    return replace(made, token="") if public or people else made


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name for this user id, as in some containers
        return "local"


def _port_is_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind((host, port))
        except OSError as e:
            raise InputError(f"{host}:{port} can't be listened at ({e.strerror}): choose another with --port") from e


@people_app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Their name, as judgements will be signed.")],
    role: Annotated[str, typer.Option(help="reader, coder or lead.")] = "reader",
    ledger: LedgerUrl = DEFAULT_LEDGER,
) -> None:
    """Add somebody; asks for a password. With the first one the desk asks everybody to sign in."""
    _needs()
    from isnad.serve.people import add_account

    with open_ledger(ledger) as opened:
        password = typer.prompt("password (12 characters or more)", hide_input=True, confirmation_prompt=True)
        add_account(opened, name, role, password)
    typer.echo(f"{name} may sign in as {role}")


@people_app.command("list")
def list_people(ledger: LedgerUrl = DEFAULT_LEDGER) -> None:
    """List who may use the desk."""
    _needs()
    from isnad.cli.plain import plain
    from isnad.serve.people import accounts

    with open_ledger(ledger) as opened:
        for a in accounts(opened):
            typer.echo(f"{a.role:7} {a.made_at[:10]} {'closed ' if a.closed_at else ''}{plain(a.name)}")


@people_app.command("close")
def close(
    name: Annotated[str, typer.Argument(help="As `isnad people list` names them.")], ledger: LedgerUrl = DEFAULT_LEDGER
) -> None:
    """Close an account; what they decided stays."""
    _needs()
    from isnad.serve.people import close_account

    with open_ledger(ledger) as opened:
        close_account(opened, name)
    typer.echo(f"{name} is closed")
