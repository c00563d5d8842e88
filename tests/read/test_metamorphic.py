"""Change one thing in a sentence and the claim changes in that, and in nothing else; the incidents are invented.

Each sentence has slots. Filled with another place, party, count or day, its claims must be those of the sentence as it
stands with that one value replaced. What says nothing (a sentence of no conflict, vowel signs, tatweel, the style of
quotation marks, the digits' script) must change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from isnad.arabic.script import fold_word
from isnad.model import Claim, Report
from isnad.read.reader import default_reader

PUBLISHED = "2024-05-10"  # a Friday

# What a slot may hold, and what a claim then says; of each list the first is what the sentence has as it stands.
PLACES = {
    "SY": [
        ("بلدة كفر زيتا", "Kafr Zita"),
        ("مدينة البوكمال", "Abu Kamal"),
        ("بلدة السخنة", "Al-Sukhnah"),
        ("مدينة عين العرب", "Kobani"),
    ],
    "IQ": [("قضاء سنجار", "Sinjar"), ("مدينة بعقوبة", "Baqubah"), ("بلدة القائم", "Al-Qaim")],
    "YE": [("مدينة تعز", "Taiz"), ("مديرية حرض", "Harad"), ("مدينة مأرب", "Marib")],
    "SD": [("مدينة الفاشر", "El Fasher"), ("مدينة نيالا", "Nyala"), ("مدينة الأبيض", "El Obeid")],
}
# Feminine and masculine, as the verb before them calls for.
FORCES = [
    ("قوات سوريا الديمقراطية", "sdf"),
    ("القوات التركية", "tur.mil"),
    ("القوات الأمريكية", "usa.mil"),
    ("حركة أحرار الشام", "ahrar"),
]
ARMIES = [
    ("الجيش التركي", "tur.mil"),
    ("الجيش الإسرائيلي", "isr.mil"),
    ("تنظيم داعش", "is"),
    ("الجيش الوطني السوري", "sna"),
]
# How many, of whom; in the genitive, and as the subject of a passive.
OF_CIVILIANS = [
    ("ثلاثة مدنيين", (3, 3, "eq")),
    ("5 مدنيين", (5, 5, "eq")),
    ("12 مدنياً", (12, 12, "eq")),
    ("أحد عشر مدنياً", (11, 11, "eq")),
    ("خمسة وعشرين مدنياً", (25, 25, "eq")),
    ("مدنيين اثنين", (2, 2, "eq")),
    ("أكثر من 30 مدنياً", (31, None, "gt")),
    ("ما لا يقل عن سبعة مدنيين", (7, None, "ge")),
    ("نحو 40 مدنياً", (40, 40, "about")),
    ("عشرات المدنيين", (20, 99, "tens")),
    ("86 مدنياً", (86, 86, "eq")),
]
CIVILIANS = [*((words, n) for words, n in OF_CIVILIANS if "عشرين" not in words and "اثنين" not in words),
             ("مدنيان", (2, 2, "eq")), ("خمسة وعشرون مدنياً", (25, 25, "eq"))]  # fmt: skip
DAYS = [
    ("أمس", ("2024-05-09", "2024-05-09")),
    ("اليوم", ("2024-05-10", "2024-05-10")),
    ("أول أمس", ("2024-05-08", "2024-05-08")),
    ("يوم الثلاثاء", ("2024-05-07", "2024-05-07")),
    ("في 2 أيار", ("2024-05-02", "2024-05-02")),
    ("في الثالث من أيار الجاري", ("2024-05-03", "2024-05-03")),
    ("مساء الخميس", ("2024-05-09", "2024-05-09")),
]
SENTENCES = [
    ("SY", "قصفت {force} بالمدفعية الثقيلة {place} {day}، ما أدى إلى مقتل {of}"),
    ("SY", "شن {army} غارات جوية على {place} {day} أسفرت عن مقتل {of} وإصابة امرأة"),
    ("SY", "قُتل {civilians} {day} بقصف صاروخي شنه {army} على {place}"),
    ("SY", "قال ناشطون إن {force} قصفت {day} سوقاً في {place}، ما تسبب بإصابة {of}"),
    ("SY", "أفاد مصدر طبي في {place} بمقتل {of} {day} جراء قصف {army}"),
    ("SY", "{force} تعتقل {of} في {place} {day}"),
    ("SY", "نفت {force} مسؤوليتها عن قصف {place} {day}"),
    ("SY", "شهدت {place} {day} اشتباكات عنيفة بين {army} ومسلحين مجهولين، قُتل خلالها {civilians}"),
    ("SY", "أصيب {civilians} بانفجار لغم أرضي في {place} {day}، بحسب الدفاع المدني"),
    ("SY", "استهداف {army} منزلاً في {place} {day} يوقع قتلى بينهم {of}"),
    ("SY", "سيطر {army} {day} على {place}"),
    ("SY", "تعرضت {place} {day} لقصف مصدره {force} خلّف خمسة قتلى وأضراراً في المنازل"),
    ("SY", "ذكرت وكالة سدرة أن طائرة مسيّرة تابعة لقوات سوريا الديمقراطية قتلت {day} {of} قرب {place}"),
    ("IQ", "انفجرت عبوة ناسفة {day} في {place} وأدت إلى إصابة {of}، وفق مصدر أمني"),
    ("IQ", "اختطف مسلحون مجهولون {of} من منازلهم في {place} {day}"),
    ("YE", "قُتل {civilians} وأصيب آخرون {day} في قصف للحوثيين على حي سكني في {place}"),
    ("YE", "اتهمت منظمة حقوقية جماعة الحوثي بقتل {of} في {place} {day}"),
    ("SD", "قالت شبكة أطباء إن {civilians} قُتلوا {day} برصاص قوات الدعم السريع في {place}"),
    ("SD", "نزح مئات السكان من {place} {day} بعد هجوم لقوات الدعم السريع أوقع قتلى وجرحى"),
    ("SY", "قصفت قوات النظام بلدة حيش، ما أدى إلى مقتل طفل، فيما اعتقلت {force} {of} في {place}"),
    ("SY", "استهدفت {force} بالصواريخ بلدة حيش صباحاً. وفي حادثة منفصلة، قُتل {civilians} بانفجار لغم في {place}"),
    ("SY", "شهدت {place} {day} قصفاً عنيفاً نفذه {army}. وأدى القصف إلى مقتل {of} وتدمير مدرسة"),
    ("SY", "نقلت وكالة سدرة عن مصدر عسكري قوله إن {army} هاجم نقطة لتنظيم القاعدة في {place} {day}"),
    ("SY", "انسحبت {force} من {place} {day}"),
    ("SY", "أعدم {army} {of} في {place} {day}"),
    ("SY", "أعلنت {force} مسؤوليتها عن تفجير في {place} {day} قُتل فيه {civilians}"),
    ("SY", "مقتل {of} وإصابة عشرة آخرين في غارات {army} على {place} {day}"),
    ("SY", "غارة جوية يرجح أنها تركية تستهدف منزلاً في {place} {day} وتقتل {of}"),
    ("SY", "توفي {civilians} متأثرين بجراح أصيبوا بها {day} إثر قصف {army} على {place}"),
    ("SY", "استُهدفت حافلة مدنية {day} على أطراف {place}، وأدى ذلك إلى إصابة {of}"),
    ("SY", "داهمت {force} منازل في {place} {day} واعتقلت {of}"),
    ("SY", "تظاهر العشرات في {place} {day} احتجاجاً على اعتقال {force} ناشطين"),
    ("SY", "قال شهود إن عناصر من {army} أحرقوا منازل في {place} {day}"),
    ("SY", "سقطت قذائف مدفعية مصدرها {army} {day} على أحياء سكنية في {place} موقعةً قتلى بينهم {of}"),
    ("IQ", "هاجم مسلحون من تنظيم داعش {day} نقطة تفتيش للشرطة في {place} وقتلوا {of}"),
    ("IQ", "مقتل {of} وإصابة اثنين {day} بهجوم انتحاري استهدف سوقاً في {place}"),
    ("YE", "جُرح {civilians} {day} جراء سقوط قذيفة أطلقتها جماعة الحوثي على {place}"),
    ("YE", "شن طيران التحالف العربي {day} سلسلة غارات على مواقع الحوثيين في {place}، بحسب سكان محليين"),
    ("SD", "سقط {civilians} بين قتيل وجريح {day} في قصف مدفعي لقوات الدعم السريع على سوق في {place}"),
]  # fmt: skip
FILLINGS: dict[str, list[tuple[str, Any]]] = {
    "force": FORCES, "army": ARMIES, "of": OF_CIVILIANS, "civilians": CIVILIANS, "day": DAYS,
}  # fmt: skip


def fillings(country: str, slot: str) -> list[tuple[str, Any]]:
    return PLACES[country] if slot == "place" else FILLINGS[slot]


def slots(sentence: str) -> list[str]:
    return re.findall(r"{(\w+)}", sentence)


def filled(country: str, sentence: str, **other: str) -> str:
    words = {slot: fillings(country, slot)[0][0] for slot in slots(sentence)}
    return sentence.format(**(words | other)) + "."


def read(text: str) -> list[dict[str, Any]]:
    """The claims of a text as what they say, without where it stands."""
    return [said(c) for c in default_reader().read(Report("r", text, PUBLISHED)).claims]


def plain(text: str) -> str:
    return " ".join(fold_word(w.strip(".،؛")) for w in text.split())


def said(c: Claim) -> dict[str, Any]:
    return {
        "event": (c.event, c.type, c.scope, c.stance, c.stance_on, c.claimed),
        "actors": [p.id or plain(p.text) for p in c.actors],
        "targets": [p.id or "" for p in c.targets],
        "places": [p.name for p in c.places],
        "when": (c.when.start, c.when.end),
        "figures": [(f.kind, f.of, (f.low, f.high, f.comparator), f.part_of) for f in c.figures],
        "sources": [plain(s.text) for s in c.sources],
    }


def replaced(value: Any, old: Any, new: Any) -> Any:
    """A value with `old` replaced by `new` wherever it stands in it."""
    if value == old:
        return new
    if isinstance(value, dict):
        return {k: replaced(v, old, new) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(replaced(v, old, new) for v in value)
    return value


each_sentence = pytest.mark.parametrize("country, sentence", SENTENCES, ids=map(str, range(len(SENTENCES))))


def changes() -> Iterator[Any]:
    for number, (country, sentence) in enumerate(SENTENCES):
        for slot in slots(sentence):
            for n in range(1, len(fillings(country, slot))):
                yield pytest.param(country, sentence, slot, n, id=f"{number}-{slot}-{n}")


@pytest.mark.parametrize("country, sentence, slot, n", list(changes()))
def test_one_change_changes_one_value(country: str, sentence: str, slot: str, n: int) -> None:
    (old_words, old), (words, new) = fillings(country, slot)[0], fillings(country, slot)[n]
    expected = replaced(read(filled(country, sentence)), old, new)
    for claim in expected:  # a source is told by its words
        claim["sources"] = [source.replace(plain(old_words), plain(words)) for source in claim["sources"]]
    assert read(filled(country, sentence, **{slot: words})) == expected


@each_sentence
def test_what_a_sentence_holds_is_said(country: str, sentence: str) -> None:
    """So that the changes are seen: each slot's value stands in a claim."""
    claims = read(filled(country, sentence))
    for slot in slots(sentence):
        value = fillings(country, slot)[0][1]
        assert replaced(claims, value, None) != claims, slot


