"""Sources named beside what they tell: "بحسب X", "وفق ما أفاد X", "نقلاً عن X", at its head or behind it."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import find_medium, find_source
from isnad.model import SourceLink
from isnad.read.chains import Chains
from isnad.read.offices import named_office
from isnad.read.speakers import Chain, join, plain_words
from isnad.read.tellers import Tellers
from isnad.read.telling import object_of, told_at, trigger_at
from isnad.read.voice import OPENING, Voice

AGAINST = frozenset({"لكن", "ولكن", "لكنه", "لكنها", "لكنهم"})
LEARNED = ("learned_from", "tell_pass")  # "حسبما عُلم لدى …"
TEXT_REACH = 3  # sentences from who speaks to "وجاء في البيان"
# Words that go on with what was told before: "حسبما أفاد مصدر، ما أدى إلى …"
CONTINUES = frozenset({"ما", "مما", "حيث", "وذلك", "الامر", "بينهم", "بينها", "من", "اثر", "جراء"})


class According:
    """Finds the sources of "according to" and how far they reach."""

    def __init__(self, tellers: Tellers, chains: Chains) -> None:
        self.tellers, self.chains = tellers, chains
        self.voices: list[Voice] = []  # of the sentences before, in order

    def find(self, s: Sentence, m: Match) -> Voice | None:
        """The voice of "بحسب X", "نقلاً عن X", "وفق ما أفاد X"; None where no source follows."""
        k = m.j
        if m.entry.row.then == "verb" or (k < s.j and s.tokens[k].norm in ("ما", "لما")):
            return self._clause(s, m, k)
        if k < s.j and s.tokens[k].norm in ("له", "لها", "لهم", "لهما"):  # "ووفقاً لها": the last speaker again
            last = self.tellers.linker.speakers.last
            return (
                Voice(k + 1, s.j, last, frame="according_to", at=m.i, speaker=(m.i, k + 1), start=m.i) if last else None
            )
        if k < s.j and s.tokens[k - 1].norm == "ذمه" and s.tokens[k].norm.removeprefix("ال") in words("custody"):
            return None
        passed = s.tokens[m.i].norm.lstrip("و") in ("نقلا", "علي", "عن")
        if k < s.j and s.tokens[k].norm in ("ل", "الي", "عن"):
            k += 1
        if k < s.j and s.tokens[k].norm in words("what_told"):
            k += 1  # "وفق ماذكرت X"
        comma = m.i == s.i or s.tokens[m.i - 1].text in "،,"
        noun = s.at("speech", k) if k < s.j else None
        if k < s.j and s.tokens[k].norm in words("followed"):
            k += 1  # "وفق متابعة فريق …"
        elif noun is not None and noun.entry.row.pos == "noun" and not noun.suffix and s.at("source_noun", k) is None:
            k = noun.j  # "حسب تأكيد وسائل إعلام", "وفق رواية سكان"
        gathered = self.gathered(s, k, m)
        if gathered is not None:
            return gathered
        who = find_source(s, k, self.tellers.lexicon) or (
            find_source(s, k, self.tellers.lexicon, loose=True) if comma or passed else self.tellers.known_name(s, k)
        )
        if who is not None and who.named and who.j - who.i == 1 and s.tokens[who.i].norm.startswith("ال"):
            who = self.tellers.known_name(s, k)  # "حسب التدرج"
        if who is None and m.entry.id == "according_text":
            return self._text(s, m, k)
        if who is None or (
            s.tokens[m.i].norm.lstrip("و") in ("استنادا", "نسبه", "بالاستناد", "اعتمادا", "بناء", "تبعا")
            and (who.weak or who.kind == "unnamed")
        ):
            return None
        bare = who.j - who.i == 1 and who.kind == "unnamed" and s.at("source_noun", who.i) is not None and who.j < s.j
        sp = s.at("speech", who.j) if bare else None
        if sp is not None and sp.suffix:  # "بحسب بيان نشرته": of the one who speaks
            chain, end = self.tellers.linker.speakers.last if self.tellers.linker.speakers.at == s.index else (), who.j
        else:
            chain, end = self.chains.medium(s, m, who.j, self.tellers.linker.chain(s, who))
        return Voice(
            end,
            s.j,
            chain,
            frame="according_to",
            at=m.i,
            speaker=(m.i, end),
            start=m.i,
            stance_on="passed" if passed else "event",
        )

    def _text(self, s: Sentence, m: Match, k: int) -> Voice | None:
        """ "وجاء في البيان: …", "وورد في تقريرها أن": whose the text is was told before."""
        speakers = self.tellers.linker.speakers
        noun = next((t.norm.removeprefix("ال") for t in reversed(s.tokens[m.i : m.j]) if t.norm[-2:] != "في"), "")
        chain = speakers.issued.get(noun) or (speakers.last if s.index - speakers.at <= TEXT_REACH else ())
        return Voice(k, s.j, chain, frame="according_to", at=m.i, speaker=(m.i, k), start=m.i) if chain else None

    def gathered(self, s: Sentence, k: int, m: Match) -> Voice | None:
        """ "بحسب معلومات حصلت عليها X من Y", "وفق حصيلة أوردتها X": who gathered them, then who gave them."""
        head = s.at("source_noun", k) if k < s.j else None
        shown = (
            find_source(s, k, self.tellers.lexicon)
            if head is not None and head.entry.row["kind"] == "document"
            else None
        )
        k = next((p for p in range(k, min(k + 3, s.j)) if s.tokens[p].norm in words("gathered")), -1) + 1
        if k <= 0:
            return None
        while k < s.j and s.tokens[k].norm in ("عليها", "عليه", "بها", "به"):
            k += 1
        lexicon, linker = self.tellers.lexicon, self.tellers.linker
        stop = next((p for p in range(k, min(k + 8, s.j)) if s.tokens[p].norm in ("من", "عن")), s.j)
        outer = find_medium(s, k, lexicon, limit=stop)
        chain: Chain = () if outer is None else linker.chain(s, outer)
        k = outer.j if outer is not None else k
        if k < s.j and s.tokens[k].norm in ("من", "عن"):
            inner = find_source(s, k + 1, lexicon)
            if inner is not None:
                outer, chain, k = inner, join(chain, linker.chain(s, inner)), inner.j
        if outer is None:
            return None
        if head is not None and shown is not None:  # "بحسب صور نشرها ناشطون"
            chain = join((linker.link(s, head.i, head.j, "document", None),), chain)
        return Voice(k, s.j, chain, frame="according_to", at=m.i, speaker=(m.i, k), start=m.i)

    def _clause(self, s: Sentence, m: Match, k: int) -> Voice | None:
        """ "حسبما أفاد X", "وفق ما نقلت X عن Y"; "كما أكد X أن …" is a telling of its own."""
        while k < s.j and k in s.covered:
            k += 1
        if k + 2 < s.j and s.tokens[k].norm in ("جاء", "ورد") and s.tokens[k + 1].norm in ("في", "علي", "عن", "لدي"):
            who = find_source(s, k + 2, self.tellers.lexicon)  # "وفقاً لما جاء على موقع X"
            if who is None:
                return None
            chain = self.tellers.linker.chain(s, who)
            return Voice(who.j, s.j, chain, frame="according_to", at=m.i, speaker=(m.i, who.j), start=m.i)
        v = next(
            (
                x
                for p in range(k, min(k + 2, s.j))
                if (x := s.at("speech", p)) is not None and (x.entry.row.pos == "verb" or x.entry.id in LEARNED)
            ),
            None,
        )
        if v is None or v.entry.row.frame not in OPENING or s.tokens[v.i].norm.startswith("بين"):
            return None
        k = v.j - (s.tokens[v.j - 1].norm == "مصادر")  # "حسبما عُلم من | مصادر"
        if k < s.j and s.tokens[k].norm.startswith("ل"):  # "حسب ما قاله لـ«عقبة نت» أحد …"
            medium = find_source(s, k + 1 if s.tokens[k].norm == "ل" else k, self.tellers.lexicon)
            close = next((b for a, b in s.quotes if a == k + 1), k)
            k = medium.j if medium is not None and medium.kind == "media" else close
            while k < s.j and s.tokens[k].text in SKIPPED:
                k += 1
        while k < s.j and (s.tokens[k].norm in ("به", "بها", "عنه", "له", "عن", "عنها", "لها") or k in s.covered):
            k += 1
        k += v.entry.id in LEARNED and k < s.j and s.tokens[k].norm in ("من", "لدي")
        who = find_source(s, k, self.tellers.lexicon) or named_office(s, k, self.tellers.lexicon)
        if who is None or object_of(s, v, k):
            return None
        own = s.tokens[m.i].norm.lstrip("و") in ("كما", "فيما") and not _adding(s, who.j)
        if own and (told_at(s, who.j) >= 0 or m.i == s.i):
            return None  # the verb opens a voice of its own
        chain = self.tellers.linker.chain(s, who)
        end = who.j
        if v.entry.row.frame == "quote_from":
            inner = self.chains.quoted(s, who.j, "عن")
            if inner is not None:
                chain, end, _ = self.chains.passed_on(s, chain, inner)
        else:
            chain, end = self.chains.medium(s, v, end, chain)
        return Voice(end, s.j, chain, frame="according_to", at=m.i, speaker=(m.i, end), start=m.i)

    def _same(self, s: Sentence, m: Match) -> bool:
        """ "أعلنت الوزارة في بيان أن …، حسب نص البيان": the one who tells already."""
        who = find_source(s, m.j, self.tellers.lexicon) if m.j < s.j else None
        return who is not None and who.same

    def _passed_on_before(self, told: Chain, chain: Chain) -> None:
        """A medium named at the end of what someone said passed on all that he said in a row before it."""
        for v in reversed(self.voices):
            if not v.chain:
                continue
            if [x.text for x in v.chain] != [x.text for x in told]:
                return
            v.chain = chain

    def reach_back(self, s: Sentence, v: Voice, out: list[Voice], m: Match) -> None:
        """A source named behind what it tells covers the clause before it; named first, what follows."""
        passed, v.stance_on = v.stance_on == "passed", "event"
        if out and out[-1].chain and out[-1].chain[-1].kind != "media" and _only_known(v):
            return  # "وقال القائد إن …، وبحسب المعلومات الأولية قُتل": he tells it
        if m.i > s.i + 1 and _opens(s, v, m):  # "…، وبحسب X، فإن": of what follows alone
            v.frame = "lead"
            for o in out:
                o.j = max(o.i, min(o.j, m.i))
            out.append(v)
            return
        if out and out[-1].chain and self._same(s, m):
            return
        if any(x.entry.row.frame == "condemn" and x.i < m.i for x in s.by_kind["speech"]):
            return  # where it was condemned, not where it is told
        lead = (
            (m.i - s.i <= 1 and trigger_at(s, s.i) is None)
            or (m.entry.id == "according_text" and told_at(s, v.i) >= 0)
            or all(
                s.tokens[k].kind == "p" or k in s.covered or s.at("cue", k) or s.at("speech", k)
                for k in range(s.i, m.i)
            )
        )
        if lead and not any(o.chain and o.frame != "label" for o in out):
            v.frame = "lead"
            out.append(v)
            return
        if out and out[-1].frame == "quote" and v.chain and not set(v.chain) & set(out[-1].chain):
            out.pop()  # the source named holds, not the one gone on with, nor a quotation that was never closed
            self.tellers.linker.speakers.quote_open = False
        last = out[-1] if out else None
        follows = _clause_follows(s, v.i)
        if last is not None and last.chain and last.frame != "label" and last.j > m.i:
            if all(t.kind == "p" for t in s.tokens[last.i : m.i]):
                last.i, follows = v.i, False  # "أفادت مصادر، بحسب X، بأن": what is told only begins
            media = bool(v.chain) and v.chain[0].kind == "media" and _names(last.chain[0]) != _names(v.chain[0])
            told = last.chain
            last.chain = (
                join(v.chain, last.chain)
                if media and not passed and (last.chain[0].kind != "media" or _names(last.chain[0]) == "مصادر")
                else join(last.chain, v.chain)
                if passed
                else last.chain
            )
            last.j = s.j if not follows or passed else m.i
            if media and last.chain != told:
                self._passed_on_before(told, last.chain)
            return
        begin = last.j if last is not None and last.i < last.j <= m.i and last.chain else _turn(s, m.i)
        if last is not None and last.frame == "label":
            begin = last.i
        if (
            m.entry.id != "said_of"
            and s.tokens[m.i - 1].kind != "p"
            and not any(trigger_at(s, p) for p in range(begin, m.i))
        ):
            follows = False  # "بات بوسعهم، وفق X، التقدم": what is told comes behind
        out.append(
            Voice(begin, m.i if follows else s.j, v.chain, frame="according_to", at=m.i, speaker=v.speaker, start=begin)
        )


def _adding(s: Sentence, k: int) -> bool:
    """Whether who told goes on in a participle behind a comma: "كما ذكر متحدث، موضحاً أن"."""
    while k < s.j and (k in s.covered or s.tokens[k].text in SKIPPED):
        k += 1
    m = s.at("speech", k + 1) if k + 1 < s.j and s.tokens[k].text in "،," else None
    return m is not None and m.entry.row.pos == "participle"


def _only_known(v: Voice) -> bool:
    """Whether what is named is no one, only what is known: "المعلومات الأولية"."""
    return len(v.chain) == 1 and v.chain[0].kind == "unnamed" and _names(v.chain[0]) in words("information")


def _names(link: SourceLink) -> str:
    """The first word of a link's name."""
    return next(iter(plain_words(link.text)), "")


