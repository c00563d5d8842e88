"""Roles: who did it and to whom, by construction."""

from __future__ import annotations

from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import accusative
from isnad.mentions.parties import Np, phrase_of
from isnad.read.arguments import Arguments
from isnad.read.blamed import CAUGHT, Blamed
from isnad.read.ceded import MOVABLE, Ceded
from isnad.read.charged import take_for
from isnad.read.dealings import Dealings
from isnad.read.frames import BEATEN_OFF, STRIKES, Frame
from isnad.read.giving import ATTACKERS, HELD, PERSONAL, Giver
from isnad.read.joining import CAME_BEFORE
from isnad.read.lacks import ours
from isnad.read.marked import Marked
from isnad.read.nouns import Nouns
from isnad.read.pretexts import alleged
from isnad.read.selves import Selves
from isnad.read.stricken import Stricken
from isnad.read.verbfirst import EXPEL
from isnad.read.verbs import Verbs

LOSE_GROUND, PULL_OUT = "lose_ground", "pull_out"  # of triggers.yaml
FOUGHT = frozenset({"armed_clash", "armed_attack", "territory"})  # by these ground is taken from who is there
VIOLENT = STRIKES | PERSONAL | {"destruction", "seizure"}  # in which one may have a hand
FIRE_AT = frozenset({"open_fire", "shooting"})  # of triggers.yaml: whom, on a market, stands behind على
TAKEN = frozenset(
    {"control", "control_over", "control_it", "take_over", "lay_hands_on"}
)  # of triggers.yaml: of ground, or of what moves
TRIED = frozenset({"sentence", "convict", "indict", "charge", "arrest", "stop", "carry_out_sentence"})  # by courts
ANSWER_REACH = 6  # tokens from "رد" to what was answered
ASIDE = 4  # tokens from "عقب" to what went before
MARKS = frozenset("،,-–—")  # around an aside
AFTER = frozenset({"بعد", "عقب", "اثر", "خلال", "وبعد"})


def _mourns(f: Frame, np: Np) -> bool:
    """Whether a phrase is who announces a death of his own: "نعت الكتائب القائد …", "زفت المقاومة الشهيد …"."""
    told = (m for m in (*f.trigs, *f.results) if m.entry.id == MOURN and m.entry.row.pos == "verb")
    return any(0 <= np.i - m.j <= 1 or 0 <= m.i - np.j <= 1 for m in told)


MOURN = "mourn"  # of triggers.yaml


