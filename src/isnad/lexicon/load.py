"""Loading the lexicons: the data folder, a user's overlays, one matcher and typed rows.

A user's folder holds files of the same names; its rows replace those with the same id and add the others. All
mistakes are collected and raised at once, each with file and line.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from isnad.arabic.inflect import accusative_phrase, future_forms, noun_forms, passive_forms, verb_forms
from isnad.arabic.script import fold_phrase
from isnad.arabic.tokens import ARTICLE, CONJ, NAME, NOUN, PREP, SUFFIX, VERB
from isnad.errors import LexiconError
from isnad.lexicon.match import Entry, Matcher
from isnad.memory import no_collection
from isnad.model import COUNTED, EVENT_TYPES, FIGURE_KINDS, SOURCE_KINDS

CSV_FILES = ("actors", "actor_generic", "party_nouns", "nationality", "sources", "source_nouns", "means", "titles")
YAML_FILES = ("triggers", "cues", "speech")
ID_OPTIONAL = {"actor_generic"}
FORMS = frozenset({"id", "verbs", "nouns", "phrases", "examples"})
KEYS = {  # what an item of each YAML file may say
    "triggers": FORMS
    | {"type", "class", "figure", "takes", "scope", "needs", "bare", "then", "also", "present"}
    | {"patient", "generic", "sides", "thing", "counted", "raid", "joins", "anaphor", "past_only", "around", "future"},
    "cues": FORMS | {"kind", "subject"},
    "speech": FORMS | {"frame", "stance", "stance_on", "participles", "to", "then", "needs", "takes", "note"},
}
FLAGS = (
    "patient",
    "generic",
    "sides",
    "thing",
    "counted",
    "raid",
    "joins",
    "anaphor",
    "past_only",
    "around",
)  # of a trigger


@dataclass(frozen=True, slots=True)
class Trigger:
    """A lemma that says that something happened; the fields are those of triggers.yaml."""

    id: str
    type: str | None
    cls: str
    figure: str | None = None
    takes: str = "both"
    patient: bool = False
    generic: bool = False
    sides: bool = False
    thing: bool = False
    counted: bool = False
    raid: bool = False
    joins: bool = False
    scope: str | None = None
    needs: str | None = None
    bare: str | None = None
    anaphor: bool = False
    past_only: bool = False
    around: bool = False
    future: str | None = None
    then: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    present: str | None = None


@dataclass(frozen=True, slots=True)
class TriggerForm:
    """One written form of a trigger: its part of speech (verb, noun, phrase) and its tense or number."""

    trigger: Trigger
    pos: str
    feature: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of actors.csv; `valid_from` is included, `valid_to` is not."""

    id: str
    name_en: str
    kind: str
    country: str
    parent: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says how things hang together; `kind` as in cues.yaml, `subject` for light verbs."""

    id: str
    kind: str
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """A verb or construction of telling, as in speech.yaml; `pos` is verb, noun, participle or phrase."""

    id: str
    frame: str
    stance: str | None = None
    stance_on: str | None = None
    pos: str = "verb"
    to: str | None = None
    then: str | None = None
    needs: str | None = None
    takes: tuple[str, ...] = ()


@dataclass(slots=True)
class Lexicon:
    """Everything the reader knows of words: one matcher over all phrases, the rows behind it, and a digest."""

    matcher: Matcher = field(default_factory=Matcher)
    actors: dict[str, Actor] = field(default_factory=dict)
    nationality: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    generic: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    digest: str = ""


def data_dir() -> Path:
    """The folder of the lexicons that ship with isnad."""
    return Path(str(resources.files("isnad"))) / "lexicons"


def read_rows(name: str, dirs: Sequence[Path], mistakes: list[str]) -> list[dict[str, Any]]:
    """The rows of one lexicon over all folders, later folders replacing by id; `_at` says file and line."""
    rows: dict[str, dict[str, Any]] = {}
    for d in dirs:
        here: dict[str, str] = {}  # where each id of this folder stands
        for path in (d / f"{name}.csv", d / f"{name}.yaml"):
            if not path.is_file():
                continue
            for n, row in enumerate(_csv(path, mistakes) if path.suffix == ".csv" else _yaml(path, mistakes)):
                row_id = str(row.get("id") or "")
                if row_id.startswith("#"):  # a heading among the rows
                    continue
                if not row_id and name not in ID_OPTIONAL:
                    mistakes.append(f"{row['_at']}: a row without an id")
                    continue
                key = row_id if name not in ID_OPTIONAL else f"{d}:{n}"
                if key in here:
                    mistakes.append(f"{row['_at']}: the id {row_id!r} stands at {here[key]} too; make one row of both")
                here[key] = row["_at"]
                rows[key] = row
    return list(rows.values())


def _csv(path: Path, mistakes: list[str]) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as f:
        reader = csv.DictReader(f)
        for row in reader:
            at = f"{path.name}:{reader.line_num}"
            if None in row or any(v is None for v in row.values()):
                mistakes.append(f"{at}: {'more' if None in row else 'fewer'} cells than the header has")
                continue
            yield {**row, "_at": at}


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


def _yaml(path: Path, mistakes: list[str]) -> Iterable[dict[str, Any]]:
    try:
        items = yaml.load(path.read_text(encoding="utf-8"), Loader=_LineLoader) or []
    except yaml.YAMLError as e:
        mistakes.append(f"{path.name}: {e}")
        return
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            yield {**item, "_at": f"{path.name}:{item.pop('_line', 0)}"}
        else:
            mistakes.append(f"{path.name}: an item that is not a mapping: {item!r}")


def _split(cell: str | None) -> list[str]:
    return [p.strip() for p in (cell or "").split("|") if p.strip()]


def _pairs(row: dict[str, Any], mistakes: list[str]) -> list[tuple[str, str]]:
    out = []
    for pair in row.get("verbs") or []:
        past, _, present = str(pair).partition("/")
        if present:
            out.append((past.strip(), present.strip()))
        else:
            mistakes.append(f"{row['_at']}: a verb without its present: {pair!r} (write past/present)")
    return out


def _yes(value: Any) -> bool:
    return value is True or value in ("yes", "true")


class _Builder:
    def __init__(self) -> None:
        self.lex = Lexicon()
        self.mistakes: list[str] = []

    def one_of(self, row: dict[str, Any], value: Any, allowed: Sequence[str], what: str) -> None:
        if value and value not in allowed:
            self.mistakes.append(f"{row['_at']}: {what} {value!r} is none of {', '.join(allowed)}")

    def known(self, name: str, rows: list[dict[str, Any]]) -> None:
        """A key that nothing reads is a mistake: a slip of the pen, or a comma in a note without quotation marks."""
        for r in rows:
            for key in r.keys() - KEYS[name] - {"_at", "_line"}:
                self.mistakes.append(
                    f"{r['_at']}: nothing is called {key!r} here; known: {', '.join(sorted(KEYS[name]))}"
                )

    def triggers(self, rows: list[dict[str, Any]]) -> None:
        self.known("triggers", rows)
        add = self.lex.matcher.add
        verbal = {
            f for r in rows if r.get("class") == "helper" for p, q in _pairs(r, self.mistakes) for f in verb_forms(p, q)
        }
        for r in rows:
            cls = r.get("class", "event")
            if cls == "helper":
                continue
            self.one_of(r, cls, ("event", "result", "weak", "block"), "class")
            if cls != "block":
                self.one_of(r, r.get("type"), EVENT_TYPES, "type")
                if not r.get("type"):
                    self.mistakes.append(f"{r['_at']}: a trigger without a type")
            self.one_of(r, r.get("figure"), FIGURE_KINDS, "figure")
            self.one_of(r, r.get("present"), EVENT_TYPES, "type")
            t = Trigger(
                r["id"],
                r.get("type"),
                cls,
                r.get("figure"),
                r.get("takes", "both"),
                **{k: _yes(r.get(k)) for k in FLAGS},
                scope=r.get("scope"),
                needs=r.get("needs"),
                bare=r.get("bare"),
                future=r.get("future"),
                then=frozenset(fold_phrase(str(w)) for w in r.get("then") or ()),
                also=frozenset(fold_phrase(str(w)) for w in r.get("also") or ()),
                present=r.get("present"),
            )
            self.lex.triggers[t.id] = t
            self.one_of(r, t.future, ("any", "we"), "future")
            for past, present in _pairs(r, self.mistakes):
                if t.future:
                    forms = future_forms(past, present, t.future == "we")
                else:
                    forms = passive_forms(past, present) | verb_forms(past, present)
                for form, tense in forms.items():
                    add(form, Entry("trigger", t.id, VERB, TriggerForm(t, "verb", tense)), folded=True)
                    if tense == "present":  # what came next: "تقدمت القوات لتسيطر على البلدة"
                        add(f"ل{form}", Entry("trigger", t.id, VERB, TriggerForm(t, "verb", "past")), folded=True)
            for spec in r.get("nouns") or []:
                words = _split(str(spec))
                for form, number in noun_forms(words[0], *words[1:]).items():
                    add(form, Entry("trigger", t.id, NOUN, TriggerForm(t, "noun", number)), folded=True)
            for phrase in r.get("phrases") or []:
                key = fold_phrase(str(phrase))
                if key.split()[0] in verbal and not key.startswith("ال"):
                    add(key, Entry("trigger", t.id, VERB, TriggerForm(t, "verb", "past")), folded=True)
                else:
                    entry = Entry("trigger", t.id, NOUN, TriggerForm(t, "phrase", ""))
                    for form in (key, *accusative_phrase(key)):
                        add(form, entry, folded=True)

    def cues(self, rows: list[dict[str, Any]]) -> None:
        self.known("cues", rows)
        add = self.lex.matcher.add
        for r in rows:
            if not r.get("kind"):
                self.mistakes.append(f"{r['_at']}: a cue without a kind")
            cue = Cue(r["id"], str(r.get("kind")), r.get("subject"))
            kind = "tag" if cue.kind == "tag" else "cue"  # tags stand apart: they say nothing of the grammar
            for past, present in _pairs(r, self.mistakes):
                for form in verb_forms(past, present):
                    add(form, Entry(kind, cue.id, VERB, cue), folded=True)
            for phrase in r.get("phrases") or []:
                add(str(phrase), Entry(kind, cue.id, NAME | ARTICLE if kind == "tag" else CONJ | ARTICLE, cue))

    def speech(self, rows: list[dict[str, Any]]) -> None:
        self.known("speech", rows)
        add = self.lex.matcher.add
        for r in rows:
            more = (r.get("to"), r.get("then"), r.get("needs"), tuple(str(t) for t in r.get("takes") or ()))
            by_pos = {
                pos: Entry(
                    "speech",
                    r["id"],
                    allow,
                    Speech(r["id"], str(r.get("frame")), r.get("stance"), r.get("stance_on"), pos, *more),
                )
                for pos, allow in (
                    ("verb", CONJ | SUFFIX),
                    ("noun", CONJ | PREP),
                    ("participle", CONJ),
                    ("phrase", CONJ),
                )
            }
            for past, present in _pairs(r, self.mistakes):
                for form in verb_forms(past, present):
                    add(form, by_pos["verb"], folded=True)
            for key in ("nouns", "participles", "phrases"):
                forms = dict.fromkeys(fold_phrase(p) for phrase in r.get(key) or [] for p in _split(str(phrase)))
                for p in [*forms, *(f"و{p}" for p in forms if len(p.split()[0]) == 2 and f"و{p}" not in forms)]:
                    add(p, by_pos[key.removesuffix("s")], folded=True)  # "وفي بيان": "و" is taken off longer words

    def actors(self, rows: list[dict[str, Any]]) -> None:
        owners: dict[str, list[Actor]] = defaultdict(list)
        for r in rows:
            a = Actor(r["id"], r["name_en"], r["kind"], r["country"], r["parent"], r["valid_from"], r["valid_to"])
            self.lex.actors[a.id] = a
            for alias in [r["name_ar"], *_split(r["aliases_ar"])]:
                key = fold_phrase(alias)
                if key and a not in owners[key]:
                    owners[key].append(a)
        for key, who in owners.items():
            self.lex.matcher.add(key, Entry("actor", who[0].id, NAME, tuple(who)), folded=True)
        for a in self.lex.actors.values():
            if a.parent and a.parent not in self.lex.actors and "." in a.parent:
                self.mistakes.append(f"actors.csv: {a.id}: the parent {a.parent!r} is no actor")

    def forms(self, kind: str, rows: list[dict[str, Any]], allow: int, column: str = "forms") -> None:
        for r in rows:
            entry = Entry(kind, r.get("id") or "", allow, r)
            seen = set()
            for form in _split(r[column]):
                key = fold_phrase(form)
                if key not in seen:
                    seen.add(key)
                    self.lex.matcher.add(key, entry, folded=True)

    def generic(self, rows: list[dict[str, Any]]) -> None:
        by_form: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for r in rows:
            for form in _split(r["forms"]):
                by_form[fold_phrase(form)].append(r)
        for form, owners in by_form.items():
            self.lex.generic[form] = owners
            self.lex.matcher.add(form, Entry("generic", form, NAME, owners), folded=True)

    def sources(self, rows: list[dict[str, Any]]) -> None:
        for r in rows:
            self.one_of(r, r.get("kind"), SOURCE_KINDS, "kind")
            self.lex.sources[r["id"]] = r
            for alias in {fold_phrase(a) for a in [r["name_ar"], *_split(r["aliases_ar"])] if a}:
                self.lex.matcher.add(alias, Entry("source", r["id"], NAME, r), folded=True)
            for alias in {fold_phrase(a) for a in _split(r.get("bare_aliases"))}:
                self.lex.matcher.add(alias, Entry("bare_source", r["id"], NAME, r), folded=True)


def _with_construct_duals(forms: str) -> str:
    """The forms of a noun with those of its dual before another noun: "محطتي كهرباء" beside "محطتان".

    >>> _with_construct_duals("محطة|محطتان")
    'محطة|محطتان|محطتا|محطتي'
    """
    told = _split(forms)
    duals = [f for f in told if f.endswith("تان") and f[:-3] + "ة" in told]
    more = [d[:-2] + end for d in duals for end in ("ا", "ي")]
    return "|".join([*told, *(f for f in more if f not in told)])


def load_lexicon(overlays: Sequence[Path] = ()) -> Lexicon:
    """The lexicon that ships with isnad, with the user's folders laid over it; LexiconError lists all mistakes."""
    with no_collection():
        lex, mistakes = build(overlays)
    if mistakes:
        raise LexiconError(mistakes)
    return lex


