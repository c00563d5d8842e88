"""GeoJSON: one feature for each incident, at its most exact place; without coordinates the geometry is null.

What a map draws by (`killed_best`, `radius_km`) stands in plain columns; a GIS sees the lists beside them as text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from isnad.publish.lookup import actor
from isnad.publish.notes import notes, place_name
from isnad.publish.tables import bounds
from isnad.publish.view import View
from isnad.reconcile import Reconciled


def feature(view: View) -> dict[str, object]:
    """The feature of an incident; `radius_km` says how far off the point may be."""
    p = view.place
    point = None
    if p is not None and p.lat is not None and p.lon is not None:
        point = {"type": "Point", "coordinates": [p.lon, p.lat]}
    properties: dict[str, object] = {
        "type": view.type,
        "first": view.first,
        "last": view.last,
        "date_basis": view.basis,
        "place": place_name(p),
        "admin1": p.admin1 if p else None,
        "country": p.country if p else None,
        "pcode": p.pcode if p else None,
        "radius_km": p.radius_km if p else None,
        "actors": [a.id or a.text for a in view.actors],
        "actor_names": [actor(a.id).name if a.id else a.text for a in view.actors],
        "targets": [a.id or a.text for a in view.targets],
        **bounds(view),
        "figures": [figure(f) for f in view.figures],
        "reports": len({t.report_id for t in view.tellings}),
        "origins": [view.origins_low, view.origins_high],
        "grade": view.grade,
        "stance": view.stance,
        "contested": list(view.contested),
        "weapons": list(view.weapons),
        "tags": list(view.tags),
        "notes": notes(view),
    }
    return {"type": "Feature", "id": view.id, "geometry": point, "properties": properties}


def figure(f: Reconciled) -> dict[str, object]:
    """A reconciled figure as JSON, with the claims that set its bounds."""
    out: dict[str, object] = {"kind": f.kind, "group": f.group}
    if f.side:
        out["side"] = f.side
    out |= {"low": f.low.value, "best": f.best.value, "high": f.high.value, "policy": f.policy}
    out["set_by"] = {"low": f.low.claims, "best": f.best.claims, "high": f.high.claims}
    return out


def collection(views: Iterable[View], about: dict[str, object]) -> str:
    """A feature collection as text; `about` says by which profile and policy it was made."""
    data = {"type": "FeatureCollection", "about": about, "features": [feature(v) for v in views]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
