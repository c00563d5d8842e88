"""Doers who tell themselves: who claims or announces a deed, the bomber in it, those whom it calls protesters."""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE, CONJ, SUFFIX
from isnad.lexicon.match import SKIPPED, Match
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np, phrase_of
from isnad.read.arguments import LINKS, Arguments
from isnad.read.frames import Frame
from isnad.read.giving import Giver
from isnad.read.phrases import ENDS
from isnad.read.voiced import Voiced

CLAIM_REACH = 12  # tokens from the deed to who claims it
ANNOUNCE = "announce"  # of speech.yaml: أعلن
AIMS = frozenset({"target", "hit", "destroy"})  # triggers whose noun may stand before what was hit or who hit it
BLOWS = ("فجر", "يفجر", "تفجر", "تفجير")


LIGHT_REACH = 10  # tokens from "إنها نفذت" to the deed
HERSELF = frozenset(
    {"انها", "انه", "انهم", "بانها", "بانه", "بانهم", "وانها", "وانه", "وانهم"}
)  # "أعلنت أنها اعتقلت": the speaker did it


HAD = frozenset({"قد", "كان", "كانت", "كانوا"})  # between the pronoun and what was done before


def pronoun_before(s: Sentence, at: int) -> str:
    """The pronoun that is the subject of the verb at token `at`: "إنها استهدفت", "أنه كان قد قصف"; "" where none."""
    k = at - 1
    while k > s.i and (s.norms[k] in HAD or s.tokens[k].text in SKIPPED):
        k -= 1
    if k < s.i or s.norms[k] not in HERSELF:
        return ""
    quoted = s.tokens[at - 1].text in SKIPPED and at + 1 < s.j and s.norms[at + 1].startswith("ال")
    if quoted and s.norms[k].endswith("نه"):
        return ""  # "أكد أنه «قصف الطيران المنزل»": nobody's pronoun
    return s.norms[k]


def set_by_herself(s: Sentence, at: int) -> bool:
    """Whether a speaker says of himself, by a light verb, that he did the deed at token `at`: "إنه نفذ، أمس، غارات"."""
    for k in range(at - 1, max(s.i, at - LIGHT_REACH), -1):
        cue = s.at("cue", k)
        if k in s.verbs:
            light = cue is not None and cue.entry.row.kind == "light" and cue.entry.row.subject == "actor"
            return light and bool(pronoun_before(s, k))
        if s.tokens[k].text in ENDS or s.tokens[k].norm == "علي" or s.at("trigger", k) is not None:
            return False  # "إنها ترد على اغتيال"
    return False


def killed_himself(f: Frame) -> bool:
    """Whether a speaker says that he killed in a strike: "إنها قتلت 18 متشدداً في ضربة"; soldiers he lost do not count.

    "أعلن الجيش أنه قتل جنديان في هجوم" may be of his own dead.
    """
    s = f.s
    for r in f.results:
        if r.entry.row.pos != "verb" or r.entry.row.feature == "passive" or not pronoun_before(s, r.i):
            continue
        fell = [x.np for x in f.figures if x.kind == "killed"]
        return bool(fell) and all(np is not None and np.actor_id != "military.generic" for np in fell)
    return False


