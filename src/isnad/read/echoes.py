"""A denial, a doubt or a claim of responsibility with no happening of its own words: it is of the one told last.

"وأعلنت الحركة أن صواريخها … والناطق ينفي": what is denied is the strike told before, by another chain.
"""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE, CONJ
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.read.frames import Frame
from isnad.read.stance import BODY
from isnad.read.telling import RELATIVE, trigger_at
from isnad.read.voices import ABOUT_IT, Voice

HELD = ("denial", "doubt", "claim_responsibility")
ASIDE_GAP = 5  # tokens between a happening and the clause that hangs on it
POINT_REACH = 7  # tokens of that clause within which a pronoun points back
ECHO_SENTENCES = 3  # how far back the happening may stand


def echoes(s: Sentence, frames: list[Frame], voices: list[Voice], last: Frame | None) -> list[Frame]:
    """Frames for the denials, doubts and claims of a sentence that have none; `last` was told before it."""
    out = []
    for v in voices:
        if v.frame not in HELD or v.speaker is None or any(f.voice is v for f in frames):
            continue
        before = [f for f in frames if f.end <= v.at]
        told = before[-1] if before else last
        if told is None or s.index - told.s.index > ECHO_SENTENCES or not _points(s, v):
            continue
        m = Match(told.trigs[0].entry, v.at, v.at + 1, ARTICLE, "", "")
        f = Frame(s, v.at, v.at + 1, [m], told.type, voice=v, stance=v.stance, stance_on=v.stance_on, scope=told.scope)
        f.of = told
        if v.stance == "denied" and any(
            t.norm.removeprefix("ال") in words("count_noun") for t in s.tokens[v.i : min(v.i + 5, s.j)]
        ):
            f.stance_on = "figure"
        elif v.stance == "denied" and told.voice is not None and told.voice.frame == "accuse":
            f.stance_on = "responsibility"  # the one accused denies
        elif v.stance == "denied" and _death(s, v):
            f.stance_on = "figure"
        f.definite = f.pointing = True
        f.rules.append("echo: of the happening told before")
        out.append(f)
    return out


def owned(s: Sentence, frames: list[Frame], voices: list[Voice]) -> None:
    """ "الهجوم الذي تبناه تنظيم X": the happening right before is told by who claims it."""
    for v in voices:
        if v.frame != "claim_responsibility" or v.i < v.j or v.speaker is None:
            continue
        told = next((f for f in reversed(frames) if f.end <= v.at), None)
        apart = told is None or any(s.tokens[k].text in "،؛." for k in range(told.end, v.at - 1))
        if told is not None and not apart and (told.voice is None or told.voice.frame in ("", "according_to")):
            told.voice = v


def told_aside(s: Sentence, frames: list[Frame], voices: list[Voice]) -> None:
    """ "هجوم نسبته السلطات إلى X", "قصف قالت إذاعة إن مصدره …": who tells more of a happening in a clause of it."""
    for v in voices:
        verb = s.at("speech", v.at) if v.frame in ("say_that", "accuse") and v.speaker is not None and v.chain else None
        if verb is None or verb.entry.row.pos != "verb" or verb.bits & CONJ or v.speaker is None or v.speaker[0] < v.at:
            continue
        told = next((f for f in reversed(frames) if f.end <= v.at), None)
        if told is None or (told.voice is not None and told.voice.chain) or not _hangs_on(s, told, v):
            continue
        told.voice = v


def _hangs_on(s: Sentence, f: Frame, v: Voice) -> bool:
    """Whether a verb of telling opens a relative clause of a happening, of which a word of its clause speaks."""
    noun = s.at("trigger", f.at)
    gap = s.tokens[f.end : v.at]
    verb = noun is not None and noun.entry.row.pos == "verb" and s.tokens[f.at - 1].norm not in words("preposition")
    if noun is None or verb or len(gap) > ASIDE_GAP or any(t.kind == "p" for t in gap):
        return False
    if any(k in s.verbs or s.tokens[k].norm in words("clause") for k in range(f.end, v.at - 1)):
        return False
    which = s.tokens[v.at - 1].norm
    if f.definite != (which in RELATIVE) or (gap and s.tokens[v.at - 1].norm in ("قد", "ما", "ان")):
        return False
    said = s.at("speech", v.at)
    if said is not None and said.suffix:
        return True
    return any(s.tokens[k].text.endswith(("ه", "ها", "هما")) for k in range(v.i, min(v.i + POINT_REACH, s.j)))


