"""Roles in what is no attack: whom a threat is of, whom a court tried, whose doing is protested, who is held."""

from __future__ import annotations

from itertools import islice

from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np, phrase_of
from isnad.read.arguments import LINKS, Arguments
from isnad.read.frames import TOLD_TO_LEAVE, Frame
from isnad.read.giving import Giver
from isnad.read.phrases import ENDS

LEAVE_REACH = 5  # tokens from "موافقتهم" to what they agree to
HELD_REACH = 6  # tokens from those who are held to "أسيراً لدى"
DECLARED_REACH = 4  # tokens from a truce to who declared it, without its days
TO_IT = frozenset({"اليه", "اليها"})  # "توصلت إليه الأطراف"
COURT_REACH = 10  # tokens from a court to what it did
TO_COURT = frozenset({"الي", "امام", "علي", "في", "عن", "من"})


class Dealings:
    """The roles of one sentence's threats, trials, protests and prisons; `give` puts a phrase into a frame."""

    def __init__(self, s: Sentence, args: Arguments, give: Giver) -> None:
        self.s, self.args, self.give = s, args, give

    def threatened(self, f: Frame, last: int) -> None:
        """As in "هدد باستهداف القواعد", "توعد بمواصلة ضرب الجماعة": whom the deed would be done to."""
        s = self.s
        for k in range(last, min(last + 12, s.j)):
            m = s.at("trigger", k)
            if s.tokens[k].text in ENDS:
                return
            named = m is not None and m.prep == "ب" and m.entry.row.pos != "verb"
            if m is not None and (named or (k == last and f.trigger.then)):
                np = self.args.next(m.j, s.j, 2)
                if np is not None and np.prep in ("", "ل"):
                    self.give(f, "target", np, s.j)
                return
            if s.tokens[k].norm[:1] == "ب" and len(s.tokens[k].norm) > 3 and self.args.at(k) is None:
                deed = s.at("trigger", k + 1) if k + 1 < s.j else None
                np = self.args.next(k + 1 if deed is None else deed.j, s.j, 2)
                if np is not None and not np.prep and self.args.named(np) and np.role != "person":
                    self.give(f, "target", np, s.j)
                return
            if f.trigger.id == TOLD_TO_LEAVE and s.tokens[k].norm == "من":  # "طلب الجيش من السكان الإخلاء"
                np = self.args.next(k + 1, s.j, 1)
                if np is not None and np.role == "person":
                    self.give(f, "target", np, s.j)
                return

    def sentenced(self, f: Frame, last: int, right: int) -> None:
        """As in "حكمت المحكمة على رجلين بالسجن", "قضت بسجن صحفي": whom a court sentenced."""
        near = range(last, min(last + 8, right))
        for k in near:
            if self.s.tokens[k].norm not in words("sentenced_to"):
                continue
            m = self.s.at("noun", k + 1) if k + 1 < right else None  # "بسجن الصحفي": no prison of his
            np = self.args.next(k + 1, right, 1) or (phrase_of(self.s, m) if m is not None else None)
            if np is not None and np.role == "person" and not np.prep:
                self.give(f, "target", np, right)
                return

    def court(self, f: Frame, first: int, left: int, right: int) -> None:
        """As in "قضت محكمة عسكرية روسية", "أمرت النيابة بحبس": the court or the prosecutors did it."""
        s = self.s
        for k in (*range(first, min(first + 4, right)), *range(first - 1, max(left, first - COURT_REACH) - 1, -1)):
            if k < first and (s.tokens[k].text in ENDS or f.trigs[0].suffix):
                return  # "أفرج القضاء عن ثمانية تم توقيفهم": others took them
            m = s.at("source_noun", k)
            if m is not None and m.entry.id == "justice" and not m.prep and s.tokens[k - 1].norm not in TO_COURT:
                end = m.j
                while end < right and (s.at("nat", end) is not None or s.tokens[end].norm in words("of_courts")):
                    end += 1
                nat = [x for p in range(m.j, end) if (x := s.at("nat", p)) is not None]
                if end + 1 < s.j and s.norms[end] in words("belonging"):  # "محكمة تابعة للجماعة"
                    side = s.at("actor", end + 1) or s.at("generic", end + 1)
                    nat, end = ([*nat, side], side.j) if side is not None else (nat, end)
                of_army = any(t.norm.removeprefix("ال").startswith("عسكري") for t in s.tokens[m.j : end])
                of, role = ("person", "force") if of_army else ("facility", "thing")  # else the state's own
                f.actors.append(Np(k, end, "noun", None, k, of, role, owners=nat))
                return

    def protested(self, f: Frame, last: int, right: int) -> None:
        """As in "احتج الأهالي على ممارسات القوات": the side whose doing is protested."""
        for k in range(last, min(last + 14, right)):
            if self.s.tokens[k].text in ENDS:
                return
            if self.s.tokens[k].norm in ("علي", "ضد") or self.s.tokens[k].norm in words("against"):
                near = (self.args.at(p) for p in range(k + 1, min(k + 6, right)))
                np = next((x for x in near if x is not None and self.args.named(x)), None)
                if np is not None:
                    self.give(f, "target", np, np.j)
                return

    def declared(self, f: Frame, last: int, right: int) -> None:
        """As in "الهدنة التي أعلنها التحالف": who declared a truce is a side of it."""
        s = self.s
        for k in islice((k for k in range(last, right) if k not in s.covered), DECLARED_REACH):
            reached = s.norms[k] in words("came_to_terms") and s.has(TO_IT, k + 1, min(k + 2, right))
            if reached or s.norms[k] in words("declared"):
                np = self.args.next(k + 1 + reached, right, 1)
                if np is not None and np.role != "thing" and not np.prep:
                    self.give(f, "actor", np, right)
                return

    def allowed(self, f: Frame, first: int) -> None:
        """As in "إن الجيش يريد الحصول على موافقتهم باقتحام البلدة": who is to be let do it opens the clause."""
        s = self.s
        given = next(
            (k for k in range(first - 1, max(s.i, first - LEAVE_REACH), -1) if s.norms[k] in words("leave")), -1
        )
        if given < 0:
            return
        opens = next((k + 1 for k in range(given - 1, s.i - 1, -1) if s.norms[k] in LINKS), s.i)
        got = any(s.norms[k] in words("gets") for k in range(opens, given))
        np = self.args.at(opens) or self.args.at(opens + 1)  # "النظام يحاول …", "يحاول النظام …"
        if got and np is not None and self.args.armed(np) and not np.prep:
            f.actors.append(np)  # it acts in what follows, too

    def with_whom(self, f: Frame, last: int, right: int) -> None:
        """As in "محتجزون لدى الفصائل", "في سجون القوات …": with whom one is held."""
        for k in range(last, min(last + 8, right - 1)):
            if self.s.tokens[k].text in ENDS:
                return
            if self.s.tokens[k].norm.removeprefix("ب") in words("held_with"):
                np = self.args.next(k + 1, right, 0)
                prison = self.args.nps.get(k)
                if prison is not None and prison.owners:
                    np = phrase_of(self.s, prison.owners[0])
                if np is not None and self.args.armed(np) and not np.prep:
                    self.give(f, "actor", np, right)
                who = self.args.before(f.at, max(self.s.i, f.at - HELD_REACH)) if not f.targets else None
                if who is not None and who.role == "person" and not who.prep and who.i not in self.give.used:
                    self.give(f, "target", who, f.at)  # "الرجل الذي أمضى أعواماً في سجون …"
                return

    def held(self, f: Frame, m: Match, right: int) -> None:
        """As in "ضابط ما زال أسيراً لدى الكتائب", "مئة معتقل في سجون النظام": who is held, and by whom."""
        by = self.args.next(m.j, right, 0)
        if by is not None and self.args.armed(by) and not by.prep:
            self.give(f, "actor", by, right)
        who = self.args.before(m.i, max(self.s.i, m.i - HELD_REACH))
        if who is not None and who.role == "person" and not who.prep and who.i not in self.give.used:
            self.give(f, "target", who, m.i)

    def flee(self, f: Frame, first: int, left: int) -> None:
        """Those who flee take part; a number of people before the verb too ("أكثر من ألف مدني نزحوا")."""
        f.actors += [t for t in f.targets if t not in f.actors]
        f.targets = []
        if not f.actors:
            np = self.args.before(first, max(left, first - 8))
            if np is not None and np.role == "person" and not np.prep and not self._fallen(np):
                f.actors = [np]
        if not f.actors and self.args.verbal(f.trigs[0]):
            near = (self.args.at(k) for k in range(f.end, self._clause_end(f.end)))
            many = (np for np in near if np is not None and np.role == "person" and np.quantity is not None)
            f.actors = [np for np in many if not self._fallen(np)][:1]

    def _fallen(self, np: Np) -> bool:
        """Whether a phrase is of the dead or hurt, who do not flee: "عشرات الجرحى"."""
        m = self.s.at("trigger", np.j - 1)
        return m is not None and m.entry.row.trigger.figure in ("killed", "injured", "casualties")

    def _clause_end(self, k: int) -> int:
        """Where the next verb, happening or mark behind token k stands: "لجأ إلى تشاد 600 ألف سوداني منذ …"."""
        while k < self.s.j and not (self.s.tokens[k].text in ENDS or k in self.s.verbs or self.s.at("trigger", k)):
            k += 1
        return k
