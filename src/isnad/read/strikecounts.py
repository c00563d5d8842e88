"""How many times it struck (raids, shells, bombs), how many attacks an aggregate sums."""

from __future__ import annotations

from functools import lru_cache

from isnad.arabic.numerals import QuantityMention, apply, postfix_bound
from isnad.arabic.script import fold_word
from isnad.arabic.tokens import ARTICLE
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.read.amounts import ONE, SOME, TWO, Reach
from isnad.read.frames import STRIKES, FigureMention, Frame
from isnad.read.joining import part_of_sum
from isnad.read.telling import RELATIVE

ROUNDS = frozenset(
    {"rocket", "shell", "mortar", "ballistic", "barrel", "bomb_air", "cluster", "rpg", "thermobaric", "incendiary"}
)
# Weapons that are counted as who took part, if at all.
NO_STRIKES = frozenset(
    {"drone", "warplane", "helicopter", "artillery", "heavy", "firearm", "air_word", "loitering", "sniper", "vest"}
)
COUNTS = frozenset({"عدد", "حصيله", "تعداد", "اجمالي", "مجموع"})
PLAIN_ATTACKS = ("هجوم", "هجم", "استهداف", "عملي", "اعتداء")  # counted as attacks, whatever they were made with
TARGETING = "استهداف"
SAID_REACH = 24  # tokens from the raids to the number that their count has risen to
FROM_AFAR = frozenset({"air_strike", "shelling"})
SITES = frozenset({"site", "facility"})  # what is struck one by one
PERSONAL = ("killing", "assassination", "abduction", "arrest", "execution", "detention")  # counted in cases


def strike_figures(r: Reach, m: Match, frame: Frame) -> list[FigureMention]:
    """The number of a raid or attack word: "عشرات الغارات", "غارتان", "سقوط عدد من القذائف", "القذائف الأربع"."""
    s, t = r.s, m.entry.row.trigger
    kind = "events" if _targetings(s, m) else _kind(frame, m)
    of = "round" if kind == "strikes" and _round(s, m) else "other"
    q = _number_of(r, m) or _number_said(s, m, r)
    if q is not None and t.id == "shells_hit" and _stopped(s, q.j):
        return []
    if q is not None:
        if s.tokens[q.num_i].norm in words("row_of"):
            return []  # "سلسلة من الغارات" tells no number
        if q.quantity == ONE or (kind == "events" and q.quantity == SOME and not _several(q, m)):
            return []
        r.taken.add(q.i)
        near = q.construct == "after" or q.i <= m.j + 2
        start = q.i if not near else m.i if q.construct == "after" else min(q.i, m.i)
        bound = postfix_bound(s.tokens, max(m.j, q.j), s.j) if q.quantity.comparator == "eq" else None
        number = apply(bound, q.quantity.low) if bound and q.quantity.low is not None else q.quantity
        part = part_of_sum(s, frame, m)
        if part and s.tokens[m.i].norm.removeprefix("و").startswith(PLAIN_ATTACKS):
            kind = "events"  # "297 هجوماً، منها 4 هجمات جوية"
        return [FigureMention(start, max(m.j, q.j), kind, of, number, None, part)]
    if _dual(s, m):
        if m.bits & ARTICLE and t.type == "armed_attack":
            return []  # "الهجومان" are those told before
        return [FigureMention(m.i, m.j, kind, of, TWO)]
    return []


def _kind(frame: Frame, m: Match) -> str:
    """Raids and shells are `strikes`; attacks, operations and explosions are `events`."""
    t = m.entry.row.trigger
    if t.figure == "strikes" and not (t.type == "explosive" and t.id == "blast"):
        return "strikes"
    return "events" if t.id != "blast" or frame.type != "air_strike" else "strikes"


def _targetings(s: Sentence, m: Match) -> bool:
    """Whether attacks are counted by a word for any of them: "23 استهدافاً", "تعداد الاستهدافات الجوية"."""
    return s.tokens[m.i].norm.lstrip("وبل").removeprefix("ال").startswith(TARGETING)


def _number_of(r: Reach, m: Match) -> QuantityMention | None:
    s = r.s
    for k in range(max(s.i, m.i - 7), m.j + 1):
        q = s.quantities.get(k)
        if q is None or q.unit is not None or k in r.taken:
            continue
        if q.construct == "after":
            if m.i <= q.head < m.j:
                return q
        elif (
            m.i <= k < m.j
            or q.head == m.i
            or (q.head_after and q.head <= m.i <= q.j + 1)
            or (q.j <= m.i <= q.j + 1 and _light(s, q.j, m.i))
        ):
            return q
    return None


