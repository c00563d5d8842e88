"""The desk under load: readers and coders at once, on a ledger of invented claims.

usage: python bench/desk.py --ledger FILE [--claims 200000] [--readers 50] [--coders 5] [--seconds 120] [--map]

The ledger is made (`bench/scale.py`) where the file is missing, which takes long. Each reader opens lists, incidents
and the points of the map, with a pause of up to two seconds; each coder takes questions from the queue and decides.
What is printed: answers and errors, the 50th and 95th percentile by kind of address in milliseconds, and how many
decisions that were answered are not in the ledger. `--map` measures first map and filter in Chromium too.
"""

from __future__ import annotations

import argparse
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
from pathlib import Path

import httpx
from scale import generate

from isnad.ledger import Ledger
from isnad.ledger.load import load
from isnad.ledger.relink import relink
from isnad.ledger.search import index_reports
from isnad.review.queue import refresh
from isnad.serve.people import accounts, add_account

PASSWORD = "a password of the bench"
SERVER = """
import sys, uvicorn
from isnad.serve.app import create_app
from isnad.serve.settings import Settings
app = create_app(Settings(sys.argv[1], people=True, token="", apart=True))
uvicorn.run(app, port=int(sys.argv[2]), log_level="error")
"""
PAUSE_S = 2.0


def prepare(path: Path, claims: int, coders: int) -> None:
    """Make the ledger, its index, its queue and its accounts, where they are missing."""
    with Ledger.open(f"sqlite:///{path}") as ledger:
        if not ledger.count("report"):
            load(ledger, generate(claims))
        relink(ledger)
        index_reports(ledger)
        refresh(ledger)
        there = {a.name for a in accounts(ledger)}
        for name, role in [("reader", "reader"), *((f"coder{n}", "coder") for n in range(coders))]:
            if name not in there:
                add_account(ledger, name, role, PASSWORD)
        print(f"{ledger.count('claim')} claims, {ledger.count('incident')} incidents", flush=True)


class Tally:
    """Times by kind of address, errors, and the numbers of decisions that were answered."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self.decisions: list[int] = []
        self.lock = threading.Lock()

    def ask(self, client: httpx.Client, kind: str, method: str, path: str, **given: object) -> httpx.Response | None:
        """Ask, and note how long it took and whether it failed."""
        start = time.perf_counter()
        try:
            answer = client.request(method, path, **given)  # type: ignore[arg-type]
        except httpx.HTTPError as e:
            with self.lock:
                self.errors.append(f"{kind}: {e!r}")
            return None
        with self.lock:
            self.times[kind].append((time.perf_counter() - start) * 1000)
            if answer.status_code >= 400:
                self.errors.append(f"{kind}: {answer.status_code} {answer.text[:100]}")
        return answer if answer.status_code < 400 else None


def signed_in(base: str, name: str) -> httpx.Client:
    """A client with a session."""
    client = httpx.Client(base_url=base, timeout=120)
    answer = client.post("/login", data={"name": name, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return client


def read(base: str, cookies: httpx.Cookies, tally: Tally, end: float, seed: int) -> None:
    """A reader until the end: lists, incidents, searches; the map's points now and then."""
    rng = random.Random(seed)
    client = httpx.Client(base_url=base, timeout=120, cookies=cookies)
    ids: list[str] = []
    while time.monotonic() < end:
        choice = rng.random()
        if not ids or choice < 0.25:
            found = tally.ask(client, "list", "GET", f"/api/incidents?page={rng.randrange(1, 400)}&type=shelling")
            ids = [i["id"] for i in found.json()["items"]] if found else ids
        elif choice < 0.75:
            tally.ask(client, "incident page", "GET", f"/incidents/{rng.choice(ids)}")
        elif choice < 0.95:
            tally.ask(client, "list page", "GET", f"/?page={rng.randrange(1, 400)}")
        else:
            tally.ask(client, "points", "GET", "/api/points")
        time.sleep(rng.random() * PAUSE_S)


def code(base: str, client: httpx.Client, tally: Tally, end: float, seed: int) -> None:
    """A coder until the end: a question from the queue, and a decision on it."""
    rng = random.Random(seed)
    page = client.get("/review").text
    csrf = re.search(r'data-csrf="([^"]+)"', page)
    assert csrf
    headers = {"x-isnad-csrf": csrf[1]}
    while time.monotonic() < end:
        found = tally.ask(client, "queue", "GET", f"/api/queue?kind=claim&size=20&page={rng.randrange(1, 20)}")
        items = found.json()["items"] if found else []
        if items:
            item = rng.choice(items)
            given = {"verb": rng.choice(("accept", "reject", "note")), "claim": item["ref"], "note": "bench"}
            made = tally.ask(client, "decision", "POST", "/api/decisions", json=given, headers=headers)
            if made:
                with tally.lock:
                    tally.decisions.append(made.json()["id"])
        time.sleep(rng.random() * PAUSE_S)


def first_map(base: str, client: httpx.Client) -> None:
    """Time from opening the map to its first drawn frame, and from a filter to the next."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-unsafe-swiftshader"]
        browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.add_cookies([{"name": k, "value": v, "url": base} for k, v in client.cookies.items()])
        page = context.new_page()
        page.set_default_timeout(120_000)
        for _ in range(3):
            start = time.perf_counter()
            page.goto(f"{base}/map")
            page.wait_for_selector("#app[data-ready]")
            drawn = time.perf_counter() - start
            start = time.perf_counter()
            page.select_option("[name=type]", "air_strike")
            counted = time.perf_counter() - start
            print(f"first map {drawn:.2f} s, filter {counted * 1000:.0f} ms", flush=True)
        browser.close()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--claims", type=int, default=200_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--coders", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--map", action="store_true")
    args = parser.parse_args()
    prepare(args.ledger, args.claims, args.coders)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    server = subprocess.Popen([sys.executable, "-c", SERVER, f"sqlite:///{args.ledger}", str(port)])
    try:
        run(base, args)
    finally:
        server.terminate()
        server.wait(timeout=60)


def run(base: str, args: argparse.Namespace) -> None:
    """The measures, on a server that is starting."""
    while True:
        try:
            httpx.get(f"{base}/login")
            break
        except httpx.HTTPError:
            time.sleep(0.2)
    reader = signed_in(base, "reader")
    if args.map:
        first_map(base, reader)
    tally = Tally()
    coders = [signed_in(base, f"coder{n}") for n in range(args.coders)]
    end = time.monotonic() + args.seconds
    threads = [threading.Thread(target=read, args=(base, reader.cookies, tally, end, n)) for n in range(args.readers)]
    threads += [threading.Thread(target=code, args=(base, c, tally, end, n)) for n, c in enumerate(coders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for kind, times in sorted(tally.times.items()):
        cuts = statistics.quantiles(times, n=20) if len(times) > 1 else times * 19
        print(f"{kind}: {len(times)} answers, p50 {statistics.median(times):.0f} ms, p95 {cuts[18]:.0f} ms")
    with Ledger.open(f"sqlite:///{args.ledger}") as ledger, ledger.read() as c:
        kept = set(c.exec_driver_sql("SELECT id FROM judgement").scalars())
    lost = [d for d in tally.decisions if d not in kept]
    print(f"{len(tally.decisions)} decisions, {len(lost)} lost; {len(tally.errors)} errors {tally.errors[:3]}")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
