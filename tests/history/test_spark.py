"""On Spark the folds say what they say in one process."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quaywatch.history import features
from quaywatch.history.table import SCHEMA, event_table
from tests.history.making import bill, filed, outcomes


def _absent() -> str:
    for module in ("pyspark", "pyarrow"):
        if importlib.util.find_spec(module) is None:
            return f"{module} is not installed (quaywatch[spark])"
    java = shutil.which("java")
    if (
        java is None
        or subprocess.run([java, "-version"], check=False, capture_output=True).returncode
    ):
        return "there is no Java"
    return ""


REASON = _absent()
pytestmark = pytest.mark.skipif(bool(REASON), reason=REASON)


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )
    yield session
    session.stop()


def test_features_on_spark_are_those_of_one_process_to_the_bit(spark: Any, tmp_path: Path) -> None:
    from quaywatch.history.spark import features_on_spark

    said = [
        (
            n // 3 / 2,
            bill(
                ("Ax", "Bx", "Cx", "")[n % 4],
                ("Px", "Qx")[n % 2],
                container=f"CSQU{n % 7:07d}",
                mass=None if n % 5 == 0 else 1000.0 * (1 + n % 11),
                hs_code="080390" if n % 3 else None,
            ),
        )
        for n in range(200)
    ]
    frames = filed(*said)
    known = outcomes(*((n, n % 3 == 0, n / 6 + 2.5) for n in range(0, 200, 4)))
    event_table(frames, known).write_parquet(tmp_path / "events.parquet")
    events = spark.read.parquet(str(tmp_path / "events.parquet"))
    answer = features_on_spark(events, parts=3).orderBy("filing").toArrow()
    import polars as pl

    found = pl.DataFrame(pl.from_arrow(answer))
    assert found["filing"].to_list() == list(range(200))
    assert found.drop("filing").equals(features(frames, known))


def test_the_table_of_events_has_the_columns_that_spark_reads() -> None:
    frames = filed((0, bill()))
    assert event_table(frames, outcomes((0, True, 1))).schema == SCHEMA
