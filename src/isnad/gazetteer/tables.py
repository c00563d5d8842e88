"""Tables of places: csv and xlsx, P-code lists and our own columns, into rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from isnad.errors import MissingExtraError
from isnad.gazetteer.columns import Columns, recognise
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
    number,
    point,
    split_names,
    whole,
)

LEVELS = ("country", "governorate", "district", "subdistrict", "village", "quarter")
OCHA = "OCHA COD-AB"
NO_ARABIC = "no Arabic name"
CELL = 131_072  # characters of a cell; more of them are rows that an open quotation mark swallowed


def decode(path: Path) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, or the Arabic code page of Windows."""
    data = path.read_bytes()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    for encoding in ("utf-8-sig", "cp1256"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise PlacesError(f"{path.name}: neither UTF-8 nor Windows-1256; save it as 'CSV UTF-8'")


def read_csv(path: Path, country: str = "") -> Rows:
    """The places of a csv or tsv file; its columns are recognised by name."""
    text = decode(path)
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    rows = _numbered(path.name, csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    columns = recognise(next(rows, (1, []))[1])
    _check(path.name, columns)
    if {"name_ar", "name"} & columns.roles.keys() or columns.deepest:
        yield from _rows(path.name, columns, rows, country)


def _numbered(file: str, table: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows with the numbers of their first lines. Raises PlacesError where one has no end."""
    line = 1
    try:
        for cells in table:
            if max(map(len, cells), default=0) > CELL:  # the library's own limit is the process's, and may stand higher
                raise csv.Error(f"field larger than field limit ({CELL})")
            yield line, cells
            line = table.line_num + 1
    except csv.Error as e:
        raise PlacesError(
            f"{file}:{line}: not a row ({e}): a quotation mark is left open, or stands inside a cell (there it is "
            "written twice)"
        ) from e


def _check(file: str, columns: Columns) -> None:
    if not columns.usable:
        seen = ", ".join(filter(None, columns.header[:12])) or "none"
        raise PlacesError(
            f"{file}:1: no column of place names was recognised (columns: {seen}); name one of them name_ar, "
            "ADM1_AR, ADM2_AR … and the point lat and lon"
        )


def read_xlsx(path: Path, country: str = "") -> Rows:
    """The places of all sheets whose columns are recognised; needs the extra `places`."""
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as e:
        raise MissingExtraError("places", "a spreadsheet (.xlsx)") from e
    import zipfile

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError) as e:
        raise PlacesError(f"{path.name}: no spreadsheet that can be opened ({e}); save it again as .xlsx or csv") from e
    try:
        used = False
        for sheet in book.worksheets:
            lines = ((n, [_cell(v) for v in row]) for n, row in enumerate(sheet.iter_rows(values_only=True), 1))
            header = _header(lines)
            if header is not None:
                used = True
                yield from _rows(f"{path.name}[{sheet.title}]", header, lines, country)
        if not used:
            titles = ", ".join(s.title for s in book.worksheets)
            raise PlacesError(
                f"{path.name}: no sheet has columns of place names (sheets: {titles}); name one name_ar, ADM1_AR …"
            )
    finally:
        book.close()


def _header(lines: Iterator[tuple[int, list[str]]]) -> Columns | None:
    """The first of ten rows that names columns of places; OCHA's lists may have a title or a second row of tags."""
    for n, cells in lines:
        columns = recognise(cells)
        if columns.usable and sum(map(bool, cells)) > 1:
            return columns
        if n >= 10:
            break
    return None


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _rows(file: str, columns: Columns, lines: Iterable[tuple[int, Sequence[str]]], country: str) -> Rows:
    read = _levelled if columns.deepest and "name_ar" not in columns.roles and "name" not in columns.roles else _flat
    for line, cells in lines:
        if not any(cells) or (cells[0].startswith("#") and all(c.startswith("#") or not c for c in cells)):
            continue  # an empty line, or HXL tags
        if len(cells) > len(columns.header):
            more = len(cells) - len(columns.header)
            yield Skip(file, line, f"{more} cells more than the header has; quote cells that hold the separator")
            continue
        padded = [*cells, *[""] * (len(columns.header) - len(cells))]
        try:
            yield read(file, line, columns, padded, country)
        except BadCell as e:
            yield Skip(file, line, str(e))


def _get(columns: Columns, cells: Sequence[str], role: str) -> str:
    n = columns.roles.get(role)
    return cells[n].strip() if n is not None else ""


def _flat(file: str, line: int, columns: Columns, cells: Sequence[str], country: str) -> Row | Skip:
    """A row of a table with one name a line."""

    def get(role: str) -> str:
        return _get(columns, cells, role)

    names = [get(role) for role in ("name_ar", "name", "name_en")]
    arabic_name = next((name for name in names if arabic(name)), "")
    if not arabic_name:
        return Skip(file, line, f"{NO_ARABIC} ({next(filter(None, names), 'empty')})", NO_ARABIC)
    english = next((name for name in (get("name_en"), get("name")) if latin(name)), "")
    given = get("country") or _code(columns, cells, 1) or country
    if not given:
        raise BadCell("no country; add a column 'country' with ISO codes, or give --country")
    lat, lon = point(get("lat"), get("lon"))
    admin1 = get("admin1") or _level_name(columns, cells, 1)
    common = get("common")
    if common not in ("", "0", "1", "2"):
        raise BadCell(f"common '{common}' is none of 0, 1, 2")
    return Row(
        get("id"), line, arabic_name, country_code(given), feature_of(get("feature") or "village"),
        alt_ar=tuple(n for n in split_names(get("alt_ar")) if arabic(n)), name_en=english,
        admin1=admin1, admin1_code=_code(columns, cells, 1) or get("pcode"), admin2=get("admin2"), pcode=get("pcode"),
        lat=lat, lon=lon, radius_km=number(get("radius_km"), "radius_km"),
        population=whole(get("population"), "population"), common=int(common or 0),
        source=get("source"), licence=get("licence"),
    )  # fmt: skip


def _code(columns: Columns, cells: Sequence[str], level: int) -> str:
    n = columns.codes.get(level)
    return cells[n].strip() if n is not None else ""


def _level_name(columns: Columns, cells: Sequence[str], level: int) -> str:
    found = [cells[n].strip() for n in columns.names.get(level, ()) if cells[n].strip()]
    return next((name for name in found if arabic(name)), found[0] if found else "")


def _levelled(file: str, line: int, columns: Columns, cells: Sequence[str], country: str) -> Row | Skip:
    """A row of a P-code list: a unit of the deepest level that it names."""
    level = next((k for k in range(columns.deepest, 0, -1) if _level_name(columns, cells, k)), 0)
    if not level:
        return Skip(file, line, f"{NO_ARABIC} (no unit is named)", NO_ARABIC)
    found = [cells[n].strip() for n in columns.names[level] if cells[n].strip()]
    names = [name for name in found if arabic(name)]
    if not names:
        return Skip(file, line, f"{NO_ARABIC} ({found[0]})", NO_ARABIC)
    pcode = _code(columns, cells, level)
    given = _get(columns, cells, "country") or _code(columns, cells, 0) or pcode or country
    if not given:
        raise BadCell("no country: neither ADM0_PCODE nor a P-code; give --country")
    lat, lon = point(_get(columns, cells, "lat"), _get(columns, cells, "lon"))
    iso = country_code(given)
    return Row(
        f"ocha:{pcode}" if pcode else "", line, names[0], iso, LEVELS[level],
        alt_ar=tuple(dict.fromkeys(names[1:])), name_en=next((name for name in found if latin(name)), ""),
        admin1=_level_name(columns, cells, 1), admin1_code=_code(columns, cells, 1) or pcode,
        admin2=_level_name(columns, cells, 2) if level >= 2 else "", pcode=pcode, lat=lat, lon=lon,
        population=whole(_get(columns, cells, "population"), "population"),
        source=_get(columns, cells, "source") or OCHA, licence=_get(columns, cells, "licence"),
    )  # fmt: skip
