"""Numbers as told: each row is a sentence of ours, and what it says of how many."""

import pytest

from isnad.arabic.numberwords import digits_value
from isnad.arabic.numerals import QuantityMention, apply, find_quantities, postfix_bound
from isnad.arabic.tokens import tokenize

Row = tuple[str, str, int | None, int | None, str]

COUNTS: list[Row] = [
    # sentence, the words of the quantity, low, high, comparator
    ("قتل 5 مدنيين", "5", 5, 5, "eq"),
    ("قتل ٥ مدنيين", "٥", 5, 5, "eq"),
    ("قتل (3) أشخاص", "(3)", 3, 3, "eq"),
    ("قتل /3/ أشخاص", "/3/", 3, 3, "eq"),
    ("قتل ثلاثة (3) أشخاص", "ثلاثة (3)", 3, 3, "eq"),
    ("نحو (30) قتيلا", "نحو (30)", 30, 30, "about"),
    ("مقتل 1,500 شخص", "1,500", 1500, 1500, "eq"),
    ("مقتل 1.500 شخص", "1.500", 1500, 1500, "eq"),
    ("نزوح 45 ألف نسمة", "45 ألف", 45000, 45000, "eq"),
    ("نزوح ٣٠ ألفاً من الأهالي", "٣٠ ألفاً", 30000, 30000, "eq"),
    ("نزوح 6.5 مليون مواطن", "6.5 مليون", 6_500_000, 6_500_000, "eq"),
    ("شنّ أكثر من 30 من الغارات", "أكثر من 30", 31, None, "gt"),
    ("سقط أكثر من40 شهيدا", "أكثر من40", 41, None, "gt"),
    ("بأكثر من ثلاثين غارة", "بأكثر من ثلاثين", 31, None, "gt"),
    ("نزح ما يزيد على ألف شخص", "ما يزيد على ألف", 1001, None, "gt"),
    ("تجاوز عددهم 200 شخص", "تجاوز عددهم 200", 201, None, "gt"),
    ("مقتل ما لا يقل عن 7 جنود", "ما لا يقل عن 7", 7, None, "ge"),
    ("عددهم لا يقلون عن 400", "لا يقلون عن 400", 400, None, "ge"),
    ("أصيب 5 على الأقل", "5 على الأقل", 5, None, "ge"),
    ("مقتل أقل من 10 عناصر", "أقل من 10", None, 9, "lt"),
    ("ما يصل إلى 10 مسلحين", "ما يصل إلى 10", None, 10, "le"),
    ("العدد لم يتجاوز ثمانية", "لم يتجاوز ثمانية", None, 8, "le"),
    ("اعتقال نحو 40 شاباً", "نحو 40", 40, 40, "about"),
    ("حوالي ستين عنصراً", "حوالي ستين", 60, 60, "about"),
    ("زهاء ألفين ومئتي شخص", "زهاء ألفين ومئتي", 2200, 2200, "about"),
    ("قرابة مليوني نازح", "قرابة مليوني", 2_000_000, 2_000_000, "about"),
    ("ما يصل إلى نحو 30 قتيلا", "ما يصل إلى نحو 30", None, 30, "le"),
    ("قتل ما بين 3 و5 عناصر", "ما بين 3 و5", 3, 5, "range"),
    ("بين ثلاثين وأربعين قذيفة", "بين ثلاثين وأربعين", 30, 40, "range"),
    ("من 3 إلى 5 أشخاص", "من 3 إلى 5", 3, 5, "range"),
    ("10-15 قتيلا سقطوا", "10-15", 10, 15, "range"),
    ("أطلقوا أربعة أو خمسة أعيرة", "أربعة أو خمسة", 4, 5, "range"),
    ("عشرات القتلى", "عشرات", 20, 99, "tens"),
    ("بعشرات القذائف", "بعشرات", 20, 99, "tens"),
    ("العشرات من الجرحى", "العشرات", 20, 99, "tens"),
    ("مئات من السكان", "مئات", 200, 999, "hundreds"),
    ("آلاف النازحين", "آلاف", 2000, 9999, "thousands"),
    ("عشرات الآلاف من السكان", "عشرات الآلاف", 20000, 99999, "thousands"),
    ("مئات الآلاف نزحوا", "مئات الآلاف", 200_000, 999_999, "thousands"),
    ("مقتل عدد من المدنيين", "عدد من", 2, None, "some"),
    ("أصاب عدداً من المدنيين", "عدداً من", 2, None, "some"),
    ("عدد كبير من الجرحى", "عدد كبير من", 2, None, "some"),
    ("العديد من المنازل", "العديد من", 2, None, "some"),
    ("بضعة عناصر", "بضعة", 2, None, "some"),
    ("عدة غارات", "عدة", 2, None, "some"),
    ("سقطت قذائف عدة", "عدة", 2, None, "some"),
    ("مجموعة من المسلحين", "مجموعة من", 2, None, "some"),
    ("ثلاث نساء", "ثلاث", 3, 3, "eq"),
    ("ثماني عشرة شاحنة", "ثماني عشرة", 18, 18, "eq"),
    ("أحد عشر شخصاً", "أحد عشر", 11, 11, "eq"),
    ("اثنا عشر محتجزاً", "اثنا عشر", 12, 12, "eq"),
    ("اثنتي عشرة امرأة", "اثنتي عشرة", 12, 12, "eq"),
    ("إحدى وأربعين غارة", "إحدى وأربعين", 41, 41, "eq"),
    ("ثمانية وعشرون طفلاً", "ثمانية وعشرون", 28, 28, "eq"),
    ("مئة وخمسة وعشرين جندياً", "مئة وخمسة وعشرين", 125, 125, "eq"),
    ("أربعمئة معتقل", "أربعمئة", 400, 400, "eq"),
    ("ثلاث مئة معتقل", "ثلاث مئة", 300, 300, "eq"),
    ("مئتا مقاتل", "مئتا", 200, 200, "eq"),
    ("ألف ومئتا شخص", "ألف ومئتا", 1200, 1200, "eq"),
    ("ألفا عنصر", "ألفا", 2000, 2000, "eq"),
    ("ألفي عنصر", "ألفي", 2000, 2000, "eq"),
    ("عشرة آلاف مقاتل", "عشرة آلاف", 10000, 10000, "eq"),
    ("مئتين وخمسين ألف حبة", "مئتين وخمسين ألف", 250_000, 250_000, "eq"),
    ("مليون وثلاثمائة ألف شخص", "مليون وثلاثمائة ألف", 1_300_000, 1_300_000, "eq"),
    ("مليون ونصف المليون شخص", "مليون ونصف المليون", 1_500_000, 1_500_000, "eq"),
    ("نصف مليون شخص", "نصف مليون", 500_000, 500_000, "eq"),
    ("3 آلاف و500 عائلة", "3 آلاف و500", 3500, 3500, "eq"),
    ("وستة آخرين", "وستة", 6, 6, "eq"),
    ("إصابة اثنين آخرين", "اثنين", 2, 2, "eq"),
    ("قُتل جندي واحد", "واحد", 1, 1, "eq"),
    ("اعتقلت مرافقيه الاثنين", "الاثنين", 2, 2, "eq"),
    ("الـ 21 شخصاً", "الـ 21", 21, 21, "eq"),
    ("قُتلت مع أطفالها الـ3", "الـ3", 3, 3, "eq"),
    ("استهدف أحد مقاتليها", "أحد", 1, 1, "eq"),
    ("ثلاثة منهم أطفال", "ثلاثة", 3, 3, "eq"),
    ("خرجت 2000 أسرة", "2000", 2000, 2000, "eq"),
]


