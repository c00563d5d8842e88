"""Chains of sources and how far they reach: which words of a sentence are told by whom, and how they hold it.

A voice covers a stretch of tokens; what no voice covers is the outlet's own. Verbs of telling open one ("قال X إن …"),
"وأضاف" goes on with the last, "بحسب X" at the end reaches back, "نقلت X عن Y" makes a chain of two, and so does a
teller inside of what another tells ("نقلت X أن Y قال …").
"""

from __future__ import annotations

from dataclasses import replace

from isnad.lexicon.load import Lexicon, Speech
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import SourcePhrase, find_source
from isnad.mentions.sourcespans import skip
from isnad.read.according import According
from isnad.read.attitudes import Attitudes
from isnad.read.bylines import find_label, signed, whole_report
from isnad.read.chains import Chains, nested
from isnad.read.running import Running, besides
from isnad.read.speakers import PREFIXED, Chain, Linker, join
from isnad.read.tellers import Tellers
from isnad.read.telling import RELATIVE, THAT, beyond_aside, complement, no_telling
from isnad.read.voice import OPENING, Voice

__all__ = ["Voice", "VoiceFinder"]

NOTED = ("asking",)  # verbs that tell nothing of the past, but say who speaks next ("دعا الوزير … مؤكداً أن")
# The preposition before the inner source: "استمعت X إلى Y", "علمت X من Y"; else "عن".
PASSED_BY = {"heard_from": "الي", "learned_from": "من", "got_from": "من"}
# Doubts with nobody as their subject, and what is only heard of.
UNCONFIRMED = frozenset({"دون", "من", "غير", "تعذر", "يتعذر"})
UNSURE = frozenset({"يتاكد", "تتاكد", "يتسن"})  # behind "لم"
NO_NEWS = frozenset({"لا", "لم", "ليس", "ليست", "دون", "بدون", "بلا", "عدم"})  # "لا تملك معلومات عن"
AND_THAT = frozenset({"وان", "وانه", "وانها", "وانهم", "وبان", "وبانه", "وبانها"})  # "وإن المقاتلين …": still his words