def build(overlays: Sequence[Path] = ()) -> tuple[Lexicon, list[str]]:
    """The lexicon and the mistakes found in it."""
    dirs = [data_dir(), *overlays]
    b = _Builder()
    rows = {name: read_rows(name, dirs, b.mistakes) for name in (*CSV_FILES, *YAML_FILES)}
    b.triggers(rows["triggers"])
    b.cues(rows["cues"])
    b.speech(rows["speech"])
    b.actors(rows["actors"])
    b.generic(rows["actor_generic"])
    for r in rows["party_nouns"]:
        b.one_of(r, r.get("of"), COUNTED, "of")
        if r["role"] == "thing":
            r["forms"] = _with_construct_duals(r["forms"])
    b.forms("noun", rows["party_nouns"], NOUN)
    b.forms("nat", rows["nationality"], CONJ | PREP | ARTICLE)
    b.forms("means", rows["means"], NOUN)
    b.forms("source_noun", rows["source_nouns"], NOUN)
    b.forms("title", rows["titles"], NOUN)
    b.sources(rows["sources"])
    for r in rows["nationality"]:
        b.lex.nationality.setdefault(r["country"], []).append(r)
    b.lex.digest = digest(dirs)
    return b.lex, b.mistakes


def digest(dirs: Sequence[Path]) -> str:
    """A short digest of all lexicon files, the fitted weights among them; the same files give the same digest."""
    h = hashlib.sha256()
    for d in dirs:
        for path in sorted(p for p in d.rglob("*") if p.suffix in (".csv", ".yaml", ".json")):
            h.update(str(path.relative_to(d)).encode() + b"\0" + path.read_bytes())
    return h.hexdigest()[:16]
