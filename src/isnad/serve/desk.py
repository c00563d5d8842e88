"""What a running desk holds: the ledger, the settings, what is kept in memory, and the upkeep in the background."""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import signal
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import cast, func, literal, select, union_all

from isnad.ledger import Ledger
from isnad.ledger import tables as t
from isnad.ledger.relink import relink
from isnad.ledger.search import index_reports
from isnad.memory import settle
from isnad.review.queue import count_waiting, queue_state, refresh
from isnad.serve import lists
from isnad.serve.people import MAX_TRIES, Sessions, Tries
from isnad.serve.points import Packed, PointStore
from isnad.serve.settings import Settings
from isnad.serve.workers import Board, Elsewhere

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from isnad.serve.lists import Wanted

log = logging.getLogger("isnad.serve")


# What took long to make is used for so many times as long, though the ledger has changed; but not for more than a
# minute. Everybody waits while it is made: so this is less than one in fifty of those who ask. What took under a tenth
# of a second is made anew at once.
LONGER, LONGEST_S, QUICK_S = 60.0, 60.0, 0.1
# So many counts of lists are remembered; with more all are forgotten.
MOST_COUNTS = 2000
# What shows that anything has changed; made once, as every request asks it. Names of settings have no "#".
_CHANGES = union_all(
    select(t.setting.c.name, t.setting.c.value),
    select(literal("#log"), cast(func.max(t.log.c.seq), t.setting.c.value.type)),
    select(literal("#read"), cast(func.max(t.reading.c.id), t.setting.c.value.type)),
    select(literal("#stale"), cast(func.count(), t.setting.c.value.type))
    .select_from(t.incident)
    .where(t.incident.c.derived == 0),
)


class State(NamedTuple):
    """What shows that something has changed: `whole` that anything did which a page may show; `incidents` that some
    were written or taken out, or reports were loaded, but not a decision alone."""

    whole: str
    incidents: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """Something made for a state of the ledger, and until when it may be used for later ones."""

    state: str
    made: Any
    until: float

    def good(self, state: str) -> bool:
        """Whether it may still be used."""
        return self.state == state or time.monotonic() < self.until


