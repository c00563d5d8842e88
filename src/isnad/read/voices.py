"""Chains of sources and how far they reach: which words of a sentence are told by whom, and how they hold it.

A voice covers a stretch of tokens; what no voice covers is the outlet's own. Verbs of telling open one ("قال X إن …"),
"وأضاف" goes on with the last, "بحسب X" at the end reaches back, "نقلت X عن Y" makes a chain of two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from isnad.lexicon.load import Lexicon
from isnad.lexicon.match import SKIPPED, Match
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import SourcePhrase, find_source, skip
from isnad.model import SourceLink

OPENING = ("say_that", "say_continue", "denial", "doubt", "accuse", "document", "share", "claim_responsibility", "quote_from")
BELONG = frozenset({"تابع", "تابعه", "تتبع", "يتبع"})
RESPONSIBILITY = frozenset({"مسووليته", "مسووليتها", "مسووليتهم", "المسووليه", "مسووليه", "مسووليتهما"})


@dataclass(slots=True)
class Voice:
    """Tokens [i:j) told by one chain, outermost link first; an empty chain is the outlet itself."""

    i: int
    j: int
    chain: tuple[SourceLink, ...] = ()
    stance: str = "affirmed"
    stance_on: str = "event"
    claimed: bool = False
    frame: str = ""
    at: int = -1
    speaker: tuple[int, int] | None = None  # the tokens of the last link, so that they are no party of the event


@dataclass(slots=True)
class Speakers:
    """Who spoke before: the last chain, every link named, and the chain that holds for the whole report."""

    last: tuple[SourceLink, ...] = ()
    links: list[SourceLink] = field(default_factory=list)
    whole: tuple[SourceLink, ...] = ()
    quote_open: bool = False

    def named_before(self, words_: list[str]) -> SourceLink | None:
        """The fuller name told before for a short one ("التركي" for "المتحدث … منصور التركي")."""
        for link in reversed(self.links):
            have = {w.strip("«»\"“”،") for w in _plain_words(link.text)}
            if words_ and all(w in have for w in words_):
                return link
        return None


def _plain_words(text: str) -> list[str]:
    from isnad.arabic.script import fold_word

    return [fold_word(w).removeprefix("ال") for w in text.split()]


def outlet_ids(outlet: str | None, lexicon: Lexicon) -> set[str]:
    """The known sources that an outlet's name, handle or domain stands for: "okaz", "@sputnik_ar", "عكاظ"."""
    key = re.sub(r"[^a-z0-9]", "", (outlet or "").lower())
    found = set()
    arabic = " ".join(_plain_words(outlet or ""))
    for source_id, row in lexicon.sources.items():
        latin = [source_id, row["name_en"], *row["handles"].split("|"), *(d.rsplit(".", 1)[0] for d in row["domains"].split("|"))]
        names = {re.sub(r"[^a-z0-9]", "", x.lower()) for x in latin if x}
        short = {n for n in names if len(n) >= 4}
        if (key and (key in names or any(key.startswith(n) or (n.startswith(key) and len(key) >= 4) for n in short))) or (arabic and any(ord(c) > 0x600 for c in arabic) and arabic in {" ".join(_plain_words(a)) for a in [row["name_ar"], *row["aliases_ar"].split("|"), *row.get("bare_aliases", "").split("|")] if a}):
            found.add(source_id)
    return found


