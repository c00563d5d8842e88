"""Web archives where Spark reads: a file is one task's, its pages become reports as in `isnad collect`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any

from isnad.batch import Item
from isnad.collect.archive.pages import read_record
from isnad.collect.archive.read import read_stream
from isnad.collect.found import Miss
from isnad.collect.sources import Source
from isnad.collect.wanted import unwanted
from isnad.engines.storage import disk_path
from isnad.errors import InputError
from isnad.model import Problem

NOTE = "archive"  # the code of the row that says what came of an archive's pages: it is no failure


def reports_of(path: str) -> Iterator[Item]:
    """The reports of an archive that may tell of conflict; last a Problem that counts its pages, by what came of each.

    What is wrong with the file as a whole is a Problem too.
    """
    name = PurePosixPath(path).name
    counts: Counter[str] = Counter()
    try:
        with _open(path) as stream:
            for record in read_stream(stream, name):
                item = read_record(record, Source(path), unwanted)
                if isinstance(item, Miss):
                    counts[item.why] += 1
                    if item.of_file:
                        yield Problem("input", item.message, item.key)
                elif item.unwanted:
                    counts[item.unwanted] += 1
                else:
                    counts["kept"] += 1
                    yield item.report
    except (InputError, OSError) as error:
        yield Problem("input", f"{name}: can't be read: {error}", f"{name}#end")
    told = ", ".join(f"{n:,} {why}" for why, n in counts.most_common())
    yield Problem(NOTE, f"{path}: pages: {told or 'none'}", path)


def _open(path: str) -> IO[bytes]:
    """A file as Hadoop names it. Object stores are read by Arrow's client, with the credentials of the environment."""
    if (here := disk_path(path)) is not None:
        return here.open("rb")
    from pyarrow import fs

    try:
        system, inside = fs.FileSystem.from_uri(re.sub("^s3[an]:", "s3:", path))
    except ValueError as error:  # no client for this kind of address
        raise InputError(str(error)) from None
    stream: Any = system.open_input_file(inside)
    return stream  # type: ignore[no-any-return]
