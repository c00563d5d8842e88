"""Places that a clause points back to: "في المدينة حيث قُتل …", "القاعدة التي استعادها الثوار", "… قُتل فيها"."""

from __future__ import annotations

from dataclasses import replace

from isnad.lexicon.match import SKIPPED
from isnad.mentions.annotate import Sentence
from isnad.mentions.places import PlaceMention
from isnad.read.frames import STRIKES, Frame
from isnad.read.telling import RELATIVE
from isnad.resolve.places import RANK

EXACT = 5  # ranks of features below this are points, from it on areas


def pointed_at(s: Sentence, frames: list[Frame], places: list[PlaceMention]) -> None:
    """ "في مخيم الهول حيث يُحتجز …", "… بغداد، حيث قُتل فيها …": the place before holds for what follows."""
    for f in frames:
        head = min(m.i for m in f.trigs)
        taken = _antecedent(s, f, places)
        if taken is not None:
            f.places = [replace(taken, child=False, weak=False, origin=False, motion="", relation="")]
            continue
        back = f.end < s.j and s.tokens[f.end].norm in ("فيها", "فيه", "بها")
        if not back and not (
            head - 1 >= s.i and any(s.tokens[k].norm == "حيث" for k in range(max(s.i, head - 2), head))
        ):
            continue
        last = next((p for p in reversed(places) if p.j <= head and not p.child and not p.origin), None)
        if last is not None and last not in f.places and all(is_area(p) or p.child for p in f.places):
            f.places = [last, *f.places]


def _antecedent(s: Sentence, f: Frame, places: list[PlaceMention]) -> PlaceMention | None:
    """The place that a relative clause tells of: "قاعدة … التي استعادها الثوار", "المدينة التي سيطر عليها الجيش"."""
    k = f.trigs[0].i
    if k not in s.verbs or k - 2 < s.i:
        return None
    n = k - 2 if s.norms[k - 1] == "قد" else k - 1
    if s.norms[n].removeprefix("و") not in RELATIVE or f.type not in HELD_AS_PLACE:
        return None
    verb = s.norms[k]
    back = verb.endswith(("ها", "ته", "وه")) or any(s.norms[x] in UPON_IT for x in range(k + 1, min(k + 3, s.j)))
    last = next((p for p in reversed(places) if p.j <= n), None) if back else None
    told = range(last.j, n) if last is not None else ()  # "قاعدة العند الاستراتيجية التي"
    if last is None or len(told) > ADJECTIVES or not all(_marked(s, x) for x in told):
        return None
    own = not (last.child and last.relation == "rural")  # "قرية السلام بريف … التي"
    return last if own else next((p for p in reversed(places) if p.j <= last.i and not p.child), None)


def _marked(s: Sentence, k: int) -> bool:
    """Whether token k is a mark or an adjective with the article."""
    return s.tokens[k].text in SKIPPED or (s.norms[k].startswith("ال") and k not in s.verbs)


ADJECTIVES = 2  # marks and adjectives between a place and its relative clause
UPON_IT = frozenset({"عليها", "عليه", "منها", "منه", "فيها", "فيه", "اليها", "اليه"})
HELD_AS_PLACE = STRIKES | {"territory", "armed_clash"}  # types done to a place that the pronoun stands for


def is_area(p: PlaceMention) -> bool:
    """Whether a mention is no point but an area: "ريف حلب", a governorate, a desert."""
    return p.relation == "rural" or (p.chosen is not None and RANK.get(p.chosen.feature, 3) >= EXACT)
