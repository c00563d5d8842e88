"""`isnad read` and `isnad link` with `--engine spark`: from the command line to the engine, and what is said of it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from isnad.cli.plain import plain
from isnad.cli.reading import SHOWN_PROBLEMS, Wanted, make_reader


def say(message: str) -> None:
    """A line on standard error."""
    sys.stderr.write(plain(message) + "\n")


@contextmanager
def _session(master: str | None, stopped: str) -> Iterator[None]:
    """Spark, and Ctrl-C that ends this process at once, as a kill may: Java and the workers end with it.

    Spark's own Ctrl-C asks Java to cancel in the midst of another question, and prints pages of what comes of it.
    """
    from isnad.engines.session import open_session

    def stop(*_: object) -> None:
        say(stopped)
        os._exit(130)

    open_session(master)
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def read_on_spark(wanted: Wanted, output: str, master: str | None) -> int:
    """Read what is new into a folder of parquet; 1 where not one report could be read or a file could not."""
    from isnad.engines import spark
    from isnad.engines.session import plain_words

    stopped = "stopped; what was written stands, and the next run goes on from there"
    given = spark.Wanted(wanted.paths, output, make_reader(wanted), wanted.tz, wanted.published, wanted.outlet)
    try:
        with plain_words("the run failed"), _session(master, stopped):
            done = spark.read(given, master, say if wanted.progress is not False else lambda line: None)
    except KeyboardInterrupt:
        say(stopped)
        return 130
    if done.passed:
        say(
            f"{len(done.passed)} files passed over, such as {done.passed[0]}: --engine spark does not read their form; "
            "`isnad read … -o x.parquet` does"
        )
    for message in done.failed[:SHOWN_PROBLEMS]:
        say(f"problem: {message}")
    if len(done.failed) > SHOWN_PROBLEMS:
        say(f"… and {len(done.failed) - SHOWN_PROBLEMS} more files that could not be read")
    if done.example:
        say(f"problem: {done.example}")
    if done.example and done.problems > 1:
        say(f"… and {done.problems - 1:,} more reports with problems, each in its row of the output")
    say(
        f"{done.files} files read, {done.before} were read before: {done.reports:,} reports, {done.claims:,} claims, "
        f"{done.problems:,} reports with problems"
    )
    if not (done.reports or done.before or done.failed):
        say("no report was found in what was given")
        return 1
    return 1 if done.failed or (done.reports and done.failures == done.reports) else 0


def link_on_spark(
    readings: Sequence[str], output: str, judgements: str | None, previous: str | None, master: str | None
) -> int:
    """Link readings into a folder of incidents; 0."""
    from isnad.engines import linking
    from isnad.engines.session import plain_words

    try:
        with plain_words("the run failed"), _session(master, "stopped"):
            done = linking.link(readings, output, judgements, previous, master)
    except KeyboardInterrupt:
        say("stopped")
        return 130
    for end in done.unattached:
        say(f"problem: a judgement names {end}, which is no event of these readings")
    say(f"{done.events:,} events linked: {done.incidents:,} incidents and tallies, {done.links:,} links")
    return 0
