"""Imported names in sentences: which are believed, which are ordinary words, and spellings that no table has."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from isnad.gazetteer.importing import Options, import_file
from isnad.gazetteer.load import Gazetteer, load_gazetteer
from isnad.gazetteer.phonetic import phonetic_key
from isnad.gazetteer.store import Store, attach_store
from isnad.lexicon.load import Lexicon, load_lexicon
from isnad.mentions.annotate import annotate
from isnad.mentions.places import find_places, mark_places
from isnad.resolve.places import resolve_places

TABLE = Path(__file__).with_name("ordinary_words.csv")
# Made villages beside the ordinary words: name, English name, feature, people.
MADE = [
    ("زرزورة", "Zarzura", "village", ""),
    ("كفرزنبار", "Kafr Zanbar", "village", ""),
    ("تل الطنابر", "Tall at Tanabir", "village", ""),
    ("قرية الفنجانة", "Finjana", "village", ""),
    ("بئر زنبور", "Bir Zanbur", "town", "40000"),
    ("مصطبخة", "Mastabkha", "village", ""),
    ("حلب", "Halab village", "village", ""),
    ("Latin", "Zanqarabad", "village", ""),
    ("زنقراباد", "Zanqarabad", "village", ""),
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def words() -> list[tuple[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as f:
        return [(row["word"], row["sentence"]) for row in csv.DictReader(f)]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory, words: list[tuple[str, str]]) -> Gazetteer:
    """The places that ship and, imported, a village for each ordinary word of the table."""
    folder = tmp_path_factory.mktemp("made")
    lines = ["id,name_ar,name_en,country,feature,lat,lon,population"]
    lines += [f"o{n},{word},ordinary,SY,village,35.{n:03},37.5," for n, (word, _) in enumerate(words)]
    lines += [f"m{n},{ar},{en},SY,{kind},36.1,37.{n:03},{people}" for n, (ar, en, kind, people) in enumerate(MADE)]
    (folder / "made.csv").write_text("\n".join(lines), encoding="utf-8")
    store = Store(folder / "places.sqlite")
    import_file(folder / "made.csv", Options(), store)
    gaz = load_gazetteer(store=False)
    attach_store(gaz, store.path)
    return gaz


def found(text: str, lexicon: Lexicon, gaz: Gazetteer) -> list[tuple[str, str]]:
    """The words of each place of a text that is no "المدينة", and the English name of what it means."""
    out = []
    for s in annotate(text, lexicon):
        mark_places(s, gaz)
        mentions = find_places(s)
        resolve_places(mentions, gaz)
        for m in mentions:
            if not m.anaphor:
                name = text[s.tokens[m.name_i].start : s.tokens[m.name_j - 1].end].removeprefix("و")
                out.append((name, m.chosen.name_en if m.chosen else ""))
    return out


BELIEVED = [
    # sentence, the places, note
    ("قصفت الطائرات قرية زرزورة فجرا", [("زرزورة", "Zarzura")], "a type noun"),
    ("قصفت الطائرات زرزورة فجرا", [], "a village's single word alone"),
    ("سقطت قذيفة في زرزورة", [], "nor after a locative: thousands of such names are words"),
    ("قصفت قريتي كفرنبل وزرزورة", [("كفرنبل", "Kafr Nabl"), ("زرزورة", "Zarzura")], "a list after a plural noun"),
    ("سقطت قذيفة في كفرزنبار", [("كفرزنبار", "Kafr Zanbar")], "a telling name after a locative"),
    ("سقطت قذيفة قرب تل الطنابر", [("تل الطنابر", "Tall at Tanabir")], "several words after a locative"),
    ("سقطت قذيفة على قرية الفنجانة", [("الفنجانة", "Finjana")], "the noun is no part of the name"),
    ("انفجر لغم في بئر زنبور", [("بئر زنبور", "Bir Zanbur")], "a town"),
    ("قصفت بلدة الحقيقة ليلا", [("الحقيقة", "ordinary")], "an ordinary word, told to be a village's name"),
    ("وصل إلى حلب وفد", [("حلب", "Aleppo")], "what ships is preferred to an imported namesake"),
]


@pytest.mark.parametrize("text, places, note", BELIEVED)
def test_believed(text: str, places: list[tuple[str, str]], note: str, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    assert found(text, lexicon, gazetteer) == places, note


RESPELLED = [
    # sentence, the places: only after a type noun, and only where no table has the name
    ("قصفت قرية مستبخة", [("مستبخة", "Mastabkha")]),
    ("قصفت بلدة المصطبخا", [("المصطبخا", "Mastabkha")]),
    ("قصفت مستبخة", []),
    ("سقط صاروخ على منطقة مستبخة", [("مستبخة", "")]),
]


@pytest.mark.parametrize("text, places", RESPELLED)
def test_respelled(text: str, places: list[tuple[str, str]], lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    assert found(text, lexicon, gazetteer) == places


LATIN = [
    ("قصفت الطائرات مدينة Kobani ليلا", [("Kobani", "Kobani")]),
    ("معارك في Al-Bab شرق حلب", [("Al-Bab", "Al-Bab")]),
    ("قصفت الطائرات قرية Zanqarabad ليلا", [("Zanqarabad", "Zanqarabad")]),
    ("نشر التسجيل على قناة North يوم الأحد", []),
]


@pytest.mark.parametrize("text, places", LATIN)
def test_latin_names(text: str, places: list[tuple[str, str]], lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    assert [p for p in found(text, lexicon, gazetteer) if p[0][0] < "\u0250"] == places


@pytest.mark.parametrize("imported", [False, True], ids=["core", "imported"])
def test_ordinary_words_are_no_places(
    imported: bool, words: list[tuple[str, str]], lexicon: Lexicon, gazetteer: Gazetteer
) -> None:
    """Under 2 % of the sentences have a place in them, though each has a word that is a village's name."""
    gaz = gazetteer if imported else load_gazetteer(store=False)
    assert len(words) >= 200
    wrong = [(text, places) for _, text in words if (places := found(text, lexicon, gaz))]
    assert len(wrong) < 0.02 * len(words), wrong


KEYS = [
    # two spellings, whether they share a key
    ("كنصفره", "كنسفره", True),
    ("قوقفين", "قوقفينه", True),
    ("معر زيته", "معرزيتا", True),
    ("الضهيره", "ضهيرا", True),
    ("طرطوس", "ترتوس", True),
    ("كفرنبل", "كفرنبوده", False),
    ("حلب", "حلبا", False),  # too short for a key
    ("علي", "عالي", False),
]


@pytest.mark.parametrize("one, other, alike", KEYS)
def test_phonetic_keys(one: str, other: str, alike: bool) -> None:
    assert (phonetic_key(one) is not None and phonetic_key(one) == phonetic_key(other)) is alike
