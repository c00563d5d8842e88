"""What carries over between sentences: the last place, the date of the story, the organisation named last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from isnad.mentions.annotate import Sentence
from isnad.mentions.dates import DateMention
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
        self.opening = True
        self.lead: DateWindow | None = None
        self.told = 0  # sentences that told an event so far

    def take(self, s: Sentence, frames: list[Frame], nps: dict[int, Np], voices: list[Voice], whole: tuple[SourceLink, ...]) -> list[Telling]:
        """The tellings of one sentence's frames, resolved, with what carries over filled in."""
        out = []
        self.opening = self.told < 2
        self.told += bool(frames)
        behind = self._background(s)
        condemned = any(m.entry.row.frame == "condemn" for m in s.by_kind.get("speech", ()) if m.i - s.i < 6)
        for f in frames:
            background = behind or condemned or self._subordinate(s, f)
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
        return any(w in ("منذ", "ردا", "بتهمه", "قبل") for w in before)

    # -- dates

    def _when(self, s: Sentence, f: Frame, background: bool, condemned: bool) -> DateWindow:
        tense = "future" if f.stance == "planned" else "past"
        ranked: list[tuple[tuple[int, int, int], ResolvedDate, DateMention]] = []
        for d in f.dates:
            r = resolve_date(d.expr, self.window, tense, self.last_date)
            empty = r.start is None and r.end is None
            if empty and not r.vague:
                continue
            spoken = self._of_telling(f, d)
            if spoken and (condemned or f.scope != "single" or background):
                continue
            ranked.append(((int(spoken) + 2 * int(r.reason == "until now"), int(empty), min(abs(d.i - f.end), abs(f.at - d.j))), r, d))
        if ranked:
            _, r, d = min(ranked, key=lambda x: x[0])
            span = (s.tokens[d.i].start, s.tokens[d.j - 1].end)
            when = DateWindow(
                r.start.isoformat() if r.start else None, r.end.isoformat() if r.end else None, self.text[span[0] : span[1]], span, r.basis
            )
            if when.start and when.start == when.end:
                self.last_date = when
                if self.lead is None and not background and self.opening:
                    self.lead = when
            return when
        if background or f.stance == "planned" or f.scope == "stock" or f.type in ("agreement", "detention") and f.definite:
            return DateWindow()
        if self.lead is not None:
            return replace(self.lead, text=None, span=None, basis="carried")
        if self.window is not None and not condemned:
            return DateWindow(self.window[0].isoformat(), self.window[1].isoformat(), basis="publication")
        return DateWindow()

    @staticmethod
    def _of_telling(f: Frame, d: DateMention) -> bool:
        """Whether a date stands with the verb of telling: "أعلنت … أمس أن …", "حسبما أفاد … السبت"."""
        v = f.voice
        if v is None or v.at < 0:
            return False
        if v.frame == "according_to":
            return d.i >= v.at
        return v.at - 3 <= d.i < v.i or v.speaker is not None and v.speaker[0] <= d.i <= v.speaker[1] + 1

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