class Selves:
    """The doers of one sentence whom no verb and no mark of an agent tells; `give` puts a phrase into a frame."""

    def __init__(self, s: Sentence, args: Arguments, give: Giver) -> None:
        self.s, self.args, self.give = s, args, give

    def claimed(self, f: Frame, last: int, right: int) -> None:
        """As in "تفجيرين تبناهما تنظيم …": who says right behind it that it was he."""
        s = self.s
        for m in s.by_kind.get("speech", ()):
            if m.entry.row.frame != "claim_responsibility" or not last <= m.i < min(last + CLAIM_REACH, right):
                continue
            if any(s.tokens[k].text in ENDS for k in range(last, m.i)) or not self._points_back(m):
                continue
            np = next((x for k in range(m.j, min(m.j + 3, s.j)) if (x := self.args.nps.get(k)) is not None), None)
            if np is not None and self.args.armed(np):
                self.give(f, "actor", np, np.j)
                return

    def _points_back(self, m: Match) -> bool:
        """Whether a word of claiming ends in a pronoun: "تبناها", "أعلن مسؤوليته عنه"."""
        word = self.s.tokens[m.j - 1].norm
        return bool(m.suffix) or word.endswith(("ها", "هما", "اه", "ته", "وه")) or word == "عنه"

    def announced(self, f: Frame) -> None:
        """As in "أعلنت الكتائب استهداف دبابة إسرائيلية": what an armed side says was aimed at did not aim itself."""
        s, v = self.s, f.voice
        said = s.at("speech", v.at) if v is not None else None
        if v is None or v.speaker is None or said is None or said.entry.id != ANNOUNCE:
            return
        ruined = next((r for r in f.results if r.entry.row.trigger.id in AIMS and r.i == v.speaker[1]), None)
        if ruined is not None and ruined.entry.row.pos == "noun" and not f.actors:
            self._destroyed(f, ruined, self._of_speaker(v.speaker))
            return
        if f.trigger.id not in AIMS:
            return
        first = min(f.trigs, key=lambda m: m.i)
        if self.args.verbal(first) or first.bits & (ARTICLE | SUFFIX):
            return
        aside = Voiced.aside(s, v.speaker[1], first.i)
        if first.i - v.speaker[1] not in (0, 1) and not aside:
            return
        who = self._of_speaker(v.speaker)
        if who is not None and self.args.armed(who) and not f.targets and not self._same_side(f, who):
            f.actors, f.targets = [], [a for a in f.actors if a.i not in aside]

    def _of_speaker(self, speaker: tuple[int, int]) -> Np | None:
        """The phrase that names who speaks."""
        return next((x for k in range(*speaker) if (x := self.args.nps.get(k)) is not None), None)

    def _destroyed(self, f: Frame, result: Match, who: Np | None) -> None:
        """As in "أعلنت الكتائب تدمير دبابة بقذيفة": who says so destroyed it."""
        hit = self.args.next(result.j, self.s.j, 1)
        if who is None or hit is None or not self.args.armed(who) or hit.prep or hit.role == "person":
            return
        f.actors.append(who)  # not used up: it speaks in what follows, too
        if not f.targets:
            self.give(f, "target", hit, self.s.j, far=True)

    def _same_side(self, f: Frame, who: Np) -> bool:
        ours = {m.entry.id for m in who.owners}
        return any(ours & {m.entry.id for m in a.owners} for a in f.actors)

    def crowd(self, f: Frame) -> None:
        """As in "خرجت مظاهرات … وهتف المتظاهرون": where nobody is told, those whom the sentence calls protesters."""
        for np in self.args.nps.values():
            if np.head is not None and np.head.entry.id.startswith("protester"):
                f.actors.append(np)  # not used up: "… وأطلق الأمن النار على المتظاهرين"
                return

    def _bomber(self, m: Match) -> bool:
        """Whether "انتحاري" is a man here, not what an attack is called ("تفجير انتحاري", "عملية انتحارية")."""
        s, k = self.s, m.i - 1
        while k >= s.i and s.tokens[k].kind == "p":
            k -= 1
        if k < s.i or k in s.verbs or s.tokens[k].norm in LINKS:
            return True
        cue = next((c for c in s.by_kind.get("cue", ()) if c.j == m.i), None)
        if cue is not None and cue.entry.row.kind in ("agent", "light"):
            return True
        return k < m.i - 1 and not m.bits & (CONJ | ARTICLE) and not s.tokens[m.i].ta

    def bomber(self, f: Frame) -> None:
        """As in "فجر انتحاري نفسه": where no group is told, the bomber himself did it."""
        if f.type != "suicide_attack":
            return
        for m in self.s.by_kind.get("noun", ()):
            if m.entry.id.startswith("suicide") and abs(m.i - f.at) <= 8 and self._bomber(m):
                np = self.args.at(m.i) or phrase_of(self.s, m)
                self.give(f, "actor", np, np.j)
                return
        blow = next((m for m in f.trigs if self.s.tokens[m.i].norm.lstrip("وفب").startswith(BLOWS)), None)
        who = self.args.lead(blow.i, self.s.i) if blow is not None else None
        if who is not None and who.role == "person" and who.i not in self.give.used:
            self.give(f, "actor", who, who.j)  # "أن مهاجماً فجّر نفسه"
