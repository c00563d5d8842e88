"""Who is speaking: source phrases and their kind.

A source phrase runs from its head ("مصدر", "وكالة …", a known name, an actor, a title) to where what is said begins.
"""

from __future__ import annotations

from dataclasses import dataclass

from isnad.arabic.tokens import ARTICLE, CONJ
from isnad.lexicon.load import Lexicon
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence

MAX_WORDS = 14
# What sort of source an actor is that speaks of itself or others.
ACTOR_KIND = {
    "state_force": "military", "government": "government", "police": "police", "armed_group": "armed_group",
    "militia": "armed_group", "international": "military", "civilian": "local", "unidentified": "unnamed",
}
STOP_NOUNS = frozenset(["تنفيذ", "قيام", "قيامه", "قيامها", "وقوع", "تعرض", "سقوط", "عن", "بان", "انه", "ارتفاع", "تسجيل", "وصول", "دخول", "خروج", "قوله", "قولها", "قولهم", "قولهما", "نبا", "خبر", "انباء", "مسووليته", "مسووليتها", "مسووليتهم", "المسووليه", "صورا", "صور", "مقاطع", "بيانا"])


@dataclass(slots=True)
class SourcePhrase:
    """A source named in tokens[i:j]; `same` where it only points back ("المصدر ذاته"), `own` the outlet's own man."""

    i: int
    j: int
    kind: str
    id: str | None = None
    same: bool = False
    own: bool = False
    named: bool = False  # a person's bare name, perhaps told in full before


def skip(s: Sentence, k: int) -> int:
    """The next token that is no quotation mark, hash or bracket."""
    while k < s.j and s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED:
        k += 1
    return k


def find_source(s: Sentence, k: int, lexicon: Lexicon, *, loose: bool = False, limit: int | None = None) -> SourcePhrase | None:
    """The source phrase that begins at token k; `loose` accepts a bare name of a person."""
    end = s.j if limit is None else limit
    k = skip(s, k)
    if k >= end or s.tokens[k].kind not in "wn":
        return None
    same = s.at("speech", k)
    if same and same.entry.row.frame == "same_speaker" and same.entry.row.pos == "phrase" and not _more_follows(s, same.j):
        return SourcePhrase(k, same.j, "unnamed", same=True)
    head = _head(s, k)
    if head is None and not loose:
        return None
    if head is None and (k in s.verbs or s.tokens[k].norm in words("clause") | words("preposition") or s.at("trigger", k) or s.at("cue", k) or k in s.quantities or k in s.covered):
        return None
    j = head.j if head else k + 1
    own = bool(head and head.entry.kind == "source_noun" and (head.entry.row["role"] == "own" or s.tokens[head.i].norm.lstrip("وبل") in ("مراسل", "مراسله", "المراسل")))
    j = _grow(s, k, j, end)
    kind, source_id = _kind(s, k, j, head, lexicon)
    return SourcePhrase(k, j, kind, source_id, own=own, named=head is None)


def _more_follows(s: Sentence, k: int) -> bool:
    """Whether "المصدر" is the head of a longer name ("المصدر الأمني في …")."""
    return k < s.j and s.tokens[k].kind == "w" and s.at("source_noun", k) is not None and s.at("source_noun", k).entry.row["role"] == "adj"  # type: ignore[union-attr]


def _head(s: Sentence, k: int) -> Match | None:
    best: Match | None = None
    for kind in ("source", "source_noun", "actor", "generic", "title"):
        m = s.at(kind, k)
        if m and (best is None or m.j > best.j):
            best = m
    if best is not None and best.entry.kind == "source_noun" and best.entry.row["role"] == "adj":
        best = None
    if best is None:
        bare = s.at("bare_source", k)
        if bare and (k > s.i and s.tokens[k - 1].text in SKIPPED):
            return bare
        noun = s.at("noun", k)
        if noun and noun.entry.row["role"] == "person" and noun.entry.row["of"] in ("civilian", "person", "child", "woman", "medic") and _told(s, noun.j):
            return noun
    return best


def _told(s: Sentence, k: int) -> bool:
    """Whether what is said begins within a few words: a common noun is a source only then."""
    return any(s.tokens[p].norm in ("ان", "بان", "انه", "انها", "قولهم", "قوله", "تفاصيل") or s.tokens[p].text == ":" for p in range(k, min(k + 5, s.j)))