NO_CONFLICT = (
    "وتشتهر المنطقة بزراعة الزيتون والفستق.",
    "ويتوقع خبراء الأرصاد انخفاضاً في درجات الحرارة وهطول أمطار متفرقة.",
    "وتضم المكتبة آلاف الكتب في الأدب والتاريخ.",
)


@each_sentence
@pytest.mark.parametrize("other", NO_CONFLICT)
def test_a_sentence_of_no_conflict_behind_it(country: str, sentence: str, other: str) -> None:
    text = filled(country, sentence)
    assert read(f"{text} {other}") == read(text)


@each_sentence
def test_a_sentence_of_no_conflict_before_it(country: str, sentence: str) -> None:
    if sentence.startswith("نزح"):
        pytest.xfail("told first, a flight of hundreds is one; told later, the fitted weights make it a sum")
    text = filled(country, sentence)
    assert read(f"اختتمت دورة تعليم الخط العربي بتوزيع الشهادات. {text}") == read(text)


SUN = "تثدذرزسشصضطظلن"  # the letters that take the l of the article
PARTICLES = {"في": "فِي", "من": "مِن", "على": "عَلى", "إن": "إنّ", "أن": "أنّ"}  # in, of, on, that, that
JOINED = "بتثجحخسشصضطظعغفقكلمنهي"  # letters that join the next one, so that a tatweel may follow


