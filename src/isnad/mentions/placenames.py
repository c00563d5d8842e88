"""Names that no gazetteer has: after a type noun ("قرية …"), and in a list after one ("قرى أ وب وج")."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ, SUFFIX
from isnad.gazetteer.ordinary import is_listed
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.placemention import COMMAS, PlaceMention, back, is_direction, place_class, skip_marks

MAX_NAME = 3  # words
DUAL = ("تي", "محوري")  # ends of nouns for two places: "منطقتي", "جبهتي"
_KNOWN = frozenset({"trigger", "speech", "actor", "cue", "nat", "source", "source_noun", "title", "generic"})
_POINTS = frozenset({"pw_direction", "pw_rural"})
_OTHER = _KNOWN | _POINTS  # what is no name behind a type noun
_NO_LISTED = frozenset({"noun", "means", "pw_type", "pw_rural", "pw_near", "place"})
_NEXT_PLACE = frozenset({"pw_type", "place"})


def unknown_name(s: Sentence, k: int, typ: Match, n: int, plural: bool) -> PlaceMention | None:
    """The name behind the type noun at k, from token n: up to three words that are no other known word."""
    if not typ.entry.row.get("unknown") or (
        typ.entry.row["unknown"] == "located"
        and not _behind_place_word(s, k, typ)
        and not (typ.entry.id == "region" and epithet_end(s, n + 1) > n + 1)
    ):
        return None
    noun = s.tokens[typ.i].norm
    inner = s.at("place", n) or s.at("pw_type", n)
    if typ.bits & SUFFIX or typ.prep == "ك" or (inner is not None and inner.prep == "ب"):
        return None  # بلدتهم, كتلة, مخيم بإدلب
    bare = noun[1:] if noun[0] in "وبل" and noun[1:] in place_class("streets") else noun
    quoted = n > typ.j or (bare in place_class("streets") and s.tokens[n].norm.startswith("ال"))
    j = _name_end(s, n, quoted, _of_men(s, n, bare))
    if _known_only(s, typ) and not (plural and _list_speaks(s, j)):
        return None
    name = s.tokens[n].norm
    if (
        j == n
        or (len(name) < 3 and j == n + 1)
        or (plural and not (quoted or bare.endswith(DUAL)) and typ.entry.id == "region" and not name.startswith("ال"))
    ):
        return None
    if not quoted and j == n + 1 and name.startswith(("ب", "ل")) and name[1:3] == "ال":
        return None
    return _unknown(k, n, j, typ, plural)


def _of_men(s: Sentence, n: int, noun: str) -> bool:
    """Whether people give a place its name: "قرية الفلاحين", "منطقتي الفلاحات و…", "طريق قرية السيد إبراهيم"."""
    told = noun in place_class("of_men") or (noun[0] in "وبل" and noun[1:] in place_class("of_men"))
    if not told or not s.tokens[n].norm.startswith("ال"):
        return False
    person = s.at("source_noun", n)
    titled = s.at("title", n) is not None or (person is not None and person.entry.id == "person")
    return titled or s.at("noun", n) is not None


def _unknown(k: int, n: int, j: int, typ: Match, plural: bool) -> PlaceMention:
    return PlaceMention(
        k,
        j,
        n,
        j,
        [],
        typ.entry.id,
        tuple(typ.entry.row["features"]),
        prep=typ.prep,
        conj=bool(typ.bits & CONJ),
        plural=plural,
    )


def quoted_name(s: Sentence, k: int, typ: Match, n: int, plural: bool) -> PlaceMention | None:
    """A name in quotation marks behind a type noun, whatever its words are: "منطقة “بوتين - أردوغان”"."""
    if n == typ.j or s.tokens[n - 1].text not in QUOTES or not typ.entry.row.get("unknown") or _known_only(s, typ):
        return None
    j = next((j for j in range(n, min(s.j, n + MAX_QUOTED + 1)) if s.tokens[j].text in QUOTES), n)
    side = j == n + 1 and s.begins(_SIDES, n)  # مناطق "قسد"
    if j <= n or side or s.tokens[n].norm in words("unnamed") or s.tokens[n].kind != "w":
        return None
    return _unknown(k, n, j, typ, plural)


def _known_only(s: Sentence, typ: Match) -> bool:
    """Whether a type noun is so often another word that only known names are believed behind it: "مركز", "قطاع"."""
    return any(s.tokens[typ.i].norm.endswith(w) for w in place_class("known_only"))


QUOTES = frozenset('"“”„‟«»')
MAX_QUOTED = 4  # tokens of a name in quotation marks
_SIDES = frozenset({"actor", "generic", "noun", "source", "trigger"})


def _list_speaks(s: Sentence, j: int) -> bool:
    """Whether the list that goes on at j has a known place: "مناطق المعاين، والطلح، ومران"."""
    k = skip_marks(s, j)
    k += k < s.j and s.tokens[k].text in COMMAS
    m = s.at("place", k) if k < s.j else None
    return (
        m is not None
        and m.entry.kind == "place"
        and (k > j or bool(m.bits & CONJ))
        and any(p.feature not in ("country", "governorate", "region") for p in m.entry.row)
    )


def longer_name(s: Sentence, k: int, typ: Match, m: Match, plural: bool) -> PlaceMention | None:
    """An unknown name that begins as a known one: "قرية خربة الدلو" is not "خربة", "الطاش الأول" not "الطاش"."""
    if m.j == m.i + 1 and s.tokens[m.i].norm in place_class("compounds"):
        found = unknown_name(s, k, typ, m.i, plural) if m.j < s.j and s.tokens[m.j].kind == "w" else None
        return found if found is not None and found.name_j > m.j else None
    another = typ.entry.id == "quarter" and not any(p.feature in typ.entry.row["features"] for p in m.entry.row)
    if (m.j < s.j and s.tokens[m.j].norm in place_class("ordinals")) or (another and epithet_end(s, m.j) > m.j):
        return _unknown(k, m.i, m.j + 1, typ, plural)  # "حي الشهباء الجديدة"
    return None


def numbered(s: Sentence, k: int, typ: Match, n: int) -> PlaceMention | None:
    """A street that is named by a number: "شارع 60", "شارع الـ 30"."""
    n += n < s.j and s.tokens[n].norm == "ال"
    street = typ.entry.id == "quarter" and s.tokens[typ.i].norm.endswith("شارع")
    return _unknown(k, n, n + 1, typ, False) if street and n < s.j and s.tokens[n].kind == "n" else None


def epithet_end(s: Sentence, j: int) -> int:
    """The token behind the adjective of a name that stands at j: "النهر الأبيض"; j where none does."""
    return j + (j < s.j and s.tokens[j].norm in place_class("epithets"))


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
    return k < s.j and len(s.tokens[k].norm) > SHORT_NAME and s.tokens[k].norm[0] == "و" and s.tokens[k].norm != "وادي"


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
        or s.begins(_POINTS, j)
        or (j == k and s.begins(_NO_ITEMS, j))
        or (told is not None and told.entry.row.pos == "verb")
        or (typ is not None and typ.entry.id in _NEW_HEADS and bare not in place_class("compounds"))
        or (j > k and norm.startswith(("بال", "لل")))
    )


def _listed_item(s: Sentence, i: int, j: int, head: PlaceMention, may_join: bool) -> PlaceMention:
    """One name of a long list; the و of the last one joins it, where the gazetteer has no name that begins so."""
    m = s.at("place", i)
    known = [p for p in m.entry.row if p.feature != "country"] if m is not None and m.j == j else []
    conj = bool(m.bits & CONJ) if known and m is not None else may_join and _joined(s, i)
    return PlaceMention(
        i, j, i, j, known, head.type_id, head.features, conj=conj, plural=True, listed=True, group=head.i
    )


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
        if lies and p.candidates and not p.conj and k > s.i and (not out or out[-1].j <= k) and _strange(s, k):
            out.append(PlaceMention(k, k + 1, k, k + 1, [], features=("town", "village")))
        out.append(p)
    return out


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
_TOLD = _OTHER | _NO_LISTED | {"generic", "bare_source"}


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
        or (bare not in place_class("half_names") and (bare in words("clause") or _stops(s, k, False)))
        or _known_word(s, k)
    ):
        return None
    j = _name_end(s, k, False)
    if j == k or (len(bare) < 3 and j == k + 1) or not _closes(s, j):
        return None
    if before is not head and not before.plural and not s.begins(_POINTS, j):
        return None  # behind where the list lies only what lies somewhere itself
    return _joined_name(k, j, head, conj)


def _joined_name(k: int, j: int, head: PlaceMention, conj: bool) -> PlaceMention:
    return PlaceMention(k, j, k, j, [], head.type_id, head.features, conj=conj, plural=True, listed=True)


def _quoted_end(s: Sentence, k: int) -> int:
    """The token of the quotation mark that closes the name which begins at k behind one; k where none does."""
    if s.tokens[k - 1].text not in QUOTES or s.begins(_SIDES, k):
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
        or s.begins(_POINTS, j)
        or j in s.covered
        or tok.norm.startswith("ب")
    )


def _behind_place_word(s: Sentence, k: int, typ: Match) -> bool:
    """Whether a type noun that is often no place (جبهة, محور, معسكر) stands where a place stands."""
    if typ.prep == "ب" or (typ.bits & CONJ and any(m.j in (k, k - 1) for m in s.by_kind.get("place", ()) if m.i < k)):
        return True  # "في مخيم الشاطئ، ومنطقة …"
    p = back(s, k)
    return p >= s.i and (s.tokens[p].norm.lstrip("و") in place_class("before_fronts") or s.at("pw_near", p) is not None)


def _name_end(s: Sentence, n: int, quoted: bool, of_men: bool = False) -> int:
    """The token after the name that begins at n; n itself where there is none. `of_men`: its first word is a noun."""
    j, taken = n, 0
    while j < s.j and taken < MAX_NAME:
        tok = s.tokens[j]
        if tok.kind == "p" and tok.text in SKIPPED:
            if tok.text != "_":
                break
            j += 1
            continue
        if (
            tok.kind == "w"
            and taken
            and s.tokens[j - 1].norm.lstrip("وب") in place_class("half_names")
            and tok.norm not in words("preposition")
        ):
            j, taken = j + 1, taken + 1
            continue  # أبو الزبير
        if tok.kind != "w" or tok.norm in words("unnamed") or tok.norm == "و":
            break
        if taken == 1 and epithet_end(s, j) > j:
            return j + 1
        if _stops(s, j, j > n, quoted) and not (j == n and (of_men or _half(s, j))):
            break
        if taken and not quoted and not _goes_on(s, n, j, taken):
            break
        j, taken = j + 1, taken + 1
    while j > n and s.tokens[j - 1].kind == "p":
        j -= 1
    return j


def _half(s: Sentence, k: int) -> bool:
    """Whether a word is the first half of a name whose second half follows: "أم دبيكرات"."""
    nxt = s.tokens[k + 1] if k + 1 < s.j else None
    bare = s.tokens[k].norm.removeprefix("و")
    half = bare in place_class("half_names") and nxt is not None and nxt.kind == "w"
    return half and nxt is not None and nxt.norm not in words("preposition") and k + 1 not in s.verbs


def _goes_on(s: Sentence, n: int, j: int, taken: int) -> bool:
    """Whether a word may be the second or third of a name: "تل أبو الهوى", "حوايج ذياب", "الشيخ علي"."""
    norm, prev = s.tokens[j].norm, s.tokens[j - 1].norm
    prev = prev[1:] if prev[0] in "وب" and prev[1:] in place_class("compounds") else prev
    if prev in place_class("compounds"):
        return True
    if (
        taken > 1
        or (norm.endswith("ت") and len(norm) > 3 and not norm.endswith("ات"))
        or (norm[0] in "تيسن" and len(norm) > 3 and not norm.endswith("ه"))
    ):
        return False  # a verb that no lexicon knows
    return not s.tokens[n].norm.startswith("ال") or norm.startswith("ال")


def _stops(s: Sentence, k: int, inside: bool, quoted: bool = False) -> bool:
    norm = s.tokens[k].norm
    if (
        (norm[0] in "تي" and norm.endswith(("ها", "هم")))  # "منطقة تتجاذبها الصراعات"
        or norm in words("preposition")
        or norm in words("clause")
        or norm in words("relative")
        or k in s.verbs
        or k in s.covered
        or k in s.quantities
    ):
        return True
    if s.begins(_OTHER, k):
        return True
    if not inside:
        return not quoted and s.at("noun", k) is not None and s.at("place", k) is None
    if (norm[0] == "و" and len(norm) > 3) or s.begins(_NEXT_PLACE, k):
        return True
    return norm.startswith(("بال", "لل", "وال", "كال")) or s.at("noun", k) is not None
