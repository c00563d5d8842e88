"""Telegram's export as JSON (`result.json`): one chat, or all of an account, message by message."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from isnad.collect.chats.post import Post, chat_key, from_epoch
from isnad.errors import InputError, MissingExtraError

DEPTH_LIMIT = 40  # levels inside one another; an export has eight
TEXT_LIMIT = 100_000  # characters; Telegram allows 4,096
_FACTS = ("name", "type", "id")
# What an account's whole export is taken from. A personal chat is read only where it alone was exported.
CHATS = (
    "public_channel",
    "private_channel",
    "public_supergroup",
    "private_supergroup",
    "private_group",
)
CHANNELS = ("public_channel", "private_channel")


def iter_posts(path: Path) -> Iterator[Post]:
    """The posts of an export that have words, in order. Raises InputError where it is none, or breaks off."""
    facts: dict[str, Any] = {}
    seen = False
    with path.open("rb") as stream:
        for inner, value in _values(stream, path):
            if inner == ("messages",):
                seen = True
                post = _post(value, facts)
                if post is not None:
                    yield post
            elif inner == ():
                facts = {"listed": True}
            else:
                facts[inner[0]] = value
    if not seen:
        raise InputError(f"{path}: no messages in it: it is no export of Telegram (result.json)")


def _values(stream: BinaryIO, path: Path) -> Iterator[tuple[tuple[str, ...], Any]]:
    """What counts of an export: () where a chat of a list begins, a fact of it by its key, each message.

    Events are taken without the paths that ijson makes of them: nested a hundred thousand times, those fill the memory.
    """
    try:
        import ijson
    except ImportError:
        raise MissingExtraError("collect", "reading Telegram's export") from None
    at: list[str] = []  # the key of each open map, "" for an array
    key, builder, within = "", None, 0
    try:
        for event, value in ijson.basic_parse(stream, use_float=True):
            if builder is not None:
                builder.event(event, value)
            if event in ("start_map", "start_array"):
                at.append(key if event == "start_map" else f"{key}[]")
                key = ""
                if len(at) > DEPTH_LIMIT:
                    raise InputError(
                        f"{path}: over {DEPTH_LIMIT} levels inside one another: it is no export of Telegram"
                    )
                inner = at[3:] if _in_list(at) else at
                if builder is None and event == "start_map" and inner[1:] == ["messages[]", ""]:
                    builder, within = ijson.ObjectBuilder(), len(at)
                    builder.event(event, value)
                elif event == "start_map" and len(at) == 4 and _in_list(at):
                    yield (), None
            elif event in ("end_map", "end_array"):
                if builder is not None and len(at) == within:
                    yield ("messages",), builder.value
                    builder = None
                at.pop()
            elif event == "map_key":
                key = value
            else:
                if builder is None and key in _FACTS and (len(at) == 1 or (len(at) == 4 and _in_list(at))):
                    yield (key,), value
            if event != "map_key" and at and at[-1].endswith("[]"):
                key = ""
    except (ijson.JSONError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{path}: not JSON, or it breaks off: {str(error)[:120]}") from None


def _in_list(at: list[str]) -> bool:
    """Whether a chat of a whole account's export is open: one that it is in, or one that it has left."""
    return at[2:4] == ["list[]", ""] and at[1] in ("chats", "left_chats")


def _post(message: Any, facts: dict[str, Any]) -> Post | None:
    """A post from a message; None where it says nothing."""
    if not isinstance(message, dict) or message.get("type") not in (None, "message"):
        return None
    text = _text(message.get("text"))
    number = message.get("id")
    if not text.strip() or not isinstance(number, int) or (facts.get("listed") and facts.get("type") not in CHATS):
        return None
    name = str(facts.get("name") or "") or None
    author = message.get("author") or (message.get("from") if facts.get("type") not in CHANNELS else None)
    return Post(
        str(facts.get("id") or chat_key(name or "")),
        name,
        str(number),
        text,
        from_epoch(message.get("date_unixtime")) or _local(message.get("date")),
        author if isinstance(author, str) else None,
        _name(message.get("forwarded_from")) or _name(message.get("saved_from")),
        str(message["reply_to_message_id"]) if isinstance(message.get("reply_to_message_id"), int) else None,
        from_epoch(message.get("edited_unixtime")) or _local(message.get("edited")),
    )


def _text(value: Any) -> str:
    """The words of a text, which is a string or a list of strings and entities."""
    if isinstance(value, str):
        return value[:TEXT_LIMIT]
    if isinstance(value, list):
        parts = (p if isinstance(p, str) else p.get("text") if isinstance(p, dict) else None for p in value)
        return "".join(p for p in parts if isinstance(p, str))[:TEXT_LIMIT]
    return ""


def _local(value: Any) -> str | None:
    """A time of the machine that made the export: its zone is not told."""
    return value if isinstance(value, str) and len(value) == 19 and value[10] == "T" else None


def _name(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
