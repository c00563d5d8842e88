"""Triggers: the words of a sentence that say that something happened, without those that only look so.

A word inside a name, in a phrase that silences it ("غرفة العمليات"), wished away ("لوقف الهجمات"), of sickness, or
without the object that it calls for ("أطلق … النار") tells nothing.
"""

from __future__ import annotations

from dataclasses import replace

from isnad.arabic.tokens import ARTICLE
from isnad.lexicon.match import Match, longest
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.read.averted import averted, supposed
from isnad.read.elsewhere import by_nature, figurative, sick
from isnad.read.frames import CAUSES, STRIKES, row_of
from isnad.read.nodeeds import WAITED, no_deed
from isnad.read.telling import RELATIVE
from isnad.read.voice import Voice

# No verb stands right behind these.
GOVERNING = frozenset({"علي", "الي", "عن", "في", "بين", "ضد", "اثناء", "خلال", "لدي", "عقب", "قبيل", "جراء", "اثر"})
TAKES = frozenset({"control_over", "control_it", "take_over"})  # of triggers.yaml
TOWARDS = "advance_towards"  # of triggers.yaml
CULPRIT = "assailant.4"  # of party_nouns.csv: "منزل منفذ العملية" tells of a house
CULPRIT_REACH = 4  # tokens from what is done to him or his to the culprit
DONE_TO_CULPRITS = frozenset({"arrest", "destruction", "execution"})
LAUNCHER = "launcher"  # of party_nouns.csv: the rockets of "قاذفة صواريخ" are not fired
SEIZED_HOLD = frozenset({"القبض", "بالقبض"})
HOLD_REACH = 9  # tokens from "القبض" over a day or a place to "على"
BODIES_HURT = frozenset({"killed", "injured"})
AFTER = frozenset({"بعد", "قبل"})


def find_triggers(s: Sentence, speakers: list[tuple[int, int]], telling: frozenset[int] = frozenset()) -> list[Match]:
    """The triggers of a sentence, longest first where they overlap, without those inside names or silenced."""
    found = s.by_kind.get("trigger", [])
    if not found:
        return []
    blocks = [(m.i, m.j) for m in found if row_of(m).cls == "block"]
    cover: list[tuple[int, int]] = []
    for kind in ("actor", "source", "generic", "title"):
        cover += [(m.i, m.j) for m in s.by_kind.get(kind, ()) if m.j - m.i > 1 or kind == "generic"]
    nouns = [m for m in s.by_kind.get("noun", ()) if m.j - m.i > 1]
    cover += [(m.i, m.j) for m in nouns if m.entry.id.startswith(LAUNCHER) or (m.entry.id == CULPRIT and _mere(s, m))]
    cover += speakers
    days = {(d.i, d.j) for d in s.dates}
    cover += days
    cover += [(m.i, m.j) for m in s.by_kind.get("place", ()) if m.entry.kind == "place" and m.j - m.i > 1]
    keep = []
    told = (m for m in found if row_of(m).cls != "block" and not _stipulates(s, m) and not _their_advance(s, m))
    telling_first = sorted(told, key=_rank)
    tellers = telling.union(b - 1 for a, b in speakers if a - 1 in telling)
    for m in (_laid_hold(s, _noun_reading(s, m, found, tellers)) for m in longest(telling_first)):
        if m.i in telling and m.entry.row.pos == "verb":
            continue
        around = [(a, b) for a, b in cover if a <= m.i and m.j <= b]
        if m.entry.id in TAKES and m.entry.row.pos != "verb":
            around = [ab for ab in around if ab not in days]  # "منذ سيطرة الفصيل على البلدة" tells that it took it
        inside = any(b - a > m.j - m.i or (a, b) in speakers for a, b in around) and not _deed(s, m)
        inside = inside or any(a <= m.i < b and not (a == m.i and b < m.j) for a, b in blocks)
        inside = inside or _no_verb(s, m, found) or _awaited(s, m) or no_deed(s, m)
        inside = inside or figurative(s, m) or by_nature(s, m)
        if not inside and not _name_like(s, m) and not averted(s, m) and not supposed(s, m) and not sick(s, m):
            keep.append(m)
    return keep


