"""The commands of the ledger: incidents, judge, publish and the rest; load and run stand in `loading`.

`register` puts them on the main application; `explain_incident` is what `isnad explain` calls where its first
argument is no file.
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isnad.cli.ledger_options import DEFAULT_LEDGER, LedgerUrl, open_ledger
from isnad.cli.loading import load, run
from isnad.cli.plain import plain
from isnad.cli.read_options import Excel
from isnad.errors import InputError, MissingExtraError
from isnad.model import EVENT_TYPES, GRADES

if TYPE_CHECKING:
    from isnad.ledger.queries import Filter

Since = Annotated[str | None, typer.Option(help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option(help="Up to this day, month or year, inclusive.")]
Where = Annotated[str | None, typer.Option("--in", help="A place or a party, in any spelling.")]
Types = Annotated[list[str] | None, typer.Option("--type", help="An event type (docs/claims.md); may be repeated.")]
Who = Annotated[str | None, typer.Option("--who", help="Who decides; else the user's name.")]
Profile = Annotated[str, typer.Option(help="public, or internal (names people: do not pass it on).")]
Policy = Annotated[str | None, typer.Option(help="How figures are reconciled: ucdp, acled, airwars.")]


def register(app: typer.Typer) -> None:
    """Put the commands on the main application."""
    for command in (load, run, incidents, judge, undo, tallies, publish, diff, compare, verify, seal, redact):
        app.command()(command)


def _filter(since: str | None, until: str | None, where: str | None, types: list[str] | None) -> Filter:
    from isnad.ledger.queries import Filter

    _check("--type", types, EVENT_TYPES)
    return Filter(since, until, where, tuple(types or ()))


def _check(option: str, given: Sequence[str] | None, known: Sequence[str]) -> None:
    """Refuse a value that no incident can have: it would find none, and look like an answer."""
    for value in given or ():
        if value not in known:
            raise typer.BadParameter(f"{option} {value}: say one of {', '.join(known)}")


def incidents(
    since: Since = None,
    until: Until = None,
    where: Where = None,
    type: Types = None,
    grade: Annotated[list[str] | None, typer.Option(help=f"{', '.join(GRADES)}.")] = None,
    undated: Annotated[
        bool, typer.Option("--undated", help="With --since or --until: also those without a date.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    ledger: LedgerUrl = DEFAULT_LEDGER,
) -> None:
    """List the incidents of the ledger. What, when, the killed (low–best–high), independent origins, where."""
    from dataclasses import replace

    from isnad.ledger.queries import find_with_undated, listing
    from isnad.schema import to_json

    _check("--grade", grade, GRADES)
    wanted = replace(_filter(since, until, where, type), grades=tuple(grade or ()), undated=undated)
    with open_ledger(ledger) as opened, opened.read() as c:
        rows, without = find_with_undated(c, wanted)
    if as_json:
        for row in rows:
            shown = {k: v for k, v in row._mapping.items() if k not in ("search", "search_places", "derived")}
            typer.echo(to_json(shown | {"actors": row.actors.split()}))
        return
    lines = [("incident", "day", "type", "place", "killed", "origins", "grade"), *listing(rows)]
    # The place stands last: it is the one cell without a bound, and nothing is cut off.
    order = (0, 1, 2, 4, 5, 6, 3)
    widths = [max(len(plain(line[k])) for line in lines) for k in order[:-1]]
    for line in lines:
        cells = [plain(line[k]).ljust(w) for k, w in zip(order[:-1], widths, strict=True)]
        typer.echo("  ".join([*cells, plain(line[order[-1]])]).rstrip())
    more = f"; {len(without)} more have no date: --undated lists them too" if without else ""
    typer.echo(f"{len(rows)} incidents{more}", err=True)


def explain_incident(incident: str, ledger: str | None = None, policy: str = "ucdp") -> int:
    """Print why an incident is one and why its numbers are what they are; 0."""
    from isnad.ledger.queries import explain

    url = ledger or os.environ.get("ISNAD_LEDGER") or DEFAULT_LEDGER
    with open_ledger(url) as opened, opened.read() as c:
        for line in explain(c, incident, policy):
            indent = len(line) - len(line.lstrip())
            typer.echo(" " * indent + plain(line))
    return 0


def judge(
    left: Annotated[str, typer.Argument(metavar="A", help="An incident, or an event (REPORT:START:N).")],
    right: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    verb: Annotated[str, typer.Argument(metavar="same|different", help="What they are.")],
    note: Annotated[str, typer.Option(help="Why.")] = "",
    who: Who = None,
    ledger: LedgerUrl = DEFAULT_LEDGER,
) -> None:
    """Decide that two incidents are the same or different. It holds for later readings, and can be undone."""
    from isnad.ledger.judgements import judge as decide
    from isnad.ledger.relink import relink

    with open_ledger(ledger) as opened:
        number = decide(opened, left, right, verb, who or getpass.getuser(), note)
        relink(opened)
    typer.echo(f"judgement {number} kept; `isnad undo {number}` takes it back")


def undo(
    judgement: Annotated[int, typer.Argument(help="The number of a judgement.")],
    note: Annotated[str, typer.Option(help="Why.")] = "",
    who: Who = None,
    ledger: LedgerUrl = DEFAULT_LEDGER,
) -> None:
    """Take a judgement back. Both rows stay."""
    from isnad.ledger.judgements import undo as take_back
    from isnad.ledger.relink import relink

    with open_ledger(ledger) as opened:
        take_back(opened, judgement, who or getpass.getuser(), note)
        relink(opened)
    typer.echo(f"judgement {judgement} is undone")


def tallies(ledger: LedgerUrl = DEFAULT_LEDGER) -> None:
    """Compare sums that reports give with what the ledger holds. Such as "13 attacks since January"."""
    from isnad.ledger.queries import check_tallies
    from isnad.publish.notes import place_name

    with open_ledger(ledger) as opened, opened.read() as c:
        found = check_tallies(c)
    for check in found:
        i = check.incident
        who = "; ".join(dict.fromkeys(o.label for o in i.origins.origins))
        period = f"{i.first or '?'} to {i.last or '?'}"
        typer.echo(plain(f"{i.id} {i.type} {place_name(i.place)} {period}, by {who}: {check.remark}"))
    typer.echo(f"{len(found)} tallies with numbers", err=True)


def publish(
    form: Annotated[str, typer.Argument(metavar="csv|geojson|acled|ged|parquet|html", help="The form.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="A file; a folder for parquet and html.")],
    since: Since = None,
    until: Until = None,
    where: Where = None,
    type: Types = None,
    profile: Profile = "public",
    policy: Policy = None,
    as_of: Annotated[str | None, typer.Option(help="The day that delays count from; today.")] = None,
    release: Annotated[str | None, typer.Option(help="Keep what is published under this name.")] = None,
    excel: Excel = False,
    ledger: LedgerUrl = DEFAULT_LEDGER,
) -> None:
    """Write incidents for others: tables, map layers, a page.

    By default delayed, coarsened and without names where they could hurt. docs/publishing.md has every column.
    """
    from isnad.publish.export import Wanted
    from isnad.publish.export import publish as write
    from isnad.publish.releases import keep_release, refuse_taken
    from isnad.reconcile import POLICIES

    if profile not in ("public", "internal"):
        raise typer.BadParameter(f"--profile {profile}: say public or internal")
    if policy is not None and policy not in POLICIES:
        raise typer.BadParameter(f"--policy {policy}: say {', '.join(POLICIES)}")
    try:
        day = date.fromisoformat(as_of) if as_of else None
    except ValueError as e:
        raise typer.BadParameter(f"--as-of {as_of}: say a day such as 2025-03-01") from e
    wanted = Wanted(_filter(since, until, where, type), profile, policy, day, excel)
    with open_ledger(ledger) as opened:
        if release:
            with opened.read() as c:
                refuse_taken(c, release)
        done = write(opened, form, output, wanted)
        if release:
            keep_release(opened, release, done.views, profile, done.policy)
    typer.echo(f"{done.rows} rows, {done.excluded} incidents left out, profile {profile}:", err=True)
    for path in done.files:
        typer.echo(f"  {path}", err=True)


def diff(
    old: Annotated[str, typer.Argument(help="A release.")],
    new: Annotated[str, typer.Argument(help="A later one.")],
    ledger: LedgerUrl = DEFAULT_LEDGER,
) -> None:
    """List what differs between two releases. The incidents added, changed (and why) and deleted."""
    from isnad.publish.releases import diff as compare_releases

    with open_ledger(ledger) as opened:
        for change in compare_releases(opened, old, new):
            typer.echo("\t".join(map(plain, (change.what, change.incident_id, change.why))))


def compare(
    file: Annotated[Path, typer.Argument(help="Your own rows in ACLED's or GED's columns (CSV).")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write the pairs here (CSV).")] = None,
    since: Since = None,
    until: Until = None,
    where: Where = None,
    profile: Profile = "public",
    excel: Excel = False,
    ledger: LedgerUrl = DEFAULT_LEDGER,
) -> None:
    """Compare with rows of your own: matched, only ours, only theirs."""
    from isnad.publish import compare as c
    from isnad.publish.cells import csv_text, write_file
    from isnad.publish.export import Wanted, gather

    if not file.is_file():
        raise InputError(f"{file}: there is no such file")
    theirs = c.read_theirs(file)
    with open_ledger(ledger) as opened:
        views = gather(opened, Wanted(_filter(since, until, where, None), profile), "csv").views
    rows = [c.match_row(m) for m in c.compare(views, theirs)]
    if output:
        write_file(output, csv_text(c.COLUMNS, rows, excel))
    else:
        typer.echo(csv_text(c.COLUMNS, rows), nl=False)
    counts = [sum(r["status"] == s for r in rows) for s in ("matched", "only ours", "only theirs")]
    typer.echo(f"{counts[0]} matched, {counts[1]} only ours, {counts[2]} only theirs", err=True)


def verify(
    against: Annotated[Path | None, typer.Option(help="A seal that was kept elsewhere.")] = None,
    key: Annotated[
        str | None, typer.Option(help="The public key, as `isnad seal` printed it, that signed the seal.")
    ] = None,
    ledger: LedgerUrl = DEFAULT_LEDGER,
) -> None:
    """Check that nothing in the ledger was changed. Exit code 1 if something was."""
    from isnad.ledger.custody import head
    from isnad.ledger.seal import check_seal, is_public_key
    from isnad.ledger.verify import verify as check

    if key is not None and against is None:
        raise typer.BadParameter("--key is the key of a seal: say --against SEAL too")
    if key is not None and not is_public_key(key):
        raise typer.BadParameter(f"--key {key}: say the public key itself, as `isnad seal` printed it")
    sealed = None
    if against:
        try:
            sealed = json.loads(against.read_text(encoding="utf-8"))
            if not isinstance(sealed, dict) or "isnad_seal" not in sealed:
                raise ValueError("it was not written by `isnad seal`")
        except (OSError, ValueError) as e:
            raise InputError(f"{against}: no seal: {e}") from e
    with open_ledger(ledger) as opened, opened.read() as c:
        wrong = check(c) + (check_seal(c, sealed, key) if sealed is not None else [])
        entries, digest = head(c)
    for line in wrong:
        typer.echo(plain(line))
    typer.echo(f"{'whole' if not wrong else f'{len(wrong)} faults'}: {entries} log entries, head {digest}")
    raise typer.Exit(1 if wrong else 0)


def seal(
    output: Annotated[Path, typer.Option("--output", "-o", help="Keep this file elsewhere.")],
    key_file: Annotated[Path, typer.Option("--key", help="Your signing key; made if there is none.")],
    timestamp: Annotated[
        str | None, typer.Option(help="An authority (RFC 3161) to stamp the seal; its answer goes beside it as .tsr.")
    ] = None,
    ledger: LedgerUrl = DEFAULT_LEDGER,
) -> None:
    """Write the signed head of the log. Keep it elsewhere, for `verify --against`."""
    from isnad.ledger.seal import seal as sign
    from isnad.publish.cells import write_file

    with open_ledger(ledger) as opened:
        sealed = sign(opened, key_file)
    write_file(output, json.dumps(sealed, indent=1) + "\n")
    typer.echo(f"sealed at log entry {sealed['entries']}; public key {sealed['key']}")
    if timestamp:
        typer.echo(f"stamped: {_stamp(output, timestamp)}")


def _stamp(path: Path, authority: str) -> Path:
    """Have a file stamped by an authority; its answer is put beside it."""
    try:
        from isnad.collect.archive.stamps import stamp_file
        from isnad.collect.web.client import Client

        return stamp_file(path, authority, Client())
    except ImportError as e:
        raise MissingExtraError("collect", "a time stamp") from e


def redact(
    report: Annotated[str, typer.Argument(help="A report's id.")],
    reason: Annotated[str, typer.Option(help="Why; stays in the log.")],
    who: Who = None,
    ledger: LedgerUrl = DEFAULT_LEDGER,
) -> None:
    """Take a report's words out of the ledger for good. Its coded claims and a salted hash stay."""
    from isnad.ledger.relink import relink
    from isnad.ledger.seal import redact as take_out

    with open_ledger(ledger) as opened:
        salt, overwritten = take_out(opened, report, who or getpass.getuser(), reason)
        # Said before anything else can go wrong: it is kept nowhere.
        typer.echo(f"redacted; the salt of its hash was {salt}, kept nowhere: it and the original prove what it was")
        if not overwritten and opened.path:
            typer.echo(
                "  its words are still in the file, for others have it open: they go when the last of them closes it",
                err=True,
            )
        elif not overwritten:
            typer.echo("  its words are still in the server's files: run VACUUM FULL, and mind its backups", err=True)
        relink(opened)
