"""What figures are to each other: joint numbers, parts of a total, none at all, others of the same sort, rising tolls."""

from __future__ import annotations

from dataclasses import replace

from isnad.arabic.numerals import QuantityMention, apply
from isnad.arabic.tokens import ARTICLE
from isnad.lexicon.match import SKIPPED, Match
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import OTHERS, Np, parse_np
from isnad.model import Quantity
from isnad.read.amounts import NONE, ONE, SOME, Reach, is_person, of_phrase, other_amount, quantity_of, tail_end, tail_of, thing_phrase
from isnad.read.frames import FigureMention, Frame
from isnad.read.names import KIN, name_run, past_name

BODY = ("killed", "injured", "casualties", "captured", "held", "displaced", "missing")
THINGS = ("destroyed", "damaged", "seized")
NOT = frozenset({"لم", "لن", "دون", "بدون", "عدم", "لا", "ليس", "ليست", "ولم", "ولا", "لعدم", "بعدم"})
# "دون ورود معلومات عن ضحايا" leaves it open; it is no zero.
UNTOLD = frozenset({"ورود", "ترد", "يرد", "معلومات", "انباء", "معرفه", "يعرف", "تعرف", "تتضح", "يتضح", "توضيح", "ذكر", "تذكر", "يذكر", "تحديد", "يحدد", "تحدد", "توفر", "تتوفر", "وضوح"})
# How they were hurt: "أصيب خمسة بجروح خطيرة وطفلة".
MANNER = frozenset({"بجروح", "بجراح", "باصابات", "بحروق", "بليغه", "خطيره", "خطره", "متفاوته", "طفيفه", "متوسطه", "خفيفه", "بالغه", "حرجه", "مختلفه", "الخطوره"})
MOST = ("معظم", "غالب", "اغلب", "اكثر", "جل")
FRACTIONS = {"نصفهم": (1, 2), "ثلثهم": (1, 3), "ثلثاهم": (2, 3), "ربعهم": (1, 4), "نصفهن": (1, 2)}  # half, a third, two thirds, a quarter of them
FIRST_TOLL = frozenset({"اوليه", "اولي", "الاوليه", "اولية"})
LAST_TOLL = frozenset({"نهاييه", "النهاييه", "نهايي", "النهايي"})
ROSE = frozenset({"ارتفع", "ارتفعت", "ليرتفع", "لترتفع", "يرتفع", "ترتفع", "ارتفاع", "بارتفاع", "وارتفع", "وارتفعت", "تصحيح", "صححت", "صحح", "لتصل", "ليصل", "ليبلغ", "لتبلغ"})


def negated(s: Sentence, i: int) -> str:
    """"no" where the words before token i deny it ("لم توقع قتلى"), "untold" where nothing is known, else ""."""
    found = ""
    for k in range(i - 1, max(s.i - 1, i - 6), -1):
        tok = s.tokens[k]
        if tok.kind == "p" and tok.text not in SKIPPED:
            break
        if tok.norm in UNTOLD or (tok.norm[:1] in "وف" and tok.norm[1:] in UNTOLD):
            found = "untold"
        if tok.norm in NOT or (tok.norm[:1] == "و" and tok.norm[1:] in NOT):
            if any(q.i <= k < q.j for q in s.quantities.values()):
                continue  # "ما لا يقل عن خمسة"
            return found or "no"
        if s.at("trigger", k) is not None and tok.norm not in ("وقوع", "سقوط", "تسجيل"):
            break
    return ""


# -- joint numbers


def between_joint(r: Reach, out: list[FigureMention]) -> None:
    """"35 بين شهيد وجريح", "عدد من الضحايا ما بين قتلى ومصابين": one number of dead and hurt."""
    s = r.s
    for m in s.by_kind.get("cue", ()):
        if m.entry.row.kind != "between" or m.j + 1 >= s.j:
            continue
        pair = [s.at("trigger", p) for p in (m.j, m.j + 1)]
        if {x.entry.row.trigger.figure for x in pair if x is not None} != {"killed", "injured"}:
            continue
        before = [f for f in out if f.j <= m.i and m.i - f.j <= 4]
        numbers = [q for p, q in s.quantities.items() if m.i - 7 <= p < m.i and q.unit is None]
        gone = [f for f in out if m.j <= f.i <= m.j + 1]
        if not before and not numbers:
            continue
        out[:] = [f for f in out if f not in gone]
        if before:
            before[-1].kind = "casualties"
        else:
            q = numbers[-1]
            of = r.nps[q.i].of if q.i in r.nps else tail_of(s, q.j)
            out.append(FigureMention(q.i, m.j + 2, "casualties", of or "person", q.quantity, r.nps.get(q.i)))


