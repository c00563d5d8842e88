"""Kills Spark's driver, or one of its Python workers, at random moments of a run; nothing may be lost or doubled.

usage: python bench/kill_engine.py [--kills 20] [--rows 2000] [--seed 1]

Each round starts `isnad read --engine spark` on the same folder of made reports and kills it some seconds later: the
driver with all its processes, or one worker, after which the run has to end well by itself. A last run ends the work;
then each report must stand in the output once.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pyarrow.parquet as pq
from engines import command
from made_reports import write

LATEST_S = 40.0  # after so many seconds a run of some thousand reports is over on most machines


def kill_all(top: psutil.Process) -> None:
    """Kill a process and all that it started, Java first."""
    for process in [*top.children(recursive=True), top]:
        try:
            process.kill()
        except psutil.Error:
            continue


def is_worker(process: psutil.Process) -> bool:
    """Whether it is a Python worker of Spark, or the process in which one reads."""
    try:
        return "pyspark.daemon" in " ".join(process.cmdline())
    except psutil.Error:  # it ended meanwhile
        return False


def one_round(given: Path, out: Path, rng: random.Random) -> str:
    """Start a run, kill something of it, wait for its end; what was done."""
    run = subprocess.Popen(command("spark", given, out, 2), stderr=subprocess.DEVNULL)
    top = psutil.Process(run.pid)
    begin, moment = time.monotonic(), rng.uniform(2, LATEST_S)
    while run.poll() is None and time.monotonic() - begin < moment:
        time.sleep(0.1)
    if run.poll() is not None:
        return f"over before {moment:.0f} s, exit {run.returncode}"
    workers = [p for p in top.children(recursive=True) if is_worker(p)]
    if workers and rng.random() < 0.5:
        rng.choice(workers).kill()
        return f"a worker at {moment:.0f} s, exit {run.wait()}"
    kill_all(top)
    run.wait()
    return f"the driver at {moment:.0f} s"


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder) / "reports", Path(folder) / "out"
        write(args.rows, given)
        for n in range(args.kills):
            print(n + 1, one_round(given, out, rng), flush=True)
        subprocess.run(command("spark", given, out, 2), stderr=subprocess.DEVNULL, check=True)
        ids = [i for f in out.glob("month=*/*.parquet") for i in pq.ParquetFile(f).read(["id"])["id"].to_pylist()]
    print(f"{len(ids)} rows, {len(set(ids))} reports of {args.rows}")
    return int(not len(ids) == len(set(ids)) == args.rows)


if __name__ == "__main__":
    sys.exit(main())
