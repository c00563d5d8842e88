"""`isnad publish`: incidents of a ledger written in one form, with what is left out and why beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from isnad.ledger import tables as t
from isnad.ledger.queries import Filter, find_with_undated
from isnad.ledger.store import Ledger, LedgerError
from isnad.ledger.witness import incidents_from
from isnad.publish import acled, ged, geojson, tables
from isnad.publish.cells import csv_text, write_file
from isnad.publish.view import DELAY_DAYS, Excluded, View, make_views, sorted_views

if TYPE_CHECKING:
    from sqlalchemy import Connection

FORMS = ("csv", "geojson", "acled", "ged", "parquet", "html")
FOLDERS = ("parquet", "html")  # those that are several files
# The policy by which each form counts, if none is asked for.
DEFAULT_POLICY = {"acled": "acled"}
EXCLUDED = ("incident_id", "reason")
UNDATED = "nobody says when, and a period was asked for"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to publish: which incidents, for whom, by which policy; `as_of` is the day that delays count from.

    `excel` begins each CSV with the mark that Excel knows UTF-8 by.
    """

    wanted: Filter = field(default_factory=Filter)
    profile: str = "public"
    policy: str | None = None
    as_of: date | None = None
    excel: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: files, rows, how many incidents were left out; the views that stand in it, by which policy."""

    files: tuple[Path, ...]
    rows: int
    excluded: int
    views: tuple[View, ...]
    policy: str


@dataclass(frozen=True, slots=True)
class Export:
    """The views of an export, what it leaves out, and what it says about itself."""

    views: list[View]
    excluded: list[Excluded]
    judgements: list[dict[str, object]]
    about: dict[str, object]
    timestamp: int
    excel: bool = False

    def csv(self, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
        """Rows as the CSV that was asked for."""
        return csv_text(columns, rows, self.excel)


def gather(ledger: Ledger, wanted: Wanted, form: str) -> Export:
    """What a form may show of a ledger. Raises LedgerError for a day in the future, which would undo the delay."""
    today = datetime.now(UTC).date()
    as_of = wanted.as_of or today
    if as_of > today:
        raise LedgerError(f"--as-of {as_of} is in the future: delays count from a day that has been")
    policy = wanted.policy or DEFAULT_POLICY.get(form, "ucdp")
    with ledger.read() as c:
        rows, undated = find_with_undated(c, wanted.wanted)
        views, excluded = make_views(incidents_from(c, [r.id for r in rows], policy), wanted.profile, as_of)
        newest = c.execute(select(t.log.c.at).order_by(t.log.c.seq.desc()).limit(1)).scalar_one_or_none()
        judgements = judgement_rows(c, wanted.profile, {x.report_id for v in views for x in v.tellings})
    stamp = int(datetime.fromisoformat(newest).timestamp()) if newest else 0
    about: dict[str, object] = {
        "made_by": "isnad", "profile": wanted.profile, "policy": policy, "as_of": str(as_of),
        "ledger_state": newest or "",
    }  # fmt: skip
    asked = wanted.wanted
    for name, value in (
        ("since", asked.since), ("until", asked.until), ("in", asked.where), ("type", ", ".join(asked.types)),
    ):  # fmt: skip
        if value:
            about[name] = value
    excluded += [Excluded(row.id, UNDATED) for row in undated]
    return Export(sorted_views(views), excluded, judgements, about, stamp, wanted.excel)


def judgement_rows(c: Connection, profile: str, reports: set[str]) -> list[dict[str, object]]:
    """People's decisions as rows; in public without who they are and what they noted."""
    out: list[dict[str, object]] = []
    shown_ids: set[int] = set()
    for row in c.execute(select(t.judgement).order_by(t.judgement.c.id)).mappings():
        ends = [f"{row[f'{s}_report']}:{row[f'{s}_start']}" if row[f"{s}_report"] else None for s in ("left", "right")]
        about = {row["left_report"], row["right_report"]} - {None}
        if profile == "public" and not (about <= reports if about else row["undoes"] in shown_ids):
            continue
        shown_ids.add(row["id"])
        shown = {"who": row["who"], "note": row["note"]} if profile == "internal" else {}
        out.append(
            {
                "judgement_id": row["id"], "verb": row["verb"], "left": ends[0], "right": ends[1], "at": row["at"],
                "undoes": row["undoes"], **shown,
            }
        )  # fmt: skip
    return out


def publish(ledger: Ledger, form: str, output: Path, wanted: Wanted) -> Published:
    """Write one form; beside FILE stem.excluded.csv and stem.README.txt, in a folder excluded.csv and README.txt.

    Raises LedgerError for a form that isn't one of `FORMS`.
    """
    if form not in FORMS:
        raise LedgerError(f"'{form}' is no form: say {', '.join(FORMS)}")
    folder = form in FOLDERS
    if output.exists() and output.is_dir() != folder:
        there, wants = ("file", "folder") if folder else ("folder", "file")
        raise LedgerError(f"{output} is a {there}: {form} is written into a {wants}")
    export = gather(ledger, wanted, form)
    excluded = list(export.excluded)
    write = _WRITERS[form]
    files, rows = write(export, output, excluded)
    beside = (lambda name: output / name) if folder else (lambda name: output.with_name(f"{output.stem}.{name}"))
    _write_beside(beside("excluded.csv"), beside("README.txt"), form, export, excluded, rows)
    out = {e.id for e in excluded}
    return Published(
        (*files, beside("excluded.csv"), beside("README.txt")), rows, len(excluded),
        tuple(v for v in export.views if v.id not in out), str(export.about["policy"]),
    )  # fmt: skip


