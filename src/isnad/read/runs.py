"""Phrases that go on: "3 أطفال وامرأتان وآخر", "بنادق وحزاماً ناسفاً"; which phrases can be counted as what."""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.lexicon.match import SKIPPED
from isnad.lexicon.words import is_given, words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.model import Quantity
from isnad.read.amounts import (
    ONE,
    SOME,
    TWO,
    Reach,
    is_person,
    number_of,
    of_phrase,
    other_amount,
    past_origin,
    quantity_of,
    tail_of,
)
from isnad.read.frames import FigureMention, Frame
from isnad.read.lists import BODY, THINGS, listed, next_counted
from isnad.read.names import KIN, TWO_KIN, name_run, past_name

MEN = frozenset({"civilian", "fighter", "person", "medic"})  # sorts of men that one number may count together
LARGE = frozenset({"كبير", "كبيرا", "كبيره", "اخر", "اخري"})  # behind "عدد" and "أعداد", where they tell some


@dataclass(slots=True)
class Sum:
    """What is known while the figures of one frame are gathered."""

    r: Reach
    frame: Frame
    frames: list[Frame]
    blocked: set[int]
    out: list[FigureMention] = field(default_factory=list)


def phrase_run(r: Reach, np: Np, kind: str) -> list[FigureMention]:
    """A phrase and those joined to it, as figures of one kind: "3 أطفال وامرأتان وآخر"."""
    s = r.s
    out: list[FigureMention] = []
    current: Np | None = np
    while current is not None and len(out) < 12 and current.i not in r.taken:
        if current.quantity is not None:
            r.taken.add(current.quantity.i)
        r.taken.update((current.i, current.head_at))
        q = quantity_of(s, current)
        if not _vague(s, current, q, kind) and not _both_sorts(s, out, current):
            of = of_phrase(current, s)
            if (current.kind == "name" or (current.kind == "nat" and current.name)) and of == "person":
                of = apposed(r, current.j) or of
            pair = _parent_and(s, current, kind)
            if pair:
                out += pair
                k, current = next_counted(r, current.j, kind)
                continue
            if (
                kind == "displaced"
                and current.head is not None
                and current.head.entry.id.split(".")[0] in ("family", "household")
            ):
                of = "other"
            if kind == "seized" and of == "round":
                of = "weapon"
            if kind in BODY and of in ("person", "woman", "civilian") and _minor(s, current):
                of = "child"
            if of == "" and out and current.kind != "others":
                of = "person" if out[0].of in ("woman", "child") else out[0].of  # who goes with him
            if out and _same_number(out[-1], current, of):
                out[-1].j, out[-1].of = current.j, of if of == out[-1].of else "person"
                k, current = next_counted(r, _past(r, current, kind), kind)
                continue
            if kind in ("destroyed", "damaged") and current.quantity is None and out and _as_vague(out[-1], current, q):
                out[-1].j = _end(s, current, q)  # "عدد من السيارات والدراجات": one count
            else:
                out.append(FigureMention(current.i, _end(s, current, q), kind, of, q, current))
        if _opens_bracket(s, current) or _named_one_by_one(current, r):
            break  # what follows in the bracket are its parts; what follows are their names
        k, current = next_counted(r, _past(r, current, kind), kind)
        if current is None and kind in THINGS and out:
            k, current = listed(r, out[-1].j, k)
        current = current or along(r, k, kind)
        if current is None:
            out += _tail_of_run(r, k, kind, out)
    return _ones_as_one(out)


def along(r: Reach, k: int, kind: str) -> Np | None:
    """Those with him: "قُتل القيادي سامر العلي مع ثلاثة من مرافقيه", "… برفقة زوجته"."""
    if kind not in BODY or k + 1 >= r.s.j or r.s.tokens[k].norm not in words("along"):
        return None
    np = r.nps.get(k + 1)
    if np is None or np.role != "person" or np.i in r.taken:
        return None
    return np if np.quantity is not None or (np.pronoun and np.number == "sg") else None


