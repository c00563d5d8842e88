"""Puts `bench` where tests can import it, and this folder, for the helpers; sets how long properties may take."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

# Places imported on this machine would change what is read; a folder inside a file holds none.
os.environ["ISNAD_DATA"] = str(Path(__file__) / "none")

# The first example of a property pays for imports and lexicons; a deadline would fail it on a slow machine.
settings.register_profile("isnad", deadline=None)
settings.load_profile("isnad")
