"""How far the name of a source goes: from its head to where what is said begins."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import is_given, words
from isnad.mentions.annotate import VERBAL, Sentence

MAX_WORDS = 14
NAMED = frozenset({"source_noun", "source", "actor"})
MEMBERS = NAMED | {"noun", "generic", "place", "pw_type"}  # what a source may be in, of or from
UNNAMED_WORDS = 7  # the longest aside by which a source stays without a name
SHORT_NAME = 4  # the longest name with a title that "one of …" stands behind
QUOTED_NAME = 5  # the longest name in quotation marks
LINKING = ("في", "من", "باسم", "لدي", "حول", "علي")  # prepositions that go on with a name: "مصدر في …", "مسؤول من …"


def skip(s: Sentence, k: int) -> int:
    """The next token that is no quotation mark, hash or bracket."""
    while k < s.j and s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED:
        k += 1
    return k


def grow(s: Sentence, i: int, j: int, end: int) -> int:
    """The end of the name that begins at token i and goes to token j at least; it ends before `end`."""
    depth = max(0, sum((t.text == "(") - (t.text == ")") for t in s.tokens[i:j]))  # "(القوات المسلحة) السودانية"
    while j < end and j - i < MAX_WORDS:
        tok = s.tokens[j]
        if tok.kind == "p":
            depth += (tok.text == "(") - (tok.text == ")")
            if any(a == j and b - a > QUOTED_NAME + (4 if j == i + 1 else 0) for a, b in s.quotes):
                break  # what is said: "قال مسؤول «…»"
            if depth < 0 or not (tok.text in SKIPPED or tok.text == "/" or (tok.text in "-.–،" and depth > 0)):
                break
        elif (depth == 0 and _ends(s, i, j)) or tok.kind not in "wn":
            break
        named = s.at("source_noun", j) or s.at("source", j) or s.at("actor", j) if tok.kind == "w" else None
        j = min(end, named.j) if named is not None else j + 1
    return _trim(s, i, j)


def _trim(s: Sentence, i: int, j: int) -> int:
    """Without a mark or a preposition left hanging at the end."""
    while j > i + 1:
        tok = s.tokens[j - 1]
        if tok.kind == "p":
            opened = sum(1 for t in s.tokens[i : j - 1] if t.text in '"“”„«»' and t.kind == "p") % 2
            if tok.text == ")" or (tok.text in '"“”„«»' and opened):
                break
        elif tok.norm not in ("في", "من", "ل", "و", "علي", "حول", "لدي"):
            break
        j -= 1
    return j


def unnamed(s: Sentence, k: int) -> int:
    """The end of words at token k by which a source stays unnamed: "طلب عدم الكشف عن هويته"; 0 where none are."""
    if s.tokens[k].norm.removeprefix("و") not in words("unnamed_head"):
        return 0
    for p in range(k + 1, min(k + UNNAMED_WORDS, s.j)):
        if s.tokens[p].norm in words("own_name"):
            return p + 1
        if s.tokens[p].norm not in words("unnamed_middle"):
            return 0
    return 0


def _ends(s: Sentence, i: int, j: int) -> bool:
    """Whether token j no longer belongs to the name of the source that begins at i."""
    if unnamed(s, j):
        return True
    if _of_name(s, i, j):
        return False
    named = s.begins(NAMED, j)
    if _thing_done(s, i, j, named):
        return True
    sp = s.at("speech", j)
    if sp is not None:
        if sp.entry.row.pos == "verb" and sp.suffix and _issued(s, i) and member(s, j + 1):
            return False  # "بيان أصدرته قسد"
        if _speaks(s, sp, named):
            return True
    norm = s.tokens[j].norm
    kin = s.at("source_noun", j - 1)
    if norm in ("احد", "احدي"):
        if titled(s, i) and 1 < j - i <= SHORT_NAME and member(s, j + 1):
            return False  # "الشيخ عبد الله | أحد القادة في …"
        if kin is not None and kin.entry.id == "family" and named:
            return False  # "والد أحد الضحايا"
    if _clause_begins(s, j, named):
        return True
    if norm == "علي" and _is_ali(s, j):
        return False
    if _preposition_ends(s, i, j) or _happens(s, i, j, kin, named) or _deed_of_side(s, i, j, named):
        return True
    if s.tokens[j - 1].norm not in words("partitive") and _folk(s, j):
        return True  # "دعا المحامي العام | أهالي حماة"
    if not named and s.tokens[j].text.endswith(("ًا", "اً")) and j > i and not s.tokens[i].text.endswith(("ًا", "اً")):
        return True  # an object, not a part of the name: "الناطق رقماً أدنى"
    return _joined_ends(s, i, j)


def _of_name(s: Sentence, i: int, j: int) -> bool:
    """Whether a word that may end a name is part of this one: "عبد الله", "مسؤول تابع للحكومة", "العميد يحيى"."""
    norm = s.tokens[j].norm
    if norm in ("يدعي", "تدعي"):  # "شاهد عيان يدعى …"
        return True
    if norm == "الله" and s.tokens[j - 1].kind == "w":
        return True  # "عبد الله"
    if norm.startswith("ل") and j > i + 1 and s.tokens[j - 1].norm in words("belonging"):
        return True
    if norm in words("belonging") and j + 1 < s.j and s.tokens[j + 1].norm.startswith("ل"):
        return True  # "مسؤول تابع للحكومة"
    return norm in words("verbal_name") and titled(s, j - 1)  # "العميد يحيى حداد"


def _thing_done(s: Sentence, i: int, j: int, named: bool) -> bool:
    """Whether what the source publishes, threatens or is devoted to begins: "نشر الحزب | مشاهد"."""
    norm = s.tokens[j].norm
    if norm in words("shown") and _shares(s, i):
        return True  # "نشر الحزب | مشاهد", "بث الجيش | مقطع فيديو"
    if j > i + 1 and norm in words("devoted") and j + 1 < s.j and s.tokens[j + 1].norm[0] == "ب":
        return True  # "شبكة X | المهتمة بأخبار الريف"
    # "هدد وزير الدفاع | بضرب العاصمة"
    return norm[0] == "ب" and len(norm) > 2 and _threatened(s, i) and not named and not member(s, j)


def _speaks(s: Sentence, sp: Match, named: bool) -> bool:
    """Whether a word of telling is said of the source, and no part of its name: "جدد المصدر | التأكيد"."""
    row = sp.entry.row
    if (
        row.frame in ("that", "in_statement", "label", "according_to", "according_self")
        or row.pos in ("verb", "participle")
        or sp.entry.id == "contacted"
    ) and not (named and row.pos != "verb"):
        return True
    if sp.entry.id == "pronoun_speaker":
        return True
    norm = s.tokens[sp.i].norm
    # also "نقلت الوكالة | تصريحات لوزير الدفاع"
    return not named and ((row.pos == "noun" and norm.startswith("ال")) or norm in words("information"))


def _clause_begins(s: Sentence, j: int, named: bool) -> bool:
    """Whether a time, a number, a verb or a word that opens a clause stands at token j: "المتحدث | مساء أمس"."""
    norm = s.tokens[j].norm
    if norm[0] in "يت" and j + 1 < s.j and s.norms[j + 1] in words("on_it") and not named:
        return True  # "وسائل إعلام | تسيطر عليها المعارضة"
    if (
        j in s.covered
        or (j in s.quantities and (not named or norm.lstrip("و") in ("احدي", "احد", "عده", "بعض")))
        or (j in s.verbs and not named and s.tokens[j - 1].norm not in words("direction"))
    ):
        return True
    return (
        norm in ("عدد", "غالبيه", "معظم", "اغلب", "حاله")
        or norm in words("told_thing")
        or norm in words("short_verb")
        or norm in words("part_in_it")
        or norm in words("manner")
        or norm in words("clause")
        or (norm in words("relative") and norm != "من")
    )


def _is_ali(s: Sentence, j: int) -> bool:
    """Whether "علي" at token j is the name, not "على": "بن علي", "العقيد علي"."""
    return s.tokens[j - 1].norm == "بن" or (
        s.tokens[j].text == "علي" and (titled(s, j - 1) or (j + 1 < s.j and is_given(s.tokens[j + 1].norm)))
    )


def _preposition_ends(s: Sentence, i: int, j: int) -> bool:
    """Whether a preposition at token j does not go on with the name: "علمت «الخبر» | من مصادر"."""
    norm = s.tokens[j].norm
    if norm in words("preposition") and norm not in LINKING:
        return True
    if norm in ("من", "علي", "حول") and (not member(s, j + 1) or _medium_ends(s, i, j) or _sources(s, i, j + 1)):
        return True
    # "شكك ناشطون | في رواية الجيش", "بحسب قناة X | في وقت أعلنت فيه"
    return norm == "في" and j + 1 < s.j and s.norms[j + 1] in words("doubted_thing") | words("meanwhile")


def _happens(s: Sentence, i: int, j: int, kin: Match | None, named: bool) -> bool:
    """Whether a happening or a cue at token j is told of by the source, and does not say whose kin it is.

    `kin` is the noun for a source right before: "والد | القتيل" is one name.
    """
    if named:
        return False
    one_of = s.at("source_noun", j - 2) if j - 2 > i - 1 and s.tokens[j - 1].norm in ("احد", "احدي") else None
    kin = one_of or kin  # "والد القتيل", "والد أحد القتلى"
    if kin is not None and kin.entry.id == "family" and s.tokens[j].norm.startswith("ال"):
        return False
    happening = s.at("trigger", j)
    told = happening is not None and happening.entry.row.trigger.cls != "block"  # "المدير العام للهيئة العامة"
    return told or s.at("cue", j) is not None


def _deed_of_side(s: Sentence, i: int, j: int, named: bool) -> bool:
    """Whether a side's deed stands behind a person's name: "مدير المرصد سامي حداد | رضوخ النظام لشروط …"."""
    if named or j + 1 >= s.j or s.norms[j].startswith("ال") or is_given(s.norms[j]) or titled(s, j):
        return False
    side = s.at("actor", j + 1) or s.at("generic", j + 1)
    sided = side is not None and not side.bits & CONJ and s.norms[j + 1].startswith("ال")
    return sided and any(is_given(s.norms[k]) for k in range(i + 1, j - 1))  # "سامي حداد", whole before it


def _joined_ends(s: Sentence, i: int, j: int) -> bool:
    """Whether a word with "و", "ل", "ب" or "ف" before it is another's: "قال المصدر | لرويترز"."""
    norm = s.tokens[j].norm
    ways = words("direction")
    if norm.removeprefix("و") in ways and s.tokens[j - 1].norm.removeprefix("ل") in ways:
        return False  # "الإدارة الذاتية لشمال وشرق سوريا"
    if norm[0] == "و" and len(norm) > 3 and not _whole(s, j) and not _joint(s, j):
        return True
    if norm[0] in "لب" and len(norm) > 3 and _recipient(s, j):
        return not (norm[0] == "ل" and _issued(s, i))  # "تقرير لشبكة شام"
    return norm == "ل" or (norm[0] == "ف" and ((norm[1:3] == "ال" and len(norm) > 5) or norm[1:] in words("clause")))