def _same_number(last: FigureMention, np: Np, of: str) -> bool:
    """Whether a joined phrase stands under the number of the one before: "مئات من الجنود والعمال"."""
    q = last.np.quantity if last.np is not None else None
    over = last.np is not None and q is not None and (last.np.definite or q.construct == "of")
    apart = of != last.of and not ({of, last.of} <= MEN)  # "عدد من النساء والأطفال": some of each
    return over and not apart and np.definite and np.quantity is None and np.number == "pl" and not np.pronoun


def apposed(r: Reach, k: int) -> str:
    """What a man is by the words behind his name: "مقتل سامر العلي، أحد قادة التنظيم"; "" where none tell."""
    s = r.s
    while k < s.j and (s.tokens[k].text in '،,-"”»' or s.tokens[k].norm == "وهو"):
        k += 1
    np = r.nps.get(k)
    return np.of if np is not None and np.role == "person" and np.of in ("fighter", "journalist", "medic") else ""


def _as_vague(last: FigureMention, np: Np, q: Quantity) -> bool:
    """Whether a thing joined to things without a number has none of its own either."""
    return last.quantity.comparator == "some" and (q.comparator == "some" or np.definite)


def _ones_as_one(out: list[FigureMention]) -> list[FigureMention]:
    """Men told one by one are one count where they are of one sort: "ضابط وجندي", "العريف سامر …، والجندي خالد …"."""
    if len(out) < 2:
        return out
    if all(_named(f) for f in out):
        of = out[0].of if all(f.of == out[0].of for f in out) else "person"
        if of == "person" and any(f.of in ("woman", "child") for f in out):
            return out  # "السيدة هناء العلي والشاب سامر العلي" are of two sorts
    elif all(f.quantity == ONE and f.of == out[0].of != "" and f.kind in BODY for f in out):
        of = out[0].of
    else:
        return out
    n = sum(f.quantity.low or 1 for f in out)
    return [FigureMention(out[0].i, out[-1].j, out[0].kind, of, Quantity(n, n, "eq"), out[0].np)]


def _named(f: FigureMention) -> bool:
    """Whether a figure is of men told by name; one behind "و" has no phrase of its own."""
    if f.np is None:
        return f.of != "" and f.quantity.low == f.quantity.high
    return f.quantity == ONE and (f.np.kind == "name" or (f.np.definite and f.np.name is not None))


PARENTS = {"ام": "woman", "اب": "person"}


def _parent_and(s: Sentence, np: Np, kind: str) -> list[FigureMention]:
    """ "أم وأطفالها الـ3", "أب وابنه", one phrase of two: the mother or father, and the children."""
    h = np.head
    if h is None or h.j - h.i != 2 or not s.tokens[h.i + 1].norm.startswith("و"):
        return []
    parent = PARENTS.get(s.tokens[h.i].norm.lstrip("و"))
    if parent is None:
        return []
    word = s.tokens[h.i + 1].norm[1:]
    behind = s.quantities.get(h.j)
    if behind is not None and behind.unit is None:
        of_children = behind.quantity
    elif word in KIN:
        of_children = ONE
    else:
        of_children = TWO if word in TWO_KIN or word.endswith(("يها", "اها", "يه", "اه")) else SOME
    child = "child" if word.startswith(("طفل", "اطفال", "رضيع")) else "woman" if word.startswith(WOMEN) else "person"
    end = behind.j if behind is not None else h.j
    return [FigureMention(h.i, h.i + 1, kind, parent, ONE, np), FigureMention(h.i + 1, end, kind, child, of_children)]


WOMEN = ("ابنت", "زوجت", "بنات")


def _named_one_by_one(np: Np, r: Reach) -> bool:
    """Whether the names of those counted follow: "الشقيقين أحمد العلي ومحمود العلي"."""
    nxt = r.nps.get(np.j)
    return (
        np.quantity is None
        and np.definite
        and np.name is not None
        and number_of(r.s, np) != "sg"
        and nxt is not None
        and nxt.kind == "name"
    )


