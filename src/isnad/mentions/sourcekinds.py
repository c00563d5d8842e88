"""What kind of source a phrase names: the head's own, its adjective's, or that of whose it is."""

from __future__ import annotations

from isnad.lexicon.load import Lexicon
from isnad.lexicon.match import Match
from isnad.mentions.annotate import Sentence

# What sort of source an actor is that speaks of itself or others.
ACTOR_KIND = {
    "state_force": "military",
    "government": "government",
    "police": "police",
    "armed_group": "armed_group",
    "militia": "armed_group",
    "international": "military",
    "civilian": "local",
    "unidentified": "unnamed",
}


BODY, GROUP = "body", "group"  # of source_nouns.csv


def source_kind(s: Sentence, i: int, j: int, head: Match | None, lexicon: Lexicon) -> tuple[str, str | None]:
    """The kind of a source and its id: the head's own, or where the head `yields`, its adjective's or owner's."""
    if head is None:
        return _body(s, i, j) or ("person", None)
    row, source_id = head.entry.row, None
    if head.entry.kind in ("source", "bare_source"):
        return row["kind"], row["id"]
    if head.entry.kind == "actor":
        known = next((m for m in s.by_kind.get("source", ()) if m.i == head.i), None)
        if known:
            return known.entry.row["kind"], known.entry.id
        kind = ACTOR_KIND.get(lexicon.actors[head.entry.id].kind, "unnamed")
        army = kind == "government" and "جيش" in s.norms[head.i]  # of a state whose forces have no id of their own
        return "military" if army else kind, head.entry.id
    if head.entry.kind == "generic":
        return _generic_kind(s.tokens[head.i].norm), None
    if head.entry.kind == "noun":
        return _body(s, i, j) or ("local", None)
    named = s.at("actor", head.i)
    if head.entry.id == GROUP and named is not None and named.j == head.j:
        return row["kind"], named.entry.id  # "قوات الدعم السريع", a group by its name
    first = row["kind"]
    yields = row.get("yields", "owner").split("|")
    adjectives = [
        m.entry.row["kind"]
        for m in s.by_kind.get("source_noun", ())
        if i < m.i < j
        and m.entry.row["role"] == "adj"
        and m.entry.row["kind"] != "unnamed"
        and not (first == "government" and m.entry.row["kind"] == "local")  # "مسؤول محلي"
    ]
    if first in ("unnamed", "monitor") and (named_body := _body(s, i, j)) is not None:
        return named_body
    if "armed_group" in adjectives and first in ("unnamed", "military", "armed_group"):
        return "armed_group", source_id
    if "owner" in yields and any(t.norm == "باسم" for t in s.tokens[i:j]):
        spoken_for = _owner(s, i, j, lexicon)  # "المتحدث الرسمي باسم قسد"
        if spoken_for is not None:
            return spoken_for
    if "adj" in yields and adjectives:
        owner = _owner(s, i, j, lexicon) if adjectives[0] == "police" else None
        if owner is not None and owner[0] == "government":
            return owner  # "المتحدث الأمني بوزارة الداخلية"
        return adjectives[0], source_id
    if first == "media":
        medium = next(
            (
                m
                for kind in ("source", "bare_source")
                for m in s.by_kind.get(kind, ())
                if i < m.i < j and m.entry.row["kind"] == "media"
            ),
            None,
        )
        if medium is not None:
            return "media", medium.entry.id
    if "owner" in yields:
        owner = _owner(s, i, j, lexicon)
        if owner is not None:
            return owner
    return first, source_id


def _body(s: Sentence, i: int, j: int) -> tuple[str, str | None] | None:
    """The kind and id of the monitor whose teams or records tell: "فرق الدفاع المدني السوري", "توثيقات المرصد"."""
    named = next((m for m in s.by_kind.get("source", ()) if i <= m.i < j and m.entry.row["kind"] == "monitor"), None)
    return ("monitor", named.entry.id) if named is not None else None


def _owner(s: Sentence, i: int, j: int, lexicon: Lexicon) -> tuple[str, str | None] | None:
    """The kind and id of the body that a statement, a spokesman or an office belongs to."""
    plain: tuple[str, str | None] | None = None  # "مجلس", "هيئة": of the side named behind it, if one is
    for k in range(i + 1, j):
        if (m := s.at("source", k)) is not None:
            return m.entry.row["kind"], m.entry.id
        if (m := s.at("actor", k)) is not None:
            return ACTOR_KIND.get(lexicon.actors[m.entry.id].kind, "unnamed"), m.entry.id
        m = s.at("source_noun", k)
        if m is not None and m.entry.id == BODY:
            plain = plain or (m.entry.row["kind"], None)
        elif m is not None and m.entry.row["role"] in ("head", "weak") and m.entry.row["kind"] != "unnamed":
            return m.entry.row["kind"], None
        elif s.at("generic", k) is not None:
            return _generic_kind(s.norms[k]), None  # "متحدث الجيش"
    return plain


def _generic_kind(norm: str) -> str:
    if "جيش" in norm or "قوات" in norm:
        return "military"
    if "شرط" in norm or "امن" in norm:
        return "police"
    return "government" if "حكوم" in norm or "نظام" in norm else "armed_group"
