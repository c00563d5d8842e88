"""Figures: how many were killed, hurt, taken, destroyed; how many strikes; from numbers, duals, singulars and lists."""

from __future__ import annotations

import itertools

from isnad.arabic.tokens import ARTICLE, CONJ
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import OTHERS, Np
from isnad.read.amounts import (
    ONE,
    SOME,
    TWO,
    UNARMED,
    Reach,
    owner_of,
    tail_of,
)
from isnad.read.counted import counted_figures, counts_cases, tells_victims
from isnad.read.frames import KILLING, FigureMention, Frame, row_of
from isnad.read.governed import governed_figures
from isnad.read.lists import BODY
from isnad.read.losses import fallen, fires, losses, missing, nothing, out_of_service, prisons
from isnad.read.parts import between_joint, find_parts, told_apart
from isnad.read.remains import FOUND_DEAD, found_bodies
from isnad.read.runs import Sum, elsewhere, phrase_run
from isnad.read.strikecounts import (
    cases,
    incidents,
    mean_strikes,
    strike_figures,
    things_struck,
    things_taken,
)
from isnad.read.subjects import phrase_before, plural_verb
from isnad.read.takingpart import taking_part
from isnad.read.tolls import inherit, mark_status

RUINED = frozenset({"site", "building", "base", "depot", "facility"})  # what is hit, not hurt
OTHERS_REACH = 8  # tokens from "وخمسة آخرون" to what befell them


def assign_figures(s: Sentence, frames: list[Frame], nps: dict[int, Np]) -> None:
    """Give every frame of a sentence its figures; a number is counted once.

    "مقتل 9 مدنيين بينهم 3 أطفال وإصابة 20 آخرين": killed 9 civilians, of them 3 children, and injured 20 civilians.
    """
    r = Reach(s, nps, set())
    for f in frames:
        f.figures = []
    blocked = nothing(s, frames)
    fallen(r, frames)
    incidents(r, frames)
    losses(r, frames, blocked)
    out_of_service(r, frames)
    fires(r, frames)
    missing(r, frames)
    prisons(r, frames)
    for f in sorted(frames, key=lambda f: f.at):
        c = Sum(r, f, frames, blocked)
        f.figures = _none_once(_gather(c) + [x for x in f.figures if not any(_told_better(x, y) for y in c.out)])
        f.figures = _counted_once(f.figures)
        f.figures.sort(key=lambda x: x.i)
        if f.type in KILLING and not any(x.kind in BODY for x in f.figures):
            f.figures += _left_out(c)
        inherit(f.figures, _hit(f))
        if _once(f):
            for x in f.figures:
                if x.kind in HURT and x.quantity == SOME and x.np is not None and _two_fell(s, x.np):
                    x.quantity = TWO
        for x in f.figures:
            if x.kind == "injured" and x.of in RUINED:
                x.kind = "damaged"  # "أصابت الغارات ثمانية مواقع"
            x.whose = owner_of(x.np) or ("civilians" if x.of == "civilian" else None)
        mark_status(s, f.figures)


HURT = frozenset({"killed", "injured"})


def _once(f: Frame) -> bool:
    """Whether a happening is told that was not told before, by a word of one: "قصف", "انفجرت"; not "القصف", "غارات"."""
    m = f.trigs[0]
    return not f.definite and not (m.entry.row.pos == "noun" and (m.bits & ARTICLE or m.entry.row.feature == "pl"))


def _two_fell(s: Sentence, np: Np) -> bool:
    """Whether a bare "مدنيين" tells two: spelled alike, of the dead and hurt a dual far more often than a plural."""
    bare = np.kind == "noun" and np.role == "person" and np.quantity is None and not np.definite and not np.pronoun
    word = s.tokens[np.head_at]
    if not bare or np.owners or not word.norm.endswith("ين") or "\u0650ين" in word.text:
        return False
    after = s.norms[np.j] if np.j < s.j else ""
    one_word = np.j - np.head_at == 1
    return after not in OTHERS and (one_word or (np.j - np.head_at == 2 and s.norms[np.j - 1].endswith("ين")))


def _told_better(x: FigureMention, y: FigureMention) -> bool:
    """Whether y gives a number, none but nought, where x gives none."""
    return x.kind == y.kind and x.quantity.comparator == "some" and y.quantity.high != 0


