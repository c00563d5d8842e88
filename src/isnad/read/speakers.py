"""Links of a chain: from the words that name a source to who it is, told before or new, the outlet itself left out."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from functools import lru_cache

from isnad.arabic.script import fold_word
from isnad.lexicon.load import Lexicon
from isnad.lexicon.words import words
from isnad.memory import Table
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import SourcePhrase
from isnad.model import SourceLink

Chain = tuple[SourceLink, ...]
ANOTHER = frozenset({"اخر", "اخري", "اخرون", "اخرين", "ثان", "ثانيه"})
# Offices of one person, as rows of source_nouns.csv.
OFFICERS = frozenset({"official", "minister", "president", "governor", "deputy", "diplomat", "spokesman", "officer"})
OWN_SOURCES = frozenset({"source", "one_of_sources", "activist", "witness"})  # whom an outlet may call its own
PAPERS = frozenset({"statement", "report", "document"})  # of source_nouns.csv
REMEMBERED = 60  # links told last, among which a short name is looked for
PREFIXED = ("source", "bare_source", "source_noun", "actor", "noun", "title", "generic")


@dataclass(slots=True)
class Speakers:
    """Who spoke before: the last chain, every link named, and the chain that holds for the whole report."""

    last: Chain = ()
    subject: Chain | None = None  # who does something in the sentence at hand and may speak next in it
    at: int = -9  # the sentence in which the last one spoke
    links: list[SourceLink] = field(default_factory=list)
    told: list[Chain] = field(default_factory=list)  # the chains that told, in their order
    whole: Chain = ()
    quote_open: bool = False
    issued: dict[str, Chain] = field(default_factory=dict)  # whose the last statement or report is

    def chain_to(self, link: SourceLink) -> Chain:
        """The last chain that has this link, up to it; the link alone where none has."""
        for chain in itertools.chain((self.last,), reversed(self.told)):
            for n, x in enumerate(chain):
                if x is link:
                    return chain[: n + 1]
        return (link,)

    def named_before(self, words_: list[str], *, head: bool = False) -> SourceLink | None:
        """The fuller name told before for a short one ("التركي" for "المتحدث … منصور التركي").

        With `head` the short one must begin it: "الشرطة" is no "مفوض شرطة الولاية".
        """
        for link in reversed(self.links[-REMEMBERED:]):
            have = plain_words(link.text)
            if not words_ or len(have) <= len(words_) or (head and have[0] != words_[0]):
                continue
            if all(w in have for w in words_):
                return link
        return None

    def begun(self, words_: list[str]) -> SourceLink | None:
        """The fuller name told before that a name begins: "قوى الأمن الداخلي" for "قوى الأمن الداخلي في سنجار"."""
        for link in reversed(self.links[-REMEMBERED:]):
            have = plain_words(link.text)
            if len(have) > len(words_) and list(have[: len(words_)]) == words_:
                return link
        return None

    def headed(self, noun: str) -> SourceLink | None:
        """The last link whose head is this noun: "الوكالة" for "وكالة سبوتنيك", also for "مراسل وكالة سبوتنيك"."""
        links = self.links[-REMEMBERED:][::-1]
        found = [x for x in links if plain_words(x.text)[:1] == (noun,)]
        fuller = next((x for x in found if len(plain_words(x.text)) > 1), found[0] if found else None)
        return fuller or next((x for x in links if x.kind == "media" and noun in plain_words(x.text)[1:3]), None)


@lru_cache(maxsize=4096)
def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name, folded, without quotation marks, hashes and the article."""
    folded = (fold_word(w).strip("«»\"“”„'#()،.:") for w in text.replace("_", " ").split())
    return tuple(p.removeprefix("ال") for w in folded if w for p in _parts(w))


def _parts(word: str) -> tuple[str, ...]:
    """The words of one that is often written together: "عبدالرحمن"."""
    return ("عبد", word[3:]) if word.startswith("عبدال") and len(word) > 6 else (word,)


def _definite(norm: str) -> bool:
    """Whether a word has the article, "و" and a preposition before it or not."""
    return "ال" in norm[:4] or norm.startswith(("لل", "ولل"))


def _one(norm: str) -> bool:
    """Whether a word is no plural of a person."""
    return not norm.endswith(("ون", "ين", "ات", "ان"))


