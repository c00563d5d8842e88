"""Giving roles: a phrase and those joined to it become doers or targets of a frame, each once."""

from __future__ import annotations

from dataclasses import replace

from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np, phrase_of
from isnad.read.arguments import MUNITIONS, Arguments
from isnad.read.frames import STRIKES, Frame

NO_TARGETS = frozenset({"damage", "camp_of_people"})  # of party_nouns.csv: what came of it, and a place
HELD = frozenset({"arrest", "abduction", "detention"})
ATTACKERS = frozenset({"المنفذ", "منفذ", "المهاجم"})  # who did it, and was shot in it

PERSONAL = frozenset({"arrest", "abduction", "assassination", "execution", "killing", "detention"})


class Giver:
    """Puts the phrases of one sentence into the roles of its frames; `used` are the tokens of those that have one."""

    def __init__(self, s: Sentence, args: Arguments) -> None:
        self.s, self.args = s, args
        self.used: set[int] = set()

    def __call__(self, f: Frame, role: str, np: Np, end: int, far: bool = False) -> None:
        """Put a phrase and those joined to it before token `end` into a role; `far` also over a place between them."""
        given = self.args.coordinated(np, end, far)
        if role == "target":
            given = [y for x in given for y in self._shared(x)]
        for x in given:
            if role == "actor" and self._man(x):
                x = replace(x, kind="noun", of="person", role="person")
            if (
                role == "target"
                and f.type in HELD
                and x.kind == "nat"
                and x.definite
                and not self.s.tokens[x.head_at].ta
            ):
                x = replace(x, kind="noun", of="person", role="person")  # "أوقفت دورية السوريين فلان وفلان"
            where = f.actors if role == "actor" else f.targets
            if x is not np and role == "target" and not x.owners and x.head is not None and x.head.entry.id == "ally":
                continue  # "الحوثيين وحلفائهم": told as one
            if self._sent_by(x) or self._fallen(x) or (role == "target" and self._no_target(f, x)):
                continue
            if role == "target" and f.type in PERSONAL and x.kind == "nat" and not x.definite and x.quantity is None:
                x = replace(x, kind="noun", of="person")  # "تعتقل سورية": one of that nation
            if all(x is not y for y in f.actors + f.targets):
                where.append(x)
                self.used.add(x.i)

    def _shared(self, np: Np) -> list[Np]:
        """A post of two sides is one of either: "نقطة مشتركة بين القوات والحشد", "مواقع مشتركة للجيش مع الفصيل"."""
        s, k = self.s, np.j
        joint = np.role == "thing" and any(s.tokens[p].norm.startswith("مشترك") for p in range(np.head_at + 1, np.j))
        if not joint or k >= s.j or s.tokens[k].norm not in ("بين", "مع"):
            return [np]
        sides = self.args.at(k + 1)
        whose = [x.owners[0] for x in (self.args.coordinated(sides, s.j) if sides is not None else ()) if x.owners]
        if not whose:
            return [np]
        first = np if np.owners else replace(np, owners=whose[:1])
        return [first, *(phrase_of(s, m) for m in (whose if np.owners else whose[1:]))]

    def _sent_by(self, np: Np) -> bool:
        """Whether a phrase is a delegation of those named right behind it: "وفدا | الطرفين"."""
        envoys = np.head is not None and np.head.entry.id == "delegation" and not np.owners
        return envoys and self.args.at(np.j) is not None

    def _fallen(self, np: Np) -> bool:
        """Whether a phrase is a word for the dead or hurt ("26 قتيلاً"): what came of it, neither doer nor target."""
        m = self.s.at("trigger", np.head_at)
        if m is None or m.entry.row.trigger.figure not in ("killed", "injured", "casualties") or np.name is not None:
            return False  # "اغتيال الشهيد سامر العلي"
        cases = m.entry.row.pos == "noun" and np.quantity is not None  # "78 إصابة"
        return bool(m.entry.row.trigger.counted) or cases

    def _man(self, np: Np) -> bool:
        """Whether a nationality is a man, no adjective and no side: "عملية نفذها فلسطيني", "أطلق سوري النار"."""
        tok = self.s.tokens[np.head_at]
        if np.kind != "nat" or np.definite or tok.ta or np.quantity is not None or np.head_at == self.s.i:
            return False
        agent = any(c.j == np.head_at and c.entry.row.kind == "agent" for c in self.s.by_kind.get("cue", ()))
        before = self.s.at("trigger", np.head_at - 1)
        told = before is None or (before.entry.row.pos == "verb" and bool(before.entry.row.trigger.then))
        return (agent or (told and np.head_at - 1 in self.s.verbs)) and tok.norm.endswith("ي")

    def _describes(self, np: Np) -> bool:
        """Whether a nationality is an adjective here, of arms and the like: "بقذائف كراسنبول الروسية"."""
        return self.s.tokens[np.head_at].norm.endswith(("يه", "ي"))

    def _no_target(self, f: Frame, np: Np) -> bool:
        """Whether a phrase is no target: shells, the car that blew up, damage, a camp where people live."""
        if np.head is not None and np.head.entry.id in NO_TARGETS:
            return True
        if np.prep == "ل" and np.i > self.s.i and self.s.tokens[np.i - 1].norm in words("shelter"):
            return True  # "مخيماً للنازحين": a place
        if np.kind == "others" and (f.type in STRIKES or f.type == "killing"):
            return True  # "أصيب 29 آخرون"; but "احتجزت خمسة آخرين"
        if f.type not in STRIKES:
            return False
        if np.air and not np.owners:
            return True  # "أطلقت أكثر من مئة مسيّرة على منشآت الطاقة"
        if np.of in MUNITIONS or (np.kind == "nat" and np.quantity is None and self._describes(np)):
            return True
        if np.of == "weapon" and f.type in ("explosive", "suicide_attack"):
            return True
        if (
            np.of == "weapon"
            and not np.owners
            and np.quantity is None
            and not (np.head is not None and np.head.entry.id.startswith("launcher"))
        ):
            return True
        return np.of == "vehicle" and any(
            self.s.tokens[k].norm.startswith(("مفخخ", "ملغوم", "المفخخ", "الملغوم")) for k in range(np.head_at, np.j)
        )
