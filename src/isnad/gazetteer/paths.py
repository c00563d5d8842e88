"""Where the imported places are kept on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

STORE_NAME = "places.sqlite"


def data_folder() -> Path:
    """The user's data folder of isnad; ISNAD_DATA overrides the system's custom. It need not exist yet."""
    own = os.environ.get("ISNAD_DATA")
    if own:
        return Path(own).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "isnad"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "isnad"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "isnad"


def store_path() -> Path:
    """The file of the imported places."""
    return data_folder() / STORE_NAME
