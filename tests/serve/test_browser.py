"""The desk in a browser: every page in both directions and three widths, looked at by axe; and what people do there.

With ISNAD_SHOTS set, screenshots of everything are written to build/desk, to be looked at; else of what fails alone.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import PASSWORD, Served, missing

from isnad.ledger.judgements import judge_claim
from isnad.serve.arrays import COLUMNS, arrays
from isnad.serve.people import add_account
from isnad.serve.templating import built_files

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "build" / "desk"
AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
WIDTHS = (390, 820, 1440)
# What axe looks for: everything that the guidelines ask for; in the dark, where only colours differ, contrast alone.
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
# No GPU and no calls home; WebGL is drawn by the processor.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-unsafe-swiftshader",
]  # fmt: skip
CLAIM = "smp-03:115:0"
Start = Callable[..., Served]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium; skips where there is none."""
    chromium = shutil.which("chromium")
    if chromium is None:
        missing("Chromium", "apt-get install chromium fonts-noto-core")
    if not built_files() or not AXE.is_file():
        missing("the built bundle", "make web")
    api = pytest.importorskip("playwright.sync_api", reason="pip install --group dev")
    with api.sync_playwright() as p:
        opened = p.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


class Visit:
    """A page of the browser that notes errors of the console, and requests that leave the desk."""

    def __init__(self, browser: Any, served: Served, lang: str = "ar", width: int = 1440, theme: str = "light") -> None:
        self.served = served
        self.context = browser.new_context(viewport={"width": width, "height": 900}, locale=lang, color_scheme=theme)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.wrong: list[str] = []
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("request", lambda r: self._outside(r.url))
        if served.token:
            self.page.goto(f"{served.base}/?token={served.token}")

    def _outside(self, url: str) -> None:
        if not url.startswith((self.served.base, "data:", "blob:")):
            self.wrong.append(f"asked outside: {url}")

    def open(self, path: str) -> Any:
        """Open a page and wait until it is drawn."""
        self.page.goto(self.served.base + path)
        if path.startswith("/map"):
            self.page.wait_for_selector("#app[data-ready]")
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return self.page

    def look(self, name: str, rules: dict[str, Any] | None = RULES) -> None:
        """Let axe look; fails on violations, errors, requests outside, and where the page scrolls sideways."""
        wrong = list(self.wrong)
        if rules:
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
            asked = {"runOnly": rules, "resultTypes": ["violations"]}
            for v in self.page.evaluate("(asked) => axe.run(asked)", asked)["violations"]:
                wrong += [f"{v['id']}: {n['html'][:160]} {n['failureSummary'][:300]}" for n in v["nodes"]]
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 1:
            wrong.append(f"it scrolls sideways by {wide}")
        if wrong or os.environ.get("ISNAD_SHOTS"):
            SHOTS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
        assert not wrong, f"{name}:\n" + "\n".join(wrong[:8])

    def look_again(self, name: str, *widths: int) -> None:
        """Look at the page in other widths, where nothing but its layout differs."""
        first = self.page.viewport_size
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.look(f"{name}-{width}", rules=None)
        self.page.set_viewport_size(first)

    def close(self) -> None:
        """Close the page."""
        self.context.close()


def paths(served: Served) -> dict[str, str]:
    """The pages, by a short name."""
    with served.ledger.read() as c:
        incident = c.exec_driver_sql("SELECT id FROM incident ORDER BY reports DESC, id LIMIT 1").scalar_one()
    return {
        "incidents": "/", "filtered": "/?q=غارة&type=air_strike&grade=fair", "nothing": "/?q=لاشيءهنا",
        "incident": f"/incidents/{incident}", "report": f"/reports/smp-03?claim={CLAIM}", "map": "/map",
        "tables": "/tables", "digest": "/digest/2019-11-13", "review": "/review", "links": "/review?kind=link",
        "agreement": "/agreement",
    }  # fmt: skip


@pytest.mark.parametrize("lang, width", [("ar", 1440), ("en", 390)])
def test_every_page_in_both_directions_and_three_widths(browser: Any, serve: Start, lang: str, width: int) -> None:
    served = serve()
    visit = Visit(browser, served, lang, width)
    for name, path in paths(served).items():
        visit.open(path)
        visit.look(f"{name}-{lang}-{width}")
        visit.look_again(f"{name}-{lang}", *(w for w in WIDTHS if w != width))
    visit.close()


def test_every_page_in_the_dark(browser: Any, serve: Start) -> None:
    served = serve()
    visit = Visit(browser, served, "ar", 820, "dark")
    for name, path in paths(served).items():
        visit.open(path)
        visit.look(f"{name}-dark", CONTRAST)
    visit.close()


