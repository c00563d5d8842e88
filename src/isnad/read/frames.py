"""A frame: a happening as one sentence tells it, with the words that say it and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.lexicon.load import Trigger
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.dates import DateMention
from isnad.mentions.parties import Np
from isnad.mentions.places import PlaceMention
from isnad.model import DateWindow, Quantity
from isnad.read.voices import Voice

CAUSES = frozenset(
    ["جراء", "اثر", "نتيجه", "بسبب", "خلال", "في", "اثناء", "بفعل", "عقب", "بعد", "ب", "ناجم", "ناجمه", "عبر", "بواسطه"]
)
STRIKES = frozenset({"air_strike", "shelling", "explosive", "suicide_attack", "armed_attack"})
BY_MEANS = frozenset({"بواسطه", "عبر", "باستخدام"})  # before what it was done with
BLASTS = frozenset({"explosive", "suicide_attack"})
ANOTHER_FORCE = "done by another force"  # of rules
BEATEN_OFF = "beaten off"  # of rules: the target is who the sentence is about
TOLD_TO_LEAVE = "told_to_leave"  # of triggers.yaml
IN_RETURN = frozenset({"ردا", "رد", "كرد", "ردها", "رده", "انتقاما", "احتجاجا", "ثارا"})  # for what happened elsewhere
ANSWERS = frozenset({"respond_fire", "silence_guns"})  # of triggers.yaml: "وقمنا بالرد على مصادر النيران"
BULLETS = frozenset("-–—•▪▫*·●○◾◼■□◆♦►▶✅❇✳⚡📌🔹🔸🔷🔶🔻🔺🔴🟢🟡🟠🔵⚫⚪⭕🟥🚨")  # what a line of a list begins with
ITEM_MARKS = frozenset("-–—.)ـ")  # behind the number of an item
# What "العملية" may point to.
ASKED = frozenset({"سوال", "اسيله", "استفسار", "استفسارات", "سوالنا"})
ANSWERED_REACH = 6  # tokens from "رداً على" over "سلسلة من" to what is answered
OPERATIONS = STRIKES | {"arrest", "armed_clash", "territory", "abduction", "assassination"}
NOT_ITS_OWN = frozenset({"place carried", "place of the frame before"})  # rules by which a frame got its places
# What may cost lives.
KILLING = STRIKES | {"assassination", "execution", "armed_clash", "arrest", "abduction", "killing", "destruction"}


def item_of(s: Sentence) -> str:
    """The number of a numbered line, or the mark that a line of a list begins with; empty for other sentences."""
    first = s.tokens[s.i].text
    if first in BULLETS:
        return first
    if not first.isdigit() or s.i + 2 >= s.j:
        return ""
    mark, word = s.tokens[s.i + 1], s.tokens[s.i + 2]
    return first if mark.text in ITEM_MARKS and word.kind == "w" else ""


@dataclass(slots=True)
class FigureMention:
    """A number or an implied number in tokens[i:j] and what it counts; `part` where it is part of the one before."""

    i: int
    j: int
    kind: str
    of: str
    quantity: Quantity
    np: Np | None = None
    part: bool = False
    whose: str | None = None
    status: str | None = None


@dataclass(slots=True)
class Frame:
    """One happening as one sentence tells it; `at` and `end` are the trigger's tokens."""

    s: Sentence
    at: int
    end: int
    trigs: list[Match]
    type: str
    results: list[Match] = field(default_factory=list)
    actors: list[Np] = field(default_factory=list)
    targets: list[Np] = field(default_factory=list)
    helpers: list[Np] = field(default_factory=list)  # those of the actors that only stood by: "بدعم من …"
    places: list[PlaceMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    figures: list[FigureMention] = field(default_factory=list)
    means: list[Match] = field(default_factory=list)
    voice: Voice | None = None
    stance: str = "affirmed"
    stance_on: str = "event"
    scope: str = "single"
    bare: bool = False  # only results: nothing in the sentence caused them
    definite: bool = False
    pointing: bool = False  # "الحملة", "العملية" stand by it: it is told of something named before
    echo: bool = False  # only points back ("العملية جرت …"): no event unless one was told before
    first: bool = False  # in the first sentence that tells anything: a headline or lead
    of: Frame | None = None  # the frame whose happening this is told of by another voice of the sentence
    beside: Frame | None = None  # the frame before it, where the words between set the two happenings apart
    rules: list[str] = field(default_factory=list)

    @property
    def in_return(self) -> bool:
        """Whether it answers another happening or is answered by it: "ورد الفصيل بقصف …", "رداً على استهداف القرية"."""
        return self.trigger.id in ANSWERS or self._behind_answer

    @property
    def _behind_answer(self) -> bool:
        """Whether "ردّ" or "رداً" stands before it."""
        first = min(m.i for m in self.trigs)
        if any(t.norm.removeprefix("و") in IN_RETURN for t in self.s.tokens[max(self.s.i, first - 3) : first]):
            return True
        for k in range(first - 4, max(self.s.i, first - ANSWERED_REACH) - 1, -1):
            if self.s.norms[k].removeprefix("و") in IN_RETURN and self.s.norms[k + 1] == "علي":
                between = range(k + 2, first)
                asked = self.s.norms[k + 2] in ASKED  # "رداً على سؤال عن الغارة"
                return not asked and not any(p in self.s.verbs or self.s.at("trigger", p) is not None for p in between)
        return False

    @property
    def answered(self) -> bool:
        """Whether it is told as what another happening answers: "رداً على استهداف القرية"."""
        return self._behind_answer and min(self.trigs, key=lambda m: m.i).prep != "ب"

    @property
    def disowned(self) -> bool:
        """Whether it is told by who denies to have done it: "نفت الحركة مسؤوليتها عن الهجوم"."""
        return self.stance == "denied" and self.stance_on == "responsibility"

    def came_of(self, before: Frame) -> bool:
        """Whether it is told as what another happening led to: "حملة … أدت يوم الجمعة إلى اغتيال …"."""
        first = min(m.i for m in self.trigs)
        for k in range(first - 1, before.end - 1, -1):
            if self.s.tokens[k].norm.lstrip("و") in words("leads"):
                return True
            if k in self.s.verbs:
                return False
        return False

    @property
    def own_places(self) -> list[PlaceMention]:
        """The places told with it, without those that stand for others or were carried over from before."""
        places = [p for p in self.places if not p.child]
        if places and not NOT_ITS_OWN.isdisjoint(self.rules):
            return []
        return places

    @property
    def trigger(self) -> Trigger:
        """The lemma of the main trigger."""
        row: Trigger = self.trigs[0].entry.row.trigger
        return row


@dataclass(slots=True)
class Telling:
    """A frame with what it resolved to: party ids, places, date."""

    frame: Frame
    actors: list[tuple[str, str | None, tuple[int, int], str]]
    targets: list[tuple[str, str | None, tuple[int, int], str]]
    when: DateWindow
    chain: tuple[str, ...]
    background: bool = False
    signs: dict[str, float] = field(default_factory=dict)
    hurt: list[tuple[str, str | None, tuple[int, int], str]] = field(
        default_factory=list
    )  # of a strike on nothing told

    @property
    def places(self) -> list[PlaceMention]:
        """The places that are no parents of others."""
        return [p for p in self.frame.places if not p.child]


def row_of(m: Match) -> Trigger:
    """The lemma of a trigger's match."""
    row: Trigger = m.entry.row.trigger
    return row
