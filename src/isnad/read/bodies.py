"""One body that speaks under several names: itself, its spokesman, its statement, its press office."""

from __future__ import annotations

from collections.abc import Mapping

from isnad.arabic.script import fold_word
from isnad.lexicon.words import words
from isnad.model import SourceLink
from isnad.read.speakers import Chain, plain_words

FORCES = frozenset({"military", "armed_group", "police", "government"})  # kinds of sources that are a side's own voice
LINKED = ("لل", "ل", "ب")  # prepositions written with what they go with: "بيان للوزارة", "المركز الإعلامي لقسد"


def one_body(a: Chain, b: Chain, sources: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether two chains end in one body, of which the second is a name or a mouth of the first."""
    if not a or not b or a[-1].kind == "local" or any(x.kind != "media" for x in (*a[:-1], *b[:-1])):
        return False
    return _is_voice_of(b[-1], a[-1], sources)


def _is_voice_of(mouth: SourceLink, body: SourceLink, sources: Mapping[str, Mapping[str, str]]) -> bool:
    row = sources.get(mouth.id or "")
    if row is not None and body.id is not None and row.get("side") == body.id and row["kind"] in FORCES:
        return True
    said = plain_words(mouth.text)
    if not said or said[0] not in words("mouth"):
        return False
    name = plain_words(body.text)
    if name and name[0] in words("mouth"):
        return False
    rest = {w for x in said[1:] for w in (x, *(x.removeprefix(p) for p in LINKED if len(x) > len(p) + 2))}
    return (len(name) > 1 and rest.issuperset(name)) or _pointed(mouth.text, name[0] if name else "")


def _pointed(text: str, head: str) -> bool:
    """Whether a name ends in the noun of another with the article, or goes on with none: "المتحدث باسم الوزارة"."""
    said = [fold_word(w) for w in text.split()]
    for n, w in enumerate(said[1:], 1):
        if head and w in ("ال" + head, "لل" + head, "بال" + head):
            return n + 1 >= len(said) or not said[n + 1].startswith("ال")
    return False
