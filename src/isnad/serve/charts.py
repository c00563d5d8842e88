"""Drawings as SVG without any style in it, so that the strictest content policy holds; colours come by class.

Across everything is a share of the width and down everything is in pixels, so that words and numbers are as large on a
phone as on a wide screen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from markupsafe import Markup, escape

from isnad.serve.detail import FigureOut
from isnad.serve.lists import Group
from isnad.serve.marks import harmless

# Where drawings begin and end, in hundredths of the width; numbers at the ends need the rest.
_START, _END = 2.0, 97.0
# How much of the width is kept beyond the largest number where a source says "so many or more".
_BEYOND = 6.0
# So many lanes have twelve pixels each; more share the height that these have.
_ROOMY = 12
# A bar that is so many times as long as the next is cut, with a gap that says so: else none of the others is seen.
_OUTLIER = 6
# Of all incidents so many may lie before and after the months that are drawn, where that at least halves the drawing.
_STRAY = 0.02


def _shares(rtl: bool, at: float) -> float:
    return round(100 - at if rtl else at, 2)


def range_svg(f: FigureOut, rtl: bool, label: str) -> Markup:
    """A figure's low, best and high on a line from 0, with each source's own number as a dot or a bar over it.

    "Ten or more" is a dot with a line to the end of the drawing.
    """
    told = [t for t in f.told if t.low is not None or t.high is not None]
    top = max([1, *(n for t in told for n in (t.low, t.high) if n), *(n for n in (f.low, f.best, f.high) if n)])
    opened = f.high is None or any(t.high is None for t in told)
    last = _END - (_BEYOND if opened else 0)

    def x(n: float | None) -> float:
        return _shares(rtl, _END if n is None else _START + (last - _START) * n / top)

    rows = _rows([(t.low, t.high) for t in told], top)
    lanes = max(rows, default=0) + 1
    lane = min(12.0, 12.0 * _ROOMY / lanes)
    base = round(lane * lanes) + 12
    out = [f'<svg class="range" width="100%" height="{base + 32}" role="img" aria-label="{escape(harmless(label))}">']
    out.append(f'<line class="axis" x1="{x(0)}%" x2="{x(None)}%" y1="{base}" y2="{base}"/>')
    if f.low is not None or f.high is not None:
        out.append(_bar("band", x(f.low or 0), x(f.high), base - 5, 10))
    size = min(4.0, lane / 3)
    for t, row in zip(told, rows, strict=True):
        y = 8 + lane * row
        kind = "told" if t.counts and t.standing else "told off"
        if t.low is not None and t.high is None:
            out.append(f'<line class="{kind}" x1="{x(t.low)}%" x2="{x(None)}%" y1="{y:.1f}" y2="{y:.1f}"/>')
        if t.low is not None and t.high in (t.low, None):
            out.append(f'<circle class="{kind}" cx="{x(t.low)}%" cy="{y:.1f}" r="{size:.1f}"/>')
        else:
            out.append(_bar(kind, x(t.low or 0), x(t.high), y - size * 0.75, size * 1.5))
    if f.best is not None:
        out.append(f'<line class="best" x1="{x(f.best)}%" x2="{x(f.best)}%" y1="{base - 9}" y2="{base + 9}"/>')
    taken: list[tuple[float, int]] = []
    for n in sorted({n for n in (f.best, f.low, f.high, 0, top) if n is not None}, key=lambda n: (n != f.best, n)):
        at, long = x(n), len(str(n))
        if all(abs(at - other) > 3 + 1.2 * (long + digits) for other, digits in taken):
            taken.append((at, long))
            strong = " strong" if n == f.best else ""
            out.append(f'<text class="tick{strong}" x="{at}%" y="{base + 24}" text-anchor="middle">{n}</text>')
    return Markup("".join(out) + "</svg>")


def _rows(spans: Sequence[tuple[int | None, int | None]], top: int) -> list[int]:
    """A lane for each span, so that none lies over another."""
    lanes: list[list[tuple[float, float]]] = []
    out = []
    room = top * 0.02
    for low, high in spans:
        a, b = low or 0, high if high is not None else 2 * top
        for n, lane in enumerate(lanes):
            if all(b + room < x or a - room > y for x, y in lane):
                lane.append((a, b))
                out.append(n)
                break
        else:
            lanes.append([(a, b)])
            out.append(len(lanes) - 1)
    return out


def _bar(kind: str, x1: float, x2: float, y: float, height: float) -> str:
    left, width = min(x1, x2), max(abs(x2 - x1), 0.4)
    return f'<rect class="{kind}" x="{left:.2f}%" y="{y:.1f}" width="{width:.2f}%" height="{height:.1f}" rx="2"/>'


def _scale(values: Sequence[int]) -> int:
    """What the longest bar stands for: the largest number, or less where it leaves all others far behind.

    >>> _scale([3, 40, 50]), _scale([3, 40, 50, 2000])
    (50, 60)
    """
    first, second = (*sorted([1, 1, *values], reverse=True)[:2],)
    return first if first <= _OUTLIER * second or second < 2 else second + second // 5


def bars_svg(found: Sequence[Group], names: Sequence[str], rtl: bool, label: str) -> Markup:
    """Incidents of each group as bars across, the killed as a thinner bar below, with their numbers."""
    scales = {"incidents": _scale([g.incidents for g in found]), "killed": _scale([g.killed for g in found])}
    row, longest = 54, 82.0
    height = row * len(found)
    out = [f'<svg class="bars" width="100%" height="{height}" role="img" aria-label="{escape(harmless(label))}">']
    edge = _shares(rtl, 0)
    for n, (g, name) in enumerate(zip(found, names, strict=True)):
        y = n * row
        out.append(f'<text class="name" x="{edge}%" y="{y + 14}" text-anchor="start">{escape(harmless(name))}</text>')
        for kind, number, at, tall in (("incidents", g.incidents, y + 19, 12), ("killed", g.killed, y + 35, 7)):
            if not number:
                continue
            cut = number > scales[kind]
            long = longest if cut else longest * number / scales[kind]
            out.append(_bar(kind, _shares(rtl, 0), _shares(rtl, long), at, tall))
            if cut:
                gap = _shares(rtl, longest * 0.9)
                out.append(f'<rect class="gap" x="{gap}%" y="{at - 1}" width="4" height="{tall + 2}"/>')
            end, low = _shares(rtl, long + 1), at + tall
            small = " small" if kind == "killed" else ""
            out.append(f'<text class="n{small}" x="{end}%" y="{low}" text-anchor="start">{number}</text>')
    return Markup("".join(out) + "</svg>")


def months_svg(found: Sequence[Group], rtl: bool, label: str) -> tuple[Markup, int]:
    """Incidents by month as columns, the killed as a line; months without any have their place.

    Beside it how many incidents lie outside of the months that are drawn: a few strays of long ago would leave the rest
    no room.
    """
    dated = {g.key: g for g in found if g.key}
    if not dated:
        return Markup(""), 0
    first, last = _most_of([(k, g.incidents) for k, g in sorted(dated.items())])
    months = _months(first, last)
    drawn = [dated.get(m, Group(m, 0, 0, 0)) for m in months]
    top, most = max(g.incidents for g in drawn), _scale([g.killed for g in drawn])
    height, base, tallest = 200, 170, 140
    step = (_END - _START) / len(months)
    out = [f'<svg class="months" width="100%" height="{height}" role="img" aria-label="{escape(harmless(label))}">']
    out.append(f'<line class="axis" x1="{_START}%" x2="{_END}%" y1="{base}" y2="{base}"/>')
    for kind, n, at, anchor in (("incidents", top, _START, "start"), ("killed", most, _END, "end")):
        out.append(f'<text class="n {kind}" x="{_shares(rtl, at)}%" y="14" text-anchor="{anchor}">{n}</text>')
    every = max(1, -(-len(months) // 5))
    line = []
    for n, g in enumerate(drawn):
        at = _START + step * n
        if g.incidents:
            tall = tallest * g.incidents / top
            left = min(_shares(rtl, at), _shares(rtl, at + step)) + step * 0.1
            out.append(
                f'<rect class="incidents" x="{left:.2f}%" y="{base - tall:.1f}" width="{step * 0.8:.2f}%" '
                f'height="{tall:.1f}"><title>{g.key}: {g.incidents} / {g.killed}</title></rect>'
            )
        line.append((_shares(rtl, at + step / 2), base - tallest * min(1.0, g.killed / most)))
        if n % every == every // 2:
            middle = _shares(rtl, at + step / 2)
            out.append(f'<text class="tick" x="{middle}%" y="{base + 20}" text-anchor="middle">{g.key}</text>')
    for (x1, y1), (x2, y2) in pairwise(line):
        if (y1, y2) != (base, base):
            out.append(f'<line class="killed" x1="{x1}%" x2="{x2}%" y1="{y1:.1f}" y2="{y2:.1f}"/>')
    outside = sum(g.incidents for k, g in dated.items() if not first <= k <= last)
    return Markup("".join(out) + "</svg>"), outside


def _most_of(counted: Sequence[tuple[str, int]]) -> tuple[str, str]:
    """The first and last month that are drawn: all, or those of nearly all incidents where strays lie far off.

    >>> _most_of([("1956-01", 1), ("2019-01", 500), ("2020-01", 500)])
    ('2019-01', '2020-01')
    """
    months = [month for month, _ in counted]
    sums = list(accumulate(n for _, n in counted))
    stray = int(sums[-1] * _STRAY / 2)
    low, high = bisect_right(sums, stray), bisect_left(sums, sums[-1] - stray)
    whole, part = (_months(a, b) for a, b in ((months[0], months[-1]), (months[low], months[high])))
    return (months[low], months[high]) if 2 * len(part) <= len(whole) else (months[0], months[-1])


def _months(first: str, last: str) -> list[str]:
    year, month = int(first[:4]), int(first[5:7])
    out: list[str] = []
    while (at := f"{year:04d}-{month:02d}") <= last and len(out) < 1200:
        out.append(at)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return out
