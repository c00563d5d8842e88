"""Addresses that people keep and come back to: odd ids, joined incidents, pages that are no more, ended sessions."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from desks import PASSWORD, Make, Running, sign_in

from isnad.batch import read_pairs
from isnad.ledger import Ledger
from isnad.ledger.judgements import judge
from isnad.ledger.load import Item, load
from isnad.ledger.relink import relink
from isnad.ledger.search import index_reports
from isnad.model import Report
from isnad.review.queue import refresh

BROWSER = {"accept": "text/html", "accept-language": "en"}
SHELLING = "قُتل خمسة مدنيين أمس في قصف مدفعي شنّته قوات النظام على مدينة طفس، بحسب مصدر طبي."
# Ids that mean something else in an address: each is the id of a report.
ODD = [
    "https://news.example/2021/4/a?b=1&c=2#e",
    "a/../b",
    "تقرير ١/٢",
    "100% 'sure\" <b>",
    f"https://x.example/{'م' * 300}",
]


def made_ledger(path: Path, texts: dict[str, str]) -> Path:
    """A ledger of these reports, linked, with its queue."""
    reports = [Report(id=i, text=text, published="2021-04-09", outlet="وكالة سدرة") for i, text in texts.items()]
    with Ledger.open(f"sqlite:///{path}") as ledger:
        load(ledger, (Item(r, reading) for r, reading in read_pairs(reports) if isinstance(r, Report)))
        relink(ledger)
        index_reports(ledger)
        refresh(ledger)
    return path


def hrefs(page: str) -> list[str]:
    return [html.unescape(x) for x in re.findall(r'href="(/[^"]*)"', page)]


@pytest.mark.parametrize("report_id", ODD, ids=range(len(ODD)))
def test_a_report_opens_whatever_its_id_is(make_desk: Make, tmp_path: Path, report_id: str) -> None:
    desk = make_desk(made_ledger(tmp_path / "odd.db", {report_id: SHELLING}))
    page = desk.client.get("/review?lang=en").text
    (link, *_) = [x for x in hrefs(page) if x.startswith("/reports/")]
    shown = desk.client.get(link, headers=BROWSER)
    assert shown.status_code == 200
    assert html.unescape(re.search(r'name="back" value="([^"]*)"', shown.text)[1]) == link.split("?")[0]  # type: ignore[index]
    other = next(x for x in hrefs(shown.text) if "lang=ar" in x)
    assert desk.client.get(other, headers=BROWSER).status_code == 200
    claim = html.unescape(re.search(r'name="claim" value="([^"]*)"', shown.text)[1])  # type: ignore[index]
    decided = desk.client.post(
        "/review/decide", data={"csrf": desk.csrf, "verb": "accept", "claim": claim, "back": link.split("?")[0]}
    )
    assert decided.status_code == 303
    assert decided.headers["location"] == link.split("?")[0]
    api = link.split("?")[0].replace("/reports/", "/api/reports/")
    found = desk.client.get(api).json()
    assert (found["id"], found["claims"][0]["verdict"]) == (report_id, "accept")
    claim_in: dict[str, Any] = {"claim": {"trigger": [0, 3], "type": "aid"}}
    assert desk.client.post(f"{api}/claims", json=claim_in, headers={"x-isnad-csrf": desk.csrf}).status_code == 201


def joined(desk: Running) -> tuple[str, str]:
    """Two incidents that a person joins; the one that is no more, and the one that holds its event now."""
    with desk.ledger.read() as c:
        rows = c.exec_driver_sql("SELECT event_id, incident_id FROM member ORDER BY event_id").all()
    before = {r[1]: r[0] for r in rows if r[1].startswith("inc-")}
    left, right = list(before.values())[:2]
    judge(desk.ledger, left, right, "same", "Mona", "")
    relink(desk.ledger)
    with desk.ledger.read() as c:
        now = {r[0]: r[1] for r in c.exec_driver_sql("SELECT event_id, incident_id FROM member")}
    (gone,) = set(before) - set(now.values())
    return gone, now[left]


def test_the_address_of_a_joined_incident_leads_to_the_one_that_holds_it(desk: Running) -> None:
    gone, now = joined(desk)
    answer = desk.client.get(f"/incidents/{gone}", headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/incidents/{now}?joined={gone}")
    page = desk.client.get(answer.headers["location"], headers=BROWSER)
    assert f"{gone} was joined to this incident" in page.text
    api = desk.client.get(f"/api/incidents/{gone}/reports", follow_redirects=True)
    assert api.url.path == f"/api/incidents/{now}/reports"
    assert desk.client.get("/incidents/inc-000000000000", headers=BROWSER).status_code == 404
    assert desk.client.get(f"/incidents/{now}?joined=Call+me", headers=BROWSER).status_code == 422


def test_a_page_beyond_the_last_is_the_last(desk: Running) -> None:
    for path in ("/", "/review"):
        last, beyond = (desk.client.get(f"{path}?page={n}", headers=BROWSER).text for n in (1, 9999))
        pages = int(re.search(r"Page 1 of (\d+)", last)[1])  # type: ignore[index]
        assert f"Page {pages} of {pages}" in beyond


def test_who_signs_in_goes_on_where_they_wanted_to(team: Running) -> None:
    answer = team.client.get("/incidents/x?joined=inc-1&q=غارة", headers=BROWSER)
    assert answer.status_code == 303
    page = team.client.get(answer.headers["location"], headers=BROWSER).text
    then = html.unescape(re.search(r'name="then" value="([^"]*)"', page)[1])  # type: ignore[index]
    assert unquote(then) == "/incidents/x?joined=inc-1&q=غارة"
    wrong = team.client.post("/login", data={"name": "Lina", "password": "wrong", "then": then})
    assert html.escape(then) in wrong.text  # also after a try that failed
    for given, leads in ((then, then), ("//elsewhere.example/", "/"), ("https://elsewhere.example/", "/")):
        answer = team.client.post("/login", data={"name": "Lina", "password": PASSWORD, "then": given})
        assert (answer.status_code, answer.headers["location"]) == (303, leads)


def test_a_form_of_an_ended_session_says_what_to_do(team: Running) -> None:
    csrf = sign_in(team, "Karim")
    form = {"verb": "accept", "claim": "smp-03:115:0"}
    stale = team.client.post("/review/decide", data=form | {"csrf": "old"}, headers=BROWSER)
    assert (stale.status_code, "form is of another session, and nothing was saved" in stale.text) == (403, True)
    team.client.cookies.clear()
    ended = team.client.post("/review/decide", data=form | {"csrf": csrf}, headers=BROWSER)
    assert (ended.status_code, "session has ended, and nothing was saved" in ended.text) == (401, True)
    assert 'href="/login"' in ended.text


FROM = [
    ("cross-site", 200, "a link on another site: the page asks once more, from here"),
    ("same-origin", 303, "from here: sign in"),
    ("none", 303, "typed: sign in"),
]


@pytest.mark.parametrize("site, status, note", FROM, ids=[n for _, _, n in FROM])
def test_a_link_on_another_site_opens_the_desk(team: Running, site: str, status: int, note: str) -> None:
    headers = BROWSER | {"sec-fetch-site": site, "sec-fetch-mode": "navigate"}
    answer = team.client.get("/map?type=aid", headers=headers)
    assert answer.status_code == status
    assert ('<meta http-equiv="refresh" content="0">' in answer.text) == (status == 200)


def test_what_cant_be_read_is_named(desk: Running) -> None:
    assert "since: Input should be a valid date" in desk.client.get("/?since=soon", headers=BROWSER).text


def test_the_form_of_a_day_works_without_scripts(desk: Running) -> None:
    answer = desk.client.get("/digest?day=2019-11-13")
    assert (answer.status_code, answer.headers["location"]) == (303, "/digest/2019-11-13")
    assert desk.client.get("/digest?day=").status_code == 200
