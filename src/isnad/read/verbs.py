"""Roles by a verb: its subject and object, in either order, and what is left out between them."""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE, CONJ
from isnad.lexicon.match import Match
from isnad.mentions.annotate import ALIKE, Sentence
from isnad.mentions.nounphrase import accusative
from isnad.mentions.parties import Np
from isnad.read.arguments import LINKS, MUNITIONS, Arguments
from isnad.read.frames import STRIKES, Frame
from isnad.read.giving import PERSONAL, Giver
from isnad.read.phrases import ENDS
from isnad.read.remains import FOUND_DEAD
from isnad.read.results import was_at_it
from isnad.read.selves import pronoun_before
from isnad.read.subjects import plural_verb
from isnad.read.telling import RELATIVE
from isnad.read.verbfirst import TAKING, VerbFirst

# "المرة التي تستهدف فيها الطائرات …", "المبنى الذي سيطرت عليه المقاومة"
BACK = frozenset({"فيها", "فيه", "بها", "به", "خلالها", "خلاله", "منها", "منه", "عليها", "عليه", "اليها", "اليه"})
STRIKING = frozenset({"target", "bomb", "pound", "hit"})
BEFORE_EYES = frozenset({"امام", "وسط", "بحضور", "مراي"})  # before who only saw it
WIPE_OUT = "wipe_out"  # of triggers.yaml
SITED = frozenset({"في", "قرب", "وسط", "شمال", "جنوب", "شرق", "غرب", "ايضا"})  # before the place that stands between
FALLING = ("سقط", "تسقط", "يسقط", "انفجر", "تنفجر", "ينفجر")  # of verbs whose subject is what fell or went off
FIGHTING = frozenset({"military", "armed_group"})  # kinds of sources that tell what they did
SURRENDER = "surrender"  # of triggers.yaml
FELL_CAPTIVE = "fell_captive"  # of triggers.yaml: its subject is whom it befell
SHELLS = "shells_hit"  # of triggers.yaml
ASIDE_REACH = 12  # tokens of an aside behind a verb
VERB_REACH = 20  # tokens between two joined verbs