def test_the_pages_of_a_team(browser: Any, serve: Start) -> None:
    served = serve(people=True, token="")
    for name, role in (("Lina", "lead"), ("Karim", "coder"), ("Salma", "coder")):
        add_account(served.ledger, name, role, PASSWORD)
    yes = {"verdict": "accept", "type": "air_strike", "stance": "affirmed", "first": "2019-11-13", "killed": 7}
    judge_claim(served.ledger, CLAIM, "code", "Karim", "", None, yes)
    judge_claim(served.ledger, CLAIM, "code", "Salma", "", None, yes | {"killed": 3})
    with served.ledger.write() as c:
        c.exec_driver_sql("INSERT INTO setting (name, value) VALUES ('double', 'on')")
    visit = Visit(browser, served, "ar", 390)

    def look(name: str, path: str) -> None:
        """At one page: in Arabic by axe, in English at its layout."""
        visit.open(f"{path}?lang=en")
        visit.look_again(f"{name}-en", 390, 1440)
        visit.open(f"{path}?lang=ar")
        visit.look(f"{name}-ar-390")

    page = visit.open("/")
    assert page.url.endswith("/login")
    look("login", "/login")
    for name, shown in (("Lina", ("people", "agreement", "review")), ("Karim", ("review",))):
        page.fill("[name=name]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("button.main")
        for path in shown:
            look(f"{path}-{name}", f"/{path}")
        if name == "Lina":
            visit.open("/people")
            page.click("form[action='/people/invite'] button")
            visit.look("invite-ar-390")
            link = page.inner_text(".notice code")
        page.click("form[action='/logout'] button")
    look("invited", link.removeprefix(served.base))
    visit.close()


def test_the_public_view(browser: Any, serve: Start) -> None:
    served = serve(public=True, token="")
    visit = Visit(browser, served, "en", 820)
    shown = paths(served)
    for name in ("incidents", "incident", "map", "tables", "digest"):
        visit.open(shown[name])
        visit.look(f"{name}-public")
    visit.close()


def choose(page: Any, words: str) -> None:
    """Select words of the report, as a person does with the mouse."""
    page.evaluate(
        """(words) => {
        const root = document.querySelector("#report-text"), found = document.createTreeWalker(root, 4);
        while (found.nextNode()) {
            const at = found.currentNode.data.indexOf(words);
            if (at >= 0) {
                getSelection().setBaseAndExtent(found.currentNode, at, found.currentNode, at + words.length);
                return;
            }
        }
    }""",
        words,
    )


def test_words_are_chosen_and_a_claim_corrected(browser: Any, serve: Start) -> None:
    served = serve()
    visit = Visit(browser, served)
    page = visit.open("/reports/smp-01")  # begins with two signs beyond 16 bits: offsets count code points
    choose(page, "سوق")
    page.wait_for_selector("#chooser:not([hidden])")
    page.click("#chooser [data-kind=target]")
    form = page.locator("form.add[data-kind=target]").first
    assert form.locator("[data-words]").input_value() == "سوق"
    form.locator("[name=id]").fill("civilians")
    form.locator("button").click()
    page.wait_for_load_state()
    with served.ledger.read() as c:
        row = c.exec_driver_sql("SELECT verb, field, value, who FROM judgement").mappings().one()
    assert (row["verb"], row["field"], row["who"]) == ("correct", "targets", "Mona")
    assert '"id": "civilians", "span": [39, 42], "text": "سوق"' in row["value"]
    assert page.locator(".history li").count() == 1
    visit.look("corrected")
    visit.close()


@pytest.mark.parametrize("lang, width", [("ar", 390), ("en", 1440)])
def test_a_claim_that_was_missed_is_added_and_its_place_picked_on_the_map(
    browser: Any, serve: Start, lang: str, width: int
) -> None:
    from playwright.sync_api import expect

    served = serve()
    visit = Visit(browser, served, lang, width)
    page = visit.open("/reports/smp-01")
    choose(page, "يشيلوا الركام")
    page.click("#chooser [data-kind=claim]")
    form = page.locator("#adding form")
    assert form.locator("[data-words]").input_value() == "يشيلوا الركام"
    form.locator("[name=type]").select_option("aid")
    form.locator("[name=first]").fill("2019-11-13")
    visit.look(f"adding-{lang}-{width}")
    form.locator("button").click()
    page.wait_for_url("**&correct=1")
    claim = page.locator(".claim.on")
    assert claim.locator(".correct").get_attribute("open") is not None
    choose(page, "حيش")
    page.click("#chooser [data-kind=place]")
    form = claim.locator("form.add[data-kind=place]")
    expect(form.locator("[name=id]")).to_have_value("sy:hish")
    form.locator(".picker summary").click()
    map = form.locator("[data-map][data-ready]")
    map.wait_for()
    map.scroll_into_view_if_needed()
    visit.look(f"picking-{lang}-{width}")
    map.click(position={"x": 60, "y": 60})  # far from the place found: what lies there is offered, and the point itself
    expect(form.locator("option[value='@']")).to_have_count(1)
    form.locator("[name=id]").select_option("@")
    form.locator("button.small").click()
    page.wait_for_load_state()
    with served.ledger.read() as c:
        rows = c.exec_driver_sql("SELECT verb, value FROM judgement ORDER BY id").all()
    assert [r[0] for r in rows] == ["add", "correct"]
    (place,) = json.loads(rows[1][1])
    assert (place["text"], place["name"]) == ("حيش", None)
    assert place["radius_km"] > 0
    assert not visit.wrong
    visit.close()


def test_the_queue_by_keyboard(browser: Any, serve: Start) -> None:
    from playwright.sync_api import expect

    served = serve()
    visit = Visit(browser, served)
    page = visit.open("/review?kind=claim")
    first = page.locator(".card").nth(0)
    assert "on" in (first.get_attribute("class") or "")
    page.keyboard.press("a")
    page.wait_for_selector(".card.done .done-line button")
    page.keyboard.press("n")
    page.keyboard.type("مراجعة ثانية")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator(".card.done .done-line button")).to_have_count(2)
    page.keyboard.press("u")
    expect(page.locator(".card.done")).to_have_count(1)
    with served.ledger.read() as c:
        rows = c.exec_driver_sql("SELECT verb, who, note FROM judgement ORDER BY id").all()
    assert [tuple(r) for r in rows] == [
        ("accept", "Mona", ""),
        ("reject", "Mona", "مراجعة ثانية"),
        ("undo", "Mona", ""),
    ]
    assert not visit.wrong
    visit.close()