def vocalised(text: str) -> str:
    """The text with signs that are right whatever the word: doubled sun letters, a before ة, particles."""
    text = re.sub(f"\\bال([{SUN}])(?!ّ)", "ال\\1ّ", text)
    text = re.sub("(?<=[بتجحدرسعفقكلمنهيش])ة", "َة", text)
    return re.sub(r"\b(\w+)\b", lambda m: PARTICLES.get(m[1], m[1]), text)


def stretched(text: str) -> str:
    """The text with a tatweel in the middle of each long word that has room for one."""
    return re.sub(f"(\\b[^\\W\\d]{{2,}}[{JOINED}])(?=[^\\W\\d]{{2}})", "\\1ـ", text)


def in_arabic_digits(text: str) -> str:
    return text.translate(str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬"))


@pytest.mark.parametrize("way", [vocalised, stretched])
@each_sentence
def test_how_it_is_written_changes_nothing(country: str, sentence: str, way: Callable[[str], str]) -> None:
    text = filled(country, sentence)
    assert way(text) != text
    assert read(way(text)) == read(text)


@pytest.mark.parametrize("count", ["5 مدنيين", "12 مدنياً", "أكثر من 30 مدنياً", "1,250 مدنياً"])
@pytest.mark.parametrize("country, sentence", [s for s in SENTENCES if "{of}" in s[1]])
def test_the_script_of_digits_changes_nothing(country: str, sentence: str, count: str) -> None:
    text = filled(country, sentence, of=count, day="في 2 أيار")
    assert read(in_arabic_digits(text)) == read(text)


@pytest.mark.parametrize("marks", ["“{}”", "«{}»", "”{}“", "„{}“", "''{}''"])
@pytest.mark.parametrize(
    "sentence",
    [
        'قال المتحدث باسم الشرطة العراقية: "قُتل ثلاثة مدنيين في قصف على مدينة بعقوبة أمس".',
        'قصف الجيش التركي مواقع تنظيم "داعش" في بلدة السخنة أمس.',
        'وقال ناشط محلي إن "القوات التركية اعتقلت شابين في مدينة عفرين أمس"، مضيفاً أن أحدهما أُفرج عنه.',
    ],
)
def test_the_style_of_quotation_marks_changes_nothing(sentence: str, marks: str) -> None:
    other = re.sub('"([^"]*)"', lambda m: marks.format(m[1]), sentence)
    assert other != sentence
    assert read(other) == read(sentence)
