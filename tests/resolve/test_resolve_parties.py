"""From words to a side: by name, by what was called so before, by country, by whom they are allied with."""

from __future__ import annotations

import pytest

from isnad.mentions.annotate import annotate
from isnad.mentions.parties import find_parties
from isnad.read.reader import default_reader
from isnad.resolve.parties import PartyContext, resolve_party, stem

# the words, country, what was named before (words, id), the id, note
CASES = [
    ("التنظيم", "YE", [(["تنظيم", "القاعدة"], "aqap"), (["قوات"], "stc")], "aqap", "the last called an organisation"),
    ("الاحتلال", "SY", [(["الاحتلال", "التركي"], "tur.mil")], "tur.mil", "the occupier told before"),
    ("الاحتلال", "PS", [], "isr.mil", "the occupier where none was told"),
    ("جيش الاحتلال", "SY", [(["الاحتلال", "التركي"], "tur.mil")], "tur.mil", "the occupier's army"),
    ("الثوار", "YE", [], "yem.resistance", "by country"),
    ("الشرطة", "TR", [], "tur.police", "by country"),
    ("قوات الطوارئ الخاصة", "SA", [], "police.generic", "special police"),
    ("القوات", "SY", [(["قوات", "النظام"], "syr.mil"), (["تنظيم"], "is")], "syr.mil", "the last called forces"),
    ("الفصائل الموالية لتركيا", "SY", [], "sna", "allies of a country"),
    ("فصائل المعارضة الموالية لها", "SY", [(["القوات", "التركية"], "tur.mil")], "sna", "allies of the side before"),
    ("الميليشيات الموالية لإيران", "SY", [], "irn.militia", "allies of a country"),
    ("القوات الموالية لحكومة الوفاق", "LY", [], "lby.gna", "loyal to a government of the country"),
    ("القوات الموالية للحكومة", "YE", [], "yem.gov", "loyal to the government"),
    ("المسلحون الموالون لرياك مشار", "SS", [], "splm.io", "loyal to the leader of a side"),
    ("قوات المعارضة التشادية", "TD", [], None, "the opposition of a nation"),
    ("المعارضة الإثيوبية المسلحة", "ET", [], None, "the armed opposition of a nation"),
    ("قوات المعارضة", "SS", [], "splm.io", "the opposition's forces by country"),
    ("قوات حفظ السلام", "SD", [], "un", "peacekeepers"),
    ("قوات حفظ السلام", "LB", [], "unifil", "peacekeepers by country"),
    ("قوة عسكرية تابعة له", "SY", [(["الاحتلال", "الإسرائيلي"], "isr.mil")], "isr.mil", "of the side before"),
    ("عناصر الأمن التابعين للحكومة السورية", "SY", [], "syr.security", "an arm of the government told"),
    ("فرع الأمن السياسي التابع للنظام السوري", "SY", [], "syr.polsec", "a branch of the government told"),
    ("قوات الجيش الموالي للشرعية", "YE", [], "yem.mil", "the army of those in office"),
    ("عناصر الجيش الوطني", "SY", [], "sna", "men of an army that is no state's"),
    ("قوات الجيش الوطني", "YE", [], "yem.mil", "the same name elsewhere"),
    ("عناصر الجيش الحر", "SY", [], "sna", "rebels with a word of men before"),
    ("جنود الجيش الوطني الليبي", "LY", [], "lby.lna", "an army by its whole name"),
    ("عناصر الجيش التركي", "SY", [], "tur.mil", "an army by its nation"),
    ("التنظيم", "IQ", [], "is", "by country"),
    ("الطيران الروسي", "SY", [], "rus.airforce", "nationality, in the air"),
]


@pytest.mark.parametrize(
    ("text", "country", "before", "expected", "note"), CASES, ids=[f"{c[0]}: {c[4]}" for c in CASES]
)
def test_resolve(text: str, country: str, before: list[tuple[list[str], str]], expected: str | None, note: str) -> None:
    lexicon = default_reader().lexicon
    ctx = PartyContext(lexicon, country, "2021-05-10")
    for names, actor_id in before:
        ctx.remember(actor_id, [stem(n) for n in names])
    (s,) = annotate(text, lexicon)
    np = next(iter(find_parties(s).values()))
    assert resolve_party(np, ctx)[0] == expected, note


def test_a_nationality_in_the_air_is_its_air_force() -> None:
    lexicon = default_reader().lexicon
    (s,) = annotate("غارات روسية", lexicon)
    np = next(np for np in find_parties(s).values() if np.kind == "nat")
    assert resolve_party(np, PartyContext(lexicon, "SY", aloft=True))[0] == "rus.airforce"
    assert resolve_party(np, PartyContext(lexicon, "SY"))[0] == "rus.mil"


@pytest.mark.parametrize(
    ("text", "country", "day", "expected"),
    [
        ("قوات الجيش", "ML", "2019-11-05", "mli.mil"),
        ("الحكومة", "LY", "2019-06-15", "lby.gna"),
        ("الحكومة", "LY", "2022-06-15", "lby.gnu"),
        ("المتمردين", "SD", "2004-08-12", None),
        ("المتمردين", "SD", "2023-08-12", "rsf"),
        ("قوات النظام", "LY", "2011-07-20", "lby.qaddafi"),
    ],
)
def test_a_generic_name_by_country_and_day(text: str, country: str, day: str, expected: str | None) -> None:
    lexicon = default_reader().lexicon
    (s,) = annotate(text, lexicon)
    np = next(iter(find_parties(s).values()))
    assert resolve_party(np, PartyContext(lexicon, country, day))[0] == expected


@pytest.mark.parametrize(("word", "expected"), [("والتنظيم", "تنظيم"), ("للمليشيا", "ميليشيا"), ("بالقوات", "قوات")])
def test_stem(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("قوات النظام البائد", "syr.mil"), ("قوات النظام", "syr.new.mil"), ("جيش نظام الأسد الساقط", "syr.mil")],
)
def test_a_fallen_side_has_no_heir(text: str, expected: str) -> None:
    lexicon = default_reader().lexicon
    (s,) = annotate(text, lexicon)
    np = next(iter(find_parties(s).values()))
    assert resolve_party(np, PartyContext(lexicon, "SY", "2025-05-10"))[0] == expected
