"""Collecting from the web: each page once, whatever happens in between."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import collect_server
import pytest
from collect_server import Site, serve
from collect_site import LAYOUTS, make_page

from isnad.collect.collector import Collector
from isnad.collect.files import iter_reports
from isnad.collect.gather import Gatherer, Limits
from isnad.collect.output import Folder
from isnad.collect.sources import Source, duration_s, read_sources
from isnad.collect.web.client import Client
from isnad.collect.web.polite import Fetcher
from isnad.errors import InputError
from isnad.model import Report

PAGES = 12


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(PAGES) as running:
        yield running


def gather(folder: Path, *sources: Source, time_limit_s: float = 5.0, **limits: Any) -> dict[str, int]:
    """One run; its outcomes."""
    opened = Folder(folder)
    try:
        collector = Collector(opened)
        client = Client(allow_private=True, time_limit_s=time_limit_s)
        fetcher = Fetcher(client, delay_s=0.0, sleep=lambda s: None)
        Gatherer(collector, fetcher, Limits(**limits)).run(sources)
        collector.commit()
        return dict(collector.counts.outcomes)
    finally:
        opened.close()


def rows(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "reports.jsonl").read_text("utf-8").splitlines()]


def test_a_feed_gives_its_pages_once(site: Site, tmp_path: Path) -> None:
    feed = Source(f"{site.address}/feed", tz="Asia/Damascus")
    assert gather(tmp_path, feed) == {"new": PAGES}
    assert gather(tmp_path, feed) == {"repeated": 1}  # the list itself, unchanged
    found = {str(r["url"]): r for r in rows(tmp_path)}
    assert len(found) == PAGES
    row = found[f"{site.address}/news/6"]
    made = make_page(6)
    assert (row["title"], row["published"]) == (made.title, made.day)
    assert (row["got_from"], len(str(row["sha256"]))) == (f"{site.address}/news/6", 64)
    assert all(isinstance(r, Report) for r in iter_reports([tmp_path]))


def test_a_run_that_is_cut_short_goes_on(site: Site, tmp_path: Path) -> None:
    source = Source(f"{site.address}/sitemap.xml")
    assert gather(tmp_path, source, pages=5) == {"new": 5}
    # Killed after writing, before the record knew of it: the lines are cut off, and come again.
    with (tmp_path / "reports.jsonl").open("a") as f:
        f.write('{"id": "half a li')
    assert gather(tmp_path, source)["new"] == PAGES - 5
    assert len({r["id"] for r in rows(tmp_path)}) == len(rows(tmp_path)) == PAGES


def test_a_source_that_breaks_does_not_stop_the_others(site: Site, tmp_path: Path) -> None:
    paths = ("nowhere/", "pdf/", "huge/x", "login/", "news/1", "nothing/", "private/2", "moved/3", "map/broken")
    with serve(1) as hanging, serve(1) as failing:
        addresses = [f"{hanging.address}/hang/", f"{failing.address}/fails/1", *(f"{site.address}/{p}" for p in paths)]
        assert gather(tmp_path, *map(Source, addresses), time_limit_s=1.5) == {"new": 2, "failed": 9}
    opened = Folder(tmp_path)
    reasons = {str(s["address"]).split("/", 3)[3]: opened.state.reasons(str(s["name"])) for s in opened.state.sources()}
    opened.close()
    assert {p: why[0][1] for p, why in reasons.items() if why} == {
        "hang/": "timeout", "huge/x": "too large", "login/": "no article", "fails/1": "status 503",
        "nowhere/": "address", "pdf/": "no page but application/pdf",
        "nothing/": "status 404", "private/2": "robots", "map/broken": "no list",
    }  # fmt: skip


def test_the_same_page_by_two_addresses(site: Site, tmp_path: Path) -> None:
    assert gather(tmp_path, Source(f"{site.address}/news/0")) == {"new": 1}
    assert gather(tmp_path, Source(f"{site.address}/moved/0")) == {"repeated": 1}
    assert len(rows(tmp_path)) == 1


def test_a_page_that_changed_keeps_both_versions(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feed, page = Source(f"{site.address}/feed"), f"{site.address}/news/3"
    gather(tmp_path, feed)
    changed = make_page(3 + len(LAYOUTS))
    monkeypatch.setattr(collect_server, "make_page", lambda n: changed if n == 3 else make_page(n))
    assert gather(tmp_path, Source(page)) == {"version": 1}
    assert gather(tmp_path, Source(page)) == {"repeated": 1}
    first, second = (r for r in rows(tmp_path) if r["url"] == page)
    assert (second["id"], second["version_of"]) == (f"{first['id']}.2", first["id"])
    assert second["text"] == "\n".join(changed.paragraphs)


def test_known_pages_are_asked_again_where_that_is_wanted(site: Site, tmp_path: Path) -> None:
    source = Source(f"{site.address}/sitemap.xml")
    gather(tmp_path, source)
    assert "repeated" not in gather(tmp_path, source)
    assert gather(tmp_path, source, recheck=True)["repeated"] == PAGES


def test_pages_are_asked_again_though_their_list_did_not_change(site: Site, tmp_path: Path) -> None:
    source = Source(f"{site.address}/feed")
    first = gather(tmp_path, source)["new"]
    assert gather(tmp_path, source) == {"repeated": 1}  # the list alone
    assert gather(tmp_path, source, recheck=True) == {"repeated": first}


def test_two_runs_into_one_folder_are_refused(tmp_path: Path) -> None:
    opened = Folder(tmp_path)
    with pytest.raises(InputError, match="another run"):
        Folder(tmp_path)
    opened.close()
    Folder(tmp_path).close()


def test_a_list_tells_the_date_where_the_page_does_not(site: Site, tmp_path: Path) -> None:
    gather(tmp_path, Source(f"{site.address}/feed/dated", tz="Asia/Damascus"))
    undated = next(r for r in rows(tmp_path) if r["url"] == f"{site.address}/news/7")
    assert (undated["published"], undated["dated_by"]) == ("2014-01-10T11:00:00", "list")


SOURCES = """
[[source]]
address = "https://sahl.example/feed"
name = "السهل"
outlet = "صحيفة السهل"
tz = "Asia/Damascus"
delay = "5s"

