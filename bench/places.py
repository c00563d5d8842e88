"""How well places are found: gold points and governorates given a paired claim, known names, ordinary words, loading.

usage: python bench/places.py [--full] [--misses N]

`--full` imports ../shared/places/places.csv into a store of its own first, and says what that changes; without it the
places that ship are measured alone. Gold and open data are read from ../shared, or the folder that ISNAD_SHARED names.
What it counts:

points      gold places with coordinates of paired claims: a predicted point of the claim within 15 km
governorate gold places with an admin1 of paired claims: a predicted place of the claim in that governorate
names       places of over 20,000 people, and informal regions: a place of that name, in the right country
words       sentences with an ordinary word that is also a place's name: a place is found in them, wrongly
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from isnad.evaluate.load import load_gold, read_gold
from isnad.evaluate.pairing import as_predicted, pair, sentence_cuts
from isnad.gazetteer.admin import distance_km, unit_key
from isnad.gazetteer.load import Gazetteer, load_gazetteer
from isnad.mentions.annotate import annotate
from isnad.mentions.places import find_places, mark_places
from isnad.model import Claim, PlaceGuess
from isnad.read.reader import Reader

TOP = Path(__file__).resolve().parent.parent
NEAR_KM = 15.0
LARGE_PEOPLE = 20_000
TABLE = TOP / "tests" / "gazetteer" / "ordinary_words.csv"


@dataclass(slots=True)
class Share:
    """How many of how many, and each that is not among them."""

    name: str
    hits: int = 0
    total: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, hit: bool, what: str) -> None:
        """Count one; `what` is listed where it is a miss."""
        self.total += 1
        self.hits += hit
        if not hit:
            self.misses.append(what)

    def __str__(self) -> str:
        share = self.hits / self.total if self.total else 0.0
        return f"{self.name:<44}{share:7.3f}   {self.hits} of {self.total}"


def shared() -> Path:
    """The folder of gold and open data."""
    return Path(os.environ.get("ISNAD_SHARED") or TOP.parent / "shared")


def place_shares(path: Path, reader: Reader) -> list[Share]:
    """Points and governorates of a gold file, given a paired claim."""
    points, units = (
        Share(f"{path.stem}: points within 15 km, given a pair"),
        Share(f"{path.stem}: governorate, given a pair"),
    )
    gold = load_gold(path)
    readings = read_gold(gold, reader)
    for report, coded in gold:
        predicted = [as_predicted(c) for c in readings[report.id].claims]
        for i, j in pair(coded.claims, predicted, sentence_cuts(report.text)):
            _count(report.id, coded.claims[i], predicted[j], points, units)
    return [points, units]


def _count(report_id: str, gold: Claim, predicted: Claim, points: Share, units: Share) -> None:
    for g in gold.places:
        found = "; ".join(_shown(p, g) for p in predicted.places) or "no place"
        what = f"{report_id}:{gold.id}  {g.text} = {g.name}, {g.admin1}, {g.country}  read as {found}"
        if g.lat is not None and g.lon is not None:
            points.add(any((d := _apart(p, g)) is not None and d <= NEAR_KM for p in predicted.places), what)
        if g.admin1:
            unit = unit_key(g.admin1)
            units.add(any(p.admin1 is not None and unit_key(p.admin1) == unit for p in predicted.places), what)


def _apart(p: PlaceGuess, g: PlaceGuess) -> float | None:
    if p.lat is None or p.lon is None or g.lat is None or g.lon is None:
        return None
    return distance_km(p.lat, p.lon, g.lat, g.lon)


def _shown(p: PlaceGuess, g: PlaceGuess) -> str:
    apart = _apart(p, g)
    return f"{p.text} = {p.name}, {p.admin1}" + (f", {apart:.0f} km off" if apart is not None else "")


def name_share(title: str, rows: Iterable[dict[str, str]], gaz: Gazetteer) -> Share:
    """Of places of a table, those that the gazetteer has by one of their names in their country."""
    share = Share(title)
    for row in rows:
        names = [row["name_ar"], *filter(None, row["alt_names_ar"].split("|"))]
        known = [p for name in names for p in gaz.named(name)]
        in_country = any(p.country == row["country_iso2"] for p in known)
        elsewhere = ", ".join(sorted({p.country for p in known})) or "nowhere"
        share.add(in_country, f"{row['name_ar']} ({row['name_en']}), {row['country_iso2']}, known in: {elsewhere}")
    return share


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a csv file."""
    with path.open(encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)