def _bare(norm: str) -> str:
    """A word without the article, nor the preposition that is written with it ("للمصادر")."""
    return norm.removeprefix("لل") if norm.startswith("لل") and len(norm) > 5 else norm.removeprefix("ال")


def _in_brackets(text: str, words_: list[str]) -> bool:
    """Whether a short name stands in brackets behind the full one: "قوى الأمن الداخلي (الأسايش)"."""
    inner = text.partition("(")[2].partition(")")[0]
    return bool(inner) and list(plain_words(inner)) == words_


def _latin(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


class Outlets:
    """Which known source an outlet's name, handle or domain stands for; built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.ids = Table(self._ids)  # the ids of the sources that an outlet is
        self.exact: dict[str, set[str]] = {}
        self.arabic: dict[str, set[str]] = {}
        for source_id, row in lexicon.sources.items():
            latin = [source_id, row["name_en"]]
            for column in ("handles", "outlets"):
                latin += row.get(column, "").split("|")
            latin += [d.rsplit(".", 1)[0] for d in row["domains"].split("|")] + row["domains"].split("|")
            for name in latin:
                if _latin(name):
                    self.exact.setdefault(_latin(name), set()).add(source_id)
            for column in ("name_ar", "aliases_ar", "bare_aliases", "outlets"):
                for name in row.get(column, "").split("|"):
                    key = " ".join(plain_words(name))
                    if key and any(ord(c) > 0x600 for c in key):
                        self.arabic.setdefault(key, set()).add(source_id)

    def _ids(self, outlet: str | None) -> frozenset[str]:
        """The ids of the sources that an outlet is: "okaz", "@sputnik_ar", "North Press Agency", "عكاظ"."""
        key = _latin(outlet or "")
        found = set(self.exact.get(key, ())) | self.arabic.get(" ".join(plain_words(outlet or "")), set())
        if not found and len(key) >= 4:  # a handle goes on or breaks off: "sputnik_ar", "AlHadath_Ps"
            for name, ids in self.exact.items():
                if len(name) >= 5 and (key.startswith(name) or (len(key) >= 5 and name.startswith(key))):
                    found |= ids
        return frozenset(found)


_built: list[tuple[Lexicon, Outlets]] = []


def _outlets(lexicon: Lexicon) -> Outlets:
    for known, outlets in _built:
        if known is lexicon:
            return outlets
    _built[:] = [(lexicon, Outlets(lexicon)), *_built[:3]]
    return _built[0][1]


class Linker:
    """Makes the links of one report's chains."""

    def __init__(self, text: str, lexicon: Lexicon, outlet: str | None) -> None:
        self.text, self.lexicon = text, lexicon
        self.outlet = set(plain_words(outlet or ""))
        self.outlet_ids = set(_outlets(lexicon).ids[outlet])
        self.speakers = Speakers()

    def chain(self, s: Sentence, who: SourcePhrase) -> Chain:
        """The chain that a source phrase stands for: empty for the outlet, the last one where it only points back."""
        if who.own or self.is_outlet(s, who):
            return ()
        words_ = [_bare(w) for t in s.tokens[who.i : who.j] if t.kind == "w" for w in _parts(t.norm)]
        if who.same:
            return self._pointed(s, who, words_)
        m = s.at("source_noun", who.i)
        if m is not None and m.suffix and m.entry.id in ("body", "source", "civil_defence") and self.speakers.last:
            return self.speakers.last  # "وثقت فرقهم"
        known = self._issued(s, who) or self._officer(s, who) or self._folk(s, who)
        known = known or self._again(s, who, words_) or self._described(s, who, words_)
        if known is not None:
            return known
        if who.j < s.j and s.tokens[who.j].norm in ANOTHER:  # "مصادر أخرى"
            return (self.link(s, who.i, who.j, who.kind, who.id),)
        if who.named or (len(words_) <= 2 and who.id is None) or (len(words_) == 1):
            bare = len(words_) == 1 and m is not None and not who.named
            another = bare and not _definite(s.tokens[who.i].norm)  # "وكانت مصادر قالت": others
            full = None if another else self.speakers.named_before(words_, head=bare)
            if full is not None:
                return self.speakers.chain_to(full)
        elif who.id is None and (full := self.speakers.begun(words_)) is not None:
            return self.speakers.chain_to(full)
        return (self.link(s, who.i, who.j, who.kind, who.id),)

    def _again(self, s: Sentence, who: SourcePhrase, words_: list[str]) -> Chain | None:
        """ "البيان العسكري السوري", "المصادر": with the article, the source or statement of that name told before."""
        pointing = bool(words_) and words_[0] in words("points_back")
        if not _definite(s.tokens[who.i].norm) or not pointing or who.id is not None:
            return None
        extra = {_bare(s.tokens[k].norm) for k in range(who.i + 1, who.j) if s.at("nat", k) is not None}
        for link in reversed(self.speakers.links[-REMEMBERED:]):
            have = plain_words(link.text)
            if have[:1] == (words_[0],) and set(words_) - extra <= set(have):
                return self.speakers.chain_to(link)
        return None

    def _described(self, s: Sentence, who: SourcePhrase, words_: list[str]) -> Chain | None:
        """ "المنظمة الحقوقية", "الصحيفة البريطانية": a body told before, by its noun and what sort of body it is."""
        plain = who.id is None and len(words_) > 1 and words_[0] in words("body_noun")
        if not plain or not _definite(s.tokens[who.i].norm):
            return None
        nats = [m for m in s.by_kind.get("nat", ()) if who.i < m.i < who.j]
        sorts = {_bare(s.tokens[m.i].norm) for m in nats} | words("sort_of_body")
        if not sorts.issuperset(words_[1:]):
            return None
        lands = {str(m.entry.row["country"]) for m in nats}
        for link in reversed(self.speakers.links[-REMEMBERED:]):
            row = self.lexicon.sources.get(link.id or "")
            land = row["country"] if row is not None else ""
            if plain_words(link.text)[:1] == (words_[0],) and not (lands and land and land not in lands):
                return self.speakers.chain_to(link)
        return None

    def _officer(self, s: Sentence, who: SourcePhrase) -> Chain | None:
        """ "المسؤول اليمني", "الوزير": with the article and no name, whoever spoke last, if a person in office did."""
        m = s.at("source_noun", who.i)
        last = self.speakers.last
        if m is None or m.entry.id not in OFFICERS or who.id is not None or not last or s.index - self.speakers.at > 2:
            return None
        if not _one(s.tokens[who.i].norm):
            return None
        rest = [k for k in range(who.i + 1, who.j) if s.tokens[k].kind == "w"]
        plain = s.tokens[who.i].norm.startswith("ال") and all(s.at("nat", k) is not None for k in rest)
        return last if plain and m.j == who.i + 1 and last[-1].kind not in ("media", "local", "document") else None

    def _folk(self, s: Sentence, who: SourcePhrase) -> Chain | None:
        """ "الشاب السوري", "السيدة": with the article and no name, the witness who spoke just before."""
        m, last = s.at("noun", who.i) or s.at("source_noun", who.i), self.speakers.last
        if m is None or not last or last[-1].kind != "local" or s.index - self.speakers.at > 2 or m.j != who.i + 1:
            return None
        plain = who.kind == "local" and s.tokens[who.i].norm.startswith("ال") and _one(s.tokens[who.i].norm)
        return last if plain and all(s.at("nat", k) is not None for k in range(m.j, who.j)) else None

    def _issued(self, s: Sentence, who: SourcePhrase) -> Chain | None:
        """ "وفقاً لبيان الأسايش", "توثيقات المرصد": who put it out, where he was named before."""
        m = s.at("source_noun", who.i)
        if m is None or m.entry.id not in PAPERS or m.j >= who.j:
            return None
        owners = [
            x
            for k in range(m.j, who.j)
            for kind in ("source", "actor", "source_noun")
            if (x := s.at(kind, k)) is not None and not (kind == "source_noun" and x.entry.row["role"] != "head")
        ]
        for x in owners:
            i = x.i + (1 if s.tokens[x.i].norm in ("ل", "عن") else 0)
            words_ = [plain_words(t.text)[0] for t in s.tokens[i : x.j] if t.kind == "w" and plain_words(t.text)]
            if x.prep and words_ and words_[0].startswith(x.prep):
                words_[0] = words_[0].removeprefix(x.prep).removeprefix("ل").removeprefix("ال")
            for link in reversed(self.speakers.links[-REMEMBERED:]):
                have = plain_words(link.text)
                if (x.entry.kind != "source_noun" and link.id == x.entry.id) or (
                    words_ and (list(have[: len(words_)]) == words_ or _in_brackets(link.text, words_))
                ):
                    return self.speakers.chain_to(link)
        return None

    def _pointed(self, s: Sentence, who: SourcePhrase, words_: list[str]) -> Chain:
        nouns = [w for w in words_ if w not in ("ذات", "نفس", "تلك", "هذه", "هذا", "نص")]
        issued = self.speakers.issued.get(nouns[0]) if nouns else None
        if issued is not None:
            return issued
        found = self.speakers.headed(nouns[0]) if nouns else None
        if found is not None:
            return self.speakers.chain_to(found)
        if nouns and nouns[0] in words("organ") and self.outlet and not self._media_named():
            return ()  # "ورصدت الصحيفة": the outlet itself
        pointing = not nouns or nouns[0] in words("points_back") or nouns[0].startswith(("سمو", "معالي"))
        if (pointing or len(words_) > 1) and self.speakers.last:
            return self.speakers.last
        known = s.at("source", who.i)
        if known is not None and known.j == who.j:  # "المرصد" where nobody was named before
            return (self.link(s, who.i, who.j, known.entry.row["kind"], known.entry.id),)
        return (self.link(s, who.i, who.j, who.kind, who.id),)

    def _media_named(self) -> bool:
        return any(x.kind == "media" for x in self.speakers.links[-REMEMBERED:])

    def link(self, s: Sentence, i: int, j: int, kind: str, source_id: str | None) -> SourceLink:
        """One link of tokens[i:j), without the "و" or "ل" that is written with its first word."""
        tok = s.tokens[i]
        start, end = tok.start, s.tokens[j - 1].end
        m = next((m for k in PREFIXED if (m := s.at(k, i)) is not None), None)
        cut = 0
        if m is not None and tok.norm[:1] in "وف" and m.bits & 1:
            cut = 1
        if m is not None and m.prep and tok.text[cut : cut + 1] == m.prep and not tok.text[cut:].startswith("لل"):
            cut += 1
        start += cut
        link = SourceLink(self.text[start:end], kind, source_id, (start, end))
        self.speakers.links.append(link)
        return link

    def origin(self, name: str | None) -> Chain:
        """The link to whose text was passed on whole; empty where nobody is named, or the outlet itself.

        It is named beside the text, so it has no span.
        """
        if not name or set(plain_words(name)) == self.outlet:
            return ()
        ids = _outlets(self.lexicon).ids[name]
        if ids & self.outlet_ids:
            return ()
        source_id = min(ids) if len(ids) == 1 else None
        return (SourceLink(name, self.lexicon.sources[source_id]["kind"] if source_id else "media", source_id),)

    def is_outlet(self, s: Sentence, who: SourcePhrase) -> bool:
        """Whether a source phrase names the outlet itself, not sources or activists of its own: "مصادر عكاظ"."""
        m = s.at("source_noun", who.i)
        if m is not None and m.entry.id in OWN_SOURCES:
            return False
        if who.id is not None and who.id in self.outlet_ids:
            return True
        if not self.outlet or who.kind != "media":
            return False
        have = {_bare(t.norm) for t in s.tokens[who.i : who.j] if t.kind == "w"}
        if any(have == set(plain_words(self.lexicon.sources[x]["name_ar"])[1:]) for x in self.outlet_ids):
            return True  # "«الجزيرة»", the paper, not the channel
        return bool(have) and len(have & self.outlet) >= min(2, len(self.outlet))


def join(outer: Chain, inner: Chain) -> Chain:
    """Outer links before inner ones, none twice; what a teller knows, "الحصيلة الأولية", is no teller behind it."""
    if outer:
        inner = tuple(x for x in inner if fold_word(x.text.split()[0]) not in words("known_to_teller"))
    have = {x.text for x in outer}
    ids = {x.id for x in outer if x.id is not None}
    return (*outer, *(x for x in inner if x.text not in have and x.id not in ids))
