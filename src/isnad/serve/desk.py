"""What a running desk holds: the ledger, the settings, what is kept in memory, and the upkeep in the background."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from isnad.ledger import Ledger
from isnad.ledger import tables as t
from isnad.ledger.relink import relink
from isnad.ledger.search import index_reports
from isnad.ledger.store import now
from isnad.review.queue import refresh
from isnad.serve.people import Tries
from isnad.serve.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

log = logging.getLogger("isnad.serve")


class Desk:
    """One desk on one ledger."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.ledger = Ledger.open(settings.url)
        self.tries = Tries()
        self.started = now()
        self.upkeep = Upkeep(self.ledger, self._warm) if not settings.public else None
        self._kept: dict[str, tuple[str, Any]] = {}
        self._lock = threading.Lock()

    def _warm(self) -> None:
        """Read what the first visitor would wait for: the gazetteer's names, and the points of the map."""
        from isnad.serve.api import all_points
        from isnad.serve.names import gazetteer

        gazetteer()
        try:
            with self.ledger.read() as c:
                self.kept("points", self.state(c), lambda: all_points(c, self.settings.profile))
        except Exception:  # the page asks again, and says what is wrong
            log.exception("the map's points could not be read")

    def close(self) -> None:
        """End the upkeep and let go of the ledger."""
        if self.upkeep:
            self.upkeep.stop()
        self.ledger.close()

    def state(self, c: Connection) -> str:
        """A digest that changes whenever anything that a page shows may have changed; days pass too."""
        last = c.execute(select(func.max(t.log.c.seq))).scalar_one()
        settings = c.execute(select(t.setting.c.name, t.setting.c.value).order_by(t.setting.c.name)).all()
        stale = c.execute(select(func.count()).select_from(t.incident).where(t.incident.c.derived == 0)).scalar_one()
        told = f"{last} {[tuple(s) for s in settings]} {stale} {today()} {self.settings.profile}"
        return hashlib.sha256(told.encode()).hexdigest()[:20]

    def kept(self, name: str, state: str, make: Callable[[], Any]) -> Any:
        """What was made for this state of the ledger, made once; what was made for another is forgotten."""
        found = self._kept.get(name)
        if found is None or found[0] != state:
            with self._lock:
                found = self._kept.get(name)
                if found is None or found[0] != state:
                    found = self._kept[name] = (state, make())
        return found[1]


def today() -> date:
    """The day that the public profile's delays count from."""
    return date.today()


class Upkeep:
    """Links what decisions touched, brings the index of words and the queue up to date; one run at a time.

    A decision is on disk before this begins: if the process ends in between, the next start goes on from there.
    """

    def __init__(self, ledger: Ledger, warm: Callable[[], None] = lambda: None) -> None:
        self.ledger = ledger
        self._warm = warm
        self.failed = False
        self._asked = 0
        self._done = 0
        self._change = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._loop, name="isnad-upkeep", daemon=True)

    def start(self) -> None:
        """Begin, with what an earlier run may have left."""
        self._thread.start()
        self.ask()

    def ask(self) -> int:
        """Ask for another run; gives its number."""
        with self._change:
            self._asked += 1
            self._change.notify_all()
            return self._asked

    def wait(self, number: int, seconds: float) -> bool:
        """Wait until this run is done, but not longer than so many seconds; whether it is."""
        with self._change:
            return self._change.wait_for(lambda: self._done >= number, seconds)

    @property
    def pending(self) -> bool:
        """Whether something is still being linked."""
        with self._change:
            return self._done < self._asked

    def stop(self) -> None:
        """End after the run that is going on."""
        with self._change:
            self._stopping = True
            self._change.notify_all()
        if self._thread.is_alive():
            self._thread.join(timeout=120)

    def _loop(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._stopping or self._done < self._asked)
                if self._stopping:
                    return
                number = self._asked
            try:
                relink(self.ledger)
                index_reports(self.ledger)
                refresh(self.ledger)
                self.failed = False
            except Exception:  # the desk stays up, and says that linking failed
                self.failed = True
                log.exception("linking failed; decisions are kept, and the next one tries again")
            with self._change:
                self._done = number
                self._change.notify_all()
            self._warm()
