"""Which governorate a place of an imported table lies in, by the names that the shipped places use.

A P-code first, then the name the table gives (of a governorate, else of a district), then the governorate of the
nearest shipped place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from isnad.arabic.script import fold_phrase
from isnad.gazetteer.load import Gazetteer, Place

KM_PER_DEGREE = 111.2
_CELL = 0.5  # degrees
# Beyond this a nearest place says nothing of the governorate.
NEAREST_KM = 60.0
_KIND = re.compile(r"^(?:محافظه|ولايه|منطقه|لواء|قضاء|اقليم|مديريه|شعبيه) ")
_LATIN_KIND = re.compile(r"\b(?:governorate|province|muhafazat|state|district|region|wilayat|of|the)\b")


def distance_km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Kilometres between two points, on a flat earth: right to a thousandth within a country."""
    x = (lon2 - lon) * math.cos(math.radians((lat + lat2) / 2))
    return math.hypot(lat2 - lat, x) * KM_PER_DEGREE


def unit_key(name: str) -> str:
    """A unit's name without "محافظة", article and signs, for comparing: "محافظة الحسكة" and "حسكة" give the same."""
    folded = fold_phrase(name.strip())
    if folded[:1] < "\u0250":
        words = _LATIN_KIND.sub(" ", folded)
        words = re.sub(r"\b(?:al|ad|as|ar|at|ash|an|az|ez|el)\b[\s'-]*", "", words)
        return re.sub(r"[\W_]+", "", words)
    words = _KIND.sub("", folded)
    return words.removeprefix("ال")


class Admins:
    """The governorates of the shipped places, by code, by name and by what lies near."""

    def __init__(self, core: Gazetteer) -> None:
        self._codes: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._cells: dict[tuple[str, int, int], list[Place]] = {}
        names: dict[str, list[str]] = {}
        for key, places in core.by_name.items():
            for p in places:
                names.setdefault(p.id, []).append(key)
        order = {"governorate": 0, "district": 1, "subdistrict": 2}
        for p in sorted(core.places.values(), key=lambda p: (order.get(p.feature, 9), p.id)):
            if not p.admin1:
                continue
            if p.feature in order:
                if p.pcode:
                    self._codes.setdefault(p.pcode, p.admin1)
                for name in [*names.get(p.id, ()), p.name_en]:
                    self._names.setdefault((p.country, unit_key(name)), p.admin1)
            if p.lat is not None and p.lon is not None:
                self._cells.setdefault(_cell(p.country, p.lat, p.lon), []).append(p)

    def named(self, country: str, names: Iterable[str]) -> str:
        """The governorate that one of the names means, "" for none."""
        for name in names:
            if name and (found := self._names.get((country, unit_key(name)))):
                return found
        return ""

    def coded(self, code: str) -> str:
        """The governorate of a P-code or of one below it (SY0205001 lies in SY02)."""
        for end in range(len(code), 3, -1):
            if found := self._codes.get(code[:end]):
                return found
        return ""

    def near(self, country: str, lat: float | None, lon: float | None) -> str:
        """The governorate of the nearest shipped place of the country within NEAREST_KM."""
        if lat is None or lon is None:
            return ""
        _, y, x = _cell(country, lat, lon)
        best: tuple[float, str] = (NEAREST_KM, "")
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                for p in self._cells.get((country, y + dy, x + dx), ()):
                    assert p.lat is not None
                    assert p.lon is not None
                    best = min(best, (distance_km(lat, lon, p.lat, p.lon), p.admin1))
        return best[1]


def _cell(country: str, lat: float, lon: float) -> tuple[str, int, int]:
    return country, math.floor(lat / _CELL), math.floor(lon / _CELL)
