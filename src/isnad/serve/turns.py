"""In which threads endpoints work: those that read take turns in a few, those that change something have others.

Reading is work for the processor: with many threads at it each would only wait for the others. Changing the ledger is
mostly waiting for its lock, and nobody who reads shall wait for that.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any

import anyio.to_thread
from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from fastapi.routing import APIRoute

# Requests that are worked on at once; the others wait their turn. The database's pool holds 15 connections.
READING, CHANGING = 3, 8
_changing: RunVar[CapacityLimiter] = RunVar("isnad changing")


def take_turns() -> None:
    """Let only so many read at once, in the event loop that runs."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = READING
    _changing.set(CapacityLimiter(CHANGING))


class Route(APIRoute):
    """A route whose endpoint, where it changes something, works in a thread of those for that."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **given: Any) -> None:
        reads = set(given.get("methods") or ["GET"]) <= {"GET"}
        taken = endpoint if reads or inspect.iscoroutinefunction(endpoint) else _apart(endpoint)
        super().__init__(path, taken, **given)


def _apart(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    async def changes(**given: Any) -> Any:
        return await anyio.to_thread.run_sync(partial(endpoint, **given), limiter=_changing.get())

    changes.__name__, changes.__doc__, changes.__module__ = endpoint.__name__, endpoint.__doc__, endpoint.__module__
    changes.__signature__ = inspect.signature(endpoint, eval_str=True)  # type: ignore[attr-defined]
    return changes
