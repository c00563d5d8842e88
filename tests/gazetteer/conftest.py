"""A data folder of its own for each test, and a server on this machine with a small made GeoNames."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from made_geonames import Server, handler


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ISNAD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ISNAD_RETRY_S", "0")
    return tmp_path / "data"


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler(found))
    found.url = f"http://127.0.0.1:{http.server_address[1]}/"
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield found
    http.shutdown()
    http.server_close()
