"""Whose words run on without a verb of telling: the text of a statement behind "نص البيان:", answers to questions."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.lexicon.load import Lexicon
from isnad.lexicon.match import Match
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import find_source
from isnad.read.speakers import Chain, Linker
from isnad.read.telling import QUOTES, THAT
from isnad.read.voice import Voice

QUOTED_SENTENCES = 6  # a longer quotation was not seen to close
# How a paragraph goes on beside the one before: "من جهة أخرى", "وفي السياق".
BESIDE = frozenset(
    {("من", "جهه"), ("من", "ناحيه"), ("الي", "ذلك")}
    | {(a, b) for a in ("في", "وفي") for b in ("السياق", "سياق", "ذات", "غضون")}
)
QUESTIONS = 3  # paragraphs that ask, from which on a report is an interview
FOLLOWS = frozenset({"نص", "نصه", "يلي", "فيه", "فيها", "التالي", "الاتي"})  # "وهذا نص البيان:", "وجاء فيه:"
ISSUED = frozenset({"بيان", "بيانا", "البيان", "بلاغ", "بلاغا", "البلاغ", "رساله", "الرساله", "بيانه", "بيانها"})


class Running:
    """The one whose text or answers a report gives, sentence by sentence; empty chains where there is none."""

    def __init__(self, text: str, linker: Linker) -> None:
        self.text, self.linker = text, linker
        self.interview = False
        self.guest: Chain = ()
        self.statement: Chain = ()

    def begin(self, sentences: list[Sentence]) -> None:
        """Sees whether the report asks and answers."""
        self.interview = sum(self._asks(s) for s in sentences) >= QUESTIONS

    def whose(self, s: Sentence) -> Chain:
        """Whose words a sentence is, if it names nobody itself."""
        if self.interview and self._asks(s):
            self.guest = self.guest or self.linker.speakers.last
            return ()
        return self.statement or self.guest

    def heard(self, s: Sentence, voices: list[Voice], lexicon: Lexicon) -> None:
        """Sees a statement begin behind its colon, and end where somebody else tells."""
        others = [v for v in voices if v.chain and v.chain != self.statement]
        if self.statement and others:
            self.statement = ()
        if ":" not in [t.text for t in s.tokens[max(s.i, s.j - 2) : s.j]]:
            return
        if FOLLOWS.isdisjoint([t.norm.lstrip("و") for t in s.tokens[s.i : s.j]]):
            return
        at = next((k for k in range(s.i, s.j) if s.tokens[k].norm.lstrip("و") in ISSUED), -1)
        if at < 0:
            return
        who = find_source(s, at + 1, lexicon) if at + 1 < s.j else None
        speakers = self.linker.speakers
        told = self.linker.chain(s, who) if who is not None and not who.weak else ()
        self.statement = told or (speakers.last if speakers.at >= s.index - 1 else ())

    def turns(self, s: Sentence) -> None:
        """A quotation that was never closed is over where the text turns to other news: "وقال X", "من جهته"."""
        first = s.at("speech", s.i)
        told = first is not None and (first.entry.id == "pronoun_speaker" or _tells(first))
        if told or tuple(t.norm for t in s.tokens[s.i : s.i + 2]) in BESIDE:
            self.linker.speakers.quote_open = False

    def quotes(self, s: Sentence) -> None:
        """A quotation that opens behind "قال:" or "أن" and does not close holds for the sentences behind it."""
        speakers = self.linker.speakers
        marks = [k for k in range(s.i, s.j) if s.tokens[k].kind == "p" and s.tokens[k].text in QUOTES]
        if len(marks) % 2 == 0:
            if speakers.quote_open and s.index - speakers.at > QUOTED_SENTENCES:
                speakers.quote_open = False
            return
        before = s.tokens[marks[-1] - 1] if marks[-1] > s.i else None
        opens = before is not None and (before.text == ":" or before.norm in THAT or before.norm.startswith("قايل"))
        speakers.quote_open = not speakers.quote_open and opens and bool(speakers.last) and speakers.at == s.index

    def _asks(self, s: Sentence) -> bool:
        begins = s.i == 0 or "\n" in self.text[s.tokens[s.i - 1].end : s.tokens[s.i].start]
        return begins and s.tokens[s.j - 1].text in "؟?"


def _tells(m: Match) -> bool:
    """Whether a verb of telling with "و" before it begins a piece of news: "وقال", "وأعلنت"."""
    return (
        m.entry.row.pos == "verb" and bool(m.bits & CONJ) and m.entry.row.frame in ("say_that", "quote_from", "accuse")
    )


def besides(s: Sentence, last: Chain) -> bool:
    """Whether a paragraph goes on with what a monitor alone tells: "من جهة أخرى تعرضت …", "وقصفت …"."""
    if any(len(s.norms[k]) == 4 and s.norms[k].isdigit() for k in s.covered if s.i <= k < s.j):
        return False  # "وبدأت المعارك في صيف 2012": background
    norms = [t.norm for t in s.tokens[s.i : s.i + 2]]
    joined = norms[0] == "و" or (norms[0][0] == "و" and s.i in s.verbs)
    return last[-1].kind == "monitor" and (joined or tuple(norms) in BESIDE)
