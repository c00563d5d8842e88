"""Triggers: the words of a sentence that say that something happened, without those that only look so.

A word inside a name, in a phrase that silences it ("غرفة العمليات"), wished away ("لوقف الهجمات"), of sickness, or
without the object that it calls for ("أطلق … النار") tells nothing.
"""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE
from isnad.lexicon.match import Match, longest
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import tanween
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
    for m in longest(m for m in found if row_of(m).cls != "block"):
        if m.i in telling and m.entry.row.pos == "verb":
            continue
        around = [(a, b) for a, b in cover if a <= m.i and m.j <= b]
        inside = any(b - a > m.j - m.i or (a, b) in speakers for a, b in around) and not _deed(s, m)
        inside = inside or any(a <= m.i < b for a, b in blocks)
        if not inside and not _stipulates(s, m) and not _name_like(s, m) and not _averted(s, m) and not _sick(s, m):
            keep.append(_noun_reading(s, m, found))
    return [m for m in keep if m.entry.row.pos != "verb" or not tanween(s.tokens[m.j - 1].text)]  # "هدفاً قاتلاً"


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


def _stipulates(s: Sentence, m: Match) -> bool:
    """ "اتفاق يقضي بانسحاب القوات", "قضت محكمة بإحالة …": what is laid down, nobody dies."""
    if m.j != m.i + 1 or m.j >= s.j or row_of(m).figure != "killed":
        return False
    verb, after = s.tokens[m.i].norm.removeprefix("و"), s.tokens[m.j].norm
    if verb in ("يقضي", "تقضي") and after.startswith("ب"):
        return True
    return verb in ("قضت", "قضي", "تقضي", "يقضي") and after in words("court")


def _sick(s: Sentence, m: Match) -> bool:
    """ "الإصابة بالتهاب الكبد", "قُتلوا في حادث سير", "توفي جراء السيول": sickness, accidents, nature, not war."""
    if row_of(m).figure not in ("injured", "killed"):
        return False
    for k in range(m.j, min(m.j + SICK_REACH, s.j)):
        norm = s.tokens[k].norm
        if s.tokens[k].kind == "p" or k in s.verbs:
            break
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
    told = any(_by_nature(s, k) for k in range(s.i, s.j))
    return (told or any(t.norm in words("disaster") for t in s.tokens[s.i : m.i])) and not _struck(s)


def _struck(s: Sentence) -> bool:
    """Whether a sentence has a word of an attack."""
    return any(row_of(x).type in STRIKES for x in s.by_kind.get("trigger", ()))


def _by_nature(s: Sentence, k: int) -> bool:
    """Whether token k says that someone drowned or starved, or that a flood, a fire or hunger was the cause."""
    if s.tokens[k].norm in words("drowned"):
        return True
    near = [s.tokens[p].norm for p in range(k + 1, min(k + 3, s.j)) if s.tokens[p].kind == "w"]
    if s.tokens[k].norm == "من":
        return bool(near) and near[0] in words("nature")  # "من الجوع"
    return s.tokens[k].norm in CAUSES and any(w in words("nature") or w in words("sickness") for w in near)


def _noun_reading(s: Sentence, m: Match, found: list[Match]) -> Match:
    """Of a form that is verb and verbal noun alike (قصف, قتل, خطف) the noun, where the words before call for one."""
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