def _mere(s: Sentence, culprit: Match) -> bool:
    """Whether what a culprit did only says who he is, to whom or whose something was done: "هدم منزل منفذ العملية".

    Not in "منفذ الهجوم الذي أوقع …", "منفذ هجوم الرملية", nor in "مقتل منفذ الهجوم وشرطيين", where the attack is news.
    """
    if culprit.j < s.j and (s.norms[culprit.j] in RELATIVE or s.at("place", culprit.j) is not None):
        return False
    if not any(m.j == culprit.i for kind in ("noun", "actor", "generic", "trigger") for m in s.by_kind.get(kind, ())):
        return False  # "سامر العلي منفذ الهجوم": who he is
    before = [m for m in s.by_kind.get("trigger", ()) if 0 <= culprit.i - m.j <= CULPRIT_REACH]
    return any(row_of(m).type in DONE_TO_CULPRITS or (row_of(m).figure == "killed" and m.j < culprit.i) for m in before)


def deed_of_telling(s: Sentence, v: Voice) -> bool:
    """Whether what looks like a verb of telling is a deed: "أنذرت القوات السكان", "علق البرنامج عملياته"."""
    k = v.at if v.at >= 0 or v.speaker is None else v.speaker[1]  # "الوزير يتوعد المتمردين"
    told = s.at("speech", k)
    deeds = ("threat", "aid") if told is not None and told.entry.id == "comment" else ("threat",)
    return any(m.i == k and m.entry.row.pos == "verb" and row_of(m).type in deeds for m in s.by_kind.get("trigger", ()))


def _rank(m: Match) -> int:
    """Of two readings of a word: what the future alone tells first, then what its object tells, a weak word last."""
    t = row_of(m)
    return 0 if t.future else 3 if t.cls == "weak" else 1 if t.then else 2


def _laid_hold(s: Sentence, m: Match) -> Match:
    """An arrest with the على that a day or a place keeps from it: "ألقت القبض أمس في كركوك على ثلاثة مطلوبين"."""
    if s.norms[m.j - 1] not in SEIZED_HOLD or m.j >= s.j or s.norms[m.j] == "علي":
        return m
    k = m.j
    while k < min(m.j + HOLD_REACH, s.j) and s.norms[k] != "علي":
        place = s.at("place", k) or s.at("pw_type", k)
        if k in s.covered:
            k = s.covered[k]
        elif place is not None:
            k = place.j
        elif s.norms[k] in words("preposition") or s.norms[k] in words("time_filler") or s.at("pw_direction", k):
            k += 1
        else:
            return m
    return replace(m, j=k + 1) if k < s.j and s.norms[k] == "علي" else m


def _awaited(s: Sentence, m: Match) -> bool:
    """ "كانوا ينتظرون وصول شاحنات المساعدات": what somebody waits for has not come."""
    if row_of(m).type not in ("aid", "movement"):
        return False
    before = s.tokens[max(s.i, m.i - WAITED) : m.i]
    at = next((n for n in range(len(before) - 1, -1, -1) if before[n].norm.lstrip("وب") in words("awaits")), -1)
    return at >= 0 and not any(t.kind == "p" for t in before[at:])


def _deed(s: Sentence, m: Match) -> bool:
    """Whether a side is named by its deed: "القصف التركي"; "طيران العدوان", "قصف العدوان" is not."""
    if not (m.bits & ARTICLE and m.entry.row.pos == "noun" and row_of(m).type in STRIKES):
        return False
    return (
        s.at("actor", m.i) is not None
        and not any(x.i < m.i < x.j for x in s.by_kind["actor"])
        and s.at("noun", m.i - 1) is None
        and s.at("trigger", m.i - 1) is None
    )


def _no_verb(s: Sentence, m: Match, found: list[Match]) -> bool:
    """Whether a form of a verb is a noun that no lexicon has, since a preposition governs it: "القبض على قاتل"."""
    if m.entry.row.pos != "verb" or m.i == s.i or m.j > m.i + 1:
        return False
    if s.tokens[m.i].norm in words("town_or_verb"):
        return s.at("pw_type", m.i - 1) is not None or s.tokens[m.i - 1].norm in words("before_town")
    if s.tokens[m.i - 1].norm not in GOVERNING:
        return False
    return m.entry.row.feature == "past" and not any(x.i == m.i and x.entry.row.pos != "verb" for x in found)


