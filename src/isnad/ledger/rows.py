"""A claim as rows: its columns, and its parties, places, figures and sources; how they are written and checked."""

from __future__ import annotations

from typing import Any

from isnad.model import Claim

Row = dict[str, Any]


def columns_of(claim: Claim) -> Row:
    """The columns of a claim that repeat what its body says, so that they can be asked for."""
    return {
        "claim_id": claim.claim_id, "type": claim.type, "stance": claim.stance, "stance_on": claim.stance_on,
        "claimed": claim.claimed, "scope": claim.scope, "first": claim.when.start, "last": claim.when.end,
        "basis": claim.when.basis,
    }  # fmt: skip


def parts_of(claim: Claim) -> dict[str, list[Row]]:
    """The rows of a claim's parts by table, each in the order told."""
    return {
        "party": [
            {"role": role, "n": n, "text": p.text, "actor_id": p.id}
            for role, parties in (("actor", claim.actors), ("target", claim.targets))
            for n, p in enumerate(parties)
        ],
        "place": [
            {
                "n": n, "text": p.text, "name": p.name, "admin1": p.admin1, "country": p.country, "place_id": p.id,
                "lat": p.lat, "lon": p.lon, "radius_km": p.radius_km, "pcode": p.pcode,
            }
            for n, p in enumerate(claim.places)
        ],
        "figure": [
            {
                "n": n, "text": f.text, "kind": f.kind, "of": f.of, "low": f.low, "high": f.high,
                "comparator": f.comparator, "whose": f.whose, "part_of": f.part_of, "status": f.status,
            }
            for n, f in enumerate(claim.figures)
        ],
        "source": [
            {"n": n, "text": s.text, "kind": s.kind, "source_id": s.id} for n, s in enumerate(claim.sources)
        ],
    }  # fmt: skip
