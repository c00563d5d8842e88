"""How loading and linking grow: generated claims, 1e4 to 1e6; times and memory, and a plot.

usage: python bench/scale.py [--claims 10000 100000] [--add 1000] [--days 2200 | --a-day 45] [--spark] [--jobs 2]
                             [--plot FILE.svg]

With --days all collections are of the same time, and a larger one tells more of each day: ten times the claims make a
hundred times the pairs that are near each other in time and place. With --a-day a larger one goes on for longer.

With --spark the same claims are linked by `isnad link` on so many cores of this machine, from readings in parquet.

The reports are invented by a seed: places on a grid of villages, days over six years, one to four tellings of each
happening, in words that share names and figures as news does.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq
from engines import watch

from isnad.ledger import Ledger
from isnad.ledger.load import Item, load
from isnad.ledger.relink import relink
from isnad.model import Claim, DateWindow, Figure, Party, PlaceGuess, Reading, Report, SourceLink
from isnad.schema import RESULT, results_to_batch

TYPES = ("air_strike", "shelling", "armed_attack", "arrest", "explosive", "killing")
ACTORS = ("rus.airforce", "syr.mil", "sdf", "is", "coalition", "tur.mil")
LETTERS = "بتجحدرسصطعفقكلمنهو"
FIRST_DAY = date(2019, 1, 1)
DAYS = 2200
FILE_ROWS = 50_000  # reports in a file for Spark
WIDTH, HEIGHT, MARGIN = 380, 320, 50  # of a drawing


def word(rng: random.Random) -> str:
    """A made-up word of five letters."""
    return "".join(rng.choice(LETTERS) for _ in range(5))


def vocabulary(rng: random.Random, size: int = 20_000) -> list[str]:
    """The words of the news: as many as a newspaper uses in a year."""
    return [word(rng) for _ in range(size)]


def places(rng: random.Random) -> list[PlaceGuess]:
    """3,000 villages in 14 provinces."""
    out = []
    for n in range(3000):
        lat, lon = 32.5 + rng.random() * 4.5, 36 + rng.random() * 6
        name = word(rng)
        out.append(
            PlaceGuess(name, f"P{n}", f"A{int(lat * 2) % 14}", "SY", f"p{n}", round(lat, 4), round(lon, 4), 3.0, 1, 1)
        )
    return out


def generate(claims: int, days: int, seed: int = 1, prefix: str = "r") -> Iterator[Item]:
    """Reports of one to three claims, on so many days, until there are so many claims."""
    rng = random.Random(seed)
    where, words = places(random.Random(7)), vocabulary(random.Random(8))
    made = n = 0
    while made < claims:
        spot, day = rng.choice(where), FIRST_DAY + timedelta(days=rng.randrange(days))
        kind, actor, killed, name = rng.choice(TYPES), rng.choice(ACTORS), rng.randrange(9), rng.choice(words)
        for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
            report_id = f"{prefix}{n}"
            n += 1
            filler = " ".join(words[int(len(words) * rng.random() ** 3)] for _ in range(25))
            text = f"قصف طال بلدة {spot.text} ومقتل {killed} بينهم {name} بحسب مصدر محلي. {filler}"
            count = max(0, killed + rng.choice((0, 0, 0, 1, -1)))
            told = []
            for c in range(rng.choice((1, 1, 2))):
                spot_c = spot if c == 0 else rng.choice(where)
                when = DateWindow(str(day), str(day), "اليوم", None, "stated")
                figures = (Figure(str(count), "killed", "person", count, count),)
                told.append(
                    Claim(
                        f"c{c + 1}", f"{report_id}:{c * 5}:0", f"e{c + 1}", kind if c == 0 else rng.choice(TYPES),
                        (c * 5, c * 5 + 3), "قصف", (Party(actor, actor),), (Party(name, None),) if c == 0 else (),
                        (spot_c,), when, figures, (), (SourceLink("مصدر محلي", "local"),),
                    )
                )  # fmt: skip
            made += len(told)
            yield Item(
                Report(report_id, text, str(day), f"outlet{n % 40}"), Reading(report_id, tuple(told), (), "1", "l", "g")
            )


@contextmanager
def timed(out: dict[str, float], name: str) -> Iterator[None]:
    """Note the seconds by the clock, and those of the processor (which a busy machine doesn't change)."""
    clock, cpu = time.perf_counter(), time.process_time()
    yield
    out[f"{name}_s"], out[f"{name}_cpu_s"] = time.perf_counter() - clock, time.process_time() - cpu


def measure(claims: int, days: int, add: int) -> dict[str, float]:
    """Seconds to load and link so many claims and to add some more; peak memory of the process in MB."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"sqlite:///{Path(folder) / 'scale.db'}") as ledger:
        out: dict[str, float] = {"claims": claims}
        with timed(out, "load"):
            load(ledger, generate(claims, days))
        with timed(out, "link"):
            relink(ledger)
        with timed(out, "add"):
            load(ledger, generate(add, days, seed=2, prefix="n"))
            relink(ledger)
        out["incidents"] = ledger.count("incident")
        out["file_mb"] = os.path.getsize(Path(folder) / "scale.db") / 1e6
    out["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return out


def measure_spark(claims: int, days: int, jobs: int) -> dict[str, float]:
    """Seconds to link so many claims on Spark, start and end included; peak MB of its largest Python worker."""
    with tempfile.TemporaryDirectory() as folder:
        readings, out = Path(folder) / "readings", Path(folder) / "incidents"
        readings.mkdir()
        told = ((item.report, item.reading) for item in generate(claims, days))
        files = 0
        while rows := list(islice(told, FILE_ROWS)):
            with pq.ParquetWriter(readings / f"{files:03}.parquet", RESULT, compression="zstd") as file:
                for at in range(0, len(rows), 1000):
                    file.write_batch(results_to_batch(rows[at : at + 1000]))
            files += 1
        begin = time.perf_counter()
        start = [sys.executable, "-c", "from isnad.cli import main; main()", "link", str(readings), "-o", str(out)]
        run = subprocess.Popen([*start, "--master", f"local[{jobs},4]"])
        cpu, sizes = watch(run)
        clock = time.perf_counter() - begin
        if run.returncode:
            raise SystemExit(f"linking {claims} claims on Spark failed (exit code {run.returncode})")
        incidents = pq.read_table(out / "members", columns=["incident_id"])["incident_id"].combine_chunks()
        return {
            "claims": claims, "link_s": clock, "link_cpu_s": cpu, "incidents": len(incidents.unique()),
            "peak_mb": max(sizes),
        }  # fmt: skip


def plot(rows: list[dict[str, float]], path: Path) -> None:
    """Seconds of the processor and peak memory against claims, all logarithmic; dotted, growth in line with claims."""
    steps = tuple(name for name in ("load_cpu_s", "link_cpu_s", "add_cpu_s") if name in rows[0])
    panels = (("seconds of the processor", steps), ("peak MB", ("peak_mb",)))
    width = 2 * WIDTH
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><rect width="{width}" height="{HEIGHT}" fill="#fff"/>'
    ]
    for n, (title, names) in enumerate(panels):
        out += [f'<g transform="translate({n * WIDTH} 0)">', *panel(rows, title, names), "</g>"]
    path.write_text("\n".join([*out, "</svg>"]) + "\n", encoding="utf-8")


def panel(rows: list[dict[str, float]], title: str, names: tuple[str, ...]) -> Iterator[str]:
    """One drawing of `plot`: a line for each name, with its values."""
    xs = [math.log10(r["claims"]) for r in rows]
    ys = [math.log10(r[n]) for r in rows for n in names]
    x0, y0, y1 = min(xs), min(ys), max(ys)
    step_x = (WIDTH - 2 * MARGIN) / ((max(xs) - x0) or 1)
    step_y = (HEIGHT - 2 * MARGIN) / ((y1 - y0) or 1)

    def at(x: float, y: float) -> tuple[float, float]:
        return round(MARGIN + (x - x0) * step_x, 1), round(HEIGHT - MARGIN - (y - y0) * step_y, 1)

    yield f'<text x="{WIDTH / 2}" y="20" text-anchor="middle">{title}</text>'
    for x, row in zip(xs, rows, strict=True):
        place = f'x="{at(x, y0)[0]}" y="{HEIGHT - 20}"'
        yield f'<text {place} text-anchor="middle">{int(row["claims"]):,}</text>'
    for name, colour, off in zip(names, ("#0072b2", "#d55e00", "#007a5a"), (16, -6, -6), strict=False):
        points = [at(x, math.log10(row[name])) for x, row in zip(xs, rows, strict=True)]
        line = " ".join(f"{x},{y}" for x, y in points)
        yield f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
        first = math.log10(rows[0][name])
        end = min(xs[-1], x0 + y1 - first)  # where growth in line leaves the drawing
        (ax, ay), (bx, by) = at(x0, first), at(end, first + end - x0)
        yield f'<path d="M{ax} {ay}L{bx} {by}" stroke="{colour}" stroke-dasharray="2 4"/>'
        for (x, y), row in zip(points, rows, strict=True):
            yield f'<text x="{x}" y="{y + off}" fill="{colour}" text-anchor="middle">{row[name]:,.0f}</text>'
        yield f'<text x="{points[-1][0] + 18}" y="{points[-1][1] + off}" fill="{colour}">{name.split("_")[0]}</text>'


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--claims", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--add", type=int, default=1000)
    spread = parser.add_mutually_exclusive_group()
    spread.add_argument("--days", type=int, default=DAYS, help="over which the claims are spread, however many")
    spread.add_argument("--a-day", type=int, help="claims of a day, so that more claims take more days")
    parser.add_argument("--spark", action="store_true", help="link on Spark, without a ledger")
    parser.add_argument("--jobs", type=int, default=2, help="cores that Spark takes")
    parser.add_argument("--plot", type=Path)
    args = parser.parse_args()
    rows = []
    for claims in args.claims:
        days = max(1, claims // args.a_day) if args.a_day else args.days
        rows.append(measure_spark(claims, days, args.jobs) if args.spark else measure(claims, days, args.add))
        print(
            " ".join(f"{k}={v:.1f}" if k.endswith(("_s", "_mb")) else f"{k}={int(v)}" for k, v in rows[-1].items()),
            flush=True,
        )
    if args.plot:
        plot(rows, args.plot)


if __name__ == "__main__":
    main()
