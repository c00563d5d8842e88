"""Ground and what moves, as somebody loses it: "تحرير الجامعة من قبضة التنظيم", "سيطرت الفصائل على ثلاث دبابات"."""

from __future__ import annotations

from isnad.lexicon.words import words
from isnad.memory import Table
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.read.arguments import Arguments
from isnad.read.frames import Frame
from isnad.read.giving import Giver
from isnad.read.phrases import ENDS

TAKEN_REACH = 10  # tokens from "سيطر" to على
MOVABLE = frozenset({"aircraft", "vehicle", "weapon", "round", "depot"})  # what is seized, where ground is won
LOSING_REACH = 25  # tokens from the ground to who loses it
CLEARING = ("تطهير", "طهر", "يطهر", "استعاد", "تحرير", "تمشيط", "طرد", "دحر")


def _of_clearing(norm: str) -> bool:
    return any(w in norm for w in CLEARING)


of_clearing = Table(_of_clearing)


class Ceded:
    """Who or what one sentence tells to be lost; `give` puts a phrase into a frame."""

    def __init__(self, s: Sentence, args: Arguments, give: Giver) -> None:
        self.s, self.args, self.give = s, args, give

    def lost_by(self, f: Frame, last: int, right: int) -> None:
        """As in "تحرير الجامعة من قبضة التنظيم", "عملية لتطهير القرى من المسلحين": the side that loses the ground."""
        around = self.s.norms[f.at : min(last + 8, right)]
        if f.type != "territory" and not any(map(of_clearing.__getitem__, around)):
            return
        for k in range(last, min(last + LOSING_REACH, right)):
            other = self.s.at("trigger", k) if k > last else None
            if self.s.tokens[k].text in ENDS or k in self.s.verbs or (other is not None and other.prep == "ب"):
                return  # "لاستعادتها مدعوم بغارات من طيران …"
            if self.s.tokens[k].norm == "منهم" and f.type == "territory":
                they = self._they(f)
                if they is not None:
                    self.give(f, "target", they, they.j)  # "التي حررتها المقاومة منهم"
                return
            if self.s.tokens[k].norm != "من":
                continue
            at = k + 2 if k + 1 < right and self.s.tokens[k + 1].norm in words("hold") else k + 1
            np = self.args.at(at)
            if np is not None and self.args.armed(np):
                self.give(f, "target", np, right)
                return

    def taken(self, f: Frame, last: int, right: int) -> None:
        """As in "سيطرت الفصائل على ثلاث دبابات", "سيطر الحوثيون أمس على سفينة": what moves is taken."""
        behind = range(max(f.at, last - 1), min(last + TAKEN_REACH, right))
        k = next((k for k in behind if self.s.norms[k] == "علي"), None)
        np = self.args.next(k + 1, right, 2) if k is not None else None
        if np is not None and np.role == "thing" and np.of in MOVABLE:
            self.give(f, "target", np, right)

    def _they(self, f: Frame) -> Np | None:
        """The side that "هم" by a happening stands for: the last named before it that did not do it."""
        ours = {m.entry.id for a in f.actors for m in a.owners}
        named = (self.args.at(k) for k in reversed(self.args.order) if k < f.at)
        return next(
            (x for x in named if x is not None and self.args.named(x) and not ours & {m.entry.id for m in x.owners}),
            None,
        )
