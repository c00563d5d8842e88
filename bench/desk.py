"""The desk under load: readers and coders at once, on a ledger of 50,000 incidents from 200,000 invented claims.

usage: python bench/desk.py --ledger FILE [--incidents 50000] [--claims 200000] [--readers 50] [--coders 5]
                            [--seconds 120] [--pause 2] [--workers 1] [--map]

The ledger is made (`bench/desk_ledger.py`, seven minutes of processor time) where the file is missing; a copy of it is
used, so that every run begins with the same. Each reader opens lists, incidents and the points of the map, and pauses
up to `--pause` seconds between them; each coder takes questions from the queue and decides.
What is printed: answers and errors, the 50th and 95th percentile by kind of address in milliseconds, how many decisions
that were answered are not in the ledger, the processor's time, and the load of the machine. `--map` measures first map
and filter in Chromium before, while nobody else asks.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from desk_ledger import make

from isnad.ledger import Ledger
from isnad.serve.people import accounts, add_account

PASSWORD = "a password of the bench"
SERVER = "from isnad.cli import main; main()"
TIMEOUT_S = 120.0


def prepare(path: Path, incidents: int, claims: int, coders: int) -> Path:
    """A copy of the ledger with accounts; the ledger is made where it is missing."""
    if not path.exists():
        make(path, incidents, claims)
    copy = path.with_suffix(".run")
    for left in path.parent.glob(f"{copy.name}*"):
        left.unlink()
    shutil.copy(path, copy)
    with Ledger.open(f"sqlite:///{copy}") as ledger:
        there = {a.name for a in accounts(ledger)}
        for name, role in [("reader", "reader"), *((f"coder{n}", "coder") for n in range(coders))]:
            if name not in there:
                add_account(ledger, name, role, PASSWORD)
        print(f"{ledger.count('claim')} claims, {ledger.count('incident')} incidents", flush=True)
    return copy


class Tally:
    """Times by kind of address, errors, and the numbers of decisions that were answered."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self.decisions: list[int] = []
        self.lock = threading.Lock()


class Client:
    """A browser's part of a visit: a connection that is kept, and a session's cookie."""

    def __init__(self, port: int, tally: Tally | None = None, cookie: str = "") -> None:
        self.port = port
        self.tally = tally
        self.cookie = cookie
        self._http = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)

    def sign_in(self, name: str) -> None:
        """Begin a session."""
        form = urlencode({"name": name, "password": PASSWORD})
        self._http.request("POST", "/login", form, {"content-type": "application/x-www-form-urlencoded"})
        answer = self._http.getresponse()
        answer.read()
        assert answer.status == 303, answer.status
        self.cookie = (answer.headers["set-cookie"] or "").split(";")[0]

    def ask(self, kind: str, path: str, given: object = None, csrf: str = "") -> Any:
        """Ask, and note how long it took and whether it failed; gives JSON or text, None where it failed."""
        headers = {"cookie": self.cookie, "accept-encoding": "gzip"}
        if given is not None:
            headers |= {"content-type": "application/json", "x-isnad-csrf": csrf}
        start = time.perf_counter()
        try:
            body = None if given is None else json.dumps(given)
            self._http.request("GET" if given is None else "POST", path, body, headers)
            answer = self._http.getresponse()
            raw = answer.read()
        except (OSError, HTTPException) as e:
            self._http.close()
            self._failed(f"{kind}: {e!r}")
            return None
        took = (time.perf_counter() - start) * 1000
        if self.tally:
            with self.tally.lock:
                self.tally.times[kind].append(took)
        if answer.status >= 400:
            self._failed(f"{kind}: {answer.status} {raw[:100]!r}")
            return None
        if kind in ("points", "incident page", "list page"):  # nobody looks at them: unpacking is the browser's work
            return raw
        text = gzip.decompress(raw) if answer.headers["content-encoding"] == "gzip" else raw
        return json.loads(text) if "json" in (answer.headers["content-type"] or "") else text.decode()

    def _failed(self, what: str) -> None:
        if self.tally:
            with self.tally.lock:
                self.tally.errors.append(what)


def read(client: Client, end: float, pause: float, seed: int) -> None:
    """A reader until the end: lists, incidents, searches; the map's points now and then."""
    rng = random.Random(seed)
    time.sleep(rng.random() * pause)
    ids: list[str] = []
    while time.monotonic() < end:
        choice = rng.random()
        if not ids or choice < 0.25:
            found = client.ask("list", f"/api/incidents?page={rng.randrange(1, 150)}&type=shelling")
            ids = [i["id"] for i in found["items"]] if found else ids
        elif choice < 0.75:
            client.ask("incident page", f"/incidents/{rng.choice(ids)}")
        elif choice < 0.95:
            client.ask("list page", f"/?page={rng.randrange(1, 400)}")
        else:
            client.ask("points", "/map/points")
        time.sleep(rng.random() * pause)