def _write_beside(
    left_out: Path, readme: Path, form: str, export: Export, excluded: Sequence[Excluded], rows: int
) -> None:
    reasons: dict[str, int] = {}
    for e in excluded:
        reasons[e.reason] = reasons.get(e.reason, 0) + 1
    write_file(left_out, export.csv(EXCLUDED, [{"incident_id": e.id, "reason": e.reason} for e in excluded]))
    lines = [_HEADERS[form], ""]
    lines += [f"{k}: {v}" for k, v in export.about.items()] + [f"rows: {rows}", f"left out: {len(excluded)}"]
    lines += [f"  {n} x {reason}" for reason, n in sorted(reasons.items())]
    lines += ["", _WITHHELD if export.about["profile"] == "public" else _INTERNAL]
    write_file(readme, "\n".join(lines) + "\n")


_WITHHELD = (
    "Withheld by the profile 'public': movements, reconnaissance, aid and planned events before they are "
    f"{DELAY_DAYS} days old, and their exact places; names of people, of local, personal and medical sources, and of "
    "accounts; texts and titles of reports; who judged and what they noted."
)
_INTERNAL = (
    "PROFILE INTERNAL: nothing is withheld. This file names people and sources that it could hurt. Do not pass it on."
)
_NOT = "This is NOT {0} data. It was made by isnad from news reports, in {0}'s columns so that it can be compared."
_HEADERS = {
    "csv": "Incidents, claims and judgements of an isnad ledger.",
    "parquet": "Incidents, claims and judgements of an isnad ledger.",
    "geojson": "Incidents of an isnad ledger.",
    "html": "A report on incidents of an isnad ledger. Open index.html; it loads nothing from elsewhere.",
    "acled": _NOT.format("ACLED")
    + " No row was coded or checked by ACLED. Words for numbers are counted by ACLED's scheme: tens 10, dozens 12, "
    "hundreds 100, an unknown plural 3. The dead stand on the first row of an incident and are 0 on its others.",
    "ged": _NOT.format("UCDP GED")
    + " No row was coded or checked by UCDP. Ids that only UCDP gives are empty; `relid` is isnad's own.",
}


def _csv(export: Export, output: Path, excluded: list[Excluded]) -> tuple[list[Path], int]:
    parts: Mapping[str, tuple[Mapping[str, str], list[dict[str, Any]]]] = _tables(export)
    files = {
        "incidents": output,
        "claims": output.with_name(f"{output.stem}.claims.csv"),
        "judgements": output.with_name(f"{output.stem}.judgements.csv"),
    }
    for name, (columns, rows) in parts.items():
        write_file(files[name], export.csv(tuple(columns), rows))
    package = output.with_name(f"{output.stem}.datapackage.json")
    described = tables.datapackage(
        {n: c for n, (c, _) in parts.items()}, {n: f.name for n, f in files.items()}, export.about
    )
    write_file(package, described)
    return [*files.values(), package], len(export.views)


def _tables(export: Export) -> dict[str, tuple[Mapping[str, str], list[dict[str, Any]]]]:
    return {
        "incidents": (tables.INCIDENTS, [tables.incident_row(v) for v in export.views]),
        "claims": (tables.CLAIMS, [r for v in export.views for r in tables.claim_rows(v)]),
        "judgements": (tables.JUDGEMENTS, export.judgements),
    }


def _parquet(export: Export, output: Path, excluded: list[Excluded]) -> tuple[list[Path], int]:
    parts = _tables(export)
    files = []
    for name, (columns, rows) in parts.items():
        files.append(output / f"{name}.parquet")
        tables.write_parquet(files[-1], columns, rows)
    names = {n: f"{n}.parquet" for n in parts}
    write_file(
        output / "datapackage.json", tables.datapackage({n: c for n, (c, _) in parts.items()}, names, export.about)
    )
    return [*files, output / "datapackage.json"], len(export.views)


def _geojson(export: Export, output: Path, excluded: list[Excluded]) -> tuple[list[Path], int]:
    write_file(output, geojson.collection(export.views, export.about))
    return [output], len(export.views)


def _acled(export: Export, output: Path, excluded: list[Excluded]) -> tuple[list[Path], int]:
    rows: list[dict[str, object]] = []
    for view in export.views:
        made = acled.acled_rows(view, export.timestamp)
        if isinstance(made, Excluded):
            excluded.append(made)
        else:
            rows += made
    write_file(output, export.csv(acled.COLUMNS, rows))
    return [output], len(rows)


def _ged(export: Export, output: Path, excluded: list[Excluded]) -> tuple[list[Path], int]:
    rows, opened = [], []
    for view in export.views:
        made = ged.ged_row(view)
        if isinstance(made, Excluded):
            excluded.append(made)
        else:
            rows.append(made)
            killed = view.figure("killed")
            opened += [view.id] if killed and killed.high.value is None else []
    if opened:
        export.about["high_is_open_in"] = ", ".join(opened)
    write_file(output, export.csv(ged.COLUMNS, rows))
    return [output], len(rows)


def _html(export: Export, output: Path, excluded: list[Excluded]) -> tuple[list[Path], int]:
    from isnad.publish.html import page

    write_file(output / "index.html", page(export.views, export.about, len(excluded)))
    return [output / "index.html"], len(export.views)


_WRITERS: dict[str, Callable[[Export, Path, list[Excluded]], tuple[list[Path], int]]] = {
    "csv": _csv, "parquet": _parquet, "geojson": _geojson, "acled": _acled, "ged": _ged, "html": _html,
}  # fmt: skip
