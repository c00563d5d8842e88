"""The rows of the lexicon's files, ours and those of folders laid over them, with file and line.

A row of a later folder replaces one of the same id. What a file says that nothing would read is a mistake: it would be
lost in silence.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Row = dict[str, Any]
CSV_FILES = ("actors", "actor_generic", "party_nouns", "nationality", "sources", "source_nouns", "means", "titles")
DATE_FILES = tuple(f"dates/{n}" for n in ("months", "weekdays", "dayparts", "relative", "periods", "named"))
YAML_FILES = ("triggers", "cues", "speech")
FILES = frozenset({*(f"{name}.csv" for name in (*CSV_FILES, *DATE_FILES)), *(f"{name}.yaml" for name in YAML_FILES)})
TABLES = frozenset({".csv", ".tsv", ".xlsx", ".yaml", ".yml"})  # what may be meant for a lexicon
ID_OPTIONAL = frozenset({"actor_generic"})
WORDS = {"actors": "name_ar", "sources": "name_ar"}  # the column without which a file has no words; else "forms"
WORDS |= {name: "names" if name == "dates/months" else "words" for name in DATE_FILES}
NEEDED = {  # what a row has to say beside its words
    "dates/months": ("month", "calendar"),
    "dates/weekdays": ("weekday",),
    "dates/dayparts": ("night",),
    "dates/relative": ("class", "n"),
    "dates/periods": ("class",),
    "dates/named": ("calendar", "month", "day", "days"),
}
NUMBERS = {  # columns of whole numbers
    "dates/months": {"month": range(1, 13)},
    "dates/weekdays": {"weekday": range(7)},
    "dates/relative": {"n": range(-366, 367)},
    "dates/named": {"month": range(1, 13), "day": range(1, 32), "days": range(1, 367), "year": range(1, 2100)},
}
FORMS = frozenset({"id", "verbs", "nouns", "phrases", "examples"})
KEYS = {  # what an item of each YAML file may say
    "triggers": FORMS
    | {"type", "class", "figure", "takes", "scope", "needs", "bare", "then", "also", "present"}
    | {"patient", "generic", "sides", "thing", "counted", "raid", "joins", "anaphor", "past_only", "around", "future"},
    "cues": FORMS | {"kind", "subject"},
    "speech": FORMS | {"frame", "stance", "stance_on", "participles", "to", "then", "needs", "takes", "note"},
}
LISTS = {  # of these, what is a list of words
    "triggers": ("verbs", "nouns", "phrases", "then", "also"),
    "cues": ("verbs", "phrases"),
    "speech": ("verbs", "nouns", "participles", "phrases", "takes"),
}
CLOSED = {  # columns in which only what our own rows say means anything to the reader
    "actors": ("kind",),
    "party_nouns": ("role",),
    "source_nouns": ("kind", "role"),
    "titles": ("kind",),
    "dates/months": ("calendar", "style", "alone"),
    "dates/dayparts": ("night",),
    "dates/relative": ("class",),
    "dates/periods": ("class",),
    "dates/named": ("calendar",),
    "triggers": ("takes", "scope", "needs", "bare"),
    "cues": ("kind", "subject"),
    "speech": ("frame", "stance", "stance_on", "to", "then", "needs"),
}
BY_CLASS = {"dates/relative": ("unit",), "dates/periods": ("value",)}  # where that goes by the row's class
_whole = re.compile(r"-?\d{1,4}", re.ASCII).fullmatch

# The parser in C, ten times as fast, wherever PyYAML was built with it.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """What a YAML file of ours holds."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_SafeLoader)


