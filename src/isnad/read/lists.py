"""The next counted phrase of a list: joined with و, by "إضافة إلى", past a place or what the one before is like."""

from __future__ import annotations

from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import OTHERS, Np
from isnad.read.amounts import BESIDES, Reach, is_person, next_joined, number_of, quantity_of, thing_phrase, to_one

BODY = ("killed", "injured", "casualties", "captured", "held", "displaced", "missing")

THINGS = ("destroyed", "damaged", "seized")


def next_counted(r: Reach, k: int, kind: str) -> tuple[int, Np | None]:
    """The next phrase joined with و or by "إضافة إلى", where it goes on with the same count."""
    s = r.s
    while k < s.j and (
        (s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED | {"،", ",", "-"})
        or (k in s.quantities and s.quantities[k].unit == "model")
    ):
        k += 1
    if k + 1 < s.j and s.tokens[k].norm == "علي" and s.tokens[k + 1].norm in ("الاقل", "الاكثر"):
        k += 2  # "42 مقاتلاً على الأقل، و9 مدنيين"
        while k < s.j and s.tokens[k].text in "،,":
            k += 1
    while k < s.j and (s.tokens[k].norm in words("hurt_how") or s.tokens[k].norm in OTHERS):
        k += 1
    k = _past_place(r, k)
    side = r.nps.get(k)
    if side is not None and side.conj and side.role == "force" and side.quantity is None and kind in BODY:
        at, joined = next_joined(s, side.j)
        more = r.nps.get(at)
        if joined and more is not None and more.quantity is not None:
            k = side.j  # "ستون من الحوثيين وقوات صالح وتسعة من …"
    lone = k + 1 < s.j and s.tokens[k].norm == "و"
    if lone:
        k += 1
    also = _also(s, k)
    np = r.nps.get(also or k)
    if np is None and kind in THINGS and k < s.j and k not in s.verbs and (lone or s.tokens[k].norm[0] == "و"):
        np = thing_phrase(s, k)
        return k, np
    listed = kind in THINGS and np is not None and np.quantity is not None and k > 0 and s.tokens[k - 1].text in "،,-"
    if np is None or not (
        listed or np.conj or lone or also or (np.quantity is not None and s.tokens[k].norm[0] == "و")
    ):
        return k, None
    own = bool(np.pronoun) or s.tokens[np.head_at].norm.startswith(HIS_OWN)
    if also and np.number != "sg" and not own and quantity_of(s, np).comparator == "some":
        return k, None
    head = s.at("trigger", np.head_at)
    if head is not None and (head.entry.row.trigger.counted or head.i == np.i) and not _one_more(s, np, head, kind):
        return k, None
    told = head.entry.row.trigger if head is not None and np.quantity is not None else None
    if told is not None and not told.counted and told.figure in BODY and kind in BODY:
        return k, None  # "سبعة شهداء وعدد من الإصابات"
    return k, np if fits(np, kind) and not _subject(s, np) else None


LIST_REACH = 7  # words about one thing of a list before the next one


def listed(r: Reach, begin: int, k: int) -> tuple[int, Np | None]:
    """The next counted thing of a list, past what is told of the one before: "15 صاروخاً مضاداً للدروع و3 مسيرات"."""
    s = r.s
    for p in range(begin, min(begin + LIST_REACH, s.j)):
        np, tok = r.nps.get(p), s.tokens[p]
        if (
            np is not None
            and np.quantity is not None
            and (np.conj or tok.norm[0] == "و" or s.tokens[p - 1].norm == "و")
        ):
            return p, np if np.i not in r.taken and (np.role == "thing" or np.of in COUNTED_THINGS) else None
        told = s.at("trigger", p) if np is None else None
        if p in s.verbs or tok.text in ".؛:" or s.at("cue", p) is not None or (told is not None and p > begin):
            break
    return k, None


COUNTED_THINGS = ("vehicle", "weapon", "aircraft", "round")


