"""An incident in one or two English sentences, made from its cells, with each source's own figure."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.ledger.incident import Attribution
from isnad.model import PlaceGuess
from isnad.publish.lookup import actor, event_types
from isnad.publish.view import View
from isnad.reconcile import Told

_GROUPS = {"all": "", "civilian": " civilians", "fighter": " fighters", "child": " children", "woman": " women"}


def place_name(p: PlaceGuess | None) -> str:
    """ "Tel Rih, Idlib" or what of it is known."""
    if p is None:
        return ""
    return ", ".join(x for x in (p.name or p.text, p.admin1 if p.admin1 != p.name else None) if x)


def party_names(parties: Sequence[Attribution]) -> str:
    """ "A, B and C"; words in place of a name where there is no id."""
    names = list(dict.fromkeys(actor(a.id).name if a.id else a.text for a in parties))
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def when(view: View) -> str:
    """ "On 2025-03-01", "Between … and …", with how it is known where that is weak."""
    if view.first is None:
        return "On a day that isn't known"
    told = f"On {view.first}" if view.first == view.last else f"Between {view.first} and {view.last}"
    return f"{told} (by date of publication)" if view.basis == "publication" else told


def _number(told: Told) -> str:
    group = _GROUPS.get(told.group, f" {told.group}s")
    if told.low is None:
        return f"at most {told.high}{group}"
    if told.comparator in ("tens", "hundreds", "thousands"):
        return f"{told.comparator}{' of' if group else ''}{group}"
    if told.high is None:
        return f"some{group}" if told.low == 2 and not told.exact else f"{told.low} or more{group}"
    return f"{told.low}{group}" if told.low == told.high else f"{told.low} to {told.high}{group}"


def figure_sentences(view: View, kinds: Sequence[str] = ("killed", "injured", "captured")) -> list[str]:
    """ "Killed: 3 (Rasad Monitor), 5 civilians (an outlet)." for each kind that is told."""
    names = dict(view.origin_names)
    out = []
    for kind in kinds:
        parts = []
        for f in view.figures:
            if f.kind == kind and f.group in ("all", "civilian", "fighter"):
                for told in f.series:
                    derived = f.group == "all" and any(
                        g.kind == kind and g.group != "all" and any(t.text == told.text for t in g.series)
                        for g in view.figures
                    )
                    if not derived:
                        denied = "" if told.counts else ", not counted"
                        parts.append(f"{_number(told)} ({names.get(told.origin, told.origin)}{denied})")
        if parts:
            out.append(f"{kind.capitalize()}: {', '.join(dict.fromkeys(parts))}.")
    return out


def notes(view: View) -> str:
    """The sentence for `notes`: when, who, what, where, figures by source, what is contested.

    "On 2025-03-01, Military Forces of Russia: air or drone strike in Tel Rih, Idlib. Killed: 3 (Rasad Monitor)."
    """
    what = event_types()[view.type].noun
    who = party_names(view.actors) or "unidentified actors"
    against = party_names(view.targets)
    where = place_name(view.place)
    held = {"affirmed": "", "possible": "possible ", "doubted": "doubted ", "denied": "denied ", "planned": "planned "}
    head = f"{when(view)}, {who}: {held[view.stance]}{what}"
    head += f" against {against}" if against else ""
    head += f" in {where}" if where else ""
    sentences = [f"{head}.", *figure_sentences(view)]
    if view.contested:
        sentences.append(f"Contested: {', '.join(view.contested)}.")
    sentences.append(f"Told by {_count(len({t.report_id for t in view.tellings}), 'report')}, {_origins(view)}.")
    return " ".join(sentences)


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _origins(view: View) -> str:
    low, high = view.origins_low, view.origins_high
    return _count(low, "independent origin") if low == high else f"{low} to {_count(high, 'independent origin')}"
