"""Reconciling: from what each origin says to a low, a best and a high figure, and which claims set each.

Never mixed: civilians and fighters, the dead of one side and of the other, totals and parts, events and aggregates. A
source that counts only civilians doesn't disagree with one that counts all. Later figures of one origin supersede its
earlier ones (both are kept, as a series); only different origins make a range.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from isnad.link.origins import Origins
from isnad.model import Claim, Figure

# Kinds that count people; the others count things and are told apart by what they count.
PEOPLE = frozenset({"killed", "injured", "casualties", "missing", "captured", "held", "displaced", "taking_part"})
# Classes that are civilians by what they are.
CIVILIAN_PARTS = ("child", "woman", "journalist", "medic")


@dataclass(frozen=True, slots=True)
class Told:
    """One figure as one claim gives it, worked out for one group of the counted.

    `group` is all, civilian, fighter, a part (child, woman, journalist, medic) or, of things, what is counted; `side`
    is whose they are, None where unsaid. `exact` is False for "some", "tens" and the like, and for "more than 30": that
    is `least`, a number below which the origin does not go.
    """

    claim_id: str
    origin: str
    named: bool
    kind: str
    group: str
    side: str | None
    low: int | None
    high: int | None
    exact: bool
    text: str
    when: tuple[str, int]
    counts: bool = True
    comparator: str = "eq"
    least: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A number and the claims that set it; None where it is open."""

    value: int | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One figure of an incident by one policy; `series` has every telling, superseded ones too, in order of time."""

    kind: str
    group: str
    side: str | None
    low: Bound
    best: Bound
    high: Bound
    policy: str
    contested: bool
    series: tuple[Told, ...]

    @property
    def most_told(self) -> int:
        """The greatest number in any telling that counts: `high`, or 31 where "more than 30" leaves that open."""
        return max((n for t in self.series if t.counts for n in (t.low, t.high) if n is not None), default=0)


def shown(numbers: Iterable[int | None], between: str = "–") -> str:
    """Low, best and high in one text, with "?" for an open end.

    >>> shown((31, 31, None))
    '31–31–?'
    """
    return between.join("?" if n is None else str(n) for n in numbers)


def sums(figures: Iterable[Reconciled]) -> dict[str, str]:
    """The sums of low, best and high; "82+" where one of the figures is open upwards."""
    known = list(figures)
    high = sum(f.most_told if f.high.value is None else f.high.value for f in known)
    more = "+" if any(f.high.value is None for f in known) else ""
    low, best = (sum(b.value or 0 for b in bounds) for bounds in ([f.low for f in known], [f.best for f in known]))
    return {"low": str(low), "best": str(best), "high": f"{high}{more}"}


def told_figures(claim: Claim, origin: str, named: bool, when: tuple[str, int]) -> list[Told]:
    """The figures of a claim by kind and group; a denied or doubted claim's figures are kept but don't count.

    "9 killed, among them 3 children": all 9, child 3. "A child and two women killed": all 3, civilian 3, and the parts.
    """
    counts = claim.stance in ("affirmed", "possible") or claim.stance_on == "responsibility"
    by_kind: dict[str, list[tuple[int, Figure]]] = defaultdict(list)
    for n, figure in enumerate(claim.figures):
        if figure.low is not None or figure.high is not None:
            by_kind[figure.kind].append((n, figure))
    out: list[Told] = []
    for kind, figures in by_kind.items():
        sums = _people(figures) if kind in PEOPLE else _things(figures)
        # Who counts one class alone says nothing of all but a floor, which gives way to any number.
        of_all = kind not in PEOPLE or any(f.of == "person" and f.part_of is None for _, f in figures)
        for (group, side), (low, high, exact, text) in sums.items():
            sense = next((f.comparator for _, f in figures if f.text == text), "eq")
            least = sense in ("gt", "ge") and low is not None and (group != "all" or of_all)
            told = (kind, group, side, low, high, exact, text, when, counts, sense, least)
            out.append(Told(claim.claim_id, origin, named, *told))
    return out


Sum = tuple[int | None, int | None, bool, str]


def _sum(figures: Sequence[Figure]) -> Sum:
    low = sum(f.low or 0 for f in figures)
    high = None if any(f.high is None for f in figures) else sum(f.high or 0 for f in figures)
    exact = all(f.comparator in ("eq", "range", "about") and f.low is not None for f in figures)
    exact = exact and not any(f.low == 2 and f.high is None for f in figures)
    return (None if all(f.low is None for f in figures) else low), high, exact, "، ".join(f.text for f in figures)


def _largest(figures: Sequence[Figure]) -> Figure:
    return max(figures, key=lambda f: f.low if f.low is not None else f.high or 0)


def _things(figures: list[tuple[int, Figure]]) -> dict[tuple[str, str | None], Sum]:
    """Things counted: by what they are; of two numbers for one thing the larger is the total."""
    by_class: dict[tuple[str, str | None], list[Figure]] = defaultdict(list)
    for _, f in figures:
        by_class[(f.of, f.whose)].append(f)
    return {key: _sum([_largest(fs)]) for key, fs in by_class.items()}


def _people(figures: list[tuple[int, Figure]]) -> dict[tuple[str, str | None], Sum]:
    """People counted: all, civilians, fighters by side, and the parts among civilians."""
    out: dict[tuple[str, str | None], Sum] = {}
    parts = {c: [f for _, f in figures if f.of == c] for c in CIVILIAN_PARTS}
    whole = [f for _, f in figures if f.of == "person" and f.part_of is None]
    civil = [f for _, f in figures if f.of == "civilian"]
    fighters: dict[str | None, list[Figure]] = defaultdict(list)
    for _, f in figures:
        if f.of == "fighter":
            fighters[f.whose].append(f)
    for name, members in parts.items():
        if members:
            out[(name, None)] = _sum([_largest(members)])
    for side, members in fighters.items():
        top = [f for f in members if f.part_of is None] or members
        out[("fighter", side)] = _sum([_largest(top)])
    free = [_largest(m) for m in parts.values() if m and all(f.part_of is None for f in m)]
    if civil:
        out[("civilian", None)] = _sum([_largest(civil)])
    elif free and not whole:
        out[("civilian", None)] = _sum(free)
    known = [out[("civilian", None)]] if ("civilian", None) in out else []
    armed = [total for (group, _), total in out.items() if group == "fighter"]
    if whole:
        out[("all", None)] = _sum([_largest(whole)])
        if armed and not any(f.part_of is not None for fs in fighters.values() for f in fs):
            told = out[("all", None)]
            rest = _plus([*known, *armed])
            out[("all", None)] = rest if (rest[0] or 0) > (told[0] or 0) else told
    elif known or armed:
        # Who counts only one class says how many at least there were in all: a floor, used where nobody counts all.
        low, high, exact, text = _plus([*known, *armed])
        out[("all", None)] = (low, high, exact and bool(known and armed), text)
    return out


def _plus(sums: Sequence[Sum]) -> Sum:
    low = sum(s[0] or 0 for s in sums)
    high = None if any(s[1] is None for s in sums) else sum(s[1] or 0 for s in sums)
    return low, high, all(s[2] for s in sums), "، ".join(s[3] for s in sums)


def reconcile(
    claims: Iterable[Claim], origins: Origins, when: Mapping[str, tuple[str, int]], policy: str = "ucdp"
) -> list[Reconciled]:
    """The figures of an incident by a named policy; `when` gives each claim's (published, order of loading).

    Raises KeyError for a policy that isn't one of `POLICIES`.
    """
    choose = POLICIES[policy]
    groups: dict[tuple[str, str, str | None], list[Told]] = defaultdict(list)
    denied: set[tuple[str, str]] = set()
    for claim in claims:
        origin = origins.of(claim.claim_id)
        key, named = (origin.key, origin.named) if origin else (claim.claim_id, False)
        for told in told_figures(claim, key, named, when.get(claim.claim_id, ("", 0))):
            groups[(told.kind, told.group, told.side)].append(told)
            if not told.counts and claim.stance_on == "figure":
                denied.add((told.kind, told.group))
    out = []
    for (kind, group, side), series in sorted(groups.items(), key=lambda i: (i[0][0], i[0][1], i[0][2] or "")):
        series = sorted(series, key=lambda t: (t.when, t.claim_id))
        standing = _standing([t for t in series if t.counts])
        if not standing:
            continue
        low, high = _extremes(standing)
        best = choose([t for t in standing if t.exact] or standing)
        contested = (kind, group) in denied or _disjoint(standing)
        out.append(Reconciled(kind, group, side, low, best, high, policy, contested, tuple(series)))
    return out


def _standing(series: Sequence[Told]) -> list[Told]:
    """The figure by which each origin stands: its last; a vague one doesn't replace an exact one before it.

    "More than 30" replaces 25, and doesn't replace 35. Vague figures stand only where no origin gives a number.
    """
    last: dict[str, Told] = {}
    for told in series:
        before = last.get(told.origin)
        if before is None or told.exact or not before.exact or (told.least and _above(told, before)):
            if before is not None and before.when == told.when and (before.low or 0) > (told.low or 0):
                continue  # two numbers at once: the larger is the whole
            last[told.origin] = told
    return [t for t in last.values() if t.exact or t.least] or list(last.values())


def _above(told: Told, before: Told) -> bool:
    """Whether a figure says more than all that was told before."""
    return (told.low or 0) > max(before.low or 0, before.high or 0)


def _disjoint(standing: Sequence[Told]) -> bool:
    """Whether two origins' figures can't both be right."""
    return any(
        a.high is not None and b.low is not None and a.high < b.low for a in standing for b in standing if a is not b
    )


def _least(told: Told) -> int | None:
    """The least that a figure says; None for an open one ("up to 10")."""
    return told.low


def _most(told: Told) -> int | None:
    """The most that a figure says; None for an open one ("more than 30"), which says no most."""
    return told.high


def _bound(value: int | None, standing: Sequence[Told], of: Callable[[Told], int | None]) -> Bound:
    return Bound(value, tuple(t.claim_id for t in standing if of(t) == value))


def _extremes(standing: Sequence[Told]) -> tuple[Bound, Bound]:
    """The least and the most that anyone says.

    What an origin leaves open ("more than 30") is open, unless another gives a number that it allows: beside "40"
    the most is 40, beside "20" nobody says a most.
    """
    lows, highs = ([n for t in standing if (n := of(t)) is not None] for of in (_least, _most))
    low, high = min(lows, default=None), max(highs, default=None)
    if low is not None and any(t.low is None and t.high is not None and t.high < low for t in standing):
        low = None
    if high is not None and any(t.high is None and t.low is not None and t.low > high for t in standing):
        high = None
    return _bound(low, standing, _least), _bound(high, standing, _most)


def _with_least(standing: Sequence[Told]) -> list[tuple[Told, int]]:
    """The figures that a best number may come from, each with its least; "up to 10" supports no number."""
    return [(t, t.low) for t in standing if t.low is not None]


def _ucdp(standing: Sequence[Told]) -> Bound:
    """The number that most origins support, named ones first, the lower of equals (UCDP's best estimate)."""
    votes: dict[int, tuple[int, int]] = {}
    for t, n in _with_least(standing):
        named, every = votes.get(n, (0, 0))
        votes[n] = (named + t.named, every + 1)
    best = max(votes, key=lambda v: (votes[v][1], votes[v][0], -v), default=None)
    return _bound(best, standing, _least)


def _acled(standing: Sequence[Told]) -> Bound:
    """The lowest that a credible source gives, named origins before unnamed ones, as ACLED is cautious."""
    told = _with_least(standing)
    credible = [(t, n) for t, n in told if t.named] or told
    return _bound(min((n for _, n in credible), default=None), [t for t, _ in credible] or standing, _least)


def _airwars(standing: Sequence[Told]) -> Bound:
    """The lower median, as Airwars itself gives a range alone."""
    ordered = sorted(n for _, n in _with_least(standing))
    return _bound(ordered[(len(ordered) - 1) // 2] if ordered else None, standing, _least)


# How each policy chooses the best figure; low and high are the least and the most of all origins in each.
POLICIES: Mapping[str, Callable[[Sequence[Told]], Bound]] = {
    "ucdp": _ucdp,
    "acled": _acled,
    "airwars": _airwars,
}
