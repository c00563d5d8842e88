"""The reader: a Report into a Reading, pure and deterministic; the rules' side of the contract."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from isnad import __version__
from isnad.gazetteer.load import Gazetteer, load_gazetteer
from isnad.lexicon.load import Lexicon, load_lexicon
from isnad.lexicon.words import actor_trait
from isnad.memory import no_collection
from isnad.mentions.annotate import Sentence, annotate
from isnad.mentions.parties import Np, find_parties
from isnad.mentions.places import PlaceMention, find_places, mark_places
from isnad.model import Claim, Problem, Reading, Report, SourceLink
from isnad.read.attach import attach_means, attach_places, place_names, title_places
from isnad.read.attachdates import attach_dates
from isnad.read.claims import build_claims
from isnad.read.condolences import console, wished
from isnad.read.discourse import CONDEMNED, Discourse
from isnad.read.echoes import (
    doubt_before,
    echoes,
    heard_losses,
    owned,
    sourced_behind,
    told_aside,
    told_by_others,
    voice_at,
)
from isnad.read.events import gather
from isnad.read.fallen import attackers, fell
from isnad.read.figures import assign_figures
from isnad.read.found import deed_of_telling, find_triggers
from isnad.read.frames import FigureMention, Frame, Telling
from isnad.read.furniture import furniture
from isnad.read.grouping import group
from isnad.read.groups import Group, groups_of
from isnad.read.listed import Toll, line, opened
from isnad.read.needs import unmet
from isnad.read.nouns import ends_in_thing
from isnad.read.roles import Roles
from isnad.read.sameness import traits_of
from isnad.read.stance import settle_stance
from isnad.read.stretches import stretches
from isnad.read.typerules import settle_type
from isnad.read.voices import Voice, VoiceFinder
from isnad.resolve.parties import PartyContext, styled
from isnad.resolve.places import PlaceContext, resolve_places
from isnad.resolve.publication import narrow_published, told_dates
from isnad.resolve.published import parse_published, published_from_text


class Reader:
    """Reads reports by rules and lexicons; holds no state between reports.

    `lexicon_dirs` are folders laid over the shipped lexicons; `tz` is the zone in which a publication time is turned
    to a day. Raises LexiconError where a lexicon has mistakes.
    """

    version = f"rules-{__version__}"

    def __init__(
        self, lexicon_dirs: Sequence[Path] = (), tz: str = "Asia/Damascus", gazetteer: Gazetteer | None = None
    ) -> None:
        self.lexicon: Lexicon = load_lexicon(lexicon_dirs)
        self.gazetteer = gazetteer if gazetteer is not None else load_gazetteer()
        self.tz = tz

    @property
    def lexicon_digest(self) -> str:
        """The digest of the merged lexicon."""
        return self.lexicon.digest

    @property
    def gazetteer_digest(self) -> str:
        """The digest of the gazetteer."""
        return self.gazetteer.digest

    @no_collection()
    def read(self, report: Report) -> Reading:
        """The claims of one report; a publication date that can't be read is a problem, not a failure."""
        run, problems = self._run(report)
        claims: list[Claim] = []
        for groups in run.groups():
            claims += build_claims(report, groups, self.lexicon.actors, before=claims)[1]
        return Reading(
            report.id, tuple(claims), tuple(problems), self.version, self.lexicon.digest, self.gazetteer.digest
        )

    def groups(self, report: Report) -> tuple[list[Group], list[Problem]]:
        """What `read` makes claims of: the tellings by event and chain, each with its signs; and the problems met."""
        run, problems = self._run(report)
        return [g for groups in run.groups() for g in groups], problems

    def tellings(self, report: Report) -> tuple[list[Telling], tuple[SourceLink, ...], list[Problem]]:
        """What a report tells, happening by happening, before any two are judged to be one; and who tells the whole."""
        run, problems = self._run(report)
        return [t for tellings in run.tellings() for t in tellings], run.voices.speakers.whole, problems

    def _run(self, report: Report) -> tuple[_Run, list[Problem]]:
        problems: list[Problem] = []
        window = None
        try:
            window = parse_published(report.published, self.tz)
        except ValueError as e:
            problems.append(Problem("published", str(e), report.id))
        begin = 0
        if told := published_from_text(report.text):
            within, begin = parse_published(told[0], self.tz), told[1]
            if within and (window is None or (window[0] <= within[0] and within[1] <= window[1])):
                window = within
        return _Run(self, report, window, begin), problems


@lru_cache(maxsize=1)
def default_reader() -> Reader:
    """The reader with the shipped lexicons and gazetteer, made once a process.

    Its tables live as long as the process, so the garbage collector is told not to walk them again: a fifth faster.
    """
    reader = Reader()
    gc.freeze()
    return reader