def _opens_bracket(s: Sentence, np: Np) -> bool:
    return (
        np.quantity is not None and np.head is not None and any(s.tokens[p].text == "(" for p in range(np.head.j, np.j))
    )


def _both_sorts(s: Sentence, out: list[FigureMention], np: Np) -> bool:
    """Whether one number counts a joined word with the one before, which takes it in; not in "12 عسكرياً ومدني".

    "67 طفلاً وطفلة", "12 عسكرياً ومدنياً": 67 children, 12 persons.
    """
    if not out or np.quantity is not None or np.number != "sg" or (out[-1].quantity.low or 0) <= 10:
        return False
    if np.of == out[-1].of:
        return True
    last = out[-1].np
    both = last is not None and s.norms[last.head_at].endswith("ا") and s.norms[np.head_at].endswith("ا")
    if both:
        out[-1].of, out[-1].j = "person", np.j
    return both


def _minor(s: Sentence, np: Np) -> bool:
    """ "فتاة (16 عاماً)", "شاب يبلغ من العمر 17 عاماً": under 18."""
    for k in range(np.head_at + 1, min(np.j + 7, s.j)):
        q = s.quantities.get(k)
        if q is not None:
            return q.unit == "age" and q.quantity.low is not None and q.quantity.low < 18 and quantity_of(s, np) == ONE
    return False


def _past(r: Reach, np: Np, kind: str) -> int:
    """Where a phrase is over, with the name that goes on behind one man's title."""
    s = r.s
    one = kind in BODY and np.role == "person" and np.quantity is None and np.number == "sg"
    named = r.nps.get(np.j)
    if one and named is not None and named.kind == "actor" and (is_person(named) or is_given(s.norms[named.i])):
        return named.j  # one who is known by name
    return past_name(s, np.j) if one else np.j


def _end(s: Sentence, np: Np, q: Quantity) -> int:
    run = (
        name_run(s, past_origin(s, np.head.j))
        if np.head is not None and np.quantity is None and np.number == "pl" and q.high is not None
        else None
    )
    if run is None and np.head is not None:
        return next((p for p in range(np.head.j, np.j) if s.tokens[p].text == "("), np.j)
    return max(np.j, run[0]) if run else np.j


def _vague(s: Sentence, np: Np, q: Quantity, kind: str) -> bool:
    """Whether a phrase without a number tells no count: who flees, the definite many that are arrested."""
    if np.quantity is not None:
        return False
    if kind in ("displaced", "taking_part"):
        return True
    if q.comparator != "some":
        return False
    owned = s.tokens[np.head_at].norm.endswith(("ي", "و")) and np.j > np.head_at + 1  # "منفذي الهجوم"
    return (
        ((np.definite or owned) and kind in ("captured", "held"))
        or (np.definite and np.kind == "nat")
        or kind == "held"
    )


def _tail_of_run(r: Reach, k: int, kind: str, out: list[FigureMention]) -> list[FigureMention]:
    """ "وآخر", "وثالث", "ونجله": one more behind the last phrase; names joined to a named one."""
    s = r.s
    if k >= s.j or not out or kind not in BODY:
        return []
    last = out[-1]
    norm = s.tokens[k].norm
    bare = norm[1:] if norm[0] == "و" and len(norm) > 3 else norm
    joined = (norm[0] == "و" and not is_given(norm)) or s.tokens[k - 1].norm == "و"
    q = s.quantities.get(k)
    if joined and q is not None and q.unit is None and k not in r.taken and _hurt_by(s, q.j):
        r.taken.add(k)
        return [FigureMention(q.i, q.j, kind, last.of, q.quantity)]  # "34 شاباً بالرصاص والعشرات بالاختناق"
    if joined and bare in ("اخر", "اخري", "ثالث", "ثالثه", "اخرين", "اخرون", "اخران"):
        return [
            FigureMention(
                k, k + 1, kind, "", SOME if bare in ("اخرين", "اخرون") else Quantity(2, 2) if bare == "اخران" else ONE
            )
        ]
    if (
        joined
        and last.np is not None
        and last.np.role == "person"
        and (last.np.definite or last.np.name is not None)
        and last.quantity == ONE
    ):
        run = name_run(s, k - 1 if s.tokens[k - 1].text == "و" else k, sure=True, joined=True)
        if run is not None:
            return [FigureMention(k, run[0], kind, last.of, Quantity(run[1], run[1], "eq"))]
    return []