class VoiceFinder:
    """Finds the voices of a report's sentences, in order; holds who spoke last between them."""

    def __init__(self, text: str, lexicon: Lexicon, outlet: str | None = None) -> None:
        self.text = text
        self.lexicon = lexicon
        self.linker = Linker(text, lexicon, outlet)
        self.speakers = self.linker.speakers  # who spoke before
        self.tellers, self.chains = Tellers(self.linker), Chains(self.linker)
        self.attitudes = Attitudes(self.tellers)
        self.according = According(self.tellers, self.chains)
        self.running = Running(text, self.linker)
        self.listing = False
        self.first_told = False  # whether the first sentence has a source
        self.signed: dict[int, Chain] = {}

    def whole_report(self, sentences: list[Sentence], forwarded_from: str | None = None) -> Chain:
        """The source that holds for the whole report, empty where none does; embedded posts are noted by the way.

        `forwarded_from` is whose text the outlet passed on: it stands before what the text itself names.
        """
        self.signed = signed(sentences, self.linker)
        self.running.begin(sentences)
        return join(self.linker.origin(forwarded_from), whole_report(sentences, self.linker))

    def go_on(self, sentences: list[Sentence]) -> None:
        """A further stretch of the report: who spoke and who tells the whole stay as they are."""
        self.according.voices = []
        self.signed = signed(sentences, self.linker)
        self.running.begin(sentences)

    def find(self, s: Sentence) -> list[Voice]:
        """The voices of one sentence; each token belongs to the last voice that covers it."""
        self.speakers.subject = None
        out: list[Voice] = []
        self._turned(s)
        self.running.turns(s)
        label = find_label(s, self.linker)
        if s.index in self.signed:
            out.append(Voice(s.i, s.j, self.signed[s.index], frame="label", start=s.i))
        elif label is not None:
            out.append(Voice(label[0], s.j, label[1], frame="label", at=label[0] - 1, speaker=label[2], start=s.i))
        running = self.running.whose(s) if not out else ()
        goes_on = not out and not running and self._goes_on(s)
        if running or goes_on:
            out.append(Voice(s.i, s.j, running or self.speakers.last, frame="quote", start=s.i))
        k = out[0].i if out else s.i
        seen = -1
        for m in s.by_kind.get("speech", ()):
            if m.i < k or m.i == seen:
                continue
            seen = m.i  # the longest match of a token comes first
            k = max(k, self._take(s, m, out))
        for v in out:
            self._through(v)
        out = _with_opening(s, out)
        self.according.voices += out
        self.speakers.told += [v.chain for v in out if v.chain]
        self.first_told = self.first_told or (s.index == 0 and bool(self.speakers.told))
        last = next((v for v in reversed(out) if v.chain and v.frame != "news_of"), None)
        if last is not None:
            self.speakers.last, self.speakers.at = last.chain, s.index
        elif self.speakers.subject:
            self.speakers.last, self.speakers.at = self.speakers.subject, s.index
        self._issued(s, out)
        self.running.heard(s, out, self.lexicon)
        self.running.quotes(s)
        self.listing = (self.listing and goes_on and not self.speakers.quote_open) or (
            s.tokens[s.j - 1].text == ":"
            and bool(self.speakers.last)
            and self.speakers.at >= s.index - (1 if self.listing or not _heading(s) else 0)
        )
        return out

    def _take(self, s: Sentence, m: Match, out: list[Voice]) -> int:
        """Opens the voice of one match of telling; gives the token to go on from."""
        row = m.entry.row
        voice = self.according.gathered(s, m.j - 1, m) if row.frame == "news_of" else None
        if voice is not None or row.frame == "according_to":
            voice = voice or self.according.find(s, m)
            if voice is None:
                return m.i + 1
            if voice.frame == "according_to":
                self.according.reach_back(s, voice, out, m)
                return max(m.j, voice.speaker[1] if voice.speaker else m.j)
        elif row.frame == "according_self":
            if not any(v.chain for v in out) and self.speakers.last:
                out.append(Voice(s.i, s.j, self.speakers.last, frame="according_to", at=m.i, start=s.i))
            return m.j
        else:
            voice = self._voice(s, m, out)
        if voice is None:
            return m.j if row.frame in ("none", "in_statement") and row.pos == "phrase" else m.i + 1
        start = voice.start if voice.start >= 0 else m.i
        outer = out[-1] if out and out[-1].j > start else None
        aside = voice.i < voice.j and _said_by_the_way(s, m)
        if aside:
            voice.j = next((k for k in range(voice.i + 1, voice.j) if s.tokens[k].text in "،,"), voice.j)
        rest = replace(outer, i=voice.j) if outer is not None and voice.j < outer.j else None
        if outer is not None and outer.frame != "label":
            outer.j = max(start, outer.i)
        out.append(voice)
        if rest is not None and (voice.frame == "news_of" or aside):
            out.append(rest)  # what follows the news is told by who told what stands before it
        return max(m.j, voice.i)

    def _through(self, v: Voice) -> None:
        """ "وقالت المصادر لوكالة X": what the same sources told right before, they told to it too."""
        if len(v.chain) < 2 or v.chain[-2].kind != "media":
            return
        for told in reversed(self.according.voices):
            if told.chain and (len(told.chain) > 1 or told.chain[0] is not v.chain[-1]):
                return
            if told.chain:
                told.chain = v.chain

    # -- between sentences

    def _turned(self, s: Sentence) -> None:
        """ "من جانبه، قدم شيخ القرية شكره، وأضاف أن": who is turned to speaks next, whatever he does first."""
        m = next((m for m in s.by_kind.get("speech", ()) if m.entry.id == "pronoun_speaker"), None)
        k = skip(s, m.j) if m is not None and m.i - s.i <= 1 else s.j
        if k + 1 < s.j and s.tokens[k].text in "،,":
            k += 1
        if k + 1 >= s.j or any(s.at(kind, k) is not None for kind in ("speech", "trigger", *PREFIXED)):
            return
        who = find_source(s, k + 1, self.lexicon)
        spoken = who is not None and (not who.weak or s.at("source_noun", who.i) is not None)
        if who is not None and spoken and not who.same and not who.own:
            self.speakers.subject = self.linker.chain(s, who)

    def _goes_on(self, s: Sentence) -> bool:
        """Whether a sentence without a verb of telling is still the last speaker's: an open quotation, a list item."""
        if not self.speakers.last:
            return False
        if self.speakers.quote_open:
            return True
        first = s.tokens[s.i]
        if self.listing and s.tokens[s.i - 1].text == ":" and self.speakers.at == s.index - 1:
            return True  # the line behind "قال المصدر:"
        if self.listing and (first.kind in "pn"):
            self.speakers.at = s.index
            return True
        if self.speakers.at != s.index - 1:
            return False
        norms = [t.norm for t in s.tokens[s.i : s.i + 4]]
        apart = "\n" in self.text[s.tokens[s.i - 1].end : first.start] if s.i else True
        if apart and self._alone(s) and (norms[:1] in (["كما"], ["كذلك"]) or besides(s, self.speakers.last)):
            return True
        if first.text.lstrip("و").startswith(("إن", "ان", "أن")) and norms[0] in AND_THAT:
            return True
        if norms[:1] == ["حيث"] or (norms[:1] == ["كما"] and not apart):
            return True
        if norms[:2] in (["كما", "تم"], ["كما", "جري"], ["كذلك", "تم"], ["في", "وقت"]):
            return True
        return (
            norms[:1] == ["وفي"]
            and len(norms) > 2
            and s.at("trigger", s.i + 1) is not None
            and norms[2] in ("اخر", "اخري", "منفصل", "منفصله", "ثان", "مماثل", "مماثله")
        )

    def _alone(self, s: Sentence) -> bool:
        """Whether nobody but the last speaker has told anything so far, from the first sentence on."""
        told = self.speakers.told
        return s.index > 0 and self.first_told and all(c[:1] == self.speakers.last[:1] for c in told)

    def _issued(self, s: Sentence, voices: list[Voice]) -> None:
        """Whose statement "البيان" is further down: "أعلنت الوزارة، في بيان، أن"."""
        for m in s.by_kind.get("speech", ()):
            if m.entry.id != "in_statement":
                continue
            noun = next((t.norm for t in s.tokens[m.i : m.j] if t.norm in words("document_noun")), "")
            by = next((v for v in reversed(voices) if v.chain and v.at <= m.i), voices[0] if voices else None)
            if noun and by is not None and by.chain:
                self.speakers.issued[noun] = by.chain

    # -- opening voices

    def _voice(self, s: Sentence, m: Match, before: list[Voice]) -> Voice | None:
        """The voice that one match of telling opens behind those before it, None where it opens none."""
        sp = m.entry.row
        if before and before[-1].frame == "denial" and _only_heard(s, before[-1].i, m):
            return None
        if sp.frame == "news_of":
            none = any(t.norm.lstrip("و") in NO_NEWS for t in s.tokens[max(s.i, m.i - 3) : m.i])
            return None if none else self.attitudes.news(s, m, before)
        if sp.id == "promise":
            return self.attitudes.threat(s, m, before)
        if sp.id == "call_it":
            if m.i > s.i and s.tokens[m.i - 1].norm in ("ما", "مما", "لما", "بما"):
                return None  # "مما وصفتها بالعواقب": a word of the one who speaks
            dismissed = self.attitudes.dismissed(s, m)
            if dismissed is not None:
                return dismissed
        if sp.frame == "condemn" or sp.id in NOTED:
            return self.attitudes.noted(s, m, before)
        if sp.frame not in OPENING or no_telling(s, m):
            return None
        if sp.pos == "noun" or sp.id == "accused_by":
            doubted = bool(before) and before[-1].frame == "doubt" and m.i - before[-1].i <= 2
            return None if doubted else self.attitudes.nominal(s, m)  # "شكك ناشطون في رواية الجيش"
        if sp.id == "untrue":
            return self.attitudes.untrue(s, m, before)
        return self._telling(s, m, before)

    def _telling(self, s: Sentence, m: Match, before: list[Voice]) -> Voice | None:
        """The voice of a verb of telling, with all who pass it on: "قال X إن", "نقلت X عن Y"."""
        sp = m.entry.row
        who, at = self.tellers.subject(s, m) if sp.pos != "participle" else (None, "")
        if who is not None and (_passive_doubt(s, m, at) or not self.tellers.fits(s, m, who, at)):
            if at == "after" and not who.weak and sp.frame == "document":
                return None  # another than the last speaker
            who, at = None, ""
        chain, end, speaker = self.tellers.told_by(s, m, who, at, before)
        if who is not None and before and sp.id != "show_find" and _of_what_is_shown(who, at, before[-1]):
            who, at = None, ""  # "نشر ناشطون صوراً قالوا إنها"
            chain, end, speaker = before[-1].chain, m.j, before[-1].speaker
        if chain is None:
            return None
        chain, end = self.chains.medium(s, m, end, chain)
        if who is not None and self._unnamed_by_last(s, who):
            chain = join(self.speakers.last, chain)
        if sp.id == "speak_of" and end + 1 < s.j and s.tokens[end].norm in ("الي", "مع"):
            chain, end = self._met(s, chain, end)
        if sp.frame == "quote_from":
            inner = self.chains.quoted(s, end, PASSED_BY.get(sp.id, "عن"))
            if inner is not None:
                chain, end, speaker = self.chains.passed_on(s, chain, inner)
                sp = _held(s, end) or sp
            elif at != "after" or not self._passes_on(s, m, chain, beyond_aside(s, end)):
                return None
        start = who.i if who is not None and at == "before" else m.i
        if who is not None:
            chain = _among(s, who, start, chain, before)
        end = beyond_aside(s, end) if at == "after" else end
        i = end if at == "after" or at == "" or sp.frame == "quote_from" else m.j
        stance, on = sp.stance or "affirmed", sp.stance_on or "event"
        v = Voice(i, s.j, chain, stance, on, frame=sp.frame, at=m.i, speaker=speaker, start=start)
        self._responsibility(s, m, v, end)
        back = v.frame in ("claim_responsibility", "denial") and (m.suffix or sp.id in ("claim_back", "deny_back"))
        about = v.frame == "claim_responsibility" and v.i < s.j and s.norms[v.i] in ABOUT_IT
        if back or about or (sp.id == "ascribe" and m.suffix):  # "وتبنّاها تنظيم X": of what is told before
            v.j = max(v.i, v.speaker[1] if v.speaker is not None else v.i)
        return v

    def _met(self, s: Sentence, chain: Chain, end: int) -> tuple[Chain, int]:
        """Who spoke with whom, the medium first: "«عكاظ» تحدثت إلى مصدر", "مسؤول تحدث إلى رويترز"."""
        other = find_source(s, end + 1, self.lexicon)
        if other is None or other.weak:
            return chain, end
        met = self.linker.chain(s, other)
        return (join(met, chain) if other.kind == "media" else join(chain, met)), other.j

    def _passes_on(self, s: Sentence, m: Match, chain: Chain, end: int) -> bool:
        """ "علمت X أن", "نقلت وكالة X أن": whose news it is needs not be said."""
        media = bool(chain) and chain[-1].kind == "media"
        end += end < s.j and s.tokens[end].text in "،,"
        return (m.entry.id == "learned_from" or (m.entry.id == "quote" and media)) and complement(s, end)

    def _unnamed_by_last(self, s: Sentence, who: SourcePhrase) -> bool:
        """ "وقال أحد الناشطين، لم تذكر اسمه، إن": who does not name him is the medium that told just before."""
        last = self.speakers.last
        if not last or last[-1].kind != "media" or self.speakers.at < s.index - 1 or who.kind == "media":
            return False
        near = range(who.i, min(who.j + 4, s.j))
        return any((m := s.at("speech", k)) is not None and m.entry.id == "anonymity" for k in near)

    def _responsibility(self, s: Sentence, m: Match, v: Voice, end: int) -> None:
        """Responsibility claimed or denied, also where the words stand apart: "أعلن X في بيان … مسؤوليته عن"."""
        sp = m.entry.row
        if sp.frame == "claim_responsibility":
            v.claimed = not v.chain or v.chain[-1].kind != "media"  # "تبنت وسائل إعلام النظام الرواية"
        p = end if end > m.i else m.j
        for k in range(m.i, min(s.j, p + 14)):
            if k > p and (s.at("trigger", k) is not None or s.tokens[k].norm in THAT):
                return
            part = s.tokens[k].norm in words("part_in_it")
            none = k > m.i and s.tokens[k - 1].norm.lstrip("وب") in ("عدم", "انعدام")  # "أكدت عدم صلتها بالتفجير"
            if part and (v.stance == "denied" or (none and sp.frame in ("say_that", "say_continue"))):
                v.stance, v.stance_on = "denied", "responsibility"
                return
            if s.tokens[k].norm in words("responsibility") | words("claiming"):
                if sp.id in OWNS_UP or (sp.id == FALSELY and s.norms[k].endswith(("ها", "ته", "هم"))):
                    v.claimed, v.frame, v.i, v.stance = True, "claim_responsibility", k + 1, "affirmed"
                return


