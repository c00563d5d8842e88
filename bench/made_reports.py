"""Reports in any number, seeded, from the sample reports: other places, sources, numbers and days; for measuring scale.

usage: python bench/made_reports.py ROWS DIR [--files 8] [--seed 1]    (writes parquet: reports-00000.parquet …)

A report is a sample with its places, named sources and counts put in the place of another sample's, each throughout
the text, its digits drawn anew, and its day of publication anywhere in six years. So words are as long and claims as
dense as in the samples, and nearly every sentence differs. What such reports say is nobody's news.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

FIRST_DAY = date(2019, 1, 1)
DAYS = 2190
ROWS = 2000  # of a parquet row group
_DIGITS = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def _rows(name: str) -> list[dict[str, Any]]:
    lines = resources.files("isnad.samples").joinpath(name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


class Maker:
    """The samples, and the words of each kind that may change places."""

    def __init__(self) -> None:
        self.samples = _rows("reports.jsonl")
        self.swaps: dict[str, dict[str, list[str]]] = {}
        pools: dict[str, set[str]] = {}
        for row in _rows("gold.jsonl"):
            words: dict[str, set[str]] = {}
            for claim in row["claims"]:
                for kind, text in _named(claim):
                    words.setdefault(kind, set()).add(text)
            # Longer words first: "the market of X" before "X".
            self.swaps[row["id"]] = {k: sorted(w, key=lambda t: (-len(t), t)) for k, w in words.items()}
            for kind, found in words.items():
                pools.setdefault(kind, set()).update(found)
        self.pools: dict[str, Sequence[str]] = {k: sorted(w) for k, w in pools.items()}

    def reports(self, rows: int, seed: int = 1) -> Iterator[dict[str, Any]]:
        """So many rows with id, published, outlet, title, url and text."""
        rng = random.Random(seed)
        for n in range(rows):
            sample = rng.choice(self.samples)
            swaps = {
                old: rng.choice(self.pools[kind])
                for kind, words in sorted(self.swaps.get(sample["id"], {}).items())
                for old in words
            }
            text = self._text(sample["text"], swaps, rng)
            title = sample["title"] and self._text(sample["title"], swaps, rng)
            day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
            yield {
                "id": f"made-{seed}-{n}", "published": str(day), "outlet": rng.choice(self.samples)["outlet"],
                "title": title, "url": f"https://news.example.org/{seed}/{n}", "text": text,
            }  # fmt: skip

    @staticmethod
    def _text(text: str, swaps: dict[str, str], rng: random.Random) -> str:
        if swaps:
            words = re.compile("|".join(map(re.escape, sorted(swaps, key=lambda t: (-len(t), t)))))
            text = words.sub(lambda m: swaps[m[0]], text)

        def number(found: re.Match[str]) -> str:
            drawn = str(rng.randrange(2, 30))
            return drawn if found[0].isascii() else drawn.translate(_EASTERN)

        return _DIGITS.sub(number, text)


def _named(claim: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The words of a gold claim that another of their kind may stand for: places, sources by kind, counts by what."""
    for place in claim["places"]:
        yield "place", place["text"]
    for source in claim["sources"]:
        yield f"source {source['kind']}", source["text"]
    for figure in claim["figures"]:
        if not figure["text"].startswith("="):
            yield f"figure {figure['kind']} {figure['of']}", figure["text"]


def write(rows: int, folder: Path, files: int = 8, seed: int = 1) -> list[Path]:
    """Write so many reports into parquet files of like size."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    made = Maker().reports(rows, seed)
    paths = []
    for n in range(files):
        paths.append(folder / f"reports-{n:05}.parquet")
        count = rows * (n + 1) // files - rows * n // files
        table = pa.Table.from_pylist([next(made) for _ in range(count)])
        pq.write_table(table, paths[-1], compression="zstd", row_group_size=ROWS)
    return paths


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("rows", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for path in write(args.rows, args.folder, args.files, args.seed):
        print(path)


if __name__ == "__main__":
    main()
