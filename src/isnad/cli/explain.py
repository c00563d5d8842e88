"""`isnad explain`: why a claim says what it says."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from isnad.cli.cards import Cards
from isnad.cli.plain import isolate, plain
from isnad.cli.write import terminal_console
from isnad.collect.results import iter_results
from isnad.errors import InputError
from isnad.model import Claim, Reading, Report


def explain_command(path: Path, reference: str) -> int:
    """Print one claim with its sentence and the reasons of its cells."""
    report, reading, claim = find_claim(path, reference)
    console = terminal_console()
    cards = Cards(console)
    about = [f"{reading.report_id}:{claim.id}", claim.claim_id, report.published or "no date" if report else ""]
    console.print(" · ".join(plain(a) for a in about if a), style="bold", soft_wrap=True)
    if report:
        for label, text in (("outlet", report.outlet), ("title", report.title), ("url", report.url)):
            if text:
                console.print(f"  {label:<8}{isolate(plain(text))}", soft_wrap=True)
        console.print(f"  {'words':<8}{isolate(sentence(report, claim))}", soft_wrap=True)
    console.print()
    cards.claim(report, claim, why=True)
    others = [c.id for c in reading.claims if c.event == claim.event and c.id != claim.id]
    facts = {
        "rules": ", ".join(claim.rules) or "none recorded",
        "same event": ", ".join(others) or "no other claim",
        "told again": ", ".join(f"{a}–{b}" for a, b in claim.mentions),
        "confidence": "" if claim.confidence is None else f"{claim.confidence:.2f}",
        "sure": ", ".join(f"{name} {p:.2f}" for name, p in asdict(claim.sure).items()) if claim.sure else "",
        "reader": reading.reader_version,
        "lexicon": reading.lexicon_digest,
        "gazetteer": reading.gazetteer_digest,
    }
    console.print()
    for label, text in facts.items():
        if text:
            console.print(f"    {label:<12}{plain(text)}", soft_wrap=True)
    return 0


def find_claim(path: Path, reference: str) -> tuple[Report | None, Reading, Claim]:
    """The claim that REPORT:c3, or a claim_id, names; c3 alone will do where the file has one report."""
    report_id, _, claim_id = reference.rpartition(":")
    count = 0
    seen: list[str] = []
    for report, reading in iter_results(path):
        count += 1
        if len(seen) < 5:
            seen.append(reading.report_id)
        for claim in reading.claims:
            if reference == claim.claim_id or (reading.report_id == report_id and claim.id == claim_id):
                return report, reading, claim
        if reading.report_id == report_id:
            have = ", ".join(c.id for c in reading.claims) or "none"
            raise InputError(f"the report '{report_id}' has no claim '{claim_id}'; it has: {have}")
    if not report_id and count == 1:
        return find_claim(path, f"{seen[0]}:{claim_id}")
    raise InputError(f"{path}: no report of '{reference}'; say REPORT:CLAIM, the reports are: {', '.join(seen)} …")


def sentence(report: Report, claim: Claim) -> str:
    """The claim's evidence, with its trigger between angle marks; without evidence, what stands around it."""
    start, end = claim.evidence or (max(0, claim.trigger[0] - 80), min(len(report.text), claim.trigger[1] + 80))
    begin, stop = claim.trigger
    if not start <= begin <= stop <= end:
        return plain(report.text[start:end])
    parts = (report.text[start:begin], "⟦", report.text[begin:stop], "⟧", report.text[stop:end])
    return plain("".join(parts))
