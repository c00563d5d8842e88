"""Roles: who did it and to whom, by construction."""

from __future__ import annotations

from dataclasses import replace

from isnad.arabic.tokens import ARTICLE, CONJ
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import accusative, tanween
from isnad.mentions.parties import Np, phrase_of
from isnad.read.arguments import MUNITIONS, Arguments
from isnad.read.blamed import CAUGHT, Blamed
from isnad.read.dealings import Dealings
from isnad.read.frames import STRIKES, Frame
from isnad.read.giving import ATTACKERS, Giver
from isnad.read.lacks import ours
from isnad.read.marked import SHOTS, Marked
from isnad.read.selves import Selves
from isnad.read.stricken import Stricken
from isnad.read.verbs import EXPEL, PERSONAL, STRIKING, Verbs, exchanged

BREACH, LOSE_GROUND, PULL_OUT = "breach", "lose_ground", "pull_out"  # of triggers.yaml
FOUGHT = frozenset({"armed_clash", "armed_attack", "territory"})  # by these ground is taken from who is there
HELD = frozenset({"detention", "arrest", "abduction"})
VIOLENT = STRIKES | PERSONAL | {"destruction", "seizure"}  # in which one may have a hand
FIRE_AT = frozenset({"open_fire", "shooting"})  # of triggers.yaml: whom, on a market, stands behind على
TRIED = frozenset({"sentence", "convict", "indict", "charge", "arrest", "stop", "carry_out_sentence"})  # by courts
LIGHT_REACH = 10  # tokens from a light verb to its event
ANSWER_REACH = 6  # tokens from "رد" to what was answered
ASIDE = 4  # tokens from "عقب" to what went before
MARKS = frozenset("،,-–—")  # around an aside
AFTER = frozenset({"بعد", "عقب", "اثر", "خلال", "وبعد"})


def ends_in_thing(m: Match, nps: dict[int, Np]) -> bool:
    """Whether a happening is told by a phrase whose last word is what it was done to: "تفجير منزل", "هدم المنازل"."""
    np = nps.get(m.j - 1)
    told = m.j - m.i > 1 and m.entry.row.trigger.type == "destruction" and m.entry.row.trigger.takes == "target"
    return told and np is not None and np.role == "thing"


