"""Names of persons with their offices: "سامي حداد، المتحدث باسم …", "العقيد سامي حداد، الناطق باسم …"."""

from __future__ import annotations

from isnad.lexicon.load import Lexicon
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import SourcePhrase, find_source
from isnad.read.accused import begins_office
from isnad.read.telling import told_at

SPEAKING = frozenset({"actor", "source", "generic", "source_noun"})
NAME_WORDS = 8  # the longest bare name of a person


def named_office(s: Sentence, k: int, lexicon: Lexicon) -> SourcePhrase | None:
    """A bare name at token k that has an office behind it."""
    who = find_source(s, k, lexicon, loose=True)
    return office_of(s, who, lexicon) if who is not None and who.named else None


def with_office(s: Sentence, who: SourcePhrase, lexicon: Lexicon) -> SourcePhrase:
    """With the office that stands behind a rank and a name: "العقيد سامي حداد، الناطق باسم القوات، إن"."""
    titled = who.j - who.i > 1 and (s.at("title", who.i) is not None or _ranked(s, who.i))
    if not titled or who.j + 1 >= s.j or s.tokens[who.j].text not in "،," or not begins_office(s, who.j + 1):
        return who
    office = office_of(s, who, lexicon)
    if office is None or office.j >= s.j or s.tokens[office.j].kind != "p":
        return who
    return office


def office_of(s: Sentence, who: SourcePhrase, lexicon: Lexicon) -> SourcePhrase | None:
    """A bare name with its office behind it: "سامي حداد، المتحدث باسم …", "سعيد أحمد، وهو مرافق لمريض"."""
    k = next((k for k in range(who.i + 1, min(who.i + NAME_WORDS, who.j)) if begins_office(s, k)), who.j)
    comma = k < s.j and s.tokens[k].text in "،,"
    if comma and k + 1 < s.j and s.tokens[k + 1].norm == "من":  # "سامي حداد، من قرية العين، وهو أحد المصابين"
        beyond = next((p for p in range(k + 2, min(k + 2 + NAME_WORDS, s.j)) if s.tokens[p].text in "،,"), k)
        k = beyond if beyond + 1 < s.j and s.tokens[beyond + 1].norm in ("وهو", "وهي") else k
    k += comma
    aside = k < s.j and s.tokens[k].norm in ("وهو", "وهي", "الذي", "التي")
    k += aside
    told_to = any((m := s.at(kind, k)) is not None and m.prep for kind in SPEAKING) if k < s.j else True
    office = None if told_to or s.tokens[k].norm.startswith("و") else find_source(s, k, lexicon)
    if office is None:
        if aside and told_at(s, k) >= 0:  # "سامي حداد الذي كان مساعداً لوزير الدفاع"
            return SourcePhrase(who.i, who.j, "person", named=True)
        return None
    if office.own or office.named:
        return None
    if office.same:  # "سامي حداد المسؤول في السلطة": of him, not of who spoke before
        m = s.at("source_noun", k)
        return SourcePhrase(who.i, max(who.j, office.j), m.entry.row["kind"] if m is not None else "person")
    return SourcePhrase(who.i, office.j, office.kind if not office.weak else "local", office.id)


def bare_name(s: Sentence, i: int, j: int) -> bool:
    """Whether tokens[i:j) may be a name that stands behind an office: "المندوبة الدائمة، لينا حداد، طالبت"."""
    kinds = ("speech", "trigger", "cue", "source_noun", "source", "actor", "generic")
    plain = all(s.tokens[k].kind == "p" or not any(s.at(x, k) for x in kinds) for k in range(i, j))
    return plain and j - i <= NAME_WORDS


def _ranked(s: Sentence, k: int) -> bool:
    m = s.at("source_noun", k)
    return m is not None and m.entry.id in ("rank", "person")
