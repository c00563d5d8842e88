"""Roles by a verb that stands first: who behind it did it, who it was done to."""

from __future__ import annotations

from dataclasses import replace

from isnad.lexicon.load import Trigger
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import accusative, done_to
from isnad.mentions.parties import Np, phrase_of
from isnad.mentions.personnames import bare_name
from isnad.read.arguments import LINKS, Arguments, feminine
from isnad.read.frames import STRIKES, Frame
from isnad.read.giving import PERSONAL, Giver
from isnad.read.phrases import PASSED

TAKING = frozenset({"arrest", "abduction", "seizure", "detention"})
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
WITH_TARGET = STRIKES | {"territory", "destruction", "talks", "threat", "protest", "aid", "reconnaissance"}
MARKED = frozenset("،,-–(")  # before what says more of somebody: "قُتل خمسة مسلحين، قيادي و…"
BRING_DOWN = "bring_down_gang"  # of triggers.yaml
EXPEL = "expel"  # of triggers.yaml
OUT_OF = frozenset({"من", "خارج", "منها", "منه", "باتجاه", "نحو", "الي", "بعيدا"})  # behind whom is driven out
NAMED_PLACE = 2  # tokens to the name of a place that is hit: "بلدة الخيام"
EXCHANGED = frozenset({"prisoner_of_war", "detainee", "inmate", "hostage", "abductee", "body"})


def exchanged(f: Frame, np: Np) -> bool:
    """Whether a phrase is those whom a deal is about: "صفقة تبادل الأسرى"."""
    return f.type == "agreement" and np.head is not None and np.head.entry.id.split(".")[0] in EXCHANGED


