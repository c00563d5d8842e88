"""The compact table of imported places: text that is split in a moment, and turned into places when a name is met."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from isnad.arabic.script import fold_phrase
from isnad.arabic.tokens import CONJ, PREP, tokenize
from isnad.gazetteer.admin import distance_km
from isnad.gazetteer.load import Gazetteer, Place
from isnad.gazetteer.matcher import Starts, latin_words
from isnad.gazetteer.phonetic import phonetic_key
from isnad.lexicon.match import Entry

VERSION = "5"  # of the table's form and of the rules by which it is made
PARTS = ("rows", "firsts", "names", "latin_firsts", "latin_names", "sounds", "sounding")
# A place of the same name and sort this near is the same place from another table.
SAME_KM = 10.0
# The middle of a sub-district is about this far from the town that it is named after.
UNIT_KM = 20.0
LARGE = 20_000  # people: the name of such a town is known for it
_SETTLED = frozenset({"city", "town", "village", "quarter", "camp"})
_UNITS = frozenset({"governorate", "district", "subdistrict"})


@dataclass(slots=True)
class Compact:
    """Names by their first word, each with the numbers of its rows; rows are lines of cells."""

    rows: list[str]
    names: dict[str, str]
    latin: dict[str, str]
    sounds: dict[str, str]
    _places: dict[tuple[int, int], Place] = field(default_factory=dict)
    taken: dict[str, list[Place]] = field(default_factory=dict)  # names that ship, with the places of the table added

    @classmethod
    def load(cls, parts: Mapping[str, str]) -> Compact:
        """The table from its parts, as `build` made them."""
        lines = {name: parts[name].split("\n") for name in PARTS}
        return cls(
            lines["rows"],
            dict(zip(lines["firsts"], lines["names"], strict=True)),
            dict(zip(lines["latin_firsts"], lines["latin_names"], strict=True)),
            dict(zip(lines["sounds"], lines["sounding"], strict=True)),
        )

    def place(self, n: int, common: int) -> Place:
        """The place of row `n`, its name as common as told; the same object each time."""
        known = self._places.get((n, common))
        if known is None:
            id_, name, english, country, feature, admin1, admin2, pcode, lat, lon, radius, people, source = self.rows[
                n
            ].split("\t")
            known = Place(
                id_, name, english, country, feature, admin1, admin2, "", pcode, _number(lat), _number(lon),
                _number(radius), int(people or 0), common, source, stored=True,
            )  # fmt: skip
            known = self._places.setdefault((n, common), known)
        return known

    def _of(self, ids: str) -> list[Place]:
        return [self.place(int(n), int(common)) for n, _, common in (i.partition("/") for i in ids.split(","))]

    def named(self, key: str) -> list[Place]:
        """The places of a folded name."""
        first, _, rest = key.partition(" ")
        for item in self.names.get(first, "").split("|"):
            words, _, ids = item.rpartition("=")
            if ids and words == rest:
                return self._of(ids)
        return []

    def entries(self, first: str) -> Starts:
        """The names that begin with a word, but those that ship (they have their entries)."""
        out: Starts = []
        for item in self.names.get(first, "").split("|"):
            words, _, ids = item.rpartition("=")
            key = f"{first} {words}" if words else first
            if ids and key not in self.taken:
                out.append((tuple(words.split()), Entry("place", key, CONJ | PREP, self._of(ids))))
        return out

    def latin_entries(self, first: str) -> Starts:
        """The Latin names that begin with a word, with and without hyphens."""
        out: Starts = []
        for item in self.latin.get(first, "").split("|"):
            words, _, ids = item.rpartition("=")
            if ids:
                rest = words.split()
                entry = Entry("place", f"{first} {words}".strip(), CONJ | PREP, self._of(ids))
                out.append((tuple(rest), entry))
                out += [((*rest[:at], "-", *rest[at:]), entry) for at in range(len(rest))]
        return out

    def sounding(self, key: str) -> list[str]:
        """The folded names that share a phonetic key."""
        found = self.sounds.get(key)
        return found.split("|") if found else []


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


_plain = re.compile("[\u0621-\u063a\u0641-\u064a ]+").fullmatch  # Arabic letters and spaces: words as they stand
# Nouns that some tables put before every name, and texts before some: no part of the name.
_SORTS = frozenset(["قريه", "بلده", "مدينه", "ناحيه", "قضاء", "مديريه", "محافظه", "ولايه", "عزله", "محله", "منطقه"])


def name_key(name: str) -> str:
    """A name's folded words without signs and sort: "حي (غربي)" gives "حي غربي", "قرية البركة" gives "البركه"."""
    if _plain(name):
        words = fold_phrase(name).split()
    else:
        words = [t.norm for t in tokenize(name.replace("_", " ")) if t.kind in "wn"]
    if len(words) > 1 and words[0] in _SORTS:
        words = words[1:]
    return " ".join(words)


# What a village is called after and nothing else is: كفر سجنة, معرزيتا, تل رفعت, بيت جن.
_TELLING = ("كفر", "معر", "خرب", "دير", "بيت", "عين", "تل")


