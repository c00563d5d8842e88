"""One Spark session for all tests of the engine; they skip, with the reason, where it can't start."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from isnad.errors import IsnadError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark() -> SparkSession:
    """Two cores of this machine; workers find the helpers of the tests too."""
    if importlib.util.find_spec("pyspark") is None:
        _absent("pyspark is not installed: pip install 'isnad[spark]'")
    from isnad.engines.session import check_java, open_session

    try:
        check_java()
    except IsnadError as error:
        _absent(str(error))
    folders = [str(Path(__file__).resolve().parent.parent), os.environ.get("PYTHONPATH")]
    os.environ["PYTHONPATH"] = os.pathsep.join(f for f in folders if f)
    session = open_session("local[2,4]")
    # For the few rows of a test a task of a shuffle, and Java code that is compiled for a query, cost most of the time.
    session.conf.set("spark.sql.adaptive.coalescePartitions.initialPartitionNum", "3")
    session.conf.set("spark.sql.codegen.wholeStage", "false")
    session.conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    return session


def _absent(reason: str) -> None:
    """Skip, or fail where the whole is to be tested (`.ci/run`)."""
    if os.environ.get("ISNAD_TEST_ALL"):
        pytest.fail(reason)
    pytest.skip(reason)
