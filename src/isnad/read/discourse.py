"""What carries over between sentences: the last place, the date of the story, the organisation named last."""

from __future__ import annotations

from dataclasses import replace

from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np, phrase_of
from isnad.model import DateWindow
from isnad.read.amounts import of_phrase
from isnad.read.attach import NEGOTIATED
from isnad.read.attachdates import SHARED
from isnad.read.dating import Setting, Window
from isnad.read.frames import BULLETS, STRIKES, Frame, Telling
from isnad.read.ground import beaten, fought_over
from isnad.read.owndeeds import MATERIEL, OwnDeeds
from isnad.read.signs import settle_scope, signs
from isnad.read.surroundings import looked_back_on
from isnad.read.underway import habitual, made
from isnad.read.voiced import Resolved, Voiced
from isnad.resolve.parties import PartyContext, air_arm, resolve_party

OF_MEN = frozenset({"assassination", "execution", "killing"})  # done to men, whatever stood around them
VICTIMS_ARE_TARGETS = OF_MEN | {"explosive", "suicide_attack", "arrest", "abduction", "armed_attack", "detention"}
BODY = ("killed", "injured", "casualties", "captured", "held")
HELD = frozenset({"base", "site", "depot", "vehicle", "building"})  # things that are told as somebody's by a pronoun
FOE = frozenset({"العدو", "للعدو", "والعدو"})  # whoever says so is not the enemy
BOMBARDED = frozenset({"air_strike", "shelling"})  # done to places: who fell there was aimed at where none is told
ALOFT = frozenset({"air_strike", "reconnaissance"})  # done from the air, by whatever arm of a side
HURT = "those it was done to"  # the reason of a target that is the dead or hurt
OF_NOBODY = ("no actors", "neither side", "nothing of its own")  # signs of a telling that names no doer
BEHIND = frozenset({"منذ", "ردا", "بتهمه", "قبل", "سبق", "وسبق"})  # before what lies behind the news
BEHIND_ANOTHER = frozenset({"اثناء", "اعقاب"})  # the same, where another happening stands beside it
ITS_HOLD = frozenset({"سيطرته", "سيطرتها", "سيطرتهم"})  # "أعلنت الجماعة، مساء أمس، سيطرتها على"
BOTH = frozenset({"الطرفين", "الطرفان", "الجانبين", "الجانبان"})
UNARMED = "civilian"  # kind of actors that have no force of their own, monitors and medics among them
FORCES = ("state_force", "armed_group", "militia", "police", "international")


def victims(f: Frame, kinds: tuple[str, ...] = BODY) -> list[Np]:
    """Where nothing else is hit, those hit are the targets: the dead before the hurt, told by a noun of their own."""
    hit = [x for x in f.figures if x.kind in kinds and not x.part and x.quantity.high != 0 and x.np is not None]
    told = [x.np for x in hit if x.np is not None and (x.np.head is not None or x.np.kind == "name")]
    return [x for np in told if (x := _who_fell(f.s, np)) is not None]


def _who_fell(s: Sentence, np: Np) -> Np | None:
    """The phrase of those hit, without a word for the dead or hurt before it: "ثلاثة قتلى مدنيين" are civilians."""
    if np.kind == "nat" and np.quantity is None:
        return replace(np, kind="noun", of="person")  # "مقتل إيراني": a man of that nation
    m = s.at("trigger", np.head_at)
    row = m.entry.row if m is not None else None
    if row is None or row.trigger.figure not in ("killed", "injured", "casualties"):
        return np
    if not (row.trigger.counted or (row.pos == "noun" and row.trigger.figure == "injured")):
        return np
    inner = next((x for k in range(np.head_at + 1, np.j) if (x := s.at("noun", k)) is not None), None)
    if inner is None or inner.entry.row["role"] != "person":
        return None
    return replace(phrase_of(s, inner), j=np.j, owners=np.owners, actor_id=np.actor_id or inner.entry.row["actor_id"])


def _folk(np: Np) -> bool:
    """Whether a phrase is of people of no side, as those who flee are: "200 شخص", "600 ألف سوداني"."""
    return np.role == "person" and np.of in ("", "person") and not np.group


NOBODY: frozenset[str | None] = frozenset()
NEAR_REACH = 12  # tokens from a happening to those of its parties that are told with it
CONDEMNED = "condemned: told by the outlet"


