"""When two values count as the same: words in any spelling, places within 15 km, parties by id or by words."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from isnad.model import BODIES, Claim, Figure, Party, PlaceGuess, SourceLink

NEAR_KM = 15.0  # two points of one place: gazetteers differ by about this for a town
NAMED_KM = 60.0  # two points under one name: a region's centre is where each gazetteer puts it
EARTH_KM = 12742  # the diameter
ALIKE_SHARE = 0.5  # of the shorter phrase's words
ALIKE_WORDS = 5  # a phrase with more words beyond the other's is another

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_CLITICS = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل")  # and-the, by-the, then-the, like-the, to-the …
_GENERIC = re.compile(r"\b(al|ar|as|ash|at|az|ad|an|el|the|city|town|village|camp|mount|jabal|jebel)\b[- ]?")
_T = TypeVar("_T")


def _norm(text: str) -> str:
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()
    text = re.sub("[إأآٱ]", "ا", text).replace("ى", "ي").replace("ة", "ه")
    return re.sub(r"[^\w\s]", " ", text)


@lru_cache(maxsize=65536)
def words(text: str | None) -> frozenset[str]:
    """The words of a phrase, without marks and without the particles written together with them."""
    out = set()
    for word in _norm(text or "").split():
        for clitic in _CLITICS:
            if word.startswith(clitic) and len(word) - len(clitic) >= 3:
                word = word[len(clitic) :]
                break
        out.add(word)
    return frozenset(out)


def alike(a: str | None, b: str | None) -> bool:
    """Whether two phrases share half the words of the shorter one."""
    one, two = words(a), words(b)
    if not one or not two:
        return False
    return len(one & two) / min(len(one), len(two)) >= ALIKE_SHARE and abs(len(one) - len(two)) <= ALIKE_WORDS


@lru_cache(maxsize=65536)
def _latin(name: str | None) -> str:
    text = unicodedata.normalize("NFKD", (name or "").lower())
    return re.sub(r"[^a-z]", "", _GENERIC.sub("", text))


def has_point(place: PlaceGuess) -> bool:
    """Whether it has coordinates."""
    return place.lat is not None and place.lon is not None


def near(a: PlaceGuess, b: PlaceGuess, km: float = NEAR_KM) -> bool:
    """Whether two places lie within `km`; False where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    if not all(map(math.isfinite, (a.lat, a.lon, b.lat, b.lon))):
        return False
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return EARTH_KM * math.asin(min(1, math.sqrt(h))) <= km


def same_place(a: PlaceGuess, b: PlaceGuess) -> bool:
    """One name in Latin letters, or words of which one has all the other's; a far point is another place."""
    one, two = words(a.text), words(b.text)
    named = bool(_latin(a.name)) and _latin(a.name) == _latin(b.name)
    worded = bool(one and two) and (one <= two or two <= one) and abs(len(one) - len(two)) <= 2
    if has_point(a) and has_point(b):
        return near(a, b) or ((named or worded) and near(a, b, NAMED_KM))
    return named or worded


def same_party(a: Party, b: Party) -> bool:
    """One id; or arms of one side ("rus", "rus.airforce") in like words; like words where an id is missing."""
    if a.id and b.id:
        return a.id == b.id or (a.id.split(".")[0] == b.id.split(".")[0] and alike(a.text, b.text))
    return alike(a.text, b.text)


def same_source(a: SourceLink, b: SourceLink) -> bool:
    """Sources named in like words."""
    return alike(a.text, b.text)


def same_chain(a: Claim, b: Claim) -> bool:
    """The same sources in the same order, none missing."""
    return len(a.sources) == len(b.sources) and all(map(same_source, a.sources, b.sources))


def same_figure(a: Figure, b: Figure) -> bool:
    """The same kind and bounds, whatever is counted."""
    return (a.kind, a.low, a.high) == (b.kind, b.low, b.high)


def same_figure_of(a: Figure, b: Figure) -> bool:
    """The same kind, bounds and things counted."""
    return same_figure(a, b) and a.of == b.of


def dates(claim: Claim) -> tuple[str | None, str | None]:
    """The window's ends."""
    return claim.when.start, claim.when.end


def hits(gold: Sequence[_T], predicted: Sequence[_T], same: Callable[[_T, _T], bool]) -> int:
    """How many of `gold` are found, each predicted value used once."""
    left = list(predicted)
    count = 0
    for g in gold:
        found = next((i for i, p in enumerate(left) if same(g, p)), None)
        if found is not None:
            del left[found]
            count += 1
    return count


def all_right(gold: Sequence[_T], predicted: Sequence[_T], same: Callable[[_T, _T], bool]) -> bool:
    """Whether the two hold the same values, none missing, none over."""
    return hits(gold, predicted, same) == len(gold) == len(predicted)


def is_row(gold: Claim, predicted: Claim) -> bool:
    """A row to publish: type, date, all places and all killed, injured and casualties right."""
    return (
        gold.type == predicted.type
        and dates(gold) == dates(predicted)
        and all_right(gold.places, predicted.places, same_place)
        and all_right(_bodies(gold), _bodies(predicted), same_figure)
    )


def _bodies(claim: Claim) -> list[Figure]:
    return [f for f in claim.figures if f.kind in BODIES]
