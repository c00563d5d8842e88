"""Claims that are wrong in every way a reader can be wrong, made from right ones by a seed."""

from __future__ import annotations

import json
import random
from typing import Any

Row = dict[str, Any]


def perturb(reports: list[Row], seed: int) -> list[Row]:
    """Rows of predicted claims: some missed, some doubled, their fields changed at random."""
    rng = random.Random(seed)
    out = []
    for report in reports:
        claims: list[Row] = []
        for original in report["claims"]:
            if rng.random() < 0.1:
                continue
            claim = json.loads(json.dumps(original))
            change(claim, rng)
            claims.append(claim)
            if rng.random() < 0.1:
                claims.append({**claim, "id": "x" + claim["id"]})
        rng.shuffle(claims)
        if rng.random() < 0.9:
            out.append({"id": report["id"], "claims": claims})
    return out


def change(claim: Row, rng: random.Random) -> None:
    """Change a claim in place."""

    def now(share: float = 0.2) -> bool:
        return rng.random() < share

    if now():
        claim["type"] = rng.choice(["shelling", "arrest", "killing"])
    if now():
        start = max(0, claim["trigger"][0] + rng.randint(-20, 200))
        claim["trigger"] = [start, start + rng.randint(1, 70)]
    if now():
        claim["actors"] = []
    if now(0.3) and claim["actors"]:
        claim["actors"][0]["id"] = rng.choice([None, "rus", "syr.gov"])
    if now(0.3) and claim["places"]:
        claim["places"][0] |= {"lat": 35 + rng.random(), "lon": 40 + rng.random()}
    if now():
        claim["places"] = claim["places"][1:]
    if now(0.3):
        claim["when"] = {"text": None, "start": "2021-01-01", "end": None}
    if now(0.3) and claim["figures"]:
        claim["figures"][0] |= {"low": 3, "of": "person"}
    if now(0.3):
        claim["sources"] = claim["sources"][:1] + [{"text": "مصدر", "kind": "media"}] * rng.randint(0, 1)
    if now():
        claim |= {"stance": rng.choice(["denied", "possible"]), "stance_on": "responsibility"}
    if now():
        claim["scope"] = "aggregate"
    if now(0.1):
        claim["claimed"] = True
    if now():
        claim["event"] = "e1"
    if now():
        claim["mentions"] = [[5, 9], [claim["trigger"][0], claim["trigger"][0] + 90]]
