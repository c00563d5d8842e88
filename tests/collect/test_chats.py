"""Chats: who published, whose words were passed on, what was answered, when; and nothing that is no word of a post."""

# ruff: noqa: E501
from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from isnad.collect.chats import whatsapp
from isnad.collect.found import Found, Miss
from isnad.collect.local import Reading, iter_local
from isnad.collect.sources import Source
from isnad.model import Report
from isnad.read.reader import default_reader

TEXT = "قصف مدفعي على بلدة الرملية صباح اليوم، ومقتل ثلاثة مدنيين"
DAMASCUS = "Asia/Damascus"


def found_in(path: Path, **told: Any) -> list[Found]:
    return [f for f in iter_local(Source(str(path), **told), Reading(lambda key: False)) if isinstance(f, Found)]


def misses(path: Path) -> list[str]:
    return [f.message for f in iter_local(Source(str(path)), Reading(lambda key: False)) if isinstance(f, Miss)]


def message(number: int, text: Any = TEXT, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date": "2021-04-09T21:30:00",
        "date_unixtime": "1617993000",
        "text": text,
        **more,
    }


CHANNEL = {
    "name": "قناة الوادي", "type": "public_channel", "id": 77,
    "messages": [
        {"id": 1, "type": "service", "action": "create_channel"},
        message(2, ["عاجل | ", {"type": "hashtag", "text": "#الرملية"}, f" {TEXT}"]),
        message(3, forwarded_from="مرصد التلال", reply_to_message_id=2, edited_unixtime="1617996600"),
        message(4, ""),
        message(5, [{"type": "link"}, 7, None]),
    ],
}  # fmt: skip


def export(folder: Path, value: Any) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "result.json").write_text(json.dumps(value, ensure_ascii=False))
    return folder


def test_a_telegram_channel_as_json(tmp_path: Path) -> None:
    first, second = found_in(export(tmp_path, CHANNEL), tz=DAMASCUS)
    assert first.report.text == f"عاجل | #الرملية {TEXT}"
    assert (first.report.id, first.report.outlet, first.report.published) == (
        "tg-77-2",
        "قناة الوادي",
        "2021-04-09T21:30:00",
    )
    assert first.authors == ()
    assert (second.report.forwarded_from, second.reply_to) == ("مرصد التلال", "tg-77-2")
    assert second.edited_at == "2021-04-09T19:30:00+00:00"


def test_without_a_zone_the_moment_stays_in_utc(tmp_path: Path) -> None:
    assert found_in(export(tmp_path, CHANNEL))[0].report.published == "2021-04-09T18:30:00+00:00"


def test_of_a_whole_account_channels_and_groups_are_taken(tmp_path: Path) -> None:
    group = {"name": "مجموعة", "type": "private_group", "id": 8, "messages": [message(1, **{"from": "أبو سالم"})]}
    personal = {"name": "صديق", "type": "personal_chat", "id": 9, "messages": [message(1)]}
    account = {
        "about": "x",
        "chats": {"list": [CHANNEL, personal, group]},
        "left_chats": {"list": [CHANNEL | {"id": 9}]},
    }
    found = found_in(export(tmp_path, account))
    assert [f.report.id for f in found] == ["tg-77-2", "tg-77-3", "tg-8-1", "tg-9-2", "tg-9-3"]
    assert found[2].authors == ("أبو سالم",)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"messages": []}',
        '{"messages": [1, "x", null]}',
        "[" * 100_000,
        "null",
        '{"messages": {"a": 1}}',
    ],
)
def test_what_is_no_export(tmp_path: Path, content: str) -> None:
    (tmp_path / "result.json").write_text(content)
    assert len(misses(tmp_path)) == 1


HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"/></head><body><div class="page_wrap"><div class="page_header">
<div class="content"><div class="text bold">قناة الوادي</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">9 April 2021</div></div>
<div class="message default clearfix" id="message2"><div class="body">
<div class="pull_right date details" title="09.04.2021 21:30:00 UTC+03:00">21:30</div><div class="from_name">قناة الوادي</div>
<div class="text">قصف على <a href="#">الرملية</a><br>ومقتل <strong>ثلاثة</strong> مدنيين</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="09.04.2021 21:40:00">21:40</div>
<div class="reply_to details">In reply to <a href="#go_to_message2">this message</a></div>
<div class="forwarded body"><div class="from_name">مرصد التلال <span class="date details" title="09.04.2021 20:00:00">x</span></div>
<div class="text">نزوح عشرات العائلات من البلدة</div></div></div></div>
<div class="message default clearfix" id="message4"><div class="body"><div class="media_wrap">photo</div></div></div>
</div></div></div></body></html>"""


def test_a_telegram_channel_as_pages(tmp_path: Path) -> None:
    (tmp_path / "messages.html").write_text(HTML)
    (tmp_path / "messages2.html").write_text(HTML.replace("message2", "message12").replace("message3", "message13"))
    found = found_in(tmp_path)
    assert [f.report.id.rsplit("-", 1)[1] for f in found] == ["2", "3", "12", "13"]
    first, second = found[:2]
    assert first.report.text == "قصف على الرملية\nومقتل ثلاثة مدنيين"
    assert (first.report.published, first.report.outlet) == ("2021-04-09T21:30:00", "قناة الوادي")
    assert second.report.forwarded_from == "مرصد التلال"
    assert second.reply_to == first.report.id
    assert second.published_at == "2021-04-09T21:40:00"


@pytest.mark.parametrize(
    "lines, expected, note",
    [
        (["13/04/2021, 21:30 - سالم: أ", "14/04/2021, 09:00 - سالم: ب"], ["2021-04-13T21:30:00", "2021-04-14T09:00:00"], "day first"),
        (["4/13/21, 9:30 PM - سالم: أ"], ["2021-04-13T21:30:00"], "month first"),
        (["[2021-04-09, 21:30:05] سالم: أ"], ["2021-04-09T21:30:05"], "ISO order"),
        (["\u200e[13/04/2021, 12:05:07 AM] سالم: أ"], ["2021-04-13T00:05:07"], "iOS with a hidden mark"),
        (["١٣\u200f/٤\u200f/٢٠٢١, ٩:٣٠ م - سالم: أ"], ["2021-04-13T21:30:00"], "Arabic digits and afternoon"),
        (["1/2/21, 21:30 - سالم: أ", "2/2/21, 21:30 - سالم: ب", "3/2/21, 21:30 - سالم: ج", "1/3/21, 21:30 - سالم: د"],
         ["2021-02-01T21:30:00", "2021-02-02T21:30:00", "2021-02-03T21:30:00", "2021-03-01T21:30:00"], "as time goes on"),
        (["04/05/2021, 21:30 - سالم: أ"], [None], "either order: no date is invented"),
    ],
)  # fmt: skip
def test_the_days_of_whatsapp(tmp_path: Path, lines: list[str], expected: list[str | None], note: str) -> None:
    (tmp_path / "WhatsApp Chat with الوادي.txt").write_text("\n".join(lines))
    posts = list(whatsapp.iter_posts(tmp_path / "WhatsApp Chat with الوادي.txt"))
    assert [p.at for p in posts] == expected, note
    assert posts[0].outlet == "الوادي"


CHAT = """13/04/2021, 21:29 - الرسائل والمكالمات مشفرة تماماً بين الطرفين.
13/04/2021, 21:30 - سالم: قصف على الرملية
والأهالي ينزحون: كلهم
13/04/2021, 21:30 - سالم: <تم استبعاد الوسائط>
13/04/2021, 21:30 - سالم: رسالة ثانية في الدقيقة نفسها
13/04/2021, 21:31 - أبو خالد: This message was deleted
13/04/2021, 21:32 - +963 11 000 0000: عدلت هذه <تم تعديل هذه الرسالة>
"""


def test_a_whatsapp_chat_also_as_the_zip_that_the_app_makes(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(CHAT)
    found = found_in(tmp_path / "chat.txt")
    assert [f.report.text for f in found] == [
        "قصف على الرملية\nوالأهالي ينزحون: كلهم", "رسالة ثانية في الدقيقة نفسها", "عدلت هذه",
    ]  # fmt: skip
    assert [f.authors for f in found] == [("سالم",), ("سالم",), ("+963 11 000 0000",)]
    assert len({f.report.id for f in found}) == 3
    with zipfile.ZipFile(tmp_path / "WhatsApp Chat - الوادي.zip", "w") as package:
        package.writestr("_chat.txt", CHAT)
        package.writestr("photo.jpg", b"x")
        package.writestr("note.txt", "a text that was sent")
    assert len(found_in(tmp_path / "WhatsApp Chat - الوادي.zip")) == 3


def test_a_whatsapp_chat_of_a_phone_in_french(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(
        f"09/04/2021 à 18:30 - سالم: {TEXT}\n25/04/2021 à 18:31 - سالم: {TEXT}، قرب النهر\n"
    )
    assert [f.report.published for f in found_in(tmp_path / "chat.txt")] == [
        "2021-04-09T18:30:00",
        "2021-04-25T18:31:00",
    ]


@pytest.mark.parametrize("left_out", ["<تم استبعاد الوسائط>", "\u200eتم استبعاد الصورة", "image omitted"])
def test_media_left_out_are_no_words(tmp_path: Path, left_out: str) -> None:
    (tmp_path / "chat.txt").write_text(f"[9/4/2021, 18:30:00] سالم: {TEXT}\n[25/4/2021, 18:30:00] سالم: {left_out}\n")
    assert len(found_in(tmp_path / "chat.txt")) == 1


def test_an_ordinary_text_is_no_chat(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{TEXT}\nفي 13/04/2021 قال: نعم")
    (found,) = found_in(tmp_path / "a.txt")
    assert found.report.text.startswith(TEXT)


def test_forwarded_words_are_told_by_whom_they_are_from() -> None:
    report = Report("r", TEXT, "2021-04-09", "قناة الوادي", forwarded_from="مرصد التلال")
    claims = default_reader().read(report).claims
    assert claims
    assert {tuple(s.text for s in c.sources) for c in claims} == {("مرصد التلال",)}
    quoted = Report(
        "r", f"قال مصدر طبي إن {TEXT}", "2021-04-09", "قناة الوادي", forwarded_from="المرصد السوري لحقوق الإنسان"
    )
    chains = {tuple(s.text for s in c.sources) for c in default_reader().read(quoted).claims}
    assert chains == {("المرصد السوري لحقوق الإنسان", "مصدر طبي")}
    own = Report("r", TEXT, "2021-04-09", "قناة الوادي", forwarded_from="قناة الوادي")
    assert all(not c.sources for c in default_reader().read(own).claims)
