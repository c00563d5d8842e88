"""Chains of sources: who tells which happening; the incidents are invented."""

from __future__ import annotations

import pytest

from isnad.mentions.annotate import annotate
from isnad.read.reader import default_reader
from isnad.read.voices import Voice, VoiceFinder


def voices(text: str, outlet: str | None = None) -> list[list[Voice]]:
    reader = default_reader()
    sentences = annotate(text, reader.lexicon)
    finder = VoiceFinder(text, reader.lexicon, outlet)
    finder.speakers.whole = finder.whole_report(sentences)
    return [finder.find(s) for s in sentences]


def chain_at(text: str, word: str, outlet: str | None = None) -> list[str]:
    """The chain that tells the first token that begins with a word."""
    reader = default_reader()
    sentences = annotate(text, reader.lexicon)
    at = text.index(word)
    for s, vs in zip(sentences, voices(text, outlet), strict=True):
        for k in range(s.i, s.j):
            if s.tokens[k].start <= at < s.tokens[k].end:
                v = next((v for v in reversed(vs) if v.i <= k < v.j), None)
                return [x.text for x in v.chain] if v is not None else []
    raise AssertionError(word)


# text, a word of the happening, the chain, note
CASES = [
    ("قال مصدر طبي إن غارة أصابت سوق البلدة", "غارة", ["مصدر طبي"], "verb, source, clause"),
    ("شهود عيان قالوا إن غارة أصابت السوق", "غارة", ["شهود عيان"], "source first"),
    ("لكن الناطق باسم الجيش نفى وقوع الغارة", "الغارة", ["الناطق باسم الجيش"], "behind لكن"),
    ("مراقبون، أكدوا أن غارة أصابت السوق", "غارة", ["مراقبون"], "a comma between source and verb"),
    ("قال مصدر أمني، رفض الكشف عن اسمه، إن عبوة انفجرت", "عبوة", ["مصدر أمني"], "an aside of anonymity"),
    ("أصابت غارة سوق البلدة، بحسب مصدر طبي", "غارة", ["مصدر طبي"], "named behind"),
    ("وفقاً لمصادر محلية، أصابت غارة سوق البلدة", "غارة", ["مصادر محلية"], "named first"),
    ("أصابت غارة السوق، حسبما أفاد مصدر طبي، ليرتفع عدد الغارات إلى تسع", "الغارات", ["مصدر طبي"], "ل goes on"),
    ("أصابت غارة السوق، وفق ما جاء على موقع عنب بلدي", "غارة", ["موقع عنب بلدي"], "جاء على"),
    ("نقلت وكالة رويترز عن مصدر طبي أن غارة أصابت السوق", "غارة", ["وكالة رويترز", "مصدر طبي"], "two links"),
    (
        "نقلت وكالة رويترز عن قناة الجزيرة عن طبيب في البلدة أن غارة أصابت السوق",
        "غارة",
        ["وكالة رويترز", "قناة الجزيرة", "طبيب في البلدة"],
        "each عن goes further in",
    ),
    (
        "ذكرت وكالة رويترز، نقلاً عن قناة الجزيرة، أن شهود عيان أكدوا أن غارة أصابت السوق",
        "غارة",
        ["وكالة رويترز", "قناة الجزيرة", "شهود عيان"],
        "a teller inside of what is told",
    ),
    ("قال مصدر طبي لوكالة رويترز إن غارة أصابت السوق", "غارة", ["وكالة رويترز", "مصدر طبي"], "the medium told to"),
    (
        "أفادت مصادر، بحسب قناة الجزيرة، بأن غارة أصابت السوق",
        "غارة",
        ["قناة الجزيرة", "مصادر"],
        "بحسب before the clause",
    ),
    ("أظهرت مقاطع فيديو نشرها ناشطون آثار غارة على السوق", "غارة", ["مقاطع فيديو", "ناشطون"], "who showed it"),
    ("المرصد السوري: غارة تصيب سوق البلدة", "غارة", ["المرصد السوري"], "a label"),
    ("عاجل | مصدر في الشرطة: انفجار عبوة قرب السوق", "انفجار", ["مصدر في الشرطة"], "a label behind the outlet's own"),
    ("محافظة حلب: أصابت غارة سوق البلدة", "غارة", [], "a place is no label"),
    ("أفاد مراسلنا بأن غارة أصابت السوق", "غارة", [], "the own correspondent"),
    ("سقط قتلى بينهم أطفال في غارة على السوق", "غارة", [], "بينهم is no بيّن"),
    ("جددت مدفعية الجيش قصفها على البلدة", "قصفها", [], "جدد قصفه tells nothing"),
    ("نقل الجرحى إلى مستشفى المدينة بعد غارة", "غارة", [], "نقل without عن is transport"),
    ("لم يعلن الجيش عن غارة على السوق", "غارة", [], "a telling denied"),
    ("أدان وزير الخارجية الغارة على السوق", "الغارة", [], "condemnation: background of the outlet"),
]


