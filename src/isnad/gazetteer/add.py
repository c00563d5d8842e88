"""Fetching a country from GeoNames and importing it, as one step that leaves the store as it was where it fails."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from isnad.gazetteer import geonames
from isnad.gazetteer.fetch import Tell, fetch
from isnad.gazetteer.importing import Imported, Options, import_file
from isnad.gazetteer.paths import data_folder
from isnad.gazetteer.rows import PlacesError
from isnad.gazetteer.store import Store, locked


def check_codes(given: Sequence[str]) -> list[str]:
    """Country codes in capitals, each once. Raises PlacesError for what is none, before anything is fetched."""
    codes = [code.strip().upper() for code in given]
    wrong = [code for code in codes if not re.fullmatch("[A-Z]{2}", code)]
    if wrong:
        raise PlacesError(f"{', '.join(wrong)}: no ISO codes of two letters (SY IQ YE LB PS SD LY JO IL …)")
    return list(dict.fromkeys(codes))


def add_country(code: str, base: str, tell: Tell = lambda _: None, store: Store | None = None) -> Imported:
    """Fetch a country's dump and its alternate names and import them; what was fetched is kept only if it fails."""
    folder = data_folder() / "downloads"
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):  # two runs would write the same file of what came so far
        return _fetch_and_import(code, base, folder, tell, store)


def _fetch_and_import(code: str, base: str, folder: Path, tell: Tell, store: Store | None) -> Imported:
    places_url, names_url = f"{base}{code}.zip", f"{base}alternatenames/{code}.zip"
    tell(f"fetching {places_url}")
    places = fetch(places_url, folder / f"{code}.zip", tell)
    tell(f"fetching {names_url}")
    names = fetch(names_url, folder / f"{code}-names.zip", tell)
    options = Options(
        name=f"geonames-{code.lower()}", licence=geonames.LICENCE, source=geonames.SOURCE, url=places_url,
        alternates=names.path,
    )  # fmt: skip
    done = import_file(places.path, options, store)
    for path in (places.path, names.path):
        path.unlink(missing_ok=True)
    return done