def commonness(key: str, place: Place, ordinary: bool, main: bool) -> int:
    """How a name may stand. 3, an ordinary word: only after "قرية" and its like; 1: after any type noun, and in a list
    after one; 2: also after a locative ("في", "قرب"); 0: as it stands.

    A village's name of one word is 1, for thousands of them are words too ("المكان", "جروح"), and so is any name of
    one word that is not the place's first.
    """
    one = " " not in key
    if ordinary:
        return 3
    if place.common == 1 or (one and not main):
        return 1
    if main and (place.population >= LARGE or place.feature in ("governorate", "city", "country")):
        return 0
    town = place.feature in ("town", "district")
    return 1 if one and not town and not (key.startswith(_TELLING) and len(key) > 5) else 2


def group(feature: str) -> str:
    """Settlement, unit or the feature itself: only what is in one group can be the same place twice."""
    return "settled" if feature in _SETTLED else "unit" if feature in _UNITS else feature


def same_place(p: Place, q: Place) -> bool:
    """Whether two entries of one name are one place in two tables."""
    if p.country != q.country or group(p.feature) != group(q.feature):
        return False
    if p.feature == q.feature == "governorate" or p.lat is None or p.lon is None or q.lat is None or q.lon is None:
        return not p.admin1 or not q.admin1 or p.admin1 == q.admin1
    if p.feature == q.feature and p.feature in _UNITS and p.admin1 == q.admin1:
        return True
    return distance_km(p.lat, p.lon, q.lat, q.lon) <= SAME_KM


def ships(place: Place, known: Place) -> bool:
    """Whether a place that ships is meant by an imported row of its name: the same, or the unit around the town."""
    if same_place(place, known):
        return True
    either = {group(place.feature), group(known.feature)} <= {"settled", "unit"}
    if not either or None in (place.lat, place.lon, known.lat, known.lon) or place.country != known.country:
        return False
    return distance_km(place.lat or 0, place.lon or 0, known.lat or 0, known.lon or 0) <= UNIT_KM


class Builder:
    """Makes the parts of a compact table from places and their names, given in a fixed order."""

    def __init__(self, core: Gazetteer) -> None:
        self._core = core
        self._rows: list[str] = []
        self._held: dict[str, list[tuple[Place, int, int]]] = defaultdict(list)
        self._latin: dict[tuple[str, ...], list[int]] = defaultdict(list)

    def add(self, place: Place, names: Iterable[tuple[str, bool]]) -> None:
        """One place under each of its names (a folded name, and whether it is an ordinary word)."""
        n = len(self._rows)
        main = name_key(place.name_ar)
        used = False
        for key, ordinary in names:
            core = self._core.by_name.get(key, ())
            if core and key != main:
                continue  # another name of this is the name of a place that ships
            if any(same_place(place, p) for p, _, _ in self._held[key]) or any(ships(place, p) for p in core):
                continue
            common = commonness(key, place, ordinary, key == main)
            if core:  # the reader looks at the least common: a namesake must not make a name more or less common
                common = min(p.common for p in core)
            self._held[key].append((place, n, common))
            used = True
        if used:
            self._rows.append(_line(place))
            words = latin_words(place.name_en)
            if words:
                self._latin[words].append(n)

    def parts(self) -> dict[str, str]:
        """The parts as texts."""
        by_first: dict[str, list[str]] = defaultdict(list)
        sounds: dict[str, list[str]] = defaultdict(list)
        for key, held in self._held.items():
            if not held:
                continue
            first, _, rest = key.partition(" ")
            by_first[first].append(f"{rest}=" + ",".join(f"{n}/{common}" for _, n, common in held))
            sound = phonetic_key(key)
            if sound and any(common in (0, 1, 2) for _, _, common in held):
                sounds[sound].append(key)
        latin: dict[str, list[str]] = defaultdict(list)
        for words, rows in self._latin.items():
            latin[words[0]].append(" ".join(words[1:]) + "=" + ",".join(f"{n}/2" for n in rows))
        return {
            "rows": "\n".join(self._rows),
            "firsts": "\n".join(by_first),
            "names": "\n".join(map("|".join, by_first.values())),
            "latin_firsts": "\n".join(latin),
            "latin_names": "\n".join(map("|".join, latin.values())),
            "sounds": "\n".join(sounds),
            "sounding": "\n".join(map("|".join, sounds.values())),
        }


def _line(p: Place) -> str:
    cells = (
        p.id, p.name_ar, p.name_en, p.country, p.feature, p.admin1, p.admin2, p.pcode, p.lat, p.lon, p.radius_km,
        p.population or "", p.source,
    )  # fmt: skip
    return "\t".join("" if c is None else " ".join(str(c).split()) for c in cells)


def attach(core: Gazetteer, table: Compact, digest: str) -> None:
    """Let a gazetteer know the table's places beside its own; its digest tells both."""
    for key, known in core.by_name.items():
        if key.partition(" ")[0] in table.names:
            more = table.named(key)
            if more:
                table.taken[key] = more
                known += more
    core.table = table
    core.matcher.attach(table)
    core.digest = hashlib.sha256(f"{core.digest}\0{digest}".encode()).hexdigest()[:16]
