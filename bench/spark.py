"""Folds, checks, rules and a learned model on Spark beside the same in one process, to the bit.

Spark runs on this machine alone (`local[2]`), reads filings and outcomes from Parquet, makes events
of them, folds them, and assesses voyage by voyage with what the folds say. Starting it and loading
the compiled folds are timed apart, by a first small run. Where there is no Java or no pyspark
nothing is measured, and the figures say why.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import polars as pl

from bench._past import past
from bench.result import Result
from quaywatch import checks
from quaywatch.cargo import Frames
from quaywatch.cargo.nested import nested
from quaywatch.history import features
from quaywatch.risk import Known, Model, assess
from quaywatch.risk.inputs import inputs
from quaywatch.risk.learned import Learned, learn
from quaywatch.risk.told import told
from quaywatch.rules import load

TITLE = "from filings to reasons on Spark, equal to the bit to one process"
ROWS, QUICK_ROWS = 400_000, 20_000
_FIRST = 500
_PER_PART = 50_000
_LESSONS = 3_000

T = TypeVar("T")


def run(quick: bool) -> Result:
    """Work once in this process and once on Spark, and hold the results together."""
    missing = _missing()
    if missing:
        return Result("spark", {"not_measured": missing})
    rows = QUICK_ROWS if quick else ROWS
    model = _learned()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "first", past(_FIRST))
        frames, outcomes = past(rows)
        _write(folder / "all", (frames, outcomes))
        known, here_s = _timed(lambda: features(frames, outcomes))
        assessed, assessed_s = _timed(
            lambda: told(assess(frames, model=model, rulebook=load(), past=known))
        )
        session, ready_s = _timed(lambda: _session(folder))
        _, first_s = _timed(lambda: _work(session, folder / "first", model, 2))
        parts = max(2, rows // _PER_PART)
        (fold_s, assess_s), _ = _timed(lambda: _work(session, folder / "all", model, parts))
        session.stop()
        equal = {
            "folds": _same(folder / "all" / "past", known),
            "checks_rules_model": _same(folder / "all" / "assessed", assessed),
        }
    return Result(
        "spark",
        {
            "rows": rows,
            "rows_per_s": round(rows / (fold_s + assess_s)),
            "folds_per_s": round(rows / fold_s),
            "assessed_per_s": round(rows / assess_s),
            "ready_s": round(ready_s + first_s, 1),
            "equal_to_the_bit": equal,
        },
        {"one_process_rows_per_s": round(rows / (here_s + assessed_s))},
        {"equal_to_the_bit": all(equal.values())},
    )


def _missing() -> str:
    absent = [name for name in ("pyspark", "pyarrow", "pandas") if find_spec(name) is None]
    absent += [] if shutil.which("java") else ["java"]
    return f"needs {', '.join(absent)}: quaywatch[spark] and Java" if absent else ""


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    return work(), time.perf_counter() - started


def _learned() -> Learned:
    """Return a model of lessons in which one port leads to finds."""
    frames, outcomes = past(_LESSONS, seed=5)
    findings = checks.run(frames)
    known = Known(frames, findings, load().match(frames, findings), features(frames, outcomes))
    papers = frames.consignments
    random = np.random.default_rng(5)
    risky = (papers["port_of_loading"] == "COCTG").to_numpy()
    lessons = inputs(known, Model.default()).with_columns(
        pl.Series("found", random.random(_LESSONS) < np.where(risky, 0.4, 0.02)),
        papers["received_at"].alias("time"),
        papers["consignee_name"].alias("group"),
        chance=pl.lit(0.5),
    )
    return learn(lessons)


def _write(folder: Path, said: tuple[Frames, pl.DataFrame]) -> None:
    frames, outcomes = said
    folder.mkdir()
    numbers = pl.Series("filing", range(len(frames)), dtype=pl.Int64)
    nested(frames).insert_column(0, numbers).write_parquet(folder / "filings.parquet")
    outcomes.rename({"row": "filing"}).cast({"filing": pl.Int64}).write_parquet(
        folder / "outcomes.parquet"
    )


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


def _work(session: Any, folder: Path, model: Learned, parts: int) -> tuple[float, float]:
    """Write what the folds say, then the assessments; return the seconds of each."""
    from quaywatch.history.spark import events_on_spark, features_on_spark
    from quaywatch.risk.spark import Shipped, assess_on_spark

    filings, outcomes = (
        session.read.parquet(str(folder / f"{name}.parquet")) for name in ("filings", "outcomes")
    )
    shipped = Shipped.of(load(), model.dump(), Learned.load)
    events = events_on_spark(filings, outcomes)
    written = str(folder / "past")
    folded = features_on_spark(events, parts=parts)
    _, fold_s = _timed(lambda: folded.write.parquet(written))
    known = session.read.parquet(written)
    assessed = assess_on_spark(filings, shipped, parts=parts, past=known)
    _, assess_s = _timed(lambda: assessed.write.parquet(str(folder / "assessed")))
    return fold_s, assess_s


def _same(written: Path, expected: pl.DataFrame) -> bool:
    """Return whether rows come back by number as expected, bits of numbers included."""
    found = pl.read_parquet(written / "*.parquet").sort("filing")
    return (
        found["filing"].to_list() == [*range(expected.height)]
        and found.drop("filing").equals(expected)
        and all(_bits(found[name]) == _bits(expected[name]) for name in expected.columns)
    )


def _bits(column: pl.Series) -> bytes:
    return column.to_numpy().tobytes() if column.dtype == pl.Float64 else b""
