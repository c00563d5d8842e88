"""Drawings as SVG without any style in it, so that the strictest content policy holds; colours come by class."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from isnad.serve.detail import FigureOut
from isnad.serve.lists import Group
from isnad.serve.marks import harmless

_WIDTH = 640
_PAD = 14


def range_svg(f: FigureOut, rtl: bool, label: str) -> Markup:
    """A figure's low, best and high on a line from 0, with each source's own number as a dot or a bar over it."""
    told = [t for t in f.told if t.low is not None or t.high is not None]
    top = max([1, *(n for t in told for n in (t.low, t.high) if n), *(n for n in (f.low, f.best, f.high) if n)])
    rows = _rows([(t.low, t.high) for t in told], top)
    lanes = max(rows, default=0) + 1
    height = 44 + 12 * lanes

    def x(n: float) -> float:
        at = _PAD + (_WIDTH - 2 * _PAD) * n / top
        return round(_WIDTH - at if rtl else at, 1)

    base = 12 * lanes + 12
    out = [f'<svg class="range" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(harmless(label))}">']
    out.append(f'<line class="axis" x1="{x(0)}" x2="{x(top)}" y1="{base}" y2="{base}"/>')
    if f.low is not None or f.high is not None:
        low, high = f.low or 0, f.high if f.high is not None else top
        out.append(_bar("band", x(low), x(high), base - 5, 10))
    for t, lane in zip(told, rows, strict=True):
        y = 8 + 12 * lane
        kind = "told" if t.counts and t.standing else "told off"
        if t.low is not None and t.low == t.high:
            out.append(f'<circle class="{kind}" cx="{x(t.low)}" cy="{y}" r="4"/>')
        else:
            out.append(_bar(kind, x(t.low or 0), x(t.high if t.high is not None else top), y - 3, 6))
    if f.best is not None:
        out.append(f'<line class="best" x1="{x(f.best)}" x2="{x(f.best)}" y1="{base - 9}" y2="{base + 9}"/>')
    taken: list[float] = []
    for n in sorted({n for n in (f.best, f.low, f.high, 0, top) if n is not None}, key=lambda n: (n != f.best, n)):
        at = x(n)
        if all(abs(at - other) > 30 for other in taken):
            taken.append(at)
            strong = " strong" if n == f.best else ""
            out.append(f'<text class="tick{strong}" x="{at}" y="{base + 24}" text-anchor="middle">{n}</text>')
    return Markup("".join(out) + "</svg>")


def _rows(spans: Sequence[tuple[int | None, int | None]], top: int) -> list[int]:
    """A lane for each span, so that none lies over another."""
    lanes: list[list[tuple[float, float]]] = []
    out = []
    room = top * 0.02
    for low, high in spans:
        a, b = low or 0, high if high is not None else top
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
    left, width = min(x1, x2), max(abs(x2 - x1), 2.0)
    return f'<rect class="{kind}" x="{left}" y="{y}" width="{width:.1f}" height="{height}" rx="2"/>'


def bars_svg(found: Sequence[Group], names: Sequence[str], rtl: bool, label: str) -> Markup:
    """Incidents of each group as bars across, the killed as a thinner bar below, with their numbers."""
    top = max([1, *(g.incidents for g in found)])
    most = max([1, *(g.killed for g in found)])
    row, name_width, number = 34, 170, 60
    height = row * len(found) + 4
    span = _WIDTH - name_width - number

    def x(at: float) -> float:
        return round(_WIDTH - at if rtl else at, 1)

    out = [f'<svg class="bars" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(harmless(label))}">']
    for n, (g, name) in enumerate(zip(found, names, strict=True)):
        y = n * row + 4
        name = harmless(name)
        long, short = span * g.incidents / top, span * g.killed / most
        out.append(f'<text class="name" x="{x(name_width - 8)}" y="{y + 16}" text-anchor="end">')
        out.append(f"{escape(name if len(name) <= 26 else name[:25] + '…')}<title>{escape(name)}</title></text>")
        out.append(_bar("incidents", x(name_width), x(name_width + long), y + 2, 14))
        out.append(
            f'<text class="n" x="{x(name_width + long + 6)}" y="{y + 14}" text-anchor="start">{g.incidents}</text>'
        )
        if g.killed:
            out.append(_bar("killed", x(name_width), x(name_width + short), y + 19, 6))
            at = x(name_width + short + 6)
            out.append(f'<text class="n small" x="{at}" y="{y + 27}" text-anchor="start">{g.killed}</text>')
    return Markup("".join(out) + "</svg>")


def months_svg(found: Sequence[Group], rtl: bool, label: str) -> Markup:
    """Incidents by month as columns, the killed as a line; months without any have their place."""
    dated = {g.key: g for g in found if g.key}
    if not dated:
        return Markup("")
    months = _months(min(dated), max(dated))
    top = max(g.incidents for g in dated.values())
    most = max([1, *(g.killed for g in dated.values())])
    height, base = 190, 160
    step = (_WIDTH - 2 * _PAD) / len(months)

    def x(at: float) -> float:
        return round(_WIDTH - at if rtl else at, 1)

    out = [f'<svg class="months" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(harmless(label))}">']
    out.append(f'<line class="axis" x1="{_PAD}" x2="{_WIDTH - _PAD}" y1="{base}" y2="{base}"/>')
    every = max(1, len(months) // 8)
    line = []
    for n, month in enumerate(months):
        g = dated.get(month)
        at = _PAD + step * n
        if g:
            tall = 130 * g.incidents / top
            left, wide = min(x(at), x(at + step)) + step * 0.1, max(step * 0.8, 1)
            out.append(
                f'<rect class="incidents" x="{left:.1f}" y="{base - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}">'
                f"<title>{month}: {g.incidents} / {g.killed}</title></rect>"
            )
        line.append(f"{x(at + step / 2)},{base - 130 * (g.killed if g else 0) / most:.1f}")
        if n % every == 0:
            middle = min(max(x(at + step / 2), 32), _WIDTH - 32)
            out.append(f'<text class="tick" x="{middle}" y="{base + 18}" text-anchor="middle">{month}</text>')
    out.append(f'<polyline class="killed" points="{" ".join(line)}"/>')
    return Markup("".join(out) + "</svg>")


def _months(first: str, last: str) -> list[str]:
    year, month = int(first[:4]), int(first[5:7])
    out: list[str] = []
    while (at := f"{year:04d}-{month:02d}") <= last and len(out) < 1200:
        out.append(at)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return out
