"""isnad reads Arabic reports on armed conflict and writes who did what to whom, where, when, and who says so.

>>> import isnad
>>> reading = isnad.read("أعلنت وزارة الدفاع مقتل جنديين في درعا أمس", published="2021-04-09")
>>> reading.to_dicts()  # doctest: +SKIP

This is the whole public door; everything else may move. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow

    from isnad.batch import Item, ReaderLike
    from isnad.errors import InputError, IsnadError, LexiconError, MissingExtraError
    from isnad.ledger import Ledger
    from isnad.model import Claim, Figure, Party, PlaceGuess, Problem, Reading, Report, SourceLink
    from isnad.view import ReadingView

__version__ = "0.1.0"
__all__ = [
    "Claim",
    "Figure",
    "InputError",
    "IsnadError",
    "Ledger",
    "LexiconError",
    "MissingExtraError",
    "Party",
    "PlaceGuess",
    "Problem",
    "Reading",
    "ReadingView",
    "Report",
    "SourceLink",
    "__version__",
    "read",
    "read_batches",
    "read_many",
]

_ROOMS = {"ReadingView": "view", "Ledger": "ledger"} | dict.fromkeys(
    ("InputError", "IsnadError", "LexiconError", "MissingExtraError"), "errors"
)


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    id: str | None = None,
    reader: ReaderLike | None = None,
) -> ReadingView:
    """The claims of one report.

    `published` is ISO: a year, a month, a day or a date-time, as exact as it is known; dates in the text are worked
    out from it, and a date-time is turned to the reader's zone first. Without `id` the report is named by the SHA-256
    of its url or text. `reader` is another than the one that ships, such as one with lexicons of yours:
    `isnad.read.reader.Reader(lexicon_dirs=[FOLDER], tz="Asia/Aden")`. Raises InputError for a text that is none; what
    goes wrong in reading is among the `problems`.

    >>> reading = isnad.read("قُتل ثلاثة مدنيين أمس في غارة على إدلب", published="2021-04-09")  # doctest: +SKIP
    >>> reading.claims[0].type, reading.claims[0].when.start  # doctest: +SKIP
    ('air_strike', '2021-04-08')
    """
    from isnad.batch import read_pairs
    from isnad.schema import report_from_dict
    from isnad.view import ReadingView

    row = {"id": id, "text": text, "published": published, "outlet": outlet, "title": title, "url": url}
    report = report_from_dict(row)
    ((_, reading),) = read_pairs([report], reader=reader)
    return ReadingView(report, reading)


def read_many(reports: Iterable[Item], jobs: int = 1, reader: ReaderLike | None = None) -> Iterator[Reading]:
    """One Reading for each Report, in order; `jobs` processes (0: one for each core) give the same readings.

    >>> reports = [isnad.Report(id="r1", text="…", published="2021-04-09")]  # doctest: +SKIP
    >>> for reading in isnad.read_many(reports, jobs=4):  # doctest: +SKIP
    ...     print(reading.report_id, len(reading.claims), reading.problems)
    """
    from isnad import batch

    return batch.read_many(reports, jobs, reader)


def read_batches(
    batches: Iterable[pyarrow.RecordBatch], reader: ReaderLike | None = None
) -> Iterator[pyarrow.RecordBatch]:
    """READING rows for Arrow batches of reports (a column `text`, others where known): one row in, one row out.

    A row has `report_id`, `claims`, `problems` and what it was read with; docs/guide.md makes a data frame of them.
    """
    from isnad import batch

    return batch.read_batches(batches, reader)


def __getattr__(name: str) -> Any:
    """Types and errors, from their rooms when they are first asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'isnad' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"isnad.{_ROOMS.get(name, 'model')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


class _Room(ModuleType):
    """The room isnad.read, which can be called as the function of that name."""

    __wrapped__ = staticmethod(read)  # for `help` and `inspect.signature`

    def __call__(self, text: str, **about: Any) -> ReadingView:
        return _read(text, **about)


class _Door(ModuleType):
    """Lets `isnad.read` be both: importing the room isnad.read binds the room over the function of that name."""

    def __setattr__(self, name: str, value: object) -> None:
        if name == "read" and isinstance(value, ModuleType):
            value.__class__, value.__doc__ = _Room, _read.__doc__
        super().__setattr__(name, value)


_read = read
sys.modules[__name__].__class__ = _Door
