"""What a run found: counts for the last line, and a summary for people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from isnad.model import Claim, Problem, Reading, Report


@dataclass(slots=True)
class Summary:
    """Counts over the readings of a run; its memory does not grow with them."""

    reports: int = 0
    claims: int = 0
    problems: int = 0
    silent: int = 0
    failed: int = 0
    events: int = 0
    types: Counter[str] = field(default_factory=Counter)
    stances: Counter[str] = field(default_factory=Counter)
    scopes: Counter[str] = field(default_factory=Counter)
    links: Counter[int] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    dated: int = 0
    placed: int = 0

    def add(self, item: Report | Problem, reading: Reading) -> None:
        """Count one reading; a silent report is one that was read and holds no claim."""
        self.reports += 1
        self.claims += len(reading.claims)
        self.problems += len(reading.problems)
        self.silent += not reading.claims and not reading.problems
        self.failed += isinstance(item, Problem) or bool(reading.problems and not reading.claims)
        self.events += len({c.event for c in reading.claims})
        for claim in reading.claims:
            self._add_claim(claim)

    def _add_claim(self, claim: Claim) -> None:
        self.types[claim.type] += 1
        if (claim.stance, claim.stance_on) != ("affirmed", "event"):
            self.stances[claim.stance if claim.stance_on == "event" else f"{claim.stance} ({claim.stance_on})"] += 1
        if claim.claimed:
            self.stances["claimed by its doer"] += 1
        if claim.scope != "single":
            self.scopes[claim.scope] += 1
        self.links[len(claim.sources)] += 1
        if claim.sources:
            self.kinds[claim.sources[-1].kind] += 1
        self.dated += claim.when.start is not None or claim.when.end is not None
        self.placed += any(p.name for p in claim.places)

    def last_line(self, seconds: float) -> str:
        """One line: how many reports, claims, problems and silent reports, and how long it took."""
        counts = (
            _count(self.reports, "report"),
            _count(self.claims, "claim"),
            _count(self.problems, "problem"),
            _count(self.silent, "silent report"),
        )
        return f"{', '.join(counts)}; {seconds:.1f} s"

    def lines(self) -> list[str]:
        """What was found, for people."""
        if not self.claims:
            return []
        chains = {0: "the outlet itself", 1: "one source", 2: "two links"}
        links: Counter[str] = Counter()
        for n, count in sorted(self.links.items()):
            links[chains.get(n, "three links or more")] += count
        return [
            f"{_count(self.events, 'event')} in {_count(self.reports - self.silent - self.failed, 'report')}, "
            f"told by {_count(self.claims, 'claim')}",
            f"what       {_listed(self.types)}",
            f"who says   {_listed(links)}",
            f"last link  {_listed(self.kinds) or '-'}",
            f"stance     {_listed(self.stances) or 'all affirmed'}",
            f"scope      {_listed(self.scopes) or 'all single events'}",
            f"dated      {self.dated} of {self.claims}; at a known place: {self.placed}",
        ]


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {n}" for name, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
