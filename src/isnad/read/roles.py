"""Roles: who did it and to whom, by construction."""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE, CONJ
from isnad.lexicon.match import Match
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import accusative, done_to
from isnad.mentions.parties import Np, phrase_of
from isnad.read.arguments import LINKS, MUNITIONS, RELATIVES, Arguments
from isnad.read.counted import FOUND_DEAD
from isnad.read.frames import STRIKES, Frame
from isnad.read.giving import Giver
from isnad.read.marked import Marked

PERSONAL = frozenset({"arrest", "abduction", "assassination", "execution", "killing", "detention"})
WITH_ACTOR = frozenset(
    {
        "talks",
        "agreement",
        "displacement",
        "protest",
        "movement",
        "threat",
        "reconnaissance",
        "territory",
        "armed_attack",
    }
)
BACK = frozenset({"فيها", "فيه", "بها", "به", "خلالها", "خلاله", "منها", "منه"})  # "المرة التي تستهدف فيها الطائرات …"
SITED = frozenset({"في", "قرب", "وسط", "شمال", "جنوب", "شرق", "غرب", "ايضا"})  # before the place that stands between
TAKING = frozenset({"arrest", "abduction", "seizure", "detention"})


class Roles:
    """Assigns the parties of one sentence to its frames; `blocked` are phrases that are sources, not parties."""

    def __init__(self, s: Sentence, frames: list[Frame], nps: dict[int, Np], blocked: set[int]) -> None:
        self.s, self.frames = s, frames
        self.args = Arguments(s, nps, blocked)
        self.give = Giver(s, self.args)
        self.marked = Marked(s, self.args, self.give)

    def assign(self) -> None:
        """Fill actors and targets of all frames of the sentence."""
        for n, f in enumerate(self.frames):
            left = max((x.end for x in self.frames[:n]), default=self.s.i)
            right = min((x.at for x in self.frames[n + 1 :]), default=self.s.j)
            self._frame(f, left, right)
            if not f.actors and n:
                self._shared(f, self.frames[:n])
            elif f.trigger.sides and len(f.actors) == 1 and n:
                self._against(f, self.frames[n - 1])

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
        if not self.args.joined_verb(m) and not (
            m.suffix and not f.trigger.patient
        ):  # "واعتقلت", "كما فعل … عندما اقتحمها"
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
                self._verb(f, m, left, right)
            else:
                self._noun(f, m, right)
        first = min(m.i for m in f.trigs)
        last = max(m.j for m in f.trigs)
        self.marked.survived(f, first)
        self.marked.light(f, first, left)
        if not self.args.verbal(f.trigs[0]):
            self.marked.objects(f, last, right)
        self.marked.cues(f, first, left, right)
        mutual = any(t.norm.removeprefix("ال").startswith("متبادل") for t in self.s.tokens[last : min(last + 3, right)])
        if f.trigger.sides or mutual:
            self.marked.sides(f, last, right)
        if not f.targets and (f.type in ("explosive", "suicide_attack", "armed_attack") or f.trigger.id == "set_fire"):
            self.marked.scene(f, last, right)
        if not f.targets and f.type == "threat":
            self.marked.threatened(f, last)
        if not f.targets and f.type == "protest":
            self.marked.protested(f, last, right)
        if not f.actors:
            self._of_owner(f, f.trigs[0])
        if not f.actors:
            self.marked.claimed(f, last, self.s.j)
        if not f.actors:
            self.marked.aircraft(f, first, min(m.j for m in f.trigs), right)
        if not f.actors:
            self.marked.accused(f, first)
        if not f.actors:
            self._svo(f, first, left)
        self.marked.objects(f, last, right)
        if not f.targets:
            self.marked.pointed(f, left)
        if not f.actors:
            self.marked.bomber(f)
        if not f.actors and f.type == "protest":
            self.marked.crowd(f)
        if not f.actors:
            self._of_result(f)
        if f.type == "displacement":
            self._flee(f, first, left)
        if f.type == "territory":
            f.targets = [t for t in f.targets if t.role != "thing" or self.args.named(t)]
            if not f.targets:
                self.marked.lost_by(f, last, right)
        elif f.type == "armed_attack" and not f.targets:
            self.marked.lost_by(f, last, self.s.j)
        if f.type in STRIKES:
            f.targets = [
                t
                for t in f.targets
                if t.of not in MUNITIONS and not (t.air and not self.args.named(t) and not t.owners)
            ]

    def _of_result(self, f: Frame) -> None:
        """As in "قتلت القوات عشرة مسلحين في عملية": who did what came of it did it."""
        args = self.args
        for r in f.results:
            if not args.verbal(r) or args.passive(r) or r.suffix:
                continue
            who = args.next(r.j, self.s.j, 3)
            if who is None or not args.armed(who) or who.quantity is not None or who.prep or accusative(self.s, who):
                continue
            whom = args.behind(who, self.s.j, False)
            if whom is not None and whom.role == "person" and not whom.prep and not whom.conj:
                self.give(f, "actor", who, r.j)
                return

    def _flee(self, f: Frame, first: int, left: int) -> None:
        """Those who flee take part; a number of people before the verb too ("أكثر من ألف مدني نزحوا")."""
        f.actors += [t for t in f.targets if t not in f.actors]
        f.targets = []
        if not f.actors:
            np = self.args.before(first, max(left, first - 8))
            if np is not None and np.role == "person" and not np.prep:
                f.actors = [np]

    # -- verbs

    def _verb(self, f: Frame, m: Match, left: int, right: int) -> None:
        args = self.args
        t = m.entry.row.trigger
        if t.id in FOUND_DEAD or (t.id == "blast" and "نفجر" in self.s.tokens[m.i].norm):
            return  # who finds a body, what goes off: neither doer nor target
        first = args.next(m.j, right, 3)
        means = False
        while first is not None and (
            first.prep in ("ب", "ك")
            or (f.type in STRIKES and first.of in MUNITIONS)
            or (first.conj and args.arm(first, means))
        ):  # the means, not a party: "بالصواريخ والمدفعية مواقع …"
            means = means or first.prep == "ب"
            first = args.next(first.j, right, 2)
        if t.id in ("target", "bomb", "pound") and m.i > f.trigs[0].i and not m.bits & CONJ:
            if first is not None and args.armed(first) and args.object_follows(first, right, f.type in STRIKES):
                self._verb_first(f, m, first, right)  # "… من القصف، فيما استهدفت الطائرات موقعاً"
            elif first is not None:
                self.give(f, "target", first, right, far=True)  # "غارات استهدفت منزلاً"
            return
        subject = None if m.suffix or args.passive(m) else self._subject(f, m, left)
        if subject is not None:
            self.give(f, "actor", subject, m.i)
            if first is not None and first.prep == "":
                self.give(f, "target", first, right, far=f.type in STRIKES)
            return
        if first is None and t.takes == "both":
            first = self._past_own(f, m, right)
            if first is not None:
                self.give(f, "target", first, right, far=True)
                return
        if first is None:
            name = args.person(m.j, right) if t.patient and f.type in PERSONAL else None
            name = name or self._undergoes(f, m, left)
            if name is not None:
                self.give(f, "target", name, right)
            return
        if self._relative(m):
            self.give(f, "target", first, right, far=f.type in STRIKES)  # "التحالف الذي يستهدف المتشددين"
            return
        if args.passive(m):
            self.give(f, "target", first, right)
            return
        self._verb_first(f, m, first, right)

    def _past_own(self, f: Frame, m: Match, right: int) -> Np | None:
        """What a verb hits whose subject is the happening itself: "استهدف هجوم انتحاري في كابل القوات الأجنبية"."""
        own = [x for x in f.trigs if m.j <= x.i <= m.j + 1 and x.entry.row.pos != "verb"]
        if not own:
            return None
        s, k = self.s, max(x.j for x in f.trigs if x.i >= own[0].i)
        while k < right:
            np = self.args.next(k, right, 2)
            if np is not None and np.kind != "nat":
                return None if np.prep or np.conj or (self.args.armed(np) and self._owned(np, right)) else np
            place = s.at("place", k)
            if np is None and place is None and s.tokens[k].norm not in SITED and k not in s.covered:
                return None
            k = np.j if np is not None else place.j if place is not None else s.covered.get(k, k + 1)
        return None

    def _owned(self, np: Np, right: int) -> bool:
        """Whether a side behind a happening is who did it, and what it hit follows: "قصف قوات … منازل"."""
        return self.args.object_follows(np, right, True)

    def _undergoes(self, f: Frame, m: Match, left: int) -> Np | None:
        """Whom a verb was done to that has its subject before it: "أن المهندس سامر العلي خُطف في وسط المدينة"."""
        if f.type not in PERSONAL or not m.entry.row.trigger.patient or m.suffix:
            return None
        np = self.args.lead(m.i, left)
        if np is None or np.role != "person" or self.args.armed(np):
            return None
        return np if np.number != "pl" or np.quantity is not None else None

    def _relative(self, m: Match) -> bool:
        """Whether a relative pronoun stands right before an active verb without an object pronoun: it is the doer."""
        before = self.s.tokens[m.i - 1].norm.removeprefix("و") if m.i > self.s.i else ""
        after = self.s.tokens[m.j].norm if m.j < self.s.j else ""
        return before in RELATIVES and not m.suffix and after not in BACK and not self.args.passive(m)

    def _verb_first(self, f: Frame, m: Match, first: Np, right: int) -> None:
        """As in "قصفت الطائرات منزلاً", "قُتل ثلاثة مدنيين": verb, then who, then whom, or whom alone."""
        args = self.args
        t = m.entry.row.trigger
        second = args.behind(first, right, f.type in STRIKES)
        doer = args.armed(first)
        has_object = (second is not None and second.prep == "" and not second.conj) or args.place_object(first.j, right)
        if t.patient and m.suffix and m.suffix != "نا" and doer and m.entry.row.feature == "past":
            self.give(f, "actor", first, right)  # "أعدمهم تنظيم …"
            return
        burns = t.thing and first.role == "person" and first.quantity is None and second is not None
        if burns and second is not None and second.role == "thing" and not second.prep and not second.conj:
            self.give(f, "actor", first, right)  # "أحرق مستوطنون ثلاثة منازل"
            self.give(f, "target", second, right)
            return
        if t.patient and first.role == "person" and not doer and second is not None and done_to(self.s, first, second):
            self.give(f, "actor", first, right)  # "قنص مسلح طفلاً"
            self.give(f, "target", second, right)
            return
        if t.patient:
            far = (
                args.object_after(first.j, right)
                if doer and first.quantity is None and not accusative(self.s, first) and not has_object
                else None
            )
            if doer and (has_object or far is not None) and first.quantity is None:
                self.give(f, "actor", first, right)
                if (second or far) is not None and not args.place_object(first.j, right):
                    self.give(f, "target", second if has_object and second is not None else far or first, right)
            elif (
                doer
                and t.type in TAKING
                and ((first.quantity is None and first.kind in ("actor", "generic")) or args.onto(first, right))
            ):
                self.give(f, "actor", first, right)
                name = args.person(args.coordinated(first, right)[-1].j, right)
                if name is not None and name.kind == "name":
                    self.give(f, "target", name, right)  # "اعتقلت الشرطة كلاً من: …"
            else:
                self.give(f, "target", first, right)
            return
        doer = doer or (t.type in STRIKES and has_object and first.role == "person" and args.named(first))
        whom = t.type in STRIKES and second is None and not has_object
        behind = accusative(self.s, first) if doer else first.role == "person" and args.has_subject(m)
        takes = first.role != "thing" or (t.takes == "actor" and t.type not in STRIKES)
        if whom and behind:
            self.give(f, "target", first, right, far=True)  # "غارات استهدفت المتمردين": the subject stands before
        elif doer or (takes and (t.type in WITH_ACTOR or t.id == "set_fire")):
            self.give(f, "actor", first, right)
            if (
                second is not None
                and second.prep == ""
                and t.type in STRIKES | {"territory", "destruction", "talks", "threat"}
            ):
                self.give(f, "target", second, right, far=f.type in STRIKES)
        else:
            self.give(f, "target", first, right, far=f.type in STRIKES)

    def _subject(self, f: Frame, m: Match, left: int) -> Np | None:
        """The side that opens the clause of a verb, or stands before its relative pronoun: subject, verb, object."""
        t = m.entry.row.trigger
        np = self.args.lead(m.i, left)
        if np is None or np.i in self.give.used or (np.quantity is not None and t.patient and not t.thing):
            return None
        if not self.args.armed(np) and not (
            np.role == "force"
            or np.of == "fighter"
            or (t.thing and np.role == "person")
            or (np.role == "thing" and self.args.named(np) and t.type not in STRIKES and not t.patient)
        ):
            return None
        after = self.args.next(m.j, min(m.j + 8, self.s.j), 3)
        if after is None and t.patient and f.type in PERSONAL:
            after = self.args.person(m.j, min(m.j + 8, self.s.j))
        if (
            t.patient
            and after is None
            and not self.args.place_object(m.j, self.s.j)
            and t.type not in TAKING
            and t.type != "execution"
        ):
            return None
        if (
            after is not None
            and self.args.armed(after)
            and after.kind in ("actor", "generic")
            and f.type in STRIKES
            and not self._links(np.i)
        ):
            return None  # "… قصفت قوات …": the side behind the verb is its subject
        return np

    def _links(self, k: int) -> bool:
        """Whether أن or the sentence's begin stands before token k."""
        return any(self.s.tokens[p].norm in LINKS for p in range(max(self.s.i, k - 2), k)) or k - self.s.i <= 2

    def _svo(self, f: Frame, first: int, left: int) -> None:
        """A side before its verb: "قوات … قصفت", "الطائرات التي استهدفت", headlines."""
        m = min(f.trigs, key=lambda m: m.i)
        if (
            not self.args.verbal(m)
            or self.args.passive(m)
            or (f.trigger.patient and f.targets and f.type not in ("arrest", "abduction"))
        ):
            return
        np = self.args.before(first, max(left, first - 14))
        relative = np is not None and any(self.s.tokens[p].norm in RELATIVES for p in range(np.j, first))
        if np is None or (np.i in self.give.used and not relative) or np.prep == "ب":
            return
        if m.suffix and relative:
            return  # "الأماكن التي قصفها …"
        human = np.role in ("person", "force") and np.kind != "others"
        object_ = (
            self.args.next(m.j, min(m.j + 6, self.s.j), 3) is not None
            or self.args.place_object(m.j, min(m.j + 6, self.s.j))
            or bool(m.suffix)
        )
        if self.args.armed(np) or (human and (not f.trigger.patient or object_)):
            self.give(f, "actor", np, first)

    # -- nouns

    def _noun(self, f: Frame, m: Match, right: int) -> None:
        args = self.args
        t = m.entry.row.trigger
        k = self._adjective_side(f, m)
        first = args.next(k, right, 2)
        if first is None:
            self.marked.out_of(f, m, right)
            name = (
                args.person(m.j, right) if t.takes == "target" and t.type in PERSONAL and not m.bits & ARTICLE else None
            )
            if name is not None and name.kind == "name":
                self.give(f, "target", name, right)
            return
        if (m.suffix and f.trigger.patient) or first.prep == "ب" or (first.conj and m.prep and args.arm(first, True)):
            return
        if t.takes == "both" and first.role == "thing" and first.quantity is not None and not first.prep:
            self.give(f, "target", first, right, far=True)  # "استهداف خمس دبابات"
            return
        gap = first.i - k
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
                or t.type in ("movement", "reconnaissance", "displacement", "protest")
            )
            if armed and (t.id != "target" or first.air):
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

    def _construct(self, f: Frame, m: Match, first: Np, second: Np | None, right: int) -> None:
        """As in "قصف قوات … لبلدة …", "اغتيال ضابط", "استهداف الطيران منزلاً": the noun's complements in order."""
        args = self.args
        t = m.entry.row.trigger
        follows = second is not None and not second.conj
        if args.armed(first) and not f.actors and t.takes != "target":
            victim = (
                t.id == "target"
                and first.role == "force"
                and not first.air
                and not follows
                and not args.place_object(first.j, right)
                and first.kind == "noun"
                and not first.owners
            )
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
        elif t.takes == "actor" and first.role != "thing":
            self.give(f, "actor", first, right)

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
        if np is not None and np.kind == "nat":
            self.give(f, "actor", np, np.j)
            return np.j
        return m.j

    def _of_owner(self, f: Frame, m: Match) -> None:
        """As in "قذائف المدفعية الإسرائيلية": what falls is told as its owner's; the owner fires it."""
        inside = (self.args.nps.get(k) for k in range(m.i, m.j))
        np = next((x for x in inside if x is not None and x.j > m.j and x.owners), None)
        if np is None or m.entry.row.trigger.type not in STRIKES:
            return
        self.give(f, "actor", phrase_of(self.s, np.owners[0]), np.j)
