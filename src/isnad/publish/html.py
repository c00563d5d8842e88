"""A static report: a map of points, charts and a table, in one file that opens from disk and loads nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from isnad.publish.lookup import event_types
from isnad.publish.notes import notes, place_name
from isnad.publish.view import View
from isnad.reconcile import shown, sums

# Colours that stay apart for people who see few of them (Okabe and Ito), by class of type.
_COLOURS = {
    "Explosions/Remote violence": "#d55e00",
    "Battles": "#0072b2",
    "Violence against civilians": "#cc79a7",
    "Demonstrations": "#009e73",
    "Protests": "#009e73",
    "Strategic developments": "#e69f00",
    "": "#666666",
}
_WIDTH, _HEIGHT = 760, 520
_MARGIN = 40
_STYLE = """
body{font:16px/1.5 system-ui,"Noto Naskh Arabic","Segoe UI",Tahoma,sans-serif;max-width:60rem;margin:2rem auto;
padding:0 1rem;color:#1a1a1a;background:#fff}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.2rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}td,th{border-bottom:1px solid #ccc;padding:.35rem .5rem;
text-align:start;vertical-align:top}svg{max-width:100%;height:auto}.n{text-align:end;white-space:nowrap}
.note{background:#f3f3f3;padding:.6rem .9rem;border-inline-start:4px solid #0072b2}.bad{border-color:#b00020}
details{margin:.2rem 0}summary{cursor:pointer}
ul.key{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem}
ul.key i{display:inline-block;width:.8em;height:.8em;border-radius:50%;margin-inline-end:.4em}
@media (prefers-color-scheme:dark){body{background:#161616;color:#eee}.note{background:#242424}td,th{border-color:#444}}
"""


def colour(kind: str) -> str:
    """The colour of an event type."""
    return _COLOURS.get(event_types()[kind].event_type, _COLOURS[""])


def page(views: Sequence[View], about: Mapping[str, object], left_out: int) -> str:
    """The whole page; every text of a report in it is escaped and set apart by its direction."""
    days = sorted(d for v in views for d in (v.first, v.last) if d)
    period = f"{days[0]} to {days[-1]}" if days else "no dates"
    killed = sums(f for v in views if (f := v.figure("killed")))
    internal = about.get("profile") == "internal"
    warning = (
        "Profile <b>internal</b>: this page names people and sources that it could hurt. Do not pass it on."
        if internal
        else "Profile <b>public</b>: names of people and small sources are withheld, some events delayed or coarse."
    )
    made = ", ".join(f"{k} {v}" for k, v in about.items() if k != "made_by")
    body = [
        "<h1>Incidents reported</h1>",
        f"<p>{period}. {len(views)} incidents, {sum(v.origins_low >= 2 for v in views)} of them told by two or more "
        f"independent named origins; {left_out} left out (see excluded.csv). Reported killed, all incidents: "
        f"{killed['low']} low, {killed['best']} best, {killed['high']} high "
        f"(policy {escape(str(about.get('policy', '')))}). "
        "What is not reported is not here: these are reports counted, not the war.</p>",
        f'<p class="note{" bad" if internal else ""}">{warning}</p>',
        "<h2>Where</h2>",
        map_svg(views),
        _key(views),
        "<h2>When</h2>",
        bars_svg(Counter(v.first[:7] for v in views if v.first), "incidents by month"),
        "<h2>What</h2>",
        bars_svg(Counter(event_types()[v.type].noun for v in views), "incidents by type"),
        "<h2>How sure</h2>",
        bars_svg(Counter(v.grade for v in views), "incidents by grade"),
        "<h2>All incidents</h2>",
        table(views),
        f"<p><small>Made by isnad; {escape(made)}.</small></p>",
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Incidents {escape(period)}</title><style>{_STYLE}</style></head><body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _key(views: Sequence[View]) -> str:
    names = {event_types()[v.type].event_type or "Other" for v in views}
    items = [f'<li><i style="background:{_COLOURS.get(n, _COLOURS[""])}"></i>{escape(n)}</li>' for n in sorted(names)]
    return f'<ul class="key">{"".join(items)}</ul>'


def map_svg(views: Sequence[View]) -> str:
    """Points on a plain grid of degrees, the area by the number killed; names of the places told most."""
    points = [(v, v.place) for v in views if v.place and v.place.lat is not None and v.place.lon is not None]
    if not points:
        return "<p>No incident has coordinates.</p>"
    lats = [p.lat for _, p in points if p and p.lat is not None]
    lons = [p.lon for _, p in points if p and p.lon is not None]
    middle = math.radians((min(lats) + max(lats)) / 2)
    span_x = max((max(lons) - min(lons)) * math.cos(middle), 0.2)
    span_y = max(max(lats) - min(lats), 0.2)
    scale = min((_WIDTH - 2 * _MARGIN) / span_x, (_HEIGHT - 2 * _MARGIN) / span_y)

    def xy(lat: float, lon: float) -> tuple[float, float]:
        return (
            round(_WIDTH / 2 + (lon - (min(lons) + max(lons)) / 2) * math.cos(middle) * scale, 1),
            round(_HEIGHT / 2 - (lat - (min(lats) + max(lats)) / 2) * scale, 1),
        )

    out = [f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="map of the incidents">']
    out.append(f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#eef3f6"/>')
    out += _grid(min(lats), max(lats), min(lons), max(lons), xy)
    told: Counter[str] = Counter()
    where: dict[str, tuple[float, float]] = {}
    for v, p in sorted(points, key=lambda i: (-_killed(i[0]), i[0].id)):
        assert p is not None
        assert p.lat is not None
        assert p.lon is not None
        x, y = xy(p.lat, p.lon)
        radius = round(4 + 2.2 * math.sqrt(_killed(v)), 1)
        title = escape(f"{v.first or 'undated'} {event_types()[v.type].noun}, {place_name(p)}")
        out.append(
            f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour(v.type)}" fill-opacity=".55" stroke="#222" '
            f'stroke-width=".5"><title>{title}</title></circle>'
        )
        told[p.name or ""] += 1
        where.setdefault(p.name or "", (x, y))
    for name, _ in sorted(told.items(), key=lambda i: (-i[1], i[0]))[:12]:
        x, y = where[name]
        out.append(f'<text x="{x + 7}" y="{y - 6}" font-size="12" fill="#222">{escape(name)}</text>')
    return "".join(out) + "</svg>"


def _grid(south: float, north: float, west: float, east: float, xy: object) -> list[str]:
    assert callable(xy)
    step = 1 if max(north - south, east - west) > 1.5 else 0.25
    out = []
    for n in range(math.floor(south / step), math.ceil(north / step) + 1):
        _, y = xy(n * step, west)
        out.append(f'<line x1="0" x2="{_WIDTH}" y1="{y}" y2="{y}" stroke="#c7d3da"/>')
        out.append(f'<text x="4" y="{y - 3}" font-size="10" fill="#556">{n * step:g}° N</text>')
    for n in range(math.floor(west / step), math.ceil(east / step) + 1):
        x, _ = xy(south, n * step)
        out.append(f'<line y1="0" y2="{_HEIGHT}" x1="{x}" x2="{x}" stroke="#c7d3da"/>')
        out.append(f'<text x="{x + 3}" y="{_HEIGHT - 5}" font-size="10" fill="#556">{n * step:g}° E</text>')
    return out


def _killed(v: View) -> int:
    f = v.figure("killed")
    return (f.best.value or 0) if f else 0


def bars_svg(counts: Mapping[str, int], label: str) -> str:
    """Horizontal bars, months in order, everything else the most first."""
    if not counts:
        return "<p>Nothing to show.</p>"
    rows = sorted(counts.items(), key=lambda i: (0 if label.endswith("month") else -i[1], i[0]))
    top = max(counts.values())
    height = 24 * len(rows) + 6
    out = [f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(label)}">']
    for n, (name, value) in enumerate(rows):
        y = 24 * n + 4
        width = round((_WIDTH - 290) * value / top, 1)
        out.append(
            f'<text x="212" y="{y + 14}" font-size="13" text-anchor="end" fill="currentColor">{escape(name)}</text>'
        )
        out.append(f'<rect x="220" y="{y}" width="{width}" height="18" fill="#0072b2"/>')
        out.append(f'<text x="{226 + width}" y="{y + 14}" font-size="13" fill="currentColor">{value}</text>')
    return "".join(out) + "</svg>"


def table(views: Sequence[View]) -> str:
    """All incidents: day, place, what is told, killed, origins, grade; the chains unfold."""
    rows = []
    for v in views:
        f = v.figure("killed")
        killed = "" if f is None else shown((f.low.value, f.best.value, f.high.value))
        chains = "".join(
            f"<li><bdi>{escape(' ← '.join((t.outlet, *t.chain)))}</bdi>"
            f"{'' if t.stance == 'affirmed' else f' ({escape(t.stance)})'}</li>"
            for t in v.tellings
        )
        origins = f"{v.origins_low}" if v.origins_low == v.origins_high else f"{v.origins_low}–{v.origins_high}"
        rows.append(
            f"<tr><td>{escape(v.first or '')}{'' if v.first == v.last else '<br>' + escape(v.last or '')}</td>"
            f"<td><bdi>{escape(place_name(v.place))}</bdi></td><td><bdi>{escape(notes(v))}</bdi>"
            f"<details><summary>who says so</summary><ul>{chains}</ul></details></td>"
            f'<td class="n">{killed}</td><td class="n">{origins}</td><td>{escape(v.grade)}</td></tr>'
        )
    head = "<tr><th>Day</th><th>Place</th><th>Told</th><th>Killed</th><th>Origins</th><th>Grade</th></tr>"
    return f"<table>{head}{''.join(rows)}</table>"