def _turn(s: Sentence, k: int) -> int:
    """Where the clause before token k turns against what stands before it: "…، غير أن غارة وقعت، بحسب X"."""
    for p in range(k - 1, s.i + 1, -1):
        against = s.tokens[p].norm in AGAINST or (
            s.tokens[p].norm in ("ان", "انه", "انها", "انهم") and s.tokens[p - 1].norm in ("غير", "الا", "بيد")
        )
        if against and any(trigger_at(s, q) is not None for q in range(p, k)):
            return p
    return s.i


def _opens(s: Sentence, v: Voice, m: Match) -> bool:
    """Whether a source named inside of a sentence opens a clause of its own: "…، وبحسب X، فإن قذيفة سقطت"."""
    if not any(trigger_at(s, p) is not None for p in range(v.i, s.j)):
        return False
    if m.bits & CONJ:
        return True
    k = v.i
    while k < s.j and s.tokens[k].kind == "p":
        k += 1
    return s.tokens[m.i - 1].kind == "p" and k < s.j and s.tokens[k].norm in ("فان", "فانه", "فانها")


def _clause_follows(s: Sentence, k: int) -> bool:
    """Whether a clause of its own comes behind a source named last; "ليرتفع …", "ما أدى …" go on with what it told."""
    while k < s.j and s.tokens[k].kind == "p":
        k += 1
    if k >= s.j or s.j - k <= 6 or s.tokens[k].norm in CONTINUES or s.tokens[k].norm.startswith(("لي", "لت")):
        return False
    return any(trigger_at(s, p) is not None for p in range(k, s.j))
