"""Arabic numbers: digits and words to milliards, in every case and gender, with the words that bound them.

`find_quantities` gives each number of a sentence as low and high; what each comparator means stands in
`lexicons/quantities.csv`, nowhere else. A number that counts no people or things carries a `unit` ("time", "age",
"date", …), so that the caller can drop it. Ordinals ("الثالث") are no quantities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isnad.arabic.numberunits import SEPARATORS, Number, clock_end, date_end, unit_of
from isnad.arabic.numberwords import Rule, Tables, Word, strip_clitics, tables
from isnad.arabic.tokens import Token
from isnad.model import Quantity

_MAX = 10**12  # longer rows of digits are telephone numbers and the like
_OF_THEM = frozenset({"من", "منهم", "منها", "منهن", "منهما"})
_REACHED = frozenset({"وتصل", "ويصل", "لتصل", "ليصل", "فتصل"})  # "لتصل إلى 67": so many, no bound
_PREPOSITIONS = ("في", "من", "علي", "الي", "عن", "خلال", "بعد", "قبل", "اثر", "جراء")
_NO_NOUN = frozenset((*_PREPOSITIONS, "بينهم", "ان", "كما", "فيما", "فقط"))  # what follows a number that stands alone
_NEGATIVE = frozenset({"لم", "لا", "لن", "ليس", "دون", "اي"})
_SOLE = frozenset({"واحد", "واحده", "واحدا"})  # the "one" that follows its noun
_OWN_WAW = ("والد", "والي")  # fathers, mothers, governors: the و is no conjunction
# What "عدة" can't count, so that it counts the noun before it: "قذائف عدة مدينة …".
_ONE_PLACE = frozenset({"مدينه", "بلده", "قريه", "منطقه", "محيط", "اطراف", "حي", "مخيم"})
_ONE_OF = frozenset({"احد", "احدي"})  # the "one" that stands before it: أحد العناصر


@dataclass(slots=True)
class QuantityMention:
    """A quantity in tokens[i:j]; the number itself is tokens[num_i:num_j], the counted noun begins at `head`.

    "أكثر من 30 من الغارات": [i:j] is "أكثر من 30", the number "30", `head` the token "الغارات", `head_after` True.
    `construct` is "noun" (the noun follows), "of" (من follows), "after" (the noun stands before: "جندي واحد",
    "أطفالها الـ3"; `head` is then the noun's token) or "alone". `unit` is None for a count, else "time", "age",
    "times" (three times), "distance", "percent", "money", "weight", "date", "clock", "model" (F-16),
    "name" (اللواء 12) or "list".
    """

    i: int
    j: int
    num_i: int
    num_j: int
    quantity: Quantity
    head: int
    head_after: bool = False
    digits: bool = False
    unit: str | None = None
    construct: str = "noun"


def apply(comparator: str, value: int) -> Quantity:
    """What a comparator makes of a number, by the rules of `lexicons/quantities.csv`.

    >>> apply("gt", 30)
    Quantity(low=31, high=None, comparator='gt')
    """
    rule: Rule = tables().rules[comparator]
    return Quantity(rule.low(value), rule.high(value), "range" if comparator == "most" else comparator)


def postfix_bound(tokens: Sequence[Token], k: int, j: int) -> str | None:
    """The comparator given behind the noun: "ge" for "40 شخصا على الأقل", with k after "شخصا"; None if there is none.

    Looks over a few words of the noun phrase ("25 مقاتلاً من المعارضة السورية على الأقل"), never past a mark, another
    number, a word joined with و or one before a part.
    """
    t = tables()
    for p in range(k, min(j, k + 5)):
        found = t.after.match(tokens, p, j)
        if found:
            return str(found[1])
        tok = tokens[p]
        if tok.kind != "w" or tok.norm[0] == "و" or tok.norm in _AMONG or t.word(tok) is not None:
            return None
    return None


_AMONG = frozenset({"بينهم", "بينهن", "بينها", "منهم", "منهن", "ضمنهم"})  # a part follows: "خمسة بينهم طفل على الأقل"


def find_quantities(tokens: Sequence[Token], i: int, j: int) -> list[QuantityMention]:
    """Every quantity of tokens[i:j], in order, not overlapping.

    >>> from isnad.arabic.tokens import tokenize
    >>> [(m.quantity.low, m.quantity.high) for m in find_quantities(tokenize("مقتل نحو 30 وإصابة عشرات"), 0, 5)]
    [(30, 30), (20, 99)]
    """
    t = tables()
    starts = t.starts
    out: list[QuantityMention] = []
    end = i
    for k in [k for k, tok in enumerate(tokens[i:j], i) if starts[tok.norm] is not None]:
        if k >= end and t.may_begin(tokens, k, j):
            mention = _mention(tokens, k, i, j, t)
            if mention is not None:
                out.append(mention)
                end = mention.j
    return out


def read_number(tokens: Sequence[Token], k: int, j: int) -> tuple[int | None, int] | None:
    """The number at k and the token after it, None where there is none; a vague one ("عدة") has no value.

    >>> from isnad.arabic.tokens import tokenize
    >>> read_number(tokenize("خمسة وعشرون يوماً"), 0, 3)
    (25, 2)
    """
    number = _number(tokens, k, j, tables())
    if number is None:
        return None
    return (None if number.vague else number.value), number.j


def _mention(tokens: Sequence[Token], k: int, i: int, j: int, t: Tables) -> QuantityMention | None:
    """The quantity that begins at k, comparators first; None if none does."""
    begin, p, comparator = k, k, "eq"
    while True:  # "ما يصل إلى نحو 30": the first comparator holds
        found = t.before.match(tokens, p, j)
        if found is None:
            break
        if begin < p and tokens[p].norm[0] == "و":
            return None  # "31 على الأقل وحوالى مئة": the first belongs to what went before
        p, code = found
        if code == "le" and tokens[begin].norm in _REACHED:
            code = "eq"
        comparator = str(code) if comparator == "eq" else comparator
    if begin < p < j and tokens[p].norm[0] == "و" and tokens[p].norm not in _SOLE:
        return None  # "ثلاثة على الأقل ومئات الجرحى"
    opened = _range_word(tokens, k, j, t) if p == k else 0
    first = _number(tokens, p + opened, j, t)
    if first is None or first.value >= _MAX:
        return None
    second = _second(tokens, first, j, t, bool(opened))
    if opened and second is None:
        return None  # "من 30": the number is met again at its own token
    if second is None and begin == first.i and not first.digits and _is_ordinal_part(tokens, first.i, i, t):
        return None
    return _finish(tokens, begin, first, second, comparator, i, j, t)


def _range_word(tokens: Sequence[Token], k: int, j: int, t: Tables) -> int:
    """How many tokens open a range at k ("بين", "ما بين", "من"); 0 if none, or if the number rose "من 3 إلى 5"."""
    found = t.between.match(tokens, k, j)
    if found:
        return found[0] - k
    found = t.from_.match(tokens, k, j)
    if found and not _rose(tokens, k, t):
        return found[0] - k
    return 0


def _rose(tokens: Sequence[Token], k: int, t: Tables) -> bool:
    """Whether a word of rising or falling stands shortly before k."""
    return any(strip_clitics(tokens[b].norm) & t.rise for b in range(max(0, k - 6), k))


def _second(tokens: Sequence[Token], first: Number, j: int, t: Tables, opened: bool) -> Number | None:
    """The upper end of a range: "3 إلى 5", "أربعة أو خمسة", "3-5"; after "بين" also "3 و5"."""
    p = first.j
    if first.vague is not None or p >= j:
        return None
    tok = tokens[p]
    second: Number | None = None
    if tok.text in SEPARATORS and first.digits and tok.start == tokens[p - 1].end:
        second = _number(tokens, p + 1, j, t) if p + 1 < j and tokens[p + 1].kind == "n" else None
        end = second.j if second else j
        if end >= j or tokens[end].kind != "w" or tok.text == "/" or t.month(tokens, end, j):
            second = None
    elif (opened and tok.norm == "و") or (t.to.match(tokens, p, j) and (opened or not _rose(tokens, p, t))):
        second = _number(tokens, p + 1, j, t)
    elif opened and tok.norm[0] == "و":
        second = _number(tokens, p, j, t)
    if second is None or second.vague is not None or second.value <= first.value:
        return None
    return second


def _finish(
    tokens: Sequence[Token],
    begin: int,
    first: Number,
    second: Number | None,
    comparator: str,
    i: int,
    j: int,
    t: Tables,
) -> QuantityMention | None:
    """The mention made of a number and what stands around it."""
    last = second or first
    num_i, num_j, end = first.i, last.j, last.j
    if second is not None:
        quantity = Quantity(first.value, second.value, "range")
    elif first.vague is not None:
        quantity = _bounded(first.vague, comparator)
    else:
        quantity = apply(comparator, first.value)
    slashed = first.digits and _slashed(tokens, num_i, end, i, j)
    unit = None if slashed else unit_of(tokens, first, last, i, j, t)
    if unit == "date":
        end = num_j = date_end(tokens, num_j, j)
    elif unit == "percent":
        end = found[0] if (found := t.unit_after.match(tokens, end, j)) else end
    elif unit == "clock":
        end = num_j = clock_end(tokens, num_j, j)
    elif slashed or (num_i > i and tokens[num_i - 1].text == "(" and end < j and tokens[end].text == ")"):
        begin, end = min(begin, num_i - 1), end + 1  # "(3)", "/3/"
    elif end + 2 < j and tokens[end].text == "(" and tokens[end + 2].text == ")" and _same(tokens[end + 1], first, t):
        end += 3  # "ثلاثة (3)"
    if second is None and first.vague is None:
        bound = t.after.match(tokens, end, j)  # "5 على الأقل"
        if bound:
            end, quantity = bound[0], apply(str(bound[1]), first.value)
    mention = QuantityMention(begin, end, num_i, num_j, quantity, end, digits=first.digits, unit=unit)
    return _construct(tokens, mention, first, i, j, t)


def _slashed(tokens: Sequence[Token], k: int, end: int, i: int, j: int) -> bool:
    """Whether a number stands between slashes, as statements write it: "/7/ جنود"; no part of a date."""
    if k <= i or end >= j or tokens[k - 1].text != "/" or tokens[end].text != "/":
        return False
    beside = [tokens[p] for p in (k - 2, end + 1) if i <= p < j]
    return all(x.kind != "n" for x in beside)


def _construct(
    tokens: Sequence[Token], m: QuantityMention, first: Number, i: int, j: int, t: Tables
) -> QuantityMention | None:
    """Where the counted noun stands; None where the word turns out to be no number ("لم يصب أحد")."""
    nxt = tokens[m.j] if m.j < j else None
    before = tokens[m.i - 1] if m.i > i and tokens[m.i - 1].kind == "w" else None
    word = tokens[first.i].norm
    and_one = tokens[first.i].text.startswith("وأ")  # "وأحد الجنود", not "واحد"
    word = word if word in _SOLE and not and_one else word.removeprefix("و")
    if word in _ONE_OF and first.j == first.i + 1:  # "أحد عشر" is eleven
        if nxt is None or nxt.kind != "w" or nxt.norm in _NO_NOUN or nxt.norm[0] == "ب":
            return None
        if any(tokens[b].norm in _NEGATIVE for b in range(max(i, m.i - 3), m.i)):
            return None
    if tokens[m.j - 1].norm == "من":  # "عدد من"
        m.head_after, m.construct = True, "of"
    elif before is not None and m.i == first.i and _twice_told(before, first):
        m.construct, m.head = "after", m.i - 1
    elif nxt is not None and nxt.norm in _OF_THEM and not _is_nth(before, first):
        m.head_after, m.construct, m.head = True, "of", m.j + (nxt.norm == "من")
        while nxt.norm == "من" and m.head + 1 < j and tokens[m.head].text in _OPENING:
            m.head += 1  # "17 من «الحشد»"
    elif before is not None and m.i == first.i and _follows_noun(before.norm, word, first, nxt):
        m.construct, m.head = "after", m.i - 1
        if m.unit is None and t.unit.get(before.norm.removeprefix("ال")) in ("time", "times"):
            m.unit = t.unit[before.norm.removeprefix("ال")]  # الأيام الثلاثة, مرة واحدة
    elif word == "الاثنين":
        return None  # Monday
    elif nxt is not None and nxt.norm == "فقط" and m.j + 2 < j and tokens[m.j + 1].norm == "من":
        m.head_after, m.construct, m.head = True, "of", m.j + 2  # "ثلاثة فقط من مقاتليه"
    elif nxt is None or (nxt.kind == "p" and nxt.text not in "\"“”«»'()") or nxt.norm in _NO_NOUN:
        m.construct = "alone"
    elif nxt.norm.startswith("وال") and not nxt.norm.startswith(_OWN_WAW):
        m.construct, m.head = "alone", m.num_i  # "ارتفع عدد القتلى إلى 904 والمصابين إلى 2100"
    elif nxt.text in _OPENING and m.j + 1 < j and tokens[m.j + 1].kind == "w":
        m.head = m.j + 1  # "خمس «خلايا»"
    return m


def _twice_told(before: Token, first: Number) -> bool:
    """Whether a two stands behind a dual ("مدنيين اثنين من بيوتهم"), whatever follows; "بين", "كان" are none."""
    return first.value == 2 and not first.digits and len(before.norm) > 4 and before.norm.endswith(("ين", "ان"))


def _is_nth(before: Token | None, first: Number) -> bool:
    """Whether digits with the article behind a definite noun rank it: "الجولة الـ16 من المباحثات"."""
    return before is not None and first.article and first.digits and before.norm.startswith("ال")


def _follows_noun(before: str, word: str, first: Number, nxt: Token | None) -> bool:
    """Whether the number belongs to the noun before it: "جندي واحد", "مرافقيه الاثنين", "قذائف عدة", "أطفالها الـ3"."""
    if word in _SOLE and first.value == 1:
        return True
    if word == "الاثنين":
        return before.endswith(("يه", "يها", "يهم", "اه", "اها"))
    if first.article:
        return before.startswith("ال") or before.endswith(("ها", "هم", "هن", "هما", "ه"))
    if word == "عده":
        return nxt is None or nxt.kind != "w" or nxt.norm in _NO_NOUN or nxt.norm in _ONE_PLACE or nxt.norm[0] == "و"
    return first.value == 2 and not first.digits and first.vague is None and before.endswith(("ين", "ان"))


_OPENING = frozenset("\"“«'")  # marks before a name
TOO_LARGE = 1e15  # no count; and figures are written as whole numbers of 64 bits


def _number(tokens: Sequence[Token], k: int, j: int, t: Tables) -> Number | None:
    """The number at k, in digits or words, up to where it ends; None if there is none."""
    start, article = k, False
    if k + 1 < j and tokens[k].norm in ("ال", "وال", "بال", "لل") and tokens[k + 1].kind == "n":
        k, article = k + 1, True  # الـ15
    elif k + 1 < j and tokens[k].text in ("(", "/") and tokens[k + 1].kind == "n":
        k = start = k + 1  # "نحو (12)", "أكثر من /20/"
    if k >= j:
        return None
    vague = None if t.barred(tokens[k].norm) else t.vague.match(tokens, k, j)
    if vague:
        return _vague(tokens, k, vague[0], vague[1], j, t)
    word = t.word(tokens[k])
    if word is None:
        return None
    total, group, last, scale = 0.0, 0.0, 0.0, float("inf")
    if word.role == "number":
        group = last = word.value
    elif word.role == "scale":
        if not word.alone:
            return None
        total, scale = word.alone, word.value
    else:  # نصف مليون
        by = t.word(tokens[k + 1]) if k + 1 < j else None
        if by is None or by.role != "scale" or by.conjunction:
            return None
        return Number(start, k + 2, int(word.value * by.value), False) if word.value * by.value < TOO_LARGE else None
    total, group, end = _grow(tokens, k + 1, j, t, (total, group, last, scale), not word.digits)
    if total + group >= TOO_LARGE:
        return None
    plain = article or word.article
    return Number(start, end, int(total + group), word.digits, plain)


def _grow(
    tokens: Sequence[Token], p: int, j: int, t: Tables, state: tuple[float, float, float, float], words: bool
) -> tuple[float, float, int]:
    """Adds the further words of a number: tens, hundreds, thousands. Returns total, open group and the end."""
    total, group, last, scale = state
    while p < j:
        step = 2 if tokens[p].norm == "و" and p + 1 < j else 1
        word = t.word(tokens[p + step - 1])
        if word is None:
            break
        value, joined = word.value, word.conjunction or step == 2
        if word.role == "scale" and not joined and group and value < scale:
            total, group, last, scale = total + group * value, 0.0, 0.0, value
        elif word.role == "part" and joined and scale < float("inf"):
            total += scale * value
            again = t.word(tokens[p + step]) if p + step < j else None
            p += again is not None and again.role == "scale" and not again.conjunction  # نصف المليون
        elif word.role != "number":
            break
        elif not joined:
            if value == 10 and 0 < last < 10 and words and not word.digits:
                group, last = group + 10, 10.0  # ثلاثة عشر
            elif value == 100 and 2 < last < 10 and words:
                group, last = group - last + last * 100, 100.0  # ثلاث مئة
            else:
                break
        elif words and ((last >= 100 > value) or (0 < last < 10 and 20 <= value < 100 and not word.digits)):
            group, last = group + value, value  # خمسة وعشرون, مئة وخمسة
        elif not group and total and value < min(scale, 1000):
            group, last, words = value, value, not word.digits  # ألف ومئتا
        else:
            break
        p += step
    return total, group, p


def _bounded(vague: Quantity, comparator: str) -> Quantity:
    """What a comparator makes of a vague number: "ما لا يقل عن عشرات" is 20 and up, "أقل من مئات" up to 999."""
    if comparator in ("gt", "ge"):
        return Quantity(vague.low, None, comparator)
    return Quantity(None, vague.high, comparator) if comparator in ("lt", "le") else vague


def _vague(tokens: Sequence[Token], k: int, end: int, row: Word, j: int, t: Tables) -> Number:
    """عشرات, and عشرات الآلاف: the vague word with the thousands behind it."""
    low, high, comparator = row.low or 0, row.high, row.code
    if comparator in ("tens", "hundreds") and end < j:
        found = t.times.match(tokens, end, j)
        if found:
            end, by = found
            low, high, comparator = low * by, high and (high + 1) * by - 1, "thousands"
    return Number(k, end, low, False, vague=Quantity(low, high, comparator))


def _is_ordinal_part(tokens: Sequence[Token], k: int, i: int, t: Tables) -> bool:
    """Whether the number at k is the tail of an ordinal: "الحادي عشر", "الثاني والعشرين"."""
    return k > i and bool(strip_clitics(tokens[k - 1].norm) & t.ordinal) and not tokens[k].norm.startswith("ال")


def _same(token: Token, first: Number, t: Tables) -> bool:
    """Whether a token in brackets repeats the number before it."""
    word = t.word(token)
    return word is not None and int(word.value) == first.value