@pytest.mark.parametrize(("text", "word", "chain", "note"), CASES)
def test_the_chain_of_a_happening(text: str, word: str, chain: list[str], note: str) -> None:
    assert chain_at(text, word) == chain, note


# text of some sentences, a word of the happening, the chain, note
BETWEEN = [
    ("قال مصدر طبي إن غارة وقعت. وأضاف أن قذيفة سقطت.", "قذيفة", ["مصدر طبي"], "وأضاف goes on"),
    ("قال مصدر طبي إن غارة وقعت. وسقطت قذيفة قرب السوق.", "قذيفة", [], "a sentence of its own is the outlet's"),
    ("قال مصدر طبي إن غارة وقعت. كما تم قصف السوق.", "قصف", ["مصدر طبي"], "كما تم goes on"),
    (
        "أعلن المتحدث منصور القحطاني وقوع هجوم. وقال القحطاني إن قذيفة سقطت.",
        "قذيفة",
        ["المتحدث منصور القحطاني"],
        "last name",
    ),
    (
        "نقلت وكالة رويترز عن مصدر طبي أن غارة وقعت. وقالت الوكالة إن قذيفة سقطت.",
        "قذيفة",
        ["وكالة رويترز"],
        "back to one link",
    ),
    (
        "نقلت وكالة رويترز عن مصدر طبي أن غارة وقعت. وقال المصدر إن قذيفة سقطت.",
        "قذيفة",
        ["وكالة رويترز", "مصدر طبي"],
        "to the last",
    ),
    ("ذكرت مصادر محلية أن غارة وقعت. وذكرت مصادر أخرى أن قذيفة سقطت.", "قذيفة", ["مصادر"], "others are not the same"),
    ('قال مصدر طبي: "وقعت غارة على السوق. ثم سقطت قذيفة قرب المشفى".', "قذيفة", ["مصدر طبي"], "an open quotation"),
    ("أحصى مركز التوثيق عدة هجمات، منها:\n• كمين على الطريق.\n• قذيفة على حاجز.", "قذيفة", ["مركز التوثيق"], "a list"),
    ("دعا وزير الصحة إلى هدنة، مؤكداً أن غارة أصابت المشفى.", "غارة", ["وزير الصحة"], "who asks speaks on"),
    (
        "أفاد الناطق بوقوع غارة. من جانبه نفى قائد الشرطة سقوط قذيفة.",
        "قذيفة",
        ["قائد الشرطة"],
        "من جانبه turns to another",
    ),
]


@pytest.mark.parametrize(("text", "word", "chain", "note"), BETWEEN)
def test_how_far_a_speaker_reaches(text: str, word: str, chain: list[str], note: str) -> None:
    assert chain_at(text, word) == chain, note


@pytest.mark.parametrize(
    ("text", "outlet", "chain", "note"),
    [
        ("واس- صنعاء: أصابت غارة سوق البلدة", "sabq", ["واس"], "a dateline"),
        ("واس- صنعاء: أصابت غارة سوق البلدة", "was", [], "the outlet's own dateline"),
        ("أصابت غارة سوق البلدة.\nالمصدر: وكالة رويترز", None, ["وكالة رويترز"], "at the foot"),
        ("الصورة: وكالة رويترز\nأصابت غارة سوق البلدة.", None, [], "a photo's credit"),
        ("بيان لقوى الأمن الداخلي\nأصابت غارة سوق البلدة.", None, ["قوى الأمن الداخلي"], "a statement"),
    ],
)
def test_a_source_of_the_whole_report(text: str, outlet: str | None, chain: list[str], note: str) -> None:
    reader = default_reader()
    finder = VoiceFinder(text, reader.lexicon, outlet)
    assert [x.text for x in finder.whole_report(annotate(text, reader.lexicon))] == chain, note


@pytest.mark.parametrize("outlet", ["North Press Agency", "NPA", "نورث برس"])
def test_the_outlet_is_no_source_of_itself(outlet: str) -> None:
    assert chain_at("قالت مصادر لنورث برس إن غارة أصابت السوق", "غارة", outlet) == ["مصادر"]
