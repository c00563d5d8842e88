"""Reports from files of any kind that people have: archives, exports of chats, tables, saved pages, texts."""

from __future__ import annotations

import glob
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from isnad.collect import files
from isnad.collect.archive.pages import iter_archive
from isnad.collect.archive.read import is_archive
from isnad.collect.chats import telegram_html, telegram_json, whatsapp
from isnad.collect.chats.post import post_found
from isnad.collect.decode import open_text
from isnad.collect.found import Filter, Found, Miss
from isnad.collect.pages.markup import PAGE_LIMIT
from isnad.collect.pages.page import page_report, read_page
from isnad.collect.sources import Source
from isnad.collect.tables.rows import SUFFIXES as TABLES
from isnad.collect.tables.table import iter_table
from isnad.errors import InputError
from isnad.model import Problem

OTHERS_NAMED = 8  # kinds of files that can't be read
HEAD = 8192  # bytes by which a file's kind is told
ENDINGS = {  # of the names of files that may be of a kind; an archive may have any
    "page": files.PAGES,
    "chat": (".json", ".zip", ".txt", *files.PAGES),
    "table": TABLES,
    "reports": files.SUFFIXES,
}
Item = Found | Miss


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: which keys are `known` already, on how many cores, and who is shown a table's mapping.

    `keep` says why a text is not wanted; archives ask it where they are read, on as many cores.
    """

    known: Callable[[str], bool]
    jobs: int = 1
    show: Callable[[Path, dict[str, str]], None] = lambda path, mapping: None
    keep: Filter | None = None
    say: Callable[[str], None] = lambda line: None


def iter_local(source: Source, how: Reading) -> Iterator[Item]:
    """The reports of a source's files, in order; what can't be read is a Miss, and the others go on."""
    try:
        paths = _expand(source.address, how.say)
    except InputError as error:
        yield Miss(source.address, "no file", f"{source.address}: {error}")
        return
    for path in paths:
        try:
            yield from _file(path, source, how)
        except InputError as error:
            yield Miss(str(path), "can't be read", _named(path, " ".join(str(error).split())))
        except OSError as error:
            yield Miss(str(path), "can't be read", f"{path}: can't be read: {error.strerror or error}")
        except Exception as error:  # a file that trips a library is one file lost, and counted
            told = f"{type(error).__name__} in reading: {str(error)[:200]}"
            yield Miss(str(path), "can't be read", f"{path}: {told}")


def _named(path: Path, message: str) -> str:
    """A message that begins with the file's name, once."""
    return message if message.startswith(str(path)) else f"{path}: {message.removeprefix(f'{path.name}: ')}"


def _expand(address: str, say: Callable[[str], None]) -> list[Path]:
    """The files that an address means: an export's parts in their order, else what a folder or a glob holds."""
    path = Path(address)
    if path.is_dir():
        if (path / "result.json").is_file():
            return [path / "result.json"]
        if pages := telegram_html.export_pages(path):
            return pages
        if (path / "_chat.txt").is_file():
            return [path / "_chat.txt"]
        inside = [p for p in path.rglob("*") if p.is_file()]
        inside = [p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)]
        found = sorted(filter(_is_readable, inside))
        other = Counter(p.suffix.lower() or p.name for p in inside if not _is_readable(p))
        if other:
            kinds = ", ".join(f"{kind} {n:,}" for kind, n in other.most_common(OTHERS_NAMED))
            say(f"{path}: {other.total():,} files of kinds that can't be read are passed over: {kinds}")
    elif path.exists():
        found = [path]
    elif glob.has_magic(address):
        found = sorted(p for p in map(Path, glob.glob(address, recursive=True)) if p.is_file() and _is_readable(p))
    elif "://" in address:
        raise InputError("only http and https addresses are fetched")
    else:
        raise InputError("there is no such file or folder")
    if not found:
        raise InputError("no file that could hold reports found")
    return found


def _is_readable(path: Path) -> bool:
    suffix = path.suffix.lower()
    return is_archive(path) or suffix in (*TABLES, *files.SUFFIXES, ".json", ".zip")


def _file(path: Path, source: Source, how: Reading) -> Iterator[Item]:
    suffix, got_at = path.suffix.lower(), _file_time(path)
    if source.kind in ENDINGS and suffix not in ENDINGS[source.kind]:
        raise InputError(f"no {source.kind}, as was said: the name of one ends in {', '.join(ENDINGS[source.kind])}")
    if is_archive(path) or source.kind == "archive":
        yield from iter_archive(path, source, how.known, how.jobs, how.keep)
    elif suffix in TABLES and source.kind != "reports":
        yield from iter_table(path, source, got_at, lambda mapping: how.show(path, mapping))
    elif suffix == ".json":
        for post in telegram_json.iter_posts(path):
            yield post_found(post, source, "tg", str(path), got_at)
    elif suffix in files.PAGES:
        yield from _page(path, source, got_at)
    elif suffix == ".zip" or (suffix == ".txt" and (source.kind == "chat" or _is_whatsapp(path))):
        for post in whatsapp.iter_posts(path):
            yield post_found(post, source, "wa", str(path), got_at)
    else:
        yield from _plain(path, source, got_at)


def _file_time(path: Path) -> str:
    """When a file was last changed (ISO, UTC): the latest that it can have been got."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")


def _is_whatsapp(path: Path) -> bool:
    with path.open("rb") as stream:
        return whatsapp.is_export(open_text(stream).read(HEAD))


def _page(path: Path, source: Source, got_at: str) -> Iterator[Item]:
    """A saved page, or a page of Telegram's export."""
    with path.open("rb") as stream:
        raw = stream.read(PAGE_LIMIT + 1)
    if source.kind == "chat" or telegram_html.is_export(raw[:HEAD]):
        for post in telegram_html.iter_posts(path):
            yield post_found(post, source, "tg", str(path), got_at)
        return
    page = read_page(raw, zone=source.tz)
    report = page_report(page, raw, str(path), got_at)
    report = replace(report, outlet=source.outlet or report.outlet, published=report.published or source.published)
    yield Found(
        report, page.url or str(path), authors=page.authors, published_at=page.published_at, dated_by=page.dated_by
    )


def _plain(path: Path, source: Source, got_at: str) -> Iterator[Item]:
    """A text, or reports in the form that `isnad read` takes."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest() if path.suffix.lower() == ".txt" else None
    for item in files.iter_reports([path], published=source.published, outlet=source.outlet):
        if isinstance(item, Problem):
            yield Miss(item.report_id or str(path), "can't be read", item.message)
        else:
            got = replace(
                item, got_from=item.got_from or str(path), got_at=item.got_at or got_at, sha256=item.sha256 or digest
            )
            yield Found(got, got.id)
