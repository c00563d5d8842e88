"""Measures what collects: how right pages are read, what the filter keeps, how fast archives become reports.

python bench/collect.py site [PAGES]     # the made site, served on loopback and collected
python bench/collect.py warc [PAGES]     # an archive of pages of 200 KB; seconds, and the peak of memory
python bench/collect.py filter           # what is kept of coded reports, the benchmark and uncoded reports
"""

from __future__ import annotations

import difflib
import json
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from collect_server import serve
from collect_site import ENCODINGS, LAYOUTS, MadePage, make_page
from collect_warc import write_archive
from fit_conflict import rows

from isnad.collect.collector import Collector
from isnad.collect.gather import Gatherer, Limits
from isnad.collect.output import Folder
from isnad.collect.run import Settings, collect
from isnad.collect.sources import Source
from isnad.collect.wanted import unwanted
from isnad.collect.web.client import Client
from isnad.collect.web.polite import Fetcher

BALLAST = 200_000  # bytes of scripts and styles of a page of news


def characters(made: Sequence[str], found: str) -> tuple[int, int, int]:
    """Characters in common, of what was made, and of what was found; spaces not counted."""
    a, b = " ".join(made).split(), found.split()
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(len("".join(a[m.a : m.a + m.size])) for m in blocks), len("".join(a)), len("".join(b))


def site(pages: int = 500) -> None:
    """Collect the made site with all that surrounds it, and compare with what was made."""
    with serve(pages) as running, serve(1) as hanging, tempfile.TemporaryDirectory() as folder:
        bad = [f"{running.address}/{p}" for p in ("huge/x", "huge/told", "bomb/", "login/", "round/0", "nothing/")]
        sources = [
            Source(f"{running.address}/sitemap.xml", tz="Asia/Damascus"),
            *(Source(address) for address in (*bad, f"{hanging.address}/hang/", f"{hanging.address}/drip/")),
        ]
        opened = Folder(Path(folder))
        collector = Collector(opened)
        fetcher = Fetcher(Client(allow_private=True, time_limit_s=5), delay_s=0.0, sleep=lambda s: None)
        begin = time.perf_counter()
        Gatherer(collector, fetcher, Limits(pages=pages)).run(sources)
        collector.commit()
        counts = collector.counts
        print(f"{time.perf_counter() - begin:.0f} s; {dict(counts.outcomes)}; {dict(counts.reasons)}")
        lines = opened.reports.read_text("utf-8").splitlines()
        opened.close()
        found = {int(row["url"].rsplit("/", 1)[1]): row for row in map(json.loads, lines) if "text" in row}
    _score([make_page(n) for n in range(pages)], found)


def _score(made: list[MadePage], found: dict[int, dict[str, Any]]) -> None:
    """Print the shares that are right, by layout and encoding and over all."""
    groups: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for n, page in enumerate(made):
        row = found.get(n, {"text": "", "title": None, "published": None})
        day = (row.get("published") or "")[:10] or None
        one = (
            *characters(page.paragraphs, row["text"]), row.get("title") == page.title,
            page.day is not None, page.day is not None and day == page.day, page.day is None and day is not None,
            page.day is not None and day not in (None, page.day), 1,
        )  # fmt: skip
        encoding = ENCODINGS[(n // len(LAYOUTS)) % len(ENCODINGS)]
        for name in (LAYOUTS[page.layout].__name__.strip("_"), encoding, "all"):
            groups[name].append(tuple(map(int, one)))
    print(f"{'':14}{'pages':>6}{'recall':>8}{'precision':>10}{'title':>7}{'date':>7}{'invented':>9}{'wrong':>6}")
    for name, ones in groups.items():
        common, there, got, title, dated, right, invented, wrong, n = map(sum, zip(*ones, strict=True))
        date = f"{right / dated:.3f}" if dated else "-"
        print(
            f"{name:14}{n:>6}{common / there:>8.3f}{common / max(got, 1):>10.3f}{title / n:>7.3f}{date:>7}"
            f"{invented:>9}{wrong:>6}"
        )


def warc(pages: int = 10_000, everything: int = 0) -> None:
    """Collect one archive, on one core, and say how long it took and how much memory; `everything` 1: no filter."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_archive(Path(folder), pages, BALLAST)
        packed = path.stat().st_size / 1e9
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        clock, cpu = time.perf_counter(), time.process_time()
        counts = collect([Source(str(path))], Settings(Path(folder) / "out", bool(everything)))
        clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    gigabytes = counts.seen * BALLAST / 1e9
    print(f"{counts.seen:,} pages, {gigabytes:.1f} GB, {packed:.2f} GB packed: {clock:.0f} s, {cpu:.0f} s of the core,")
    print(f"  {counts.seen / cpu:.0f} pages a second a core; peak {peak:.0f} MB ({before:.0f} MB before)")
    print(f"  {dict(counts.outcomes)}")


def filter_() -> None:
    """What the filter keeps and drops, and every dropped one of the uncoded reports."""
    coded = [r for name in ("dev", "hard", "seeds") for r in rows(f"gold/{name}.jsonl") if r["claims"]]
    bench = rows("gsr/assault.jsonl") + rows("gsr/protest.jsonl")
    sets = {"coded reports with claims": coded, "uncoded reports": rows("reports/reports.jsonl")}
    sets |= {
        f"benchmark, {label}": [r for r in bench if r["label"] == label] for label in ("yes", "difficult no", "easy no")
    }
    for name, found in sets.items():
        begin = time.process_time()
        why = [unwanted(r["text"], r.get("title")) for r in found]
        took = (time.process_time() - begin) / len(found) * 1000
        dropped = [(r, w) for r, w in zip(found, why, strict=True) if w]
        share = 1 - len(dropped) / len(found)
        print(f"{name}: {len(found)}, kept {share:.4f}, dropped {len(dropped)}; {took:.1f} ms each")
        if name == "uncoded reports":
            for r, w in dropped:
                print(f"  {w}: {r['id']}: {' '.join(r['text'].split())[:110]}")


if __name__ == "__main__":
    command, *more = sys.argv[1:] or ["site"]
    {"site": site, "warc": warc, "filter": lambda: filter_()}[command](*map(int, more))
