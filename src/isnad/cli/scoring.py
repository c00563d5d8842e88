"""`isnad evaluate`: scores by field and type, the errors listed, or the agreement of two coders."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from isnad.cli.plain import isolate, plain
from isnad.evaluate.agreement import agree
from isnad.evaluate.load import load_gold, load_predicted, read_gold
from isnad.evaluate.score import FIELDS, Coded, Mistake, Scores, intervals, score
from isnad.model import Claim
from isnad.view import range_text


def evaluate_command(
    gold_path: Path,
    predicted_path: Path | None,
    *,
    agreement: bool = False,
    errors: int = 20,
    kind: str | None = None,
    only: str | None = None,
    ci: bool = False,
    as_json: bool = False,
) -> int:
    """Print scores, or agreement; 0 always, for a low score is no failure here (the gate has floors)."""
    found = load_gold(gold_path, only)
    gold = [coded for _, coded in found]
    if agreement and predicted_path is not None:
        _print_agreement(gold, [coded for _, coded in load_gold(predicted_path, only)])
        return 0
    predicted: Mapping[str, Sequence[Claim]]
    if predicted_path is None:
        readings = read_gold(found)
        predicted = {report_id: reading.claims for report_id, reading in readings.items()}
        for problem in (p for r in readings.values() for p in r.problems):
            sys.stderr.write(f"problem: {plain(problem.report_id or '')}: {plain(problem.message)}\n")
    else:
        predicted = load_predicted(predicted_path)
        if missing := [coded.id for coded in gold if coded.id not in predicted]:
            some = ", ".join(map(plain, missing[:5])) + (" …" if len(missing) > 5 else "")
            counted = f"{len(missing)} of {len(gold)} reports are not in {predicted_path}"
            sys.stderr.write(f"{counted}: what they tell counts as missed ({some})\n")
    scores = score(gold, predicted)
    widths = intervals(gold, predicted) if ci else {}
    if as_json:
        figures = scores.as_dict() | ({"half-widths of 95 %": widths} if ci else {})
        _put(json.dumps(figures, ensure_ascii=False, indent=1))
        return 0
    for line in score_lines(scores, widths):
        _put(line)
    _print_mistakes(scores, errors, kind)
    return 0


def score_lines(scores: Scores, widths: Mapping[str, float]) -> list[str]:
    """The scores as a table: precision, recall, F1, the interval's half-width if asked for, the share given a pair."""
    event = scores.fields["event"]
    head = f"{'field':<14}{'P':>8}{'R':>8}{'F1':>8}{'  +-' if widths else ''}   given a pair"
    lines = [f"{scores.reports} reports, {event.gold} gold claims, {event.predicted} predicted", head]
    for name in FIELDS:
        tally = scores.fields[name]
        width = f"{widths[name]:6.3f}" if widths else ""
        share = scores.given_share(name)
        given = "" if share is None else f"{share:.3f}"
        shares = f"{_r(tally.precision)}{_r(tally.recall)}{_r(tally.f1)}"
        lines.append(f"{name:<14}{shares}{width}   {given}   of {tally.gold}")
    lines.append("by type:")
    for name, tally in scores.by_type():
        shares = f"{_r(tally.precision)}{_r(tally.recall)}{_r(tally.f1)}"
        lines.append(f"  {name:<16}{shares}   gold {tally.gold}, predicted {tally.predicted}")
    return lines


def _r(share: float) -> str:
    return f"{round(share, 4):8.3f}"


def _print_mistakes(scores: Scores, limit: int, kind: str | None) -> None:
    counts = sorted(scores.classes().items(), key=lambda kv: (-kv[1], kv[0]))
    _put("errors by class: " + (", ".join(f"{name} {n}" for name, n in counts) or "none"))
    listed = [m for m in scores.mistakes if kind is None or kind in m.classes]
    for mistake in listed[: None if limit < 0 else limit]:
        for line in mistake_lines(mistake):
            _put(line)
    if 0 <= limit < len(listed):
        _put(f"… {len(listed) - limit} more; --errors -1 lists all, --class one kind")


def mistake_lines(mistake: Mistake) -> list[str]:
    """A mistake and, field by field, what gold and the reading say."""
    where = f"{mistake.report_id}:{mistake.gold.id if mistake.gold else '-'}"
    lines = [f"  {plain(where)}  {plain(str(mistake).split(' | ')[3])}  {isolate(plain(mistake.words))}"]
    if mistake.gold and mistake.predicted:
        for name in mistake.classes:
            show = _SHOWN[name]
            gold, read = show(mistake.gold), show(mistake.predicted)
            lines.append(f"      {name:<12}gold {gold}   read {read}")
    return lines


def _listed(values: Sequence[str]) -> str:
    return "[" + "; ".join(isolate(plain(v)) for v in values) + "]"


def _figures(claim: Claim) -> str:
    return _listed([f"{f.kind} {f.of} {range_text(f.low, f.high)}" for f in claim.figures])


def _chain(claim: Claim) -> str:
    return _listed([s.text for s in claim.sources])


_SHOWN: dict[str, Callable[[Claim], str]] = {
    "actors": lambda c: _listed([f"{p.text} {p.id or '-'}" for p in c.actors]),
    "targets": lambda c: _listed([f"{p.text} {p.id or '-'}" for p in c.targets]),
    "places": lambda c: _listed([f"{p.text} {p.name or '-'}" for p in c.places]),
    "figures": _figures,
    "figures+of": _figures,
    "sources": _chain,
    "chain": _chain,
    "when": lambda c: f"{c.when.start}..{c.when.end}",
    "stance": lambda c: f"{c.stance}/{c.stance_on}",
    "scope": lambda c: c.scope,
    "event+type": lambda c: c.type,
}


def _print_agreement(first: Sequence[Coded], second: Sequence[Coded]) -> None:
    found = agree(first, second)
    _put(f"{found.reports} reports in common, {found.pairs} pairs of claims")
    _put(f"{'field':<14}{'F1':>8}")
    for name, f1 in found.f1.items():
        _put(f"{name:<14}{f1:8.3f}")
    _put("Cohen's kappa, given a pair:")
    for name, value in found.kappa.items():
        _put(f"  {name:<12}{'-' if value is None else format(value, '8.3f')}")


def _put(line: str) -> None:
    sys.stdout.write(line + "\n")