def _counted_once(found: list[FigureMention]) -> list[FigureMention]:
    """A number told in a phrase and in a word of it is one: "سقط صاروخان"."""

    def within(x: FigureMention, y: FigureMention) -> bool:
        alike = x.kind == y.kind and x.quantity == y.quantity
        return alike and y.i <= x.i and x.j <= y.j and (x.i, x.j) != (y.i, y.j)

    return [x for x in found if not any(within(x, y) for y in found)]


def _none_once(found: list[FigureMention]) -> list[FigureMention]:
    """Of noughts of one kind the one that says of whom: "دون ضحايا أو إصابات بين الأهالي"."""
    none = [x for x in found if x.quantity.high == 0]
    told = {x.kind: x for x in sorted(none, key=lambda x: x.of != "person")}
    return [x for x in found if x.quantity.high != 0 or x is told[x.kind]]


def _left_out(c: Sum) -> list[FigureMention]:
    """ "استشهد مواطنان في قصف خيمة، وخمسة آخرون في غارة على مقهى": what befell the others is told once."""
    s, f = c.r.s, c.frame
    before = next((x for x in reversed(c.frames) if x.at < f.at), None)
    kind = next((x.kind for x in reversed(before.figures) if x.kind in BODY and not x.part), None) if before else None
    first = min(m.i for m in f.trigs)
    if kind is None or f.trigs[0].entry.row.pos == "verb":
        return []
    for k in range(first - 1, max(s.i, first - OTHERS_REACH), -1):
        np = c.r.nps.get(k)
        if np is None:
            continue
        lone = s.tokens[k - 1].norm == "و" or np.conj or (np.quantity is not None and s.tokens[k].norm.startswith("و"))
        between = s.tokens[np.j : first]
        into = (f.trigs[0].prep == "ب" and not between) or (len(between) == 1 and between[0].norm in words("befell_in"))
        person = np.role == "person" or np.kind == "others"
        if lone and into and person and np.i not in c.r.taken:
            return phrase_run(c.r, np, kind)
        return []
    return []


def _hit(f: Frame) -> str:
    """The sort of those aimed at, for numbers that only point ("غارات على مواقع حوثية … 16 منهم")."""
    sides = (m for np in f.targets if np.role == "thing" for m in np.owners)
    armed = any(m.entry.kind in ("actor", "generic") and m.entry.id not in UNARMED for m in sides)
    return "fighter" if armed or any(np.of == "fighter" for np in f.targets) else ""


def _gather(c: Sum) -> list[FigureMention]:
    s, frame, out = c.r.s, c.frame, c.out
    told = [*frame.results, *frame.trigs]
    if frame.type == "displacement":  # "… ويقدر عدد النازحين بنحو مليون"
        told += [m for m in s.by_kind.get("trigger", ()) if row_of(m).id == "displaced_stock"]
    matches = list(dict.fromkeys(sorted(told, key=lambda m: m.i)))
    joint = _joint_pairs(c, matches)
    for m in matches:
        t = m.entry.row.trigger
        if m.i in c.blocked:
            continue
        if id(m) in joint and joint[id(m)] is None:
            continue  # told by the word joined to it
        found = cases(c.r, m)
        if found:
            out += found
            continue
        if (
            t.figure in ("strikes", "events")
            or t.id == "massacre"
            or (t.type == "suicide_attack" and m.entry.row.pos == "phrase")
            or (
                t.figure in (None, "killed")
                and t.cls == "event"
                and t.type not in ("execution", "suicide_attack")
                and m.entry.row.pos == "noun"
            )
        ):
            found = strike_figures(c.r, m, frame)
        if not found and t.figure not in (None, "strikes", "events"):
            found = (
                found_bodies(c, m)
                if t.id in FOUND_DEAD
                else counted_figures(c, m)
                if t.counted or counts_cases(s, m) or tells_victims(s, m)
                else governed_figures(c, m)
            )
        if len(found) == 1 and _named_again(found[0], out):
            continue
        if id(m) in joint:
            for x in found:
                x.kind = "casualties"
        out += found
    if frame.type == "arrest" and not any(x.kind == "captured" for x in out):
        out += _swept(c)
    if frame.type == "seizure":
        out += _contents(c)
    out += mean_strikes(c.r, frame) + things_struck(c.r, frame) + things_taken(c.r, frame)
    out += taking_part(c.r, frame, c.frames)
    out.sort(key=lambda f: f.i)
    _one_number(c, matches)
    _victims_and_hurt(c)
    between_joint(c.r, out)
    elsewhere(c.r, out)
    if any(cue.entry.row.kind == "part" for cue in s.by_kind.get("cue", ())):
        out += find_parts(c.r, out, _counting(c))
    else:
        out += told_apart(c.r, out)
    _victims_and_dead(c)
    if frame.type == "detention":
        for x in out:
            x.kind = "held" if x.kind == "captured" else x.kind
    out.sort(key=lambda f: f.i)
    return out


