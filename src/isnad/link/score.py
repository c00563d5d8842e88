"""Scoring a pair of events: the sum of what each agreement is worth, every part with its reason.

The form is Fellegi and Sunter's: each comparison falls into a level, each level has a weight (natural log of how much
more often it is met among true pairs than among false ones, given the rest), and the sum plus a bias gives the
probability that two tellings are one happening. The weights are data (`data/weights.json`), fitted by
`bench/fit_link.py` and never in a user's run.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources

from isnad.link import levels
from isnad.link.events import ReportEvent
from isnad.link.sides import Sides, default_sides

FEATURES = (
    "type",
    "date",
    "place",
    "actors",
    "targets",
    "killed",
    "injured",
    "captured",
    "text",
    "stance",
    "breadth",
    "clock",
    "day_part",
    "protected",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One comparison: what was compared, on which level the two fall, and what it adds to the score."""

    feature: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two events of two reports: the score (log odds), its probability, and its parts."""

    left: str
    right: str
    score: float
    parts: tuple[Part, ...]

    @property
    def probability(self) -> float:
        """The score as a probability, 0..1."""
        return 1 / (1 + math.exp(-self.score))

    def reason(self) -> str:
        """The parts in words, the weightiest first: "place same_site +3.1, date same_day +1.9, killed far -1.2"."""
        shown = sorted((p for p in self.parts if p.weight), key=lambda p: (-abs(p.weight), p.feature))
        return ", ".join(f"{p.feature} {p.level} {p.weight:+.2f}" for p in shown)


@dataclass(frozen=True)
class LinkModel:
    """Weights and thresholds of linking, with where they are from.

    `link` is the score from which two events may join; `hold` that from which an event at several places holds
    another; `cohesion` the mean score that two groups must have across; `veto` the score of one pair that keeps
    them apart.
    """

    weights: Mapping[str, Mapping[str, float]]
    bias: float
    link: float
    hold: float
    cohesion: float
    veto: float
    version: str
    provenance: Mapping[str, object] = field(default_factory=dict)
    sides: Sides = field(default_factory=Sides)

    @property
    def least(self) -> float:
        """The score below which two events neither join nor hold each other."""
        return min(self.link, self.hold)

    @cached_property
    def most_of_text(self) -> float:
        """The most that words in common can add to a score."""
        return max(0.0, *self.weights.get("text", {}).values())

    def score(self, found: Mapping[str, str]) -> float:
        """The score of these levels; a level that the model doesn't know adds nothing."""
        weights = self.weights
        return round(self.bias + sum([weights.get(f, {}).get(level, 0.0) for f, level in found.items()]), 6)

    @classmethod
    def from_json(cls, text: str, sides: Sides | None = None) -> LinkModel:
        """A model from the text of a weights file; unknown levels are worth nothing."""
        data = json.loads(text)
        limits = data["thresholds"]
        return cls(
            weights=data["weights"], bias=data["bias"], link=limits["link"], hold=limits["hold"],
            cohesion=limits["cohesion"], veto=limits["veto"], version=data["version"],
            provenance=data.get("provenance", {}), sides=sides if sides is not None else default_sides(),
        )  # fmt: skip


@lru_cache(maxsize=1)
def default_model() -> LinkModel:
    """The model that ships."""
    return LinkModel.from_json(resources.files("isnad.link").joinpath("data", "weights.json").read_text("utf-8"))


def level_of(
    a: ReportEvent, b: ReportEvent, sides: Sides, worth: Callable[[Mapping[str, str]], bool] | None = None
) -> dict[str, str] | None:
    """The level of every comparison; None where the two can't be one happening, or are not worth reading their words.

    `worth` is asked when all levels are known but the text's, which costs most: whether any text may still change it.
    """
    kind = levels.type_level(a, b)
    if kind is None or a.scope != "single" or b.scope != "single" or a.report_id == b.report_id:
        return None
    date = levels.date_level(a, b)
    if date is None:
        return None
    place = levels.place_level(a, b)
    stance = levels.stance_level(a, b)
    if place is None or stance is None:
        return None
    found = {
        "type": kind,
        "date": date,
        "place": place,
        "actors": levels.party_level(a.actors, b.actors, sides),
        "targets": levels.target_level(a, b, sides),
        "killed": levels.killed_level(a, b),
        "injured": levels.figure_level(a.injured, b.injured),
        "captured": levels.figure_level(a.captured, b.captured),
        "text": "",
        "stance": stance,
        "breadth": levels.breadth_level(a, b),
        "clock": levels.clock_level(a, b),
        "day_part": levels.day_part_level(a, b),
        "protected": levels.protected_level(a, b),
    }
    if worth is not None and not worth(found):
        return None
    found["text"] = levels.text_level(a, b)
    return found


def compare(a: ReportEvent, b: ReportEvent, model: LinkModel, least: float = -math.inf) -> Comparison | None:
    """The comparison of two events of different reports; None where they can't be one happening, or score less.

    Aggregates and stocks are never compared: they are tallies, not events.
    """
    needed = least - model.most_of_text - 1e-6  # both are rounded
    found = level_of(a, b, model.sides, lambda found: model.score(found) >= needed)
    if found is None:
        return None
    score = model.score(found)
    if score < least:
        return None
    parts = tuple(Part(f, level, model.weights.get(f, {}).get(level, 0.0)) for f, level in found.items())
    return Comparison(a.id, b.id, score, parts)
