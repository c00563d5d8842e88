"""A sentence of a report with what was found in it.

Everything after the first look works on a `Sentence`: tokens, matches, quantities, dates and places, all in token
indices of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from isnad.arabic.numerals import QuantityMention
from isnad.arabic.tokens import Token
from isnad.lexicon.match import Match
from isnad.mentions.dates import DateMention

NOTHING: Mapping[int, Match] = {}
AFTERWARDS = ("tag", "source_noun")  # kinds that are asked for when all sentences are read: for tags, for events
OPENING = 2  # tokens of a sentence that may say whose words it goes on with


@dataclass(slots=True)
class Sentence:
    """One sentence, tokens[i:j] of the report, or of its stretch of a very long one.

    `by_kind` has the matches of each kind, by start, longest first.
    """

    index: int
    i: int
    j: int
    tokens: list[Token]
    norms: list[str]  # of all tokens, their folded spelling
    by_kind: dict[str, list[Match]] = field(default_factory=dict)
    starts: dict[str, dict[int, Match]] = field(default_factory=dict)  # kind -> token -> the longest match there
    quantities: dict[int, QuantityMention] = field(default_factory=dict)
    dates: list[DateMention] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    verbs: set[int] = field(default_factory=set)
    ours: set[int] = field(default_factory=set)  # verbs by which the speaker tells what he and his did: "قتلنا"
    covered: dict[int, int] = field(default_factory=dict)  # token -> end of the date that covers it
    hour: int = 0  # tokens of the hour of the clock that the line of a ticker begins with

    def at(self, kind: str, k: int) -> Match | None:
        """The longest match of a kind that starts at token k."""
        of_kind = self.starts.get(kind)
        return of_kind.get(k) if of_kind is not None else None

    def first(self, kind: str) -> Mapping[int, Match]:
        """The longest match of a kind by the token that it starts at."""
        return self.starts.get(kind, NOTHING)

    def begins(self, kinds: frozenset[str], k: int) -> bool:
        """Whether a match of one of these kinds starts at token k."""
        starts = self.starts
        for kind in kinds:  # noqa: SIM110 half the cost of a generator
            if kind in starts and k in starts[kind]:
                return True
        return False

    def longer(self, kinds: frozenset[str], m: Match) -> bool:
        """Whether a match of one of these kinds starts where m does and goes on behind its end."""
        starts = self.starts
        for kind in kinds:  # noqa: SIM110
            if kind in starts and (x := starts[kind].get(m.i)) is not None and x.j > m.j:
                return True
        return False

    def has(self, among: frozenset[str], i: int, j: int) -> bool:
        """Whether one of these folded words stands in tokens[i:j]."""
        return not among.isdisjoint(self.norms[i:j])

    def add(self, kind: str, m: Match, over: bool = False) -> None:
        """One more match; of a kind the first that starts at a token is the one that holds, or this one if `over`."""
        of_kind = self.by_kind.get(kind)
        if of_kind is None:
            self.by_kind[kind] = [m]
        else:
            of_kind.append(m)
        of_start = self.starts.setdefault(kind, {})
        if over or m.i not in of_start:
            of_start[m.i] = m

    def add_all(self, found: Iterable[Match], before: str = "") -> None:
        """Matches in their order, each of its entry's kind with `before` put before it."""
        by_kind, starts = self.by_kind, self.starts
        for m in found:
            kind = before + m.entry.kind
            if kind in by_kind:
                by_kind[kind].append(m)
                starts[kind].setdefault(m.i, m)
            else:
                by_kind[kind] = [m]
                starts[kind] = {m.i: m}

    def forget(self) -> None:
        """Let go of what was found once the sentence is read: only its opening words and AFTERWARDS are asked for."""
        self.by_kind = {kind: self.by_kind[kind] for kind in AFTERWARDS if kind in self.by_kind}
        self.starts = {"speech": {k: m for k, m in self.first("speech").items() if k < self.i + OPENING}}
        self.quantities, self.dates, self.quotes, self.verbs, self.covered = {}, [], [], set(), {}

    def text(self, report_text: str, i: int, j: int) -> str:
        """The original words of tokens[i:j]."""
        return report_text[self.tokens[i].start : self.tokens[j - 1].end] if j > i else ""