def _past_place(r: Reach, k: int) -> int:
    """The token behind a place that stands between two counts ("أربعة شبان من قرية …، وعدداً من النساء"), else k."""
    s = r.s
    at = k + (k + 1 < s.j and s.tokens[k].norm in ("من", "في", "ب"))
    town, kind = s.at("place", at), s.at("pw_type", at)
    if at >= s.j or (town is None and kind is None):
        return k
    end, joined = next_joined(s, max(town.j if town else 0, kind.j + 1 if kind else 0))
    np = r.nps.get(end)
    counted = np is not None and (np.quantity is not None or (not np.definite and number_of(s, np) != "pl"))
    return end - (s.tokens[end - 1].norm == "و") if joined and counted else k


def _one_more(s: Sentence, np: Np, head: Match, kind: str) -> bool:
    """ "سائق وأحد الجرحى" were killed, "ممرضة وجريح آخر" hurt: one more, though his noun counts by itself."""
    one = np.quantity is not None and s.tokens[np.quantity.num_i].norm.lstrip("و") in ("احد", "احدي")
    other = np.quantity is None and head.entry.row.feature == "sg" and head.entry.row.trigger.figure == kind
    return kind in BODY and (one or (other and head.j < s.j and s.tokens[head.j].norm in ("اخر", "اخري")))


def joined_phrase(r: Reach, k: int, kind: str) -> Np | None:
    """The phrase joined at k that goes on with a count ("سامر العلي واثنين من رفاقه"); "و12 إصابة" is another count."""
    np = next_counted(r, k, kind)[1]
    told = r.s.at("trigger", np.head_at) if np is not None and np.quantity is not None else None
    return None if told is not None and told.entry.row.trigger.figure else np


HIS_OWN = (
    *("مرافق", "اطفال", "ابن", "اولاد", "زوج", "طفل", "والد", "شقيق", "اشقا", "بنات", "نجل", "انجال", "سايق", "حارس"),
    *("حراس", "رفيق", "رفاق", "افراد", "عدد", "اثنين"),
)
ALSO = BESIDES | {("الي", "جانب")}


def _also(s: Sentence, k: int) -> int | None:
    if k + 1 < s.j and s.tokens[k].norm == "مع":
        others = any(s.tokens[p].norm in OTHERS for p in range(k + 2, min(k + 4, s.j)))
        own = s.tokens[k + 1].norm.startswith(HIS_OWN)
        return k + 1 if own or others else None  # "ست نساء مع أطفالهن", "مقتله مع ثلاثة آخرين"
    if to_one(s, k):
        return k + 1
    return k + 2 if tuple(t.norm.removeprefix("و") for t in s.tokens[k : k + 2]) in ALSO else None


def _subject(s: Sentence, np: Np) -> bool:
    """Whether a joined phrase begins a new clause: a verb of result right behind it ("ومدني أصيب")."""
    if any(c.entry.row.kind == "part" and 0 < np.i - c.j <= 8 for c in s.by_kind.get("cue", ())):
        return False
    m = s.at("trigger", np.j) if np.j < s.j else None
    both = s.tokens[np.j].norm.endswith("ا") if m is not None else False  # "طفلة ووالدتها أصيبتا"
    return m is not None and m.entry.row.pos == "verb" and m.bits == 0 and not both


def fits(np: Np, kind: str) -> bool:
    """Whether a phrase can be counted as this kind: people killed, things destroyed."""
    if np.kind == "nat":
        if kind not in BODY:
            return False
        art = np.definite and np.quantity is None and np.name is None  # but "مقتل الليبي سامر العلي"
        return not art and not (
            np.quantity is None and np.head is not None and np.head.prep != "" and np.head.prep != "ب"
        )
    if kind in BODY and np.of == "aircraft":
        return False  # "طائرة بدون طيار قتلت أربعة": what kills
    if kind in BODY or kind == "taking_part":
        return (
            np.role in ("person", "")
            or np.kind in ("others", "name")
            or is_person(np)
            or (np.quantity is not None and np.of not in ("vehicle", "weapon", "aircraft"))
        )
    if np.prep == "ب" and np.of in ("round", "weapon") and kind != "seized":
        return False  # "دمرت بالصواريخ": with what
    counted = np.of == "vehicle" or (np.quantity is not None and (kind == "seized" or np.of in ("weapon", "aircraft")))
    return np.role == "thing" or counted
