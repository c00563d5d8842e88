"""Time stamps by RFC 3161: an authority's word that these digests existed at a time.

What is stamped is the `.sha256` file beside an archive, so `sha256sum -c` and `openssl ts -verify -data` are all that
anyone needs to check it, without this program.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from isnad.collect.web.client import Client
from isnad.collect.web.guard import FetchError
from isnad.errors import InputError

_SUFFIX = ".tsr"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an authority says: when (ISO, UTC), by which policy and serial number."""

    at: str
    policy: str
    serial: int


def stamp_file(path: Path, authority: str, client: Client) -> Path:
    """Have a file stamped; the answer is put beside it. Raises FetchError where the authority gives no stamp."""
    from rfc3161_client import TimestampRequestBuilder

    request = TimestampRequestBuilder().data(path.read_bytes()).build()
    got = client.post(authority, request.as_bytes(), "application/timestamp-query", "application/timestamp-reply")
    try:
        read_stamp(got.body, path.read_bytes(), request.nonce)
    except InputError as error:
        raise FetchError("stamp", f"{authority}: {error}", again=True) from None
    beside = path.with_name(path.name + _SUFFIX)
    beside.write_bytes(got.body)
    return beside


def read_stamp(answer: bytes, data: bytes, nonce: int | None = None) -> Stamp:
    """What a stamp says, if it is one of this data.

    The signature is not checked here: that needs the authority's root certificate (`openssl ts -verify`). Raises
    InputError where it is no stamp, or one of other data.
    """
    from rfc3161_client import decode_timestamp_response

    try:
        told = decode_timestamp_response(answer)
        if told.status not in (0, 1):
            raise InputError(f"the authority refused: {'; '.join(told.status_string) or told.status}")
        info = told.tst_info
        imprint = info.message_imprint
        stamp = Stamp(info.gen_time.astimezone(UTC).isoformat(), info.policy.dotted_string, info.serial_number)
    except ValueError as error:
        raise InputError(f"no time stamp: {error}") from None
    known = {hashlib.new(name, data).digest() for name in ("sha256", "sha384", "sha512")}
    if imprint.message not in known:
        raise InputError("the stamp is of other data")
    if nonce is not None and info.nonce != nonce:
        raise InputError("the stamp is not the one that was asked for")
    if datetime.fromisoformat(stamp.at).year < 2000:
        raise InputError("the stamp has no time")
    return stamp


def unstamped(folder: Path) -> list[Path]:
    """The digests in a folder that have no stamp yet: an authority that failed is asked again by the next run."""
    return [p for p in sorted(folder.glob("*.sha256")) if not p.with_name(p.name + _SUFFIX).exists()]
