"""A reader that finds one thing only, for tests of what stands around a reader."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from isnad.model import Claim, DateWindow, Figure, Party, PlaceGuess, Reading, Report, SourceLink, Sureness

WORD = "قصف"  # bombardment: a claim wherever it stands


@dataclass
class FakeReader:
    """One claim for each WORD; texts that begin with an English word behave as that word says."""

    version: str = "fake-1"
    lexicon_digest: str = "lex"
    gazetteer_digest: str = "gaz"

    def read(self, report: Report) -> Reading:
        match report.text.split(maxsplit=1)[:1]:
            case ["raise"]:
                raise ValueError("told to")
            case ["die"]:
                os._exit(9)
            case ["hang"]:
                time.sleep(60)
            case ["slow"]:
                time.sleep(0.05)
        claims: list[Claim] = []
        at = report.text.find(WORD)
        while at >= 0:
            claims.append(fake_claim(report, at, len(claims) + 1))
            at = report.text.find(WORD, at + 1)
        return Reading(report.id, tuple(claims), (), self.version, self.lexicon_digest, self.gazetteer_digest)


def fake_claim(report: Report, at: int, number: int) -> Claim:
    """A claim with something in every field."""
    return Claim(
        id=f"c{number}",
        claim_id=f"{report.id}:{at}:0",
        event=f"e{number}",
        type="shelling",
        trigger=(at, at + len(WORD)),
        trigger_text=WORD,
        actors=(Party("قوات النظام", "syr.gov", (0, 3), reason="alias"),),
        targets=(Party("=السوق", None, from_claim="c1"),),
        places=(
            PlaceGuess(
                "بلدة حيش",
                "Hish",
                "Idlib",
                "SY",
                "sy.hish",
                35.55,
                36.64,
                2.0,
                1,
                1,
                "SY0704",
                reason="the parent stands beside it",
                alternatives=(("sy.hish2", "Hish (Hama)", 0.25),),
            ),
        ),
        when=DateWindow("2019-11-13", "2019-11-13", "أمس", (4, 7), "stated"),
        figures=(
            Figure("أكثر من 30", "killed", "person", 31, None, "gt", (8, 12), "civilians", None, "preliminary"),
            Figure("بينهم 3 أطفال", "killed", "child", 3, 3, "eq", part_of=0),
        ),
        means=("مدفعية",),
        sources=(SourceLink("سبوتنيك", "media", "sputnik"), SourceLink("أحد المصادر العسكرية", "military")),
        stance="denied",
        stance_on="responsibility",
        claimed=True,
        mentions=((at, at + 1),),
        weapon=("artillery",),
        tags=("market",),
        confidence=0.75,
        sure=Sureness(0.5, 0.9, 0.75, 0.7, 0.65, 0.8, 0.6, 0.85),
        evidence=(0, len(report.text)),
        rules=("trigger.shelling", "role.vso"),
    )
