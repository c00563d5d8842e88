"""Parts of a figure: "بينهم 3 أطفال", "معظمهم أطفال", "(طفلان وسيدة)", and one number over dead and hurt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from isnad.arabic.numerals import apply
from isnad.lexicon.match import SKIPPED, Match
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np, parse_np
from isnad.model import Quantity
from isnad.read.amounts import (
    ONE,
    SOME,
    Reach,
    number_of,
    of_phrase,
    quantity_of,
    tail_of,
)
from isnad.read.frames import FigureMention
from isnad.read.lists import BODY, THINGS
from isnad.read.names import name_run
from isnad.read.runs import PARENTS, phrase_run

STATE = ("حالته", "اصابته", "اصاباته", "بحاله", "جراحه")  # "خمسة حالتهم حرجة": how they are
MOST = ("معظم", "غالب", "اغلب", "اكثر", "جل")

FRACTIONS = {
    "نصفهم": (1, 2),
    "ثلثهم": (1, 3),
    "ثلثاهم": (2, 3),
    "ربعهم": (1, 4),
    "نصفهن": (1, 2),
}  # half, a third, two thirds, a quarter of them


ONE_OF_THEM = frozenset({"احدهما", "احداهما", "احدهم", "احداهم", "احداهن"})
THESE_ARE = frozenset({"هم", "وهم", "هما", "وهما"})  # before who those told are: "ستة مدنيين، هم رجلان …"
THESE_REACH = 9  # tokens from a number to "هم"
ASIDE_REACH = 8  # tokens about one part before the next: "3 من الجنسية السورية و4 …"


def find_parts(r: Reach, out: list[FigureMention], others: list[Match]) -> list[FigureMention]:
    """ "بينهم 3 أطفال وامرأة", "معظمهم أطفال", "ستة منهم", "(طفلان وسيدة)": parts of the figure before.

    `others` are the words of other frames that count: what stands behind one of them is part of its figure.
    """
    more: list[FigureMention] = []
    for cue in r.s.by_kind.get("cue", ()):
        if cue.entry.row.kind != "part" or any(f.i <= cue.i < f.j for f in more):
            continue
        total = next(
            (f for f in reversed(out) if f.i < cue.i and _near(r.s, f.j, cue.i) and f.kind in (*BODY, *THINGS)), None
        )
        if total is not None and any(total.j <= m.i < cue.i for m in others):
            continue
        if total is not None and not (total.i <= cue.i < total.j):
            more += _named_parts(r, cue, total)
    more += told_apart(r, out, more)
    return more


def _of_total(f: FigureMention, total: FigureMention) -> None:
    """A man among civilians is a civilian, one among fighters a fighter, a foreigner among them too."""
    foreign = f.np is not None and f.np.head is not None and f.np.head.entry.id == "foreigner"
    if (f.of == "person" or foreign) and total.of in ("civilian", "fighter"):
        f.of = total.of


def told_apart(r: Reach, out: list[FigureMention], parts: Sequence[FigureMention] = ()) -> list[FigureMention]:
    """The parts that no word like "بينهم" tells: "أحدهما امرأة", "(طفلان وسيدة)"; `parts` are found already."""
    more: list[FigureMention] = []
    for f in out:
        if f.kind in BODY and f.quantity.low is not None and f.quantity.low > 1:
            more += _one_of_them(r, f)
        if f.kind in BODY and not any(p.part and f.j <= p.i <= f.j + 6 for p in (*parts, *more)):
            more += _bracketed(r, f)
    return more


def _one_of_them(r: Reach, total: FigureMention) -> list[FigureMention]:
    """ "مدنيين بجروح أحدهما امرأة", "ثلاثة أشخاص إحداهم طفلة": one of those told, of a sort of his own."""
    s = r.s
    for k in range(total.j, min(total.j + 8, s.j - 1)):
        if s.tokens[k].norm in ONE_OF_THEM:
            np = r.nps.get(k)
            if np is None or np.role != "person" or np.definite or np.number != "sg" or np.i in r.taken:
                return []
            r.taken.update((k, np.head_at))
            return [FigureMention(k, np.j, total.kind, of_phrase(np, s), ONE, np, True)]
        cue = s.at("cue", k)  # "بينهم": one of those is no part of all
        if k in s.verbs or s.tokens[k].text in ".؛" or (cue is not None and cue.entry.row.kind == "part"):
            return []
    return []


def _near(s: Sentence, a: int, b: int) -> bool:
    far = 26 if s.tokens[b - 1].text in "،," else 14  # an aside set off by a comma is of all that was told before it
    return b - a <= far and not any(
        s.tokens[k].text == "." or s.tokens[k].norm in ("فيما", "بينما") for k in range(a, b)
    )


def _named_parts(r: Reach, cue: Match, total: FigureMention) -> list[FigureMention]:
    s = r.s
    word = s.tokens[cue.i].norm.lstrip("و")
    before = next(
        (
            s.quantities[k]
            for k in range(max(s.i, cue.i - 3), cue.i)
            if k in s.quantities and s.quantities[k].j == cue.i
        ),
        None,
    )
    if before is not None and (before.i in r.taken or before.construct == "after"):
        before = None  # "من عائلة واحدة بينهم طفلان"
    if before is not None and before.unit is not None:
        return []  # "70 بالمئة منهم"
    np = _part_phrase(r, cue.j)
    if before is None and np is None and (bare := _bare_part(r, cue.j, total)) is not None:
        return [bare]
    if before is not None:  # ستة منهم أطفال
        r.taken.add(before.i)
        sort = cue.j + (r.s.norms[cue.j : cue.j + 1] == ["من"])  # "خمسة منهم من رجال الأمن"
        plain = np is None or np.quantity is not None or np.i > sort
        if np is not None and not plain:
            r.taken.add(np.i)
        end = cue.j if np is None or plain else np.j
        of = total.of if np is None or plain else np.of
        one = FigureMention(before.i, end, total.kind, of, before.quantity, None if plain else np, True)
        return [one, *_the_rest(r, one, total)]
    if np is None or np.i in r.taken or (np.role not in ("person", "force") and np.kind != "others"):
        run = name_run(s, cue.j, sure=False) if np is None else None
        return [FigureMention(cue.j, run[0], total.kind, "", Quantity(run[1], run[1], "eq"), None, True)] if run else []
    run_ = phrase_run(r, np, total.kind)
    for f in run_:
        f.part = True
        _of_total(f, total)
    if word.startswith(MOST) or word in FRACTIONS:
        vague = total.quantity.comparator == "some"
        if (len(run_) > 1 and not vague) or total.quantity.low in (0, 1):
            return []  # how many of each can't be told; "مواطناً، جلّهم من الأطفال": of one none is most
        for f in run_:
            f.quantity = _share(word, total.quantity)
    return [f for f in run_ if f.of != total.of or f.quantity != SOME]  # "عشرات المسلحين بينهم قادة": nothing counted


def _the_rest(r: Reach, one: FigureMention, total: FigureMention) -> list[FigureMention]:
    """The others of a total that is told apart: "تسعة أشخاص، ثلاثة منهم جنود وأربعة عمال وطفلان"."""
    out = _one_by_one(r, _next_of_list(r.s, one.j), total)
    told = sum(f.quantity.low or 0 for f in (one, *out))
    if told != total.quantity.low or any(f.quantity.low != f.quantity.high for f in out):
        return []
    r.taken.update(f.i for f in out)
    return out


def _bare_part(r: Reach, k: int, total: FigureMention) -> FigureMention | None:
    """ "سبعة جرحى بينهم اثنان في حالة حرجة": so many of them, of whom nothing else is told."""
    q = r.s.quantities.get(k)
    if q is None or q.unit is not None or q.i in r.taken or total.quantity.low == 1:
        return None
    if q.construct != "alone" and not (q.j < r.s.j and r.s.tokens[q.j].norm.startswith(STATE)):
        return None
    r.taken.add(q.i)
    return FigureMention(q.i, q.j, total.kind, total.of, q.quantity, None, True)


def _share(word: str, whole: Quantity) -> Quantity:
    """ "معظمهم" of 9 is 5 to 8, of "more than 40" is 21 and up; "نصفهم" of 10 is 5; else some."""
    if whole.low is None or whole.comparator == "some":
        return replace(SOME)
    if word in FRACTIONS:
        a, b = FRACTIONS[word]
        return Quantity(whole.low * a // b, whole.low * a // b if whole.high is not None else None, "about")
    most = apply("most", whole.low)
    return most if whole.high == whole.low else Quantity(most.low, None, "range")


def _part_phrase(r: Reach, k: int) -> Np | None:
    """The phrase right behind "بينهم": over "من", "كل", "على الأقل", a colon, never over a verb."""
    s = r.s
    for p in range(k, min(k + 5, s.j)):
        np = r.nps.get(p)
        if np is not None:
            return None if np.prep in ("ب", "ل") or (np.role == "thing" and np.quantity is None) else np
        tok = s.tokens[p]
        if not (
            tok.text in SKIPPED | {":"}
            or tok.norm
            in (
                "من",
                "كل",
                "علي",
                "الاقل",
                "ايضا",
                "كذلك",
                "عدد",
                "نحو",
                "هم",
                "ما",
                "لا",
                "يقل",
                "عن",
                "كان",
                "كانت",
                "كانوا",
            )
        ):
            return None
    return None


def _bracketed(r: Reach, total: FigureMention) -> list[FigureMention]:
    """ "6 قتلى مدنيين (طفلان، سيدتان، رجلان)", "أربعة مهندسين، ثلاثة ليبيين وأجنبي": told apart, and adding up."""
    s, k = r.s, _opening(r, total)
    if k >= s.j or total.quantity.low is None or total.quantity.low != total.quantity.high or total.quantity.low < 2:
        return []
    if s.tokens[k].text not in "(،:,-" and s.tokens[k].norm not in THESE_ARE:
        return []
    first = k
    while k < s.j and (s.tokens[k].kind == "p" or s.tokens[k].norm in THESE_ARE) and k - first < 3:
        k += 1
    out = _one_by_one(r, k, total)
    if len(out) < 2 or any(f.quantity.low is None or f.quantity.high is None for f in out):
        return []
    told = sum(f.quantity.low or 0 for f in out)
    fewer = total.of in ("civilian", "person", "") and told < total.quantity.low
    among = fewer and s.tokens[first].text == "(" and all(f.of in ("child", "woman") for f in out)
    among = among or (fewer and s.norms[first] in ("هم", "وهم"))  # "54 شخصاً، هم 39 عسكرياً و12 مدنياً بينهم …"
    if told != total.quantity.low and not among:
        return []  # "55 مدنياً (7 سيدات و4 أطفال)"
    r.taken.update(f.i for f in out)
    if all(f.np is not None and f.np.kind == "name" for f in out):
        return []  # "ثلاثة جنود هم سامر العلي وخالد الحسن …": their names
    for f in out:
        _of_total(f, total)
    return out


def _opening(r: Reach, total: FigureMention) -> int:
    """The token where those of a total may be told apart: a bracket in it or past its place, a mark, "هم"."""
    s, k = r.s, total.j
    inside = range(total.i, total.np.j) if total.np is not None else ()
    bracket = next((p for p in inside if s.tokens[p].text == "("), -1)
    if bracket >= 0:
        return bracket
    if k < s.j and s.tokens[k].norm in ("في", "ب", "من", "واحده"):
        bracket = next((p for p in range(k, min(k + 5, s.j)) if s.tokens[p].text == "("), -1)
        if bracket >= 0:
            return bracket  # "3 شهداء في مدينة … (رجل وطفلين)"
    for p in range(k, min(k + THESE_REACH, s.j)):
        if s.norms[p] in THESE_ARE:
            return p  # "ستة مدنيين من عائلة واحدة، هم رجلان …"
        if p in s.verbs or s.tokens[p].text in ".؛":
            break
    return k


def _one_by_one(r: Reach, k: int, total: FigureMention) -> list[FigureMention]:
    """The phrases of a list from token k on, each with its number: "رجلان وطفل", "أب وأم وطفلاهما"."""
    s, out = r.s, list[FigureMention]()
    while k < s.j and len(out) < 8:
        np, q = r.nps.get(k) or parse_np(s, k), s.quantities.get(k)
        if np is not None and (np.role == "person" or np.kind == "nat") and np.i not in r.taken:
            out.append(FigureMention(np.i, np.j, total.kind, of_phrase(np, s), quantity_of(s, np), np, True))
            k = np.j
        elif (parent := PARENTS.get(s.norms[k].removeprefix("و").removeprefix("ال"))) is not None:
            out.append(FigureMention(k, k + 1, total.kind, parent, ONE, None, True))
            k += 1
        elif np is None and q is not None and q.construct == "of" and q.unit is None and q.i not in r.taken:
            out.append(FigureMention(q.i, q.j, total.kind, total.of, q.quantity, None, True))
            k = q.j
        else:
            break
        k = _next_of_list(s, k)
    return out


def _next_of_list(s: Sentence, k: int) -> int:
    """Where the next one of a list may begin, past what is said of the one that ends at token k."""
    end = k
    while k < min(end + ASIDE_REACH, s.j) and k not in s.verbs and not _joins(s, k):
        k += 1
    while k < s.j and (s.tokens[k].text in "،,-/" or s.norms[k] == "و" or s.tokens[k].text in SKIPPED):
        k += 1
    return k


def _joins(s: Sentence, k: int) -> bool:
    return s.tokens[k].kind == "p" or s.norms[k].startswith("و")


def between_joint(r: Reach, out: list[FigureMention]) -> None:
    """ "35 بين شهيد وجريح", "عدد من الضحايا ما بين قتلى ومصابين": one number of dead and hurt."""
    s = r.s
    for m in s.by_kind.get("cue", ()):
        if m.entry.row.kind != "between" or m.j + 1 >= s.j:
            continue
        pair = [s.at("trigger", p) for p in (m.j, m.j + 1)]
        if {x.entry.row.trigger.figure for x in pair if x is not None} != {"killed", "injured"}:
            continue
        before = [f for f in out if f.i < m.i and m.i - f.j <= 4]
        numbers = [q for p, q in s.quantities.items() if m.i - 9 <= p < m.i and q.unit is None]
        gone = [f for f in out if m.j <= f.i <= m.j + 1]
        told = next((np for np in r.nps.values() if np.j == m.i and np.role == "person" and np.quantity is None), None)
        if not before and not numbers and (told is None or number_of(s, told) == "sg"):
            continue
        out[:] = [f for f in out if f not in gone]
        if before:
            before[-1].kind = "casualties"
        elif not numbers and told is not None:  # "سقط مدنيان بين قتيل وجريح"
            out.append(FigureMention(told.i, m.j + 2, "casualties", of_phrase(told, s), quantity_of(s, told), told))
        else:
            q = numbers[-1]
            of = r.nps[q.i].of if q.i in r.nps else tail_of(s, q.j)
            out.append(FigureMention(q.i, m.j + 2, "casualties", of or "person", q.quantity, r.nps.get(q.i)))
