"""How a desk is run: which ledger, for whom, under which names."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from isnad.ledger.store import now

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
# How long an idle connection is kept open: longer than a proxy keeps one (a minute, for most), so that none is closed
# just as the next request is sent.
KEEP_ALIVE_S = 75


@dataclass(frozen=True, slots=True)
class Settings:
    """`hosts` are the names (without port) that requests may be addressed to; `token` is the key of this run.

    Without people configured a desk is for one person on this machine, who holds the token. `public` serves the
    public profile to anyone, and nothing can be changed. `https` keeps cookies to encrypted connections.
    """

    url: str
    public: bool = False
    people: bool = False
    hosts: tuple[str, ...] = LOOPBACK
    https: bool = False
    owner: str = "local"
    map_style: str | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    # Reading the ledger anew for the queue and the index of words goes on in the background.
    background: bool = True
    # When it was started: a page of an earlier run may have looked otherwise.
    started: str = field(default_factory=now)
    # So many processes answer; with more than one, another links for all of them.
    workers: int = 1
    # Linking in a process of its own, so that it takes no time from those who read; needs a ledger that is a file or a
    # server. Tests link in a thread.
    apart: bool = False

    @property
    def profile(self) -> str:
        """The profile of what is shown."""
        return "public" if self.public else "internal"
