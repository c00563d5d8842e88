"""The side that a voice speaks for: of its own deeds, and of those that it denies."""

from __future__ import annotations

from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.model import SourceLink
from isnad.read.frames import Frame
from isnad.read.phrases import ENDS
from isnad.resolve.parties import PartyContext, resolve_party

Resolved = tuple[str, str | None, tuple[int, int], str]
FORCE_KINDS = frozenset({"military", "armed_group", "police"})  # kinds of sources that tell their own deeds
PARTIES = FORCE_KINDS | {"government", "person"}  # and of those that threaten, agree or deny it
SENDERS = frozenset({"un"})  # of sources.csv: bodies beside these that have troops of their own
DRIVEN = ("تهجير", "ترحيل", "ابعاد", "طرد", "اجلاء", "اخلاء")  # displacement that others bring about
# What a side denies to have done, where it denies it right away: "نفت الحركة إجراء محادثات", "نفى الجيش إرسال قوات".
DENIED_DEEDS = frozenset(
    {"threat", "talks", "agreement", "movement", "displacement", "arrest", "abduction", "detention", "execution", "aid"}
)
TELLING_REACH = 9  # tokens from who tells to what he did
ASIDE_REACH = 14  # tokens of an aside between the two, with its commas


class Voiced:
    """Sides by the sources that tell; `parties` are those of the report."""

    def __init__(self, parties: PartyContext) -> None:
        self.parties = parties

    def denier(self, s: Sentence, f: Frame, actors: list[Resolved], nps: dict[int, Np]) -> list[Resolved]:
        """Who denies what he is said to have done is its doer: "نفت الحركة إجراء محادثات مع الحكومة"."""
        assert f.voice is not None
        link, at = f.voice.chain[-1], min(m.i for m in f.trigs)
        driven = s.tokens[f.at].norm.startswith(DRIVEN)
        sent = f.type == "movement" and all(a[1] is None for a in actors)  # "نفت مصر إرسال قوات"
        if link.kind not in PARTIES or link.span is None or (actors and not (f.trigger.sides or driven or sent)):
            return actors
        told = (
            f.trigs[0].i == f.at and s.at("trigger", f.at) is not None and not s.has(words("befalls"), f.voice.at, at)
        )
        if not told or not self.close(s, f.voice.i, at):
            return actors
        who = self.link_actor(link) or self.named_in(link, nps, s) or self.link_side(link)
        if any(a[1] == who for a in actors):
            return actors
        return [(link.text, who, link.span, "who denies it is said to have done it"), *(() if sent else actors)]

    def sender(self, s: Sentence, f: Frame, nps: dict[int, Np]) -> Resolved | None:
        """Who says that he sends men of no name, whose these are: "أعلنت المنظمة أنها تعتزم نشر 300 جندي"."""
        assert f.voice is not None
        link, at = f.voice.chain[-1], min(m.i for m in f.trigs)
        word = s.tokens[f.at].norm.lstrip("وبلس")
        sent = word in words("sends") or (f.trigs[0].entry.row.pos == "verb" and word[1:] in words("sends"))
        if f.type != "movement" or not sent or link.span is None or not (link.kind in PARTIES or link.id in SENDERS):
            return None
        if f.voice.frame not in ("say_that", "say_continue") or any(np.owners or np.i < at for np in f.actors):
            return None
        told = next((k for k in range(f.voice.i, at) if s.tokens[k].start >= link.span[1]), at)
        if any(s.norms[k] not in words("means_to") and k not in s.covered for k in range(told, at)):
            return None
        who = self.link_actor(link) or self.named_in(link, nps, s) or self.link_side(link)
        return (link.text, who, link.span, "who says it sends them")

    @staticmethod
    def aside(s: Sentence, a: int, b: int) -> range:
        """The words between commas from token a to token b: "أعلنت الكتائب | ، الجناح المسلح للحركة، | قصف"."""
        closed = b - 1 > a and s.tokens[a].text in "،," and s.tokens[b - 1].text in "،," and b - a <= ASIDE_REACH
        told = closed and not any(k in s.verbs or s.tokens[k].text in ENDS for k in range(a + 1, b - 1))
        return range(a, b) if told else range(a, a)

    @staticmethod
    def close(s: Sentence, a: int, b: int) -> bool:
        """Whether nothing but when it was stands between who tells and what he did: "أعلن الجيش مساء أمس قصف …"."""
        a = Voiced.aside(s, a, b).stop
        between = [k for k in range(a, b) if k not in s.covered and s.tokens[k].norm not in words("time_filler")]
        return len(between) <= 2 and b - a <= TELLING_REACH

    def named_as(self, s: Sentence, link: SourceLink, nps: dict[int, Np]) -> str | None:
        """The side by whose name a force that tells stands in the sentence, None where it stands in another."""
        if link.kind == "government":
            return self.named_in(link, nps, s)
        if link.kind not in FORCE_KINDS:
            return None
        return self.named_in(link, {k: x for k, x in nps.items() if x.kind in ("actor", "generic")}, s)

    def named_in(self, link: SourceLink, nps: dict[int, Np], s: Sentence) -> str | None:
        """The side of a phrase that stands in the words of a source: "مصدر في حزب الله"."""
        if link.span is None:
            return None
        a, b = link.span
        within = [x for x in nps.values() if a <= s.tokens[x.i].start < b and x.owners]
        found = next((found for x in within if (found := resolve_party(x, self.parties)[0])), None)
        if found or link.kind != "government":
            return found
        nats = (m for m in s.by_kind.get("nat", ()) if a <= s.tokens[m.i].start < b)
        return next((str(m.entry.row["gov"]) for m in nats if m.entry.row["gov"]), None)  # "وزارة العدل العراقية"

    def link_actor(self, link: SourceLink) -> str | None:
        if link.id in self.parties.lexicon.actors:
            return link.id
        return None

    def link_side(self, link: SourceLink) -> str | None:
        """The side whose own voice a source is: a ministry of defence, the press office of a force."""
        row = self.parties.lexicon.sources.get(link.id or "")
        own = link.kind in FORCE_KINDS or link.kind == "government"
        side: str | None = row["side"] if row is not None and own else None
        return side if side in self.parties.lexicon.actors else None
