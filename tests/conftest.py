"""Puts `bench` where tests can import it, and this folder, for the helpers; sets how long properties may take.

Of several workers one gets all tests of the engines, so that one session of Spark serves them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

# Places imported on this machine would change what is read; a folder inside a file holds none.
os.environ["ISNAD_DATA"] = str(Path(__file__) / "none")

# The first example of a property pays for imports and lexicons; a deadline would fail it on a slow machine.
settings.register_profile("isnad", deadline=None)
settings.load_profile("isnad")


@pytest.hookimpl(optionalhook=True)  # there is none without xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests go one by one to the worker that is free, those of the engines together.

    xdist's own groups (`--dist loadgroup`) are written to a part of a test's id that pytest 9 no longer reads.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "engines" if nodeid.startswith("tests/engines/") else nodeid

    return Scheduling(config, log)
