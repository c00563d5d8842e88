"""The desk in a browser: every page in both directions and three widths, looked at by axe; and what people do there.

With ISNAD_SHOTS set, screenshots of everything are written to build/desk, to be looked at; else of what fails alone.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from desks import PASSWORD
from visits import CLAIM, CONTRAST, WIDTHS, Start, Visit, paths

from isnad.ledger.judgements import judge_claim
from isnad.serve.arrays import COLUMNS, arrays
from isnad.serve.people import add_account


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
