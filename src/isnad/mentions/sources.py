"""Who is speaking: source phrases and their kind.

A source phrase runs from its head ("مصدر", "وكالة …", a known name, an actor, a title) to where what is said begins.
"""

from __future__ import annotations

from dataclasses import dataclass

from isnad.arabic.tokens import SUFFIX
from isnad.lexicon.load import Lexicon
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import is_given, words
from isnad.mentions.annotate import VERBAL, Sentence
from isnad.mentions.sourcekinds import source_kind
from isnad.mentions.sourcespans import NAMED, QUOTED_NAME, grow, member, skip

CIVIL = ("civilian", "person", "child", "woman", "medic", "journalist")
ARMS = ("vehicle", "aircraft", "weapon", "round")
NAME = 5  # the longest name behind an office
# Rows of source_nouns.csv for one person in an office or trade, whose name may stand behind a comma.
PERSONAL = frozenset(
    {
        "official",
        "spokesman",
        "minister",
        "ministry_defence",
        "president",
        "governor",
        "deputy",
        "diplomat",
        "commander",
        "officer",
        "cadre",
        "activist",
        "witness",
        "citizen",
        "journalist",
        "doctor",
        "expert",
        "person",
        "notable",
        "family",
        "survivor",
    }
)
APPOSED = frozenset({"that", "in_statement", "say_that", "say_continue", "denial", "accuse"})


@dataclass(slots=True)
class SourcePhrase:
    """A source named in tokens[i:j]; `weak` heads (a citizen, "القوات") speak only where what they tell follows."""

    i: int
    j: int
    kind: str
    id: str | None = None
    same: bool = False  # only points back ("المصدر ذاته")
    own: bool = False  # the outlet's own man ("مراسلنا")
    named: bool = False  # a person's bare name, perhaps told in full before
    weak: bool = False


def find_source(
    s: Sentence, k: int, lexicon: Lexicon, *, loose: bool = False, limit: int | None = None
) -> SourcePhrase | None:
    """The source phrase that begins at token k ("مصدر أمني في بعقوبة"); `loose` accepts a bare name of a person.

    None where no phrase of a source begins there; it ends before `limit`.
    """
    end = s.j if limit is None else limit
    k = skip(s, k)
    if k < end and s.tokens[k].norm in ("لنا", "لها", "لهم") and _verb_before(s, k):  # "وأكد لنا أحد الشهود"
        k = skip(s, k + 1)
    if k >= end or s.tokens[k].kind not in "wn" or s.tokens[k].norm == "امام":  # before, not the imam
        return None
    if k + 1 < end and s.tokens[k].norm in ("هذه", "هذا", "تلك") and _verb_before(s, k):
        k += 1  # "وأعلنت هذه الوحدات"
    if s.tokens[k].text.startswith("وإ") and s.tokens[k].norm == "والي":  # "and to", not the governor
        return None
    same = s.at("speech", k)
    if (
        same
        and same.entry.row.frame == "same_speaker"
        and same.entry.id != "pronoun_speaker"
        and same.entry.row.pos == "phrase"
        and not _more_follows(s, same.j)
        and not (s.at("title", k) is not None and _may_be_name(s, same.j) and _may_be_name(s, same.j + 1))
        and not _is_named(s, k, same.j, end)
    ):
        return SourcePhrase(k, same.j, "unnamed", same=True)
    head = _head(s, k)
    if head is None and not (loose and _may_be_name(s, k)):
        return None
    if head is not None and head.entry.id == "part_of" and _nothing_of(s, head.j, end):
        return None  # "سُجلت عدة إصابات"
    label = head is not None and head.entry.id == "own_words"
    j = head.j if head is not None and label else grow(s, k, head.j if head else k + 1, end)
    if head is not None and k > s.i:
        j = max(j, _quoted(s, k, end))
    if head is not None and (head.entry.id in PERSONAL or s.at("title", k) is not None):
        j = _apposed(s, j, end)
    kind, source_id = source_kind(s, k, j, head, lexicon)
    if head is not None and kind == "unnamed" and s.tokens[head.i].norm.endswith("حصيله"):
        return None  # "الحصيلة الأولية": a count, not who counted
    if head is None:
        return SourcePhrase(k, j, kind, source_id, named=True, weak=True)
    return SourcePhrase(k, j, kind, source_id, own=_own(s, head, j, source_id), weak=_weak(s, head))


