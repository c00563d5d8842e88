"""A report as it was found, with what its record keeps beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from isnad.model import Report
from isnad.schema import report_to_dict

# Why a text with its title is not wanted ("language fa", "no conflict"); None where it is.
Filter = Callable[[str, str | None], str | None]


@dataclass(frozen=True, slots=True)
class Miss:
    """What gave no report: what it would have been found by, why in a word or two, and the message.

    `dropped` where it was not wanted, which is no failure.
    """

    key: str
    why: str
    message: str
    dropped: bool = False

    @property
    def of_file(self) -> bool:
        """Whether a file as a whole is wrong, not one page or row of it."""
        return self.why in ("no file", "can't be read", "broken archive", "no pages", "bomb")


# What only collecting knows of a report; `isnad read` takes the other keys of a row and passes these over.
BESIDE = ("authors", "published_at", "dated_by", "reply_to", "edited_at", "version_of", "source")


@dataclass(frozen=True, slots=True)
class Found:
    """A report and its record. `key` is what it is found again by: an address, a channel's message, a table's row.

    `published_at` is the moment as told, `dated_by` what told it; `reply_to` the id of the report it answers;
    `edited_at` when its words were changed last; `version_of` the id of the report whose words it has changed.
    `unwanted` is why the filter drops it, "" where it does not, None where it was not asked yet.
    """

    report: Report
    key: str
    authors: tuple[str, ...] = ()
    published_at: str | None = None
    dated_by: str | None = None
    reply_to: str | None = None
    edited_at: str | None = None
    version_of: str | None = None
    source: str | None = None
    unwanted: str | None = None

    def to_row(self) -> dict[str, Any]:
        """A row of reports as `isnad read` takes it; what is not known is left out."""
        beside = {name: getattr(self, name) for name in BESIDE if getattr(self, name)}
        if self.authors:
            beside["authors"] = list(self.authors)
        return report_to_dict(self.report) | beside

    def as_version(self, first: str, number: int) -> Found:
        """The same as the version of this number, from 2, of the report `first`."""
        return replace(self, report=replace(self.report, id=f"{first}.{number}"), version_of=first)


def copy_row(found: Found, first: str) -> dict[str, Any]:
    """A further place of publication of the report `first`: a row without its text."""
    row = found.to_row()
    del row["text"]
    return {"copy_of": first} | row
