"""`isnad read` and `isnad link` with `--engine spark`: from the command line to the engine, and what is said of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from isnad.cli.plain import plain
from isnad.cli.reading import Wanted, make_reader


def say(message: str) -> None:
    """A line on standard error."""
    sys.stderr.write(plain(message) + "\n")


def read_on_spark(wanted: Wanted, output: str, master: str | None) -> int:
    """Read what is new into a folder of parquet; 1 where not one report could be read or a file could not."""
    from isnad.engines import spark

    given = spark.Wanted(wanted.paths, output, make_reader(wanted), wanted.tz, wanted.published, wanted.outlet)
    done = spark.read(given, master, say if wanted.progress is not False else lambda line: None)
    for message in done.failed:
        say(f"problem: {message}")
    say(
        f"{done.files} files read, {done.before} were read before: {done.reports:,} reports, {done.claims:,} claims, "
        f"{done.problems:,} reports with problems"
    )
    return 1 if done.failed or (done.reports and done.failures == done.reports) else 0


def link_on_spark(
    readings: Sequence[str], output: str, judgements: str | None, previous: str | None, master: str | None
) -> int:
    """Link readings into a folder of incidents; 0."""
    from isnad.engines import linking

    done = linking.link(readings, output, judgements, previous, master)
    for end in done.unattached:
        say(f"problem: a judgement names {end}, which is no event of these readings")
    say(f"{done.events:,} events linked: {done.incidents:,} incidents and tallies, {done.links:,} links")
    return 0
