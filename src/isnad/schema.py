"""Rows and types: the JSON form of the codebook, the Arrow schemas, and the way there and back.

The only file where column names are spelled. Each type has a tuple of columns; the JSON form, the Arrow type and
the checks on the way back are all derived from it. In JSON a column that is not `always` is left out where it has
nothing to say; in Arrow every column is there, and dates are dates.

>>> claim_to_dict(Claim("c1", "r:0:0", "e1", "shelling", (0, 3), "قصف"))["trigger"]
[0, 3]
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from isnad.errors import InputError
from isnad.model import (
    Claim,
    DateWindow,
    Figure,
    Party,
    PlaceGuess,
    Problem,
    Reading,
    Report,
    SourceLink,
    Span,
    Sureness,
)

if TYPE_CHECKING:
    import pyarrow as pa

    REPORT: pa.Schema
    READING: pa.Schema
    RESULT: pa.Schema

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in a row, its kind, the type's attribute, and whether JSON always has it.

    Kinds: str, int (32 bits), long (64 bits), float, bool, date, span, spans, strs, namesakes; or the columns of a
    nested type, in `of`, as a list of them (`many`) or one.
    """

    name: str
    kind: str = "str"
    always: bool = False
    attr: str = ""
    of: tuple[Column, ...] = ()
    many: bool = True
    make: type | None = None

    @property
    def attribute(self) -> str:
        """The name on the type; `from` is a word of Python's own, so it is `from_claim` there."""
        return self.attr or self.name


_SPAN = Column("span", "span")
_FROM = Column("from", attr="from_claim")
_REASON = Column("reason")
_ID = Column("id", always=True)
_TEXT = Column("text", always=True)

PARTY = (_TEXT, _ID, _SPAN, _FROM, _REASON)
PLACE = (
    _TEXT,
    Column("name", always=True),
    Column("admin1", always=True),
    Column("country", always=True),
    Column("id"),
    Column("lat", "float"),
    Column("lon", "float"),
    Column("radius_km", "float"),
    Column("geo_precision", "int"),
    Column("where_prec", "int"),
    Column("pcode"),
    _SPAN,
    _FROM,
    _REASON,
    Column("alternatives", "namesakes"),
)
NAMESAKE = (Column("id", always=True), Column("name", always=True), Column("score", "float", always=True))
WHEN = (
    _TEXT,
    Column("start", "date", always=True),
    Column("end", "date", always=True),
    _SPAN,
    Column("basis"),
    _FROM,
)
FIGURE = (
    _TEXT,
    Column("kind", always=True),
    Column("of", always=True),
    Column("low", "long", always=True),
    Column("high", "long", always=True),
    Column("comparator"),
    _SPAN,
    Column("whose"),
    Column("part_of", "int"),
    Column("status"),
)
SOURCE = (_TEXT, Column("kind", always=True), Column("id"), _SPAN)
SURE = tuple(Column(f.name, "float", always=True) for f in fields(Sureness))
CLAIM = (
    _ID,
    Column("event", always=True),
    Column("type", always=True),
    Column("trigger", "span", always=True),
    Column("trigger_text"),
    Column("actors", "list", always=True, of=PARTY, make=Party),
    Column("targets", "list", always=True, of=PARTY, make=Party),
    Column("places", "list", always=True, of=PLACE, make=PlaceGuess),
    Column("when", "struct", always=True, of=WHEN, many=False, make=DateWindow),
    Column("figures", "list", always=True, of=FIGURE, make=Figure),
    Column("means", "strs", always=True),
    Column("sources", "list", always=True, of=SOURCE, make=SourceLink),
    Column("stance", always=True),
    Column("stance_on"),
    Column("claimed", "bool"),
    Column("scope", always=True),
    Column("mentions", "spans"),
    Column("weapon", "strs"),
    Column("tags", "strs"),
    Column("confidence", "float"),
    Column("sure", "struct", of=SURE, many=False, make=Sureness),
    Column("evidence", "span"),
    Column("rules", "strs"),
    Column("claim_id"),
)
PROBLEM = (Column("code", always=True), Column("message", always=True), Column("report_id"), _SPAN)
REPORT_COLUMNS = (
    _ID,
    Column("published"),
    Column("outlet"),
    Column("title"),
    Column("url"),
    Column("forwarded_from"),
    Column("got_from"),
    Column("got_at"),
    Column("sha256"),
    _TEXT,
)
_CLAIMS = Column("claims", "list", always=True, of=CLAIM, make=Claim)
_PROBLEMS = Column("problems", "list", of=PROBLEM, make=Problem)
_READ_WITH = (Column("reader_version"), Column("lexicon_digest"), Column("gazetteer_digest"))
READING_COLUMNS = (Column("report_id", always=True), _CLAIMS, _PROBLEMS, *_READ_WITH)
# A report and its reading in one row, as `isnad read` writes it.
RESULT_COLUMNS = (*REPORT_COLUMNS, _CLAIMS, _PROBLEMS, *_READ_WITH)