class Roles:
    """Assigns the parties of one sentence to its frames; `blocked` are phrases that are sources, not parties."""

    def __init__(self, s: Sentence, frames: list[Frame], nps: dict[int, Np], blocked: set[int]) -> None:
        self.s, self.frames = s, frames
        self.args = Arguments(s, nps, blocked)
        self.give = Giver(s, self.args)
        self.marked = Marked(s, self.args, self.give)
        self.ceded = Ceded(s, self.args, self.give)
        self.stricken = Stricken(s, self.args, self.give)
        self.dealings = Dealings(s, self.args, self.give)
        self.blamed = Blamed(s, self.args, self.give)
        self.selves = Selves(s, self.args, self.give)
        self.verbs = Verbs(s, frames, self.args, self.give)
        self.nouns = Nouns(s, self.args, self.give, self.dealings, self.blamed)

    def assign(self) -> None:
        """Fill actors and targets of all frames of the sentence."""
        for n, f in enumerate(self.frames):
            left = max((x.end for x in self.frames[:n] if not self._aside(x, f)), default=self.s.i)
            right = min((x.at for x in self.frames[n + 1 :]), default=self.s.j)
            self._frame(f, left, right)
            if CAME_BEFORE in f.rules:  # whoever answers it did not do it
                f.actors = [np for np in f.actors if np.i > f.at]
                continue
            if not f.actors:
                self._purposed(f, self.frames[n - 1] if n else None)
            if not f.actors and n:
                self._shared(f, self.frames[:n])
            elif f.trigger.sides and len(f.actors) == 1 and n:
                self._against(f, self.frames[n - 1])
            before = self.frames[n - 1] if n else None
            if before is not None and not f.actors and f.type in STRIKES:
                self._avenged(before, f)
            if before is not None and not f.actors and f.type in PERSONAL and f.came_of(before):
                f.actors = list(before.actors)
            if before is not None and f.type in FOUGHT:
                self._lost(before, f)
            if before is not None and before.type == "territory" and f.trigger.id == PULL_OUT:
                self._left(before, f)
            if before is not None and before.type == f.type == "armed_attack":
                self._answered(f)
            if before is not None and alleged(self.s, f.at):  # "النار على فتاة بزعم محاولتها الطعن": she did
                f.actors = [np for np in before.targets if np.role == "person"] or f.actors

    def _purposed(self, f: Frame, before: Frame | None) -> None:
        """Who set out to do it, or whose pronoun ends its noun: "توجهت قوة … لاعتقال", "بعد اعتقالها عدداً من …"."""
        m, args = f.trigs[0], self.args
        if m.entry.row.pos != "noun" or f.type not in VIOLENT:
            return
        whom = args.at(m.j) if m.suffix else None
        own = whom is not None and not whom.conj and whom.prep in ("", "ل") and whom.kind != "nat"
        if not own and not (m.prep == "ل" and not m.suffix):
            return
        if before is not None and before.actors and not before.trigger.sides and (own or before.type == "movement"):
            f.actors = list(before.actors)
        elif before is None and (np := args.lead(m.i, self.s.i)) is not None and args.armed(np):
            self.give(f, "actor", np, m.i)

    def _aside(self, before: Frame, f: Frame) -> bool:
        """Whether a happening stands between marks, of when it was: "كانت القوات، عقب الهجوم على المقر، اعتقلت …"."""
        s, k = self.s, min(m.i for m in before.trigs)
        when = next((p for p in range(k - 1, max(s.i, k - ASIDE), -1) if s.norms[p] in AFTER), -1)
        closed = f.at - 1 > before.at and s.tokens[f.at - 1].text in MARKS
        return closed and when > s.i and s.tokens[when - 1].text in MARKS

    def _avenged(self, reply: Frame, f: Frame) -> None:
        """Whom a reply hits did what it answers: "قصفت الطائرات مواقع للفصيل رداً على هجوم تعرضت له القوات"."""
        if f.answered:
            f.actors = [phrase_of(self.s, np.owners[0]) for np in reply.targets if self.args.named(np)]

    def _answered(self, f: Frame) -> None:
        """ "عملية طعن …، وأطلقت الشرطة النار على المنفذ": who shot the one who attacked did not do the attack."""
        if any(self.s.tokens[np.head_at].norm.lstrip("ل") in ATTACKERS for np in f.targets):
            f.actors, f.targets = [], []

    def _lost(self, f: Frame, fight: Frame) -> None:
        """Who was fought for the ground lost it: "سيطرت القوات على البلدة بعد معارك مع …", "بعد طرد …", "لدحر …"."""
        if f.type != "territory" or not f.actors or f.targets:
            return
        between = self.s.norms[f.end : fight.at + 1]
        if AFTER.isdisjoint(between) and not (fight.trigger.id == EXPEL and fight.trigs[0].prep):
            return
        ours = {m.entry.id for np in f.actors for m in np.owners}
        fought = fight.actors if fight.type == "armed_clash" else fight.targets
        them = [a for a in fought if a not in f.actors and not ours & {m.entry.id for m in a.owners}]
        f.targets = them if them and self.args.named(them[0]) else []

    def _left(self, f: Frame, flight: Frame) -> None:
        """Who left the ground that others took then lost it: "دخل الجيش البلدة بعد انسحاب المسلحين منها"."""
        behind = flight.at > self.s.i and self.s.tokens[flight.at - 1].norm in AFTER
        if behind and f.actors and flight.actors and flight.trigs[0].entry.row.pos == "noun":
            f.targets = f.targets or flight.actors
            flight.actors, flight.targets = list(f.actors), flight.actors

    def _against(self, f: Frame, before: Frame) -> None:
        """A fight "with" one side, told behind another deed, is fought by who did that: "سيطر … بعد معارك مع …"."""
        after = [t.norm for t in self.s.tokens[f.end : min(f.end + 3, self.s.j)]]
        if "مع" in after and "بين" not in after:
            f.actors = [*(a for a in before.actors if a is not f.actors[0]), *f.actors]

    def _shared(self, f: Frame, before: list[Frame]) -> None:
        """A joined verb ("واعتقلت") goes on with the doers of the frame before it."""
        m = min(f.trigs, key=lambda m: m.i)
        follows = (
            m.i - max(x.j for x in before[-1].trigs) <= 1 and before[-1].type in STRIKES and f.type in STRIKES
        )  # "بغارات استهدفت …"
        if follows and before[-1].actors:
            f.actors = list(before[-1].actors)
            return
        if not self.args.verbal(m) or self.args.passive(m):
            return
        goes_on = self.args.joined_verb(m) or self.args.dependent_verb(m, before[-1].trigs[0])
        if not goes_on and not (m.suffix and not f.trigger.patient):  # "واعتقلت", "كما فعل … عندما اقتحمها"
            return
        if f.trigger.patient and (f.bare or f.trigger.cls == "result") and not f.targets:
            return
        last = before[-1]
        doers = last.targets if BEATEN_OFF in last.rules else last.actors  # "صدت القوات هجوماً واستولت على عربتين"
        opened = last.trigger.sides and self.args.verbal(last.trigs[0]) and doers[:1]
        first = bool(opened) and doers[0].i == last.trigs[0].j  # "اشتبكت القوات مع خلية، وضبطت بنادق"
        if first or (doers and not last.trigger.sides):
            f.actors = doers[:1] if first else list(doers)
            f.rules.append("subject carried in the sentence")

    # -- one frame

    def _frame(self, f: Frame, left: int, right: int) -> None:
        """Fill the roles of one frame: what its words take, then whom other words tell, then what can't be."""
        self.stricken.repelled(f, min(m.i for m in f.trigs), left)
        for m in sorted(f.trigs, key=lambda m: m.i):
            if self.args.verbal(m):
                self.verbs.told(f, m, left, right)
            else:
                self.nouns.told(f, m, right)
        first = min(m.i for m in f.trigs)
        last = max(m.j for m in f.trigs)
        self._marked(f, first, last, left, right)
        self._by_type(f, first, last, left, right)
        self._doers(f, first, last, left, right)
        self._still_open(f, last, left, right)
        take_for(self.s, f, self.args)
        f.actors = [a for a in f.actors if not _mourns(f, a)]
        if f.actors and f.type in STRIKES and self._answering(f, first):
            f.actors = [a for a in f.actors if a.i > first]
        if f.type == "displacement":
            self.dealings.flee(f, first, left)
        self._cleared(f, last, right)

    def _marked(self, f: Frame, first: int, last: int, left: int, right: int) -> None:
        """Roles that a word marks: a light verb, a preposition, a cue, "بين … و…"."""
        self.stricken.survived(f, first)
        self.stricken.trapped(f, first)
        self.marked.light(f, first, left)
        if not self.args.verbal(f.trigs[0]) or f.trigger.id in FIRE_AT:
            self.marked.objects(f, last, right)
        self.marked.cues(f, first, left, right)
        mutual = any(t.norm.removeprefix("ال").startswith("متبادل") for t in self.s.tokens[last : min(last + 3, right)])
        if f.trigger.sides or mutual:
            self.marked.sides(f, last, right)

    def _by_type(self, f: Frame, first: int, last: int, left: int, right: int) -> None:
        """Roles that only some happenings have: the scene of an explosion, who is threatened, the court."""
        if not f.targets and (f.type in ("explosive", "suicide_attack", "armed_attack") or f.trigger.id == "set_fire"):
            self.marked.scene(f, last, right)
        if not f.targets and f.type in STRIKES:
            self.stricken.suffered(f, last, right)
        if not f.targets and f.type in PERSONAL:
            self.marked.among(f, last, right)
        if not f.targets and f.type == "threat":
            self.dealings.threatened(f, last)
        if not f.actors and f.type == "agreement":
            self.dealings.declared(f, last, right)
        if not f.targets and f.type == "protest":
            self.dealings.protested(f, last, right)
        if not f.targets and f.trigger.id == "sentence":
            self.dealings.sentenced(f, min(m.j for m in f.trigs), right)
        if not f.actors and f.trigger.id in TRIED:
            self.dealings.court(f, first, left, right)
        if f.trigger.id in CAUGHT:
            self.blamed.launched(f, last)

    def _doers(self, f: Frame, first: int, last: int, left: int, right: int) -> None:
        """Who did it where the words of the happening don't say: its owner, who claims it, who is blamed for it."""
        if not f.actors:
            self._of_owner(f, f.trigs[0])
        self.selves.announced(f)
        if not f.actors:
            self.selves.claimed(f, last, self.s.j)
        if not f.actors:
            self.blamed.aircraft(f, first, min(m.j for m in f.trigs), right)
        if not f.actors and f.type in STRIKES:
            self.blamed.ground(f, last, right)
        if not f.actors and f.type in STRIKES:
            self.blamed.massacre(f, first)
        if not f.actors and f.type == "explosive":
            self.blamed.left_behind(f, last, right)
        if not f.actors and f.type in HELD:
            self.dealings.with_whom(f, last, right)
        if not f.actors or self._only_sent(f):
            sent, f.actors = f.actors, []
            if sent:
                self.marked.light(f, first, left)  # "كثفت الميليشيات من نقل العناصر"
            self.blamed.accused(f, first)
            f.actors = f.actors or sent
        if not f.actors and f.type in VIOLENT:
            self.blamed.involved(f, first, left)
        if not f.actors and f.type in VIOLENT:
            self.blamed.confessed(f, first, left)
        if not f.actors and f.type in FOUGHT | STRIKES:
            self.dealings.allowed(f, first)
        if not f.actors:
            self.verbs.before(f, first, left)

    def _still_open(self, f: Frame, last: int, left: int, right: int) -> None:
        """Roles that are open after all that: whom a pronoun means, a bomber himself, who did what came of it."""
        self.marked.objects(f, last, right)
        if not f.targets:
            self.stricken.pointed(f, left)
        if not f.targets and f.type in STRIKES:
            self.stricken.fell(f)
        if f.type in PERSONAL or f.type == "armed_attack":
            self.stricken.with_him(f)
        if not f.actors:
            self.selves.bomber(f)
        if not f.actors and f.type == "protest":
            self.selves.crowd(f)
        if not f.actors:
            self._of_result(f)

    def _cleared(self, f: Frame, last: int, right: int) -> None:
        """Take out who can't have the role, turn round what is told from the loser's side, fill who lost."""
        if ours(f):
            f.actors = []  # "وسنلاحقهم": who speaks will
        if f.trigger.id == LOSE_GROUND or (f.type == "threat" and f.trigger.takes == "target"):
            f.actors, f.targets = [], f.actors or f.targets  # "خسر التنظيم آخر معاقله", "سيدفع الحلف الثمن"
        if f.type in HELD and any(t.role == "person" for t in f.targets):
            f.targets = [t for t in f.targets if t.role != "thing"]  # "داهمت المنازل واعتقلت خمسة شبان"
        if f.trigger.id in TAKEN and not f.targets:
            self.ceded.taken(f, last, right)
        if f.trigger.id in TAKEN and f.targets and all(t.of in MOVABLE for t in f.targets):
            f.type = "seizure"  # "سيطرت الفصائل على ثلاث دبابات"
        if f.type == "territory":
            f.targets = [t for t in f.targets if t.role != "thing" or self.args.named(t)]
            if not f.targets:
                self.ceded.lost_by(f, last, right)
        elif f.type == "armed_attack" and not f.targets:
            self.ceded.lost_by(f, last, self.s.j)

    def _answering(self, f: Frame, first: int) -> bool:
        """Whether an attack is told as what somebody answered, who did not do it: "رد الجيش على الهجوم"."""
        s = self.s
        if first <= s.i or s.tokens[first - 1].norm != "علي" or not f.definite:
            return False
        return any(s.tokens[k].norm in words("answers") for k in range(max(s.i, first - ANSWER_REACH), first - 1))

    def _only_sent(self, f: Frame) -> bool:
        """Whether what is moved is all that is told, by nobody's name: "بنشر مقاتلات", "إرسال قوات"."""
        word = self.s.tokens[f.at].norm.lstrip("وبل")
        moved = f.type == "movement" and word in words("sends")
        return moved and not any(self.args.named(np) for np in f.actors)

    def _of_result(self, f: Frame) -> None:
        """As in "قتلت القوات عشرة مسلحين في عملية": who did what came of it did it."""
        args = self.args
        for r in f.results:
            if not args.verbal(r) or args.passive(r) or r.suffix:
                continue
            lead = args.lead(r.i, self.s.i) if f.trigs[0].prep == "ب" and f.trigs[0].i == r.j else None
            if lead is not None and args.armed(lead) and lead.i not in self.give.used:
                self.give(f, "actor", lead, r.i)  # "قواتها دمرت بالصواريخ مستودعاً"
                if not f.targets and (hit := args.next(f.end, self.s.j, 4)) is not None and not hit.prep:
                    self.give(f, "target", hit, self.s.j, far=True)
                return
            if (doer := self._killer_before(f, r)) is not None:
                self.give(f, "actor", doer, r.i)
                return
            who = args.next(r.j, self.s.j, 3)
            if who is None or not args.armed(who) or who.quantity is not None or who.prep or accusative(self.s, who):
                continue
            whom = args.behind(who, self.s.j, False)
            if whom is None or whom.prep or whom.conj or self._repelled(f):
                continue
            if whom.role == "person" or (whom.role == "force" and whom.quantity is not None):
                self.give(f, "actor", who, r.j)
                return

    def _killer_before(self, f: Frame, r: Match) -> Np | None:
        """The force before a verb with an object: "أن القوات الفرنسية قتلت الأربعاء زعيم الجماعة خلال عملية"."""
        s, k = self.s, r.j
        while k < s.j and k in s.covered:
            k = s.covered[k]
        whom = self.args.next(k, min(k + 2, s.j), 0)
        if whom is None or whom.prep or whom.conj or s.norms[r.j - 1].endswith("وا") or self._repelled(f):
            return None
        lead = self.args.lead(r.i, s.i)
        force = lead is not None and lead.role == "force" and lead.quantity is None and lead.i not in self.give.used
        return lead if force and lead is not None and self.args.armed(lead) else None

    def _repelled(self, f: Frame) -> bool:
        """Whether an attack is told as beaten off: who killed in it did not do it."""
        return f.at > self.s.i and self.s.tokens[f.at - 1].norm.lstrip("بو") in words("repels")

    def _of_owner(self, f: Frame, m: Match) -> None:
        """As in "قذائف المدفعية الإسرائيلية": what falls is told as its owner's; the owner fires it."""
        inside = (self.args.nps.get(k) for k in range(m.i, m.j))
        np = next((x for x in inside if x is not None and x.j > m.j and x.owners), None)
        if np is None or m.entry.row.trigger.type not in STRIKES:
            return
        self.give(f, "actor", phrase_of(self.s, np.owners[0]), np.j)
