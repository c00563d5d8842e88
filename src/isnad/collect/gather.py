"""Going through the sources: those of the web side by side, a thread each; what they give is taken one by one."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime

from isnad.collect.collector import Collector
from isnad.collect.found import Found
from isnad.collect.pages.dates import to_zone
from isnad.collect.pages.page import Page, page_report, read_page
from isnad.collect.pages.zones import zone_of
from isnad.collect.sources import Source
from isnad.collect.state import State, now
from isnad.collect.web.client import Fetched
from isnad.collect.web.feeds import Entry, kind_of, read_feed, read_sitemap
from isnad.collect.web.guard import FetchError
from isnad.collect.web.polite import Fetcher
from isnad.errors import InputError

THREADS = 8
AHEAD = 16  # answers that wait to be read; each is at most SIZE_LIMIT
MAPS_DEEP = 3  # sitemaps within sitemaps
MAPS_LIMIT = 200  # sitemaps that one sitemap may name, the last changed first
TRIES_LIMIT = 5  # runs in which a page that fails is tried again


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a source is taken in one run; `recheck` asks for known pages again, for those that were changed."""

    pages: int = 500
    recheck: bool = False


@dataclass(frozen=True, slots=True)
class Got:
    """What a thread hands over: an answer for a page of a source, or why there is none; `entry` as its list told."""

    source: Source
    key: str
    answer: Fetched | FetchError | None
    entry: Entry | None = None


