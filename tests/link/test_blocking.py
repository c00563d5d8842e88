"""Which events meet: all that may be one happening, and few others."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from made import event

from isnad.link.blocking import Blocks, candidate_pairs
from isnad.link.events import ReportEvent
from isnad.link.levels import place_level
from isnad.link.score import compare, default_model, level_of
from isnad.link.spots import apart, spot_of
from isnad.model import PlaceGuess

MODEL = default_model()
NAMES = ("تل ريح", "بئر ندى", "وادي سهل", "الزيتون", "مرج")
DAY = "2025-03-01"


def scattered(n: int, seed: int) -> list[ReportEvent]:
    """Events of some days at places near and far, some of them wide, off the map or of one name, in shared words."""
    rng = random.Random(seed)
    out = []
    for i in range(n):
        spots = tuple(
            PlaceGuess(
                rng.choice(NAMES), rng.choice(("Tel Rih", "Zaytun", None)), rng.choice(("Idlib", "Aleppo", None)),
                rng.choice(("SY", "SY", "IQ")), None, lat, 36.0 if lat else None,
                rng.choice((2.0, 5.0, 19.0, 20.0, 60.0, 150.0)), 1, 1,
            )
            for lat in rng.sample((None, *(35 + rng.random() * 2 for _ in range(5))), rng.choice((0, 1, 1, 1, 2)))
        )  # fmt: skip
        words = " ".join(rng.sample((*NAMES, "غارة", "قصف", "مدرسة", "خزانات", "الصهاريج"), 4))
        day = f"2025-03-{rng.randrange(1, 5):02}"
        killed = rng.choice((None, 1, 2, 9))
        out.append(replace(event(f"r{i:03}", words, day, place=(), day=day, killed=killed, places=spots), order=i))
    return out


@pytest.mark.parametrize("seed", range(4))
def test_what_is_apart_could_never_be_one_happening(seed: int) -> None:
    pairs = list(combinations(scattered(90, seed), 2))
    refused = [(a, b) for a, b in pairs if apart(spot_of(a), spot_of(b))]
    assert all(place_level(a, b) is None for a, b in refused)
    assert len(refused) > 20


@pytest.mark.parametrize(
    ("place", "text", "met", "note"),
    [
        ("Bir Nada", "الصهاريج", False, "the same word, and another province"),
        ("Bir Nada", "الصهاريج قرب وادي سهل", True, "its sentence names the other's place"),
        ("Wadi Sahl", "الصهاريج", True, "the same place"),
    ],
)
def test_a_rare_word_in_common_is_not_enough(place: str, text: str, met: bool, note: str) -> None:
    blocks = Blocks([event("a", "الصهاريج", place="Wadi Sahl", day=DAY)])
    assert bool(blocks.near(event("b", text, place=place, day=DAY))) is met, note


def test_an_event_without_a_place_meets_those_of_its_words_everywhere() -> None:
    blocks = Blocks([event("a", "الصهاريج", place="Tel Rih", day=DAY)])
    assert blocks.near(event("b", "الصهاريج", places=(), day=DAY))


@pytest.mark.parametrize("seed", range(2))
def test_a_pair_refused_before_its_words_are_read_scores_less(seed: int) -> None:
    kept = refused = 0
    for a, b in candidate_pairs(scattered(120, seed)):
        levels: Any = level_of(a, b, MODEL.sides)
        found = compare(a, b, MODEL, MODEL.least)
        if levels is None or MODEL.score(levels) < MODEL.least:
            assert found is None
            refused += 1
        else:
            assert found == compare(a, b, MODEL)
            kept += 1
    assert kept > 20
    assert refused > 20
