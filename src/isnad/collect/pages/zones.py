"""The zone of an outlet: that of the country it reports from, by its domain among the known sources."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources

from isnad.collect.pages.addresses import host_of


def zone_of(address: str | None) -> str | None:
    """The IANA zone of the outlet at an address; None where outlet or country is not known.

    >>> zone_of("https://www.enabbaladi.net/a/1")
    'Asia/Damascus'
    """
    host = host_of(address)
    while host and "." in host:
        zone = _by_domain().get(host)
        if zone is not None:
            return zone
        host = host.partition(".")[2]
    return _by_country().get(host.upper()) if host else None


@lru_cache(maxsize=1)
def _by_country() -> dict[str, str]:
    text = resources.files("isnad.collect").joinpath("data", "zones.csv").read_text(encoding="utf-8")
    return {row["country"]: row["zone"] for row in csv.DictReader(text.splitlines())}


@lru_cache(maxsize=1)
def _by_domain() -> dict[str, str]:
    text = resources.files("isnad.lexicons").joinpath("sources.csv").read_text(encoding="utf-8")
    zones = _by_country()
    out: dict[str, str] = {}
    for row in csv.DictReader(text.splitlines()):
        if row["kind"] == "media" and row["country"] in zones:
            out.update(
                dict.fromkeys((d.strip().lower() for d in row["domains"].split("|") if d), zones[row["country"]])
            )
    return out
