"""Walks over the noun phrases of a sentence: what one is, the next one, those joined with it."""

from __future__ import annotations

from isnad.lexicon.match import SKIPPED
from isnad.lexicon.words import actor_trait, words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.mentions.personnames import bare_name
from isnad.read.amounts import BESIDES, UNARMED, next_joined
from isnad.resolve.parties import stem

STOPS = frozenset(["فيما", "بينما", "حين", "حيث", "كما", "ثم", "لكن", "ولكن", "غير"])
BARRIERS = STOPS | frozenset(
    ["لدي", "في", "علي", "من", "الي", "عن", "مع", "بين", "ضد", "عبر", "بواسطه", "باستخدام", "دون"]
)
PASSED = SKIPPED | frozenset(["،", "-", "#", "–", ","])
ENDS = frozenset([".", "؛", ":", "!", "؟"])
PEACEFUL = UNARMED | {"whitehelmets", "sohr", "snhr", "sarc"}  # sides that fight nobody
# Things that fire, drive in or tear down, where they are a side's: "آليات الاحتلال", "رتل للقوات الدولية"
ACTING = frozenset(
    {"cannon", "tank", "armour", "boat", "ship", "launcher", "column", "machine", "wagon", "carrier", "bulldozer"}
)
FIRED = frozenset({"مدفعيه", "مدفعية", "راجمات"})
WEAK_CUES = frozenset({"another", "fresh", "series"})
NEAR = frozenset({"محيط", "جوار", "قرب", "القرب", "جانب"})
WHERE = frozenset({"في", "من", "قرب", "داخل", "عند", "خارج"})  # the place behind these is no object
WITH_IT = frozenset({"خلالها", "خلاله", "خلالهما", "خلالهم"})
PEER = "counterpart"  # of party_nouns.csv: "الرئيس … ونظيره الروسي"
NAMED = 4  # tokens of a name behind a title
NAME_REACH = 6  # words of a name and what stands by it


def _state_alone(np: Np) -> bool:
    """Whether a phrase is a state's name, whose aircraft are meant behind another's: "طائرات النظام وروسيا"."""
    return np.kind == "actor" and any(a.kind == "government" for m in np.owners for a in m.entry.row)


