"""Corrections out: as gold for `isnad evaluate`, and as proposals for rows of the lexicons."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from isnad.ledger import tables as t
from isnad.ledger.corrections import EFFECTIVE, attach, corrected, fixes, judgements_on, known_claims
from isnad.ledger.load import report_of
from isnad.model import Reading
from isnad.schema import claim_from_dict, result_to_dict

if TYPE_CHECKING:
    from sqlalchemy import Connection

Row = dict[str, Any]
PROPOSAL_COLUMNS = ("lexicon", "words", "id", "instead_of", "report_id", "who", "at", "note")


def _judged_reports(c: Connection) -> list[str]:
    j = t.judgement.c
    query = select(j.left_report).where(j.verb.in_((*EFFECTIVE, "add"))).distinct().order_by(j.left_report)
    return [r[0] for r in c.execute(query)]


def gold(c: Connection) -> Iterator[Row]:
    """Reports whose every claim a person has decided on, with the claims as they left them, in the codebook's form.

    A report with a claim that nobody looked at is no gold and is left out, and so is a redacted one. What the reader
    missed is in it where a person added it: recall is told by such gold only where people read the whole report.
    """
    for report_id in _judged_reports(c):
        r = c.execute(select(t.report).where(t.report.c.id == report_id)).mappings().one()
        if r["text"] is None:
            continue
        found = fixes(c, [report_id])
        query = (
            select(t.claim.c.event_id, t.claim.c.body)
            .select_from(t.claim.join(t.current_reading, t.current_reading.c.reading_id == t.claim.c.reading_id))
            .where(t.current_reading.c.report_id == report_id)
            .order_by(t.claim.c.id)
        )
        claims, names = [], dict[str, str]()
        for event_id, body in c.execute(query):
            read = claim_from_dict(json.loads(body), report_id, r["text"])
            name = names.setdefault(event_id, read.event)  # an added claim has the name of the event that it joined
            claims.append(replace(read, event=name, rules=()))
        if not all(x.claim_id in found and found[x.claim_id].decided for x in claims):
            continue
        kept = tuple(k for x in claims if (k := corrected(x, found[x.claim_id])))
        yield result_to_dict(report_of(r), Reading(report_id, kept))


def proposals(c: Connection) -> list[Row]:
    """Words that a person gave another meaning than the reader: actors, places, sources and types of triggers.

    They are proposals: whether the words mean that everywhere is for whoever keeps the lexicon to say.
    """
    reports = _judged_reports(c)
    claims = known_claims(c, reports)
    bodies = _bodies(c, reports)
    out: list[Row] = []
    for row in judgements_on(c, reports, ("correct",)):
        claim_id = attach(claims[row["left_report"]], row["left_start"], row["left_end"], row["nth"])
        if claim_id is None:
            continue
        before, value = bodies[claim_id], json.loads(row["value"])
        about = {"report_id": row["left_report"], "who": row["who"], "at": row["at"], "note": row["note"]}
        for lexicon, words, new, old in _changes(row["field"], before, value):
            out.append({"lexicon": lexicon, "words": words, "id": new, "instead_of": old} | about)
    return out


def _bodies(c: Connection, reports: list[str]) -> dict[str, Row]:
    query = (
        select(t.claim.c.claim_id, t.claim.c.body)
        .select_from(t.claim.join(t.current_reading, t.current_reading.c.reading_id == t.claim.c.reading_id))
        .where(t.current_reading.c.report_id.in_(reports))
    )
    return {claim_id: json.loads(body) for claim_id, body in c.execute(query)}


_LEXICONS = {"actors": "actors.csv", "targets": "actors.csv", "places": "places", "sources": "sources.csv"}


def _changes(field: str, before: Row, value: Any) -> Iterator[tuple[str, str, str, str]]:
    """The words, what they mean by the correction, and what they meant to the reader."""
    if field == "type" and value != before.get("type"):
        yield "triggers.yaml", str(before.get("trigger_text") or ""), str(value), str(before.get("type") or "")
    if field not in _LEXICONS:
        return
    known = {json.dumps(x.get("span")): x.get("id") for x in before.get(field) or ()}
    for item in value:
        key = json.dumps(item.get("span"))
        if item.get("text") and item.get("id") and item["id"] != known.get(key):
            yield _LEXICONS[field], item["text"], item["id"], str(known.get(key) or "")
