"""Releases: what was published, kept; and what differs between two of them, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from isnad.ledger import tables as t
from isnad.ledger.custody import Entry, append, release_digest, rows_digest
from isnad.ledger.store import Ledger, LedgerError, now
from isnad.publish.tables import incident_row
from isnad.publish.view import View

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Columns whose change is no news by itself: they follow from others.
_FOLLOWS = frozenset({"notes", "actor_names"})


def body_of(view: View) -> str:
    """What a release keeps of an incident: its row, without words of reports, and the claims that it rests on."""
    row = {k: v for k, v in incident_row(view).items() if v not in (None, "")}
    named = {
        "targets": "; ".join(a.id for a in view.targets if a.id),
        "actors": "; ".join(a.id for a in view.actors if a.id),
    }
    row |= named
    for words in ("notes", "actor_names", "origins"):
        row.pop(words, None)
    row["claims"] = sorted(x.claim_id for x in view.tellings)
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def keep_release(ledger: Ledger, name: str, views: Iterable[View], profile: str, policy: str) -> int:
    """Keep what was published under a name; gives the number of incidents.

    Raises LedgerError where the name is taken: a release is never changed.
    """
    rows = sorted((v.id, body_of(v)) for v in views)
    with ledger.write() as c:
        refuse_taken(c, name)
        row = {"name": name, "at": now(), "profile": profile, "policy": policy, "digest": rows_digest(rows)}
        c.execute(insert(t.release), [row])
        if rows:
            c.execute(insert(t.release_row), [{"release": name, "incident_id": i, "body": b} for i, b in rows])
        append(c, row["at"], [Entry("release", name, release_digest(row))])
    return len(rows)


def refuse_taken(c: Connection, name: str) -> None:
    """Raise LedgerError where a release has this name already."""
    if c.execute(select(t.release.c.name).where(t.release.c.name == name)).first():
        raise LedgerError(f"there is a release {name} already; a release is never changed: choose another name")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: added, changed or deleted; the incident; and why, in words."""

    what: str
    incident_id: str
    why: str


def diff(ledger: Ledger, old: str, new: str) -> list[Change]:
    """What is added, changed and deleted from one release to another, by incident."""
    before, after = _rows(ledger, old), _rows(ledger, new)
    claims_before = {c: i for i, row in before.items() for c in row["claims"]}
    claims_after = {c: i for i, row in after.items() for c in row["claims"]}
    out = []
    for i in sorted(after.keys() - before.keys()):
        out.append(Change("added", i, _moved(after[i]["claims"], claims_before, "split from", "from new claims")))
    for i in sorted(before.keys() - after.keys()):
        out.append(
            Change(
                "deleted", i, _moved(before[i]["claims"], claims_after, "now part of", "its claims are not published")
            )
        )
    for i in sorted(before.keys() & after.keys()):
        why = _changes(before[i], after[i])
        if why:
            out.append(Change("changed", i, "; ".join(why)))
    return out


def _rows(ledger: Ledger, name: str) -> dict[str, dict[str, Any]]:
    with ledger.read() as c:
        if not c.execute(select(t.release.c.name).where(t.release.c.name == name)).first():
            known = [r[0] for r in c.execute(select(t.release.c.name).order_by(t.release.c.at, t.release.c.name))]
            raise LedgerError(f"there is no release {name}; there are: {', '.join(known) or 'none'}")
        query = select(t.release_row.c.incident_id, t.release_row.c.body).where(t.release_row.c.release == name)
        return {r[0]: json.loads(r[1]) for r in c.execute(query)}


def _moved(claims: list[str], other: dict[str, str], moved: str, else_: str) -> str:
    found = sorted({other[c] for c in claims if c in other})
    return f"{moved} {', '.join(found)}" if found else else_


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """ "killed_best 3 -> 5", and which claims came and went."""
    out = []
    for key in sorted((before.keys() | after.keys()) - _FOLLOWS - {"claims"}):
        if key == "policy" and not (before.get(key) and after.get(key)):
            continue  # it is said only beside a number
        if before.get(key) != after.get(key):
            out.append(f"{key} {before.get(key, 'unsaid')} -> {after.get(key, 'unsaid')}")
    came = sorted(set(after["claims"]) - set(before["claims"]))
    went = sorted(set(before["claims"]) - set(after["claims"]))
    if came:
        out.append(f"new claims {', '.join(came)}")
    if went:
        out.append(f"claims gone {', '.join(went)}")
    return out