def told_by_others(frames: list[Frame], voices: list[Voice]) -> list[Frame]:
    """Frames for the results of a happening that another voice of the sentence tells: "قُصفت …، وقال سكان: قُتل خمسة".

    They are taken from the frame that they hung on.
    """
    out: list[Frame] = []
    for f in frames:
        for v in voices:
            theirs = [r for r in f.results if r not in f.trigs and voice_at(voices, r.i) is v]
            if not theirs or not v.chain or v is f.voice:
                continue
            if f.voice is not None and (f.voice.chain, f.voice.stance) == (v.chain, v.stance):
                continue
            f.results = [r for r in f.results if r not in theirs]
            r = theirs[0]
            told = Frame(f.s, r.i, r.j, [r], f.type, results=theirs, bare=True, voice=v, of=f)
            told.rules.append("another voice of the same happening")
            out.append(told)
    return out


def heard_losses(frames: list[Frame], voices: list[Voice]) -> list[Frame]:
    """Frames for losses that are only heard of, with no word that says a death: "…، وأنباء عن خسائر بشرية"."""
    out: list[Frame] = []
    for f in frames:
        for v in voices:
            theirs = [x for x in f.figures if v.frame == "news_of" and v.i <= x.i < v.j and x.kind in BODY]
            if not theirs or v is f.voice or f.of is not None or f.bare:
                continue
            if any(r.i < theirs[0].j and theirs[0].i < r.j for r in f.trigs):
                continue
            f.figures = [x for x in f.figures if x not in theirs]
            x = theirs[0]
            heard = Frame(
                f.s, x.i, x.j, [Match(f.trigs[0].entry, x.i, x.j, 0, "", "")], f.type, bare=True, voice=v, of=f
            )
            heard.figures = theirs
            heard.rules.append("another voice of the same happening")
            out.append(heard)
    return out


def voice_at(voices: list[Voice], k: int) -> Voice | None:
    """The voice that token k belongs to: the last that covers it."""
    return next((v for v in reversed(voices) if v.i <= k < v.j), None)


def doubt_before(s: Sentence, frames: list[Frame], last: list[Frame]) -> None:
    """ "ولم يتسنَّ التحقق …" in a sentence of its own doubts what the sentence before told."""
    if frames or not any(c.entry.id == "unverified" for c in s.by_kind.get("cue", ())):
        return
    for f in last:
        if f.s.index == s.index - 1 and f.stance == "affirmed" and f.voice is last[-1].voice:
            f.stance = "doubted"


def _death(s: Sentence, v: Voice) -> bool:
    """ "نفى سقوط 45 مدنياً فيها": what was suffered is denied."""
    m = next((m for k in range(v.i, min(v.i + 4, s.j)) if (m := trigger_at(s, k)) is not None), None)
    if m is None and v.i + 1 < s.j and s.tokens[v.i].norm == "سقوط":
        return v.i + 1 in s.quantities
    return m is not None and m.entry.row.trigger.cls == "result" and m.entry.row.trigger.figure in BODY


def sourced_behind(s: Sentence, frames: list[Frame], voices: list[Voice], last: list[Frame]) -> None:
    """ "وفقاً لقناة الجزيرة." as a sentence of its own names the source of the sentence before."""
    lead = voices[0] if len(voices) == 1 and not frames else None
    if lead is None or lead.frame != "lead" or not lead.chain or s.j - lead.i > 3:
        return
    for f in last:
        if f.s.index == s.index - 1 and f.voice is None:
            f.voice = lead


def _points(s: Sentence, v: Voice) -> bool:
    """Whether the verb denies or claims what was told: nothing behind it, or a word that points back."""
    if v.i >= s.j or s.tokens[v.i].kind == "p" or s.norms[v.i] in ABOUT_IT or s.tokens[v.at].norm.endswith(("ه", "ها")):
        return True
    if s.tokens[v.i].norm in words("some_of_them") or (v.stance == "denied" and _death(s, v)):
        return True
    if v.stance == "denied" and any(trigger_at(s, k) is not None for k in range(v.i, min(v.i + 4, s.j))):
        return True  # "نفى سقوط الجبل", of which no other word is a happening
    near = (trigger_at(s, k) for k in range(v.i, min(v.i + 3, s.j)))
    if v.claimed and any(m is not None and m.bits & ARTICLE for m in near):
        return True  # "… في تفجير، وأعلنت الحركة مسؤوليتها عن الهجوم"
    return any(
        t.norm in words("pointer") or t.norm.removeprefix("ال") in words("count_noun")
        for t in s.tokens[v.i : min(v.i + 4, s.j)]
    )
