"""What a file of places is, told by its name and its first line, and the rows of it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from isnad.gazetteer import geonames, whosonfirst
from isnad.gazetteer.rows import PlacesError, Rows
from isnad.gazetteer.tables import read_csv, read_xlsx

KNOWN = (
    "a GeoNames dump (XX.zip, XX.txt), a P-code list (.xlsx, .csv), Who's On First (.geojson, .csv), or a csv with "
    "a column name_ar"
)
OCHA_LICENCE = "CC BY 3.0 IGO (OCHA)"


@dataclass(frozen=True, slots=True)
class Source:
    """A file and how it is read; `licence` and `source` hold for rows that name none."""

    path: Path
    kind: str
    licence: str
    source: str

    def rows(self, country: str = "", alternates: Path | None = None) -> Rows:
        """The rows of the file, those left out among them."""
        if self.kind == "geonames":
            return geonames.read_dump(self.path, alternates)
        if self.kind == "whosonfirst":
            return whosonfirst.read_geojson(self.path)
        if self.kind == "xlsx":
            return read_xlsx(self.path, country)
        return read_csv(self.path, country)


def recognise_file(path: Path) -> Source:
    """What a file is. Raises PlacesError for one that is not there or is none of the known kinds."""
    if not path.exists():
        raise PlacesError(f"{path}: there is no such file")
    name = path.name.lower()
    if path.is_dir() or name.endswith((".geojson", ".geojsonl", ".json", ".jsonl", *whosonfirst.TARS)):
        return Source(path, "whosonfirst", whosonfirst.LICENCE, whosonfirst.SOURCE)
    if name.endswith(".zip"):
        return _zip(path)
    if name.endswith((".xlsx", ".xlsm")):
        return Source(path, "xlsx", OCHA_LICENCE, "OCHA COD-AB")
    if name.endswith(".xls"):
        raise PlacesError(f"{path.name}: the old Excel format; save it as .xlsx or csv")
    if name.endswith(".txt") and _is_dump(path):
        return Source(path, "geonames", geonames.LICENCE, geonames.SOURCE)
    if name.endswith((".csv", ".tsv", ".txt")):
        return Source(path, "csv", "", path.name)
    raise PlacesError(f"{path.name}: of an unknown kind; isnad reads {KNOWN}")


def _is_dump(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace") as f:
        return geonames.looks_like(f.readline())


def _zip(path: Path) -> Source:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [n.lower() for n in archive.namelist()]
    except (zipfile.BadZipFile, OSError) as e:
        raise PlacesError(f"{path.name}: the archive is damaged ({e}); fetch it again") from e
    if any(n.endswith((".geojson", ".json")) for n in names):
        return Source(path, "whosonfirst", whosonfirst.LICENCE, whosonfirst.SOURCE)
    if any(n.endswith(".txt") for n in names):
        return Source(path, "geonames", geonames.LICENCE, geonames.SOURCE)
    raise PlacesError(f"{path.name}: neither a dump nor GeoJSON inside; unpack it and import the files")
