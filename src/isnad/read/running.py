"""Whose words run on without a verb of telling: the text of a statement behind "نص البيان:", answers to questions."""

from __future__ import annotations

from isnad.lexicon.load import Lexicon
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import find_source
from isnad.read.speakers import Chain, Linker
from isnad.read.voice import Voice

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
        norms = [t.norm.lstrip("و") for t in s.tokens[s.i : s.j]]
        if ":" not in [t.text for t in s.tokens[max(s.i, s.j - 2) : s.j]] or FOLLOWS.isdisjoint(norms):
            return
        at = next((k for k in range(s.i, s.j) if s.tokens[k].norm.lstrip("و") in ISSUED), -1)
        if at < 0:
            return
        who = find_source(s, at + 1, lexicon) if at + 1 < s.j else None
        speakers = self.linker.speakers
        told = self.linker.chain(s, who) if who is not None and not who.weak else ()
        self.statement = told or (speakers.last if speakers.at >= s.index - 1 else ())

    def _asks(self, s: Sentence) -> bool:
        begins = s.i == 0 or "\n" in self.text[s.tokens[s.i - 1].end : s.tokens[s.i].start]
        return begins and s.tokens[s.j - 1].text in "؟?"
