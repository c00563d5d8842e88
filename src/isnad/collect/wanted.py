"""What of a general stream is wanted: Arabic texts that may tell of conflict; the rest is dropped, with its reason."""

from __future__ import annotations

from isnad.collect.conflict import conflict_test
from isnad.collect.language import language_of


def unwanted(text: str, title: str | None) -> str | None:
    """Why a text is not wanted: "language fa", or "no conflict"; None where it is."""
    language = language_of(text)
    if language != "ar":
        return f"language {language}"
    return None if tells_of_conflict(text if title is None else f"{title}.\n{text}") else "no conflict"


def tells_of_conflict(text: str) -> bool:
    """Whether a text may tell of armed conflict."""
    return conflict_test().tells(text)
