"""Who did it and to whom, in every order of words: doers and objects of many forms, in the sentences of news."""

from __future__ import annotations

from itertools import product

import pytest

from isnad.model import Report
from isnad.read.reader import default_reader

# words, id, and the ending of a verb behind them (before them a verb is feminine or not)
DOERS = (
    ("الجيش السوداني", "sdn.mil", ""),
    ("مسلحون مجهولون", "unidentified.armed", "وا"),
    ("مسلحان على دراجة نارية", "unidentified.armed", "ا"),
    ("مسلحون يستقلون سيارة من دون لوحات", "unidentified.armed", "وا"),
    ("عشرات المسلحين", "unidentified.armed", "وا"),
    ("مئات المستوطنين", "isr.settlers", "وا"),
    ("عناصر من تنظيم داعش", "is", "وا"),
    ("قوات الدعم السريع", "rsf", "ت"),
    ("حركة طالبان", "afg.taliban", "ت"),
)
PERSONS = (
    ("قيادياً بحركة حماس", "hamas"),
    ("قياديا في حركة حماس", "hamas"),
    ("ثلاثة مدنيين", "civilians"),
    ("طبيباً", "medics"),
    ("جنديين إسرائيليين", "isr.mil"),
    ("إمام مسجد", None),
    ("مدير المدرسة", None),
    ("خمسة من أفراد الجيش اللبناني", "lbn.mil"),
    ("عنصرين ينتميان إلى حزب العمال الكردستاني", "pkk"),
)
THINGS = (
    ("خيام النازحين", "civilians"),
    ("حاجزاً للجيش اللبناني", "lbn.mil"),
    ("رتلا للقوات التركية", "tur.mil"),
    ("دبابة ميركافا", "isr.mil"),
    ("مقر الحزب", None),
    ("تجمعا لجنود إسرائيليين", "isr.mil"),
)
ON_PERSONS = (("اختطف", "اختطاف"), ("اغتال", "اغتيال"))
ON_THINGS = (("هاجم", "مهاجمة"), ("استهدف", "استهداف"))
PLACE = "في مدينة كوستي"
SENTENCES = {
    "verb, subject, object": "{verb} {who} {whom} {place}.",
    "over the place": "{verb} {who} {place} {whom}.",
    "subject, verb, object": "{who} {behind} {whom} {place}.",
    "behind أن": "قال مصدر محلي إن {who} {behind} {whom} {place}.",
    "a light verb": "{did} {who} ب{noun} {whom} {place}.",
    "the noun, and by whom": "أدان الحزب {noun} {whom} على يد {who} {place}.",
}


def sentences() -> list[tuple[str, str, str, str | None]]:
    """A sentence of each form for every doer and object, with their ids; the verbs take turns."""
    out = []
    for objects, verbs in ((PERSONS, ON_PERSONS), (THINGS, ON_THINGS)):
        for n, ((who, doer, ending), (whom, suffers), (name, form)) in enumerate(
            product(DOERS, objects, SENTENCES.items())
        ):
            verb, noun = verbs[n % 2]
            she = ending == "ت"
            text = form.format(
                verb=verb + "ت" * she, behind=verb + ending, noun=noun, who=who, whom=whom, place=PLACE,
                did="قامت" if she else "قام",
            )  # fmt: skip
            out.append((name, text, doer, suffers))
    return out


@pytest.mark.parametrize("form", SENTENCES)
def test_who_and_whom(form: str) -> None:
    wrong = []
    for name, text, doer, suffers in sentences():
        if name != form:
            continue
        claims = default_reader().read(Report("r", text, "2024-05-10")).claims
        found = [([p.id for p in c.actors], [p.id for p in c.targets]) for c in claims]
        if found != [([doer], [suffers])]:
            wrong.append((text, found))
    assert not wrong
