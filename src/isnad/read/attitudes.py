"""Voices of those who do more than say: who condemns, asks, threatens, dismisses, tells by a noun, or only hears."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import find_source
from isnad.model import SourceLink
from isnad.read.accused import deed, without_accused
from isnad.read.speakers import Linker, Speakers, join, plain_words
from isnad.read.tellers import Tellers
from isnad.read.telling import RELATIVE, THAT, clause_start, told_at
from isnad.read.voice import OPENING, Voice

# Words that open a clause of its own behind news of something: "وأنباء عن قتلى، كما قصفت …".
_ANEW = frozenset("كما وكما كذلك وكذلك ايضا وايضا بينما فيما حيث لكن ولكن وكان وكانت وكانوا".split())  # noqa: SIM905


class Attitudes:
    """Opens the voices of verbs that do not just say; shares who spoke with the finder of voices."""

    def __init__(self, tellers: Tellers) -> None:
        self.tellers = tellers

    @property
    def linker(self) -> Linker:
        """Makes the links."""
        return self.tellers.linker

    @property
    def speakers(self) -> Speakers:
        """Who spoke before."""
        return self.linker.speakers

    def noted(self, s: Sentence, m: Match, before: list[Voice]) -> Voice | None:
        """Who condemns or asks is remembered as the speaker; what lies behind it is told by the outlet."""
        if m.entry.row.pos == "noun":
            return None
        who, at = self.tellers.subject(s, m) if m.entry.row.pos != "participle" else (None, "")
        again = m.bits & CONJ and self.speakers.at >= s.index - 1
        urged = again and s.tokens[m.i].norm.lstrip("و") in words("urges") and at == "after"
        if who is not None and (not who.weak or at == "after") and not urged:
            self.speakers.subject = self.linker.chain(s, who)
            end = who.j if at == "after" else m.j
            return (
                Voice(end, s.j, (), frame="condemn", at=m.i, speaker=(who.i, who.j), start=m.i)
                if m.entry.row.frame == "condemn" and before
                else None
            )
        if m.entry.row.frame == "condemn" and before:
            return Voice(m.j, s.j, (), frame="condemn", at=m.i, start=m.i)
        return None

    def dismissed(self, s: Sentence, m: Match) -> Voice | None:
        """ "وصفت الحركة ما نُشر عن … بأنه تلفيق", "وصف الأنباء عن … بالكاذبة": what is only heard of is denied."""
        who, at = self.tellers.subject(s, m)
        k = who.j if who is not None and at == "after" else m.j
        if k + 1 >= s.j or (s.tokens[k].norm not in words("hearsay") and s.tokens[k].norm != "ما"):
            return None
        if s.tokens[k].norm == "ما" and s.tokens[k + 1].norm not in words("heard"):
            return None
        chain = self.linker.chain(s, who) if who is not None else self.speakers.last
        start = min(m.i, who.i) if who is not None else m.i
        speaker = (who.i, who.j) if who is not None else (m.i, m.i)
        return Voice(k, s.j, chain, "denied", frame="denial", at=m.i, speaker=speaker, start=start) if chain else None

    def threat(self, s: Sentence, m: Match, before: list[Voice]) -> Voice | None:
        """Who threatens or vows tells his threat himself: "وتوعّد التنظيم بمواصلة …"; the verb is the happening."""
        if (
            m.entry.row.pos == "noun"
            or m.suffix
            or (before and before[-1].chain and before[-1].frame in OPENING and m.entry.row.pos == "verb")
        ):
            return None
        who, at = self.tellers.subject(s, m) if m.entry.row.pos != "participle" else (None, "")
        if at == "after" and m.i > s.i and _has_subject(s, m.i):
            return None  # "جماعات مسلحة تهدد الأمن العام"
        now = s.norms[m.i][0] in "يت" and not s.norms[m.i].startswith("توعد")
        if at == "before" and who is not None and who.weak and now:
            who = None  # "عمليات خارجية تهدد الجيران"
        if who is not None:
            chain = self.speakers.subject = self.linker.chain(s, who)
        else:
            chain = before[-1].chain if before else (self.speakers.subject or ())
            if not chain and s.tokens[m.i].norm.startswith("و") and self.speakers.at >= s.index - 1:
                chain = self.speakers.last
        start = min(m.i, who.i) if who is not None else m.i
        return Voice(start, s.j, chain, frame="say_that", start=start) if chain else None

    def untrue(self, s: Sentence, m: Match, before: list[Voice]) -> Voice | None:
        """ "قال X إن ما تردد عن … لا صحة له": the one who speaks denies what stands before."""
        if before and before[-1].j > m.i and before[-1].frame != "condemn":
            v = before[-1]
            v.stance = "denied"
            heard = bool(v.chain) and next(iter(plain_words(v.chain[-1].text)), "") in words("rumour")
            if heard:  # "كل الأنباء عن … عارية عن الصحة"
                v.chain = v.chain[:-1] or (before[-2].chain if len(before) > 1 else self.speakers.last)
            return None
        return Voice(clause_start(s, m.i), m.j, (), "denied", frame="denial", at=m.i, start=clause_start(s, m.i))

    def nominal(self, s: Sentence, m: Match) -> Voice | None:
        """A noun of telling with its source: "شكاوى الأهالي من", "إعلان الجيش عن", "نفي الحركة أن"."""
        who = find_source(s, m.j, self.tellers.lexicon) if m.j < s.j else None
        if (
            who is None
            or who.same
            or who.own
            or m.suffix
            or any(
                (x := s.at(kind, who.i)) is not None and x.prep
                for kind in ("source", "source_noun", "actor", "generic", "noun", "title")
            )
        ):
            return None
        comes = m.i > s.i and s.tokens[m.i - 1].norm.lstrip("و") in words("comes")
        if comes and who.j < s.j and s.tokens[who.j].norm in words("setting"):
            return None  # "تأتي تصريحات الرئيس على خلفية مقتل خمسة"
        if m.entry.row.frame == "accuse":
            without_accused(s, who, self.tellers.lexicon)
        told = told_at(s, who.j) if m.entry.row.frame != "accuse" else deed(s, who.j)
        if (
            told < 0
            or (told - who.j > 3 and m.entry.row.frame != "accuse")
            or (who.weak and not s.has(THAT | {"عن"}, told, told + 1))
        ):
            return None
        row = m.entry.row
        chain = self.linker.chain(s, who)
        return Voice(
            who.j,
            s.j,
            chain,
            row.stance or "affirmed",
            row.stance_on or "event",
            frame=row.frame,
            at=m.i,
            speaker=(who.i, who.j),
            start=m.i,
        )

    def news(self, s: Sentence, m: Match, before: list[Voice]) -> Voice:
        at = next(
            (k for k in range(m.i, m.j) if (x := s.at("source_noun", k)) is not None and x.entry.row["role"] == "head"),
            m.i,
        )
        end = at + 1
        while end < m.j and (
            s.at("source_noun", end) is not None or s.tokens[end].norm in ("غير", "موكده", "محققه", "متضاربه", "اوليه")
        ):
            end += 1
        doubted = next(
            (x for k in range(m.i, m.j) if (x := s.at("speech", k)) is not None and x.entry.row.stance == "doubted"),
            None,
        )
        tok = s.tokens[at]
        start = tok.start + (1 if tok.norm.startswith("و") and not tok.norm.startswith("وث") else 0)
        link = SourceLink(
            self.linker.text[start : s.tokens[end - 1].end], "unnamed", None, (start, s.tokens[end - 1].end)
        )
        stance = "doubted" if doubted is not None else m.entry.row.stance or "affirmed"
        within = before[-1].chain if before and before[-1].i <= m.i < before[-1].j else ()
        end = _news_end(s, m.j)
        known = bool(within) and within[-1].kind != "media" and stance == "affirmed"
        chain = within if known else join(within, (link,))  # "وقال القائد: بحسب معلومات وصلت إلينا": he tells it
        return Voice(m.j, end, chain, stance, "event", False, "news_of", m.i, (m.i, m.j), m.i)


def _has_subject(s: Sentence, k: int) -> bool:
    """Whether the verb at token k has its subject before it: a noun or "التي" stands right there."""
    tok = s.tokens[k - 1]
    begins = s.tokens[k].norm[0] in "وف" or tok.kind != "w" or k - 1 in s.covered or s.at("cue", k - 1) is not None
    begins = begins or tok.norm in words("clause") or any(m.i < k <= m.j for m in s.by_kind.get("speech", ()))
    return tok.norm in RELATIVE or not begins


def _news_end(s: Sentence, k: int) -> int:
    """Where the news that begins at token k ends: at the next clause that tells something else."""
    for p in range(k + 1, s.j):
        tok = s.tokens[p]
        if tok.norm in _ANEW or (tok.norm == "في" and p + 1 < s.j and s.tokens[p + 1].norm in ("حين", "وقت")):
            return p
        if tok.kind == "p" and (tok.text == "؛" or (tok.text in "،," and p + 1 in s.verbs)):
            return p
    return s.j
