"""A browser's visits to a desk, as its tests make them: pages are opened, looked at by axe, and measured."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desks import Served

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
