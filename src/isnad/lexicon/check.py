"""Checking the lexicons: every mistake at once, with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from isnad.lexicon.load import build


def check(overlays: Sequence[Path] = ()) -> list[str]:
    """All mistakes of the shipped lexicons with these folders laid over them; empty where there are none."""
    return build(overlays)[1]
