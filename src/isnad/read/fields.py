"""The fields of a claim, from the tellings of its event: the chain's own come first in every list of tellings.

Where another chain says what this one leaves out, the value names the claim that says it (`from_claim`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from isnad.arabic.script import fold_word
from isnad.lexicon.words import words
from isnad.mentions.placemention import PlaceMention
from isnad.model import DateWindow, Figure, Party, PlaceGuess, Span
from isnad.read.discourse import HURT
from isnad.read.frames import BLASTS, STRIKES, FigureMention, Telling
from isnad.resolve.areas import WIDE, size_of
from isnad.resolve.places import guess, is_exact, most_exact, sharpened

# The id of the claim that a telling belongs to, None where it is the claim's own.
SaidBy = Callable[[Telling], str | None]


PRONOUNS = ("ه", "ها", "هم", "هما")
# Of these all who take part are doers; who moves aims at nobody.
NO_AIM = frozenset({"armed_clash", "talks", "agreement", "displacement", "movement"})


def doers(tellings: list[Telling], by: SaidBy) -> tuple[Party, ...]:
    """Who did it, as the first telling says that knows a side by its id; else as the first that says anything.

    Who another chain says did not do it is no doer.
    """
    said = [t for t in tellings if t.actors and (by(t) is None or not t.frame.disowned)]
    t = next((t for t in said if any(a[1] for a in t.actors)), None) or next(iter(said), None)
    return _sides(_parties(t.actors, by(t))) if t is not None else ()


def aims(tellings: list[Telling], event_type: str, by: SaidBy) -> tuple[Party, ...]:
    """What was aimed at, as the first telling that knows whose it is says; the dead and hurt only where none tells."""
    if event_type in NO_AIM:
        return ()
    told = [t for t in tellings if t.targets and _hit(t, event_type) and (by(t) is None or not _hurt_alone(t))]
    sure = [t for t in told if any(x[3] != HURT for x in t.targets)]
    aimed = _known(sure) if sure else None
    best = aimed or (told[0] if told else None)
    if best is None and not any(t.places for t in tellings):
        return next((_parties(t.hurt, None) for t in tellings if t.hurt and by(t) is None), ())
    return _parties(best.targets, by(best)) if best is not None else ()


def _known(tellings: list[Telling]) -> Telling:
    """The first telling that knows a side by its id; else the first."""
    return next((t for t in tellings if any(x[1] for x in t.targets)), tellings[0])


def _hurt_alone(t: Telling) -> bool:
    """Whether a telling has none but the dead and hurt for targets."""
    return all(x[3] == HURT for x in t.targets)


def _hit(t: Telling, event_type: str) -> bool:
    """Whether what a telling says was hit is a target of the event: the dead of a strike told alone are figures."""
    return (
        event_type not in ("air_strike", "shelling")
        or (t.frame.type in STRIKES and not _hurt_alone(t))
        or event_type == t.frame.type
    )


def _parties(items: list[tuple[str, str | None, Span, str]], said_by: str | None) -> tuple[Party, ...]:
    out: list[Party] = []
    for text, actor_id, span, reason in items:
        folded = fold_word(text)
        kin = reason == HURT and text.split()[0].endswith(PRONOUNS)  # "طفل ووالده": one more, of the same side
        if any((actor_id and p.id == actor_id and not kin) or fold_word(p.text) == folded for p in out):
            continue
        out.append(Party(text, actor_id, span, said_by, reason))
    return tuple(out[:6])


ARMS = frozenset({"mil", "airforce", "gov", "navy", "police"})


def _one_side(a: str, b: str) -> bool:
    """Whether two ids are one side: the same, one the state of the other's arm, or two arms of a state."""
    if a.split(".")[0] != b.split(".")[0]:
        return False
    return (
        a == b
        or a.startswith(b + ".")
        or b.startswith(a + ".")
        or (
            a.rpartition(".")[2] in ARMS
            and b.rpartition(".")[2] in ARMS
            and a.rpartition(".")[0] == b.rpartition(".")[0]
        )
    )