# -- parts


def find_parts(r: Reach, out: list[FigureMention]) -> list[FigureMention]:
    """"بينهم 3 أطفال وامرأة", "معظمهم أطفال", "ستة منهم", "(طفلان وسيدة)": parts of the figure before."""
    more: list[FigureMention] = []
    for cue in r.s.by_kind.get("cue", ()):
        if cue.entry.row.kind != "part" or any(f.i <= cue.i < f.j for f in more):
            continue
        total = next((f for f in reversed(out) if f.i < cue.i and _near(r.s, f.j, cue.i) and f.kind in (*BODY, *THINGS)), None)
        if total is not None and not (total.i <= cue.i < total.j):
            more += _named_parts(r, cue, total)
    for f in list(out):
        if f.kind in BODY and not any(p.part and f.j <= p.i <= f.j + 6 for p in more):
            more += _bracketed(r, f)
    return more


def _near(s: Sentence, a: int, b: int) -> bool:
    return b - a <= 14 and not any(s.tokens[k].text == "." or s.tokens[k].norm in ("فيما", "بينما") for k in range(a, b))


def _named_parts(r: Reach, cue: Match, total: FigureMention) -> list[FigureMention]:
    s = r.s
    word = s.tokens[cue.i].norm.lstrip("و")
    before = next((s.quantities[k] for k in range(max(s.i, cue.i - 3), cue.i) if k in s.quantities and s.quantities[k].j == cue.i), None)
    if before is not None and before.i in r.taken:
        before = None
    np = _part_phrase(r, cue.j)
    if before is not None:  # ستة منهم أطفال
        r.taken.add(before.i)
        plain = np is None or np.quantity is not None or np.i > cue.j
        if np is not None and not plain:
            r.taken.add(np.i)
        end = cue.j if np is None or plain else np.j
        return [FigureMention(before.i, end, total.kind, total.of if np is None or plain else np.of, before.quantity, None if plain else np, True)]
    if np is None or np.i in r.taken or (np.role not in ("person", "force") and np.kind != "others"):
        run = name_run(s, cue.j, sure=False) if np is None else None
        return [FigureMention(cue.j, run[0], total.kind, "", Quantity(run[1], run[1], "eq"), None, True)] if run else []
    run_ = phrase_run(r, np, total.kind)
    for f in run_:
        f.part = True
    if word.startswith(MOST) or word in FRACTIONS:
        if len(run_) > 1:
            return []  # how many of each can't be told
        for f in run_:
            f.quantity = _share(word, total.quantity)
    return run_


def _share(word: str, whole: Quantity) -> Quantity:
    """"معظمهم" of 9 is 5 to 8, of "more than 40" is 21 and up; "نصفهم" of 10 is 5; some where the whole is open below."""
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
        if not (tok.text in SKIPPED | {":"} or tok.norm in ("من", "كل", "علي", "الاقل", "ايضا", "كذلك", "عدد", "نحو", "هم", "ما", "لا", "يقل", "عن", "كان", "كانت", "كانوا")):
            return None
    return None


