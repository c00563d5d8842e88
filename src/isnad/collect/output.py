"""Where what was found goes: JSON lines that only grow, and never hold a line that the record does not know of."""

from __future__ import annotations

import fcntl
import hashlib
import os
from functools import reduce
from pathlib import Path
from typing import IO, Any

from isnad.collect.state import State
from isnad.errors import InputError
from isnad.schema import to_json

REPORTS = "reports.jsonl"
RECORD = "collect.db"
AT = "written"  # how many bytes of the reports the record knows of
CHAIN = "chain"  # what binds these bytes: the digest of each line goes into that of the next


def chained(chain: bytes, line: bytes) -> bytes:
    """The digest that binds a line to all lines before it; `chain` is theirs, b"" before the first."""
    return hashlib.sha256(chain + line).digest()


def is_taken(path: Path) -> bool:
    """Whether a run is collecting into a folder at this moment."""
    try:
        with (path / f".{RECORD}.lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


class Folder:
    """The folder of a collection: reports, record and archives. One process at a time has it; others are refused."""

    def __init__(self, path: Path) -> None:
        try:
            path.mkdir(parents=True, exist_ok=True)
            self._lock = (path / f".{RECORD}.lock").open("w")
        except OSError as error:
            raise InputError(f"{path}: can't be written to: {error.strerror or error}") from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            raise InputError(f"{path}: another run is collecting into it; wait for it, or stop it") from None
        self.path = path
        self.state = State(path / RECORD)
        self._stream = self._open()
        self._chain = self._bound()

    def _open(self) -> IO[bytes]:
        """The reports, cut back to what the record knows of: what a killed run wrote beyond it is collected again."""
        stream = (self.path / REPORTS).open("ab")
        size, known = stream.tell(), int(self.state.get(AT) or 0)
        if size > known and self.state.get(AT) is not None:
            stream.truncate(known)
            stream.seek(0, os.SEEK_END)
        return stream

    def _bound(self) -> bytes:
        """The digest of the lines so far; of a collection that has none yet, as it is found."""
        told = self.state.get(CHAIN)
        if told is not None:
            return bytes.fromhex(told)
        with self.reports.open("rb") as lines:
            return reduce(chained, lines, b"")

    @property
    def reports(self) -> Path:
        """The file of the reports."""
        return self.path / REPORTS

    def write(self, row: dict[str, Any]) -> None:
        """Add one line."""
        line = to_json(row).encode("utf-8") + b"\n"
        self._stream.write(line)
        self._chain = chained(self._chain, line)

    def commit(self) -> None:
        """Keep what was written, then that it was: after a crash between the two the lines are cut off again."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self.state.put(AT, str(self._stream.tell()))
        self.state.put(CHAIN, self._chain.hex())
        self.state.commit()

    def close(self) -> None:
        """Let go of the folder."""
        self._stream.close()
        self.state.close()
        self._lock.close()