def _swept(c: Sum) -> list[FigureMention]:
    """ "اعتقالات طالت أكثر من عشرة مدنيين", "حكمت على ثلاثة": those whom a wave of arrests or a sentence reached."""
    s = c.r.s
    reached = words("swept") | ({"علي"} if c.frame.trigger.id == "sentence" else frozenset())
    near = (k for m in c.frame.trigs for k in range(m.j, min(m.j + 8, s.j)))
    k = next((k for k in near if s.tokens[k].norm in reached), None)
    np = c.r.nps.get(k + 1) if k is not None else None
    return phrase_run(c.r, np, "captured") if np is not None and np.role == "person" and np.i not in c.r.taken else []


def _contents(c: Sum) -> list[FigureMention]:
    """ "ضبطت مخبأ يضم 30 صاروخاً وأربع بنادق": what was in the store that was found."""
    s, end = c.r.s, max(m.j for m in c.frame.trigs)
    near = range(end, min(end + STORE_REACH, s.j - 1))
    at = next((k for k in near if s.norms[k].removeprefix("و") in words("holds")), -1)
    stored = any(x.kind == "seized" and x.i < at for x in c.out) or any(np.i < at for np in c.frame.targets)
    if at < 0 or not stored:
        return []
    k = at + 1 + (s.norms[at + 1] == "علي")
    np = c.r.nps.get(k)
    counted = np is not None and np.role == "thing" and np.i not in c.r.taken and not np.conj
    return phrase_run(c.r, np, "seized") if np is not None and counted else []


STORE_REACH = 14  # tokens from a word of finding, over the store and its place, to "يضم"


def _counting(c: Sum) -> list[Match]:
    """The words of the sentence's other frames that count the dead, the hurt, the taken."""
    return [
        m
        for f in c.frames
        if f is not c.frame
        for m in (*f.trigs, *f.results)
        if m.entry.row.trigger.figure in BODY
        and m not in (*c.frame.trigs, *c.frame.results)
        and (m.entry.row.pos == "verb" or m.j in c.r.nps or m.j in c.r.s.quantities)
    ]


def _named_again(x: FigureMention, out: list[FigureMention]) -> bool:
    """ "اعتقال شخص … اعتقال سامر العلي": one man, told first without and then with his name."""
    named = x.np is None or x.np.kind == "name" or (x.np.definite and x.np.name is not None)
    return (
        x.quantity == ONE
        and named
        and any(y.kind == x.kind and y.quantity == ONE and y.np is not None and not y.np.definite for y in out)
    )


def _joint_pairs(c: Sum, matches: list[Match]) -> dict[int, Match | None]:
    """ "مقتل وإصابة 20", "استشهدوا وأصيبوا": the first word maps to None, the second to itself."""
    out: dict[int, Match | None] = {}
    for a, b in itertools.pairwise(matches):
        ta, tb = a.entry.row.trigger, b.entry.row.trigger
        if (
            b.i == a.j
            and b.bits & CONJ
            and {ta.figure, tb.figure} == {"killed", "injured"}
            and not ta.counted
            and not tb.counted
            and not a.suffix
        ):
            verbs = (a.entry.row.pos == "verb") + (b.entry.row.pos == "verb")
            alike = (c.r.s.tokens[a.i].norm.removeprefix("و"), c.r.s.tokens[b.i].norm.removeprefix("و"))
            if verbs == 1 and not {"قتل", "جرح"}.isdisjoint(alike):
                verbs = 0  # the verb and its noun are written alike
            if verbs == 0 or (
                verbs == 2 and not plural_verb(c.r.s, a) and not plural_verb(c.r.s, b) and not _told_before(c, a)
            ):
                out[id(a)], out[id(b)] = None, b
            elif verbs == 2 and plural_verb(c.r.s, a) and plural_verb(c.r.s, b):  # "20 مدنياً استشهدوا وأصيبوا"
                out[id(a)], out[id(b)] = a, None
    return out


