"""Whose deed it is by who tells of it: he claims it, announces an operation of his own, denies it, threatens."""

from __future__ import annotations

from collections.abc import Callable

from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import ALIKE, Sentence
from isnad.mentions.parties import Np
from isnad.model import SourceLink
from isnad.read.frames import Frame
from isnad.read.selves import killed_himself, pronoun_before, set_by_herself
from isnad.read.speakers import Chain
from isnad.read.voice import Voice
from isnad.read.voiced import DENIED_DEEDS, FORCE_KINDS, PARTIES, Resolved, Voiced
from isnad.resolve.parties import LAWLESS, PartyContext, resolve_party

OF_STATES = frozenset({"movement", "arrest", "seizure", "execution", "displacement"})  # that ministries tell of
ANNOUNCED = OF_STATES | {"armed_attack", "air_strike", "shelling", "territory", "assassination"}
VOWS = frozenset({"not_unpunished", "keep_right"})  # of triggers.yaml: vows without a verb of who makes them
NEUTRALIZE = "neutralize"  # of triggers.yaml: done by whoever announces it
DESTROYS = frozenset({"destroy", "level", "sink"})  # of triggers.yaml: done by him where an enemy had what it hit
MATERIEL = frozenset({"vehicle", "aircraft", "base", "weapon", "depot", "round"})
FROM_FORCES = frozenset({"armed_attack", "air_strike", "shelling"})  # by which an army tells that its enemies fell
HOLD = frozenset({"القبض", "القاء"})  # "إلقاء القبض على"
TRUCES = ("وقف", "هدنه", "تهديه")  # what one side may declare
FALLS = ("سقوط", "سقط", "انفجار")  # what is told to fall or go off was done by others
OF_A_STATE = ("state_force", "government", "police")
FILMED = ANNOUNCED | {"explosive", "destruction"}  # that who did it shows in a film
DEED_REACH = 5  # words between the verb and what it does
Party = Callable[[Sentence, Np, str | None], Resolved]


def _he_did(s: Sentence, m: Match, link: SourceLink) -> bool:
    """Whether the pronoun before a deed is its teller; in a quotation only where he is an armed group."""
    quoted = s.tokens[m.i - 1].kind != "w"
    return bool(pronoun_before(s, m.i)) and (not quoted or link.kind == "armed_group")


