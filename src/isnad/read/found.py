"""Triggers: the words of a sentence that say that something happened, without those that only look so.

A word inside a name, in a phrase that silences it ("غرفة العمليات"), wished away ("لوقف الهجمات"), of sickness, or
without the object that it calls for ("أطلق … النار") tells nothing.
"""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE
from isnad.lexicon.match import Match, longest
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.read.frames import CAUSES, STRIKES, row_of

SICK_REACH = 8  # tokens from "إصابة" to "بأمراض"


def find_triggers(s: Sentence, speakers: list[tuple[int, int]], telling: frozenset[int] = frozenset()) -> list[Match]:
    """The triggers of a sentence, longest first where they overlap, without those inside names or silenced."""
    found = s.by_kind.get("trigger", [])
    if not found:
        return []
    blocks = [(m.i, m.j) for m in found if row_of(m).cls == "block"]
    cover: list[tuple[int, int]] = []
    for kind in ("actor", "source", "generic", "title"):
        cover += [(m.i, m.j) for m in s.by_kind.get(kind, ()) if m.j - m.i > 1 or kind == "generic"]
    cover += speakers
    cover += [(d.i, d.j) for d in s.dates]
    cover += [(m.i, m.j) for m in s.by_kind.get("place", ()) if m.entry.kind == "place" and m.j - m.i > 1]
    keep = []
    told = [m for m in found if row_of(m).cls != "block"]
    for m in longest(sorted(told, key=lambda m: not row_of(m).then)):  # of equals the one whose object stands there
        if m.i in telling and m.entry.row.pos == "verb":
            continue
        around = [(a, b) for a, b in cover if a <= m.i and m.j <= b]
        inside = any(b - a > m.j - m.i or (a, b) in speakers for a, b in around) and not _deed(s, m)
        inside = inside or any(a <= m.i < b for a, b in blocks)
        if not inside and not _stipulates(s, m) and not _name_like(s, m) and not _averted(s, m) and not _sick(s, m):
            keep.append(_noun_reading(s, m, found))
    return keep


def _deed(s: Sentence, m: Match) -> bool:
    """Whether a side is named by its deed: "القصف التركي"; "طيران العدوان" is not."""
    if not (m.bits & ARTICLE and m.entry.row.pos == "noun" and row_of(m).type in STRIKES):
        return False
    return (
        s.at("actor", m.i) is not None
        and not any(x.i < m.i < x.j for x in s.by_kind["actor"])
        and s.at("noun", m.i - 1) is None
    )


def _stipulates(s: Sentence, m: Match) -> bool:
    """ "اتفاق يقضي بانسحاب القوات": what it lays down, nobody dies."""
    present = s.tokens[m.i].norm in ("يقضي", "تقضي") and m.j == m.i + 1
    return present and m.j < s.j and s.tokens[m.j].norm.startswith("ب")


def _sick(s: Sentence, m: Match) -> bool:
    """ "الإصابة بالتهاب الكبد", "المصابين بفيروس", "قُتلوا في حادث سير": sickness and accidents, not war."""
    if row_of(m).figure not in ("injured", "killed") or m.j >= s.j:
        return False
    for k in range(m.j, min(m.j + SICK_REACH, s.j)):
        norm = s.tokens[k].norm
        if s.tokens[k].kind == "p" or k in s.verbs:
            return False
        if norm[:1] == "ب" and norm[1:] in words("sickness"):
            return True
        if norm == "ب" and k + 1 < s.j and s.tokens[k + 1].norm in words("sickness"):
            return True
        if (
            norm.lstrip("ب") in ("حادث", "حادثه", "حوادث")
            and k + 1 < s.j
            and s.tokens[k + 1].norm in words("on_the_road")
        ):
            return True
    return False


def _noun_reading(s: Sentence, m: Match, found: list[Match]) -> Match:
    """Of a form that is verb and verbal noun alike (قصف, قتل, خطف) the noun, where the words before call for one."""
    if m.entry.row.pos != "verb":
        return m
    other = next(
        (x for x in found if x.entry.id == m.entry.id and x.entry.row.pos == "noun" and (x.i, x.j) == (m.i, m.j)), None
    )
    if other is None or (m.suffix and s.tokens[m.i].norm.endswith("ت")):
        return m
    before = s.tokens[m.i - 1].norm.lstrip("و") if m.i > s.i else ""
    cue = next((c for c in s.by_kind.get("cue", ()) if c.j == m.i), None)
    called = before in CAUSES or before in words("calls_noun")
    light = (cue is not None and cue.entry.row.kind in ("light", "cause", "result", "support")) or (
        s.at("trigger", m.i - 1) is not None and m.i > s.i
    )
    after = s.tokens[m.j].norm if m.j < s.j else ""
    adjective = (s.at("nat", m.j) is not None and not after.startswith("ال")) or after in words("of_happening")
    tanwin = m.j == m.i + 1 and s.tokens[m.i].text.endswith(("اً", "ًا"))
    if tanwin or (m.bits == 0 and (called or light or adjective)):
        return other
    return m


def _averted(s: Sentence, m: Match) -> bool:
    """Whether the event is only wished away, forbidden or asked for: "لوقف الهجمات", "تحظر استهداف"."""
    if row_of(m).type in ("agreement", "talks", "aid", "threat"):
        return False
    if any((c := s.at("cue", k)) is not None and c.entry.row.kind == "agent" for k in range(m.j, min(m.j + 3, s.j))):
        return False  # "للتصدي لهجمات واسعة يشنها التنظيم": who does it is told, so it is done
    for c in s.by_kind.get("cue", ()):
        if c.entry.row.kind != "suppress" or not 0 <= m.i - c.j <= 1:
            continue
        longer = s.at("trigger", c.i)  # "وقف إطلاق النار" is itself an event
        if c.j - c.i > 1 or longer is None or longer.j <= c.j:
            return True
    asking = next((c for c in s.by_kind.get("speech", ()) if c.entry.id == "asking" and 0 <= m.i - c.j <= 8), None)
    return asking is not None and not any(s.tokens[k].norm in ("التي", "الذي") for k in range(asking.j, m.i))


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
