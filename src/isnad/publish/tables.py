"""The tables of isnad's own: incidents, claims, judgements; as CSV, as Parquet, described by a datapackage.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from isnad.publish.lookup import actor
from isnad.publish.notes import notes
from isnad.publish.view import View

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, object]

# Columns with their Frictionless type; every table is described by these and nothing else.
INCIDENTS: dict[str, str] = {
    "incident_id": "string", "type": "string", "first": "date", "last": "date", "date_basis": "string",
    "place": "string",
    "admin1": "string", "country": "string", "pcode": "string", "latitude": "number", "longitude": "number",
    "radius_km": "number", "places": "string", "actors": "string", "actor_names": "string", "targets": "string",
    "killed_low": "integer", "killed_best": "integer", "killed_high": "integer", "killed_civilians_low": "integer",
    "killed_civilians_best": "integer", "killed_civilians_high": "integer", "injured_low": "integer",
    "injured_best": "integer", "injured_high": "integer", "captured_low": "integer", "captured_best": "integer",
    "captured_high": "integer", "policy": "string", "reports": "integer", "origins_low": "integer",
    "origins_high": "integer", "origins": "string", "stance": "string", "grade": "string", "contested": "string",
    "weapons": "string", "tags": "string", "holds": "string", "held_by": "string", "notes": "string",
}  # fmt: skip
CLAIMS: dict[str, str] = {
    "incident_id": "string", "claim_id": "string", "report_id": "string", "outlet": "string", "published": "string",
    "url": "string", "chain": "string", "origin": "string", "type": "string", "stance": "string", "stance_on": "string",
    "claimed": "boolean", "figures": "string", "quote": "string",
}  # fmt: skip
JUDGEMENTS: dict[str, str] = {
    "judgement_id": "integer", "verb": "string", "left": "string", "right": "string", "who": "string", "at": "string",
    "note": "string", "undoes": "integer",
}  # fmt: skip


def incident_row(v: View) -> Row:
    """An incident as a row."""
    p = v.place
    row: Row = {
        "incident_id": v.id, "type": v.type, "first": v.first, "last": v.last, "date_basis": v.basis,
        "place": (p.name or p.text or None) if p else None, "admin1": p.admin1 if p else None,
        "country": p.country if p else None, "pcode": p.pcode if p else None, "latitude": p.lat if p else None,
        "longitude": p.lon if p else None, "radius_km": p.radius_km if p else None,
        "places": "; ".join(x.name or x.text for x in v.places if x.name or x.text),
        "actors": "; ".join(a.id or a.text for a in v.actors),
        "actor_names": "; ".join(actor(a.id).name if a.id else a.text for a in v.actors),
        "targets": "; ".join(a.id or a.text for a in v.targets), "policy": v.figures[0].policy if v.figures else None,
        "reports": len({t.report_id for t in v.tellings}), "origins_low": v.origins_low, "origins_high": v.origins_high,
        "origins": "; ".join(dict.fromkeys(name for _, name in v.origin_names)), "stance": v.stance, "grade": v.grade,
        "contested": "; ".join(v.contested), "weapons": "; ".join(v.weapons), "tags": "; ".join(v.tags),
        "holds": "; ".join(v.holds), "held_by": "; ".join(v.held_by), "notes": notes(v),
    }  # fmt: skip
    return row | bounds(v)


def bounds(v: View) -> Row:
    """Low, best and high of the figures that have columns of their own; None where nobody counts."""
    row: Row = {}
    for name, group, prefix in (
        ("killed", "all", "killed"), ("killed", "civilian", "killed_civilians"), ("injured", "all", "injured"),
        ("captured", "all", "captured"),
    ):  # fmt: skip
        f = v.figure(name, group)
        for bound in ("low", "best", "high"):
            row[f"{prefix}_{bound}"] = getattr(f, bound).value if f else None
    return row


def claim_rows(v: View) -> list[Row]:
    """The claims of an incident as rows, each with its chain (outlet ← … ← first source) and own figures."""
    names = dict(v.origin_names)
    out: list[Row] = []
    for t in v.tellings:
        told = {
            f"{f.kind} {f.group} {s.low if s.low is not None else '?'}..{s.high if s.high is not None else '?'}"
            for f in v.figures
            for s in f.series
            if s.claim_id == t.claim_id
        }
        out.append(
            {
                "incident_id": v.id, "claim_id": t.claim_id, "report_id": t.report_id, "outlet": t.outlet,
                "published": t.published, "url": t.url, "chain": " ← ".join((t.outlet, *t.chain)),
                "origin": names.get(t.origin), "type": t.kind, "stance": t.stance, "stance_on": t.stance_on,
                "claimed": t.claimed, "figures": "; ".join(sorted(told)), "quote": t.quote,
            }
        )  # fmt: skip
    return out


def datapackage(tables: Mapping[str, Mapping[str, str]], paths: Mapping[str, str], about: Mapping[str, object]) -> str:
    """A Frictionless datapackage.json that describes these tables."""
    resources = [
        {
            "name": name, "path": paths[name], "profile": "tabular-data-resource", "encoding": "utf-8",
            "schema": {"fields": [{"name": n, "type": kind} for n, kind in columns.items()]},
        }
        for name, columns in tables.items()
    ]  # fmt: skip
    data = {"name": "isnad-export", "profile": "tabular-data-package", **about, "resources": resources}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def arrow_table(columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows as an Arrow table of these columns; dates are dates."""
    import datetime

    import pyarrow as pa

    kinds: dict[str, pa.DataType] = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    made = []
    for row in rows:
        full = {name: row.get(name) for name in columns}
        for name, kind in columns.items():
            if kind == "date" and full[name]:
                full[name] = datetime.date.fromisoformat(str(full[name]))
        made.append(full)
    return pa.Table.from_pylist(made, schema=pa.schema([(n, kinds[k]) for n, k in columns.items()]))


def write_parquet(path: Path, columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as Parquet."""
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(arrow_table(columns, list(rows)), path, compression="zstd", store_schema=False)