def _number_said(s: Sentence, m: Match, r: Reach) -> QuantityMention | None:
    """The number that a count is told to be: "ارتفع عدد الضربات الجوية … إلى 42", "بلغ عدد الغارات … 12"."""
    if m.i == s.i or s.tokens[m.i - 1].norm.lstrip("وفل") not in COUNTS:
        return None
    reached = m.i - 1 > s.i and s.tokens[m.i - 2].norm.lstrip("وف") in ("بلغ", "يبلغ", "بلغت", "وصل")
    for k in range(m.j, min(m.j + SAID_REACH, s.j)):
        told = k in s.verbs and s.tokens[k - 1].norm not in RELATIVE
        if told or s.tokens[k].text in ".؛:":
            return None
        q = s.quantities.get(k)
        if q is not None and (s.tokens[k - 1].norm == "الي" or (reached and q.unit is None)):
            other = k in r.nps or k in r.taken or (q.head < s.j and s.at("trigger", q.head) is not None)
            return None if other or q.unit not in (None, "times") else q
    return None


def _several(q: QuantityMention, m: Match) -> bool:
    """Whether a vague number counts a word: "عدة هجمات"; not "أوقف عدة هجومها"."""
    return q.head == m.i and m.entry.row.feature == "pl" and not m.suffix


def _light(s: Sentence, a: int, b: int) -> bool:
    """Whether only a word of counting stands between a number and its noun ("7 تعداد الغارات")."""
    return all(s.tokens[k].norm in ("تعداد", "عدد", "من", "مجموع", "اجمالي", "حصيله") for k in range(a, b))


def _dual(s: Sentence, m: Match) -> bool:
    if m.entry.row.feature == "du":
        return True
    return any(_is_dual(s.tokens[k].norm) for k in range(m.i, m.j))


@lru_cache(maxsize=65536)
def _is_dual(norm: str) -> bool:
    return norm in _duals() or _stem(norm) in _duals()


def _stem(norm: str) -> str:
    bare = norm
    for head in ("وبال", "بال", "وال", "فال", "لل", "ال", "و", "ب", "ل"):
        if bare.startswith(head) and len(bare) - len(head) >= 5:
            return bare[len(head) :]
    return bare


@lru_cache(maxsize=1)
def _duals() -> frozenset[str]:
    """The duals of what is fired, thrown or set off."""
    nouns = (
        "صاروخ برميل قذيفة غارة ضربة قنبلة عبوة لغم هجوم انفجار تفجير مفخخة إنزال كمين عملية رشقة مجزرة حادثة "
        "استهداف طلعة دفعة"
    )
    out = set()
    for noun in nouns.split():
        stem = noun[:-1] + "ت" if noun.endswith("ة") else noun
        out |= {
            fold_word(stem + "ان"),
            fold_word(stem + "ين"),
            fold_word(stem + "ي") if stem != noun else fold_word(stem + "ين"),
        }
    return frozenset(out)


def _round(s: Sentence, m: Match) -> bool:
    if m.entry.row.trigger.id == "shells_hit":
        return True
    return any(
        x in s.tokens[k].norm for k in range(m.i, m.j) for x in ("صاروخ", "صواريخ", "قذيف", "قذاي", "برميل", "برامي")
    )


def mean_strikes(r: Reach, frame: Frame) -> list[FigureMention]:
    """Rockets, shells, bombs, cars with a number, and "270 مرة": how many times it struck."""
    if frame.type not in STRIKES:
        return []
    s = r.s
    out = []
    own = {
        k
        for m in frame.trigs
        for k in range(m.i, m.j)
        if m.entry.row.trigger.figure == "strikes" and m.entry.row.pos != "verb"
    }
    for m in frame.means:
        if m.i in own or (m.entry.id in NO_STRIKES and not (_fired(s, m) or _bullets(s, m))) or _stopped(s, m.i):
            continue
        q = next(
            (
                s.quantities[k]
                for k in range(max(s.i, m.i - 6), m.j + 1)
                if k in s.quantities and _counts(s.quantities[k], m)
            ),
            None,
        )
        of = "round" if m.entry.id in ROUNDS or _fired(s, m) or _bullets(s, m) else "other"
        if q is not None:
            if q.unit is None and q.i not in r.taken and q.quantity != ONE:
                r.taken.add(q.i)
                out.append(FigureMention(min(q.i, m.i), max(m.j, q.j), "strikes", of, q.quantity))
        elif any(_is_dual(s.tokens[k].norm) for k in range(m.i, m.j)) and not any(f.i <= m.i < f.j for f in out):
            out.append(FigureMention(m.i, m.j, "strikes", of, TWO))
    return out or _times(r, frame)