class _LineLoader(_SafeLoader):  # type: ignore[misc]
    """A YAML loader that keeps each mapping's line in `_line`."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        out: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        out["_line"] = node.start_mark.line + 1
        return out


def split_cell(cell: str | None) -> list[str]:
    """The parts of a cell that are joined by "|"."""
    return [p.strip() for p in (cell or "").split("|") if p.strip()]


def check_folder(folder: Path) -> list[str]:
    """What is wrong with a folder to be laid over ours: it is none, or has files that nothing reads."""
    if not folder.is_dir():
        return [f"{folder}: there is no such folder"]
    given = sorted(p for p in folder.rglob("*") if p.suffix.lower() in TABLES and p.is_file())
    read = [p for p in given if p.relative_to(folder).as_posix() in FILES]
    known = ", ".join(sorted(FILES))
    if not given:
        return [f"{folder}: no file of a lexicon is there; it may have {known}"]
    return [f"{p}: nothing reads it; a folder of yours may have {known}" for p in given if p not in read]


def read_rows(name: str, dirs: Sequence[Path], mistakes: list[str]) -> list[Row]:
    """The rows of one lexicon over all folders, the first of them ours; `_at` says file and line."""
    return _Reader(name, mistakes).read(dirs)


@dataclass(slots=True)
class _Reader:
    """Reads the files of one name; what our own have in columns and cells is what the others may have."""

    name: str
    mistakes: list[str]
    ours: bool = True
    columns: tuple[str, ...] = ()
    values: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def read(self, dirs: Sequence[Path]) -> list[Row]:
        rows: dict[str, Row] = {}
        for d in dirs:
            here: dict[str, str] = {}  # where each id of this folder stands
            for path in (d / f"{self.name}.csv", d / f"{self.name}.yaml"):
                if not path.is_file():
                    continue
                at = path.relative_to(d).as_posix() if self.ours else str(path)
                for n, row in enumerate(self._csv(path, at) if path.suffix == ".csv" else self._yaml(path, at)):
                    row_id = str(row.get("id") or "").strip()
                    if row_id.startswith("#"):  # a heading among the rows
                        continue
                    if not row_id and self.name not in ID_OPTIONAL:
                        self.mistakes.append(f"{row['_at']}: a row without an id")
                        continue
                    self._check_values(row)
                    key = row_id if self.name not in ID_OPTIONAL else f"{d}:{n}"
                    if key in here:
                        twice = f"the id {row_id!r} stands at {here[key]} too; make one row of both"
                        self.mistakes.append(f"{row['_at']}: {twice}")
                    here[key] = row["_at"]
                    rows[key] = {**row, "id": row_id}
            self.ours = False
        return list(rows.values())

    def _check_values(self, row: Row) -> None:
        wrong = [f"no {column!r} is told" for column in NEEDED.get(self.name, ()) if not row[column]]
        for column, numbers in NUMBERS.get(self.name, {}).items():
            value = row[column]
            if value and not (_whole(value) and int(value) in numbers):
                wrong.append(f"{column} {value!r} is no number from {numbers[0]} to {numbers[-1]}")
        for column in CLOSED.get(self.name, ()):
            value = row.get(column)
            if value not in (None, "") and not self._known(column, str(value)):
                wrong.append(f"{column} {value!r} is none of {', '.join(sorted(self.values[column]))}")
        for column in BY_CLASS.get(self.name, ()):
            key = f"{row['class']}: {column}"
            if not self._known(key, row[column]) and key in self.values:
                known = ", ".join(value or "nothing" for value in sorted(self.values[key]))
                wrong.append(f"{column} {row[column]!r} of {row['class']!r} is none of {known}")
        self.mistakes += [f"{row['_at']}: {what}" for what in wrong]

    def _known(self, key: str, value: str) -> bool:
        """Whether our own rows have a value there; what they have is known from then on."""
        if self.ours:
            self.values[key].add(value)
        return value in self.values.get(key, ())

    def _text(self, path: Path, at: str) -> str:
        raw = path.read_bytes()
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as e:
            line = raw.count(b"\n", 0, e.start) + 1
            self.mistakes.append(f"{at}:{line}: not UTF-8; save the file as UTF-8 (in Excel: 'CSV UTF-8')")
            return ""

    def _csv(self, path: Path, at: str) -> Iterable[Row]:
        text = self._text(path, at)
        first = text.partition("\n")[0]
        # Spreadsheets separate by semicolons or tabs where the comma is that of decimals.
        lines = csv.DictReader(text.splitlines(keepends=True), delimiter=max(",;\t", key=first.count))
        header = tuple(lines.fieldnames or ())
        if self.ours:
            self.columns = header
        elif not text.strip() or not self._right_header(header, at):
            return
        for row in lines:
            place = f"{at}:{lines.line_num}"
            if None in row or any(v is None for v in row.values()):
                self.mistakes.append(f"{place}: {'more' if None in row else 'fewer'} cells than the header has")
                continue
            yield {**dict.fromkeys(self.columns, ""), **row, "_at": place}

    def _right_header(self, header: Sequence[str], at: str) -> bool:
        known = ", ".join(self.columns)
        words = WORDS.get(self.name, "forms")
        needed = {words, *NEEDED.get(self.name, ()), *({"id"} if self.name not in ID_OPTIONAL else ())}
        lacking = [f"no column {column!r}; there are {known}" for column in sorted(needed - set(header))]
        strange = [f"nothing is called {c!r} here; there are {known}" for c in header if c not in self.columns]
        self.mistakes += [f"{at}:1: {what}" for what in (*lacking, *strange)]
        return not lacking

    def _yaml(self, path: Path, at: str) -> Iterator[Row]:
        try:
            items = yaml.load(self._text(path, at), Loader=_LineLoader) or []
        except yaml.YAMLError as e:
            mark = getattr(e, "problem_mark", None)
            what = " ".join(str(getattr(e, "problem", None) or e).split())
            self.mistakes.append(f"{at}:{mark.line + 1 if mark else 1}: no YAML: {what}")
            return
        if not isinstance(items, list):
            self.mistakes.append(f"{at}:1: no list of items; each begins with '- {{id: …'")
            return
        for item in items:
            if isinstance(item, dict):
                place = f"{at}:{item.pop('_line', 0)}"
                yield {**item, **self._lists(item, place), "_at": place}
            else:
                self.mistakes.append(f"{at}: an item that is not a mapping: {item!r}")

    def _lists(self, item: Mapping[str, Any], place: str) -> dict[str, list[str]]:
        """The lists of words of an item; what is none is a mistake, and no word."""
        out: dict[str, list[str]] = {}
        for key in LISTS[self.name]:
            if (words := item.get(key)) is None:
                continue
            if not isinstance(words, list):
                self.mistakes.append(f"{place}: {key!r} is a list of words: write [{words}]")
                words = []
            out[key] = [str(w) for w in words if str(w).strip(" |")]
            if len(out[key]) < len(words):
                self.mistakes.append(f"{place}: {key!r} has an empty word")
        return out
