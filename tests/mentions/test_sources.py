"""Source phrases: where they end and what kind they are; the incidents are invented."""

from __future__ import annotations

import pytest

from isnad.mentions.annotate import annotate
from isnad.mentions.sources import SourcePhrase, find_source
from isnad.read.reader import default_reader


def first_source(text: str) -> tuple[str, SourcePhrase]:
    lexicon = default_reader().lexicon
    s = annotate(text, lexicon)[0]
    who = find_source(s, s.i, lexicon)
    assert who is not None, text
    return s.text(text, who.i, who.j), who


# text, the source phrase at its head, kind, note
CASES = [
    ("مصدر أمني في بعقوبة أن عبوة انفجرت", "مصدر أمني في بعقوبة", "police", "an adjective sets the kind"),
    ("مصادر طبية لوكالة رويترز إن شخصين قتلا", "مصادر طبية", "medical", "the medium is not part of it"),
    ("وكالة سبوتنيك أن غارة وقعت", "وكالة سبوتنيك", "media", "a known agency"),
    ("وزارة الصحة سبعة قتلى", "وزارة الصحة", "medical", "و of وزارة is no conjunction; a number ends it"),
    ("الناطق باسم وزارة الداخلية مقتل شرطيين", "الناطق باسم وزارة الداخلية", "government", "an office of an office"),
    ("ناشطون شدة القصف", "ناشطون", "local", "what is told ends it"),
    ("الدفاع المدني السوري (الخوذ البيضاء)، إن", "الدفاع المدني السوري (الخوذ البيضاء)", "monitor", "brackets"),
    ("المرصد السوري لحقوق الإنسان إحدى وأربعين غارة", "المرصد السوري لحقوق الإنسان", "monitor", "a counted noun"),
    ("قائداً ميدانياً في الجيش اليمني نفى", "قائداً ميدانياً في الجيش اليمني", "military", "accusative with its adjective"),
    ("الوكالة الوطنية للإعلام عن مصدر", "الوكالة الوطنية للإعلام", "media", "للإعلام belongs to the name"),
    ("الأهالي فإن الحريق امتد", "الأهالي", "local", "فإن begins what is told"),
    ("الشرطة وشهود عيان أن", "الشرطة وشهود عيان", "police", "joint voices are one source"),
    ("مديرية أمن شمال سيناء أمس أن", "مديرية أمن شمال سيناء", "police", "a direction opens a name"),
    ("الإدارة الذاتية لشمال وشرق سوريا في بيان", "الإدارة الذاتية لشمال وشرق سوريا", "government", "two directions"),
    ("المبعوث الأممي الحاجة إلى", "المبعوث الأممي", "monitor", "what is told ends it, without أن"),
    ("تنظيم داعش غالبية هذه الهجمات", "تنظيم داعش", "armed_group", "how many of them"),
    ("بيان أصدرته قيادة العمليات أن", "بيان أصدرته قيادة العمليات", "military", "who issued it"),
]


@pytest.mark.parametrize(("text", "words", "kind", "note"), CASES)
def test_a_source_phrase_ends_where_what_is_told_begins(text: str, words: str, kind: str, note: str) -> None:
    found, who = first_source(text)
    assert found == words, note
    if note != "joint voices are one source":
        assert who.kind == kind, note


# text, note
NO_SOURCES = [
    ("القصف التركي على القرية", "an act of a side is no speaker"),
    ("عدة إصابات في صفوف المدنيين", "a number of what does not speak"),
    ("أحدهما قال", "a part of nothing named"),
    ("بينهم أطفال", "a preposition with its pronoun"),
]


@pytest.mark.parametrize(("text", "note"), NO_SOURCES)
def test_what_is_no_source(text: str, note: str) -> None:
    lexicon = default_reader().lexicon
    s = annotate(text, lexicon)[0]
    assert find_source(s, s.i, lexicon) is None, note


@pytest.mark.parametrize(
    ("text", "weak"),
    [("مصدر محلي", False), ("مواطن", True), ("الأهالي", True), ("القوات", True), ("عدد من الأهالي", True)],
)
def test_weak_heads_speak_only_where_what_they_tell_follows(text: str, weak: bool) -> None:
    assert first_source(text)[1].weak is weak