def code(client: Client, end: float, pause: float, seed: int) -> None:
    """A coder until the end: a question from the queue, and a decision on it."""
    rng = random.Random(seed)
    csrf = re.search(r'data-csrf="([^"]+)"', client.ask("queue page", "/review"))
    assert csrf
    assert client.tally
    while time.monotonic() < end:
        found = client.ask("queue", f"/api/queue?kind=claim&size=20&page={rng.randrange(1, 20)}")
        items = found["items"] if found else []
        if items:
            item = rng.choice(items)
            given = {"verb": rng.choice(("accept", "reject", "note")), "claim": item["ref"], "note": "bench"}
            made = client.ask("decision", "/api/decisions", given, csrf[1])
            if made:
                with client.tally.lock:
                    client.tally.decisions.append(made["id"])
        time.sleep(rng.random() * pause)


def marked(page: Any, name: str, what: str) -> float:
    """What a mark of the page says, in milliseconds, as soon as it is set."""
    while not (found := page.evaluate("([n, w]) => performance.getEntriesByName(n).map((e) => e[w])", [name, what])):
        time.sleep(0.05)
    return float(found[0])


def first_map(base: str, client: Client) -> None:
    """Time from opening the map to the first frame with all points, and from a filter to its frame; no cache."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-unsafe-swiftshader"]
    name, _, value = client.cookie.partition("=")
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        for _ in range(5):
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            context.add_cookies([{"name": name, "value": value, "url": base}])
            page = context.new_page()
            page.set_default_timeout(120_000)
            page.goto(f"{base}/map")
            page.wait_for_selector("#app[data-ready]")
            drawn = marked(page, "isnad-drawn", "startTime")
            page.select_option("[name=type]", "air_strike")
            filtered = marked(page, "isnad-filtered", "duration")
            print(f"first map {drawn:.0f} ms, filter {filtered:.0f} ms, load {os.getloadavg()[0]:.1f}", flush=True)
            context.close()
        browser.close()


def cpu_s(pid: int) -> dict[str, float]:
    """Seconds of processor time of a process, and of those that it started, by their names."""
    out = {}
    started = (int(n) for task in Path(f"/proc/{pid}/task").glob("*/children") for n in task.read_text().split())
    for number in (pid, *sorted(started)):
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        out[str(number)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--incidents", type=int, default=50_000)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--coders", type=int, default=5)
    parser.add_argument("--workers", type=int, default=1, help="processes that answer")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, default=2.0, help="the longest pause between pages; the mean is half")
    parser.add_argument("--map", action="store_true")
    args = parser.parse_args()
    copy = prepare(args.ledger, args.incidents, args.claims, args.coders)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    command = ["serve", "--ledger", f"sqlite:///{copy}", "--port", str(port), "--workers", str(args.workers)]
    server = subprocess.Popen([sys.executable, "-c", SERVER, *command])
    try:
        run(port, server.pid, copy, args)
    finally:
        server.terminate()
        server.wait(timeout=60)


def run(port: int, pid: int, ledger_file: Path, args: argparse.Namespace) -> None:
    """The measures, on a server that is starting."""
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            break
        time.sleep(0.2)
    tally = Tally()
    reader = Client(port)
    reader.sign_in("reader")
    reader.ask("points", "/map/points")
    if args.map:
        first_map(f"http://127.0.0.1:{port}", reader)
    if args.seconds <= 0:
        return
    coders = [Client(port, tally) for _ in range(args.coders)]
    for n, coder in enumerate(coders):
        coder.sign_in(f"coder{n}")
    before, own = cpu_s(pid), time.process_time()
    end = time.monotonic() + args.seconds
    readers = [Client(port, tally, reader.cookie) for _ in range(args.readers)]
    threads = [threading.Thread(target=read, args=(r, end, args.pause, n)) for n, r in enumerate(readers)]
    threads += [threading.Thread(target=code, args=(c, end, args.pause, n)) for n, c in enumerate(coders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = {k: v - before.get(k, 0.0) for k, v in cpu_s(pid).items()}
    for kind, times in sorted(tally.times.items()):
        cuts = statistics.quantiles(times, n=20) if len(times) > 1 else times * 19
        print(f"{kind}: {len(times)} answers, p50 {statistics.median(times):.0f} ms, p95 {cuts[18]:.0f} ms")
    with Ledger.open(f"sqlite:///{ledger_file}") as ledger, ledger.read() as c:
        kept = set(c.exec_driver_sql("SELECT id FROM judgement").scalars())
    lost = [d for d in tally.decisions if d not in kept]
    print(f"{len(tally.decisions)} decisions, {len(lost)} lost; {len(tally.errors)} errors {tally.errors[:3]}")
    told = ", ".join(f"{s:.0f} s" for s in spent.values())
    print(f"processor: server {told} (then the processes it started), load generator {time.process_time() - own:.0f} s")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
