"""Schemathesis asks every address of the API with whatever its description allows: nothing fails inside."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from isnad.serve.access import run_csrf
from isnad.serve.app import create_app
from isnad.serve.settings import Settings

# Requests for each address.
EXAMPLES = 12
# The first search for a place loads the places.
TIMEOUT_S = 120
schemathesis = pytest.importorskip("schemathesis", reason="pip install --group dev")


@pytest.fixture(scope="module")
def schema(sample_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The description of a desk on its own copy of the sample ledger."""
    path = tmp_path_factory.mktemp("api") / "desk.db"
    shutil.copy(sample_ledger, path)
    hosts = ("testserver", "localhost", "127.0.0.1")
    app = create_app(Settings(f"sqlite:///{path}", hosts=hosts, background=False))
    yield schemathesis.openapi.from_asgi("/openapi.json", app)
    app.state.desk.close()


def test_nothing_that_the_description_allows_fails_inside(schema: Any) -> None:
    desk = schema.app.state.desk
    headers = {"cookie": f"isnad_run={desk.settings.token}", "x-isnad-csrf": run_csrf(desk)}
    asked = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy())
        def ask(case: Any) -> None:
            answer = case.call(headers=headers, timeout=TIMEOUT_S)
            assert answer.status_code < 500, f"{case.method} {case.path}: {answer.text}"
            assert answer.status_code not in (401, 421), case.path

        ask()
        asked.append(operation.path)
    assert len(asked) > 10
