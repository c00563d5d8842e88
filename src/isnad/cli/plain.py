"""Text that is safe to show: no control character of a hostile report reaches a terminal or a spreadsheet."""

from __future__ import annotations

import re

from isnad.publish.cells import FORMULA

RLI, PDI = "\u2067", "\u2069"  # right-to-left isolate, and its end
# C0, C1 and DEL act on terminals; bidi embeddings, overrides and isolates reorder what stands around them; marks and
# tags are invisible. Zero-width joiners stay: Persian spelling needs them.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """One line of text without anything that acts: control characters become spaces, bidi controls go.

    >>> plain("قصف\\x1b[31m\\nبلدة\\u202e")
    'قصف [31m بلدة'
    """
    text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", _CONTROLS.sub(" ", text)))
    return _SPACES.sub(" ", text).strip()


def plain_lines(text: str) -> str:
    """As `plain`, line by line: what is set in stays set in."""
    lines = text.split("\n")
    return "\n".join(" " * (len(line) - len(line.lstrip(" "))) + plain(line) for line in lines)


def isolate(text: str) -> str:
    """Right-to-left text set apart, so that it reads in its own order and moves nothing around it."""
    return f"{RLI}{text}{PDI}" if _RIGHT_TO_LEFT.search(text) else text


def cell(value: object) -> str | int | float:
    """A value as a spreadsheet cell that is never a formula; None is empty, numbers stay numbers.

    >>> cell("=1+1")
    "'=1+1"
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return value
    text = str(value)
    safe = plain(text)
    return f"'{safe}" if safe.startswith(FORMULA) or text.startswith(FORMULA) else safe
