"""Long runs that make millions of objects and no cycles: the collector would only walk them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Pause Python's cycle collector; nothing of what is built is garbage, and looking costs a third to a half."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def standing_objects() -> Iterator[None]:
    """Let the collector run again, but not over what stands already and will stand to the end."""
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.disable()
        gc.unfreeze()