class Gatherer:
    """Fetches sources of the web and hands each page to a collector; `archive` keeps every answer as it came."""

    def __init__(
        self,
        collector: Collector,
        fetcher: Fetcher,
        limits: Limits = Limits(),
        archive: Callable[[Fetched], None] | None = None,
        tick: Callable[[], None] = lambda: None,
        say: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.collector, self.fetcher, self.limits = collector, fetcher, limits
        self.state: State = collector.state
        self._archive, self._tick, self._say = archive, tick, say
        self._stop = fetcher.stop
        self._found: queue.Queue[Got | None] = queue.Queue(AHEAD)

    def run(self, sources: Sequence[Source]) -> None:
        """Go through sources; one that breaks is noted, the others go on. An interrupt ends after the pages at hand."""
        self._stop.clear()
        left = len(sources)
        with ThreadPoolExecutor(THREADS) as pool:
            try:
                for source in sources:
                    pool.submit(self._source, source)
                while left:
                    got = self._found.get()
                    if got is None:
                        left -= 1
                    else:
                        self._take(got)
                    self._tick()
            finally:
                self._stop.set()
                while left:  # so that no thread waits for room
                    left -= self._found.get() is None

    # In the threads: fetching

    def _source(self, source: Source) -> None:
        try:
            self._list(source)
        except Exception as error:  # the boundary that keeps one source from ending the others
            self._broken(source, FetchError("broken", f"{source.address}: {type(error).__name__}: {error}"))
        finally:
            self._found.put(None)

    def _broken(self, source: Source, error: FetchError) -> None:
        """What a source named can't be got: it is kept, counted and said, and the others go on."""
        self.state.set_source(source.label, source.address, error=str(error)[:500])
        self._put(Got(source, source.address, error))

    def _list(self, source: Source) -> None:
        """Fetch what a source names: a page, or a list of pages and then those."""
        name = source.label
        self.state.set_source(name, source.address, tried_at=now(), error=None)
        # A list that did not change may name pages that did: to recheck them it is asked for whole.
        etag, modified = (None, None) if self.limits.recheck else self.state.source_asked(name)
        try:
            got = self.fetcher.get(source.address, etag=etag, modified=modified, delay_s=source.delay_s)
        except FetchError as error:
            self._broken(source, error)
            return
        told = {"success_at": now(), "etag": got.header("etag"), "modified": got.header("last-modified")}
        if got.unchanged:
            self.state.set_source(name, source.address, success_at=now())
            self._put(Got(source, source.address, None))
            return
        kind = source.kind if source.kind in ("feed", "sitemap", "page") else kind_of(got.body) or "page"
        if kind == "page":
            self.state.set_source(name, source.address, kind=kind, **told)
            self._put(Got(source, source.address, got))
            return
        complete = self._entries(source, kind, got)
        if not complete:  # what is left is asked for again by the next run
            told |= {"etag": None, "modified": None}
        self.state.set_source(name, source.address, kind=kind, **told)

    def _entries(self, source: Source, kind: str, got: Fetched) -> bool:
        """Fetch the new pages of a list; whether nothing of it is left for the next run."""
        taken, settled = 0, True
        try:
            for entry in self._pages(source, kind, got, MAPS_DEEP):
                known = self.state.page(entry.url)
                if (
                    known is not None
                    and not self.limits.recheck
                    and (known.outcome != "failed" or not known.again or known.tries >= TRIES_LIMIT)
                ):
                    continue
                if taken >= self.limits.pages or self._stop.is_set():
                    return False
                taken += 1
                settled &= self._page(source, entry)
        except InputError as error:
            self._broken(source, FetchError("no list", f"{source.address}: {error}"))
            return False
        return settled

    def _pages(self, source: Source, kind: str, got: Fetched, deep: int) -> Iterator[Entry]:
        if kind == "feed":
            yield from read_feed(got.body, got.url)
            return
        for n, entry in enumerate(read_sitemap(got.body, got.url)):
            if not entry.is_map:
                yield entry
            elif deep > 0 and n < MAPS_LIMIT and not self._stop.is_set():
                try:
                    inner = self.fetcher.get(entry.url, delay_s=source.delay_s)
                    yield from self._pages(source, "sitemap", inner, deep - 1)
                except (FetchError, InputError) as error:
                    why = error.why if isinstance(error, FetchError) else "no list"
                    self._put(Got(source, entry.url, FetchError(why, str(error), again=True), entry))

    def _page(self, source: Source, entry: Entry) -> bool:
        """Fetch one page of a list; whether that is settled, and need not be tried by the next run."""
        known = self.state.page(entry.url)
        try:
            got = self.fetcher.get(
                entry.url,
                etag=known.etag if known else None,
                modified=known.modified if known else None,
                delay_s=source.delay_s,
            )
        except FetchError as error:
            self._put(Got(source, entry.url, error, entry))
            return not error.again
        self._put(Got(source, entry.url, got, entry))
        return True

    def _put(self, got: Got) -> None:
        if not self._stop.is_set():
            self._found.put(got)

    # In the one thread that reads and writes

    def _take(self, got: Got) -> None:
        name, take = got.source.label, self.collector
        if isinstance(got.answer, FetchError):
            self._failed(got, got.answer.why, str(got.answer), again=got.answer.again)
            return
        if got.answer is None or got.answer.unchanged:
            take.count(name, "repeated", "unchanged")
            return
        if self._archive is not None:
            self._archive(got.answer)
        if kind := no_page(got.answer):
            self._failed(got, f"no page but {kind}", f"{got.key}: no page but {kind}")
            return
        try:
            found = found_page(got.answer, got.source, got.entry)
        except InputError as error:
            why = "no article" if "no article" in str(error) else "no page"
            self._failed(got, why, f"{got.key}: {error}")
            return
        except Exception as error:  # a page that trips a library is one page lost, and counted
            why = f"{type(error).__name__} in reading"
            self._failed(got, why, f"{got.key}: {why}: {str(error)[:100]}")
            return
        take.take(
            replace(found, key=got.key),
            name,
            etag=got.answer.header("etag"),
            modified=got.answer.header("last-modified"),
        )

    def _failed(self, got: Got, why: str, message: str, again: bool = False) -> None:
        """Count what gave no report; of what a source itself names, not of each page of its list, it is said too."""
        self.collector.failed(got.key, got.source.label, why, again=again)
        if got.entry is None:
            self._say(message)


def no_page(got: Fetched) -> str | None:
    """The kind of an answer that is no page nor text (a PDF, a picture), as it says itself; None for the others."""
    kind = (got.header("content-type") or "").partition(";")[0].strip().lower()
    if kind in ("", "application/octet-stream"):
        return "a PDF" if got.body.startswith(b"%PDF-") else None
    return None if kind.startswith("text/") or kind.endswith(("xml", "/html")) else kind[:60]


def found_page(got: Fetched, source: Source, entry: Entry | None = None) -> Found:
    """The report of a fetched page; what it does not say of itself, its list or its source may. Raises InputError."""
    page = read_page(got.body, got.url, got.charset, datetime.fromisoformat(got.at), source.tz)
    page = _with_entry(page, entry, source)
    report = page_report(page, got.body, got.url, got.at)
    if source.outlet:
        report = replace(report, outlet=source.outlet)
    return Found(
        replace(report, published=report.published or source.published),
        got.asked,
        authors=page.authors,
        published_at=page.published_at,
        dated_by=page.dated_by,
    )


def _with_entry(page: Page, entry: Entry | None, source: Source) -> Page:
    """A list's date is written for machines: it holds before a dateline in words."""
    if entry is None:
        return page
    if entry.published and page.dated_by in (None, "dateline"):
        day = to_zone(entry.published, source.tz or zone_of(page.url))
        page = replace(page, published=day, published_at=entry.published, dated_by="list")
    return replace(page, title=page.title or entry.title)
