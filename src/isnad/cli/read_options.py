"""The options that reading has, whether into a file or into a ledger, and what may be said for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

DEFAULT_TZ = "Asia/Damascus"
Published = Annotated[
    str | None, typer.Option(help="When reports that don't say were published: 2021, 2021-04, 2021-04-09 …")
]
Outlet = Annotated[str | None, typer.Option(help="Who published the reports that don't say.")]
Zone = Annotated[str, typer.Option("--tz", help="The zone whose days count, for times of publication.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes; 0: one for each core.")]
Lexicons = Annotated[
    list[Path] | None, typer.Option("--lexicon", help="A folder of your own lexicons; may be repeated.")
]
Excel = Annotated[bool, typer.Option("--excel", help="Begin CSV with the mark that Excel knows UTF-8 by.")]


def check_said(published: str | None, tz: str, lexicons: Sequence[Path]) -> str | None:
    """What is wrong with these options, with its remedy; None where nothing is."""
    from zoneinfo import ZoneInfo

    from isnad.resolve.published import parse_published

    for folder in lexicons:
        if not folder.is_dir():
            return f"--lexicon {folder}: there is no such folder"
    try:
        ZoneInfo(tz)
    except (ValueError, OSError, LookupError):
        return f"--tz {tz}: say a zone such as Asia/Damascus, Asia/Aden or UTC"
    try:
        parse_published(published, tz)
    except ValueError:
        return f"--published {published}: say 2021, 2021-04, 2021-04-09 or 2021-04-09T21:30+03:00"
    return None
