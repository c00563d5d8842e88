"""Who tells: the subject of a verb of telling, before or behind it, whether it may tell, and who goes on telling."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import is_given, words
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import SourcePhrase, find_source
from isnad.mentions.sourcespans import QUOTED_NAME
from isnad.read.accused import accuses, begins_office, blamed, without_accused, without_asked, without_threatened
from isnad.read.ahead import apposed, had_told, issuer, named_before, once_before
from isnad.read.offices import NAME_WORDS, SPEAKING, bare_name, office_of, with_office
from isnad.read.speakers import Chain, Linker, join
from isnad.read.telling import (
    BEFORE_THAT,
    QUOTES,
    REACH,
    RELATIVE,
    THAT,
    agrees,
    beyond_aside,
    clause_start,
    complement,
    goes_on_telling,
    medium_aside,
    object_of,
    occasion,
    sites,
    told_at,
    trigger_at,
)
from isnad.read.voice import Voice

NO_TELLERS = frozenset({"ان", "فيما", "بينما", "لكن", "وكان", "وكانت", "الامر"})  # "الأمر الذي نفته الحركة"
PRONOUNS = frozenset({"انه", "انها", "انهم", "لكنه", "لكنها", "لكنهم", "ولكنه", "ولكنها"})


class Tellers:
    """Finds who tells, by a name or as the last speaker; holds the linker, which knows who was named before."""

    def __init__(self, linker: Linker) -> None:
        self.linker, self.lexicon = linker, linker.lexicon

    def subject(self, s: Sentence, m: Match) -> tuple[SourcePhrase | None, str]:
        """Who tells, and whether it stands before or after the verb: "قال X", "X قال"; None where nobody is named."""
        explained = apposed(s, m, self.lexicon)
        if explained is not None:
            return explained, "before"
        pre = self._preceding(s, m) or once_before(s, m, self.lexicon)
        pre = (issuer(s, pre, self.lexicon) or pre) if pre is not None else None
        if pre is not None and not pre.weak and all(t.norm in ("قد", "كان", "كانت") for t in s.tokens[pre.j : m.i]):
            return pre, "before"  # "وكانت السلطات قد اتهمت التحالف"
        had = had_told(s, m, self.lexicon)
        if had is not None:
            return had, "before"
        k = m.j + (m.j < s.j and s.tokens[m.j].norm in ("فيه", "فيها"))  # "بيان قال فيه مسؤولون"
        while k < s.j and (k in s.covered or s.tokens[k].text in SKIPPED or occasion(s, k)):
            k = s.covered.get(k, 0) or occasion(s, k) or k + 1
        k = _beyond_told_to(s, k)
        plural = m.entry.row.pos == "verb" and s.tokens[m.i].norm.endswith(("وا", "ون"))
        if m.j < s.j and (_saying(s, m.j) or s.tokens[m.j].norm in words("notice")):
            return (pre, "before") if pre is not None else (None, "")
        for p in (m.j, k):
            if p >= s.j or plural or _quotation(s, p):
                break  # "طالبوا الحكومة": a verb before its subject stands in the singular
            sp = s.at("speech", p)
            if s.tokens[p - 1].norm in ("في", "عبر", "خلال"):
                continue
            witness = sp is not None and sp.entry.id == "own_label" and begins_office(s, p)  # "شاهد", also "watch"
            if sp is None or witness or sp.entry.row.frame in ("same_speaker", "label") or sp.entry.row.pos == "noun":
                who = find_source(s, p, self.lexicon) or _bare(s, p)
                if who is not None and not object_of(s, m, p):
                    if m.entry.row.frame == "accuse":
                        without_accused(s, who, self.lexicon)
                    elif m.entry.id == "promise":
                        without_threatened(s, who, self.lexicon)
                    elif m.entry.id in ("asking", "warn_that", "complain"):
                        without_asked(s, who, self.lexicon)
                    elif m.entry.id == "inform":
                        _without_told(s, who)
                    return with_office(s, who, self.lexicon), "after"
        if pre is not None:
            return pre, "before"
        if m.entry.id == "claim_resp" and m.entry.row.pos == "verb":
            behind = self._behind_object(s, m)
            if behind is not None:
                return behind, "behind"
        known = self.known_name(s, k) if m.entry.row.pos == "verb" and k < s.j else None
        if known is not None:
            return known, "after"
        if k < s.j and m.entry.row.pos == "verb" and (not complement(s, m.j) or _called_ali(s, m)):
            told = told_at(s, k + 1)
            who = find_source(s, k, self.lexicon, loose=True)
            if who is None or object_of(s, m, k):
                return None, ""
            office = office_of(s, who, self.lexicon)
            if office is not None and told_at(s, office.j) >= 0:
                return office, "after"
            over = _over_occasion(s, who.j)
            if who.j < over and told >= over and (s.has(THAT, told, told + 1) or s.tokens[told - 1].kind == "p"):
                return who, "after"  # "وقال حداد، في تغريدة له على موقع X: …"
            if who.j < s.j and s.tokens[who.j].norm in words("told_thing") and is_given(s.tokens[k].norm):
                return who, "after"  # "وأكد سامي حداد وقوع"
            marked = s.has(THAT, told, told + 1) or s.tokens[told - 1].kind == "p"
            if "الى" in m.entry.row.takes and who.j < s.j and s.tokens[who.j].norm == "الي":
                told, marked = who.j, True  # "أشار سامي حداد إلى مقتل"
            if 0 < told - k <= NAME_WORDS + 1 and marked and who.j - who.i <= NAME_WORDS:
                return who, "after"
        named = named_before(s, m, self.lexicon)
        return (named, "before") if named is not None else (None, "")

    def _behind_object(self, s: Sentence, m: Match) -> SourcePhrase | None:
        """Who claims, behind what he claims: "وتبنّى التفجير تنظيم X", "تبنى بعضها تنظيم X"."""
        k = m.j
        if k < s.j and s.tokens[k].norm in words("some_of_them"):
            k += 1
        else:
            while k < s.j and k - m.j < 3 and trigger_at(s, k) is None:
                k += 1
            if k >= s.j or trigger_at(s, k) is None:
                return None
        for p in range(k, min(k + REACH // 2, s.j)):
            if s.tokens[p].kind == "p" and s.tokens[p].text in "،.":
                return None
            if s.begins(SPEAKING, p):
                x = next(
                    y for kind in ("actor", "source", "generic", "source_noun") if (y := s.at(kind, p)) is not None
                )
                who = find_source(s, p, self.lexicon) if not x.prep and not x.suffix else None
                if who is not None and not object_of(s, m, p):
                    return who
        return None

    def known_name(self, s: Sentence, k: int) -> SourcePhrase | None:
        """A last name whose bearer spoke before: "وأكد عبد الغني التزام …"."""
        for n in (3, 2, 1):
            if (
                k + n <= s.j
                and all(t.kind == "w" for t in s.tokens[k : k + n])
                and not any(s.at(x, k) for x in ("trigger", "cue", "speech"))
            ):
                short = [t.norm.removeprefix("ال") for t in s.tokens[k : k + n]]
                if len("".join(short)) >= 4 and self.linker.speakers.named_before(short) is not None:
                    return SourcePhrase(k, k + n, "person", named=True)
        return None

    def fits(self, s: Sentence, m: Match, who: SourcePhrase, at: str) -> bool:
        """Whether the subject found may tell; a weak one, or of a word of more uses, only before what he tells."""
        sp = m.entry.row
        if who.named or who.same:
            return True
        told = told_at(s, beyond_aside(s, who.j) if at == "after" else m.j)
        if at == "before" and s.tokens[m.i].norm == "جدد":
            return False  # "خمسة مقاتلين جدد"
        if (
            sp.frame == "document"
            and ((who.weak and who.kind == "government") or who.kind in ("military", "armed_group", "police"))
            and not s.has(THAT, told, told + 1)
        ):
            return False
        if sp.frame == "accuse" and at == "before" and m.suffix and who.weak and who.j == m.i:
            return s.norms[who.i].startswith("ال")  # "اعتقلت رجلاً | تتهمه بتنفيذ الهجوم"
        if sp.frame == "accuse" and at == "after":
            accused = who.j < s.j and s.tokens[who.j].norm[0] == "ب"  # "واتهم القوات بقصف": the object alone
            if (
                accused
                or (sp.id == "blame" and not m.suffix and blamed(s, who))
                or (who.weak and s.at("noun", who.i) is not None and not accuses(s, who))
            ):
                return False
        if who.weak and _too_far(s, m, who, at, told) and sp.frame not in ("denial", "accuse"):
            return False
        if (
            sp.frame == "share"
            and sp.id == "circulate"
            and who.kind not in ("media", "local", "monitor", "unnamed", "document")
        ):
            return False
        if sp.id == "write" and sp.pos == "verb" and not _in_writing(s, told):
            return False  # "يكتب اسمه على كفنه بعد أن …"
        if sp.id == "publish" and not _published(s, told, who.j if at == "after" else m.j):
            return False  # "نشرت الدولة مقاتلات في القاعدة"
        behind = s.tokens[who.j : min(who.j + 14, s.j)]
        if sp.frame == "share" and told < 0 and any(t.norm in words("shown") for t in behind):
            return True  # "نشر تنظيم X، …، شريط فيديو"
        if sp.frame == "say_continue" and sp.needs == "source" and told >= 0:  # "جدد الجيش قصفه" is none
            return s.has(THAT | {"عن", "الي", "علي"}, told, told + 1) or s.tokens[told - 1].kind == "p"
        return not (sp.needs == "source" and told < 0 and sp.frame not in ("accuse", "quote_from"))

    def told_by(
        self, s: Sentence, m: Match, who: SourcePhrase | None, at: str, before: list[Voice]
    ) -> tuple[Chain | None, int, tuple[int, int] | None]:
        """The chain of a verb of telling, where its words end, the speaker's tokens; None where it tells nothing."""
        if who is not None:
            chain = self.linker.chain(s, who)
            sharer = s.at("speech", who.j) if who.kind == "document" and who.j < s.j else None
            if sharer is not None and sharer.suffix and sharer.entry.row.frame in ("share", "say_that"):
                inner = find_source(s, sharer.j, self.lexicon)  # "مقاطع فيديو نشرها ناشطون"
                if inner is not None:
                    return join(chain, self.linker.chain(s, inner)), max(m.j, inner.j), (who.i, inner.j)
            return chain, (max(m.j, who.j) if at in ("after", "behind") else m.j), (who.i, who.j)
        last = self.linker.speakers.last
        prior = s.tokens[m.i - 1].norm if m.i > s.i else ""
        if m.entry.row.pos == "verb" and prior in PRONOUNS and (before or last):
            return (before[-1].chain if before else last), m.j, (m.i, m.i)  # "غير أنه نفى"
        return self._last_teller(s, m, prior, before), m.j, None

    def _last_teller(self, s: Sentence, m: Match, prior: str, before: list[Voice]) -> Chain | None:
        """Who goes on with a verb that names nobody, behind the word `prior`: "وأضاف أن"; None where nobody does."""
        sp, speakers = m.entry.row, self.linker.speakers
        outer = before[-1] if before else None
        relative = prior in RELATIVE
        if relative and outer is not None and outer.chain and outer.speaker is not None and outer.speaker[1] >= m.i - 2:
            return outer.chain
        goes_on = m.bits & CONJ or prior.lstrip("و") in ("كما", "كذلك")
        if relative or (m.suffix and not (sp.frame == "accuse" and goes_on)):
            return None
        if sp.frame == "accuse" and goes_on and (outer is not None or speakers.at == s.index - 1):
            return outer.chain if outer is not None else speakers.last
        if sp.frame == "share":  # "نشرت قوات المركز مشاهد": nobody goes on publishing
            return None
        said = complement(s, m.j)
        near = outer is not None or speakers.at >= s.index - 1
        if sp.frame == "denial" and sp.pos == "verb" and near and told_at(s, m.j) >= 0:
            return outer.chain if outer is not None else speakers.subject or speakers.last  # "إذ نفت قصفها للمدينة"
        if sp.needs == "source" and not said:
            return None
        last = speakers.subject or speakers.last
        if sp.pos == "participle":
            if told_at(s, m.j) < 0 or not (near or speakers.subject is not None):
                return None
            return outer.chain if outer is not None else last
        if sp.frame != "say_continue" and not said and not (near and goes_on_telling(s, m)):
            return None
        if outer is not None and outer.frame == "label":
            return outer.chain
        return last if outer is None else (outer.chain or last)

    def _preceding(self, s: Sentence, m: Match) -> SourcePhrase | None:
        """A source that stands before its verb: "شهود عيان قالوا", "لكن الحركة نفت"; a verb with "و" begins anew."""
        if m.bits & CONJ and s.tokens[m.i].norm.startswith("و"):
            return None
        begin = clause_start(s, m.i)
        for _ in range(2):  # "مراسل الحدث، نفى", "مسؤولاً، طلب حجب اسمه، أكد": commas between the two
            aside = s.tokens[begin].norm in words("aside")
            if begin > s.i and (begin >= m.i - 1 or aside or _behind_office(s, begin, m.i)):
                begin = clause_start(s, begin - 1)
        begin = max(begin, m.i - 12)
        beyond = begin
        for k in range(begin, m.i):
            if k < beyond or s.tokens[k].kind == "p" or s.tokens[k].norm in NO_TELLERS:
                continue
            noun = s.at("source_noun", k)
            if noun is not None and noun.prep == "ل":  # "في تصريح لوكالة X | قال"
                to = find_source(s, k, self.lexicon, limit=m.i)
                beyond = to.j if to is not None else k + 1
                continue
            if noun is not None and noun.entry.id == "other_side" and k > s.i and trigger_at(s, k - 1) is not None:
                continue  # "دان الوزير قصف تركيا للقرية قال إنه"
            if k > s.i and sites(s, k - 1):
                continue
            who = find_source(s, k, self.lexicon, limit=m.i)
            if who is None or not self._up_to(s, who.j, m.i):
                continue
            told = s.at("speech", k - 1) if k > s.i else None
            if object_of(s, m, k) or (told is not None and told.entry.row.pos == "verb"):
                continue
            if any(s.tokens[p].norm in RELATIVE and not agrees(s, p, m) for p in range(who.j, m.i)):
                continue  # "التمرد حول المدينة، التي يتوقع كثيرون أن"
            return who
        return None

    def _up_to(self, s: Sentence, j: int, k: int) -> bool:
        """Whether nothing but "قد", a relative or a medium ("مصادر لـ«الحرة»") stands between a source and its verb."""
        turned = {p for m in s.by_kind.get("speech", ()) if m.entry.id == "pronoun_speaker" for p in range(m.i, m.j)}
        norms = [s.tokens[p].norm for p in range(j, k) if s.tokens[p].kind != "p" and p not in turned]
        if norms and norms[0] in words("aside") and len(norms) <= 7:
            return True
        if len(norms) <= 3 and j in s.verbs and s.tokens[j].norm[0] in "يت":
            return True  # "مصادر بفصائل تدعم الحكومة تحدثت"
        return all(n in RELATIVE or n in ("قد", "كان", "كانت") for n in norms) or (
            len(norms) <= 4 and norms[0].startswith("ل")
        )