def _with_opening(s: Sentence, out: list[Voice]) -> list[Voice]:
    """What a sentence opens with is told by who tells the rest: "وفي هجوم آخر قرب كيدال، أعلنت الشرطة مقتل مدنيين"."""
    teller = next((v for v in out if v.frame == "say_that" and v.chain), None)
    if teller is None or teller.start != teller.at or any(v is not teller and v.frame != "quote" for v in out):
        return out
    opening = range(s.i + 1, teller.at - 1)
    if s.norms[s.i].removeprefix("و") != "في" or s.tokens[teller.at - 1].text not in "،,":
        return out
    if any(k in s.verbs or s.tokens[k].text in "،,؛" for k in opening) or not any(s.at("trigger", k) for k in opening):
        return out
    return [Voice(s.i, teller.at, teller.chain, teller.stance, frame="quote", start=s.i), teller]


def _heading(s: Sentence) -> bool:
    """Whether a line with a colon at its end only says where what follows was: "وفي دير الزور:"."""
    near = s.norms[s.i].lstrip("و") in ("في", "ب", "محافظه", "ريف", "مدينه") or s.at("place", s.i) is not None
    return near and s.j - s.i <= HEADING and not s.by_kind.get("speech")


OWNS_UP = frozenset({"announce", "confess", "affirm", "declare_formal"})  # with مسؤوليته
FALSELY = "claim_falsely"  # the same of speech.yaml, with a pronoun: "زعمت مسؤوليتها"
ABOUT_IT = frozenset({"عنه", "عنها", "عنهما", "عنهم"})  # "أعلن التنظيم مسؤوليته عنه": for what is told before
HEADING = 8  # tokens of a line that heads others


