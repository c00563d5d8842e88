"""Words that only look like a place's name: particles, adjectives, what stands in a phrase of its own."""

from __future__ import annotations

from functools import cache

from isnad.lexicon.match import Match
from isnad.lexicon.words import is_given, words
from isnad.mentions.annotate import Sentence
from isnad.mentions.nounphrase import unknown_word
from isnad.mentions.placemention import anaphor_of, is_direction, place_class


def other_word(s: Sentence, k: int, m: Match) -> bool:
    """Whether a bare word only looks like a name: "في حديثه" by one who writes ة, "القطاع الصحي", "ببساطة"."""
    if m.j != k + 1:
        return False
    if m.prep == "ك":
        return True  # "كثرة", "كحلب": no place where something was
    tok, nxt = s.tokens[k], s.tokens[k + 1].norm if k + 1 < s.j else ""
    if tok.norm.endswith("ه") and not tok.ta and all(p.name_ar.endswith("ة") for p in m.entry.row):
        return any(t.ta for t in s.tokens[s.i : s.j])
    if tok.norm.endswith("القطاع"):
        return nxt.startswith("ال") and not is_direction(nxt)
    if _in_phrase(s, k):
        return True
    village = all(p.feature == "village" for p in m.entry.row)
    return bool(m.prep) and village and not tok.norm[1:].startswith("ال") and not tok.norm.startswith("و")


def _in_phrase(s: Sentence, k: int) -> bool:
    """Whether the word at k is a river's or town's name but for what stands beside it.

    "النيل من أمن البلاد" (harming), "حماة الوطن" (who guard it), "الجهة الجنوبية الشرقية" (the south-east).
    """
    norm, nxt = s.norms[k].removeprefix("و"), s.norms[k + 1] if k + 1 < s.j else ""
    if norm.removeprefix("ب").removeprefix("ل") in HARMING:
        return nxt in OF_WHOM
    if norm == "حماه":
        return nxt in words("guarded") or (nxt[:1] == "ل" and nxt[1:] in words("guarded"))
    return is_direction(norm) and k > s.i and s.norms[k - 1].startswith("ال") and is_direction(s.norms[k - 1])


HARMING = frozenset({"النيل", "لنيل"})  # as folded: "النيل من", "للنيل من"
OF_WHOM = frozenset({"من", "منه", "منها", "منهم", "منا", "منك"})


def of_person(s: Sentence, k: int, m: Match) -> bool:
    """Whether a name is part of a man's: "محمد الشدادي", "صلاح الدين دمرداش"; asked where nothing calls for a place."""
    if m.bits or is_direction(s.norms[k]):
        return False
    before = s.norms[k - 1].removeprefix("و") if k > s.i and s.tokens[k - 1].kind == "w" else ""
    if m.j == k + 1 and before and is_given(before) and before not in words("preposition") | words("homograph_name"):
        return k - 1 not in s.verbs and not any(x.i < k <= x.j for x in s.by_kind.get("place", ()))
    compound = s.norms[k] in place_class("compounds")
    return m.j > k + 1 and is_given(s.norms[k]) and not compound and m.j < s.j and unknown_word(s, m.j)


def closed(norm: str, whole: bool, listing: bool) -> bool:
    """Whether a word is one of grammar's: "وأن" is no city, nor "جيه"; a name may begin with ب by itself: "بلخ"."""
    bare = norm[1:] if norm[0] in "وف" or (norm[0] == "ب" and not whole) else norm
    return (
        (len(bare) < 3 and norm != bare and not listing)
        or norm.removeprefix("و") in place_class("no_places")
        or not _grammar().isdisjoint((norm, bare))
        or bool(anaphor_of[norm])
    )


@cache
def _grammar() -> frozenset[str]:
    """The particles that may be written like a place."""
    return words("clause") | words("preposition") | words("relative")
