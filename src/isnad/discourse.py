"""What carries over between sentences: the last place, the date of the story, the organisation named last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.mentions.places import PlaceMention
from isnad.model import DateWindow, SourceLink
from isnad.read.events import Telling
from isnad.read.frames import STRIKES, Frame
from isnad.read.stance import settle_scope
from isnad.read.voices import Voice
from isnad.resolve.dates import ResolvedDate, resolve_date
from isnad.resolve.parties import PartyContext, resolve_party


class Discourse:
    """The state that passes from sentence to sentence; what it supplies is marked in the frame's rules."""

    def __init__(self, text: str, window: tuple[date, date] | None, parties: PartyContext) -> None:
        self.text, self.window, self.parties = text, window, parties
        self.places: list[PlaceMention] = []
        self.last_date: DateWindow | None = None
        self.lead: DateWindow | None = None

    def take(self, s: Sentence, frames: list[Frame], nps: dict[int, Np], voices: list[Voice], whole: tuple[SourceLink, ...]) -> list[Telling]:
        """The tellings of one sentence's frames, resolved, with what carries over filled in."""
        out = []
        behind = self._background(s)
        condemned = any(m.entry.row.frame == "condemn" for m in s.by_kind.get("speech", ()) if m.i - s.i < 6)
        for n, f in enumerate(frames):
            background = behind or condemned or n > 0 and self._subordinate(s, f)
            when = self._when(s, f, background, condemned)
            if when.start and when.end:
                days = (date.fromisoformat(when.end) - date.fromisoformat(when.start)).days
                month_only = self.window is not None and (self.window[1] - self.window[0]).days > 1
                if not month_only and when.basis == "stated":
                    settle_scope(s, f, days)
            if f.scope in ("aggregate", "stock") and when.basis in ("publication", "carried") and not f.dates:
                when = DateWindow()
            actors = [self._party(s, np) for np in f.actors]
            targets = [self._party(s, np) for np in f.targets]
            self._carry_place(f)
            chain = f.voice.chain if f.voice is not None else ()
            out.append(Telling(f, actors, targets, when, tuple(x.text for x in chain), background))
        for np in nps.values():
            if np.owners and np.kind in ("actor", "noun"):
                found, _ = resolve_party(np, self.parties)
                if found:
                    self.parties.remember(found)
        return out

    def _background(self, s: Sentence) -> bool:
        return any(m.entry.row.kind == "background" and m.i - s.i <= 3 for m in s.by_kind.get("cue", ()))

    def _subordinate(self, s: Sentence, f: Frame) -> bool:
        first = min(f.trigs, key=lambda m: m.i).i
        before = [s.tokens[k].norm for k in range(max(s.i, first - 3), first)]
        return any(w in ("منذ", "ردا", "عقب", "بعد", "بتهمه", "غداه", "قبل") for w in before)

    # -- dates

    def _when(self, s: Sentence, f: Frame, background: bool, condemned: bool) -> DateWindow:
        tense = "future" if f.stance == "planned" else "past"
        anchor = self.last_date
        best: tuple[ResolvedDate, str, tuple[int, int]] | None = None
        for d in sorted(f.dates, key=lambda d: min(abs(d.i - f.end), abs(f.at - d.j))):
            r = resolve_date(d.expr, self.window, tense, anchor)
            text = s.text(self.text, d.i, d.j)
            span = (s.tokens[d.i].start, s.tokens[d.j - 1].end)
            if best is None or best[0].start is None and best[0].end is None and (r.start or r.end):
                best = (r, text, span)
        if best is not None:
            r, text, span = best
            when = DateWindow(r.start.isoformat() if r.start else None, r.end.isoformat() if r.end else None, text, span, r.basis)
            if when.start and when.start == when.end:
                self.last_date = when
                if self.lead is None and not background:
                    self.lead = when
            return when
        if background or f.stance == "planned" or self.window is None and self.lead is None:
            return DateWindow()
        if self.lead is not None and self.last_date is not None and not f.dates:
            return replace(self.lead, text=None, span=None, basis="carried")
        if self.window is not None and not condemned:
            return DateWindow(self.window[0].isoformat(), self.window[1].isoformat(), basis="publication")
        return DateWindow()

    # -- parties and places

    def _party(self, s: Sentence, np: Np) -> tuple[str, str | None, tuple[int, int], str]:
        found, reason = resolve_party(np, self.parties)
        i = np.i
        text = s.text(self.text, i, np.j)
        start = s.tokens[i].start
        if np.conj and text.startswith("و"):
            text, start = text[1:], start + 1
        if found:
            self.parties.remember(found)
        return text.strip(" ،,"), found, (start, s.tokens[np.j - 1].end), reason

    def _carry_place(self, f: Frame) -> None:
        own = [p for p in f.places if not p.child]
        if own:
            self.places = own
        elif self.places and f.type in STRIKES | {"killing", "arrest", "armed_clash", "displacement", "seizure", "destruction", "abduction", "reconnaissance", "movement", "territory", "assassination"} and f.scope == "single":
            f.places = list(self.places)
            f.rules.append("place carried")