def _said_by_the_way(s: Sentence, m: Match) -> bool:
    """ "المدينة، التي يتوقع كثيرون أن تُقصف، …": who tells in a relative clause does so up to its end."""
    behind = m.i > s.i + 1 and s.tokens[m.i - 1].norm in RELATIVE
    return behind and m.entry.row.pos == "verb" and s.tokens[m.i - 2].text in "،,"


def _passive_doubt(s: Sentence, m: Match, at: str) -> bool:
    """Whether nobody doubts it but the teller, in a passive: "… دون تأكيد", "الأمر لم يتأكد"."""
    unsure = s.tokens[m.i].norm in UNCONFIRMED or (m.j > m.i + 1 and s.tokens[m.i + 1].norm in UNSURE)
    return unsure and at == "before"


def _held(s: Sentence, k: int) -> Speech | None:
    """How the one who is quoted holds it, by a word at token k: "نقلت X عن Y | زعمه أن", "… نفيه أن"."""
    m = s.at("speech", k) if k < s.j else None
    if m is None or not m.suffix:
        return None
    row: Speech = m.entry.row
    return row if row.pos in ("noun", "verb") and row.stance else None


def _among(s: Sentence, who: SourcePhrase, start: int, chain: Chain, before: list[Voice]) -> Chain:
    """The chain of a teller with those who tell of it: "استمعت إلى إفادات ناجين قالوا" has the teller found before."""
    outer = before[-1].speaker if before else None
    if outer is not None and outer[0] <= who.i < outer[1]:
        return before[-1].chain
    return nested(s, start, chain, before)


def _of_what_is_shown(who: SourcePhrase, at: str, v: Voice) -> bool:
    """Whether a film or picture before a verb of telling is what somebody shows just before: he says what it is of."""
    near = v.speaker is not None and 0 <= who.i - v.speaker[1] <= 3
    return at == "before" and who.kind in ("document", "unnamed") and v.frame == "share" and bool(v.chain) and near


def _only_heard(s: Sentence, k: int, m: Match) -> bool:
    """Whether what is denied is only heard of: "نفى الوزير، الأحد، معلومات تحدثت عن رهائن"."""
    near = max(k, m.i - 3)
    if any(s.at("trigger", x) is not None for x in range(k, near)):
        return False
    return any(t.norm.removeprefix("ال") in words("rumour") for t in s.tokens[near : m.i + 1])