# What a value is where nothing is said; JSON leaves these out.
_PLAIN: dict[str, object] = {"stance_on": "event", "claimed": False}


# Types to rows


def _plain_value(column: Column, value: Any, arrow: bool) -> Any:
    """A value as JSON or Arrow takes it: spans and tuples as lists, nested types as dicts."""
    if value is None:
        return None
    match column.kind:
        case "list":
            return [_to_row(item, column.of, arrow) for item in value]
        case "struct":
            return _to_row(value, column.of, arrow)
        case "span" | "strs":
            return list(value)
        case "spans":
            return [list(span) for span in value]
        case "namesakes":
            return [dict(zip((c.name for c in NAMESAKE), item, strict=True)) for item in value]
        case "date":
            return date.fromisoformat(value) if arrow else value
        case _:
            return value


def _to_row(item: object, columns: Sequence[Column], arrow: bool) -> Row:
    row: Row = {}
    for column in columns:
        value = getattr(item, column.attr or column.name)
        if arrow or column.always or not (value in (None, "", ()) or value == _PLAIN.get(column.name)):
            row[column.name] = value if column.kind in _AS_THEY_ARE else _plain_value(column, value, arrow)
    return row


def claim_to_dict(claim: Claim) -> Row:
    """A claim in the codebook's JSON form; what it has nothing to say on, beside the codebook's fields, is left out."""
    return _to_row(claim, CLAIM, arrow=False)


def reading_to_dict(reading: Reading) -> Row:
    """A reading in JSON form: {"report_id", "claims", …}."""
    return _to_row(reading, READING_COLUMNS, arrow=False)


def result_to_dict(report: Report | None, reading: Reading) -> Row:
    """A report with its claims, in the codebook's form of a line; a row that was no report has only its `id`."""
    row = _to_row(report or Report(reading.report_id, ""), REPORT_COLUMNS, arrow=False)
    if report is None:
        del row["text"]
    rest = reading_to_dict(reading)
    del rest["report_id"]
    return row | rest


# Characters that JSON lets through and a terminal or an editor acts on: they are written as \uXXXX.
_ACTIVE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def to_json(row: Row) -> str:
    """One line of JSON lines: no control character stands in it as itself."""
    line = json.dumps(row, ensure_ascii=False, separators=(", ", ": "))
    return _ACTIVE.sub(lambda m: f"\\u{ord(m[0]):04x}", line)


# Rows to types


def _fail(where: str, want: str, value: object) -> InputError:
    shown = json.dumps(value, ensure_ascii=False, default=str)[:60]
    return InputError(f"{where} should be {want}, not {shown}")


def _span(value: Any, where: str) -> Span:
    if (
        isinstance(value, (list, tuple))
        and len(value) == 2
        and all(type(v) is int for v in value)
        and 0 <= value[0] <= value[1]
    ):
        return value[0], value[1]
    raise _fail(where, "[start, end]", value)


def _date(value: Any, where: str) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise _fail(where, "a date like 2021-04-09", value) from None


def _list(value: Any, where: str) -> list[Any]:
    if isinstance(value, (list, tuple)):
        return list(value)
    raise _fail(where, "a list", value)


def _scalar(kind: str, value: Any, where: str) -> Any:
    if kind == "str" and isinstance(value, str):
        return value
    if kind in ("int", "long") and (type(value) is int or (isinstance(value, float) and value.is_integer())):
        return int(value)
    if kind == "float" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if kind == "bool" and isinstance(value, bool):
        return value
    names = {"str": "text", "int": "a whole number", "long": "a whole number", "float": "a number"}
    raise _fail(where, names.get(kind, "true or false"), value)