class _Run:
    """One report's reading, stretch by stretch and step by step."""

    def __init__(self, reader: Reader, report: Report, window: tuple[date, date] | None, begin: int) -> None:
        self.reader, self.report, self.window = reader, report, window
        self.begin = begin  # behind the date that a crawl left before the text: it dates no event
        self.text = report.text
        self.lexicon = reader.lexicon
        self.heads = title_places(report, self.lexicon, reader.gazetteer)
        self.context: PlaceContext | None = None  # what the places named so far say of others
        self.sides: Counter[str] = Counter()  # the countries of the actors named so far
        self.roaming: Counter[str] = Counter()  # those of groups that fight in several
        self.voices = VoiceFinder(self.text, self.lexicon, report.outlet)
        self.discourse: Discourse | None = None

    def groups(self) -> Iterator[list[Group]]:
        """The tellings of each stretch by event and chain."""
        for n, tellings in enumerate(self.tellings()):
            yield groups_of(
                gather(traits_of(tellings, begins=n == 0)), self.voices.speakers.whole, self.lexicon.sources
            )

    def tellings(self) -> Iterator[list[Telling]]:
        """What each stretch tells; of a stretch that was read only what the next one goes on with is kept."""
        read = 0
        for start, end in stretches(self.text):
            sentences = annotate(self.text, self.lexicon, (max(start, self.begin), end), read)
            read += len(sentences)
            yield self._told(sentences)

    def _told(self, sentences: list[Sentence]) -> list[Telling]:
        for s in sentences:
            mark_places(s, self.reader.gazetteer)
        places = [find_places(s) for s in sentences]
        discourse = self._go_on(sentences, places)
        voices = self.voices
        tellings: list[Telling] = []
        last: list[Frame] = []
        toll: Toll | None = None
        consoled: list[FigureMention] = []
        aside = furniture(self.text, sentences)
        for s, ps in zip(sentences, places, strict=True):
            if s.index in aside:
                s.forget()
                continue
            nps = find_parties(s)
            spoken = voices.find(s)
            frames = self._frames(s, nps, ps, spoken)
            doubt_before(s, frames, last)
            sourced_behind(s, frames, spoken, last)
            frames += echoes(s, frames, spoken, last[-1] if last else None)
            if frames or toll is None or not line(s, nps, toll):
                toll = opened(s, frames)
            last = frames or last
            discourse.setting.see(ps, bool(frames))
            tellings += discourse.take(s, frames, nps)
            consoled += wished(s)
            s.forget()
        if discourse.setting.mourning or (tellings and CONDEMNED in tellings[0].frame.rules):
            console(tellings, consoled)
        return tellings

    def _go_on(self, sentences: list[Sentence], places: list[list[PlaceMention]]) -> Discourse:
        """What carries over to these sentences, with the places named in them told apart."""
        heads = self.heads if self.context is None else []
        mentions = [*heads, *(p for ps in places for p in ps)]
        self._see_sides(sentences)
        self.context = self.context or PlaceContext()
        self.context.home = next((c for c, _ in self.sides.most_common(1)), "")
        resolve_places(mentions, self.reader.gazetteer, self.context)
        country = self._country(self.context.countries)
        if self.discourse is not None:
            self.voices.go_on(sentences)
            self.discourse.go_on(country)
            return self.discourse
        known = narrow_published(told_dates(self.text, sentences), self.window)
        parties = PartyContext(self.lexicon, country, self.window[0].isoformat() if self.window else None)
        parties.styled = styled(sentences[0].norms if sentences else (), parties.day)
        self.voices.speakers.whole = self.voices.whole_report(sentences, self.report.forwarded_from)
        self.discourse = Discourse(self.text, self.window, known, parties)
        self.discourse.own.whole = self.voices.speakers.whole
        self.discourse.setting.see(heads, False)
        return self.discourse

    def _frames(self, s: Sentence, nps: dict[int, Np], places: list[PlaceMention], voices: list[Voice]) -> list[Frame]:
        voices = [v for v in voices if not deed_of_telling(s, v)]
        spans = [v.speaker for v in voices if v.speaker is not None]
        triggers = find_triggers(s, spans, frozenset(v.at for v in voices))
        if not triggers:
            return []
        within = {k for m in triggers if m.entry.row.pos != "verb" for k in range(m.i + 1, m.j - ends_in_thing(m, nps))}
        nps = {k: np for k, np in nps.items() if k not in within}  # "العمل الإرهابي" names no terrorist
        frames = group(s, triggers, nps)
        if not frames:
            return []
        blocked = {k for a, b in spans for k in range(a, b)} | place_names(nps, places)
        for f in frames:
            f.voice = voice_at(voices, f.at)
        owned(s, frames, voices)
        told_aside(s, frames, voices)
        frames = sorted([*frames, *told_by_others(frames, voices)], key=lambda f: f.at)
        attach_places(s, frames, places)
        attach_dates(s, frames)
        attach_means(s, frames)
        Roles(s, frames, nps, blocked).assign()
        for f in frames:
            f.means = [m for m in f.means if not any(np.i <= m.i < np.j for np in f.targets)]
        assign_figures(s, frames, nps)
        for f in frames:
            f.actors = [np for np in f.actors if not fell(f, np)] or attackers(f)
        frames = sorted([*frames, *heard_losses(frames, voices)], key=lambda f: f.at)
        frames = [f for f in frames if not unmet(f)]
        for n, f in enumerate(frames):
            settle_type(f, frames[n - 1] if n else None)
            settle_stance(s, f)
        return frames

    def _see_sides(self, sentences: list[Sentence]) -> None:
        """Count the countries of the actors that these sentences name; a government is named of everything."""
        for s in sentences:
            for m in s.by_kind.get("actor", ()):
                rows = m.entry.row
                if rows[0].country and rows[0].kind != "government":
                    abroad = rows[0].id in actor_trait("abroad")
                    (self.roaming if abroad else self.sides)[rows[0].country] += 1

    def _country(self, places: Counter[str]) -> str:
        """The country that most of what is named lies in or belongs to, as far as the report is read."""
        votes = Counter(places)
        votes.update(self.sides)
        votes = votes or self.roaming
        return votes.most_common(1)[0][0] if votes else ""
