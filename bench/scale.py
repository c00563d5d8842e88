"""How loading and linking grow: generated claims, 1e4, 1e5, 3e5; times and memory, and a plot.

usage: python bench/scale.py [--claims 10000 100000] [--add 1000] [--plot FILE.svg]

The reports are invented by a seed: places on a grid of villages, days over six years, one to four tellings of each
happening, in words that share names and figures as news does.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from isnad.ledger import Ledger
from isnad.ledger.load import Item, load
from isnad.ledger.relink import relink
from isnad.model import Claim, DateWindow, Figure, Party, PlaceGuess, Reading, Report, SourceLink

TYPES = ("air_strike", "shelling", "armed_attack", "arrest", "explosive", "killing")
ACTORS = ("rus.airforce", "syr.mil", "sdf", "is", "coalition", "tur.mil")
LETTERS = "بتجحدرسصطعفقكلمنهو"
FIRST_DAY = date(2019, 1, 1)
DAYS = 2200


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


def generate(claims: int, seed: int = 1, prefix: str = "r") -> Iterator[Item]:
    """Reports of one to three claims until there are so many claims."""
    rng = random.Random(seed)
    where, words = places(random.Random(7)), vocabulary(random.Random(8))
    made = n = 0
    while made < claims:
        spot, day = rng.choice(where), FIRST_DAY + timedelta(days=rng.randrange(DAYS))
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


def measure(claims: int, add: int) -> dict[str, float]:
    """Seconds to load and link so many claims and to add some more; peak memory of the process in MB."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(f"sqlite:///{Path(folder) / 'scale.db'}") as ledger:
        out: dict[str, float] = {"claims": claims}
        with timed(out, "load"):
            load(ledger, generate(claims))
        with timed(out, "link"):
            relink(ledger)
        with timed(out, "add"):
            load(ledger, generate(add, seed=2, prefix="n"))
            relink(ledger)
        out["incidents"] = ledger.count("incident")
        out["file_mb"] = os.path.getsize(Path(folder) / "scale.db") / 1e6
    out["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return out


def plot(rows: list[dict[str, float]], path: Path) -> None:
    """Time against claims, both logarithmic, with the line of linear growth."""
    import math

    width, height, margin = 520, 360, 50
    xs = [math.log10(r["claims"]) for r in rows]
    names = ("load_s", "link_s", "add_s")
    ys = [math.log10(max(r[n], 0.01)) for r in rows for n in names]
    x0, x1, y0, y1 = min(xs), max(max(xs), min(xs) + 1), min(ys), max(max(ys), min(ys) + 1)

    def xy(x: float, y: float) -> str:
        px = margin + (x - x0) / (x1 - x0) * (width - 2 * margin)
        py = height - margin - (y - y0) / (y1 - y0) * (height - 2 * margin)
        return f"{px:.1f},{py:.1f}"

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        'font-size="12">'
    ]
    out.append(f'<rect width="{width}" height="{height}" fill="#fff"/>')
    for name, colour in zip(names, ("#0072b2", "#d55e00", "#009e73"), strict=True):
        line = " ".join(xy(x, math.log10(max(r[name], 0.01))) for x, r in zip(xs, rows, strict=True))
        out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        end = line.split()[-1].split(",")
        out.append(f'<text x="{float(end[0]) - 40}" y="{float(end[1]) - 6}" fill="{colour}">{name}</text>')
    for r, x in zip(rows, xs, strict=True):
        place = xy(x, y0).split(",")
        out.append(f'<text x="{place[0]}" y="{height - 20}" text-anchor="middle">{int(r["claims"]):,}</text>')
    out.append(
        f'<text x="{width / 2}" y="{height - 4}" text-anchor="middle">claims; seconds upwards, both logarithmic</text>'
    )
    path.write_text("\n".join([*out, "</svg>"]) + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--claims", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--add", type=int, default=1000)
    parser.add_argument("--plot", type=Path)
    args = parser.parse_args()
    rows = []
    for claims in args.claims:
        rows.append(measure(claims, args.add))
        print(
            " ".join(f"{k}={v:.1f}" if k.endswith(("_s", "_mb")) else f"{k}={int(v)}" for k, v in rows[-1].items()),
            flush=True,
        )
    if args.plot:
        plot(rows, args.plot)


if __name__ == "__main__":
    main()
