"""What a running desk does before anybody asks, and after each linking."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from isnad.serve import app
from isnad.serve import desk as desks
from isnad.serve.settings import Settings
from isnad.serve.templating import built_files


def test_what_stands_is_settled_once(sample_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[int] = []
    monkeypatch.setattr(desks, "settle", lambda: times.append(1))
    shutil.copy(sample_ledger, tmp_path / "desk.db")
    desk = desks.Desk(Settings(f"sqlite:///{tmp_path / 'desk.db'}", apart=True, background=False))
    try:
        for _ in range(3):  # as after three linkings
            desk._warm()
    finally:
        desk.close()
    assert times == [1]


@pytest.mark.skipif(not built_files(), reason="the bundle is not built: make web")
def test_the_bundle_is_packed_before_the_first_visitor() -> None:
    app._packed.cache_clear()
    app.pack_bundle()
    packed = app._packed.cache_info().currsize
    assert packed >= 5  # the map, its base and style, the outlines, the worker
    app.pack_bundle()
    assert app._packed.cache_info().hits >= packed
