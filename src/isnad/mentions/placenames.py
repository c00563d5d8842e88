"""Names after a type noun that no gazetteer has ("قرية …"), and how far a name goes."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ, PREP, SUFFIX
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.placemention import COMMAS, PlaceMention, anaphor_of, back, place_class, skip_marks

MAX_NAME = 3  # words
DUAL = ("تي", "محوري")  # ends of nouns for two places: "منطقتي", "جبهتي"
_KNOWN = frozenset({"trigger", "speech", "actor", "cue", "nat", "source", "source_noun", "title", "generic"})
POINTS = frozenset({"pw_direction", "pw_rural"})
OTHER = _KNOWN | POINTS  # what is no name behind a type noun
_NEXT_PLACE = frozenset({"pw_type", "place"})


def unknown_name(s: Sentence, k: int, typ: Match, n: int, plural: bool) -> PlaceMention | None:
    """The name behind the type noun at k, from token n: up to three words that are no other known word."""
    if not typ.entry.row.get("unknown") or (
        typ.entry.row["unknown"] == "located"
        and not _behind_place_word(s, k, typ)
        and not (typ.entry.id == "region" and (epithet_end(s, n + 1) > n + 1 or s.tokens[typ.i].norm.endswith(DUAL)))
        and not (
            s.tokens[typ.i].norm == "منطقه"
            and s.tokens[n].norm.startswith("ال")
            and _situated(s, name_end(s, n, False))
        )
    ):
        return None
    noun = s.tokens[typ.i].norm
    inner = s.at("place", n) or s.at("pw_type", n)
    if typ.bits & SUFFIX or typ.prep == "ك" or (inner is not None and inner.prep == "ب"):
        return None  # بلدتهم, كتلة, مخيم بإدلب
    bare = noun[1:] if noun[0] in "وبل" and noun[1:] in place_class("streets") else noun
    quoted = n > typ.j or (bare in place_class("streets") and s.tokens[n].norm.startswith("ال"))
    j = name_end(s, n, quoted, _of_men(s, n, bare))
    if _known_only(s, typ) and not ((plural and _list_speaks(s, j)) or _lies(s, typ, n, j)):
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
    if typ.entry.id == "post" and not (quoted or name.startswith("ال") or name in place_class("compounds")):
        return None  # على حاجز مشترك
    return _unknown(k, n, j, typ, plural)


def _of_men(s: Sentence, n: int, noun: str) -> bool:
    """Whether people give a place its name: "قرية الفلاحين", "منطقتي الفلاحات و…", "طريق قرية السيد إبراهيم"."""
    told = noun in place_class("of_men") or (noun[0] in "وبل" and noun[1:] in place_class("of_men"))
    return (
        told
        and s.tokens[n].norm.startswith("ال")
        and not anaphor_of[s.tokens[n].norm]
        and n not in s.covered
        and not s.begins(NEVER_NAMES, n)
    )


NEVER_NAMES = frozenset({"nat", "speech", "cue"})


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
    side = j == n + 1 and s.begins(SIDES, n)  # مناطق "قسد"
    if j <= n or side or s.tokens[n].norm in words("unnamed") or s.tokens[n].kind != "w":
        return None
    return _unknown(k, n, j, typ, plural)


def _known_only(s: Sentence, typ: Match) -> bool:
    """Whether a type noun is so often another word that only known names are believed behind it: "مركز", "قطاع"."""
    return any(s.tokens[typ.i].norm.endswith(w) for w in place_class("known_only"))


QUOTES = frozenset('"“”„‟«»')
MAX_QUOTED = 4  # tokens of a name in quotation marks
SIDES = frozenset({"actor", "generic", "noun", "source", "trigger"})


def _lies(s: Sentence, typ: Match, n: int, j: int) -> bool:
    """Whether behind the name in tokens[n:j] stands where it lies: "جزيرة أم الفيران بالبحرين"."""
    name = s.tokens[j - 1].norm
    if typ.entry.id not in LYING or n == j or (not name.startswith("ال") and name.endswith(("ه", "ي"))):
        return False
    return _situated(s, j)


def _situated(s: Sentence, j: int) -> bool:
    """Whether at token j stands where what is named before lies: "… شمالي حلب", "… بريف حلب", "… بضاحية بيروت"."""
    if j >= s.j:
        return False
    d = next((d for d in s.by_kind.get("pw_direction", ()) if d.i == j), None)
    if d is not None:
        m = s.at("place", d.j) or s.at("pw_type", d.j)
        return m is not None and not m.bits & (CONJ | PREP)
    found = (s.at(kind, j) for kind in ("place", "pw_type", "pw_rural"))
    return any(m is not None and m.prep == "ب" for m in found)


LYING = frozenset({"works", "water", "camp", "district", "mountain"})  # ids of nouns of what is known by where it lies


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


def _behind_place_word(s: Sentence, k: int, typ: Match) -> bool:
    """Whether a type noun that is often no place (جبهة, محور, معسكر) stands where a place stands."""
    if typ.prep == "ب" or (typ.bits & CONJ and any(m.j in (k, k - 1) for m in s.by_kind.get("place", ()) if m.i < k)):
        return True  # "في مخيم الشاطئ، ومنطقة …"
    p = back(s, k)
    return p >= s.i and (s.tokens[p].norm.lstrip("و") in place_class("before_fronts") or s.at("pw_near", p) is not None)


def name_end(s: Sentence, n: int, quoted: bool, of_men: bool = False) -> int:
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
        if stops(s, j, j > n, quoted) and not (j == n and (of_men or _half(s, j))):
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


def stops(s: Sentence, k: int, inside: bool, quoted: bool = False) -> bool:
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
    if s.begins(OTHER, k):
        return True
    if not inside:
        return not quoted and s.at("noun", k) is not None and s.at("place", k) is None
    if (norm[0] == "و" and len(norm) > 3) or s.begins(_NEXT_PLACE, k):
        return True
    return norm.startswith(("بال", "لل", "وال", "كال")) or s.at("noun", k) is not None
