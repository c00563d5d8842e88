"""A report's event, boiled down to what linking compares: the unit that incidents are made of.

Claims of one event stay together. An event is identified by the claim id of its first claim, which keeps over
lexicons, unlike the reader's short names (e1, e2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from isnad.arabic.script import fold_phrase
from isnad.copies import sketch
from isnad.link.text import POST_WORDS, sentence_around, words_of
from isnad.link.words import stem, terms, weight
from isnad.model import Claim, Figure, PlaceGuess, Report

# Words before a place's name that say its kind, folded and without the article; "بلدة ذيبان" and "ذيبان" are one.
_KINDS = terms("place_kind")
# Words behind which the province or a bearing stands, not what the place lies in: "شرق دير الزور", "بريف درعا".
_BEARINGS = terms("bearing")
# An event's words beyond this add nothing to a comparison; the most telling are kept.
MAX_WORDS = 40
# How many words an event is filed under, and how telling they must be (names are about 6, "village" about 2).
WORD_KEYS = 6
WORD_WEIGHT = 4.0

# The tags of claims that name a kind of protected place.
PROTECTED = frozenset({"health", "school", "worship", "market", "camp"})

Range = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What linking needs of a report beside its claims: when and by whom published, and a sketch of its text."""

    id: str
    published: str | None = None
    outlet: str | None = None
    sketch: tuple[int, ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """A place of an event: its coordinates where known, its names, and how far off it may be."""

    lat: float | None
    lon: float | None
    radius_km: float
    names: frozenset[str]
    inside: frozenset[str]
    admin1: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class ReportEvent:
    """One event of one report; days are proleptic ordinals, both inclusive, None where unknown.

    `minute` is when the report was published, in minutes, None where only the day is known. `protected` are the kinds
    of protected places that were hit, as the claims' tags name them: "health", "school".
    """

    id: str
    report_id: str
    name: str
    types: tuple[str, ...]
    scope: str
    stance: str
    first: int | None
    last: int | None
    basis: str
    published: int | None
    points: tuple[Point, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    target_words: frozenset[str]
    killed: Range | None
    injured: Range | None
    captured: Range | None
    words: frozenset[str]
    sketch: tuple[int, ...]
    order: int
    minute: int | None = None
    day_part: str | None = None
    key_words: tuple[str, ...] = ()
    protected: frozenset[str] = frozenset()

    @property
    def position(self) -> tuple[int, int, int]:
        """Where the event stands among all: the order of its report, and of its first trigger's place in the text."""
        _, start, n = self.id.rsplit(":", 2)
        return self.order, int(start), int(n)


@lru_cache(maxsize=100_000)
def _day(iso: str | None, end: bool = False) -> int | None:
    """The ordinal of an ISO day; a month or year gives its first or last day; None where there is none.

    >>> _day("2025-02", end=True) == date(2025, 2, 28).toordinal()
    True
    """
    if not iso:
        return None
    head = iso[:10]
    if len(head) == 10:
        return date.fromisoformat(head).toordinal()
    year = int(head[:4])
    month = int(head[5:7]) if len(head) >= 7 else (12 if end else 1)
    if not end:
        return date(year, month, 1).toordinal()
    return date(year + month // 12, month % 12 + 1, 1).toordinal() - 1


def day_of(iso: str | None, end: bool = False) -> int | None:
    """As `_day`, for text that may be no date at all: None then."""
    try:
        return _day(iso, end)
    except ValueError:
        return None


def minute_of(iso: str | None) -> int | None:
    """The minute of a publication time, counted from year 1 in UTC; None for a day without a time.

    >>> minute_of("0001-01-02T01:30:00+00:00") == 24 * 60 * 2 + 90, minute_of("2025-03-01")
    (True, None)
    """
    if not iso or len(iso) < 16:
        return None
    try:
        when = datetime.fromisoformat(iso)
    except ValueError:
        return None
    offset = when.utcoffset()
    minutes = when.toordinal() * 1440 + when.hour * 60 + when.minute
    return minutes - (int(offset.total_seconds()) // 60 if offset else 0)


def events_of(report: Report, claims: Iterable[Claim], order: int = 0) -> list[ReportEvent]:
    """The events of a report in the order of their first claims; text overlaps are left out if there is no text."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.event].append(claim)
    words = words_of(report.text)
    facts = ReportFacts(report.id, report.published, report.outlet, sketch(words), order)
    short = len(words) <= POST_WORDS
    return [
        _event(name, group, facts, words if short else _told_words(report.text, group))
        for name, group in groups.items()
    ]


def _told_words(text: str, claims: list[Claim]) -> list[str]:
    """The words of the sentences in which an event's claims stand."""
    spans = {c.evidence or sentence_around(text, c.trigger) for c in claims}
    return [w for start, end in sorted(spans) for w in words_of(text[start:end])]


def _event(name: str, claims: list[Claim], facts: ReportFacts, told: list[str]) -> ReportEvent:
    first, last, basis = _window(claims)
    own = {p for c in claims for p in c.places}
    target_texts = [t.text for c in claims for t in c.targets]
    target_words = frozenset(stem(w) for text in target_texts for w in fold_phrase(text).split() if len(w) > 2)
    words = _words(told)
    return ReportEvent(
        id=claims[0].claim_id,
        report_id=facts.id,
        name=name,
        types=tuple(sorted({c.type for c in claims})),
        scope=_scope(claims),
        stance=_stance(claims),
        first=first,
        last=last,
        basis=basis,
        published=day_of(facts.published, end=True),
        points=tuple(sorted((_point(p) for p in own), key=lambda p: (sorted(p.names), p.lat or 0.0))),
        actors=tuple(sorted({a.id for c in claims for a in c.actors if a.id})),
        targets=tuple(sorted({t.id for c in claims for t in c.targets if t.id})),
        target_words=target_words,
        killed=_toll(claims, ("killed", "casualties")),
        injured=_toll(claims, ("injured",)),
        captured=_toll(claims, ("captured",)),
        words=words,
        sketch=facts.sketch,
        order=facts.order,
        minute=minute_of(facts.published),
        day_part=_day_part(told),
        key_words=_key_words(target_words, words),
        protected=frozenset(tag for c in claims for tag in c.tags if tag in PROTECTED),
    )


def _scope(claims: list[Claim]) -> str:
    scopes = {c.scope for c in claims}
    return "single" if "single" in scopes else sorted(scopes)[0]


def _stance(claims: list[Claim]) -> str:
    """The strongest stance on the event itself: affirmed, possible, doubted, denied, planned."""
    held = {c.stance if c.stance_on == "event" else "affirmed" for c in claims}
    for stance in ("affirmed", "possible", "doubted", "denied", "planned"):
        if stance in held:
            return stance
    return "affirmed"


def _window(claims: list[Claim]) -> tuple[int | None, int | None, str]:
    """The narrowest window that a claim gives, stated ones before those taken from the publication date."""
    best: tuple[int, int, int, int | None, int | None, str] | None = None
    for n, claim in enumerate(claims):
        start, end = day_of(claim.when.start), day_of(claim.when.end, end=True)
        if start is None and end is None:
            continue
        basis = claim.when.basis or ("stated" if claim.when.text else "publication")
        width = end - start if start is not None and end is not None else 10_000
        key = (int(basis == "publication"), width, n, start, end, basis)
        if best is None or key[:3] < best[:3]:
            best = key
    return (best[3], best[4], best[5]) if best else (None, None, "unknown")


@lru_cache(maxsize=100_000)
def place_names(text: str) -> tuple[str, tuple[str, ...]]:
    """The name itself of a place as told, and the names it is said to lie in; folded, without articles.

    >>> place_names("حي النهر ببلدة الوادي شرق المدينة")
    ('نهر', ('وادي',))
    """
    parts: list[tuple[str, list[str]]] = [("kind", [])]
    for raw in fold_phrase(text).split():
        word = stem(raw.strip("#\"'“”«»()،,.") or "-")
        plain = word[1:] if word[0] in "بول" and word[1:] in _KINDS | _BEARINGS else word
        if plain in _BEARINGS:
            parts.append(("bearing", []))
        elif plain in _KINDS:
            parts.append(("kind", []))
        elif word not in ("في", "-", "ب"):
            parts[-1][1].append(word)
    named = [" ".join(words) for how, words in parts if words and how == "kind"]
    if not named:
        named = [" ".join(words) for _, words in parts if words][:1] or [""]
    return named[0], tuple(named[1:])


def _point(place: PlaceGuess) -> Point:
    core, inside = place_names(place.text) if place.text else ("", ())
    names = {core} | ({place.name.casefold()} if place.name else set())
    radius = place.radius_km if place.radius_km is not None else (5.0 if place.lat is not None else 20.0)
    return Point(
        place.lat, place.lon, radius, frozenset(n for n in names if n), frozenset(inside), place.admin1, place.country
    )


def _figure_range(figures: Sequence[Figure], kinds: tuple[str, ...]) -> Range | None:
    """The largest total of these kinds in one claim: a number for persons, else the sum of the classes told apart."""
    classes: dict[str, Range] = {}
    for f in figures:
        if f.kind in kinds and f.part_of is None and (f.low is not None or f.high is not None):
            known = classes.get(f.of)
            if known is None or (f.low or 0) > (known[0] or 0):
                classes[f.of] = (f.low, f.high)
    if not classes:
        return None
    for whole in ("person", "civilian"):
        rest = [r[0] or 0 for c, r in classes.items() if c != "fighter"]
        if whole in classes and (classes[whole][0] or 0) >= max(rest):
            base = classes[whole]
            return _add(base, classes["fighter"]) if whole == "civilian" and "fighter" in classes else base
    total: Range = (0, 0)
    for r in classes.values():
        total = _add(total, r)
    return total


def _add(a: Range, b: Range) -> Range:
    high = None if a[1] is None or b[1] is None else a[1] + b[1]
    return ((a[0] or 0) + (b[0] or 0), high)


def _toll(claims: list[Claim], kinds: tuple[str, ...]) -> Range | None:
    """The range over the claims of an event: of two chains that differ, from the least to the most."""
    got = [r for c in claims if (r := _figure_range(c.figures, kinds))]
    if not got:
        return None
    lows = [r[0] or 0 for r in got]
    highs = [r[1] for r in got]
    return min(lows), None if None in highs else max(h for h in highs if h is not None)


DAY_PARTS = ("night", "morning", "noon", "evening")
_PART_OF_WORD = {w: part for part in DAY_PARTS for w in terms(f"day_part_{part}")}


def _day_part(told: list[str]) -> str | None:
    """The part of the day that the event's sentences name; None where they name none, or more than one."""
    found = {_PART_OF_WORD[w] for w in told if w in _PART_OF_WORD}
    return found.pop() if len(found) == 1 else None


def _words(told: list[str]) -> frozenset[str]:
    """The most telling words of the sentences in which the event's claims stand; of a short post, of all of it."""
    found = {w for w in told if len(w) > 2 and not w[0].isdigit()}
    if len(found) <= MAX_WORDS:
        return frozenset(found)
    return frozenset(sorted(found, key=lambda w: (-weight(w), w))[:MAX_WORDS])


def _key_words(targets: frozenset[str], words: frozenset[str]) -> tuple[str, ...]:
    """The rarest words, those of targets first, by which events meet whose places were told differently."""
    rare = [(w not in targets, -weight(w), w) for w in targets | words if weight(w) >= WORD_WEIGHT]
    return tuple(w for _, _, w in sorted(rare)[:WORD_KEYS])