class VoiceFinder:
    """Finds the voices of a report's sentences, in order; holds who spoke last between them."""

    def __init__(self, text: str, lexicon: Lexicon, outlet: str | None = None) -> None:
        self.text = text
        self.lexicon = lexicon
        self.outlet = set(_plain_words(outlet or ""))
        self.outlet_ids = outlet_ids(outlet, lexicon)
        self.speakers = Speakers()

    def find(self, s: Sentence) -> list[Voice]:
        """The voices of one sentence; each token belongs to the last voice that covers it."""
        label = self._label(s)
        out: list[Voice] = [label] if label else []
        k = label.i if label else s.i
        while k < s.j:
            m = s.at("speech", k)
            if m is None:
                k += 1
                continue
            voice = self._voice(s, m, out)
            if voice is None:
                k = k + 1
                continue
            if voice.frame == "according_to":
                self._reach_back(s, voice, out, m)
                k = max(m.j, voice.speaker[1] if voice.speaker else m.j)
                continue
            if out and out[-1].j > voice.i and out[-1].frame != "label":
                out[-1].j = min(out[-1].j, max(m.i, out[-1].i))
            out.append(voice)
            k = max(m.j, (voice.speaker[1] if voice.speaker and voice.speaker[0] >= m.i else m.j))
        if not out and self.speakers.quote_open:
            out = [Voice(s.i, s.j, self.speakers.last, frame="quote")]
        self._track_quotes(s)
        for v in out:
            if v.chain:
                self.speakers.last = v.chain
        return out

    def _track_quotes(self, s: Sentence) -> None:
        marks = sum(1 for k in range(s.i, s.j) if s.tokens[k].text in "\"“”«»" and s.tokens[k].kind == "p")
        if marks % 2:
            self.speakers.quote_open = not self.speakers.quote_open and bool(self.speakers.last)
        if s.index and marks == 0 and self.speakers.quote_open and s.j - s.i > 60:
            self.speakers.quote_open = False

    # -- opening voices

    def _voice(self, s: Sentence, m: Match, before: list[Voice]) -> Voice | None:
        sp = m.entry.row
        frame = sp.frame
        if s.tokens[m.i].norm.lstrip("و") in BELONG and m.j < s.j and s.tokens[m.j].norm.startswith("ل"):
            return None  # "تابع لقوات" belongs, it does not go on
        if sp.id == "promise" or frame in ("that", "in_statement", "label", "none", "same_speaker", "condemn"):
            return None
        if frame == "according_to":
            return self._according(s, m)
        if frame == "according_self":
            return None
        if frame == "news_of":
            return self._news(s, m, before)
        if frame not in OPENING or (sp.pos == "noun" and frame not in ("denial", "doubt")):
            return None
        if sp.pos == "noun":
            return None
        who, at = self._subject(s, m, before)
        stance, on = sp.stance or "affirmed", sp.stance_on or "event"
        chain: tuple[SourceLink, ...] = ()
        end = m.j
        speaker = None
        if who is not None:
            if who.own:
                chain = ()
            elif who.same:
                chain = self.speakers.last
            else:
                chain = self._links(s, who)
            speaker = (who.i, who.j)
            end = max(m.j, who.j) if at == "after" else m.j
        elif frame == "say_continue" or sp.pos == "participle" or _complement(s, m.j):
            if sp.needs == "source" and not _complement(s, m.j):
                return None
            chain = before[-1].chain if before and sp.pos == "participle" else self.speakers.last
            if not chain and not before and frame != "say_continue":
                return None
        else:
            return None
        chain, end = self._medium(s, m, end, chain, sp.to == "medium" or frame in ("say_that", "say_continue"))
        if frame == "quote_from":
            inner = self._quoted(s, end)
            if inner is None:
                return None
            chain = self._join(chain, self._links(s, inner))
            end, speaker = inner.j, (inner.i, inner.j)
        claimed = frame == "claim_responsibility"
        window = [s.tokens[k].norm for k in range(m.i, min(s.j, end + 5))]
        if any(w in RESPONSIBILITY for w in window):
            if stance == "denied":
                on = "responsibility"
            elif frame == "say_that" and sp.id in ("announce", "confess", "affirm", "declare_formal"):
                claimed = True
        return Voice(end if at != "before" else m.j, s.j, chain, stance, on, claimed, frame, m.i, speaker)

    def _subject(self, s: Sentence, m: Match, before: list[Voice]) -> tuple[SourcePhrase | None, str]:
        k = m.j
        while k < s.j and (k in s.covered or s.tokens[k].text in SKIPPED or _occasion(s, k)):
            k = s.covered.get(k, 0) or _occasion(s, k) or k + 1
        for p in (m.j, k):
            if (p < s.j and s.at("speech", p) is None) or (p < s.j and s.at("speech", p).entry.row.frame == "same_speaker"):  # type: ignore[union-attr]
                who = find_source(s, p, self.lexicon)
                if who is not None and not _object_of(s, m, p):
                    return who, "after"
        pre = self._preceding(s, m, before)
        if pre is not None:
            return pre, "before"
        if k < s.j and m.entry.row.pos == "verb" and not _complement(s, m.j) and _that_within(s, k, 9):
            who = find_source(s, k, self.lexicon, loose=True)
            if who is not None and who.j - who.i <= 8:
                return who, "after"
        return None, ""

    def _preceding(self, s: Sentence, m: Match, before: list[Voice]) -> SourcePhrase | None:
        """A source that stands before its verb at the beginning of the sentence or clause: "شهود عيان قالوا"."""
        begin = s.i
        for k in range(m.i - 1, s.i - 1, -1):
            if s.tokens[k].text in "،,؛:.|" and s.tokens[k].kind == "p":
                begin = k + 1
                break
        if m.i - begin > 10 or m.i == begin:
            return None
        for k in range(begin, min(begin + 3, m.i)):
            who = find_source(s, k, self.lexicon, limit=m.i)
            if who is None:
                continue
            telling = s.at("source_noun", who.i) is not None or s.at("source", who.i) is not None or s.at("title", who.i) is not None
            if (telling and who.j >= m.i - 2) or (who.j >= m.i - 1 and (_complement(s, m.j) or m.entry.row.frame in ("denial", "claim_responsibility") or m.entry.id == "announce")):
                return who
        return None

    def _medium(self, s: Sentence, m: Match, end: int, chain: tuple[SourceLink, ...], wanted: bool) -> tuple[tuple[SourceLink, ...], int]:
        """"لوكالة X" behind the verb or the speaker: the medium that was told stands nearer to the outlet."""
        for k in range(m.j, min(end + 6, s.j)):
            if not wanted or (s.at("speech", k) and s.at("speech", k).entry.row.frame == "that"):  # type: ignore[union-attr]
                break
            tok = s.tokens[k]
            for kind in ("source", "bare_source", "source_noun"):
                x = s.at(kind, k)
                if x is None or x.entry.row["kind"] != "media":
                    continue
                if x.prep == "ل" or (k > s.i and s.tokens[skip_back(s, k - 1)].norm == "ل"):
                    who = find_source(s, k, self.lexicon)
                    if who and not who.own and not self._is_outlet(s, who):
                        return self._join(self._links(s, who), chain), max(end, who.j)
                    return chain, max(end, x.j)
            if tok.text in "،." and k > end:
                break
        return chain, end

    def _quoted(self, s: Sentence, k: int) -> SourcePhrase | None:
        for p in range(k, min(k + 6, s.j)):
            if s.tokens[p].norm == "عن":
                return find_source(s, p + 1, self.lexicon) or find_source(s, p + 1, self.lexicon, loose=True)
        return None

    # -- according to

    def _according(self, s: Sentence, m: Match) -> Voice | None:
        k = m.j
        chain: tuple[SourceLink, ...] = ()
        if m.entry.row.then == "verb" or (k < s.j and s.tokens[k].norm in ("ما", "لما")):
            v = None
            for p in range(k, min(k + 4, s.j)):
                x = s.at("speech", p)
                if x and x.entry.row.pos == "verb":
                    v = x
                    break
            if v is None:
                return None
            k = v.j
            while k < s.j and s.tokens[k].norm in ("به", "بها", "عنه", "له", "عن", "عنها"):
                k += 1
            quote = v.entry.row.frame == "quote_from"
            who = find_source(s, k, self.lexicon)
            if who is None:
                return None
            chain = () if who.own else self._links(s, who)
            end = who.j
            if quote:
                inner = self._quoted(s, who.j)
                if inner:
                    chain, end = self._join(chain, self._links(s, inner)), inner.j
            return Voice(end, s.j, chain, frame="according_to", at=m.i, speaker=(m.i, end))
        if k < s.j and s.tokens[k].norm in ("ل", "الي"):
            k += 1
        who = find_source(s, k, self.lexicon) or (find_source(s, k, self.lexicon, loose=True) if m.i == s.i or s.tokens[m.i - 1].text in "،," else None)
        if who is None:
            return None
        if who.same:
            chain = self.speakers.last
        elif not who.own:
            chain = self._links(s, who)
        chain, end = self._medium(s, m, who.j, chain, True)
        return Voice(end, s.j, chain, frame="according_to", at=m.i, speaker=(m.i, end))

    def _reach_back(self, s: Sentence, v: Voice, out: list[Voice], m: Match) -> None:
        """A source named behind what it tells covers the clause before it; named first, what follows."""
        lead = all(s.tokens[k].kind == "p" or k in s.covered or s.at("cue", k) or s.at("speech", k) for k in range(s.i, m.i)) or m.i - s.i <= 1
        if lead:
            out.append(v)
            return
        last = out[-1] if out else None
        if last is not None and last.chain and last.frame != "label" and last.j > m.i:
            if v.chain and v.chain[0].kind == "media" and last.chain[0].kind != "media":
                last.chain = self._join(v.chain, last.chain)
            last.j = s.j if not _clause_follows(s, v.i) else m.i
            return
        begin = last.j if last is not None and last.j <= m.i and last.chain else s.i
        if last is not None and last.frame == "label":
            begin = last.i
        out.append(Voice(begin, m.i if _clause_follows(s, v.i) else s.j, v.chain, frame="according_to", at=m.i, speaker=v.speaker))
        if v.chain:
            self.speakers.last = v.chain

    def _news(self, s: Sentence, m: Match, before: list[Voice]) -> Voice | None:
        text = self.text[s.tokens[m.i].start : s.tokens[min(m.i + 1, m.j) - 1].end]
        link = SourceLink(text.lstrip("و"), "unnamed", None, (s.tokens[m.i].start, s.tokens[m.j - 1].end))
        return Voice(m.j, s.j, (link,), m.entry.row.stance or "affirmed", "event", False, "news_of", m.i, (m.i, m.j))

    # -- labels

    def _label(self, s: Sentence) -> Voice | None:
        """"المرصد السوري: مقتل …" or "مصادر محلية لـ…: …" at the head of a sentence."""
        for k in range(s.i, min(s.i + 14, s.j)):
            tok = s.tokens[k]
            if tok.text not in (":", "|"):
                continue
            who, first = None, s.i
            for first in range(s.i, min(s.i + 4, k)):
                who = find_source(s, first, self.lexicon, limit=k)
                if who is not None and (who.j >= k - 1 or _only_medium(s, who.j, k)):
                    break
                who = None
            if who is None or any(s.at("trigger", p) for p in range(s.i, who.i)):
                return None
            if who.own or (who.kind == "media" and self._is_outlet(s, who)):
                return None
            if any(s.at("trigger", p) for p in range(s.i, k) if not s.at("source", p) and not s.at("actor", p)):
                return None
            if s.at("place", first) and not s.at("source", first) and not s.at("source_noun", first) and s.at("actor", first) is None:
                return None
            chain = self._links(s, who)
            return Voice(k + 1, s.j, chain, frame="label", at=k, speaker=(who.i, who.j))
        return None

    def whole_report(self, sentences: list[Sentence]) -> tuple[SourceLink, ...]:
        """The source that a foot ("المصدر: …"), a byline or a dateline names for the whole report."""
        for s in [*sentences[-3:], *sentences[:3]]:
            for m in s.by_kind.get("speech", ()):
                if m.entry.row.frame == "label" and m.entry.row.pos == "phrase" and m.j < s.j:
                    k = m.j
                    while k < s.j and s.tokens[k].text in ":|-–/ـ":
                        k += 1
                    who = find_source(s, k, self.lexicon) if k > m.j else None
                    if who and not who.own and not self._is_outlet(s, who) and not (k < s.j and s.tokens[m.i - 1].norm == "الصوره"):
                        return self._links(s, who)
        first = sentences[0] if sentences else None
        if first is not None and first.tokens[first.i].norm == "بيان":
            who = next((w for k in range(first.i + 1, min(first.i + 4, first.j)) if (w := find_source(first, k, self.lexicon)) is not None), None)
            if who is not None and not who.own and who.j - who.i < 9:
                return self._links(first, who)
        for s in sentences[:4]:
            if s.j - s.i <= 9:
                for kind in ("source", "bare_source"):
                    for m in s.by_kind.get(kind, ()):
                        short = _agency(m) and not any(s.by_kind.get(x) for x in ("trigger",))
                        dash = any(s.tokens[k].text in "-–—()/" for k in range(s.i, s.j))
                        if short and dash and not self._is_outlet(s, SourcePhrase(m.i, m.j, "media")):
                            return (self._link(s, m.i, m.j, "media", m.entry.id),)
            first = s.at("source", s.i)
            if first and _agency(first) and first.j < s.j and s.tokens[first.j].text in "-–—" and not self._is_outlet(s, SourcePhrase(first.i, first.j, "media")):
                return (self._link(s, first.i, first.j, "media", first.entry.id),)
        return ()

    # -- links

    def _link(self, s: Sentence, i: int, j: int, kind: str, source_id: str | None) -> SourceLink:
        start, end = s.tokens[i].start, s.tokens[j - 1].end
        text = self.text[start:end]
        if s.tokens[i].norm.startswith("و") and any((m := s.at(k, i)) is not None and m.bits & 1 for k in ("source", "source_noun", "actor", "noun", "title", "generic")):
            text = text[1:]
        link = SourceLink(text, kind, source_id, (start, end))
        self.speakers.links.append(link)
        return link

    def _links(self, s: Sentence, who: SourcePhrase) -> tuple[SourceLink, ...]:
        if who.named or (who.j - who.i <= 2 and who.id is None):
            short = [w.norm.removeprefix("ال") for w in s.tokens[who.i : who.j] if w.kind == "w"]
            full = self.speakers.named_before(short)
            if full is not None:
                return next((self.speakers.last for _ in (1,) if full in self.speakers.last), (full,))
        if self._is_outlet(s, who):
            return ()
        return (self._link(s, who.i, who.j, who.kind, who.id),)

    def _is_outlet(self, s: Sentence, who: SourcePhrase) -> bool:
        if who.id is not None and who.id in self.outlet_ids:
            return True
        if not self.outlet:
            return False
        have = {t.norm.removeprefix("ال") for t in s.tokens[who.i : who.j] if t.kind == "w"}
        return who.kind == "media" and len(have & self.outlet) >= min(2, len(self.outlet)) and have != set()

    @staticmethod
    def _join(outer: tuple[SourceLink, ...], inner: tuple[SourceLink, ...]) -> tuple[SourceLink, ...]:
        return (*outer, *(x for x in inner if x.text not in {o.text for o in outer}))


