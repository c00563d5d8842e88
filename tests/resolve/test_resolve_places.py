"""Which entry a place means, and which of a claim's places are kept, in reports of ours."""

import pytest

from isnad.gazetteer.load import load_gazetteer
from isnad.lexicon.load import load_lexicon
from isnad.mentions.annotate import annotate
from isnad.mentions.places import PlaceMention, find_places, mark_places
from isnad.resolve.places import PlaceContext, distance_km, guess, most_exact, resolve_places

LEXICON, GAZETTEER = load_lexicon(), load_gazetteer()


def resolved(text: str, home: str = "") -> list[PlaceMention]:
    sentences = annotate(text, LEXICON)
    for s in sentences:
        mark_places(s, GAZETTEER)
    mentions = [p for s in sentences for p in find_places(s)]
    resolve_places(mentions, GAZETTEER, PlaceContext(home=home))
    return mentions


# text, (name, admin1) of the places kept, why
KEPT: list[tuple[str, list[tuple[str | None, str | None]], str]] = [
    ("قصف على إدلب\nقُصفت بلدة كنصفرة بالمدفعية", [("Kansafra", "Idlib")], "a governorate in the headline"),
    ("قصف على شمال غربي سوريا\nقُصفت بلدة كنصفرة بالمدفعية", [("Kansafra", "Idlib")], "a region of a country"),
    ("قُصفت قريتا الفطيرة وسفوهن في جبل الزاوية", [("Al-Fatira", "Idlib"), ("Safuhin", "Idlib")], "two villages"),
    ("اشتباكات في الفلوجة وفي الموصل", [("Fallujah", "Anbar"), ("Mosul", "Nineveh")], "two towns of two governorates"),
    ("اشتباكات في شمال البلاد وانفجار في بغداد", [("Baghdad", "Baghdad")], "a town in the report's country"),
    (
        "انفجار في قضاء سنجار وفي محافظة دهوك",
        [("Sinjar", "Nineveh"), ("Duhok", "Duhok")],
        "a district and another governorate",
    ),
    ("انفجار في قم، وقال مصدر في إيران", [("Qom", "Qom")], "a city called like a word, its country named"),
    ("انفجار في بغداد، وشريك في قم", [("Baghdad", "Baghdad")], "the word, in no country of the report"),
    ("قُتل شاب في حي الوعر بمدينة حمص", [("Al-Waer", "Homs")], "a quarter and its city"),
    ("اشتباكات على جبل العروس الاستراتيجي في تعز", [("Jabal al Arus", "Taiz")], "a mountain in its governorate"),
    ("قصف الجيش الخرطوم بالمدفعية", [("Khartoum", "Khartoum")], "a capital as what was struck"),
    ("غارات على مدن يمنية عدة بينها صنعاء وصعدة", [("Sanaa", "Amanat al-Asimah"), ("Saada", "Saada")], "towns of many"),
    (
        "انفجرت عبوة في رفح ثم في الشيخ زويد",
        [("Egyptian Rafah", "North Sinai"), ("Sheikh Zuweid", "North Sinai")],
        "a town divided",
    ),
    ("انفجرت عبوة في رفح ثم في خان يونس", [("Rafah", "Gaza Strip"), ("Khan Yunis", "Gaza Strip")], "its other half"),
    ("قُصفت مدينة الأتارب غرب حلب ثم قُصفت المدينة", [("Atarib", "Aleppo")], "the town named before"),
    (
        "هجوم في المنطقة الشرقية. وانفجار في صنعاء، وآخر في ذمار",
        [("Sanaa", "Amanat al-Asimah"), ("Dhamar", "Dhamar")],
        "a part of a country that the report does not name",
    ),
    ("غارة على الضاحية الجنوبية في بيروت", [("Dahieh", "Mount Lebanon")], "a suburb in another governorate"),
]


@pytest.mark.parametrize("text, expected, note", KEPT, ids=[k[-1] for k in KEPT])
def test_the_most_exact_places_are_kept(text: str, expected: list[tuple[str | None, str | None]], note: str) -> None:
    kept = [guess(p, "x", None) for p in most_exact(resolved(text))]
    assert [((g.name or "").replace("Atareb", "Atarib"), g.admin1) for g in kept] == expected


def test_a_distance_moves_the_point() -> None:
    [near] = resolved("انفجر لغم على بعد 20 كم شمال مدينة الحسكة")
    [town] = resolved("انفجر لغم في مدينة الحسكة")
    a, b = guess(near, "x", None), guess(town, "x", None)
    assert a.lat is not None
    assert a.lon is not None
    assert b.lat is not None
    assert b.lon is not None
    assert a.lat > b.lat
    assert distance_km(a.lat, a.lon, b.lat, b.lon) == pytest.approx(20, abs=0.5)


