"""What people do in a browser beside looking: search, another keyboard, paper, no scripts, a session that ends."""

from __future__ import annotations

from typing import Any

import pytest
from visits import Start, Visit, paths

# Everything that lies beside the page, which makes a browser print the rest small, or cut off.
BESIDE = """() => [...document.body.querySelectorAll("*")].filter((e) => {
  const box = e.getBoundingClientRect();
  return box.width && (box.left < -1 || box.right > innerWidth + 1);
}).map((e) => e.outerHTML.slice(0, 80))"""
PRESS = """([key, code, repeat]) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", {key, code, repeat, bubbles: true, cancelable: true}))"""


def test_the_list_is_searched_and_filtered(browser: Any, serve: Start) -> None:
    visit = Visit(browser, serve())
    page = visit.open("/")
    everything = page.inner_text(".count")
    page.fill("[name=q]", "غارة")
    page.click(".ask button")
    found = page.inner_text(".count")
    assert page.locator(".incidents li").count()
    page.click(".filters summary")
    page.select_option("[name=type]", "air_strike")
    page.fill("[name=since]", "2019-11-01")
    page.click(".filters .actions button")
    assert page.locator(".incidents li").count()
    assert len({everything, found, page.inner_text(".count")}) == 3
    page.click(".filters .actions a")
    assert page.inner_text(".count") == everything
    assert not visit.wrong
    visit.close()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_pages_fit_on_paper_and_are_light(browser: Any, serve: Start, lang: str) -> None:
    served = serve()
    visit = Visit(browser, served, lang, 700, "dark")
    shown = paths(served)
    for name in ("digest", "incident", "incidents", "tables"):
        page = visit.open(shown[name])
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(BESIDE) == [], name
        look = "getComputedStyle(document.documentElement)"
        assert page.evaluate(f"{look}.getPropertyValue('--ink')") in ("#000", "#000000")
        assert page.evaluate(f"{look}.getPropertyValue('--accent')") == "#0f5c6e"
        if name == "incident":
            box = page.locator(".report-text").first
            assert box.evaluate("e => e.scrollHeight - e.clientHeight") <= 1
    visit.close()


def test_keys_answer_on_an_arabic_keyboard_once_and_can_be_turned_off(browser: Any, serve: Start) -> None:
    from playwright.sync_api import expect

    served = serve()
    visit = Visit(browser, served)
    page = visit.open("/review?kind=claim")

    def at() -> int:
        place: int = page.eval_on_selector_all(".card", "c => c.findIndex((x) => x.classList.contains('on'))")
        return place

    page.evaluate(PRESS, ["ت", "KeyJ", False])
    assert at() == 1
    page.evaluate(PRESS, ["K", "KeyK", False])
    assert at() == 0
    page.evaluate(PRESS, ["ش", "KeyA", True])  # held
    page.evaluate(PRESS, ["ش", "KeyA", False])
    page.evaluate(PRESS, ["ع", "KeyU", False])  # before the desk has answered
    expect(page.locator(".card").nth(0)).to_be_focused()
    expect(page.locator(".card.done")).to_have_count(0)
    with served.ledger.read() as c:
        assert c.exec_driver_sql("SELECT verb FROM judgement ORDER BY id").scalars().all() == ["accept", "undo"]
    page.uncheck("#keys-on")
    page.keyboard.press("j")
    assert at() == 0
    page.reload()
    assert not page.is_checked("#keys-on")
    visit.close()


def test_a_decision_that_was_not_kept_says_so(browser: Any, serve: Start) -> None:
    visit = Visit(browser, serve(), "en")
    page = visit.open("/review?kind=claim")
    visit.context.clear_cookies()
    page.keyboard.press("a")
    page.wait_for_selector(".card:not(.done) .done-line:has-text('holds the key of this run')")
    visit.context.set_offline(True)
    page.keyboard.press("a")
    page.wait_for_selector(".card:not(.done) .done-line:has-text('Nothing was saved')")
    visit.close()


def test_the_map_keeps_its_view_in_the_other_language_and_names_its_buttons(browser: Any, serve: Start) -> None:
    visit = Visit(browser, serve())
    page = visit.open("/map")
    assert page.get_attribute(".maplibregl-ctrl-zoom-in", "aria-label") == "تقريب"
    page.select_option("[name=type]", "shelling")
    shown = page.inner_text("#shown")
    page.click("a[hreflang=en]")
    page.wait_for_selector("#app[data-ready]")
    assert page.input_value("[name=type]") == "shelling"
    assert page.inner_text("#shown").split()[0] in shown
    assert not visit.wrong
    visit.close()


def test_without_scripts_the_map_says_so(browser: Any, serve: Start) -> None:
    served = serve(public=True, token="")
    context = browser.new_context(java_script_enabled=False, locale="en")
    page = context.new_page()
    page.goto(served.base + "/map")
    assert page.locator("noscript + form").count() == 1
    assert "this browser runs none" in page.inner_text("main")
    context.close()
