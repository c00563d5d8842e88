"""How a noun phrase grows: adjectives, the name of a group, a name that is nowhere listed, and where it ends."""

from __future__ import annotations

from collections.abc import Callable

from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import is_given, words
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import DESCRIBING, SIDES, Np, lengthened, tanween, unknown_word
from isnad.mentions.owners import MAX_WORDS, Growing

HEAD_KINDS = ("generic", "actor", "noun", "nat")  # of equal length the first: context decides for a generic name
OWNED = frozenset({"noun", "actor"})  # what stands behind a phrase that a pronoun closes is another's
POSTS = frozenset({"base", "building", "facility"})  # that no arm has in construct
SELVES = frozenset(
    {"عمره", "عمرها", "نفسه", "نفسها", "نفسيهما", "انفسهم", "انفسهن", "كانتا", "كانا"}
)  # what ends a phrase
ON_THE_WAY = frozenset({"patrol", "convoy", "column"})
UPON = frozenset(
    p + q for p in ("علي", "الي", "ل", "ب", "من", "عن", "في", "مع") for q in ("ه", "ها", "هم", "هما", "هن")
)


def grow(s: Sentence, np: Np, from_head: Callable[[Sentence, Match, int], Np], head: Callable[..., Match | None]) -> Np:
    """Grow a phrase to the right; `from_head` and `head` find and make the phrases inside it."""
    return _Growth(s, np, from_head, head).run()


