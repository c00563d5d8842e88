"""Attacks, each with its test: what docs/security.md lists for the desk."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from desks import PASSWORD, Make, Running, sign_in
from made import claim
from made import report as made_report

from isnad.ledger import Ledger
from isnad.ledger.load import Item, load
from isnad.ledger.relink import relink
from isnad.model import Claim, Figure, Party, PlaceGuess, Reading, Report, SourceLink

XSS = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}'
TURN = "\u202eقلب\u2066"


@pytest.fixture
def hostile(make_desk: Make, tmp_path: Path) -> Running:
    """A desk on a ledger whose every text field is an attack."""
    path = tmp_path / "hostile.db"
    bad = XSS + TURN
    told = Claim(
        "c1", "evil:0:0", "e1", "air_strike", (0, 5), bad, actors=(Party(bad, bad, (0, 5)),),
        targets=(Party(bad, None, (5, 9)),),
        places=(PlaceGuess(bad, bad, bad, "SY", None, 35.0, 36.0, 3.0, span=(0, 9)),),
        figures=(Figure(bad, "killed", "person", 3, 3, span=(9, 12), whose=bad),),
        sources=(SourceLink(bad, "local", None, (12, 20)),),
    )  # fmt: skip
    with Ledger.open(f"sqlite:///{path}") as ledger:
        evil = Report("evil", bad * 3, "2025-03-01", bad, bad, "javascript:alert(1)")
        formula = made_report("=1+1", "=cmd|' /C calc'!A0", outlet="=HYPERLINK(1)")
        cell = claim("=1+1", places=(PlaceGuess("=1+1", "=1+1", "@x", "SY"),), day="2025-03-01")
        load(
            ledger,
            [
                Item(evil, Reading("evil", (told,), (), "1", "l", "g")),
                Item(formula, Reading("=1+1", (cell,), (), "1", "l", "g")),
            ],
        )
        relink(ledger)
    made = make_desk(path=path)
    assert made.client.app.state.desk.upkeep.wait(1, 20)  # type: ignore[attr-defined]
    return made


def html_pages(running: Running) -> list[str]:
    ids = [i["id"] for i in running.client.get("/api/incidents").json()["items"]]
    paths = [
        "/",
        "/tables",
        "/digest/2025-03-01",
        "/review",
        "/reports/evil",
        "/map",
        f"/?q={XSS}",
        "/nowhere",
        "/agreement",
    ]
    answers = [
        running.client.get(p, headers={"accept": "text/html"}) for p in [*paths, *(f"/incidents/{i}" for i in ids)]
    ]
    assert all(a.status_code in (200, 404) for a in answers)
    return [a.text for a in answers]


def test_stored_scripts_are_escaped_everywhere(hostile: Running) -> None:
    hostile.decide(verb="note", claim="evil:0:0", note=XSS + TURN)
    hostile.decide(verb="correct", claim="evil:0:0", field="actors", value=[{"text": XSS, "id": XSS}])
    added = {"trigger": [0, 30], "type": "killing", "actors": [{"text": XSS, "id": XSS}], "trigger_text": XSS}
    headers = {"x-isnad-csrf": hostile.csrf}
    given = {"claim": added, "note": XSS + TURN, "beside": "evil:0:0"}
    assert hostile.client.post("/api/reports/evil/claims", json=given, headers=headers).status_code == 201
    for text in html_pages(hostile):
        for tag, attributes in tags(text):
            names = {name for name, _ in attributes}
            assert tag not in ("img", "iframe", "object", "base", "style"), tag
            assert tag != "script" or "src" in names or dict(attributes).get("type") == "application/json"
            assert not any(name.startswith("on") for name in names), attributes
            assert not any(str(value).strip().lower().startswith("javascript:") for _, value in attributes)


def tags(text: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """Every element that a browser would make of a page."""
    found: list[tuple[str, list[tuple[str, str | None]]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, attrs))

    Reader().feed(text)
    return found


def test_characters_that_turn_text_reach_no_page(hostile: Running) -> None:
    for text in html_pages(hostile):
        assert "\u202e" not in text, text[max(0, text.find("\u202e") - 300) :][:400]
        # The desk's own isolates come in pairs.
        assert len(re.findall("[\u2066-\u2068]", text)) == text.count("\u2069")


def test_the_policy_allows_no_inline_script_and_no_other_site(hostile: Running) -> None:
    policy = hostile.client.get("/").headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    for path in ("/", "/nowhere", "/static/desk.css", "/api/incidents", "/static/none"):
        assert hostile.client.get(path).headers["x-content-type-options"] == "nosniff"


def test_downloads_hold_no_formulas(hostile: Running) -> None:
    for path in ("/incidents.csv", "/groups/place.csv", "/review/proposals.csv"):
        cells = [c for row in hostile.client.get(path).text.splitlines() for c in row.split(",")]
        assert not [c for c in cells if c.lstrip('"').startswith(("=", "@", "+"))], path


HOSTS = ["evil.example", "127.0.0.1.evil.example", "", "localhost.", "169.254.1.1", "127.0.0.1@evil.example"]


@pytest.mark.parametrize("host", HOSTS)
def test_rebinding_a_name_to_this_machine_fails(desk: Running, host: str) -> None:
    for path in ("/", "/api/incidents", "/static/desk.css"):
        assert desk.client.get(path, headers={"host": host}).status_code == 421


def test_without_the_key_of_the_run_nothing_opens(desk: Running) -> None:
    desk.client.cookies.clear()
    for path in (
        "/",
        "/api/incidents",
        "/api/points",
        "/map/points",
        "/reports/smp-03",
        "/incidents.csv",
        "/api/queue",
    ):
        assert desk.client.get(path).status_code == 401, path
    assert desk.client.get("/?token=guess").status_code == 303
    assert "set-cookie" not in desk.client.get("/?token=guess").headers
    opened = desk.client.get(f"/tables?token={desk.settings.token}")
    assert opened.headers["location"] == "/tables"
    assert {"HttpOnly", "SameSite=strict"} <= set(opened.headers["set-cookie"].split("; "))
    assert desk.client.get(f"//evil.example/?token={desk.settings.token}").headers["location"] == "/"


FORGED = [
    ({"origin": "http://evil.example"}, "another origin"),
    ({"origin": "null"}, "a hidden origin"),
    ({"sec-fetch-site": "cross-site"}, "another site, as the browser says"),
    ({"sec-fetch-site": "same-site"}, "a neighbour"),
    ({}, "no key of the forms"),
]


@pytest.mark.parametrize("headers, note", FORGED, ids=[n for _, n in FORGED])
def test_forged_requests_change_nothing(desk: Running, headers: dict[str, str], note: str) -> None:
    key = {"x-isnad-csrf": desk.csrf} if headers else {}
    given = {"verb": "reject", "claim": "smp-03:115:0"}
    assert desk.client.post("/api/decisions", json=given, headers=headers | key).status_code == 403
    added = {"claim": {"trigger": [0, 4], "type": "killing"}}
    assert desk.client.post("/api/reports/smp-03/claims", json=added, headers=headers | key).status_code == 403
    form = given | ({"csrf": desk.csrf} if headers else {"csrf": "x"})
    forms = ("decide", "correct", "add", "code", "settings", "undo")
    for path in (f"/review/{name}" for name in forms):
        data = form | {"number": "1", "band": "0.9"}
        assert desk.client.post(path, data=data, headers=headers).status_code == 403, path
    assert desk.ledger.count("judgement") == 0


def test_a_key_of_another_session_is_refused(team: Running) -> None:
    other = sign_in(team, "Karim")
    sign_in(team, "Salma")
    team.csrf = other
    assert team.decide(verb="accept", claim="smp-03:115:0").status_code == 403


def test_a_session_is_never_taken_over(team: Running) -> None:
    team.client.cookies.set("isnad_session", "chosen-by-the-attacker")
    answer = team.client.post("/login", data={"name": "Karim", "password": PASSWORD})
    fresh = answer.cookies["isnad_session"]
    assert fresh != "chosen-by-the-attacker"
    assert {"HttpOnly", "SameSite=strict"} <= set(answer.headers["set-cookie"].split("; "))
    team.client.cookies.clear()
    team.client.cookies.set("isnad_session", "chosen-by-the-attacker")
    assert team.client.get("/api/queue").status_code == 401
    team.client.cookies.clear()
    csrf = sign_in(team, "Karim")
    held = team.client.cookies["isnad_session"]
    assert team.client.post("/logout", data={"csrf": csrf}).status_code == 303
    team.client.cookies.clear()
    team.client.cookies.set("isnad_session", held)
    assert team.client.get("/api/queue").status_code == 401


MAY_NOT = [
    ("Rami", "GET", "/review"), ("Rami", "GET", "/api/queue"), ("Rami", "GET", "/agreement"),
    ("Rami", "GET", "/people"),
    ("Rami", "GET", "/api/places?q=idlib"), ("Rami", "GET", "/api/places/near?lat=35&lon=36"),
    ("Karim", "GET", "/people"), ("Karim", "GET", "/agreement"),
    ("Rami", "POST", "/review/decide"), ("Rami", "POST", "/review/correct"), ("Rami", "POST", "/review/code"),
    ("Rami", "POST", "/review/add"),
    ("Karim", "POST", "/review/settings"), ("Karim", "POST", "/people/invite"), ("Karim", "POST", "/people/close"),
    ("Karim", "POST", "/agreement/settle"),
]  # fmt: skip


@pytest.mark.parametrize("name, method, path", MAY_NOT)
def test_roles_can_not_be_overstepped(team: Running, name: str, method: str, path: str) -> None:
    csrf = sign_in(team, name)
    data = {
        "csrf": csrf,
        "verb": "accept",
        "claim": "smp-03:115:0",
        "role": "lead",
        "name": "Lina",
        "coder": "Karim",
        "band": "0.9",
    }
    answer = team.client.request(method, path, data=data if method == "POST" else None)
    assert answer.status_code == 403, answer.text
    assert team.ledger.count("judgement") == 0
    assert team.ledger.count("invite") == 0


def test_coders_undo_only_what_is_theirs(team: Running) -> None:
    sign_in(team, "Karim")
    number = team.decide(verb="accept", claim="smp-03:115:0").json()["id"]
    csrf = sign_in(team, "Salma")
    assert team.client.post(f"/api/decisions/{number}/undo", headers={"x-isnad-csrf": csrf}).status_code == 403
    assert team.client.post("/review/undo", data={"csrf": csrf, "number": number}).status_code == 403
    csrf = sign_in(team, "Lina")
    assert team.client.post(f"/api/decisions/{number}/undo", headers={"x-isnad-csrf": csrf}).status_code == 201
    assert team.client.post("/api/decisions/99999/undo", headers={"x-isnad-csrf": csrf}).status_code == 404


def test_a_name_in_the_body_signs_nothing(team: Running) -> None:
    sign_in(team, "Karim")
    assert team.decide(verb="accept", claim="smp-03:115:0", who="Lina", role="lead").status_code == 201
    with team.ledger.read() as c:
        assert c.exec_driver_sql("SELECT who FROM judgement").scalars().all() == ["Karim"]


TRAVERSALS = [
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2f..%2fmodel.py",
    "/static/built/../../words.py",
    "/reports/..%2f..%2fetc",
    "/static//etc/passwd",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_paths_lead_nowhere_else(desk: Running, path: str) -> None:
    answer = desk.client.get(path)
    assert answer.status_code in (404, 400)
    assert "import" not in answer.text


SQL = [
    "' OR 1=1 --",
    '" OR 1=1',
    "%",
    "_",
    "\\",
    "a' UNION SELECT password FROM account --",
    "NEAR(",
    '*"',
    "x AND",
    "{",
    "\x00",
    "٪",
    "🔴",
]


@pytest.mark.parametrize("text", SQL)
def test_filters_are_no_queries(desk: Running, text: str) -> None:
    for name in ("q", "side", "province"):
        answer = desk.client.get("/api/incidents", params={name: text})
        assert answer.status_code == 200, (name, text)
        assert answer.json()["total"] < 30 or text == "\x00"
    for path in (f"/api/incidents/{quote(text)}", f"/api/reports/{quote(text)}", f"/digest/{quote(text)}"):
        assert desk.client.get(path).status_code in (404, 422)


def test_bodies_and_addresses_have_a_limit(desk: Running) -> None:
    big = "x" * 300_000
    headers = {"x-isnad-csrf": desk.csrf}
    assert desk.decide(verb="note", claim="smp-03:115:0", note=big).status_code == 413
    streamed = desk.client.post(
        "/api/decisions",
        content=(b" " * 50_000 for _ in range(20)),
        headers=headers | {"content-type": "application/json"},
    )
    assert streamed.status_code == 413
    assert desk.client.get("/?q=" + "x" * 9000).status_code == 414
    assert (
        desk.client.post("/api/decisions", content=b"{}", headers=headers | {"content-length": "many"}).status_code
        == 413
    )
    long = {"claim": {"trigger": [0, 4], "type": "killing", "means": ["x" * 200] * 2000}}
    assert desk.client.post("/api/reports/smp-03/claims", json=long, headers=headers).status_code == 413
    deep = b'{"verb":"correct","claim":"smp-03:115:0","field":"figures","value":' + b"[" * 5000 + b"]" * 5000 + b"}"
    assert desk.client.post(
        "/api/decisions", content=deep, headers=headers | {"content-type": "application/json"}
    ).status_code in (400, 422)


def test_tries_of_passwords_are_few(team: Running) -> None:
    def attempt(name: str) -> int:
        return int(team.client.post("/login", data={"name": name, "password": "wrong wrong wrong"}).status_code)

    codes = [attempt("Karim") for _ in range(10)]
    assert codes[0] == 401
    assert codes[-1] == 429
    assert team.client.post("/login", data={"name": "Karim", "password": PASSWORD}).status_code == 429


def test_an_invite_works_once_and_gives_its_role_alone(team: Running) -> None:
    csrf = sign_in(team, "Lina")
    page = team.client.post("/people/invite", data={"csrf": csrf, "role": "coder"}).text
    link = re.search(r"/invite/([\w-]+)", page)
    assert link
    team.client.cookies.clear()
    path = f"/invite/{link[1]}"
    assert team.client.post(path, data={"name": "Lina", "password": PASSWORD}).status_code == 422  # taken; still open
    assert team.client.post(path, data={"name": "Huda", "password": "short"}).status_code == 422
    assert team.client.post(path, data={"name": "Huda", "password": PASSWORD, "role": "lead"}).status_code == 303
    assert team.client.get("/people").status_code == 403
    assert team.client.post(path, data={"name": "Nour", "password": PASSWORD}).status_code == 422
    assert team.client.get(path).status_code == 404


def test_a_closed_account_is_out_at_once_and_one_lead_stays(team: Running) -> None:
    sign_in(team, "Karim")
    karim = dict(team.client.cookies)
    csrf = sign_in(team, "Lina")
    assert team.client.post("/people/close", data={"csrf": csrf, "name": "Karim"}).status_code == 303
    assert team.client.post("/people/close", data={"csrf": csrf, "name": "Lina"}).status_code == 422
    team.client.cookies.clear()
    for name, value in karim.items():
        team.client.cookies.set(name, value)
    assert team.client.get("/api/queue").status_code == 401
    team.client.cookies.clear()
    assert team.client.post("/login", data={"name": "Karim", "password": PASSWORD}).status_code == 401


def test_a_way_back_leads_to_this_desk_alone(desk: Running) -> None:
    for back in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\nx"):
        data = {"csrf": desk.csrf, "verb": "note", "claim": "smp-03:115:0", "note": "n", "back": back}
        assert desk.client.post("/review/decide", data=data).headers["location"] == "/review", back


def test_errors_tell_nothing_of_the_inside(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    from isnad.serve import lists

    monkeypatch.setattr(lists, "count", lambda *_: 1 / 0)
    desk.client._transport.raise_server_exceptions = False
    answer = desk.client.get("/api/incidents")
    assert answer.status_code == 500
    assert "Zero" not in answer.text
    assert answer.headers["content-security-policy"]
