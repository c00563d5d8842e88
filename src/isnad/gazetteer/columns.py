"""Which column of a table of places is what: ADM1_AR, admin1Name_ar, ADM2_PCODE, name_ar, country_iso2, latitude …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

# Names of columns with capitals, spaces and signs taken out.
_ROLES = {
    "id": "id uid geonameid wofid placeid",
    "name_ar": "namear arabicname nameara namearabic namearaxpreferred featurear featureara featurenamear placear "
    "nameinarabic الاسم اسم",
    "alt_ar": "altar altnamesar altnamear namearaxvariant aliases aliasesar altnames",
    "name_en": "nameen englishname nameeng nameenglish nameengxpreferred featurenam featureen placenameen placeen",
    "name": "name placename featurename asciiname refname",
    "country": "country countryiso2 iso2 countrycode isocountry wofcountry iso cc adm0pcode admin0pcode",
    "feature": "feature placetype wofplacetype type featuretype kind",
    "admin1": "admin1 admin1ar governorate province state muhafaza المحافظه",
    "admin2": "admin2 admin2ar district county",
    "admin3": "admin3 admin3ar subdistrict",
    "pcode": "pcode ppcode placepcode",
    "lat": "lat latitude y ycoord pointy centerlat centroidlat geomlatitude ylat latdd",
    "lon": "lon long lng longitude x xcoord pointx centerlon centroidlon geomlongitude xlon londd",
    "radius_km": "radiuskm radius",
    "population": "population pop poptotal totalpopulation gnpopulation wofpopulation",
    "common": "common",
    "source": "source src",
    "licence": "licence license",
}
_ROLE = {name: role for role, names in _ROLES.items() for name in names.split()}
# ADM3_AR, ADM3_EN, ADM3_PCODE, ADM3ALT1AR, admin3Name_ar, admin3Pcode, adm3_name, adm3_name1, ADM3_REF
_LEVEL = re.compile(r"adm(?:in)?(?P<level>[0-5])(?P<what>pcode|code)?(?:name|altname|alt\d)?(?:en|ar|ku|fr|ref)?\d?")


@dataclass(slots=True)
class Columns:
    """Where a table has what: roles by position, and per administrative level the columns of names and codes."""

    header: tuple[str, ...]
    roles: dict[str, int] = field(default_factory=dict)
    names: dict[int, list[int]] = field(default_factory=dict)
    codes: dict[int, int] = field(default_factory=dict)

    @property
    def deepest(self) -> int:
        """The deepest level that has names, 0 where there are no levels."""
        return max((level for level, found in self.names.items() if found), default=0)

    @property
    def usable(self) -> bool:
        """Whether rows of this table can be places."""
        return bool(self.deepest or {"name_ar", "name"} & self.roles.keys())


def plain(name: str) -> str:
    """A column's name without capitals, spaces and signs: "ADM1_AR" gives "adm1ar"."""
    return re.sub(r"[\W_]+", "", name.replace("ة", "ه")).lower()


def recognise(header: Sequence[str]) -> Columns:
    """What each column is; the first of several that mean the same counts."""
    out = Columns(tuple(header))
    for n, cell in enumerate(header):
        name = plain(cell)
        role = _ROLE.get(name)
        if role is not None:
            out.roles.setdefault(role, n)
            continue
        found = _LEVEL.fullmatch(name)
        if found is None:
            continue
        level = int(found["level"])
        if found["what"]:
            out.codes.setdefault(level, n)
        else:
            out.names.setdefault(level, []).append(n)
    if "admin1" in out.roles and "name_ar" not in out.roles and "name" not in out.roles:
        out.names.setdefault(1, []).insert(0, out.roles.pop("admin1"))
    return out