def _shares(s: Sentence, i: int) -> bool:
    """Whether a verb of publishing stands before the name that begins at token i."""
    m = s.at("speech", i - 1) if i > s.i else None
    return m is not None and m.entry.row.frame == "share" and m.entry.row.pos == "verb"


def _threatened(s: Sentence, i: int) -> bool:
    """Whether a verb of threatening stands before the name that begins at token i."""
    m = s.at("trigger", i - 1) if i > s.i else None
    return m is not None and m.entry.row.trigger.type == "threat"


def titled(s: Sentence, k: int) -> bool:
    return s.at("title", k) is not None or s.tokens[k].norm in words("person_title")


def _medium_ends(s: Sentence, i: int, j: int) -> bool:
    """Whether the name of a medium is whole before token j: "علمت «الخبر» | من مصادر"."""
    m = s.at("source", i) or s.at("bare_source", i)
    return m is not None and m.entry.row["kind"] == "media" and all(t.kind == "p" for t in s.tokens[m.j : j])


def _sources(s: Sentence, i: int, k: int) -> bool:
    """Whether those from whom a medium or a monitor knows stand at token k: "علم المرصد | من مصادر"."""
    head, m = s.at("source_noun", i), s.at("source_noun", k)
    if m is None or (head is not None and head.entry.id == "part_of"):
        return False
    return m.entry.id == "witness" or m.entry.id.endswith("source")