class Roles:
    """Assigns the parties of one sentence to its frames; `blocked` are phrases that are sources, not parties."""

    def __init__(self, s: Sentence, frames: list[Frame], nps: dict[int, Np], blocked: set[int]) -> None:
        self.s, self.frames = s, frames
        self.args = Arguments(s, nps, blocked)
        self.give = Giver(s, self.args)
        self.marked = Marked(s, self.args, self.give)
        self.stricken = Stricken(s, self.args, self.give)
        self.dealings = Dealings(s, self.args, self.give)
        self.blamed = Blamed(s, self.args, self.give)
        self.selves = Selves(s, self.args, self.give)
        self.verbs = Verbs(s, frames, self.args, self.give)

    def assign(self) -> None:
        """Fill actors and targets of all frames of the sentence."""
        for n, f in enumerate(self.frames):
            left = max((x.end for x in self.frames[:n] if not self._aside(x, f)), default=self.s.i)
            right = min((x.at for x in self.frames[n + 1 :]), default=self.s.j)
            self._frame(f, left, right)
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
        if last.actors and not last.trigger.sides:
            f.actors = list(last.actors)
            f.rules.append("subject carried in the sentence")

    # -- one frame

    def _frame(self, f: Frame, left: int, right: int) -> None:
        for m in sorted(f.trigs, key=lambda m: m.i):
            if self.args.verbal(m):
                self.verbs.told(f, m, left, right)
            else:
                self._noun(f, m, right)
        first = min(m.i for m in f.trigs)
        last = max(m.j for m in f.trigs)
        self.stricken.survived(f, first)
        self.stricken.trapped(f, first)
        self.marked.light(f, first, left)
        if not self.args.verbal(f.trigs[0]) or f.trigger.id in FIRE_AT:
            self.marked.objects(f, last, right)
        self.marked.cues(f, first, left, right)
        mutual = any(t.norm.removeprefix("ال").startswith("متبادل") for t in self.s.tokens[last : min(last + 3, right)])
        if f.trigger.sides or mutual:
            self.marked.sides(f, last, right)
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
        if not f.actors:
            self.verbs.before(f, first, left)
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
        if f.actors and f.type in STRIKES and self._answering(f, first):
            f.actors = [a for a in f.actors if a.i > first]
        if f.type == "displacement":
            self.dealings.flee(f, first, left)
        if ours(f):
            f.actors = []  # "وسنلاحقهم": who speaks will
        if f.trigger.id == LOSE_GROUND or (f.type == "threat" and f.trigger.takes == "target"):
            f.actors, f.targets = [], f.actors or f.targets  # "خسر التنظيم آخر معاقله", "سيدفع الحلف الثمن"
        if f.type in HELD and any(t.role == "person" for t in f.targets):
            f.targets = [t for t in f.targets if t.role != "thing"]  # "داهمت المنازل واعتقلت خمسة شبان"
        if f.type == "territory":
            f.targets = [t for t in f.targets if t.role != "thing" or self.args.named(t)]
            if not f.targets:
                self.marked.lost_by(f, last, right)
        elif f.type == "armed_attack" and not f.targets:
            self.marked.lost_by(f, last, self.s.j)

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
            who = args.next(r.j, self.s.j, 3)
            if who is None or not args.armed(who) or who.quantity is not None or who.prep or accusative(self.s, who):
                continue
            whom = args.behind(who, self.s.j, False)
            if whom is None or whom.prep or whom.conj or self._repelled(f):
                continue
            if whom.role == "person" or (whom.role == "force" and whom.quantity is not None):
                self.give(f, "actor", who, r.j)
                return

    def _repelled(self, f: Frame) -> bool:
        """Whether an attack is told as beaten off: who killed in it did not do it."""
        return f.at > self.s.i and self.s.tokens[f.at - 1].norm.lstrip("بو") in words("repels")

    def _noun(self, f: Frame, m: Match, right: int) -> None:
        args = self.args
        t = m.entry.row.trigger
        if (torn := args.at(m.j - 1)) is not None and ends_in_thing(m, args.nps):
            self.give(f, "target", torn, right, far=True)
            return
        if (hit := self._hit_by(f, m, right)) is not None:
            self.give(f, "target", hit, right, far=True)
            return
        if t.type == "detention" and self.s.tokens[m.j - 1].norm in words("held_with"):
            self.dealings.held(f, m, right)
            return
        if t.type == "territory" and self.s.tokens[m.j - 1].norm == "علي":
            return  # "السيطرة على الفوج": what is taken
        man = args.at(m.j)
        k = m.j if man is not None and self._of_nation(m, man) else self._adjective_side(f, m)
        k = self._past_joined(k)
        first = args.next(k, right, 2)
        if first is not None and self._of_nation(m, first):
            self.give(f, "target", replace(first, kind="noun", of="person"), right)
            return
        if first is not None and any(self._with(p) for p in range(k, first.i)):
            return  # "هجوماً بسرب من المسيرات": what it was done with
        if first is None:
            self.blamed.out_of(f, m, right)
            name = (
                args.person(m.j, right) if t.takes == "target" and t.type in PERSONAL and not m.bits & ARTICLE else None
            )
            if name is not None and name.kind == "name":
                self.give(f, "target", name, right)
            return
        if t.id == BREACH and not args.armed(first):
            return  # "خرق لقرار مجلس الأمن": of a rule, by nobody who is told
        if tanween(self.s.tokens[m.i].text) and not first.prep:
            return  # "قُتل قنصاً برصاص أحد المسلحين"
        if m.bits & ARTICLE and first.i == m.j and first.quantity is not None and not first.prep:
            return  # "خلال الهجوم 15 مسلحاً": nothing stands in construct behind the article
        if t.type == "execution" and first.prep == "ب" and first.role == "person":
            self.give(f, "target", first, right)  # "تنفيذ حكم القتل تعزيراً بثلاثة جناة"
            return
        if (m.suffix and f.trigger.patient) or first.prep == "ب" or (first.conj and args.arm(first, bool(m.prep))):
            return
        if t.takes == "both" and first.role == "thing" and first.quantity is not None and not first.prep:
            self.give(f, "target", first, right, far=True)  # "استهداف خمس دبابات"
            return
        if t.id in CAUGHT and (first.air or first.of in ("aircraft", "weapon", "round")):
            self.give(f, "target", first, right)  # "إسقاط طائرة تابعة للجماعة"
            return
        gap = first.i - k
        if f.type in PERSONAL and gap > 0 and self.s.tokens[first.i - 1].norm in ("امام", "خلف", "قرب", "داخل"):
            return  # "اغتال مجهولون … بإطلاق النار عليه أمام منزله"
        direct = gap <= 1 and first.prep == ""
        if (
            gap == 0
            and first.kind == "noun"
            and first.role == "person"
            and first.quantity is None
            and (
                not first.owners
                or (first.head is not None and first.owners[0].i == first.head.j and first.owners[0].prep)
            )
            and (self.s.tokens[first.i].ta or (first.head is not None and first.head.entry.id.startswith("terror")))
        ):  # "عملية إرهابية", "هجوم إرهابي": an adjective of the event; "هجمات إرهابية لقوات …"
            if first.owners and not f.actors:
                self.give(f, "actor", phrase_of(self.s, first.owners[0]), right)
            return
        second = args.behind(first, right, f.type in STRIKES)
        if first.prep == "ل":
            armed = not f.actors and (
                (args.armed(first) and t.type in STRIKES | {"armed_clash"})
                or t.type in ("movement", "displacement", "protest")
                or (t.type == "reconnaissance" and first.role != "person")
            )
            if armed and self._set_by(m):
                self.give(f, "target", first, right)  # "نصب مسلحون كميناً لقوات …"
            elif armed and (t.id != "target" or first.air):
                self.give(f, "actor", first, right)
                if any(x.entry.row.trigger.id == "target" and x.i < m.i for x in f.trigs) and second is not None:
                    self.give(f, "target", second, right, far=True)  # "استهدف قصف لقوات النظام منازل …"
            elif k > m.j or not args.armed(first) or t.id == "target" or t.type not in STRIKES:
                self.give(f, "target", first, right)
            return
        if not direct and gap > 1 and first.quantity is None and t.takes == "target":
            return
        if (
            t.type == "explosive"
            and t.takes == "target"
            and direct
            and first.of in ("vehicle", "weapon", "round")
            and not first.owners
        ):
            return  # "انفجار سيارة": what blew up, not what was hit
        self._construct(f, m, first, second, right)

    def _past_joined(self, k: int) -> int:
        """Over nouns of deeds joined to one, which share what it was done to: "استهداف وتدمير مواقع"."""
        m = self.s.at("trigger", k) if k < self.s.j else None
        while m is not None and m.bits & CONJ and not m.bits & ARTICLE and m.entry.row.pos == "noun" and not m.suffix:
            k = m.j
            m = self.s.at("trigger", k) if k < self.s.j else None
        return k

    def _with(self, k: int) -> bool:
        """Whether token k is a noun behind ب that counts what something was done with: "بسرب من", "بعشرات"."""
        norm = self.s.tokens[k].norm
        return norm[:1] == "ب" and norm[1:] in words("swarm")

    def _hit_by(self, f: Frame, m: Match, right: int) -> Np | None:
        """What stands behind a verb and the happening that is its subject: "استهدفت ضربة جوية المسلحين"."""
        verb = next((x for x in f.trigs if x.j == m.i and x.entry.row.trigger.id in STRIKING), None)
        if verb is None or verb.suffix or not self.args.verbal(verb):
            return None
        if m.bits & (ARTICLE | CONJ) or m.entry.row.pos == "verb":
            return None
        np = self.args.next(m.j, right, 0)
        if np is not None and np.prep == "ب" and (np.air or np.of in MUNITIONS):
            np = self.args.next(np.j, right, 0)  # "استهدفت ضربة بطائرة مسيّرة مركبة"
        return np if np is not None and np.kind != "nat" and not np.prep and not np.conj else None

    def _of_nation(self, m: Match, np: Np) -> bool:
        """Whether a nationality is a man whom something is done to: "اعتقال ليبي"; not "اعتقال إسرائيلي لـ"."""
        t = m.entry.row.trigger
        if t.takes != "target" or t.type not in PERSONAL or m.bits & ARTICLE or np.i != m.j:
            return False
        tok = self.s.tokens[np.i]
        if np.kind != "nat" or np.quantity is not None or np.definite or tok.ta:
            return False
        return np.j >= self.s.j or not self.s.tokens[np.j].norm.startswith("ل")

    def _set_by(self, m: Match) -> bool:
        """Whether somebody does an event noun by a light verb before it: "نصب مسلحون كميناً", "شنت القوات هجوماً"."""
        for k in range(m.i - 1, max(self.s.i - 1, m.i - LIGHT_REACH), -1):
            cue = self.s.at("cue", k)
            if cue is not None and k in self.s.verbs and cue.entry.row.kind == "light":
                by = self.args.next(cue.j, m.i, 2)
                return cue.entry.row.subject == "actor" and by is not None and self.args.armed(by)
        return False

    def _construct(self, f: Frame, m: Match, first: Np, second: Np | None, right: int) -> None:
        """As in "قصف قوات … لبلدة …", "اغتيال ضابط", "استهداف الطيران منزلاً": the noun's complements in order."""
        args = self.args
        t = m.entry.row.trigger
        follows = second is not None and not second.conj
        if m.prep and self.s.tokens[m.i].norm.endswith(SHOTS) and first.i == m.j and not m.bits & ARTICLE:
            self.give(f, "actor", first, right)  # "برصاص زميل له", "برصاص أحد القناصة"
            return
        if args.armed(first) and not f.actors and t.takes != "target":
            victim = (
                t.id == "target"
                and (first.role == "force" or first.of == "vehicle")
                and not first.air
                and not follows
                and not args.place_object(first.j, right)
                and first.kind == "noun"
                and not (first.owners and first.role == "force")
            )
            victim = victim or (t.id == EXPEL and (second is None or second.i > first.j))  # "طرد التنظيم من البلدة"
            self.give(f, "target" if victim else "actor", first, right)
            if (
                second is not None
                and second.prep in ("", "ل")
                and t.type in STRIKES | PERSONAL | {"territory", "destruction"}
            ):
                self.give(f, "target", second, right, far=True)
        elif (
            t.takes == "target"
            and args.armed(first)
            and first.quantity is None
            and follows
            and second is not None
            and second.role in ("person", "thing")
        ):
            self.give(f, "actor", first, right)
            self.give(f, "target", second, right)
        elif t.takes in ("target", "both") or t.type in STRIKES | PERSONAL:
            self.give(f, "target", first, right, far=t.type in STRIKES)
        elif t.takes == "actor" and first.role != "thing" and not exchanged(f, first):
            watched = t.type == "reconnaissance" and first.role == "person"  # "رصد تحركات المدعو …"
            self.give(f, "target" if watched else "actor", first, right)

    def _adjective_side(self, f: Frame, m: Match) -> int:
        """As in "غارة روسية", "القصف #التركي": a nationality right behind the noun does it; the token behind both."""
        k = m.j
        if k < self.s.j and self.s.tokens[k].text == "#":
            k += 1
        cue = self.s.at("cue", k)
        if cue is not None and cue.entry.row.kind == "possible":  # "غارات يرجح أنها إسرائيلية"
            k = cue.j + (1 if cue.j < self.s.j and self.s.tokens[cue.j].norm in ("انها", "انه", "بانها", "بانه") else 0)
        nat = self.s.at("nat", k)
        if nat is None or nat.bits & CONJ:
            return m.j
        np = self.args.at(k)
        if np is None and m.entry.row.trigger.type in STRIKES and k == m.j and self.args.nps.get(k) is None:
            np = phrase_of(self.s, nat)  # the phrase that it ends began inside the trigger ("هجوم بمسيّرة تركية")
        if np is not None and np.kind == "noun" and np.head is not None and np.head.i == k and np.j == nat.j:
            np = phrase_of(self.s, nat)  # "مقذوف حوثي": no Houthi, a Houthi one
        if np is not None and np.kind == "nat":
            self.give(f, "actor", np, np.j)
            other = self.s.at("nat", nat.j) if nat.j < self.s.j else None
            if other is not None and not other.bits & (CONJ | ARTICLE) and not nat.bits & ARTICLE:
                self.give(f, "actor", phrase_of(self.s, other), other.j)  # "غارة أميركية إسرائيلية"
            return np.j
        return m.j

    def _of_owner(self, f: Frame, m: Match) -> None:
        """As in "قذائف المدفعية الإسرائيلية": what falls is told as its owner's; the owner fires it."""
        inside = (self.args.nps.get(k) for k in range(m.i, m.j))
        np = next((x for x in inside if x is not None and x.j > m.j and x.owners), None)
        if np is None or m.entry.row.trigger.type not in STRIKES:
            return
        self.give(f, "actor", phrase_of(self.s, np.owners[0]), np.j)
