"""GeoNames dumps: XX.txt or XX.zip, with the alternate names of the country where they are there.

https://download.geonames.org/export/dump/readme.txt gives the columns; CC BY 4.0.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from isnad.gazetteer.rows import BadCell, PlacesError, Row, Rows, Skip, arabic_only, latin, point, whole

LICENCE = "CC BY 4.0"
SOURCE = "GeoNames (geonames.org)"
COLUMNS = 19
NO_ARABIC = "no Arabic name"
# Larger than any country's dump by far: what unpacks to more is no dump.
MAX_UNPACKED_BYTES = 2_000_000_000
# Feature codes to our kinds; the longest beginning that is listed counts.
_FEATURES = {
    "A.ADM1": "governorate", "A.ADM2": "district", "A.ADM3": "subdistrict", "A.ADM4": "subdistrict",
    "A.ADM5": "subdistrict", "P.PPLC": "city", "P.PPLA": "city", "P.PPLA2": "town", "P.PPLA3": "town",
    "P.PPLA4": "town", "P.PPLX": "quarter", "P.PPLQ": "village", "P.PPLH": "", "P.PPL": "village",
    "P.STLMT": "town", "T.MT": "mountain", "T.PK": "mountain", "T.RDGE": "mountain", "T.HLL": "hill",
    "T.ISL": "island", "T.DSRT": "desert", "T.PLN": "region", "T.VAL": "valley", "T.PASS": "crossing",
    "H.STM": "river", "H.WAD": "valley", "H.LK": "river", "H.RSV": "dam", "H.SEA": "sea", "H.GULF": "sea",
    "H.STRT": "sea", "L.RGN": "region", "L.AREA": "region", "L.OILF": "field", "L.GASF": "field", "L.PRT": "port",
    "L.CMP": "camp", "L.MILB": "base", "S.AIR": "airport", "S.DAM": "dam", "S.BDG": "bridge", "S.PRN": "prison",
    "S.CMP": "camp", "S.INSM": "base", "S.FT": "base", "S.PS": "field", "S.OILR": "field", "S.PSN": "crossing",
    "S.CSTM": "crossing", "S.CTRB": "crossing",
}  # fmt: skip
CITY_PEOPLE, TOWN_PEOPLE = 100_000, 10_000


def feature(cls: str, code: str, population: int) -> str:
    """Our kind of place for a feature class and code; "" for what no report names (wells, farms, hotels)."""
    key = f"{cls}.{code}"
    while len(key) > 2:
        if key in _FEATURES:
            kind = _FEATURES[key]
            break
        key = key[:-1]
    else:
        return ""
    if kind == "village":
        return "city" if population >= CITY_PEOPLE else "town" if population >= TOWN_PEOPLE else "village"
    return kind


@contextmanager
def open_member(path: Path, wanted: str = "") -> Iterator[IO[str]]:
    """The text of a dump: the file itself, or the one of a zip that is no readme."""
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8", newline="\n") as f:
            yield f
        return
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as e:
        raise PlacesError(f"{path.name}: the archive is damaged ({e}); fetch it again") from e
    with archive:
        names = [n for n in archive.namelist() if n.lower().endswith(".txt") and "readme" not in n.lower()]
        name = wanted if wanted in names else names[0] if names else ""
        if not name:
            raise PlacesError(f"{path.name}: no .txt inside; a GeoNames dump has one (SY.zip has SY.txt)")
        if archive.getinfo(name).file_size > MAX_UNPACKED_BYTES:
            raise PlacesError(f"{path.name}: {name} unpacks to more than 2 GB; that is no country's dump")
        with archive.open(name) as raw:
            yield io.TextIOWrapper(raw, "utf-8", newline="\n")


def alternates_of(path: Path) -> dict[str, list[str]]:
    """Arabic names by GeoNames id from a file of alternate names: preferred first; historic and slang names not."""
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    with open_member(path) as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 4 or cells[2] != "ar" or not arabic_only(cells[3]):
                continue
            preferred, _, slang, historic = [*cells[4:8], "", "", "", ""][:4]
            if slang != "1" and historic != "1":
                found[cells[1]].append((preferred != "1", cells[3].strip()))
    return {key: [name for _, name in sorted(names, key=lambda t: t[0])] for key, names in found.items()}


def looks_like(line: str) -> bool:
    """Whether a line is one of a dump: 19 cells, a number first, a feature class of one letter."""
    cells = line.rstrip("\n").split("\t")
    return len(cells) == COLUMNS and cells[0].isdigit() and len(cells[6]) <= 1


def read_dump(path: Path, alternates: Path | None = None) -> Rows:
    """The places of a dump that have an Arabic name and that reports name; what is left out is told."""
    arabic_names = alternates_of(alternates) if alternates is not None else {}
    with open_member(path) as lines:
        for n, line in enumerate(lines, 1):
            if not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            if len(cells) != COLUMNS:
                yield Skip(path.name, n, f"{len(cells)} cells where a dump has {COLUMNS}; the file may be cut off")
                continue
            try:
                yield _row(path.name, n, cells, arabic_names.get(cells[0], []))
            except BadCell as e:
                yield Skip(path.name, n, str(e))


def _row(file: str, line: int, cells: list[str], known: list[str]) -> Row | Skip:
    key, name, ascii_name, more, lat, lon, cls, code, country = cells[:9]
    people = whole(cells[14], "population")
    kind = feature(cls, code, people)
    if not kind:
        what = f"feature {cls}.{code} is not read"
        return Skip(file, line, what, "features that reports do not name")
    names = list(dict.fromkeys([*known, *(n.strip() for n in more.split(",") if arabic_only(n))]))
    if arabic_only(name):
        names.insert(0, name)
    if not names:
        return Skip(file, line, f"{NO_ARABIC} ({name})", NO_ARABIC)
    y, x = point(lat, lon)
    return Row(
        f"geonames:{key}", line, names[0], country, kind, alt_ar=tuple(names[1:]),
        name_en=name if latin(name) else ascii_name, admin1_code=f"{country}.{cells[10]}" if cells[10] else "",
        lat=y, lon=x, population=people, source=SOURCE, licence=LICENCE,
    )  # fmt: skip
