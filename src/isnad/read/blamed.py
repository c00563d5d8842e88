"""Doers that no verb takes: the accused, whose aircraft it was, whose ground fire came from."""

from __future__ import annotations

from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np, phrase_of
from isnad.read.arguments import Arguments
from isnad.read.frames import STRIKES, Frame
from isnad.read.giving import Giver
from isnad.read.phrases import ENDS

MASSACRE_REACH = 10  # tokens from a massacre to what made it
LEFT_REACH = 5  # tokens from what went off to "مخلفات"
LAUNCH_REACH = 20  # tokens from what was caught to who launched it
FLYING = frozenset({"drone", "loitering"})  # of means.csv
FENDED = frozenset({"intercept", "shoot_down_drone"})  # of triggers.yaml: what is only fended off is no event
CAUGHT = FENDED | {"shoot_down"}
LAUNCHED = "launched"  # the rule of a frame of what was caught: who fired it is known
HAND_REACH = 9  # tokens from who had a hand in it to what it was
AWAY = 5  # tokens of "على بعد كيلومترين"
GROUND_REACH = 16  # tokens from the shells to where they came from
# Countries with more than one side: the fire from there need not be the government's.
DIVIDED = frozenset({"YE", "SY", "PS", "LB", "LY", "SD", "SO", "AF", "IQ", "ML"})


