"""A run that is killed at any step of its writing loses and doubles nothing; the next goes on from there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast

import pytest

from isnad.engines.manifest import FOLDER, Manifests
from isnad.engines.storage import File, Storage
from isnad.errors import InputError


class Killed(BaseException):
    """The process ended here."""


class Disk:
    """What Storage does, on disk; every change counts as a step, and a run is killed before step `last`."""

    def __init__(self, last: int = -1) -> None:
        self.steps, self.last = 0, last

    def _step(self) -> None:
        self.steps += 1
        if self.steps == self.last:
            raise Killed

    def whole(self, path: str) -> str:
        return path

    def texts(self, folder: str, suffix: str) -> dict[str, str]:
        return {p.name: p.read_text("utf-8") for p in sorted(Path(folder).glob(f"*{suffix}"))}

    def walk(self, folder: str) -> Iterator[File]:
        paths = sorted(p for p in Path(folder).rglob("*") if p.is_file())
        for path in paths:
            if path.relative_to(folder).parts[0] != FOLDER:
                yield File(str(path), path.stat().st_size, 0)

    def write(self, path: str, text: str) -> None:
        part = Path(f"{path}.part")
        part.parent.mkdir(parents=True, exist_ok=True)
        self._step()
        part.write_text(text, "utf-8")
        self._take(part, Path(path))

    def move(self, source: str, target: str) -> None:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        self._take(Path(source), Path(target))

    def _take(self, old: Path, new: Path) -> None:
        self._step()
        new.unlink(missing_ok=True)
        self._step()
        old.rename(new)

    def delete(self, path: str) -> None:
        given = Path(path)
        for file in sorted(given.rglob("*")) if given.is_dir() else [given]:
            if file.is_file():
                self._step()
                file.unlink()
        shutil.rmtree(given, ignore_errors=True)


def run(disk: Disk, out: Path, given: dict[str, str], read_with: str) -> None:
    """What the engine does with its folder: a row for each input file, in the month of its own and in a shared one."""
    storage = cast(Storage, disk)
    manifests = Manifests(storage, str(out))
    manifests.clean()
    for batch in manifests.plan([File(name, len(content), 0) for name, content in given.items()], read_with):
        staging = f"{out}/{FOLDER}/staging/{batch.id}"
        storage.delete(staging)
        for month in ("month=2024-01", "month=2024-02"):
            rows = [f"{month} {f.path} {f.size} {read_with}\n" for f in batch.files]
            storage.write(f"{staging}/{month}/part-0.parquet", "".join(rows))
        manifests.commit(batch, list(storage.walk(staging)), {})


def rows(out: Path) -> list[str]:
    """The rows that count."""
    manifests = Manifests(cast(Storage, Disk()), str(out))
    parts = manifests.parts()
    paths = [Path(p) for name in manifests.standing for p in parts.get(name, [])]
    return sorted(line for p in paths for line in p.read_text("utf-8").splitlines())


BEFORE = {"a": "1", "b": "1"}
CHANGES = {
    "a new file": (BEFORE | {"c": "1"}, "v1"),
    "a file that changed": (BEFORE | {"a": "12"}, "v1"),
    "another reader and a new file": (BEFORE | {"c": "1"}, "v2"),
}


@pytest.mark.parametrize("given, read_with", CHANGES.values(), ids=CHANGES)
def test_a_run_that_is_killed_at_any_step_loses_and_doubles_nothing(
    tmp_path: Path, given: dict[str, str], read_with: str
) -> None:
    first = tmp_path / "first"
    run(Disk(), first, BEFORE, "v1")
    before = rows(first)
    shutil.copytree(first, tmp_path / "whole")
    steps = Disk()
    run(steps, tmp_path / "whole", given, read_with)
    want = rows(tmp_path / "whole")
    assert len(want) == 2 * len(given)
    assert want != before
    for last in range(1, steps.steps + 1):
        out = tmp_path / f"killed-{last}"
        shutil.copytree(first, out)
        with pytest.raises(Killed):
            run(Disk(last), out, given, read_with)
        seen = rows(out)
        told = [line.split()[:2] for line in seen]
        assert all(told.count(line.split()[:2]) == 1 for line in before), (last, seen)  # the old or the new, once
        with suppress(Killed):
            run(Disk(2), out, given, read_with)  # and again, at once
        run(Disk(), out, given, read_with)
        assert rows(out) == want, last
        assert sorted(line for p in out.rglob("*.parquet") for line in p.read_text("utf-8").splitlines()) == want


def test_files_of_others_are_never_taken_for_rows_and_never_removed(tmp_path: Path) -> None:
    theirs = tmp_path / "month=2024-01" / "part-0.parquet"
    theirs.parent.mkdir()
    theirs.write_text("theirs", "utf-8")
    with pytest.raises(InputError, match=r"holds files that are no readings, such as .*part-0\.parquet"):
        run(Disk(), tmp_path, BEFORE, "v1")
    assert theirs.read_text("utf-8") == "theirs"


def test_a_record_that_is_none_is_said(tmp_path: Path) -> None:
    run(Disk(), tmp_path, BEFORE, "v1")
    record = next((tmp_path / FOLDER).glob("*.json"))
    record.write_text("{", "utf-8")
    with pytest.raises(InputError, match=f"{record.name}: no record of what was read: remove it"):
        run(Disk(), tmp_path, BEFORE, "v1")
    record.unlink()
    run(Disk(), tmp_path, BEFORE, "v1")
    assert len(rows(tmp_path)) == 2 * len(BEFORE)
