"""The types that pass between rooms; frozen, slotted, without I/O.

Spans are half-open code-point offsets into the report's original text. Missing is None, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]

EVENT_TYPES = (
    "air_strike",
    "shelling",
    "explosive",
    "suicide_attack",
    "armed_clash",
    "armed_attack",
    "assassination",
    "execution",
    "killing",
    "territory",
    "arrest",
    "abduction",
    "detention",
    "seizure",
    "destruction",
    "movement",
    "reconnaissance",
    "displacement",
    "protest",
    "agreement",
    "talks",
    "aid",
    "threat",
)
FIGURE_KINDS = (
    "killed",
    "injured",
    "casualties",
    "missing",
    "captured",
    "held",
    "displaced",
    "destroyed",
    "damaged",
    "seized",
    "strikes",
    "events",
    "taking_part",
)
COUNTED = (
    "civilian",
    "child",
    "woman",
    "fighter",
    "person",
    "journalist",
    "medic",
    "vehicle",
    "building",
    "base",
    "depot",
    "aircraft",
    "weapon",
    "site",
    "round",
    "facility",
    "other",
)
SOURCE_KINDS = (
    "military",
    "government",
    "police",
    "armed_group",
    "medical",
    "monitor",
    "media",
    "local",
    "person",
    "document",
    "unnamed",
)
STANCES = ("affirmed", "denied", "doubted", "planned", "possible")
STANCE_ON = ("event", "responsibility", "figure")
SCOPES = ("single", "aggregate", "stock")
COMPARATORS = ("eq", "gt", "ge", "lt", "le", "about", "range", "some", "tens", "hundreds", "thousands")
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")  # of an incident
BODIES = ("killed", "injured", "casualties")  # kinds of figures
DATE_BASES = ("stated", "weekday", "carried", "publication")


@dataclass(frozen=True, slots=True)
class Report:
    """A text as published. `published` is ISO: a year, a month, a day, or a date-time; None where unknown.

    `forwarded_from` is whose text the outlet passed on whole (a channel's forward of another's post). `got_from`,
    `got_at` (ISO, UTC) and `sha256` (hex, of the bytes as they were got) are the record of how it was collected.
    """

    id: str
    text: str
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    forwarded_from: str | None = None
    got_from: str | None = None
    got_at: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class DateWindow:
    """When, as a range of ISO dates, both inclusive; None at an end that can't be known.

    `basis` says how it is known: stated in the text, worked out from a weekday, carried from another
    sentence, or taken from the publication date (right in about 78 %).
    """

    start: str | None = None
    end: str | None = None
    text: str | None = None
    span: Span | None = None
    basis: str | None = None
    from_claim: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as told: `low` and `high` inclusive, None where open; `comparator` keeps the words' sense."""

    low: int | None
    high: int | None
    comparator: str = "eq"


@dataclass(frozen=True, slots=True)
class SourceLink:
    """One link of a chain of transmission, as named in the text; `id` where it is a known source."""

    text: str
    kind: str
    id: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Who did it or to whom it was done; `id` of an actor or None; `reason` says how it was resolved."""

    text: str
    id: str | None = None
    span: Span | None = None
    from_claim: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceGuess:
    """A place as named, and the gazetteer entry it most likely means, with a radius in km.

    `geo_precision` is ACLED's (1 exact .. 3 region), `where_prec` UCDP's (1 exact .. 7 international).
    `alternatives` are (entry id, English name, score) of the namesakes that lost.
    """

    text: str
    name: str | None = None
    admin1: str | None = None
    country: str | None = None
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    geo_precision: int | None = None
    where_prec: int | None = None
    pcode: str | None = None
    span: Span | None = None
    from_claim: str | None = None
    reason: str | None = None
    alternatives: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of what: `kind` happened to `of`; parts of a total name it by `part_of` (index in the list)."""

    text: str
    kind: str
    of: str
    low: int | None
    high: int | None
    comparator: str = "eq"
    span: Span | None = None
    whose: str | None = None
    part_of: int | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Sureness:
    """How likely each part of a claim is wholly right, 0..1, for one that a coder counts.

    `row` is the row to publish, counted and with type, date, all places, all dead and hurt right; the others are the
    whole field: every party, place, figure or link of the chain, none missing and none over.
    """

    row: float
    type: float
    actors: float
    targets: float
    places: float
    when: float
    figures: float
    sources: float


@dataclass(frozen=True, slots=True)
class Claim:
    """What one chain of sources says of one event (docs/claims.md has the meaning of each field).

    `id` is short and local to the report (c1, c2, …); `claim_id` is `report_id:trigger_start:n`, stable over
    lexicons. `evidence` is the span of the sentence; `rules` name what fired, for `isnad explain`.
    """

    id: str
    claim_id: str
    event: str
    type: str
    trigger: Span
    trigger_text: str
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    places: tuple[PlaceGuess, ...] = ()
    when: DateWindow = field(default_factory=DateWindow)
    figures: tuple[Figure, ...] = ()
    means: tuple[str, ...] = ()
    sources: tuple[SourceLink, ...] = ()
    stance: str = "affirmed"
    stance_on: str = "event"
    claimed: bool = False
    scope: str = "single"
    mentions: tuple[Span, ...] = ()
    weapon: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    confidence: float | None = None
    sure: Sureness | None = None
    evidence: Span | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that kept a report, or a part of it, from being read; the run goes on."""

    code: str
    message: str
    report_id: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of one report: its claims and problems, and with what it was read."""

    report_id: str
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    reader_version: str = ""
    lexicon_digest: str = ""
    gazetteer_digest: str = ""
