"""Which places are only hashtags: a run of them at the end of a post, a word of one that says more."""

from __future__ import annotations

from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.placemention import PlaceMention

BEFORE = ("pw_near", "pw_type", "pw_rural", "pw_direction", "pw_locative")  # words of places that a name goes with


def in_tags(s: Sentence, p: PlaceMention) -> bool:
    """Whether a mention is one of a run of hashtags that ends the sentence or stands alone."""
    first = p.name_i if p.relation == "" else p.i
    if first > s.i and s.tokens[first - 1].text == "_":
        return _in_topic(s, p)
    if first == s.i or s.tokens[first - 1].text != "#" or _said_with(s, first - 1):
        return False
    return _only_tags(s, first)


def _said_with(s: Sentence, k: int) -> bool:
    """Whether what stands before the # at token k makes it a word of the sentence: "القصف على #غزة", "ريف #حلب"."""
    before = (x for kind in BEFORE for x in s.by_kind.get(kind, ()))
    return k > s.i and (s.norms[k - 1] in words("preposition") or any(x.j == k for x in before))


def _in_topic(s: Sentence, p: PlaceMention) -> bool:
    """Whether a place is only a word of a hashtag that says more: "#حرب_غزة"."""
    k = p.name_i - 1
    while k > s.i and s.tokens[k - 1].text != "#":
        if s.tokens[k].text != "_" and s.tokens[k - 1].text != "_":
            return False
        k -= 1
    return k > s.i and s.at("pw_type", k) is None and s.at("place", k) is None and s.at("pw_direction", k) is None


def _only_tags(s: Sentence, k: int) -> bool:
    """Whether from the tag that begins at k to the end stand tags alone, and another one follows or goes before."""
    j, tags, plain = k, 1, 0
    while j < s.j:
        tok = s.tokens[j]
        if tok.text == "#":
            tags += 1
            j += 1
            continue
        glued = j == k or tok.start == s.tokens[j - 1].end or s.tokens[j - 1].text == "#"
        if tok.kind in "wn" and not glued:
            plain += 1
        j += 1
    before = any(t.text == "#" for t in s.tokens[max(s.i, k - 5) : k - 1])
    return (tags > 1 or before or plain == 0) and plain <= 2