class Phrases:
    """The phrases of one sentence by their first token; `blocked` are sources, no parties."""

    def __init__(self, s: Sentence, nps: dict[int, Np], blocked: set[int]) -> None:
        self.s, self.nps, self.blocked = s, nps, blocked
        self.order = sorted(nps)

    def at(self, k: int) -> Np | None:
        """The phrase that begins at token k, where it may be a party."""
        np = self.nps.get(k)
        return None if np is None or k in self.blocked else np

    def armed(self, np: Np) -> bool:
        """Whether a phrase may do force: a side, its arms, armed men, unknown gunmen."""
        if np.kind in ("actor", "generic", "nat"):
            return not any(m.entry.id in PEACEFUL for m in np.owners) and not self._council(np)
        acts = np.of not in ("base", "site") and bool(np.owners) and self.fires(np)
        if np.role == "force" or np.air or acts:
            return True
        return (np.of == "fighter" and np.number == "pl") or (
            np.role != "thing" and (np.actor_id.startswith("unidentified") or np.actor_id in actor_trait("violent"))
        )

    @staticmethod
    def fires(np: Np) -> bool:
        """Whether a phrase is arms, or a side's post or base: "قصفت الدبابات القرية", "استهدفت حواجز النظام الحي"."""
        kind = np.head.entry.id.split(".")[0] if np.head is not None and np.kind == "noun" else ""
        return kind in ACTING or (np.of in ("base", "site") and np.role == "thing" and bool(np.owners))

    def _council(self, np: Np) -> bool:
        """Whether a phrase is the United Nations themselves, and none of their forces: "قرار مجلس الأمن"."""
        forces = stem(self.s.tokens[np.head_at].norm).startswith(("قو", "بعث", "جن"))
        return not forces and any(m.entry.id == "un" for m in np.owners)

    def arm(self, np: Np, joined: bool) -> bool:
        """Whether a phrase is an arm joined to what something was done with: "بالصواريخ والمدفعية"."""
        told = np.head is not None and np.kind == "generic" and np.head.entry.id.removeprefix("ال") in FIRED
        with_ = joined or any(m.j == np.i for m in self.s.by_kind.get("means", ()))
        return with_ and (np.air or np.of in ("weapon", "round") or told or (joined and np.of == "vehicle"))

    def sided(self, np: Np) -> bool:
        """Whether a phrase tells whose it is: a side, a nationality, armed men; "طائرات" alone does not."""
        return bool(np.owners) or np.allied or np.theirs or bool(np.group) or np.role == "person"

    def named(self, np: Np) -> bool:
        """Whether a phrase names or belongs to a side ("ضباط تابعون لحكومة …")."""
        return any(m.entry.kind in ("actor", "generic") and m.entry.id not in UNARMED for m in np.owners)

    def next(self, k: int, end: int, gap: int = 2, places: bool = False) -> Np | None:
        """The next phrase from token k on, over at most `gap` words that are no verb, mark or preposition."""
        steps = 0
        s = self.s
        while k < end and steps <= gap:
            np = self.at(k)
            if np is not None:
                return np
            if k in s.covered:
                k = s.covered[k]
                continue
            tok = s.tokens[k]
            if tok.kind == "p" and tok.text in PASSED:
                k += 1
                continue
            if tok.norm in ("كل", "كلا") and k + 1 < end and s.tokens[k + 1].norm == "من":  # كل من
                k += 2
                if self.at(k) is None and (name := bare_name(s, k, sure=True)) is not None:
                    return name
                continue
            cue = s.at("cue", k)
            if cue is not None and cue.entry.row.kind in WEAK_CUES and k not in s.verbs and not s.at("trigger", k):
                k = cue.j
                continue
            m = s.at("trigger", k)
            if m is not None and m.prep == "ب" and m.entry.row.trigger.cls in ("weak", "block"):
                k = m.j  # "استهدفت الفصائل بقذائف المدفعية مواقع …": the means
                continue
            if tok.kind == "p" or k in s.verbs or m is not None or cue is not None or self._claims(k):
                return None
            if not places and s.at("place", k) is not None:
                return None
            q = s.quantities.get(k)
            if q is not None and q.unit is not None and k < q.head < end and self.at(q.head) is not None:
                k = q.head  # "أكثر من عشرين دونماً"
                continue
            if tok.norm == "من" and k + 1 < end and s.tokens[k + 1].norm in WITH_IT:
                k += 2  # "استهدفت من خلالها مقرات"
                continue
            if tok.norm == "في" and k + 1 in s.covered:
                k = s.covered[k + 1]  # "قصفت القوات في 2 أيار سوقاً"
                continue
            if tok.norm in BARRIERS or (tok.norm[0] == "و" and len(tok.norm) > 3 and s.tokens[k - 1].text in "،,"):
                return None  # "… القصف، وسارع الدفاع المدني": another clause
            k += 1
            steps += 1
        return None

    def _claims(self, k: int) -> bool:
        """Whether somebody says at token k that he did it ("تبناها"): who follows is no target."""
        m = self.s.at("speech", k)
        return m is not None and m.entry.row.frame == "claim_responsibility"

    def person(self, k: int, end: int) -> Np | None:
        """A person's name behind a word that is done to persons: "اعتقال كلٍّ من ماجد …", "قُتل الشاب …"."""
        s = self.s
        while k < end and (
            k in s.covered
            or s.tokens[k].text in PASSED
            or (s.tokens[k].text == ":" and s.tokens[k - 1].norm == "من")
            or s.tokens[k].norm in words("person_title")
            or s.tokens[k].norm in ("كل", "كلا", "من")
            or s.tokens[k].norm in WITH_IT
        ):
            k += 1
        return self.at(k) or bare_name(s, k) if k < end else None

    def coordinated(self, np: Np, end: int, far: bool = False) -> list[Np]:
        """The phrase and those joined to it by و; `far` also over a place or a "في …" between them."""
        out = [np]
        k = np.j
        while k < end:
            k, conj = next_joined(self.s, k)
            while conj and k < end and self.s.tokens[k].kind == "p" and self.s.tokens[k].text in PASSED:
                k += 1
            nxt = self.at(k) if k < end else None
            if nxt is None and k + 1 < end and self.s.tokens[k].norm == "وعلي" and self._upon(np.i):
                nxt, conj = self.at(k + 1), True  # "على مدنيين وعلى دوريات"
            if nxt is None and conj and np.kind == "name" and (name := bare_name(self.s, k)) is not None:
                nxt = name
            if nxt is not None and nxt.role == "person" and self._beside(k):
                break  # "58 عنصراً، إضافة إلى سبعة مدنيين": others who fell
            if nxt is not None and self._listed(out[-1], nxt):
                conj = True
            if nxt is not None and not conj and nxt.i == out[-1].j and self._same(out[-1], nxt):
                k = nxt.j  # "الرئيس التركي أردوغان ونظيره الروسي"
                continue
            if nxt is None and k + 2 < end and self.s.norms[k] == "من" and self.s.norms[k + 1] in words("side_of"):
                nxt = self.at(k + 2)  # "عناصر التنظيم من جهة والميليشيات من جهة أخرى"
                nxt = nxt if nxt is not None and nxt.conj else None
            if nxt is None or not (nxt.conj or conj):
                nxt = self._of_two(np, out[-1].j, end) or nxt
            if nxt is None or not (nxt.conj or conj):
                k = self._over(k, end) if far else -1
                nxt = self.at(k) if k >= 0 else None
            nxt = nxt or self._past_name(out[-1], end)
            if nxt is None:
                break
            if (nxt.role == "thing") != (np.role == "thing") and not (nxt.role == "force" or np.role == "force"):
                break
            if self._begins_clause(nxt):
                break
            nxt.air = nxt.air or (np.air and _state_alone(nxt))
            out.append(nxt)
            k = nxt.j
        return out

    @staticmethod
    def _same(np: Np, nxt: Np) -> bool:
        """Whether a name stands in apposition to whom an office names: "الرئيس التركي أردوغان"."""
        ids = [{a.id for a in x.owners[0].entry.row} for x in (np, nxt) if x.kind == "actor" and x.owners]
        return len(ids) == 2 and ids[0] == ids[1] and not nxt.prep and not nxt.conj

    def _past_name(self, np: Np, end: int) -> Np | None:
        """The man joined to one whose name no lexicon knows: "المراسلة سلمى الحاج والصحفي نادر قاسم"."""
        if np.role != "person" or np.number != "sg" or not np.definite or np.quantity is not None:
            return None
        for k in range(np.j, min(np.j + NAMED, end)):
            nxt = self.at(k)
            if nxt is not None:
                own = nxt.definite or (nxt.head is not None and nxt.head.entry.id == PEER)
                return nxt if nxt.conj and nxt.role == "person" and own and k > np.j else None
            s = self.s
            if s.tokens[k].kind != "w" or k in s.verbs or s.norms[k] in words("preposition") or s.at("trigger", k):
                return None
        return None

    def _beside(self, k: int) -> bool:
        """Whether "إضافة إلى" and the like stand before token k."""
        return (self.s.tokens[k - 2].norm, self.s.tokens[k - 1].norm) in BESIDES

    def _listed(self, last: Np, nxt: Np) -> bool:
        """Whether a comma alone stands between two named sides: "الدول الضامنة (تركيا، روسيا، إيران)"."""
        between = self.s.tokens[last.j : nxt.i]
        return last.kind == nxt.kind == "actor" and not nxt.prep and len(between) == 1 and between[0].text in "،,"

    def _of_two(self, np: Np, k: int, end: int) -> Np | None:
        """The second of two told by a dual, over the first one's name: "الرئيسين التركي … والفرنسي …"."""
        before = np.i - 1 if np.kind == "nat" else np.head_at  # "الرئيسين" is known or not
        two = np.kind == "nat" or (np.number == "du" and np.role == "person" and bool(np.owners))
        if not two or before < self.s.i or not self.s.tokens[before].norm.endswith(("ين", "ان")):
            return None
        for p in range(k, min(k + NAME_REACH, end)):
            nxt = self.at(p)
            if nxt is not None and nxt.kind == "nat" and nxt.conj:
                return nxt
            if p in self.s.verbs or self.s.at("trigger", p) is not None or self.s.tokens[p].text in ENDS:
                return None
        return None

    def _upon(self, k: int) -> bool:
        """Whether على stands before token k."""
        return k > self.s.i and self.s.tokens[k - 1].norm.removeprefix("و") == "علي"

    def _begins_clause(self, np: Np) -> bool:
        """Whether a joined phrase is the subject of a verb of its own: "… والجيش يقول"; not of "جددوا", theirs too."""
        k = np.j
        if k >= self.s.j or k not in self.s.verbs or self.s.at("speech", k) is None:
            return False
        return not self.s.norms[k].startswith("و") and not self.s.norms[k].endswith("وا")

    def _over(self, k: int, end: int) -> int:
        """Over "في منطقة …" and places to a joined phrase; -1 where none follows at once."""
        s, steps = self.s, 0
        while k < end and steps < 9:
            tok = s.tokens[k]
            if k in s.verbs or tok.text in ENDS or s.at("trigger", k) or s.at("speech", k) or tok.norm in STOPS:
                return -1
            np = self.at(k)
            within = np is not None and np.role == "thing" and not np.conj and s.tokens[k - 1].norm in ("في", "داخل")
            if np is not None and (within or s.tokens[k - 1].norm.removeprefix("ب") in NEAR):
                k = np.j  # "منازل بمحيط المشفى ومخبزاً", "محال في سوق الحي ومنزلاً"
                continue
            if np is not None:
                return k if np.conj or (k > s.i and s.tokens[k - 1].norm == "و") else -1
            m = s.at("place", k)
            if m is not None:
                k = m.j
                continue
            if steps and tok.norm in ("من", "علي", "الي", "بعد", "قبل"):
                return -1
            k += 1
            steps += 1
        return -1

    def beside(self, k: int, end: int) -> Np | None:
        """The phrase joined to a place that stands right behind token k: "قصفت القوات بلدة … ومدجنة"."""
        if not self.place_object(k, end):
            return None
        k = self._over(k, end)
        np = self.at(k) if k >= 0 else None
        return np if np is not None and not np.prep else None

    def place_object(self, k: int, end: int) -> bool:
        """Whether a place stands as object right behind token k ("قصفت قوات … بلدة")."""
        for p in range(k, min(k + 5, end)):
            if p in self.s.covered:
                continue
            place = self.s.at("place", p)
            if place is not None:
                if place.entry.kind == "place" and all(x.feature == "sea" for x in place.entry.row):
                    return False  # "استهداف المدمرة شمالي البحر الأحمر"
                return self.s.tokens[p - 1].norm not in WHERE and place.prep not in ("ب", "ل")
        return False

    def place_between(self, a: int, b: int) -> bool:
        """Whether a place begins in tokens[a:b]."""
        return any(self.s.at("place", k) is not None for k in range(a, b))
