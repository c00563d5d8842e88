"""The commands of the gazetteer: fetch and import places, list the imports, search names, remove an import."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isnad.cli.plain import isolate, plain

if TYPE_CHECKING:
    from isnad.gazetteer.importing import Imported
    from isnad.gazetteer.rows import Skip

SHOWN_SKIPS = 20
places_app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The places that reports name: yours beside those that ship."
)
SkippedFile = Annotated[Path | None, typer.Option("--skipped", help="Write every row that was left out here, and why.")]


@places_app.command("add")
def add(
    countries: Annotated[list[str], typer.Argument(metavar="COUNTRY…", help="ISO codes of two letters: SY IQ YE …")],
    url: Annotated[
        str | None, typer.Option("--url", envvar="ISNAD_GEONAMES_URL", help="The folder of the dumps; else GeoNames'.")
    ] = None,
    skipped: SkippedFile = None,
) -> None:
    """Fetch countries from GeoNames and import them. Names in Arabic come too; the licence is CC BY 4.0."""
    from isnad.gazetteer.add import add_country, check_codes
    from isnad.gazetteer.fetch import base_url

    codes, base = check_codes(countries), base_url(url)
    left_out: list[Skip] = []
    try:
        for code in codes:
            done = add_country(code, base, lambda line: typer.echo(line, err=True))
            _say(done)
            left_out += done.skipped
    finally:  # a country that can't be had takes nothing from those before it
        _tell_skips(left_out, skipped)


@places_app.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(help="GeoNames dumps, P-code lists (.xlsx, .csv), Who's On First, or a csv with name_ar."),
    ],
    name: Annotated[str | None, typer.Option(help="What the import is called; else from the file's name.")] = None,
    licence: Annotated[str | None, typer.Option(help="Of rows that name none, such as 'CC BY 4.0'.")] = None,
    source: Annotated[str | None, typer.Option(help="Of rows that name none.")] = None,
    country: Annotated[str, typer.Option(help="Of rows that name none: an ISO code.")] = "",
    alternates: Annotated[
        Path | None, typer.Option(help="GeoNames' alternate names of the country, for its names in Arabic.")
    ] = None,
    skipped: SkippedFile = None,
) -> None:
    """Import files of places. A file of the same name replaces what it brought before."""
    from isnad.gazetteer.importing import Options, import_file

    if name and len(files) > 1:
        raise typer.BadParameter("--name is for one file")
    options = Options(name or "", licence or "", source or "", country, "", alternates)
    left_out: list[Skip] = []
    try:
        for path in files:
            done = import_file(path, options)
            _say(done)
            left_out += done.skipped
    finally:  # a file that can't be read takes nothing from those before it
        _tell_skips(left_out, skipped)


@places_app.command("list")
def list_() -> None:
    """List the imports. How many places each brought, from where, under which licence, and when."""
    from isnad.gazetteer.store import Store

    store = Store()
    imports = store.imports()
    for i in imports:
        left = f", {i.skipped:,} rows left out" if i.skipped else ""
        typer.echo(f"{plain(i.id)}: {i.rows:,} places{left}; {plain(i.source)}; licence: {plain(i.licence)}")
        typer.echo(f"    from {plain(i.url or i.file)}, {i.imported_at}, sha256 {i.sha256[:16] or '-'}")
    typer.echo(f"{len(imports)} imports in {store.path}" if imports else "nothing is imported yet", err=True)


@places_app.command("search")
def search(
    name: Annotated[str, typer.Argument(help="A name, in any spelling that folds alike, or in English; or an id.")],
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
) -> None:
    """Find the places that a name may mean. Those that ship, then the imported ones; else names that sound alike."""
    from isnad.gazetteer.search import search_places

    found = search_places(name, limit)
    for hit in found.hits:
        point = "no point" if hit.lat is None or hit.lon is None else f"{hit.lat:.4f}, {hit.lon:.4f}"
        where = ", ".join(filter(None, (hit.admin1, hit.country)))
        typer.echo(
            f"{plain(hit.id)}  {plain(hit.name_en or '-')}  {hit.feature}  {plain(where)}  {point}  "
            f"[{plain(hit.origin)}]  {isolate(plain(hit.name_ar))}"
        )
    if found.alike:
        typer.echo("no place is called so; these names sound alike", err=True)
    if not found.hits:
        typer.echo("no place is called so", err=True)
        raise typer.Exit(1)


@places_app.command("remove")
def remove(
    imports: Annotated[list[str], typer.Argument(metavar="ID…", help="As `isnad places list` names them.")],
) -> None:
    """Take imports out of the store."""
    from isnad.gazetteer.importing import remove_import

    for import_id in imports:
        typer.echo(f"{plain(import_id)}: {remove_import(import_id):,} places removed")


def _say(done: Imported) -> None:
    i = done.info
    typer.echo(f"{plain(i.id)}: {i.rows:,} places imported, {i.skipped:,} rows left out; licence: {plain(i.licence)}")


def _tell_skips(left_out: Sequence[Skip], path: Path | None) -> None:
    """Say what was left out: by reason where a reason is common, else row by row; all of it into a file if asked."""
    for kind, count in sorted(Counter(s.kind for s in left_out if s.kind).items()):
        typer.echo(f"{count:,} rows left out: {kind}", err=True)
    bad = [s for s in left_out if not s.kind]
    for one in bad[:SHOWN_SKIPS]:
        typer.echo(plain(str(one)), err=True)
    if len(bad) > SHOWN_SKIPS:
        typer.echo(f"… {len(bad) - SHOWN_SKIPS:,} more rows left out", err=True)
    if path is not None:
        with path.open("w", encoding="utf-8") as f:
            f.writelines(f"{one}\n" for one in left_out)
        typer.echo(f"{len(left_out):,} rows left out are listed in {path}", err=True)
    elif len(left_out) > len(bad) or len(bad) > SHOWN_SKIPS:
        sys.stderr.write("--skipped FILE lists each of them\n")
