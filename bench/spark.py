"""The folds on Spark beside the same folds in one process, to the bit.

Spark runs on this machine alone (`local[2]`), reads events from Parquet, and writes features to
Parquet. Starting it and loading the compiled folds are timed apart, by a first small run. Where
there is no Java or no pyspark nothing is measured, and the figures say why.
"""

import os
import shutil
import sys
import tempfile
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from bench._past import past
from bench.result import Result
from quaywatch.history import features
from quaywatch.history.table import event_table

TITLE = "features of the past on Spark, equal to the bit to one process"
ROWS, QUICK_ROWS = 1_000_000, 20_000
_FIRST = 500
_PER_PART = 250_000


def run(quick: bool) -> Result:
    """Fold once in this process and once on Spark, and hold the results together."""
    missing = _missing()
    if missing:
        return Result("spark", {"not_measured": missing})
    rows = QUICK_ROWS if quick else ROWS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "first.parquet", _FIRST)
        expected = _write(folder / "events.parquet", rows)
        started = time.perf_counter()
        session = _session(folder)
        _fold(session, folder, "first", 2)
        ready_s = time.perf_counter() - started
        started = time.perf_counter()
        _fold(session, folder, "events", max(2, rows // _PER_PART))
        wall_s = time.perf_counter() - started
        session.stop()
        found = pl.read_parquet(folder / "events-features" / "*.parquet").sort("filing")
    equal = _same(found.drop("filing"), expected) and found["filing"].to_list() == [*range(rows)]
    return Result(
        "spark",
        {
            "rows": rows,
            "rows_per_s": round(rows / wall_s),
            "wall_s": round(wall_s, 1),
            "ready_s": round(ready_s, 1),
            "equal_to_the_bit": equal,
        },
        {},
        {"equal_to_the_bit": equal},
    )


def _missing() -> str:
    absent = [name for name in ("pyspark", "pyarrow", "pandas") if find_spec(name) is None]
    absent += [] if shutil.which("java") else ["java"]
    return f"needs {', '.join(absent)}: quaywatch[spark] and Java" if absent else ""


def _write(file: Path, rows: int) -> pl.DataFrame:
    frames, outcomes = past(rows)
    event_table(frames, outcomes).write_parquet(file)
    return features(frames, outcomes)


def _session(folder: Path) -> Any:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    sql: Any = import_module("pyspark.sql")
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "100000")
        .config("spark.driver.memory", "3g")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session


def _fold(session: Any, folder: Path, name: str, parts: int) -> None:
    from quaywatch.history.spark import features_on_spark

    events = session.read.parquet(str(folder / f"{name}.parquet"))
    features_on_spark(events, parts=parts).write.parquet(str(folder / f"{name}-features"))


def _same(one: pl.DataFrame, other: pl.DataFrame) -> bool:
    return all(
        np.array_equal(one[name].to_numpy().view(np.int64), other[name].to_numpy().view(np.int64))
        for name in other.columns
    )
