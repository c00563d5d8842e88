"""Fitted weights that ship as data: each file says what it is, how and on what it was fitted."""

from __future__ import annotations

import json
from functools import lru_cache

from isnad.lexicon.load import data_dir


@lru_cache(maxsize=8)
def model(name: str) -> dict[str, float]:
    """The weights of lexicons/models/NAME.json by feature name; a name that is missing there weighs nothing."""
    data = json.loads((data_dir() / "models" / f"{name}.json").read_text(encoding="utf-8"))
    return {str(k): float(v) for k, v in data["weights"].items()}