def _value(column: Column, value: Any, where: str) -> Any:
    match column.kind:
        case "list":
            assert column.make is not None
            return tuple(
                _from_row(v, column.make, column.of, f"{where}[{i}]") for i, v in enumerate(_list(value, where))
            )
        case "struct":
            assert column.make is not None
            return _from_row(value, column.make, column.of, where)
        case "span":
            return _span(value, where)
        case "spans":
            return tuple(_span(v, f"{where}[{i}]") for i, v in enumerate(_list(value, where)))
        case "strs":
            return tuple(_scalar("str", v, f"{where}[{i}]") for i, v in enumerate(_list(value, where)))
        case "namesakes":
            return tuple(
                tuple(_scalar(c.kind, v.get(c.name), f"{where}[{i}].{c.name}") for c in NAMESAKE)
                for i, v in enumerate(_list(value, where))
            )
        case "date":
            return _date(value, where)
        case kind:
            return _scalar(kind, value, where)


def _from_row(row: Any, make: type, columns: Sequence[Column], where: str, **given: Any) -> Any:
    """An instance of `make`: absent and null columns take the type's default, or None, or "" where it has none."""
    if not isinstance(row, Mapping):
        raise _fail(where, "an object with keys", row)
    values = dict(given)
    for column in columns:
        value = row.get(column.name)
        if value is None:
            continue
        if type(value) in _AS_THEY_ARE.get(column.kind, ()):
            values[column.attr or column.name] = value
        else:
            values[column.attribute] = _value(column, value, f"{where}.{column.name}" if where else column.name)
    if make is Figure:
        values.setdefault("comparator", _comparator(values.get("low"), values.get("high")))
    for name in _without_default(make):
        if name not in values:
            values[name] = None if name in ("low", "high") else _required(name, where)
    return make(**values)


# Values that need no check beyond their type; most are, and rows are many.
_AS_THEY_ARE: dict[str, tuple[type, ...]] = {
    "str": (str,), "int": (int,), "long": (int,), "float": (float,), "bool": (bool,),
}  # fmt: skip


@cache
def _without_default(make: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(make) if not _has_default(f))


def _comparator(low: int | None, high: int | None) -> str:
    """What the bounds alone say, for rows that keep no comparator; the words may have said more ("about")."""
    if low is None or high is None:
        return "le" if low is None else "ge"
    return "eq" if low == high else "range"


def _has_default(f: Any) -> bool:
    return f.default is not MISSING or f.default_factory is not MISSING


def _required(name: str, where: str) -> str:
    if name in ("text", "trigger_text", "claim_id", "message"):
        return ""
    raise InputError(f"{where} has no '{name}'" if where else f"no '{name}'")


def claims_from_dicts(rows: Any, report_id: str = "", text: str = "") -> tuple[Claim, ...]:
    """Claims of one report from their JSON or Arrow rows.

    Gold files lack `claim_id` and `trigger_text`: they are made from `report_id` and `text`. Unknown keys are
    ignored. Raises InputError naming the claim and the field that is wrong.
    """
    claims = []
    seen: dict[int, int] = {}
    for i, row in enumerate(_list(rows, "claims")):
        if not isinstance(row, Mapping):
            raise _fail(f"claims[{i}]", "an object with keys", row)
        where = str(row.get("id") or f"claims[{i}]")
        start, end = _span(row.get("trigger"), f"{where}.trigger")
        n = seen[start] = seen.get(start, -1) + 1
        given = {"id": where, "claim_id": f"{report_id}:{start}:{n}", "trigger_text": text[start:end]}
        claims.append(_from_row(row, Claim, CLAIM, where, **given))
    return tuple(claims)


def claim_from_dict(row: Mapping[str, Any], report_id: str = "", text: str = "") -> Claim:
    """One claim from its row; see `claims_from_dicts`, which numbers claims that share a trigger."""
    return claims_from_dicts([row], report_id, text)[0]


def reading_from_dict(row: Mapping[str, Any]) -> Reading:
    """A reading from a row with `report_id`, or with the report's own `id` as `isnad read` writes it."""
    report_id = row.get("report_id") or row.get("id")
    if not isinstance(report_id, str):
        raise InputError("no 'id' of a report")
    text = row.get("text")
    claims = claims_from_dicts(row.get("claims") or [], report_id, text if isinstance(text, str) else "")
    columns = [c for c in READING_COLUMNS if c.name not in ("claims", "report_id")]
    reading: Reading = _from_row(row, Reading, columns, "", report_id=report_id, claims=claims)
    return reading


