"""Those who fell: whose men they were fought, and whom a plural verb tells of did nothing to others."""

from __future__ import annotations

from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np, phrase_of
from isnad.model import BODIES
from isnad.read.arguments import Arguments
from isnad.read.frames import Frame
from isnad.read.giving import Giver
from isnad.resolve.parties import LAWLESS

HURT = frozenset({*BODIES, "captured"})
BEFORE_REACH = 8  # tokens from "خمسة من الجنود" to "قتلوا"
ASSAULTS = frozenset({"armed_attack", "territory"})
TRIED = ("محاولت", "بمحاولت")
PRONOUNS = ("هم", "هما")
DID_REACH = 3  # tokens from an attack to "شنوه"
MET_REACH = 12  # tokens from "لقي" to "مصرعهم"


def fell(f: Frame, np: Np) -> bool:
    """Whether a phrase is those who were killed or hurt, not who did it: "إن تسعة من أفراد الشرطة قتلوا"."""
    return f.type == "killing" and any(x.kind in HURT and x.np is not None and x.np.i == np.i for x in f.figures)


def attackers(f: Frame) -> list[Np]:
    """Those who fell in an attack of their own: "مقتل خمسة حوثيين أثناء محاولتهم اقتحام موقع", "خلال هجوم شنوه"."""
    if f.type not in ASSAULTS or not _their_own(f):
        return []
    first = min(m.i for m in f.trigs)
    dead = (x.np for x in f.figures if x.kind in HURT and not x.part and x.j <= first)
    return [np for np in dead if np is not None and np.actor_id != "civilians" and (np.of == "fighter" or np.owners)]


def _their_own(f: Frame) -> bool:
    """Whether the words of an attack say that it was of those told before: by a pronoun, by a plural verb behind it."""
    s, first = f.s, min(f.trigs, key=lambda m: m.i)
    tried = [s.norms[k] for k in range(max(s.i, first.i - 1), first.j)]
    if any(w.startswith(TRIED) and w.endswith(PRONOUNS) for w in tried):
        return True
    if first.suffix and first.entry.row.pos == "noun" and s.norms[first.j - 1].endswith(PRONOUNS):
        return True
    return any(s.norms[k] in words("they_did_it") for k in range(f.end, min(f.end + DID_REACH, s.j)))


def _sided(head: Match) -> bool:
    """Whether a noun of fighters says by itself whose they are: "12 حوثياً"."""
    row = head.entry.row
    side = row["actor_id"] if head.entry.kind == "noun" and row["of"] == "fighter" else ""
    return side != "" and not side.startswith("unidentified") and not side.endswith(".generic")


def _outlaw(head: Match) -> bool:
    """Whether a noun is of men who fight a state: "قُتل إرهابي في تبادل إطلاق نار مع الشرطة"."""
    return head.entry.kind == "noun" and head.entry.id.split(".")[0] in LAWLESS


class Fallen:
    """The sides of a fight by those who fell in it; `give` puts a phrase into a frame."""

    def __init__(self, s: Sentence, args: Arguments, give: Giver) -> None:
        self.s, self.args, self.give = s, args, give

    def __call__(self, f: Frame) -> None:
        """As in "قُتل 15 من المسلحين … في مواجهات مع …": those who fell fought."""
        for r in f.results:
            np = self._behind(f, r) or self._counted(r) or self._before(r)
            if np is not None:
                self.give(f, "actor", np, self.s.j)

    def _behind(self, f: Frame, r: Match) -> Np | None:
        """Those whom the word governs, or the subject of "لقي … مصرعهم"."""
        met = next((k for k in range(r.i - 1, max(self.s.i - 1, r.i - MET_REACH), -1) if self._met(k)), None)
        np = self.args.next(met + 1, r.i, 1) if met is not None else self.args.next(r.j, self.s.j, 2)
        if np is None or np.actor_id == "civilians":
            return None
        fell = bool(f.actors) and not np.owners and r.entry.row.trigger.figure in HURT
        theirs = np.head is not None and (_sided(np.head) or (fell and _outlaw(np.head)))
        return np if theirs or (self.args.armed(np) and self.args.named(np)) else None

    def _counted(self, r: Match) -> Np | None:
        """As in "استقبل المستشفى تسعة قتلى من قوات …": whose they are who are counted by these very words."""
        near = (self.args.at(k) for k in range(max(r.i - 3, self.s.i), r.i + 1))
        dead = next((x for x in near if x is not None and x.head_at == r.i and x.quantity and x.owners), None)
        return phrase_of(self.s, dead.owners[0]) if dead is not None else None

    def _before(self, r: Match) -> Np | None:
        """As in "إن خمسة من جنود الجيش قتلوا في مواجهات": those before a verb whose number is what it counts."""
        if r.entry.row.pos != "verb":
            return None
        np = self.args.before(r.i, max(self.s.i, r.i - BEFORE_REACH))
        return np if np is not None and np.quantity is not None and np.owners and self.args.armed(np) else None

    def _met(self, k: int) -> bool:
        """Whether "لقي" stands at token k, whose subject stands before "مصرعهم"."""
        return self.s.tokens[k].norm.lstrip("وف") in words("met")
