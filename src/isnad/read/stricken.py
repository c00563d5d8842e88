"""Whom it befell, where a word points at them: who fell into it or came off it, "استهدافها", "مع مرافقيه"."""

from __future__ import annotations

from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.read.arguments import Arguments
from isnad.read.frames import BEATEN_OFF, STRIKES, Frame
from isnad.read.giving import Giver
from isnad.read.phrases import ENDS
from isnad.read.telling import RELATIVE

AMBUSH = "ambush"  # of triggers.yaml
FOIL = "foil"  # of cues.yaml
BEAT_OFF = (
    "صد",
    "صدت",
    "صدوا",
    "يصد",
    "تصد",
    "تصدي",
    "تصدوا",
    "تتصدي",
    "يتصدي",
    "كسر",
    "كسرت",
    "كسروا",
    "يكسر",
    "تكسر",
)
BEATING_IT_OFF = frozenset({"صده", "صدها", "صدهم", "احباطه", "احباطها", "افشاله", "افشالها", "كسره", "كسرها"})
ADVANCES = ("تسلل", "تقدم", "زحف", "زحوف", "اختراق", "توغل", "تعرض")  # what is done to those who meet it
FOIL_REACH = 12  # tokens from "صد" to the attack
MANAGED_REACH = 8  # tokens from "تمكنت" to "من صد"
TRAP_REACH = 12  # tokens from "أوقعوا" to "كمين"
SURVIVAL_REACH = 20  # tokens from "نجا" to what he came off
NAMED = 5  # tokens of a man's name and a relative pronoun
BY_IT = frozenset({"في", "جراء", "نتيجه", "اثر", "خلال", "بسبب"})  # between what befell one and what did it
WITH = frozenset({"مع", "برفقه", "رفقه", "بصحبه"})


def foiled_with(s: Sentence, cue: Match, first: int, last: int) -> bool:
    """Whether a happening in tokens [first:last] was foiled with the help that a cue tells of."""
    if cue.i >= last:
        return any(w.removeprefix("و") in BEATING_IT_OFF for w in s.norms[cue.j : min(cue.j + FOIL_REACH, s.j)])
    for k in range(max(s.i, cue.i - FOIL_REACH), first):
        x = s.at("cue", k)
        if (x is not None and x.entry.id == FOIL) or s.norms[k].removeprefix("ال") in BEAT_OFF:
            return True
    return False