class OwnDeeds:
    """The doers of what one tells of himself; `whole` is who tells the whole report."""

    def __init__(self, parties: PartyContext, voiced: Voiced) -> None:
        self.parties, self.voiced = parties, voiced
        self.whole: Chain = ()

    def speaker(self, f: Frame) -> str | None:
        """The actor id of the last link of a frame's chain, where it is a party of the war."""
        chain = (f.voice.chain if f.voice is not None else ()) or self.whole
        return (self.voiced.link_actor(chain[-1]) or self.voiced.link_side(chain[-1])) if chain else None

    def doers(self, s: Sentence, f: Frame, actors: list[Resolved], nps: dict[int, Np], party: Party) -> list[Resolved]:
        """Who did it by who tells of it, beside those who only helped: "أعلنت الوحدات اعتقال شابين بدعم من التحالف"."""
        helped = bool(f.helpers) and all(any(np is h for h in f.helpers) for np in f.actors)
        own = self._doers(s, f, [] if helped else actors, nps, party)
        if not helped:
            return own
        return [*own, *actors] if any(a[1] for a in own) else actors

    def _doers(self, s: Sentence, f: Frame, actors: list[Resolved], nps: dict[int, Np], party: Party) -> list[Resolved]:
        """Who claims or denies an act, announces his own operation, or is accused, is its doer."""
        v = f.voice
        if v is not None and v.chain and f.type == "agreement" and s.tokens[f.at].norm.startswith(TRUCES):
            link = v.chain[-1]  # "أعلنت الجماعة وقفاً لإطلاق النار مع الحكومة"
            teller = self.voiced.link_actor(link) or self.voiced.named_in(link, nps, s) or self.voiced.link_side(link)
            if teller and link.span and v.frame == "say_that" and self.voiced.close(s, v.i, f.at) and not f.definite:
                return [(link.text, teller, link.span, "who says it did it"), *actors]
        if v is not None and v.chain and f.type == "agreement" and s.norms[f.at] in words("coming_to_terms"):
            actors = self._dealers(s, f, v, actors, [party(s, nps[k], None) for k in self._within(s, v, nps)])
        if v is not None and v.chain and v.stance == "denied" and f.type in DENIED_DEEDS:
            return self.voiced.denier(s, f, actors, nps)
        if v is not None and v.chain and (sender := self.voiced.sender(s, f, nps)) is not None:
            return [sender]
        if v is not None and v.chain and f.trigs[0].i in s.ours:
            actors = []  # "هاجموا قواتنا فقتلنا سبعة منهم"
        if v is not None and f.actors:
            aside = self.voiced.aside(s, v.i, min(m.i for m in f.trigs))
            actors = [] if all(np.i in aside for np in f.actors) else actors  # "أعلنت الجماعة، المدعومة من …، قصف"
        if v is None or not v.chain or actors:
            return actors
        link = v.chain[-1]
        if (f.trigger.future is not None or f.trigger.id in VOWS) and link.kind in PARTIES:
            who = self.voiced.link_actor(link) or self.voiced.link_side(link) or self.voiced.named_in(link, nps, s)
            return [(link.text, who, link.span, "who says it threatens")] if link.span is not None else []
        own = self._is_his(s, f, v, link)
        if any(s.tokens[k].norm.lstrip("ب") in words("repels") for k in (f.at - 1, max(s.i, f.at - 2))):
            return actors  # "أعلن الجيش صد هجوم": who attacked is another
        teller = self.voiced.link_actor(link) or self.voiced.named_as(s, link, nps) or self.voiced.link_side(link)
        if f.trigs[0].i in s.ours:
            teller = teller or self.voiced.named_in(link, nps, s)
        if own and link.span is not None and (teller or link.kind == "armed_group"):
            return [(link.text, teller, link.span, "who says it did it")]
        if v.frame == "accuse":
            np = next((nps[k] for k in sorted(nps) if v.i <= k <= v.i + 4), None)
            if np is not None and np.role != "thing":
                return [party(s, np, None)]
        return actors

    def _within(self, s: Sentence, v: Voice, nps: dict[int, Np]) -> list[int]:
        """The phrases that stand in the words of who tells."""
        a, b = v.chain[-1].span or (0, 0)
        return [k for k in sorted(nps) if a <= s.tokens[nps[k].i].start < b]

    def _dealers(
        self, s: Sentence, f: Frame, v: Voice, actors: list[Resolved], tellers: list[Resolved]
    ) -> list[Resolved]:
        """Who tell of their own deal, and with whom: "أعلنت الحكومة والحركة التوصل إلى اتفاق"; not who goes between."""
        told = [x for x in tellers if x[1] is not None]
        if v.frame != "say_that" or not self.voiced.close(s, v.i, f.at) or "بين" in s.norms[f.at : f.end + 4]:
            return actors
        return [*told, *actors] if len(told) > 1 or actors or v.chain[-1].kind in FORCE_KINDS else actors

    def _is_his(self, s: Sentence, f: Frame, v: Voice, link: SourceLink) -> bool:
        """Whether what he tells is told as a deed of his own: claimed, announced, told by "we"."""
        own = v.claimed or (v.stance == "denied" and v.stance_on == "responsibility")
        if (
            not own
            and v.frame in ("say_that", "say_continue", "label")
            and self.voiced.close(s, v.i, min(m.i for m in f.trigs))
            and (f.trigs[0].entry.row.pos != "verb" or f.bare or s.tokens[f.at].norm in ALIKE)
        ):
            kinds = FORCE_KINDS | {"government"} if f.type in OF_STATES else FORCE_KINDS
            blown = link.kind == "armed_group" and s.tokens[f.at].norm.startswith("تفجير")
            announced = f.type in ANNOUNCED or f.trigger.id == NEUTRALIZE or self._rids_of_arms(f, f.trigs[0]) or blown
            bare = not f.definite or s.norms[f.at].lstrip("وب") in HOLD
            own = link.kind in kinds and f.of is None and announced and bare
            own = own and not s.tokens[f.at].norm.lstrip("وبل").startswith(FALLS)
            before = [r for r in f.results if v.i <= r.i < f.at and r.entry.row.pos != "verb"]
            own = own and all(self._over_enemies(f, r) for r in before)  # "أعلن الجيش مقتل جنديين في هجوم"
        if not own and link.kind in FORCE_KINDS and f.type in FROM_FORCES and not f.definite:
            own = v.frame in ("say_that", "say_continue", "label") and any(
                r.entry.row.pos != "verb" and self.voiced.close(s, v.i, r.i) and self._over_enemies(f, r)
                for r in f.results
            )  # "أعلنت الوزارة تحييد خمسة مسلحين في عملية"
        told = [f.trigs[0], *(r for r in f.results if f.trigger.sides and r.entry.row.pos == "verb")]
        if (
            not own
            and v.frame in ("say_that", "say_continue", "doubt")
            and (any(_he_did(s, m, link) for m in told) or set_by_herself(s, f.at) or killed_himself(f))
        ):
            own = not f.trigger.patient or bool(f.targets) or bool(f.figures)
        if not own and s.has(words("its_doing"), max(s.i, f.at - 7), f.at + 1):
            own = True
        if not own and any(
            s.tokens[k].norm.endswith("نا") and (s.at("cue", k) is not None or s.at("trigger", k) is not None)
            for k in (*range(max(v.i, f.at - 4), f.at + 1), min(v.i, s.j - 1))
        ):
            own = True  # "نفذنا غارة", "نفذنا ثلاث عمليات أسفرت عن اعتقال …"
        own = own or (v.frame == "share" and link.kind in FORCE_KINDS and self._films(s, f, v))
        if not own and s.has(words("we_do"), max(v.i, f.at - DEED_REACH), f.at + 1):
            own = True  # "نخوض اشتباكات"
        return own

    def _films(self, s: Sentence, f: Frame, v: Voice) -> bool:
        """Whether a force shows what it did to others: "بثت الكتائب مشاهد لقصف …", "نشر مقطعاً يظهر تفجير دبابة"."""
        shown = s.has(words("shown"), v.i, f.at) and f.type in FILMED and f.of is None and not f.definite
        if not shown or f.trigs[0].entry.row.pos == "verb":
            return False
        hit = {resolve_party(np, self.parties)[0] for np in f.targets}
        ours = self.speaker(f)
        return "civilians" not in hit and not any(i and ours and self.one_side(ours, i) for i in hit)

    def _over_enemies(self, f: Frame, result: Match) -> bool:
        """Whether a result that a force announces befell men who are not its own: "مقتل 30 من مقاتلي الجماعة"."""
        if result.entry.id == NEUTRALIZE or self._rids_of_arms(f, result):
            return True
        if result.entry.row.trigger.figure not in ("killed", "captured"):
            return False
        fell = [x.np for x in f.figures if x.kind in ("killed", "captured") and x.np is not None and not x.part]
        ours = self.speaker(f)
        ids = {resolve_party(np, self.parties)[0] for np in fell if np.of == "fighter" and not self._outlawed(np, ours)}
        foes = len(ids) < len(fell) and all(np.of == "fighter" for np in fell)
        return (bool(ids) or foes) and ours is not None and not any(self.one_side(ours, i) for i in ids)

    def _outlawed(self, np: Np, ours: str | None) -> bool:
        """Whether men are called what a state calls its enemies, with no word of whose they are: "ثلاثة إرهابيين"."""
        state = ours is not None and self.parties.lexicon.actors[ours].kind in OF_A_STATE
        head = np.head.entry.id.split(".")[0] if np.head is not None else ""
        return state and head in LAWLESS and not np.owners

    @staticmethod
    def _rids_of_arms(f: Frame, m: Match) -> bool:
        """Whether arms, posts or what is told to be somebody's is destroyed: "تعلن تدمير دبابة"; not "تدمير منازل"."""
        lost = [x for x in f.figures if x.kind == "destroyed"]
        return m.entry.id in DESTROYS and any(x.of in MATERIEL or (x.np is not None and x.np.owners) for x in lost)

    def one_side(self, a: str, b: str | None) -> bool:
        """Whether an actor is of another's side, or of nobody's: forces of one state, soldiers of no state told."""
        actors = self.parties.lexicon.actors
        if b is None or a == b or b in ("military.generic", "police.generic"):
            return True
        states = all(actors[x].kind in OF_A_STATE for x in (a, b))
        return states and actors[a].country == actors[b].country
