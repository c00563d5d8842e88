"""Tables: whatever their form and the language of their columns."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isnad.collect.found import Found, Miss
from isnad.collect.local import Reading, iter_local
from isnad.collect.sources import Source, parse_columns, wrong_kind
from isnad.collect.tables.mapping import guess_columns
from isnad.errors import InputError
from isnad.schema import report_id_of

TEXT = "قصف مدفعي على بلدة الرملية صباح اليوم، ومقتل ثلاثة مدنيين وإصابة آخرين بجروح"
HEADER = ["الرقم", "تاريخ النشر", "نص الخبر", "المصدر", "الرابط", "ملاحظات"]
ROW = [7, "9 نيسان 2021", TEXT, "قناة الوادي", "https://x.example/7", "-"]


def items(path: Path, shown: list[dict[str, str]] | None = None, **told: Any) -> list[Found | Miss]:
    how = Reading(lambda key: False, show=lambda p, mapping: shown.append(mapping) if shown is not None else None)
    return list(iter_local(Source(str(path), **told), how))


def workbook(path: Path, rows: list[list[Any]], title: str = "بيانات") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def write(path: Path) -> Path:
    match path.suffix:
        case ".xlsx":
            return workbook(path, [[], HEADER, ROW, [], [8, datetime(2021, 4, 9, 18, 30), TEXT]])
        case ".parquet":
            pq.write_table(pa.table({k: [v] for k, v in zip(HEADER, ROW, strict=True)}), path)
        case ".jsonl":
            path.write_text(json.dumps(dict(zip(HEADER, ROW, strict=True)), ensure_ascii=False) + "\n")
        case suffix:
            mark = "\t" if suffix == ".tsv" else ";"
            path.write_bytes("\n".join(mark.join(map(str, r)) for r in (HEADER, ROW)).encode("cp1256"))
    return path


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx", "a.parquet", "a.jsonl"])
def test_every_form_with_arabic_columns(tmp_path: Path, name: str) -> None:
    shown: list[dict[str, str]] = []
    found = items(write(tmp_path / name), shown)[0]
    assert isinstance(found, Found)
    r = found.report
    assert (r.id, r.text, r.published, r.outlet, r.url) == (
        "a-7-" + report_id_of(TEXT, "https://x.example/7")[:8],
        TEXT,
        "2021-04-09",
        "قناة الوادي",
        "https://x.example/7",
    )
    assert shown[0]["text"] == "نص الخبر"
    assert "ملاحظات" not in shown[0].values()


def test_dates_of_cells(tmp_path: Path) -> None:
    dates = [
        datetime(2021, 4, 9, 18, 30),
        date(2021, 4, 9),
        "2021-04",
        2021,
        1617993000,
        "09/04/2021 21:30",
        "أمس",
        None,
        "1617993000",
    ]
    rows: list[list[Any]] = [["text", "date"], *([f"{TEXT} {n}", d] for n, d in enumerate(dates))]
    found = [f.report.published for f in items(workbook(tmp_path / "d.xlsx", rows)) if isinstance(f, Found)]
    assert found == [
        "2021-04-09T18:30:00", "2021-04-09", "2021-04", "2021", "2021-04-09T18:30:00+00:00", "2021-04-09", None, None,
        "2021-04-09T18:30:00+00:00",
    ]  # fmt: skip


def test_posts_with_their_forwards_and_answers(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(
        f"post_id,created_at,channel,message,forwarded_from,in_reply_to,user\n"
        f"1234567890123,2021-04-09T21:30:00Z,قناة,{TEXT},مرصد,99,سالم\n"
    )
    (found,) = items(tmp_path / "p.csv", tz="Asia/Damascus")
    assert isinstance(found, Found)
    assert (found.report.id, found.report.published) == ("1234567890123", "2021-04-10T00:30:00")
    assert (found.report.forwarded_from, found.reply_to, found.authors) == ("مرصد", "99", ("سالم",))


def test_columns_without_names_that_say_it_are_told_by_what_stands_in_them() -> None:
    rows = [{"a": "2021-04-09", "b": TEXT, "c": "https://x.example/1", "d": "x"}]
    assert guess_columns(["a", "b", "c", "d"], rows, {}) == {"text": "b", "published": "a", "url": "c"}


def test_a_mapping_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"x,text\n{TEXT},ملخص\n")
    (found,) = items(tmp_path / "a.csv", columns=parse_columns(["text=x", "title=text"]))
    assert isinstance(found, Found)
    assert (found.report.text, found.report.title) == (TEXT, "ملخص")


@pytest.mark.parametrize(
    "content, columns, message",
    [
        ("a,b\n1,2\n", (), "no column for the text; its columns are: a, b; say --column text=NAME"),
        ("a,b\n1,2\n", (("text", "c"),), "no column 'c' for 'text'"),
        ("a,b\n1,2\n", (("body", "a"),), "there is no field 'body'"),
        ("", (), "the file is empty"),
        ("text\n", (), "no rows in it"),
    ],
)
def test_tables_that_can_not_be_read(tmp_path: Path, content: str, columns: Any, message: str) -> None:
    (tmp_path / "a.csv").write_text(content)
    (miss,) = items(tmp_path / "a.csv", columns=columns)
    assert isinstance(miss, Miss)
    assert message in miss.message


def test_broken_rows_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{TEXT}"}}\nno\n[1]\n{{"text": ""}}\n')
    found = items(tmp_path / "a.jsonl")
    assert [type(f) for f in found] == [Found, Miss, Miss, Miss]
    assert [f.key.rsplit(":", 1)[1] for f in found[1:] if isinstance(f, Miss)] == ["2", "3", "4"]


def test_a_mapping_of_the_command_line() -> None:
    with pytest.raises(InputError, match="say text=COLUMN"):
        parse_columns(["text"])


def test_sheets_are_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["text"], [TEXT]])
    assert len(items(path, sheet="بيانات")) == 1
    (miss,) = items(path, sheet="x")
    assert isinstance(miss, Miss)
    assert "no sheet 'x'; there are: بيانات" in miss.message


def bomb(path: Path) -> None:
    workbook(path, [["text"], [TEXT]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/big.xml", b" " * 200_000_000)


def entities(path: Path) -> None:
    workbook(path, [["text"], [TEXT]])
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/more.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


@pytest.mark.parametrize(
    "make",
    [
        bomb,
        entities,
        lambda p: p.write_bytes(b"PK\x03\x04"),
        lambda p: p.write_bytes(b""),
        lambda p: zipfile.ZipFile(p, "w").close(),
    ],
)
def test_hostile_workbooks(tmp_path: Path, make: Any) -> None:
    make(tmp_path / "a.xlsx")
    (miss,) = items(tmp_path / "a.xlsx")
    assert isinstance(miss, Miss)


def test_titles_above_the_names_of_columns_are_passed_over(tmp_path: Path) -> None:
    found = items(workbook(tmp_path / "a.xlsx", [["نشرة نيسان"], [], HEADER, ROW]))
    assert [f.report.text for f in found if isinstance(f, Found)] == [TEXT]


def test_a_workbook_of_texts_alone_has_its_names_in_its_first_row(tmp_path: Path) -> None:
    found = items(workbook(tmp_path / "a.xlsx", [["نص الخبر"], [TEXT], [TEXT + " قرب النهر"]]))
    assert [f.report.text for f in found if isinstance(f, Found)] == [TEXT, TEXT + " قرب النهر"]


def test_days_that_no_report_can_have_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    days = [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=UTC), datetime(2021, 4, 9, 22, tzinfo=UTC)]
    pq.write_table(pa.table({"text": [f"{TEXT} {n}" for n in range(3)], "published": days}), path)
    found = items(path, tz="America/New_York")
    assert [f.report.published for f in found if isinstance(f, Found)] == [None, None, "2021-04-09T18:00:00"]


def test_a_file_that_trips_a_library_is_told_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.csv")
    write(tmp_path / "b.jsonl")

    def trip(path: Path, *_: object) -> Any:
        raise OverflowError("too large")

    monkeypatch.setattr("isnad.collect.tables.rows._delimited", trip)
    first, second = items(tmp_path)
    assert isinstance(first, Miss)
    assert first.message == f"{tmp_path / 'a.csv'}: OverflowError in reading: too large"
    assert isinstance(second, Found)


def test_what_a_folder_holds_beside_is_said(tmp_path: Path) -> None:
    write(tmp_path / "a.csv")
    for name in ("وثيقة.pdf", "b.pdf", "c.docx", ".hidden.pdf"):
        (tmp_path / name).touch()
    said: list[str] = []
    list(iter_local(Source(str(tmp_path)), Reading(lambda key: False, say=said.append)))
    assert said == [f"{tmp_path}: 3 files of kinds that can't be read are passed over: .pdf 2, .docx 1"]


def test_an_address_that_is_not_of_the_web_is_no_missing_file() -> None:
    (miss,) = iter_local(Source("ftp://x.example/a.csv"), Reading(lambda key: False))
    assert isinstance(miss, Miss)
    assert "only http and https" in miss.message


def test_rows_of_one_number_in_tables_of_one_name_are_two_reports(tmp_path: Path) -> None:
    """Their ids differ whichever table comes first, and stay where a table is moved; an edited row keeps its key."""
    for folder, town in (("آذار", "الرملية"), ("نيسان", "السهيلة")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.csv").write_text(f"id,text\n1,قصف مدفعي على بلدة {town} ومقتل ثلاثة مدنيين\n", "utf-8")
    march, april = (items(tmp_path / folder / "x.csv")[0] for folder in ("آذار", "نيسان"))
    assert isinstance(march, Found)
    assert isinstance(april, Found)
    assert march.report.id != april.report.id
    assert march.key != april.key
    moved = items((tmp_path / "آذار").rename(tmp_path / "آذار ٢٠٢١") / "x.csv")[0]
    assert isinstance(moved, Found)
    assert moved.report.id == march.report.id
    edited = tmp_path / "نيسان" / "x.csv"
    edited.write_text(edited.read_text("utf-8").replace("ثلاثة", "أربعة"), "utf-8")
    (later,) = items(edited)
    assert isinstance(later, Found)
    assert (later.key, later.report.id != april.report.id) == (april.key, True)


@pytest.mark.parametrize(
    "name, kind, said",
    [
        ("a.txt", "table", "no table, as was said: the name of one ends in .csv"),
        ("a.csv", "chat", "no chat, as was said: the name of one ends in .json"),
        ("a.csv", "page", "no page, as was said: the name of one ends in .html"),
        ("a.html", "chat", "not a page of Telegram's export"),
        ("a.txt", "chat", "no export of WhatsApp"),
    ],
)
def test_a_file_that_is_not_of_the_kind_said_is_told(tmp_path: Path, name: str, kind: str, said: str) -> None:
    (tmp_path / name).write_text(f"id,text\n1,{TEXT}\n", "utf-8")
    (miss,) = items(tmp_path / name, kind=kind)
    assert isinstance(miss, Miss)
    assert miss.of_file
    assert miss.message.startswith(str(tmp_path)) or kind == "chat"
    assert said in miss.message


@pytest.mark.parametrize(
    "kind, address, said",
    [
        ("page", "x.html", None), ("page", "https://x.example", None), (None, "x.csv", None), ("table", "x.csv", None),
        ("table", "https://x.example/x.csv", "of the web only page, feed, sitemap are read"),
        ("feed", "x.csv", "a feed is fetched"), ("tables", "x.csv", "there are page, feed"),
    ],
)  # fmt: skip
def test_kinds_of_the_web_and_of_files(kind: str | None, address: str, said: str | None) -> None:
    assert (said or "") in (wrong_kind(kind, address) or "")
    assert (wrong_kind(kind, address) is None) == (said is None)
