"""One run over sources: files first, then the web; what was found is kept, archived and, if wanted, stamped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from isnad.collect.archive.stamps import stamp_file, unstamped
from isnad.collect.archive.write import ArchiveWriter, finish_left_over
from isnad.collect.collector import Collector, Counts
from isnad.collect.found import Found, Miss
from isnad.collect.gather import Gatherer, Limits
from isnad.collect.local import Reading, iter_local
from isnad.collect.output import Folder
from isnad.collect.sources import Source
from isnad.collect.state import now
from isnad.collect.wanted import tells_of_conflict, unwanted
from isnad.collect.web.client import Client, Fetched
from isnad.collect.web.guard import FetchError
from isnad.collect.web.polite import DELAY_S, Fetcher

WARCS = "warc"


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run goes. `everything` keeps what the filter would drop; `authority` is asked for time stamps."""

    folder: Path
    everything: bool = False
    jobs: int = 1
    allow_private: bool = False
    contact: str | None = None
    delay_s: float = DELAY_S
    robots: bool = True
    limits: Limits = field(default_factory=Limits)
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Tell:
    """Who is told what a run does: lines worth reading, and that it goes on."""

    say: Callable[[str], None] = lambda line: None
    tick: Callable[[Counts], None] = lambda counts: None


def collect(sources: Sequence[Source], settings: Settings, tell: Tell = Tell()) -> Counts:
    """Collect from sources once; what was kept before is not kept again. Raises InputError where nothing can begin.

    An interrupt ends the run after the page at hand; what was found until then is kept.
    """
    folder = Folder(settings.folder)
    warcs = settings.folder / WARCS
    client = Client(allow_private=settings.allow_private, contact=settings.contact)
    archive = ArchiveWriter(warcs, client.agent)
    try:
        finish_left_over(warcs)
        collector = Collector(folder, None if settings.everything else unwanted, tells_of_conflict, archive.flush)
        try:
            for source in sources:
                if not source.on_the_web:
                    _local(source, collector, settings, tell)
            web = [s for s in sources if s.on_the_web]
            if web:
                fetcher = Fetcher(client, settings.delay_s, settings.robots)

                def keep(got: Fetched) -> None:
                    archive.write(got)

                Gatherer(collector, fetcher, settings.limits, keep, lambda: tell.tick(collector.counts), tell.say).run(
                    web
                )
        finally:
            collector.commit()
        return collector.counts
    finally:
        archive.close()
        if settings.authority:
            _stamp(warcs, settings.authority, client, tell)
        folder.close()


def _local(source: Source, collector: Collector, settings: Settings, tell: Tell) -> None:
    """The reports of files."""
    name, state = source.label, collector.state
    state.set_source(name, source.address, kind=source.kind or "files", tried_at=now(), error=None)

    def known(key: str) -> bool:
        page = state.page(key)
        if page is None or (page.outcome == "dropped" and settings.everything):
            return False
        collector.count(name, "repeated")
        tell.tick(collector.counts)
        return True

    def show(path: Path, mapping: dict[str, str]) -> None:
        tell.say(f"{path}: " + ", ".join(f"{field} = {column}" for field, column in mapping.items()))

    last: str | None = None
    how = Reading(known, settings.jobs, show, None if settings.everything else unwanted, tell.say)
    for item in iter_local(source, how):
        if isinstance(item, Found):
            collector.take(item, name)
        else:
            last = _miss(item, source, collector, tell)
        tell.tick(collector.counts)
    state.set_source(name, source.address, success_at=now(), error=last)


def _miss(item: Miss, source: Source, collector: Collector, tell: Tell) -> str | None:
    """Count a miss; what is wrong with a file as a whole is said."""
    if item.dropped:
        collector.dropped(item.key, source.label, item.why)
        return None
    collector.failed(item.key, source.label, item.why)
    if item.of_file:
        tell.say(item.message)
        return item.message[:500]
    return None


def _stamp(warcs: Path, authority: str, client: Client, tell: Tell) -> None:
    """Have every digest stamped that has no stamp yet; an authority that fails is asked again by the next run."""
    for path in unstamped(warcs):
        try:
            stamp_file(path, authority, client)
        except (FetchError, OSError) as error:
            tell.say(f"no time stamp for {path.name}: {error}")
            return
