"""Several server processes on one ledger: they answer at one address, and this process links for all of them."""

from __future__ import annotations

import logging
import multiprocessing
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from isnad.ledger import Ledger
from isnad.serve.settings import KEEP_ALIVE_S, Settings

log = logging.getLogger("isnad.serve")

# How often a process looks whether another has something for it.
LOOK_S = 0.05
# A process that ends is started again, after a pause in which nothing that ends at once can take the machine.
AGAIN_S = 1.0


class Board:
    """What the processes tell each other: how many linkings were asked for, and up to which all are done."""

    def __init__(self, context: Any) -> None:
        self._asked = context.Value("q", 0)
        self._done = context.Value("q", 0)

    def ask(self) -> int:
        """Ask for a linking; gives its number."""
        with self._asked.get_lock():
            self._asked.value += 1
            return int(self._asked.value)

    @property
    def asked(self) -> int:
        """The number of the last that was asked for."""
        return int(self._asked.value)

    @property
    def done(self) -> int:
        """The number of the last that is done."""
        return int(self._done.value)

    def tell(self, number: int) -> None:
        """Say that all up to this one are done."""
        self._done.value = number


class Elsewhere:
    """The upkeep as one of several server processes sees it: another process links, and says when it is done."""

    def __init__(self, board: Board, warm: Callable[[], None]) -> None:
        self._board = board
        self._warm = warm
        self._stopping = threading.Event()

    def start(self) -> None:
        """Begin to read anew what each linking wrote."""
        threading.Thread(target=self._loop, name="isnad-warm", daemon=True).start()

    def ask(self) -> int:
        """Ask for a linking; gives its number."""
        return self._board.ask()

    def wait(self, number: int, seconds: float) -> bool:
        """Wait until this one is done, but not longer than so many seconds; whether it is."""
        end = time.monotonic() + seconds
        while self._board.done < number and time.monotonic() < end:
            time.sleep(LOOK_S)
        return self._board.done >= number

    @property
    def pending(self) -> bool:
        """Whether something is still being linked."""
        return self._board.done < self._board.asked

    def stop(self) -> None:
        """End."""
        self._stopping.set()

    def _loop(self) -> None:
        seen = -1
        while not self._stopping.wait(LOOK_S):
            if self._board.done != seen:
                seen = self._board.done
                self._warm()


def listening(host: str, port: int) -> socket.socket:
    """A socket that all server processes take connections from."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((host, port))
    made.listen(1024)
    made.set_inheritable(True)
    return made


def _answer(settings: Settings, taken: socket.socket, board: Board) -> None:
    """One server process."""
    import uvicorn

    from isnad.serve.app import create_app

    app = create_app(settings, board)
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, proxy_headers=settings.https, timeout_keep_alive=KEEP_ALIVE_S
    )
    uvicorn.Server(config).run(sockets=[taken])


def serve(settings: Settings, host: str, port: int) -> None:
    """Answer with as many processes as the settings say until this one is ended; start again those that end before."""
    from isnad.serve.desk import Upkeep

    context = multiprocessing.get_context("spawn")
    board, taken = Board(context), listening(host, port)
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())

    def start() -> Any:
        made = context.Process(target=_answer, args=(settings, taken, board), daemon=True)
        made.start()
        return made

    running = [start() for _ in range(settings.workers)]
    if settings.public:
        while not stopping.wait(AGAIN_S):
            running = [p if p.is_alive() else start() for p in running]
    else:
        with Ledger.open(settings.url) as ledger:
            upkeep = Upkeep(ledger, replace(settings, apart=False), lambda: None)
            upkeep.start()
            linking = threading.Thread(target=_link_for, args=(board, upkeep, stopping), daemon=True)
            linking.start()
            while not stopping.wait(AGAIN_S):
                running = [p if p.is_alive() else start() for p in running]
            linking.join()
            upkeep.stop()
    for process in running:
        process.terminate()
    for process in running:
        process.join()


def _link_for(board: Board, upkeep: Any, stopping: threading.Event) -> None:
    """Pass what the server processes ask for on to the upkeep, and its answers back."""
    while not stopping.wait(LOOK_S):
        number = board.asked
        if number > board.done:
            mine = upkeep.ask()
            while not upkeep.wait(mine, AGAIN_S):
                if stopping.is_set():
                    return
            board.tell(number)
