"""Roles that a word marks: light verbs, "من قبل", "بدعم من", "على", "بين … و…", pronouns that point back."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import BETWEEN, BORDER, Sentence
from isnad.mentions.parties import ANOTHER, Np
from isnad.read.arguments import BY_HAND, Arguments
from isnad.read.fallen import Fallen
from isnad.read.frames import STRIKES, Frame
from isnad.read.giving import Giver
from isnad.read.phrases import ENDS
from isnad.read.stricken import foiled_with
from isnad.read.telling import RELATIVE

FROM_AFAR = frozenset({"air_strike", "shelling"})  # whose target stands behind ل, too: "قصف لقوات … لمنازل …"
HITTING = STRIKES | {"threat", "territory"}  # what is aimed at something, by على, ضد, ل or إلى
AIMED = HITTING | {"protest", "armed_clash", "destruction", "arrest", "abduction", "assassination"}
SUFFERED = frozenset({"killing", "execution"})  # "مجزرة بحق مئات النازحين"
DONE_REACH = 4  # tokens from "الهجوم" to "نفذه", over a word or two about it
BLAME_REACH = 9  # tokens from the blame to "على"
SCENES = frozenset(["في", "قرب", "امام", "عند", "داخل", "خارج", "وسط", "ب", "اسفل", "تحت", "بجانب", "بجوار"])
TAKING_TO = ("نقل", "اسعف", "اسعاف", "وصل", "وصول", "اجلاء", "اخلاء", "نزح", "نزوح", "هرب", "فر", "انسحب", "عاد")
THINGS_HIT = frozenset({"facility", "base", "building", "vehicle"})
ASIDES = ("ستخدم", "قود", "قاد")  # of verbs that mostly tell of someone named before: "التحالف الذي تقوده …"
TOWARDS = frozenset({"باتجاه", "صوب"})
ANYBODY = frozenset({"كل", "اي", "ايه"})
SIDE_REACH = 18  # tokens between two sides
SHOTS = ("رصاص", "نيران")
PASSING = "مرور"
DONE = ("نفذ", "تنفذ", "ينفذ", "ارتكب", "ترتكب", "شن", "قام")  # of the pronouns that point at a deed: "نفذته"
CALLED = ("صف", "سم", "دع", "قول", "عتبر")  # of verbs behind ما: "على ما تصفه بأهداف …"
BURNT = frozenset({"other", "site", "depot"})  # fields, posts, stores: what is set on fire beside these


def _done_by(s: Sentence, f: Frame) -> bool:
    """Whether what was done is put behind who did it: "مخططاً أعدّه … لتفجير", "مجزرة ارتكبتها … في قصف"."""
    first = min(f.trigs, key=lambda m: m.i)
    return any(m.prep in ("ل", "ب") for m in f.trigs) or (first.i > s.i and s.tokens[first.i - 1].norm == "في")


class Marked:
    """The marked roles of one sentence; `give` puts a phrase into a frame."""

    def __init__(self, s: Sentence, args: Arguments, give: Giver) -> None:
        self.s, self.args, self.give = s, args, give
        self.fallen = Fallen(s, args, give)

    def light(self, f: Frame, first: int, left: int) -> None:
        """As in "شنت طائرات … غارات", "تعرضت القرية لقصف": the subject of a light verb before the event noun."""
        s = self.s
        cues = s.first("cue")
        after = s.norms[first - 1].removeprefix("و") in words("came_after") and self._done_behind(f)
        for k in range(first - 1, max(left - 1, first - 22), -1):
            cue = cues.get(k)
            if cue is not None and cue.entry.row.kind == "agent" and k in s.verbs and cue.j == k + 1:
                by = self.args.next(cue.j, first, 1)  # "مخططاً أعدّه … لتفجير"; else it belongs to the noun before it
                if by is not None and self.args.armed(by) and not f.actors and _done_by(s, f):
                    self.give(f, "actor", by, first)
                    return
                continue
            if cue is None or cue.entry.row.kind != "light":
                if s.tokens[k].text in ENDS and k not in s.covered:
                    return
                continue
            if s.norms[min(cue.j, first)] in words("freedom"):
                continue  # "أطلقوا سراح الرعاة بعد اعتقالهم"
            sub = cue.entry.row.subject
            if (
                sub == "event"
                and s.tokens[k].norm.removeprefix("و") in words("goes_on_in")
                and s.tokens[first - 1].norm == "في"
            ):
                sub = "actor"  # "استمرت القوات في قصف …"
            if cue.suffix and sub == "actor" and k > s.i and s.tokens[k - 1].norm in RELATIVE:
                continue  # "التحالف الذي تقوده …": an aside
            if sub not in ("actor", "target") or (sub == "actor" and after):
                return  # "كثف الجيش دورياته بعد هجوم نفذه مسلحون": it is not what he did
            if sub == "target" and not self._to(first, k):
                continue  # "تعرض طفلاها لصدمة، إثر قصف": not of this event
            np = self.args.next(cue.j, first, 4)
            if np is None and sub == "target":
                np = self.args.beside(cue.j, first)  # "تعرضت قرى ومدرسة لقصف"
            if np is None or np.prep == "ب":
                relative = k > s.i and s.tokens[k - 1].norm.removeprefix("و") in RELATIVE
                np = self.args.lead(k, left) if sub == "actor" and not relative else None
                np = np or self.args.before(k, max(left, k - 12))
            if np is None:
                continue
            if sub == "actor" and np.i > s.i and s.tokens[np.i - 1].norm in ANYBODY:
                return  # "كل طرف ساهم في الهجوم"
            acts = np.role != "thing" or f.type == "aid"
            if sub == "actor" and (
                self.args.armed(np)
                or (acts and f.type in ("protest", "talks", "agreement", "aid", "threat"))
                or np.of == "fighter"
                or (f.trigger.patient and np.role == "person")
            ):
                if not f.actors or (f.trigger.sides and np.i not in self.give.used and not np.prep):
                    self.give(f, "actor", np, first)
            elif sub == "target" and np.prep in ("", "ل"):
                self.give(f, "target", np, first, far=f.type in STRIKES)
            return

    def _done_behind(self, f: Frame) -> bool:
        """Whether who did it is told right behind: "هجوم نفذه مسلحون", "الغارة التي شنتها الطائرات"."""
        behind = range(f.end, min(f.end + DONE_REACH, self.s.j))
        return any(
            m.entry.row.kind == "agent" and m.i in behind for m in self.s.by_kind.get("cue", ()) if m.i in self.s.verbs
        )

    def _to(self, first: int, k: int) -> bool:
        """Whether what is undergone, told at token k, is the event at token `first`: ل stands before it alone."""
        told = [
            p for p in range(k + 1, first + 1) if self.s.tokens[p].norm[:1] == "ل" and self.s.tokens[p].norm != "لم"
        ]
        if any(self.s.tokens[p].norm[1:] in words("suffered_for") for p in told):
            return False  # "تعرض التحالف لانتقادات بعد غارة"
        marks = any(self.s.tokens[p].text in "،,؛" for p in range(k + 1, first))
        return not (marks and told and told[0] < first)

    def cues(self, f: Frame, first: int, left: int, right: int) -> None:
        """As in "من قبل", "نفذها", "ضد", "بدعم من" within reach of the trigger."""
        begin = min(m.j for m in f.trigs)
        for cue in self.s.by_kind.get("cue", ()):
            kind = cue.entry.row.kind
            if (
                kind == "light"
                and cue.suffix
                and not (any(x in self.s.tokens[cue.i].norm for x in ASIDES) and not self._led(f, cue))
                and cue.entry.row.subject == "actor"
                and (f.trigs[0].entry.row.pos != "verb" or any(a.air and a.j == cue.i for a in f.actors))
            ):
                kind = "agent"  # غارات شنتها …, هجوم نفذه …
            if kind == "held" and f.type == "territory" and begin <= cue.i:
                kind = "agent"
            if kind not in ("agent", "onto", "support"):
                continue
            if kind == "support" and any(np.i < cue.i and cue.j < np.j for np in self.args.nps.values()):
                continue  # "مليشيات الحوثي المدعومة من إيران": whose allies it is known to be
            if kind == "support" and f.type == "displacement":
                continue  # "وفرت البلدية بالتنسيق مع القوات ممراً لخروج الأهالي"
            if kind == "support" and f.type != "armed_clash" and foiled_with(self.s, cue, first, begin):
                continue  # "صدت القوات بإسناد من الطيران هجوماً": who helped to beat it off
            near = begin <= cue.i < right or (kind == "support" and left <= cue.i < first)
            near = near or (self._shot(cue) and any(r.j <= cue.i < first for r in f.results))
            if not near or cue.i - max(m.j for m in f.trigs) > 28:
                continue
            np = self.args.next(self._helper(cue), right if cue.i >= begin else first, 3)
            if np is None or np.i in self.give.used:
                continue
            self._cue(f, cue, kind, np, right)

    def _helper(self, cue: Match) -> int:
        """The token from which who did it or helped stands: "بإسناد جوي كثيف من | مقاتلات التحالف"."""
        k = cue.j
        while cue.entry.row.kind == "support" and k < min(cue.j + 3, self.s.j - 1) and self.args.at(k) is None:
            if self.s.norms[k] == "من":
                return k + 1
            k += 1
        return cue.j

    def _shot(self, cue: Match) -> bool:
        """Whether whose fire it was stands behind a cue: "أصيب شاب برصاص الجيش خلال اقتحام البلدة"."""
        return self.s.tokens[cue.i].norm.removeprefix("ب") in SHOTS

    def _led(self, f: Frame, cue: Match) -> bool:
        """Whether a relative clause of leading is of the happening itself: "القصف الجوي، الذي تقوده واشنطن"."""
        gap = range(max(m.j for m in f.trigs), cue.i)
        apart = [t.norm for t in self.s.tokens[gap.start : gap.stop] if t.kind == "w"]
        return (
            f.type in STRIKES and "ستخدم" not in self.s.tokens[cue.i].norm and len(apart) == 1 and apart[0] in RELATIVE
        )

    def _cue(self, f: Frame, cue: Match, kind: str, np: Np, right: int) -> None:
        armed = self.args.armed(np)
        if kind == "agent":
            word = self.s.tokens[cue.j - 1].norm
            by = "قبل" in word or "يد" in word
            sure = by or bool({"مناطق", "المناطق"} & {t.norm for t in self.s.tokens[cue.i : cue.j]})
            one = np.role == "person" and any(t.norm.startswith(DONE) for t in self.s.tokens[cue.i : cue.j])
            if self.args.place_between(cue.j, np.i) and not sure:
                return
            if not (armed or np.of == "fighter" or by or one):  # one: "هجوم نفذته امرأة"
                return
            craft = [a for a in f.actors if a.air and not self.args.sided(a) and a.j <= cue.i]
            if craft and len(craft) == len(f.actors) and armed and self.args.sided(np):
                f.actors.clear()  # "شنته مسيرات أطلقها الحوثيون": who sent them
            if not f.actors or all(a.kind == "nat" for a in f.actors):
                self.give(f, "actor", np, right)
        elif kind == "support":
            if armed and self.args.sided(np):
                known = len(f.actors)
                self.give(f, "actor", np, right)
                f.helpers += f.actors[known:]
                self._more_support(f, self.args.coordinated(np, right)[-1].j, right)
        elif f.type == "territory" and self.s.tokens[cue.i].norm.removeprefix("و") in TOWARDS:
            return  # "تتقدم باتجاه مقر القيادة": where to
        elif not f.targets and (f.type in AIMED or (f.type in SUFFERED and self.s.norms[cue.i] == "بحق")):
            self.give(f, "target", np, right, far=True)

    def _more_support(self, f: Frame, k: int, right: int) -> None:
        """Who stood by as well: "بمساندة الحشد ودعم طيران التحالف وإسناد من القوات"."""
        while k < right and self.s.tokens[k].norm in words("and_support"):
            np = self.args.next(k + 1 + (self.s.tokens[min(k + 1, right - 1)].norm == "من"), right, 2)
            if np is None or not self.args.armed(np) or not self.args.sided(np):
                return
            self.give(f, "actor", np, right)
            k = self.args.coordinated(np, right)[-1].j

    def scene(self, f: Frame, last: int, right: int) -> None:
        """As in "انفجار … في سوق", "قرب حاجز", "أضرموا النار في المقر": the market or post where it was."""
        if f.type == "armed_attack" and f.results and self.s.tokens[f.trigs[0].i].norm.endswith(SHOTS):
            return  # "قُتل شاب برصاص مسلحين قرب حاجز": he was shot at
        for k in range(last, min(last + 12, right)):
            at = k + 1 if self.s.tokens[k].norm in SCENES else k
            np = self.args.at(at)
            if self.s.tokens[k].norm == PASSING and (by := self.args.at(k + 1)) is not None:
                self.give(f, "target", by, right)  # "انفجرت لدى مرور دورية"
                return
            if np is not None and np.pronoun and np.of == "building" and f.type == "armed_attack" and f.results:
                return  # "قُتل برصاص مسلحين أمام منزله"
            more = BURNT if f.type == "destruction" else {"depot"} if f.type == "explosive" else frozenset()
            hit = THINGS_HIT | more
            if np is not None and np.role == "force" and np.quantity is None and f.type == "explosive" and at > k:
                self.give(f, "target", np, right)  # "تفجير عبوة في قوة إسرائيلية"
                return
            if np is not None and np.role == "thing" and np.of in hit and (at > k or self._planted(f, np)):
                self.give(f, "target", np, right)
                return
            if self.s.tokens[k].text in ".؛":
                return

    def _planted(self, f: Frame, np: Np) -> bool:
        """Whether what blew up was in or under a thing: "انفجار عبوة ناسفة بسيارته", "النار بالمقر"."""
        if np.prep != "ب" or f.type not in ("explosive", "destruction"):
            return False
        if f.type == "destruction":
            return True
        if f.trigger.id == "blast" and np.of in ("depot", "facility", "base"):
            return True  # "انفجار بمخزن للذخيرة"
        charge = f.trigger.id != "blast" or any(
            self.s.tokens[k].norm.removeprefix("ال") in words("charge") for k in range(f.end, np.i)
        )  # "انفجرت عبوة ناسفة بسيارة …"
        return charge and np.of in ("vehicle", "building")

    def among(self, f: Frame, last: int, right: int) -> None:
        """As in "اعتقالات واسعة في صفوف النازحين", "الاغتيالات بين القادة": among whom it was done."""
        if self.args.verbal(f.trigs[0]):
            return
        for k in range(last, min(last + 4, right - 1)):
            word = self.s.tokens[k].norm.removeprefix("ب")
            if word in words("ranks"):
                np = self.args.at(k + 1)
                if np is not None and np.role != "thing" and not np.prep:
                    self.give(f, "target", np, right)
                return

    def sides(self, f: Frame, last: int, right: int) -> None:
        """As in "بين … و…", "مع …": all who take part are actors; so are fighters who fell in it."""
        s = self.s
        for k in range(last, min(last + 28, right)):
            norm = s.tokens[k].norm
            if norm in ("بين", "مع") and s.norms[k - 1] in BORDER:
                continue  # "على الحدود بين السودان وتشاد", "قرب الحدود مع إثيوبيا"
            second = norm == "وبين" and s.tokens[k - 1].norm in BETWEEN  # "بينها وبين الفصائل"
            gathers = norm in words("gathers") and k < last + 3
            if norm == "بين" or second or gathers or (norm == "مع" and k < last + 14):
                sent = s.tokens[k + 1].norm if gathers and k + 2 < right else ""  # "ضم ممثلين عن الجانبين"
                k += 2 if sent in words("sent") and s.tokens[k + 2].norm in ("عن", "من") else 0
                np = self.args.next(k + 1, right, 1) or next(
                    (self.args.at(p) for p in range(k + 1, min(k + 5, right)) if self.args.at(p) is not None), None
                )
                if np is None:
                    break
                f.actors = [a for a in f.actors if a not in f.targets]
                self.give(f, "actor", np, right)
                tail = self.args.coordinated(np, right)[-1].j
                if norm == "بين" and tail == np.j:
                    tail = self._other_side(f, tail, right)
                for p in range(tail, min(tail + 4, right)):
                    if s.tokens[p].norm in ("وبين", "من", "وبينهم", "مع"):
                        far = self.args.next(p + 1, right, 3)
                        if far is not None:
                            self.give(f, "actor", far, right)
                break
        if f.targets:
            f.actors += [t for t in f.targets if t not in f.actors]
            f.targets = []
        if f.type == "armed_clash" and len(f.actors) < 2:
            self.fallen(f)

    def _other_side(self, f: Frame, k: int, right: int) -> int:
        """The second side, over what describes the first: "بين قوات الحكومة المعترف بها دولياً والجماعة"; its end."""
        s = self.s
        for p in range(k, min(k + SIDE_REACH, right)):
            if s.tokens[p].text in ENDS or s.at("trigger", p) is not None or s.at("speech", p) is not None:
                return k
            np = self.args.at(p)
            if np is None and s.tokens[p].norm in ANOTHER and p + 2 < right:
                np = self.args.at(p + 2)  # "بين مسلحين من قبيلة … وآخرين من قبيلة …"
                joined = np is not None
            else:
                joined = np is not None and (np.conj or s.tokens[p - 1].norm == "و")
            if np is not None and joined and np.role != "thing" and not np.prep:
                self.give(f, "actor", np, right)
                return self.args.coordinated(np, right)[-1].j
        return k

    def objects(self, f: Frame, last: int, right: int) -> None:
        """As in "على منزل", "لـ…": what was hit, where nothing else says it."""
        if f.targets or f.type not in HITTING:
            return
        s = self.s
        cues, aims = s.first("cue"), f.trigger.id in ("target", "bomb", "ambush") and bool(f.actors)
        behind = max([last, *(a.j for a in f.actors if last <= a.i < right)])
        beside = self.args.beside(behind, right) if f.type in STRIKES else None
        if beside is not None and beside.role == "thing":
            self.give(f, "target", beside, right, far=True)
            return
        for k in range(last, min(last + 18, right)):
            tok = s.tokens[k]
            cue = cues.get(k)
            if cue is not None and cue.entry.row.kind == "possible":
                continue
            named = tok.norm in words("called")  # "فتح رجل يدعى سامر النار على"
            if tok.text in ".؛" or (s.at("speech", k) is not None and k in s.verbs and not named):
                return
            if cue is not None and cue.entry.row.kind == "result":
                return
            if any(r.i == k and r.bits & CONJ and r.entry.row.pos == "verb" for r in f.results):
                return  # "هاجموا القرية … وأحرقوا مركبات وكتبوا شعارات على الجدران"
            yard = f.type in FROM_AFAR and tok.norm == "في" and s.has(words("courtyard"), k + 1, min(k + 2, right))
            if yard and (of := self.args.at(k + 2)) is not None and of.role == "thing" and not of.prep:
                self.give(f, "target", of, right)
                return
            at = self.args.at(k) if aims or (f.type in FROM_AFAR and behind > last and k <= behind + 1) else None
            hit = at is not None and (at.role == "thing" or f.trigger.id == "ambush") and at.prep == "ل"
            if at is not None and hit and at.i not in self.give.used:
                self.give(f, "target", at, right, far=True)  # "باستهداف من قبل قوات … لسيارتين", "كمين نصبوه لدورية"
                return
            if tok.norm in ("علي", "ضد", "ل", "الي"):
                np = self.args.next(self._called(k + 1, right), right, 1) or self._crowd(k + 1)
                if tok.norm == "الي" and self._taken(k):
                    return
                if np is not None and ((blame := self._blame(k)) >= 0 or (tok.norm, s.norms[k + 1]) in BY_HAND):
                    f.actors = [a for a in f.actors if 0 <= blame < a.i]  # "وقع الهجوم على يد متطرفين"
                    if not f.actors:
                        self.give(f, "actor", np, right)
                    return
                aimed_at = np is not None and (tok.norm != "الي" or np.role == "thing" or k - last <= 2)
                if np is not None and aimed_at and np.i not in self.give.used:
                    if f.type != "territory" or np.role == "force" or np.owners:
                        self.give(f, "target", np, right, far=True)
                    return

    def _blame(self, k: int) -> int:
        """Where blame stands that "على" at token k lays at somebody's door, -1 where none: "باللوم في الهجوم على …"."""
        for p in range(k - 1, max(self.s.i - 1, k - BLAME_REACH), -1):
            if self.s.norms[p] in words("blame"):
                return p
            if self.s.tokens[p].text in ENDS or (p in self.s.verbs and self.s.norms[p - 1] not in RELATIVE):
                return -1
        return -1

    def _crowd(self, k: int) -> Np | None:
        """Those in a protest at token k, where it is what was shot at: "أطلقت القوات النار على تظاهرة"."""
        m = self.s.at("trigger", k) if k < self.s.j else None
        if m is None or m.entry.row.trigger.type != "protest" or m.entry.row.pos == "verb" or m.prep:
            return None
        return Np(k, m.j, "noun", None, k, "civilian", "person", "civilians", "pl")

    def _called(self, k: int, right: int) -> int:
        """Where what something is called stands, over "ما تصفه ب", "ما وصفتها بأنها"; k itself where nothing is."""
        s = self.s
        if k + 2 >= right or s.tokens[k].norm != "ما" or not any(w in s.tokens[k + 1].norm[:5] for w in CALLED):
            return k
        that = s.tokens[k + 2].norm in ("بانها", "بانه", "انها", "انه")
        return k + 2 + that if that or s.tokens[k + 1].norm.endswith(("ه", "ها")) else k

    def _taken(self, k: int) -> bool:
        """Whether somebody is taken or comes where إلى at token k points: "نقل الجرحى إلى المشافي"."""
        before = (self.s.tokens[p].norm for p in range(max(self.s.i, k - 8), k))
        return any(w.startswith(TAKING_TO) or w[1:].startswith(TAKING_TO) for w in before)
