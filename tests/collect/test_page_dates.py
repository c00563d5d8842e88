"""Dates of publication: what machines and readers are told, and nothing where neither is told in full."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from isnad.collect.pages.dates import dateline, parse_moment, to_zone
from isnad.collect.pages.markup import parse_page

GOT = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "value, expected, note",
    [
        ("2021-04-09", "2021-04-09", "a day"),
        ("2021-04-09T18:30:00+03:00", "2021-04-09T18:30:00+03:00", "ISO"),
        ("2021-04-09T18:30:00+0300", "2021-04-09T18:30:00+03:00", "zone without colon"),
        ("2021-04-09T18:30:00.000Z", "2021-04-09T18:30:00+00:00", "UTC"),
        ("2021-04-09 18:30:00", "2021-04-09T18:30:00", "a space for the T, no zone"),
        ("2021-04-09 18:30:00 +0300", "2021-04-09T18:30:00+03:00", "a space before the zone"),
        ("2021-04-09 18:30 UTC", "2021-04-09T18:30:00+00:00", "the zone's name"),
        ("Fri, 09 Apr 2021 18:00:00 GMT", "2021-04-09T18:00:00+00:00", "as mail writes it"),
        ("الجمعة 9 نيسان 2021 - 18:30", "2021-04-09", "Levantine month: not January"),
        ("10 نيسان 2021", "2021-04-10", "not 1 January"),
        ("٩ أفريل ٢٠٢١", "2021-04-09", "Maghrebi month, Arabic digits"),
        ("09/04/2021", "2021-04-09", "the day stands first"),
        ("26 شعبان 1442 هـ - 9 أبريل 2021", "2021-04-09", "both calendars: the Gregorian day"),
        ("نيسان 2021", None, "no day"),
        ("2021", None, "a year"),
        ("2021-04", None, "a month"),
        ("الجمعة 9 نيسان", None, "no year"),
        ("منذ 3 ساعات", None, "of when it was fetched"),
        ("أمس", None, "of nothing"),
        ("31 شباط 2021", None, "no such day"),
        ("1970-01-01T00:00:00Z", None, "an empty field"),
        ("2031-01-01", None, "long after it was fetched"),
        ("9 نيسان 2021 و10 نيسان 2021", None, "two days"),
        ("0000-00-00", None, "a template's zero"),
        ("", None, "nothing"),
    ],
)  # fmt: skip
def test_moments(value: str, expected: str | None, note: str) -> None:
    assert parse_moment(value, GOT) == expected, note


@pytest.mark.parametrize(
    "moment, zone, expected",
    [
        ("2021-04-09T21:30:00+00:00", "Asia/Damascus", "2021-04-10T00:30:00"),
        ("2021-04-09T21:30:00+00:00", None, "2021-04-09T21:30:00+00:00"),  # nobody knows the outlet's day
        ("2021-04-09T21:30:00+02:00", None, "2021-04-09T21:30:00"),  # its own zone
        ("2021-04-09T21:30:00", "Asia/Aden", "2021-04-09T21:30:00"),
        ("2021-04-09", "Asia/Aden", "2021-04-09"),
    ],
)
def test_the_day_is_the_outlets(moment: str, zone: str | None, expected: str) -> None:
    assert to_zone(moment, zone) == expected


@pytest.mark.parametrize(
    "html, expected",
    [
        ("<h1>عنوان</h1><p>الجمعة 9 نيسان 2021</p>", ("2021-04-09", "dateline")),
        ("<p>السبت 1 آذار 2020</p><h1>عنوان</h1><p>كتب فلان</p>", None),  # today's date above the headline
        ("<h1>عنوان</h1><p>آخر تحديث: 9 نيسان 2021</p>", None),
        ("<h1>عنوان</h1><p>نشر 8 نيسان 2021، آخر تحديث 9 نيسان 2021</p>", ("2021-04-08", "dateline")),
        ("<h1>عنوان</h1><ul class=related-posts><li>9 نيسان 2021</li></ul>", None),
        ('<h1>عنوان</h1><div><time datetime="2021-04-09">أمس</time></div>', ("2021-04-09", "time")),
        ('<h1>عنوان</h1><time class="updated" datetime="2021-04-09"></time>', None),
        ("<h1>عنوان</h1><div>" + "كلمة " * 40 + "</div><p>9 نيسان 2021</p>", None),  # behind the article's begin
    ],
)
def test_datelines(html: str, expected: tuple[str, str] | None) -> None:
    tree = parse_page(f"<html><body>{html}</body></html>")
    assert dateline(tree, tree.find(".//h1"), GOT) == expected


def test_the_first_day_that_there_is_has_no_day_before() -> None:
    assert to_zone("0001-01-01T00:00:00+00:00", "America/New_York") == "0001-01-01T00:00:00+00:00"