def _bracketed(r: Reach, total: FigureMention) -> list[FigureMention]:
    """"6 قتلى مدنيين (طفلان، سيدتان، رجلان)", "أربعة مهندسين، ثلاثة ليبيين وأجنبي": told apart, and adding up."""
    s, k = r.s, total.j
    inside = next((p for p in range(total.i, total.np.j) if s.tokens[p].text == "("), None) if total.np is not None else None
    if inside is not None:
        k = inside
    elif k < s.j and s.tokens[k].norm in ("في", "ب") and (p := next((p for p in range(k, min(k + 5, s.j)) if s.tokens[p].text == "("), None)):
        k = p  # "3 شهداء في مدينة … (رجل وطفلين)"
    if k >= s.j or total.quantity.low is None or total.quantity.low != total.quantity.high or total.quantity.low < 2:
        return []
    if s.tokens[k].text not in "(،:,-" and s.tokens[k].norm not in ("هم", "وهم", "هما", "وهما"):
        return []
    first = k
    while k < s.j and (s.tokens[k].kind == "p" or s.tokens[k].norm in ("هم", "وهم", "هما", "وهما")) and k - first < 3:
        k += 1
    out: list[FigureMention] = []
    np = r.nps.get(k) or (parse_np(s, k) if k < s.j else None)
    while np is not None and (np.role == "person" or np.kind == "nat") and np.i not in r.taken and len(out) < 8:
        out.append(FigureMention(np.i, np.j, total.kind, of_phrase(np, s), quantity_of(s, np), np, True))
        k = np.j
        while k < s.j and (s.tokens[k].text in "،,-/" or s.tokens[k].norm == "و" or s.tokens[k].text in SKIPPED):
            k += 1
        np = r.nps.get(k)
    if len(out) < 2 or any(f.quantity.low is None or f.quantity.high is None for f in out):
        return []
    if sum(f.quantity.low or 0 for f in out) != total.quantity.low:
        return []
    r.taken.update(f.i for f in out)
    return out


def phrase_run(r: Reach, np: Np, kind: str) -> list[FigureMention]:
    """A phrase and those joined to it, as figures of one kind: "3 أطفال وامرأتان وآخر"."""
    s = r.s
    out: list[FigureMention] = []
    current: Np | None = np
    while current is not None and len(out) < 12 and current.i not in r.taken:
        if current.quantity is not None:
            r.taken.add(current.quantity.i)
        r.taken.add(current.i)
        q = quantity_of(s, current)
        if not _vague(current, q, kind) and not _both_sexes(out, current):
            of = of_phrase(current, s)
            pair = _mother_and(s, current, kind, q)
            if pair:
                out += pair
                k, current = _joined(r, current.j, kind)
                continue
            if kind == "displaced" and current.head is not None and current.head.entry.id.split(".")[0] in ("family", "household"):
                of = "other"
            if kind == "seized" and of == "round":
                of = "weapon"
            if kind in BODY and of in ("person", "woman", "civilian") and _minor(s, current):
                of = "child"
            out.append(FigureMention(current.i, _end(s, current, q), kind, of, q, current))
        if _opens_bracket(s, current):
            break  # what follows in the bracket are its parts
        k, current = _joined(r, _past(s, current, kind), kind)
        if current is None:
            out += _tail_of_run(r, k, kind, out)
    return _names_as_one(out)


def _names_as_one(out: list[FigureMention]) -> list[FigureMention]:
    """Men told by name one by one are one count: "العريف سامر …، والجندي خالد …" is two."""
    named = [f for f in out if f.np is not None and f.quantity == ONE and f.np.definite and (f.np.kind == "name" or f.np.name is not None)]
    if len(named) < 2 or len(named) < len(out):
        return out
    first, last = out[0], out[-1]
    of = first.of if all(f.of == first.of for f in out) else "person"
    return [FigureMention(first.i, last.j, first.kind, of, Quantity(len(out), len(out), "eq"), first.np)]


def _mother_and(s: Sentence, np: Np, kind: str, q: Quantity) -> list[FigureMention]:
    """"أم وأطفالها الـ3", one phrase of two: the mother, and her children."""
    h = np.head
    if h is None or h.j - h.i != 2 or not s.tokens[h.i + 1].norm.startswith("و") or s.tokens[h.i].norm.lstrip("و") != "ام":
        return []
    word = s.tokens[h.i + 1].norm[1:]
    behind = s.quantities.get(h.j)
    if behind is not None and behind.unit is None:
        of_children = behind.quantity
    else:
        of_children = ONE if word in KIN else Quantity(2, 2, "eq") if word.endswith(("يها", "اها")) else SOME
    child = "woman" if word.startswith("ابنت") else "child" if word.startswith("طفل") or word.startswith("اطفال") else "person"
    end = behind.j if behind is not None else h.j
    return [FigureMention(h.i, h.i + 1, kind, "woman", ONE, np), FigureMention(h.i + 1, end, kind, child, of_children)]