def report_to_dict(report: Report) -> Row:
    """A report in JSON form, as `isnad read` takes it; what is not known is left out."""
    return _to_row(report, REPORT_COLUMNS, arrow=False)


def report_id_of(text: str, url: str | None = None) -> str:
    """The id of a report that was given none: 16 hex digits of the SHA-256 of its url, else of its text."""
    return hashlib.sha256((url or text).encode("utf-8")).hexdigest()[:16]


def report_from_dict(row: Mapping[str, Any]) -> Report:
    """A report from a row of any reader; unknown keys are ignored, numbers and dates become text.

    >>> report_from_dict({"text": "قصف", "published": 2021}).published
    '2021'

    Raises InputError where there is no text, or where text could not be written again.
    """
    values: dict[str, str] = {}
    for column in REPORT_COLUMNS:
        value = row.get(column.name)
        if value is None or value == "":
            continue
        if isinstance(value, (date, datetime)):
            value = value.isoformat()
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and column.name != "text":
            value = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
        if not isinstance(value, str):
            raise _fail(f"'{column.name}'", "text", value)
        if "\0" in value:
            raise InputError(f"'{column.name}' holds NUL characters: is the file UTF-16 or binary? Save it as UTF-8")
        if not _writable(value):
            raise InputError(f"'{column.name}' holds half a surrogate pair (\\ud800…\\udfff): repair the escape")
        values[column.name] = value
    text = values.get("text", "")
    if not text.strip():
        raise InputError("no text: a report needs the key or column 'text' with its words")
    values.setdefault("id", report_id_of(text, values.get("url")))
    return Report(**values)


def _writable(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


# Arrow


def _arrow_type(column: Column) -> pa.DataType:
    import pyarrow as pa

    span = pa.list_(pa.int32())
    if column.of:
        struct = pa.struct([pa.field(c.name, _arrow_type(c)) for c in column.of])
        return pa.list_(struct) if column.kind == "list" else struct
    if column.kind == "namesakes":
        return pa.list_(pa.struct([pa.field(c.name, _arrow_type(c)) for c in NAMESAKE]))
    kinds: dict[str, pa.DataType] = {
        "str": pa.string(),
        "int": pa.int32(),
        "long": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "date": pa.date32(),
        "span": span,
        "spans": pa.list_(span),
        "strs": pa.list_(pa.string()),
    }
    return kinds[column.kind]


_SCHEMAS = {"REPORT": REPORT_COLUMNS, "READING": READING_COLUMNS, "RESULT": RESULT_COLUMNS}


def __getattr__(name: str) -> Any:
    """REPORT, READING and RESULT as Arrow schemas, made on first use: JSON needs no Arrow."""
    if name not in _SCHEMAS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import pyarrow as pa

    schema = pa.schema([pa.field(c.name, _arrow_type(c)) for c in _SCHEMAS[name]])
    globals()[name] = schema
    return schema


def readings_to_batch(readings: Iterable[Reading]) -> pa.RecordBatch:
    """One READING row for each reading, in order."""
    import pyarrow as pa

    rows = [_to_row(r, READING_COLUMNS, arrow=True) for r in readings]
    return pa.RecordBatch.from_pylist(rows, schema=__getattr__("READING"))


def results_to_batch(results: Iterable[tuple[Report | None, Reading]]) -> pa.RecordBatch:
    """One RESULT row for each report and its reading, in order."""
    import pyarrow as pa

    rows = []
    for report, reading in results:
        row = _to_row(report or Report(reading.report_id, ""), REPORT_COLUMNS, arrow=True)
        rows.append(row | _to_row(reading, READING_COLUMNS, arrow=True))
    return pa.RecordBatch.from_pylist(rows, schema=__getattr__("RESULT"))


def claims_to_table(claims: Iterable[Claim]) -> pa.Table:
    """The claims as an Arrow table, a row each."""
    import pyarrow as pa

    rows = [_to_row(c, CLAIM, arrow=True) for c in claims]
    return pa.Table.from_pylist(rows, schema=pa.schema([pa.field(c.name, _arrow_type(c)) for c in CLAIM]))


def readings_from_batch(batch: pa.RecordBatch) -> list[Reading]:
    """The readings of a batch of READING or RESULT rows."""
    return [reading_from_dict(row) for row in batch.to_pylist()]
