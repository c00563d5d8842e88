"""Sentences: where one ends in news prose, headlines, posts and lists; and quotations, paired by position."""

from __future__ import annotations

from isnad.arabic.tokens import Token

_ENDERS = {".", "!", "؟", "?", "…", "؛"}
LONGEST = 400  # tokens; what runs on without a full stop is cut here, at a comma where there is one
HEAD = 16  # tokens before the pause of a headline: "برصاص القوات.. إصابة طفلين"
_LINE_ENDS = frozenset("\n\r\u2028\u2029")
# Words after which a line is only broken, not ended: "… نتيجة ⏎ قصف".
_OPENS = (
    "في من علي الي عن مع بين ضد عبر حول قرب خلال بعد قبل منذ حتي نتيجه جراء اثر بسبب ان بان التي الذي الذين و او ثم "
    "كما حيث فيما"
)
_UNENDED = frozenset(_OPENS.split())
_MARKS = frozenset("\"'“”„‟«»‹›")
_CLOSING = _MARKS | {")", "]"}
_DOMAINS = frozenset({"نت", "كوم", "اورغ"})  # behind the dot of a site's name: "العربية.نت"


def split_sentences(text: str, tokens: list[Token], end: int | None = None) -> list[tuple[int, int]]:
    """Token ranges [i, j) of the sentences, in order, covering all tokens, which are those of the text up to `end`.

    A sentence ends at a line break, save behind a word that opens what follows ("نتيجة"), and at . ! ? ؟ … with white
    space or an Arabic word behind it ("الجرحى.وأضاف"); not at a comma, inside a number, after a single letter
    ("أ. ف. ب"), nor at the dots that stand for a pause before a word of the same headline ("..").
    No sentence is longer than LONGEST tokens.
    """
    cuts: list[tuple[int, int]] = []
    begin = 0
    n = len(tokens)
    last = len(text) if end is None else end
    for k in range(n):
        tok = tokens[k]
        after = tokens[k + 1].start if k + 1 < n else last
        gap = text[tok.end : after]
        ends = gap != " " and not _LINE_ENDS.isdisjoint(gap) and not (tok.norm in _UNENDED and k + 1 < n)
        if not ends and tok.kind == "p" and tok.text[0] in _ENDERS and k + 1 < n:
            nxt = tokens[k + 1]
            prev = tokens[k - 1] if k > begin else None
            if tok.text[0] == "؛" or prev is None or (prev.kind == "w" and len(prev.norm) == 1) or nxt.norm in _DOMAINS:
                ends = False
            elif nxt.kind == "p" and nxt.text in _CLOSING and nxt.start == tok.end:
                ends = False  # the closing mark still belongs here
            elif gap == " " and tok.text[:2] == ".." and k - begin <= HEAD and nxt.kind != "p":
                ends = False
            elif gap:
                ends = True
            else:
                closed = prev.kind == "w" or prev.text in _CLOSING
                ends = ((nxt.kind == "w" and len(nxt.norm) > 1) or nxt.text == "#") and closed and tok.text == "."
                ends = ends and not _spelled(tokens, k)
        elif not ends and tok.kind == "p" and tok.text in _CLOSING and k > begin and gap:
            before = tokens[k - 1]
            ends = (
                before.kind == "p" and before.text in (".", "!", "؟", "?") and before.end == tok.start and k - 1 > begin
            )
        if ends:
            cuts.append((begin, k + 1))
            begin = k + 1
        elif k + 1 - begin >= LONGEST:
            pause = next((c for c in range(k, k - LONGEST // 2, -1) if tokens[c].text in ("،", ",", "؛")), k)
            cuts.append((begin, pause + 1))
            begin = pause + 1
    if begin < n:
        cuts.append((begin, n))
    return cuts


def _spelled(tokens: list[Token], k: int) -> bool:
    """Whether the dot at k is one of those in a name that is spelled out: "بي.كيه.كيه", "سي.إن.إن"."""

    def letters(p: int) -> bool:
        return 0 <= p < len(tokens) and tokens[p].kind == "w" and len(tokens[p].norm) <= SPELLED

    def dot(p: int) -> bool:
        here = 0 < p < len(tokens) - 1 and tokens[p].text == "."
        return here and tokens[p - 1].end == tokens[p].start and tokens[p].end == tokens[p + 1].start

    more = (dot(k + 2) and letters(k + 3)) or (dot(k - 2) and letters(k - 3))
    return letters(k - 1) and letters(k + 1) and dot(k) and more


SPELLED = 3  # letters of the longest name of a letter: "كيه", "واي"


def find_verses(tokens: list[Token]) -> list[tuple[int, int]]:
    """Token ranges [i, j) of scripture that a statement opens with: "قال تعالى: {…}", "﴿…﴾"."""
    out: list[tuple[int, int]] = []
    for k, tok in enumerate(tokens):
        if tok.text not in _VERSES or (out and k < out[-1][1]):
            continue
        said = next((p for p in range(k - 1, max(-1, k - _SAID_REACH), -1) if tokens[p].norm in _GOD), -1)
        if tok.text == "{" and said < 0:
            continue
        ends = _VERSES[tok.text]
        close = next((p for p in range(k + 1, min(len(tokens), k + _VERSE)) if tokens[p].text == ends), k)
        begin = said if said >= 0 else k
        begin -= begin > 0 and tokens[begin - 1].norm in ("قال", "يقول", "وقال", "الله")
        out.append((begin, close + 1))
    return out


_VERSES = {"﴿": "﴾", "{": "}"}  # marks around a verse
_GOD = frozenset({"تعالي", "سبحانه", "وجل"})  # behind "قال"
_SAID_REACH = 6  # tokens from "تعالى" to the verse
_VERSE = 80  # tokens of the longest verse that is looked for


def find_quotes(tokens: list[Token], i: int, j: int) -> list[tuple[int, int]]:
    """Token ranges (open, close) of quotations in tokens[i:j]; marks are paired by position, whatever their shape.

    Arabic news writes “…”, ”…“, «…», "…" and mixes them; an odd mark at the end opens up to the sentence's end.
    """
    marks = [k for k in range(i, j) if tokens[k].kind == "p" and tokens[k].text in _MARKS and tokens[k].text != "'"]
    pairs = list(zip(marks[0::2], marks[1::2], strict=False))
    if len(marks) % 2:
        pairs.append((marks[-1], j))
    return pairs