def found(sentence: str) -> list[tuple[str, QuantityMention]]:
    tokens = tokenize(sentence)
    mentions = find_quantities(tokens, 0, len(tokens))
    return [(sentence[tokens[m.i].start : tokens[m.j - 1].end], m) for m in mentions]


@pytest.mark.parametrize("sentence, words, low, high, comparator", COUNTS)
def test_counts(sentence: str, words: str, low: int | None, high: int | None, comparator: str) -> None:
    [(text, m)] = found(sentence)
    assert (text, m.quantity.low, m.quantity.high, m.quantity.comparator) == (words, low, high, comparator)
    assert m.unit is None


UNITS = [
    ("في 9 أبريل", "date"),
    ("في 22 من شباط", "date"),
    ("بتاريخ 26-8-2023", "date"),
    ("السبت 8 / شباط", "date"),
    ("منذ عام 2013", "date"),
    ("في 2013 سيطر التنظيم", "date"),
    ("بين 2017 و2020", "date"),
    ("خلال الـ 24 ساعة الماضية", "time"),
    ("الساعات الأربع والعشرين الماضية", "time"),
    ("قبل عدة أشهر", "time"),
    ("بعد ثلاثة أيام", "time"),
    ("سميرة الحمود (12 عاماً)", "age"),
    ("البالغ من العمر 20", "age"),
    ("عند الساعة 5", "clock"),
    ("الساعة 10:30", "clock"),
    ("على بعد 15 كم", "distance"),
    ("نحو 20% من الأهالي", "percent"),
    ("نحو 20 في المئة", "percent"),
    ("بنحو خمسين مليون ليرة", "money"),
    ("ضبط 3 كغ", "weight"),
    ("دبابة تي 72", "model"),
    ("طائرة F-16", "model"),
    ("بندقية M4", "model"),
    ("طائرة إف 16", "model"),
    ("اللواء 12", "name"),
    ("القرار 2254", "name"),
    ("شارع الستين", "name"),
    ("1- مقتل شاب", "list"),
]


