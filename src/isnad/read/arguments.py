"""What a verb or a noun takes of the phrases around it: its subject, its object, the one that goes on with it."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import ALIKE
from isnad.mentions.holders import SORT
from isnad.mentions.nounphrase import accusative
from isnad.mentions.parties import Np
from isnad.read.frames import BY_MEANS
from isnad.read.phrases import BARRIERS, ENDS, PASSED, STOPS, WHERE, Phrases
from isnad.read.subjects import plural_verb
from isnad.read.telling import RELATIVE

LINKS = frozenset(
    ["ان", "بان", "انه", "انها", "انهم", "بانه", "بانها", "وان", "بانهم", "وبان", "وانه", "وانها", "وانهم"]
)  # أنّ, إنّ: a clause begins
DAMMA = "\u064f"
OPENS = frozenset(
    {"حيث", "عندما", "حينما", "حين", "بعدما", "قبلما", "لما"}
)  # a clause whose verb may go on with its subject
ATTEMPT = "محاول"  # "محاولة تسلل" is no verb, though تسلل may be one
MUNITIONS = frozenset({"round"})
ABOARD = frozenset({"متن", "ظهر", "ظهور", "صهوات"})  # "على متن سيارتين", "على ظهور الجمال"
ASIDE = 6  # tokens from "يشتبه" to what the doer is suspected to be
PLACE_REACH = 7  # words of where it was, between who struck and what he struck
ADJUNCTS = 4  # that may stand between who strikes and what he strikes
WHEN_PREP = frozenset({"عند", "في", "خلال", "حوالي", "نحو", "قرابه", "بعد", "قبل"})  # before the day or the hour
ARMS_OF = frozenset({"round", "weapon", "vehicle"})  # `of` of party_nouns.csv: with what one strikes
MAKE = SORT | {"عيار", "صنع"}  # "بصاروخين من طراز كذا"
SHELLS = "shells_hit"  # of triggers.yaml
BY_HAND = frozenset(
    [("علي", "يد"), ("علي", "يدي"), ("علي", "ايدي"), ("من", "قبل"), ("من", "جانب"), ("من", "طرف")]
)  # before who did it
AGENT_REACH = 14  # tokens from a verb to these
LABELS = frozenset({"عاجل", "خاص", "هام", "فيديو", "صور", "محدث", "متابعه", "متابعات"})  # that open a post


WHEN = frozenset({"عندما", "حينما", "لما", "حين", "بعدما", "قبلما"})  # a clause with a subject of its own follows
ASIDE_REACH = 9  # tokens of an aside before its comma

DONE_TO_THEM = frozenset({"قتلوا", "جرحوا", "خطفوا", "اختطفوا", "اعتقلوا", "اسروا", "اعدموا", "ذبحوا", "احتجزوا"})
GO_ON = words("preposition") | {"هم", "كانوا", "ليسوا", "جميعهم", "معظمهم", "بينهم", "برصاص", "بالرصاص", "بنيران"}


class Arguments(Phrases):
    """The phrases of one sentence as the verbs and nouns around them take them."""

    def passive(self, m: Match) -> bool:
        """Whether a verb in the past is spelt as a passive ("صودر", "استُهدف", "قُتل"), or has its subject in itself."""
        if m.entry.row.feature == "passive" or m.i in self.s.ours:
            return True
        text = self.s.tokens[m.i].text.lstrip("و\u064eف")
        return m.entry.row.feature == "past" and (DAMMA in text[1:4] or self._suffered(m))

    def _suffered(self, m: Match) -> bool:
        """Whether men are told of by what was done to them, with no object: "الجنود الذين قتلوا هم …"."""
        s = self.s
        if s.norms[m.i] not in DONE_TO_THEM or m.suffix or m.i == s.i or s.norms[m.i - 1] != "الذين" or m.j >= s.j:
            return False
        return s.norms[m.j] in GO_ON or s.tokens[m.j].kind == "p" or m.j in s.covered

    def by_agent(self, k: int, right: int) -> bool:
        """Whether "على يد" or "من قبل" and a side stand behind token k: what is told before it, is done to."""
        s = self.s
        for p in range(k, min(k + AGENT_REACH, right)):
            if s.tokens[p].text in ENDS or p in s.verbs:
                return False
            if p + 1 < right and (s.norms[p], s.norms[p + 1]) in BY_HAND:
                np = self.at(p + 2)
                return np is not None and self.armed(np)
        return False

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
        end = self._past_means(self._past_suspicion(self._past_ride(end, right), right), right)
        second = self.next(end, right, 3)
        means = second is not None and any(
            m.prep == "ب" and end <= m.i < second.i for m in self.s.by_kind.get("means", ())
        )  # "قصفت القوات بالمدفعية والدبابات مواقع …"
        while second is not None and (
            second.prep == "ب"
            or (strike and second.of in MUNITIONS)
            or (second.conj and self.arm(second, means))  # "بالمدفعية والطيران مناطق …"
        ):
            means = True
            second = self.next(second.j, right, 3)
        if second is None:
            second = self._past_where(end, right) or self._past_adjuncts(end, right)
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
        """The end of what they came on, at token k: "مليشيات | على متن عربتين | متجراً"; else k."""
        if k + 2 >= right or self.s.norms[k] != "علي" or self.s.norms[k + 1] not in ABOARD:
            return k
        np = self.at(k + 2)
        return np.j if np is not None else k + 3

    def _past_means(self, k: int, right: int) -> int:
        """Behind when and with what it was done: "الجيش | ، فجراً، بطيرانه الحربي، | مخزناً"; else k."""
        s, p = self.s, k
        while p < right and (
            s.tokens[p].text in PASSED or p in s.covered or (s.norms[p] == "في" and p + 1 in s.covered)
        ):
            p = s.covered.get(p, p + 1)
        if p + 1 >= right or s.norms[p] not in BY_MEANS:
            return k
        np, means = self.at(p + 1), s.at("means", p + 1)
        if np is not None and (np.air or np.of in MUNITIONS):
            k = np.j
        return max(k, means.j) if means is not None else k

    def _past_adjuncts(self, k: int, right: int) -> Np | None:
        """What was struck, over when, where and with what: "قصفت طائرة، عند الفجر، بصاروخين من طراز كذا، محطة"."""
        s = self.s
        for _ in range(ADJUNCTS):
            while k < right and (s.tokens[k].text in PASSED or k in s.covered):
                k = s.covered.get(k, k + 1)
            np, j = self.at(k) if k < right else None, self._adjunct(k, right)
            if j == k:
                if np is None or np.prep or np.conj or np.of in MUNITIONS:
                    return None
                return np if np.role == "thing" or accusative(s, np) else None
            k = j
        return None

    def _adjunct(self, k: int, right: int) -> int:
        """The end of a phrase at token k that says when, where or with what it was done; k where none stands there."""
        s = self.s
        if k + 1 >= right:
            return k
        if (s.norms[k] in WHEN_PREP or s.norms[k] == "من") and k + 1 in s.covered:
            return s.covered[k + 1]  # "عند العاشرة | من مساء أمس"
        if s.norms[k] in WHERE:
            place = s.at("place", k + 1)
            return place.j if place is not None else k
        np, means, shells = self.at(k), s.at("means", k), s.at("trigger", k)
        by = np is not None and (np.prep == "ب" or (np.quantity is not None and s.norms[k][0] == "ب"))
        ends = [np.j] if np is not None and by and (np.air or np.of in ARMS_OF) else []
        ends += [means.j] if means is not None and means.prep == "ب" else []
        ends += [shells.j] if shells is not None and shells.prep == "ب" and shells.entry.id == SHELLS else []
        if not ends:
            return k
        k = max(ends)
        if k + 2 < right and s.norms[k] == "من" and s.norms[k + 1] in MAKE:
            k += 3
            while k < right and self.at(k) is None and s.tokens[k].kind != "p" and s.norms[k] not in BARRIERS:
                k += 1
        return k

    def _past_where(self, k: int, right: int) -> Np | None:
        """What was struck, over when and where: "استهدفت الطائرات أمس في منطقة السد مخزناً", "قتلت القوات في … زعيم"."""
        s, steps, where = self.s, 0, False
        while k < right and steps < PLACE_REACH:
            if k in s.covered:
                k = s.covered[k]
                continue
            np, place = self.at(k), s.at("place", k)
            bare = np is not None and not np.prep and not np.conj and s.tokens[k - 1].norm not in BARRIERS
            if np is not None and (np.role == "thing" or accusative(s, np)):
                return np if where and bare else None
            if np is not None and where and bare and np.role == "person" and s.tokens[k - 1].kind == "w":
                return np  # "قتلت عصابة في نيالا مدير المدرسة"
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
            if any(t.norm in WHEN for t in gap):
                return None  # "قُتل عشرة أشخاص عندما فجر انتحاري نفسه"
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
        while True:
            before = next((self.nps[x] for x in reversed(self.order) if left <= x < np.i), None)
            joined = np.conj or self._lone_and(np.i) or (before is not None and self._listed(before, np))
            if (
                before is None
                or not joined
                or not 0 <= np.i - before.j <= 3
                or before.i in self.blocked
                or not self.armed(before)
            ):
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
        if self.s.norms[m.i] in ALIKE and m.i not in self.s.verbs:
            return False  # "أدى قصف المتمردين المدينة إلى …"
        if m.entry.row.pos == "verb" or m.j - m.i == 1:
            return bool(m.entry.row.pos == "verb")
        tried = self.s.tokens[m.i].norm.lstrip("وبل").startswith(ATTEMPT)  # "محاولة تسلل"
        return not tried and (m.j - 1 in self.s.verbs or m.i in self.s.verbs)

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
        n = self._past_aside(n, k)
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

    def _past_aside(self, n: int, k: int) -> int:
        """The token behind an aside that opens a clause, n where none does: "بطائرة مسيرة، | التحالف يقتل …"."""
        s, np = self.s, self.at(n)
        led = s.norms[n] in words("preposition") or (np is not None and np.prep == "ب")
        comma = next((p for p in range(n, min(n + ASIDE_REACH, k - 1)) if s.tokens[p].text in "،,"), n)
        return comma + 1 if led and comma > n and not any(p in s.verbs for p in range(n, comma)) else n

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
        return feminine(s.tokens[m.j - 1].norm, m) == feminine(s.tokens[before.i].norm, before)


def feminine(verb: str, m: Match) -> bool:
    """Whether a verb's form is of "she", and of things and forces in the plural."""
    return verb.startswith("ت") if m.entry.row.feature == "present" else verb.endswith("ت")