class VerbFirst:
    """What a verb takes that its subject doesn't stand before; `give` puts a phrase into a frame."""

    def __init__(self, s: Sentence, args: Arguments, give: Giver) -> None:
        self.s, self.args, self.give = s, args, give

    def __call__(self, f: Frame, m: Match, first: Np, right: int) -> None:
        """As in "قصفت الطائرات منزلاً", "قُتل ثلاثة مدنيين": verb, then who, then whom, or whom alone."""
        args, t = self.args, m.entry.row.trigger
        if accusative(self.s, first) and not first.prep and t.type in WITH_TARGET | PERSONAL | {"movement"}:
            if t.type != "movement":  # "ونصبت حاجزاً": what is set up is no target
                self.give(f, "target", first, right, far=f.type in STRIKES)  # "استهدف رتلاً"
            return
        second = args.behind(first, right, f.type in STRIKES)
        if t.type == "detention" and first.of == "facility" and first.owners:
            self.give(f, "actor", phrase_of(self.s, first.owners[0]), first.j)  # "تضم سجون الجماعة مئة أسير"
            if second is not None and not second.prep:
                self.give(f, "target", second, right)
            return
        if t.id == BRING_DOWN and not first.prep:
            self.give(f, "actor", first, right)  # "أطاحت مفارز الأمن بإرهابيين": whom stands behind ب
            hit = args.next(first.j, right, 3)
            if hit is not None and hit.prep == "ب":
                self.give(f, "target", hit, right)
            return
        if m.j > m.i + 1 and self.s.norms[m.j - 1] == "علي":
            self.give(f, "target", first, right)  # "سيطرنا على طائرة إسرائيلية"
            return
        if second is not None and self._said_of(first, second):
            second = None  # "توعد القائد بأن البلاد سترد"
        doer = args.armed(first)
        if t.patient and (doer or self._told_whom(m, first)) and self._does_alone(m, first, right):
            self.give(f, "actor", first, right)
        elif second is not None and self._does_to(t, first, second, doer):
            self.give(f, "actor", first, right)
            self.give(f, "target", second, right)
        elif t.patient:
            self._done_to(f, t, first, second, right)
        else:
            self._does(f, m, first, second, right)

    def named_behind(self, f: Frame, m: Match, first: Np | None) -> Np | None:
        """The man whose name stands between a verb and what he is: "اغتيل سامر النايف، القيادي في الحركة"."""
        if first is None or first.i == m.j or m.suffix or not (m.entry.row.trigger.patient and f.type in PERSONAL):
            return first
        name = self.args.at(m.j) or bare_name(self.s, m.j)
        if name is None or name.kind != "name" or name.j > first.i:
            return first
        office = first.role == "person" and first.definite and not first.prep and not first.conj
        if office and all(t.text in PASSED for t in self.s.tokens[name.j : first.i]):
            return replace(first, i=name.i, j=max(name.j, first.j), name=(name.i, name.j), quantity=None)
        return name

    def _said_of(self, first: Np, second: Np) -> bool:
        """Whether a new clause begins between two phrases: "توعد القائد بأن البلاد سترد"."""
        links = (k for k in range(first.j, second.i) if self.s.tokens[k].norm in LINKS)
        return any(not self.args.likely(k) for k in links)

    def _has_object(self, first: Np, second: Np | None, right: int) -> bool:
        """Whether an object follows the first phrase behind a verb: "قصفت الطائرات منزلاً", "… بلدة …"."""
        if second is not None and second.prep == "" and not second.conj:
            return True
        return self.args.place_object(first.j, right)

    def _does_alone(self, m: Match, first: Np, right: int) -> bool:
        """Whether whom a side did it to is a pronoun, or a bare number: "أعدمهم تنظيم …", "قتلت الشرطة ثلاثة يشتبه"."""
        if m.suffix and m.suffix != "نا" and m.entry.row.feature == "past":
            return True
        if first.quantity is not None:
            return False
        end = self._end(first, right)
        number = self.s.quantities.get(end)
        return number is not None and number.unit is None and self.args.at(end) is None

    @staticmethod
    def _told_whom(m: Match, first: Np) -> bool:
        """Whether a pronoun is whom or what it was done to, so that who did it follows: "هدمتها الجرافات"."""
        return bool(m.suffix) and m.suffix != "نا" and not first.prep and first.quantity is None

    def _end(self, first: Np, right: int) -> int:
        """The token behind a phrase and those joined to it."""
        return self.args.coordinated(first, right)[-1].j

    def _does_to(self, t: Trigger, first: Np, second: Np, doer: bool) -> bool:
        """Whether the first phrase, no armed side by itself, does it to the second: "قنص مسلح طفلاً"."""
        if t.thing and first.quantity is None and second.role == "thing" and not second.prep and not second.conj:
            beside = bool(first.owners) or second.i == first.j  # "هدمت جرافات الاحتلال …", "هدمت الجرافات منزلاً"
            if first.role == "person" or (first.of == "vehicle" and beside):
                return True  # "أحرق مستوطنون ثلاثة منازل"
        if t.type in TAKING and first.of == "base" and second.role == "person" and not second.prep:
            return True  # "اعتقل الحاجز ثلاثة شبان"
        return t.patient and first.role == "person" and not doer and done_to(self.s, first, second)

    def _done_to(self, f: Frame, t: Trigger, first: Np, second: Np | None, right: int) -> None:
        """As in "قتلت القوات ثلاثة مدنيين", "قُتل ثلاثة مدنيين": a verb that is about whom it was done to."""
        args = self.args
        doer = args.armed(first)
        has_object = self._has_object(first, second, right)
        hits = doer and (first.quantity is None or self._upon_whom(first, second))
        far = args.object_after(first.j, right) if hits and not has_object and not accusative(self.s, first) else None
        if hits and (has_object or far is not None):
            self.give(f, "actor", first, right)
            clear = second is not None and not args.place_between(first.j, second.i)
            beside = clear and second is not None and not second.prep and not second.conj
            if (second or far) is not None and (beside or not args.place_object(first.j, right)):
                self.give(f, "target", second if has_object and second is not None else far or first, right)
        elif doer and t.type in TAKING and self._takes(t, first, right):
            self.give(f, "actor", first, right)
            name = args.person(self._end(first, right), right)
            if name is not None and name.kind == "name":
                self.give(f, "target", name, right)  # "اعتقلت الشرطة كلاً من: …"
        else:
            self.give(f, "target", first, right)

    def _upon_whom(self, first: Np, second: Np | None) -> bool:
        """Whether the phrase behind a counted side is whom or what that did it to: "خطف عشرات المسلحين طبيباً"."""
        if second is None or second.prep or second.conj or second.role == "force" or accusative(self.s, first):
            return False
        between = self.s.tokens[first.j : second.i]
        return accusative(self.s, second) or not any(t.text in MARKED for t in between)

    def _takes(self, t: Trigger, first: Np, right: int) -> bool:
        """Whether a side behind a verb of taking takes, and isn't taken: "اعتقلت الشرطة", "قبضت القوات على"."""
        if first.quantity is None and (first.kind in ("actor", "generic") or t.type == "seizure"):
            return True
        return self.args.onto(first, right)

    def _does(self, f: Frame, m: Match, first: Np, second: Np | None, right: int) -> None:
        """As in "قصفت الطائرات منزلاً", "توغلت آليات إسرائيلية": a verb that is about who does it."""
        args, t = self.args, m.entry.row.trigger
        strikes = t.type in STRIKES
        has_object = self._has_object(first, second, right)
        doer = (
            args.armed(first)
            or (strikes and has_object and first.role == "person" and args.named(first))
            or (t.takes == "actor" and first.of == "vehicle" and bool(first.owners))  # "توغلت آليات إسرائيلية"
            or (strikes and self._fires(m, first, second, right))
        )
        if second is None and self._driven_out(t, first, right):
            self.give(f, "target", first, right, far=True)
        elif strikes and second is None and not has_object and self._behind_subject(m, first, doer):
            self.give(f, "target", first, right, far=True)  # "غارات استهدفت المتمردين": the subject stands before
        elif exchanged(f, first):
            return  # "صفقة تبادل الأسرى"
        elif doer or self._acts(m, first):
            self.give(f, "actor", first, right)
            if second is not None and second.prep == "" and t.type in WITH_TARGET:
                self.give(f, "target", second, right, far=f.type in STRIKES)
        else:
            self.give(f, "target", first, right, far=f.type in STRIKES)

    def _fires(self, m: Match, first: Np, second: Np | None, right: int) -> bool:
        """Whether arms or a post do it to what stands next: "قصفت حواجز النظام القرية", "استهدفت الدبابات منزلاً"."""
        s, end = self.s, self._end(first, right)
        if not self.args.fires(first) or first.prep or self.args.passive(m) or not feminine(s.tokens[m.j - 1].norm, m):
            return False
        if second is not None and second.i == end:
            return not second.prep and not second.conj
        if end >= right or s.norms[end] in words("direction"):
            return False  # "قصفت مواقع الجماعة شمال صعدة"
        return self.args.place_object(end, min(end + NAMED_PLACE, right))

    def _driven_out(self, t: Trigger, first: Np, right: int) -> bool:
        """Whether a phrase is whom a verb drives out of somewhere: "طرد المسلحين من البلدة"."""
        if t.id != EXPEL:
            return False
        end = self._end(first, right)
        return end >= right or self.s.tokens[end].norm in OUT_OF

    def _behind_subject(self, m: Match, first: Np, doer: bool) -> bool:
        """Whether the subject of a verb stood before it, and the phrase is its object: "استهدفت المتمردين"."""
        return accusative(self.s, first) if doer else first.role == "person" and self.args.has_subject(m)

    def _acts(self, m: Match, first: Np) -> bool:
        """Whether a phrase that is no armed side does it: "التقى الوزير", "فتح رجل النار", "وزع الهلال الأحمر"."""
        t = m.entry.row.trigger
        if t.then and t.takes == "actor" and (first.role == "person" or self.args.fires(first)) and not first.prep:
            return True  # "فتح رجل النار", "فتحت أبراج الاحتلال نيرانها"
        if t.type in WITH_ACTOR or t.id == "set_fire":
            upon = self.s.tokens[m.j - 1].norm == "علي"  # "سيطرنا على كثير من المواقع"
            if first.role != "thing" or (t.takes == "actor" and t.type not in STRIKES and not upon):
                return True
        return self._relieves(t, first)

    @staticmethod
    def _relieves(t: Trigger, first: Np) -> bool:
        """Whether people behind a verb of relief bring it: "وزع الهلال الأحمر سلالاً"; what comes in does not."""
        return t.type == "aid" and t.takes == "actor" and first.role != "thing" and not first.prep and not first.conj
