"""Walks over the noun phrases of a sentence: the next one, the one before, those joined, the subject of a clause."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import actor_trait, words
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import accusative
from isnad.mentions.parties import Np, bare_name
from isnad.read.amounts import BESIDES, UNARMED, next_joined
from isnad.read.subjects import plural_verb
from isnad.read.telling import RELATIVE
from isnad.resolve.parties import stem

STOPS = frozenset(["فيما", "بينما", "حين", "حيث", "كما", "ثم", "لكن", "ولكن", "غير"])
BARRIERS = STOPS | frozenset(
    ["لدي", "في", "علي", "من", "الي", "عن", "مع", "بين", "ضد", "عبر", "بواسطه", "باستخدام", "دون"]
)
LINKS = frozenset(
    ["ان", "بان", "انه", "انها", "انهم", "بانه", "بانها", "وان", "بانهم", "وبان", "وانه", "وانها", "وانهم"]
)  # أنّ, إنّ: a clause begins
PASSED = SKIPPED | frozenset(["،", "-", "#", "–", ","])
DAMMA = "\u064f"
OPENS = frozenset(
    {"حيث", "عندما", "حينما", "حين", "بعدما", "قبلما", "لما"}
)  # a clause whose verb may go on with its subject
ENDS = frozenset([".", "؛", ":", "!", "؟"])
MUNITIONS = frozenset({"round"})
PEACEFUL = UNARMED | {"whitehelmets", "sohr", "snhr", "sarc"}  # sides that fight nobody
# Things that fire, drive in or tear down, where they are a side's: "آليات الاحتلال", "رتل للقوات الدولية"
ACTING = frozenset(
    {"cannon", "tank", "armour", "boat", "ship", "launcher", "column", "machine", "wagon", "carrier", "bulldozer"}
)
FIRED = frozenset({"مدفعيه", "مدفعية", "راجمات"})
WEAK_CUES = frozenset({"another", "fresh", "series"})
NEAR = frozenset({"محيط", "جوار", "قرب", "القرب", "جانب"})
WHERE = frozenset({"في", "من", "قرب", "داخل", "عند", "خارج"})  # the place behind these is no object
ASIDE = 6  # tokens from "يشتبه" to what the doer is suspected to be
PLACE_REACH = 7  # words of where it was, between who struck and what he struck
WITH_IT = frozenset({"خلالها", "خلاله", "خلالهما", "خلالهم"})
NAMED = 4  # tokens of a name behind a title
LABELS = frozenset({"عاجل", "خاص", "هام", "فيديو", "صور", "محدث", "متابعه", "متابعات"})  # that open a post
NAME_REACH = 6  # words of a name and what stands by it


class Arguments:
    """The phrases of one sentence as the verbs and nouns around them take them; `blocked` are sources, no parties."""

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
        acts = np.head is not None and np.head.entry.id.split(".")[0] in ACTING and bool(np.owners)
        if np.role == "force" or np.air or acts:
            return True
        return (np.of == "fighter" and np.number == "pl") or (
            np.role != "thing" and (np.actor_id.startswith("unidentified") or np.actor_id in actor_trait("violent"))
        )

    def _council(self, np: Np) -> bool:
        """Whether a phrase is the United Nations themselves, and none of their forces: "قرار مجلس الأمن"."""
        forces = stem(self.s.tokens[np.head_at].norm).startswith(("قو", "بعث", "جن"))
        return not forces and any(m.entry.id == "un" for m in np.owners)

    def arm(self, np: Np, joined: bool) -> bool:
        """Whether a phrase is an arm joined to what something was done with: "بالصواريخ والمدفعية"."""
        told = np.head is not None and np.kind == "generic" and np.head.entry.id.removeprefix("ال") in FIRED
        with_ = joined or any(m.j == np.i for m in self.s.by_kind.get("means", ()))
        return with_ and (np.air or np.of in ("weapon", "round") or told)

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
            out.append(nxt)
            k = nxt.j
        return out

    def _past_name(self, np: Np, end: int) -> Np | None:
        """The man joined to one whose name no lexicon knows: "المراسلة سلمى الحاج والصحفي نادر قاسم"."""
        if np.role != "person" or np.number != "sg" or not np.definite or np.quantity is not None:
            return None
        for k in range(np.j, min(np.j + NAMED, end)):
            nxt = self.at(k)
            if nxt is not None:
                return nxt if nxt.conj and nxt.role == "person" and nxt.definite and k > np.j else None
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
        """Whether a joined phrase is the subject of a verb of its own: "… والجيش يقول"."""
        k = np.j
        return (
            k < self.s.j
            and k in self.s.verbs
            and self.s.at("speech", k) is not None
            and not self.s.tokens[k].norm.startswith("و")
        )

    def _over(self, k: int, end: int) -> int:
        """Over "في منطقة …" and places to a joined phrase; -1 where none follows at once."""
        s, steps = self.s, 0
        while k < end and steps < 9:
            tok = s.tokens[k]
            if k in s.verbs or tok.text in ENDS or s.at("trigger", k) or s.at("speech", k) or tok.norm in STOPS:
                return -1
            np = self.at(k)
            if np is not None and s.tokens[k - 1].norm.removeprefix("ب") in NEAR:
                k = np.j  # "منازل بمحيط المشفى ومخبزاً"
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
            if self.s.at("place", p) is not None:
                prev = self.s.tokens[p - 1].norm
                return prev not in WHERE and not self.s.tokens[p].norm.startswith(("ب", "ل"))
        return False

    def place_between(self, a: int, b: int) -> bool:
        """Whether a place begins in tokens[a:b]."""
        return any(self.s.at("place", k) is not None for k in range(a, b))

    def passive(self, m: Match) -> bool:
        """Whether a verb in the past is spelt as a passive ("صودر") or written with its vowel ("استُهدف", "قُتل")."""
        if m.entry.row.feature == "passive":
            return True
        text = self.s.tokens[m.i].text.lstrip("و\u064eف")
        return m.entry.row.feature == "past" and DAMMA in text[1:4]

    def object_after(self, k: int, end: int) -> Np | None:
        """The first phrase in the accusative or counted, in the rest of the clause ("مسلحون يستقلون … طبيباً")."""
        for p in range(k, min(k + 16, end)):
            if self.s.tokens[p].text in ENDS or (p in self.s.verbs and self.s.at("speech", p) is not None):
                return None
            np = self.at(p)
            if (
                np is not None
                and np.prep == ""
                and not np.conj
                and (accusative(self.s, np) or np.quantity is not None)
                and np.role == "person"
            ):
                return np
        return None

    def behind(self, first: Np, right: int, strike: bool) -> Np | None:
        """The phrase behind a first one and those joined to it, over the means and an apposition ("#قسد")."""
        end = self.coordinated(first, right)[-1].j
        arm = self.s.at("means", end) if end < right else None
        end = arm.j if arm is not None and arm.bits & CONJ else end  # "سرايا المدفعية والصواريخ"
        unit = self.at(end + 1) if end + 1 < right and self.s.tokens[end].norm == "في" else None
        if unit is not None and unit.role == "force" and first.role == "force":
            end = unit.j  # "سرايا المدفعية في غرفة العمليات مواقع …"
        end = self._past_ride(self._past_suspicion(end, right), right)
        second = self.next(end, right, 3)
        means = False
        while second is not None and (
            second.prep == "ب"
            or (strike and second.of in MUNITIONS)
            or (second.conj and self.arm(second, means))  # "بالمدفعية والطيران مناطق …"
        ):
            means = True
            second = self.next(second.j, right, 3)
        if second is None and strike:
            second = self._past_where(end, right)
        if (
            second is not None
            and second.i == first.j + 1
            and self.s.tokens[first.j].text in ("#", "(")
            and second.kind in ("actor", "generic")
        ):
            second = self.next(second.j, right, 3)
        return second

    def _past_suspicion(self, k: int, right: int) -> int:
        """The end of words at token k on what a doer may be: "مسلحون | يشتبه بأنهم جهاديون | أربعة رعاة"; else k."""
        if k >= right or self.s.tokens[k].norm not in words("impersonal"):
            return k
        taken = (self.at(p) for p in range(k + 1, min(k + ASIDE, right)))
        np = next((np for np in taken if np is not None and np.role != "thing"), None)
        return np.j if np is not None else k

    def _past_ride(self, k: int, right: int) -> int:
        """Behind what those who did it rode: "مجهولان يستقلان دراجة | مختار القرية"."""
        if k >= right or self.s.tokens[k].norm not in words("riding"):
            return k
        ride = self.next(k + 1, right, 1)
        return ride.j if ride is not None and ride.of == "vehicle" else k

    def _past_where(self, k: int, right: int) -> Np | None:
        """The thing struck, over when and where it stood: "استهدفت الطائرات أمس في منطقة السد مخزناً"."""
        s, steps, where = self.s, 0, False
        while k < right and steps < PLACE_REACH:
            if k in s.covered:
                k = s.covered[k]
                continue
            np, place = self.at(k), s.at("place", k)
            if np is not None and (np.role == "thing" or accusative(s, np)):
                return np if where and not np.prep and not np.conj and s.tokens[k - 1].norm not in BARRIERS else None
            norm = s.tokens[k].norm
            if not where and norm not in WHERE:
                return None
            if np is not None or k in s.verbs or s.at("trigger", k) is not None or s.tokens[k].text in ENDS:
                return None
            if norm in STOPS or (where and norm in BARRIERS and norm not in WHERE) or s.at("cue", k) is not None:
                return None
            where, steps = True, steps + 1
            k = place.j if place is not None else k + 1
        return None

    def object_follows(self, first: Np, right: int, strike: bool) -> bool:
        """Whether what was struck follows a doer: a thing, people, a place."""
        second = self.behind(first, right, strike)
        return (second is not None and not second.prep and not second.conj) or self.place_object(first.j, right)

    def onto(self, np: Np, right: int) -> bool:
        """Whether على follows a phrase and those joined to it: "استولى المسلحون على …"."""
        k = self.coordinated(np, right)[-1].j
        return k < right and self.s.tokens[k].norm == "علي"

    def has_subject(self, m: Match) -> bool:
        """Whether a side that may have done it ends right before a verb: "مجهولون قد هاجموا أحد التجار"."""
        np = self.before(m.i, max(self.s.i, m.i - 14))
        return np is not None and self.armed(np) and not np.prep

    def before(self, k: int, left: int) -> Np | None:
        """The phrase that ends right before token k (over marks, brackets and a relative pronoun)."""
        s = self.s
        for start in reversed([x for x in self.order if left <= x < k]):
            np = self.at(start)
            if np is None or np.j > k:
                continue
            gap = [t for t in s.tokens[np.j : k] if t.kind != "p"]
            inside = [p for p in range(np.j, k) if p in s.covered]
            stationed = (
                len(gap) <= 10
                and any(t.norm == "في" for t in gap[:3])
                and np.role == "force"
                and not any(p in s.verbs or s.at("trigger", p) for p in range(np.j, k))
            )
            if (len(gap) - len(inside) <= 2 or stationed) and not any(t.text in ENDS for t in s.tokens[np.j : k]):
                return self.first_of(np, left)
            return None
        return None

    def first_of(self, np: Np, left: int) -> Np:
        """The first of the phrases joined with this one: "قوات … والميليشيات … قصفت"."""
        while np.conj or self._lone_and(np.i):
            before = next((self.nps[x] for x in reversed(self.order) if left <= x < np.i), None)
            if before is None or not 0 <= np.i - before.j <= 3 or before.i in self.blocked or not self.armed(before):
                break
            if any(self.s.tokens[p].kind == "w" and self.s.tokens[p].norm != "و" for p in range(before.j, np.i)):
                break
            np = before
        return np

    def _lone_and(self, k: int) -> bool:
        """Whether a و of its own stands before token k, over quotation marks."""
        k -= 1
        while k > self.s.i and self.s.tokens[k].kind == "p" and self.s.tokens[k].text in SKIPPED:
            k -= 1
        return k >= self.s.i and self.s.tokens[k].norm == "و"

    def verbal(self, m: Match) -> bool:
        """Whether a trigger is a verb, or a phrase that ends in one ("ما تزال تحتجز")."""
        if self.s.tokens[m.i].text.endswith(("ًا", "اً")):  # قصفاً
            return False
        if m.i > self.s.i and self.s.tokens[m.i - 1].norm in words("preposition"):
            return False  # "بعد طرد القوات"
        return bool(m.entry.row.pos == "verb" or (m.j - m.i > 1 and (m.j - 1 in self.s.verbs or m.i in self.s.verbs)))

    def lead(self, k: int, left: int) -> Np | None:
        """The phrase that opens the clause of the verb at token k, where no other verb stands between.

        "أعلنت الوزارة أن دورية من الشرطة، بعد بلاغ، أوقفت …" gives the patrol; None where the clause opens otherwise.
        """
        s = self.s
        start = self._clause(k, left)
        if start < 0:
            return None
        n = start
        while n < k and (s.tokens[n].kind == "p" or n in s.covered or self._helper(n) or s.tokens[n].norm in LABELS):
            n += 1
        np = self.at(n)
        if np is None or np.j > k or np.prep:
            return None
        tail = self.coordinated(np, k)[-1].j
        relative = False
        for p in range(tail, k):
            norm = s.tokens[p].norm
            if norm in RELATIVE:
                relative = True
            elif s.tokens[p].text in ENDS or norm in STOPS or norm in LINKS:
                return None
            elif norm in words("riding") and not np.definite:
                continue  # "مسلحون يستقلون سيارة أطلقوا النار"
            elif p in s.verbs and (cue := s.at("cue", p)) is None and not self._helper(p):
                if not relative:
                    return None
                relative = False
            elif (
                p in s.verbs
                and cue is not None
                and not relative
                and s.at("trigger", p) is None
                and cue.entry.row.subject != "actor"
            ):
                return None
        return np

    def _helper(self, k: int) -> bool:
        """An auxiliary that leaves the subject where it is ("كانت", "لا تزال", "واصلت")."""
        return self.s.tokens[k].norm.lstrip("و") in words("auxiliary")

    def _clause(self, k: int, left: int) -> int:
        """The first token of the clause of token k: behind أن or a colon, or the sentence's first; else -1."""
        s = self.s
        for p in range(k - 1, max(s.i, left, k - 30) - 1, -1):
            tok = s.tokens[p]
            if (tok.norm in LINKS and not self.likely(p)) or tok.text in (":", "|", "؛"):
                return p + 1
            if tok.norm in STOPS:
                return p + 1 if tok.norm in ("فيما", "بينما", "حيث", "لكن", "ولكن") else -1
        return s.i if left <= s.i and k - s.i <= 30 else -1

    def likely(self, k: int) -> bool:
        """Whether "أنها" at token k only says what the phrase before it may be: "طائرة يعتقد أنها أمريكية قتلت"."""
        cue = next((c for c in self.s.by_kind.get("cue", ()) if c.i < k < c.j), None)
        aside = cue is not None and cue.entry.row.kind == "possible" and cue.i > self.s.i
        return aside and cue is not None and self.s.tokens[cue.i - 1].kind == "w" and self.s.tokens[k].norm != "ان"

    def joined_verb(self, m: Match) -> bool:
        """Whether a verb goes on with the subject of the verb before ("واعتقلت", "كما خطفت", "ثم انسحبت")."""
        before = self.s.tokens[m.i - 1].norm if m.i > self.s.i else ""
        next_ = self.s.tokens[m.i].norm.startswith(("لي", "لت"))  # "تقدموا ليسيطروا"
        return bool(m.bits & CONJ) or next_ or before in ("كما", "ثم", "و", "وقد", "كذلك", "وانه", "وانها", "وانهم")

    def dependent_verb(self, m: Match, before: Match) -> bool:
        """Whether a verb in a clause of its own goes on with the subject of the verb before, by its form.

        "وصلت القوات إلى القرية حيث اعتقلت", "بعد أن خطفوا"; not "حيث اعتقل ثلاثة", which may be a passive.
        """
        s, k = self.s, m.i - 1
        while k > s.i and s.tokens[k].norm in ("قد", "كان", "كانت", "كانوا"):
            k -= 1
        opened = s.tokens[k].norm in OPENS or (s.tokens[k].norm == "ان" and s.tokens[k - 1].norm in ("بعد", "قبل"))
        if not opened or before.entry.row.pos != "verb" or k < before.j:
            return False
        if plural_verb(s, m):
            return True
        return _feminine(s.tokens[m.j - 1].norm, m) == _feminine(s.tokens[before.i].norm, before)


def _feminine(verb: str, m: Match) -> bool:
    """Whether a verb's form is of "she", and of things and forces in the plural."""
    return verb.startswith("ت") if m.entry.row.feature == "present" else verb.endswith("ت")
