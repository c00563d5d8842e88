"""Who tells, where he stands before his verb and other words between: "وكانت الجماعة في بيان قد أعلنت"."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.lexicon.load import Lexicon
from isnad.lexicon.match import Match
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import SourcePhrase, find_source
from isnad.read.offices import NAME_WORDS, bare_name
from isnad.read.speakers import PAPERS
from isnad.read.telling import QUOTES, RELATIVE, THAT, clause_start, told_at

HAD_REACH = 14  # tokens from "كان" to the verb behind "قد"
ASIDE_REACH = 14  # tokens between commas in which more is said of who tells
OPENS_NAME = frozenset({"ان", "لكن", "ولكن", "فيما", "بينما"})  # before a name and its verb
ISSUES = "declare_formal"  # of speech.yaml
WHO_IS = RELATIVE | {"وهو", "وهي", "وهم"}


def apposed(s: Sentence, m: Match, lexicon: Lexicon) -> SourcePhrase | None:
    """Who tells, before what more is said of him between commas: "الناشط سامي حداد، المقيم في حلب، أكد أن".

    He may be a bare name at the sentence's head: "سامي حداد (33 عاماً)، وهو من سكان الحي، قال إن".
    """
    if m.entry.row.pos != "verb" or m.bits & CONJ or m.i < s.i + 4 or s.tokens[m.i - 1].text not in "،,":
        return None
    aside = clause_start(s, m.i - 1)
    if aside <= s.i + 1 or m.i - 1 - aside > ASIDE_REACH or s.tokens[aside - 1].text not in "،,":
        return None
    if s.norms[aside] not in WHO_IS and not s.norms[aside].startswith("ال"):
        return None
    told = told_at(s, m.j)
    if told < 0 or not (s.has(THAT, told, told + 1) or s.tokens[told - 1].text == ":"):
        return None
    end = aside - 1
    opened = next((k for k in range(end - 1, s.i, -1) if s.tokens[k].text == "("), end)
    end = opened if s.tokens[end - 1].text == ")" else end
    begin = clause_start(s, end)
    who = find_source(s, begin, lexicon, loose=begin == s.i, limit=end)
    if who is None or (who.named and not bare_name(s, begin, end)):
        return None
    return who if all(s.tokens[k].kind == "n" or s.tokens[k].text in QUOTES for k in range(who.j, end)) else None


def had_told(s: Sentence, m: Match, lexicon: Lexicon) -> SourcePhrase | None:
    """ "وكانت الجماعة في بيان سابق قد أعلنت": between "كان" and "قد" stands who told, and more about him."""
    if m.entry.row.pos != "verb" or m.i < s.i + 3 or s.norms[m.i - 1] != "قد":
        return None
    for k in range(m.i - 2, max(s.i, m.i - HAD_REACH) - 1, -1):
        if s.norms[k].lstrip("وف") in ("كان", "كانت"):
            who = find_source(s, k + 1, lexicon, limit=m.i - 1)
            return who if who is not None and who.i == k + 1 else None
        if k in s.verbs:
            return None
    return None


def issuer(s: Sentence, document: SourcePhrase, lexicon: Lexicon) -> SourcePhrase | None:
    """Who put out a document that tells: "أصدر | جهاز الإسعاف | تقريراً يفيد بمقتل …"; None where it tells itself."""
    paper = s.at("source_noun", document.i)
    if paper is None or paper.entry.id not in PAPERS or not s.tokens[document.i].text.endswith(("ًا", "اً")):
        return None
    for m in s.by_kind.get("speech", ()):
        if m.entry.id == ISSUES and m.entry.row.pos == "verb" and m.j < document.i <= m.j + NAME_WORDS:
            who = find_source(s, m.j, lexicon, loose=True, limit=document.i)
            return who if who is not None and who.j == document.i else None
    return None


def named_before(s: Sentence, m: Match, lexicon: Lexicon) -> SourcePhrase | None:
    """A bare name between a particle and its verb: "إلا أن كرزاي أكد أن"."""
    row = m.entry.row
    if row.frame not in ("say_that", "say_continue") or row.pos != "verb" or m.bits & CONJ or row.id == "show_find":
        return None
    begin = next((k + 1 for k in range(m.i - 1, max(s.i, m.i - 4) - 1, -1) if s.tokens[k].norm in OPENS_NAME), -1)
    if not 0 <= begin < m.i or m.j >= s.j or s.tokens[m.j].norm not in THAT:
        return None
    who = find_source(s, begin, lexicon, loose=True, limit=m.i)
    plain = who is not None and who.j == m.i and not s.tokens[begin].norm.startswith("ال")
    return who if plain and bare_name(s, begin, m.i) else None


def once_before(s: Sentence, m: Match, lexicon: Lexicon) -> SourcePhrase | None:
    """ "وسبق لوسائل إعلام أن تحدثت عن …": who did so before."""
    if m.i - 2 <= s.i or s.tokens[m.i - 1].norm != "ان":
        return None
    for k in range(m.i - 2, max(s.i, m.i - 12), -1):
        if s.tokens[k - 1].norm.lstrip("و") == "سبق" and s.tokens[k].norm.startswith("ل"):
            who = find_source(s, k if s.tokens[k].norm != "ل" else k + 1, lexicon, limit=m.i - 1)
            return who if who is not None and who.j == m.i - 1 else None
    return None
