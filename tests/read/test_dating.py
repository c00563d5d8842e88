"""When the events of reports of ours happened: told, carried over, the day of publication, or not known."""

import pytest

from isnad.model import Report
from isnad.read.reader import default_reader

DAY = "2023-05-10"  # a Wednesday


def windows(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    claims = default_reader().read(Report("r", text, DAY)).claims
    return [(c.type, c.when.start, c.when.end, c.when.basis) for c in claims]


# text, (type, start, end, basis) of the claims, why
READ: list[tuple[str, list[tuple[str, str | None, str | None, str | None]], str]] = [
    (
        "جنوب لبنان في أرقام، من 1 إلى 27 نيسان:\n• 21 غارة إسرائيلية\n• 17 قتيلاً و34 جريحاً",
        [("air_strike", "2023-04-01", "2023-04-27", "stated")],
        "the head of a list says over what time its lines count",
    ),
    ("قُتل مدنيان بقصف مدفعي على بلدة كنصفرة.", [("shelling", DAY, DAY, "publication")], "fresh news with no time word"),
    (
        "قُتل مدنيان أمس بقصف مدفعي على بلدة كنصفرة. كما انفجر لغم في مدينة سرمدا.",
        [("shelling", "2023-05-09", "2023-05-09", "stated"), ("explosive", "2023-05-09", "2023-05-09", "carried")],
        "the lead's day goes on",
    ),
    (
        "أعلنت الشرطة اليوم أن مجهولين خطفوا الاثنين طبيباً في مدينة سرمدا.",
        [("abduction", "2023-05-08", "2023-05-08", "weekday")],
        "the day of telling is not the event's",
    ),
    (
        "قصفت الطائرات بلدة كنصفرة بعد يومين من انفجار لغم في مدينة سرمدا.",
        [("air_strike", DAY, DAY, "publication"), ("explosive", "2023-05-08", "2023-05-08", "carried")],
        "counted back from the event before",
    ),
    (
        "قُتل شاب بانفجار لغم في مدينة سرمدا، ولم تعرف هويته حتى الآن.",
        [("explosive", DAY, DAY, "publication")],
        "until now is no date",
    ),
    (
        "انفجر لغم في سرمدا أمس. وكانت الطائرات قد قصفت بلدة كنصفرة.",
        [("explosive", "2023-05-09", "2023-05-09", "stated"), ("air_strike", None, None, None)],
        "background with no time word",
    ),
    (
        "تعرب الوزارة عن استنكارها للتفجير الذي استهدف مسجداً في مدينة سرمدا.",
        [("explosive", None, None, None)],
        "condemned: when it happened is not told",
    ),
    (
        "قُتل شاب بانفجار لغم في مدينة سرمدا ليل 3 من الشهر.",
        [("explosive", "2023-05-03", "2023-05-04", "stated")],
        "a night of this month",
    ),
    (
        "قُتل شاب بانفجار لغم في مدينة سرمدا قبل ساعة.",
        [("explosive", DAY, DAY, "stated")],
        "an hour ago is today",
    ),
]
READ += [
    (
        "حصاد يوم الاثنين 8 أيار 2023\nحلب: قصفت المدفعية بلدة كفرعمة.\nإدلب: انفجر لغم في مدينة سرمدا.",
        [("shelling", "2023-05-08", "2023-05-08", "carried"), ("explosive", "2023-05-08", "2023-05-08", "carried")],
        "a day at the head of a round-up",
    ),
    (
        "قصف على مدينة سرمدا - 9 أيلول 2020 (مراسلنا)\nقُتل مدنيان بقصف مدفعي على بلدة كنصفرة.",
        [("shelling", "2020-09-09", "2020-09-09", "stated"), ("shelling", DAY, DAY, "publication")],
        "the date of a picture does not carry over",
    ),
    (
        "استنكر الوجهاء حادثة التفجير الغادر في مدينة سرمدا.",
        [("explosive", None, None, None)],
        "named only to be condemned",
    ),
    (
        "قصفت الطائرات بلدة كنصفرة في غارة هي الثانية خلال أسبوع.",
        [("air_strike", DAY, DAY, "publication")],
        "a length of time that happenings are counted in",
    ),
    (
        "قُتل القيادي مع مرافقيه الاثنين بغارة على بلدة كنصفرة أمس.",
        [("air_strike", "2023-05-09", "2023-05-09", "stated")],
        "two of his, no Monday",
    ),
    (
        "أطلقت قوات الحلف حملة عسكرية لتحرير مدينة سرمدا فجر 17 نيسان الماضي.",
        [("armed_attack", "2023-04-17", "2023-04-17", "stated"), ("territory", None, None, None)],
        "an aim has no day",
    ),
    (
        "شنّت الطائرات أمس غارة على منزل مقاتل فر إلى بلدة كنصفرة في آب 2013.",
        [("air_strike", "2023-05-09", "2023-05-09", "stated")],
        "the day beside the verb",
    ),
    (
        "ذكرت الوكالة الأحد أن خمسين مقاتلاً قُتلوا خلال يومين من الغارات على بلدة كنصفرة.",
        [("air_strike", "2023-05-06", "2023-05-07", "stated")],
        "counted from the day of telling",
    ),
]


@pytest.mark.parametrize("text, expected, note", READ, ids=[r[-1] for r in READ])
def test_when_events_happened(
    text: str, expected: list[tuple[str, str | None, str | None, str | None]], note: str
) -> None:
    assert windows(text) == expected
