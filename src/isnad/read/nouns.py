"""Roles by a noun: what stands in construct behind it, behind ل, as its adjective."""

from __future__ import annotations

from dataclasses import replace

from isnad.arabic.tokens import ARTICLE, CONJ
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import tanween
from isnad.mentions.parties import Np, bomber, phrase_of
from isnad.read.arguments import MUNITIONS, Arguments
from isnad.read.blamed import CAUGHT, Blamed
from isnad.read.dealings import Dealings
from isnad.read.frames import STRIKES, Frame
from isnad.read.furniture import DASHES
from isnad.read.giving import PERSONAL, Giver
from isnad.read.marked import SHOTS
from isnad.read.phrases import NEAR
from isnad.read.verbfirst import EXPEL, exchanged
from isnad.read.verbs import STRIKING

BREACH = "breach"  # of triggers.yaml
OBJECT_REACH = 12  # tokens from who strikes to what he strikes, behind ل
LIGHT_REACH = 10  # tokens from a light verb to its event
BESIDE = frozenset({"امام", "خلف", "قرب", "داخل"})  # before what something happened at


def ends_in_thing(m: Match, nps: dict[int, Np]) -> bool:
    """Whether a happening is told by a phrase whose last word is what it was done to: "تفجير منزل", "هدم المنازل"."""
    np = nps.get(m.j - 1)
    told = m.j - m.i > 1 and m.entry.row.trigger.type == "destruction" and m.entry.row.trigger.takes == "target"
    return told and np is not None and np.role == "thing"


