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
    ("نعت الحركة قائدها الذي قُتل بغارة على السوق", "غارة", [], "condolence too"),
    ("وصف المفتي الغارة على السوق بالعمل الجبان", "الغارة", [], "what it is called"),
    # who tells: names and offices
    (
        "وقال سامي حداد، المتحدث باسم قوى الأمن، إن غارة أصابت السوق",
        "غارة",
        ["سامي حداد، المتحدث باسم قوى الأمن"],
        "a name with its office",
    ),
    ("وأفاد سامي حداد، وهو أحد أقارب المصاب، بأن غارة أصابت السوق", "غارة", ["سامي حداد، وهو أحد أقارب المصاب"], "وهو"),
    (
        "أفاد سامي حداد المسؤول في السلطة المحلية أن غارة أصابت السوق",
        "غارة",
        ["سامي حداد المسؤول في السلطة المحلية"],
        "المسؤول of him",
    ),
    (
        "قال مسؤول تابع للحكومة المؤقتة لوكالة رويترز إن غارة أصابت السوق",
        "غارة",
        ["وكالة رويترز", "مسؤول تابع للحكومة المؤقتة"],
        "whose official he is",
    ),
    ("وأكد لنا أحد الشهود أن غارة أصابت السوق", "غارة", ["أحد الشهود"], "لنا is no name"),
    ("قال شاهد إن غارة أصابت السوق", "غارة", ["شاهد"], "a witness, not a label"),
    ("وقال شاهد عيان يدعى سامي حداد لرويترز إن غارة وقعت", "غارة", ["رويترز", "شاهد عيان يدعى سامي حداد"], "يدعى"),
    ("وقال عبد الله حداد، ناشط من البلدة، إن غارة وقعت", "غارة", ["عبد الله حداد، ناشط"], "عبد الله is one name"),
    ("اشتبكت وحدات مع الجيش. وأعلنت هذه الوحدات أن غارة وقعت", "غارة", ["الوحدات"], "a demonstrative"),
    ("وأكد المصابون أن غارة أصابت السوق", "غارة", ["المصابون"], "the hurt tell"),
    ("وسبق لوسائل إعلام أن تحدثت عن غارة على السوق", "غارة", ["وسائل إعلام"], "سبق ل"),
    ("وإلى حلب، ذكر شهود أن غارة أصابت السوق", "غارة", ["شهود"], "and to, not the governor"),
    # the medium told to
    ("قال وزير الدفاع في مقابلة مع قناة العربية إن غارة أصابت السوق", "غارة", ["قناة العربية", "وزير الدفاع"], "مع"),
    ("أكد وزير الدفاع خلال حديثه إلى قناة العربية أن غارة وقعت", "غارة", ["قناة العربية", "وزير الدفاع"], "إلى"),
    ("قال وزير الدفاع في تصريحات نقلتها وكالة رويترز إن غارة وقعت", "غارة", ["وكالة رويترز", "وزير الدفاع"], "نقلتها"),
    (
        "وفي تصريح لوكالة رويترز، أكد وزير الدفاع أن غارة وقعت",
        "غارة",
        ["وكالة رويترز", "وزير الدفاع"],
        "before the verb",
    ),
    ("زعمت الجماعة، عبر قناة تابعة لها، أن غارة وقعت", "غارة", ["قناة تابعة لها", "الجماعة"], "over a channel"),
    (
        "قال وزير الدفاع في بيان تلقت رويترز نسخة منه إن غارة وقعت",
        "غارة",
        ["وزير الدفاع"],
        "who got a copy tells nothing",
    ),
    ("قال وزير الدفاع للصحفيين إن غارة أصابت السوق", "غارة", ["وزير الدفاع"], "the press at large is no link"),
    # passed on
    ("علمت «عنب بلدي» من مصادر محلية أن غارة وقعت", "غارة", ["عنب بلدي", "مصادر محلية"], "علمت من"),
    ("حصلت شبكة شام على معلومات من شهود تفيد بأن غارة وقعت", "غارة", ["شبكة شام", "شهود"], "حصلت على معلومات من"),
    (
        "نقلت وكالة رويترز تصريحات لوزير الدفاع قال فيها إن غارة وقعت",
        "غارة",
        ["وكالة رويترز", "وزير الدفاع"],
        "تصريحات ل",
    ),
    (
        "نقلت وكالة رويترز، التي تعمل في البلدة، عن شهود أن غارة وقعت",
        "غارة",
        ["وكالة رويترز", "شهود"],
        "a clause between",
    ),
    ("رويترز عن مصدر عسكري: غارة على السوق", "غارة", ["رويترز", "مصدر عسكري"], "in a label"),
    ("عاجل الجزيرة | مصدر طبي: غارة على السوق", "غارة", ["الجزيرة", "مصدر طبي"], "a label within a label"),
    # according to
    ("أصابت غارة السوق، حسب تأكيد وسائل إعلام محلية", "غارة", ["وسائل إعلام محلية"], "a noun of telling between"),
    ("أصابت غارة السوق، وفق حصيلة أوردتها وكالة رويترز", "غارة", ["وكالة رويترز"], "who gathered it"),
    ("وفق معلومات حصلت عليها رويترز من شهود، أصابت غارة السوق", "غارة", ["رويترز", "شهود"], "and who gave it"),
    ("وفق صور نشرها ناشطون، أصابت غارة السوق", "غارة", ["صور", "ناشطون"], "pictures and who spread them"),
    # accusations
    (
        "اتهمت وزارة الدفاع فصائل المعارضة بغارة على السوق",
        "بغارة",
        ["وزارة الدفاع"],
        "the accused is no part of the name",
    ),
    ("جاء ذلك بعد اتهام مسؤول تركي المجموعة بالغارة", "بالغارة", ["مسؤول تركي"], "an accusation as a noun"),
    ("حمّلتها السلطة المحلية مسؤولية الغارة على السوق", "الغارة", ["السلطة المحلية"], "the blamed as a pronoun"),
    ("غارة على السوق نُسبت إلى تنظيم داعش", "غارة", [], "whom it is ascribed to does not tell it"),
    # no telling
    ("نشرت الدولة مقاتلات بعد غارة على السوق", "غارة", [], "forces sent, not news"),
    ("بُنيت القاعدة إبان الحرب قبل غارة على السوق", "غارة", [], "إبان is no verb"),
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
    ("قال مصدر طبي إن غارة وقعت. وقال، في تصريح له أمس: إن قذيفة سقطت.", "قذيفة", ["مصدر طبي"], "an occasion between"),
    ("قال مصدر طبي إن غارة وقعت. كما أفاد بسقوط قذيفة.", "قذيفة", ["مصدر طبي"], "كما with a happening"),
    (
        "قال مصدر طبي إن غارة وقعت. وقال لوكالة رويترز إن قذيفة سقطت.",
        "قذيفة",
        ["وكالة رويترز", "مصدر طبي"],
        "the last speaker, to a medium",
    ),
    ("قال مصدر طبي إن غارة وقعت. ووفقاً له فإن قذيفة سقطت.", "قذيفة", ["مصدر طبي"], "وفقاً له"),
    ("أعلنت قوى الأمن وقوع غارة. وسقطت قذيفة، وفقاً لبيان قوى الأمن.", "قذيفة", ["قوى الأمن"], "a statement of theirs"),
    (
        "دعا وزير الصحة سامي حداد إلى هدنة. وأكد الوزير أن قذيفة سقطت.",
        "قذيفة",
        ["وزير الصحة سامي حداد"],
        "the office alone",
    ),
    (
        "دعا وزير الصحة سامي حداد مفوض الأمم المتحدة إلى هدنة. وأكد أن قذيفة سقطت.",
        "قذيفة",
        ["وزير الصحة سامي حداد"],
        "whom he asks is no part of his name",
    ),
    (
        "ذكرت قناة الجزيرة أن غارة وقعت. وقال أحد السكان، لم تذكر اسمه، إن قذيفة سقطت.",
        "قذيفة",
        ["قناة الجزيرة", "أحد السكان"],
        "not named by whom",
    ),
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


def test_a_medium_named_last_passed_on_what_was_said_before() -> None:
    text = "أكد المحامي العام أن عبوة انفجرت. وأوضح المحامي العام أن قذيفة سقطت، وفق ما نقلت قناة الجزيرة."
    spoken = [[x.text for x in v.chain] for vs in voices(text) for v in vs]
    assert spoken == [["قناة الجزيرة", "المحامي العام"]] * 2


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("أصابت غارة سوق البلدة. (رويترز)", ["رويترز"]),
        ("أصابت غارة سوق البلدة (شمال المدينة)", []),
    ],
)
def test_a_medium_in_brackets_at_the_end(text: str, chain: list[str]) -> None:
    reader = default_reader()
    finder = VoiceFinder(text, reader.lexicon, None)
    assert [x.text for x in finder.whole_report(annotate(text, reader.lexicon))] == chain


def test_a_post_is_its_signer_s() -> None:
    text = "وقعت أحداث أمس.\nغارة على سوق البلدة. #الخوذ_البيضاء pic.twitter.com/abc"
    assert chain_at(text, "غارة") == ["الخوذ_البيضاء"]
