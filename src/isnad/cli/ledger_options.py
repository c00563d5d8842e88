"""Which ledger: the option that every command of it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from isnad.ledger import Ledger

DEFAULT_LEDGER = "sqlite:///isnad.db"
LedgerUrl = Annotated[
    str, typer.Option("--ledger", envvar="ISNAD_LEDGER", help="sqlite:///FILE or postgresql://USER@HOST/DATABASE.")
]


def open_ledger(url: str, make: bool = False) -> Ledger:
    """The ledger, which only `load` and `run` make: a mistyped address is no empty ledger."""
    from isnad.ledger import Ledger

    return Ledger.open(url, make)
