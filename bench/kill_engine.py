"""Kills Spark's driver, or one of its Python workers, at random moments of reading; nothing may be lost or doubled.

usage: python bench/kill_engine.py [--kills 20] [--rows 1000] [--latest 15] [--seed 1]

Each round starts `isnad read --engine spark` on the same folder of made reports, a batch for each of its files, waits
until a worker reads, and kills some seconds later: the driver with all its processes, or one worker, after which the
run has to end well by itself. Whenever a run ended, its output must be what one process reads, each report once, and
the next round begins anew; until then each goes on where the last was killed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet as pq
from engines import command
from made_reports import write

FILES = 8
START = "from isnad.engines import manifest; manifest.BATCH_FILES = 1; from isnad.cli import main; main()"


def start(given: Path, out: Path) -> subprocess.Popen[bytes]:
    """A run on two cores that finishes a batch with each file."""
    python, _, _, *options = command("spark", given, out, 2)
    with told(out).open("w") as stream:
        return subprocess.Popen([python, "-c", START, *options], stderr=stream)


def told(out: Path) -> Path:
    """What the last run said."""
    return out.with_suffix(".txt")


def kill_all(top: psutil.Process) -> None:
    """Kill a process and all that it started, Java first."""
    for process in [*top.children(recursive=True), top]:
        try:
            process.kill()
        except psutil.Error:
            continue


def workers_of(top: psutil.Process) -> list[psutil.Process]:
    """The Python workers of Spark, and the processes in which they read."""
    found = []
    with suppress(psutil.Error):
        for process in top.children(recursive=True):
            with suppress(psutil.Error):  # it ended meanwhile; of Java's children one always has
                if "pyspark.daemon" in " ".join(process.cmdline()):
                    found.append(process)
    return found


def one_round(given: Path, out: Path, rng: random.Random, latest_s: float) -> tuple[str, bool]:
    """Start a run and kill something of it; what was done, and whether the run ended by itself."""
    run = start(given, out)
    top = psutil.Process(run.pid)
    while run.poll() is None and not workers_of(top):
        time.sleep(0.5)
    moment = rng.uniform(0, latest_s)
    begin = time.monotonic()
    while run.poll() is None and time.monotonic() - begin < moment:
        time.sleep(0.5)
    done = len(list((out / "_isnad").glob("*.json")))
    if run.poll() is not None:
        return f"not killed: it ended by itself, exit {run.returncode}", True
    workers = workers_of(top)
    if workers and rng.random() < 0.5:
        rng.choice(workers).kill()
        return f"a worker killed at {moment:.1f} s, after {done} batches; exit {run.wait()}", True
    kill_all(top)
    run.wait()
    return f"the driver killed at {moment:.1f} s, after {done} batches", False


def readings(files: list[Path]) -> list[tuple[Any, ...]]:
    """Id, claims and problems of every row, in the order of ids."""
    rows = [row for f in files for row in pq.ParquetFile(f).read(["id", "claims", "problems"]).to_pylist()]
    return sorted((tuple(row.values()) for row in rows), key=lambda row: str(row[0]))


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--latest", type=float, default=15.0, help="seconds of reading, at most, until a kill")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    kills = wrong = compared = 0
    with tempfile.TemporaryDirectory() as folder:
        given, out, whole = (Path(folder) / name for name in ("reports", "out", "whole.parquet"))
        write(args.rows, given, FILES)
        subprocess.run(command("one", given, whole, 1), check=True)
        want = readings([whole])
        while kills < args.kills or out.exists():
            said, ended = one_round(given, out, rng, args.latest if kills < args.kills else 1e9)
            kills += "killed at" in said
            if ended:
                same = readings(sorted(out.glob("month=*/*.parquet"))) == want
                compared, wrong = compared + 1, wrong + (not same)
                said += f": {'the same as' if same else 'NOT'} what one process reads"
                said += "" if same else f"; it said: {told(out).read_text('utf-8')[-1000:]}"
                shutil.rmtree(out)
            print(kills, said, flush=True)
    print(f"{kills} kills; {compared} outputs of {args.rows} reports compared, {wrong} of them wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