def find_medium(s: Sentence, k: int, lexicon: Lexicon, *, limit: int | None = None) -> SourcePhrase | None:
    """The source at token k where only a source can stand: a medium's bare name ("رويترز", "الجزيرة") will do."""
    bare = s.at("bare_source", k) if k < s.j else None
    found = find_source(s, k, lexicon, limit=limit)
    if bare is None or (found is not None and (found.kind == "media" or found.j > bare.j)):
        return found
    return SourcePhrase(k, bare.j, bare.entry.row["kind"], bare.entry.id)  # also "لـ«الرياض»", a paper and a capital


def _quoted(s: Sentence, k: int, end: int) -> int:
    """The end of a name in quotation marks that begins at token k: "«مرصد تعقب حركة الطيران» قال"."""
    b = next((b for a, b in s.quotes if a == k - 1), k)
    if not k < b < end or b - k > QUOTED_NAME + 1:
        return k
    told = any(s.tokens[p].norm in words("clause") or s.at("trigger", p) is not None for p in range(k, b))
    return k if told else b


def _is_named(s: Sentence, k: int, j: int, end: int) -> bool:
    """Whether the name of a person in an office follows it, up to a mark or to what is told: "الناشط سامي حداد، إن"."""
    head = s.at("source_noun", k)
    if head is None or head.entry.id not in PERSONAL:
        return False
    p = j
    while p < end and p - j < NAME and _may_be_name(s, p) and not s.begins(NAMED | VERBAL, p):
        p += 1
    behind = s.at("speech", p) if p < end else None
    return p - j >= 2 and (p >= end or s.tokens[p].kind == "p" or (behind is not None and behind.entry.id == "that"))


def _nothing_of(s: Sentence, k: int, end: int) -> bool:
    """Whether "several" at the head of a phrase counts no one who could speak."""
    return k >= end or s.at("trigger", k) is not None or s.tokens[k].norm in words("told_thing")


def _apposed(s: Sentence, j: int, end: int) -> int:
    """The end of a name that stands behind an office, between commas: "عضو المجلس، سامي حداد، إن"."""
    if j + 2 >= end or s.tokens[j].text not in "،,":
        return j
    k = j + 1
    while k < end and k - j <= NAME and s.tokens[k].norm[0] != "و" and _may_be_name(s, k) and s.at("speech", k) is None:
        if s.tokens[k].norm in words("direction") or s.at("pw_type", k) is not None:
            return j  # "مسؤول في عدن، جنوب البلاد"
        if _told_to(s, k):
            break
        k += 1
    behind = s.tokens[k] if k < end else None
    if k - j - 1 < 2 or behind is None:
        return j
    closed = (behind.kind == "p" and behind.text in "،,:(-") or behind.norm == "ل" or _told_to(s, k) or k in s.covered
    return k if closed or ((m := s.at("speech", k)) is not None and m.entry.row.frame in APPOSED) else j


def _told_to(s: Sentence, k: int) -> bool:
    """Whether a medium with its preposition stands at token k: "لوكالة X"."""
    return any((m := s.at(kind, k)) is not None and m.prep for kind in ("source", "bare_source", "source_noun"))


def _may_be_name(s: Sentence, k: int) -> bool:
    if k >= s.j:
        return False
    tok = s.tokens[k]
    if tok.text.startswith(("لل", "بإ", "بأ", "بال")) or tok.norm in words("manner") or tok.norm in words("issued"):
        return False  # "تتابع باهتمام": in what way, not who
    if tok.kind != "w" or len(tok.norm) < 3 or k in s.quantities or k in s.covered:
        return False
    if k in s.verbs and tok.norm not in words("verbal_name"):
        return False
    if any(tok.norm in words(name) for name in ("clause", "preposition", "told_thing", "relative", "platform")):
        return tok.text == "علي" and k + 1 < s.j and _may_be_name(s, k + 1)  # the name, not "على"
    if len(tok.norm) > 4 and tok.norm.endswith(("ها", "هم", "هما")) and not tok.norm.startswith("ال"):
        return False  # "أعلنت ولاءها"
    thing = s.at("noun", k)
    if thing is not None and not is_given(tok.norm) and thing.entry.row["of"] in ARMS:
        return False  # "أظهرت طائرتين"
    if tok.norm[0] == "ب" and tok.norm.endswith(("ه", "ها", "هم")) and len(tok.norm) > 5 and _verb_before(s, k):
        return False  # "واعترف بتواجده في"
    return s.at("trigger", k) is None and s.at("cue", k) is None


