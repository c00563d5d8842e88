"""A Spark session that works out of the box on one machine, or the one that a cluster gives; and Java, or why not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from isnad.engines.storage import first_line
from isnad.errors import IsnadError, MissingExtraError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA = 17  # the oldest that Spark 4 runs on
TRIES = 4  # of a task whose worker died, as on a cluster; on one machine Spark's own is 1
LOCAL = "local[*]"  # every core of this machine
_HERE = re.compile(r"local(?:\[(?P<cores>\*|[1-9]\d*)(?:,\s*[1-9]\d*)?\])?")
# What is set where the user (by spark-submit, or SPARK_CONF_DIR) set nothing else.
SETTINGS = {
    # Rows that pass to Python at once: reports are long, and a message of 10,000 of them (Spark's own) is 40 MB.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "512",
    "spark.sql.session.timeZone": "UTC",
    # A file may have columns `text` and `Text`; and times in nanoseconds, which Spark refuses with all the file.
    "spark.sql.caseSensitive": "true",
    "spark.sql.legacy.parquet.nanosAsLong": "true",
    # Partitions of a shuffle are joined and split by size; so many to begin with.
    "spark.sql.adaptive.coalescePartitions.initialPartitionNum": "200",
}
LOCAL_SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    # Spark's bar of stages is for a terminal; in a file it would be one endless line.
    "spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower(),
    "spark.driver.memory": "2g",
    # What stops a run is said in one line, with its cause; Java's stacks would bury it.
    "spark.log.level": "FATAL",
    # Java moves rows and waits for Python: its second compiler would take more of two cores than it ever gives back.
    # And its collector that spares pauses takes twice the processor of the plain one, for which nobody waits.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseParallelGC",
    "spark.sql.adaptive.coalescePartitions.initialPartitionNum": "16",
}


class EngineError(IsnadError):
    """Spark can't start, or a run of it failed; the message says the remedy."""

    code = "engine"


def open_session(master: str | None = None) -> SparkSession:
    """The running session (a notebook's, spark-submit's), or a new one on `master`; this machine's cores where None.

    Raises MissingExtraError without pyspark, EngineError without a Java that it runs on.
    """
    # Rows pass through Arrow, and pandas is loaded only because Spark asks for its version.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingExtraError("spark", "--engine spark") from error
    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ  # by spark-submit: Java runs, and master and settings are its own
    if not submitted:
        check_java()
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("isnad")
    settings = dict(SETTINGS)
    if not submitted or master:
        master = whole_master(master or LOCAL)
        builder = builder.master(master)
        if master.startswith("local"):
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # else a host name that doesn't resolve ends the run
            settings |= LOCAL_SETTINGS
    for name, value in settings.items():
        builder = builder.config(name, value)
    with plain_words(f"Spark can't start on {master or 'what spark-submit names'}"):
        return builder.getOrCreate()


def whole_master(master: str) -> str:
    """The master with the number of times that a task is tried, where it is on this machine and names none.

    >>> whole_master("local[2]")
    'local[2,4]'

    Raises EngineError for what Spark knows no such thing of.
    """
    here = _HERE.fullmatch(master)
    if here is None and not master.startswith(("spark://", "k8s://", "local-cluster[")) and master != "yarn":
        raise EngineError(f"--master {master}: say local[2] or local[*], spark://HOST:PORT, k8s://HOST:PORT or yarn")
    return f"local[{here['cores'] or 1},{TRIES}]" if here and "," not in master else master


@contextmanager
def plain_words(what: str) -> Iterator[None]:
    """Say what fails in Spark or Java in one line, as an EngineError that begins with `what`."""
    try:
        yield
    except Exception as error:
        if not type(error).__module__.startswith(("py4j.", "pyspark.")):
            raise
        said = first_line(error)
        if "JAVA_GATEWAY_EXITED" in said:
            said = "Java ended, and says above why"
        elif "stopped SparkContext" in said:
            said = "nothing answers there"
        raise EngineError(f"{what}: {said}") from error


def check_java() -> str:
    """The Java that Spark will run. Raises EngineError where there is none or it is too old."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which(str(Path(home, "bin", "java"))) if home else shutil.which("java")
    install = (
        f"install Java {JAVA} or later (Debian, Ubuntu: apt install default-jre-headless; macOS: brew install openjdk)"
    )
    if found is None:
        where = f"JAVA_HOME is {home}, and there is no bin/java in it" if home else "there is no java on the PATH"
        raise EngineError(
            f"--engine spark needs Java {JAVA} or later: {where}; {install}, or set JAVA_HOME to its folder"
        )
    try:
        said = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
    except OSError as error:  # of another machine, or no program
        said = f"can't be run: {error.strerror}"
    version = re.search(r'version "(?:1\.)?(\d+)', said)
    if version is None or int(version[1]) < JAVA:
        which = f"Java {version[1]}" if version else f"no Java that says its version ({' '.join(said.split())[:100]})"
        raise EngineError(
            f"--engine spark needs Java {JAVA} or later: {found} is {which}; {install}, and set JAVA_HOME"
        )
    return found
