"""The command line: from reports to claims, and from claims to incidents and what is published of them."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `isnad`; 0 done, 1 nothing could be read or a check failed, 2 wrong usage, 130 stopped by Ctrl-C."""
    try:
        from isnad.cli.app import run

        run()
    except KeyboardInterrupt:  # while the program itself is still being loaded
        sys.exit(130)
