"""Coded errors: what went wrong, where, and what to do about it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence


class IsnadError(Exception):
    """Base of all errors that isnad raises on purpose; `code` is stable, the message says the remedy."""

    code = "isnad"


class InputError(IsnadError):
    """A file or a row that can't be read as a report; the message names file and line."""

    code = "input"


class LexiconError(IsnadError):
    """All mistakes of a lexicon at once, each as `file:line: what is wrong`."""

    code = "lexicon"

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("the lexicon has mistakes:\n" + "\n".join(f"  {m}" for m in mistakes))
        self.mistakes = tuple(mistakes)


class MissingExtraError(IsnadError):
    """A part that is not installed; the message names the extra that brings it, and the Python that lacks it.

    With the pip of another Python, where isnad is not, the remedy would install what else is called isnad on PyPI.
    """

    code = "extra"

    def __init__(self, extra: str, what: str) -> None:
        pip = f"{shlex.quote(sys.executable or 'python')} -m pip install 'isnad[{extra}]'"
        super().__init__(f"{what} needs the extra '{extra}': {pip}")
        self.extra = extra
