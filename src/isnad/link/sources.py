"""Known sources as a table: a name, handle or domain as told, and the one source it means.

The table is `lexicons/sources.csv`. A row has an id, a kind (codebook) and names in any column that holds names:
`name_en`, `name_ar`, `aliases_ar`, `aliases`, `handles`, `domains`, joined by `|`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from isnad.arabic.script import fold_phrase
from isnad.link.words import bare, terms

_NAME_COLUMNS = ("name_en", "name_ar", "aliases_ar", "aliases_en", "aliases", "handles", "domains")
# First words, folded and bare, of those who are not named: "مصدر عسكري", "ناشطون", "شهود عيان", "الأهالي".
_NAMELESS = terms("nameless")


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source of the table."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True)
class SourceTable:
    """Look-up of sources by id and by any of their names."""

    by_id: Mapping[str, KnownSource] = field(default_factory=dict)
    by_name: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> SourceTable:
        """A table from rows of a CSV file; a name that two sources share means neither."""
        by_id: dict[str, KnownSource] = {}
        by_name: dict[str, str] = {}
        shared: set[str] = set()
        for row in rows:
            source = KnownSource(row["id"], row.get("kind") or "media", row.get("name_en") or row["id"])
            by_id[source.id] = source
            for column in _NAME_COLUMNS:
                for name in (row.get(column) or "").split("|"):
                    key = name_key(name)
                    if key and by_name.setdefault(key, source.id) != source.id:
                        shared.add(key)
        return cls(by_id, {k: v for k, v in by_name.items() if k not in shared})

    def find(self, name: str | None, source_id: str | None = None) -> KnownSource | None:
        """The source of this id or name; None where it isn't known."""
        if source_id and source_id in self.by_id:
            return self.by_id[source_id]
        key = self.by_name.get(name_key(name)) if name else None
        return self.by_id[key] if key else None


@lru_cache(maxsize=50_000)
def name_key(name: str | None) -> str:
    """A name as it is compared: folded, bare words, no marks: "@SyriaCivilDefe" -> "syriacivildefe"."""
    words = [bare(w) for w in fold_phrase(name or "").replace("(", " ").replace(")", " ").split()]
    return " ".join(w.strip("'\"“”«»#@.,،:") for w in words).strip()


def is_nameless(text: str, kind: str) -> bool:
    """Whether a source is not named: by its kind, or by its words ("مصدر عسكري", a military source)."""
    if kind in ("unnamed", "local"):
        return True
    words = name_key(text).split()
    if not words:
        return True
    first = words[0]
    return first in _NAMELESS or (first[0] in "ولب" and len(first) > 3 and first[1:] in _NAMELESS)


@lru_cache(maxsize=1)
def default_sources() -> SourceTable:
    """The sources that ship; an empty table where the lexicons have none."""
    path = resources.files("isnad").joinpath("lexicons", "sources.csv")
    if not path.is_file():
        return SourceTable()
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return SourceTable.from_rows(csv.DictReader(lines))