def _stopped(s: Sentence, k: int) -> bool:
    """Whether what stands at token k was shot down: "تصدت الدفاعات … وأسقطت عدداً من الصواريخ", "اعتراض 6 صواريخ"."""
    before = [s.tokens[p].norm.lstrip("وفبل") for p in range(max(s.i, k - 14), k)]
    down = any(w.startswith(("اسقط", "اسقاط", "دمر", "تدمير")) for w in before[-5:])
    return any(w.startswith(("اعترض", "اعتراض")) for w in before[-5:]) or (
        down and any(w.startswith(("تصد", "دفاع", "الدفاع", "مضادات", "المضادات")) for w in before)
    )


def _fired(s: Sentence, m: Match) -> bool:
    """ "قذائف المدفعية" among the words of artillery."""
    return s.tokens[m.i].norm.lstrip("وبل").removeprefix("ال").startswith(("قذ", "صار", "صوار"))


def _bullets(s: Sentence, m: Match) -> bool:
    """Shots that are counted: "أربعة أعيرة نارية"."""
    return s.tokens[m.i].norm in ("اعيره", "طلقات", "رصاصات") and any(q.head == m.i for q in s.quantities.values())


def _counts(q: QuantityMention, m: Match) -> bool:
    """Whether a number counts this weapon: "ثلاثة صواريخ", "أكثر من 30 من الصواريخ", "قذائف عدة"."""
    return q.head == m.i or (q.construct == "after" and m.i <= q.head < m.j)


def _times(r: Reach, frame: Frame) -> list[FigureMention]:
    """ "قصفت المنطقة أكثر من 270 مرة"."""
    for q in r.s.quantities.values():
        if q.unit == "times" and q.i not in r.taken and q.i >= frame.at and q.i - frame.end <= 14 and q.quantity != ONE:
            r.taken.add(q.i)
            return [FigureMention(q.i, min(q.j + 1, r.s.j), "strikes", "other", q.quantity)]
    return []


def things_struck(r: Reach, frame: Frame) -> list[FigureMention]:
    """ "قصفت الطائرات نحو 40 موقعاً": how many things were struck, where a number is told of them."""
    if frame.type not in FROM_AFAR:
        return []
    out = []
    for np in frame.targets:
        q = np.quantity
        if np.of not in SITES or q is None or q.i in r.taken or q.quantity == ONE or q.quantity.comparator == "some":
            continue
        r.taken.add(q.i)
        out.append(FigureMention(np.i, np.j, "strikes", np.of, q.quantity, np))
    return out


def things_taken(r: Reach, frame: Frame) -> list[FigureMention]:
    """ "سيطرت الفصائل على ثلاث دبابات": how many, where a verb that tells of ground tells of what moves."""
    if frame.type != "seizure" or frame.trigger.figure is not None:
        return []
    out = []
    for np in frame.targets:
        told = np.quantity.quantity if np.quantity is not None else {"sg": ONE, "du": TWO}.get(np.number, SOME)
        out.append(FigureMention(np.i, np.j, "seized", np.of, told, np))
        r.taken.update([np.i] if np.quantity is None else [np.i, np.quantity.i])
    return out


def cases(r: Reach, m: Match) -> list[FigureMention]:
    """ "642 حالة اختطاف", "تسع عمليات اغتيال": a number of cases, each of them a happening."""
    t = m.entry.row.trigger
    if m.entry.row.pos == "verb" or t.type not in PERSONAL:
        return []
    for k in (m.i, m.i - 1):
        if k < r.s.i or r.s.tokens[k].norm.lstrip("وفبل").removeprefix("ال") not in words("case"):
            continue
        q = next((q for q in r.s.quantities.values() if q.head == k and q.unit is None and q.i not in r.taken), None)
        if q is not None and q.quantity not in (ONE, SOME):
            r.taken.add(q.i)
            kind, of = (t.figure, "person") if t.type == "killing" and t.figure else ("events", "other")
            return [FigureMention(q.i, max(m.j, q.j), kind, of, q.quantity)]
    return []


def incidents(r: Reach, frames: list[Frame]) -> None:
    """ "في حادثتين منفصلتين", "خلال 3 حوادث": how many happenings a sentence sums."""
    s = r.s
    for k in [k for k, t in enumerate(s.tokens[s.i : s.j], s.i) if "حادث" in t.norm or "حوادث" in t.norm]:
        norm = s.tokens[k].norm
        if not norm.startswith(("حادث", "بحادث", "حوادث")) or not frames:
            continue
        q = next((q for q in s.quantities.values() if q.head == k and q.unit is None and q.i not in r.taken), None)
        if q is None and not norm.endswith(("ثتين", "ثين", "ثان", "ثتان")):
            continue
        home = next((f for f in reversed(frames) if f.at <= k), frames[0])
        if any(f.kind in ("events", "strikes") for f in home.figures) or (q is not None and q.quantity in (ONE, SOME)):
            continue
        if q is not None:
            r.taken.add(q.i)
        home.figures.append(
            FigureMention(q.i if q is not None else k, k + 1, "events", "other", q.quantity if q is not None else TWO)
        )