def _opens_bracket(s: Sentence, np: Np) -> bool:
    return np.quantity is not None and np.head is not None and any(s.tokens[p].text == "(" for p in range(np.head.j, np.j))


def _both_sexes(out: list[FigureMention], np: Np) -> bool:
    """"67 طفلاً وطفلة": the second word is no child of its own."""
    return bool(out) and np.quantity is None and np.number == "sg" and np.of == out[-1].of and out[-1].quantity.low is not None and out[-1].quantity.low > 10


def _minor(s: Sentence, np: Np) -> bool:
    """"فتاة (16 عاماً)", "شاب يبلغ من العمر 17 عاماً": under 18."""
    for k in range(np.head_at + 1, min(np.j + 7, s.j)):
        q = s.quantities.get(k)
        if q is not None:
            return q.unit == "age" and q.quantity.low is not None and q.quantity.low < 18 and quantity_of(s, np) == ONE
    return False


def _past(s: Sentence, np: Np, kind: str) -> int:
    """Where a phrase is over, with the name that goes on behind one man's title."""
    one = kind in BODY and np.role == "person" and np.quantity is None and np.number == "sg"
    return past_name(s, np.j) if one else np.j


def _end(s: Sentence, np: Np, q: Quantity) -> int:
    run = name_run(s, np.head.j) if np.head is not None and np.quantity is None and np.number == "pl" and q.high is not None else None
    if run is None and np.head is not None:
        return next((p for p in range(np.head.j, np.j) if s.tokens[p].text == "("), np.j)
    return max(np.j, run[0]) if run else np.j


def _vague(np: Np, q: Quantity, kind: str) -> bool:
    """Whether a phrase without a number tells no count: who flees, the definite many that are arrested."""
    if np.quantity is not None:
        return False
    if kind in ("displaced", "taking_part"):
        return True
    if q.comparator != "some":
        return False
    return (np.definite and kind in ("captured", "held")) or (np.definite and np.kind == "nat") or kind == "held"


def _joined(r: Reach, k: int, kind: str) -> tuple[int, Np | None]:
    """The next phrase joined with و or by "إضافة إلى", where it goes on with the same count."""
    s = r.s
    while k < s.j and ((s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED | {"،", ",", "-"}) or (k in s.quantities and s.quantities[k].unit == "model")):
        k += 1
    while k < s.j and (s.tokens[k].norm in MANNER or s.tokens[k].norm in OTHERS):
        k += 1
    lone = k + 1 < s.j and s.tokens[k].norm == "و"
    if lone:
        k += 1
    also = _also(s, k)
    np = r.nps.get(also or k)
    if np is None and kind in THINGS and k < s.j and k not in s.verbs and (lone or s.tokens[k].norm[0] == "و"):
        np = thing_phrase(s, k)
        return k, np
    if np is None or not (np.conj or lone or also or (np.quantity is not None and s.tokens[k].norm[0] == "و")):
        return k, None
    if also and np.quantity is None and np.number != "sg":
        return k, None
    head = s.at("trigger", np.head_at)
    if head is not None and (head.entry.row.trigger.counted or head.i == np.i):
        return k, None
    return k, np if fits(np, kind) and not _subject(s, np) else None


def joined_phrase(r: Reach, k: int, kind: str) -> Np | None:
    """The phrase joined at k that goes on with a count ("سامر العلي واثنين من رفاقه")."""
    return _joined(r, k, kind)[1]


def _also(s: Sentence, k: int) -> int | None:
    for words in (("اضافه", "الي"), ("بالاضافه", "الي"), ("الي", "جانب"), ("فضلا", "عن"), ("علاوه", "علي")):
        norms = tuple(t.norm.removeprefix("و") for t in s.tokens[k : k + 2])
        if norms == words:
            return k + 2
    return None


def _subject(s: Sentence, np: Np) -> bool:
    """Whether a joined phrase begins a new clause: a verb of result right behind it ("ومدني أصيب")."""
    if any(c.entry.row.kind == "part" and 0 < np.i - c.j <= 8 for c in s.by_kind.get("cue", ())):
        return False
    m = s.at("trigger", np.j) if np.j < s.j else None
    return m is not None and m.entry.row.pos == "verb" and m.bits == 0


