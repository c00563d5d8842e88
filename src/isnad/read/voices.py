"""Chains of sources and how far they reach: which words of a sentence are told by whom, and how they hold it.

A voice covers a stretch of tokens; what no voice covers is the outlet's own. Verbs of telling open one ("قال X إن …"),
"وأضاف" goes on with the last, "بحسب X" at the end reaches back, "نقلت X عن Y" makes a chain of two, and so does a
teller inside of what another tells ("نقلت X أن Y قال …").
"""

from __future__ import annotations

from dataclasses import dataclass

from isnad.arabic.tokens import CONJ
from isnad.lexicon.load import Lexicon
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import SourcePhrase, find_source
from isnad.model import SourceLink
from isnad.read.bylines import find_label, signed, whole_report
from isnad.read.speakers import Chain, Linker, Speakers, join
from isnad.read.telling import QUOTES, THAT, clause_start, complement, object_of, occasion, skip_back, told_at, trigger_at

__all__ = ["Voice", "VoiceFinder"]

OPENING = ("say_that", "say_continue", "denial", "doubt", "accuse", "document", "share", "claim_responsibility", "quote_from")
NOTED = ("asking",)  # verbs that tell nothing of the past, but say who speaks next ("دعا الوزير … مؤكداً أن")
OBJECT_TAKING = ("inform", "accuse", "blame", "deny", "claim_resp")  # a pronoun behind the verb is its object: "أبلغه", "نفاه"
QUOTED_SENTENCES = 6  # a longer quotation was not seen to close
IMPERSONAL = frozenset({"يعتقد", "يرجح", "يشتبه", "يظن", "يتوقع", "يفترض", "يذكر"})
# Words that open what is said of a source between it and its verb: "مصدراً لم تسمّه أبلغها", "، طلب حجب اسمه، أكد".
ASIDE = frozenset({"لم", "طلب", "طلبت", "رفض", "رفضت", "فضل", "فضلت", "الذي", "التي", "الذين", "شريطه", "اشترط", "وهو", "وهي"})
SHOWN = frozenset({"صورا", "صور", "شريط", "شريطا", "فيديو", "مقطع", "مقطعا", "مقاطع", "تسجيلا", "بيانا", "اصدارا", "قايمه", "خبرا"})
BELONG = frozenset({"تابع", "تابعه", "تتبع", "يتبع"})
RESPONSIBILITY = frozenset({"مسووليته", "مسووليتها", "مسووليتهم", "المسووليه", "مسووليه", "مسووليتهما", "بمسووليته", "بمسووليتها", "بالمسووليه"})
# Words that go on with what was told before: "حسبما أفاد مصدر، ما أدى إلى …"
CONTINUES = frozenset({"ما", "مما", "حيث", "وذلك", "الامر", "بينهم", "بينها", "من", "اثر", "جراء"})
PRONOUNS = frozenset({"انه", "انها", "انهم", "لكنه", "لكنها", "لكنهم", "ولكنه", "ولكنها"})
RELATIVE = frozenset({"الذي", "التي", "الذين", "اللذان", "اللتان", "اللذين", "اللتين"})


@dataclass(slots=True)
class Voice:
    """Tokens [i:j) told by one chain, outermost link first; an empty chain is the outlet itself."""

    i: int
    j: int
    chain: Chain = ()
    stance: str = "affirmed"
    stance_on: str = "event"
    claimed: bool = False
    frame: str = ""
    at: int = -1
    speaker: tuple[int, int] | None = None  # the tokens of the last link, so that they are no party of the event
    start: int = -1  # where its words begin, the source before the verb included


