"""Reading on one core, on several, and on Spark: reports a second, memory of a worker, the same readings.

usage: python bench/engines.py ROWS [--jobs 2] [--engines one many spark] [--runs 1]

Reads made reports (`made_reports.py`) with each engine by its command line, in turn, and prints the seconds by the
clock, those of the processor (of all processes of the run), the largest memory of one Python worker (its own part:
what a fork shares is counted once, by halves) and how many reports and claims were written.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pyarrow.compute as pc
import pyarrow.parquet as pq
from made_reports import write

EVERY_S = 2.0


def command(engine: str, given: Path, out: Path, jobs: int) -> list[str]:
    """The command line that reads all of `given`."""
    start = [
        sys.executable,
        "-c",
        "from isnad.cli import main; main()",
        "read",
        str(given),
        "-o",
        str(out),
        "--no-progress",
    ]
    match engine:
        case "spark":
            return [*start, "--engine", "spark", "--master", f"local[{jobs},4]"]
        case "many":
            return [*start, "--jobs", str(jobs)]
        case _:
            return start


def watch(run: subprocess.Popen[bytes]) -> tuple[float, list[float]]:
    """Processor seconds of a run, and the largest worker's megabytes at each look, until it ends."""
    top = psutil.Process(run.pid)
    spent: dict[int, float] = {}
    sizes: list[float] = []
    while run.poll() is None:
        largest = 0.0
        try:
            for p in [top, *top.children(recursive=True)]:
                try:
                    times = p.cpu_times()
                    spent[p.pid] = times.user + times.system
                    if p.name().startswith("python"):
                        largest = max(largest, p.memory_full_info().pss / 1e6)
                except psutil.Error:
                    continue
        except psutil.Error:
            break
        sizes.append(largest)
        time.sleep(EVERY_S)
    return sum(spent.values()), sizes


def counted(file: Path) -> int:
    """The claims of all rows of a file of readings."""
    batches = pq.ParquetFile(file).iter_batches(columns=["claims"])
    return sum(pc.sum(pc.list_value_length(batch["claims"])).as_py() or 0 for batch in batches)


def measure(engine: str, given: Path, rows: int, jobs: int) -> float:
    """One run: prints its line, gives reports a second by the clock."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / ("out" if engine == "spark" else "out.parquet")
        begin = time.perf_counter()
        run = subprocess.Popen(command(engine, given, out, jobs), stderr=subprocess.DEVNULL)
        cpu, sizes = watch(run)
        seconds = time.perf_counter() - begin
        files = sorted(out.glob("month=*/*.parquet")) if out.is_dir() else [out]
        ids = [i for f in files for i in pq.ParquetFile(f).read(["id"])["id"].to_pylist()]
        claims = sum(counted(f) for f in files)
        assert len(ids) == len(set(ids)) == rows, f"{len(ids)} rows, {len(set(ids))} ids of {rows}"
        third = max(1, len(sizes) // 3)
        print(
            f"{engine} reports={rows} jobs={jobs if engine != 'one' else 1} clock_s={seconds:.1f} cpu_s={cpu:.1f} "
            f"reports_s={rows / seconds:.0f} claims={claims} worker_mb={max(sizes):.0f} "
            f"worker_mb_last_third={max(sizes[-third:]):.0f}",
            flush=True,
        )
    return rows / seconds


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("rows", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--engines", nargs="+", default=["one", "many", "spark"], choices=("one", "many", "spark"))
    parser.add_argument("--runs", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "reports"
        write(args.rows, given)
        for _ in range(args.runs):
            for engine in args.engines:
                measure(engine, given, args.rows, args.jobs)


if __name__ == "__main__":
    main()