def _tail_of_run(r: Reach, k: int, kind: str, out: list[FigureMention]) -> list[FigureMention]:
    """"وآخر", "وثالث", "ونجله": one more behind the last phrase; names joined to a named one."""
    s = r.s
    if k >= s.j or not out or kind not in BODY:
        return []
    last = out[-1]
    norm = s.tokens[k].norm
    bare = norm[1:] if norm[0] == "و" and len(norm) > 3 else norm
    joined = norm[0] == "و" or s.tokens[k - 1].norm == "و"
    if joined and bare in ("اخر", "اخري", "ثالث", "ثالثه", "اخرين", "اخرون", "اخران"):
        return [FigureMention(k, k + 1, kind, "", SOME if bare in ("اخرين", "اخرون") else Quantity(2, 2) if bare == "اخران" else ONE)]
    if joined and last.np is not None and last.np.role == "person" and (last.np.definite or last.np.name is not None) and last.quantity == ONE:
        run = name_run(s, k - 1 if s.tokens[k - 1].text == "و" else k, sure=True, joined=True)
        if run is not None:
            return [FigureMention(k, run[0], kind, last.of, Quantity(run[1], run[1], "eq"))]
    return []


def fits(np: Np, kind: str) -> bool:
    """Whether a phrase can be counted as this kind: people killed, things destroyed."""
    if np.kind == "nat":
        if kind not in BODY:
            return False
        art = np.definite and np.quantity is None
        return not art and not (np.quantity is None and np.head is not None and np.head.prep != "" and np.head.prep != "ب")
    if kind in BODY or kind == "taking_part":
        return np.role in ("person", "") or np.kind in ("others", "name") or is_person(np) or (np.quantity is not None and np.of not in ("vehicle", "weapon", "aircraft"))
    return np.role == "thing" or (kind == "seized" and np.quantity is not None)


# -- none, losses, others of the same sort


def nothing(s: Sentence, frames: list[Frame]) -> set[int]:
    """"دون وقوع إصابات": noughts on the frame they follow; returns the tokens that say so."""
    covered: set[int] = set()
    for m in s.by_kind.get("cue", ()):
        if m.entry.row.kind not in ("no_casualties", "no_damage") or m.i in covered:
            continue
        covered.update(range(m.i, m.j))
        if any(s.tokens[k].norm in UNTOLD for k in range(m.i, m.j)):
            continue
        kind, of = ("casualties", tail_of(s, m.j) or "person") if m.entry.row.kind == "no_casualties" else ("damaged", "other")
        home = home_of(frames, m.i)
        if home is not None and not any(f.kind == kind and f.quantity.high == 0 for f in home.figures):
            home.figures.append(FigureMention(m.i, m.j, kind, of, NONE))
    return covered


def home_of(frames: list[Frame], k: int) -> Frame | None:
    """The frame that something at token k belongs to: the last before it, else the first."""
    return next((f for f in reversed(frames) if f.at <= k), frames[0] if frames else None)


def losses(r: Reach, frames: list[Frame], covered: set[int]) -> None:
    """"خسائر بشرية ومادية", "خسائر في صفوفهم", "أضرار مادية": losses of people, of things, with no number."""
    s = r.s
    for m in s.by_kind.get("noun", ()):
        if not m.entry.id.startswith(("damage", "victim")) or m.i in covered or m.bits & ARTICLE or m.suffix:
            continue
        word = s.tokens[m.i].norm.removeprefix("و").removeprefix("ب").removeprefix("ل")
        home = home_of(frames, m.i)
        if home is None or word not in ("خساير", "خساره", "اضرار", "اضرارا", "اضرارًا"):
            continue
        covered.update(range(m.i, m.j))
        deny = negated(s, m.i)
        if deny == "untold":
            continue
        for f in _damaged(r, m) if not deny and word.startswith("اضرار") else _loss(s, m, NONE if deny else SOME):
            if not any(x.kind == f.kind and x.of == f.of and (x.i - 3 <= f.i <= x.j + 6 or f.quantity == x.quantity) for x in home.figures):
                home.figures.append(f)