def _beyond_told_to(s: Sentence, k: int) -> int:
    """The token behind the medium that is told at token k, where someone who tells stands: "لوكالة X | مصدر أمني"."""
    over = medium_aside(s, k) if k < s.j else 0
    while over and over < s.j and (s.at("nat", over) is not None or s.tokens[over].text in SKIPPED):
        over += 1
    return over if over and over < s.j and (begins_office(s, over) or s.begins(SPEAKING, over)) else k


def _saying(s: Sentence, k: int) -> bool:
    """Whether a participle of telling goes on with the verb before it: "وأضاف | موضحاً أن", "وتابعت | قائلة"."""
    m = s.at("speech", k)
    return m is not None and m.entry.row.pos == "participle" and m.entry.row.frame in ("say_that", "say_continue")


def _quotation(s: Sentence, p: int) -> bool:
    """Whether what is said begins at token p, right behind the verb: "وزاد «مقاتلو الجماعة يعيشون …»"."""
    return any(a in (p - 1, p) and b - a > QUOTED_NAME + 3 for a, b in s.quotes)


def _behind_office(s: Sentence, i: int, j: int) -> bool:
    return bare_name(s, i, j) and s.tokens[j - 1].text in "،,"


def _without_told(s: Sentence, who: SourcePhrase) -> None:
    """ "أبلغ شهود عيان | وكالة رويترز أن": the medium that is told is no part of who tells."""
    for k in range(who.i + 1, who.j):
        for kind in ("source", "bare_source", "source_noun"):
            x = s.at(kind, k)
            if x is not None and x.entry.row["kind"] == "media" and x.entry.row.get("role", "head") != "adj":
                who.j = k
                return


