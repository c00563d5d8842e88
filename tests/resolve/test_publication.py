"""When texts of ours were published, by what they say themselves."""

from datetime import date

import pytest

from isnad.lexicon.load import load_lexicon
from isnad.mentions.annotate import annotate
from isnad.resolve.publication import narrow_published, told_dates
from isnad.resolve.published import Window, parse_published


def window(text: str, published: str | None = None) -> Window | None:
    told = told_dates(text, annotate(text, load_lexicon()))
    return narrow_published(told, parse_published(published))


NARROWED = [
    # text, publication known before, and after
    ("وقع اليوم الجمعة 9 نيسان", "2021-04", "2021-04-09", "2021-04-09"),
    ("وقع أمس الخميس 8 نيسان", "2021-04", "2021-04-09", "2021-04-09"),
    ("وقع يوم الجمعة 9 أبريل الجاري", "2021-04", "2021-04-09", "2021-04-30"),
    ("وقع في 9 أبريل", "2021-04-20", "2021-04-20", "2021-04-20"),
    ("يعقد في 3 من أيار المقبل", "2021-04", "2021-04-01", "2021-04-30"),
    ("وقع في 9 نيسان 2023", "2021-04", "2021-04-01", "2021-04-30"),  # a day behind the window moves nothing
]


@pytest.mark.parametrize("text, published, first, last", NARROWED)
def test_the_text_narrows_the_publication_window(text: str, published: str | None, first: str, last: str) -> None:
    assert window(text, published) == (date.fromisoformat(first), date.fromisoformat(last))


SEEN = [
    ("سقط اليوم السبت 21 ديسمبر 2024 جريح", "2024-12-21", "today with its year"),
    ("سقط اليوم الأحد 20 تشرين الثاني جريح منذ بداية العام الحالي 2022", "2022-11-20", "today, the year told later"),
    ("سقط اليوم الأحد 5 أيار جريح. وسقط العشرات منذ بداية العام الحالي 2024", "2024-05-05", "today within this year"),
    ("سقط في 19 شباط 2022 جريح. وسقط اليوم الاثنين 27 حزيران جريح", "2022-06-27", "the weekday fits the year"),
    ("سقط في 9 أيلول 2020 جريح. وسقط اليوم السبت 6 تشرين الثاني جريح", "2021-11-06", "the weekday fits the next"),
    ("تاريخ النشر: 30.12.2021\nقُصفت البلدة اليوم.", "2021-12-30", "a dateline that says so"),
    ("الأربعاء 2022/02/02\nقُصفت البلدة اليوم.", "2022-02-02", "a line of its own at the top"),
    ("قُصفت البلدة اليوم.\n5/10/2023\n#سرمدا", "2023-10-05", "a line of its own at the end"),
    ("قُصفت البلدة اليوم الخميس.\n(@our_name) September 22, 2022\nوانفجر لغم.", "2022-09-22", "a post of the same day"),
    ("انفجر لغم السبت.\nفيديو القصف 1-1-2022 pic.twitter.com/abc", "2022-01-01", "a post before its link"),
    (
        "قصف سرمدا\nآثار القصف - 19 آب 2021 (مراسلنا)\nقُصفت البلدة اليوم الجمعة.",
        "2021-08-20",
        "a picture of the day before",
    ),
]


@pytest.mark.parametrize("text, day, note", SEEN, ids=[r[-1] for r in SEEN])
def test_a_text_without_a_date_can_give_its_own(text: str, day: str, note: str) -> None:
    assert window(text) == (date.fromisoformat(day), date.fromisoformat(day))


def test_a_picture_of_a_month_gives_the_month_from_the_first_to_the_last_of_the_weekday() -> None:
    text = "قصف سرمدا\nآثار القصف على السوق في أيلول 2022\nقُصفت البلدة اليوم الخميس."
    assert window(text) == (date(2022, 9, 1), date(2022, 9, 29))


UNSEEN = [
    "سقط اليوم السبت 16 تشرين الأول جريح",
    "قُصفت البلدة اليوم. وكان الاتفاق قد وُقّع في 5 آذار 2020 في موسكو، وما زال قائماً.",
    "قصف سرمدا\nآثار القصف - 19 آب 2021 (مراسلنا)\nقُصفت البلدة اليوم الثلاثاء.",
    "قُصفت البلدة اليوم. وسقط العشرات منذ مطلع العام 2023.",
]


@pytest.mark.parametrize("text", UNSEEN)
def test_nothing_is_guessed(text: str) -> None:
    assert window(text) is None