@pytest.mark.parametrize("sentence, unit", UNITS)
def test_what_is_no_count_has_a_unit(sentence: str, unit: str | None) -> None:
    [(_, m)] = found(sentence)
    assert m.unit == unit


NO_NUMBER = [
    "لم يصب أحد",
    "يوم الاثنين",
    "السبت والأحد",
    "في الحادي عشر من سبتمبر",
    "الثاني والعشرين من مايو",
    "الطفل الثالث",
    "لست متأكداً",
    "عثر على ميتين في القبو",
    "عدد القتلى ارتفع",
    "آخرون",
]


@pytest.mark.parametrize("sentence", NO_NUMBER)
def test_no_number(sentence: str) -> None:
    assert found(sentence) == []


HEADS = [
    ("أكثر من 30 من الغارات", "of", "الغارات"),
    ("عدد من المدنيين", "of", "المدنيين"),
    ("خمسة أشخاص", "noun", "أشخاص"),
    ("جندي واحد", "after", "جندي"),
    ("أطفالها الـ3", "after", "أطفالها"),
    ("قذائف عدة", "after", "قذائف"),
]


@pytest.mark.parametrize("sentence, construct, head", HEADS)
def test_where_the_counted_noun_stands(sentence: str, construct: str, head: str) -> None:
    [(_, m)] = found(sentence)
    assert (m.construct, tokenize(sentence)[m.head].text) == (construct, head)


def test_a_count_that_rose_is_no_range() -> None:
    assert [m.quantity.low for _, m in found("ارتفع عدد القتلى من 3 إلى 5")] == [3, 5]


def test_total_and_parts() -> None:
    rows = found("مقتل 9 مدنيين بينهم 3 أطفال وامرأتان وإصابة عشرات آخرين")
    assert [(m.quantity.low, m.quantity.high) for _, m in rows] == [(9, 9), (3, 3), (20, 99)]


BOUNDS = [
    ("40 شخصا على الأقل", 2, "ge"),
    ("25 مقاتلاً من المعارضة السورية على الأقل", 2, "ge"),
    ("40 شخصا على الأكثر", 2, "le"),
    ("40 شخصا تقريباً", 2, "about"),
    ("40 شخصا فأكثر", 2, "ge"),
    ("40 شخصا وإصابة 3 على الأقل", 2, None),
    ("40 شخصا، على الأقل", 2, None),
    ("40 شخصا", 2, None),
]


@pytest.mark.parametrize("sentence, k, comparator", BOUNDS)
def test_postfix_bound(sentence: str, k: int, comparator: str | None) -> None:
    tokens = tokenize(sentence)
    assert postfix_bound(tokens, k, len(tokens)) == comparator


@pytest.mark.parametrize(
    "comparator, low, high",
    [
        ("eq", 9, 9),
        ("gt", 10, None),
        ("ge", 9, None),
        ("lt", None, 8),
        ("le", None, 9),
        ("about", 9, 9),
        ("most", 5, 8),
    ],
)
def test_the_table_of_comparators(comparator: str, low: int | None, high: int | None) -> None:
    q = apply(comparator, 9)
    assert (q.low, q.high) == (low, high)


@pytest.mark.parametrize(
    "digits, value",
    [("1,500", 1500), ("1.500.000", 1_500_000), ("6.5", 6.5), ("12", 12), ("1٬500", 1500), ("6٫5", 6.5)],
)
def test_digits(digits: str, value: float) -> None:
    assert digits_value(digits) == value
