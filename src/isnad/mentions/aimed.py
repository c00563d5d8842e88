"""Whether a phrase behind a verb is what it strikes, not who strikes: "استهدفت طائرات التحالف رتلاً عسكرياً"."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ, PREP
from isnad.lexicon.load import Trigger
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence


def struck(s: Sentence, k: int) -> bool:
    """Whether what stands at token k is what a verb strikes: "استهدفت طائرات التحالف رتلاً عسكرياً"."""
    near = k - 1
    for p in range(k - 1, max(s.i - 1, k - 8), -1):
        m = s.at("trigger", p)
        if m is None and s.tokens[p].text not in "،,.؛:" and p not in s.verbs:
            continue
        if m is not None and _by_fire(m):
            near = p - 1  # "استهدفت غارات قافلة", "استهدف القصف فرناً"
            continue
        t: Trigger | None = m.entry.row.trigger if m is not None and m.entry.row.pos == "verb" else None
        strikes = t is not None and (t.generic or t.patient or t.takes in ("target", "both"))
        return strikes and (p == near or s.tokens[k].norm.endswith("ا") or _done_by(s, p + 1, k))
    return False


def wrecked(s: Sentence, m: Match) -> bool:
    """Whether shells or missiles are what was destroyed, not what did it: "دمر الجيش صاروخاً", "تدمير صاروخ ومنصة".

    Not in "دمر صاروخ منزلاً", "تدمير منزل بصاروخ"; in "دمر مخزناً للصواريخ" they are what was kept there.
    """
    if m.entry.row.trigger.id != SHELLS or m.prep == "ب":
        return False
    before = (s.at("trigger", p) for p in range(m.i - 1, max(s.i - 1, m.i - WRECKED_REACH), -1))
    r = next((r for r in before if r is not None), None)
    if r is None or r.entry.row.trigger.id != DESTROY:
        return False
    if r.entry.row.pos != "verb":
        after = s.norms[m.j] if m.j < s.j else ""
        return m.i == r.j and not (len(after) > 3 and after.endswith("ا"))  # "تدمير قذيفة منزلاً"
    told = s.norms[m.i].endswith(("ا", "ين")) or m.prep == "ل"
    return told and m.i > r.j and _done_by(s, r.j, m.i) and not s.has(CLAUSE_ENDS, r.j, m.i)


DESTROY, SHELLS = "destroy", "shells_hit"  # of triggers.yaml
WRECKED_REACH = 6  # tokens from "دمر" over who did it to "صاروخاً"
CLAUSE_ENDS = frozenset({"،", ",", "؛", "."})


def _by_fire(m: Match) -> bool:
    """Whether a trigger is a strike as the subject of a verb: "غارات", "القصف"."""
    t: Trigger = m.entry.row.trigger
    return bool(m.entry.row.pos == "noun" and (t.generic or t.type == "air_strike") and not m.bits & (CONJ | PREP))


def _done_by(s: Sentence, i: int, k: int) -> bool:
    """Whether one who does a thing and nothing else stands in tokens[i:k]: "نهب مسلحون قافلة مساعدات"."""
    m = s.at("actor", i) or s.at("generic", i) or s.at("noun", i)
    doer = m is not None and not m.prep and (m.entry.kind != "noun" or _may_do(m.entry.row))
    return doer and not s.has(words("preposition"), i, k)


def _may_do(noun: dict[str, str]) -> bool:
    return noun["role"] != "thing" or noun["of"] == "aircraft"
