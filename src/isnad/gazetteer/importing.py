"""Taking files of places into the store: rows are read, what can't be used is told, the compact table is made."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from isnad.gazetteer.admin import Admins
from isnad.gazetteer.compact import Builder, name_key
from isnad.gazetteer.formats import Source, recognise_file
from isnad.gazetteer.load import Place, load_gazetteer
from isnad.gazetteer.ordinary import Ordinary
from isnad.gazetteer.rows import PlacesError, Row, Skip
from isnad.gazetteer.store import Import, Store, all_rows, put_parts, put_rows
from isnad.lexicon.load import load_lexicon
from isnad.memory import no_collection

UNSTATED = "not stated"
MOST_NAMED = 3  # sources, or licences, of an import


@dataclass(slots=True)
class Imported:
    """What an import did: its record, and every row that was left out."""

    info: Import
    skipped: list[Skip] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says of a file: its name among the imports, licence, source, and the country of its rows."""

    name: str = ""
    licence: str = ""
    source: str = ""
    country: str = ""
    url: str = ""
    alternates: Path | None = None


def import_file(path: Path, options: Options = Options(), store: Store | None = None) -> Imported:
    """Take one file into the store, whole or not at all. Raises PlacesError where nothing in it can be used."""
    file = recognise_file(path)
    if options.alternates and file.kind != "geonames":
        raise PlacesError(f"{path.name}: alternate names go with a GeoNames dump; this is none")
    skipped: list[Skip] = []
    try:
        rows = list(_usable(file, options, skipped, options.licence or file.licence or UNSTATED))
    except (UnicodeDecodeError, EOFError, tarfile.TarError, zipfile.BadZipFile, zlib.error) as e:
        what = str(e).partition("\n")[0]
        raise PlacesError(f"{path.name}: damaged, or not in UTF-8 ({what}); fetch it again") from e
    if not rows:
        why = f"; the first: {skipped[0]}" if skipped else ""
        raise PlacesError(f"{path.name}: no place in it can be used ({len(skipped)} rows left out){why}")
    sources = options.source or _all_told(row.source for row in rows)
    licences = _all_told(row.licence for row in rows)
    info = Import(
        options.name or import_id(file), file.kind, path.name, options.url, _sha256(path), len(rows), len(skipped),
        sources, licences, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )  # fmt: skip
    with no_collection(), (store or Store()).changing() as db:
        put_rows(db, info, rows)
        put_parts(db, compile_parts(db))
    return Imported(info, skipped)


def _all_told(values: Iterable[str]) -> str:
    """What the rows name, the commonest first; of many different ones only how many."""
    named = Counter(values)
    return "; ".join(name for name, _ in named.most_common()) if len(named) <= MOST_NAMED else f"{len(named)} different"


def remove_import(import_id: str, store: Store | None = None) -> int:
    """Take an import out of the store; how many places went with it. Raises PlacesError for one that is not there."""
    store = store or Store()
    known = {i.id: i for i in store.imports()}
    if import_id not in known:
        there = ", ".join(known) or "none"
        raise PlacesError(f"'{import_id}' is no import; there are: {there}")
    with no_collection(), store.changing() as db:
        db.execute("DELETE FROM import WHERE id = ?", (import_id,))
        put_parts(db, compile_parts(db))
    return known[import_id].rows


def import_id(file: Source) -> str:
    """The name of an import where none is given: from the file's name, so that a newer file replaces the older."""
    stem = re.sub(r"[^\w.-]+", "-", file.path.name.split(".")[0].lower()).strip("-") or "places"
    return f"geonames-{stem}" if file.kind == "geonames" else stem


def _sha256(path: Path) -> str:
    if path.is_dir():
        return ""
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def _usable(file: Source, options: Options, skipped: list[Skip], licence: str) -> Iterator[Row]:
    """The rows with an id and a licence each; a second row of one id is told as left out."""
    seen: dict[str, int] = {}
    stem = import_id(file)
    for row in file.rows(options.country, options.alternates):
        if isinstance(row, Skip):
            skipped.append(row)
            continue
        key = row.id or f"{stem}:{row.line}"
        if ":" not in key:
            key = f"{stem}:{key}"
        if key in seen:
            skipped.append(Skip(file.path.name, row.line, f"the id {key} stands in line {seen[key]} already"))
            continue
        seen[key] = row.line
        yield replace(row, id=key, licence=row.licence or licence, source=row.source or options.source or file.source)


def compile_parts(db: sqlite3.Connection) -> dict[str, str]:
    """The compact table of all rows; also writes the index of names that searching uses."""
    core = load_gazetteer(store=False)
    ordinary = Ordinary(load_lexicon())
    admins = Admins(core)
    rows = list(all_rows(db))
    codes = _unit_codes(rows, admins)
    builder = Builder(core)
    index: list[tuple[str, str, str]] = []
    done: set[str] = set()
    for import_id, row in rows:
        names = list(dict.fromkeys(filter(None, map(name_key, (row.name_ar, *row.alt_ar)))))
        index += [(key, import_id, row.id) for key in (*names, *filter(None, [name_key(row.name_en)]))]
        if row.id in core.places or row.id in done:
            continue
        done.add(row.id)
        place = _place(row, _admin1(row, admins, codes.get(import_id, {})))
        builder.add(place, [(key, ordinary(key)) for key in names if len(key) > 1])
    db.execute("DELETE FROM name")
    db.executemany("INSERT INTO name VALUES (?, ?, ?)", index)
    return builder.parts()


def _place(row: Row, admin1: str) -> Place:
    note = row.source if row.licence in ("", UNSTATED) or row.licence in row.source else f"{row.source}; {row.licence}"
    return Place(
        row.id, row.name_ar, row.name_en, row.country, row.feature, admin1, row.admin2, "", row.pcode, row.lat, row.lon,
        row.radius_km, row.population, row.common, note, stored=True,
    )  # fmt: skip


def _unit_codes(rows: Iterable[tuple[str, Row]], admins: Admins) -> dict[str, dict[str, str]]:
    """Per import, the governorate of each code of its own (GeoNames' SY.08), from its rows for the governorates."""
    out: dict[str, dict[str, str]] = {}
    for import_id, row in rows:
        if row.feature == "governorate" and row.admin1_code:
            names = (row.name_ar, *row.alt_ar, row.name_en, row.admin1)
            found = admins.named(row.country, names) or admins.near(row.country, row.lat, row.lon)
            if found:
                out.setdefault(import_id, {})[row.admin1_code] = found
    return out


def _admin1(row: Row, admins: Admins, codes: dict[str, str]) -> str:
    return (
        admins.coded(row.pcode)
        or admins.coded(row.admin1_code)
        or codes.get(row.admin1_code, "")
        or admins.named(row.country, (row.admin1,))
        or admins.near(row.country, row.lat, row.lon)
    )


def rebuild(store: Store) -> dict[str, str]:
    """Make the compact table anew, as the lexicons or places that ship have changed; kept where it can be written."""
    made: dict[str, str] = {}
    try:
        with no_collection(), store.changing() as db:
            made = compile_parts(db)
            put_parts(db, made)
    except OSError:
        return _in_memory(store)
    return made


def _in_memory(store: Store) -> dict[str, str]:
    """The table for this run alone, of a store that can't be written."""
    with store.reading() as db:
        copy = sqlite3.connect(":memory:")
        try:
            db.backup(copy)
            return compile_parts(copy)
        finally:
            copy.close()
