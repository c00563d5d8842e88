"""What a person should look at first: ranked by how unsure the reader is, and by what a decision would change.

Four kinds of question: is this claim right, are these two one happening, where is this place, who says this. A
question's score is doubt (0..1) times weight: 1, and more where the best figure, the incident as such, or what is
contested hangs on it. The items are derived: each linking drops those of the incidents that it writes, and `refresh`
makes them anew.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from isnad.ledger import Ledger
from isnad.ledger import tables as t
from isnad.ledger.corrections import fixes
from isnad.ledger.incident import Incident, Witness
from isnad.ledger.judgements import decisions, standing
from isnad.ledger.witness import incidents_from
from isnad.model import PlaceGuess

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row

KINDS = ("claim", "link", "place", "chain")
# Incidents a transaction when many are new.
BATCH = 400
# The reader's confidence where it gives none: no better than a coin.
UNKNOWN_CONFIDENCE = 0.5
# A link with this score (log odds) or more is not asked about.
SURE_LINK = 3.0
# A namesake with this share of the chosen place's score comes close.
CLOSE_NAMESAKE = 0.5
# How much doubt there is about a place of several namesakes, one that no gazetteer has, a source that isn't known. Set
# beside the doubt of claims (one minus confidence) so that a claim as likely wrong as right comes before all of them.
DOUBT_NAMESAKES, DOUBT_NO_PLACE, DOUBT_NO_SOURCE, DOUBT_UNNAMED = 0.25, 0.45, 0.35, 0.2


@dataclass(frozen=True, slots=True)
class Item:
    """One question: its kind, the claim or pair of events, how urgent, and why; reasons are (code, number)."""

    incident_id: str
    kind: str
    ref: str
    score: float
    confidence: float | None
    reasons: tuple[tuple[str, float | None], ...]


def weight(incident: Incident, claim_ids: Sequence[str]) -> tuple[float, list[tuple[str, float | None]]]:
    """What hangs on these claims: the weight, and the reasons."""
    out, reasons = 1.0, list[tuple[str, float | None]]()
    killed = incident.figure("killed")
    if killed and killed.best.value and set(killed.best.claims) & set(claim_ids):
        out += math.log1p(killed.best.value)
        reasons.append(("sets_best", float(killed.best.value)))
    if {w.claim.claim_id for w in incident.witnesses} <= set(claim_ids):
        out += 0.5
        reasons.append(("only", None))
    if incident.contested:
        out += 0.5
        reasons.append(("contested", None))
    return out, reasons


def questions(incident: Incident, links: Sequence[tuple[str, str, float]], settled: frozenset[str]) -> Iterator[Item]:
    """The questions that an incident raises; claims that a person has settled raise none."""
    for w in incident.witnesses:
        claim_id = w.claim.claim_id
        if claim_id in settled:
            continue
        heavy, why = weight(incident, [claim_id])
        sure = w.claim.confidence
        doubt = 1 - (UNKNOWN_CONFIDENCE if sure is None else sure)
        told = [("confidence", round(100 * sure, 0))] if sure is not None else []
        yield Item(incident.id, "claim", claim_id, doubt * heavy, sure, (*told, *why))
        yield from _place_questions(incident, w, heavy, why)
        yield from _chain_questions(incident, w, heavy, why)
    for left, right, score in links:
        if score < SURE_LINK:
            ids = [w.claim.claim_id for w in incident.witnesses if w.event_id in (left, right)]
            heavy, why = weight(incident, ids)
            doubt = 1 / (1 + math.exp(score))
            why = [r for r in why if r[0] != "only"]
            yield Item(incident.id, "link", f"{left} {right}", doubt * heavy, None, (("score", round(score, 1)), *why))


def _place_questions(i: Incident, w: Witness, heavy: float, why: list[tuple[str, float | None]]) -> Iterator[Item]:
    own = [p for p in w.claim.places if in_doubt(p)]
    if any(_lost(p) for p in own):
        reasons = (("no_place", None), *why)
        yield Item(i.id, "place", w.claim.claim_id, DOUBT_NO_PLACE * heavy, None, reasons)
        return
    rivals = max((_rivals(p) for p in own), default=0)
    if rivals:
        reasons = (("namesakes", float(rivals + 1)), *why)
        yield Item(i.id, "place", w.claim.claim_id, DOUBT_NAMESAKES * heavy, None, reasons)


def in_doubt(p: PlaceGuess) -> bool:
    """Whether a person should say which place it is: of the claim's own words, in no gazetteer or with namesakes."""
    return p.from_claim is None and bool(p.text) and (_lost(p) or bool(_rivals(p)))


def _lost(p: PlaceGuess) -> bool:
    return p.id is None and p.lat is None


def _rivals(p: PlaceGuess) -> int:
    """How many namesakes come close; a town and the district of its name are one place for this."""
    mine = p.id or ""
    same = [i for i, _, _ in p.alternatives if i.startswith(f"{mine}:") or mine.startswith(f"{i}:")]
    return sum(1 for i, _, score in p.alternatives if score >= CLOSE_NAMESAKE and i not in same)


def _chain_questions(i: Incident, w: Witness, heavy: float, why: list[tuple[str, float | None]]) -> Iterator[Item]:
    if not w.claim.sources and not w.report.outlet:
        yield Item(i.id, "chain", w.claim.claim_id, DOUBT_NO_SOURCE * heavy, None, (("no_source", None), *why))
    elif w.claim.sources and not any(o.named for o in i.origins.origins):
        yield Item(i.id, "chain", w.claim.claim_id, DOUBT_UNNAMED * heavy, None, (("unnamed", None), *why))


