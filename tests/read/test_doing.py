"""Who did it, where a claim's own words leave it open."""

from __future__ import annotations

from isnad.model import Claim, Report
from isnad.read.claims import drafts
from isnad.read.doing import candidates
from isnad.read.reader import default_reader

STORY = (
    "قصفت قوات النظام السوري بالمدفعية بلدة كفرنوران بريف حلب الغربي صباح اليوم.\n"
    "كما تعرضت قرية الأبزمو في الريف ذاته لقصف مدفعي، ما أدى إلى إصابة رجل.\n"
)


def read(text: str) -> list[Claim]:
    return list(default_reader().read(Report("a", text, "2021-04-09")).claims)


def test_the_doer_of_the_story_is_taken_for_what_is_told_on() -> None:
    first, second = read(STORY)
    assert [p.id for p in first.actors] == ["syr.mil"]
    assert [p.id for p in second.actors] == ["syr.mil"]
    (party,) = second.actors
    assert party.from_claim == first.id
    assert party.reason is not None
    assert party.reason.startswith("the doer by what is told around it: 0.")


def test_a_doer_that_is_told_stays() -> None:
    claims = read(STORY + "وفي دير الزور قُتل عنصران من قسد بهجوم شنه تنظيم داعش على حاجز في بلدة الشحيل.")
    assert [p.id for p in claims[-1].actors] == ["is"]


def test_every_party_of_the_report_is_weighed_with_its_signs() -> None:
    reader = default_reader()
    report = Report("a", STORY, "2021-04-09")
    groups, _ = reader.groups(report)
    first, second = candidates(groups, drafts(report, groups), reader.lexicon.actors)
    assert first[0].ruled
    assert first[0].signs["by the rules"] == 1.0
    taken = next(c for c in second if c.party.id == "syr.mil")
    assert not taken.ruled
    assert {"doer of the event before", "none by the rules", "bias"} <= taken.signs.keys()


def test_who_hides_in_a_place_did_not_raid_it() -> None:
    (claim,) = read("دهمت دورية روسية مبنى يتحصن فيه المطلوبون وأوقفت ثلاثة منهم")
    assert [p.id for p in claim.actors] == ["rus.mil"]
    assert [p.text for p in claim.targets] == ["مبنى"]
