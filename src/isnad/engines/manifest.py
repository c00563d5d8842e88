"""What a folder of readings holds: batches of input files, each read by one reader and written whole or not at all.

A batch is there when its manifest is. `_isnad/BATCH.json` names each input file with its size and time of change, the
reader, and the batches that it takes the place of. Rows stand in `month=YYYY-MM/BATCH-N.parquet`; those of a batch
without a manifest are of a run that was killed, and are removed by the next.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from isnad.collect.archive.read import SUFFIXES as ARCHIVES
from isnad.engines.storage import File, Storage
from isnad.errors import InputError

FOLDER = "_isnad"
_ROWS = re.compile(r"/month=[^/]+/(?P<batch>[0-9a-f]{16})-\d{5,}\.parquet$")
# What a killed run loses at most, and what the driver lists at once; some 100,000 reports, on many cores more.
BATCH_BYTES = 256_000_000
BATCH_BYTES_CORE = 32_000_000
BATCH_FILES = 1000
ARCHIVE_SHARE = 40  # of an archive's bytes, one in so many is a report's, packed


@dataclass(frozen=True, slots=True)
class Batch:
    """Some input files that are read and written together; `replaces` are the batches whose rows go when it stands."""

    files: tuple[File, ...]
    read_with: str
    replaces: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """16 hex digits of files and reader: the same work has the same name in the next run."""
        told = json.dumps([[asdict(f) for f in self.files], self.read_with], sort_keys=True)
        return hashlib.sha256(told.encode("utf-8")).hexdigest()[:16]


class Manifests:
    """The batches of a folder of readings. One run at a time may write to a folder."""

    def __init__(self, storage: Storage, folder: str) -> None:
        self.storage, self.folder = storage, storage.whole(folder)
        self.batches: dict[str, Batch] = {}
        self._rows: dict[str, list[str]] = {}  # the files of each batch that stands, as `clean` saw them
        for name, text in storage.texts(f"{self.folder}/{FOLDER}", ".json").items():
            try:
                row = json.loads(text)
                files = tuple(File(**f) for f in row["files"])
                self.batches[name.removesuffix(".json")] = Batch(files, row["read_with"], tuple(row["replaces"]))
            except (ValueError, KeyError, TypeError):
                raise InputError(
                    f"{self.folder}/{FOLDER}/{name}: no record of what was read: remove it, and that is read again"
                ) from None

    @property
    def standing(self) -> dict[str, Batch]:
        """The batches whose place no other took."""
        gone = {old for batch in self.batches.values() for old in batch.replaces}
        return {name: batch for name, batch in self.batches.items() if name not in gone}

    def parts(self) -> dict[str, list[str]]:
        """The files of rows by the batch they are of; under "" those that no run of ours wrote."""
        out: dict[str, list[str]] = {}
        for file in self.storage.walk(self.folder):
            found = _ROWS.search(file.path)
            out.setdefault(found["batch"] if found else "", []).append(file.path)
        return out

    def clean(self) -> None:
        """Remove the rows of batches that were never finished or whose place was taken, and what was being written.

        Raises InputError where files of somebody else stand in the folder: they would be taken for readings.
        """
        standing = self.standing
        self._rows = self.parts()
        if others := self._rows.pop("", None):
            raise InputError(
                f"{self.folder} holds files that are no readings, such as {others[0]}: name a folder of their own for "
                "readings with -o"
            )
        self.storage.delete(f"{self.folder}/{FOLDER}/staging")
        self._remove(sorted({*self.batches, *self._rows} - set(standing)))

    def _remove(self, names: Iterable[str]) -> None:
        """Remove batches: rows first, for a row whose manifest is gone is still known for one without a batch."""
        for name in names:
            for path in self._rows.pop(name, ()):
                self.storage.delete(path)
            if self.batches.pop(name, None) is not None:
                self.storage.delete(f"{self.folder}/{FOLDER}/{name}.json")

    def commit(self, batch: Batch, staged: Iterable[File], counts: dict[str, int]) -> None:
        """Move the rows that were written to their place; the manifest comes last and makes them count.

        What the batch takes the place of goes; nothing else is looked at, for a run has many batches.
        """
        rows = self._rows[batch.id] = []
        for n, file in enumerate(sorted(staged)):
            rows.append(f"{self.folder}/{PurePosixPath(file.path).parent.name}/{batch.id}-{n:05}.parquet")
            self.storage.move(file.path, rows[-1])
        row = asdict(batch) | {"rows": counts}
        self.storage.write(f"{self.folder}/{FOLDER}/{batch.id}.json", json.dumps(row, ensure_ascii=False, indent=1))
        self.batches[batch.id] = batch
        self._remove(batch.replaces)
        self.storage.delete(f"{self.folder}/{FOLDER}/staging")

    def plan(self, files: Sequence[File], read_with: str, cores: int = 1) -> list[Batch]:
        """The batches to read: files that are new, and whole batches of which a file or the reader changed.

        Raises InputError where a file of such a batch is gone: its rows would be lost.
        """
        now = {f.path: f for f in files}
        done: set[str] = set()
        out: list[Batch] = []
        for name, old in self.standing.items():
            given = [f for f in old.files if f.path in now]
            if given and (old.read_with != read_with or any(now[f.path] != f for f in given)):
                out.append(Batch(self._again(old, now), read_with, (name,)))
            done |= {f.path for f in old.files}
        new = [f for f in files if f.path not in done]
        most = max(BATCH_BYTES, BATCH_BYTES_CORE * cores)
        return out + [Batch(tuple(some), read_with) for some in _some(new, most)]

    def _again(self, old: Batch, now: dict[str, File]) -> tuple[File, ...]:
        """The files of a batch as they stand now, those that were not given too."""
        out = []
        for file in old.files:
            if file.path in now:
                out.append(now[file.path])
                continue
            try:
                out += self.storage.find(file.path, ("",))
            except InputError:
                raise InputError(
                    f"{file.path} is gone; {self.folder} holds its readings in one batch with files that are to be "
                    "read again: put it back, or write to another folder with -o"
                ) from None
        return tuple(sorted(out))


def _some(files: Sequence[File], most: int) -> Iterable[list[File]]:
    """Files in order, some at a time: with so many bytes of reports."""
    some: list[File] = []
    size = 0
    for file in files:
        reports = file.size // (ARCHIVE_SHARE if file.named(ARCHIVES) else 1)
        if some and (size + reports > most or len(some) >= BATCH_FILES):
            yield some
            some, size = [], 0
        some.append(file)
        size += reports
    if some:
        yield some
