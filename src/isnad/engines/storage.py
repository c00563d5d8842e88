"""Files where Spark sees them: on disk, HDFS or an object store (`s3a://`, `abfss://`, `gs://`), by Hadoop's client.

What a user set up for Spark (addresses, credentials) holds here too, so there is no second place to set it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from isnad.errors import InputError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


_IN_WORKER = "from the Python worker"
_RAISED = re.compile(r"^[\w.]*(?:Error|Exception): \S.*$", re.M)
_PATTERN = re.compile(r"([\\{}\[\]*?])")


@dataclass(frozen=True, slots=True, order=True)
class File:
    """A file as it stands: its whole address, its bytes, and when it was last changed (milliseconds)."""

    path: str
    size: int
    modified: int


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
            raise InputError(f"{path}: {first_line(error)}") from error

    def whole(self, path: str) -> str:
        """The address with its scheme: `file:/data/x` for `x`."""
        fs, address = self._at(path)
        return str(fs.makeQualified(address).toString())

    def find(self, path: str, suffixes: tuple[str, ...]) -> list[File]:
        """The files that a path means, by name: itself, what a glob finds, or all with these suffixes below a folder.

        What stands there under the very name is taken before a pattern. Hidden files (a name that begins with a dot or
        an underscore) are passed over, as by Spark. Raises InputError where there is none.
        """
        fs, address = self._at(path)
        found = [fs.getFileStatus(address)] if fs.exists(address) else fs.globStatus(address) or []
        out: list[File] = []
        for status in found:
            if status.isDirectory():
                out += [f for f in self.walk(str(status.getPath().toString())) if f.path.endswith(suffixes)]
            elif not str(status.getPath().getName()).endswith(suffixes):
                raise InputError(f"{path}: with --engine spark reports are {', '.join(suffixes)}")
            else:
                out.append(_file(status))
        if not out:
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


def literal(path: str) -> str:
    """A file's address as Spark reads it, which takes brackets and stars for a pattern where they aren't escaped."""
    return _PATTERN.sub(r"\\\1", path)


def first_line(error: Exception) -> str:
    """What Java says went wrong, without its stack; of an error in a Python worker what that raised."""
    java = getattr(error, "java_exception", None)
    said = str(java.toString() if java is not None else error).strip() or type(error).__name__
    raised = _RAISED.findall(said) if _IN_WORKER in said else []
    return (raised[-1] if raised else said.splitlines()[0])[:300]