def _over_occasion(s: Sentence, k: int) -> int:
    """The token behind the occasions that stand at token k: "، في تغريدة له على موقع X"."""
    while k < s.j:
        over = k + 1 if s.tokens[k].text in "،," else s.covered.get(k, 0) or occasion(s, k)
        if not over:
            return k
        k = over
    return k


def _bare(s: Sentence, k: int) -> SourcePhrase | None:
    """A medium's bare name right before what it tells or passes on: "ونقلت تاس عن", "وذكرت سانا أن"."""
    m = s.at("bare_source", k)
    if m is None or m.j >= s.j or not (s.tokens[m.j].norm in THAT | {"عن"} or s.tokens[m.j].text == ":"):
        return None
    return SourcePhrase(k, m.j, m.entry.row["kind"], m.entry.id)


def _in_writing(s: Sentence, told: int) -> bool:
    """Whether what somebody wrote follows at token `told`: a clause that nothing else governs, a quotation."""
    if told <= 0:
        return False
    if s.has(THAT, told, told + 1):
        return s.tokens[told - 1].norm not in BEFORE_THAT
    return s.tokens[told - 1].kind == "p" or s.tokens[told].norm == "عن"


def _called_ali(s: Sentence, m: Match) -> bool:
    """Whether "علي" behind a verb is a name, not "على": "وقال علي حمدان المتحدث باسم …"."""
    k = m.j
    plain = k + 1 < s.j and s.tokens[k].text == "علي" and "على" not in m.entry.row.takes
    return plain and not s.norms[k + 1].startswith("ال") and s.at("trigger", k + 1) is None


def _too_far(s: Sentence, m: Match, who: SourcePhrase, at: str, told: int) -> bool:
    """Whether what is told begins too far from a weak subject; before its verb, "إن" may stand behind occasions."""
    if told < 0:
        return True
    far = _state(s, who) or (at == "before" and s.has(THAT, told, told + 1))
    return told - (m.j if at == "before" else who.j) > (REACH if far else 8)


def _state(s: Sentence, who: SourcePhrase) -> bool:
    """Whether a state, a capital or a seat of power speaks: "أعلنت الولايات المتحدة"."""
    m = s.at("source_noun", who.i)
    return m is not None and m.entry.id == "other_side"


def _published(s: Sentence, told: int, k: int) -> bool:
    """Whether what is published follows: a clause, a quotation, news of something, a film or a statement."""
    if any(t.norm in words("shown") or t.norm in words("information") for t in s.tokens[k : min(k + 14, s.j)]):
        return True
    if told < 0:
        return False
    return s.has(THAT | {"عن"}, told, told + 1) or s.tokens[told - 1].text == ":" or s.tokens[told].text in QUOTES
