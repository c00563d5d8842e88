"""Those whom condolences are for: "عزاءه لأسر الشهداء وتمنياته للمصابين بالشفاء" tells of dead and of hurt."""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.model import BODIES
from isnad.read.amounts import SOME, tail_of
from isnad.read.frames import KILLING, FigureMention, Telling

REACH = 7  # tokens between those who fell or were hurt and what is wished to them or theirs


def wished(s: Sentence) -> list[FigureMention]:
    """The dead whom mercy is asked for and the hurt who are wished to recover, in no number."""
    out: list[FigureMention] = []
    for m in s.by_kind.get("trigger", ()):
        kind = _kind(m)
        if kind and _all_of_them(s, m) and s.has(words(f"wished_{kind}"), max(s.i, m.i - REACH), min(s.j, m.j + REACH)):
            out.append(FigureMention(m.i, m.j, kind, tail_of(s, m.j) or "person", SOME))
    return out


def console(tellings: list[Telling], found: list[FigureMention]) -> None:
    """Give the first happening of a report of condolence those it consoles for, where nothing counts its dead or hurt.

    `found` are those of all its sentences.
    """
    first = next((t.frame for t in tellings if t.frame.type in KILLING), None)
    if first is None:
        return
    told = {x.kind for t in tellings for x in t.frame.figures if x.kind in BODIES and x.quantity.high != 0}
    for x in found:
        if x.kind not in told and "casualties" not in told:
            told.add(x.kind)
            first.figures.append(x)


def _kind(m: Match) -> str:
    t = m.entry.row.trigger
    if m.entry.row.pos != "noun" or not t.counted or m.entry.row.feature != "pl":
        return ""
    return {"killed": "killed", "casualties": "killed", "injured": "injured"}.get(t.figure or "", "")


def _all_of_them(s: Sentence, m: Match) -> bool:
    """Whether a noun tells of all of them, not of so many: "الشهداء", "للمصابين", "شهداءنا", "شهداء الواجب"."""
    norm = s.tokens[m.i].norm
    ours = norm.endswith("نا") or (m.j < s.j and s.tokens[m.j].norm.startswith("ال"))
    return bool(m.bits & ARTICLE) or norm.startswith("لل") or ours
