"""Who did it, where he stands before what was done: "اعتقل عناصر الأمن ثلاثة شبان", "دمرت الطائرات منزلاً"."""

from __future__ import annotations

from isnad.lexicon.match import Match
from isnad.mentions.nounphrase import done_to
from isnad.mentions.parties import Np, parse_np
from isnad.read.lists import BODY, THINGS, fits
from isnad.read.runs import Sum


def is_doer(c: Sum, np: Np, m: Match) -> bool:
    """Whether the first phrase after an active verb is the doer ("اعتقل عناصر … ثلاثة شبان", "دمرت الطائرات منزلاً")."""
    if np.quantity is not None and m.entry.row.pos == "verb" and _told_so(c, np):
        return True  # "خطف عشرات المسلحين طبيباً"
    if np.quantity is not None or np.kind in ("others", "name") or np.prep or m.entry.row.pos != "verb":
        return np.role == "force" and np.quantity is None and m.entry.row.pos == "verb"
    armed = (
        np.role == "force"
        or np.air
        or (np.of == "fighter" and np.number == "pl")
        or np.actor_id.startswith("unidentified")
        or (np.of == "vehicle" and (bool(np.owners) or _beside_thing(c, np, m)))  # "هدمت جرافات الاحتلال منزلاً"
    )
    after = c.r.nps.get(np.j)
    if after is not None and done_to(c.r.s, np, after):
        return True  # "قنص مسلح طفلاً"
    if not armed:
        return False
    nxt = next((c.r.nps[k] for k in range(np.j, min(np.j + 8, c.r.s.j)) if k in c.r.nps), None)
    kind = m.entry.row.trigger.figure
    if (
        nxt is not None
        and not nxt.conj
        and nxt.role in ("person", "thing")
        and (nxt.quantity is not None or nxt.prep == "")
        and fits(nxt, kind)
    ):
        return True
    return object_beyond(c, np, kind) is not None or (np.role == "force" and np.quantity is None)


def _told_so(c: Sum, np: Np) -> bool:
    """Whether a phrase is the doer by the roles of the frame, in which others suffer it."""
    return any(np is a for a in c.frame.actors) and any(t.role != "force" for t in c.frame.targets)


def _beside_thing(c: Sum, np: Np, m: Match) -> bool:
    """Whether what a verb wrecked stands right behind what did it: "هدمت الجرافات منزلاً"."""
    after = c.r.nps.get(np.j)
    wrecked = after is not None and after.role == "thing" and not after.prep and not after.conj
    return wrecked and np.quantity is None and m.entry.row.pos == "verb"


def object_beyond(c: Sum, np: Np, kind: str) -> Np | None:
    """The object past a clause that tells of the doers: "اختطف مسلحون يستقلون سيارة طبيباً وممرضين"."""
    s = c.r.s
    # "اغتال مجهولون شخصاً", read as one phrase
    for k in range(np.head.j if np.head is not None else np.j, np.said or np.j):
        armed = s.norms[k].endswith("ون")  # "رعاة مسلحون"
        if np.actor_id.startswith("unidentified") and not np.owners and not armed and s.at("noun", k) is not None:
            return parse_np(s, k)
    for k in range(np.j, min(np.j + 16, s.j)):
        x = c.r.nps.get(k)
        tok = s.tokens[k]
        if x is not None and x.i not in c.r.taken and fits(x, kind) and not x.prep and not x.conj:
            accusative = s.tokens[x.head_at].norm.endswith(("ا", "ين", "ات")) or x.quantity is not None
            suffers = accusative or any(x is t for t in c.frame.targets)
            if suffers and (x.role == "person") == (kind in BODY):
                return x
        if (
            tok.text in ".؛"
            or s.at("trigger", k) is not None
            or (tok.kind == "w" and tok.norm in ("ما", "مما", "ان", "فيما", "بينما"))
        ):
            return None
    return None


def doer_of_things(np: Np, m: Match, kind: str) -> bool:
    return kind in THINGS and m.entry.row.pos == "verb" and (np.air or np.role == "force") and np.quantity is None


def men_of_force(np: Np, m: Match, kind: str) -> bool:
    """ "استشهاد رجال الأمن": men of a force behind a noun of result, with no number."""
    word = np.head.entry.id if np.head is not None and np.kind == "generic" else ""
    return (
        kind in BODY
        and m.entry.row.pos == "noun"
        and word.split(" ")[0] in ("رجال", "عناصر", "جنود", "افراد", "ضباط", "مقاتلي", "مسلحي")
    )
