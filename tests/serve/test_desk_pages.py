"""The pages and the API on the sample reports: what a reader sees."""

from __future__ import annotations

import json
import re

import pytest
from desks import Make, Running, sign_in
from fastapi.testclient import TestClient

from isnad.serve.summary import reports_n
from isnad.serve.templating import HERE
from isnad.serve.words import LANGUAGES, Words, _table, choose_language

MARKET = "smp-03"  # a report on the market strike, which five reports tell


def incident_of(desk: Running, report: str) -> str:
    """The incident that a report's first claim belongs to."""
    found = desk.client.get(f"/api/reports/{report}").json()["claims"][0]["incident_id"]
    assert isinstance(found, str)
    return found


PAGES = (
    "/",
    "/?q=غارات",
    "/map",
    "/tables",
    "/digest",
    "/digest/2019-11-13",
    "/review",
    "/reports/smp-03",
    "/agreement",
    "/?kind=tally",
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_in_both_languages(desk: Running, path: str, lang: str) -> None:
    answer = desk.client.get(path, headers={"accept-language": lang})
    assert answer.status_code == 200
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in answer.text
    assert not re.search(r"\sstyle=", answer.text)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", answer.text)


def test_both_languages_have_every_phrase_with_the_same_places_for_numbers() -> None:
    ar, en = _table()["ar"], _table()["en"]
    for key, phrase in en.items():
        assert ar[key].strip(), key
        assert sorted(re.findall(r"{\w+}", ar[key])) == sorted(re.findall(r"{\w+}", phrase)), key


def test_every_phrase_is_used_and_every_code_has_one() -> None:
    files = [p for kind in ("*.py", "templates/*.html") for p in HERE.glob(kind)]
    code = "\n".join(p.read_text(encoding="utf-8") for p in files)
    said = set(re.findall(r"[\"'](\w+)[\"']", code))
    begun = re.findall(r"\"(\w+_)\"|\"(\w+_)\{|\"(\w+)\" \| code\(", code)
    starts = ("reports_", "origins_", *(a or b or f"{c}_" for a, b, c in begun))
    others = ("denied", "doubted", "accept_claim", "reject_claim")  # a stance's code; `"accept" ~ whole`
    assert [k for k in _table()["en"] if k not in said and not k.startswith(starts) and k not in others] == []

    from isnad.ledger.check import FIELDS
    from isnad.model import COUNTED, FIGURE_KINDS, SOURCE_KINDS

    w = Words("ar")
    for group, codes in (
        ("type", FIELDS["type"]),
        ("figure", FIGURE_KINDS),
        ("of", COUNTED),
        ("source", SOURCE_KINDS),
        ("scope", FIELDS["scope"]),
    ):
        assert all(w.has(f"{group}_{c}") for c in codes)


COUNTED = [
    (1, "تقرير واحد", "one"),
    (2, "تقريران", "the dual"),
    (3, "3 تقارير", "three to ten: the plural"),
    (11, "11 تقريرًا", "eleven and more: one, in the accusative"),
    (100, "100 تقرير", "hundreds: one, in the genitive"),
    (105, "105 تقارير", "what comes after the hundreds decides"),
]


@pytest.mark.parametrize("n, expected, note", COUNTED, ids=[n for _, _, n in COUNTED])
def test_how_many_in_arabic(n: int, expected: str, note: str) -> None:
    assert reports_n(n, Words("ar")) == expected


CHOICES = [
    (("en", "ar", "ar"), "en", "what was asked for"),
    ((None, "ar", "en-GB"), "ar", "what was kept"),
    ((None, None, "fr,ar-EG;q=0.5,en;q=0.4"), "ar", "what the browser likes best"),
    ((None, None, "fr"), "ar", "else Arabic"),
    (("xx", "yy", None), "ar", "no language of ours"),
]


@pytest.mark.parametrize("given, expected, note", CHOICES, ids=[n for _, _, n in CHOICES])
def test_the_language(given: tuple[str | None, str | None, str | None], expected: str, note: str) -> None:
    assert choose_language(*given) == expected


FOUND = [
    ("غارات", "غارة", "the plural finds the singular and the other way"),
    ("إدلب", "ادلب", "with and without hamza"),
    ("قُتل", "قتل", "with and without vowel signs"),
    ("الرقة", "رقة", "with and without the article"),
]


@pytest.mark.parametrize("one, other, note", FOUND, ids=[n for _, _, n in FOUND])
def test_search_finds_other_spellings(desk: Running, one: str, other: str, note: str) -> None:
    totals = {desk.client.get("/api/incidents", params={"q": q}).json()["total"] for q in (one, other)}
    assert len(totals) == 1
    assert totals.pop() > 0


def test_filters_narrow_and_pages_are_stable(desk: Running) -> None:
    def get(**given: object) -> dict[str, object]:
        answer = desk.client.get("/api/incidents", params=given)
        assert answer.status_code == 200
        found: dict[str, object] = answer.json()
        return found

    everything = get(size=200)
    items: list[dict[str, object]] = everything["items"]  # type: ignore[assignment]
    assert everything["total"] == len(items)
    pages = [i for n in range(1, -(-len(items) // 10) + 1) for i in get(size=10, page=n)["items"]]  # type: ignore[attr-defined]
    assert [i["id"] for i in pages] == [i["id"] for i in items]
    strikes = get(type=["air_strike", "shelling"], since="2019-11-01", until="2019-11-30")["items"]
    assert strikes
    assert all(i["type"] in ("air_strike", "shelling") and i["first"] <= "2019-11-30" for i in strikes)  # type: ignore[attr-defined]
    assert all(i["origins_low"] >= 2 for i in get(origins=2)["items"])  # type: ignore[attr-defined]
    assert get(side="rus", size=200)["total"]
    killed = [i["killed_best"] or -1 for i in get(sort="killed", size=200)["items"]]  # type: ignore[attr-defined]
    assert killed == sorted(killed, reverse=True)
    assert desk.client.get("/api/incidents", params={"type": "picnic"}).status_code == 422


@pytest.mark.parametrize("path", ["/", "/tables"])
def test_the_form_of_filters_may_be_sent_with_fields_left_empty(desk: Running, path: str) -> None:
    form = re.search(r'<form class="filters".*?</form>', desk.client.get(path).text, re.DOTALL)
    assert form is not None
    names = dict.fromkeys(re.findall(r'name="(\w+)"', form[0]), "")
    kept = {"kind": "incident", "sort": "newest"}
    sent = names | {k: v for k, v in kept.items() if k in names} | {"q": "غارة"}
    assert {"since", "type", "grade", "origins"} <= set(sent)
    answer = desk.client.get(path, params=sent)
    assert answer.status_code == 200, answer.text
    assert "since=" not in answer.text  # nor do links carry on what was left empty


def test_an_incident_has_figures_chains_and_words(desk: Running) -> None:
    incident_id = incident_of(desk, MARKET)
    shown = desk.client.get(f"/api/incidents/{incident_id}").json()
    killed = next(f for f in shown["figures"] if (f["kind"], f["group"]) == ("killed", "all"))
    assert killed["low"] <= killed["best"] <= killed["high"]
    assert len({t["claim_id"] for t in killed["told"]}) > 1
    assert set(killed["set_by"]["best"]) <= {t["claim_id"] for t in killed["told"]}
    assert shown["summary"]["ar"] != shown["summary"]["en"]
    monitor = next(o for o in shown["origins"] if o["label"] == "مرصد ضفاف")
    copied = {r["report_id"]: [c["report_id"] for c in r["copies"]] for r in monitor["tree"]["reports"] if r["copies"]}
    assert copied == {"smp-03": ["smp-04"]}
    reports = desk.client.get(f"/api/incidents/{incident_id}/reports").json()
    assert {p["kind"] for r in reports for p in r["pieces"]} >= {"trigger", "place", "figure", "source"}
    page = desk.client.get(f"/incidents/{incident_id}").text
    assert 'class="m m-place"' in page
    assert 'class="range"' in page


def test_a_report_is_shown_word_for_word(desk: Running) -> None:
    from isnad.ledger import tables as t

    shown = desk.client.get(f"/api/reports/{MARKET}").json()
    with desk.ledger.read() as c:
        text = c.execute(t.report.select().where(t.report.c.id == MARKET)).mappings().one()["text"]
    assert "".join(p["text"] for p in shown["pieces"]) == text
    for name in ("/reports/none", "/incidents/inc-none", "/api/reports/none", "/api/incidents/inc-none"):
        assert desk.client.get(name).status_code == 404


def test_a_claim_is_added_by_the_api_and_by_a_form(desk: Running) -> None:
    before = desk.client.get(f"/api/reports/{MARKET}").json()["claims"]
    claim = {"trigger": [0, 4], "type": "aid", "when": {"start": "2019-11-14", "end": "2019-11-14"}}
    path, headers = f"/api/reports/{MARKET}/claims", {"x-isnad-csrf": desk.csrf}
    made = desk.client.post(path, json={"claim": claim, "note": "missed"}, headers=headers)
    assert made.status_code == 201, made.text
    assert made.json()["claim_id"] == f"{MARKET}:0:{1000 + made.json()['id']}"
    form = {"csrf": desk.csrf, "report": MARKET, "start": "5", "end": "9", "type": "killing", "stance": "denied"}
    beside = desk.client.post("/review/add", data=form | {"beside": before[0]["claim_id"], "first": ""})
    assert beside.status_code == 303, beside.text
    page = desk.client.get(beside.headers["location"]).text
    assert page.count("أضاف مقولة") == 2
    assert desk.client.app.state.desk.upkeep.wait(3, 60)  # type: ignore[attr-defined]
    alone, other = desk.client.get(f"/api/reports/{MARKET}").json()["claims"][-2:]
    assert (alone["verdict"], alone["claim"]["type"]) == ("accept", "aid")
    assert alone["incident_id"] not in (None, before[0]["incident_id"])
    assert other["incident_id"] == before[0]["incident_id"]
    history = desk.client.get(f"/api/incidents/{other['incident_id']}").json()["decisions"]
    assert [d["verb"] for d in history] == ["add"]
    undone = desk.client.post(f"/api/decisions/{made.json()['id']}/undo", headers=headers)
    assert undone.status_code == 201
    left = desk.client.get(f"/api/reports/{MARKET}").json()["claims"]
    assert [c["claim_id"] for c in left] == [c["claim_id"] for c in before] + [other["claim_id"]]


def test_words_may_be_written_instead_of_chosen(desk: Running) -> None:
    form = {"csrf": desk.csrf, "report": MARKET, "words": " سبعة مدنيين ", "type": "killing", "stance": "affirmed"}
    assert desk.client.post("/review/add", data=form).status_code == 303
    shown = desk.client.get(f"/api/reports/{MARKET}").json()
    added = shown["claims"][-1]
    assert added["claim"]["trigger_text"] == "سبعة مدنيين"
    text = "".join(p["text"] for p in shown["pieces"])
    given = {"csrf": desk.csrf, "claim": added["claim_id"], "field": "places", "action": "add", "id": "sy:hish"}
    assert desk.client.post("/review/correct", data=given | {"words": "إدلب"}).status_code == 303
    (place,) = desk.client.get(f"/api/reports/{MARKET}").json()["claims"][-1]["claim"]["places"]
    near = added["claim"]["trigger"][0]
    assert abs(place["span"][0] - near) == min(abs(m.start() - near) for m in re.finditer("إدلب", text))
    assert desk.client.post("/review/correct", data=given | {"words": "بغداد الجديدة"}).status_code == 422


SIDES = [
    ({"id": "قوات الأسد"}, 303, "syr.mil"),
    ({"id": "syr.mil"}, 303, "syr.mil"),
    ({"id": "النظام"}, 422, "several are called so"),
    ({"id": "nobody.such"}, 422, "no side"),
    ({}, 422, "neither words nor a side"),
    ({"words": "طائرات"}, 303, None),
]


@pytest.mark.parametrize("given, status, expected", SIDES, ids=range(len(SIDES)))
def test_a_side_is_one_of_the_list_or_words_alone(
    desk: Running, given: dict[str, str], status: int, expected: str | None
) -> None:
    claim = desk.client.get(f"/api/reports/{MARKET}").json()["claims"][0]["claim_id"]
    form = {"csrf": desk.csrf, "claim": claim, "field": "targets", "action": "add"} | given
    answer = desk.client.post("/review/correct", data=form)
    assert answer.status_code == status, answer.text
    if status == 303:
        targets = desk.client.get(f"/api/reports/{MARKET}").json()["claims"][0]["claim"]["targets"]
        assert targets[-1].get("id") == expected


NO_CLAIMS = [
    ({"start": ""}, 422, "no words"),
    ({"start": "", "words": "لم يرد"}, 422, "words that it doesn't say"),
    ({"end": "99999"}, 422, "words beyond the report"),
    ({"type": "picnic"}, 422, "no type"),
    ({"first": "yesterday"}, 422, "no day"),
    ({"beside": "smp-04:0:0"}, 422, "a claim of another report"),
    ({"report": "none"}, 422, "no report"),
]


@pytest.mark.parametrize("given, status, note", NO_CLAIMS, ids=[n for _, _, n in NO_CLAIMS])
def test_what_is_no_claim_is_not_added(desk: Running, given: dict[str, str], status: int, note: str) -> None:
    form = {"csrf": desk.csrf, "report": MARKET, "start": "0", "end": "4", "type": "aid", "stance": "affirmed"}
    assert desk.client.post("/review/add", data=form | given).status_code == status
    assert desk.ledger.count("judgement") == 0


def test_geojson_and_csv(desk: Running) -> None:
    found = desk.client.get("/incidents.geojson", params={"size": 50}).json()
    assert found["type"] == "FeatureCollection"
    assert found["about"]["total"] > len(found["features"]) == 50
    assert all(f["geometry"] is None or f["geometry"]["type"] == "Point" for f in found["features"])
    rows = desk.client.get("/incidents.csv").text.splitlines()
    assert len(rows) == found["about"]["total"] + 1
    for by in ("time", "place", "side", "type", "grade"):
        assert desk.client.get(f"/groups/{by}.csv").text.startswith("key,name_en,name_ar,incidents,killed,injured")
        assert desk.client.get(f"/api/groups/{by}").json()
    assert desk.client.get("/groups/secret.csv").status_code == 422


def test_etags_hold_until_something_changes(desk: Running) -> None:
    paths = (
        "/api/incidents",
        "/incidents.geojson",
        "/api/points",
        f"/api/incidents/{incident_of(desk, MARKET)}",
        "/",
        "/tables",
    )
    for path in paths:
        first = desk.client.get(path)
        again = desk.client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), path
    before = desk.client.get("/").headers["etag"]
    claim = desk.client.get(f"/api/reports/{MARKET}").json()["claims"][0]["claim_id"]
    assert desk.decide(verb="note", claim=claim, note="see the other paper").status_code == 201
    assert desk.client.get("/", headers={"if-none-match": before}).status_code == 200


def test_points_are_columns_of_one_length(desk: Running) -> None:
    p = desk.client.get("/api/points").json()
    columns = ("id", "lon", "lat", "radius", "day", "until", "killed", "origins", "type", "grade", "province", "sides")
    assert {len(p[c]) for c in columns} == {len(p["id"])}
    total = desk.client.get("/api/incidents").json()["total"]
    assert len(p["id"]) + p["without"] == total


def test_an_empty_ledger_says_how_to_fill_it(make_desk: Make, tmp_path: object) -> None:
    empty = make_desk(path=tmp_path / "empty.db")  # type: ignore[operator]
    for path in ("/", "/map", "/tables", "/digest", "/review", "/agreement"):
        assert empty.client.get(path).status_code == 200
    assert "isnad run" in empty.client.get("/").text


def test_the_openapi_description_names_what_the_pages_use(desk: Running) -> None:
    paths = desk.client.get("/openapi.json").json()["paths"]
    assert {
        "/api/places/near",
        "/api/reports/{report_id}/claims",
        "/api/incidents",
        "/incidents.geojson",
        "/api/incidents/{incident_id}",
        "/api/reports/{report_id}",
        "/api/queue",
        "/api/decisions",
    } <= set(paths)
    assert json.dumps(paths)


class TestPublic:
    """The public profile: nothing that `publish` would withhold."""

    @pytest.fixture
    def public(self, make_desk: Make) -> TestClient:
        return make_desk(public=True).client

    def test_reports_and_the_room_for_review_are_not_there(self, public: TestClient) -> None:
        for path in (
            "/reports/smp-03",
            "/api/reports/smp-03",
            "/review",
            "/api/queue",
            "/review/gold.jsonl",
            "/agreement",
            "/people",
        ):
            assert public.get(path).status_code in (403, 404), path
        for path in (
            "/",
            "/map",
            "/tables",
            "/digest",
            "/api/incidents",
            "/api/points",
            "/incidents.geojson",
            "/incidents.csv",
        ):
            assert public.get(path).status_code == 200, path

    def test_nothing_can_be_changed(self, public: TestClient) -> None:
        for path in (
            "/api/decisions",
            "/review/decide",
            "/review/undo",
            "/review/correct",
            "/review/add",
            "/review/settings",
            "/agreement/settle",
        ):
            assert public.post(path, json={"verb": "accept", "claim": "x"}).status_code in (403, 422), path

    def test_names_and_words_are_withheld(self, public: TestClient) -> None:
        found = public.get("/api/incidents", params={"size": 200}).json()["items"]
        for item in found:
            shown = public.get(f"/api/incidents/{item['id']}")
            assert shown.status_code == 200, item["id"]
            told = shown.json()
            assert told["decisions"] == told["links"] == []
            assert not any(t["text"] for f in told["figures"] for t in f["told"])
            assert "طبيب" not in shown.text  # a doctor, known by where he works
            assert public.get(f"/incidents/{item['id']}").status_code == 200

    def test_where_forces_move_is_shown_by_province_only(self, public: TestClient) -> None:
        moves = public.get(
            "/api/incidents", params={"type": ["movement", "aid", "reconnaissance"], "size": 200}
        ).json()["items"]
        assert moves
        assert all(i["lat"] is None and i["place"]["en"] in (i["admin1"] or "", i["place"]["en"]) for i in moves)
        on_map = set(public.get("/api/points").json()["id"])
        assert not on_map & {i["id"] for i in moves}

    def test_words_of_reports_can_not_be_searched(self, public: TestClient) -> None:
        assert public.get("/api/incidents", params={"q": "البسطات"}).json()["total"] == 0


def test_a_lead_turns_double_coding_and_the_band_on_and_off(team: Running) -> None:
    csrf = sign_in(team, "Lina")

    def settings(**given: str) -> str:
        assert team.client.post("/review/settings", data={"csrf": csrf, **given}).status_code == 303
        return str(team.client.get("/review").text)

    assert 'name="double" value="off"' in settings(double="on")
    sign_in(team, "Karim")
    assert 'action="/review/code"' in team.client.get("/review").text
    csrf = sign_in(team, "Lina")
    assert 'name="double" value="on"' in settings(double="off")
    assert "<option selected>0.95</option>" in settings(band="0.95")
    assert "selected>0.95" not in settings(band="off")


def test_a_place_is_chosen_in_the_queue_and_leads_back_there(desk: Running) -> None:
    page = desk.client.get("/review?kind=place").text
    form = re.search(r'<form method="post" action="/review/correct" class="line which">.*?</form>', page, re.S)
    assert form
    given = dict(re.findall(r'name="(claim|field|n|back)" value="([^"]*)"', form[0]))
    assert given["back"] == "/review?kind=place"
    point = {"csrf": desk.csrf, "id": "@", "lat": "34", "lon": "37", "radius_km": "2"}
    made = desk.client.post("/review/correct", data=given | point)
    assert (made.status_code, made.headers["location"]) == (303, "/review?kind=place")
    report = desk.client.get(f"/api/reports/{given['claim'].rsplit(':', 2)[0]}").json()
    claim = next(c for c in report["claims"] if c["claim_id"] == given["claim"])
    assert claim["claim"]["places"][int(given["n"])]["lat"] == 34