def _damaged(r: Reach, m: Match) -> list[FigureMention]:
    """"أضرار في ثلاثة منازل", "أضرار بالمدرسة": the things that are named; else damage as such."""
    s = r.s
    for k in range(m.j, min(m.j + 5, s.j)):
        np = r.nps.get(k)
        if np is not None and np.role == "thing":
            return [*phrase_run(r, np, "damaged")] if np.of not in ("", "other") else _loss(s, m, SOME)
        tok = s.tokens[k]
        if k in s.verbs or s.at("trigger", k) is not None or (tok.kind == "p" and tok.text not in SKIPPED) or tok.norm[0] == "و":
            break
    return _loss(s, m, SOME)


def _loss(s: Sentence, m: Match, q: Quantity) -> list[FigureMention]:
    words = [s.tokens[k].norm for k in range(m.i, min(m.i + 5, s.j))]
    human = any(w.removeprefix("و").removeprefix("ال") == "بشريه" for w in words)
    material = any(w.removeprefix("و") in ("ماديه", "مادية") for w in words) or words[0].removeprefix("و").removeprefix("ب").startswith("اضرار")
    out = []
    ranks = any(w in ("صفوف", "بصفوف", "صفوفهم", "بصفوفهم", "صفوفها", "بصفوفها", "الارواح") for w in words)
    if human or (ranks and not material):
        of = tail_of(s, m.j) or ("fighter" if ranks and "الارواح" not in words else "person")
        out.append(FigureMention(m.i, max(m.j, tail_end(s, m.j)), "casualties", of, q))
    if material and not (human and words[0].removeprefix("و").startswith("اضرار")):
        out.append(FigureMention(m.i, m.j, "damaged", "other", q))
    return out


def inherit(out: list[FigureMention], fallback: str) -> None:
    """"3 آخرين" are of the sort of those before; `fallback` is the sort of those who were hit."""
    last = ""
    for f in out:
        if f.kind in BODY:
            if not f.of:
                f.of = last or fallback or "person"
            elif not f.part:
                last = f.of if f.of not in ("child", "woman") or f.quantity.comparator == "eq" and (f.quantity.low or 9) < 3 else "person"
    for f in out:
        f.of = f.of or "other"


def mark_status(s: Sentence, figures: list[FigureMention]) -> None:
    """"حصيلة أولية" is `preliminary`, "ارتفع إلى" `corrected`, "حصيلة نهائية" `final`."""
    body = [f for f in figures if f.kind in BODY and not f.part]
    if not body:
        return
    norms = {s.tokens[k].norm: k for k in range(s.i, s.j)}
    for words, status in ((FIRST_TOLL, "preliminary"), (LAST_TOLL, "final")):
        at = next((norms[w] for w in words if w in norms), None)
        if at is not None:
            open_ = at > s.i and s.tokens[at - 1].norm == "غير"  # "حصيلة غير نهائية"
            for f in body:
                f.status = "preliminary" if open_ else status
    rose = next((norms[w] for w in ROSE if w in norms), None)
    if rose is not None:
        for f in body:
            if rose <= f.i and _reached(s, rose, f.i):
                f.status = "corrected"


def _reached(s: Sentence, a: int, b: int) -> bool:
    return b - a <= 25 and any(s.tokens[k].norm in ("الي", "لتصل", "ليصل", "ليبلغ", "لتبلغ") for k in range(a, b + 1))


def times_more(s: Sentence, k: int, out: list[FigureMention]) -> FigureMention | None:
    """"آخر", "الثاني", "مثلهم" standing for a phrase at k; None where they don't."""
    before = next((f.quantity for f in reversed(out) if f.i < k), None)
    if s.tokens[k].norm == "عدد" and k + 1 < s.j and s.tokens[k + 1].norm == "اخر":
        return FigureMention(k, k + 2, "", "", SOME)
    q = other_amount(s, k, before)
    return FigureMention(k, k + 1, "", "", q) if q is not None else None


def number_behind(s: Sentence, k: int) -> QuantityMention | None:
    """The count that begins at k, None where a date, a price or an age does."""
    q = s.quantities.get(k)
    return q if q is not None and q.unit is None else None
