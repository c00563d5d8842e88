"""Pages as reports: the article, the whole article and nothing but the article."""

from __future__ import annotations

import json
import random
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from collect_site import LAYOUTS, make_page

from isnad.collect.files import iter_reports
from isnad.collect.pages.addresses import canonical_of
from isnad.collect.pages.body import article_lines
from isnad.collect.pages.markup import decode_page, parse_page, without_code
from isnad.collect.pages.metadata import read_metadata
from isnad.collect.pages.page import read_page
from isnad.errors import InputError
from isnad.model import Problem, Report

TEXT = "قالت مصادر محلية إن القصف طال بلدة الرملية من جهة الشرق، وإن الأهالي نزحوا إلى القرى المجاورة بعد منتصف الليل. "


@pytest.mark.parametrize("number", range(3 * len(LAYOUTS)))
def test_made_pages_of_every_layout_and_encoding(number: int) -> None:
    made = make_page(number)
    page = read_page(made.body, f"http://sahl.example{made.path}", made.charset, zone="Asia/Damascus")
    assert page.text.split("\n") == list(made.paragraphs)
    assert page.title == made.title
    assert (page.published or "")[:10] == (made.day or "")


@pytest.mark.parametrize(
    "encoding, declared, served",
    [
        ("utf-8", "utf-8", None),
        ("cp1256", "windows-1256", None),
        ("cp1256", "utf-8", "windows-1256"),
        ("cp1256", "iso-8859-1", "iso-8859-1"),  # what servers say that were never told
        ("iso8859-6", "windows-1256", None),
        ("utf-8", "windows-1256", "windows-1256"),
        ("utf-16", "utf-8", None),
        ("utf-8-sig", "windows-1256", None),
        ("utf-8", "no-such-table", "none"),
    ],
)
def test_encodings_as_served_or_detected(encoding: str, declared: str, served: str | None) -> None:
    html = f'<html><head><meta charset="{declared}"></head><body><p>{TEXT * 3}</p></body></html>'
    assert TEXT in decode_page(html.encode(encoding), served)


@pytest.mark.parametrize(
    "given, left",
    [
        ("<script>if (a < b) run('<p>')</script><p>x</p>", "<script></script><p>x</p>"),
        ("<STYLE type='text/css'>p {}</Style ><p>x</p>", "<STYLE type='text/css'></Style ><p>x</p>"),
        ('<script type="application/ld+json">{"@type": 1}</script>', None),
        ("<script src=a /><p>x</p><script>b</script>", "<script src=a /><p>x</p><script></script>"),
        ("<!-- <script> --><p>x</p><script>b</script>", "<!-- <script> --><p>x</p><script></script>"),
        ('<style media="a>b">c</style><p>x</p>', None),
        ("<script>var a = '<!--'</script><p>x</p>", "<script></script><p>x</p>"),
        ("<scripted>a</scripted><p>x</p><script>b", None),
        ("<!-- <script>b</script><p>x</p>", None),
        ("<script", None),
    ],
)
def test_code_goes_before_all_else(given: str, left: str | None) -> None:
    assert without_code(given.encode()).decode() == (given if left is None else left)