def _all_condemned(s: Sentence) -> bool:
    """Whether a sentence condemns what it tells: "أدانت الوزارة الهجوم"; not in "ما وصفه بمقر"."""
    return any(
        m.entry.row.frame == "condemn" and s.tokens[m.i - 1].norm != "ما"
        for m in s.by_kind.get("speech", ())
        if m.i - s.i < 6
    )


def _condemned(s: Sentence, f: Frame) -> bool:
    """Whether a happening is named only to be condemned: "حادثة التفجير الآثم"."""
    return f.definite and s.has(words("condemned"), f.end, min(s.j, f.end + 3))


class Discourse:
    """The state that passes from sentence to sentence; what it supplies is marked in the frame's rules."""

    def __init__(self, text: str, window: Window | None, told: Window | None, parties: PartyContext) -> None:
        self.text, self.window, self.parties = text, window, parties
        self.setting = Setting(text, window, told)
        self.country = parties.country
        self.voiced = Voiced(parties)
        self.own = OwnDeeds(parties, self.voiced)
        self.last_doers: list[Resolved] = []
        self.last_type = ""  # of what they did
        self.last_sides: list[Resolved] = []  # of the last happening that two sides took part in
        self.before: list[Np] = []  # the phrases of the sentence at hand, in their order
        self.pending: list[Np] = []  # those of them whose side is not remembered yet
        self.last_person: Resolved | None = None

    def go_on(self, country: str) -> None:
        """A further stretch of the report, and the country that the report is of as far as it is read."""
        self.country = self.parties.country = country
        self.setting.go_on()

    def take(self, s: Sentence, frames: list[Frame], nps: dict[int, Np]) -> list[Telling]:
        """The tellings of one sentence's frames, resolved, with what carries over filled in."""
        out: list[Telling] = []
        self.setting.begin(s, bool(frames))
        self.before = [nps[k] for k in sorted(nps)]
        self.pending = list(self.before)
        behind, condemned = self._background(s), _all_condemned(s)
        for f in frames:
            blamed = (condemned and f.type != "protest") or _condemned(s, f)  # "مظاهرات تندد بقصف …"
            out.append(self._telling(s, f, nps, out, behind, blamed, len(frames) > 1))
        fought_over(out)
        for np in nps.values():
            named = np.kind == "name" or np.name is not None or np.quantity is not None
            if named and np.role == "person" and np.of != "fighter":
                self.last_person = self._party(s, np, None)
        self._named(s, s.j)
        return out

    def _telling(
        self,
        s: Sentence,
        f: Frame,
        nps: dict[int, Np],
        told: list[Telling],
        behind: bool,
        condemned: bool,
        beside: bool,
    ) -> Telling:
        """One frame as it is told: behind the news or not, condemned or not, beside others or alone."""
        if condemned and (f.voice is None or not f.voice.chain):
            f.rules.append(CONDEMNED)
        explains = self._subordinate(s, f, beside)
        if explains and SHARED in f.rules:
            f.dates = []  # the day is that of what it explains
        background = behind or condemned or explains
        when = self.setting.when(s, f, background, condemned or looked_back_on(f))
        found = signs(s, f)
        settle_scope(f, found)
        undated = when.basis in ("publication", "carried") and not f.dates
        undated = undated or (SHARED in f.rules and f.definite and not f.figures)  # "… فجر اليوم، وسط تصاعد الاعتقالات"
        if undated and (habitual(s, f) or (f.scope != "single" and not made(s, f))):
            when = DateWindow()
        speaker = self.own.speaker(f)
        self.parties.talking = f.type in NEGOTIATED
        where = () if self.parties.talking else (p.chosen.country for p in f.places if p.chosen is not None)
        self.parties.country = next(iter(where), "") or self.country  # talks are held abroad
        self.parties.aloft = f.type in ALOFT
        actors = self._told_doers(s, f, speaker)
        targets = self._told_aims(s, f, speaker, frozenset(a[1] for a in actors))
        fell = victims(f) if f.type in BOMBARDED and not targets else []
        hurt = [x for np in fell if (x := self._party(s, np, None))[1] is not None]
        actors = self._found_doers(s, f, actors, nps, found)
        if not targets and f.trigs[0].suffix and f.trigger.takes == "target" and self.last_person and not f.figures:
            targets = [self.last_person]
        if not targets and f.type == "territory":
            targets = beaten(told, actors)
        self._remember(s, f, actors)
        self.setting.carry_place(f, background)
        chain = f.voice.chain if f.voice is not None else ()
        return Telling(f, actors, targets, when, tuple(x.text for x in chain), background, found, hurt)

    def _told_doers(self, s: Sentence, f: Frame, speaker: str | None) -> list[Resolved]:
        """Who did it by the words of the frame itself."""
        actors = [self._party(s, np, speaker) for np in f.actors]
        if f.type == "displacement":  # "فر 200 شخص"
            actors = [
                (a[0], "civilians", *a[2:]) if a[1] is None and _folk(np) else a
                for a, np in zip(actors, f.actors, strict=True)
            ]
        elif f.type == "suicide_attack":  # "تفجير نفذته امرأة": who does it is none of those it is done to
            actors = [(a[0], None if a[1] == "civilians" else a[1], *a[2:]) for a in actors]
        return self._both_sides(f, actors)

    def _told_aims(self, s: Sentence, f: Frame, speaker: str | None, doers: frozenset[str | None]) -> list[Resolved]:
        """Whom or what it was done to by the words of the frame itself; those who fell where nothing else is told."""
        targets = [
            self._of_the_fallen(
                f,
                self._party(s, np, speaker, NOBODY if self._maybe_own(f, np) else doers),
                np,
                doers,
            )
            for np in f.targets
            if not (f.type in STRIKES and np.head is not None and np.head.entry.id == "quarter")
        ]
        if f.type in OF_MEN and targets and victims(f) and all(np.role == "thing" for np in f.targets):
            targets = []  # "قُتل برصاص مجهولين اقتحموا منزله": he, not his house
        if f.of is not None and f.bare:
            return []  # only what came of it is told, not what it was aimed at
        if targets:
            return targets
        if f.type == "seizure":  # "استولوا على ثلاث دبابات": what was taken
            taken = [x.np for x in f.figures if x.kind == "seized" and x.np is not None and not x.part]
            return [self._party(s, np, None) for np in taken]
        hit: list[Np] = []
        if f.type in VICTIMS_ARE_TARGETS:
            hit = victims(f, ("captured",)) if f.type == "arrest" else victims(f)
            hit = [np for np in hit if all(np.i != a.i for a in f.actors)]  # "مجهولون قد اغتالوا …"
        elif f.type == "air_strike":  # from the air men are aimed at, towns for all who are in them
            hit = [np for np in victims(f) if of_phrase(np, s) == "fighter" or np.name is not None]
        if not hit and f.type in STRIKES:  # "تدمير مركبات للميليشيا بغارة": arms that are told to be somebody's
            lost = (x for x in f.figures if x.kind == "destroyed" and x.of in MATERIEL and not x.part)
            hit = [x.np for x in lost if x.np is not None and x.np.owners]
        out = []
        for np in hit:
            foe = np.theirs or (bool(np.pronoun) and f.type in STRIKES)  # "قُتل اثنان من مقاتليه في غارة إسرائيلية"
            out.append((*self._party(s, np, speaker if foe else None, doers if foe else NOBODY)[:3], HURT))
        return out

    @staticmethod
    def _maybe_own(f: Frame, np: Np) -> bool:
        """Whether what a pronoun owns may be the doer's: "أعدم التنظيم ثلاثة من عناصره"; not "أحرقوا منازلهم"."""
        burnt = f.type == "destruction" and np.of == "building"
        return f.type not in STRIKES and not burnt and (bool(np.pronoun) or np.theirs)

    def _found_doers(
        self, s: Sentence, f: Frame, actors: list[Resolved], nps: dict[int, Np], found: dict[str, float]
    ) -> list[Resolved]:
        """Who did it, by who says so or whom a pronoun points to where the words of the frame leave it open."""
        nobodys = all(np.air and not np.owners for np in f.actors)  # "أعلنت الوزارة استهداف … بواسطة مقاتلات حربية"
        actors = self.own.doers(s, f, [] if nobodys else actors, nps, self._party) or actors
        if f.type == "threat" and actors and not f.actors:
            for sign in OF_NOBODY:
                found.pop(sign, None)
        actors = actors or self._pointed(s, f)
        if f.type != "reconnaissance":
            return actors
        return [  # "تحليق للطيران": an aircraft of nobody's is not told
            a
            for a in actors
            if not (a[1] is None or a[3].startswith("generic, l")) or ("طير" not in a[0] and "طائر" not in a[0])
        ]

    def _remember(self, s: Sentence, f: Frame, actors: list[Resolved]) -> None:
        """Keep at hand who did this, for what is told next of "them" or of both sides."""
        if not actors:
            return
        self._named(s, max((np.j for np in (*f.actors, *f.targets) if np.i < f.end + NEAR_REACH), default=s.i))
        self.last_doers, self.last_type = actors, f.type
        self.last_sides = actors if len({a[1] for a in actors if a[1]}) > 1 else self.last_sides
        for a in reversed(actors):  # who did it stays nearer at hand than whom it was done to
            if a[1] is not None:
                self.parties.remember(a[1])

    def _of_the_fallen(self, f: Frame, x: Resolved, np: Np, doers: frozenset[str | None]) -> Resolved:
        """A post or car that nobody is told to own is of the soldiers who fell: "إصابة جندي تركي بقصف على نقطة"."""
        if x[1] is not None or np.of not in ("base", "site", "vehicle") or np.owners:
            return x
        sides = {resolve_party(v, self.parties)[0] for v in victims(f) if v.of == "fighter" and v.owners}
        side = sides.pop() if len(sides) == 1 else None
        return (x[0], side, x[2], "of those who fell there") if side and side not in doers else x

    def _named(self, s: Sentence, end: int) -> None:
        """Remember the sides that the sentence names before token `end`, each once, in their order."""
        while self.pending and self.pending[0].i < end:
            np = self.pending.pop(0)
            if np.owners and np.kind in ("actor", "noun", "generic"):
                found, _ = resolve_party(np, self.parties)
                if found:
                    self.parties.remember(found, self._called(s, np))

    @staticmethod
    def _called(s: Sentence, np: Np) -> list[str]:
        return [t.norm for t in s.tokens[np.i : min(np.j, np.i + 6)] if t.kind == "w"]

    def _background(self, s: Sentence) -> bool:
        return any(m.entry.row.kind == "background" and m.i - s.i <= 3 for m in s.by_kind.get("cue", ()))

    @staticmethod
    def _subordinate(s: Sentence, f: Frame, beside: bool) -> bool:
        """Whether a happening only dates or explains another one: "ردا على هجوم", "أثناء انسحابهم من المحافظة"."""
        first = min(f.trigs, key=lambda m: m.i)
        reach = range(max(s.i, first.i - 3), first.i)
        before = [s.tokens[k].norm for k in reach if s.tokens[k].norm != "قبل" or s.tokens[k - 1].norm != "من"]
        if not BEHIND.isdisjoint(before):
            return True
        if not f.definite and not words("answers_for").isdisjoint(before):
            return True  # "المسؤول عن تنفيذ هجمات"
        return beside and first.entry.row.pos != "verb" and not BEHIND_ANOTHER.isdisjoint(before[-2:])

    # -- parties

    def _pointed(self, s: Sentence, f: Frame) -> list[Resolved]:
        """ "هجماتهم", "سيطرتها": the side named last; "قصف مماثل": the doers of the event before."""
        m = f.trigs[0]
        after = s.tokens[f.end].norm if f.end < s.j else ""
        if after in ("مماثل", "مماثله", "مماثلا", "مماثلين") and self.last_doers:
            return list(self.last_doers)
        if self._line_of_sum(s, f):
            return list(self.last_doers)
        if m.entry.row.pos == "phrase" and s.norms[m.i].removeprefix("و").removeprefix("ب") in ITS_HOLD:
            return self._speaks_of_own(s, f)
        if m.suffix and m.entry.row.pos == "noun" and f.trigger.takes in ("actor", "both") and f.trigger.id != "target":
            return self._speaks_of_own(s, f) or list(self.last_doers) or self._named_before(s, m.i)
        crowd = next((x for x in f.figures if x.kind == "taking_part" and x.np is None), None)
        if f.type == "protest" and crowd is not None:  # "تظاهر المئات": nobody but the number is named
            span = (s.tokens[crowd.i].start, s.tokens[crowd.j - 1].end)
            return [(s.text(self.text, crowd.i, crowd.j), "civilians", span, "those counted")]
        return []

    def _line_of_sum(self, s: Sentence, f: Frame) -> bool:
        """Whether a line of a list counts a part of the sum told before it: "– 67 استهدافاً على الحسكة"."""
        counted = any(x.kind in ("strikes", "events") for x in f.figures)
        return counted and s.tokens[s.i].text in BULLETS and f.trigger.generic and self.last_type in STRIKES

    def _both_sides(self, f: Frame, actors: list[Resolved]) -> list[Resolved]:
        """ "المعارك بين الطرفين": the two sides that were told last; nobody where none were."""
        told = [a for a, np in zip(actors, f.actors, strict=True) if f.s.norms[np.head_at].lstrip("و") not in BOTH]
        last = [(*x[:3], "a side of what was told before") for x in self.last_sides]
        return actors if len(told) == len(actors) else told or last

    def _speaks_of_own(self, s: Sentence, f: Frame) -> list[Resolved]:
        """ "يقول الجيش إنه قتل … في عملياته": his own, where nobody else is named since he began to speak."""
        v, at = f.voice, f.trigs[0].i
        who = self.own.speaker(f)
        if v is None or who is None or v.chain[-1].span is None or not v.i < at:
            return []
        if self.parties.lexicon.actors[who].kind == UNARMED:
            return []  # "سقطت طائرة أثناء قصفها حياً، وفق ما أعلن المرصد"
        if any(v.i < np.i and np.j <= at and np.owners and np.role == "force" for np in self.before):
            return []
        return [(v.chain[-1].text, who, v.chain[-1].span, "his own, who says so")]

    def _named_before(self, s: Sentence, k: int) -> list[Resolved]:
        """The side named last before token k of a sentence: "داعش … لدى سيطرته على"."""
        np = next((np for np in reversed(self.before) if np.j <= k and np.owners and np.role == "force"), None)
        return [self._party(s, np, None)] if np is not None else []

    def _forces_of(self, actor_id: str | None) -> str | None:
        """The armed forces of a government, where they have an id; every other side is its own."""
        actors = self.parties.lexicon.actors
        if actor_id is None or actors[actor_id].kind != "government":
            return actor_id
        forces = actor_id.removesuffix(".gov") + ".mil"
        return forces if forces in actors else actor_id

    def _holder(self, np: Np, besides: frozenset[str | None]) -> tuple[str, str] | None:
        """The side of whom a pronoun behind a thing stands for: "مقتل عشرة من عناصر التنظيم بضربة على مقرهم"."""
        for x in reversed(self.before):
            if (
                x.j > np.i
                or x.kind == "nat"
                or x.role not in (("person",) if np.of == "building" else ("person", "force"))
            ):
                continue
            many = x.number != "sg" or x.quantity is not None
            if many != (np.pronoun in ("هم", "هن", "هما")) and not (np.pronoun == "ها" and x.role == "force"):
                continue
            found, _ = resolve_party(x, self.parties)
            if found and found not in besides and not found.startswith("unidentified"):
                return found, "whose it is: the one named before"
        return None

    def _party(
        self, s: Sentence, np: Np, speaker: str | None, besides: frozenset[str | None] = frozenset()
    ) -> Resolved:
        self._named(s, np.i)
        self.parties.besides = besides | {speaker} if s.has(FOE, np.i, np.j) else besides
        found, reason = resolve_party(np, self.parties)
        if found in self.parties.styled and s.has(words("styled_army"), np.i, np.j):
            found, reason = self.parties.styled[found or ""], "the army, as its side calls it"
        self.parties.besides = frozenset()
        own = np.pronoun and not np.allied and np.kind == "noun" and not any(m.entry.kind == "actor" for m in np.owners)
        holder = self._holder(np, besides) if own and np.of in HELD else None
        if holder is not None:
            found, reason = holder
        elif (
            own
            and (np.role == "force" or np.of in ("fighter", "base", "site", "depot"))
            and (found is None or np.air or np.of == "fighter")
        ):
            actors = self.parties.lexicon.actors
            named = [speaker, *reversed(self.parties.recent)]
            fit = (
                a
                for a in named
                if a
                and a not in besides
                and ((a == speaker and np.role != "thing" and actors[a].kind != UNARMED) or actors[a].kind in FORCES)
            )
            last = self._forces_of(next(fit, None))
            if last:
                found, reason = air_arm((last, "its own: the one named before"), np, self.parties)
        i = np.i
        j = np.said or np.j
        text = s.text(self.text, i, j)
        start = s.tokens[i].start
        if np.conj and text.startswith("و"):
            text, start = text[1:], start + 1
        if found:
            self.parties.remember(found, self._called(s, np))
        return text.strip(" ،,"), found, (start, s.tokens[j - 1].end), reason