def _more_follows(s: Sentence, k: int) -> bool:
    """Whether "المصدر" is the head of a longer name ("المصدر الأمني في …")."""
    if k < s.j and s.tokens[k - 1].norm.lstrip("ول") == "القناه" and (s.tokens[k].kind == "n" or k in s.covered):
        return True  # "القناة 12", "القناة الثانية"
    if k >= s.j or s.tokens[k].kind != "w" or k in s.covered:
        return False
    m = s.at("source_noun", k)
    if (m is not None and m.entry.row["role"] == "adj") or s.tokens[k].norm == "باسم":
        return True
    if s.tokens[k].norm in ("في", "لدي") and s.tokens[k - 1].norm in words("placed_person") and member(s, k + 1):
        return True  # "المسؤول في المكتب …"
    return (
        s.tokens[k].norm.startswith("ال")
        and len(s.tokens[k].norm) > 4
        and s.at("speech", k) is None
        and s.at("trigger", k) is None
        and s.tokens[k].norm not in words("clause")
        and s.tokens[k].norm not in words("relative")
    )


def _head(s: Sentence, k: int) -> Match | None:
    best: Match | None = None
    filmed = k > s.i and s.tokens[k - 1].norm in words("footage") and s.tokens[k].norm.startswith("مصور")
    for kind in ("source", "source_noun", "actor", "generic", "title"):
        m = s.first(kind).get(k)
        if m is None or (kind == "source_noun" and (filmed or m.entry.row["role"] == "adj")):
            continue
        if best is None or m.j > best.j:
            best = m
    if best is not None:
        if best.entry.id == "part_of" and best.bits & SUFFIX:
            told = best.suffix in ("هم", "هن", "هما") and _verb_before(s, k)
            return best if told else None  # "أحدهما", but "قال أحدهم"
        trigger = s.at("trigger", k)
        if best.entry.kind == "actor" and trigger is not None and trigger.entry.row.trigger.cls == "event":
            return None  # "القصف التركي"
        place = s.at("place", k) or s.at("pw_type", k)
        if place is not None and best.entry.id == "governorate" and best.j - best.i == 1:
            return best if _verb_before(s, k) else None
        return best
    bare = s.at("bare_source", k)
    if bare and k > s.i and s.tokens[k - 1].text in SKIPPED:
        return bare
    noun = s.at("noun", k)
    if noun and not filmed and noun.entry.row["role"] == "person" and noun.entry.row["of"] in CIVIL:
        return noun
    return None


def _verb_before(s: Sentence, k: int) -> bool:
    m = s.at("speech", k - 1) if k > s.i else None
    return m is not None and m.entry.row.pos == "verb"


def _weak(s: Sentence, head: Match) -> bool:
    """Whether the head alone does not say that someone speaks: a person, a force, a body, "عدد من" such."""
    kind, row = head.entry.kind, head.entry.row
    if kind in ("noun", "generic"):
        return True
    if kind == "actor":
        return False
    if kind != "source_noun":
        return False
    if head.entry.id == "part_of":
        after = _head(s, head.j) if head.j < s.j else None
        return after is None or _weak(s, after)
    return bool(row["role"] == "weak")


def _own(s: Sentence, head: Match, j: int, source_id: str | None) -> bool:
    if head.entry.kind != "source_noun":
        return False
    reporter = s.tokens[head.i].norm.lstrip("وبل") in ("مراسل", "مراسله", "المراسل")
    if head.entry.row["role"] == "own":
        return not (reporter and source_id is not None)  # "مراسل رويترز"
    return reporter and j == head.j