def _agency(m: Match) -> bool:
    """Whether a source is a news agency, which a dateline or byline names for the whole report."""
    row = m.entry.row
    return row["kind"] == "media" and (row["name_ar"].startswith("وكال") or m.entry.id == "byline_agencies")


def skip_back(s: Sentence, k: int) -> int:
    """The token at k or before that is no quotation mark."""
    while k > s.i and s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED:
        k -= 1
    return k


def _occasion(s: Sentence, k: int) -> int:
    m = s.at("speech", k)
    return m.j if m is not None and m.entry.row.frame == "in_statement" else 0


def _complement(s: Sentence, k: int) -> bool:
    """Whether what is said begins right after the verb: "وأضاف أن", "وأشار إلى"."""
    k = skip(s, k)
    if k >= s.j:
        return False
    if s.tokens[k].norm in ("ان", "انه", "انها", "بان", "بانه", "بانها", "الي", "عن", "قايلا", "قايله", "علي", "انهم"):
        return True
    return s.tokens[k].text in ":" or (s.tokens[k - 1].text in "\"“”«»" and s.tokens[k - 1].kind == "p")


def _that_within(s: Sentence, k: int, n: int) -> bool:
    return any(s.tokens[p].norm in ("ان", "بان", "انه", "انها", "بانه", "بانها") or s.tokens[p].text == ":" for p in range(k, min(k + n, s.j)))


def _object_of(s: Sentence, m: Match, k: int) -> bool:
    """Whether the phrase after the verb is what is told, not who tells: a trigger noun, or ب / عن before it."""
    tok = s.tokens[k]
    for kind in ("source", "source_noun", "actor", "generic", "noun", "title"):
        x = s.at(kind, k)
        if x is not None and x.prep:
            return True
    return tok.norm in ("عن", "ان", "بان", "الي") or (s.at("trigger", k) is not None and s.at("source", k) is None and s.at("actor", k) is None)


def _clause_follows(s: Sentence, k: int) -> bool:
    return any(s.at("trigger", p) is not None for p in range(k, s.j)) and s.j - k > 6


def _only_medium(s: Sentence, i: int, j: int) -> bool:
    norms = [s.tokens[k].norm for k in range(i, j) if s.tokens[k].kind == "w"]
    return len(norms) <= 4 and (norms[:1] == ["ل"] or (bool(norms) and norms[0].startswith("ل")))
