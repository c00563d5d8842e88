"""A desk on a ledger of invented reports, with a client that holds its key; and a browser where there is one."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import PASSWORD, Make, Running, Served, missing
from fastapi.testclient import TestClient
from visits import AXE, FLAGS

from isnad.batch import read_pairs
from isnad.collect.files import iter_reports
from isnad.ledger import Ledger
from isnad.ledger.load import Item, load
from isnad.ledger.relink import relink
from isnad.ledger.search import index_reports
from isnad.model import Report
from isnad.review.queue import refresh
from isnad.serve import people
from isnad.serve.access import run_csrf
from isnad.serve.app import create_app
from isnad.serve.people import add_account
from isnad.serve.settings import Settings
from isnad.serve.templating import built_files

SAMPLES = Path(__file__).parents[2] / "src/isnad/samples/reports.jsonl"


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports, read, linked and indexed; copied for each test that may change it."""
    path = tmp_path_factory.mktemp("desk") / "sample.db"
    with Ledger.open(f"sqlite:///{path}") as ledger:
        pairs = read_pairs(iter_reports([str(SAMPLES)]))
        load(ledger, (Item(report, reading) for report, reading in pairs if isinstance(report, Report)))
        relink(ledger)
        index_reports(ledger)
        refresh(ledger)
    return path


@pytest.fixture(scope="session", autouse=True)
def light_hashes() -> Iterator[None]:
    """Passwords are hashed with little work: dozens of tests sign people in, and none is about how long it takes."""
    from argon2 import PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        yield


@pytest.fixture
def make_desk(sample_ledger: Path, tmp_path: Path) -> Iterator[Make]:
    """Makes desks, each on its own copy of the sample ledger or on a ledger given; closes them."""
    opened: list[Any] = []

    def make(path: Path | None = None, **given: Any) -> Running:
        if path is None:
            path = tmp_path / f"desk{len(opened)}.db"
            shutil.copy(sample_ledger, path)
        given.setdefault("hosts", ("testserver", "127.0.0.1", "localhost"))
        settings = Settings(f"sqlite:///{path}", **given)
        client = TestClient(create_app(settings), follow_redirects=False)
        client.__enter__()
        opened.append(client)
        desk = client.app.state.desk  # type: ignore[attr-defined]
        if not settings.public and not settings.people:
            client.cookies.set("isnad_run", settings.token)
        return Running(client, settings, desk.ledger, run_csrf(desk))

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def desk(make_desk: Make) -> Running:
    """A desk for one person."""
    return make_desk()


@pytest.fixture
def team(make_desk: Make) -> Running:
    """A desk with people: Lina is a lead, Karim and Salma code, Rami reads."""
    made = make_desk(people=True)
    for name, role in (("Lina", "lead"), ("Karim", "coder"), ("Salma", "coder"), ("Rami", "reader")):
        add_account(made.ledger, name, role, PASSWORD)
    return made


@pytest.fixture
def serve(sample_ledger: Path, tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Starts desks on ports of this machine."""
    import uvicorn

    started: list[tuple[Any, threading.Thread]] = []

    def start(**given: Any) -> Served:
        path = tmp_path / f"served{len(started)}.db"
        shutil.copy(sample_ledger, path)
        settings = Settings(f"sqlite:///{path}", owner="Mona", **given)
        app = create_app(settings)
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        started.append((server, thread))
        while not server.started:
            time.sleep(0.02)
        return Served(f"http://127.0.0.1:{port}", server, settings.token, app.state.desk.ledger)

    yield start
    for server, thread in started:
        server.should_exit = True
        thread.join(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium; skips where there is none."""
    chromium = shutil.which("chromium")
    if chromium is None:
        missing("Chromium", "apt-get install chromium fonts-noto-core")
    if not built_files() or not AXE.is_file():
        missing("the built bundle", "make web")
    api = pytest.importorskip("playwright.sync_api", reason="pip install --group dev")
    with api.sync_playwright() as p:
        opened = p.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()
