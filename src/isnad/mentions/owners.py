"""Whose a phrase is: its owners in construct or behind "تابعة ل", "من", a group one is of, a state's adjective."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ, PREP
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.holders import Holding
from isnad.mentions.nounphrase import ALONE, DESCRIBING, Np, lengthened, unknown_word, with_article

HIS = frozenset(["معها", "معه", "معهم", "لها", "له", "لهم", "لهما"])
HEADING = frozenset({"official", "chief"})  # who may stand at the head of a body: "رئيس المكتب السياسي", "مدير مدرسة"
OF_FORCES = frozenset({"leader", "commander", "officer", "official", "emir", "member", "member_armed"})
# Kinds of persons that are of a thing: "سائق حافلة", "حارس سجن".
OF_THINGS = frozenset(
    {"driver", "owner", "worker", "employee", "guard", "escort", "teacher", "engineer", "trader", "imam", "cleric"}
)
# Persons who are no adjective of the word before them, as "نازح" and "معتقل" are.
TITLED = HEADING | OF_FORCES | OF_THINGS | {"notable", "judge", "doctor", "activist", "journalist", "lawyer"}
GROUPS = ("armed_group", "militia")
KUNYA = frozenset({"ابو", "ابي", "ابا", "ابن", "ام"})
MAX_WORDS = 9  # a longer phrase is a clause that was not seen to begin
OF_IT = frozenset({"ينتمون", "ينتميان", "ينتمي", "تنتمي", "الانتماء", "بالانتماء", "الارتباط", "بالارتباط"}) | {
    p + stem + e
    for p in ("", "ب", "ل")
    for stem in ("انتماء", "انتماو", "انتماي", "ارتباط", "صلت", "علاقت")
    for e in ("ه", "ها", "هم", "هما")
}  # to whom one is likely to belong
SUSPECTED = frozenset(
    {"بتهمه", "بتهم", "بشبهه", "للاشتباه", "لاشتباه", "لشبهه", "بدعوي", "بذريعه", "متهم", "متهما", "متهمين", "متهمون"}
    | {"المتهم", "المتهمين", "المتهمون", "مشتبه", "مشتبها", "المشتبه", "يشتبه", "يعتقد", "بهم", "به", "بهما", "في"}
)  # before these words
SUSPECTED_REACH = 4  # tokens from one suspected to them
TRAPPED = ("مفخخ", "ملغوم")
OF_BANDS = (
    "ارهابي",
    "مسلح",
    "متشدد",
    "متطرف",
    "متمرد",
    "منشق",
    "مدعوم",
    "موالي",
    "معادي",
    "معارض",
)  # adjectives of bands
FOREIGN = "foreigner"  # of party_nouns.csv: a man, or an adjective
THEIR_RANKS = frozenset(b + "صفوف" + e for b in ("", "ب") for e in ("ه", "ها", "هم", "هما"))
ADJECTIVAL = ("aircraft", "weapon")  # "طائرات حربية مروحية", "قذائف هاون مدفعية"
DRONE = "drone"  # of party_nouns.csv
WITH_HOUTHIS = "وصالح"  # Saleh's men, where he is joined to the Houthis; else a man's name
BACKERS = ("noun", "actor", "generic", "means")  # kinds of phrases that help: "مدعومة بطائرات"


class Growing(Holding):
    """A phrase on its way to the right, and all steps by which it takes its owners."""

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
        adjective = noun.entry.row["role"] == "person" or noun.entry.row["of"] in ADJECTIVAL
        nisba = adjective and self.s.tokens[k].text.endswith(("ي", "ية", "يه"))  # "طيران مسيّر أجنبي"; not "دورية"
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

    def _belonging(self, k: int, norm: str) -> bool | None:
        """As in "التابعة لـ…", "الموالية لـ…", "تابعة له"."""
        siding = norm in words("siding")
        np = self.np
        goes_back = np.role == "thing" and norm in words("of_owner")  # "منازل تعود إلى …"
        if not siding and not goes_back and norm not in words("belonging"):
            return None
        if siding and any((m := self.s.at(kind, k + 1)) is not None and m.prep == "ب" for kind in BACKERS):
            return False  # "داهمت القوات مدعومة بطيران التحالف …": who helped
        if k + 1 < self.s.j and self.s.tokens[k + 1].norm in HIS:
            np.allied, np.theirs = siding or np.allied, not siding or np.theirs
            return self._to(k + 2)
        if siding and norm.startswith("ال") and self._by(k + 1) and self._of_group():
            state = self.owner(k + 2)
            return self._to(state.j) if state is not None and self._of_state(state) else False
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
        elif not (self._of_group() and self._of_state(inner)):  # "المليشيا الحوثية التابعة لإيران": still its own
            np.owners += inner.owners
            np.actor_id = inner.actor_id or np.actor_id
        return self._to(inner.j)

    def _of_group(self) -> bool:
        """Whether the phrase is of an armed group that is named: "المليشيا الحوثية"."""
        for m in self.np.owners:
            if m.entry.kind == "actor" and all(a.kind in GROUPS for a in m.entry.row):
                return True
            if m.entry.kind == "nat" and m.entry.row["mil"] == m.entry.row["gov"] != "":
                return True
        return False

    def _of_state(self, inner: Np) -> bool:
        """Whether what they are told to belong to is a state: "التابعة لإيران", "التابعة للنظام الإيراني"."""
        return any(
            m.entry.kind == "nat" or (m.entry.kind == "actor" and m.entry.row[0].kind == "government")
            for m in inner.owners
        )

    def _by(self, k: int) -> bool:
        """Whether من or مع stands between whose allies they are and whom: "جماعات مدعومة من إيران"."""
        return k < self.s.j and self.s.tokens[k].norm in ("من", "مع")

    def _nationality(self, k: int, norm: str) -> bool | None:
        nat = self.s.at("nat", k)
        if nat is None or nat.bits & (CONJ | PREP) or nat.entry.id == "":
            return None
        if nat.j < self.s.j and self.s.norms[nat.j] in KUNYA and norm.startswith("ال"):
            return False  # "أتباع الأردني أبو مصعب": of a man of that nation
        longer = self.s.at("actor", k) or self.s.at("generic", k)
        if longer is not None and longer.j > nat.j:
            return None
        if self.np.role == "force" and self.np.definite and norm.endswith(("يين", "يون")):
            return False  # "اتهمت الحكومة اليمنية الحوثيين": men, no adjective of a body of them
        if nat.j < self.s.j and self.s.tokens[nat.j].norm in words("made"):
            return self._to(nat.j + 1)  # "مدرعة إماراتية الصنع": made there, nobody's by that
        if self.np.role == "force" and norm.endswith("يا") and self.s.at("noun", k) is not None:
            return False  # "اعتقلت القوات السعودية حوثياً"
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
        told = told or (s.norms[k - 1].startswith(OF_BANDS) and (k - 1 > np.head_at or s.tokens[k - 1].ta))
        if np.of == "weapon" and np.head is not None and np.head.j == k:
            told = told or (k - np.head.i > 1 and s.tokens[k - 1].ta)  # "استهدفت عبوة ناسفة الدورية"
        if told and not m.prep and not np.definite:
            return False  # "قصفت طائرات حربية عربية الجماعة …"
        if m.bits & CONJ or (m.bits & PREP and m.prep != "ل"):
            return False
        if m.prep == "ل" and np.i > s.i and s.norms[np.i - 1] in words("yields"):
            return False  # "استسلم عشرون جندياً لقوات المعارضة": to whom
        if np.kind == m.entry.kind == "actor" and m.prep == "ل":
            return False  # "تسليم قسد للجيش", "استسلم مقاتلون في صفوف حركة … للجيش"
        last = np.owners[-1] if np.owners else None
        closed = last is not None and last.j == k and last.entry.kind in ("actor", "generic") and np.role == "person"
        if closed and not m.bits & PREP:
            return False  # "توعد قائد الحرس الثوري إسرائيل", "هاجم مقاتلو الحركة جنود الجيش"
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
            inner = self._body(ranks + (self.s.norms[ranks] in words("ranks")))
            if inner is None:
                return False
            np.owners += inner.owners
            return self._to(inner.j)
        return None

    def _body(self, k: int) -> Np | None:
        """The side at token k that persons may be in; a country is none."""
        inner = self.owner(k)
        side = inner is not None and (inner.kind in ("actor", "generic") or (inner.role == "force" and inner.owners))
        return inner if inner is not None and side and not self._country(inner) else None

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
        inner = self._body(k + apart)
        if inner is None or inner.air:
            return None
        np.owners += inner.owners
        return self._to(inner.j)

    def _noun(self, k: int, norm: str) -> bool | None:
        """A noun in construct ("منازل المدنيين"), after ل, or joined under one owner ("مواقع وأوكار الميليشيا")."""
        s, np = self.s, self.np
        noun = s.at("noun", k)
        if noun is None or not (
            np.kind == "noun" or (np.kind == "generic" and noun.prep == "ل" and noun.entry.row["role"] == "force")
        ):
            return None
        art = with_article(norm) and not s.tokens[k].text.startswith(("آل", "أل"))
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
        if np.patron is not None and not art:
            return False  # "هاجمت قوات مدعومة من تركيا مواقع …"
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

    def _suspected(self, k: int, norm: str) -> bool | None:
        """As in "المتهمين بالانتماء إلى …", "شخصاً يشتبه في صلتهم بـ…": taken as men of that side."""
        s, np = self.s, self.np
        if np.role != "person" or np.kind not in ("noun", "others") or np.owners or np.actor_id:
            return None
        p = k
        while p < min(k + SUSPECTED_REACH, s.j) and s.norms[p] in SUSPECTED:
            p += 1
        if p + 1 >= s.j or s.norms[p] not in OF_IT:
            return None
        inner = self.owner(p + 1 + (s.norms[p + 1] in ("ب", "مع")))
        if inner is None or inner.kind not in ("actor", "generic"):
            return None
        np.owners += inner.owners
        np.suspected = True
        return self._to(inner.j)

    STEPS = (
        _lone,
        _suspected,
        Holding._riding,
        _arms,
        Holding._carrying,
        Holding._held,
        _belonging,
        Holding._his,
        Holding._others,
        Holding._unmanned,
        Holding._flying,
        Holding._make,
        _nationality,
        _with,
        _actor,
        Holding._inside,
        Holding._model,
        _member,
        _noun,
        _likely,
    )