def _stipulates(s: Sentence, m: Match) -> bool:
    """ "اتفاق يقضي بانسحاب القوات", "قضت محكمة بإحالة …": what is laid down, nobody dies."""
    if m.j != m.i + 1 or m.j >= s.j or row_of(m).figure != "killed":
        return False
    verb, after = s.tokens[m.i].norm.removeprefix("و"), s.tokens[m.j].norm
    if verb in ("يقضي", "تقضي") and after.startswith("ب"):
        return True
    return verb in ("قضت", "قضي", "تقضي", "يقضي") and after in words("court")


def _their_advance(s: Sentence, m: Match) -> bool:
    """Whether "advance" is the noun, of ground gained: "واصلوا تقدمهم باتجاه البلدة", "بعد تقدم الجيش نحو"."""
    if m.entry.id != TOWARDS:
        return False
    before = s.norms[m.i - 1] if m.i > s.i else ""
    return bool(m.suffix) or before in GOVERNING or before in AFTER or before in words("calls_noun")


def _noun_reading(s: Sentence, m: Match, found: list[Match], told: frozenset[int]) -> Match:
    """Of a form that is verb and verbal noun alike (قصف, قتل, خطف) the noun, where the words before call for one.

    `told` are the verbs of telling with who tells right behind them: "أعلنت الكتائب قنص جندي".
    """
    if m.entry.row.pos != "verb":
        return m
    other = next(
        (x for x in found if x.entry.id == m.entry.id and x.entry.row.pos == "noun" and (x.i, x.j) == (m.i, m.j)), None
    )
    if other is not None and m.suffix and "علي" in (row_of(m).then or ()):
        return other  # "سيطرتها الكاملة على": what takes على has no object
    if other is None or (m.suffix and s.tokens[m.i].norm.endswith("ت")):
        return m
    before = s.tokens[m.i - 1].norm.lstrip("و") if m.i > s.i else ""
    cue = next((c for c in s.by_kind.get("cue", ()) if c.j == m.i), None)
    called = before in CAUSES or before in words("calls_noun") or before in words("case")
    light = (cue is not None and cue.entry.row.kind in ("light", "cause", "result", "support")) or (
        (s.at("trigger", m.i - 1) is not None or m.i - 1 in told) and m.i > s.i
    )
    after = s.tokens[m.j].norm if m.j < s.j else ""
    adjective = (s.at("nat", m.j) is not None and not after.startswith("ال")) or after in words("of_happening")
    tanwin = m.j == m.i + 1 and s.tokens[m.i].text.endswith(("اً", "ًا"))
    if tanwin or _their_wound(s, m, before) or (m.bits == 0 and (called or light or adjective)):
        return other
    return m


def _their_wound(s: Sentence, m: Match, before: str) -> bool:
    """Whether a word with a pronoun is "his wound", not "it hit him": "أدى إلى إصابته", "بعد جرحهم"."""
    if not m.suffix or row_of(m).figure not in BODIES_HURT:
        return False
    return before in GOVERNING or before in AFTER or s.tokens[m.i].text.lstrip("وفبل").startswith("إ")


def _name_like(s: Sentence, m: Match) -> bool:
    """ "مدرسة الشهداء", "قرية عدوان": a trigger word that names the noun before it; hashtags at the end."""
    before = s.tokens[m.i - 1].norm if m.i > s.i else ""
    if m.entry.row.pos == "noun" and not {before, before[1:]}.isdisjoint(words("named_place")):
        return True
    if m.i > s.i and m.entry.row.pos == "verb" and s.tokens[m.i - 1].norm.lstrip("وبل") in ("عمليه", "العمليه"):
        return True
    if s.tokens[m.i - 1 if m.i > s.i else m.i].text in "#_" and m.i > s.i:
        rest = [t for t in s.tokens[m.i : s.j] if t.kind == "w"]
        tags = sum(1 for t in s.tokens[m.i - 1 : s.j] if t.text == "#")
        return tags >= max(1, len(rest) // 3) or s.tokens[m.i - 1].text == "_"
    return False