def _folk(s: Sentence, j: int) -> bool:
    m = s.at("source_noun", j)
    return m is not None and m.entry.id in ("residents", "citizen", "displaced") and not m.bits


def _issued(s: Sentence, i: int) -> bool:
    m = s.at("source_noun", i)
    return m is not None and m.entry.id in ("statement", "report")


def member(s: Sentence, k: int) -> bool:
    k = skip(s, k)
    return k < s.j and s.begins(MEMBERS, k)


def _whole(s: Sentence, k: int) -> bool:
    """Whether the "و" belongs to the word: "وزارة", "وكالة"."""
    return any(
        (m := s.at(kind, k)) is not None and not m.bits & CONJ for kind in ("source_noun", "source", "actor", "title")
    )


def _joint(s: Sentence, k: int) -> bool:
    """Whether "و" goes on with the name: a second speaker, or the second word of a joint office."""
    if any(m.bits & CONJ for kind in ("source_noun", "source", "actor") if (m := s.at(kind, k)) is not None):
        return True
    return (
        s.tokens[k].norm.startswith("وال") and not s.begins(VERBAL, k) and s.tokens[k - 1].norm.startswith(("ال", "لل"))
    )


def _recipient(s: Sentence, k: int) -> bool:
    """Whether token k is "ل" with a medium ("لرويترز", "لوكالة …"), or "ب" with what is reported."""
    if s.tokens[k].norm in ("للانباء", "للاعلام"):  # a part of the name: "الوكالة الوطنية للإعلام"
        return False
    for kind in ("source", "bare_source", "source_noun"):
        m = s.at(kind, k)
        if (
            m is not None
            and m.prep == "ل"
            and (m.entry.row.get("kind") == "media" or (kind == "source" and m.entry.id == "sohr"))
        ):
            return True
    m = s.at("source_noun", k)
    if m is not None and s.tokens[k].norm[0] == "ب" and (m.prep == "ب" or m.entry.row["role"] == "adj"):
        return False  # "مسؤول بوزارة الدفاع"
    for kind in ("trigger", "cue", "noun"):
        m = s.at(kind, k)
        if m is not None and m.prep == "ب":
            return True
    if s.tokens[k].norm[0] != "ب":
        return False
    return s.tokens[k].norm[1:] in words("told_thing") or k + 1 in s.quantities
