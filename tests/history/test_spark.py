"""On Spark the folds say what they say in one process."""

from pathlib import Path
from typing import Any

import polars as pl

from quaywatch.cargo import Frames
from quaywatch.cargo.nested import nested
from quaywatch.history import features
from quaywatch.history.table import SCHEMA, event_table
from tests.history.making import bill, filed, outcomes

HEIGHT = 200


def trade() -> tuple[Frames, pl.DataFrame]:
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
        for n in range(HEIGHT)
    ]
    return filed(*said), outcomes(*((n, n % 3 == 0, n / 6 + 2.5) for n in range(0, HEIGHT, 4)))


def test_features_on_spark_are_those_of_one_process_to_the_bit(spark: Any, tmp_path: Path) -> None:
    from quaywatch.history.spark import features_on_spark

    frames, known = trade()
    event_table(frames, known).write_parquet(tmp_path / "events.parquet")
    events = spark.read.parquet(str(tmp_path / "events.parquet"))
    found = pl.DataFrame(features_on_spark(events, parts=3).orderBy("filing").toArrow())
    assert found["filing"].to_list() == list(range(HEIGHT))
    assert found.drop("filing").equals(features(frames, known))


def test_filings_in_files_become_the_same_events_on_spark(spark: Any, tmp_path: Path) -> None:
    from quaywatch.history.spark import events_on_spark

    frames, known = trade()
    numbers = pl.Series("filing", range(1_000, 1_000 + HEIGHT))
    nested(frames).insert_column(0, numbers).write_parquet(tmp_path / "filings.parquet")
    learned = known.select(numbers.gather(known["row"]), "found", "known_at")
    learned.write_parquet(tmp_path / "outcomes.parquet")
    filings, told = (
        spark.read.parquet(str(tmp_path / f"{name}.parquet")) for name in ("filings", "outcomes")
    )
    found = pl.DataFrame(events_on_spark(filings, told).toArrow())
    expected = event_table(frames, known, first=1_000)
    order = ["at", "what", "filing", "digest"]
    assert found.schema == SCHEMA
    assert found.sort(order).equals(expected.sort(order))


def test_the_table_of_events_has_the_columns_that_spark_reads() -> None:
    frames = filed((0, bill()))
    assert event_table(frames, outcomes((0, True, 1))).schema == SCHEMA
