"""The command line: read, explain, evaluate, lexicon check."""

from __future__ import annotations


def main() -> None:
    """Run `isnad`; 0 done, 1 nothing could be read or a check failed, 2 wrong usage."""
    from isnad.cli.app import run

    run()
