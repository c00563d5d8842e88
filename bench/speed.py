"""How fast the reader is: sentences a second on one core, memory, start-up, and time against a report's length.

usage: python bench/speed.py [REPORTS.jsonl] [--check] [--limit N] [--largest MB] [--profile]

Without a file it reads ../shared/reports/reports.jsonl, or the same under the folder that ISNAD_SHARED names.
Sentences are counted as scores cut them: after . ! ? … and white space, and at line breaks. Each measure is taken in
a process of its own, so that memory and start-up are those of a user's run. The seconds of the processor ("cpu") are
what a busy machine doesn't change; --check exits with 1 where one of them, or the memory, misses its target.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
# What is promised: a laptop reads a year of an outlet in minutes, beside other programs, and answers at once.
SENTENCES_S = 1000.0
PEAK_MB = 300.0
HELP_S = 0.3
FIRST_READ_S = 1.5
# Time against length, per character: the largest report against a tenth of it; 1 is a straight line.
GROWTH = 1.5
RUNS = 3
FIRST = "قصف مجهولون بلدة الرملية أمس، ما أدى إلى إصابة راعٍ."  # an invented incident


def default_reports() -> Path:
    """The corpus of reports beside the checkout."""
    return Path(os.environ.get("ISNAD_SHARED") or TOP.parent / "shared") / "reports" / "reports.jsonl"


def rows(path: Path, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a file of reports, one at a time."""
    with path.open(encoding="utf-8") as f:
        for n, line in enumerate(f):
            if limit is not None and n >= limit:
                return
            yield json.loads(line)


