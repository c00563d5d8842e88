"""What a frame must have to be an event, by what its trigger needs: "تقدم" a side, "احتل" a place, "فكك" a thing."""

from __future__ import annotations

from isnad.read.frames import Frame


def unmet(f: Frame) -> bool:
    """Whether a frame lacks what its trigger needs to be an event ("تقدم" needs a side, "احتل" a place)."""
    need = f.trigger.needs
    if f.bare and ((f.type == "killing" and not f.figures) or f.trigger.id == "detainees" or f.trigs[0].prep == "ل"):
        return True
    if f.trigger.past_only and f.trigs[0].entry.row.feature == "present":
        return True
    if f.bare and f.type == "destruction" and not f.figures and not any(np.role == "thing" for np in f.targets):
        return True
    if need is None or f.trigger.cls == "weak":
        return False
    own = f.own_places
    if need == "place":
        if f.trigger.id == "retake" and f.trigs[0].entry.row.pos == "noun" and not (f.actors or f.dates or f.figures):
            return True
        return not own or not (f.actors or f.trigs[0].entry.row.pos == "noun")
    if need == "counted":
        return not f.figures and not any(np.quantity is not None for np in f.targets)
    if need == "aircraft":
        return not any(np.air for np in f.actors)
    if need == "actor":
        if (f.type == "threat" and f.voice is not None and f.voice.chain) or (f.trigs[0].suffix and own):
            return False
        return not any(
            np.kind in ("actor", "generic", "nat") or np.role == "force" or np.of == "fighter" for np in f.actors
        )
    if need == "thing":
        return not (any(np.role == "thing" for np in f.targets) or f.figures)
    if need == "party":
        return not f.actors and not f.dates
    if need == "person":
        return not (any(np.role == "person" for np in f.targets) or any(x.kind == "captured" for x in f.figures))
    return False
