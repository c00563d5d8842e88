"""Who tells: the subject of a verb of telling, before or behind it, the medium it was told to, the links further in."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.arabic.tokens import CONJ, Token
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import is_given, words
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import SourcePhrase, find_medium, find_source
from isnad.mentions.sourcespans import QUOTED_NAME
from isnad.read.accused import begins_office, blamed, without_accused, without_asked
from isnad.read.offices import NAME_WORDS, SPEAKING, bare_name, office_of, with_office
from isnad.read.speakers import Chain, Linker, join
from isnad.read.telling import (
    QUOTES,
    REACH,
    RELATIVE,
    SHOWN,
    THAT,
    agrees,
    beyond_aside,
    clause_start,
    complement,
    object_of,
    occasion,
    skip_back,
    told_at,
    trigger_at,
)
from isnad.read.voice import Voice

# Words that open what is said of a source between it and its verb: "مصدراً لم تسمّه أبلغها", "، طلب حجب اسمه، أكد".
ASIDE = frozenset(
    {"لم", "طلب", "طلبت", "رفض", "رفضت", "فضل", "فضلت", "الذي", "التي", "الذين", "شريطه", "اشترط", "وهو", "وهي"}
)


OPENS_NAME = frozenset({"ان", "لكن", "ولكن", "فيما", "بينما"})  # before a name and its verb
MEDIUM_REACH = 22  # words from the speaker to what he tells, over "في حديث مع قناة X"
BROADCASTERS = ("channel", "paper")  # "زعمت الجماعة، عبر قناة تابعة لها": rows of source_nouns.csv
AT_LARGE = frozenset({"للاعلام", "الاعلام", "للصحافه", "الصحافه"})  # "صرّح للإعلام": no one medium
NOTICE = frozenset({"النظر", "الانتباه", "الانظار", "نظر", "انتباه"})  # "ولفتت النظر إلى"
INTERVIEWS = ("in_interview", "contacted")


class Tellers:
    """Finds who tells; holds the linker, which knows who was named before."""

    def __init__(self, linker: Linker) -> None:
        self.linker, self.lexicon = linker, linker.lexicon

    def subject(self, s: Sentence, m: Match) -> tuple[SourcePhrase | None, str]:
        """Who tells, and whether it stands before or after the verb: "قال X", "X قال"; None where nobody is named."""
        pre = self._preceding(s, m) or self._once_before(s, m)
        if pre is not None and not pre.weak and all(t.norm in ("قد", "كان", "كانت") for t in s.tokens[pre.j : m.i]):
            return pre, "before"  # "وكانت السلطات قد اتهمت التحالف"
        k = m.j + (m.j < s.j and s.tokens[m.j].norm in ("فيه", "فيها"))  # "بيان قال فيه مسؤولون"
        while k < s.j and (k in s.covered or s.tokens[k].text in SKIPPED or occasion(s, k)):
            k = s.covered.get(k, 0) or occasion(s, k) or k + 1
        plural = m.entry.row.pos == "verb" and s.tokens[m.i].norm.endswith(("وا", "ون"))
        if m.j < s.j and (_saying(s, m.j) or s.tokens[m.j].norm in NOTICE):
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
                    elif m.entry.id == "asking":
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
        if k < s.j and m.entry.row.pos == "verb" and not complement(s, m.j):
            told = told_at(s, k + 1)
            who = find_source(s, k, self.lexicon, loose=True)
            if who is None or object_of(s, m, k):
                return None, ""
            office = office_of(s, who, self.lexicon)
            if office is not None and told_at(s, office.j) >= 0:
                return office, "after"
            over = _over_occasion(s, who.j)
            if who.j < over and told >= over and (s.tokens[told].norm in THAT or s.tokens[told - 1].kind == "p"):
                return who, "after"  # "وقال حداد، في تغريدة له على موقع X: …"
            if who.j < s.j and s.tokens[who.j].norm in words("told_thing") and is_given(s.tokens[k].norm):
                return who, "after"  # "وأكد سامي حداد وقوع"
            marked = (0 < told < s.j and s.tokens[told].norm in THAT) or s.tokens[told - 1].kind == "p"
            if "الى" in m.entry.row.takes and who.j < s.j and s.tokens[who.j].norm == "الي":
                told, marked = who.j, True  # "أشار سامي حداد إلى مقتل"
            if 0 < told - k <= NAME_WORDS + 1 and marked and who.j - who.i <= NAME_WORDS:
                return who, "after"
        named = self._named_before(s, m)
        return (named, "before") if named is not None else (None, "")

    def _named_before(self, s: Sentence, m: Match) -> SourcePhrase | None:
        """A bare name between a particle and its verb: "إلا أن كرزاي أكد أن"."""
        row = m.entry.row
        if row.frame not in ("say_that", "say_continue") or row.pos != "verb" or m.bits & CONJ or row.id == "show_find":
            return None
        begin = next((k + 1 for k in range(m.i - 1, max(s.i, m.i - 4) - 1, -1) if s.tokens[k].norm in OPENS_NAME), -1)
        if not 0 <= begin < m.i or m.j >= s.j or s.tokens[m.j].norm not in THAT:
            return None
        who = find_source(s, begin, self.lexicon, loose=True, limit=m.i)
        plain = who is not None and who.j == m.i and not s.tokens[begin].norm.startswith("ال")
        return who if plain and bare_name(s, begin, m.i) else None

    def _once_before(self, s: Sentence, m: Match) -> SourcePhrase | None:
        """ "وسبق لوسائل إعلام أن تحدثت عن …": who did so before."""
        if m.i - 2 <= s.i or s.tokens[m.i - 1].norm != "ان":
            return None
        for k in range(m.i - 2, max(s.i, m.i - 12), -1):
            if s.tokens[k - 1].norm.lstrip("و") == "سبق" and s.tokens[k].norm.startswith("ل"):
                who = find_source(s, k if s.tokens[k].norm != "ل" else k + 1, self.lexicon, limit=m.i - 1)
                return who if who is not None and who.j == m.i - 1 else None
        return None

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
            and not (told >= 0 and s.tokens[told].norm in THAT)
        ):
            return False
        if sp.frame == "accuse" and at == "after":
            accused = who.j < s.j and s.tokens[who.j].norm[0] == "ب"  # "واتهم القوات بقصف": the object alone
            if (
                accused
                or (sp.id == "blame" and not m.suffix and blamed(s, who))
                or (who.weak and s.at("noun", who.i) is not None)
            ):
                return False
        if (
            who.weak
            and (told < 0 or told - who.j > (REACH if _state(s, who) else 8))
            and sp.frame not in ("denial", "accuse")
        ):
            return False
        if (
            sp.frame == "share"
            and sp.id == "circulate"
            and who.kind not in ("media", "local", "monitor", "unnamed", "document")
        ):
            return False
        if sp.id == "publish" and not _published(s, told, who.j if at == "after" else m.j):
            return False  # "نشرت الدولة مقاتلات في القاعدة"
        if sp.frame == "share" and told < 0 and any(t.norm in SHOWN for t in s.tokens[who.j : min(who.j + 14, s.j)]):
            return True  # "نشر تنظيم X، …، شريط فيديو"
        if sp.frame == "say_continue" and sp.needs == "source" and told >= 0:  # "جدد الجيش قصفه" is none
            return s.tokens[told].norm in THAT | {"عن", "الي", "علي"} or s.tokens[told - 1].kind == "p"
        return not (sp.needs == "source" and told < 0 and sp.frame not in ("accuse", "quote_from"))

    def _preceding(self, s: Sentence, m: Match) -> SourcePhrase | None:
        """A source that stands before its verb: "شهود عيان قالوا", "لكن الحركة نفت"; a verb with "و" begins anew."""
        if m.bits & CONJ and s.tokens[m.i].norm.startswith("و"):
            return None
        begin = clause_start(s, m.i)
        for _ in range(2):  # "مراسل الحدث، نفى", "مسؤولاً، طلب حجب اسمه، أكد": commas between the two
            if begin > s.i and (begin >= m.i - 1 or s.tokens[begin].norm in ASIDE or _behind_office(s, begin, m.i)):
                begin = clause_start(s, begin - 1)
        begin = max(begin, m.i - 12)
        beyond = begin
        for k in range(begin, m.i):
            if s.tokens[k].kind == "p" or s.tokens[k].norm in ("ان", "فيما", "بينما", "لكن", "وكان", "وكانت"):
                continue
            if k < beyond:
                continue
            noun = s.at("source_noun", k)
            if noun is not None and noun.prep == "ل":  # "في تصريح لوكالة X | قال"
                to = find_source(s, k, self.lexicon, limit=m.i)
                beyond = to.j if to is not None else k + 1
                continue
            if noun is not None and noun.entry.id == "other_side" and k > s.i and trigger_at(s, k - 1) is not None:
                continue  # "دان الوزير قصف تركيا للقرية قال إنه"
            if k > s.i and s.tokens[k - 1].norm.lstrip("و") in ("في", "عبر", "خلال", "من", "علي", "الي"):
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
        if norms and norms[0] in ASIDE and len(norms) <= 7:
            return True
        if len(norms) <= 3 and j in s.verbs and s.tokens[j].norm[0] in "يت":
            return True  # "مصادر بفصائل تدعم الحكومة تحدثت"
        return all(n in RELATIVE or n in ("قد", "كان", "كانت") for n in norms) or (
            len(norms) <= 4 and norms[0].startswith("ل")
        )

    def medium(self, s: Sentence, m: Match, end: int, chain: Chain) -> tuple[Chain, int]:
        """ "لوكالة X" behind the verb or the speaker: the medium that was told stands nearer to the outlet."""
        if end + 2 < s.j and s.tokens[end].text in "،," and s.tokens[end + 2].norm in ("الي", "مع"):
            aside = s.at("speech", end + 1)  # "ضابط، تحدث إلى وكالة X، أي صلة"
            who = find_source(s, end + 3, self.lexicon) if aside is not None and aside.entry.id == "speak_of" else None
            if who is not None and who.kind == "media" and not self.linker.is_outlet(s, who):
                return join(self.linker.chain(s, who), chain), who.j
        if m.entry.id == "inform":
            who = find_medium(s, end, self.lexicon)
            if who is not None and who.kind == "media" and not who.weak:  # "أبلغ شهود | رويترز أن"
                return (chain if self.linker.is_outlet(s, who) else join(self.linker.chain(s, who), chain)), who.j
        told = next((k for k in range(end, min(end + MEDIUM_REACH, s.j)) if _told_begins(s, k)), -1)
        beyond = m.j
        for k in range(m.j, told if told >= 0 else min(end + 6, s.j)):
            beyond = max(beyond, occasion(s, k) if s.tokens[k].norm in words("copied") else 0)
            if k < beyond:
                continue
            if s.tokens[k].text in "،." and k > end and not (told >= 0 and occasion(s, k + 1)):
                break
            who = self._told_to(s, k)
            if who is not None:
                return (join(self.linker.chain(s, who), chain) if who.named else chain), max(end, who.j)
        return join(self._occasion_before(s, m), chain), end

    def _told_to(self, s: Sentence, k: int) -> SourcePhrase | None:
        """The medium at token k that was told ("لوكالة X", "مع قناة X", "نقلتها X"); `named` if not the outlet."""
        prev = skip_back(s, k - 1) if k > s.i else k
        norm = s.tokens[prev].norm if prev < k else ""
        brought = norm == "ل" or norm in words("gathered")
        noun = s.at("source_noun", k)
        if norm == "عبر" and noun is not None and noun.entry.id in BROADCASTERS and not noun.suffix:
            brought = True
        if not brought and norm in ("مع", "الي"):
            said = range(max(s.i, prev - 3), prev + 1)
            brought = any((x := s.at("speech", p)) is not None and x.entry.id in INTERVIEWS for p in said)
        for kind in ("source", "bare_source", "source_noun"):
            x = s.at(kind, k)
            if x is None or x.entry.row["kind"] != "media" or (kind == "source_noun" and x.entry.row["role"] == "adj"):
                continue
            if brought or x.prep == "ل":
                who = find_medium(s, k, self.lexicon)
                if (
                    x.entry.id == "journalist"
                    or who is None
                    or s.tokens[who.j - 1].norm in AT_LARGE
                    or who.own
                    or self.linker.is_outlet(s, who)
                ):
                    return SourcePhrase(k, x.j, "media")
                who.named = True
                return who
        return None

    def _occasion_before(self, s: Sentence, m: Match) -> Chain:
        """ "وفي تصريح لوكالة X، أكد …": the medium of an occasion that stands before the verb."""
        for x in s.by_kind.get("speech", ()):
            if x.entry.id not in INTERVIEWS or not 0 < m.i - x.j <= NAME_WORDS:
                continue
            for k in range(x.j, m.i):
                who = self._told_to(s, k)
                if who is not None and all(t.kind == "p" or p in s.covered for p, t in _tokens(s, who.j, m.i)):
                    return self.linker.chain(s, who) if who.named else ()
        return ()

    def quoted(self, s: Sentence, k: int, prep: str) -> SourcePhrase | None:
        """The inner source behind its preposition: "نقلت X | عن Y", "استمعت X | إلى إفادات Y"."""
        aside = k + 1 < s.j and s.tokens[k].text in "،," and s.tokens[k + 1].norm in ASIDE
        if prep == "عن" and k < s.j and s.tokens[k].norm in words("information"):  # "نقلت X تصريحات لوزير الدفاع"
            of = k + 1 + (k + 1 < s.j and s.tokens[k + 1].norm in ("ل", "من"))
            return find_source(s, of, self.lexicon) if of < s.j else None
        for p in range(k, min(k + (REACH if aside else 8), s.j)):
            if s.tokens[p].norm == prep and (not aside or s.tokens[p - 1].text in "،,"):
                p += (
                    1
                    if p + 1 < s.j and s.tokens[p + 1].norm in ("افادات", "شهادات", "اقوال", "روايات", "شهاده", "افاده")
                    else 0
                )
                return find_source(s, p + 1, self.lexicon) or find_source(s, p + 1, self.lexicon, loose=True)
            if s.tokens[p].norm in THAT:
                return None
        return None

    def passed_on(self, s: Sentence, chain: Chain, inner: SourcePhrase) -> tuple[Chain, int, tuple[int, int]]:
        """ "نقلت X عن Y عن Z": each "عن" goes one link further in."""
        chain = join(chain, self.linker.chain(s, inner))
        while inner.j + 1 < s.j and s.tokens[inner.j].norm == "عن":
            further = find_source(s, inner.j + 1, self.lexicon)
            if further is None:
                break
            chain, inner = join(chain, self.linker.chain(s, further)), further
        return chain, inner.j, (inner.i, inner.j)


def _saying(s: Sentence, k: int) -> bool:
    """Whether a participle of telling goes on with the verb before it: "وأضاف | موضحاً أن", "وتابعت | قائلة"."""
    m = s.at("speech", k)
    return m is not None and m.entry.row.pos == "participle" and m.entry.row.frame in ("say_that", "say_continue")


def _quotation(s: Sentence, p: int) -> bool:
    """Whether what is said begins at token p, right behind the verb: "وزاد «مقاتلو الجماعة يعيشون …»"."""
    return any(a in (p - 1, p) and b - a > QUOTED_NAME + 3 for a, b in s.quotes)


def _tokens(s: Sentence, i: int, j: int) -> Iterator[tuple[int, Token]]:
    return ((k, s.tokens[k]) for k in range(i, j))


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


def _told_begins(s: Sentence, k: int) -> bool:
    return s.tokens[k].norm in THAT or s.tokens[k].text in (":", ".")


def _state(s: Sentence, who: SourcePhrase) -> bool:
    """Whether a state, a capital or a seat of power speaks: "أعلنت الولايات المتحدة"."""
    m = s.at("source_noun", who.i)
    return m is not None and m.entry.id == "other_side"


def _published(s: Sentence, told: int, k: int) -> bool:
    """Whether what is published follows: a clause, a quotation, news of something, a film or a statement."""
    if any(t.norm in SHOWN or t.norm in words("information") for t in s.tokens[k : min(k + 14, s.j)]):
        return True
    if told < 0:
        return False
    return s.tokens[told].norm in THAT | {"عن"} or s.tokens[told - 1].text == ":" or s.tokens[told].text in QUOTES


def nested(s: Sentence, start: int, chain: Chain, before: list[Voice]) -> Chain:
    """A teller inside of what another tells: "نقلت X أن Y أكد", "وفقاً لوكالة X أوضحت مصادر"."""
    outer = before[-1] if before else None
    if outer is None or not outer.chain or not chain or outer.j <= start:
        return chain
    between = [t for t in s.tokens[max(outer.i, s.i) : start] if t.kind != "p"]
    if outer.frame == "lead" and outer.chain[0].kind == "media" and len(between) <= 2:
        return join(outer.chain, chain)
    direct = all(t.norm in THAT or t.norm in ("قد", "فقد", "قوله", "قولها") for t in between) and bool(between)
    if direct and outer.frame in ("say_that", "say_continue", "quote_from", "share", "according_to"):
        return join(outer.chain, chain)
    return chain