class Stricken:
    """Those of one sentence whom a happening befell; `give` puts a phrase into a frame."""

    def __init__(self, s: Sentence, args: Arguments, give: Giver) -> None:
        self.s, self.args, self.give = s, args, give

    def trapped(self, f: Frame, first: int) -> None:
        """As in "أوقعوا قوة إسرائيلية في كمين", "وقعت دورية في كمين": who is led or falls into it was aimed at."""
        s = self.s
        if f.trigger.id != AMBUSH or not (f.trigs[0].prep == "ب" or s.tokens[first - 1].norm in ("في", "ضمن")):
            return
        for k in range(first - 1, max(s.i - 1, first - TRAP_REACH), -1):
            if s.tokens[k].text in ENDS:
                return
            word = s.tokens[k].norm.removeprefix("و").removeprefix("ف").removeprefix("ب")
            lured = word in words("lures")
            if not lured and word not in words("falls_in"):
                continue
            np = self.args.next(k + 1, first, 1)
            if np is None:
                return
            whom = self.args.behind(np, first, True) if lured else None
            if whom is not None and not whom.prep and not whom.conj and self.args.armed(np):
                self.give(f, "actor", np, first)
            elif lured and (by := self.args.before(k, s.i)) is not None and self.args.armed(by):
                self.give(f, "actor", by, k)
                whom = None
            self.give(f, "target", whom or np, first)
            return

    def survived(self, f: Frame, first: int) -> None:
        """As in "نجا المحافظ من محاولة اغتيال": who came off it was aimed at."""
        s = self.s
        if f.targets or f.type not in ("assassination", "armed_attack", "explosive"):
            return
        for k in range(first - 1, max(s.i - 1, first - SURVIVAL_REACH), -1):
            if s.tokens[k].norm.lstrip("وف") in words("survives") and any(t.norm == "من" for t in s.tokens[k:first]):
                np = self.args.next(k + 1, first, 2)
                if np is not None and np.role == "person" and not np.prep:
                    self.give(f, "target", np, first)
                return

    def repelled(self, f: Frame, first: int, left: int) -> None:
        """As in "صدت القوات هجوماً", "تمكن الجيش من إحباط محاولة تسلل": who beat an attack off was attacked."""
        if f.type != "armed_attack" or self.args.verbal(f.trigs[0]):
            return
        s = self.s
        for k in range(first - 1, max(left - 1, first - FOIL_REACH), -1):
            if s.tokens[k].text in ENDS:
                return
            cue = s.at("cue", k)
            if cue is not None and cue.entry.id == FOIL and (s.norms[k].endswith(BEAT_OFF) or self._on_the_ground(f)):
                np = self.args.next(cue.j, first, 2) or self.args.lead(k, left)
                break
            if s.tokens[k].norm in words("repels") and k >= first - 2:
                np = self._who_managed(k, left)
                break
        else:
            return
        if np is not None and (self.args.armed(np) or np.of == "fighter") and not np.prep:
            self.give(f, "target", np, first)
            f.rules.append(BEATEN_OFF)

    def _on_the_ground(self, f: Frame) -> bool:
        """Whether what was foiled was an advance on those who foiled it, no plot: "أحبط الجيش محاولة تسلل"."""
        m = f.trigs[0]
        return any(w.removeprefix("ال").startswith(ADVANCES) for w in self.s.norms[m.i : m.j])

    def _who_managed(self, k: int, left: int) -> Np | None:
        """Who managed what the noun at token k says: "تمكنت القوات من صد هجوم"."""
        for p in range(k - 1, max(left - 1, k - MANAGED_REACH), -1):
            if self.s.tokens[p].norm.removeprefix("و") in words("managed"):
                return self.args.next(p + 1, k, 1) or self.args.before(p, left)
        return None

    def suffered(self, f: Frame, last: int, right: int) -> None:
        """As in "الهجوم الذي تعرضت له دورية": who underwent what is told before."""
        s = self.s
        for k in range(last, min(last + 8, right - 1)):
            cue = s.at("cue", k)
            if cue is not None and cue.entry.row.subject == "target" and s.has(words("to_it"), cue.j, cue.j + 1):
                np = self.args.next(cue.j + 1, right, 2)
                if np is not None and not np.prep:
                    self.give(f, "target", np, right)
                return

    def pointed(self, f: Frame, left: int) -> None:
        """As in "سوق شعبي … استهدفته غارات", "لعدة منازل بعد استهدافها": what the pronoun stands for."""
        m, suffix = self._pointing(f)
        if m is None:
            return
        for k in range(m.i - 1, max(left, m.i - 14) - 1, -1):
            if self.s.tokens[k].text in ".؛":
                return
            np = self.args.nps.get(k)
            taken = np is not None and np.i in self.give.used and not (suffix and np.role == "person")
            if np is None or taken or np.kind in ("nat", "others") or np.of == "round":
                continue
            if suffix in ("هم", "هن", "هما") and np.role == "thing" and np.number != "du":
                continue  # "يعملان في الحقول أثناء استهدافهما"
            if (
                np.role == "thing"
                or (np.role == "person" and np.of != "fighter")
                or (suffix == "هم" and np.role == "person")
            ):
                self.give(f, "target", np, np.j)
            return

    def _pointing(self, f: Frame) -> tuple[Match | None, str]:
        """The word of a happening that points back to what was hit, and its pronoun: "استهدافها", "قصف الطيران له"."""
        for m in f.trigs:
            t = m.entry.row.trigger
            if m.suffix and t.takes in ("target", "both") and t.type != "territory":
                return m, m.suffix
        for m in f.trigs:
            if m.suffix and m.entry.row.pos == "verb" and m.entry.row.trigger.type in STRIKES:
                return m, m.suffix
        m, s = f.trigs[0], self.s
        if f.type in STRIKES and m.entry.row.pos == "noun":
            k = max([m.j, *(a.j for a in f.actors if a.i == m.j)])
            if k < s.j and s.tokens[k].norm in words("to_it"):
                return m, s.tokens[k].norm[1:]
        return None, ""

    def fell(self, f: Frame) -> None:
        """As in "المصور … الذي قتله القصف": who was killed by it, where nothing else is told to be hit."""
        s = self.s
        for r in f.results:
            if r.suffix and r.entry.row.pos == "verb" and r.i > s.i and s.tokens[r.i - 1].norm in RELATIVE:
                np = next((x for p in range(r.i - 2, s.i - 1, -1) if (x := self.args.at(p)) is not None), None)
                apart = range(np.j, r.i) if np is not None else ()
                if np is not None and np.role == "person" and len(apart) <= NAMED and not s.verbs.intersection(apart):
                    self.give(f, "target", np, np.j)
                return
            if not r.suffix and r.entry.row.pos == "verb" and (whom := self._befell(f, r)) is not None:
                self.give(f, "target", whom, whom.j)
                return

    def _befell(self, f: Frame, r: Match) -> Np | None:
        """The man who opens the clause of a verb that tells what befell him: "إن الشاب سامر العلي قُتل برصاص …"."""
        s, m = self.s, f.trigs[0]
        by = m.prep == "ب" or (m.i > s.i and s.norms[m.i - 1] in BY_IT)
        if f.type != "armed_attack" or r.j > m.i or not by or any(self.args.at(k) is not None for k in range(r.j, m.i)):
            return None
        np = self.args.lead(r.i, s.i)
        one = np is not None and np.role == "person" and (np.number == "sg" or np.quantity is not None)
        return np if one and np is not None and not np.prep and np.i not in self.give.used else None

    def with_him(self, f: Frame) -> None:
        """As in "اغتيال القاضي مع مرافقيه": those of his own with whom one was killed or taken."""
        whom = next((x for x in reversed(f.targets) if x.role == "person"), None)
        if whom is None or whom.j + 1 >= self.s.j:
            return
        k = next((p for p in range(whom.j, min(whom.j + 4, self.s.j)) if self.s.tokens[p].norm in WITH), -1)
        np = self.args.at(k + 1) if k >= 0 else None
        between = range(whom.j, k)
        if np is None or np.role != "person" or any(p in self.s.verbs or self.args.at(p) for p in between):
            return
        last = self.s.tokens[np.j - 1]
        if np.pronoun or (last.norm.endswith(("ه", "ها", "هم")) and not last.ta):
            self.give(f, "target", np, np.j)