def test_the_address_of_the_map_holds_what_is_chosen(browser: Any, serve: Start) -> None:
    from playwright.sync_api import expect

    served = serve()
    visit = Visit(browser, served)
    page = visit.open("/map")
    everything = page.inner_text("#shown")
    page.select_option("[name=type]", "air_strike")
    page.focus("#bars")
    for _ in range(8):
        page.keyboard.press("ArrowDown")
    chosen, url = page.inner_text("#shown"), page.url
    assert chosen != everything
    assert "type=air_strike" in url
    assert "since=" in url
    again = Visit(browser, served, "en")
    other = again.open(url.removeprefix(served.base))
    assert other.inner_text("#shown").split()[0] in chosen
    assert other.input_value("[name=type]") == "air_strike"
    page.click("[type=reset]")
    page.click("#whole")
    expect(page.locator("#shown")).to_have_text(everything)
    assert not visit.wrong + again.wrong
    again.close()
    visit.close()


# Notes the lengths of the lists that are drawn, so that a test sees what a frame holds.
NOTE_DRAWN = """window.drawn = [];
const draw = WebGL2RenderingContext.prototype.drawElements;
WebGL2RenderingContext.prototype.drawElements = function (mode, count, ...rest) {
  window.drawn.push(count);
  return draw.call(this, mode, count, ...rest);
};"""


@pytest.mark.parametrize("rough, seen", [(200, True), (400, False)])
def test_rings_are_drawn_where_they_can_be_told_apart(browser: Any, serve: Start, rough: int, seen: bool) -> None:
    points: dict[str, Any] = {name: [0] * 500 for name, _, _ in COLUMNS} | {"sides": [[]] * 500}
    points |= {"lon": [36 + n / 100 for n in range(500)], "lat": [35.0] * 500}
    points |= {"radius": [20.0 if n < rough else 1.0 for n in range(500)], "id": [f"inc-{n}" for n in range(500)]}
    names = {"types": ["aid"], "grades": ["fair"], "provinces": [{"id": "SY:", "ar": "", "en": ""}], "all_sides": []}
    visit = Visit(browser, serve())
    body = arrays({**points, **names, "without": 0})
    visit.page.route("**/map/points", lambda route: route.fulfill(body=body, content_type="application/octet-stream"))
    visit.page.add_init_script(NOTE_DRAWN)
    page = visit.open("/map?at=38.5,35,6")
    drawn = page.evaluate("window.drawn")
    assert 6 * 500 in drawn
    assert (6 * rough in drawn) == seen
    assert not visit.wrong
    visit.close()


def test_a_phone_says_what_colours_mean_and_hints_stand_where_the_page_begins(browser: Any, serve: Start) -> None:
    visit = Visit(browser, serve(), "ar", 390)
    page = visit.open("/map")
    legend, timeline = (page.locator(x).bounding_box() for x in (".map-legend", "#timeline"))
    assert 0 < legend["y"] < legend["y"] + legend["height"] <= timeline["y"] + 1
    field = visit.open("/").locator("[name=q]")
    assert field.evaluate("e => getComputedStyle(e).direction") == "rtl"
    field.fill("Hish")
    assert field.evaluate("e => getComputedStyle(e).direction") == "ltr"
    visit.close()


def test_language_and_theme_stay(browser: Any, serve: Start) -> None:
    served = serve()
    visit = Visit(browser, served, "ar")
    page = visit.open("/tables")
    page.click("a[hreflang=en]")
    assert page.get_attribute("html", "dir") == "ltr"
    page.click(".themes a >> nth=1")
    visit.open("/")
    assert (page.get_attribute("html", "lang"), page.get_attribute("html", "data-theme")) == ("en", "dark")
    visit.close()
