"""Whose a phrase is: its owners in construct or behind "تابعة ل", "من", a group one is of, a state's adjective."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from isnad.arabic.tokens import CONJ, PREP
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import Np, lengthened, unknown_word

HIS = frozenset(["معها", "معه", "معهم", "لها", "له", "لهم", "لهما"])
# Kinds of persons that are nobody's: what has a pronoun behind them is done to ("قتل رجل زوجته").
ALONE = frozenset(
    {
        "man",
        "woman",
        "lady",
        "youth",
        "child",
        "boy",
        "girl",
        "citizen",
        "civilian",
        "person",
        "gunman_one",
        "soldier",
        "officer",
    }
)
# Nouns of party_nouns.csv that are adjectives behind a side: "التنظيم الإرهابي", "التحالف العسكري".
DESCRIBING = frozenset(
    {
        "terrorist",
        "extremist",
        "rebel",
        "gunman",
        "gunman_one",
        "militiaman",
        "worker",
        "member",
        "serviceman",
        "thief",
        "houthi_m",
        "official",
        "relative",
        "coalition_n",
        "base",
        "occupation",
        "resistance_n",
        "armed_group_n",
        "foreigner",
    }
)
ARMED = frozenset({"base", "site", "depot", "vehicle", "aircraft", "weapon", "fighter"})  # what a side has
HEADING = frozenset({"official", "chief"})  # who may stand at the head of a body: "رئيس المكتب السياسي", "مدير مدرسة"
OF_FORCES = frozenset({"leader", "commander", "officer", "official", "emir", "member", "member_armed"})
# Kinds of persons that are of a thing: "سائق حافلة", "حارس سجن".
OF_THINGS = frozenset(
    {"driver", "owner", "worker", "employee", "guard", "escort", "teacher", "engineer", "trader", "imam", "cleric"}
)
# Persons who are no adjective of the word before them, as "نازح" and "معتقل" are.
TITLED = HEADING | OF_FORCES | OF_THINGS | {"notable", "judge", "doctor", "activist", "journalist", "lawyer"}
WITHIN = frozenset({"فيها", "فيه", "بها", "به", "ضمنها", "ضمنه", "داخلها", "داخله", "عليها", "عليه", "خلالها", "حولها"})
MAX_WORDS = 9  # a longer phrase is a clause that was not seen to begin
OF_IT = frozenset({"ينتمون", "ينتميان", "ينتمي", "تنتمي"}) | {
    p + stem + e for p in ("", "ب") for stem in ("انتماء", "انتماو", "انتماي") for e in ("ه", "ها", "هم", "هما")
}  # to whom one is likely to belong
BEEN = frozenset({"كان", "كانت", "كانوا", "كانا"})
TRAPPED = ("مفخخ", "ملغوم")
ABOARD = frozenset({"متنها", "متنه", "بداخلها", "داخلها", "بداخله", "فيها"})  # "سيارة على متنها مسلحون"
WITHOUT = frozenset({"بدون", "دون", "بلا"})  # "سيارة من دون لوحات"
SORT = frozenset({"نوع", "طراز", "ماركه"})  # of a car
FOREIGN = "foreigner"  # of party_nouns.csv: a man, or an adjective
THEIR_RANKS = frozenset(b + "صفوف" + e for b in ("", "ب") for e in ("ه", "ها", "هم", "هما"))
DRONE = "drone"  # of party_nouns.csv
WITH_HOUTHIS = "وصالح"  # Saleh's men, where he is joined to the Houthis; else a man's name


class Growing(ABC):
    """A phrase on its way to the right, and the steps by which it takes its owners; `k` is the next token."""

    def __init__(
        self, s: Sentence, np: Np, from_head: Callable[[Sentence, Match, int], Np], head: Callable[..., Match | None]
    ) -> None:
        self.s, self.np, self.from_head, self.head = s, np, from_head, head
        self.k, self.unknown = np.j, 0

    @abstractmethod
    def run(self) -> Np:
        """The phrase when it has grown."""

    def _described(self, k: int) -> bool:
        """Whether the word at k closes a construct: it has the article, or is an adjective in ـية, ـي."""
        norm = self.s.tokens[k].norm
        nisba = norm.endswith(("يه", "يون", "يين")) or (norm.endswith("ي") and len(norm) > 3)
        return norm.startswith("ال") or (nisba and self.s.at("noun", k) is None)

    def _told_how(self, k: int) -> bool:
        """Whether an adjective that no lexicon knows stands at k, behind a thing without the article: "رتل ضخم"."""
        np = self.np
        return self.unknown > 0 and np.role == "thing" and not np.definite and unknown_word(self.s, k)

    def _whole(self, noun: Match, k: int) -> bool:
        """Whether the head is a phrase of the lexicon that ends before token k, and the noun there is another's."""
        np = self.np
        nisba = self.s.tokens[k].text.endswith(("ي", "ية", "يه"))  # "طيران مسيّر أجنبي"; not "مستشفى"
        if np.head is None or np.head.j != k or k - np.head.i < 2 or np.definite or nisba:
            return False
        if noun.entry.id.split(".")[0] in TITLED:
            return True  # "اعتقل فصيل مسلح مدير المدرسة"
        trapped = self.s.tokens[k - 1].norm.startswith(TRAPPED)  # "سيارة مفخخة", whose adjective is a noun as well
        return trapped or self.s.at("noun", k - 1) is None or (noun.entry.row["role"] == "thing" != np.role)

    def _heads(self, noun: Match) -> bool:
        """Whether the head is one who is of a thing or a force: "مدير مدرسة", "سائق حافلة", "قائد شرطة"."""
        head = self.np.head.entry.id if self.np.head is not None else ""
        kind = head.split(".")[0]
        return kind in HEADING or kind in OF_THINGS or (kind in OF_FORCES and noun.entry.row["role"] == "force")

    def _done_to(self, noun: Match) -> bool:
        """Whether a noun behind one person is no owner of his: written as an object, or somebody of his own."""
        kind = self.np.head.entry.id.split(".")[0] if self.np.head is not None else ""
        objects = lengthened(self.s, noun) and not self.s.tokens[self.np.head_at].norm.endswith("ا")
        return objects or (bool(noun.suffix) and kind in ALONE)

    def _inner(self, m: Match, k: int) -> Np:
        return type(self)(self.s, self.from_head(self.s, m, k), self.from_head, self.head).run()

    def _to(self, j: int) -> bool:
        self.np.j = self.k = j
        return True

    def _lone(self, k: int, norm: str) -> bool | None:
        """A ل by itself before the owner: "قوة عسكرية لـ #قسد"."""
        if norm != "ل" or self.np.kind != "noun":
            return None
        inner = self.owner(k)
        if inner is None or inner.kind not in ("actor", "generic"):
            return False
        self.np.owners += inner.owners
        return self._to(inner.j)

    def _arms(self, k: int, norm: str) -> bool | None:
        """More arms of a unit: "سرايا المدفعية والصواريخ"."""
        m = self.s.at("means", k)
        if m is None or not m.bits & CONJ or self.np.kind != "noun" or self.np.role != "force" or self.np.quantity:
            return None
        return self._to(m.j)

    def _carrying(self, k: int, norm: str) -> bool | None:
        """As in "سيارة تقلّ قياديين في …": a car is of those it carries."""
        after = self.s.tokens[k + 1].norm if k + 1 < self.s.j else ""
        later = (norm in BEEN and after in words("carrying")) or (norm == "علي" and after in ABOARD)
        if not (later or norm in words("carrying") or norm in ABOARD) or self.np.of != "vehicle":
            return None
        inner = self.owner(k + 1 + later, bare=True)
        if inner is None or inner.role == "thing":
            return False
        self.np.owners += inner.owners
        self.np.actor_id = self.np.actor_id or inner.actor_id
        self.np.said = self.np.said or k
        return self._to(inner.j)

    def _riding(self, k: int, norm: str) -> bool | None:
        """As in "مسلحون يستقلون سيارة", "مسلحان على دراجة نارية": men with what they ride or bear."""
        s, np = self.s, self.np
        if np.role != "person" or np.definite:
            return None
        were = norm in BEEN and k + 1 < s.j and s.tokens[k + 1].norm in words("riding")
        on = norm == "علي"
        if not on and not were and norm not in words("riding"):
            return None
        aboard = on and k + 1 < s.j and s.tokens[k + 1].norm == "متن"
        at = k + 1 + (were or aboard)
        ride = s.at("noun", at) if at < s.j else None
        if ride is None or ride.prep or ride.entry.row["role"] != "thing":
            return None
        if on and not aboard and ride.entry.id.split(".")[0] != "motorbike":
            return None
        np.said, np.j = np.said or k, self._described_ride(ride.j)
        return False

    def _described_ride(self, j: int) -> int:
        """Where what is said of a car ends: "سيارة | بيضاء رباعية", "… | من دون لوحات", "… | من نوع «تويوتا»"."""
        s = self.s
        while j < s.j and unknown_word(s, j) and s.tokens[j].ta and not s.tokens[j].norm.startswith("ال"):
            j += 1
        if j + 2 < s.j and s.norms[j] == "من" and s.norms[j + 1] in SORT:
            quoted = s.tokens[j + 2].kind == "p"
            end = j + 3 + quoted
            return end + (quoted and end < s.j and s.tokens[end].kind == "p")
        bare = next((p for p in (j, j + 1) if p + 1 < s.j and s.tokens[p].norm in WITHOUT), 0)
        return bare + 2 if bare else j

    def _held(self, k: int, norm: str) -> bool | None:
        """As in "مواقع تتمركز فيها ميليشيات …", "مقر تستخدمه …": a thing is of those who are in it or use it."""
        s, j = self.s, k
        if self.np.role != "thing" or norm not in words("holding"):
            return None
        if norm in ("كان", "كانت"):
            j += 1
            if j >= s.j or s.tokens[j].norm not in words("holding"):
                return False
        j += 1
        while j < s.j and s.tokens[j].norm in WITHIN:
            j += 1
        inner = self.owner(j) if j < s.j else None
        if inner is None or inner.role == "thing" or not (inner.owners or inner.actor_id):
            return False
        self.np.owners += inner.owners
        self.np.actor_id = inner.actor_id or self.np.actor_id
        return self._to(inner.j)

    def _belonging(self, k: int, norm: str) -> bool | None:
        """As in "التابعة لـ…", "الموالية لـ…", "تابعة له"."""
        siding = norm in words("siding")
        np = self.np
        goes_back = np.role == "thing" and norm in words("of_owner")  # "منازل تعود إلى …"
        if not siding and not goes_back and norm not in words("belonging"):
            return None
        if k + 1 < self.s.j and self.s.tokens[k + 1].norm in HIS:
            np.allied, np.theirs = siding or np.allied, not siding or np.theirs
            return self._to(k + 2)
        by = siding and np.kind == "noun" and not np.owners and not np.group and self._by(k + 1)
        inner = self.owner(k + 1 + by, bare=goes_back)
        if inner is None:
            nat = self.s.tokens[k + 1].norm if k + 1 < self.s.j else ""
            if siding and nat.endswith("يا") and len(nat) > 4:  # مدعومة تركياً
                return self._to(k + 2)
            if not siding or np.role == "thing" or norm.startswith("ال") != np.definite:
                return False
            np.allied = True
            return self._to(k + 1)  # "القوات التركية والفصائل الموالية"
        if siding:
            np.patron = np.patron or (inner.owners[0] if inner.owners else None)
        else:
            np.owners += inner.owners
            np.actor_id = inner.actor_id or np.actor_id
        return self._to(inner.j)

    def _by(self, k: int) -> bool:
        """Whether من or مع stands between whose allies they are and whom: "جماعات مدعومة من إيران"."""
        return k < self.s.j and self.s.tokens[k].norm in ("من", "مع")

    def _his(self, k: int, norm: str) -> bool | None:
        """As in "نقطة عسكرية لهم", "مقر له": of a side named before."""
        np = self.np
        if norm not in ("له", "لها", "لهم") or np.owners or np.kind != "noun" or np.definite:
            return None
        if np.role != "force" and np.of not in ARMED:
            return None
        np.theirs = True
        return self._to(k + 1)

    def _others(self, k: int, norm: str) -> bool | None:
        """As in "قياديان آخران للقاعدة", "منازل أخرى للأهالي": whose they are stands behind "others"."""
        if norm not in words("others") or self.np.kind != "noun" or k + 1 >= self.s.j or self.np.owners:
            return None
        m = self.s.at("actor", k + 1) or self.s.at("generic", k + 1)
        whose = m is not None and m.prep == "ل" and not m.bits & CONJ
        if not whose and self.s.tokens[k + 1].norm not in words("belonging"):
            return None
        return self._to(k + 1)

    def _unmanned(self, k: int, norm: str) -> bool | None:
        """As in "طائرة تركية مسيّرة": an adjective, no second aircraft."""
        flies = self.np.air and self.s.tokens[self.np.head_at].norm.lstrip("ولبك").removeprefix("ال").startswith("طاير")
        return self._to(k + 1) if flies and norm.removeprefix("ال") in words("march") else None

    def _nationality(self, k: int, norm: str) -> bool | None:
        nat = self.s.at("nat", k)
        if nat is None or nat.bits & (CONJ | PREP) or nat.entry.id == "":
            return None
        longer = self.s.at("actor", k) or self.s.at("generic", k)
        if longer is not None and longer.j > nat.j:
            return None
        if self.np.role == "force" and self.np.definite and norm.endswith(("يين", "يون")):
            return False  # "اتهمت الحكومة اليمنية الحوثيين": men, no adjective of a body of them
        self.np.owners.append(nat)
        return self._to(nat.j)

    def _actor(self, k: int, norm: str) -> bool | None:
        """A side in the phrase: its owner ("مواقع تنظيم …"), after ل, or in apposition after a bracket or ميليشيا."""
        s, np = self.s, self.np
        m = s.at("actor", k) or s.at("generic", k)
        if m is None:
            return None
        if norm == WITH_HOUTHIS:
            return False
        told = k - 1 > np.head_at and not s.tokens[k - 1].norm.startswith("ال") and self._described(k - 1)
        if told and not m.prep and not np.definite:
            return False  # "قصفت طائرات حربية عربية الجماعة …"
        if m.bits & CONJ or (m.bits & PREP and m.prep != "ل"):
            return False
        if np.kind == m.entry.kind == "actor" and m.prep == "ل":
            return False  # "تسليم قسد للجيش", "استسلم مقاتلون في صفوف حركة … للجيش"
        last = np.owners[-1] if np.owners else None
        closed = last is not None and last.j == k and last.entry.kind in ("actor", "generic") and np.role == "person"
        if closed and m.entry.kind == "actor" and not m.bits & PREP:
            return False  # "توعد قائد الحرس الثوري إسرائيل"
        if np.kind in ("actor", "generic") and not m.bits & PREP:
            group = np.kind == "generic" and k == np.j == np.head_at + 1 and not np.definite
            if s.tokens[k - 1].text != "(" and not (group and s.tokens[np.head_at].norm in words("group_noun")):
                return False
        elif m.prep != "ل" and (
            np.kind in ("nat", "name", "others") or (np.definite and np.kind == "noun" and s.tokens[k - 1].kind == "w")
        ):
            return False
        np.owners.append(m)
        return self._to(m.j)

    def _member(self, k: int, norm: str) -> bool | None:
        """As in "عناصر من …", "مقاتل في صفوف …": the group that persons are of."""
        np = self.np
        column = np.role == "thing" and self.s.tokens[np.head_at].norm.lstrip("وبل") in words("collective")
        if norm == "من" and np.kind in ("noun", "others") and (np.role != "thing" or (column and not np.owners)):
            inner = self.owner(k + 1, bare=True)
            if inner is None or inner.j - np.i > MAX_WORDS + 3 or inner.role == "thing" or self._country(inner):
                return False
            if column and (inner.role != "force" or not inner.owners):
                return False  # "قافلة من نازحين"
            np.owners += inner.owners
            np.of = np.of or inner.of
            np.group = np.group or inner.group
            if np.of != "fighter" or inner.actor_id != "civilians":  # "مسلحين من الدروز"
                np.actor_id = np.actor_id if np.actor_id not in ("", "unidentified.armed") else inner.actor_id
            return self._to(inner.j)
        ranks = k + 1 if norm == "في" and k + 1 < self.s.j else k
        if self.s.norms[ranks] in THEIR_RANKS and np.kind == "noun" and np.role == "person" and not np.owners:
            np.theirs = True  # "قيادي في صفوفه": of the side named before
            return self._to(ranks + 1)
        if norm in ("في", "بصفوف", "صفوف") and np.role in ("person", "force") and np.kind == "noun":
            inner = self.owner(ranks + (self.s.norms[ranks] in words("ranks")))
            side = inner is not None and (
                inner.kind in ("actor", "generic") or (inner.role == "force" and inner.owners)
            )
            if inner is None or not side or self._country(inner):
                return False
            np.owners += inner.owners
            return self._to(inner.j)
        return None

    def _with(self, k: int, norm: str) -> bool | None:
        """As in "قيادي بحركة …", "موظف لدى …": the body that persons are in, told with ب or لدى."""
        s, np = self.s, self.np
        if np.kind != "noun" or np.role != "person" or np.owners or (np.definite and np.number != "sg"):
            return None
        apart = norm in ("ب", "لدي", "باسم")  # "المتحدث باسم …"
        m = None if apart else s.at("actor", k) or s.at("generic", k) or s.at("noun", k)
        if not apart and (m is None or m.prep != "ب" or m.bits & CONJ):
            return None
        if np.i > s.i and s.tokens[np.i - 1].norm in words("done_with_ba"):
            return None  # "التحق جنود بقوات …", "ألحق مقاتلون بالجيش خسائر"
        inner = self.owner(k + apart)
        side = inner is not None and (inner.kind in ("actor", "generic") or (inner.role == "force" and inner.owners))
        if inner is None or not side or inner.air or self._country(inner):
            return None
        np.owners += inner.owners
        return self._to(inner.j)

    def _model(self, k: int, norm: str) -> bool | None:
        """Over the make of a thing to whose it is: "دبابة من طراز تي 72 لقوات النظام"."""
        s, j = self.s, k + 2
        if norm != "من" or self.np.role != "thing" or j >= s.j or s.tokens[k + 1].norm not in ("طراز", "نوع"):
            return None
        while j < min(k + 6, s.j):
            m = s.at("actor", j) or s.at("generic", j)
            if m is not None and m.prep == "ل":
                return self._to(j)
            j += 1
        return None

    def _inside(self, k: int, norm: str) -> bool | None:
        """As in "مسجد في مقر قوات …": a thing in a side's base is its own."""
        np = self.np
        if norm != "في" or np.role != "thing" or np.kind != "noun" or np.owners or np.of == "base":
            return None
        inner = self.owner(k + 1, bare=True)
        if inner is None or inner.of != "base" or not (inner.owners or inner.actor_id):
            return None
        np.owners += inner.owners
        np.actor_id = np.actor_id or inner.actor_id
        return self._to(inner.j)

    def _country(self, np: Np) -> bool:
        """Whether a phrase is a country's name: persons in or from it are not its government's."""
        m = np.owners[0] if np.owners else None
        if m is None or m.entry.kind != "actor" or m.entry.row[0].kind != "government":
            return False
        place = self.s.at("place", m.i)
        return m.j - m.i == 1 or (place is not None and place.j == m.j)  # "تل أبيب"

    def _noun(self, k: int, norm: str) -> bool | None:
        """A noun in construct ("منازل المدنيين"), after ل, or joined under one owner ("مواقع وأوكار الميليشيا")."""
        s, np = self.s, self.np
        noun = s.at("noun", k)
        if noun is None or not (
            np.kind == "noun" or (np.kind == "generic" and noun.prep == "ل" and noun.entry.row["role"] == "force")
        ):
            return None
        art = norm.startswith("ال") and not s.tokens[k].text.startswith(("آل", "أل"))  # "آلية", "ألغام" have none
        if noun.bits & PREP:
            if noun.prep != "ل" or np.role not in ("thing", "force") or noun.entry.id.startswith("damage"):
                return None
            if np.air and noun.entry.row["role"] == "thing":
                return False  # "قصف طائرة مسيرة لسيارة": what was hit
            inner = self._inner(noun, k)
            np.owners += inner.owners
            np.actor_id = inner.actor_id if np.actor_id in ("", "civilians") and inner.actor_id else np.actor_id
            return self._to(inner.j)
        if noun.bits & CONJ:
            if np.owners or k != np.j or np.j - np.head_at > 1 or "person" in (np.role, noun.entry.row["role"]):
                return None
            inner = self._inner(noun, k)
            if not inner.owners or inner.prep:
                return None
            np.owners += inner.owners
            return self._to(inner.j)
        if np.owners or k != np.j:
            return None
        head = s.tokens[np.head_at]
        if np.role == "force" and head.norm.startswith("ال") and noun.entry.row["role"] == "person" and not noun.prep:
            return None if art and noun.entry.id.split(".")[0] in DESCRIBING else False
        if np.pronoun == "نا" and not art:
            return False  # "قنص مجاهدونا جندياً"
        if np.role == "person" and np.number == "sg" and not np.definite and self._done_to(noun):
            return False  # "قتل جندي مدنيا", "قتل رجل زوجته"
        kind, of = (np.head.entry.id.split(".")[0] if np.head is not None else ""), noun.entry.id.split(".")[0]
        more = of in TITLED or norm.endswith(("ين", "ان", "ون"))
        if kind in ALONE and not np.definite and not art and more and noun.entry.row["role"] == "person":
            return False  # "خطف مسلح مدير المدرسة", "قتل مئة مسلح ضابطين": nobody's, but one of his own
        if np.role == "person" and head.norm.startswith("ال"):
            said = self.from_head(s, noun, k)
            alike = said.number == np.number and (np.number != "sg" or head.ta == s.tokens[k].ta)
            if not art or not alike:
                return False  # "من بين الشهداء رجل دين", "شيع الأهالي الشاب"
        if not art and self._whole(noun, k):
            return False  # "عصابة مسلحة تاجراً", "رجال قبائل نقطة": the head has its adjective or owner
        if k - 1 > np.head_at and not art and (self._described(k - 1) or self._told_how(k - 1)):
            return False  # "بقذائف المدفعية مواقع …", "دورية عسكرية منزلاً": the construct is closed
        if np.of == "round" and noun.entry.row["role"] == "thing" and not art:
            return False  # "بصاروخ موجه سيارة": what was hit
        drone = np.head is not None and np.head.entry.id.split(".")[0] == DRONE
        if not art and (drone or (np.air and noun.entry.row["role"] == "thing")):
            return False  # "طائرة مسيّرة سيارة", "طائرات مستودع الوقود", "طائرة دون طيار زعيم …": what was hit
        alone = np.role == "person" and np.number == "sg" and not self._heads(noun)
        if noun.entry.row["role"] != "person" and (np.definite or alone):
            return False  # a noun with the article stands in no construct, nor does "إرهابي حافلة"
        if np.role == "thing" and noun.entry.id == FOREIGN and noun.entry.row["role"] == "person":
            return self._to(noun.j)  # "سفينة أجنبية" is nobody's
        inner = self._inner(noun, k)
        np.owners += inner.owners
        np.group = np.group or inner.group
        np.actor_id = inner.actor_id or np.actor_id
        if np.role != "thing" and inner.role != "thing" and np.of in ("person", ""):
            np.of = inner.of or np.of
        return self._to(inner.j)

    def _likely(self, k: int, norm: str) -> bool | None:
        """As in "مسلحين يُرجّح أنهم من خلايا …": the likely side belongs to the phrase."""
        s, np = self.s, self.np
        cue = s.at("cue", k)
        if (
            cue is None
            or cue.entry.row.kind != "possible"
            or not (np.role == "force" or np.air or np.of == "fighter")
            or cue.j >= s.j
        ):
            return None
        k2 = cue.j + (1 if s.tokens[cue.j].norm in ("انها", "انهم", "انه", "ان") else 0)
        if k2 < s.j and s.tokens[k2].norm in OF_IT:  # "مسلحين يشتبه بانتمائهم إلى …"
            inner = self.owner(k2 + 1)
            if inner is None or inner.kind not in ("actor", "generic"):
                return None
            np.owners += inner.owners
            return self._to(inner.j)
        if k2 < s.j and (s.at("nat", k2) or s.tokens[k2].norm in words("belonging") or s.tokens[k2].norm == "من"):
            self.k = k2
            return True
        return None

    def owner(self, k: int, bare: bool = False) -> Np | None:
        """The owner after "تابع" or "من": an actor with or without ل, or (bare) a noun of people."""
        s = self.s
        while k < s.j and (
            s.tokens[k].norm in ("ل", "الي") or (s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED)
        ):
            k += 1
        head = self.head(s, k) if k < s.j else None
        if head is None or (head.entry.kind == "noun" and head.entry.row["role"] == "thing" and not bare):
            return None
        return self._inner(head, k)

    STEPS = (
        _lone,
        _riding,
        _arms,
        _carrying,
        _held,
        _belonging,
        _his,
        _others,
        _unmanned,
        _nationality,
        _with,
        _actor,
        _inside,
        _model,
        _member,
        _noun,
        _likely,
    )