def _told_before(c: Sum, m: Match) -> bool:
    """ "مدنياً قُتل وأصيب آخر": the first verb has its subject before it."""
    np = phrase_before(c, m, "killed")
    return np is not None and m.i - np.j <= 1


def _victims_and_hurt(c: Sum) -> None:
    """ "سقوط ضحايا من رجال الأمن وإصابة آخرين": victims beside the hurt are the dead."""
    for a, b in itertools.pairwise(c.out):
        if (a.kind, b.kind) != ("casualties", "injured") or not 0 <= b.i - a.j <= 4:
            continue
        between = {t.norm for t in c.r.s.tokens[a.j : b.i]}
        if between & {"واصابه", "وجرح", "واصيب"} and any(t.norm == "ضحايا" for t in c.r.s.tokens[a.i : a.j]):
            a.kind = "killed"


def _victims_and_dead(c: Sum) -> None:
    """ "51 ضحية، بينهم 18 قتيلاً", "الضحايا 91 شخصاً (35 قتيلاً …)": victims some of whom are told as dead are both."""
    s = c.r.s
    for a in (x for x in c.out if x.kind == "killed"):
        named = any(t.norm.startswith(VICTIM) for t in s.tokens[a.i : a.j])
        before = any(norm.endswith(VICTIM) for norm in s.norms[max(s.i, a.i - VICTIM_REACH) : a.i])
        if not named and (not before or s.has(DEAD_OR_HURT, a.i, a.j)):
            continue
        kinds = HURT if named else {"killed"}
        dead = (b for b in c.out if b.kind in kinds and 0 < b.i - a.j <= AMONG_REACH)
        if any(s.has(DEAD_OR_HURT, b.i, b.j) and _fewer(b, a) for b in dead):
            a.kind = "casualties"


def _fewer(part: FigureMention, total: FigureMention) -> bool:
    return (part.quantity.low or 0) < (total.quantity.low or 0)


AMONG_REACH = 5  # tokens from the victims to the dead among them
VICTIM = ("ضحيه", "ضحايا")
VICTIM_REACH = 4  # tokens from "الضحايا" to their number
DEAD_OR_HURT = frozenset({"قتيل", "قتيلا", "قتلي", "قتيلان", "قتيلين", "شهيدا", "شهداء", "جريحا", "جرحي", "مصابا"})


def _one_number(c: Sum, matches: list[Match]) -> None:
    """ "عدد من القتلى والجرحى", "10 شهداء ومصابين": one number over dead and hurt is casualties."""
    out = c.out
    for a, b in itertools.pairwise(matches):
        ta, tb = a.entry.row.trigger, b.entry.row.trigger
        if b.i != a.j or not b.bits & CONJ or {ta.figure, tb.figure} != {"killed", "injured"} or not ta.counted:
            continue
        if not (tb.counted or (counts_cases(c.r.s, b) and not (b.j in c.r.nps and c.r.nps[b.j].quantity is not None))):
            continue  # "10 شهداء وإصابة 60"
        if b.bits & ARTICLE and b.j < c.r.s.j and c.r.s.tokens[b.j].norm == "الي":
            continue  # "عدد القتلى إلى 15 قتيلاً والمصابين إلى 40"
        first = next((f for f in out if f.kind == ta.figure and f.i <= a.i < f.j), None)
        if first is None or first.i == a.i or first.quantity in (ONE, TWO):
            continue
        if b.entry.row.feature in ("sg", "du") and b.entry.row.feature != a.entry.row.feature:
            continue  # "10 شهداء وجريحة", "10 شهداء وجريحين": their own number; but "66 قتيلاً وجريحاً"
        out[:] = [f for f in out if not (f.kind == tb.figure and f.i <= b.i < f.j)]
        first.kind, first.j = "casualties", max(first.j, b.j)
        first.of = tail_of(c.r.s, b.j) or first.of