class Verbs:
    """What the verbs of one sentence take; `frames` are all of the sentence, `give` puts a phrase into a frame."""

    def __init__(self, s: Sentence, frames: list[Frame], args: Arguments, give: Giver) -> None:
        self.s, self.frames, self.args, self.give = s, frames, args, give
        self.verb_first = VerbFirst(s, args, give)

    def told(self, f: Frame, m: Match, left: int, right: int) -> None:
        """Give the roles of the phrases around the verb m: subject first, verb first, passive, relative."""
        args = self.args
        t = m.entry.row.trigger
        if t.id in FOUND_DEAD or (t.id == "blast" and "نفجر" in self.s.tokens[m.i].norm):
            return  # who finds a body, what goes off: neither doer nor target
        first = args.next(m.j, right, 3) or self._past_aside(m, right)
        if first is not None and m.suffix and self.s.norms[first.i - 1] in BEFORE_EYES:
            return  # "ذبحوه أمام زوجته"
        first = self.verb_first.named_behind(f, m, first)
        means = False
        while first is not None and (
            first.prep in ("ب", "ك")
            or (f.type in STRIKES and first.of in MUNITIONS)
            or (first.conj and args.arm(first, means))
        ):  # the means, not a party: "بالصواريخ والمدفعية مواقع …"
            means = means or first.prep == "ب"
            first = args.next(first.j, right, 2)
        if t.id in ("target", "bomb", "pound") and m.i > f.trigs[0].i and not m.bits & CONJ:
            led = first is not None and args.armed(first) and not self._operation_before(f, m)
            led = led and first is not None and not accusative(self.s, first)
            if first is not None and led and args.object_follows(first, right, f.type in STRIKES):
                self.verb_first(f, m, first, right)  # "… من القصف، فيما استهدفت الطائرات موقعاً"
            elif first is not None:
                self.give(f, "target", first, right, far=True)  # "غارات استهدفت منزلاً"
            return
        if first is not None and not first.prep and t.id == FELL_CAPTIVE:
            self.give(f, "target", first, first.j)  # "وقع الجندي أسيراً بيد المقاتلين"
            return
        if first is not None and not first.prep and t.id == SURRENDER:
            self.give(f, "target", first, first.j)
            to = args.next(first.j, right, 1)
            if to is not None and to.prep == "ل" and args.armed(to):
                self.give(f, "actor", to, right)  # "استسلم عشرون جندياً لقوات المعارضة"
            return
        if first is not None and not first.prep and t.id in STRIKING and self._struck_by(f, m):
            self.give(f, "target", first, right, far=True)  # "غارات قرب البلدة قصفت وحدات …"
            return
        if first is not None and not first.prep and t.id in STRIKING and self._of_device(m, left):
            self.give(f, "target", first, right, far=True)  # "قُتلا بعبوة ناسفة استهدفت دوريتهما"
            return
        if first is not None and not first.prep and self._ours(f, m):
            self.give(f, "target", first, right, far=f.type in STRIKES)  # "استهدفنا دبابة إسرائيلية"
            return
        if first is not None and not first.prep and f.type in STRIKES and self._by_speaker(m):
            self.give(f, "target", first, right, far=True)  # "قالت الكتائب إنها استهدفت ناقلة جند إسرائيلية"
            return
        if t.sides and m.j < right and self.s.tokens[m.j].norm in BACK:
            self._of_visit(f, m)
        subject = None if m.suffix or args.passive(m) else self._subject(f, m, left)
        if subject is not None:
            self.give(f, "actor", subject, m.i)
            if first is not None and first.prep == "":
                self.give(f, "target", first, right, far=f.type in STRIKES)
            return
        if first is not None and self._they(f, m, first):
            self.give(f, "target", first, right, far=True)
            return
        if first is None and t.takes == "both":
            first = self._past_own(f, m, right) or self._past_doer(m, right)
            if first is not None:
                self.give(f, "target", first, right, far=True)
                return
        if first is None:
            name = args.person(m.j, right) if (t.patient and f.type in PERSONAL) or t.id == "target" else None
            if name is not None and t.id == "target" and name.kind != "name":
                name = None  # "استهدفت "سامر العلي" …": a name alone
            name = name or self._undergoes(f, m, left)
            if name is not None:
                self.give(f, "target", name, right)
            return
        if self._relative(m):
            self.give(f, "target", first, right, far=f.type in STRIKES)  # "التحالف الذي يستهدف المتشددين"
            return
        if args.passive(m) or (not m.suffix and args.by_agent(first.j, right)):
            self.give(f, "target", first, right)  # "خُطف خمسة من أفراد الجيش على يد مسلحين"
            return
        upon = self._upon(f, first, right)
        if upon is not None:
            self.give(f, "actor", first, right)
            self.give(f, "target", upon, right)
            return
        self.verb_first(f, m, first, right)

    def _upon(self, f: Frame, first: Np, right: int) -> Np | None:
        """Whom a force made an end of, behind "على": "قضت مفرزة للجيش على إرهابي"."""
        if f.trigger.id != WIPE_OUT or not self.args.armed(first):
            return None
        k = next((k for k in range(first.j, min(first.j + 3, right)) if self.s.norms[k] == "علي"), -1)
        return self.args.at(k + 1) if k > 0 else None

    def _of_device(self, m: Match, left: int) -> bool:
        """Whether what strikes is the arm named right before the verb: "بعبوة ناسفة استهدفت", "بمسيّرة استهدفت"."""
        if m.suffix or m.bits & CONJ:
            return False
        before = self.s.by_kind.get("means", ())
        if any(x.j == m.i and x.i >= left and not x.bits & ARTICLE for x in before):
            return True
        shells = [x for x in self.s.by_kind["trigger"] if x.entry.id == SHELLS and x.i < m.i and not x.prep]
        if not shells:
            return False
        j = shells[-1].j  # "الصواريخ استهدفت القوات", "القذائف التي أطلقها المسلحون استهدفت القوات"
        told = [k for k in self.s.verbs if j <= k < m.i]
        owner = self.args.at(j)
        by = owner is not None and owner.j == m.i and not owner.prep and not owner.conj
        return j == m.i or (by and not told) or (self.s.norms[j] in RELATIVE and told == [j + 1])

    def _operation_before(self, f: Frame, m: Match) -> bool:
        """Whether the operation right before a verb is its subject: "العملية الثالثة فقد استهدفت مدمرة أمريكية"."""
        noun = f.trigs[0]
        near = noun.entry.row.trigger.anaphor and noun.entry.row.pos != "verb" and 0 <= m.i - noun.j <= 2
        return bool(near) and all(self.s.tokens[k].kind == "w" for k in range(noun.j, m.i))

    def _of_visit(self, f: Frame, m: Match) -> None:
        """As in "وصل الوزير … في زيارة يلتقي خلالها مسؤولين": who came meets them."""
        come = min((k for k in self.s.verbs if k < m.i), default=self.s.i)
        np = self.args.next(come + 1, m.i, 0)
        if np is not None and np.role != "thing" and not np.prep:
            self.give(f, "actor", np, m.i)

    def _ours(self, f: Frame, m: Match) -> bool:
        """Whether a force tells in the first person what it did: "استهدفنا"; others suffer what they say so."""
        speaker = f.voice.chain[-1] if f.voice is not None and f.voice.chain else None
        behind = self.s.norms[m.j] if m.j < self.s.j else ""
        they = behind.startswith("ال") and behind.endswith("ون")  # "هاجمنا المتمردون"
        return m.suffix == "نا" and not they and speaker is not None and speaker.kind in FIGHTING

    def _they(self, f: Frame, m: Match, first: Np) -> bool:
        """Whether a verb tells by its ending that they did it, so that what follows is its object: "استهدفوا دبابة"."""
        if f.type not in STRIKES or self.args.passive(m) or first.prep or first.i != m.j or m.j != m.i + 1:
            return False
        if m.suffix:
            return m.suffix == "نا" and first.of == "vehicle"  # "استهدفنا دبابة": no tank did it to us
        return self.s.tokens[m.i].norm.endswith("وا")

    def _past_aside(self, m: Match, right: int) -> Np | None:
        """What a verb takes behind an aside between two marks: "أوقفت، بإسناد من التحالف، أربعة رجال"."""
        s, k = self.s, m.j
        if k >= right or s.tokens[k].text not in "،,-–":
            return None
        for p in range(k + 1, min(k + ASIDE_REACH, right - 1)):
            if s.tokens[p].text == s.tokens[k].text:
                np = self.args.at(p + 1)
                return np if np is not None and not np.prep and not np.conj else None
            if p in s.verbs or s.tokens[p].text in ENDS:
                return None
        return None

    def _by_speaker(self, m: Match) -> bool:
        """Whether the subject of a verb is the pronoun before it: "إنها استهدفت", "أنه كان قد قصف"."""
        if m.suffix or self.args.passive(m):
            return False
        who, verb = pronoun_before(self.s, m.i), self.s.norms[m.j - 1]
        she = verb.endswith("ت") or verb.startswith("ت")
        return bool(who) and who.endswith("ها") == she and not who.endswith("هم")

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

    def _past_doer(self, m: Match, right: int) -> Np | None:
        """What a verb hits behind a clause that tells who did it: "استهدف صاروخ أطلقته الجماعة معسكراً"."""
        cue = next((c for k in range(m.j, min(m.j + 5, right)) if (c := self.s.at("cue", k)) is not None), None)
        if cue is None or not (cue.entry.row.kind == "agent" or (cue.suffix and cue.entry.row.kind == "light")):
            return None
        by = self.args.at(cue.j)
        hit = self.args.behind(by, right, True) if by is not None and self.args.armed(by) else None
        return hit if hit is not None and not hit.prep and not hit.conj else None

    def _owned(self, np: Np, right: int) -> bool:
        """Whether a side behind a happening is who did it, and what it hit follows: "قصف قوات … منازل"."""
        return self.args.object_follows(np, right, True)

    def _struck_by(self, f: Frame, m: Match) -> bool:
        """Whether the strike told before a verb is its subject: nothing but where it was stands between."""
        before = next((x for x in reversed(self.frames) if x.end <= m.i), None)
        if before is None or before is f or before.type not in STRIKES or m.bits & CONJ or before.definite:
            return False
        if self.s.tokens[m.i].norm in ALIKE:
            return False
        if self.args.verbal(before.trigs[0]):
            return False
        between = range(max(x.j for x in before.trigs), m.i)
        return len(between) <= 6 and not any(
            k in self.s.verbs or self.s.tokens[k].kind == "p" or self.args.at(k) is not None for k in between
        )

    def _undergoes(self, f: Frame, m: Match, left: int) -> Np | None:
        """Whom a verb was done to that has its subject before it: "أن المهندس سامر العلي خُطف في وسط المدينة"."""
        t = m.entry.row.trigger
        if not t.patient or m.suffix or m.i in self.s.ours or not (f.type in PERSONAL or t.thing):
            return None
        np = self.args.lead(m.i, left)
        if t.thing and np is not None and np.role == "thing" and m.entry.row.feature != "present":
            return np  # "ثلاثة منازل أُحرقت"
        if np is None or np.role != "person" or self.args.armed(np):
            return None
        return np if np.number != "pl" or np.quantity is not None else None

    def _relative(self, m: Match) -> bool:
        """Whether a relative pronoun stands right before an active verb without an object pronoun: it is the doer."""
        before = self.s.tokens[m.i - 1].norm.removeprefix("و") if m.i > self.s.i else ""
        after = self.s.tokens[m.j].norm if m.j < self.s.j else ""
        return before in RELATIVE and not m.suffix and after not in BACK and not self.args.passive(m)

    def _antecedent(self, m: Match) -> Np | None:
        """The side right before the relative pronoun of a verb: "بين الشبان وقوات الاحتلال، التي اعتقلت …"."""
        if not self._relative(m):
            return None
        end = m.i - 1
        while end > self.s.i and self.s.tokens[end - 1].text in "،,":
            end -= 1
        before = (np for np in self.args.nps.values() if np.j == end and np.conj)
        return next((np for np in before if np.kind in ("actor", "generic") and self.args.armed(np)), None)

    def _subject(self, f: Frame, m: Match, left: int) -> Np | None:
        """The side that opens the clause of a verb, or stands before its relative pronoun: subject, verb, object."""
        t = m.entry.row.trigger
        if (which := self._antecedent(m)) is not None:
            return which
        np = self.args.lead(m.i, left)
        if np is None or np.i in self.give.used:
            return None
        if np.quantity is not None and t.patient and not t.thing and not self._befalls(m):
            return None
        if not self.args.armed(np) and not (
            np.role == "force"
            or np.of == "fighter"
            or (t.thing and np.role == "person")
            or ((t.sides or f.type == "threat") and bool(np.owners))
            or (np.role == "person" and not t.patient and self.s.tokens[m.i].norm.endswith(("ون", "وا")))
            or (
                np.role == "thing"
                and self.args.named(np)
                and (t.type not in STRIKES or np.of == "base")
                and not t.patient
            )
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

    def _befalls(self, m: Match) -> bool:
        """Whether those whom a plural verb befalls stand behind it: "عشرات المسلحين خطفوا طبيباً"."""
        np = self.args.at(m.j)
        if np is None or np.role != "person" or np.prep or np.conj or m.suffix or not plural_verb(self.s, m):
            return False
        return accusative(self.s, np) or np.quantity is not None or np.i == m.j

    def _links(self, k: int) -> bool:
        """Whether أن or the sentence's begin stands before token k."""
        return any(self.s.tokens[p].norm in LINKS for p in range(max(self.s.i, k - 2), k)) or k - self.s.i <= 2

    def _of_verb_before(self, m: Match, left: int) -> Np | None:
        """The subject of the verb that a joined one goes on with: "أغلقت قوات … الحاجز ومنعت الشاحنات من العبور"."""
        s = self.s
        if not m.bits & CONJ:
            return None
        for k in range(m.i - 1, max(left, m.i - VERB_REACH) - 1, -1):
            if s.tokens[k].text in ENDS or s.at("speech", k) is not None or s.tokens[k].norm in RELATIVE:
                return None
            opens = k == s.i or s.tokens[k - 1].norm in LINKS
            if k in s.verbs or (opens and s.tokens[k].norm.endswith("ت") and s.at("noun", k) is None):
                np = self.args.at(k + 1)
                alike = s.tokens[k].norm.endswith("ت") == s.tokens[m.j - 1].norm.endswith("ت")
                return np if np is not None and alike and self.args.armed(np) and not np.prep else None
        return None

    def _disagrees(self, np: Np, m: Match) -> bool:
        """Whether a singular verb that goes on can't be theirs: "الأماكن التي يتحصن فيها المسلحون وأوقفت تسعة"."""
        s = self.s
        men = np.quantity is None and s.norms[np.head_at].endswith("ون") and np.role in ("person", "force")
        where = np.i > s.i and s.norms[np.i - 1] in BACK
        return men and where and bool(m.bits & CONJ) and m.entry.row.feature == "past" and not plural_verb(s, m)

    def before(self, f: Frame, first: int, left: int) -> None:
        """A side before its verb: "قوات … قصفت", "الطائرات التي استهدفت", headlines."""
        m = min(f.trigs, key=lambda m: m.i)
        if (
            not self.args.verbal(m)
            or self.args.passive(m)
            or (f.trigger.patient and f.targets and f.type not in ("arrest", "abduction"))
        ):
            return
        thing = self.args.before(first - 1, max(self.s.i, first - 6)) if was_at_it(self.s, f) else None
        if thing is not None and thing.j == first - 1:
            self.give(f, "actor", thing, first)  # "دمرت الطائرات مدفعاً كان يقصف الحي"
            return
        np = self.args.before(first, max(left, first - 14))
        if np is None or self._disagrees(np, m):
            np = self._of_verb_before(m, left)
        counted = np is not None and np.role == "person" and np.quantity is not None
        if counted and m.bits & CONJ and not plural_verb(self.s, m):
            np = self._of_verb_before(m, left)  # "قضت القوات على عشرة مسلحين، واعتقلت …": not they
        relative = np is not None and any(self.s.tokens[p].norm in RELATIVE for p in range(np.j, first))
        if np is None or (np.i in self.give.used and not relative) or np.prep == "ب":
            return
        if m.prep == "ب" and any(r.j == np.i for r in f.results):
            return  # "إصابة جنديين بعملية دهس": they were hurt by it
        if m.suffix and relative:
            return  # "الأماكن التي قصفها …"
        if m.suffix and f.trigger.patient and np.quantity is not None and np.j == first:
            self.give(f, "target", np, first)  # "خمسة شبان اعتقلتهم": the pronoun stands for them
            return
        human = np.role in ("person", "force") and np.kind != "others"
        if f.type in STRIKES and not self.args.armed(np) and self.s.tokens[m.i].norm.startswith(FALLING):
            return  # "أصيبت معلمة عندما سقطت قذيفة"
        object_ = (
            self.args.next(m.j, min(m.j + 6, self.s.j), 3) is not None
            or self.args.place_object(m.j, min(m.j + 6, self.s.j))
            or bool(m.suffix)
        )
        if self.args.armed(np) or (human and (not f.trigger.patient or object_)):
            self.give(f, "actor", np, first)
