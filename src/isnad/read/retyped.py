"""What becomes of a frame's numbers and scope where a rule gives it another type (isnad.read.typerules)."""

from __future__ import annotations

from collections.abc import Callable

from isnad.read.frames import FigureMention, Frame


def call_captured(f: Frame) -> None:
    """What was seized are people: they are captured."""
    for x in f.figures:
        if x.kind == "seized" and x.np in f.targets:
            x.kind, x.of = "captured", x.of if x.of != "other" else "person"


def call_killed(f: Frame) -> None:
    """Who was taken was put to death."""
    for x in f.figures:
        x.kind = "killed" if x.kind == "captured" else x.kind


def call_sentenced(f: Frame) -> None:
    """Who is told as killed is only sentenced to it."""
    for x in f.figures:
        x.kind = "captured" if x.kind == "killed" else x.kind


def count_destroyed(f: Frame) -> None:
    """The things that were hit are destroyed, so many as are told."""
    for np in f.targets:
        if np.quantity is not None and not any(x.np is np for x in f.figures):
            f.figures.append(FigureMention(np.i, np.j, "destroyed", "building", np.quantity.quantity, np))


def drop(kind: str) -> Callable[[Frame], None]:
    """What lets go of a frame's numbers of a kind, which its new type does not have."""

    def dropped(f: Frame) -> None:
        f.figures = [x for x in f.figures if x.kind != kind]

    return dropped


def lasting(f: Frame) -> None:
    """A state that lasts is a stock."""
    f.scope = "stock"
