"""The links of a chain beside the teller's own: the medium that he told it to, and the links further in."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.arabic.tokens import Token
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import SourcePhrase, find_medium, find_source
from isnad.read.accused import begins_office
from isnad.read.offices import NAME_WORDS
from isnad.read.speakers import Chain, Linker, join
from isnad.read.telling import QUOTES, REACH, THAT, occasion, skip_back
from isnad.read.voice import Voice

MEDIUM_REACH = 22  # words from the speaker to what he tells, over "في حديث مع قناة X"
BROADCASTERS = ("channel", "paper")  # "زعمت الجماعة، عبر قناة تابعة لها": rows of source_nouns.csv
AT_LARGE = frozenset({"للاعلام", "الاعلام", "للصحافه", "الصحافه"})  # "صرّح للإعلام": no one medium
INTERVIEWS = ("in_interview", "contacted")


class Chains:
    """Makes chains longer; holds the linker, which knows who was named before."""

    def __init__(self, linker: Linker) -> None:
        self.linker, self.lexicon = linker, linker.lexicon

    def medium(self, s: Sentence, m: Match, end: int, chain: Chain) -> tuple[Chain, int]:
        """ "لوكالة X" behind the verb or the speaker: the medium that was told stands nearer to the outlet."""
        spoke = end + (end < s.j and s.tokens[end].text in "،,")
        if spoke + 1 < s.j and s.tokens[spoke + 1].norm in ("الي", "مع"):
            aside = s.at("speech", spoke)  # "ضابط، تحدث إلى وكالة X، أي صلة", "وفق مصدر تحدث إلى X"
            told = aside is not None and aside.entry.id == "speak_of" and (spoke > end or m.entry.row.pos == "phrase")
            who = find_medium(s, spoke + 2, self.lexicon) if told else None
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
            if s.tokens[k].text in "،." and k > end and not (told >= 0 and (occasion(s, k + 1) or _medium_next(s, k))):
                break
            who = self._told_to(s, k)
            if who is not None:
                return (join(self.linker.chain(s, who), chain) if who.named else chain), max(end, who.j)
        return join(self._occasion_before(s, m), chain), end

    def _told_to(self, s: Sentence, k: int) -> SourcePhrase | None:
        """The medium at token k that was told ("لوكالة X", "مع قناة X", "نقلتها X"); `named` if not the outlet."""
        for kind in ("source", "bare_source", "source_noun"):
            x = s.at(kind, k)
            if x is None or x.entry.row["kind"] != "media" or (kind == "source_noun" and x.entry.row["role"] == "adj"):
                continue
            if kind == "source_noun" and any(y.i < k < y.j for y in s.by_kind.get("source", ())):
                continue  # a part of a name: "الوكالة الوطنية للإعلام"
            if kind == "bare_source" and s.at("place", k) is not None and s.tokens[k - 1].text not in QUOTES:
                continue  # "شرق المدينة", "المحور الشرقي للمدينة": the town, not the paper
            if x.prep == "ل" or self._brought(s, k):
                who = find_medium(s, k, self.lexicon)
                other = next((p for p in range(x.j, who.j if who is not None else x.j) if begins_office(s, p)), -1)
                if other >= 0:  # "لرويترز | ضابط في الجيش"
                    who = find_medium(s, k, self.lexicon, limit=other)
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

    @staticmethod
    def _brought(s: Sentence, k: int) -> bool:
        """Whether the word before token k says that what is told went to whom it names: "نقلتها X", "في حديث مع X"."""
        prev = skip_back(s, k - 1) if k > s.i else k
        norm = s.tokens[prev].norm if prev < k else ""
        noun = s.at("source_noun", k)
        if norm == "ل" or norm in words("gathered"):
            return True
        aired = s.at("source", k) is not None or (noun is not None and noun.entry.id in BROADCASTERS)
        if norm == "عبر" and aired and not (noun is not None and noun.suffix):
            return True
        said = range(max(s.i, prev - 3), prev + 1) if norm in ("مع", "الي") else ()
        return any((x := s.at("speech", p)) is not None and x.entry.id in INTERVIEWS for p in said)

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
        aside = k + 1 < s.j and s.tokens[k].text in "،," and s.tokens[k + 1].norm in words("aside")
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


def _tokens(s: Sentence, i: int, j: int) -> Iterator[tuple[int, Token]]:
    return ((k, s.tokens[k]) for k in range(i, j))


def _medium_next(s: Sentence, k: int) -> bool:
    """Whether the medium that was told stands right behind the comma at k: "قائد اللواء، أحد ألوية الحرس، لوكالة X"."""
    media = (m for kind in ("source", "bare_source", "source_noun") if (m := s.at(kind, k + 1)) is not None)
    return k + 1 < s.j and any(m.prep == "ل" and m.entry.row["kind"] == "media" for m in media)


def _told_begins(s: Sentence, k: int) -> bool:
    return s.tokens[k].norm in THAT or s.tokens[k].text in (":", ".")


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
