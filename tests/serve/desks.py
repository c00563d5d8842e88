"""What the tests of the desk have in common: a desk with a client, one that listens, people, what a machine lacks."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi.testclient import TestClient

from isnad.ledger import Ledger
from isnad.serve.settings import Settings

PASSWORD = "correct horse battery"


@dataclass
class Running:
    """A desk that answers a test client."""

    client: TestClient
    settings: Settings
    ledger: Ledger
    csrf: str
    headers: dict[str, str] = field(default_factory=dict)

    def decide(self, **given: Any) -> Any:
        """Decide by the API; the answer."""
        return self.client.post("/api/decisions", json=given, headers={"x-isnad-csrf": self.csrf})


Make = Callable[..., "Running"]


def sign_in(running: Running, name: str) -> str:
    """Sign the client in as somebody; gives the key of the session's forms."""
    running.client.cookies.clear()
    answer = running.client.post("/login", data={"name": name, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    from isnad.serve.people import person_of

    person = person_of(running.ledger, running.client.cookies.get("isnad_session"))
    assert person is not None
    running.csrf = person.csrf
    return person.csrf


@dataclass
class Served:
    """A desk that listens on a port."""

    base: str
    running: Any
    token: str
    ledger: Ledger


def missing(what: str, remedy: str) -> None:
    """Skip for something that this machine lacks, with the command that installs it; in CI it must be there."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI must have it: {remedy}")
    pytest.skip(f"{what} is missing: {remedy}")