def _grow(s: Sentence, i: int, j: int, end: int) -> int:
    depth = 0
    preps, clause = words("preposition"), words("clause")
    while j < end and j - i < MAX_WORDS:
        tok = s.tokens[j]
        if tok.kind == "p":
            if tok.text == "(":
                depth += 1
            elif tok.text == ")":
                depth -= 1
            elif tok.text in "،," and _apposition(s, j + 1):
                pass
            elif tok.text not in SKIPPED | {"/", "-", "."} or (tok.text in "-." and depth == 0):
                break
            j += 1
            continue
        sp = s.at("speech", j)
        if depth == 0 and (sp is not None and (sp.entry.row.frame in ("that", "in_statement", "label") or sp.entry.row.pos in ("verb", "participle"))):
            break
        if j in s.covered or (depth == 0 and j in s.verbs and s.at("source_noun", j) is None and tok.norm not in ("يدعي", "تدعي")):
            break
        norm = tok.norm
        if depth == 0 and (norm in STOP_NOUNS or norm in clause):
            break
        if depth == 0 and norm in preps and norm not in ("في", "من", "باسم", "لدي", "ل", "حول"):
            break
        if norm == "من" and not _member(s, j + 1):
            break
        if depth == 0 and (s.at("trigger", j) or s.at("cue", j)) and not s.at("source_noun", j) and not s.at("source", j) and not s.at("actor", j):
            break
        if depth == 0 and norm[0] == "و" and len(norm) > 3 and not _joint(s, j):
            break
        if depth == 0 and norm[:1] in "لب" and len(norm) > 3 and j > i + 0 and _recipient(s, j):
            break
        if depth == 0 and norm == "ل":
            break
        j += 1
    while j > i + 1 and s.tokens[j - 1].kind == "p" and s.tokens[j - 1].text not in ")»”\"":
        j -= 1
    while j > i + 1 and s.tokens[j - 1].norm in ("في", "من", "ل", "و"):
        j -= 1
    return j


def _apposition(s: Sentence, k: int) -> bool:
    """A name after a comma: "مدير العلاقات في …، مازن …" with the clause behind it."""
    return False


def _member(s: Sentence, k: int) -> bool:
    k = skip(s, k)
    return k < s.j and any((kind, k) in s.starts for kind in ("noun", "actor", "source", "place", "source_noun", "pw_type"))


def _joint(s: Sentence, k: int) -> bool:
    return any(m.bits & CONJ for kind in ("source_noun", "source", "actor") if (m := s.at(kind, k)) is not None)


def _recipient(s: Sentence, k: int) -> bool:
    """Whether token k is "ل" with a medium ("لرويترز", "لوكالة …"), or "ب" with what is reported."""
    for kind in ("source", "bare_source", "source_noun"):
        m = s.at(kind, k)
        if m is not None and m.prep == "ل" and m.entry.row.get("kind") == "media":
            return True
    trig = s.at("trigger", k)
    return trig is not None and trig.prep == "ب"


def _kind(s: Sentence, i: int, j: int, head: Match | None, lexicon: Lexicon) -> tuple[str, str | None]:
    kinds: list[str] = []
    source_id: str | None = None
    first = ""
    if head is not None:
        row = head.entry.row
        if head.entry.kind in ("source", "bare_source"):
            return row["kind"], row["id"]
        if head.entry.kind == "source_noun":
            first = row["kind"]
        elif head.entry.kind == "actor":
            known = next((m for m in s.by_kind.get("source", ()) if m.i == head.i), None)
            if known:
                return known.entry.row["kind"], known.entry.id
            first = ACTOR_KIND.get(lexicon.actors[head.entry.id].kind, "unnamed")
            source_id = head.entry.id
        elif head.entry.kind == "generic":
            first = "armed_group"
            word = s.tokens[head.i].norm
            if "جيش" in word or "قوات" in word:
                first = "military"
            elif "شرط" in word or "امن" in word:
                first = "police"
            elif "حكوم" in word or "نظام" in word:
                first = "government"
        elif head.entry.kind == "title":
            first = row["kind"]
        elif head.entry.kind == "noun":
            first = "armed_group" if row["role"] == "force" else "local"
    for kind in ("source_noun", "source", "actor", "bare_source"):
        for m in s.by_kind.get(kind, ()):
            if i < m.i < j:
                if kind == "source_noun" and m.entry.row["role"] == "adj":
                    kinds.append(m.entry.row["kind"])
                elif kind in ("source", "bare_source") and first in ("", "media", "unnamed", "document"):
                    if first in ("media",) or m.i <= i + 2:
                        return m.entry.row["kind"], m.entry.id
                    kinds.append(m.entry.row["kind"])
                elif kind == "actor" and first in ("unnamed", "", "document"):
                    kinds.append(ACTOR_KIND.get(lexicon.actors[m.entry.id].kind, "unnamed"))
                elif kind == "source_noun" and first in ("unnamed", "") and m.entry.row["role"] == "head":
                    kinds.append(m.entry.row["kind"])
    strong = [k for k in kinds if k != "unnamed"]
    if "armed_group" in strong:
        return "armed_group", source_id
    if first in ("unnamed", "", "local", "document") and strong and first != "document":
        return strong[0], source_id
    if first == "document" and strong:
        return ("document" if strong[0] == "media" else strong[0]), source_id
    if first == "government" and strong and strong[0] in ("medical", "military", "police"):
        return strong[0], source_id
    return first or "person", source_id


def article(m: Match) -> bool:
    """Whether the article was taken off the match's first word."""
    return bool(m.bits & ARTICLE)