def word_share(reader: Reader) -> Share:
    """Sentences where a place's name is an ordinary word, and no place is found."""
    share = Share("ordinary words that are taken for no place")
    for row in table(TABLE):
        wrong = []
        for s in annotate(row["sentence"], reader.lexicon):
            mark_places(s, reader.gazetteer)
            wrong += [s.text(row["sentence"], m.i, m.j) for m in find_places(s) if not m.anaphor]
        share.add(not wrong, f"{'; '.join(wrong)}  in: {row['sentence']}")
    return share


def resident_mb() -> float:
    """The memory that this process has, in MB; where the system does not tell, the most that it had."""
    status = Path("/proc/self/status")
    if status.is_file():
        found = re.search(r"VmRSS:\s+(\d+)", status.read_text(encoding="utf-8"))
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)


def loading() -> str:
    """What loading the gazetteer costs, the best of five, and the memory that the first of them took."""
    before = resident_mb()
    seconds = []
    for _ in range(5):
        start = time.process_time()
        gaz = load_gazetteer()
        seconds.append(time.process_time() - start)
        if len(seconds) == 1:
            took = resident_mb() - before
    imported = len(gaz.table.rows) if gaz.table is not None else 0
    return (
        f"loading {len(gaz.places):,} places and {imported:,} imported: "
        f"{1000 * min(seconds):.0f} ms of CPU, {took:.0f} MB"
    )


def slower(path: Path, full: Reader) -> str:
    """How much longer reading takes with the imported places than with what ships: each report's best of five."""
    texts = [report for report, _ in load_gold(path)]
    readers = [Reader(gazetteer=load_gazetteer(store=False)), full]
    spent = [0.0, 0.0]
    for report in texts:
        best = [float("inf"), float("inf")]
        for _ in range(5):
            for n, reader in enumerate(readers):
                start = time.process_time()
                reader.read(report)
                best[n] = min(best[n], time.process_time() - start)
        spent = [a + b for a, b in zip(spent, best, strict=True)]
    share = 100 * (spent[1] / spent[0] - 1)
    return f"reading {len(texts)} reports: {spent[0]:.2f} s of CPU with what ships, {share:+.0f} % with the imported"


def measure(misses: int) -> None:
    """Print all shares, with their misses."""
    # In a process of its own, whose memory nothing else has grown.
    print(
        subprocess.run(
            [sys.executable, __file__, "--loading"], capture_output=True, text=True, check=True
        ).stdout.strip()
    )
    reader = Reader()
    shares = place_shares(shared() / "gold" / "dev.jsonl", reader)
    places = [r for r in table(shared() / "places" / "places.csv") if float(r["population"] or 0) > LARGE_PEOPLE]
    shares.append(name_share(f"places of over {LARGE_PEOPLE:,} people", places, reader.gazetteer))
    informal = table(shared() / "places" / "informal_regions.csv")
    shares.append(name_share("informal regions", informal, reader.gazetteer))
    shares.append(word_share(reader))
    for share in shares:
        print(share)
    if reader.gazetteer.table is not None:
        print(slower(shared() / "gold" / "dev.jsonl", reader))
    for share in shares:
        if share.misses and misses:
            print(f"\n{share.name}, missed:")
            print("\n".join(f"  {miss}" for miss in share.misses[: misses if misses > 0 else None]))


def main() -> int:
    """Measure what ships, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="with the open data imported")
    parser.add_argument("--misses", type=int, default=-1, help="how many to list of each; -1: all")
    parser.add_argument("--loading", action="store_true", help="only what loading costs, of the store that is there")
    given = parser.parse_args()
    if given.loading:
        print(loading())
        return 0
    if not (shared() / "gold" / "dev.jsonl").is_file():
        print(f"{shared()}: no gold there; ISNAD_SHARED names another folder", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ISNAD_DATA"] = folder
        if given.full:
            from isnad.gazetteer.importing import import_file

            done = import_file(shared() / "places" / "places.csv")
            print(f"imported {done.info.rows:,} places, {done.info.skipped} rows left out")
        measure(given.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
