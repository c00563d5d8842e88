"""A place as a sentence names it, and the words that may stand around it (`lexicons/place_words.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache

from isnad.arabic.script import fold_word
from isnad.arabic.tokens import CONJ, NOUN, PREP
from isnad.gazetteer.load import Place
from isnad.lexicon.load import data_dir
from isnad.lexicon.match import SKIPPED, Entry, Matcher
from isnad.lexicon.rows import read_yaml
from isnad.lexicon.words import words
from isnad.memory import Table
from isnad.mentions.annotate import Sentence

MAX_GAP = 8  # words between a place and where it lies: "على بعد 15 كم إلى الشمال من"
COMMAS = frozenset(["،", ",", "-", "–", "—", "/", "\\"])


@dataclass(slots=True)
class PlaceMention:
    """A place named in tokens[i:j]; the bare name is tokens[name_i:name_j], `candidates` what it may mean.

    `child` only says where the one before it lies ("بريف درعا" of "بلدة غباغب بريف درعا"); `origin` is no place of an
    event at all (a dateline, a launch site); `weak` one only where nothing better is told (where a victim is from);
    `anaphor` stands for a place named before ("المدينة"); `ends` are those of a road.
    """

    i: int
    j: int
    name_i: int
    name_j: int
    candidates: list[Place]
    type_id: str = ""
    features: tuple[str, ...] = ()
    relation: str = ""  # rural, direction, near
    direction: str = ""
    distance_km: float | None = None
    origin: bool = False
    weak: bool = False
    anaphor: bool = False
    motion: str = ""  # from, to (باتجاه), into (إلى), way: an end of a journey
    parent: PlaceMention | None = None
    other: bool = False  # the second of two that one word stands for: "القريتين"
    antecedent: PlaceMention | None = None  # the place named before that an anaphor stands for
    child: bool = False
    prep: str = ""
    conj: bool = False
    plural: bool = False
    listed: bool = False  # goes on with the list of the one before
    group: int = -1  # the first token of the list it stands in
    tag: bool = False  # among trailing hashtags
    road: bool = False  # an end of a road
    land: bool = False  # a country told as land: "الأراضي السورية"
    called: bool = True  # whether words around it call for a place
    ends: tuple[PlaceMention, PlaceMention] | None = None
    chosen: Place | None = None
    reason: str = ""
    alternatives: list[tuple[Place, float]] = field(default_factory=list)

    @property
    def pointless(self) -> bool:
        """Whether it stands for a place that was never named."""
        return self.anaphor and self.chosen is None and self.antecedent is None

    @property
    def rank(self) -> int:
        """How far a mention is from telling where: 0 the place itself, then road ends, weak ones, hashtags."""
        return 3 if self.tag else 2 if self.weak else 1 if self.road or self.anaphor else 0


@lru_cache(maxsize=1)
def place_words() -> Matcher:
    """The matcher of place_words.yaml."""
    m = Matcher()
    for item in read_yaml(data_dir() / "place_words.yaml"):
        if item["kind"] == "class":
            continue
        allow = NOUN if item["kind"] in ("type", "lands") else CONJ | PREP
        for form in item["forms"]:
            m.add(form, Entry(item["kind"], item["id"], allow, item))
    return m


def skip_marks(s: Sentence, k: int) -> int:
    """The next token that is no quotation mark or bracket."""
    while k < s.j and s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED:
        k += 1
    return k


def back(s: Sentence, k: int, marks: frozenset[str] = frozenset(SKIPPED)) -> int:
    """The token before k that is no mark of these; s.i - 1 where there is none."""
    p = k - 1
    while p >= s.i and s.tokens[p].kind == "p" and s.tokens[p].text in marks:
        p -= 1
    return p


def heads_line(s: Sentence, i: int, j: int) -> bool:
    """Whether a name in tokens[i:j] stands at the head of a line of news: "• تمبول: نزوح …", "الفاشر: مقتل …"."""
    if j >= s.j or s.tokens[j].text != ":" or any(s.tokens[k].kind == "w" for k in range(s.i, i)):
        return False
    listed = i > s.i and s.tokens[s.i].text not in SKIPPED
    told = any(m.i > j for m in s.by_kind.get("trigger", ()))
    return listed or (told and s.at("actor", i) is None)


_DIRECTIONS = frozenset({"شمال", "جنوب", "شرق", "غرب", "اوسط"})
_DIRECTION_FORMS = frozenset({"شرقيه", "غربيه", "شماليه", "جنوبيه"})


def seen_in(s: Sentence, p: int) -> bool:
    """Whether the word that starts at token p tells what happens in the place behind it: "تشهد مالي منذ 2012 هجمات"."""
    seen = s.at("cue", p) if p >= s.i else None
    return seen is not None and seen.entry.row.subject == "place"


def is_direction(norm: str) -> bool:
    """Whether a folded word is a point of the compass: "شمالي", "الغربي", "الشرقية"."""
    bare = norm.removeprefix("ال")
    return bare in _DIRECTION_FORMS or bare.rstrip("ي").removesuffix("يه").removesuffix("ه") in _DIRECTIONS


def _anaphor_of(norm: str) -> str:
    bare = norm[1:] if norm[0] in "وف" and len(norm) > 4 else norm
    full = "ال" + bare[2:] if bare.startswith("لل") else bare[1:] if bare[0] in "بك" and bare[1:3] == "ال" else bare
    return full[2:] if full in words("place_anaphor") else ""


# The type noun of "بالمدينة", "للبلدة", "والقرية", without its article; "" where the word is none.
anaphor_of = Table(_anaphor_of)


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    items = read_yaml(data_dir() / "place_words.yaml")
    return {i["id"]: frozenset(fold_word(w) for w in i["forms"]) for i in items if i["kind"] == "class"}


@cache
def place_class(name: str) -> frozenset[str]:
    """The folded words of a class of place_words.yaml, e.g. the first words of compound names (تل, أبو, عين)."""
    return _classes()[name]