class Nouns:
    """What the nouns of one sentence's happenings take; `give` puts a phrase into a frame."""

    def __init__(self, s: Sentence, args: Arguments, give: Giver, dealings: Dealings, blamed: Blamed) -> None:
        self.s, self.args, self.give, self.dealings, self.blamed = s, args, give, dealings, blamed

    def told(self, f: Frame, m: Match, right: int) -> None:
        """Give the roles of the phrases behind the noun m: "قصف قوات … لبلدة …", "غارة روسية", "اعتقال ليبي"."""
        if self._told_by_itself(f, m, right):
            return
        args, t = self.args, m.entry.row.trigger
        k = self._complement(f, m)
        first = args.next(k, right, 2)
        if first is None:
            self._without(f, m, right)
        elif self._of_nation(m, first):
            self.give(f, "target", replace(first, kind="noun", of="person"), right)
        elif any(self._with(p) for p in range(k, first.i)):
            return  # "هجوماً بسرب من المسيرات": what it was done with
        elif t.type == "execution" and first.prep == "ب" and first.role == "person":
            self.give(f, "target", first, right)  # "تنفيذ حكم القتل تعزيراً بثلاثة جناة"
        elif self._no_party(f, m, first):
            return
        elif t.takes == "both" and first.role == "thing" and first.quantity is not None and not first.prep:
            self.give(f, "target", first, right, far=True)  # "استهداف خمس دبابات"
        elif t.id in CAUGHT and (first.air or first.of in ("aircraft", "weapon", "round")):
            self.give(f, "target", first, right)  # "إسقاط طائرة تابعة للجماعة"
        else:
            self._taken(f, m, first, k, right)

    def _told_by_itself(self, f: Frame, m: Match, right: int) -> bool:
        """Whether the noun itself, or a verb before it, settles it: "هدم المنازل", "استهدفت ضربة المسلحين"."""
        t, ending = m.entry.row.trigger, self.s.tokens[m.j - 1].norm
        hit = self.args.at(m.j - 1) if ends_in_thing(m, self.args.nps) else None
        hit = hit or self._hit_by(f, m, right)
        if hit is not None:
            self.give(f, "target", hit, right, far=True)
            return True
        if t.type == "detention" and ending in words("held_with"):
            self.dealings.held(f, m, right)
            return True
        return t.type == "territory" and ending == "علي"  # "السيطرة على الفوج": what is taken

    def _complement(self, f: Frame, m: Match) -> int:
        """The token from which what a noun takes stands, behind a nationality that does it: "غارة روسية على …"."""
        man = self.args.at(m.j)
        return self._past_joined(m.j if man is not None and self._of_nation(m, man) else self._adjective_side(f, m))

    def _without(self, f: Frame, m: Match, right: int) -> None:
        """Roles where no phrase stands behind a noun: who was driven out, a name alone ("اغتيال سامر العلي")."""
        self.blamed.out_of(f, m, right)
        t = m.entry.row.trigger
        if t.takes != "target" or t.type not in PERSONAL or m.bits & ARTICLE:
            return
        name = self.args.person(m.j, right)
        if name is not None and name.kind == "name":
            self.give(f, "target", name, right)

    def _no_party(self, f: Frame, m: Match, first: Np) -> bool:
        """Whether the phrase behind a noun is nobody who did it or whom it was done to."""
        if m.entry.row.trigger.id == BREACH and not self.args.armed(first):
            return True  # "خرق لقرار مجلس الأمن": of a rule, by nobody who is told
        if first.i > m.j and self.s.norms[first.i - 1].removeprefix("ل") in words("helping"):
            return True  # "ضربات لدعم القوات": whom it was to help
        if tanween(self.s.tokens[m.i].text) and not first.prep:
            return True  # "قُتل قنصاً برصاص أحد المسلحين"
        if m.bits & ARTICLE and first.i == m.j and first.quantity is not None and not first.prep:
            return True  # "خلال الهجوم 15 مسلحاً": nothing stands in construct behind the article
        return (
            bool(m.suffix and f.trigger.patient)
            or first.prep == "ب"
            or bool(first.conj and self.args.arm(first, bool(m.prep)))
        )

    def _taken(self, f: Frame, m: Match, first: Np, k: int, right: int) -> None:
        """Give the first phrase behind a noun, whose complements begin at token k, and the one behind it."""
        t = m.entry.row.trigger
        gap = first.i - k
        if f.type in PERSONAL and gap > 0 and self.s.tokens[first.i - 1].norm in BESIDE:
            return  # "اغتال مجهولون … بإطلاق النار عليه أمام منزله"
        if gap == 0 and self._adjective(first):
            if first.owners and not f.actors:
                self.give(f, "actor", phrase_of(self.s, first.owners[0]), right)
            return
        if gap > 0 and self.s.norms[first.i - 1].removeprefix("ب") in NEAR and first.i - 1 > k:
            return  # "صاروخين سقطا قرب السفارة"
        second = self.args.behind(first, right, f.type in STRIKES)
        if first.prep == "ل":
            self._for(f, m, first, second, k > m.j, right)
            return
        if gap > 1 and first.quantity is None and t.takes == "target":
            return
        blown = first.of in ("vehicle", "weapon", "round") and not first.owners and not first.prep and gap <= 1
        blown = blown and not self._set_by(m) and not self.args.by_agent(first.j, right)
        if blown and t.type == "explosive" and t.takes == "target":
            return  # "انفجار سيارة": what blew up, not what was hit
        self._construct(f, m, first, second, right)

    def _adjective(self, np: Np) -> bool:
        """Whether a phrase is an adjective of the event: "عملية إرهابية", "هجوم إرهابي", "هجمات إرهابية لقوات …"."""
        if np.kind != "noun" or np.role != "person" or np.quantity is not None:
            return False
        if np.owners and not (np.head is not None and np.owners[0].i == np.head.j and np.owners[0].prep):
            return False
        return self.s.tokens[np.i].ta or (np.head is not None and np.head.entry.id.startswith("terror"))

    def _for(self, f: Frame, m: Match, first: Np, second: Np | None, sided: bool, right: int) -> None:
        """Give a phrase behind ل, who does it or whom it hits ("قصف لقوات …"); `sided` behind a nationality."""
        t = m.entry.row.trigger
        armed = self.args.armed(first)
        does = not f.actors and (
            (armed and t.type in STRIKES | {"armed_clash"})
            or t.type in ("movement", "displacement", "protest")
            or (t.type == "arrest" and first.role == "force" and self.s.norms[m.i].lstrip("وبل") in words("raids_of"))
            or (t.type == "reconnaissance" and first.role != "person")
        )
        if f.type == "protest" and self.s.norms[first.i - 1].removeprefix("ال") in words("protest_for_or_against"):
            return  # "احتجاجاتهم المناهضة للحكومة"
        if does and self._set_by(m):
            self.give(f, "target", first, right)  # "نصب مسلحون كميناً لقوات …"
        elif does and t.id == "target" and self._of_area(first, right):
            self.give(f, "actor", first, right)  # "استهداف لقوات النظام طال بلدة …"
        elif does and (t.id != "target" or first.air):
            self.give(f, "actor", first, right)
            if any(x.entry.row.trigger.id == "target" and x.i < m.i for x in f.trigs) and second is not None:
                self.give(f, "target", second, right, far=True)  # "استهدف قصف لقوات النظام منازل …"
        elif sided or not armed or t.id == "target" or t.type not in STRIKES:
            self.give(f, "target", first, right)

    def _of_area(self, np: Np, right: int) -> bool:
        """Whether what stands behind a force is where it struck, so that it struck: "… طال بلدة", "… على قرية"."""
        k = np.j
        told = k + 1 < right and self.s.norms[k] in words("reached") and np.role == "force"
        return told and any(k < m.i <= k + 3 for m in self.s.by_kind.get("place", ()))

    def _past_joined(self, k: int) -> int:
        """Over nouns of deeds joined to one, which share what it was done to: "استهداف وتدمير مواقع"."""
        m = self.s.at("trigger", k) if k < self.s.j else None
        while m is not None and m.bits & CONJ and not m.bits & ARTICLE and m.entry.row.pos == "noun" and not m.suffix:
            k = m.j
            m = self.s.at("trigger", k) if k < self.s.j else None
        return k

    def _adjective_side(self, f: Frame, m: Match) -> int:
        """As in "غارة روسية", "القصف #التركي": a nationality right behind the noun does it; the token behind both."""
        k = m.j
        if k < self.s.j and self.s.tokens[k].text == "#":
            k += 1
        cue = self.s.at("cue", k)
        if cue is not None and cue.entry.row.kind == "possible":  # "غارات يرجح أنها إسرائيلية"
            k = cue.j + (1 if cue.j < self.s.j and self.s.tokens[cue.j].norm in ("انها", "انه", "بانها", "بانه") else 0)
        nat = self.s.at("nat", k)
        if nat is None or nat.bits & CONJ or (m.j - m.i == 1 and bomber(self.s, m.i)):
            return m.j
        if k == m.j and m.bits & ARTICLE and not nat.bits & ARTICLE:
            return m.j  # "منفذ الهجوم سعودي": no adjective of it
        np = self.args.at(k)
        if np is None and m.entry.row.trigger.type in STRIKES and k == m.j and self.args.nps.get(k) is None:
            np = phrase_of(self.s, nat)  # the phrase that it ends began inside the trigger ("هجوم بمسيّرة تركية")
        if np is not None and np.kind == "noun" and np.head is not None and np.head.i == k and np.j == nat.j:
            np = phrase_of(self.s, nat)  # "مقذوف حوثي": no Houthi, a Houthi one
        if np is not None and np.kind == "nat":
            others = self._joined_nations(nat)
            self.give(f, "actor", phrase_of(self.s, nat) if others else np, np.j)
            for other in others:
                self.give(f, "actor", phrase_of(self.s, other), other.j)
            return max([np.j, *(other.j for other in others)])
        return m.j

    def _joined_nations(self, nat: Match) -> list[Match]:
        """The nationalities that do it together with the one before them: "غارات أمريكية وبريطانية"."""
        out: list[Match] = []
        k = nat.j
        while True:
            k += k < self.s.j and self.s.tokens[k].text in DASHES
            other = self.s.at("nat", k) if k < self.s.j else None
            if other is None or (other.bits ^ nat.bits) & ARTICLE or self._ending(other) != self._ending(nat):
                return out
            out.append(other)
            k = other.j

    def _ending(self, m: Match) -> str:
        """The ending by which an adjective agrees with its noun: "ي", or "ية"."""
        return self.s.tokens[m.j - 1].norm[-1:]

    def _with(self, k: int) -> bool:
        """Whether token k is a noun behind ب that counts what something was done with: "بسرب من", "بعشرات"."""
        norm = self.s.tokens[k].norm
        return norm[:1] == "ب" and norm[1:] in words("swarm")

    def _hit_by(self, f: Frame, m: Match, right: int) -> Np | None:
        """What stands behind a verb and the happening that is its subject: "استهدفت ضربة جوية المسلحين"."""
        verb = next((x for x in f.trigs if x.j == m.i and x.entry.row.trigger.id in STRIKING), None)
        if verb is None or verb.suffix or not self.args.verbal(verb):
            return None
        if m.bits & CONJ or m.entry.row.pos == "verb":
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
        if np.kind != "nat" or np.quantity is not None or (np.definite and np.name is None) or tok.ta:
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
        done_to = (m.prep != "ل" and self._set_by(m)) or args.by_agent(
            first.j, right
        )  # "قامت القوات باستهداف دبابة", "خطف جنود على يد …"
        if t.type == "air_strike" and first.role == "thing" and not first.air:
            self.give(f, "target", first, right, far=True)  # "دمرت غارة دبابات الجيش"
        elif args.armed(first) and not f.actors and t.takes != "target" and not done_to:
            victim = (
                t.id == "target"
                and (first.role == "force" or first.of == "vehicle")
                and not first.air
                and not follows
                and not args.place_object(first.j, right)
                and first.kind == "noun"
                and not (first.owners and first.role == "force")
            )
            victim = victim or (t.id == "target" and self._lone_vehicle(first, second))
            from_it = t.id == "target" and not follows and self.s.norms[m.i - 1] == "عن"
            victim = victim or (from_it and self._nothing_behind(first, right))
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
            and not done_to
            and args.armed(first)
            and first.quantity is None
            and not self._lone_vehicle(first, second)
            and follows
            and second is not None
            and (second.role in ("person", "thing") or second.quantity is not None)
        ):  # "إعدام التنظيم عشرات من أبناء العشائر"
            self.give(f, "actor", first, right)
            self.give(f, "target", second, right)
        elif t.takes in ("target", "both") or t.type in STRIKES | PERSONAL:
            self.give(f, "target", first, right, far=t.type in STRIKES)
        elif t.takes == "actor" and first.role != "thing" and not exchanged(f, first):
            watched = t.type == "reconnaissance" and first.role == "person"  # "رصد تحركات المدعو …"
            self.give(f, "target" if watched else "actor", first, right)

    def _nothing_behind(self, np: Np, right: int) -> bool:
        """Whether a force is told without whom it hit, so that it was hit: "عن استهداف القوات الأميركية في العراق"."""
        k, s = np.j, self.s
        if np.air or np.role != "force" or np.conj or np.prep:
            return False
        if k < s.j and s.tokens[k].kind != "p" and s.norms[k] not in words("where_or_when"):
            return False
        near = range(k, min(k + OBJECT_REACH, right, s.j))
        objects = (s.at(kind, p) for p in near for kind in ("place", "pw_type", "noun", "actor", "generic"))
        many = any(s.norms[p][:1] == "ل" and s.norms[p][1:] in words("parts_of_many") for p in near)  # "لعدة مناطق"
        return not many and not any(m is not None and m.prep == "ل" for m in objects)

    def _lone_vehicle(self, np: Np, behind: Np | None) -> bool:
        """Whether one vehicle or two, of which nothing new was told before, are what was hit: "استهداف دبابة"."""
        noun = self.s.at("noun", np.head_at)
        if noun is None or noun.entry.row["of"] != "vehicle" or np.definite or noun.bits & ARTICLE:
            return False
        hits = behind is not None and not behind.prep and behind.i == np.j and behind.of not in ("", "vehicle")
        return not self.s.norms[np.head_at].endswith("ات") and not hits