def _sides(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The doers, each side once: an arm of it stands for the side ("روسي" and "الطائرات الروسية")."""
    out: list[Party] = []
    for p in parties:
        twin = next((n for n, q in enumerate(out) if p.id and q.id and _one_side(p.id, q.id)), None)
        if twin is None:
            out.append(p)
        elif p.id and out[twin].id and len(p.id) > len(out[twin].id or ""):
            out[twin] = p
    return tuple(out)


def scenes(tellings: list[Telling], text: str, by: SaidBy) -> tuple[PlaceGuess, ...]:
    own = [_own_places(t) for t in tellings]
    exact = next(
        (ps for ps in own if any(is_exact(p) for p in ps)), None
    )  # the fullest telling of the chain comes first
    summed = own[0] if tellings[0].frame.scope == "aggregate" else []
    first = own[0] if len(own[0]) > 1 or any(_told_where(p) for p in own[0]) else []
    items = summed or first or exact or [p for ps in own for p in ps] or [p for t in tellings for p in t.places]
    if _wider(tellings[0]):
        items = [p for ps in own for p in ps]
    elif items is own[0] or items is exact:
        items = [*items, *(p for t, ps in zip(tellings[1:], own[1:], strict=True) if _reached_too(t) for p in ps)]
    toks = tellings[0].frame.s.tokens
    teller = {id(p): by(t) for t in reversed(tellings) for p in t.places}
    out = []
    found = most_exact(items)
    if not summed:
        chain = [t for t in tellings if by(t) is None]
        vast = any(p.chosen is not None and p.chosen.feature in WIDE for p in found)
        within = chain if vast else tellings
        found = sharpened(found, [*map(_own_places, within), *map(_taken_over, within)])
    for p in found:
        named = p.antecedent if p.antecedent is not None and not p.relation else p
        if named.i < 0:  # from the title
            out.append(guess(p, p.chosen.name_ar if p.chosen else "", None))
            continue
        span = (toks[named.i].start + _clitics(named, toks[named.i].text), toks[named.j - 1].end)
        told, said_by = guess(p, text[span[0] : span[1]], span), teller.get(id(p))
        out.append(told if said_by is None else replace(told, from_claim=said_by))
    names: set[str] = set()
    unique = []
    for g in out:
        key = fold_word(g.name or g.text)
        if key not in names:
            names.add(key)
            unique.append(g)
    return tuple(unique)


def _told_where(p: PlaceMention) -> bool:
    """Whether a place says where enough: no region or country, in which any town told elsewhere may lie, no river."""
    return size_of(p) < WIDEST and (p.chosen is None or p.chosen.feature not in ("river", "border"))


WIDEST = 7.5  # the size of a region


def _clitics(p: PlaceMention, word: str) -> int:
    """How many letters of a mention's first word are no part of it: two of "ولمدينة", none of "للبلدة"."""
    n = int(p.conj and word[:1] == "و")
    return n + (bool(p.prep) and word[n : n + 1] == p.prep and word[n + 1 : n + 2] != "ل")


def _wider(t: Telling) -> bool:
    """Whether a sum is told beside an event with no place of its own: it reaches wider than that event's place."""
    f = t.frame
    taken = "place of the frame before" in f.rules and not any(p.anaphor for p in f.places)
    return f.scope == "aggregate" and taken


def _reached_too(t: Telling) -> bool:
    """Whether a telling adds where else the event reached: "قصفت … بلدة …، كما طال القصف قرى …"."""
    f, norms = t.frame, t.frame.s.norms
    if not f.definite or f.at <= f.s.i or norms[f.at - 1].removeprefix("و") not in words("reaches"):
        return False
    return f.at - 1 == f.s.i or norms[f.at - 2] not in ("حيث", "اذ")  # these say more exactly where


def _own_places(t: Telling) -> list[PlaceMention]:
    """The places that a telling itself says, without what it took over from before."""
    return [p for p in t.frame.own_places if not p.weak and not p.tag]


def _taken_over(t: Telling) -> list[PlaceMention]:
    """All places of a telling, those too that it took over from before."""
    return [p for p in t.places if not p.weak and not p.tag and not p.child]


def day(tellings: list[Telling], by: SaidBy) -> DateWindow:
    """The first date that a telling states, the chain's own first; else what the first telling took over.

    Nothing stands in for a first telling without a date: it is background, or tells a time that can't be known.
    """
    for t in tellings:
        if t.when.basis in ("stated", "weekday") and (t.when.start or t.when.end):
            said_by = by(t)
            return t.when if said_by is None else replace(t.when, from_claim=said_by)
    first = tellings[0].when
    if first.start or first.end:
        return first
    return next((t.when for t in tellings if t.when.text), first)


def counts(tellings: list[Telling], event_type: str, text: str) -> tuple[Figure, ...]:
    """A chain's figures, each once: the body's number before the headline's, a told before a vague one."""
    once = event_type in BLASTS and tellings[0].frame.scope == "single"
    told = [(t, _two_bombs(t, f) if once else f) for t in tellings for f in t.frame.figures]
    kept: list[tuple[Telling, FigureMention]] = []
    for t, f in told:
        twins = [n for n, (u, x) in enumerate(kept) if u is not t and _same_count(f, x)]
        twin = next((n for n in twins if kept[n][1].of == f.of), twins[0] if twins else None)
        if twin is not None and kept[twin][1].of == "person" and f.of != "person" and not f.part:
            kept[twin] = (t, f)  # the telling that says of what sort they are
        if twin is not None or _needless(t, f, told):
            continue
        if (
            f.part
            and f.quantity.comparator == "some"
            and not any(u is t and x.kind == f.kind and not x.part for u, x in kept)
        ):
            continue  # a part of what is not kept
        kept.append((t, f))
    out: list[Figure] = []
    for n, (t, f) in enumerate(kept):
        toks = t.frame.s.tokens
        span = (toks[f.i].start, toks[f.j - 1].end)
        kind = "held" if event_type == "detention" and f.kind == "captured" else f.kind
        total = (
            next((k for k in range(n - 1, -1, -1) if kept[k][1].kind == f.kind and not kept[k][1].part), None)
            if f.part
            else None
        )
        whose = f.whose or _whose(t, span)
        out.append(
            Figure(
                text[span[0] : span[1]],
                kind,
                f.of,
                f.quantity.low,
                f.quantity.high,
                f.quantity.comparator,
                span,
                whose,
                total,
                f.status,
            )
        )
    return tuple(out)


def _two_bombs(t: Telling, f: FigureMention) -> FigureMention:
    """A number of explosions in one attack tells how many bombs; "الانفجاران" sums what was told before."""
    known = t.frame.s.norms[f.i].removeprefix("ب").startswith("ال")
    return replace(f, kind="strikes") if f.kind == "events" and not known else f


def _same_count(a: FigureMention, b: FigureMention) -> bool:
    """Whether two tellings give one and the same count ("ثلاثة مدنيين" and "3 أشخاص")."""
    if figure_key(a) != figure_key(b):
        return False
    return a.of == b.of or not (a.part or b.part) or "person" in (a.of, b.of)


def _needless(t: Telling, f: FigureMention, told: list[tuple[Telling, FigureMention]]) -> bool:
    """Whether another figure makes f needless: a number where f is vague, the body's where f is the headline's."""
    if f.part or f.quantity.high == 0:
        return False
    if any(u is not t and _more_careful(x, f) for u, x in told):
        return True
    vague = f.quantity.comparator == "some"
    headline = t.frame.s.index == 0 and sum(1 for y in t.frame.figures if y.kind == f.kind and not y.part) == 1
    if not vague and not headline:
        return False
    return any(_better(t, f, u, x, vague, headline) for u, x in told if x is not f and not x.part)


def _more_careful(x: FigureMention, f: FigureMention) -> bool:
    """Whether x is the same count told as the least there were: "6 مدنيين على الأقل", in the headline "6 مدنيين"."""
    same = x.kind == f.kind and not x.part and x.quantity.low == f.quantity.low and f.quantity.comparator == "eq"
    return same and x.quantity.comparator == "ge" and (x.of == f.of or "person" in (x.of, f.of))


def _better(t: Telling, f: FigureMention, u: Telling, x: FigureMention, vague: bool, headline: bool) -> bool:
    numbered = x.quantity.comparator != "some" and x.quantity.high != 0
    body = x.kind == f.kind or (f.kind == "casualties" and x.kind in ("killed", "injured"))
    if vague and numbered and body and u is not t:
        return f.of == x.of or "person" in (f.of, x.of) or f.kind == "casualties"
    if vague and f.kind == "casualties" and x.kind in ("killed", "injured") and u is not t:
        return True  # victims, told apart elsewhere
    one = x.quantity.high == 1 and (f.quantity.low or 0) > 2  # one of them, no other number
    other = numbered and not one and x.kind == f.kind and figure_key(x) != figure_key(f) and not _more_careful(f, x)
    parts = (
        f.kind == "casualties" and x.kind in ("killed", "injured") and numbered
    )  # "مقتل وإصابة 44": told apart below
    return headline and u.frame.s.index > 0 and (other or parts)


def _whose(t: Telling, span: Span) -> str | None:
    """The side of those hit that a figure tells of: the party that stands in its words."""
    for _, actor_id, (a, b), _ in t.targets:
        if actor_id and not actor_id.startswith("unidentified") and a < span[1] and span[0] < b:
            return actor_id
    return None


def figure_key(f: FigureMention) -> tuple[object, ...]:
    """What makes two figures one count: the kind and the bounds."""
    return (f.kind, f.quantity.low, f.quantity.high)
