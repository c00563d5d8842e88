"""One place as a file gives it, one row left out and why, and the small readings of cells that all formats share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from isnad.arabic.script import fold_phrase
from isnad.errors import IsnadError
from isnad.gazetteer.load import shipped_gazetteer

_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_LATIN = re.compile("[A-Za-z]")
# Persian, Kurdish and Urdu letters that no Arabic name is written with.
_FOREIGN = re.compile("[پچژگڕڵۆێەھہےۃٹڈڑںیکې]")
_COUNTRY = re.compile("[A-Z]{2}")
_PCODE = re.compile(r"[A-Z]{2}[A-Z]?\d[A-Z\d]*")  # SY0205, IQG01, IQG02Q01
_THREE = re.compile(r"[A-Z]{3}\d*")  # the ISO code of three letters, and P-codes made with it: TUR001
ISO3 = {
    "SYR": "SY", "IRQ": "IQ", "YEM": "YE", "LBN": "LB", "PSE": "PS", "SDN": "SD", "LBY": "LY", "JOR": "JO", "ISR": "IL",
    "TUR": "TR", "IRN": "IR", "EGY": "EG", "SAU": "SA", "KWT": "KW", "ARE": "AE", "OMN": "OM", "QAT": "QA", "BHR": "BH",
    "TUN": "TN", "DZA": "DZ", "MAR": "MA", "MRT": "MR", "MLI": "ML", "NER": "NE", "TCD": "TD", "SSD": "SS", "ERI": "ER",
    "ETH": "ET", "SOM": "SO", "DJI": "DJ", "AFG": "AF", "CYP": "CY",
}  # fmt: skip
FEATURES = frozenset([
    "airport", "base", "border", "bridge", "camp", "city", "country", "crossing", "dam", "desert", "district",
    "field", "governorate", "hill", "island", "mountain", "port", "prison", "quarter", "region", "river", "road",
    "sea", "subdistrict", "town", "valley", "village",
])  # fmt: skip
# What other tables call these.
_CALLED = {
    "neighbourhood": "quarter", "neighborhood": "quarter", "macrohood": "quarter", "borough": "quarter",
    "locality": "town", "localadmin": "subdistrict", "county": "district", "macrocounty": "district",
    "province": "governorate", "state": "governorate", "settlement": "village", "hamlet": "village",
    "suburb": "quarter",
    "macroregion": "region", "nahiya": "subdistrict", "checkpoint": "crossing", "oilfield": "field", "wadi": "valley",
}  # fmt: skip


class PlacesError(IsnadError):
    """A file of places that can't be read, a download that failed, a store that can't be used; with the remedy."""

    code = "places"


@dataclass(frozen=True, slots=True)
class Row:
    """A place as its file gives it. `admin1` is what the file says, in any language; `admin1_code` a code or P-code."""

    id: str
    line: int
    name_ar: str
    country: str
    feature: str
    alt_ar: tuple[str, ...] = ()
    name_en: str = ""
    admin1: str = ""
    admin1_code: str = ""
    admin2: str = ""
    pcode: str = ""
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    population: int = 0
    common: int = 0
    source: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """A row that was left out: the file, its line, and why; `kind` groups what is said only as a number."""

    file: str
    line: int
    why: str
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.why}"


Rows = Iterator[Row | Skip]


class BadCell(ValueError):
    """A cell that can't be read; the message says what stands there and what should."""


def arabic(text: str) -> bool:
    """Whether a name is written in Arabic letters."""
    return bool(_ARABIC.search(text))


def arabic_only(text: str) -> bool:
    """Whether a name is Arabic, not Persian, Kurdish or Urdu, as far as its letters tell."""
    return arabic(text) and not _FOREIGN.search(text) and not _LATIN.search(text)


def latin(text: str) -> bool:
    """Whether a name is written in Latin letters."""
    return bool(_LATIN.search(text)) and not arabic(text)


def split_names(cell: str) -> tuple[str, ...]:
    """The names of a cell that joins them by |, ; or the Arabic semicolon."""
    return tuple(part.strip() for part in re.split(r"[|;؛]", cell) if part.strip())


def number(cell: str, what: str) -> float | None:
    """A number, or None for an empty cell; a decimal comma is understood."""
    cell = cell.strip()
    if not cell:
        return None
    try:
        value = float(cell.replace("٫", ".").replace(",", ".") if cell.count(",") == 1 else cell)
    except ValueError:
        raise BadCell(f"{what} '{cell}' is no number; write it as 35.1234 or leave it empty") from None
    if value != value or abs(value) == float("inf"):
        raise BadCell(f"{what} '{cell}' is no number; leave it empty where it is unknown")
    return value


def whole(cell: str, what: str) -> int:
    """A count such as 12000 or 12,000; 0 for an empty cell."""
    value = number(re.sub(r"(?<=\d),(?=\d{3})", "", cell), what)
    return max(0, int(value)) if value is not None else 0


def point(lat: str, lon: str) -> tuple[float | None, float | None]:
    """Latitude and longitude in degrees, both or neither."""
    y, x = number(lat, "latitude"), number(lon, "longitude")
    if (y is None) != (x is None):
        raise BadCell("only one of latitude and longitude is there; give both or neither")
    if x is not None and 180 < x <= 360:  # counted eastwards all round
        x = round(x - 360, 6)
    if y is not None and x is not None and not (-90 <= y <= 90 and -180 <= x <= 180):
        raise BadCell(f"{y:g}, {x:g} is no point in degrees; the columns may be in metres (reproject to WGS 84)")
    if y == 0 and x == 0:
        raise BadCell("0, 0 is no point of a place; leave it empty where it is unknown")
    return y, x


def country_code(cell: str) -> str:
    """The ISO code of two letters of a country: of that code, of three letters, a P-code or a name.

    >>> country_code("IRQ"), country_code("IQG01"), country_code("Iraq"), country_code("العراق")
    ('IQ', 'IQ', 'IQ', 'IQ')
    """
    code = cell.strip().upper()
    if _COUNTRY.fullmatch(code):
        return code
    if _THREE.fullmatch(code) and code[:3] in ISO3:
        return ISO3[code[:3]]
    if _PCODE.fullmatch(code):
        return code[:2]
    if known := _countries().get(fold_phrase(cell.strip()).lower()):
        return known
    raise BadCell(f"the country '{cell}' is no ISO code of two letters (SY, IQ, YE …)")


@cache
def _countries() -> dict[str, str]:
    """The codes of countries by name, folded, in Arabic and English."""
    core = shipped_gazetteer()
    known = {key: p.country for key, places in core.by_name.items() for p in places if p.feature == "country"}
    return known | {p.name_en.lower(): p.country for p in core.places.values() if p.feature == "country"}


def feature_of(cell: str) -> str:
    """Our word for a kind of place; an unknown kind is a village."""
    name = cell.strip().lower()
    name = _CALLED.get(name, name)
    return name if name in FEATURES else "village"