[[source]]
address = "export/table.xlsx"
columns = {text = "نص الخبر"}
"""


def test_files_of_sources(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES)
    web, table = read_sources(tmp_path / "sources.toml")
    assert (web.label, web.tz, web.delay_s, web.on_the_web) == ("السهل", "Asia/Damascus", 5.0, True)
    assert (table.address, table.columns) == (str(tmp_path / "export/table.xlsx"), (("text", "نص الخبر"),))


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "names no source"),
        ("x =", "not TOML"),
        ("[[source]]\nname = 'a'", "source 1: it has no address"),
        ("[[source]]\naddress = 'http://x'\nkind = 'y'", "kind 'y': there are page"),
        ("[[source]]\naddress = 'http://x'\ntz = 'Damascus'", "say a zone"),
        ("[[source]]\naddress = 'http://x'\nurl = 'y'", "there is no key 'url'"),
        ("[[source]]\naddress = 3", "'address' should be text"),
        ("[[source]]\naddress = 'http://x'\ndelay = 'long'", "say 5s"),
        ("[[source]]\naddress = 'http://x'\n[[source]]\naddress = 'http://x'", "two sources are called"),
    ],
)
def test_mistakes_in_sources_are_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "s.toml").write_text(text)
    with pytest.raises(InputError, match=message):
        read_sources(tmp_path / "s.toml")


def test_a_date_of_a_source_is_one(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('[[source]]\naddress = "x"\npublished = "gestern"\n')
    with pytest.raises(InputError, match="published 'gestern': say 2021"):
        read_sources(tmp_path / "s.toml")


def test_durations() -> None:
    assert [duration_s(t) for t in ("90s", "15m", "1.5h", "1d", "5", "x")] == [90, 900, 5400, 86400, None, None]
