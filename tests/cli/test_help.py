"""The help of the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from isnad.cli.app import app


def commands(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command and sub-command."""
    yield words, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*words, name))


ALL = list(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("words", [words for words, _ in ALL], ids=[" ".join(words) or "isnad" for words, _ in ALL])
def test_lists_of_commands_are_told_in_whole_sentences(words: tuple[str, ...]) -> None:
    told = CliRunner().invoke(app, [*words, "--help"], terminal_width=80).stdout
    assert "..." not in told.partition("Commands:")[2]


@pytest.mark.parametrize("words, command", ALL, ids=[" ".join(words) or "isnad" for words, _ in ALL])
def test_every_option_says_what_it_does(words: tuple[str, ...], command: Any) -> None:
    assert [p.name for p in command.params if p.name != "help" and not getattr(p, "help", None)] == []