class VoiceFinder:
    """Finds the voices of a report's sentences, in order; holds who spoke last between them."""

    def __init__(self, text: str, lexicon: Lexicon, outlet: str | None = None) -> None:
        self.text = text
        self.lexicon = lexicon
        self.linker = Linker(text, lexicon, outlet)
        self.subject: Chain | None = None
        self.listing = False
        self.signed: dict[int, Chain] = {}

    @property
    def speakers(self) -> Speakers:
        """Who spoke before."""
        return self.linker.speakers

    def whole_report(self, sentences: list[Sentence]) -> Chain:
        """The source that holds for the whole report, empty where none does; embedded posts are noted by the way."""
        self.signed = signed(sentences, self.linker)
        return whole_report(sentences, self.linker)

    def find(self, s: Sentence) -> list[Voice]:
        """The voices of one sentence; each token belongs to the last voice that covers it."""
        self.subject = None
        out: list[Voice] = []
        label = find_label(s, self.linker)
        if s.index in self.signed:
            out.append(Voice(s.i, s.j, self.signed[s.index], frame="label", start=s.i))
        elif label is not None:
            out.append(Voice(label[0], s.j, label[1], frame="label", at=label[0] - 1, speaker=label[2], start=s.i))
        goes_on = label is None and s.index not in self.signed and self._goes_on(s)
        if goes_on:
            out.append(Voice(s.i, s.j, self.speakers.last, frame="quote", start=s.i))
        k = out[0].i if out else s.i
        seen = -1
        for m in s.by_kind.get("speech", ()):
            if m.i < k or m.i == seen:
                continue
            seen = m.i  # the longest match of a token comes first
            k = max(k, self._take(s, m, out))
        last = next((v for v in reversed(out) if v.chain and v.frame != "news_of"), None)
        if last is not None:
            self.speakers.last, self.speakers.at = last.chain, s.index
        elif self.subject:
            self.speakers.last, self.speakers.at = self.subject, s.index
        self._track_quotes(s)
        self.listing = (self.listing and goes_on and not self.speakers.quote_open) or s.tokens[s.j - 1].text == ":" and bool(self.speakers.last) and self.speakers.at >= s.index - 1
        return out

    def _take(self, s: Sentence, m: Match, out: list[Voice]) -> int:
        """Opens the voice of one match of telling; gives the token to go on from."""
        row = m.entry.row
        if row.frame == "according_to":
            voice = self._according(s, m)
            if voice is None:
                return m.i + 1
            if voice.frame == "according_to":
                self._reach_back(s, voice, out, m)
                return max(m.j, voice.speaker[1] if voice.speaker else m.j)
        elif row.frame == "according_self":
            if not any(v.chain for v in out) and self.speakers.last:
                out.append(Voice(s.i, s.j, self.speakers.last, frame="according_to", at=m.i, start=s.i))
            return m.j
        else:
            voice = self._voice(s, m, out)
        if voice is None:
            return m.j if row.frame == "none" and row.pos == "phrase" else m.i + 1
        start = voice.start if voice.start >= 0 else m.i
        if out and out[-1].j > start and out[-1].frame != "label":
            out[-1].j = max(start, out[-1].i)
        out.append(voice)
        return max(m.j, voice.i)

    # -- between sentences

    def _goes_on(self, s: Sentence) -> bool:
        """Whether a sentence without a verb of telling is still the last speaker's: an open quotation, a list item."""
        if not self.speakers.last:
            return False
        if self.speakers.quote_open:
            return True
        first = s.tokens[s.i]
        if self.listing and (first.kind in "pn"):
            self.speakers.at = s.index
            return True
        if self.speakers.at != s.index - 1:
            return False
        norms = [t.norm for t in s.tokens[s.i : s.i + 4]]
        if norms[:2] in (["كما", "تم"], ["كما", "جري"], ["كذلك", "تم"]):
            return True
        return norms[:1] == ["وفي"] and len(norms) > 2 and s.at("trigger", s.i + 1) is not None and norms[2] in ("اخر", "اخري", "منفصل", "منفصله", "ثان", "مماثل", "مماثله")

    def _track_quotes(self, s: Sentence) -> None:
        """A quotation that opens behind "قال:" or "أن" and does not close holds for the sentences behind it."""
        marks = [k for k in range(s.i, s.j) if s.tokens[k].kind == "p" and s.tokens[k].text in QUOTES]
        if len(marks) % 2 == 0:
            if self.speakers.quote_open and s.index - self.speakers.at > QUOTED_SENTENCES:
                self.speakers.quote_open = False
            return
        before = s.tokens[marks[-1] - 1] if marks[-1] > s.i else None
        opens = before is not None and (before.text == ":" or before.norm in THAT or before.norm.startswith("قايل"))
        self.speakers.quote_open = not self.speakers.quote_open and opens and bool(self.speakers.last) and self.speakers.at == s.index

    # -- opening voices

    def _voice(self, s: Sentence, m: Match, before: list[Voice]) -> Voice | None:
        sp = m.entry.row
        if sp.frame == "news_of":
            return self._news(s, m)
        if sp.id == "promise":
            return self._threat(s, m, before)
        if sp.frame == "condemn" or sp.id in NOTED:
            return self._noted(s, m, before)
        if sp.frame not in OPENING or self._no_telling(s, m):
            return None
        if sp.pos == "noun":
            return self._nominal(s, m)
        if sp.id == "untrue":
            return self._untrue(s, m, before)
        who, at = self._subject(s, m) if sp.pos != "participle" else (None, "")
        if who is not None and not self._fits(s, m, who, at):
            who, at = None, ""
        chain, end, speaker = self._told_by(s, m, who, at, before)
        if chain is None:
            return None
        chain, end = self._medium(s, m, end, chain)
        if sp.id == "speak_of" and end + 1 < s.j and s.tokens[end].norm in ("الي", "مع"):
            other = find_source(s, end + 1, self.lexicon)  # "«عكاظ» تحدثت إلى مصدر", "مسؤول تحدث إلى رويترز"
            if other is not None and not other.weak:
                met = self.linker.chain(s, other)
                chain, end = (join(met, chain) if other.kind == "media" else join(chain, met)), other.j
        if sp.frame == "quote_from":
            inner = self._quoted(s, end, "الي" if sp.id == "heard_from" else "عن")
            if inner is None:
                return None
            chain, end, speaker = self._passed_on(s, chain, inner)
        start = who.i if who is not None and at == "before" else m.i
        if who is not None and before and before[-1].speaker is not None and before[-1].speaker[0] <= who.i < before[-1].speaker[1]:
            chain = before[-1].chain  # "استمعت إلى إفادات ناجين قالوا": the teller found before
        elif who is not None:
            chain = self._nested(s, start, chain, before)
        v = Voice(end if at != "before" or sp.frame == "quote_from" else m.j, s.j, chain, sp.stance or "affirmed", sp.stance_on or "event", False, sp.frame, m.i, speaker, start)
        self._responsibility(s, m, v, end)
        if m.suffix or sp.id in ("claim_back", "deny_back"):  # "وتبنّاها تنظيم X": of what is told before
            v.j = max(v.i, v.speaker[1] if v.speaker is not None else v.i)
        return v

    def _no_telling(self, s: Sentence, m: Match) -> bool:
        """Words that look like telling and are not: "تابع لقوات", "بينهم", "التي أعلنها", "حمل السلاح", "يعتقد أن"."""
        sp = m.entry.row
        norm = s.tokens[m.i].norm
        if norm.lstrip("و") in BELONG and m.j < s.j and s.tokens[m.j].norm.startswith("ل"):
            return True
        if sp.pos == "verb" and (norm in words("preposition") or (m.suffix and sp.id not in OBJECT_TAKING)):
            return True
        if norm.lstrip("و") in ("يدعي", "تدعي") and not complement(s, m.j):
            return True  # "شاب يدعى أحمد"
        if m.i > s.i and (s.tokens[m.i - 1].text in ("#", "_") or s.tokens[min(m.j, s.j - 1)].text == "_"):
            return True  # a word of a hashtag
        if m.i > s.i and m.j < s.j and s.tokens[m.i - 1].text in QUOTES and s.tokens[m.j].text in QUOTES:
            return True  # a name: «رصد»
        if norm.lstrip("و") in IMPERSONAL and (sp.stance == "possible" or norm.lstrip("و") == "يذكر") and complement(s, m.j):
            return True  # an impersonal likelihood is a word of stance inside of whatever voice
        if m.i > s.i and sp.pos == "verb" and s.tokens[m.i - 1].norm == "عدم":
            return True
        if m.i > s.i and sp.pos == "verb" and s.tokens[m.i - 1].norm in ("لم", "ولم", "لن", "ولن", "لا", "ولا", "ان") and norm[0] in "يتن":
            return True  # "لم يعلن", "يمكن أن تقول"
        if m.i > s.i and s.tokens[m.i - 1].norm in ("ما", "مما", "وما") and sp.frame != "quote_from":
            return True
        if "مسؤولية" in sp.takes and sp.frame == "accuse":
            return not any(s.tokens[k].norm in RESPONSIBILITY for k in range(m.j, min(m.j + 12, s.j)))
        return False

    def _told_by(
        self, s: Sentence, m: Match, who: SourcePhrase | None, at: str, before: list[Voice]
    ) -> tuple[Chain | None, int, tuple[int, int] | None]:
        """The chain of a verb of telling, where its words end, and the speaker's tokens; None where it tells nothing."""
        sp = m.entry.row
        if who is not None:
            chain = self.linker.chain(s, who)
            sharer = s.at("speech", who.j) if who.j < s.j else None
            if sharer is not None and sharer.suffix and sharer.entry.row.frame in ("share", "say_that") and who.kind == "document":
                inner = find_source(s, sharer.j, self.lexicon)  # "مقاطع فيديو نشرها ناشطون"
                if inner is not None:
                    return join(chain, self.linker.chain(s, inner)), max(m.j, inner.j), (who.i, inner.j)
            return chain, (max(m.j, who.j) if at == "after" else m.j), (who.i, who.j)
        if m.i > s.i and sp.pos == "verb" and s.tokens[m.i - 1].norm in PRONOUNS and (before or self.speakers.last):
            return (before[-1].chain if before else self.speakers.last), m.j, (m.i, m.i)  # "غير أنه نفى"
        relative = m.i > s.i and s.tokens[m.i - 1].norm in RELATIVE
        if relative and before and before[-1].chain and before[-1].speaker is not None and before[-1].speaker[1] >= m.i - 2:
            return before[-1].chain, m.j, None
        if relative or m.suffix:
            return None, m.j, None
        if sp.frame == "say_continue" or sp.pos == "participle" or complement(s, m.j):
            if sp.needs == "source" and not complement(s, m.j):
                return None, m.j, None
            if sp.pos == "participle":
                if told_at(s, m.j) < 0:
                    return None, m.j, None
                chain = before[-1].chain if before else (self.subject or self.speakers.last)
                if not before and self.subject is None and self.speakers.at < s.index - 1:
                    return None, m.j, None
                return chain, m.j, None
            if before and before[-1].frame == "label":
                return before[-1].chain, m.j, None
            return self.speakers.last if not before else (before[-1].chain or self.speakers.last), m.j, None
        return None, m.j, None

    def _responsibility(self, s: Sentence, m: Match, v: Voice, end: int) -> None:
        """Responsibility claimed or denied, also where the words stand apart: "أعلن X في بيان … مسؤوليته عن"."""
        sp = m.entry.row
        if sp.frame == "claim_responsibility":
            v.claimed = True
        p = end if end > m.i else m.j
        for k in range(m.i, min(s.j, p + 14)):
            if k > p and (s.at("trigger", k) is not None or s.tokens[k].norm in THAT):
                return
            if s.tokens[k].norm in RESPONSIBILITY:
                if v.stance == "denied":
                    v.stance_on = "responsibility"
                elif sp.frame == "say_that" and sp.id in ("announce", "confess", "affirm", "declare_formal"):
                    v.claimed, v.frame, v.i = True, "claim_responsibility", k + 1
                return

    def _noted(self, s: Sentence, m: Match, before: list[Voice]) -> Voice | None:
        """Who condemns or asks is remembered as the speaker; what lies behind it is told by the outlet."""
        if m.entry.row.pos == "noun":
            return None
        who, at = self._subject(s, m) if m.entry.row.pos != "participle" else (None, "")
        if who is not None and (not who.weak or at == "after"):
            self.subject = self.linker.chain(s, who)
            end = who.j if at == "after" else m.j
            return Voice(end, s.j, (), frame="condemn", at=m.i, speaker=(who.i, who.j), start=m.i) if m.entry.row.frame == "condemn" and before else None
        if m.entry.row.frame == "condemn" and before:
            return Voice(m.j, s.j, (), frame="condemn", at=m.i, start=m.i)
        return None

    def _threat(self, s: Sentence, m: Match, before: list[Voice]) -> Voice | None:
        """Who threatens or vows tells his threat himself: "وتوعّد التنظيم بمواصلة …"; the verb is the happening."""
        if m.entry.row.pos == "noun" or m.suffix or (before and before[-1].chain and before[-1].frame in OPENING and m.entry.row.pos == "verb"):
            return None
        who = self._subject(s, m)[0] if m.entry.row.pos != "participle" else None
        if who is not None:
            chain = self.subject = self.linker.chain(s, who)
        else:
            chain = before[-1].chain if before else (self.subject or ())
            if not chain and s.tokens[m.i].norm.startswith("و") and self.speakers.at >= s.index - 1:
                chain = self.speakers.last
        start = min(m.i, who.i) if who is not None else m.i
        return Voice(start, s.j, chain, frame="say_that", start=start) if chain else None

    def _untrue(self, s: Sentence, m: Match, before: list[Voice]) -> Voice | None:
        """"قال X إن ما تردد عن … لا صحة له": the one who speaks denies what stands before."""
        if before and before[-1].j > m.i and before[-1].frame != "condemn":
            before[-1].stance = "denied"
            return None
        return Voice(clause_start(s, m.i), m.j, (), "denied", frame="denial", at=m.i, start=clause_start(s, m.i))

    def _nominal(self, s: Sentence, m: Match) -> Voice | None:
        """A noun of telling with its source: "شكاوى الأهالي من", "إعلان الجيش عن", "نفي الحركة أن"."""
        who = find_source(s, m.j, self.lexicon) if m.j < s.j else None
        if who is None or who.same or who.own or m.suffix or any((x := s.at(kind, who.i)) is not None and x.prep for kind in ("source", "source_noun", "actor", "generic", "noun", "title")):
            return None
        told = told_at(s, who.j)
        if told < 0 or told - who.j > 3 or (who.weak and s.tokens[told].norm not in THAT | {"عن"}):
            return None
        row = m.entry.row
        chain = self.linker.chain(s, who)
        return Voice(who.j, s.j, chain, row.stance or "affirmed", row.stance_on or "event", frame=row.frame, at=m.i, speaker=(who.i, who.j), start=m.i)

    # -- who speaks

    def _subject(self, s: Sentence, m: Match) -> tuple[SourcePhrase | None, str]:
        pre = self._preceding(s, m)
        if pre is not None and not pre.weak and all(t.norm in ("قد", "كان", "كانت") for t in s.tokens[pre.j : m.i]):
            return pre, "before"  # "وكانت السلطات قد اتهمت التحالف"
        k = m.j
        while k < s.j and (k in s.covered or s.tokens[k].text in SKIPPED or occasion(s, k)):
            k = s.covered.get(k, 0) or occasion(s, k) or k + 1
        for p in (m.j, k):
            if p >= s.j:
                break
            sp = s.at("speech", p)
            if s.tokens[p - 1].norm in ("في", "عبر", "خلال"):
                continue
            if sp is None or sp.entry.row.frame in ("same_speaker", "label") or sp.entry.row.pos == "noun":
                who = find_source(s, p, self.lexicon)
                if who is not None and not object_of(s, m, p):
                    if m.entry.row.frame == "accuse":
                        _without_accused(s, who)
                    return who, "after"
        if pre is not None:
            return pre, "before"
        known = self._known_name(s, k) if m.entry.row.pos == "verb" and k < s.j else None
        if known is not None:
            return known, "after"
        if k < s.j and m.entry.row.pos == "verb" and not complement(s, m.j):
            told = told_at(s, k + 1)
            if 0 < told - k <= 9 and (s.tokens[told].norm in THAT or s.tokens[told - 1].kind == "p"):
                who = find_source(s, k, self.lexicon, loose=True)
                if who is not None and who.j - who.i <= 8:
                    return who, "after"
        return None, ""

    def _known_name(self, s: Sentence, k: int) -> SourcePhrase | None:
        """A last name whose bearer spoke before: "وأكد عبد الغني التزام …"."""
        for n in (3, 2, 1):
            if k + n <= s.j and all(t.kind == "w" for t in s.tokens[k : k + n]) and not any(s.at(x, k) for x in ("trigger", "cue", "speech")):
                short = [t.norm.removeprefix("ال") for t in s.tokens[k : k + n]]
                if len("".join(short)) >= 4 and self.speakers.named_before(short) is not None:
                    return SourcePhrase(k, k + n, "person", named=True)
        return None

    def _fits(self, s: Sentence, m: Match, who: SourcePhrase, at: str) -> bool:
        """Whether the subject found may tell: a weak one, or one of a word with other uses, only where what he tells follows."""
        sp = m.entry.row
        if who.named or who.same:
            return True
        told = told_at(s, who.j if at == "after" else m.j)
        if sp.frame == "document" and (who.weak or who.kind in ("military", "armed_group", "police")) and not (told >= 0 and s.tokens[told].norm in THAT):
            return False
        if sp.frame == "accuse" and who.weak and s.at("noun", who.i) is not None and at == "after":
            return False
        if who.weak and (told < 0 or told - who.j > 8) and sp.frame not in ("denial", "accuse"):
            return False
        if sp.frame == "share" and sp.id == "circulate" and who.kind not in ("media", "local", "monitor", "unnamed", "document"):
            return False
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
        if s.tokens[begin].norm in ASIDE and begin > s.i:  # "مسؤولاً، طلب حجب اسمه، أكد"
            begin = clause_start(s, begin - 1)
        elif begin >= m.i - 1 and begin > s.i:  # "مراسل الحدث، نفى": a comma between the two
            begin = clause_start(s, begin - 1)
        begin = max(begin, m.i - 12)
        nearest: SourcePhrase | None = None
        for k in range(begin, m.i):
            if s.tokens[k].kind == "p" or s.tokens[k].norm in ("ان", "فيما", "بينما", "لكن", "وكان", "وكانت"):
                continue
            who = find_source(s, k, self.lexicon, limit=m.i)
            if who is None or not self._up_to(s, who.j, m.i):
                continue
            if object_of(s, m, k) or (k > s.i and s.at("speech", k - 1) is not None and s.at("speech", k - 1).entry.row.pos == "verb"):  # type: ignore[union-attr]
                continue
            nearest = who
            break
        return nearest

    def _up_to(self, s: Sentence, j: int, k: int) -> bool:
        """Whether nothing but "قد", a relative or a medium ("مصادر لـ«الحرة»") stands between a source and its verb."""
        norms = [t.norm for t in s.tokens[j:k] if t.kind != "p"]
        if norms and norms[0] in ASIDE and len(norms) <= 7:
            return True
        return all(n in RELATIVE or n in ("قد", "كان", "كانت") for n in norms) or (len(norms) <= 4 and norms[0].startswith("ل"))

    def _medium(self, s: Sentence, m: Match, end: int, chain: Chain) -> tuple[Chain, int]:
        """"لوكالة X" behind the verb or the speaker: the medium that was told stands nearer to the outlet."""
        if end + 2 < s.j and s.tokens[end].text in "،," and s.tokens[end + 2].norm in ("الي", "مع"):
            aside = s.at("speech", end + 1)  # "ضابط، تحدث إلى وكالة X، أي صلة"
            who = find_source(s, end + 3, self.lexicon) if aside is not None and aside.entry.id == "speak_of" else None
            if who is not None and who.kind == "media" and not self.linker.is_outlet(s, who):
                return join(self.linker.chain(s, who), chain), who.j
        for k in range(m.j, min(end + 6, s.j)):
            if s.tokens[k].norm in THAT or (s.tokens[k].text in "،." and k > end):
                break
            for kind in ("source", "bare_source", "source_noun"):
                x = s.at(kind, k)
                if x is None or x.entry.row["kind"] != "media" or (kind == "source_noun" and x.entry.row["role"] == "adj"):
                    continue
                if x.prep == "ل" or (k > s.i and s.tokens[skip_back(s, k - 1)].norm == "ل"):
                    who = find_source(s, k, self.lexicon)
                    if who is not None and not who.own and not self.linker.is_outlet(s, who):
                        return join(self.linker.chain(s, who), chain), max(end, who.j)
                    return chain, max(end, x.j)
        return chain, end

    def _quoted(self, s: Sentence, k: int, prep: str) -> SourcePhrase | None:
        """The inner source behind its preposition: "نقلت X | عن Y", "استمعت X | إلى إفادات Y"."""
        for p in range(k, min(k + 8, s.j)):
            if s.tokens[p].norm == prep:
                p += 1 if p + 1 < s.j and s.tokens[p + 1].norm in ("افادات", "شهادات", "اقوال", "روايات", "شهاده", "افاده") else 0
                return find_source(s, p + 1, self.lexicon) or find_source(s, p + 1, self.lexicon, loose=True)
            if s.tokens[p].norm in THAT:
                return None
        return None

    def _passed_on(self, s: Sentence, chain: Chain, inner: SourcePhrase) -> tuple[Chain, int, tuple[int, int]]:
        """"نقلت X عن Y عن Z": each "عن" goes one link further in."""
        chain = join(chain, self.linker.chain(s, inner))
        while inner.j + 1 < s.j and s.tokens[inner.j].norm == "عن":
            further = find_source(s, inner.j + 1, self.lexicon)
            if further is None:
                break
            chain, inner = join(chain, self.linker.chain(s, further)), further
        return chain, inner.j, (inner.i, inner.j)

    def _nested(self, s: Sentence, start: int, chain: Chain, before: list[Voice]) -> Chain:
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

    # -- according to

    def _according(self, s: Sentence, m: Match) -> Voice | None:
        k = m.j
        if m.entry.row.then == "verb" or (k < s.j and s.tokens[k].norm in ("ما", "لما")):
            return self._according_clause(s, m, k)
        passed = s.tokens[m.i].norm.lstrip("و") in ("نقلا", "علي", "عن")
        if k < s.j and s.tokens[k].norm in ("ل", "الي", "عن"):
            k += 1
        comma = m.i == s.i or s.tokens[m.i - 1].text in "،,"
        who = find_source(s, k, self.lexicon) or (find_source(s, k, self.lexicon, loose=True) if comma or passed else None)
        if who is None or (s.tokens[m.i].norm.lstrip("و") in ("استنادا", "نسبه", "بالاستناد") and (who.weak or who.kind == "unnamed")):
            return None
        bare = who.j - who.i == 1 and who.kind == "unnamed" and s.at("source_noun", who.i) is not None and who.j < s.j
        sp = s.at("speech", who.j) if bare else None
        if sp is not None and sp.suffix:  # "بحسب بيان نشرته": of the one who speaks
            chain, end = self.speakers.last if self.speakers.at == s.index else (), who.j
        else:
            chain, end = self._medium(s, m, who.j, self.linker.chain(s, who))
        return Voice(end, s.j, chain, frame="according_to", at=m.i, speaker=(m.i, end), start=m.i, stance_on="passed" if passed else "event")

    def _according_clause(self, s: Sentence, m: Match, k: int) -> Voice | None:
        """"حسبما أفاد X", "وفق ما نقلت X عن Y"; "كما أكد X أن …" is a telling of its own."""
        while k < s.j and k in s.covered:
            k += 1
        v = next((x for p in range(k, min(k + 2, s.j)) if (x := s.at("speech", p)) is not None and x.entry.row.pos == "verb"), None)
        if v is None or v.entry.row.frame not in OPENING or s.tokens[v.i].norm.startswith("بين"):
            return None
        k = v.j
        if k < s.j and s.tokens[k].norm.startswith("ل"):  # "حسب ما قاله لـ«عقبة نت» أحد …"
            medium = find_source(s, k + 1 if s.tokens[k].norm == "ل" else k, self.lexicon)
            close = next((b for a, b in s.quotes if a == k + 1), k)
            k = medium.j if medium is not None and medium.kind == "media" else close
            while k < s.j and s.tokens[k].text in SKIPPED:
                k += 1
        while k < s.j and (s.tokens[k].norm in ("به", "بها", "عنه", "له", "عن", "عنها", "لها") or k in s.covered):
            k += 1
        who = find_source(s, k, self.lexicon)
        if who is None or object_of(s, v, k):
            return None
        if s.tokens[m.i].norm.lstrip("و") in ("كما", "فيما") and (told_at(s, who.j) >= 0 or m.i == s.i):
            return None  # the verb opens a voice of its own
        chain = self.linker.chain(s, who)
        end = who.j
        if v.entry.row.frame == "quote_from":
            inner = self._quoted(s, who.j, "عن")
            if inner is not None:
                chain, end, _ = self._passed_on(s, chain, inner)
        else:
            chain, end = self._medium(s, v, end, chain)
        return Voice(end, s.j, chain, frame="according_to", at=m.i, speaker=(m.i, end), start=m.i)

    def _reach_back(self, s: Sentence, v: Voice, out: list[Voice], m: Match) -> None:
        """A source named behind what it tells covers the clause before it; named first, what follows."""
        passed, v.stance_on = v.stance_on == "passed", "event"
        lead = m.i - s.i <= 1 or (m.entry.id == "according_text" and told_at(s, v.i) >= 0) or all(s.tokens[k].kind == "p" or k in s.covered or s.at("cue", k) or s.at("speech", k) for k in range(s.i, m.i))
        if lead and not any(o.chain and o.frame != "label" for o in out):
            v.frame = "lead"
            out.append(v)
            return
        if out and out[-1].frame == "quote" and not self.speakers.quote_open:
            out.pop()  # the source named holds, not the one gone on with
        last = out[-1] if out else None
        follows = _clause_follows(s, v.i)
        if last is not None and last.chain and last.frame != "label" and last.j > m.i:
            if all(t.kind == "p" for t in s.tokens[last.i : m.i]):
                last.i, follows = v.i, False  # "أفادت مصادر، بحسب X، بأن": what is told only begins
            media = bool(v.chain) and v.chain[0].kind == "media"
            last.chain = join(v.chain, last.chain) if media and not passed and last.chain[0].kind != "media" else join(last.chain, v.chain) if passed else last.chain
            last.j = s.j if not follows or passed else m.i
            return
        begin = last.j if last is not None and last.j <= m.i and last.chain else s.i
        if last is not None and last.frame == "label":
            begin = last.i
        out.append(Voice(begin, m.i if follows else s.j, v.chain, frame="according_to", at=m.i, speaker=v.speaker, start=begin))

    def _news(self, s: Sentence, m: Match) -> Voice:
        at = next((k for k in range(m.i, m.j) if (x := s.at("source_noun", k)) is not None and x.entry.row["role"] == "head"), m.i)
        end = at + 1
        while end < m.j and (s.at("source_noun", end) is not None or s.tokens[end].norm in ("غير", "موكده", "محققه", "متضاربه", "اوليه")):
            end += 1
        doubted = next((x for k in range(m.i, m.j) if (x := s.at("speech", k)) is not None and x.entry.row.stance == "doubted"), None)
        tok = s.tokens[at]
        start = tok.start + (1 if tok.norm.startswith("و") and not tok.norm.startswith("وث") else 0)
        link = SourceLink(self.text[start : s.tokens[end - 1].end], "unnamed", None, (start, s.tokens[end - 1].end))
        stance = "doubted" if doubted is not None else m.entry.row.stance or "affirmed"
        return Voice(m.j, s.j, (link,), stance, "event", False, "news_of", m.i, (m.i, m.j), m.i)


def _without_accused(s: Sentence, who: SourcePhrase) -> None:
    """"اتهم رئيس الوزراء أحمد … | تنظيم داعش": the accused stands right behind the accuser."""
    for k in range(who.i + 2, who.j):
        if any((m := s.at(kind, k)) is not None and not m.bits for kind in ("actor", "generic")):
            who.j = k
            return


def _clause_follows(s: Sentence, k: int) -> bool:
    """Whether a clause of its own comes behind a source named last; "ليرتفع …", "ما أدى …" go on with what it told."""
    while k < s.j and s.tokens[k].kind == "p":
        k += 1
    if k >= s.j or s.j - k <= 6 or s.tokens[k].norm in CONTINUES or s.tokens[k].norm.startswith(("لي", "لت")):
        return False
    return any(trigger_at(s, p) is not None for p in range(k, s.j))