def young(s: Sentence, named: FigureMention) -> list[FigureMention]:
    """Of men listed with their ages, the minors: "سامر العلي (20 عاماً) وآسيا العلي (12 عاماً)"."""
    ages = [
        q.quantity.low
        for k, q in s.quantities.items()
        if q.unit == "age" and named.i <= k < named.j + 6 and q.quantity.low is not None
    ]
    minors = sum(a < 18 for a in ages)
    if not minors:
        return []
    if minors == named.quantity.low:
        named.of = "child"
        return []
    return [FigureMention(named.i, named.j, named.kind, "child", Quantity(minors, minors, "eq"), None, True)]


def _hurt_by(s: Sentence, k: int) -> bool:
    """Whether the word at k says what hurt those counted before it: "بالرصاص", "بالاختناق"."""
    return k < s.j and s.tokens[k].norm.startswith("ب") and s.tokens[k].norm.removeprefix("بال") in words("behind_ba")


def elsewhere(r: Reach, out: list[FigureMention]) -> None:
    """ "10 جرحى في صفوف الفصيل وستة في صفوف القوات": as many more in another place, of the same kind."""
    s = r.s
    for f in out:
        if f.kind not in BODY:
            continue
        for k in range(f.j, min(f.j + 12, s.j - 1)):
            q = s.quantities.get(k)
            joined = s.tokens[k].norm[0] == "و" or s.tokens[k - 1].norm == "و"
            if q is not None and joined and q.construct == "alone" and q.unit is None and k not in r.taken:
                if s.norms[q.j : q.j + 1] == ["في"] and "في" in s.norms[f.i : k]:
                    r.taken.add(k)
                    out.append(FigureMention(k, q.j, f.kind, tail_of(s, q.j), q.quantity))
                break
            if k in s.verbs or s.at("trigger", k) is not None or s.tokens[k].text in ".؛:":
                break


def times_more(s: Sentence, k: int, out: list[FigureMention]) -> FigureMention | None:
    """ "آخر", "الثاني", "مثلهم" standing for a phrase at k; None where they don't."""
    before = next((f.quantity for f in reversed(out) if f.i < k), None)
    if s.tokens[k].norm == "عدد" and k + 1 < s.j and s.tokens[k + 1].norm == "اخر":
        return FigureMention(k, k + 2, "", "", SOME)
    q = other_amount(s, k, before)
    return FigureMention(k, k + 1, "", "", q) if q is not None else None


def many_more(s: Sentence, k: int, kind: str) -> FigureMention | None:
    """ "إصابة العديد", "إصابة عدد كبير", "مقتل «أعداد كبيرة» من المدنيين": some, with no number."""
    if k >= s.j or k in s.quantities or s.norms[k] not in words("many"):
        return None
    end = k + 1
    while end < min(k + 4, s.j) and (s.norms[end] in LARGE or s.tokens[end].text in SKIPPED):
        end += 1
    of_whom = s.norms[end : end + 1] == ["من"]
    if "عدد" in s.norms[k].replace("اعداد", "عدد") and not of_whom and LARGE.isdisjoint(s.norms[k:end]):
        return None  # "توقيف عدد بلغ 251"
    return FigureMention(k, end, kind, tail_of(s, end) if of_whom else "", SOME)
