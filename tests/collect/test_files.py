"""Reports from files of every form; what is broken is a problem in its place, and the run goes on."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isnad.collect import files
from isnad.collect.files import iter_reports
from isnad.model import Problem, Report

TEXT = "قصف مدفعي على البلدة في الصباح"
ROW = {"id": "a", "published": "2021-04", "outlet": "قناة رواق", "title": None, "url": None, "text": TEXT}


def read(*paths: Path | str, **options: str) -> list[Report | Problem]:
    return list(iter_reports(paths, **options))  # type: ignore[arg-type]


def messages(items: list[Report | Problem]) -> list[str]:
    return [i.message if isinstance(i, Problem) else i.id for i in items]


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file_is_one_report_untouched(tmp_path: Path) -> None:
    text = f"{TEXT}\r\n\r\nو{TEXT} \t\n"
    (report,) = read(put(tmp_path, "a.txt", text))
    assert isinstance(report, Report)
    assert report.text == text
    assert (report.title, report.published, len(report.id)) == (None, None, 16)


def test_json_lines_ignore_other_keys_and_blank_lines(tmp_path: Path) -> None:
    lines = [json.dumps(ROW | {"claims": [1], "group": "x"}), "", json.dumps({"text": TEXT, "published": 2021})]
    one, two = read(put(tmp_path, "a.jsonl", "\n".join(lines)))
    assert one == Report("a", TEXT, "2021-04", "قناة رواق")
    assert isinstance(two, Report)
    assert two.published == "2021"


@pytest.mark.parametrize(
    "name, content",
    [
        ("a.csv", f'id,Text,published,more\n7,"{TEXT}\n""ثم""",2021-04,x\n'),
        ("a.csv", f'\ufeffid;text;published\n7;"{TEXT}\n""ثم""";2021-04\n'),
        ("a.csv", f'id\ttext\tpublished\n7\t"{TEXT}\n""ثم"""\t2021-04\n'),
        ("a.tsv", f'id\ttext\tpublished\n7\t"{TEXT}\n""ثم"""\t2021-04\n'),
    ],
)
def test_tables_with_comma_semicolon_and_tab(tmp_path: Path, name: str, content: str) -> None:
    assert read(put(tmp_path, name, content)) == [Report("7", f'{TEXT}\n"ثم"', "2021-04")]


