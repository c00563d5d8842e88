"""Loading the lexicons: the data folder, a user's overlays, one matcher and typed rows.

A user's folder holds files of the same names; its rows replace those with the same id and add the others. All
mistakes are collected and raised at once, each with file and line.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

from isnad.arabic.inflect import accusative_phrase, future_forms, noun_forms, passive_forms, verb_forms
from isnad.arabic.script import fold_phrase
from isnad.arabic.tokens import ARTICLE, CONJ, NAME, NOUN, PREP, SUFFIX, VERB
from isnad.errors import LexiconError
from isnad.lexicon.datewords import DateWords, two_meanings
from isnad.lexicon.match import Entry, Matcher
from isnad.lexicon.mistakes import none_of, two_owners, unknown_keys
from isnad.lexicon.rows import CSV_FILES, DATE_FILES, YAML_FILES, check_folder, read_rows, split_cell
from isnad.memory import no_collection
from isnad.model import COUNTED, EVENT_TYPES, FIGURE_KINDS, SOURCE_KINDS

# Of a trigger.
FLAGS = ("patient", "generic", "sides", "thing", "counted", "raid", "joins", "anaphor", "past_only", "around")


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
    """Everything the reader knows of words: a matcher over all phrases, the rows behind it, words of time, a digest."""

    matcher: Matcher = field(default_factory=Matcher)
    actors: dict[str, Actor] = field(default_factory=dict)
    nationality: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    generic: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    dates: DateWords = field(default_factory=partial(DateWords, {}))
    digest: str = ""


def data_dir() -> Path:
    """The folder of the lexicons that ship with isnad."""
    return Path(str(resources.files("isnad"))) / "lexicons"


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

    def triggers(self, rows: list[dict[str, Any]]) -> None:
        self.mistakes += unknown_keys("triggers", rows)
        add = self.lex.matcher.add
        verbal = {
            f for r in rows if r.get("class") == "helper" for p, q in _pairs(r, self.mistakes) for f in verb_forms(p, q)
        }
        for r in rows:
            cls = r.get("class", "event")
            if cls == "helper":
                continue
            self.mistakes += none_of(r, cls, ("event", "result", "weak", "block"), "class")
            if cls != "block":
                self.mistakes += none_of(r, r.get("type"), EVENT_TYPES, "type")
                if not r.get("type"):
                    self.mistakes.append(f"{r['_at']}: a trigger without a type")
            self.mistakes += none_of(r, r.get("figure"), FIGURE_KINDS, "figure")
            self.mistakes += none_of(r, r.get("present"), EVENT_TYPES, "type")
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
            self.mistakes += none_of(r, t.future, ("any", "we"), "future")
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
                words = split_cell(str(spec))
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
        self.mistakes += unknown_keys("cues", rows)
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
        self.mistakes += unknown_keys("speech", rows)
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
                forms = dict.fromkeys(fold_phrase(p) for phrase in r.get(key) or [] for p in split_cell(str(phrase)))
                for p in [*forms, *(f"و{p}" for p in forms if len(p.split()[0]) == 2 and f"و{p}" not in forms)]:
                    add(p, by_pos[key.removesuffix("s")], folded=True)  # "وفي بيان": "و" is taken off longer words

    def actors(self, rows: list[dict[str, Any]]) -> None:
        owners: dict[str, list[Actor]] = defaultdict(list)
        ids = {r["id"] for r in rows}
        self.mistakes += two_owners(rows)
        for r in rows:
            if r["parent"] and "." in r["parent"] and r["parent"] not in ids:
                self.mistakes.append(f"{r['_at']}: the parent {r['parent']!r} is no actor")
            a = Actor(r["id"], r["name_en"], r["kind"], r["country"], r["parent"], r["valid_from"], r["valid_to"])
            self.lex.actors[a.id] = a
            for alias in [r["name_ar"], *split_cell(r["aliases_ar"])]:
                key = fold_phrase(alias)
                if key and a not in owners[key]:
                    owners[key].append(a)
        for key, who in owners.items():
            self.lex.matcher.add(key, Entry("actor", who[0].id, NAME, tuple(who)), folded=True)

    def forms(self, kind: str, rows: list[dict[str, Any]], allow: int, column: str = "forms") -> None:
        for r in rows:
            entry = Entry(kind, r.get("id") or "", allow, r)
            seen = set()
            for form in split_cell(r[column]):
                key = fold_phrase(form)
                if key not in seen:
                    seen.add(key)
                    self.lex.matcher.add(key, entry, folded=True)

    def generic(self, rows: list[dict[str, Any]]) -> None:
        by_form: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for r in rows:
            for form in split_cell(r["forms"]):
                by_form[fold_phrase(form)].append(r)
        for form, owners in by_form.items():
            self.lex.generic[form] = owners
            self.lex.matcher.add(form, Entry("generic", form, NAME, owners), folded=True)

    def sources(self, rows: list[dict[str, Any]]) -> None:
        self.mistakes += two_owners(rows)
        for r in rows:
            self.mistakes += none_of(r, r.get("kind"), SOURCE_KINDS, "kind")
            self.lex.sources[r["id"]] = r
            for alias in {fold_phrase(a) for a in [r["name_ar"], *split_cell(r["aliases_ar"])] if a}:
                self.lex.matcher.add(alias, Entry("source", r["id"], NAME, r), folded=True)
            for alias in {fold_phrase(a) for a in split_cell(r.get("bare_aliases"))}:
                self.lex.matcher.add(alias, Entry("bare_source", r["id"], NAME, r), folded=True)


def _with_construct_duals(forms: str) -> str:
    """The forms of a noun with those of its dual before another noun: "محطتي كهرباء" beside "محطتان".

    >>> _with_construct_duals("محطة|محطتان")
    'محطة|محطتان|محطتا|محطتي'
    """
    told = split_cell(forms)
    duals = [f for f in told if f.endswith("تان") and f[:-3] + "ة" in told]
    more = [d[:-2] + end for d in duals for end in ("ا", "ي")]
    return "|".join([*told, *(f for f in more if f not in told)])


def load_lexicon(overlays: Sequence[str | Path] = ()) -> Lexicon:
    """The lexicon that ships with isnad, with the user's folders laid over it; LexiconError lists all mistakes."""
    with no_collection():
        lex, mistakes = build([Path(folder) for folder in overlays])
    if mistakes:
        raise LexiconError(mistakes)
    return lex


