"""Downloads of GeoNames country files: they resume, are checked, and fail with a message that says what to do."""

from __future__ import annotations

import http.client
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isnad import __version__
from isnad.gazetteer.rows import PlacesError

BASE_URL = "https://download.geonames.org/export/dump/"
TIMEOUT_S = 30
TRIES = 4
CHUNK_BYTES = 1 << 16
# The largest country dumps have under 100 MB; what is announced larger is something else.
MAX_BYTES = 600_000_000
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that came whole: where it is, from where, when the server says it was made."""

    path: Path
    url: str
    modified: str


class _Interrupted(Exception):
    """The connection broke off; what came is kept and the next try goes on from there."""


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        _check_url(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def base_url(given: str | None = None) -> str:
    """The folder of the dumps: the one given, that of ISNAD_GEONAMES_URL, or GeoNames' own."""
    url = given or os.environ.get("ISNAD_GEONAMES_URL") or BASE_URL
    _check_url(url)
    return url.rstrip("/") + "/"


def _check_url(url: str) -> None:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise PlacesError(f"'{url}' is not fetched: only https addresses are (http for this machine alone)")


def fetch(url: str, target: Path, tell: Tell = lambda _: None) -> Fetched:
    """Bring a zip file to `target`, going on where an earlier try stopped. Raises PlacesError where it can't be had."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    for attempt in range(1, TRIES + 1):
        try:
            modified = _get(url, part)
            break
        except _Interrupted as e:
            if attempt == TRIES:
                kept = part.stat().st_size if part.exists() else 0
                raise PlacesError(
                    f"{url}: the connection broke off ({e}); {kept:,} bytes are kept, run the same command to go on"
                ) from e
            tell(f"{url}: {e}; trying again ({attempt} of {TRIES - 1})")
            time.sleep(float(os.environ.get("ISNAD_RETRY_S") or 2**attempt))
    _check_zip(url, part)
    os.replace(part, target)
    _note(part).unlink(missing_ok=True)
    return Fetched(target, url, modified)


def _note(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _validator(part: Path, url: str) -> str:
    """What the server called the file when the kept bytes came; "" where nothing can be gone on with."""
    try:
        note = json.loads(_note(part).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(note.get("validator") or "") if note.get("url") == url else ""


def _get(url: str, part: Path) -> str:
    """One try: append to what is kept, or begin anew; the server's Last-Modified."""
    kept = part.stat().st_size if part.exists() else 0
    validator = _validator(part, url) if kept else ""
    headers = {"User-Agent": f"isnad/{__version__}", "Accept-Encoding": "identity"}
    if kept and validator:
        headers |= {"Range": f"bytes={kept}-", "If-Range": validator}
    opener = urllib.request.build_opener(_SafeRedirects())
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=TIMEOUT_S) as answer:
            return _take(url, answer, part, kept)
    except urllib.error.HTTPError as e:
        if e.code == 416:  # what is kept does not fit the file any more
            part.unlink(missing_ok=True)
            raise _Interrupted("the file has changed on the server") from e
        if e.code in (429, 500, 502, 503, 504):
            raise _Interrupted(f"the server answered {e.code}") from e
        what = "there is no such file; are the country codes ISO codes of two letters (SY, IQ, YE)?"
        raise PlacesError(f"{url}: {what if e.code == 404 else f'the server answered {e.code} {e.reason}'}") from e
    except urllib.error.URLError as e:
        if isinstance(e.reason, OSError) and not isinstance(e.reason, TimeoutError | ConnectionError):
            raise PlacesError(
                f"{url}: can't be reached ({e.reason}); without a network, fetch the file elsewhere and use "
                "`isnad places import FILE`"
            ) from e
        raise _Interrupted(str(e.reason)) from e
    except (TimeoutError, ConnectionError, http.client.HTTPException) as e:
        raise _Interrupted(str(e) or type(e).__name__) from e


def _take(url: str, answer: Any, part: Path, kept: int) -> str:
    resumed = answer.status == 206
    length = answer.headers.get("Content-Length")
    total = (kept if resumed else 0) + int(length) if length and length.isdigit() else None
    if total is not None and total > MAX_BYTES:
        raise PlacesError(f"{url}: {total:,} bytes is more than any country's dump has; it is not fetched")
    validator = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
    _note(part).write_text(
        json.dumps({"url": url, "validator": "" if validator.startswith("W/") else validator}), "utf-8"
    )
    have = kept if resumed else 0
    with part.open("ab" if resumed else "wb") as out:
        while chunk := answer.read(CHUNK_BYTES):
            have += len(chunk)
            if have > MAX_BYTES:
                raise PlacesError(f"{url}: more than {MAX_BYTES:,} bytes came; that is no country's dump")
            out.write(chunk)
    if total is not None and have != total:
        raise _Interrupted(f"{have:,} of {total:,} bytes came")
    return str(answer.headers.get("Last-Modified") or "")


def _check_zip(url: str, part: Path) -> None:
    """Every byte of the archive against its checksums; a damaged one is thrown away."""
    try:
        with zipfile.ZipFile(part) as archive:
            bad = archive.testzip()
    except (zipfile.BadZipFile, OSError, EOFError) as e:
        bad = str(e)
    except Exception as e:  # zlib's own errors: the archive is damaged in a way that zipfile does not name
        bad = f"{type(e).__name__}: {e}"
    if bad is not None:
        part.unlink(missing_ok=True)
        _note(part).unlink(missing_ok=True)
        raise PlacesError(f"{url}: what came is damaged or no zip file ({bad}); it was thrown away, try again later")
