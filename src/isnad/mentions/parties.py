"""Noun phrases that name who acts or suffers, and things that are hit.

A phrase is a head (a named actor, a generic name, a noun of persons, forces or things, a nationality standing for
one) with what belongs to it: adjectives, the owner ("مواقع لتنظيم …", "التابعة ل…"), the group one is of
("ثلاثة عناصر من فرع …"), a person's name after a title.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.arabic.numerals import QuantityMention, postfix_bound
from isnad.arabic.tokens import ARTICLE, CONJ, PREP, variants
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence

HEAD_KINDS = ("generic", "actor", "noun", "nat")  # of equal length the first: context decides for a generic name
MAX_WORDS = 9  # a longer phrase is a clause that was not seen to begin
CIVIL_OF = {"civilians": "civilian", "journalists": "journalist", "medics": "medic"}
OTHERS = frozenset({"اخر", "اخرين", "اخرون", "اخري", "اخران", "اخريان", "اخريات", "الباقين", "غيرهم"})


@dataclass(slots=True)
class Np:
    """A noun phrase in tokens[i:j]; `owners` are the actors and nationalities named inside, in order."""

    i: int
    j: int
    kind: str
    head: Match | None = None
    head_at: int = 0
    of: str = ""
    role: str = ""
    actor_id: str = ""
    number: str = "sg"
    quantity: QuantityMention | None = None
    owners: list[Match] = field(default_factory=list)
    prep: str = ""
    conj: bool = False
    definite: bool = False
    pronoun: str = ""
    name: tuple[int, int] | None = None
    air: bool = False
    allied: bool = False  # "المتحالفة معها", "الموالية لها": known only by whom they side with


def find_parties(s: Sentence) -> dict[int, Np]:
    """The noun phrases of a sentence by first token; they may nest, the outer ones are found first."""
    out: dict[int, Np] = {}
    k = s.i
    while k < s.j:
        np = parse_np(s, k)
        if np is None:
            k += 1
            continue
        out[k] = np
        k = max(k + 1, np.j)
    return out


def parse_np(s: Sentence, k: int) -> Np | None:
    """The phrase that begins at token k, None where none does."""
    if k in s.covered or (k in s.verbs and s.at("noun", k) is None and s.at("actor", k) is None):
        return None
    q = s.quantities.get(k)
    if q is not None and q.unit is None:
        np = _counted(s, k, q)
        if np:
            return np
    if q is not None and q.unit is not None and q.unit != "name":
        return None
    head = _head(s, k)
    if head is not None:
        trig = s.at("trigger", k)
        if trig is not None and trig.j >= head.j and head.entry.kind == "noun" and not trig.entry.row.trigger.counted:
            return None
        return _extend(s, _from_head(s, head, k))
    return _name(s, k)


def _counted(s: Sentence, k: int, q: QuantityMention) -> Np | None:
    h = q.head if q.construct in ("noun", "of") else q.j
    if h < s.j and h >= q.j:
        head = _head(s, h, counted=True)
        if head:
            np = _from_head(s, head, k)
            np.quantity = q
            return _extend(s, np)
        trig = s.at("trigger", h)
        if trig and trig.entry.row.trigger.counted:
            np = Np(k, trig.j, "noun", None, h, "person", "person", number="pl", quantity=q)
            return _extend(s, np)
        if s.tokens[h].norm in OTHERS:
            return Np(k, h + 1, "others", None, h, "", "person", number="pl", quantity=q)
    if q.construct == "after" and q.head < q.i:
        return None
    return None


def _head(s: Sentence, k: int, counted: bool = False) -> Match | None:
    best: Match | None = None
    for kind in HEAD_KINDS:
        m = s.at(kind, k)
        if m and (best is None or m.j > best.j or (m.j == best.j and m.bits.bit_count() < best.bits.bit_count())):
            if kind == "nat" and counted is False and not m.bits & ARTICLE and best is not None:
                continue
            best = m
    return best


def _from_head(s: Sentence, m: Match, i: int) -> Np:
    row = m.entry.row
    np = Np(i, m.j, m.entry.kind, m, m.i, prep=m.prep, conj=bool(m.bits & CONJ), pronoun=m.suffix)
    norm = s.tokens[m.i].norm
    np.definite = bool(m.bits & ARTICLE) or norm.lstrip("وفبلك").startswith("ال")
    if m.entry.kind == "noun":
        np.of, np.role, np.actor_id = row["of"], row["role"], row["actor_id"]
        np.air = np.of == "aircraft"
        np.number = _number(norm, row)
    elif m.entry.kind in ("actor", "generic"):
        np.role = "force"
        np.owners.append(m)
        np.number = "pl"
        np.of = CIVIL_OF.get(m.entry.id, "fighter")
        np.air = norm.lstrip("ولبفك").removeprefix("ال").startswith(("طيران", "طاير", "مروحي", "مسير"))
    else:
        np.role = "person"
        np.owners.append(m)
        np.number = "sg"
    return np


def _number(norm: str, row: dict[str, str]) -> str:
    forms = row["forms"].split("|")
    for v in variants(norm):
        if v.stem.endswith(("ان", "ين", "تان", "تين")) and len(v.stem) > 4:
            base = v.stem[:-2]
            base = base[:-1] + "ه" if base.endswith("ت") else base
            if any(base == f or base == _plain(f) for f in forms) or base[-1:] == "ه":
                sound = v.stem.endswith("ين") and any(_plain(f).endswith("ون") and _plain(f)[:-2] == v.stem[:-2] for f in forms)
                return "pl" if sound else "du"
    first = {_plain(f.split()[0]) for f in forms[:1]}
    bare = {v.stem for v in variants(norm)}
    if bare & first or any(b.rstrip("ا") in first for b in bare) or any(b.endswith("ه") for b in bare if b in {_plain(f) for f in forms}):
        return "sg"
    return "pl"


def _plain(form: str) -> str:
    return form.translate(str.maketrans("أإآىةؤئ", "اااي" + "هوي"))


def _extend(s: Sentence, np: Np) -> Np:
    """Grow the phrase to the right by what belongs to its head."""
    preps, rel, clause, belong, titles = (words(n) for n in ("preposition", "relative", "clause", "belonging", "person_title"))
    k, unknown = np.j, 0
    while k < s.j and k - np.i < MAX_WORDS:
        tok = s.tokens[k]
        if tok.kind == "p":
            if tok.text in SKIPPED and not (tok.text == "(" and np.role == "thing"):
                k += 1
                continue
            break
        if k in s.covered or k in s.verbs or (("place", k) in s.starts and s.at("actor", k) is None and s.at("nat", k) is None):
            break
        norm = tok.norm
        if norm in belong:
            inner = _owner(s, k + 1)
            if inner is None and k + 1 < s.j and s.tokens[k + 1].norm in ("معها", "معه", "معهم", "لها", "له", "لهم"):
                np.allied, np.j = True, k + 2
                k += 2
                continue
            if inner is None:
                break
            np.owners += inner.owners
            np.actor_id = inner.actor_id or np.actor_id
            np.j = k = inner.j
            continue
        nat = s.at("nat", k)
        if nat and not nat.bits & (CONJ | PREP):
            np.owners.append(nat)
            np.j = k = nat.j
            continue
        if s.at("actor", k) or s.at("generic", k):
            m = s.at("actor", k) or s.at("generic", k)
            assert m is not None
            if m.bits & CONJ or (m.bits & PREP and m.prep != "ل") or (np.kind in ("actor", "generic") and not m.bits & PREP):
                break
            if np.kind == "noun" or m.prep == "ل":
                np.owners.append(m)
                np.j = k = m.j
                continue
            break
        if norm == "من" and np.kind in ("noun", "others") and np.role != "thing":
            inner = _owner(s, k + 1, bare=True)
            if inner is not None and inner.j - np.i <= MAX_WORDS + 2:
                np.owners += inner.owners
                np.of = np.of or inner.of
                np.actor_id = np.actor_id if np.actor_id not in ("", "unidentified.armed") else inner.actor_id
                np.j = k = inner.j
                continue
            break
        if norm in ("في", "بصفوف", "صفوف") and np.role in ("person", "force") and np.kind == "noun":
            inner = _owner(s, k + 1)
            if inner is not None and inner.kind in ("actor", "generic"):
                np.owners += inner.owners
                np.j = k = inner.j
                continue
            break
        noun = s.at("noun", k)
        if noun and noun.bits & PREP and noun.prep == "ل" and np.kind == "noun" and np.role == "thing":
            inner2 = _extend(s, _from_head(s, noun, k))
            np.owners += inner2.owners
            np.actor_id = np.actor_id or inner2.actor_id
            np.j = k = inner2.j
            continue
        if noun and not noun.bits & (CONJ | PREP) and np.kind == "noun" and not np.owners and k == np.j:
            inner3 = _extend(s, _from_head(s, noun, k))  # construct: "منازل المدنيين", "عناصر الأمن"
            np.owners += inner3.owners
            np.actor_id = inner3.actor_id or np.actor_id
            if np.role != "thing" and np.of in ("person", ""):
                np.of = inner3.of or np.of
            np.j = k = inner3.j
            continue
        cue = s.at("cue", k)
        if cue is not None and cue.entry.row.kind == "possible" and (np.role == "force" or np.air or np.of == "fighter") and cue.j < s.j:
            k2 = cue.j + (1 if s.tokens[cue.j].norm in ("انها", "انهم", "انه", "ان") else 0)
            if k2 < s.j and (s.at("nat", k2) or s.tokens[k2].norm in belong or s.tokens[k2].norm == "من"):
                k = k2
                continue
        if norm in preps or norm in rel or norm in clause or k in s.quantities or s.at("trigger", k) or s.at("cue", k) or s.at("speech", k) or s.at("means", k):
            break
        if norm == "و" or (norm[0] == "و" and len(norm) > 3 and (noun is None or noun.bits & CONJ)):
            break
        if norm[0] in "بلك" and len(norm) > 4 and norm[1:3] == "ال":
            break
        if norm.startswith("لل"):
            break
        # An adjective agrees in the article; a proper name may follow a title or a definite noun.
        if np.kind == "others":
            break
        agrees = norm.startswith("ال") == np.definite
        limit = 3 if (np.role == "person" and (s.tokens[np.head_at].norm in titles or np.number == "sg")) else 1
        if unknown >= (limit if agrees or np.role == "person" else 1) or (np.kind in ("actor",) and not norm.startswith("ال")):
            break
        if np.role == "person" and not agrees and np.name is None:
            np.name = (k, k + 1)
        elif np.name is not None:
            np.name = (np.name[0], k + 1)
        unknown += 1
        np.j = k = k + 1
    return np


def _owner(s: Sentence, k: int, bare: bool = False) -> Np | None:
    """The owner after "تابع" or "من": an actor with or without ل, or (bare) a noun of people."""
    while k < s.j and s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED:
        k += 1
    if k < s.j and s.tokens[k].norm == "ل":
        k += 1
        while k < s.j and s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED:
            k += 1
    if k >= s.j:
        return None
    head = _head(s, k)
    if head is None:
        return None
    if head.entry.kind == "noun" and head.entry.row["role"] == "thing" and not bare:
        return None
    return _extend(s, _from_head(s, head, k))


def _name(s: Sentence, k: int) -> Np | None:
    """A person's name in quotation marks, or after "المدعو" and the like: the name is the phrase."""
    tok = s.tokens[k]
    if tok.norm in words("person_title") and tok.norm.startswith("ال") and k + 1 < s.j and s.at("noun", k) is None:
        j = k + 1
        while j < s.j and j - k < 6 and (s.tokens[j].kind == "w" or s.tokens[j].text in SKIPPED):
            n = s.tokens[j].norm
            if n in words("preposition") or n in words("clause") or n in words("relative") or j in s.verbs or j in s.covered or s.at("trigger", j) or s.at("cue", j) or (n[:1] == "و" and j > k + 2):
                break
            j += 1
        while j > k + 1 and s.tokens[j - 1].kind == "p":
            j -= 1
        if j > k + 1:
            return Np(k, j, "name", None, k, "person", "person", number="sg", definite=True, name=(k + 1, j))
    return None


def bound_after(s: Sentence, np: Np) -> str | None:
    """The comparator behind a counted phrase ("على الأقل")."""
    return postfix_bound(s.tokens, np.head_at + 1, s.j)
