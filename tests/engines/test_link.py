"""Linking on Spark gives what linking in one process gives: pairs, scores, groups, ids; people's decisions hold."""

from __future__ import annotations

import fcntl
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made import PLACES, claim, report
from sqlalchemy import select

from isnad.errors import InputError
from isnad.ledger import Ledger, tables
from isnad.ledger.load import Item, load
from isnad.ledger.relink import relink
from isnad.link.blocking import candidate_pairs, days_of
from isnad.link.cluster import Decisions
from isnad.link.events import ReportEvent, events_of
from isnad.link.score import default_model
from isnad.link.whole import Linking, link_events, order_of
from isnad.model import Claim, Reading, Report
from isnad.schema import results_to_batch

Told = tuple[Report, tuple[Claim, ...]]
WORDS = ("غارة", "قصف", "سوق", "مدرسة", "مشفى", "جسر", "مخيم", "فرن", "قتلى", "جرحى", "طائرة", "مدفعية", "حاجز", "ليلا")


def told(n: int = 150, seed: int = 3) -> list[Told]:
    """Reports of strikes on four places over three weeks, some with two events or a sum, so that much meets much."""
    rng = random.Random(seed)
    out: list[Told] = []
    for i in range(n):
        name, day = f"r{i:03}", f"2025-03-{rng.randrange(1, 22):02}"
        claims = []
        for k in range(rng.choice((1, 1, 2))):
            scope = "aggregate" if rng.random() < 0.1 else "single"
            spots: Any = rng.sample(sorted(PLACES), rng.choice((1, 1, 1, 2)))
            claims.append(
                claim(
                    name, start=k * 6, event=f"e{k + 1}", place=spots, day=day, killed=rng.choice((2, 3, 12)),
                    by=rng.choice(("rus.airforce", "syr.mil")), scope=scope,
                    type=rng.choice(("air_strike", "air_strike", "shelling")),
                )
            )  # fmt: skip
        text = " ".join(rng.choice(WORDS) for _ in range(12))
        published = None if rng.random() < 0.05 else f"{day}T{rng.randrange(24):02}:00+00:00"
        out.append((report(name, text, published), tuple(claims)))
    return out


def events(given: list[Told]) -> list[ReportEvent]:
    return [e for r, claims in given for e in events_of(r, claims, order_of(r))]


def test_slabs_of_days_find_what_one_index_finds() -> None:
    every = sorted(events(told()), key=lambda e: e.position)
    whole = {(a.id, b.id) for a, b in candidate_pairs(every)}
    days = [d for e in every for d in days_of(e)]
    parts: set[tuple[str, str]] = set()
    for start in range(min(days) - 20, max(days) + 20, 5):
        parts |= {(a.id, b.id) for a, b in candidate_pairs(every, range(start, start + 5))}
    assert parts == whole
    assert len(whole) > 1000


def test_linking_without_a_store_gives_what_the_ledger_gives() -> None:
    given = sorted(told(), key=lambda t: order_of(t[0]))
    with Ledger.open("sqlite://") as ledger:
        load(ledger, [Item(r, Reading(r.id, c, (), "1", "l", "g")) for r, c in given])
        relink(ledger, full=True)
        with ledger.read() as c:
            kept = {r.event_id: r.incident_id for r in c.execute(select(tables.member))}
    assert kept == {event: i for i, event in link_events(events(given), default_model()).members}


def write_readings(folder: Path, given: list[Told]) -> None:
    folder.mkdir()
    for n in (0, 1):
        rows = [(r, Reading(r.id, c, (), "1", "l", "g")) for r, c in given[n::2]]
        pq.write_table(pa.Table.from_batches([results_to_batch(rows)]), folder / f"{n}.parquet")


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pa.concat_tables(
        [pq.read_table(p) for p in sorted((folder / table).glob("*.parquet"))]
    ).to_pylist()
    return found


def same(folder: Path, want: Linking) -> None:
    assert sorted((r["incident_id"], r["event_id"]) for r in rows(folder, "members")) == sorted(want.members)
    got = {(r["left"], r["right"]): r for r in rows(folder, "links")}
    assert got.keys() == {(x.left, x.right) for x in want.links}
    for x in want.links:
        assert got[x.left, x.right]["score"] == pytest.approx(x.score, abs=1e-6)
        assert got[x.left, x.right]["reason"] == x.reason()
    holds = {(r["holder_event"], r["held_event"]): r["score"] for r in rows(folder, "holds")}
    assert holds == pytest.approx({(a, b): x.score for a, b, x in want.holds}, abs=1e-6)


