"""Who's On First: GeoJSON of one place or many, a line each, or folders and archives of such files."""

from __future__ import annotations

import json
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from isnad.gazetteer.rows import (
    BadCell,
    PlacesError,
    Row,
    Rows,
    Skip,
    arabic,
    country_code,
    feature_of,
    latin,
    point,
    whole,
)

LICENCE = "CC0 1.0 or as the source named by Who's On First"
SOURCE = "Who's On First"
NO_ARABIC = "no Arabic name"
MAX_MEMBER_BYTES = 200_000_000
_USED = frozenset(
    [
        "locality",
        "neighbourhood",
        "macrohood",
        "borough",
        "county",
        "macrocounty",
        "region",
        "localadmin",
        "country",
        "campus",
    ]
)
_KINDS = {"region": "governorate", "campus": "camp"}
TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz")


def read_geojson(path: Path) -> Rows:
    """The places of a file, folder or archive of GeoJSON."""
    for file, text in _texts(path):
        for line, feature in _features(file, text):
            if isinstance(feature, Skip):
                yield feature
                continue
            try:
                yield _row(file, line, feature)
            except (BadCell, TypeError, AttributeError) as e:
                yield Skip(file, line, str(e))


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    name = path.name.lower()
    if path.is_dir():
        if not any(path.rglob("*.geojson")):
            raise PlacesError(f"{path.name}: no .geojson in the folder, as Who's On First's have; name files instead")
        for file in sorted(path.rglob("*.geojson")):
            if "-alt-" not in file.name:
                yield file.name, _utf8(file.name, file.read_bytes())
    elif name.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if _wanted(info.filename, info.file_size):
                    inside = info.filename.rsplit("/", 1)[-1]
                    yield inside, _utf8(inside, archive.read(info))
    elif name.endswith(TARS):
        with tarfile.open(path) as tar:
            for member in tar:
                stream = tar.extractfile(member) if member.isfile() and _wanted(member.name, member.size) else None
                if stream is not None:
                    inside = member.name.rsplit("/", 1)[-1]
                    yield inside, _utf8(inside, stream.read())
    else:
        yield path.name, _utf8(path.name, path.read_bytes())


def _utf8(file: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise PlacesError(f"{file}: not UTF-8, as GeoJSON is; fetch it again") from e


def _wanted(name: str, size: int) -> bool:
    return name.lower().endswith((".geojson", ".json")) and "-alt-" not in name and size <= MAX_MEMBER_BYTES


def _features(file: str, text: str) -> Iterator[tuple[int, dict[str, Any] | Skip]]:
    try:
        whole_file = json.loads(text)
    except ValueError:
        yield from _by_line(file, text)
        return
    many = whole_file.get("features") if isinstance(whole_file, dict) else whole_file
    if not isinstance(many, list):
        many = [whole_file]
    for n, item in enumerate(many, 1):
        yield n, item if isinstance(item, dict) else Skip(file, n, "no GeoJSON feature (counted from the first)")


def _by_line(file: str, text: str) -> Iterator[tuple[int, dict[str, Any] | Skip]]:
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError as e:
            yield n, Skip(file, n, f"no JSON ({e}); the file may be cut off")
            continue
        yield n, item if isinstance(item, dict) else Skip(file, n, "no GeoJSON feature")


def _names(properties: dict[str, Any], *keys: str) -> list[str]:
    out: list[str] = []
    for key in keys:
        value = properties.get(key)
        out += [value] if isinstance(value, str) else [v for v in value or () if isinstance(v, str)]
    return out


def _row(file: str, line: int, feature: dict[str, Any]) -> Row | Skip:
    p = feature.get("properties") or {}
    kind = str(p.get("wof:placetype") or p.get("placetype") or "locality")
    if kind not in _USED:
        return Skip(file, line, f"placetype {kind} is not read", "kinds that reports do not name")
    if str(p.get("mz:is_current", "")) == "0" or p.get("edtf:deprecated") not in (None, "", "uuuu", "u"):
        return Skip(file, line, "deprecated or no longer current", "deprecated")
    names = [
        n
        for n in _names(p, "name:ara_x_preferred", "name:ara_x_variant", "name_ar", "name:ar", "wof:name")
        if arabic(n)
    ]
    if not names:
        return Skip(file, line, f"{NO_ARABIC} ({p.get('wof:name', '?')})", NO_ARABIC)
    english = [n for n in _names(p, "name:eng_x_preferred", "name_en", "name:en", "wof:name", "name") if latin(n)]
    shape = feature.get("geometry") or {}
    centre = (
        shape.get("coordinates") if shape.get("type") == "Point" else (p.get("geom:longitude"), p.get("geom:latitude"))
    )
    x, y = (*(centre or ()), "", "")[:2]
    lat, lon = point("" if y is None else str(y), "" if x is None else str(x))
    people = whole(str(p.get("gn:population") or p.get("wof:population") or ""), "population")
    key = p.get("wof:id") or feature.get("id") or p.get("id")
    return Row(
        f"wof:{key}" if key else "", line, names[0],
        country_code(str(p.get("wof:country") or p.get("iso:country") or "")),
        feature_of(_KINDS.get(kind, kind) if kind != "locality" else "town" if people >= 10_000 else "village"),
        alt_ar=tuple(dict.fromkeys(names[1:])), name_en=english[0] if english else "", lat=lat, lon=lon,
        population=people, source=str(p.get("src:geom") or "") or SOURCE, licence=LICENCE,
    )  # fmt: skip
