"""A post of a chat as a report: who published it, whose words it passes on, what it answers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from isnad.collect.found import Found
from isnad.collect.pages.dates import to_zone
from isnad.collect.sources import Source
from isnad.model import Report


@dataclass(frozen=True, slots=True)
class Post:
    """A message: its chat's id and name, its own id in the chat, and what it says.

    `at` and `edited_at` are moments (ISO, with an offset where it is known); `author` is who wrote into a group, or
    signed in a channel; `reply_to` the id, in the chat, of the message it answers.
    """

    chat: str
    outlet: str | None
    number: str
    text: str
    at: str | None = None
    author: str | None = None
    forwarded_from: str | None = None
    reply_to: str | None = None
    edited_at: str | None = None


def post_found(post: Post, source: Source, kind: str, where: str, got_at: str | None) -> Found:
    """The report of a post; `kind` is the first part of its id ("tg", "wa"), `where` the file it stands in."""
    report_id = f"{kind}-{post.chat}-{post.number}"
    report = Report(
        report_id,
        post.text,
        to_zone(post.at, source.tz) if post.at else source.published,
        source.outlet or post.outlet,
        forwarded_from=post.forwarded_from,
        got_from=where,
        got_at=got_at,
        sha256=hashlib.sha256(post.text.encode("utf-8")).hexdigest(),
    )
    return Found(
        report,
        report_id,
        authors=(post.author,) if post.author else (),
        published_at=post.at,
        dated_by="message" if post.at else None,
        reply_to=f"{kind}-{post.chat}-{post.reply_to}" if post.reply_to else None,
        edited_at=post.edited_at,
    )


def chat_key(name: str) -> str:
    """A short id for a chat that is known by its name only."""
    return hashlib.sha256(name.strip().encode("utf-8")).hexdigest()[:10]


def from_epoch(seconds: object) -> str | None:
    """The moment (ISO, UTC) of seconds since 1970, as a number or its digits; None where it is none of this century."""
    try:
        value = int(str(seconds))
        return datetime.fromtimestamp(value, UTC).isoformat() if value > 946_684_800 else None
    except (ValueError, OverflowError, OSError):
        return None