class Blamed:
    """The doers of one sentence that are told beside its verbs; `give` puts a phrase into a frame."""

    def __init__(self, s: Sentence, args: Arguments, give: Giver) -> None:
        self.s, self.args, self.give = s, args, give

    def accused(self, f: Frame, first: int) -> None:
        """As in "اتهم … قوات … بقصف", "خلايا … وراء الهجوم": the accused, or who stands behind it."""
        s = self.s
        if first > s.i and s.tokens[first - 1].norm in ("وراء", "خلف", "وراءه"):
            np = self.args.before(first - 1, max(s.i, first - 10))
            if np is not None and self.args.armed(np):
                self.give(f, "actor", self.args.first_of(np, s.i), first)
            return
        charge = next(
            (
                m
                for m in reversed(s.by_kind.get("speech", []))
                if m.entry.row.frame == "accuse" and m.j <= first and first - m.j <= 24
            ),
            None,
        )
        if charge is None:
            return
        if charge.entry.id == "ascribe":
            self._ascribed(f)
            return
        by = next(
            (
                k
                for k in range(charge.j, first + 1)
                if s.tokens[k].norm[:1] == "ب"
                and len(s.tokens[k].norm) > 3
                and (
                    k == first or s.at("cue", k) is not None or s.tokens[k].norm.startswith("بال") or s.at("trigger", k)
                )
            ),
            -1,
        )
        passive = any(c.entry.row.kind == "agent" and charge.j <= c.i < by for c in s.by_kind.get("cue", ()))
        if by < 0 or passive:  # "بعد اتهامه من قبل …": who accuses, not who is accused
            return
        np = self.args.before(by, charge.j) or next(
            (x for x in self.args.nps.values() if charge.j <= x.i and by - 1 <= x.j <= by), None
        )
        if np is not None and (self.args.armed(np) or self.args.named(np)) and np.prep == "":
            self.give(f, "actor", self.args.first_of(np, charge.j), by)

    def _ascribed(self, f: Frame) -> None:
        """As in "نسبت القوات الغارة إلى طيران أجنبي": to whom it is laid is the doer, and nobody's target."""
        s = self.s
        to = next((k for k in range(f.end, min(f.end + LAUNCH_REACH, s.j)) if s.tokens[k].norm == "الي"), -1)
        np = self.args.next(to + 1, s.j, 2) if to >= 0 else None
        if np is not None and (self.args.armed(np) or self.args.named(np)):
            f.targets = [x for x in f.targets if x.i != np.i]
            f.actors = f.actors or self.args.coordinated(np, s.j)

    def out_of(self, f: Frame, m: Match, right: int) -> None:
        """As in "غارة من طيران …", "القصف المدفعي من قوات …": the side the fire comes from, right behind the noun."""
        if f.actors or f.type not in STRIKES | {"movement", "threat"} or m.entry.row.trigger.id == "sweep":
            return
        for k in range(m.j, min(m.j + 3, right - 1)):
            tok = self.s.tokens[k]
            if tok.norm[:1] == "ب" and tok.norm[1:] in words("swarm"):
                return  # "هجوماً بسرب من المسيرات"
            if tok.norm == "من" and self.s.at("cue", k) is None and self.s.tokens[k - 1].norm not in ("كل", "كلا"):
                np = self.args.next(k + 1, right, 0)
                if np is not None and self.args.armed(np) and np.prep == "":
                    self.give(f, "actor", np, right)
                return
            if tok.kind == "p" or k in self.s.verbs or self.s.at("trigger", k) is not None:
                return  # "عملية لتطهير المدينة من المسلحين"

    def aircraft(self, f: Frame, first: int, last: int, right: int) -> None:
        """As in "بطائرة مسيرة تركية", "عبر طيران …": the owner of the aircraft is the doer."""
        if not any(np.air for np in self.args.nps.values()):
            return
        for k in (*range(last, min(last + 12, right)), *range(first - 1, max(first - 10, self.s.i) - 1, -1)):
            np = self.args.at(k)
            if (
                np is not None
                and np.i not in self.give.used
                and np.air
                and np.owners
                and (np.prep == "ب" or self.s.tokens[max(k - 1, self.s.i)].norm in ("عبر", "من", "بواسطه", "ب", "بقصف"))
            ):
                self.give(f, "actor", np, np.j)
                return

    def ground(self, f: Frame, last: int, right: int) -> None:
        """As in "قذائف من داخل الأراضي التركية", "مصدره الأراضي …": whose ground the fire came from, though divided."""
        s = self.s
        for k in range(last, min(last + GROUND_REACH, right)):
            if s.tokens[k].text in ENDS or (k in s.verbs and s.tokens[k].norm not in words("launched")):
                return
            if (camp := self._camp(k)) is not None:
                self.give(f, "actor", camp, right)
                return
            nat = s.at("nat", k + 1) if s.tokens[k].norm in words("territory_of") else None
            before = s.tokens[k - 1].norm
            from_it = before in ("من", "داخل", "عبر") or before.startswith("مصدر")
            if nat is None or nat.prep or not from_it:
                continue
            of = "" if nat.entry.row["country"] in DIVIDED else "facility"
            f.actors.append(Np(k, nat.j, "noun", None, k, of, "thing", owners=[nat], definite=True))
            return

    def _camp(self, k: int) -> Np | None:
        """Whose post or ground follows "من" or "مصدره" at token k: "قصف من معسكرات القوات", "مصدره مواقع القوات"."""
        s = self.s
        out_of = s.tokens[k].norm == "من" or s.tokens[k].norm.startswith("مصدر")
        if not out_of or k + 1 >= s.j or s.has(words("close_to"), max(s.i, k - AWAY), k):
            return None
        np = self.args.nps.get(k + 1)
        if np is None or np.prep or np.of not in ("base", "site", "weapon") or np.i in self.give.used:
            return None
        whose = [phrase_of(s, m) for m in np.owners]
        return next((x for x in whose if self.args.armed(x)), None)

    def left_behind(self, f: Frame, last: int, right: int) -> None:
        """As in "انفجار لغم من مخلفات التنظيم": whose remnant it was."""
        s = self.s
        for k in range(f.at, min(last + LEFT_REACH, right)):
            if s.tokens[k].norm.lstrip("بل") != "مخلفات":
                continue
            np = self.args.nps.get(k)
            np = phrase_of(s, np.owners[0]) if np is not None and np.owners else self.args.at(k + 1)
            if np is not None and self.args.armed(np) and not np.prep:
                self.give(f, "actor", np, right)
            return

    def involved(self, f: Frame, first: int, left: int) -> None:
        """As in "ضلوع التنظيم في الهجوم", "كان القيادي متورطاً في الهجوم": who is said to have had a hand in it."""
        s = self.s
        for k in range(first - 1, max(left, first - HAND_REACH) - 1, -1):
            norm = s.tokens[k].norm.removeprefix("و").removeprefix("ب")
            norm = norm[1:] if norm[:2] in ("لي", "لت") else norm  # "ليشاركوا"
            guilty = norm in words("hand_in") or (norm in words("answerable") and s.tokens[k + 1].norm == "عن")
            if s.tokens[k].text in ENDS or (k in s.verbs and not guilty):
                return
            if norm not in words("hand_of") and not guilty:
                continue
            if not any(s.tokens[p].norm in ("في", "عن", "وراء", "خلف") for p in range(k + 1, first)):
                return
            np = self.args.next(k + 1, first, 1)
            if np is None and guilty:
                np = self.args.lead(k, left) or self.args.before(k, max(s.i, k - HAND_REACH))
            if np is not None and np.role != "thing" and np.prep in ("", "ل") and np.i not in self.give.used:
                self.give(f, "actor", np, first)
            beside = next((p for p in range(k + 1, first) if s.norms[p] == "مع"), -1)
            other = self.args.at(beside + 1) if beside > 0 else None
            if other is not None and self.args.armed(other):
                self.give(f, "actor", other, first)  # "ليشاركوا مع القوات في عملية"
            return

    def confessed(self, f: Frame, first: int, left: int) -> None:
        """As in "اعترف عنصران من التنظيم بقتل …": who confesses a deed did it."""
        s = self.s
        if min(f.trigs, key=lambda m: m.i).prep != "ب":
            return
        for k in range(first - 1, max(left, first - HAND_REACH) - 1, -1):
            if s.tokens[k].text in ENDS:
                return
            if s.tokens[k].norm.removeprefix("و") not in words("confesses"):
                continue
            np = next((x for p in range(k + 1, first) if (x := self.args.nps.get(p)) is not None), None)
            if np is not None and np.role != "thing" and np.prep == "":
                self.give(f, "actor", np, first)
            return

    def launched(self, f: Frame, last: int) -> None:
        """As in "اعترضت الدفاعات الجوية صاروخاً أطلقته الجماعة": who fired what was caught is the doer."""
        s = self.s
        for k in range(last, min(last + LAUNCH_REACH, s.j)):
            if s.tokens[k].text in ENDS:
                return
            if s.tokens[k].norm not in words("launched"):
                continue
            cue = s.at("cue", k + 1)
            np = self.args.next(cue.j if cue is not None and cue.entry.row.kind == "agent" else k + 1, s.j, 2)
            if np is not None and self.args.armed(np) and self.args.named(np) and np.prep in ("", "ل"):
                f.actors, f.targets = self.args.coordinated(np, s.j), []
                f.rules.append(LAUNCHED)
                if any(m.entry.id in FLYING for m in s.by_kind.get("means", ()) if f.at < m.i <= k):
                    f.type = "air_strike"
            return

    def massacre(self, f: Frame, first: int) -> None:
        """As in "مجزرة للطائرات الحربية إثر غارات": whose massacre it is did what made it."""
        for k in range(first - 1, max(self.s.i, first - MASSACRE_REACH), -1):
            m = self.s.at("trigger", k)
            np = self.args.at(m.j) if m is not None and m.entry.row.trigger.id == "massacre" else None
            if np is not None and np.prep == "ل" and self.args.armed(np):
                self.give(f, "actor", np, np.j)
                return