def build(overlays: Sequence[Path] = ()) -> tuple[Lexicon, list[str]]:
    """The lexicon and the mistakes found in it."""
    dirs = [data_dir(), *overlays]
    b = _Builder()
    b.mistakes += [mistake for folder in overlays for mistake in check_folder(folder)]
    rows = {name: read_rows(name, dirs, b.mistakes) for name in (*CSV_FILES, *YAML_FILES)}
    b.triggers(rows["triggers"])
    b.cues(rows["cues"])
    b.speech(rows["speech"])
    b.actors(rows["actors"])
    b.generic(rows["actor_generic"])
    for r in rows["party_nouns"]:
        b.mistakes += none_of(r, r.get("of"), COUNTED, "of")
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
    b.lex.dates = date_words(dirs, b.mistakes)
    b.lex.digest = digest(dirs)
    return b.lex, b.mistakes


def date_words(dirs: Sequence[Path], mistakes: list[str]) -> DateWords:
    """The words of time of these folders; none where their rows have mistakes."""
    before = len(mistakes)
    rows = {name: read_rows(name, dirs, mistakes) for name in DATE_FILES}
    mistakes += two_meanings(rows)
    return DateWords(rows if len(mistakes) == before else {})


@lru_cache(maxsize=1)
def shipped_date_words() -> DateWords:
    """The words of time that ship with isnad, for who needs no other word."""
    return date_words([data_dir()], [])


def digest(dirs: Sequence[Path]) -> str:
    """A short digest of all lexicon files, the fitted weights among them; the same files give the same digest."""
    h = hashlib.sha256()
    for d in dirs:
        for path in sorted(p for p in d.rglob("*") if p.suffix in (".csv", ".yaml", ".json")):
            h.update(str(path.relative_to(d)).encode() + b"\0" + path.read_bytes())
    return h.hexdigest()[:16]
