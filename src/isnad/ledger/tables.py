"""The tables. Rows of what was told are only added; what is derived from them can be dropped and derived again.

Told and decided: report, reading, claim, party, place, figure, source, judgement, log, release, release_row.
Derived: event, incident, member, hold, link, review_item; and current_reading, which points at one reading of a
reader for each report, and at those of the claims that people added to it.
Of the desk: account, session, invite, setting. The index of words (`report_words`) is made by `isnad.ledger.search`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()
_KEY = BigInteger().with_variant(Integer, "sqlite")

report = Table(
    "report",
    metadata,
    Column("id", String, primary_key=True),
    Column("ordinal", _KEY, nullable=False, unique=True),  # order of loading, from 1
    Column("outlet", String),
    Column("title", Text),
    Column("url", Text),
    Column("published", String),
    Column("text", Text),  # null once redacted
    Column("sha256", String),  # of the original bytes; null once redacted
    Column("salt", String),  # of the commitment; null once redacted
    Column("commitment", String, nullable=False),  # sha256(salt, text): shows nothing of the text by itself
    Column("got_from", Text),
    Column("got_at", String),
    Column("added_at", String, nullable=False),
    Column("redacted_at", String),
)

reading = Table(
    "reading",
    metadata,
    Column("id", _KEY, primary_key=True, autoincrement=False),
    Column("report_id", ForeignKey("report.id"), nullable=False, index=True),
    Column("digest", String, nullable=False),  # sha256 of the claims as they were read
    Column("reader_version", String, nullable=False),
    Column("lexicon_digest", String, nullable=False),
    Column("gazetteer_digest", String, nullable=False),
    Column("problems", Text, nullable=False),
    Column("added_at", String, nullable=False),
)

current_reading = Table(
    "current_reading",
    metadata,
    Column("report_id", ForeignKey("report.id"), nullable=False, index=True),
    Column("reading_id", ForeignKey("reading.id"), primary_key=True),
)

claim = Table(
    "claim",
    metadata,
    Column("id", _KEY, primary_key=True, autoincrement=False),
    Column("reading_id", ForeignKey("reading.id"), nullable=False, index=True),
    Column("claim_id", String, nullable=False, index=True),
    Column("event_id", String, nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("stance_on", String, nullable=False),
    Column("claimed", Boolean, nullable=False),
    Column("scope", String, nullable=False),
    Column("first", String),
    Column("last", String),
    Column("basis", String),
    Column("body", Text, nullable=False),  # the whole claim in the codebook's JSON form
)

party = Table(
    "party",
    metadata,
    Column("claim", ForeignKey("claim.id"), primary_key=True),
    Column("role", String, primary_key=True),  # actor, target
    Column("n", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("actor_id", String, index=True),
)

place = Table(
    "place",
    metadata,
    Column("claim", ForeignKey("claim.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("name", String),
    Column("admin1", String),
    Column("country", String),
    Column("place_id", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_km", Float),
    Column("pcode", String),
)

figure = Table(
    "figure",
    metadata,
    Column("claim", ForeignKey("claim.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("of", String, nullable=False),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("comparator", String, nullable=False),
    Column("whose", String),
    Column("part_of", Integer),
    Column("status", String),
)

source = Table(
    "source",
    metadata,
    Column("claim", ForeignKey("claim.id"), primary_key=True),
    Column("n", Integer, primary_key=True),  # 0 is nearest to the outlet
    Column("text", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("source_id", String, index=True),
)

judgement = Table(
    "judgement",
    metadata,
    Column("id", _KEY, primary_key=True, autoincrement=False),
    Column("verb", String, nullable=False),  # same, different; accept, reject, correct, add, note, skip, code; undo
    Column("left_report", String, index=True),
    Column("left_start", Integer),
    Column("left_end", Integer),
    Column("right_report", String, index=True),
    Column("right_start", Integer),
    Column("right_end", Integer),
    Column("undoes", ForeignKey("judgement.id"), index=True),
    Column("who", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("nth", Integer),  # which of the claims with this trigger start is meant; null for events
    Column("field", String),  # what is corrected
    Column("value", Text),  # JSON, in the codebook's form
    Index("judgement_by", "verb", "who"),
)

log = Table(
    "log",
    metadata,
    Column("seq", _KEY, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("kind", String, nullable=False),  # report, reading, judgement, redact, release
    Column("ref", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("prev", String, nullable=False),
    Column("hash", String, nullable=False),
)

release = Table(
    "release",
    metadata,
    Column("name", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("profile", String, nullable=False),
    Column("policy", String, nullable=False),
    Column("digest", String, nullable=False),
)

release_row = Table(
    "release_row",
    metadata,
    Column("release", ForeignKey("release.name"), primary_key=True),
    Column("incident_id", String, primary_key=True),
    Column("body", Text, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("id", String, primary_key=True),  # the claim id of its first claim
    Column("report_id", ForeignKey("report.id"), nullable=False, index=True),
    Column("ordinal", _KEY, nullable=False),
    Column("scope", String, nullable=False),
    Column("first_day", Integer),  # days it is filed under, as proleptic ordinals
    Column("last_day", Integer),
    Column("linked", Boolean, nullable=False),
    Column("sketch", Text, nullable=False),  # of the report's text, for finding copies
    Column("body", Text, nullable=False),
    Index("event_days", "first_day", "last_day"),
    Index("event_linked", "linked"),
    Index("ix_event_scope", "scope"),
    Index("event_ordinal", "ordinal", "id"),  # the reports' order of loading, by which words are found
)

incident = Table(
    "incident",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),  # incident, tally
    Column("type", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("grade", String, nullable=False),
    Column("first", String, index=True),
    Column("last", String),
    Column("admin1", String),
    Column("country", String),
    Column("place", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("reports", Integer, nullable=False),
    Column("origins_low", Integer, nullable=False),
    Column("origins_high", Integer, nullable=False),
    Column("killed_low", BigInteger),
    Column("killed_best", BigInteger),
    Column("killed_high", BigInteger),
    Column("search", Text, nullable=False),  # folded names of places and parties
    Column("derived", _KEY, nullable=False, server_default="0", index=True),  # the linking that wrote it; 0: to be done
    Column("radius_km", Float),
    Column("place_id", String),  # of the gazetteer
    Column("actors", Text, nullable=False, server_default=""),  # ids of doers and of whom they belong to: " a b "
    Column("injured_best", BigInteger),
    Column("reported", String),  # the latest day of publication
    Column("search_places", Text, nullable=False, server_default=""),  # folded names of places alone
    # Lists and counts are answered from these, without reading the rows, most of which is text to search in.
    Index("incident_newest", "kind", "last", "id"),
    Index("incident_type", "type", "kind", "last", "id"),
)

member = Table(
    "member",
    metadata,
    Column("event_id", String, primary_key=True),
    Column("incident_id", String, nullable=False, index=True),
    Column("settled", Boolean, nullable=False),  # False: the group is to be found anew, only its id is kept
)

hold = Table(
    "hold",
    metadata,
    Column("holder_event", String, primary_key=True),
    Column("held_event", String, primary_key=True),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
)

link = Table(
    "link",
    metadata,
    Column("left", String, primary_key=True),
    Column("right", String, primary_key=True),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
)

review_item = Table(
    "review_item",
    metadata,
    Column("incident_id", String, primary_key=True),
    Column("kind", String, primary_key=True),  # claim, link, place, chain
    Column("ref", String, primary_key=True),  # a claim's id, or two events' joined by a space
    Column("score", Float, nullable=False, index=True),
    Column("confidence", Float),  # the reader's, 0..1; null where it gives none
    Column("reasons", Text, nullable=False),  # JSON: a list of codes with numbers
    Column("derived", _KEY, nullable=False, index=True),
    Index("review_rank", "kind", "score", "incident_id", "ref", "confidence"),
)

account = Table(
    "account",
    metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),  # reader, coder, lead
    Column("password", String, nullable=False),  # argon2id
    Column("made_at", String, nullable=False),
    Column("closed_at", String),
)

session = Table(
    "session",
    metadata,
    Column("token", String, primary_key=True),  # sha256 of the cookie
    Column("account", ForeignKey("account.name"), nullable=False, index=True),
    Column("csrf", String, nullable=False),
    Column("ends", Integer, nullable=False),  # seconds since 1970
)

invite = Table(
    "invite",
    metadata,
    Column("token", String, primary_key=True),  # sha256 of what the link holds
    Column("role", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("ends", Integer, nullable=False),
    Column("used_by", String),
)

setting = Table(
    "setting",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

DERIVED = (hold, link, member, incident, review_item)