def refresh(ledger: Ledger) -> int:
    """Make the questions of the incidents that were written since; gives how many incidents were looked at."""
    done = 0
    i = t.incident.c
    while True:
        with ledger.write() as c:
            number, _, name = get_setting(c, "reviewed", "0 ").partition(" ")
            later = (i.derived > int(number)) | ((i.derived == int(number)) & (i.id > name))
            query = select(i.id, i.derived).where(later).order_by(i.derived, i.id).limit(BATCH)
            part = {row.id: int(row.derived) for row in c.execute(query)}
            if part:
                _write(c, part)
                last = list(part)[-1]
                set_setting(c, "reviewed", f"{part[last]} {last}")
        done += len(part)
        if len(part) < BATCH:
            return done


def _write(c: Connection, derived: Mapping[str, int]) -> None:
    """Write the questions of these incidents, in place of those that they had."""
    ids = list(derived)
    c.execute(delete(t.review_item).where(t.review_item.c.incident_id.in_(ids)))
    links = _links_of(c, ids)
    incidents = list(incidents_from(c, ids))
    reports = sorted({w.report.id for i in incidents for w in i.witnesses})
    settled = frozenset(claim_id for claim_id, fix in fixes(c, reports).items() if fix.decided)
    rows = [
        {
            "incident_id": q.incident_id, "kind": q.kind, "ref": q.ref, "score": round(q.score, 4),
            "confidence": q.confidence, "reasons": json.dumps(q.reasons), "derived": derived[i.id],
        }
        for i in incidents
        for q in questions(i, links.get(i.id, ()), settled)
    ]  # fmt: skip
    if rows:
        c.execute(insert(t.review_item), rows)


def _links_of(c: Connection, ids: Sequence[str]) -> dict[str, list[tuple[str, str, float]]]:
    """The links within these incidents that nobody has decided on; the strongest that holds each event to another.

    A weak link beside a strong one holds nothing: asked about is only what keeps an event in its incident.
    """
    left, right = t.member.alias("l"), t.member.alias("r")
    query = (
        select(left.c.incident_id, t.link.c.left, t.link.c.right, t.link.c.score)
        .select_from(
            t.link.join(left, left.c.event_id == t.link.c.left).join(right, right.c.event_id == t.link.c.right)
        )
        .where(left.c.incident_id.in_(ids) & (left.c.incident_id == right.c.incident_id))
        .order_by(t.link.c.score.desc(), t.link.c.left, t.link.c.right)
    )
    judged = decisions(standing(c))
    decided = judged.same | judged.different
    found: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    joined: dict[str, list[set[str]]] = defaultdict(list)
    for incident_id, a, b, score in c.execute(query):
        parts = joined[incident_id]
        mine = [p for p in parts if a in p or b in p]
        if any(a in p and b in p for p in mine):
            continue
        for p in mine:
            parts.remove(p)
        parts.append({a, b}.union(*mine))
        if frozenset((a, b)) not in decided:
            found[incident_id].append((a, b, float(score)))
    return found


def get_setting(c: Connection, name: str, default: str) -> str:
    """A setting of the desk."""
    found = c.execute(select(t.setting.c.value).where(t.setting.c.name == name)).scalar_one_or_none()
    return default if found is None else str(found)


def set_setting(c: Connection, name: str, value: str) -> None:
    """Keep a setting of the desk."""
    c.execute(delete(t.setting).where(t.setting.c.name == name))
    c.execute(insert(t.setting).values(name=name, value=value))


def ask(c: Connection, who: str, limit: int, offset: int = 0, kind: str | None = None) -> tuple[Item, ...]:
    """What waits for this person, the most urgent first; without what they skipped, and sure claims under a band."""
    r = t.review_item.c
    order = (x.desc() for x in (r.score, r.incident_id, r.kind, r.ref))
    query = select(t.review_item).where(*_waiting(c, who, kind)).order_by(*order)
    return tuple(_item(row) for row in c.execute(query.offset(offset).limit(limit)))


def count_waiting(c: Connection, who: str, kind: str | None = None) -> int:
    """How many questions wait for this person."""
    query = select(func.count()).select_from(t.review_item).where(*_waiting(c, who, kind))
    return int(c.execute(query).scalar_one())


def queue_state(c: Connection) -> str:
    """Changes whenever the number of those who wait may have changed, for anybody."""
    settings = (get_setting(c, name, "") for name in ("derived", "reviewed", "band"))
    j = t.judgement.c
    last = c.execute(select(func.max(j.id)).where(j.verb.in_(("skip", "undo")))).scalar_one()
    return " ".join((*settings, str(last)))


def _waiting(c: Connection, who: str, kind: str | None) -> list[ColumnElement[bool]]:
    r = t.review_item.c
    where: list[ColumnElement[bool]] = [r.kind == kind] if kind else []
    band = get_setting(c, "band", "")
    if band:
        where.append((r.kind != "claim") | r.confidence.is_(None) | (r.confidence < float(band)))
    for skipped_kind, refs in _skipped(c, who).items():
        where.append((r.kind != skipped_kind) | r.ref.not_in(sorted(refs)))
    return where


def _item(row: Row[Any]) -> Item:
    reasons = tuple((str(code), number) for code, number in json.loads(row.reasons))
    return Item(row.incident_id, row.kind, row.ref, row.score, row.confidence, reasons)


def _skipped(c: Connection, who: str) -> dict[str, set[str]]:
    """What this person skipped: refs by kind; a skip is a judgement that names both."""
    j = t.judgement.c
    undone = select(j.undoes).where(j.undoes.is_not(None))
    out: dict[str, set[str]] = defaultdict(set)
    for kind, ref in c.execute(
        select(j.field, j.value).where((j.verb == "skip") & (j.who == who) & j.id.not_in(undone))
    ):
        if kind and ref:
            out[kind].add(json.loads(ref))
    return out
