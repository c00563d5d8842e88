"""Type, stance and scope of a frame, from the words around it."""

from __future__ import annotations

from isnad.arabic.tokens import FUTURE
from isnad.mentions.annotate import Sentence
from isnad.read.frames import STRIKES, Frame

# What a word of the weapon makes of a trigger whose type is open, by the trigger's own type.
GIVES_WAY = {
    "shelling": ("air_strike", "suicide_attack", "explosive", "armed_attack"),
    "armed_attack": ("air_strike", "suicide_attack", "explosive", "shelling"),
}
STRENGTH = ("suicide_attack", "explosive", "air_strike", "shelling", "armed_attack")


def settle_type(f: Frame) -> None:
    """The event type where the trigger leaves it open: by the weapon, the doer in the air, an arrest in a raid."""
    t = f.trigger
    effects = [m.entry.row["effect"] for m in f.means if m.entry.row["effect"]]
    close = [m.entry.row["effect"] for m in f.means if m.entry.row["effect"] and min(abs(m.i - f.end), abs(f.at - m.j)) <= 12]
    if any(np.air for np in f.actors):
        effects.append("air_strike")
        close.insert(0, "air_strike")
    base = f.type
    if f.type == "explosive" and "suicide_attack" in close:
        f.type = "suicide_attack"
    elif t.generic and base in GIVES_WAY:
        for effect in STRENGTH:
            if effect in close and effect in GIVES_WAY[base]:
                if t.id == "bomb" and effect not in ("air_strike",):
                    continue
                if effect == "armed_attack" and "shelling" in close:
                    continue
                f.type = effect
                break
        else:
            if t.bare:
                f.type = t.bare
    figures = {m.entry.row.trigger.figure for m in f.results}
    arrests = {m.entry.row.trigger.type for m in [*f.trigs, *f.results]}
    if t.raid and ("captured" in figures or "arrest" in arrests):
        f.type = "arrest"
    if f.type == "killing" and f.bare and "suicide_attack" in close:
        f.type = "suicide_attack"
    if f.type != base:
        f.rules.append(f"type:{base}->{f.type}")


def settle_stance(s: Sentence, f: Frame) -> None:
    """Stance and what it is on, from the voice and from words of plan, doubt and likelihood near the trigger."""
    if f.voice is not None:
        f.stance, f.stance_on = f.voice.stance, f.voice.stance_on
    m = f.trigs[0]
    if f.stance in ("denied",):
        return
    if m.bits & FUTURE or s.tokens[m.i].norm in ("سوف", "فسوف"):
        f.stance = "planned"
        return
    for cue in s.by_kind.get("cue", ()):
        kind = cue.entry.row.kind
        if kind == "planned" and f.type not in ("threat",) and 0 <= f.at - cue.j <= 5 and not _crosses(s, cue.j, f.at):
            f.stance = "planned"
        elif kind == "possible" and (0 <= f.at - cue.j <= 8 or 0 <= cue.i - f.end <= 22):
            if f.stance == "affirmed":
                f.stance = "possible"
                f.stance_on = "responsibility"
        elif kind == "doubt" and (0 <= f.at - cue.j <= 10 or 0 <= cue.i - f.end <= 14) and f.stance == "affirmed":
            f.stance = "doubted"
    prev = [s.tokens[k].norm for k in range(max(s.i, f.at - 2), f.at)]
    if m.prep == "ل" and m.entry.row.pos == "noun" and f.type in ("territory", "armed_attack") and not f.results and _purpose(s, f):
        f.stance = "planned"
    if m.entry.row.pos == "verb" and prev and prev[-1] in ("لم", "ولم", "لن"):
        f.rules.append("negated")


def _crosses(s: Sentence, a: int, b: int) -> bool:
    return any(s.tokens[k].text in "،.؛" for k in range(a, b))


def _purpose(s: Sentence, f: Frame) -> bool:
    return not s.tokens[f.at].norm.startswith("لل") or f.type == "territory"


def settle_scope(s: Sentence, f: Frame, window_days: int | None) -> None:
    """Single, aggregate or stock: numbers over a time, series, plurals of attacks without a place or a day."""
    if f.scope == "stock":
        return
    events = any(x.kind == "events" for x in f.figures)
    strikes = sum(1 for x in f.figures if x.kind == "strikes")
    series = any(
        c.entry.row.kind == "series" and -2 <= f.at - c.j <= 6 or c.entry.row.kind == "series" and 0 <= c.i - f.end <= 8
        for c in s.by_kind.get("cue", ())
    )
    plural = f.trigs[0].entry.row.feature == "pl"
    long = window_days is not None and window_days > 3
    repeated = plural and f.type in ("armed_attack", "assassination", "arrest", "abduction", "explosive", "protest", "killing")
    several = len([p for p in f.places if not p.child and p.chosen is not None and p.chosen.feature in ("governorate", "region", "country")]) > 0
    if events or long and (f.figures or plural or series) or long and f.type not in ("detention", "movement", "territory", "talks", "agreement"):
        f.scope = "aggregate"
    elif series and f.type not in ("agreement", "talks") and not (f.type in ("air_strike",) and not plural):
        f.scope = "aggregate"
    elif repeated and not f.results and not [d for d in f.dates if d] and (several or not f.places):
        f.scope = "aggregate"
    if f.scope == "aggregate":
        f.rules.append("scope:" + ("events" if events else "time" if long else "series" if series else "plural"))
    del strikes


def type_fits(a: str, b: str) -> bool:
    """Whether two frames of these types may tell one event."""
    if a == b:
        return True
    if {a, b} <= STRIKES:
        return True
    if "killing" in (a, b):
        return (b if a == "killing" else a) in STRIKES | {"assassination", "execution", "armed_clash", "arrest", "abduction", "destruction"}
    return {a, b} in ({"armed_attack", "arrest"}, {"armed_attack", "assassination"}, {"armed_attack", "armed_clash"}, {"armed_attack", "territory"}, {"arrest", "abduction"}, {"assassination", "explosive"}, {"assassination", "air_strike"}, {"assassination", "shelling"}, {"execution", "assassination"}, {"arrest", "detention"})
