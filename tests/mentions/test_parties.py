"""Where a noun phrase ends, and whom it names."""

from __future__ import annotations

import pytest

from isnad.mentions.annotate import annotate
from isnad.mentions.parties import find_parties
from isnad.read.reader import default_reader

# text, the phrases of it, note
CASES = [
    ("عناصر من تنظيم داعش قرب القرية", ["عناصر من تنظيم داعش"], "the group one is of"),
    ("نقطة عسكرية تابعة لقوات النظام في الريف", ["نقطة عسكرية تابعة لقوات النظام"], "belonging"),
    ("مواقع وأوكار الميليشيات الحوثية", ["مواقع وأوكار الميليشيات الحوثية"], "joined under one owner"),
    ("الفصائل الكردية معسكرات لفيلق الشام", ["الفصائل الكردية", "معسكرات لفيلق الشام"], "two phrases"),
    ("قوات النظام والميليشيات المساندة لها", ["قوات النظام", "والميليشيات المساندة لها"], "joined sides stay two"),
    ("طائرات الاحتلال طواقم الدفاع المدني", ["طائرات الاحتلال", "طواقم الدفاع المدني"], "subject and object"),
    ("مسلحين يُرجّح أنهم من خلايا تنظيم داعش", ["مسلحين يُرجّح أنهم من خلايا تنظيم داعش"], "the likely side"),
    ("دراجة نارية النار على", ["دراجة نارية"], "a definite word does not go on with an indefinite thing"),
    ("عناصر من جماعة أنصار السنّة", ["عناصر من جماعة أنصار السنّة"], "a group by its name"),
    ("قوة عسكرية لـ #قسد في البلدة", ["قوة عسكرية لـ #قسد"], "a ل by itself"),
    ("خالد حميد الراوي وسعيد جاسم العبد", ["خالد حميد الراوي", "وسعيد جاسم العبد"], "names"),
    ("الأراضي اليمنية قرب الحدود", [], "a nationality of an ordinary word"),
    ("قياديان آخران لتنظيم داعش", ["قياديان آخران لتنظيم داعش"], "others of a side"),
    ("مواقع ودوريات الحوثيين", ["مواقع ودوريات الحوثيين"], "things and men of one owner"),
    ("مسجداً في مقر قوات النظام", ["مسجداً في مقر قوات النظام"], "a thing in a side's base"),
    ("نقطة عسكرية لهم قرب القرية", ["نقطة عسكرية لهم"], "of a side named before"),
    ("مستوطنون باحات", ["مستوطنون", "باحات"], "a plural in ـون owns nothing"),
    ("شاب من العراق", ["شاب", "العراق"], "from a country is not of its government"),
    ("مسلحون ينتمون إلى تنظيم داعش قرب القرية", ["مسلحون ينتمون إلى تنظيم داعش"], "they belong to a side"),
    ("استهدفت مسيرات انتحارية مستودع الوقود", ["مسيرات انتحارية", "مستودع الوقود"], "drones that dive, and a depot"),
    ("استهدفت طائرات مستودع الوقود", ["طائرات", "مستودع الوقود"], "aircraft are of no depot"),
    ("فككت القوة سيارة مفخخة", ["القوة", "سيارة مفخخة"], "a car bomb is a thing that may be found"),
    ("آليات الجيش العراقي قرب القرية", ["آليات الجيش العراقي"], "a word that begins with ال without the article"),
    ("الطائرات الحربية والمروحية التابعة للنظام", ["الطائرات الحربية والمروحية التابعة للنظام"], "of two sorts"),
    ("مقاتلات إف-16 تركية أهدافاً", ["مقاتلات إف-16 تركية", "أهدافاً"], "over the make to whose they are"),
    ("طائرات من طراز ميغ 29 للنظام", ["طائرات من طراز ميغ 29 للنظام"], "a make that is an aircraft itself"),
    ("وحدة من الموساد", ["وحدة من الموساد"], "a service is no country"),
    ("قوات أخرى من المقاومة هاجمت", ["قوات أخرى من المقاومة"], "others of a side that is named"),
    ("اشتباك مسلح بين الأهالي", ["الأهالي"], "an armed clash, no gunman"),
    ("اشتباكات بين الأهالي من طرف والشرطة من طرف آخر", ["الأهالي", "والشرطة"], "on the one side"),
    ("غارة على مدينة خان يونس جنوبي القطاع", [], "a first name in a town's"),
    ("الهجمات «الإرهابية» في العاصمة", [], "what an attack is called"),
    ("عملية أمنية محكمة في الناحية", [], "tight, no court"),
    ("اتهم مسؤول محلي قوات الجبهة", ["مسؤول محلي", "قوات الجبهة"], "an adjective ends it"),
    ("طائرات إف-15 الإسرائيلية أهدافاً", ["طائرات إف-15 الإسرائيلية", "أهدافاً"], "a make, and whose with the article"),
]


@pytest.mark.parametrize(("text", "phrases", "note"), CASES, ids=[c[2] for c in CASES])
def test_extent(text: str, phrases: list[str], note: str) -> None:
    (s,) = annotate(text, default_reader().lexicon)
    assert [s.text(text, np.i, np.j) for np in find_parties(s).values()] == phrases, note


def test_allies_are_told_apart_from_owners() -> None:
    text = "ميليشيات الجيش الوطني الموالية لتركيا"
    (s,) = annotate(text, default_reader().lexicon)
    (np,) = find_parties(s).values()
    assert np.patron is not None
    assert all(m.entry.id != "tur" for m in np.owners)


def test_a_base_is_not_the_group_of_that_name() -> None:
    text = "القاعدة التركية في البلدة"
    (s,) = annotate(text, default_reader().lexicon)
    np = next(iter(find_parties(s).values()))
    assert np.kind == "noun"
    assert np.of == "base"
