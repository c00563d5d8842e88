"""Which places, dates and weapons go with which frame of a sentence."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.mentions.places import PlaceMention
from isnad.read.frames import STRIKES, Frame

STOPS = frozenset(["فيما", "بينما", "حين", "حيث", "كما", "ثم", "لكن", "ولكن", "غير"])


def place_names(nps: dict[int, Np], places: list[PlaceMention]) -> set[int]:
    """The tokens of phrases that are places where they stand ("شرق العراق"), so that they are no parties."""
    return {np.i for np in nps.values() if np.kind == "actor" for p in places if p.name_i <= np.head_at < p.name_j}


def attach_places(s: Sentence, frames: list[Frame], places: list[PlaceMention]) -> None:
    """Give each frame the places of its part of the sentence; a place before all frames holds for those without."""
    if not frames:
        return
    lead: list[PlaceMention] = []
    for p in places:
        if p.origin:
            continue
        home = _nearest(s, frames, p.i)
        if home is None:
            lead.append(p)
        else:
            home.places.append(p)
    own = {id(f): [p for p in f.places if not p.child] for f in frames}
    for n, f in enumerate(frames):
        if own[id(f)]:
            continue
        before = next((frames[k] for k in range(n - 1, -1, -1) if own[id(frames[k])]), None)
        after = next((frames[k] for k in range(n + 1, len(frames)) if own[id(frames[k])]), None)
        if before is not None:
            f.places = list(before.places)
            f.rules.append("place of the frame before")
        elif lead:
            f.places = list(lead) + f.places
        elif after is not None and f.bare:
            f.places = list(after.places)
            f.rules.append("place of the frame before")


def _nearest(s: Sentence, frames: list[Frame], k: int) -> Frame | None:
    before = [f for f in frames if f.at <= k]
    if not before:
        return None
    home = before[-1]
    nxt = next((f for f in frames if f.at > k), None)
    if nxt is not None:
        for c in s.by_kind.get("cue", ()):
            row = c.entry.row
            if row.kind == "light" and row.subject in ("target", "place") and k < c.i < nxt.at and c.i - k <= 6 and not any(s.tokens[p].text in "،." for p in range(k, c.i)):
                return nxt
    if any(p in s.verbs and s.at("speech", p) is not None and s.at("trigger", p) is None for p in range(home.end, k)) and k - home.end > 12:
        return nxt
    if (nxt is not None and s.tokens[max(k - 1, s.i)].norm in ("وفي", "وب")) or (nxt is not None and s.tokens[k].norm.startswith("وب")):
        return nxt
    return home


def attach_dates(s: Sentence, frames: list[Frame]) -> None:
    """Give each frame the date expressions of its part of the sentence."""
    lead = []
    for d in s.dates:
        before = [f for f in frames if f.at < d.i]
        if not before:
            lead.append(d)
            continue
        home = before[-1]
        nxt = next((f for f in frames if f.at > d.i), None)
        breaks = [k for k in range(home.end, d.i) if s.tokens[k].text in "،." or s.tokens[k].norm in STOPS]
        if nxt is not None and breaks and not any(s.tokens[k].text in "،." for k in range(d.j, nxt.at)) and nxt.at - d.j < d.i - home.end:
            nxt.dates.append(d)
        else:
            home.dates.append(d)
    for n, f in enumerate(frames):
        if not f.dates and lead:
            f.dates = list(lead)
        elif not f.dates and n and frames[n - 1].dates and (f.trigs[0].bits & CONJ or f.bare):
            f.dates = list(frames[n - 1].dates)
            f.rules.append("date of the frame before")


def attach_means(s: Sentence, frames: list[Frame]) -> None:
    """Give each frame the weapon words near it."""
    taken: set[int] = set()
    for m in s.by_kind.get("means", ()):
        if any(k in taken for k in range(m.i, m.j)):
            continue
        taken.update(range(m.i, m.j))
        near = [f for f in frames if f.type in STRIKES | {"killing", "assassination", "execution", "armed_clash", "reconnaissance", "arrest", "destruction", "seizure", "movement"}]
        if near:
            f = min(near, key=lambda f: (min(abs(m.i - f.end), abs(f.at - m.j)), f.at > m.i))
            if min(abs(m.i - f.end), abs(f.at - m.j)) <= 30:
                f.means.append(m)
