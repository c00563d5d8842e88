"""What becomes of each report that is found: new, a version, a copy, known, dropped; and the record of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from isnad.collect.duplicates import MOST_EDGES, fingerprint, same_but_edges, shingles, words_in
from isnad.collect.found import Filter, Found, copy_row
from isnad.collect.output import Folder

COMMIT_EVERY_S = 2.0  # what may have to be collected again after a crash


@dataclass(slots=True)
class Counts:
    """What a run did, by outcome, and why."""

    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, outcome: str, why: str | None) -> None:
        """Count one page."""
        self.outcomes[outcome] += 1
        if why:
            self.reasons[outcome, why] += 1

    @property
    def seen(self) -> int:
        """How many pages there were."""
        return self.outcomes.total()


class Collector:
    """Takes what is found, one at a time, and keeps what is new; `keep` says why a text is not wanted.

    `evidence` puts on disk what the reports were read from: it comes before the record says that they are kept.
    """

    def __init__(
        self,
        folder: Folder,
        keep: Filter | None = None,
        tells: Callable[[str], bool] | None = None,
        evidence: Callable[[], None] = lambda: None,
    ) -> None:
        self._evidence = evidence
        self.folder, self.state = folder, folder.state
        self._keep = keep
        self._tells = tells or (lambda words: True)  # without a test, words at the edges may always tell something
        self.counts = Counts()
        self._committed = time.monotonic()

    def take(self, found: Found, source: str, *, etag: str | None = None, modified: str | None = None) -> str:
        """Keep a report, or say why not; gives the outcome. What it is known by is its key and its words."""
        words = words_in(found.report.text)
        digest = fingerprint(words)
        outcome, why, report = self._judge(replace(found, source=source), words, digest)
        self.state.set_page(found.key, outcome, why, digest=digest, report=report, etag=etag, modified=modified)
        self.count(source, outcome, why)
        return outcome

    def failed(self, key: str, source: str, why: str, *, again: bool = False) -> None:
        """Note what gave no report; `again` where a later try may."""
        self.state.set_page(key, "failed", why, again=again)
        self.count(source, "failed", why)

    def dropped(self, key: str, source: str, why: str) -> None:
        """Note what is not wanted, whatever its text may be."""
        self.state.set_page(key, "dropped", why)
        self.count(source, "dropped", why)

    def count(self, source: str, outcome: str, why: str | None = None) -> None:
        """Count a page of a source, and commit from time to time."""
        self.counts.add(outcome, why)
        self.state.count(source, outcome, why)
        if time.monotonic() - self._committed > COMMIT_EVERY_S:
            self.commit()

    def commit(self) -> None:
        """Keep all so far."""
        self._evidence()
        self.folder.commit()
        self._committed = time.monotonic()

    def _judge(self, found: Found, words: list[str], digest: str) -> tuple[str, str | None, str | None]:
        """The outcome, why, and the report that holds the text."""
        known = self.state.page(found.key)
        if known is not None and known.digest == digest and (known.outcome != "dropped" or self._keep is not None):
            return "repeated", None, known.report
        if why := self._unwanted(found):
            return "dropped", why, None
        same = self.state.text_with(digest)
        if same is not None:
            if same[0] == found.report.id or (found.report.url and same[1] == found.report.url):
                return "repeated", "same page", same[0]
            return self._copy(found, same[0], "same text")
        marks = shingles(words)
        own = known.report if known is not None and known.outcome in ("new", "version") else None
        if own is None:
            near = self._near(words, marks)
            if near is not None and self.state.first_of(near) != found.report.id:
                return self._copy(found, near, "same but edges")
        first = self.state.first_of(own or found.report.id)
        number = self.state.versions(first) + 1
        if number > 1:
            found = found.as_version(first, number)
        self.state.add_text(found.report.id, first, found.report.url, digest, words, marks)
        self.folder.write(found.to_row())
        return ("version" if number > 1 else "new"), None, found.report.id

    def _unwanted(self, found: Found) -> str | None:
        if self._keep is None or found.unwanted is not None:
            return found.unwanted
        return self._keep(found.report.text, found.report.title)

    def _near(self, words: list[str], marks: Sequence[int]) -> str | None:
        text, size = " ".join(words), len(words)
        for report, other in self.state.likely_copies(marks, size - MOST_EDGES, size + MOST_EDGES):
            if same_but_edges(text, other, self._tells):
                return report
        return None

    def _copy(self, found: Found, first: str, why: str) -> tuple[str, str | None, str | None]:
        self.folder.write(copy_row(found, first))
        return "copy", why, first
