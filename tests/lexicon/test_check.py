"""The lexicon check lists every mistake of a folder at once, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.lexicon.check import check
from isnad.lexicon.load import build

TRIGGER = "- {id: own_%d, type: shelling, class: event, %s}\n"


@pytest.mark.parametrize(
    "item, told",
    [
        ("verbs: [رشق/يرشق], weight: 3", "nothing is called 'weight' here"),
        ("verbs: [رشق]", "a verb without its present: 'رشق'"),
        ("verbs: [رشق/يرشق], figure: shells", "figure 'shells' is none of"),
        ("verbs: [رشق/يرشق], present: fight", "type 'fight' is none of"),
        ("verbs: رشق/يرشق", "'verbs' is a list of words: write [رشق/يرشق]"),
        ('nouns: [رشق, ""]', "'nouns' has an empty word"),
        ("nouns: [رشق], takes: victim", "takes 'victim' is none of actor, both, target"),
    ],
)
def test_one_mistake(tmp_path: Path, item: str, told: str) -> None:
    (tmp_path / "triggers.yaml").write_text(TRIGGER % (1, item), encoding="utf-8")
    mistakes = check([tmp_path])
    assert len(mistakes) == 1
    assert mistakes[0].startswith(f"{tmp_path / 'triggers.yaml'}:1: ")
    assert told in mistakes[0]


def test_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "triggers.yaml").write_text(TRIGGER % (1, "weight: 3") + TRIGGER % (2, "colour: red"), encoding="utf-8")
    (tmp_path / "speech.yaml").write_text("- {id: own, frame: say_that, note: told, not seen}\n", encoding="utf-8")
    places = [m.split(": ")[0] for m in check([tmp_path])]
    assert places == [f"{tmp_path / name}" for name in ("triggers.yaml:1", "triggers.yaml:2", "speech.yaml:1")]


def test_what_ships_has_none() -> None:
    assert check([]) == []


def test_an_id_twice(tmp_path: Path) -> None:
    row = TRIGGER % (1, "verbs: [رشق/يرشق]")
    (tmp_path / "triggers.yaml").write_text(row + row, encoding="utf-8")
    path = tmp_path / "triggers.yaml"
    assert check([tmp_path]) == [f"{path}:2: the id 'own_1' stands at {path}:1 too; make one row of both"]


ACTORS = "id,name_en,name_ar,aliases_ar,kind,country,parent,valid_from,valid_to\n"
OWN = "own.reef,Reef Brigade,لواء الشعاب,"


@pytest.mark.parametrize(
    "table, told",
    [
        (ACTORS + OWN + ",army,SY,,,", "2: kind 'army' is none of armed_group, civilian"),
        (ACTORS + OWN + "داعش,militia,SY,,,", "2: the alias 'داعش' is that of 'is' too (actors.csv:2)"),
        (ACTORS + OWN + ",militia,SY,,2020,", "2: '2020' is no day; write it as 2024-12-08"),
        (ACTORS + OWN + ",militia,SY,,2020-02-02,2020-02-01", "2: valid_from 2020-02-02 is not before"),
        (ACTORS + OWN + ",militia,SY,own.sea,,", "2: the parent 'own.sea' is no actor"),
        (ACTORS + OWN + ",militia,SY", "2: fewer cells than the header has"),
        ("id,name_ar,aliases\nown.reef,لواء الشعاب,", "1: nothing is called 'aliases' here; there are id, name_en"),
        ("id,name_en\nown.reef,Reef", "1: no column 'name_ar'; there are id, name_en"),
    ],
)
def test_one_mistake_of_a_table(tmp_path: Path, table: str, told: str) -> None:
    path = tmp_path / "actors.csv"
    path.write_text(table + "\n", encoding="utf-8")
    mistakes = check([tmp_path])
    assert len(mistakes) == 1
    assert mistakes[0].startswith(f"{path}:{told}")


@pytest.mark.parametrize(
    "name, table, told",
    [
        ("months", "id,month,calendar,names\nown,13,hijri,تموزة", "2: month '13' is no number from 1 to 12"),
        ("months", "id,month,calendar,names\nown,7,,تموزة", "2: no 'calendar' is told"),
        ("months", "id,month,calendar,names\nown,7,coptic,تموزة", "2: calendar 'coptic' is none of gregorian, hijri"),
        (
            "months",
            "id,month,calendar,names\nown,8,gregorian,تموز",
            "2: 'تموز' is a word of 'jul.levantine' too (dates/",
        ),
        ("months", "id,month,names\nown,7,تموزة", "1: no column 'calendar'; there are id, month"),
        ("weekdays", "id,weekday,words\nown,7,يوم السوق", "2: weekday '7' is no number from 0 to 6"),
        ("dayparts", "id,night,words\nown,late,السحور", "2: night 'late' is none of"),
        ("relative", "id,class,n,words\nown,day,soon,بكرا", "2: n 'soon' is no number from -366 to 366"),
        ("relative", "id,class,n,unit,words\nown,day,1,week,بكرا", "2: unit 'week' of 'day' is none of nothing"),
        ("periods", "id,class,value,words\nown,ordinal,hour,ساعي", "2: value 'hour' of 'ordinal' is none of 1, 10"),
        ("periods", "id,class,value,words\nown,season of,3,ربيعي", "2: class 'season of' is none of about, after"),
        ("named", "id,calendar,month,day,days,words\nown,hijri,1,32,1,العيد", "2: day '32' is no number from 1 to 31"),
    ],
)
def test_one_mistake_of_a_table_of_time(tmp_path: Path, name: str, table: str, told: str) -> None:
    path = tmp_path / "dates" / f"{name}.csv"
    path.parent.mkdir()
    path.write_text(table + "\n", encoding="utf-8")
    (mistake,) = check([tmp_path])
    assert mistake.startswith(f"{path}:{told}")


@pytest.mark.parametrize("separator, encoding", [(";", "utf-8"), ("\t", "utf-8-sig"), (",", "utf-8-sig")])
def test_a_table_that_a_spreadsheet_wrote_is_read(tmp_path: Path, separator: str, encoding: str) -> None:
    table = "id,name_ar,kind\r\nown.reef,لواء الشعاب,militia\r\n".replace(",", separator)
    (tmp_path / "actors.csv").write_bytes(table.encode(encoding))
    lexicon, mistakes = build([tmp_path])
    assert (mistakes, lexicon.actors["own.reef"].kind) == ([], "militia")


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_bytes((ACTORS + OWN + ",militia,SY,,,\n").encode("cp1256"))
    assert check([tmp_path]) == [
        f"{tmp_path / 'actors.csv'}:2: not UTF-8; save the file as UTF-8 (in Excel: 'CSV UTF-8')"
    ]


@pytest.mark.parametrize(
    "name, told",
    [("actor.csv", "nothing reads it"), ("dates/month.csv", "nothing reads it"), ("months.csv", "nothing reads it")],
)
def test_a_file_that_nothing_reads_is_told(tmp_path: Path, name: str, told: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("id\n", encoding="utf-8")
    (mistake,) = check([tmp_path])
    assert mistake.startswith(f"{path}: {told}; a folder of yours may have actor_generic.csv, actors.csv")


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    assert check([tmp_path / "no"]) == [f"{tmp_path / 'no'}: there is no such folder"]
    assert check([tmp_path])[0].startswith(f"{tmp_path}: no file of a lexicon is there")


def test_yaml_that_is_no_list_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cues.yaml"
    path.write_text("id: own\n", encoding="utf-8")
    assert check([tmp_path]) == [f"{path}:1: no list of items; each begins with '- {{id: …'"]
    path.write_text("- {id: own,\n  kind: [\n", encoding="utf-8")
    assert check([tmp_path])[0].startswith(f"{path}:")
