"""An incident in one sentence, in Arabic and English; made from its cells, so that it says no more than they do."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.ledger.incident import Attribution
from isnad.publish.view import View
from isnad.reconcile import Reconciled
from isnad.serve.marks import harmless
from isnad.serve.names import actor_name, full_place
from isnad.serve.words import Words

_LISTED = ("killed", "injured", "captured")
# So many parties of a side are named in a sentence; of more it says how many, and the page lists them.
_NAMED = 3


def summary(view: View, w: Words) -> str:
    """ "On 2019-11-13: air or drone strike by Russian Air Force in Hish, Idlib. Killed: 7 (4 to 9). …"."""
    parts = [_head(view, w)]
    told = [_figure(f, w) for kind in _LISTED if (f := view.figure(kind)) is not None]
    if told:
        joined = ("، " if w.lang == "ar" else ", ").join(told)
        parts.append(joined[:1].upper() + joined[1:])
    if view.contested:
        names = [w.code("field" if c == "figure" else "on", "killed" if c == "figure" else c) for c in view.contested]
        parts.append(f"{w.t('contested')}: {(' ' + w.t('and')).join(names) if w.lang == 'ar' else ', '.join(names)}")
    parts.append(f"{w.t('told_by')} {reports_n(len({t.report_id for t in view.tellings}), w)}{_origins(view, w)}")
    return ". ".join(parts) + "."


def _head(view: View, w: Words) -> str:
    what = w.code("type", view.type)
    held = "" if view.stance == "affirmed" else f" ({w.code('', view.stance)})"
    who = party_list(view.actors, w) or w.t("someone")
    whom = party_list(view.targets, w)
    p = view.place
    where = isolated(full_place(p.id, p.name, p.text, p.country, p.admin1, w.lang)) if p else ""
    if w.lang == "ar":
        text = f"{when(view, w)}: {what}{held}، {w.t('actor')}: {who}"
        text += f"، {w.t('target')}: {whom}" if whom else ""
        return text + (f"، {w.t('place')}: {where}" if where else "")
    text = f"{when(view, w)}: {what}{held} by {who}"
    text += f" against {whom}" if whom else ""
    return text + (f" in {where}" if where else "")


def when(view: View, w: Words) -> str:
    """The day or days, and how they are known where that is weak."""
    if view.first is None:
        told = w.t("date_unknown")
        return told[:1].upper() + told[1:]
    if view.first == view.last:
        told = w.t("on_day", day=_ltr(view.first))
    else:
        told = w.t("between", first=_ltr(view.first), last=_ltr(str(view.last)))
    return f"{told} ({w.t('by_publication')})" if view.basis == "publication" else told


def party_list(parties: Sequence[Attribution], w: Words) -> str:
    """ "A, B and C", or "أ وب وج"; those that are known come first, the report's words stand for the others."""
    ordered = sorted(parties, key=lambda a: a.id is None)
    names = list(dict.fromkeys(isolated(actor_name(a.id, w.lang) if a.id else a.text) for a in ordered))
    if len(names) > _NAMED + 1:
        names = [*names[:_NAMED], w.t("others", n=len(names) - _NAMED)]
    if len(names) < 2:
        return "".join(names)
    if w.lang == "ar":
        return " و".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def isolated(text: str) -> str:
    """Words of a report between marks that keep their direction to themselves (U+2068, U+2069)."""
    return f"\u2068{harmless(text)}\u2069" if text else ""


def _ltr(text: str) -> str:
    """A date or a range, which Arabic letters before it would turn about (U+2066, U+2069)."""
    return f"\u2066{text}\u2069"


def range_words(low: int | None, high: int | None) -> str:
    """5, 4–9, 31+, ≤ 9; ? where both ends are open."""
    if low is None and high is None:
        return "?"
    if low is None:
        return f"≤ {high}"
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}–{high}"


def _figure(f: Reconciled, w: Words) -> str:
    best = "?" if f.best.value is None else str(f.best.value)
    around = ""
    if (f.low.value, f.high.value) != (f.best.value, f.best.value):
        around = f" ({_ltr(range_words(f.low.value, f.high.value))})"
    return f"{w.code('figure', f.kind)}: {best}{around}"


def reports_n(n: int, w: Words) -> str:
    """ "one report", "3 reports"; تقرير واحد، تقريران، 3 تقارير، 11 تقريرًا، 100 تقرير."""
    return counted("reports", n, w)


def counted(what: str, n: int, w: Words) -> str:
    """So many of something, in the forms that Arabic has for one, two, three to ten, eleven to ninety-nine, more."""
    if n in (1, 2):
        return w.t(f"{what}_one" if n == 1 else f"{what}_two")
    rest = n % 100
    return w.t(f"{what}_few" if 3 <= rest <= 10 else f"{what}_many" if rest >= 11 else f"{what}_n", n=n)


def _origins(view: View, w: Words) -> str:
    low, high = view.origins_low, view.origins_high
    return ("، " if w.lang == "ar" else ", ") + origins_words(low, high, w)


def origins_words(low: int, high: int, w: Words) -> str:
    """ "one independent origin", "2 to 4 independent origins"."""
    if low != high:
        return w.t("origins_range", low=low, high=high)
    return counted("origins", low, w)
