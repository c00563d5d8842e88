"""Whom somebody accuses, blames or asks, where he stands right behind the one who does: no part of his name."""

from __future__ import annotations

from isnad.lexicon.load import Lexicon
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import SourcePhrase, find_source
from isnad.mentions.sourcespans import LINKING

PARTIES = frozenset({"actor", "generic", "noun", "source_noun"})
SIDED = frozenset({"actor", "generic"})
HEADS = ("source", "source_noun", "actor", "generic", "title")


def begins_office(s: Sentence, k: int) -> bool:
    """Whether a word for someone who speaks stands at token k."""
    m = s.at("source_noun", k)
    return m is not None and m.entry.row["role"] == "head"


def without_accused(s: Sentence, who: SourcePhrase, lexicon: Lexicon) -> None:
    """ "اتهم رئيس الوزراء أحمد … | تنظيم داعش": the accused stands right behind the accuser."""
    head = max((m.j for kind in HEADS if (m := s.at(kind, who.i)) is not None), default=who.i + 1)
    for k in range(who.i + 1, who.j):
        side = s.at("source_noun", k)
        accused = k >= head and any((m := s.at(kind, k)) is not None and not m.bits for kind in ("actor", "generic"))
        accused |= _armed(s, k) and (k > head or who.kind == "local")  # "اتهم شهود عيان | جنوداً"
        of = s.tokens[k - 2 if s.tokens[k - 1].kind == "p" else k - 1].norm.removeprefix("و")
        if of in words("group_noun") or of in words("of_side") or of in LINKING:
            continue  # "وفصائل «الجيش الوطني»", "وقوات التحالف", "الناطق باسم «الجيش الوطني»"
        if accused or (side is not None and side.entry.id in ("side", "band")):  # "اتهمت أنقرة | الطرفين"
            alone = find_source(s, who.i, lexicon, limit=k)
            if alone is not None:
                who.j, who.kind, who.id, who.weak = k, alone.kind, alone.id, False
            return


def without_threatened(s: Sentence, who: SourcePhrase, lexicon: Lexicon) -> None:
    """ "توعد قائد الجيش | المتمردين", "هددت قيادة القوات في الإقليم | المسلحين": who is threatened stands behind."""
    for k in range(who.i + 2, who.j):
        norm, of = s.norms[k], s.norms[k - 1].removeprefix("و")
        whole = any(t.norm.startswith("ال") for t in s.tokens[who.i + 1 : k])  # "قائد الجيش", but "قائد"
        if not (norm.startswith("ال") and norm.endswith("ين")) or of.endswith("ين") or not whole or of in LINKING:
            continue
        noun = s.at("noun", k)
        armed = noun is not None and noun.entry.row["of"] == "fighter"
        if of not in words("group_noun") and (armed or s.begins(SIDED, k)):
            alone = find_source(s, who.i, lexicon, limit=k)
            if alone is not None:
                who.j, who.kind, who.id, who.weak = k, alone.kind, alone.id, False
            return


def _armed(s: Sentence, k: int) -> bool:
    """Whether a force or its men stand at token k, with nothing written before them: "قوة", "مسلحين", "عناصر"."""
    m = s.at("noun", k)
    return m is not None and not m.bits and (m.entry.row["role"] == "force" or m.entry.row["of"] == "fighter")


def accuses(s: Sentence, who: SourcePhrase) -> bool:
    """Whether someone stands behind the folk who accuse, before the deed: "اتهم السكان | عناصر الحاجز بقتل شاب"."""
    for k in range(who.j, min(who.j + 10, s.j)):
        m = s.at("trigger", k)
        if s.tokens[k].norm in words("responsibility") or s.tokens[k].text in "،." or (m is not None and m.prep == "ب"):
            return False
        if _armed(s, k) or any(s.at(kind, k) is not None for kind in ("actor", "generic", "nat")):
            return True
    return False


def without_asked(s: Sentence, who: SourcePhrase, lexicon: Lexicon) -> None:
    """ "دعا وزير الصحة أحمد … | مفوض الأمم المتحدة إلى": whom a person with a name asks stands right behind it."""
    head = max((m.j for kind in HEADS if (m := s.at(kind, who.i)) is not None), default=who.i + 1)
    for k in range(head + 1, who.j):
        named = all(s.at(kind, k - 1) is None for kind in HEADS) and s.tokens[k - 1].kind == "w"
        titled = (m := s.at("source_noun", k)) is not None and m.entry.id in ("rank", "person")
        state = s.tokens[k].norm in ("الدول", "المجتمع", "الاطراف", "دول")
        asked = (
            state
            or (begins_office(s, k) and not titled and not s.tokens[k].norm.startswith("و"))
            or any((m := s.at(kind, k)) is not None and not m.bits for kind in ("actor", "generic"))
        )
        if named and asked and not any(p in s.covered for p in (k - 1, k)) and s.tokens[k - 1].norm not in LINKING:
            alone = find_source(s, who.i, lexicon, limit=k)
            if alone is not None:
                who.j, who.kind, who.id = k, alone.kind, alone.id
            return


def blamed(s: Sentence, who: SourcePhrase) -> bool:
    """ "وحمل الحوثيين مسؤولية …": with nobody else before the word of responsibility, it is laid at this one's door."""
    end = next((k for k in range(who.j, min(who.j + 8, s.j)) if s.tokens[k].norm in words("responsibility")), -1)
    return end >= 0 and not any(s.begins(PARTIES, k) for k in range(who.j, end))


def deed(s: Sentence, k: int) -> int:
    """The deed that an accusation brings behind the accused: "اتهام مسؤول المجموعة | بالهجوم"; -1 where none is."""
    for p in range(k, min(k + 10, s.j)):
        m = s.at("trigger", p)
        norm = s.tokens[p].norm
        by = norm[0] == "ب" and norm[1:] in words("told_thing") and p + 1 < s.j and s.at("trigger", p + 1) is not None
        if by or (m is not None and m.prep == "ب"):  # "بتنفيذ تفجير", "بتفجير"
            return k
        if p > k and s.tokens[p].text in "،.":
            return -1
    return -1
