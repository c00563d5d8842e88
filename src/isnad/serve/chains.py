"""The tree of chains of an incident: independent origins apart, who quotes them below, copies under their original."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from isnad.copies import is_copy
from isnad.ledger.incident import Incident
from isnad.publish.view import Telling, View


@dataclass(frozen=True, slots=True)
class Leaf:
    """A report that tells: the claims in it that go back to the origin, and the reports that copy its text."""

    report_id: str
    outlet: str
    published: str | None
    stance: str
    claim_ids: tuple[str, ...]
    copies: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """Someone in a chain: who quotes them, and the reports in which they speak last."""

    name: str
    quoted_by: tuple[Node, ...] = ()
    leaves: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginTree:
    """One origin and all that goes back to it; `counts` says whether it counts as an origin that tells of it."""

    key: str
    label: str
    named: bool
    counts: bool
    root: Node


@dataclass(slots=True)
class _Growing:
    children: dict[str, _Growing] = field(default_factory=dict)
    tellings: list[Telling] = field(default_factory=list)


def chain_trees(view: View, incident: Incident) -> tuple[OriginTree, ...]:
    """The trees of an incident, in the order of its origins; names as the view gives them."""
    sketches = {w.report.id: w.report.sketch for w in incident.witnesses}
    order = {w.report.id: w.report.order for w in incident.witnesses}
    named = {o.key: o.named for o in incident.origins.origins}
    out = []
    for key, label in view.origin_names:
        tellings = sorted((t for t in view.tellings if t.origin == key), key=lambda t: order[t.report_id])
        original = _originals(list(dict.fromkeys(t.report_id for t in tellings)), sketches)
        copies: dict[str, list[Telling]] = {}
        top = _Growing()
        for telling in tellings:
            if telling.report_id in original:
                copies.setdefault(original[telling.report_id], []).append(telling)
                continue
            at = top
            # A chain is outlet ← agency ← source: the origin is its last link, and who quotes it stands before.
            for name in reversed(telling.chain[:-1]):
                at = at.children.setdefault(name, _Growing())
            at.tellings.append(telling)
        counts = any(t.stance in ("affirmed", "possible") or t.stance_on != "event" for t in tellings)
        counts = counts or (view.stance == "planned" and bool(tellings))
        out.append(OriginTree(key, label, named.get(key, True), counts, _node(label, top, copies)))
    return tuple(out)


def _originals(reports: Sequence[str], sketches: Mapping[str, tuple[int, ...]]) -> dict[str, str]:
    """Which of these reports copy the text of which earlier one, that is no copy itself."""
    out: dict[str, str] = {}
    for n, report in enumerate(reports):
        for earlier in reports[:n]:
            if earlier not in out and is_copy(sketches[report], sketches[earlier]):
                out[report] = earlier
                break
    return out


def _node(name: str, at: _Growing, copies: Mapping[str, list[Telling]]) -> Node:
    children = tuple(_node(n, child, copies) for n, child in at.children.items())
    return Node(name, children, _leaves(at.tellings, copies))


def _leaves(tellings: Iterable[Telling], copies: Mapping[str, list[Telling]]) -> tuple[Leaf, ...]:
    by_report: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_report.setdefault(telling.report_id, []).append(telling)
    return tuple(_leaf(r, told, copies) for r, told in by_report.items())


def _leaf(report_id: str, told: Sequence[Telling], copies: Mapping[str, list[Telling]]) -> Leaf:
    first = told[0]
    stance = next((t.stance for t in told if t.stance != "affirmed" and t.stance_on == "event"), "affirmed")
    below = _leaves(copies.get(report_id, ()), {})
    return Leaf(report_id, first.outlet, first.published, stance, tuple(t.claim_id for t in told), below)
