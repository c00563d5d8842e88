"""Files where Spark sees them: on disk, HDFS or an object store (`s3a://`, `abfss://`, `gs://`), by Hadoop's client.

What a user set up for Spark (addresses, credentials) holds here too, so there is no second place to set it.
"""

from __future__ import annotations

import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isnad.errors import InputError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


_IN_WORKER = "from the Python worker"
# What only says that something failed; what did is the cause below it.
_WRAPS = ("[FAILED_READ_FILE", "Job aborted due to stage failure", "Multiple failures")
_FILE = re.compile(r"^\[FAILED_READ_FILE\S*\] Encountered error while reading file (.+?)\. +(?:SQLSTATE|Could not)")
_AROUND = re.compile(r"^\[[A-Z_.]+\] |\.? *SQLSTATE: \w+\s*$")
_RAISED = re.compile(r"^[\w.]*(?:Error|Exception): \S.*$", re.M)
_PATTERN = re.compile(r"([\\{}\[\]*?])")


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A file as it stands: its whole address, its bytes, and when it was last changed (milliseconds)."""

    path: str
    size: int
    modified: int

    def named(self, suffixes: tuple[str, ...]) -> bool:
        """Whether the name ends so, in small letters or large."""
        return self.path.lower().endswith(suffixes)


class Storage:
    """The file systems that this session knows."""

    def __init__(self, spark: SparkSession) -> None:
        self._jvm: Any = spark._jvm
        self._settings: Any = spark._jsc.hadoopConfiguration()

    def _at(self, path: str) -> tuple[Any, Any]:
        try:
            address = self._jvm.org.apache.hadoop.fs.Path(path)
            return address.getFileSystem(self._settings), address
        except Exception as error:  # no client for s3a:// and the like, or no rights: Java's own words say which
            said = first_line(error)
            remedy = (
                "; its client is not there: see 'Object stores' in docs/scale.md" if "ClassNotFound" in said else ""
            )
            raise InputError(f"{path}: {said}{remedy}") from error

    def whole(self, path: str) -> str:
        """The address with its scheme: `file:/data/x` for `x`."""
        fs, address = self._at(path)
        return str(fs.makeQualified(address).toString())

    @contextmanager
    def taken(self, folder: str) -> Iterator[None]:
        """Make a folder, and on this machine's disks keep other runs out of it; elsewhere nothing guards it.

        Raises InputError where it can't be written to, or another run has it.
        """
        from py4j.protocol import Py4JError

        fs, address = self._at(folder)
        try:
            made, why = fs.mkdirs(address), "no such folder can be made"
        except Py4JError as error:
            made, why = False, first_line(error)
        path = disk_path(self.whole(folder))
        if path is None and made:
            yield
            return
        try:
            lock = (path / ".lock").open("w") if made and path is not None else None
        except OSError as error:
            lock, why = None, error.strerror or str(error)
        if lock is None:
            raise InputError(f"{folder}: can't be written to: {why}")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise InputError(f"{folder}: another run is writing to it; wait for it, or stop it") from None
            yield

    def find(self, path: str, suffixes: tuple[str, ...], others: tuple[str, ...] = ()) -> list[File]:
        """The files that a path means, by name: itself, what a glob finds, or all with these suffixes below a folder.

        What stands there under the very name is taken before a pattern. Hidden files (a name that begins with a dot or
        an underscore) are passed over, as by Spark. Of a folder those with `others` are given too, for the caller to
        pass over aloud. Raises InputError where there is none with the suffixes.
        """
        from py4j.protocol import Py4JError

        fs, address = self._at(path)
        try:
            found = [fs.getFileStatus(address)] if fs.exists(address) else fs.globStatus(address) or []
        except Py4JError as error:  # a pattern that is none, a host that doesn't answer
            raise InputError(f"{path}: {first_line(error)}") from error
        out: list[File] = []
        for status in found:
            here = str(status.getPath().toString())
            if status.isDirectory():
                out += [f for f in self.walk(here) if f.named(suffixes + others)]
            elif not _file(status).named(suffixes):
                raise InputError(
                    f"{here}: with --engine spark reports are {', '.join(suffixes)}; what `isnad read` takes on one "
                    "machine becomes such a file with `isnad read … -o x.parquet`"
                )
            else:
                out.append(_file(status))
        if not any(f.named(suffixes) for f in out):
            raise InputError(f"{path}: there is no file with reports ({', '.join(suffixes)})")
        return sorted(out)

    def walk(self, folder: str) -> Iterator[File]:
        """Every file below a folder that is not hidden; none where there is no such folder."""
        fs, address = self._at(folder)
        if not fs.exists(address):
            return
        for status in fs.listStatus(address):
            if str(status.getPath().getName())[0] in "._":
                continue
            if status.isDirectory():
                yield from self.walk(str(status.getPath().toString()))
            else:
                yield _file(status)

    def holds(self, folder: str) -> bool:
        """Whether there is a file below a folder that is not hidden."""
        return next(self.walk(folder), None) is not None

    def texts(self, folder: str, suffix: str) -> dict[str, str]:
        """The texts of the files of a folder with this suffix, by name; none where there is no such folder."""
        fs, address = self._at(folder)
        if not fs.exists(address):
            return {}
        names = sorted(str(s.getPath().getName()) for s in fs.listStatus(address))
        return {n: self.read(f"{folder}/{n}") for n in names if n.endswith(suffix) and n[0] != "."}

    def read(self, path: str) -> str:
        """The text of a small file."""
        fs, address = self._at(path)
        stream = fs.open(address)
        try:
            return str(self._jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8"))
        finally:
            stream.close()

    def parquet_schema(self, path: str) -> str:
        """The schema of a parquet file as its footer tells it."""
        reader = self._jvm.org.apache.parquet.hadoop.ParquetFileReader
        return str(reader.readFooter(self._settings, self._at(path)[1]).getFileMetaData().getSchema().toString())

    def write(self, path: str, text: str) -> None:
        """Write a small file: it takes its name when it is whole."""
        fs, address = self._at(path)
        part = address.suffix(".part")
        stream = fs.create(part, True)
        stream.write(bytearray(text.encode("utf-8")))
        stream.close()
        self._rename(fs, part, address)

    def move(self, source: str, target: str) -> None:
        """Give a file another name, in a folder that is made where it is missing; what had the name is replaced."""
        fs, old = self._at(source)
        new = self._at(target)[1]
        fs.mkdirs(new.getParent())
        self._rename(fs, old, new)

    def _rename(self, fs: Any, old: Any, new: Any) -> None:
        if fs.exists(new):
            fs.delete(new, True)
        if not fs.rename(old, new):
            raise InputError(f"{new.toString()}: can't be written")

    def delete(self, path: str) -> None:
        """Remove a file or a folder with all in it; nothing where there is none."""
        fs, address = self._at(path)
        fs.delete(address, True)


def _file(status: Any) -> File:
    return File(str(status.getPath().toString()), int(status.getLen()), int(status.getModificationTime()))


def disk_path(address: str) -> Path | None:
    """The path of a file on this machine's disks, as Hadoop names it (`file:/data/x`); None for one elsewhere."""
    return Path("/" + address.removeprefix("file:").lstrip("/")) if address.startswith("file:") else None


def literal(path: str) -> str:
    """A file's address as Spark reads it, which takes brackets and stars for a pattern where they aren't escaped."""
    return _PATTERN.sub(r"\\\1", path)


def first_line(error: Exception) -> str:
    """What went wrong below Spark, without stack, class and code; of an error in a Python worker what that raised."""
    at: Any = getattr(error, "java_exception", None) or getattr(error, "_origin", None)
    said = _message(at) if at is not None else str(error).strip()
    file = ""
    while at is not None and said.startswith(_WRAPS) and at.getCause() is not None:
        if found := _FILE.match(said):
            file = found[1].replace("file:///", "file:/")
        at = at.getCause()
        said = _message(at)
    raised = _RAISED.findall(said) if _IN_WORKER in said else []
    said = raised[-1] if raised else _AROUND.sub("", said.partition("\n")[0])
    said = said or type(error).__name__
    return (said if said.startswith(file) else f"{file}: {said}")[:300]


def _message(at: Any) -> str:
    """The message of a Java exception; its class where it has none."""
    return str(at.getMessage() or at.toString()).strip()
