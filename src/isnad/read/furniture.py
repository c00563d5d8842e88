"""What stands around a report and is not of it: tags, links, captions, the headlines of other news below the text."""

from __future__ import annotations

from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence

CAPTION_WORDS = 10  # a line of so many words between headline and text is the caption of a picture
HEADLINE_WORDS = 18
CREDIT_WORDS = 9
SIGNED_WORDS = 7
DASHES = frozenset("-–—")
STOPS = frozenset({".", "!", "؟", "?"})
BODY_WORDS = 8  # a line of more words that ends in a full stop is running text


def furniture(text: str, sentences: list[Sentence]) -> frozenset[int]:
    """The indices of the sentences that tell nothing of the report itself.

    Lines of tags ("سمات …") and links ("اقرأ أيضاً …") always; in a text of running sentences also a short line under
    the headline, the unpunctuated lines that follow the last full stop, and lines cut short one below the other.
    """
    out: set[int] = set()
    for s in sentences:
        if _marked(s) or (s.index - 1 in out and not _starts_line(text, s)):
            out.add(s.index)
    lines = [s for s in sentences if _starts_line(text, s)]
    body = [s for s in lines if s.j - s.i > BODY_WORDS and _stopped(s)]
    if not body:
        return frozenset(out)
    last = body[-1].index
    tail = [s for s in sentences if s.index > last]
    if len(body) > 1 and all(_heading(text, s) for s in tail):
        out |= {s.index for s in tail}
    if len(body) > 2:
        out |= {s.index for s in _amid(text, sentences)}
    out |= {s.index for s in lines if s.index and _credited(text, s)}
    cut = {s.index for s in lines if s.index and _cut_short(text, s)}
    out |= {n for n in cut if n - 1 in cut or n + 1 in cut}
    if (
        len(lines) > 2
        and lines[1].index == 1
        and _heading(text, lines[1])
        and _heading(text, lines[0])
        and _width(lines[1]) <= CAPTION_WORDS
    ):
        out.add(1)
    return frozenset(out)


def _credited(text: str, s: Sentence) -> bool:
    """A caption: a line without a full stop that ends in whose picture it is, "… في البلدة (الدفاع المدني/ فيسبوك)"."""
    if not _alone(text, s) or _stopped(s):
        return False
    if s.tokens[s.j - 1].text != ")":
        return _signed(s)
    at = next((k for k in range(s.j - 2, max(s.i, s.j - CREDIT_WORDS), -1) if s.tokens[k].text == "("), -1)
    return at - s.i > 3 and not any(t.norm in ("عاما", "عام", "سنه", "سنوات") for t in s.tokens[at : s.j])


def _signed(s: Sentence) -> bool:
    """Whether behind a dash at its end stands whose picture it is: "… شمال البلدة - نورث برس/ أرشيف"."""
    at = next((k for k in range(s.j - 2, max(s.i, s.j - SIGNED_WORDS), -1) if s.tokens[k].text in DASHES), -1)
    whose = range(at + 1, s.j)
    media = any(s.at(kind, k) is not None for kind in ("source", "bare_source") for k in whose)
    return at - s.i > 3 and (media or any(s.tokens[k].norm in words("credit") for k in whose))


def _cut_short(text: str, s: Sentence) -> bool:
    """A line that a page cut off, as it lists other news: "… تضامناً مع..."."""
    return _alone(text, s) and text[s.tokens[s.i].start : s.tokens[s.j - 1].end].endswith(("...", "…"))


def _alone(text: str, s: Sentence) -> bool:
    after = text[s.tokens[s.j - 1].end : s.tokens[s.j].start] if s.j < len(s.tokens) else "\n"
    return _starts_line(text, s) and ("\n" in after or not after.strip())


def _amid(text: str, sentences: list[Sentence]) -> list[Sentence]:
    """Headlines of other news and subheads: unstopped lines between two paragraphs that end in a full stop."""
    paragraphs: list[list[Sentence]] = []
    for s in sentences:
        if _starts_line(text, s) or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(s)
    running = [_stopped(p[-1]) and sum(_width(s) for s in p) > BODY_WORDS for p in paragraphs]
    heading = [len(p) == 1 and _heading(text, p[0]) for p in paragraphs]
    out = []
    for n in range(1, len(paragraphs) - 1):
        before, behind = (n - 2 if heading[n - 1] else n - 1), (n + 2 if heading[n + 1] else n + 1)
        if heading[n] and before >= 0 and behind < len(paragraphs) and running[before] and running[behind]:
            out.append(paragraphs[n][0])
    return out


def _marked(s: Sentence) -> bool:
    cue = s.at("cue", s.i)
    return cue is not None and cue.entry.row.kind == "furniture"


def _starts_line(text: str, s: Sentence) -> bool:
    return s.i == 0 or "\n" in text[s.tokens[s.i - 1].end : s.tokens[s.i].start]


def _stopped(s: Sentence) -> bool:
    return not STOPS.isdisjoint([t.text for t in s.tokens[max(s.i, s.j - 2) : s.j]])


def _width(s: Sentence) -> int:
    return [t.kind for t in s.tokens[s.i : s.j]].count("w")


def _heading(text: str, s: Sentence) -> bool:
    """A short line by itself, without a full stop, no item of a list."""
    begin, end = s.tokens[s.i], s.tokens[s.j - 1]
    item = begin.text in ("-", "–", "•", "*", "—") or begin.kind == "n" or end.text in (":", "،")
    return _alone(text, s) and not item and not _stopped(s) and _width(s) <= HEADLINE_WORDS