class _Growth(Growing):
    """One phrase on its way to the right: each step takes what belongs to it, or ends it."""

    def run(self) -> Np:
        s, np = self.s, self.np
        if np.kind == "noun" and np.j - np.head_at > 1 and s.tokens[np.j - 1].norm in words("siding"):
            self._to(np.j - 1)  # "الفصائل الموالية" is a noun of its own: with whom they side is read behind it
        self._group()
        while self.k < s.j and self.k - np.i < MAX_WORDS:
            k, tok = self.k, s.tokens[self.k]
            if tok.kind == "p":
                if self._make(k, tok.norm):
                    continue
                if not self._mark(tok.text):
                    break
                self.k += 1
                continue
            if (
                k in s.covered
                or (k in s.verbs and not self._maybe(k) and not self._told_of(k, tok.norm))
                or self._place(k)
            ):
                break
            if self._object(k, tok.text):
                break
            behind_plural = k == np.head_at + 2 and s.tokens[k - 1].norm.endswith("ون")
            if (k == np.head_at + 1 or behind_plural) and self._closed(k, tok.norm):
                break  # "مسلحون ضابطا": nothing is owned by a word in ـون
            for step in self.STEPS:
                done = step(self, k, tok.norm)
                if done is not None:
                    break
            else:
                done = self._word(k, tok.norm)
            if not done:
                break
        return np

    def _object(self, k: int, text: str) -> bool:
        """Whether an indefinite accusative is no part of a phrase: "قوات النظام منزلاً", "… منزلا"."""
        head = self.s.tokens[self.np.head_at]
        if tanween(head.text):
            return False
        noun = self.s.at("noun", k)
        if noun is not None and self.np.of == "weapon" and not noun.bits and noun.entry.row["of"] in POSTS:
            return True  # "استهدفت برشاش دوشكا نقطة للجيش"
        return tanween(text) or (noun is not None and lengthened(self.s, noun) and not head.norm.endswith("ا"))

    def _closed(self, k: int, norm: str) -> bool:
        """Whether the head has an ending that no construct has, and what follows is a noun, no adjective of it."""
        np, head = self.np, self.s.tokens[self.np.head_at].norm
        deed = self.s.at("trigger", k)
        if np.role == "person" and deed is not None and deed.entry.id == "injure":
            return True  # "إصابة ثلاثة جنود إصابات متفاوتة"
        if np.pronoun == "نا" and self.s.begins(OWNED, k) and not norm.startswith("ال"):
            return True  # "استهدف مقاتلونا ناقلة جند", "قصف مقاتلونا تل أبيب"
        two = head.endswith("ان") and np.number == "du"
        if two and not np.definite and norm.startswith("ال"):
            return True  # "أطلقت امرأتان النار"
        many = head.endswith("ين") and np.role == "person" and np.number == "pl" and not np.definite
        if np.j - 1 > np.head_at and self.s.norms[np.j - 1].endswith("ون") and self.s.at("noun", k) is not None:
            return not norm.endswith("ون")  # "هاجم عناصر إرهابيون دورية للجيش"
        if not two and not many and not head.endswith("ون"):
            return False
        if is_given(norm) and norm not in words("preposition"):
            return True  # "اغتال مجهولون سامر …"
        noun = self.s.at("noun", k)
        if noun is None:
            return not two and unknown_word(self.s, k) and not norm.endswith(("ون", "ين"))  # "مستوطنون باحات …"
        if noun.prep == "ل":  # "كمين نصبه مسلحون لدورية"
            return noun.entry.row["of"] in ("vehicle", "base") or noun.entry.id.split(".")[0] in ON_THE_WAY
        return not norm.endswith(head[-2:])

    def _told_of(self, k: int, norm: str) -> bool:
        """Whether a verb, or what is spelled like one, tells whose the phrase is: "تقل", "تتمركز", "تابع ل"."""
        if norm == "تابع":
            return k + 1 < self.s.j and self.s.tokens[k + 1].norm.startswith("ل")
        return norm in ("تابعا", "تابعان") or any(norm in words(name) for name in ("carrying", "holding", "riding"))

    def _maybe(self, k: int) -> bool:
        cue = self.s.at("cue", k)
        return cue is not None and cue.entry.row.kind == "possible"

    def _place(self, k: int) -> bool:
        """Whether a place begins here that ends the phrase; not where it is a side or goes on with a group's name."""
        s = self.s
        if s.at("pw_near", k) is not None and s.tokens[self.np.head_at].norm.startswith("ال"):
            return True  # "قصفت القوات أطراف البلدة"
        if s.at("place", k) is None or s.begins(SIDES, k):
            return False
        return not (
            k == self.np.j and s.at("noun", k) is not None and s.tokens[self.np.head_at].norm in words("group_noun")
        )

    def _mark(self, text: str) -> bool:
        """Whether the phrase may go on behind a mark; a bracket behind a thing, and a quotation that ended, end it."""
        if text not in SKIPPED:
            return False
        nxt = self.s.tokens[self.k + 1].text if self.k + 1 < self.s.j else ""
        if text in '"”»' and nxt in ('"', "“", "«", "#") and self.k + 1 < self.s.j:
            return False
        return not (text == "(" and self.np.role == "thing")

    def _group(self) -> None:
        """A group by its name after "ميليشيا", "كتيبة": the name in quotation marks, or up to three unknown words."""
        s, np, k = self.s, self.np, self.k
        if np.kind != "noun" or s.tokens[np.head_at].norm.lstrip("وبل") not in words("group_noun") or k >= s.j:
            return
        quoted = s.tokens[k].text in '"“«(#'
        j = k + 1 if quoted else k
        begin = j
        while (
            j < s.j and j - begin < (5 if quoted else 3) and s.tokens[j].kind == "w" and (quoted or unknown_word(s, j))
        ):
            if not quoted and (s.tokens[j].norm[:1] in "و" or (j > begin and s.tokens[j].norm[:2] != "ال")):
                break
            j += 1
        if s.begins(SIDES, begin) or j == begin:
            return
        if quoted and (j >= s.j or s.tokens[j].kind != "p"):
            return
        np.group = " ".join(t.norm for t in s.tokens[begin:j])
        self._to(j)

    def _of_men(self, norm: str) -> bool:
        """Whether an adjective of men stands behind a body of them: "طرد الجيش المسلحين" is subject and object."""
        head = self.s.tokens[self.np.head_at].norm.lstrip("وبل").removeprefix("ال")
        return norm.endswith(("ين", "ون")) and head in words("body_of_men")

    def _word(self, k: int, norm: str) -> bool:
        """A word of no list: an adjective that agrees, or a person's name after a title."""
        s, np = self.s, self.np
        noun = s.at("noun", k)
        closed = norm in words("preposition") or norm in words("relative") or norm in words("clause")
        if closed or k in s.quantities or s.at("trigger", k) or s.at("cue", k) or s.at("speech", k) or s.at("means", k):
            return False
        joined = norm[0] == "و" and len(norm) > 3 and not norm.startswith("وطني")  # "حارسين وطنيين"
        if norm == "و" or (joined and (noun is None or noun.bits & CONJ)):
            return False
        if norm in UPON or norm in SELVES:
            return False
        if noun is not None and noun.prep and noun.prep != "ل":
            return False  # "عبوة بسيارة قائد"
        if norm in words("fired") or norm.startswith("تت") or (norm[0] == "ب" and norm[1:] in words("behind_ba")):
            return False  # "طفلان بجروح", "منزل بمحيط …", "مواقع تتواجد …"
        if (norm[0] in "بلك" and len(norm) > 4 and norm[1:3] == "ال") or norm.startswith("لل") or np.kind == "others":
            return False
        if (
            len(norm) < 2
            or norm in words("short_verb")
            or norm in words("direction")
            or (norm.endswith("وا") and len(norm) > 4)
        ):
            return False
        if norm.startswith("ال") and not np.definite and k > np.head_at + 1 and np.name is None and np.role == "thing":
            return False
        if noun is not None and not norm.startswith("ال") and (np.kind != "noun" or np.owners or np.definite):
            return False  # "الفصائل … معسكرات": the next phrase
        whose = np.definite or bool(np.owners)
        if (
            noun is not None
            and (np.kind in SIDES or (np.role == "force" and whose and noun.entry.row["role"] == "person"))
            and (noun.entry.id.split(".")[0] not in DESCRIBING or self._of_men(norm))
            and norm != "المدنيه"
        ):
            return False  # "خطفت الميليشيات الطفل": the object
        if s.tokens[np.head_at].norm.endswith("ون") and norm.startswith("ال") and not np.definite:
            return False  # "مسلحون النار": what keeps its ن has nothing in construct
        if np.number == "pl" and np.owners and s.norms[k - 1].startswith("ال") and not norm.startswith("ال"):
            return False  # "مجاهدو المقاومة أماكن": their owner ends the phrase
        agrees = norm.startswith("ال") == np.definite
        if norm in words("called") and np.role != "person":
            return False
        if np.role == "person" and np.number == "pl" and not agrees:
            described = noun is not None and bool(np.owners) and noun.entry.id.split(".")[0] in DESCRIBING
            side = described and norm.startswith("ال") and not norm.endswith(("ين", "ون"))
            return side and self._to(k + 1)  # "عشرات من عناصر التنظيم الإرهابي"
        titled = s.tokens[np.head_at].norm in words("person_title")
        limit = 3 if (np.role == "person" and (titled or np.number == "sg")) else 1
        if self.unknown >= (limit if agrees or np.role == "person" else 1) or (
            np.kind == "actor" and not norm.startswith("ال")
        ):
            return False
        if np.role == "person" and not agrees and np.name is None:
            np.name = (k, k + 1)
        elif np.name is not None:
            np.name = (np.name[0], k + 1)
        self.unknown += 1
        return self._to(k + 1)