def test_a_road_lies_between_its_ends() -> None:
    [road] = resolved("قُتل سائق على طريق تدمر - دير الزور")
    g = guess(road, "x", None)
    assert g.name == "Palmyra - Deir ez-Zor road"
    assert g.lat is not None
    assert 34.5 < g.lat < 35.4
    assert g.radius_km is not None
    assert g.radius_km > 50


def test_a_name_that_is_in_no_gazetteer_takes_its_parent_governorate() -> None:
    first, *_ = most_exact(resolved("انفجر لغم في قرية خربة الدلو بريف الرقة"))
    g = guess(first, "قرية خربة الدلو", None)
    assert (g.name, g.admin1, g.country, g.where_prec) == (None, "Raqqa", "SY", 3)


def test_a_part_that_every_country_has_is_that_of_the_report() -> None:
    for town, place in (("حمص", "sy:central-area"), ("غزة", "ps:middle-area")):
        chosen = resolved(f"غارة على المنطقة الوسطى. وانفجار في {town}")[0].chosen
        assert chosen is not None
        assert chosen.id == place


def test_the_country_of_the_report_is_meant() -> None:
    last = resolved("اشتباكات في كركوك والموصل وفي شمال البلاد")[-1]
    g = guess(last, "شمال البلاد", None)
    assert (g.name, g.country) == ("Northern Iraq", "IQ")


def test_a_bare_name_of_a_city_or_its_governorate_has_the_citys_point() -> None:
    [bare] = resolved("توصل الطرفان إلى هدنة في إدلب")
    [told] = resolved("توصل الطرفان إلى هدنة في محافظة إدلب")
    city = GAZETTEER.places["sy:idlib"]
    g, unit = guess(bare, "إدلب", None), guess(told, "محافظة إدلب", None)
    assert (g.lat, g.lon) == (city.lat, city.lon)
    assert (unit.lat, unit.lon) != (city.lat, city.lon)


def test_a_namesake_in_another_country_than_the_parent_is_none() -> None:
    camp, *_ = resolved("تعرض مخيم البركة بريف عفرين لقصف")
    assert camp.chosen is None
    assert guess(camp, "مخيم البركة", None).country == "SY"


def test_a_small_place_abroad_in_a_country_that_the_report_does_not_name_is_a_namesake() -> None:
    text = "دارت معارك في لحج وعدن وتعز ومأرب، وسيطرت القوات على منطقة الرباط"
    assert [m.chosen for m in resolved(text) if m.type_id == "region"] == [None]


def test_a_namesake_far_from_all_others_of_its_list_is_none() -> None:
    text = "قصفت المدفعية قرى تل شنان وباب الخير والدردارة بريف الحسكة، وسقطت قذائف قرب تل تمر"
    found = {m.name_i: m.chosen for m in resolved(text) if m.group >= 0}
    assert {p.admin1 for p in found.values() if p is not None} == {"Al-Hasakah"}


def test_a_countryside_without_a_name_is_that_of_the_governorate_told_before() -> None:
    *_, last = resolved("قصفت المدفعية مدينة سرمدا بريف إدلب، ودارت اشتباكات في الريف الجنوبي")
    assert last.chosen is not None
    assert (last.chosen.name_en, last.relation) == ("Idlib", "rural")


@pytest.mark.parametrize(
    "text, name",
    [
        ("قصف الطيران إقليم كردستان العراق ثم سقطت طائرة في الإقليم", "Kurdistan Region"),
        ("هاجم مسلحون ميناء الحديدة ثم انسحبوا من الميناء", "Hodeidah Port"),
        ("اقتحموا قرية كنصفرة. وفي بلدة البارة جنوبي إدلب فتحوا النار في القرية", "Al-Bara"),
        ("هاجم مسلحون ولاية شمال دارفور ثم سقط قتلى في الولاية", "North Darfur"),
    ],
)
def test_what_was_told_before_is_found_by_its_sort(text: str, name: str) -> None:
    *_, last = resolved(text)
    assert last.chosen is not None
    assert last.chosen.name_en == name


def test_the_sides_of_a_war_tell_the_country() -> None:
    mentions = resolved("قُتل عنصر في مدينة البيضاء", home="LY")
    assert [p.chosen.country for p in mentions if p.chosen is not None] == ["LY"]
