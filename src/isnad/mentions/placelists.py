"""Lists of places: the names in them that no gazetteer has, and names told with what they lie in."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.gazetteer.ordinary import is_listed
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.placemention import (
    COMMAS,
    PlaceMention,
    anaphor_of,
    back,
    heads_line,
    is_direction,
    place_class,
    skip_marks,
)
from isnad.mentions.placenames import MAX_NAME, MAX_QUOTED, OTHER, POINTS, QUOTES, SIDES, name_end, stops

_NO_LISTED = frozenset({"noun", "means", "pw_type", "pw_rural", "pw_near", "place"})


def names_between(s: Sentence, found: list[PlaceMention]) -> list[PlaceMention]:
    """The mentions and the unknown names between two known ones that one list joins: "منغ والعلقمية ودير جمال"."""
    out: list[PlaceMention] = []
    for p in found:
        a = out[-1] if out else None
        if a is not None and 0 < p.i - a.j <= MAX_BETWEEN and _town(a) and _town(p):
            k = a.j
            between: list[PlaceMention] = []
            while k < p.i and (one := listed_name(s, k, between[-1] if between else a, a)) is not None:
                between.append(one)
                k = one.j
                k += k < p.i and s.tokens[k].text in COMMAS
            if k == p.i and (p.conj or s.tokens[k - 1].text in COMMAS):
                for one in between:
                    one.plural = a.plural
                out += between
        out.append(p)
    return out


MAX_BETWEEN = 6  # tokens of unknown names between two known ones


def enumerated(s: Sentence, head: PlaceMention) -> list[PlaceMention]:
    """The names of a long list that commas part, whatever words they are: "قرى الفرجة، سمكة، البرج، تل أغر، وتركان"."""
    items: list[tuple[int, int]] = []
    k, commas = head.name_i, 0
    while (j := _item_end(s, k)) > k:
        items.append((k, j))
        comma = j < s.j and s.tokens[j].text in LISTING
        if not comma and not _joined(s, j):
            break
        commas += comma
        k = j + comma
    if commas < LONG_LIST or len(items) <= LONG_LIST:
        return []
    head.j = head.name_j = max(head.j, items[0][1])
    head.group = head.i
    last = items[-1]
    return [_listed_item(s, i, j, head, (i, j) == last or s.tokens[i - 1].kind == "w") for i, j in items[1:]]


LONG_LIST = 3  # commas from which on a list is believed whatever its words are
LISTING = frozenset({"،", ","})
_NO_ITEMS = frozenset({"speech", "cue"})
_NEW_HEADS = frozenset({"city", "town", "village", "governorate", "district", "region", "crossing", "works", "road"})


def _joined(s: Sentence, k: int) -> bool:
    """Whether a further name may be joined at k by و: "… وتركان"."""
    if k >= s.j or s.norms[k][0] != "و" or s.norms[k] == "وادي":
        return False
    return len(s.norms[k]) > SHORT_NAME or (s.norms[k][1:] in place_class("compounds") and k + 1 < s.j)


SHORT_NAME = 3  # letters of "وان"


def _item_end(s: Sentence, k: int) -> int:
    """The token behind the item of a list that begins at k, at most three words; k where no name stands."""
    j = k
    while j < s.j and s.tokens[j].kind == "w" and not (j > k and _joined(s, j)) and not _no_item(s, k, j):
        j += 1
    closed = j >= s.j or s.tokens[j].text in CLOSING or _joined(s, j) or _joined(s, k)
    return j if j - k <= MAX_NAME and closed else k


CLOSING = LISTING | {".", ":", "؛"}


def _no_item(s: Sentence, k: int, j: int) -> bool:
    """Whether the word at j is no part of the name that begins at k."""
    norm = s.tokens[j].norm
    bare = norm.removeprefix("و")
    typ, told = s.at("pw_type", j), s.at("trigger", j)
    return (
        j in s.covered
        or j in s.quantities
        or norm in words("preposition")
        or bare in words("clause")
        or bare in words("relative")
        or s.begins(POINTS, j)
        or (j == k and s.begins(_NO_ITEMS, j))
        or (told is not None and told.entry.row.pos == "verb")
        or (typ is not None and typ.entry.id in _NEW_HEADS and bare not in place_class("compounds"))
        or (j > k and norm.startswith(("بال", "لل")))
    )


def _listed_item(s: Sentence, i: int, j: int, head: PlaceMention, may_join: bool) -> PlaceMention:
    """One name of a long list; the و of the last one joins it, where the gazetteer has no name that begins so."""
    m = s.at("place", i)
    named = m is not None and m.entry.kind == "place" and m.j == j
    known = [p for p in m.entry.row if p.feature != "country"] if m is not None and named else []
    conj = bool(m.bits & CONJ) if known and m is not None else may_join and _joined(s, i)
    return PlaceMention(
        i, j, i, j, known, head.type_id, head.features, conj=conj, plural=True, listed=True, group=head.i
    )


def among(s: Sentence, found: list[PlaceMention]) -> list[PlaceMention]:
    """The mentions and the names told of several places: "عدة قرى، من بينها كفردان وتل الزوايد وأم الطيور"."""
    opens = words("among_places")
    for b in [k for k, norm in enumerate(s.norms[s.i : s.j], s.i) if norm in opens]:
        if not _several(s, b):
            continue
        items: list[tuple[int, int]] = []
        k = b + 1
        while (j := _item_end(s, k)) > k:
            items.append((k, j))
            k = j + (j < s.j and s.tokens[j].text in LISTING and _joined(s, j + 1))
            if not _joined(s, k):
                break
        new = [(i, j) for i, j in items if not any(p.i < j and i < p.j for p in found)]
        if len(items) > 1 and new and all(_strange_item(s, i, j) for i, j in new):
            head = PlaceMention(b, b, b, b, [], "", ("village", "town"))
            found = sorted([*found, *(_listed_item(s, i, j, head, i > b + 1) for i, j in new)], key=lambda p: p.i)
    return found


def _strange_item(s: Sentence, i: int, j: int) -> bool:
    """Whether the words of an item of a list are a name: one of them is no word of any table."""
    first = s.norms[i].removeprefix("و")
    if first in place_class("compounds") | place_class("half_names"):
        return j > i + 1
    return not (s.begins(_NO_NAME - {"place"}, i) or is_listed(first) or (first.endswith("ات") and first[:2] != "ال"))


def _several(s: Sentence, b: int) -> bool:
    """Whether a word for several places stands before token b: "عدة قرى في الريف، بينها"."""
    before = (n.lstrip("ولب").removeprefix("ال") for n in s.norms[max(s.i, b - SEVERAL_REACH) : b])
    return any(n in words("places_plural") for n in before)


SEVERAL_REACH = 12  # tokens from "قرى" to "بينها"


def situated(s: Sentence, found: list[PlaceMention]) -> list[PlaceMention]:
    """The mentions and the unknown names that stand between a word of place and where they lie.

    "في بوسو جنوب شرقي النيجر", "قرب جلب بالصومال".
    """
    out: list[PlaceMention] = []
    for p in found:
        d = next((m.i for m in s.by_kind.get("pw_direction", ()) if m.j == p.i), p.i)
        d = min(d, p.i)
        lies = p.prep == "ب" or d < p.i or is_direction(s.tokens[p.i].norm)
        k = d - 1
        lies = (lies and bool(p.candidates) and not p.conj) or (p.conj and _town(p) and d == p.i)
        if lies and k > s.i and (not out or out[-1].j <= k) and _strange(s, k):
            out.append(PlaceMention(k, k + 1, k, k + 1, [], features=("town", "village")))
        elif lies:
            out += _strange_list(s, out[-1].j if out else s.i, d)
        out.append(p)
    return out


def _strange_list(s: Sentence, low: int, d: int) -> list[PlaceMention]:
    """The names joined by و that no table has, between a word of place behind token `low` and what is told at d.

    "في أسدية وخضراوي وتل حرمل", "سقطت قذائف على كفرنيت وبركوبة بريف عفرين"; most of them no words of the language.
    """
    low = max(low, d - LIST_REACH)
    b = next((k for k in range(d - 1, low - 1, -1) if s.norms[k] in place_class("right_before") or _fired_on(s, k)), d)
    out: list[PlaceMention] = []
    k, strange = b + 1, 0
    while k < d:
        conj = k > b + 1
        bare = s.norms[k].removeprefix("و") if conj else s.norms[k]
        compound = bare in place_class("compounds") | place_class("half_names") and k + 1 < d
        if conj and not (_joined(s, k) or (compound and bare != s.norms[k])):
            return []
        m, j = s.at("place", k), k + 1
        known = m.entry.row if m is not None and m.entry.kind == "place" and bool(m.bits & CONJ) == conj else []
        if m is not None and known:
            j = m.j
        elif not (compound or _may_be_name(s, k)):
            return []
        compound = compound and j == k + 1
        j += compound
        strange += compound or j > k + 1 or not is_listed(bare)
        towns = ("town", "village")
        out.append(PlaceMention(k, j, k, j, [] if compound else list(known), features=towns, conj=conj, plural=True))
        k = j
    many = len(out) > 1 and strange * 2 >= len(out)
    return out if k == d and (many or (len(out) == 1 and out[0].j > out[0].i + 1)) else []


LIST_REACH = 12  # tokens of names in a row


def _fired_on(s: Sentence, k: int) -> bool:
    """Whether the word at k is the "on" of fire or of an attack: "قذائف على"."""
    return s.norms[k] == "علي" and any(0 <= k - t.j <= FIRE_REACH for t in s.by_kind.get("trigger", ()))


FIRE_REACH = 12  # tokens between a deed and "on"


def _may_be_name(s: Sentence, k: int) -> bool:
    """Whether the word at k is none that any table has, whatever its ending."""
    tok = s.tokens[k]
    return (
        tok.kind == "w"
        and len(tok.norm) > SHORT_NAME
        and not tok.norm.startswith(("لل", "بال"))
        and not tok.norm.endswith(("ها", "هم", "هما", "ات"))
        and tok.norm.removeprefix("و") not in words("unnamed")
        and k not in s.verbs
        and k not in s.covered
        and k not in s.quantities
        and not s.begins(_NO_NAME, k)
        and not is_direction(tok.norm.removeprefix("و"))
    )


def headed(s: Sentence, found: list[PlaceMention]) -> list[PlaceMention]:
    """The mentions, and before them the unknown name that heads a line of a list: "• ود النعيم: اقتحمت … القرية"."""
    i = s.i + s.hour
    while i < s.j and s.tokens[i].kind != "w":
        i += 1
    j = next((k for k in range(i, min(i + MAX_NAME + 1, s.j)) if s.tokens[k].text == ":"), i)
    if j == i or i == s.i or (found and found[0].i < j) or not heads_line(s, i, j):
        return found
    half = s.norms[i] in place_class("half_names")
    named = half or any(anaphor_of[s.norms[k]] for k in range(j + 1, s.j))
    other = (s.begins(_TOLD, k) or s.tokens[k].kind != "w" or (is_listed(s.norms[k]) and not half) for k in range(i, j))
    if not named or any(other):
        return found
    return [PlaceMention(i, j, i, j, [], "village", ("village", "town")), *found]


def _strange(s: Sentence, k: int) -> bool:
    """Whether the word at k, behind a word of place, is none that any table has."""
    tok = s.tokens[k]
    before = s.tokens[k - 1].norm
    return (
        tok.kind == "w"
        and before.removeprefix("و") in place_class("right_before")
        and len(tok.norm) >= SHORT_NAME + (before in _OF_ALL)
        and not tok.norm.startswith(("ال", "لل", "بال"))
        and not tok.norm.endswith(("ها", "هم", "هما", "ات", "ين"))
        and tok.norm not in words("unnamed")
        and not is_listed(tok.norm)
        and k not in s.verbs
        and k not in s.covered
        and k not in s.quantities
        and not s.begins(_TOLD, k)
        and not is_direction(tok.norm)
    )


_OF_ALL = frozenset({"في", "وفي", "من", "ومن"})  # behind which anything may stand
_TOLD = OTHER | _NO_LISTED | {"generic", "bare_source"}
_NO_NAME = _TOLD - {"nat", "title", "source_noun"}  # "أسدية", "تل سمو"


def _town(p: PlaceMention) -> bool:
    return not p.relation and any(q.feature in TOWNS for q in p.candidates)


TOWNS = frozenset({"city", "town", "village", "quarter", "camp"})


def listed_name(s: Sentence, k: int, before: PlaceMention, head: PlaceMention) -> PlaceMention | None:
    """A further unknown name of a list: "قرى السويدة وتل العسل والكرامة": behind و or a comma."""
    between = back(s, k)
    if before.anaphor or not (k == before.j or between < before.j or between == skip_marks(s, before.j)):
        return None
    norm = s.tokens[k].norm
    prev = s.tokens[between]
    conj = (norm[0] == "و" and (len(norm) > 3 or norm[1:] in place_class("compounds"))) or prev.norm == "و"
    if not conj and (k == before.j or prev.text not in COMMAS):
        return None
    quoted = _quoted_end(s, k)
    if quoted > k and before.plural:
        return _joined_name(k, quoted, head, conj)
    bare = norm[1:] if conj and prev.norm != "و" else norm
    if (
        bare in words("unnamed")
        or bare in place_class("no_listed")
        or bare.endswith(("ها", "هم", "هما"))
        or (bare.endswith("ت") and not bare.endswith("ات"))
        or bare in words("preposition")
        or (bare not in place_class("half_names") and (bare in words("clause") or stops(s, k, False)))
        or _known_word(s, k)
    ):
        return None
    j = name_end(s, k, False)
    if j == k or (len(bare) < 3 and j == k + 1) or not _closes(s, j):
        return None
    if before is not head and not before.plural and not s.begins(POINTS, j):
        return None  # behind where the list lies only what lies somewhere itself
    return _joined_name(k, j, head, conj)


def _joined_name(k: int, j: int, head: PlaceMention, conj: bool) -> PlaceMention:
    return PlaceMention(k, j, k, j, [], head.type_id, head.features, conj=conj, plural=True, listed=True)


def _quoted_end(s: Sentence, k: int) -> int:
    """The token of the quotation mark that closes the name which begins at k behind one; k where none does."""
    if s.tokens[k - 1].text not in QUOTES or s.begins(SIDES, k):
        return k
    return next((j for j in range(k + 1, min(s.j, k + MAX_QUOTED + 1)) if s.tokens[j].text in QUOTES), k)


def _known_word(s: Sentence, k: int) -> bool:
    if s.tokens[k].norm.removeprefix("و") in place_class("compounds"):
        return False
    if k + 1 < s.j and s.tokens[k + 1].norm in place_class("ordinals"):
        return False
    return s.begins(_NO_LISTED, k)


def _closes(s: Sentence, j: int) -> bool:
    """Whether a list of names may go on or end at j: a comma, و, a preposition, a point of the compass, the end."""
    j = skip_marks(s, j)
    if j >= s.j:
        return True
    tok = s.tokens[j]
    if tok.kind == "p":
        return tok.text in COMMAS or tok.text in ".:؛"
    return (
        tok.norm in words("preposition")
        or tok.norm[0] == "و"
        or s.begins(POINTS, j)
        or j in s.covered
        or tok.norm.startswith("ب")
    )
