"""Whose a phrase is by what is told of it: who is in a thing, uses it or is carried by it, what men ride."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from isnad.arabic.tokens import ARTICLE, CONJ
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.followed import WITHOUT
from isnad.mentions.nounphrase import SIDES, Np, unknown_word

ARMED = frozenset({"base", "site", "depot", "vehicle", "aircraft", "weapon", "fighter"})  # what a side has
WITHIN = frozenset({"فيها", "فيه", "بها", "به", "ضمنها", "ضمنه", "داخلها", "داخله", "عليها", "عليه", "خلالها", "حولها"})
BEEN = frozenset({"كان", "كانت", "كانوا", "كانا"})
ABOARD = frozenset({"متنها", "متنه", "بداخلها", "داخلها", "بداخله", "فيها"})  # "سيارة على متنها مسلحون"
MAKE_REACH = 7  # tokens of the make of an aircraft
MAKES = frozenset({"اف", "سو", "ميغ", "سوخوي", "رافال", "شبح"})  # of aircraft
MAKE_MARKS = SKIPPED | {"-", "–", "/"}
OTHERS = "الاخري"
SORT = frozenset({"نوع", "طراز", "ماركه"})  # of a car


def fly(s: Sentence, k: int) -> bool:
    """Whether what stands at token k tells of aircraft, not of women who fight: "مقاتلات تركية", "مقاتلات إف 16"."""
    if k >= s.j:
        return False
    nat, norm = s.at("nat", k), s.norms[k]
    kind = norm == "من" and k + 1 < s.j and s.norms[k + 1] in ("طراز", "نوع")
    return kind or norm in MAKES or (nat is not None and not nat.bits and norm.endswith("يه"))


class Holding(ABC):
    """A phrase on its way to the right, with the steps by which it takes who holds it; `k` is the next token."""

    def __init__(
        self, s: Sentence, np: Np, from_head: Callable[[Sentence, Match, int], Np], head: Callable[..., Match | None]
    ) -> None:
        self.s, self.np, self.from_head, self.head = s, np, from_head, head
        self.k, self.unknown = np.j, 0

    @abstractmethod
    def run(self) -> Np:
        """The phrase when it has grown."""

    def _inner(self, m: Match, k: int) -> Np:
        return type(self)(self.s, self.from_head(self.s, m, k), self.from_head, self.head).run()

    def _to(self, j: int) -> bool:
        self.np.j = self.k = j
        return True

    def _carrying(self, k: int, norm: str) -> bool | None:
        """As in "سيارة تقلّ قياديين في …": a car is of those it carries."""
        after = self.s.tokens[k + 1].norm if k + 1 < self.s.j else ""
        later = (norm in BEEN and after in words("carrying")) or (norm == "علي" and after in ABOARD)
        if not (later or norm in words("carrying") or norm in ABOARD) or self.np.of != "vehicle":
            return None
        inner = self.owner(k + 1 + later, bare=True)
        if inner is None or inner.role == "thing":
            return False
        self.np.owners += inner.owners
        self.np.actor_id = self.np.actor_id or inner.actor_id
        self.np.said = self.np.said or k
        return self._to(inner.j)

    def _riding(self, k: int, norm: str) -> bool | None:
        """As in "مسلحون يستقلون سيارة", "مسلحان على دراجة نارية": men with what they ride or bear."""
        s, np = self.s, self.np
        if np.role != "person" or np.definite:
            return None
        were = norm in BEEN and k + 1 < s.j and s.tokens[k + 1].norm in words("riding")
        on = norm == "علي"
        if not on and not were and norm not in words("riding"):
            return None
        aboard = on and k + 1 < s.j and s.tokens[k + 1].norm == "متن"
        at = k + 1 + (were or aboard)
        ride = s.at("noun", at) if at < s.j else None
        if ride is None or ride.prep or ride.entry.row["role"] != "thing":
            return None
        if on and not aboard and ride.entry.id.split(".")[0] != "motorbike":
            return None
        np.said, np.j = np.said or k, self._described_ride(ride.j)
        return False

    def _described_ride(self, j: int) -> int:
        """Where what is said of a car ends: "سيارة | بيضاء رباعية", "… | من دون لوحات", "… | من نوع «تويوتا»"."""
        s = self.s
        while j < s.j and unknown_word(s, j) and s.tokens[j].ta and not s.tokens[j].norm.startswith("ال"):
            j += 1
        if j + 2 < s.j and s.norms[j] == "من" and s.norms[j + 1] in SORT:
            quoted = s.tokens[j + 2].kind == "p"
            end = j + 3 + quoted
            return end + (quoted and end < s.j and s.tokens[end].kind == "p")
        bare = next((p for p in (j, j + 1) if p + 1 < s.j and s.tokens[p].norm in WITHOUT), 0)
        return bare + 2 if bare else j

    def _held(self, k: int, norm: str) -> bool | None:
        """As in "مواقع تتمركز فيها ميليشيات …", "مقر تستخدمه …": a thing is of those who are in it or use it."""
        s, j = self.s, k
        if self.np.role != "thing" or norm not in words("holding"):
            return None
        if norm in ("كان", "كانت"):
            j += 1
            if j >= s.j or s.tokens[j].norm not in words("holding"):
                return False
        j += 1
        while j < s.j and s.tokens[j].norm in WITHIN:
            j += 1
        inner = self.owner(j) if j < s.j else None
        if inner is None or inner.role == "thing" or not (inner.owners or inner.actor_id):
            return False
        self.np.owners += inner.owners
        self.np.actor_id = inner.actor_id or self.np.actor_id
        return self._to(inner.j)

    def _his(self, k: int, norm: str) -> bool | None:
        """As in "نقطة عسكرية لهم", "مقر له": of a side named before."""
        np = self.np
        if norm not in ("له", "لها", "لهم") or np.owners or np.kind != "noun" or np.definite:
            return None
        if np.role != "force" and np.of not in ARMED:
            return None
        np.theirs = True
        return self._to(k + 1)

    def _others(self, k: int, norm: str) -> bool | None:
        """As in "قياديان آخران للقاعدة", "منازل أخرى للأهالي": whose they are stands behind "others"."""
        if norm == OTHERS and self.np.kind == "generic" and k == self.np.head_at + 1:
            self.np.others = True
            return self._to(k + 1)  # "قوات النظام والميليشيات الأخرى"
        if norm not in words("others") or self.np.kind != "noun" or k + 1 >= self.s.j or self.np.owners:
            return None
        m = self.s.at("actor", k + 1) or self.s.at("generic", k + 1)
        whose = m is not None and m.prep == "ل" and not m.bits & CONJ
        of_side = self.s.norms[k + 1] == "من" and self.s.begins(SIDES, k + 2)  # "قوات أخرى من المقاومة"
        if not whose and not of_side and self.s.tokens[k + 1].norm not in words("belonging"):
            return None
        return self._to(k + 1)

    def _unmanned(self, k: int, norm: str) -> bool | None:
        """As in "طائرة تركية مسيّرة": an adjective, no second aircraft."""
        flies = self.np.air and self.s.tokens[self.np.head_at].norm.lstrip("ولبك").removeprefix("ال").startswith("طاير")
        return self._to(k + 1) if flies and norm.removeprefix("ال") in words("march") else None

    def _flying(self, k: int, norm: str) -> bool | None:
        """As in "الطائرات الحربية والمروحية": of two sorts, and one side's."""
        two = self.np.air and self.np.definite and norm[:1] == "و" and self.s.norms[k - 1] in words("air_adjective")
        return self._to(k + 1) if two and norm[1:] in words("air_adjective") else None

    def _make(self, k: int, norm: str) -> bool | None:
        """Over the make of an aircraft to whose it is: "مقاتلات إف-16 تركية", "طائرات من طراز ميغ 29 للنظام"."""
        s, j = self.s, k + 2 * (norm == "من" and k + 1 < self.s.j and self.s.norms[k + 1] in SORT)
        if self.np.of != "aircraft":
            return None
        told = j > k
        while j < min(k + MAKE_REACH, s.j):
            nat = s.at("nat", j)
            m = s.at("actor", j) or s.at("generic", j)
            whose = (nat is not None and nat.bits in (0, ARTICLE)) or (m is not None and m.prep == "ل")
            if told and (whose or s.norms[j] in words("belonging")):
                return self._to(j)  # "طائرات إف-16 الإسرائيلية", "مقاتلة رافال تابعة للجيش"
            if s.tokens[j].kind == "n":
                told = True
            elif s.tokens[j].text not in MAKE_MARKS and len(s.norms[j]) > 2 and not unknown_word(s, j):
                kind = s.at("noun", j)
                if kind is None or kind.bits or kind.entry.row["of"] != "aircraft":
                    return None
            j += 1
        return None

    def _model(self, k: int, norm: str) -> bool | None:
        """Over the make of a thing to whose it is: "دبابة من طراز تي 72 لقوات النظام"."""
        s, j = self.s, k + 2
        if norm != "من" or self.np.role != "thing" or j >= s.j or s.tokens[k + 1].norm not in ("طراز", "نوع"):
            return None
        while j < min(k + 6, s.j):
            m = s.at("actor", j) or s.at("generic", j)
            if m is not None and m.prep == "ل":
                return self._to(j)
            if m is None and (other := s.at("noun", j)) is not None and not other.prep:
                return None  # "برشاش من نوع دوشكا حاجزاً للجيش"
            j += 1
        return None

    def _inside(self, k: int, norm: str) -> bool | None:
        """As in "مسجد في مقر قوات …": a thing in a side's base is its own."""
        np = self.np
        if norm != "في" or np.role != "thing" or np.kind != "noun" or np.owners or np.of == "base":
            return None
        inner = self.owner(k + 1, bare=True)
        if inner is None or inner.of != "base" or not (inner.owners or inner.actor_id):
            return None
        np.owners += inner.owners
        np.actor_id = np.actor_id or inner.actor_id
        return self._to(inner.j)

    def _country(self, np: Np) -> bool:
        """Whether a phrase is a country's name: persons in or from it are not its government's."""
        m = np.owners[0] if np.owners else None
        if m is None or m.entry.kind != "actor" or m.entry.row[0].kind != "government":
            return False
        place = self.s.at("place", m.i)
        if m.j - m.i == 1:
            return self.s.norms[m.i] not in words("secret_service")  # "وحدة من الموساد"
        return place is not None and place.j == m.j  # "تل أبيب"

    def owner(self, k: int, bare: bool = False) -> Np | None:
        """The owner after "تابع" or "من": an actor with or without ل, or (bare) a noun of people."""
        s = self.s
        while k < s.j and (
            s.tokens[k].norm in ("ل", "الي") or (s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED)
        ):
            k += 1
        head = self.head(s, k) if k < s.j else None
        if head is None or (head.entry.kind == "noun" and head.entry.row["role"] == "thing" and not bare):
            return None
        return self._inner(head, k)