class Desk:
    """One desk on one ledger."""

    def __init__(self, settings: Settings, board: Board | None = None) -> None:
        self.settings = settings
        self.ledger = Ledger.open(settings.url)
        self.sessions = Sessions(self.ledger)
        self.tries = Tries(max(1, MAX_TRIES // settings.workers))
        self.upkeep: Upkeep | Elsewhere | None = None
        if not settings.public:
            self.upkeep = Elsewhere(board, self._warm) if board else Upkeep(self.ledger, settings, self._warm)
        self._points = PointStore(settings.profile)
        self._kept: dict[str, _Kept] = {}
        self._counts: dict[object, tuple[str, int]] = {}
        self._lock = threading.Lock()
        # Whether what stands was taken out of the collector's rounds. To ask the collector would take it a tenth of a
        # second, in which nobody is answered, after each linking.
        self._settled = False

    def _warm(self) -> None:
        """Read what the first visitor would wait for: the gazetteer's names, and the points of the map."""
        from isnad.gazetteer.load import shipped_gazetteer

        shipped_gazetteer()
        try:
            with self.ledger.read() as c:
                self.map_points(c)
        except Exception:  # the page asks again, and says what is wrong
            log.exception("the map's points could not be read")
        if self.settings.apart and not self._settled:  # a process of its own: a test's is not
            self._settled = True
            settle()

    def map_points(self, c: Connection) -> Packed:
        """The points of the map, packed."""
        made: Packed = self.kept("points", self.state(c).whole, lambda: self._points.pack(c, today()))
        return made

    def close(self) -> None:
        """End the upkeep and let go of the ledger."""
        if self.upkeep:
            self.upkeep.stop()
        self.sessions.close()
        self.ledger.close()

    def state(self, c: Connection) -> State:
        """The state of the ledger; days pass too."""
        told: dict[str, Any] = dict(map(tuple, c.execute(_CHANGES)))
        here = f"{today()} {self.settings.profile}"
        digest = hashlib.sha256(f"{sorted(told.items())} {here}".encode()).hexdigest()[:20]
        return State(digest, f"{told.get('derived')} {told['#read']} {here}")

    def count(self, c: Connection, state: State, wanted: Wanted, where: Sequence[ColumnElement[bool]]) -> int:
        """How many incidents fit; counted once for a state of the incidents, but for searches of words."""
        if wanted.q:
            return lists.count(c, where)
        return self._counted(replace(wanted, sort=""), state.incidents, lambda: lists.count(c, where))

    def waiting(self, c: Connection, who: str, kind: str | None) -> int:
        """How many questions wait for somebody."""
        return self._counted((who, kind), queue_state(c), lambda: count_waiting(c, who, kind))

    def _counted(self, of: object, state: str, count: Callable[[], int]) -> int:
        found = self._counts.get(of)
        if found is None or found[0] != state:
            if len(self._counts) >= MOST_COUNTS:
                self._counts.clear()
            found = self._counts[of] = (state, count())
        return found[1]

    def kept(self, name: str, state: str, make: Callable[[], Any]) -> Any:
        """What was made of the ledger under this name: for this state, or, where making it takes long, a while ago.

        What took a second to make is used for up to a minute longer, so that a room full of coders, each of whose
        decisions changes the state, doesn't have everybody wait for it to be made again.
        """
        found = self._kept.get(name)
        if found is None or not found.good(state):
            with self._lock:
                found = self._kept.get(name)
                if found is None or not found.good(state):
                    start = time.monotonic()
                    made = make()
                    took = time.monotonic() - start
                    longer = min(LONGEST_S, LONGER * took) if took >= QUICK_S else 0.0
                    found = self._kept[name] = _Kept(state, made, time.monotonic() + longer)
        return found.made


def today() -> date:
    """The day that the public profile's delays count from."""
    return date.today()


# The longest pause between two linkings; after one that took less than the other there is none.
PAUSE_S, SHORT_S = 5.0, 2.0


def work(ledger: Ledger) -> None:
    """Link what decisions touched, and bring the index of words and the queue up to date."""
    relink(ledger)
    index_reports(ledger)
    refresh(ledger)


class Apart:
    """`work` in a process of its own, which is started once and asked each time."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._process: Any = None
        self._pipe: Any = None

    def __call__(self) -> None:
        """Have it work; raises RuntimeError with what it says where that failed."""
        if self._process is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_answer_pipe, args=(self._url, theirs), daemon=True)
            self._process.start()
            theirs.close()
        try:
            self._pipe.send("work")
            said = self._pipe.recv()
        except (EOFError, OSError) as e:
            raise RuntimeError("the process that links has ended; it is started again") from e
        if said:
            raise RuntimeError(said)


def _answer_pipe(url: str, pipe: Any) -> None:
    """The process apart: works whenever it is asked, until whoever asks is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Ledger.open(url) as ledger, suppress(EOFError, OSError):  # whoever asked is gone
        while True:
            pipe.recv()
            pipe.send(_worked(ledger))


def _worked(ledger: Ledger) -> str:
    """What went wrong with the work, for whoever asked to log it; nothing where all went well."""
    try:
        work(ledger)
    except Exception:
        return traceback.format_exc()
    return ""


class Upkeep:
    """Links what decisions touched, brings the index of words and the queue up to date; one run at a time.

    A decision is on disk before this begins: if the process ends in between, the next start goes on from there.
    """

    def __init__(self, ledger: Ledger, settings: Settings, warm: Callable[[], None]) -> None:
        self._warm = warm
        self._work = Apart(settings.url) if settings.apart else partial(work, ledger)
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
        if self._thread.is_alive() and not isinstance(self._work, Apart):
            self._thread.join(timeout=120)  # a process apart ends by itself: what it had not finished, the next does

    def _loop(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._stopping or self._done < self._asked)
                if self._stopping:
                    return
                number = self._asked
            start = time.monotonic()
            try:
                self._work()
                self.failed = False
            except Exception:  # the desk stays up, and says that linking failed
                self.failed = True
                log.exception("linking failed; decisions are kept, and the next one tries again")
            with self._change:
                self._done = number
                self._change.notify_all()
            self._warm()
            # Linking holds the ledger's write lock: decisions get as much time as it took, and more of them are linked
            # at once.
            with self._change:
                pause = min(time.monotonic() - start, PAUSE_S)
                self._change.wait_for(lambda: self._stopping, pause if pause > SHORT_S else 0.0)
