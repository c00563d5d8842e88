"""Several processes that answer: a decision that one of them takes is linked, and all of them know."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from desks import PASSWORD

from isnad.ledger import Ledger
from isnad.serve.people import Tries, add_account, person_of, sign_in

WITHIN_S = 120.0


@pytest.fixture
def port(sample_ledger: Path, tmp_path: Path) -> Iterator[int]:
    """The port of a desk of two processes, on a ledger where Mona is a lead."""
    shutil.copy(sample_ledger, tmp_path / "desk.db")
    with Ledger.open(f"sqlite:///{tmp_path / 'desk.db'}") as ledger:
        add_account(ledger, "Mona", "lead", PASSWORD)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        number = s.getsockname()[1]
    command = ["serve", "--ledger", f"sqlite:///{tmp_path / 'desk.db'}", "--port", str(number), "--workers", "2"]
    process = subprocess.Popen([sys.executable, "-c", "from isnad.cli import main; main()", *command])
    try:
        yield number
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=WITHIN_S) == 0
    finally:
        process.kill()


def ask(port: int, path: str, cookie: str, csrf: str = "", given: object = None) -> dict[str, object]:
    """Ask on a connection of its own, which any of the processes may take; wait for a server that starts."""
    headers = {"cookie": cookie, "content-type": "application/json", "x-isnad-csrf": csrf}
    end = time.monotonic() + WITHIN_S
    while True:
        http = HTTPConnection("127.0.0.1", port, timeout=WITHIN_S)
        try:
            http.request(
                "GET" if given is None else "POST", path, None if given is None else json.dumps(given), headers
            )
            answer = http.getresponse()
            found: dict[str, object] = json.loads(answer.read())
            assert answer.status < 300, found
            return found
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.2)
        finally:
            http.close()


def test_a_decision_is_linked_for_all_processes(port: int, tmp_path: Path) -> None:
    with Ledger.open(f"sqlite:///{tmp_path / 'desk.db'}") as ledger:
        token = sign_in(ledger, "Mona", PASSWORD)
        person = person_of(ledger, token)
    assert person
    cookie = f"isnad_session={token}"
    claim = ask(port, "/api/reports/smp-03", cookie)["claims"][0]  # type: ignore[index]
    assert claim["incident_id"]
    ask(port, "/api/decisions", cookie, person.csrf, {"verb": "reject", "claim": claim["claim_id"]})
    path = f"/api/incidents/{claim['incident_id']}"
    end = time.monotonic() + WITHIN_S
    while claim["claim_id"] in json.dumps(ask(port, f"{path}/reports", cookie)):
        assert time.monotonic() < end, "the decision was not linked"
        time.sleep(0.2)
    assert len({json.dumps(ask(port, path, cookie)) for _ in range(6)}) == 1


def test_tries_of_passwords_are_shared_out() -> None:
    tries = Tries(2)
    tries.note("name")
    assert not tries.too_many("name")
    tries.note("name")
    assert tries.too_many("name")