def peak_mb() -> float:
    """The most memory that this process held, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


# Measures: each runs in a process of its own and prints one JSON object


def measure_corpus(path: Path, limit: int | None) -> dict[str, float]:
    """Reading a whole file end to end: lines to reports to claims to lines."""
    from isnad import schema
    from isnad.batch import read_pairs
    from isnad.evaluate.pairing import sentence_cuts
    from isnad.model import Report
    from isnad.read.reader import default_reader

    reader = default_reader()
    out = dict.fromkeys(("reports", "sentences", "characters", "claims", "problems", "written"), 0.0)
    wall, cpu, counting = time.perf_counter(), time.process_time(), 0.0
    for item, reading in read_pairs((schema.report_from_dict(r) for r in rows(path, limit)), reader=reader):
        assert isinstance(item, Report)
        out["written"] += len(schema.to_json(schema.result_to_dict(item, reading)))
        out["reports"] += 1
        out["characters"] += len(item.text)
        out["claims"] += len(reading.claims)
        out["problems"] += len(reading.problems)
        start = time.process_time()
        out["sentences"] += len(sentence_cuts(item.text)) - 1
        counting += time.process_time() - start
    out["wall_s"] = time.perf_counter() - wall - counting
    out["cpu_s"] = time.process_time() - cpu - counting
    out["peak_mb"] = peak_mb()
    return out


def measure_length(path: Path, megabytes: float) -> dict[str, float]:
    """Reading one report of so many megabytes (UTF-8): the reports of a file, joined by blank lines."""
    from isnad.model import Report
    from isnad.read.reader import default_reader

    texts = [r["text"] for r in rows(path)]
    parts, size, n = [], 0, 0
    while size < megabytes * 1e6:
        parts.append(texts[n % len(texts)])
        size += len(parts[-1].encode()) + 2
        n += 1
    text = "\n\n".join(parts)
    reader = default_reader()
    reader.read(Report("first", FIRST, "2024-05-10"))
    wall, cpu = time.perf_counter(), time.process_time()
    reading = reader.read(Report("long", text, "2024-05-10"))
    return {
        "characters": len(text),
        "claims": len(reading.claims),
        "wall_s": time.perf_counter() - wall,
        "cpu_s": time.process_time() - cpu,
        "peak_mb": peak_mb(),
    }


def in_process(measure: str, *args: str, timeout_s: float | None = None) -> dict[str, float] | None:
    """What a measure prints when it runs in a fresh process; None where it took too long."""
    command = [sys.executable, __file__, *args, "--measure", measure]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=timeout_s)
    except subprocess.TimeoutExpired:
        return None
    out: dict[str, float] = json.loads(done.stdout)
    return out


def start_up(code: str) -> tuple[float, float]:
    """Wall and processor seconds of a fresh Python that runs `code`: the median of RUNS, files warm in memory.

    Modules are compiled to bytecode by the first run, as an installer does; where Python is told to write none, a read
    takes half a second longer each time.
    """
    walls, cpus = [], []
    with tempfile.TemporaryDirectory() as compiled:
        env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        env["PYTHONPYCACHEPREFIX"] = compiled
        for n in range(RUNS + 1):
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True, env=env)
            wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            if n:  # the first one compiles, and fills the cache of files
                walls.append(wall)
                cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(walls), statistics.median(cpus)


# The table

Line = tuple[str, str, str, bool | None]


def corpus_lines(path: Path, limit: int | None) -> list[Line]:
    """Sentences a second and memory over a file of reports."""
    got = in_process("corpus", str(path), *(["--limit", str(limit)] if limit else []))
    assert got is not None
    rate, by_clock = got["sentences"] / got["cpu_s"], got["sentences"] / got["wall_s"]
    what = f"{got['reports']:.0f} reports, {got['sentences']:.0f} sentences, {got['claims']:.0f} claims"
    return [
        (what, "", "", None),
        ("sentences a second, cpu", f"{rate:.0f}", f">= {SENTENCES_S:.0f}", rate >= SENTENCES_S),
        ("sentences a second, clock", f"{by_clock:.0f}", "", None),
        ("characters a second, cpu", f"{got['characters'] / got['cpu_s']:.0f}", "", None),
        ("peak memory, MB", f"{got['peak_mb']:.0f}", f"< {PEAK_MB:.0f}", got["peak_mb"] < PEAK_MB),
    ]


def start_lines() -> list[Line]:
    """Start-up of `isnad --help` and of a first reading."""
    out: list[Line] = []
    for what, code, target in (
        ("isnad --help", "import sys; sys.argv = ['isnad', '--help']; from isnad.cli import main; main()", HELP_S),
        ("first reading", f"import isnad; isnad.read({FIRST!r}, published='2024-05-10').to_dicts()", FIRST_READ_S),
    ):
        wall, cpu = start_up(code)
        out.append((f"{what}, s of cpu", f"{cpu:.2f}", f"< {target}", cpu < target))
        out.append((f"{what}, s by the clock", f"{wall:.2f}", "", None))
    return out


def length_lines(path: Path, largest: float) -> list[Line]:
    """Time against the length of one report: a hundredth, a tenth and the whole of the largest."""
    out: list[Line] = []
    per_character: list[float] = []
    for megabytes in (largest / 100, largest / 10, largest):
        # A straight line from the size before, four times over: what takes longer is no straight line.
        limit = max(60.0, 40 * per_character[-1] * megabytes * 1e6) if per_character else None
        got = in_process("length", str(path), "--megabytes", str(megabytes), timeout_s=limit)
        if got is None:
            out.append((f"one report of {megabytes:g} MB", f"over {limit:.0f} s", "linear", False))
            return out
        per_character.append(got["cpu_s"] / got["characters"])
        what = f"one report of {megabytes:g} MB, {got['claims']:.0f} claims, {got['peak_mb']:.0f} MB held"
        out.append((what, f"{got['cpu_s']:.1f} s, {1e6 * per_character[-1]:.1f} µs/char", "", None))
    growth = per_character[-1] / per_character[-2]
    out.append(("seconds a character, 10 times the length", f"x {growth:.2f}", f"< x {GROWTH}", growth < GROWTH))
    return out


def show(lines: Sequence[Line]) -> bool:
    """Print the table; whether every target was met."""
    for what, value, target, met in lines:
        verdict = "" if met is None else ("ok" if met else "MISSED")
        print(f"{what:<58} {value:>22} {target:>10} {verdict}".rstrip(), flush=True)
    return all(met is not False for *_, met in lines)


def profile(path: Path, limit: int | None) -> None:
    """The functions that take the most time of their own."""
    from isnad.read.reader import default_reader

    default_reader()
    profiler = cProfile.Profile()
    profiler.runcall(measure_corpus, path, limit)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(30)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("reports", nargs="?", type=Path, default=default_reports())
    parser.add_argument("--check", action="store_true", help="exit with 1 where a target is missed")
    parser.add_argument("--limit", type=int, help="of the reports, the first N")
    parser.add_argument("--largest", type=float, default=10.0, help="megabytes of the longest report; 0: leave it out")
    parser.add_argument("--profile", action="store_true", help="where the time goes, instead of the table")
    parser.add_argument("--measure", choices=("corpus", "length"), help=argparse.SUPPRESS)
    parser.add_argument("--megabytes", type=float, default=1.0, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if not args.reports.is_file():
        print(f"{args.reports} is not there: name a file of reports, or their folder by ISNAD_SHARED", file=sys.stderr)
        return 2
    if args.measure == "corpus":
        print(json.dumps(measure_corpus(args.reports, args.limit)))
    elif args.measure == "length":
        print(json.dumps(measure_length(args.reports, args.megabytes)))
    elif args.profile:
        profile(args.reports, args.limit)
    else:
        met = show(corpus_lines(args.reports, args.limit))
        met &= show(start_lines())
        if args.largest:
            met &= show(length_lines(args.reports, args.largest))
        return 0 if met or not args.check else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