@pytest.mark.parametrize("part", [b"<script ", b"<script>", b"<!--", b"<script></", b"<style></script>"])
def test_code_without_an_end_costs_no_time(part: bytes) -> None:
    begin = time.process_time()
    without_code(part * (4_000_000 // len(part)))
    assert time.process_time() - begin < 5


def test_a_saved_page_is_a_report(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(make_page(0).body)
    (report,) = iter_reports([tmp_path])
    assert isinstance(report, Report)
    assert report.title == make_page(0).title
    assert report.got_from == str(tmp_path / "page.html")
    assert report.sha256 is not None
    assert len(report.sha256) == 64


@pytest.mark.parametrize("html", ["", "<html></html>", "<form><input name=password></form>", "<p>"])
def test_a_page_without_an_article_is_an_error(html: str) -> None:
    with pytest.raises(InputError):
        read_page(html.encode())


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + TEXT,
        "<b>" * 3000 + TEXT,
        "&amp;" * 100_000,
        "<!--" * 10_000,
        "<table>" * 5000,
        "<p x=" * 9000,
    ],
)
def test_hostile_pages_end_soon(html: str) -> None:
    with suppress(InputError):
        read_page(html.encode())


@pytest.mark.parametrize("seed", range(40))
def test_noise_in_pages_ends_in_a_page_or_an_error(seed: int) -> None:
    rng = random.Random(seed)
    raw = bytearray(make_page(seed).body)
    for _ in range(rng.choice((1, 30, 600))):
        at = rng.randrange(max(1, len(raw) - 1))
        match rng.randrange(3):
            case 0:
                raw[at] = rng.randrange(256)
            case 1:
                del raw[at : at + rng.randrange(10)]
            case _:
                raw[at:at] = rng.choice((b"<", b">", b"</div>", b"<table><td>", b"&#x110000;", b"\0", b"<!--", b'"'))
    with suppress(InputError):
        assert read_page(bytes(raw), "http://sahl.example/x").text


def test_without_the_extra_a_page_is_a_problem_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    (tmp_path / "page.html").write_bytes(make_page(0).body)
    (problem,) = iter_reports([tmp_path])
    assert isinstance(problem, Problem)
    assert "pip install 'isnad[collect]'" in problem.message


@pytest.mark.parametrize(
    "lines, expected",
    [
        (["عنوان الخبر", TEXT], [TEXT.strip()]),
        ([TEXT, "اقرأ أيضاً", "خبر أول لا يتصل به", "خبر ثان لا يتصل به", TEXT], [TEXT.strip()] * 2),
        ([TEXT, "إقرأ المزيد: خبر آخر في سطر واحد"], [TEXT.strip()]),
        ([TEXT, "كلمات مفتاحية", "قصف", "نزوح"], [TEXT.strip()]),
        ([TEXT, "شارك الخبر", "التعليقات", "قارئ: شكراً لكم على هذا الخبر المفيد جداً"], [TEXT.strip()]),
        (["شارك عشرات المدنيين في تشييع الضحايا الذين سقطوا في القصف على السوق."], None),
        (["السبت 10 نيسان 2021 - 18:30", TEXT], [TEXT.strip()]),
    ],
)
def test_what_survives_of_boilerplate_is_cut(lines: list[str], expected: list[str] | None) -> None:
    assert article_lines(lines, "عنوان الخبر") == (lines if expected is None else expected)


@pytest.mark.parametrize(
    "told, expected",
    [
        ("/a/1?utm_source=x#top", "https://sahl.example/a/1"),
        ("https://www.sahl.example/a/1", "https://www.sahl.example/a/1"),
        ("/", None),  # the front page: a template's mistake
        ("https://other.example/a/1", None),
        ("javascript:void(0)", None),
        ("http://[", None),
    ],
)
def test_canonical_addresses_are_believed_with_care(told: str, expected: str | None) -> None:
    assert canonical_of(told, "https://sahl.example/a/1?id=3") == expected


def test_of_several_articles_the_page_is_the_one_it_says() -> None:
    nodes = [
        {"@type": "NewsArticle", "headline": "خبر آخر تماماً", "datePublished": "2019-01-01", "url": "/a/2"},
        {"@type": ["Article"], "headline": "خبر الصفحة نفسها", "datePublished": "2021-04-09", "url": "https://sahl.example/a/1",
         "author": [{"name": "سلمى"}, {"name": "http://x"}], "publisher": {"name": "السهل"}},
    ]  # fmt: skip
    html = f"<script type='application/ld+json'>{json.dumps(nodes)}</script><h1>خبر الصفحة نفسها</h1>"
    told = read_metadata(parse_page(html), "https://sahl.example/a/1")
    assert (told.published, told.authors, told.outlet) == ("2021-04-09", ["سلمى"], "السهل")
