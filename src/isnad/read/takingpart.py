"""How many took part in a happening: attackers, those who move, bring aid or protest."""

from __future__ import annotations

from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.read.amounts import ONE, TWO, Reach, number_of
from isnad.read.frames import FigureMention, Frame

FALLEN = frozenset({"killed", "injured"})
ATTACKS = ("armed_attack", "suicide_attack", "assassination", "explosive", "abduction")
NO_PART = ("displacement", "killing", "detention", "territory")


def taking_part(r: Reach, frame: Frame, frames: list[Frame]) -> list[FigureMention]:
    """A number that stands with the doers, or with what moves: who took part."""
    if frame.type in NO_PART:
        return []
    s = r.s
    out = []
    for np in frame.actors:
        if np.role == "thing" and np.of not in ("vehicle", "aircraft", "weapon"):
            continue
        if _fell(s, np):
            continue
        if np.quantity is not None and np.quantity.i not in r.taken:
            if np.quantity.quantity.comparator == "some" and frame.type not in ("movement", "protest"):
                continue
            if np.quantity.quantity != ONE:  # "نفذه أحد المسلحين" tells who, not how many
                out.append(_part(r, np))
        elif (
            np.quantity is None
            and np.kind == "noun"
            and not np.definite
            and frame.type in ATTACKS
            and np.role == "person"
            and number_of(s, np) == "du"
        ):
            r.taken.add(np.i)
            out.append(FigureMention(np.i, np.j, "taking_part", np.of or "fighter", TWO, np))
    out += _by_agent(r, frame, frames)
    for k, np in r.nps.items():
        if np.quantity is None or np.quantity.i in r.taken:
            continue
        if np.quantity.quantity.comparator == "some" and frame.type != "movement":
            continue
        if min(frames, key=lambda f: abs(f.at - k)) is not frame:
            continue
        if _takes_part(s, frame, np, abs(k - frame.at)):
            out.append(_part(r, np))
    if frame.type == "protest" and not out:
        q = next(
            (
                q
                for q in s.quantities.values()
                if q.unit is None
                and q.construct == "alone"
                and s.at("pw_type", q.j) is None
                and abs(q.i - frame.at) <= 8
                and q.i not in r.taken
            ),
            None,
        )
        if q is not None:  # "شارك المئات"
            r.taken.add(q.i)
            out.append(FigureMention(q.i, q.j, "taking_part", "civilian", q.quantity))
    return out


def _fell(s: Sentence, np: Np) -> bool:
    """Whether a phrase is the subject of a verb of dying: "16 متظاهراً على الأقل قتلوا"."""
    near = (s.at("trigger", k) for k in range(np.j, min(np.j + 4, s.j)))
    return any(m is not None and m.entry.row.pos == "verb" and m.entry.row.trigger.figure in FALLEN for m in near)


def _takes_part(s: Sentence, frame: Frame, np: Np, away: int) -> bool:
    """Whether a counted phrase so many tokens from the trigger tells who moves, brings aid, protests or attacks."""
    if frame.type == "movement" and away <= 25 and np.of in ("vehicle", "fighter", "aircraft"):
        return True
    if frame.type == "aid" and away <= 20 and np.of == "vehicle":
        return True
    if frame.type == "protest" and away <= 10 and np.role == "person":
        return True
    return away <= 30 and np.of in ("fighter", "vehicle", "aircraft") and _composed(s, np)


def _by_agent(r: Reach, frame: Frame, frames: list[Frame]) -> list[FigureMention]:
    """ "نفذه مسلحان", "نفذتها نحو 40 آلية": those behind a word of doing."""
    out = []
    for cue in r.s.by_kind.get("cue", ()):
        np = r.nps.get(cue.j) if cue.entry.row.kind == "agent" else None
        if np is None or np.i in r.taken or min(frames, key=lambda f: abs(f.at - cue.i)) is not frame:
            continue
        q = np.quantity.quantity if np.quantity is not None and np.quantity.i not in r.taken else None
        if q is not None and q.comparator != "some" and q != ONE:
            out.append(_part(r, np))
        elif np.kind == "noun" and np.role == "person" and not np.definite and number_of(r.s, np) == "du":
            r.taken.add(np.i)
            out.append(FigureMention(np.i, np.j, "taking_part", np.of or "fighter", TWO, np))
    return out


def _composed(s: Sentence, np: Np) -> bool:
    """Whether a force is told by what it is made of: "رتل مؤلف من 40 آلية", "بعشرين مقاتلاً"."""
    assert np.quantity is not None
    first = s.tokens[np.quantity.i].norm
    before = s.tokens[np.i - 1].norm if np.i > s.i else ""
    two = s.tokens[np.i - 2].norm if np.i - 1 > s.i else ""
    if before in words("composed") or (before == "من" and two in words("composed")):
        return True
    return (
        first[0] == "ب"
        and np.of in ("fighter", "vehicle")
        and s.tokens[np.quantity.num_i].norm not in ("بضع", "بضعه")
        and len(first) > 3
        and not before.startswith(("تسبب", "مقتل"))
    )


def _part(r: Reach, np: Np) -> FigureMention:
    """The number of a phrase as that of those who took part."""
    assert np.quantity is not None
    r.taken.add(np.quantity.i)
    r.taken.add(np.i)
    return FigureMention(
        np.i, np.j, "taking_part", "aircraft" if np.air else np.of or "fighter", np.quantity.quantity, np
    )