@pytest.mark.spark
def test_what_hangs_together_is_found_by_rounds_as_by_the_driver(spark: Any) -> None:
    from isnad.engines.components import components, stars

    edges = [("b", "a"), ("c", "b"), ("c", "d"), ("e", "d"), ("g", "f"), ("f", "g"), ("h", "h"), ("k", "i"), ("k", "l")]
    given = spark.createDataFrame(edges, "u string, v string")
    want = stars((u, v) for u, v in edges if u != v)
    assert want == {**dict.fromkeys("abcde", "a"), **dict.fromkeys("fg", "f"), **dict.fromkeys("ikl", "i")}
    assert {r["node"]: r["component"] for r in components(given, most_here=0).collect()} == want


@pytest.mark.spark
def test_spark_links_as_one_process_does(spark: object, tmp_path: Path) -> None:
    from isnad.engines.linking import link

    given = told()
    every = events(given)
    write_readings(tmp_path / "readings", given)
    first = link([str(tmp_path / "readings")], str(tmp_path / "a"), slab_events=25)
    want = link_events(every, default_model())
    same(tmp_path / "a", want)
    assert (first.events, first.links) == (len(every), len(want.links))
    assert first.incidents == len({i for i, _ in want.members})
    assert want.holds
    assert {r["kind"] for r in rows(tmp_path / "a", "members")} == {"incident", "tally"}

    # People part two that were one and join two that were not; the ids of before, some by another name, are kept.
    apart = want.links[0].left, want.links[0].right
    of = {e: i for i, e in want.members}
    joined = next(
        (a.id, b.id) for a in every for b in every if of[a.id][:3] == "inc" == of[b.id][:3] != of[a.id] != of[b.id]
    )
    judgements = [
        {"judgement_id": 1, "verb": "different", "left": apart[0].rsplit(":", 1)[0], "right": apart[1], "undoes": None},
        {"judgement_id": 2, "verb": "same", "left": joined[0], "right": joined[1], "undoes": None},
        {"judgement_id": 3, "verb": "different", "left": joined[0], "right": joined[1], "undoes": None},
        {"judgement_id": 4, "verb": "undo", "left": None, "right": None, "undoes": 3},
        {"judgement_id": 5, "verb": "same", "left": joined[0], "right": "gone:1", "undoes": None},
    ]
    pq.write_table(pa.Table.from_pylist(judgements), tmp_path / "judgements.parquet")
    old = {e: f"inc-{i[-4:]}" if i < "inc-8" else i for i, e in want.members}
    (tmp_path / "old" / "members").mkdir(parents=True)
    named = [{"incident_id": i, "event_id": e} for e, i in old.items()]
    pq.write_table(pa.Table.from_pylist(named), tmp_path / "old" / "members" / "0.parquet")
    second = link(
        [str(tmp_path / "readings")], str(tmp_path / "a"), str(tmp_path / "judgements.parquet"), str(tmp_path / "old")
    )
    decided = Decisions(frozenset({frozenset(joined)}), frozenset({frozenset(apart)}))
    again = link_events(every, default_model(), decided, old)
    same(tmp_path / "a", again)
    of = {e: i for i, e in again.members}
    assert of[apart[0]] != of[apart[1]]
    assert of[joined[0]] == of[joined[1]]
    assert second.unattached == ["gone:1"]

    with pytest.raises(InputError, match="no incidents"):
        link([str(tmp_path / "readings")], str(tmp_path / "readings"))
    assert not (tmp_path / "a" / ".lock").exists()


@pytest.mark.spark
def test_what_is_wrong_is_said_before_anything_is_linked(spark: object, tmp_path: Path) -> None:
    from isnad.engines.linking import link

    write_readings(tmp_path / "readings", told(3))
    (tmp_path / "judgements.parquet").write_text("no table", encoding="utf-8")
    pq.write_table(pa.table({"verb": ["same"]}), tmp_path / "other.parquet")
    for name, said in (("judgements", "can't be read as judgements"), ("other", "no column 'judgement_id'")):
        with pytest.raises(InputError, match=said):
            link([str(tmp_path / "readings")], str(tmp_path / "a"), str(tmp_path / f"{name}.parquet"))
    (tmp_path / "a.part").mkdir()
    with (tmp_path / "a.part" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(InputError, match="another run"):
            link([str(tmp_path / "readings")], str(tmp_path / "a"))
    assert not (tmp_path / "a").exists()