def test_parquet_in_small_batches(tmp_path: Path) -> None:
    n = files.PARQUET_ROWS + 3
    table = pa.table({"text": [f"{TEXT} {i}" for i in range(n)], "id": pa.array(range(n)), "claims": [[1]] * n})
    pq.write_table(table, tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet")
    assert [i.id for i in found if isinstance(i, Report)] == [str(i) for i in range(n)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256", "iso8859-6"])
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv"])
def test_every_form_in_every_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    content = {"a.txt": TEXT, "a.jsonl": json.dumps({"text": TEXT}, ensure_ascii=False), "a.csv": f"text\n{TEXT}\n"}
    (report,) = read(put(tmp_path, name, content[name].encode(encoding)))
    assert isinstance(report, Report)
    assert report.text == TEXT


def test_a_folder_gives_its_files_in_order_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.TXT", "sub/c.txt", "no.pdf", ".hidden/x.txt", ".y.txt"):
        put(tmp_path, name, f"{TEXT} {name}")
    assert [i.text.split()[-1] for i in read(tmp_path) if isinstance(i, Report)] == ["a.TXT", "b.txt", "sub/c.txt"]
    assert len(read(str(tmp_path / "**" / "*.txt"))) == 2


def test_a_file_named_like_a_glob_is_taken_as_it_is(tmp_path: Path) -> None:
    assert len(read(put(tmp_path, "[a].txt", TEXT))) == 1


def test_what_is_given_stands_in_only_where_a_report_is_silent(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", json.dumps(ROW) + "\n" + json.dumps({"id": "b", "text": TEXT}))
    a, b = read(path, published="2020", outlet="غيرها")
    assert isinstance(a, Report)
    assert isinstance(b, Report)
    assert (a.published, a.outlet) == ("2021-04", "قناة رواق")
    assert (b.published, b.outlet) == ("2020", "غيرها")


BROKEN = [
    (
        b'{"id": "a", "text": ',
        "a.jsonl:1: not JSON (Expecting value at character 22): a file has one object on each line",
    ),
    (b'["text"]', 'a.jsonl:1: not a report: a line is an object like {"id": …, "text": …}'),
    (b"[" * 100_000, "a.jsonl:1: not JSON (nested too deep): a file has one object on each line"),
    (b'{"id": "a"}', "a.jsonl:1: no text: a report needs the key or column 'text' with its words"),
    (
        b'{"text": "a\\u0000b"}',
        "a.jsonl:1: 'text' holds NUL characters: is the file UTF-16 or binary? Save it as UTF-8",
    ),
    (b'{"text": "a\0b"}', "a.jsonl:1: not JSON (Invalid control character at character 12): a file has one"),
    (b'{"text": "\\ud800"}', "a.jsonl:1: 'text' holds half a surrogate pair (\\ud800…\\udfff): repair the escape"),
    (b'{"text": "\xc7\xe1"}', "a.jsonl:1: the line is not utf-8 throughout: save the file as UTF-8"),
]


@pytest.mark.parametrize("line, message", BROKEN, ids=[str(i) for i in range(len(BROKEN))])
def test_a_broken_line_is_a_problem_and_the_run_goes_on(tmp_path: Path, line: bytes, message: str) -> None:
    good = json.dumps(ROW, ensure_ascii=False).encode()
    path = put(tmp_path, "a.jsonl", line + b"\n" + good + b"\n" + good.replace(b'"a"', b'"b"'))
    problem, *rest = read(path)
    assert isinstance(problem, Problem)
    assert problem.message.removeprefix(f"{tmp_path}/").startswith(message)
    assert problem.report_id is not None
    assert len([r for r in rest if isinstance(r, Report)]) >= 1


def test_a_problem_keeps_the_id_that_its_row_gives(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", '{"id": "x", "text": ""}\n{"text": ""}')
    assert [i.report_id for i in read(path) if isinstance(i, Problem)] == ["x", f"{path}:2"]


def test_an_id_that_stood_before_is_a_problem(tmp_path: Path) -> None:
    one = put(tmp_path, "a.jsonl", json.dumps(ROW) + '\n{"id": "x", "text": ""}\n')
    two = put(tmp_path, "b.jsonl", json.dumps(ROW) + "\n" + json.dumps({"id": "x", "text": TEXT}))
    a, _, again, x = read(one, two)
    assert isinstance(a, Report)
    assert isinstance(again, Problem)
    assert again.message.startswith(f"{two}:1: the id 'a', or the same text without one, stood before")
    assert again.report_id == f"{two}:1"
    assert isinstance(x, Problem)


@pytest.mark.parametrize(
    "content, message",
    [
        ("", "the file is empty: the first line names the columns, 'text' among them"),
        ("id,body\n1,x\n", "no column 'text'; its columns are: id, body"),
        ('text,id\n"open', ":2: not a row (unexpected end of data): a quotation mark is left open"),
        ("id,text\n1,\n", ":2: no text"),
    ],
)
def test_broken_tables(tmp_path: Path, content: str, message: str) -> None:
    path = put(tmp_path, "a.csv", content)
    (problem,) = read(path)
    assert isinstance(problem, Problem)
    assert message in problem.message


def test_a_cell_without_end_ends_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LINE_LIMIT", 1000)
    path = put(tmp_path, "a.csv", f'text,id\n{TEXT},1\n"' + "x\n" * 2000 + f"\n{TEXT},2\n")
    report, problem = read(path)
    assert isinstance(report, Report)
    assert isinstance(problem, Problem)
    assert "field larger than field limit" in problem.message


@pytest.mark.parametrize(
    "name, message",
    [
        ("no.txt", "there is no such file or folder"),
        ("*.txt", "no file with reports found (.txt, .html, .htm, .xhtml, .jsonl, .ndjson, .csv, .tsv, .parquet)"),
        ("a.html", "no article found in the page"),
        (
            "a.pdf",
            "'.pdf' files can't be read: .txt, .html, .htm, .xhtml, .jsonl, .ndjson, .csv, .tsv, .parquet can",
        ),
        ("a.parquet", "not a parquet file that can be read"),
        ("empty", "no file with reports found"),
    ],
)
def test_files_that_can_not_be_read(tmp_path: Path, name: str, message: str) -> None:
    put(tmp_path, "a.html", "<p>")
    put(tmp_path, "a.pdf", "%PDF")
    put(tmp_path, "a.parquet", "PAR1 and no more")
    (tmp_path / "empty").mkdir()
    good = put(tmp_path, "good.jsonl", json.dumps(ROW))
    problem, report = read(tmp_path / name, good)
    assert isinstance(problem, Problem)
    assert message in problem.message
    assert isinstance(report, Report)


@pytest.mark.parametrize(
    "content",
    [TEXT, json.dumps({"text": TEXT, "id": "a"}), f"id,text\na,{TEXT}\n", f"text\n{TEXT}\n"],
)
def test_standard_input_is_told_by_its_look(content: str) -> None:
    (report,) = iter_reports(["-"], stdin=io.BytesIO(content.encode()))
    assert isinstance(report, Report)
    assert report.text == TEXT


def test_parquet_comes_through_standard_input() -> None:
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": [TEXT]}), sink)
    (report,) = iter_reports(["-"], stdin=io.BytesIO(sink.getvalue()))
    assert isinstance(report, Report)


def test_nothing_on_standard_input_is_a_problem() -> None:
    assert messages(list(iter_reports(["-"], stdin=io.BytesIO(b"")))) == ["-: nothing came from standard input"]


def test_memory_does_not_grow_with_the_number_of_reports(tmp_path: Path) -> None:
    def peak(n: int) -> int:
        with (tmp_path / "a.jsonl").open("w", encoding="utf-8") as stream:
            for i in range(n):
                stream.write(json.dumps({"id": f"r{i}", "text": TEXT * 30}) + "\n")
        tracemalloc.start()
        for _ in iter_reports([tmp_path / "a.jsonl"]):
            pass
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    assert peak(4000) < peak(400) + 1_000_000
